//! Entries without effect, and who acknowledged them.

use serde::Serialize;

use crate::base::digest::Digest;
use crate::base::time::Timestamp;
use crate::domain::finding::Finding;
use crate::domain::names::PersonId;
use crate::domain::registry::Registry;

/// An entry without effect that somebody acknowledged.
#[derive(Debug, Clone, Serialize)]
pub struct AcknowledgedView {
    /// The entry.
    pub index: u64,
    /// Its leaf hash.
    pub leaf: Digest,
    /// Whether two people did, an administrator among them.
    pub acknowledged: bool,
    /// Who, in log order.
    pub by: Vec<AcknowledgerView>,
    /// What is wrong with it, where an audit looked.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<Finding>,
}

/// Who acknowledged it.
#[derive(Debug, Clone, Serialize)]
pub struct AcknowledgerView {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// When, by their clock.
    pub at: Timestamp,
    /// Entry of their statement.
    pub index: u64,
    /// What they say it is.
    pub reason: String,
}

impl AcknowledgedView {
    /// The entry at `index`, where it has no effect.
    #[must_use]
    pub fn of(registry: &Registry, index: u64) -> Option<Self> {
        let known = registry.without_effect.get(&index)?;
        let by = known.by.iter().map(|one| AcknowledgerView {
            person: one.person.clone(),
            name: registry.name_of(&one.person),
            at: one.at,
            index: one.index,
            reason: one.reason.clone(),
        });
        Some(Self {
            index,
            leaf: known.leaf,
            acknowledged: known.is_acknowledged(),
            by: by.collect(),
            findings: Vec::new(),
        })
    }
}
