//! What a statement leaves behind, where no later statement is refused for it.

use serde_json::{Value, json};

use super::desk::{STICK, key};
use super::{Desk, attachment};
use crate::base::digest::Digest;
use crate::domain::apply::apply_registration;
use crate::domain::carry_out::{Fate, Mark};
use crate::domain::contract::Contract;
use crate::domain::duty::Event;
use crate::domain::names::{CopyKind, Level, MediumState, Role};
use crate::domain::registry::Registry;
use crate::domain::rules::demand::Occurrence;
use crate::domain::statement::{Nonce, Seen, Statement};
use crate::domain::verify::{Act, Verified};

fn contract<'a>(desk: &'a Desk, id: &str) -> &'a Contract {
    &desk.registry.contracts[&id.parse().unwrap()]
}

/// What happened under `K` that a paper may be owed for.
fn events(desk: &Desk, occurrence: Occurrence) -> Vec<Event> {
    let all = contract(desk, "K").events.iter();
    all.filter(|event| event.occurrence == occurrence).cloned().collect()
}

/// `what` under `K`, with more fields.
fn under_k(what: Value) -> Value {
    let mut body = json!({"contract": "K"});
    body.as_object_mut().unwrap().extend(what.as_object().unwrap().clone());
    body
}

#[test]
fn a_passphrase_told_by_another_channel_or_by_the_carrier_is_marked() {
    let telling = |via: &str| json!({"note": "手渡し", "told": "山田", "via": via});
    let mut desk = Desk::new();
    let number = desk.sent(json!({}));
    for via in ["phone", "other"] {
        desk.about(number, "suzuki", "passphrase-release", telling(via));
    }
    let marks = |desk: &Desk| desk.c(1).releases.iter().map(|one| one.marks.clone()).collect::<Vec<_>>();
    assert_eq!(marks(&desk), [vec![], vec![Mark::UnusualChannel]]);
    // Where nobody else keeps passphrases, whoever carries it holds its key.
    let mut desk = Desk::new();
    desk.ok("kanri", "person-set", json!({"particulars": {}, "person": "suzuki", "roles": ["auditor"]}));
    let number =
        desk.approved(json!({"kind": "deliver", "medium": null, "recipient": "city", "via": "email"}));
    let mut intent = desk.intent(number);
    intent["custody"]["carrier_holds"] = json!(true);
    intent["custody"]["holders"] = json!(["tanaka"]);
    let intent = desk.about(number, "tanaka", "export-intent", intent);
    desk.complete(number, intent);
    desk.about(number, "tanaka", "passphrase-release", telling("phone"));
    assert_eq!(marks(&desk), [vec![Mark::CarrierHoldsKey]]);
}

#[test]
fn what_a_subcontractor_signed_and_was_checked_for_is_its_organizations_and_the_newest_check_stands() {
    let mut desk =
        Desk::under(&[], &[super::Record::Subcontractor, super::Record::Agreement, super::Record::Check]);
    let sub = "sub".parse().unwrap();
    for record in [super::Record::Subcontractor, super::Record::Agreement] {
        desk.record(record, "K");
    }
    let known = contract(&desk, "K");
    assert_eq!((known.subcontractors[&sub].tier, known.agreements[&sub].organization.as_str()), (1, "下請"));
    let about: Vec<_> =
        events(&desk, Occurrence::Subcontracting).into_iter().map(|event| event.about).collect();
    assert_eq!(about, [Some("sub".to_owned())]);
    let mut stands = |on: &str, unmet: &[&str]| {
        let checked = json!({"evidence": attachment(), "on": on, "recipient": "sub", "unmet": unmet});
        desk.ok("sato", "subcontractor-check", under_k(checked));
        let checked = &contract(&desk, "K").checks[&sub];
        assert_eq!(checked.organization, "下請");
        (checked.on.to_string(), checked.unmet.clone())
    };
    let on =
        |day: &str, unmet: &[&str]| (day.to_owned(), unmet.iter().map(|&item| item.to_owned()).collect());
    assert_eq!(stands("2026-11-10", &["5-1"]), on("2026-11-10", &["5-1"]));
    assert_eq!(stands("2026-11-09", &[]), on("2026-11-10", &["5-1"]));
    // Of one day what was said last, and of two the later.
    assert_eq!(stands("2026-11-10", &["5-2"]), on("2026-11-10", &["5-2"]));
    assert_eq!(stands("2026-11-11", &[]), on("2026-11-11", &[]));
}

