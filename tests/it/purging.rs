//! Attachments whose time has passed: two people, several clocks, and nothing that somebody else still needs.

use std::fs;
use std::path::Path;

use rusqlite::Connection;
use serde_json::Value;

use crate::office::{Call, NOBODY, Office, Output, day};

/// Five years and some days.
const LATER: i64 = 1_832;

/// A name that stands in the file list of what is asked for, and nowhere else.
const NAME: &str = "議事録.csv";

/// A command by `person`, years later.
fn later<'o>(office: &'o Office, person: &str, words: &[&str]) -> Call<'o> {
    office.call(person, words).days_off(LATER)
}

/// Asked for, and taken back: over since today.
fn taken_back(office: &Office) -> String {
    let id = office.request(&[]);
    office.ok("tanaka", &["withdraw", &id]);
    id
}

/// Somebody else's statement of that time.
fn time_goes_on(office: &Office) {
    let today = day(0);
    later(office, "kimura", &["review", "add", "--from", &today, "--until", &today]).run().exits(0);
}

#[track_caller]
fn purged(office: &Office, id: &str) -> Value {
    let asked = later(office, "kanri", &["purge", id, "--yes", "--json"]).run().exits(0).json();
    assert_eq!((&asked[0]["did"], &asked[0]["removed"]), (&"asked".into(), &0.into()));
    let done = later(office, "kimura", &["purge", id, "--yes", "--json"]).run().exits(0).json();
    assert_eq!(done[0]["did"], "purged");
    done[0].clone()
}

/// What audit finds against a checkpoint that is held, some years later.
fn audited(office: &Office) -> Output {
    let held = office.ok(NOBODY, &["checkpoint", "--json"]).json();
    let held = format!("{}:{}", held["size"], held["root"].as_str().unwrap());
    office.run(NOBODY, &["audit", "--against", &held, "--json"])
}

/// Whether a file, or one below a folder, holds the name.
fn holds_name(path: &Path) -> bool {
    if path.is_dir() {
        return fs::read_dir(path).unwrap().any(|entry| holds_name(&entry.unwrap().path()));
    }
    fs::read(path).unwrap().windows(NAME.len()).any(|window| window == NAME.as_bytes())
}

/// Changes the ledger's file behind the program's back, its triggers back in place afterwards.
pub fn behind_its_back(office: &Office, change: &str) {
    let connection = Connection::open(office.path("home/ledger.db")).unwrap();
    let mut triggers =
        connection.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").unwrap();
    let triggers: Vec<(String, String)> =
        triggers.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect();
    for (name, _) in &triggers {
        connection.execute_batch(&format!("DROP TRIGGER {name}")).unwrap();
    }
    connection.execute_batch(change).unwrap();
    for (_, sql) in &triggers {
        connection.execute_batch(sql).unwrap();
    }
}

/// An office with what a purge removed, and with what none did: every table of its ledger has rows.
pub fn purged_and_kept() -> Office {
    let office = Office::new();
    let gone = taken_back(&office);
    fs::write(office.desk().join("資料/追加.txt"), "第2回").unwrap();
    office.request(&[]);
    time_goes_on(&office);
    purged(&office, &gone);
    office
}

