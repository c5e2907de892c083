//! Deliverables stay, copies do not.

use crate::office::Office;
use crate::road::{ID, by_hand, evidence, opened};

#[test]
fn what_nobody_is_known_to_have_opened_needs_a_receipt() {
    let office = by_hand();
    office.refuses("tanaka", &["handed-over", ID]);
    std::fs::write(office.desk().join("empty"), "").unwrap();
    office.fails("tanaka", &["handed-over", ID, "--evidence", "empty"], 3);
    office.refuses("mori", &["handed-over", ID, "--evidence", &evidence(&office, "受領書.pdf")]);
    let done = office.ok("tanaka", &["handed-over", ID, "--evidence", "受領書.pdf"]);
    assert_eq!(office.status(ID), "handed-over");
    // The sent one is theirs; the office's own copy is still ours.
    assert!(done.stdout.contains("copy 1") && done.stdout.contains("sekisho dispose C-0001"), "{done:?}");
    assert!(!done.stdout.contains("copy 2"), "{done:?}");
    let shown = office.shown(ID);
    assert_eq!((&shown["open_copies"], &shown["copies"][1]["fate"]), (&[1].into(), &"handed-over".into()));
    assert_eq!(shown["outstanding"], true);
    office.refuses("tanaka", &["handed-over", ID, "--evidence", "受領書.pdf"]);
    // The receipt itself is kept, byte for byte.
    let ledger = rusqlite::Connection::open(office.path("home/ledger.db")).unwrap();
    let digest = shown["handed_over"]["evidence"]["sha256"].as_str().unwrap();
    assert_eq!(digest, sekisho::base::digest::Digest::of("scan of 受領書.pdf".as_bytes()).to_string());
    let kept: i64 = ledger
        .query_row("SELECT count(*) FROM attachment WHERE lower(hex(digest)) = ?1", [digest], |row| {
            row.get(0)
        })
        .unwrap();
    assert_eq!(kept, 1);
}

#[test]
fn an_opened_code_on_record_is_receipt_enough() {
    let office = by_hand();
    opened(&office, ID);
    let done = office.ok("tanaka", &["handed-over", ID, "--lang", "ja"]);
    assert!(done.stdout.contains("開封コード") && done.stdout.contains("処置が済んでいない"), "{done:?}");
}

#[test]
fn what_was_taken_along_to_work_with_does_not_stay() {
    let office = Office::new();
    let id = office.approved(&[("--to", "self"), ("--via", "hand")]);
    office.export(&id);
    office.refuses("tanaka", &["handed-over", &id, "--evidence", &evidence(&office, "x")]);
    let id = office.approved(&[("--via", "hand"), ("--kind", "work")]);
    office.export(&id);
    office.refuses("tanaka", &["handed-over", &id, "--evidence", "x"]);
}

#[test]
fn a_copy_that_was_declared_is_to_be_accounted_for() {
    let office = by_hand();
    let copy = |kind: &str, more: &[&str]| {
        let words = ["copy", ID, "--kind", kind, "--place", "現場PC 4号"];
        office.run("tanaka", &[&words[..], more].concat())
    };
    let made = copy("working", &[]).exits(0);
    assert!(made.stdout.contains("copy 3") && made.stdout.contains("現場PC 4号"), "{made:?}");
    copy("paper", &[]).exits(0);
    copy("backup", &[]).exits(0);
    copy("subcontractor", &["--holder", "lab"]).exits(0);
    let size = office.size();
    assert_eq!(copy("subcontractor", &[]).code, 2);
    assert_eq!(copy("subcontractor", &["--holder", "nobody"]).code, 3);
    assert_eq!(copy("package", &[]).code, 2);
    office.refuses("mori", &["copy", ID, "--kind", "working", "--place", "x"]);
    office.refuses("tanaka", &["copy", ID, "--kind", "working", "--place", " "]);
    assert_eq!(office.size(), size);
    let done = office.ok("tanaka", &["handed-over", ID, "--evidence", &evidence(&office, "r")]);
    for number in [1, 3, 4, 5, 6] {
        assert!(done.stdout.contains(&format!("copy {number}:")), "{number}: {done:?}");
    }
    assert_eq!(office.shown(ID)["open_copies"], serde_json::json!([1, 3, 4, 5, 6]));
}
