//! What mails that were sent say of a package: which draft each is held against, where it went astray, and whether it lies
//! undelivered.

use serde_json::{Value, json};

use super::mail::{CITY, counted, draft, drafts, office, sent};
use super::{Desk, attachment};
use crate::base::digest::Digest;
use crate::domain::names::AddressField;
use crate::domain::refusal::{CopyRefusal, MailRefusal, Refusal as R};
use crate::domain::rules::pack::{Pack, shipped};

const OWN: &str = "tanaka@office.example.test";
const NEXT: &str = "next@city.example.test";
const STRAY: &str = "x@y.test";

#[test]
fn only_a_copy_that_a_mail_took_to_a_stranger_is_told_of_apart() {
    let (mut desk, id) = office();
    desk.about(id, "tanaka", "mail-draft", drafts(&[draft(&[("to", CITY)], "a")]));
    desk.about(
        id,
        "tanaka",
        "mail-sent",
        counted(sent("a", &[("to", CITY), ("cc", STRAY)], &[b"package"], "same")),
    );
    // What somebody only calls misdelivered is held to the rules like any other copy.
    let said = json!({"holder": "sub", "kind": "subcontractor", "place": STRAY});
    desk.about(id, "tanaka", "copy-made", said);
    let astray = |desk: &Desk| -> Vec<u64> {
        let c = desk.c(id);
        c.copies.iter().filter(|copy| c.is_mailed_astray(copy)).map(|copy| copy.number).collect()
    };
    assert_eq!(astray(&desk), [4]);
    let gone = |copies: Value| json!({"copies": copies, "evidence": attachment(), "method": "declared", "tool": "-"});
    for copies in [json!([4]), json!([1]), json!([5])] {
        desk.about(id, "tanaka", "disposal", gone(copies));
    }
    let c = desk.c(id);
    assert_eq!(
        c.disposals.iter().map(|disposed| c.is_of_strays(disposed)).collect::<Vec<_>>(),
        [true, false, false]
    );
    let mut both = c.disposals[0].clone();
    both.body.copies.push(1);
    assert!(!c.is_of_strays(&both));
    both.body.copies.clear();
    assert!(!c.is_of_strays(&both), "of no copy");
    // Neither an address that the draft names, nor one that no mail shows, nor a mail without the package.
    let mut other = c.copy(4).unwrap().clone();
    for place in [CITY, "z@y.test"] {
        place.clone_into(&mut other.place);
        assert!(!c.is_mailed_astray(&other), "{place}");
    }
    "X@Y.TEST".clone_into(&mut other.place);
    assert!(c.is_mailed_astray(&other));
    let mut without = c.clone();
    without.mailed[0].body.attachments.clear();
    assert!(!without.is_mailed_astray(&other));
}

#[test]
fn no_rule_about_disposal_is_about_what_only_strangers_can_see() {
    for demand in [json!({"kind": "witness"}), json!({"kind": "disposal", "methods": ["dissolve"]})] {
        let mut pack = Pack::parse(shipped("tokki").unwrap()).unwrap();
        pack.rules.truncate(1);
        pack.rules[0].demand = serde_json::from_value(demand.clone()).unwrap();
        let mut desk = Desk::under(&[&pack], &[]);
        let city =
            json!({"email": CITY, "id": "city", "name": "山田", "opens": "age", "organization": "市役所"});
        desk.ok("tanaka", "recipient-add", city);
        let rules = desk.registry.rules(Some(&"K".parse().unwrap())).digest();
        let id = desk.sent(json!({"contract": "K", "rules": rules}));
        desk.about(id, "tanaka", "mail-draft", drafts(&[draft(&[("to", CITY)], "a")]));
        desk.about(id, "tanaka", "mail-sent", counted(sent("a", &[("to", STRAY)], &[b"package"], "same")));
        desk.about(id, "tanaka", "hand-over", json!({"evidence": attachment()}));
        let gone = |copies: Value, method: &str| json!({"copies": copies, "evidence": attachment(), "method": method, "tool": "-"});
        desk.about(id, "tanaka", "disposal", gone(json!([4]), "declared"));
        let mut declared = desk.clone();
        declared.about(id, "tanaka", "disposal", gone(json!([1, 3]), "declared"));
        let unseen = declared.refused(id, "sato", "confirmation", json!({}));
        let named = format!("{unseen:?}");
        assert!(matches!(unseen, R::Copy(CopyRefusal::WitnessNeeded { .. }) | R::Rule(_)), "{named}");
        assert!(named.contains("D-0002"), "{named}");
        let seen = desk.about(id, "tanaka", "disposal", gone(json!([1, 3]), "dissolve"));
        desk.about(id, "mori", "witness", json!({"disposal": seen}));
        desk.about(id, "sato", "confirmation", json!({}));
    }
}

