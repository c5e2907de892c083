//! Disposal by every method: who may, what it needs, and how much is known of the end.

use serde_json::{Value, json};

use super::{Desk, attachment};
use crate::domain::apply::level_of;
use crate::domain::carry_out::{Fate, Status};
use crate::domain::names::MediumState;
use crate::domain::names::Sanitization;
use crate::domain::names::Sanitization::{L0, L1, L2, L3, L4, L5};
use crate::domain::refusal::{CopyRefusal, Refusal as R};

fn erased(desk: &Desk, id: u64, but: Value) -> Value {
    Desk::disposing("erase-file", json!({"measured": desk.measured(id, but)}))
}

fn does_not_fit(refusal: &R) -> Option<&'static str> {
    match refusal {
        R::Copy(CopyRefusal::MethodDoesNotFit { field, .. }) => Some(field),
        _ => None,
    }
}

#[test]
fn only_who_answers_for_it_or_keeps_keys_and_registers_disposes() {
    let mut desk = Desk::new();
    let id = desk.sealed(json!({}));
    let declared = || Desk::disposing("declared", json!({"note": "申告"}));
    for other in ["mori", "sato", "kimura"] {
        assert!(
            matches!(desk.refused(id, other, "disposal", declared()), R::NotTheCarrier { .. }),
            "{other}"
        );
    }
    desk.about(id, "tanaka", "transfer", json!({"to": "mori"}));
    for number in 2..=5 {
        desk.about(id, "mori", "copy-made", json!({"kind": "paper", "place": format!("{number}")}));
    }
    for (person, copy) in [("tanaka", 2), ("mori", 3), ("suzuki", 4), ("kanri", 5)] {
        desk.about(
            id,
            person,
            "disposal",
            Desk::disposing("dissolve", json!({"copies": [copy], "note": "溶解"})),
        );
    }
}

#[test]
fn nothing_is_disposed_of_that_was_not_written() {
    let mut desk = Desk::new();
    let id = desk.approved(json!({}));
    let refusal =
        desk.refused(id, "tanaka", "disposal", Desk::disposing("declared", json!({"note": "申告"})));
    assert_eq!(refusal, R::WrongStatus { id: "C-0001".into(), status: Status::Approved });
}

#[test]
fn an_erased_file_was_measured_and_what_is_left_is_no_more_than_declared() {
    let mut desk = Desk::new();
    let id = desk.sealed(json!({}));
    let there = erased(&desk, id, json!({"gone": false, "copies_left": 1}));
    desk.about(id, "tanaka", "disposal", there);
    assert_eq!(desk.c(id).disposals[0].level, L0);
    let mut desk = Desk::new();
    let id = desk.sealed(json!({}));
    let without = Desk::disposing("erase-file", json!({}));
    assert_eq!(does_not_fit(&desk.refused(id, "tanaka", "disposal", without)), Some("measured"));
    let mut elsewhere = desk.destination(id);
    elsewhere["medium"] = json!("USB-08");
    elsewhere["serial"] = json!("S8");
    let other = erased(&desk, id, json!({"place": elsewhere}));
    assert!(matches!(desk.refused(id, "tanaka", "disposal", other), R::OtherMedium { .. }));
    let none = json!({"measured": desk.measured(id, json!({})), "copies": null});
    let none = Desk::disposing("erase-file", none);
    assert!(matches!(desk.refused(id, "tanaka", "disposal", none), R::Copy(CopyRefusal::NoCopies { .. })));
    let body = erased(&desk, id, json!({}));
    desk.about(id, "tanaka", "disposal", body.clone());
    assert_eq!((desk.status(id), desk.level(id, 1)), (Status::Disposed, Some(L1)));
    assert!(matches!(
        desk.refused(id, "tanaka", "disposal", body),
        R::Copy(CopyRefusal::CopyAccounted { .. })
    ));
}

