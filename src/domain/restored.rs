//! Histories that are lost, and who said so.

use serde::{Deserialize, Serialize};

use crate::base::canonical;
use crate::base::digest::Digest;
use crate::base::time::Timestamp;
use crate::domain::body::{Attachment, Restored};
use crate::domain::names::PersonId;
use crate::domain::registry::Registry;
use crate::domain::statement::Seen;
use crate::signing::Fingerprint;

/// A history that somebody held and that the log has no more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Restoration {
    /// The tree that was held.
    pub held: Seen,
    /// The largest tree known to be of both histories.
    pub kept: Seen,
    /// What is known of the entries that are lost.
    pub lost: Option<Attachment>,
    /// Who said so, in log order.
    pub by: Vec<Restorer>,
}

/// Somebody who says that a history is lost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Restorer {
    /// Who.
    pub person: PersonId,
    /// Whether they were an administrator then.
    pub administrator: bool,
    /// When, by their clock.
    pub at: Timestamp,
    /// Entry of their statement.
    pub index: u64,
    /// The key that signed it.
    pub key: Fingerprint,
    /// What happened, in their words.
    pub reason: String,
}

impl Restoration {
    /// Whether two people said so, an administrator among them.
    #[must_use]
    pub fn is_effective(&self) -> bool {
        self.is_effective_by(|_| true)
    }

    /// The same of those alone who are believed.
    #[must_use]
    pub fn is_effective_by(&self, is_believed: impl Fn(&Restorer) -> bool) -> bool {
        let believed: Vec<&Restorer> = self.by.iter().filter(|one| is_believed(one)).collect();
        believed.len() >= 2 && believed.iter().any(|one| one.administrator)
    }

    /// Whether `body` says the same.
    #[must_use]
    pub fn is_of(&self, body: &Restored) -> bool {
        (self.held, self.kept, self.lost) == (body.held, body.kept, body.lost)
    }
}

impl Registry {
    /// What was said already of the history that `body` calls lost.
    #[must_use]
    pub fn restoration_of(&self, body: &Restored) -> Option<&Restoration> {
        self.restorations.iter().find(|one| one.is_of(body))
    }

    /// Whether somebody who says that a history is lost is known here, with the key that signed it, and neither left nor
    /// had that key revoked.
    #[must_use]
    pub fn believes(&self, one: &Restorer) -> bool {
        let person = self.person(&one.person).filter(|person| person.leaving.is_none());
        person.and_then(|person| person.key(&one.key)).is_some_and(|key| key.revoked_index.is_none())
    }
}

/// What somebody's index knew of entries that are lost: the attachment of a `restored` statement, canonical JSON.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LostList {
    /// In log order.
    pub entries: Vec<Lost>,
}

/// An entry that is lost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lost {
    /// The carry-out it was about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Its index.
    pub index: u64,
    /// Root hash of the tree that ended with it.
    pub root: Digest,
    /// Its type; absent where it had no effect.
    #[serde(default, rename = "type", skip_serializing_if = "Option::is_none")]
    pub type_name: Option<String>,
}

impl LostList {
    /// The list's bytes; `None` for what has no spelling.
    #[must_use]
    pub fn encode(&self) -> Option<Vec<u8>> {
        canonical::encode(self).ok()
    }

    /// The list that `bytes` spell.
    #[must_use]
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        canonical::parse(bytes).ok()
    }

    /// Whether this tree ended with one of the entries.
    #[must_use]
    pub fn has(&self, held: Seen) -> bool {
        self.entries.iter().any(|entry| entry.index.saturating_add(1) == held.size && entry.root == held.root)
    }
}
