//! On the road: taken along, passed on, not delivered, later than planned, handed over, copied, recalled.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, ValueEnum};

use super::ids::CarryOutId;
use super::values::date;
use crate::domain::names::{ContractId, CopyKind, MediumId, PersonId, RecipientId};

/// `checkout ID [--case N] [--route T] [--out FILE] [--format html|text]`
#[derive(Debug, Clone, Args)]
pub struct Checkout {
    /// Which carry-out.
    #[arg(value_name = "ID")]
    pub id: CarryOutId,
    /// Number of the locked case.
    #[arg(long, value_name = "TEXT")]
    pub case: Option<String>,
    /// The way it takes.
    #[arg(long, value_name = "TEXT")]
    pub route: Option<String>,
    /// Where the slip goes.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// How the slip is written.
    #[arg(long, value_name = "html|text", value_enum)]
    pub format: Option<SlipFormat>,
}

/// How a slip is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SlipFormat {
    /// A page that prints on A4.
    Html,
    /// Plain text.
    Text,
}

/// `transfer ID --to PERSON [--reason T]`
#[derive(Debug, Clone, Args)]
pub struct Transfer {
    /// Which carry-out.
    #[arg(value_name = "ID")]
    pub id: CarryOutId,
    /// Who carries from now on.
    #[arg(long, value_name = "PERSON")]
    pub to: PersonId,
    /// Why.
    #[arg(long, value_name = "TEXT")]
    pub reason: Option<String>,
}

/// `undelivered ID --evidence FILE [--note T]`
#[derive(Debug, Clone, Args)]
pub struct Undelivered {
    /// Which carry-out.
    #[arg(value_name = "ID")]
    pub id: CarryOutId,
    /// What shows it.
    #[arg(long, value_name = "FILE")]
    pub evidence: PathBuf,
    /// Anything worth noting.
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
}

/// `extend ID --due D --reason T`
#[derive(Debug, Clone, Args)]
pub struct Extend {
    /// Which carry-out.
    #[arg(value_name = "ID")]
    pub id: CarryOutId,
    /// The later day.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub due: NaiveDate,
    /// Why.
    #[arg(long, value_name = "TEXT")]
    pub reason: String,
}

/// `handed-over ID [--evidence FILE] [--medium-stays]`
#[derive(Debug, Clone, Args)]
pub struct HandedOver {
    /// Which carry-out.
    #[arg(value_name = "ID")]
    pub id: CarryOutId,
    /// The recipient's receipt.
    #[arg(long, value_name = "FILE")]
    pub evidence: Option<PathBuf>,
    /// The recipient keeps the medium too.
    #[arg(long)]
    pub medium_stays: bool,
}

/// `copy ID --kind … --place T [--holder RECIPIENT]`
#[derive(Debug, Clone, Args)]
pub struct Copy {
    /// Which carry-out.
    #[arg(value_name = "ID")]
    pub id: CarryOutId,
    /// What the copy is.
    #[arg(long, value_name = "KIND", value_enum)]
    pub kind: MadeCopy,
    /// Where it is.
    #[arg(long, value_name = "TEXT")]
    pub place: String,
    /// The registered PC or phone it is on.
    #[arg(long, value_name = "MEDIUM")]
    pub device: Option<MediumId>,
    /// The recipient who holds it.
    #[arg(long, value_name = "RECIPIENT", required_if_eq("kind", "subcontractor"))]
    pub holder: Option<RecipientId>,
}

/// The copies that people make; the package itself is known from its export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum MadeCopy {
    /// What was unpacked to work with.
    Working,
    /// A backup.
    Backup,
    /// The sealed package, kept at the office.
    Office,
    /// What a subcontractor holds.
    Subcontractor,
    /// On paper.
    Paper,
    /// What reached somebody it was not meant for.
    Misdelivered,
}

impl From<MadeCopy> for CopyKind {
    fn from(kind: MadeCopy) -> Self {
        match kind {
            MadeCopy::Working => Self::Working,
            MadeCopy::Backup => Self::Backup,
            MadeCopy::Office => Self::Office,
            MadeCopy::Subcontractor => Self::Subcontractor,
            MadeCopy::Paper => Self::Paper,
            MadeCopy::Misdelivered => Self::Misdelivered,
        }
    }
}

/// Where a subcontractor stands: `--role subcontractor [--under ID] [--tier N]`
#[derive(Debug, Clone, Args)]
pub struct Subcontracting {
    /// What the recipient is beside somebody who receives.
    #[arg(long, value_name = "subcontractor", value_enum)]
    pub role: Option<RecipientRole>,
    /// The subcontractor they work under.
    #[arg(long, value_name = "ID", requires = "role")]
    pub under: Option<RecipientId>,
    /// How many tiers down.
    #[arg(long, value_name = "N", requires = "role", value_parser = clap::value_parser!(u64).range(1..))]
    pub tier: Option<u64>,
}

/// What a recipient is beside somebody who receives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum RecipientRole {
    /// Somebody to whom a part of the work was given.
    Subcontractor,
}

/// `recall (--contract K | --recipient ID) --number N`
#[derive(Debug, Clone, Args)]
pub struct Recall {
    /// Whose copies.
    #[command(flatten)]
    pub which: Recalled,
    /// Number of the client's order.
    #[arg(long, value_name = "TEXT")]
    pub number: String,
}

/// Exactly one of the two selections.
#[derive(Debug, Clone, Args)]
#[group(required = true, multiple = false)]
pub struct Recalled {
    /// Every subcontractor's under this contract.
    #[arg(long, value_name = "ID")]
    pub contract: Option<ContractId>,
    /// This subcontractor's.
    #[arg(long, value_name = "ID")]
    pub recipient: Option<RecipientId>,
}
