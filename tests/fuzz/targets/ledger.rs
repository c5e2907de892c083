//! Statements, entries, checkpoints, proofs, certificates and rule packs: one spelling each.

use sekisho::base::canonical;
use sekisho::base::digest::Digest;
use sekisho::domain::entry::Entry;
use sekisho::domain::rules::pack::{Pack, SHIPPED};
use sekisho::domain::statement::Statement;
use sekisho::ledger::SignedCheckpoint;
use sekisho::ledger::proof::EntryProof;
use sekisho::signing;
use sekisho::workflow::backup::Manifest;
use sekisho::workflow::certificate;
use serde_json::Value;

use super::{Target, golden, kind_of, seed, text};

const WORDS: &[&str] = &[
    "\"author\":\"tanaka\"",
    "\"body\":{",
    "\"nonce\":\"9df3b087c08d18a06a8dee42fa85dce9\"",
    "\"origin\":\"-\"",
    "\"seen\":{\"root\":\"",
    "\"size\":9",
    "\"time\":\"2026-11-20T20:21:25+09:00\"",
    "\"type\":\"approval\"",
    "\"version\":1",
    "\"request\":\"",
    "null",
    "true",
    "false",
    "[]",
    "{}",
    "[",
    "]",
    "{",
    "}",
    ",",
    ":",
    "-0",
    "1e3",
    "\\u0000",
    "\\ud800",
    "-00:00",
    "Z",
    "2016-12-31T23:59:60+00:00",
    "request",
    "disposal",
    "measured",
    "evidence",
    "sha256",
];

pub const STATEMENT: Target = Target {
    name: "statement",
    check: statement,
    seeds: || entries().iter().map(|entry| Entry::split(entry).unwrap().0.to_vec()).collect(),
    words: WORDS,
    executions: 12_000,
    at_least: 1 << 20,
    for_each: 64,
};

pub const ENTRY: Target =
    Target { name: "entry", check: entry, seeds: entries, executions: 6_000, ..STATEMENT };

pub const CHECKPOINT: Target = Target {
    name: "checkpoint",
    check: checkpoint,
    seeds: || {
        let signed = golden("checkpoint.txt");
        let body = signed.split_inclusive(|byte| *byte == b'\n').take(3).collect::<Vec<_>>().concat();
        vec![signed, body]
    },
    words: &[
        "\n\n",
        "-----BEGIN SSH SIGNATURE-----\n",
        "-----END SSH SIGNATURE-----\n",
        "=",
        "AAAA",
        "\n0\n",
    ],
    executions: 40_000,
    at_least: 1 << 18,
    for_each: 32,
};

pub const PROOF: Target = Target {
    name: "proof",
    check: proof,
    seeds: || vec![golden("proof.tlog-proof"), golden("checkpoint.txt")],
    words: &[
        "c2sp.org/tlog-proof@v1\n",
        "index ",
        "extra ",
        "\n\n",
        "fJ8mnNhKunIvqZPFnzckrTMgtiiYDg80oIRZ5ZDGn8s=\n",
    ],
    ..CHECKPOINT
};

pub const CERTIFICATE: Target = Target {
    name: "certificate",
    check: certificate,
    seeds: || vec![golden("certificate.json"), golden("entry.txt")],
    words: &[
        "\"= said-0 ",
        "\"= path-1 L:",
        "\"= line-2 ",
        "\"= sig-3 ",
        "\"= count-0 ",
        " \",\n",
        "18446744073709551615",
    ],
    executions: 400,
    at_least: 8 << 20,
    for_each: 256,
};

/// `backup.json`: whoever can write the folder can write it.
pub const BACKUP: Target = Target {
    name: "backup_list",
    check: backup_list,
    seeds: || vec![seed("backup.json"), seed("backup-without-custody.json")],
    words: &[
        "\"custody\":true",
        "{\"path\":\"ledger.db\",\"sha256\":\"",
        "\"path\":\"custody/C-0001-1.age\"",
        "\"path\":\"../ledger.db\"",
        "custody/../",
        "\"size\":18446744073709551615",
        "\"size_bytes\":-1",
        "sekisho-backup-v1",
        "sekisho-backup-v2",
        "checkpoint.txt",
        "\n",
        ",",
        "[]",
    ],
    executions: 8_000,
    ..STATEMENT
};

fn backup_list(bytes: &[u8]) -> String {
    let list = match Manifest::parse(bytes, std::path::Path::new("backup.json")) {
        Ok(list) => list,
        Err(error) => return kind_of(&error),
    };
    assert_eq!(list.encode().unwrap(), bytes, "a second spelling");
    for listed in &list.files {
        // Nothing of it leads out of the folder.
        let plain = listed.path.split('/').all(|part| !part.is_empty() && !part.starts_with('.'));
        assert!(plain && listed.path.matches('/').count() <= 1 && !listed.path.contains('\\'), "{listed:?}");
    }
    format!("a list of {} with {} custody files", list.files.len().min(9), list.custody().count().min(9))
}