#[test]
fn a_method_takes_only_what_fits_it() {
    let mut desk = Desk::new();
    let id = desk.sealed(json!({}));
    let measured = desk.measured(id, json!({}));
    let key = Desk::key_destroyed(&[], &[1])["key"].clone();
    for (method, but, field) in [
        ("declared", json!({"measured": measured, "note": "申告"}), "measured"),
        ("physical", json!({"measured": measured, "note": "破砕"}), "measured"),
        ("declared", json!({"key": key, "note": "申告"}), "key"),
        ("overwrite", json!({}), "measured"),
        ("overwrite", json!({"measured": measured}), "measured"),
        ("key", json!({}), "key"),
    ] {
        let person = if method == "key" { "suzuki" } else { "tanaka" };
        let refusal = desk.refused(id, person, "disposal", Desk::disposing(method, but.clone()));
        assert_eq!(does_not_fit(&refusal), Some(field), "{method} {but}: {refusal}");
    }
    for method in ["declared", "physical", "dissolve"] {
        let refusal = desk.refused(id, "tanaka", "disposal", Desk::disposing(method, json!({})));
        assert_eq!(refusal, R::Empty { field: "note" }, "{method}");
    }
}

#[test]
fn a_whole_medium_is_cleared_with_a_seed_its_serial_number_and_every_byte() {
    let mut desk = Desk::new();
    let id = desk.sealed(json!({}));
    let good = json!({"bytes": 1000, "replugged": true, "seed": "0".repeat(64), "serial": "S7"});
    for (field, value) in [
        ("bytes", json!(999)),
        ("seed", json!("0")),
        ("seed", json!("G".repeat(64))),
        ("seed", json!("A".repeat(64))),
        ("serial", json!("S8")),
    ] {
        let mut whole = good.clone();
        whole[field] = value;
        let over = desk.overwriting(id, json!({"overwritten": whole}));
        let refusal = desk.refused(id, "tanaka", "disposal", over);
        assert_eq!(does_not_fit(&refusal), Some("overwritten"), "{field}: {refusal}");
    }
    let over = desk.overwriting(id, json!({}));
    desk.about(id, "tanaka", "disposal", over);
    assert_eq!(desk.level(id, 1), Some(L3));
    let medium = desk.medium("USB-07");
    assert!(medium.taint.is_none() && medium.holds.is_empty() && medium.state == MediumState::Active);
}

/// Somebody overwrites the cheap stick in the drawer and calls it by the other's name.
#[test]
fn another_stick_full_of_noise_clears_nothing() {
    let mut desk = Desk::new();
    let id = desk.sealed(json!({"medium": "CARD-1"}));
    let unknown = json!({"filesystem": "vfat", "identified": false, "medium": "CARD-1", "path": "/dev/sdb"});
    let over = desk.overwriting(id, json!({"place": unknown}));
    desk.about(id, "tanaka", "disposal", over);
    assert_eq!(desk.level(id, 1), Some(L0));
    let medium = desk.medium("CARD-1");
    assert!(medium.taint.is_some() && medium.holds.contains(&id));
}

#[test]
fn a_medium_is_cleared_again_after_the_end() {
    let mut desk = Desk::new();
    let id = desk.sealed(json!({}));
    let returning = desk.returning(id, json!({}));
    desk.about(id, "tanaka", "return", returning);
    desk.about(id, "sato", "confirmation", json!({}));
    let mut over = desk.overwriting(id, json!({}));
    over.as_object_mut().unwrap().remove("copies");
    desk.about(id, "kanri", "disposal", over);
    assert!(desk.medium("USB-07").taint.is_none());
    assert_eq!((desk.status(id), desk.level(id, 1)), (Status::Closed, Some(L1)));
    let own = desk.sent(json!({}));
    let mut over = desk.overwriting(id, json!({}));
    over["copies"] = json!([1]);
    assert!(matches!(desk.refused(own, "tanaka", "disposal", over), R::OtherMedium { .. }));
}

