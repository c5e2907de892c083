//! Ledgers that nobody wrote, good and bad: both verifiers in `examples/` find what `audit` finds, entry by entry.
//!
//! Each ledger goes on from the same desk with statements that somebody or other says: people come, change and leave,
//! keys are added and revoked, requests are made, approved, rejected, exported. Some are forged: by another key, in
//! another namespace, for another ledger, with another history, said before, changed after they were signed, spelled
//! otherwise. Some ledgers are then edited in their tables. `SEKISHO_LEDGERS=3000` says how many, `SEKISHO_SEED=7` with
//! which to begin.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::process::{Command, Stdio};

use serde_json::json;

use super::lives::{body, evidence, staffed};
use super::*;
use crate::support::counted;

/// How many ledgers an ordinary run makes.
const LEDGERS: u64 = 100;

/// How many are handed to the other verifiers at once.
const BATCH: usize = 60;

/// Types about which the one file alone must find exactly what `audit` finds; leaving one contract aside.
const PEOPLE: [&str; 8] = [
    "founder",
    "registration",
    "person-add",
    "person-set",
    "key-add",
    "key-revoke",
    "delegation",
    "person-leave",
];

const ROLES: [&str; 6] = ["requester", "approver", "custodian", "client", "auditor", "administrator"];

/// xorshift64*: the same seed gives the same ledger, times and nonces of signatures aside.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let number = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33;
        usize::try_from(number).unwrap() % limit
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }

    fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }
}

/// A ledger in the making, and what was said in it that others can name.
struct Making<'k> {
    chance: Chance,
    /// Nobody forges anything, and hardly anybody says what they may not.
    honest: bool,
    writer: Writer,
    spare: &'k [PublicKey],
    asking: &'k Value,
    requests: Vec<Digest>,
    approvals: Vec<(Digest, Digest)>,
    intents: Vec<(Digest, Digest)>,
    /// Statements as they stand in the ledger, to be said again.
    said: Vec<(&'static str, Statement)>,
}

