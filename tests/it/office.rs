//! An office in a temporary folder, worked through the real program as its people would: each with
//! an encrypted key file, a home, a cache and a state of their own.
//!
//! What is the same for every test is made once and copied: key files, and an office whose register
//! is filled in (see [`Office::new`]).

mod copies;
mod job;
mod keys;

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use chrono::{Days, NaiveDate, Utc};

pub use copies::Copied;
pub use job::{CONTENT, Sealed};

/// The program under test.
pub const SEKISHO: &str = env!("CARGO_BIN_EXE_sekisho");

/// The name of the ledger.
pub const ORIGIN: &str = "example.test/desk";

/// Everybody and what they may do; the first is the founder.
pub const CAST: &[(&str, &str, &[&str])] = &[
    ("kanri", "管理 太郎", &["administrator"]),
    ("tanaka", "田中 一郎", &["requester"]),
    ("mori", "森 二郎", &["requester"]),
    ("sato", "佐藤 花子", &["approver"]),
    ("ito", "伊藤 桜", &["approver"]),
    ("suzuki", "鈴木 学", &["custodian"]),
    ("kimura", "木村 律", &["auditor"]),
];

/// Who asks without a key.
pub const NOBODY: &str = "";

/// The mail address of the recipient `city`.
pub const CITY_MAIL: &str = "yamada@city.example.test";

/// An office; everything is removed with it.
pub struct Office {
    dir: tempfile::TempDir,
}

/// How a command ended, and what it said.
#[derive(Debug, Clone)]
pub struct Output {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Output {
    /// The answer as JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// The answer's only line.
    pub fn line(&self) -> &str {
        let line = self.stdout.strip_suffix('\n').unwrap_or(&self.stdout);
        assert!(!line.is_empty() && !line.contains('\n'), "{self:?}");
        line
    }

    /// Why it did not work: the error's stable name, and after a colon that of what lies behind it.
    #[track_caller]
    pub fn reason(&self) -> String {
        // Warnings, and what has to be read first, stand in lines before it.
        let told = self.stderr.lines().next_back().unwrap_or_default();
        let told: serde_json::Value =
            serde_json::from_str(told).unwrap_or_else(|error| panic!("{error}: {self:?}"));
        let names = ["error", "cause"].into_iter().filter_map(|key| told[key].as_str());
        names.collect::<Vec<_>>().join(": ")
    }

    /// The same, having ended with `code`.
    #[track_caller]
    pub fn exits(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{}\n{}", self.stderr, self.stdout);
        self
    }
}

/// A command about to be run.
pub struct Call<'a> {
    office: &'a Office,
    person: String,
    wrapper: Vec<OsString>,
    program: OsString,
    arguments: Vec<OsString>,
    descriptors: Vec<(u32, PathBuf)>,
    variables: Vec<(String, OsString)>,
    stdin: Option<Vec<u8>>,
}

impl Office {
    /// Everybody who asks, carries or approves was taught on a day.
    pub fn taught(&self, on: &str) {
        let people = ["tanaka", "mori", "sato", "ito"].iter().flat_map(|person| ["--person", person]);
        let add = ["training", "add", "--on", on, "--topic", "取扱い"].into_iter();
        self.ok("kanri", &add.chain(people).collect::<Vec<_>>());
    }

    /// Key files of the whole cast, and no ledger.
    pub fn without_ledger() -> Self {
        let office = Self { dir: tempfile::tempdir().unwrap() };
        for folder in ["keys", "desk"] {
            fs::create_dir(office.path(folder)).unwrap();
        }
        for (person, _, _) in CAST {
            office.give_key(person);
        }
        office
    }

    /// A ledger with the whole cast and the recipients `city` (a passphrase for age), `ward` (an
    /// AES ZIP for 7-Zip) and `lab` (its own age and SSH keys, beside the others in `keys/`).
    pub fn new() -> Self {
        static FURNISHED: OnceLock<Copied> = OnceLock::new();
        FURNISHED.get_or_init(|| Copied::of(&Self::furnished())).office()
    }

    fn furnished() -> Self {
        let office = Self::without_ledger();
        office.found();
        for (person, name, roles) in &CAST[1..] {
            office.register(person, name, roles);
        }
        let lab = office.recipient_keys();
        let city = ["--phone", "0123-45-6789", "--email", CITY_MAIL, "--opens", "age"];
        let ward = ["--phone", "0123-99-0000", "--email", "nishi@ward.example.test", "--opens", "7zip"];
        let lab = [
            "--email",
            "azuma@lab.example.test",
            "--opens",
            "age",
            "--age-key",
            &lab[0],
            "--age-key",
            &lab[1],
            "--age-key",
            &lab[2],
        ];
        for (id, name, organization, more) in [
            ("city", "山田 花子", "市役所", &city[..]),
            ("ward", "西 三郎", "区役所", &ward),
            ("lab", "東 四郎", "研究所", &lab),
        ] {
            let add = ["recipient", "add", id, "--name", name, "--organization", organization];
            office.ok("tanaka", &[&add, more].concat());
        }
        office
    }

