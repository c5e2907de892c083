//! Another administrator where none can sign: two people, days that others' clocks count, and no administrator who signs.

use serde_json::{Value, json};

use super::Desk;
use super::desk::key;
use crate::base::digest::Digest;
use crate::domain::names::{PersonId, Role};
use crate::domain::refusal::{Refusal as R, SuccessionRefusal as S};
use crate::domain::succession::SuccessionOutcome;

const DAY: i64 = 1440;

fn asking(person: &str) -> Value {
    json!({"person": person, "reason": "鍵の紛失"})
}

fn agreeing(asked: Digest) -> Value {
    json!({"reason": "電話で確認", "succession": asked})
}

/// Why somebody may not ask, agree or stop.
#[track_caller]
fn stands_against(desk: &mut Desk, author: &str, kind: &str, body: Value) -> S {
    match desk.say(author, kind, body).expect_err("nothing stands against it") {
        R::Succession(refusal) => refusal,
        other => panic!("{other}"),
    }
}

/// Somebody signs something that changes nothing.
fn signs(desk: &mut Desk, person: &str) {
    desk.ok(person, "person-set", json!({"particulars": {}, "person": person}));
}

fn is_administrator(desk: &Desk, person: &str) -> bool {
    let id: PersonId = person.parse().unwrap();
    desk.registry.person(&id).unwrap().has(Role::Administrator)
}

fn roles(desk: &mut Desk, person: &str, roles: &[&str]) {
    desk.ok("kanri", "person-set", json!({"particulars": {}, "person": person, "roles": roles}));
}

/// The auditor asks for `tanaka`, `mori` signs something the same day, and again so many days later.
fn asked_and_waited(days: i64) -> (Desk, Digest) {
    let mut desk = Desk::new();
    let asked = desk.ok("kimura", "succession", asking("tanaka"));
    signs(&mut desk, "mori");
    desk.minutes += days * DAY;
    signs(&mut desk, "mori");
    (desk, asked)
}

fn outcome(desk: &Desk) -> Option<SuccessionOutcome> {
    desk.registry.successions[0].end.as_ref().map(|end| end.outcome)
}

#[test]
fn two_people_make_a_third_administrator_after_fourteen_days() {
    let (mut desk, asked) = asked_and_waited(13);
    let early = stands_against(&mut desk, "sato", "succession-confirm", agreeing(asked));
    assert!(
        matches!(&early, S::TooEarly { from, days: 14, .. } if from.to_string() == "2026-12-04"),
        "{early}"
    );
    desk.minutes += DAY;
    // The day has come by one clock alone.
    let alone = stands_against(&mut desk, "sato", "succession-confirm", agreeing(asked));
    assert!(matches!(alone, S::OneClockAlone { .. }), "{alone}");
    signs(&mut desk, "ueda");
    desk.ok("sato", "succession-confirm", agreeing(asked));
    assert!(is_administrator(&desk, "tanaka"));
    assert_eq!(outcome(&desk), Some(SuccessionOutcome::Confirmed));
    // What an administrator does.
    desk.ok("tanaka", "key-add", json!({"key": key(90), "person": "kanri"}));
    let again = stands_against(&mut desk, "sato", "succession-confirm", agreeing(asked));
    assert!(matches!(again, S::Over { outcome: SuccessionOutcome::Confirmed, .. }), "{again}");
}

#[test]
fn one_signature_of_an_administrator_ends_whatever_waits() {
    let (mut desk, asked) = asked_and_waited(15);
    let second = desk.ok("ito", "succession", asking("mori"));
    signs(&mut desk, "kanri");
    for (author, asked) in [("sato", asked), ("kimura", second)] {
        let over = stands_against(&mut desk, author, "succession-confirm", agreeing(asked));
        assert!(matches!(over, S::Over { outcome: SuccessionOutcome::AdministratorSigned, .. }), "{over}");
    }
    assert!(!is_administrator(&desk, "tanaka") && !is_administrator(&desk, "mori"));
    // A key that was lost and found is not lost.
    let found = stands_against(&mut desk, "kanri", "succession", asking("tanaka"));
    assert!(matches!(found, S::AdministratorSigns { .. }), "{found}");
    // And who asks again begins from the first day.
    let again = desk.ok("kimura", "succession", asking("tanaka"));
    signs(&mut desk, "mori");
    let early = stands_against(&mut desk, "sato", "succession-confirm", agreeing(again));
    assert!(matches!(early, S::TooEarly { .. }), "{early}");
}

