//! What leaves: on its day, by its own attempt, with the passphrase kept by whoever keeps them, and told by another road.

use serde_json::{Value, json};

use super::Desk;
use crate::base::digest::Digest;
use crate::domain::carry_out::Status;
use crate::domain::refusal::Refusal as R;

#[test]
fn nothing_leaves_before_its_day_and_later_it_still_does() {
    let mut desk = Desk::new();
    let number = desk.approved(json!({"on": "2026-11-21"}));
    let intent = desk.intent(number);
    let early = desk.refused(number, "tanaka", "export-intent", intent.clone());
    assert!(matches!(early, R::TooEarly { on, .. } if on.to_string() == "2026-11-21"), "{early}");
    desk.minutes = 3 * 1440;
    desk.about(number, "tanaka", "export-intent", intent);
}

#[test]
fn a_passphrase_goes_to_all_who_may_keep_it_and_to_nobody_where_there_is_none() {
    let mut desk = Desk::new();
    let number = desk.approved(json!({}));
    let intent = desk.intent(number);
    let wrong = [
        json!(null),
        json!({"carrier_holds": true, "holders": ["suzuki"]}),
        json!({"carrier_holds": true, "holders": ["tanaka"]}),
        json!({"carrier_holds": false, "holders": []}),
        json!({"carrier_holds": false, "holders": ["suzuki", "kimura"]}),
        json!({"carrier_holds": false, "holders": ["tanaka"]}),
    ];
    for mut custody in wrong {
        let mut intent = intent.clone();
        if custody.is_null() {
            intent.as_object_mut().unwrap().remove("custody");
        } else {
            custody["sha256"] = json!(Digest::of(b"custody"));
            intent["custody"] = custody;
        }
        let refused = desk.refused(number, "tanaka", "export-intent", intent);
        assert!(matches!(refused, R::WrongCustody { .. }), "{refused}");
    }
    desk.about(number, "tanaka", "export-intent", intent);
}

#[test]
fn only_the_attempt_that_is_open_ends_and_only_by_whoever_began_it() {
    let mut desk = Desk::new();
    let number = desk.approved(json!({}));
    let intent = desk.intent(number);
    let first = desk.about(number, "tanaka", "export-intent", intent.clone());
    let failed = |intent: Digest| json!({"found": "なし", "intent": intent, "reason": "no-room"});
    desk.about(number, "tanaka", "export-failed", failed(first));
    let second = desk.about(number, "tanaka", "export-intent", intent);
    let completed = |intent: Digest| {
        json!({
            "fingerprints": super::attachment(), "intent": intent, "package_sha256": Digest::of(b"package"),
            "package_size_bytes": 7, "write_level": "V2",
        })
    };
    for intent in [first, Digest::of(b"another")] {
        let refused = desk.refused(number, "tanaka", "export-completed", completed(intent));
        assert!(matches!(refused, R::NoOpenAttempt { .. }), "{refused}");
        let refused = desk.refused(number, "tanaka", "export-failed", failed(intent));
        assert!(matches!(refused, R::NoOpenAttempt { .. }), "{refused}");
    }
    let another = desk.refused(number, "mori", "export-completed", completed(second));
    assert!(matches!(another, R::NotTheirAttempt { .. }), "{another}");
    desk.about(number, "tanaka", "export-completed", completed(second));
    assert_eq!(desk.status(number), Status::Sealed);
}

#[test]
fn what_the_recipient_reads_back_is_the_code_of_this_package() {
    let mut desk = Desk::new();
    let waiting = desk.approved(json!({"medium": "USB-08"}));
    let arrived = |digits: &str| json!({"code": {"digits": digits, "kind": "arrived"}});
    let opened = |code: &str| json!({"code": {"code": code, "kind": "opened"}});
    let early = desk.refused(waiting, "tanaka", "receipt", arrived("000000000000"));
    assert!(matches!(early, R::WrongStatus { status: Status::Approved, .. }), "{early}");
    let number = desk.sent(json!({}));
    let digits = desk.c(number).completed().unwrap().1.package_sha256.prefix(12);
    for wrong in [arrived("000000000000"), arrived(&digits[..11]), opened("ABCDEFGHJKLMM"), opened("")] {
        let refused = desk.refused(number, "tanaka", "receipt", wrong);
        assert!(matches!(refused, R::WrongCode { .. }), "{refused}");
    }
    let auditor = desk.refused(number, "kimura", "receipt", arrived(&digits));
    assert!(matches!(auditor, R::MissingRole { .. }), "{auditor}");
    assert_eq!(desk.status(number), Status::Sealed);
    desk.about(number, "suzuki", "receipt", arrived(&digits));
    assert_eq!(desk.status(number), Status::Arrived);
}