impl Making<'_> {
    /// Whether something goes wrong that does once in so many times, and seldom where everybody is honest.
    fn wrong_once_in(&mut self, times: usize) -> bool {
        self.chance.once_in(if self.honest { times * 20 } else { times })
    }

    fn person(&mut self) -> &'static str {
        let number = self.chance.below(self.writer.keys.len());
        self.writer.keys[number].0
    }

    /// Who would say this: mostly somebody who may.
    fn author(&mut self, may: &str) -> &'static str {
        if self.wrong_once_in(4) {
            return self.person();
        }
        match may {
            "requester" => ["tanaka", "tanaka", "yoshida"][self.chance.below(3)],
            "approver" => ["sato", "ito"][self.chance.below(2)],
            _ => "admin",
        }
    }

    fn key(&mut self) -> PublicKey {
        if self.wrong_once_in(4) {
            let of = self.person();
            return self.writer.keys.iter().find(|(person, _)| *person == of).unwrap().1.public_key().clone();
        }
        self.chance.pick(self.spare).clone()
    }

    fn roles(&mut self) -> Vec<&'static str> {
        ROLES.into_iter().filter(|_| self.chance.once_in(3)).collect()
    }

    fn request(&mut self) -> Digest {
        if self.requests.is_empty() || self.wrong_once_in(12) {
            return Digest::of(b"no request");
        }
        // Mostly the newest.
        if self.chance.once_in(3) {
            *self.chance.pick(&self.requests)
        } else {
            *self.requests.last().unwrap()
        }
    }

    fn day(&mut self) -> String {
        let today = Timestamp::now().date();
        let day = i64::try_from(self.chance.below(5)).unwrap() - 2;
        (today + chrono::Duration::days(day)).to_string()
    }

    /// What somebody says next.
    fn next(&mut self) -> (&'static str, &'static str, Value) {
        let (person, other) = (self.person(), self.person());
        let (from, until) = (self.day(), self.day());
        // Where everybody is honest, few change who is who, and a request goes its way.
        let what = match self.chance.below(24) {
            1 | 2 | 4 | 7 | 8 | 18 | 19 if self.honest && !self.chance.once_in(6) => 14,
            what => what,
        };
        match what {
            0 => {
                let added = format!("p{}", self.chance.below(3));
                let said = json!({"key": self.key(), "name": *self.chance.pick(&["新人", " "]), "particulars": {}, "person": added, "roles": self.roles()});
                (self.author("administrator"), "person-add", said)
            }
            1 | 2 => {
                let mut said = json!({"particulars": {"organization": "市役所"}, "person": person});
                if !self.chance.once_in(3) {
                    said["roles"] = json!(self.roles());
                }
                let author = if self.chance.once_in(2) { person } else { self.author("administrator") };
                (author, "person-set", said)
            }
            3 => (self.author("administrator"), "key-add", json!({"key": self.key(), "person": person})),
            4 => {
                let key = self.writer.keys.iter().find(|(found, _)| *found == person).unwrap().1.public_key();
                let said = json!({"key": key.fingerprint().to_string(), "person": person});
                let author = if self.chance.once_in(2) { person } else { self.author("administrator") };
                (author, "key-revoke", said)
            }
            5 | 6 => {
                let said = json!({"from": from, "person": person, "to": other, "until": until});
                let giver = if self.wrong_once_in(5) { other } else { self.author("approver") };
                let said = if self.honest {
                    json!({"from": from, "person": giver, "to": other, "until": until})
                } else {
                    said
                };
                (if self.honest { giver } else { person }, "delegation", said)
            }
            7 => (self.author("administrator"), "person-leave", json!({"person": person})),
            8 => (self.author("administrator"), "person-left", json!({"person": person})),
            9 => {
                let id = format!("USB-{}", self.chance.below(4));
                let said = json!({"id": id, "kind": "usb", "serial": format!("S{}", self.chance.below(3))});
                (self.author("administrator"), "medium-add", said)
            }
            10 => {
                let said = json!({"id": format!("r{}", self.chance.below(3)), "name": "山", "opens": "age", "organization": *self.chance.pick(&["市", ""])});
                (self.author("requester"), "recipient-add", said)
            }
            11..=13 => {
                let mut said = self.asking.clone();
                if self.chance.once_in(4) {
                    said["on"] = json!(from);
                }
                said["level"] = json!(*self.chance.pick(&["2", "2", "3", "1", "unknown"]));
                said["purpose"] = json!(format!("作業{}", self.chance.below(1_000)));
                (self.author("requester"), "request", said)
            }
            // Without one there is nothing to approve.
            14..=22 if self.requests.is_empty() && self.honest => {
                (self.author("requester"), "request", self.asking.clone())
            }
            14..=17 => (self.author("approver"), "approval", json!({"request": self.request()})),
            18 => {
                let reason = *self.chance.pick(&["不要", "　"]);
                (self.author("approver"), "rejection", json!({"reason": reason, "request": self.request()}))
            }
            19 => (self.author("requester"), "withdrawal", json!({"request": self.request()})),
            20..=22 => self.leaving(),
            _ => {
                let entry = u64::try_from(self.chance.below(20)).unwrap();
                let snapshot = self.writer.store.snapshot().unwrap();
                let bytes = snapshot.entry(entry).unwrap().map_or_else(Vec::new, |entry| entry.bytes);
                let said =
                    json!({"entry": entry, "leaf": sekisho::ledger::leaf_hash(&bytes), "reason": "確認"});
                (*self.chance.pick(&["admin", "kimura", "sato"]), "acknowledge", said)
            }
        }
    }

    /// An intent on the approvals of its request, or on others; or how the last one ended.
    fn leaving(&mut self) -> (&'static str, &'static str, Value) {
        if let Some((intent, request)) = self.intents.last().copied().filter(|_| self.chance.once_in(2)) {
            let why = json!({"found": "なし", "intent": intent, "reason": "no-room", "request": request});
            let done = json!({
                "fingerprints": evidence(), "intent": intent, "package_sha256": Digest::of(b"package"),
                "package_size_bytes": 7, "request": request, "write_level": "V2",
            });
            let (kind, said) =
                if self.chance.once_in(3) { ("export-failed", why) } else { ("export-completed", done) };
            return (self.author("requester"), kind, said);
        }
        let request = self.request();
        let of = |wanted: &(Digest, Digest)| self.requests.len() < 2 || wanted.0 == request;
        let mut approvals: Vec<Digest> =
            self.approvals.iter().filter(|found| of(found)).map(|found| found.1).collect();
        match self.chance.below(6) {
            0 => approvals.extend(self.approvals.first().map(|found| found.1)),
            1 => drop(approvals.pop()),
            2 => approvals.truncate(1),
            _ => {}
        }
        let number =
            1 + self.requests.iter().position(|found| *found == request).unwrap_or(0) + self.writer.before;
        let said = json!({
            "approvals": approvals, "custody": {"carrier_holds": false, "holders": ["suzuki"], "sha256": Digest::of(b"custody")},
            "destination": {"filesystem": "ext4", "identified": false, "path": "/srv"},
            "opened_code": sekisho::domain::body::export::CodeHash::of([7; 16], "ABCDEFGHJKLMN"),
            "package_name": format!("C-{number:04}.zip.age"), "request": request,
        });
        (self.author("requester"), "export-intent", said)
    }

    fn step(&mut self) {
        if let Some((signer, statement)) = self.said.last().cloned().filter(|_| self.wrong_once_in(25)) {
            // Said again, signed again: the statement stands already.
            self.writer.insist(&statement, signer);
            return;
        }
        let (author, kind, said) = self.next();
        let mut statement = self.writer.statement(author, body(kind, &said));
        if self.chance.once_in(3) {
            self.writer.catch_up();
            statement.seen = self.writer.seen;
        }
        let namespace = statement.namespace();
        let forged = if self.wrong_once_in(5) { self.chance.below(8) } else { 8 };
        let digest = match forged {
            0 => {
                let thief = self.person();
                self.writer.append(&statement, thief, &namespace, |text| text)
            }
            1 => self.writer.append(&statement, author, "sekisho-approval-v1", |text| text),
            2 => {
                statement.origin = "example.test/other".to_owned();
                self.writer.append(&statement, author, &namespace, |text| text)
            }
            3 => {
                statement.seen.root = Digest::of(b"another");
                self.writer.append(&statement, author, &namespace, |text| text)
            }
            4 => {
                statement.seen.size += 50;
                self.writer.append(&statement, author, &namespace, |text| text)
            }
            5 => {
                self.writer.append_edited(&statement, author);
                return;
            }
            6 => {
                let (from, to) = *self.chance.pick(&[
                    (",\"nonce\"", ", \"nonce\""),
                    ("\"version\":1", "\"version\":1.0"),
                    ("\"version\":1", "\"version\":1,\"version\":1"),
                    ("}\n", "}\r\n"),
                    ("\"seen\":{", "\"seen\":{\"more\":1,"),
                    ("SIGNATURE-----\n", "SIGNATURE-----\n\n"),
                    ("+09:00\",\"type\"", "+9:00\",\"type\""),
                    ("\"author\":\"", "\"author\":\"-"),
                ]);
                self.writer.append(&statement, author, &namespace, |text| text.replace(from, to))
            }
            7 => {
                statement.time = statement.time.plus_minutes(-600);
                self.writer.append(&statement, author, &namespace, |text| text)
            }
            _ => self.writer.append(&statement, author, &namespace, |text| text),
        };
        match kind {
            "request" => self.requests.push(digest),
            "approval" => self.approvals.push((said["request"].as_str().unwrap().parse().unwrap(), digest)),
            "export-intent" => {
                self.intents.push((digest, said["request"].as_str().unwrap().parse().unwrap()))
            }
            _ => {}
        }
        self.said.push((author, statement));
    }
}

