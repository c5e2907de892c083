//! A verifier that shares nothing with this crate but the specification: Python and ssh-keygen.
//!
//! `examples/verify_rules.py` was written from `docs/spec/` and must come to the same answer about
//! every ledger: same size, same root, and what is wrong at the same entries. `examples/verify_ledger.py`,
//! one file alone, must on what it says that it judges.

mod generated;
mod lives;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use sekisho::base::digest::Digest;
use sekisho::base::time::Timestamp;
use sekisho::domain::body::release::Code;
use sekisho::domain::body::{Approval, Body, Founder, KeyAdd, KeyRevoke, Receipt, Rejection, Request};
use sekisho::domain::entry::Entry;
use sekisho::domain::statement::{Nonce, Seen, Statement};
use sekisho::ledger::store::sqlite::SqliteStore;
use sekisho::ledger::{NewEntry, Store as _};
use sekisho::signing::files::{KeyFile, UnlockedKey};
use sekisho::signing::{PublicKey, Sign as _};
use serde_json::Value;

use crate::support::require_peer;

const BINARY: &str = env!("CARGO_BIN_EXE_sekisho");

/// A desk of its own: home, cache and state in one temporary folder.
struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn run(&self, key: Option<&str>, words: &[&str]) -> Output {
        let mut command = Command::new(BINARY);
        command.current_dir(self.folder.path()).args(words).env_clear();
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.env("HOME", self.folder.path()).env("SEKISHO_HOME", self.path("home")).env("LANG", "C.UTF-8");
        if let Some(key) = key {
            command.env("SEKISHO_KEY", self.path(key));
        }
        command.output().unwrap()
    }

    /// Runs a command that must succeed, and returns what it answered.
    fn says(&self, key: &str, words: &[&str]) -> String {
        let output = self.run(Some(key), words);
        assert!(output.status.success(), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap().trim_end().to_owned()
    }
}

/// What somebody reads who trusts nobody: short enough for that, and nothing that a Python does not bring.
#[test]
fn the_verifier_in_one_file_is_short_and_imports_what_comes_with_python_alone() {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let text = fs::read_to_string(examples.join("verify_ledger.py")).unwrap();
    assert!(text.lines().count() < 300, "{} lines", text.lines().count());
    let long: Vec<&str> = text.lines().filter(|line| line.chars().count() > 200).collect();
    assert_eq!(long, Vec::<&str>::new(), "short in name only");
    let mut imported = BTreeSet::new();
    for line in text.lines().map(str::trim_start) {
        if let Some(modules) = line.strip_prefix("import ") {
            imported.extend(modules.split(',').map(|module| module.split_whitespace().next().unwrap()));
        }
        assert!(!line.starts_with("from ") && !line.contains("__import__"), "{line}");
    }
    let standard = [
        "base64",
        "datetime",
        "functools",
        "hashlib",
        "json",
        "os",
        "re",
        "shutil",
        "sqlite3",
        "struct",
        "subprocess",
        "sys",
        "tempfile",
    ];
    assert_eq!(imported, BTreeSet::from(standard));
}