#[test]
fn what_is_taught_under_one_contract_is_taught_under_no_other() {
    let mut desk = Desk::under(&[], &[]);
    desk.ok("kanri", "contract-add", json!({"client": "市", "id": "L"}));
    let taught = |desk: &Desk, id: &str| {
        let events = contract(desk, id).events.iter();
        events.filter(|event| event.occurrence == Occurrence::Training).count()
    };
    let before = (taught(&desk, "K"), taught(&desk, "L"));
    let lesson = json!({"on": "2026-11-20", "people": ["tanaka"], "topic": "取扱い"});
    desk.ok("kanri", "training", under_k(lesson.clone()));
    assert_eq!((taught(&desk, "K"), taught(&desk, "L")), (before.0 + 1, before.1));
    // Under none, it is for every contract under which somebody taught is known to the client.
    desk.ok("kanri", "training", lesson);
    assert_eq!((taught(&desk, "K"), taught(&desk, "L")), (before.0 + 2, before.1));
}

#[test]
fn whoever_is_registered_comes_with_their_particulars_and_the_key_that_custody_files_are_sealed_to() {
    let mut desk = Desk::new();
    let add = json!({
        "custody": "age1new", "key": key(50), "name": "新人", "particulars": {"phone": "03"}, "person": "shin",
        "roles": ["custodian"],
    });
    desk.ok("kanri", "person-add", add);
    let person = desk.registry.person(&"shin".parse().unwrap()).unwrap();
    assert_eq!(
        (person.particulars.phone.as_deref(), person.custody.as_deref()),
        (Some("03"), Some("age1new"))
    );
    assert_eq!(person.custody_set, Some((key(0).fingerprint(), desk.entries() - 1)));
}

/// A registration as somebody reads it who has no log.
fn read(registry: &mut Registry, author: &str, index: u64, kind: &str, body: Value) -> bool {
    let statement = Statement {
        author: author.parse().unwrap(),
        body: serde_json::from_value(json!({"type": kind, "body": body})).unwrap(),
        nonce: Nonce::new([7; 16]),
        origin: "example.test/desk".to_owned(),
        seen: Seen { root: Digest::of(b""), size: 0 },
        time: "2026-11-20T10:00:00+09:00".parse().unwrap(),
    };
    let digest = statement.encode().unwrap().digest();
    let number = super::desk::CAST.iter().position(|(id, _)| *id == author).unwrap();
    let key = key(u8::try_from(number).unwrap()).fingerprint();
    apply_registration(registry, &Verified::taken_for(Act { statement, digest, index, key })).is_ok()
}

#[test]
fn where_the_log_is_not_at_hand_registrations_and_successions_are_taken_in_all_the_same() {
    let mut registry = Desk::new().registry.clone();
    let add = json!({"key": key(50), "name": "新人", "particulars": {}, "person": "shin", "roles": []});
    assert!(read(&mut registry, "kanri", 50, "person-add", add.clone()));
    assert!(registry.person(&"shin".parse().unwrap()).is_some());
    assert!(!read(&mut registry, "tanaka", 51, "person-add", add));
    let asking = json!({"person": "tanaka", "reason": "鍵の紛失"});
    assert!(!read(&mut registry, "mori", 52, "succession", asking.clone()), "not somebody who is trusted");
    assert!(read(&mut registry, "kimura", 53, "succession", asking));
    let asked = registry.successions[0].digest;
    // Nor whether what was asked for before was answered since.
    let again = json!({"person": "tanaka", "reason": "鍵の紛失"});
    assert!(read(&mut registry, "ito", 56, "succession", again));
    // The days that have to pass between, the log alone can tell.
    let agreeing = json!({"reason": "電話で確認", "succession": asked});
    assert!(
        !read(&mut registry, "kimura", 54, "succession-confirm", agreeing.clone()),
        "not the same person"
    );
    assert!(read(&mut registry, "sato", 55, "succession-confirm", agreeing));
    assert!(registry.person(&"tanaka".parse().unwrap()).unwrap().has(Role::Administrator));
}

