//! The rules a request stands under.
//!
//! Today these are the office's own. Their digest is inside every request, so that nobody can later
//! claim that others applied.

use serde::{Deserialize, Serialize};

use crate::base::canonical;
use crate::base::digest::Digest;
use crate::base::limits;
use crate::domain::names::Level;

/// The rules, in the one spelling their digest is taken of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rules {
    /// Days an approval is good for, counted from the request's first day.
    pub approval_days: u64,
    /// How many people must approve at level 1, the highest.
    pub approvers_level_1: u64,
    /// How many people must approve at levels 2 to 4.
    pub approvers_other: u64,
    /// The name of the pack.
    pub pack: String,
    /// The version of the pack.
    pub version: u64,
}

impl Rules {
    /// The office's own rules (社内規程).
    #[must_use]
    pub fn office() -> Self {
        Self {
            approval_days: limits::APPROVAL_DAYS,
            approvers_level_1: 2,
            approvers_other: 1,
            pack: "office".to_owned(),
            version: 1,
        }
    }

    /// How many people must approve at `level`; `None` where the level has to be found out first.
    #[must_use]
    pub const fn approvers(&self, level: Level) -> Option<u64> {
        match level {
            Level::One => Some(self.approvers_level_1),
            Level::Two | Level::Three | Level::Four => Some(self.approvers_other),
            Level::Unknown => None,
        }
    }

    /// Digest of the rules' canonical bytes.
    ///
    /// # Panics
    /// Never: the rules hold only text and small integers.
    #[must_use]
    pub fn digest(&self) -> Digest {
        Digest::of(&canonical::encode(self).unwrap_or_default())
    }
}
