//! Many writers, one history.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;

use sekisho::ledger::{AppendError, Store as _};

use super::kit::{check, file_in, key_of, plain};
use crate::support::counted;
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

/// Set for a child that appends: the directory it works in, and its number.
const CHILD: &str = "SEKISHO_TEST_CROWD_CHILD";
const CHILDREN: u64 = 50;
const EACH: u64 = 20;

/// Does nothing by itself; run again by the test below it appends and says which of its entries were kept.
#[test]
fn as_a_child_appends_twenty_entries() {
    let Some(child) = std::env::var_os(CHILD) else { return };
    let child = child.into_string().unwrap();
    let (number, dir) = child.split_once(' ').unwrap();
    let number = number.parse().unwrap();
    let mut store = SqliteStore::open(&file_in(Path::new(dir))).unwrap();
    for nth in 0..EACH {
        // Said at once: the next one may not come to be said.
        println!("\nkept {nth} at {}", append(&mut store, &said(number, nth)));
    }
}

/// Runs a child, and kills it once it has said so many of its entries were kept; returns those, with their indexes.
fn heard(dir: &Path, number: u64, killed_after: Option<usize>) -> Vec<(u64, u64)> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args([
            "ledger::concurrency::as_a_child_appends_twenty_entries",
            "--exact",
            "--nocapture",
            "--test-threads=1",
        ])
        .env(CHILD, format!("{number} {}", dir.display()))
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut kept = Vec::new();
    if killed_after == Some(0) {
        child.kill().unwrap();
    }
    for line in BufReader::new(child.stdout.take().unwrap()).lines() {
        let line = line.unwrap();
        let Some(line) = line.strip_prefix("kept ") else { continue };
        // Half a line was cut off by the kill, and said nothing.
        let Some((nth, index)) = line.split_once(" at ") else { continue };
        let Ok(index) = index.parse() else { continue };
        kept.push((nth.parse().unwrap(), index));
        if killed_after == Some(kept.len()) {
            child.kill().unwrap();
        }
    }
    let status = child.wait().unwrap();
    assert!(
        killed_after.is_some() || (status.success() && kept.len() == 20),
        "{number}: {status:?} {kept:?}"
    );
    kept
}

/// Fifty processes append twenty entries each, and every third is killed at a moment that is its own.
#[test]
fn fifty_who_append_and_are_killed_at_random_lose_nothing_acknowledged() {
    let mut random = 20_221_125_u64;
    let (mut killed, mut acknowledged, mut unsaid) = (0, 0, 0);
    let rounds = crate::support::rounds(1, 100);
    for round in 0..rounds {
        let dir = tempfile::tempdir().unwrap();
        let path = file_in(dir.path());
        drop(SqliteStore::create(&path).unwrap());
        let children: Vec<_> = (0..CHILDREN)
            .map(|number| {
                random =
                    random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                let after = usize::try_from((random >> 33) % (EACH + 1)).unwrap();
                let killed_after = (number % 3 == 0).then_some(after);
                let dir = dir.path().to_path_buf();
                (killed_after, thread::spawn(move || heard(&dir, number, killed_after)))
            })
            .collect();
        let heard: Vec<_> = children.into_iter().map(|(kill, child)| (kill, child.join().unwrap())).collect();
        let mut store = SqliteStore::open(&path).unwrap();
        let snapshot = store.snapshot().unwrap();
        let (checked, findings) = check(snapshot.as_ref());
        assert_eq!(findings, [], "round {round}");
        assert_eq!(checked.root, Some(snapshot.root(checked.size).unwrap()), "round {round}");
        let mut there = 0;
        for (number, (kill, kept)) in (0..).zip(&heard) {
            for (nth, index) in kept {
                let entry = snapshot.entry(*index).unwrap().map(|entry| entry.bytes);
                assert_eq!(entry, Some(said(number, *nth)), "round {round}: acknowledged and not there");
            }
            let all = (0..EACH).filter(|nth| snapshot.find(&key_of(&said(number, *nth))).unwrap().is_some());
            there += all.count();
            killed += usize::from(kill.is_some());
            acknowledged += kept.len();
        }
        assert_eq!(
            u64::try_from(there).unwrap(),
            checked.size,
            "round {round}: entries that nobody said, or twice"
        );
        unsaid += there;
        // And it goes on.
        let size = checked.size;
        drop(snapshot);
        store.append(size, &plain(b"afterwards")).unwrap();
    }
    counted(&format!(
        "{rounds} rounds: {killed} killed, {acknowledged} acknowledged, {} kept and not said",
        unsaid - acknowledged
    ));
    assert!(killed > 0 && acknowledged > 0);
}
