//! What a verified statement does to the registry and to its carry-out.
//!
//! Total: every prefix of every log can be applied, and nothing here panics. What the rules refuse
//! has no effect, and the caller writes it down as a finding.

use crate::base::digest::Digest;
use crate::domain::acknowledged::Acknowledger;
use crate::domain::asset::count_copies;
use crate::domain::body::release::Code;
use crate::domain::body::{self, Body, Request};
use crate::domain::carry_out::{Attempt, CarryOut, Ended, Mark, Outcome, Release};
use crate::domain::check::{Subject, check};
use crate::domain::names::{Channel, Role};
use crate::domain::refusal::Refusal;
use crate::domain::registry::{Recipient, Registry};
use crate::domain::review::Reviewed;
use crate::domain::rules::judge::is_to_the_client;
use crate::domain::verify::{Act, Verified};

mod approval;
mod article;
mod asset;
mod coming_back;
mod contract;
mod duty;
mod incident;
mod mail;
mod medium;
mod person;
mod purge;
mod restored;
mod road;
mod subcontractor;
mod succession;

pub(super) use coming_back::is_same_place;
pub use coming_back::level_of;

/// Applies `verified` to the registry and to the carry-out and the incident it names (for a request and
/// for the opening of an incident there is none before). Returns them as they stand afterwards.
///
/// # Errors
/// The [`Refusal`] of the rule that stands against it; then nothing has changed.
pub fn apply(registry: &mut Registry, mut subject: Subject, verified: &Verified) -> Result<Subject, Refusal> {
    let act = verified.act();
    check(registry, &subject, act)?;
    let witnessed = registry.witnessed_time();
    let ended = subject.carry_out.as_ref().is_some_and(CarryOut::has_ended);
    let administrator = registry.administers(act);
    take_in(registry, &mut subject, act);
    if let Some(carry_out) = &mut subject.carry_out {
        purge::keep_track(carry_out, act, ended, witnessed);
    }
    registry.note_time(&act.statement.author, act.index, act.statement.time);
    registry.note_said(act, administrator);
    Ok(subject)
}

/// Applies a registration where the log is not at hand, only what registers people and keys. Of a succession it judges who
/// asks and who agrees; its days, and whether an administrator signed meanwhile, the log alone can tell.
///
/// # Errors
/// As for [`apply`].
pub fn apply_registration(registry: &mut Registry, verified: &Verified) -> Result<(), Refusal> {
    if succession::of_registrations(registry, verified.act())? {
        return Ok(());
    }
    apply(registry, Subject::default(), verified).map(drop)
}

fn take_in(registry: &mut Registry, subject: &mut Subject, act: &Act) {
    if let Body::Request(body) = &act.statement.body {
        registry.requests = registry.requests.saturating_add(1);
        duty::asks_for_personal_data(registry, body);
        subject.carry_out = Some(requested(registry, act, body));
        return;
    }
    if apply_to_incident(registry, subject, act) {
        if let Some(carry_out) = &subject.carry_out {
            article::note_devices(registry, carry_out);
        }
        return;
    }
    match &mut subject.carry_out {
        Some(carry_out) => {
            apply_to_carry_out(registry, carry_out, act);
            count_copies(registry, carry_out);
            article::note_devices(registry, carry_out);
        }
        None => apply_to_registry(registry, act),
    }
}

/// Whether it was about an incident.
fn apply_to_incident(registry: &mut Registry, subject: &mut Subject, act: &Act) -> bool {
    match (&act.statement.body, &mut subject.incident) {
        (Body::IncidentOpen(body), _) => {
            subject.incident = Some(incident::open(registry, subject.carry_out.as_mut(), act, body));
        }
        (Body::IncidentInclude(_), Some(incident)) => {
            if let Some(carry_out) = &mut subject.carry_out {
                incident::include(registry, carry_out, act, incident);
            }
        }
        (Body::IncidentUpdate(body), Some(incident)) => incident::update(incident, act, body),
        (Body::IncidentContact(body), Some(incident)) => incident::contact(incident, act, body),
        (Body::IncidentClose(body), Some(incident)) => incident::close(registry, incident, act, body),
        (Body::ArticleLost(body), Some(incident)) => article::lost(registry, incident, act, body),
        _ => return false,
    }
    true
}

