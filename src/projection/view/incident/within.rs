//! Within how many minutes a client has to be told, and whether it was.

use serde::Serialize;

use crate::base::limits::LOSS_REPORT_MINUTES;
use crate::domain::carry_out::CarryOut;
use crate::domain::incident::Incident;
use crate::domain::names::ContractId;
use crate::domain::registry::Registry;
use crate::domain::rules::demand::Demand;
use crate::domain::rules::pack::Text;

/// A clause that says within how many minutes the client is told.
#[derive(Debug, Clone, Serialize)]
pub struct WithinView {
    /// Under which contract.
    pub contract: ContractId,
    /// The rule.
    pub rule: String,
    /// The document's name; absent for a directive of the client.
    pub document: Option<Text>,
    /// Where it says so.
    pub clause: String,
    /// Within how many minutes from awareness.
    pub minutes: u64,
    /// Whether the first contact on record was in time; absent while there is none and time is left.
    pub held: Option<bool>,
}

/// Every such clause of the contracts these carry-outs are under. `since_aware` are the whole minutes since
/// awareness.
pub(super) fn within(
    registry: &Registry,
    incident: &Incident,
    carry_outs: &[CarryOut],
    since_aware: i64,
) -> Vec<WithinView> {
    let first = incident.contacts.iter().map(|contact| incident.minutes_until(contact.at)).min();
    let held = |minutes: u64| {
        let minutes = i64::try_from(minutes).unwrap_or(i64::MAX);
        match first {
            Some(first) => Some(first <= minutes),
            None => (since_aware > minutes).then_some(false),
        }
    };
    let mut found: Vec<WithinView> = Vec::new();
    for (contract, carry_out) in with_contract(carry_outs) {
        let rules = registry.rules(Some(contract));
        let to_the_client = crate::domain::rules::judge::is_to_the_client(registry, &carry_out.request);
        for (pack, rule) in rules.each() {
            let Demand::ReportWithin { minutes } = rule.demand else { continue };
            let known = found.iter().any(|one| one.contract == *contract && one.rule == rule.id);
            if known || !rule.when.covers(&carry_out.request, to_the_client) {
                continue;
            }
            found.push(WithinView {
                contract: contract.clone(),
                rule: rule.id.clone(),
                document: pack.map(|pack| pack.title.clone()),
                clause: rule.clause.clone(),
                minutes,
                held: held(minutes),
            });
        }
    }
    found
}

/// The fewest minutes that any contract gives, and never more than the hour.
pub(super) fn minutes_to_tell(registry: &Registry, carry_outs: &[CarryOut]) -> i64 {
    let mut fewest = LOSS_REPORT_MINUTES;
    for (contract, _) in with_contract(carry_outs) {
        for (_, rule) in registry.rules(Some(contract)).each() {
            if let Demand::ReportWithin { minutes } = rule.demand {
                fewest = fewest.min(minutes);
            }
        }
    }
    i64::try_from(fewest).unwrap_or(i64::MAX)
}

fn with_contract(carry_outs: &[CarryOut]) -> impl Iterator<Item = (&ContractId, &CarryOut)> {
    carry_outs.iter().filter_map(|carry_out| Some((carry_out.request.contract.as_ref()?, carry_out)))
}
