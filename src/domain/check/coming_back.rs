//! Coming back: what may be called returned, disposed of, witnessed and confirmed.

use super::road::{need_carrier, need_outside, need_role_to_approve, need_unfrozen};
use super::{author, need_role, need_text, status_at};
use crate::base::digest::Digest;
use crate::domain::body::coming_back::Measured;
use crate::domain::body::{Confirmation, CopyMade, Disposal, Recall, Recheck, Return, Witness};
use crate::domain::carry_out::{CarryOut, CopyRecord, Disposed, id_of};
use crate::domain::names::{CopyKind, Level, Method, PersonId, RecipientId, Role};
use crate::domain::refusal::Refusal;
use crate::domain::registry::Registry;
use crate::domain::statement::Statement;

pub(super) fn check_copy(
    registry: &Registry,
    carry_out: &CarryOut,
    statement: &Statement,
    body: &CopyMade,
) -> Result<(), Refusal> {
    if statement.author != carry_out.requester {
        need_carrier(carry_out, &statement.author)?;
    }
    need_outside(registry, carry_out, statement)?;
    need_text("place", &body.place)?;
    match (body.kind, &body.holder) {
        (CopyKind::Subcontractor, Some(holder)) => need_recipient(registry, holder),
        (CopyKind::Subcontractor, None) => Err(Refusal::Empty { field: "holder" }),
        (_, Some(holder)) => need_recipient(registry, holder),
        (_, None) => Ok(()),
    }
}

fn need_recipient(registry: &Registry, id: &RecipientId) -> Result<(), Refusal> {
    if registry.recipients.contains_key(id) {
        return Ok(());
    }
    Err(Refusal::UnknownRecipient { recipient: id.clone() })
}

pub(super) fn check_return(
    registry: &Registry,
    carry_out: &CarryOut,
    statement: &Statement,
    body: &Return,
) -> Result<(), Refusal> {
    need_carrier(carry_out, &statement.author)?;
    need_outside(registry, carry_out, statement)?;
    let copies = open_copies(carry_out, &body.copies)?;
    if copies.is_empty() {
        return Err(Refusal::NoCopies { id: carry_out.id() });
    }
    for copy in copies.iter().filter(|copy| copy.medium.is_some()) {
        match &body.measured {
            Some(measured) if measured.place.medium == copy.medium => {}
            Some(measured) => {
                return Err(Refusal::OtherMedium {
                    approved: copy.medium.clone(),
                    found: measured.place.medium.clone(),
                });
            }
            None => return Err(Refusal::NotMeasured { id: carry_out.id(), copy: copy.number }),
        }
    }
    // What an incident is about is kept as it is.
    match &body.measured {
        Some(measured) if changed(measured) => need_unfrozen(registry, carry_out),
        _ => Ok(()),
    }
}

/// Whether something at the medium was overwritten.
const fn changed(measured: &Measured) -> bool {
    measured.in_place.is_some() || measured.overwritten.is_some() || measured.copies_erased > 0
}

pub(super) fn check_disposal(
    registry: &Registry,
    carry_out: &CarryOut,
    statement: &Statement,
    body: &Disposal,
) -> Result<(), Refusal> {
    let id = carry_out.id();
    let does_not_fit = |field| Refusal::MethodDoesNotFit { id: carry_out.id(), method: body.method, field };
    if carry_out.completed().is_none() {
        return Err(Refusal::WrongStatus { status: status_at(registry, carry_out, statement), id });
    }
    let copies = open_copies(carry_out, &body.copies)?;
    if body.method != Method::Overwrite && copies.is_empty() && body.method != Method::Key {
        return Err(Refusal::NoCopies { id });
    }
    if body.method != Method::Overwrite && body.method != Method::Key {
        need_outside(registry, carry_out, statement)?;
    }
    if body.method == Method::Key {
        check_key_destruction(registry, carry_out, &statement.author, body)?;
        return if copies.iter().all(|copy| copy.kind.is_sealed()) {
            Ok(())
        } else {
            Err(does_not_fit("copies"))
        };
    }
    need_unfrozen(registry, carry_out)?;
    need_role(registry, &statement.author, &[Role::Requester, Role::Custodian, Role::Administrator])?;
    if body.key.is_some() {
        return Err(does_not_fit("key"));
    }
    match body.method {
        Method::EraseFile => {
            let measured = body.measured.as_ref().ok_or_else(|| does_not_fit("measured"))?;
            if !measured.gone || measured.overwritten.is_some() {
                return Err(does_not_fit("measured"));
            }
            need_same_medium(&copies, measured)
        }
        Method::Overwrite => check_overwriting(registry, carry_out, body, &copies),
        Method::Physical | Method::Dissolve | Method::Declared | Method::Key => {
            if body.measured.is_some() {
                return Err(does_not_fit("measured"));
            }
            if body.evidence.is_none() {
                need_text("note", body.note.as_deref().unwrap_or_default())?;
            }
            Ok(())
        }
    }
}

