//! Signing elsewhere: what is handed out, and what is believed of what comes back.

use std::fs;

use sekisho::domain::body::people::Particulars;
use sekisho::domain::body::{Body, PersonSet, Rejection};
use sekisho::domain::names::Role;
use sekisho::domain::statement::Statement;

use crate::office::{Call, NOBODY, Office, SEKISHO, day};

const NAMESPACE: &str = "sekisho-approval-v1";

/// An office with a request `C-0001` handed out into `desk/handed`.
fn handed_out() -> Office {
    let office = Office::new();
    assert_eq!(office.request(&[("--out", "handed")]), "C-0001");
    office
}

fn draft(person: &str) -> String {
    format!("handed/C-0001-approve-{person}.json")
}

/// What somebody without Sekisho does: `ssh-keygen -Y sign`, which leaves `FILE.sig` beside the file.
pub fn sign(office: &Office, person: &str, namespace: &str, file: &str) {
    let plain = office.path(&format!("keys/{person}.plain"));
    fs::copy(office.key(person), &plain).unwrap();
    let plain = plain.to_str().unwrap();
    let passphrase = format!("pass of {person}");
    office.succeed("ssh-keygen", &["-q", "-p", "-P", &passphrase, "-N", "", "-f", plain]);
    office.succeed("ssh-keygen", &["-q", "-Y", "sign", "-n", namespace, "-f", plain, file]);
}

/// The same statement with another nonce, which is as good as the first.
pub fn another_nonce(statement: &str) -> String {
    let (before, nonce) = statement.split_once("\"nonce\":\"").unwrap();
    let digit = if nonce.starts_with('0') { "1" } else { "0" };
    format!("{before}\"nonce\":\"{digit}{}", &nonce[1..])
}

fn submitting<'a>(office: &'a Office, file: &str) -> Call<'a> {
    office.call(NOBODY, &["submit", file])
}

/// Sekisho far from any ledger.
fn away<'a>(office: &'a Office, person: &str, words: &[&str]) -> Call<'a> {
    let key = office.name(&format!("keys/{person}"));
    let words = [&["--home", "/nonexistent", "--key", &key, "--key-passphrase-fd", "3"], words].concat();
    office.tool(SEKISHO, &words).with(3, office.key_passphrase(person))
}

fn counted(office: &Office) -> u64 {
    office.shown("C-0001")["approvals_counted"].as_u64().unwrap()
}

