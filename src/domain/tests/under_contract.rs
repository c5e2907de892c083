//! Contracts in any order: packs and directives come and go into force, the client is told and agrees, people are
//! taught and pledge, information is registered and ended, between the statements of everybody's carry-outs. Two
//! witnesses judge alike, and what always holds does.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::sequences::{KINDS, said};
use super::{Desk, Record, attachment};
use crate::base::digest::Digest;
use crate::domain::rules::pack::{Pack, Rule};

/// What is said of contracts; requests most often, since these are judged by all the others.
pub const OF_CONTRACTS: [&str; 47] = [
    "request",
    "request",
    "request",
    "request",
    "approval",
    "approval",
    "approval",
    "approval",
    "export-intent",
    "export-intent",
    "export-intent",
    "export-completed",
    "export-completed",
    "export-completed",
    "checkout",
    "pack-set",
    "contract-add",
    "contract-set",
    "directive",
    "notification",
    "person-leave",
    "place-notification",
    "recipient-listing",
    "subcontractor-consent",
    "subcontractor-agreement",
    "subcontractor-check",
    "contact-listing",
    "consent",
    "consent-confirm",
    "sheet-answers",
    "training",
    "pledge",
    "asset-add",
    "asset-check",
    "asset-copies",
    "asset-set",
    "asset-confirm",
    "asset-end",
    "article-carry",
    "article-carry",
    "article-answer",
    "article-answer",
    "article-return",
    "article-return",
    "evidence-count",
    "duty-sent",
    "duty-asked",
];

/// Demands of every kind that can refuse something, few enough that most requests get through.
fn rules(which: u8) -> Vec<Rule> {
    let demands = [
        json!({"kind": "reason"}),
        json!({"kind": "forbid-place", "place": "Home"}),
        json!({"kind": "training", "days": 1}),
        json!({"kind": "pledge", "occasion": "entry"}),
        json!({"kind": "listed-recipient"}),
        json!({"kind": "registered-asset"}),
        json!({"kind": "exchange-record", "fields": ["means", "confirmed"]}),
        json!({"kind": "listed-handler"}),
        json!({"kind": "subcontract-consent"}),
        json!({"kind": "subcontract-agreement"}),
        json!({"kind": "subcontract-check", "days": 1}),
        json!({"kind": "notified-places"}),
        json!({"kind": "notified-sources"}),
        json!({"kind": "personal-data-stated"}),
        json!({"kind": "forbid-via", "vias": ["client-system"]}),
        json!({"kind": "file-cap", "files": 5}),
        json!({"kind": "consent"}),
        json!({"kind": "check-sheet"}),
        json!({"kind": "notified-approver", "posts": ["responsible"]}),
        json!({"kind": "never-leaves", "except": ["operations-officer"]}),
        json!({"kind": "copy-quota", "copies": 1}),
        json!({"kind": "approvers", "people": 2}),
        json!({"kind": "approval-days", "days": 1}),
        json!({"kind": "locked-case"}),
        json!({"kind": "witness"}),
        json!({"kind": "disposal", "level": "L2", "methods": ["physical"]}),
        json!({"kind": "subcontract-never"}),
        json!({"kind": "never-leaves"}),
        json!({"kind": "place"}),
        json!({"kind": "article-measures", "of": {"articles": ["pc"]}, "measures": ["two-factor"]}),
        json!({"kind": "article-permission", "of": {"directions": ["in"]}}),
        json!({"kind": "article-approval", "of": {"repair": true}, "posts": ["responsible"]}),
        json!({"kind": "article-cleared", "of": {"articles": ["phone", "pc"]}, "cleared": ["data-deleted"]}),
        json!({"kind": "article-disposal", "of": {"articles": ["paper"]}, "methods": ["dissolve"]}),
    ];
    let whens = [
        json!({"levels": ["1"]}),
        json!({"third-party": true}),
        json!({"personal-data": true}),
        json!({"kinds": ["deliver"], "vias": ["email"]}),
    ];
    let which = usize::from(which);
    let rule = |at: usize| {
        let (demand, when) = (&demands[at % demands.len()], &whens[(at / 3 + which) % whens.len()]);
        let rule = json!({
            "clause": "1", "demand": demand, "en": "-", "id": format!("r-{at}"), "ja": "-", "when": when,
        });
        serde_json::from_value(rule).unwrap()
    };
    (0..5).map(|part| rule(which + part * 6)).collect()
}

