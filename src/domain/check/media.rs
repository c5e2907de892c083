//! Which medium this is, and whether it may be written to.

use super::article::{carried_as, need_nothing_on};
use super::contract::need_contract;
use super::{author, need_role, need_text};
use crate::domain::body::coming_back::Measured;
use crate::domain::body::export::Destination;
use crate::domain::body::{self, Request, StockTake};
use crate::domain::carry_out::id_of;
use crate::domain::incident::incident_id;
use crate::domain::names::{ContractId, Level, MediumId, MediumState, RecipientId, Role};
use crate::domain::refusal::{ArticleRefusal, Refusal};
use crate::domain::registry::{Client, Medium, Registry};
use crate::domain::rules::demand::DeviceEnd;
use crate::domain::statement::Statement;

pub(super) fn check_medium_add(
    registry: &Registry,
    statement: &Statement,
    body: &body::MediumAdd,
) -> Result<(), Refusal> {
    need_role(registry, &statement.author, &[Role::Administrator])?;
    if let Some(owner) = &body.owner {
        need_contract(registry, owner)?;
    }
    let taken = registry.media.get(&body.id).or_else(|| same_medium(registry, body));
    match taken {
        Some(medium) => Err(Refusal::MediumExists { medium: medium.record.id.clone() }),
        None => Ok(()),
    }
}

/// Another medium that nothing tells apart from this one: the two would be one to every later look.
fn same_medium<'a>(registry: &'a Registry, new: &body::MediumAdd) -> Option<&'a Medium> {
    let same = |old: &&Medium| match (&old.record.serial, &new.serial) {
        (Some(old), Some(new)) => old == new,
        (None, None) => new.filesystem_uuid.is_some() && old.record.filesystem_uuid == new.filesystem_uuid,
        _ => false,
    };
    registry.media.values().filter(|old| old.record.id != new.id).find(same)
}

pub(super) fn check_medium_set(
    registry: &Registry,
    statement: &Statement,
    body: &body::MediumSet,
) -> Result<(), Refusal> {
    need_role(registry, &statement.author, &[Role::Administrator])?;
    let medium =
        registry.media.get(&body.id).ok_or_else(|| Refusal::UnknownMedium { medium: body.id.clone() })?;
    let formatted =
        body::MediumAdd { filesystem_uuid: body.filesystem_uuid.clone(), ..medium.record.clone() };
    if body.filesystem_uuid.is_some()
        && let Some(other) = same_medium(registry, &formatted)
    {
        return Err(Refusal::MediumExists { medium: other.record.id.clone() });
    }
    let goes = matches!(body.state, Some(MediumState::Retired | MediumState::Destroyed));
    if medium.record.owner.is_some() && goes && body.state != Some(medium.state) {
        // What an incident is about stays until that is over.
        if let Some(incident) = registry.keeping_medium(&body.id) {
            let id = body.id.to_string();
            return Err(Refusal::Frozen { id, incident: incident_id(incident) });
        }
    }
    // What was lent ends with whoever took it back, and not while somebody has it along.
    if medium.record.owner.is_some() && body.state == Some(MediumState::Retired) {
        need_text("reason", body.reason.as_deref().unwrap_or_default())?;
        if let Some(out) = carried_as(registry, &body.id) {
            let (device, id) = (body.id.clone(), out.id());
            return Err(Refusal::Article(ArticleRefusal::DeviceOut { device, id }));
        }
        need_nothing_on(registry, &body.id)?;
    }
    let ends = body.state == Some(MediumState::Destroyed) && medium.state != MediumState::Destroyed;
    if let Some(owner) = medium.record.owner.as_ref().filter(|_| ends) {
        super::rules::check_device_end(registry, owner, &body.id, DeviceEnd::Destroyed)?;
    }
    let gone = matches!(medium.state, MediumState::Lost | MediumState::Destroyed);
    if gone && body.state.is_some_and(|state| state != medium.state) {
        return Err(Refusal::MediumNotUsable { medium: body.id.clone(), state: medium.state });
    }
    Ok(())
}

pub(super) fn check_usable(registry: &Registry, id: &MediumId) -> Result<(), Refusal> {
    let medium = registry.media.get(id).ok_or_else(|| Refusal::UnknownMedium { medium: id.clone() })?;
    match medium.state {
        MediumState::Active => Ok(()),
        MediumState::Retired | MediumState::Lost | MediumState::Destroyed => {
            Err(Refusal::MediumNotUsable { medium: id.clone(), state: medium.state })
        }
    }
}

