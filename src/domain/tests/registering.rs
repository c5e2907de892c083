//! Who may put on record what was agreed, taught, sent and counted under a contract, and of which day.

use serde_json::{Value, json};

use super::{Desk, attachment};
use crate::domain::refusal::{ContractRefusal as C, Refusal as R};

/// Everything on record that needs no rule, under the contract `K`.
fn desk() -> Desk {
    Desk::under(&[], &[])
}

/// Under the contract `contract`: what is said, by whom it may be, and by whom not.
fn records(contract: &str) -> Vec<(&'static str, Value, &'static str, &'static str)> {
    let (day, proof) = ("2026-11-19", attachment());
    let on = |fields: Value| {
        let mut body = json!({"contract": contract});
        body.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        body
    };
    let contact = json!({"day": "03", "listed": true, "name": "林", "order": 1, "organization": "社", "side": "office"});
    let agreed = json!({"dated": day, "evidence": proof, "number": "1", "recipient": "sub", "tier": 1});
    let letter = json!({
        "by": "課長", "dated": day, "evidence": proof, "number": "9",
        "scope": {"text": "月次の納品", "until": "2026-12-31"},
    });
    let counted = json!({"entries": 1, "sha256": proof["sha256"]});
    let counted = json!({"beside": counted, "own": counted, "withheld": 0});
    let asset = json!({"id": "A-2", "level": "2", "name": "図面", "place": "書庫", "received": day});
    vec![
        ("notification", on(json!({"dated": day, "person": "tanaka"})), "kanri", "sato"),
        ("place-notification", on(json!({"dated": day, "listed": true, "place": "倉庫"})), "kanri", "sato"),
        ("recipient-listing", on(json!({"listed": true, "recipient": "sub"})), "kanri", "sato"),
        ("subcontractor-consent", on(agreed), "kanri", "sato"),
        (
            "subcontractor-agreement",
            on(json!({"dated": day, "evidence": proof, "recipient": "sub"})),
            "kanri",
            "sato",
        ),
        (
            "subcontractor-check",
            on(json!({"evidence": proof, "on": day, "recipient": "sub"})),
            "kimura",
            "tanaka",
        ),
        ("consent", on(letter), "tanaka", "kimura"),
        ("sheet-answers", on(json!({"answers": proof})), "kimura", "tanaka"),
        ("contact-listing", on(contact), "kanri", "sato"),
        ("duty-sent", on(json!({"duty": "organization", "evidence": proof, "on": day})), "sato", "tanaka"),
        ("duty-asked", on(json!({"duty": "organization", "on": day})), "sato", "tanaka"),
        ("training", on(json!({"on": day, "people": ["tanaka"], "topic": "取扱い"})), "kanri", "sato"),
        ("asset-add", on(asset), "tanaka", "kimura"),
        ("asset-check", on(json!({"found": ["A-1"]})), "kimura", "tanaka"),
        ("evidence-count", on(counted), "kimura", "kanri"),
    ]
}

#[test]
fn what_is_on_record_under_a_contract_was_said_by_somebody_who_may_and_of_one_that_is_registered() {
    let mut desk = desk();
    for (kind, body, may, may_not) in records("K") {
        let refused = desk.say(may_not, kind, body.clone());
        assert!(matches!(refused, Err(R::MissingRole { .. })), "{kind}: {refused:?}");
        desk.ok(may, kind, body);
    }
    for (kind, body, may, _) in records("Z") {
        let refused = desk.say(may, kind, body);
        assert!(matches!(refused, Err(R::Contract(C::UnknownContract { .. }))), "{kind}: {refused:?}");
    }
}

#[test]
fn contracts_are_registered_and_changed_by_an_administrator_once_and_with_packs_that_are_known() {
    let mut desk = desk();
    for (kind, body) in
        [("contract-add", json!({"client": "市", "id": "L"})), ("contract-set", json!({"id": "K"}))]
    {
        let refused = desk.say("sato", kind, body.clone());
        assert!(matches!(refused, Err(R::MissingRole { .. })), "{kind}: {refused:?}");
        desk.ok("kanri", kind, body);
    }
    let again = desk.say("kanri", "contract-add", json!({"client": "市", "id": "L"}));
    assert!(matches!(again, Err(R::Contract(C::ContractExists { .. }))), "{again:?}");
    let nobodys = desk.say("kanri", "contract-add", json!({"client": " ", "id": "M"}));
    assert_eq!(nobodys, Err(R::Empty { field: "client" }));
    let none = desk.say("kanri", "contract-set", json!({"id": "Z"}));
    assert!(matches!(none, Err(R::Contract(C::UnknownContract { .. }))), "{none:?}");
    let unknown = ("contract-add", json!({"client": "市", "id": "M", "packs": ["none"]}));
    for (kind, body) in [unknown, ("contract-set", json!({"add_packs": ["none"], "id": "K"}))] {
        let refused = desk.say("kanri", kind, body);
        assert!(matches!(refused, Err(R::Contract(C::UnknownPack { .. }))), "{kind}: {refused:?}");
    }
    let directive =
        json!({"contract": "K", "dated": "2026-11-20", "evidence": attachment(), "number": "5", "rules": []});
    let refused = desk.say("sato", "directive", directive.clone());
    assert!(matches!(refused, Err(R::MissingRole { .. })), "{refused:?}");
    assert_eq!(desk.say("kanri", "directive", directive), Err(R::Empty { field: "rules" }));
}

