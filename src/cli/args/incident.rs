//! Incidents: opened in one line, told, written up, closed by somebody else.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::ids::{ConcernedId, IncidentId};
use super::values::{ReportFormat, ValueError};
use crate::domain::names::{IncidentField, IncidentKind, MediumId};
use crate::projection::view::ReportStage;
use crate::workflow::incident::ClaimedTime;

/// A moment: `now`, `14:05`, `-30m`, `2026-11-20T14:05`, or RFC 3339.
fn moment(text: &str) -> Result<ClaimedTime, ValueError> {
    text.parse().map_err(|_not_a_time| ValueError::Moment)
}

/// `incident …`
#[derive(Debug, Clone, Subcommand)]
pub enum Incident {
    /// Opens an incident.
    Open(IncidentOpen),
    /// Shows an incident.
    Show(IncidentShow),
    /// Lists incidents.
    List(IncidentList),
    /// Adds what became known.
    Update(IncidentUpdate),
    /// Records that somebody was told.
    Contacted(IncidentContacted),
    /// Writes the report.
    Report(IncidentReport),
    /// Closes an incident.
    Close(IncidentClose),
}

/// `incident open [ID] --kind K --aware TIME […]`
#[derive(Debug, Clone, Args)]
pub struct IncidentOpen {
    /// The carry-out, device or paper concerned.
    #[arg(value_name = "ID")]
    pub id: Option<ConcernedId>,
    /// What happened.
    #[arg(long, value_name = "KIND", value_enum)]
    pub kind: IncidentKind,
    /// When the office became aware of it.
    #[arg(long, value_name = "TIME", value_parser = moment, allow_hyphen_values = true)]
    pub aware: ClaimedTime,
    /// When it happened.
    #[arg(long, value_name = "TIME", value_parser = moment, allow_hyphen_values = true)]
    pub occurred: Option<ClaimedTime>,
    /// The medium concerned.
    #[arg(long, value_name = "ID")]
    pub medium: Option<MediumId>,
    /// Who noticed it, where that is not the author.
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,
    /// What is known.
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
    /// It is an exercise.
    #[arg(long)]
    pub drill: bool,
    /// It is another one than what is open already.
    #[arg(long)]
    pub another: bool,
}

/// `incident show I-0003`
#[derive(Debug, Clone, Args)]
pub struct IncidentShow {
    /// Which incident.
    #[arg(value_name = "N")]
    pub id: IncidentId,
}

/// `incident list [--open]`
#[derive(Debug, Clone, Args)]
pub struct IncidentList {
    /// Only those that are not closed.
    #[arg(long)]
    pub open: bool,
}

/// `incident update N --field FIELD --text T [--evidence FILE]`
#[derive(Debug, Clone, Args)]
pub struct IncidentUpdate {
    /// Which incident.
    #[arg(value_name = "N")]
    pub id: IncidentId,
    /// What it is about.
    #[arg(long, value_name = "FIELD", value_enum)]
    pub field: IncidentField,
    /// What is known.
    #[arg(long, value_name = "TEXT")]
    pub text: String,
    /// A letter, a picture, the report as it was handed in.
    #[arg(long, value_name = "FILE")]
    pub evidence: Option<PathBuf>,
}

/// `incident contacted N --whom T [--at TIME] [--note T]`
#[derive(Debug, Clone, Args)]
pub struct IncidentContacted {
    /// Which incident.
    #[arg(value_name = "N")]
    pub id: IncidentId,
    /// Who was told.
    #[arg(long, value_name = "NAME")]
    pub whom: String,
    /// When; now where it is absent.
    #[arg(long, value_name = "TIME", value_parser = moment, allow_hyphen_values = true)]
    pub at: Option<ClaimedTime>,
    /// How, and what was said.
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
}

/// `incident report N [--format text|html|json] [--out FILE] [--kind first|update|final]`
#[derive(Debug, Clone, Args)]
pub struct IncidentReport {
    /// Which incident.
    #[arg(value_name = "N")]
    pub id: IncidentId,
    /// How to print it.
    #[arg(long, value_name = "FORMAT", value_enum, conflicts_with = "json")]
    pub format: Option<ReportFormat>,
    /// Where it goes; standard output when absent.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Which report it is: the first, an update or the final one.
    #[arg(long, value_name = "KIND", value_enum)]
    pub kind: Option<ReportStage>,
}

/// `incident close N [--note T]`
#[derive(Debug, Clone, Args)]
pub struct IncidentClose {
    /// Which incident.
    #[arg(value_name = "N")]
    pub id: IncidentId,
    /// Anything worth noting.
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
}
