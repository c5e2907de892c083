//! The second half of a carry-out as reports see it: the road, the copies, and how each ended.

use chrono::NaiveDate;
use serde::Serialize;

use crate::base::digest::Digest;
use crate::base::time::Timestamp;
use crate::domain::body::Attachment;
use crate::domain::body::coming_back::{KeyDestroyed, Measured};
use crate::domain::carry_out::{
    CarryOut, CopyRecord, Disposed, DoneDespite, Ended, Fate, Returned, Transferred, disposal_id, id_of,
};
use crate::domain::incident::incident_id;
use crate::domain::names::{CopyKind, MediumId, MediumState, Method, PersonId, RecipientId, Sanitization};
use crate::domain::registry::Registry;

/// What happened after the package was written.
#[derive(Debug, Clone, Serialize)]
pub struct WayBack {
    /// Who carries, and answers for it.
    pub carrier: PersonId,
    /// Their name.
    pub carrier_name: String,
    /// The pledge of whoever has it along.
    pub checked_out: Option<CheckedOutView>,
    /// Changes of the carrier.
    pub transfers: Vec<TransferView>,
    /// Times it did not reach its recipient.
    pub undelivered: Vec<UndeliveredView>,
    /// Whether it did not reach its recipient the last time, and has not gone again.
    #[serde(skip)]
    pub lies_undelivered: bool,
    /// Later days that were asked for.
    pub extensions: Vec<ExtensionView>,
    /// When the deliverable became the recipient's.
    pub handed_over: Option<HandedOverView>,
    /// The copies to account for.
    pub copies: Vec<CopyView>,
    /// Numbers of the copies that are not accounted for.
    pub open_copies: Vec<u64>,
    /// Whether its package came back and still lies on its medium, where it was left as it was.
    #[serde(skip)]
    pub left_there: bool,
    /// Returns.
    pub returns: Vec<ReturnView>,
    /// Disposals.
    pub disposals: Vec<DisposalView>,
    /// Orders to collect a subcontractor's copies.
    pub recalls: Vec<RecallView>,
    /// Ids of the incidents that concern it.
    pub incidents: Vec<String>,
    /// The open incident that freezes it.
    pub frozen_by: Option<String>,
    /// Who confirmed its end.
    pub closed_by: Option<PersonId>,
    /// Their name.
    pub closed_by_name: Option<String>,
}

/// Taken along.
#[derive(Debug, Clone, Serialize)]
pub struct CheckedOutView {
    /// By whom.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// When.
    pub at: Timestamp,
    /// Number of the locked case.
    pub case: Option<String>,
    /// The way it takes.
    pub route: Option<String>,
    /// Digest of the pledge they signed.
    pub pledge_sha256: Digest,
}

/// Passed on.
#[derive(Debug, Clone, Serialize)]
pub struct TransferView {
    /// Who carried before.
    pub from: PersonId,
    /// Who carries from then on.
    pub to: PersonId,
    /// Their name.
    pub to_name: String,
    /// Whose statement it is.
    pub person: PersonId,
    /// When.
    pub at: Timestamp,
    /// Why.
    pub reason: Option<String>,
}

impl TransferView {
    /// What was passed on, with the name of whoever has it now.
    pub(super) fn new(registry: &Registry, transfer: &Transferred) -> Self {
        Self {
            from: transfer.from.clone(),
            to: transfer.to.clone(),
            to_name: registry.name_of(&transfer.to),
            person: transfer.by.clone(),
            at: transfer.at,
            reason: transfer.reason.clone(),
        }
    }
}

/// Not delivered.
#[derive(Debug, Clone, Serialize)]
pub struct UndeliveredView {
    /// Whose statement it is.
    pub person: PersonId,
    /// When.
    pub at: Timestamp,
    /// What shows it.
    pub evidence: Attachment,
    /// What was noted.
    pub note: Option<String>,
}

