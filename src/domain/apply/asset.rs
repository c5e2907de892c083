//! Important information: what each statement does.

use super::duty::happened;
use crate::domain::asset::{Asset, AssetEnded};
use crate::domain::body::{AssetAdd, AssetCheck, AssetCopies, AssetEnd};
use crate::domain::duty::Event;
use crate::domain::registry::Registry;
use crate::domain::rules::demand::Occurrence;
use crate::domain::verify::Act;

pub(super) fn add(registry: &mut Registry, act: &Act, body: &AssetAdd) {
    let asset = Asset {
        record: body.clone(),
        registered_by: act.statement.author.clone(),
        registered_at: act.statement.time,
        checked: None,
        copies_here: 0,
        copies_out: std::collections::BTreeMap::new(),
        ended: None,
    };
    let contract = registry.contracts.get_mut(&body.contract);
    if let Some(contract) = contract.filter(|_| body.people.is_some_and(|people| people > 0)) {
        contract.handles_personal = true;
    }
    registry.assets.insert(body.id.clone(), asset);
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
        });
        let event = Event {
            about: Some(body.id.to_string()),
            level: Some(asset.record.level),
            personal: asset.record.people.is_some_and(|people| people > 0),
            ..Event::of(Occurrence::Disposal, act.statement.time.date())
        };
        let contract = asset.record.contract.clone();
        happened(registry, Some(&contract), event);
    }
}
