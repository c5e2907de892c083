//! What a certificate says.

use serde_json::Value;

use super::{certificate, finished, read, said};
use crate::office::{NOBODY, Office};

fn summary(text: &str) -> Value {
    serde_json::from_str::<Value>(text).unwrap()["summary"].clone()
}

#[test]
fn a_certificate_holds_without_a_ledger_and_says_what_the_ledger_says() {
    let office = finished();
    let path = certificate(&office, "C-0001");
    let summary = summary(&read(&path));
    assert_eq!(summary["finished"], true);
    assert_eq!(summary["copies"][0]["fate"], "disposed");
    assert_eq!(summary["copies"][0]["level"], "L1");
    assert_eq!(summary["copies"][0]["level_means"], "absent");
    assert_eq!(summary["disposals"][0]["name"], "田中 一郎");
    assert_eq!(summary["disposals"][1]["level"], office.shown("C-0001")["disposals"][1]["level"]);
    assert_eq!(summary["confirmed"]["person"], "sato");
    std::fs::rename(office.path("home"), office.path("away")).unwrap();
    let verified = office.ok(NOBODY, &["verify", path.to_str().unwrap(), "--json"]).json();
    let lines = verified.as_array().unwrap();
    let whole = lines.last().unwrap();
    assert_eq!((whole["what"].as_str(), &whole["problem"]), (Some("certificate"), &Value::Null));
    assert_eq!(whole["certificate"], summary);
    assert!(lines.iter().all(|line| line["problem"].is_null() && line["listed"].is_null()), "{lines:?}");
}

#[test]
fn what_a_certificate_comes_to_stands_before_its_steps_and_these_where_they_are_asked_for() {
    let office = finished();
    let file = certificate(&office, "C-0001");
    let path = file.to_str().unwrap();
    let verify = |more: &[&str]| office.ok(NOBODY, &[&["verify", path], more].concat()).stdout;
    let steps = office.ok(NOBODY, &["verify", path, "--json"]).json().as_array().unwrap().len() - 1;
    for (language, all, more) in [("en", "all hold", "--verbose"), ("ja", "すべて一致しました", "--verbose")]
    {
        let short = verify(&["--lang", language]);
        let first = short.lines().find(|line| !line.trim().is_empty()).unwrap();
        assert!(first.contains(all), "{short}");
        assert!(short.contains(&steps.to_string()) && short.trim_end().ends_with(more), "{short}");
        let whole = verify(&["--lang", language, "--verbose"]);
        assert!(whole.lines().count() > short.lines().count() + steps, "{whole}");
    }
    // What does not hold is shown in any case, and is said first.
    let text = read(&file).replacen("\"L1\"", "\"L2\"", 1);
    std::fs::write(path, text).unwrap();
    let wrong = office.run(NOBODY, &["verify", path, "--lang", "en"]).exits(4).stdout;
    let first = wrong.lines().find(|line| !line.trim().is_empty()).unwrap();
    assert!(first.contains("did not hold"), "{wrong}");
}

#[test]
fn a_certificate_is_made_the_same_twice_but_for_its_time() {
    let office = finished();
    let at_one_time = |number: &str| {
        let words = ["certificate", "C-0001", "--number", number];
        office.call(NOBODY, &words).under(&["faketime", "-f", "2030-01-01 00:00:00"]).run().stdout
    };
    assert_eq!(at_one_time("A-1"), at_one_time("A-1"));
    assert!(at_one_time("B-2").contains("\"number\": \"B-2\""));
}

#[test]
fn what_is_not_finished_never_looks_like_it() {
    let office = Office::new();
    let id = office.approved(&[("--to", "self"), ("--via", "hand")]);
    office.fails(NOBODY, &["certificate", &id], 3);
    office.export(&id);
    let says_open = |what: &str| {
        let json = office.run(NOBODY, &["certificate", &id]).exits(1);
        assert!(json.stderr.contains(&id), "{json:?}");
        assert_eq!(summary(&json.stdout)["finished"], false, "{what}");
        let form = office.run(NOBODY, &["certificate", &id, "--format", "html", "--lang", "ja"]).exits(1);
        assert!(form.stdout.contains("<title>C-0001：中間報告（証明書ではありません）</title>"), "{what}");
        assert!(!form.stdout.contains("<title>データ消去証明書"), "{what}");
        (summary(&json.stdout), form.stdout)
    };
    let (summary, form) = says_open("nothing came back");
    assert_eq!(summary["open_copies"][0]["copy"], 1);
    assert!(form.contains("保有中"));
    said::erase(&office, &id);
    let (summary, form) = says_open("nobody confirmed");
    assert_eq!(
        (summary["open_copies"].as_array().unwrap().len(), &summary["confirmation_missing"]),
        (0, &true.into())
    );
    assert!(form.contains("承認者の確認が済んでいません"));
    said::confirm(&office, &id);
    let form = office.ok(NOBODY, &["certificate", &id, "--format", "html", "--lang", "ja"]).stdout;
    assert!(form.contains("<title>データ消去証明書</title>"));
}

#[test]
fn one_disposal_has_its_own_report() {
    let office = finished();
    let path = certificate(&office, "D-0002");
    let summary = summary(&read(&path));
    assert_eq!((summary["about"].as_str(), summary["carry_out"].as_str()), (Some("D-0002"), Some("C-0001")));
    assert_eq!(summary["disposals"].as_array().unwrap().len(), 1);
    office.ok(NOBODY, &["verify", path.to_str().unwrap()]);
    office.fails(NOBODY, &["certificate", "D-0003"], 3);
    office.fails(NOBODY, &["certificate", "X-1"], 2);
}

#[test]
fn a_level_is_not_more_because_a_projection_says_so() {
    let office = finished();
    let shown = office.shown("C-0001");
    assert_eq!(shown["disposals"][0]["level"], "L1");
    let cache = office.path("people/nobody/cache/sekisho");
    let cache = if cache.exists() { cache } else { office.path("people/nobody/cache") };
    let projection = crate::office::files_below(&cache)
        .into_iter()
        .find(|path| path.extension().is_some_and(|e| e == "db"));
    let connection = rusqlite::Connection::open(projection.unwrap()).unwrap();
    let changed = connection
        .execute("UPDATE carry_out SET state = replace(state, '\"level\":\"L1\"', '\"level\":\"L5\"')", [])
        .unwrap();
    assert_eq!(changed, 1);
    drop(connection);
    assert_eq!(office.shown("C-0001")["disposals"][0]["level"], "L5");
    office.fails(NOBODY, &["certificate", "C-0001"], 4);
}
