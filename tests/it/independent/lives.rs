//! A ledger in which every type of statement stands: both verifiers come to the same state, and what is forged or
//! said without the right to has no effect in either.

use std::collections::BTreeSet;
use std::process::Command;

use sekisho::domain::body::export::CodeHash;
use sekisho::domain::rules::office::newest;
use sekisho::domain::rules::pack::{Pack, shipped};
use serde_json::json;

use super::*;

/// Everybody who signs, and what they may do, beside those of [`filled_desk`].
const MORE: [(&str, &str); 4] =
    [("suzuki", "custodian"), ("ito", "approver"), ("yoshida", "requester"), ("kimura", "auditor")];

/// Types that anybody registered may say.
const ANYBODY: [&str; 7] = [
    "article-lost",
    "witness",
    "recheck",
    "incident-open",
    "incident-include",
    "incident-update",
    "incident-contact",
];

/// Types that an auditor may say.
const AUDITED: [&str; 6] =
    ["stock-take", "sheet-answers", "asset-check", "evidence-count", "log-review", "subcontractor-check"];

/// A desk with more people, and a writer at its ledger.
pub fn staffed(keygen: &Path) -> (Desk, Writer) {
    let desk = filled_desk(keygen);
    for (person, role) in MORE {
        let words = ["-q", "-t", "ed25519", "-N", "", "-C", person, "-f"];
        assert!(Command::new(keygen).args(words).arg(desk.path(person)).status().unwrap().success());
        let key = format!("{person}.pub");
        desk.says(
            "admin",
            &["person", "add", person, "--name", person, "--role", role, "--public-key", &key],
        );
    }
    fs::remove_file(desk.path("held.txt")).unwrap();
    desk.says("admin", &["checkpoint", "--sign", "--out", "held.txt"]);
    let writer = Writer::open(&desk);
    (desk, writer)
}

pub fn evidence() -> Value {
    json!({"sha256": Digest::of(EVIDENCE), "size_bytes": EVIDENCE.len()})
}

pub fn body(kind: &str, body: &Value) -> Body {
    serde_json::from_value(json!({"type": kind, "body": body}))
        .unwrap_or_else(|error| panic!("{kind}: {error}"))
}