#[test]
fn a_key_is_destroyed_by_its_custodian_with_its_file_named() {
    let mut desk = Desk::new();
    let id = desk.sealed(json!({}));
    for person in ["tanaka", "kanri", "sato"] {
        let refusal = desk.refused(id, person, "disposal", Desk::key_destroyed(&[], &[1]));
        assert!(matches!(refusal, R::NotACustodian { .. }), "{person}: {refusal}");
    }
    let mut other = Desk::key_destroyed(&[], &[1]);
    other["key"]["custody"] = json!(crate::base::digest::Digest::of(b"another"));
    assert_eq!(does_not_fit(&desk.refused(id, "suzuki", "disposal", other)), Some("key"));
    desk.about(id, "tanaka", "copy-made", json!({"kind": "working", "place": "机"}));
    let readable = Desk::key_destroyed(&[], &[1, 2]);
    assert_eq!(does_not_fit(&desk.refused(id, "suzuki", "disposal", readable)), Some("copies"));
    desk.about(id, "suzuki", "disposal", Desk::key_destroyed(&[], &[1]));
    assert_eq!((desk.level(id, 1), desk.fate(id, 1)), (Some(L4), Fate::Disposed { disposal: 1 }));
    let told = json!({"told": "田中", "via": "phone"});
    assert!(matches!(desk.refused(id, "suzuki", "passphrase-release", told), R::WrongStatus { .. }));
}

#[test]
fn the_end_of_a_key_is_only_as_good_as_everybody_who_was_told() {
    let mut desk = Desk::new();
    let id = desk.sealed(json!({}));
    for told in ["田中", "山田"] {
        desk.about(id, "suzuki", "passphrase-release", json!({"told": told, "via": "phone"}));
    }
    desk.about(id, "suzuki", "disposal", Desk::key_destroyed(&["田中"], &[1]));
    assert_eq!((desk.fate(id, 1), desk.c(id).disposals[0].level), (Fate::Held, L0));
    assert!(matches!(
        desk.refused(id, "sato", "confirmation", json!({})),
        R::Copy(CopyRefusal::NothingCameBack { .. })
    ));
    // When the other has said so too, it is.
    desk.about(id, "suzuki", "disposal", Desk::key_destroyed(&["山田", "田中"], &[1]));
    assert_eq!(desk.level(id, 1), Some(L4));
}

#[test]
fn a_key_that_somebody_used_and_nobody_was_told_is_not_accounted_for() {
    let mut desk = Desk::new();
    let id = desk.sent(json!({}));
    desk.about(id, "tanaka", "receipt", json!({"code": {"code": "ABCDEFGHJKLMN", "kind": "opened"}}));
    desk.about(id, "suzuki", "disposal", Desk::key_destroyed(&[], &[1, 2]));
    assert_eq!((desk.c(id).disposals[0].level, desk.fate(id, 2)), (L0, Fate::Held));
    // Also when that comes out later.
    let id = desk.sent(json!({}));
    desk.about(id, "suzuki", "disposal", Desk::key_destroyed(&[], &[1, 2]));
    assert_eq!(desk.level(id, 2), Some(L4));
    desk.about(id, "tanaka", "receipt", json!({"code": {"code": "ABCDEFGHJKLMN", "kind": "opened"}}));
    assert_eq!(desk.level(id, 2), Some(L0));
}

/// The everyday truth without administrator's rights is both, in either order.
#[test]
fn a_stick_comes_back_after_its_key_is_gone_and_the_better_evidence_stands() {
    let mut desk = Desk::new();
    let id = desk.sealed(json!({}));
    desk.about(id, "tanaka", "checkout", json!({"pledge": attachment()}));
    desk.about(id, "suzuki", "disposal", Desk::key_destroyed(&[], &[1]));
    assert!(desk.medium("USB-07").out.len() == 1, "the stick itself is still out");
    let returning = desk.returning(id, json!({}));
    desk.about(id, "tanaka", "return", returning);
    assert_eq!((desk.fate(id, 1), desk.level(id, 1)), (Fate::Returned { level: L1 }, Some(L4)));
    assert!(desk.medium("USB-07").out.is_empty() && desk.medium("USB-07").holds.is_empty());
}

