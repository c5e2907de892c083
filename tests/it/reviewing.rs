//! Reviewing the log: what is unusual, and who looked.

use serde_json::Value;

use crate::office::{NOBODY, Office, day};

fn kinds(list: &Value) -> Vec<&str> {
    list.as_array().unwrap().iter().map(|found| found["kind"].as_str().unwrap()).collect()
}

#[test]
fn what_is_unusual_is_listed_with_its_entries_in_each_form() {
    let office = Office::sealed().office;
    let all = office.ok(NOBODY, &["anomalies", "--json"]).json();
    // The test approves faster than anybody reads; what else there is depends on the day it runs.
    assert!(kinds(&all).contains(&"quick-approval"), "{all}");
    let quick = all.as_array().unwrap().iter().find(|found| found["kind"] == "quick-approval").unwrap();
    assert_eq!(quick["carry_outs"], serde_json::json!(["C-0001"]));
    assert_eq!(
        (quick["entries"].as_array().unwrap().len(), &quick["people"][0]["name"]),
        (2, &"佐藤 花子".into())
    );
    assert!(quick["seconds"].as_u64().unwrap() < 60);
    // Eight days on nobody has read a code back.
    let later = office.call(NOBODY, &["anomalies", "--json"]).days_off(8).run().exits(0).json();
    assert!(kinds(&later).contains(&"no-arrival") && kinds(&later).contains(&"no-opening"), "{later}");
    let yesterday = office.ok(NOBODY, &["anomalies", "--until", &day(-1), "--json"]).json();
    assert_eq!(kinds(&yesterday), Vec::<&str>::new());
    let other = office.ok(NOBODY, &["anomalies", "--contract", "K-1", "--json"]).json();
    assert_eq!(kinds(&other), Vec::<&str>::new());
    let csv = office.ok(NOBODY, &["anomalies", "--format", "csv"]).stdout;
    assert!(csv.starts_with("\u{feff}on,kind,at,carry_outs,entries,people,seconds,"), "{csv}");
    assert!(csv.contains(",quick-approval,") && csv.contains(",C-0001,"), "{csv}");
    let said = office.ok(NOBODY, &["anomalies", "--lang", "ja"]).stdout;
    assert!(said.contains("秒で承認") && said.contains("これだけでは分からないこと"), "{said}");
    let said = office.ok(NOBODY, &["anomalies"]).stdout;
    assert!(said.contains("after the request") && said.contains("What these do not show"), "{said}");
    office.fails(NOBODY, &["anomalies", "--format", "html"], 2);
}

#[test]
fn a_review_binds_the_list_and_the_tree_and_is_due_again_after_a_quarter() {
    let office = Office::sealed().office;
    office.ok("kanri", &["contract", "add", "K", "--client", "市役所", "--rules", "check-sheet"]);
    office.ok("kanri", &["contract", "add", "L", "--client", "港町役場"]);
    let overdue = |days: i64| {
        let page = office.call(NOBODY, &["status", "--json"]).days_off(days).run().json();
        page["reviews"].as_array().unwrap().clone()
    };
    assert_eq!(overdue(92), Vec::<Value>::new());
    let late = overdue(93);
    assert_eq!(
        (late.len(), &late[0]["contract"], &late[0]["reviewed_until"]),
        (1, &"K".into(), &Value::Null)
    );
    let said = office.call(NOBODY, &["status"]).days_off(93).run().exits(1).stdout;
    assert!(said.contains("Log reviews overdue: 1") && said.contains("never reviewed"), "{said}");

    let size = office.size();
    let (from, until) = (day(-30), day(0));
    let add = |more: &[&'static str]| -> Vec<String> {
        let days = ["review", "add", "--from", &from, "--until", &until];
        days.iter().chain(more).map(|word| (*word).to_owned()).collect()
    };
    let made = office.ok("kimura", &add(&["--finding", "C-0001：理由を確認", "--json"])).json();
    assert_eq!(
        (&made["size"], &made["index"], &made["person"]),
        (&size.into(), &size.into(), &"kimura".into())
    );
    let list = office.ok(NOBODY, &["anomalies", "--since", &from, "--until", &until, "--json"]).json();
    assert_eq!((&made["list"], &made["anomalies"]), (&list, &list.as_array().unwrap().len().into()));
    assert!(kinds(&list).contains(&"quick-approval"));
    // What lay before the reviewer stays, whatever is unusual later.
    let id = office.approved(&[]);
    office.export(&id);
    let shown = office.ok(NOBODY, &["review", "show", &size.to_string(), "--json"]).json();
    assert_eq!((&shown["list"], &shown["findings"][0]), (&list, &"C-0001：理由を確認".into()));
    // A review of everything covers every contract, for a quarter from its last day.
    assert_eq!((overdue(92).len(), overdue(93).len()), (0, 1));
    office.ok("sato", &add(&["--contract", "L"]));
    assert_eq!(overdue(93)[0]["reviewed_until"], until.as_str());
    let listed = office.ok(NOBODY, &["review", "list", "--json"]).json();
    assert_eq!(listed.as_array().unwrap().len(), 2);
    let listed = office.ok(NOBODY, &["review", "list", "--contract", "L", "--json"]).json();
    assert_eq!((listed.as_array().unwrap().len(), &listed[0]["name"]), (1, &"佐藤 花子".into()));

    office.refuses("tanaka", &add(&[]));
    office.refuses("kimura", &add(&["--contract", "X"]));
    office.refuses("kimura", &add(&["--finding", " "]));
    office.refuses("kimura", &["review", "add", "--from", &until, "--until", &from]);
    office.refuses("kimura", &["review", "add", "--from", &from, "--until", &day(1)]);
    office.refuses(NOBODY, &["review", "show", "3"]);
    office.run(NOBODY, &["audit"]).exits(0);
}