/// Two lives: `C-0001`, exported by mail before, is handed over; `C-0002` leaves on a stick, is passed on, suspected,
/// brought back, cleared and confirmed. Whoever carried it in between leaves.
fn lived(writer: &mut Writer) {
    let entry = writer.store.snapshot().unwrap().entry(5).unwrap().unwrap().bytes;
    let asked = Entry::parse(&entry).unwrap();
    let first = asked.bytes.digest();
    let Body::Request(asked) = asked.statement.body else { panic!("entry 5 is the request") };
    let package = package(writer);
    let mut say = |author: &str, kind: &str, said: Value| writer.say(author, body(kind, &said));
    let stick = json!({
        "capacity_bytes": 1000, "filesystem": "vfat", "filesystem_uuid": "AAAA-0001", "id": "USB-07", "kind": "usb",
        "serial": "S7",
    });
    say("admin", "medium-add", stick);
    say("admin", "medium-set", json!({"id": "USB-07", "place": "棚"}));
    say("kimura", "stock-take", json!({"identified": ["USB-07"], "seen": ["USB-07"]}));
    let today = Timestamp::now().date();
    say("sato", "delegation", json!({"from": today, "person": "sato", "to": "ito", "until": today}));
    let later = say(
        "sato",
        "delegation",
        json!({"from": today, "person": "sato", "to": "kimura", "until": "2099-12-31"}),
    );
    say("sato", "delegation-end", json!({"delegation": later, "person": "sato", "to": "kimura"}));
    let work = json!({
        "after_arrival": false, "due": "2099-12-31", "file_count": asked.file_count, "file_list": asked.file_list,
        "kind": "work", "level": "2", "manifest": asked.manifest, "medium": "USB-07", "on": today,
        "opening": {"format": "age-passphrase"}, "purpose": "検査", "recipient": "self", "rules": asked.rules,
        "total_bytes": asked.total_bytes, "via": "usb",
    });
    let unwanted = say("tanaka", "request", work.clone());
    say("sato", "rejection", json!({"reason": "不要", "request": unwanted}));
    let taken_back = say("tanaka", "request", work.clone());
    say("tanaka", "withdrawal", json!({"request": taken_back}));
    let request = say("tanaka", "request", work.clone());
    let approval = say("sato", "approval", json!({"request": request}));
    let custody = Digest::of(b"custody");
    let place = json!({
        "filesystem": "vfat", "filesystem_uuid": "AAAA-0001", "identified": true, "medium": "USB-07",
        "path": "/media/stick", "serial": "S7",
    });
    let intent = json!({
        "approvals": [approval], "custody": {"carrier_holds": false, "holders": ["suzuki"], "sha256": custody},
        "destination": place, "opened_code": CodeHash::of([7; 16], "ABCDEFGHJKLMN"),
        "package_name": "C-0004.zip.age", "request": request,
    });
    let failed = say("tanaka", "export-intent", intent.clone());
    let why = json!({"found": "なし", "intent": failed, "reason": "no-room", "request": request});
    say("tanaka", "export-failed", why);
    let written = say("tanaka", "export-intent", intent);
    let completed = json!({
        "fingerprints": evidence(), "intent": written, "package_sha256": Digest::of(b"package"),
        "package_size_bytes": 7, "request": request, "write_level": "V2",
    });
    say("tanaka", "export-completed", completed);
    say("tanaka", "checkout", json!({"case": "3", "pledge": evidence(), "request": request}));
    say("suzuki", "passphrase-release", json!({"request": request, "told": "田中", "via": "phone"}));
    let resealed = Digest::of(b"sealed anew");
    let anew = json!({"carrier_holds": false, "holders": ["suzuki"], "sha256": resealed});
    say("suzuki", "custody-reseal", json!({"before": custody, "custody": anew, "request": request}));
    say(
        "tanaka",
        "receipt",
        json!({"code": {"code": "ABCDEFGHJKLMN", "kind": "opened"}, "request": request}),
    );
    for kind in ["working", "paper"] {
        say("tanaka", "copy-made", json!({"kind": kind, "place": "ノートPC", "request": request}));
    }
    let later =
        say("tanaka", "extension", json!({"due": "2100-01-31", "reason": "工期", "request": request}));
    say("ito", "extension-answer", json!({"approved": true, "extension": later, "request": request}));
    say("tanaka", "transfer", json!({"reason": "交代", "request": request, "to": "yoshida"}));
    let now = Timestamp::now();
    let incident =
        say("kimura", "incident-open", json!({"aware": now, "kind": "suspected", "request": request}));
    say("kimura", "incident-include", json!({"incident": incident, "request": first}));
    for field in ["written-report", "prevention", "review"] {
        let update = json!({"evidence": evidence(), "field": field, "incident": incident, "text": "済"});
        say("kimura", "incident-update", update);
    }
    say("kimura", "incident-contact", json!({"at": now, "incident": incident, "whom": "市役所"}));
    say("sato", "incident-close", json!({"incident": incident}));
    let drill = json!({"aware": now, "drill": true, "kind": "lost", "medium": "USB-07"});
    say("kimura", "incident-open", drill);
    let frozen = json!({"aware": now, "kind": "misdelivery", "request": first});
    mailed(&mut say, &first, &package);
    say("tanaka", "undelivered", json!({"evidence": evidence(), "request": first}));
    say("tanaka", "hand-over", json!({"evidence": evidence(), "request": first}));
    let subcontractor = json!({"id": "city", "name": "山田", "opens": "age", "organization": "市役所", "subcontractor": {"tier": 1}});
    say("tanaka", "recipient-add", subcontractor);
    say("sato", "recall", json!({"number": "R-1", "request": first}));
    say("sato", "incident-open", frozen);
    let measured = |more: Value| {
        let mut measured = json!({
            "capacity_bytes": 1000, "copies_erased": 0, "copies_left": 0, "gone": true, "identified": true,
            "in_place": true, "other_files": 0, "place": place, "unread": 0,
        });
        more.as_object().unwrap().iter().for_each(|(field, value)| measured[field] = value.clone());
        measured
    };
    let back = json!({"copies": [1, 2], "measured": measured(json!({})), "request": request, "tool": "sekisho 0.1.0"});
    say("yoshida", "return", back);
    let whole = json!({"bytes": 1000, "replugged": true, "seed": "0".repeat(64), "serial": "S7"});
    let clearing = json!({
        "copies": [1], "measured": measured(json!({"overwritten": whole})), "method": "overwrite", "request": request,
        "tool": "sekisho 0.1.0",
    });
    let cleared = say("yoshida", "disposal", clearing);
    let read =
        json!({"bytes": 1000, "changed_sectors": 0, "disposal": cleared, "request": request, "serial": "S7"});
    say("kimura", "recheck", read);
    let key = json!({"attested": ["田中"], "custody": resealed});
    let gone = json!({"key": key, "method": "key", "request": request, "tool": "sekisho 0.1.0"});
    say("suzuki", "disposal", gone);
    let paper = json!({
        "copies": [3], "evidence": evidence(), "method": "dissolve", "request": request, "tool": "sekisho 0.1.0",
    });
    let paper = say("tanaka", "disposal", paper);
    let seen = json!({"sha256": Digest::of(WITNESSED), "size_bytes": WITNESSED.len()});
    let outsider = json!({"evidence": seen, "name": "処分場 林"});
    say("ito", "witness", json!({"disposal": paper, "external": outsider, "request": request}));
    say("sato", "confirmation", json!({"request": request}));
    let today = now.date();
    let drawings = json!({
        "attested": evidence(), "direction": "out", "due": today, "on": today, "place": "現場", "purpose": "測量",
        "paper": {"count": 3, "level": "2", "title": "図面"},
    });
    let drawings = say("tanaka", "article-carry", drawings);
    say("sato", "article-answer", json!({"approved": true, "article": drawings, "step": "out"}));
    say("tanaka", "article-transfer", json!({"article": drawings, "reason": "交代", "to": "yoshida"}));
    let lost = say("kimura", "incident-open", json!({"aware": now, "kind": "lost", "note": "鞄"}));
    say("kimura", "article-lost", json!({"article": drawings, "incident": lost}));
    say("admin", "person-leave", json!({"person": "yoshida"}));
    say("admin", "person-left", json!({"person": "yoshida"}));
    under_contract(&mut say, work);
    // Something that nobody said, put in past the program, and two people who looked at it.
    let entry = writer.store.size().unwrap();
    let junk = NewEntry { key: Digest::of(b"junk"), bytes: b"junk", attachments: &[], removals: &[] };
    writer.store.append(entry, &junk).unwrap();
    let said = json!({"entry": entry, "leaf": sekisho::ledger::leaf_hash(b"junk"), "reason": "試験"});
    writer.say("admin", body("acknowledge", &said));
    writer.say("kimura", body("acknowledge", &said));
    // A history that somebody held, and two people who say that it is lost.
    let kept = writer.store.size().unwrap() - 1;
    let root = writer.store.snapshot().unwrap().root(kept).unwrap();
    let said = json!({
        "held": {"root": Digest::of(b"held"), "size": kept + 9},
        "kept": {"root": root, "size": kept},
        "reason": "試験",
    });
    writer.say("admin", body("restored", &said));
    writer.say("kimura", body("restored", &said));
    succeeded(writer);
    purged(writer, &unwanted);
}

