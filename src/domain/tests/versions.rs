//! Rules change by signed statements only, and what was asked for is judged by those that stood then.

use serde_json::{Value, json};

use super::{Desk, attachment};
use crate::domain::refusal::{ContractRefusal, Refusal as R};
use crate::domain::rules::office::{OfficeRules, UNNAMED, newest, unnamed, version};
use crate::domain::rules::pack::Pack;

fn set(desk: &mut Desk, pack: &Pack) -> Result<(), R> {
    desk.say("kanri", "pack-set", json!({"pack": pack, "source": attachment()})).map(|_| ())
}

/// Every request names the rules that stood at its own entry, as far as they can be found again.
fn each_request_names_its_rules(desk: &Desk) {
    for carry_out in &desk.carry_outs {
        let rules = desk.registry.rules_at(carry_out.request.contract.as_ref(), carry_out.index);
        assert!(rules.are_named(&carry_out.request.rules), "{}", carry_out.id());
    }
}

#[test]
fn a_newer_program_changes_no_rules_of_a_ledger() {
    // Founded by a program that named no rules, while newer ones ship.
    let mut desk = Desk::new();
    assert!(newest().version > UNNAMED);
    assert_eq!(desk.registry.packs["office"], *unnamed());
    let (old, waiting) = (desk.approved(json!({})), desk.approved(json!({"medium": "USB-08"})));
    let intent = desk.intent(old);
    desk.about(old, "tanaka", "export-intent", intent);
    // The older version has no rule about who carries: nothing of it is cited.
    assert!(matches!(
        desk.refused(old, "mori", "checkout", json!({"pledge": attachment()})),
        R::NotTheCarrier { .. }
    ));
    assert!(desk.cited_rules().is_empty());

    set(&mut desk, newest()).unwrap();
    assert_eq!(desk.registry.packs["office"], *newest());
    let again = set(&mut desk, newest());
    assert!(matches!(again, Err(R::Contract(ContractRefusal::PackNotNewer { .. }))));
    assert!(matches!(set(&mut desk, unnamed()), Err(R::Contract(ContractRefusal::PackNotNewer { .. }))));
    // What was approved under the older ones does not leave under these; it is judged by its own all the same.
    let intent = desk.intent(waiting);
    assert!(matches!(desk.refused(waiting, "tanaka", "export-intent", intent), R::OtherRules { .. }));
    let body = desk.asking(json!({"medium": "USB-08", "rules": desk.registry.rules(None).digest()}));
    desk.ok("tanaka", "request", body);
    each_request_names_its_rules(&desk);
    let versions = |number: u64| desk.registry.rules_at(None, desk.c(number).index).packs()[0].version;
    assert_eq!([versions(old), versions(waiting), versions(3)], [UNNAMED, UNNAMED, newest().version]);
}

#[test]
fn packs_and_directives_stand_from_their_own_entry_on() {
    let rule =
        |id: &str| json!({"clause": "1", "demand": {"kind": "recorded"}, "en": "-", "id": id, "ja": "記録"});
    let pack = |id: &str, version: u64| -> Pack {
        let text = json!({"en": "-", "ja": "-"});
        let pack = json!({"client": text, "id": id, "rule": [rule("r")], "title": text, "version": version});
        serde_json::from_value(pack).unwrap()
    };
    let mut desk = Desk::under(&[&pack("p", 1)], &[]);
    let ask = |desk: &mut Desk| {
        let body = desk.asking_under("K", json!({"recipient": "city"}));
        desk.ok("tanaka", "request", body);
    };
    let contract = "K".parse().unwrap();
    let came = |desk: &Desk, number: u64| -> (Vec<(String, u64)>, usize) {
        let rules = desk.registry.rules_at(Some(&contract), desk.c(number).index);
        let packs = rules.packs().iter().skip(1).map(|pack| (pack.id.clone(), pack.version)).collect();
        (packs, rules.directives().len())
    };
    ask(&mut desk);
    set(&mut desk, &pack("p", 2)).unwrap();
    set(&mut desk, &pack("q", 1)).unwrap();
    ask(&mut desk);
    desk.ok("kanri", "contract-set", json!({"add_packs": ["q"], "id": "K"}));
    let directive = json!({
        "contract": "K", "dated": "2026-11-20", "evidence": attachment(), "number": "1", "rules": [rule("d")],
    });
    desk.ok("kanri", "directive", directive);
    ask(&mut desk);
    set(&mut desk, &pack("p", 7)).unwrap();
    each_request_names_its_rules(&desk);
    let named = |id: &str, version| (id.to_owned(), version);
    assert_eq!(came(&desk, 1), (vec![named("p", 1)], 0));
    assert_eq!(came(&desk, 2), (vec![named("p", 2)], 0));
    assert_eq!(came(&desk, 3), (vec![named("p", 2), named("q", 1)], 1));
}

#[test]
fn a_founder_names_rules_that_are_known_or_founds_nothing() {
    let found = |office: Option<Value>| {
        let mut desk = Desk::empty();
        let mut founder = json!({"key": super::desk::key(0), "name": "管理"});
        if let Some(office) = office {
            founder["office"] = office;
        }
        (desk.say("kanri", "founder", founder), desk)
    };
    for known in [UNNAMED, newest().version] {
        let pack = version(known).unwrap();
        let (said, desk) = found(Some(json!(OfficeRules::of(pack))));
        said.unwrap();
        assert_eq!(desk.registry.packs["office"], *pack);
        assert_eq!(desk.registry.rules(None).packs(), [pack]);
    }
    let mut other = json!(OfficeRules::of(newest()));
    other["version"] = json!(newest().version + 1);
    for unknown in [other, json!({"sha256": OfficeRules::of(unnamed()).sha256, "version": newest().version})]
    {
        let (said, desk) = found(Some(unknown));
        assert!(matches!(said, Err(R::Contract(ContractRefusal::UnknownOffice { .. }))));
        assert!(desk.registry.founder.is_none() && desk.registry.packs.is_empty());
    }
}
