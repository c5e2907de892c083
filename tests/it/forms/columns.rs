//! What the ledger knows stands in its column, and what it does not know stands in none.

use std::fs;

use serde_json::Value;

use crate::office::{NOBODY, Office, day};

fn rows(office: &Office, form: &str, table: &str) -> Vec<Value> {
    let told = office.ok(NOBODY, &["form", form, "--contract", "K", "--json", "--lang", "en"]).json();
    told["tables"][table].as_array().unwrap().clone()
}

fn row(rows: &[Value], key: &str, value: &str) -> Value {
    let found = rows.iter().find(|row| row[key].as_str().is_some_and(|said| said.contains(value)));
    found.unwrap_or_else(|| panic!("{value} is in no {key}: {rows:?}")).clone()
}

fn office() -> Office {
    let office = Office::new();
    office.ok("kanri", &["contract", "add", "K", "--client", "例示市"]);
    office.ok("kanri", &["contract", "notify", "K", "tanaka", "--post", "handler", "--dated", &day(0)]);
    let sub =
        ["recipient", "add", "sub", "--name", "林", "--organization", "例示測量", "--role", "subcontractor"];
    office.ok("tanaka", &sub);
    office.ok("kanri", &["medium", "add", "PC-1", "--kind", "pc"]);
    office
}

#[test]
fn what_was_passed_to_a_subcontractor_is_an_exchange() {
    let office = office();
    let id = office.approved(&[("--contract", "K"), ("--to", "self"), ("--via", "hand")]);
    office.export(&id);
    assert_eq!(rows(&office, "exchange-record", "exchanges"), Vec::<Value>::new());
    office.ok("tanaka", &["copy", &id, "--kind", "subcontractor", "--place", "作業場", "--holder", "sub"]);
    let given = row(&rows(&office, "exchange-record", "exchanges"), "id", &id);
    assert_eq!(given["to"], "林\n例示測量", "{given}");
    // By which means, nobody said.
    assert_eq!((&given["medium"], &given["means"]), (&"作業場".into(), &Value::Null), "{given}");
}

#[test]
fn a_device_stands_with_what_its_carrier_said_of_it() {
    let office = office();
    let take =
        ["article", "take", "--contract", "K", "--device", "PC-1", "--direction", "out", "--place", "現場"];
    let more =
        ["--purpose", "測量", "--due", &day(3), "--measure", "data-encryption", "--measure", "two-factor"];
    office.ok("tanaka", &[&take[..], &more].concat());
    // Not permitted, not taken.
    assert_eq!(rows(&office, "equipment-log", "taken"), Vec::<Value>::new());
    office.ok("sato", &["article", "approve", "E-0001"]);
    office.ok(
        "tanaka",
        &["article", "return", "E-0001", "--cleared", "data-deleted", "--saved-to", "本社サーバー"],
    );
    let taken = row(&rows(&office, "equipment-log", "taken"), "no", "E-0001");
    let said = taken["measures"].as_str().unwrap();
    assert!(said.contains("two-factor") && said.contains("encrypt"), "{taken}");
    assert!(taken["cleared"].as_str().unwrap().contains("本社サーバー"), "{taken}");
    let sheet = rows(&office, "check-sheet", "items");
    let evidence = |item: &str| {
        let row = sheet.iter().find(|row| row["item"] == item).unwrap();
        row["evidence"].as_str().unwrap_or_default().to_owned()
    };
    assert!(evidence("4-2").contains("1 devices and papers asked for, 1 with"), "{}", evidence("4-2"));
    assert!(evidence("5-6").contains("1 devices taken in or out, 1 of them"), "{}", evidence("5-6"));
    assert_eq!(evidence("2-2"), "", "no rule pack applies");
}

#[test]
fn information_ends_where_and_when_it_did_and_not_where_it_was_kept() {
    let office = office();
    let add = ["asset", "add", "A-1", "--contract", "K", "--level", "2", "--name", "図面", "--place", "書庫"];
    office.ok("tanaka", &[&add[..], &["--received", &day(-9), "--from", "例示市"]].concat());
    let dispose =
        ["asset", "dispose", "A-1", "--method", "dissolve", "--on", &day(-2), "--place", "溶解処理場"];
    office.ok("tanaka", &[&dispose[..], &["--witness", "森 正"]].concat());
    let ended = row(&rows(&office, "disposal-report", "disposals"), "id", "A-1");
    assert_eq!(ended["at"], format!("{}\n溶解処理場", day(-2)), "{ended}");
    assert_eq!(ended["witness"], "森 正", "{ended}");
    let held = row(&rows(&office, "asset-register", "assets"), "id", "A-1");
    assert!(held.to_string().contains(&day(-2)), "{held}");
}

