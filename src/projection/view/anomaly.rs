//! Unusual facts, as reports see them.

use chrono::NaiveDate;
use serde::Serialize;

use crate::base::holidays::Holiday;
use crate::base::time::Timestamp;
use crate::domain::anomaly::{Anomaly, AnomalyKind};
use crate::domain::carry_out::id_of;
use crate::domain::names::PersonId;
use crate::domain::registry::Registry;

/// One unusual fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AnomalyView {
    /// On which day; the day from which it is so for what did not happen.
    pub on: NaiveDate,
    /// What is unusual.
    pub kind: AnomalyKind,
    /// When, where it is about one moment.
    pub at: Option<Timestamp>,
    /// The carry-outs it is about.
    pub carry_outs: Vec<String>,
    /// The entries it rests on.
    pub entries: Vec<u64>,
    /// Who acted.
    pub people: Vec<PersonNamed>,
    /// Seconds from request to approval.
    pub seconds: Option<u64>,
    /// Days late, or without a code.
    pub days: Option<u64>,
    /// How many.
    pub count: Option<u64>,
    /// Why the day is free.
    pub holiday: Option<Holiday>,
    /// What a finding says.
    pub detail: Option<String>,
}

/// A person with their name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PersonNamed {
    /// Their id.
    pub id: PersonId,
    /// Their name.
    pub name: String,
}

impl AnomalyView {
    /// An anomaly with the names of people.
    #[must_use]
    pub fn new(registry: &Registry, found: &Anomaly) -> Self {
        let of = |kinds: &[AnomalyKind]| found.number.filter(|_| kinds.contains(&found.kind));
        let people = found.people.iter();
        Self {
            on: found.on,
            kind: found.kind,
            at: found.at,
            carry_outs: found.carry_outs.iter().map(|number| id_of(*number)).collect(),
            entries: found.entries.clone(),
            people: people.map(|id| PersonNamed { id: id.clone(), name: registry.name_of(id) }).collect(),
            seconds: of(&[AnomalyKind::QuickApproval]),
            days: of(&[
                AnomalyKind::LateReturn,
                AnomalyKind::NoArrival,
                AnomalyKind::NoOpening,
                AnomalyKind::NewApprover,
            ]),
            count: of(&[AnomalyKind::OnePair, AnomalyKind::ManyCopies, AnomalyKind::RepeatedContent]),
            holiday: found.holiday,
            detail: found.detail.clone(),
        }
    }
}
