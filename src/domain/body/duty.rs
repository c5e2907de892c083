//! What a client is owed on paper, and what was sent.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::body::Attachment;
use crate::domain::names::ContractId;
use crate::domain::rules::demand::Duty;

/// A paper that the client is owed was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DutySent {
    /// What it is about, where it is about one thing: the id of a disposal, of an incident, of a subcontractor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    /// Under which contract.
    pub contract: ContractId,
    /// Which.
    pub duty: Duty,
    /// What was sent.
    pub evidence: Attachment,
    /// Anything worth noting.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// On which day.
    pub on: NaiveDate,
}

/// The client asks for a paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DutyAsked {
    /// The day by which the client wants it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<NaiveDate>,
    /// Under which contract.
    pub contract: ContractId,
    /// Which.
    pub duty: Duty,
    /// The letter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Attachment>,
    /// On which day it was asked for.
    pub on: NaiveDate,
}
