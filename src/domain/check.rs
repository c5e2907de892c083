//! Who may say what, and when: the one set of rules.
//!
//! The same function judges what a person is about to sign and what stands in the log, so that no
//! program can be talked into accepting what another would have refused.

use crate::base::digest::Digest;
use crate::base::time::Timestamp;
use crate::domain::body::Body;
use crate::domain::carry_out::{CarryOut, Status};
use crate::domain::incident::Incident;
use crate::domain::names::{ContractId, PersonId, Role};
use crate::domain::refusal::{IncidentRefusal, Refusal};
use crate::domain::registry::{Person, Registry};
use crate::domain::statement::Statement;
use crate::domain::tally::tally;
use crate::domain::verify::Act;

mod acknowledge;
mod article;
mod asset;
mod coming_back;
mod contract;
mod custody;
mod duty;
mod evidence;
mod export;
mod incident;
mod mail;
mod media;
mod people;
mod purge;
mod request;
mod restored;
mod review;
mod road;
mod rules;
mod staff;
mod subcontractor;
mod succession;

pub use article::device_kind;
pub(in crate::domain) use asset::side_of;
pub use coming_back::check_holds_no_others;
pub use export::{custody_holders, living_holders, package_name};
pub use incident::lost_since;
pub use mail::{can_be_mailed, expected_confirmation};
pub use media::client_of;
pub use request::opening_for;
pub use rules::{check_copies_ahead, situation};
pub(in crate::domain) use succession::{check_agreeing, check_asking};

/// What a statement is about: the carry-out and the incident its body names, where it names one.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Subject {
    /// The carry-out.
    pub carry_out: Option<CarryOut>,
    /// The incident.
    pub incident: Option<Incident>,
    /// The log's own roots at the sizes that a [`Body::Restored`] names.
    pub roots: RootsNamed,
}

/// The log's own roots at sizes that a statement names; `None` where the log is not that long.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RootsNamed {
    /// At the size that is to be lost.
    pub held: Option<Digest>,
    /// At the size up to which both histories are the same.
    pub kept: Option<Digest>,
}

impl RootsNamed {
    /// The roots that `body` names, where it names any; `root_at` gives the log's own.
    ///
    /// # Errors
    /// What `root_at` fails with.
    pub fn of<E>(body: &Body, mut root_at: impl FnMut(u64) -> Result<Option<Digest>, E>) -> Result<Self, E> {
        match body {
            Body::Restored(body) => {
                Ok(Self { held: root_at(body.held.size)?, kept: root_at(body.kept.size)? })
            }
            _ => Ok(Self::default()),
        }
    }
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
        incident.ok_or(Refusal::Incident(IncidentRefusal::UnknownIncident { incident: *digest }))
    };
    people::need_under(registry, begun_under(&statement.body, carry_out), &statement.author)?;
    match &statement.body {
        Body::Founder(founder) => people::check_founder(registry, statement, founder),
        Body::Registration(_) => Err(Refusal::NotAnEntry),
        Body::PersonAdd(body) => people::check_person_add(registry, statement, body),
        Body::PersonSet(body) => people::check_person_set(registry, statement, body),
        Body::KeyAdd(body) => people::check_key_add(registry, statement, body),
        Body::KeyRevoke(body) => people::check_key_revoke(registry, statement, body),
        Body::Delegation(body) => people::check_delegation(registry, statement, body),
        Body::DelegationEnd(body) => people::check_delegation_end(registry, statement, body),
        Body::RecipientAdd(body) => people::check_recipient_add(registry, statement, body),
        Body::MediumAdd(body) => media::check_medium_add(registry, statement, body),
        Body::MediumSet(body) => media::check_medium_set(registry, statement, body),
        Body::Request(body) => request::check_request(registry, carry_out, act, body),
        Body::Approval(body) => {
            request::check_approval(registry, known(carry_out, &body.request)?, statement, body)
        }
        Body::Rejection(body) => {
            request::check_rejection(registry, known(carry_out, &body.request)?, statement, body)
        }
        Body::Withdrawal(body) => {
            request::check_withdrawal(registry, known(carry_out, &body.request)?, statement)
        }
        Body::ExportIntent(body) => {
            export::check_intent(registry, known(carry_out, &body.request)?, statement, body)
        }
        Body::ExportCompleted(body) => {
            export::check_attempt_ends(known(carry_out, &body.request)?, &statement.author, &body.intent)
        }
        Body::ExportFailed(body) => export::check_attempt_fails(
            registry,
            known(carry_out, &body.request)?,
            &statement.author,
            &body.intent,
        ),
        Body::PassphraseRelease(body) => {
            export::check_release(registry, known(carry_out, &body.request)?, statement, body)
        }
        Body::Receipt(body) => {
            export::check_receipt(registry, known(carry_out, &body.request)?, statement, body)
        }
        Body::PersonLeave(body) => people::check_person_leave(registry, statement, body),
        Body::PersonLeft(body) => people::check_person_left(registry, statement, body),
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
        Body::MailDraft(body) => {
            mail::check_draft(registry, known(carry_out, &body.request)?, statement, body)
        }
        Body::MailSent(body) => mail::check_sent(registry, known(carry_out, &body.request)?, statement, body),
        Body::Purge(body) => purge::check_purge(registry, known(carry_out, &body.request)?, statement, body),
        Body::PurgeConfirm(body) => {
            purge::check_purge_confirm(registry, known(carry_out, &body.request)?, statement, body)
        }
        Body::Acknowledge(body) => acknowledge::check_acknowledge(registry, statement, body),
        Body::Restored(body) => restored::check_restored(registry, subject.roots, act, body),
        Body::Succession(body) => succession::check_succession(registry, act, body),
        Body::SuccessionConfirm(body) => succession::check_confirm(registry, act, body),
        Body::SuccessionEnd(body) => succession::check_end(registry, act, body),
        Body::CustodyReseal(body) => {
            custody::check_reseal(registry, known(carry_out, &body.request)?, statement, body)
        }
        Body::PackSet(body) => contract::check_pack(registry, statement, body),
        Body::ContractAdd(body) => contract::check_add(registry, statement, body),
        Body::ContractSet(body) => contract::check_set(registry, statement, body),
        Body::Directive(body) => contract::check_directive(registry, statement, body),
        Body::Notification(body) => contract::check_notification(registry, statement, body),
        Body::PlaceNotification(body) => contract::check_place(registry, statement, body),
        Body::RecipientListing(body) => contract::check_listing(registry, statement, body),
        Body::SubcontractorConsent(body) => subcontractor::check_consent(registry, statement, body),
        Body::SubcontractorAgreement(body) => subcontractor::check_agreement(registry, statement, body),
        Body::SubcontractorCheck(body) => subcontractor::check_check(registry, statement, body),
        Body::Consent(body) => contract::check_consent(registry, carry_out, statement, body),
        Body::ConsentConfirm(body) => contract::check_consent_confirm(registry, carry_out, statement, body),
        Body::SheetAnswers(body) => contract::check_sheet(registry, statement, body),
        Body::ContactListing(body) => contract::check_contact(registry, statement, body),
        Body::DutySent(body) => duty::check_sent(registry, statement, body),
        Body::DutyAsked(body) => duty::check_asked(registry, statement, body),
        Body::Training(body) => staff::check_training(registry, statement, body),
        Body::Pledge(body) => staff::check_pledge(registry, statement, body),
        Body::AssetAdd(body) => asset::check_add(registry, statement, body),
        Body::AssetSet(body) => asset::check_set(registry, statement, body),
        Body::AssetConfirm(body) => asset::check_confirm(registry, statement, body),
        Body::AssetCheck(body) => asset::check_check(registry, statement, body),
        Body::AssetCopies(body) => asset::check_copies(registry, statement, body),
        Body::AssetEnd(body) => asset::check_end(registry, statement, body),
        Body::ArticleCarry(body) => article::check_carry(registry, statement, body),
        Body::ArticleAnswer(body) => article::check_answer(registry, statement, body),
        Body::ArticleReturn(body) => article::check_return(registry, statement, body),
        Body::ArticleTransfer(body) => article::check_transfer(registry, statement, body),
        Body::ArticleLost(body) => article::check_lost(registry, incident(&body.incident)?, body),
        Body::EvidenceCount(body) => evidence::check_count(registry, statement, body),
        Body::LogReview(body) => review::check_review(registry, statement, body),
        Body::IncidentOpen(body) => incident::check_open(registry, carry_out, statement, body),
        Body::IncidentInclude(body) => incident::check_include(
            registry,
            known(carry_out, &body.request)?,
            incident(&body.incident)?,
            body,
        ),
        Body::IncidentUpdate(body) => incident::check_update(incident(&body.incident)?, body),
        Body::IncidentContact(body) => incident::check_contact(incident(&body.incident)?, statement, body),
        Body::IncidentClose(body) => {
            incident::check_close(registry, incident(&body.incident)?, statement, body)
        }
    }
}

