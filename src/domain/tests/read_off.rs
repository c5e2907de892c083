//! What the desks read off the registry and off what is known: who, since when, until when, and which number.

use serde_json::{Value, json};

use super::desk::key;
use super::{Desk, attachment};
use crate::domain::article::ArticleState;
use crate::domain::body::request::Opening;
use crate::domain::carry_out::{disposal_number, number_of};
use crate::domain::incident::incident_number;
use crate::domain::names::PersonId;

fn id(person: &str) -> PersonId {
    person.parse().unwrap()
}

#[test]
fn a_number_is_read_with_its_own_letter_and_from_one_on() {
    let reads = |letter: &str, id: &str| match letter {
        "C" => number_of(id),
        "D" => disposal_number(id),
        _ => incident_number(id),
    };
    for letter in ["C", "D", "I"] {
        let number = |id: &str| reads(letter, id);
        for (text, known) in
            [("-0042", Some(42)), ("-1", Some(1)), ("-0000", None), ("-", None), ("-+1", None)]
        {
            assert_eq!(number(&format!("{letter}{text}")), known, "{letter}{text}");
            assert_eq!(number(&format!("{}{text}", letter.to_lowercase())), known, "{letter}{text}");
        }
        assert_eq!((number("X-0001"), number("0001")), (None, None), "{letter}");
    }
}

#[test]
fn a_person_is_known_by_their_name_and_by_every_key_of_theirs() {
    let desk = Desk::new();
    let registry = &desk.registry;
    assert_eq!(
        (registry.name_of(&id("kanri")), registry.name_of(&id("nobody"))),
        ("管理".into(), "nobody".into())
    );
    let owner = |number: u8| registry.owner_of(&key(number).fingerprint()).map(|person| person.id.clone());
    assert_eq!((owner(1), owner(4), owner(200)), (Some(id("tanaka")), Some(id("ito")), None));
}

#[test]
fn custody_files_are_sealed_to_what_somebody_named_and_else_to_their_first_good_key() {
    let mut desk = Desk::new();
    let sealed_to = |desk: &Desk| desk.registry.person(&id("suzuki")).unwrap().custody_recipient();
    assert_eq!(sealed_to(&desk), Some(key(6).to_openssh()));
    desk.ok("suzuki", "key-add", json!({"key": key(60), "person": "suzuki"}));
    desk.ok("kanri", "key-revoke", json!({"key": key(6).fingerprint(), "person": "suzuki"}));
    assert_eq!(sealed_to(&desk), Some(key(60).to_openssh()));
    let named = json!({"custody": "age1named", "particulars": {}, "person": "suzuki"});
    desk.ok("kanri", "person-set", named);
    assert_eq!(sealed_to(&desk).as_deref(), Some("age1named"));
    desk.ok("kanri", "key-revoke", json!({"key": key(3).fingerprint(), "person": "sato"}));
    assert_eq!(desk.registry.person(&id("sato")).unwrap().custody_recipient(), None);
}

#[test]
fn somebody_works_no_more_from_the_day_they_left_the_contract_or_the_office() {
    let mut desk = Desk::under(&[], &[]);
    let k = "K".parse().unwrap();
    let left =
        |desk: &Desk, contract| desk.registry.left_on(&id("tanaka"), contract).map(|day| day.to_string());
    assert_eq!((left(&desk, Some(&k)), left(&desk, None)), (None, None));
    desk.ok("kanri", "person-leave", json!({"contract": "K", "person": "tanaka"}));
    assert_eq!((left(&desk, Some(&k)).as_deref(), left(&desk, None)), (Some("2026-11-20"), None));
    desk.minutes += 1440;
    desk.ok("kanri", "person-leave", json!({"person": "tanaka"}));
    let days = (left(&desk, Some(&k)), left(&desk, None));
    assert_eq!((days.0.as_deref(), days.1.as_deref()), (Some("2026-11-20"), Some("2026-11-21")));
    assert_eq!(desk.registry.left_on(&id("mori"), Some(&k)), None);
}

