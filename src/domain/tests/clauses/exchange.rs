//! What is received is recorded: what is missing is refused when it is registered, and what can only come later is owed.

use serde_json::{Value, json};

use super::super::{Desk, attachment};
use super::Case;
use crate::domain::duty::{Standing, owing};
use crate::domain::refusal::{ContractRefusal, Refusal};
use crate::domain::rules::demand::{Duty, ExchangeField};
use crate::domain::rules::judge::{Unmet, Verdict};

/// Information that came with everything a record can say.
fn whole() -> Value {
    json!({
        "contract": "K", "count": 3, "from": "発注機関 山田", "id": "A-2", "level": "2", "means": "手渡し", "medium": "CD-R",
        "name": "名簿", "people": 10, "place": "書庫", "purpose": "点検", "received": "2026-11-01", "received_by": "mori",
        "until": "2027-03-31",
    })
}

fn said(desk: &mut Desk, author: &str, kind: &str, but: Value) -> Result<(), Refusal> {
    let mut body = json!({"contract": "K", "id": "A-2"});
    for (field, value) in but.as_object().unwrap() {
        body[field] = value.clone();
    }
    desk.say(author, kind, body).map(|_| ())
}

fn confirm(desk: &mut Desk, author: &str, but: Value) -> Result<(), Refusal> {
    let mut body = json!({"of": "receipt"});
    for (field, value) in but.as_object().unwrap() {
        body[field] = value.clone();
    }
    said(desk, author, "asset-confirm", body)
}

/// What is owed of the record on a day, by the id of the information.
fn owed(desk: &Desk, day: &str) -> Vec<(String, Standing)> {
    let contract = &desk.registry.contracts[&"K".parse().unwrap()];
    let all = owing(&desk.registry, contract, day.parse().unwrap());
    let records = all.iter().filter(|one| one.duty == Duty::ExchangeRecord);
    records.map(|one| (one.about.clone().unwrap(), one.standing)).collect()
}

/// Each field by itself, at its registration; both sides' word afterwards.
#[track_caller]
pub fn wants_the_record(case: &Case, fields: &[ExchangeField]) {
    for field in fields.iter().filter(|field| **field != ExchangeField::Confirmed) {
        let mut lacking = whole();
        lacking.as_object_mut().unwrap().remove(&field.as_str().replace('-', "_")).unwrap();
        let refused = case.office(&[]).say("tanaka", "asset-add", lacking.clone()).unwrap_err();
        case.is_cited(&refused);
        let Refusal::Rule(broken) = refused else { unreachable!() };
        assert_eq!(broken.unmet, Unmet::Exchange { asset: "A-2".parse().unwrap(), lacking: vec![*field] });
        case.office_without(&[]).ok("tanaka", "asset-add", lacking.clone());
        // What was made here came from nobody.
        lacking.as_object_mut().unwrap().remove("from").unwrap();
        case.office(&[]).ok("tanaka", "asset-add", lacking);
    }
    let mut desk = case.office(&[]);
    desk.ok("tanaka", "asset-add", whole());
    let number = case.asked(&mut desk, json!({"assets": ["A-2"]}));
    if !fields.contains(&ExchangeField::Confirmed) {
        assert_eq!(
            (owed(&desk, "2026-11-20"), case.verdict(&desk, number)),
            (vec![], Some(Verdict::Recorded))
        );
        return;
    }
    let lacking = vec![ExchangeField::Confirmed];
    let unmet = Unmet::Exchange { asset: "A-2".parse().unwrap(), lacking };
    assert_eq!(case.verdict(&desk, number), Some(Verdict::Listed(unmet)));
    assert_eq!(owed(&desk, "2026-11-02"), [("A-2".to_owned(), Standing::Open)]);
    assert_eq!(owed(&desk, "2027-11-02"), [("A-2".to_owned(), Standing::Late)]);
    let paper =
        json!({"duty": "exchange-record", "contract": "K", "evidence": attachment(), "on": "2026-11-20"});
    let refused = desk.say("kanri", "duty-sent", paper).unwrap_err();
    assert!(matches!(refused, Refusal::Contract(ContractRefusal::NoPaper { .. })), "{refused}");
    confirm(&mut desk, "mori", json!({})).unwrap();
    assert_eq!(owed(&desk, "2026-11-02").len(), 1);
    confirm(&mut desk, "tanaka", json!({"by": "山田", "evidence": attachment()})).unwrap();
    assert_eq!((owed(&desk, "2026-11-02"), case.verdict(&desk, number)), (vec![], Some(Verdict::Recorded)));
    // Said otherwise, both confirmed something else.
    said(&mut desk, "tanaka", "asset-set", json!({"count": 4})).unwrap();
    assert_eq!(owed(&desk, "2026-11-02").len(), 1);
}

