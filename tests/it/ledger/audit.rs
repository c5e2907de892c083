//! Recomputing a store: each kind of damage is found, named by its entry, and does not hide the
//! next.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use rusqlite::Connection;
use sekisho::base::digest::Digest;
use sekisho::ledger::store::Damage;
use sekisho::ledger::store::check::{CheckError, CheckJob, Checked, StoreFinding, check_store};
use sekisho::ledger::store::sqlite::SqliteStore;
use sekisho::ledger::tree::node_count;
use sekisho::ledger::{AppendError, NewEntry, Store as _, StoreError};

use super::kit::{check, file_in, key_of, plain};

const SIZE: u64 = 12;

fn ledger(dir: &Path) -> PathBuf {
    let path = file_in(dir);
    let mut store = SqliteStore::create(&path).unwrap();
    for size in 0..SIZE {
        let bytes = said(size);
        let attached = format!("attachment {size}").into_bytes();
        let attachments: &[&[u8]] = if size % 4 == 0 { &[&attached] } else { &[] };
        store.append(size, &NewEntry { attachments, ..plain(&bytes) }).unwrap();
    }
    path
}

fn said(index: u64) -> Vec<u8> {
    format!("entry {index}").into_bytes()
}

/// Runs `sql` on a ledger with the triggers out of the way, which are put back afterwards: what
/// somebody does who knows the file, not an accident.
fn forged(sql: &str) -> (Checked, Vec<StoreFinding>) {
    let dir = tempfile::tempdir().unwrap();
    let path = ledger(dir.path());
    forge(&path, sql);
    let store = SqliteStore::open_read_only(&path).unwrap();
    check(store.snapshot().unwrap().as_ref())
}

fn forge(path: &Path, sql: &str) {
    let connection = Connection::open(path).unwrap();
    let triggers: Vec<(String, String)> = connection
        .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
        .unwrap()
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    connection
        .execute_batch("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON; BEGIN")
        .unwrap();
    for (name, _) in &triggers {
        connection.execute_batch(&format!("DROP TRIGGER {name}")).unwrap();
    }
    connection.execute_batch(sql).unwrap();
    for (_, sql) in &triggers {
        connection.execute_batch(sql).unwrap();
    }
    connection.execute_batch("COMMIT").unwrap();
}

#[test]
fn an_entry_changed_after_the_fact_is_found_and_the_root_is_another() {
    let (whole, none) = forged("SELECT 1");
    assert_eq!(none, []);
    let (checked, findings) = forged("UPDATE entry SET body = x'61' WHERE entry_index = 5");
    assert_ne!(checked.root, whole.root);
    assert!(checked.root.is_some());
    // The leaf, and each inner node above it as the entry that completed it was appended.
    let node = |index, node| StoreFinding::Node { index, node };
    let key = StoreFinding::Key { index: 5, stored: key_of(&said(5)), computed: key_of(b"a") };
    let first = node_count(5);
    let expected =
        vec![key, node(5, first), node(5, first + 1), node(7, node_count(7) + 2), node(7, node_count(7) + 3)];
    assert_eq!(findings, expected);
    assert!(findings.iter().all(|finding| finding.index().is_some()));
}

#[test]
fn a_gap_is_found_and_what_follows_is_still_checked() {
    let (checked, findings) = forged(
        "DELETE FROM entry WHERE entry_index IN (3, 4); UPDATE entry SET body = x'61' WHERE entry_index = 10",
    );
    assert_eq!(checked.root, None);
    assert_eq!(findings[0], StoreFinding::Damaged(Damage::Missing { from: 3, until: 5 }));
    let rest: Vec<_> = findings[1..].iter().map(StoreFinding::index).collect();
    assert_eq!(rest, [Some(10), Some(10), Some(11), Some(11)]);
}

#[test]
fn the_end_cut_off_is_found_by_the_nodes_it_left() {
    let (checked, findings) = forged("DELETE FROM entry WHERE entry_index > 8");
    assert_eq!(checked.size, 9);
    let count = Damage::NodeCount { stored: node_count(SIZE), expected: node_count(9) };
    assert_eq!(findings, [StoreFinding::Damaged(count)]);
}