    /// Founds the ledger.
    pub fn found(&self) -> Output {
        let (founder, name, _) = CAST[0];
        self.ok(founder, &["init", "--origin", ORIGIN, "--person", founder, "--name", name, "--yes"])
    }

    /// Registers somebody with proof of possession.
    pub fn register(&self, person: &str, name: &str, roles: &[&str]) -> Output {
        let request = self.path(&format!("keys/{person}.request"));
        let request = request.to_str().unwrap();
        self.ok(person, &["join", "--person", person, "--out", request]);
        let mut add = vec!["person", "add", person, "--name", name, "--request", request];
        add.extend(roles.iter().flat_map(|role| ["--role", role]));
        self.ok(CAST[0].0, &add)
    }

    /// A path in the office's folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// The same as text.
    pub fn name(&self, name: &str) -> String {
        self.path(name).to_str().unwrap().to_owned()
    }

    /// Where people sit when they run commands.
    pub fn desk(&self) -> PathBuf {
        self.path("desk")
    }

    /// A person's key file.
    pub fn key(&self, person: &str) -> PathBuf {
        self.path("keys").join(person)
    }

    /// The file that holds the passphrase of a person's key file.
    pub fn key_passphrase(&self, person: &str) -> PathBuf {
        self.path("keys").join(format!("{person}.pass"))
    }

    /// How many entries the ledger has, by looking.
    pub fn size(&self) -> u64 {
        let flags = rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY;
        let ledger = rusqlite::Connection::open_with_flags(self.path("home/ledger.db"), flags).unwrap();
        ledger.query_row("SELECT count(*) FROM entry", [], |row| row.get(0)).unwrap()
    }

    /// A command to be run by `person` with their key, or without one.
    pub fn call<A: AsRef<OsStr>>(&self, person: &str, arguments: &[A]) -> Call<'_> {
        let mut call = self.tool(SEKISHO, &["--home", &self.name("home")]);
        person.clone_into(&mut call.person);
        if person != NOBODY {
            call.arguments.extend(["--key".into(), self.key(person).into_os_string()]);
            call.arguments.extend(["--key-passphrase-fd".into(), "3".into()]);
            call.descriptors.push((3, self.key_passphrase(person)));
        }
        call.arguments.extend(arguments.iter().map(|word| word.as_ref().to_owned()));
        call
    }

    /// A stock tool to be run here.
    pub fn tool<A: AsRef<OsStr>>(&self, program: impl AsRef<OsStr>, arguments: &[A]) -> Call<'_> {
        Call {
            office: self,
            person: NOBODY.to_owned(),
            wrapper: Vec::new(),
            program: program.as_ref().to_owned(),
            arguments: arguments.iter().map(|word| word.as_ref().to_owned()).collect(),
            descriptors: Vec::new(),
            variables: Vec::new(),
            stdin: None,
        }
    }

    /// Runs a command.
    pub fn run<A: AsRef<OsStr>>(&self, person: &str, arguments: &[A]) -> Output {
        self.call(person, arguments).run()
    }

    /// Runs a command that must be done.
    #[track_caller]
    pub fn ok<A: AsRef<OsStr>>(&self, person: &str, arguments: &[A]) -> Output {
        self.run(person, arguments).exits(0)
    }

    /// Runs a command that a rule must stand against: exit 3, and nothing said in the log.
    #[track_caller]
    pub fn refuses<A: AsRef<OsStr>>(&self, person: &str, arguments: &[A]) -> Output {
        self.fails(person, arguments, 3)
    }

    /// Runs a command that must end with `code` and leave the log as it is.
    #[track_caller]
    pub fn fails<A: AsRef<OsStr>>(&self, person: &str, arguments: &[A], code: i32) -> Output {
        self.call(person, arguments).fails(code)
    }

    /// The same, for this reason and no other: see [`Call::fails_by`].
    #[track_caller]
    pub fn refuses_by<A: AsRef<OsStr>>(&self, person: &str, arguments: &[A], reason: &str) -> Output {
        self.fails_by(person, arguments, 3, reason)
    }

    /// Runs a command that must end with `code` for this reason and leave the log as it is.
    #[track_caller]
    pub fn fails_by<A: AsRef<OsStr>>(
        &self,
        person: &str,
        arguments: &[A],
        code: i32,
        reason: &str,
    ) -> Output {
        self.call(person, arguments).fails_by(code, reason)
    }

    /// Runs a stock tool that must succeed, and returns what it printed.
    #[track_caller]
    pub fn succeed<A: AsRef<OsStr>>(&self, program: &str, arguments: &[A]) -> String {
        let output = self.tool(program, arguments).run();
        assert_eq!(output.code, 0, "{program}: {}{}", output.stdout, output.stderr);
        output.stdout
    }
}

