//! A mail.

use super::super::{Told, Values, id_word};
use crate::domain::refusal::MailRefusal;
use crate::i18n::{Catalogue, Prepared, Text};

pub(super) const fn rule(refusal: &MailRefusal) -> Option<&'static str> {
    use MailRefusal as R;
    match refusal {
        R::NotByMail { .. } | R::NoDraft { .. } | R::DraftCount { .. } => Some("rule-order"),
        R::NoMailAddress { .. } | R::NobodyToMail { .. } => Some("rule-registered"),
        R::NotAMailAddress { .. } | R::AddressTwice { .. } => Some("rule-sense"),
        R::AddressNotApproved { .. } | R::NotThePackage { .. } => Some("rule-approved"),
        R::AddressesShown { .. } => Some("rule-hidden-addresses"),
        R::MailNotConfirmed { .. } => Some("rule-mail-confirmed"),
    }
}

pub(super) fn said<'c>(refusal: &MailRefusal, catalogue: &'c Catalogue) -> Told<'c> {
    use MailRefusal as R;
    let told = |code, values: Values<'_>| Told::new(catalogue, code, values);
    match refusal {
        R::NotByMail { id, via } => {
            told("not-by-mail", &[("id", id), ("via", &Prepared(catalogue.name_of(*via)))])
                .hint("hint-show", &[("id", &id_word(id))])
        }
        R::NoMailAddress { id } => told("no-mail-address", &[("id", id)])
            .hint("hint-recipient-email", &[])
            .hint("hint-request-like", &[("id", &id_word(id))]),
        R::NobodyToMail { recipient } if recipient.is_self() => {
            told("no-own-address", &[]).hint("hint-person-email", &[]).hint("hint-other-via", &[])
        }
        R::NobodyToMail { recipient } => told("nobody-to-mail", &[("recipient", recipient)])
            .hint("hint-recipient-email-of", &[("recipient", recipient)])
            .hint("hint-other-via", &[]),
        R::NotAMailAddress { address } => {
            told("not-a-mail-address", &[("address", &Text(address))]).hint("hint-recipient-list", &[])
        }
        R::AddressNotApproved { id, address } => {
            told("address-not-approved", &[("id", id), ("address", &Text(address))])
                .hint("hint-recipient-list", &[])
                .hint("hint-request-like", &[("id", &id_word(id))])
        }
        R::AddressTwice { address } => {
            told("address-twice", &[("address", &Text(address))]).hint("hint-mail-once", &[])
        }
        R::AddressesShown { count } => {
            told("addresses-shown", &[("count", count)]).hint("hint-mail-hidden", &[])
        }
        R::NotThePackage { id, name } => told("not-the-package", &[("id", id), ("name", &Text(name))])
            .hint("hint-mail-draft", &[("id", &id_word(id))]),
        R::DraftCount { id, count } => told("draft-count", &[("id", id), ("count", count)])
            .hint("hint-request-like", &[("id", &id_word(id))])
            .hint("hint-export-volumes", &[]),
        R::MailNotConfirmed { id, part } => {
            let flag = format!("--confirm-{part}");
            told("mail-not-confirmed", &[("id", id), ("flag", &flag)])
                .hint("hint-mail-sheet", &[("id", &id_word(id))])
        }
        R::NoDraft { id } => told("no-draft", &[("id", id)]).hint("hint-mail-draft", &[("id", &id_word(id))]),
    }
}
