//! The first entry.

use std::fs;

use crate::office::{NOBODY, ORIGIN, Office};

const INIT: &[&str] = &["init", "--origin", ORIGIN, "--person", "kanri", "--name", "管理 太郎"];

fn yes() -> Vec<&'static str> {
    [INIT, &["--yes"]].concat()
}

#[test]
fn the_founder_is_administrator_and_nothing_else() {
    let office = Office::without_ledger();
    let founded = office.ok("kanri", &[&yes()[..], &["--json"]].concat()).json();
    assert_eq!(founded["origin"], ORIGIN);
    assert_eq!(founded["founder_key"], office.fingerprint("kanri"));
    assert_eq!(founded["size"], 1);
    let founder = office.ok(NOBODY, &["person", "show", "kanri", "--json"]).json();
    assert_eq!(founder["roles"], serde_json::json!(["administrator"]));
    assert_eq!(founder["keys"][0]["proven"], true);
    office.refuses("kanri", &office.asking(&[("--to", "self")]));
}

#[test]
fn a_ledger_is_not_founded_over_another() {
    let office = Office::without_ledger();
    office.ok("kanri", &yes());
    let before = fs::read(office.path("home/ledger.db")).unwrap();
    office.refuses("kanri", &yes());
    office.refuses("tanaka", &["init", "--origin", "other", "--person", "tanaka", "--name", "田中", "--yes"]);
    assert_eq!(fs::read(office.path("home/ledger.db")).unwrap(), before);
}

#[test]
fn nothing_is_founded_unasked_where_nobody_can_be_asked() {
    let office = Office::without_ledger();
    office.fails("kanri", INIT, 2);
    office.call("kanri", INIT).stdin("y\nyes\n").fails(2);
    assert!(!office.path("home/ledger.db").exists());
}

#[test]
fn a_name_that_no_checkpoint_could_carry_is_refused() {
    let office = Office::without_ledger();
    for origin in ["a b", "a+b", "関所", "", "-"] {
        let init = ["init", "--origin", origin, "--person", "kanri", "--name", "管理", "--yes"];
        office.fails("kanri", &init, 2);
    }
    assert!(!office.path("home/ledger.db").exists());
}

#[test]
fn a_ledger_is_founded_with_a_key_that_can_be_opened() {
    let office = Office::without_ledger();
    office.fails(NOBODY, &yes(), 2);
    let key = office.name("keys/kanri");
    let with_key = [&["--key", &key], &yes()[..]].concat();
    // Off a terminal nobody can be asked for the key's passphrase.
    office.fails(NOBODY, &with_key, 2);
    let wrong = [&["--key-passphrase-fd", "4"], &with_key[..]].concat();
    office.call(NOBODY, &wrong).with(4, office.key_passphrase("sato")).fails(3);
    let missing = [&["--key", "nowhere"], &yes()[..]].concat();
    office.fails(NOBODY, &missing, 5);
    assert!(!office.path("home/ledger.db").exists());
}

#[test]
fn no_verb_makes_a_ledger_where_there_is_none() {
    let office = Office::without_ledger();
    let asking = office.asking(&[("--to", "self")]);
    office.fails("tanaka", &asking, 5);
    for words in [&["status"][..], &["log"], &["audit"], &["checkpoint"], &["person", "list"], &["inbox"]] {
        office.fails("kanri", words, 5);
    }
    assert!(!office.path("home").exists());
}
