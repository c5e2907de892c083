//! An office in memory: what its people say goes through the rules as in the fold, unsigned.

use serde_json::{Value, json};

use crate::base::digest::Digest;
use crate::domain::apply::apply;
use crate::domain::body::Body;
use crate::domain::carry_out::{CarryOut, Fate, Status};
use crate::domain::check::{RootsNamed, Subject, check, check_clock};
use crate::domain::incident::Incident;
use crate::domain::names::Sanitization;
use crate::domain::refusal::Refusal;
use crate::domain::registry::{Medium, Registry};
use crate::domain::rules::ground::{Clause, clauses};
use crate::domain::statement::{Nonce, Seen, Statement};
use crate::domain::tally::tally;
use crate::domain::verify::{Act, Verified, check_key};
use crate::signing::PublicKey;

/// Everybody and what they may do; the first is the founder.
pub const CAST: [(&str, &[&str]); 8] = [
    ("kanri", &["administrator"]),
    ("tanaka", &["requester"]),
    ("mori", &["requester"]),
    ("sato", &["approver"]),
    ("ito", &["approver"]),
    ("ueda", &["approver", "requester"]),
    ("suzuki", &["custodian"]),
    ("kimura", &["auditor"]),
];

/// The stick that packages leave on: its serial number and capacity are registered.
pub const STICK: &str = "USB-07";

/// An office in memory.
#[derive(Debug, Clone)]
pub struct Desk {
    pub registry: Registry,
    pub carry_outs: Vec<CarryOut>,
    pub incidents: Vec<Incident>,
    /// Everything that was said, and why it came to nothing.
    pub transcript: Vec<(Value, Option<Refusal>)>,
    /// What the last refusal cites.
    cited: Vec<Clause>,
    entries: u64,
    heard: Heard,
    /// Minutes since it was founded, on top of the years.
    pub minutes: i64,
    /// Whole years since it was founded.
    pub years: i64,
}

/// Whether the second witness hears of it in the end: of an office, not of its copies.
#[derive(Debug)]
struct Heard(bool);

impl Clone for Heard {
    fn clone(&self) -> Self {
        Self(false)
    }
}

/// Whatever a test said here is judged by the second witness too.
impl Drop for Desk {
    fn drop(&mut self) {
        if self.heard.0 && !std::thread::panicking() {
            super::second_witness::agree(self);
        }
    }
}

/// A digest of some bytes that stand for evidence.
pub fn attachment() -> Value {
    json!({"sha256": Digest::of(b"evidence"), "size_bytes": 8})
}

/// A key of their own for every number.
pub fn key(number: u8) -> PublicKey {
    let public = ed25519_dalek::SigningKey::from_bytes(&[number; 32]).verifying_key();
    let mut wire = Vec::new();
    for part in [&b"ssh-ed25519"[..], public.as_bytes()] {
        wire.extend(u32::try_from(part.len()).unwrap().to_be_bytes());
        wire.extend(part);
    }
    PublicKey::parse_openssh(&format!("ssh-ed25519 {}", data_encoding::BASE64.encode(&wire))).unwrap()
}

/// What a statement refers to is whatever in it looks like an attachment, so that the store keeps it and an audit misses it.
/// A purge names what goes, and of mails only digests are told.
pub fn names_its_attachments(body: &Body, line: &Value) {
    fn found(value: &Value, into: &mut Vec<Value>) {
        match value {
            Value::Object(fields) if fields.len() == 2 && fields.contains_key("size_bytes") => {
                into.push(value.clone());
            }
            Value::Object(fields) => fields.values().for_each(|value| found(value, into)),
            Value::Array(values) => values.iter().for_each(|value| found(value, into)),
            _ => {}
        }
    }
    let mut all = Vec::new();
    match body {
        Body::Purge(_) | Body::MailSent(_) => {}
        Body::MailDraft(_) => found(&line["body"], &mut all),
        _ => found(line, &mut all),
    }
    let mut named: Vec<Value> = body.attachments().iter().map(|one| json!(one)).collect();
    for list in [&mut all, &mut named] {
        list.sort_by_key(Value::to_string);
    }
    assert_eq!(named, all, "{}", body.type_name());
}