impl Call<'_> {
    /// Gives the command a file as descriptor `number`.
    pub fn with(mut self, number: u32, file: impl Into<PathBuf>) -> Self {
        self.descriptors.push((number, file.into()));
        self
    }

    /// Sets an environment variable.
    pub fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.variables.push((name.to_owned(), value.as_ref().to_owned()));
        self
    }

    /// Gives standard input, which is otherwise empty and never a terminal.
    pub fn stdin(mut self, bytes: impl Into<Vec<u8>>) -> Self {
        self.stdin = Some(bytes.into());
        self
    }

    /// Runs it under another program.
    pub fn under<A: AsRef<OsStr>>(mut self, wrapper: &[A]) -> Self {
        self.wrapper = wrapper.iter().map(|word| word.as_ref().to_owned()).collect();
        self
    }

    /// Runs it with a clock that is off by so many days.
    pub fn days_off(self, days: i64) -> Self {
        self.under(&["faketime", "-f", &format!("{days:+}d")])
    }

    /// Runs it; it must end with `code` and leave the log as it is.
    #[track_caller]
    pub fn fails(self, code: i32) -> Output {
        let office = self.office;
        let ledger = office.path("home/ledger.db").exists();
        let before = ledger.then(|| office.size());
        let output = self.run().exits(code);
        assert_eq!(before, ledger.then(|| office.size()), "something was said: {output:?}");
        output
    }

    /// The same, for this reason: what `--json` calls `error`, and after a colon its `cause` where it has one.
    #[track_caller]
    pub fn fails_by(mut self, code: i32, reason: &str) -> Output {
        if !self.arguments.iter().any(|word| word == "--json") {
            self.arguments.push("--json".into());
        }
        let output = self.fails(code);
        assert_eq!(output.reason(), reason, "{output:?}");
        output
    }

    /// Runs it.
    pub fn run(self) -> Output {
        let stdin = self.stdin.clone();
        let mut child = self.command().stdin(Stdio::piped()).spawn().unwrap();
        let mut pipe = child.stdin.take().unwrap();
        if let Some(bytes) = stdin {
            // Who does not read has no need of it.
            let _unread = pipe.write_all(&bytes);
        }
        drop(pipe);
        let output = child.wait_with_output().unwrap();
        Output {
            code: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    /// The command itself, for those who want to hold it differently.
    pub fn command(self) -> Command {
        // The shell opens the descriptors, as a script would.
        let mut script = String::from("exec \"$@\"");
        let mut command = Command::new("sh");
        for (number, _) in &self.descriptors {
            script = format!("f{number}=$1; shift; {script} {number}<\"$f{number}\"");
        }
        command.args(["-c", &script, "sh"]);
        command.args(self.descriptors.iter().rev().map(|(_, file)| file));
        command.args(self.wrapper).arg(self.program).args(self.arguments);
        let own =
            self.office.path("people").join(if self.person == NOBODY { "nobody" } else { &self.person });
        command.env_clear().current_dir(self.office.desk());
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.env("LANG", "C.UTF-8").env("TZ", "UTC").env("HOME", &own);
        for (variable, folder) in
            [("DATA", "data"), ("CACHE", "cache"), ("STATE", "state"), ("CONFIG", "config")]
        {
            command.env(format!("XDG_{variable}_HOME"), own.join(folder));
        }
        fs::create_dir_all(&own).unwrap();
        command.envs(self.variables);
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }
}

/// The day so many days from now, as the commands see it.
pub fn day(from_now: i64) -> String {
    let today: NaiveDate = Utc::now().date_naive();
    let days = Days::new(from_now.unsigned_abs());
    let day = if from_now < 0 { today.checked_sub_days(days) } else { today.checked_add_days(days) };
    day.unwrap().to_string()
}

/// Every file below a folder, by path from there.
pub fn files_below(folder: &Path) -> Vec<PathBuf> {
    let files = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().map(Result::unwrap);
    files.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path).collect()
}
