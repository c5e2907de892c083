//! Faults on the way to the disk, made by `strace`: calls that fail and processes that die at each
//! of them in turn. Whatever was acknowledged is kept, and what is kept is whole.

use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Output};

use sekisho::base::digest::Digest;
use sekisho::ledger::store::sqlite::SqliteStore;
use sekisho::ledger::{AppendError, NewEntry, Store as _};

use super::kit::{check, file_in, key_of, plain};
use crate::support;

/// Set for the child that is traced: the directory it works in.
const CHILD: &str = "SEKISHO_TEST_LEDGER_CHILD";

/// How many entries the child appends; the last one removes an attachment.
const APPENDS: u64 = 3;

/// An attachment that does not fit into one page.
const LARGE_BYTES: usize = 6_000;

fn said(nth: u64) -> Vec<u8> {
    format!("said by the child {nth}").into_bytes()
}

/// Does nothing by itself; run again under `strace` it appends and says how each append went.
#[test]
fn child_appends() {
    let Some(dir) = std::env::var_os(CHILD) else { return };
    let mut report = String::new();
    let opened = SqliteStore::open(&file_in(Path::new(&dir)));
    let mut store = match opened {
        Ok(store) => store,
        Err(error) => return println!("\nnot opened: {error:?}"),
    };
    for nth in 0..APPENDS {
        let Ok(size) = store.size() else { break };
        let bytes = said(nth);
        let large = vec![u8::try_from(nth).unwrap(); LARGE_BYTES];
        let earlier = [Digest::of(&[9; LARGE_BYTES])];
        let removals: &[Digest] = if nth + 1 == APPENDS { &earlier } else { &[] };
        let entry = NewEntry { attachments: &[&large], removals, ..plain(&bytes) };
        match store.append(size, &entry) {
            Ok(index) => writeln!(report, "kept {nth} at {index}").unwrap(),
            Err(AppendError::Indeterminate { .. }) => writeln!(report, "indeterminate {nth}").unwrap(),
            Err(error) => writeln!(report, "not kept {nth}: {error:?}").unwrap(),
        }
        // Said at once: the next call may be the last.
        print!("\n{report}");
        report.clear();
    }
    println!("\ndone");
}

/// Runs the child under `strace` with one fault; `None` when tracing is not possible here.
fn run(strace: &Path, dir: &Path, calls: &str, fault: &str) -> Option<Output> {
    let output = Command::new(strace)
        .args(["-f", "-qq", "-o", "/dev/null", "-e", &format!("trace={calls}"), "-e"])
        .arg(format!("inject={calls}:{fault}"))
        .arg(std::env::current_exe().unwrap())
        .args(["ledger::strace::child_appends", "--exact", "--nocapture", "--test-threads=1"])
        .env(CHILD, dir)
        .env_remove("RUST_BACKTRACE")
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    if errors.contains("ptrace") {
        assert!(std::env::var_os("CI").is_none_or(|ci| ci != "true"), "CI must allow tracing: {errors}");
        eprintln!("\n*** NOT TESTED: tracing is not allowed here: {errors} ***\n");
        return None;
    }
    Some(output)
}

/// The ledger after the fault: whole, and with everything that was acknowledged.
fn judge(dir: &Path, said_by_child: &str, context: &str) {
    let store = SqliteStore::open(&file_in(dir)).unwrap();
    let snapshot = store.snapshot().unwrap();
    let (checked, findings) = check(snapshot.as_ref());
    assert_eq!(findings, [], "{context}\n{said_by_child}");
    assert_eq!(checked.root, Some(snapshot.root(checked.size).unwrap()));
    for nth in 0..APPENDS {
        let found = snapshot.find(&key_of(&said(nth))).unwrap();
        if said_by_child.contains(&format!("kept {nth} at ")) {
            let index = found.unwrap_or_else(|| panic!("{context}: lost {nth}\n{said_by_child}"));
            assert!(
                said_by_child.contains(&format!("kept {nth} at {index}\n")),
                "{context}\n{said_by_child}"
            );
        }
        if said_by_child.contains(&format!("not kept {nth}:")) {
            assert_eq!(found, None, "{context}\n{said_by_child}");
        }
    }
}

/// Makes `fault` happen at the first, second, third… of `calls`, until it happens no more.
fn at_every_call(calls: &str, fault: &str) -> Vec<String> {
    let Some(strace) = support::require_peer("strace") else { return Vec::new() };
    let mut reports = Vec::new();
    for when in 1..200 {
        let dir = tempfile::tempdir().unwrap();
        let mut store = SqliteStore::create(&file_in(dir.path())).unwrap();
        store.append(0, &NewEntry { attachments: &[&[9; LARGE_BYTES]], ..plain(b"before") }).unwrap();
        drop(store);
        let Some(output) = run(&strace, dir.path(), calls, &format!("{fault}:when={when}")) else {
            return Vec::new();
        };
        let report = String::from_utf8_lossy(&output.stdout).into_owned();
        judge(dir.path(), &report, &format!("{fault} at call {when} of {calls}"));
        let clean =
            output.status.success() && (0..APPENDS).all(|nth| report.contains(&format!("kept {nth} at ")));
        reports.push(report);
        if clean {
            return reports;
        }
    }
    panic!("{fault} never stopped happening to {calls}");
}

#[test]
fn what_was_acknowledged_survives_a_kill_at_any_write() {
    at_every_call("pwrite64", "signal=SIGKILL");
}

#[test]
fn what_was_acknowledged_survives_a_kill_at_any_sync() {
    at_every_call("fdatasync,fsync,ftruncate", "signal=SIGKILL");
}

#[test]
fn a_failing_sync_is_never_called_a_success() {
    let reports = at_every_call("fdatasync,fsync", "error=EIO");
    if !reports.is_empty() {
        assert!(reports.iter().any(|report| report.contains("indeterminate")), "{reports:#?}");
    }
}

#[test]
fn a_full_disk_leaves_a_whole_ledger() {
    at_every_call("pwrite64", "error=ENOSPC");
}
