//! What people were taught and pledged, and the register of important information.

use super::contract::need_contract;
use super::{author, need_role, need_text};
use crate::domain::body::{AssetAdd, AssetCheck, AssetEnd, Pledge, Training};
use crate::domain::names::{AssetId, Role};
use crate::domain::refusal::{ContractRefusal, Refusal};
use crate::domain::registry::{Asset, Registry};
use crate::domain::rules::demand::Occasion;
use crate::domain::statement::Statement;

pub(super) fn check_training(
    registry: &Registry,
    statement: &Statement,
    body: &Training,
) -> Result<(), Refusal> {
    need_role(registry, &statement.author, &[Role::Administrator])?;
    need_text("topic", &body.topic)?;
    if let Some(contract) = &body.contract {
        need_contract(registry, contract)?;
    }
    if body.people.is_empty() {
        return Err(Refusal::Empty { field: "people" });
    }
    if body.on > statement.time.date() {
        return Err(Refusal::DayAhead { day: body.on });
    }
    body.people.iter().try_for_each(|person| author(registry, person).map(|_| ()))
}

/// Everybody pledges for themselves; what was signed on paper is recorded by an administrator.
pub(super) fn check_pledge(registry: &Registry, statement: &Statement, body: &Pledge) -> Result<(), Refusal> {
    author(registry, &body.person)?;
    if let Some(contract) = &body.contract {
        need_contract(registry, contract)?;
    }
    // The pledge at check-out is part of the check-out.
    if body.occasion == Occasion::Checkout {
        return Err(Refusal::NotAnEntry);
    }
    match (&body.paper, statement.author == body.person) {
        (None, true) => Ok(()),
        (None, false) => Err(Refusal::OnlyThemselves { person: body.person.clone() }),
        (Some(_), _) => need_role(registry, &statement.author, &[Role::Administrator]),
    }
}

fn need_asset<'a>(registry: &'a Registry, id: &AssetId) -> Result<&'a Asset, Refusal> {
    let asset = registry
        .assets
        .get(id)
        .ok_or_else(|| Refusal::Contract(ContractRefusal::UnknownAsset { asset: id.clone() }))?;
    if asset.ended.is_some() {
        return Err(Refusal::Contract(ContractRefusal::AssetEnded { asset: id.clone() }));
    }
    Ok(asset)
}

pub(super) fn check_asset_add(
    registry: &Registry,
    statement: &Statement,
    body: &AssetAdd,
) -> Result<(), Refusal> {
    need_role(registry, &statement.author, &[Role::Administrator, Role::Requester])?;
    need_contract(registry, &body.contract)?;
    if registry.assets.contains_key(&body.id) {
        return Err(Refusal::Contract(ContractRefusal::AssetExists { asset: body.id.clone() }));
    }
    need_text("name", &body.name)?;
    need_text("place", &body.place)?;
    body.handlers.iter().try_for_each(|person| author(registry, person).map(|_| ()))
}

pub(super) fn check_asset_check(
    registry: &Registry,
    statement: &Statement,
    body: &AssetCheck,
) -> Result<(), Refusal> {
    need_role(registry, &statement.author, &[Role::Administrator, Role::Approver, Role::Auditor])?;
    need_contract(registry, &body.contract)?;
    body.found.iter().try_for_each(|id| need_asset(registry, id).map(|_| ()))
}

pub(super) fn check_asset_end(
    registry: &Registry,
    statement: &Statement,
    body: &AssetEnd,
) -> Result<(), Refusal> {
    need_role(registry, &statement.author, &[Role::Administrator, Role::Requester])?;
    need_asset(registry, &body.id)?;
    if body.method.is_none() {
        return need_text("to", body.to.as_deref().unwrap_or_default());
    }
    Ok(())
}
