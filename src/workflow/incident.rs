//! Something went wrong: it is written down first, and everything about it is frozen; then people are
//! told, what becomes known is added, and somebody else closes it.

use std::collections::BTreeSet;
use std::path::Path;

use crate::domain::article::{Article, ArticleState};
use crate::domain::body::article::ArticleLost;
use crate::domain::body::{
    Body, IncidentClose, IncidentContact, IncidentInclude, IncidentOpen, IncidentUpdate,
};
use crate::domain::carry_out::{CarryOut, id_of};
use crate::domain::check::lost_since;
use crate::domain::incident::{Incident, incident_id};
use crate::domain::names::{IncidentField, IncidentKind, MediumId, MediumState};
use crate::domain::refusal::{IncidentRefusal, Refusal};
use crate::domain::registry::Registry;
use crate::projection::view::incident::{media_of, timeline};
use crate::projection::view::{IncidentLine, IncidentReport, IncidentView, LawDays, ReportStage};
use crate::workflow::article;
use crate::workflow::desk::Desk;
use crate::workflow::enclosed::Enclosed;
use crate::workflow::error::Error;
use crate::workflow::keyring::Keyring;
use crate::workflow::world::World;

mod when;

pub use when::{ClaimedTime, NotAClaimedTime};

/// What is said when an incident is opened.
#[derive(Debug, Clone)]
pub struct Opening {
    /// The carry-out concerned.
    pub id: Option<String>,
    /// What happened.
    pub kind: IncidentKind,
    /// When the office became aware of it.
    pub aware: ClaimedTime,
    /// When it happened.
    pub occurred: Option<ClaimedTime>,
    /// The device or paper concerned.
    pub article: Option<u64>,
    /// The medium concerned.
    pub medium: Option<MediumId>,
    /// Who noticed it.
    pub by: Option<String>,
    /// What is known.
    pub note: Option<String>,
    /// Whether it is an exercise.
    pub drill: bool,
    /// Whether it is another one than what is open already.
    pub another: bool,
}

/// An incident that is open now.
#[derive(Debug)]
pub struct Opened {
    /// The incident.
    pub incident: Incident,
    /// Whether it was opened by this command; else it was open already, and was only completed.
    pub new: bool,
    /// Ids of other open incidents about the same carry-out or medium.
    pub also_open: Vec<String>,
}

/// Opens an incident, and includes every carry-out whose package is on a medium it concerns.
///
/// One of the same kind that is open about the same carry-out or medium is completed and answered with
/// instead, so that the command can be run again after an interruption.
///
/// # Errors
/// [`Error::Refused`] with the rule that stands against it; then nothing was recorded.
pub fn open(
    world: &World<'_>,
    desk: &mut Desk,
    keyring: &Keyring,
    opening: &Opening,
) -> Result<Opened, Error> {
    desk.person_of(keyring)?;
    let carry_out = opening.id.as_deref().map(|id| desk.carry_out(id)).transpose()?;
    let article = opening.article.map(|number| article::find(desk, number)).transpose()?.cloned();
    let medium = medium_of(opening, carry_out.as_ref(), article.as_ref());
    let about =
        About { carry_out: carry_out.as_ref(), article: opening.article, medium: opening.medium.as_ref() };
    let open = open_about(desk, opening.drill, about)?;
    let is_same = |incident: &&Incident| {
        incident.opened.kind == opening.kind && is_about_the_same(&desk.registry, incident, about)
    };
    let same = open.iter().filter(|_| !opening.another).find(is_same);
    let (number, new) = match same {
        Some(same) => {
            // It was not out when the incident was opened, and is now.
            let out = article.as_ref().filter(|one| one.state() == ArticleState::Out).map(|one| one.digest);
            if let Some(article) = out.filter(|_| opening.kind.is_loss() && !opening.drill) {
                let body = ArticleLost { article, incident: same.digest, note: opening.note.clone() };
                desk.say(world, keyring, Body::ArticleLost(body), &[])?;
            }
            (same.number, false)
        }
        None => {
            let now = world.clock.now();
            let body = IncidentOpen {
                article: article.as_ref().map(|article| article.digest),
                aware: opening.aware.at(now),
                by: opening.by.clone(),
                drill: opening.drill,
                kind: opening.kind,
                medium,
                note: opening.note.clone(),
                occurred: opening.occurred.map(|claimed| claimed.at(now)),
                request: carry_out.as_ref().map(|carry_out| carry_out.digest),
            };
            let said = desk.say(world, keyring, Body::IncidentOpen(body), &[])?;
            let opened = desk.projection.incident_of(&said.digest)?;
            (opened.map_or(0, |incident| incident.number), true)
        }
    };
    let incident = include_all(world, desk, keyring, number)?;
    let also = open.iter().map(|incident| incident.number).filter(|other| *other != number);
    Ok(Opened { incident, new, also_open: also.map(incident_id).collect() })
}

