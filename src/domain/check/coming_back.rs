//! Coming back: what may be called returned, disposed of, witnessed and confirmed.

use super::contract::need_recipient;
use super::road::{need_carrier, need_outside, need_role_to_approve, need_unfrozen};
use super::{author, media, need_role, need_text, status_at};
use crate::base::digest::Digest;
use crate::domain::apply::is_same_place;
use crate::domain::body::coming_back::{Measured, Overwritten};
use crate::domain::body::{Confirmation, CopyMade, Disposal, Recall, Recheck, Return, Witness};
use crate::domain::carry_out::{CarryOut, CopyRecord, Disposed, Fate, id_of};
use crate::domain::names::{CopyKind, MediumId, MediumState, Method, PersonId, Role, Sanitization};
use crate::domain::refusal::{CopyRefusal, Refusal};
use crate::domain::registry::Registry;
use crate::domain::rules::demand::DeviceEnd;
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
    // The package and what was sent come of the export, and nobody declares another.
    if matches!(body.kind, CopyKind::Package | CopyKind::Sent) {
        return Err(Refusal::Copy(CopyRefusal::MadeByExport { id: carry_out.id(), kind: body.kind }));
    }
    if let Some(device) = &body.device {
        super::article::need_device(registry, device)?;
    }
    match (body.kind, &body.holder) {
        (CopyKind::Subcontractor, Some(holder)) => need_recipient(registry, holder),
        (CopyKind::Subcontractor, None) => Err(Refusal::Empty { field: "holder" }),
        (_, Some(holder)) => need_recipient(registry, holder),
        (_, None) => Ok(()),
    }
}

pub(super) fn check_return(
    registry: &Registry,
    carry_out: &CarryOut,
    statement: &Statement,
    body: &Return,
) -> Result<(), Refusal> {
    need_carrier(carry_out, &statement.author)?;
    need_outside(registry, carry_out, statement)?;
    let copies = named_copies(carry_out, &body.copies)?;
    if copies.is_empty() {
        return Err(Refusal::Copy(CopyRefusal::NoCopies { id: carry_out.id() }));
    }
    let measured = body.measured.as_ref();
    for copy in copies {
        need_returnable(carry_out, copy)?;
        match &copy.fate {
            Fate::Held => {}
            Fate::Lost { .. } => {
                let noted = body.note.as_ref().is_some_and(|note| !note.trim().is_empty());
                need_found(carry_out, copy, measured, noted)?;
            }
            Fate::Disposed { disposal } if is_weak(carry_out, *disposal) => {}
            // What was said of the package did not bring the medium back: now it is here.
            Fate::Returned { .. } | Fate::Disposed { .. } if is_out(registry, carry_out, copy, measured) => {}
            Fate::Returned { .. } | Fate::Disposed { .. } | Fate::HandedOver => {
                return Err(Refusal::Copy(CopyRefusal::CopyAccounted {
                    id: carry_out.id(),
                    copy: copy.number,
                }));
            }
        }
        if copy.medium.is_some() && measured.is_none() {
            return Err(Refusal::Copy(CopyRefusal::NotMeasured { id: carry_out.id(), copy: copy.number }));
        }
        if let Some(measured) = measured {
            need_same_medium(copy, measured)?;
        }
    }
    let Some(measured) = measured else { return Ok(()) };
    media::check_at_hand(registry, measured)?;
    // Clearing a whole medium is a disposal, with the conditions of one.
    if measured.overwritten.is_some() {
        let (method, field) = (Method::Overwrite, "measured");
        return Err(Refusal::Copy(CopyRefusal::MethodDoesNotFit { id: carry_out.id(), method, field }));
    }
    // What an incident is about is kept as it is; what was done before anybody knew of it is told.
    if measured.is_changed() && body.begun.is_none() {
        need_unfrozen_there(registry, carry_out)
    } else {
        Ok(())
    }
}

/// What reached a stranger does not come back: what became of it is a word, with what shows it.
fn need_returnable(carry_out: &CarryOut, copy: &CopyRecord) -> Result<(), Refusal> {
    if copy.kind != CopyKind::Misdelivered {
        return Ok(());
    }
    Err(Refusal::Copy(CopyRefusal::StrayCopy { id: carry_out.id(), copy: copy.number }))
}

