//! What is on record where a clause asks for a record and nothing is refused.

use serde_json::json;

use super::super::{Desk, attachment};
use crate::domain::body::Body;
use crate::domain::carry_out::Fate;
use crate::domain::names::{Kind, Via};
use crate::domain::refusal::{ContractRefusal, CopyRefusal, IncidentRefusal, Refusal};
use crate::domain::registry::Registry;
use crate::domain::rules::demand::{Occasion, Post};

fn contract(registry: &Registry) -> &crate::domain::contract::Contract {
    &registry.contracts[&"K".parse().unwrap()]
}

/// Who was notified to the client, and as what.
pub fn a_post(post: Post) {
    let desk = Desk::under(&[], &[]);
    let told = &contract(&desk.registry).notified[&"ito".parse().unwrap()];
    assert!(told.posts.contains(&post), "{told:?}");
    let none = Desk::under(&[], &[super::Record::Posts]);
    assert!(!contract(&none.registry).notified.contains_key(&"ito".parse().unwrap()));
}

/// Rules have versions in the ledger, and what was asked for under older ones does not leave under newer ones.
pub fn versions_of_the_rules() {
    let mut office = crate::domain::rules::office::newest().clone();
    let mut desk = Desk::under(&[], &[]);
    let number = desk.approved(json!({}));
    office.version += 1;
    office.rules[0].en = "reviewed".to_owned();
    desk.ok("kanri", "pack-set", json!({"pack": office, "source": attachment()}));
    assert_eq!(desk.registry.packs["office"].version, office.version);
    assert!(matches!(desk.leaves(number), Err(Refusal::OtherRules { .. })));
    let again = desk.say("kanri", "pack-set", json!({"pack": office, "source": attachment()}));
    assert!(matches!(again, Err(Refusal::Contract(ContractRefusal::PackNotNewer { .. }))));
}

/// Whoever leaves pledged that they keep nothing, for themselves.
pub fn a_pledge_at_leaving() {
    let mut desk = Desk::under(&[], &[]);
    let pledge = json!({"contract": "K", "occasion": "leaving", "person": "tanaka", "text": attachment()});
    assert!(matches!(desk.say("mori", "pledge", pledge.clone()), Err(Refusal::OnlyThemselves { .. })));
    desk.ok("tanaka", "pledge", pledge);
    let pledges = &desk.registry.people[&"tanaka".parse().unwrap()].pledges;
    assert!(
        pledges.iter().any(|pledged| pledged.occasion == Occasion::Leaving && pledged.contract.is_some())
    );
}

/// When, by whom, to whom and how it left.
pub fn when_who_whom_and_how() {
    let mut desk = Desk::under(&[], &[]);
    let number = desk.sent(json!({}));
    let left = desk.c(number);
    let (attempt, completed, _) = left.completed().unwrap();
    assert_eq!((left.requester.as_str(), left.request.recipient.as_str()), ("tanaka", "city"));
    assert_eq!((left.request.via, left.request.kind), (Via::Email, Kind::Deliver));
    assert_eq!((attempt.by.as_str(), completed.package_size_bytes), ("tanaka", 7));
    assert_eq!(left.recipient.as_ref().unwrap().organization, "市役所");
}

/// Where a medium is kept, and who saw it there.
pub fn place_and_stock_take() {
    let mut desk = Desk::new();
    desk.ok("kanri", "medium-set", json!({"id": "USB-08", "place": "書庫 2"}));
    desk.ok("kimura", "stock-take", json!({"seen": ["USB-08"]}));
    let (kept, other) = (desk.medium("USB-08"), desk.medium(super::STICK));
    assert_eq!((kept.place.as_deref(), kept.missed), (Some("書庫 2"), None));
    assert!(kept.seen.is_some() && other.missed.is_some(), "what nobody saw is missing");
}

/// What a subcontractor was given, file by file, and what they still hold.
pub fn given_to_a_subcontractor() {
    let mut desk = Desk::new();
    let number = desk.sent(json!({"recipient": "sub"}));
    let made = json!({"holder": "sub", "kind": "subcontractor", "place": "下請"});
    desk.about(number, "tanaka", "copy-made", made);
    let given = desk.c(number);
    assert_eq!(given.request.file_list, serde_json::from_value(attachment()).unwrap());
    assert!(given.recipient.as_ref().unwrap().subcontractor.is_some());
    assert!(given.copies.iter().any(|copy| copy.holder.is_some() && copy.fate == Fate::Held));
}

