//! The main job: request, approve, export, release, open.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Args;

use super::ids::CarryOutId;
use super::values::{Compression, PersonalData, Size, Target, date, word_or_file};
use crate::domain::names::{AssetId, Channel, ContractId, Kind, Level, MediumId, PersonId, RecipientId, Via};

/// `request PATH… --to RECIPIENT|self --via … --purpose T --level … --due DATE […]`
#[derive(Debug, Clone, Args)]
pub struct Request {
    /// Files and folders to carry out.
    #[arg(value_name = "PATH", required = true)]
    pub paths: Vec<PathBuf>,
    /// A registered recipient, or `self`.
    #[arg(long, value_name = "RECIPIENT|self", required_unless_present = "like")]
    pub to: Option<RecipientId>,
    /// The road the package takes.
    #[arg(long, value_name = "WAY", value_enum, required_unless_present = "like")]
    pub via: Option<Via>,
    /// What for.
    #[arg(long, value_name = "TEXT", required_unless_present = "like")]
    pub purpose: Option<String>,
    /// How important the information is.
    #[arg(long, value_name = "1..4|unknown", value_enum, required_unless_present = "like")]
    pub level: Option<Level>,
    /// When it is to be back.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub due: NaiveDate,
    /// Why it leaves.
    #[arg(long, value_name = "KIND", value_enum)]
    pub kind: Option<Kind>,
    /// Where it goes.
    #[arg(long, value_name = "TEXT|home|PLACE-ID")]
    pub place: Option<String>,
    /// The day it leaves; today when absent.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub on: Option<NaiveDate>,
    /// How many people the information is about.
    #[arg(long, value_name = "none|N")]
    pub personal_data: Option<PersonalData>,
    /// Some of it needs special care.
    #[arg(long, requires = "personal_data")]
    pub special: bool,
    /// The registered medium.
    #[arg(long, value_name = "ID", required_if_eq("via", "usb"))]
    pub medium: Option<MediumId>,
    /// The contract it belongs to.
    #[arg(long, value_name = "ID")]
    pub contract: Option<ContractId>,
    /// Registered information it holds; repeatable.
    #[arg(long = "asset", value_name = "ID")]
    pub assets: Vec<AssetId>,
    /// How many copies it makes, the package first.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    pub copies: Option<u64>,
    /// Things carried along that are not files; repeatable.
    #[arg(long = "item", value_name = "TEXT")]
    pub items: Vec<String>,
    /// Why it cannot be avoided.
    #[arg(long, value_name = "TEXT")]
    pub reason: Option<String>,
    /// The passphrase is told only after the arrival code was read back.
    #[arg(long)]
    pub after_arrival: bool,
    /// An earlier carry-out whose answers are taken over where none is given here.
    #[arg(long, value_name = "ID")]
    pub like: Option<CarryOutId>,
    /// Directory for what people without access to this ledger sign.
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
}

/// `approve ID|FILE […]`
#[derive(Debug, Clone, Args)]
pub struct Approve {
    /// A carry-out of this ledger, or a file made by `request --out`.
    #[arg(value_name = "ID|FILE", value_parser = word_or_file(Target::File))]
    pub target: Target,
    /// The first digits of the manifest digest, instead of typing them at the prompt.
    #[arg(long, value_name = "PREFIX")]
    pub confirm: Option<String>,
    /// Where the signed approval goes, when the target is a file.
    #[arg(long, value_name = "FILE", conflicts_with = "draft")]
    pub out: Option<PathBuf>,
    /// Draft the statement of this person instead of signing.
    #[arg(long = "as", value_name = "PERSON", requires = "draft")]
    pub as_person: Option<PersonId>,
    /// Where the draft goes.
    #[arg(long, value_name = "FILE", requires = "as_person")]
    pub draft: Option<PathBuf>,
}

/// `submit FILE [--signature SIG]`
#[derive(Debug, Clone, Args)]
pub struct Submit {
    /// The statement, with its signature or without.
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Its detached signature; `FILE.sig` when absent and the file has none inside.
    #[arg(long, value_name = "SIG")]
    pub signature: Option<PathBuf>,
}

