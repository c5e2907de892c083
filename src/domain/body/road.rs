//! On the road: taken along, passed on, not delivered, later than planned, handed over.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::base::digest::Digest;
use crate::domain::body::Attachment;
use crate::domain::names::PersonId;

/// The carrier takes the package along, and pledges what the attached text says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checkout {
    /// Number of the locked case it is carried in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<String>,
    /// The pledge, word for word.
    pub pledge: Attachment,
    /// Digest of the request statement.
    pub request: Digest,
    /// The way it takes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub route: Option<String>,
}

/// Somebody else carries, and answers for it, from now on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transfer {
    /// Why, where a reason was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Digest of the request statement.
    pub request: Digest,
    /// The new carrier.
    pub to: PersonId,
}

/// The package did not reach its recipient. The same package may go again, to the same recipient by
/// the same road.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undelivered {
    /// What shows it: a courier's slip, a returned mail.
    pub evidence: Attachment,
    /// Anything worth noting.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Digest of the request statement.
    pub request: Digest,
}

/// The carrier asks for a later day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extension {
    /// The day asked for.
    pub due: NaiveDate,
    /// Why.
    pub reason: String,
    /// Digest of the request statement.
    pub request: Digest,
}

/// Somebody else agrees to the later day, or does not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExtensionAnswer {
    /// Whether the later day stands.
    pub approved: bool,
    /// Digest of the extension statement.
    pub extension: Digest,
    /// Why; required where it does not stand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Digest of the request statement.
    pub request: Digest,
}

/// What was delivered is the recipient's from now on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandOver {
    /// The recipient's receipt, where there is one; without it the opened code must be on record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Attachment>,
    /// Whether the recipient keeps the medium too.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub medium_stays: bool,
    /// Digest of the request statement.
    pub request: Digest,
}
