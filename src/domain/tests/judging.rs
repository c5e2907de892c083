//! Rules judged one at a time: what is just within a number, a day or a scope holds, and what is just outside does not.

use serde_json::{Value, json};

use super::{Desk, Record, attachment};
use crate::domain::body::contact::Side;
use crate::domain::names::Method;
use crate::domain::refusal::Refusal as R;
use crate::domain::rules::judge::{Situation, Step, Unmet, Verdict, judge, missing_contact};
use crate::domain::rules::pack::{Pack, is_shipped, shipped};
use crate::domain::rules::{office, pack};

/// A pack of one rule, meant for what `when` says.
fn demanding(demand: Value, when: Value) -> Pack {
    let mut pack = Pack::parse(shipped("tokki").unwrap()).unwrap();
    pack.rules.truncate(1);
    pack.rules[0].demand = serde_json::from_value(demand).unwrap();
    pack.rules[0].when = serde_json::from_value(when).unwrap();
    pack.check().unwrap();
    pack
}

/// An office whose contract `K` demands this one thing.
fn under(demand: Value, when: Value, missing: &[Record]) -> Desk {
    Desk::under(&[&demanding(demand, when)], missing)
}

/// Why `tanaka` may not ask for this under `K`; nothing where they may.
#[track_caller]
fn stands_against(desk: &mut Desk, but: Value) -> Option<Unmet> {
    let body = desk.asking_under("K", but);
    match desk.say("tanaka", "request", body) {
        Ok(_) => None,
        Err(R::Rule(broken)) => Some(broken.unmet),
        Err(other) => panic!("{other}"),
    }
}

/// What the rule of `K` comes to for this carry-out on a day, at this step, where it refuses nothing.
fn comes_to(desk: &Desk, number: u64, day: &str, step: Step) -> Verdict {
    let carry_out = desk.c(number);
    let situation = Situation {
        registry: &desk.registry,
        request: &carry_out.request,
        digest: Some(carry_out.digest),
        requester: &carry_out.requester,
        approvals: &carry_out.approvals,
        copies_before: 0,
        day: day.parse().unwrap(),
        step,
    };
    let rules = desk.registry.rules(carry_out.request.contract.as_ref());
    let judged = judge(&rules, &situation);
    judged.into_iter().find(|one| one.pack.is_some_and(|pack| pack.id == "tokki")).unwrap().verdict
}

#[test]
fn as_many_files_and_bytes_as_a_rule_allows_are_allowed_and_one_more_is_not() {
    for (demand, field) in [
        (json!({"files": 5, "kind": "file-cap"}), "file_count"),
        (json!({"bytes": 5, "kind": "byte-cap"}), "total_bytes"),
    ] {
        let mut desk = under(demand, json!({}), &[]);
        assert_eq!(stands_against(&mut desk, json!({field: 5})), None);
        let more = stands_against(&mut desk, json!({field: 6}));
        assert!(
            matches!(more, Some(Unmet::Files { have: 6, most: 5 } | Unmet::Bytes { have: 6, most: 5 })),
            "{field}: {more:?}"
        );
    }
}

#[test]
fn a_rule_is_about_whom_and_what_it_is_meant_for() {
    let silent = |more: Value| {
        let mut body = json!({"reason": null});
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        body
    };
    let personal = |people: u64| json!({"personal_data": {"people": people, "special": false}});
    let to =
        |recipient: &str| json!({"kind": "deliver", "medium": null, "recipient": recipient, "via": "email"});
    for (when, asked, meant) in [
        (json!({}), personal(0), true),
        (json!({"personal-data": true}), personal(0), false),
        (json!({"personal-data": true}), personal(5), true),
        (json!({"levels": ["1"]}), json!({"level": "2"}), false),
        (json!({"levels": ["1"]}), json!({"level": "unknown"}), true),
        (json!({}), to("client"), true),
        (json!({"third-party": true}), to("client"), false),
        (json!({"third-party": true}), to("city"), true),
    ] {
        let mut desk = under(json!({"kind": "reason"}), when.clone(), &[]);
        let client = json!({"id": "client", "name": "林", "opens": "age", "organization": "発注機関"});
        desk.ok("tanaka", "recipient-add", client);
        let unmet = stands_against(&mut desk, silent(asked.clone()));
        assert_eq!(unmet, meant.then_some(Unmet::Reason), "{when} {asked}");
    }
}

