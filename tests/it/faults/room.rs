//! Media that are full, become full, fall read-only, are taken away, or are not what was asked for.

use std::fs;

use super::bench::{Bench, KEYED, SEVEN, noise, program};
use super::examine::{ID, failed_and_gone, gets_out, honest, names, packages};
use super::paused::Paused;
use crate::media::mounted::Mounted;
use crate::support::require_peer;

/// An approved carry-out of some megabytes.
fn large(recipient: &str) -> Option<Bench> {
    let bench = Bench::founded()?;
    fs::write(bench.path("src/large"), noise(4 << 20)).unwrap();
    bench.request(recipient, &["--via", "hand"]);
    bench.approve(ID);
    Some(bench)
}

/// Puts `out` onto the stick: what is examined there is on the stick then.
fn onto(bench: &Bench, stick: &Mounted) {
    fs::remove_dir(bench.path("out")).unwrap();
    let folder = stick.point().join("out");
    fs::create_dir(&folder).unwrap();
    std::os::unix::fs::symlink(folder, bench.path("out")).unwrap();
}

fn into(stick: &Mounted) -> String {
    stick.point().join("out").to_str().unwrap().to_owned()
}

#[track_caller]
fn refused_before_the_intent(bench: &Bench, into: &str, code: i32) {
    let before = bench.audit(&[]).json()["size"].clone();
    bench.run_as("tanaka", &["export", ID, "--into", into]).exits(code);
    assert_eq!(bench.audit(&[]).json()["size"], before, "something was said in the log");
    assert_eq!(bench.status(ID), "approved");
}

#[test]
fn a_full_stick_is_refused_before_the_intent() {
    for stick in [Mounted::tmpfs("size=1m"), Mounted::ext4(4)] {
        let (Some(stick), Some(bench)) = (stick, large(KEYED)) else { return };
        onto(&bench, &stick);
        refused_before_the_intent(&bench, &into(&stick), 5);
        assert!(names(&bench.path("out")).is_empty());
    }
}

#[test]
fn a_stick_that_holds_no_more_files_is_a_failed_attempt() {
    let (Some(stick), Some(bench)) = (Mounted::tmpfs("size=32m,nr_inodes=3"), large(SEVEN)) else { return };
    onto(&bench, &stick);
    let ran = bench.run_as("tanaka", &["export", ID, "--into", &into(&stick)]);
    failed_and_gone(&bench, &ran, 5, "no-room");
}

#[test]
fn room_that_vanishes_while_writing_is_a_failed_attempt() {
    let (Some(stick), Some(bench)) = (Mounted::tmpfs("size=32m"), large(SEVEN)) else { return };
    onto(&bench, &stick);
    let package = stick.point().join("out/C-0001.zip");
    let into = into(&stick);
    let args = ["export", ID, "--into", &into];
    let Some(paused) = Paused::at(&bench, "tanaka", &args, "write", &[package]) else { return };
    fs::write(stick.point().join("other"), noise(30 << 20)).unwrap();
    failed_and_gone(&bench, &paused.goes_on(), 5, "no-room");
    fs::remove_file(stick.point().join("other")).unwrap();
    bench.run_as("tanaka", &args).exits(0);
    assert_eq!(honest(&bench, "room again"), "sealed");
}

/// The system takes a part of a write, and the rest when it is asked again.
#[test]
fn a_write_that_is_cut_short_and_goes_on_is_no_failure() {
    let (Some(bench), Some(_)) = (large(SEVEN), require_peer("prlimit")) else { return };
    bench.keep();
    let args = ["export", ID, "--into", "out"];
    let package = [bench.path("out/C-0001.zip")];
    let Some(first) = Paused::at(&bench, "tanaka", &args, "write", &package) else { return };
    let block = fs::metadata(&package[0]).unwrap().len();
    first.signal("KILL");
    first.goes_on();
    bench.restore();
    // Beyond what the ledger grows to.
    let short = 2_345_678_u64;
    let limit = format!("--fsize={short}:unlimited");
    let line = [&["prlimit", &limit, program(), "--key", "tanaka"][..], &args].concat();
    let nth = usize::try_from(short / block).unwrap() + 1;
    let Some(paused) = Paused::wrapped_at_nth(&bench, &line, ("write", nth), &package) else { return };
    assert_eq!(fs::metadata(&package[0]).unwrap().len(), short, "not what this test needs");
    paused.unlimited("fsize");
    paused.goes_on().exits(0);
    assert_eq!(honest(&bench, "gone on with"), "sealed");
}

