//! A command stopped in the middle of what it does, so that the world can change under it.

use std::fs;
use std::io::Read;
use std::os::unix::process::ExitStatusExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::bench::{Bench, Ran, program};
use crate::support::require_peer;

/// How long anything that must happen may take before the test gives up.
const PATIENCE: Duration = Duration::from_secs(60);

/// A command that stands still after a system call.
pub struct Paused {
    strace: Child,
    process: String,
    ended: bool,
}

impl Paused {
    /// Runs a command with somebody's key until its first `call` on one of `paths` is done. `None`, said loudly,
    /// without strace.
    pub fn at(bench: &Bench, person: &str, args: &[&str], call: &str, paths: &[PathBuf]) -> Option<Self> {
        let line = [&[program(), "--key", person], args].concat();
        let paused = Self::begin(bench, &line, call, 1, paths)?;
        Some(paused.unwrap_or_else(|ran| panic!("{args:?} ended without {call} on {paths:?}: {ran:?}")))
    }

    /// The same until its n-th; `None` where no thread of it comes to that many.
    pub fn at_nth(
        bench: &Bench,
        person: &str,
        args: &[&str],
        (call, nth): (&str, usize),
        paths: &[PathBuf],
    ) -> Option<Self> {
        Self::begin(bench, &[&[program(), "--key", person], args].concat(), call, nth, paths)?.ok()
    }

    /// The same for a whole command line, which may lead to the program through others.
    pub fn wrapped(bench: &Bench, line: &[&str], call: &str, paths: &[PathBuf]) -> Option<Self> {
        let paused = Self::begin(bench, line, call, 1, paths)?;
        Some(paused.unwrap_or_else(|ran| panic!("{line:?} ended without {call} on {paths:?}: {ran:?}")))
    }

    /// A whole command line until its n-th; `None` where no thread of it comes to that many.
    pub fn wrapped_at_nth(
        bench: &Bench,
        line: &[&str],
        (call, nth): (&str, usize),
        paths: &[PathBuf],
    ) -> Option<Self> {
        Self::begin(bench, line, call, nth, paths)?.ok()
    }

    /// `None` without strace; how the command ended where it ended without standing still.
    fn begin(
        bench: &Bench,
        line: &[&str],
        call: &str,
        nth: usize,
        paths: &[PathBuf],
    ) -> Option<Result<Self, Ran>> {
        let (mut command, log) =
            traced(bench, "paused", &format!("{call}:signal=SIGSTOP:when={nth}"), paths)?;
        let strace = command.args(line).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut paused = Self { strace, process: String::new(), ended: false };
        let begun = Instant::now();
        while paused.process.is_empty() {
            if paused.strace.try_wait().unwrap().is_some() {
                return Some(Err(paused.goes_on()));
            }
            assert!(begun.elapsed() < PATIENCE, "{line:?} never came to {call} on {paths:?}");
            std::thread::sleep(Duration::from_millis(2));
            paused.process = stopped(paused.strace.id(), &log).unwrap_or_default();
        }
        Some(Ok(paused))
    }

    /// Its number.
    pub fn process(&self) -> &str {
        &self.process
    }

    /// Sends a signal to the command.
    pub fn signal(&self, name: &str) {
        let sent = Command::new("kill").args(["-s", name, &self.process]).output().unwrap();
        assert!(sent.status.success() || name == "CONT", "{sent:?}");
    }

    /// Takes a limit off it (`prlimit`).
    pub fn unlimited(&self, resource: &str) {
        let limit = format!("--{resource}=unlimited:");
        let lifted = Command::new("prlimit").args(["--pid", &self.process, &limit]).output().unwrap();
        assert!(lifted.status.success(), "{lifted:?}");
    }

    /// Lets the command go on to its end. The signal is repeated: one that comes while the last thread is only about to
    /// stop is lost.
    pub fn goes_on(mut self) -> Ran {
        let [stdout, stderr] =
            [read_all(self.strace.stdout.take().unwrap()), read_all(self.strace.stderr.take().unwrap())];
        let begun = Instant::now();
        let status = loop {
            if let Some(status) = self.strace.try_wait().unwrap() {
                break status;
            }
            self.signal("CONT");
            assert!(begun.elapsed() < PATIENCE, "it does not go on");
            std::thread::sleep(Duration::from_millis(20));
        };
        self.ended = true;
        let [stdout, stderr] = [stdout, stderr].map(|text| text.join().unwrap());
        Ran { code: status.code(), signal: status.signal(), stdout, stderr }
    }
}

/// A command of which one thread is kept at a system call while the others go on: what it had begun to do is not done
/// before somebody ends it.
pub struct Held {
    strace: Child,
    process: String,
    log: PathBuf,
}

