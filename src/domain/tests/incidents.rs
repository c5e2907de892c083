//! Incidents: opened by anybody, freezing at once, closed by somebody else.

use serde_json::{Value, json};

use super::{Desk, attachment};
use crate::base::digest::Digest;
use crate::domain::carry_out::{Fate, Status};
use crate::domain::names::{IncidentField, MediumState};
use crate::domain::refusal::{CopyRefusal, IncidentRefusal, Refusal as R};

fn told() -> Value {
    json!({"told": "田中", "via": "phone"})
}

#[test]
fn an_incident_freezes_everything_but_the_end_of_the_key() {
    let mut desk = Desk::new();
    let waiting = desk.approved(json!({"medium": "USB-08"}));
    let intent = desk.intent(waiting);
    desk.incident(waiting, "kimura", "suspected");
    assert!(matches!(desk.refused(waiting, "tanaka", "export-intent", intent), R::Frozen { .. }));
    let id = desk.sealed(json!({"kind": "deliver", "recipient": "city"}));
    desk.incident(id, "kimura", "leak");
    let erased = Desk::disposing("erase-file", json!({"measured": desk.measured(id, json!({}))}));
    let over = desk.overwriting(id, json!({}));
    let returning = desk.returning(id, json!({}));
    for (person, kind, body) in [
        ("suzuki", "passphrase-release", told()),
        ("tanaka", "checkout", json!({"pledge": attachment()})),
        ("tanaka", "undelivered", json!({"evidence": attachment()})),
        ("tanaka", "hand-over", json!({"evidence": attachment()})),
        ("tanaka", "disposal", erased),
        ("tanaka", "disposal", over),
        ("tanaka", "disposal", Desk::disposing("declared", json!({"note": "申告"}))),
        ("tanaka", "return", returning),
    ] {
        let refusal = desk.refused(id, person, kind, body);
        assert_eq!(refusal, R::Frozen { id: "C-0002".into(), incident: "I-0002".into() }, "{kind}");
    }
    // What changes nothing at the medium is brought back all the same.
    let as_it_is = desk.returning(id, json!({"gone": false, "in_place": null}));
    desk.about(id, "tanaka", "return", as_it_is);
    assert!(matches!(desk.refused(id, "sato", "confirmation", json!({})), R::Frozen { .. }));
    desk.about(id, "suzuki", "disposal", Desk::key_destroyed(&[], &[]));
}

#[test]
fn a_drill_freezes_nothing_and_loses_nothing() {
    let mut desk = Desk::new();
    let id = desk.sealed(json!({}));
    let body = json!({"aware": desk.now(), "drill": true, "kind": "lost", "medium": "USB-07"});
    let drill = desk.about(id, "kimura", "incident-open", body);
    assert_eq!((desk.status(id), desk.medium("USB-07").state), (Status::Sealed, MediumState::Active));
    assert!(desk.c(id).incidents.is_empty() && desk.registry.freezing(id).is_none());
    desk.about(id, "suzuki", "passphrase-release", told());
    // It needs only its review.
    let refusal = desk.say("sato", "incident-close", json!({"incident": drill})).unwrap_err();
    let missing = vec![IncidentField::Review];
    assert_eq!(
        refusal,
        R::Incident(IncidentRefusal::IncidentIncomplete { incident: "I-0001".into(), missing, told: true })
    );
    let review = json!({"field": "review", "incident": drill, "text": "速い"});
    desk.ok("tanaka", "incident-update", review);
    desk.ok("sato", "incident-close", json!({"incident": drill}));
}

#[test]
fn a_second_incident_is_closed_and_the_first_freezes_still() {
    let mut desk = Desk::new();
    let id = desk.sealed(json!({}));
    let first = desk.incident(id, "mori", "suspected");
    let second = desk.incident(id, "mori", "violation");
    desk.end(second, "sato");
    let refusal = desk.refused(id, "suzuki", "passphrase-release", told());
    assert_eq!(refusal, R::Frozen { id: "C-0001".into(), incident: "I-0001".into() });
    desk.end(first, "sato");
    desk.about(id, "suzuki", "passphrase-release", told());
}