/// From founding to a completed export, one approval among them made with `ssh-keygen -Y sign`.
fn filled_desk(keygen: &Path) -> Desk {
    let desk = Desk { folder: tempfile::tempdir().unwrap() };
    for (person, kind) in [("admin", "ed25519"), ("tanaka", "ed25519"), ("sato", "ecdsa"), ("mori", "rsa")] {
        let words = ["-q", "-t", kind, "-N", "", "-C", person, "-f"];
        let made = Command::new(keygen).args(words).arg(desk.path(person)).status().unwrap();
        assert!(made.success());
    }
    desk.says(
        "admin",
        &["init", "--origin", "example.test/desk", "--person", "admin", "--name", "管理", "--yes"],
    );
    for (person, role) in [("tanaka", "requester"), ("sato", "approver")] {
        let request = format!("{person}.join");
        desk.says(person, &["join", "--person", person, "--out", &request]);
        let words = ["person", "add", person, "--name", person, "--role", role, "--request", &request];
        desk.says("admin", &words);
    }
    // RSA keys sign only through an agent here, so this one comes without proof of possession.
    desk.says(
        "admin",
        &["person", "add", "mori", "--name", "森", "--role", "approver", "--public-key", "mori.pub"],
    );
    let recipient_key = fs::read_to_string(desk.path("mori.pub")).unwrap();
    let recipient = [
        "recipient",
        "add",
        "city",
        "--name",
        "山田",
        "--organization",
        "市役所",
        "--email",
        "yamada@city.example.test",
        "--age-key",
    ];
    desk.says("tanaka", &[&recipient[..], &[recipient_key.trim_end()]].concat());
    fs::create_dir(desk.path("資料")).unwrap();
    fs::write(desk.path("資料/図面 100%.txt"), "関所").unwrap();
    let asked = [
        "request",
        "資料",
        "--to",
        "city",
        "--via",
        "email",
        "--purpose",
        "納品",
        "--level",
        "1",
        "--due",
        "2099-12-31",
        "--out",
        "elsewhere",
    ];
    let id = desk.says("tanaka", &asked);
    let shown: Value = serde_json::from_str(&desk.says("tanaka", &["show", &id, "--json"])).unwrap();
    let digits = &shown["manifest_sha256"].as_str().unwrap()[..8];
    desk.says("sato", &["approve", &id, "--confirm", digits]);
    let draft = desk.path(&format!("elsewhere/{id}-approve-mori.json"));
    let signed = Command::new(keygen)
        .args(["-q", "-Y", "sign", "-n", "sekisho-approval-v1", "-f"])
        .args([&desk.path("mori"), &draft])
        .output()
        .unwrap();
    assert!(signed.status.success());
    desk.says("sato", &["submit", draft.to_str().unwrap()]);
    fs::create_dir(desk.path("out")).unwrap();
    desk.says("tanaka", &["export", &id, "--into", "out"]);
    desk.says("admin", &["checkpoint", "--sign", "--out", "held.txt"]);
    desk
}

/// What is wrong, at which entry.
type Places = BTreeSet<(Option<u64>, String)>;

/// Size, root, and what is wrong where.
fn summary(report: &Value) -> (u64, String, Places) {
    let findings = report["findings"].as_array().unwrap().iter();
    let places =
        findings.map(|finding| (finding["index"].as_u64(), finding["kind"].as_str().unwrap().to_owned()));
    (report["size"].as_u64().unwrap(), report["root"].as_str().unwrap().to_owned(), places.collect())
}

/// What both verifiers say of a ledger file, having agreed; and their exit codes.
fn both(desk: &Desk, python: &Path, ledger: &Path) -> (u64, String, Places, Option<i32>) {
    let audit =
        desk.run(None, &["audit", "--json", "--against", "held.txt", "--ledger", ledger.to_str().unwrap()]);
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/verify_rules.py");
    let other = Command::new(python)
        .arg(script)
        .arg(ledger)
        .args(["--against", desk.path("held.txt").to_str().unwrap()])
        .output()
        .unwrap();
    let ours: Value = serde_json::from_slice(&audit.stdout).unwrap();
    let theirs: Value = serde_json::from_slice(&other.stdout)
        .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&other.stderr)));
    assert_eq!(summary(&ours), summary(&theirs), "{ours:#}\n{theirs:#}");
    assert_eq!(ours["anchored"], theirs["anchored"]);
    let told = theirs["acknowledged"].as_array().unwrap().iter().map(|finding| &finding["index"]);
    let told: BTreeSet<u64> = told.map(|index| index.as_u64().unwrap()).collect();
    let mine = ours["acknowledged"].as_array().unwrap().iter().map(|view| view["index"].as_u64().unwrap());
    assert_eq!(mine.collect::<BTreeSet<u64>>(), told);
    let earlier = ours["of_earlier"].as_array().unwrap().iter().map(|tree| tree["size"].clone()).collect();
    assert_eq!(Value::Array(earlier), theirs["of_earlier"]);
    assert_eq!(audit.status.code(), other.status.code());
    let (size, root, findings) = summary(&ours);
    (size, root, findings, audit.status.code())
}

