//! A rule said no.

use super::{Explain, Told, broken_rule, id_word, incident_word, row};
use crate::domain::carry_out::Status;
use crate::domain::names::{MediumId, PersonId, Role};
use crate::domain::refusal::Refusal;
use crate::i18n::{Catalogue, Prepared, Show, Text};

mod acknowledge;
mod article;
mod contract;
mod copies;
mod incident;
mod mail;
mod purge;
mod restored;
mod succession;

impl Explain for Refusal {
    fn told<'c>(&self, catalogue: &'c Catalogue) -> Told<'c> {
        let told = said(self, catalogue);
        match rule(self) {
            Some(id) => told.rule(id),
            None => told,
        }
    }
}

/// The program's own rule behind a refusal; `None` where a clause is said already, or no rule is behind it.
const fn rule(refusal: &Refusal) -> Option<&'static str> {
    use Refusal as R;
    match refusal {
        R::MissingRole { .. } => Some("rule-roles"),
        R::OnlyThemselves { .. } | R::NotTheirAttempt { .. } => Some("rule-persons"),
        R::LastAdministrator => Some("rule-administrator"),
        R::AlreadyFounded
        | R::NotAnEntry
        | R::UnknownPerson { .. }
        | R::PersonExists { .. }
        | R::KeyTaken { .. }
        | R::NoSuchKey { .. }
        | R::SelfIsReserved
        | R::UnknownRecipient { .. }
        | R::MediumExists { .. }
        | R::UnknownRequest { .. }
        | R::RequestExists { .. } => Some("rule-registered"),
        R::ProofDoesNotHold { .. } => Some("rule-proof"),
        R::Empty { .. }
        | R::DatesReversed { .. }
        | R::DueBeforeLeaving { .. }
        | R::DayPassed { .. }
        | R::DelegateToSelf { .. }
        | R::NoDelegation { .. }
        | R::NoMediumThere { .. } => Some("rule-sense"),
        R::UnknownMedium { .. } | R::MediumNotUsable { .. } | R::MediumRequired => Some("rule-media"),
        R::OtherMedium { .. }
        | R::OpeningDoesNotFit { .. }
        | R::OtherRules { .. }
        | R::EmbeddedRequestDiffers
        | R::OtherApprovals { .. }
        | R::TooEarly { .. }
        | R::WrongPackageName { .. } => Some("rule-approved"),
        R::AlreadyApproved { .. } => Some("rule-approve-once"),
        R::LevelUnknown { .. } => Some("rule-level"),
        R::NotTheCarrier { .. } | R::NotTheRequester { .. } => Some("rule-carrier"),
        R::NoOpenAttempt { .. } | R::NoPassphrase { .. } => Some("rule-order"),
        R::NotArrived { .. } => Some("rule-after-arrival"),
        R::WrongCode { .. } => Some("rule-codes"),
        R::OwnRequest { .. } => Some("rule-own-request"),
        R::WrongCustody { .. } | R::NotACustodian { .. } => Some("rule-custodian"),
        R::SameRoad { .. } => Some("rule-other-road"),
        R::MediumHeldHigher { .. } | R::MediumHeldOtherClient { .. } => Some("rule-taint"),
        R::MediumHoldsOthers { .. } => Some("rule-every-copy"),
        R::SameCarrier { .. } | R::NotLater { .. } => Some("rule-sense"),
        R::NothingToCarry { .. }
        | R::AlreadyOut { .. }
        | R::ExtensionWaits { .. }
        | R::NoExtension { .. }
        | R::DoesNotStay { .. }
        | R::LeavesAlready { .. } => Some("rule-order"),
        R::NotASubcontractor { .. } => Some("rule-subcontractor"),
        R::Frozen { .. } => Some("rule-frozen"),
        R::NoReceipt { .. } => Some("rule-receipt"),
        R::OwnExtension { .. } => Some("rule-second-person"),
        R::HoldsStill { .. } => Some("rule-leaving"),
        R::DayAhead { .. } => Some("rule-sense"),
        R::QuorumShort { .. } => Some("rule-approvers"),
        R::WrongStatus { status, .. } => Some(status_rule(*status)),
        R::ClockBehind { .. } | R::Rule(_) => None,
        R::Copy(refusal) => copies::rule(refusal),
        R::Incident(refusal) => incident::rule(refusal),
        R::Mail(refusal) => mail::rule(refusal),
        R::Contract(refusal) => contract::rule(refusal),
        R::Purge(refusal) => purge::rule(refusal),
        R::Article(refusal) => article::rule(refusal),
        R::Acknowledge(refusal) => acknowledge::rule(refusal),
        R::Restored(refusal) => restored::rule(refusal),
        R::Succession(refusal) => succession::rule(refusal),
    }
}