fn requested(registry: &Registry, act: &Act, body: &Request) -> CarryOut {
    let recipient = registry.recipients.get(&body.recipient).map(|recipient| recipient.record.clone());
    let rules = registry.rules(body.contract.as_ref());
    CarryOut {
        number: registry.requests,
        terms: rules.terms(body, is_to_the_client(registry, body)),
        recipient,
        digest: act.digest,
        index: act.index,
        request: body.clone(),
        requester: act.statement.author.clone(),
        carrier: act.statement.author.clone(),
        requested_at: act.statement.time,
        approvals: Vec::new(),
        rejected: None,
        withdrawn: None,
        attempts: Vec::new(),
        releases: Vec::new(),
        arrived_at: None,
        opened_at: None,
        checked_out: None,
        check_outs: Vec::new(),
        transfers: Vec::new(),
        drafted: Vec::new(),
        mailed: Vec::new(),
        undelivered: Vec::new(),
        extensions: Vec::new(),
        handed_over: None,
        copies: Vec::new(),
        returns: Vec::new(),
        disposals: Vec::new(),
        recalls: Vec::new(),
        incidents: Vec::new(),
        closed: None,
        attachments: Vec::new(),
        kept_from: act.statement.time,
        purges: Vec::new(),
    }
}

fn apply_to_registry(registry: &mut Registry, act: &Act) {
    let statement = &act.statement;
    match &statement.body {
        Body::Founder(founder) => person::found(registry, act, founder),
        Body::PersonAdd(body) => person::add(registry, act, body),
        Body::PersonSet(body) => person::set(registry, act, body),
        Body::KeyAdd(body) => person::add_key(registry, act, body),
        Body::KeyRevoke(body) => person::revoke_key(registry, act, body),
        Body::Delegation(body) => person::delegate(registry, act, body),
        Body::DelegationEnd(body) => person::end_delegation(registry, act, body),
        Body::RecipientAdd(body) => {
            let recipient = Recipient {
                record: body.clone(),
                registered_by: statement.author.clone(),
                registered_at: statement.time,
            };
            registry.recipients.insert(body.id.clone(), recipient);
        }
        Body::MediumAdd(body) => medium::add(registry, act, body),
        Body::MediumSet(body) => medium::set(registry, act, body),
        Body::PersonLeave(body::PersonLeave { contract: Some(contract), person, .. }) => {
            contract::leave(registry, act, contract, person);
        }
        Body::PersonLeave(body) => person::leave(registry, act, body),
        Body::PersonLeft(body) => person::left(registry, act, body),
        Body::PackSet(body) => {
            registry.bring_in(body.pack.clone(), act.index);
        }
        Body::ContractAdd(body) => contract::add(registry, act, body),
        Body::ContractSet(body) => contract::set(registry, act, body),
        Body::Directive(body) => contract::direct(registry, act, body),
        Body::Notification(body) => contract::notify(registry, act, body),
        Body::PlaceNotification(body) => contract::notify_place(registry, act, body),
        Body::RecipientListing(body) => contract::list_recipient(registry, body),
        Body::SubcontractorConsent(body) => subcontractor::agree(registry, act, body),
        Body::SubcontractorAgreement(body) => subcontractor::bind(registry, body),
        Body::SubcontractorCheck(body) => subcontractor::checked(registry, act, body),
        Body::Consent(body) => contract::consent(registry, act, body),
        Body::ConsentConfirm(body) => contract::confirm_consent(registry, act, body),
        Body::SheetAnswers(body) => contract::answer_sheet(registry, act, body),
        Body::ContactListing(body) => contract::list_contact(registry, body),
        Body::DutySent(body) => duty::sent(registry, act, body),
        Body::DutyAsked(body) => duty::asked(registry, act, body),
        Body::Training(body) => contract::teach(registry, act, body),
        Body::Pledge(body) => contract::pledge(registry, act, body),
        Body::AssetAdd(body) => asset::add(registry, act, body),
        Body::AssetSet(body) => asset::set(registry, act, body),
        Body::AssetConfirm(body) => asset::confirm(registry, act, body),
        Body::AssetCheck(body) => asset::check(registry, act, body),
        Body::AssetCopies(body) => asset::copies(registry, body),
        Body::AssetEnd(body) => asset::end(registry, act, body),
        Body::ArticleCarry(body) => article::carry(registry, act, body),
        Body::ArticleAnswer(body) => article::answer(registry, act, body),
        Body::ArticleReturn(body) => article::give_back(registry, act, body),
        Body::ArticleTransfer(body) => article::transfer(registry, act, body),
        Body::Acknowledge(body) => {
            let administrator =
                registry.person(&statement.author).is_some_and(|person| person.has(Role::Administrator));
            if let Some(known) = registry.without_effect.get_mut(&body.entry) {
                known.by.push(Acknowledger {
                    person: statement.author.clone(),
                    administrator,
                    at: statement.time,
                    index: act.index,
                    reason: body.reason.clone(),
                });
            }
        }
        Body::Restored(body) => restored::record(registry, act, body),
        Body::Succession(body) => succession::ask(registry, act, body),
        Body::SuccessionConfirm(body) => succession::confirm(registry, act, body),
        Body::SuccessionEnd(body) => succession::stop(registry, act, body),
        Body::LogReview(body) => registry.reviews.push(Reviewed {
            index: act.index,
            by: statement.author.clone(),
            at: statement.time,
            size: statement.seen.size,
            body: body.clone(),
        }),
        Body::StockTake(body) => medium::stock_take(registry, act, body),
        // The others concern a carry-out or an incident, or are never entries; `check` has refused them
        // without one.
        _ => {}
    }
}

