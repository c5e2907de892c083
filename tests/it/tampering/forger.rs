//! Somebody with a database editor: drops the triggers, changes what they like, makes the tree fit again where they
//! want it to, and puts the triggers back.

use std::collections::BTreeMap;
use std::path::Path;

use rusqlite::Connection;
use sekisho::base::digest::Digest;
use sekisho::domain::body::Body;
use sekisho::domain::body::request::Approval;
use sekisho::domain::entry::Entry;
use sekisho::domain::statement::{Nonce, Seen, Statement};
use sekisho::ledger::leaf_hash;
use sekisho::ledger::tree::Frontier;
use sekisho::signing::Sign as _;
use sekisho::signing::files::KeyFile;
use serde_json::Value;

use crate::faults::bench::{Bench, KEYED, Ran, SEVEN};

/// The carry-out that is asked for and approved, and has not left.
pub const WAITING: &str = "C-0002";

/// One package that left, one that may leave; the desk has verified all of it. `None` without `ssh-keygen`.
pub fn office() -> Option<Bench> {
    let bench = Bench::approved(SEVEN)?;
    bench.export("C-0001").exits(0);
    let id = bench.request(KEYED, &["--via", "hand"]);
    assert_eq!(id, WAITING);
    bench.approve(WAITING);
    bench.keep();
    Some(bench)
}