fn pack(id: &str, version: u64, which: u8) -> Pack {
    let text = json!({"en": "-", "ja": "-"});
    let pack = json!({"client": text, "id": id, "rule": rules(which), "title": text, "version": version});
    serde_json::from_value(pack).unwrap()
}

/// Somebody who may well say this.
pub fn likely(desk: &Desk, kind: &str, who: u8) -> Option<String> {
    let person = match kind {
        "pledge" | "asset-add" | "asset-copies" | "asset-set" | "asset-confirm" | "asset-end" => {
            ["tanaka", "kanri"][usize::from(who) % 2]
        }
        "consent" => ["tanaka", "sato", "kanri"][usize::from(who) % 3],
        "consent-confirm" | "sheet-answers" | "asset-check" | "subcontractor-check" => {
            ["sato", "kimura", "kanri"][usize::from(who) % 3]
        }
        "article-carry" | "article-return" => ["tanaka", "tanaka", "kanri"][usize::from(who) % 3],
        "article-answer" => ["sato", "ito", "tanaka"][usize::from(who) % 3],
        "evidence-count" => ["kimura", "sato"][usize::from(who) % 2],
        "request" if !desk.registry.contracts.is_empty() => "tanaka",
        kind if OF_CONTRACTS[15..].contains(&kind) => "kanri",
        _ => return None,
    };
    Some(person.to_owned())
}