/// A copy of the ledger in which somebody has had their way with one table, its trigger back in
/// its place afterwards.
fn tampered(desk: &Desk, name: &str, trigger: &str, change: &str) -> PathBuf {
    let copy = desk.path(name);
    for ending in ["", "-wal"] {
        let from = desk.path(&format!("home/ledger.db{ending}"));
        if from.exists() {
            fs::copy(from, desk.path(&format!("{name}{ending}"))).unwrap();
        }
    }
    let connection = rusqlite::Connection::open(&copy).unwrap();
    let sql = "SELECT sql FROM sqlite_schema WHERE name = ?1";
    let again: String = connection.query_row(sql, [trigger], |row| row.get(0)).unwrap();
    connection.execute_batch(&format!("DROP TRIGGER {trigger}; {change}; {again};")).unwrap();
    connection.close().unwrap();
    copy
}

#[test]
fn a_verifier_written_from_the_specification_comes_to_the_same_answer() {
    let (Some(python), Some(keygen)) = (require_peer("python3"), require_peer("ssh-keygen")) else { return };
    let desk = filled_desk(&keygen);

    let (size, root, findings, exit) = both(&desk, &python, &desk.path("home/ledger.db"));
    assert_eq!((size, findings.len(), exit), (10, 0, Some(0)));

    let entry = "UPDATE entry SET body = CAST(replace(CAST(body AS TEXT), '納品', '私用') AS BLOB)
                 WHERE entry_index = 5";
    let ledger = tampered(&desk, "edited.db", "entry_is_not_updated", entry);
    let (_, other_root, findings, exit) = both(&desk, &python, &ledger);
    assert!(findings.contains(&(Some(5), "not-verified".to_owned())), "{findings:?}");
    assert!(findings.contains(&(Some(5), "tree".to_owned())), "{findings:?}");
    assert_ne!(root, other_root);
    assert_eq!(exit, Some(4));

    let attachment = "UPDATE attachment SET content = zeroblob(size_bytes) WHERE attachment_row = 1";
    let ledger = tampered(&desk, "list.db", "attachment_is_not_updated", attachment);
    let (_, same_root, findings, _) = both(&desk, &python, &ledger);
    assert_eq!((same_root, findings.len()), (root, 1));
    assert!(findings.contains(&(Some(5), "attachment-wrong".to_owned())), "{findings:?}");
}

/// What is handed in as evidence.
const EVIDENCE: &[u8] = b"evidence";

/// What shows that somebody else was there.
const WITNESSED: &[u8] = b"witnessed";

/// Writes entries past the program, as somebody with keys and the file could.
struct Writer {
    store: SqliteStore,
    keys: Vec<(&'static str, UnlockedKey)>,
    seen: Seen,
    sequence: u16,
    /// How far its clock is ahead, in minutes.
    ahead_minutes: i64,
    /// Requests that stood there when it came.
    before: usize,
}

impl Writer {
    fn open(desk: &Desk) -> Self {
        Self::at(desk, &desk.path("home/ledger.db"))
    }

    /// A writer at a copy of the desk's ledger.
    fn at(desk: &Desk, ledger: &Path) -> Self {
        let store = SqliteStore::open(ledger).unwrap();
        let unlock = |person| (person, KeyFile::read(&desk.path(person)).unwrap().unlock(None).unwrap());
        let mine = |person: &&str| desk.path(person).exists();
        let people = ["admin", "tanaka", "sato", "ito", "suzuki", "yoshida", "kimura"];
        let keys = people.into_iter().filter(mine).map(unlock).collect();
        let size = store.size().unwrap();
        let root = store.snapshot().unwrap().root(size).unwrap();
        let before = {
            let snapshot = store.snapshot().unwrap();
            let entries = (0..size).filter_map(|index| snapshot.entry(index).unwrap());
            let types = entries.filter_map(|entry| Some(Entry::parse(&entry.bytes).ok()?.statement.body));
            types.filter(|body| matches!(body, Body::Request(_))).count()
        };
        Self { store, keys, seen: Seen { root, size }, sequence: 0, ahead_minutes: 0, before }
    }

