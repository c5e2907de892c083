//! Whether the rules in force let a request in and a package out.

use crate::domain::asset::Asset;
use crate::domain::body::{AssetAdd, Request};
use crate::domain::carry_out::{CarryOut, Disposed};
use crate::domain::contract::Contract;
use crate::domain::names::{ContractId, MediumId, Method, PersonId};
use crate::domain::refusal::{BrokenRule, ContractRefusal, Refusal};
use crate::domain::registry::Registry;
use crate::domain::rules::carried::Against;
use crate::domain::rules::demand::{Demand, DeviceEnd, Part};
use crate::domain::rules::ground::Clause;
use crate::domain::rules::judge::{Judged, Situation, Step, Unmet, Verdict, is_to_the_client, judge};
use crate::domain::rules::pack::{Pack, Rule};
use crate::domain::rules::worker::Work;
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
    first_unmet(judge(&rules, &situation)).map_err(|refusal| about(refusal, body, None))
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
        .map_err(|refusal| about(refusal, &carry_out.request, Some(carry_out.number)))
}

/// A carry-out as the rules see it on `day`, about to leave.
#[must_use]
pub fn situation<'a>(
    registry: &'a Registry,
    carry_out: &'a CarryOut,
    day: chrono::NaiveDate,
) -> Situation<'a> {
    Situation {
        registry,
        request: &carry_out.request,
        digest: Some(carry_out.digest),
        requester: &carry_out.requester,
        approvals: &carry_out.approvals,
        copies_before: copies_before(registry, &carry_out.request),
        day,
        step: Step::Export,
    }
}

/// How many copies of the same content left under the contract.
fn copies_before(registry: &Registry, request: &Request) -> u64 {
    let copies = request.contract.as_ref().and_then(|id| registry.copies.get(id));
    copies.and_then(|copies| copies.get(&request.manifest.sha256)).copied().unwrap_or_default()
}

/// Whether a request would make more copies than rules and the client let be: what the export would refuse, told before
/// anybody approves. It is no rule of the log that a request is refused for it, since a consent for this one request, which
/// can only come after it, may say otherwise, and older requests stand.
///
/// # Errors
/// [`Refusal::Rule`] with the clause.
pub fn check_copies_ahead(
    registry: &Registry,
    requester: &PersonId,
    request: &Request,
    day: chrono::NaiveDate,
) -> Result<(), Refusal> {
    let situation = Situation {
        registry,
        request,
        digest: None,
        requester,
        approvals: &[],
        copies_before: copies_before(registry, request),
        day,
        step: Step::Export,
    };
    let rules = registry.rules(request.contract.as_ref());
    let mut judged = judge(&rules, &situation);
    judged.retain(|judged| matches!(judged.rule.demand, Demand::CopyQuota { .. }));
    first_unmet(judged).map_err(|refusal| about(refusal, request, None))
}

/// Whether what a contract's rules want on record of information that was received is there. That both sides confirmed it
/// can only come later, and is owed.
pub(super) fn check_exchange(registry: &Registry, record: &AssetAdd) -> Result<(), Refusal> {
    let rules = registry.rules(Some(&record.contract));
    let against = rules.each().filter_map(|(pack, rule)| {
        let Demand::ExchangeRecord { fields } = &rule.demand else { return None };
        let lacking = record.lacks(fields);
        let unmet = Unmet::Exchange { asset: record.id.clone(), lacking: lacking.clone() };
        (rule.when.covers_asset(record) && !lacking.is_empty()).then_some((pack, rule, unmet))
    });
    refused(against).map_or(Ok(()), |refusal| Err(under(refusal, &record.contract)))
}

