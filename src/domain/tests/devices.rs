//! A device and what is on it: they leave, are lost and come back together, and neither is called empty while the other is
//! there.

use serde_json::{Value, json};

use super::{Desk, attachment};
use crate::base::digest::Digest;
use crate::domain::anomaly::{Anomalies, AnomalyKind};
use crate::domain::article::{ArticleState, Measure};
use crate::domain::carry_out::Fate;
use crate::domain::refusal::{ArticleRefusal as A, IncidentRefusal, Refusal as R};
use crate::domain::rules::pack::{Pack, shipped};

fn desk() -> Desk {
    let mut desk = Desk::new();
    desk.ok("kanri", "medium-add", json!({"id": "PC-1", "kind": "pc", "serial": "PC-1"}));
    desk
}

/// A desk with a stick that the client of `K` lent.
fn lending() -> Desk {
    let mut desk = desk();
    desk.ok("kanri", "contract-add", json!({"client": "市", "id": "K"}));
    desk.ok(
        "kanri",
        "medium-add",
        json!({"capacity_bytes": 1000, "id": "USB-9", "kind": "usb", "owner": "K", "serial": "S9"}),
    );
    desk
}

/// A package under `K` on that stick.
fn on_the_stick(desk: &mut Desk) -> u64 {
    let rules = desk.registry.rules(Some(&"K".parse().unwrap())).digest();
    desk.sealed(json!({"contract": "K", "medium": "USB-9", "rules": rules}))
}

fn step(article: Digest, step: &str) -> Value {
    json!({"approved": true, "article": article, "step": step})
}

fn asking(what: Value) -> Value {
    let mut body = json!({
        "attested": attachment(), "direction": "out", "due": "2026-12-20", "on": "2026-11-20", "place": "現場",
        "purpose": "測量",
    });
    body.as_object_mut().unwrap().extend(what.as_object().unwrap().clone());
    body
}

/// What is out with `tanaka`, by the word of `approver`.
fn out(desk: &mut Desk, what: Value, approver: &str) -> Digest {
    let article = desk.ok("tanaka", "article-carry", asking(what));
    desk.ok(approver, "article-answer", step(article, "out"));
    article
}

fn pc(desk: &mut Desk) -> Digest {
    out(desk, json!({"device": "PC-1"}), "sato")
}

/// A package written to the PC.
fn on_the_pc(desk: &mut Desk) -> u64 {
    desk.sealed(json!({"medium": "PC-1"}))
}

#[test]
fn a_copy_on_a_device_that_is_lost_after_its_carry_out_was_included_is_lost_too() {
    let mut desk = desk();
    let id = desk.sealed(json!({}));
    let article = pc(&mut desk);
    desk.about(id, "tanaka", "copy-made", json!({"device": "PC-1", "kind": "working", "place": "ノートPC"}));
    let incident = desk.incident(id, "tanaka", "stolen");
    let include = json!({"incident": incident});
    let twice = desk.refused(id, "tanaka", "incident-include", include.clone());
    assert!(matches!(twice, R::Incident(IncidentRefusal::IncludedAlready { .. })), "{twice:?}");
    desk.ok("tanaka", "article-lost", json!({"article": article, "incident": incident}));
    assert_eq!(desk.fate(id, 2), Fate::Held);
    desk.about(id, "tanaka", "incident-include", include.clone());
    assert_eq!(desk.fate(id, 2), Fate::Lost { incident: 1 });
    let again = desk.refused(id, "tanaka", "incident-include", include);
    assert!(matches!(again, R::Incident(IncidentRefusal::IncludedAlready { .. })), "{again:?}");
    assert_eq!(desk.incidents[0].carry_outs, [id]);
}

#[test]
fn a_device_is_not_called_empty_while_a_package_is_on_it() {
    let mut desk = desk();
    on_the_pc(&mut desk);
    let article = pc(&mut desk);
    let cleared = json!({"article": article, "cleared": ["data-deleted"]});
    let refused = desk.say("tanaka", "article-return", cleared);
    assert!(matches!(refused, Err(R::Article(A::CopiesOnDevice { .. }))), "{refused:?}");
    desk.ok("tanaka", "article-return", json!({"article": article}));
}

