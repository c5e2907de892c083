//! Ledgers that speed is measured on: as many entries as asked for, signed by fifty people, every rule kept.
//!
//!     cargo run --release --example ledger_workload -- ENTRIES FOLDER [FILES]
//!     cargo run --release --example ledger_workload -- race WRITERS EACH FOLDER
//!
//! FOLDER gets `home/ledger.db` and the people's keys (`keys/p00` the administrator, `keys/p49` the auditor). Every
//! carry-out lists FILES files (5, unless told). Each lives its whole life (asked for, approved, packed, told, opened,
//! handed over, its key destroyed, confirmed), but every hundredth stays outstanding. Statements are the same for the same
//! arguments; keys and signatures are new every time. A ledger that is there already is gone on with, up to ENTRIES.
//!
//! `race` appends EACH entries from each of WRITERS at once, each with its own connection, and counts them afterwards.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a measurement: it ends where something is wrong"
)]

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use sekisho::base::digest::Digest;
use sekisho::base::time::Timestamp;
use sekisho::domain::body::Body;
use sekisho::domain::body::export::CodeHash;
use sekisho::domain::registry::Registry;
use sekisho::domain::statement::{Nonce, Seen, Statement};
use sekisho::ledger::store::sqlite::SqliteStore;
use sekisho::ledger::tree::Frontier;
use sekisho::ledger::{AppendError, NewEntry, Store as _, leaf_hash};
use sekisho::package::file_list::{FileEntry, FileList};
use sekisho::signing::Sign as _;
use sekisho::signing::files::{KeyFile, UnlockedKey};
use serde_json::{Value, json};

const ORIGIN: &str = "example.co.jp/measured";
const PEOPLE: usize = 50;
const REQUESTERS: std::ops::Range<usize> = 1..31;
const APPROVERS: std::ops::Range<usize> = 31..43;
const CUSTODIANS: std::ops::Range<usize> = 43..49;
const AUDITOR: usize = 49;
const RECIPIENTS: usize = 20;
/// Entries before the first carry-out, those of a whole life, and those of a carry-out that stays outstanding, the last of
/// so many.
const FOUNDING: u64 = 70;
const LIFE: u64 = 9;
const OUTSTANDING: u64 = 6;
const ROUND: u64 = 100;
const CODE: &str = "ABCDEFGHJKLMN";
/// Between two entries, by everybody's clock: a million of them take under six years.
const STEP_MINUTES: i64 = 3;
const START: &str = "2020-01-06T09:00:00+09:00";

fn main() {
    let mut words = std::env::args().skip(1).peekable();
    if words.next_if_eq("race").is_some() {
        let given: Vec<String> = words.collect();
        let [writers, each, folder] = given.as_slice() else { panic!("WRITERS, EACH and FOLDER") };
        return race(writers.parse().expect("writers"), each.parse().expect("entries"), Path::new(folder));
    }
    let (entries, folder) = words.next().zip(words.next()).expect("a number of entries, and a folder");
    let entries: u64 = entries.parse().expect("a number of entries");
    let files: u64 = words.next().map_or(5, |word| word.parse().expect("a number of files"));
    let folder = PathBuf::from(folder);
    let begun = Instant::now();
    let mut writer = if folder.join("home/ledger.db").exists() {
        Writer::resume(&folder)
    } else {
        let mut writer = Writer::begin(&folder);
        writer.found();
        writer
    };
    let mut carry_outs = writer.carry_outs();
    while writer.frontier.size() < entries {
        carry_outs += 1;
        writer.carry_out(carry_outs, files);
    }
    let size = writer.frontier.size();
    println!("{size} entries, {carry_outs} carry-outs, {:.1} s", begun.elapsed().as_secs_f64());
}

/// Stock-takings of an auditor, by several writers at once.
fn race(writers: u64, each: u64, folder: &Path) {
    let mut writer = Writer::begin(folder);
    writer.found();
    let (before, seen) = (writer.frontier.size(), writer.seen());
    let begun = Instant::now();
    std::thread::scope(|scope| {
        for number in 0..writers {
            scope.spawn(move || {
                let key =
                    KeyFile::read(&folder.join("keys").join(id(AUDITOR))).unwrap().unlock(None).unwrap();
                let mut store = SqliteStore::open(&folder.join("home/ledger.db")).unwrap();
                for entry in 0..each {
                    let nonce = u128::from(number) << 64 | u128::from(entry);
                    let (statement, bytes) =
                        signed(&key, AUDITOR, "stock-take", json!({"seen": []}), nonce, seen, now(before));
                    let entry = NewEntry { key: statement, bytes: &bytes, attachments: &[], removals: &[] };
                    // Somebody else was quicker: what they said changes nothing here, so it is appended behind it.
                    while let Err(error) = store.append(store.size().unwrap(), &entry) {
                        assert!(matches!(error, AppendError::Conflict { .. }), "{error}");
                    }
                }
            });
        }
    });
    let seconds = begun.elapsed().as_secs_f64();
    let appended = writer.store.size().unwrap() - before;
    assert_eq!(appended, writers * each, "entries were lost");
    println!("{appended} entries of {writers} writers, {seconds:.1} s");
}