/// Whether registered information may be disposed of like this, wherever it lies. Of what the client directed, the newest
/// letter about this information holds.
pub(super) fn check_asset_end(
    registry: &Registry,
    asset: &Asset,
    method: Method,
    shown: bool,
) -> Result<(), Refusal> {
    let contract = &asset.record.contract;
    let designates = |rule: &Rule| match rule.demand {
        Demand::AssetDisposal { .. } => rule.when.covers_asset(&asset.record),
        Demand::GivenBack => asset.was_received() && rule.when.covers_asset(&asset.record),
        _ => false,
    };
    let rules = registry.rules(Some(contract)).each_as_last_said(designates);
    let meant = || rules.iter().copied().filter(|(_, rule)| rule.when.covers_asset(&asset.record));
    // What else than the designated ways there is, the letter itself stands against.
    let designated =
        meant().any(|(pack, rule)| pack.is_none() && matches!(rule.demand, Demand::AssetDisposal { .. }));
    let against = meant().filter_map(|(pack, rule)| {
        let asset_id = asset.record.id.clone();
        let unmet = match &rule.demand {
            Demand::AssetDisposal { methods, .. } if !methods.contains(&method) => {
                Unmet::AssetDisposed { asset: asset_id, method }
            }
            Demand::AssetDisposal { shown: wanted, .. } if wanted.contains(&method) && !shown => {
                Unmet::AssetNotShown { asset: asset_id, method }
            }
            Demand::GivenBack if asset.was_received() && !designated => {
                Unmet::NotGivenBack { asset: asset_id, method }
            }
            _ => return None,
        };
        Some((pack, rule, unmet))
    });
    refused(against).map_or(Ok(()), |refusal| Err(under(refusal, contract)))
}

/// Whether a device that a client lent may end like this: it goes back, unless the newest of the client's letters about it
/// lets it.
pub(super) fn check_device_end(
    registry: &Registry,
    owner: &ContractId,
    device: &MediumId,
    end: DeviceEnd,
) -> Result<(), Refusal> {
    let speaks = |rule: &Rule| match &rule.demand {
        Demand::LentDevice { devices, .. } => devices.is_empty() || devices.contains(device),
        demand => *demand == Demand::GivenBack,
    };
    let rules = registry.rules(Some(owner));
    let lets = rules.each_as_last_said(speaks).into_iter().any(|(pack, rule)| {
        pack.is_none()
            && speaks(rule)
            && matches!(&rule.demand, Demand::LentDevice { may, .. } if may.contains(&end))
    });
    if lets {
        return Ok(());
    }
    let back = rules.each().filter(|(_, rule)| rule.demand == Demand::GivenBack);
    let against = back.map(|(pack, rule)| (pack, rule, Unmet::DeviceKept { device: device.clone(), end }));
    refused(against).map_or(Ok(()), |refusal| Err(under(refusal, owner)))
}

/// Whether so many more copies of a piece of information may be made: by each rule that limits them, else by what the
/// client permits of it; a consent to all that is done under the contract may say more.
pub(super) fn check_copies_made(
    registry: &Registry,
    contract: &Contract,
    asset: &Asset,
    made: u64,
    day: chrono::NaiveDate,
) -> Result<(), Refusal> {
    let consents = contract.consents.iter().filter(|consent| consent.is_general(day));
    let agreed = consents.filter_map(|consent| consent.copies).max().unwrap_or_default();
    let (id, have) = (asset.record.id.clone(), asset.copies());
    let is_over = |most: u64| have.saturating_add(made) > most;
    for (pack, rule) in registry.rules(Some(&contract.record.id)).each() {
        let Demand::CopyQuota { copies } = rule.demand else { continue };
        // Whoever registers it says what the client permits alone: that only tightens, and a letter takes two people.
        let most =
            asset.record.copies_permitted.map_or(copies, |permitted| permitted.min(copies)).max(agreed);
        if rule.when.covers_asset(&asset.record) && is_over(most) {
            return Err(refusal(pack, rule, Unmet::AssetCopies { asset: id, have, asks: made, most }));
        }
    }
    match asset.record.copies_permitted.map(|permitted| permitted.max(agreed)) {
        Some(most) if is_over(most) => {
            Err(Refusal::Contract(ContractRefusal::MoreCopies { asset: id, have, made, most }))
        }
        _ => Ok(()),
    }
}

/// Whether whoever carries or approves it was taught, pledged and is known to the client, where rules say so.
pub(super) fn check_person(
    registry: &Registry,
    carry_out: &CarryOut,
    day: chrono::NaiveDate,
    part: Part,
    person: &PersonId,
) -> Result<(), Refusal> {
    let request = &carry_out.request;
    let contract = request.contract.as_ref().and_then(|id| registry.contracts.get_key_value(id));
    let work = Work { registry, contract: contract.map(|(id, _)| id), day };
    let to_the_client = is_to_the_client(registry, request);
    let against = work.against(part, person, |rule| rule.when.covers(request, to_the_client));
    refused(against).map_or(Ok(()), |refusal| Err(about(refusal, request, Some(carry_out.number))))
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
    let ours = |disposed: &Disposed| !disposed.body.copies.is_empty() && !carry_out.is_of_strays(disposed);
    for ((methods, level), disposed) in pairs.filter(|(_, disposed)| ours(disposed)) {
        let method = methods.is_empty() || methods.contains(&disposed.body.method);
        if method || level.is_some_and(|level| disposed.level >= level) {
            continue;
        }
        let unmet = Unmet::Disposal { disposal: disposed.id() };
        let demanded = Demand::Disposal { methods: methods.clone(), level: *level };
        return Err(broken(registry, carry_out, |demand| *demand == demanded, &unmet));
    }
    Ok(())
}