#[test]
fn a_stick_is_missed_on_a_day_on_which_nobody_saw_it_where_it_should_lie() {
    let mut desk = Desk::new();
    let number = desk.sealed(json!({}));
    desk.about(number, "tanaka", "checkout", json!({"pledge": attachment()}));
    let missed = |desk: &Desk| [STICK, "USB-08", "CARD-1"].map(|id| desk.medium(id).missed.is_some());
    // Looking takes several people: what one of them saw, the other does not miss.
    desk.ok("kimura", "stock-take", json!({"seen": ["USB-08"]}));
    assert_eq!(missed(&desk), [false, false, true]);
    desk.ok("sato", "stock-take", json!({"seen": ["CARD-1"]}));
    assert_eq!(missed(&desk), [false, false, false]);
    desk.minutes += 1440;
    desk.ok("kimura", "stock-take", json!({"seen": ["CARD-1"]}));
    assert_eq!(missed(&desk), [false, true, false]);
}

#[test]
fn a_medium_that_ends_is_with_nobody_and_says_why_and_one_in_use_stays_with_whoever_has_it() {
    let mut desk = Desk::new();
    let number = desk.sealed(json!({}));
    desk.about(number, "tanaka", "checkout", json!({"pledge": attachment()}));
    desk.ok("kanri", "medium-set", json!({"id": STICK, "state": "active"}));
    let medium = desk.medium(STICK);
    assert!(medium.out.contains_key(&number) && medium.ended.is_none());
    desk.ok("kanri", "medium-set", json!({"id": STICK, "reason": "破損", "state": "retired"}));
    let medium = desk.medium(STICK);
    assert!(medium.out.is_empty() && medium.state == MediumState::Retired);
    assert_eq!(medium.ended.as_ref().unwrap().reason.as_deref(), Some("破損"));
}

#[test]
fn only_what_goes_back_to_the_client_ends_by_being_handed_over() {
    for (kind, ended) in [("deliver", 0), ("return-to-client", 1)] {
        let mut desk = Desk::under(&[], &[]);
        let number = desk.sealed(
            json!({"contract": "K", "kind": kind, "medium": null, "recipient": "city", "via": "email"}),
        );
        desk.about(number, "tanaka", "hand-over", json!({"evidence": attachment()}));
        assert_eq!(events(&desk, Occurrence::Disposal).len(), ended, "{kind}");
    }
}

#[test]
fn an_incident_is_over_for_the_contracts_it_concerned_and_a_drill_for_none() {
    for (drill, over) in [(false, 1), (true, 0)] {
        let mut desk = Desk::under(&[], &[]);
        desk.ok("kanri", "contract-add", json!({"client": "市", "id": "L"}));
        let asking = desk.asking_under("K", json!({}));
        let number = desk.sealed(asking);
        let aware = desk.now();
        let opened = json!({"aware": aware, "drill": drill, "kind": "suspected"});
        let incident = desk.about(number, "mori", "incident-open", opened);
        let known = contract(&desk, "K");
        assert_eq!((known.is_concerned("I-0001"), known.is_concerned("I-0002")), (!drill, false));
        assert!(!known.is_concerned("sub"), "subcontracted to is not concerned by");
        assert!(!contract(&desk, "L").is_concerned("I-0001"));
        desk.end(incident, "sato");
        assert_eq!(events(&desk, Occurrence::IncidentClosed).len(), over, "{drill}");
    }
}