impl Held {
    /// Runs a command with somebody's key, keeps the thread that does the n-th `call` on one of `paths` there, and
    /// returns once `reached` says that it was done. `None`, said loudly, without strace.
    pub fn at_nth(
        bench: &Bench,
        person: &str,
        args: &[&str],
        (call, nth): (&str, usize),
        paths: &[PathBuf],
        reached: &dyn Fn() -> bool,
    ) -> Option<Self> {
        // An hour, in millionths of a second: longer than anybody waits.
        let keep = format!("{call}:delay_exit=3600000000:when={nth}");
        let (mut command, log) = traced(bench, "held", &keep, paths)?;
        command.args([program(), "--key", person]).args(args);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        let mut held = Self { strace: command.spawn().unwrap(), process: String::new(), log };
        let begun = Instant::now();
        while !reached() {
            assert!(held.strace.try_wait().unwrap().is_none(), "{args:?} ended without {call}");
            assert!(begun.elapsed() < PATIENCE, "{args:?} never came to {call}");
            std::thread::sleep(Duration::from_millis(2));
        }
        let strace = held.strace.id();
        let children = fs::read_to_string(format!("/proc/{strace}/task/{strace}/children")).unwrap();
        children.split_whitespace().next().unwrap().clone_into(&mut held.process);
        Some(held)
    }

    /// Sends the command these signals, one after the other, and waits for its end: how strace says that it ended.
    pub fn ends_by(mut self, signals: &[&str]) -> String {
        for name in signals {
            let sent = Command::new("kill").args(["-s", name, &self.process]).output().unwrap();
            assert!(sent.status.success(), "{sent:?}");
        }
        let begun = Instant::now();
        let until = |what: &str, found: &dyn Fn() -> Option<String>| loop {
            assert!(begun.elapsed() < PATIENCE, "{signals:?}: {what}");
            match found() {
                Some(found) => break found,
                None => std::thread::sleep(Duration::from_millis(2)),
            }
        };
        let ended = until("it does not end", &|| {
            let log = fs::read_to_string(&self.log).ok()?;
            // A thread that had nothing more to do ends with 0.
            let ends = log.split("+++ ").skip(1).filter_map(|rest| Some(rest.split_once(" +++")?.0));
            ends.filter(|end| *end != "exited with 0").last().map(str::to_owned)
        });
        // The thread that is kept belongs to strace, and ends with it.
        self.strace.kill().unwrap();
        self.strace.wait().unwrap();
        let status = format!("/proc/{}/status", self.process);
        until("it is still there", &|| match fs::read_to_string(&status) {
            Ok(status) if !status.contains("State:\tZ") => None,
            _ => Some(String::new()),
        });
        ended
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        if self.strace.try_wait().is_ok_and(|ended| ended.is_none()) {
            for process in [&self.process, &self.strace.id().to_string()] {
                let _killed = Command::new("kill").args(["-s", "KILL", process]).output();
            }
        }
    }
}

/// strace that does this to calls on `paths`, and where it writes down what happened. `None`, said loudly, without strace.
fn traced(bench: &Bench, name: &str, inject: &str, paths: &[PathBuf]) -> Option<(Command, PathBuf)> {
    let mut command = bench.command(&require_peer("strace")?);
    // Beside the office: it shows what was read.
    let log = bench.root().with_file_name(name);
    let _earlier = fs::remove_file(&log);
    command.args(["-f", "-q", "-e", &format!("inject={inject}"), "-o"]).arg(&log);
    for path in paths {
        command.arg("-P").arg(path);
    }
    Some((command, log))
}

fn read_all(mut from: impl Read + Send + 'static) -> std::thread::JoinHandle<String> {
    std::thread::spawn(move || {
        let mut text = String::new();
        from.read_to_string(&mut text).unwrap();
        text
    })
}

impl Drop for Paused {
    fn drop(&mut self) {
        if !self.ended {
            for process in [&self.process, &self.strace.id().to_string()] {
                let _killed = Command::new("kill").args(["-s", "KILL", process]).output();
            }
        }
    }
}

/// The command that strace runs, once each of its threads stands still.
fn stopped(strace: u32, log: &Path) -> Option<String> {
    let children = fs::read_to_string(format!("/proc/{strace}/task/{strace}/children")).ok()?;
    let process = children.split_whitespace().next()?.to_owned();
    let threads = fs::read_dir(Path::new("/proc").join(&process).join("task")).ok()?.count();
    let log = fs::read_to_string(log).ok()?;
    // strace tries itself out on short-lived children before it begins: one that ends now has no thread left.
    let stand_still = log.matches("--- stopped by SIGSTOP ---").count();
    (threads > 0 && stand_still >= threads).then_some(process)
}