    /// Takes in what was said since it came.
    fn catch_up(&mut self) {
        let size = self.store.size().unwrap();
        self.seen = Seen { root: self.store.snapshot().unwrap().root(size).unwrap(), size };
    }

    /// A statement of today, having seen the log as it was when this writer came.
    fn statement(&mut self, author: &str, body: Body) -> Statement {
        self.sequence += 1;
        Statement {
            author: author.parse().unwrap(),
            body,
            nonce: Nonce::new(u128::from(self.sequence).to_be_bytes()),
            origin: "example.test/desk".to_owned(),
            seen: self.seen,
            time: Timestamp::now().plus_minutes(self.ahead_minutes),
        }
    }

    /// Appends `statement`, changed by `change`, signed with the key of `signer` in `namespace`.
    fn append(
        &mut self,
        statement: &Statement,
        signer: &str,
        namespace: &str,
        change: impl Fn(String) -> String,
    ) -> Digest {
        let line = change(statement.encode().unwrap().as_text().to_owned());
        let key = &self.keys.iter().find(|(person, _)| *person == signer).unwrap().1;
        let armor = change(key.sign(namespace, line.as_bytes()).unwrap().armor().to_owned());
        let (key, bytes) = (Digest::of(line.as_bytes()), format!("{line}{armor}"));
        let mut attachments: Vec<&[u8]> = vec![EVIDENCE, WITNESSED];
        attachments.retain(|evidence| line.contains(&Digest::of(evidence).to_string()));
        let entry = NewEntry { key, bytes: bytes.as_bytes(), attachments: &attachments, removals: &[] };
        let size = self.store.size().unwrap();
        self.store.append(size, &entry).unwrap();
        key
    }

    /// Appends `statement` as it was before somebody changed its nonce.
    fn append_edited(&mut self, statement: &Statement, signer: &str) {
        let key = &self.keys.iter().find(|(person, _)| *person == signer).unwrap().1;
        let (namespace, line) = (statement.namespace(), statement.encode().unwrap());
        let armor = key.sign(&namespace, line.as_bytes()).unwrap().armor().to_owned();
        let edited = Statement { nonce: Nonce::new([255; 16]), ..statement.clone() };
        let edited = Statement { time: Timestamp::now(), seen: self.seen, ..edited };
        let line = edited.encode().unwrap().as_text().to_owned();
        let bytes = format!("{line}{armor}");
        let key = Digest::of(line.as_bytes());
        let entry = NewEntry { key, bytes: bytes.as_bytes(), attachments: &[], removals: &[] };
        let size = self.store.size().unwrap();
        self.store.append(size, &entry).unwrap();
    }

    /// Appends `statement` once more, under a key of its own, since the ledger takes none twice.
    fn insist(&mut self, statement: &Statement, signer: &str) {
        let key = &self.keys.iter().find(|(person, _)| *person == signer).unwrap().1;
        let line = statement.encode().unwrap().as_text().to_owned();
        let bytes = format!("{line}{}", key.sign(&statement.namespace(), line.as_bytes()).unwrap().armor());
        let size = self.store.size().unwrap();
        let key = Digest::of(format!("{size}").as_bytes());
        let entry = NewEntry { key, bytes: bytes.as_bytes(), attachments: &[], removals: &[] };
        self.store.append(size, &entry).unwrap();
    }