/// `reject ID --reason T`
#[derive(Debug, Clone, Args)]
pub struct Reject {
    /// Which carry-out.
    #[arg(value_name = "ID")]
    pub id: CarryOutId,
    /// Why.
    #[arg(long, value_name = "TEXT")]
    pub reason: String,
}

/// `withdraw ID`
#[derive(Debug, Clone, Args)]
pub struct Withdraw {
    /// Which carry-out.
    #[arg(value_name = "ID")]
    pub id: CarryOutId,
}

/// `export ID --into DIR [--from PATH…] [--max-size N] [--compress auto|0..9]`
#[derive(Debug, Clone, Args)]
pub struct Export {
    /// Which carry-out.
    #[arg(value_name = "ID")]
    pub id: CarryOutId,
    /// Where the package goes.
    #[arg(long, value_name = "DIR")]
    pub into: PathBuf,
    /// Where the approved files are now; repeatable.
    #[arg(long, value_name = "PATH")]
    pub from: Vec<PathBuf>,
    /// Largest volume.
    #[arg(long, value_name = "N")]
    pub max_size: Option<Size>,
    /// How hard to compress.
    #[arg(long, value_name = "auto|0..9", default_value = "auto", hide_default_value = true)]
    pub compress: Compression,
}

/// `receipt ID --arrived HEX | --opened CODE`
#[derive(Debug, Clone, Args)]
pub struct Receipt {
    /// Which carry-out.
    #[arg(value_name = "ID")]
    pub id: CarryOutId,
    /// What was read back.
    #[command(flatten)]
    pub code: Code,
}

/// Exactly one of the two codes.
#[derive(Debug, Clone, Args)]
#[group(required = true, multiple = false)]
pub struct Code {
    /// The arrival code: the first digits of the package's digest.
    #[arg(long, value_name = "HEX")]
    pub arrived: Option<String>,
    /// The opened code, from inside the package.
    #[arg(long, value_name = "CODE")]
    pub opened: Option<String>,
}

/// `passphrase ID --via … [--told NAME] [--note T] [--identity FILE --identity-passphrase-fd N]`
#[derive(Debug, Clone, Args)]
pub struct Passphrase {
    /// Which carry-out.
    #[arg(value_name = "ID")]
    pub id: CarryOutId,
    /// The other road.
    #[arg(long, value_name = "CHANNEL", value_enum)]
    pub via: Channel,
    /// Who is told, where it is not the recipient in person.
    #[arg(long, value_name = "NAME")]
    pub told: Option<String>,
    /// A note; `other` needs one.
    #[arg(long, value_name = "TEXT", required_if_eq("via", "other"))]
    pub note: Option<String>,
    /// The custodian's identity, where it is not the signing key.
    #[arg(long, value_name = "FILE")]
    pub identity: Option<PathBuf>,
    /// Descriptor whose first line is the identity's passphrase.
    #[arg(long, value_name = "N", requires = "identity")]
    pub identity_passphrase_fd: Option<u32>,
}

/// `open FILE [--into DIR] [--identity FILE] [--signers FILE] [--accept-signers] [--passphrase-fd N]`
#[derive(Debug, Clone, Args)]
pub struct Open {
    /// The package, or its first volume.
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Where the folder appears; the package's own directory when absent.
    #[arg(long, value_name = "DIR")]
    pub into: Option<PathBuf>,
    /// A key that opens it, instead of a passphrase; repeatable.
    #[arg(long = "identity", value_name = "FILE", conflicts_with = "passphrase_fd")]
    pub identities: Vec<PathBuf>,
    /// Descriptor whose first line is the identity's own passphrase.
    #[arg(long, value_name = "N", requires = "identities")]
    pub identity_passphrase_fd: Option<u32>,
    /// Signers known otherwise, as an `allowed_signers` file.
    #[arg(long, value_name = "FILE")]
    pub signers: Option<PathBuf>,
    /// Remember the signers for this origin.
    #[arg(long)]
    pub accept_signers: bool,
    /// Descriptor whose first line is the package's passphrase.
    #[arg(long, value_name = "N")]
    pub passphrase_fd: Option<u32>,
}
