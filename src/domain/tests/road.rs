//! On the road.

use serde_json::json;

use super::{Desk, attachment};
use crate::domain::carry_out::Status;
use crate::domain::names::{Kind, MediumState, Role, Via};
use crate::domain::refusal::{CopyRefusal, Refusal as R};

fn pledge() -> serde_json::Value {
    json!({"pledge": attachment()})
}

#[test]
fn only_the_carrier_takes_along_what_is_sealed_and_once() {
    let mut desk = Desk::new();
    let asked = desk.approved(json!({}));
    assert!(matches!(desk.refused(asked, "tanaka", "checkout", pledge()), R::WrongStatus { .. }));
    let id = desk.sealed(json!({}));
    assert!(matches!(desk.refused(id, "mori", "checkout", pledge()), R::NotTheCarrier { .. }));
    desk.about(id, "tanaka", "checkout", pledge());
    assert_eq!(desk.status(id), Status::Out);
    assert!(desk.medium("USB-07").out.contains_key(&id));
    assert!(matches!(desk.refused(id, "tanaka", "checkout", pledge()), R::AlreadyOut { .. }));
    let nothing = json!({"case": " ", "pledge": attachment()});
    let other = desk.sealed(json!({"medium": "USB-08"}));
    assert_eq!(desk.refused(other, "tanaka", "checkout", nothing), R::Empty { field: "case" });
}

#[test]
fn nobody_takes_along_what_goes_by_mail() {
    let mut desk = Desk::new();
    let id = desk.sent(json!({}));
    let refusal = desk.refused(id, "tanaka", "checkout", pledge());
    assert_eq!(refusal, R::NothingToCarry { id: "C-0001".into(), via: Via::Email });
}

#[test]
fn a_stick_that_is_lost_or_out_with_somebody_else_is_not_taken_along() {
    let mut desk = Desk::new();
    let (first, second) = (desk.sealed(json!({})), desk.sealed(json!({})));
    desk.about(first, "tanaka", "checkout", pledge());
    // The same person carries both; another would carry what is not theirs.
    desk.about(second, "tanaka", "transfer", json!({"to": "mori"}));
    assert_eq!(desk.refused(second, "mori", "checkout", pledge()), R::AlreadyOut { id: "C-0001".into() });
    desk.ok("kanri", "medium-set", json!({"id": "USB-08", "state": "retired"}));
    let third = desk.request(json!({"medium": "CARD-1"}));
    assert_eq!(desk.status(third), Status::Requested);
    let lost = desk.sealed(json!({"medium": "CARD-1"}));
    desk.ok("kanri", "medium-set", json!({"id": "CARD-1", "state": "lost"}));
    let refusal = desk.refused(lost, "tanaka", "checkout", pledge());
    assert_eq!(refusal, R::MediumNotUsable { medium: "CARD-1".parse().unwrap(), state: MediumState::Lost });
}

/// Erased on the road and closed, the stick itself is still with whoever took it along.
#[track_caller]
fn over_on_the_road(desk: &mut Desk) -> u64 {
    let id = desk.sealed(json!({}));
    desk.about(id, "tanaka", "checkout", pledge());
    let erased = Desk::disposing("erase-file", json!({"measured": desk.measured(id, json!({}))}));
    desk.about(id, "tanaka", "disposal", erased);
    desk.about(id, "sato", "confirmation", json!({}));
    assert_eq!(desk.status(id), Status::Closed);
    assert!(desk.medium("USB-07").out.contains_key(&id));
    id
}

#[test]
fn what_is_over_keeps_nobody_from_taking_the_stick_along() {
    let mut desk = Desk::new();
    over_on_the_road(&mut desk);
    let second = desk.sealed(json!({}));
    desk.about(second, "tanaka", "checkout", pledge());
    assert_eq!(desk.medium("USB-07").out.keys().copied().collect::<Vec<_>>(), [second]);
    desk.about(second, "tanaka", "transfer", json!({"to": "mori"}));
    desk.about(second, "mori", "checkout", pledge());
    assert_eq!(desk.medium("USB-07").out[&second].person.as_str(), "mori");
    // Somebody who never had it along takes it over as well.
    let mut desk = Desk::new();
    over_on_the_road(&mut desk);
    let second = desk.sealed(json!({}));
    desk.about(second, "tanaka", "transfer", json!({"to": "mori"}));
    desk.about(second, "mori", "checkout", pledge());
    let third = desk.sealed(json!({}));
    assert_eq!(desk.refused(third, "tanaka", "checkout", pledge()), R::AlreadyOut { id: "C-0002".into() });
}

