//! Training, pledges and the register of important information.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Subcommand};

use super::registers::Which;
use super::values::date;
use crate::domain::names::{AssetId, ContractId, Level, Method, PersonId};
use crate::domain::rules::demand::Occasion;

/// `training …`
#[derive(Debug, Clone, Subcommand)]
pub enum Training {
    /// Records that people were taught.
    Add(TrainingAdd),
    /// Lists what people were taught and pledged.
    List,
}

/// `training add --person P… --on D --topic T […]`
#[derive(Debug, Clone, Args)]
pub struct TrainingAdd {
    /// Who took part; repeatable.
    #[arg(long = "person", value_name = "ID", required = true)]
    pub people: Vec<PersonId>,
    /// On which day.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub on: NaiveDate,
    /// What about.
    #[arg(long, value_name = "TEXT")]
    pub topic: String,
    /// Under which contract; in general where it is absent.
    #[arg(long, value_name = "ID")]
    pub contract: Option<ContractId>,
    /// A signed list, the slides.
    #[arg(long, value_name = "FILE")]
    pub evidence: Option<PathBuf>,
}

/// `pledge [--occasion entry|leaving] [--contract K] [--person ID --paper FILE]`
#[derive(Debug, Clone, Args)]
pub struct Pledge {
    /// On which occasion.
    #[arg(long, value_name = "entry|leaving", value_enum)]
    pub occasion: Occasion,
    /// Under which contract; in general where it is absent.
    #[arg(long, value_name = "ID")]
    pub contract: Option<ContractId>,
    /// Whose pledge, where it was signed on paper.
    #[arg(long, value_name = "ID", requires = "paper")]
    pub person: Option<PersonId>,
    /// The signed sheet.
    #[arg(long, value_name = "FILE", requires = "person")]
    pub paper: Option<PathBuf>,
}

/// `asset …`
#[derive(Debug, Clone, Subcommand)]
pub enum Asset {
    /// Registers important information.
    Add(AssetAdd),
    /// Lists the register.
    List(AssetList),
    /// Shows a piece of it.
    Show(Which<AssetId>),
    /// Says more of a piece of it, or says it rightly.
    Set(AssetSet),
    /// Confirms for one side that it changed hands.
    Confirm(AssetConfirm),
    /// Records which was found at a stock-take.
    Check(AssetCheck),
    /// Prints the question to the client what its level is.
    Question(AssetQuestion),
    /// Records that copies of it were made, or are gone.
    Copies(AssetCopies),
    /// Records that it was given back.
    Return(AssetReturn),
    /// Records that it was disposed of.
    Dispose(AssetDispose),
}

/// `asset add ID --contract C --level L …`
#[derive(Debug, Clone, Args)]
pub struct AssetAdd {
    /// Its id.
    #[arg(value_name = "ID")]
    pub id: AssetId,
    /// Under which contract.
    #[arg(long, value_name = "ID")]
    pub contract: ContractId,
    /// Its level.
    #[arg(long, value_name = "LEVEL", value_enum)]
    pub level: Level,
    /// What it is called.
    #[arg(long, value_name = "TEXT")]
    pub name: String,
    /// Where it is kept.
    #[arg(long, value_name = "TEXT")]
    pub place: String,
    /// On which day it was received.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub received: NaiveDate,
    /// Who handed it over.
    #[arg(long, value_name = "TEXT")]
    pub from: Option<String>,
    /// By which means it came.
    #[arg(long, value_name = "TEXT")]
    pub means: Option<String>,
    /// On which medium it came.
    #[arg(long, value_name = "TEXT")]
    pub medium: Option<String>,
    /// What it is for.
    #[arg(long, value_name = "TEXT")]
    pub purpose: Option<String>,
    /// Who took it; whoever registers it where it came from somebody and nobody else is named.
    #[arg(long, value_name = "ID")]
    pub received_by: Option<PersonId>,
    /// How many pieces or records.
    #[arg(long, value_name = "N")]
    pub count: Option<u64>,
    /// How many copies of it the client permits.
    #[arg(long, value_name = "N")]
    pub copies_permitted: Option<u64>,
    /// Personal data of how many people.
    #[arg(long, value_name = "N")]
    pub people: Option<u64>,
    /// Who handles it; repeatable.
    #[arg(long = "handler", value_name = "ID")]
    pub handlers: Vec<PersonId>,
    /// Until when it may be kept.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub until: Option<NaiveDate>,
}

