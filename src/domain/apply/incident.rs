//! Incidents: what each statement does.

use std::collections::BTreeSet;

use super::medium::{end_medium, medium_end};
use super::{article, duty};
use crate::domain::body::{IncidentClose, IncidentContact, IncidentOpen, IncidentUpdate};
use crate::domain::carry_out::{CarryOut, CopyRecord, Ended, Fate};
use crate::domain::check::lost_since;
use crate::domain::incident::{Contact, Incident, Update};
use crate::domain::names::{CopyKind, MediumId, MediumState};
use crate::domain::registry::{MediumEnd, Registry};
use crate::domain::verify::Act;

pub(super) fn open(
    registry: &mut Registry,
    carry_out: Option<&mut CarryOut>,
    act: &Act,
    body: &IncidentOpen,
) -> Incident {
    registry.incidents = registry.incidents.saturating_add(1);
    let mut incident = Incident {
        number: registry.incidents,
        digest: act.digest,
        index: act.index,
        opened_by: act.statement.author.clone(),
        recorded_at: act.statement.time,
        opened: body.clone(),
        carry_outs: Vec::new(),
        articles: Vec::new(),
        updates: Vec::new(),
        contacts: Vec::new(),
        closed: None,
    };
    if !body.drill {
        let open = registry.open_incidents.entry(incident.number).or_default();
        open.index = act.index;
        open.by = Some(act.statement.author.clone());
        open.media.extend(body.medium.clone());
    }
    if let Some(digest) = &body.article {
        article::concern(registry, &mut incident, act, digest, None);
    }
    if let Some(medium) = body.medium.as_ref().filter(|_| !body.drill) {
        freeze_all_on(registry, medium, incident.number);
        if body.kind.is_loss() {
            lose(registry, medium, act, &mut incident);
        }
    }
    if let Some(carry_out) = carry_out {
        include(registry, carry_out, act, &mut incident);
    }
    incident
}

/// The incident concerns this carry-out: it is frozen, and lost where that is what happened.
pub(super) fn include(registry: &mut Registry, carry_out: &mut CarryOut, act: &Act, incident: &mut Incident) {
    if incident.carry_outs.contains(&carry_out.number) {
        // A device with a copy of it, or the medium that it is on, was lost since.
        let lost: Vec<u64> = lost_since(registry, incident, carry_out).map(|copy| copy.number).collect();
        for copy in carry_out.copies.iter_mut().filter(|copy| lost.contains(&copy.number)) {
            copy.fate = Fate::Lost { incident: incident.number };
        }
        return;
    }
    incident.carry_outs.push(carry_out.number);
    if incident.opened.drill {
        return;
    }
    carry_out.incidents.push(incident.number);
    duty::concerned(registry, carry_out.request.contract.as_ref(), act, incident);
    registry.open_incidents.entry(incident.number).or_default().concerns.insert(carry_out.number);
    if !incident.opened.kind.is_loss() {
        return;
    }
    // What was carried or sent is lost, and what was on a device that is; what stayed at the office is not.
    let devices = devices_of(registry, incident);
    let on_it = |copy: &CopyRecord| copy.device.as_ref().is_some_and(|device| devices.contains(device));
    // Where only a copy of its content was on the device, the package itself is where it was.
    let lost = |medium: &MediumId| registry.media.get(medium).map(|one| one.state) == Some(MediumState::Lost);
    let package = incident.opened.request == Some(carry_out.digest)
        || carry_out.medium().is_some_and(lost)
        || !carry_out.copies.iter().any(on_it);
    for copy in &mut carry_out.copies {
        let carried = package && matches!(copy.kind, CopyKind::Package | CopyKind::Sent);
        let there = copy.device.as_ref().is_some_and(|device| devices.contains(device));
        if (carried || there) && copy.fate == Fate::Held {
            copy.fate = Fate::Lost { incident: incident.number };
        }
    }
    if let Some(medium) = carry_out.medium().filter(|_| package) {
        freeze_all_on(registry, medium, incident.number);
        lose(registry, medium, act, incident);
    }
}

/// What the incident names itself: its medium, and the devices that were carried.
fn devices_of(registry: &Registry, incident: &Incident) -> BTreeSet<MediumId> {
    let articles = incident.articles.iter().filter_map(|number| registry.articles.get(number));
    let devices = articles.filter_map(|article| article.body.device.clone());
    incident.opened.medium.iter().cloned().chain(devices).collect()
}

/// Whatever else is on the medium is concerned at once; the statements that say so come one by one.
fn freeze_all_on(registry: &mut Registry, medium: &MediumId, incident: u64) {
    let holds = registry.media.get(medium).map(|medium| medium.holds.clone()).unwrap_or_default();
    let copies = registry.on_devices.get(medium).cloned().unwrap_or_default();
    registry.open_incidents.entry(incident).or_default().concerns.extend(holds.into_iter().chain(copies));
}

/// Lost for good: even found again, nobody knows where it has been. What was carried as this device is lost too.
pub(super) fn lose(registry: &mut Registry, medium: &MediumId, act: &Act, incident: &mut Incident) {
    freeze_all_on(registry, medium, incident.number);
    if let Some(medium) = registry.media.get_mut(medium) {
        let end = MediumEnd { incident: Some(incident.number), ..medium_end(act) };
        end_medium(medium, MediumState::Lost, end);
    }
    if let Some(carried) = article::out_as(registry, medium) {
        article::concern(registry, incident, act, &carried, None);
    }
}

pub(super) fn update(incident: &mut Incident, act: &Act, body: &IncidentUpdate) {
    incident.updates.push(Update {
        index: act.index,
        by: act.statement.author.clone(),
        at: act.statement.time,
        field: body.field,
        text: body.text.clone(),
        evidence: body.evidence,
    });
}

pub(super) fn contact(incident: &mut Incident, act: &Act, body: &IncidentContact) {
    incident.contacts.push(Contact {
        index: act.index,
        by: act.statement.author.clone(),
        recorded_at: act.statement.time,
        at: body.at,
        whom: body.whom.clone(),
        note: body.note.clone(),
    });
}

pub(super) fn close(registry: &mut Registry, incident: &mut Incident, act: &Act, body: &IncidentClose) {
    registry.open_incidents.remove(&incident.number);
    article::no_longer_kept(registry, act);
    if !incident.opened.drill {
        duty::over(registry, incident, act);
    }
    incident.closed =
        Some(Ended { by: act.statement.author.clone(), at: act.statement.time, reason: body.note.clone() });
}
