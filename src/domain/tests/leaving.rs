//! Who leaves: suspended at once, gone when nothing is held.

use serde_json::json;

use super::{Desk, attachment};
use crate::domain::carry_out::Status;
use crate::domain::refusal::{ContractRefusal, Refusal as R};
use crate::domain::rules::judge::Unmet;
use crate::domain::rules::pack::{Pack, shipped};

fn leave(person: &str) -> serde_json::Value {
    json!({"person": person})
}

#[test]
fn whoever_leaves_is_suspended_at_once() {
    let mut desk = Desk::new();
    assert!(matches!(desk.say("sato", "person-leave", leave("tanaka")), Err(R::MissingRole { .. })));
    assert!(desk.may_sign("tanaka"));
    desk.ok("kanri", "person-leave", leave("tanaka"));
    assert!(!desk.may_sign("tanaka"));
    assert!(matches!(desk.say("kanri", "person-leave", leave("tanaka")), Err(R::LeavesAlready { .. })));
    assert!(matches!(desk.say("kanri", "person-leave", leave("nobody")), Err(R::UnknownPerson { .. })));
}

#[test]
fn the_last_administrator_does_not_leave() {
    let mut desk = Desk::new();
    assert_eq!(desk.say("kanri", "person-leave", leave("kanri")), Err(R::LastAdministrator));
    let both = json!({"particulars": {}, "person": "kimura", "roles": ["administrator"]});
    desk.ok("kanri", "person-set", both);
    desk.ok("kimura", "person-leave", leave("kanri"));
    // And nobody counts on somebody who leaves.
    assert_eq!(desk.say("kimura", "person-leave", leave("kimura")), Err(R::LastAdministrator));
    let less = json!({"particulars": {}, "person": "kimura", "roles": ["auditor"]});
    assert_eq!(desk.say("kimura", "person-set", less), Err(R::LastAdministrator));
}

#[test]
fn approvals_of_somebody_who_leaves_stop_counting() {
    let mut desk = Desk::new();
    let id = desk.approved(json!({}));
    assert_eq!(desk.status(id), Status::Approved);
    let intent = desk.intent(id);
    desk.ok("kanri", "person-leave", leave("sato"));
    assert_eq!(desk.status(id), Status::Requested);
    assert!(matches!(desk.refused(id, "tanaka", "export-intent", intent), R::QuorumShort { have: 0, .. }));
    // So do the delegations they gave.
    let mut desk = Desk::new();
    let id = desk.request(json!({}));
    let give = json!({"from": "2026-11-20", "person": "sato", "to": "kimura", "until": "2026-11-30"});
    desk.ok("sato", "delegation", give);
    desk.about(id, "kimura", "approval", json!({}));
    desk.ok("kanri", "person-leave", leave("sato"));
    assert_eq!(desk.status(id), Status::Requested);
}

#[test]
fn no_passphrase_is_kept_by_somebody_who_leaves() {
    let mut desk = Desk::new();
    let id = desk.approved(json!({}));
    let intent = desk.intent(id);
    desk.ok("kanri", "person-leave", leave("suzuki"));
    assert!(matches!(desk.refused(id, "tanaka", "export-intent", intent), R::WrongCustody { .. }));
}

#[test]
fn nobody_has_left_who_still_carries_something() {
    let mut desk = Desk::new();
    let id = desk.sealed(json!({}));
    assert!(
        matches!(desk.say("kanri", "person-left", leave("tanaka")), Err(R::HoldsStill { .. })),
        "does not leave"
    );
    desk.ok("kanri", "person-leave", leave("tanaka"));
    let held = R::HoldsStill {
        person: "tanaka".parse().unwrap(),
        carries: vec!["C-0001".into()],
        articles: Vec::new(),
        unconfirmed: Vec::new(),
    };
    assert_eq!(desk.say("kanri", "person-left", leave("tanaka")), Err(held));
    // What they carry is passed on by others: to somebody who stays.
    let to = |person: &str| json!({"to": person});
    assert!(matches!(desk.refused(id, "mori", "transfer", to("mori")), R::MissingRole { .. }));
    desk.ok("kanri", "person-leave", leave("mori"));
    assert!(matches!(desk.refused(id, "kanri", "transfer", to("mori")), R::LeavesAlready { .. }));
    desk.about(id, "kanri", "transfer", to("ueda"));
    desk.ok("kanri", "person-left", leave("tanaka"));
    assert!(matches!(desk.say("kanri", "person-left", leave("tanaka")), Err(R::HoldsStill { .. })), "twice");
    let returning = desk.returning(id, json!({}));
    desk.about(id, "ueda", "return", returning);
    desk.about(id, "sato", "confirmation", json!({}));
}

