//! What scripts may rely on.

use std::fs;

use serde_json::Value;

use super::busy;
use crate::office::{NOBODY, ORIGIN, Office};

/// The keys that the contract promises of a carry-out.
const CARRY_OUT: &[&str] = &[
    "id",
    "status",
    "requester",
    "recipient",
    "via",
    "kind",
    "medium",
    "contract",
    "place",
    "purpose",
    "level",
    "due",
    "requested_at",
    "exported_at",
    "closed_at",
    "file_count",
    "total_bytes",
    "manifest_sha256",
    "package_sha256",
    "package_path",
    "write_level",
    "approvals",
    "attempts",
];

fn check_carry_out(value: &Value) {
    let object = value.as_object().unwrap();
    for key in CARRY_OUT {
        assert!(object.contains_key(*key), "{key} is missing: {value:#}");
    }
    assert!(value["approvals"].is_array() && value["attempts"].is_array());
    let time = value["requested_at"].as_str().unwrap();
    assert!(chrono::DateTime::parse_from_rfc3339(time).is_ok(), "{time}");
    assert!(chrono::NaiveDate::parse_from_str(value["due"].as_str().unwrap(), "%Y-%m-%d").is_ok());
    let digest = value["manifest_sha256"].as_str().unwrap();
    assert!(digest.len() == 64 && digest.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b)));
    assert!(value["total_bytes"].is_u64() && value["file_count"].is_u64());
}

#[test]
fn carry_outs_keep_their_keys() {
    let office = busy();
    for id in ["C-0001", "C-0002", "C-0003", "C-0004"] {
        check_carry_out(&office.shown(id));
    }
    let log = office.ok(NOBODY, &["log", "--json"]).json();
    log.as_array().unwrap().iter().for_each(check_carry_out);
    let mut asking = office.asking(&[]);
    asking.push("--json".to_owned());
    check_carry_out(&office.ok("tanaka", &asking).json());
    let sealed = office.shown("C-0001");
    assert_eq!((&sealed["status"], &sealed["level"]), (&"sealed".into(), &"2".into()));
    assert!(["V1", "V2", "V3"].contains(&sealed["write_level"].as_str().unwrap()));
    assert!(std::path::Path::new(sealed["package_path"].as_str().unwrap()).is_absolute());
    assert_eq!(sealed["attempts"][0]["outcome"], "completed");
    let empty = office.run(NOBODY, &["log", "--json", "--by", "nobody"]).exits(0).json();
    assert_eq!(empty, serde_json::json!([]));
}

#[test]
fn an_audit_keeps_its_keys_and_needs_an_anchor() {
    let office = Office::new();
    // The first to look holds nothing that the ledger could be compared with.
    let audit = office.run(NOBODY, &["audit", "--json"]).exits(1).json();
    assert_eq!((&audit["anchored"], &audit["findings"]), (&0.into(), &serde_json::json!([])));
    assert_eq!((&audit["size"], &audit["origin"]), (&office.size().into(), &ORIGIN.into()));
    office.ok(NOBODY, &["checkpoint", "--out", "held"]);
    let held = office.run("kimura", &["audit", "--against", "held", "--json"]).exits(0).json();
    assert_eq!((&held["anchored"], &held["root"]), (&office.size().into(), &audit["root"]));
    let typed = format!("{}:{}", audit["size"], audit["root"].as_str().unwrap());
    office.run("ito", &["audit", "--against", &typed]).exits(0);
    let other = format!("{}:{}", audit["size"], "0".repeat(64));
    office.run("ito", &["audit", "--against", &other]).exits(4);
    let founder = office.fingerprint("kanri");
    office.run("ito", &["audit", "--founder", &founder]).exits(0);
    office.run("ito", &["audit", "--founder", &office.fingerprint("sato")]).exits(4);
    office.fails(NOBODY, &["checkpoint", "--out", "held"], 5);
}

#[test]
fn off_a_terminal_the_answer_stands_alone() {
    let office = Office::new();
    let asked = office.ok("tanaka", &office.asking(&[]));
    assert_eq!(asked.stdout, "C-0001\n");
    let note = office.ok(NOBODY, &["checkpoint"]).stdout;
    let lines: Vec<&str> = note.lines().collect();
    assert_eq!((lines.len(), lines[0], lines[1]), (3, ORIGIN, office.size().to_string().as_str()));
    // Signed, it is the same note with its signature.
    let signed = office.ok("kanri", &["checkpoint", "--sign"]).stdout;
    assert!(signed.starts_with(&note) && signed.contains("-----BEGIN SSH SIGNATURE-----"));
    fs::write(office.desk().join("signed"), &signed).unwrap();
    office.ok(NOBODY, &["verify", "signed"]);
    fs::write(office.desk().join("signed"), signed.replacen("desk", "disk", 1)).unwrap();
    office.run(NOBODY, &["verify", "signed"]).exits(4);
    let quiet = office.ok("tanaka", &[&["--quiet".to_owned()][..], &office.asking(&[])].concat());
    assert_eq!((quiet.stdout.as_str(), quiet.stderr.as_str()), ("C-0002\n", ""));
}

#[test]
fn ids_rise_by_one_in_the_order_of_the_log() {
    let office = Office::new();
    let asking = office.asking(&[]);
    for number in 1..=4 {
        let person = if number % 2 == 0 { "mori" } else { "tanaka" };
        assert_eq!(office.ok(person, &asking).line(), format!("C-{number:04}"));
        // What was refused takes no number.
        office.refuses("sato", &asking);
    }
}

#[test]
fn words_that_make_no_sense_end_with_two() {
    let office = Office::new();
    for words in [
        &[][..],
        &["carry"],
        &["log", "--lang", "fr"],
        &["show"],
        &["show", "C-0001", "C-0002"],
        &["--quiet", "--verbose", "status"],
        &["request", "--bogus"],
        &["completions", "tcsh"],
    ] {
        for language in ["C.UTF-8", "ja_JP.UTF-8"] {
            let output = office.call(NOBODY, words).env("LANG", language).fails(2);
            assert!(output.stdout.is_empty() && !output.stderr.is_empty(), "{words:?}: {output:?}");
        }
    }
}
