//! Whether the rules in force let a request in and a package out.

use crate::domain::body::Request;
use crate::domain::carry_out::CarryOut;
use crate::domain::refusal::{BrokenRule, Refusal};
use crate::domain::registry::Registry;
use crate::domain::rules::demand::Demand;
use crate::domain::rules::judge::{Judged, Situation, Step, Unmet, Verdict, is_to_the_client, judge};
use crate::domain::rules::pack::{Pack, Rule};
use crate::domain::statement::Statement;
use crate::domain::verify::Act;

/// The rules that are looked at when something is asked for.
pub(super) fn check_request(registry: &Registry, act: &Act, body: &Request) -> Result<(), Refusal> {
    // Until the office registers its first contract, the id is a label and no more.
    if let Some(contract) = &body.contract
        && !registry.contracts.is_empty()
    {
        super::contract::need_contract(registry, contract)?;
    }
    let rules = registry.rules(body.contract.as_ref());
    if !rules.are_named(&body.rules) {
        return Err(Refusal::OtherRules { named: body.rules, in_force: rules.digest() });
    }
    let situation = Situation {
        registry,
        request: body,
        digest: None,
        requester: &act.statement.author,
        approvals: &[],
        copies_before: 0,
        day: act.statement.time.date(),
        step: Step::Request,
    };
    first_unmet(judge(&rules, &situation))
}

/// The rules that are looked at when something leaves: those in force now, which must be those it was
/// asked for and approved under.
pub(super) fn check_export(
    registry: &Registry,
    carry_out: &CarryOut,
    statement: &Statement,
) -> Result<(), Refusal> {
    let rules = registry.rules(carry_out.request.contract.as_ref());
    let named = carry_out.request.rules;
    if !rules.are_named(&named) {
        return Err(Refusal::OtherRules { named, in_force: rules.digest() });
    }
    first_unmet(judge(&rules, &situation(registry, carry_out, statement.time.date())))
}

/// A carry-out as the rules see it on `day`, about to leave.
#[must_use]
pub fn situation<'a>(
    registry: &'a Registry,
    carry_out: &'a CarryOut,
    day: chrono::NaiveDate,
) -> Situation<'a> {
    let copies = carry_out.request.contract.as_ref().and_then(|id| registry.copies.get(id));
    let before = copies.and_then(|copies| copies.get(&carry_out.request.manifest.sha256));
    Situation {
        registry,
        request: &carry_out.request,
        digest: Some(carry_out.digest),
        requester: &carry_out.requester,
        approvals: &carry_out.approvals,
        copies_before: before.copied().unwrap_or_default(),
        day,
        step: Step::Export,
    }
}

/// What a locked case and a disposal have to be, where a rule says so.
pub(super) fn check_case(
    registry: &Registry,
    carry_out: &CarryOut,
    case: Option<&String>,
) -> Result<(), Refusal> {
    if !carry_out.terms.locked_case || case.is_some() {
        return Ok(());
    }
    Err(broken(registry, carry_out, |demand| *demand == Demand::LockedCase, &Unmet::Case))
}

/// Refuses to close what was disposed of otherwise than a rule takes.
pub(super) fn check_disposals(registry: &Registry, carry_out: &CarryOut) -> Result<(), Refusal> {
    let demanded = carry_out.terms.disposals.iter();
    let pairs =
        demanded.flat_map(|demand| carry_out.disposals.iter().map(move |disposed| (demand, disposed)));
    for ((methods, level), disposed) in pairs.filter(|(_, disposed)| !disposed.body.copies.is_empty()) {
        let method = methods.is_empty() || methods.contains(&disposed.body.method);
        if method || level.is_some_and(|level| disposed.level >= level) {
            continue;
        }
        let unmet = Unmet::Disposal { disposal: disposed.id() };
        return Err(broken(registry, carry_out, |demand| matches!(demand, Demand::Disposal { .. }), &unmet));
    }
    Ok(())
}

/// The first rule in force for the carry-out that demands this, as a refusal; `None` where none does.
pub(super) fn cited(
    registry: &Registry,
    carry_out: &CarryOut,
    demands: impl Fn(&Demand) -> bool,
    unmet: &Unmet,
) -> Option<Refusal> {
    let request = &carry_out.request;
    let to_the_client = is_to_the_client(registry, request);
    let rules = registry.rules(request.contract.as_ref());
    let mut meant = rules.each().filter(|(_, rule)| rule.when.covers(request, to_the_client));
    let (pack, rule) = meant.find(|(_, rule)| demands(&rule.demand))?;
    Some(refusal(pack, rule, unmet.clone()))
}

/// The same, where the rule was in force when it was asked for.
fn broken(
    registry: &Registry,
    carry_out: &CarryOut,
    demands: impl Fn(&Demand) -> bool,
    unmet: &Unmet,
) -> Refusal {
    cited(registry, carry_out, demands, unmet).unwrap_or_else(|| {
        // Its pack has changed since.
        let in_force = registry.rules(carry_out.request.contract.as_ref()).digest();
        Refusal::OtherRules { named: carry_out.request.rules, in_force }
    })
}

fn refusal(pack: Option<&Pack>, rule: &Rule, unmet: Unmet) -> Refusal {
    Refusal::Rule(Box::new(BrokenRule {
        clause: rule.clause.clone(),
        en: rule.en.clone(),
        ja: rule.ja.clone(),
        pack: pack.map(|pack| pack.title.clone()),
        rule: rule.id.clone(),
        unmet,
    }))
}

fn first_unmet(judged: Vec<Judged<'_>>) -> Result<(), Refusal> {
    let unmet = judged.into_iter().find_map(|judged| match judged.verdict {
        Verdict::Unmet(unmet) => Some((judged.pack, judged.rule, unmet)),
        _ => None,
    });
    match unmet {
        None => Ok(()),
        Some((pack, rule, unmet)) => Err(refusal(pack, rule, unmet)),
    }
}
