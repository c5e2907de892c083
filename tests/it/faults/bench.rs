//! A small office in one directory that can be put back as it was: home, cache and state, keys, sources and a
//! destination. Its keys are not encrypted and its recipients open without scrypt, so that a command takes
//! milliseconds and a sweep over hundreds of faults takes seconds.

use std::fs;
use std::os::unix::process::ExitStatusExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

use crate::support::require_peer;

/// Everybody in the office.
pub const PEOPLE: [&str; 4] = ["admin", "tanaka", "sato", "suzuki"];

/// A recipient who opens with an age key.
pub const KEYED: &str = "keyed";

/// A recipient who has only 7-Zip: their passphrase is kept in custody.
pub const SEVEN: &str = "seven";

const DUE: &str = "2099-12-31";

/// The office.
pub struct Bench {
    dir: tempfile::TempDir,
}

/// How a command ended, and what it said.
#[derive(Debug)]
pub struct Ran {
    /// The exit code; `None` when a signal ended it.
    pub code: Option<i32>,
    /// The signal that ended it.
    pub signal: Option<i32>,
    /// Standard output.
    pub stdout: String,
    /// Standard error.
    pub stderr: String,
}

impl Ran {
    /// The answer as JSON.
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// Asserts how it ended.
    #[track_caller]
    pub fn exits(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{self:?}");
        self
    }
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code(),
            signal: output.status.signal(),
            stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}

impl Bench {
    /// An office with its people and recipients registered. `None`, said loudly, without `ssh-keygen`.
    pub fn founded() -> Option<Self> {
        let bench = Self::empty()?;
        bench
            .run_as(
                "admin",
                &["init", "--origin", "example.test/desk", "--person", "admin", "--name", "A", "--yes"],
            )
            .exits(0);
        for (person, role) in [("tanaka", "requester"), ("sato", "approver"), ("suzuki", "custodian")] {
            let key = format!("{person}.pub");
            let add = ["person", "add", person, "--name", person, "--role", role, "--public-key", &key];
            bench.run_as("admin", &add).exits(0);
        }
        let (_, recipient) = age_key();
        let add = ["recipient", "add", KEYED, "--name", "Y", "--organization", "O", "--age-key", &recipient];
        bench.run_as("tanaka", &add).exits(0);
        let add = [
            "recipient",
            "add",
            SEVEN,
            "--name",
            "Z",
            "--organization",
            "O",
            "--phone",
            "1",
            "--opens",
            "7zip",
        ];
        bench.run_as("tanaka", &add).exits(0);
        Some(bench)
    }

    /// An office with one approved carry-out, `C-0001`, to this recipient, by hand.
    pub fn approved(recipient: &str) -> Option<Self> {
        let bench = Self::founded()?;
        let id = bench.request(recipient, &["--via", "hand"]);
        bench.approve(&id);
        Some(bench)
    }

    /// Keys and sources, and no ledger.
    pub fn empty() -> Option<Self> {
        let keygen = require_peer("ssh-keygen")?;
        let bench = Self { dir: tempfile::Builder::new().prefix("bench").tempdir().unwrap() };
        bench.put_sources();
        fs::create_dir(bench.path("out")).unwrap();
        fs::create_dir(bench.path("tmp")).unwrap();
        for person in PEOPLE {
            let made = Command::new(&keygen)
                .args(["-q", "-t", "ed25519", "-N", "", "-C", person, "-f"])
                .arg(bench.path(person))
                .status();
            assert!(made.unwrap().success());
        }
        Some(bench)
    }

    /// Everything that is asked for.
    pub fn put_sources(&self) {
        fs::create_dir_all(self.path("src/sub")).unwrap();
        fs::write(self.path("src/a"), "hello").unwrap();
        fs::write(self.path("src/sub/b"), noise(150_000)).unwrap();
        fs::write(self.path("src/sub/c"), letter()).unwrap();
    }

    /// A path inside the office.
    pub fn path(&self, inside: &str) -> PathBuf {
        self.root().join(inside)
    }

    /// The office itself.
    pub fn root(&self) -> PathBuf {
        // What strace and the ledger see has no links in it.
        let root = self.dir.path().canonicalize().unwrap().join("live");
        fs::create_dir_all(&root).unwrap();
        root
    }

    /// The ledger's file.
    pub fn ledger(&self) -> PathBuf {
        self.path("home/ledger.db")
    }

    /// Every file in the office and what it holds, through links too; but not the source, nor what somebody swaps it
    /// for, whose names begin with `src`.
    pub fn written(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let (mut files, mut folders) = (Vec::new(), vec![self.root()]);
        while let Some(folder) = folders.pop() {
            // What cannot be read, a stick that lost its power, is looked at when it can.
            let Ok(entries) = fs::read_dir(&folder) else { continue };
            for entry in entries.filter_map(Result::ok) {
                let path = entry.path();
                let is_source =
                    folder == self.root() && entry.file_name().as_encoded_bytes().starts_with(b"src");
                match fs::metadata(&path) {
                    Ok(_) if is_source => {}
                    Ok(found) if found.is_dir() => folders.push(path),
                    Ok(found) if found.is_file() => files.extend(fs::read(&path).ok().map(|all| (path, all))),
                    _ => {}
                }
            }
        }
        files
    }

