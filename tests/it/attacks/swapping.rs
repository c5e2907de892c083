//! Somebody at the requester's machine swaps files, folders and links under an export: at every open, and without pause.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use rustix::fs::{CWD, RenameFlags, renameat_with};

use crate::faults::bench::{Bench, Ran, age_key, noise, program};
use crate::faults::examine::{ID, failed_and_gone, honest};
use crate::faults::paused::Paused;
use crate::support::{counted, require_peer, rounds};

/// Calls that open something by its name, or look at it.
const OPENS: [&str; 4] = ["openat", "openat2", "newfstatat", "statx"];

/// An office with a carry-out to somebody whose secret key lies in `identity`.
fn watched() -> Option<Bench> {
    watched_at("src")
}

/// The same, with what is carried out at another place.
fn watched_at(source: &str) -> Option<Bench> {
    let bench = Bench::founded()?;
    if source != "src" {
        fs::create_dir_all(bench.path(source).parent().unwrap()).unwrap();
        fs::rename(bench.path("src"), bench.path(source)).unwrap();
    }
    let (identity, recipient) = age_key();
    fs::write(bench.path("identity"), identity).unwrap();
    let add = ["recipient", "add", "mine", "--name", "M", "--organization", "O", "--age-key", &recipient];
    bench.run_as("tanaka", &add).exits(0);
    let asking = ["request", source, "--to", "mine", "--via", "hand", "--purpose", "P", "--level", "2"];
    bench.run_as("tanaka", &[&asking[..], &["--due", "2099-12-31"]].concat()).exits(0);
    bench.approve(ID);
    // The same names with other content, and the same content elsewhere.
    fs::create_dir_all(bench.path("src-decoy/sub")).unwrap();
    fs::write(bench.path("src-decoy/a"), "other").unwrap();
    fs::write(bench.path("src-decoy/sub/b"), &noise(150_001)[1..]).unwrap();
    fs::create_dir(bench.path("src-same")).unwrap();
    fs::copy(bench.path(source).join("sub/b"), bench.path("src-same/b")).unwrap();
    symlink(bench.path("src-same"), bench.path("src-decoy/link-to-folder")).unwrap();
    symlink(bench.path("src-same/b"), bench.path("src-decoy/link-to-file")).unwrap();
    bench.keep();
    Some(bench)
}

fn exchange(bench: &Bench, one: &str, other: &str) {
    renameat_with(CWD, bench.path(one), CWD, bench.path(other), RenameFlags::EXCHANGE).unwrap();
}

/// What is swapped for what.
const SWAPS: [(&str, &str, &str); 5] = [
    ("a file for another", "src/a", "src-decoy/a"),
    ("a folder for another", "src/sub", "src-decoy/sub"),
    ("a folder for a link to the same content", "src/sub", "src-decoy/link-to-folder"),
    ("a file for a link to the same content", "src/sub/b", "src-decoy/link-to-file"),
    ("the whole folder for another", "src", "src-decoy"),
];

/// Either nothing left, or exactly what was approved did; returns which.
#[track_caller]
fn only_what_was_approved(bench: &Bench, ran: &Ran, what: &str) -> bool {
    if ran.code != Some(0) {
        assert_eq!(ran.code, Some(3), "{what}: {ran:?}");
        failed_and_gone(bench, ran, 3, "source-changed");
        return false;
    }
    assert_eq!(honest(bench, what), "sealed", "{what}");
    let package = bench.show(ID)["package_path"].as_str().unwrap().to_owned();
    fs::create_dir_all(bench.path("in")).unwrap();
    let opened = bench.run(&["open", &package, "--identity", "identity", "--into", "in"]);
    assert!(matches!(opened.code, Some(0 | 1)), "{what}: {opened:?}");
    let inside = bench.path("in").join(ID).join("data/src");
    assert_eq!(fs::read_to_string(inside.join("a")).unwrap(), "hello", "{what}");
    assert_eq!(fs::read(inside.join("sub/b")).unwrap(), noise(150_000), "{what}");
    true
}