#[test]
fn two_people_purge_after_five_years_and_nobody_before() {
    let office = Office::new();
    let id = taken_back(&office);
    let early = office.refuses("kanri", &["purge", &id, "--yes"]);
    assert!(early.stderr.contains("5 years"), "{early:?}");
    let early = office.refuses("kanri", &["purge", &id, "--yes", "--lang", "ja"]);
    assert!(early.stderr.contains("記録1") && early.stderr.contains("5 年"), "{early:?}");
    // A clock that one person set ahead.
    let alone = later(&office, "kanri", &["purge", &id, "--yes"]).fails(3);
    assert!(alone.stderr.contains("only this clock"), "{alone:?}");
    // A week too early, by everybody's clock.
    let soon = |person: &str, words: &[&str]| office.call(person, words).days_off(LATER - 12);
    soon("sato", &["person", "set", "sato", "--title", "課長"]).run().exits(0);
    let early = soon("kanri", &["purge", &id, "--yes"]).fails(3);
    assert!(early.stderr.contains("5 years"), "{early:?}");
    time_goes_on(&office);
    // Nobody is asked in a script, and nothing is done without a yes.
    later(&office, "kanri", &["purge", &id]).fails(2);
    for person in ["tanaka", "sato", "kimura"] {
        later(&office, person, &["purge", &id, "--yes"]).fails(3);
    }
    later(&office, "kanri", &["purge", &id, "--yes"]).run().exits(0);
    assert!(office.ok(NOBODY, &["show", &id, "--files"]).stdout.contains(NAME), "asked for is not gone");
    // Whoever asked does not agree, and asks only once.
    let same = later(&office, "kanri", &["purge", &id, "--yes"]).fails(3);
    assert!(same.stderr.contains("kanri"), "{same:?}");
    let listed = later(&office, NOBODY, &["purge", "--list", "--json"]).run().exits(0).json();
    assert_eq!(listed["lines"][0]["asked"]["by"], "kanri");
    let done = later(&office, "kimura", &["purge", &id, "--yes", "--json"]).run().exits(0).json();
    assert_eq!((&done[0]["removed"], &done[0]["needed_elsewhere"]), (&2.into(), &0.into()));
    later(&office, "kimura", &["purge", &id, "--yes"]).fails(3);
    later(&office, "kanri", &["purge", &id, "--yes"]).fails(3);

    let audit = audited(&office).exits(0).json();
    assert_eq!((&audit["purged"], audit["findings"].as_array().unwrap().len()), (&2.into(), 0));
    for (language, word) in [("en", "purged"), ("ja", "消去")] {
        let shown = office.ok(NOBODY, &["show", &id, "--lang", language]).stdout;
        assert!(shown.contains(word) && shown.contains("kimura"), "{shown}");
    }
    office.refuses(NOBODY, &["show", &id, "--files"]);
    let traced = office.ok(NOBODY, &["trace", &format!("sha256:{}", "a".repeat(64))]);
    assert!(traced.stderr.contains("one carry-out"), "{traced:?}");
    for form in ["inventory", "export-request"] {
        let form = office.run(NOBODY, &["form", form, &id]);
        assert!(form.code != 0 || form.stdout.contains("kimura"), "{form:?}");
    }
    office.ok(NOBODY, &["prove", &id, "--out", "proof"]);
    office.ok(NOBODY, &["verify", "proof"]);
    // Neither the ledger nor the index of whoever looked holds the names any more.
    assert!(!holds_name(&office.path("home")));
    assert!(!holds_name(&office.path("people/kimura")) && !holds_name(&office.path("people/nobody")));
    office.ok("kanri", &["inbox"]);
    assert!(!holds_name(&office.path("people/kanri")));
}

#[test]
fn what_is_open_is_not_purged() {
    let office = Office::sealed().office;
    time_goes_on(&office);
    let open = later(&office, "kanri", &["purge", "C-0001", "--yes"]).fails(3);
    assert!(open.stderr.contains("not over"), "{open:?}");
    let listed = later(&office, NOBODY, &["purge", "--list", "--json"]).run().exits(0).json();
    assert_eq!(listed["lines"], Value::Array(Vec::new()));
    let none = later(&office, "kanri", &["purge", "--before", &day(LATER), "--yes", "--json"]).run().exits(0);
    assert_eq!(none.json(), Value::Array(Vec::new()));
}