/// No administrator can sign: one succession is stopped, and one goes its way while somebody else says something.
fn succeeded(writer: &mut Writer) {
    let asking = |person: &str| json!({"person": person, "reason": "試験"});
    let asked = writer.say("kimura", body("succession", &asking("tanaka")));
    let stopped = writer.say("ito", body("succession", &asking("suzuki")));
    writer.say("ito", body("succession-end", &json!({"reason": "試験", "succession": stopped})));
    let own = json!({"particulars": {"phone": "0123"}, "person": "suzuki"});
    writer.say("suzuki", body("person-set", &own));
    writer.ahead_minutes = 60 * 24 * 15;
    writer.say("suzuki", body("person-set", &own));
    writer.say("sato", body("succession-confirm", &json!({"reason": "試験", "succession": asked})));
    // What only an administrator says.
    writer.say("tanaka", body("medium-set", &json!({"id": "USB-07", "place": "金庫"})));
}

/// More than five years later, by everybody's word: what was rejected is kept no longer.
fn purged(writer: &mut Writer, request: &Digest) {
    writer.ahead_minutes = 60 * 24 * 366 * 6;
    let reviewed = json!({"anomalies": evidence(), "count": 0, "from": "2026-01-01", "until": "2026-01-01"});
    writer.say("kimura", body("log-review", &reviewed));
    let snapshot = writer.store.snapshot().unwrap();
    let index = snapshot.find(request).unwrap().unwrap();
    let asked = Entry::parse(&snapshot.entry(index).unwrap().unwrap().bytes).unwrap();
    drop(snapshot);
    let mut attachments = asked.statement.body.attachments();
    attachments.sort_by_key(|attachment| attachment.sha256);
    let purge = json!({"attachments": attachments, "request": request});
    let purge = writer.say("admin", body("purge", &purge));
    writer.say("kimura", body("purge-confirm", &json!({"purge": purge, "request": request})));
    writer.ahead_minutes = 0;
}

