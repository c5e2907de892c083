//! Media as people speak of them: where each is, what it held, how it is known again.

use serde::Serialize;

use crate::base::time::Timestamp;
use crate::domain::carry_out::{disposal_id, id_of};
use crate::domain::incident::incident_id;
use crate::domain::names::{ContractId, Level, MediumId, MediumKind, MediumState, PersonId};
use crate::domain::registry::{Medium, MediumEnd, OutWith, Registry, Taint};

/// A medium.
#[derive(Debug, Clone, Serialize)]
pub struct MediumView {
    /// Its id.
    pub id: MediumId,
    /// What it is.
    pub kind: MediumKind,
    /// Serial number.
    pub serial: Option<String>,
    /// Maker.
    pub maker: Option<String>,
    /// Model.
    pub model: Option<String>,
    /// Capacity in bytes.
    pub capacity_bytes: Option<u64>,
    /// Filesystem type.
    pub filesystem: Option<String>,
    /// What the filesystem calls itself.
    pub filesystem_uuid: Option<String>,
    /// How it is known again: `serial`, `filesystem`, or not at all.
    pub known_by: Option<&'static str>,
    /// The contract under which its client lent it.
    pub owner: Option<ContractId>,
    /// Where it is kept.
    pub place: Option<String>,
    /// Its state.
    pub state: MediumState,
    /// Who took it along last, of those who have it along.
    pub out: Option<OutView>,
    /// Everybody who has it along, the last one first: of some, forms show who has it along for one contract.
    #[serde(skip)]
    pub out_with: Vec<OutView>,
    /// How it ended, where it is not in use any more.
    pub ended: Option<MediumEndView>,
    /// What was written to it since it was last cleared.
    pub taint: Option<TaintView>,
    /// The carry-outs whose package is on it, as far as the log says.
    pub holds: Vec<String>,
    /// When it was last seen at a stock-take, and by whom.
    pub seen: Option<SeenView>,
    /// Since which stock-take it has not been found in its place.
    pub missed_since: Option<Timestamp>,
    /// Who registered it.
    pub registered_by: PersonId,
    /// When.
    pub registered_at: Timestamp,
}

/// Who has a medium along.
#[derive(Debug, Clone, Serialize)]
pub struct OutView {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// The carry-out.
    pub carry_out: String,
    /// Since when.
    pub since: Timestamp,
}

/// How a medium ended.
#[derive(Debug, Clone, Serialize)]
pub struct MediumEndView {
    /// Whose statement it is.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// When.
    pub at: Timestamp,
    /// Why.
    pub reason: Option<String>,
    /// The incident under which it was lost.
    pub incident: Option<String>,
    /// The disposal by which it was destroyed.
    pub disposal: Option<String>,
}

/// What was written to a medium since it was last cleared.
#[derive(Debug, Clone, Serialize)]
pub struct TaintView {
    /// The highest level.
    pub level: Level,
    /// Under which contract.
    pub contract: Option<String>,
    /// Whose information.
    pub organization: Option<String>,
}

/// Seen by somebody.
#[derive(Debug, Clone, Serialize)]
pub struct SeenView {
    /// By whom.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// When.
    pub at: Timestamp,
}

/// What a stock-take found.
#[derive(Debug, Clone, Serialize)]
pub struct StockTakeView {
    /// When.
    pub at: Timestamp,
    /// Who looked.
    pub person: PersonId,
    /// What was noted.
    pub note: Option<String>,
    /// Those that were there.
    pub seen: Vec<MediumView>,
    /// Those of them that were read and identified.
    pub identified: Vec<MediumId>,
    /// Those that should have been in their place and were not seen.
    pub missing: Vec<MediumView>,
    /// Those that somebody has along.
    pub out: Vec<MediumView>,
    /// Those that were seen although they are out, lost or destroyed.
    pub unexpected: Vec<MediumView>,
    /// What was read and is nobody's.
    pub strangers: Vec<StrangerView>,
}

/// A device that is no registered medium.
#[derive(Debug, Clone, Serialize)]
pub struct StrangerView {
    /// Where it is plugged in.
    pub path: String,
    /// Maker.
    pub maker: Option<String>,
    /// Model.
    pub model: Option<String>,
    /// Serial number.
    pub serial: Option<String>,
    /// Capacity in bytes.
    pub capacity_bytes: Option<u64>,
}

impl MediumView {
    /// A medium as it stands.
    #[must_use]
    pub fn new(registry: &Registry, medium: &Medium) -> Self {
        let record = &medium.record;
        let known_by = match (&record.serial, &record.filesystem_uuid) {
            (Some(_), _) => Some("serial"),
            (None, Some(_)) => Some("filesystem"),
            (None, None) => None,
        };
        let mut out: Vec<&OutWith> = medium.out.values().collect();
        out.sort_unstable_by_key(|out| std::cmp::Reverse((out.since, out.carry_out)));
        let out_with: Vec<OutView> = out.into_iter().map(|out| OutView::new(registry, out)).collect();
        Self {
            id: record.id.clone(),
            kind: record.kind,
            serial: record.serial.clone(),
            maker: record.maker.clone(),
            model: record.model.clone(),
            capacity_bytes: record.capacity_bytes,
            filesystem: record.filesystem.clone(),
            filesystem_uuid: record.filesystem_uuid.clone(),
            known_by,
            owner: record.owner.clone(),
            place: medium.place.clone(),
            state: medium.state,
            out: out_with.first().cloned(),
            out_with,
            ended: medium.ended.as_ref().map(|ended| MediumEndView::new(registry, ended)),
            taint: medium.taint.as_ref().map(TaintView::new),
            holds: medium.holds.iter().map(|number| id_of(*number)).collect(),
            seen: medium.seen.as_ref().map(|(at, person)| SeenView {
                person: person.clone(),
                name: registry.name_of(person),
                at: *at,
            }),
            missed_since: medium.missed.filter(|_| medium.is_in_place()),
            registered_by: medium.registered_by.clone(),
            registered_at: medium.registered_at,
        }
    }
}

impl OutView {
    fn new(registry: &Registry, out: &OutWith) -> Self {
        Self {
            person: out.person.clone(),
            name: registry.name_of(&out.person),
            carry_out: id_of(out.carry_out),
            since: out.since,
        }
    }
}

impl MediumEndView {
    fn new(registry: &Registry, ended: &MediumEnd) -> Self {
        Self {
            person: ended.by.clone(),
            name: registry.name_of(&ended.by),
            at: ended.at,
            reason: ended.reason.clone(),
            incident: ended.incident.map(incident_id),
            disposal: ended.disposal.map(disposal_id),
        }
    }
}

impl TaintView {
    fn new(taint: &Taint) -> Self {
        Self {
            level: taint.level,
            contract: taint.client.contract.clone(),
            organization: taint.client.organization.clone(),
        }
    }
}