pub(super) fn said<'c>(refusal: &Refusal, catalogue: &'c Catalogue) -> Told<'c> {
    use Refusal as R;
    let told = |code, values: super::Values<'_>| Told::new(catalogue, code, values);
    match refusal {
        R::AlreadyFounded => told("already-founded", &[]).hint("hint-join", &[]),
        R::NotAnEntry => told("not-an-entry", &[]).hint("hint-person-add", &[("person", &"ID")]),
        R::MissingRole { person, needs } => missing_role(person, needs, catalogue),
        R::OnlyThemselves { person } => {
            told("only-themselves", &[("person", person)]).hint("hint-own-key", &[("person", person)])
        }
        R::UnknownPerson { person } => told("unknown-person", &[("person", person)])
            .hint("hint-person-list", &[])
            .hint("hint-person-add", &[("person", person)]),
        R::PersonExists { person } => {
            told("person-exists", &[("person", person)]).hint("hint-person-show", &[("person", person)])
        }
        R::KeyTaken { key, owner } => told("key-taken", &[("key", key), ("owner", owner)])
            .hint("hint-person-show", &[("person", owner)])
            .hint("hint-key-new", &[]),
        R::NoSuchKey { person, key } => told("no-such-key", &[("person", person), ("key", key)])
            .hint("hint-person-show", &[("person", person)]),
        R::ProofDoesNotHold { why } => {
            told("proof-does-not-hold", &[("why", &Text(why))]).hint("hint-join-again", &[])
        }
        R::LastAdministrator => told("last-administrator", &[]).hint("hint-another-administrator", &[]),
        R::DelegateToSelf { person } => {
            told("delegate-to-self", &[("person", person)]).hint("hint-delegate", &[("person", person)])
        }
        R::NoDelegation { person, to } => told("no-delegation", &[("person", person), ("to", to)])
            .hint("hint-person-show", &[("person", to)]),
        R::SelfIsReserved => told("self-is-reserved", &[]).hint("hint-other-id", &[]),
        R::UnknownRecipient { recipient } => told("unknown-recipient", &[("recipient", recipient)])
            .hint("hint-recipient-list", &[])
            .hint("hint-recipient-add", &[("recipient", recipient)]),
        R::UnknownMedium { medium } => {
            told("unknown-medium", &[("medium", medium)]).hint("hint-medium-add", &[("medium", medium)])
        }
        R::MediumExists { medium } => {
            told("medium-exists", &[("medium", medium)]).hint("hint-medium-show", &[("medium", medium)])
        }
        R::MediumNotUsable { medium, state } => {
            told("medium-not-usable", &[("medium", medium), ("state", &Prepared(catalogue.name_of(*state)))])
                .hint("hint-medium-list", &[])
        }
        R::MediumRequired => told("medium-required", &[]).hint("hint-medium-list", &[]),
        R::NoMediumThere { via } => told("no-medium-there", &[("via", &Prepared(catalogue.name_of(*via)))])
            .hint("hint-no-medium", &[]),
        R::OtherMedium { approved, found } => told(
            "medium-not-approved",
            &[("approved", &medium(approved, catalogue)), ("found", &medium(found, catalogue))],
        )
        .hint("hint-approved-medium", &[])
        .hint("hint-request-like", &[("id", &"ID")]),
        R::OtherApprovals { id } => {
            told("other-approvals", &[("id", id)]).hint("hint-export", &[("id", &id_word(id))])
        }
        R::WrongCustody { id } => {
            told("wrong-custody", &[("id", id)]).hint("hint-export", &[("id", &id_word(id))])
        }
        R::WrongPackageName { id, expected } => {
            told("wrong-package-name", &[("id", id), ("expected", expected)])
                .hint("hint-export", &[("id", &id_word(id))])
        }
        R::NoOpenAttempt { id, intent } => {
            told("no-open-attempt", &[("id", id), ("intent", &intent.prefix(8))])
                .hint("hint-show", &[("id", &id_word(id))])
        }
        R::NotTheirAttempt { person } => {
            told("not-their-attempt", &[("person", person)]).hint("hint-they-recover", &[("person", person)])
        }
        R::NoPassphrase { id } => told("no-passphrase", &[("id", id)]).hint("hint-recipient-opens", &[]),
        R::NotACustodian { id, person } => told("not-a-custodian", &[("id", id), ("person", person)])
            .hint("hint-show-custody", &[("id", &id_word(id))]),
        R::SameRoad { channel } => told("same-road", &[("channel", &Prepared(catalogue.name_of(*channel)))])
            .hint("hint-other-channel", &[]),
        R::NotArrived { id } => {
            told("not-arrived", &[("id", id)]).hint("hint-arrived", &[("id", &id_word(id))])
        }
        R::WrongCode { id } => told("wrong-code", &[("id", id)])
            .hint("hint-arrived", &[("id", &id_word(id))])
            .hint("hint-opened", &[("id", &id_word(id))]),
        R::Empty { field: "evidence" } => told("evidence-not-given", &[]).hint("hint-give-paper", &[]),
        R::Empty { field } => told("empty-field", &[("flag", &format!("--{field}"))]).hint("hint-words", &[]),
        R::DatesReversed { from, until } => {
            told("dates-reversed", &[("from", from), ("until", until)]).hint("hint-later-day", &[])
        }
        R::DueBeforeLeaving { on, due } => {
            told("due-before-leaving", &[("from", on), ("until", due)]).hint("hint-later-due", &[])
        }
        R::DayPassed { on } => told("day-passed", &[("on", on)]).hint("hint-leave-out-on", &[]),
        R::OpeningDoesNotFit { recipient } => told("opening-does-not-fit", &[("recipient", recipient)])
            .hint("hint-recipient-show", &[("recipient", recipient)])
            .hint("hint-request-like", &[("id", &"ID")]),
        R::OtherRules { named, in_force } => {
            told("other-rules", &[("named", &named.prefix(8)), ("in-force", &in_force.prefix(8))])
                .hint("hint-request-like", &[("id", &"ID")])
        }
        R::UnknownRequest { request } => {
            told("unknown-request", &[("request", request)]).hint("hint-submit-request", &[])
        }
        R::RequestExists { request } => told("request-exists", &[("request", request)]).hint("hint-log", &[]),
        R::WrongStatus { id, status } => wrong_status(id, *status, catalogue),
        R::OwnRequest { id, person } => told("own-request", &[("id", id), ("person", person)])
            .hint("hint-another-approves", &[("id", &id_word(id))]),
        R::AlreadyApproved { id, person } => told("already-approved", &[("id", id), ("person", person)])
            .hint("hint-show-approvals", &[("id", &id_word(id))]),
        R::EmbeddedRequestDiffers => told("embedded-request-differs", &[]).hint("hint-draft-again", &[]),
        R::LevelUnknown { id } => {
            told("level-unknown", &[("id", id)]).hint("hint-ask-level", &[("id", &id_word(id))])
        }
        R::NotTheCarrier { id, carrier } => told("not-the-carrier", &[("id", id), ("carrier", carrier)])
            .hint("hint-carrier-does", &[("carrier", carrier)]),
        R::NotTheRequester { id, requester } => {
            told("not-the-requester", &[("id", id), ("requester", requester)])
                .hint("hint-carrier-does", &[("carrier", requester)])
        }
        R::QuorumShort { id, have, need } => {
            told("quorum-short", &[("id", id), ("have", have), ("need", need)])
                .hint("hint-show-approvals", &[("id", &id_word(id))])
        }
        R::TooEarly { id, on } => told("too-early", &[("id", id), ("on", on)])
            .hint("hint-wait-or-request", &[("id", &id_word(id)), ("on", on)]),
        R::MediumHeldHigher { medium, held, asked } => told(
            "medium-held-higher",
            &[
                ("medium", medium),
                ("held", &Prepared(catalogue.name_of(*held))),
                ("asked", &Prepared(catalogue.name_of(*asked))),
            ],
        )
        .hint("hint-clear-medium", &[("medium", medium)]),
        R::MediumHeldOtherClient { medium } => told("medium-held-other-client", &[("medium", medium)])
            .hint("hint-clear-medium", &[("medium", medium)]),
        R::MediumHoldsOthers { medium, others } => {
            let others = row(others, catalogue);
            told("medium-holds-others", &[("medium", medium), ("others", &others)])
                .hint("hint-outstanding-medium", &[("medium", medium)])
                .hint("hint-also", &[])
        }
        R::NothingToCarry { id, via } => {
            told("nothing-to-carry", &[("id", id), ("via", &Prepared(catalogue.name_of(*via)))])
                .hint("hint-arrived", &[("id", &id_word(id))])
        }
        R::AlreadyOut { id } => told("already-out", &[("id", id)]).hint("hint-show", &[("id", &id_word(id))]),
        R::Frozen { id, incident } => told("frozen", &[("id", id), ("incident", incident)])
            .hint("hint-incident-show", &[("incident", &incident_word(incident))]),
        R::SameCarrier { id, person } => {
            told("same-carrier", &[("id", id), ("person", person)]).hint("hint-show", &[("id", &id_word(id))])
        }
        R::NotLater { due, stands } => {
            told("not-later", &[("due", due), ("stands", stands)]).hint("hint-later-due", &[])
        }
        R::ExtensionWaits { id } => {
            told("extension-waits", &[("id", id)]).hint("hint-another-approves", &[("id", &id_word(id))])
        }
        R::NoExtension { id } => {
            told("no-extension", &[("id", id)]).hint("hint-show", &[("id", &id_word(id))])
        }
        R::NoReceipt { id } => told("no-receipt", &[("id", id)])
            .hint("hint-opened", &[("id", &id_word(id))])
            .hint("hint-receipt-file", &[("id", &id_word(id))]),
        R::DoesNotStay { id, kind } => {
            told("does-not-stay", &[("id", id), ("kind", &Prepared(catalogue.name_of(*kind)))])
                .hint("hint-return", &[("id", &id_word(id))])
        }
        R::Copy(refusal) => copies::said(refusal, catalogue),
        R::OwnExtension { id, person } => told("own-extension", &[("id", id), ("person", person)])
            .hint("hint-another-approves", &[("id", &id_word(id))]),
        R::NotASubcontractor { recipient } => told("not-a-subcontractor", &[("recipient", recipient)])
            .hint("hint-subcontractor", &[("recipient", recipient)]),
        R::LeavesAlready { person } => {
            told("leaves-already", &[("person", person)]).hint("hint-person-show", &[("person", person)])
        }
        R::HoldsStill { person, carries, articles, unconfirmed }
            if carries.is_empty() && articles.is_empty() && unconfirmed.is_empty() =>
        {
            told("does-not-leave", &[("person", person)]).hint("hint-person-show", &[("person", person)])
        }
        R::HoldsStill { person, carries, articles, unconfirmed } => {
            let all: Vec<String> = carries.iter().chain(articles).chain(unconfirmed).cloned().collect();
            let mut said = told("holds-still", &[("person", person), ("carries", &row(&all, catalogue))])
                .hint("hint-outstanding-person", &[("person", person)]);
            if let Some(first) = carries.first() {
                said = said.hint("hint-transfer", &[("id", &id_word(first))]);
            }
            if let Some(first) = articles.first() {
                let id: [(&str, &dyn Show); 1] = [("id", first)];
                said = said.hint("hint-article-end", &id).hint("hint-article-transfer", &id);
                said = said.hint("hint-incident-lost", &id);
            }
            if let Some(first) = unconfirmed.first() {
                said = said.hint("hint-article-approve", &[("id", first)]);
            }
            said
        }
        R::Incident(refusal) => incident::said(refusal, catalogue),
        R::Mail(refusal) => mail::said(refusal, catalogue),
        R::Rule(broken) => broken_rule::told(broken, catalogue),
        R::Contract(refusal) => contract::said(refusal, catalogue),
        R::Purge(refusal) => purge::said(refusal, catalogue),
        R::Article(refusal) => article::said(refusal, catalogue),
        R::Acknowledge(refusal) => acknowledge::said(refusal, catalogue),
        R::Restored(refusal) => restored::said(refusal, catalogue),
        R::Succession(refusal) => succession::said(refusal, catalogue),
        R::DayAhead { day } => told("day-ahead", &[("day", day)]).hint("hint-correct-day", &[]),
        R::ClockBehind { now, earlier } => {
            let told = told("clock-behind", &[("now", now), ("earlier", earlier)]);
            told.hint("hint-set-clock", &[]).hint("hint-clock-was-ahead", &[])
        }
    }
}

