//! Media as property: usable, tainted, out, held, seen.

use serde_json::json;

use super::{Desk, attachment};
use crate::domain::names::{Level, MediumState};
use crate::domain::refusal::Refusal as R;
use crate::domain::registry::Client;

#[test]
fn nothing_less_important_goes_on_a_stick_before_it_is_cleared() {
    let mut desk = Desk::new();
    let early = desk.approved(json!({"level": "3"}));
    let id = desk.sealed(json!({"level": "2"}));
    let asking = desk.asking(json!({"level": "3"}));
    let refusal = desk.say("tanaka", "request", asking).unwrap_err();
    let held =
        R::MediumHeldHigher { medium: "USB-07".parse().unwrap(), held: Level::Two, asked: Level::Three };
    assert_eq!(refusal, held);
    // Nor what was approved before.
    let intent = desk.intent(early);
    assert_eq!(desk.refused(early, "tanaka", "export-intent", intent.clone()), held);
    // What is as important, or more, does; and erasing a file clears nothing.
    desk.request(json!({"level": "1"}));
    let returning = desk.returning(id, json!({}));
    desk.about(id, "tanaka", "return", returning);
    assert_eq!(desk.refused(early, "tanaka", "export-intent", intent.clone()), held);
    let over = desk.overwriting(id, json!({}));
    desk.about(id, "tanaka", "disposal", over);
    assert!(desk.medium("USB-07").taint.is_none());
    desk.about(early, "tanaka", "export-intent", intent);
}

#[test]
fn no_other_client_goes_on_a_stick_before_it_is_cleared() {
    let mut desk = Desk::new();
    desk.sealed(json!({"contract": "K1", "kind": "deliver", "recipient": "city"}));
    for (contract, recipient) in
        [(json!("K2"), "city"), (json!("K2"), "self"), (json!(null), "sub"), (json!(null), "self")]
    {
        let asking = desk.asking(json!({"contract": contract, "kind": "deliver", "recipient": recipient}));
        let refusal = desk.say("tanaka", "request", asking).unwrap_err();
        assert_eq!(
            refusal,
            R::MediumHeldOtherClient { medium: "USB-07".parse().unwrap() },
            "{contract} {recipient}"
        );
    }
    desk.request(json!({"contract": "K1"}));
    desk.request(json!({"kind": "deliver", "recipient": "city"}));
}

/// Each is the same client as the one before; the last is not the first.
#[test]
fn a_chain_of_clients_does_not_lead_to_another() {
    let mut desk = Desk::new();
    desk.sealed(json!({"contract": "K1", "kind": "deliver", "recipient": "city"}));
    desk.sealed(json!({"contract": "K1", "kind": "deliver", "recipient": "sub"}));
    let asking = desk.asking(json!({"kind": "deliver", "recipient": "sub"}));
    assert!(matches!(desk.say("tanaka", "request", asking), Err(R::MediumHeldOtherClient { .. })));
    let asking = desk.asking(json!({"contract": "K2", "kind": "deliver", "recipient": "sub"}));
    assert!(matches!(desk.say("tanaka", "request", asking), Err(R::MediumHeldOtherClient { .. })));
}

#[test]
fn a_stick_that_is_lost_or_destroyed_is_never_used_again() {
    let mut desk = Desk::new();
    for (medium, state) in [("USB-07", "lost"), ("USB-08", "destroyed")] {
        desk.ok("kanri", "medium-set", json!({"id": medium, "state": state}));
        for other in ["active", "retired", "lost", "destroyed"].into_iter().filter(|other| *other != state) {
            let refusal = desk.say("kanri", "medium-set", json!({"id": medium, "state": other}));
            assert!(matches!(refusal, Err(R::MediumNotUsable { .. })), "{medium}: {other}");
        }
        let asking = desk.asking(json!({"medium": medium}));
        assert!(matches!(desk.say("tanaka", "request", asking), Err(R::MediumNotUsable { .. })));
        // Under another id it is the same stick.
        let serial = desk.medium(medium).record.serial.clone().unwrap();
        let again = json!({"id": "USB-99", "kind": "usb", "serial": serial});
        assert!(matches!(desk.say("kanri", "medium-add", again), Err(R::MediumExists { .. })));
        desk.ok("kanri", "medium-set", json!({"id": medium, "place": "証拠品"}));
    }
}

