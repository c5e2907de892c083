//! Entries without effect, and what two people said of them.

use serde::{Deserialize, Serialize};

use crate::base::digest::Digest;
use crate::base::time::Timestamp;
use crate::domain::names::PersonId;
use crate::domain::registry::Registry;

/// An entry that has no effect whatever is said of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WithoutEffect {
    /// Its leaf hash.
    pub leaf: Digest,
    /// Who acknowledged it, in log order.
    pub by: Vec<Acknowledger>,
}

/// Somebody who looked at an entry without effect.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acknowledger {
    /// Who.
    pub person: PersonId,
    /// Whether they were an administrator then.
    pub administrator: bool,
    /// When, by their clock.
    pub at: Timestamp,
    /// Entry of their statement.
    pub index: u64,
    /// What they say it is.
    pub reason: String,
}

impl WithoutEffect {
    /// Whether two people, an administrator among them, acknowledged it.
    #[must_use]
    pub fn is_acknowledged(&self) -> bool {
        self.by.len() >= 2 && self.by.iter().any(|one| one.administrator)
    }
}

impl Registry {
    /// Takes note of an entry that has no effect.
    pub fn note_without_effect(&mut self, index: u64, leaf: Digest) {
        self.without_effect.insert(index, WithoutEffect { leaf, by: Vec::new() });
    }

    /// Whether two people acknowledged that this entry has no effect.
    #[must_use]
    pub fn is_acknowledged(&self, index: u64) -> bool {
        self.without_effect.get(&index).is_some_and(WithoutEffect::is_acknowledged)
    }
}