#[test]
fn a_package_lies_undelivered_until_it_goes_again_or_turns_out_to_have_arrived() {
    let (mut desk, id) = office();
    let lies = |desk: &Desk| desk.c(id).lies_undelivered();
    let draft_of = |name: &str| drafts(&[draft(&[("to", CITY)], name)]);
    let came_back = |desk: &mut Desk| {
        desk.about(id, "tanaka", "undelivered", json!({"evidence": attachment()}));
        assert!(lies(desk));
    };
    assert!(!lies(&desk), "nothing went yet");
    desk.about(id, "tanaka", "mail-draft", draft_of("a"));
    desk.about(id, "tanaka", "mail-sent", sent("a", &[("to", CITY)], &[b"package"], "same"));
    assert!(!lies(&desk), "on its way");
    came_back(&mut desk);
    desk.about(id, "tanaka", "mail-draft", draft_of("b"));
    assert!(!lies(&desk), "about to go again");
    desk.about(id, "tanaka", "mail-sent", sent("b", &[("to", CITY)], &[b"package"], "same"));
    assert!(!lies(&desk), "on its way again");
    came_back(&mut desk);
    let digits = desk.c(id).completed().unwrap().1.package_sha256.prefix(12);
    let told = [
        ("receipt", json!({"code": {"digits": digits, "kind": "arrived"}})),
        ("receipt", json!({"code": {"code": "ABCDEFGHJKLMN", "kind": "opened"}})),
        ("hand-over", json!({"evidence": attachment()})),
    ];
    for (kind, body) in told {
        let mut arrived = desk.clone();
        arrived.about(id, "tanaka", kind, body.clone());
        assert!(!lies(&arrived), "{body}");
    }
    let mut carried = desk.c(id).clone();
    carried.checked_out = Some(crate::domain::carry_out::CheckedOut {
        index: 1,
        by: carried.carrier.clone(),
        at: carried.requested_at,
        case: None,
        route: None,
        pledge: serde_json::from_value(attachment()).unwrap(),
    });
    assert!(!carried.lies_undelivered(), "taken along again");
}

/// Drafts of two packages' volumes would differ in the attachment; of one package they differ in all else.
#[test]
fn a_sent_mail_is_held_against_the_draft_that_it_carries_came_from_and_names() {
    let (mut desk, id) = office();
    let to = |address: &'static str| [("to", address)];
    desk.about(id, "tanaka", "mail-draft", drafts(&[draft(&to(CITY), "a"), draft(&to(NEXT), "b")]));
    desk.about(id, "tanaka", "mail-draft", drafts(&[draft(&to(CITY), "c"), draft(&to(NEXT), "d")]));
    let addressed =
        |address: &str| vec![serde_json::from_value(json!({"address": address, "field": "to"})).unwrap()];
    let held = |desk: &Desk, message_id: Option<&str>, address: &str| {
        let found = desk.c(id).draft_for(message_id, &[Digest::of(b"package")], &addressed(address));
        found.unwrap().name.clone()
    };
    // By where it came from, whoever it went to; else by whom it names, and of equals the newest.
    assert_eq!(held(&desk, Some("a"), NEXT), "a");
    assert_eq!((held(&desk, Some("z"), CITY), held(&desk, None, NEXT)), ("c".into(), "d".into()));
    // What is still to be sent before what was shown already.
    desk.about(id, "tanaka", "mail-sent", sent("d", &to(NEXT), &[b"package"], "same"));
    assert_eq!(held(&desk, None, STRAY), "c");
    assert_eq!(held(&desk, None, NEXT), "d");
    // Carrying it counts for more than all of that.
    let mut two = desk.c(id).clone();
    two.drafted[0].body.drafts[0].attachment.sha256 = Digest::of(b"volume");
    let found = two.draft_for(Some("d"), &[Digest::of(b"volume")], &addressed(NEXT));
    assert_eq!(found.unwrap().name, "a");
    two.drafted.clear();
    assert!(two.draft_for(None, &[], &[]).is_none());
}

