//! Who may take people in, change what they may do, bring in and revoke keys, and let others approve.

use serde_json::{Value, json};

use super::Desk;
use super::desk::key;
use super::signed::registration;
use crate::base::digest::Digest;
use crate::domain::carry_out::Mark;
use crate::domain::names::Role;
use crate::domain::refusal::Refusal as R;
use crate::domain::registry::Person;

/// Somebody new with this key, changed as `but` says.
fn newcomer(number: u8, but: &Value) -> Value {
    let mut body =
        json!({"key": key(number), "name": "新人", "particulars": {}, "person": "shin", "roles": []});
    for (field, value) in but.as_object().unwrap() {
        body[field] = value.clone();
    }
    body
}

fn person<'a>(desk: &'a Desk, id: &str) -> &'a Person {
    desk.registry.person(&id.parse().unwrap()).unwrap()
}

#[track_caller]
fn need_of_role(judged: Result<Digest, R>) {
    assert!(matches!(judged, Err(R::MissingRole { .. })), "{judged:?}");
}

#[test]
fn only_an_administrator_takes_somebody_in_whom_nobody_knows_with_a_key_that_nobody_has() {
    let mut desk = Desk::new();
    need_of_role(desk.say("tanaka", "person-add", newcomer(50, &json!({}))));
    let again = desk.say("kanri", "person-add", newcomer(50, &json!({"person": "tanaka"})));
    assert_eq!(again, Err(R::PersonExists { person: "tanaka".parse().unwrap() }));
    let nameless = desk.say("kanri", "person-add", newcomer(50, &json!({"name": " "})));
    assert_eq!(nameless, Err(R::Empty { field: "name" }));
    let taken = desk.say("kanri", "person-add", newcomer(4, &json!({})));
    assert_eq!(taken, Err(R::KeyTaken { key: key(4).fingerprint(), owner: "ito".parse().unwrap() }));
    desk.ok("kanri", "person-add", newcomer(50, &json!({"roles": ["auditor", "approver", "auditor"]})));
    assert_eq!(person(&desk, "shin").roles, [Role::Approver, Role::Auditor]);
}

#[test]
fn a_proof_of_another_key_or_by_somebody_else_takes_nobody_in() {
    let mut desk = Desk::new();
    for proof in [registration("shin", 51), registration("mori", 50), "no entry".to_owned()] {
        let refused = desk.say("kanri", "person-add", newcomer(50, &json!({"proof": proof})));
        assert!(matches!(refused, Err(R::ProofDoesNotHold { .. })), "{proof}: {refused:?}");
    }
    desk.ok("kanri", "person-add", newcomer(50, &json!({"proof": registration("shin", 50)})));
    assert!(person(&desk, "shin").keys[0].proven);
    let own = json!({"key": key(52), "person": "tanaka", "proof": registration("tanaka", 53)});
    assert!(matches!(desk.say("tanaka", "key-add", own), Err(R::ProofDoesNotHold { .. })));
}

#[test]
fn people_change_their_own_particulars_and_neither_their_roles_nor_their_name_nor_anybody_elses() {
    let mut desk = Desk::new();
    desk.ok("tanaka", "person-set", json!({"particulars": {"phone": "03"}, "person": "tanaka"}));
    assert_eq!(person(&desk, "tanaka").particulars.phone.as_deref(), Some("03"));
    for more in [json!({"roles": ["approver"]}), json!({"name": "田中"}), json!({"person": "mori"})] {
        let mut body = json!({"particulars": {}, "person": "tanaka"});
        for (field, value) in more.as_object().unwrap() {
            body[field] = value.clone();
        }
        need_of_role(desk.say("tanaka", "person-set", body));
    }
    let nameless = json!({"name": "", "particulars": {}, "person": "tanaka"});
    assert_eq!(desk.say("kanri", "person-set", nameless), Err(R::Empty { field: "name" }));
    let nobody = json!({"particulars": {}, "person": "nobody"});
    assert!(matches!(desk.say("kanri", "person-set", nobody), Err(R::UnknownPerson { .. })));
}

