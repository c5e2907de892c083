//! That a part of the history is lost.

use serde::{Deserialize, Serialize};

use super::Attachment;
use crate::domain::statement::Seen;

/// After a backup had to be put back, somebody says which history is lost: what was held of it, and how far the log still
/// is what was verified before. With another person's word, whoever held that history goes on with this one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Restored {
    /// A tree that somebody holds, and that this log has not.
    pub held: Seen,
    /// The largest tree known to be of both.
    pub kept: Seen,
    /// What is known of the entries that are lost, and the tree after each: a [`lost list`](crate::domain::restored::LostList).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lost: Option<Attachment>,
    /// What happened.
    pub reason: String,
}