#[test]
fn addresses_that_a_mail_does_not_show_are_named_and_what_was_only_attached_is_no_mail() {
    let (mut desk, id) = office();
    let named = [("to", OWN), ("bcc", CITY)];
    desk.about(id, "tanaka", "mail-draft", drafts(&[draft(&named, "a")]));
    let shown = sent("a", &[("to", "TANAKA@office.example.test")], &[b"package"], "same");
    let mut typed = shown.clone();
    typed["source"] = json!("attachment");
    for (body, is_mail) in [(shown, true), (typed, false)] {
        desk.about(id, "tanaka", "mail-sent", body);
        let c = desk.c(id);
        let last = c.mailed.last().unwrap();
        let unseen = c.draft(&last.body.draft).unwrap().unseen(&last.body);
        assert_eq!(last.is_from_mail(), is_mail);
        assert_eq!(unseen.len(), 1);
        assert_eq!((unseen[0].address.as_str(), unseen[0].field), (CITY, AddressField::Bcc));
    }
}

#[test]
fn a_volume_is_the_package_and_the_whole_of_what_was_cut_up_is_not() {
    let mut desk = Desk::new();
    let city = json!({"email": CITY, "id": "city", "name": "山田", "opens": "age", "organization": "市役所"});
    desk.ok("tanaka", "recipient-add", city);
    let id = desk.approved(json!({"kind": "deliver", "medium": null, "recipient": "city", "via": "email"}));
    let intent = desk.intent(id);
    let intent = desk.about(id, "tanaka", "export-intent", intent);
    let volume =
        |bytes: &[u8]| json!({"name": "C-0001.7z.001", "sha256": Digest::of(bytes), "size_bytes": 3});
    let completed = json!({
        "fingerprints": attachment(), "intent": intent, "package_sha256": Digest::of(b"package"),
        "package_size_bytes": 7, "volumes": [volume(b"one"), volume(b"two")], "write_level": "V2",
    });
    desk.about(id, "tanaka", "export-completed", completed);
    let attached = |bytes: &[u8], size: u64| {
        let mut body = drafts(&[draft(&[("to", CITY)], "a")]);
        body["drafts"][0]["attachment"]["sha256"] = json!(Digest::of(bytes));
        body["drafts"][0]["attachment"]["size_bytes"] = json!(size);
        body
    };
    for (bytes, size) in [(&b"package"[..], 7), (b"three", 3), (b"two", 4)] {
        let refused = desk.refused(id, "tanaka", "mail-draft", attached(bytes, size));
        assert!(matches!(refused, R::Mail(MailRefusal::NotThePackage { .. })), "{refused}");
    }
    desk.about(id, "tanaka", "mail-draft", attached(b"two", 3));
}

#[test]
fn what_is_asked_for_can_be_mailed_where_somebody_there_has_an_address() {
    let mut desk = Desk::new();
    let can =
        |desk: &Desk, to: &str| crate::domain::check::can_be_mailed(&desk.registry, &to.parse().unwrap());
    assert_eq!(["self", "city", "sub", "nobody"].map(|to| can(&desk, to)), [false; 4]);
    let email = json!({"particulars": {"email": OWN}, "person": "tanaka"});
    desk.ok("tanaka", "person-set", email);
    // Somebody else of the same organization.
    let next = json!({"email": NEXT, "id": "next", "name": "林", "opens": "age", "organization": "市役所"});
    desk.ok("tanaka", "recipient-add", next);
    assert_eq!(["self", "city", "sub", "nobody"].map(|to| can(&desk, to)), [true, true, false, false]);
}

#[test]
fn a_service_that_a_document_forbids_is_named_neither_as_an_address_nor_in_the_text() {
    let mut pack = Pack::parse(shipped("tokki").unwrap()).unwrap();
    pack.rules.truncate(1);
    let demand = json!({"domains": ["drop.test"], "kind": "forbid-service"});
    pack.rules[0].demand = serde_json::from_value(demand).unwrap();
    let mut desk = Desk::under(&[&pack], &[]);
    for (id, email) in [("city", CITY), ("next", "next@mail.drop.test")] {
        let add = json!({"email": email, "id": id, "name": "山田", "opens": "age", "organization": "市役所"});
        desk.ok("tanaka", "recipient-add", add);
    }
    let rules = desk.registry.rules(Some(&"K".parse().unwrap())).digest();
    let id = desk.sent(json!({"contract": "K", "rules": rules}));
    let good = drafts(&[draft(&[("to", CITY)], "a")]);
    let mut linked = good.clone();
    linked["hosts"] = json!(["example.test", "files.drop.test"]);
    let mut addressed = drafts(&[draft(&[("to", "next@mail.drop.test")], "a")]);
    addressed["confirmed"]["recipients"] = json!(["mail.drop.test"]);
    for named in [linked, addressed] {
        let refused = desk.refused(id, "tanaka", "mail-draft", named.clone());
        assert!(matches!(refused, R::Rule(_)), "{named}: {refused}");
    }
    desk.about(id, "tanaka", "mail-draft", good);
}