/// Refuses where an open incident keeps this carry-out, or another package on the same medium, as it is.
fn need_unfrozen_there(registry: &Registry, carry_out: &CarryOut) -> Result<(), Refusal> {
    need_unfrozen(registry, carry_out)?;
    carry_out.medium().map_or(Ok(()), |medium| media::check_unfrozen(registry, medium))
}

/// Refuses a lost copy of which nothing shows that it was found: what was lost does not end by a word.
fn need_found(
    carry_out: &CarryOut,
    copy: &CopyRecord,
    measured: Option<&Measured>,
    shown_otherwise: bool,
) -> Result<(), Refusal> {
    let at_hand = copy.is_as_written() && measured.is_some_and(|measured| is_same_place(carry_out, measured));
    if at_hand || (copy.medium.is_none() && shown_otherwise) {
        return Ok(());
    }
    Err(Refusal::Copy(CopyRefusal::LostStill { id: carry_out.id(), copy: copy.number }))
}

/// Whether nothing but a word, or the end of the key, says that a copy was disposed of: it may still turn up.
fn is_weak(carry_out: &CarryOut, disposal: u64) -> bool {
    let found = carry_out.disposals.iter().find(|disposed| disposed.number == disposal);
    found.is_none_or(|disposed| disposed.body.method == Method::Key || disposed.level == Sanitization::L0)
}

/// Whether the medium of this copy is still out with this carry-out, and at hand.
fn is_out(registry: &Registry, carry_out: &CarryOut, copy: &CopyRecord, measured: Option<&Measured>) -> bool {
    let medium = copy.medium.as_ref().and_then(|id| registry.media.get(id));
    medium.is_some_and(|medium| medium.out.contains_key(&carry_out.number))
        && measured.is_some_and(|measured| is_same_place(carry_out, measured))
}

pub(super) fn check_disposal(
    registry: &Registry,
    carry_out: &CarryOut,
    statement: &Statement,
    body: &Disposal,
) -> Result<(), Refusal> {
    let id = carry_out.id();
    let does_not_fit = |field| {
        Refusal::Copy(CopyRefusal::MethodDoesNotFit { id: carry_out.id(), method: body.method, field })
    };
    if carry_out.completed().is_none() {
        return Err(Refusal::WrongStatus { status: status_at(registry, carry_out, statement), id });
    }
    let copies = named_copies(carry_out, &body.copies)?;
    for copy in &copies {
        need_disposable(carry_out, copy, body)?;
        if body.method != Method::Declared {
            need_returnable(carry_out, copy)?;
        }
    }
    if body.method != Method::Overwrite && copies.is_empty() && body.method != Method::Key {
        return Err(Refusal::Copy(CopyRefusal::NoCopies { id }));
    }
    if body.method != Method::Overwrite && body.method != Method::Key {
        need_outside(registry, carry_out, statement)?;
    }
    if body.method != Method::Physical && !body.also.is_empty() {
        return Err(does_not_fit("also"));
    }
    if body.method == Method::Key {
        // No incident keeps a key from its end.
        if body.begun.is_some() {
            return Err(does_not_fit("begun"));
        }
        check_key_destruction(registry, carry_out, &statement.author, body)?;
        return if copies.iter().all(|copy| copy.kind.is_sealed()) {
            Ok(())
        } else {
            Err(does_not_fit("copies"))
        };
    }
    // What was truly done is told, frozen or not; whoever is about to do it says nothing of having begun.
    let done = body.begun.is_some();
    if !done {
        need_unfrozen(registry, carry_out)?;
    }
    if statement.author != carry_out.requester
        && need_role(registry, &statement.author, &[Role::Custodian, Role::Administrator]).is_err()
    {
        need_carrier(carry_out, &statement.author)?;
    }
    if body.key.is_some() {
        return Err(does_not_fit("key"));
    }
    if let Some(measured) = &body.measured {
        media::check_at_hand(registry, measured)?;
        for copy in &copies {
            need_same_medium(copy, measured)?;
        }
    }
    match body.method {
        Method::EraseFile => {
            let measured = body.measured.as_ref().ok_or_else(|| does_not_fit("measured"))?;
            // What is left, and why, is part of what was measured; the level says what it comes to.
            if measured.overwritten.is_some() {
                return Err(does_not_fit("measured"));
            }
            if done { Ok(()) } else { need_unfrozen_there(registry, carry_out) }
        }
        Method::Overwrite => check_overwriting(registry, carry_out, body),
        Method::Physical | Method::Dissolve | Method::Declared | Method::Key => {
            if body.measured.is_some() {
                return Err(does_not_fit("measured"));
            }
            if body.evidence.is_none() {
                need_text("note", body.note.as_deref().unwrap_or_default())?;
            }
            let on_medium = copies.iter().find_map(|copy| copy.medium.as_ref());
            match on_medium.filter(|_| body.method == Method::Physical) {
                Some(medium) => check_destroying(registry, carry_out, medium, body),
                None if body.also.is_empty() => Ok(()),
                None => Err(does_not_fit("also")),
            }
        }
    }
}

