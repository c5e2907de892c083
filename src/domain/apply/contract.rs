//! Contracts and staff: what each statement does.

use super::duty::changed;
use crate::domain::body::{
    Consent, ConsentConfirm, ContactListing, ContractAdd, ContractSet, Directive, Notification,
    PlaceNotification, Pledge, RecipientListing, SheetAnswers, Training,
};
use crate::domain::contract::{Consented, Contract, Directed, Notified, NotifiedPlace, Sheet};
use crate::domain::duty::Event;
use crate::domain::names::{ContractId, PersonId};
use crate::domain::registry::{Pledged, Registry, Taught};
use crate::domain::rules::demand::{Duty, Occurrence};
use crate::domain::verify::Act;

pub(super) fn add(registry: &mut Registry, act: &Act, body: &ContractAdd) {
    let contract = Contract {
        record: body.clone(),
        registered_by: act.statement.author.clone(),
        registered_at: act.statement.time,
        pack_since: body.packs.iter().map(|pack| (pack.clone(), act.index)).collect(),
        directives: Vec::new(),
        directed: Vec::new(),
        notified: std::collections::BTreeMap::new(),
        left: std::collections::BTreeMap::new(),
        places: std::collections::BTreeMap::new(),
        recipients: std::collections::BTreeMap::new(),
        subcontractors: std::collections::BTreeMap::new(),
        agreements: std::collections::BTreeMap::new(),
        checks: std::collections::BTreeMap::new(),
        consents: Vec::new(),
        sheet: None,
        contacts: Vec::new(),
        events: Vec::new(),
        sent: Vec::new(),
        handles_personal: false,
    };
    registry.contracts.insert(body.id.clone(), contract);
}

/// Packs are only added: a contract's rules never become fewer.
pub(super) fn set(registry: &mut Registry, act: &Act, body: &ContractSet) {
    let Some(contract) = registry.contracts.get_mut(&body.id) else { return };
    for pack in &body.add_packs {
        if !contract.record.packs.contains(pack) {
            contract.record.packs.push(pack.clone());
            contract.pack_since.insert(pack.clone(), act.index);
        }
    }
    contract.record.until = body.until.or(contract.record.until);
}

pub(super) fn direct(registry: &mut Registry, act: &Act, body: &Directive) {
    if let Some(contract) = registry.contracts.get_mut(&body.contract) {
        contract.directed.push(act.index);
        contract.directives.push(Directed {
            number: body.number.clone(),
            dated: body.dated,
            rules: body.rules.clone(),
        });
    }
}

pub(super) fn notify(registry: &mut Registry, act: &Act, body: &Notification) {
    let Some(contract) = registry.contracts.get_mut(&body.contract) else { return };
    changed(contract, act, Duty::Roster, body.dated);
    if body.posts.is_empty() {
        contract.notified.remove(&body.person);
        return;
    }
    // Whom the client is told of again works under the contract again.
    contract.left.remove(&body.person);
    let notified = Notified { posts: body.posts.clone(), dated: body.dated };
    contract.notified.insert(body.person.clone(), notified);
}

/// Nothing new is theirs under the contract, and the client's list does not name them any more.
pub(super) fn leave(registry: &mut Registry, act: &Act, id: &ContractId, person: &PersonId) {
    let Some(contract) = registry.contracts.get_mut(id) else { return };
    let on = act.statement.time.date();
    if contract.notified.remove(person).is_some() {
        changed(contract, act, Duty::Roster, on);
    }
    contract.left.insert(person.clone(), on);
}

pub(super) fn notify_place(registry: &mut Registry, act: &Act, body: &PlaceNotification) {
    let Some(contract) = registry.contracts.get_mut(&body.contract) else { return };
    changed(contract, act, Duty::StoragePlaces, body.dated);
    if body.listed {
        let place = NotifiedPlace { dated: body.dated, paths: body.paths.clone() };
        contract.places.insert(body.place.clone(), place);
    } else {
        contract.places.remove(&body.place);
    }
}

pub(super) fn list_recipient(registry: &mut Registry, body: &RecipientListing) {
    let Some(contract) = registry.contracts.get_mut(&body.contract) else { return };
    if body.listed {
        contract.recipients.insert(body.recipient.clone(), body.purpose.clone());
    } else {
        contract.recipients.remove(&body.recipient);
    }
}

pub(super) fn consent(registry: &mut Registry, act: &Act, body: &Consent) {
    if let Some(contract) = registry.contracts.get_mut(&body.contract) {
        contract.consents.push(Consented {
            digest: act.digest,
            index: act.index,
            recorded_by: act.statement.author.clone(),
            at: act.statement.time,
            number: body.number.clone(),
            dated: body.dated,
            by: body.by.clone(),
            copies: body.copies,
            request: body.request,
            scope: body.scope.clone(),
            confirmed_by: None,
        });
    }
}

pub(super) fn confirm_consent(registry: &mut Registry, act: &Act, body: &ConsentConfirm) {
    let consents = registry.contracts.get_mut(&body.contract).map(|contract| &mut contract.consents);
    let found = consents.into_iter().flatten().find(|consent| consent.digest == body.consent);
    if let Some(consent) = found {
        consent.confirmed_by = Some(act.statement.author.clone());
    }
}

pub(super) fn answer_sheet(registry: &mut Registry, act: &Act, body: &SheetAnswers) {
    if let Some(contract) = registry.contracts.get_mut(&body.contract) {
        contract.sheet = Some(Sheet { index: act.index, at: act.statement.time, noes: body.noes.clone() });
    }
}

/// Whoever is listed again stands where they are listed last.
pub(super) fn list_contact(registry: &mut Registry, body: &ContactListing) {
    let Some(contract) = registry.contracts.get_mut(&body.contract) else { return };
    contract.contacts.retain(|contact| !contact.is_about(body));
    if body.listed {
        contract.contacts.push(body.clone());
        contract.contacts.sort_by_key(|contact| contact.order);
    }
}

pub(super) fn teach(registry: &mut Registry, act: &Act, body: &Training) {
    for (id, contract) in &mut registry.contracts {
        let taught = match &body.contract {
            Some(only) => only == id,
            None => body.people.iter().any(|person| contract.notified.contains_key(person)),
        };
        if taught {
            super::duty::note(contract, act, Event::of(Occurrence::Training, body.on));
        }
    }
    for person in &body.people {
        if let Some(person) = registry.people.get_mut(person) {
            person.taught.push(Taught {
                on: body.on,
                topic: body.topic.clone(),
                contract: body.contract.clone(),
            });
        }
    }
}

pub(super) fn pledge(registry: &mut Registry, act: &Act, body: &Pledge) {
    if let Some(person) = registry.people.get_mut(&body.person) {
        person.pledges.push(Pledged {
            at: act.statement.time,
            occasion: body.occasion,
            contract: body.contract.clone(),
            on_paper: body.paper.is_some(),
            text_sha256: body.text.sha256,
        });
    }
}