#[test]
fn a_lost_stick_does_not_become_usable_by_handing_it_over() {
    let mut desk = Desk::new();
    let id = desk.sealed(json!({"kind": "deliver", "recipient": "city"}));
    let incident = desk.incident(id, "mori", "stolen");
    desk.end(incident, "sato");
    let stays = json!({"evidence": attachment(), "medium_stays": true});
    assert!(matches!(desk.refused(id, "tanaka", "hand-over", stays), R::MediumNotUsable { .. }));
    desk.about(id, "tanaka", "hand-over", json!({"evidence": attachment()}));
    assert_eq!(desk.medium("USB-07").state, MediumState::Lost);
    assert!(matches!(desk.fate(id, 1), crate::domain::carry_out::Fate::Lost { .. }));
}

#[test]
fn a_stick_is_not_cleared_while_it_holds_what_nobody_has_accounted_for() {
    let mut desk = Desk::new();
    let (first, second) = (desk.sealed(json!({})), desk.sealed(json!({})));
    let over = desk.overwriting(first, json!({}));
    let holds = R::MediumHoldsOthers { medium: "USB-07".parse().unwrap(), others: vec!["C-0002".into()] };
    assert_eq!(desk.refused(first, "tanaka", "disposal", over.clone()), holds);
    // Back, but still on it, and not confirmed.
    let returning = desk.returning(second, json!({"gone": false, "in_place": null}));
    desk.about(second, "tanaka", "return", returning);
    assert_eq!(desk.refused(first, "tanaka", "disposal", over.clone()), holds);
    desk.about(second, "sato", "confirmation", json!({}));
    assert!(desk.medium("USB-07").holds.contains(&second));
    desk.about(first, "tanaka", "disposal", over);
    assert!(desk.medium("USB-07").holds.is_empty());
}

#[test]
fn evidence_of_an_incident_is_not_overwritten_through_another_carry_out() {
    let mut desk = Desk::new();
    let (first, second) = (desk.sealed(json!({})), desk.sealed(json!({})));
    let later = desk.approved(json!({}));
    let returning = desk.returning(second, json!({"gone": false, "in_place": null}));
    desk.about(second, "tanaka", "return", returning);
    desk.about(second, "sato", "confirmation", json!({}));
    desk.incident(second, "mori", "suspected");
    let over = desk.overwriting(first, json!({}));
    assert!(matches!(desk.refused(first, "tanaka", "disposal", over), R::MediumHoldsOthers { .. }));
    let intent = desk.intent(later);
    let refusal = desk.refused(later, "tanaka", "export-intent", intent);
    assert_eq!(refusal, R::Frozen { id: "C-0002".into(), incident: "I-0001".into() });
}

#[test]
fn a_medium_is_called_identified_only_by_its_registered_serial_number() {
    let mut desk = Desk::new();
    let id = desk.approved(json!({}));
    let mut intent = desk.intent(id);
    intent["destination"]["serial"] = json!("S8");
    assert!(matches!(desk.refused(id, "tanaka", "export-intent", intent.clone()), R::OtherMedium { .. }));
    intent["destination"].as_object_mut().unwrap().remove("serial");
    assert!(matches!(desk.refused(id, "tanaka", "export-intent", intent), R::OtherMedium { .. }));
}

#[test]
fn a_stock_take_sees_registered_media_and_says_by_whom() {
    let mut desk = Desk::new();
    let seen = json!({"identified": ["USB-07"], "seen": ["CARD-1", "USB-07"]});
    assert!(matches!(desk.say("tanaka", "stock-take", seen.clone()), Err(R::MissingRole { .. })));
    let unknown = json!({"seen": ["USB-99"]});
    assert!(matches!(desk.say("kimura", "stock-take", unknown), Err(R::UnknownMedium { .. })));
    let unseen = json!({"identified": ["USB-07"], "seen": ["CARD-1"]});
    assert_eq!(desk.say("kimura", "stock-take", unseen), Err(R::Empty { field: "seen" }));
    desk.ok("kimura", "stock-take", seen);
    assert_eq!(desk.medium("USB-07").seen.as_ref().unwrap().1.as_str(), "kimura");
    assert!(desk.medium("USB-08").seen.is_none());
}

