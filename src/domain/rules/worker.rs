//! What rules demand of the people who handle information: that they were taught, pledged secrecy, and are known to the
//! client. Of whoever asks for something; of whoever carries or approves it where the rule says so.

use chrono::{Days, NaiveDate};

use super::carried::Against;
use super::demand::{Demand, Occasion, Part};
use super::pack::Rule;
use super::verdict::Unmet;
use crate::domain::names::{ContractId, PersonId};
use crate::domain::registry::Registry;

/// The work under a contract, or under none, on a day.
#[derive(Debug, Clone, Copy)]
pub struct Work<'a> {
    /// Who was taught, pledged and was notified.
    pub registry: &'a Registry,
    /// Under which contract.
    pub contract: Option<&'a ContractId>,
    /// When.
    pub day: NaiveDate,
}

impl Demand {
    /// For whom besides the requester it is meant, where it demands something of people.
    fn parts(&self) -> Option<&[Part]> {
        match self {
            Self::Training { of, .. }
            | Self::TrainingLapses { of, .. }
            | Self::Pledge { occasion: Occasion::Entry, of }
            | Self::ListedHandler { of } => Some(of),
            _ => None,
        }
    }
}

impl<'a> Work<'a> {
    /// Every rule that stands against this person doing this part of it.
    #[must_use]
    pub fn against(
        &self,
        part: Part,
        person: &PersonId,
        is_meant: impl Fn(&Rule) -> bool,
    ) -> Vec<Against<'a>> {
        let rules = self.registry.rules(self.contract);
        let demanding = rules.each().filter(|(_, rule)| {
            rule.demand.parts().is_some_and(|parts| parts.contains(&part)) && is_meant(rule)
        });
        demanding
            .filter_map(|(pack, rule)| Some((pack, rule, self.lacks(person, &rule.demand, &is_meant)?)))
            .collect()
    }

    /// What this person lacks of what is demanded of people; a document that names no period is held to the office's.
    #[must_use]
    pub fn lacks(
        &self,
        person: &PersonId,
        demand: &Demand,
        is_meant: impl Fn(&Rule) -> bool,
    ) -> Option<Unmet> {
        match demand {
            Demand::Training { days, .. } => self.training(person, *days),
            Demand::TrainingLapses { days, .. } => {
                let rules = self.registry.rules(self.contract);
                let asked = rules.each().any(|(_, rule)| {
                    matches!(rule.demand, Demand::Training { days: None, .. }) && is_meant(rule)
                });
                asked.then(|| self.training(person, Some(*days))).flatten()
            }
            Demand::Pledge { occasion: Occasion::Entry, .. } => self.pledge(person),
            Demand::ListedHandler { .. } => self.handler(person),
            _ => None,
        }
    }

    /// Whether something said under a contract, or under none, is about this work.
    fn is_here(&self, contract: Option<&ContractId>) -> bool {
        contract.is_none() || contract == self.registered()
    }

    fn registered(&self) -> Option<&'a ContractId> {
        self.contract.filter(|id| self.registry.contracts.contains_key(*id))
    }

    fn training(&self, person: &PersonId, days: Option<u64>) -> Option<Unmet> {
        let known = self.registry.person(person)?;
        let here = known.taught.iter().filter(|taught| self.is_here(taught.contract.as_ref()));
        let last = here.map(|taught| taught.on).max();
        let good = match (last, days) {
            (None, _) => false,
            (Some(_), None) => true,
            (Some(on), Some(days)) => {
                on.checked_add_days(Days::new(days)).is_some_and(|until| self.day <= until)
            }
        };
        (!good).then(|| Unmet::Training { person: person.clone(), last })
    }

    fn pledge(&self, person: &PersonId) -> Option<Unmet> {
        let known = self.registry.person(person)?;
        let pledged = known
            .pledges
            .iter()
            .any(|pledged| pledged.occasion == Occasion::Entry && self.is_here(pledged.contract.as_ref()));
        (!pledged).then(|| Unmet::Pledge { person: person.clone() })
    }

    fn handler(&self, person: &PersonId) -> Option<Unmet> {
        let contract = self.contract.and_then(|id| self.registry.contracts.get(id));
        let notified = contract.and_then(|contract| contract.notified.get(person));
        let listed = notified.is_some_and(|notified| !notified.posts.is_empty());
        (!listed).then(|| Unmet::Handler { person: person.clone() })
    }
}