/// A later day that was asked for.
#[derive(Debug, Clone, Serialize)]
pub struct ExtensionView {
    /// Who asked.
    pub person: PersonId,
    /// When.
    pub at: Timestamp,
    /// The day.
    pub due: NaiveDate,
    /// Why.
    pub reason: String,
    /// Whether it stands; absent while it waits.
    pub approved: Option<bool>,
    /// Who answered.
    pub answered_by: Option<PersonId>,
    /// Their name.
    pub answered_by_name: Option<String>,
    /// Why not, or what was noted.
    pub answer_reason: Option<String>,
}

/// Handed over.
#[derive(Debug, Clone, Serialize)]
pub struct HandedOverView {
    /// Whose statement it is.
    pub person: PersonId,
    /// When.
    pub at: Timestamp,
    /// The recipient's receipt.
    pub evidence: Option<Attachment>,
    /// Whether the recipient keeps the medium too.
    pub medium_stays: bool,
}

/// A copy and what became of it.
#[derive(Debug, Clone, Serialize)]
pub struct CopyView {
    /// 1 for the package as it was written.
    pub number: u64,
    /// What it is.
    pub kind: CopyKind,
    /// Where it is, as far as the log says.
    pub place: String,
    /// The medium it is on.
    pub medium: Option<MediumId>,
    /// What became of that medium: `active`, `retired`, `lost` or `destroyed`.
    pub medium_state: Option<MediumState>,
    /// The registered PC or phone it is on.
    pub device: Option<MediumId>,
    /// The recipient who holds it.
    pub holder: Option<RecipientId>,
    /// Since when.
    pub since: Timestamp,
    /// `held`, `returned`, `disposed`, `handed-over` or `lost`.
    pub fate: &'static str,
    /// The disposal or the incident that says so.
    pub under: Option<String>,
    /// What is known of its end.
    pub level: Option<Sanitization>,
}

/// A return.
#[derive(Debug, Clone, Serialize)]
pub struct ReturnView {
    /// Who brought it.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// When.
    pub at: Timestamp,
    /// Entry.
    pub index: u64,
    /// The copies.
    pub copies: Vec<u64>,
    /// What the evidence comes to, for the copy at the medium.
    pub level: Sanitization,
    /// The incidents that should have kept what was overwritten, or was not there any more.
    pub despite: Vec<DespiteView>,
    /// What was seen and done at the medium.
    pub measured: Option<Measured>,
    /// Where the results were saved.
    pub saved_to: Option<String>,
    /// What was noted.
    pub note: Option<String>,
    /// The program and its version.
    pub tool: String,
}

/// An incident that was open when something was recorded that it should have kept.
#[derive(Debug, Clone, Serialize)]
pub struct DespiteView {
    /// `I-0003`.
    pub incident: String,
    /// Whether it was begun before the incident was opened, by the author's word.
    pub begun_before: bool,
    /// Whether the package was only not there when it was looked at.
    pub missing: bool,
}

impl DespiteView {
    /// All of them.
    #[must_use]
    pub fn all(despite: &[DoneDespite]) -> Vec<Self> {
        let view = |done: &DoneDespite| Self {
            incident: incident_id(done.incident),
            begun_before: done.begun_before,
            missing: done.missing,
        };
        despite.iter().map(view).collect()
    }
}

/// A disposal.
#[derive(Debug, Clone, Serialize)]
pub struct DisposalView {
    /// `D-0007`.
    pub id: String,
    /// Who did it.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// When.
    pub at: Timestamp,
    /// Entry.
    pub index: u64,
    /// Digest of its statement.
    pub statement_sha256: Digest,
    /// How.
    pub method: Method,
    /// The copies.
    pub copies: Vec<u64>,
    /// What the evidence comes to, with the witnesses so far.
    pub level: Sanitization,
    /// The incidents for whose sake nothing should have been disposed of any more.
    pub despite: Vec<DespiteView>,
    /// Ids of the other carry-outs whose packages went with the medium.
    pub also: Vec<String>,
    /// What was seen and done at the medium.
    pub measured: Option<Measured>,
    /// What became of the passphrase's copies.
    pub key: Option<KeyDestroyed>,
    /// A picture, a certificate, a letter.
    pub evidence: Option<Attachment>,
    /// Where it was done.
    pub place: Option<String>,
    /// What was noted.
    pub note: Option<String>,
    /// The program and its version.
    pub tool: String,
    /// Who saw it.
    pub witnesses: Vec<WitnessView>,
    /// Who read the medium again.
    pub rechecks: Vec<RecheckView>,
}