/// The contract under which this begins or judges something new; whoever left it still brings back what they have.
fn begun_under<'a>(body: &'a Body, carry_out: Option<&'a CarryOut>) -> Option<&'a ContractId> {
    match body {
        Body::Request(body) => body.contract.as_ref(),
        Body::ArticleCarry(body) => body.contract.as_ref(),
        Body::Approval(_)
        | Body::Rejection(_)
        | Body::ExportIntent(_)
        | Body::PassphraseRelease(_)
        | Body::Checkout(_)
        | Body::Extension(_)
        | Body::ExtensionAnswer(_)
        | Body::Confirmation(_)
        | Body::Recall(_) => carry_out.and_then(|carry_out| carry_out.request.contract.as_ref()),
        _ => None,
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

/// How far ahead a change is announced at most.
const ANNOUNCED_DAYS_MAX: i64 = 366;

/// Whether every day that a letter bears, or on which something is said to have come, has come by the clock of whoever says
/// so, and a change that is announced is not further ahead than a year: what is owed because of it is in no list until then.
/// Asked of what is said now, and not of what stands.
///
/// # Errors
/// [`Refusal::DayAhead`].
pub fn check_days(statement: &Statement) -> Result<(), Refusal> {
    let (day, ahead) = match &statement.body {
        Body::Directive(body) => (body.dated, 0),
        Body::SubcontractorConsent(body) => (body.dated, 0),
        Body::Consent(body) => (body.dated, 0),
        Body::AssetAdd(body) => (body.received, 0),
        Body::ArticleCarry(body) => match &body.permission {
            Some(permission) => (permission.dated, 0),
            None => return Ok(()),
        },
        Body::Notification(body) => (body.dated, ANNOUNCED_DAYS_MAX),
        Body::PlaceNotification(body) => (body.dated, ANNOUNCED_DAYS_MAX),
        _ => return Ok(()),
    };
    let days = day.signed_duration_since(statement.time.date()).num_days();
    if days > ahead { Err(Refusal::DayAhead { day }) } else { Ok(()) }
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

/// Where the carry-out stands by this statement's clock.
fn status_at(registry: &Registry, carry_out: &CarryOut, statement: &Statement) -> Status {
    let enough = tally(registry, carry_out).is_enough();
    carry_out.status(enough, statement.time.date())
}
