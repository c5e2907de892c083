//! Bytes of released formats: they are read for ever, and never made again.
//!
//! They become v1 at the first release; until then a change of format may replace them, with its
//! reason in the change log.

use std::fs;
use std::path::Path;

use sekisho::base::digest::Digest;
use sekisho::domain::body::export::CodeHash;
use sekisho::domain::body::{Attachment, Body};
use sekisho::domain::entry::Entry;
use sekisho::domain::registry::Registry;
use sekisho::domain::statement::{Statement, namespace_of};
use sekisho::ledger::proof::EntryProof;
use sekisho::ledger::tree::Frontier;
use sekisho::ledger::{SignedCheckpoint, leaf_hash};
use sekisho::package::file_list::FileList;
use sekisho::package::manifest::Manifest;
use sekisho::package::passphrase::{self, TypedWrong};
use sekisho::package::volume::{raw_bytes_for_mail, volume_bytes};
use sekisho::signing::{self, ArmoredSignature};
use sekisho::workflow::certificate;

fn golden(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/v1").join(name)).unwrap()
}

fn golden_text(name: &str) -> String {
    String::from_utf8(golden(name)).unwrap()
}

#[test]
fn the_entry_of_v1_is_read_verified_and_written_as_it_was() {
    let bytes = golden("entry.txt");
    let entry = Entry::parse(&bytes).unwrap();
    assert_eq!(entry.encode(), bytes);
    assert_eq!(entry.statement.encode().unwrap(), entry.bytes);
    let again = Statement::parse(entry.bytes.as_bytes()).unwrap();
    assert_eq!(again, (entry.statement.clone(), entry.bytes.clone()));
    let digest = "7592c27ba192e6a21373eae69474bfaf38c69bde4bf474cb466a442d7f87077b";
    assert_eq!(entry.bytes.digest().to_string(), digest);
    let namespace = entry.statement.namespace();
    assert_eq!(namespace, "sekisho-request-v1");
    let signer = signing::verify(entry.bytes.as_bytes(), &entry.signature, &namespace).unwrap();
    assert_eq!(signer.fingerprint().as_str(), "SHA256:Zurph9L+x2RSHPweo+xqGQrV3UaWkGr6PL4eZHF9Pik");
}

#[test]
fn the_checkpoint_of_v1_is_read_verified_and_written_as_it_was() {
    let text = golden_text("checkpoint.txt");
    let signed = SignedCheckpoint::parse(&text).unwrap();
    assert_eq!(signed.encode(), text);
    let checkpoint = signed.checkpoint();
    assert_eq!((checkpoint.origin(), checkpoint.size()), ("example.test/desk", 24));
    let signature = ArmoredSignature::parse_exact(signed.signature().unwrap()).unwrap();
    let body = checkpoint.encode();
    let signer = signing::verify(body.as_bytes(), &signature, &namespace_of("checkpoint")).unwrap();
    assert_eq!(signer.fingerprint().as_str(), "SHA256:lQ3MbJgE0r+ZSsNtCVNPUT9SgLdAp50VSQXkkwK2T24");
}

#[test]
fn the_proof_of_v1_is_read_verified_and_written_as_it_was() {
    let text = golden_text("proof.tlog-proof");
    let proof = EntryProof::parse(&text).unwrap();
    assert_eq!(proof.encode(), text);
    let proven = proof.verify(&golden("entry.txt")).unwrap();
    let held = SignedCheckpoint::parse(&golden_text("checkpoint.txt")).unwrap();
    assert_eq!((proof.index(), proven), (9, held.checkpoint()));
}

#[test]
fn the_file_list_and_manifest_of_v1_are_read_and_written_as_they_were() {
    let (list_bytes, manifest_bytes) = (golden("file-list.json"), golden("manifest-sha256.txt"));
    let list = FileList::parse(&list_bytes).unwrap();
    assert_eq!(list.encode().unwrap(), list_bytes);
    assert_eq!((list.files().len(), list.folders().len(), list.total_bytes()), (3, 1, 300_006));
    let manifest = Manifest::from(&list);
    assert_eq!(manifest.bytes(), manifest_bytes);
    let entries: Vec<(String, Digest)> =
        list.files().iter().map(|file| (file.path.clone(), file.sha256)).collect();
    assert_eq!(Manifest::parse(&manifest_bytes).unwrap(), entries);
    let Body::Request(request) = Entry::parse(&golden("entry.txt")).unwrap().statement.body else {
        panic!("the golden entry is a request");
    };
    assert_eq!(request.file_list, Attachment::of(&list_bytes));
    assert_eq!(request.manifest, Attachment::of(&manifest_bytes));
}