/// The digest and size of the package that was exported before.
fn package(writer: &Writer) -> (Digest, u64) {
    let snapshot = writer.store.snapshot().unwrap();
    let completed = (0..writer.store.size().unwrap()).find_map(|index| {
        let entry = Entry::parse(&snapshot.entry(index).unwrap().unwrap().bytes).unwrap();
        match entry.statement.body {
            Body::ExportCompleted(body) => Some((body.package_sha256, body.package_size_bytes)),
            _ => None,
        }
    });
    completed.unwrap()
}

/// Drafted, and sent to somebody else too.
fn mailed(say: &mut impl FnMut(&str, &str, Value) -> Digest, request: &Digest, package: &(Digest, u64)) {
    let to = |address: &str| json!({"address": address, "field": "to"});
    let attached = json!({"name": "C-0001.zip.age", "sha256": package.0, "size_bytes": package.1});
    let confirmed = json!({
        "attachment": package.0.prefix(8), "body": Digest::of(EVIDENCE).prefix(8), "recipients": ["city.example.test"],
    });
    let draft = json!({
        "addresses": [to("yamada@city.example.test")], "attachment": attached, "message_id": "1@x", "name": "a.eml",
        "sha256": Digest::of(b"draft"), "size_bytes": 5,
    });
    let drafted = json!({
        "body": evidence(), "confirmed": confirmed, "drafts": [draft], "place": "/home/tanaka", "request": request,
        "subject": "送付",
    });
    say("tanaka", "mail-draft", drafted);
    let sent = json!({
        "addresses": [to("yamada@city.example.test"), to("else@where.example.test")], "attachments": [attached],
        "counted": true, "draft": Digest::of(b"draft"), "file": evidence(), "request": request, "source": "eml", "text": "same",
    });
    say("tanaka", "mail-sent", sent);
}

