//! Copies, returns, recalls.

use serde_json::json;

use super::{Desk, attachment};
use crate::base::digest::Digest;
use crate::domain::carry_out::{Fate, Status};
use crate::domain::names::Sanitization::{L0, L1, L2};
use crate::domain::names::{CopyKind, Method};
use crate::domain::refusal::{CopyRefusal, Refusal as R};

#[test]
fn a_return_is_the_carriers_and_happens_once() {
    let mut desk = Desk::new();
    let id = desk.sealed(json!({}));
    let returning = desk.returning(id, json!({}));
    for other in ["mori", "sato", "kanri", "suzuki"] {
        let refusal = desk.refused(id, other, "return", returning.clone());
        assert!(matches!(refusal, R::NotTheCarrier { .. }), "{other}");
    }
    desk.about(id, "tanaka", "checkout", json!({"pledge": attachment()}));
    desk.about(id, "tanaka", "return", returning.clone());
    assert_eq!((desk.status(id), desk.fate(id, 1)), (Status::Returned, Fate::Returned { level: L1 }));
    let medium = desk.medium("USB-07");
    assert!(medium.out.is_empty() && medium.holds.is_empty() && medium.taint.is_some());
    let again = desk.refused(id, "tanaka", "return", returning);
    assert_eq!(again, R::Copy(CopyRefusal::CopyAccounted { id: "C-0001".into(), copy: 1 }));
}

#[test]
fn a_return_names_copies_that_are_there() {
    let mut desk = Desk::new();
    let id = desk.sealed(json!({}));
    for (copies, refusal) in [
        (json!([]), R::Copy(CopyRefusal::NoCopies { id: "C-0001".into() })),
        (json!([1, 1]), R::Copy(CopyRefusal::NoCopies { id: "C-0001".into() })),
        (json!([2, 1]), R::Copy(CopyRefusal::NoCopies { id: "C-0001".into() })),
        (json!([2]), R::Copy(CopyRefusal::NoSuchCopy { id: "C-0001".into(), copy: 2 })),
        (json!([0]), R::Copy(CopyRefusal::NoSuchCopy { id: "C-0001".into(), copy: 0 })),
    ] {
        let mut body = desk.returning(id, json!({}));
        body["copies"] = copies;
        assert_eq!(desk.refused(id, "tanaka", "return", body), refusal);
    }
    let word = json!({"copies": [1], "tool": "sekisho 0.1.0"});
    assert_eq!(
        desk.refused(id, "tanaka", "return", word),
        R::Copy(CopyRefusal::NotMeasured { id: "C-0001".into(), copy: 1 })
    );
}

#[test]
fn a_swapped_stick_is_not_the_returned_one() {
    let mut desk = Desk::new();
    let id = desk.sealed(json!({}));
    let place = |but: &[(&str, serde_json::Value)]| {
        let mut place = desk.destination(id);
        but.iter().for_each(|(field, value)| place[*field] = value.clone());
        place
    };
    let others = [
        json!({"place": place(&[("medium", json!("USB-08")), ("serial", json!("S8"))])}),
        // Under the right name, with another serial number, or another's capacity.
        json!({"place": place(&[("serial", json!("S8"))])}),
        json!({"place": place(&[("serial", json!("S8")), ("identified", json!(false))])}),
        json!({"capacity_bytes": 2000}),
    ];
    for other in others {
        let body = desk.returning(id, other.clone());
        let refusal = desk.refused(id, "tanaka", "return", body);
        assert!(matches!(refusal, R::OtherMedium { .. }), "{other}: {refusal}");
    }
    let mut elsewhere = desk.destination(id);
    elsewhere["medium"] = json!("USB-99");
    elsewhere["identified"] = json!(false);
    let body = desk.returning(id, json!({"place": elsewhere}));
    assert!(matches!(desk.refused(id, "tanaka", "return", body.clone()), R::OtherMedium { .. }));
    let office = desk.sent(json!({}));
    assert!(matches!(desk.refused(office, "tanaka", "return", body), R::UnknownMedium { .. }));
}

