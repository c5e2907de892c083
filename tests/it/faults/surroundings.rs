//! Environments that nobody would choose: no descriptors, no variables, no home, no entropy, no memory, no terminal, no room
//! for an answer. Every command of the job is given in each of them.

use std::path::Path;

use super::bench::{Bench, KEYED, Ran, program};
use super::examine::{ID, honest};
use super::job::{JOBS, Job};
use crate::media::mounted::able_to_mount;
use crate::support::{counted, require_peer, rounds};

/// How a command may end.
type Ending = fn(&Ran) -> bool;

/// Gives every command of the job on each of these grounds: lines of a shell with the command as `"$@"`. Each has to end as
/// it may, to leave an honest state, and to be finished from there on ordinary ground. An ordinary run takes every fourth of
/// many grounds, others for the next command.
fn every_command(grounds: &[&str], ending: Ending) {
    let step = if grounds.len() > 4 { rounds(4, 1) } else { 1 };
    let mut tried = 0;
    for (nth, Job { name, person, ready, args, settle }) in JOBS.iter().enumerate() {
        let Some(bench) = ready() else { return };
        let args = args(&bench);
        lay(&bench);
        bench.keep();
        for ground in grounds.iter().skip(nth % step).step_by(step) {
            bench.restore();
            let mut command = bench.command(Path::new("/bin/sh"));
            command.args(["-c", ground, "sh", program(), "--key", person]).args(&args);
            let ran: Ran = command.output().unwrap().into();
            let what = format!("{name} under {ground}");
            assert!(ending(&ran), "{what}: {ran:?}");
            settle(&bench, &ran, &what);
            println!("{what}: {:?}", ran.code.or(ran.signal));
            tried += 1;
        }
    }
    counted(&format!("{tried} commands on {} grounds such as {}", grounds.len(), grounds[0]));
}

/// What the grounds need: an empty file, and a home whose own folders are the desk's.
fn lay(bench: &Bench) {
    std::fs::write(bench.path("nothing"), "").unwrap();
    std::fs::create_dir_all(bench.path("own/.local")).unwrap();
    for (link, to) in [("own/.cache", "c"), ("own/.local/share", "d"), ("own/.local/state", "s")] {
        std::os::unix::fs::symlink(bench.path(to), bench.path(link)).unwrap();
    }
    let root = bench.path("own");
    std::fs::write(bench.path("passwd"), format!("root:x:0:0:root:{}:/bin/sh\n", root.display())).unwrap();
}

#[test]
fn without_entropy_nothing_is_said_and_nothing_leaves() {
    if able_to_mount().and(require_peer("strace")).is_none() {
        return;
    }
    // As before a kernel that has the call, and where /dev was not made.
    let ground = "exec unshare -m sh -c '
        mount --bind nothing /dev/urandom && mount --bind nothing /dev/random &&
        exec strace -f -qq -o /dev/null -e inject=getrandom:error=ENOSYS \"$@\"' sh \"$@\"";
    every_command(&[ground], |ran| ran.code == Some(5) && ran.stdout.is_empty());
}

#[test]
fn too_little_memory_leaves_an_honest_state() {
    let megabytes = [4, 18, 22, 26, 30, 36, 44, 60, 90, 140, 200];
    let grounds = megabytes.map(|size| format!("ulimit -v {}; exec \"$@\"", size * 1024));
    // Whatever cannot be allocated ends it at once, by SIGABRT; 127 is the loader's, and SIGSEGV.
    let ending: Ending = |ran| matches!((ran.code, ran.signal), (Some(0 | 5 | 127), _) | (_, Some(6 | 11)));
    every_command(&grounds.each_ref().map(String::as_str), ending);
}

/// `ulimit -f`, in blocks of 512 bytes.
#[test]
fn files_that_may_not_grow_fail_a_write_as_a_full_disk_does() {
    let blocks = [0, 1, 9, 65, 200, 290, 310, 400, 1000];
    let grounds = blocks.map(|size| format!("ulimit -f {size}; exec \"$@\""));
    every_command(&grounds.each_ref().map(String::as_str), |ran| matches!(ran.code, Some(0 | 5)));
}

#[test]
fn closed_descriptors_are_not_taken_for_the_ledgers() {
    let closed = ["<&-", ">&-", "2>&-", "<&- >&-", "<&- 2>&-", ">&- 2>&-", "<&- >&- 2>&-"];
    let grounds = closed.map(|closed| format!("exec \"$@\" {closed}"));
    every_command(&grounds.each_ref().map(String::as_str), |ran| matches!(ran.code, Some(0 | 5)));
}