fn apply_to_carry_out(registry: &mut Registry, carry_out: &mut CarryOut, act: &Act) {
    let statement = &act.statement;
    let ended = |reason: Option<&String>| {
        Some(Ended { by: statement.author.clone(), at: statement.time, reason: reason.cloned() })
    };
    match &statement.body {
        Body::Approval(_) => {
            let approval = approval::given(registry, carry_out, act);
            carry_out.approvals.push(approval);
        }
        Body::Rejection(body) => carry_out.rejected = ended(Some(&body.reason)),
        Body::Withdrawal(_) => carry_out.withdrawn = ended(None),
        Body::ExportIntent(body) => {
            carry_out.attempts.push(Attempt {
                intent_digest: act.digest,
                index: act.index,
                custody: body.custody.clone(),
                intent: body.as_ref().clone(),
                by: statement.author.clone(),
                begun_at: statement.time,
                outcome: Outcome::Open,
            });
            // From here on something may be outside: nobody leaves the office without saying what became of it.
            carried(registry, carry_out, true);
        }
        Body::ExportCompleted(body) => {
            let outcome = Outcome::Completed { completed: body.clone(), at: statement.time };
            end_attempt(carry_out, &body.intent, outcome);
            carry_out.copies = carry_out.copies_of_export(statement.time);
            written(registry, carry_out);
        }
        Body::ExportFailed(body) => {
            let outcome = Outcome::Failed { failed: body.clone(), at: statement.time };
            end_attempt(carry_out, &body.intent, outcome);
            carried(registry, carry_out, false);
        }
        Body::CustodyReseal(body) => {
            let completed = |attempt: &&mut Attempt| matches!(attempt.outcome, Outcome::Completed { .. });
            if let Some(attempt) = carry_out.attempts.iter_mut().find(completed) {
                attempt.custody = Some(body.custody.clone());
            }
        }
        Body::PassphraseRelease(body) => {
            let marks = release_marks(carry_out, body);
            carry_out.releases.push(Release {
                index: act.index,
                release: body.clone(),
                by: statement.author.clone(),
                at: statement.time,
                marks,
            });
        }
        Body::Receipt(body) => {
            let moment = match &body.code {
                Code::Arrived { .. } => &mut carry_out.arrived_at,
                Code::Opened { .. } => &mut carry_out.opened_at,
            };
            moment.get_or_insert(statement.time);
            coming_back::opened(carry_out);
        }
        Body::Consent(body) => contract::consent(registry, act, body),
        Body::ConsentConfirm(body) => contract::confirm_consent(registry, act, body),
        Body::Checkout(body) => road::check_out(registry, carry_out, act, body),
        Body::Transfer(body) => road::transfer(registry, carry_out, act, body),
        Body::Undelivered(body) => road::undelivered(registry, carry_out, act, body),
        Body::MailDraft(body) => mail::draft(carry_out, act, body),
        Body::MailSent(body) => mail::sent(registry, carry_out, act, body),
        Body::Purge(body) => purge::ask(registry, carry_out, act, body),
        Body::PurgeConfirm(body) => purge::confirm(registry, carry_out, act, body),
        Body::Extension(body) => road::extend(carry_out, act, body),
        Body::ExtensionAnswer(body) => road::answer_extension(carry_out, act, body),
        Body::HandOver(body) => road::hand_over(registry, carry_out, act, body),
        Body::CopyMade(body) => coming_back::copy_made(carry_out, act, body),
        Body::Return(body) => coming_back::give_back(registry, carry_out, act, body),
        Body::Disposal(body) => coming_back::dispose(registry, carry_out, act, body),
        Body::Witness(body) => coming_back::witness(carry_out, act, body),
        Body::Recheck(body) => coming_back::recheck(carry_out, act, body),
        Body::Confirmation(body) => coming_back::confirm(registry, carry_out, act, body),
        Body::Recall(body) => coming_back::recall(registry, carry_out, act, body),
        // The others concern the registry or an incident and come without a carry-out, or were looked at
        // before.
        _ => {}
    }
}

