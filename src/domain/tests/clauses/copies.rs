//! No more copies than the client permits: by a rule, by what is registered of a piece of information, or by a letter.

use serde_json::{Value, json};

use super::super::{Desk, attachment};
use super::Case;
use crate::domain::check::check_copies_ahead;
use crate::domain::refusal::{ContractRefusal, Refusal};
use crate::domain::rules::judge::Unmet;

fn case() -> Case {
    Case::of("nakano_a8_copies")
}

/// The client's letter for everything until the end of the year, compared by a second person where `confirmed`.
fn letter(desk: &mut Desk, copies: Value, but: Value, confirmed: bool) {
    let mut scope = json!({"text": "工区ごとの複製", "until": "2026-12-31"});
    for (field, value) in but.as_object().unwrap() {
        scope[field] = value.clone();
    }
    let letter = json!({
        "by": "課長", "contract": "K", "copies": copies, "dated": "2026-11-20", "evidence": attachment(),
        "number": "79", "scope": scope,
    });
    let consent = desk.ok("tanaka", "consent", letter);
    if confirmed {
        desk.ok("sato", "consent-confirm", json!({"consent": consent, "contract": "K"}));
    }
}

fn leaves(case: &Case, desk: &mut Desk, but: Value) -> Result<(), Refusal> {
    let number = case.asked(desk, but);
    desk.consented(number);
    desk.approved_by(number, &["sato", "ito"]);
    desk.leaves(number).map(|_| ())
}

#[track_caller]
fn is_over(case: &Case, refused: Result<(), Refusal>, expected: (u64, u64, u64)) {
    let refused = refused.unwrap_err();
    case.is_cited(&refused);
    let Refusal::Rule(broken) = refused else { unreachable!() };
    let (have, asks, most) = expected;
    let unmet = match broken.unmet {
        Unmet::AssetCopies { have, asks, most, .. } | Unmet::Copies { have, asks, most } => {
            (have, asks, most)
        }
        other => panic!("{other:?}"),
    };
    assert_eq!(unmet, (have, asks, most));
}

#[test]
fn nakano_a8_copies_counts_the_copies_a_request_makes() {
    let case = case();
    is_over(&case, leaves(&case, &mut case.office(&[]), json!({"copies": 2})), (0, 2, 1));
    leaves(&case, &mut case.office(&[]), json!({"copies": 1})).unwrap();
}

#[test]
fn nakano_a8_copies_are_raised_by_a_confirmed_letter_that_covers_them() {
    let case = case();
    let three = json!({"copies": 3});
    let tried = |copies: Value, scope: Value, confirmed: bool| {
        let mut desk = case.office(&[]);
        letter(&mut desk, copies, scope, confirmed);
        leaves(&case, &mut desk, three.clone())
    };
    tried(json!(3), json!({}), true).unwrap();
    is_over(&case, tried(json!(3), json!({}), false), (0, 3, 1));
    is_over(&case, tried(json!(2), json!({}), true), (0, 3, 2));
    is_over(&case, tried(json!(3), json!({"until": "2026-11-19"}), true), (0, 3, 1));
    is_over(&case, tried(json!(3), json!({"vias": ["email"]}), true), (0, 3, 1));
    // A letter for some levels, or for what some people send, is no wider than it says.
    is_over(&case, tried(json!(3), json!({"levels": ["4"]}), true), (0, 3, 1));
    is_over(&case, tried(json!(3), json!({"requesters": ["mori"]}), true), (0, 3, 1));
    tried(json!(3), json!({"levels": ["1", "2", "3"], "requesters": ["mori", "tanaka"]}), true).unwrap();
    // Three are three, whatever made them.
    let mut desk = case.office(&[]);
    letter(&mut desk, json!(3), json!({}), true);
    case.gone(&mut desk, json!({"copies": 2}));
    is_over(&case, leaves(&case, &mut desk, json!({"copies": 2})), (2, 2, 3));
    leaves(&case, &mut desk, json!({})).unwrap();
}

#[test]
fn nakano_a8_copies_are_told_before_anybody_approves() {
    let case = case();
    let ahead = |desk: &Desk, but: Value| {
        let body = serde_json::from_value(case.meant(desk, but)).unwrap();
        check_copies_ahead(&desk.registry, &"tanaka".parse().unwrap(), &body, "2026-11-20".parse().unwrap())
    };
    let mut desk = case.office(&[]);
    ahead(&desk, json!({})).unwrap();
    is_over(&case, ahead(&desk, json!({"copies": 2})), (0, 2, 1));
    letter(&mut desk, json!(2), json!({}), true);
    ahead(&desk, json!({"copies": 2})).unwrap();
}

