//! Mails: what a program that asks nobody could put into the log, and what a sent mail comes to.

use serde_json::{Value, json};

use super::Desk;
use crate::base::digest::Digest;
use crate::domain::carry_out::{MailDifference as D, Status};
use crate::domain::names::{CopyKind, Sanitization};
use crate::domain::refusal::{CopyRefusal, MailRefusal as R, Refusal};

pub(super) const CITY: &str = "yamada@city.example.test";

/// An office whose recipient and requester have addresses, and a package that goes by mail.
pub(super) fn office() -> (Desk, u64) {
    let mut desk = Desk::new();
    for (id, email) in [("city", CITY), ("next", "next@city.example.test")] {
        let city =
            json!({"email": email, "id": id, "name": "山田", "opens": "age", "organization": "市役所"});
        desk.ok("tanaka", "recipient-add", city);
    }
    let email = json!({"particulars": {"email": "tanaka@office.example.test"}, "person": "tanaka"});
    desk.ok("tanaka", "person-set", email);
    let id = desk.sent(json!({}));
    (desk, id)
}

pub(super) fn draft(addresses: &[(&str, &str)], name: &str) -> Value {
    let addresses: Vec<Value> =
        addresses.iter().map(|(field, address)| json!({"address": address, "field": field})).collect();
    let package = json!({"name": "C-0001.zip.age", "sha256": Digest::of(b"package"), "size_bytes": 7});
    json!({"addresses": addresses, "attachment": package, "message_id": name, "name": name,
        "sha256": Digest::of(name.as_bytes()), "size_bytes": 100})
}

pub(super) fn drafts(drafts: &[Value]) -> Value {
    let text = Digest::of(b"text");
    json!({
        "body": {"sha256": text, "size_bytes": 4},
        "confirmed": {"attachment": Digest::of(b"package").prefix(8), "body": text.prefix(8), "recipients": ["city.example.test"]},
        "drafts": drafts, "place": "/home/tanaka", "subject": "送付",
    })
}

pub(super) fn sent(draft: &str, addresses: &[(&str, &str)], attached: &[&[u8]], text: &str) -> Value {
    let addresses: Vec<Value> =
        addresses.iter().map(|(field, address)| json!({"address": address, "field": field})).collect();
    let attached: Vec<Value> = attached
        .iter()
        .map(|bytes| json!({"sha256": Digest::of(bytes), "size_bytes": bytes.len()}))
        .collect();
    json!({"addresses": addresses, "attachments": attached, "draft": Digest::of(draft.as_bytes()),
        "file": {"sha256": Digest::of(b"mail"), "size_bytes": 4}, "source": "eml", "text": text})
}

#[track_caller]
fn refusal(desk: &mut Desk, id: u64, body: Value) -> R {
    match desk.refused(id, "tanaka", "mail-draft", body) {
        Refusal::Mail(refusal) => refusal,
        refusal => panic!("{refusal}"),
    }
}