#[test]
fn a_contract_is_over_from_the_day_after_its_last() {
    let mut desk = Desk::new();
    desk.ok("kanri", "contract-add", json!({"client": "市", "id": "K", "until": "2026-11-30"}));
    desk.ok("kanri", "contract-add", json!({"client": "市", "id": "L"}));
    let ended = |contract: &str, today: &str| {
        let day = desk.registry.contract_ended(&contract.parse().unwrap(), today.parse().unwrap());
        day.map(|day| day.to_string())
    };
    assert_eq!((ended("K", "2026-11-29"), ended("K", "2026-11-30")), (None, None));
    assert_eq!(ended("K", "2026-12-01").as_deref(), Some("2026-11-30"));
    assert_eq!((ended("L", "2099-01-01"), ended("M", "2099-01-01")), (None, None));
}

#[test]
fn what_an_incident_keeps_keeps_what_lies_on_the_same_medium() {
    let mut desk = Desk::new();
    let (first, second) = (desk.sealed(json!({})), desk.sealed(json!({})));
    let other = desk.sealed(json!({"medium": "USB-08"}));
    let kept = |desk: &Desk, number: u64| desk.registry.kept_for(number, desk.c(number).medium());
    assert_eq!((kept(&desk, first), kept(&desk, second)), (None, None));
    desk.incident(other, "mori", "suspected");
    desk.incident(first, "mori", "suspected");
    assert_eq!((kept(&desk, first), kept(&desk, second), kept(&desk, other)), (Some(2), Some(2), Some(1)));
    assert_eq!(desk.registry.kept_for(second, None), None);
    // Its own incident is named before another's.
    desk.incident(second, "mori", "suspected");
    assert_eq!((kept(&desk, first), kept(&desk, second)), (Some(2), Some(3)));
}

/// Something on paper that `tanaka` asked to take along until the 20th of December.
fn paper(desk: &mut Desk) -> Value {
    let asking = json!({
        "attested": attachment(), "direction": "out", "due": "2026-12-20", "on": "2026-11-20",
        "paper": {"count": 3, "level": "2", "title": "図面"}, "place": "現場", "purpose": "測量",
    });
    json!({"article": desk.ok("tanaka", "article-carry", asking)})
}

#[test]
fn what_is_out_is_overdue_from_the_day_after_its_last_and_nothing_else_is() {
    let mut desk = Desk::new();
    let overdue = |desk: &Desk, today: &str| {
        let article = desk.registry.articles.values().next_back().unwrap();
        (article.state(), article.is_overdue(today.parse().unwrap()))
    };
    let mut refused = paper(&mut desk);
    assert_eq!(overdue(&desk, "2026-12-21"), (ArticleState::Asked, false));
    refused
        .as_object_mut()
        .unwrap()
        .extend(json!({"approved": false, "reason": "不要", "step": "out"}).as_object().unwrap().clone());
    desk.ok("sato", "article-answer", refused);
    assert_eq!(overdue(&desk, "2026-12-21"), (ArticleState::Refused, false));
    assert!(!desk.registry.articles[&1].is_open() && !desk.registry.articles[&1].is_outstanding());
    let article = paper(&mut desk);
    let mut out = article.clone();
    out["approved"] = json!(true);
    out["step"] = json!("out");
    desk.ok("sato", "article-answer", out);
    for (today, late) in [("2026-12-19", false), ("2026-12-20", false), ("2026-12-21", true)] {
        assert_eq!(overdue(&desk, today), (ArticleState::Out, late), "{today}");
    }
    desk.ok("tanaka", "article-return", article);
    assert_eq!(overdue(&desk, "2026-12-21"), (ArticleState::Returned, false));
}

