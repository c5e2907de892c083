//! The office's rules have versions: a ledger stands under the one it was founded with until a signed statement brings
//! in another, and what was asked for is explained by the rules that stood then.

use std::fs;

use sekisho::domain::rules::office::newest;
use sekisho::domain::rules::pack::shipped;
use serde_json::Value;

use crate::office::{NOBODY, Office};

/// The version of the office's pack in a list of rules.
fn version(rules: &Value) -> u64 {
    let of_the_office = rules.as_array().unwrap().iter().find(|rule| rule["pack"] == "office");
    of_the_office.unwrap()["version"].as_u64().unwrap()
}

#[test]
fn rules_change_by_a_signed_statement_and_a_request_is_explained_by_its_own() {
    let office = Office::new();
    let id = office.approved(&[]);
    let founded = newest().version;
    assert_eq!(version(&office.ok(NOBODY, &["rules", "show", "--json"]).json()), founded);
    // What ships is what stands.
    assert!(office.refuses("kanri", &["rules", "set", "office"]).stderr.contains(&founded.to_string()));
    let newer = office.path("office.toml");
    let text = shipped("office").unwrap().replacen(&format!("version = {founded}"), "version = 40", 1);
    fs::write(&newer, text).unwrap();
    let newer = newer.display().to_string();
    office.refuses("tanaka", &["rules", "set", &newer]);
    let explained = |language: &str| office.ok(NOBODY, &["rules", "explain", &id, "--lang", language]).stdout;
    let (en, ja) = ("other rules are in force now", "現在は別の規則が有効です");
    assert!(!explained("en").contains(en) && !explained("ja").contains(ja));

    office.ok("kanri", &["rules", "set", &newer]);
    assert_eq!(version(&office.ok(NOBODY, &["rules", "show", "--json"]).json()), 40);
    let judged = office.ok(NOBODY, &["rules", "explain", &id, "--json"]).json();
    assert_eq!(version(&judged), founded);
    assert!(explained("en").contains(en) && explained("ja").contains(ja), "{}", explained("en"));
    // What was approved under the older ones does not leave under these.
    let refused = office.exporting(&id, &[]).fails(3);
    assert!(refused.stderr.contains("rules"), "{refused:?}");
    let again = office.request(&[]);
    let judged = office.ok(NOBODY, &["rules", "explain", &again, "--json"]).json();
    assert_eq!(version(&judged), 40);
}
