//! Mails: drafted twice, and sent as confirmed, otherwise, and as somebody says.

use super::{Hand, at, digest, person};
use crate::domain::body::Attachment;
use crate::domain::body::mail::{Addressed, DraftFile, MailAttachment, MailConfirmed, MailDraft, MailSent};
use crate::domain::carry_out::{Drafted, MailDifference, Reconciled};
use crate::domain::names::{AddressField, SentSource, SentText};
use crate::projection::view::{MailAnswer, MailRecipient, MailSheet, MailSheetDraft};

fn address(hand: Hand, field: AddressField) -> Addressed {
    Addressed { address: hand.text("yamada@city.example.test"), field }
}

fn attachment(hand: Hand) -> MailAttachment {
    MailAttachment { name: hand.some("C-0042.zip.age"), sha256: digest("package"), size_bytes: 4_000_000 }
}

fn confirmed(hand: Hand) -> MailConfirmed {
    MailConfirmed {
        attachment: hand.text("0123abcd"),
        body: hand.text("89abcdef"),
        recipients: vec![hand.text("city.example.test")],
    }
}

pub(super) fn drafted(hand: Hand) -> Vec<Drafted> {
    let draft = |name: &str| DraftFile {
        addresses: vec![address(hand, AddressField::To), address(hand, AddressField::Cc)],
        attachment: attachment(hand),
        message_id: hand.text("C-0042.1@example.co.jp"),
        name: hand.text(name),
        sha256: digest(name),
        size_bytes: 5_500_000,
    };
    let one = |ended, name: &str| Drafted {
        index: 21,
        by: person("tanaka"),
        at: at("2026-11-20T13:00:00+09:00"),
        body: MailDraft {
            body: Attachment::of(b"text"),
            confirmed: confirmed(hand),
            drafts: vec![draft(name), draft("second")],
            hosts: vec![hand.text("www.example.test")],
            place: hand.text("/home/tanaka"),
            request: digest("request"),
            subject: hand.text("暗号化ファイルの送付"),
        },
        ended,
    };
    vec![one(true, "old"), one(false, "new")]
}

pub(super) fn mailed(hand: Hand) -> Vec<Reconciled> {
    let one = |source, text, differences: &[MailDifference], bounced| Reconciled {
        index: 22,
        by: person("tanaka"),
        at: at("2026-11-20T13:30:00+09:00"),
        body: MailSent {
            addresses: vec![address(hand, AddressField::Typed), address(hand, AddressField::Bcc)],
            attachments: vec![attachment(hand), MailAttachment { name: None, ..attachment(hand) }],
            counted: true,
            date: Some(at("2026-11-20T13:10:00+09:00")),
            draft: digest("old"),
            file: Attachment::of(b"mail"),
            message_id: hand.some("1@example.co.jp"),
            other_subject: false,
            request: digest("request"),
            secret: false,
            source,
            text,
        },
        differences: differences.to_vec(),
        bounced,
    };
    vec![
        one(SentSource::Eml, SentText::Same, &[], true),
        one(SentSource::Attachment, SentText::Unread, &[], false),
        one(SentSource::Msg, SentText::Other, MailDifference::ALL, false),
    ]
}

pub(in crate::report) fn sheet(hand: Hand) -> MailSheet {
    let recipient = |field, inside| MailRecipient {
        address: hand.text("yamada@city.example.test"),
        field,
        name: hand.text("山田 次郎"),
        inside,
    };
    let draft = MailSheetDraft {
        recipients: vec![recipient(AddressField::To, true), recipient(AddressField::Bcc, false)],
        attachment: attachment(hand),
        size_bytes: 5_500_000,
    };
    MailSheet {
        id: "C-0042".to_owned(),
        subject: hand.text("暗号化ファイルの送付"),
        text: format!("{}\n二行目", hand.text("一行目")),
        body_sha256: digest("text"),
        drafts: vec![draft.clone(), draft],
        limit_bytes: 10 << 20,
        confirm: confirmed(hand),
    }
}

pub(in crate::report) fn answer(hand: Hand) -> MailAnswer {
    MailAnswer {
        carry_out: super::back::back_view(hand),
        draft_paths: vec![hand.text("/home/tanaka/C-0042.eml")],
        text_path: hand.text("/home/tanaka/C-0042.txt"),
        attachment_paths: vec![hand.text("/home/tanaka/C-0042.zip.age")],
    }
}
