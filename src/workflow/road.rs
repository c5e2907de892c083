//! On the road: passed on, not delivered, later than planned, handed over, copied, recalled.

use chrono::NaiveDate;

use crate::domain::body::{
    Body, CopyMade, Extension, ExtensionAnswer, HandOver, Recall, Transfer, Undelivered,
};
use crate::domain::carry_out::CarryOut;
use crate::domain::names::{ContractId, CopyKind, MediumId, PersonId, RecipientId};
use crate::domain::refusal::Refusal;
use crate::projection::query::Filter;
use crate::projection::view::ExtensionSheet;
use crate::workflow::approve::check_confirmation;
use crate::workflow::desk::Desk;
use crate::workflow::enclosed::Enclosed;
use crate::workflow::error::Error;
use crate::workflow::keyring::Keyring;
use crate::workflow::world::World;

/// Says `body` about `carry_out`, and returns it as it stands then.
fn say(
    world: &World<'_>,
    desk: &mut Desk,
    keyring: &Keyring,
    carry_out: &CarryOut,
    body: Body,
    evidence: Option<&Enclosed>,
) -> Result<CarryOut, Error> {
    let attachments: Vec<&[u8]> = evidence.iter().map(|evidence| evidence.bytes.as_slice()).collect();
    desk.say(world, keyring, body, &attachments)?;
    desk.carry_out(&carry_out.id())
}

/// Passes it on to another carrier.
///
/// # Errors
/// [`Error::Refused`].
pub fn transfer(
    world: &World<'_>,
    desk: &mut Desk,
    keyring: &Keyring,
    carry_out: &CarryOut,
    to: PersonId,
    reason: Option<String>,
) -> Result<CarryOut, Error> {
    let body = Body::Transfer(Transfer { reason, request: carry_out.digest, to });
    say(world, desk, keyring, carry_out, body, None)
}

/// Records that it did not reach its recipient.
///
/// # Errors
/// [`Error::Refused`].
pub fn undelivered(
    world: &World<'_>,
    desk: &mut Desk,
    keyring: &Keyring,
    carry_out: &CarryOut,
    evidence: &Enclosed,
    note: Option<String>,
) -> Result<CarryOut, Error> {
    let body =
        Body::Undelivered(Undelivered { evidence: evidence.attachment(), note, request: carry_out.digest });
    say(world, desk, keyring, carry_out, body, Some(evidence))
}

/// Asks for a later day.
///
/// # Errors
/// [`Error::Refused`].
pub fn extend(
    world: &World<'_>,
    desk: &mut Desk,
    keyring: &Keyring,
    carry_out: &CarryOut,
    due: NaiveDate,
    reason: String,
) -> Result<CarryOut, Error> {
    let body = Body::Extension(Extension { due, reason, request: carry_out.digest });
    say(world, desk, keyring, carry_out, body, None)
}

/// The later day that waits, as an approver sees it.
///
/// # Errors
/// [`Refusal::NoExtension`] when none does.
pub fn extension_sheet(desk: &Desk, carry_out: &CarryOut, today: NaiveDate) -> Result<ExtensionSheet, Error> {
    let waiting = carry_out.waiting_extension().ok_or_else(|| Refusal::NoExtension { id: carry_out.id() })?;
    Ok(ExtensionSheet {
        carry_out: desk.view(carry_out, today),
        due: waiting.due,
        reason: waiting.reason.clone(),
        person: waiting.by.clone(),
        name: desk.registry.name_of(&waiting.by),
        at: waiting.at,
    })
}

/// The answer to the later day that waits.
///
/// # Errors
/// [`Refusal::NoExtension`] when none does.
pub fn answer_to_extension(
    carry_out: &CarryOut,
    approved: bool,
    reason: Option<String>,
) -> Result<Body, Error> {
    let waiting = carry_out.waiting_extension().ok_or_else(|| Refusal::NoExtension { id: carry_out.id() })?;
    Ok(Body::ExtensionAnswer(ExtensionAnswer {
        approved,
        extension: waiting.digest,
        reason,
        request: carry_out.digest,
    }))
}

/// Agrees to the later day, having compared the typed digits as for a request.
///
/// # Errors
/// [`Error::ConfirmationDiffers`]; [`Error::Refused`].
pub fn approve_extension(
    world: &World<'_>,
    desk: &mut Desk,
    keyring: &Keyring,
    carry_out: &CarryOut,
    typed: &str,
) -> Result<CarryOut, Error> {
    check_confirmation(typed, &carry_out.request.manifest.sha256, Some(carry_out.id()))?;
    let body = answer_to_extension(carry_out, true, None)?;
    say(world, desk, keyring, carry_out, body, None)
}

/// Refuses the later day, with a reason.
///
/// # Errors
/// [`Error::Refused`].
pub fn reject_extension(
    world: &World<'_>,
    desk: &mut Desk,
    keyring: &Keyring,
    carry_out: &CarryOut,
    reason: &str,
) -> Result<CarryOut, Error> {
    let body = answer_to_extension(carry_out, false, Some(reason.to_owned()))?;
    say(world, desk, keyring, carry_out, body, None)
}

