//! Rules about devices and paper that are carried.

use serde_json::{Value, json};

use super::super::{Desk, attachment};
use super::Case;
use crate::domain::article::{ArticleState, Clearing, Measure};
use crate::domain::refusal::{ArticleRefusal, Refusal};
use crate::domain::rules::carried::ArticleScope;
use crate::domain::rules::demand::Demand;
use crate::domain::rules::judge::Unmet;

/// The registered PC and phone.
pub fn with_devices(mut desk: Desk) -> Desk {
    for (id, kind) in [("PC-1", "pc"), ("TEL-1", "phone")] {
        desk.ok("kanri", "medium-add", json!({"id": id, "kind": kind, "serial": id}));
    }
    if desk.registry.contracts.contains_key(&"K".parse().unwrap()) {
        desk.ok("kanri", "medium-add", json!({"id": "PC-9", "kind": "pc", "owner": "K", "serial": "PC-9"}));
        desk.ok(
            "kanri",
            "medium-add",
            json!({"id": "TEL-9", "kind": "phone", "owner": "K", "serial": "TEL-9"}),
        );
    }
    desk
}

/// What the rule is meant for, with everything that any rule asks for.
pub(super) fn asked(of: &ArticleScope) -> Value {
    let kind = of.articles.first().map_or("pc", |kind| kind.as_str());
    let mut body = json!({
        "attested": attachment(), "contract": "K", "direction": of.directions.first().map_or("out", |way| way.as_str()),
        "due": "2026-12-20", "on": "2026-11-20", "place": "現場", "purpose": "測量",
        "permission": {"by": "課長", "dated": "2026-11-20", "evidence": attachment(), "number": "9"},
    });
    match kind {
        "pc" => body["device"] = json!(if of.lent { "PC-9" } else { "PC-1" }),
        "phone" => body["device"] = json!(if of.lent { "TEL-9" } else { "TEL-1" }),
        _ => {
            let level = of.levels.first().map_or("2", |level| level.as_str());
            body["paper"] = json!({"count": 3, "level": level, "title": "図面"});
        }
    }
    if kind != "paper" {
        body["measures"] = json!(Measure::ALL);
    }
    if of.repair {
        body["repair"] = json!(true);
    }
    body
}

/// What it is back with, with everything that any rule asks for.
fn back(of: &ArticleScope) -> Value {
    match of.articles.first().map_or("pc", |kind| kind.as_str()) {
        "paper" => json!({"destroyed": {"method": "dissolve", "witness": "佐藤"}}),
        _ => json!({"cleared": Clearing::ALL, "saved_to": "サーバ"}),
    }
}

/// Asked for, permitted by `approver`, back and confirmed, as far as nothing stands against it.
fn carried(mut desk: Desk, asked: Value, approver: &str, mut back: Value) -> Result<(), Refusal> {
    let article = desk.say("tanaka", "article-carry", asked)?;
    let out = json!({"approved": true, "article": article, "step": "out"});
    // Nothing is out before somebody else permitted it, and nothing is over before somebody else confirmed it.
    let own = desk.say("tanaka", "article-answer", out.clone()).unwrap_err();
    assert!(matches!(own, Refusal::Article(ArticleRefusal::OwnArticle { .. })), "{own}");
    back["article"] = json!(article);
    let early = desk.say("tanaka", "article-return", back.clone()).unwrap_err();
    let asked = ArticleState::Asked;
    assert!(matches!(early, Refusal::Article(ArticleRefusal::WrongState { state, .. }) if state == asked));
    desk.say(approver, "article-answer", out)?;
    desk.say("tanaka", "article-return", back)?;
    assert_eq!(desk.registry.articles[&1].state(), ArticleState::Returned);
    desk.ok("ito", "article-answer", json!({"approved": true, "article": article, "step": "back"}));
    assert_eq!(desk.registry.articles[&1].state(), ArticleState::Closed);
    Ok(())
}

