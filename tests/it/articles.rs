//! PCs, phones and paper that are carried: asked for, permitted by somebody else, back, and confirmed.

use std::fs;

use serde_json::Value;

use crate::office::{NOBODY, Office, day};

/// An office with a PC, and a contract under `packs`.
fn desk(packs: &[&str]) -> Office {
    let office = Office::new();
    office.ok("kanri", &["medium", "add", "PC-3", "--kind", "pc", "--serial", "S-PC-3", "--place", "執務室"]);
    let rules = packs.iter().flat_map(|pack| ["--rules", pack]);
    let add: Vec<&str> = ["contract", "add", "K", "--client", "発注機関"].into_iter().chain(rules).collect();
    office.ok("kanri", &add);
    fs::write(office.path("letter.pdf"), b"letter").unwrap();
    office
}

fn taking<'a>(due: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    let take =
        ["article", "take", "--contract", "K", "--place", "現場事務所", "--purpose", "測量", "--due", due];
    [&take[..], more].concat()
}

const PC: [&str; 4] = ["--device", "PC-3", "--direction", "out"];

fn shown(office: &Office, id: &str) -> Value {
    office.run(NOBODY, &["article", "show", id, "--json"]).json()
}

/// What waits for a person: task and article.
fn waiting(office: &Office, person: &str, days: i64) -> Vec<(String, String)> {
    let ran = office.call(person, &["inbox", "--json"]).days_off(days).run();
    let tasks = ran.json();
    let text = |task: &Value, field: &str| task[field].as_str().unwrap().to_owned();
    tasks.as_array().unwrap().iter().map(|task| (text(task, "task"), text(task, "id"))).collect()
}

#[test]
fn a_pc_leaves_attested_and_permitted_and_is_over_when_somebody_else_saw_it_back() {
    let office = desk(&["tokki"]);
    let due = day(3);
    let bare = office.refuses("tanaka", &taking(&due, &PC));
    assert!(bare.stderr.contains("第3の1") && bare.stderr.contains("two-factor login"), "{}", bare.stderr);
    let attested = [&PC[..], &["--measure", "two-factor", "--measure", "data-encryption"]].concat();
    let taken = office.ok("tanaka", &taking(&due, &attested));
    assert!(taken.stderr.contains("機器・紙媒体の持込・持出についての申告"), "{}", taken.stderr);
    assert!(taken.stdout.contains("E-0001: waits for permission"), "{}", taken.stdout);
    // Nobody permits their own, and nothing comes back that never went.
    office.refuses("tanaka", &["article", "approve", "E-0001"]);
    office.refuses("tanaka", &["article", "return", "E-0001", "--cleared", "data-deleted"]);
    office.refuses("mori", &taking(&due, &attested));
    let waits = |task: &str| vec![(task.to_owned(), "E-0001".to_owned())];
    assert_eq!(waiting(&office, "sato", 0), waits("permit-article"));
    assert_eq!(waiting(&office, "tanaka", 0), []);
    office.ok("sato", &["article", "approve", "E-0001"]);
    assert_eq!(waiting(&office, "tanaka", 5), waits("overdue-article"));
    // Past its day it is on the day's page.
    let late = office.call(NOBODY, &["status"]).days_off(5).run().exits(1);
    assert!(late.stdout.contains("E-0001 PC PC-3"), "{}", late.stdout);
    let listed = office.call(NOBODY, &["article", "list", "--overdue", "--json"]).days_off(5).run().exits(1);
    assert_eq!(listed.json()[0]["overdue"], true);

    let left = office.refuses("tanaka", &["article", "return", "E-0001"]);
    assert!(left.stderr.contains("第3の6"), "{}", left.stderr);
    let back = ["article", "return", "E-0001", "--cleared", "data-deleted", "--saved-to", "サーバ"];
    office.ok("tanaka", &back);
    assert_eq!(waiting(&office, "sato", 0), waits("confirm-article"));
    let told = office.ok("sato", &["inbox", "--lang", "ja"]).stdout;
    assert!(told.contains("sekisho article approve E-0001"), "{told}");
    office.ok("sato", &["article", "reject", "E-0001", "--reason", "画像が残っている"]);
    assert_eq!(shown(&office, "E-0001")["state"], "out");
    office.ok("tanaka", &back);
    office.ok("sato", &["article", "approve", "E-0001"]);
    let over = shown(&office, "E-0001");
    assert_eq!((&over["state"], &over["confirmed"]["person"]), (&"closed".into(), &"sato".into()));
    assert_eq!(over["serial"], "S-PC-3");
    let log = office.ok(NOBODY, &["form", "equipment-log", "--format", "csv"]).stdout;
    assert!(log.contains("E-0001,PC PC-3; S-PC-3,PC,taken out,"), "{log}");
    let page = office.ok(NOBODY, &["article", "show", "E-0001", "--lang", "ja"]).stdout;
    assert!(page.contains("E-0001：完了") && page.contains("情報を残さず削除"), "{page}");
}