/// Refuses to use what a client lent for anything but the contract it was lent under.
pub(super) fn check_owner(
    registry: &Registry,
    id: &MediumId,
    contract: Option<&ContractId>,
) -> Result<(), Refusal> {
    let owner = registry.media.get(id).and_then(|medium| medium.record.owner.as_ref());
    match owner.filter(|owner| contract != Some(owner)) {
        None => Ok(()),
        Some(owner) => {
            let (device, contract) = (id.clone(), owner.clone());
            Err(Refusal::Article(ArticleRefusal::LentUnder { device, contract }))
        }
    }
}

/// Refuses what was measured at another medium than it names: one whose serial number or capacity is not the
/// registered one, or that is called identified and is not.
pub(super) fn check_at_hand(registry: &Registry, measured: &Measured) -> Result<(), Refusal> {
    let Some(id) = &measured.place.medium else { return Ok(()) };
    check_identified(registry, &measured.place)?;
    let registered =
        registry.media.get(id).ok_or_else(|| Refusal::UnknownMedium { medium: id.clone() })?.record.clone();
    let differs = |pair: Option<(u64, u64)>| pair.is_some_and(|(registered, found)| registered != found);
    let serials = registered.serial.as_ref().zip(measured.place.serial.as_ref());
    if differs(registered.capacity_bytes.zip(measured.capacity_bytes))
        || serials.is_some_and(|(registered, found)| registered != found)
    {
        return Err(Refusal::OtherMedium { approved: Some(id.clone()), found: None });
    }
    Ok(())
}

/// Refuses to call a medium identified whose serial number is not the registered one.
pub(super) fn check_identified(registry: &Registry, place: &Destination) -> Result<(), Refusal> {
    let registered = place.medium.as_ref().and_then(|id| registry.media.get(id));
    let registered = registered.and_then(|medium| medium.record.serial.as_ref());
    if !place.identified || (registered.is_some() && registered == place.serial.as_ref()) {
        return Ok(());
    }
    Err(Refusal::OtherMedium { approved: place.medium.clone(), found: None })
}

/// Refuses to write on a medium that an incident keeps as it is.
pub(super) fn check_unfrozen(registry: &Registry, id: &MediumId) -> Result<(), Refusal> {
    match registry.frozen_on(id) {
        None => Ok(()),
        Some((number, incident)) => {
            Err(Refusal::Frozen { id: id_of(number), incident: incident_id(incident) })
        }
    }
}

/// Whose information a request concerns, as far as the log knows.
#[must_use]
pub fn client_of(registry: &Registry, request: &Request) -> Client {
    let organization = |id: &RecipientId| registry.recipients.get(id).map(|r| r.record.organization.clone());
    let registered = request.contract.as_ref().and_then(|id| registry.contracts.get(id));
    Client {
        contract: request.contract.as_ref().map(ToString::to_string),
        organization: match registered {
            Some(contract) => Some(contract.record.client.clone()),
            None => organization(&request.recipient),
        },
        registered: registered.is_some(),
    }
}

/// Refuses a medium that held more important information, or another client's, since it was last
/// cleared: what is written now goes to people who must not see what may remain of it.
pub(super) fn check_taint(registry: &Registry, id: &MediumId, request: &Request) -> Result<(), Refusal> {
    let taint = registry.media.get(id).and_then(|medium| medium.taint.as_ref());
    let Some(taint) = taint else { return Ok(()) };
    if request.level != Level::Unknown && request.level > taint.level {
        return Err(Refusal::MediumHeldHigher {
            medium: id.clone(),
            held: taint.level,
            asked: request.level,
        });
    }
    if taint.client.is(&client_of(registry, request)) {
        return Ok(());
    }
    Err(Refusal::MediumHeldOtherClient { medium: id.clone() })
}

pub(super) fn check_stock_take(
    registry: &Registry,
    statement: &Statement,
    body: &StockTake,
) -> Result<(), Refusal> {
    author(registry, &statement.author)?;
    need_role(registry, &statement.author, &[Role::Administrator, Role::Approver, Role::Auditor])?;
    for medium in body.seen.iter().chain(&body.identified) {
        if !registry.media.contains_key(medium) {
            return Err(Refusal::UnknownMedium { medium: medium.clone() });
        }
    }
    let unseen = body.identified.iter().any(|medium| !body.seen.contains(medium));
    if unseen { Err(Refusal::Empty { field: "seen" }) } else { Ok(()) }
}
