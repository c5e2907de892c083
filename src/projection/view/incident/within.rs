//! Within how many minutes a client has to be told, and whether it was.

use serde::Serialize;

use crate::base::limits::LOSS_REPORT_MINUTES;
use crate::domain::carry_out::CarryOut;
use crate::domain::incident::Incident;
use crate::domain::names::ContractId;
use crate::domain::registry::Registry;
use crate::domain::rules::demand::Demand;
use crate::domain::rules::pack::{Rule, Text};
use crate::projection::view::incident::articles_of;

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

/// Every such clause of the contracts that what it concerns is under. `since_aware` are the whole minutes since
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
    for (contract, carry_out) in with_contract(registry, incident, carry_outs) {
        let rules = registry.rules(Some(contract));
        // Of a device or paper, which no request is about, `when` says nothing.
        let covers = |rule: &Rule| {
            carry_out.is_none_or(|carry_out| {
                let request = &carry_out.request;
                rule.when.covers(request, crate::domain::rules::judge::is_to_the_client(registry, request))
            })
        };
        for (pack, rule) in rules.each() {
            let Demand::ReportWithin { minutes } = rule.demand else { continue };
            let known = found.iter().any(|one| one.contract == *contract && one.rule == rule.id);
            if known || !covers(rule) {
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
pub(super) fn minutes_to_tell(registry: &Registry, incident: &Incident, carry_outs: &[CarryOut]) -> i64 {
    let mut fewest = LOSS_REPORT_MINUTES;
    for (contract, _) in with_contract(registry, incident, carry_outs) {
        for (_, rule) in registry.rules(Some(contract)).each() {
            if let Demand::ReportWithin { minutes } = rule.demand {
                fewest = fewest.min(minutes);
            }
        }
    }
    i64::try_from(fewest).unwrap_or(i64::MAX)
}

fn with_contract<'a>(
    registry: &'a Registry,
    incident: &'a Incident,
    carry_outs: &'a [CarryOut],
) -> impl Iterator<Item = (&'a ContractId, Option<&'a CarryOut>)> {
    let packages = carry_outs.iter().map(|one| (one.request.contract.as_ref(), Some(one)));
    let articles = articles_of(registry, incident).map(|one| (one.body.contract.as_ref(), None));
    packages.chain(articles).filter_map(|(contract, carry_out)| Some((contract?, carry_out)))
}
