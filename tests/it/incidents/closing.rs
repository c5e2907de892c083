//! Until it is over: who was told and when, what has to be on record, and who may close it.

use std::fs;

use crate::office::{NOBODY, Office};

fn add(office: &Office, field: &str) {
    office.ok("tanaka", &["incident", "update", "I-0001", "--field", field, "--text", "済"]);
}

fn hand_in(office: &Office) {
    fs::write(office.desk().join("report.pdf"), "as handed in").unwrap();
    let words = ["incident", "update", "I-0001", "--field", "written-report", "--text", "区へ提出"];
    office.refuses("tanaka", &words);
    office.ok("tanaka", &[&words[..], &["--evidence", "report.pdf"]].concat());
}

fn missing(office: &Office) -> Vec<String> {
    let fields = office.incident("I-0001")["missing"].clone();
    fields.as_array().unwrap().iter().map(|field| field.as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_loss_is_not_closed_before_it_was_told_reported_and_reviewed() {
    let office = Office::sealed().office;
    office.opens("tanaka", &["C-0001", "--kind", "lost"]);
    let close = ["incident", "close", "I-0001"];
    assert_eq!(missing(&office), ["written-report", "prevention", "review"]);
    let refused = office.refuses("sato", &close).stderr;
    assert!(refused.contains("nobody has been told"), "{refused}");
    hand_in(&office);
    add(&office, "prevention");
    office.refuses("sato", &close);
    add(&office, "review");
    office.refuses("sato", &close);
    office.ok("mori", &["incident", "contacted", "I-0001", "--whom", "市役所 山田様"]);
    let said = office.ok(NOBODY, &["incident", "show", "I-0001"]).stdout;
    assert!(said.contains("sekisho incident close I-0001"), "{said}");
    for person in ["tanaka", "mori", "suzuki", "kimura"] {
        office.refuses(person, &close);
    }
    office.ok("sato", &[&close[..], &["--note", "市の了承済み"]].concat());
    let closed = office.incident("I-0001");
    assert_eq!((&closed["open"], &closed["closed_by"]), (&false.into(), &"sato".into()));
    assert_eq!(closed["closing_note"], "市の了承済み");
    // Nothing is added to what is closed, and nothing stays frozen.
    office.refuses("tanaka", &["incident", "update", "I-0001", "--field", "note", "--text", "追記"]);
    office.refuses("tanaka", &["incident", "contacted", "I-0001", "--whom", "市役所"]);
    office.refuses("sato", &close);
    assert_eq!(office.shown("C-0001")["frozen_by"], serde_json::Value::Null);
}

#[test]
fn who_opened_it_does_not_close_it() {
    let office = Office::sealed().office;
    office.opens("sato", &["C-0001", "--kind", "suspected"]);
    hand_in(&office);
    add(&office, "prevention");
    add(&office, "review");
    office.ok("sato", &["incident", "contacted", "I-0001", "--whom", "市役所"]);
    office.refuses("sato", &["incident", "close", "I-0001"]);
    office.ok("ito", &["incident", "close", "I-0001"]);
}

#[test]
fn a_misdelivered_mail_is_asked_back_and_the_answer_is_on_record_before_it_closes() {
    let office = Office::sealed().office;
    let page = office.opens("tanaka", &["C-0001", "--kind", "misdelivery"]).stdout;
    assert!(page.contains("--field deletion-request") && page.contains("--field deletion-answer"), "{page}");
    assert_eq!(office.status("C-0001"), "sealed");
    office.refuses("suzuki", &["passphrase", "C-0001", "--via", "phone"]);
    hand_in(&office);
    add(&office, "prevention");
    add(&office, "review");
    office.ok("tanaka", &["incident", "contacted", "I-0001", "--whom", "市役所"]);
    office.refuses("sato", &["incident", "close", "I-0001"]);
    add(&office, "deletion-request");
    office.refuses("sato", &["incident", "close", "I-0001"]);
    add(&office, "deletion-answer");
    office.ok("sato", &["incident", "close", "I-0001"]);
    assert_eq!(office.run(NOBODY, &["audit", "--json"]).json()["findings"], serde_json::json!([]));
}

#[test]
fn a_contact_is_answered_with_the_minutes_since_awareness() {
    let office = Office::sealed().office;
    office.ok("tanaka", &["incident", "open", "C-0001", "--kind", "lost", "--aware", "-45m"]);
    let words = ["incident", "contacted", "I-0001", "--whom", "市役所 山田様"];
    let said = office.ok("mori", &[&words[..], &["--at", "-10m"]].concat()).stdout;
    assert!(said.contains("35 minutes"), "{said}");
    let said = office.call("mori", &words).env("LANG", "ja_JP.UTF-8").run().exits(0).stdout;
    assert!(said.contains("認識からの経過：45 分"), "{said}");
    office.refuses("mori", &[&words[..], &["--at", "2099-01-01T00:00"]].concat());
    office.refuses("mori", &["incident", "contacted", "I-0001", "--whom", " "]);
    let incident = office.incident("I-0001");
    let minutes = |number: usize| incident["contacts"][number]["minutes"].clone();
    assert_eq!((minutes(0), minutes(1)), (35.into(), 45.into()));
    assert_eq!(incident["first_contact_minutes"], 35);
    office.run(NOBODY, &["incident", "show", "I-0002"]).exits(3);
    office.run(NOBODY, &["incident", "show", "C-0001"]).exits(2);
}

#[test]
fn evidence_is_kept_by_its_digest_and_an_empty_file_shows_nothing() {
    let office = Office::sealed().office;
    office.opens("tanaka", &["C-0001", "--kind", "lost"]);
    fs::write(office.desk().join("empty"), "").unwrap();
    fs::write(office.desk().join("letter.pdf"), "from the police").unwrap();
    let words = ["incident", "update", "I-0001", "--field", "police", "--text", "第1234号", "--evidence"];
    office.refuses("tanaka", &[&words[..], &["empty"]].concat());
    office.fails("tanaka", &[&words[..], &["not-there"]].concat(), 5);
    let said = office.ok("tanaka", &[&words[..], &["letter.pdf"]].concat()).stdout;
    let digest = sekisho::base::digest::Digest::of(b"from the police").to_string();
    assert!(said.contains(&digest), "{said}");
    assert_eq!(office.incident("I-0001")["updates"][0]["evidence"]["sha256"], digest.as_str());
    office.refuses("tanaka", &["incident", "update", "I-0001", "--field", "note", "--text", ""]);
}
