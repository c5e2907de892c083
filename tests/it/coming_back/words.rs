//! Physical destruction, declarations and witnesses.

use std::fs;

use super::stick::{Out, STICK};

#[test]
fn a_destruction_counts_as_one_only_with_evidence_and_a_witness() {
    let Some(out) = Out::of(&[("--level", "1")], &[]) else { return };
    let (office, id) = (&out.office, out.id.as_str());
    fs::write(office.desk().join("shredded.jpg"), "a picture").unwrap();
    let dispose = ["dispose", id, "--method", "physical", "--place", "workshop"];
    office.fails("tanaka", &dispose, 2);
    office.refuses("tanaka", &[&dispose[..], &["--yes"]].concat());
    let disposed =
        office.ok("tanaka", &[&dispose[..], &["--evidence", "shredded.jpg", "--yes", "--json"]].concat());
    assert_eq!(disposed.json()["disposal"], "D-0001");
    assert_eq!(out.last_disposal()["level"], "L0");
    office.refuses("sato", &["confirm", id]);
    office.refuses("tanaka", &["witness", "D-0001"]);
    office.fails("mori", &["witness", "D-0009"], 3);
    let seen = office.ok("mori", &["witness", id, "--json"]);
    assert_eq!(seen.json()["disposal"], "D-0001");
    assert_eq!(out.last_disposal()["level"], "L5");
    office.refuses("mori", &["witness", "D-0001"]);
    fs::write(office.desk().join("sheet.pdf"), "signed by hand").unwrap();
    office.fails("mori", &["witness", "D-0001", "--external", "市役所 鈴木"], 2);
    let outsider = ["witness", "D-0001", "--external", "市役所 鈴木", "--evidence", "sheet.pdf"];
    office.ok("mori", &outsider);
    office.refuses("mori", &outsider);
    assert_eq!(out.last_disposal()["witnesses"][1]["external"], "市役所 鈴木");
    office.ok("sato", &["confirm", id]);
    let medium = office.ok("", &["medium", "show", "USB-07", "--json"]).json();
    assert_eq!(medium["state"], "destroyed");
    out.audits_clean();
}

#[test]
fn what_was_on_a_destroyed_medium_is_not_asked_to_be_brought_back() {
    let Some(out) = Out::new() else { return };
    let (office, folder) = (&out.office, out.folder());
    let second = office.approved(&[("--via", "usb"), ("--medium", STICK)]);
    office.ok("tanaka", &["export", &second, "--into", folder.to_str().unwrap()]);
    fs::write(office.desk().join("shredded.jpg"), "a picture").unwrap();
    let physical = ["--method", "physical", "--evidence", "shredded.jpg", "--yes"];
    office.ok("tanaka", &[&["dispose", &out.id, "--also", &second], &physical[..]].concat());
    let said = office.ok("", &["outstanding"]).stdout;
    assert!(!said.contains(&format!("sekisho return {second}")), "{said}");
    let next = format!("sekisho dispose {second} --copy 1 --method physical --evidence FILE");
    assert!(said.contains(&next), "{said}");
    office.ok("tanaka", &[&["dispose", &second, "--copy", "1"], &physical[..]].concat());
    assert_eq!(office.shown(&second)["copies"][0]["medium_state"], "destroyed");
}

#[test]
fn what_is_on_a_medium_that_nobody_finds_is_not_asked_to_be_brought_back() {
    let Some(out) = Out::new() else { return };
    out.office.ok("kanri", &["medium", "lost", STICK, "--yes"]);
    let said = out.office.ok("", &["outstanding"]).stdout;
    assert!(!said.contains("sekisho return"), "{said}");
    let open = format!("sekisho incident open {} --kind lost --aware now", out.id);
    assert!(said.contains(&open), "{said}");
    let moved = out.office.ok("kanri", &["medium", "set", STICK, "--place", "cabinet 3"]);
    assert!(moved.stderr.contains("stays lost"), "{moved:?}");
    out.office.ok("tanaka", &open.split(' ').skip(1).collect::<Vec<&str>>());
    assert!(!out.office.ok("", &["outstanding"]).stdout.contains(&open));
}

#[test]
fn a_method_with_flags_it_has_no_use_for_is_refused() {
    let Some(out) = Out::new() else { return };
    let id = out.id.as_str();
    for more in [
        &["--method", "declared", "--note", "x", "--at", "out"][..],
        &["--method", "physical", "--note", "x", "--scan"],
        &["--method", "erase-file", "--device", "/dev/null"],
        &["--method", "declared", "--note", "x", "--attested", "Y"],
    ] {
        out.office.refuses("tanaka", &[&["dispose", id, "--yes"], more].concat());
    }
    assert!(out.path().exists());
}

#[test]
fn what_came_back_can_still_be_destroyed() {
    let Some(out) = Out::new() else { return };
    let id = out.id.as_str();
    out.office.ok("tanaka", &["copy", id, "--kind", "paper", "--place", "binder"]);
    out.returns(&[]).exits(0);
    fs::write(out.office.desk().join("receipt.pdf"), "dissolved").unwrap();
    let dissolve =
        ["dispose", id, "--method", "dissolve", "--copy", "2", "--evidence", "receipt.pdf", "--yes"];
    out.office.ok("tanaka", &dissolve);
    let declared = ["dispose", id, "--method", "declared", "--copy", "2", "--note", "again", "--yes"];
    out.office.refuses("tanaka", &declared);
    let shown = out.office.shown(id);
    assert_eq!(
        (&shown["copies"][1]["fate"], &shown["copies"][0]["level"]),
        (&"disposed".into(), &"L1".into())
    );
}
