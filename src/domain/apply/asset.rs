//! Important information: what each statement does.

use super::duty::happened;
use crate::domain::asset::{Asset, AssetEnded, Confirmation, Confirmed};
use crate::domain::body::asset::Exchange;
use crate::domain::body::contact::Side;
use crate::domain::body::{AssetAdd, AssetCheck, AssetConfirm, AssetCopies, AssetEnd, AssetSet};
use crate::domain::check::side_of;
use crate::domain::duty::Event;
use crate::domain::personal::Holds as _;
use crate::domain::registry::Registry;
use crate::domain::rules::demand::Occurrence;
use crate::domain::verify::Act;

pub(super) fn add(registry: &mut Registry, act: &Act, body: &AssetAdd) {
    let asset = Asset {
        record: body.clone(),
        said_by: act.statement.author.clone(),
        received: Confirmed::default(),
        registered_by: act.statement.author.clone(),
        registered_at: act.statement.time,
        checked: None,
        copies_here: 0,
        copies_out: std::collections::BTreeMap::new(),
        ended: None,
    };
    let contract = registry.contracts.get_mut(&body.contract);
    if let Some(contract) = contract.filter(|_| body.is_said_to_be_personal()) {
        contract.handles_personal = true;
    }
    if body.from.is_some() {
        let event = Event {
            about: Some(body.id.to_string()),
            level: Some(body.level),
            personal: body.may_be_personal(),
            ..Event::of(Occurrence::Received, body.received)
        };
        happened(registry, Some(&body.contract), act, event);
    }
    registry.assets.insert(body.id.clone(), asset);
}

pub(super) fn set(registry: &mut Registry, act: &Act, body: &AssetSet) {
    fn replace<T: Clone>(old: &mut Option<T>, new: &Option<T>) {
        if new.is_some() {
            old.clone_from(new);
        }
    }
    let Some(asset) = registry.assets.get_mut(&body.id) else { return };
    let record = &mut asset.record;
    replace(&mut record.count, &body.count);
    replace(&mut record.from, &body.from);
    replace(&mut record.means, &body.means);
    replace(&mut record.medium, &body.medium);
    replace(&mut record.people, &body.people);
    replace(&mut record.purpose, &body.purpose);
    replace(&mut record.received_by, &body.received_by);
    replace(&mut record.until, &body.until);
    if let Some(place) = &body.place {
        record.place.clone_from(place);
    }
    if !body.handlers.is_empty() {
        record.handlers.clone_from(&body.handlers);
    }
    if body.is_about_exchange() {
        asset.said_by = act.statement.author.clone();
        asset.received = Confirmed::default();
    }
    if body.people.is_none() {
        return;
    }
    // What was owed for the number nobody knew is owed for the number that was said.
    let (said, may_be) = (record.is_said_to_be_personal(), record.may_be_personal());
    if let Some(contract) = registry.contracts.get_mut(&body.contract) {
        contract.handles_personal |= said;
        let about = |event: &&mut Event| event.about.as_deref() == Some(body.id.as_str());
        let received = |event: &&mut Event| event.occurrence == Occurrence::Received;
        contract.events.iter_mut().filter(received).filter(about).for_each(|event| event.personal = may_be);
    }
}

/// Each side's word that it came, or a second person's how it ended.
pub(super) fn confirm(registry: &mut Registry, act: &Act, body: &AssetConfirm) {
    let Some(asset) = registry.assets.get(&body.id) else { return };
    let side = match body.of {
        Exchange::Receipt => side_of(registry, asset, &act.statement, body).ok(),
        Exchange::End => None,
    };
    let Some(asset) = registry.assets.get_mut(&body.id) else { return };
    let word = Confirmation {
        by: act.statement.author.clone(),
        at: act.statement.time,
        name: body.by.clone(),
        evidence: body.evidence.map(|evidence| evidence.sha256),
    };
    match (body.of, side) {
        (Exchange::Receipt, Some(Side::Client)) => asset.received.client = Some(word),
        (Exchange::Receipt, Some(Side::Office)) => asset.received.office = Some(word),
        (Exchange::Receipt, None) => {}
        (Exchange::End, _) => {
            if let Some(ended) = &mut asset.ended {
                ended.confirmed = Some(word);
            }
        }
    }
}

pub(super) fn check(registry: &mut Registry, act: &Act, body: &AssetCheck) {
    for id in &body.found {
        if let Some(asset) = registry.assets.get_mut(id) {
            asset.checked = Some((act.statement.time, act.statement.author.clone()));
        }
    }
}

pub(super) fn copies(registry: &mut Registry, body: &AssetCopies) {
    if let Some(asset) = registry.assets.get_mut(&body.id) {
        let made = asset.copies_here.saturating_add(body.made.unwrap_or_default());
        asset.copies_here = made.saturating_sub(body.gone.unwrap_or_default());
    }
}

pub(super) fn end(registry: &mut Registry, act: &Act, body: &AssetEnd) {
    if let Some(asset) = registry.assets.get_mut(&body.id) {
        asset.ended = Some(AssetEnded {
            by: act.statement.author.clone(),
            at: act.statement.time,
            record: body.clone(),
            confirmed: None,
        });
        let event = Event {
            about: Some(body.id.to_string()),
            level: Some(asset.record.level),
            personal: asset.record.may_be_personal(),
            ..Event::of(Occurrence::Disposal, body.on.unwrap_or_else(|| act.statement.time.date()))
        };
        let contract = asset.record.contract.clone();
        happened(registry, Some(&contract), act, event);
    }
}
