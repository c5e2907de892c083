//! What every store promises, asked of each in turn: the embedded engine, and the same one losing
//! replies in both ways.

use std::ops::ControlFlow;

use sekisho::base::digest::Digest;
use sekisho::base::limits::{SIGNATURE_BYTES_MAX, STATEMENT_BYTES_MAX};
use sekisho::ledger::{AppendError, Attachment, NewEntry};

use super::kit::{Engine, Fault, Faulty, Model, Sqlite, key_of, plain, settle};

const LOSING: &[Option<Fault>] =
    &[Some(Fault::KeptButReportedLost), None, Some(Fault::NotKept), Some(Fault::NotKept), None];

/// Asks one question of every store.
fn of_every_store(question: impl Fn(&dyn Engine)) {
    question(&Sqlite);
    question(&Faulty(Sqlite, LOSING));
    question(&Faulty(Sqlite, &[Some(Fault::KeptButReportedLost)]));
}

#[test]
fn what_goes_in_comes_out_in_order_under_one_root() {
    of_every_store(|engine| {
        let dir = tempfile::tempdir().unwrap();
        let mut store = engine.create(dir.path());
        let mut model = Model::default();
        model.agrees_with(store.as_ref());
        for index in 0..20_u8 {
            // Bytes that text would not survive, and sizes around the blocks of a disk.
            let bytes = [vec![0, 0xFF, b'\n', b'\'', index], vec![index; 300 * usize::from(index)]].concat();
            model.append(store.as_mut(), &plain(&bytes));
        }
        drop(store);
        model.agrees_with(engine.open(dir.path()).as_ref());
    });
}

#[test]
fn an_append_decided_against_another_size_writes_nothing() {
    of_every_store(|engine| {
        let dir = tempfile::tempdir().unwrap();
        let mut store = engine.create(dir.path());
        let mut model = Model::default();
        for bytes in [b"a", b"b", b"c"] {
            model.append(store.as_mut(), &plain(bytes));
        }
        for ours in [0, 2, 4, u64::MAX] {
            let attached = NewEntry { attachments: &[b"new bytes"], ..plain(b"late") };
            let error = model.refused(store.as_mut(), ours, &attached);
            assert!(matches!(error, AppendError::Conflict { ours: o, theirs: 3 } if o == ours), "{error:?}");
        }
    });
}

#[test]
fn two_writers_cannot_have_the_same_index() {
    of_every_store(|engine| {
        let dir = tempfile::tempdir().unwrap();
        let mut first = engine.create(dir.path());
        let mut second = engine.open(dir.path());
        let mut model = Model::default();
        model.append(first.as_mut(), &plain(b"by the first"));
        let error = model.refused(second.as_mut(), 0, &plain(b"by the second"));
        assert!(matches!(error, AppendError::Conflict { ours: 0, theirs: 1 }), "{error:?}");
        model.append(second.as_mut(), &plain(b"by the second"));
        model.agrees_with(first.as_ref());
    });
}

#[test]
fn a_lost_reply_is_not_a_lost_entry() {
    for kept in [false, true] {
        let fault = if kept { Fault::KeptButReportedLost } else { Fault::NotKept };
        let faults: &'static [_] =
            if kept { &[Some(Fault::KeptButReportedLost), None] } else { &[Some(Fault::NotKept), None] };
        let dir = tempfile::tempdir().unwrap();
        let engine = Faulty(Sqlite, faults);
        let mut store = engine.create(dir.path());
        let lost = store.append(0, &plain(b"said once")).unwrap_err();
        assert!(matches!(lost, AppendError::Indeterminate { .. }), "{lost:?}");
        drop(store);

        // The program starts again, and the same signed bytes are handed in again.
        let mut store = Sqlite.open(dir.path());
        assert_eq!(store.find(&key_of(b"said once")).unwrap(), kept.then_some(0), "{fault:?}");
        let again = store.append(0, &plain(b"said once"));
        if kept {
            assert!(matches!(again, Err(AppendError::Duplicate { index: 0 })), "{again:?}");
        } else {
            assert_eq!(again.unwrap(), 0);
        }
        assert_eq!(store.size().unwrap(), 1);
    }
}

#[test]
fn an_entry_whose_key_is_known_is_not_written_twice() {
    of_every_store(|engine| {
        let dir = tempfile::tempdir().unwrap();
        let mut store = engine.create(dir.path());
        let mut model = Model::default();
        model.append(store.as_mut(), &plain(b"a"));
        model.append(store.as_mut(), &plain(b"b"));
        // Whatever size the retry was decided against, and even if its bytes differ (a signature
        // may be made anew).
        for (size, bytes) in [(0, b"a".as_slice()), (2, b"a"), (2, b"signed again"), (9, b"a")] {
            let entry = NewEntry { key: key_of(b"a"), ..plain(bytes) };
            assert!(matches!(
                store.append(size, &entry),
                Err(AppendError::Duplicate { index: 0 } | AppendError::Indeterminate { .. })
            ));
        }
        model.agrees_with(store.as_ref());
    });
}