/// A body of this kind; `how` picks among its shapes. `None` for kinds that are not about contracts.
pub fn body(desk: &Desk, kind: &str, number: u64, how: u8) -> Option<Value> {
    let pick = |from: &[&str]| from[usize::from(how) % from.len()].to_owned();
    let contract = if how < 24 { "K-9".to_owned() } else { pick(&["K", "L", "K"]) };
    let yes = !how.is_multiple_of(8);
    let mut letter = json!({
        "contract": contract, "dated": "2026-11-20", "evidence": attachment(),
        "number": if how == 0 { " " } else { "7" },
    });
    let mut add = |more: Value| {
        more.as_object().unwrap().iter().for_each(|(field, value)| letter[field] = value.clone());
        letter.clone()
    };
    Some(match kind {
        "request" if desk.registry.contracts.is_empty() => return None,
        "request" => {
            let usb = json!({"medium": pick(&["USB-07", "USB-08"]), "recipient": pick(&["self", "city"]), "via": "usb"});
            let mail = json!({"medium": null, "recipient": pick(&["city", "sub", "owner"]), "via": "email"});
            let mut but = if how.is_multiple_of(3) { usb } else { mail };
            but["kind"] = json!(pick(&["deliver", "work", "deliver", "return-to-client", "deliver"]));
            but["level"] = json!(pick(&["2", "2", "1", "2", "3", "2", "unknown"]));
            but["personal_data"] = match how % 5 {
                0 => Value::Null,
                1 => json!({"people": 9, "special": false}),
                _ => json!({"people": 0, "special": false}),
            };
            but["place"] = json!(pick(&["市役所", "　", "市役所", "市役所", "市役所", "hOME ", "市役所"]));
            but["assets"] = if how % 9 == 1 { json!(["A-1", "A-9"]) } else { json!(["A-1"]) };
            but["file_count"] = json!(how % 7);
            if how % 11 == 1 {
                but["copies"] = json!(how % 4);
            }
            desk.asking_under(if how % 8 == 7 { "K-9" } else { &contract }, but)
        }
        "pack-set" => {
            let id = pick(&["p", "q", "office", "p"]);
            let newer = how >= 200 || (id == "office" && how.is_multiple_of(4));
            let version = desk.registry.packs.get(&id).map_or(3, |pack| pack.version) + u64::from(newer);
            let mut pack = pack(&id, version, how / 4);
            if how == 241 {
                pack.rules.push(pack.rules[0].clone());
            }
            // The office goes on approving for a while.
            if id == "office" {
                pack.rules = crate::domain::rules::office::newest().rules.clone();
                pack.rules.truncate(3 + usize::from(how % 9));
            }
            json!({"pack": pack, "source": attachment()})
        }
        "contract-add" => {
            json!({"client": "発注機関", "id": pick(&["K", "L", "M"]), "packs": [pick(&["p", "none"])]})
        }
        "contract-set" => {
            json!({"add_packs": [if how >= 200 { pick(&["p", "q", "office"]) } else { "none".to_owned() }], "id": contract})
        }
        "directive" if how >= 240 => add(json!({"rules": rules(how)[..1]})),
        "directive" => add(json!({"rules": []})),
        "notification" => {
            letter.as_object_mut().unwrap().remove("number");
            letter["person"] = json!(pick(&["tanaka", "ito", "sato", "mori"]));
            if yes {
                letter["posts"] = json!([pick(&["handler", "responsible", "operations-officer"])]);
            }
            letter
        }
        "person-leave" => {
            json!({"contract": contract, "person": pick(&["tanaka", "ito", "sato", "nobody", "mori"])})
        }
        "place-notification" => {
            let mut place =
                json!({"contract": contract, "dated": "2026-11-20", "listed": yes, "place": "本社サーバ"});
            if how.is_multiple_of(4) {
                place["paths"] = json!([pick(&[r"S:\K", "/srv/K", "/home/tanaka", "K", r"c:\USERS\a"])]);
            }
            place
        }
        "recipient-listing" => {
            json!({"contract": contract, "listed": yes, "recipient": pick(&["city", "sub", "nobody"])})
        }
        "subcontractor-consent" => add(json!({"recipient": pick(&["sub", "city"]), "tier": how % 3})),
        "subcontractor-agreement" => {
            let mut signed = json!({
                "contract": contract, "dated": pick(&["2026-11-01", "2026-11-20", "2026-12-31"]), "evidence": attachment(),
                "recipient": pick(&["sub", "city", "sub"]),
            });
            if yes {
                signed["until"] = json!(pick(&["2026-12-31", "2026-11-19", "2027-01-31"]));
            }
            signed
        }
        "subcontractor-check" => {
            let mut checked = json!({
                "contract": contract, "evidence": attachment(), "on": pick(&["2026-11-20", "2026-11-18", "2026-12-31"]),
                "recipient": pick(&["sub", "city", "sub"]),
            });
            if !yes {
                checked["unmet"] = json!([pick(&["5-8", " "])]);
            }
            checked
        }
        "article-carry" => {
            let mut carry = json!({
                "attested": attachment(), "direction": pick(&["out", "out", "in"]), "due": pick(&["2026-12-20", "2026-11-20", "2026-11-01"]),
                "on": "2026-11-20", "place": pick(&["現場", "現場", "home"]), "purpose": "測量",
            });
            match how % 3 {
                0 => carry["paper"] = json!({"count": how % 5, "level": "2", "title": "図面"}),
                _ => carry["device"] = json!(pick(&["PC-1", "TEL-1", "PC-1", "USB-08", "MY-PC"])),
            }
            if !how.is_multiple_of(3) && !how.is_multiple_of(4) {
                carry["measures"] = json!(["two-factor", "screen-lock"]);
            }
            if !yes {
                carry["permission"] =
                    json!({"by": "課長", "dated": "2026-11-20", "evidence": attachment(), "number": "9"});
            }
            if how % 5 == 1 {
                carry["repair"] = json!(true);
            }
            if how.is_multiple_of(2) {
                carry["contract"] = json!(contract);
            }
            carry
        }
        "article-answer" | "article-return" => {
            let known: Vec<_> = desk.registry.articles.values().collect();
            // The newest are those that wait.
            let back = usize::from(how) % 3;
            let one = known.iter().rev().nth(back).or(known.last());
            let none = Digest::of(b"none");
            let Some(one) = one else {
                let answer = json!({"approved": true, "article": none, "step": "out"});
                return Some(if kind == "article-answer" { answer } else { json!({"article": none}) });
            };
            if kind == "article-return" {
                let mut returned = json!({"article": one.digest});
                match how % 4 {
                    0 => {
                        returned["destroyed"] = json!({"method": pick(&["dissolve", "physical"]), "witness": pick(&["佐藤", " "])})
                    }
                    1 => {}
                    _ => returned["cleared"] = json!(["data-deleted"]),
                }
                return Some(returned);
            }
            let waits = if one.returned.is_some() { "back" } else { "out" };
            let mut answer = json!({
                "approved": yes, "article": one.digest, "step": if how == 7 { "back" } else { waits },
            });
            if !yes && how.is_multiple_of(16) {
                answer["reason"] = json!("残っている");
            }
            answer
        }
        "contact-listing" => json!({
            "contract": contract, "day": pick(&["03", " "]), "listed": yes, "name": pick(&["課長", "当番", "係長"]),
            "order": how % 4, "organization": "市", "side": pick(&["office", "client"]),
        }),
        "duty-sent" => json!({
            "contract": contract, "duty": pick(&["roster", "measures"]), "evidence": super::attachment(),
            "on": pick(&["2026-11-19", "2026-11-20", "2026-12-31"]),
        }),
        "duty-asked" => json!({
            "by": pick(&["2026-11-18", "2026-12-31"]), "contract": contract, "duty": "check-sheet",
            "on": pick(&["2026-11-19", "2026-12-31"]),
        }),
        "consent" if how.is_multiple_of(2) => {
            let letter = add(json!({"by": "課長"}));
            desk.with_request(number, letter)
        }
        "consent" => {
            let until = pick(&["2026-11-19", "2026-12-31", "2026-12-31"]);
            let mut scope = json!({"text": "月次の納品", "until": until});
            if how % 3 == 1 {
                scope["vias"] = json!(["email"]);
            }
            if how % 7 == 1 {
                scope["recipients"] = json!(["city"]);
            }
            if how % 11 == 1 {
                scope["levels"] = json!([pick(&["2", "3"])]);
            }
            if how % 13 == 1 {
                scope["requesters"] = json!([pick(&["tanaka", "mori", "nobody"])]);
            }
            let copies = 1 + how % 4;
            let by = if how % 5 == 1 {
                json!({"by": "課長", "copies": copies})
            } else {
                json!({"by": "課長"})
            };
            add(by);
            add(json!({"scope": scope}))
        }
        "consent-confirm" => {
            let known = desk.registry.contracts.iter().flat_map(|(id, contract)| {
                contract.consents.iter().map(move |consent| (id, consent.digest, consent.request))
            });
            let known: Vec<_> = known.collect();
            let Some((id, digest, request)) = known.get(usize::from(how) % known.len().max(1)) else {
                return Some(json!({"consent": Digest::of(b"none"), "contract": contract}));
            };
            let mut confirm = json!({"consent": digest, "contract": id});
            if let Some(request) = request.filter(|_| yes) {
                confirm["request"] = json!(request);
            }
            confirm
        }
        "sheet-answers" => {
            let mut sheet = json!({"answers": attachment(), "contract": contract});
            if !yes {
                sheet["noes"] = json!([{"item": "5-8"}, {"item": "6-2", "measure": "協議済み"}]);
            }
            sheet
        }
        "training" => {
            let mut taught = json!({"on": pick(&["2026-11-20", "2026-11-19", "2027-01-01"]), "people": ["tanaka"], "topic": "-"});
            if yes {
                taught["contract"] = json!(contract);
            }
            taught
        }
        "pledge" => {
            let mut pledge = json!({"occasion": pick(&["entry", "leaving", "checkout", "entry"]), "person": "tanaka", "text": attachment()});
            if yes {
                pledge["contract"] = json!(contract);
            }
            if how % 3 == 1 {
                pledge["paper"] = attachment();
            }
            pledge
        }
        "asset-add" => {
            let mut asset = json!({
                "contract": contract, "id": pick(&["A-1", "A-2", "A-9"]), "level": "2", "name": "図面", "place": "書庫",
                "received": "2026-11-01",
            });
            if how % 3 == 1 {
                asset["copies_permitted"] = json!(how % 4);
            }
            if how % 5 == 1 {
                asset["people"] = json!(how % 2);
            }
            if !how.is_multiple_of(4) {
                asset["from"] = json!("発注機関");
                asset["received_by"] = json!(pick(&["tanaka", "kanri", "nobody", "tanaka"]));
            }
            if !how.is_multiple_of(7) {
                asset["means"] = json!(pick(&["手渡し", " ", "手渡し"]));
            }
            asset
        }
        "asset-set" => {
            let mut more = json!({"contract": contract, "id": pick(&["A-1", "A-2", "A-9"]), "note": "訂正"});
            let (field, value) = match how % 6 {
                0 => ("note", json!("訂正なし")),
                1 => ("from", json!("発注機関")),
                2 => ("received_by", json!(pick(&["tanaka", "kanri"]))),
                3 => ("people", json!(how % 2)),
                4 => ("place", json!(pick(&["書庫", " "]))),
                _ => ("means", json!("郵送")),
            };
            more[field] = value;
            more
        }
        "asset-confirm" => {
            let mut word = json!({"contract": contract, "id": pick(&["A-1", "A-2", "A-9"]), "of": pick(&["receipt", "end"])});
            if how.is_multiple_of(3) {
                word["by"] = json!(pick(&["課長", " ", "課長"]));
            }
            if !how.is_multiple_of(4) {
                word["evidence"] = attachment();
            }
            word
        }
        "asset-copies" => {
            let mut copies =
                json!({"contract": contract, "id": pick(&["A-1", "A-2", "A-9"]), "place": "書庫"});
            copies[if how.is_multiple_of(3) { "gone" } else { "made" }] = json!(how % 3 + u8::from(yes));
            copies
        }
        "asset-check" => json!({"contract": contract, "found": [pick(&["A-1", "A-2", "A-9"])]}),
        "evidence-count" => {
            let none = json!({"entries": 0, "sha256": Digest::of(b"")});
            json!({"beside": none, "contract": contract, "own": none, "withheld": 0})
        }
        "asset-end" if how >= 128 => json!({"id": pick(&["A-1", "A-2", "A-9"]), "to": pick(&["委託元", ""])}),
        "asset-end" => json!({"id": "A-9", "method": "dissolve"}),
        _ => return None,
    })
}