#[test]
fn a_passphrase_is_not_mailed_to_where_the_package_went() {
    let mut desk = Desk::new();
    let client = json!({"email": "Yamada@city.example", "id": "city", "name": "山田", "opens": "age", "organization": "市役所"});
    desk.ok("tanaka", "recipient-add", client);
    let number = desk.sent(json!({}));
    let telling = |told: &str, but: Value| {
        let mut body = json!({"note": "手渡しできない", "told": told, "via": "other"});
        for (field, value) in but.as_object().unwrap() {
            body[field] = value.clone();
        }
        body
    };
    for same in [
        telling("yamada@CITY.example", json!({})),
        telling("山田", json!({"note": "yamada@city.example へ"})),
        telling("山田", json!({"contact": "YAMADA@city.example"})),
    ] {
        let refused = desk.refused(number, "suzuki", "passphrase-release", same);
        assert!(matches!(refused, R::SameRoad { .. }), "{refused}");
    }
    let silent = desk.refused(number, "suzuki", "passphrase-release", telling("山田", json!({"note": " "})));
    assert_eq!(silent, R::Empty { field: "note" });
    desk.about(number, "suzuki", "passphrase-release", telling("山田", json!({})));
    // Where the registry knows no address, none is the same.
    let unknown = desk.sealed(json!({"kind": "deliver", "medium": null, "recipient": "sub", "via": "email"}));
    desk.about(
        unknown,
        "suzuki",
        "passphrase-release",
        telling("東", json!({"note": "yamada@city.example"})),
    );
}

#[test]
fn a_clients_consent_is_signed_by_somebody_of_that_client_with_a_key_that_is_good() {
    let mut desk = Desk::under(&[], &[]);
    let rule =
        json!({"clause": "7", "demand": {"kind": "consent"}, "en": "-", "id": "letter-7", "ja": "承諾"});
    let letter = json!({
        "contract": "K", "dated": "2026-11-20", "evidence": super::attachment(), "number": "7", "rules": [rule],
    });
    desk.ok("kanri", "directive", letter);
    let is = |desk: &mut Desk, person: &str, organization: &str, roles: &[&str]| {
        let body = json!({"particulars": {"organization": organization}, "person": person, "roles": roles});
        desk.ok("kanri", "person-set", body);
    };
    is(&mut desk, "sato", "発注機関", &["approver"]);
    is(&mut desk, "kimura", "別の機関", &["client"]);
    is(&mut desk, "suzuki", "発注機関", &["client"]);
    is(&mut desk, "mori", "", &["custodian"]);
    let body = desk.asking_under("K", json!({}));
    desk.ok("tanaka", "request", body);
    let number = desk.registry.requests;
    // Neither an approver who works there nor somebody of another client is this one.
    let without = |desk: &mut Desk| {
        let refused = desk.leaves(number);
        let named = format!("{refused:?}");
        assert!(matches!(refused, Err(R::Rule(_))) && named.contains("Consent"), "{named}");
    };
    desk.approved_by(number, &["sato", "ito", "kimura"]);
    without(&mut desk);
    desk.approved_by(number, &["suzuki"]);
    let key = super::desk::key(6).fingerprint();
    let mut revoked = desk.clone();
    revoked.ok("kanri", "key-revoke", json!({"key": key, "person": "suzuki"}));
    without(&mut revoked);
    let mut intent = desk.intent(number);
    intent["custody"]["holders"] = json!(["mori"]);
    desk.about(number, "tanaka", "export-intent", intent);
}
