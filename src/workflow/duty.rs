//! What a contract makes the office submit: what is owed, what the client asks for, what was sent.

use chrono::NaiveDate;

use crate::domain::body::{Body, DutyAsked, DutySent};
use crate::domain::duty::Standing;
use crate::domain::names::ContractId;
use crate::domain::refusal::{ContractRefusal, Refusal};
use crate::projection::view::DutyView;
use crate::workflow::desk::Desk;
use crate::workflow::enclosed::Enclosed;
use crate::workflow::error::Error;
use crate::workflow::keyring::Keyring;
use crate::workflow::purge;
use crate::workflow::world::World;

/// What is owed under one contract or under each, what is late first, and what may be purged.
///
/// # Errors
/// [`ContractRefusal::UnknownContract`]; [`Error::Projection`].
pub fn list(world: &World<'_>, desk: &Desk, contract: Option<&ContractId>) -> Result<Vec<DutyView>, Error> {
    let mut views = to_clients(world, desk, contract)?;
    views.extend(purge::owed(world, desk, contract)?);
    views.sort_by_key(|view| (view.standing, view.due.is_none(), view.due));
    Ok(views)
}

/// What clients are owed on paper under one contract or under each.
///
/// # Errors
/// [`ContractRefusal::UnknownContract`].
pub fn to_clients(
    world: &World<'_>,
    desk: &Desk,
    contract: Option<&ContractId>,
) -> Result<Vec<DutyView>, Error> {
    let today = world.clock.now().date();
    let Some(id) = contract else { return Ok(everywhere(desk, today)) };
    let unknown = || Refusal::Contract(ContractRefusal::UnknownContract { contract: id.clone() });
    Ok(DutyView::of(&desk.registry, desk.registry.contracts.get(id).ok_or_else(unknown)?, today))
}

fn everywhere(desk: &Desk, today: NaiveDate) -> Vec<DutyView> {
    let contracts = desk.registry.contracts.values();
    let mut all: Vec<DutyView> =
        contracts.flat_map(|contract| DutyView::of(&desk.registry, contract, today)).collect();
    all.sort_by_key(|view| (view.standing, view.due.is_none(), view.due));
    all
}

/// What is owed to a client under any contract and was not sent.
#[must_use]
pub fn open(world: &World<'_>, desk: &Desk) -> Vec<DutyView> {
    let mut all = everywhere(desk, world.clock.now().date());
    all.retain(|view| matches!(view.standing, Standing::Late | Standing::Open));
    all
}

/// Records that a paper was sent.
///
/// # Errors
/// [`Error::Refused`].
pub fn sent(
    world: &World<'_>,
    desk: &mut Desk,
    keyring: &Keyring,
    body: DutySent,
    paper: &Enclosed,
) -> Result<Vec<DutyView>, Error> {
    let (contract, duty) = (body.contract.clone(), body.duty);
    desk.say(world, keyring, Body::DutySent(body), &[&paper.bytes])?;
    of(world, desk, &contract, duty)
}

/// Records that the client asks for a paper.
///
/// # Errors
/// [`Error::Refused`].
pub fn asked(
    world: &World<'_>,
    desk: &mut Desk,
    keyring: &Keyring,
    body: DutyAsked,
    letter: Option<&Enclosed>,
) -> Result<Vec<DutyView>, Error> {
    let (contract, duty) = (body.contract.clone(), body.duty);
    let letter: Vec<&[u8]> = letter.map(|letter| letter.bytes.as_slice()).into_iter().collect();
    desk.say(world, keyring, Body::DutyAsked(body), &letter)?;
    of(world, desk, &contract, duty)
}

/// The lines of one paper.
fn of(
    world: &World<'_>,
    desk: &Desk,
    contract: &ContractId,
    duty: crate::domain::rules::demand::Duty,
) -> Result<Vec<DutyView>, Error> {
    let mut views = to_clients(world, desk, Some(contract))?;
    views.retain(|view| view.duty == duty);
    Ok(views)
}