#[test]
fn a_package_named_by_an_incident_is_lost_with_the_device_that_had_a_copy_of_it() {
    let mut desk = Desk::new();
    desk.ok("kanri", "medium-add", json!({"id": "PC-1", "kind": "pc", "serial": "PC-1"}));
    let number = desk.sealed(json!({}));
    desk.about(
        number,
        "tanaka",
        "copy-made",
        json!({"device": "PC-1", "kind": "working", "place": "ノートPC"}),
    );
    let aware = desk.now();
    desk.about(number, "tanaka", "incident-open", json!({"aware": aware, "kind": "lost", "medium": "PC-1"}));
    let lost = Fate::Lost { incident: 1 };
    assert_eq!((desk.fate(number, 1), desk.fate(number, 2)), (lost.clone(), lost));
    assert_eq!(desk.medium(STICK).state, MediumState::Lost);
}

#[test]
fn what_an_incident_is_about_is_named_once() {
    let mut desk = Desk::new();
    let asking = json!({
        "attested": attachment(), "direction": "out", "due": "2026-12-20", "on": "2026-11-20",
        "paper": {"count": 3, "level": "2", "title": "図面"}, "place": "現場", "purpose": "測量",
    });
    let out = |desk: &mut Desk| {
        let article = desk.ok("tanaka", "article-carry", asking.clone());
        desk.ok("sato", "article-answer", json!({"approved": true, "article": article, "step": "out"}));
        article
    };
    let (first, second) = (out(&mut desk), out(&mut desk));
    let aware = desk.now();
    let opened = json!({"article": first, "aware": aware, "kind": "lost"});
    let incident = desk.ok("tanaka", "incident-open", opened);
    assert_eq!(desk.incidents[0].articles, [1]);
    desk.ok("tanaka", "article-lost", json!({"article": second, "incident": incident}));
    assert_eq!(desk.incidents[0].articles, [1, 2]);
}

/// Important information that came from the client under `K`, confirmed by the office.
fn received(desk: &mut Desk, people: Value) {
    let mut asset = json!({
        "from": "課長", "id": "A-2", "level": "1", "name": "名簿", "place": "書庫", "received": "2026-11-20",
        "received_by": "tanaka",
    });
    if !people.is_null() {
        asset["people"] = people;
    }
    desk.ok("mori", "asset-add", under_k(asset));
    desk.ok("tanaka", "asset-confirm", under_k(json!({"id": "A-2", "of": "receipt"})));
}

#[test]
fn what_is_said_anew_of_information_replaces_what_was_said_and_nothing_else() {
    let mut desk = Desk::under(&[], &[]);
    received(&mut desk, Value::Null);
    let event = &events(&desk, Occurrence::Received)[0];
    assert_eq!((event.level, event.about.as_deref(), event.personal), (Some(Level::One), Some("A-2"), true));
    let set = |desk: &mut Desk, more: Value| {
        let mut body = under_k(json!({"id": "A-2"}));
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        desk.ok("kanri", "asset-set", body);
        let asset = &desk.registry.assets[&"A-2".parse().unwrap()];
        let handlers: Vec<String> = asset.record.handlers.iter().map(ToString::to_string).collect();
        (asset.said_by.to_string(), asset.received.office.is_some(), handlers)
    };
    let says = |by: &str, confirmed: bool, handlers: &[&str]| {
        (by.to_owned(), confirmed, handlers.iter().map(|&one| one.to_owned()).collect::<Vec<_>>())
    };
    assert_eq!(set(&mut desk, json!({"handlers": ["mori"]})), says("mori", true, &["mori"]));
    // Another place says nothing of how it came, and nobody else handles it for that.
    assert_eq!(set(&mut desk, json!({"place": "金庫"})), says("mori", true, &["mori"]));
    assert_eq!(set(&mut desk, json!({"count": 3})), says("kanri", false, &["mori"]));
}

