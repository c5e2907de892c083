//! Successors of administrators who cannot sign.

use super::super::{Told, Values};
use crate::domain::refusal::SuccessionRefusal;
use crate::i18n::{Catalogue, Prepared};

pub(super) const fn rule(refusal: &SuccessionRefusal) -> Option<&'static str> {
    use SuccessionRefusal as R;
    match refusal {
        R::AdministratorSigns { .. } | R::AdministratorAlready { .. } | R::Over { .. } => {
            Some("rule-succession")
        }
        R::Unfit { .. }
        | R::TooNew { .. }
        | R::OwnSuccession { .. }
        | R::Asked { .. }
        | R::AskerGone { .. }
        | R::MayNotStop { .. } => Some("rule-succession-people"),
        R::NotBegun { .. } | R::TooEarly { .. } | R::OneClockAlone { .. } => Some("rule-succession-days"),
        R::NotAsked { .. } => Some("rule-order"),
    }
}

pub(super) fn said<'c>(refusal: &SuccessionRefusal, catalogue: &'c Catalogue) -> Told<'c> {
    use SuccessionRefusal as R;
    let told = |code, values: Values<'_>| Told::new(catalogue, code, values);
    match refusal {
        R::AdministratorSigns { administrator } => {
            told("succession-administrator-signs", &[("person", administrator)])
                .hint("hint-succession-set", &[])
        }
        R::AdministratorAlready { person } => {
            told("succession-administrator-already", &[("person", person)]).hint("hint-succession-list", &[])
        }
        R::Unfit { person } => told("succession-unfit", &[("person", person)]).hint("hint-person-list", &[]),
        R::TooNew { person, index } => {
            told("succession-too-new", &[("person", person), ("index", index)]).hint("hint-person-list", &[])
        }
        R::OwnSuccession { person } => {
            told("succession-own", &[("person", person)]).hint("hint-succession-second", &[])
        }
        R::Asked { person, by } => {
            told("succession-asked", &[("person", person), ("by", by)]).hint("hint-succession-second", &[])
        }
        R::NotAsked { person: Some(person) } => {
            told("succession-not-asked-for", &[("person", person)]).hint("hint-succession-list", &[])
        }
        R::NotAsked { person: None } => told("succession-not-asked", &[]).hint("hint-succession-list", &[]),
        R::Over { person, by, index, outcome } => {
            let outcome = catalogue.name_of(*outcome);
            told(
                "succession-over",
                &[("person", person), ("by", by), ("index", index), ("outcome", &Prepared(&outcome))],
            )
            .hint("hint-succession-list", &[])
        }
        R::AskerGone { by } => {
            told("succession-asker-gone", &[("by", by)]).hint("hint-succession-again", &[])
        }
        R::NotBegun { person } => {
            told("succession-not-begun", &[("person", person)]).hint("hint-succession-others", &[])
        }
        R::TooEarly { person, from, days } => {
            told("succession-too-early", &[("person", person), ("from", from), ("days", days)])
                .hint("hint-succession-list", &[])
        }
        R::OneClockAlone { person, from, others } => {
            told("succession-one-clock", &[("person", person), ("from", from), ("others", others)])
                .hint("hint-set-clock", &[])
                .hint("hint-succession-others", &[])
        }
        R::MayNotStop { author, person } => {
            told("succession-may-not-stop", &[("author", author), ("person", person)])
                .hint("hint-succession-list", &[])
        }
    }
}