#[test]
fn a_rule_about_a_level_is_about_devices_and_about_paper_of_that_level_or_of_none() {
    let pledge = json!({"kind": "pledge", "occasion": "entry", "of": ["carrier"]});
    let mut desk = under(pledge, json!({"levels": ["1"]}), &[Record::Pledge]);
    desk.ok("kanri", "medium-add", json!({"id": "PC-1", "kind": "pc", "serial": "PC-1"}));
    let mut carries = |what: Value| {
        let mut body = json!({
            "attested": attachment(), "contract": "K", "direction": "out", "due": "2026-12-20", "on": "2026-11-20",
            "place": "現場", "purpose": "測量",
        });
        body.as_object_mut().unwrap().extend(what.as_object().unwrap().clone());
        match desk.say("tanaka", "article-carry", body) {
            Ok(_) => true,
            Err(R::Rule(_)) => false,
            Err(other) => panic!("{other}"),
        }
    };
    let mut paper = |level: &str| carries(json!({"paper": {"count": 3, "level": level, "title": "図面"}}));
    assert_eq!(["1", "2", "unknown"].map(&mut paper), [false, true, false]);
    assert!(!carries(json!({"device": "PC-1"})));
}

#[test]
fn information_that_ended_or_is_anothers_is_none_of_the_contracts() {
    let mut desk = under(json!({"kind": "registered-asset"}), json!({}), &[]);
    desk.ok("kanri", "contract-add", json!({"client": "市", "id": "L"}));
    for (contract, id) in [("L", "A-2"), ("K", "A-3")] {
        let asset = json!({
            "contract": contract, "id": id, "level": "2", "name": "図面", "place": "書庫", "received": "2026-11-01",
        });
        desk.ok("tanaka", "asset-add", asset);
    }
    assert_eq!(stands_against(&mut desk, json!({"assets": ["A-1", "A-3"]})), None);
    assert_eq!(stands_against(&mut desk, json!({"assets": ["A-1", "A-2"]})), Some(Unmet::Asset));
    desk.ok("tanaka", "asset-end", json!({"id": "A-3", "to": "委託元"}));
    assert_eq!(stands_against(&mut desk, json!({"assets": ["A-1", "A-3"]})), Some(Unmet::Asset));
}

#[test]
fn a_list_of_recipients_is_about_neither_the_carrier_nor_the_client() {
    let mut desk = under(json!({"kind": "listed-recipient"}), json!({}), &[Record::Recipients]);
    let client = json!({"id": "client", "name": "林", "opens": "age", "organization": "発注機関"});
    desk.ok("tanaka", "recipient-add", client);
    let to = |recipient: &str| json!({"kind": "deliver", "recipient": recipient});
    assert_eq!(stands_against(&mut desk, json!({"recipient": "self"})), None);
    assert_eq!(stands_against(&mut desk, to("client")), None);
    let unlisted = stands_against(&mut desk, to("city"));
    assert_eq!(unlisted, Some(Unmet::Recipient { recipient: "city".parse().unwrap() }));
    desk.ok("kanri", "recipient-listing", json!({"contract": "K", "listed": true, "recipient": "city"}));
    assert_eq!(stands_against(&mut desk, to("city")), None);
}

fn subcontractor(id: &str, tier: u64, under: Option<&str>) -> Value {
    let mut place = json!({"tier": tier});
    if let Some(under) = under {
        place["under"] = json!(under);
    }
    json!({"id": id, "name": "西", "opens": "age", "organization": id, "subcontractor": place})
}