/// Between intent and outcome something may be on the stick already.
#[test]
fn nobody_leaves_in_the_middle_of_an_export() {
    let mut desk = Desk::new();
    let id = desk.approved(json!({}));
    let intent = desk.intent(id);
    let intent = desk.about(id, "tanaka", "export-intent", intent);
    let failed = || json!({"found": "なし", "intent": intent, "reason": "crashed"});
    assert!(matches!(desk.refused(id, "kanri", "export-failed", failed()), R::NotTheirAttempt { .. }));
    desk.ok("kanri", "person-leave", leave("tanaka"));
    assert!(matches!(desk.say("kanri", "person-left", leave("tanaka")), Err(R::HoldsStill { .. })));
    assert!(matches!(desk.refused(id, "sato", "export-failed", failed()), R::MissingRole { .. }));
    let mut completed = json!({
        "fingerprints": super::attachment(), "intent": intent, "package_sha256": intent, "package_size_bytes": 7,
        "write_level": "V2",
    });
    completed["request"] = json!(desk.c(id).digest);
    assert!(matches!(desk.say("kanri", "export-completed", completed), Err(R::NotTheirAttempt { .. })));
    desk.about(id, "kanri", "export-failed", failed());
    desk.ok("kanri", "person-left", leave("tanaka"));
}

#[test]
fn a_recall_after_the_carrier_left_is_passed_on() {
    let mut desk = Desk::new();
    let id = desk.sent(json!({"recipient": "sub"}));
    desk.about(id, "tanaka", "hand-over", json!({"evidence": super::attachment()}));
    desk.about(id, "suzuki", "disposal", Desk::key_destroyed(&[], &[1]));
    desk.about(id, "sato", "confirmation", json!({}));
    desk.ok("kanri", "person-leave", leave("tanaka"));
    desk.ok("kanri", "person-left", leave("tanaka"));
    desk.about(id, "sato", "recall", json!({"number": "R-1"}));
    desk.about(id, "sato", "transfer", json!({"to": "mori"}));
    desk.about(id, "mori", "return", json!({"copies": [3], "tool": "sekisho 0.1.0"}));
    desk.about(id, "sato", "confirmation", json!({}));
}

fn from_contract(person: &str) -> serde_json::Value {
    json!({"contract": "K", "person": person})
}

/// An office under a contract without rules of its own, and a package that `tanaka` carries under it.
fn under_contract() -> (Desk, u64) {
    let mut desk = Desk::under(&[], &[]);
    let asking = desk.asking_under("K", json!({}));
    desk.ok("tanaka", "request", asking);
    let id = desk.registry.requests;
    desk.about(id, "sato", "approval", json!({}));
    let intent = desk.intent(id);
    let intent = desk.about(id, "tanaka", "export-intent", intent);
    desk.complete(id, intent);
    (desk, id)
}

fn left(person: &str) -> R {
    R::Contract(ContractRefusal::LeftContract {
        contract: "K".parse().unwrap(),
        person: person.parse().unwrap(),
    })
}

