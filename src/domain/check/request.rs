//! A request and what is said to it before anything leaves.

use super::{author, media, need_role, need_text, rules, status_at};
use crate::base::digest::Digest;
use crate::domain::body::request::Opening;
use crate::domain::body::{self, Request};
use crate::domain::carry_out::{CarryOut, Status};
use crate::domain::names::{Opens, RecipientId, Role, Via};
use crate::domain::refusal::Refusal;
use crate::domain::registry::Registry;
use crate::domain::rules::demand::Part;
use crate::domain::statement::Statement;
use crate::domain::verify::Act;

/// How a package for this recipient has to open.
///
/// # Errors
/// [`Refusal::UnknownRecipient`].
pub fn opening_for(registry: &Registry, recipient: &RecipientId) -> Result<Opening, Refusal> {
    if recipient.is_self() {
        return Ok(Opening::AgePassphrase);
    }
    let found = registry
        .recipients
        .get(recipient)
        .ok_or_else(|| Refusal::UnknownRecipient { recipient: recipient.clone() })?;
    Ok(match (found.record.opens, found.record.age_keys.as_slice()) {
        (Opens::SevenZip, _) => Opening::ZipAes,
        (Opens::Age | Opens::Sekisho, []) => Opening::AgePassphrase,
        (Opens::Age | Opens::Sekisho, keys) => Opening::AgeKeys { keys: keys.to_vec() },
    })
}

pub(super) fn check_request(
    registry: &Registry,
    same: Option<&CarryOut>,
    act: &Act,
    body: &Request,
) -> Result<(), Refusal> {
    let statement = &act.statement;
    need_role(registry, &statement.author, &[Role::Requester])?;
    if same.is_some() {
        return Err(Refusal::RequestExists { request: act.digest });
    }
    need_text("purpose", &body.purpose)?;
    if body.copies == Some(0) {
        return Err(Refusal::Empty { field: "copies" });
    }
    if body.on < statement.time.date() {
        return Err(Refusal::DayPassed { on: body.on });
    }
    if body.due < body.on {
        return Err(Refusal::DueBeforeLeaving { on: body.on, due: body.due });
    }
    match &body.medium {
        Some(_) if matches!(body.via, Via::Email | Via::ClientSystem) => {
            return Err(Refusal::NoMediumThere { via: body.via });
        }
        Some(medium) => {
            media::check_usable(registry, medium)?;
            media::check_owner(registry, medium, body.contract.as_ref())?;
            media::check_taint(registry, medium, body)?;
        }
        None if body.via == Via::Usb => return Err(Refusal::MediumRequired),
        None => {}
    }
    if opening_for(registry, &body.recipient)? != body.opening {
        return Err(Refusal::OpeningDoesNotFit { recipient: body.recipient.clone() });
    }
    rules::check_request(registry, act, body)
}

/// Refuses unless the request is still waiting to leave.
pub(super) fn need_pending(
    registry: &Registry,
    carry_out: &CarryOut,
    statement: &Statement,
) -> Result<(), Refusal> {
    match status_at(registry, carry_out, statement) {
        Status::Requested | Status::Approved | Status::Failed => Ok(()),
        status => Err(Refusal::WrongStatus { id: carry_out.id(), status }),
    }
}

pub(super) fn need_judge(
    registry: &Registry,
    carry_out: &CarryOut,
    statement: &Statement,
) -> Result<(), Refusal> {
    if statement.author == carry_out.requester {
        return Err(Refusal::OwnRequest { id: carry_out.id(), person: statement.author.clone() });
    }
    let person = author(registry, &statement.author)?;
    let may_approve = registry.may_approve(
        person,
        statement.time.date(),
        &carry_out.requester,
        carry_out.request.contract.as_ref(),
    );
    if may_approve || person.has(Role::Client) {
        return Ok(());
    }
    Err(Refusal::MissingRole { person: statement.author.clone(), needs: vec![Role::Approver, Role::Client] })
}

pub(super) fn check_approval(
    registry: &Registry,
    carry_out: &CarryOut,
    statement: &Statement,
    body: &body::Approval,
) -> Result<(), Refusal> {
    need_judge(registry, carry_out, statement)?;
    if let Some(embedded) = &body.request_statement
        && Digest::of(embedded.as_bytes()) != body.request
    {
        return Err(Refusal::EmbeddedRequestDiffers);
    }
    if carry_out.is_approved_by(author(registry, &statement.author)?) {
        return Err(Refusal::AlreadyApproved { id: carry_out.id(), person: statement.author.clone() });
    }
    need_pending(registry, carry_out, statement)?;
    if carry_out.terms.approvers.is_none() {
        return Err(Refusal::LevelUnknown { id: carry_out.id() });
    }
    // A client's consent is nobody's work under the contract.
    let (person, day) = (author(registry, &statement.author)?, statement.time.date());
    let contract = carry_out.request.contract.as_ref();
    if registry.may_approve(person, day, &carry_out.requester, contract) {
        rules::check_person(registry, carry_out, day, Part::Approver, &person.id)?;
    }
    Ok(())
}

pub(super) fn check_rejection(
    registry: &Registry,
    carry_out: &CarryOut,
    statement: &Statement,
    body: &body::Rejection,
) -> Result<(), Refusal> {
    need_judge(registry, carry_out, statement)?;
    need_text("reason", &body.reason)?;
    need_pending(registry, carry_out, statement)
}

pub(super) fn check_withdrawal(
    registry: &Registry,
    carry_out: &CarryOut,
    statement: &Statement,
) -> Result<(), Refusal> {
    if statement.author != carry_out.requester {
        return Err(Refusal::NotTheRequester { id: carry_out.id(), requester: carry_out.requester.clone() });
    }
    match status_at(registry, carry_out, statement) {
        Status::Expired => Ok(()),
        _ => need_pending(registry, carry_out, statement),
    }
}