struct Writer {
    store: SqliteStore,
    keys: Vec<UnlockedKey>,
    frontier: Frontier,
}

impl Writer {
    fn begin(folder: &Path) -> Self {
        let (home, keys) = (folder.join("home"), folder.join("keys"));
        std::fs::create_dir_all(home.join("custody")).unwrap();
        std::fs::create_dir_all(&keys).unwrap();
        let key = |person: usize| {
            let path = keys.join(id(person));
            let words = ["-q", "-t", "ed25519", "-N", "", "-C", "measured", "-f"];
            assert!(Command::new("ssh-keygen").args(words).arg(&path).status().unwrap().success());
            KeyFile::read(&path).unwrap().unlock(None).unwrap()
        };
        let keys = (0..PEOPLE).map(key).collect();
        let store = SqliteStore::create(&home.join("ledger.db")).unwrap();
        Self { store, keys, frontier: Frontier::empty() }
    }

    /// What an earlier run left.
    fn resume(folder: &Path) -> Self {
        let key =
            |person| KeyFile::read(&folder.join("keys").join(id(person))).unwrap().unlock(None).unwrap();
        let store = SqliteStore::open(&folder.join("home/ledger.db")).unwrap();
        let frontier = Frontier::resume(store.size().unwrap(), store.snapshot().unwrap().as_ref()).unwrap();
        Self { keys: (0..PEOPLE).map(key).collect(), frontier, store }
    }

    /// How many carry-outs there are; every run ends behind a whole one.
    fn carry_outs(&self) -> u64 {
        let round = (ROUND - 1) * LIFE + OUTSTANDING;
        let behind = self.frontier.size().checked_sub(FOUNDING).expect("a founded ledger");
        assert!((behind % round).is_multiple_of(LIFE), "not what this program writes");
        behind / round * ROUND + behind % round / LIFE
    }

    fn found(&mut self) {
        let key = |writer: &Self, person: usize| json!(writer.keys[person].public_key());
        let founder = json!({"key": key(self, 0), "name": "管理者"});
        self.say(0, "founder", founder, &[]);
        for person in 1..PEOPLE {
            let role = if REQUESTERS.contains(&person) {
                "requester"
            } else if APPROVERS.contains(&person) {
                "approver"
            } else if CUSTODIANS.contains(&person) {
                "custodian"
            } else {
                assert_eq!(person, AUDITOR);
                "auditor"
            };
            let registered = self.signed(person, "registration", json!({"key": key(self, person)})).1;
            let added = json!({"key": key(self, person), "name": format!("社員 {person}"), "person": id(person),
                               "particulars": {}, "proof": String::from_utf8(registered).unwrap(), "roles": [role]});
            self.say(0, "person-add", added, &[]);
        }
        for number in 0..RECIPIENTS {
            let added = json!({"id": format!("r{number:02}"), "name": "担当者", "opens": "age",
                               "organization": format!("発注者 {number}")});
            self.say(1, "recipient-add", added, &[]);
        }
    }

