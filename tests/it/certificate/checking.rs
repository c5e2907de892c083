//! What is wrong with a certificate is found and named.

use std::fs;

use super::{certificate, finished, read, said};
use crate::office::{NOBODY, Office, Output};

fn verify(office: &Office, text: &str) -> Output {
    let path = office.desk().join("suspect.json");
    fs::write(&path, text).unwrap();
    office.run(NOBODY, &["verify", path.to_str().unwrap()])
}

#[track_caller]
fn is_found(office: &Office, text: &str, named: &str) {
    let output = verify(office, text).exits(4);
    assert!(output.stdout.contains(named), "{named}: {output:?}");
}

/// The lines of evidence of entry `index`.
fn evidence(text: &str, index: u64) -> Vec<&str> {
    let own = |line: &&str| {
        ["said", "line", "sig", "path"].iter().any(|name| line.starts_with(&format!("\"= {name}-{index} ")))
    };
    text.lines().filter(own).collect()
}

fn index_of(text: &str, said: &str) -> u64 {
    let line = text.lines().find(|line| line.starts_with("\"= said-") && line.contains(said)).unwrap();
    line["\"= said-".len()..].split(' ').next().unwrap().parse().unwrap()
}

fn count(text: &str) -> usize {
    text.lines().filter(|line| line.starts_with("\"= said-")).count()
}

fn without(text: &str, index: u64) -> String {
    let gone = evidence(text, index);
    let kept = text.lines().filter(|line| !gone.contains(line)).map(|line| format!("{line}\n"));
    let counted = format!("\"= count-0 {} ", count(text));
    kept.collect::<String>().replace(&counted, &format!("\"= count-0 {} ", count(text) - 1))
}

#[test]
fn a_summary_that_says_more_than_its_statements_is_refused() {
    let office = finished();
    let text = read(&certificate(&office, "C-0001"));
    assert_eq!(verify(&office, &text).code, 0);
    is_found(
        &office,
        &text.replace(
            "\"level\":\"L1\",\"level_means\":\"absent\"",
            "\"level\":\"L3\",\"level_means\":\"cleared (NIST SP 800-88r2 Clear)\"",
        ),
        "\"copies\"",
    );
    is_found(&office, &text.replace("\"finished\": true", "\"finished\": false"), "\"finished\"");
    is_found(&office, &text.replace("竣工図", "別のもの"), "\"items\"");
    is_found(
        &office,
        &text.replace("\"summary\": {\n", "\"summary\": {\n\"witness\": \"市長\",\n"),
        "\"witness\"",
    );
    is_found(&office, &text.replace("ALL $n ENTRIES HOLD", "FINE"), "changed at line");
    is_found(&office, &text.replace("\",\n", "\" ,\n"), "changed at line 2");
    is_found(&office, &text.replace("\"checkpoint\": {", "\"checkpoint\": { "), "changed at line");
    is_found(&office, &text.replace("\"sekisho_certificate\": 1", "\"sekisho_certificate\": 2"), "version 2");
}

#[test]
fn what_was_cut_out_or_cut_off_is_found() {
    let office = finished();
    let text = read(&certificate(&office, "C-0001"));
    for (said, named) in [
        ("request:1", "the request it is about is not here"),
        ("export-completed", "entry"),
        ("tanaka:disposal:1", "do not hold, the first is entry"),
        ("confirmation", "sato signed in sekisho-confirmation-v1 is missing"),
        ("suzuki:passphrase-release", "suzuki signed in sekisho-passphrase-release-v1 is missing"),
        ("kanri:founder", "do not hold"),
    ] {
        let index = index_of(&text, said);
        let output = verify(&office, &without(&text, index)).exits(4);
        assert!(output.stdout.contains(named), "{said}: {output:?}");
    }
    let half: String = text.chars().take(text.chars().count() / 2).collect();
    is_found(&office, &half, "not a whole certificate");
    let index = index_of(&text, "tanaka:disposal:1");
    let one_less = text.replace(evidence(&text, index).last().unwrap(), "");
    assert_eq!(verify(&office, &one_less.replace("\n\n", "\n")).code, 4);
}

