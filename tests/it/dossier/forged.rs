//! A folder that somebody made who can write the ledger, and has no right to what they say.

use std::fs;

use sekisho::base::time::Timestamp;
use sekisho::domain::body::Body;
use sekisho::domain::statement::{Nonce, Seen, Statement};
use sekisho::ledger::proof::EntryProof;
use sekisho::ledger::store::sqlite::SqliteStore;
use sekisho::ledger::tree::prove_inclusion;
use sekisho::ledger::{Checkpoint, NewEntry, SignedCheckpoint, Store as _, leaf_hash};
use serde_json::{Value, json};

use super::{Office, dossier, files_below, folder, problems, verified};
use crate::office::ORIGIN;

/// Appends what `author` says past the program, and returns its index and bytes.
fn plant(office: &Office, store: &mut SqliteStore, author: &str, kind: &str, body: &Value) -> (u64, Vec<u8>) {
    let size = store.size().unwrap();
    let root = store.snapshot().unwrap().root(size).unwrap();
    let statement = Statement {
        author: author.parse().unwrap(),
        body: serde_json::from_value::<Body>(json!({"type": kind, "body": body})).unwrap(),
        nonce: Nonce::new(u128::from(size).to_be_bytes()),
        origin: ORIGIN.to_owned(),
        seen: Seen { root, size },
        time: Timestamp::now(),
    };
    let (key, bytes) = office.signed(author, statement);
    store.append(size, &NewEntry { key, bytes: &bytes, attachments: &[], removals: &[] }).unwrap();
    (size, bytes)
}

/// Makes the folder of another office's auditor into one that `mallory` counted, whom `registrar` registered.
fn counted_by_mallory(office: &Office, registrar: &str) {
    office.give_key("mallory");
    let dir = folder(office);
    let mut store = SqliteStore::open(&office.path("home/ledger.db")).unwrap();
    let second = json!({
        "key": office.public_key("mallory"), "name": "二人目", "particulars": {}, "person": "mallory", "roles": ["auditor"],
    });
    let (added, bytes) = plant(office, &mut store, registrar, "person-add", &second);
    fs::write(dir.join(format!("entries/{added:06}-person-add.txt")), &bytes).unwrap();
    let beside = fs::read_to_string(dir.join("beside.txt")).unwrap();
    fs::write(dir.join("beside.txt"), format!("{beside}{added} {}\n", leaf_hash(&bytes))).unwrap();
    let set = |name: &str| {
        let list = fs::read(dir.join(name)).unwrap();
        let entries = list.iter().filter(|byte| **byte == b'\n').count();
        json!({"entries": entries, "sha256": sekisho::base::digest::Digest::of(&list)})
    };
    let list = fs::read(dir.join("not-here.txt")).unwrap();
    let count = json!({
        "beside": set("beside.txt"), "contract": "K", "not_here": sekisho::base::digest::Digest::of(&list),
        "own": set("own.txt"), "withheld": 2,
    });
    let (counted, bytes) = plant(office, &mut store, "mallory", "evidence-count", &count);
    fs::write(dir.join("auditor.txt"), &bytes).unwrap();
    let keys = fs::read_to_string(dir.join("allowed_signers")).unwrap();
    let line = |person: &str, kind: &str| {
        format!("{person} namespaces=\"sekisho-{kind}-v1\" {}\n", office.public_key(person))
    };
    let more = [line(registrar, "person-add"), line("mallory", "evidence-count")].concat();
    fs::write(dir.join("allowed_signers"), format!("{keys}{more}")).unwrap();

    let size = store.size().unwrap();
    let snapshot = store.snapshot().unwrap();
    let checkpoint = Checkpoint::new(ORIGIN, size, snapshot.root(size).unwrap()).unwrap();
    fs::write(dir.join("checkpoint.txt"), checkpoint.encode()).unwrap();
    let prove = |index: u64| {
        let path = prove_inclusion(size, index, snapshot.as_ref()).unwrap();
        EntryProof::new(index, path, SignedCheckpoint::unsigned(checkpoint.clone())).encode()
    };
    fs::write(dir.join("auditor.tlog-proof"), prove(counted)).unwrap();
    for path in files_below(&dir.join("entries")) {
        let name = path.file_name().unwrap().to_str().unwrap();
        if name.ends_with(".tlog-proof") || name.starts_with(&format!("{added:06}-")) {
            fs::write(path.with_extension("tlog-proof"), prove(name[..6].parse().unwrap())).unwrap();
        }
    }
}

#[test]
fn an_auditor_whom_nobody_had_the_right_to_register_counts_for_nothing() {
    let office = dossier();
    counted_by_mallory(&office, "kanri");
    let lines = verified(&office, 0);
    assert!(lines.iter().any(|line| line["dossier"]["auditor"] == "mallory"), "{lines:?}");

    let office = dossier();
    counted_by_mallory(&office, "tanaka");
    let found = problems(&office);
    assert!(found[0].contains("-person-add.txt: tanaka"), "{found:?}");
    assert_eq!(found[1], "auditor.txt: mallory is not registered at this entry", "{found:?}");
    let key = "allowed_signers: added: no registration here gives mallory the key ";
    assert!(found.len() == 3 && found[2].starts_with(key), "{found:?}");
}