/// The program's own rule behind a state.
pub(super) const fn status_rule(status: Status) -> &'static str {
    match status {
        Status::Expired => "rule-approval-days",
        _ => "rule-order",
    }
}

/// What a carry-out's state does not allow, and what it does.
pub(super) fn wrong_status<'c>(id: &str, status: Status, catalogue: &'c Catalogue) -> Told<'c> {
    let command = id_word(id);
    let id_value: (&str, &dyn Show) = ("id", &command);
    if status == Status::Expired {
        return Told::new(catalogue, "approval-expired", &[("id", &id)])
            .hint("hint-request-like", &[id_value]);
    }
    let name = catalogue.name_of(status);
    let told = Told::new(catalogue, "wrong-status", &[("id", &id), ("status", &Prepared(name))]);
    match status {
        Status::Requested => told.hint("hint-show-approvals", &[id_value]),
        Status::Approved | Status::Failed => told.hint("hint-export", &[id_value]),
        Status::Rejected | Status::Withdrawn | Status::Expired => told.hint("hint-request-like", &[id_value]),
        Status::Sealing => told.hint("hint-recover", &[]),
        Status::Sealed
        | Status::Out
        | Status::Arrived
        | Status::Opened
        | Status::HandedOver
        | Status::Returned
        | Status::Disposed
        | Status::Closed
        | Status::Lost => told.hint("hint-show", &[id_value]),
    }
}

fn missing_role<'c>(person: &PersonId, needs: &[Role], catalogue: &'c Catalogue) -> Told<'c> {
    let names: Vec<String> = needs.iter().map(|role| catalogue.name_of(*role)).collect();
    let role = needs.first().copied().unwrap_or(Role::Administrator);
    let told =
        Told::new(catalogue, "missing-role", &[("person", person), ("roles", &row(&names, catalogue))]);
    // Whoever may ask could as well be made somebody who asks; nobody is made a judge of what they came with.
    match role {
        Role::Requester => told
            .hint("hint-person-show", &[("person", person)])
            .hint("hint-give-role", &[("person", person), ("role", &role.as_str())]),
        Role::Approver | Role::Custodian | Role::Client | Role::Auditor | Role::Administrator => {
            told.hint("hint-ask-role", &[])
        }
    }
}

fn medium(id: &Option<MediumId>, catalogue: &Catalogue) -> String {
    id.as_ref().map_or_else(|| catalogue.get("why-no-medium"), ToString::to_string)
}
