//! What may be purged, what was, and by whom.

use chrono::NaiveDate;
use serde::Serialize;

use super::duty::ClauseView;
use crate::base::time::Timestamp;
use crate::domain::carry_out::{CarryOut, Purged};
use crate::domain::incident::incident_id;
use crate::domain::names::{ContractId, PersonId};
use crate::domain::registry::Registry;

/// What could be purged, and what comes next.
#[derive(Debug, Clone, Serialize)]
pub struct PurgePlan {
    /// The day it was asked on, by this clock.
    pub today: NaiveDate,
    /// Carry-outs whose attachments may be purged from `from` on, by number.
    pub lines: Vec<PurgeLine>,
    /// The next one whose years will have passed.
    pub next: Option<PurgeLine>,
    /// Of how many carry-outs attachments were purged.
    pub purged: u64,
}

/// A carry-out whose attachments are kept.
#[derive(Debug, Clone, Serialize)]
pub struct PurgeLine {
    /// `C-0042`.
    pub id: String,
    /// Under which contract.
    pub contract: Option<ContractId>,
    /// The day from which the years are counted.
    pub ended_on: NaiveDate,
    /// For how many years they are kept.
    pub years: u64,
    /// The rule that says so; `None` where none asks for more than five years.
    pub clause: Option<ClauseView>,
    /// The first day on which they may be purged.
    pub from: NaiveDate,
    /// How many attachments are kept.
    pub attachments: u64,
    /// The sum of their sizes.
    pub bytes: u64,
    /// Who asked for it, where somebody did.
    pub asked: Option<PurgeAskedView>,
    /// The open incident that keeps them.
    pub frozen_by: Option<String>,
}

/// Who asked for a purge.
#[derive(Debug, Clone, Serialize)]
pub struct PurgeAskedView {
    /// Who.
    pub by: PersonId,
    /// Their name.
    pub name: String,
    /// When, by their clock.
    pub at: Timestamp,
    /// The entry.
    pub index: u64,
}

/// A purge that two people signed.
#[derive(Debug, Clone, Serialize)]
pub struct PurgedView {
    /// Who asked.
    pub asked: PurgeAskedView,
    /// Who agreed.
    pub by: PersonId,
    /// Their name.
    pub name: String,
    /// When, by their clock.
    pub at: Timestamp,
    /// The entry that says so.
    pub index: u64,
    /// How many attachments it names.
    pub attachments: u64,
}

/// What became of one carry-out that was meant.
#[derive(Debug, Clone, Serialize)]
pub struct PurgeDone {
    /// `C-0042`.
    pub id: String,
    /// What was said.
    pub did: Did,
    /// The entry.
    pub index: u64,
    /// How many attachments it names.
    pub attachments: u64,
    /// How many of them are not in the ledger any more.
    pub removed: u64,
    /// How many stay, because something else needs them.
    pub needed_elsewhere: u64,
}

/// What was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Did {
    /// Asked: another person has to agree.
    Asked,
    /// Agreed to, and removed.
    Purged,
}

impl PurgeLine {
    /// A carry-out and its day.
    #[must_use]
    pub fn new(registry: &Registry, carry_out: &CarryOut) -> Self {
        let retention = registry.retention(carry_out.request.contract.as_ref());
        let kept = carry_out.kept_attachments();
        Self {
            id: carry_out.id(),
            contract: carry_out.request.contract.clone(),
            ended_on: carry_out.kept_since(),
            years: retention.years,
            clause: retention.rule.map(|(pack, rule)| ClauseView::new(pack, rule)),
            from: registry.purgeable_from(carry_out),
            attachments: u64::try_from(kept.len()).unwrap_or(u64::MAX),
            bytes: kept.iter().map(|attachment| attachment.size_bytes).sum(),
            asked: carry_out.purge_asked().map(|asked| PurgeAskedView::new(registry, asked)),
            frozen_by: registry.freezing(carry_out.number).map(incident_id),
        }
    }
}

impl PurgeAskedView {
    fn new(registry: &Registry, asked: &Purged) -> Self {
        Self { by: asked.by.clone(), name: registry.name_of(&asked.by), at: asked.at, index: asked.index }
    }
}

impl PurgedView {
    /// Every purge of a carry-out that two people signed, in log order.
    #[must_use]
    pub fn all(registry: &Registry, carry_out: &CarryOut) -> Vec<Self> {
        let done = carry_out.purges.iter().filter_map(|purged| Some((purged, purged.confirmed.as_ref()?)));
        done.map(|(purged, confirmed)| Self {
            asked: PurgeAskedView::new(registry, purged),
            by: confirmed.by.clone(),
            name: registry.name_of(&confirmed.by),
            at: confirmed.at,
            index: confirmed.index,
            attachments: u64::try_from(purged.attachments.len()).unwrap_or(u64::MAX),
        })
        .collect()
    }
}