fn agreed(recipient: &str, tier: u64) -> Value {
    json!({
        "contract": "K", "dated": "2026-11-01", "evidence": attachment(), "number": "12", "recipient": recipient,
        "tier": tier,
    })
}

#[test]
fn every_tier_above_a_subcontractor_is_registered_and_agreed_to_at_its_own() {
    let demand = json!({"each-tier": true, "kind": "subcontract-consent"});
    let to = |recipient: &str| json!({"kind": "deliver", "recipient": recipient});
    let mut desk = under(demand, json!({}), &[Record::Subcontractor]);
    desk.ok("tanaka", "recipient-add", subcontractor("second", 2, Some("sub")));
    desk.ok("tanaka", "recipient-add", subcontractor("third", 3, Some("second")));
    for (recipient, tier) in [("second", 2), ("third", 3)] {
        desk.ok("kanri", "subcontractor-consent", agreed(recipient, tier));
    }
    let nobody_agreed = Some(Unmet::Subcontractor { recipient: "sub".parse().unwrap(), tier: 1 });
    assert_eq!(stands_against(&mut desk, to("third")), nobody_agreed);
    desk.ok("kanri", "subcontractor-consent", agreed("sub", 1));
    assert_eq!(stands_against(&mut desk, to("third")), None);
    // Whoever works at another tier since is not who was agreed to above.
    desk.ok("tanaka", "recipient-add", subcontractor("sub", 2, Some("second")));
    let gone = Some(Unmet::TierAbove { recipient: "second".parse().unwrap(), tier: 1 });
    assert_eq!(stands_against(&mut desk, to("third")), gone);
}

#[test]
fn an_agreement_binds_its_organization_from_its_first_day_to_its_last() {
    let to_sub = || json!({"kind": "deliver", "recipient": "sub"});
    let ended = |unmet: Option<Unmet>| match unmet {
        Some(Unmet::Agreement { ended, .. }) => Some(ended.map(|day| day.to_string())),
        None => None,
        other => panic!("{other:?}"),
    };
    for (dated, until, against) in [
        ("2026-11-20", "2026-11-20", None),
        ("2026-11-01", "2026-11-21", None),
        ("2026-11-01", "2026-11-19", Some(Some("2026-11-19".to_owned()))),
        ("2026-11-21", "2026-11-30", Some(None)),
    ] {
        let mut desk = under(json!({"kind": "subcontract-agreement"}), json!({}), &[Record::Agreement]);
        let signed = json!({
            "contract": "K", "dated": dated, "evidence": attachment(), "recipient": "sub", "until": until,
        });
        desk.ok("kanri", "subcontractor-agreement", signed);
        assert_eq!(ended(stands_against(&mut desk, to_sub())), against, "{dated} {until}");
    }
    let mut desk = under(json!({"kind": "subcontract-agreement"}), json!({}), &[]);
    desk.ok("tanaka", "recipient-add", subcontractor("sub", 1, None));
    assert_eq!(ended(stands_against(&mut desk, to_sub())), Some(None), "another organization signed nothing");
}

#[test]
fn a_check_that_no_document_limits_is_listed_once_it_is_a_year_old() {
    let mut desk = under(json!({"kind": "subcontract-check"}), json!({}), &[]);
    assert_eq!(stands_against(&mut desk, json!({"kind": "deliver", "recipient": "sub"})), None);
    assert!(matches!(comes_to(&desk, 1, "2027-11-01", Step::Request), Verdict::Holds));
    let listed = comes_to(&desk, 1, "2027-11-02", Step::Request);
    assert!(matches!(listed, Verdict::Listed(Unmet::Unchecked { last: Some(_), .. })), "{listed:?}");
}

