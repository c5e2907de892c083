//! What is wrong with a log, by entry.

use serde::{Deserialize, Serialize};

use crate::base::digest::Digest;
use crate::domain::names::words;
use std::fmt;

words!(
    /// What kind of thing is wrong.
    FindingKind {
        /// The bytes are not an entry, or not in their one spelling.
        NotAnEntry = "not-an-entry",
        /// Signature, key, author, origin or seen history do not hold.
        NotVerified = "not-verified",
        /// It verifies, but its author had no right to say it.
        NotAllowed = "not-allowed",
        /// A clock disagrees with one its statement rests on.
        Clock = "clock",
        /// The stored tree is not the tree of the entries.
        Tree = "tree",
        /// The unique key beside the entry is not its statement's digest.
        Key = "key",
        /// An attachment is missing.
        AttachmentMissing = "attachment-missing",
        /// An attachment's bytes are not what its digest says.
        AttachmentWrong = "attachment-wrong",
        /// Rows are missing, doubled or of the wrong shape.
        Store = "store",
        /// A checkpoint held elsewhere does not fit this log.
        Checkpoint = "checkpoint",
        /// This user's projection is not what the log leads to.
        Projection = "projection",
        /// The founder is not the expected one.
        Founder = "founder",
    }
);

/// Something wrong, where, and in which words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The entry it concerns, where it concerns one.
    pub index: Option<u64>,
    /// What kind of thing.
    pub kind: FindingKind,
    /// The fact, in lower-case English.
    pub detail: String,
    /// The attachment or statement it concerns, where there is one.
    pub digest: Option<Digest>,
}

impl Finding {
    /// A finding about an entry.
    #[must_use]
    pub fn at(index: u64, kind: FindingKind, detail: impl fmt::Display) -> Self {
        Self { index: Some(index), kind, detail: detail.to_string(), digest: None }
    }

    /// A finding about the log as a whole.
    #[must_use]
    pub fn of_log(kind: FindingKind, detail: impl fmt::Display) -> Self {
        Self { index: None, kind, detail: detail.to_string(), digest: None }
    }

    /// Whether this means that evidence is wrong. A clock disagreement only needs attention.
    #[must_use]
    pub const fn is_tampering(&self) -> bool {
        !matches!(self.kind, FindingKind::Clock)
    }
}