/// Refused where what the rule demands is not there, and gets through where it is or where the rule is not.
#[track_caller]
pub(super) fn stands(case: &Case, of: &ArticleScope) {
    let (mut asks, mut returns, mut approver) = (asked(of), back(of), "ito");
    let without = |list: &Value, gone: &[String]| -> Value {
        list.as_array()
            .unwrap()
            .iter()
            .filter(|one| !gone.contains(&one.as_str().unwrap().to_owned()))
            .cloned()
            .collect()
    };
    match &case.rule.demand {
        Demand::ArticleMeasures { measures, .. } => {
            let gone: Vec<String> = measures.iter().map(ToString::to_string).collect();
            asks["measures"] = without(&asks["measures"], &gone);
        }
        Demand::ArticleCleared { cleared, .. } => {
            let gone: Vec<String> = cleared.iter().map(ToString::to_string).collect();
            returns["cleared"] = without(&returns["cleared"], &gone);
        }
        Demand::ArticlePermission { .. } => drop(asks.as_object_mut().unwrap().remove("permission")),
        Demand::ArticleNever { .. } => {}
        Demand::ArticleDisposal { .. } => returns["destroyed"]["method"] = json!("declared"),
        // Nobody notified `ueda` in any post; without posts there is no other way than somebody else's answer.
        Demand::ArticleApproval { posts, .. } if !posts.is_empty() => approver = "ueda",
        Demand::ArticleApproval { .. } => {
            return carried(with_devices(case.office(&[])), asks, approver, returns).unwrap();
        }
        demand => panic!("{demand:?} is about something else"),
    }
    let refused = carried(with_devices(case.office(&[])), asks.clone(), approver, returns.clone());
    case.is_cited(&refused.expect_err(&case.rule.id));
    if !of.levels.is_empty() || of.personal_data {
        // What is less important, and of nobody, it is not meant for; what nobody said counts.
        let mut unsaid = asks.clone();
        unsaid["paper"]["level"] = json!("unknown");
        let refused = carried(with_devices(case.office(&[])), unsaid, approver, returns.clone());
        case.is_cited(&refused.expect_err(&case.rule.id));
        let mut beyond = asks.clone();
        beyond["paper"] = json!({"count": 3, "level": "4", "people": 0, "title": "図面"});
        carried(with_devices(case.office(&[])), beyond, approver, returns.clone()).unwrap();
    }
    if !matches!(case.rule.demand, Demand::ArticleNever { .. }) {
        carried(with_devices(case.office(&[])), asked(of), "ito", back(of)).unwrap();
    }
    carried(with_devices(case.office_without(&[])), asks, approver, returns).unwrap();
}

/// What is not registered is not the office's, and the contract's own document says so.
#[test]
fn meccs_3_6_company_media_are_the_only_devices_too() {
    let case = Case::of("meccs_3_6_company_media");
    let mut desk = with_devices(case.office(&[]));
    let mut private = asked(&ArticleScope::default());
    private["device"] = json!("MY-PC");
    case.is_cited(&desk.say("tanaka", "article-carry", private).unwrap_err());
    let mut stick = asked(&ArticleScope::default());
    stick["device"] = json!(super::STICK);
    let refused = desk.say("tanaka", "article-carry", stick).unwrap_err();
    assert!(matches!(refused, Refusal::Article(ArticleRefusal::NotADevice { .. })), "{refused}");
    desk.ok("tanaka", "article-carry", asked(&ArticleScope::default()));
    let twice = desk.say("mori", "article-carry", asked(&ArticleScope::default())).unwrap_err();
    assert!(matches!(twice, Refusal::Article(ArticleRefusal::DeviceOut { .. })), "{twice}");
}

/// Neither a PC nor paper goes home.
#[test]
fn meccs_4_4_home_is_no_place_for_devices_and_paper() {
    let case = Case::of("meccs_4_4_home");
    let mut desk = with_devices(case.office(&[]));
    for kind in [crate::domain::article::ArticleKind::Pc, crate::domain::article::ArticleKind::Paper] {
        let mut home = asked(&ArticleScope { articles: vec![kind], ..ArticleScope::default() });
        for name in [" Home ", "自宅", "自宅（在宅）", "ご自宅　", "Ｍｙ　ｈｏｍｅ"] {
            home["place"] = json!(name);
            case.is_cited(&desk.say("tanaka", "article-carry", home.clone()).unwrap_err());
        }
    }
}