#[test]
fn a_stick_that_falls_read_only_stays_open_until_it_can_be_cleaned() {
    let (Some(stick), Some(bench)) = (Mounted::ext4(32), large(SEVEN)) else { return };
    onto(&bench, &stick);
    let into = into(&stick);
    let folder = stick.point().join("out");
    let paths = [folder.join("C-0001.zip"), folder];
    let args = ["export", ID, "--into", &into];
    let Some(paused) = Paused::at(&bench, "tanaka", &args, "fsync", &paths) else { return };
    stick.fall_read_only();
    paused.goes_on().exits(5);
    assert_eq!(honest(&bench, "read-only"), "sealing");
    bench.run_as("tanaka", &["recover"]).exits(5);
    assert_eq!(honest(&bench, "still read-only"), "sealing");
    stick.unmount();
    stick.mount();
    bench.run_as("tanaka", &["recover"]).exits(0);
    assert_eq!(honest(&bench, "writable again"), "failed");
    assert!(packages(&bench.path("out")).is_empty());
}

#[test]
fn a_stick_that_loses_power_stays_open_until_it_is_back() {
    let (Some(stick), Some(bench)) = (Mounted::ext4(32), large(SEVEN)) else { return };
    onto(&bench, &stick);
    let into = into(&stick);
    let package = stick.point().join("out/C-0001.zip");
    let args = ["export", ID, "--into", &into];
    let Some(paused) = Paused::at(&bench, "tanaka", &args, "write", &[package]) else { return };
    if stick.cut_power().is_none() {
        return;
    }
    paused.goes_on().exits(5);
    assert_eq!(bench.status(ID), "sealing");
    stick.unmount();
    let ran = bench.run_as("tanaka", &["recover"]);
    assert_eq!(
        (ran.code, bench.status(ID).as_str()),
        (Some(5), "sealing"),
        "closed without its stick: {ran:?}"
    );
    stick.mount();
    bench.run_as("tanaka", &["recover"]).exits(0);
    assert_eq!(honest(&bench, "power again"), "failed");
}

/// The export, stopped when everything was synced and nothing read back.
fn synced(bench: &Bench, stick: &Mounted) -> Option<Paused> {
    let into = into(stick);
    let folder = [stick.point().join("out")];
    // The first is the note's beside it.
    Paused::at_nth(bench, "tanaka", &["export", ID, "--into", &into], ("syncfs", 2), &folder)
}

#[test]
fn a_bit_that_rots_before_it_is_read_back_is_a_failed_attempt() {
    let (Some(stick), Some(bench)) = (Mounted::ext4(32), large(SEVEN)) else { return };
    onto(&bench, &stick);
    bench.keep();
    for at in [0, 65_536, 3_000_000] {
        bench.restore();
        let Some(paused) = synced(&bench, &stick) else { return };
        let package = fs::read(stick.point().join("out/C-0001.zip")).unwrap();
        stick.damage(&package[at..at + 64]);
        let ran = paused.goes_on();
        assert!(ran.stderr.contains("came back different"), "{at}: {ran:?}");
        failed_and_gone(&bench, &ran, 5, "read-back-differs");
        gets_out(&bench, "failed", "on what holds");
        fs::remove_file(stick.point().join("out/C-0001.zip")).unwrap();
        fs::remove_file(stick.point().join("out/はじめに-README.txt")).unwrap();
    }
}

/// A stick that says yes and keeps nothing: what was written is in this machine's memory, and not there.
#[test]
fn a_stick_that_drops_what_is_written_is_a_failed_attempt() {
    let (Some(stick), Some(bench)) = (Mounted::ext4(32), large(SEVEN)) else { return };
    onto(&bench, &stick);
    let Some(paused) = synced(&bench, &stick) else { return };
    let package = fs::read(stick.point().join("out/C-0001.zip")).unwrap();
    stick.lose(&package);
    assert_eq!(fs::read(stick.point().join("out/C-0001.zip")).unwrap(), package, "the cache has it");
    let ran = paused.goes_on();
    failed_and_gone(&bench, &ran, 5, "read-back-differs");
}