#[test]
fn the_certificate_of_v1_holds_and_is_written_as_it_was() {
    let text = golden_text("certificate.json");
    // That it holds includes that the same bytes come out when it is written again.
    let checked = certificate::check(&text, None);
    assert_eq!((checked.problem.as_ref(), checked.entries.len()), (None, 12), "{checked:?}");
    assert!(checked.entries.iter().all(|entry| entry.problem.is_none() && entry.key.is_some()));
    let (summary, checkpoint) = (checked.summary.unwrap(), checked.checkpoint.unwrap());
    assert_eq!((checkpoint.origin(), checkpoint.size()), ("example.test/desk", 18));
    let levels: Vec<&str> = summary.disposals.iter().map(|disposal| disposal.level.as_str()).collect();
    assert_eq!((summary.finished, levels), (true, vec!["L1", "L4"]));
}

#[test]
fn the_certificate_of_v1_carries_the_steps_that_the_specification_shows() {
    let spec =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/spec/disposal.md")).unwrap();
    let certificate: serde_json::Value = serde_json::from_str(&golden_text("certificate.json")).unwrap();
    for script in ["unix", "cmd"] {
        let lines = certificate["how_to_check"][script].as_array().unwrap();
        let shown: String = lines.iter().map(|line| format!("    {}\n", line.as_str().unwrap())).collect();
        assert!(spec.contains(&shown), "{script}");
    }
}

#[test]
fn the_worked_vectors_of_the_specification_hold() {
    let passphrase = "sopipunona-supudazo-nuruyora-ozagoku";
    assert_eq!(passphrase::check(passphrase), Ok(()));
    let slip = passphrase.replace("nona", "noni");
    assert_eq!(passphrase::check(&slip), Err(TypedWrong::CheckSyllable { group: 1 }));
    let code = CodeHash {
        salt: "c68f0fe7356e7803c411908f38ce9acd".to_owned(),
        sha256: "0c1593c857df49b1b419f9d7789ca0d95180600e7ae87401e0a146f78bb6ba46".parse().unwrap(),
    };
    assert!(code.matches("WDOF4FTDXJLAX"));
    let rules = "b84d9ad06dc1b9fa3f841c23ba4be7780eb443ced22838c66262eb4c06735054";
    let registry = Registry::default();
    assert!(registry.rules(None).are_named(&rules.parse().unwrap()));
    let office = "d25ee634c43742cb7cbd7d6517e7df1bdaa0b9c30ea51cb449ba906ab3a26773";
    assert_eq!(registry.rules(None).digest().to_string(), office);
    assert_eq!((volume_bytes(100_000), raw_bytes_for_mail(10 << 20)), (65_536, 7_614_744));
    let leaves: Vec<Digest> = (0_u8..9).map(|entry| leaf_hash(&[entry])).collect();
    let mut frontier = Frontier::empty();
    for leaf in leaves {
        frontier.push(leaf);
    }
    let root = "162a21c2230e0284ea38cb8739ee4bb75947a1acd5d529c638ec068969fb3c4a";
    assert_eq!(frontier.root().to_string(), root);
}

#[test]
fn the_golden_bytes_are_those_that_the_specification_shows() {
    let spec = |name: &str| {
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/spec").join(name)).unwrap()
    };
    let shown = |text: &str, golden: &str| {
        golden.lines().filter(|line| !line.is_empty()).all(|line| text.contains(&format!("    {line}\n")))
    };
    let statement = golden_text("entry.txt").lines().next().unwrap().to_owned();
    assert!(shown(&spec("statement.md"), &statement));
    assert!(shown(&spec("ledger.md"), &golden_text("proof.tlog-proof")));
    let body = SignedCheckpoint::parse(&golden_text("checkpoint.txt")).unwrap().checkpoint().encode();
    assert!(shown(&spec("ledger.md"), &body));
}