/// What somebody with a database editor does; the triggers are back in their place afterwards.
fn edited(ledger: &Path, chance: &mut Chance) {
    let connection = rusqlite::Connection::open(ledger).unwrap();
    let size: i64 = connection.query_row("SELECT count(*) FROM entry", [], |row| row.get(0)).unwrap();
    let (at, other) =
        (chance.below(usize::try_from(size).unwrap()), chance.below(usize::try_from(size).unwrap()));
    let change = match chance.below(7) {
        0 => format!(
            "UPDATE entry SET body = CAST(replace(CAST(body AS TEXT), '2026', '2025') AS BLOB) WHERE entry_index = {at}"
        ),
        1 => format!("UPDATE entry SET entry_key = randomblob(32) WHERE entry_index = {at}"),
        2 => format!("UPDATE node SET hash = randomblob(32) WHERE node_index = {at}"),
        3 => format!(
            "UPDATE entry SET body = (SELECT body FROM entry WHERE entry_index = {other}) WHERE entry_index = {at}"
        ),
        4 => "INSERT INTO node SELECT max(node_index) + 1, randomblob(32) FROM node".to_owned(),
        5 => format!(
            "UPDATE entry SET body = substr(body, 1, length(body) - {}) WHERE entry_index = {at}",
            other + 1
        ),
        _ => format!(
            "UPDATE entry SET body = CAST(replace(CAST(body AS TEXT), '\"author\":\"tanaka\"', '\"author\":\"sato\"') AS BLOB) \
             WHERE entry_index >= {at}"
        ),
    };
    let texts = |query: &str| -> Vec<String> {
        let mut statement = connection.prepare(query).unwrap();
        let rows = statement.query_map([], |row| row.get(0)).unwrap();
        rows.collect::<Result<_, _>>().unwrap()
    };
    let triggers = texts("SELECT sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY rowid");
    for name in texts("SELECT name FROM sqlite_schema WHERE type = 'trigger'") {
        connection.execute_batch(&format!("DROP TRIGGER {name}")).unwrap();
    }
    connection.execute_batch(&change).unwrap();
    connection.execute_batch(&triggers.join(";\n")).unwrap();
}

