//! A requester who changes the request after it was approved: each field in turn, whichever fields there are.

use std::collections::BTreeSet;

use sekisho::base::canonical;
use sekisho::base::digest::Digest;
use sekisho::domain::body::Attachment;
use sekisho::domain::body::request::{Opening, PersonalData, Request};
use sekisho::domain::entry::Entry;
use sekisho::domain::names::{Kind, Level, Via};
use sekisho::domain::statement::Statement;
use sekisho::signing::files::KeyFile;
use sekisho::signing::{self, Sign as _};
use serde_json::{Value, json};

use crate::faults::bench::Bench;
use crate::faults::examine::packages;
use crate::support::counted;
use crate::tampering::forger::{WAITING, forge, kinds, make_consistent, named, office, open, size};

/// A request in which nothing is left out. No `..` here: a field that is added does not compile until it has a value,
/// and then it is changed like the others.
fn everything() -> Request {
    Request {
        after_arrival: true,
        assets: vec!["A-1".parse().unwrap()],
        contract: Some("K-1".parse().unwrap()),
        copies: Some(2),
        due: "2099-12-30".parse().unwrap(),
        file_count: 9,
        file_list: Attachment::of(b"another list"),
        items: vec!["図面".to_owned()],
        kind: Kind::Work,
        level: Level::Four,
        like: Some(Digest::of(b"an earlier one")),
        manifest: Attachment::of(b"another manifest"),
        medium: Some("USB-01".parse().unwrap()),
        on: "2026-01-01".parse().unwrap(),
        opening: Opening::AgePassphrase,
        personal_data: Some(PersonalData { people: 460_000, special: true }),
        place: Some("自宅".to_owned()),
        purpose: "別の目的".to_owned(),
        reason: Some("別の理由".to_owned()),
        recipient: "seven".parse().unwrap(),
        rules: Digest::of(b"other rules"),
        sources_outside: Some(3),
        total_bytes: 1,
        via: Via::Email,
    }
}

/// The log's entry that asks for the carry-out that waits, and is approved.
fn asked(bench: &Bench) -> Entry {
    let ledger = open(&bench.ledger());
    let mut statement = ledger.prepare("SELECT body FROM entry ORDER BY entry_index DESC").unwrap();
    let entries = statement.query_map([], |row| row.get::<_, Vec<u8>>(0)).unwrap();
    let mut entries = entries.map(|entry| Entry::parse(&entry.unwrap()).unwrap());
    entries.find(|entry| entry.statement.body.type_name() == "request").unwrap()
}

/// Paths of everything that is no object, below `value`.
fn leaves(value: &Value, at: &str, into: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            fields.iter().for_each(|(key, value)| leaves(value, &format!("{at}/{key}"), into));
        }
        _ => into.push(at.to_owned()),
    }
}

/// Everything that a value could be changed to, of its own kind and of others.
fn changed(value: &Value) -> Vec<Value> {
    match value {
        Value::Bool(yes) => vec![json!(!yes)],
        Value::Number(number) => vec![json!(number.as_u64().unwrap() + 1), json!(0)],
        Value::String(text) => {
            let flipped = if text.starts_with('0') { "1" } else { "0" };
            let flipped = text.char_indices().nth(1).map(|(at, _)| format!("{flipped}{}", &text[at..]));
            let words =
                ["sato", "usb", "work", "1", "age-passphrase", "zip-aes", "2099-12-29", "another/desk"];
            let words = words.into_iter().chain(["2026-01-01T00:00:00+09:00"]).map(str::to_owned);
            flipped.into_iter().chain([format!("{text}x")]).chain(words).map(Value::String).collect()
        }
        Value::Array(list) => {
            let more = [list.clone(), list.clone()].concat();
            let other = list.iter().flat_map(changed).map(|one| json!([one]));
            [json!(more), json!(list[1..].to_vec())].into_iter().chain(other).collect()
        }
        Value::Null | Value::Object(_) => {
            unreachable!("canonical JSON has no null, and an object is no leaf")
        }
    }
}

/// Every request that differs from `asked` in one place, with the name of the place.
fn others(asked: &Value) -> Vec<(String, Value)> {
    let everything = serde_json::to_value(everything()).unwrap();
    let mut all = Vec::new();
    let (mut there, mut thinkable) = (Vec::new(), Vec::new());
    leaves(asked, "", &mut there);
    leaves(&everything, "/body", &mut thinkable);
    for place in &there {
        for value in changed(asked.pointer(place).unwrap()) {
            let mut other = asked.clone();
            *other.pointer_mut(place).unwrap() = value;
            all.push((place.clone(), other));
        }
    }
    for (key, value) in everything.as_object().unwrap() {
        let mut other = asked.clone();
        let body = other["body"].as_object_mut().unwrap();
        if body.get(key) != Some(value) {
            body.insert(key.clone(), value.clone());
            all.push((format!("/body/{key}"), other));
        }
    }
    for key in asked["body"].as_object().unwrap().keys() {
        let mut other = asked.clone();
        other["body"].as_object_mut().unwrap().remove(key);
        all.push((format!("/body/{key}"), other));
    }
    let places: BTreeSet<&str> = all.iter().map(|(place, _)| place.as_str()).collect();
    for place in thinkable {
        let covered = places.iter().any(|other| place.starts_with(other));
        assert!(covered, "{place} is never changed");
    }
    all
}

