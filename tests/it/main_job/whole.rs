//! The whole job, as one story.

use std::fs;

use crate::office::{NOBODY, Office};

#[test]
fn a_folder_is_asked_for_approved_sealed_told_opened_and_audited() {
    let office = Office::new();
    let id = office.request(&[]);
    assert_eq!(id, "C-0001");
    assert_eq!(office.status(&id), "requested");
    office.approve("sato", &id);
    assert_eq!(office.status(&id), "approved");
    let package = office.export(&id);
    assert_eq!(package, office.desk().join("out/C-0001.zip.age"));
    let passphrase = office.passphrase(&id);
    let opened = office.opening("out/C-0001.zip.age", &passphrase, &["--json"]).run().exits(1).json();
    let code = opened["opened_code"].as_str().unwrap();
    office.ok("tanaka", &["receipt", &id, "--opened", code]);
    assert_eq!(office.status(&id), "opened");
    office.succeed("diff", &["-r", "資料", "in/C-0001/data/資料"]);
    assert_eq!(fs::read_dir(office.desk().join("out")).unwrap().count(), 2);
    office.ok(NOBODY, &["audit"]);
}