/// The rules in force for the carry-out that demand this, as a refusal; `None` where none does.
pub(super) fn cited(
    registry: &Registry,
    carry_out: &CarryOut,
    demands: impl Fn(&Demand) -> bool,
    unmet: &Unmet,
) -> Option<Refusal> {
    let request = &carry_out.request;
    let to_the_client = is_to_the_client(registry, request);
    let rules = registry.rules(request.contract.as_ref());
    let meant = rules.each().filter(|(_, rule)| rule.when.covers(request, to_the_client));
    let these = meant.filter(|(_, rule)| demands(&rule.demand));
    refused(these.map(|(pack, rule)| (pack, rule, unmet.clone())))
        .map(|refusal| about(refusal, request, Some(carry_out.number)))
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

pub(super) fn refusal(pack: Option<&Pack>, rule: &Rule, unmet: Unmet) -> Refusal {
    Refusal::Rule(Box::new(broken_by(pack, rule, unmet)))
}

fn broken_by(pack: Option<&Pack>, rule: &Rule, unmet: Unmet) -> BrokenRule {
    BrokenRule {
        also: Vec::new(),
        clause: rule.clause.clone(),
        en: rule.en.clone(),
        ja: rule.ja.clone(),
        pack: pack.map(|pack| pack.title.clone()),
        rule: rule.id.clone(),
        unmet,
        contract: None,
        carry_out: None,
        article: None,
        others: Vec::new(),
    }
}

/// The same, with what it is about, for whoever is told what to do next.
fn about(refusal: Refusal, request: &Request, number: Option<u64>) -> Refusal {
    concerning(refusal, request.contract.as_ref(), number)
}

/// The same, of what is no carry-out.
fn under(refusal: Refusal, contract: &ContractId) -> Refusal {
    concerning(refusal, Some(contract), None)
}

/// The same, of a device or paper on record.
pub(super) fn of_article(mut refusal: Refusal, article: &str) -> Refusal {
    if let Refusal::Rule(broken) = &mut refusal {
        broken.others.iter_mut().for_each(|one| one.article = Some(article.to_owned()));
        broken.article = Some(article.to_owned());
    }
    refusal
}

pub(super) fn concerning(
    mut refusal: Refusal,
    contract: Option<&ContractId>,
    number: Option<u64>,
) -> Refusal {
    if let Refusal::Rule(broken) = &mut refusal {
        let tell = |one: &mut BrokenRule| {
            one.contract = contract.cloned();
            one.carry_out = number;
        };
        broken.others.iter_mut().for_each(tell);
        tell(broken);
    }
    refusal
}

fn first_unmet(judged: Vec<Judged<'_>>) -> Result<(), Refusal> {
    let against = judged.into_iter().filter_map(|judged| match judged.verdict {
        Verdict::Unmet(unmet) => Some((judged.pack, judged.rule, unmet)),
        _ => None,
    });
    refused(against).map_or(Ok(()), Err)
}

/// The first rule that stands against it, with every other that does for the same reason, and those that do for others;
/// `None` where none does.
pub(super) fn refused<'a>(against: impl IntoIterator<Item = Against<'a>>) -> Option<Refusal> {
    let mut reasons: Vec<BrokenRule> = Vec::new();
    for (pack, rule, unmet) in against {
        match reasons.iter_mut().find(|broken| broken.unmet == unmet) {
            Some(broken) => broken.also.push(Clause::of(pack, rule)),
            None => reasons.push(broken_by(pack, rule, unmet)),
        }
    }
    let mut reasons = reasons.into_iter();
    let mut first = reasons.next()?;
    first.others = reasons.collect();
    Some(Refusal::Rule(Box::new(first)))
}
