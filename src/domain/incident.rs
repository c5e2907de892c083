//! One incident, as the log left it.

use serde::{Deserialize, Serialize};

use crate::base::digest::Digest;
use crate::base::time::Timestamp;
use crate::domain::body::{Attachment, IncidentOpen};
use crate::domain::carry_out::Ended;
use crate::domain::names::{IncidentField, IncidentKind, PersonId};

/// An incident from the statement that opened it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Incident {
    /// 3 for `I-0003`: the third accepted incident.
    pub number: u64,
    /// Digest of the statement that opened it.
    pub digest: Digest,
    /// Its entry.
    pub index: u64,
    /// Who opened it.
    pub opened_by: PersonId,
    /// When, by their clock; when the office became aware is in `opened`.
    pub recorded_at: Timestamp,
    /// What was said then.
    pub opened: IncidentOpen,
    /// Numbers of the carry-outs it concerns.
    pub carry_outs: Vec<u64>,
    /// Numbers of the devices and paper it concerns.
    pub articles: Vec<u64>,
    /// What became known, in log order.
    pub updates: Vec<Update>,
    /// Who was told, in log order.
    pub contacts: Vec<Contact>,
    /// Set when it was closed.
    pub closed: Option<Ended>,
}

/// Something that became known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Update {
    /// Its entry.
    pub index: u64,
    /// Whose statement it is.
    pub by: PersonId,
    /// When, by their clock.
    pub at: Timestamp,
    /// What it is about.
    pub field: IncidentField,
    /// What is known.
    pub text: String,
    /// A letter, a picture, the report as it was handed in.
    pub evidence: Option<Attachment>,
}

/// Somebody who was told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// Its entry.
    pub index: u64,
    /// Whose statement it is.
    pub by: PersonId,
    /// When it was recorded, by the author's clock.
    pub recorded_at: Timestamp,
    /// When they were told, as the author says.
    pub at: Timestamp,
    /// Who.
    pub whom: String,
    /// How, and what was said.
    pub note: Option<String>,
}

impl Incident {
    /// `I-0003`.
    #[must_use]
    pub fn id(&self) -> String {
        incident_id(self.number)
    }

    /// The newest text about `field`.
    #[must_use]
    pub fn latest(&self, field: IncidentField) -> Option<&Update> {
        self.updates.iter().rev().find(|update| update.field == field)
    }

    /// What has to be on record before it can be closed, and is not. An exercise needs only its review.
    #[must_use]
    pub fn missing(&self) -> Vec<IncidentField> {
        use IncidentField as F;
        let mut needed = vec![F::Review];
        if !self.opened.drill {
            needed.extend([F::WrittenReport, F::Prevention]);
            if self.opened.kind == IncidentKind::Misdelivery {
                needed.extend([F::DeletionRequest, F::DeletionAnswer]);
            }
        }
        needed.sort_unstable();
        needed.retain(|field| self.latest(*field).is_none());
        needed
    }

    /// Whole minutes from awareness to `at`; negative where the clocks disagree.
    #[must_use]
    pub fn minutes_until(&self, at: Timestamp) -> i64 {
        at.unix_seconds().saturating_sub(self.opened.aware.unix_seconds()).div_euclid(60)
    }
}

/// `I-0003` for 3.
#[must_use]
pub fn incident_id(number: u64) -> String {
    format!("I-{number:04}")
}

/// 3 for `I-0003`; `None` for anything else.
#[must_use]
pub fn incident_number(id: &str) -> Option<u64> {
    super::carry_out::number_with(id, "I-", "i-")
}
