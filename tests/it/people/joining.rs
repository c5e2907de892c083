//! "This key is mine": what `join` makes, and what is not believed.

use std::fs;

use crate::elsewhere::another_nonce;
use crate::office::{NOBODY, ORIGIN, Office};

/// An office where `shin`, who is nobody yet, has a key.
fn with_newcomer() -> Office {
    let office = Office::new();
    office.give_key("shin");
    office
}

fn add<'a>(id: &'a str, how: &'a str, file: &'a str) -> Vec<&'a str> {
    vec!["person", "add", id, "--name", "新 五郎", "--role", "approver", how, file]
}

fn proven(office: &Office, id: &str) -> serde_json::Value {
    office.ok(NOBODY, &["person", "show", id, "--json"]).json()["keys"][0]["proven"].clone()
}

#[test]
fn a_proof_registers_whoever_made_it() {
    let office = with_newcomer();
    let said = office.ok("shin", &["join", "--person", "shin", "--origin", ORIGIN, "--out", "shin.request"]);
    assert_eq!(said.line(), office.fingerprint("shin"));
    office.ok("kanri", &add("shin", "--request", "shin.request"));
    assert_eq!(proven(&office, "shin"), true);
    office.refuses_by("kanri", &add("shin", "--request", "shin.request"), "person-exists");
}

/// The ledger that a request is for.
fn origin(request: &str) -> String {
    let statement = request.lines().next().unwrap();
    let statement: serde_json::Value = serde_json::from_str(statement).unwrap();
    statement["origin"].as_str().unwrap().to_owned()
}

#[test]
fn a_proof_made_far_from_any_ledger_does_not_leave_open_for_which_unless_that_is_said() {
    let office = with_newcomer();
    let elsewhere = Office::without_ledger();
    elsewhere.give_key("shin");
    let far = |more: &[&str]| {
        let words = [&["join", "--person", "shin"], more].concat();
        elsewhere.run("shin", &words)
    };
    let refused = far(&[]).exits(2);
    let command = "sekisho join --person shin --origin NAME";
    assert!(refused.stdout.is_empty() && refused.stderr.contains(command), "{refused:?}");
    let named = far(&["--origin", ORIGIN]).exits(0).stdout;
    assert_eq!(origin(&named), ORIGIN);
    let open = far(&["--origin", "-"]).exits(0).stdout;
    assert_eq!(origin(&open), "-");
    fs::write(office.desk().join("shin.request"), open).unwrap();
    office.ok("kanri", &add("shin", "--request", "shin.request"));
    assert_eq!(proven(&office, "shin"), true);
}

#[test]
fn a_proof_made_beside_a_ledger_is_for_that_one() {
    let office = with_newcomer();
    let request = office.ok("shin", &["join", "--person", "shin"]).stdout;
    assert_eq!(origin(&request), ORIGIN);
}

#[test]
fn a_proof_of_another_id_is_refused() {
    let office = with_newcomer();
    office.ok("shin", &["join", "--person", "shin", "--out", "shin.request"]);
    office.refuses_by("kanri", &add("gonta", "--request", "shin.request"), "proof-does-not-hold");
    office.refuses_by(
        "kanri",
        &["person", "add-key", "sato", "--request", "shin.request"],
        "proof-does-not-hold",
    );
}

#[test]
fn a_proof_for_another_ledger_is_refused() {
    let office = with_newcomer();
    let join = ["join", "--person", "shin", "--origin", "example.test/other", "--out", "shin.request"];
    office.ok("shin", &join);
    office.refuses_by("kanri", &add("shin", "--request", "shin.request"), "proof-does-not-hold");
}

#[test]
fn a_proof_that_was_touched_is_refused() {
    let office = with_newcomer();
    office.give_key("gonta");
    office.ok("shin", &["join", "--person", "shin", "--out", "shin.request"]);
    office.ok("gonta", &["join", "--person", "gonta", "--out", "gonta.request"]);
    let proof = fs::read_to_string(office.desk().join("shin.request")).unwrap();
    let other = fs::read_to_string(office.desk().join("gonta.request")).unwrap();
    let (line, armor) = proof.split_once('\n').unwrap();
    let (_, other_armor) = other.split_once('\n').unwrap();
    let key = |person: &str| office.public_key(person).split(' ').next_back().unwrap().to_owned();
    let touched = [
        another_nonce(&proof),
        proof.replacen("\"time\":\"20", "\"time\":\"19", 1),
        proof.replace("\"shin\"", "\"gonta\""),
        proof.replace(&key("shin"), &key("gonta")),
        format!("{line}\n{other_armor}"),
        format!("{line} \n{armor}"),
        format!("{line}\n"),
        String::new(),
    ];
    for (number, text) in touched.iter().enumerate() {
        assert_ne!(*text, proof, "{number}");
        fs::write(office.desk().join("touched"), text).unwrap();
        office.refuses_by("kanri", &add("shin", "--request", "touched"), "proof-does-not-hold");
        office.refuses_by("kanri", &add("gonta", "--request", "touched"), "proof-does-not-hold");
    }
}

#[test]
fn another_signed_statement_is_no_proof_of_possession() {
    let office = with_newcomer();
    office.request(&[("--out", "handed")]);
    office.refuses_by("kanri", &add("shin", "--request", "handed/C-0001-request.txt"), "proof-does-not-hold");
}

#[test]
fn a_key_without_proof_is_marked_wherever_it_approves() {
    let office = with_newcomer();
    office.ok("kanri", &add("shin", "--public-key", &office.name("keys/shin.pub")));
    assert_eq!(proven(&office, "shin"), false);
    let id = office.request(&[]);
    office.approve("shin", &id);
    let approval = &office.shown(&id)["approvals"][0];
    let marks: Vec<&str> = approval["marks"].as_array().unwrap().iter().filter_map(|m| m.as_str()).collect();
    assert_eq!(marks, ["newly-registered", "unproven"]);
}

#[test]
fn what_is_no_public_key_is_refused() {
    let office = with_newcomer();
    let write = |text: &str| fs::write(office.desk().join("odd.pub"), text).unwrap();
    let key = office.public_key("shin");
    for (odd, reason) in [
        ("", "key-shape"),
        ("hello", "key-shape"),
        ("ssh-ed25519", "key-shape"),
        (&key.replace("ssh-ed25519", "ssh-rsa"), "key-mismatch"),
        (&key[..40], "key-malformed"),
    ] {
        write(odd);
        office.refuses_by("kanri", &add("shin", "--public-key", "odd.pub"), reason);
    }
    office.refuses_by("kanri", &add("shin", "--public-key", &office.name("keys/shin")), "key-shape");
    office.fails_by("kanri", &add("shin", "--public-key", "nowhere.pub"), 5, "not-found");
    let both = [&add("shin", "--public-key", "odd.pub")[..], &["--request", "odd.pub"]].concat();
    office.fails("kanri", &both, 2);
}
