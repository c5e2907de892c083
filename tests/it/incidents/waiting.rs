//! What an open incident waits for, and from whom.

use std::fs;

use serde_json::{Value, json};

use crate::office::{CAST, Office};

/// What the incident waits for from somebody: the task, and what is missing.
fn waits(office: &Office, person: &str) -> Option<(String, Value)> {
    let tasks = office.run(person, &["inbox", "--json"]).json();
    let about = |task: &&Value| task["id"] == "I-0001";
    let task = tasks.as_array().unwrap().iter().find(about).cloned();
    task.map(|task| (task["task"].as_str().unwrap().to_owned(), task["missing"].clone()))
}

/// Everybody for whom the incident waits, with what.
fn everybody(office: &Office) -> Vec<(&'static str, String)> {
    let of = |(person, _, _): &(&'static str, &str, &[&str])| Some((*person, waits(office, person)?.0));
    CAST.iter().filter_map(of).collect()
}

fn update(office: &Office, field: &str, more: &[&str]) {
    let words = ["incident", "update", "I-0001", "--field", field, "--text", "済"];
    office.ok("tanaka", &[&words[..], more].concat());
}

#[test]
fn an_open_incident_waits_for_whoever_acts_next_until_it_is_closed() {
    let office = Office::sealed().office;
    assert!(everybody(&office).is_empty());
    office.opens("suzuki", &["C-0001", "--kind", "lost"]);
    // The carrier, who opened it, who approves and who keeps the registers; no other.
    let these = ["kanri", "tanaka", "sato", "ito", "suzuki"];
    let all = |task: &str| these.map(|person| (person, task.to_owned())).to_vec();
    assert_eq!(everybody(&office), all("tell-of-incident"));
    let said = office.ok("sato", &["inbox", "--lang", "en"]).stdout;
    assert!(said.contains("sekisho incident contacted I-0001 --whom"), "{said}");
    let said = office.ok("sato", &["inbox", "--lang", "ja"]).stdout;
    assert!(said.contains("委託元に連絡し"), "{said}");

    office.ok("tanaka", &["incident", "contacted", "I-0001", "--whom", "市役所"]);
    assert_eq!(everybody(&office), all("record-of-incident"));
    let (_, missing) = waits(&office, "ito").unwrap();
    assert_eq!(missing, json!(["written-report", "prevention", "review"]));
    let said = office.ok("tanaka", &["inbox", "--lang", "en"]).stdout;
    assert!(said.contains("--field written-report --text TEXT --evidence FILE"), "{said}");

    fs::write(office.desk().join("report.pdf"), "as handed in").unwrap();
    update(&office, "written-report", &["--evidence", "report.pdf"]);
    update(&office, "prevention", &[]);
    update(&office, "review", &[]);
    let may = ["kanri", "sato", "ito"].map(|person| (person, "close-incident".to_owned()));
    assert_eq!(everybody(&office), may);
    let said = office.ok("ito", &["inbox", "--lang", "ja"]).stdout;
    assert!(said.contains("sekisho incident close I-0001"), "{said}");

    office.ok("ito", &["incident", "close", "I-0001"]);
    assert!(everybody(&office).is_empty());
}

#[test]
fn an_incident_past_its_hour_untold_sets_the_exit_code_and_an_exercise_waits_for_nobody() {
    let office = Office::sealed().office;
    office.ok("tanaka", &["incident", "open", "C-0001", "--kind", "lost", "--aware", "-90m", "--drill"]);
    assert!(everybody(&office).is_empty());
    office.ok("sato", &["inbox"]);
    office.ok(
        "tanaka",
        &["incident", "open", "C-0001", "--kind", "misdelivery", "--aware", "-90m", "--another"],
    );
    office.run("sato", &["inbox"]).exits(1);
    office.run("kimura", &["inbox"]).exits(0);
}