/// The bytes of a changed request, where they are a statement at all.
fn statement(other: &Value) -> Option<(Statement, Vec<u8>)> {
    let mut line = canonical::encode(other).ok()?;
    line.push(b'\n');
    let (statement, bytes) = Statement::parse(&line).ok()?;
    Some((statement, bytes.as_bytes().to_vec()))
}

#[test]
fn a_request_changed_in_any_field_is_not_what_was_signed_and_approved() {
    let Some(bench) = office() else { return };
    let asked = asked(&bench);
    let before: Value = serde_json::from_slice(asked.bytes.as_bytes()).unwrap();
    let namespace = asked.statement.namespace();
    signing::verify(asked.bytes.as_bytes(), &asked.signature, &namespace).unwrap();
    let key = KeyFile::read(&bench.path("tanaka")).unwrap().unlock(None).unwrap();
    let (mut entries, mut changed, mut refused) = (BTreeSet::new(), BTreeSet::new(), 0);
    for (place, other) in others(&before) {
        let Some((other, bytes)) = statement(&other) else {
            refused += 1;
            continue;
        };
        assert_ne!(Digest::of(&bytes), asked.bytes.digest(), "{place}: what the approval names is the same");
        let own = signing::verify(&bytes, &asked.signature, &namespace);
        assert!(own.is_err(), "{place}: the requester's own signature still holds");
        // So the requester signs it again, and puts it where the approved one stands.
        let signature = key.sign(&other.namespace(), &bytes).unwrap();
        entries.insert([&bytes[..], signature.armor().as_bytes()].concat());
        changed.insert(place);
    }
    // A field of which no change is a statement would not have been tried.
    for field in before["body"].as_object().unwrap().keys() {
        let place = format!("/body/{field}");
        assert!(changed.iter().any(|other| other.starts_with(&place)), "{field}");
    }
    counted(&format!(
        "{} changed requests in {} places, {refused} are no statements",
        entries.len(),
        changed.len()
    ));
    assert!(entries.len() > 60, "{}", entries.len());
    let mut from = 0;
    forge(&bench, |ledger| {
        from = size(ledger);
        for (index, entry) in (from..).zip(&entries) {
            let insert = "INSERT INTO entry (entry_index, entry_key, body) VALUES (?1, randomblob(32), ?2)";
            ledger.execute(insert, (index, entry)).unwrap();
        }
        make_consistent(ledger);
    });
    let all = bench.run(&["log", "--json"]);
    let all = all.json();
    let all = all.as_array().unwrap();
    assert!(all.len() > 10, "too few of them are requests at all: {}", all.len());
    let left = packages(&bench.path("out"));
    for carry_out in &all[2..] {
        let id = carry_out["id"].as_str().unwrap();
        assert_eq!(carry_out["approvals"], json!([]), "{id}: {carry_out}");
        let ran = bench.run_as("tanaka", &["export", id, "--into", "out"]);
        assert!(matches!(ran.code, Some(3)), "{id}: {ran:?}");
    }
    assert_eq!(packages(&bench.path("out")), left);
    // Each is either a request that waits for its own approval, or a finding by its index.
    let audit = bench.audit(&[]).exits(4);
    let report = audit.json();
    let without_effect = report["findings"].as_array().unwrap().iter().filter(|finding| {
        matches!(finding["kind"].as_str(), Some("not-verified" | "not-allowed" | "not-an-entry"))
    });
    let without_effect: BTreeSet<u64> =
        without_effect.map(|finding| finding["index"].as_u64().unwrap()).collect();
    assert_eq!(without_effect.len() + all.len() - 2, entries.len(), "{:?}", kinds(&audit));
    assert_eq!(bench.status(WAITING), "approved");
}

#[test]
fn an_approval_moved_into_an_entry_of_another_request_is_nobodys() {
    let Some(bench) = office() else { return };
    let id = bench.request("keyed", &["--via", "hand", "--copies", "1"]);
    let wanted = bench.show(&id)["request_sha256"].as_str().unwrap().to_owned();
    let given = bench.show(WAITING)["request_sha256"].as_str().unwrap().to_owned();
    let ledger = open(&bench.ledger());
    let select =
        "SELECT body FROM entry WHERE instr(body, CAST(?1 AS BLOB)) ORDER BY entry_index DESC LIMIT 1";
    let approval: Vec<u8> =
        ledger.query_row(select, [format!("{{\"request\":\"{given}\"}}")], |row| row.get(0)).unwrap();
    drop(ledger);
    let moved = String::from_utf8(approval).unwrap().replace(&given, &wanted);
    let index = crate::tampering::forger::append(&bench, moved.as_bytes());
    assert_eq!(bench.status(&id), "requested");
    bench.run_as("tanaka", &["export", &id, "--into", "out"]).exits(3);
    assert_eq!(named(&bench.audit(&[]).exits(4)), [index]);
}