#[test]
fn what_a_client_lent_is_used_for_its_contract_only_and_given_back_with_nothing_on_it() {
    let mut desk = lending();
    let other = desk.asking(json!({"medium": "USB-9"}));
    let refused = desk.say("tanaka", "request", other);
    assert!(matches!(refused, Err(R::Article(A::LentUnder { .. }))), "{refused:?}");
    on_the_stick(&mut desk);
    let back = json!({"id": "USB-9", "reason": "市へ返却", "state": "retired"});
    let refused = desk.say("kanri", "medium-set", back);
    assert!(matches!(refused, Err(R::Article(A::CopiesOnDevice { .. }))), "{refused:?}");
}

#[test]
fn whoever_permitted_a_device_does_not_take_it_over() {
    let mut desk = desk();
    let article = out(&mut desk, json!({"device": "PC-1"}), "ueda");
    let to = |person: &str| json!({"article": article, "to": person});
    let refused = desk.say("tanaka", "article-transfer", to("ueda"));
    assert!(matches!(refused, Err(R::Article(A::OwnArticle { .. }))), "{refused:?}");
    desk.ok("tanaka", "article-transfer", to("mori"));
}

#[test]
fn whoever_carried_it_before_does_not_confirm_that_it_is_back() {
    let mut desk = desk();
    let article = desk.ok("ueda", "article-carry", asking(json!({"device": "PC-1"})));
    desk.ok("sato", "article-answer", step(article, "out"));
    desk.ok("ueda", "article-transfer", json!({"article": article, "to": "mori"}));
    desk.ok("mori", "article-return", json!({"article": article}));
    let refused = desk.say("ueda", "article-answer", step(article, "back"));
    assert!(matches!(refused, Err(R::Article(A::OwnArticle { .. }))), "{refused:?}");
    desk.ok("ito", "article-answer", step(article, "back"));
}

#[test]
fn a_device_does_not_part_from_a_package_that_is_out_on_it() {
    let mut desk = desk();
    let id = on_the_pc(&mut desk);
    let article = pc(&mut desk);
    desk.about(id, "tanaka", "checkout", json!({"pledge": attachment()}));
    for (kind, body) in [
        ("article-return", json!({"article": article})),
        ("article-transfer", json!({"article": article, "to": "mori"})),
    ] {
        let refused = desk.say("tanaka", kind, body);
        assert!(matches!(refused, Err(R::Article(A::PackageAlong { .. }))), "{kind}: {refused:?}");
    }
    desk.about(id, "tanaka", "transfer", json!({"to": "mori"}));
    desk.ok("tanaka", "article-transfer", json!({"article": article, "to": "mori"}));
}

#[test]
fn what_an_incident_is_about_comes_back_uncleared_whatever_the_contract_asks() {
    let tokki = Pack::parse(shipped("tokki").unwrap()).unwrap();
    let mut desk = Desk::under(&[&tokki], &[]);
    desk.ok("kanri", "medium-add", json!({"id": "PC-1", "kind": "pc", "serial": "PC-1"}));
    let article = out(&mut desk, json!({"contract": "K", "device": "PC-1", "measures": Measure::ALL}), "ito");
    let as_it_is = json!({"article": article});
    let refused = desk.say("tanaka", "article-return", as_it_is.clone());
    assert!(matches!(refused, Err(R::Rule(_))), "{refused:?}");
    let aware = desk.now();
    desk.ok("mori", "incident-open", json!({"article": article, "aware": aware, "kind": "leak"}));
    desk.ok("tanaka", "article-return", as_it_is);
}

#[test]
fn what_an_incident_is_about_comes_back_and_is_neither_destroyed_nor_emptied() {
    let mut desk = desk();
    let paper = out(&mut desk, json!({"paper": {"count": 3, "level": "2", "title": "図面"}}), "sato");
    let article = pc(&mut desk);
    for one in [paper, article] {
        let aware = desk.now();
        desk.ok("mori", "incident-open", json!({"article": one, "aware": aware, "kind": "leak"}));
    }
    for body in [
        json!({"article": paper, "destroyed": {"method": "dissolve", "witness": "佐藤"}}),
        json!({"article": article, "cleared": ["history-deleted"]}),
    ] {
        let refused = desk.say("tanaka", "article-return", body);
        assert!(matches!(refused, Err(R::Frozen { .. })), "{refused:?}");
    }
    for one in [paper, article] {
        desk.ok("tanaka", "article-return", json!({"article": one}));
    }
}