impl Desk {
    /// Founded, with the whole cast, the recipients `city` (a client) and `sub` (a subcontractor), both with a
    /// passphrase, and the media [`STICK`], `USB-08` and, without a serial number, `CARD-1`.
    pub fn new() -> Self {
        let mut desk = Self::empty();
        desk.ok("kanri", "founder", json!({"key": key(0), "name": "管理"}));
        for (number, (person, roles)) in (1..).zip(&CAST[1..]) {
            let add = json!({"key": key(number), "name": person, "particulars": {}, "person": person, "roles": roles});
            desk.ok("kanri", "person-add", add);
        }
        let city = json!({"id": "city", "name": "山田", "opens": "age", "organization": "市役所"});
        desk.ok("tanaka", "recipient-add", city);
        let sub = json!({"id": "sub", "name": "東", "opens": "age", "organization": "下請", "subcontractor": {"tier": 1}});
        desk.ok("tanaka", "recipient-add", sub);
        for (medium, serial) in [(STICK, "S7"), ("USB-08", "S8")] {
            let add = json!({"capacity_bytes": 1000, "id": medium, "kind": "usb", "serial": serial});
            desk.ok("kanri", "medium-add", add);
        }
        desk.ok("kanri", "medium-add", json!({"id": "CARD-1", "kind": "sd"}));
        desk
    }

    /// Nobody has founded it.
    pub fn empty() -> Self {
        Self {
            registry: Registry::default(),
            carry_outs: Vec::new(),
            incidents: Vec::new(),
            transcript: Vec::new(),
            cited: Vec::new(),
            entries: 0,
            heard: Heard(true),
            minutes: 0,
            years: 0,
        }
    }

    /// Somebody says something: as the fold takes it in, with everything it must not do beside.
    pub fn say(&mut self, author: &str, kind: &str, body: Value) -> Result<Digest, Refusal> {
        let body: Body = serde_json::from_value(json!({"type": kind, "body": body})).unwrap();
        self.minutes += 1;
        let at = self.minutes + 600;
        let founded =
            chrono::NaiveDate::from_ymd_opt(2026 + i32::try_from(self.years).unwrap(), 11, 20).unwrap();
        let day = founded + chrono::Duration::days(at.div_euclid(1440));
        let time = format!("{day}T{:02}:{:02}:00+09:00", at.rem_euclid(1440) / 60, at.rem_euclid(60));
        let statement = Statement {
            author: author.parse().unwrap(),
            body,
            nonce: Nonce::new(u128::try_from(self.transcript.len()).unwrap().to_be_bytes()),
            origin: "example.test/desk".to_owned(),
            seen: Seen { root: Digest::of(b""), size: 0 },
            time: time.parse().unwrap(),
        };
        let bytes = statement.encode().unwrap();
        let digest = bytes.digest();
        let person = CAST.iter().position(|(id, _)| *id == author).unwrap_or(99);
        let key = key(u8::try_from(person).unwrap());
        let line: Value = serde_json::from_str(bytes.as_text()).unwrap();
        names_its_attachments(&statement.body, &line["body"]);
        assert_eq!(line["type"], statement.body.type_name(), "what is signed is named by what it says");
        let said = json!({"digest": digest, "key": key.to_openssh(), "statement": line});
        let judged = self.take(Act { statement, digest, index: self.entries, key: key.fingerprint() });
        self.transcript.push((said, judged.clone().err()));
        judged
    }

    /// What stands for the root of the log at `size`.
    pub fn root_at(&self, size: u64) -> Option<Digest> {
        (size <= self.entries).then(|| Digest::of(size.to_string().as_bytes()))
    }

    /// How many entries there are.
    pub fn size(&self) -> u64 {
        self.entries
    }

