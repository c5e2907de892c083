//! Who is to be administrator, or became it, in the place of those who cannot sign.

use chrono::NaiveDate;
use serde::Serialize;

use super::anomaly::PersonNamed;
use crate::base::time::Timestamp;
use crate::domain::names::{PersonId, Role};
use crate::domain::registry::Registry;
use crate::domain::succession::{Succession, SuccessionOutcome};

/// A succession that was asked for, and what came of it.
#[derive(Debug, Clone, Serialize)]
pub struct SuccessionView {
    /// Who is to be administrator.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// How it ended; absent while it waits.
    pub outcome: Option<SuccessionOutcome>,
    /// Who asked.
    pub asked: SuccessionSaid,
    /// Whose statement ended it.
    pub ended: Option<SuccessionSaid>,
    /// Where it waits: for how many days.
    pub days: Option<u64>,
    /// Where it waits: the first day on which a second person may agree; absent before anybody else has said anything.
    pub from: Option<NaiveDate>,
    /// Where it waits: the administrators, any of whom ends it by signing anything.
    pub administrators: Vec<PersonNamed>,
    /// Where it took effect: the first entry after it that claims a time well before it.
    pub contradicted_at: Option<u64>,
}

/// What somebody said of it.
#[derive(Debug, Clone, Serialize)]
pub struct SuccessionSaid {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// When, by their clock.
    pub at: Timestamp,
    /// Entry of their statement.
    pub index: u64,
    /// Why, in their words.
    pub reason: Option<String>,
}

impl SuccessionView {
    /// One of them, as it is for `second`, who may agree to it, or for anybody.
    #[must_use]
    pub fn new(registry: &Registry, one: &Succession, second: Option<&PersonId>) -> Self {
        let said = |person: &PersonId, at, index, reason| SuccessionSaid {
            person: person.clone(),
            name: registry.name_of(person),
            at,
            index,
            reason,
        };
        let named = |id: &PersonId| PersonNamed { id: id.clone(), name: registry.name_of(id) };
        let administrators = registry.with_role(Role::Administrator).filter(|_| one.waits());
        let end = one.end.as_ref();
        Self {
            person: one.person.clone(),
            name: registry.name_of(&one.person),
            outcome: end.map(|end| end.outcome),
            asked: said(&one.by, one.at, one.index, Some(one.reason.clone())),
            ended: end.map(|end| said(&end.by, end.at, end.index, end.reason.clone())),
            days: one.waits().then(|| registry.succession_days(one, second)),
            from: registry.succession_from(one, second).filter(|_| one.waits()),
            administrators: administrators.map(|person| named(&person.id)).collect(),
            contradicted_at: end.and_then(|end| end.contradicted),
        }
    }

    /// All of them, in log order.
    #[must_use]
    pub fn all(registry: &Registry) -> Vec<Self> {
        registry.successions.iter().map(|one| Self::new(registry, one, None)).collect()
    }

    /// Those that wait or took effect: they are shown from the first signature on, and for ever after the second.
    #[must_use]
    pub fn standing(registry: &Registry) -> Vec<Self> {
        let mut all = Self::all(registry);
        all.retain(|view| view.waits() || view.outcome == Some(SuccessionOutcome::Confirmed));
        all
    }

    /// Whether nothing has come of it yet.
    #[must_use]
    pub const fn waits(&self) -> bool {
        self.outcome.is_none()
    }
}