/// Whether the carrier has something to account for.
fn carried(registry: &mut Registry, carry_out: &CarryOut, carried: bool) {
    if let Some(person) = registry.people.get_mut(&carry_out.carrier) {
        if carried {
            person.carries.insert(carry_out.number);
        } else {
            person.carries.remove(&carry_out.number);
        }
    }
}

/// The carrier has something to account for, and the medium holds it.
fn written(registry: &mut Registry, carry_out: &CarryOut) {
    if let Some(contract) = &carry_out.request.contract
        && registry.rules(Some(contract)).limits_copies()
    {
        let copies = registry.copies.entry(contract.clone()).or_default();
        let left = copies.entry(carry_out.request.manifest.sha256).or_default();
        *left = left.saturating_add(carry_out.request.copies.unwrap_or(1));
    }
    carried(registry, carry_out, true);
    medium::written(registry, carry_out);
}

fn end_attempt(carry_out: &mut CarryOut, intent: &Digest, outcome: Outcome) {
    if let Some(attempt) = carry_out.attempts.iter_mut().find(|attempt| attempt.intent_digest == *intent) {
        attempt.outcome = outcome;
    }
}

fn release_marks(carry_out: &CarryOut, body: &body::PassphraseRelease) -> Vec<Mark> {
    let custody = carry_out.completed().and_then(|(attempt, _, _)| attempt.custody.as_ref());
    let mut marks = Vec::new();
    if custody.is_some_and(|custody| custody.carrier_holds) {
        marks.push(Mark::CarrierHoldsKey);
    }
    if body.via == Channel::Other {
        marks.push(Mark::UnusualChannel);
    }
    marks
}