#[test]
fn nobody_signs_twice_and_nobody_signs_for_themselves() {
    let (mut desk, asked) = asked_and_waited(15);
    let same = stands_against(&mut desk, "kimura", "succession-confirm", agreeing(asked));
    assert!(matches!(same, S::Asked { .. }), "{same}");
    let again = stands_against(&mut desk, "kimura", "succession", asking("mori"));
    assert!(matches!(again, S::Asked { .. }), "{again}");
    let other = stands_against(&mut desk, "sato", "succession", asking("tanaka"));
    assert!(matches!(other, S::Asked { .. }), "{other}");
    let own = stands_against(&mut desk, "sato", "succession", asking("sato"));
    assert!(matches!(own, S::OwnSuccession { .. }), "{own}");
    let asked = desk.ok("suzuki", "succession", asking("sato"));
    let own = stands_against(&mut desk, "sato", "succession-confirm", agreeing(asked));
    assert!(matches!(own, S::OwnSuccession { .. }), "{own}");
}

#[test]
fn only_those_who_are_trusted_ask_and_agree() {
    let (mut desk, asked) = asked_and_waited(15);
    for (kind, body) in [("succession", asking("ito")), ("succession-confirm", agreeing(asked))] {
        let refused = desk.say("mori", kind, body).unwrap_err();
        assert!(matches!(refused, R::MissingRole { .. }), "{refused}");
    }
    let silent = json!({"person": "mori", "reason": "　"});
    assert!(matches!(desk.say("sato", "succession", silent), Err(R::Empty { .. })));
    let silent = json!({"reason": " ", "succession": asked});
    assert!(matches!(desk.say("sato", "succession-confirm", silent), Err(R::Empty { .. })));
    assert!(matches!(desk.say("sato", "succession", asking("nobody")), Err(R::UnknownPerson { .. })));
    let unknown = stands_against(&mut desk, "sato", "succession-confirm", agreeing(Digest::of(b"none")));
    assert_eq!(unknown, S::NotAsked { person: None });
    let already = stands_against(&mut desk, "sato", "succession", asking("kanri"));
    assert!(matches!(already, S::AdministratorAlready { .. }), "{already}");
}

#[test]
fn whoever_left_or_is_the_clients_is_not_made_administrator() {
    let mut desk = Desk::new();
    roles(&mut desk, "mori", &["client"]);
    desk.ok("kanri", "person-leave", json!({"person": "ito"}));
    for person in ["mori", "ito"] {
        let unfit = stands_against(&mut desk, "kimura", "succession", asking(person));
        assert!(matches!(unfit, S::Unfit { .. }), "{person}: {unfit}");
    }
    // Nor somebody who has revoked their only key since.
    let asked = desk.ok("kimura", "succession", asking("tanaka"));
    let revoked = json!({"key": key(1).fingerprint().to_string(), "person": "tanaka"});
    desk.ok("tanaka", "key-revoke", revoked);
    signs(&mut desk, "ueda");
    desk.minutes += 15 * DAY;
    signs(&mut desk, "ueda");
    let unfit = stands_against(&mut desk, "sato", "succession-confirm", agreeing(asked));
    assert!(matches!(unfit, S::Unfit { .. }), "{unfit}");
}

#[test]
fn a_key_that_no_administrator_could_have_seen_has_no_say() {
    // The cast's keys are found by their place: the auditor comes in last, and adds the key that `new` would sign with.
    let mut desk = Desk::new();
    let last = desk.registry.administrator_signed.clone().unwrap().index;
    desk.ok("tanaka", "key-add", json!({"key": key(90), "person": "tanaka"}));
    let revoked = json!({"key": key(1).fingerprint().to_string(), "person": "tanaka"});
    desk.ok("tanaka", "key-revoke", revoked);
    let new = stands_against(&mut desk, "kimura", "succession", asking("tanaka"));
    assert!(matches!(&new, S::TooNew { index, .. } if *index == last), "{new}");
    // An administrator who signs anything afterwards could have.
    signs(&mut desk, "kanri");
    desk.ok("kimura", "succession", asking("tanaka"));
}