fn need_same_medium(copies: &[&CopyRecord], measured: &Measured) -> Result<(), Refusal> {
    let other = copies.iter().find(|copy| copy.medium.is_some() && copy.medium != measured.place.medium);
    match other {
        None => Ok(()),
        Some(copy) => {
            Err(Refusal::OtherMedium { approved: copy.medium.clone(), found: measured.place.medium.clone() })
        }
    }
}

/// A whole medium is overwritten only when nothing else that counts is on it.
fn check_overwriting(
    registry: &Registry,
    carry_out: &CarryOut,
    body: &Disposal,
    copies: &[&CopyRecord],
) -> Result<(), Refusal> {
    let does_not_fit = |field| Refusal::MethodDoesNotFit { id: carry_out.id(), method: body.method, field };
    let measured = body.measured.as_ref().filter(|measured| measured.overwritten.is_some());
    let measured = measured.ok_or_else(|| does_not_fit("measured"))?;
    let overwritten = measured.overwritten.as_ref();
    if overwritten.is_some_and(|whole| measured.capacity_bytes != Some(whole.bytes) || whole.seed.len() != 64)
    {
        return Err(does_not_fit("overwritten"));
    }
    need_same_medium(copies, measured)?;
    if carry_out.medium() != measured.place.medium.as_ref() {
        return Err(Refusal::OtherMedium {
            approved: carry_out.medium().cloned(),
            found: measured.place.medium.clone(),
        });
    }
    let Some(id) = carry_out.medium() else { return Err(does_not_fit("medium")) };
    check_holds_no_others(registry, carry_out, id)
}

/// Refuses to overwrite a medium that holds packages of other carry-outs.
///
/// # Errors
/// [`Refusal::MediumHoldsOthers`].
pub fn check_holds_no_others(
    registry: &Registry,
    carry_out: &CarryOut,
    id: &crate::domain::names::MediumId,
) -> Result<(), Refusal> {
    let holds = registry.media.get(id).map(|medium| &medium.holds);
    let others = holds.into_iter().flatten().filter(|number| **number != carry_out.number);
    let others: Vec<String> = others.map(|number| id_of(*number)).collect();
    if others.is_empty() {
        return Ok(());
    }
    Err(Refusal::MediumHoldsOthers { medium: id.clone(), others })
}

fn check_key_destruction(
    registry: &Registry,
    carry_out: &CarryOut,
    person: &PersonId,
    body: &Disposal,
) -> Result<(), Refusal> {
    let id = carry_out.id();
    let custody = carry_out.completed().and_then(|(attempt, _, _)| attempt.intent.custody.as_ref());
    let custody = custody.ok_or_else(|| Refusal::NoPassphrase { id: id.clone() })?;
    let does_not_fit = |field| Refusal::MethodDoesNotFit { id: carry_out.id(), method: body.method, field };
    if body.measured.is_some() {
        return Err(does_not_fit("measured"));
    }
    match &body.key {
        Some(key) if key.custody == custody.sha256 => {}
        _ => return Err(does_not_fit("key")),
    }
    let still = custody.carrier_holds || author(registry, person)?.has(Role::Custodian);
    if still && custody.holders.contains(person) {
        return Ok(());
    }
    // Whom nobody can ask any more does not keep it alive for ever.
    if super::living_holders(registry, custody).is_empty() {
        return need_role(registry, person, &[Role::Custodian, Role::Administrator]);
    }
    Err(Refusal::NotACustodian { id, person: person.clone() })
}

/// The copies with these numbers, which must rise, exist, and not be accounted for.
fn open_copies<'a>(carry_out: &'a CarryOut, numbers: &[u64]) -> Result<Vec<&'a CopyRecord>, Refusal> {
    let id = || carry_out.id();
    if numbers.windows(2).any(|pair| pair.first() >= pair.last()) {
        return Err(Refusal::NoCopies { id: id() });
    }
    let open = |number: &u64| {
        let copy = carry_out.copy(*number).ok_or_else(|| Refusal::NoSuchCopy { id: id(), copy: *number })?;
        if copy.is_open() { Ok(copy) } else { Err(Refusal::CopyAccounted { id: id(), copy: *number }) }
    };
    numbers.iter().map(open).collect()
}

fn disposal<'a>(carry_out: &'a CarryOut, statement: &Digest) -> Result<&'a Disposed, Refusal> {
    carry_out
        .disposal(statement)
        .ok_or_else(|| Refusal::NoSuchDisposal { id: carry_out.id(), disposal: *statement })
}