/// Two contracts with everything on record under one of them, and a recipient who is the client.
fn started(which: u8) -> Desk {
    let (p, q) = (pack("p", 1, which % 100), pack("q", 1, which % 100 + 11));
    let mut desk = Desk::under(&[&p], &[]);
    desk.ok("kanri", "pack-set", json!({"pack": q, "source": attachment()}));
    desk.ok("kanri", "contract-add", json!({"client": "市役所", "id": "L", "packs": ["q"]}));
    for record in Record::ALL.into_iter().filter(|record| *record != Record::Asset) {
        desk.record(record, "L");
    }
    let owner = json!({"id": "owner", "name": "係長", "opens": "age", "organization": "発注機関"});
    desk.ok("tanaka", "recipient-add", owner);
    for (id, kind) in [("PC-1", "pc"), ("TEL-1", "phone")] {
        desk.ok("kanri", "medium-add", json!({"id": id, "kind": kind, "serial": id}));
    }
    desk.request(json!({"medium": null, "recipient": "city", "via": "email"}));
    desk
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn contracts_in_any_order_come_to_the_same_for_both_witnesses(
        which in any::<u8>(),
        moves in prop::collection::vec((any::<u8>(), 0..KINDS.len() + 3 * OF_CONTRACTS.len(), any::<u64>(), any::<u8>()), 1..160),
    ) {
        let kinds = [&KINDS[..], &OF_CONTRACTS, &OF_CONTRACTS, &OF_CONTRACTS].concat();
        said(&mut started(which), &moves, &kinds, 3);
    }
}

