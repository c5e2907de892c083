//! A piece of important information, as the log left it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::base::time::Timestamp;
use crate::domain::body::{AssetAdd, AssetEnd};
use crate::domain::carry_out::{CarryOut, Fate};
use crate::domain::names::PersonId;
use crate::domain::registry::Registry;

/// Important information and where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asset {
    /// What was registered.
    pub record: AssetAdd,
    /// By whom.
    pub registered_by: PersonId,
    /// When, by that person's clock.
    pub registered_at: Timestamp,
    /// When it was last found at a stock-take, and by whom.
    pub checked: Option<(Timestamp, PersonId)>,
    /// How many copies of it were made and not disposed of, those in carry-outs left out.
    pub copies_here: u64,
    /// How many copies of each carry-out with it there are, by the carry-out's number.
    pub copies_out: BTreeMap<u64, u64>,
    /// How it ended.
    pub ended: Option<AssetEnded>,
}

/// How important information ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssetEnded {
    /// By whom.
    pub by: PersonId,
    /// When, by that person's clock.
    pub at: Timestamp,
    /// What was said.
    pub record: AssetEnd,
}

impl Asset {
    /// How many copies of it there are, as far as the log says: those made here, and those of its carry-outs that were
    /// neither brought back nor disposed of, a package counting once wherever it lies. What was received is none.
    #[must_use]
    pub fn copies(&self) -> u64 {
        self.copies_out.values().fold(self.copies_here, |sum, copies| sum.saturating_add(*copies))
    }
}

/// Counts anew which copies of a carry-out there are, for each piece of information that it holds.
pub(super) fn count_copies(registry: &mut Registry, carry_out: &CarryOut) {
    let there = |fate: &Fate| matches!(fate, Fate::Held | Fate::Lost { .. } | Fate::HandedOver);
    let there = || carry_out.copies.iter().filter(|copy| there(&copy.fate));
    // The package at the office, as it was sent and in the mailer's folders is one copy of what is inside.
    let package = u64::from(there().any(|copy| copy.kind.is_sealed()));
    let opened = u64::try_from(there().filter(|copy| !copy.kind.is_sealed()).count()).unwrap_or(u64::MAX);
    let copies = package.saturating_add(opened);
    for id in &carry_out.request.assets {
        let Some(asset) = registry.assets.get_mut(id) else { continue };
        if copies == 0 {
            asset.copies_out.remove(&carry_out.number);
        } else {
            asset.copies_out.insert(carry_out.number, copies);
        }
    }
}