pub(super) fn check_witness(
    carry_out: &CarryOut,
    statement: &Statement,
    body: &Witness,
) -> Result<(), Refusal> {
    let disposed = disposal(carry_out, &body.disposal)?;
    let person = &statement.author;
    if let Some(external) = &body.external {
        need_text("name", &external.name)?;
        let again = |witness: &&crate::domain::carry_out::Witnessed| {
            witness.external.as_ref() == Some(&external.name)
        };
        return match disposed.witnesses.iter().find(again) {
            None => Ok(()),
            Some(_) => Err(Refusal::AlreadyWitness { disposal: disposed.id(), person: person.clone() }),
        };
    }
    if disposed.by == *person {
        return Err(Refusal::OwnDisposal { disposal: disposed.id(), person: person.clone() });
    }
    if disposed.witnesses.iter().any(|witness| witness.by == *person && witness.external.is_none()) {
        return Err(Refusal::AlreadyWitness { disposal: disposed.id(), person: person.clone() });
    }
    Ok(())
}

pub(super) fn check_recheck(carry_out: &CarryOut, body: &Recheck) -> Result<(), Refusal> {
    let disposed = disposal(carry_out, &body.disposal)?;
    let does_not_fit =
        |field| Refusal::MethodDoesNotFit { id: carry_out.id(), method: disposed.body.method, field };
    let overwritten = disposed.body.measured.as_ref().and_then(|measured| measured.overwritten.as_ref());
    let overwritten = overwritten.ok_or_else(|| does_not_fit("measured"))?;
    if body.serial != overwritten.serial {
        return Err(does_not_fit("serial"));
    }
    if body.bytes != overwritten.bytes {
        return Err(does_not_fit("bytes"));
    }
    if (body.changed_sectors == 0) != body.first_changed.is_none() {
        return Err(does_not_fit("first_changed"));
    }
    Ok(())
}

/// The approver's signature at bring-back: by somebody who neither asked, carried, returned nor disposed.
pub(super) fn check_confirmation(
    registry: &Registry,
    carry_out: &CarryOut,
    statement: &Statement,
    _body: &Confirmation,
) -> Result<(), Refusal> {
    let id = carry_out.id();
    let person = &statement.author;
    if *person == carry_out.requester {
        return Err(Refusal::OwnRequest { id, person: person.clone() });
    }
    need_role_to_approve(registry, carry_out, statement)?;
    need_outside(registry, carry_out, statement)?;
    let returned = carry_out.returns.iter().map(|returned| &returned.by);
    let disposed = carry_out.disposals.iter().map(|disposed| &disposed.by);
    let handed_over = carry_out.handed_over.iter().map(|handed_over| &handed_over.by);
    let mut involved = returned.chain(disposed).chain(handed_over).chain([&carry_out.carrier]);
    if involved.any(|by| by == person) {
        return Err(Refusal::OwnReturn { id, person: person.clone() });
    }
    need_unfrozen(registry, carry_out)?;
    let held = |copy: &&CopyRecord| matches!(copy.fate, crate::domain::carry_out::Fate::Held);
    let held: Vec<u64> = carry_out.copies.iter().filter(held).map(|copy| copy.number).collect();
    if carry_out.copies.iter().all(|copy| matches!(copy.fate, crate::domain::carry_out::Fate::Held)) {
        return Err(Refusal::NothingCameBack { id });
    }
    if !held.is_empty() {
        return Err(Refusal::CopiesOpen { id, copies: held });
    }
    check_witnesses(carry_out)
}

/// At level 1, the highest, a disposal that nobody could see again needs somebody who saw it.
fn check_witnesses(carry_out: &CarryOut) -> Result<(), Refusal> {
    if carry_out.request.level != Level::One {
        return Ok(());
    }
    let unseen = carry_out.disposals.iter().find(|disposed| {
        !disposed.body.copies.is_empty()
            && disposed.witnesses.is_empty()
            && disposed.body.method != Method::Overwrite
            && disposed.body.method != Method::Key
    });
    match unseen {
        None => Ok(()),
        Some(disposed) => Err(Refusal::WitnessNeeded { id: carry_out.id(), disposal: disposed.id() }),
    }
}

pub(super) fn check_recall(
    registry: &Registry,
    carry_out: &CarryOut,
    statement: &Statement,
    body: &Recall,
) -> Result<(), Refusal> {
    need_role(registry, &statement.author, &[Role::Requester, Role::Approver, Role::Administrator])?;
    need_text("number", &body.number)?;
    if carry_out.completed().is_none() {
        let status = status_at(registry, carry_out, statement);
        return Err(Refusal::WrongStatus { id: carry_out.id(), status });
    }
    let recipient = &carry_out.request.recipient;
    let now = registry.recipients.get(recipient).map(|recipient| &recipient.record);
    let is_subcontractor = |record: &&crate::domain::body::RecipientAdd| record.subcontractor.is_some();
    if now.into_iter().chain(&carry_out.recipient).any(|record| is_subcontractor(&record)) {
        return Ok(());
    }
    Err(Refusal::NotASubcontractor { recipient: recipient.clone() })
}