/// Nobody attests that nothing is left on a PC while the ledger knows of a copy there.
#[test]
fn tokki_b3_6_device_holds_no_copy_when_it_is_called_empty() {
    let case = Case::of("tokki_b3_6_device");
    let mut desk = with_devices(case.office(&[]));
    let number = case.gone(&mut desk, json!({}));
    let of = ArticleScope::default();
    let article = desk.ok("tanaka", "article-carry", asked(&of));
    desk.ok("ito", "article-answer", json!({"approved": true, "article": article, "step": "out"}));
    let made = |device: &str| json!({"device": device, "kind": "working", "place": "ノートPC"});
    desk.refused(number, "tanaka", "copy-made", made("MY-PC"));
    desk.about(number, "tanaka", "copy-made", made("PC-1"));
    let mut returns = back(&of);
    returns["article"] = json!(article);
    let left = desk.say("tanaka", "article-return", returns.clone()).unwrap_err();
    assert!(matches!(left, Refusal::Article(ArticleRefusal::CopiesOnDevice { .. })), "{left}");
    let copy = desk.c(number).copies.last().unwrap().number;
    let erased = Desk::disposing("declared", json!({"copies": [copy], "note": "削除した"}));
    desk.about(number, "tanaka", "disposal", erased);
    desk.ok("tanaka", "article-return", returns.clone());
    // What is not as it should be is out again, and what is confirmed is over.
    let step = |approved: bool, reason: Value| {
        let mut body = json!({"approved": approved, "article": article, "step": "back", "reason": reason});
        body.as_object_mut().unwrap().retain(|_, value| !value.is_null());
        body
    };
    assert!(desk.say("sato", "article-answer", step(false, json!(null))).is_err());
    desk.ok("sato", "article-answer", step(false, json!("画像が残っている")));
    assert_eq!(desk.registry.articles[&1].state(), ArticleState::Out);
    desk.ok("tanaka", "article-return", returns);
    desk.ok("ito", "article-answer", step(true, json!(null)));
    assert_eq!(desk.registry.articles[&1].state(), ArticleState::Closed);
}

/// The person responsible approves when a PC is brought back as before it leaves: no other approver confirms it.
#[test]
fn tokki_b3_2_device_is_confirmed_by_the_person_responsible_when_it_is_brought_back() {
    let case = Case::of("tokki_b3_2_device");
    let returned = |mut desk: Desk| {
        let article = desk.ok("tanaka", "article-carry", asked(&ArticleScope::default()));
        desk.ok("ito", "article-answer", json!({"approved": true, "article": article, "step": "out"}));
        let mut returns = back(&ArticleScope::default());
        returns["article"] = json!(article);
        desk.ok("tanaka", "article-return", returns);
        (desk, json!({"approved": true, "article": article, "step": "back"}))
    };
    let (mut desk, confirms) = returned(with_devices(case.office(&[])));
    case.is_cited(&desk.say("sato", "article-answer", confirms.clone()).unwrap_err());
    // That something is not as it should be, anybody who approves may say.
    let mut not = confirms.clone();
    (not["approved"], not["reason"]) = (json!(false), json!("画像が残っている"));
    desk.clone().ok("sato", "article-answer", not);
    desk.ok("ito", "article-answer", confirms);
    assert_eq!(desk.registry.articles[&1].state(), ArticleState::Closed);
    // Where no document says who, any approver does.
    let (mut desk, confirms) = returned(with_devices(case.office_without(&[])));
    desk.ok("sato", "article-answer", confirms);
}

/// A package on a PC goes nowhere with somebody whom nobody permitted to carry that PC.
#[test]
fn tokki_b3_2_device_with_a_package_on_it_goes_only_where_it_may() {
    let case = Case::of("tokki_b3_2_device");
    let on_it = || json!({"medium": "PC-1", "via": "usb"});
    let pledge = || json!({"pledge": attachment()});
    let mut desk = with_devices(case.office(&[]));
    let number = case.gone(&mut desk, on_it());
    case.is_cited(&desk.refused(number, "tanaka", "checkout", pledge()));
    let article = desk.ok("tanaka", "article-carry", asked(&ArticleScope::default()));
    case.is_cited(&desk.refused(number, "tanaka", "checkout", pledge()));
    desk.ok("ito", "article-answer", json!({"approved": true, "article": article, "step": "out"}));
    desk.about(number, "tanaka", "checkout", pledge());
    // Without the rule it is for the office to know.
    let mut desk = with_devices(case.office_without(&[]));
    let number = case.gone(&mut desk, on_it());
    desk.about(number, "tanaka", "checkout", pledge());
}