/// The deliverable is the recipient's from now on.
///
/// # Errors
/// [`Error::Refused`].
pub fn hand_over(
    world: &World<'_>,
    desk: &mut Desk,
    keyring: &Keyring,
    carry_out: &CarryOut,
    evidence: Option<&Enclosed>,
    medium_stays: bool,
) -> Result<CarryOut, Error> {
    let body = Body::HandOver(HandOver {
        evidence: evidence.map(Enclosed::attachment),
        medium_stays,
        request: carry_out.digest,
    });
    say(world, desk, keyring, carry_out, body, evidence)
}

/// A copy that somebody made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCopy {
    /// What it is.
    pub kind: CopyKind,
    /// The registered PC or phone it is on.
    pub device: Option<MediumId>,
    /// Where it is.
    pub place: String,
    /// The recipient who holds it.
    pub holder: Option<RecipientId>,
}

/// Declares a further copy to account for.
///
/// # Errors
/// [`Error::Refused`].
pub fn declare_copy(
    world: &World<'_>,
    desk: &mut Desk,
    keyring: &Keyring,
    carry_out: &CarryOut,
    copy: NewCopy,
) -> Result<CarryOut, Error> {
    let NewCopy { kind, device, place, holder } = copy;
    let body = Body::CopyMade(CopyMade { device, holder, kind, place, request: carry_out.digest });
    say(world, desk, keyring, carry_out, body, None)
}

/// The contract whose client lent the device that a copy of something else was made on. It is recorded, for it is there.
#[must_use]
pub fn lent_for_another(desk: &Desk, carry_out: &CarryOut, device: Option<&MediumId>) -> Option<ContractId> {
    let owner = desk.registry.media.get(device?)?.record.owner.as_ref()?;
    (carry_out.request.contract.as_ref() != Some(owner)).then(|| owner.clone())
}

/// Whose copies the client orders back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Order {
    /// Every subcontractor's under this contract.
    Contract(ContractId),
    /// This subcontractor's.
    Recipient(RecipientId),
}

/// What an order came to.
#[derive(Debug, Clone, PartialEq)]
pub struct Collected {
    /// Recalled now.
    pub now: Vec<CarryOut>,
    /// Recalled under the same number before.
    pub before: Vec<CarryOut>,
}

/// Recalls every completed carry-out to a subcontractor that the order is about. Each is a statement of
/// its own: run again after an interruption, it goes on with those that are left.
///
/// # Errors
/// [`Error::NothingToRecall`] or [`Error::Refused`] when the order is about none; then nothing was said.
pub fn recall(
    world: &World<'_>,
    desk: &mut Desk,
    keyring: &Keyring,
    order: &Order,
    number: &str,
) -> Result<Collected, Error> {
    let concerned = concerned(desk, order)?;
    if concerned.is_empty() {
        // Silence would look like an order carried out.
        return Err(nobody_concerned(desk, order));
    }
    let mut collected = Collected { now: Vec::new(), before: Vec::new() };
    for carry_out in concerned {
        if carry_out.recalls.iter().any(|recalled| recalled.number == number) {
            collected.before.push(carry_out);
            continue;
        }
        let contract = match order {
            Order::Contract(contract) => Some(contract.clone()),
            Order::Recipient(_) => carry_out.request.contract.clone(),
        };
        let body = Body::Recall(Recall { contract, number: number.to_owned(), request: carry_out.digest });
        collected.now.push(say(world, desk, keyring, &carry_out, body, None)?);
    }
    Ok(collected)
}

fn concerned(desk: &Desk, order: &Order) -> Result<Vec<CarryOut>, Error> {
    let filter = match order {
        Order::Contract(contract) => Filter { contract: Some(contract.to_string()), ..Filter::default() },
        Order::Recipient(recipient) => Filter { to: Some(recipient.to_string()), ..Filter::default() },
    };
    let mut concerned = Vec::new();
    desk.projection.each_carry_out::<Error>(&filter, |carry_out| {
        if carry_out.completed().is_some() && is_to_subcontractor(desk, &carry_out) {
            concerned.push(carry_out);
        }
        Ok(())
    })?;
    Ok(concerned)
}

fn nobody_concerned(desk: &Desk, order: &Order) -> Error {
    let Order::Recipient(recipient) = order else { return Error::NothingToRecall };
    match desk.registry.recipients.get(recipient) {
        None => Refusal::UnknownRecipient { recipient: recipient.clone() }.into(),
        Some(found) if found.record.subcontractor.is_none() => {
            Refusal::NotASubcontractor { recipient: recipient.clone() }.into()
        }
        Some(_) => Error::NothingToRecall,
    }
}

/// As registered now, or when it was asked for.
fn is_to_subcontractor(desk: &Desk, carry_out: &CarryOut) -> bool {
    let now = desk.registry.recipients.get(&carry_out.request.recipient).map(|found| &found.record);
    now.into_iter().chain(&carry_out.recipient).any(|record| record.subcontractor.is_some())
}
