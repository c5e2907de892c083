//! Devices and paper that are carried.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Subcommand};

use super::ids::{ArticleId, IncidentId};
use super::values::date;
use crate::domain::article::{Clearing, Direction, Measure};
use crate::domain::names::{ContractId, Level, MediumId, Method, PersonId};

/// `article …`
#[derive(Debug, Clone, Subcommand)]
pub enum Articles {
    /// Asks to carry a device or paper.
    Take(Box<ArticleTake>),
    /// Permits it, or confirms that it is back.
    Approve(ArticleWhich),
    /// Refuses it, or that it is back as it should be.
    Reject(ArticleReject),
    /// Records that it is back, or destroyed.
    Return(ArticleBack),
    /// Records that somebody else carries it.
    Transfer(ArticleTransfer),
    /// Records that it was lost with what an open incident is about.
    Lost(ArticleLost),
    /// Lists what is or was carried.
    List(ArticleList),
    /// Shows one.
    Show(ArticleWhich),
}

/// `article take (--device ID | --paper TITLE --count N --level L [--people N]) --direction out|in --place T --purpose T --due D […]`
#[derive(Debug, Clone, Args)]
pub struct ArticleTake {
    /// The registered PC or phone.
    #[arg(long, value_name = "MEDIUM", required_unless_present = "paper", conflicts_with_all = ["paper", "count", "level", "people"])]
    pub device: Option<MediumId>,
    /// What is on paper.
    #[arg(long, value_name = "TEXT", requires_all = ["count", "level"])]
    pub paper: Option<String>,
    /// How many sheets or volumes.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    pub count: Option<u64>,
    /// How important it is.
    #[arg(long, value_name = "LEVEL", value_enum)]
    pub level: Option<Level>,
    /// Of how many people it holds personal data.
    #[arg(long, value_name = "N", requires = "paper")]
    pub people: Option<u64>,
    /// Out of the office, or into the client's premises.
    #[arg(long, value_name = "WAY", value_enum)]
    pub direction: Direction,
    /// Where to.
    #[arg(long, value_name = "TEXT")]
    pub place: String,
    /// What for.
    #[arg(long, value_name = "TEXT")]
    pub purpose: String,
    /// The day it goes; today where it is absent.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub on: Option<NaiveDate>,
    /// The day it is back.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub due: NaiveDate,
    /// Under which contract.
    #[arg(long, value_name = "ID")]
    pub contract: Option<ContractId>,
    /// What is attested of the device; repeatable.
    #[arg(long = "measure", value_name = "MEASURE", value_enum, conflicts_with = "paper")]
    pub measures: Vec<Measure>,
    /// Whether it goes for repair.
    #[arg(long, requires = "device")]
    pub repair: bool,
    /// The client's number for its permission.
    #[arg(long, value_name = "TEXT", requires_all = ["permitted_on", "permitted_by", "permission_evidence"])]
    pub permission: Option<String>,
    /// The day the permission bears.
    #[arg(long, value_name = "DATE", value_parser = date, requires = "permission")]
    pub permitted_on: Option<NaiveDate>,
    /// Who permitted it for the client.
    #[arg(long, value_name = "NAME", requires = "permission")]
    pub permitted_by: Option<String>,
    /// The permission as a file.
    #[arg(long, value_name = "FILE", requires = "permission")]
    pub permission_evidence: Option<PathBuf>,
}

/// `article show ID`, `article approve ID`
#[derive(Debug, Clone, Args)]
pub struct ArticleWhich {
    /// Which.
    #[arg(value_name = "ID")]
    pub id: ArticleId,
}

/// `article reject ID --reason T`
#[derive(Debug, Clone, Args)]
pub struct ArticleReject {
    /// Which.
    #[arg(value_name = "ID")]
    pub id: ArticleId,
    /// Why.
    #[arg(long, value_name = "TEXT")]
    pub reason: String,
}

/// `article return ID [--cleared C…] [--saved-to T] [--destroyed METHOD (--witness NAME | --evidence FILE)] [--note T]`
#[derive(Debug, Clone, Args)]
pub struct ArticleBack {
    /// Which.
    #[arg(value_name = "ID")]
    pub id: ArticleId,
    /// What is deleted from the device; repeatable.
    #[arg(long, value_name = "WHAT", value_enum)]
    pub cleared: Vec<Clearing>,
    /// Where what was worked with is saved.
    #[arg(long, value_name = "TEXT")]
    pub saved_to: Option<String>,
    /// How paper was destroyed.
    #[arg(long, value_name = "METHOD", value_enum)]
    pub destroyed: Option<Method>,
    /// Who saw it.
    #[arg(long, value_name = "NAME", requires = "destroyed")]
    pub witness: Option<String>,
    /// What shows it.
    #[arg(long, value_name = "FILE", requires = "destroyed")]
    pub evidence: Option<PathBuf>,
    /// Anything worth noting.
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
}

/// `article transfer ID --to PERSON [--reason T]`
#[derive(Debug, Clone, Args)]
pub struct ArticleTransfer {
    /// Which.
    #[arg(value_name = "ID")]
    pub id: ArticleId,
    /// Who carries it from now on.
    #[arg(long, value_name = "PERSON")]
    pub to: PersonId,
    /// Why.
    #[arg(long, value_name = "TEXT")]
    pub reason: Option<String>,
}

/// `article lost ID --incident N [--note T]`
#[derive(Debug, Clone, Args)]
pub struct ArticleLost {
    /// Which.
    #[arg(value_name = "ID")]
    pub id: ArticleId,
    /// The open incident.
    #[arg(long, value_name = "N")]
    pub incident: IncidentId,
    /// Anything worth noting.
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
}

/// `article list [--contract K] [--open] [--overdue]`
#[derive(Debug, Clone, Args)]
pub struct ArticleList {
    /// Under which contract.
    #[arg(long, value_name = "ID")]
    pub contract: Option<ContractId>,
    /// Only what nobody has confirmed the end of.
    #[arg(long)]
    pub open: bool,
    /// Only what is past its day.
    #[arg(long)]
    pub overdue: bool,
}