/// Information of which the client permits no copies where it is registered, and two by letter; in place of the usual.
fn of_two(case: &Case) -> Desk {
    let mut desk = case.office(&[]);
    desk.ok("tanaka", "asset-end", json!({"id": "A-1", "to": "委託元"}));
    let asset = json!({
        "contract": "K", "copies_permitted": 0, "id": "A-2", "level": "2", "name": "名簿", "place": "書庫",
        "people": 10, "received": "2026-11-01",
    });
    desk.ok("tanaka", "asset-add", asset);
    letter(&mut desk, json!(2), json!({}), true);
    desk
}

fn copied(desk: &mut Desk, change: Value) -> Result<(), Refusal> {
    let mut body = json!({"contract": "K", "id": "A-2", "place": "書庫"});
    for (field, value) in change.as_object().unwrap() {
        body[field] = value.clone();
    }
    desk.say("tanaka", "asset-copies", body).map(|_| ())
}

#[test]
fn nakano_a8_copies_of_registered_information_are_those_the_client_permits() {
    let case = case();
    let mut desk = of_two(&case);
    // Whoever registers it cannot permit more than the rule does.
    let asset = json!({
        "contract": "K", "copies_permitted": 9, "id": "A-3", "level": "2", "name": "名簿", "place": "書庫",
        "people": 10, "received": "2026-11-01",
    });
    desk.ok("tanaka", "asset-add", asset);
    is_over(&case, copied(&mut desk, json!({"id": "A-3", "made": 3})), (0, 3, 2));
    copied(&mut desk, json!({"made": 2})).unwrap();
    is_over(&case, copied(&mut desk, json!({"made": 1})), (2, 1, 2));
    // None is left for a package.
    is_over(&case, leaves(&case, &mut desk, json!({"assets": ["A-2"]})), (2, 1, 2));
    copied(&mut desk, json!({"gone": 1})).unwrap();
    let number = case.gone(&mut desk, json!({"assets": ["A-2"], "manifest": attachment()}));
    assert_eq!(desk.registry.assets.values().map(crate::domain::asset::Asset::copies).max(), Some(2));
    is_over(&case, copied(&mut desk, json!({"made": 1})), (2, 1, 2));
    // What came back is no copy any more.
    let mut returning = desk.returning(number, json!({}));
    returning["copies"] = json!([1, 2]);
    desk.about(number, "tanaka", "return", returning);
    copied(&mut desk, json!({"made": 1})).unwrap();
    letter(&mut desk, json!(5), json!({}), true);
    copied(&mut desk, json!({"made": 3})).unwrap();
    is_over(&case, copied(&mut desk, json!({"made": 1})), (5, 1, 5));
}

#[test]
fn no_more_copies_than_the_client_permits_whatever_the_packs_say() {
    let case = case();
    let mut desk = case.office_without(&[]);
    let mut asset = json!({
        "contract": "K", "copies_permitted": 0, "id": "A-2", "level": "2", "name": "名簿", "place": "書庫",
        "received": "2026-11-01",
    });
    desk.ok("tanaka", "asset-add", asset.clone());
    let refused = copied(&mut desk, json!({"made": 1})).unwrap_err();
    assert!(matches!(refused, Refusal::Contract(ContractRefusal::MoreCopies { most: 0, .. })), "{refused}");
    asset["id"] = json!("A-3");
    asset.as_object_mut().unwrap().remove("copies_permitted");
    desk.ok("tanaka", "asset-add", asset);
    copied(&mut desk, json!({"id": "A-3", "made": 9})).unwrap();
    let refused = copied(&mut desk, json!({"gone": 10, "id": "A-3"})).unwrap_err();
    let fewer =
        Refusal::Contract(ContractRefusal::FewerCopies { asset: "A-3".parse().unwrap(), have: 9, gone: 10 });
    assert_eq!(refused, fewer);
    for nothing in
        [json!({"gone": 1, "made": 1}), json!({}), json!({"made": 0}), json!({"made": 1, "place": " "})]
    {
        assert!(matches!(copied(&mut desk, nothing), Err(Refusal::Empty { .. })));
    }
    let of_others = json!({"contract": "K", "id": "A-3", "made": 1, "place": "書庫"});
    assert!(matches!(desk.say("sato", "asset-copies", of_others), Err(Refusal::MissingRole { .. })));
}
