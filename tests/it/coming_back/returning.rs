//! What comes back: identified, erased in place, and said as it was seen.

use std::fs;

use serde_json::Value;

use super::stick::Out;

#[test]
fn nothing_of_the_package_is_on_the_stick_that_came_back() {
    let Some(out) = Out::new() else { return };
    assert!(out.left_on_image() > 100, "otherwise the image shows nothing");
    let answer = out.returns(&["--saved-to", "server: K-2026-07"]).exits(0).json();
    assert_eq!((&answer["status"], &answer["at_medium"]["package"]), (&"returned".into(), &"whole".into()));
    assert_eq!(answer["at_medium"]["known_by"], "filesystem");
    assert_eq!(answer["at_medium"]["readme_removed"], true);
    let back = out.last_return();
    assert_eq!((&back["level"], &back["saved_to"]), (&"L1".into(), &"server: K-2026-07".into()));
    let measured = &back["measured"];
    for (key, value) in [("identified", true), ("gone", true), ("in_place", true)] {
        assert_eq!(measured[key], value, "{key}");
    }
    for key in ["copies_erased", "copies_left", "other_files", "unread"] {
        assert_eq!(measured[key], 0, "{key}");
    }
    assert_eq!(measured["place"]["medium"], "USB-07");
    assert!(fs::read_dir(out.folder()).unwrap().next().is_none(), "the note on opening is gone, too");
    assert_eq!(out.left_on_image(), 0);
    out.audits_clean();
}

#[test]
fn a_second_return_has_nothing_to_bring_back() {
    let Some(out) = Out::new() else { return };
    out.returns(&[]).exits(0);
    let refused = out.office.refuses("tanaka", &["return", &out.id]);
    assert!(refused.stderr.contains("copy 1"), "{refused:?}");
}

#[test]
fn only_the_carrier_brings_it_back_and_then_nothing_was_touched() {
    let Some(out) = Out::new() else { return };
    for other in ["mori", "sato", "kanri"] {
        out.office.refuses(other, &["return", &out.id]);
    }
    assert!(out.path().exists());
    out.office.ok("tanaka", &["transfer", &out.id, "--to", "mori"]);
    out.office.refuses("tanaka", &["return", &out.id]);
    out.office.ok("mori", &["return", &out.id]);
    assert_eq!(out.last_return()["person"], "mori");
    assert_eq!(out.left_on_image(), 0);
}

#[test]
fn another_file_under_the_packages_name_is_left_alone() {
    let Some(out) = Out::new() else { return };
    let mut other = out.package.clone();
    other[5000] ^= 1;
    for content in [other, b"short".to_vec()] {
        fs::write(out.path(), &content).unwrap();
        let refused = out.office.fails("tanaka", &["return", &out.id], 4);
        assert!(refused.stderr.contains("nothing was touched"), "{refused:?}");
        assert_eq!(fs::read(out.path()).unwrap(), content);
    }
}

#[test]
fn a_package_that_somebody_removed_is_only_declared() {
    let Some(out) = Out::new() else { return };
    fs::remove_file(out.path()).unwrap();
    let answer = out.returns(&[]).exits(0);
    let back = out.last_return();
    assert_eq!((&back["level"], &back["measured"]["identified"]), (&"L0".into(), &false.into()));
    assert_eq!(back["measured"]["in_place"], Value::Null);
    assert_eq!(answer.json()["at_medium"]["package"], "absent");
    assert!(out.left_on_image() > 100, "which is what the level says");
}

#[test]
fn a_scan_finds_what_a_removal_left_and_what_an_erasure_did_not() {
    let Some(out) = Out::new() else { return };
    fs::copy(out.path(), out.stick.point().join("naive")).unwrap();
    rustix::fs::sync();
    fs::remove_file(out.stick.point().join("naive")).unwrap();
    let answer = out.returns(&["--scan"]).exits(0).json();
    let scan = &out.last_return()["measured"]["scan"];
    assert!(scan["found"].as_u64().unwrap() > 0, "{scan}");
    assert!(!answer["at_medium"]["scan_found_at"].as_array().unwrap().is_empty());
    let back = out.last_return();
    assert_eq!(
        (&back["level"], &back["measured"]["copies_left"]),
        (&"L0".into(), &1.into()),
        "it is not gone"
    );

    let Some(out) = Out::new() else { return };
    out.returns(&["--scan"]).exits(0);
    let back = out.last_return();
    assert_eq!((&back["level"], &back["measured"]["scan"]["found"]), (&"L2".into(), &0.into()));
    assert_eq!(back["measured"]["scan"]["bytes"], 16 << 20);
}

#[test]
fn a_package_in_an_archive_beside_it_is_not_gone_once_a_scan_has_found_it() {
    let Some(out) = Out::new() else { return };
    // As tar does, which puts 512 bytes before what it packs.
    let archive = out.stick.point().join("a.tar");
    fs::write(&archive, [vec![b'h'; 512], out.package.clone()].concat()).unwrap();
    rustix::fs::sync();
    let answer = out.returns(&["--scan"]).exits(0);
    let back = out.last_return();
    assert_eq!((&back["level"], &back["measured"]["copies_left"]), (&"L0".into(), &1.into()), "{answer:?}");
    assert!(archive.exists(), "what is more than the package is not overwritten");
}

#[test]
fn a_package_in_volumes_comes_back_whole_or_is_said_to_be_incomplete() {
    let Some(out) = Out::of(&[], &["--max-size", "65536"]) else { return };
    assert!(out.files().len() > 1);
    out.returns(&[]).exits(0);
    assert_eq!(out.last_return()["level"], "L1");
    assert_eq!(out.left_on_image(), 0);

    let Some(out) = Out::of(&[], &["--max-size", "65536"]) else { return };
    fs::remove_file(&out.files()[1]).unwrap();
    let answer = out.returns(&[]).exits(0).json();
    assert_eq!(answer["at_medium"]["package"], "incomplete");
    assert_eq!(out.last_return()["level"], "L0");
}

#[test]
fn while_an_incident_is_open_everything_is_kept_and_that_is_said() {
    let Some(out) = Out::new() else { return };
    fs::copy(out.path(), out.stick.point().join("copy")).unwrap();
    let open = ["incident", "open", &out.id, "--kind", "suspected", "--aware", "now"];
    out.office.ok("tanaka", &open);
    let answer = out.returns(&[]).exits(0).json();
    assert_eq!((&answer["kept_for"], &answer["at_medium"]["kept"]), (&"I-0001".into(), &true.into()));
    assert_eq!(fs::read(out.path()).unwrap(), out.package);
    assert!(out.stick.point().join("copy").exists());
    let back = out.last_return();
    assert_eq!((&back["level"], &back["measured"]["gone"]), (&"L0".into(), &false.into()));
    assert_eq!(back["measured"]["copies_left"], 2);
    let refused = out.office.refuses("tanaka", &["dispose", &out.id, "--method", "erase-file", "--yes"]);
    assert!(refused.stderr.contains("I-0001"), "{refused:?}");
    assert!(out.path().exists());
}