    fn take(&mut self, act: Act) -> Result<Digest, Refusal> {
        let body = &act.statement.body;
        let request = body.request().copied().unwrap_or(act.digest);
        let incident = body.incident().copied();
        let subject = Subject {
            carry_out: self.carry_outs.iter().find(|carry_out| carry_out.digest == request).cloned(),
            incident: self.incidents.iter().find(|known| Some(known.digest) == incident).cloned(),
            roots: RootsNamed::of(body, |size| Ok::<_, Refusal>(self.root_at(size))).unwrap(),
        };
        let before = self.registry.clone();
        let judged = check(&self.registry, &subject, &act);
        let cited = |refusal: &Refusal| clauses(&self.registry, &subject, body, refusal);
        let cited = judged.as_ref().err().map(cited).unwrap_or_default();
        let _clock = check_clock(subject.carry_out.as_ref(), &act.statement);
        let digest = act.digest;
        let applied = apply(&mut self.registry, subject, &Verified::taken_for(act));
        match applied {
            Err(refusal) => {
                assert_eq!(judged, Err(refusal.clone()), "what is applied is what was checked");
                assert_eq!(self.registry, before, "what is refused changes nothing");
                self.cited = cited;
                Err(refusal)
            }
            Ok(after) => {
                assert_eq!(judged, Ok(()), "what is refused is not applied");
                self.entries += 1;
                self.keep(after);
                Ok(digest)
            }
        }
    }

    /// The clauses that the last refusal cites besides what it says itself.
    pub fn cited(&self) -> &[Clause] {
        &self.cited
    }

    /// The ids of their rules.
    pub fn cited_rules(&self) -> Vec<&str> {
        self.cited.iter().map(|clause| clause.rule.as_str()).collect()
    }

    /// Keeps what came of it as the projection does: as JSON.
    fn keep(&mut self, after: Subject) {
        fn kept<T: serde::Serialize + serde::de::DeserializeOwned + PartialEq + std::fmt::Debug>(
            value: &T,
        ) -> T {
            let again: T = serde_json::from_str(&serde_json::to_string(value).unwrap()).unwrap();
            assert_eq!(again, *value, "what is kept is what was");
            again
        }
        self.registry = kept(&self.registry);
        if let Some(carry_out) = after.carry_out.as_ref().map(kept) {
            self.carry_outs.retain(|known| known.number != carry_out.number);
            self.carry_outs.push(carry_out);
            self.carry_outs.sort_by_key(|carry_out| carry_out.number);
        }
        if let Some(incident) = after.incident.as_ref().map(kept) {
            self.incidents.retain(|known| known.number != incident.number);
            self.incidents.push(incident);
            self.incidents.sort_by_key(|incident| incident.number);
        }
    }

    /// Somebody says something that they may.
    #[track_caller]
    pub fn ok(&mut self, author: &str, kind: &str, body: Value) -> Digest {
        self.say(author, kind, body).unwrap_or_else(|refusal| panic!("{author}: {kind}: {refusal}"))
    }

    /// Somebody says something about a carry-out that they may.
    #[track_caller]
    pub fn about(&mut self, number: u64, author: &str, kind: &str, body: Value) -> Digest {
        let body = self.with_request(number, body);
        self.ok(author, kind, body)
    }

    /// Somebody says something about a carry-out that a rule stands against.
    #[track_caller]
    pub fn refused(&mut self, number: u64, author: &str, kind: &str, body: Value) -> Refusal {
        let body = self.with_request(number, body);
        self.say(author, kind, body).expect_err("nothing stands against it")
    }

    /// `body` with the digest of a carry-out's request.
    pub fn with_request(&self, number: u64, mut body: Value) -> Value {
        body["request"] = json!(self.c(number).digest);
        body
    }

    /// A request by `tanaka` to take work along on [`STICK`], changed as `but` says.
    #[track_caller]
    pub fn request(&mut self, but: Value) -> u64 {
        let body = self.asking(but);
        self.ok("tanaka", "request", body);
        self.registry.requests
    }

    /// The body of that request.
    pub fn asking(&self, but: Value) -> Value {
        let mut body = json!({
            "after_arrival": false, "due": "2026-12-20", "file_count": 1, "file_list": attachment(), "kind": "work",
            "level": "2", "manifest": attachment(), "medium": STICK, "on": "2026-11-20",
            "opening": {"format": "age-passphrase"}, "purpose": "検査", "recipient": "self",
            "rules": self.registry.rules(None).digest(), "total_bytes": 1, "via": "usb",
        });
        for (field, value) in but.as_object().unwrap() {
            body[field] = value.clone();
        }
        let fields = body.as_object_mut().unwrap();
        fields.retain(|_, value| !value.is_null());
        body
    }