    /// The projection's file of the person at the desk.
    pub fn projection(&self) -> PathBuf {
        let cache = fs::read_dir(self.path("c/sekisho")).unwrap();
        let names = cache.map(|entry| entry.unwrap().path());
        names.into_iter().find(|path| path.extension().is_some_and(|ending| ending == "db")).unwrap()
    }

    /// A command line in this office, without a key.
    pub fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        let path = std::env::var_os("PATH").unwrap_or_default();
        command.env_clear().env("PATH", path).env("HOME", self.root()).env("LANG", "C.UTF-8");
        command.env("XDG_DATA_HOME", self.path("d")).env("XDG_CACHE_HOME", self.path("c"));
        command.env("XDG_STATE_HOME", self.path("s")).env("SEKISHO_HOME", self.path("home"));
        command.env("TMPDIR", self.path("tmp"));
        command.current_dir(self.root()).stdin(Stdio::null());
        command
    }

    /// The program itself, with these arguments.
    pub fn sekisho(&self, args: &[&str]) -> Command {
        let mut command = self.command(Path::new(program()));
        command.args(args);
        command
    }

    /// Runs the program without a key.
    pub fn run(&self, args: &[&str]) -> Ran {
        self.sekisho(args).output().unwrap().into()
    }

    /// Runs the program with somebody's key.
    pub fn run_as(&self, person: &str, args: &[&str]) -> Ran {
        self.sekisho(&["--key", person]).args(args).output().unwrap().into()
    }

    /// Asks for `src` to leave, and returns the id.
    pub fn request(&self, recipient: &str, more: &[&str]) -> String {
        let mut args = vec![
            "request",
            "src",
            "--to",
            recipient,
            "--purpose",
            "P",
            "--level",
            "2",
            "--due",
            DUE,
            "--json",
        ];
        args.extend(more);
        let ran = self.run_as("tanaka", &args).exits(0);
        ran.json()["id"].as_str().unwrap().to_owned()
    }

    /// Approves a carry-out.
    #[track_caller]
    pub fn approve(&self, id: &str) {
        let prefix = self.show(id)["manifest_sha256"].as_str().unwrap()[..8].to_owned();
        self.run_as("sato", &["approve", id, "--confirm", &prefix]).exits(0);
    }

    /// Writes the package of a carry-out into `out`.
    pub fn export(&self, id: &str) -> Ran {
        self.run_as("tanaka", &["export", id, "--into", &self.into()])
    }

    /// `out`, or the stick to which it leads: no link is written through.
    pub fn into(&self) -> String {
        let led = fs::read_link(self.path("out"));
        led.map_or_else(|_| "out".to_owned(), |to| to.to_str().unwrap().to_owned())
    }

    /// What `show` says.
    #[track_caller]
    pub fn show(&self, id: &str) -> Value {
        self.run(&["show", id, "--json"]).exits(0).json()
    }

    /// Where a carry-out stands.
    #[track_caller]
    pub fn status(&self, id: &str) -> String {
        self.show(id)["status"].as_str().unwrap().to_owned()
    }

    /// Audits as the person at the desk; `more` are further arguments.
    pub fn audit(&self, more: &[&str]) -> Ran {
        self.sekisho(&["audit", "--json"]).args(more).output().unwrap().into()
    }

    /// Remembers everything as it is now.
    pub fn keep(&self) {
        let _earlier = fs::remove_dir_all(self.kept());
        copy(&self.root(), &self.kept());
    }

    /// Puts everything back as it was when kept, times included.
    pub fn restore(&self) {
        fs::remove_dir_all(self.root()).unwrap();
        copy(&self.kept(), &self.root());
    }

    fn kept(&self) -> PathBuf {
        self.dir.path().canonicalize().unwrap().join("kept")
    }

    /// Forgets what the person at the desk verified: somebody who comes for the first time.
    pub fn forget(&self) {
        for own in ["c", "s"] {
            let _none = fs::remove_dir_all(self.path(own));
        }
    }
}

/// The program under test.
pub const fn program() -> &'static str {
    env!("CARGO_BIN_EXE_sekisho")
}

/// Copies a tree, times included.
pub fn copy(from: &Path, to: &Path) {
    let _none = fs::remove_dir(to);
    let copied = Command::new("cp").arg("-a").arg(from).arg(to).output().unwrap();
    assert!(copied.status.success(), "{copied:?}");
}

/// Bytes that do not compress, the same every time.
pub fn noise(bytes: usize) -> Vec<u8> {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()[3]
    };
    (0..bytes).map(|_| next()).collect()
}

/// Text that compresses well, the same every time.
pub fn letter() -> String {
    let noise = noise(8 * 1024);
    let line = |four: &[u8]| {
        let four = u32::from_le_bytes(four.try_into().unwrap());
        format!("{four:08x} 拝啓 ご清栄\n")
    };
    noise.chunks_exact(4).map(line).collect()
}

/// An age identity and its recipient.
pub fn age_key() -> (String, String) {
    use age::secrecy::ExposeSecret as _;

    let identity = age::x25519::Identity::generate();
    (identity.to_string().expose_secret().to_owned(), identity.to_public().to_string())
}
