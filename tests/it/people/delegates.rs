//! Approving in somebody's absence.

use crate::office::{Office, day};

fn delegate(office: &Office, from: i64, until: i64, to: &str) {
    let (from, until) = (day(from), day(until));
    office.ok("sato", &["person", "delegate", "sato", "--to", to, "--from", &from, "--until", &until]);
}

#[test]
fn a_delegate_counts_as_themselves() {
    let office = Office::new();
    let id = office.request(&[("--level", "1")]);
    office.approving("kimura", &id).fails_by(3, "missing-role");
    delegate(&office, 0, 3, "kimura");
    office.approve("kimura", &id);
    let shown = office.shown(&id);
    let approval = &shown["approvals"][0];
    assert_eq!((&approval["person"], &approval["counts"]), (&"kimura".into(), &true.into()));
    assert!(approval["marks"].as_array().unwrap().contains(&"delegated".into()));
    // One person, whoever they stand in for: a second is needed all the same.
    assert_eq!(shown["approvals_counted"], 1);
    office.exporting(&id, &[]).fails_by(3, "quorum-short");
    office.approve("ito", &id);
    assert_eq!(office.status(&id), "approved");
}

#[test]
fn a_requester_stays_a_requester_when_somebody_delegates_to_them() {
    let office = Office::new();
    delegate(&office, 0, 3, "tanaka");
    let own = office.request(&[]);
    office.approving("tanaka", &own).fails_by(3, "own-request");
    let mut asking = office.asking(&[]);
    asking.push("--json".to_owned());
    let other = office.ok("mori", &asking).json()["id"].as_str().unwrap().to_owned();
    office.approve("tanaka", &other);
    assert_eq!(office.status(&other), "approved");
}

#[test]
fn a_delegation_has_a_first_and_a_last_day() {
    let office = Office::new();
    delegate(&office, 2, 3, "kimura");
    let id = office.request(&[]);
    office.approving("kimura", &id).fails_by(3, "missing-role");
    office.approving("kimura", &id).days_off(4).fails_by(3, "missing-role");
    office.approving("kimura", &id).days_off(3).run().exits(0);
    assert_eq!(office.status(&id), "approved");
}

#[test]
fn an_approval_given_as_a_delegate_stays_when_the_period_is_over() {
    let office = Office::new();
    delegate(&office, 0, 1, "kimura");
    let id = office.request(&[]);
    office.approve("kimura", &id);
    let later = office.call("", &["show", &id, "--json"]).days_off(3).run().json();
    assert_eq!(later["status"], "approved");
}

#[test]
fn only_approvers_delegate_and_only_for_themselves() {
    let office = Office::new();
    let (from, until) = (day(0), day(3));
    let delegate = |by: &str, id: &str, to: &str, (from, until): (&str, &str), reason: &str| {
        let words = ["person", "delegate", id, "--to", to, "--from", from, "--until", until];
        office.refuses_by(by, &words, reason)
    };
    let days = (from.as_str(), until.as_str());
    delegate("kanri", "sato", "kimura", days, "only-themselves");
    delegate("ito", "sato", "ito", days, "only-themselves");
    delegate("tanaka", "tanaka", "kimura", days, "missing-role");
    delegate("sato", "sato", "sato", days, "delegate-to-self");
    delegate("sato", "sato", "shin", days, "unknown-person");
    delegate("sato", "sato", "kimura", (&until, &from), "dates-reversed");
}

#[test]
fn a_delegate_does_not_delegate_further() {
    let office = Office::new();
    delegate(&office, 0, 3, "kimura");
    let (from, until) = (day(0), day(3));
    let further = ["person", "delegate", "kimura", "--to", "suzuki", "--from", &from, "--until", &until];
    office.refuses_by("kimura", &further, "missing-role");
}

#[test]
fn a_delegation_ends_with_its_givers_role_and_with_the_key_it_was_signed_with() {
    for ending in [
        &["person", "set", "sato", "--role", "auditor"][..],
        &["person", "revoke-key", "sato", "KEY", "--reason", "stolen"][..],
    ] {
        let office = Office::new();
        delegate(&office, 0, 30, "mori");
        let id = office.request(&[]);
        let key = office.fingerprint("sato");
        let words: Vec<&str> =
            ending.iter().map(|word| if *word == "KEY" { key.as_str() } else { word }).collect();
        office.ok("kanri", &words);
        office.approving("mori", &id).fails_by(3, "missing-role");
    }
}

#[test]
fn a_requester_does_not_appoint_who_approves_their_own_requests() {
    let office = Office::new();
    office.ok("kanri", &["person", "set", "tanaka", "--role", "requester", "--role", "approver"]);
    let (from, until) = (crate::office::day(0), crate::office::day(30));
    office.ok(
        "tanaka",
        &["person", "delegate", "tanaka", "--to", "suzuki", "--from", &from, "--until", &until],
    );
    let id = office.request(&[]);
    office.approving("suzuki", &id).fails_by(3, "missing-role");
    // Only there: what somebody else asks for is theirs to judge.
    let mut asking = office.asking(&[]);
    asking.push("--json".to_owned());
    let other = office.ok("mori", &asking).json()["id"].as_str().unwrap().to_owned();
    office.approve("suzuki", &other);
    assert_eq!(office.status(&other), "approved");
}

#[test]
fn a_delegation_that_was_ended_lets_nobody_approve_and_takes_nothing_back() {
    for by in ["sato", "kanri"] {
        let office = Office::new();
        delegate(&office, 0, 30, "kimura");
        delegate(&office, 40, 50, "kimura");
        let standing = |office: &Office| -> Vec<String> {
            let shown = office.ok("", &["person", "show", "kimura", "--json"]).json();
            let all = shown["delegations"].as_array().unwrap().clone();
            all.iter().map(|one| one["standing"].as_str().unwrap().to_owned()).collect()
        };
        assert_eq!(standing(&office), ["stands", "ahead"]);
        let before = office.request(&[]);
        office.approve("kimura", &before);
        let end = ["person", "delegate", "sato", "--to", "kimura", "--end", "--reason", "戻りました"];
        office.refuses_by("ito", &end, "missing-role");
        office.refuses_by("kimura", &end, "missing-role");
        office.ok(by, &end);
        assert_eq!(standing(&office), ["ended", "ended"]);
        let said = office.ok("", &["person", "show", "kimura", "--lang", "ja"]).stdout;
        assert!(said.contains(&format!("{by} が終了")), "{said}");
        // What was approved before stands; nothing more is, now or in the period that was to come.
        assert_eq!(office.status(&before), "approved");
        let after = office.request(&[]);
        office.approving("kimura", &after).fails_by(3, "missing-role");
        office.approving("kimura", &after).days_off(41).fails_by(3, "missing-role");
        office.refuses_by(by, &end, "no-delegation");
    }
}

#[test]
fn a_delegation_of_or_to_somebody_who_left_is_not_shown() {
    let office = Office::new();
    delegate(&office, 0, 30, "kimura");
    let shown =
        |person: &str| office.ok("", &["person", "show", person, "--json"]).json()["delegations"].clone();
    assert_eq!(shown("kimura").as_array().unwrap().len(), 1);
    let leave = office.run("kanri", &["person", "leave", "sato", "--yes"]);
    assert!(leave.code < 2, "{leave:?}");
    assert_eq!(shown("kimura"), serde_json::json!([]));
}
