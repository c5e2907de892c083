//! That somebody reviewed the log.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::body::Attachment;
use crate::domain::names::ContractId;

/// Somebody looked through the log of some days. With the tree size that the statement has `seen`, this says what
/// they had before them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogReview {
    /// What the program listed as unusual at that moment.
    pub anomalies: Attachment,
    /// Under which contract; everything where it is absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contract: Option<ContractId>,
    /// How many facts the list has.
    pub count: u64,
    /// What the reviewer found; empty where nothing needs seeing to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<String>,
    /// First day.
    pub from: NaiveDate,
    /// Anything worth noting.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Last day.
    pub until: NaiveDate,
}