/// The level comes from the evidence, whatever the words are.
#[test]
fn absent_needs_medium_and_package_identified() {
    let scan = |bytes: u64, found: u64, unreadable: u64| json!({"bytes": bytes, "found": found, "unreadable_bytes": unreadable});
    let unknown =
        json!({"filesystem": "vfat", "identified": false, "medium": "USB-07", "path": "/media/stick"});
    let same_filesystem = json!({
        "filesystem": "vfat", "filesystem_uuid": "AAAA-0001", "identified": false, "medium": "USB-07", "path": "/m",
    });
    for (seen, level) in [
        (json!({}), L1),
        (json!({"identified": false}), L0),
        (json!({"gone": false}), L0),
        (json!({"copies_left": 1}), L0),
        (json!({"place": unknown.clone()}), L0),
        (json!({"place": same_filesystem}), L1),
        (json!({"scan": scan(1000, 0, 0)}), L2),
        (json!({"identified": false, "scan": scan(1000, 0, 0)}), L2),
        (json!({"scan": scan(1000, 1, 0)}), L1),
        (json!({"scan": scan(1000, 0, 512)}), L1),
        // A scan of a part is not a scan of every sector.
        (json!({"scan": scan(999, 0, 0)}), L1),
        (json!({"capacity_bytes": null, "scan": scan(1000, 0, 0)}), L1),
        (json!({"place": unknown, "scan": scan(1000, 0, 0)}), L0),
        (json!({"gone": false, "scan": scan(1000, 0, 0)}), L0),
    ] {
        let mut desk = Desk::new();
        let id = desk.sealed(json!({}));
        let body = desk.returning(id, seen.clone());
        desk.about(id, "tanaka", "return", body);
        assert_eq!(desk.level(id, 1), Some(level), "{seen}");
        // What is only said to be gone stays listed on the medium.
        assert_eq!(desk.medium("USB-07").holds.is_empty(), level > L0, "{seen}");
    }
}

#[test]
fn a_medium_without_a_serial_number_is_known_by_its_filesystem() {
    let mut desk = Desk::new();
    let id = desk.sealed(json!({"medium": "CARD-1"}));
    let mut place = desk.destination(id);
    place["identified"] = json!(true);
    let body = desk.returning(id, json!({"place": place}));
    assert!(
        matches!(desk.refused(id, "tanaka", "return", body), R::OtherMedium { .. }),
        "nothing to identify it by"
    );
    let body = desk.returning(id, json!({}));
    desk.about(id, "tanaka", "return", body);
    assert_eq!(desk.level(id, 1), Some(L1));
}

#[test]
fn a_whole_medium_is_not_cleared_by_a_return() {
    let mut desk = Desk::new();
    let id = desk.sealed(json!({}));
    let whole = json!({"bytes": 1000, "replugged": true, "seed": "0".repeat(64), "serial": "S7"});
    let body = desk.returning(id, json!({"overwritten": whole}));
    let refusal = desk.refused(id, "tanaka", "return", body);
    assert!(
        matches!(refusal, R::Copy(CopyRefusal::MethodDoesNotFit { method: Method::Overwrite, .. })),
        "{refusal}"
    );
}

#[test]
fn only_what_was_at_the_medium_is_more_than_declared() {
    let mut desk = Desk::new();
    let id = desk.sealed(json!({}));
    for kind in ["working", "backup", "paper", "office"] {
        desk.about(id, "tanaka", "copy-made", json!({"kind": kind, "place": "机"}));
    }
    let mut body = desk.returning(id, json!({}));
    body["copies"] = json!([1, 2, 3, 5]);
    desk.about(id, "tanaka", "return", body);
    let levels: Vec<_> = (1..=5).map(|copy| desk.level(id, copy)).collect();
    assert_eq!(levels, [Some(L1), Some(L0), Some(L0), None, Some(L0)]);
    // In parts: what is left is still to be accounted for.
    assert_ne!(desk.status(id), Status::Returned);
    desk.about(id, "tanaka", "return", json!({"copies": [4], "tool": "sekisho 0.1.0"}));
    assert_eq!(desk.status(id), Status::Returned);
}

#[test]
fn copies_are_declared_by_who_answers_for_them() {
    let mut desk = Desk::new();
    let waiting = desk.approved(json!({}));
    let copy = |kind: &str| json!({"kind": kind, "place": "ノートPC"});
    assert!(matches!(desk.refused(waiting, "tanaka", "copy-made", copy("working")), R::WrongStatus { .. }));
    let id = desk.sealed(json!({}));
    for other in ["mori", "sato", "kanri"] {
        assert!(
            matches!(desk.refused(id, other, "copy-made", copy("working")), R::NotTheCarrier { .. }),
            "{other}"
        );
    }
    assert_eq!(desk.refused(id, "tanaka", "copy-made", copy("subcontractor")), R::Empty { field: "holder" });
    let nowhere = json!({"kind": "working", "place": " "});
    assert_eq!(desk.refused(id, "tanaka", "copy-made", nowhere), R::Empty { field: "place" });
    let unknown = json!({"holder": "nobody", "kind": "subcontractor", "place": "下請"});
    assert!(matches!(desk.refused(id, "tanaka", "copy-made", unknown), R::UnknownRecipient { .. }));
    desk.about(id, "tanaka", "transfer", json!({"to": "mori"}));
    // Both the requester and the carrier know of copies.
    desk.about(id, "tanaka", "copy-made", copy("backup"));
    desk.about(id, "mori", "copy-made", json!({"holder": "sub", "kind": "subcontractor", "place": "下請"}));
    assert_eq!(desk.c(id).copies.iter().map(|copy| copy.number).collect::<Vec<_>>(), [1, 2, 3]);
}

