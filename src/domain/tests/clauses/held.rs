//! Information that the office holds, and devices that a client lent: how they end.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::super::{Desk, Record, attachment};
use super::Case;
use super::articles::with_devices;
use crate::domain::duty::{Standing, asks_back, owing};
use crate::domain::names::{MediumState, Method};
use crate::domain::refusal::Refusal;
use crate::domain::rules::demand::{Duty, Occurrence};
use crate::domain::rules::judge::Unmet;

/// Information of the client, changed as `but` says.
fn with_asset(mut desk: Desk, but: Value) -> Desk {
    let mut asset = json!({
        "contract": "K", "from": "市 山田", "id": "A-7", "level": "1", "name": "図面", "place": "書庫",
        "received": "2026-11-01", "count": 1, "means": "手渡し", "received_by": "tanaka", "purpose": "測量", "medium": "紙",
        "until": "2027-03-31",
    });
    for (field, value) in but.as_object().unwrap() {
        asset[field] = value.clone();
    }
    asset.as_object_mut().unwrap().retain(|_, value| !value.is_null());
    desk.ok("tanaka", "asset-add", asset);
    desk
}

fn ends(desk: &mut Desk, how: Value) -> Result<(), Refusal> {
    let mut body = json!({"id": "A-7", "on": "2026-11-19", "place": "本社", "witness": "佐藤"});
    for (field, value) in how.as_object().unwrap() {
        body[field] = value.clone();
    }
    desk.say("tanaka", "asset-end", body).map(drop)
}

/// Disposed of by a method that the rule takes, with what shows it; information that the rule is not about by any.
#[track_caller]
pub fn wants_a_method(case: &Case) {
    let declared = json!({"method": "declared"});
    let mut desk = with_asset(case.office(&[]), json!({}));
    for how in ["declared", "erase-file"] {
        case.is_cited(&ends(&mut desk, json!({"method": how})).unwrap_err());
    }
    case.is_cited(&ends(&mut desk, json!({"method": "physical"})).unwrap_err());
    ends(&mut desk, json!({"evidence": attachment(), "method": "physical"})).unwrap();
    let other = if case.rule.when.personal_data { json!({"people": 0}) } else { json!({"level": "3"}) };
    ends(&mut with_asset(case.office(&[]), other), declared.clone()).unwrap();
    ends(&mut with_asset(case.office_without(&[]), json!({})), declared).unwrap();
    // What is said of it says something, and not of tomorrow.
    for wrong in [json!({"on": "2026-11-22"}), json!({"place": " "}), json!({"witness": ""})] {
        let mut how = json!({"method": "overwrite"});
        how.as_object_mut().unwrap().extend(wrong.as_object().unwrap().clone());
        assert!(ends(&mut with_asset(case.office(&[]), json!({})), how).is_err());
    }
}