    fn say(&mut self, author: &str, body: Body) -> Digest {
        let statement = self.statement(author, body);
        self.append(&statement, author, &statement.namespace(), |text| text)
    }
}

/// Everything that reads well and may not be said, or does not hold, or is no entry at all.
fn write_what_has_no_effect(writer: &mut Writer, request: &Request, digest: Digest, public: &str) {
    let key = PublicKey::parse_openssh(public).unwrap();
    let approval = |request| Body::Approval(Box::new(Approval { request, request_statement: None }));
    let medium = |id: &str| {
        let json = format!(r#"{{"id":"{id}","kind":"usb"}}"#);
        Body::MediumAdd(serde_json::from_str(&json).unwrap())
    };
    // Not allowed.
    writer.say("tanaka", approval(digest));
    writer.say("sato", approval(digest));
    writer.say("sato", approval(Digest::of(b"nothing")));
    writer.say("tanaka", medium("USB-01"));
    writer.say("admin", Body::Founder(Founder { key: key.clone(), name: "二人目".to_owned(), office: None }));
    writer.say("admin", Body::KeyAdd(KeyAdd { key, person: "admin".parse().unwrap(), proof: None }));
    let other_rules = Request { rules: Digest::of(b"others"), ..request.clone() };
    writer.say("tanaka", Body::Request(Box::new(other_rules)));
    let too_late = Request { due: request.on.pred_opt().unwrap(), ..request.clone() };
    writer.say("tanaka", Body::Request(Box::new(too_late)));
    let code = Code::Arrived { digits: "000000000000".to_owned() };
    writer.say("tanaka", Body::Receipt(Receipt { code, request: digest }));
    // Not verified.
    let statement = writer.statement("admin", medium("USB-02"));
    writer.append(&statement, "tanaka", &statement.namespace(), |text| text);
    let statement = writer.statement("admin", medium("USB-02"));
    writer.append(&statement, "admin", "sekisho-medium-set-v1", |text| text);
    let stranger = writer.statement("yoshida", medium("USB-03"));
    writer.append(&stranger, "admin", &stranger.namespace(), |text| text);
    let mut elsewhere = writer.statement("admin", medium("USB-04"));
    elsewhere.origin = "example.test/other".to_owned();
    writer.append(&elsewhere, "admin", &elsewhere.namespace(), |text| text);
    let mut other_history = writer.statement("admin", medium("USB-05"));
    other_history.seen.root = Digest::of(b"another");
    writer.append(&other_history, "admin", &other_history.namespace(), |text| text);
    // No entry.
    for (from, to) in [(",\"nonce\"", ", \"nonce\""), ("\"version\":1", "\"version\":2"), ("\n", "\r\n")] {
        let statement = writer.statement("admin", medium("USB-06"));
        writer.append(&statement, "admin", &statement.namespace(), |text| text.replace(from, to));
    }
}

#[test]
fn both_verifiers_refuse_the_same_entries_for_the_same_kind_of_reason() {
    let (Some(python), Some(keygen)) = (require_peer("python3"), require_peer("ssh-keygen")) else { return };
    let desk = filled_desk(&keygen);
    let mut writer = Writer::open(&desk);
    let bytes = writer.store.snapshot().unwrap().entry(5).unwrap().unwrap().bytes;
    let asked = Entry::parse(&bytes).unwrap();
    let digest = asked.bytes.digest();
    let Body::Request(request) = asked.statement.body else { panic!("entry 5 is the request") };
    let public = fs::read_to_string(desk.path("mori.pub")).unwrap();
    write_what_has_no_effect(&mut writer, &request, digest, &public);
    // What has its effect: a request, an approval whose clock is behind it, and a revocation after
    // which the key is nobody's to sign with.
    let again = writer.say("tanaka", Body::Request(request));
    let late = Body::Approval(Box::new(Approval { request: again, request_statement: None }));
    let mut behind = writer.statement("sato", late);
    behind.time = "2026-01-01T00:00:00+09:00".parse().unwrap();
    writer.append(&behind, "sato", "sekisho-approval-v1", |text| text);
    let key = PublicKey::parse_openssh(&fs::read_to_string(desk.path("sato.pub")).unwrap()).unwrap();
    let person = "sato".parse().unwrap();
    writer.say("sato", Body::KeyRevoke(KeyRevoke { key: key.fingerprint(), person, reason: None }));
    writer.say("sato", Body::Rejection(Rejection { reason: "違う".to_owned(), request: again }));
    drop(writer);

    let (size, _, findings, exit) = both(&desk, &python, &desk.path("home/ledger.db"));
    let count = |kind: &str| findings.iter().filter(|(_, found)| found == kind).count();
    let counts = ["not-allowed", "not-verified", "not-an-entry", "clock"].map(count);
    assert_eq!((size, counts, exit), (31, [9, 6, 3, 1], Some(4)), "{findings:?}");
}
