//! Entries without effect: listed and no alarm once two people looked at them; a changed one never.

use std::fs;
use std::path::Path;

use sekisho::base::digest::Digest;
use sekisho::base::time::Timestamp;
use sekisho::domain::body::Body;
use sekisho::domain::statement::{Nonce, Seen, Statement};
use sekisho::ledger::store::sqlite::SqliteStore;
use sekisho::ledger::{NewEntry, Store as _};
use serde_json::{Value, json};

use crate::office::{NOBODY, ORIGIN, Office};

/// Puts bytes in past the program, with the tree nodes that belong to them.
fn junk(office: &Office, key: &[u8], bytes: &[u8]) -> String {
    let mut store = SqliteStore::open(&office.path("home/ledger.db")).unwrap();
    let size = store.size().unwrap();
    store.append(size, &NewEntry { key: Digest::of(key), bytes, attachments: &[], removals: &[] }).unwrap();
    size.to_string()
}

/// Puts bytes in with a database's own words: nothing belongs to them.
fn insert(office: &Office, bytes: &[u8]) {
    let connection = rusqlite::Connection::open(office.path("home/ledger.db")).unwrap();
    let next = "SELECT max(entry_index) + 1 FROM entry";
    let next: u64 = connection.query_row(next, [], |row| row.get(0)).unwrap();
    let insert = "INSERT INTO entry (entry_index, entry_key, body) VALUES (?1, ?2, ?3)";
    connection.execute(insert, (next, Digest::of(bytes).as_bytes(), bytes)).unwrap();
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
        office.refuses_by(nobody, &acknowledging(&entry), "missing-role");
    }
    let one = office.ok("kanri", &[&acknowledging(&entry)[..], &["--json"]].concat()).json();
    assert_eq!(one["acknowledged"], false);
    audit(&office, 4);
    // The same person counts once, with whichever key.
    office.refuses_by("kanri", &acknowledging(&entry), "acknowledge-already");
    office.make_key("kanri-2", "ed25519");
    let public = office.path("keys/kanri-2.pub");
    office.ok("kanri", &["person", "add-key", "kanri", "--public-key", public.to_str().unwrap()]);
    office.refuses_by("kanri-2", &acknowledging(&entry), "acknowledge-already");
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
    office.refuses_by("kimura", &acknowledging(&entry), "acknowledge-already");
}

/// Whoever appends next gives it the nodes that it has to have.
#[test]
fn a_row_put_in_with_a_databases_own_words_stops_nobody_and_is_acknowledged_like_any_junk() {
    let office = Office::new();
    let id = office.request(&[]);
    let size = office.size();
    let held = office.run(NOBODY, &["checkpoint", "--json"]).json();
    insert(&office, b"not an entry");
    insert(&office, b"another");
    let (first, second) = (size.to_string(), (size + 1).to_string());
    // It says nothing, and everybody goes on reading.
    assert_eq!(office.run(NOBODY, &["status", "--json"]).exits(1).json()["findings"], 2);
    assert_eq!(office.shown(&id)["status"], "requested");
    let named = |report: &Value| -> Vec<(String, Value)> {
        let findings = report["findings"].as_array().unwrap().iter();
        findings.map(|one| (one["kind"].as_str().unwrap().to_owned(), one["index"].clone())).collect()
    };
    let report = audit(&office, 4);
    for index in [size, size + 1] {
        assert!(named(&report).iter().any(|(_, at)| *at == index), "{report}");
    }
    assert!(named(&report).iter().any(|(kind, _)| kind == "store"), "{report}");
    for entry in [&first, &second] {
        office.ok("kanri", &acknowledging(entry));
    }
    // The first of them gave both their nodes.
    let report = audit(&office, 4);
    assert!(!named(&report).iter().any(|(kind, _)| kind == "store"), "{report}");
    for entry in [&first, &second] {
        office.ok("kimura", &acknowledging(entry));
    }
    let report = audit(&office, 0);
    assert_eq!(report["acknowledged"].as_array().unwrap().len(), 2);
    // What was known before is where it was.
    let known = format!("{}:{}", held["size"], held["root"].as_str().unwrap());
    office.ok(NOBODY, &["audit", "--against", &known]);
    office.ok("tanaka", &["withdraw", &id]);
}

