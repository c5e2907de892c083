//! Histories that are lost, beside the one that is.

use serde::Serialize;

use crate::base::digest::Digest;
use crate::base::time::Timestamp;
use crate::domain::names::PersonId;
use crate::domain::registry::Registry;
use crate::domain::restored::{LostList, Restoration};
use crate::projection::view::backup::LostEntry;

/// A history that somebody held, and what was said of it.
#[derive(Debug, Clone, Serialize)]
pub struct RestorationView {
    /// Size of the tree that was held.
    pub held_size: u64,
    /// Its root.
    pub held_root: Digest,
    /// How many entries are of both histories.
    pub kept_size: u64,
    /// The root of their tree.
    pub kept_root: Digest,
    /// Whether two people said so, an administrator among them: whoever held it goes on with the log as it is.
    pub recorded: bool,
    /// Who, in log order.
    pub by: Vec<RestorerView>,
    /// What was known of the entries that are lost, where it was asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lost: Vec<LostEntry>,
}

/// Who said so.
#[derive(Debug, Clone, Serialize)]
pub struct RestorerView {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// When, by their clock.
    pub at: Timestamp,
    /// Entry of their statement.
    pub index: u64,
    /// What happened, in their words.
    pub reason: String,
}

impl RestorationView {
    /// One of them.
    #[must_use]
    pub fn new(registry: &Registry, one: &Restoration) -> Self {
        let by = one.by.iter().map(|by| RestorerView {
            person: by.person.clone(),
            name: registry.name_of(&by.person),
            at: by.at,
            index: by.index,
            reason: by.reason.clone(),
        });
        Self {
            held_size: one.held.size,
            held_root: one.held.root,
            kept_size: one.kept.size,
            kept_root: one.kept.root,
            recorded: one.is_effective(),
            by: by.collect(),
            lost: Vec::new(),
        }
    }

    /// All of them, in log order.
    #[must_use]
    pub fn all(registry: &Registry) -> Vec<Self> {
        registry.restorations.iter().map(|one| Self::new(registry, one)).collect()
    }

    /// With what was known of the entries.
    #[must_use]
    pub fn with(mut self, list: LostList) -> Self {
        let entry = |one: crate::domain::restored::Lost| LostEntry {
            index: one.index,
            type_name: one.type_name,
            id: one.id,
        };
        self.lost = list.entries.into_iter().map(entry).collect();
        self
    }
}
