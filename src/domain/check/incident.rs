//! Incidents: opened by anybody registered, closed by somebody else.

use super::{need_role, need_text};
use crate::domain::body::{IncidentClose, IncidentContact, IncidentInclude, IncidentOpen, IncidentUpdate};
use crate::domain::carry_out::{CarryOut, CopyRecord, Fate};
use crate::domain::incident::Incident;
use crate::domain::names::{IncidentField, MediumId, MediumState, Role};
use crate::domain::refusal::{IncidentRefusal, Refusal};
use crate::domain::registry::Registry;
use crate::domain::statement::Statement;

/// Anybody may, whatever else they may not.
pub(super) fn check_open(
    registry: &Registry,
    carry_out: Option<&CarryOut>,
    statement: &Statement,
    body: &IncidentOpen,
) -> Result<(), Refusal> {
    if let Some(request) = &body.request {
        super::known(carry_out, request)?;
    }
    if let Some(article) = &body.article {
        super::article::need_article(registry, article)?;
    }
    if let Some(medium) = &body.medium
        && !registry.media.contains_key(medium)
    {
        return Err(Refusal::UnknownMedium { medium: medium.clone() });
    }
    for claimed in [Some(body.aware), body.occurred].into_iter().flatten() {
        if claimed > statement.time {
            return Err(Refusal::Incident(IncidentRefusal::LaterThanNow { claimed, now: statement.time }));
        }
    }
    if body.request.is_none() && body.medium.is_none() && body.article.is_none() {
        return need_text("note", body.note.as_deref().unwrap_or_default());
    }
    Ok(())
}

pub(super) fn need_open(incident: &Incident) -> Result<(), Refusal> {
    if incident.closed.is_none() {
        return Ok(());
    }
    Err(Refusal::Incident(IncidentRefusal::IncidentClosed { incident: incident.id() }))
}

/// Once; and once more where something was lost since that holds a copy of it.
pub(super) fn check_include(
    registry: &Registry,
    carry_out: &CarryOut,
    incident: &Incident,
    _body: &IncidentInclude,
) -> Result<(), Refusal> {
    need_open(incident)?;
    if incident.carry_outs.contains(&carry_out.number)
        && lost_since(registry, incident, carry_out).next().is_none()
    {
        return Err(Refusal::Incident(IncidentRefusal::IncludedAlready {
            incident: incident.id(),
            id: carry_out.id(),
        }));
    }
    Ok(())
}

/// Copies of the carry-out that are held, as far as its record says, on something that was lost with this incident.
pub fn lost_since<'a>(
    registry: &'a Registry,
    incident: &Incident,
    carry_out: &'a CarryOut,
) -> impl Iterator<Item = &'a CopyRecord> {
    let drill = incident.opened.drill;
    let incident = incident.number;
    let lost_with = move |id: &MediumId| {
        let medium = registry.media.get(id).filter(|medium| medium.state == MediumState::Lost);
        medium.and_then(|medium| medium.ended.as_ref()).is_some_and(|end| end.incident == Some(incident))
    };
    let held = carry_out.copies.iter().filter(move |copy| !drill && copy.fate == Fate::Held);
    held.filter(move |copy| copy.device.iter().chain(&copy.medium).any(lost_with))
}

pub(super) fn check_update(incident: &Incident, body: &IncidentUpdate) -> Result<(), Refusal> {
    need_open(incident)?;
    need_text("text", &body.text)?;
    // What was handed in is the evidence that it was.
    if body.field == IncidentField::WrittenReport && body.evidence.is_none() {
        return Err(Refusal::Empty { field: "evidence" });
    }
    Ok(())
}

pub(super) fn check_contact(
    incident: &Incident,
    statement: &Statement,
    body: &IncidentContact,
) -> Result<(), Refusal> {
    need_open(incident)?;
    need_text("whom", &body.whom)?;
    if body.at > statement.time {
        return Err(Refusal::Incident(IncidentRefusal::LaterThanNow {
            claimed: body.at,
            now: statement.time,
        }));
    }
    Ok(())
}

pub(super) fn check_close(
    registry: &Registry,
    incident: &Incident,
    statement: &Statement,
    _body: &IncidentClose,
) -> Result<(), Refusal> {
    need_open(incident)?;
    need_role(registry, &statement.author, &[Role::Approver, Role::Administrator])?;
    let carries = registry
        .person(&statement.author)
        .is_some_and(|person| incident.carry_outs.iter().any(|number| person.carries.contains(number)));
    let articles = incident.articles.iter().filter_map(|number| registry.articles.get(number));
    let carries = carries || articles.into_iter().any(|article| article.carrier == statement.author);
    if statement.author == incident.opened_by || carries {
        return Err(Refusal::Incident(IncidentRefusal::OwnIncident {
            incident: incident.id(),
            person: statement.author.clone(),
        }));
    }
    let (missing, told) = (incident.missing(), incident.opened.drill || !incident.contacts.is_empty());
    if missing.is_empty() && told {
        return Ok(());
    }
    Err(Refusal::Incident(IncidentRefusal::IncidentIncomplete { incident: incident.id(), missing, told }))
}
