//! A piece of important information, as the log left it.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::base::digest::Digest;
use crate::base::time::Timestamp;
use crate::domain::body::{AssetAdd, AssetEnd};
use crate::domain::carry_out::{CarryOut, Fate};
use crate::domain::names::PersonId;
use crate::domain::registry::Registry;
use crate::domain::rules::demand::ExchangeField;

/// Important information and where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asset {
    /// What was registered.
    pub record: AssetAdd,
    /// Who said last how it changed hands; whoever registered it at first.
    pub said_by: PersonId,
    /// Who confirmed that it did, since that was said.
    pub received: Confirmed,
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

/// Both sides' word that information changed hands as recorded.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confirmed {
    /// The client's.
    pub client: Option<Confirmation>,
    /// The office's.
    pub office: Option<Confirmation>,
}

/// One side's word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confirmation {
    /// Whose statement it is.
    pub by: PersonId,
    /// When, by their clock.
    pub at: Timestamp,
    /// Who confirmed, where that was on paper.
    pub name: Option<String>,
    /// Digest of the paper.
    pub evidence: Option<Digest>,
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
    /// The second person who confirmed it.
    pub confirmed: Option<Confirmation>,
}

impl Asset {
    /// Whether it came from somebody, and was not made here.
    #[must_use]
    pub const fn was_received(&self) -> bool {
        self.record.from.is_some()
    }

    /// Whether both sides confirmed that it came as recorded. Whoever took it and said so confirmed that with it.
    #[must_use]
    pub fn is_receipt_confirmed(&self) -> bool {
        let own = self.record.received_by.as_ref() == Some(&self.said_by);
        self.received.client.is_some() && (own || self.received.office.is_some())
    }

    /// Which of these are not on record; none of what was made here.
    #[must_use]
    pub fn lacks(&self, fields: &[ExchangeField]) -> Vec<ExchangeField> {
        let mut lacking = self.record.lacks(fields);
        if self.was_received() && fields.contains(&ExchangeField::Confirmed) && !self.is_receipt_confirmed() {
            lacking.push(ExchangeField::Confirmed);
        }
        lacking
    }
}

impl Asset {
    /// Until when it may be kept, and whether that is because the contract ends then.
    #[must_use]
    pub fn due(&self, registry: &Registry) -> Option<(NaiveDate, bool)> {
        let end = registry.contracts.get(&self.record.contract).and_then(|contract| contract.record.until);
        match (self.record.until, end) {
            (Some(until), Some(end)) if end < until => Some((end, true)),
            (Some(until), _) => Some((until, false)),
            (None, end) => end.map(|end| (end, true)),
        }
    }
}

impl AssetAdd {
    /// Which of these nobody said; both sides' confirmation can only come later.
    #[must_use]
    pub fn lacks(&self, fields: &[ExchangeField]) -> Vec<ExchangeField> {
        let blank = |text: &Option<String>| text.as_ref().is_none_or(|text| text.trim().is_empty());
        let lacking = |field: &&ExchangeField| match field {
            ExchangeField::Count => self.count.is_none(),
            ExchangeField::Means => blank(&self.means),
            ExchangeField::Medium => blank(&self.medium),
            ExchangeField::Purpose => blank(&self.purpose),
            ExchangeField::ReceivedBy => self.received_by.is_none(),
            ExchangeField::Until => self.until.is_none(),
            ExchangeField::Confirmed => false,
        };
        // What was made here did not change hands.
        fields.iter().filter(lacking).copied().filter(|_| self.from.is_some()).collect()
    }
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