#[test]
fn a_paper_that_is_late_is_listed_with_its_earliest_day_and_no_other_paper_is() {
    let owed = json!({"days": 5, "duty": "roster", "kind": "owed", "when": ["request"]});
    let mut desk = under(owed, json!({}), &[]);
    let asked = |duty: &str, on: &str| json!({"contract": "K", "duty": duty, "on": on});
    for (duty, on) in [("organization", "2026-11-01"), ("roster", "2026-11-19"), ("roster", "2026-11-18")] {
        desk.ok("sato", "duty-asked", asked(duty, on));
    }
    assert_eq!(stands_against(&mut desk, json!({})), None);
    assert!(matches!(comes_to(&desk, 1, "2026-11-23", Step::Request), Verdict::Recorded));
    let listed = comes_to(&desk, 1, "2026-11-30", Step::Request);
    assert!(
        matches!(&listed, Verdict::Listed(Unmet::Owed { due, .. }) if due.to_string() == "2026-11-23"),
        "{listed:?}"
    );
}

#[test]
fn rules_come_with_the_program_only_as_they_are() {
    for (id, text) in pack::SHIPPED {
        assert!(is_shipped(&Pack::parse(text).unwrap()), "{id}");
    }
    for one in office::SHIPPED {
        let mut pack = office::version(one.version).unwrap().clone();
        assert!(is_shipped(&pack), "{}", one.version);
        pack.rules.pop();
        assert!(!is_shipped(&pack), "{}", one.version);
    }
    let mut other = Pack::parse(shipped("meccs").unwrap()).unwrap();
    other.version += 1;
    assert!(!is_shipped(&other));
    other.id = "own".to_owned();
    assert!(!is_shipped(&other));
}

#[test]
fn what_was_pledged_or_taught_under_another_contract_or_at_leaving_is_none_under_this_one() {
    let pledged = |contract: Option<&str>, occasion: &str| {
        let pledge = json!({"kind": "pledge", "occasion": "entry"});
        let mut desk = under(pledge, json!({}), &[Record::Pledge]);
        desk.ok("kanri", "contract-add", json!({"client": "市", "id": "L"}));
        let mut body = json!({"occasion": occasion, "person": "tanaka", "text": attachment()});
        if let Some(contract) = contract {
            body["contract"] = json!(contract);
        }
        desk.ok("tanaka", "pledge", body);
        stands_against(&mut desk, json!({})).is_none()
    };
    assert!(pledged(Some("K"), "entry") && pledged(None, "entry"));
    assert!(!pledged(Some("L"), "entry") && !pledged(Some("K"), "leaving"));
}

#[test]
fn a_level_nobody_knows_has_no_number_of_approvers_where_it_has_to_be_known() {
    let mut desk = under(json!({"kind": "level-known"}), json!({}), &[]);
    let approvers = |desk: &mut Desk, level: &str| {
        assert_eq!(stands_against(desk, json!({"level": level})), None);
        desk.c(desk.registry.requests).terms.approvers
    };
    assert_eq!((approvers(&mut desk, "2"), approvers(&mut desk, "unknown")), (Some(1), None));
}

#[test]
fn a_letter_that_says_nothing_of_disposal_takes_back_no_earlier_one_that_does() {
    let mut desk = Desk::under(&[], &[]);
    let letter = |number: &str, demand: Value| {
        let rule = json!({"clause": "1", "demand": demand, "en": "-", "id": format!("letter-{number}"), "ja": "指示"});
        json!({
            "contract": "K", "dated": "2026-11-20", "evidence": attachment(), "number": number, "rules": [rule],
        })
    };
    let methods = |desk: &mut Desk| {
        assert_eq!(stands_against(desk, json!({})), None);
        desk.c(desk.registry.requests)
            .terms
            .disposals
            .iter()
            .map(|(methods, _)| methods.clone())
            .collect::<Vec<_>>()
    };
    desk.ok("kanri", "directive", letter("1", json!({"kind": "disposal", "methods": ["physical"]})));
    desk.ok("kanri", "directive", letter("2", json!({"kind": "reason"})));
    assert_eq!(methods(&mut desk), [[Method::Physical]]);
    desk.ok("kanri", "directive", letter("3", json!({"kind": "disposal", "methods": ["dissolve"]})));
    assert_eq!(methods(&mut desk), [[Method::Dissolve]]);
}