#[test]
fn what_another_carry_out_needs_goes_with_the_last_of_them() {
    let office = Office::new();
    let (first, second) = (taken_back(&office), taken_back(&office));
    time_goes_on(&office);
    let done = purged(&office, &first);
    assert_eq!((&done["removed"], &done["needed_elsewhere"]), (&0.into(), &2.into()));
    assert!(office.ok(NOBODY, &["show", &second, "--files"]).stdout.contains(NAME));
    assert_eq!(audited(&office).exits(0).json()["purged"], 0);
    let done = purged(&office, &second);
    assert_eq!((&done["removed"], &done["needed_elsewhere"]), (&2.into(), &0.into()));
    assert!(!holds_name(&office.path("home")));
    assert_eq!(audited(&office).exits(0).json()["purged"], 2);
}

#[test]
fn all_that_ended_before_a_day_is_asked_for_at_once_and_agreed_to_at_once() {
    let office = Office::new();
    let (first, second) = (taken_back(&office), taken_back(&office));
    time_goes_on(&office);
    let before = ["purge", "--before", &day(0), "--yes", "--json"];
    assert_eq!(later(&office, "kanri", &before).run().exits(0).json(), Value::Array(Vec::new()));
    let before = ["purge", "--before", &day(1), "--yes", "--json"];
    let asked = later(&office, "kanri", &before).run().exits(0).json();
    assert_eq!((&asked[0]["id"], &asked[1]["id"]), (&first.into(), &second.into()));
    // Said again, whoever asked waits for somebody else.
    assert_eq!(later(&office, "kanri", &before).run().exits(0).json(), Value::Array(Vec::new()));
    let done = later(&office, "kimura", &before).run().exits(0).json();
    assert_eq!((&done[0]["removed"], &done[1]["removed"]), (&0.into(), &2.into()));
    // `status` names what may go, and nothing once it is gone.
    let status = later(&office, NOBODY, &["status", "--json"]).run().json();
    assert_eq!((&status["purgeable"], &status["purgeable_count"]), (&Value::Array(Vec::new()), &0.into()));
}

/// What `duty list` says of purges, years later: contract, for whom it waits, how many, the first of them.
fn owed(office: &Office, more: &[&str]) -> Vec<(Value, Value, Value, Value)> {
    let words = [&["duty", "list", "--json"], more].concat();
    let listed = later(office, NOBODY, &words).run().json();
    let purges = listed.as_array().unwrap().iter().filter(|line| !line["purge"].is_null());
    let parts = |line: &Value| {
        assert_eq!((&line["standing"], &line["due"]), (&"open".into(), &Value::Null));
        assert_eq!(line["since"].as_str(), Some(line_day(5).as_str()));
        let purge = &line["purge"];
        (line["contract"].clone(), line["duty"].clone(), purge["carry_outs"].clone(), purge["first"].clone())
    };
    purges.map(parts).collect()
}

/// The first day on which what ended today may be purged.
fn line_day(years: u64) -> String {
    let today: chrono::NaiveDate = day(0).parse().unwrap();
    sekisho::domain::retention::purgeable_from(today, years).to_string()
}