#[test]
fn a_lost_stick_concerns_everything_on_it_at_once() {
    let mut desk = Desk::new();
    let (first, second) = (desk.sealed(json!({})), desk.sealed(json!({})));
    let elsewhere = desk.sealed(json!({"medium": "USB-08"}));
    // The stick alone is named: what is on it is frozen before anybody says which packages those are.
    let incident =
        desk.ok("kimura", "incident-open", json!({"aware": desk.now(), "kind": "lost", "medium": "USB-07"}));
    assert_eq!(desk.medium("USB-07").state, MediumState::Lost);
    for id in [first, second] {
        assert!(matches!(desk.refused(id, "suzuki", "passphrase-release", told()), R::Frozen { .. }), "{id}");
        assert_eq!(desk.status(id), Status::Sealed);
    }
    desk.about(elsewhere, "suzuki", "passphrase-release", told());
    desk.about(first, "kimura", "incident-include", json!({"incident": incident}));
    assert_eq!((desk.status(first), desk.fate(first, 1)), (Status::Lost, Fate::Lost { incident: 1 }));
    let again = desk.refused(first, "kimura", "incident-include", json!({"incident": incident}));
    assert!(matches!(again, R::Incident(IncidentRefusal::IncludedAlready { .. })));
    desk.end(incident, "sato");
    // The incident is over and the stick is still lost.
    let refusal = desk.refused(second, "suzuki", "passphrase-release", told());
    assert!(matches!(refusal, R::WrongStatus { status: Status::Lost, .. }));
    // By its carry-out it is the same.
    let mut desk = Desk::new();
    let (first, second) = (desk.sealed(json!({})), desk.sealed(json!({})));
    desk.incident(first, "kimura", "stolen");
    assert!(matches!(desk.refused(second, "suzuki", "passphrase-release", told()), R::Frozen { .. }));
}

#[test]
fn what_was_lost_on_the_road_is_lost_without_a_medium_too() {
    let mut desk = Desk::new();
    let id = desk.sent(json!({"via": "courier"}));
    desk.incident(id, "mori", "lost");
    assert_eq!((desk.fate(id, 1), desk.fate(id, 2)), (Fate::Held, Fate::Lost { incident: 1 }));
    assert_eq!(desk.status(id), Status::Lost);
}

#[test]
fn what_is_lost_is_not_made_readable_when_the_incident_is_over() {
    let mut desk = Desk::new();
    let id = desk.sealed(json!({}));
    let incident = desk.incident(id, "mori", "lost");
    desk.end(incident, "sato");
    let refusal = desk.refused(id, "suzuki", "passphrase-release", told());
    assert_eq!(refusal, R::WrongStatus { id: "C-0001".into(), status: Status::Lost });
}

#[test]
fn no_word_ends_what_was_lost() {
    let mut desk = Desk::new();
    let id = desk.sealed(json!({}));
    let incident = desk.incident(id, "mori", "lost");
    // The key goes on the spot; the stick is as lost as before.
    desk.about(id, "suzuki", "disposal", Desk::key_destroyed(&[], &[1]));
    assert_eq!(desk.status(id), Status::Lost);
    desk.end(incident, "sato");
    let unknown =
        json!({"filesystem": "vfat", "identified": false, "medium": "USB-07", "path": "/media/stick"});
    let somewhere = Desk::disposing(
        "erase-file",
        json!({"measured": desk.measured(id, json!({"place": unknown.clone()}))}),
    );
    let mut noted = desk.returning(id, json!({"place": unknown}));
    noted["note"] = json!("見つかった");
    for (kind, body) in [
        ("disposal", Desk::disposing("declared", json!({"evidence": attachment(), "note": "申告"}))),
        ("disposal", Desk::disposing("physical", json!({"evidence": attachment()}))),
        ("disposal", somewhere),
        ("return", noted),
    ] {
        let refusal = desk.refused(id, "tanaka", kind, body.clone());
        assert_eq!(refusal, R::Copy(CopyRefusal::LostStill { id: "C-0001".into(), copy: 1 }), "{body}");
    }
    assert_eq!(desk.status(id), Status::Lost);
}

