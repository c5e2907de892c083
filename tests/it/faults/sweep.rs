//! One fault at a time, at every system call of a kind that a command makes: strace makes the fault.
//!
//! strace counts calls per thread, so that the n-th fault hits whichever thread comes to its n-th call first. The
//! sweep over one kind ends when n is past every thread's last call.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::bench::{Bench, Ran, program};
use crate::support::{require_peer, rounds};

/// Calls that write, sync, create, rename, remove or lock. `openat` opens what is there as well.
pub const CALLS: [&str; 21] = [
    "openat",
    "write",
    "writev",
    "pwrite64",
    "fsync",
    "fdatasync",
    "syncfs",
    "ftruncate",
    "fallocate",
    "unlink",
    "unlinkat",
    "rename",
    "renameat",
    "renameat2",
    "mkdir",
    "mkdirat",
    "link",
    "linkat",
    "symlink",
    "symlinkat",
    "flock",
];

/// What is done at the n-th call.
#[derive(Debug, Clone, Copy)]
pub enum Fault {
    /// The process is killed as it comes to the call.
    Kill,
    /// The call fails with this error.
    Once(&'static str),
    /// The call, and all later ones of its kind, fail with this error.
    FromThenOn(&'static str),
}

/// A command under faults.
pub struct Sweep<'a> {
    /// Where it runs.
    pub bench: &'a Bench,
    /// Whose key.
    pub person: &'a str,
    /// The verb and its arguments.
    pub args: &'a [&'a str],
    /// Only calls that concern these paths; all calls when empty.
    pub only: Vec<PathBuf>,
    /// Every which point is tried: 1 for all.
    pub every: usize,
}

impl Sweep<'_> {
    /// How often the command makes each call, in the thread that makes it most often, when nothing goes wrong.
    /// `None`, said loudly, without strace.
    pub fn points(&self) -> Option<Vec<(&'static str, usize)>> {
        let log = self.bench.path("trace");
        let mut command = self.bench.command(&require_peer("strace")?);
        command.args(["-f", "-qq", "-e", &format!("trace={}", CALLS.join(",")), "-o"]).arg(&log);
        self.finish(&mut command);
        let ran = Ran::from(command.output().unwrap());
        assert_eq!(ran.code, Some(0), "{ran:?}");
        let mut counts: BTreeMap<(&str, String), usize> = BTreeMap::new();
        for line in fs::read_to_string(&log).unwrap().lines() {
            let (thread, call) = line.split_once(' ').unwrap();
            let call = call.trim_start();
            if let Some(kind) = CALLS.iter().find(|kind| call.starts_with(&format!("{kind}("))) {
                *counts.entry((kind, thread.to_owned())).or_default() += 1;
            }
        }
        let most = |kind: &str| counts.iter().filter(|((call, _), _)| *call == kind).map(|(_, n)| *n).max();
        Some(CALLS.iter().filter_map(|kind| most(kind).map(|n| (*kind, n))).collect())
    }

    /// Runs the command with `fault` at the n-th call.
    pub fn suffer(&self, fault: Fault, call: &str, n: usize) -> Ran {
        let what = match fault {
            Fault::Kill => format!("signal=SIGKILL:when={n}"),
            Fault::Once(error) => format!("error={error}:when={n}"),
            Fault::FromThenOn(error) => format!("error={error}:when={n}+"),
        };
        let mut command = self.bench.command(Path::new("strace"));
        command.args(["-f", "-qq", "-o", "/dev/null", "-e", &format!("inject={call}:{what}")]);
        self.finish(&mut command);
        command.output().unwrap().into()
    }

    /// Tries `fault` at every point (or every k-th), each time from the same beginning, and has the outcome
    /// `examined`. Returns how many points were tried.
    pub fn each(&self, fault: Fault, examined: &mut dyn FnMut(&Ran, &str)) -> Option<usize> {
        self.each_after(fault, &|| {}, examined)
    }

    /// The same, with what is not in the office put back before each point.
    pub fn each_after(
        &self,
        fault: Fault,
        put_back: &dyn Fn(),
        examined: &mut dyn FnMut(&Ran, &str),
    ) -> Option<usize> {
        self.bench.keep();
        let points: Vec<_> =
            self.points()?.into_iter().flat_map(|(call, n)| (1..=n).map(move |n| (call, n))).collect();
        let mut tried = 0;
        for (call, n) in points.into_iter().skip(self.every / 2).step_by(self.every) {
            self.bench.restore();
            put_back();
            let ran = self.suffer(fault, call, n);
            examined(&ran, &format!("{:?} {fault:?} at {call} {n}", self.args));
            tried += 1;
        }
        self.bench.restore();
        put_back();
        Some(tried)
    }

    fn finish(&self, command: &mut std::process::Command) {
        for path in &self.only {
            command.arg("-P").arg(path);
        }
        command.arg(program()).args(["--key", self.person]).args(self.args);
    }
}

/// Every k-th point in an ordinary run; every point with `SEKISHO_LONG=1`.
pub fn every(k: usize) -> usize {
    rounds(k, 1)
}

/// Whoever writes a sweep has it run whole by hand, too.
#[test]
fn every_module_that_sweeps_is_named_in_the_long_run() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let script = fs::read_to_string(root.join("tests/long/every-call")).unwrap();
    let named: Vec<&str> = script.split_whitespace().filter(|word| word.contains("::")).collect();
    let mut sweeps = 0;
    for file in crate::office::files_below(&root.join("tests/it")) {
        let text = fs::read_to_string(&file).unwrap();
        if text.contains("every(") && text.contains("#[test]") && !file.ends_with("faults/sweep.rs") {
            let inside = file.strip_prefix(root.join("tests/it")).unwrap().with_extension("");
            let module = inside.to_str().unwrap().replace('/', "::");
            assert!(named.iter().any(|name| module.starts_with(name)), "{module} is not in the long run");
            sweeps += 1;
        }
    }
    assert!(sweeps > 4, "{sweeps}");
}