#[test]
fn a_certificate_replayed_for_another_carry_out_is_refused() {
    let office = finished();
    let text = read(&certificate(&office, "C-0001"));
    is_found(&office, &text.replace("C-0001", "C-0002"), "the request it is about is not here");
    // The number of the request changed too: the package's name, which was signed, says otherwise.
    let relabelled = text.replace("C-0001", "C-0002").replace("tanaka:request:1 ", "tanaka:request:2 ");
    is_found(&office, &relabelled, "C-0002.zip.age");
    let report = read(&certificate(&office, "D-0001"));
    is_found(&office, &report.replace("\"about\": \"D-0001\"", "\"about\": \"D-0002\""), "");
}

#[test]
fn two_certificates_spliced_are_refused() {
    let office = finished();
    let other = office.approved(&[("--to", "self"), ("--via", "hand")]);
    office.exporting(&other, &[]).run().exits(0);
    said::erase(&office, &other);
    let (first, second) = (read(&certificate(&office, "C-0001")), read(&certificate(&office, &other)));
    assert_eq!((verify(&office, &first).code, verify(&office, &second).code), (0, 0));
    // The second one's disposal in place of the first one's, at the same checkpoint.
    let (own, foreign) = (index_of(&first, "tanaka:disposal:1"), index_of(&second, "tanaka:disposal:3"));
    let spliced = without(&first, own);
    let counted = (format!("\"= count-0 {} ", count(&spliced)), format!("\"= count-0 {} ", count(&first)));
    let spliced = spliced.replace(&counted.0, &counted.1);
    let spliced = spliced
        .replace("\"= end-0 0 \"", &format!("{}\n\"= end-0 0 \"", evidence(&second, foreign).join("\n")));
    is_found(&office, &spliced, "about another carry-out");
    // An entry proven against an older checkpoint of the same ledger.
    let older = read(&certificate(&finished(), "C-0001"));
    let index = index_of(&older, "confirmation");
    let spliced =
        second.replace("\"= end-0 0 \"", &format!("{}\n\"= end-0 0 \"", evidence(&older, index).join("\n")));
    assert_eq!(verify(&office, &spliced).code, 4);
}

#[test]
fn a_reader_who_knows_other_keys_is_told() {
    let office = finished();
    let path = certificate(&office, "C-0001");
    let beside = office.desk().join("allowed_signers");
    fs::write(&beside, format!("tanaka {}\n", office.public_key("tanaka"))).unwrap();
    let lines = office.ok(NOBODY, &["verify", path.to_str().unwrap(), "--json"]).json();
    let listed = |who: &str| {
        let lines = lines.as_array().unwrap();
        lines
            .iter()
            .filter(|line| line["author"] == who)
            .map(|line| line["listed"].clone())
            .collect::<Vec<_>>()
    };
    assert!(listed("tanaka").iter().all(|listed| *listed == true));
    assert!(listed("suzuki").iter().all(|listed| *listed == false));
    fs::write(&beside, format!("tanaka {}\n", office.public_key("mori"))).unwrap();
    let output = office.fails(NOBODY, &["verify", path.to_str().unwrap()], 4);
    assert!(output.stdout.contains("the key is not listed for its author in allowed_signers"), "{output:?}");
}

#[test]
fn a_word_as_the_only_evidence_stays_a_word() {
    let office = Office::new();
    let id = office.approved(&[("--to", "self"), ("--via", "hand")]);
    office.export(&id);
    let carry_out = said::carry_out(&office, &id);
    let mut body = said::disposal(&carry_out, sekisho::domain::names::Method::Physical, &[1]);
    body.evidence = Some(said::handed_in(b"photograph"));
    let body = sekisho::domain::body::Body::Disposal(Box::new(body));
    let disposal = said::say(&office, "tanaka", body, &[b"photograph"]);
    let level = |office: &Office| {
        let text = office.run(NOBODY, &["certificate", &id]).exits(1).stdout;
        serde_json::from_str::<serde_json::Value>(&text).unwrap()["summary"]["disposals"][0]["level"].clone()
    };
    assert_eq!(level(&office), "L0");
    said::witness(&office, &id, "kimura", &disposal);
    assert_eq!(level(&office), "L5");
    let text = read(&certificate(&office, &id));
    let witness = index_of(&text, "kimura:witness");
    is_found(&office, &without(&text, witness), "kimura signed in sekisho-witness-v1 is missing");
}