#[test]
fn what_came_back_can_still_be_destroyed_and_no_word_makes_it_less() {
    let mut desk = Desk::new();
    let id = desk.sealed(json!({}));
    let returning = desk.returning(id, json!({"scan": {"bytes": 1000, "found": 0, "unreadable_bytes": 0}}));
    desk.about(id, "tanaka", "return", returning);
    let declared = Desk::disposing("declared", json!({"note": "申告"}));
    assert!(matches!(
        desk.refused(id, "tanaka", "disposal", declared),
        R::Copy(CopyRefusal::CopyAccounted { .. })
    ));
    let smashed = Desk::disposing("physical", json!({"evidence": attachment()}));
    let disposal = desk.about(id, "tanaka", "disposal", smashed);
    assert_eq!((desk.level(id, 1), desk.medium("USB-07").state), (Some(L2), MediumState::Destroyed));
    desk.about(id, "mori", "witness", json!({"disposal": disposal}));
    assert_eq!(desk.level(id, 1), Some(L5));
}

#[test]
fn destroyed_needs_a_witness_and_evidence() {
    for (evidence, witnessed, level) in
        [(true, true, L5), (true, false, L0), (false, true, L0), (false, false, L0)]
    {
        let mut desk = Desk::new();
        let id = desk.sealed(json!({}));
        let but = if evidence { json!({"evidence": attachment()}) } else { json!({"note": "破砕"}) };
        let disposal = desk.about(id, "tanaka", "disposal", Desk::disposing("physical", but));
        if witnessed {
            desk.about(id, "mori", "witness", json!({"disposal": disposal}));
        }
        assert_eq!(desk.level(id, 1), Some(level), "{evidence} {witnessed}");
    }
}

#[test]
fn a_declaration_stays_one_whoever_saw_it() {
    let mut desk = Desk::new();
    let id = desk.sealed(json!({}));
    let declared = Desk::disposing("declared", json!({"evidence": attachment()}));
    let disposal = desk.about(id, "tanaka", "disposal", declared);
    desk.about(id, "mori", "witness", json!({"disposal": disposal}));
    assert_eq!(desk.level(id, 1), Some(L0));
    assert!(desk.medium("USB-07").holds.contains(&id), "said to be gone is not gone");
    // The stick turns up after all.
    let returning = desk.returning(id, json!({}));
    desk.about(id, "tanaka", "return", returning);
    assert_eq!(desk.level(id, 1), Some(L1));
}

#[test]
fn a_witness_is_somebody_else_and_counts_once() {
    let mut desk = Desk::new();
    let id = desk.sealed(json!({}));
    let body = erased(&desk, id, json!({}));
    let disposal = desk.about(id, "tanaka", "disposal", body);
    let saw = || json!({"disposal": disposal});
    assert!(matches!(desk.refused(id, "tanaka", "witness", saw()), R::Copy(CopyRefusal::OwnDisposal { .. })));
    desk.about(id, "mori", "witness", saw());
    assert!(matches!(
        desk.refused(id, "mori", "witness", saw()),
        R::Copy(CopyRefusal::AlreadyWitness { .. })
    ));
    let nothing = json!({"disposal": crate::base::digest::Digest::of(b"nothing")});
    assert!(matches!(
        desk.refused(id, "mori", "witness", nothing),
        R::Copy(CopyRefusal::NoSuchDisposal { .. })
    ));
    let outsider =
        |name: &str| json!({"disposal": disposal, "external": {"evidence": attachment(), "name": name}});
    assert_eq!(desk.refused(id, "kimura", "witness", outsider(" ")), R::Empty { field: "name" });
    desk.about(id, "kimura", "witness", outsider("市役所 山田"));
    assert!(matches!(
        desk.refused(id, "mori", "witness", outsider("市役所 山田")),
        R::Copy(CopyRefusal::AlreadyWitness { .. })
    ));
    // Somebody else who was there is another witness, and so is whoever wrote the outsider down.
    for person in ["ito", "kimura"] {
        desk.about(id, person, "witness", saw());
    }
    assert_eq!(desk.c(id).disposals[0].witnesses.len(), 4);
    // Of another carry-out it is no disposal.
    let other = desk.sealed(json!({}));
    assert!(matches!(
        desk.refused(other, "ito", "witness", saw()),
        R::Copy(CopyRefusal::NoSuchDisposal { .. })
    ));
}

