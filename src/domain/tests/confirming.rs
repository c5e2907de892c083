//! The bring-back approval: nothing closes without it.

use serde_json::json;

use super::{Desk, attachment};
use crate::domain::carry_out::Status;
use crate::domain::refusal::{CopyRefusal, Refusal as R};

fn returned(desk: &mut Desk) -> u64 {
    let id = desk.sealed(json!({}));
    let body = desk.returning(id, json!({}));
    desk.about(id, "tanaka", "return", body);
    id
}

#[test]
fn nothing_closes_without_a_confirmation() {
    let mut desk = Desk::new();
    let id = returned(&mut desk);
    assert_eq!((desk.status(id), desk.c(id).is_outstanding()), (Status::Returned, true));
    assert_eq!(desk.carries("tanaka"), [id]);
    desk.about(id, "sato", "confirmation", json!({}));
    assert_eq!((desk.status(id), desk.c(id).is_outstanding()), (Status::Closed, false));
    assert!(desk.carries("tanaka").is_empty());
}

#[test]
fn a_closed_carry_out_takes_nothing_more() {
    let mut desk = Desk::new();
    let id = returned(&mut desk);
    desk.about(id, "sato", "confirmation", json!({}));
    let returning = desk.returning(id, json!({}));
    let erased = Desk::disposing("erase-file", json!({"measured": desk.measured(id, json!({}))}));
    for (person, kind, body) in [
        ("tanaka", "return", returning),
        ("ito", "confirmation", json!({})),
        ("tanaka", "copy-made", json!({"kind": "working", "place": "机"})),
        ("tanaka", "transfer", json!({"to": "mori"})),
        ("tanaka", "extension", json!({"due": "2027-01-10", "reason": "工期"})),
        ("tanaka", "checkout", json!({"pledge": attachment()})),
        ("tanaka", "disposal", erased),
        ("tanaka", "disposal", Desk::disposing("physical", json!({"evidence": attachment()}))),
    ] {
        let refusal = desk.refused(id, person, kind, body);
        assert!(matches!(refusal, R::WrongStatus { status: Status::Closed, .. }), "{kind}: {refusal}");
    }
}

#[test]
fn what_still_waited_is_not_answered_when_it_is_closed() {
    let mut desk = Desk::new();
    let id = desk.sent(json!({}));
    let asked = desk.about(id, "tanaka", "extension", json!({"due": "2027-01-10", "reason": "工期"}));
    let erased = Desk::disposing("declared", json!({"copies": [1, 2], "note": "申告"}));
    desk.about(id, "tanaka", "disposal", erased);
    desk.about(id, "sato", "confirmation", json!({}));
    for (person, kind, body) in [
        ("sato", "extension-answer", json!({"approved": true, "extension": asked})),
        ("tanaka", "hand-over", json!({"evidence": attachment()})),
        ("tanaka", "return", json!({"copies": [2], "tool": "sekisho 0.1.0"})),
    ] {
        let refusal = desk.refused(id, person, kind, body);
        assert!(matches!(refusal, R::WrongStatus { status: Status::Closed, .. }), "{kind}: {refusal}");
    }
    let waiting =
        desk.approved(json!({"kind": "deliver", "medium": null, "recipient": "city", "via": "email"}));
    let refusal = desk.refused(waiting, "tanaka", "hand-over", json!({"evidence": attachment()}));
    assert!(matches!(refusal, R::WrongStatus { status: Status::Approved, .. }), "{refusal}");
}

#[test]
fn neither_the_requester_nor_the_carrier_nor_who_returned_or_disposed_confirms() {
    let mut desk = Desk::new();
    for person in ["tanaka", "mori", "suzuki"] {
        let roles = json!(["approver", "custodian", "requester"]);
        desk.ok("kanri", "person-set", json!({"particulars": {}, "person": person, "roles": roles}));
    }
    let id = desk.sealed(json!({}));
    desk.about(id, "tanaka", "copy-made", json!({"kind": "paper", "place": "机"}));
    desk.about(id, "tanaka", "transfer", json!({"to": "ueda"}));
    desk.about(id, "ueda", "transfer", json!({"to": "mori"}));
    let returning = desk.returning(id, json!({}));
    desk.about(id, "mori", "return", returning);
    desk.about(id, "suzuki", "disposal", Desk::disposing("dissolve", json!({"copies": [2], "note": "溶解"})));
    desk.about(id, "mori", "transfer", json!({"to": "tanaka"}));
    assert!(matches!(desk.refused(id, "tanaka", "confirmation", json!({})), R::OwnRequest { .. }));
    // The one who carried it in between is none the less involved.
    for person in ["mori", "suzuki", "ueda"] {
        assert!(
            matches!(
                desk.refused(id, person, "confirmation", json!({})),
                R::Copy(CopyRefusal::OwnReturn { .. })
            ),
            "{person}"
        );
    }
    for person in ["kanri", "kimura"] {
        assert!(
            matches!(desk.refused(id, person, "confirmation", json!({})), R::MissingRole { .. }),
            "{person}"
        );
    }
    desk.about(id, "ito", "confirmation", json!({}));
}

#[test]
fn who_handed_it_over_does_not_confirm() {
    let mut desk = Desk::new();
    let id = desk.sent(json!({}));
    desk.about(id, "tanaka", "transfer", json!({"to": "ueda"}));
    desk.about(id, "ueda", "hand-over", json!({"evidence": attachment()}));
    desk.about(id, "ueda", "transfer", json!({"to": "mori"}));
    desk.about(id, "suzuki", "disposal", Desk::key_destroyed(&[], &[1]));
    assert!(matches!(
        desk.refused(id, "ueda", "confirmation", json!({})),
        R::Copy(CopyRefusal::OwnReturn { .. })
    ));
    desk.about(id, "sato", "confirmation", json!({}));
}