/// The orders above reach what they are about: under a contract things are refused by every kind of rule, and leave.
#[test]
fn what_is_said_under_contracts_is_refused_by_rules_and_gets_through() {
    use crate::domain::refusal::Refusal;
    let mut by_rules = std::collections::BTreeSet::new();
    let (mut requests, mut left) = (0, 0);
    for seed in 0..16_u64 {
        let mut desk = started(u8::try_from(seed).unwrap());
        let kinds = [&KINDS[..], &OF_CONTRACTS, &OF_CONTRACTS, &OF_CONTRACTS].concat();
        let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(1);
        let mut next = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            state >> 33
        };
        let small = |number: u64| u8::try_from(number % 256).unwrap();
        let moves: Vec<_> = (0..200)
            .map(|_| (small(next()), usize::try_from(next()).unwrap() % kinds.len(), next(), small(next())))
            .collect();
        said(&mut desk, &moves, &kinds, 3);
        let under = desk.carry_outs.iter().filter(|carry_out| carry_out.request.contract.is_some());
        left += under.clone().filter(|carry_out| carry_out.completed().is_some()).count();
        requests += under.count();
        for refusal in desk.transcript.iter().filter_map(|(_, refusal)| refusal.as_ref()) {
            if let Refusal::Rule(broken) = refusal {
                by_rules.insert(
                    serde_json::to_value(&broken.unmet).unwrap()["unmet"].as_str().unwrap().to_owned(),
                );
            }
        }
    }
    assert!(requests > 20 && left > 3 && by_rules.len() >= 6, "{requests} {left} {by_rules:?}");
}