/// What the client orders back is open again until a copy with the subcontractor is accounted for.
pub fn recalled() {
    let mut desk = Desk::new();
    let number = desk.sent(json!({"recipient": "sub"}));
    desk.about(number, "tanaka", "hand-over", json!({"evidence": attachment()}));
    let returning = desk.returning(number, json!({}));
    desk.about(number, "tanaka", "return", returning);
    desk.about(number, "sato", "confirmation", json!({}));
    assert!(!desk.c(number).is_outstanding());
    desk.about(number, "sato", "recall", json!({"contract": "K", "number": "市情第9号"}));
    assert!(desk.c(number).is_outstanding());
    assert!(matches!(
        desk.refused(number, "sato", "confirmation", json!({})),
        Refusal::Copy(CopyRefusal::CopiesOpen { .. })
    ));
    let collected = Desk::disposing("declared", json!({"copies": [3], "evidence": attachment()}));
    desk.about(number, "tanaka", "disposal", collected);
    desk.about(number, "sato", "confirmation", json!({}));
    assert!(matches!(desk.c(number).copies[2].fate, Fate::Disposed { .. }));
}

/// An incident of this kind, whom it was told and when; it does not close before that is on record.
pub fn told(kind: &str) {
    let mut desk = Desk::new();
    let number = desk.sealed(json!({}));
    let incident = desk.incident(number, "mori", kind);
    for field in ["written-report", "prevention", "review", "deletion-request", "deletion-answer"] {
        let update =
            json!({"evidence": attachment(), "field": field, "incident": incident, "text": "書いた"});
        desk.ok("tanaka", "incident-update", update);
    }
    let early = desk.say("sato", "incident-close", json!({"incident": incident}));
    assert!(
        matches!(early, Err(Refusal::Incident(IncidentRefusal::IncidentIncomplete { told: false, .. }))),
        "{early:?}"
    );
    let at = desk.now();
    desk.ok(
        "tanaka",
        "incident-contact",
        json!({"at": at, "incident": incident, "whom": "市役所 情報政策課"}),
    );
    let contact = &desk.incidents[0].contacts[0];
    assert_eq!((contact.whom.as_str(), contact.by.as_str()), ("市役所 情報政策課", "tanaka"));
    assert_eq!(contact.at, at.parse().unwrap());
    desk.ok("sato", "incident-close", json!({"incident": incident}));
}

/// While an incident is open, evidence stays as it is: nothing is erased, no passphrase is told.
pub fn frozen() {
    let mut desk = Desk::new();
    let number = desk.sealed(json!({}));
    desk.incident(number, "mori", "suspected");
    let release = json!({"told": "田中", "via": "phone"});
    assert!(matches!(desk.refused(number, "suzuki", "passphrase-release", release), Refusal::Frozen { .. }));
    let returning = desk.returning(number, json!({}));
    assert!(matches!(desk.refused(number, "tanaka", "return", returning), Refusal::Frozen { .. }));
}

/// A written report, and what became known, stay with the incident.
pub fn written(field: &str) {
    let mut desk = Desk::new();
    let number = desk.sealed(json!({}));
    let incident = desk.incident(number, "mori", "leak");
    let update = json!({"evidence": attachment(), "field": field, "incident": incident, "text": "公表した"});
    desk.ok("tanaka", "incident-update", update);
    let known = &desk.incidents[0].updates[0];
    assert_eq!((known.field.as_str(), known.text.as_str()), (field, "公表した"));
    assert!(known.evidence.is_some());
}

/// Where results were saved, and what was erased when it came back.
pub fn saved_and_erased() {
    let mut desk = Desk::new();
    let number = desk.sealed(json!({}));
    let mut returning = desk.returning(number, json!({"copies_erased": 2}));
    returning["saved_to"] = json!("設計サーバ");
    desk.about(number, "tanaka", "return", returning);
    let returned = &desk.c(number).returns[0].body;
    let measured = returned.measured.as_ref().unwrap();
    assert_eq!(returned.saved_to.as_deref(), Some("設計サーバ"));
    assert_eq!((measured.gone, measured.copies_erased), (true, 2));
}

/// A working copy is counted, and has to be accounted for.
pub fn working_copies() {
    let mut desk = Desk::new();
    let number = desk.sealed(json!({}));
    desk.about(number, "tanaka", "copy-made", json!({"kind": "working", "place": "ノートPC"}));
    let returning = desk.returning(number, json!({}));
    desk.about(number, "tanaka", "return", returning);
    let open = desk.refused(number, "sato", "confirmation", json!({}));
    assert!(matches!(open, Refusal::Copy(CopyRefusal::CopiesOpen { copies, .. }) if copies == [2]));
}

