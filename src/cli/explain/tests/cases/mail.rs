//! Mails: who may draft one, what stands in it, and what was sent.

use super::{Case, all};
use crate::cli::exit::Exit;
use crate::domain::names::Via;
use crate::domain::refusal::{MailRefusal, Refusal};
use crate::mail::MailError;
use crate::workflow::error::Error;
use crate::workflow::mail::LetterPart;

pub(in super::super) fn mail(text: &str) -> Vec<Case> {
    let id = || text.to_owned();
    let address = || text.to_owned();
    let mut cases = all(
        Exit::Refused,
        [
            Refusal::Mail(MailRefusal::NotByMail { id: id(), via: Via::Usb }),
            Refusal::Mail(MailRefusal::NoMailAddress { id: id() }),
            Refusal::Mail(MailRefusal::NobodyToMail { recipient: "lab".parse().unwrap() }),
            Refusal::Mail(MailRefusal::NobodyToMail { recipient: "self".parse().unwrap() }),
            Refusal::Mail(MailRefusal::NotAMailAddress { address: address() }),
            Refusal::Mail(MailRefusal::AddressNotApproved { id: id(), address: address() }),
            Refusal::Mail(MailRefusal::AddressTwice { address: address() }),
            Refusal::Mail(MailRefusal::AddressesShown { count: 2 }),
            Refusal::Mail(MailRefusal::NotThePackage { id: id(), name: text.to_owned() }),
            Refusal::Mail(MailRefusal::DraftCount { id: id(), count: 200 }),
            Refusal::Mail(MailRefusal::MailNotConfirmed { id: id(), part: "recipients" }),
            Refusal::Mail(MailRefusal::MailNotConfirmed { id: id(), part: "body" }),
            Refusal::Mail(MailRefusal::MailNotConfirmed { id: id(), part: "attachment" }),
            Refusal::Mail(MailRefusal::NoDraft { id: id() }),
        ],
    );
    let parts = [(LetterPart::Subject, true), (LetterPart::Text, false)];
    cases.extend(parts.map(|(part, word)| (Error::SecretInMail { part, line: 3, word }, Exit::Refused)));
    cases.push((Error::TextTooLong { most_bytes: 65_536 }, Exit::Refused));
    let too_large = Error::MailTooLarge { id: id(), size_bytes: 12 << 20, limit_bytes: 10 << 20 };
    cases.push((too_large, Exit::Refused));
    let too_large = Error::TooLargeToMail {
        id: id(),
        into: text.into(),
        from: vec![text.into(), "b".into()],
        size_bytes: 16 << 20,
        limit_bytes: 10 << 20,
    };
    cases.push((too_large, Exit::Refused));
    let problems = [
        MailError::NotAMail,
        MailError::IsAMail,
        MailError::TooManyParts,
        MailError::TooManyAddresses,
        MailError::FieldTooLong,
        MailError::IsADraft,
        MailError::Msg { why: text.to_owned() },
    ];
    cases.extend(problems.map(|problem| (Error::Mail { path: text.into(), problem }, Exit::Refused)));
    cases
}
