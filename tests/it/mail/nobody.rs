//! Whoever asks for a mail to somebody without an address is told then, and not after the export.

use crate::office::{NOBODY, Office};

const ADD: [&str; 5] = ["recipient", "add", "town", "--name", "南 五郎"];

#[test]
fn a_mail_to_nobody_is_refused_when_it_is_asked_for() {
    let office = Office::new();
    office.ok("tanaka", &[&ADD[..], &["--organization", "町役場"]].concat());
    let to_town = office.asking(&[("--to", "town")]);
    let said = office.call("tanaka", &to_town).fails(3);
    assert!(said.stderr.contains("no mail address is registered for town"), "{}", said.stderr);
    assert!(said.stderr.contains("sekisho recipient add town"), "{}", said.stderr);
    assert!(office.ok(NOBODY, &["log", "--json"]).json().as_array().unwrap().is_empty());
    // Another road needs none.
    office.ok("tanaka", &office.asking(&[("--to", "town"), ("--via", "hand")]));
    // Somebody else there has one, as the mail may name them.
    let colleague = ["recipient", "add", "desk", "--name", "窓口", "--organization", "町役場"];
    office.ok("tanaka", &[&colleague[..], &["--email", "desk@town.example.test"]].concat());
    let id = office.approved(&[("--to", "town")]);
    // Who they were when it was asked for stays, whatever is registered later.
    office.ok("tanaka", &[&colleague[..]].concat());
    office.export(&id);
    let said = office.call("tanaka", &office.asking(&[("--to", "town")])).fails(3);
    assert!(said.stderr.contains("nor for anybody else of that organization"), "{}", said.stderr);
}

#[test]
fn a_mail_to_oneself_needs_an_address_of_the_office() {
    let office = Office::new();
    let to_self = office.asking(&[("--to", "self")]);
    let said = office.call("tanaka", &to_self).fails(3);
    assert!(said.stderr.contains("sekisho person set"), "{}", said.stderr);
    office.ok("tanaka", &["person", "set", "tanaka", "--email", super::TANAKA]);
    office.ok("tanaka", &to_self);
}
