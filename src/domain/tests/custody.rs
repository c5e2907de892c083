//! Passphrases sealed anew: by whoever may tell them, to whoever keeps them today, and the newest file counts.

use serde_json::{Value, json};

use super::Desk;
use super::desk::key;
use crate::base::digest::Digest;
use crate::domain::refusal::Refusal as R;

/// The passphrase sealed to these people, into a file of these bytes.
fn sealed(before: &str, holders: &[&str], after: &str) -> Value {
    let custody = json!({"carrier_holds": false, "holders": holders, "sha256": Digest::of(after.as_bytes())});
    json!({"before": Digest::of(before.as_bytes()), "custody": custody})
}

/// An office with another custodian, and a carry-out that was sealed before they came.
fn office() -> (Desk, u64) {
    let mut desk = Desk::new();
    let id = desk.sent(json!({}));
    let add =
        json!({"key": key(99), "name": "上田", "particulars": {}, "person": "new", "roles": ["custodian"]});
    desk.ok("kanri", "person-add", add);
    (desk, id)
}

#[test]
fn only_whoever_may_tell_it_seals_it_anew() {
    let (mut desk, id) = office();
    let body = sealed("custody", &["new", "suzuki"], "anew");
    for person in ["new", "kanri", "sato", "kimura", "tanaka"] {
        let refused = desk.refused(id, person, "custody-reseal", body.clone());
        assert!(matches!(refused, R::NotACustodian { .. }), "{person}: {refused:?}");
    }
    desk.about(id, "suzuki", "custody-reseal", body);
    let custody = desk.c(id).completed().unwrap().0.custody.clone().unwrap();
    assert_eq!((custody.sha256, custody.holders.len()), (Digest::of(b"anew"), 2));
    desk.about(id, "new", "passphrase-release", json!({"told": "山田", "via": "phone"}));
}

#[test]
fn it_is_sealed_from_the_newest_file_and_to_nobody_but_its_keepers() {
    let (mut desk, id) = office();
    let wrong = |desk: &mut Desk, body: Value| {
        let refused = desk.refused(id, "suzuki", "custody-reseal", body);
        assert!(matches!(refused, R::WrongCustody { .. }), "{refused:?}");
    };
    wrong(&mut desk, sealed("another", &["suzuki"], "anew"));
    wrong(&mut desk, sealed("custody", &["suzuki"], "custody"));
    wrong(&mut desk, sealed("custody", &[], "anew"));
    for outsider in ["tanaka", "kanri", "sato", "nobody"] {
        wrong(&mut desk, sealed("custody", &["suzuki", outsider], "anew"));
    }
    let mut carrier = sealed("custody", &["tanaka"], "anew");
    carrier["custody"]["carrier_holds"] = json!(true);
    wrong(&mut desk, carrier);
    desk.about(id, "suzuki", "custody-reseal", sealed("custody", &["new"], "anew"));
    // Whoever gave it away has it no more, and the old file counts for nothing.
    let refused = desk.refused(id, "suzuki", "custody-reseal", sealed("anew", &["suzuki"], "again"));
    assert!(matches!(refused, R::NotACustodian { .. }), "{refused:?}");
    let refused = desk.refused(id, "new", "custody-reseal", sealed("custody", &["new"], "again"));
    assert!(matches!(refused, R::WrongCustody { .. }), "{refused:?}");
}

#[test]
fn it_is_not_sealed_to_whoever_carries_the_package_now() {
    let (mut desk, id) = office();
    let both = json!({"particulars": {}, "person": "mori", "roles": ["custodian", "requester"]});
    desk.ok("kanri", "person-set", both);
    desk.about(id, "tanaka", "transfer", json!({"to": "mori"}));
    for holders in [&["mori"][..], &["mori", "suzuki"]] {
        let refused = desk.refused(id, "suzuki", "custody-reseal", sealed("custody", holders, "anew"));
        assert!(matches!(refused, R::WrongCustody { .. }), "{refused:?}");
    }
    desk.about(id, "suzuki", "custody-reseal", sealed("custody", &["new", "suzuki"], "anew"));
    // Who has passed it on may keep it, as any custodian.
    desk.about(id, "mori", "transfer", json!({"to": "tanaka"}));
    desk.about(id, "suzuki", "custody-reseal", sealed("anew", &["mori", "suzuki"], "again"));
}

#[test]
fn neither_what_is_frozen_nor_what_is_destroyed_is_sealed_anew() {
    let (mut desk, id) = office();
    let incident = desk.incident(id, "tanaka", "suspected");
    let body = sealed("custody", &["new", "suzuki"], "anew");
    let refused = desk.refused(id, "suzuki", "custody-reseal", body.clone());
    assert!(matches!(refused, R::Frozen { .. }), "{refused:?}");
    desk.write_up(incident);
    desk.end(incident, "kanri");
    desk.about(id, "suzuki", "custody-reseal", body);
    let mut gone = Desk::key_destroyed(&["田中"], &[1]);
    gone["key"]["custody"] = json!(Digest::of(b"custody"));
    let _old = desk.refused(id, "suzuki", "disposal", gone.clone());
    gone["key"]["custody"] = json!(Digest::of(b"anew"));
    desk.about(id, "suzuki", "disposal", gone);
    let refused = desk.refused(id, "suzuki", "custody-reseal", sealed("anew", &["suzuki"], "again"));
    assert!(matches!(refused, R::WrongStatus { .. }), "{refused:?}");
}

#[test]
fn whoever_took_the_package_over_or_keeps_keys_no_more_seals_nothing_anew() {
    let (mut desk, id) = office();
    let roles = |roles: &[&str]| json!({"particulars": {}, "person": "suzuki", "roles": roles});
    let body = sealed("custody", &["new"], "anew");
    desk.ok("kanri", "person-set", roles(&["auditor"]));
    let refused = desk.refused(id, "suzuki", "custody-reseal", body.clone());
    assert!(matches!(refused, R::NotACustodian { .. }), "{refused:?}");
    desk.ok("kanri", "person-set", roles(&["custodian", "requester"]));
    desk.about(id, "tanaka", "transfer", json!({"to": "suzuki"}));
    let refused = desk.refused(id, "suzuki", "custody-reseal", body.clone());
    assert!(matches!(refused, R::NotACustodian { .. }), "{refused:?}");
    desk.about(id, "suzuki", "transfer", json!({"to": "tanaka"}));
    desk.about(id, "suzuki", "custody-reseal", body);
}