/// A backup is a copy, and has to be accounted for.
pub fn backups() {
    let mut desk = Desk::new();
    let number = desk.sealed(json!({}));
    desk.about(number, "tanaka", "copy-made", json!({"kind": "backup", "place": "外付けディスク"}));
    assert!(desk.c(number).copies.iter().any(|copy| copy.number == 2 && copy.fate == Fate::Held));
}

/// An exercise is on record as one, and freezes nothing.
pub fn exercised() {
    let mut desk = Desk::new();
    let number = desk.sealed(json!({}));
    let drill = json!({"aware": desk.now(), "drill": true, "kind": "lost"});
    desk.about(number, "mori", "incident-open", drill);
    assert!(desk.incidents[0].opened.drill);
    desk.about(number, "suzuki", "passphrase-release", json!({"told": "田中", "via": "phone"}));
}

/// How many files and bytes leave, and each of them by name and digest, stand in what is approved.
pub fn what_exactly_leaves() {
    let mut desk = Desk::new();
    let number = desk.request(json!({"file_count": 3, "total_bytes": 70}));
    let asked = &desk.c(number).request;
    assert_eq!((asked.file_count, asked.total_bytes), (3, 70));
    for list in ["file_list", "manifest"] {
        let mut silent = desk.asking(json!({}));
        silent.as_object_mut().unwrap().remove(list);
        assert!(serde_json::from_value::<Body>(json!({"type": "request", "body": silent})).is_err());
    }
}

/// What the client directs comes on top and is named in every request from then on.
pub fn directed() {
    let mut desk = Desk::under(&[], &[]);
    let before = desk.asking_under("K", json!({}));
    let rule = json!({
        "clause": "1", "demand": {"kind": "forbid-via", "vias": ["email"]}, "en": "no mail", "id": "no-mail",
        "ja": "メールで送らない",
    });
    let letter = json!({
        "contract": "K", "dated": "2026-11-20", "evidence": attachment(), "number": "31", "rules": [rule],
    });
    desk.ok("kanri", "directive", letter);
    assert_eq!(contract(&desk.registry).directives[0].number, "31");
    assert!(matches!(desk.say("tanaka", "request", before), Err(Refusal::OtherRules { .. })));
    let now = desk.asking_under("K", json!({}));
    desk.ok("tanaka", "request", now);
    let mailed = desk.asking_under("K", json!({"medium": null, "recipient": "city", "via": "email"}));
    assert!(matches!(desk.say("tanaka", "request", mailed), Err(Refusal::Rule(_))));
}

/// Somebody of the client's, who has no key here, was there when it was disposed of.
pub fn seen_by_the_client() {
    let mut desk = Desk::new();
    let number = desk.sealed(json!({}));
    let disposal = Desk::disposing("physical", json!({"evidence": attachment()}));
    let disposal = desk.about(number, "tanaka", "disposal", disposal);
    let sheet = json!({"sha256": crate::base::digest::Digest::of(b"sheet"), "size_bytes": 5});
    let seen = json!({"evidence": sheet, "name": "市 情報政策課 山田"});
    desk.about(number, "mori", "witness", json!({"disposal": disposal, "external": seen}));
    let witness = &desk.c(number).disposals[0].witnesses[0];
    assert_eq!(witness.external.as_deref(), Some("市 情報政策課 山田"));
}

/// What was taken along and brought back, by whom and when.
pub fn out_and_back() {
    let mut desk = Desk::new();
    let number = desk.sealed(json!({}));
    desk.about(number, "tanaka", "checkout", json!({"pledge": attachment(), "route": "地下鉄"}));
    let out = desk.medium(super::STICK).out[&number].clone();
    assert_eq!((out.person.as_str(), out.carry_out), ("tanaka", number));
    let returning = desk.returning(number, json!({}));
    desk.about(number, "tanaka", "return", returning);
    assert!(desk.medium(super::STICK).out.is_empty());
    assert_eq!(desk.c(number).returns[0].by.as_str(), "tanaka");
    assert!(desk.c(number).checked_out.is_none() && desk.c(number).returns.len() == 1);
}

/// What is repaired comes back: it is not a deliverable, and stays open until it does.
pub fn repaired() {
    let mut desk = Desk::new();
    let number = desk.sealed(json!({"kind": "repair", "recipient": "city"}));
    assert_eq!(desk.c(number).request.kind, Kind::Repair);
    let stays = desk.refused(number, "tanaka", "hand-over", json!({"evidence": attachment()}));
    assert!(matches!(stays, Refusal::DoesNotStay { .. }), "{stays}");
    assert!(desk.c(number).is_outstanding());
}
