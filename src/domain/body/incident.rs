//! When something went wrong: opened in one line, told, written up, closed by somebody else.

use serde::{Deserialize, Serialize};

use crate::base::digest::Digest;
use crate::base::time::Timestamp;
use crate::domain::body::Attachment;
use crate::domain::names::{IncidentField, IncidentKind, MediumId};

/// Something went wrong, or may have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IncidentOpen {
    /// Digest of the statement that asked to carry the device or paper concerned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub article: Option<Digest>,
    /// When the office became aware of it, as the author says.
    pub aware: Timestamp,
    /// Who noticed it, where that is not the author.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// Whether it is an exercise: it freezes nothing and loses nothing.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub drill: bool,
    /// What happened.
    pub kind: IncidentKind,
    /// The medium concerned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub medium: Option<MediumId>,
    /// What is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// When it happened, as far as is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub occurred: Option<Timestamp>,
    /// Digest of the request statement of the carry-out concerned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request: Option<Digest>,
}

/// An incident concerns another carry-out too: a stick may hold several packages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IncidentInclude {
    /// Digest of the statement that opened the incident.
    pub incident: Digest,
    /// Digest of the request statement.
    pub request: Digest,
}

/// Something more is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IncidentUpdate {
    /// A letter, a picture, the report as it was handed in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Attachment>,
    /// What it is about.
    pub field: IncidentField,
    /// Digest of the statement that opened the incident.
    pub incident: Digest,
    /// What is known.
    pub text: String,
}

/// Somebody was told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IncidentContact {
    /// When, as the author says.
    pub at: Timestamp,
    /// Digest of the statement that opened the incident.
    pub incident: Digest,
    /// How, and what was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Who was told.
    pub whom: String,
}

/// An incident is over: told, reported in writing, with measures taken that were seen to work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IncidentClose {
    /// Digest of the statement that opened the incident.
    pub incident: Digest,
    /// Anything worth noting.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}