fn places(bench: &Bench) -> Vec<PathBuf> {
    ["src", "src/a", "src/sub", "src/sub/b"].iter().map(|place| bench.path(place)).collect()
}

/// The folder that was given, two above it, and everything in it.
fn places_below(bench: &Bench) -> Vec<PathBuf> {
    let inside = [
        "src-up",
        "src-up/way",
        "src-up/way/src",
        "src-up/way/src/a",
        "src-up/way/src/sub",
        "src-up/way/src/sub/b",
    ];
    inside.iter().map(|place| bench.path(place)).collect()
}

/// Each call, counted, by which an export that nobody disturbs looks at or opens what is packed.
fn opens(bench: &Bench, strace: &Path, places: &[PathBuf]) -> Vec<(&'static str, usize)> {
    let log = bench.path("opens");
    let mut command = bench.command(strace);
    command.args(["-f", "-qq", "-e", &format!("trace={}", OPENS.join(",")), "-o"]).arg(&log);
    for place in places {
        command.arg("-P").arg(place);
    }
    command.arg(program()).args(["--key", "tanaka", "export", ID, "--into", "out"]);
    Ran::from(command.output().unwrap()).exits(0);
    let log = fs::read_to_string(&log).unwrap();
    bench.restore();
    let count = |call: &str| log.lines().filter(|line| line.contains(&format!(" {call}("))).count();
    OPENS.into_iter().flat_map(|call| (1..=count(call)).map(move |nth| (call, nth))).collect()
}

#[test]
fn what_is_swapped_at_any_open_is_approved_content_or_does_not_leave() {
    let (Some(strace), Some(bench)) = (require_peer("strace"), watched()) else { return };
    let opens = opens(&bench, &strace, &places(&bench));
    assert!(opens.len() >= 4, "{opens:?}");
    let (mut left, mut refused) = (0, 0);
    let all = SWAPS.iter().flat_map(|swap| opens.iter().map(move |open| (swap, open)));
    for ((what, one, other), open) in all.step_by(rounds(3, 1)) {
        let args = ["export", ID, "--into", "out"];
        // strace counts by thread: this many may be those of several.
        let Some(paused) = Paused::at_nth(&bench, "tanaka", &args, *open, &places(&bench)) else {
            bench.restore();
            continue;
        };
        exchange(&bench, one, other);
        let ran = paused.goes_on();
        if only_what_was_approved(&bench, &ran, &format!("{what} at {open:?}")) {
            left += 1;
        } else {
            refused += 1;
        }
        bench.restore();
    }
    counted(&format!(
        "{} swaps at {} opens: {refused} refused, {left} left as approved",
        refused + left,
        opens.len()
    ));
    assert!(refused > 0 && refused + left > SWAPS.len(), "{refused} {left}");
}

