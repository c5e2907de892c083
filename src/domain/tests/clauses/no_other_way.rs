//! Rules whose demand the program meets in any case, because it has no other way: each is judged and cited, and
//! what lacks the thing is refused or cannot even be said.

use serde_json::{Value, json};

use super::super::mail::{draft, drafts};
use super::super::{Desk, attachment};
use super::Case;
use crate::domain::body::Body;
use crate::domain::carry_out::Status;
use crate::domain::refusal::{CopyRefusal, MailRefusal, Refusal};
use crate::domain::rules::judge::Verdict;

/// Gone by USB stick unless the rule is meant for another road, and the rule judged `verdict`.
#[track_caller]
fn gone(case: &Case, verdict: &Verdict) -> (Desk, u64) {
    let mut desk = case.office(&[]);
    if case.rule.when.vias.iter().any(|via| via.as_str() == "email") {
        let city = json!({
            "email": "yamada@city.example.test", "id": "city", "name": "山田", "opens": "age", "organization": "市役所",
        });
        desk.ok("tanaka", "recipient-add", city);
    }
    let usb = if case.rule.when.vias.is_empty() {
        json!({"medium": super::STICK, "via": "usb"})
    } else {
        json!({})
    };
    let number = case.gone(&mut desk, usb);
    assert_eq!(case.verdict(&desk, number).as_ref(), Some(verdict), "{}", case.rule.id);
    (desk, number)
}

fn is_sayable(kind: &str, body: &Value) -> bool {
    serde_json::from_value::<Body>(json!({"type": kind, "body": body})).is_ok()
}

/// There is no request that says "open", and none that says nothing about it.
#[track_caller]
pub fn encrypted(case: &Case) {
    let (desk, _) = gone(case, &Verdict::Holds);
    let sealed = case.meant(&desk, json!({}));
    assert!(is_sayable("request", &sealed));
    for opening in [json!({"format": "plain"}), json!({"format": "zip"}), json!(null)] {
        let mut open = sealed.clone();
        open["opening"] = opening;
        assert!(!is_sayable("request", &open), "{open}");
    }
}

/// No stick but a registered one that is in use.
#[track_caller]
pub fn registered_medium(case: &Case) {
    let (mut desk, _) = gone(case, &Verdict::Holds);
    let mut ask = |medium: Value| {
        let body = case.meant(&desk, json!({"medium": medium, "via": "usb"}));
        desk.say("tanaka", "request", body)
    };
    assert!(matches!(ask(json!(null)), Err(Refusal::MediumRequired)));
    assert!(matches!(ask(json!("PRIVATE")), Err(Refusal::UnknownMedium { .. })));
    case.is_among(&desk);
    let usable = case.meant(&desk, json!({"medium": "USB-08", "via": "usb"}));
    desk.ok("tanaka", "request", usable);
    desk.ok("kanri", "medium-set", json!({"id": "USB-08", "state": "retired"}));
    let retired = case.meant(&desk, json!({"medium": "USB-08", "via": "usb"}));
    assert!(matches!(desk.say("tanaka", "request", retired), Err(Refusal::MediumNotUsable { .. })));
    // That it is in use says the office alone.
    let of_the_office = case.rule.id.starts_with("office-");
    assert_eq!(desk.cited().iter().any(|clause| clause.rule == case.rule.id), of_the_office);
    // What was approved for one stick goes on no other.
    let number = case.asked(&mut desk, json!({"medium": super::STICK, "via": "usb"}));
    desk.consented(number);
    desk.approved_by(number, &["sato", "ito"]);
    let mut intent = desk.intent(number);
    intent["destination"]["medium"] = json!("CARD-1");
    assert!(matches!(desk.refused(number, "tanaka", "export-intent", intent), Refusal::OtherMedium { .. }));
}

/// Nobody takes along what another asked for, unless it was passed on to them.
#[track_caller]
pub fn carrier(case: &Case) {
    let (mut desk, number) = gone(case, &Verdict::Later);
    let pledge = json!({"case": "12", "pledge": attachment()});
    assert!(matches!(
        desk.refused(number, "mori", "checkout", pledge.clone()),
        Refusal::NotTheCarrier { .. }
    ));
    case.is_among(&desk);
    desk.about(number, "tanaka", "transfer", json!({"to": "mori"}));
    assert!(matches!(
        desk.refused(number, "tanaka", "checkout", pledge.clone()),
        Refusal::NotTheCarrier { .. }
    ));
    desk.about(number, "mori", "checkout", pledge);
    assert_eq!(desk.c(number).carrier.as_str(), "mori");
}

/// Whoever carries it does not keep the passphrase.
#[track_caller]
pub fn separate_custody(case: &Case) {
    let (mut desk, _) = gone(case, &Verdict::Holds);
    let number = case.asked(&mut desk, json!({}));
    desk.consented(number);
    desk.approved_by(number, &["sato", "ito"]);
    let mut intent = desk.intent(number);
    intent["custody"]["holders"] = json!(["tanaka"]);
    assert!(matches!(desk.refused(number, "tanaka", "export-intent", intent), Refusal::WrongCustody { .. }));
    case.is_among(&desk);
    desk.leaves(number).unwrap();
}

