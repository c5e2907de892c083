//! The register of important information (重要情報管理表).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::body::Attachment;
use crate::domain::names::{AssetId, ContractId, Level, Method, PersonId};

/// Important information was received, or made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssetAdd {
    /// Under which contract.
    pub contract: ContractId,
    /// How many copies of it the client permits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub copies_permitted: Option<u64>,
    /// How many pieces or records.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u64>,
    /// Who handed it over; absent where it was made here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// Who handles it, sorted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub handlers: Vec<PersonId>,
    /// Its id.
    pub id: AssetId,
    /// Its level.
    pub level: Level,
    /// By which means or on which medium it came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub means: Option<String>,
    /// What it is called.
    pub name: String,
    /// Personal data of how many people; absent where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub people: Option<u64>,
    /// Where it is kept.
    pub place: String,
    /// On which day it was received.
    pub received: NaiveDate,
    /// Until when it may be kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
}

/// Somebody looked which of the registered information is there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssetCheck {
    /// Under which contract.
    pub contract: ContractId,
    /// Those that were there, sorted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub found: Vec<AssetId>,
    /// Anything worth noting.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Copies of important information were made, or are gone: exactly one of the two.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssetCopies {
    /// Under which contract.
    pub contract: ContractId,
    /// What shows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Attachment>,
    /// How many were disposed of or given back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gone: Option<u64>,
    /// Of what.
    pub id: AssetId,
    /// How many were made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub made: Option<u64>,
    /// Anything worth noting.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Where they are kept, or to whom they went.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
}

/// Important information was given back or disposed of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssetEnd {
    /// What shows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Attachment>,
    /// Its id.
    pub id: AssetId,
    /// How it was disposed of; absent where it was given back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<Method>,
    /// Anything worth noting.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// To whom it was given back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
}