/// Somebody who saw a disposal.
#[derive(Debug, Clone, Serialize)]
pub struct WitnessView {
    /// Whose statement it is.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// When.
    pub at: Timestamp,
    /// Somebody without a key who saw it.
    pub external: Option<String>,
    /// What shows that they were there.
    pub evidence: Option<Attachment>,
}

/// Somebody who read a cleared medium again.
#[derive(Debug, Clone, Serialize)]
pub struct RecheckView {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// When.
    pub at: Timestamp,
    /// Sectors that were not the noise of the record.
    pub changed_sectors: u64,
    /// Offset in bytes of the first of them.
    pub first_changed: Option<u64>,
}

/// An order to collect a subcontractor's copies.
#[derive(Debug, Clone, Serialize)]
pub struct RecallView {
    /// Whose statement it is.
    pub person: PersonId,
    /// When.
    pub at: Timestamp,
    /// Number of the client's order.
    pub number: String,
}

impl WayBack {
    pub(super) fn new(registry: &Registry, carry_out: &CarryOut) -> Self {
        let name = |id: &PersonId| registry.name_of(id);
        let closed_by = carry_out.closed.as_ref().map(|closed| closed.by.clone());
        Self {
            carrier: carry_out.carrier.clone(),
            carrier_name: name(&carry_out.carrier),
            checked_out: carry_out.checked_out.as_ref().map(|out| CheckedOutView {
                person: out.by.clone(),
                name: name(&out.by),
                at: out.at,
                case: out.case.clone(),
                route: out.route.clone(),
                pledge_sha256: out.pledge.sha256,
            }),
            transfers: carry_out
                .transfers
                .iter()
                .map(|transfer| TransferView::new(registry, transfer))
                .collect(),
            lies_undelivered: carry_out.lies_undelivered(),
            undelivered: carry_out
                .undelivered
                .iter()
                .map(|not| UndeliveredView {
                    person: not.by.clone(),
                    at: not.at,
                    evidence: not.evidence,
                    note: not.note.clone(),
                })
                .collect(),
            extensions: extensions(registry, carry_out),
            handed_over: carry_out.handed_over.as_ref().map(|handed_over| HandedOverView {
                person: handed_over.by.clone(),
                at: handed_over.at,
                evidence: handed_over.evidence,
                medium_stays: handed_over.medium_stays,
            }),
            copies: carry_out.copies.iter().map(|copy| CopyView::new(registry, carry_out, copy)).collect(),
            open_copies: carry_out.open_copies().map(|copy| copy.number).collect(),
            left_there: registry.is_left_there(carry_out),
            returns: carry_out.returns.iter().map(|returned| ReturnView::new(registry, returned)).collect(),
            disposals: carry_out
                .disposals
                .iter()
                .map(|disposed| DisposalView::new(registry, disposed))
                .collect(),
            recalls: carry_out
                .recalls
                .iter()
                .map(|recalled| RecallView {
                    person: recalled.by.clone(),
                    at: recalled.at,
                    number: recalled.number.clone(),
                })
                .collect(),
            incidents: carry_out.incidents.iter().map(|number| incident_id(*number)).collect(),
            frozen_by: registry.freezing(carry_out.number).map(incident_id),
            closed_by_name: closed_by.as_ref().map(name),
            closed_by,
        }
    }
}