/// A folder above what was given, which nobody approved and nobody hashes, is exchanged at each open.
#[test]
fn a_parent_folder_exchanged_at_any_open_lets_nothing_else_out() {
    let (Some(strace), Some(bench)) = (require_peer("strace"), watched_at("src-up/way/src")) else { return };
    // Another tree of the same names above the other content, and above the same content.
    fs::create_dir_all(bench.path("src-others/way")).unwrap();
    super::super::faults::bench::copy(&bench.path("src-decoy"), &bench.path("src-others/way/src"));
    fs::create_dir_all(bench.path("src-likewise")).unwrap();
    super::super::faults::bench::copy(&bench.path("src-up/way/src"), &bench.path("src-likewise/src"));
    symlink(bench.path("src-others"), bench.path("src-link-to-others")).unwrap();
    bench.keep();
    let places = places_below(&bench);
    let opens = opens(&bench, &strace, &places);
    assert!(opens.len() >= 4, "{opens:?}");
    let swaps = [
        ("the folder above for another", "src-up/way", "src-others/way"),
        ("the one above that for another", "src-up", "src-others"),
        ("the one above that for a link to another", "src-up", "src-link-to-others"),
        ("the folder above for one of the same content", "src-up/way", "src-likewise"),
    ];
    let (mut left, mut refused) = (0, 0);
    let all = swaps.iter().flat_map(|swap| opens.iter().map(move |open| (swap, open)));
    for ((what, one, other), open) in all.step_by(rounds(5, 1)) {
        bench.restore();
        let args = ["export", ID, "--into", "out"];
        let Some(paused) = Paused::at_nth(&bench, "tanaka", &args, *open, &places) else { continue };
        exchange(&bench, one, other);
        let ran = paused.goes_on();
        let what = format!("{what} at {open:?}");
        if ran.code != Some(0) && bench.status(ID) == "approved" {
            assert!(matches!(ran.code, Some(3 | 5)), "{what}: {ran:?}");
            assert_eq!(honest(&bench, &what), "approved");
            refused += 1;
        } else if only_what_was_approved(&bench, &ran, &what) {
            left += 1;
        } else {
            refused += 1;
        }
    }
    counted(&format!(
        "parents exchanged at {} opens: {refused} refused, {left} left as approved",
        opens.len()
    ));
    assert!(refused + left > swaps.len(), "{refused} {left}");
}

#[test]
fn a_flood_of_exchanges_gets_nothing_out_that_was_not_approved() {
    let Some(bench) = watched() else { return };
    let (mut left, mut refused) = (0, 0);
    let exchanged = AtomicUsize::new(0);
    for round in 0..rounds(15, 300) {
        bench.restore();
        let (what, one, other) = SWAPS[round % SWAPS.len()];
        let (one, other) = (bench.path(one), bench.path(other));
        let stop = AtomicBool::new(false);
        let ran = std::thread::scope(|scope| {
            scope.spawn(|| {
                while !stop.load(Ordering::Relaxed) {
                    if renameat_with(CWD, &one, CWD, &other, RenameFlags::EXCHANGE).is_ok() {
                        exchanged.fetch_add(1, Ordering::Relaxed);
                    }
                }
            });
            let ran = bench.export(ID);
            stop.store(true, Ordering::Relaxed);
            ran
        });
        // Before the intent a folder that is none is a refusal without an attempt.
        if ran.code != Some(0) && bench.status(ID) == "approved" {
            assert!(matches!(ran.code, Some(3 | 5)), "{what}: {ran:?}");
            assert_eq!(honest(&bench, what), "approved");
            refused += 1;
        } else if only_what_was_approved(&bench, &ran, what) {
            left += 1;
        } else {
            refused += 1;
        }
    }
    counted(&format!(
        "{} exchanges: {refused} exports refused, {left} left as approved",
        exchanged.into_inner()
    ));
    assert!(refused > 0, "the flood hit nothing");
}

/// The folder above what was given is the user's own word; what it leads to is compared all the same.
#[test]
fn a_parent_folder_that_leads_elsewhere_brings_other_content_and_is_refused() {
    let Some(bench) = watched() else { return };
    fs::create_dir_all(bench.path("src-elsewhere")).unwrap();
    assert!(
        Command::new("cp")
            .arg("-a")
            .arg(bench.path("src-decoy"))
            .arg(bench.path("src-elsewhere/src"))
            .status()
            .unwrap()
            .success()
    );
    for link in ["link-to-folder", "link-to-file"] {
        fs::remove_file(bench.path("src-elsewhere/src").join(link)).unwrap();
    }
    symlink(bench.path("src-elsewhere"), bench.path("src-way")).unwrap();
    let ran = bench.run_as("tanaka", &["export", ID, "--into", "out", "--from", "src-way/src"]);
    failed_and_gone(&bench, &ran, 3, "source-changed");
}