/// A contract under a document's rules, everything on record that they ask for, and a request approved under them.
fn under_contract(say: &mut impl FnMut(&str, &str, Value) -> Digest, mut asking: Value) {
    let (today, pack) = (Timestamp::now().date(), shipped("tokki").unwrap());
    let pack = Pack::parse(pack).unwrap();
    say("admin", "pack-set", json!({"pack": pack, "source": evidence()}));
    say("admin", "contract-add", json!({"client": "発注機関", "id": "K"}));
    say("admin", "contract-set", json!({"add_packs": ["tokki"], "id": "K"}));
    let rule =
        json!({"clause": "1", "demand": {"kind": "place"}, "en": "the place", "id": "place", "ja": "場所"});
    let letter =
        |number: &str| json!({"contract": "K", "dated": today, "evidence": evidence(), "number": number});
    let with = |mut letter: Value, more: Value| {
        more.as_object().unwrap().iter().for_each(|(field, value)| letter[field] = value.clone());
        letter
    };
    say("admin", "directive", with(letter("31"), json!({"rules": [rule]})));
    let post = json!({"contract": "K", "dated": today, "person": "sato", "posts": ["responsible"]});
    say("admin", "notification", post);
    let place =
        json!({"contract": "K", "dated": today, "listed": true, "paths": ["/srv/K"], "place": "本社サーバ"});
    say("admin", "place-notification", place);
    say("admin", "recipient-listing", json!({"contract": "K", "listed": true, "recipient": "city"}));
    say("admin", "subcontractor-consent", with(letter("32"), json!({"recipient": "city", "tier": 1})));
    let signed =
        json!({"contract": "K", "dated": today, "evidence": evidence(), "recipient": "city", "until": today});
    say("admin", "subcontractor-agreement", signed);
    let checked = json!({
        "contract": "K", "evidence": evidence(), "on": today, "recipient": "city", "unmet": ["5-8"],
    });
    say("sato", "subcontractor-check", checked);
    let call = json!({
        "contract": "K", "listed": true, "name": "課長", "night": "090", "order": 1, "organization": "発注機関",
        "side": "client",
    });
    say("admin", "contact-listing", call);
    say("sato", "sheet-answers", json!({"answers": evidence(), "contract": "K"}));
    say("admin", "training", json!({"on": today, "people": ["ito", "sato", "tanaka"], "topic": "取扱い"}));
    say("tanaka", "pledge", json!({"occasion": "entry", "person": "tanaka", "text": evidence()}));
    let asset = json!({
        "contract": "K", "id": "A-1", "level": "2", "name": "図面", "place": "書庫", "received": today,
    });
    say("tanaka", "asset-add", asset);
    say("kimura", "asset-check", json!({"contract": "K", "found": ["A-1"]}));
    let directed = json!({"dated": today, "number": "31", "rules": [rule]});
    let named = json!({"directives": [directed], "packs": [newest(), pack]});
    asking["contract"] = json!("K");
    asking["medium"] = Value::Null;
    asking["via"] = json!("courier");
    asking["place"] = json!("市役所");
    asking["rules"] = json!(Digest::of(&sekisho::base::canonical::encode(&named).unwrap()));
    asking.as_object_mut().unwrap().retain(|_, value| !value.is_null());
    let request = say("tanaka", "request", asking);
    let consent = say("tanaka", "consent", with(letter("77"), json!({"by": "課長", "request": request})));
    say("sato", "consent-confirm", json!({"consent": consent, "contract": "K", "request": request}));
    say("sato", "approval", json!({"request": request}));
    let came = json!({"contract": "K", "from": "委託元 山田", "id": "A-1", "means": "手渡し", "received_by": "tanaka"});
    say("tanaka", "asset-set", came);
    let paper = json!({"by": "山田", "contract": "K", "evidence": evidence(), "id": "A-1", "of": "receipt"});
    say("tanaka", "asset-confirm", paper);
    say("tanaka", "asset-copies", json!({"contract": "K", "id": "A-1", "made": 2, "place": "書庫"}));
    say("tanaka", "asset-copies", json!({"contract": "K", "gone": 1, "id": "A-1"}));
    say("tanaka", "asset-end", json!({"id": "A-1", "to": "委託元"}));
    say("sato", "asset-confirm", json!({"contract": "K", "evidence": evidence(), "id": "A-1", "of": "end"}));
    let pc = json!({"id": "PC-1", "kind": "pc", "serial": "P1"});
    say("admin", "medium-add", pc);
    let carry = json!({
        "attested": evidence(), "contract": "K", "device": "PC-1", "direction": "out", "due": today, "on": today,
        "measures": ["two-factor", "data-encryption", "no-drinking"], "place": "現場", "purpose": "測量",
    });
    let article = say("tanaka", "article-carry", carry);
    say("sato", "article-answer", json!({"approved": true, "article": article, "step": "out"}));
    say("tanaka", "article-return", json!({"article": article, "cleared": ["data-deleted"]}));
    say("sato", "article-answer", json!({"approved": true, "article": article, "step": "back"}));
    let none = json!({"entries": 0, "sha256": Digest::of(b"")});
    say("kimura", "evidence-count", json!({"beside": none, "contract": "K", "own": none, "withheld": 0}));
    let sent = json!({"contract": "K", "duty": "roster", "evidence": evidence(), "on": today});
    say("admin", "duty-sent", sent);
    say("sato", "duty-asked", json!({"contract": "K", "duty": "measures", "on": today}));
    let reviewed =
        json!({"anomalies": evidence(), "contract": "K", "count": 0, "from": today, "until": today});
    say("kimura", "log-review", reviewed);
}

