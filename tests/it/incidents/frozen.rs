//! While it is open: nothing is told, written, handed over or deleted.

use crate::media::mounted::Mounted;
use crate::office::{NOBODY, Office};

#[test]
fn the_passphrase_is_refused_at_once() {
    let office = Office::sealed().office;
    office.opens("kimura", &["C-0001", "--kind", "suspected"]);
    let refused = office.refuses("suzuki", &["passphrase", "C-0001", "--via", "phone"]);
    assert_eq!(refused.stdout, "");
    assert!(refused.stderr.contains("I-0001"), "{}", refused.stderr);
}

#[test]
fn what_was_approved_is_not_written_while_an_incident_is_about_it() {
    let office = Office::new();
    let id = office.approved(&[]);
    office.opens("sato", &[&id, "--kind", "suspected"]);
    let output = office.exporting(&id, &[]).fails(3);
    assert!(output.stderr.contains("I-0001"), "{}", output.stderr);
}

#[test]
fn nothing_is_written_to_a_lost_stick_again() {
    let (Some(stick), office) = (Mounted::ext4(16), Office::new()) else { return };
    office.on_stick(&stick);
    let waiting = office.approved(&[("--via", "usb"), ("--medium", "USB-01")]);
    office.opens("tanaka", &["C-0001", "--kind", "lost"]);
    let into = stick.point().to_str().unwrap();
    office.refuses("tanaka", &["export", &waiting, "--into", into]);
    office.refuses("tanaka", &office.asking(&[("--via", "usb"), ("--medium", "USB-01")]));
    office.refuses("kanri", &["medium", "retire", "USB-01", "--yes"]);
    // Also when it was found, and after the incident is over.
    std::fs::write(office.desk().join("report"), "as handed in").unwrap();
    office.ok("tanaka", &["incident", "contacted", "I-0001", "--whom", "市役所"]);
    for field in ["recovery", "written-report", "prevention", "review"] {
        let words =
            ["incident", "update", "I-0001", "--field", field, "--text", "済", "--evidence", "report"];
        office.ok("tanaka", &words);
    }
    office.ok("sato", &["incident", "close", "I-0001"]);
    office.refuses("tanaka", &["export", &waiting, "--into", into]);
}

#[test]
fn the_custody_file_is_destroyed_on_the_spot_and_the_report_says_so() {
    let office = Office::sealed().office;
    office.opens("tanaka", &["C-0001", "--kind", "lost"]);
    assert!(office.path("home/custody/C-0001-1.age").exists());
    office.ok("suzuki", &["dispose", "C-0001", "--method", "key", "--yes"]);
    assert!(!office.path("home/custody/C-0001-1.age").exists());
    let report = office.ok("sato", &["incident", "report", "I-0001"]).stdout;
    assert!(report.contains("the custody file was destroyed at") && report.contains("D-0001"), "{report}");
    assert!(report.contains("No release is recorded."), "{report}");
    let page = office.ok("sato", &["incident", "show", "I-0001"]).stdout;
    assert!(!page.contains("--method key"), "{page}");
    let json = office.ok("sato", &["incident", "report", "I-0001", "--json"]).json();
    let what = |event: &serde_json::Value| event["what"] == "key-destroyed";
    assert!(json["timeline"].as_array().unwrap().iter().any(what), "{json}");
}

#[test]
fn a_stick_that_was_found_is_brought_back_and_nothing_on_it_is_deleted() {
    let (Some(stick), office) = (Mounted::ext4(16), Office::new()) else { return };
    office.on_stick(&stick);
    office.opens("tanaka", &["C-0001", "--kind", "lost"]);
    let (package, at) = (stick.point().join("C-0001.zip.age"), stick.point().to_str().unwrap());
    let before = std::fs::read(&package).unwrap();
    office.refuses("tanaka", &["dispose", "C-0001", "--method", "erase-file", "--at", at, "--yes"]);
    assert_eq!(std::fs::read(&package).unwrap(), before);
    office.ok("tanaka", &["return", "C-0001", "--at", at]);
    assert_eq!(std::fs::read(&package).unwrap(), before, "what an incident is about is kept as it is");
    assert_eq!(office.shown("C-0001")["copies"][0]["fate"], "returned");
    // Nobody confirms its end while the incident is open, and the stick stays lost.
    office.refuses("sato", &["confirm", "C-0001"]);
    assert_eq!(office.incident("I-0001")["media"][0]["state"], "lost");
}

/// Of two packages on a stick, an incident is about one; the other comes back, and is left where it lies.
#[test]
fn what_a_return_left_for_an_incident_is_outstanding_and_is_not_confirmed_before_it_is_erased() {
    let (Some(stick), office) = (Mounted::ext4(16), Office::new()) else { return };
    let (id, other) = (office.on_stick(&stick), office.on_stick(&stick));
    office.opens("tanaka", &[&other, "--kind", "suspected"]);
    let (package, at) = (stick.point().join("C-0001.zip.age"), stick.point().to_str().unwrap());
    let said = office.ok("tanaka", &["return", &id, "--at", at, "--lang", "en"]).stdout;
    assert!(package.exists() && said.contains("dispose C-0001 --method erase-file"), "{said}");
    let next = || {
        let lines = office.run(NOBODY, &["outstanding", "--json"]).json();
        let line = lines.as_array().unwrap().iter().find(|line| line["id"] == "C-0001").cloned();
        line.map(|line| line["next"].clone())
    };
    let waits = || {
        let next = next().unwrap();
        assert_eq!((&next["act"], &next["person"]), (&"clear".into(), &"tanaka".into()));
        let refused = office.refuses("sato", &["confirm", &id, "--json"]).stderr;
        assert!(refused.contains("left-there") && refused.contains("--method erase-file"), "{refused}");
        let tasks = office.ok("sato", &["inbox", "--json"]).json();
        assert!(!tasks.as_array().unwrap().iter().any(|task| task["task"] == "confirm"), "{tasks}");
        let tasks = office.ok("tanaka", &["inbox", "--json"]).json();
        let erase =
            |task: &serde_json::Value| (&task["task"], &task["id"]) == (&"erase".into(), &"C-0001".into());
        assert!(tasks.as_array().unwrap().iter().any(erase), "{tasks}");
    };
    waits();
    std::fs::write(office.desk().join("report"), "as handed in").unwrap();
    for field in ["written-report", "prevention", "review"] {
        let words =
            ["incident", "update", "I-0001", "--field", field, "--text", "済", "--evidence", "report"];
        office.ok("tanaka", &words);
    }
    office.ok("tanaka", &["incident", "contacted", "I-0001", "--whom", "市役所"]);
    office.ok("sato", &["incident", "close", "I-0001"]);
    waits();
    let said = office.run(NOBODY, &["outstanding", "--lang", "en"]).stdout;
    assert!(said.contains("sekisho dispose C-0001 --method erase-file --at DIR"), "{said}");
    office.ok("tanaka", &["dispose", &id, "--method", "erase-file", "--at", at, "--yes"]);
    assert!(!package.exists());
    assert_eq!(next().unwrap()["act"], "confirm");
    let said = office.ok("sato", &["confirm", &id, "--lang", "en"]);
    assert!(
        !said.stdout.contains("still on the medium") && !said.stderr.contains("still on the medium"),
        "{said:?}"
    );
    assert!(next().is_none());
}
