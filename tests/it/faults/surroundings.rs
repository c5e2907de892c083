//! Environments that nobody would choose: no descriptors, no variables, no home, no room for an answer.

use std::path::Path;

use super::bench::{Bench, KEYED, Ran, program};
use super::examine::{ID, gets_out, honest};

/// Runs the export under a shell that prepares the ground.
fn under(bench: &Bench, shell: &str) -> Ran {
    let mut command = bench.command(Path::new("/bin/sh"));
    let script = format!("{shell} \"$0\" --key tanaka export {ID} --into out");
    command.args(["-c", &script, program()]).output().unwrap().into()
}

#[test]
fn closed_descriptors_are_not_taken_for_the_ledgers() {
    for closed in ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"] {
        let Some(bench) = Bench::approved(KEYED) else { return };
        let mut command = bench.command(Path::new("/bin/sh"));
        let script = format!("exec \"$0\" --key tanaka export {ID} --into out {closed}");
        let ran: Ran = command.args(["-c", &script, program()]).output().unwrap().into();
        assert!(matches!(ran.code, Some(0 | 5)), "{closed}: {ran:?}");
        assert_eq!(honest(&bench, closed), "sealed");
    }
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
fn limits_of_the_shell_leave_an_honest_state() {
    for limit in ["ulimit -f 1;", "ulimit -f 100;", "ulimit -n 12;", "ulimit -n 6;", "ulimit -v 200000;"] {
        let Some(bench) = Bench::approved(KEYED) else { return };
        let ran = under(&bench, limit);
        assert!(matches!(ran.code, None | Some(0 | 5 | 127 | 153 | 134)), "{limit}: {ran:?}");
        let status = honest(&bench, limit);
        gets_out(&bench, &status, limit);
        println!("{limit} {:?} {:?} {status}", ran.code, ran.signal);
    }
}

#[test]
fn a_directory_that_was_removed_under_the_command_is_said() {
    let Some(bench) = Bench::approved(KEYED) else { return };
    let ran = under(&bench, "mkdir gone; cd gone; rmdir ../gone;");
    assert!(matches!(ran.code, Some(5)), "{ran:?}");
    assert_eq!(honest(&bench, "no current directory"), "approved");
}
