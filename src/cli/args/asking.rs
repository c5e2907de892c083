//! Asking: nothing here writes to the ledger.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Args;

use super::ids::CarryOutId;
use super::values::{Anchor, Content, Format, TableFormat, YesNo, date, word_or_file};
use crate::domain::carry_out::Status;
use crate::domain::names::{ContractId, Level, MediumId, PersonId, RecipientId, Via};
use crate::signing::Fingerprint;

/// `show ID [--files] [--against ID]`
#[derive(Debug, Clone, Args)]
pub struct Show {
    /// Which carry-out.
    #[arg(value_name = "ID")]
    pub id: CarryOutId,
    /// List every file.
    #[arg(long)]
    pub files: bool,
    /// An earlier carry-out to compare with.
    #[arg(long, value_name = "ID")]
    pub against: Option<CarryOutId>,
}

/// `outstanding [--person --medium --contract --overdue] [--format table|csv|json]`
#[derive(Debug, Clone, Args)]
pub struct Outstanding {
    /// Carried by this person.
    #[arg(long, value_name = "ID")]
    pub person: Option<PersonId>,
    /// On this medium.
    #[arg(long, value_name = "ID")]
    pub medium: Option<MediumId>,
    /// Under this contract.
    #[arg(long, value_name = "ID")]
    pub contract: Option<ContractId>,
    /// Past its due date.
    #[arg(long)]
    pub overdue: bool,
    /// How to print it.
    #[arg(long, value_name = "FORMAT", value_enum, conflicts_with = "json")]
    pub format: Option<TableFormat>,
    /// Whether CSV begins with a byte order mark.
    #[arg(long, value_name = "yes|no", value_enum, default_value = "yes", hide_default_value = true)]
    pub bom: YesNo,
}

/// `log […]`
#[derive(Debug, Clone, Args)]
pub struct Log {
    /// Requested on this day or later.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub since: Option<NaiveDate>,
    /// Requested on this day or earlier.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub until: Option<NaiveDate>,
    /// Requested by this person.
    #[arg(long, value_name = "ID")]
    pub by: Option<PersonId>,
    /// To this recipient.
    #[arg(long, value_name = "RECIPIENT|self")]
    pub to: Option<RecipientId>,
    /// By this way; repeatable.
    #[arg(long, value_name = "WAY", value_enum)]
    pub via: Vec<Via>,
    /// On this medium.
    #[arg(long, value_name = "ID")]
    pub medium: Option<MediumId>,
    /// Under this contract.
    #[arg(long, value_name = "ID")]
    pub contract: Option<ContractId>,
    /// Of this level; repeatable.
    #[arg(long, value_name = "1..4|unknown", value_enum)]
    pub level: Vec<Level>,
    /// In this state; repeatable.
    #[arg(long, value_name = "STATUS", value_enum)]
    pub status: Vec<Status>,
    /// Whose purpose, place or other words contain this.
    #[arg(long, value_name = "TEXT")]
    pub text: Option<String>,
    /// How to print it.
    #[arg(long, value_name = "FORMAT", value_enum, conflicts_with = "json")]
    pub format: Option<Format>,
    /// Whether CSV begins with a byte order mark.
    #[arg(long, value_name = "yes|no", value_enum, default_value = "yes", hide_default_value = true)]
    pub bom: YesNo,
}

/// `trace FILE|sha256:HEX`
#[derive(Debug, Clone, Args)]
pub struct Trace {
    /// A file, or the digest of one.
    #[arg(value_name = "FILE|sha256:HEX", value_parser = word_or_file(Content::File))]
    pub content: Content,
}

/// `audit [--against FILE|SIZE:ROOT…] [--founder SHA256:…] [--ledger FILE | --new]`
#[derive(Debug, Clone, Args)]
pub struct Audit {
    /// A checkpoint held elsewhere; repeatable.
    #[arg(long, value_name = "FILE|SIZE:ROOT", value_parser = word_or_file(Anchor::File))]
    pub against: Vec<Anchor>,
    /// The founder's key, known from elsewhere.
    #[arg(long, value_name = "SHA256:…")]
    pub founder: Option<Fingerprint>,
    /// A copy of a ledger, instead of the desk's own.
    #[arg(long, value_name = "FILE")]
    pub ledger: Option<PathBuf>,
    /// Only what came since this user's last audit that found nothing wrong.
    #[arg(long, conflicts_with = "ledger")]
    pub new: bool,
}

/// `checkpoint [--out FILE] [--sign]`
#[derive(Debug, Clone, Args)]
pub struct CheckpointNote {
    /// Where it goes; standard output when absent.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Sign it with the key.
    #[arg(long)]
    pub sign: bool,
}

/// `prove ID [--out DIR]`
#[derive(Debug, Clone, Args)]
pub struct Prove {
    /// Which carry-out.
    #[arg(value_name = "ID")]
    pub id: CarryOutId,
    /// Where the evidence goes; a directory named after the id when absent.
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
}

/// `evidence --contract ID --out DIR`
#[derive(Debug, Clone, Args)]
pub struct Evidence {
    /// Under which contract.
    #[arg(long, value_name = "ID", required = true)]
    pub contract: ContractId,
    /// Where the evidence goes: a directory with nothing in it.
    #[arg(long, value_name = "DIR", required = true)]
    pub out: PathBuf,
}

/// `verify FILE [--device DEV [--record]]`
#[derive(Debug, Clone, Args)]
pub struct Verify {
    /// A file or directory made by `prove`, a certificate, or a checkpoint.
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// The device that the record says was overwritten.
    #[arg(long, value_name = "DEV")]
    pub device: Option<PathBuf>,
    /// Enter what was read into the ledger.
    #[arg(long, requires = "device")]
    pub record: bool,
}

/// `completions SHELL`
#[derive(Debug, Clone, Args)]
pub struct Completions {
    /// Which shell.
    #[arg(value_name = "SHELL", value_enum)]
    pub shell: clap_complete::Shell,
}

/// `man DIR`
#[derive(Debug, Clone, Args)]
pub struct Man {
    /// Where the pages go.
    #[arg(value_name = "DIR")]
    pub dir: PathBuf,
}