#[test]
fn a_device_does_not_part_from_any_of_the_packages_that_are_out_on_it() {
    let mut desk = desk();
    let city = json!({"kind": "deliver", "medium": "PC-1", "recipient": "city"});
    let (first, second) = (desk.sealed(city.clone()), desk.sealed(city));
    let article = pc(&mut desk);
    for id in [first, second] {
        desk.about(id, "tanaka", "checkout", json!({"pledge": attachment()}));
    }
    desk.about(second, "tanaka", "undelivered", json!({"evidence": attachment()}));
    let to = |person: &str| json!({"article": article, "to": person});
    let parts = |desk: &mut Desk| {
        for (kind, body) in
            [("article-return", json!({"article": article})), ("article-transfer", to("ueda"))]
        {
            let refused = desk.say("tanaka", kind, body);
            assert!(matches!(refused, Err(R::Article(A::PackageAlong { .. }))), "{kind}: {refused:?}");
        }
    };
    parts(&mut desk);
    // Passed on alone, it is out on it still: the device goes to the same person, or waits.
    desk.about(first, "tanaka", "transfer", json!({"to": "mori"}));
    parts(&mut desk);
    desk.ok("tanaka", "article-transfer", to("mori"));
    assert!(!desk.medium("PC-1").is_in_place());
}

#[test]
fn a_device_is_not_kept_on_the_road_by_a_package_whose_end_was_confirmed() {
    let mut desk = desk();
    let id = on_the_pc(&mut desk);
    let article = pc(&mut desk);
    desk.about(id, "tanaka", "checkout", json!({"pledge": attachment()}));
    desk.about(id, "tanaka", "disposal", Desk::disposing("declared", json!({"note": "出先で"})));
    let cleared = json!({"article": article, "cleared": ["data-deleted"]});
    desk.say("tanaka", "article-return", cleared.clone()).unwrap_err();
    desk.about(id, "sato", "confirmation", json!({}));
    desk.ok("tanaka", "article-return", cleared);
    assert!(desk.medium("PC-1").is_in_place());
}

#[test]
fn what_a_client_lent_goes_back_when_the_end_of_what_was_on_it_was_confirmed() {
    let mut desk = lending();
    let id = on_the_stick(&mut desk);
    desk.about(id, "tanaka", "disposal", Desk::disposing("declared", json!({"note": "手で消した"})));
    let back = json!({"id": "USB-9", "reason": "市へ返却", "state": "retired"});
    desk.say("kanri", "medium-set", back.clone()).unwrap_err();
    desk.about(id, "sato", "confirmation", json!({}));
    desk.ok("kanri", "medium-set", back);
}

#[test]
fn a_device_that_an_incident_is_about_is_kept_however_it_is_carried_and_does_not_leave_again() {
    for named in ["article", "medium"] {
        let mut desk = desk();
        let first = pc(&mut desk);
        desk.ok("tanaka", "article-return", json!({"article": first}));
        desk.ok("ito", "article-answer", step(first, "back"));
        let second = pc(&mut desk);
        let mut opening = json!({"aware": desk.now(), "kind": "leak"});
        opening[named] = if named == "article" { json!(first) } else { json!("PC-1") };
        desk.ok("mori", "incident-open", opening);
        let cleared = json!({"article": second, "cleared": ["history-deleted"]});
        let refused = desk.say("tanaka", "article-return", cleared);
        assert!(matches!(refused, Err(R::Frozen { .. })), "{named}: {refused:?}");
        desk.ok("tanaka", "article-return", json!({"article": second}));
        desk.ok("ito", "article-answer", step(second, "back"));
        let third = desk.ok("tanaka", "article-carry", asking(json!({"device": "PC-1"})));
        let refused = desk.say("sato", "article-answer", step(third, "out"));
        assert!(matches!(refused, Err(R::Frozen { .. })), "{named}: {refused:?}");
    }
}

