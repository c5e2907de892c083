//! Who may say what, and when: the one set of rules.
//!
//! The same function judges what a person is about to sign and what stands in the log, so that no
//! program can be talked into accepting what another would have refused.

use crate::base::digest::Digest;
use crate::base::time::Timestamp;
use crate::domain::body::export::Custody;
use crate::domain::body::request::Opening;
use crate::domain::body::{self, Body, Request};
use crate::domain::carry_out::{CarryOut, CopyRecord, Fate, Outcome, Status, id_of};
use crate::domain::incident::Incident;
use crate::domain::names::{Channel, CopyKind, MediumState, Opens, PersonId, Role, Via, is_origin};
use crate::domain::refusal::Refusal;
use crate::domain::registry::{Medium, Person, Registry};
use crate::domain::statement::Statement;
use crate::domain::tally::tally;
use crate::domain::verify::{Act, verify_proof};
use crate::signing::PublicKey;

mod coming_back;
mod contract;
mod incident;
mod media;
mod road;
mod rules;
mod staff;

pub use coming_back::check_holds_no_others;
pub use media::client_of;
pub use rules::situation;

/// What a statement is about: the carry-out and the incident its body names, where it names one.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Subject {
    /// The carry-out.
    pub carry_out: Option<CarryOut>,
    /// The incident.
    pub incident: Option<Incident>,
}

