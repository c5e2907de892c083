//! Entries that cannot be acknowledged.

use super::super::{Told, Values};
use crate::domain::refusal::AcknowledgeRefusal;
use crate::i18n::Catalogue;

pub(super) const fn rule(refusal: &AcknowledgeRefusal) -> Option<&'static str> {
    match refusal {
        AcknowledgeRefusal::NotWithoutEffect { .. } | AcknowledgeRefusal::OtherLeaf { .. } => {
            Some("rule-acknowledge")
        }
        AcknowledgeRefusal::Already { .. } => Some("rule-acknowledge-people"),
    }
}

pub(super) fn said<'c>(refusal: &AcknowledgeRefusal, catalogue: &'c Catalogue) -> Told<'c> {
    let told = |code, values: Values<'_>| Told::new(catalogue, code, values);
    match refusal {
        AcknowledgeRefusal::NotWithoutEffect { index } => {
            told("acknowledge-nothing", &[("index", index)]).hint("hint-audit", &[])
        }
        AcknowledgeRefusal::OtherLeaf { index } => {
            told("acknowledge-other", &[("index", index)]).hint("hint-audit", &[])
        }
        AcknowledgeRefusal::Already { index, person } => {
            told("acknowledge-already", &[("index", index), ("person", person)])
                .hint("hint-acknowledge-second", &[("index", index)])
        }
    }
}
