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
