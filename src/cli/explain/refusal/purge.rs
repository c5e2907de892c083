//! Attachments that are kept.

use super::super::{Told, Values, id_word};
use crate::domain::refusal::PurgeRefusal;
use crate::i18n::Catalogue;

pub(super) const fn rule(refusal: &PurgeRefusal) -> Option<&'static str> {
    use PurgeRefusal as R;
    match refusal {
        R::NotOver { .. } | R::NotAsked { .. } | R::AlreadyPurged { .. } => Some("rule-order"),
        R::TooEarly { .. } => Some("rule-retention"),
        R::OneClockAlone { .. } | R::ClockContradicted { .. } => Some("rule-purge-clock"),
        R::Asked { .. } | R::SamePerson { .. } | R::OwnCarryOut { .. } => Some("rule-purge-people"),
        R::NotItsAttachment { .. } | R::OtherAttachments { .. } => Some("rule-purge-whole"),
    }
}

pub(super) fn said<'c>(refusal: &PurgeRefusal, catalogue: &'c Catalogue) -> Told<'c> {
    use PurgeRefusal as R;
    let told = |code, values: Values<'_>| Told::new(catalogue, code, values);
    match refusal {
        R::NotOver { id } => told("purge-not-over", &[("id", id)]).hint("hint-show", &[("id", &id_word(id))]),
        R::TooEarly { id, years, from } => {
            told("purge-too-early", &[("id", id), ("years", years), ("from", from)])
                .hint("hint-purge-list", &[])
        }
        R::OneClockAlone { id, from, others: Some(others) } => {
            told("purge-one-clock", &[("id", id), ("from", from), ("others", others)])
                .hint("hint-set-clock", &[])
                .hint("hint-purge-others", &[])
        }
        R::OneClockAlone { id, from, others: None } => {
            told("purge-one-person", &[("id", id), ("from", from)]).hint("hint-purge-others", &[])
        }
        R::ClockContradicted { id, asked, index } => {
            told("purge-contradicted", &[("id", id), ("asked", asked), ("index", index)])
                .hint("hint-set-clock", &[])
                .hint("hint-purge-again", &[("id", &id_word(id))])
        }
        R::AlreadyPurged { id } => {
            told("purge-done", &[("id", id)]).hint("hint-show", &[("id", &id_word(id))])
        }
        R::Asked { id, by } => told("purge-asked", &[("id", id), ("person", by)])
            .hint("hint-purge-second", &[("id", &id_word(id))]),
        R::NotAsked { id } => told("purge-not-asked", &[("id", id)]).hint("hint-purge-list", &[]),
        R::SamePerson { id, person } => told("purge-same-person", &[("id", id), ("person", person)])
            .hint("hint-purge-second", &[("id", &id_word(id))]),
        R::OwnCarryOut { id, person } => told("purge-own", &[("id", id), ("person", person)])
            .hint("hint-purge-second", &[("id", &id_word(id))]),
        R::NotItsAttachment { id, digest } => {
            told("purge-other-attachment", &[("id", id), ("digest", digest)])
                .hint("hint-purge-again", &[("id", &id_word(id))])
        }
        R::OtherAttachments { id } => {
            told("purge-attachments-differ", &[("id", id)]).hint("hint-purge-again", &[("id", &id_word(id))])
        }
    }
}
