//! Rules that are looked at on the road and when something ends.

use serde_json::{Value, json};

use super::super::mail::{draft, drafts};
use super::super::{Desk, attachment};
use super::Case;
use crate::base::digest::Digest;
use crate::domain::refusal::{CopyRefusal, MailRefusal, Refusal};

/// Carried in a locked case.
#[track_caller]
pub fn wants_a_case(case: &Case) {
    let out = |mut desk: Desk, checkout: Value| {
        let number = case.gone(&mut desk, json!({}));
        let body = desk.with_request(number, checkout);
        desk.say("tanaka", "checkout", body)
    };
    let (bare, cased) = (json!({"pledge": attachment()}), json!({"case": "12", "pledge": attachment()}));
    case.is_cited(&out(case.office(&[]), bare.clone()).unwrap_err());
    out(case.office(&[]), cased).unwrap();
    out(case.office_without(&[]), bare).unwrap();
}

/// Gone on a stick, disposed of as `body` says, before `witness`, and about to be confirmed.
fn ended(case: &Case, mut desk: Desk, method: &str, witness: bool) -> Result<Digest, Refusal> {
    let number = case.gone(&mut desk, json!({"medium": super::STICK, "via": "usb"}));
    let disposal = Desk::disposing(method, json!({"evidence": attachment()}));
    let disposal = desk.about(number, "tanaka", "disposal", disposal);
    if witness {
        desk.about(number, "kimura", "witness", json!({"disposal": disposal}));
    }
    let body = desk.with_request(number, json!({}));
    desk.say("sato", "confirmation", body)
}

/// Somebody saw the disposal.
#[track_caller]
pub fn wants_a_witness(case: &Case) {
    let refused = ended(case, case.office(&[]), "physical", false).unwrap_err();
    assert!(matches!(refused, Refusal::Copy(CopyRefusal::WitnessNeeded { .. })), "{refused}");
    ended(case, case.office(&[]), "physical", true).unwrap();
    ended(case, case.office_without(&[]), "physical", false).unwrap();
}

/// Disposed of in a way that the rule takes.
#[track_caller]
pub fn wants_a_method(case: &Case) {
    case.is_cited(&ended(case, case.office(&[]), "declared", true).unwrap_err());
    ended(case, case.office(&[]), "physical", true).unwrap();
    ended(case, case.office_without(&[]), "declared", true).unwrap();
}

/// Several outside addresses do not see each other; where no rule says so, the program does.
#[track_caller]
pub fn hides_addresses(case: &Case) {
    let shown = |mut desk: Desk, field: &str| {
        for id in ["city", "next"] {
            let email = format!("{id}@city.example.test");
            let add = json!({"email": email, "id": id, "name": id, "opens": "age", "organization": "市役所"});
            desk.ok("tanaka", "recipient-add", add);
        }
        let number = case.gone(&mut desk, json!({}));
        let both = [(field, "city@city.example.test"), (field, "next@city.example.test")];
        let body = desk.with_request(number, drafts(&[draft(&both, "a")]));
        desk.say("tanaka", "mail-draft", body)
    };
    case.is_cited(&shown(case.office(&[]), "to").unwrap_err());
    shown(case.office(&[]), "bcc").unwrap();
    let without = shown(case.office_without(&[]), "to").unwrap_err();
    assert!(matches!(without, Refusal::Mail(MailRefusal::AddressesShown { count: 2 })), "{without}");
}

/// Attachments are kept for the years that the rule asks for, and go by the word of two people after that.
pub fn keeps_for(case: &Case, years: u64) {
    let mut desk = case.office(&[]);
    let number = case.gone(&mut desk, json!({"kind": "deliver", "recipient": "city"}));
    desk.about(number, "tanaka", "hand-over", json!({"evidence": attachment()}));
    for copy in desk.c(number).open_copies().map(|copy| copy.number).collect::<Vec<_>>() {
        let disposing = Desk::disposing("declared", json!({"copies": [copy], "evidence": attachment()}));
        desk.about(number, "tanaka", "disposal", disposing);
    }
    desk.about(number, "sato", "confirmation", json!({}));
    let named = |desk: &Desk| json!({"attachments": desk.c(number).kept_attachments()});
    desk.years = i64::try_from(years).unwrap() - 1;
    desk.ok("mori", "person-set", json!({"particulars": {}, "person": "mori"}));
    let body = named(&desk);
    case.is_cited(&desk.refused(number, "kanri", "purge", body));
    desk.years += 1;
    desk.minutes += 1440;
    desk.ok("mori", "person-set", json!({"particulars": {}, "person": "mori"}));
    let body = named(&desk);
    let purge = desk.about(number, "kanri", "purge", body);
    desk.about(number, "kimura", "purge-confirm", json!({"purge": purge}));
    assert!(desk.c(number).kept_attachments().is_empty());
}
