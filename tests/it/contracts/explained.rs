//! `rules explain` at each stage of a life: what was looked at says where, and only the rest is looked at later.

use std::collections::BTreeMap;

use super::{asks, consented, under};
use crate::office::{NOBODY, Office};

/// Rules by id, with the verdict and the steps at which they were looked at.
fn judged(office: &Office, id: &str) -> BTreeMap<String, String> {
    let judged = office.ok(NOBODY, &["rules", "explain", id, "--json"]).json();
    let said = |one: &serde_json::Value| {
        let steps = one["steps"].as_array().unwrap().iter().map(|step| step["step"].as_str().unwrap());
        let verdict = one["verdict"].as_str().unwrap();
        (
            one["id"].as_str().unwrap().to_owned(),
            [verdict].into_iter().chain(steps).collect::<Vec<_>>().join(" "),
        )
    };
    judged.as_array().unwrap().iter().map(said).collect()
}

/// The lines under the heading that begins with these words.
fn under_heading(page: &str, heading: &str) -> String {
    let mut lines = page.lines().skip_while(|line| !line.starts_with(heading));
    assert!(lines.next().is_some(), "no heading {heading}: {page}");
    lines.take_while(|line| line.is_empty() || line.starts_with(' ')).collect()
}

#[track_caller]
fn says(office: &Office, id: &str, wanted: &[(&str, &str)]) {
    let found = judged(office, id);
    for (rule, said) in wanted {
        assert_eq!(found[*rule], *said, "{rule}");
    }
}

/// The rules that are told apart below: what leaves, how it is told, carried, ended and kept.
const DAYS: &str = "office-approval-days";
const ROAD: &str = "office-other-road";
const CARRIER: &str = "office-carrier";
const CASE: &str = "ichinomiya-5-case";
const END: &str = "office-confirmed";
const KEPT: &str = "office-retention";

#[test]
fn each_step_of_a_life_says_what_its_rules_came_to() {
    let office = under(&["ichinomiya"]);
    let id = asks(&office, &[("--via", "hand"), ("--kind", "return-to-client"), ("--to", "city")]);
    let later = [DAYS, ROAD, CARRIER, CASE, END, KEPT].map(|rule| (rule, "later"));
    says(&office, &id, &later);
    says(&office, &id, &[("office-approvers", "unmet")]);
    office.approve("sato", &id);
    consented(&office, &id);
    says(&office, &id, &later);
    says(&office, &id, &[("office-approvers", "holds")]);

    office.export(&id);
    says(&office, &id, &[("office-approvers", "holds export"), (DAYS, "holds export")]);
    says(&office, &id, &later[1..]);
    // What has come about since does not unmake it.
    let paper = office.name("letter.pdf");
    let pledge =
        ["pledge", "--occasion", "leaving", "--contract", "K", "--person", "sato", "--paper", &paper];
    office.ok("kanri", &pledge);
    office.ok("kanri", &["person", "leave", "sato", "--contract", "K"]);
    says(&office, &id, &[("office-approvers", "holds export")]);
    let index = office.shown(&id)["entries"]
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["type"] == "export-intent")
        .unwrap()["index"]
        .clone();
    for (language, heading) in [
        ("en", format!("Held at the export, entry {index}, 田中 一郎 (tanaka)")),
        ("ja", format!("満たしていた規則（書き出し：記録番号 {index}、田中 一郎（tanaka）")),
    ] {
        let page = office.ok(NOBODY, &["rules", "explain", &id, "--lang", language]).stdout;
        assert!(under_heading(&page, &heading).contains("承認"), "{page}");
    }

    office.ok("suzuki", &["passphrase", &id, "--via", "phone"]);
    says(&office, &id, &[(ROAD, "holds release")]);
    office.ok("tanaka", &["checkout", &id, "--case", "12"]);
    says(&office, &id, &[(CARRIER, "holds check-out"), (CASE, "holds check-out"), (END, "later")]);
    for (language, heading, step) in
        [("en", "Hold", "check-out, entry"), ("ja", "満たしている規則", "持出時の誓約：記録番号")]
    {
        let page = office.ok(NOBODY, &["rules", "explain", &id, "--lang", language]).stdout;
        let holds = page.split('\n').skip_while(|line| *line != heading).collect::<String>();
        assert!(holds.contains(step), "{page}");
    }

    office.ok("tanaka", &["handed-over", &id, "--evidence", &office.name("letter.pdf")]);
    office.ok("tanaka", &["return", &id, "--at", "out"]);
    // What its carrier pledged was pledged, though it is back.
    let taken = [(CARRIER, "holds check-out"), (CASE, "holds check-out")];
    says(&office, &id, &[(END, "later")]);
    says(&office, &id, &taken);
    office.ok("ito", &["confirm", &id]);
    says(&office, &id, &[(END, "holds confirmation"), (KEPT, "later")]);
    says(&office, &id, &taken);
}

#[test]
fn what_was_taken_back_came_to_none_of_the_later_rules() {
    let office = Office::new();
    let id = office.approved(&[]);
    office.ok("tanaka", &["withdraw", &id]);
    says(&office, &id, &[(DAYS, "never-came"), (ROAD, "never-came"), (END, "never-came"), (KEPT, "later")]);
    for (language, heading, kept) in [
        ("en", "Never came up before it was over", "Looked at later"),
        ("ja", "確かめる段階に至らずに終わった規則", "後の段階で確かめる規則"),
    ] {
        let page = office.ok(NOBODY, &["rules", "explain", &id, "--lang", language]).stdout;
        assert!(under_heading(&page, heading).contains("鍵2"), "{page}");
        assert!(under_heading(&page, kept).contains("記録1"), "{page}");
    }
}
