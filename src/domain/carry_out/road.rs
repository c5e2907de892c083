//! What happened on the road.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::base::digest::Digest;
use crate::base::time::Timestamp;
use crate::domain::body::Attachment;
use crate::domain::carry_out::Ended;
use crate::domain::names::PersonId;

/// Taken along by somebody who signed the pledge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckedOut {
    /// Its entry.
    pub index: u64,
    /// Who carries it.
    pub by: PersonId,
    /// When, by their clock.
    pub at: Timestamp,
    /// Number of the locked case.
    pub case: Option<String>,
    /// The way it takes.
    pub route: Option<String>,
    /// The pledge.
    pub pledge: Attachment,
}

/// Passed on to another carrier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transferred {
    /// Who carried before.
    pub from: PersonId,
    /// Who carries from now on.
    pub to: PersonId,
    /// Whose statement it is.
    pub by: PersonId,
    /// When, by their clock.
    pub at: Timestamp,
    /// Why, where a reason was given.
    pub reason: Option<String>,
}

/// It did not reach its recipient.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotDelivered {
    /// Whose statement it is.
    pub by: PersonId,
    /// When, by their clock.
    pub at: Timestamp,
    /// What shows it.
    pub evidence: Attachment,
    /// What was noted.
    pub note: Option<String>,
}

/// A later day that was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extended {
    /// Digest of the extension statement.
    pub digest: Digest,
    /// Who asked.
    pub by: PersonId,
    /// When, by their clock.
    pub at: Timestamp,
    /// The day asked for.
    pub due: NaiveDate,
    /// Why.
    pub reason: String,
    /// Whether it stands, and who said so; `None` while it waits.
    pub answer: Option<(bool, Ended)>,
}

/// What was delivered is the recipient's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandedOver {
    /// Its entry.
    pub index: u64,
    /// Whose statement it is.
    pub by: PersonId,
    /// When, by their clock.
    pub at: Timestamp,
    /// The recipient's receipt.
    pub evidence: Option<Attachment>,
    /// Whether the recipient keeps the medium too.
    pub medium_stays: bool,
}

/// The client ordered a subcontractor's copies back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recalled {
    /// Whose statement it is.
    pub by: PersonId,
    /// When, by their clock.
    pub at: Timestamp,
    /// Number of the client's order.
    pub number: String,
}