/// Where everything stands, by the other verifier.
fn standing(python: &Path, ledger: &Path) -> Value {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/verify_rules.py");
    let other = Command::new(python).arg(script).arg(ledger).output().unwrap();
    let mut report: Value = serde_json::from_slice(&other.stdout).unwrap();
    for apart in ["acknowledged", "of_earlier", "findings", "size", "root", "anchored"] {
        report.as_object_mut().unwrap().remove(apart);
    }
    report
}

/// With `SEKISHO_WRITE_SEEDS` set: the first entry of each type, for the fuzz targets to begin with.
fn leave_seeds(writer: &Writer) {
    if std::env::var_os("SEKISHO_WRITE_SEEDS").is_none() {
        return;
    }
    let (snapshot, mut first, mut seeds) = (writer.store.snapshot().unwrap(), BTreeSet::new(), Vec::new());
    for (index, kind) in types(writer) {
        if first.insert(kind) {
            seeds.extend(snapshot.entry(index).unwrap().unwrap().bytes);
        }
    }
    fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/seeds/entries.txt"), seeds).unwrap();
}

/// What the program shows is the same. It remembers what it looked at, so this comes last.
fn shown_alike(desk: &Desk, report: &Value) {
    for theirs in report["carry_outs"].as_array().unwrap() {
        let shown = desk.run(None, &["show", theirs["id"].as_str().unwrap(), "--json"]);
        let ours: Value = serde_json::from_slice(&shown.stdout).unwrap();
        alike(theirs, &ours, theirs["id"].as_str().unwrap());
    }
    for (id, theirs) in report["media"].as_object().unwrap() {
        let shown = desk.run(None, &["medium", "show", id, "--json"]);
        let ours: Value = serde_json::from_slice(&shown.stdout).unwrap();
        assert_eq!(ours["state"], theirs["state"], "{id}");
    }
}

/// Every field of theirs is ours.
fn alike(theirs: &Value, ours: &Value, at: &str) {
    match (theirs, ours) {
        (Value::Object(fields), _) => {
            fields.iter().for_each(|(name, value)| alike(value, &ours[name], &format!("{at} {name}")));
        }
        (Value::Array(theirs), Value::Array(ours)) => {
            assert_eq!(theirs.len(), ours.len(), "{at}");
            theirs.iter().zip(ours).for_each(|(theirs, ours)| alike(theirs, ours, at));
        }
        _ => assert_eq!(theirs, ours, "{at}"),
    }
}

