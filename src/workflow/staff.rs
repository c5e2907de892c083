//! What people were taught and pledged, and the register of important information.

use crate::domain::body::{AssetAdd, AssetCheck, Attachment, Body, Pledge, Training};
use crate::domain::names::{AssetId, ContractId, PersonId};
use crate::domain::refusal::{ContractRefusal, Refusal};
use crate::domain::rules::demand::Occasion;
use crate::projection::view::{AssetView, QuestionView, StaffView};
use crate::workflow::desk::Desk;
use crate::workflow::enclosed::Enclosed;
use crate::workflow::error::Error;
use crate::workflow::keyring::Keyring;
use crate::workflow::world::World;

/// What a pledge of entry or leaving says, word for word, in both languages.
pub const PLEDGE: &str = include_str!("staff/pledge.txt");

/// Records that people were taught.
///
/// # Errors
/// [`Error::Refused`].
pub fn teach(
    world: &World<'_>,
    desk: &mut Desk,
    keyring: &Keyring,
    body: Training,
    evidence: Option<&Enclosed>,
) -> Result<Vec<StaffView>, Error> {
    let people = body.people.clone();
    let evidence: Vec<&[u8]> = evidence.map(|file| file.bytes.as_slice()).into_iter().collect();
    desk.say(world, keyring, Body::Training(body), &evidence)?;
    Ok(people.iter().filter_map(|id| desk.registry.person(id)).map(StaffView::new).collect())
}

/// Signs the pledge, or records one that was signed on paper.
///
/// # Errors
/// [`Error::Refused`].
pub fn pledge(
    world: &World<'_>,
    desk: &mut Desk,
    keyring: &Keyring,
    occasion: Occasion,
    contract: Option<ContractId>,
    on_paper: Option<(PersonId, Enclosed)>,
) -> Result<StaffView, Error> {
    let author = desk.person_of(keyring)?.id.clone();
    let (person, paper) = match on_paper {
        Some((person, paper)) => (person, Some(paper)),
        None => (author, None),
    };
    let body = Pledge {
        contract,
        occasion,
        paper: paper.as_ref().map(Enclosed::attachment),
        person: person.clone(),
        text: Attachment::of(PLEDGE.as_bytes()),
    };
    let mut files: Vec<&[u8]> = paper.as_ref().map(|paper| paper.bytes.as_slice()).into_iter().collect();
    files.push(PLEDGE.as_bytes());
    desk.say(world, keyring, Body::Pledge(body), &files)?;
    let unknown = || Refusal::UnknownPerson { person: person.clone() };
    Ok(StaffView::new(desk.registry.person(&person).ok_or_else(unknown)?))
}

/// What everybody was taught and pledged.
#[must_use]
pub fn staff(desk: &Desk) -> Vec<StaffView> {
    desk.registry.people.values().map(StaffView::new).collect()
}

/// Registers important information.
///
/// # Errors
/// [`Error::Refused`].
pub fn add_asset(
    world: &World<'_>,
    desk: &mut Desk,
    keyring: &Keyring,
    record: AssetAdd,
) -> Result<AssetView, Error> {
    let id = record.id.clone();
    desk.say(world, keyring, Body::AssetAdd(record), &[])?;
    show_asset(desk, &id)
}

/// Records which of a contract's information was found at a stock-take, and returns what was not.
///
/// # Errors
/// [`Error::Refused`].
pub fn check_assets(
    world: &World<'_>,
    desk: &mut Desk,
    keyring: &Keyring,
    mut body: AssetCheck,
) -> Result<Vec<AssetView>, Error> {
    body.found.sort();
    body.found.dedup();
    let (contract, found) = (body.contract.clone(), body.found.clone());
    desk.say(world, keyring, Body::AssetCheck(body), &[])?;
    let missing = assets(desk, Some(&contract)).into_iter();
    Ok(missing.filter(|view| view.ended_at.is_none() && !found.contains(&view.id)).collect())
}

/// Says something of a piece of information, with what shows it, and returns it as it stands then.
///
/// # Errors
/// [`Error::Refused`].
pub fn of_asset(
    world: &World<'_>,
    desk: &mut Desk,
    keyring: &Keyring,
    id: &AssetId,
    body: Body,
    evidence: Option<&Enclosed>,
) -> Result<AssetView, Error> {
    let evidence: Vec<&[u8]> = evidence.map(|file| file.bytes.as_slice()).into_iter().collect();
    desk.say(world, keyring, body, &evidence)?;
    show_asset(desk, id)
}

/// The register, of one contract or of all.
#[must_use]
pub fn assets(desk: &Desk, contract: Option<&ContractId>) -> Vec<AssetView> {
    let all = desk.registry.assets.values();
    let wanted = all.filter(|asset| contract.is_none_or(|only| *only == asset.record.contract));
    wanted.map(|asset| AssetView::new(&desk.registry, asset)).collect()
}

/// Important information that is kept past its day.
#[must_use]
pub fn overdue_assets(desk: &Desk, today: chrono::NaiveDate) -> Vec<AssetView> {
    let mut views = assets(desk, None);
    views.retain(|view| view.ended_at.is_none() && view.due.is_some_and(|due| due < today));
    views
}

/// The question to the client what the level of its information is.
///
/// # Errors
/// [`ContractRefusal::UnknownContract`].
pub fn question(desk: &Desk, contract: &ContractId) -> Result<QuestionView, Error> {
    let unknown = || Refusal::Contract(ContractRefusal::UnknownContract { contract: contract.clone() });
    let known = desk.registry.contracts.get(contract).ok_or_else(unknown)?;
    Ok(QuestionView::new(&desk.registry, known))
}

/// A piece of important information as it stands.
///
/// # Errors
/// [`ContractRefusal::UnknownAsset`].
pub fn show_asset(desk: &Desk, id: &AssetId) -> Result<AssetView, Error> {
    let unknown = || Refusal::Contract(ContractRefusal::UnknownAsset { asset: id.clone() });
    Ok(AssetView::new(&desk.registry, desk.registry.assets.get(id).ok_or_else(unknown)?))
}