/// A paper dated and sent does not stand for a second person, and neither does whoever said that it ended.
#[test]
fn an_end_is_confirmed_by_a_second_person_and_once() {
    let mut desk = Desk::under(&[], &[]);
    let ends = |desk: &Desk, day: &str| -> Vec<(String, Standing)> {
        let contract = &desk.registry.contracts[&"K".parse().unwrap()];
        let all = owing(&desk.registry, contract, day.parse().unwrap());
        let ends = all.iter().filter(|one| one.duty == Duty::EndConfirmation);
        ends.map(|one| (one.about.clone().unwrap(), one.standing)).collect()
    };
    let end = |desk: &mut Desk, author: &str, but: Value| {
        let mut body = json!({"of": "end"});
        body.as_object_mut().unwrap().extend(but.as_object().unwrap().clone());
        said(desk, author, "asset-confirm", body)
    };
    let paper = || json!({"evidence": attachment()});
    desk.ok("tanaka", "asset-add", whole());
    let refused = end(&mut desk, "mori", paper());
    assert!(matches!(refused, Err(Refusal::Contract(ContractRefusal::NotEnded { .. }))), "{refused:?}");
    assert_eq!(ends(&desk, "2027-11-02"), []);
    desk.ok("tanaka", "asset-end", json!({"id": "A-2", "to": "発注機関"}));
    let today = desk.now()[..10].to_owned();
    assert_eq!(ends(&desk, &today), [("A-2".to_owned(), Standing::Open)]);
    assert_eq!(ends(&desk, "2027-11-02"), [("A-2".to_owned(), Standing::Late)]);
    let sent =
        json!({"duty": "end-confirmation", "contract": "K", "evidence": attachment(), "on": "2026-11-01"});
    let refused = desk.say("kanri", "duty-sent", sent);
    assert!(matches!(refused, Err(Refusal::Contract(ContractRefusal::NoPaper { .. }))), "{refused:?}");
    let refused = end(&mut desk, "tanaka", paper());
    assert!(matches!(refused, Err(Refusal::Contract(ContractRefusal::OwnEnd { .. }))), "{refused:?}");
    // What was given back is shown by a paper.
    let refused = end(&mut desk, "mori", json!({}));
    assert!(
        matches!(refused, Err(Refusal::Contract(ContractRefusal::EndNotShown { given_back: true, .. }))),
        "{refused:?}"
    );
    end(&mut desk, "mori", paper()).unwrap();
    let ended = desk.registry.assets[&"A-2".parse().unwrap()].ended.clone().unwrap();
    let word = ended.confirmed.unwrap();
    assert_eq!((ended.by.as_str(), word.by.as_str(), word.evidence.is_some()), ("tanaka", "mori", true));
    assert_eq!(ends(&desk, "2027-11-02"), []);
    let refused = end(&mut desk, "sato", paper());
    assert!(matches!(refused, Err(Refusal::Contract(ContractRefusal::EndConfirmed { .. }))), "{refused:?}");
    // What was disposed of, a second person has seen; what the client got back, it may sign for.
    let client = json!({
        "key": super::super::desk::key(201).to_openssh(), "name": "kyaku",
        "particulars": {"organization": "発注機関"}, "person": "kyaku", "roles": ["client"],
    });
    desk.ok("kanri", "person-add", client);
    for (id, how, second) in
        [("A-3", json!({"method": "dissolve"}), "sato"), ("A-4", json!({"to": "発注機関"}), "kyaku")]
    {
        let mut asset = whole();
        asset["id"] = json!(id);
        desk.ok("tanaka", "asset-add", asset);
        let mut body = json!({"id": id});
        body.as_object_mut().unwrap().extend(how.as_object().unwrap().clone());
        desk.ok("tanaka", "asset-end", body);
        end(&mut desk, second, json!({"id": id})).unwrap();
        assert_eq!(ends(&desk, "2027-11-02"), []);
    }
}

#[test]
fn check_sheet_4_5_exchange_is_confirmed_by_both_sides_and_each_once() {
    let case = Case::of("check_sheet_4_5_exchange");
    let mut desk = case.office(&[]);
    let neither = |refused: Result<(), Refusal>| {
        matches!(refused, Err(Refusal::Contract(ContractRefusal::NeitherSide { .. })))
    };
    let already = |refused: Result<(), Refusal>| {
        matches!(refused, Err(Refusal::Contract(ContractRefusal::AssetConfirmed { .. })))
    };
    desk.ok("tanaka", "asset-add", whole());
    // Whoever registers what somebody else took confirms nothing.
    assert!(neither(confirm(&mut desk, "tanaka", json!({}))));
    assert!(neither(confirm(&mut desk, "sato", json!({"evidence": attachment()}))));
    assert!(matches!(confirm(&mut desk, "tanaka", json!({"by": "山田"})), Err(Refusal::Empty { .. })));
    let paper = json!({"by": "山田", "evidence": attachment()});
    assert!(matches!(confirm(&mut desk, "sato", paper.clone()), Err(Refusal::MissingRole { .. })));
    confirm(&mut desk, "mori", json!({})).unwrap();
    assert!(already(confirm(&mut desk, "mori", json!({}))));
    confirm(&mut desk, "mori", paper.clone()).unwrap();
    assert!(already(confirm(&mut desk, "tanaka", paper)));
    // Whoever took it and says so has signed for the office.
    said(&mut desk, "mori", "asset-set", json!({"means": "郵送"})).unwrap();
    assert!(already(confirm(&mut desk, "mori", json!({}))));
    // A client with a key of their own needs no paper; another client's does not count.
    for (number, person, organization) in [(201, "kyaku", "発注機関"), (202, "tanin", "別の機関")] {
        let client = json!({
            "key": super::super::desk::key(number).to_openssh(), "name": person,
            "particulars": {"organization": organization}, "person": person, "roles": ["client"],
        });
        desk.ok("kanri", "person-add", client);
    }
    assert!(neither(confirm(&mut desk, "tanin", json!({}))));
    confirm(&mut desk, "kyaku", json!({})).unwrap();
    assert_eq!(owed(&desk, "2026-11-02"), []);
    let mut made = whole();
    made["id"] = json!("A-3");
    made.as_object_mut().unwrap().remove("from");
    desk.ok("tanaka", "asset-add", made);
    let refused = confirm(&mut desk, "mori", json!({"id": "A-3"}));
    assert!(matches!(refused, Err(Refusal::Contract(ContractRefusal::MadeHere { .. }))));
    let nothing = said(&mut desk, "tanaka", "asset-set", json!({"note": "なし"}));
    assert!(matches!(nothing, Err(Refusal::Empty { .. })));
}
