//! Killed at every system call: whatever moment it was, the ledger knows about every package and every completed
//! package is whole.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use super::bench::{Bench, KEYED, SEVEN};
use super::examine::{ID, gets_out, honest};
use super::job::job;
use super::sweep::{Fault, Sweep, every};
use crate::support::counted;

const EXPORT: [&str; 4] = ["export", ID, "--into", "out"];

/// Kills an export at the points of `only` (all where empty), and gets out each time.
fn export_killed(recipient: &str, args: &[&str], only: fn(&Bench) -> Vec<PathBuf>, every: usize) {
    let Some(bench) = Bench::approved(recipient) else { return };
    let sweep = Sweep { bench: &bench, person: "tanaka", args, only: only(&bench), every };
    let mut seen = BTreeMap::<String, usize>::new();
    let tried = sweep.each(Fault::Kill, &mut |ran, what| {
        assert!(ran.signal.is_some() || ran.code == Some(0), "{what}: {ran:?}");
        let status = honest(&bench, what);
        if ran.code == Some(0) {
            assert_eq!(status, "sealed", "{what}");
        }
        gets_out(&bench, &status, what);
        *seen.entry(status).or_default() += 1;
    });
    counted(&format!("export to {recipient} killed at {} points: {seen:?}", tried.unwrap_or(0)));
    assert!(tried.is_none() || seen.contains_key("sealing"), "{seen:?}");
}

#[test]
fn an_export_killed_anywhere_is_open_or_whole() {
    export_killed(KEYED, &EXPORT, |_| Vec::new(), every(7));
}

#[test]
fn an_export_killed_while_it_writes_package_and_custody_is_open_or_whole() {
    let written = |bench: &Bench| {
        let inside = ["out", "out/C-0001.zip", "home/custody", "home/custody/C-0001-1.age"];
        inside.iter().map(|path| bench.path(path)).collect()
    };
    export_killed(SEVEN, &EXPORT, written, every(2));
}

#[test]
fn an_export_in_volumes_killed_anywhere_leaves_no_volume_that_recover_misses() {
    let args = ["export", ID, "--into", "out", "--max-size", "65536"];
    let out = |bench: &Bench| vec![bench.path("out")];
    export_killed(KEYED, &args, out, every(2));
}

#[test]
fn a_recovery_killed_anywhere_is_begun_again() {
    job("recover").under(Fault::Kill, every(6), |_| Vec::new());
}

#[test]
fn an_approval_killed_anywhere_is_given_once_or_not_at_all() {
    job("approve").under(Fault::Kill, every(9), |_| Vec::new());
}

#[test]
fn a_passphrase_is_not_shown_unless_the_log_says_so() {
    job("passphrase").under(Fault::Kill, every(9), |_| Vec::new());
}

#[test]
fn a_request_killed_anywhere_is_whole_or_not_there() {
    let Some(bench) = Bench::founded() else { return };
    let args = [
        "request",
        "src",
        "--to",
        KEYED,
        "--via",
        "hand",
        "--purpose",
        "P",
        "--level",
        "2",
        "--due",
        "2099-12-31",
    ];
    let sweep = Sweep { bench: &bench, person: "tanaka", args: &args, only: Vec::new(), every: every(9) };
    let tried = sweep.each(Fault::Kill, &mut |ran, what| {
        let log = bench.run(&["log", "--json"]).exits(0).json();
        let asked = log.as_array().unwrap().len();
        assert!(asked <= 1, "{what}");
        if !ran.stdout.is_empty() {
            assert_eq!(asked, 1, "{what}: an id was printed for what is not in the log");
        }
        let id = if asked == 1 { ID.to_owned() } else { bench.request(KEYED, &["--via", "hand"]) };
        bench.approve(&id);
        let ran = bench.run_as("tanaka", &["export", &id, "--into", "out", "--from", "src"]);
        assert_eq!(ran.code, Some(0), "{what}: {ran:?}");
    });
    counted(&format!("request killed at {} points", tried.unwrap_or(0)));
}

#[test]
fn a_founding_killed_anywhere_can_be_done_again() {
    let Some(bench) = Bench::empty() else { return };
    let args = ["init", "--origin", "example.test/desk", "--person", "admin", "--name", "A", "--yes"];
    let sweep = Sweep { bench: &bench, person: "admin", args: &args, only: Vec::new(), every: every(7) };
    let tried = sweep.each(Fault::Kill, &mut |_, what| {
        let again = bench.run_as("admin", &args);
        assert!(matches!(again.code, Some(0 | 3)), "{what}: {again:?}");
        let audit = bench.audit(&[]);
        assert!(matches!(audit.code, Some(0 | 1)), "{what}: {audit:?}");
        assert_eq!(audit.json()["size"], 1, "{what}: {again:?}");
    });
    counted(&format!("init killed at {} points", tried.unwrap_or(0)));
}

/// Drafts and siblings that a killed command leaves are no harm, but the next command's own must not be hindered.
#[test]
fn what_a_killed_command_left_beside_its_files_hinders_nobody() {
    let Some(bench) = Bench::approved(KEYED) else { return };
    for left in ["home/ledger.db.0123456789abcdef.tmp", "home/custody/.C-0001.lock"] {
        fs::write(bench.path(left), "left").unwrap();
    }
    bench.export(ID).exits(0);
    assert_eq!(honest(&bench, "leftovers"), "sealed");
}
