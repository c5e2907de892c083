//! What may be asked for, and who judges it until when.

use serde_json::json;

use super::Desk;
use crate::base::digest::Digest;
use crate::domain::carry_out::Status;
use crate::domain::refusal::Refusal as R;

#[test]
fn nothing_is_asked_for_on_a_day_that_is_over_or_to_end_before_it_begins() {
    let mut desk = Desk::new();
    let over = desk.asking(json!({"due": "2026-11-19", "on": "2026-11-19"}));
    assert!(matches!(desk.say("tanaka", "request", over), Err(R::DayPassed { .. })));
    let reversed = desk.asking(json!({"due": "2026-11-21", "on": "2026-11-22"}));
    assert!(matches!(desk.say("tanaka", "request", reversed), Err(R::DueBeforeLeaving { .. })));
    // Today and back on the same day, or not before next week.
    desk.request(json!({"due": "2026-11-20", "on": "2026-11-20"}));
    desk.request(json!({"due": "2026-11-27", "medium": "USB-08", "on": "2026-11-27"}));
}

#[test]
fn a_medium_goes_where_there_is_one_and_nowhere_else() {
    let mut desk = Desk::new();
    for via in ["email", "client-system"] {
        let body = desk.asking(json!({"kind": "deliver", "recipient": "city", "via": via}));
        let refused = desk.say("tanaka", "request", body);
        assert!(matches!(refused, Err(R::NoMediumThere { .. })), "{refused:?}");
    }
    let bare = desk.asking(json!({"medium": null}));
    assert_eq!(desk.say("tanaka", "request", bare), Err(R::MediumRequired));
    let none = desk.asking(json!({"copies": 0}));
    assert_eq!(desk.say("tanaka", "request", none), Err(R::Empty { field: "copies" }));
    let aimless = desk.asking(json!({"purpose": " "}));
    assert_eq!(desk.say("tanaka", "request", aimless), Err(R::Empty { field: "purpose" }));
}

#[test]
fn what_is_over_is_neither_approved_nor_rejected_nor_taken_back() {
    let mut desk = Desk::new();
    let (rejected, withdrawn) = (desk.request(json!({})), desk.request(json!({})));
    desk.about(rejected, "sato", "rejection", json!({"reason": "不要"}));
    desk.about(withdrawn, "tanaka", "withdrawal", json!({}));
    let left = desk.sealed(json!({}));
    for number in [rejected, withdrawn, left] {
        for (person, kind, body) in [
            ("ito", "approval", json!({})),
            ("ito", "rejection", json!({"reason": "不要"})),
            ("tanaka", "withdrawal", json!({})),
        ] {
            let refused = desk.refused(number, person, kind, body);
            assert!(matches!(refused, R::WrongStatus { .. }), "{kind}: {refused}");
        }
    }
    // Unused, it can still be taken back, and is no more to be approved.
    let unused = desk.request(json!({"medium": "USB-08"}));
    desk.minutes = 30 * 1440;
    let late = desk.refused(unused, "ito", "approval", json!({}));
    assert!(matches!(late, R::WrongStatus { status: Status::Expired, .. }), "{late}");
    desk.about(unused, "tanaka", "withdrawal", json!({}));
}

#[test]
fn a_judgement_is_somebody_elses_with_a_reason_and_about_the_request_that_it_carries() {
    let mut desk = Desk::new();
    let number = desk.request(json!({"level": "1"}));
    for (kind, body) in [("approval", json!({})), ("rejection", json!({"reason": "不要"}))] {
        let own = desk.refused(number, "tanaka", kind, body.clone());
        assert!(matches!(own, R::OwnRequest { .. }), "{own}");
        let auditor = desk.refused(number, "kimura", kind, body);
        assert!(matches!(auditor, R::MissingRole { .. }), "{auditor}");
    }
    let silent = desk.refused(number, "sato", "rejection", json!({"reason": ""}));
    assert_eq!(silent, R::Empty { field: "reason" });
    let other = desk.refused(number, "sato", "approval", json!({"request_statement": "another\n"}));
    assert_eq!(other, R::EmbeddedRequestDiffers);
    let line = desk.transcript.iter().find(|(said, _)| said["digest"] == json!(desk.c(number).digest));
    let line = crate::base::canonical::encode(&line.unwrap().0["statement"]).unwrap();
    let line = format!("{}\n", String::from_utf8(line).unwrap());
    assert_eq!(Digest::of(line.as_bytes()), desk.c(number).digest);
    desk.about(number, "sato", "approval", json!({"request_statement": line}));
    let again = desk.refused(number, "sato", "approval", json!({}));
    assert!(matches!(again, R::AlreadyApproved { .. }), "{again}");
    let stranger = desk.refused(number, "mori", "withdrawal", json!({}));
    assert!(matches!(stranger, R::NotTheRequester { .. }), "{stranger}");
}
