//! What stands against a request is said at once, so that nobody comes back for each reason.

use serde_json::Value;

use super::{bare, with};

#[test]
fn every_reason_why_a_request_is_refused_is_said_at_once() {
    let office = bare(&["tokki", "ichinomiya"]);
    let words =
        [office.asking(&with(&[("--asset", "-"), ("--personal-data", "200")])), vec!["--json".to_owned()]]
            .concat();
    let said: Value = serde_json::from_str(&office.refuses("tanaka", &words).stderr).unwrap();
    let others = said["others"].as_array().unwrap();
    let codes: Vec<&str> = others.iter().map(|other| other["error"].as_str().unwrap()).collect();
    let first = said["error"].as_str().unwrap();
    for code in ["rule-recipient", "rule-places", "rule-untaught", "rule-unpledged"] {
        assert!(first == code || codes.contains(&code), "{code}: {said}");
    }
    // Each once, with its clauses and what to do.
    let mut all = codes.clone();
    all.push(first);
    all.sort_unstable();
    all.dedup();
    assert_eq!(all.len(), codes.len() + 1, "{said}");
    for other in others {
        assert!(!other["clauses"].as_array().unwrap().is_empty(), "{other}");
        assert!(other["hint"].as_str().unwrap().contains("sekisho "), "{other}");
    }
}