#[test]
fn a_device_with_something_frozen_on_it_comes_back_uncleared_and_does_not_leave_again() {
    for copy in [false, true] {
        let tokki = Pack::parse(shipped("tokki").unwrap()).unwrap();
        let mut desk = Desk::under(&[&tokki], &[]);
        desk.ok("kanri", "medium-add", json!({"id": "PC-1", "kind": "pc", "serial": "PC-1"}));
        let id = if copy { desk.sealed(json!({})) } else { on_the_pc(&mut desk) };
        let pc = json!({"contract": "K", "device": "PC-1", "measures": Measure::ALL});
        let article = out(&mut desk, pc.clone(), "ito");
        if copy {
            desk.about(
                id,
                "tanaka",
                "copy-made",
                json!({"device": "PC-1", "kind": "working", "place": "ノートPC"}),
            );
        }
        let as_it_is = json!({"article": article});
        let refused = desk.say("tanaka", "article-return", as_it_is.clone());
        assert!(matches!(refused, Err(R::Rule(_))), "{copy}: {refused:?}");
        // It names neither the device nor what is carried as it.
        let incident = desk.incident(id, "tanaka", "leak");
        for cleared in ["history-deleted", "data-deleted"] {
            let emptied = json!({"article": article, "cleared": [cleared]});
            let refused = desk.say("tanaka", "article-return", emptied);
            assert!(matches!(refused, Err(R::Frozen { .. })), "{copy}: {refused:?}");
        }
        desk.ok("tanaka", "article-return", as_it_is);
        desk.ok("ito", "article-answer", step(article, "back"));
        let mut asked = json!({
            "attested": attachment(), "direction": "out", "due": "2026-12-20", "on": "2026-11-20", "place": "現場",
            "purpose": "測量",
        });
        asked.as_object_mut().unwrap().extend(pc.as_object().unwrap().clone());
        let again = desk.ok("tanaka", "article-carry", asked);
        let refused = desk.say("ito", "article-answer", step(again, "out"));
        assert!(matches!(refused, Err(R::Frozen { .. })), "{copy}: {refused:?}");
        desk.end(incident, "sato");
        desk.ok("ito", "article-answer", step(again, "out"));
    }
}

#[test]
fn a_device_is_not_taken_while_a_package_is_out_on_it_with_somebody_else() {
    let mut desk = desk();
    let id = on_the_pc(&mut desk);
    let asking = json!({
        "attested": attachment(), "device": "PC-1", "direction": "out", "due": "2026-12-20", "on": "2026-11-20",
        "place": "現場", "purpose": "測量",
    });
    // Asked for before the package left, and not permitted after.
    let mut early = desk.clone();
    let article = early.ok("mori", "article-carry", asking.clone());
    for desk in [&mut early, &mut desk] {
        desk.about(id, "tanaka", "checkout", json!({"pledge": attachment()}));
    }
    let refused = early.say("sato", "article-answer", step(article, "out"));
    assert!(matches!(refused, Err(R::Article(A::PackageAlong { .. }))), "{refused:?}");
    let refused = desk.say("mori", "article-carry", asking.clone());
    assert!(matches!(refused, Err(R::Article(A::PackageAlong { .. }))), "{refused:?}");
    desk.ok("tanaka", "article-carry", asking);
}

/// A PC under a contract whose document asks for it to be cleared, back as it was for the sake of an incident that its
/// carrier opened.
fn back_uncleared() -> (Desk, Digest, Digest) {
    let tokki = Pack::parse(shipped("tokki").unwrap()).unwrap();
    let mut desk = Desk::under(&[&tokki], &[]);
    desk.ok("kanri", "medium-add", json!({"id": "PC-1", "kind": "pc", "serial": "PC-1"}));
    let article = out(&mut desk, json!({"contract": "K", "device": "PC-1", "measures": Measure::ALL}), "ito");
    let aware = desk.now();
    let incident =
        desk.ok("tanaka", "incident-open", json!({"article": article, "aware": aware, "kind": "leak"}));
    desk.ok("tanaka", "article-return", json!({"article": article}));
    desk.ok("ito", "article-answer", step(article, "back"));
    (desk, article, incident)
}

