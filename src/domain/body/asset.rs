//! The register of important information (重要情報管理表).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::body::Attachment;
use crate::domain::names::{AssetId, ContractId, Level, Method, PersonId, words};

words!(
    /// When important information changes hands.
    Exchange {
        /// It came.
        Receipt = "receipt",
        /// It was given back or disposed of.
        End = "end",
    }
);

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
    /// By which means it came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub means: Option<String>,
    /// On which medium it came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub medium: Option<String>,
    /// What it is called.
    pub name: String,
    /// Personal data of how many people; 0 for none, absent where nobody said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub people: Option<u64>,
    /// Where it is kept.
    pub place: String,
    /// What it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose: Option<String>,
    /// On which day it was received.
    pub received: NaiveDate,
    /// Who took it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub received_by: Option<PersonId>,
    /// Until when it may be kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
}

/// What was not said of important information, or was said wrongly. What is absent stays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssetSet {
    /// Under which contract.
    pub contract: ContractId,
    /// How many pieces or records.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u64>,
    /// Who handed it over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// Everybody who handles it, sorted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub handlers: Vec<PersonId>,
    /// Its id.
    pub id: AssetId,
    /// By which means it came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub means: Option<String>,
    /// On which medium it came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub medium: Option<String>,
    /// Anything worth noting.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Personal data of how many people; 0 for none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub people: Option<u64>,
    /// Where it is kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// What it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose: Option<String>,
    /// Who took it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub received_by: Option<PersonId>,
    /// Until when it may be kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
}

impl AssetSet {
    /// The statement that says nothing, or nothing but a note.
    #[must_use]
    pub fn nothing(contract: &ContractId, id: &AssetId, note: Option<String>) -> Self {
        Self {
            contract: contract.clone(),
            count: None,
            from: None,
            handlers: Vec::new(),
            id: id.clone(),
            means: None,
            medium: None,
            note,
            people: None,
            place: None,
            purpose: None,
            received_by: None,
            until: None,
        }
    }

    /// The texts that replace what was said, by name.
    pub fn texts(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let all = [
            ("from", &self.from),
            ("means", &self.means),
            ("medium", &self.medium),
            ("place", &self.place),
            ("purpose", &self.purpose),
        ];
        all.into_iter().filter_map(|(field, text)| Some((field, text.as_deref()?)))
    }

    /// Whether it says anew how the information changed hands, so that whoever confirmed that confirmed something else.
    #[must_use]
    pub const fn is_about_exchange(&self) -> bool {
        self.count.is_some()
            || self.from.is_some()
            || self.means.is_some()
            || self.medium.is_some()
            || self.purpose.is_some()
            || self.received_by.is_some()
            || self.until.is_some()
    }
}

/// One side confirms that important information came as it is recorded, or a second person how it ended. Whoever took it, or
/// somebody who stands for the client, signs for themselves; what the other side gave on paper is recorded with its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssetConfirm {
    /// Who confirmed on paper, for the client.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// Under which contract.
    pub contract: ContractId,
    /// The paper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Attachment>,
    /// Its id.
    pub id: AssetId,
    /// Anything worth noting.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// What is confirmed.
    pub of: Exchange,
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
    /// On which day, where that is not the day it was recorded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<NaiveDate>,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// To whom it was given back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// Who saw it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub witness: Option<String>,
}