    /// Where a package of a carry-out is written.
    pub fn destination(&self, number: u64) -> Value {
        let medium = self.c(number).request.medium.as_ref();
        let registered = medium.and_then(|id| self.registry.media[id].record.serial.clone());
        match (medium, registered) {
            (Some(medium), Some(serial)) => json!({
                "filesystem": "vfat", "filesystem_uuid": "AAAA-0001", "identified": true, "medium": medium,
                "path": "/media/stick", "serial": serial,
            }),
            (Some(medium), None) => json!({
                "filesystem": "vfat", "filesystem_uuid": "AAAA-0001", "identified": false, "medium": medium,
                "path": "/media/stick",
            }),
            (None, _) => json!({"filesystem": "ext4", "identified": false, "path": "/home/tanaka/out"}),
        }
    }

    /// Approved by as many as it needs.
    #[track_caller]
    pub fn approved(&mut self, but: Value) -> u64 {
        let number = self.request(but);
        let needed = tally(&self.registry, self.c(number)).needed;
        for approver in ["sato", "ito"].into_iter().take(usize::try_from(needed.unwrap()).unwrap()) {
            self.about(number, approver, "approval", json!({}));
        }
        number
    }

    /// The body of the intent to write it now.
    pub fn intent(&self, number: u64) -> Value {
        let carry_out = self.c(number);
        let approvals = tally(&self.registry, carry_out).approvals;
        json!({
            "approvals": approvals,
            "custody": {"carrier_holds": false, "holders": ["suzuki"], "sha256": Digest::of(b"custody")},
            "destination": self.destination(number),
            "opened_code": crate::domain::body::export::CodeHash::of([7; 16], "ABCDEFGHJKLMN"),
            "package_name": format!("{}.zip.age", carry_out.id()),
        })
    }

    /// Written and read back.
    #[track_caller]
    pub fn sealed(&mut self, but: Value) -> u64 {
        let number = self.approved(but);
        let intent = self.intent(number);
        let intent = self.about(number, "tanaka", "export-intent", intent);
        self.complete(number, intent);
        number
    }

    #[track_caller]
    pub fn complete(&mut self, number: u64, intent: Digest) {
        let completed = json!({
            "fingerprints": attachment(), "intent": intent, "package_sha256": Digest::of(b"package"),
            "package_size_bytes": 7, "write_level": "V2",
        });
        self.about(number, "tanaka", "export-completed", completed);
    }

    /// Sent to `city` as a deliverable, without a medium.
    #[track_caller]
    pub fn sent(&mut self, but: Value) -> u64 {
        let mut delivered = json!({"kind": "deliver", "medium": null, "recipient": "city", "via": "email"});
        for (field, value) in but.as_object().unwrap() {
            delivered[field] = value.clone();
        }
        self.sealed(delivered)
    }

    /// What a desk sees at the medium of a carry-out when the package was erased there, changed as `but` says.
    pub fn measured(&self, number: u64, but: Value) -> Value {
        let mut measured = json!({
            "capacity_bytes": 1000, "copies_erased": 0, "copies_left": 0, "gone": true, "identified": true,
            "in_place": true, "other_files": 0, "place": self.destination(number), "unread": 0,
        });
        for (field, value) in but.as_object().unwrap() {
            measured[field] = value.clone();
        }
        measured.as_object_mut().unwrap().retain(|_, value| !value.is_null());
        measured
    }

    /// The return of copy 1 with what was measured, changed as `but` says.
    pub fn returning(&self, number: u64, but: Value) -> Value {
        json!({"copies": [1], "measured": self.measured(number, but), "tool": "sekisho 0.1.0"})
    }

    /// A disposal by this method, changed as `but` says.
    pub fn disposing(method: &str, but: Value) -> Value {
        let mut body = json!({"copies": [1], "method": method, "tool": "sekisho 0.1.0"});
        for (field, value) in but.as_object().unwrap() {
            body[field] = value.clone();
        }
        body.as_object_mut().unwrap().retain(|_, value| !value.is_null());
        body
    }

