//! A rule said no.

use super::{Explain, Told, id_word, row};
use crate::domain::carry_out::Status;
use crate::domain::names::{MediumId, PersonId, Role};
use crate::domain::refusal::Refusal;
use crate::domain::rules::Rules;
use crate::i18n::{Catalogue, Prepared, Show, Text};

impl Explain for Refusal {
    fn told<'c>(&self, catalogue: &'c Catalogue) -> Told<'c> {
        let told = |code, values: super::Values<'_>| Told::new(catalogue, code, values);
        match self {
            Self::AlreadyFounded => told("already-founded", &[]).hint("hint-join", &[]),
            Self::NotAnEntry => told("not-an-entry", &[]).hint("hint-person-add", &[("person", &"ID")]),
            Self::MissingRole { person, needs } => missing_role(person, needs, catalogue),
            Self::OnlyThemselves { person } => {
                told("only-themselves", &[("person", person)]).hint("hint-own-key", &[("person", person)])
            }
            Self::UnknownPerson { person } => told("unknown-person", &[("person", person)])
                .hint("hint-person-list", &[])
                .hint("hint-person-add", &[("person", person)]),
            Self::PersonExists { person } => {
                told("person-exists", &[("person", person)]).hint("hint-person-show", &[("person", person)])
            }
            Self::KeyTaken { key, owner } => told("key-taken", &[("key", key), ("owner", owner)])
                .hint("hint-person-show", &[("person", owner)])
                .hint("hint-key-new", &[]),
            Self::NoSuchKey { person, key } => told("no-such-key", &[("person", person), ("key", key)])
                .hint("hint-person-show", &[("person", person)]),
            Self::ProofDoesNotHold { why } => {
                told("proof-does-not-hold", &[("why", &Text(why))]).hint("hint-join-again", &[])
            }
            Self::LastAdministrator => {
                told("last-administrator", &[]).hint("hint-another-administrator", &[])
            }
            Self::DelegateToSelf { person } => {
                told("delegate-to-self", &[("person", person)]).hint("hint-delegate", &[("person", person)])
            }
            Self::SelfIsReserved => told("self-is-reserved", &[]).hint("hint-other-id", &[]),
            Self::UnknownRecipient { recipient } => told("unknown-recipient", &[("recipient", recipient)])
                .hint("hint-recipient-list", &[])
                .hint("hint-recipient-add", &[("recipient", recipient)]),
            Self::UnknownMedium { medium } => {
                told("unknown-medium", &[("medium", medium)]).hint("hint-medium-add", &[("medium", medium)])
            }
            Self::MediumExists { medium } => {
                told("medium-exists", &[("medium", medium)]).hint("hint-medium-show", &[("medium", medium)])
            }
            Self::MediumNotUsable { medium, state } => told(
                "medium-not-usable",
                &[("medium", medium), ("state", &Prepared(catalogue.name_of(*state)))],
            )
            .hint("hint-medium-list", &[]),
            Self::MediumRequired => told("medium-required", &[]).hint("hint-medium-list", &[]),
            Self::OtherMedium { approved, found } => told(
                "medium-not-approved",
                &[("approved", &medium(approved, catalogue)), ("found", &medium(found, catalogue))],
            )
            .hint("hint-approved-medium", &[])
            .hint("hint-request-like", &[("id", &"ID")]),
            Self::OtherApprovals { id } => {
                told("other-approvals", &[("id", id)]).hint("hint-export", &[("id", &id_word(id))])
            }
            Self::WrongCustody { id } => told("wrong-custody", &[("id", id)])
                .office("rule-office-custodian", &[])
                .hint("hint-export", &[("id", &id_word(id))]),
            Self::WrongPackageName { id, expected } => {
                told("wrong-package-name", &[("id", id), ("expected", expected)])
                    .hint("hint-export", &[("id", &id_word(id))])
            }
            Self::NoOpenAttempt { id, intent } => {
                told("no-open-attempt", &[("id", id), ("intent", &intent.prefix(8))])
                    .hint("hint-show", &[("id", &id_word(id))])
            }
            Self::NotTheirAttempt { person } => told("not-their-attempt", &[("person", person)])
                .hint("hint-they-recover", &[("person", person)]),
            Self::NoPassphrase { id } => {
                told("no-passphrase", &[("id", id)]).hint("hint-recipient-opens", &[])
            }
            Self::NotACustodian { id, person } => told("not-a-custodian", &[("id", id), ("person", person)])
                .office("rule-office-custodian", &[])
                .hint("hint-show-custody", &[("id", &id_word(id))]),
            Self::SameRoad { channel } => {
                told("same-road", &[("channel", &Prepared(catalogue.name_of(*channel)))])
                    .office("rule-office-other-road", &[])
                    .hint("hint-other-channel", &[])
            }
            Self::NotArrived { id } => {
                told("not-arrived", &[("id", id)]).hint("hint-arrived", &[("id", &id_word(id))])
            }
            Self::WrongCode { id } => told("wrong-code", &[("id", id)])
                .hint("hint-arrived", &[("id", &id_word(id))])
                .hint("hint-opened", &[("id", &id_word(id))]),
            Self::Empty { field } => {
                told("empty-field", &[("flag", &format!("--{field}"))]).hint("hint-words", &[])
            }
            Self::DatesReversed { from, until } => {
                told("dates-reversed", &[("from", from), ("until", until)]).hint("hint-later-day", &[])
            }
            Self::DayPassed { on } => told("day-passed", &[("on", on)]).hint("hint-leave-out-on", &[]),
            Self::OpeningDoesNotFit { recipient } => {
                told("opening-does-not-fit", &[("recipient", recipient)])
                    .hint("hint-recipient-show", &[("recipient", recipient)])
                    .hint("hint-request-like", &[("id", &"ID")])
            }
            Self::OtherRules { named, in_force } => {
                told("other-rules", &[("named", &named.prefix(8)), ("in-force", &in_force.prefix(8))])
                    .hint("hint-request-like", &[("id", &"ID")])
            }
            Self::UnknownRequest { request } => {
                told("unknown-request", &[("request", request)]).hint("hint-submit-request", &[])
            }
            Self::RequestExists { request } => {
                told("request-exists", &[("request", request)]).hint("hint-log", &[])
            }
            Self::WrongStatus { id, status } => wrong_status(id, *status, catalogue),
            Self::OwnRequest { id, person } => told("own-request", &[("id", id), ("person", person)])
                .office("rule-office-own-request", &[])
                .hint("hint-another-approves", &[("id", &id_word(id))]),
            Self::AlreadyApproved { id, person } => {
                told("already-approved", &[("id", id), ("person", person)])
                    .hint("hint-show-approvals", &[("id", &id_word(id))])
            }
            Self::EmbeddedRequestDiffers => {
                told("embedded-request-differs", &[]).hint("hint-draft-again", &[])
            }
            Self::LevelUnknown { id } => {
                told("level-unknown", &[("id", id)]).hint("hint-ask-level", &[("id", &id_word(id))])
            }
            Self::NotTheCarrier { id, carrier } => {
                told("not-the-carrier", &[("id", id), ("carrier", carrier)])
                    .hint("hint-carrier-does", &[("carrier", carrier)])
            }
            Self::QuorumShort { id, have, need } => {
                let rules = Rules::office();
                told("quorum-short", &[("id", id), ("have", have), ("need", need)])
                    .office(
                        "rule-office-approvers",
                        &[("highest", &rules.approvers_level_1), ("other", &rules.approvers_other)],
                    )
                    .hint("hint-show-approvals", &[("id", &id_word(id))])
            }
            Self::TooEarly { id, on } => told("too-early", &[("id", id), ("on", on)])
                .hint("hint-wait-or-request", &[("id", &id_word(id)), ("on", on)]),
            Self::ClockBehind { now, earlier } => {
                told("clock-behind", &[("now", now), ("earlier", earlier)]).hint("hint-set-clock", &[])
            }
        }
    }
}

/// What a carry-out's state does not allow, and what it does.
pub(super) fn wrong_status<'c>(id: &str, status: Status, catalogue: &'c Catalogue) -> Told<'c> {
    let command = id_word(id);
    let id_value: (&str, &dyn Show) = ("id", &command);
    if status == Status::Expired {
        return Told::new(catalogue, "approval-expired", &[("id", &id)])
            .office("rule-office-approval-days", &[("days", &Rules::office().approval_days)])
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
    Told::new(catalogue, "missing-role", &[("person", person), ("roles", &row(&names, catalogue))])
        .hint("hint-person-show", &[("person", person)])
        .hint("hint-give-role", &[("person", person), ("role", &role.as_str())])
}

fn medium(id: &Option<MediumId>, catalogue: &Catalogue) -> String {
    id.as_ref().map_or_else(|| catalogue.get("why-no-medium"), ToString::to_string)
}