#[test]
fn purges_that_are_due_are_named_with_their_day_their_clause_and_for_whom_they_wait() {
    let office = Office::new();
    office.ok("kanri", &["contract", "add", "K", "--client", "市役所"]);
    let (first, second) = (taken_back(&office), taken_back(&office));
    let third = office.request(&[("--contract", "K")]);
    office.ok("tanaka", &["withdraw", &third]);
    let early = office.ok(NOBODY, &["duty", "list", "--json"]).json();
    assert!(early.as_array().unwrap().iter().all(|line| line["purge"].is_null()), "{early}");
    let line = |contract: Option<&str>, duty: &str, count: u64, first: &str| {
        (contract.into(), duty.into(), count.into(), first.into())
    };
    let of_contract = line(Some("K"), "purge", 1, &third);
    assert_eq!(owed(&office, &[]), [of_contract.clone(), line(None, "purge", 2, &first)]);
    assert_eq!(owed(&office, &["--contract", "K"]), std::slice::from_ref(&of_contract));
    let status = later(&office, NOBODY, &["status", "--json"]).run().json();
    assert_eq!(status["purgeable_count"], 3);
    assert_eq!(status["purgeable"].as_array().unwrap().len(), 3);
    assert_eq!(status["duties"], Value::Array(Vec::new()), "no client waits for it");
    for (language, words) in [
        ("en", ["office rules 記録1", "an administrator asks for it", "No document names a day for a purge"]),
        ("ja", ["社内規程 記録1", "管理者が求める", "消去の期限を定めた文書はありません"]),
    ] {
        let page = later(&office, NOBODY, &["duty", "list", "--lang", language]).run().exits(0).stdout;
        for word in words {
            assert!(page.contains(word), "{word}: {page}");
        }
        assert!(page.contains("sekisho purge --list"), "{page}");
        let page = later(&office, NOBODY, &["status", "--lang", language]).run().stdout;
        let ids = page.lines().find(|line| line.contains("purge --list")).unwrap();
        assert!(ids.contains('3') && ids.contains(&first) && ids.contains(&third), "{ids}");
    }

    // Once it is asked for it waits for somebody else; what an incident keeps waits for nobody.
    time_goes_on(&office);
    later(&office, "kanri", &["purge", &first, "--yes"]).run().exits(0);
    let both =
        [of_contract.clone(), line(None, "purge", 1, &second), line(None, "purge-confirmation", 1, &first)];
    assert_eq!(owed(&office, &[]), both);
    let opened = ["incident", "open", &second, "--kind", "suspected", "--aware", "now"];
    later(&office, "tanaka", &opened).run().exits(0);
    assert_eq!(owed(&office, &[]), [of_contract.clone(), line(None, "purge-confirmation", 1, &first)]);
    let status = later(&office, NOBODY, &["status", "--json"]).run().json();
    assert_eq!(status["purgeable_count"], 2);
    let listed = later(&office, NOBODY, &["purge", "--list", "--json"]).run().json();
    let listed = listed["lines"].as_array().unwrap();
    assert_eq!(listed.len(), 3, "what is kept is listed with the incident");
    assert_eq!((&listed[1]["id"], &listed[1]["frozen_by"]), (&second.as_str().into(), &"I-0001".into()));
    later(&office, "kimura", &["purge", &first, "--yes"]).run().exits(0);
    assert_eq!(owed(&office, &[]), [of_contract]);
}

#[test]
fn what_is_absent_without_two_people_is_a_finding() {
    let office = Office::new();
    let id = taken_back(&office);
    time_goes_on(&office);
    later(&office, "kanri", &["purge", &id, "--yes"]).run().exits(0);
    // The row that the program writes when it removes something, and nobody's word.
    let removal = "INSERT INTO removal (digest, size_bytes, entry_index)
                   SELECT digest, size_bytes, (SELECT max(entry_index) FROM entry) FROM attachment;";
    behind_its_back(&office, &format!("{removal} DELETE FROM attachment;"));
    let audit = audited(&office).exits(4).json();
    let findings = audit["findings"].as_array().unwrap();
    assert!(findings.iter().all(|finding| finding["kind"] == "attachment-missing"), "{audit:#}");
    assert!(!findings.is_empty());
}

#[test]
fn what_was_put_back_is_told_and_goes_with_the_next_purge() {
    let office = Office::new();
    let first = taken_back(&office);
    let connection = Connection::open(office.path("home/ledger.db")).unwrap();
    connection
        .execute_batch("ATTACH ':memory:' AS m; CREATE TABLE m.kept AS SELECT * FROM main.attachment")
        .unwrap();
    fs::write(office.desk().join("other.txt"), "別の内容").unwrap();
    let other = [
        "request",
        "other.txt",
        "--to",
        "city",
        "--via",
        "email",
        "--purpose",
        "別",
        "--level",
        "2",
        "--due",
        &day(30),
    ];
    let second = office.ok("tanaka", &other).line().to_owned();
    office.ok("tanaka", &["withdraw", &second]);
    time_goes_on(&office);
    purged(&office, &first);
    connection
        .execute_batch(
            "INSERT INTO attachment (digest, size_bytes, content) SELECT digest, size_bytes, content FROM m.kept
             WHERE digest NOT IN (SELECT digest FROM attachment)",
        )
        .unwrap();
    connection.close().unwrap();
    let audit = audited(&office).exits(1).json();
    assert_eq!((audit["still_present"].as_array().unwrap().len(), &audit["purged"]), (2, &0.into()));
    purged(&office, &second);
    let audit = audited(&office).exits(0).json();
    assert_eq!((audit["still_present"].as_array().unwrap().len(), &audit["purged"]), (0, &4.into()));
}

