//! The register of important information: who enters what, how many copies of it may be, and how it ends.

use super::contract::need_contract;
use super::{author, need_role, need_text, rules};
use crate::domain::asset::Asset;
use crate::domain::body::{AssetAdd, AssetCheck, AssetCopies, AssetEnd};
use crate::domain::names::{AssetId, ContractId, Role};
use crate::domain::refusal::{ContractRefusal, Refusal};
use crate::domain::registry::Registry;
use crate::domain::statement::Statement;

/// Who registers information, and says what became of it.
const MAY: [Role; 2] = [Role::Administrator, Role::Requester];

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

/// The same, of this contract.
fn need_asset_of<'a>(
    registry: &'a Registry,
    id: &AssetId,
    contract: &ContractId,
) -> Result<&'a Asset, Refusal> {
    let asset = need_asset(registry, id)?;
    if asset.record.contract == *contract {
        return Ok(asset);
    }
    Err(Refusal::Contract(ContractRefusal::OtherContract { id: id.to_string(), contract: contract.clone() }))
}

pub(super) fn check_add(registry: &Registry, statement: &Statement, body: &AssetAdd) -> Result<(), Refusal> {
    need_role(registry, &statement.author, &MAY)?;
    need_contract(registry, &body.contract)?;
    if registry.assets.contains_key(&body.id) {
        return Err(Refusal::Contract(ContractRefusal::AssetExists { asset: body.id.clone() }));
    }
    need_text("name", &body.name)?;
    need_text("place", &body.place)?;
    body.handlers.iter().try_for_each(|person| author(registry, person).map(|_| ()))
}

pub(super) fn check_check(
    registry: &Registry,
    statement: &Statement,
    body: &AssetCheck,
) -> Result<(), Refusal> {
    need_role(registry, &statement.author, &[Role::Administrator, Role::Approver, Role::Auditor])?;
    need_contract(registry, &body.contract)?;
    body.found.iter().try_for_each(|id| need_asset(registry, id).map(|_| ()))
}

/// Copies are made within what the client permits, and no more are gone than there were.
pub(super) fn check_copies(
    registry: &Registry,
    statement: &Statement,
    body: &AssetCopies,
) -> Result<(), Refusal> {
    need_role(registry, &statement.author, &MAY)?;
    let contract = need_contract(registry, &body.contract)?;
    let asset = need_asset_of(registry, &body.id, &body.contract)?;
    match (body.made, body.gone) {
        (Some(made), None) if made > 0 => {
            need_text("place", body.place.as_deref().unwrap_or_default())?;
            rules::check_copies_made(registry, contract, asset, made, statement.time.date())
        }
        (None, Some(gone)) if gone > 0 => {
            if gone <= asset.copies_here {
                return Ok(());
            }
            let (asset, have) = (body.id.clone(), asset.copies_here);
            Err(Refusal::Contract(ContractRefusal::FewerCopies { asset, have, gone }))
        }
        _ => Err(Refusal::Empty { field: "made" }),
    }
}

pub(super) fn check_end(registry: &Registry, statement: &Statement, body: &AssetEnd) -> Result<(), Refusal> {
    need_role(registry, &statement.author, &MAY)?;
    need_asset(registry, &body.id)?;
    if body.method.is_none() {
        return need_text("to", body.to.as_deref().unwrap_or_default());
    }
    Ok(())
}
