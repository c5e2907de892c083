//! System calls that fail, once or from then on: with an error of the disk, or with a full one.

use std::collections::BTreeMap;

use super::bench::{Bench, KEYED, Ran, SEVEN};
use super::examine::{ID, gets_out, honest};
use super::sweep::{Fault, Sweep, every};
use crate::support::counted;

const EXPORT: [&str; 4] = ["export", ID, "--into", "out"];

/// Runs the export under `fault` and gets out each time. The exit code is never that of a bug, and never says that
/// evidence is wrong.
fn export_failing(recipient: &str, fault: Fault, every: usize) {
    let Some(bench) = Bench::approved(recipient) else { return };
    let sweep = Sweep { bench: &bench, person: "tanaka", args: &EXPORT, only: Vec::new(), every };
    let mut seen = BTreeMap::<String, usize>::new();
    let tried = sweep.each(fault, &mut |ran, what| {
        let loaded = ran.code != Some(127);
        assert!(!loaded || matches!(ran.code, Some(0 | 3 | 5)), "{what}: {ran:?}");
        let status = honest(&bench, what);
        if ran.code == Some(0) {
            assert_eq!(status, "sealed", "{what}: {ran:?}");
        }
        gets_out(&bench, &status, what);
        *seen.entry(format!("{:?} {status}", ran.code)).or_default() += 1;
    });
    counted(&format!("export to {recipient} under {fault:?} at {} points: {seen:?}", tried.unwrap_or(0)));
}

#[test]
fn one_error_of_the_disk_anywhere_leaves_an_honest_state() {
    export_failing(KEYED, Fault::Once("EIO"), every(8));
}

#[test]
fn a_disk_that_dies_anywhere_leaves_an_honest_state() {
    export_failing(SEVEN, Fault::FromThenOn("EIO"), every(8));
}

#[test]
fn room_that_is_short_once_leaves_an_honest_state() {
    export_failing(SEVEN, Fault::Once("ENOSPC"), every(11));
}

#[test]
fn room_that_runs_out_anywhere_leaves_an_honest_state() {
    export_failing(KEYED, Fault::FromThenOn("ENOSPC"), every(8));
}

/// What is in the log is in the log, whatever failed afterwards: a completed package is not taken away again.
#[test]
fn a_completed_package_is_kept_when_the_notes_about_it_cannot_be() {
    let Some(bench) = Bench::approved(SEVEN) else { return };
    for (path, call) in [("c/sekisho", "pwrite64"), ("s/sekisho", "fsync"), ("s/sekisho", "openat")] {
        bench.keep();
        let only =
            super::examine::names(&bench.path(path)).into_iter().map(|name| bench.path(path).join(name));
        let only: Vec<_> = only.chain([bench.path("s/sekisho/ledgers")]).collect();
        let sweep = Sweep { bench: &bench, person: "tanaka", args: &EXPORT, only, every: 1 };
        let Some(points) = sweep.points() else { return };
        let most = points.iter().find(|(kind, _)| *kind == call).map_or(0, |(_, n)| *n);
        for n in 1..=most {
            bench.restore();
            let ran: Ran = sweep.suffer(Fault::FromThenOn("EIO"), call, n);
            let what = format!("{path} {call} {n}");
            let status = honest(&bench, &what);
            assert!(matches!(ran.code, Some(0 | 5)), "{what}: {ran:?}");
            gets_out(&bench, &status, &what);
        }
        bench.restore();
    }
}
