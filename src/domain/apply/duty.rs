//! What a client is owed: the occasions, what it asked for, and what was sent.

use crate::domain::article::Article;
use crate::domain::body::{DutyAsked, DutySent, Request};
use crate::domain::carry_out::CarryOut;
use crate::domain::contract::Contract;
use crate::domain::duty::{Event, Sent};
use crate::domain::incident::Incident;
use crate::domain::names::{ContractId, MediumId, MediumState};
use crate::domain::personal::Holds as _;
use crate::domain::registry::Registry;
use crate::domain::rules::demand::{Duty, Occurrence};
use crate::domain::verify::Act;

pub(super) fn sent(registry: &mut Registry, act: &Act, body: &DutySent) {
    if let Some(contract) = registry.contracts.get_mut(&body.contract) {
        contract.sent.push(Sent {
            duty: body.duty,
            on: body.on,
            about: body.about.clone(),
            sha256: body.evidence.sha256,
            note: body.note.clone(),
            by: act.statement.author.clone(),
            index: act.index,
        });
        contract.sent.sort_by_key(|sent| sent.on);
    }
}

pub(super) fn asked(registry: &mut Registry, act: &Act, body: &DutyAsked) {
    let event = Event { duty: Some(body.duty), by: body.by, ..Event::of(Occurrence::Request, body.on) };
    happened(registry, Some(&body.contract), act, event);
}

/// Something happened under a contract that a paper may be owed for.
pub(super) fn happened(registry: &mut Registry, contract: Option<&ContractId>, act: &Act, event: Event) {
    if let Some(contract) = contract.and_then(|id| registry.contracts.get_mut(id)) {
        note(contract, act, event);
    }
}

/// The same, from this entry on.
pub(super) fn note(contract: &mut Contract, act: &Act, event: Event) {
    contract.events.push(Event { index: Some(act.index), ..event });
}

/// What was notified to the client has changed.
pub(super) fn changed(contract: &mut Contract, act: &Act, duty: Duty, day: chrono::NaiveDate) {
    note(contract, act, Event { duty: Some(duty), ..Event::of(Occurrence::Change, day) });
}

/// Something was disposed of, or given back to the client.
pub(super) fn disposed(registry: &mut Registry, carry_out: &CarryOut, act: &Act, about: String) {
    let request = &carry_out.request;
    let event = Event {
        about: Some(about),
        level: Some(request.level),
        personal: request.may_be_personal(),
        ..Event::of(Occurrence::Disposal, act.statement.time.date())
    };
    happened(registry, request.contract.as_ref(), act, event);
}

/// Paper was destroyed, and somebody else confirmed that.
pub(super) fn destroyed(registry: &mut Registry, act: &Act, article: &Article) {
    let (Some(returned), Some(paper)) = (&article.returned, &article.body.paper) else { return };
    if returned.body.destroyed.is_none() {
        return;
    }
    let event = Event {
        about: Some(article.id()),
        level: Some(paper.level),
        personal: paper.may_be_personal(),
        ..Event::of(Occurrence::Disposal, returned.at.date())
    };
    happened(registry, article.body.contract.as_ref(), act, event);
}

/// A device or medium of a client went back, or one that held its information since it was last cleared is no more.
pub(super) fn medium_ended(registry: &mut Registry, act: &Act, id: &MediumId, state: MediumState) {
    let Some(medium) = registry.media.get(id) else { return };
    let held = medium.taint.as_ref();
    let contract = match (&medium.record.owner, state) {
        (Some(owner), MediumState::Retired | MediumState::Destroyed) => Some(owner.clone()),
        (None, MediumState::Destroyed) => {
            held.and_then(|taint| taint.client.contract.as_deref()).and_then(|id| id.parse().ok())
        }
        _ => None,
    };
    let event = Event {
        about: Some(id.to_string()),
        level: held.map(|taint| taint.level),
        ..Event::of(Occurrence::Disposal, act.statement.time.date())
    };
    happened(registry, contract.as_ref(), act, event);
}

/// Whether somebody said that it holds personal data.
pub(super) fn asks_for_personal_data(registry: &mut Registry, request: &Request) {
    let contract = request.contract.as_ref().and_then(|id| registry.contracts.get_mut(id));
    if let Some(contract) = contract.filter(|_| request.is_said_to_be_personal()) {
        contract.handles_personal = true;
    }
}

/// An incident concerns a carry-out, a device or paper under a contract.
pub(super) fn concerned(
    registry: &mut Registry,
    contract: Option<&ContractId>,
    act: &Act,
    incident: &Incident,
) {
    let id = incident.id();
    let Some(contract) = contract.and_then(|id| registry.contracts.get_mut(id)) else { return };
    if contract.is_concerned(&id) {
        return;
    }
    let day = act.statement.time.date();
    note(contract, act, Event { about: Some(id), ..Event::of(Occurrence::Incident, day) });
}

/// An incident is over, for every contract it concerned.
pub(super) fn over(registry: &mut Registry, incident: &Incident, act: &Act) {
    let (id, day) = (incident.id(), act.statement.time.date());
    for contract in registry.contracts.values_mut().filter(|contract| contract.is_concerned(&id)) {
        note(contract, act, Event { about: Some(id.clone()), ..Event::of(Occurrence::IncidentClosed, day) });
    }
}
