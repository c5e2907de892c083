//! Important information as reports see it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::Serialize;

use crate::base::digest::Digest;
use crate::base::time::Timestamp;
use crate::domain::asset::{Asset, Confirmation};
use crate::domain::duty::asks_back;
use crate::domain::names::{AssetId, ContractId, Level, Method, PersonId};
use crate::domain::registry::Registry;

/// Important information and where it stands.
#[derive(Debug, Clone, Serialize)]
pub struct AssetView {
    /// Its id.
    pub id: AssetId,
    /// Under which contract.
    pub contract: ContractId,
    /// What it is called.
    pub name: String,
    /// Its level.
    pub level: Level,
    /// How many pieces or records.
    pub count: Option<u64>,
    /// How many copies of it the client permits.
    pub copies_permitted: Option<u64>,
    /// How many there are, those of carry-outs that are not back and not disposed of among them.
    pub copies: u64,
    /// Personal data of how many people.
    pub people: Option<u64>,
    /// Who handed it over.
    pub from: Option<String>,
    /// On which day it was received.
    pub received: NaiveDate,
    /// By which means it came.
    pub means: Option<String>,
    /// On which medium it came.
    pub medium: Option<String>,
    /// What it is for.
    pub purpose: Option<String>,
    /// Who took it.
    pub received_by: Option<PersonId>,
    /// Who said last how it changed hands.
    pub recorded_by: PersonId,
    /// Who confirmed for the client that it came as recorded.
    pub client_confirmed: Option<ConfirmationView>,
    /// Who confirmed for the office, where whoever took it did not record it themselves.
    pub office_confirmed: Option<ConfirmationView>,
    /// Whether both sides did, in one way or the other.
    pub receipt_confirmed: bool,
    /// Where it is kept.
    pub place: String,
    /// Who handles it.
    pub handlers: Vec<PersonId>,
    /// Of these, who works here, or under the contract, no more, and since when.
    pub handlers_left: BTreeMap<PersonId, NaiveDate>,
    /// Until when it may be kept.
    pub until: Option<NaiveDate>,
    /// The day by which it is given back or disposed of: that one, or the contract's last where that comes first.
    pub due: Option<NaiveDate>,
    /// Whether it is due because the contract ends.
    pub due_with_contract: bool,
    /// The clauses that ask for it back.
    pub due_by: Vec<String>,
    /// Who registered it.
    pub registered_by: PersonId,
    /// When.
    pub registered_at: Timestamp,
    /// When it was last found at a stock-take.
    pub checked_at: Option<Timestamp>,
    /// By whom.
    pub checked_by: Option<PersonId>,
    /// When it was given back or disposed of.
    pub ended_at: Option<Timestamp>,
    /// On which day it was given back or disposed of.
    pub ended_on: Option<NaiveDate>,
    /// Where.
    pub end_place: Option<String>,
    /// Who saw it.
    pub end_witness: Option<String>,
    /// How it was disposed of; absent where it was given back.
    pub method: Option<Method>,
    /// To whom it was given back.
    pub to: Option<String>,
    /// Digest of what shows its end.
    pub end_evidence_sha256: Option<Digest>,
    /// Who recorded its end.
    pub ended_by: Option<PersonId>,
    /// The second person who confirmed it.
    pub end_confirmed: Option<ConfirmationView>,
}

/// One side's word that it changed hands.
#[derive(Debug, Clone, Serialize)]
pub struct ConfirmationView {
    /// Whose statement it is.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
    /// Who confirmed, where that was on paper.
    pub name: Option<String>,
    /// Digest of the paper.
    pub evidence_sha256: Option<Digest>,
}

impl ConfirmationView {
    pub(super) fn new(confirmation: &Confirmation) -> Self {
        Self {
            by: confirmation.by.clone(),
            at: confirmation.at,
            name: confirmation.name.clone(),
            evidence_sha256: confirmation.evidence,
        }
    }
}

impl AssetView {
    /// Whether whoever took it recorded it themselves, and so signed that it came like this.
    #[must_use]
    pub fn receipt_is_own(&self) -> bool {
        self.received_by.as_ref() == Some(&self.recorded_by)
    }

    /// Important information as it stands.
    #[must_use]
    pub fn new(registry: &Registry, asset: &Asset) -> Self {
        let record = &asset.record;
        let due = asset.due(registry);
        let rules = registry.rules(Some(&record.contract));
        let asking = rules.each().filter(|(_, rule)| asks_back(rule, asset));
        let due_by = asking.map(|(_, rule)| rule.clause.clone()).collect::<BTreeSet<_>>();
        let ended = asset.ended.as_ref();
        let left = record
            .handlers
            .iter()
            .filter_map(|id| Some((id.clone(), registry.left_on(id, Some(&record.contract))?)));
        Self {
            id: record.id.clone(),
            contract: record.contract.clone(),
            name: record.name.clone(),
            level: record.level,
            count: record.count,
            copies_permitted: record.copies_permitted,
            copies: asset.copies(),
            people: record.people,
            from: record.from.clone(),
            received: record.received,
            means: record.means.clone(),
            medium: record.medium.clone(),
            purpose: record.purpose.clone(),
            received_by: record.received_by.clone(),
            recorded_by: asset.said_by.clone(),
            client_confirmed: asset.received.client.as_ref().map(ConfirmationView::new),
            office_confirmed: asset.received.office.as_ref().map(ConfirmationView::new),
            receipt_confirmed: asset.is_receipt_confirmed(),
            place: record.place.clone(),
            handlers: record.handlers.clone(),
            handlers_left: left.collect(),
            until: record.until,
            due: due.map(|(day, _)| day),
            due_with_contract: due.is_some_and(|(_, with_contract)| with_contract),
            due_by: due_by.into_iter().collect(),
            registered_by: asset.registered_by.clone(),
            registered_at: asset.registered_at,
            checked_at: asset.checked.as_ref().map(|(at, _)| *at),
            checked_by: asset.checked.as_ref().map(|(_, by)| by.clone()),
            ended_at: ended.map(|ended| ended.at),
            ended_on: ended.map(|ended| ended.record.on.unwrap_or_else(|| ended.at.date())),
            end_place: ended.and_then(|ended| ended.record.place.clone()),
            end_witness: ended.and_then(|ended| ended.record.witness.clone()),
            method: ended.and_then(|ended| ended.record.method),
            to: ended.and_then(|ended| ended.record.to.clone()),
            end_evidence_sha256: ended.and_then(|ended| ended.record.evidence).map(|file| file.sha256),
            ended_by: ended.map(|ended| ended.by.clone()),
            end_confirmed: ended.and_then(|ended| ended.confirmed.as_ref()).map(ConfirmationView::new),
        }
    }
}