#[test]
fn rows_of_impossible_types_are_found_by_index() {
    // STRICT and the checks keep such rows out, so the declared types are written over.
    let dir = tempfile::tempdir().unwrap();
    let path = ledger(dir.path());
    let connection = Connection::open(&path).unwrap();
    let schema: Vec<(String, String)> = connection
        .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'table'")
        .unwrap()
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    let loose = |sql: &str| sql.replace("STRICT", "").replace("NOT NULL", "");
    let redefine = |tables: &[(String, String)]| {
        connection.execute_batch("PRAGMA writable_schema = ON").unwrap();
        for (name, sql) in tables {
            connection.execute("UPDATE sqlite_schema SET sql = ?2 WHERE name = ?1", (name, sql)).unwrap();
        }
        connection.execute_batch("PRAGMA writable_schema = RESET").unwrap();
    };
    redefine(&schema.iter().map(|(name, sql)| (name.clone(), loose(sql))).collect::<Vec<_>>());
    forge(
        &path,
        "UPDATE entry SET body = 'text' WHERE entry_index = 2;
         UPDATE entry SET body = NULL WHERE entry_index = 3;
         UPDATE entry SET body = zeroblob(1000000) WHERE entry_index = 4;
         UPDATE entry SET entry_key = x'61' WHERE entry_index = 6;
         UPDATE entry SET entry_key = 7 WHERE entry_index = 7;
         UPDATE node SET hash = 'text' WHERE node_index = 0;
         UPDATE attachment SET digest = x'61' WHERE content = CAST('attachment 4' AS BLOB);
         UPDATE attachment SET content = NULL WHERE content = CAST('attachment 0' AS BLOB);
         UPDATE attachment SET size_bytes = 99 WHERE content = CAST('attachment 8' AS BLOB);
         INSERT INTO removal VALUES (1, randomblob(32), 1, 99), (2, 'text', 1, 0), (3, randomblob(32), 'x', 0)",
    );
    redefine(&schema);
    drop(connection);

    let store = SqliteStore::open_read_only(&path).unwrap();
    let snapshot = store.snapshot().unwrap();
    let error = snapshot.entries(0, 20).unwrap_err();
    assert!(matches!(error, StoreError::Damaged(Damage::EntryShape { index: 2 })), "{error:?}");
    assert_eq!(snapshot.entry(5).unwrap().unwrap().bytes, said(5));
    let (checked, findings) = check(snapshot.as_ref());
    assert_eq!(checked.root, None);
    let damaged = |damage| StoreFinding::Damaged(damage);
    for expected in [
        damaged(Damage::NodeShape { node: 0 }),
        damaged(Damage::EntryShape { index: 2 }),
        damaged(Damage::EntryShape { index: 3 }),
        damaged(Damage::EntryShape { index: 4 }),
        damaged(Damage::KeyShape { index: 6 }),
        damaged(Damage::KeyShape { index: 7 }),
        StoreFinding::AttachmentUnreadable { digest: Digest::of(b"attachment 0") },
        StoreFinding::AttachmentSize { digest: Digest::of(b"attachment 8"), listed: 99, actual: 12 },
        damaged(Damage::RemovalShape { row: 2 }),
    ] {
        assert!(findings.contains(&expected), "{expected:?} in {findings:#?}");
    }
    let attachment_shapes = findings
        .iter()
        .filter(|finding| matches!(finding, StoreFinding::Damaged(Damage::AttachmentShape { .. })))
        .count();
    assert!(attachment_shapes >= 1, "{findings:#?}");
    assert!(
        findings.iter().any(|finding| matches!(finding, StoreFinding::RemovedUnderNothing { index: 99, .. }))
    );
}

#[test]
fn an_attachment_with_other_bytes_is_found_and_not_given_out() {
    let digest = Digest::of(b"attachment 4");
    let dir = tempfile::tempdir().unwrap();
    let path = ledger(dir.path());
    forge(
        &path,
        "UPDATE attachment SET content = CAST('ATTACHMENT 4' AS BLOB) WHERE content = CAST('attachment 4' AS BLOB)",
    );
    let mut store = SqliteStore::open(&path).unwrap();
    let damage = Damage::AttachmentDigest { digest, actual: Digest::of(b"ATTACHMENT 4") };
    {
        let snapshot = store.snapshot().unwrap();
        let error = snapshot.attachment(&digest).unwrap_err();
        assert!(matches!(error, StoreError::Damaged(found) if found == damage));
        assert_eq!(check(snapshot.as_ref()).1, [StoreFinding::Damaged(damage.clone())]);
    }
    // Nor is an entry written that would rest on it.
    let error = store.append(SIZE, &NewEntry { attachments: &[b"attachment 4"], ..plain(b"x") }).unwrap_err();
    assert!(matches!(error, AppendError::Store(StoreError::Damaged(found)) if found == damage));
    assert_eq!(store.size().unwrap(), SIZE);
}

#[test]
fn nodes_that_do_not_belong_stop_an_append() {
    for (sql, found) in [
        (
            "DELETE FROM node WHERE node_index > 4",
            Some(Damage::NodeCount { stored: 5, expected: node_count(SIZE) }),
        ),
        ("DELETE FROM node WHERE node_index = 20", None),
        (
            "INSERT INTO node VALUES (9223372036854775807, zeroblob(32))",
            Some(Damage::Place { place: i64::MAX }),
        ),
    ] {
        let dir = tempfile::tempdir().unwrap();
        let path = ledger(dir.path());
        forge(&path, sql);
        let mut store = SqliteStore::open(&path).unwrap();
        let (_, findings) = check(store.snapshot().unwrap().as_ref());
        assert!(!findings.is_empty(), "{sql}");
        if let Some(damage) = found {
            let error = store.append(SIZE, &plain(b"x")).unwrap_err();
            assert!(
                matches!(error, AppendError::Store(StoreError::Damaged(found)) if found == damage),
                "{sql}"
            );
        }
    }
}