/// More rows than a hand puts in are a damaged file, which stops everybody: a backup puts back what was before.
#[test]
fn a_thousand_rows_without_tree_nodes_stop_the_ledger_until_a_backup_is_put_back() {
    let office = Office::new();
    let id = office.request(&[]);
    let size = office.size();
    fs::create_dir(office.desk().join("backups")).unwrap();
    office.ok("kanri", &["backup", "backups"]);
    let mut names = fs::read_dir(office.desk().join("backups")).unwrap();
    let backup = format!("backups/{}", names.next().unwrap().unwrap().file_name().to_str().unwrap());
    let connection = rusqlite::Connection::open(office.path("home/ledger.db")).unwrap();
    connection
        .execute_batch(&format!(
            "WITH RECURSIVE n(i) AS (SELECT {size} UNION ALL SELECT i + 1 FROM n WHERE i < {size} + 1000)
             INSERT INTO entry (entry_index, entry_key, body) SELECT i, randomblob(32), x'00' FROM n"
        ))
        .unwrap();
    drop(connection);
    let entry = size.to_string();
    for (person, words) in [
        (NOBODY, &["status"][..]),
        (NOBODY, &["show", &id]),
        ("tanaka", &["withdraw", &id]),
        ("kanri", &acknowledging(&entry)),
        ("kimura", &acknowledging(&entry)),
    ] {
        let said = office.fails_by(person, words, 4, "node-missing").stderr;
        assert!(said.contains("audit"), "{words:?}: {said}");
    }
    let report = office.run(NOBODY, &["audit", "--json"]).exits(4).json();
    let findings = report["findings"].as_array().unwrap();
    assert!(findings.iter().any(|finding| finding["index"] == size), "{findings:?}");
    office.ok("kanri", &["restore", &backup, "--yes"]);
    audit(&office, 0);
    assert_eq!(office.size(), size);
    // Nobody had acknowledged more, so nobody misses anything.
    office.ok("tanaka", &["withdraw", &id]);
    // What was put in is kept as evidence.
    let aside = office_home(&office).into_iter().find(|name| name.starts_with("set-aside-")).unwrap();
    let aside = office.path(&format!("home/{aside}/ledger.db"));
    let kept = rusqlite::Connection::open(aside).unwrap();
    let body: Vec<u8> =
        kept.query_row("SELECT body FROM entry WHERE entry_index = ?1", [size], |row| row.get(0)).unwrap();
    assert_eq!(body, [0]);
}

fn office_home(office: &Office) -> Vec<String> {
    let names = fs::read_dir(office.path("home")).unwrap();
    names.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
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
        office.refuses_by("kanri", &acknowledging(fine), "acknowledge-nothing");
    }
    office.ok("kanri", &acknowledging(&entry));
    audit(&office, 0);
}

/// Appends past the program that `author` changes nothing about themselves, signed with `key`'s key upon a history of `key`'s own.
fn upon_another_history(office: &Office, author: &str, key: &str, origin: &str) -> String {
    let body = json!({"type": "person-set", "body": {"particulars": {}, "person": author}});
    let mut store = SqliteStore::open(&office.path("home/ledger.db")).unwrap();
    let size = store.size().unwrap();
    let statement = Statement {
        author: author.parse().unwrap(),
        body: serde_json::from_value::<Body>(body).unwrap(),
        nonce: Nonce::new(u128::from(size).to_be_bytes()),
        origin: origin.to_owned(),
        seen: Seen { root: Digest::of(b"elsewhere"), size: 1 },
        time: Timestamp::now(),
    };
    let (key, bytes) = office.signed(key, statement);
    store.append(size, &NewEntry { key, bytes: &bytes, attachments: &[], removals: &[] }).unwrap();
    size.to_string()
}

/// Whoever can write the file and has no key of the office must not be able to keep it at exit 4 for ever.
#[test]
fn what_a_stranger_signed_upon_a_history_of_their_own_is_acknowledged_like_any_junk() {
    let office = Office::new();
    office.make_key("stranger", "ed25519");
    let revoked = office.fingerprint("ito");
    office.ok("kanri", &["person", "revoke-key", "ito", &revoked, "--reason", "紛失"]);
    for (author, key, origin) in [
        ("stranger", "stranger", ORIGIN),
        ("sato", "stranger", ORIGIN),
        ("ito", "ito", ORIGIN),
        ("sato", "sato", "example.test/elsewhere"),
    ] {
        let entry = upon_another_history(&office, author, key, origin);
        audit(&office, 4);
        for person in ["kanri", "kimura"] {
            office.ok(person, &acknowledging(&entry));
        }
        audit(&office, 0);
    }
    // Somebody of the office who saw another history is evidence, and nobody looks that away.
    let entry = upon_another_history(&office, "sato", "sato", ORIGIN);
    audit(&office, 4);
    for person in ["kanri", "kimura"] {
        office.refuses_by(person, &acknowledging(&entry), "acknowledge-nothing");
    }
    audit(&office, 4);
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
    office.fails_by("kanri", &acknowledging(&last.to_string()), 4, "tree-differs");
    // Somebody who looks for the first time can say what they like: the tree says otherwise.
    for person in ["kanri", "kimura"] {
        std::fs::remove_dir_all(office.path("people").join(person)).unwrap_or(());
        office.fails_by(person, &acknowledging(&last.to_string()), 4, "tree-differs");
    }
    let report = office.run(NOBODY, &["audit", "--json"]).exits(4).json();
    let kinds: Vec<&Value> =
        report["findings"].as_array().unwrap().iter().map(|finding| &finding["kind"]).collect();
    assert!(kinds.iter().any(|kind| **kind == "tree"), "{kinds:?}");
}
