//! The package: its making, its passphrase and the codes that come back.

use super::request::need_pending;
use super::{author, media, need_role, need_text, road, rules, status_at};
use crate::base::digest::Digest;
use crate::base::limits::ARRIVAL_DIGITS;
use crate::domain::body;
use crate::domain::body::export::Custody;
use crate::domain::body::release::Code;
use crate::domain::body::request::Opening;
use crate::domain::carry_out::{CarryOut, CopyRecord, Fate, Outcome, Status, id_of};
use crate::domain::names::{Channel, CopyKind, MediumState, PersonId, Role, Via};
use crate::domain::refusal::Refusal;
use crate::domain::registry::Registry;
use crate::domain::statement::Statement;
use crate::domain::tally::tally;

/// What a package of this request is called, such as `C-0042.zip.age`.
#[must_use]
pub fn package_name(number: u64, opening: &Opening) -> String {
    match opening {
        Opening::AgePassphrase | Opening::AgeKeys { .. } => format!("{}.zip.age", id_of(number)),
        Opening::ZipAes => format!("{}.zip", id_of(number)),
    }
}

/// Who keeps the passphrase of this carry-out, and whether that is the carrier for want of another.
#[must_use]
pub fn custody_holders(registry: &Registry, carrier: &PersonId) -> (Vec<PersonId>, bool) {
    let holders: Vec<PersonId> = registry
        .with_role(Role::Custodian)
        .filter(|person| person.id != *carrier)
        .map(|person| person.id.clone())
        .collect();
    if holders.is_empty() { (vec![carrier.clone()], true) } else { (holders, false) }
}

/// Those of the holders of a custody file who can still open it.
#[must_use]
pub fn living_holders(registry: &Registry, custody: &Custody) -> Vec<PersonId> {
    let lives = |id: &&PersonId| {
        let person = registry.person(id).filter(|person| person.leaving.is_none());
        person.is_some_and(|person| custody.carrier_holds || person.has(Role::Custodian))
    };
    custody.holders.iter().filter(lives).cloned().collect()
}

pub(super) fn check_intent(
    registry: &Registry,
    carry_out: &CarryOut,
    statement: &Statement,
    body: &body::ExportIntent,
) -> Result<(), Refusal> {
    let id = carry_out.id();
    if statement.author != carry_out.requester {
        return Err(Refusal::NotTheRequester { id, requester: carry_out.requester.clone() });
    }
    need_role(registry, &statement.author, &[Role::Requester])?;
    let need = carry_out.terms.approvers.ok_or_else(|| Refusal::LevelUnknown { id: carry_out.id() })?;
    need_pending(registry, carry_out, statement)?;
    let tally = tally(registry, carry_out);
    if !tally.is_enough() {
        return Err(Refusal::QuorumShort { id, have: tally.count(), need });
    }
    if statement.time.date() < carry_out.request.on {
        return Err(Refusal::TooEarly { id, on: carry_out.request.on });
    }
    if body.approvals != tally.approvals {
        return Err(Refusal::OtherApprovals { id });
    }
    if body.destination.medium != carry_out.request.medium {
        return Err(Refusal::OtherMedium {
            approved: carry_out.request.medium.clone(),
            found: body.destination.medium.clone(),
        });
    }
    road::need_unfrozen(registry, carry_out)?;
    media::check_identified(registry, &body.destination)?;
    if let Some(medium) = &carry_out.request.medium {
        media::check_usable(registry, medium)?;
        media::check_owner(registry, medium, carry_out.request.contract.as_ref())?;
        media::check_unfrozen(registry, medium)?;
        media::check_taint(registry, medium, &carry_out.request)?;
    }
    rules::check_export(registry, carry_out, statement)?;
    check_custody(registry, carry_out, body)?;
    let expected = package_name(carry_out.number, &carry_out.request.opening);
    if body.package_name != expected {
        return Err(Refusal::WrongPackageName { id, expected });
    }
    Ok(())
}

pub(super) fn check_custody(
    registry: &Registry,
    carry_out: &CarryOut,
    body: &body::ExportIntent,
) -> Result<(), Refusal> {
    let right = match &body.custody {
        None => !carry_out.request.opening.has_passphrase(),
        Some(custody) => {
            let (able, carrier_holds) = custody_holders(registry, &carry_out.requester);
            carry_out.request.opening.has_passphrase()
                && custody.carrier_holds == carrier_holds
                && !custody.holders.is_empty()
                && custody.holders.iter().all(|holder| able.contains(holder))
        }
    };
    if right { Ok(()) } else { Err(Refusal::WrongCustody { id: carry_out.id() }) }
}

pub(super) fn check_attempt_ends(
    carry_out: &CarryOut,
    author: &PersonId,
    intent: &Digest,
) -> Result<(), Refusal> {
    let open = carry_out
        .attempts
        .iter()
        .find(|attempt| attempt.intent_digest == *intent && attempt.outcome == Outcome::Open)
        .ok_or_else(|| Refusal::NoOpenAttempt { id: carry_out.id(), intent: *intent })?;
    if open.by == *author { Ok(()) } else { Err(Refusal::NotTheirAttempt { person: open.by.clone() }) }
}

