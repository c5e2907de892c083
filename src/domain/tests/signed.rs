//! What an entry's bytes must be before the rules are asked: here the signatures are real.

use serde_json::{Value, json};

use super::Desk;
use super::desk::key;
use crate::base::digest::Digest;
use crate::domain::entry::Entry;
use crate::domain::statement::{Nonce, Seen, Statement};
use crate::domain::verify::{ANY_ORIGIN, EntryFault, Signed, Verified, verify, verify_proof};
use crate::signing::ArmoredSignature;

/// The desk's ledger.
const HERE: &str = "example.test/desk";

/// What `author` says in ledger `origin`, having seen `size` entries with the root [`root`].
fn statement(author: &str, origin: &str, size: u64, kind: &str, body: &Value) -> Statement {
    Statement {
        author: author.parse().unwrap(),
        body: serde_json::from_value(json!({"type": kind, "body": body})).unwrap(),
        nonce: Nonce::new([7; 16]),
        origin: origin.to_owned(),
        seen: Seen { root: root(size), size },
        time: "2026-11-20T10:00:00+09:00".parse().unwrap(),
    }
}

/// What stands for the root of the log at `size`.
fn root(size: u64) -> Digest {
    Digest::of(size.to_string().as_bytes())
}

/// Signed with the `number`th key, in the namespace of its type.
fn signed_by(number: u8, statement: Statement) -> Entry {
    let pair = ssh_key::private::Ed25519Keypair::from_seed(&[number; 32]);
    let bytes = statement.encode().unwrap();
    let signature = ssh_key::PrivateKey::from(pair)
        .sign(&statement.namespace(), ssh_key::HashAlg::Sha512, bytes.as_bytes())
        .unwrap();
    let armor = signature.to_pem(ssh_key::LineEnding::LF).unwrap();
    Entry::new(statement, bytes, ArmoredSignature::parse(&armor).unwrap())
}

/// As entry `index` of the desk's ledger, whose root at the size that the author names is `seen_root`.
fn judged(index: u64, entry: Entry, seen_root: Option<Digest>) -> Result<Verified, EntryFault> {
    let desk = if index == 0 { Desk::empty() } else { Desk::new() };
    verify(&desk.registry, index, Signed::of(entry), seen_root)
}

fn founded_with(number: u8) -> Value {
    json!({"key": key(number), "name": "管理"})
}

#[test]
fn the_first_entry_is_a_founders_signed_with_the_key_that_it_names() {
    let said = statement("kanri", HERE, 0, "founder", &founded_with(0));
    let verified = judged(0, signed_by(0, said.clone()), Some(root(0))).unwrap();
    assert_eq!(verified.act().key, key(0).fingerprint());
    let stranger = judged(0, signed_by(1, said), Some(root(0)));
    assert!(
        matches!(stranger, Err(EntryFault::NotTheirKey { key: signer, .. }) if signer == key(1).fingerprint())
    );
    let other = statement("kanri", HERE, 0, "registration", &json!({"key": key(0)}));
    assert!(matches!(judged(0, signed_by(0, other), Some(root(0))), Err(EntryFault::NoFounder)));
}

#[test]
fn what_was_said_in_another_ledger_has_no_effect_in_this_one() {
    let body = json!({"key": key(9)});
    let here = judged(5, signed_by(1, statement("tanaka", HERE, 5, "registration", &body)), Some(root(5)));
    assert!(here.is_ok());
    let there = statement("tanaka", "example.test/other", 5, "registration", &body);
    let there = judged(5, signed_by(1, there), Some(root(5)));
    assert!(matches!(there, Err(EntryFault::OtherOrigin { found, .. }) if found == "example.test/other"));
}

#[test]
fn what_somebody_saw_is_this_history_and_none_that_was_still_to_come() {
    let body = json!({"key": key(9)});
    let seeing =
        |size, root| judged(5, signed_by(1, statement("tanaka", HERE, size, "registration", &body)), root);
    for size in [0, 4, 5] {
        assert!(seeing(size, Some(root(size))).is_ok(), "{size}");
    }
    for (size, root) in [(4, Some(root(3))), (4, None), (6, None), (6, Some(root(6)))] {
        let fault = seeing(size, root);
        assert!(matches!(fault, Err(EntryFault::OtherHistory { size: named }) if named == size), "{size}");
    }
}

#[test]
fn a_proof_is_about_its_own_key_for_whoever_made_it_and_for_this_ledger() {
    let tanaka = "tanaka".parse().unwrap();
    let said = |origin| statement("tanaka", origin, 0, "registration", &json!({"key": key(9)}));
    for origin in [HERE, ANY_ORIGIN] {
        assert_eq!(verify_proof(&signed_by(9, said(origin)).encode(), &tanaka, HERE), Ok(key(9)));
    }
    let refused = |entry: Entry, person: &str, why: &str| {
        let refused = verify_proof(&entry.encode(), &person.parse().unwrap(), HERE).unwrap_err();
        assert!(refused.contains(why), "{refused}");
    };
    refused(signed_by(8, said(HERE)), "tanaka", "another key than the one it claims");
    refused(signed_by(9, said(HERE)), "mori", "made by tanaka, not by mori");
    refused(signed_by(9, said("example.test/other")), "tanaka", "made for ledger example.test/other");
    let founder = statement("tanaka", HERE, 0, "founder", &founded_with(9));
    refused(signed_by(9, founder), "tanaka", "not a registration");
}

/// The proof that the `number`th key is `person`'s, made far from any ledger.
pub fn registration(person: &str, number: u8) -> String {
    let said = statement(person, ANY_ORIGIN, 0, "registration", &json!({"key": key(number)}));
    String::from_utf8(signed_by(number, said).encode()).unwrap()
}