    /// One life.
    fn carry_out(&mut self, number: u64, files: u64) {
        let turn = usize::try_from(number).unwrap();
        let asking = REQUESTERS.start + turn % REQUESTERS.len();
        let approving = APPROVERS.start + turn % APPROVERS.len();
        let confirming = APPROVERS.start + (turn + 1) % APPROVERS.len();
        let telling = CUSTODIANS.start + turn % CUSTODIANS.len();
        let list = file_list(number, files);
        let manifest: String =
            list.files().iter().map(|file| format!("{}  {}\n", file.sha256, file.path)).collect();
        let (list, manifest) = (list.encode().unwrap(), manifest.into_bytes());
        let fingerprints = format!("fingerprints of {number}").into_bytes();
        let day = self.now().date();
        let request = self.say(asking, "request", json!({
            "after_arrival": false, "due": day.checked_add_days(chrono::Days::new(30)).unwrap(), "file_count": files,
            "file_list": attachment(&list), "items": [format!("図面一式 第{number}号")], "kind": "deliver",
            "level": "2", "manifest": attachment(&manifest), "on": day, "opening": {"format": "age-passphrase"},
            "personal_data": {"people": 0, "special": false}, "place": "市役所", "purpose": format!("工区 {} の納品", number % 977),
            "recipient": format!("r{:02}", turn % RECIPIENTS),
            "rules": Registry::default().rules(None).digest(), "total_bytes": files * 1000, "via": "courier",
        }), &[&list, &manifest]);
        let approval = self.say(approving, "approval", json!({"request": request}), &[]);
        let holders: Vec<String> = CUSTODIANS.map(id).collect();
        let custody = Digest::of(&number.to_be_bytes());
        let intent = self.say(
            asking,
            "export-intent",
            json!({
                "approvals": [approval],
                "custody": {"carrier_holds": false, "holders": holders, "sha256": custody},
                "destination": {"filesystem": "ext4", "identified": false, "path": "/srv/out"},
                "opened_code": CodeHash::of([7; 16], CODE), "package_name": format!("C-{number:04}.zip.age"),
                "request": request,
            }),
            &[],
        );
        self.say(asking, "export-completed", json!({
            "fingerprints": attachment(&fingerprints), "intent": intent,
            "package_sha256": Digest::of(&(number ^ u64::MAX).to_be_bytes()), "package_size_bytes": files * 1000,
            "request": request, "write_level": "V2",
        }), &[&fingerprints]);
        let told = json!({"request": request, "told": "担当者", "via": "phone"});
        self.say(telling, "passphrase-release", told, &[]);
        let opened = json!({"code": {"code": CODE, "kind": "opened"}, "request": request});
        self.say(asking, "receipt", opened, &[]);
        if number.is_multiple_of(ROUND) {
            return;
        }
        self.say(asking, "hand-over", json!({"request": request}), &[]);
        let key = json!({"attested": ["担当者"], "custody": custody});
        self.say(
            telling,
            "disposal",
            json!({
                "copies": [1], "key": key, "method": "key", "request": request, "tool": "sekisho 0.1.0",
            }),
            &[],
        );
        self.say(confirming, "confirmation", json!({"request": request}), &[]);
    }

    fn now(&self) -> Timestamp {
        now(self.frontier.size())
    }

    fn seen(&self) -> Seen {
        Seen { root: self.frontier.root(), size: self.frontier.size() }
    }

    fn say(&mut self, author: usize, kind: &str, body: Value, attachments: &[&[u8]]) -> Digest {
        let (key, bytes) = self.signed(author, kind, body);
        let size = self.frontier.size();
        self.store.append(size, &NewEntry { key, bytes: &bytes, attachments, removals: &[] }).unwrap();
        self.frontier.push(leaf_hash(&bytes));
        key
    }

    /// The digest of a statement of now, and its entry.
    fn signed(&self, author: usize, kind: &str, body: Value) -> (Digest, Vec<u8>) {
        let nonce = u128::from(self.frontier.size());
        signed(&self.keys[author], author, kind, body, nonce, self.seen(), self.now())
    }
}

/// The digest of a statement, and its entry.
fn signed(
    key: &UnlockedKey,
    author: usize,
    kind: &str,
    body: Value,
    nonce: u128,
    seen: Seen,
    time: Timestamp,
) -> (Digest, Vec<u8>) {
    let body: Body = serde_json::from_value(json!({"type": kind, "body": body}))
        .unwrap_or_else(|error| panic!("{kind}: {error}"));
    let statement = Statement {
        author: id(author).parse().unwrap(),
        body,
        nonce: Nonce::new(nonce.to_be_bytes()),
        origin: ORIGIN.to_owned(),
        seen,
        time,
    };
    let line = statement.encode().unwrap();
    let signature = key.sign(&statement.namespace(), line.as_bytes()).unwrap();
    (line.digest(), [line.as_bytes(), signature.armor().as_bytes()].concat())
}

/// The time by everybody's clock at the entry with this index.
fn now(index: u64) -> Timestamp {
    START.parse::<Timestamp>().unwrap().plus_minutes(i64::try_from(index).unwrap() * STEP_MINUTES)
}

fn id(person: usize) -> String {
    format!("p{person:02}")
}

fn attachment(bytes: &[u8]) -> Value {
    json!({"sha256": Digest::of(bytes), "size_bytes": bytes.len()})
}

fn file_list(number: u64, files: u64) -> FileList {
    let file = |file: u64| FileEntry {
        path: format!("data/納品/第{number}号/図面-{file:05}.dwg"),
        size_bytes: 1000,
        sha256: Digest::of(format!("{number}/{file}").as_bytes()),
        level: None,
    };
    FileList::new((0..files).map(file).collect(), Vec::new()).unwrap()
}