#[test]
fn nothing_is_on_record_of_a_day_that_is_still_to_come_or_that_ends_before_it_begins() {
    let mut desk = desk();
    let mut stands_against = |kind: &str, field: &str, (refused, good): (&str, &str)| {
        let (_, body, may, _) = records("K").into_iter().find(|(known, ..)| *known == kind).unwrap();
        let on = |day: &str| {
            let mut body = body.clone();
            body[field] = json!(day);
            body
        };
        let judged = desk.say(may, kind, on(refused));
        assert!(matches!(judged, Err(R::DayAhead { .. } | R::DatesReversed { .. })), "{kind}: {judged:?}");
        desk.ok(may, kind, on(good));
    };
    for kind in ["subcontractor-check", "duty-sent", "duty-asked", "training"] {
        stands_against(kind, "on", ("2026-11-21", "2026-11-20"));
    }
    stands_against("duty-asked", "by", ("2026-11-18", "2026-11-19"));
    stands_against("subcontractor-agreement", "until", ("2026-11-18", "2026-11-19"));
    let end = |day: &str| json!({"id": "A-1", "on": day, "to": "委託元"});
    let ahead = desk.say("tanaka", "asset-end", end("2026-11-21"));
    assert!(matches!(ahead, Err(R::DayAhead { .. })), "{ahead:?}");
    let reversed = desk.say("tanaka", "asset-end", end("2026-10-31"));
    assert!(matches!(reversed, Err(R::DatesReversed { .. })), "{reversed:?}");
    desk.ok("tanaka", "asset-end", end("2026-11-20"));
}

#[test]
fn a_tier_is_the_one_that_is_registered_and_whoever_has_none_is_no_subcontractor() {
    let mut desk = desk();
    for (recipient, tier) in [("sub", 2), ("city", 1)] {
        let body = json!({
            "contract": "K", "dated": "2026-11-19", "evidence": attachment(), "number": "1", "recipient": recipient,
            "tier": tier,
        });
        let refused = desk.say("kanri", "subcontractor-consent", body);
        assert!(matches!(refused, Err(R::NotASubcontractor { .. })), "{recipient}: {refused:?}");
    }
    let signed =
        json!({"contract": "K", "dated": "2026-11-19", "evidence": attachment(), "recipient": "city"});
    let refused = desk.say("kanri", "subcontractor-agreement", signed);
    assert!(matches!(refused, Err(R::NotASubcontractor { .. })), "{refused:?}");
}

#[test]
fn copies_of_information_are_made_or_gone_one_at_least_and_no_more_are_gone_than_there_were() {
    let mut desk = desk();
    let copies = |fields: Value| {
        let mut body = json!({"contract": "K", "id": "A-1"});
        body.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        body
    };
    for none in
        [json!({"made": 0, "place": "棚"}), json!({"gone": 0}), json!({}), json!({"gone": 1, "made": 1})]
    {
        let refused = desk.say("tanaka", "asset-copies", copies(none));
        assert_eq!(refused, Err(R::Empty { field: "made" }));
    }
    let nowhere = desk.say("tanaka", "asset-copies", copies(json!({"made": 1})));
    assert_eq!(nowhere, Err(R::Empty { field: "place" }));
    desk.ok("tanaka", "asset-copies", copies(json!({"made": 2, "place": "棚"})));
    let more = desk.say("tanaka", "asset-copies", copies(json!({"gone": 3})));
    assert!(matches!(more, Err(R::Contract(C::FewerCopies { have: 2, gone: 3, .. }))), "{more:?}");
    desk.ok("tanaka", "asset-copies", copies(json!({"gone": 2})));
    let unknown = desk.say("kimura", "asset-check", json!({"contract": "K", "found": ["A-9"]}));
    assert!(unknown.is_err(), "{unknown:?}");
}

