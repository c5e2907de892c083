//! Many writers, one history.

use std::thread;

use sekisho::ledger::{AppendError, Store as _};

use super::kit::{check, file_in, key_of, plain};
use sekisho::ledger::store::sqlite::SqliteStore;

const WRITERS: u64 = 8;
const APPENDS: u64 = 25;

#[test]
fn eight_writers_leave_one_history() {
    let dir = tempfile::tempdir().unwrap();
    let path = file_in(dir.path());
    drop(SqliteStore::create(&path).unwrap());
    let writers: Vec<_> = (0..WRITERS)
        .map(|writer| {
            let path = path.clone();
            thread::spawn(move || {
                let mut store = SqliteStore::open(&path).unwrap();
                (0..APPENDS).map(|nth| append(&mut store, &said(writer, nth))).collect::<Vec<_>>()
            })
        })
        .collect();
    let mut indexes = Vec::new();
    for (writer, thread) in (0..WRITERS).zip(writers) {
        let own = thread.join().unwrap();
        assert!(own.is_sorted(), "writer {writer} spoke out of order: {own:?}");
        let store = SqliteStore::open(&path).unwrap();
        let snapshot = store.snapshot().unwrap();
        for (nth, index) in (0..APPENDS).zip(&own) {
            assert_eq!(snapshot.entry(*index).unwrap().unwrap().bytes, said(writer, nth));
            assert_eq!(snapshot.find(&key_of(&said(writer, nth))).unwrap(), Some(*index));
        }
        indexes.extend(own);
    }
    indexes.sort_unstable();
    assert_eq!(indexes, (0..WRITERS * APPENDS).collect::<Vec<_>>());
    let store = SqliteStore::open_read_only(&path).unwrap();
    let (checked, findings) = check(store.snapshot().unwrap().as_ref());
    assert_eq!((checked.size, findings), (WRITERS * APPENDS, vec![]));
}

fn said(writer: u64, nth: u64) -> Vec<u8> {
    format!("writer {writer} says {nth}").into_bytes()
}

/// On a conflict the new entries would be folded and the decision made again.
fn append(store: &mut SqliteStore, bytes: &[u8]) -> u64 {
    let mut size = store.size().unwrap();
    loop {
        match store.append(size, &plain(bytes)) {
            Ok(index) => return index,
            Err(AppendError::Conflict { theirs, .. }) => size = theirs,
            Err(error) => panic!("{error:?}"),
        }
    }
}
