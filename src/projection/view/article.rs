//! Devices and paper that are carried, as reports see them.

use chrono::NaiveDate;
use serde::Serialize;

use super::way_back::TransferView;
use crate::base::digest::Digest;
use crate::base::time::Timestamp;
use crate::domain::article::{
    Answered, Article, ArticleKind, ArticleState, Clearing, Direction, LostArticle, Measure, ReturnedArticle,
};
use crate::domain::body::article::{Paper, Permission, Step};
use crate::domain::carry_out::id_of;
use crate::domain::incident::incident_id;
use crate::domain::names::{ContractId, MediumId, Method, PersonId};
use crate::domain::registry::Registry;

/// A device or paper that somebody asked to carry.
#[derive(Debug, Clone, Serialize)]
pub struct ArticleView {
    /// Its id.
    pub id: String,
    /// Where it stands.
    pub state: ArticleState,
    /// What kind of thing it is.
    pub kind: ArticleKind,
    /// The registered device.
    pub device: Option<MediumId>,
    /// The contract under which its client lent it.
    pub lent_under: Option<ContractId>,
    /// The device's serial number.
    pub serial: Option<String>,
    /// Its maker and model.
    pub model: Option<String>,
    /// What is on paper.
    pub paper: Option<Paper>,
    /// Which way.
    pub direction: Direction,
    /// Under which contract.
    pub contract: Option<ContractId>,
    /// Who carries it.
    pub carrier: PersonId,
    /// Their name.
    pub carrier_name: String,
    /// Their department.
    pub carrier_department: Option<String>,
    /// Where to.
    pub place: String,
    /// What for.
    pub purpose: String,
    /// Whether it goes for repair.
    pub repair: bool,
    /// The day it goes.
    pub on: NaiveDate,
    /// The day it is back.
    pub due: NaiveDate,
    /// Whether it is past that day.
    pub overdue: bool,
    /// Whether it left and nobody has confirmed its end.
    pub outstanding: bool,
    /// What is attested of a device.
    pub measures: Vec<Measure>,
    /// The client's permission.
    pub permission: Option<Permission>,
    /// When it was asked for.
    pub asked_at: Timestamp,
    /// Digest of the words that were attested.
    pub attested_sha256: Digest,
    /// Who said whether it may go.
    pub permitted: Option<AnswerView>,
    /// Who passed it on to whom.
    pub transfers: Vec<TransferView>,
    /// How it came back.
    pub returned: Option<BackView>,
    /// What its return did not attest, for the sake of an incident.
    pub uncleared: Option<UnclearedView>,
    /// How it was lost.
    pub lost: Option<LossView>,
    /// Who said whether it is back as it should be, or that it is lost.
    pub confirmed: Option<AnswerView>,
    /// Carry-outs of which a copy is on the device that nobody has accounted for.
    pub copies_of: Vec<String>,
    /// Its entry.
    pub index: u64,
}

/// What an approver said.
#[derive(Debug, Clone, Serialize)]
pub struct AnswerView {
    /// Whether.
    pub approved: bool,
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// When.
    pub at: Timestamp,
    /// Why not.
    pub reason: Option<String>,
}

/// What was not attested of a device that came back, because an incident kept it as it was.
#[derive(Debug, Clone, Serialize)]
pub struct UnclearedView {
    /// What.
    pub missing: Vec<Clearing>,
    /// The incident.
    pub incident: String,
    /// Who opened that.
    pub opened_by: Option<PersonId>,
    /// Whether it is to be attested now: no incident keeps it, and nobody has since.
    pub owed: bool,
    /// Who attested it afterwards, and when.
    pub made_up: Option<BackView>,
}

/// How it was lost.
#[derive(Debug, Clone, Serialize)]
pub struct LossView {
    /// The incident that is about it.
    pub incident: String,
    /// Whether that is open.
    pub incident_open: bool,
    /// Who said so.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// When.
    pub at: Timestamp,
    /// What was noted.
    pub note: Option<String>,
}