#[test]
fn a_stick_that_came_back_is_out_by_nothing_that_is_over() {
    let mut desk = Desk::new();
    over_on_the_road(&mut desk);
    let second = desk.sealed(json!({}));
    let returning = desk.returning(second, json!({}));
    desk.about(second, "tanaka", "return", returning);
    assert!(desk.medium("USB-07").is_in_place());
    // What is only written down of it says nothing of where it is.
    let mut desk = Desk::new();
    let first = over_on_the_road(&mut desk);
    let second = desk.sealed(json!({}));
    let declared = Desk::disposing("declared", json!({"note": "申告"}));
    desk.about(second, "tanaka", "disposal", declared);
    assert!(desk.medium("USB-07").out.contains_key(&first));
}

#[test]
fn only_the_carrier_passes_it_on_and_only_to_somebody_who_may_carry() {
    let mut desk = Desk::new();
    let waiting = desk.approved(json!({}));
    let to = |person: &str| json!({"to": person});
    assert!(matches!(desk.refused(waiting, "tanaka", "transfer", to("mori")), R::WrongStatus { .. }));
    let id = desk.sealed(json!({}));
    desk.about(id, "tanaka", "checkout", pledge());
    for other in ["mori", "sato", "kanri"] {
        assert!(
            matches!(desk.refused(id, other, "transfer", to("mori")), R::NotTheCarrier { .. }),
            "{other}"
        );
    }
    let refusal = desk.refused(id, "tanaka", "transfer", to("sato"));
    assert_eq!(refusal, R::MissingRole { person: "sato".parse().unwrap(), needs: vec![Role::Requester] });
    assert!(matches!(desk.refused(id, "tanaka", "transfer", to("tanaka")), R::SameCarrier { .. }));
    assert!(matches!(desk.refused(id, "tanaka", "transfer", to("nobody")), R::UnknownPerson { .. }));
    desk.about(id, "tanaka", "transfer", to("mori"));
    // What was pledged ended with the old carrier.
    assert_eq!(
        (desk.status(id), desk.carries("tanaka"), desk.carries("mori")),
        (Status::Sealed, vec![], vec![id])
    );
    assert_eq!(desk.medium("USB-07").out[&id].person.as_str(), "mori");
    let returning = desk.returning(id, json!({}));
    assert!(matches!(desk.refused(id, "tanaka", "return", returning), R::NotTheCarrier { .. }));
}

#[test]
fn after_a_transfer_whoever_asked_is_not_called_the_carrier() {
    let mut desk = Desk::new();
    let id = desk.sealed(json!({}));
    desk.about(id, "tanaka", "transfer", json!({"to": "mori"}));
    let carrier = || "mori".parse().unwrap();
    let returning = desk.returning(id, json!({}));
    let refused = desk.refused(id, "tanaka", "return", returning);
    assert_eq!(refused, R::NotTheCarrier { id: "C-0001".to_owned(), carrier: carrier() });
    // What is whoever asked's own to do is not said of the carrier.
    let intent = desk.intent(id);
    for (kind, body) in [("export-intent", intent), ("withdrawal", json!({}))] {
        let requester = "tanaka".parse().unwrap();
        let expected = R::NotTheRequester { id: "C-0001".to_owned(), requester };
        assert_eq!(desk.refused(id, "mori", kind, body), expected, "{kind}");
    }
}