#[test]
fn what_an_incident_put_off_is_asked_for_again_once_it_is_closed() {
    let (mut desk, article, incident) = back_uncleared();
    let cleared = json!({"article": article, "cleared": ["data-deleted"]});
    let owes = |desk: &Desk| desk.registry.articles[&1].owes_clearing(&desk.registry).is_some();
    assert!(!owes(&desk));
    let early = desk.say("tanaka", "article-return", cleared.clone());
    assert!(matches!(early, Err(R::Frozen { .. })), "{early:?}");
    desk.write_up(incident);
    desk.ok("sato", "incident-close", json!({"incident": incident}));
    assert!(owes(&desk));
    let late =
        |today: &str| desk.registry.articles[&1].is_clearing_late(&desk.registry, today.parse().unwrap());
    assert!(!late("2026-11-21") && late("2027-01-01"));
    for (author, body) in [
        ("mori", cleared.clone()),
        ("tanaka", json!({"article": article})),
        ("tanaka", json!({"article": article, "cleared": ["history-deleted"]})),
    ] {
        assert!(desk.say(author, "article-return", body.clone()).is_err(), "{author}: {body}");
    }
    let mut again = desk.clone();
    desk.ok("tanaka", "article-return", cleared.clone());
    assert!(!owes(&desk));
    assert_eq!(desk.registry.articles[&1].state(), ArticleState::Closed);
    let twice = desk.say("tanaka", "article-return", cleared);
    assert!(matches!(twice, Err(R::Article(A::WrongState { .. }))), "{twice:?}");
    // Carried again and cleared then, it is cleared.
    let next = out(&mut again, json!({"contract": "K", "device": "PC-1", "measures": Measure::ALL}), "ito");
    let out_now =
        again.say("tanaka", "article-return", json!({"article": article, "cleared": ["data-deleted"]}));
    assert!(matches!(out_now, Err(R::Article(A::DeviceOut { .. }))), "{out_now:?}");
    assert!(owes(&again));
    again.ok("tanaka", "article-return", json!({"article": next, "cleared": ["data-deleted"]}));
    assert!(!owes(&again));
}

#[test]
fn a_return_uncleared_for_the_sake_of_an_incident_is_unusual_and_names_who_opened_it() {
    let (desk, _, _) = back_uncleared();
    let day = |text: &str| text.parse().unwrap();
    let seen = |contract: Option<&str>| {
        let mut anomalies =
            Anomalies::between(&desk.registry, day("2026-11-01"), day("2026-11-30"), day("2026-11-30"));
        anomalies.take_uncleared(contract.map(|id| id.parse().unwrap()).as_ref());
        anomalies.finish()
    };
    let found = seen(None);
    assert_eq!((found.len(), found[0].kind), (1, AnomalyKind::UnclearedReturn));
    let people: Vec<&str> = found[0].people.iter().map(|person| person.as_str()).collect();
    assert_eq!((people, found[0].detail.as_deref()), (vec!["tanaka", "tanaka"], Some("E-0001 I-0001")));
    assert_eq!((seen(Some("K")).len(), seen(Some("L")).len()), (1, 0));
}

#[test]
fn clearing_is_late_from_the_day_after_its_fortnight() {
    let (mut desk, _, incident) = back_uncleared();
    desk.write_up(incident);
    desk.ok("sato", "incident-close", json!({"incident": incident}));
    let late =
        |today: &str| desk.registry.articles[&1].is_clearing_late(&desk.registry, today.parse().unwrap());
    assert_eq!((late("2026-12-04"), late("2026-12-05")), (false, true));
}

#[test]
fn an_incident_keeps_a_lent_medium_from_ending_and_from_nothing_else() {
    let mut desk = lending();
    let article = out(&mut desk, json!({"contract": "K", "device": "PC-1"}), "sato");
    let set = |id: &str, more: Value| {
        let mut body = json!({"id": id});
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        body
    };
    let aware = desk.now();
    let about = |medium: &str| json!({"aware": aware, "kind": "suspected", "medium": medium});
    for medium in ["USB-9", "USB-08"] {
        desk.ok("mori", "incident-open", about(medium));
    }
    // It may be put elsewhere; the office's own may be retired.
    desk.ok("kanri", "medium-set", set("USB-9", json!({"place": "金庫"})));
    desk.ok("kanri", "medium-set", set("USB-9", json!({"state": "active"})));
    desk.ok("kanri", "medium-set", set("USB-08", json!({"reason": "破損", "state": "retired"})));
    for state in ["retired", "destroyed"] {
        let refused =
            desk.say("kanri", "medium-set", set("USB-9", json!({"reason": "返却", "state": state})));
        assert!(matches!(refused, Err(R::Frozen { .. })), "{state}: {refused:?}");
    }
    desk.ok("tanaka", "article-return", json!({"article": article}));
}