/// The medium that the incident names: the one given, else the one that is lost with the package, or the device
/// that is.
fn medium_of(opening: &Opening, carry_out: Option<&CarryOut>, article: Option<&Article>) -> Option<MediumId> {
    let device = article.filter(|one| one.state() == ArticleState::Out);
    let device = device.and_then(|one| one.body.device.as_ref());
    let carried = carry_out.and_then(CarryOut::medium).or(device).filter(|_| opening.kind.is_loss());
    opening.medium.as_ref().or(carried).cloned()
}

/// What an incident is opened about.
#[derive(Clone, Copy)]
struct About<'a> {
    carry_out: Option<&'a CarryOut>,
    article: Option<u64>,
    medium: Option<&'a MediumId>,
}

/// The open incidents that concern one of what is named.
fn open_about(desk: &Desk, drill: bool, about: About<'_>) -> Result<Vec<Incident>, Error> {
    let mut open = desk.projection.incidents()?;
    open.retain(|incident| incident.closed.is_none() && incident.opened.drill == drill);
    let mut touched = Vec::new();
    for incident in open {
        let carry_out = about.carry_out.is_some_and(|one| incident.carry_outs.contains(&one.number));
        let article = about.article.is_some_and(|number| incident.articles.contains(&number));
        let medium = match about.medium {
            Some(medium) => {
                media_of(&desk.registry, &incident, &concerned(desk, &incident)?).contains(medium)
            }
            None => false,
        };
        if carry_out || article || medium {
            touched.push(incident);
        }
    }
    Ok(touched)
}

/// Whether the incident is about everything that is named. That it concerns something on a medium, or what was once
/// carried as this device, is not that it is about the medium: the rest on it would go free.
fn is_about_the_same(registry: &Registry, incident: &Incident, about: About<'_>) -> bool {
    let lost_with = |id: &MediumId| {
        let medium = registry.media.get(id).filter(|medium| medium.state == MediumState::Lost);
        medium
            .and_then(|medium| medium.ended.as_ref())
            .is_some_and(|end| end.incident == Some(incident.number))
    };
    let medium = |id: &MediumId| {
        incident.opened.medium.as_ref() == Some(id) || (incident.opened.kind.is_loss() && lost_with(id))
    };
    about.carry_out.is_none_or(|one| incident.carry_outs.contains(&one.number))
        && about.article.is_none_or(|number| incident.articles.contains(&number))
        && about.medium.is_none_or(medium)
}

/// Includes what is on the same media, one statement each. What somebody else included meanwhile is
/// included.
pub(super) fn include_all(
    world: &World<'_>,
    desk: &mut Desk,
    keyring: &Keyring,
    number: u64,
) -> Result<Incident, Error> {
    let incident = desk.incident(&incident_id(number))?;
    for carry_out in not_included(desk, &incident)? {
        let body = IncidentInclude { incident: incident.digest, request: carry_out.digest };
        match desk.say(world, keyring, Body::IncidentInclude(body), &[]) {
            Ok(_) | Err(Error::Refused(Refusal::Incident(IncidentRefusal::IncludedAlready { .. }))) => {}
            Err(error) => return Err(error),
        }
    }
    desk.incident(&incident.id())
}

/// The carry-outs whose package is on a medium that the incident concerns as a whole, and that are not
/// included yet.
fn not_included(desk: &Desk, incident: &Incident) -> Result<Vec<CarryOut>, Error> {
    let opened = &incident.opened;
    let named = opened.medium.is_some() || !incident.articles.is_empty();
    let whole = opened.kind.is_loss() || opened.kind == IncidentKind::Misdelivery || named;
    if !whole || incident.closed.is_some() {
        return Ok(Vec::new());
    }
    let media = media_of(&desk.registry, incident, &concerned(desk, incident)?);
    let held = media.iter().filter_map(|id| desk.registry.media.get(id)).flat_map(|medium| &medium.holds);
    let held = held.chain(media.iter().filter_map(|id| desk.registry.on_devices.get(id)).flatten());
    let there: BTreeSet<u64> = held.copied().collect();
    let mut missing = Vec::new();
    for number in there {
        let carry_out = desk.carry_out(&id_of(number))?;
        if !incident.carry_outs.contains(&number)
            || lost_since(&desk.registry, incident, &carry_out).next().is_some()
        {
            missing.push(carry_out);
        }
    }
    Ok(missing)
}

