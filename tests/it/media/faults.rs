//! A writer whose system calls fail, and one that is killed: strace makes the faults, this same test binary runs as
//! the child that suffers them.

use std::io::Write as _;
use std::os::unix::process::ExitStatusExt as _;
use std::path::Path;
use std::process::Command;
use std::sync::atomic::AtomicBool;

use sekisho::media::Destination;

use super::mounted::Mounted;
use crate::faults::bench::Bench;
use crate::faults::paused::Paused;
use crate::support::require_peer;

const NAME: &str = "C-0042.zip.age";
const BYTES: usize = 1_000_001;
const FOLDER: &str = "SEKISHO_TEST_MEDIA_FOLDER";
const SIZE: &str = "SEKISHO_TEST_MEDIA_BYTES";

/// The child: does nothing unless a test below started it.
#[test]
fn as_a_child_writes_one_file() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    let destination = Destination::open(Path::new(&folder)).unwrap();
    let mut staged = destination.create(NAME).unwrap();
    let size = std::env::var(SIZE).unwrap().parse().unwrap();
    for block in vec![7_u8; size].chunks(100_000) {
        let _kept = staged.write_all(block);
    }
    let outcome = match staged.finish() {
        Err(error) => format!("not written: {error:?}"),
        Ok(written) => match written.read_back(&mut |_| {}, &AtomicBool::new(false)) {
            Err(error) => format!("not confirmed: {error:?}"),
            Ok(confirmed) => format!("confirmed {} at {}", confirmed.size_bytes(), confirmed.level()),
        },
    };
    println!("outcome: {outcome}");
}

/// Runs the child under strace with `fault`, on calls that concern the folder or the file in it.
fn suffer(folder: &Path, fault: &str) -> Option<(String, bool)> {
    suffer_with(BYTES, folder, fault)
}

fn suffer_with(bytes: usize, folder: &Path, fault: &str) -> Option<(String, bool)> {
    let strace = require_peer("strace")?;
    let output = Command::new(strace)
        .args(["-f", "-qq", "-o", "/dev/null", "-e", &format!("inject={fault}")])
        .arg("-P")
        .arg(folder)
        .arg("-P")
        .arg(folder.join(NAME))
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", "media::faults::as_a_child_writes_one_file", "--nocapture"])
        .env(FOLDER, folder)
        .env(SIZE, bytes.to_string())
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    let outcome =
        text.lines().find_map(|line| line.split_once("outcome: ")).map_or("", |(_, outcome)| outcome);
    Some((outcome.to_owned(), output.status.signal().is_some()))
}

#[test]
fn a_failing_call_confirms_nothing_and_leaves_nothing() {
    for (fault, outcome) in [
        ("write:error=EIO:when=2", "not written: Failed { step: Write"),
        ("write:error=ENOSPC:when=3", "not written: NoRoom"),
        ("write:error=EROFS:when=1", "not written: ReadOnly"),
        ("write:error=ENODEV:when=1", "not written: Gone"),
        ("fsync:error=EIO:when=1", "not written: Failed { step: Sync"),
        ("fsync:error=EIO:when=2", "not written: Failed { step: Sync"),
        ("fsync:error=ENOSPC:when=1", "not written: NoRoom"),
        ("syncfs:error=EIO:when=1", "not written: Failed { step: Sync"),
        ("read:error=EIO:when=2", "not confirmed: Media(Failed { step: Read"),
    ] {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().canonicalize().unwrap();
        let Some((told, killed)) = suffer(&folder, fault) else { return };
        assert!(told.starts_with(outcome) && !killed, "{fault}: {told}");
        assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 0, "{fault}");
    }
}

#[test]
fn pages_lost_half_way_are_not_forgiven_by_a_later_sync() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().canonicalize().unwrap();
    let Some((told, _)) = suffer_with(70 << 20, &folder, "fdatasync:error=EIO:when=1") else { return };
    assert!(told.starts_with("not written: Failed { step: Write"), "{told}");
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 0);
}

/// The system takes a part of a write, and the rest when it is asked again.
#[test]
fn a_write_that_is_cut_short_is_gone_on_with() {
    const SHORT: u64 = 333_333;
    let (Some(bench), Some(_)) = (Bench::empty(), require_peer("prlimit")) else { return };
    let folder = bench.path("out");
    let child = std::env::current_exe().unwrap();
    let environment = [format!("{FOLDER}={}", folder.display()), format!("{SIZE}={BYTES}")];
    let limit = format!("--fsize={SHORT}:unlimited");
    let child =
        [child.to_str().unwrap(), "--exact", "media::faults::as_a_child_writes_one_file", "--nocapture"];
    let line = [&["prlimit", &limit, "env", &environment[0], &environment[1]][..], &child].concat();
    let file = [folder.join(NAME)];
    let Some(paused) = Paused::wrapped_at_nth(&bench, &line, ("write", 2), &file) else { return };
    assert_eq!(std::fs::metadata(&file[0]).unwrap().len(), SHORT, "not what this test needs");
    paused.unlimited("fsize");
    let ran = paused.goes_on();
    assert!(ran.stdout.contains(&format!("outcome: confirmed {BYTES}")), "{ran:?}");
}

#[test]
fn an_interrupted_call_is_gone_on_with() {
    for fault in [
        "write:error=EINTR:when=2",
        "read:error=EINTR:when=1",
        "fsync:error=EINTR:when=1",
        "syncfs:error=EINTR:when=1",
    ] {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().canonicalize().unwrap();
        let Some((told, _)) = suffer(&folder, fault) else { return };
        assert!(told.starts_with(&format!("confirmed {BYTES}")), "{fault}: {told}");
    }
}

#[test]
fn a_filesystem_that_refuses_direct_reading_is_confirmed_one_level_lower() {
    for (fault, outcome) in [
        ("fsync:delay_enter=1:when=1", "confirmed 1000001 at V2"),
        // Opened so far: the folder, the new file, the file to read. Then the same past the cache.
        ("openat:error=EINVAL:when=4", "confirmed 1000001 at V1"),
        ("read:error=EINVAL:when=2", "confirmed 1000001 at V1"),
    ] {
        let Some(stick) = Mounted::ext4(8) else { return };
        let Some((told, _)) = suffer(stick.point(), fault) else { return };
        assert_eq!(told, outcome, "{fault}");
    }
}

#[test]
fn a_killed_writer_leaves_a_file_that_can_be_found_and_removed() {
    for call in ["write:signal=SIGKILL:when=3", "fsync:signal=SIGKILL:when=1", "read:signal=SIGKILL:when=2"] {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().canonicalize().unwrap();
        let Some((told, killed)) = suffer(&folder, call) else { return };
        assert!(killed && told.is_empty(), "{call}: {told}");
        let destination = Destination::open(&folder).unwrap();
        assert!(destination.find(NAME).unwrap().is_some(), "{call}");
        assert!(destination.remove(NAME).unwrap());
        assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 0, "{call}");
    }
}
