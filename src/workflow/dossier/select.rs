//! Which entries a dossier holds, which of them as their hash alone, and which attachments.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::digest::Digest;
use crate::domain::article::Article;
use crate::domain::body::Body;
use crate::domain::carry_out::CarryOut;
use crate::domain::entry::Entry;
use crate::domain::incident::Incident;
use crate::domain::names::{ContractId, MediumId, PersonId};
use crate::domain::registry::Registry;
use crate::ledger::Snapshot;
use crate::projection::query::Filter;
use crate::workflow::certificate::collect::{Named, add_register};
use crate::workflow::desk::Desk;
use crate::workflow::error::Error;

use super::belongs::Belongs;
use super::folder::Why;
use super::others::Others;

/// What was chosen, by index.
#[derive(Debug, Clone, Default)]
pub(super) struct Selection {
    /// The contract's own entries.
    pub(super) own: BTreeSet<u64>,
    /// What they are judged by.
    pub(super) beside: BTreeSet<u64>,
    /// Those of both that are handed out as their hash alone.
    pub(super) withheld: BTreeMap<u64, Why>,
}

/// Chooses from the log as the desk verified it, with what registered the auditor.
pub(super) fn select(
    desk: &Desk,
    snapshot: &dyn Snapshot,
    contract: &ContractId,
    auditor: &PersonId,
) -> Result<(Selection, Others), Error> {
    let mine = Filter { contract: Some(contract.to_string()), ..Filter::default() };
    let ours = Ours::of(&desk.registry, contract, &desk.projection.carry_outs(&mine)?);
    let mut candidates: BTreeSet<u64> = desk.projection.register_entries()?.into_iter().collect();
    for number in &ours.numbers {
        candidates.extend(desk.projection.entries_of(*number)?.iter().map(|entry| entry.index));
    }
    // What was said of incidents that concern the contract, and of those that concern others too.
    let (mut told, mut shared) = (BTreeSet::new(), BTreeSet::new());
    for incident in
        desk.projection.incidents()?.iter().filter(|incident| ours.concerns(&desk.registry, incident))
    {
        let entries = desk.projection.entries_of_incident(incident.number)?;
        let indexes: Vec<u64> = entries.iter().map(|entry| entry.index).chain([incident.index]).collect();
        told.extend(indexes.iter().copied());
        if concerns_others(desk, incident, contract)? {
            shared.extend(indexes);
        }
    }
    candidates.extend(&told);

    let mut selection = Selection::default();
    let (mut belongs, mut named) = (Belongs::to(contract.clone()), Named::default());
    named.people.insert(auditor.clone());
    for index in candidates {
        let Some(entry) = parsed(snapshot, index)? else { continue };
        let own = belongs.take(&entry.statement, &entry.bytes.digest());
        if own {
            selection.own.insert(index);
        } else if told.contains(&index) {
            selection.beside.insert(index);
        } else {
            continue;
        }
        let body = &entry.statement.body;
        let about_ours = match body {
            Body::IncidentInclude(body) => ours.names(Some(&body.request), None),
            Body::IncidentOpen(body) => ours.names(body.request.as_ref(), body.article.as_ref()),
            Body::ArticleLost(body) => ours.names(None, Some(&body.article)),
            _ => false,
        };
        if shared.contains(&index) && !about_ours {
            selection.withheld.insert(index, Why::SeveralClients);
        } else {
            named.note(&entry.statement);
        }
    }
    let mut register = BTreeMap::new();
    add_register(desk, snapshot, &mut named, &mut register)?;
    for (index, _) in register {
        let Some(entry) = parsed(snapshot, index)? else { continue };
        if !selection.own.contains(&index) && is_for_everybody(&entry) {
            selection.beside.insert(index);
        }
    }
    let others = Others::than(&desk.registry, contract, &named.recipients);
    let mut assets = BTreeMap::new();
    for index in selection.own.iter().chain(&selection.beside) {
        let Some(entry) = parsed(snapshot, *index)? else { continue };
        let body = &entry.statement.body;
        if !is_registration(body) && others.are_said_in(body) {
            selection.withheld.entry(*index).or_insert(Why::NamesOthers);
        }
        // Whose asset ended only its registration says: the end is withheld with it.
        match (body, selection.withheld.get(index).copied()) {
            (Body::AssetAdd(body), Some(why)) => drop(assets.insert(body.id.clone(), why)),
            (Body::AssetEnd(body), None) => {
                selection.withheld.extend(assets.get(&body.id).map(|why| (*index, *why)));
            }
            _ => {}
        }
    }
    Ok((selection, others))
}

/// The carry-outs, devices and paper under the contract.
struct Ours {
    numbers: BTreeSet<u64>,
    requests: BTreeSet<Digest>,
    media: BTreeSet<MediumId>,
    incidents: BTreeSet<u64>,
    articles: BTreeMap<u64, Digest>,
}

