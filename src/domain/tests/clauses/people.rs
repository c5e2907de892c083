//! What is demanded of the people who handle information: not of whoever asks alone, but of whoever carries it, and of
//! whoever approves where they have to be taught.

use serde_json::{Value, json};

use super::super::{Desk, Record, attachment};
use super::Case;
use super::articles::{asked, with_devices};
use crate::domain::refusal::Refusal;
use crate::domain::rules::carried::ArticleScope;
use crate::domain::rules::demand::Demand;

/// What `tanaka` and `ito` have on record, and `mori` and `sato` have not.
fn of_two(case: &Case, desk: Desk) -> Desk {
    let mut desk = with_devices(desk);
    for person in ["tanaka", "ito"] {
        let (kind, by, body) = match case.rule.demand {
            Demand::Training { .. } => {
                ("training", "kanri", json!({"on": "2026-11-20", "people": [person], "topic": "取扱い"}))
            }
            Demand::Pledge { .. } => {
                ("pledge", person, json!({"occasion": "entry", "person": person, "text": attachment()}))
            }
            _ => {
                let told = json!({
                    "contract": "K", "dated": "2026-11-01", "person": person,
                    "posts": ["handler", "responsible", "operations-officer"],
                });
                ("notification", "kanri", told)
            }
        };
        desk.ok(by, kind, body);
    }
    desk
}

fn lacking(case: &Case) -> Vec<Record> {
    match case.rule.demand {
        Demand::Training { .. } => vec![Record::Training],
        Demand::Pledge { .. } => vec![Record::Pledge],
        _ => vec![Record::Handler],
    }
}

fn device(id: &str) -> Value {
    let mut body = asked(&ArticleScope::default());
    body["device"] = json!(id);
    body
}

/// `mori` takes a device, has another one passed on, and a package.
fn carried(case: &Case, mut desk: Desk) -> [Result<(), Refusal>; 3] {
    let taken = desk.say("mori", "article-carry", device("PC-1")).map(drop);
    let article = desk.ok("tanaka", "article-carry", device("TEL-1"));
    desk.ok("ito", "article-answer", json!({"approved": true, "article": article, "step": "out"}));
    let passed = desk.say("tanaka", "article-transfer", json!({"article": article, "to": "mori"})).map(drop);
    let number = case.asked(&mut desk, json!({}));
    desk.consented(number);
    desk.approved_by(number, &["ito"]);
    let intent = desk.leaves(number).unwrap();
    desk.complete(number, intent);
    let body = desk.with_request(number, json!({"to": "mori"}));
    [taken, passed, desk.say("tanaka", "transfer", body).map(drop)]
}

#[track_caller]
fn holds_for_carriers(test: &str) {
    let case = Case::of(test);
    let missing = lacking(&case);
    for refused in carried(&case, of_two(&case, case.office(&missing))) {
        case.is_cited(&refused.expect_err(test));
    }
    for without in carried(&case, of_two(&case, case.office_without(&missing))) {
        without.unwrap();
    }
}

/// `sato` approves a package and a device.
fn approved(case: &Case, mut desk: Desk) -> [Result<(), Refusal>; 2] {
    let posts = ["responsible", "operations-officer"];
    let told = json!({"contract": "K", "dated": "2026-11-01", "person": "sato", "posts": posts});
    desk.ok("kanri", "notification", told);
    let number = case.asked(&mut desk, json!({}));
    let body = desk.with_request(number, json!({}));
    let package = desk.say("sato", "approval", body).map(drop);
    let article = desk.ok("tanaka", "article-carry", device("PC-1"));
    let answer = json!({"approved": true, "article": article, "step": "out"});
    [package, desk.say("sato", "article-answer", answer).map(drop)]
}

#[track_caller]
fn holds_for_approvers(test: &str) {
    let case = Case::of(test);
    let missing = lacking(&case);
    for refused in approved(&case, of_two(&case, case.office(&missing))) {
        case.is_cited(&refused.expect_err(test));
    }
    for without in approved(&case, of_two(&case, case.office_without(&missing))) {
        without.unwrap();
    }
}

