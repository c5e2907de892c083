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