#[test]
fn found_again_it_comes_back_and_the_stick_stays_lost() {
    let mut desk = Desk::new();
    let id = desk.sealed(json!({}));
    let incident = desk.incident(id, "mori", "lost");
    // Found while the incident is open: brought back as it is.
    let returning = desk.returning(id, json!({"gone": false, "in_place": null}));
    desk.about(id, "tanaka", "return", returning);
    assert_eq!((desk.status(id), desk.medium("USB-07").state), (Status::Returned, MediumState::Lost));
    desk.end(incident, "sato");
    let erased = Desk::disposing("erase-file", json!({"measured": desk.measured(id, json!({}))}));
    desk.about(id, "tanaka", "disposal", erased);
    desk.about(id, "sato", "confirmation", json!({}));
    let asking = desk.asking(json!({}));
    assert!(matches!(desk.say("tanaka", "request", asking), Err(R::MediumNotUsable { .. })));
}

#[test]
fn a_parcel_that_was_lost_is_found_with_evidence() {
    let lost = || {
        let mut desk = Desk::new();
        let id = desk.sent(json!({"via": "courier"}));
        let incident = desk.incident(id, "mori", "lost");
        desk.end(incident, "sato");
        (desk, id)
    };
    let (mut desk, id) = lost();
    let declared = |but: Value| Desk::disposing("declared", but);
    let by_word = declared(json!({"copies": [2], "note": "申告"}));
    assert!(matches!(
        desk.refused(id, "tanaka", "disposal", by_word),
        R::Copy(CopyRefusal::LostStill { .. })
    ));
    let silent = json!({"copies": [2], "tool": "sekisho 0.1.0"});
    assert!(matches!(desk.refused(id, "tanaka", "return", silent), R::Copy(CopyRefusal::LostStill { .. })));
    desk.about(
        id,
        "tanaka",
        "return",
        json!({"copies": [2], "note": "配送業者が返送", "tool": "sekisho 0.1.0"}),
    );
    let (mut desk, id) = lost();
    desk.about(id, "tanaka", "disposal", declared(json!({"copies": [2], "evidence": attachment()})));
    let (mut desk, id) = lost();
    // It arrived after all: the recipient's receipt says so.
    desk.about(id, "tanaka", "hand-over", json!({"evidence": attachment()}));
    assert_eq!(desk.fate(id, 2), Fate::HandedOver);
}

#[test]
fn anybody_registered_opens_an_incident_and_nothing_is_claimed_that_has_not_come() {
    let mut desk = Desk::new();
    let id = desk.sealed(json!({}));
    for person in ["kanri", "mori", "sato", "suzuki", "kimura", "tanaka"] {
        desk.incident(id, person, "suspected");
    }
    assert_eq!(desk.registry.incidents, 6);
    let tomorrow = "2026-11-21T10:00:00+09:00";
    for body in [
        json!({"aware": tomorrow, "kind": "lost", "note": "?"}),
        json!({"aware": desk.now(), "kind": "lost", "note": "?", "occurred": tomorrow}),
    ] {
        assert!(matches!(
            desk.say("mori", "incident-open", body),
            Err(R::Incident(IncidentRefusal::LaterThanNow { .. }))
        ));
    }
    let nothing = json!({"aware": desk.now(), "kind": "violation"});
    assert_eq!(desk.say("mori", "incident-open", nothing), Err(R::Empty { field: "note" }));
    let unknown = json!({"aware": desk.now(), "kind": "lost", "medium": "USB-99"});
    assert!(matches!(desk.say("mori", "incident-open", unknown), Err(R::UnknownMedium { .. })));
    let nowhere = json!({"aware": desk.now(), "kind": "lost", "request": Digest::of(b"nothing")});
    assert!(matches!(desk.say("mori", "incident-open", nowhere), Err(R::UnknownRequest { .. })));
    let none = Digest::of(b"none");
    let update = json!({"field": "course", "incident": none, "text": "?"});
    assert_eq!(
        desk.say("mori", "incident-update", update),
        Err(R::Incident(IncidentRefusal::UnknownIncident { incident: none }))
    );
}