#[test]
fn a_contract_under_which_personal_data_was_handled_once_stays_one() {
    let mut desk = Desk::under(&[], &[]);
    received(&mut desk, Value::Null);
    let handles = |desk: &mut Desk, people: u64| {
        desk.ok("kanri", "asset-set", under_k(json!({"id": "A-2", "people": people})));
        let personal = events(desk, Occurrence::Received)[0].personal;
        (contract(desk, "K").handles_personal, personal)
    };
    assert!(!contract(&desk, "K").handles_personal);
    assert_eq!(handles(&mut desk, 0), (false, false));
    assert_eq!(handles(&mut desk, 9), (true, true));
    assert_eq!(handles(&mut desk, 0), (true, false));
}

#[test]
fn information_is_seen_by_whoever_looked_for_it_and_its_end_is_of_its_level() {
    let mut desk = Desk::under(&[], &[]);
    received(&mut desk, Value::Null);
    desk.ok("kimura", "asset-check", under_k(json!({"found": ["A-2"]})));
    let seen =
        |id: &str| desk.registry.assets[&id.parse().unwrap()].checked.as_ref().map(|(_, by)| by.to_string());
    assert_eq!((seen("A-2").as_deref(), seen("A-1")), (Some("kimura"), None));
    desk.ok("tanaka", "asset-end", json!({"id": "A-2", "to": "委託元"}));
    let event = &events(&desk, Occurrence::Disposal)[0];
    assert_eq!((event.level, event.about.as_deref()), (Some(Level::One), Some("A-2")));
}

#[test]
fn only_the_copies_named_go_and_a_medium_is_destroyed_with_what_is_on_it_alone() {
    let mut desk = Desk::new();
    let number = desk.sealed(json!({}));
    desk.about(number, "tanaka", "checkout", json!({"pledge": attachment()}));
    desk.about(number, "tanaka", "copy-made", json!({"kind": "paper", "place": "机"}));
    let burnt = Desk::disposing("physical", json!({"copies": [2], "evidence": attachment()}));
    let disposal = desk.about(number, "tanaka", "disposal", burnt);
    desk.about(number, "mori", "witness", json!({"disposal": disposal}));
    let medium = desk.medium(STICK);
    assert_eq!((medium.state, medium.ended.is_some()), (MediumState::Active, false));
    assert!(medium.holds.contains(&number) && medium.out.contains_key(&number));
    assert_eq!(desk.c(number).copy(2).unwrap().kind, CopyKind::Paper);
    let smashed = Desk::disposing("physical", json!({"evidence": attachment()}));
    desk.about(number, "tanaka", "disposal", smashed);
    let medium = desk.medium(STICK);
    assert_eq!(medium.state, MediumState::Destroyed);
    assert_eq!(medium.ended.as_ref().unwrap().disposal, Some(2));
}

#[test]
fn a_paper_is_owed_for_the_end_of_copies_and_not_for_a_medium_cleared_beside() {
    let mut desk = Desk::under(&[], &[]);
    let number = desk.sealed(json!({"contract": "K"}));
    let mut over = desk.overwriting(number, json!({}));
    over.as_object_mut().unwrap().remove("copies");
    desk.about(number, "tanaka", "disposal", over);
    assert!(events(&desk, Occurrence::Disposal).is_empty());
    let declared = Desk::disposing("declared", json!({"note": "申告"}));
    desk.about(number, "tanaka", "disposal", declared);
    let about: Vec<_> = events(&desk, Occurrence::Disposal).into_iter().map(|event| event.about).collect();
    assert_eq!(about, [Some("D-0002".to_owned())]);
}

#[test]
fn a_review_of_the_log_is_on_record_with_what_its_reviewer_had_seen() {
    let mut desk = Desk::new();
    let review = json!({"anomalies": attachment(), "count": 0, "from": "2026-11-01", "until": "2026-11-20"});
    desk.ok("kimura", "log-review", review);
    let reviews = &desk.registry.reviews;
    assert_eq!((reviews.len(), reviews[0].by.as_str(), reviews[0].index), (1, "kimura", desk.entries() - 1));
}