/// Changes the ledger as `with` says, past its triggers, which are there again afterwards.
pub fn forge(bench: &Bench, with: impl FnOnce(&Connection)) {
    let connection = open(&bench.ledger());
    connection.execute_batch("PRAGMA foreign_keys = OFF; BEGIN IMMEDIATE").unwrap();
    let triggers = texts(&connection, "SELECT sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY rowid");
    for name in texts(&connection, "SELECT name FROM sqlite_schema WHERE type = 'trigger'") {
        connection.execute_batch(&format!("DROP TRIGGER {name}")).unwrap();
    }
    with(&connection);
    connection.execute_batch(&triggers.join(";\n")).unwrap();
    connection.execute_batch("COMMIT; PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
}

/// Makes keys and tree fit the entries again, so that the ledger is whole in itself.
pub fn make_consistent(connection: &Connection) {
    let bodies: Vec<(u64, Vec<u8>)> = connection
        .prepare("SELECT entry_index, body FROM entry ORDER BY entry_index")
        .unwrap()
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    connection.execute_batch("DELETE FROM node").unwrap();
    let mut frontier = Frontier::empty();
    let mut node = 0_u64;
    for (place, (index, body)) in (0_u64..).zip(&bodies) {
        // A doubled entry cannot have its own key twice.
        let key = Entry::split(body).map_or_else(|_| Digest::of(body), |(line, _)| Digest::of(line));
        let update = "UPDATE OR IGNORE entry SET entry_key = ?1 WHERE entry_index = ?2";
        let _unless_taken = connection.execute(update, (key.as_bytes(), index));
        connection
            .execute("UPDATE entry SET entry_index = ?1 WHERE entry_index = ?2", (place, index))
            .unwrap();
        for hash in frontier.push(leaf_hash(body)) {
            connection.execute("INSERT INTO node VALUES (?1, ?2)", (node, hash.as_bytes())).unwrap();
            node += 1;
        }
    }
}

/// The number of entries.
pub fn size(connection: &Connection) -> u64 {
    connection.query_row("SELECT count(*) FROM entry", [], |row| row.get(0)).unwrap()
}

/// A connection to any of the program's files.
pub fn open(path: &Path) -> Connection {
    let connection = Connection::open(path).unwrap();
    connection.busy_timeout(std::time::Duration::from_secs(60)).unwrap();
    connection
}

fn texts(connection: &Connection, query: &str) -> Vec<String> {
    let mut statement = connection.prepare(query).unwrap();
    let rows = statement.query_map([], |row| row.get(0)).unwrap();
    rows.collect::<Result<_, _>>().unwrap()
}

/// Everything that a ledger says, to be compared: entries, keys, nodes and attachments. `None` where the file cannot be
/// read to its end.
pub fn content(path: &Path) -> Option<Vec<Vec<u8>>> {
    let connection = Connection::open(path).ok()?;
    let mut all = Vec::new();
    for query in [
        "SELECT entry_index || ' ' || hex(entry_key) || ' ' || hex(body) FROM entry ORDER BY entry_index",
        "SELECT node_index || ' ' || hex(hash) FROM node ORDER BY node_index",
        "SELECT hex(digest) || ' ' || size_bytes || ' ' || hex(content) FROM attachment ORDER BY digest",
        "SELECT hex(digest) || ' ' || size_bytes || ' ' || entry_index FROM removal ORDER BY removal_row",
    ] {
        let mut statement = connection.prepare(query).ok()?;
        let rows = statement.query_map([], |row| row.get::<_, Option<String>>(0)).ok()?;
        for row in rows {
            all.push(row.ok()?.unwrap_or_default().into_bytes());
        }
    }
    Some(all)
}

/// Rows by their table and by what an audit calls them, and what each says.
pub type Rows = BTreeMap<(&'static str, String), Vec<String>>;

/// Every row of a ledger. `None` where the file cannot be read to its end.
pub fn rows(path: &Path) -> Option<Rows> {
    let connection = Connection::open(path).ok()?;
    let mut all = Rows::new();
    for (table, query) in [
        ("entry", "SELECT entry_index, hex(entry_key) || ' ' || hex(body) FROM entry"),
        ("node", "SELECT node_index, hex(hash) FROM node"),
        ("attachment", "SELECT lower(hex(digest)), size_bytes || ' ' || hex(content) FROM attachment"),
        (
            "removal",
            "SELECT removal_row, hex(digest) || ' ' || size_bytes || ' ' || entry_index FROM removal",
        ),
    ] {
        let mut statement = connection.prepare(query).ok()?;
        let rows = statement.query_map([], |row| {
            let name: rusqlite::types::Value = row.get(0)?;
            Ok((name, row.get::<_, Option<String>>(1)?))
        });
        for row in rows.ok()? {
            let (name, said) = row.ok()?;
            let name = match name {
                rusqlite::types::Value::Integer(number) => number.to_string(),
                rusqlite::types::Value::Text(text) => text,
                other => format!("{other:?}"),
            };
            all.entry((table, name)).or_default().push(said.unwrap_or_default());
        }
    }
    Some(all)
}

/// The indexes that an audit names.
pub fn named(audit: &Ran) -> Vec<u64> {
    let report = audit.json();
    let findings = report["findings"].as_array().unwrap();
    findings.iter().filter_map(|finding| finding["index"].as_u64()).collect()
}

/// The kinds of findings that an audit has.
pub fn kinds(audit: &Ran) -> Vec<String> {
    let report = audit.json();
    let findings = report["findings"].as_array().unwrap();
    findings.iter().map(|finding| finding["kind"].as_str().unwrap().to_owned()).collect()
}

/// An approval that says to be `author`'s, signed with a key file of the office, as an entry.
pub fn forged_approval(bench: &Bench, id: &str, author: &str, key: &str) -> Vec<u8> {
    let shown = bench.show(id);
    let audit = bench.audit(&[]).json();
    let statement = Statement {
        author: author.parse().unwrap(),
        body: Body::Approval(Box::new(Approval {
            request: shown["request_sha256"].as_str().unwrap().parse().unwrap(),
            request_statement: None,
        })),
        nonce: Nonce::new([7; 16]),
        origin: "example.test/desk".to_owned(),
        seen: Seen {
            root: audit["root"].as_str().unwrap().parse().unwrap(),
            size: audit["size"].as_u64().unwrap(),
        },
        time: sekisho::base::time::Timestamp::now(),
    };
    let bytes = statement.encode().unwrap();
    let key = KeyFile::read(&bench.path(key)).unwrap().unlock(None).unwrap();
    let signature = key.sign(&statement.namespace(), bytes.as_bytes()).unwrap();
    Entry::new(statement, bytes, signature).encode()
}

/// Appends an entry past the program, as the program would keep it.
pub fn append(bench: &Bench, entry: &[u8]) -> u64 {
    let mut index = 0;
    forge(bench, |connection| {
        index = size(connection);
        let insert = "INSERT INTO entry (entry_index, entry_key, body) VALUES (?1, randomblob(32), ?2)";
        connection.execute(insert, (index, entry)).unwrap();
        make_consistent(connection);
    });
    index
}

/// A carry-out's state in the projection of the person at the desk.
pub fn projected(bench: &Bench, number: u64) -> Value {
    let query = "SELECT state FROM carry_out WHERE number = ?1";
    let state: String = open(&bench.projection()).query_row(query, [number], |row| row.get(0)).unwrap();
    serde_json::from_str(&state).unwrap()
}