#[test]
fn whoever_leaves_a_contract_begins_nothing_new_under_it_and_brings_back_what_they_have() {
    let (mut desk, id) = under_contract();
    assert!(desk.registry.contracts[&"K".parse().unwrap()].notified.contains_key(&"tanaka".parse().unwrap()));
    assert!(matches!(desk.say("sato", "person-leave", from_contract("tanaka")), Err(R::MissingRole { .. })));
    let elsewhere = json!({"contract": "L", "person": "tanaka"});
    assert!(matches!(
        desk.say("kanri", "person-leave", elsewhere),
        Err(R::Contract(ContractRefusal::UnknownContract { .. }))
    ));
    desk.ok("kanri", "person-leave", from_contract("tanaka"));
    assert_eq!(desk.say("kanri", "person-leave", from_contract("tanaka")), Err(left("tanaka")));
    let contract = &desk.registry.contracts[&"K".parse().unwrap()];
    assert!(!contract.notified.contains_key(&"tanaka".parse().unwrap()) && desk.may_sign("tanaka"));
    let again = desk.asking_under("K", json!({}));
    assert_eq!(desk.say("tanaka", "request", again.clone()), Err(left("tanaka")));
    assert_eq!(desk.refused(id, "tanaka", "checkout", json!({"pledge": attachment()})), left("tanaka"));
    let later = json!({"due": "2027-01-10", "reason": "工期"});
    assert_eq!(desk.refused(id, "tanaka", "extension", later), left("tanaka"));
    // Under no contract they go on, and what they have comes back.
    desk.request(json!({"medium": "USB-08"}));
    let returning = desk.returning(id, json!({}));
    desk.about(id, "tanaka", "return", returning);
    // Told of to the client again, they are back.
    let notify = json!({"contract": "K", "dated": "2026-11-20", "person": "tanaka", "posts": ["handler"]});
    desk.ok("kanri", "notification", notify);
    desk.ok("tanaka", "request", again);
}

#[test]
fn whoever_left_a_contract_judges_and_carries_nothing_under_it() {
    let (mut desk, id) = under_contract();
    let asking = desk.asking_under("K", json!({"medium": "USB-08"}));
    desk.ok("tanaka", "request", asking);
    let waiting = desk.registry.requests;
    desk.about(waiting, "sato", "approval", json!({}));
    assert_eq!(desk.status(waiting), Status::Approved);
    let stands_in = json!({"from": "2026-11-20", "person": "sato", "to": "kimura", "until": "2026-12-30"});
    desk.ok("sato", "delegation", stands_in);
    for person in ["sato", "mori"] {
        desk.ok("kanri", "person-leave", from_contract(person));
    }
    assert_eq!(desk.status(waiting), Status::Requested, "the approval counts no more");
    assert_eq!(desk.refused(waiting, "sato", "rejection", json!({"reason": "-"})), left("sato"));
    let refusal = desk.refused(waiting, "kimura", "approval", json!({}));
    assert!(matches!(refusal, R::MissingRole { .. }), "nobody judges for them: {refusal}");
    assert_eq!(desk.refused(id, "tanaka", "transfer", json!({"to": "mori"})), left("mori"));
    let returning = desk.returning(id, json!({}));
    desk.about(id, "tanaka", "return", returning);
    assert_eq!(desk.refused(id, "sato", "confirmation", json!({})), left("sato"));
    let refusal = desk.refused(id, "kimura", "confirmation", json!({}));
    assert!(matches!(refusal, R::MissingRole { .. }), "{refusal}");
    desk.about(id, "ito", "confirmation", json!({}));
}

/// Pledges at leaving that the packs of `K` ask for.
fn asking_for_a_pledge() -> Pack {
    Pack::parse(shipped("meccs").unwrap()).unwrap()
}