#[test]
fn the_strictest_rule_says_how_often_the_log_is_reviewed_and_copies_count_from_the_rule_on() {
    let days = |desk: &Desk| desk.registry.rules(Some(&"K".parse().unwrap())).review_days();
    let office = days(&Desk::under(&[], &[]));
    assert_eq!(days(&under(json!({"days": 9, "kind": "log-review"}), json!({}), &[])), Some(9));
    let mut desk = under(json!({"kind": "reason"}), json!({}), &[]);
    assert_eq!(days(&desk), office);
    let rules = desk.registry.rules(Some(&"K".parse().unwrap())).digest();
    desk.sealed(json!({"contract": "K", "reason": "説明", "rules": rules}));
    assert!(desk.registry.copies.is_empty());
    let mut desk = under(json!({"copies": 2, "kind": "copy-quota"}), json!({}), &[]);
    let rules = desk.registry.rules(Some(&"K".parse().unwrap())).digest();
    desk.sealed(json!({"contract": "K", "rules": rules}));
    assert_eq!(desk.registry.copies.len(), 1);
}

#[test]
fn a_ledger_without_packs_knows_its_rules_by_the_digest_they_had_before_there_were_any() {
    const BEFORE: &str = "b84d9ad06dc1b9fa3f841c23ba4be7780eb443ced22838c66262eb4c06735054";
    let named = |desk: &Desk, contract: Option<&str>| {
        let rules = desk.registry.rules(contract.map(|id| id.parse().unwrap()).as_ref());
        (rules.are_named(&BEFORE.parse().unwrap()), rules.are_named(&rules.digest()))
    };
    let mut desk = under(json!({"kind": "reason"}), json!({}), &[]);
    assert_eq!((named(&desk, None), named(&desk, Some("K"))), ((true, true), (false, true)));
    let digest = desk.registry.rules(None).digest();
    assert!(!desk.registry.rules(Some(&"K".parse().unwrap())).are_named(&digest), "another's");
    let plain = desk.asking(json!({"rules": BEFORE}));
    desk.ok("tanaka", "request", plain);
}

