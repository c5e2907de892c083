//! What the engine itself refuses, and what happens to a file whose bits changed.

use std::fs;
use std::path::Path;

use rusqlite::Connection;
use sekisho::base::digest::Digest;
use sekisho::ledger::store::sqlite::SqliteStore;
use sekisho::ledger::{NewEntry, Snapshot, Store as _, StoreError};

use super::kit::{check, file_in, plain};

const NAMES: &[u8] = b"names of people";

/// A ledger of four entries and two attachments, one of them removed.
fn ledger(dir: &Path) -> std::path::PathBuf {
    let path = file_in(dir);
    let mut store = SqliteStore::create(&path).unwrap();
    store.append(0, &NewEntry { attachments: &[NAMES, b"rules"], ..plain(b"a") }).unwrap();
    store.append(1, &plain(b"b")).unwrap();
    store.append(2, &NewEntry { removals: &[Digest::of(NAMES)], ..plain(b"c") }).unwrap();
    store.append(3, &NewEntry { attachments: &[b"evidence"], ..plain(b"d") }).unwrap();
    path
}

/// What another program is told when it tries `sql` on the ledger.
fn told(sql: &str) -> String {
    let dir = tempfile::tempdir().unwrap();
    let path = ledger(dir.path());
    let connection = Connection::open(&path).unwrap();
    let error = connection.execute_batch(sql).expect_err(sql);
    drop(connection);
    let store = SqliteStore::open_read_only(&path).unwrap();
    let (checked, findings) = check(store.snapshot().unwrap().as_ref());
    assert_eq!((checked.size, findings), (4, vec![]), "{sql}");
    error.to_string()
}

#[test]
fn an_entry_cannot_be_updated() {
    assert_eq!(told("UPDATE entry SET body = x'61' WHERE entry_index = 1"), "an entry cannot be updated");
    assert_eq!(
        told("UPDATE OR REPLACE entry SET entry_index = 0 WHERE entry_index = 1"),
        "an entry cannot be updated"
    );
    assert_eq!(told("UPDATE node SET hash = zeroblob(32)"), "a node cannot be updated");
}

#[test]
fn an_entry_cannot_be_deleted() {
    assert_eq!(told("DELETE FROM entry WHERE entry_index = 3"), "an entry cannot be deleted");
    assert_eq!(told("DELETE FROM entry"), "an entry cannot be deleted");
    assert_eq!(told("DELETE FROM node WHERE node_index = 0"), "a node cannot be deleted");
}

#[test]
fn no_index_can_be_left_out_or_used_again() {
    let follows = "an entry follows the last one, under a new key";
    for index in ["NULL", "0", "3", "5", "-1", "9223372036854775807"] {
        let sql = format!("INSERT INTO entry VALUES ({index}, randomblob(32), x'61')");
        assert_eq!(told(&sql), follows, "{index}");
    }
    assert_eq!(told("INSERT INTO node VALUES (99, zeroblob(32))"), "a node follows the last one");
}

#[test]
fn replacing_does_not_slip_past_the_triggers() {
    // `INSERT OR REPLACE` deletes the row in the way without asking the triggers for deletions.
    let follows = "an entry follows the last one, under a new key";
    assert_eq!(
        told("REPLACE INTO entry SELECT 4, entry_key, x'61' FROM entry WHERE entry_index = 1"),
        follows
    );
    assert_eq!(told("REPLACE INTO entry VALUES (1, randomblob(32), x'61')"), follows);
    assert_eq!(told("REPLACE INTO node VALUES (1, zeroblob(32))"), "a node follows the last one");
    let kept = "an attachment cannot be replaced";
    assert_eq!(told("REPLACE INTO attachment SELECT NULL, digest, 1, x'61' FROM attachment"), kept);
    assert_eq!(
        told("REPLACE INTO attachment SELECT attachment_row, randomblob(32), 1, x'61' FROM attachment"),
        kept
    );
    let belongs = "a removal belongs to the last entry and to an attachment that is there";
    assert_eq!(told("REPLACE INTO removal SELECT removal_row, digest, 1, 3 FROM removal"), belongs);
}

