//! The contact tree of a contract: whom to call, by day and at night.

use crate::domain::body::contact::Side;
use crate::domain::body::{Body, ContactListing};
use crate::domain::contract::Contract;
use crate::domain::names::{ContractId, Role};
use crate::domain::refusal::{ContractRefusal, Refusal};
use crate::domain::registry::{Person, Registry};
use crate::projection::view::CallListView;
use crate::workflow::desk::Desk;
use crate::workflow::error::Error;
use crate::workflow::keyring::Keyring;
use crate::workflow::world::World;

/// Somebody to put into the tree.
#[derive(Debug, Clone)]
pub struct NewContact {
    /// Their name.
    pub name: String,
    /// Their organization.
    pub organization: String,
    /// As what they are called.
    pub role: Option<String>,
    /// The number that is answered by day.
    pub day: Option<String>,
    /// The number that is answered at night.
    pub night: Option<String>,
    /// Their mail address.
    pub email: Option<String>,
    /// Whose turn it is; behind everybody else where it is absent.
    pub order: Option<u64>,
    /// On whose side; where it is absent, as far as it is known.
    pub side: Option<Side>,
}

/// Puts somebody into the tree.
///
/// # Errors
/// [`Error::Refused`]; [`ContractRefusal::SideUnknown`] where nobody said on whose side.
pub fn add(
    world: &World<'_>,
    desk: &mut Desk,
    keyring: &Keyring,
    contract: &ContractId,
    new: NewContact,
) -> Result<Vec<CallListView>, Error> {
    let known = find(desk, contract)?;
    let last = known.contacts.iter().map(|contact| contact.order).max().unwrap_or_default();
    let side = match new.side {
        Some(side) => side,
        None => side_of(&desk.registry, known, &new)?,
    };
    let body = ContactListing {
        contract: contract.clone(),
        day: new.day,
        email: new.email,
        listed: true,
        name: new.name,
        night: new.night,
        order: new.order.unwrap_or_else(|| last.saturating_add(1)),
        organization: new.organization,
        role: new.role,
        side,
    };
    desk.say(world, keyring, Body::ContactListing(body), &[])?;
    list(desk, Some(contract))
}

/// On whose side somebody is, as far as it is known: the client's own name, the organization in the tree already, or the
/// office's people.
fn side_of(registry: &Registry, contract: &Contract, new: &NewContact) -> Result<Side, Refusal> {
    if new.organization == contract.record.client {
        return Ok(Side::Client);
    }
    let mut listed = contract.contacts.iter().filter(|contact| contact.organization == new.organization);
    if let Some(first) = listed.next() {
        if listed.all(|contact| contact.side == first.side) {
            return Ok(first.side);
        }
    } else if registry.people.values().any(|person| is_of_the_office(person, new)) {
        return Ok(Side::Office);
    }
    let (contract, organization) = (contract.record.id.clone(), new.organization.clone());
    Err(Refusal::Contract(ContractRefusal::SideUnknown { contract, organization }))
}

/// Whether this is somebody of the office, and of this organization or the very one who is to be called.
fn is_of_the_office(person: &Person, new: &NewContact) -> bool {
    let organization = person.particulars.organization.as_ref();
    let own = organization.map_or(person.name == new.name, |own| *own == new.organization);
    own && !person.has(Role::Client)
}

/// Takes somebody out of the tree.
///
/// # Errors
/// [`ContractRefusal::NotInTheTree`].
pub fn remove(
    world: &World<'_>,
    desk: &mut Desk,
    keyring: &Keyring,
    contract: &ContractId,
    name: &str,
    organization: &str,
) -> Result<Vec<CallListView>, Error> {
    let known = find(desk, contract)?;
    let is_meant = |contact: &&ContactListing| contact.name == name && contact.organization == organization;
    let absent = || {
        let (contract, name) = (contract.clone(), name.to_owned());
        Refusal::Contract(ContractRefusal::NotInTheTree { contract, name })
    };
    let one = known.contacts.iter().find(is_meant).cloned().ok_or_else(absent)?;
    desk.say(world, keyring, Body::ContactListing(ContactListing { listed: false, ..one }), &[])?;
    list(desk, Some(contract))
}

/// Whom to call under one contract or under each, first to last.
///
/// # Errors
/// [`ContractRefusal::UnknownContract`].
pub fn list(desk: &Desk, contract: Option<&ContractId>) -> Result<Vec<CallListView>, Error> {
    if let Some(id) = contract {
        return Ok(CallListView::of(find(desk, id)?));
    }
    Ok(desk.registry.contracts.values().flat_map(CallListView::of).collect())
}

fn find<'a>(desk: &'a Desk, id: &ContractId) -> Result<&'a Contract, Error> {
    let unknown = || Refusal::Contract(ContractRefusal::UnknownContract { contract: id.clone() });
    Ok(desk.registry.contracts.get(id).ok_or_else(unknown)?)
}