impl Ours {
    fn of(registry: &Registry, contract: &ContractId, carry_outs: &[CarryOut]) -> Self {
        let under = |one: &&Article| one.body.contract.as_ref() == Some(contract);
        let articles = registry.articles.values().filter(under);
        Self {
            numbers: carry_outs.iter().map(|carry_out| carry_out.number).collect(),
            requests: carry_outs.iter().map(|carry_out| carry_out.digest).collect(),
            media: carry_outs.iter().filter_map(|carry_out| carry_out.medium().cloned()).collect(),
            incidents: carry_outs.iter().flat_map(|carry_out| carry_out.incidents.clone()).collect(),
            articles: articles.map(|one| (one.number, one.digest)).collect(),
        }
    }

    /// Whether a statement names one of them.
    fn names(&self, request: Option<&Digest>, article: Option<&Digest>) -> bool {
        request.is_some_and(|request| self.requests.contains(request))
            || article.is_some_and(|article| self.articles.values().any(|ours| ours == article))
    }

    /// Whether an incident names one of them, or a medium that one of them was on.
    fn concerns(&self, registry: &Registry, incident: &Incident) -> bool {
        self.incidents.contains(&incident.number)
            || incident.carry_outs.iter().any(|number| self.numbers.contains(number))
            || incident.articles.iter().any(|number| self.articles.contains_key(number))
            || incident.opened.medium.as_ref().is_some_and(|medium| self.media.contains(medium))
            || devices_of(registry, incident)
                .any(|device| holds(registry, device).any(|n| self.numbers.contains(&n)))
    }
}

/// Whether a carry-out, device or paper of another contract, or of none, is concerned too: named, or on the same medium.
fn concerns_others(desk: &Desk, incident: &Incident, contract: &ContractId) -> Result<bool, Error> {
    let is_other = |carry_out: &CarryOut| carry_out.request.contract.as_ref() != Some(contract);
    for number in &incident.carry_outs {
        if desk.projection.carry_out(*number)?.as_ref().is_some_and(is_other) {
            return Ok(true);
        }
    }
    let articles = incident.articles.iter().filter_map(|number| desk.registry.articles.get(number));
    if articles.into_iter().any(|article| article.body.contract.as_ref() != Some(contract)) {
        return Ok(true);
    }
    for number in devices_of(&desk.registry, incident).flat_map(|device| holds(&desk.registry, device)) {
        if desk.projection.carry_out(number)?.as_ref().is_some_and(is_other) {
            return Ok(true);
        }
    }
    let Some(medium) = &incident.opened.medium else { return Ok(false) };
    let beside = Filter { medium: Some(medium.to_string()), ..Filter::default() };
    Ok(desk.projection.carry_outs(&beside)?.iter().any(is_other))
}

/// The medium that an incident names, and the devices that were carried.
fn devices_of<'a>(registry: &'a Registry, incident: &'a Incident) -> impl Iterator<Item = &'a MediumId> {
    let articles = incident.articles.iter().filter_map(|number| registry.articles.get(number));
    incident.opened.medium.iter().chain(articles.filter_map(|article| article.body.device.as_ref()))
}

/// Numbers of the carry-outs whose package, or a copy of it, is on a medium as far as the log says.
fn holds(registry: &Registry, medium: &MediumId) -> impl Iterator<Item = u64> {
    let packages = registry.media.get(medium).map(|medium| &medium.holds);
    packages.into_iter().chain(registry.on_devices.get(medium)).flatten().copied()
}

/// What registers people and keys says who signed: it is never withheld. Whoever leaves one contract keeps their keys.
pub(super) const fn is_registration(body: &Body) -> bool {
    // Who left a contract says whose contract it was.
    if let Body::PersonLeave(body) = body {
        return body.contract.is_none();
    }
    matches!(
        body,
        Body::Founder(_)
            | Body::PersonAdd(_)
            | Body::PersonSet(_)
            | Body::KeyAdd(_)
            | Body::KeyRevoke(_)
            | Body::Delegation(_)
            | Body::DelegationEnd(_)
            | Body::PersonLeft(_)
            | Body::Succession(_)
            | Body::SuccessionConfirm(_)
    )
}

/// Whether no contract is named: what was said under another one is not this client's to read.
fn is_for_everybody(entry: &Entry) -> bool {
    let body = serde_json::to_value(&entry.statement.body).unwrap_or_default();
    body.get("body").is_some_and(|body| body.get("contract").is_none())
}

pub(super) fn parsed(snapshot: &dyn Snapshot, index: u64) -> Result<Option<Entry>, Error> {
    Ok(snapshot.entry(index)?.and_then(|found| Entry::parse(&found.bytes).ok()))
}