#[test]
fn whose_information_it_is_follows_from_the_contract_and_not_from_whom_it_goes_to() {
    let mut desk = Desk::new();
    for (contract, client) in [("K", "市"), ("L", "市"), ("M", "県")] {
        desk.ok("kanri", "contract-add", json!({"client": client, "id": contract}));
    }
    let under = |desk: &Desk, contract: &str, recipient: &str| {
        desk.asking_under(contract, json!({"recipient": recipient, "kind": "deliver"}))
    };
    let first = under(&desk, "K", "city");
    desk.sealed(first);
    // The same client under another contract, to anybody; and no other client, to the same people.
    let same = under(&desk, "L", "sub");
    desk.ok("tanaka", "request", same);
    let other = under(&desk, "M", "city");
    assert!(matches!(desk.say("tanaka", "request", other), Err(R::MediumHeldOtherClient { .. })));
    let unknown = desk.asking(json!({"recipient": "city", "kind": "deliver"}));
    assert!(matches!(desk.say("tanaka", "request", unknown), Err(R::MediumHeldOtherClient { .. })));
}

#[test]
fn what_nothing_tells_apart_is_registered_once() {
    let mut desk = Desk::new();
    let card = |id: &str, more: serde_json::Value| {
        let mut body = json!({"id": id, "kind": "sd"});
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        body
    };
    let exists = |judged: Result<_, R>| assert!(matches!(judged, Err(R::MediumExists { .. })), "{judged:?}");
    desk.ok("kanri", "medium-add", card("CARD-2", json!({"filesystem_uuid": "AAAA-0001"})));
    exists(desk.say("kanri", "medium-add", card("CARD-2", json!({}))));
    exists(desk.say("kanri", "medium-add", card("CARD-3", json!({"filesystem_uuid": "AAAA-0001"}))));
    exists(desk.say("kanri", "medium-add", card("CARD-3", json!({"serial": "S7"}))));
    // A serial number tells it apart, another filesystem too, and where nothing is known nothing is the same.
    desk.ok("kanri", "medium-add", card("CARD-3", json!({"filesystem_uuid": "AAAA-0001", "serial": "S9"})));
    desk.ok("kanri", "medium-add", card("CARD-4", json!({"filesystem_uuid": "AAAA-0002"})));
    desk.ok("kanri", "medium-add", card("CARD-5", json!({})));
    // Formatted anew, it is told by its new filesystem.
    exists(desk.say("kanri", "medium-set", json!({"filesystem_uuid": "AAAA-0001", "id": "CARD-4"})));
    desk.ok("kanri", "medium-set", json!({"filesystem_uuid": "AAAA-0003", "id": "CARD-4"}));
}

#[test]
fn clients_are_the_same_by_their_contract_or_by_the_registered_name_and_by_nothing_else() {
    let client = |contract: Option<&str>, organization: Option<&str>, registered: bool| Client {
        contract: contract.map(str::to_owned),
        organization: organization.map(str::to_owned),
        registered,
    };
    let (k, l) = (client(Some("K"), Some("市"), true), client(Some("L"), Some("市"), true));
    assert!(k.is(&k) && k.is(&l) && l.is(&k));
    assert!(k.is(&client(Some("K"), Some("町"), false)) && k.is(&client(Some("K"), None, false)));
    // Under two contracts a name counts where both are those of registered clients.
    for other in [
        client(Some("L"), Some("市"), false),
        client(Some("L"), Some("町"), true),
        client(Some("L"), None, true),
    ] {
        assert!(!k.is(&other) && !other.is(&k), "{other:?}");
    }
    assert!(k.is(&client(None, Some("市"), false)) && client(None, Some("市"), false).is(&k));
    assert!(!client(None, None, false).is(&k) && !k.is(&client(None, None, false)));
    // What was known first stays.
    let joined = client(None, Some("市"), false).with(client(Some("L"), Some("町"), true));
    assert_eq!(joined, client(Some("L"), Some("市"), false));
    assert_eq!(
        client(Some("K"), None, false).with(client(Some("L"), Some("町"), true)),
        client(Some("K"), Some("町"), true)
    );
}