pub const RULE_PACK: Target = Target {
    name: "rule_pack",
    check: rule_pack,
    seeds: || SHIPPED.iter().map(|(_, toml)| toml.as_bytes().to_vec()).collect(),
    words: &[
        "[[rule]]\n",
        "demand = { kind = \"approvers\", people = 1 }\n",
        "when = { levels = [\"1\"] }\n",
        "[",
        "[[",
        "{",
        "'''",
        "\"\"\"",
        "1_000",
        "0x10",
        "inf",
        "1979-05-27T07:32:00Z",
        "kind = \"",
        "id = \"",
        "a.b.c = 1\n",
    ],
    executions: 1_500,
    at_least: 4 << 20,
    for_each: 512,
};

/// A signed entry of each type, as an office's desk wrote them, and the golden one.
fn entries() -> Vec<Vec<u8>> {
    let end = b"-----END SSH SIGNATURE-----\n";
    let all = seed("entries.txt");
    let mut entries = vec![golden("entry.txt")];
    let mut rest = all.as_slice();
    while let Some(at) = rest.windows(end.len()).position(|window| window == end) {
        let (entry, after) = rest.split_at(at + end.len());
        entries.push(entry.to_vec());
        rest = after;
    }
    entries
}

fn statement(bytes: &[u8]) -> String {
    // Changed bytes are seldom canonical any more. The same once again with what they mean in its one spelling.
    let canonical =
        serde_json::from_slice::<Value>(bytes).ok().and_then(|value| canonical::encode(&value).ok());
    let canonical = canonical.map_or_else(String::new, |mut line| {
        line.push(b'\n');
        one_spelling(&line)
    });
    format!("{} {canonical}", one_spelling(bytes))
}

fn one_spelling(bytes: &[u8]) -> String {
    match Statement::parse(bytes) {
        Ok((statement, read)) => {
            assert_eq!(read.as_bytes(), bytes);
            assert_eq!(read.digest(), Digest::of(bytes));
            let again = statement.encode().expect("what was read is written again");
            assert_eq!(again.as_bytes(), bytes, "another spelling was read");
            statement.namespace()
        }
        Err(error) => kind_of(&error),
    }
}

fn entry(bytes: &[u8]) -> String {
    match Entry::parse(bytes) {
        Ok(entry) => {
            assert_eq!(entry.encode(), bytes, "another spelling was read");
            let (line, rest) = Entry::split(bytes).expect("an entry has two parts");
            assert_eq!((line, rest), (entry.bytes.as_bytes(), entry.signature.armor().as_bytes()));
            let namespace = entry.statement.namespace();
            match signing::verify(line, &entry.signature, &namespace) {
                Ok(key) => {
                    assert_eq!(key, *entry.signature.claimed_key());
                    format!("{namespace} holds")
                }
                Err(error) => kind_of(&error),
            }
        }
        Err(error) => kind_of(&error),
    }
}

fn checkpoint(bytes: &[u8]) -> String {
    let Some(text) = text(bytes) else { return "no text".to_owned() };
    match SignedCheckpoint::parse(text) {
        Ok(read) => {
            assert_eq!(read.encode(), text, "another spelling was read");
            assert!(
                text.starts_with(&read.checkpoint().encode()),
                "the signed bytes are not the first three lines"
            );
            format!("signed: {}", read.signature().is_some())
        }
        Err(error) => kind_of(&error),
    }
}

fn proof(bytes: &[u8]) -> String {
    let Some(text) = text(bytes) else { return "no text".to_owned() };
    match EntryProof::parse(text) {
        Ok(read) => {
            assert_eq!(read.encode(), text, "another spelling was read");
            let entry = golden("entry.txt");
            match read.verify(&entry) {
                Ok(checkpoint) => {
                    // A collision of SHA-256 aside, only the tree that it is in proves it.
                    let root = "d19c520a91a38745948660da6077c02c0e44387430739e725eb44bbc8967663b";
                    assert_eq!((read.index(), checkpoint.root().to_string().as_str()), (9, root));
                    "proves".to_owned()
                }
                Err(error) => kind_of(&error),
            }
        }
        Err(error) => kind_of(&error),
    }
}

fn certificate(bytes: &[u8]) -> String {
    let Some(text) = text(bytes) else { return "no text".to_owned() };
    let checked = certificate::check(text, None);
    match &checked.problem {
        None => {
            assert_eq!(bytes, golden("certificate.json"), "another certificate holds");
            "holds".to_owned()
        }
        Some(problem) => {
            assert!(checked.summary.is_none() && checked.carry_out.is_none());
            let first = checked.entries.iter().find_map(|entry| entry.problem.as_deref()).unwrap_or_default();
            let first: String = first.chars().filter(char::is_ascii_alphabetic).take(30).collect();
            format!("{} {first}", kind_of(problem))
        }
    }
}

fn rule_pack(bytes: &[u8]) -> String {
    let Some(text) = text(bytes) else { return "no text".to_owned() };
    match Pack::parse(text) {
        Ok(pack) => {
            // In a statement it stands typed and canonical: there it must mean the same.
            let line = canonical::encode(&pack).expect("a pack that was read is written");
            assert_eq!(canonical::parse::<Pack>(&line).as_ref(), Ok(&pack));
            assert_eq!(pack.check(), Ok(()));
            let kinds = pack.rules.iter().map(|rule| kind_of(&rule.demand));
            kinds.collect::<std::collections::BTreeSet<_>>().len().to_string()
        }
        Err(error) => kind_of(&error),
    }
}