/// Whether `act` may have its effect on `subject`.
///
/// # Errors
/// The [`Refusal`] that says which rule stands against it.
pub fn check(registry: &Registry, subject: &Subject, act: &Act) -> Result<(), Refusal> {
    let statement = &act.statement;
    let carry_out = subject.carry_out.as_ref();
    let incident = |digest: &Digest| {
        let incident = subject.incident.as_ref().filter(|incident| incident.digest == *digest);
        incident.ok_or(Refusal::UnknownIncident { incident: *digest })
    };
    match &statement.body {
        Body::Founder(founder) => check_founder(registry, statement, founder),
        Body::Registration(_) => Err(Refusal::NotAnEntry),
        Body::PersonAdd(body) => check_person_add(registry, statement, body),
        Body::PersonSet(body) => check_person_set(registry, statement, body),
        Body::KeyAdd(body) => check_key_add(registry, statement, body),
        Body::KeyRevoke(body) => check_key_revoke(registry, statement, body),
        Body::Delegation(body) => check_delegation(registry, statement, body),
        Body::RecipientAdd(body) => check_recipient_add(registry, statement, body),
        Body::MediumAdd(body) => check_medium_add(registry, statement, body),
        Body::MediumSet(body) => check_medium_set(registry, statement, body),
        Body::Request(body) => check_request(registry, carry_out, act, body),
        Body::Approval(body) => check_approval(registry, known(carry_out, &body.request)?, statement, body),
        Body::Rejection(body) => check_rejection(registry, known(carry_out, &body.request)?, statement, body),
        Body::Withdrawal(body) => check_withdrawal(registry, known(carry_out, &body.request)?, statement),
        Body::ExportIntent(body) => check_intent(registry, known(carry_out, &body.request)?, statement, body),
        Body::ExportCompleted(body) => {
            check_attempt_ends(known(carry_out, &body.request)?, &statement.author, &body.intent)
        }
        Body::ExportFailed(body) => {
            check_attempt_fails(registry, known(carry_out, &body.request)?, &statement.author, &body.intent)
        }
        Body::PassphraseRelease(body) => {
            check_release(registry, known(carry_out, &body.request)?, statement, body)
        }
        Body::Receipt(body) => check_receipt(registry, known(carry_out, &body.request)?, statement, body),
        Body::PersonLeave(body) => check_person_leave(registry, statement, body),
        Body::PersonLeft(body) => check_person_left(registry, statement, body),
        Body::StockTake(body) => media::check_stock_take(registry, statement, body),
        Body::Checkout(body) => {
            road::check_checkout(registry, known(carry_out, &body.request)?, statement, body)
        }
        Body::Transfer(body) => {
            road::check_transfer(registry, known(carry_out, &body.request)?, statement, body)
        }
        Body::Undelivered(body) => {
            road::check_undelivered(registry, known(carry_out, &body.request)?, statement, body)
        }
        Body::Extension(body) => {
            road::check_extension(registry, known(carry_out, &body.request)?, statement, body)
        }
        Body::ExtensionAnswer(body) => {
            road::check_extension_answer(registry, known(carry_out, &body.request)?, statement, body)
        }
        Body::HandOver(body) => {
            road::check_hand_over(registry, known(carry_out, &body.request)?, statement, body)
        }
        Body::CopyMade(body) => {
            coming_back::check_copy(registry, known(carry_out, &body.request)?, statement, body)
        }
        Body::Return(body) => {
            coming_back::check_return(registry, known(carry_out, &body.request)?, statement, body)
        }
        Body::Disposal(body) => {
            coming_back::check_disposal(registry, known(carry_out, &body.request)?, statement, body)
        }
        Body::Witness(body) => coming_back::check_witness(known(carry_out, &body.request)?, statement, body),
        Body::Recheck(body) => coming_back::check_recheck(known(carry_out, &body.request)?, statement, body),
        Body::Confirmation(body) => {
            coming_back::check_confirmation(registry, known(carry_out, &body.request)?, statement, body)
        }
        Body::Recall(body) => {
            coming_back::check_recall(registry, known(carry_out, &body.request)?, statement, body)
        }
        Body::PackSet(body) => contract::check_pack(registry, statement, body),
        Body::ContractAdd(body) => contract::check_add(registry, statement, body),
        Body::ContractSet(body) => contract::check_set(registry, statement, body),
        Body::Directive(body) => contract::check_directive(registry, statement, body),
        Body::Notification(body) => contract::check_notification(registry, statement, body),
        Body::PlaceNotification(body) => contract::check_place(registry, statement, body),
        Body::RecipientListing(body) => contract::check_listing(registry, statement, body),
        Body::SubcontractorConsent(body) => contract::check_subcontractor(registry, statement, body),
        Body::Consent(body) => contract::check_consent(registry, carry_out, statement, body),
        Body::ConsentConfirm(body) => contract::check_consent_confirm(registry, carry_out, statement, body),
        Body::SheetAnswers(body) => contract::check_sheet(registry, statement, body),
        Body::Training(body) => staff::check_training(registry, statement, body),
        Body::Pledge(body) => staff::check_pledge(registry, statement, body),
        Body::AssetAdd(body) => staff::check_asset_add(registry, statement, body),
        Body::AssetCheck(body) => staff::check_asset_check(registry, statement, body),
        Body::AssetEnd(body) => staff::check_asset_end(registry, statement, body),
        Body::IncidentOpen(body) => incident::check_open(registry, carry_out, statement, body),
        Body::IncidentInclude(body) => {
            incident::check_include(known(carry_out, &body.request)?, incident(&body.incident)?, body)
        }
        Body::IncidentUpdate(body) => incident::check_update(incident(&body.incident)?, body),
        Body::IncidentContact(body) => incident::check_contact(incident(&body.incident)?, statement, body),
        Body::IncidentClose(body) => {
            incident::check_close(registry, incident(&body.incident)?, statement, body)
        }
    }
}

/// Whether `time` is not before a statement on which the decision rests.
///
/// # Errors
/// [`Refusal::ClockBehind`].
pub fn check_clock(carry_out: Option<&CarryOut>, statement: &Statement) -> Result<(), Refusal> {
    let Some(carry_out) = carry_out else { return Ok(()) };
    match latest_basis(carry_out, &statement.body) {
        Some(earlier) if statement.time < earlier => {
            Err(Refusal::ClockBehind { now: statement.time, earlier })
        }
        _ => Ok(()),
    }
}

