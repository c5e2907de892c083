//! What somebody who leaves still owes: the pledge that a contract's rules ask for.

use crate::domain::contract::Contract;
use crate::domain::names::ContractId;
use crate::domain::registry::{Person, Registry};
use crate::domain::rules::demand::{Demand, Occasion};
use crate::domain::rules::pack::{Pack, Rule};

/// A pledge at leaving that a rule asks for and that is not on record.
#[derive(Debug, Clone, Copy)]
pub struct PledgeOwed<'a> {
    /// Under which contract.
    pub contract: &'a ContractId,
    /// The rule's pack; `None` for a directive of the client.
    pub pack: Option<&'a Pack>,
    /// The rule.
    pub rule: &'a Rule,
}

/// The pledges that the contracts ask of somebody who worked under them and leaves.
#[must_use]
pub fn pledges_owed<'a>(registry: &'a Registry, person: &Person) -> Vec<PledgeOwed<'a>> {
    let asks = |rule: &Rule| matches!(rule.demand, Demand::Pledge { occasion: Occasion::Leaving, .. });
    let contracts = registry
        .contracts
        .iter()
        .filter(|(id, contract)| worked_under(registry, contract, person) && !has_pledged(person, id));
    contracts
        .flat_map(|(contract, _)| {
            registry.rules(Some(contract)).each().map(move |rule| (contract, rule)).collect::<Vec<_>>()
        })
        .filter(|(_, (_, rule))| asks(rule))
        .map(|(contract, (pack, rule))| PledgeOwed { contract, pack, rule })
        .collect()
}

/// Whether the register says so: notified to the client, handling its information, taught or sworn in for it.
fn worked_under(registry: &Registry, contract: &Contract, person: &Person) -> bool {
    let id = &contract.record.id;
    contract.notified.contains_key(&person.id)
        || contract.left.contains_key(&person.id)
        || person.taught.iter().any(|taught| taught.contract.as_ref() == Some(id))
        || person.pledges.iter().any(|pledged| pledged.contract.as_ref() == Some(id))
        || registry
            .assets
            .values()
            .any(|asset| asset.record.contract == *id && asset.record.handlers.contains(&person.id))
}

fn has_pledged(person: &Person, contract: &ContractId) -> bool {
    person.pledges.iter().any(|pledged| {
        pledged.occasion == Occasion::Leaving
            && pledged.contract.as_ref().is_none_or(|under| under == contract)
    })
}
