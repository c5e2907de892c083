//! Mails: what a draft would be, drafts, and what was sent.

use std::path::PathBuf;

use clap::Args;

use super::ids::CarryOutId;
use super::values::Size;

/// `mail ID [--draft FILE.eml | --reconcile SENT] […]`
#[derive(Debug, Clone, Args)]
pub struct Mail {
    /// Which carry-out.
    #[arg(value_name = "ID")]
    pub id: CarryOutId,
    /// Where the draft goes.
    #[arg(long, value_name = "FILE", conflicts_with = "reconcile")]
    pub draft: Option<PathBuf>,
    /// What the mailer kept of what was sent, or a file saved from it.
    #[arg(long, value_name = "SENT")]
    pub reconcile: Option<PathBuf>,
    /// Seen by all; repeatable.
    #[arg(long, value_name = "ADDRESS", conflicts_with = "reconcile")]
    pub to: Vec<String>,
    /// For knowledge, seen by all; repeatable.
    #[arg(long, value_name = "ADDRESS", conflicts_with = "reconcile")]
    pub cc: Vec<String>,
    /// Seen by nobody; repeatable.
    #[arg(long, value_name = "ADDRESS", conflicts_with = "reconcile")]
    pub bcc: Vec<String>,
    /// One draft for each outside address.
    #[arg(long, conflicts_with = "reconcile")]
    pub each: bool,
    /// Another subject.
    #[arg(long, value_name = "TEXT", conflicts_with = "reconcile")]
    pub subject: Option<String>,
    /// Something to say besides.
    #[arg(long, value_name = "TEXT", conflicts_with_all = ["reconcile", "body"])]
    pub note: Option<String>,
    /// Another text.
    #[arg(long, value_name = "FILE", conflicts_with = "reconcile")]
    pub body: Option<PathBuf>,
    /// Folder in which the package lies now.
    #[arg(long, value_name = "DIR", conflicts_with = "reconcile")]
    pub at: Option<PathBuf>,
    /// Largest mail.
    #[arg(long, value_name = "N", conflicts_with = "reconcile")]
    pub max_size: Option<Size>,
    /// The domains it goes to, instead of typing them at the prompt; repeatable.
    #[arg(long, value_name = "DOMAIN", requires = "draft")]
    pub confirm_recipients: Vec<String>,
    /// The first digits of the text's digest, instead of typing them.
    #[arg(long, value_name = "PREFIX", requires = "draft")]
    pub confirm_body: Option<String>,
    /// The first digits of the package's digest, instead of typing them.
    #[arg(long, value_name = "PREFIX", requires = "draft")]
    pub confirm_attachment: Option<String>,
    /// To whom a saved attachment was sent; repeatable.
    #[arg(long = "address", value_name = "ADDRESS", requires = "reconcile")]
    pub addresses: Vec<String>,
}