/// The latest time claimed by a statement that one with this body rests on.
fn latest_basis(carry_out: &CarryOut, body: &Body) -> Option<Timestamp> {
    match body {
        Body::Approval(_) | Body::Rejection(_) | Body::Withdrawal(_) => Some(carry_out.requested_at),
        Body::ExportIntent(_) => {
            let approved = carry_out.approvals.iter().map(|approval| approval.at).max();
            approved.into_iter().chain([carry_out.requested_at]).max()
        }
        Body::ExportCompleted(_) | Body::ExportFailed(_) => {
            carry_out.open_attempt().map(|attempt| attempt.begun_at)
        }
        Body::Confirmation(_) => {
            let returned = carry_out.returns.iter().map(|returned| returned.at);
            let disposed = carry_out.disposals.iter().map(|disposed| disposed.at);
            let handed_over = carry_out.handed_over.iter().map(|handed_over| handed_over.at);
            returned.chain(disposed).chain(handed_over).max()
        }
        Body::Witness(body) => carry_out.disposal(&body.disposal).map(|disposed| disposed.at),
        Body::Recheck(body) => carry_out.disposal(&body.disposal).map(|disposed| disposed.at),
        Body::ExtensionAnswer(_) => carry_out.waiting_extension().map(|extended| extended.at),
        // An incident is never turned away for a clock.
        Body::IncidentOpen(_) | Body::IncidentInclude(_) => None,
        body if body.request().is_some() => carry_out.completed().map(|(_, _, at)| at),
        _ => None,
    }
}

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

/// How a package for this recipient has to open.
///
/// # Errors
/// [`Refusal::UnknownRecipient`].
pub fn opening_for(
    registry: &Registry,
    recipient: &crate::domain::names::RecipientId,
) -> Result<Opening, Refusal> {
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

fn known<'a>(carry_out: Option<&'a CarryOut>, request: &Digest) -> Result<&'a CarryOut, Refusal> {
    carry_out
        .filter(|carry_out| carry_out.digest == *request)
        .ok_or(Refusal::UnknownRequest { request: *request })
}

fn author<'a>(registry: &'a Registry, id: &PersonId) -> Result<&'a Person, Refusal> {
    registry.person(id).ok_or_else(|| Refusal::UnknownPerson { person: id.clone() })
}

fn need_role(registry: &Registry, id: &PersonId, needs: &[Role]) -> Result<(), Refusal> {
    if needs.iter().any(|role| author(registry, id).is_ok_and(|person| person.has(*role))) {
        return Ok(());
    }
    Err(Refusal::MissingRole { person: id.clone(), needs: needs.to_vec() })
}

fn need_text(field: &'static str, text: &str) -> Result<(), Refusal> {
    if text.trim().is_empty() { Err(Refusal::Empty { field }) } else { Ok(()) }
}

fn check_founder(registry: &Registry, statement: &Statement, founder: &body::Founder) -> Result<(), Refusal> {
    if registry.founder.is_some() {
        return Err(Refusal::AlreadyFounded);
    }
    if !is_origin(&statement.origin) {
        return Err(Refusal::Empty { field: "origin" });
    }
    need_text("name", &founder.name)
}

fn check_free_key(registry: &Registry, key: &PublicKey) -> Result<(), Refusal> {
    let fingerprint = key.fingerprint();
    match registry.key_owners.get(&fingerprint) {
        None => Ok(()),
        Some(owner) => Err(Refusal::KeyTaken { key: fingerprint, owner: owner.clone() }),
    }
}

fn check_possession(
    registry: &Registry,
    proof: Option<&String>,
    person: &PersonId,
    key: &PublicKey,
) -> Result<(), Refusal> {
    let Some(proof) = proof else { return Ok(()) };
    let proven = verify_proof(proof.as_bytes(), person, &registry.origin)
        .map_err(|why| Refusal::ProofDoesNotHold { why })?;
    if proven == *key {
        return Ok(());
    }
    Err(Refusal::ProofDoesNotHold { why: "it proves another key".to_owned() })
}

fn check_person_add(
    registry: &Registry,
    statement: &Statement,
    body: &body::PersonAdd,
) -> Result<(), Refusal> {
    need_role(registry, &statement.author, &[Role::Administrator])?;
    if registry.person(&body.person).is_some() {
        return Err(Refusal::PersonExists { person: body.person.clone() });
    }
    need_text("name", &body.name)?;
    check_free_key(registry, &body.key)?;
    check_possession(registry, body.proof.as_ref(), &body.person, &body.key)
}

