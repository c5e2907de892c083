//! Histories that are lost: two people say so, who were known before, and only of what the log has not.

use serde_json::{Value, json};

use super::Desk;
use super::desk::key;
use crate::base::digest::Digest;
use crate::domain::refusal::{Refusal as R, RestoredRefusal as L};
use crate::domain::restored::{Lost, LostList};
use crate::domain::statement::Seen;

/// The loss of a tree of `held` entries that parted from the log at `kept`.
fn loss(desk: &Desk, held: u64, kept: u64) -> Value {
    json!({
        "held": {"root": Digest::of(b"held"), "size": held},
        "kept": {"root": desk.root_at(kept).unwrap_or_else(|| Digest::of(b"none")), "size": kept},
        "reason": "故障",
    })
}

fn recorded(desk: &Desk) -> Vec<bool> {
    desk.registry.restorations.iter().map(crate::domain::restored::Restoration::is_effective).collect()
}

#[test]
fn one_person_is_not_two_and_two_auditors_are_no_administrator() {
    let mut desk = Desk::new();
    let body = loss(&desk, 99, desk.size());
    for person in ["tanaka", "sato", "suzuki"] {
        assert!(matches!(desk.say(person, "restored", body.clone()), Err(R::MissingRole { .. })), "{person}");
    }
    desk.ok("kimura", "restored", body.clone());
    assert!(matches!(desk.say("kimura", "restored", body.clone()), Err(R::Restored(L::Already { .. }))));
    desk.ok("kanri", "person-set", json!({"particulars": {}, "person": "ito", "roles": ["auditor"]}));
    desk.ok("ito", "restored", body.clone());
    assert_eq!(recorded(&desk), [false]);
    desk.ok("kanri", "restored", body.clone());
    assert_eq!(recorded(&desk), [true]);
    desk.ok("kanri", "person-set", json!({"particulars": {}, "person": "sato", "roles": ["auditor"]}));
    assert!(matches!(desk.say("sato", "restored", body), Err(R::Restored(L::Already { .. }))));
}

#[test]
fn what_differs_in_anything_is_another_loss() {
    let mut desk = Desk::new();
    desk.ok("kanri", "restored", loss(&desk, 99, 12));
    let mut others = vec![loss(&desk, 98, 12), loss(&desk, 99, 11)];
    let mut other = loss(&desk, 99, 12);
    other["held"]["root"] = json!(Digest::of(b"another"));
    others.push(other);
    let mut other = loss(&desk, 99, 12);
    other["lost"] = super::attachment();
    others.push(other);
    for body in others {
        desk.ok("kimura", "restored", body);
    }
    assert_eq!(recorded(&desk), [false; 5]);
    desk.ok("kimura", "restored", loss(&desk, 99, 12));
    assert_eq!(recorded(&desk), [true, false, false, false, false]);
}

#[test]
fn nothing_is_lost_that_the_log_has_and_nothing_kept_that_it_has_not() {
    let mut desk = Desk::new();
    let size = desk.size();
    let mut here = loss(&desk, size, size - 1);
    here["held"]["root"] = json!(desk.root_at(size));
    let lost = |result| assert!(matches!(result, Err(R::Restored(L::NotLost { .. }))), "{result:?}");
    lost(desk.say("kanri", "restored", here));
    lost(desk.say("kanri", "restored", loss(&desk, 12, 12)));
    lost(desk.say("kanri", "restored", loss(&desk, 11, 12)));
    let other = |result| assert!(matches!(result, Err(R::Restored(L::OtherRoot { .. }))), "{result:?}");
    other(desk.say("kanri", "restored", loss(&desk, 99, 98)));
    let mut elsewhere = loss(&desk, 99, 12);
    elsewhere["kept"]["root"] = json!(Digest::of(b"elsewhere"));
    other(desk.say("kanri", "restored", elsewhere));
    let mut silent = loss(&desk, 99, 12);
    silent["reason"] = json!(" ");
    assert!(matches!(desk.say("kanri", "restored", silent), Err(R::Empty { .. })));
}

#[test]
fn whoever_came_after_the_histories_parted_has_no_say() {
    let mut desk = Desk::new();
    let before = desk.size();
    let add =
        json!({"key": key(99), "name": "架空", "particulars": {}, "person": "new", "roles": ["auditor"]});
    desk.ok("kanri", "person-add", add);
    desk.ok("kanri", "restored", loss(&desk, 99, before));
    let refused = desk.say("new", "restored", loss(&desk, 99, before));
    assert!(matches!(refused, Err(R::Restored(L::TooNew { .. }))), "{refused:?}");
    // The entry that brings a key in is the last that may not be of both.
    desk.ok("new", "restored", loss(&desk, 99, before + 1));
    assert_eq!(recorded(&desk), [false, false]);
}

#[test]
fn whoever_is_not_known_with_that_key_or_has_left_is_not_believed() {
    let mut desk = Desk::new();
    desk.ok("kimura", "restored", loss(&desk, 99, 12));
    let by = desk.registry.restorations[0].by[0].clone();
    assert!(desk.registry.believes(&by));
    let mut other = by.clone();
    other.key = key(1).fingerprint();
    assert!(!desk.registry.believes(&other), "another's key");
    other.person = "nobody".parse().unwrap();
    assert!(!desk.registry.believes(&other));
    let mut left = desk.clone();
    left.ok("kanri", "person-leave", json!({"person": "kimura"}));
    assert!(!left.registry.believes(&by));
    desk.ok("kanri", "key-revoke", json!({"key": key(7).fingerprint(), "person": "kimura"}));
    assert!(!desk.registry.believes(&by));
}

#[test]
fn a_list_of_what_is_lost_has_one_spelling_and_knows_the_trees_that_ended_with_it() {
    let root = |name: &str| Digest::of(name.as_bytes());
    let lost = |index: u64, name: &str| Lost { id: None, index, root: root(name), type_name: None };
    let list = LostList { entries: vec![lost(12, "a"), lost(13, "b")] };
    let bytes = list.encode().unwrap();
    assert_eq!(LostList::parse(&bytes).as_ref(), Some(&list));
    assert_eq!(LostList::parse(&[b" ", &bytes[..]].concat()), None);
    let has = |size: u64, name: &str| list.has(Seen { root: root(name), size });
    assert_eq!([has(13, "a"), has(14, "b")], [true, true]);
    assert_eq!([has(14, "a"), has(12, "a"), has(13, "c")], [false; 3]);
}