/// Which type stands at an index, as far as that can be read.
fn type_at(ledger: &Path, index: u64) -> Option<(String, bool)> {
    let connection = rusqlite::Connection::open(ledger).unwrap();
    let sql = "SELECT body FROM entry WHERE entry_index = ?1";
    let body: Vec<u8> = connection.query_row(sql, [index], |row| row.get(0)).unwrap();
    let line = body.split(|byte| *byte == b'\n').next()?;
    let value: Value = serde_json::from_slice(line).ok()?;
    Some((value["type"].as_str()?.to_owned(), value["body"].get("contract").is_some()))
}

fn places(report: &Value, list: &str) -> Places {
    let found = report[list].as_array().unwrap().iter();
    // What was acknowledged stands with its findings, in one report apart and in the other together.
    let found = found.flat_map(|one| match one["findings"].as_array() {
        Some(findings) => findings.iter().collect::<Vec<_>>(),
        None => vec![one],
    });
    found.map(|one| (one["index"].as_u64(), one["kind"].as_str().unwrap().to_owned())).collect()
}

/// Compares what three verifiers say of one ledger.
fn compare(ledger: &Path, audit: &Value, other: &Value) {
    let why = || format!("{}\n{audit:#}\n{other:#}", ledger.display());
    assert!(other.get("failed").is_none(), "{}", why());
    let (alone, rules) = (&other["alone"], &other["rules"]);
    for report in [alone, rules] {
        assert_eq!((&audit["size"], &audit["root"]), (&report["size"], &report["root"]), "{}", why());
    }
    assert_eq!(places(audit, "findings"), places(rules, "findings"), "{}", why());
    assert_eq!(places(audit, "acknowledged"), places(rules, "acknowledged"), "{}", why());
    let all: Places = places(audit, "findings").union(&places(audit, "acknowledged")).cloned().collect();
    let mine = places(alone, "findings");
    assert!(mine.is_subset(&all), "the one file refuses what stands: {:?}\n{}", mine.difference(&all), why());
    for (index, kind) in all.difference(&mine) {
        let (name, of_contract) = index.and_then(|index| type_at(ledger, index)).unwrap_or_default();
        let left_to_others = match kind.as_str() {
            "clock" | "attachment-missing" | "attachment-wrong" => true,
            "not-allowed" => !PEOPLE.contains(&name.as_str()) || of_contract,
            "not-an-entry" => !PEOPLE.contains(&name.as_str()) && name != "request" && name != "approval",
            _ => false,
        };
        assert!(left_to_others, "the one file does not find {kind} at {index:?} ({name})\n{}", why());
    }
}