    /// The whole medium of a carry-out overwritten.
    pub fn overwriting(&self, number: u64, but: Value) -> Value {
        let serial = self.destination(number)["serial"].as_str().unwrap_or_default().to_owned();
        let whole = json!({"bytes": 1000, "replugged": true, "seed": "0".repeat(64), "serial": serial});
        Self::disposing(
            "overwrite",
            json!({"measured": self.measured(number, merged(json!({"overwritten": whole}), but))}),
        )
    }

    /// Its key destroyed, with those who attested.
    pub fn key_destroyed(attested: &[&str], copies: &[u64]) -> Value {
        let mut key = json!({"attested": attested, "custody": Digest::of(b"custody")});
        let mut body = json!({"copies": copies, "method": "key", "tool": "sekisho 0.1.0"});
        if attested.is_empty() {
            key.as_object_mut().unwrap().remove("attested");
        }
        if copies.is_empty() {
            body.as_object_mut().unwrap().remove("copies");
        }
        body["key"] = key;
        body
    }

    /// An incident about a carry-out, opened by `author`.
    #[track_caller]
    pub fn incident(&mut self, number: u64, author: &str, kind: &str) -> Digest {
        let aware = self.now();
        self.about(number, author, "incident-open", json!({"aware": aware, "kind": kind}))
    }

    /// Everything on record that an incident needs, and its end by `author`.
    #[track_caller]
    pub fn end(&mut self, incident: Digest, author: &str) {
        self.write_up(incident);
        self.ok(author, "incident-close", json!({"incident": incident}));
    }

    /// Everything on record that an incident needs.
    #[track_caller]
    pub fn write_up(&mut self, incident: Digest) {
        let fields = ["written-report", "prevention", "review", "deletion-request", "deletion-answer"];
        for field in fields {
            let update =
                json!({"evidence": attachment(), "field": field, "incident": incident, "text": "書いた"});
            self.ok("tanaka", "incident-update", update);
        }
        let now = self.now();
        self.ok("tanaka", "incident-contact", json!({"at": now, "incident": incident, "whom": "市役所"}));
    }

    /// A time that has come when the next statement is made.
    pub fn now(&self) -> &'static str {
        "2026-11-20T10:00:00+09:00"
    }

    /// A carry-out.
    #[track_caller]
    pub fn c(&self, number: u64) -> &CarryOut {
        self.carry_outs.iter().find(|carry_out| carry_out.number == number).unwrap()
    }

    /// Where a carry-out stands.
    #[track_caller]
    pub fn status(&self, number: u64) -> Status {
        let enough = tally(&self.registry, self.c(number)).is_enough();
        self.c(number).status(enough, "2026-11-20".parse().unwrap())
    }

    /// What became of a copy.
    #[track_caller]
    pub fn fate(&self, number: u64, copy: u64) -> Fate {
        self.c(number).copy(copy).unwrap().fate.clone()
    }

    /// What is known of the end of a copy.
    #[track_caller]
    pub fn level(&self, number: u64, copy: u64) -> Option<Sanitization> {
        self.c(number).level_of(self.c(number).copy(copy).unwrap())
    }

    /// A medium.
    pub fn medium(&self, id: &str) -> &Medium {
        &self.registry.media[&id.parse().unwrap()]
    }

    /// How many entries the log has.
    pub fn entries(&self) -> u64 {
        self.entries
    }

    /// What somebody carries.
    pub fn carries(&self, person: &str) -> Vec<u64> {
        let person = self.registry.person(&person.parse().unwrap()).unwrap();
        person.carries.iter().copied().collect()
    }

    /// Whether somebody's key counts.
    pub fn may_sign(&self, person: &str) -> bool {
        let number = CAST.iter().position(|(id, _)| *id == person).unwrap();
        let key = key(u8::try_from(number).unwrap()).fingerprint();
        check_key(&self.registry, &person.parse().unwrap(), &key).is_ok()
    }
}

fn merged(mut first: Value, second: Value) -> Value {
    for (field, value) in second.as_object().unwrap() {
        first[field] = value.clone();
    }
    first
}