#[test]
fn important_information_is_kept_until_its_day_or_the_contracts_whichever_is_earlier() {
    let mut desk = Desk::new();
    desk.ok("kanri", "contract-add", json!({"client": "市", "id": "K", "until": "2026-12-31"}));
    desk.ok("kanri", "contract-add", json!({"client": "市", "id": "L"}));
    let due = |desk: &mut Desk, contract: &str, until: Option<&str>| {
        let id = format!("A-{}", desk.entries());
        let mut body = json!({
            "contract": contract, "id": id, "level": "2", "name": "図面", "place": "書庫", "received": "2026-11-01",
        });
        if let Some(until) = until {
            body["until"] = json!(until);
        }
        desk.ok("tanaka", "asset-add", body);
        let due = desk.registry.assets[&id.parse().unwrap()].due(&desk.registry);
        due.map(|(day, by_contract)| (day.to_string(), by_contract))
    };
    let on = |day: &str, by_contract: bool| Some((day.to_owned(), by_contract));
    assert_eq!(due(&mut desk, "K", Some("2026-12-30")), on("2026-12-30", false));
    assert_eq!(due(&mut desk, "K", Some("2026-12-31")), on("2026-12-31", false));
    assert_eq!(due(&mut desk, "K", Some("2027-01-01")), on("2026-12-31", true));
    assert_eq!(due(&mut desk, "K", None), on("2026-12-31", true));
    assert_eq!(due(&mut desk, "L", Some("2027-01-01")), on("2027-01-01", false));
    assert_eq!(due(&mut desk, "L", None), None);
}

#[test]
fn a_package_is_opened_with_keys_or_with_a_passphrase_and_is_called_so() {
    let keys = vec!["age1one".to_owned(), "age1two".to_owned()];
    for (opening, passphrase, named) in [
        (Opening::AgePassphrase, true, &[][..]),
        (Opening::ZipAes, true, &[]),
        (Opening::AgeKeys { keys: keys.clone() }, false, &keys),
    ] {
        assert_eq!((opening.has_passphrase(), opening.keys()), (passphrase, named));
        assert_eq!(json!(opening)["format"], opening.as_str());
    }
}

#[test]
fn the_minutes_since_somebody_was_aware_are_whole_and_those_before_are_negative() {
    let mut desk = Desk::new();
    let number = desk.sealed(json!({}));
    desk.incident(number, "mori", "suspected");
    let minutes = |at: &str| desk.incidents[0].minutes_until(at.parse().unwrap());
    assert_eq!(minutes("2026-11-20T10:00:59+09:00"), 0);
    assert_eq!(minutes("2026-11-20T12:01:00+09:00"), 121);
    assert_eq!(minutes("2026-11-20T09:59:59+09:00"), -1);
}

/// A client's letter for a period, of this scope, compared by a second person.
fn letter(scope: Value) -> Desk {
    let mut desk = Desk::under(&[], &[]);
    let mut all = json!({"text": "月次の納品", "until": "2026-12-31"});
    all.as_object_mut().unwrap().extend(scope.as_object().unwrap().clone());
    let letter = json!({
        "by": "課長", "contract": "K", "dated": "2026-11-20", "evidence": attachment(), "number": "78", "scope": all,
    });
    let consent = desk.ok("tanaka", "consent", letter);
    assert!(!is_general(&desk, "2026-12-31"), "one person alone");
    desk.ok("sato", "consent-confirm", json!({"consent": consent, "contract": "K"}));
    desk
}

fn is_general(desk: &Desk, day: &str) -> bool {
    desk.registry.contracts[&"K".parse().unwrap()].consents[0].is_general(day.parse().unwrap())
}

#[test]
fn a_letter_is_for_whatever_is_done_only_where_it_names_nothing_and_nobody() {
    let desk = letter(json!({}));
    assert_eq!((is_general(&desk, "2026-12-31"), is_general(&desk, "2027-01-01")), (true, false));
    for bound in [
        json!({"kinds": ["deliver"]}),
        json!({"levels": ["2"]}),
        json!({"recipients": ["city"]}),
        json!({"requesters": ["tanaka"]}),
        json!({"vias": ["email"]}),
    ] {
        assert!(!is_general(&letter(bound.clone()), "2026-12-01"), "{bound}");
    }
    let mut desk = Desk::under(&[], &[]);
    let asking = desk.asking_under("K", json!({}));
    desk.ok("tanaka", "request", asking);
    desk.consented(1);
    assert!(!is_general(&desk, "2026-11-20"), "for one request");
}