#[test]
fn generated_ledgers_good_and_bad_are_judged_alike_entry_by_entry() {
    let (Some(_python), Some(keygen)) = (require_peer("python3"), require_peer("ssh-keygen")) else { return };
    let number = |name: &str| std::env::var(name).ok().map(|text| text.parse::<u64>().unwrap());
    let (begin, ledgers) =
        (number("SEKISHO_SEED").unwrap_or(0), number("SEKISHO_LEDGERS").unwrap_or(LEDGERS));
    let (desk, writer) = staffed(&keygen);
    // Somebody else's desk: it has never seen a ledger, and compares with nothing.
    let auditor = Desk { folder: tempfile::tempdir().unwrap() };
    let entry = writer.store.snapshot().unwrap().entry(5).unwrap().unwrap().bytes;
    let Body::Request(asked) = Entry::parse(&entry).unwrap().statement.body else {
        panic!("entry 5 is the request")
    };
    drop(writer);
    let connection = rusqlite::Connection::open(desk.path("home/ledger.db")).unwrap();
    connection.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
    drop(connection);
    let asking = json!({
        "after_arrival": false, "due": "2099-12-31", "file_count": asked.file_count, "file_list": asked.file_list,
        "kind": "work", "level": "2", "manifest": asked.manifest, "on": Timestamp::now().date(),
        "opening": {"format": "age-passphrase"}, "purpose": "作業", "recipient": "self", "rules": asked.rules,
        "total_bytes": asked.total_bytes, "via": "hand",
    });
    let spare: Vec<PublicKey> = (0..6).map(|number| new_key(&keygen, &desk, number)).collect();
    let mut tally: BTreeMap<String, u64> = BTreeMap::new();
    let seeds: Vec<u64> = (begin..begin + ledgers).collect();
    for batch in seeds.chunks(BATCH) {
        let made: Vec<PathBuf> = batch.iter().map(|seed| make(&desk, *seed, &spare, &asking)).collect();
        let answers = witnesses(&made);
        for (ledger, other) in made.iter().zip(answers) {
            let audit = auditor.run(None, &["audit", "--json", "--ledger", ledger.to_str().unwrap()]);
            let report: Value = serde_json::from_slice(&audit.stdout)
                .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&audit.stderr)));
            compare(ledger, &report, &other);
            let found = places(&report, "findings");
            for (_, kind) in found.iter().chain(&places(&report, "acknowledged")) {
                *tally.entry(kind.clone()).or_default() += 1;
            }
            let verdict =
                if found.is_empty() { "ledgers without a finding" } else { "ledgers with findings" };
            *tally.entry(verdict.to_owned()).or_default() += 1;
            *tally.entry("entries".to_owned()).or_default() += report["size"].as_u64().unwrap();
            fs::remove_file(ledger).unwrap();
        }
    }
    counted(&format!("{ledgers} ledgers: {tally:?}"));
    for kind in ["not-verified", "not-allowed", "not-an-entry", "tree", "ledgers without a finding"] {
        assert!(tally.contains_key(kind), "nothing of this kind was made: {kind}: {tally:?}");
    }
}

fn new_key(keygen: &Path, desk: &Desk, number: usize) -> PublicKey {
    let file = desk.path(&format!("spare{number}"));
    let words = ["-q", "-t", "ed25519", "-N", "", "-C", "spare", "-f"];
    assert!(Command::new(keygen).args(words).arg(&file).status().unwrap().success());
    PublicKey::parse_openssh(&fs::read_to_string(file.with_extension("pub")).unwrap()).unwrap()
}

fn make(desk: &Desk, seed: u64, spare: &[PublicKey], asking: &Value) -> PathBuf {
    let ledger = desk.path(&format!("generated-{seed}.db"));
    fs::copy(desk.path("home/ledger.db"), &ledger).unwrap();
    let mut chance = Chance(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let steps = chance.below(16);
    let (edits, honest) = (chance.once_in(4), chance.once_in(2));
    let mut making = Making {
        chance,
        honest,
        writer: Writer::at(desk, &ledger),
        spare,
        asking,
        requests: Vec::new(),
        approvals: Vec::new(),
        intents: Vec::new(),
        said: Vec::new(),
    };
    for _ in 0..steps {
        making.step();
    }
    let Making { mut chance, writer, .. } = making;
    drop(writer);
    if edits && !honest {
        edited(&ledger, &mut chance);
    }
    ledger
}

/// What the verifiers in `examples/` say of each.
fn witnesses(ledgers: &[PathBuf]) -> Vec<Value> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut python = Command::new("python3")
        .arg(folder.join("tests/it/independent/witness.py"))
        .arg(folder.join("examples"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let paths: Vec<&str> = ledgers.iter().map(|path| path.to_str().unwrap()).collect();
    python.stdin.take().unwrap().write_all(paths.join(" ").as_bytes()).unwrap();
    let output = python.wait_with_output().unwrap();
    let lines = String::from_utf8(output.stdout).unwrap();
    let answers: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(answers.len(), ledgers.len());
    answers
}