#[test]
fn what_is_sent_is_two_copies_and_what_is_taken_along_is_one() {
    let mut desk = Desk::new();
    let (own, sent) = (desk.sealed(json!({})), desk.sent(json!({})));
    let kinds = |id| desk.c(id).copies.iter().map(|copy| copy.kind).collect::<Vec<_>>();
    assert_eq!((kinds(own), kinds(sent)), (vec![CopyKind::Package], vec![CopyKind::Office, CopyKind::Sent]));
}

#[test]
fn a_recall_opens_again_what_a_subcontractor_holds() {
    let mut desk = Desk::new();
    let order = |number: &str| json!({"number": number});
    let client = desk.sent(json!({}));
    assert!(matches!(desk.refused(client, "sato", "recall", order("R-1")), R::NotASubcontractor { .. }));
    let id = desk.sent(json!({"recipient": "sub"}));
    assert!(matches!(desk.refused(id, "kimura", "recall", order("R-1")), R::MissingRole { .. }));
    assert_eq!(desk.refused(id, "sato", "recall", order(" ")), R::Empty { field: "number" });
    let waiting =
        desk.approved(json!({"kind": "deliver", "medium": null, "recipient": "sub", "via": "email"}));
    assert!(matches!(desk.refused(waiting, "sato", "recall", order("R-1")), R::WrongStatus { .. }));
    desk.about(id, "tanaka", "hand-over", json!({"evidence": attachment()}));
    desk.about(id, "suzuki", "disposal", Desk::key_destroyed(&[], &[1]));
    desk.about(id, "sato", "confirmation", json!({}));
    assert_eq!((desk.status(id), desk.carries("tanaka").contains(&id)), (Status::Closed, false));
    desk.about(id, "sato", "recall", order("R-1"));
    assert_eq!((desk.status(id), desk.carries("tanaka").contains(&id)), (Status::HandedOver, true));
    assert_eq!(desk.c(id).open_copies().map(|copy| copy.number).collect::<Vec<_>>(), [3]);
    let refusal = desk.refused(id, "ito", "confirmation", json!({}));
    assert_eq!(refusal, R::Copy(CopyRefusal::CopiesOpen { id: "C-0002".into(), copies: vec![3] }));
    desk.about(id, "tanaka", "return", json!({"copies": [3], "tool": "sekisho 0.1.0"}));
    desk.about(id, "ito", "confirmation", json!({}));
    // One order is carried out once: nobody is chased with it for ever.
    let refusal = desk.refused(id, "mori", "recall", order("R-1"));
    assert_eq!(refusal, R::Copy(CopyRefusal::RecalledAlready { id: "C-0002".into(), number: "R-1".into() }));
    assert_eq!(desk.status(id), Status::Closed);
}

#[test]
fn what_is_recalled_does_not_end_by_being_handed_over() {
    let mut desk = Desk::new();
    let id = desk.sent(json!({"recipient": "sub"}));
    // Another's copy is not this one's.
    desk.about(
        id,
        "tanaka",
        "copy-made",
        json!({"holder": "city", "kind": "subcontractor", "place": "市役所"}),
    );
    desk.about(id, "sato", "recall", json!({"number": "R-1"}));
    desk.about(id, "sato", "recall", json!({"number": "R-2"}));
    desk.about(id, "tanaka", "hand-over", json!({"evidence": attachment()}));
    assert_eq!(desk.c(id).open_copies().map(|copy| copy.number).collect::<Vec<_>>(), [1, 3, 4]);
}

#[test]
fn what_names_no_carry_out_that_is_there_is_refused() {
    let mut desk = Desk::new();
    let nothing = Digest::of(b"nothing");
    let body = json!({"copies": [1], "request": nothing, "tool": "sekisho 0.1.0"});
    assert_eq!(desk.say("tanaka", "return", body), Err(R::UnknownRequest { request: nothing }));
}
