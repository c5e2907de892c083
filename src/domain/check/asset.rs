//! The register of important information: who enters what, how many copies of it may be, and how it ends.

use super::contract::need_contract;
use super::{author, need_role, need_text, rules};
use crate::domain::asset::Asset;
use crate::domain::body::asset::Exchange;
use crate::domain::body::contact::Side;
use crate::domain::body::{AssetAdd, AssetCheck, AssetConfirm, AssetCopies, AssetEnd, AssetSet};
use crate::domain::names::{AssetId, ContractId, Role};
use crate::domain::refusal::{ContractRefusal, Refusal};
use crate::domain::registry::{Person, Registry};
use crate::domain::statement::Statement;

/// Who registers information, and says what became of it.
const MAY: [Role; 2] = [Role::Administrator, Role::Requester];

fn known<'a>(registry: &'a Registry, id: &AssetId) -> Result<&'a Asset, Refusal> {
    let unknown = || Refusal::Contract(ContractRefusal::UnknownAsset { asset: id.clone() });
    registry.assets.get(id).ok_or_else(unknown)
}

/// The same, of this contract.
fn known_of<'a>(registry: &'a Registry, id: &AssetId, contract: &ContractId) -> Result<&'a Asset, Refusal> {
    let asset = known(registry, id)?;
    if asset.record.contract == *contract {
        return Ok(asset);
    }
    Err(Refusal::Contract(ContractRefusal::OtherContract { id: id.to_string(), contract: contract.clone() }))
}

fn need_asset<'a>(registry: &'a Registry, id: &AssetId) -> Result<&'a Asset, Refusal> {
    let asset = known(registry, id)?;
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
    need_asset(registry, id)?;
    known_of(registry, id, contract)
}

pub(super) fn check_add(registry: &Registry, statement: &Statement, body: &AssetAdd) -> Result<(), Refusal> {
    need_role(registry, &statement.author, &MAY)?;
    need_contract(registry, &body.contract)?;
    if registry.assets.contains_key(&body.id) {
        return Err(Refusal::Contract(ContractRefusal::AssetExists { asset: body.id.clone() }));
    }
    need_text("name", &body.name)?;
    need_text("place", &body.place)?;
    let people = body.handlers.iter().chain(&body.received_by);
    people.into_iter().try_for_each(|person| author(registry, person).map(|_| ()))?;
    rules::check_exchange(registry, body)
}

/// More is said of it, and nothing is taken back.
pub(super) fn check_set(registry: &Registry, statement: &Statement, body: &AssetSet) -> Result<(), Refusal> {
    need_role(registry, &statement.author, &MAY)?;
    need_contract(registry, &body.contract)?;
    need_asset_of(registry, &body.id, &body.contract)?;
    if *body == AssetSet::nothing(&body.contract, &body.id, body.note.clone()) {
        return Err(Refusal::Empty { field: "asset-set" });
    }
    for (field, text) in body.texts() {
        need_text(field, text)?;
    }
    let people = body.handlers.iter().chain(&body.received_by);
    people.into_iter().try_for_each(|person| author(registry, person).map(|_| ()))
}

/// Each side once, and only what came from somebody; of an end, a second person once.
pub(super) fn check_confirm(
    registry: &Registry,
    statement: &Statement,
    body: &AssetConfirm,
) -> Result<(), Refusal> {
    need_contract(registry, &body.contract)?;
    let asset = known_of(registry, &body.id, &body.contract)?;
    let id = || body.id.clone();
    match body.of {
        Exchange::Receipt => {
            if !asset.was_received() {
                return Err(Refusal::Contract(ContractRefusal::MadeHere { asset: id() }));
            }
            let side = side_of(registry, asset, statement, body)?;
            let there = match side {
                Side::Client => asset.received.client.is_some(),
                Side::Office => asset.received.office.is_some() || asset.said_by == statement.author,
            };
            if there {
                Err(Refusal::Contract(ContractRefusal::AssetConfirmed { asset: id() }))
            } else {
                Ok(())
            }
        }
        Exchange::End => check_end_confirmed(registry, statement, asset, body),
    }
}

/// That it ended is confirmed once, by somebody else than who said it. What was given back is shown by a paper, or signed
/// by the client.
fn check_end_confirmed(
    registry: &Registry,
    statement: &Statement,
    asset: &Asset,
    body: &AssetConfirm,
) -> Result<(), Refusal> {
    let by_client = stands_for_the_client(registry, asset, author(registry, &statement.author)?);
    if !by_client {
        let may = [Role::Administrator, Role::Approver, Role::Auditor, Role::Requester];
        need_role(registry, &statement.author, &may)?;
    }
    let id = || body.id.clone();
    let Some(ended) = &asset.ended else {
        return Err(Refusal::Contract(ContractRefusal::NotEnded { asset: id() }));
    };
    if ended.confirmed.is_some() {
        return Err(Refusal::Contract(ContractRefusal::EndConfirmed { asset: id() }));
    }
    if ended.by == statement.author {
        let person = statement.author.clone();
        return Err(Refusal::Contract(ContractRefusal::OwnEnd { asset: id(), person }));
    }
    if let Some(name) = &body.by {
        need_text("by", name)?;
    }
    let given_back = ended.record.method.is_none();
    if body.evidence.is_none() && (body.by.is_some() || (given_back && !by_client)) {
        return Err(Refusal::Contract(ContractRefusal::EndNotShown { asset: id(), given_back }));
    }
    Ok(())
}

/// Whether a person stands for the client whose information it is.
fn stands_for_the_client(registry: &Registry, asset: &Asset, person: &Person) -> bool {
    let client = registry.contracts.get(&asset.record.contract).map(|contract| &contract.record.client);
    person.has(Role::Client) && person.particulars.organization.as_ref() == client
}

/// For which side a confirmation speaks: on paper for the client; by their own signature whoever took it for the office,
/// and whoever stands for the client.
///
/// # Errors
/// [`ContractRefusal::NeitherSide`].
pub(in crate::domain) fn side_of(
    registry: &Registry,
    asset: &Asset,
    statement: &Statement,
    body: &AssetConfirm,
) -> Result<Side, Refusal> {
    let person = author(registry, &statement.author)?;
    match (&body.by, &body.evidence) {
        (Some(name), Some(_)) => {
            need_role(registry, &statement.author, &MAY)?;
            need_text("by", name)?;
            Ok(Side::Client)
        }
        (Some(_), None) => Err(Refusal::Empty { field: "evidence" }),
        (None, _) if asset.record.received_by.as_ref() == Some(&statement.author) => Ok(Side::Office),
        (None, _) if stands_for_the_client(registry, asset, person) => Ok(Side::Client),
        (None, _) => Err(Refusal::Contract(ContractRefusal::NeitherSide {
            asset: body.id.clone(),
            person: statement.author.clone(),
        })),
    }
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
    let asset = need_asset(registry, &body.id)?;
    for (field, text) in [("place", &body.place), ("witness", &body.witness)] {
        text.as_ref().map_or(Ok(()), |text| need_text(field, text))?;
    }
    if let Some(day) = body.on.filter(|on| *on > statement.time.date()) {
        return Err(Refusal::DayAhead { day });
    }
    if let Some(until) = body.on.filter(|on| *on < asset.record.received) {
        return Err(Refusal::DatesReversed { from: asset.record.received, until });
    }
    match body.method {
        None => need_text("to", body.to.as_deref().unwrap_or_default()),
        Some(method) => rules::check_asset_end(registry, asset, method, body.evidence.is_some()),
    }
}