/// Whoever leaves cannot close what they left open: an administrator does.
pub(super) fn check_attempt_fails(
    registry: &Registry,
    carry_out: &CarryOut,
    person: &PersonId,
    intent: &Digest,
) -> Result<(), Refusal> {
    let open = carry_out.open_attempt().filter(|attempt| attempt.intent_digest == *intent);
    let leaves = |id: &PersonId| registry.person(id).is_some_and(|person| person.leaving.is_some());
    if open.is_some_and(|attempt| leaves(&attempt.by)) {
        return need_role(registry, person, &[Role::Administrator]);
    }
    check_attempt_ends(carry_out, person, intent)
}

pub(super) fn check_release(
    registry: &Registry,
    carry_out: &CarryOut,
    statement: &Statement,
    body: &body::PassphraseRelease,
) -> Result<(), Refusal> {
    let id = carry_out.id();
    if !carry_out.request.opening.has_passphrase() {
        return Err(Refusal::NoPassphrase { id });
    }
    let by = &statement.author;
    let Some((attempt, _, _)) = carry_out.completed() else {
        return Err(Refusal::WrongStatus { status: status_at(registry, carry_out, statement), id });
    };
    let custody = attempt.custody.as_ref();
    // A custodian to whom the package was passed on has one half already, and does not give out the other.
    let holds = custody.is_some_and(|custody| {
        let still = author(registry, by).is_ok_and(|p| p.has(Role::Custodian)) && *by != carry_out.carrier;
        (custody.carrier_holds || still) && custody.holders.contains(by)
    });
    if !holds {
        return Err(Refusal::NotACustodian { id, person: by.clone() });
    }
    need_text("told", &body.told)?;
    check_channel(carry_out, body)?;
    road::need_unfrozen(registry, carry_out)?;
    // What was lost on the road is not made readable afterwards.
    let medium = carry_out.medium().and_then(|id| registry.media.get(id));
    let medium_is_lost = medium.is_some_and(|medium| medium.state == MediumState::Lost);
    let is_lost = |copy: &CopyRecord| match copy.fate {
        Fate::Lost { .. } => true,
        Fate::Held => medium_is_lost && copy.kind == CopyKind::Package,
        Fate::Returned { .. } | Fate::Disposed { .. } | Fate::HandedOver => false,
    };
    if carry_out.copies.iter().any(is_lost) {
        return Err(Refusal::WrongStatus { status: Status::Lost, id });
    }
    if carry_out.disposals.iter().any(|disposed| disposed.body.key.is_some()) {
        return Err(Refusal::WrongStatus { status: Status::Disposed, id });
    }
    if carry_out.request.after_arrival && carry_out.arrived_at.is_none() {
        return Err(Refusal::NotArrived { id });
    }
    Ok(())
}

/// The passphrase takes another road than the package.
pub(super) fn check_channel(carry_out: &CarryOut, body: &body::PassphraseRelease) -> Result<(), Refusal> {
    let same_road = match (body.via, carry_out.request.via) {
        (Channel::Hand, Via::Usb | Via::Hand) | (Channel::Letter, Via::Courier) => true,
        (Channel::Other, Via::Email) => mentions_address(carry_out, body),
        _ => false,
    };
    if same_road {
        return Err(Refusal::SameRoad { channel: body.via });
    }
    if body.via == Channel::Other {
        return need_text("note", body.note.as_deref().unwrap_or_default());
    }
    Ok(())
}

/// Whether what is told names the mail address the package itself went to.
fn mentions_address(carry_out: &CarryOut, body: &body::PassphraseRelease) -> bool {
    let Some(recipient) = &carry_out.recipient else { return false };
    let Some(email) = recipient.email.as_ref().map(|email| email.to_lowercase()) else { return false };
    [body.note.as_deref(), body.contact.as_deref(), Some(body.told.as_str())]
        .into_iter()
        .flatten()
        .any(|text| text.to_lowercase().contains(&email))
}

pub(super) fn check_receipt(
    registry: &Registry,
    carry_out: &CarryOut,
    statement: &Statement,
    body: &body::Receipt,
) -> Result<(), Refusal> {
    need_role(registry, &statement.author, &[Role::Requester, Role::Custodian])?;
    let id = carry_out.id();
    let Some((attempt, completed, _)) = carry_out.completed() else {
        return Err(Refusal::WrongStatus { status: status_at(registry, carry_out, statement), id });
    };
    let right = match &body.code {
        Code::Arrived { digits } => *digits == completed.package_sha256.prefix(ARRIVAL_DIGITS),
        Code::Opened { code } => attempt.intent.opened_code.matches(code),
    };
    if right { Ok(()) } else { Err(Refusal::WrongCode { id }) }
}