#[test]
fn somebody_registered_with_the_last_signature_of_an_administrator_was_known() {
    let mut desk = Desk::new();
    let add =
        json!({"key": key(99), "name": "新人", "particulars": {}, "person": "new", "roles": ["approver"]});
    desk.ok("kanri", "person-add", add);
    desk.ok("new", "succession", asking("tanaka"));
}

#[test]
fn two_who_set_their_clocks_bring_no_day_about() {
    // Both set theirs ahead: nobody else has said anything since.
    let mut desk = Desk::new();
    let asked = desk.ok("kimura", "succession", asking("tanaka"));
    desk.minutes += 30 * DAY;
    let none = stands_against(&mut desk, "sato", "succession-confirm", agreeing(asked));
    assert!(matches!(none, S::NotBegun { .. }), "{none}");
    // Whoever asks says that it was a month ago: the days begin with what somebody else says.
    let mut desk = Desk::new();
    desk.minutes -= 30 * DAY;
    let asked = desk.ok("kimura", "succession", asking("tanaka"));
    desk.minutes += 30 * DAY;
    signs(&mut desk, "mori");
    let early = stands_against(&mut desk, "sato", "succession-confirm", agreeing(asked));
    assert!(matches!(early, S::TooEarly { .. }), "{early}");
    // What the one who agrees said in between does not count either.
    let mut desk = Desk::new();
    let asked = desk.ok("kimura", "succession", asking("tanaka"));
    signs(&mut desk, "sato");
    desk.minutes += 15 * DAY;
    signs(&mut desk, "sato");
    let none = stands_against(&mut desk, "sato", "succession-confirm", agreeing(asked));
    assert!(matches!(none, S::NotBegun { .. }), "{none}");
    // Nor does somebody's clock that was ahead once and is right again.
    let mut desk = Desk::new();
    let asked = desk.ok("kimura", "succession", asking("tanaka"));
    signs(&mut desk, "mori");
    desk.minutes += 20 * DAY;
    signs(&mut desk, "mori");
    desk.minutes -= 20 * DAY;
    signs(&mut desk, "mori");
    desk.minutes += 20 * DAY;
    let alone = stands_against(&mut desk, "sato", "succession-confirm", agreeing(asked));
    assert!(matches!(alone, S::OneClockAlone { .. }), "{alone}");
}

#[test]
fn without_the_auditor_who_could_be_asked_it_takes_twice_as_long() {
    let waited = |days: i64, auditor: bool| {
        let mut desk = Desk::new();
        if !auditor {
            roles(&mut desk, "kimura", &["requester"]);
        }
        let asked = desk.ok("ito", "succession", asking("tanaka"));
        signs(&mut desk, "mori");
        desk.minutes += days * DAY;
        signs(&mut desk, "mori");
        (desk, asked)
    };
    let (mut desk, asked) = waited(27, true);
    let early = stands_against(&mut desk, "sato", "succession-confirm", agreeing(asked));
    assert!(matches!(early, S::TooEarly { days: 28, .. }), "{early}");
    desk.ok("kimura", "succession-confirm", agreeing(asked));
    let (mut desk, asked) = waited(28, true);
    desk.ok("sato", "succession-confirm", agreeing(asked));
    // Where there is none, nobody is left out.
    let (mut desk, asked) = waited(14, false);
    desk.ok("sato", "succession-confirm", agreeing(asked));
}

#[test]
fn an_auditors_stolen_key_that_was_revoked_asks_for_nothing() {
    let (mut desk, asked) = asked_and_waited(15);
    let revoked = json!({"key": key(7).fingerprint().to_string(), "person": "kimura"});
    desk.ok("kimura", "key-revoke", revoked);
    let gone = stands_against(&mut desk, "sato", "succession-confirm", agreeing(asked));
    assert!(matches!(gone, S::AskerGone { .. }), "{gone}");
}