#[test]
fn the_same_attachment_is_kept_once() {
    of_every_store(|engine| {
        let dir = tempfile::tempdir().unwrap();
        let mut store = engine.create(dir.path());
        let mut model = Model::default();
        // Larger than a block of reading, so that reading goes on in a second one.
        let large = vec![7_u8; 700_000];
        let shared: &[&[u8]] = &[b"rules", &large, b"", b"rules"];
        model.append(store.as_mut(), &NewEntry { attachments: shared, ..plain(b"a") });
        model.append(store.as_mut(), &NewEntry { attachments: &[b"rules", b"more"], ..plain(b"b") });
    });
}

#[test]
fn an_attachment_is_removed_only_by_an_entry_and_stays_known() {
    of_every_store(|engine| {
        let dir = tempfile::tempdir().unwrap();
        let mut store = engine.create(dir.path());
        let mut model = Model::default();
        let names: &[u8] = b"names of people";
        let digest = Digest::of(names);
        model.append(store.as_mut(), &NewEntry { attachments: &[names, b"rules"], ..plain(b"request") });
        model.append(store.as_mut(), &NewEntry { removals: &[digest], ..plain(b"purge") });
        let there = store.snapshot().unwrap().attachment(&digest).unwrap();
        assert_eq!(there, Some(Attachment::RemovedUnder(1)));

        for (removals, why) in [
            ([digest].as_slice(), "removed already"),
            (&[Digest::of(b"never kept")], "never kept"),
            (&[Digest::of(b"rules"), Digest::of(b"rules")], "named twice"),
        ] {
            let error = model.refused(store.as_mut(), 2, &NewEntry { removals, ..plain(b"purge more") });
            assert!(matches!(error, AppendError::NothingToRemove { .. }), "{why}: {error:?}");
        }
        let both = NewEntry { attachments: &[names], removals: &[digest], ..plain(b"both") };
        let error = model.refused(store.as_mut(), 2, &both);
        assert!(matches!(error, AppendError::KeptAndRemoved { .. }), "{error:?}");

        // Another carry-out may bring the same bytes, and they may be removed again.
        model.append(store.as_mut(), &NewEntry { attachments: &[names], ..plain(b"another request") });
        model.append(store.as_mut(), &NewEntry { removals: &[digest], ..plain(b"another purge") });
        drop(store);
        model.agrees_with(engine.open(dir.path()).as_ref());
    });
}

#[test]
fn an_entry_of_an_unaccepted_size_is_refused() {
    of_every_store(|engine| {
        let dir = tempfile::tempdir().unwrap();
        let mut store = engine.create(dir.path());
        let mut model = Model::default();
        let largest = vec![1; STATEMENT_BYTES_MAX + SIGNATURE_BYTES_MAX];
        model.append(store.as_mut(), &plain(&largest));
        for bytes in [vec![], vec![1; largest.len() + 1]] {
            let error = model.refused(store.as_mut(), 1, &plain(&bytes));
            assert!(matches!(error, AppendError::EntrySize { size_bytes } if size_bytes == bytes.len()));
        }
    });
}

#[test]
fn a_snapshot_is_one_moment_whatever_others_append() {
    of_every_store(|engine| {
        let dir = tempfile::tempdir().unwrap();
        let mut writer = engine.create(dir.path());
        let reader = engine.open(dir.path());
        settle(writer.as_mut(), 0, &plain(b"before")).unwrap();

        let snapshot = reader.snapshot().unwrap();
        let root = snapshot.root(1).unwrap();
        settle(writer.as_mut(), 1, &NewEntry { attachments: &[b"x"], ..plain(b"after") }).unwrap();
        // A second snapshot of the same store is of the same moment while the first is alive.
        for snapshot in [&snapshot, &reader.snapshot().unwrap()] {
            assert_eq!(snapshot.size(), 1);
            assert_eq!(snapshot.entries(0, 10).unwrap().len(), 1);
            assert_eq!(snapshot.find(&key_of(b"after")).unwrap(), None);
            assert_eq!(snapshot.stored_nodes().unwrap(), 1);
            assert_eq!(snapshot.attachment(&Digest::of(b"x")).unwrap(), None);
            assert_eq!(snapshot.root(1).unwrap(), root);
        }
        drop(snapshot);
        assert_eq!(reader.size().unwrap(), 2);
    });
}

#[test]
fn a_visit_stops_where_it_is_told_and_stays_inside_its_range() {
    of_every_store(|engine| {
        let dir = tempfile::tempdir().unwrap();
        let mut store = engine.create(dir.path());
        for bytes in [b"a", b"b", b"c", b"d"] {
            let size = store.size().unwrap();
            settle(store.as_mut(), size, &plain(bytes)).unwrap();
        }
        let snapshot = store.snapshot().unwrap();
        let visited = |range, stop_after: usize| {
            let mut seen = Vec::new();
            snapshot
                .visit_entries(range, &mut |row| {
                    seen.push(row.unwrap().index);
                    if seen.len() == stop_after { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
                })
                .unwrap();
            seen
        };
        assert_eq!(visited(1..3, 9), [1, 2]);
        assert_eq!(visited(0..4, 2), [0, 1]);
        assert_eq!(visited(2..u64::MAX, 9), [2, 3]);
        assert!(visited(4..9, 9).is_empty());
        assert!(visited(u64::MAX - 1..u64::MAX, 9).is_empty());
    });
}