#[test]
fn nobody_who_is_judged_appoints_the_judge() {
    let mut desk = Desk::new();
    let give =
        |from: &str| json!({"from": "2026-11-20", "person": from, "to": "kimura", "until": "2026-11-30"});
    let id = desk.sealed(json!({}));
    desk.about(id, "tanaka", "transfer", json!({"to": "ueda"}));
    let returning = desk.returning(id, json!({}));
    desk.about(id, "ueda", "return", returning);
    desk.ok("ueda", "delegation", give("ueda"));
    assert!(matches!(desk.refused(id, "kimura", "confirmation", json!({})), R::MissingRole { .. }));
    desk.ok("sato", "delegation", give("sato"));
    desk.about(id, "kimura", "confirmation", json!({}));
}

#[test]
fn a_client_consents_and_does_not_confirm() {
    let mut desk = Desk::new();
    desk.ok("kanri", "person-set", json!({"particulars": {}, "person": "kimura", "roles": ["client"]}));
    let id = returned(&mut desk);
    assert!(matches!(desk.refused(id, "kimura", "confirmation", json!({})), R::MissingRole { .. }));
}

#[test]
fn a_clients_consent_does_not_become_an_approval_with_the_role() {
    let mut desk = Desk::new();
    desk.ok("kanri", "person-set", json!({"particulars": {}, "person": "kimura", "roles": ["client"]}));
    let id = desk.request(json!({}));
    desk.about(id, "kimura", "approval", json!({}));
    desk.ok("kanri", "person-set", json!({"particulars": {}, "person": "kimura", "roles": ["approver"]}));
    assert_eq!(crate::domain::tally::tally(&desk.registry, desk.c(id)).count(), 0);
    desk.about(id, "sato", "approval", json!({}));
    assert_eq!(crate::domain::tally::tally(&desk.registry, desk.c(id)).count(), 1);
}

#[test]
fn every_copy_is_accounted_for_first() {
    let mut desk = Desk::new();
    let id = desk.sealed(json!({}));
    assert!(matches!(
        desk.refused(id, "sato", "confirmation", json!({})),
        R::Copy(CopyRefusal::NothingCameBack { .. })
    ));
    desk.about(id, "tanaka", "copy-made", json!({"kind": "working", "place": "机"}));
    let returning = desk.returning(id, json!({}));
    desk.about(id, "tanaka", "return", returning);
    let refusal = desk.refused(id, "sato", "confirmation", json!({}));
    assert_eq!(refusal, R::Copy(CopyRefusal::CopiesOpen { id: "C-0001".into(), copies: vec![2] }));
    desk.about(id, "tanaka", "return", json!({"copies": [2], "tool": "sekisho 0.1.0"}));
    desk.about(id, "sato", "confirmation", json!({}));
}

#[test]
fn at_the_highest_level_a_disposal_needs_a_witness_first() {
    let mut desk = Desk::new();
    let id = desk.sealed(json!({"level": "1"}));
    let erased = Desk::disposing("erase-file", json!({"measured": desk.measured(id, json!({}))}));
    let disposal = desk.about(id, "tanaka", "disposal", erased);
    let refusal = desk.refused(id, "sato", "confirmation", json!({}));
    assert_eq!(
        refusal,
        R::Copy(CopyRefusal::WitnessNeeded { id: "C-0001".into(), disposal: "D-0001".into() })
    );
    desk.about(id, "mori", "witness", json!({"disposal": disposal}));
    desk.about(id, "sato", "confirmation", json!({}));
}

/// What somebody only calls misdelivered is held to the rules like any copy; what a mail shows is not (`tests/mail.rs`).
#[test]
fn a_copy_that_is_only_called_misdelivered_does_not_get_round_the_witness() {
    let mut desk = Desk::new();
    let id = desk.sealed(json!({"level": "1"}));
    let erased = Desk::disposing("erase-file", json!({"measured": desk.measured(id, json!({}))}));
    let first = desk.about(id, "tanaka", "disposal", erased);
    desk.about(id, "mori", "witness", json!({"disposal": first}));
    desk.about(id, "tanaka", "copy-made", json!({"kind": "misdelivered", "place": "site PC 4"}));
    let said = json!({"copies": [2], "method": "declared", "note": "gone", "tool": "-"});
    let second = desk.about(id, "tanaka", "disposal", said);
    let refusal = desk.refused(id, "sato", "confirmation", json!({}));
    assert!(matches!(refusal, R::Copy(CopyRefusal::WitnessNeeded { .. })), "{refusal}");
    desk.about(id, "mori", "witness", json!({"disposal": second}));
    desk.about(id, "sato", "confirmation", json!({}));
}

#[test]
fn what_anybody_can_see_again_needs_no_witness_unless_it_is_another_stick() {
    let mut desk = Desk::new();
    let id = desk.sealed(json!({"level": "1"}));
    let over = desk.overwriting(id, json!({}));
    desk.about(id, "tanaka", "disposal", over);
    desk.about(id, "sato", "confirmation", json!({}));
    let unknown = json!({"filesystem": "vfat", "identified": false, "medium": "CARD-1", "path": "/m"});
    let id = desk.sealed(json!({"level": "1", "medium": "CARD-1"}));
    let over = desk.overwriting(id, json!({"place": unknown}));
    desk.about(id, "tanaka", "disposal", over);
    assert!(matches!(
        desk.refused(id, "sato", "confirmation", json!({})),
        R::Copy(CopyRefusal::WitnessNeeded { .. })
    ));
}