#[test]
fn a_key_belongs_to_one_person_and_is_brought_in_by_them_or_by_an_administrator() {
    let mut desk = Desk::new();
    let add = |number: u8, person: &str| json!({"key": key(number), "person": person});
    need_of_role(desk.say("mori", "key-add", add(50, "tanaka")));
    let taken = desk.say("tanaka", "key-add", add(4, "tanaka"));
    assert_eq!(taken, Err(R::KeyTaken { key: key(4).fingerprint(), owner: "ito".parse().unwrap() }));
    desk.ok("tanaka", "key-add", add(50, "tanaka"));
    desk.ok("kanri", "key-add", add(51, "tanaka"));
    // A revoked key stays theirs for ever.
    desk.ok("tanaka", "key-revoke", json!({"key": key(50).fingerprint(), "person": "tanaka"}));
    assert!(matches!(desk.say("mori", "key-add", add(50, "mori")), Err(R::KeyTaken { .. })));
}

#[test]
fn a_key_is_revoked_once_by_its_owner_or_an_administrator_and_never_the_last_one_that_administers() {
    let mut desk = Desk::new();
    let revoke = |number: u8, person: &str| json!({"key": key(number).fingerprint(), "person": person});
    need_of_role(desk.say("mori", "key-revoke", revoke(1, "tanaka")));
    assert!(matches!(desk.say("kanri", "key-revoke", revoke(1, "mori")), Err(R::NoSuchKey { .. })));
    desk.ok("kanri", "key-revoke", revoke(1, "tanaka"));
    assert!(matches!(desk.say("kanri", "key-revoke", revoke(1, "tanaka")), Err(R::NoSuchKey { .. })));
    assert_eq!(desk.say("kanri", "key-revoke", revoke(0, "kanri")), Err(R::LastAdministrator));
    // With another key of their own, the old one may go.
    desk.ok("kanri", "key-add", json!({"key": key(50), "person": "kanri"}));
    desk.ok("kanri", "key-revoke", revoke(50, "kanri"));
    desk.ok(
        "kanri",
        "person-set",
        json!({"particulars": {}, "person": "kimura", "roles": ["administrator"]}),
    );
    desk.ok("kanri", "key-revoke", revoke(0, "kanri"));
}

fn delegation(giver: &str, to: &str, from: &str, until: &str) -> Value {
    json!({"from": from, "person": giver, "to": to, "until": until})
}

#[test]
fn an_approver_delegates_for_themselves_to_somebody_else_from_one_day_to_another() {
    let mut desk = Desk::new();
    let of_a_day = |giver, to| delegation(giver, to, "2026-11-20", "2026-11-20");
    let by_another = desk.say("ito", "delegation", of_a_day("sato", "kimura"));
    assert!(matches!(by_another, Err(R::OnlyThemselves { .. })), "{by_another:?}");
    need_of_role(desk.say("tanaka", "delegation", of_a_day("tanaka", "kimura")));
    let stranger = desk.say("sato", "delegation", of_a_day("sato", "nobody"));
    assert!(matches!(stranger, Err(R::UnknownPerson { .. })), "{stranger:?}");
    let own = desk.say("sato", "delegation", of_a_day("sato", "sato"));
    assert!(matches!(own, Err(R::DelegateToSelf { .. })), "{own:?}");
    let reversed = desk.say("sato", "delegation", delegation("sato", "kimura", "2026-11-21", "2026-11-20"));
    assert!(matches!(reversed, Err(R::DatesReversed { .. })), "{reversed:?}");
    desk.ok("sato", "delegation", of_a_day("sato", "kimura"));
}