#[test]
fn an_empty_environment_hinders_nobody_who_names_the_home() {
    if able_to_mount().is_none() {
        return;
    }
    let ground = "exec unshare -m sh -c '
        mount --bind passwd /etc/passwd && program=$1 && shift &&
        exec env -i \"$program\" --home \"$PWD/home\" \"$@\"' sh \"$@\"";
    every_command(&[ground], |ran| ran.code == Some(0));
}

#[test]
fn nobody_at_a_terminal_hinders_nothing_that_was_said_in_full() {
    every_command(&["exec setsid -w \"$@\" </dev/null", "exec setsid -w \"$@\" <&-"], |ran| {
        ran.code == Some(0)
    });
}

/// The system writes up to the limit and no further: whatever a file's last write is, it is cut short once.
#[test]
fn writes_that_are_cut_short_leave_an_honest_state() {
    if require_peer("prlimit").is_none() {
        return;
    }
    let bytes = [0, 1, 511, 700, 5000, 33_000, 65_537, 100_001, 151_000, 300_000];
    let limits = bytes.map(|bytes| format!("exec prlimit --fsize={bytes} \"$@\""));
    // SIGXFSZ ends it, or is ignored, and then the write after the short one fails.
    let grounds = limits.iter().flat_map(|limit| [limit.clone(), format!("trap '' XFSZ; {limit}")]);
    let grounds: Vec<String> = grounds.collect();
    let ending: Ending = |ran| matches!((ran.code, ran.signal), (Some(0 | 5), _) | (_, Some(25)));
    every_command(&grounds.iter().map(String::as_str).collect::<Vec<_>>(), ending);
}

#[test]
fn an_answer_that_cannot_be_given_does_not_undo_what_was_done() {
    let Some(bench) = Bench::approved(KEYED) else { return };
    let mut command = bench.command(Path::new("/bin/sh"));
    let script = format!("exec \"$0\" --key tanaka export {ID} --into out >/dev/full 2>/dev/full");
    let ran: Ran = command.args(["-c", &script, program()]).output().unwrap().into();
    assert_eq!(ran.code, Some(5), "{ran:?}");
    assert_eq!(honest(&bench, "no room for the answer"), "sealed");
}

#[test]
fn a_reader_who_went_away_is_no_error() {
    let Some(bench) = Bench::approved(KEYED) else { return };
    let mut command = bench.command(Path::new("/bin/sh"));
    let script = "{ \"$0\" show C-0001 --json; echo \"exit $?\" >&2; } | true";
    let ran: Ran = command.args(["-c", script, program()]).output().unwrap().into();
    let exit = ran.stderr.trim().strip_prefix("exit ").unwrap();
    // It may have been faster than the reader, or have been ended by the broken pipe, as `cat` is.
    assert!(["0", "141"].contains(&exit), "{ran:?}");
}

#[test]
fn an_empty_environment_is_enough_for_what_needs_none() {
    let Some(bench) = Bench::approved(KEYED) else { return };
    let bare = |args: &[&str]| -> Ran {
        let mut command = bench.sekisho(args);
        command.env_clear().output().unwrap().into()
    };
    bare(&["--help"]).exits(0);
    let nowhere = bench.path("nowhere");
    bare(&["--home", nowhere.to_str().unwrap(), "status"]).exits(5);
    assert!(!nowhere.exists(), "asking does not found anything");
}

#[test]
fn a_home_that_is_not_named_is_no_reason_to_fail() {
    let Some(bench) = Bench::approved(KEYED) else { return };
    let ran: Ran = bench.sekisho(&["show", ID, "--json"]).env_remove("HOME").output().unwrap().into();
    assert_eq!(ran.exits(0).json()["status"], "approved");
}

#[test]
fn few_descriptors_leave_an_honest_state() {
    let grounds = [3, 4, 6, 8, 10, 12, 14, 16, 20].map(|most| format!("ulimit -n {most}; exec \"$@\""));
    let ending: Ending = |ran| matches!(ran.code, Some(0 | 5 | 127));
    every_command(&grounds.each_ref().map(String::as_str), ending);
}

#[test]
fn a_directory_that_was_removed_under_the_command_is_said() {
    let Some(bench) = Bench::approved(KEYED) else { return };
    let mut command = bench.command(Path::new("/bin/sh"));
    let script = format!("mkdir gone; cd gone; rmdir ../gone; \"$0\" --key tanaka export {ID} --into out");
    let ran: Ran = command.args(["-c", &script, program()]).output().unwrap().into();
    assert!(matches!(ran.code, Some(5)), "{ran:?}");
    assert_eq!(honest(&bench, "no current directory"), "approved");
}
