//! An incident.

use super::super::{Told, Values, incident_word, row};
use crate::domain::refusal::IncidentRefusal;
use crate::i18n::Catalogue;

pub(super) const fn rule(refusal: &IncidentRefusal) -> Option<&'static str> {
    use IncidentRefusal as R;
    match refusal {
        R::LaterThanNow { .. } => Some("rule-sense"),
        R::IncidentClosed { .. } | R::IncludedAlready { .. } => Some("rule-order"),
        R::UnknownIncident { .. } => Some("rule-registered"),
        R::OwnIncident { .. } => Some("rule-second-person"),
        R::IncidentIncomplete { .. } => Some("rule-incident-end"),
    }
}

pub(super) fn said<'c>(refusal: &IncidentRefusal, catalogue: &'c Catalogue) -> Told<'c> {
    use IncidentRefusal as R;
    let told = |code, values: Values<'_>| Told::new(catalogue, code, values);
    match refusal {
        R::UnknownIncident { incident } => {
            told("unknown-incident", &[("id", &incident.prefix(8))]).hint("hint-incident-list", &[])
        }
        R::IncidentClosed { incident } => told("incident-closed", &[("incident", incident)])
            .hint("hint-incident-show", &[("incident", &incident_word(incident))]),
        R::IncludedAlready { incident, id } => {
            told("included-already", &[("incident", incident), ("id", id)])
                .hint("hint-incident-show", &[("incident", &incident_word(incident))])
        }
        R::LaterThanNow { claimed, now } => {
            told("later-than-now", &[("claimed", claimed), ("now", now)]).hint("hint-set-clock", &[])
        }
        R::IncidentIncomplete { incident, missing, told: is_told } => {
            let names: Vec<String> = missing.iter().map(|field| catalogue.name_of(*field)).collect();
            let mut told = told("incident-incomplete", &[("incident", incident)]);
            if !names.is_empty() {
                told = told.item("error-incident-missing", &[("missing", &row(&names, catalogue))]);
            }
            if !is_told {
                told = told.item("error-incident-untold", &[]);
            }
            told.hint("hint-incident-update", &[("incident", &incident_word(incident))])
        }
        R::OwnIncident { incident, person } => {
            told("own-incident", &[("incident", incident), ("person", person)])
                .hint("hint-another-closes", &[("incident", &incident_word(incident))])
        }
    }
}
