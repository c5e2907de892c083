//! What the verbs of the road answer with.

use chrono::NaiveDate;
use serde::Serialize;

use super::carry_out::CarryOutView;
use crate::base::time::Timestamp;
use crate::domain::names::PersonId;

/// What a carrying slip is made from; how little of it is printed is the report's to decide.
#[derive(Debug, Clone)]
pub struct Slip {
    /// The carry-out.
    pub carry_out: CarryOutView,
    /// What the office calls itself, where that is registered.
    pub organization: Option<String>,
    /// Whom the carrier calls at the office.
    pub contacts: Vec<SlipContact>,
    /// Whom the carrier calls at the client, as the contract's tree says.
    pub client: Vec<SlipContact>,
    /// Whom the carrier calls at the recipient; nobody where the carrier works with it.
    pub recipient: Option<SlipContact>,
}

/// Somebody to call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlipContact {
    /// Who of the register it is, where that is known.
    pub person: Option<PersonId>,
    /// Their name.
    pub name: String,
    /// Their number, as registered.
    pub phone: Option<String>,
    /// The number that is answered at night and on holidays, where one is registered.
    pub night: Option<String>,
}

impl SlipContact {
    /// Whether there is a number at all, by day or at night.
    #[must_use]
    pub const fn can_be_called(&self) -> bool {
        self.phone.is_some() || self.night.is_some()
    }
}

/// `checkout`
#[derive(Debug, Clone, Serialize)]
pub struct CheckedOutAnswer {
    /// The carry-out.
    #[serde(flatten)]
    pub carry_out: CarryOutView,
    /// The pledge, word for word.
    pub pledge: &'static str,
    /// Where the slip was written.
    pub slip_path: Option<String>,
}

/// A later day, as an approver sees it before answering.
#[derive(Debug, Clone)]
pub struct ExtensionSheet {
    /// The carry-out; its `due` is the day that stands.
    pub carry_out: CarryOutView,
    /// The day asked for.
    pub due: NaiveDate,
    /// Why.
    pub reason: String,
    /// Who asked.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// When.
    pub at: Timestamp,
}

/// `recall`
#[derive(Debug, Clone, Serialize)]
pub struct RecallAnswer {
    /// Number of the client's order.
    pub number: String,
    /// Recalled now.
    pub recalled: Vec<CarryOutView>,
    /// Recalled under this number before.
    pub recalled_before: Vec<CarryOutView>,
}