#[test]
fn what_was_confirmed_survives_a_power_cut_right_after() {
    for recipient in [SEVEN, KEYED] {
        let (Some(stick), Some(bench)) = (Mounted::ext4(32), large(recipient)) else { return };
        onto(&bench, &stick);
        let into = into(&stick);
        bench.run_as("tanaka", &["export", ID, "--into", &into]).exits(0);
        if stick.cut_power().is_none() {
            return;
        }
        stick.unmount();
        stick.mount();
        assert_eq!(honest(&bench, "power again"), "sealed", "{recipient}");
        assert!(names(&bench.path("out")).contains("はじめに-README.txt"));
        bench.run_as("tanaka", &["return", ID]).exits(0);
        assert!(packages(&bench.path("out")).is_empty());
    }
}

#[test]
fn what_is_not_the_registered_medium_is_refused_before_the_intent() {
    let Some(bench) = Bench::founded() else { return };
    bench.run_as("admin", &["medium", "add", "USB-1", "--serial", "S1", "--kind", "usb"]).exits(0);
    bench.request(KEYED, &["--via", "usb", "--medium", "USB-1"]);
    bench.approve(ID);
    refused_before_the_intent(&bench, "out", 3);
    refused_before_the_intent(&bench, "missing", 5);
    assert!(names(&bench.path("out")).is_empty());
}

#[test]
fn a_taken_name_a_missing_folder_and_a_link_are_refused_before_the_intent() {
    let Some(bench) = Bench::approved(KEYED) else { return };
    refused_before_the_intent(&bench, "missing", 5);
    refused_before_the_intent(&bench, "src/a", 5);
    fs::write(bench.path("out/C-0001.zip.age"), "somebody's").unwrap();
    refused_before_the_intent(&bench, "out", 5);
    assert_eq!(fs::read(bench.path("out/C-0001.zip.age")).unwrap(), b"somebody's");
    fs::remove_file(bench.path("out/C-0001.zip.age")).unwrap();
    std::os::unix::fs::symlink("/nowhere/at/all", bench.path("out/C-0001.zip.age")).unwrap();
    refused_before_the_intent(&bench, "out", 5);
    assert_eq!(
        fs::read_link(bench.path("out/C-0001.zip.age")).unwrap(),
        std::path::Path::new("/nowhere/at/all")
    );
}

/// The ledger's own disk: however little room is left, nothing is half said, and room again is enough to go on.
#[test]
fn a_ledger_without_room_says_nothing_by_halves() {
    let (Some(disk), Some(bench)) = (Mounted::tmpfs("size=3m"), Bench::approved(SEVEN)) else { return };
    super::bench::copy(&bench.path("home"), &disk.point().join("home"));
    fs::remove_dir_all(bench.path("home")).unwrap();
    std::os::unix::fs::symlink(disk.point().join("home"), bench.path("home")).unwrap();
    // A new place, a new desk: notes are kept by where the ledger lies.
    bench.run(&["status"]).exits(0);
    bench.keep();
    super::bench::copy(&disk.point().join("home"), &disk.point().join("kept"));
    for pages_left in [0_u64, 1, 3, 5, 8, 12, 20, 40] {
        let what = format!("{pages_left} pages left");
        let filler = disk.point().join("filler");
        let filled = fill(&filler);
        fs::File::options().write(true).open(&filler).unwrap().set_len(filled - 4096 * pages_left).unwrap();
        let ran = bench.export(ID);
        assert!(matches!(ran.code, Some(0 | 5)), "{what}: {ran:?}");
        fs::remove_file(&filler).unwrap();
        let status = honest(&bench, &what);
        gets_out(&bench, &status, &what);
        fs::remove_dir_all(disk.point().join("home")).unwrap();
        super::bench::copy(&disk.point().join("kept"), &disk.point().join("home"));
        bench.restore();
    }
}

/// Writes until nothing more fits; returns the file's size in bytes, whole pages.
fn fill(path: &std::path::Path) -> u64 {
    use std::io::Write as _;

    let mut file = fs::File::create(path).unwrap();
    while file.write_all(&[1; 4096]).is_ok() {}
    file.metadata().unwrap().len() / 4096 * 4096
}