#[test]
fn only_another_desk_checks_again_and_only_noise() {
    let mut desk = Desk::new();
    let id = desk.sealed(json!({}));
    let over = desk.overwriting(id, json!({}));
    let disposal = desk.about(id, "tanaka", "disposal", over);
    let read = json!({"bytes": 1000, "changed_sectors": 0, "disposal": disposal, "serial": "S7"});
    assert!(matches!(
        desk.refused(id, "tanaka", "recheck", read.clone()),
        R::Copy(CopyRefusal::OwnRecheck { .. })
    ));
    for (field, value) in [("bytes", json!(512)), ("serial", json!("S8")), ("changed_sectors", json!(1))] {
        let mut other = read.clone();
        other[field] = value;
        let refusal = desk.refused(id, "kimura", "recheck", other);
        assert!(does_not_fit(&refusal).is_some(), "{field}: {refusal}");
    }
    let mut nowhere = read.clone();
    nowhere["first_changed"] = json!(512);
    assert_eq!(does_not_fit(&desk.refused(id, "kimura", "recheck", nowhere)), Some("first_changed"));
    desk.about(id, "kimura", "recheck", read);
    assert_eq!(desk.c(id).disposals[0].rechecks.len(), 1);
    let paper = desk.sealed(json!({}));
    let dissolved =
        desk.about(paper, "tanaka", "disposal", Desk::disposing("declared", json!({"note": "申告"})));
    let read = json!({"bytes": 0, "changed_sectors": 0, "disposal": dissolved, "serial": ""});
    assert_eq!(does_not_fit(&desk.refused(paper, "kimura", "recheck", read)), Some("measured"));
}

#[test]
fn only_whoever_still_keeps_the_passphrase_destroys_it() {
    let mut desk = Desk::new();
    let id = desk.sealed(json!({}));
    let roles = |person: &str, roles: &[&str]| json!({"particulars": {}, "person": person, "roles": roles});
    // A custodian to whom nothing was sealed.
    desk.ok("kanri", "person-set", roles("mori", &["custodian"]));
    let refusal = desk.refused(id, "mori", "disposal", Desk::key_destroyed(&[], &[1]));
    assert!(matches!(refusal, R::NotACustodian { .. }), "{refusal}");
    // One who is none any more; and then nobody who holds it can be asked, and whoever keeps passphrases today ends it.
    desk.ok("kanri", "person-set", roles("suzuki", &["auditor"]));
    let refusal = desk.refused(id, "suzuki", "disposal", Desk::key_destroyed(&[], &[1]));
    assert!(matches!(refusal, R::MissingRole { .. }), "{refusal}");
    desk.about(id, "mori", "disposal", Desk::key_destroyed(&[], &[1]));
}

#[test]
fn only_a_destroyed_medium_takes_others_along_and_names_each_once() {
    let mut desk = Desk::new();
    let (first, second) = (desk.sealed(json!({})), desk.sealed(json!({})));
    let also = |method: &str, also: &[u64]| Desk::disposing(method, json!({"also": also, "note": "破砕"}));
    let declared = desk.refused(first, "tanaka", "disposal", also("declared", &[second]));
    assert_eq!(does_not_fit(&declared), Some("also"));
    for wrong in [vec![second, second], vec![first], vec![first, second]] {
        let refusal = desk.refused(first, "tanaka", "disposal", also("physical", &wrong));
        assert_eq!(does_not_fit(&refusal), Some("also"), "{wrong:?}");
    }
    let unnamed =
        desk.refused(first, "tanaka", "disposal", Desk::disposing("physical", json!({"note": "破砕"})));
    assert!(matches!(unnamed, R::MediumHoldsOthers { .. }), "{unnamed}");
    desk.about(first, "tanaka", "disposal", also("physical", &[second]));
}

