//! What has no effect until a second person said so waits in the inbox of those who may.

use serde_json::Value;

use super::{asks, stays, under};
use crate::office::{Office, day};

fn waiting(office: &Office, person: &str) -> Vec<String> {
    let tasks = office.run(person, &["inbox", "--json"]).json();
    let kinds = tasks.as_array().unwrap().iter().map(|task| task["task"].as_str().unwrap().to_owned());
    kinds.filter(|kind| kind.starts_with("confirm-")).collect()
}

#[test]
fn a_letter_waits_for_whoever_may_compare_it_and_not_for_whoever_recorded_it() {
    let office = under(&["tokki"]);
    let id = asks(&office, &[]);
    let letter = office.name("letter.pdf");
    let today = day(0);
    let add = ["consent", "add", "--contract", "K", "--dated", &today, "--by", "課長", "--evidence", &letter];
    office.ok("sato", &[&add[..], &["--request", &id, "--number", "第 1 号"]].concat());
    assert_eq!(waiting(&office, "ito"), ["confirm-consent"]);
    assert!(waiting(&office, "sato").is_empty(), "who recorded it");
    assert!(waiting(&office, "tanaka").is_empty(), "who asks");
    let said = office.run("ito", &["inbox", "--lang", "ja"]).stdout;
    assert!(said.contains("第 1 号") && said.contains(&id), "{said}");
    let line = said.lines().find(|line| line.contains("consent confirm")).unwrap();
    assert_eq!(line.trim(), "sekisho consent confirm '第 1 号' --contract K");
    office.ok("ito", &["consent", "confirm", "第 1 号", "--contract", "K"]);
    assert!(waiting(&office, "ito").is_empty());
    // A letter for all that is done until a day waits until then, and one for a request until that is over.
    let until = day(3);
    office.ok("sato", &[&add[..], &["--scope", "納品", "--until", &until, "--number", "2"]].concat());
    let other = asks(&office, &[]);
    office.ok("sato", &[&add[..], &["--request", &other, "--number", "3"]].concat());
    assert_eq!(waiting(&office, "ito").len(), 2);
    office.ok("tanaka", &["withdraw", &other]);
    assert_eq!(waiting(&office, "ito").len(), 1);
    let later: Value = office.call("ito", &["inbox", "--json"]).days_off(4).run().json();
    assert!(!later.to_string().contains("confirm-consent"), "{later}");
}

#[test]
fn an_end_of_information_waits_for_somebody_else() {
    let office = under(&["tokki"]);
    let letter = office.name("letter.pdf");
    office.ok("tanaka", &["asset", "return", "A-1", "--to", "委託元"]);
    assert_eq!(waiting(&office, "ito"), ["confirm-asset-end"]);
    assert!(waiting(&office, "tanaka").is_empty(), "who said it");
    office.ok("ito", &["asset", "confirm", "A-1", "--end", "--evidence", &letter]);
    assert!(waiting(&office, "ito").is_empty());
}

#[test]
fn a_letter_that_nobody_confirmed_is_not_called_missing() {
    let office = under(&["tokki"]);
    let id = asks(&office, &[]);
    office.approve("sato", &id);
    let none = stays(&office, &id, "").stderr;
    assert!(none.contains("sekisho consent add") && !none.contains("sekisho consent confirm"), "{none}");
    let letter = office.name("letter.pdf");
    let today = day(0);
    let add = ["consent", "add", "--contract", "K", "--dated", &today, "--by", "課長", "--evidence", &letter];
    // Of a letter for something else nobody is told here.
    let other = asks(&office, &[]);
    office.ok("sato", &[&add[..], &["--request", &other, "--number", "9"]].concat());
    assert_eq!(stays(&office, &id, "").stderr, none);
    office.ok("sato", &[&add[..], &["--request", &id, "--number", "第 1 号"]].concat());
    let said = stays(&office, &id, "“第 1 号” is recorded and waits").stderr;
    assert!(said.contains("sekisho consent confirm '第 1 号' --contract K"), "{said}");
    assert!(!said.contains("sekisho consent add") && !said.contains("no consent"), "{said}");
    let said = office.call("tanaka", &["export", &id, "--into", "out", "--lang", "ja"]).fails(3).stderr;
    assert!(said.contains("「第 1 号」は記録済み") && said.contains("consent confirm"), "{said}");
    office.ok("ito", &["consent", "confirm", "第 1 号", "--contract", "K"]);
    office.export(&id);
}
