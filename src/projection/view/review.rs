//! Reviews of the log, as reports see them.

use chrono::NaiveDate;
use serde::Serialize;

use super::anomaly::AnomalyView;
use crate::base::digest::Digest;
use crate::base::time::Timestamp;
use crate::domain::names::{ContractId, PersonId};
use crate::domain::registry::Registry;
use crate::domain::review::{ReviewDue, Reviewed};

/// A review.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReviewView {
    /// Its entry.
    pub index: u64,
    /// Who reviewed.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// When, by their clock.
    pub at: Timestamp,
    /// Tree size that lay before them.
    pub size: u64,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub until: NaiveDate,
    /// Under which contract; null for everything.
    pub contract: Option<ContractId>,
    /// How many unusual facts the program listed then.
    pub anomalies: u64,
    /// Digest of that list.
    pub anomalies_sha256: Digest,
    /// What the reviewer found.
    pub findings: Vec<String>,
    /// What was noted.
    pub note: Option<String>,
}

/// A review and the list that lay before the reviewer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReviewShown {
    /// The review.
    #[serde(flatten)]
    pub review: ReviewView,
    /// What was unusual then.
    pub list: Vec<AnomalyView>,
}

/// A review that is due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReviewDueView {
    /// Under which contract.
    pub contract: ContractId,
    /// At least every so many days.
    pub days: u64,
    /// The last day that a review covers.
    pub reviewed_until: Option<NaiveDate>,
    /// The last good day for the next one.
    pub due: NaiveDate,
}

impl ReviewView {
    /// A review with the name of who made it.
    #[must_use]
    pub fn new(registry: &Registry, reviewed: &Reviewed) -> Self {
        let body = &reviewed.body;
        Self {
            index: reviewed.index,
            person: reviewed.by.clone(),
            name: registry.name_of(&reviewed.by),
            at: reviewed.at,
            size: reviewed.size,
            from: body.from,
            until: body.until,
            contract: body.contract.clone(),
            anomalies: body.count,
            anomalies_sha256: body.anomalies.sha256,
            findings: body.findings.clone(),
            note: body.note.clone(),
        }
    }
}

impl From<ReviewDue> for ReviewDueView {
    fn from(due: ReviewDue) -> Self {
        Self { contract: due.contract, days: due.days, reviewed_until: due.reviewed_until, due: due.due }
    }
}