#[test]
fn what_was_destroyed_does_not_come_back() {
    let mut desk = Desk::new();
    let id = desk.sent(json!({}));
    let declared = Desk::disposing("declared", json!({"copies": [1], "note": "申告"}));
    desk.about(id, "tanaka", "disposal", declared);
    // Said to be gone is not gone: it may turn up.
    desk.about(id, "tanaka", "return", json!({"copies": [1], "tool": "sekisho 0.1.0"}));
    let gone = Desk::disposing("physical", json!({"copies": [2], "evidence": attachment()}));
    let gone = desk.about(id, "tanaka", "disposal", gone);
    desk.about(id, "mori", "witness", json!({"disposal": gone}));
    let again = desk.refused(id, "tanaka", "return", json!({"copies": [2], "tool": "sekisho 0.1.0"}));
    assert!(matches!(again, R::Copy(CopyRefusal::CopyAccounted { copy: 2, .. })), "{again}");
}

/// What it comes to, when this was seen at this place.
fn comes_to(desk: &Desk, id: u64, place: serde_json::Value) -> Sanitization {
    let measured = serde_json::from_value(desk.measured(id, json!({"place": place}))).unwrap();
    level_of(desk.c(id), &measured)
}

#[test]
fn what_was_seen_elsewhere_says_nothing_of_a_package() {
    let mut desk = Desk::new();
    let place = |path: &str, filesystem: &str, uuid: Option<&str>| {
        let mut place = json!({"filesystem": filesystem, "identified": false, "path": path});
        if let Some(uuid) = uuid {
            place["filesystem_uuid"] = json!(uuid);
        }
        place
    };
    // In a folder: the same path, and the same filesystem as far as it was told.
    let sent = desk.sent(json!({}));
    let home = "/home/tanaka/out";
    assert_eq!(comes_to(&desk, sent, place(home, "ext4", None)), L1);
    assert_eq!(comes_to(&desk, sent, place("/home/mori/out", "ext4", None)), L0);
    assert_eq!(comes_to(&desk, sent, place(home, "vfat", None)), L0);
    let known =
        desk.approved(json!({"kind": "deliver", "medium": null, "recipient": "city", "via": "email"}));
    let mut intent = desk.intent(known);
    intent["destination"] = place(home, "ext4", Some("U-1"));
    let intent = desk.about(known, "tanaka", "export-intent", intent);
    desk.complete(known, intent);
    assert_eq!(comes_to(&desk, known, place(home, "ext4", Some("U-1"))), L1);
    assert_eq!(comes_to(&desk, known, place(home, "ext4", Some("U-2"))), L0);
    assert_eq!(comes_to(&desk, known, place(home, "ext4", None)), L0);
    // On a medium: the same one, told by its serial number or by its filesystem.
    let on = |medium: &str, uuid: Option<&str>, identified: bool| {
        let mut place = place("/media/stick", "vfat", uuid);
        place["identified"] = json!(identified);
        place["medium"] = json!(medium);
        place
    };
    let id = desk.sealed(json!({"medium": "CARD-1"}));
    assert_eq!(comes_to(&desk, id, on("CARD-1", Some("AAAA-0001"), false)), L1);
    assert_eq!(comes_to(&desk, id, on("CARD-1", None, true)), L1);
    assert_eq!(comes_to(&desk, id, on("CARD-1", Some("AAAA-0002"), false)), L0);
    assert_eq!(comes_to(&desk, id, on("CARD-1", None, false)), L0);
    assert_eq!(comes_to(&desk, id, on("USB-08", Some("AAAA-0001"), true)), L0);
    assert_eq!(comes_to(&desk, id, place("/media/stick", "vfat", Some("AAAA-0001"))), L0);
}