#[test]
fn a_copy_on_a_pc_is_accounted_for_before_the_pc_is_called_empty() {
    let office = desk(&[]);
    office.ok("tanaka", &taking(&day(3), &PC));
    office.ok("sato", &["article", "approve", "E-0001"]);
    let sent = office.approved(&[]);
    office.export(&sent);
    let id = sent.as_str();
    let made = ["copy", id, "--kind", "working", "--place", "ノートPC", "--device", "PC-3"];
    office.ok("tanaka", &made);
    assert_eq!(shown(&office, "E-0001")["copies_of"], serde_json::json!([id]));
    let back = ["article", "return", "E-0001", "--cleared", "data-deleted"];
    let refused = office.refuses("tanaka", &back);
    assert!(refused.stderr.contains(id), "{}", refused.stderr);
    let copies = office.ok(NOBODY, &["show", id, "--json"]).json()["copies"].clone();
    let copy = copies.as_array().unwrap().iter().find(|copy| copy["device"] == "PC-3").unwrap();
    let number = copy["number"].to_string();
    let gone = ["dispose", id, "--copy", &number, "--method", "declared", "--note", "削除した", "--yes"];
    office.ok("tanaka", &gone);
    office.ok("tanaka", &back);
}

#[test]
fn ichinomiya_bring_in_needs_the_citys_letter() {
    let office = desk(&["ichinomiya"]);
    let (due, letter) = (day(3), office.name("letter.pdf"));
    let bring = ["--device", "PC-3", "--direction", "in", "--measure", "effect-checked"];
    let refused = office.refuses("tanaka", &taking(&due, &bring));
    assert!(refused.stderr.contains("パソコン等の持ち込み及び持ち出し"), "{}", refused.stderr);
    let permitted = [
        "--permission",
        "市情第9号",
        "--permitted-on",
        &due,
        "--permitted-by",
        "課長",
        "--permission-evidence",
        &letter,
    ];
    office.ok("tanaka", &taking(&due, &[&bring[..], &permitted].concat()));
    assert_eq!(shown(&office, "E-0001")["permission"]["number"], "市情第9号");
}

#[test]
fn paper_comes_back_or_is_destroyed_where_somebody_saw_it() {
    let office = desk(&["ichinomiya"]);
    let paper = ["--paper", "図面 A-01", "--count", "12", "--level", "2", "--direction", "out"];
    office.ok("tanaka", &taking(&day(3), &paper));
    office.ok("sato", &["article", "approve", "E-0001"]);
    office.refuses("tanaka", &["article", "return", "E-0001", "--destroyed", "dissolve"]);
    let burnt = ["article", "return", "E-0001", "--destroyed", "declared", "--witness", "佐藤"];
    let refused = office.refuses("tanaka", &burnt);
    assert!(refused.stderr.contains("ポリシー (7)"), "{}", refused.stderr);
    office
        .ok("tanaka", &["article", "return", "E-0001", "--destroyed", "dissolve", "--witness", "佐藤 花子"]);
    office.ok("sato", &["article", "approve", "E-0001"]);
    let over = shown(&office, "E-0001");
    assert_eq!((&over["returned"]["destroyed"], &over["paper"]["count"]), (&"dissolve".into(), &12.into()));
    office.fails(NOBODY, &["article", "show", "E-0099"], 3);
    office.fails(NOBODY, &["article", "show", "E-1"], 2);
}