/// Whatever else is on a medium goes with it when it is destroyed: every package that somebody carries is named,
/// and accounted for by itself.
fn check_destroying(
    registry: &Registry,
    carry_out: &CarryOut,
    medium: &MediumId,
    body: &Disposal,
) -> Result<(), Refusal> {
    let rises = body.also.windows(2).all(|pair| pair.first() < pair.last());
    if !rises || body.also.contains(&carry_out.number) {
        return Err(Refusal::Copy(CopyRefusal::MethodDoesNotFit {
            id: carry_out.id(),
            method: body.method,
            field: "also",
        }));
    }
    if body.begun.is_none() {
        media::check_unfrozen(registry, medium)?;
    }
    // What is destroyed already was named by whoever destroyed it.
    let known = registry.media.get(medium);
    if known.is_some_and(|medium| medium.state == MediumState::Destroyed) {
        return Ok(());
    }
    if let Some(owner) = known.and_then(|medium| medium.record.owner.as_ref()) {
        super::rules::check_device_end(registry, owner, medium, DeviceEnd::Destroyed)?;
    }
    let others = others_on(registry, carry_out, medium, |number| registry.is_carried(number));
    let unnamed = others.into_iter().filter(|number| !body.also.contains(number));
    let unnamed: Vec<String> = unnamed.map(id_of).collect();
    if unnamed.is_empty() {
        return Ok(());
    }
    Err(Refusal::MediumHoldsOthers { medium: medium.clone(), others: unnamed })
}

/// Refuses to dispose of a copy that is not there any more, or of which nothing shows that it is there again.
fn need_disposable(carry_out: &CarryOut, copy: &CopyRecord, body: &Disposal) -> Result<(), Refusal> {
    let at_hand = !matches!(body.method, Method::Key | Method::Declared);
    let adds = match &copy.fate {
        Fate::Held => true,
        // The end of its key is worth recording, and does not find it.
        Fate::Lost { .. } if body.method == Method::Key => true,
        Fate::Lost { .. } => {
            return need_found(carry_out, copy, body.measured.as_ref(), body.evidence.is_some());
        }
        Fate::Returned { .. } => at_hand,
        Fate::Disposed { disposal } => at_hand && is_weak(carry_out, *disposal),
        Fate::HandedOver => false,
    };
    if adds {
        Ok(())
    } else {
        Err(Refusal::Copy(CopyRefusal::CopyAccounted { id: carry_out.id(), copy: copy.number }))
    }
}

fn need_same_medium(copy: &CopyRecord, measured: &Measured) -> Result<(), Refusal> {
    if copy.medium.is_none() || copy.medium == measured.place.medium {
        return Ok(());
    }
    Err(Refusal::OtherMedium { approved: copy.medium.clone(), found: measured.place.medium.clone() })
}

