//! What an incident should have kept: refused before it is done, told wherever it was done already.

use serde_json::{Value, json};

use super::{Desk, attachment};
use crate::base::digest::Digest;
use crate::domain::carry_out::{DoneDespite, Fate, Status};
use crate::domain::names::{Method, Sanitization};
use crate::domain::refusal::{CopyRefusal, Refusal as R};

/// `body` of a desk that had verified so many entries when it began.
fn begun(mut body: Value, entries: u64) -> Value {
    body["begun"] = json!(entries);
    body
}

/// An office in which a package left, and how many entries its log had when an incident about it was opened.
fn overtaken() -> (Desk, u64, u64) {
    let mut desk = Desk::new();
    let id = desk.sealed(json!({}));
    let before = desk.entries();
    desk.incident(id, "mori", "suspected");
    (desk, id, before)
}

/// By carry-out, method, and whether it was begun before: what the first incident should have kept.
fn told(desk: &Desk) -> Vec<(u64, Option<Method>, bool)> {
    let told = desk.registry.despite.get(&1).into_iter().flatten();
    told.map(|done| (done.carry_out, done.method, done.begun_before)).collect()
}

#[test]
fn what_was_erased_when_an_incident_overtook_it_is_recorded_and_told_to_the_incident() {
    let (mut desk, id, before) = overtaken();
    let returning = desk.returning(id, json!({}));
    assert!(matches!(desk.refused(id, "tanaka", "return", returning.clone()), R::Frozen { .. }));
    assert!(told(&desk).is_empty());
    desk.about(id, "tanaka", "return", begun(returning, before));
    assert_eq!(desk.status(id), Status::Returned);
    let done = DoneDespite { incident: 1, begun_before: true, missing: false };
    assert_eq!(desk.c(id).returns[0].despite, [done]);
    assert_eq!((told(&desk), desk.c(id).returns[0].level), (vec![(id, None, true)], Sanitization::L1));
    assert!(desk.medium("USB-07").holds.contains(&id), "the incident keeps the medium");
    assert!(matches!(desk.refused(id, "sato", "confirmation", json!({})), R::Frozen { .. }));

    for method in [Method::EraseFile, Method::Overwrite, Method::Physical] {
        let (mut desk, id, before) = overtaken();
        let body = match method {
            Method::EraseFile => {
                Desk::disposing("erase-file", json!({"measured": desk.measured(id, json!({}))}))
            }
            Method::Overwrite => desk.overwriting(id, json!({})),
            _ => Desk::disposing("physical", json!({"evidence": attachment()})),
        };
        assert!(matches!(desk.refused(id, "tanaka", "disposal", body.clone()), R::Frozen { .. }), "{method}");
        // Whoever had seen the incident says so too, and is told apart.
        let known = body.clone();
        desk.about(id, "tanaka", "disposal", begun(body, before));
        assert_eq!(told(&desk), [(id, Some(method), true)]);
        let (mut desk, id, before) = overtaken();
        desk.about(id, "tanaka", "disposal", begun(known, before + 1));
        assert_eq!(told(&desk), [(id, Some(method), false)]);
        let despite = &desk.c(id).disposals[0].despite;
        assert_eq!(despite.as_slice(), [DoneDespite { incident: 1, begun_before: false, missing: false }]);
        assert_eq!(desk.fate(id, 1), Fate::Disposed { disposal: 1 });
    }
}

#[test]
fn nothing_is_told_where_no_incident_is_open_or_nothing_was_changed() {
    let mut desk = Desk::new();
    let id = desk.sealed(json!({}));
    let entries = desk.entries();
    let returning = begun(desk.returning(id, json!({})), entries);
    desk.about(id, "tanaka", "return", returning);
    assert!(desk.c(id).returns[0].despite.is_empty() && desk.registry.despite.is_empty());
    let (mut desk, id, before) = overtaken();
    let kept = begun(desk.returning(id, json!({"gone": false, "in_place": null})), before);
    desk.about(id, "tanaka", "return", kept);
    assert!(told(&desk).is_empty() && desk.c(id).returns[0].despite.is_empty());
}

