//! An opening that ends in its middle leaves what it had unpacked to nobody.

use std::fs;

use crate::faults::bench::{Bench, Ran, age_key, program};
use crate::faults::paused::{Held, Paused};
use crate::support::require_peer;

const OPEN: [&str; 6] = ["open", "out/C-0001.zip.age", "--into", "in", "--identity", "identity"];

fn names(bench: &Bench) -> Vec<String> {
    let entries = fs::read_dir(bench.path("in")).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// An office with a package that opens with `identity`, and the folder `in`.
fn packed() -> Option<Bench> {
    let bench = Bench::founded()?;
    let (identity, recipient) = age_key();
    fs::write(bench.path("identity"), identity).unwrap();
    let add = ["recipient", "add", "open", "--name", "O", "--organization", "O", "--age-key", &recipient];
    bench.run_as("tanaka", &add).exits(0);
    let id = bench.request("open", &["--via", "hand"]);
    bench.approve(&id);
    bench.export(&id).exits(0);
    fs::create_dir(bench.path("in")).unwrap();
    Some(bench)
}

#[test]
fn what_a_killed_open_left_is_removed_by_the_next_and_what_another_has_at_hand_is_not() {
    let Some(bench) = packed() else { return };
    // The folder, its content, and then what the package holds.
    let Some(paused) = Paused::at_nth(&bench, "tanaka", &OPEN, ("mkdirat", 4), &[]) else { return };
    let left = names(&bench);
    assert!(left.len() == 1 && left[0].starts_with(".sekisho-open-"), "{left:?}");
    bench.run(&OPEN).exits(1);
    assert_eq!(names(&bench), [&left[0], "C-0001"], "another command is at work there");
    fs::remove_dir_all(bench.path("in/C-0001")).unwrap();
    paused.signal("KILL");
    paused.goes_on();
    assert_eq!(names(&bench), left, "killed");
    bench.run(&OPEN).exits(1);
    assert_eq!(names(&bench), ["C-0001"]);
}

/// The thread that unpacks stands still, so that only the second signal can end the command.
#[test]
fn a_second_interruption_leaves_nothing_in_the_clear() {
    let Some(bench) = packed() else { return };
    let folders = || {
        let found = walkdir::WalkDir::new(bench.path("in")).min_depth(1).into_iter().filter_map(Result::ok);
        found.filter(|entry| entry.file_type().is_dir()).count()
    };
    for signals in [["INT", "TERM"], ["TERM", "INT"], ["INT", "QUIT"], ["QUIT", "HUP"], ["TERM", "QUIT"]] {
        let reached = || folders() >= 4;
        let Some(held) = Held::at_nth(&bench, "tanaka", &OPEN, ("mkdirat", 4), &[], &reached) else { return };
        let left = names(&bench);
        assert!(left.len() == 1 && left[0].starts_with(".sekisho-open-"), "{left:?}");
        assert_eq!(held.ends_by(&signals), "exited with 130", "{signals:?}");
        assert_eq!(names(&bench), [""; 0], "{signals:?}");
    }
    bench.run(&OPEN).exits(1);
}

/// Ends a command where it asks for a passphrase, by a key or a signal, and tells how it ended and whether the terminal
/// shows again what is typed.
const AT_THE_PROMPT: &str = r#"
import os, pty, signal, sys, termios
child, terminal = pty.fork()
if child == 0:
    os.execvp(sys.argv[2], sys.argv[2:])
echo = lambda: bool(termios.tcgetattr(terminal)[3] & termios.ECHO)
assert echo()
said = b''
while not said.rstrip().endswith(b':'):
    said += os.read(terminal, 4096)
if sys.argv[1] == 'key':
    os.write(terminal, b'\x03')
else:
    while echo():
        os.sched_yield()
    os.kill(child, getattr(signal, sys.argv[1]))
status = os.waitpid(child, 0)[1]
print(os.waitstatus_to_exitcode(status), echo())
"#;

#[test]
fn whoever_ends_the_program_at_a_hidden_prompt_sees_again_what_they_type() {
    let (Some(python), Some(bench)) = (require_peer("python3"), Bench::empty()) else { return };
    fs::write(bench.path("package"), "age-encryption.org/v1\n").unwrap();
    for by in ["key", "SIGINT", "SIGQUIT", "SIGTERM", "SIGHUP"] {
        let mut command = bench.command(&python);
        command.args(["-c", AT_THE_PROMPT, by, program(), "open", "package"]);
        let ran: Ran = command.output().unwrap().into();
        assert_eq!(ran.stdout, "130 True\n", "{by}: {ran:?}");
    }
}
