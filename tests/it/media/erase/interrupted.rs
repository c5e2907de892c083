//! An erasing whose system calls fail, and one that is killed, at each of them in turn: strace makes the faults, this
//! same test binary runs as the child that suffers them.

use std::fs;
use std::os::unix::process::ExitStatusExt as _;
use std::path::Path;
use std::process::Command;

use sekisho::media::{Destination, Erased, Pass, Seen};

use super::super::mounted::{Mounted, sectors_of};
use super::{GO_ON, NAME, expected, noise, see};
use crate::faults::sweep::every;
use crate::support::{counted, require_peer};

pub const FOLDER: &str = "SEKISHO_TEST_ERASE_FOLDER";
pub const CUT_AT: &str = "SEKISHO_TEST_ERASE_CUT_AT";
pub const BYTES: usize = 1_000_001;

/// Calls an erasing makes on the folder and the file.
const CALLS: [&str; 8] =
    ["openat", "read", "write", "fsync", "syncfs", "unlinkat", "getdents64", "newfstatat"];

/// The child: does nothing unless a test here, or a machine started by one, runs it.
#[test]
fn as_a_child_erases_one_file() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    let cut_at: Option<u64> = std::env::var(CUT_AT).ok().map(|bytes| bytes.parse().unwrap());
    println!("outcome: {}", erase_one(Path::new(&folder), cut_at));
}

fn erase_one(folder: &Path, cut_at: Option<u64>) -> String {
    let destination = match Destination::open(folder) {
        Ok(destination) => destination,
        Err(error) => return format!("not opened: {error:?}"),
    };
    let file = match destination.identify(NAME, &expected(&noise(BYTES)), &mut |_| {}, &GO_ON) {
        Ok(Seen::Identified(file)) => file,
        Ok(Seen::Absent) => return "absent".to_owned(),
        Ok(Seen::Differs { found, .. }) => return format!("differs: {found:?}"),
        Err(error) => return format!("not identified: {error:?}"),
    };
    println!("before: {:?}", file.state());
    let mut cutting = |pass, done| {
        if pass == Pass::Overwrite && cut_at.is_some_and(|at| done >= at) {
            cut_power();
        }
    };
    match file.erase(&mut cutting, &GO_ON) {
        Ok(erased) => said(&erased),
        Err(error) => format!("not erased: {error:?}"),
    }
}

fn said(erased: &Erased) -> String {
    let (rewriting, level) = (erased.rewriting(), erased.level());
    format!("erased {} bytes {rewriting:?} at {level}", erased.overwritten_bytes())
}

/// In a machine of its own: off, without writing out anything.
fn cut_power() {
    fs::write("/proc/sysrq-trigger", "o").unwrap();
    loop {
        std::thread::park();
    }
}

/// Runs the child with `fault` on calls that concern the folder or the file in it. What it said, and whether it was
/// killed.
fn suffer(folder: &Path, fault: &str) -> Option<(String, bool)> {
    let output = Command::new(require_peer("strace")?)
        .args(["-f", "-qq", "-o", "/dev/null", "-e", &format!("inject={fault}")])
        .arg("-P")
        .arg(folder)
        .arg("-P")
        .arg(folder.join(NAME))
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", "media::erase::interrupted::as_a_child_erases_one_file", "--nocapture"])
        .env(FOLDER, folder)
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    let told = text.lines().find_map(|line| line.split_once("outcome: ")).map_or("", |(_, told)| told);
    Some((told.to_owned(), output.status.signal().is_some()))
}

/// Has every (or every k-th) call fail in turn as `fault` says, and what is left completed. Returns how many points were tried.
fn at_every_call(fault: &str, every: usize) -> Option<usize> {
    let stick = Mounted::ext4(8)?;
    let content = noise(BYTES);
    let mut tried = 0;
    for call in CALLS {
        for n in (1..).step_by(every) {
            fs::write(stick.point().join(NAME), &content).unwrap();
            rustix::fs::sync();
            let at = format!("{call}:{fault}:when={n}");
            let (told, killed) = suffer(stick.point(), &at)?;
            let gone = match see(stick.point(), &expected(&content)) {
                Seen::Absent => true,
                Seen::Identified(file) => {
                    assert!(!told.starts_with("erased"), "{at}: {told}");
                    file.erase(&mut |_, _| {}, &GO_ON).unwrap();
                    false
                }
                other @ Seen::Differs { .. } => panic!("{at}: {other:?}"),
            };
            rustix::fs::sync();
            assert_eq!(sectors_of(&fs::read(stick.image()).unwrap(), &content), 0, "{at}: {told}");
            if told.starts_with("erased") {
                assert!(gone && !killed, "{at}");
                break;
            }
            tried += 1;
        }
    }
    Some(tried)
}

#[test]
fn killed_at_any_call_it_is_whole_begun_or_gone_and_can_be_run_again() {
    let every = every(3);
    let Some(tried) = at_every_call("signal=SIGKILL", every) else { return };
    counted(&format!("points: killed {tried}"));
    assert!(tried * every >= 25, "{tried}");
}

#[test]
fn failing_at_any_call_it_is_whole_begun_or_gone_and_can_be_run_again() {
    let every = every(3);
    let Some(tried) = at_every_call("error=EIO", every) else { return };
    counted(&format!("points: EIO {tried}"));
    assert!(tried * every >= 25, "{tried}");
}

#[test]
fn a_failing_call_is_told_for_what_it_is() {
    for (fault, outcome) in [
        ("write:error=EIO:when=2", "not erased: Media(Failed { step: Write"),
        ("write:error=EROFS:when=1", "not erased: Media(ReadOnly"),
        ("write:error=ENODEV:when=3", "not erased: Media(Gone"),
        ("write:error=ENOSPC:when=1", "not erased: Media(NoRoom"),
        ("fsync:error=EIO:when=2", "not erased: Media(Failed { step: Sync"),
        ("syncfs:error=EIO:when=1", "not erased: Media(Failed { step: Sync"),
        ("unlinkat:error=EPERM:when=1", "not erased: Media(Denied"),
        ("unlinkat:retval=0:when=1", "not erased: StillThere"),
        ("write:error=EINTR:when=2", "erased 1003520 bytes Unknown at V1"),
    ] {
        let Some(memory) = Mounted::tmpfs("size=4m") else { return };
        fs::write(memory.point().join(NAME), noise(BYTES)).unwrap();
        let Some((told, killed)) = suffer(memory.point(), fault) else { return };
        assert!(told.starts_with(outcome) && !killed, "{fault}: {told}");
    }
}

#[test]
fn without_room_for_the_rest_of_the_cluster_the_content_is_erased_all_the_same() {
    let Some(memory) = Mounted::tmpfs("size=4m") else { return };
    fs::write(memory.point().join(NAME), noise(BYTES)).unwrap();
    // Four blocks of content; the fifth write is the rest of the last page.
    let Some((told, _)) = suffer(memory.point(), "write:error=ENOSPC:when=5") else { return };
    assert_eq!(told, format!("erased {BYTES} bytes Unknown at V1"));
}