#[test]
fn a_package_that_is_missing_during_an_incident_is_told_to_it_and_keeps_its_medium() {
    let whole = json!({"bytes": 1000, "found": 0, "unreadable_bytes": 0});
    for but in [json!({"identified": false}), json!({}), json!({"scan": whole})] {
        for word in [false, true] {
            let (mut desk, id, before) = overtaken();
            let mut returning = desk.returning(id, but.clone());
            returning["measured"].as_object_mut().unwrap().remove("in_place");
            // Nothing was overwritten: no word of having begun explains it.
            let returning = if word { begun(returning, before) } else { returning };
            desk.about(id, "tanaka", "return", returning);
            let returned = &desk.c(id).returns[0];
            let missing = DoneDespite { incident: 1, begun_before: false, missing: true };
            assert_eq!(
                (returned.despite.as_slice(), returned.level),
                ([missing].as_slice(), Sanitization::L0)
            );
            assert_eq!(told(&desk), [(id, None, false)]);
            assert!(desk.registry.despite[&1][0].missing);
            let on = "USB-07".parse().unwrap();
            assert_eq!(desk.registry.frozen_on(&on), Some((id, 1)), "{but}");
            let smashed = Desk::disposing("physical", json!({"evidence": attachment()}));
            assert!(matches!(desk.refused(id, "tanaka", "disposal", smashed), R::Frozen { .. }));
        }
    }
}

#[test]
fn what_was_erased_before_an_incident_is_not_missing_in_it() {
    let mut desk = Desk::new();
    let id = desk.sealed(json!({}));
    desk.about(id, "tanaka", "checkout", json!({"pledge": attachment()}));
    let erased = Desk::disposing("erase-file", json!({"measured": desk.measured(id, json!({}))}));
    desk.about(id, "tanaka", "disposal", erased);
    desk.incident(id, "mori", "suspected");
    let returning = desk.returning(id, json!({"identified": false, "in_place": null}));
    desk.about(id, "tanaka", "return", returning);
    assert!(told(&desk).is_empty() && desk.c(id).returns[0].despite.is_empty());
}

#[test]
fn a_package_that_is_missing_beside_the_evidence_of_an_incident_is_told_to_it() {
    let (mut desk, first, _, _) = beside();
    let returning = desk.returning(first, json!({"identified": false, "in_place": null}));
    desk.about(first, "tanaka", "return", returning);
    assert_eq!(told(&desk), [(first, None, false)]);
    // Without any incident nobody is told.
    let mut desk = Desk::new();
    let id = desk.sealed(json!({}));
    let returning = desk.returning(id, json!({"in_place": null}));
    desk.about(id, "tanaka", "return", returning);
    assert_eq!((desk.c(id).returns[0].despite.len(), desk.c(id).returns[0].level), (0, Sanitization::L1));
    assert!(desk.medium("USB-07").holds.is_empty());
}

#[test]
fn the_end_of_a_key_needs_no_excuse() {
    let (mut desk, id, before) = overtaken();
    let key = begun(Desk::key_destroyed(&[], &[1]), before);
    let refusal = desk.refused(id, "suzuki", "disposal", key);
    let (method, field) = (Method::Key, "begun");
    assert_eq!(refusal, R::Copy(CopyRefusal::MethodDoesNotFit { id: "C-0001".into(), method, field }));
    desk.about(id, "suzuki", "disposal", Desk::key_destroyed(&[], &[1]));
    assert!(told(&desk).is_empty());
}

/// Two packages on one stick, and an incident about the second.
fn beside() -> (Desk, u64, u64, u64) {
    let mut desk = Desk::new();
    let (first, second) = (desk.sealed(json!({})), desk.sealed(json!({})));
    let before = desk.entries();
    desk.incident(second, "mori", "suspected");
    (desk, first, second, before)
}

#[test]
fn a_stick_is_kept_as_it_is_for_another_package_on_it() {
    let (mut desk, first, second, _) = beside();
    let frozen = R::Frozen { id: "C-0002".into(), incident: "I-0001".into() };
    let returning = desk.returning(first, json!({}));
    assert_eq!(desk.refused(first, "tanaka", "return", returning), frozen);
    let erased = Desk::disposing("erase-file", json!({"measured": desk.measured(first, json!({}))}));
    assert_eq!(desk.refused(first, "tanaka", "disposal", erased), frozen);
    let smashed = Desk::disposing("physical", json!({"also": [second], "evidence": attachment()}));
    assert_eq!(desk.refused(first, "tanaka", "disposal", smashed), frozen);
    // What changes nothing is recorded, and so is the word of somebody else.
    let kept = desk.returning(first, json!({"gone": false, "in_place": null}));
    desk.about(first, "tanaka", "return", kept);
}

