//! An incident as reports see it: what it concerns, what is known of the key, who was told and when.
//!
//! Minutes count from the moment of awareness, which is what somebody said; when it was recorded stands
//! beside it. What the log does not say is absent here and never guessed.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::article::ArticleView;
use super::carry_out::CarryOutView;
use super::form::MadeAt;
use crate::base::limits::{LAW_FINAL_DAYS, LAW_FINAL_DAYS_UNLAWFUL, LAW_PROMPT_DAYS};
use crate::base::time::Timestamp;
use crate::domain::article::Article;
use crate::domain::body::Attachment;
use crate::domain::carry_out::{CarryOut, id_of};
use crate::domain::incident::{Contact, Incident, Update};
use crate::domain::names::{
    ContractId, IncidentField, IncidentKind, MediumId, MediumKind, MediumState, Method, PersonId, words,
};
use crate::domain::registry::{Despite, Medium, Registry};

mod call;
mod concerned;
mod timeline;
mod within;

pub use call::{CallReason, CallView, whom_to_call, without_contact};
pub use concerned::{ConcernedView, KeyStateView, LastPoint, LastSeenView, letters_of};
pub use timeline::{TimelineEvent, TimelineKind, timeline};
pub use within::WithinView;

words!(
    /// Which report of an incident it is.
    ReportStage {
        /// The first: within the hour.
        First = "first",
        /// What became known since.
        Update = "update",
        /// The last: cause, measures, and whether they work.
        Final = "final",
    }
);

/// One line about an incident.
#[derive(Debug, Clone, Serialize)]
pub struct IncidentLine {
    /// `I-0003`.
    pub id: String,
    /// What happened.
    pub kind: IncidentKind,
    /// Whether it is an exercise.
    pub drill: bool,
    /// Whether it is open.
    pub open: bool,
    /// When the office became aware of it, as was said.
    pub aware: Timestamp,
    /// When it was recorded.
    pub recorded_at: Timestamp,
    /// Whole minutes from awareness to now, or to the closing.
    pub minutes_since_aware: i64,
    /// Whole minutes from awareness to the first contact on record.
    pub first_contact_minutes: Option<i64>,
    /// Whether it is open, no contact is on record, and the hour, or the shorter time of a contract, has passed;
    /// never for an exercise.
    pub hour_overdue: bool,
    /// Ids of the carry-outs it concerns.
    pub carry_out_ids: Vec<String>,
    /// Ids of the devices and paper it concerns.
    pub article_ids: Vec<String>,
    /// The media it concerns.
    pub media_ids: Vec<MediumId>,
    /// Who opened it.
    pub opened_by: PersonId,
    /// Their name.
    pub opened_by_name: String,
}

/// An incident in full.
#[derive(Debug, Clone, Serialize)]
pub struct IncidentView {
    /// What the line says.
    #[serde(flatten)]
    pub line: IncidentLine,
    /// When the hour that counts from awareness ends, or the shorter time of a contract.
    pub hour_ends_at: Timestamp,
    /// Within how many minutes the contracts say that a client is told, and whether it was.
    pub report_within: Vec<WithinView>,
    /// Whole minutes from awareness to the record.
    pub minutes_to_record: i64,
    /// When it happened, as was said.
    pub occurred: Option<Timestamp>,
    /// Who noticed it, where that is not the author.
    pub noticed_by: Option<String>,
    /// What was known when it was opened.
    pub note: Option<String>,
    /// The carry-outs it concerns.
    pub carry_outs: Vec<ConcernedView>,
    /// The devices and paper it concerns.
    pub articles: Vec<ArticleView>,
    /// Ids of carry-outs on the same media that are not included yet, or a copy of which was lost since.
    pub not_included: Vec<String>,
    /// The media it concerns.
    pub media: Vec<MediumConcerned>,
    /// Who was told, in log order.
    pub contacts: Vec<ContactView>,
    /// What became known, in log order.
    pub updates: Vec<UpdateView>,
    /// What it should have kept, overwritten or disposed of all the same.
    pub despite: Vec<DoneView>,
    /// Whom to call.
    pub call: Vec<CallView>,
    /// The contracts under which nobody of the client is registered to be called.
    pub without_contact: Vec<ContractId>,
    /// What has to be on record before it can be closed, and is not.
    pub missing: Vec<IncidentField>,
    /// When it was closed.
    pub closed_at: Option<Timestamp>,
    /// By whom.
    pub closed_by: Option<PersonId>,
    /// Their name.
    pub closed_by_name: Option<String>,
    /// What was noted then.
    pub closing_note: Option<String>,
    /// Entry of the statement that opened it.
    pub index: u64,
}

/// A medium that an incident concerns, as it is registered.
#[derive(Debug, Clone, Serialize)]
pub struct MediumConcerned {
    /// Its id.
    pub id: MediumId,
    /// What it is.
    pub kind: MediumKind,
    /// Its serial number.
    pub serial: Option<String>,
    /// Who made it.
    pub maker: Option<String>,
    /// Which model.
    pub model: Option<String>,
    /// Capacity in bytes.
    pub capacity_bytes: Option<u64>,
    /// Its state.
    pub state: MediumState,
}

