//! What people were taught, and what they pledged.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::body::Attachment;
use crate::domain::names::{ContractId, PersonId};
use crate::domain::rules::demand::Occasion;

/// People were taught.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Training {
    /// Under which contract; in general where it is absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contract: Option<ContractId>,
    /// A signed list, the slides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Attachment>,
    /// On which day.
    pub on: NaiveDate,
    /// Who took part, sorted.
    pub people: Vec<PersonId>,
    /// What about.
    pub topic: String,
}

/// Somebody pledges secrecy, or that they keep nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pledge {
    /// Under which contract; in general where it is absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contract: Option<ContractId>,
    /// On which occasion: entry or leaving.
    pub occasion: Occasion,
    /// Set where it was signed on paper: the scanned sheet, recorded by an administrator.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paper: Option<Attachment>,
    /// Who pledges; the author, except on paper.
    pub person: PersonId,
    /// The text, word for word.
    pub text: Attachment,
}