/// A whole medium is overwritten only when nothing else that counts is on it.
fn check_overwriting(registry: &Registry, carry_out: &CarryOut, body: &Disposal) -> Result<(), Refusal> {
    let does_not_fit = |field| {
        Refusal::Copy(CopyRefusal::MethodDoesNotFit { id: carry_out.id(), method: body.method, field })
    };
    let measured = body.measured.as_ref().filter(|measured| measured.overwritten.is_some());
    let measured = measured.ok_or_else(|| does_not_fit("measured"))?;
    let whole = |whole: &Overwritten| {
        let serial = measured.place.serial.as_deref().unwrap_or_default();
        let is_seed =
            whole.seed.len() == 64 && whole.seed.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        measured.capacity_bytes == Some(whole.bytes) && whole.serial == serial && is_seed
    };
    if !measured.overwritten.as_ref().is_some_and(whole) {
        return Err(does_not_fit("overwritten"));
    }
    if carry_out.medium() != measured.place.medium.as_ref() {
        return Err(Refusal::OtherMedium {
            approved: carry_out.medium().cloned(),
            found: measured.place.medium.clone(),
        });
    }
    let Some(id) = carry_out.medium() else { return Err(does_not_fit("medium")) };
    if body.begun.is_none() {
        return check_holds_no_others(registry, carry_out, id);
    }
    // What an incident should have kept is gone: that is told, and held against nobody's account.
    need_no_others(
        id,
        others_on(registry, carry_out, id, |number| {
            registry.is_carried(number) && registry.freezing(number).is_none()
        }),
    )
}

/// Refuses to overwrite a medium that holds packages of other carry-outs whose end nobody has confirmed, or
/// that an incident keeps as they are.
///
/// # Errors
/// [`Refusal::MediumHoldsOthers`].
pub fn check_holds_no_others(
    registry: &Registry,
    carry_out: &CarryOut,
    id: &MediumId,
) -> Result<(), Refusal> {
    let counts = |number| registry.is_carried(number) || registry.freezing(number).is_some();
    need_no_others(id, others_on(registry, carry_out, id, counts))
}

/// The other carry-outs whose packages are on a medium, of those that count.
fn others_on(
    registry: &Registry,
    carry_out: &CarryOut,
    id: &MediumId,
    counts: impl Fn(u64) -> bool,
) -> Vec<u64> {
    let holds = registry.media.get(id).map(|medium| &medium.holds);
    let others = holds.into_iter().flatten().copied().filter(|number| *number != carry_out.number);
    others.filter(|number| counts(*number)).collect()
}

fn need_no_others(medium: &MediumId, others: Vec<u64>) -> Result<(), Refusal> {
    if others.is_empty() {
        return Ok(());
    }
    let others = others.into_iter().map(id_of).collect();
    Err(Refusal::MediumHoldsOthers { medium: medium.clone(), others })
}

fn check_key_destruction(
    registry: &Registry,
    carry_out: &CarryOut,
    person: &PersonId,
    body: &Disposal,
) -> Result<(), Refusal> {
    let id = carry_out.id();
    let custody = carry_out.completed().and_then(|(attempt, _, _)| attempt.custody.as_ref());
    let custody = custody.ok_or_else(|| Refusal::NoPassphrase { id: id.clone() })?;
    let does_not_fit = |field| {
        Refusal::Copy(CopyRefusal::MethodDoesNotFit { id: carry_out.id(), method: body.method, field })
    };
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

/// The copies with these numbers, which must rise and exist.
fn named_copies<'a>(carry_out: &'a CarryOut, numbers: &[u64]) -> Result<Vec<&'a CopyRecord>, Refusal> {
    let id = || carry_out.id();
    if numbers.windows(2).any(|pair| pair.first() >= pair.last()) {
        return Err(Refusal::Copy(CopyRefusal::NoCopies { id: id() }));
    }
    let named = |number: &u64| {
        carry_out
            .copy(*number)
            .ok_or_else(|| Refusal::Copy(CopyRefusal::NoSuchCopy { id: id(), copy: *number }))
    };
    numbers.iter().map(named).collect()
}

fn disposal<'a>(carry_out: &'a CarryOut, statement: &Digest) -> Result<&'a Disposed, Refusal> {
    carry_out.disposal(statement).ok_or_else(|| {
        Refusal::Copy(CopyRefusal::NoSuchDisposal { id: carry_out.id(), disposal: *statement })
    })
}