/// The type of every entry.
fn types(writer: &Writer) -> Vec<(u64, String)> {
    let snapshot = writer.store.snapshot().unwrap();
    let entry = |index| Entry::parse(&snapshot.entry(index).unwrap().unwrap().bytes).ok();
    let size = writer.store.size().unwrap();
    let named = |index| Some((index, entry(index)?.statement.body.type_name().to_owned()));
    (0..size).filter_map(named).collect()
}

#[test]
fn every_type_of_statement_comes_to_the_same_in_both() {
    let (Some(python), Some(keygen)) = (require_peer("python3"), require_peer("ssh-keygen")) else { return };
    let (desk, mut writer) = staffed(&keygen);
    lived(&mut writer);
    leave_seeds(&writer);
    let said: BTreeSet<String> = types(&writer).into_iter().map(|(_, kind)| kind).collect();
    let shapes = Command::new(&python)
        .args(["-B", "-c", "import ledger_shapes; print(*ledger_shapes.BODIES, sep='\\n')"])
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("examples"))
        .output()
        .unwrap();
    let shapes = String::from_utf8(shapes.stdout).unwrap();
    let known: BTreeSet<String> = shapes.lines().map(str::to_owned).collect();
    let never: Vec<&String> = known.difference(&said).collect();
    assert_eq!(never, ["key-add", "key-revoke", "registration"]);
    drop(writer);

    let ledger = desk.path("home/ledger.db");
    let (_, _, findings, exit) = both(&desk, &python, &ledger);
    assert_eq!((findings, exit), (Places::new(), Some(0)));
    let standing = standing(&python, &ledger);
    shown_alike(&desk, &standing);
    let carry_outs = standing["carry_outs"].as_array().unwrap();
    let statuses: Vec<&Value> = carry_outs.iter().map(|carry_out| &carry_out["status"]).collect();
    assert_eq!(statuses, ["handed-over", "rejected", "withdrawn", "closed", "approved"]);
    assert_eq!((&carry_outs[0]["frozen_by"], &carry_outs[3]["frozen_by"]), (&"I-0003".into(), &Value::Null));
    let levels: Vec<&Value> =
        carry_outs[3]["copies"].as_array().unwrap().iter().map(|copy| &copy["level"]).collect();
    assert_eq!(levels, ["L3", "L0", "L5"]);
    assert_eq!(carry_outs[3]["due"], "2100-01-31");
    assert_eq!(
        (&carry_outs[1]["attachments_kept"], &carry_outs[1]["attachments_purged"]),
        (&0.into(), &2.into())
    );
    let contract = &standing["contracts"]["K"];
    assert_eq!(contract["consents"], json!([{"confirmed_by": "sato", "number": "77"}]));
    assert_eq!(
        standing["assets"]["A-1"],
        json!({"checked_by": "kimura", "confirmed": ["tanaka", null], "copies": 1, "end_confirmed": "sato", "ended": true})
    );
    assert_eq!(
        standing["media"]["USB-07"],
        json!({"holds": [], "level": null, "out": [], "state": "active"})
    );
}