#[test]
fn a_document_that_wants_registered_devices_is_cited_before_the_office() {
    let mut desk = under(json!({"kind": "registered-medium"}), json!({}), &[]);
    let carries = |contract: Option<&str>| {
        let mut body = json!({
            "attested": attachment(), "device": "PRIVATE", "direction": "out", "due": "2026-12-20",
            "on": "2026-11-20", "place": "現場", "purpose": "測量",
        });
        if let Some(contract) = contract {
            body["contract"] = json!(contract);
        }
        body
    };
    let mut cited = |contract: Option<&str>| match desk.say("tanaka", "article-carry", carries(contract)) {
        Err(R::Rule(broken)) => broken.rule.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(cited(None), "office-medium");
    assert_ne!(cited(Some("K")), "office-medium");
}

#[test]
fn how_paper_is_destroyed_is_a_matter_of_what_the_rule_is_about() {
    let destroyed = |direction: &str| {
        let of = json!({"articles": ["paper"], "directions": [direction]});
        let demand = json!({"kind": "article-disposal", "methods": ["dissolve"], "of": of});
        let mut desk = under(demand, json!({}), &[]);
        let article = desk.ok("tanaka", "article-carry", json!({
            "attested": attachment(), "contract": "K", "direction": "out", "due": "2026-12-20", "on": "2026-11-20",
            "paper": {"count": 3, "level": "2", "title": "図面"}, "place": "現場", "purpose": "測量",
        }));
        desk.ok("sato", "article-answer", json!({"approved": true, "article": article, "step": "out"}));
        let how = json!({"evidence": attachment(), "method": "physical"});
        desk.say("tanaka", "article-return", json!({"article": article, "destroyed": how})).is_ok()
    };
    assert_eq!((destroyed("out"), destroyed("in")), (false, true));
}

#[test]
fn a_letter_that_waits_for_a_second_person_is_named_where_it_would_be_enough() {
    let waiting = |single: bool, for_one: bool| {
        let mut desk = under(json!({"kind": "consent", "single": single}), json!({}), &[]);
        assert_eq!(stands_against(&mut desk, json!({})), None);
        desk.approved_by(1, &["sato"]);
        let mut letter = json!({
            "by": "課長", "contract": "K", "dated": "2026-11-20", "evidence": attachment(), "number": "78",
        });
        if for_one {
            desk.about(1, "tanaka", "consent", letter);
        } else {
            letter["scope"] = json!({"text": "月次の納品", "until": "2026-12-31"});
            desk.ok("tanaka", "consent", letter);
        }
        match desk.leaves(1) {
            Err(R::Rule(broken)) => broken.unmet,
            other => panic!("{other:?}"),
        }
    };
    let named = Unmet::ConsentUnconfirmed { number: "78".to_owned() };
    assert_eq!(
        (waiting(false, false), waiting(false, true), waiting(true, true)),
        (named.clone(), named.clone(), named)
    );
    // One for a period is no letter for this request alone.
    assert_eq!(waiting(true, false), Unmet::Consent);
}

#[test]
fn nobody_in_the_contact_tree_is_missed_on_the_clients_side_first() {
    let mut desk = Desk::under(&[], &[]);
    let missing = |desk: &Desk| missing_contact(&desk.registry.contracts[&"K".parse().unwrap()]);
    let mut found = vec![missing(&desk)];
    for side in ["client", "office"] {
        let contact = json!({
            "contract": "K", "day": "03", "listed": true, "name": side, "order": 1, "organization": "社", "side": side,
        });
        desk.ok("kanri", "contact-listing", contact);
        found.push(missing(&desk));
    }
    let side = |side| Some(Unmet::NoContact { side });
    assert_eq!(found, [side(Side::Client), side(Side::Office), None]);
}

#[test]
fn as_many_approvals_as_a_document_asks_for_are_counted_when_it_leaves() {
    let mut desk = under(json!({"kind": "approvers", "people": 2}), json!({}), &[]);
    assert_eq!(stands_against(&mut desk, json!({})), None);
    let leaving = |desk: &Desk| comes_to(desk, 1, "2026-11-20", Step::Export);
    assert!(matches!(comes_to(&desk, 1, "2026-11-20", Step::Request), Verdict::Later));
    for (person, have) in [("sato", 1), ("ito", 2)] {
        desk.approved_by(1, &[person]);
        let short = match leaving(&desk) {
            Verdict::Unmet(Unmet::Approvers { have, need: 2 }) => Some(have),
            Verdict::Holds => None,
            other => panic!("{other:?}"),
        };
        assert_eq!(short, (have < 2).then_some(have));
    }
}

#[test]
fn an_entry_is_judged_by_the_packs_that_stood_when_it_was_said() {
    let packs = ["tokki", "meccs"].map(|id| Pack::parse(shipped(id).unwrap()).unwrap());
    let mut desk = Desk::under(&[&packs[0], &packs[1]], &[]);
    let before = desk.entries();
    for pack in &packs {
        let mut newer = pack.clone();
        newer.version += 1;
        desk.ok("kanri", "pack-set", json!({"pack": newer, "source": attachment()}));
    }
    let stood = |index: u64| {
        let rules = desk.registry.rules_at(Some(&"K".parse().unwrap()), index);
        rules.packs()[1..].iter().map(|pack| (pack.id.clone(), pack.version)).collect::<Vec<_>>()
    };
    let of = |more: u64| packs.iter().map(|pack| (pack.id.clone(), pack.version + more)).collect::<Vec<_>>();
    assert_eq!((stood(before), stood(desk.entries())), (of(0), of(1)));
}
