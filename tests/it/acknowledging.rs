//! Entries without effect: listed and no alarm once two people looked at them; a changed one never.

use std::path::Path;

use sekisho::base::digest::Digest;
use sekisho::ledger::store::sqlite::SqliteStore;
use sekisho::ledger::{NewEntry, Store as _};
use serde_json::Value;

use crate::office::{NOBODY, Office};

/// Puts bytes in past the program, with the tree nodes that belong to them.
fn junk(office: &Office, key: &[u8], bytes: &[u8]) -> String {
    let mut store = SqliteStore::open(&office.path("home/ledger.db")).unwrap();
    let size = store.size().unwrap();
    store.append(size, &NewEntry { key: Digest::of(key), bytes, attachments: &[], removals: &[] }).unwrap();
    size.to_string()
}

fn audit(office: &Office, exit: i32) -> Value {
    let held = office.run(NOBODY, &["checkpoint", "--json"]).json();
    let held = format!("{}:{}", held["size"], held["root"].as_str().unwrap());
    office.run(NOBODY, &["audit", "--against", &held, "--json"]).exits(exit).json()
}

fn acknowledging(entry: &str) -> [&str; 4] {
    ["acknowledge", entry, "--reason", "sqlite3 で追加された"]
}

#[test]
fn junk_is_listed_and_no_alarm_once_two_people_looked_at_it() {
    let office = Office::new();
    let entry = junk(&office, b"key", b"not an entry");
    audit(&office, 4);
    for nobody in ["tanaka", "sato", "suzuki"] {
        office.refuses(nobody, &acknowledging(&entry));
    }
    let one = office.ok("kanri", &[&acknowledging(&entry)[..], &["--json"]].concat()).json();
    assert_eq!(one["acknowledged"], false);
    audit(&office, 4);
    // The same person counts once, with whichever key.
    office.refuses("kanri", &acknowledging(&entry));
    office.make_key("kanri-2", "ed25519");
    let public = office.path("keys/kanri-2.pub");
    office.ok("kanri", &["person", "add-key", "kanri", "--public-key", public.to_str().unwrap()]);
    office.refuses("kanri-2", &acknowledging(&entry));
    audit(&office, 4);
    office.ok("kimura", &acknowledging(&entry));
    let report = audit(&office, 0);
    assert_eq!(
        (&report["findings"], &report["acknowledged"][0]["index"]),
        (&Value::Array(vec![]), &entry.parse::<u64>().unwrap().into())
    );
    assert_eq!(report["acknowledged"][0]["by"].as_array().unwrap().len(), 2);
    let said = office.ok(NOBODY, &["audit"]).stdout;
    assert!(said.contains("sqlite3"), "{said}");
    assert_eq!(office.run(NOBODY, &["status", "--json"]).json()["findings"], 0);
    // A third has nothing to say any more.
    office.refuses("kimura", &acknowledging(&entry));
}

#[test]
fn two_auditors_are_not_enough_and_what_is_fine_is_not_acknowledged() {
    let office = Office::new();
    office.ok("kanri", &["person", "set", "ito", "--role", "auditor"]);
    let entry = junk(&office, b"key", b"not an entry");
    office.ok("kimura", &acknowledging(&entry));
    office.ok("ito", &acknowledging(&entry));
    audit(&office, 4);
    for fine in ["0", "3", "100000"] {
        office.refuses("kanri", &acknowledging(fine));
    }
    office.ok("kanri", &acknowledging(&entry));
    audit(&office, 0);
}

/// Changes the body of an entry behind the program's back, and nothing else.
fn change(ledger: &Path, index: u64) {
    let connection = rusqlite::Connection::open(ledger).unwrap();
    let sql = "SELECT sql FROM sqlite_schema WHERE name = 'entry_is_not_updated'";
    let again: String = connection.query_row(sql, [], |row| row.get(0)).unwrap();
    connection.execute_batch("DROP TRIGGER entry_is_not_updated").unwrap();
    connection
        .execute("UPDATE entry SET body = CAST('junk' AS BLOB) WHERE entry_index = ?1", [index])
        .unwrap();
    connection.execute_batch(&again).unwrap();
}

#[test]
fn a_changed_entry_is_never_acknowledged_away() {
    let office = Office::new();
    let last = office.size() - 1;
    change(&office.path("home/ledger.db"), last);
    // Whoever verified further before sees it at once.
    let refused = office.run("kanri", &acknowledging(&last.to_string()));
    assert_ne!(refused.code, 0, "{refused:?}");
    // Somebody who looks for the first time can say what they like: the tree says otherwise.
    for person in ["kanri", "kimura"] {
        std::fs::remove_dir_all(office.path("people").join(person)).unwrap_or(());
        let said = office.run(person, &acknowledging(&last.to_string()));
        assert_ne!(said.code, 0, "{said:?}");
    }
    let report = office.run(NOBODY, &["audit", "--json"]).exits(4).json();
    let kinds: Vec<&Value> =
        report["findings"].as_array().unwrap().iter().map(|finding| &finding["kind"]).collect();
    assert!(kinds.iter().any(|kind| **kind == "tree"), "{kinds:?}");
}
