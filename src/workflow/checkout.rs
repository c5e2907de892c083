//! The carrier takes a package along: the pledge, and who is called when something happens.

use std::collections::BTreeSet;

use crate::base::limits::SLIP_CONTACTS_MAX;
use crate::domain::article::{Article, Direction};
use crate::domain::body::contact::Side;
use crate::domain::body::{Attachment, Body, Checkout};
use crate::domain::carry_out::CarryOut;
use crate::domain::check::device_kind;
use crate::domain::names::{ContractId, MediumId, PersonId, Role};
use crate::domain::registry::{Person, Registry};
use crate::domain::rules::carried::{out_as, permitted};
use crate::projection::view::{Slip, SlipContact};
use crate::workflow::desk::Desk;
use crate::workflow::error::Error;
use crate::workflow::keyring::Keyring;
use crate::workflow::world::World;

/// What the carrier pledges, in both languages: these bytes are kept beside the statement.
pub const PLEDGE: &str = include_str!("checkout/pledge.txt");

/// How many people without a number stand on a slip where nobody has one.
const UNNUMBERED_MAX: usize = 2;

/// What the carrier says of the way.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OnTheWay {
    /// Number of the locked case.
    pub case: Option<String>,
    /// The way it takes.
    pub route: Option<String>,
}

/// The statement by which the carrier pledges.
#[must_use]
pub fn pledging(carry_out: &CarryOut, way: OnTheWay) -> Body {
    Body::Checkout(Checkout {
        case: way.case,
        pledge: Attachment::of(PLEDGE.as_bytes()),
        request: carry_out.digest,
        route: way.route,
    })
}

/// Whether this person signed this very pledge already, so that only the slip is wanted again.
#[must_use]
pub fn is_signed_by(carry_out: &CarryOut, person: &PersonId, way: &OnTheWay) -> bool {
    let out = carry_out.checked_out.as_ref().filter(|_| carry_out.is_outstanding());
    out.is_some_and(|out| {
        let same = |asked: &Option<String>, said: &Option<String>| asked.is_none() || asked == said;
        out.by == *person && same(&way.case, &out.case) && same(&way.route, &out.route)
    })
}

/// Signs the pledge.
///
/// # Errors
/// [`Error::Refused`].
pub fn check_out(
    world: &World<'_>,
    desk: &mut Desk,
    keyring: &Keyring,
    carry_out: &CarryOut,
    way: OnTheWay,
) -> Result<CarryOut, Error> {
    desk.say(world, keyring, pledging(carry_out, way), &[PLEDGE.as_bytes()])?;
    desk.carry_out(&carry_out.id())
}

/// What stands on the carrying slip.
#[must_use]
pub fn slip(world: &World<'_>, desk: &Desk, carry_out: &CarryOut) -> Slip {
    Slip {
        carry_out: desk.view(carry_out, world.clock.now().date()),
        organization: organization(&desk.registry),
        contacts: contacts(&desk.registry, carry_out),
        recipient: carry_out.recipient.as_ref().map(|recipient| SlipContact {
            person: None,
            name: recipient.name.clone(),
            phone: recipient.phone.clone(),
            night: None,
        }),
        client: tree(&desk.registry, carry_out, Side::Client),
    }
}

/// What the office calls itself, as far as its administrators say.
fn organization(registry: &Registry) -> Option<String> {
    registry.with_role(Role::Administrator).find_map(|person| person.particulars.organization.clone())
}

/// Whom the carrier calls: the office's side of the contract's tree in its order; then whoever approved this, then
/// administrators, then other approvers, then whoever else is of the office. Never the carrier; and only people with a
/// telephone number, unless there is none: then their names stand there, for a number to be written beside by hand.
fn contacts(registry: &Registry, carry_out: &CarryOut) -> Vec<SlipContact> {
    let approved = carry_out.approvals.iter().filter(|given| !given.consent).map(|given| &given.person);
    let approved = approved.filter_map(|id| registry.person(id)).filter(|person| person.leaving.is_none());
    let roles = [Role::Administrator, Role::Approver, Role::Custodian, Role::Auditor];
    let all = approved.chain(roles.into_iter().flat_map(|role| registry.with_role(role)));
    let mut seen = BTreeSet::from([&carry_out.carrier]);
    let people: Vec<SlipContact> = all.filter(|person| seen.insert(&person.id)).map(called).collect();
    let mut contacts = tree(registry, carry_out, Side::Office);
    let judges = |person: &SlipContact| {
        let person = person.person.as_ref().and_then(|id| registry.person(id));
        person.is_some_and(|person| person.has(Role::Administrator) || person.has(Role::Approver))
    };
    for person in people.iter().filter(|person| person.can_be_called() && judges(person)).cloned() {
        match contacts.iter_mut().find(|contact| contact.name == person.name) {
            // In the tree already, with the numbers that count there; at night the person's own where it names none.
            Some(contact) => contact.night = contact.night.take().or(person.night),
            None => contacts.push(person),
        }
    }
    // Whoever carries it cannot be called about it, and without a number nobody can.
    let carrier = registry.person(&carry_out.carrier).map(|person| &person.name);
    contacts.retain(|one| Some(&one.name) != carrier && one.can_be_called());
    if contacts.is_empty() {
        // Two to ask for a number: more would push the slip onto a second sheet.
        contacts = people;
        contacts.sort_by_key(|one| !one.can_be_called());
        contacts.truncate(UNNUMBERED_MAX);
    }
    contacts.truncate(SLIP_CONTACTS_MAX);
    contacts
}

/// One side of the contact tree of the contract it is under, in its order.
fn tree(registry: &Registry, carry_out: &CarryOut, side: Side) -> Vec<SlipContact> {
    let contract = carry_out.request.contract.as_ref().and_then(|id| registry.contracts.get(id));
    let contacts = contract.into_iter().flat_map(|contract| &contract.contacts);
    contacts
        .filter(|contact| contact.side == side)
        .map(|contact| SlipContact {
            person: None,
            name: contact.name.clone(),
            phone: contact.day.clone(),
            night: contact.night.clone(),
        })
        .collect()
}

fn called(person: &Person) -> SlipContact {
    let said = |number: &Option<String>| number.clone().filter(|number| !number.trim().is_empty());
    SlipContact {
        person: Some(person.id.clone()),
        name: person.name.clone(),
        phone: said(&person.particulars.phone),
        night: said(&person.particulars.night),
    }
}

/// A PC or phone that nobody permitted whoever takes a package along on it to take out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unpermitted {
    /// The device.
    pub device: MediumId,
    /// The contract that the package is under.
    pub contract: Option<ContractId>,
    /// What they have it as: passed on to them, or permitted to be brought in only.
    pub held_as: Option<String>,
}

/// The PC or phone that a package is on, where nobody permitted its carrier to take that device out.
#[must_use]
pub fn unpermitted_device(desk: &Desk, carry_out: &CarryOut) -> Option<Unpermitted> {
    let (device, carrier) = (carry_out.medium()?, &carry_out.carrier);
    device_kind(desk.registry.media.get(device)?.record.kind)?;
    if permitted(&desk.registry, device, carrier).is_some_and(|one| one.body.direction == Direction::Out) {
        return None;
    }
    let held_as = out_as(&desk.registry, device).find(|one| one.carrier == *carrier).map(Article::id);
    Some(Unpermitted { device: device.clone(), contract: carry_out.request.contract.clone(), held_as })
}