#[test]
fn an_ended_delegation_approves_nothing_more_and_takes_nothing_back() {
    let mut desk = Desk::new();
    let (first, second) = (desk.request(json!({})), desk.request(json!({"medium": "USB-08"})));
    let given = desk.ok("sato", "delegation", delegation("sato", "kimura", "2026-11-20", "2026-11-30"));
    desk.about(first, "kimura", "approval", json!({}));
    let end = |digest: Digest, giver: &str| json!({"delegation": digest, "person": giver, "to": "kimura"});
    need_of_role(desk.say("ito", "delegation-end", end(given, "sato")));
    let other = desk.say("ito", "delegation-end", end(given, "ito"));
    assert!(matches!(other, Err(R::NoDelegation { .. })), "{other:?}");
    let none = desk.say("sato", "delegation-end", end(Digest::of(b"another"), "sato"));
    assert!(matches!(none, Err(R::NoDelegation { .. })), "{none:?}");
    desk.ok("sato", "delegation-end", end(given, "sato"));
    let twice = desk.say("kanri", "delegation-end", end(given, "sato"));
    assert!(matches!(twice, Err(R::NoDelegation { .. })), "{twice:?}");
    let refused = desk.refused(second, "kimura", "approval", json!({}));
    assert!(matches!(refused, R::MissingRole { .. }), "{refused}");
    assert_eq!(crate::domain::tally::tally(&desk.registry, desk.c(first)).count(), 1);
    assert_eq!(crate::domain::tally::tally(&desk.registry, desk.c(second)).count(), 0);
}

#[test]
fn a_delegation_is_ended_up_to_its_last_day_by_an_administrator_too() {
    let mut desk = Desk::new();
    let first = desk.ok("sato", "delegation", delegation("sato", "kimura", "2026-11-18", "2026-11-19"));
    let over = json!({"delegation": first, "person": "sato", "to": "kimura"});
    assert!(matches!(desk.say("kanri", "delegation-end", over), Err(R::NoDelegation { .. })));
    let today = desk.ok("sato", "delegation", delegation("sato", "kimura", "2026-11-18", "2026-11-20"));
    desk.ok("kanri", "delegation-end", json!({"delegation": today, "person": "sato", "to": "kimura"}));
    let ended = &person(&desk, "kimura").delegations;
    assert_eq!(ended.iter().map(|given| given.ended.is_some()).collect::<Vec<_>>(), [false, true]);
}

#[test]
fn a_recipient_has_a_name_an_organization_and_an_id_of_their_own() {
    let mut desk = Desk::new();
    let with = |field: &str, value: &str| {
        let mut body = json!({"id": "ken", "name": "林", "opens": "age", "organization": "県庁"});
        body[field] = json!(value);
        body
    };
    need_of_role(desk.say("kimura", "recipient-add", with("id", "ken")));
    assert_eq!(desk.say("tanaka", "recipient-add", with("id", "self")), Err(R::SelfIsReserved));
    assert_eq!(desk.say("tanaka", "recipient-add", with("name", " ")), Err(R::Empty { field: "name" }));
    let nowhere = desk.say("tanaka", "recipient-add", with("organization", ""));
    assert_eq!(nowhere, Err(R::Empty { field: "organization" }));
    desk.ok("kanri", "recipient-add", with("id", "ken"));
}

/// What stands beside the approval that `approver` gives `days` after the founding, once the desk was prepared.
fn marks(approver: &str, days: i64, prepare: impl Fn(&mut Desk)) -> Vec<Mark> {
    let mut desk = Desk::new();
    prepare(&mut desk);
    desk.minutes = days * 1440;
    let (on, due) = ("2026-12-20", "2026-12-31");
    let number = desk.request(json!({"due": due, "on": on}));
    desk.about(number, approver, "approval", json!({}));
    desk.c(number).approvals[0].marks.clone()
}