#[test]
fn a_transfer_does_not_give_the_passphrase_to_who_carries_the_package() {
    let mut desk = Desk::new();
    desk.ok(
        "kanri",
        "person-set",
        json!({"particulars": {}, "person": "suzuki", "roles": ["custodian", "requester"]}),
    );
    let id = desk.sealed(json!({}));
    desk.about(id, "tanaka", "transfer", json!({"to": "suzuki"}));
    let told = json!({"told": "鈴木", "via": "phone"});
    assert!(matches!(
        desk.refused(id, "suzuki", "passphrase-release", told.clone()),
        R::NotACustodian { .. }
    ));
    desk.about(id, "suzuki", "transfer", json!({"to": "tanaka"}));
    desk.about(id, "suzuki", "passphrase-release", told);
}

#[test]
fn what_arrived_or_went_nowhere_is_not_undelivered() {
    let mut desk = Desk::new();
    let not_delivered = || json!({"evidence": attachment()});
    let own = desk.sealed(json!({}));
    assert!(matches!(desk.refused(own, "tanaka", "undelivered", not_delivered()), R::WrongStatus { .. }));
    let id = desk.sent(json!({"via": "courier"}));
    assert!(matches!(desk.refused(id, "mori", "undelivered", not_delivered()), R::NotTheCarrier { .. }));
    desk.about(id, "tanaka", "checkout", pledge());
    desk.about(id, "tanaka", "undelivered", not_delivered());
    assert_eq!(desk.status(id), Status::Sealed);
    // The same package goes again.
    desk.about(id, "tanaka", "checkout", pledge());
    let digits = desk.c(id).completed().unwrap().1.package_sha256.prefix(12);
    desk.about(id, "tanaka", "receipt", json!({"code": {"digits": digits, "kind": "arrived"}}));
    let refusal = desk.refused(id, "tanaka", "undelivered", not_delivered());
    assert_eq!(refusal, R::WrongStatus { id: "C-0002".into(), status: Status::Arrived });
}

#[test]
fn a_day_is_only_put_off_one_at_a_time_and_by_somebody_else() {
    let mut desk = Desk::new();
    let id = desk.sealed(json!({}));
    let until = |day: &str| json!({"due": day, "reason": "工期"});
    assert!(matches!(desk.refused(id, "mori", "extension", until("2027-01-10")), R::NotTheCarrier { .. }));
    assert!(matches!(desk.refused(id, "tanaka", "extension", until("2026-12-20")), R::NotLater { .. }));
    let silent = json!({"due": "2027-01-10", "reason": ""});
    assert_eq!(desk.refused(id, "tanaka", "extension", silent), R::Empty { field: "reason" });
    let asked = desk.about(id, "tanaka", "extension", until("2027-01-10"));
    assert!(matches!(desk.refused(id, "tanaka", "extension", until("2027-02-10")), R::ExtensionWaits { .. }));
    assert_eq!(desk.c(id).due().to_string(), "2026-12-20");
    let answer = |approved: bool| json!({"approved": approved, "extension": asked});
    assert!(matches!(desk.refused(id, "tanaka", "extension-answer", answer(true)), R::OwnRequest { .. }));
    assert!(matches!(desk.refused(id, "kimura", "extension-answer", answer(true)), R::MissingRole { .. }));
    assert_eq!(desk.refused(id, "sato", "extension-answer", answer(false)), R::Empty { field: "reason" });
    let other = json!({"approved": true, "extension": crate::base::digest::Digest::of(b"another")});
    assert!(matches!(desk.refused(id, "sato", "extension-answer", other), R::NoExtension { .. }));
    desk.about(id, "sato", "extension-answer", answer(true));
    assert_eq!(desk.c(id).due().to_string(), "2027-01-10");
    assert!(matches!(desk.refused(id, "ito", "extension-answer", answer(true)), R::NoExtension { .. }));
    // Refused, the day that stood stays.
    let asked = desk.about(id, "tanaka", "extension", until("2027-02-10"));
    desk.about(
        id,
        "ito",
        "extension-answer",
        json!({"approved": false, "extension": asked, "reason": "長い"}),
    );
    assert_eq!(desk.c(id).due().to_string(), "2027-01-10");
}

