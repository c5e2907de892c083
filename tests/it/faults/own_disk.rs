//! The disk that the ledger itself lies on: its power goes, or it falls read-only, in the middle of a command and right after it.
//! What was acknowledged is there when the disk is back, and nothing is that was not said.

use super::bench::{Bench, copy};
use super::job::{JOBS, Job};
use super::paused::Paused;
use crate::media::mounted::{HARMS, Mounted};

/// Moves the home onto a disk of its own.
fn at_home(bench: &Bench) -> Option<Mounted> {
    let disk = Mounted::ext4(32)?;
    copy(&bench.path("home"), &disk.point().join("home"));
    std::fs::remove_dir_all(bench.path("home")).unwrap();
    std::os::unix::fs::symlink(disk.point().join("home"), bench.path("home")).unwrap();
    // A new place, a new desk: notes are kept by where the ledger lies. And what was copied is there whatever comes.
    bench.run(&["status"]);
    disk.unmount();
    disk.mount();
    Some(disk)
}

/// An office for this command, with its home on a disk of its own.
fn ready(job: &Job) -> Option<(Bench, Mounted)> {
    let bench = (job.ready)()?;
    let disk = at_home(&bench)?;
    Some((bench, disk))
}

fn words(args: &[String]) -> Vec<&str> {
    args.iter().map(String::as_str).collect()
}

fn size(bench: &Bench) -> u64 {
    bench.audit(&[]).json()["size"].as_u64().unwrap()
}

#[test]
fn what_was_acknowledged_survives_a_power_cut_of_the_ledgers_disk_right_after() {
    for job in &JOBS {
        let Some((bench, disk)) = ready(job) else { return };
        let args = (job.args)(&bench);
        let ran = bench.run_as(job.person, &words(&args)).exits(0);
        let Some(()) = disk.cut_power() else { return };
        disk.unmount();
        disk.mount();
        (job.settle)(&bench, &ran, &format!("{}, power again", job.name));
    }
}

/// The call after which the disk is harmed, and whether the entry is on it by then. The first of each is for the head of the
/// write-ahead log.
const POINTS: [((&str, usize), bool); 3] =
    [(("pwrite64", 1), false), (("pwrite64", 2), false), (("fsync", 2), true)];

/// Approved, told, exported, destroyed, closed: the entry is on the disk, or it is said that nobody knows.
#[test]
fn a_ledgers_disk_that_fails_in_mid_commit_has_the_entry_or_nobody_is_told_so() {
    for (nth, job) in JOBS.iter().enumerate() {
        for (harm, harmed) in HARMS {
            let (at, is_there) = POINTS[(nth + usize::from(harm == "read-only")) % POINTS.len()];
            let Some((bench, disk)) = ready(job) else { return };
            let what = format!("{}, {harm} at {at:?}", job.name);
            let before = size(&bench);
            let args = (job.args)(&bench);
            let log = [disk.point().join("home/ledger.db-wal")];
            let Some(paused) = Paused::at_nth(&bench, job.person, &words(&args), at, &log) else { return };
            let Some(()) = harmed(&disk) else { return };
            let ran = paused.goes_on();
            // What is on the disk by then may be acknowledged; the rest nobody is told.
            let told = if is_there { matches!(ran.code, Some(0 | 5)) } else { ran.code == Some(5) };
            assert!(told && (ran.code == Some(0) || ran.stdout.is_empty()), "{what}: {ran:?}");
            disk.unmount();
            disk.mount();
            assert_eq!(size(&bench) > before, is_there, "{what}: {ran:?}");
            (job.settle)(&bench, &ran, &what);
        }
    }
}