#[test]
fn an_attachment_is_not_removed_without_the_entry_that_orders_it() {
    let only = "an attachment is only removed together with the entry that orders it";
    assert_eq!(told("DELETE FROM attachment"), only);
    assert_eq!(
        told("UPDATE attachment SET content = x'', size_bytes = 0"),
        "an attachment cannot be updated"
    );
    let belongs = "a removal belongs to the last entry and to an attachment that is there";
    assert_eq!(told("INSERT INTO removal SELECT NULL, digest, size_bytes, 1 FROM attachment"), belongs);
    assert_eq!(told("INSERT INTO removal VALUES (NULL, randomblob(32), 1, 3)"), belongs);
    assert_eq!(told("DELETE FROM removal"), "a removal cannot be deleted");
    assert_eq!(told("UPDATE removal SET entry_index = 1"), "a removal cannot be updated");
}

#[test]
fn other_types_and_sizes_have_no_row() {
    for values in [
        "4, randomblob(31), x'61'",
        "4, randomblob(32), x''",
        "4, randomblob(32), 'text'",
        "4, NULL, x'61'",
        "'x', randomblob(32), x'61'",
    ] {
        told(&format!("INSERT INTO entry VALUES ({values})"));
    }
    told("INSERT INTO attachment VALUES (NULL, randomblob(32), 7, x'61')");
}

#[test]
fn removed_bytes_are_in_no_file() {
    let dir = tempfile::tempdir().unwrap();
    let path = file_in(dir.path());
    let mut store = SqliteStore::create(&path).unwrap();
    // Larger than a page, so that it has pages of its own.
    let canary = b"the name of a person who must be forgotten ".repeat(400);
    store.append(0, &NewEntry { attachments: &[&canary], ..plain(b"a") }).unwrap();
    let needle = &canary[..40];
    let holds = |dir: &Path| {
        fs::read_dir(dir).unwrap().any(|entry| {
            let bytes = fs::read(entry.unwrap().path()).unwrap();
            bytes.windows(needle.len()).any(|window| window == needle)
        })
    };
    assert!(holds(dir.path()));
    store.append(1, &NewEntry { removals: &[Digest::of(&canary)], ..plain(b"b") }).unwrap();
    assert!(!holds(dir.path()));
}

/// Everything a reader could ask for, so that whatever is wrong is met.
fn read_everything(snapshot: &dyn Snapshot) -> Result<(), StoreError> {
    for entry in snapshot.entries(0, 1_000)? {
        snapshot.find(&entry.key)?;
    }
    snapshot.root(snapshot.size())?;
    for bytes in [NAMES, b"rules", b"evidence"] {
        snapshot.attachment(&Digest::of(bytes))?;
    }
    Ok(())
}

#[test]
fn no_flipped_bit_makes_anything_panic_or_changes_what_is_said_unnoticed() {
    let dir = tempfile::tempdir().unwrap();
    let path = ledger(dir.path());
    let whole = fs::read(&path).unwrap();
    let (root, size) = {
        let store = SqliteStore::open_read_only(&path).unwrap();
        let snapshot = store.snapshot().unwrap();
        (snapshot.root(4).unwrap(), snapshot.size())
    };
    let damaged = tempfile::tempdir().unwrap();
    let copy = file_in(damaged.path());
    let mut noticed = 0;
    // A stride that is prime to every size in the file, so that all parts of a page are met.
    for bit in (0..whole.len() * 8).step_by(1_009) {
        let mut bytes = whole.clone();
        bytes[bit / 8] ^= 1 << (bit % 8);
        fs::write(&copy, &bytes).unwrap();
        for ending in ["-wal", "-shm"] {
            let _absent = fs::remove_file(format!("{}{ending}", copy.display()));
        }
        let Ok(store) = SqliteStore::open_read_only(&copy) else {
            noticed += 1;
            continue;
        };
        let Ok(snapshot) = store.snapshot() else {
            noticed += 1;
            continue;
        };
        let read = read_everything(snapshot.as_ref());
        let (checked, findings) = check(snapshot.as_ref());
        if !findings.is_empty() || checked.root != Some(root) || read.is_err() {
            noticed += 1;
            continue;
        }
        // Nothing was found: then everything that was said is still said.
        assert_eq!(checked.size, size, "bit {bit}");
        let said: Vec<_> = snapshot.entries(0, 9).unwrap().into_iter().map(|entry| entry.bytes).collect();
        assert_eq!(said, [b"a", b"b", b"c", b"d"], "bit {bit}");
    }
    assert!(noticed > 0);
}
