//! While it is open: nothing is told, written, handed over or deleted.

use crate::media::mounted::Mounted;
use crate::office::Office;

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
