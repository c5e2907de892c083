//! Destroying the custody file: what it comes to, and what a crash in between may and may not say.

use std::fs;
use std::path::PathBuf;

use crate::office::Office;

const KEY: [&str; 6] = ["dispose", "C-0001", "--method", "key", "--yes", "--json"];

fn custody(office: &Office) -> PathBuf {
    office.path("home/custody/C-0001-1.age")
}

fn level(office: &Office) -> String {
    let shown = office.shown("C-0001");
    shown["disposals"].as_array().unwrap().last().unwrap()["level"].as_str().unwrap().to_owned()
}

#[test]
fn a_passphrase_that_nobody_was_told_is_gone_with_its_custody_file() {
    let office = Office::sealed().office;
    for other in ["tanaka", "sato", "kanri"] {
        office.refuses(other, &KEY);
    }
    assert!(custody(&office).exists());
    office.ok("suzuki", &KEY);
    assert!(!custody(&office).exists());
    assert_eq!(level(&office), "L4");
    office.refuses("suzuki", &["passphrase", "C-0001", "--via", "phone"]);
    let shown = office.shown("C-0001");
    assert_eq!(shown["open_copies"], serde_json::json!([]), "every sealed copy went with its key");
}

#[test]
fn whoever_was_told_and_has_not_attested_may_still_know_it() {
    let office = Office::sealed().office;
    office.ok("suzuki", &["passphrase", "C-0001", "--via", "phone"]);
    let told = office.ok("suzuki", &KEY[..5]);
    assert!(told.stdout.contains("山田 花子"), "{told:?}");
    assert_eq!(level(&office), "L0");
    assert_eq!(office.shown("C-0001")["open_copies"], serde_json::json!([1, 2]));
    // They say so later: the file is gone, and the log has it which one it was.
    let attested = [&KEY[..], &["--attested", "山田 花子"]].concat();
    office.ok("suzuki", &attested);
    assert_eq!(level(&office), "L4");
}

#[test]
fn a_custody_file_that_is_not_there_was_not_destroyed_by_anybody() {
    let office = Office::sealed().office;
    let kept = fs::read(custody(&office)).unwrap();
    fs::remove_file(custody(&office)).unwrap();
    office.fails("suzuki", &KEY, 5);
    fs::write(custody(&office), "something else").unwrap();
    office.fails("suzuki", &KEY, 4);
    assert_eq!(fs::read(custody(&office)).unwrap(), b"something else");
    fs::write(custody(&office), kept).unwrap();
    office.ok("suzuki", &KEY);
}

#[test]
fn a_package_for_the_recipients_own_key_has_no_passphrase_to_destroy() {
    let office = Office::new();
    let id = office.approved(&[("--to", "lab")]);
    office.export(&id);
    office.refuses("suzuki", &["dispose", &id, "--method", "key", "--yes"]);
}