#[test]
fn a_client_hears_of_what_happened_to_what_it_lent_and_a_retired_device_is_not_given_to_a_reason() {
    let office = office();
    office.ok("kanri", &["medium", "add", "LENT-1", "--owner", "K"]);
    office.ok("tanaka", &["incident", "open", "--medium", "LENT-1", "--kind", "suspected", "--aware", "now"]);
    let report =
        office.ok(NOBODY, &["form", "check-sheet", "--contract", "K", "--json", "--lang", "en"]).stdout;
    assert!(report.contains("incidents on record: 1"), "{report}");
    office.ok("kanri", &["medium", "add", "LENT-2", "--owner", "K"]);
    office.ok("kanri", &["medium", "retire", "LENT-2", "--reason", "故障", "--yes"]);
    let back = row(&rows(&office, "return-note", "returned"), "id", "LENT-2");
    assert_eq!((&back["to"], &back["received"]), (&Value::Null, &Value::Null), "{back}");
    assert_eq!(back["notes"], "故障", "{back}");
    // A carry-out that was on none of them has nothing to give back.
    let id = office.approved(&[("--contract", "K"), ("--to", "self"), ("--via", "hand")]);
    let told = office.ok(NOBODY, &["form", "return-note", &id, "--json"]).json();
    assert_eq!(told["tables"]["returned"], serde_json::json!([]), "{told}");
}

#[test]
fn whoever_does_not_work_under_the_contract_is_in_no_training_report_of_it() {
    let office = office();
    office.taught(&day(-1));
    let report = rows(&office, "training-report", "taught");
    let names: Vec<&str> = report.iter().map(|row| row["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["田中 一郎"], "{report:?}");
    // Taught for it, and having a part in what is carried, are both work under it.
    let add = ["training", "add", "--person", "mori", "--on", &day(0), "--topic", "測量", "--contract", "K"];
    office.ok("kanri", &add);
    let id = office.approved(&[("--contract", "K"), ("--to", "self"), ("--via", "hand")]);
    for asked in [["--contract", "K"].as_slice(), &[&id]] {
        let told = office.ok(NOBODY, &[&["form", "training-report", "--json"], asked].concat()).json();
        let told = told["tables"]["taught"].to_string();
        for (name, works) in [("田中", true), ("森", true), ("佐藤", true), ("伊藤", false)] {
            assert_eq!(told.contains(name), works, "{asked:?}: {name}: {told}");
        }
    }
    let everybody = office.ok(NOBODY, &["form", "training-report", "--json"]).stdout;
    assert!(everybody.contains("伊藤"), "{everybody}");
}

#[test]
fn a_citys_certificate_has_each_fact_of_the_medium_by_itself() {
    let office = office();
    let id = office.approved(&[("--contract", "K"), ("--to", "self"), ("--via", "hand")]);
    office.export(&id);
    let form = "<p data-field=\"source\"></p><p data-field=\"serial\"></p><p data-field=\"write_level\"></p>\
                <table><tr data-each=\"copies\"><td data-field=\"copy_kind\"></td><td data-field=\"fate\"></td></tr></table>";
    fs::write(office.path("city.html"), format!("<html><body>{form}</body></html>")).unwrap();
    let template = office.name("city.html");
    let words = ["form", "certificate", &id, "--template", &template, "--lang", "en"];
    let filled = office.ok(NOBODY, &words).stdout;
    assert!(filled.contains("V2: read again") && filled.contains("<td>held</td>"), "{filled}");
}

#[test]
fn a_citys_certificate_has_its_level_where_a_copy_is_the_recipients() {
    let office = Office::new();
    let id = office.approved(&[]);
    office.export(&id);
    fs::write(office.desk().join("受領書.pdf"), "signed").unwrap();
    fs::write(office.path("city.html"), "<html><body><p data-field=\"sanitization\"></p></body></html>")
        .unwrap();
    let template = office.name("city.html");
    let filled = || {
        let words = ["form", "certificate", &id, "--template", &template, "--lang", "en"];
        let filled = office.run(NOBODY, &words).stdout;
        filled.split("<p>").nth(1).unwrap().split("</p>").next().unwrap().to_owned()
    };
    office.ok("tanaka", &["handed-over", &id, "--evidence", "受領書.pdf"]);
    // The office's own copy is still held.
    assert_eq!(filled(), "");
    office.ok("tanaka", &["dispose", &id, "--method", "erase-file", "--yes"]);
    let level = filled();
    assert!(level.starts_with('L') && level.ends_with("handed over to the recipient: 1 copy"), "{level}");
}