#[test]
fn meccs_2_1_training_is_asked_of_carriers_and_approvers_too() {
    holds_for_carriers("meccs_2_1_training");
    holds_for_approvers("meccs_2_1_training");
}

#[test]
fn tokki_a4_training_is_asked_of_carriers_and_approvers_too() {
    holds_for_carriers("tokki_a4_training");
    holds_for_approvers("tokki_a4_training");
}

#[test]
fn check_sheet_1_training_is_asked_of_carriers_and_approvers_too() {
    holds_for_carriers("check_sheet_1_training");
    holds_for_approvers("check_sheet_1_training");
}

#[test]
fn nakano_a2_training_is_asked_of_carriers_and_approvers_too() {
    holds_for_carriers("nakano_a2_training");
    holds_for_approvers("nakano_a2_training");
}

#[test]
fn check_sheet_3_1_a_pledge_is_asked_of_carriers_too() {
    holds_for_carriers("check_sheet_3_1");
}

#[test]
fn ichinomiya_gl_1_pledge_is_asked_of_carriers_too() {
    holds_for_carriers("ichinomiya_gl_1_pledge");
}

#[test]
fn check_sheet_3_3_handlers_alone_carry_anything() {
    holds_for_carriers("check_sheet_3_3");
}

#[test]
fn ichinomiya_gl_6_handlers_alone_carry_anything() {
    holds_for_carriers("ichinomiya_gl_6_handlers");
}

#[test]
fn nakano_a4_handlers_alone_carry_anything() {
    holds_for_carriers("nakano_a4_handlers");
}

/// Rules of before are judged as they were: the place by its one word, and people where they ask for something.
#[test]
fn rules_of_before_are_judged_as_they_were() {
    let case = Case::of("meccs_4_4_home");
    let mut before = case.with.clone();
    for rule in before.iter_mut().flat_map(|pack| &mut pack.rules) {
        match &mut rule.demand {
            Demand::ForbidPlace { also, .. } => also.clear(),
            Demand::Training { of, .. } => of.clear(),
            _ => {}
        }
    }
    let packs: Vec<_> = before.iter().collect();
    let mut desk = with_devices(Desk::under(&packs, &[Record::Training]));
    desk.ok("kanri", "training", json!({"on": "2026-11-20", "people": ["tanaka"], "topic": "取扱い"}));
    case.asked(&mut desk, json!({"place": "自宅"}));
    desk.ok("mori", "article-carry", device("PC-1"));
    let body = case.meant(&desk, json!({"place": " HOME "}));
    case.is_cited(&desk.say("tanaka", "request", body).unwrap_err());
}

/// A clause about whoever handles personal data asks nothing of whoever carries paper that has none.
#[track_caller]
fn is_about_personal_data(test: &str) {
    let case = Case::of(test);
    let mut desk = of_two(&case, case.office(&lacking(&case)));
    let paper = |people: Value| {
        let mut body = asked(&ArticleScope::default());
        body.as_object_mut().unwrap().retain(|field, _| field != "device" && field != "measures");
        body["paper"] = json!({"count": 3, "level": "3", "title": "図面"});
        if !people.is_null() {
            body["paper"]["people"] = people;
        }
        body
    };
    for people in [json!(null), json!(12)] {
        case.is_cited(&desk.say("mori", "article-carry", paper(people)).unwrap_err());
    }
    desk.ok("mori", "article-carry", paper(json!(0)));
}

#[test]
fn ichinomiya_gl_1_pledge_is_not_asked_for_paper_without_personal_data() {
    is_about_personal_data("ichinomiya_gl_1_pledge");
}

#[test]
fn ichinomiya_gl_6_handlers_are_not_asked_for_paper_without_personal_data() {
    is_about_personal_data("ichinomiya_gl_6_handlers");
}