#[test]
fn a_lent_stick_with_a_package_that_an_incident_keeps_ends_in_no_way() {
    let mut desk = lending();
    let id = on_the_stick(&mut desk);
    desk.incident(id, "mori", "suspected");
    for state in ["destroyed", "retired"] {
        let ends = json!({"id": "USB-9", "reason": "返却", "state": state});
        let refused = desk.say("kanri", "medium-set", ends);
        assert!(matches!(&refused, Err(R::Frozen { id, .. }) if id == "USB-9"), "{state}: {refused:?}");
    }
}

#[test]
fn a_loss_is_confirmed_by_any_approver_and_what_came_back_by_the_post_that_a_document_names() {
    let demand = json!({
        "at-return": true, "kind": "article-approval", "of": {"articles": ["pc"]}, "posts": ["responsible"],
    });
    let mut pack = Pack::parse(shipped("tokki").unwrap()).unwrap();
    pack.rules.truncate(1);
    pack.rules[0].demand = serde_json::from_value(demand).unwrap();
    let carried = || {
        let mut desk = Desk::under(&[&pack], &[]);
        desk.ok("kanri", "medium-add", json!({"id": "PC-1", "kind": "pc", "serial": "PC-1"}));
        let article = out(&mut desk, json!({"contract": "K", "device": "PC-1"}), "ito");
        (desk, article)
    };
    let (mut desk, article) = carried();
    desk.ok("tanaka", "article-return", json!({"article": article}));
    assert!(matches!(desk.say("sato", "article-answer", step(article, "back")), Err(R::Rule(_))));
    desk.ok("ito", "article-answer", step(article, "back"));
    let (mut desk, article) = carried();
    let aware = desk.now();
    let incident =
        desk.ok("tanaka", "incident-open", json!({"article": article, "aware": aware, "kind": "lost"}));
    desk.write_up(incident);
    desk.ok("ueda", "incident-close", json!({"incident": incident}));
    desk.ok("sato", "article-answer", step(article, "back"));
}

#[test]
fn a_package_goes_along_on_what_was_permitted_under_its_own_contract_or_as_that_would_permit_it() {
    let rule = json!({
        "clause": "1", "demand": {"kind": "article-approval", "of": {"articles": ["pc"]}, "posts": ["responsible"]},
        "en": "-", "id": "letter-1", "ja": "許可",
    });
    let letter = json!({
        "contract": "K", "dated": "2026-11-20", "evidence": attachment(), "number": "1", "rules": [rule],
    });
    let goes = |contract: Option<&str>, approver: &str| {
        let mut desk = Desk::under(&[], &[]);
        desk.ok("kanri", "medium-add", json!({"id": "PC-1", "kind": "pc", "serial": "PC-1"}));
        let device = contract.map_or_else(
            || json!({"device": "PC-1"}),
            |contract| json!({"contract": contract, "device": "PC-1"}),
        );
        out(&mut desk, device, approver);
        desk.ok("kanri", "directive", letter.clone());
        let rules = desk.registry.rules(Some(&"K".parse().unwrap())).digest();
        let id = desk.sealed(json!({"contract": "K", "medium": "PC-1", "rules": rules}));
        let pledge = desk.with_request(id, json!({"pledge": attachment()}));
        match desk.say("tanaka", "checkout", pledge) {
            Ok(_) => true,
            Err(R::Rule(_)) => false,
            Err(other) => panic!("{other}"),
        }
    };
    // What a newer letter asks for was not asked when it was permitted under the same contract.
    assert!(goes(Some("K"), "sato"));
    assert!(!goes(None, "sato") && goes(None, "ito"));
}