#[test]
fn everybody_who_may_judge_gets_a_draft_and_nobody_else() {
    let office = handed_out();
    let mut names: Vec<String> = fs::read_dir(office.desk().join("handed"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    let expected = [
        "C-0001-allowed_signers",
        "C-0001-approve-ito.json",
        "C-0001-approve-sato.json",
        "C-0001-file-list.json",
        "C-0001-how-to-sign.txt",
        "C-0001-manifest-sha256.txt",
        "C-0001-recipient.txt",
        "C-0001-request.txt",
    ];
    assert_eq!(names, expected);
    // The draft reads without Sekisho: one line of JSON with the request inside.
    let text = fs::read_to_string(office.desk().join(draft("sato"))).unwrap();
    assert_eq!(text.matches('\n').count(), 1);
    let statement: serde_json::Value = serde_json::from_str(&text).unwrap();
    let request = statement["body"].as_object().unwrap().values().find_map(|value| {
        value.as_str().and_then(|text| serde_json::from_str::<serde_json::Value>(text).ok())
    });
    assert_eq!(request.unwrap()["author"], "tanaka");
    // What is there already stays.
    let again = office.run("tanaka", &office.asking(&[("--out", "handed")]));
    assert_eq!(again.code, 0, "another request has other names: {again:?}");
}

#[test]
fn what_ssh_keygen_signs_is_an_approval() {
    let office = handed_out();
    sign(&office, "sato", NAMESPACE, &draft("sato"));
    let said = office.ok(NOBODY, &["submit", &draft("sato"), "--json"]).json();
    assert_eq!((&said["type"], &said["author"]), (&"approval".into(), &"sato".into()));
    assert_eq!(office.status("C-0001"), "approved");
    office.ok(NOBODY, &["audit"]);
    // The same by a draft made on demand, and a signature that lies elsewhere.
    let id = office.request(&[("--to", "lab")]);
    office.ok(NOBODY, &["approve", &id, "--as", "ito", "--draft", "ito.json"]);
    sign(&office, "ito", NAMESPACE, "ito.json");
    fs::rename(office.desk().join("ito.json.sig"), office.desk().join("signature")).unwrap();
    office.fails_by(NOBODY, &["submit", "ito.json"], 3, "content");
    office.ok(NOBODY, &["submit", "ito.json", "--signature", "signature"]);
    office.export(&id);
}

#[test]
fn what_sekisho_signs_far_from_the_ledger_is_an_approval() {
    let office = handed_out();
    let digits = office.digits("C-0001");
    let confirm = ["--confirm", &digits, "--out", "signed.txt"];
    away(&office, "sato", &[&["approve", &draft("sato")][..], &confirm].concat()).run().exits(0);
    office.ok(NOBODY, &["verify", "signed.txt"]);
    office.ok(NOBODY, &["submit", "signed.txt"]);
    assert_eq!(office.status("C-0001"), "approved");
    // The request's own file stands for the draft of the key's owner.
    let confirm = ["approve", "handed/C-0001-request.txt", "--confirm", &digits, "--out", "ito.txt"];
    away(&office, "ito", &confirm).run().exits(0);
    assert!(fs::read_to_string(office.desk().join("ito.txt")).unwrap().contains("\"author\":\"ito\""));
}

#[test]
fn a_draft_is_not_signed_without_the_right_digits() {
    let office = handed_out();
    let digits = office.digits("C-0001");
    let approve = |more: &[&str]| {
        away(&office, "sato", &[&["approve", &draft("sato"), "--out", "signed"], more].concat())
    };
    approve(&[]).fails(2);
    approve(&["--confirm", "00000000"]).fails_by(3, "confirmation-differs");
    approve(&["--confirm", &digits[..7]]).fails_by(3, "confirmation-differs");
    assert!(!office.desk().join("signed").exists());
    // What lies beside it is not what it names.
    let list = office.desk().join("handed/C-0001-file-list.json");
    let changed = fs::read_to_string(&list).unwrap().replace("議事録", "議事禄");
    fs::write(&list, changed).unwrap();
    approve(&["--confirm", &digits]).fails_by(4, "digest-differs");
    assert!(!office.desk().join("signed").exists());
    // Nobody's draft lies there for this key.
    let request = ["approve", "handed/C-0001-request.txt", "--confirm", &digits, "--out", "signed"];
    let refused = away(&office, "kimura", &request).fails_by(3, "content");
    assert!(refused.stderr.contains("no draft for this key"), "{refused:?}");
    away(&office, "sato", &["approve", "nowhere", "--confirm", &digits]).fails_by(5, "not-found");
}

#[test]
fn a_wrong_namespace_another_key_and_a_changed_byte_are_refused() {
    let office = handed_out();
    let file = draft("sato");
    let signature = office.desk().join(format!("{file}.sig"));
    for namespace in ["sekisho-request-v1", "sekisho-approval-v2", "file", "sekisho-rejection-v1"] {
        sign(&office, "sato", namespace, &file);
        let refused = submitting(&office, &file).fails_by(3, "wrong-namespace");
        assert!(refused.stderr.contains(namespace), "{refused:?}");
        fs::remove_file(&signature).unwrap();
    }
    office.give_key("shin");
    for other in ["ito", "tanaka", "shin"] {
        sign(&office, other, NAMESPACE, &file);
        submitting(&office, &file).fails_by(3, "not-their-key");
        fs::remove_file(&signature).unwrap();
    }
    sign(&office, "sato", NAMESPACE, &file);
    let path = office.desk().join(&file);
    let whole = fs::read_to_string(&path).unwrap();
    let changes = [
        (whole.replace("\"author\":\"sato\"", "\"author\":\"ito\""), "bad-signature"),
        (another_nonce(&whole), "bad-signature"),
        (whole.replacen("納品", "廃棄", 1), "bad-signature"),
        (whole.replacen("\"nonce\":\"", "\"nonce\":\"0", 1), "statement: json-shape"),
        (whole.replacen("\"size\":", "\"size\": ", 1), "statement: json-second-spelling"),
        (whole.replace('\n', "\r\n"), "statement: json-second-spelling"),
        (whole.trim_end().to_owned(), "statement-not-one-line"),
        (format!("{whole}\n"), "statement-not-one-line"),
    ];
    for (changed, reason) in &changes {
        assert_ne!(*changed, whole);
        fs::write(&path, changed).unwrap();
        let named = ["submit", file.as_str(), "--signature", signature.to_str().unwrap()];
        office.fails_by(NOBODY, &named, 3, reason);
    }
    fs::write(&path, whole).unwrap();
    let armor = fs::read_to_string(&signature).unwrap();
    for (changed, reason) in [
        (armor.replacen("U1NIU0lH", "U1NIU0lI", 1), "signature-malformed"),
        (armor[..120].to_owned(), "signature-armor: armor-no-end"),
        (String::new(), "signature-armor: armor-no-begin"),
    ] {
        fs::write(&signature, changed).unwrap();
        submitting(&office, &file).fails_by(3, reason);
    }
    fs::write(&signature, armor).unwrap();
    submitting(&office, &file).run().exits(0);
    assert_eq!(counted(&office), 1);
}

#[test]
fn what_was_brought_in_once_is_not_brought_in_again() {
    let office = Office::new();
    office.request(&[("--level", "1"), ("--out", "handed")]);
    office.ok(NOBODY, &["approve", "C-0001", "--as", "sato", "--draft", "second.json"]);
    sign(&office, "sato", NAMESPACE, &draft("sato"));
    submitting(&office, &draft("sato")).run().exits(0);
    submitting(&office, &draft("sato")).fails_by(3, "already-approved");
    // Nor another approval by the same person, nor one for a request of the past.
    office.refuses_by(
        NOBODY,
        &["approve", "C-0001", "--as", "sato", "--draft", "third.json"],
        "already-approved",
    );
    sign(&office, "sato", NAMESPACE, "second.json");
    submitting(&office, "second.json").fails_by(3, "already-approved");
    assert_eq!(counted(&office), 1);
    sign(&office, "ito", NAMESPACE, &draft("ito"));
    office.ok("tanaka", &["withdraw", "C-0001"]);
    submitting(&office, &draft("ito")).fails_by(3, "wrong-status");
}

#[test]
fn a_key_revoked_before_it_arrives_is_refused() {
    let office = handed_out();
    sign(&office, "sato", NAMESPACE, &draft("sato"));
    office.ok("kanri", &["person", "revoke-key", "sato", &office.fingerprint("sato"), "--reason", "盗難"]);
    submitting(&office, &draft("sato")).fails_by(3, "revoked-key");
    assert_eq!(counted(&office), 0);
}

#[test]
fn a_draft_in_the_name_of_somebody_who_may_not_is_refused() {
    let office = handed_out();
    let bytes = fs::read(office.desk().join(draft("sato"))).unwrap();
    for (person, reason) in [("tanaka", "own-request"), ("mori", "missing-role"), ("suzuki", "missing-role")]
    {
        let file = format!("{person}.json");
        office.refuses_by(NOBODY, &["approve", "C-0001", "--as", person, "--draft", &file], reason);
        // Nobody needs the program for a draft: an approver's, under another name.
        let (mut statement, _) = Statement::parse(&bytes).unwrap();
        statement.author = person.parse().unwrap();
        fs::write(office.desk().join(&file), statement.encode().unwrap().as_bytes()).unwrap();
        sign(&office, person, NAMESPACE, &file);
        submitting(&office, &file).fails_by(3, reason);
    }
    office.fails_by(
        NOBODY,
        &["approve", "C-0001", "--as", "shin", "--draft", "shin.json"],
        3,
        "unknown-person",
    );
    office.fails_by(
        NOBODY,
        &["approve", "C-0001", "--as", "sato", "--draft", &draft("sato")],
        5,
        "already-exists",
    );
    office.fails(NOBODY, &["approve", "C-0001", "--as", "sato"], 2);
    assert_eq!(counted(&office), 0);
}

#[test]
fn only_what_a_signature_alone_can_say_is_brought_in() {
    let office = handed_out();
    // The request itself, whole and signed: nobody repeats it.
    let not_so = |file: &str| {
        let refused = submitting(&office, file).fails_by(3, "content");
        assert!(refused.stderr.contains("is not brought in this way"), "{refused:?}");
    };
    not_so("handed/C-0001-request.txt");
    office.ok("mori", &["join", "--person", "mori", "--out", "mori.request"]);
    not_so("mori.request");
    submitting(&office, &draft("sato")).fails_by(3, "content");
    for (name, text) in [("empty", ""), ("text", "hello\n"), ("object", "{}\n")] {
        fs::write(office.desk().join(name), text).unwrap();
        submitting(&office, name).fails_by(3, "content");
    }
    submitting(&office, "nowhere").fails_by(5, "not-found");
    // What an administrator may say, they say at the desk.
    let bytes = fs::read(office.desk().join(draft("ito"))).unwrap();
    let (mut statement, _) = Statement::parse(&bytes).unwrap();
    statement.author = "kanri".parse().unwrap();
    statement.body = Body::PersonSet(PersonSet {
        custody: None,
        name: None,
        particulars: Particulars::default(),
        person: "kimura".parse().unwrap(),
        roles: Some(vec![Role::Approver]),
    });
    fs::write(office.desk().join("set.json"), statement.encode().unwrap().as_bytes()).unwrap();
    sign(&office, "kanri", "sekisho-person-set-v1", "set.json");
    not_so("set.json");
    // A rejection can be.
    let bytes = fs::read(office.desk().join(draft("ito"))).unwrap();
    let (mut statement, _) = Statement::parse(&bytes).unwrap();
    let request = *statement.body.request().unwrap();
    statement.body = Body::Rejection(Rejection { reason: "宛先が違う".to_owned(), request });
    fs::write(office.desk().join("rejection.json"), statement.encode().unwrap().as_bytes()).unwrap();
    sign(&office, "ito", NAMESPACE, "rejection.json");
    submitting(&office, "rejection.json").fails_by(3, "wrong-namespace");
    fs::remove_file(office.desk().join("rejection.json.sig")).unwrap();
    sign(&office, "ito", "sekisho-rejection-v1", "rejection.json");
    submitting(&office, "rejection.json").run().exits(0);
    assert_eq!(office.status("C-0001"), "rejected");
}

#[test]
fn an_approval_of_another_request_than_it_shows_is_refused() {
    let office = handed_out();
    office.request(&[("--level", "1")]);
    office.ok(NOBODY, &["approve", "C-0002", "--as", "sato", "--draft", "second.json"]);
    let read = |file: &str| Statement::parse(&fs::read(office.desk().join(file)).unwrap()).unwrap().0;
    let (shown, meant) = (read(&draft("sato")), read("second.json"));
    let (Body::Approval(shown), Body::Approval(meant)) = (&shown.body, &meant.body) else { panic!() };
    let mut body = meant.clone();
    body.request_statement.clone_from(&shown.request_statement);
    let forged = Statement { body: Body::Approval(body), ..read("second.json") };
    fs::write(office.desk().join("forged.json"), forged.encode().unwrap().as_bytes()).unwrap();
    let digits = office.digits("C-0001");
    away(&office, "sato", &["approve", "forged.json", "--confirm", &digits, "--out", "signed"])
        .fails_by(3, "embedded-request-differs");
    sign(&office, "sato", NAMESPACE, "forged.json");
    submitting(&office, "forged.json").fails_by(3, "embedded-request-differs");
}

#[test]
fn an_approval_from_another_ledger_or_another_history_is_refused() {
    // Two offices with one past: each then goes its own way.
    let (here, there) = (handed_out(), handed_out());
    sign(&there, "sato", NAMESPACE, &draft("sato"));
    for file in [draft("sato"), format!("{}.sig", draft("sato"))] {
        fs::copy(there.desk().join(&file), here.desk().join(file.replace("handed/", ""))).unwrap();
    }
    submitting(&here, "C-0001-approve-sato.json").fails_by(4, "other-history");
    let other = Office::without_ledger();
    other.ok(
        "kanri",
        &["init", "--origin", "example.test/other", "--person", "kanri", "--name", "管理", "--yes"],
    );
    for file in ["C-0001-approve-sato.json", "C-0001-approve-sato.json.sig"] {
        fs::copy(here.desk().join(file), other.desk().join(file)).unwrap();
    }
    let refused = submitting(&other, "C-0001-approve-sato.json").fails_by(3, "other-origin");
    // Not only because nobody of that name is known there.
    let named = [crate::office::ORIGIN, "example.test/other"];
    assert!(named.iter().all(|origin| refused.stderr.contains(origin)), "{refused:?}");
}

#[test]
fn an_approval_from_the_future_is_refused() {
    let office = handed_out();
    let words = ["approve", "C-0001", "--as", "sato", "--draft", "late.json"];
    office.call(NOBODY, &words).days_off(1).run().exits(0);
    sign(&office, "sato", NAMESPACE, "late.json");
    submitting(&office, "late.json").fails_by(5, "clock-behind");
    // What was signed in time and brought in too late lets nothing leave.
    sign(&office, "ito", NAMESPACE, &draft("ito"));
    let brought = submitting(&office, &draft("ito")).days_off(8).run();
    assert_eq!(brought.code, 0, "{brought:?}");
    let late = office.call(NOBODY, &["show", "C-0001", "--json"]).days_off(8).run();
    assert_eq!(late.json()["status"], "expired");
    office.exporting("C-0001", &[]).days_off(8).fails_by(3, "approval-expired");
}

#[test]
fn a_delegate_elsewhere_gets_a_draft() {
    let office = Office::new();
    let (from, until) = (day(0), day(5));
    office.ok("sato", &["person", "delegate", "sato", "--to", "kimura", "--from", &from, "--until", &until]);
    office.request(&[("--out", "handed")]);
    sign(&office, "kimura", NAMESPACE, &draft("kimura"));
    submitting(&office, &draft("kimura")).run().exits(0);
    assert_eq!(office.status("C-0001"), "approved");
}

#[test]
fn evidence_that_was_altered_does_not_hold() {
    let office = Office::new();
    let id = office.approved(&[]);
    office.ok(NOBODY, &["prove", &id, "--out", "proof"]);
    office.ok(NOBODY, &["verify", "proof"]);
    let proof = office.desk().join("proof");
    for (name, altered) in [
        (format!("{id}-manifest-sha256.txt"), "0000  data/x\n"),
        ("checkpoint.txt".to_owned(), "example.test/desk\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n"),
        ("allowed_signers".to_owned(), "no signers at all\n"),
    ] {
        let before = fs::read(proof.join(&name)).unwrap();
        fs::write(proof.join(&name), altered).unwrap();
        let wrong = office.fails(NOBODY, &["verify", "proof", "--json"], 4);
        assert!(wrong.stdout.contains(&name), "{wrong:?}");
        fs::write(proof.join(&name), before).unwrap();
    }
    office.ok(NOBODY, &["verify", "proof"]);
}