#[test]
fn a_reader_in_the_way_only_delays_the_end_of_the_bytes() {
    let office = Office::new();
    let id = taken_back(&office);
    time_goes_on(&office);
    later(&office, "kanri", &["purge", &id, "--yes"]).run().exits(0);
    let reader = Connection::open(office.path("home/ledger.db")).unwrap();
    reader.execute_batch("BEGIN; SELECT count(*) FROM entry").unwrap();
    reader.query_row("SELECT count(*) FROM entry", [], |row| row.get::<_, u64>(0)).unwrap();
    later(&office, "kimura", &["purge", &id, "--yes"]).run().exits(0);
    assert!(holds_name(&office.path("home")), "what a reader still sees is there");
    reader.execute_batch("COMMIT").unwrap();
    reader.close().unwrap();
    office.ok("kanri", &["inbox"]);
    assert!(!holds_name(&office.path("home")));
}

#[test]
fn a_log_that_goes_on_earlier_tells_of_a_purge_by_a_clock_set_ahead() {
    let office = Office::new();
    let id = taken_back(&office);
    time_goes_on(&office);
    // The clock is right again before the second person comes.
    later(&office, "kanri", &["purge", &id, "--yes"]).run().exits(0);
    let today = day(0);
    office.ok("sato", &["review", "add", "--from", &today, "--until", &today]);
    let refused = later(&office, "kimura", &["purge", &id, "--yes"]).fails(3);
    assert!(refused.stderr.contains("earlier time"), "{refused:?}");
    // Set ahead once more, and everybody at this desk signs under it.
    purged(&office, &id);
    audited(&office).exits(0);
    office.ok("sato", &["review", "add", "--from", &today, "--until", &today]);
    let audit = audited(&office).exits(1).json();
    let finding = &audit["findings"][0];
    assert_eq!((&finding["kind"], &finding["index"]), (&"clock".into(), &(office.size() - 1).into()));
}

#[test]
fn evidence_for_a_client_says_what_was_purged_and_under_which_entry() {
    let office = Office::new();
    office.ok("kanri", &["contract", "add", "K", "--client", "市役所"]);
    let id = office.request(&[("--contract", "K")]);
    office.ok("tanaka", &["withdraw", &id]);
    time_goes_on(&office);
    purged(&office, &id);
    let made = office.ok("kimura", &["evidence", "--contract", "K", "--out", "K", "--json"]).json();
    assert_eq!((&made["attachments_removed"], &made["attachments"]), (&2.into(), &0.into()));
    let verified = office.ok(NOBODY, &["verify", "K", "--json"]).json();
    let dossier = verified.as_array().unwrap().iter().find(|line| line["what"] == "dossier").unwrap();
    assert_eq!((&dossier["problem"], &dossier["dossier"]["attachments_removed"]), (&Value::Null, &2.into()));
}

#[test]
fn what_was_asked_for_under_a_contract_that_nobody_registered_is_listed_like_any_other() {
    let office = Office::new();
    let id = office.request(&[("--contract", "OLD-1")]);
    office.ok("tanaka", &["withdraw", &id]);
    office.ok("kanri", &["contract", "add", "K", "--client", "市役所"]);
    time_goes_on(&office);
    let plan = later(&office, "kanri", &["purge", "--list", "--json"]).run().exits(0).json();
    assert!(plan.to_string().contains(&format!("\"{id}\"")), "{plan}");
    assert_eq!(owed(&office, &[])[0].0, "OLD-1");
}
