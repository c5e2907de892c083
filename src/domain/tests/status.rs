//! Where a carry-out stands, in every state.

use serde_json::json;

use super::{Desk, attachment};
use crate::domain::carry_out::Status as S;

#[test]
fn every_state_from_the_request_to_the_end() {
    let mut desk = Desk::new();
    let id = desk.request(json!({"kind": "deliver", "recipient": "city"}));
    assert_eq!(desk.status(id), S::Requested);
    desk.about(id, "sato", "approval", json!({}));
    assert_eq!(desk.status(id), S::Approved);
    let intent = desk.intent(id);
    let first = desk.about(id, "tanaka", "export-intent", intent);
    assert_eq!((desk.status(id), desk.carries("tanaka")), (S::Sealing, vec![id]));
    desk.about(id, "tanaka", "export-failed", json!({"found": "なし", "intent": first, "reason": "no-room"}));
    assert_eq!((desk.status(id), desk.carries("tanaka")), (S::Failed, vec![]));
    let intent = desk.intent(id);
    let second = desk.about(id, "tanaka", "export-intent", intent);
    desk.complete(id, second);
    assert_eq!(desk.status(id), S::Sealed);
    desk.about(id, "tanaka", "checkout", json!({"pledge": attachment()}));
    assert_eq!(desk.status(id), S::Out);
    let digits = desk.c(id).completed().unwrap().1.package_sha256.prefix(12);
    desk.about(id, "tanaka", "receipt", json!({"code": {"digits": digits, "kind": "arrived"}}));
    assert_eq!(desk.status(id), S::Arrived);
    desk.about(id, "tanaka", "receipt", json!({"code": {"code": "ABCDEFGHJKLMN", "kind": "opened"}}));
    assert_eq!(desk.status(id), S::Opened);
    desk.about(id, "tanaka", "hand-over", json!({}));
    assert_eq!(desk.status(id), S::HandedOver);
    let returning = desk.returning(id, json!({}));
    desk.about(id, "tanaka", "return", returning);
    assert_eq!(desk.status(id), S::HandedOver);
    desk.about(id, "sato", "confirmation", json!({}));
    assert_eq!(desk.status(id), S::Closed);
}

#[test]
fn what_never_left_ends_otherwise() {
    let mut desk = Desk::new();
    let (withdrawn, rejected) = (desk.request(json!({})), desk.request(json!({})));
    desk.about(withdrawn, "tanaka", "withdrawal", json!({}));
    desk.about(rejected, "sato", "rejection", json!({"reason": "不要"}));
    assert_eq!((desk.status(withdrawn), desk.status(rejected)), (S::Withdrawn, S::Rejected));
    let expired = desk.approved(json!({}));
    assert_eq!(desk.c(expired).status(true, "2026-11-27".parse().unwrap()), S::Expired);
}

#[test]
fn the_last_of_return_and_disposal_gives_the_name() {
    let mut desk = Desk::new();
    let id = desk.sealed(json!({}));
    desk.about(id, "tanaka", "copy-made", json!({"kind": "paper", "place": "机"}));
    let returning = desk.returning(id, json!({}));
    desk.about(id, "tanaka", "return", returning);
    assert_eq!(desk.status(id), S::Sealed);
    desk.about(id, "tanaka", "disposal", Desk::disposing("dissolve", json!({"copies": [2], "note": "溶解"})));
    assert_eq!(desk.status(id), S::Disposed);
    // The end of the key is no end of a copy that is not named.
    desk.about(id, "suzuki", "disposal", Desk::key_destroyed(&[], &[]));
    assert_eq!(desk.status(id), S::Disposed);
}

#[test]
fn lost_stands_above_everything_until_it_is_found() {
    let mut desk = Desk::new();
    let id = desk.sealed(json!({}));
    let incident = desk.incident(id, "mori", "lost");
    assert_eq!(desk.status(id), S::Lost);
    desk.end(incident, "sato");
    desk.about(id, "sato", "confirmation", json!({}));
    assert_eq!((desk.status(id), desk.c(id).is_outstanding()), (S::Lost, false));
}