#[test]
fn what_was_done_beside_the_evidence_of_an_incident_is_told_to_it() {
    let (mut desk, first, _, before) = beside();
    let returning = begun(desk.returning(first, json!({})), before);
    desk.about(first, "tanaka", "return", returning);
    assert_eq!(told(&desk), [(first, None, true)]);

    let (mut desk, first, second, before) = beside();
    let over = begun(desk.overwriting(first, json!({})), before);
    desk.about(first, "tanaka", "disposal", over);
    assert_eq!(told(&desk), [(first, Some(Method::Overwrite), true)]);
    assert_eq!(desk.fate(second, 1), Fate::Held, "the other is still to account for");

    let (mut desk, first, second, before) = beside();
    let smashed = Desk::disposing("physical", json!({"also": [second], "evidence": attachment()}));
    desk.about(first, "tanaka", "disposal", begun(smashed, before));
    assert_eq!(told(&desk), [(first, Some(Method::Physical), true)]);
}

#[test]
fn whoever_destroys_a_stick_names_what_else_is_on_it() {
    let mut desk = Desk::new();
    let (first, second, third) = (desk.sealed(json!({})), desk.sealed(json!({})), desk.sealed(json!({})));
    let smashed = |also: Value| Desk::disposing("physical", json!({"also": also, "evidence": attachment()}));
    let holds = |others: &[&str]| R::MediumHoldsOthers {
        medium: "USB-07".parse().unwrap(),
        others: others.iter().map(|id| (*id).to_owned()).collect(),
    };
    assert_eq!(desk.refused(first, "tanaka", "disposal", smashed(json!(null))), holds(&["C-0002", "C-0003"]));
    assert_eq!(desk.refused(first, "tanaka", "disposal", smashed(json!([third]))), holds(&["C-0002"]));
    for wrong in [json!([third, second]), json!([first, second, third])] {
        let refusal = desk.refused(first, "tanaka", "disposal", smashed(wrong));
        assert!(matches!(refusal, R::Copy(CopyRefusal::MethodDoesNotFit { field: "also", .. })), "{refusal}");
    }
    let declared = Desk::disposing("declared", json!({"also": [second, third], "note": "申告"}));
    let refusal = desk.refused(first, "tanaka", "disposal", declared);
    assert!(matches!(refusal, R::Copy(CopyRefusal::MethodDoesNotFit { field: "also", .. })), "{refusal}");
    desk.about(first, "tanaka", "disposal", smashed(json!([second, third])));
    // The others are accounted for one by one, and the stick is destroyed once.
    assert_eq!((desk.fate(second, 1), desk.status(third)), (Fate::Held, Status::Sealed));
    desk.about(second, "tanaka", "disposal", smashed(json!(null)));
    desk.about(third, "tanaka", "disposal", smashed(json!(null)));
    assert!(desk.medium("USB-07").holds.is_empty());
}

#[test]
fn no_word_brings_a_medium_back_to_the_office() {
    let swapped = json!({
        "filesystem": "vfat", "filesystem_uuid": "BBBB-0002", "identified": false, "medium": "USB-07",
        "path": "/media/stick",
    });
    for what in ["declared", "erase-file", "another"] {
        let mut desk = Desk::new();
        let id = desk.sealed(json!({}));
        desk.about(id, "tanaka", "checkout", json!({"pledge": attachment()}));
        if what == "another" {
            let returning = desk.returning(id, json!({"place": swapped}));
            desk.about(id, "tanaka", "return", returning);
        } else {
            let measured = (what == "erase-file").then(|| desk.measured(id, json!({})));
            let body = Desk::disposing(what, json!({"measured": measured, "note": "出先で"}));
            desk.about(id, "tanaka", "disposal", body);
        }
        assert!(desk.medium("USB-07").out.len() == 1, "{what}: the stick is where it was");
        // It comes back with evidence, once.
        let returning = desk.returning(id, json!({"identified": false}));
        desk.about(id, "tanaka", "return", returning.clone());
        assert!(desk.medium("USB-07").out.is_empty() && desk.c(id).checked_out.is_none(), "{what}");
        let again = desk.refused(id, "tanaka", "return", returning);
        assert!(
            matches!(again, R::Copy(CopyRefusal::CopyAccounted { .. })) || what != "erase-file",
            "{again}"
        );
    }
}

