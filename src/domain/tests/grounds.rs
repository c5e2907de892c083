//! What nobody is let do whatever the packs say: every clause in force that demands the like is cited, and none that
//! speaks of something else.

use serde_json::json;

use super::desk::STICK;
use super::{Desk, Record, attachment};
use crate::domain::refusal::{ArticleRefusal, CopyRefusal, MailRefusal, Refusal as R};
use crate::domain::rules::ground::Ground;
use crate::domain::rules::pack::{Pack, SHIPPED, shipped};

/// An office under the packs of several documents at once.
fn under(packs: &[&str], missing: &[Record]) -> Desk {
    let packs: Vec<Pack> = packs.iter().map(|id| Pack::parse(shipped(id).unwrap()).unwrap()).collect();
    Desk::under(&packs.iter().collect::<Vec<_>>(), missing)
}

#[test]
fn too_few_approvals_are_too_few_for_every_document_that_asks_for_them() {
    let mut desk = under(&["meccs", "tokki", "check-sheet"], &[]);
    let body =
        desk.asking_under("K", json!({"level": "1", "medium": STICK, "recipient": "city", "via": "usb"}));
    desk.ok("tanaka", "request", body);
    desk.consented(1);
    assert!(matches!(desk.refused(1, "tanaka", "approval", json!({})), R::OwnRequest { .. }));
    let everybody = [
        "office-approvers-highest",
        "office-approvers",
        "meccs-4-4-approval",
        "tokki-b4-1-permission",
        "check-sheet-4-2",
        "check-sheet-5-5",
    ];
    assert_eq!(desk.cited_rules(), everybody);
    let clause = &desk.cited()[2];
    assert_eq!(
        (clause.clause.as_str(), clause.pack.as_ref().unwrap().ja.as_str()),
        ("4(4)", "日本メックス 情報取扱い要領")
    );
    // Whoever asks for one has one; what the office asks for at the highest level is missing still.
    desk.approved_by(1, &["sato"]);
    assert!(matches!(desk.leaves(1), Err(R::QuorumShort { have: 1, need: 2, .. })));
    assert_eq!(desk.cited_rules(), ["office-approvers-highest"]);
}

#[test]
fn a_stick_that_is_lost_is_not_called_a_private_one() {
    let mut desk = under(&["meccs", "check-sheet"], &[]);
    let ask = |desk: &mut Desk, medium: &str| {
        let body = desk.asking_under("K", json!({"medium": medium, "recipient": "city", "via": "usb"}));
        desk.say("tanaka", "request", body)
    };
    assert!(matches!(ask(&mut desk, "PRIVATE"), Err(R::UnknownMedium { .. })));
    assert_eq!(desk.cited_rules(), ["office-medium", "meccs-3-6-company-media", "check-sheet-4-1"]);
    desk.ok("kanri", "medium-set", json!({"id": STICK, "state": "lost"}));
    assert!(matches!(ask(&mut desk, STICK), Err(R::MediumNotUsable { .. })));
    assert_eq!(desk.cited_rules(), ["office-medium"]);
}

#[test]
fn who_demands_that_it_comes_back_says_nothing_of_who_confirms_it() {
    let mut desk = under(&["meccs", "tokki"], &[]);
    let body = desk.asking_under("K", json!({"medium": STICK, "recipient": "city", "via": "usb"}));
    desk.ok("tanaka", "request", body);
    desk.consented(1);
    desk.approved_by(1, &["sato", "ito"]);
    let intent = desk.leaves(1).unwrap();
    desk.complete(1, intent);
    assert!(matches!(
        desk.refused(1, "sato", "confirmation", json!({})),
        R::Copy(CopyRefusal::NothingCameBack { .. })
    ));
    assert_eq!(desk.cited_rules(), ["meccs-4-6-return", "tokki-a7-return"]);
    let returning = desk.returning(1, json!({}));
    desk.about(1, "tanaka", "return", returning);
    assert!(matches!(desk.refused(1, "tanaka", "confirmation", json!({})), R::OwnRequest { .. }));
    assert_eq!(desk.cited_rules(), ["office-confirmed"]);
}

#[test]
fn a_password_in_the_mail_itself_is_what_the_document_about_mails_forbids() {
    let mut desk = under(&["tokki"], &[]);
    let city = json!({
        "email": "yamada@city.example.test", "id": "city", "name": "山田", "opens": "age", "organization": "市役所",
    });
    desk.ok("tanaka", "recipient-add", city);
    let body = desk.asking_under("K", json!({"medium": null, "recipient": "city", "via": "email"}));
    desk.ok("tanaka", "request", body);
    desk.consented(1);
    desk.approved_by(1, &["sato", "ito"]);
    let intent = desk.leaves(1).unwrap();
    desk.complete(1, intent);
    let same = json!({"note": "yamada@city.example.test", "told": "山田", "via": "other"});
    assert!(matches!(desk.refused(1, "suzuki", "passphrase-release", same), R::SameRoad { .. }));
    assert_eq!(desk.cited_rules(), ["office-other-road", "tokki-b6-2-password"]);
    let mut draft = super::mail::drafts(&[super::mail::draft(&[("to", "yamada@city.example.test")], "a")]);
    draft["drafts"][0]["attachment"]["sha256"] = attachment()["sha256"].clone();
    assert!(matches!(
        desk.refused(1, "tanaka", "mail-draft", draft),
        R::Mail(MailRefusal::NotThePackage { .. })
    ));
    assert_eq!(
        desk.cited_rules(),
        ["office-encrypted", "tokki-a3-2-encrypted", "tokki-a3-3-protected", "tokki-b6-2-encrypted"]
    );
}

#[test]
fn nobody_permits_what_they_carry_themselves_by_every_rule_about_such_devices() {
    let mut desk = super::clauses::articles::with_devices(under(&["tokki", "check-sheet"], &[]));
    let asked = json!({
        "attested": attachment(), "contract": "K", "device": "PC-1", "direction": "out", "due": "2026-12-20",
        "measures": crate::domain::article::Measure::ALL, "on": "2026-11-20", "place": "現場", "purpose": "測量",
    });
    let article = desk.ok("tanaka", "article-carry", asked);
    let own =
        desk.say("tanaka", "article-answer", json!({"approved": true, "article": article, "step": "out"}));
    assert!(matches!(own, Err(R::Article(ArticleRefusal::OwnArticle { .. }))));
    // That of paper is about something else.
    assert_eq!(desk.cited_rules(), ["tokki-b3-2-device", "check-sheet-4-2-device"]);
}

#[test]
fn documents_that_demand_the_same_are_cited_together() {
    let mut desk = under(&["meccs", "tokki"], &[Record::Training]);
    let body = desk.asking_under("K", json!({"recipient": "city"}));
    let Err(R::Rule(broken)) = desk.say("tanaka", "request", body) else { panic!("nobody was taught") };
    let also: Vec<&str> = broken.also.iter().map(|clause| clause.rule.as_str()).collect();
    assert_eq!((broken.rule.as_str(), also), ("meccs-2-1-training", vec!["tokki-a4-training"]));
}

/// A ground that no shipped clause says would be one that nothing cites.
#[test]
fn every_ground_is_said_by_a_clause_that_ships() {
    let packs: Vec<Pack> = SHIPPED.iter().map(|(_, text)| Pack::parse(text).unwrap()).collect();
    for ground in Ground::ALL {
        let said = packs
            .iter()
            .any(|pack| pack.rules.iter().any(|rule| ground.is_said_by(Some(pack), &rule.demand)));
        assert!(said, "{ground}");
    }
}
