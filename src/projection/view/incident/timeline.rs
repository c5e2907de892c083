//! What is on record about an incident and the carry-outs it concerns, in the order in which it is said
//! to have happened.

use serde::{Deserialize, Serialize};

use crate::base::time::Timestamp;
use crate::domain::article::Article;
use crate::domain::body::article::Step;
use crate::domain::carry_out::CarryOut;
use crate::domain::incident::Incident;
use crate::domain::names::{IncidentField, PersonId, words};
use crate::domain::registry::Registry;
use crate::projection::view::incident::articles_of;

words!(
    /// What happened.
    TimelineKind {
        /// It was asked for.
        Requested = "requested",
        /// An approval was given.
        Approved = "approved",
        /// A client consented.
        Consented = "consented",
        /// The package was written and read back.
        Exported = "exported",
        /// The passphrase was told.
        Released = "released",
        /// The carrier took it along.
        CheckedOut = "checked-out",
        /// It was passed on to another carrier.
        Transferred = "transferred",
        /// It was said to be lost.
        Lost = "lost",
        /// It did not reach its recipient.
        Undelivered = "undelivered",
        /// A mail was drafted and confirmed.
        MailDrafted = "mail-drafted",
        /// What was sent was compared with a draft.
        MailSent = "mail-sent",
        /// The arrival code was read back.
        Arrived = "arrived",
        /// The opened code was read back.
        Opened = "opened",
        /// It became the recipient's.
        HandedOver = "handed-over",
        /// Copies came back.
        Returned = "returned",
        /// Copies were disposed of.
        Disposed = "disposed",
        /// The custody file was destroyed.
        KeyDestroyed = "key-destroyed",
        /// The incident happened, as was said.
        Happened = "happened",
        /// The office became aware of it, as was said.
        Noticed = "noticed",
        /// It was recorded.
        Recorded = "recorded",
        /// Somebody was told, as was said.
        Told = "told",
        /// Something became known.
        Known = "known",
        /// It was closed.
        Closed = "closed",
    }
);

/// One moment.
#[derive(Debug, Clone, Serialize)]
pub struct TimelineEvent {
    /// When; for what was only said, as it was said.
    pub at: Timestamp,
    /// When it was recorded, where that is another moment.
    pub recorded_at: Option<Timestamp>,
    /// What.
    pub what: TimelineKind,
    /// The carry-out, where it is about one.
    pub id: Option<String>,
    /// Who did or said it, or was told.
    pub name: Option<String>,
    /// What an addition is about.
    pub field: Option<IncidentField>,
    /// What was said.
    pub text: Option<String>,
}

impl TimelineEvent {
    const fn of(at: Timestamp, what: TimelineKind) -> Self {
        Self { at, recorded_at: None, what, id: None, name: None, field: None, text: None }
    }

    fn by(self, name: String) -> Self {
        Self { name: Some(name), ..self }
    }

    fn saying(self, text: Option<&String>) -> Self {
        Self { text: text.cloned(), ..self }
    }
}

/// The timeline; of two moments in the same second, the one that is recorded further on comes last.
#[must_use]
pub fn timeline(registry: &Registry, incident: &Incident, carry_outs: &[CarryOut]) -> Vec<TimelineEvent> {
    let mut events: Vec<TimelineEvent> = Vec::new();
    for carry_out in carry_outs {
        let id = carry_out.id();
        let of_it = of_carry_out(registry, carry_out).into_iter();
        events.extend(of_it.map(|event| TimelineEvent { id: Some(id.clone()), ..event }));
    }
    for article in articles_of(registry, incident) {
        let id = article.id();
        let of_it = of_article(registry, article).into_iter();
        events.extend(of_it.map(|event| TimelineEvent { id: Some(id.clone()), ..event }));
    }
    events.extend(of_incident(registry, incident));
    events.sort_by_key(|event| event.at.unix_seconds());
    events
}