fn concerned(desk: &Desk, incident: &Incident) -> Result<Vec<CarryOut>, Error> {
    incident.carry_outs.iter().map(|number| desk.carry_out(&id_of(*number))).collect()
}

/// An incident as reports see it now.
///
/// # Errors
/// [`Error::Projection`].
pub fn show(world: &World<'_>, desk: &Desk, incident: &Incident) -> Result<IncidentView, Error> {
    let missing = not_included(desk, incident)?.iter().map(CarryOut::id).collect();
    let carry_outs = concerned(desk, incident)?;
    Ok(IncidentView::new(&desk.registry, incident, &carry_outs, missing, world.clock.now()))
}

/// The report of an incident, filled from the ledger: the final one where it is closed and nothing else is
/// asked for, else the first.
///
/// # Errors
/// [`Error::Projection`].
pub fn report(
    world: &World<'_>,
    desk: &Desk,
    incident: &Incident,
    stage: Option<ReportStage>,
) -> Result<IncidentReport, Error> {
    let usual = if incident.closed.is_some() { ReportStage::Final } else { ReportStage::First };
    Ok(IncidentReport {
        stage: stage.unwrap_or(usual),
        incident: show(world, desk, incident)?,
        timeline: timeline(&desk.registry, incident, &concerned(desk, incident)?),
        law: LawDays::from(incident.opened.aware.date()),
        made: desk.made_at(world.clock.now()),
    })
}

/// The incidents, by number; with `only_open`, those that are not closed. Exercises are among them and
/// say so.
///
/// # Errors
/// [`Error::Projection`].
pub fn list(world: &World<'_>, desk: &Desk, only_open: bool) -> Result<Vec<IncidentLine>, Error> {
    let mut incidents = desk.projection.incidents()?;
    incidents.retain(|incident| !only_open || incident.closed.is_none());
    let now = world.clock.now();
    let line = |incident: &Incident| {
        Ok(IncidentLine::new(&desk.registry, incident, &concerned(desk, incident)?, now))
    };
    incidents.iter().map(line).collect()
}

/// Adds what became known, with a file that shows it where there is one.
///
/// # Errors
/// [`Error::Refused`] with the rule that stands against it; [`Error::File`] or [`Error::Content`] when
/// the file cannot be taken in.
pub fn update(
    world: &World<'_>,
    desk: &mut Desk,
    keyring: &Keyring,
    id: &str,
    field: IncidentField,
    text: String,
    evidence: Option<&Path>,
) -> Result<Incident, Error> {
    let incident = desk.incident(id)?;
    let enclosed = evidence.map(Enclosed::read).transpose()?;
    let body = IncidentUpdate {
        evidence: enclosed.as_ref().map(Enclosed::attachment),
        field,
        incident: incident.digest,
        text,
    };
    let attachments: Vec<&[u8]> = enclosed.iter().map(|enclosed| enclosed.bytes.as_slice()).collect();
    desk.say(world, keyring, Body::IncidentUpdate(body), &attachments)?;
    desk.incident(id)
}

/// Records that somebody was told.
///
/// # Errors
/// [`Error::Refused`] with the rule that stands against it.
pub fn contacted(
    world: &World<'_>,
    desk: &mut Desk,
    keyring: &Keyring,
    id: &str,
    whom: String,
    at: ClaimedTime,
    note: Option<String>,
) -> Result<Incident, Error> {
    let incident = desk.incident(id)?;
    let body = IncidentContact { at: at.at(world.clock.now()), incident: incident.digest, note, whom };
    desk.say(world, keyring, Body::IncidentContact(body), &[])?;
    desk.incident(id)
}

/// Closes an incident.
///
/// # Errors
/// [`Error::Refused`] with what is not on record, or because the person opened it.
pub fn close(
    world: &World<'_>,
    desk: &mut Desk,
    keyring: &Keyring,
    id: &str,
    note: Option<String>,
) -> Result<Incident, Error> {
    let incident = desk.incident(id)?;
    desk.say(world, keyring, Body::IncidentClose(IncidentClose { incident: incident.digest, note }), &[])?;
    desk.incident(id)
}
