//! Nothing is said by a clock that is behind what it rests on.

use serde_json::{Value, json};

use super::desk::key;
use super::{Desk, attachment};
use crate::base::digest::Digest;
use crate::base::time::Timestamp;
use crate::domain::check::check_clock;
use crate::domain::refusal::Refusal as R;
use crate::domain::statement::{Nonce, Seen, Statement};

/// Whether somebody may say this of a carry-out when their clock shows `time`.
fn said_at(desk: &Desk, number: u64, (kind, body): (&str, &Value), time: Timestamp) -> Result<(), R> {
    let statement = Statement {
        author: "sato".parse().unwrap(),
        body: serde_json::from_value(json!({"type": kind, "body": body})).unwrap(),
        nonce: Nonce::new([7; 16]),
        origin: "example.test/desk".to_owned(),
        seen: Seen { root: Digest::of(b""), size: 0 },
        time,
    };
    check_clock(Some(desk.c(number)), &statement)
}

/// It rests on what was said at `basis`: at that very time it may be said, and earlier not.
#[track_caller]
fn rests_on(desk: &Desk, number: u64, kind: &str, body: Value, basis: Timestamp) {
    let body = desk.with_request(number, body);
    let early = "2026-11-20T00:00:00+09:00".parse().unwrap();
    let behind = R::ClockBehind { now: early, earlier: basis };
    assert_eq!(said_at(desk, number, (kind, &body), early), Err(behind), "{kind}");
    assert_eq!(said_at(desk, number, (kind, &body), basis), Ok(()), "{kind}");
    let later = "2026-12-01T00:00:00+09:00".parse().unwrap();
    assert_eq!(said_at(desk, number, (kind, &body), later), Ok(()), "{kind}");
}

#[test]
fn a_judgement_is_not_earlier_than_the_request_and_an_export_not_than_the_last_approval() {
    let mut desk = Desk::new();
    let number = desk.request(json!({"level": "1"}));
    let requested = desk.c(number).requested_at;
    let intent = desk.intent(number);
    rests_on(&desk, number, "approval", json!({}), requested);
    rests_on(&desk, number, "rejection", json!({"reason": "不要"}), requested);
    rests_on(&desk, number, "withdrawal", json!({}), requested);
    rests_on(&desk, number, "export-intent", intent.clone(), requested);
    desk.about(number, "sato", "approval", json!({}));
    desk.about(number, "ito", "approval", json!({}));
    let approved = desk.c(number).approvals[1].at;
    rests_on(&desk, number, "export-intent", intent.clone(), approved);
    let intent = desk.intent(number);
    let intent = desk.about(number, "tanaka", "export-intent", intent);
    let begun = desk.c(number).attempts[0].begun_at;
    assert!(begun > approved && approved > requested);
    let completed = json!({
        "fingerprints": attachment(), "intent": intent, "package_sha256": Digest::of(b"package"),
        "package_size_bytes": 7, "write_level": "V2",
    });
    rests_on(&desk, number, "export-completed", completed, begun);
}

#[test]
fn a_confirmation_is_not_earlier_than_the_end_that_it_confirms() {
    let mut desk = Desk::new();
    let number = desk.sealed(json!({}));
    let (_, _, completed) = desk.c(number).completed().unwrap();
    let returning = desk.returning(number, json!({}));
    rests_on(&desk, number, "return", returning.clone(), completed);
    desk.about(number, "tanaka", "return", returning);
    let returned = desk.c(number).returns[0].at;
    rests_on(&desk, number, "confirmation", json!({}), returned);
    let declared = Desk::disposing("declared", json!({"copies": [1, 2], "note": "申告"}));
    let sent = desk.sent(json!({}));
    let disposal = desk.about(sent, "tanaka", "disposal", declared);
    let disposed = desk.c(sent).disposals[0].at;
    rests_on(&desk, sent, "confirmation", json!({}), disposed);
    rests_on(&desk, sent, "witness", json!({"disposal": disposal}), disposed);
    let recheck = json!({"bytes": 7, "changed_sectors": 0, "disposal": disposal, "serial": "S7"});
    rests_on(&desk, sent, "recheck", recheck, disposed);
    let handed = desk.sent(json!({}));
    desk.about(handed, "tanaka", "hand-over", json!({"evidence": attachment()}));
    let at = desk.c(handed).handed_over.as_ref().unwrap().at;
    rests_on(&desk, handed, "confirmation", json!({}), at);
}

#[test]
fn an_answer_is_not_earlier_than_what_is_asked_and_an_incident_is_never_turned_away_for_a_clock() {
    let mut desk = Desk::new();
    let number = desk.sealed(json!({}));
    let asked = json!({"due": "2027-01-10", "reason": "工期"});
    let extension = desk.about(number, "tanaka", "extension", asked);
    let answer = json!({"approved": true, "extension": extension});
    let at = desk.c(number).waiting_extension().unwrap().at;
    rests_on(&desk, number, "extension-answer", answer, at);
    let early: Timestamp = "2026-11-20T00:00:00+09:00".parse().unwrap();
    let lost = desk.with_request(number, json!({"aware": desk.now(), "kind": "lost"}));
    assert_eq!(said_at(&desk, number, ("incident-open", &lost), early), Ok(()));
    // What is not about it rests on nothing of it.
    let own = json!({"key": key(50), "person": "sato"});
    assert_eq!(said_at(&desk, number, ("key-add", &own), early), Ok(()));
}
