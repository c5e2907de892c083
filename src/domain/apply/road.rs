//! On the road: what each statement does.

use super::duty;
use super::medium::{end_medium, medium_end};
use crate::domain::body::{Checkout, Extension, ExtensionAnswer, HandOver, Transfer, Undelivered};
use crate::domain::carry_out::{
    CarryOut, CheckedOut, Ended, Extended, Fate, HandedOver, NotDelivered, Transferred,
};
use crate::domain::names::{CopyKind, Kind, MediumState};
use crate::domain::registry::{OutWith, Registry};
use crate::domain::verify::Act;

pub(super) fn check_out(registry: &mut Registry, carry_out: &mut CarryOut, act: &Act, body: &Checkout) {
    let statement = &act.statement;
    forget_what_is_over(registry, carry_out);
    if let Some(medium) = carry_out.medium().and_then(|id| registry.media.get_mut(id)) {
        let person = statement.author.clone();
        let out = OutWith { person, carry_out: carry_out.number, since: statement.time };
        medium.out.insert(carry_out.number, out);
    }
    let out = CheckedOut {
        index: act.index,
        by: statement.author.clone(),
        at: statement.time,
        case: body.case.clone(),
        route: body.route.clone(),
        pledge: body.pledge,
    };
    carry_out.check_outs.push(out.clone());
    carry_out.checked_out = Some(out);
}

/// The new carrier has not pledged yet: what was pledged ends with the old one.
pub(super) fn transfer(registry: &mut Registry, carry_out: &mut CarryOut, act: &Act, body: &Transfer) {
    let statement = &act.statement;
    let from = std::mem::replace(&mut carry_out.carrier, body.to.clone());
    if let Some(person) = registry.people.get_mut(&from) {
        person.carries.remove(&carry_out.number);
    }
    if let Some(person) = registry.people.get_mut(&body.to) {
        person.carries.insert(carry_out.number);
    }
    if let Some(out) = carry_out
        .medium()
        .and_then(|id| registry.media.get_mut(id))
        .and_then(|medium| medium.out.get_mut(&carry_out.number))
    {
        out.person = body.to.clone();
    }
    carry_out.checked_out = None;
    carry_out.transfers.push(Transferred {
        from,
        to: body.to.clone(),
        by: statement.author.clone(),
        at: statement.time,
        reason: body.reason.clone(),
    });
}

pub(super) fn undelivered(registry: &mut Registry, carry_out: &mut CarryOut, act: &Act, body: &Undelivered) {
    let statement = &act.statement;
    back_at_the_office(registry, carry_out);
    carry_out.checked_out = None;
    super::mail::bounced(carry_out);
    carry_out.undelivered.push(NotDelivered {
        by: statement.author.clone(),
        at: statement.time,
        evidence: body.evidence,
        note: body.note.clone(),
    });
}

/// Whoever had the medium along for a carry-out that is over has it along no more.
fn forget_what_is_over(registry: &mut Registry, carry_out: &CarryOut) {
    let Some(id) = carry_out.medium() else { return };
    let out = registry.media.get(id).map(|medium| &medium.out).into_iter().flatten();
    let over: Vec<u64> =
        out.map(|(number, _)| *number).filter(|number| !registry.is_carried(*number)).collect();
    if let Some(medium) = registry.media.get_mut(id) {
        medium.out.retain(|number, _| !over.contains(number));
    }
}

/// The medium is with nobody any more, as far as this carry-out goes and those that are over.
pub(super) fn back_at_the_office(registry: &mut Registry, carry_out: &CarryOut) {
    forget_what_is_over(registry, carry_out);
    if let Some(medium) = carry_out.medium().and_then(|id| registry.media.get_mut(id)) {
        medium.out.remove(&carry_out.number);
    }
}

pub(super) fn extend(carry_out: &mut CarryOut, act: &Act, body: &Extension) {
    carry_out.extensions.push(Extended {
        digest: act.digest,
        by: act.statement.author.clone(),
        at: act.statement.time,
        due: body.due,
        reason: body.reason.clone(),
        answer: None,
    });
}

pub(super) fn answer_extension(carry_out: &mut CarryOut, act: &Act, body: &ExtensionAnswer) {
    let statement = &act.statement;
    let asked = carry_out.extensions.iter_mut().find(|extended| extended.digest == body.extension);
    if let Some(extended) = asked {
        let ended = Ended { by: statement.author.clone(), at: statement.time, reason: body.reason.clone() };
        extended.answer = Some((body.approved, ended));
    }
}

/// The deliverable is the recipient's. A medium they keep goes with it; one they do not keep, and the
/// office's own copy, are still ours to account for.
pub(super) fn hand_over(registry: &mut Registry, carry_out: &mut CarryOut, act: &Act, body: &HandOver) {
    let statement = &act.statement;
    for copy in &mut carry_out.copies {
        // What was sent and thought lost can have arrived after all; a lost medium stays lost.
        let goes = match copy.kind {
            CopyKind::Sent => copy.is_open(),
            CopyKind::Package => body.medium_stays && copy.medium.is_some() && copy.fate == Fate::Held,
            _ => false,
        };
        if goes {
            copy.fate = Fate::HandedOver;
        }
    }
    if body.medium_stays {
        back_at_the_office(registry, carry_out);
        let place = registry.recipient_name(&carry_out.request.recipient);
        if let Some(medium) = carry_out.medium().and_then(|id| registry.media.get_mut(id)) {
            end_medium(medium, MediumState::Retired, medium_end(act));
            medium.place = Some(place);
            medium.holds.remove(&carry_out.number);
        }
    }
    if carry_out.request.kind == Kind::ReturnToClient {
        duty::disposed(registry, carry_out, act, carry_out.id());
    }
    carry_out.handed_over = Some(HandedOver {
        index: act.index,
        by: statement.author.clone(),
        at: statement.time,
        evidence: body.evidence,
        medium_stays: body.medium_stays,
    });
}
