//! The commands that a carry-out goes through, each with an office in which it can be given, and with what must be true
//! of that office afterwards, whatever happened: an honest state, and a way on by the same command or by `recover`.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::bench::{Bench, KEYED, Ran, SEVEN};
use super::examine::{self, ID, gets_out, honest, names, nowhere};
use super::sweep::{Fault, Sweep};
use crate::coming_back::faults as coming_back;
use crate::support::{counted, require_peer};

/// A command of the job.
pub struct Job {
    /// What it is called here.
    pub name: &'static str,
    /// Whose key.
    pub person: &'static str,
    /// An office in which it can be given; `None`, said loudly, without what that needs.
    pub ready: fn() -> Option<Bench>,
    /// The verb and its arguments.
    pub args: fn(&Bench) -> Vec<String>,
    /// Asserts what must be true after it ran, however it ended, and finishes.
    pub settle: fn(&Bench, &Ran, &str),
}

/// The job, in its order; a package is erased, or its key, or it comes back.
pub const JOBS: [Job; 7] = [
    Job { name: "approve", person: "sato", ready: asked, args: approve, settle: approved_once },
    Job { name: "export", person: "tanaka", ready: approved, args: export, settle: left_once },
    Job { name: "recover", person: "tanaka", ready: crashed, args: recover, settle: closed },
    Job { name: "passphrase", person: "suzuki", ready: sealed, args: passphrase, settle: told_on_record },
    Job { name: "return", person: "tanaka", ready: carried, args: give_back, settle: coming_back::gets_back },
    Job { name: "dispose key", person: "suzuki", ready: sealed, args: key, settle: coming_back::key_is_gone },
    Job {
        name: "dispose file",
        person: "tanaka",
        ready: carried,
        args: file,
        settle: coming_back::file_is_gone,
    },
];

impl Job {
    /// Tries `fault` at every k-th point (only those that concern these paths, if there are any), settles each time, and
    /// prints how many there were.
    pub fn under(&self, fault: Fault, every: usize, only: fn(&Bench) -> Vec<PathBuf>) {
        let Some(bench) = (self.ready)() else { return };
        let args = (self.args)(&bench);
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        let sweep = Sweep { bench: &bench, person: self.person, args: &args, only: only(&bench), every };
        let mut seen = BTreeMap::<String, usize>::new();
        let tried = sweep.each(fault, &mut |ran, what| {
            ended(ran, what);
            (self.settle)(&bench, ran, what);
            *seen.entry(format!("{:?}", ran.code.or(ran.signal))).or_default() += 1;
        });
        counted(&format!("{} under {fault:?} at {} points: {seen:?}", self.name, tried.unwrap_or(0)));
    }
}

/// The command of that name.
pub fn job(name: &str) -> &'static Job {
    JOBS.iter().find(|job| job.name == name).unwrap()
}

/// Asserts that it ended as commands end that were hindered from outside: done, refused, or for the system's reasons. Not
/// by a fault of the program, and never with the word that evidence is wrong. 127 says that it could not be started.
#[track_caller]
pub fn ended(ran: &Ran, what: &str) {
    assert!(ran.signal.is_some() || matches!(ran.code, Some(0 | 3 | 5 | 127)), "{what}: {ran:?}");
}

fn asked() -> Option<Bench> {
    let bench = Bench::founded()?;
    bench.request(KEYED, &["--via", "hand"]);
    Some(bench)
}

fn approved() -> Option<Bench> {
    Bench::approved(SEVEN)
}

fn sealed() -> Option<Bench> {
    coming_back::exported(SEVEN)
}

fn carried() -> Option<Bench> {
    coming_back::exported(KEYED)
}

/// The export was killed when the package was whole and not yet read back.
pub fn crashed() -> Option<Bench> {
    let (bench, _) = (Bench::approved(SEVEN)?, require_peer("strace")?);
    let only = vec![bench.path("out")];
    let export =
        Sweep { bench: &bench, person: "tanaka", args: &["export", ID, "--into", "out"], only, every: 1 };
    export.suffer(Fault::Kill, "syncfs", 2);
    assert_eq!(honest(&bench, "killed"), "sealing");
    assert_eq!(names(&bench.path("out")).len(), 2, "a package, whole or not, is there");
    Some(bench)
}

fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(ToString::to_string).collect()
}

fn approve(bench: &Bench) -> Vec<String> {
    words(&["approve", ID, "--confirm", &bench.show(ID)["manifest_sha256"].as_str().unwrap()[..8]])
}

fn export(bench: &Bench) -> Vec<String> {
    words(&["export", ID, "--into", &bench.into()])
}

fn recover(_: &Bench) -> Vec<String> {
    words(&["recover"])
}

fn passphrase(_: &Bench) -> Vec<String> {
    words(&["passphrase", ID, "--via", "phone"])
}

fn give_back(_: &Bench) -> Vec<String> {
    words(&["return", ID])
}

fn key(_: &Bench) -> Vec<String> {
    words(&["dispose", ID, "--method", "key", "--yes"])
}

fn file(_: &Bench) -> Vec<String> {
    words(&["dispose", ID, "--method", "erase-file", "--yes"])
}

/// An approval is given once or not at all.
pub fn approved_once(bench: &Bench, ran: &Ran, what: &str) {
    let status = examine::sound(bench, what)["status"].as_str().unwrap().to_owned();
    assert!(ran.code != Some(0) || status == "approved", "{what}");
    let args = approve(bench);
    let again = bench.run_as("sato", &args.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(again.code, Some(if status == "approved" { 3 } else { 0 }), "{what}: {again:?}");
    assert_eq!(examine::sound(bench, what)["approvals"].as_array().unwrap().len(), 1, "{what}");
}

fn left_once(bench: &Bench, ran: &Ran, what: &str) {
    let status = honest(bench, what);
    assert!(ran.code != Some(0) || status == "sealed", "{what}: {ran:?}");
    gets_out(bench, &status, what);
}

/// An attempt is closed as failed, or is still open; whatever is said.
pub fn closed(bench: &Bench, ran: &Ran, what: &str) {
    let status = honest(bench, what);
    assert!(status == "failed" || (status == "sealing" && ran.code != Some(0)), "{what}: {status} {ran:?}");
    gets_out(bench, &status, what);
}

/// A passphrase that was shown is on record, and on no disk.
pub fn told_on_record(bench: &Bench, ran: &Ran, what: &str) {
    let released = examine::sound(bench, what)["releases"].as_array().unwrap().len();
    assert!(ran.stdout.is_empty() || released == 1, "{what}: shown, and no release is recorded");
    let again = bench.run_as("suzuki", &["passphrase", ID, "--via", "phone"]);
    assert!(again.code == Some(0) && !again.stdout.is_empty(), "{what}: {again:?}");
    assert!(ran.code != Some(0) || ran.stdout.is_empty() || ran.stdout == again.stdout, "{what}");
    nowhere(bench, &[again.stdout.trim().as_bytes().to_vec()], what);
}