#[test]
fn a_draft_with_another_file_another_address_or_no_confirmation_never_enters_the_log() {
    let (mut desk, id) = office();
    let to = [("to", CITY)];
    let good = drafts(&[draft(&to, "a")]);
    let changed = |pointer: &str, value: Value| {
        let mut body = good.clone();
        *body.pointer_mut(pointer).unwrap() = value;
        body
    };
    let other = changed("/drafts/0/attachment/sha256", json!(Digest::of(b"other")));
    assert!(matches!(refusal(&mut desk, id, other), R::NotThePackage { .. }));
    let longer = changed("/drafts/0/attachment/size_bytes", json!(8));
    assert!(matches!(refusal(&mut desk, id, longer), R::NotThePackage { .. }));
    assert!(matches!(refusal(&mut desk, id, changed("/drafts", json!([]))), R::DraftCount { count: 0, .. }));
    let many = changed("/drafts", json!(vec![draft(&to, "a"); 101]));
    assert!(matches!(refusal(&mut desk, id, many), R::DraftCount { count: 101, .. }));
    assert!(matches!(refusal(&mut desk, id, drafts(&[draft(&[], "a")])), R::NoMailAddress { .. }));
    for (field, address) in [("typed", CITY), ("to", "x"), ("to", "a@b.test\r\nBcc: c@d.test")] {
        let body = drafts(&[draft(&[(field, address)], "a")]);
        assert!(matches!(refusal(&mut desk, id, body), R::NotAMailAddress { .. }), "{field} {address}");
    }
    let stranger = drafts(&[draft(&[("to", "x@city.example.test")], "a")]);
    assert!(matches!(refusal(&mut desk, id, stranger), R::AddressNotApproved { .. }));
    let twice = drafts(&[draft(&[("to", CITY), ("cc", "Yamada@CITY.example.test")], "a")]);
    assert!(matches!(refusal(&mut desk, id, twice), R::AddressTwice { .. }));
    let seen = drafts(&[draft(&[("bcc", CITY), ("cc", "next@city.example.test")], "a")]);
    assert!(matches!(refusal(&mut desk, id, seen), R::AddressesShown { count: 2 }));
    for (part, value) in [("attachment", json!("0123456")), ("body", json!("")), ("recipients", json!([]))] {
        let body = changed(&format!("/confirmed/{part}"), value);
        let wrong = refusal(&mut desk, id, body);
        assert!(matches!(wrong, R::MailNotConfirmed { part: named, .. } if named == part), "{wrong}");
    }
    for nothing in ["/subject", "/place"] {
        let refusal = desk.refused(id, "tanaka", "mail-draft", changed(nothing, json!(" ")));
        assert!(matches!(refusal, Refusal::Empty { .. }), "{refusal}");
    }
    desk.about(id, "tanaka", "mail-draft", good);
}

#[test]
fn what_a_sent_mail_comes_to_follows_from_what_it_names() {
    let (mut desk, id) = office();
    let hidden = [("to", "tanaka@office.example.test"), ("bcc", CITY), ("bcc", "next@city.example.test")];
    desk.about(id, "tanaka", "mail-draft", drafts(&[draft(&hidden, "a")]));
    let unknown = sent("b", &hidden, &[b"package"], "same");
    assert!(matches!(desk.refused(id, "tanaka", "mail-sent", unknown), Refusal::Mail(R::NoDraft { .. })));
    let own = ("to", "TANAKA@office.example.test");
    for (addresses, attached, text, expected) in [
        (&hidden[..], &[&b"package"[..]][..], "same", &[][..]),
        (&[own], &[b"package"], "more", &[]),
        (&[own, ("to", CITY)], &[b"package"], "unread", &[D::ShownAddress, D::UnreadText]),
        (&[own, ("cc", "x@y.test")], &[b"package"], "same", &[D::OtherAddress]),
        (&[], &[], "other", &[D::NoAddress, D::NoPackage, D::OtherText]),
        (&[own], &[b"package", b"more"], "same", &[D::OtherAttachment]),
    ] {
        desk.about(id, "tanaka", "mail-sent", sent("a", addresses, attached, text));
        assert_eq!(desk.c(id).mailed.last().unwrap().differences, expected);
    }
    // A file beside which addresses were typed shows no text, and says so by itself.
    for (key, value, expected) in [
        ("source", json!("attachment"), &[][..]),
        ("other_subject", json!(true), &[D::UnreadText, D::OtherSubject]),
    ] {
        let mut body = sent("a", &[own], &[b"package"], "unread");
        body[key] = value;
        desk.about(id, "tanaka", "mail-sent", body);
        assert_eq!(desk.c(id).mailed.last().unwrap().differences, expected);
    }
    assert_eq!(desk.status(id), Status::Out);
    assert_eq!(desk.c(id).waiting_drafts().count(), 0);
    desk.about(id, "tanaka", "undelivered", json!({"evidence": super::attachment()}));
    assert_eq!(desk.status(id), Status::Sealed);
}

