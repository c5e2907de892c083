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

#[test]
fn a_document_that_names_no_period_for_training_waits_for_rules_of_the_office_that_do() {
    let office = Office::new();
    let founded = format!("version = {}", newest().version);
    let rules = |version: u64, keep: &dyn Fn(&str) -> bool| {
        let text = shipped("office").unwrap().replacen(&founded, &format!("version = {version}"), 1);
        let kept: Vec<&str> = text.split("[[rule]]").filter(|rule| keep(rule)).collect();
        let path = office.path("office.toml");
        fs::write(&path, kept.join("[[rule]]")).unwrap();
        path.display().to_string()
    };
    // As the office's rules were before version 4.
    let older = rules(40, &|rule| !rule.contains("\"office-training\""));
    office.ok("kanri", &["rules", "set", &older]);
    let add = ["contract", "add", "K", "--client", "発注機関", "--rules", "meccs", "--rules", "tokki"];
    for command in [&["rules", "set", "tokki"][..], &add] {
        let refused = office.refuses("kanri", command).stderr;
        assert!(refused.contains("sekisho rules set office") && refused.contains("40"), "{refused}");
    }
    // Nothing came in beside it, and what names its own period does.
    office.ok("kanri", &["rules", "set", "meccs"]);
    let newer = rules(41, &|_| true);
    office.ok("kanri", &["rules", "set", &newer]);
    office.ok("kanri", &add);
}

#[test]
fn rules_that_an_administrator_made_weaker_are_listed_and_those_that_ship_are_not() {
    let office = Office::new();
    let listed = |more: &[&str]| {
        let all = office.ok(NOBODY, &[&["anomalies", "--format", "json"], more].concat()).json();
        let of_rules = all.as_array().unwrap().iter().filter(|one| one["kind"] == "own-rules");
        of_rules.map(|one| (one["people"][0]["id"].clone(), one["detail"].clone())).collect::<Vec<_>>()
    };
    office.ok("kanri", &["rules", "set", "meccs"]);
    office.ok("kanri", &["rules", "set", "tokki"]);
    assert_eq!(listed(&[]), []);
    let only = |id: &str, version: u64| {
        let path = office.path(&format!("{id}.toml"));
        let head = format!("id = \"{id}\"\nversion = {version}\n");
        let title = "title = { ja = \"規則\", en = \"Rules\" }\nclient = { ja = \"市\", en = \"City\" }\n";
        let rule = "[[rule]]\nid = \"r1\"\nclause = \"1\"\ndemand = { kind = \"file-cap\", files = 9 }\nja = \"一\"\nen = \"x\"\n";
        fs::write(&path, [&head, title, rule].concat()).unwrap();
        path.display().to_string()
    };
    office.ok("kanri", &["rules", "set", &only("tokki", 99)]);
    office.ok("kanri", &["rules", "set", &only("office", 100)]);
    let (tokki, own) = (("kanri".into(), "tokki 99".into()), ("kanri".into(), "office 100".into()));
    assert_eq!(listed(&[]), [tokki, own.clone()]);
    let add = ["contract", "add", "K", "--client", "発注機関", "--rules", "meccs"];
    office.ok("kanri", &add);
    assert_eq!(listed(&["--contract", "K"]), [own]);
    let told = office.ok(NOBODY, &["anomalies"]).stdout;
    assert!(told.contains("office 100") && told.contains("rules show"), "{told}");
}
