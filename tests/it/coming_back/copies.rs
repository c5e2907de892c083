//! Copies under other names, in the bin, changed or cut short; and returns in parts.

use std::fs;

use serde_json::json;

use super::stick::Out;

#[test]
fn copies_anywhere_on_the_stick_are_erased_and_counted() {
    let Some(out) = Out::new() else { return };
    let root = out.stick.point();
    let places = ["renamed.bin", ".Trash-1000/files/C-0001.zip.age", "out/deep/er/x"];
    for place in places {
        let path = root.join(place);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::copy(out.path(), path).unwrap();
    }
    fs::hard_link(out.path(), root.join("another name of the same")).unwrap();
    let answer = out.returns(&[]).exits(0).json();
    let measured = &out.last_return()["measured"];
    assert_eq!((&measured["copies_erased"], &measured["copies_left"]), (&4.into(), &0.into()), "{answer}");
    assert_eq!((&measured["gone"], &out.last_return()["level"]), (&true.into(), &"L1".into()));
    assert!(places.iter().all(|place| !root.join(place).exists()));
    assert!(!root.join("another name of the same").exists());
    assert_eq!(out.left_on_image(), 0);
}

#[test]
fn a_package_that_was_renamed_is_found_and_erased() {
    let Some(out) = Out::new() else { return };
    fs::rename(out.path(), out.stick.point().join("holiday.jpg")).unwrap();
    let answer = out.returns(&[]).exits(0).json();
    assert_eq!(answer["at_medium"]["package"], "elsewhere");
    assert_eq!(out.last_return()["level"], "L1");
    assert_eq!(out.left_on_image(), 0);
}

#[test]
fn a_cut_or_changed_copy_is_erased_and_a_larger_file_is_named_and_left() {
    let Some(out) = Out::new() else { return };
    let root = out.stick.point();
    fs::write(root.join("cut"), &out.package[..out.package.len() / 2]).unwrap();
    let mut changed = out.package.clone();
    changed[70_000] ^= 1;
    fs::write(root.join("changed"), changed).unwrap();
    // Larger than the package, though most of it is the package's.
    let archive = [out.package.clone(), vec![7; 65_536]].concat();
    fs::write(root.join("archive"), &archive).unwrap();
    fs::write(root.join("unrelated"), vec![9; 100_000]).unwrap();
    fs::write(root.join("AutoRun.inf"), "[autorun]").unwrap();
    let answer = out.returns(&[]).exits(0).json();
    let found = answer["at_medium"]["copies"].as_array().unwrap();
    let erased = |name: &str| {
        found.iter().find(|copy| copy["path"] == name).unwrap_or_else(|| panic!("{name}: {found:?}"))["erased"]
            == true
    };
    assert!(erased("cut") && erased("changed") && !erased("archive"));
    assert!(!root.join("cut").exists() && !root.join("changed").exists());
    assert_eq!(fs::read(root.join("archive")).unwrap(), archive);
    assert!(root.join("unrelated").exists());
    let measured = &out.last_return()["measured"];
    assert_eq!((&measured["copies_erased"], &measured["copies_left"]), (&2.into(), &1.into()));
    assert_eq!((&measured["gone"], &out.last_return()["level"]), (&true.into(), &"L0".into()));
    assert_eq!(answer["at_medium"]["autorun"], json!(["AutoRun.inf"]));
    assert_eq!(measured["other_files"], 2, "{answer}");
}

#[test]
fn each_copy_is_accounted_for_and_nothing_closes_before() {
    let Some(out) = Out::of(&[("--kind", "work")], &[]) else { return };
    let id = out.id.as_str();
    let copy = |kind: &str, place: &str| {
        out.office.ok("tanaka", &["copy", id, "--kind", kind, "--place", place]);
    };
    copy("working", "laptop");
    copy("backup", "NAS");
    out.office.ok("tanaka", &["return", id, "--copy", "2", "--note", "deleted on the laptop"]);
    assert_eq!(out.last_return()["measured"], json!(null), "no stick is needed for a copy that is on none");
    assert!(out.path().exists());
    let refused = out.office.refuses("sato", &["confirm", id]);
    assert!(refused.stderr.contains('1') && refused.stderr.contains('3'), "{refused:?}");
    out.returns(&[]).exits(0);
    assert_eq!(out.office.shown(id)["open_copies"], json!([3]), "a backup has to be named");
    out.office.refuses("sato", &["confirm", id]);
    out.office.ok(
        "tanaka",
        &["dispose", id, "--method", "declared", "--copy", "3", "--note", "rotated out", "--yes"],
    );
    out.office.refuses("tanaka", &["confirm", id]);
    let confirmed = out.office.ok("sato", &["confirm", id, "--note", "seen"]);
    assert!(confirmed.stderr.contains("Copy 3"), "what is weaker is shown before: {confirmed:?}");
    assert_eq!(out.office.status(id), "closed");
    out.audits_clean();
}

#[test]
fn what_was_unpacked_comes_back_with_the_package() {
    let Some(out) = Out::new() else { return };
    for kind in ["working", "paper"] {
        out.office.ok("tanaka", &["copy", &out.id, "--kind", kind, "--place", "here"]);
    }
    out.returns(&[]).exits(0);
    assert_eq!(out.last_return()["copies"], json!([1, 2, 3]));
    let copies = &out.office.shown(&out.id)["copies"];
    assert_eq!((&copies[0]["level"], &copies[1]["level"]), (&"L1".into(), &"L0".into()));
}