#[test]
fn who_carries_or_carried_it_does_not_answer_the_extension() {
    let mut desk = Desk::new();
    let id = desk.sealed(json!({}));
    desk.about(id, "tanaka", "transfer", json!({"to": "ueda"}));
    let asked = desk.about(id, "ueda", "extension", json!({"due": "2027-01-10", "reason": "工期"}));
    let answer = || json!({"approved": true, "extension": asked});
    assert!(matches!(desk.refused(id, "ueda", "extension-answer", answer()), R::OwnExtension { .. }));
    desk.about(id, "ueda", "transfer", json!({"to": "mori"}));
    assert!(matches!(desk.refused(id, "ueda", "extension-answer", answer()), R::OwnExtension { .. }));
    // Nor does somebody in their stead.
    desk.ok(
        "ueda",
        "delegation",
        json!({"from": "2026-11-20", "person": "ueda", "to": "kimura", "until": "2026-11-30"}),
    );
    assert!(matches!(desk.refused(id, "kimura", "extension-answer", answer()), R::MissingRole { .. }));
    desk.about(id, "sato", "extension-answer", answer());
}

#[test]
fn what_is_handed_over_needs_a_receipt_and_is_a_deliverable() {
    let mut desk = Desk::new();
    let work = desk.sealed(json!({}));
    let receipt = || json!({"evidence": attachment()});
    let refusal = desk.refused(work, "tanaka", "hand-over", receipt());
    assert_eq!(refusal, R::DoesNotStay { id: "C-0001".into(), kind: Kind::Work });
    let id = desk.sent(json!({}));
    assert!(matches!(desk.refused(id, "mori", "hand-over", receipt()), R::NotTheCarrier { .. }));
    assert!(matches!(desk.refused(id, "tanaka", "hand-over", json!({})), R::NoReceipt { .. }));
    desk.about(id, "tanaka", "receipt", json!({"code": {"code": "ABCDEFGHJKLMN", "kind": "opened"}}));
    desk.about(id, "tanaka", "hand-over", json!({}));
    assert_eq!(desk.status(id), Status::HandedOver);
    assert!(matches!(desk.refused(id, "tanaka", "hand-over", json!({})), R::WrongStatus { .. }));
    // What was sent is the recipient's; what stayed at the office is not.
    assert_eq!(desk.c(id).open_copies().map(|copy| copy.number).collect::<Vec<_>>(), [1]);
}

#[test]
fn a_stick_stays_with_the_client_only_as_it_left() {
    let mut desk = Desk::new();
    let deliver = || json!({"kind": "deliver", "recipient": "city"});
    let (first, second) = (desk.sealed(deliver()), desk.sealed(deliver()));
    let stays = || json!({"evidence": attachment(), "medium_stays": true});
    // With another package on it that nobody has accounted for it does not.
    assert!(matches!(desk.refused(first, "tanaka", "hand-over", stays()), R::MediumHoldsOthers { .. }));
    let returning = desk.returning(second, json!({}));
    desk.about(second, "tanaka", "return", returning);
    desk.about(first, "tanaka", "hand-over", stays());
    assert_eq!(desk.medium("USB-07").state, MediumState::Retired);
    assert_eq!(desk.medium("USB-07").place.as_deref(), Some("山田 (市役所)"));
    assert_eq!(desk.c(first).open_copies().count(), 0);
    // A retired one does not stay with anybody.
    let fourth = desk.sealed(json!({"kind": "deliver", "medium": "CARD-1", "recipient": "city"}));
    desk.ok("kanri", "medium-set", json!({"id": "CARD-1", "state": "retired"}));
    assert!(matches!(desk.refused(fourth, "tanaka", "hand-over", stays()), R::MediumNotUsable { .. }));
    // And not when it has come back.
    let third = desk.sealed(json!({"kind": "deliver", "medium": "USB-08", "recipient": "city"}));
    let returning = desk.returning(third, json!({}));
    desk.about(third, "tanaka", "return", returning);
    assert!(matches!(
        desk.refused(third, "tanaka", "hand-over", stays()),
        R::Copy(CopyRefusal::CopyAccounted { .. })
    ));
}
