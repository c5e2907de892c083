//! What is owed to the client on paper, as reports see it.

use chrono::NaiveDate;
use serde::Serialize;

use super::purge::PurgeLine;
use crate::base::digest::Digest;
use crate::domain::contract::Contract;
use crate::domain::duty::{Owing, Standing, owing};
use crate::domain::names::{ContractId, PersonId};
use crate::domain::registry::Registry;
use crate::domain::rules::demand::{Duty, Occurrence};
use crate::domain::rules::pack::{Pack, Rule, Text};

/// A paper, what it is owed for, and where it stands.
#[derive(Debug, Clone, Serialize)]
pub struct DutyView {
    /// Under which contract; none for purges of what stood under none.
    pub contract: Option<ContractId>,
    /// Which.
    pub duty: Duty,
    /// Where it stands.
    pub standing: Standing,
    /// On which occasion.
    pub occasion: Option<Occurrence>,
    /// What that is about.
    pub about: Option<String>,
    /// Since when.
    pub since: Option<NaiveDate>,
    /// Its last day.
    pub due: Option<NaiveDate>,
    /// Whether the document or the client names that day.
    pub due_named: bool,
    /// The clauses that say so; none where only the client asked.
    pub clauses: Vec<ClauseView>,
    /// What was sent for it.
    pub sent: Option<SentView>,
    /// For purges, of what.
    pub purge: Option<PurgeDueView>,
}

/// What may be purged under one contract.
#[derive(Debug, Clone, Serialize)]
pub struct PurgeDueView {
    /// How many carry-outs.
    pub carry_outs: u64,
    /// Whose years passed first.
    pub first: String,
    /// For how many years their attachments are kept.
    pub years: u64,
}

/// A clause and its document.
#[derive(Debug, Clone, Serialize)]
pub struct ClauseView {
    /// The rule.
    pub rule: String,
    /// The document's name; absent for a directive of the client.
    pub document: Option<Text>,
    /// Where it says so.
    pub clause: String,
}

/// What was sent.
#[derive(Debug, Clone, Serialize)]
pub struct SentView {
    /// On which day.
    pub on: NaiveDate,
    /// Digest of what was sent.
    pub sha256: Digest,
    /// Anything worth noting.
    pub note: Option<String>,
    /// Who recorded it.
    pub by: PersonId,
    /// Its entry.
    pub index: u64,
}

impl ClauseView {
    /// A rule's clause.
    #[must_use]
    pub fn new(pack: Option<&Pack>, rule: &Rule) -> Self {
        Self {
            rule: rule.id.clone(),
            document: pack.map(|pack| pack.title.clone()),
            clause: rule.clause.clone(),
        }
    }
}

impl DutyView {
    /// Everything that is owed under a contract on `today`.
    #[must_use]
    pub fn of(registry: &Registry, contract: &Contract, today: NaiveDate) -> Vec<Self> {
        let owed = owing(registry, contract, today);
        owed.iter().map(|one| Self::new(&contract.record.id, one)).collect()
    }

    fn new(contract: &ContractId, one: &Owing<'_>) -> Self {
        Self {
            contract: Some(contract.clone()),
            duty: one.duty,
            standing: one.standing,
            occasion: one.occurrence,
            about: one.about.clone(),
            since: one.since,
            due: one.due,
            due_named: one.named,
            clauses: one.rules.iter().map(|(pack, rule)| ClauseView::new(*pack, rule)).collect(),
            sent: one.sent.map(|sent| SentView {
                on: sent.on,
                sha256: sent.sha256,
                note: sent.note.clone(),
                by: sent.by.clone(),
                index: sent.index,
            }),
            purge: None,
        }
    }

    /// So many carry-outs like `first` that may be purged: asked for and waiting for a second person, or not asked for.
    /// Nobody names a day for it.
    #[must_use]
    pub fn of_purge(first: &PurgeLine, carry_outs: u64, asked: bool) -> Self {
        Self {
            contract: first.contract.clone(),
            duty: if asked { Duty::PurgeConfirmation } else { Duty::Purge },
            standing: Standing::Open,
            occasion: None,
            about: None,
            since: Some(first.from),
            due: None,
            due_named: false,
            clauses: first.clause.iter().cloned().collect(),
            sent: None,
            purge: Some(PurgeDueView { carry_outs, first: first.id.clone(), years: first.years }),
        }
    }
}