/// Somebody who was told.
#[derive(Debug, Clone, Serialize)]
pub struct ContactView {
    /// Who.
    pub whom: String,
    /// When, as was said.
    pub at: Timestamp,
    /// When it was recorded.
    pub recorded_at: Timestamp,
    /// Whole minutes from awareness.
    pub minutes: i64,
    /// How, and what was said.
    pub note: Option<String>,
    /// Whose statement it is.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Entry.
    pub index: u64,
}

/// Something that became known.
#[derive(Debug, Clone, Serialize)]
pub struct UpdateView {
    /// What it is about.
    pub field: IncidentField,
    /// What is known.
    pub text: String,
    /// When it was recorded.
    pub at: Timestamp,
    /// Whose statement it is.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// The file that was handed in with it.
    pub evidence: Option<Attachment>,
    /// Entry.
    pub index: u64,
}

/// Something that an incident should have kept: overwritten or disposed of all the same, or not there any more.
#[derive(Debug, Clone, Serialize)]
pub struct DoneView {
    /// The carry-out whose record says so.
    pub id: String,
    /// Its entry.
    pub index: u64,
    /// Whose statement it is.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// When, by their clock.
    pub at: Timestamp,
    /// How; absent for a return.
    pub method: Option<Method>,
    /// Whether it was begun before the incident was opened, by the author's word.
    pub begun_before: bool,
    /// Whether the package was only not there when it was looked at.
    pub missing: bool,
}

/// What is answered when an incident is opened.
#[derive(Debug, Clone, Serialize)]
pub struct FirstResponse {
    /// The incident.
    #[serde(flatten)]
    pub incident: IncidentView,
    /// Whether this command opened it; else it was open already, and was only completed.
    pub new: bool,
    /// Ids of other open incidents about the same carry-out or medium.
    pub also_open: Vec<String>,
    /// What is wrong with the ledger's history, where it is not the one verified before.
    pub history: Option<String>,
}

/// The report of an incident, filled from the ledger.
#[derive(Debug, Clone, Serialize)]
pub struct IncidentReport {
    /// Which report it is.
    pub stage: ReportStage,
    /// The incident.
    #[serde(flatten)]
    pub incident: IncidentView,
    /// What is on record, in order of time.
    pub timeline: Vec<TimelineEvent>,
    /// The days that the law's deadlines come to.
    pub law: LawDays,
    /// At which state of the ledger it was made.
    #[serde(flatten)]
    pub made: MadeAt,
}

/// The days that the deadlines of the Act on the Protection of Personal Information come to, where the
/// day of awareness is the first. Whether they apply is not for a program to say.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct LawDays {
    /// The third day: from here on the prompt report is due.
    pub prompt_from: NaiveDate,
    /// The fifth day: until here.
    pub prompt_until: NaiveDate,
    /// The thirtieth day: the final report.
    pub final_by: NaiveDate,
    /// The sixtieth, where it may have been done for an unlawful purpose.
    pub final_by_if_unlawful: NaiveDate,
}

impl LawDays {
    /// The days, counted from awareness on `first`.
    #[must_use]
    pub fn from(first: NaiveDate) -> Self {
        let day = |number: u64| first.checked_add_days(Days::new(number.saturating_sub(1))).unwrap_or(first);
        let [from, until] = LAW_PROMPT_DAYS;
        Self {
            prompt_from: day(from),
            prompt_until: day(until),
            final_by: day(LAW_FINAL_DAYS),
            final_by_if_unlawful: day(LAW_FINAL_DAYS_UNLAWFUL),
        }
    }
}

impl IncidentLine {
    /// The incident as it stands at `now`; `carry_outs` are those it concerns.
    #[must_use]
    pub fn new(registry: &Registry, incident: &Incident, carry_outs: &[CarryOut], now: Timestamp) -> Self {
        let open = incident.closed.is_none();
        let until = incident.closed.as_ref().map_or(now, |closed| closed.at);
        let minutes_since_aware = incident.minutes_until(until);
        let first = incident.contacts.iter().map(|contact| contact.at).min();
        let drill = incident.opened.drill;
        Self {
            id: incident.id(),
            kind: incident.opened.kind,
            drill,
            open,
            aware: incident.opened.aware,
            recorded_at: incident.recorded_at,
            minutes_since_aware,
            first_contact_minutes: first.map(|at| incident.minutes_until(at)),
            hour_overdue: open
                && !drill
                && first.is_none()
                && minutes_since_aware >= within::minutes_to_tell(registry, incident, carry_outs),
            carry_out_ids: carry_outs.iter().map(CarryOut::id).collect(),
            article_ids: articles_of(registry, incident).map(Article::id).collect(),
            media_ids: media_of(registry, incident, carry_outs),
            opened_by: incident.opened_by.clone(),
            opened_by_name: registry.name_of(&incident.opened_by),
        }
    }
}

/// The devices and paper an incident concerns.
pub fn articles_of<'a>(
    registry: &'a Registry,
    incident: &'a Incident,
) -> impl Iterator<Item = &'a Article> + Clone {
    incident.articles.iter().filter_map(|number| registry.articles.get(number))
}