#[test]
fn newer_drafts_stand_for_older_ones_and_one_copy_for_all_of_them() {
    let (mut desk, id) = office();
    let to = [("to", CITY)];
    desk.about(id, "tanaka", "mail-draft", drafts(&[draft(&to, "a"), draft(&to, "b")]));
    desk.about(id, "tanaka", "mail-draft", drafts(&[draft(&to, "c")]));
    assert_eq!(desk.c(id).waiting_drafts().map(|draft| draft.name.as_str()).collect::<Vec<_>>(), ["c"]);
    let mails = desk.c(id).copies.iter().filter(|copy| copy.kind == CopyKind::Mail).count();
    assert_eq!((mails, desk.c(id).copies.last().unwrap().number), (1, 3));
    // Whoever sent an older one can still show it.
    desk.about(id, "tanaka", "mail-sent", sent("a", &to, &[b"package"], "same"));
    assert!(desk.c(id).mailed[0].differences.is_empty());
    assert_eq!(desk.c(id).waiting_drafts().count(), 1);
}

/// What strangers have: number, address and what is known of its end.
fn strays(desk: &Desk, id: u64) -> Vec<(u64, String, Option<Sanitization>)> {
    let carry_out = desk.c(id);
    let strays = carry_out.copies.iter().filter(|copy| copy.kind == CopyKind::Misdelivered);
    strays.map(|copy| (copy.number, copy.place.clone(), carry_out.level_of(copy))).collect()
}

pub(super) fn counted(mut sent: Value) -> Value {
    sent["counted"] = json!(true);
    sent
}

#[test]
fn what_reached_a_stranger_is_a_copy_and_nothing_closes_before_somebody_said_what_became_of_it() {
    let (mut desk, id) = office();
    let to = [("to", CITY)];
    desk.about(id, "tanaka", "mail-draft", drafts(&[draft(&to, "a")]));
    let stray = [("to", "Yamada@citi.example.test"), ("cc", "yamada@citi.example.test")];
    // Without the package nobody has a copy; an older program's statement counts none.
    desk.about(id, "tanaka", "mail-sent", sent("a", &stray, &[b"package"], "same"));
    desk.about(id, "tanaka", "mail-sent", counted(sent("a", &stray, &[], "same")));
    assert!(strays(&desk, id).is_empty());
    let wrong = sent("a", &stray, &[b"package"], "same");
    desk.about(id, "tanaka", "mail-sent", wrong.clone());
    // The same mail, shown again, is the same copy.
    desk.about(id, "tanaka", "mail-sent", counted(wrong));
    assert_eq!(strays(&desk, id), [(4, "Yamada@citi.example.test".to_owned(), None)]);

    let letter = super::attachment();
    desk.about(id, "tanaka", "hand-over", json!({"evidence": letter}));
    desk.about(
        id,
        "tanaka",
        "disposal",
        json!({"copies": [1, 3], "method": "declared", "note": "deleted", "tool": "-"}),
    );
    let open = desk.refused(id, "sato", "confirmation", json!({}));
    assert!(
        matches!(open, Refusal::Copy(CopyRefusal::CopiesOpen { ref copies, .. }) if *copies == [4]),
        "{open}"
    );
    // It neither comes back, nor is it in anybody's reach.
    let returned = desk.refused(id, "tanaka", "return", json!({"copies": [4], "tool": "-"}));
    assert!(matches!(returned, Refusal::Copy(CopyRefusal::StrayCopy { copy: 4, .. })), "{returned}");
    for method in ["physical", "dissolve"] {
        let body = json!({"copies": [4], "evidence": letter, "method": method, "tool": "-"});
        let refused = desk.refused(id, "tanaka", "disposal", body);
        assert!(matches!(refused, Refusal::Copy(CopyRefusal::StrayCopy { copy: 4, .. })), "{refused}");
    }
    let answered = json!({"copies": [4], "evidence": letter, "method": "declared", "tool": "-"});
    desk.about(id, "tanaka", "disposal", answered);
    assert_eq!(strays(&desk, id)[0].2, Some(Sanitization::L0));
    desk.about(id, "sato", "confirmation", json!({}));
    assert_eq!(desk.status(id), Status::Closed);
}