fn of_carry_out(registry: &Registry, carry_out: &CarryOut) -> Vec<TimelineEvent> {
    use TimelineKind as K;
    let name = |id: &PersonId| registry.name_of(id);
    let event = TimelineEvent::of;
    let mut events = vec![event(carry_out.requested_at, K::Requested).by(name(&carry_out.requester))];
    events.extend(carry_out.approvals.iter().map(|given| {
        event(given.at, if given.consent { K::Consented } else { K::Approved }).by(name(&given.person))
    }));
    if let Some((attempt, _, at)) = carry_out.completed() {
        events.push(event(at, K::Exported).by(name(&attempt.by)));
    }
    let releases = carry_out.releases.iter();
    events.extend(
        releases.map(|told| event(told.at, K::Released).by(name(&told.by)).saying(Some(&told.release.told))),
    );
    events.extend(carry_out.check_outs.iter().map(|out| event(out.at, K::CheckedOut).by(name(&out.by))));
    events.extend(
        carry_out.transfers.iter().map(|passed| event(passed.at, K::Transferred).by(name(&passed.to))),
    );
    let not = carry_out.undelivered.iter();
    events.extend(not.map(|not| event(not.at, K::Undelivered).by(name(&not.by)).saying(not.note.as_ref())));
    let drafted = carry_out.drafted.iter();
    events.extend(drafted.map(|drafted| event(drafted.at, K::MailDrafted).by(name(&drafted.by))));
    events.extend(carry_out.mailed.iter().map(|sent| {
        let to: Vec<&str> = sent.body.addresses.iter().map(|one| one.address.as_str()).collect();
        let recorded_at = sent.body.date.map(|_| sent.at);
        let at = sent.body.date.unwrap_or(sent.at);
        TimelineEvent {
            recorded_at,
            ..event(at, K::MailSent).by(name(&sent.by)).saying(Some(&to.join(", ")))
        }
    }));
    events.extend(carry_out.arrived_at.map(|at| event(at, K::Arrived)));
    events.extend(carry_out.opened_at.map(|at| event(at, K::Opened)));
    events.extend(carry_out.handed_over.iter().map(|over| event(over.at, K::HandedOver).by(name(&over.by))));
    let returns = carry_out.returns.iter();
    events.extend(
        returns.map(|back| event(back.at, K::Returned).by(name(&back.by)).saying(back.body.note.as_ref())),
    );
    events.extend(carry_out.disposals.iter().map(|disposed| {
        let what = if disposed.body.key.is_some() { K::KeyDestroyed } else { K::Disposed };
        event(disposed.at, what).by(name(&disposed.by)).saying(Some(&disposed.id()))
    }));
    events
}

fn of_article(registry: &Registry, article: &Article) -> Vec<TimelineEvent> {
    use TimelineKind as K;
    let event = |at, what, who| TimelineEvent::of(at, what).by(registry.name_of(who));
    let asker = article.transfers.first().map_or(&article.carrier, |passed| &passed.from);
    let mut events = vec![event(article.at, K::Requested, asker)];
    let permitted = article.answer(Step::Out).filter(|answer| answer.approved);
    events.extend(permitted.map(|answer| event(answer.at, K::Approved, &answer.by)));
    events.extend(article.transfers.iter().map(|passed| event(passed.at, K::Transferred, &passed.to)));
    let returned = article.returned.iter();
    events.extend(returned.map(|back| event(back.at, K::Returned, &back.by).saying(back.body.note.as_ref())));
    let lost = article.lost.iter();
    events.extend(lost.map(|lost| event(lost.at, K::Lost, &lost.by).saying(lost.note.as_ref())));
    events
}

fn of_incident(registry: &Registry, incident: &Incident) -> Vec<TimelineEvent> {
    use TimelineKind as K;
    let name = |id: &PersonId| registry.name_of(id);
    let event = TimelineEvent::of;
    let opened = &incident.opened;
    let recorded_at = Some(incident.recorded_at);
    let mut events = Vec::new();
    events.extend(opened.occurred.map(|at| TimelineEvent { recorded_at, ..event(at, K::Happened) }));
    let noticed = opened.by.clone().unwrap_or_else(|| name(&incident.opened_by));
    events.push(TimelineEvent { recorded_at, ..event(opened.aware, K::Noticed).by(noticed) });
    events.push(
        event(incident.recorded_at, K::Recorded).by(name(&incident.opened_by)).saying(opened.note.as_ref()),
    );
    events.extend(incident.contacts.iter().map(|contact| TimelineEvent {
        recorded_at: Some(contact.recorded_at),
        ..event(contact.at, K::Told).by(contact.whom.clone()).saying(contact.note.as_ref())
    }));
    events.extend(incident.updates.iter().map(|update| TimelineEvent {
        field: Some(update.field),
        ..event(update.at, K::Known).by(name(&update.by)).saying(Some(&update.text))
    }));
    let closed = incident.closed.iter();
    events.extend(
        closed.map(|closed| event(closed.at, K::Closed).by(name(&closed.by)).saying(closed.reason.as_ref())),
    );
    events
}