#[test]
fn meccs_2_2_leaving_pledge_is_a_rule_of_the_log_from_the_first_statement_on_that_says_so() {
    let pack = asking_for_a_pledge();
    let mut desk = Desk::under(&[&pack], &[]);
    let left = |pledged: bool, person: &str| {
        if pledged { json!({"person": person, "pledged": true}) } else { leave(person) }
    };
    for person in ["tanaka", "ito", "suzuki", "ueda"] {
        desk.ok("kanri", "person-leave", leave(person));
    }
    // What older programs said stands.
    desk.ok("kanri", "person-left", left(false, "ito"));
    let owed = desk.say("kanri", "person-left", left(true, "tanaka")).unwrap_err();
    let R::Rule(broken) = owed else { panic!("{owed}") };
    assert_eq!((broken.rule.as_str(), broken.clause.as_str()), ("meccs-2-2-leaving", "2(2)"));
    assert!(matches!(broken.unmet, Unmet::LeavingPledge { .. }));
    // Whoever never worked under the contract owes it nothing.
    desk.ok("kanri", "person-left", left(true, "suzuki"));
    // And from then on nobody goes round it.
    assert!(matches!(desk.say("kanri", "person-left", left(false, "tanaka")), Err(R::Rule(_))));
    let paper = json!({
        "contract": "K", "occasion": "leaving", "paper": attachment(), "person": "tanaka", "text": attachment(),
    });
    desk.ok("kanri", "pledge", paper);
    desk.ok("kanri", "person-left", left(false, "tanaka"));
    desk.ok("kanri", "person-left", left(false, "ueda"));
}

#[test]
fn nobody_owes_a_pledge_that_no_rule_asks_for() {
    let mut pack = asking_for_a_pledge();
    pack.rules.retain(|rule| rule.id != "meccs-2-2-leaving");
    let mut desk = Desk::under(&[&pack], &[]);
    desk.ok("kanri", "person-leave", leave("tanaka"));
    desk.ok("kanri", "person-left", json!({"person": "tanaka", "pledged": true}));
}

#[test]
fn whoever_handles_information_was_taught_or_pledged_under_a_contract_worked_there() {
    for how in ["asset", "training", "pledge", "left"] {
        let mut desk = Desk::under(&[&asking_for_a_pledge()], &[]);
        let (kind, body) = match how {
            "asset" => ("asset-set", json!({"contract": "K", "handlers": ["mori"], "id": "A-1"})),
            "training" => (
                "training",
                json!({"contract": "K", "on": "2026-11-20", "people": ["mori"], "topic": "取扱い"}),
            ),
            "pledge" => (
                "pledge",
                json!({"contract": "K", "occasion": "entry", "paper": attachment(), "person": "mori", "text": attachment()}),
            ),
            _ => ("person-leave", from_contract("mori")),
        };
        desk.ok("kanri", kind, body);
        desk.ok("kanri", "person-leave", leave("mori"));
        let owed = desk.say("kanri", "person-left", json!({"person": "mori", "pledged": true}));
        assert!(matches!(owed, Err(R::Rule(_))), "{how}");
    }
}

#[test]
fn whoever_was_taught_or_handles_information_under_another_contract_did_not_work_under_this_one() {
    let mut desk = Desk::under(&[&asking_for_a_pledge()], &[]);
    desk.ok("kanri", "contract-add", json!({"client": "市", "id": "L"}));
    let lesson = json!({"contract": "L", "on": "2026-11-20", "people": ["suzuki"], "topic": "取扱い"});
    desk.ok("kanri", "training", lesson);
    let asset = json!({
        "contract": "L", "handlers": ["suzuki"], "id": "A-9", "level": "2", "name": "図面", "place": "書庫",
        "received": "2026-11-01",
    });
    desk.ok("tanaka", "asset-add", asset);
    desk.ok("kanri", "person-leave", leave("suzuki"));
    desk.ok("kanri", "person-left", json!({"person": "suzuki", "pledged": true}));
}

#[test]
fn whoever_pledged_under_another_contract_owes_this_one_nothing() {
    let mut desk = Desk::under(&[&asking_for_a_pledge()], &[]);
    desk.ok("kanri", "contract-add", json!({"client": "市", "id": "L"}));
    let pledge = json!({
        "contract": "L", "occasion": "entry", "paper": attachment(), "person": "suzuki", "text": attachment(),
    });
    desk.ok("kanri", "pledge", pledge);
    desk.ok("kanri", "person-leave", leave("suzuki"));
    desk.ok("kanri", "person-left", json!({"person": "suzuki", "pledged": true}));
}