#[test]
fn what_happens_to_another_copy_leaves_the_package_on_its_medium() {
    let mut desk = Desk::new();
    let id = desk.sealed(json!({}));
    desk.about(id, "tanaka", "checkout", json!({"pledge": attachment()}));
    desk.about(id, "tanaka", "copy-made", json!({"kind": "paper", "place": "机"}));
    let dissolved = Desk::disposing("dissolve", json!({"copies": [2], "note": "溶解"}));
    desk.about(id, "tanaka", "disposal", dissolved);
    let medium = desk.medium("USB-07");
    assert!(medium.holds.contains(&id) && medium.out.contains_key(&id));
    desk.about(id, "tanaka", "copy-made", json!({"kind": "paper", "place": "机"}));
    desk.about(id, "tanaka", "return", json!({"copies": [3], "tool": "sekisho 0.1.0"}));
    let medium = desk.medium("USB-07");
    assert!(medium.holds.contains(&id) && medium.out.contains_key(&id));
    let returning = desk.returning(id, json!({}));
    desk.about(id, "tanaka", "return", returning);
    let medium = desk.medium("USB-07");
    assert!(!medium.holds.contains(&id) && medium.out.is_empty());
}

#[test]
fn a_key_that_is_gone_takes_nothing_off_a_medium_and_noise_brings_it_back_to_the_office() {
    let mut desk = Desk::new();
    let id = desk.sealed(json!({}));
    desk.about(id, "tanaka", "checkout", json!({"pledge": attachment()}));
    desk.about(id, "suzuki", "disposal", Desk::key_destroyed(&[], &[1]));
    let medium = desk.medium("USB-07");
    assert!(medium.holds.contains(&id) && medium.out.contains_key(&id));
    let mut desk = Desk::new();
    let id = desk.sealed(json!({}));
    desk.about(id, "tanaka", "checkout", json!({"pledge": attachment()}));
    let over = desk.overwriting(id, json!({}));
    desk.about(id, "tanaka", "disposal", over);
    assert!(desk.medium("USB-07").out.is_empty());
    // Nobody knows that it was this one: it is still with whoever has it along.
    let id = desk.sealed(json!({"medium": "CARD-1"}));
    desk.about(id, "tanaka", "checkout", json!({"pledge": attachment()}));
    let unknown = json!({"filesystem": "vfat", "identified": false, "medium": "CARD-1", "path": "/dev/sdb"});
    let over = desk.overwriting(id, json!({"place": unknown}));
    desk.about(id, "tanaka", "disposal", over);
    assert_eq!((desk.level(id, 1), desk.medium("CARD-1").out.len()), (Some(L0), 1));
}

#[test]
fn erasing_a_file_on_the_road_brings_nothing_back() {
    let mut desk = Desk::new();
    let id = desk.sealed(json!({}));
    desk.about(id, "tanaka", "checkout", json!({"pledge": attachment()}));
    let whole = json!({"bytes": 1000, "found": 0, "unreadable_bytes": 0});
    let body = erased(&desk, id, json!({"scan": whole}));
    desk.about(id, "tanaka", "disposal", body);
    assert_eq!((desk.level(id, 1), desk.medium("USB-07").out.len()), (Some(L2), 1));
    assert!(!desk.medium("USB-07").holds.contains(&id));
}

#[test]
fn paper_that_is_destroyed_takes_no_package_along() {
    let mut desk = Desk::new();
    let (first, second) = (desk.sealed(json!({})), desk.sealed(json!({})));
    desk.about(first, "tanaka", "copy-made", json!({"kind": "paper", "place": "机"}));
    let burnt =
        |also: Value| Desk::disposing("physical", json!({"also": also, "copies": [2], "note": "焼却"}));
    let refusal = desk.refused(first, "tanaka", "disposal", burnt(json!([second])));
    assert_eq!(does_not_fit(&refusal), Some("also"), "{refusal}");
    desk.about(first, "tanaka", "disposal", burnt(json!(null)));
}