#[test]
fn nodes_that_the_last_entries_lack_are_counted_as_missing_until_the_next_append_writes_them() {
    let dir = tempfile::tempdir().unwrap();
    let path = ledger(dir.path());
    let whole = SqliteStore::open(&path).unwrap().snapshot().unwrap().root(SIZE).unwrap();
    forge(&path, "DELETE FROM node WHERE node_index > 3");
    let mut store = SqliteStore::open(&path).unwrap();
    {
        let snapshot = store.snapshot().unwrap();
        assert_eq!(snapshot.root(SIZE).unwrap(), whole);
        let (_, findings) = check(snapshot.as_ref());
        let missing = Damage::NodeCount { stored: 4, expected: node_count(SIZE) };
        assert_eq!(findings, [missing.into()]);
    }
    store.append(SIZE, &plain(b"x")).unwrap();
    let snapshot = store.snapshot().unwrap();
    assert_eq!(
        (snapshot.root(SIZE).unwrap(), snapshot.stored_nodes().unwrap()),
        (whole, node_count(SIZE + 1))
    );
    let (_, findings) = check(snapshot.as_ref());
    assert_eq!(findings, []);
    // A changed leaf below them is not taken over: what was made of it is not what the entries come to.
    drop(snapshot);
    forge(
        &path,
        "DELETE FROM node WHERE node_index > 3; UPDATE node SET hash = zeroblob(32) WHERE node_index = 2",
    );
    let store = SqliteStore::open(&path).unwrap();
    let snapshot = store.snapshot().unwrap();
    assert_ne!(snapshot.root(SIZE).unwrap(), whole);
    let (_, findings) = check(snapshot.as_ref());
    assert!(
        findings.iter().any(|finding| matches!(finding, StoreFinding::Node { node: 2, .. })),
        "{findings:?}"
    );
}

#[test]
fn an_entry_at_an_impossible_place_is_refused_as_a_whole() {
    for place in ["-1", "9223372036854775807", "18014398509481984"] {
        let dir = tempfile::tempdir().unwrap();
        let path = ledger(dir.path());
        forge(
            &path,
            &format!("DELETE FROM entry; INSERT INTO entry VALUES ({place}, randomblob(32), x'61')"),
        );
        let store = SqliteStore::open_read_only(&path).unwrap();
        let error = store.snapshot().err().unwrap();
        assert!(matches!(error, StoreError::Damaged(Damage::Place { .. })), "{place}: {error:?}");
    }
}

#[test]
fn an_entry_very_far_away_does_not_make_the_check_endless() {
    let (checked, findings) = forged("INSERT INTO entry VALUES (9007199254740990, randomblob(32), x'61')");
    assert_eq!(checked.root, None);
    let missing = StoreFinding::Damaged(Damage::Missing { from: SIZE, until: 9_007_199_254_740_990 });
    assert!(findings.contains(&missing), "{findings:?}");
}

#[test]
fn a_page_that_cannot_be_read_does_not_hide_the_others() {
    let dir = tempfile::tempdir().unwrap();
    let path = file_in(dir.path());
    let mut store = SqliteStore::create(&path).unwrap();
    // A few entries a page.
    let said = |index: u64| vec![u8::try_from(index % 251).unwrap(); 1_000];
    for size in 0..200 {
        let bytes = [said(size), size.to_be_bytes().to_vec()].concat();
        store.append(size, &plain(&bytes)).unwrap();
    }
    drop(store);
    let mut bytes = std::fs::read(&path).unwrap();
    // The page that begins a little before entry 100, whatever its number.
    let needle = [said(100), 100_u64.to_be_bytes().to_vec()].concat();
    let at = bytes.windows(needle.len()).position(|window| window == needle).unwrap();
    bytes[at / 4096 * 4096] = 0xFF;
    std::fs::write(&path, bytes).unwrap();

    let store = SqliteStore::open_read_only(&path).unwrap();
    let (checked, findings) = check(store.snapshot().unwrap().as_ref());
    assert_eq!((checked.size, checked.root), (200, None));
    let unreadable: Vec<u64> = findings
        .iter()
        .map(|finding| match finding {
            StoreFinding::Damaged(Damage::Unreadable { from, until }) if *until == from + 1 => *from,
            other => panic!("{other:?}"),
        })
        .collect();
    assert!(unreadable.contains(&100), "{unreadable:?}");
    assert!((1..=4).contains(&unreadable.len()), "{unreadable:?}");
}

#[test]
fn a_check_stops_when_it_is_told() {
    let dir = tempfile::tempdir().unwrap();
    let store = SqliteStore::open_read_only(&ledger(dir.path())).unwrap();
    let snapshot = store.snapshot().unwrap();
    let cancel = AtomicBool::new(false);
    let mut told = Vec::new();
    let stopped = check_store(
        snapshot.as_ref(),
        CheckJob {
            key_of: &mut |_, _| None,
            finding: &mut |finding| panic!("{finding:?}"),
            progress: &mut |done| {
                told.push(done);
                cancel.store(done == 5, Ordering::Relaxed);
            },
            cancel: &cancel,
        },
    );
    assert!(matches!(stopped, Err(CheckError::Cancelled)));
    assert_eq!(told, [1, 2, 3, 4, 5]);
}
