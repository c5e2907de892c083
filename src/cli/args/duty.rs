//! What the client is owed on paper.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Subcommand};

use super::values::date;
use crate::domain::names::ContractId;
use crate::domain::rules::demand::Duty;

/// `duty …`
#[derive(Debug, Clone, Subcommand)]
pub enum Duties {
    /// Lists what is owed and what was sent.
    List(DutyList),
    /// Records that a paper was sent.
    Sent(DutySent),
    /// Records that the client asks for a paper.
    Asked(DutyAsked),
}

/// `duty list [--contract K] [--overdue]`
#[derive(Debug, Clone, Args)]
pub struct DutyList {
    /// Under which contract; all where it is absent.
    #[arg(long, value_name = "ID")]
    pub contract: Option<ContractId>,
    /// Only what is late.
    #[arg(long)]
    pub overdue: bool,
}

/// `duty sent DUTY --contract K --on D --evidence FILE [--about ID] [--note T]`
#[derive(Debug, Clone, Args)]
pub struct DutySent {
    /// Which.
    #[arg(value_name = "DUTY", value_enum)]
    pub duty: Duty,
    /// Under which contract.
    #[arg(long, value_name = "ID")]
    pub contract: ContractId,
    /// On which day.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub on: NaiveDate,
    /// What was sent.
    #[arg(long, value_name = "FILE")]
    pub evidence: PathBuf,
    /// What it is about, where it is about one thing only.
    #[arg(long, value_name = "ID")]
    pub about: Option<String>,
    /// Anything worth noting.
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
}

/// `duty asked DUTY --contract K --on D [--by D] [--evidence FILE]`
#[derive(Debug, Clone, Args)]
pub struct DutyAsked {
    /// Which.
    #[arg(value_name = "DUTY", value_enum)]
    pub duty: Duty,
    /// Under which contract.
    #[arg(long, value_name = "ID")]
    pub contract: ContractId,
    /// On which day it was asked for.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub on: NaiveDate,
    /// The day by which the client wants it.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub by: Option<NaiveDate>,
    /// The letter.
    #[arg(long, value_name = "FILE")]
    pub evidence: Option<PathBuf>,
}