#[test]
fn what_is_added_says_something_and_a_report_is_handed_in() {
    let mut desk = Desk::new();
    let id = desk.sealed(json!({}));
    let incident = desk.incident(id, "mori", "leak");
    let update = |field: &str, text: &str| json!({"field": field, "incident": incident, "text": text});
    assert_eq!(desk.say("mori", "incident-update", update("cause", " ")), Err(R::Empty { field: "text" }));
    let report = desk.say("mori", "incident-update", update("written-report", "提出"));
    assert_eq!(report, Err(R::Empty { field: "evidence" }));
    let contact = |at: &str, whom: &str| json!({"at": at, "incident": incident, "whom": whom});
    let now = desk.now();
    assert_eq!(desk.say("mori", "incident-contact", contact(now, "")), Err(R::Empty { field: "whom" }));
    let tomorrow = desk.say("mori", "incident-contact", contact("2026-11-21T10:00:00+09:00", "市役所"));
    assert!(matches!(tomorrow, Err(R::Incident(IncidentRefusal::LaterThanNow { .. }))));
}

#[test]
fn an_incident_ends_when_everything_is_on_record() {
    let mut desk = Desk::new();
    let id = desk.sent(json!({}));
    let incident = desk.incident(id, "mori", "misdelivery");
    let close = json!({"incident": incident});
    let refusal = desk.say("sato", "incident-close", close.clone()).unwrap_err();
    use IncidentField as F;
    let missing = vec![F::DeletionRequest, F::DeletionAnswer, F::WrittenReport, F::Prevention, F::Review];
    assert_eq!(
        refusal,
        R::Incident(IncidentRefusal::IncidentIncomplete { incident: "I-0001".into(), missing, told: false })
    );
    desk.write_up(incident);
    for person in ["kimura", "suzuki"] {
        let refusal = desk.say(person, "incident-close", close.clone());
        assert!(matches!(refusal, Err(R::MissingRole { .. })), "{person}");
    }
    desk.ok("sato", "incident-close", close.clone());
    let late = json!({"field": "note", "incident": incident, "text": "追記"});
    let include = desk.with_request(id, json!({"incident": incident}));
    let contact = json!({"at": desk.now(), "incident": incident, "whom": "市役所"});
    for (kind, body) in [
        ("incident-close", close),
        ("incident-update", late),
        ("incident-include", include),
        ("incident-contact", contact),
    ] {
        assert!(
            matches!(desk.say("sato", kind, body), Err(R::Incident(IncidentRefusal::IncidentClosed { .. }))),
            "{kind}"
        );
    }
}

#[test]
fn neither_who_opened_it_nor_who_carries_what_it_concerns_closes_it() {
    let mut desk = Desk::new();
    let id = desk.sealed(json!({}));
    desk.about(id, "tanaka", "transfer", json!({"to": "ueda"}));
    let incident = desk.incident(id, "sato", "suspected");
    desk.write_up(incident);
    for person in ["sato", "ueda"] {
        let refusal = desk.say(person, "incident-close", json!({"incident": incident}));
        assert!(matches!(refusal, Err(R::Incident(IncidentRefusal::OwnIncident { .. }))), "{person}");
    }
    desk.ok("ito", "incident-close", json!({"incident": incident}));
}

#[test]
fn what_is_known_this_minute_is_not_later_than_now() {
    let mut desk = Desk::new();
    let now = |desk: &Desk, ahead: i64| {
        let at = desk.minutes + 601 + ahead;
        format!("2026-11-20T{:02}:{:02}:00+09:00", at / 60, at % 60)
    };
    let aware = now(&desk, 0);
    let incident =
        desk.ok("mori", "incident-open", json!({"aware": aware, "kind": "suspected", "note": "紛失"}));
    for (ahead, good) in [(1, false), (0, true)] {
        let told = json!({"at": now(&desk, ahead), "incident": incident, "whom": "市役所"});
        let said = desk.say("mori", "incident-contact", told);
        assert_eq!(said.is_ok(), good, "{said:?}");
    }
}
