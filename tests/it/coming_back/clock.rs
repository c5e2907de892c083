//! Clocks that jump: before a command, and between what it does and what it says about it.

use std::path::PathBuf;
use std::process::Command;

use crate::faults::bench::{Bench, Ran, program};
use crate::faults::job::{Job, job};
use crate::faults::paused::Paused;
use crate::support::require_peer;

/// What erases, or closes.
const COMMANDS: [&str; 4] = ["return", "dispose key", "dispose file", "recover"];

/// An office in which the command can be given, and its words.
fn ready(name: &str) -> Option<(&'static Job, Bench, Vec<String>)> {
    let job = job(name);
    let bench = (job.ready)()?;
    let args = (job.args)(&bench);
    Some((job, bench, args))
}

/// Gives the command under a clock that is off by this much.
fn off_by(offset: &str, job: &Job, bench: &Bench, args: &[String]) -> Option<Ran> {
    let mut command = bench.command(&require_peer("faketime")?);
    command.args(["-f", offset, program(), "--key", job.person]).args(args);
    Some(command.output().unwrap().into())
}

/// What lies on the medium and in custody.
fn kept(bench: &Bench) -> Vec<(PathBuf, Vec<u8>)> {
    let mut files = bench.written();
    files.retain(|(path, _)| {
        path.starts_with(bench.path("out")) || path.starts_with(bench.path("home/custody"))
    });
    files.retain(|(path, _)| path.file_name().unwrap().to_str().unwrap().starts_with("C-"));
    files.sort();
    files
}

#[test]
fn a_clock_outside_of_what_a_statement_can_say_is_no_defect() {
    let Some((_, bench, _)) = ready("return") else { return };
    let size = bench.audit(&[]).json()["size"].clone();
    for (clock, zone) in [
        ("1969-01-01 00:00:00", "UTC"),
        ("10000-06-01 00:00:00", "UTC"),
        ("2026-01-01 00:00:00", "AAA-23:59:59"),
    ] {
        for words in [&["status"][..], &["duty", "list"], &["--key", "tanaka", "withdraw", "C-0001"]] {
            let Some(faketime) = require_peer("faketime") else { return };
            let mut command = bench.command(&faketime);
            command.env("TZ", zone).args([clock, program()]).args(words);
            let ran: Ran = command.output().unwrap().into();
            assert!(matches!(ran.code, Some(0 | 1 | 3 | 5)), "{clock} {zone} {words:?}: {ran:?}");
        }
    }
    let audit = bench.audit(&[]).json();
    assert_eq!(
        (&audit["size"], &audit["findings"]),
        (&size, &serde_json::json!([])),
        "nothing was written down"
    );
}

#[test]
fn under_a_clock_that_is_behind_nothing_is_said_and_nothing_erased() {
    for name in COMMANDS {
        let Some((job, bench, args)) = ready(name) else { return };
        bench.keep();
        for offset in ["-1h", "-2d", "-900d"] {
            bench.restore();
            let what = format!("{name} {offset}");
            let (before, size) = (kept(&bench), bench.audit(&[]).json()["size"].clone());
            let Some(ran) = off_by(offset, job, &bench, &args) else { return };
            assert_eq!(ran.code, Some(5), "{what}: {ran:?}");
            assert!(ran.stderr.contains("clock"), "{what}: {ran:?}");
            assert!(!before.is_empty() && kept(&bench) == before, "{what}: something is gone");
            assert_eq!(bench.audit(&[]).json()["size"], size, "{what}");
            (job.settle)(&bench, &ran, &what);
        }
    }
}

#[test]
fn what_is_said_under_a_clock_that_is_ahead_is_said_once_and_can_be_audited() {
    for name in COMMANDS {
        let Some((job, bench, args)) = ready(name) else { return };
        bench.keep();
        for offset in ["+1h", "+2d", "+900d"] {
            bench.restore();
            let what = format!("{name} {offset}");
            let Some(ran) = off_by(offset, job, &bench, &args) else { return };
            assert_eq!(ran.code, Some(0), "{what}: {ran:?}");
            (job.settle)(&bench, &ran, &what);
        }
    }
}

/// A clock that reads its offset from a file at every look.
struct Movable {
    file: PathBuf,
    library: String,
}

impl Movable {
    fn of(bench: &Bench) -> Option<Self> {
        let told =
            Command::new(require_peer("faketime")?).args(["-f", "+0d", "printenv", "LD_PRELOAD"]).output();
        let library = String::from_utf8(told.unwrap().stdout).unwrap().trim().to_owned();
        let movable = Self { file: bench.path("clock"), library };
        movable.to("+0d");
        Some(movable)
    }

    fn to(&self, offset: &str) {
        std::fs::write(&self.file, offset).unwrap();
    }

    /// Stops the command after its first such call on these paths.
    fn stops(&self, job: &Job, bench: &Bench, args: &[String], at: (&str, &[PathBuf])) -> Option<Paused> {
        let file = format!("FAKETIME_TIMESTAMP_FILE={}", self.file.display());
        let preload = format!("LD_PRELOAD={}", self.library);
        let clock = ["/usr/bin/env", "FAKETIME_NO_CACHE=1", &file, &preload];
        let words = [program(), "--key", job.person].into_iter().chain(args.iter().map(String::as_str));
        let line: Vec<&str> = clock.into_iter().chain(words).collect();
        Paused::wrapped(bench, &line, at.0, at.1)
    }
}