#[test]
fn it_is_stopped_by_whoever_asked_by_the_person_and_by_an_administrator() {
    for who in ["kimura", "tanaka", "kanri"] {
        let (mut desk, asked) = asked_and_waited(15);
        let stopping = json!({"reason": "鍵が見つかった", "succession": asked});
        let refused = stands_against(&mut desk, "sato", "succession-end", stopping.clone());
        assert!(matches!(refused, S::MayNotStop { .. }), "{refused}");
        desk.ok(who, "succession-end", stopping);
        assert_eq!(outcome(&desk), Some(SuccessionOutcome::Stopped), "{who}");
        let over = stands_against(&mut desk, "sato", "succession-confirm", agreeing(asked));
        assert!(matches!(over, S::Over { .. }), "{over}");
        let silent = json!({"reason": "", "succession": asked});
        assert!(matches!(desk.say(who, "succession-end", silent), Err(R::Empty { .. })));
    }
}

#[test]
fn once_somebody_is_administrator_nobody_else_becomes_it_beside() {
    let (mut desk, asked) = asked_and_waited(0);
    let other = desk.ok("ito", "succession", asking("mori"));
    signs(&mut desk, "ueda");
    desk.minutes += 15 * DAY;
    signs(&mut desk, "ueda");
    desk.ok("sato", "succession-confirm", agreeing(asked));
    let over = stands_against(&mut desk, "kimura", "succession-confirm", agreeing(other));
    assert!(matches!(over, S::Over { outcome: SuccessionOutcome::Overtaken, .. }), "{over}");
}

#[test]
fn a_log_that_goes_on_earlier_than_the_second_signature_says_so() {
    let (mut desk, asked) = asked_and_waited(15);
    desk.ok("sato", "succession-confirm", agreeing(asked));
    let mut told = Vec::new();
    for minutes in [-DAY + 60, -DAY, -DAY] {
        desk.minutes += minutes;
        signs(&mut desk, "ueda");
        told.push(desk.registry.succession_contradicted_at(desk.entries() - 1).is_some());
    }
    assert_eq!(told, [false, true, false]);
}

#[test]
fn nobody_agrees_by_a_clock_behind_the_asking() {
    let (mut desk, asked) = asked_and_waited(15);
    signs(&mut desk, "ito");
    let now = desk.minutes;
    desk.minutes = -60;
    let behind = desk.say("sato", "succession-confirm", agreeing(asked));
    assert!(matches!(behind, Err(R::ClockBehind { .. })), "{behind:?}");
    desk.minutes = now;
    desk.ok("sato", "succession-confirm", agreeing(asked));
    assert!(is_administrator(&desk, "tanaka"));
}

#[test]
fn an_auditor_who_is_an_administrator_too_is_nobody_who_could_be_asked() {
    let mut desk = Desk::new();
    roles(&mut desk, "kimura", &["administrator", "auditor"]);
    let asked = desk.ok("ito", "succession", asking("tanaka"));
    signs(&mut desk, "mori");
    desk.minutes += 14 * DAY;
    signs(&mut desk, "mori");
    desk.ok("sato", "succession-confirm", agreeing(asked));
    assert!(is_administrator(&desk, "tanaka"));
}

#[test]
fn a_log_that_goes_on_exactly_a_day_earlier_contradicts_nothing() {
    for (earlier, told) in [(DAY, false), (DAY + 1, true)] {
        let (mut desk, asked) = asked_and_waited(15);
        desk.ok("sato", "succession-confirm", agreeing(asked));
        desk.minutes -= earlier + 1;
        signs(&mut desk, "ueda");
        assert_eq!(desk.registry.succession_contradicted_at(desk.entries() - 1).is_some(), told, "{earlier}");
    }
}

#[test]
fn whoever_agrees_in_the_minute_of_the_asking_is_told_that_nothing_has_begun() {
    let mut desk = Desk::new();
    let asked = desk.ok("kimura", "succession", asking("tanaka"));
    desk.minutes -= 1;
    let early = stands_against(&mut desk, "sato", "succession-confirm", agreeing(asked));
    assert!(matches!(early, S::NotBegun { .. }), "{early}");
}
