//! Incidents: what each statement does.

use super::{duty, end_medium, medium_end};
use crate::domain::body::{IncidentClose, IncidentContact, IncidentOpen, IncidentUpdate};
use crate::domain::carry_out::{CarryOut, Ended, Fate};
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
    let number = registry.incidents;
    if !body.drill {
        registry.open_incidents.entry(number).or_default().index = act.index;
        if let Some(medium) = &body.medium {
            freeze_all_on(registry, medium, number);
            if body.kind.is_loss() {
                lose(registry, medium, act, number);
            }
        }
    }
    let mut incident = Incident {
        number,
        digest: act.digest,
        index: act.index,
        opened_by: act.statement.author.clone(),
        recorded_at: act.statement.time,
        opened: body.clone(),
        carry_outs: Vec::new(),
        updates: Vec::new(),
        contacts: Vec::new(),
        closed: None,
    };
    if let Some(carry_out) = carry_out {
        include(registry, carry_out, act, &mut incident);
    }
    incident
}

/// The incident concerns this carry-out: it is frozen, and lost where that is what happened.
pub(super) fn include(registry: &mut Registry, carry_out: &mut CarryOut, act: &Act, incident: &mut Incident) {
    incident.carry_outs.push(carry_out.number);
    if incident.opened.drill {
        return;
    }
    carry_out.incidents.push(incident.number);
    duty::concerned(registry, carry_out, act, incident);
    registry.open_incidents.entry(incident.number).or_default().concerns.insert(carry_out.number);
    if !incident.opened.kind.is_loss() {
        return;
    }
    // What was carried or sent is lost; what stayed at the office is not.
    let medium = carry_out.medium().cloned();
    for copy in &mut carry_out.copies {
        let carried = matches!(copy.kind, CopyKind::Package | CopyKind::Sent);
        if carried && copy.fate == Fate::Held {
            copy.fate = Fate::Lost { incident: incident.number };
        }
    }
    if let Some(medium) = medium {
        freeze_all_on(registry, &medium, incident.number);
        lose(registry, &medium, act, incident.number);
    }
}

/// Whatever else is on the medium is concerned at once; the statements that say so come one by one.
fn freeze_all_on(registry: &mut Registry, medium: &MediumId, incident: u64) {
    let holds = registry.media.get(medium).map(|medium| medium.holds.clone()).unwrap_or_default();
    registry.open_incidents.entry(incident).or_default().concerns.extend(holds);
}

/// Lost for good: even found again, nobody knows where it has been.
fn lose(registry: &mut Registry, medium: &MediumId, act: &Act, incident: u64) {
    if let Some(medium) = registry.media.get_mut(medium) {
        end_medium(medium, MediumState::Lost, MediumEnd { incident: Some(incident), ..medium_end(act) });
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
    if !incident.opened.drill {
        duty::over(registry, incident, act);
    }
    incident.closed =
        Some(Ended { by: act.statement.author.clone(), at: act.statement.time, reason: body.note.clone() });
}