#[test]
fn before_a_ledger_counts_them_a_strangers_copy_stands_in_nobodys_way() {
    let (mut desk, id) = office();
    desk.about(id, "tanaka", "mail-draft", drafts(&[draft(&[("to", CITY)], "a")]));
    desk.about(id, "tanaka", "mail-sent", sent("a", &[("to", "x@y.test")], &[b"package"], "same"));
    assert!(strays(&desk, id).is_empty());
    desk.about(id, "tanaka", "mail-sent", counted(sent("a", &[("to", CITY)], &[b"package"], "same")));
    assert!(strays(&desk, id).is_empty());
}

#[test]
fn only_whoever_asked_for_it_or_carries_it_drafts_a_mail_and_only_of_what_goes_by_mail() {
    let (mut desk, id) = office();
    let good = drafts(&[draft(&[("to", CITY)], "a")]);
    for person in ["mori", "sato", "kanri"] {
        assert!(matches!(
            desk.refused(id, person, "mail-draft", good.clone()),
            Refusal::NotTheCarrier { .. }
        ));
    }
    let stick = desk.sealed(json!({}));
    assert!(matches!(refusal(&mut desk, stick, good.clone()), R::NotByMail { .. }));
    // As many as a draft may have, and another carrier.
    desk.about(id, "tanaka", "transfer", json!({"to": "mori"}));
    let many: Vec<Value> = (0..100).map(|number| draft(&[("to", CITY)], &number.to_string())).collect();
    desk.about(id, "mori", "mail-draft", drafts(&many));
}

#[test]
fn an_address_is_approved_when_it_was_registered_before_the_request_for_the_same_organization() {
    let (mut desk, id) = office();
    let add = |id: &str, email: &str, organization: &str| json!({"email": email, "id": id, "name": "林", "opens": "age", "organization": organization});
    desk.ok("tanaka", "recipient-add", add("late", "late@city.example.test", "市役所"));
    let after = drafts(&[draft(&[("to", "late@city.example.test")], "a")]);
    assert!(matches!(refusal(&mut desk, id, after), R::AddressNotApproved { .. }));
    desk.ok("tanaka", "recipient-add", add("other", "other@town.example.test", "町役場"));
    let later = desk.sent(json!({}));
    let elsewhere = drafts(&[draft(&[("to", "other@town.example.test")], "b")]);
    assert!(matches!(refusal(&mut desk, later, elsewhere), R::AddressNotApproved { .. }));
    desk.about(later, "tanaka", "mail-draft", drafts(&[draft(&[("to", "late@city.example.test")], "c")]));
    // What was asked for goes where it was registered then, whatever is registered since.
    desk.ok("tanaka", "recipient-add", add("city", "moved@city.example.test", "市役所"));
    let moved = drafts(&[draft(&[("to", "moved@city.example.test")], "d")]);
    assert!(matches!(refusal(&mut desk, later, moved), R::AddressNotApproved { .. }));
}

#[test]
fn nobody_outside_who_leaves_or_who_stands_for_a_client_is_inside() {
    let mut desk = Desk::new();
    let email = "a@office.example.test";
    let with = |person: &str, more: Value| {
        let mut body = json!({"particulars": {"email": email}, "person": person});
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        body
    };
    assert!(!desk.registry.is_inside(email));
    desk.ok("kanri", "person-set", with("kimura", json!({"roles": ["client"]})));
    assert!(!desk.registry.is_inside(email));
    desk.ok("kanri", "person-set", with("mori", json!({})));
    assert!(
        desk.registry.is_inside("A@OFFICE.example.test") && !desk.registry.is_inside("b@office.example.test")
    );
    desk.ok("kanri", "person-leave", json!({"person": "mori"}));
    assert!(!desk.registry.is_inside(email));
}