#[test]
fn an_approver_of_this_week_and_one_whom_the_requester_brought_in_are_marked_for_ever() {
    assert_eq!(marks("sato", 6, |_| ()), [Mark::NewlyRegistered, Mark::Unproven]);
    assert_eq!(marks("sato", 8, |_| ()), [Mark::Unproven]);
    let both = |desk: &mut Desk, person: &str, roles: Value| {
        desk.ok("kanri", "person-set", json!({"particulars": {}, "person": person, "roles": roles}));
    };
    let by_the_requester = marks("shin", 8, |desk| {
        both(desk, "tanaka", json!(["administrator", "requester"]));
        let proof = registration("shin", 99);
        desk.ok("tanaka", "person-add", newcomer(99, &json!({"proof": proof, "roles": ["approver"]})));
    });
    assert_eq!(by_the_requester, [Mark::RegisteredByRequester]);
    let delegated = marks("kimura", 8, |desk| {
        desk.ok("sato", "delegation", delegation("sato", "kimura", "2026-11-20", "2026-12-31"));
    });
    assert_eq!(delegated, [Mark::Unproven, Mark::Delegated]);
    let client = marks("kimura", 8, |desk| both(desk, "kimura", json!(["client"])));
    assert_eq!(client, [Mark::Unproven]);
    // The founder's own key is brought in by themselves: while it is new, it is marked as theirs.
    let founder = |desk: &mut Desk| both(desk, "kanri", json!(["administrator", "approver"]));
    assert_eq!(marks("kanri", 8, founder), []);
    assert_eq!(marks("kanri", 6, founder), [Mark::NewlyRegistered, Mark::OwnNewKey]);
}

#[test]
fn an_approver_is_new_for_seven_days_and_so_is_a_key_of_theirs() {
    let at = |seconds_short: i64| {
        let mut desk = Desk::new();
        let registered = person(&desk, "sato").registered_at.unix_seconds();
        desk.minutes = 7 * 1440;
        let number = desk.request(json!({"due": "2026-12-31", "on": "2026-12-20"}));
        let now = desk.c(number).requested_at.unix_seconds() + 60;
        desk.minutes -= (now - registered - 7 * 86_400) / 60 + seconds_short / 60;
        desk.about(number, "sato", "approval", json!({}));
        let given = &desk.c(number).approvals[0];
        assert_eq!(given.at.unix_seconds() - registered, 7 * 86_400 - seconds_short);
        given.marks.contains(&Mark::NewlyRegistered)
    };
    assert_eq!((at(60), at(0)), (true, false));
    // A key that an administrator who asks brought in is marked, whoever registered its owner.
    let with_new_key = |by: &'static str| {
        let mut desk = Desk::new();
        let add = newcomer(50, &json!({"roles": ["approver"]}));
        desk.ok("kanri", "person-add", add);
        let both = json!({"particulars": {}, "person": "tanaka", "roles": ["administrator", "requester"]});
        desk.ok("kanri", "person-set", both);
        desk.minutes = 8 * 1440;
        desk.ok(by, "key-add", json!({"key": key(99), "person": "shin"}));
        let number = desk.request(json!({"due": "2026-12-31", "on": "2026-12-20"}));
        desk.about(number, "shin", "approval", json!({}));
        desk.c(number).approvals[0].marks.clone()
    };
    assert_eq!(with_new_key("tanaka"), [Mark::RegisteredByRequester, Mark::NewlyRegistered, Mark::Unproven]);
    assert_eq!(with_new_key("kanri"), [Mark::NewlyRegistered, Mark::Unproven]);
}

#[test]
fn an_approval_by_a_key_that_was_revoked_since_is_none_and_nobody_elses_is_theirs() {
    let mut desk = Desk::new();
    let number = desk.request(json!({}));
    desk.about(number, "sato", "approval", json!({}));
    let approved = |desk: &Desk, id: &str| desk.c(number).is_approved_by(person(desk, id));
    assert!(approved(&desk, "sato") && !approved(&desk, "ito"));
    desk.ok("kanri", "key-revoke", json!({"key": key(3).fingerprint(), "person": "sato"}));
    assert!(!approved(&desk, "sato"));
}