/// The media an incident concerns: the one it names, those that the packages are on, and the devices that were carried.
/// A package stays where it was where only a copy of its content was on such a device.
#[must_use]
pub fn media_of(registry: &Registry, incident: &Incident, carry_outs: &[CarryOut]) -> Vec<MediumId> {
    let devices = articles_of(registry, incident).filter_map(|one| one.body.device.as_ref());
    let named: Vec<&MediumId> = incident.opened.medium.iter().chain(devices).collect();
    let only_there = |carry_out: &&CarryOut| {
        let on_it = |device: &MediumId| named.contains(&device);
        incident.opened.request != Some(carry_out.digest)
            && !carry_out.medium().is_some_and(on_it)
            && carry_out.copies.iter().any(|copy| copy.device.as_ref().is_some_and(on_it))
    };
    let packages = carry_outs.iter().filter(|one| !only_there(one)).filter_map(CarryOut::medium);
    let mut media: Vec<MediumId> = named.iter().copied().chain(packages).cloned().collect();
    media.sort_unstable();
    media.dedup();
    media
}

impl IncidentView {
    /// The incident as it stands at `now`. `carry_outs` are those it concerns, `not_included` the ids of
    /// others on the same media.
    #[must_use]
    pub fn new(
        registry: &Registry,
        incident: &Incident,
        carry_outs: &[CarryOut],
        not_included: Vec<String>,
        now: Timestamp,
    ) -> Self {
        let line = IncidentLine::new(registry, incident, carry_outs, now);
        let media = line.media_ids.iter().filter_map(|id| registry.media.get(id));
        let closed = incident.closed.as_ref();
        let concerned = |carry_out: &CarryOut| {
            ConcernedView::new(registry, carry_out, CarryOutView::new(registry, carry_out, now.date()))
        };
        Self {
            hour_ends_at: line.aware.plus_minutes(within::minutes_to_tell(registry, incident, carry_outs)),
            report_within: within::within(registry, incident, carry_outs, line.minutes_since_aware),
            minutes_to_record: incident.minutes_until(incident.recorded_at),
            occurred: incident.opened.occurred,
            noticed_by: incident.opened.by.clone(),
            note: incident.opened.note.clone(),
            carry_outs: carry_outs.iter().map(concerned).collect(),
            articles: articles_of(registry, incident)
                .map(|article| ArticleView::new(registry, article, now.date()))
                .collect(),
            not_included,
            media: media.map(MediumConcerned::new).collect(),
            contacts: incident
                .contacts
                .iter()
                .map(|told| ContactView::new(registry, incident, told))
                .collect(),
            updates: incident.updates.iter().map(|update| UpdateView::new(registry, update)).collect(),
            despite: done_despite(registry, incident),
            without_contact: without_contact(registry, carry_outs, articles_of(registry, incident)),
            call: whom_to_call(registry, carry_outs, articles_of(registry, incident)),
            missing: incident.missing(),
            closed_at: closed.map(|closed| closed.at),
            closed_by: closed.map(|closed| closed.by.clone()),
            closed_by_name: closed.map(|closed| registry.name_of(&closed.by)),
            closing_note: closed.and_then(|closed| closed.reason.clone()),
            index: incident.index,
            line,
        }
    }

    /// The newest text about `field`.
    #[must_use]
    pub fn latest(&self, field: IncidentField) -> Option<&UpdateView> {
        self.updates.iter().rev().find(|update| update.field == field)
    }
}

fn done_despite(registry: &Registry, incident: &Incident) -> Vec<DoneView> {
    let done = registry.despite.get(&incident.number).into_iter().flatten();
    let view = |done: &Despite| DoneView {
        id: id_of(done.carry_out),
        index: done.index,
        person: done.by.clone(),
        name: registry.name_of(&done.by),
        at: done.at,
        method: done.method,
        begun_before: done.begun_before,
        missing: done.missing,
    };
    done.map(view).collect()
}

impl MediumConcerned {
    fn new(medium: &Medium) -> Self {
        let record = &medium.record;
        Self {
            id: record.id.clone(),
            kind: record.kind,
            serial: record.serial.clone(),
            maker: record.maker.clone(),
            model: record.model.clone(),
            capacity_bytes: record.capacity_bytes,
            state: medium.state,
        }
    }
}

impl ContactView {
    fn new(registry: &Registry, incident: &Incident, contact: &Contact) -> Self {
        Self {
            whom: contact.whom.clone(),
            at: contact.at,
            recorded_at: contact.recorded_at,
            minutes: incident.minutes_until(contact.at),
            note: contact.note.clone(),
            person: contact.by.clone(),
            name: registry.name_of(&contact.by),
            index: contact.index,
        }
    }
}

impl UpdateView {
    fn new(registry: &Registry, update: &Update) -> Self {
        Self {
            field: update.field,
            text: update.text.clone(),
            at: update.at,
            person: update.by.clone(),
            name: registry.name_of(&update.by),
            evidence: update.evidence,
            index: update.index,
        }
    }
}
