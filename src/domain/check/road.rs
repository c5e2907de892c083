//! On the road: who may take it along, pass it on, ask for more time, hand it over.

use super::people::need_under;
use super::request::need_judge;
use super::{author, check_holds_no_others, media, need_role, need_text, status_at};
use crate::domain::body::{Checkout, Extension, ExtensionAnswer, HandOver, Transfer, Undelivered};
use crate::domain::carry_out::{CarryOut, Fate, Status, id_of};
use crate::domain::names::{Kind, MediumId, PersonId, Role, Via};
use crate::domain::refusal::{CopyRefusal, Refusal};
use crate::domain::registry::{OutWith, Registry};
use crate::domain::rules::demand::{DeviceEnd, Part};
use crate::domain::rules::judge::is_to_the_client;
use crate::domain::statement::Statement;

/// Refuses unless the package was written and nobody has confirmed its end.
pub(super) fn need_outside(
    registry: &Registry,
    carry_out: &CarryOut,
    statement: &Statement,
) -> Result<(), Refusal> {
    if carry_out.completed().is_some() && carry_out.closed.is_none() {
        return Ok(());
    }
    Err(Refusal::WrongStatus { id: carry_out.id(), status: status_at(registry, carry_out, statement) })
}

/// Refuses where an open incident keeps everything as it is.
pub(super) fn need_unfrozen(registry: &Registry, carry_out: &CarryOut) -> Result<(), Refusal> {
    match registry.freezing(carry_out.number) {
        None => Ok(()),
        Some(number) => Err(Refusal::Frozen {
            id: carry_out.id(),
            incident: crate::domain::incident::incident_id(number),
        }),
    }
}

pub(super) fn need_carrier(carry_out: &CarryOut, person: &PersonId) -> Result<(), Refusal> {
    if *person == carry_out.carrier {
        return Ok(());
    }
    Err(Refusal::NotTheCarrier { id: carry_out.id(), carrier: carry_out.carrier.clone() })
}

pub(super) fn check_checkout(
    registry: &Registry,
    carry_out: &CarryOut,
    statement: &Statement,
    body: &Checkout,
) -> Result<(), Refusal> {
    let id = carry_out.id();
    need_carrier(carry_out, &statement.author)?;
    need_outside(registry, carry_out, statement)?;
    need_unfrozen(registry, carry_out)?;
    match carry_out.request.via {
        Via::Usb | Via::Hand | Via::Courier => {}
        via @ (Via::Email | Via::ClientSystem) => return Err(Refusal::NothingToCarry { id, via }),
    }
    if carry_out.checked_out.is_some() {
        return Err(Refusal::AlreadyOut { id });
    }
    if let Some(medium) = carry_out.medium() {
        media::check_usable(registry, medium)?;
        let mut out = registry.media.get(medium).into_iter().flat_map(|medium| medium.out.values());
        // What nobody carries any more is out with nobody, wherever the medium was left.
        let with_another =
            |out: &&OutWith| out.person != statement.author && registry.is_carried(out.carry_out);
        if let Some(out) = out.find(with_another) {
            return Err(Refusal::AlreadyOut { id: id_of(out.carry_out) });
        }
        let contract = carry_out.request.contract.as_ref();
        media::check_owner(registry, medium, contract)?;
        super::article::check_taken_along(registry, contract, medium, &statement.author)?;
    }
    match status_at(registry, carry_out, statement) {
        Status::Sealed | Status::Arrived | Status::Opened => {}
        status => return Err(Refusal::WrongStatus { id, status }),
    }
    super::rules::check_case(registry, carry_out, body.case.as_ref())?;
    for (field, text) in [("case", &body.case), ("route", &body.route)] {
        if let Some(text) = text {
            need_text(field, text)?;
        }
    }
    Ok(())
}

/// The carrier passes it on; where the carrier leaves, an approver or administrator does.
pub(super) fn check_transfer(
    registry: &Registry,
    carry_out: &CarryOut,
    statement: &Statement,
    body: &Transfer,
) -> Result<(), Refusal> {
    need_outside(registry, carry_out, statement)?;
    if statement.author != carry_out.carrier {
        let leaves = registry.person(&carry_out.carrier).is_some_and(|person| person.leaving.is_some());
        if !leaves {
            need_carrier(carry_out, &statement.author)?;
        }
        need_role(registry, &statement.author, &[Role::Approver, Role::Administrator])?;
    }
    let to = author(registry, &body.to)?;
    if !to.has(Role::Requester) {
        return Err(Refusal::MissingRole { person: body.to.clone(), needs: vec![Role::Requester] });
    }
    if to.leaving.is_some() {
        return Err(Refusal::LeavesAlready { person: body.to.clone() });
    }
    need_under(registry, carry_out.request.contract.as_ref(), &body.to)?;
    if body.to == carry_out.carrier {
        return Err(Refusal::SameCarrier { id: carry_out.id(), person: body.to.clone() });
    }
    super::rules::check_person(registry, carry_out, statement.time.date(), Part::Carrier, &body.to)
}

