//! `certificate`

use std::path::PathBuf;

use clap::Args;

use super::values::CertificateFormat;

/// `certificate ID [--out FILE] [--format json|html] [--number TEXT] [--addressee TEXT]`
#[derive(Debug, Clone, Args)]
pub struct Certificate {
    /// A carry-out or a disposal: `C-0042` or `D-0007`.
    #[arg(value_name = "ID")]
    pub id: String,
    /// Where it goes; standard output when absent.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// As a file to check, or as a form to print.
    #[arg(long, value_name = "json|html", value_enum, default_value = "json", hide_default_value = true)]
    pub format: CertificateFormat,
    /// Number of the document, as the office numbers them.
    #[arg(long, value_name = "TEXT")]
    pub number: Option<String>,
    /// To whom it is addressed.
    #[arg(long, value_name = "TEXT")]
    pub addressee: Option<String>,
}