fn check_person_set(
    registry: &Registry,
    statement: &Statement,
    body: &body::PersonSet,
) -> Result<(), Refusal> {
    let person = author(registry, &body.person)?;
    let own_particulars_only = statement.author == body.person && body.roles.is_none() && body.name.is_none();
    if !own_particulars_only {
        need_role(registry, &statement.author, &[Role::Administrator])?;
    }
    if let Some(name) = &body.name {
        need_text("name", name)?;
    }
    let keeps = body.roles.as_ref().is_none_or(|roles| roles.contains(&Role::Administrator));
    if person.has(Role::Administrator) && !keeps {
        check_another_administrator(registry, &body.person)?;
    }
    Ok(())
}

fn check_another_administrator(registry: &Registry, besides: &PersonId) -> Result<(), Refusal> {
    let another = registry
        .with_role(Role::Administrator)
        .any(|person| person.id != *besides && person.good_keys().next().is_some());
    if another { Ok(()) } else { Err(Refusal::LastAdministrator) }
}

fn check_key_add(registry: &Registry, statement: &Statement, body: &body::KeyAdd) -> Result<(), Refusal> {
    author(registry, &body.person)?;
    if statement.author != body.person {
        need_role(registry, &statement.author, &[Role::Administrator])?;
    }
    check_free_key(registry, &body.key)?;
    check_possession(registry, body.proof.as_ref(), &body.person, &body.key)
}

fn check_key_revoke(
    registry: &Registry,
    statement: &Statement,
    body: &body::KeyRevoke,
) -> Result<(), Refusal> {
    let person = author(registry, &body.person)?;
    if statement.author != body.person {
        need_role(registry, &statement.author, &[Role::Administrator])?;
    }
    if person.key(&body.key).is_none_or(|key| key.revoked_index.is_some()) {
        return Err(Refusal::NoSuchKey { person: body.person.clone(), key: body.key.clone() });
    }
    if person.has(Role::Administrator) && person.good_keys().count() == 1 {
        check_another_administrator(registry, &body.person)?;
    }
    Ok(())
}

fn check_delegation(
    registry: &Registry,
    statement: &Statement,
    body: &body::Delegation,
) -> Result<(), Refusal> {
    if statement.author != body.person {
        return Err(Refusal::OnlyThemselves { person: body.person.clone() });
    }
    need_role(registry, &body.person, &[Role::Approver])?;
    author(registry, &body.to)?;
    if body.to == body.person {
        return Err(Refusal::DelegateToSelf { person: body.person.clone() });
    }
    if body.until < body.from {
        return Err(Refusal::DatesReversed { from: body.from, until: body.until });
    }
    Ok(())
}

fn check_recipient_add(
    registry: &Registry,
    statement: &Statement,
    body: &body::RecipientAdd,
) -> Result<(), Refusal> {
    need_role(registry, &statement.author, &[Role::Requester, Role::Administrator])?;
    if body.id.is_self() {
        return Err(Refusal::SelfIsReserved);
    }
    need_text("name", &body.name)?;
    need_text("organization", &body.organization)
}