pub(super) fn check_undelivered(
    registry: &Registry,
    carry_out: &CarryOut,
    statement: &Statement,
    _body: &Undelivered,
) -> Result<(), Refusal> {
    need_carrier(carry_out, &statement.author)?;
    need_unfrozen(registry, carry_out)?;
    match status_at(registry, carry_out, statement) {
        Status::Sealed | Status::Out if !carry_out.request.recipient.is_self() => Ok(()),
        status => Err(Refusal::WrongStatus { id: carry_out.id(), status }),
    }
}

pub(super) fn check_extension(
    registry: &Registry,
    carry_out: &CarryOut,
    statement: &Statement,
    body: &Extension,
) -> Result<(), Refusal> {
    need_carrier(carry_out, &statement.author)?;
    need_outside(registry, carry_out, statement)?;
    need_text("reason", &body.reason)?;
    if carry_out.waiting_extension().is_some() {
        return Err(Refusal::ExtensionWaits { id: carry_out.id() });
    }
    if body.due <= carry_out.due() {
        return Err(Refusal::NotLater { due: body.due, stands: carry_out.due() });
    }
    Ok(())
}

pub(super) fn check_extension_answer(
    registry: &Registry,
    carry_out: &CarryOut,
    statement: &Statement,
    body: &ExtensionAnswer,
) -> Result<(), Refusal> {
    need_judge(registry, carry_out, statement)?;
    need_role_to_approve(registry, carry_out, statement)?;
    need_outside(registry, carry_out, statement)?;
    // Whoever carries it asked, or took over from whoever did: the later day is somebody else's to give.
    if carry_out.carriers().any(|carrier| *carrier == statement.author) {
        return Err(Refusal::OwnExtension { id: carry_out.id(), person: statement.author.clone() });
    }
    match carry_out.waiting_extension() {
        Some(waiting) if waiting.digest == body.extension => {}
        _ => return Err(Refusal::NoExtension { id: carry_out.id() }),
    }
    if body.approved { Ok(()) } else { need_text("reason", body.reason.as_deref().unwrap_or_default()) }
}

/// Refuses unless the author may approve in this office: a client's consent is not enough here, nor is a
/// delegation given by somebody who is judged.
pub(super) fn need_role_to_approve(
    registry: &Registry,
    carry_out: &CarryOut,
    statement: &Statement,
) -> Result<(), Refusal> {
    let person = author(registry, &statement.author)?;
    let contract = carry_out.request.contract.as_ref();
    let involved =
        |giver: &PersonId| carry_out.involved().any(|by| by == giver) || registry.has_left(giver, contract);
    if registry.may_approve_beside(person, statement.time.date(), involved) {
        return Ok(());
    }
    Err(Refusal::MissingRole { person: statement.author.clone(), needs: vec![Role::Approver] })
}

pub(super) fn check_hand_over(
    registry: &Registry,
    carry_out: &CarryOut,
    statement: &Statement,
    body: &HandOver,
) -> Result<(), Refusal> {
    let id = carry_out.id();
    if statement.author != carry_out.requester {
        need_carrier(carry_out, &statement.author)?;
    }
    need_outside(registry, carry_out, statement)?;
    need_unfrozen(registry, carry_out)?;
    match carry_out.request.kind {
        Kind::Deliver | Kind::ReturnToClient => {}
        kind @ (Kind::Work | Kind::Repair) => return Err(Refusal::DoesNotStay { id, kind }),
    }
    if carry_out.request.recipient.is_self() {
        return Err(Refusal::DoesNotStay { id, kind: carry_out.request.kind });
    }
    if carry_out.handed_over.is_some() {
        return Err(Refusal::WrongStatus { id, status: Status::HandedOver });
    }
    if carry_out.opened_at.is_none() && body.evidence.is_none() {
        return Err(Refusal::NoReceipt { id });
    }
    match carry_out.medium() {
        Some(medium) if body.medium_stays => check_stays(registry, carry_out, medium),
        _ => Ok(()),
    }
}

/// A medium stays with the recipient as it left: not lost, and with nothing on it that is not theirs.
fn check_stays(registry: &Registry, carry_out: &CarryOut, medium: &MediumId) -> Result<(), Refusal> {
    media::check_usable(registry, medium)?;
    // What the client lent goes back to it, and to nobody else.
    let owner = registry.media.get(medium).and_then(|medium| medium.record.owner.as_ref());
    if let Some(owner) = owner.filter(|_| !is_to_the_client(registry, &carry_out.request)) {
        super::rules::check_device_end(registry, owner, medium, DeviceEnd::Kept)?;
    }
    if let Some(copy) = carry_out.copies.iter().find(|copy| copy.medium.is_some() && copy.fate != Fate::Held)
    {
        return Err(Refusal::Copy(CopyRefusal::CopyAccounted { id: carry_out.id(), copy: copy.number }));
    }
    check_holds_no_others(registry, carry_out, medium)
}