/// Leave to bring a PC in is no leave to carry it out with a package on it.
#[test]
fn nakano_c2_13_device_that_may_be_brought_in_does_not_go_out_with_a_package() {
    let case = Case::of("nakano_c2_13_device");
    let pledge = || json!({"pledge": attachment()});
    let mut desk = with_devices(case.office(&[]));
    let number = case.gone(&mut desk, json!({"medium": "PC-1", "via": "usb"}));
    let mut brought_in = asked(&ArticleScope::default());
    brought_in["direction"] = json!("in");
    let article = desk.ok("tanaka", "article-carry", brought_in);
    desk.ok("sato", "article-answer", json!({"approved": true, "article": article, "step": "out"}));
    case.is_cited(&desk.refused(number, "tanaka", "checkout", pledge()));
    // Nor is what was permitted to somebody else.
    let mut desk = with_devices(case.office(&[]));
    let number = case.gone(&mut desk, json!({"medium": "PC-1", "via": "usb"}));
    let article = desk.ok("tanaka", "article-carry", asked(&ArticleScope::default()));
    desk.ok("ito", "article-answer", json!({"approved": true, "article": article, "step": "out"}));
    desk.record(super::super::Record::Handler, "K");
    desk.ok("tanaka", "article-transfer", json!({"article": article, "to": "mori"}));
    desk.about(number, "tanaka", "transfer", json!({"to": "mori"}));
    let refused = desk.refused(number, "mori", "checkout", pledge());
    case.is_cited(&refused);
    // They are told what comes back first.
    assert!(
        matches!(&refused, Refusal::Rule(broken) if matches!(
            &broken.unmet, Unmet::DeviceNotPermitted { held_as: Some(id), .. } if id == "E-0001"
        )),
        "{refused:?}"
    );
}

/// What the client lent is carried for its own contract, and ends by going back.
#[test]
fn what_a_client_lent_is_carried_under_its_contract_and_given_back() {
    let mut desk = with_devices(Case::of("tokki_a3_3_equipment").office(&[]));
    let unknown = json!({"id": "PC-8", "kind": "pc", "owner": "X", "serial": "PC-8"});
    assert!(matches!(desk.say("kanri", "medium-add", unknown), Err(Refusal::Contract(_))));
    let of = ArticleScope { lent: true, ..ArticleScope::default() };
    let mut elsewhere = asked(&of);
    elsewhere.as_object_mut().unwrap().remove("contract");
    let refused = desk.say("tanaka", "article-carry", elsewhere).unwrap_err();
    assert!(matches!(refused, Refusal::Article(ArticleRefusal::LentUnder { .. })), "{refused}");
    let article = desk.ok("tanaka", "article-carry", asked(&of));
    desk.ok("ito", "article-answer", json!({"approved": true, "article": article, "step": "out"}));
    let back = |reason: Value| json!({"id": "PC-9", "reason": reason, "state": "retired"});
    let out = desk.say("kanri", "medium-set", back(json!("市 山田へ返却"))).unwrap_err();
    assert!(matches!(out, Refusal::Article(ArticleRefusal::DeviceOut { .. })), "{out}");
    desk.ok(
        "tanaka",
        "article-return",
        json!({"article": article, "cleared": Clearing::ALL, "saved_to": "サーバ"}),
    );
    desk.ok("ito", "article-answer", json!({"approved": true, "article": article, "step": "back"}));
    let silent = desk.say("kanri", "medium-set", json!({"id": "PC-9", "state": "retired"})).unwrap_err();
    assert!(matches!(silent, Refusal::Empty { .. }), "{silent}");
    desk.ok("kanri", "medium-set", back(json!("市 山田へ返却")));
}