/// `asset set ID […]`
#[derive(Debug, Clone, Args)]
pub struct AssetSet {
    /// Which.
    #[arg(value_name = "ID")]
    pub id: AssetId,
    /// How many pieces or records.
    #[arg(long, value_name = "N")]
    pub count: Option<u64>,
    /// Who handed it over.
    #[arg(long, value_name = "TEXT")]
    pub from: Option<String>,
    /// Everybody who handles it; repeatable.
    #[arg(long = "handler", value_name = "ID")]
    pub handlers: Vec<PersonId>,
    /// By which means it came.
    #[arg(long, value_name = "TEXT")]
    pub means: Option<String>,
    /// On which medium it came.
    #[arg(long, value_name = "TEXT")]
    pub medium: Option<String>,
    /// Personal data of how many people.
    #[arg(long, value_name = "N")]
    pub people: Option<u64>,
    /// Where it is kept.
    #[arg(long, value_name = "TEXT")]
    pub place: Option<String>,
    /// What it is for.
    #[arg(long, value_name = "TEXT")]
    pub purpose: Option<String>,
    /// Who took it.
    #[arg(long, value_name = "ID")]
    pub received_by: Option<PersonId>,
    /// Until when it may be kept.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub until: Option<NaiveDate>,
    /// Anything worth noting.
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
}

/// `asset confirm ID [--end] [--by NAME --evidence FILE]`
#[derive(Debug, Clone, Args)]
pub struct AssetConfirm {
    /// Which.
    #[arg(value_name = "ID")]
    pub id: AssetId,
    /// Confirms, as a second person, that it was given back or disposed of.
    #[arg(long)]
    pub end: bool,
    /// Who confirmed on paper, for the client.
    #[arg(long, value_name = "NAME", requires = "evidence")]
    pub by: Option<String>,
    /// The paper.
    #[arg(long, value_name = "FILE")]
    pub evidence: Option<PathBuf>,
    /// Anything worth noting.
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
}

/// `asset list [--contract ID]`
#[derive(Debug, Clone, Args)]
pub struct AssetList {
    /// Under which contract.
    #[arg(long, value_name = "ID")]
    pub contract: Option<ContractId>,
}

/// `asset question --contract ID`
#[derive(Debug, Clone, Args)]
pub struct AssetQuestion {
    /// Under which contract.
    #[arg(long, value_name = "ID")]
    pub contract: ContractId,
}

/// `asset check --contract ID [--found ID…] [--note T]`
#[derive(Debug, Clone, Args)]
pub struct AssetCheck {
    /// Under which contract.
    #[arg(long, value_name = "ID")]
    pub contract: ContractId,
    /// What was there; repeatable.
    #[arg(long, value_name = "ID")]
    pub found: Vec<AssetId>,
    /// Anything worth noting.
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
}

/// `asset copies ID (--made N --place T | --gone N) […]`
#[derive(Debug, Clone, Args)]
pub struct AssetCopies {
    /// Of what.
    #[arg(value_name = "ID")]
    pub id: AssetId,
    /// How many were made.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..), requires = "place", required_unless_present = "gone")]
    pub made: Option<u64>,
    /// How many were disposed of or given back.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..), conflicts_with = "made")]
    pub gone: Option<u64>,
    /// Where they are kept, or to whom they went.
    #[arg(long, value_name = "TEXT")]
    pub place: Option<String>,
    /// What shows it.
    #[arg(long, value_name = "FILE")]
    pub evidence: Option<PathBuf>,
    /// Anything worth noting.
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
}

/// What is said of the end of information, however it ends.
#[derive(Debug, Clone, Args)]
pub struct AssetEnding {
    /// On which day; today when absent.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub on: Option<NaiveDate>,
    /// Where.
    #[arg(long, value_name = "TEXT")]
    pub place: Option<String>,
    /// Who saw it.
    #[arg(long, value_name = "NAME")]
    pub witness: Option<String>,
    /// What shows it.
    #[arg(long, value_name = "FILE")]
    pub evidence: Option<PathBuf>,
    /// Anything worth noting.
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
}

/// `asset return ID --to NAME […]`
#[derive(Debug, Clone, Args)]
pub struct AssetReturn {
    /// Which.
    #[arg(value_name = "ID")]
    pub id: AssetId,
    /// To whom.
    #[arg(long, value_name = "NAME")]
    pub to: String,
    /// Of its end.
    #[command(flatten)]
    pub end: AssetEnding,
}

/// `asset dispose ID --method M […]`
#[derive(Debug, Clone, Args)]
pub struct AssetDispose {
    /// Which.
    #[arg(value_name = "ID")]
    pub id: AssetId,
    /// How.
    #[arg(long, value_name = "METHOD", value_enum)]
    pub method: Method,
    /// Of its end.
    #[command(flatten)]
    pub end: AssetEnding,
}
