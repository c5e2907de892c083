//! Subcontractors: what the client agreed to, what they undertook, and how they were checked.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::body::Attachment;
use crate::domain::names::{ContractId, RecipientId};

/// The client agreed in writing to a subcontractor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubcontractorConsent {
    /// Under which contract.
    pub contract: ContractId,
    /// The day it bears.
    pub dated: NaiveDate,
    /// The letter.
    pub evidence: Attachment,
    /// The client's number for it.
    pub number: String,
    /// Which subcontractor.
    pub recipient: RecipientId,
    /// At which tier: 1 is a direct subcontractor.
    pub tier: u64,
}

/// A subcontractor signed an agreement on confidentiality.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubcontractorAgreement {
    /// Under which contract.
    pub contract: ContractId,
    /// Its first day.
    pub dated: NaiveDate,
    /// The signed agreement.
    pub evidence: Attachment,
    /// Which subcontractor.
    pub recipient: RecipientId,
    /// Its last day; without one it stands until another replaces it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
}

/// Somebody checked whether a subcontractor meets what the contract demands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubcontractorCheck {
    /// Under which contract.
    pub contract: ContractId,
    /// The check sheet that was filled in, or what else shows it.
    pub evidence: Attachment,
    /// On which day.
    pub on: NaiveDate,
    /// Which subcontractor.
    pub recipient: RecipientId,
    /// What they do not meet, and for which nothing is agreed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unmet: Vec<String>,
}