#[test]
fn a_clock_that_jumps_between_erasing_and_saying_so_loses_neither() {
    for name in COMMANDS {
        let (call, path) = match name {
            "dispose key" => ("unlink", "home/custody/C-0001-1.age"),
            "recover" => ("unlinkat", "out/C-0001.zip"),
            _ => ("unlinkat", "out/C-0001.zip.age"),
        };
        for offset in ["-900d", "-2d", "+2d"] {
            let Some((job, bench, args)) = ready(name) else { return };
            let what = format!("{name} {offset}");
            let Some(clock) = Movable::of(&bench) else { return };
            let paths = [bench.path(path), bench.path(path).parent().unwrap().to_path_buf()];
            let Some(paused) = clock.stops(job, &bench, &args, (call, &paths)) else { return };
            clock.to(offset);
            let ran = paused.goes_on();
            assert!(!bench.path(path).exists(), "{what}: {ran:?}");
            let ahead = offset.starts_with('+');
            assert_eq!(ran.code, Some(if ahead { 0 } else { 5 }), "{what}: {ran:?}");
            assert!(ahead || ran.stderr.contains("clock"), "{what}: {ran:?}");
            (job.settle)(&bench, &ran, &what);
        }
    }
}

/// What says or shows something without erasing, in the order in which a carry-out comes to it; after which call, on what, the
/// clock jumps; and how the command ends where it jumps a year ahead.
const SAYING: [(&str, (&str, &str), i32); 3] = [
    ("approve", ("openat", "sato"), 3),
    ("export", ("fsync", "out/C-0001.zip"), 0),
    ("passphrase", ("openat", "home/custody/C-0001-1.age"), 0),
];

/// Ended for the clock's sake, and nothing is shown or written: `size` entries, and what was kept before. In the first hour of a
/// day a clock that is an hour behind shows the day before, on which nothing leaves yet.
#[track_caller]
fn nothing_said(bench: &Bench, ran: &Ran, size: &serde_json::Value, what: &str) {
    let is_the_day_before = ran.code == Some(3) && ran.stderr.contains("may leave from");
    let is_behind = ran.code == Some(5) && ran.stderr.contains("clock");
    assert!((is_behind || is_the_day_before) && ran.stdout.is_empty(), "{what}: {ran:?}");
    assert_eq!(bench.audit(&[]).json()["size"], *size, "{what}");
}

#[test]
fn under_a_clock_that_is_behind_nothing_is_approved_packed_or_told() {
    for (name, ..) in SAYING {
        let Some((job, bench, args)) = ready(name) else { return };
        let what = format!("{name} an hour behind");
        let (before, size) = (kept(&bench), bench.audit(&[]).json()["size"].clone());
        let Some(ran) = off_by("-1h", job, &bench, &args) else { return };
        nothing_said(&bench, &ran, &size, &what);
        assert_eq!(kept(&bench), before, "{what}");
        (job.settle)(&bench, &ran, &what);
    }
}

#[test]
fn a_clock_that_jumps_before_the_signature_leaves_nothing_half_said() {
    for (name, (call, path), ahead) in SAYING {
        for offset in ["-1h", "+365d"] {
            let Some((job, bench, args)) = ready(name) else { return };
            let what = format!("{name} {offset}");
            let Some(clock) = Movable::of(&bench) else { return };
            // A key is given by a path from the desk.
            let paths = [if path == "sato" { PathBuf::from(path) } else { bench.path(path) }];
            let Some(paused) = clock.stops(job, &bench, &args, (call, &paths)) else { return };
            // The intent of an export stands in the log by then.
            let size = bench.audit(&[]).json()["size"].clone();
            clock.to(offset);
            let ran = paused.goes_on();
            if offset.starts_with('-') {
                nothing_said(&bench, &ran, &size, &what);
            } else {
                assert_eq!(ran.code, Some(ahead), "{what}: {ran:?}");
            }
            (job.settle)(&bench, &ran, &what);
        }
    }
}

/// What was completed by a clock a year ahead is told by that clock, and by no earlier one.
#[test]
fn a_passphrase_is_not_told_before_the_time_at_which_its_package_was_completed() {
    let Some((job, bench, args)) = ready("export") else { return };
    let Some(clock) = Movable::of(&bench) else { return };
    let Some(paused) = clock.stops(job, &bench, &args, ("fsync", &[bench.path("out/C-0001.zip")])) else {
        return;
    };
    clock.to("+365d");
    paused.goes_on().exits(0);
    let size = bench.audit(&[]).json()["size"].clone();
    let ran = bench.run_as("suzuki", &["passphrase", "C-0001", "--via", "phone"]);
    nothing_said(&bench, &ran, &size, "by the right clock");
    assert!(
        ran.stderr.contains("signed by one that was ahead"),
        "the clock that is right is not to be set: {ran:?}"
    );
}
