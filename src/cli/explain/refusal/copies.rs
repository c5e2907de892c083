//! A copy, and what became of it.

use super::super::{Told, Values, id_word, row};
use crate::domain::names::CopyKind;
use crate::domain::refusal::CopyRefusal;
use crate::i18n::{Catalogue, Prepared, Text};

pub(super) const fn rule(refusal: &CopyRefusal) -> Option<&'static str> {
    use CopyRefusal as R;
    match refusal {
        R::CopiesOpen { .. } | R::NothingCameBack { .. } => Some("rule-every-copy"),
        R::RecalledAlready { .. }
        | R::NoSuchCopy { .. }
        | R::CopyAccounted { .. }
        | R::NoCopies { .. }
        | R::NoSuchDisposal { .. } => Some("rule-order"),
        R::MadeByExport { .. } => Some("rule-sense"),
        R::NotMeasured { .. }
        | R::LostStill { .. }
        | R::StrayCopy { .. }
        | R::OutOfReach { .. }
        | R::MethodDoesNotFit { .. } => Some("rule-evidence"),
        R::OwnDisposal { .. } | R::AlreadyWitness { .. } | R::SameEvidence { .. } => Some("rule-witness"),
        R::OwnReturn { .. } | R::OwnRecheck { .. } => Some("rule-second-person"),
        R::WitnessNeeded { .. } => Some("rule-witness-needed"),
    }
}

pub(super) fn said<'c>(refusal: &CopyRefusal, catalogue: &'c Catalogue) -> Told<'c> {
    use CopyRefusal as R;
    let told = |code, values: Values<'_>| Told::new(catalogue, code, values);
    match refusal {
        R::NoSuchCopy { id, copy } => {
            told("no-such-copy", &[("id", id), ("copy", copy)]).hint("hint-show", &[("id", &id_word(id))])
        }
        R::CopyAccounted { id, copy } => {
            told("copy-accounted", &[("id", id), ("copy", copy)]).hint("hint-show", &[("id", &id_word(id))])
        }
        R::NoCopies { id } => told("no-copies", &[("id", id)]).hint("hint-show", &[("id", &id_word(id))]),
        R::NotMeasured { id, copy } => told("not-measured", &[("id", id), ("copy", copy)])
            .hint("hint-return-at", &[("id", &id_word(id))])
            .hint("hint-dispose-physical", &[("id", &id_word(id))]),
        R::LostStill { id, copy } => {
            told("lost-still", &[("id", id), ("copy", copy)]).hint("hint-return-at", &[("id", &id_word(id))])
        }
        R::StrayCopy { id, copy } => told("stray-copy", &[("id", id), ("copy", copy)])
            .hint("hint-dispose-stray", &[("id", &id_word(id)), ("copy", copy)]),
        R::OutOfReach { id, copy, kind, method } => {
            let kind_name = Prepared(catalogue.name_of(*kind));
            let told = told(
                "out-of-reach",
                &[("id", id), ("copy", copy), ("kind", &kind_name), ("method", &method.as_str())],
            )
            .hint("hint-dispose-declared", &[("id", &id_word(id)), ("copy", copy)]);
            if *kind == CopyKind::Sent {
                told.hint("hint-receipt-file", &[("id", &id_word(id))])
            } else {
                told
            }
        }
        R::MethodDoesNotFit { id, method, field } => told(
            "method-does-not-fit",
            &[("id", id), ("method", &method.as_str()), ("field", &Prepared(*field))],
        )
        .hint("hint-dispose-help", &[]),
        R::RecalledAlready { id, number } => {
            told("recalled-already", &[("id", id), ("number", &Text(number))])
                .hint("hint-show", &[("id", &id_word(id))])
        }
        R::NoSuchDisposal { id, disposal } => {
            told("no-such-disposal", &[("id", id), ("disposal", &disposal.prefix(8))])
                .hint("hint-show", &[("id", &id_word(id))])
        }
        R::OwnDisposal { disposal, person } => {
            told("own-disposal", &[("disposal", disposal), ("person", person)])
                .hint("hint-another-witness", &[("disposal", &id_word(disposal))])
        }
        R::AlreadyWitness { disposal, person } => {
            told("already-witness", &[("disposal", disposal), ("person", person)])
                .hint("hint-another-witness", &[("disposal", &id_word(disposal))])
        }
        R::OwnRecheck { disposal, person } => {
            told("own-recheck", &[("disposal", disposal), ("person", person)])
                .hint("hint-another-recheck", &[])
        }
        R::SameEvidence { disposal } => told("same-evidence", &[("disposal", disposal)])
            .hint("hint-external-witness", &[("disposal", &id_word(disposal))]),
        R::MadeByExport { id, kind } => {
            told("made-by-export", &[("id", id), ("kind", &Prepared(catalogue.name_of(*kind)))])
                .hint("hint-copy", &[("id", &id_word(id))])
        }
        R::NothingCameBack { id } => told("nothing-came-back", &[("id", id)])
            .hint("hint-return", &[("id", &id_word(id))])
            .hint("hint-dispose-help", &[]),
        R::CopiesOpen { id, copies } => {
            told("copies-open", &[("id", id), ("copies", &row(copies, catalogue))])
                .hint("hint-return", &[("id", &id_word(id))])
                .hint("hint-dispose-help", &[])
        }
        R::OwnReturn { id, person } => told("own-return", &[("id", id), ("person", person)])
            .hint("hint-another-confirms", &[("id", &id_word(id))]),
        R::WitnessNeeded { id, disposal } => told("witness-needed", &[("id", id), ("disposal", disposal)])
            .hint("hint-another-witness", &[("disposal", &id_word(disposal))]),
    }
}