fn check_medium_add(
    registry: &Registry,
    statement: &Statement,
    body: &body::MediumAdd,
) -> Result<(), Refusal> {
    need_role(registry, &statement.author, &[Role::Administrator])?;
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

fn check_medium_set(
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
    let gone = matches!(medium.state, MediumState::Lost | MediumState::Destroyed);
    if gone && body.state.is_some_and(|state| state != medium.state) {
        return Err(Refusal::MediumNotUsable { medium: body.id.clone(), state: medium.state });
    }
    Ok(())
}

fn check_person_leave(
    registry: &Registry,
    statement: &Statement,
    body: &body::PersonLeave,
) -> Result<(), Refusal> {
    need_role(registry, &statement.author, &[Role::Administrator])?;
    let person = author(registry, &body.person)?;
    if person.leaving.is_some() {
        return Err(Refusal::LeavesAlready { person: body.person.clone() });
    }
    if person.has(Role::Administrator) { check_another_administrator(registry, &body.person) } else { Ok(()) }
}

/// Nobody has left while something is still theirs to account for.
fn check_person_left(
    registry: &Registry,
    statement: &Statement,
    body: &body::PersonLeft,
) -> Result<(), Refusal> {
    need_role(registry, &statement.author, &[Role::Administrator])?;
    let person = author(registry, &body.person)?;
    let leaves = person.leaving.as_ref().is_some_and(|leaving| leaving.left_at.is_none());
    if leaves && person.carries.is_empty() {
        return Ok(());
    }
    let carries = person.carries.iter().map(|number| id_of(*number)).collect();
    Err(Refusal::HoldsStill { person: body.person.clone(), carries })
}

fn check_request(
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

/// Where the carry-out stands by this statement's clock.
fn status_at(registry: &Registry, carry_out: &CarryOut, statement: &Statement) -> Status {
    let enough = tally(registry, carry_out).is_enough();
    carry_out.status(enough, statement.time.date())
}

/// Refuses unless the request is still waiting to leave.
fn need_pending(registry: &Registry, carry_out: &CarryOut, statement: &Statement) -> Result<(), Refusal> {
    match status_at(registry, carry_out, statement) {
        Status::Requested | Status::Approved | Status::Failed => Ok(()),
        status => Err(Refusal::WrongStatus { id: carry_out.id(), status }),
    }
}

fn need_judge(registry: &Registry, carry_out: &CarryOut, statement: &Statement) -> Result<(), Refusal> {
    if statement.author == carry_out.requester {
        return Err(Refusal::OwnRequest { id: carry_out.id(), person: statement.author.clone() });
    }
    let person = author(registry, &statement.author)?;
    let may_approve = registry.may_approve(person, statement.time.date(), &carry_out.requester);
    if may_approve || person.has(Role::Client) {
        return Ok(());
    }
    Err(Refusal::MissingRole { person: statement.author.clone(), needs: vec![Role::Approver, Role::Client] })
}

fn check_approval(
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
    Ok(())
}

fn check_rejection(
    registry: &Registry,
    carry_out: &CarryOut,
    statement: &Statement,
    body: &body::Rejection,
) -> Result<(), Refusal> {
    need_judge(registry, carry_out, statement)?;
    need_text("reason", &body.reason)?;
    need_pending(registry, carry_out, statement)
}

fn check_withdrawal(registry: &Registry, carry_out: &CarryOut, statement: &Statement) -> Result<(), Refusal> {
    if statement.author != carry_out.requester {
        return Err(Refusal::NotTheCarrier { id: carry_out.id(), carrier: carry_out.requester.clone() });
    }
    match status_at(registry, carry_out, statement) {
        Status::Expired => Ok(()),
        _ => need_pending(registry, carry_out, statement),
    }
}

fn check_intent(
    registry: &Registry,
    carry_out: &CarryOut,
    statement: &Statement,
    body: &body::ExportIntent,
) -> Result<(), Refusal> {
    let id = carry_out.id();
    if statement.author != carry_out.requester {
        return Err(Refusal::NotTheCarrier { id, carrier: carry_out.requester.clone() });
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

fn check_custody(
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

fn check_attempt_ends(carry_out: &CarryOut, author: &PersonId, intent: &Digest) -> Result<(), Refusal> {
    let open = carry_out
        .attempts
        .iter()
        .find(|attempt| attempt.intent_digest == *intent && attempt.outcome == Outcome::Open)
        .ok_or_else(|| Refusal::NoOpenAttempt { id: carry_out.id(), intent: *intent })?;
    if open.by == *author { Ok(()) } else { Err(Refusal::NotTheirAttempt { person: open.by.clone() }) }
}

/// Whoever leaves cannot close what they left open: an administrator does.
fn check_attempt_fails(
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

fn check_release(
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
    let custody = attempt.intent.custody.as_ref();
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
fn check_channel(carry_out: &CarryOut, body: &body::PassphraseRelease) -> Result<(), Refusal> {
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

fn check_receipt(
    registry: &Registry,
    carry_out: &CarryOut,
    statement: &Statement,
    body: &body::Receipt,
) -> Result<(), Refusal> {
    use crate::base::limits::ARRIVAL_DIGITS;
    use crate::domain::body::release::Code;

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