pub(super) fn check_witness(
    carry_out: &CarryOut,
    statement: &Statement,
    body: &Witness,
) -> Result<(), Refusal> {
    let disposed = disposal(carry_out, &body.disposal)?;
    let person = &statement.author;
    if disposed.by == *person {
        return Err(Refusal::Copy(CopyRefusal::OwnDisposal {
            disposal: disposed.id(),
            person: person.clone(),
        }));
    }
    if let Some(external) = &body.external {
        need_text("name", &external.name)?;
        // What shows that it was done does not show that somebody else was there.
        if disposed.body.evidence.is_some_and(|evidence| evidence.sha256 == external.evidence.sha256) {
            return Err(Refusal::Copy(CopyRefusal::SameEvidence { disposal: disposed.id() }));
        }
        let again = |witness: &&crate::domain::carry_out::Witnessed| {
            witness.external.as_ref() == Some(&external.name)
        };
        return match disposed.witnesses.iter().find(again) {
            None => Ok(()),
            Some(_) => Err(Refusal::Copy(CopyRefusal::AlreadyWitness {
                disposal: disposed.id(),
                person: person.clone(),
            })),
        };
    }
    if disposed.witnesses.iter().any(|witness| witness.by == *person && witness.external.is_none()) {
        return Err(Refusal::Copy(CopyRefusal::AlreadyWitness {
            disposal: disposed.id(),
            person: person.clone(),
        }));
    }
    Ok(())
}

/// By somebody else than who cleared it, who read it back already.
pub(super) fn check_recheck(
    carry_out: &CarryOut,
    statement: &Statement,
    body: &Recheck,
) -> Result<(), Refusal> {
    let disposed = disposal(carry_out, &body.disposal)?;
    if disposed.by == statement.author {
        return Err(Refusal::Copy(CopyRefusal::OwnRecheck {
            disposal: disposed.id(),
            person: statement.author.clone(),
        }));
    }
    let does_not_fit = |field| {
        Refusal::Copy(CopyRefusal::MethodDoesNotFit {
            id: carry_out.id(),
            method: disposed.body.method,
            field,
        })
    };
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
    if carry_out.involved().any(|by| by == person) {
        return Err(Refusal::Copy(CopyRefusal::OwnReturn { id, person: person.clone() }));
    }
    need_unfrozen(registry, carry_out)?;
    let held: Vec<u64> =
        carry_out.copies.iter().filter(|copy| copy.fate == Fate::Held).map(|copy| copy.number).collect();
    if held.len() == carry_out.copies.len() {
        return Err(Refusal::Copy(CopyRefusal::NothingCameBack { id }));
    }
    if !held.is_empty() {
        return Err(Refusal::Copy(CopyRefusal::CopiesOpen { id, copies: held }));
    }
    super::rules::check_disposals(registry, carry_out)?;
    check_witnesses(carry_out)
}

/// Where the rules ask for one, a disposal that nobody could see again needs somebody who saw it.
fn check_witnesses(carry_out: &CarryOut) -> Result<(), Refusal> {
    if !carry_out.terms.witness {
        return Ok(());
    }
    let unseen = carry_out.disposals.iter().find(|disposed| {
        !disposed.body.copies.is_empty()
            && !carry_out.is_of_strays(disposed)
            && disposed.witnesses.is_empty()
            && disposed.body.method != Method::Key
            && disposed.level < Sanitization::L3
    });
    match unseen {
        None => Ok(()),
        Some(disposed) => {
            Err(Refusal::Copy(CopyRefusal::WitnessNeeded { id: carry_out.id(), disposal: disposed.id() }))
        }
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
    // The client's order is a fact, frozen or not: collecting destroys nothing, and what is collected is kept.
    // Once collected and confirmed, one order does not open it again and again.
    if carry_out.recalls.iter().any(|recalled| recalled.number == body.number) {
        return Err(Refusal::Copy(CopyRefusal::RecalledAlready {
            id: carry_out.id(),
            number: body.number.clone(),
        }));
    }
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