/// The passphrase does not go where the package goes.
#[track_caller]
pub fn other_road(case: &Case) {
    let (mut desk, number) = gone(case, &Verdict::Later);
    let same = if desk.c(number).request.medium.is_some() {
        json!({"told": "山田", "via": "hand"})
    } else {
        json!({"note": "Yamada@city.example.test へ", "told": "山田", "via": "other"})
    };
    assert!(matches!(desk.refused(number, "suzuki", "passphrase-release", same), Refusal::SameRoad { .. }));
    case.is_among(&desk);
    desk.about(number, "suzuki", "passphrase-release", json!({"told": "山田", "via": "phone"}));
}

/// A stick that held something more important, or somebody else's, waits until it is cleared.
#[track_caller]
pub fn unmixed_medium(case: &Case) {
    let (mut desk, number) = gone(case, &Verdict::Later);
    let returning = desk.returning(number, json!({}));
    desk.about(number, "tanaka", "return", returning);
    desk.about(number, "sato", "confirmation", json!({}));
    let ask = |desk: &mut Desk, body: Value| desk.say("tanaka", "request", body);
    let lower = json!({"level": "3", "medium": super::STICK, "via": "usb"});
    let base = case.office(&[]);
    let lower = case.meant(&base, lower);
    assert!(matches!(ask(&mut desk, lower.clone()), Err(Refusal::MediumHeldHigher { .. })));
    case.is_among(&desk);
    let mut other = base.asking(json!({"medium": super::STICK, "recipient": "city", "via": "usb"}));
    other["rules"] = json!(base.registry.rules(None).digest());
    other["recipient"] = json!("sub");
    assert!(matches!(ask(&mut desk, other), Err(Refusal::MediumHeldOtherClient { .. })));
    let of_the_office = case.rule.id.starts_with("office-");
    assert_eq!(desk.cited().iter().any(|clause| clause.rule == case.rule.id), of_the_office);
    let whole = desk.overwriting(number, json!({}));
    let mut whole = desk.with_request(number, whole);
    whole.as_object_mut().unwrap().remove("copies");
    desk.ok("tanaka", "disposal", whole);
    desk.ok("tanaka", "request", lower);
}

/// It is not over before every copy came back or was disposed of.
#[track_caller]
pub fn returned(case: &Case) {
    let (mut desk, number) = gone(case, &Verdict::Later);
    if desk.c(number).request.medium.is_none() {
        desk.about(number, "tanaka", "hand-over", json!({"evidence": attachment()}));
    }
    assert!(matches!(
        desk.refused(number, "sato", "confirmation", json!({})),
        Refusal::Copy(CopyRefusal::NothingCameBack { .. })
    ));
    case.is_among(&desk);
    let returning = desk.returning(number, json!({}));
    desk.about(number, "tanaka", "return", returning);
    assert!(desk.c(number).is_outstanding());
    desk.about(number, "sato", "confirmation", json!({}));
    assert!(!desk.c(number).is_outstanding());
}

/// It is open until somebody else confirms its end.
#[track_caller]
pub fn confirmed_return(case: &Case) {
    let (mut desk, number) = gone(case, &Verdict::Later);
    let returning = desk.returning(number, json!({}));
    desk.about(number, "tanaka", "return", returning);
    assert!(desk.c(number).is_outstanding());
    assert!(matches!(desk.refused(number, "tanaka", "confirmation", json!({})), Refusal::OwnRequest { .. }));
    case.is_among(&desk);
    assert!(matches!(desk.refused(number, "suzuki", "confirmation", json!({})), Refusal::MissingRole { .. }));
    desk.about(number, "sato", "confirmation", json!({}));
    assert_eq!((desk.status(number), desk.c(number).is_outstanding()), (Status::Closed, false));
}

/// Nobody takes it along without the pledge, which says that nobody goes drinking with it or turns aside.
#[track_caller]
pub fn pledge_at_checkout(case: &Case) {
    let (mut desk, number) = gone(case, &Verdict::Later);
    let pledged = desk.with_request(number, json!({"case": "12", "pledge": attachment()}));
    let mut silent = pledged.clone();
    silent.as_object_mut().unwrap().remove("pledge");
    assert!(!is_sayable("checkout", &silent));
    desk.ok("tanaka", "checkout", pledged);
    let out = desk.c(number).checked_out.clone().unwrap();
    assert_eq!(out.pledge, serde_json::from_value(attachment()).unwrap());
    let text = include_str!("../../../workflow/checkout/pledge.txt");
    let word = if case.rule.ja.contains("酒席") {
        "酒席に立ち寄りません"
    } else {
        "寄り道をしません"
    };
    assert!(text.contains(word), "{word}");
}

/// No draft without each of its three confirmations.
#[track_caller]
pub fn confirmed_mail(case: &Case) {
    let (mut desk, number) = gone(case, &Verdict::Later);
    let whole = drafts(&[draft(&[("to", "yamada@city.example.test")], "a")]);
    for part in ["recipients", "body", "attachment"] {
        let mut lacking = whole.clone();
        lacking["confirmed"][part] = if part == "recipients" { json!([]) } else { json!("") };
        let refused = desk.refused(number, "tanaka", "mail-draft", lacking);
        let this = matches!(refused, Refusal::Mail(MailRefusal::MailNotConfirmed { part: named, .. }) if named == part);
        assert!(this, "{refused}");
        case.is_among(&desk);
        let mut silent = whole.clone();
        silent["confirmed"].as_object_mut().unwrap().remove(part);
        assert!(!is_sayable("mail-draft", &desk.with_request(number, silent)));
    }
    desk.about(number, "tanaka", "mail-draft", whole);
}