#[test]
fn a_stick_that_nobody_carries_any_more_is_found_at_a_stock_take() {
    let mut desk = Desk::new();
    let id = desk.sealed(json!({}));
    desk.about(id, "tanaka", "checkout", json!({"pledge": attachment()}));
    let seen = json!({"seen": ["USB-07"]});
    desk.ok("kimura", "stock-take", seen.clone());
    assert!(desk.medium("USB-07").out.len() == 1, "it leaves today");
    desk.about(id, "tanaka", "disposal", Desk::disposing("declared", json!({"note": "出先で"})));
    desk.about(id, "sato", "confirmation", json!({}));
    desk.ok("kimura", "stock-take", seen);
    assert!(desk.medium("USB-07").out.is_empty());
}

#[test]
fn whoever_disposed_brings_no_witness_and_no_evidence_counts_twice() {
    let mut desk = Desk::new();
    let id = desk.sealed(json!({}));
    let disposal =
        desk.about(id, "tanaka", "disposal", Desk::disposing("physical", json!({"evidence": attachment()})));
    let sheet = json!({"sha256": Digest::of(b"sheet"), "size_bytes": 5});
    let saw = |evidence: Value| json!({"disposal": disposal, "external": {"evidence": evidence, "name": "市役所 山田"}});
    let refusal = desk.refused(id, "tanaka", "witness", saw(sheet.clone()));
    assert!(matches!(refusal, R::Copy(CopyRefusal::OwnDisposal { .. })), "{refusal}");
    let refusal = desk.refused(id, "mori", "witness", saw(attachment()));
    assert_eq!(refusal, R::Copy(CopyRefusal::SameEvidence { disposal: "D-0001".into() }));
    assert_eq!(desk.level(id, 1), Some(crate::domain::names::Sanitization::L0));
    desk.about(id, "mori", "witness", saw(sheet));
    assert_eq!(desk.level(id, 1), Some(crate::domain::names::Sanitization::L5));
}

#[test]
fn nobody_declares_the_package_or_what_was_sent() {
    let mut desk = Desk::new();
    let id = desk.sealed(json!({}));
    for kind in ["package", "sent"] {
        let refusal = desk.refused(id, "tanaka", "copy-made", json!({"kind": kind, "place": "机"}));
        assert!(matches!(refusal, R::Copy(CopyRefusal::MadeByExport { .. })), "{refusal}");
    }
    desk.about(id, "tanaka", "copy-made", json!({"kind": "office", "place": "机"}));
}

#[test]
fn the_client_orders_back_what_an_incident_is_about() {
    let mut desk = Desk::new();
    let id = desk.sent(json!({"recipient": "sub"}));
    desk.incident(id, "mori", "leak");
    desk.about(id, "sato", "recall", json!({"number": "R-1"}));
    assert_eq!(desk.fate(id, 3), Fate::Held);
    // Collected, it is kept: nothing of it ends while the incident is open.
    desk.about(id, "tanaka", "return", json!({"copies": [3], "note": "回収", "tool": "sekisho 0.1.0"}));
    let declared = Desk::disposing("declared", json!({"copies": [2], "note": "申告"}));
    assert!(matches!(desk.refused(id, "tanaka", "disposal", declared), R::Frozen { .. }));
    assert!(matches!(desk.refused(id, "sato", "confirmation", json!({})), R::Frozen { .. }));
}

#[test]
fn copies_under_other_names_are_changed_when_they_are_erased() {
    let (mut desk, id, before) = overtaken();
    let changed = json!({"copies_erased": 1, "gone": false, "in_place": null});
    let returning = desk.returning(id, changed);
    assert!(matches!(desk.refused(id, "tanaka", "return", returning.clone()), R::Frozen { .. }));
    desk.about(id, "tanaka", "return", begun(returning, before));
    assert_eq!(told(&desk), [(id, None, true)]);
}

#[test]
fn a_paper_copy_that_was_destroyed_is_told_to_no_incident_about_another_package() {
    let mut desk = Desk::new();
    let (first, second) = (desk.sealed(json!({})), desk.sealed(json!({})));
    desk.about(first, "tanaka", "copy-made", json!({"kind": "paper", "place": "机"}));
    let before = desk.entries();
    desk.incident(second, "mori", "suspected");
    let burnt = Desk::disposing("physical", json!({"copies": [2], "evidence": attachment()}));
    desk.about(first, "tanaka", "disposal", begun(burnt, before));
    assert!(told(&desk).is_empty() && desk.c(first).disposals[0].despite.is_empty());
}