/// Of every type since the ledger was staffed: signed by another's key, and said by somebody who may not.
/// A client checks a folder with scripts that know an attachment by the field that names it.
#[test]
fn no_field_that_names_an_attachment_is_unknown_to_the_clients_scripts() {
    let Some(keygen) = require_peer("ssh-keygen") else { return };
    let (_desk, mut writer) = staffed(&keygen);
    lived(&mut writer);
    let shell = include_str!("../../../src/workflow/dossier/steps.txt");
    let windows = include_str!("../../../src/workflow/dossier/check.cmd");
    let between = |text: &'static str, from: &str, to: &str, comma: char| -> BTreeSet<&str> {
        text.split_once(from).unwrap().1.split_once(to).unwrap().0.split(comma).collect()
    };
    let known = between(shell, "refers='\"(", ")\"", '|');
    assert_eq!(known, between(windows, "for %%K in (", ")", ' '));
    let mut named = BTreeSet::new();
    for (index, kind) in types(&writer) {
        let bytes = writer.store.snapshot().unwrap().entry(index).unwrap().unwrap().bytes;
        let body = Entry::parse(&bytes).unwrap().statement.body;
        let said = serde_json::to_value(&body).unwrap();
        for attachment in body.attachments() {
            let attachment = serde_json::to_value(attachment).unwrap();
            let mut names = Vec::new();
            naming(&said, &attachment, &mut names);
            assert!(!names.is_empty(), "{kind}: {attachment}");
            named.extend(names);
        }
    }
    assert!(named.len() > 8, "{named:?}");
    let unknown: Vec<_> = named.iter().filter(|name| !known.contains(name.as_str())).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
}

/// The fields of `said` whose value is `wanted`.
fn naming(said: &Value, wanted: &Value, names: &mut Vec<String>) {
    match said {
        Value::Object(fields) => {
            names.extend(fields.iter().filter(|(_, value)| *value == wanted).map(|(name, _)| name.clone()));
            fields.values().for_each(|value| naming(value, wanted, names));
        }
        Value::Array(values) => values.iter().for_each(|value| naming(value, wanted, names)),
        _ => {}
    }
}

#[test]
fn a_forged_entry_of_any_type_has_no_effect_in_either() {
    let (Some(python), Some(keygen)) = (require_peer("python3"), require_peer("ssh-keygen")) else { return };
    let (desk, mut writer) = staffed(&keygen);
    let begins = writer.store.size().unwrap();
    lived(&mut writer);
    let ledger = desk.path("home/ledger.db");
    let before = standing(&python, &ledger);
    let mut first = BTreeSet::new();
    let new =
        types(&writer).into_iter().filter(|(index, kind)| *index >= begins && first.insert(kind.clone()));
    let new: Vec<(u64, String)> = new.collect();
    assert!(new.len() > 30, "{new:?}");
    let mut expected = Places::new();
    for (index, kind) in &new {
        let bytes = writer.store.snapshot().unwrap().entry(*index).unwrap().unwrap().bytes;
        let was = Entry::parse(&bytes).unwrap().statement;
        // The author's name, and the key of somebody else.
        let by_another = writer.statement(was.author.as_str(), was.body.clone());
        let thief = if was.author.as_str() == "kimura" { "tanaka" } else { "kimura" };
        expected.insert((Some(writer.store.size().unwrap()), "not-verified".to_owned()));
        writer.append(&by_another, thief, &by_another.namespace(), |text| text);
        // The signature of another statement: some words of it changed afterwards.
        let edited = writer.statement(was.author.as_str(), was.body.clone());
        expected.insert((Some(writer.store.size().unwrap()), "not-verified".to_owned()));
        writer.append_edited(&edited, was.author.as_str());
        // Somebody who leaves says nothing any more, whatever it is.
        let suspended = writer.statement("yoshida", was.body.clone());
        expected.insert((Some(writer.store.size().unwrap()), "not-verified".to_owned()));
        writer.append(&suspended, "yoshida", &suspended.namespace(), |text| text);
        // An auditor who is registered, and may not.
        if !ANYBODY.contains(&kind.as_str()) && !AUDITED.contains(&kind.as_str()) {
            expected.insert((Some(writer.store.size().unwrap()), "not-allowed".to_owned()));
            writer.say("kimura", was.body);
        }
    }
    drop(writer);
    let (_, _, findings, exit) = both(&desk, &python, &ledger);
    assert_eq!(findings, expected);
    assert_eq!(exit, Some(4));
    assert_eq!(standing(&python, &ledger), before);
    shown_alike(&desk, &before);
}