/// How it came back.
#[derive(Debug, Clone, Serialize)]
pub struct BackView {
    /// Who said so.
    pub person: PersonId,
    /// When.
    pub at: Timestamp,
    /// What is attested of a device.
    pub cleared: Vec<Clearing>,
    /// Where what was worked with is saved.
    pub saved_to: Option<String>,
    /// How paper was destroyed.
    pub destroyed: Option<Method>,
    /// Who saw it.
    pub witness: Option<String>,
    /// Digest of what shows it.
    pub evidence_sha256: Option<Digest>,
    /// Anything worth noting.
    pub note: Option<String>,
}

impl ArticleView {
    /// As it stands on `today`.
    #[must_use]
    pub fn new(registry: &Registry, article: &Article, today: NaiveDate) -> Self {
        let body = &article.body;
        let device = body.device.as_ref().and_then(|id| registry.media.get(id)).map(|known| &known.record);
        let model = device.map(|known| {
            let parts = [known.maker.as_deref(), known.model.as_deref()];
            parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
        });
        let carrier = registry.person(&article.carrier);
        let there = body.device.as_ref().and_then(|id| registry.on_devices.get(id));
        let answer = |step| article.answer(step).map(|answer| AnswerView::new(registry, answer));
        Self {
            id: article.id(),
            state: article.state(),
            kind: article.kind,
            device: body.device.clone(),
            lent_under: device.and_then(|known| known.owner.clone()),
            serial: device.and_then(|known| known.serial.clone()),
            model: model.filter(|model| !model.is_empty()),
            paper: body.paper.clone(),
            direction: body.direction,
            contract: body.contract.clone(),
            carrier: article.carrier.clone(),
            carrier_name: registry.name_of(&article.carrier),
            carrier_department: carrier.and_then(|person| person.particulars.department.clone()),
            place: body.place.clone(),
            purpose: body.purpose.clone(),
            repair: body.repair,
            on: body.on,
            due: body.due,
            overdue: article.is_overdue(today) || article.is_clearing_late(registry, today),
            outstanding: article.is_outstanding(),
            measures: body.measures.clone(),
            permission: body.permission.clone(),
            asked_at: article.at,
            attested_sha256: body.attested.sha256,
            permitted: answer(Step::Out),
            returned: article.returned.as_ref().map(BackView::new),
            uncleared: article.uncleared.as_ref().map(|uncleared| UnclearedView {
                missing: uncleared.missing.clone(),
                incident: incident_id(uncleared.incident),
                opened_by: uncleared.opened_by.clone(),
                owed: article.owes_clearing(registry).is_some(),
                made_up: uncleared.made_up.as_ref().map(BackView::new),
            }),
            transfers: article.transfers.iter().map(|passed| TransferView::new(registry, passed)).collect(),
            lost: article.lost.as_ref().map(|lost| LossView::new(registry, lost)),
            confirmed: answer(Step::Back),
            copies_of: there.into_iter().flatten().map(|number| id_of(*number)).collect(),
            index: article.index,
        }
    }
}

impl BackView {
    fn new(returned: &ReturnedArticle) -> Self {
        let (body, destroyed) = (&returned.body, returned.body.destroyed.as_ref());
        Self {
            person: returned.by.clone(),
            at: returned.at,
            cleared: body.cleared.clone(),
            saved_to: body.saved_to.clone(),
            destroyed: destroyed.map(|how| how.method),
            witness: destroyed.and_then(|how| how.witness.clone()),
            evidence_sha256: destroyed.and_then(|how| how.evidence).map(|file| file.sha256),
            note: body.note.clone(),
        }
    }
}

impl LossView {
    fn new(registry: &Registry, lost: &LostArticle) -> Self {
        Self {
            incident: incident_id(lost.incident),
            incident_open: registry.open_incidents.contains_key(&lost.incident),
            person: lost.by.clone(),
            name: registry.name_of(&lost.by),
            at: lost.at,
            note: lost.note.clone(),
        }
    }
}

impl AnswerView {
    fn new(registry: &Registry, answer: &Answered) -> Self {
        Self {
            approved: answer.approved,
            person: answer.by.clone(),
            name: registry.name_of(&answer.by),
            at: answer.at,
            reason: answer.reason.clone(),
        }
    }
}