/// What the client provided goes back, or is disposed of as it designated; what was made here does not go anywhere.
#[track_caller]
pub fn goes_back(case: &Case) {
    let overwritten = json!({"method": "overwrite"});
    case.is_cited(&ends(&mut with_asset(case.office(&[]), json!({})), overwritten.clone()).unwrap_err());
    ends(&mut with_asset(case.office(&[]), json!({})), json!({"to": "市 山田"})).unwrap();
    ends(&mut with_asset(case.office(&[]), json!({"from": null})), overwritten.clone()).unwrap();
    let mut desk = with_asset(case.office(&[]), json!({}));
    let rule = json!({
        "clause": "31", "demand": {"kind": "asset-disposal", "methods": ["overwrite"]}, "en": "-",
        "id": "directive-disposal", "ja": "廃棄の方法",
    });
    let directive = json!({
        "contract": "K", "dated": "2026-11-20", "evidence": attachment(), "number": "31", "rules": [rule],
    });
    desk.ok("kanri", "directive", directive);
    assert!(ends(&mut desk, json!({"method": "key"})).is_err());
    ends(&mut desk, overwritten.clone()).unwrap();
    ends(&mut with_asset(case.office_without(&[]), json!({})), overwritten).unwrap();
    // A device that it lent goes back too.
    let destroyed =
        |desk: &mut Desk| desk.say("kanri", "medium-set", json!({"id": "PC-9", "state": "destroyed"}));
    case.is_cited(&destroyed(&mut with_devices(case.office(&[]))).unwrap_err());
    destroyed(&mut with_devices(case.office_without(&[]))).unwrap();
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// How a duty stands, and about what.
fn owed(desk: &Desk, duty: Duty, today: &str) -> Vec<(Standing, Option<String>)> {
    let contract = &desk.registry.contracts[&"K".parse().unwrap()];
    let all = owing(&desk.registry, contract, day(today));
    all.iter().filter(|one| one.duty == duty).map(|one| (one.standing, one.about.clone())).collect()
}

#[test]
fn ichinomiya_7_report_is_owed_for_paper_that_was_destroyed() {
    let mut desk = with_devices(Case::of("ichinomiya_7_report").office(&[]));
    let paper = json!({
        "attested": attachment(), "contract": "K", "direction": "out", "due": "2026-12-20", "on": "2026-11-20",
        "paper": {"count": 3, "level": "2", "title": "図面"}, "place": "現場", "purpose": "測量",
        "permission": {"by": "課長", "dated": "2026-11-20", "evidence": attachment(), "number": "9"},
    });
    let article = desk.ok("tanaka", "article-carry", paper);
    desk.ok("ito", "article-answer", json!({"approved": true, "article": article, "step": "out"}));
    let gone = json!({"article": article, "destroyed": {"method": "dissolve", "witness": "佐藤"}});
    desk.ok("tanaka", "article-return", gone);
    assert_eq!(owed(&desk, Duty::DisposalReport, "2026-11-21"), [(Standing::Ahead, None)]);
    desk.ok("ito", "article-answer", json!({"approved": true, "article": article, "step": "back"}));
    let about = Some("E-0001".to_owned());
    assert_eq!(owed(&desk, Duty::DisposalReport, "2026-11-21"), [(Standing::Open, about)]);
}

#[test]
fn ichinomiya_gl_5_report_is_owed_for_a_lent_device_that_went_back_and_a_medium_that_is_no_more() {
    let mut desk = with_devices(Case::of("ichinomiya_gl_5_report").office(&[]));
    let contract = "K".parse().unwrap();
    desk.registry.contracts.get_mut(&contract).unwrap().handles_personal = true;
    let about = |desk: &Desk| -> Vec<Option<String>> {
        let events = &desk.registry.contracts[&contract].events;
        events
            .iter()
            .filter(|one| one.occurrence == Occurrence::Disposal)
            .map(|one| one.about.clone())
            .collect()
    };
    desk.ok("kanri", "medium-set", json!({"id": "PC-9", "reason": "市へ返却", "state": "retired"}));
    assert_eq!(about(&desk), [Some("PC-9".to_owned())]);
    desk.ok("kanri", "medium-set", json!({"id": "PC-1", "state": "destroyed"}));
    assert_eq!(about(&desk).len(), 1, "nothing of the client was on it");
}

#[test]
fn tokki_a7_return_is_asked_for_when_the_contract_ends_though_it_may_be_kept_for_longer() {
    let case = Case::of("tokki_a7_return");
    let mut desk = with_asset(case.office(&[Record::Asset]), json!({}));
    let days = |desk: &Desk, today: &str| owed(desk, Duty::Return, today);
    let mine = |standing: Standing| vec![(standing, Some("A-7".to_owned()))];
    assert_eq!(days(&desk, "2027-03-31"), mine(Standing::Open));
    desk.ok("kanri", "contract-set", json!({"id": "K", "until": "2026-12-31"}));
    assert_eq!(days(&desk, "2026-12-30"), mine(Standing::Ahead));
    assert_eq!(days(&desk, "2027-01-01"), mine(Standing::Late));
    let due = desk.registry.assets[&"A-7".parse().unwrap()].due(&desk.registry);
    assert_eq!(due, Some((day("2026-12-31"), true)));
    ends(&mut desk, json!({"to": "市 山田"})).unwrap();
    assert!(days(&desk, "2027-01-01").is_empty());
}

/// Whether any clause asks it back.
fn asked_back(desk: &Desk) -> bool {
    let asset = &desk.registry.assets[&"A-7".parse().unwrap()];
    desk.registry.rules(Some(&"K".parse().unwrap())).each().any(|(_, rule)| asks_back(rule, asset))
}

#[test]
fn tokki_a7_given_back_asks_for_nothing_that_was_made_here() {
    for clause in ["tokki_a7_given_back", "tokki_a7_return", "meccs_4_6_return", "nakano_b3_given_back"] {
        let mut desk = with_asset(Case::of(clause).office(&[Record::Asset]), json!({"from": null}));
        assert!(owed(&desk, Duty::Return, "2027-03-31").is_empty() && !asked_back(&desk), "{clause}");
        // From whom it came can be said later.
        desk.ok("tanaka", "asset-set", json!({"contract": "K", "from": "市 山田", "id": "A-7"}));
        assert_eq!(owed(&desk, Duty::Return, "2027-03-31").len(), 1, "{clause}");
        assert!(asked_back(&desk), "{clause}");
    }
}

#[test]
fn ichinomiya_gl_5_return_asks_for_personal_data_whoever_wrote_them_down() {
    for (people, asks) in [(0, false), (12, true)] {
        let desk = with_asset(
            Case::of("ichinomiya_gl_5_return").office(&[Record::Asset]),
            json!({"from": null, "level": "4", "people": people}),
        );
        assert_eq!(owed(&desk, Duty::Return, "2027-03-31").len(), usize::from(asks));
        assert_eq!(asked_back(&desk), asks);
    }
}

#[test]
fn ichinomiya_7_report_is_owed_for_an_end_that_was_recorded_after_it() {
    let mut desk = with_asset(Case::of("ichinomiya_7_report").office(&[]), json!({"people": 0}));
    let report = json!({
        "contract": "K", "duty": "disposal-report", "evidence": attachment(), "on": "2026-11-20",
    });
    desk.ok("kanri", "duty-sent", report.clone());
    // It bears an earlier day than the report, which cannot have told of it.
    ends(&mut desk, json!({"evidence": attachment(), "method": "physical"})).unwrap();
    let about = Some("A-7".to_owned());
    assert_eq!(owed(&desk, Duty::DisposalReport, "2026-11-21"), [(Standing::Open, about.clone())]);
    desk.ok("kanri", "duty-sent", report);
    assert_eq!(owed(&desk, Duty::DisposalReport, "2026-11-21"), [(Standing::Sent, about)]);
}

#[track_caller]
fn asks_for_a_check_each_year(test: &str) {
    let desk = Case::of(test).office(&[]);
    let stands = |today: &str| owed(&desk, Duty::SelfCheck, today).first().map(|one| one.0);
    assert_eq!(stands("2027-11-19"), Some(Standing::Ahead));
    assert_eq!(stands("2027-11-21"), Some(Standing::Late));
    let without = Case::of(test).office_without(&[]);
    assert!(owed(&without, Duty::SelfCheck, "2027-11-21").is_empty());
    let mut ended = Case::of(test).office(&[]);
    ended.ok("kanri", "contract-set", json!({"id": "K", "until": "2027-06-30"}));
    assert!(owed(&ended, Duty::SelfCheck, "2027-11-21").is_empty());
}

#[test]
fn meccs_7_1_yearly_the_check_sheet_is_gone_through_again_within_a_year() {
    asks_for_a_check_each_year("meccs_7_1_yearly");
}

#[test]
fn check_sheet_2_7_the_check_sheet_is_gone_through_again_within_a_year() {
    asks_for_a_check_each_year("check_sheet_2_7");
}

#[test]
fn ichinomiya_gl_6_roster_is_owed_from_the_beginning_where_personal_data_are_handled() {
    let mut desk = Case::of("ichinomiya_gl_6_roster").office(&[]);
    assert!(owed(&desk, Duty::Roster, "2026-11-21").is_empty());
    desk = with_asset(desk, json!({"people": 12}));
    assert_eq!(owed(&desk, Duty::Roster, "2026-11-21"), [(Standing::Open, None)]);
}

/// A letter of the client, and what it comes to.
fn letter(desk: &mut Desk, number: &str, demand: Value) {
    let rule = json!({"clause": number, "demand": demand, "en": "-", "id": "directive-1", "ja": "指示"});
    let directive = json!({
        "contract": "K", "dated": "2026-11-20", "evidence": attachment(), "number": number, "rules": [rule],
    });
    desk.ok("kanri", "directive", directive);
}

fn ways(methods: &[&str]) -> Value {
    json!({"kind": "asset-disposal", "methods": methods})
}

#[test]
fn of_two_letters_that_designate_a_way_the_newer_one_holds() {
    let case = Case::of("tokki_a7_given_back");
    let overwritten = json!({"method": "overwrite"});
    let mut desk = with_asset(case.office(&[]), json!({}));
    letter(&mut desk, "31", ways(&["overwrite"]));
    letter(&mut desk, "32", ways(&["physical"]));
    let refused = ends(&mut desk, overwritten.clone()).unwrap_err();
    let Refusal::Rule(broken) = refused else { panic!("{refused}") };
    assert_eq!((broken.clause.as_str(), broken.contract), ("32", Some("K".parse().unwrap())));
    // A letter about something else takes nobody's place.
    letter(&mut desk, "33", json!({"kind": "reason"}));
    ends(&mut desk, json!({"method": "physical"})).unwrap();
    // That it goes back is a way too, and the last word.
    let mut desk = with_asset(case.office(&[]), json!({}));
    letter(&mut desk, "31", ways(&["overwrite"]));
    letter(&mut desk, "32", json!({"kind": "given-back"}));
    case.is_cited(&ends(&mut desk, overwritten.clone()).unwrap_err());
    letter(&mut desk, "33", ways(&["overwrite"]));
    ends(&mut desk, overwritten).unwrap();
}

#[test]
fn of_two_letters_about_the_disposal_of_packages_the_newer_one_holds() {
    let case = Case::of("tokki_a7_given_back");
    let mut desk = case.office(&[]);
    letter(&mut desk, "31", json!({"kind": "disposal", "methods": ["overwrite"]}));
    letter(&mut desk, "32", json!({"kind": "disposal", "methods": ["physical"]}));
    let id = case.asked(&mut desk, json!({}));
    let mut taken = desk.c(id).terms.disposals.clone();
    taken.retain(|(_, level)| level.is_none());
    assert_eq!(taken, [(vec![Method::Physical], None)]);
}

#[test]
fn information_does_not_end_before_it_came() {
    let mut desk = with_asset(Case::of("tokki_a7_given_back").office(&[]), json!({}));
    let early = ends(&mut desk, json!({"on": "2026-10-31", "to": "市 山田"})).unwrap_err();
    assert!(matches!(early, Refusal::DatesReversed { .. }), "{early}");
    ends(&mut desk, json!({"on": "2026-11-01", "to": "市 山田"})).unwrap();
}

/// A stick that the client 市役所 lent under `K`, which asks it back, and a package for `to` on it.
fn lent(to: &str) -> (Desk, u64) {
    let mut desk = Desk::new();
    desk.ok("kanri", "contract-add", json!({"client": "市役所", "id": "K"}));
    let stick = json!({"capacity_bytes": 1000, "id": "USB-9", "kind": "usb", "owner": "K", "serial": "S9"});
    desk.ok("kanri", "medium-add", stick);
    letter(&mut desk, "1", json!({"kind": "given-back"}));
    let rules = desk.registry.rules(Some(&"K".parse().unwrap())).digest();
    let package =
        json!({"contract": "K", "kind": "deliver", "medium": "USB-9", "recipient": to, "rules": rules});
    let id = desk.sealed(package);
    (desk, id)
}

fn is_kept(refused: &Refusal) -> bool {
    matches!(refused, Refusal::Rule(broken) if matches!(broken.unmet, Unmet::DeviceKept { .. }))
}

#[test]
fn what_a_client_lent_is_not_destroyed_with_a_package_on_it() {
    let (mut desk, id) = lent("sub");
    let destroyed = Desk::disposing("physical", json!({"evidence": attachment()}));
    let refused = desk.refused(id, "tanaka", "disposal", destroyed.clone());
    assert!(is_kept(&refused), "{refused}");
    // Another device, or another end, than the one of the letter.
    letter(&mut desk, "2", json!({"kind": "lent-device", "devices": ["USB-8"], "may": ["destroyed"]}));
    assert!(is_kept(&desk.refused(id, "tanaka", "disposal", destroyed.clone())));
    letter(&mut desk, "3", json!({"kind": "lent-device", "may": ["kept"]}));
    assert!(is_kept(&desk.refused(id, "tanaka", "disposal", destroyed.clone())));
    letter(&mut desk, "4", json!({"kind": "lent-device", "devices": ["USB-9"], "may": ["destroyed"]}));
    let mut back = desk.clone();
    desk.about(id, "tanaka", "disposal", destroyed.clone());
    assert_eq!(desk.medium("USB-9").state, MediumState::Destroyed);
    // The newest word about it is that it goes back.
    letter(&mut back, "5", json!({"kind": "given-back"}));
    assert!(is_kept(&back.refused(id, "tanaka", "disposal", destroyed)));
}

#[test]
fn what_a_client_lent_is_left_with_nobody_but_the_client() {
    let handed = json!({"evidence": attachment(), "medium_stays": true});
    let (mut desk, id) = lent("sub");
    let refused = desk.refused(id, "tanaka", "hand-over", handed.clone());
    assert!(is_kept(&refused), "{refused}");
    letter(&mut desk, "2", json!({"kind": "lent-device", "may": ["kept"]}));
    desk.about(id, "tanaka", "hand-over", handed.clone());
    assert_eq!(desk.medium("USB-9").state, MediumState::Retired);
    let (mut desk, id) = lent("city");
    desk.about(id, "tanaka", "hand-over", handed);
}

#[test]
fn what_a_client_lent_does_not_go_back_nor_end_while_an_incident_is_about_it() {
    let (mut desk, id) = lent("city");
    desk.about(id, "tanaka", "disposal", Desk::disposing("declared", json!({"note": "手で消した"})));
    desk.about(id, "sato", "confirmation", json!({}));
    letter(&mut desk, "2", json!({"kind": "lent-device", "may": ["destroyed"]}));
    let aware = desk.now();
    let incident =
        desk.ok("mori", "incident-open", json!({"aware": aware, "kind": "leak", "medium": "USB-9"}));
    for state in ["retired", "destroyed"] {
        let end = json!({"id": "USB-9", "reason": "市へ返却", "state": state});
        let refused = desk.say("kanri", "medium-set", end).unwrap_err();
        assert!(matches!(refused, Refusal::Frozen { .. }), "{state}: {refused}");
    }
    desk.end(incident, "sato");
    desk.ok("kanri", "medium-set", json!({"id": "USB-9", "reason": "市へ返却", "state": "retired"}));
}
