//! Entries without effect: what two people said of them, and who may.

use serde_json::{Value, json};

use super::Desk;
use crate::base::digest::Digest;
use crate::domain::refusal::{AcknowledgeRefusal, Refusal as R};

/// An office whose entry 900 had no effect. The second witness has not seen that entry, and is not asked.
fn with_junk() -> Desk {
    let mut desk = Desk::new().clone();
    desk.registry.note_without_effect(900, Digest::of(b"junk"));
    desk
}

fn looked_at(entry: u64, leaf: &[u8]) -> Value {
    json!({"entry": entry, "leaf": Digest::of(leaf), "reason": "署名が壊れている"})
}

#[test]
fn only_what_has_no_effect_is_acknowledged_by_its_own_bytes_with_a_reason() {
    let mut desk = with_junk();
    let by_tanaka = desk.say("tanaka", "acknowledge", looked_at(900, b"junk"));
    assert!(matches!(by_tanaka, Err(R::MissingRole { .. })), "{by_tanaka:?}");
    let good = desk.say("kanri", "acknowledge", looked_at(3, b"junk"));
    assert_eq!(good, Err(R::Acknowledge(AcknowledgeRefusal::NotWithoutEffect { index: 3 })));
    let other = desk.say("kanri", "acknowledge", looked_at(900, b"other"));
    assert_eq!(other, Err(R::Acknowledge(AcknowledgeRefusal::OtherLeaf { index: 900 })));
    let mut silent = looked_at(900, b"junk");
    silent["reason"] = json!(" ");
    assert_eq!(desk.say("kanri", "acknowledge", silent), Err(R::Empty { field: "reason" }));
    assert!(desk.registry.without_effect[&900].by.is_empty());
}

#[test]
fn two_people_acknowledge_and_one_of_them_is_an_administrator() {
    let mut desk = with_junk();
    let already = |desk: &mut Desk, person: &str| {
        let again = desk.say(person, "acknowledge", looked_at(900, b"junk"));
        let person = person.parse().unwrap();
        assert_eq!(again, Err(R::Acknowledge(AcknowledgeRefusal::Already { index: 900, person })));
    };
    desk.ok("kanri", "person-set", json!({"particulars": {}, "person": "ito", "roles": ["auditor"]}));
    desk.ok("kimura", "acknowledge", looked_at(900, b"junk"));
    already(&mut desk, "kimura");
    assert!(!desk.registry.is_acknowledged(900));
    // Two auditors are two people, and neither is an administrator.
    desk.ok("ito", "acknowledge", looked_at(900, b"junk"));
    assert!(!desk.registry.is_acknowledged(900));
    desk.ok("kanri", "acknowledge", looked_at(900, b"junk"));
    assert!(desk.registry.is_acknowledged(900));
    desk.ok("kanri", "person-set", json!({"particulars": {}, "person": "mori", "roles": ["auditor"]}));
    already(&mut desk, "mori");
    let by = &desk.registry.without_effect[&900].by;
    assert_eq!(by.iter().map(|one| one.administrator).collect::<Vec<_>>(), [false, false, true]);
    // An administrator alone is one person.
    let mut alone = with_junk();
    alone.ok("kanri", "acknowledge", looked_at(900, b"junk"));
    assert!(!alone.registry.is_acknowledged(900) && !alone.registry.is_acknowledged(901));
}