#[test]
fn the_log_is_reviewed_by_an_auditor_or_an_approver_up_to_today_at_most() {
    let mut desk = desk();
    let review = |from: &str, until: &str, contract: &str| json!({"anomalies": attachment(), "contract": contract, "count": 0, "from": from, "until": until});
    let today = "2026-11-20";
    let refused = desk.say("tanaka", "log-review", review("2026-11-01", today, "K"));
    assert!(matches!(refused, Err(R::MissingRole { .. })), "{refused:?}");
    let unknown = desk.say("kimura", "log-review", review("2026-11-01", today, "Z"));
    assert!(matches!(unknown, Err(R::Contract(C::UnknownContract { .. }))), "{unknown:?}");
    let reversed = desk.say("kimura", "log-review", review(today, "2026-11-19", "K"));
    assert!(matches!(reversed, Err(R::DatesReversed { .. })), "{reversed:?}");
    let ahead = desk.say("kimura", "log-review", review(today, "2026-11-21", "K"));
    assert!(matches!(ahead, Err(R::DayAhead { .. })), "{ahead:?}");
    let mut silent = review(today, today, "K");
    silent["findings"] = json!([" "]);
    assert_eq!(desk.say("kimura", "log-review", silent), Err(R::Empty { field: "finding" }));
    desk.ok("kimura", "log-review", review(today, today, "K"));
    desk.ok("sato", "log-review", review("2026-11-01", "2026-11-19", "K"));
}

#[test]
fn nobody_takes_a_contact_off_a_tree_that_does_not_have_them_or_lists_one_without_a_number() {
    let mut desk = desk();
    let contact = |listed: bool, name: &str, organization: &str| {
        json!({"contract": "K", "day": "03", "listed": listed, "name": name, "order": 1, "organization": organization,
            "side": "office"})
    };
    let unlisted = |desk: &mut Desk, name: &str, organization: &str| {
        let judged = desk.say("kanri", "contact-listing", contact(false, name, organization));
        assert!(matches!(judged, Err(R::Contract(C::NotInTheTree { .. }))), "{judged:?}");
    };
    unlisted(&mut desk, "林", "社");
    desk.ok("kanri", "contact-listing", contact(true, "林", "社"));
    unlisted(&mut desk, "林", "市");
    unlisted(&mut desk, "森", "社");
    let mut silent = contact(true, "森", "社");
    silent["day"] = json!(" ");
    assert_eq!(desk.say("kanri", "contact-listing", silent.clone()), Err(R::Empty { field: "phone" }));
    silent["night"] = json!("090");
    desk.ok("kanri", "contact-listing", silent);
    desk.ok("kanri", "contact-listing", contact(false, "林", "社"));
    unlisted(&mut desk, "林", "社");
}

#[test]
fn a_letter_is_compared_once_by_somebody_who_neither_recorded_it_nor_asked_for_what_it_is_about() {
    let mut desk = desk();
    desk.ok("kanri", "contract-add", json!({"client": "市", "id": "L"}));
    let body = desk.asking_under("K", json!({}));
    desk.ok("ueda", "request", body);
    let number = desk.registry.requests;
    let letter = json!({"by": "課長", "contract": "K", "dated": "2026-11-20", "evidence": attachment(), "number": "77"});
    let consent = desk.about(number, "sato", "consent", letter);
    let compared = |fields: Value| {
        let mut body = json!({"consent": consent, "contract": "K"});
        body.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        body
    };
    let auditor = desk.refused(number, "mori", "consent-confirm", compared(json!({})));
    assert!(matches!(auditor, R::MissingRole { .. }), "{auditor}");
    for own in ["sato", "ueda"] {
        let refused = desk.refused(number, own, "consent-confirm", compared(json!({})));
        assert!(matches!(refused, R::Contract(C::OwnConsent { .. })), "{own}: {refused}");
    }
    let other = attachment()["sha256"].clone();
    for unknown in [json!({"consent": other}), json!({"contract": "L"})] {
        let refused = desk.refused(number, "ito", "consent-confirm", compared(unknown));
        assert!(matches!(refused, R::Contract(C::UnknownConsent { .. })), "{refused}");
    }
    let of_nothing = desk.say("ito", "consent-confirm", compared(json!({})));
    assert!(matches!(of_nothing, Err(R::Contract(C::UnknownConsent { .. }))), "{of_nothing:?}");
    desk.about(number, "ito", "consent-confirm", compared(json!({})));
    let twice = desk.refused(number, "kimura", "consent-confirm", compared(json!({})));
    assert!(matches!(twice, R::Contract(C::ConsentConfirmed { .. })), "{twice}");
}

#[test]
fn a_drive_is_one_letter_and_nothing_else_is() {
    let mut desk = desk();
    let place = |path: &str| json!({"contract": "K", "dated": "2026-11-20", "listed": true, "paths": [path], "place": "倉庫"});
    for path in ["1:\\data", "ab:\\data", ":\\data", "data"] {
        let refused = desk.say("kanri", "place-notification", place(path));
        assert!(matches!(refused, Err(R::Contract(C::NotFromTheRoot { .. }))), "{path}: {refused:?}");
    }
    desk.ok("kanri", "place-notification", place("D:\\data"));
}
