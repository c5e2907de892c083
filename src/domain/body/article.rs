//! What is carried besides packages: PCs, phones and paper.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::base::digest::Digest;
use crate::domain::article::{Clearing, Direction, Measure};
use crate::domain::body::Attachment;
use crate::domain::names::{ContractId, Level, MediumId, Method, PersonId, words};

words!(
    /// What an approver answers.
    Step {
        /// Whether it may go.
        Out = "out",
        /// Whether it is back as it should be.
        Back = "back",
    }
);

/// Somebody asks to carry a device or paper, and attests what state it is in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArticleCarry {
    /// The words of the attestation, as they were shown.
    pub attested: Attachment,
    /// Under which contract.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contract: Option<ContractId>,
    /// The registered device; either this or `paper`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device: Option<MediumId>,
    /// Which way.
    pub direction: Direction,
    /// The day it is back.
    pub due: NaiveDate,
    /// What is attested of a device.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub measures: Vec<Measure>,
    /// The day it goes.
    pub on: NaiveDate,
    /// What is on paper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paper: Option<Paper>,
    /// The client's permission.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub permission: Option<Permission>,
    /// Where to.
    pub place: String,
    /// What for.
    pub purpose: String,
    /// Whether it goes for repair.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub repair: bool,
}

/// Something on paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paper {
    /// How many sheets or volumes.
    pub count: u64,
    /// How important it is.
    pub level: Level,
    /// Of how many people it holds personal data, where somebody said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub people: Option<u64>,
    /// What it is.
    pub title: String,
}

/// The client's permission on paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Permission {
    /// Who permitted it for the client.
    pub by: String,
    /// The day it bears.
    pub dated: NaiveDate,
    /// The letter.
    pub evidence: Attachment,
    /// The client's number for it.
    pub number: String,
}

/// An approver says whether it may go, or whether it is back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArticleAnswer {
    /// Whether.
    pub approved: bool,
    /// Digest of the statement that asked.
    pub article: Digest,
    /// Why not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Which of both.
    pub step: Step,
}

/// It is back, or was destroyed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArticleReturn {
    /// Digest of the statement that asked.
    pub article: Digest,
    /// What is attested of a device.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cleared: Vec<Clearing>,
    /// How paper was destroyed; absent where it is back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub destroyed: Option<Destroyed>,
    /// Anything worth noting.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Where what was worked with is saved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub saved_to: Option<String>,
}

/// Somebody else carries it from now on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArticleTransfer {
    /// Digest of the statement that asked.
    pub article: Digest,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Who carries it now.
    pub to: PersonId,
}

/// It was lost or stolen with what an open incident is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArticleLost {
    /// Digest of the statement that asked.
    pub article: Digest,
    /// Digest of the statement that opened the incident.
    pub incident: Digest,
    /// Anything worth noting.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// How paper was destroyed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Destroyed {
    /// What shows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Attachment>,
    /// How: shredding is `physical`.
    pub method: Method,
    /// Who saw it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub witness: Option<String>,
}
