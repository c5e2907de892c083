//! Coming back: return, disposal, who saw it, and the approver's confirmation.

use std::path::PathBuf;

use clap::Args;

use super::ids::{CarryOutId, DisposalId};
use crate::domain::names::Method;

/// `return ID [--at DIR|DEV] [--scan] [--saved-to TEXT] [--copy N…] [--note T]`
#[derive(Debug, Clone, Args)]
pub struct Return {
    /// Which carry-out.
    #[arg(value_name = "ID")]
    pub id: CarryOutId,
    /// Where the package is now.
    #[arg(long, value_name = "DIR|DEV")]
    pub at: Option<PathBuf>,
    /// Read the whole device in search of remnants.
    #[arg(long)]
    pub scan: bool,
    /// Where the results were saved.
    #[arg(long, value_name = "TEXT")]
    pub saved_to: Option<String>,
    /// Numbers of the copies; repeatable.
    #[arg(long = "copy", value_name = "N")]
    pub copies: Vec<u64>,
    /// A note.
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
}

/// `dispose ID --method M […]`
#[derive(Debug, Clone, Args)]
pub struct Dispose {
    /// Which carry-out.
    #[arg(value_name = "ID")]
    pub id: CarryOutId,
    /// How.
    #[arg(long, value_name = "METHOD", value_enum)]
    pub method: Method,
    /// Where the package is now.
    #[arg(long, value_name = "DIR|DEV", conflicts_with = "device")]
    pub at: Option<PathBuf>,
    /// The whole device to overwrite.
    #[arg(long, value_name = "DEV", required_if_eq("method", "overwrite"))]
    pub device: Option<PathBuf>,
    /// Read the whole device in search of remnants.
    #[arg(long, conflicts_with = "device")]
    pub scan: bool,
    /// What shows it.
    #[arg(long, value_name = "FILE")]
    pub evidence: Option<PathBuf>,
    /// A note.
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
    /// Where it was done.
    #[arg(long, value_name = "TEXT")]
    pub place: Option<String>,
    /// Numbers of the copies; repeatable.
    #[arg(long = "copy", value_name = "N")]
    pub copies: Vec<u64>,
    /// Another carry-out whose package goes with the medium that is destroyed; repeatable.
    #[arg(long, value_name = "ID")]
    pub also: Vec<CarryOutId>,
    /// It was done before anybody could keep it for an incident that is open by now.
    #[arg(long)]
    pub already_done: bool,
    /// Who was told the passphrase and keeps no copy; repeatable.
    #[arg(long, value_name = "NAME")]
    pub attested: Vec<String>,
    /// The device's serial number, instead of typing it at the prompt.
    #[arg(long, value_name = "SERIAL", requires = "device")]
    pub confirm: Option<String>,
}

/// `witness ID [--external NAME --evidence FILE]`
#[derive(Debug, Clone, Args)]
pub struct Witness {
    /// Which disposal, or the newest of which carry-out.
    #[arg(value_name = "ID")]
    pub which: DisposalId,
    /// Somebody without a key who saw it.
    #[arg(long, value_name = "NAME", requires = "evidence")]
    pub external: Option<String>,
    /// What shows that they were there.
    #[arg(long, value_name = "FILE", requires = "external")]
    pub evidence: Option<PathBuf>,
}

/// `confirm ID [--note T]`
#[derive(Debug, Clone, Args)]
pub struct Confirm {
    /// Which carry-out.
    #[arg(value_name = "ID")]
    pub id: CarryOutId,
    /// A note.
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
}
