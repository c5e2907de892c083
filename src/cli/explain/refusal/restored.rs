//! Histories that cannot be called lost.

use super::super::{Told, Values};
use crate::domain::refusal::RestoredRefusal;
use crate::i18n::Catalogue;

pub(super) const fn rule(refusal: &RestoredRefusal) -> Option<&'static str> {
    match refusal {
        RestoredRefusal::NotLost { .. } | RestoredRefusal::OtherRoot { .. } => Some("rule-restored"),
        RestoredRefusal::TooNew { .. } | RestoredRefusal::Already { .. } => Some("rule-restored-people"),
    }
}

pub(super) fn said<'c>(refusal: &RestoredRefusal, catalogue: &'c Catalogue) -> Told<'c> {
    let told = |code, values: Values<'_>| Told::new(catalogue, code, values);
    match refusal {
        RestoredRefusal::NotLost { size } => {
            told("restored-not-lost", &[("size", size)]).hint("hint-audit", &[])
        }
        RestoredRefusal::OtherRoot { size } => {
            told("restored-other-root", &[("size", size)]).hint("hint-audit", &[])
        }
        RestoredRefusal::TooNew { person, kept_size } => {
            told("restored-too-new", &[("person", person), ("size", kept_size)])
                .hint("hint-restored-second", &[])
        }
        RestoredRefusal::Already { person, size } => {
            told("restored-already", &[("person", person), ("size", size)]).hint("hint-restored-second", &[])
        }
    }
}