fn extensions(registry: &Registry, carry_out: &CarryOut) -> Vec<ExtensionView> {
    let view = |extended: &crate::domain::carry_out::Extended| {
        let ended: Option<&Ended> = extended.answer.as_ref().map(|(_, ended)| ended);
        ExtensionView {
            person: extended.by.clone(),
            at: extended.at,
            due: extended.due,
            reason: extended.reason.clone(),
            approved: extended.answer.as_ref().map(|(approved, _)| *approved),
            answered_by: ended.map(|ended| ended.by.clone()),
            answered_by_name: ended.map(|ended| registry.name_of(&ended.by)),
            answer_reason: ended.and_then(|ended| ended.reason.clone()),
        }
    };
    carry_out.extensions.iter().map(view).collect()
}

/// What became of a copy in a word, and the disposal or the incident that says so.
pub(super) fn fate(copy: &CopyRecord) -> (&'static str, Option<String>) {
    match &copy.fate {
        Fate::Held => ("held", None),
        Fate::Returned { .. } => ("returned", None),
        Fate::Disposed { disposal } => ("disposed", Some(disposal_id(*disposal))),
        Fate::HandedOver => ("handed-over", None),
        Fate::Lost { incident } => ("lost", Some(incident_id(*incident))),
    }
}

impl CopyView {
    fn new(registry: &Registry, carry_out: &CarryOut, copy: &CopyRecord) -> Self {
        let (fate, under) = fate(copy);
        let medium = copy.medium.as_ref().and_then(|id| registry.media.get(id));
        Self {
            number: copy.number,
            kind: copy.kind,
            place: copy.place.clone(),
            medium: copy.medium.clone(),
            medium_state: medium.map(|medium| medium.state),
            device: copy.device.clone(),
            holder: copy.holder.clone(),
            since: copy.since,
            fate,
            under,
            level: carry_out.level_of(copy),
        }
    }
}

impl ReturnView {
    fn new(registry: &Registry, returned: &Returned) -> Self {
        Self {
            person: returned.by.clone(),
            name: registry.name_of(&returned.by),
            at: returned.at,
            index: returned.index,
            copies: returned.body.copies.clone(),
            level: returned.level,
            despite: DespiteView::all(&returned.despite),
            measured: returned.body.measured.clone(),
            saved_to: returned.body.saved_to.clone(),
            note: returned.body.note.clone(),
            tool: returned.body.tool.clone(),
        }
    }
}

impl DisposalView {
    /// A disposal as reports see it.
    #[must_use]
    pub fn new(registry: &Registry, disposed: &Disposed) -> Self {
        let body = &disposed.body;
        Self {
            id: disposed.id(),
            person: disposed.by.clone(),
            name: registry.name_of(&disposed.by),
            at: disposed.at,
            index: disposed.index,
            statement_sha256: disposed.digest,
            method: body.method,
            copies: body.copies.clone(),
            level: disposed.level,
            despite: DespiteView::all(&disposed.despite),
            also: body.also.iter().map(|number| id_of(*number)).collect(),
            measured: body.measured.clone(),
            key: body.key.clone(),
            evidence: body.evidence,
            place: body.place.clone(),
            note: body.note.clone(),
            tool: body.tool.clone(),
            witnesses: disposed
                .witnesses
                .iter()
                .map(|witness| WitnessView {
                    person: witness.by.clone(),
                    name: registry.name_of(&witness.by),
                    at: witness.at,
                    external: witness.external.clone(),
                    evidence: witness.evidence,
                })
                .collect(),
            rechecks: disposed
                .rechecks
                .iter()
                .map(|recheck| RecheckView {
                    person: recheck.by.clone(),
                    name: registry.name_of(&recheck.by),
                    at: recheck.at,
                    changed_sectors: recheck.changed_sectors,
                    first_changed: recheck.first_changed,
                })
                .collect(),
        }
    }
}
