//! What people were taught and pledged, as reports see it.

use chrono::NaiveDate;
use serde::Serialize;

use crate::base::digest::Digest;
use crate::base::time::Timestamp;
use crate::domain::names::{ContractId, PersonId};
use crate::domain::registry::Person;
use crate::domain::rules::demand::Occasion;

/// What a person was taught and pledged.
#[derive(Debug, Clone, Serialize)]
pub struct StaffView {
    /// Who.
    pub id: PersonId,
    /// Their name.
    pub name: String,
    /// What they were taught, in log order.
    pub taught: Vec<TaughtView>,
    /// What they pledged, in log order.
    pub pledges: Vec<PledgedView>,
}

/// Something a person was taught.
#[derive(Debug, Clone, Serialize)]
pub struct TaughtView {
    /// On which day.
    pub on: NaiveDate,
    /// What about.
    pub topic: String,
    /// Under which contract.
    pub contract: Option<ContractId>,
}

/// Something a person pledged.
#[derive(Debug, Clone, Serialize)]
pub struct PledgedView {
    /// When.
    pub at: Timestamp,
    /// On which occasion.
    pub occasion: Occasion,
    /// Under which contract.
    pub contract: Option<ContractId>,
    /// Whether it was signed on paper.
    pub on_paper: bool,
    /// Digest of the text, word for word.
    pub text_sha256: Digest,
}

impl StaffView {
    /// What a person was taught and pledged.
    #[must_use]
    pub fn new(person: &Person) -> Self {
        Self {
            id: person.id.clone(),
            name: person.name.clone(),
            taught: person
                .taught
                .iter()
                .map(|taught| TaughtView {
                    on: taught.on,
                    topic: taught.topic.clone(),
                    contract: taught.contract.clone(),
                })
                .collect(),
            pledges: person
                .pledges
                .iter()
                .map(|pledged| PledgedView {
                    at: pledged.at,
                    occasion: pledged.occasion,
                    contract: pledged.contract.clone(),
                    on_paper: pledged.on_paper,
                    text_sha256: pledged.text_sha256,
                })
                .collect(),
        }
    }
}
