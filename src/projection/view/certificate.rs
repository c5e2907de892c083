//! What a certificate of sanitization says, derived from statements.
//!
//! The keys and words here are part of a format that is read for ever (`docs/spec/disposal.md`): a
//! change of one is a new version of it.

use chrono::NaiveDate;
use serde::Serialize;

use super::way_back::{DespiteView, fate};
use crate::base::digest::Digest;
use crate::base::time::Timestamp;
use crate::domain::body::Attachment;
use crate::domain::body::coming_back::{KeyDestroyed, Measured};
use crate::domain::body::request::PersonalData;
use crate::domain::carry_out::{CarryOut, CopyRecord, Disposed, Fate, Rechecked, Returned, Witnessed, id_of};
use crate::domain::incident::incident_id;
use crate::domain::names::{
    Channel, ContractId, CopyKind, Kind, Level, MediumId, MediumKind, MediumState, Method, PersonId,
    RecipientId, Sanitization, Via, WriteLevel,
};
use crate::domain::registry::Registry;

/// Everything that is derived. What stands here follows from the statements beside it and nothing else.
#[derive(Debug, Clone, Serialize)]
pub struct Summary {
    /// What this is worth.
    pub derived: &'static str,
    /// What it is about: a carry-out, or one disposal.
    pub about: String,
    /// The carry-out.
    pub carry_out: String,
    /// Whether every copy is accounted for, none is lost, and an approver confirmed it.
    pub finished: bool,
    /// Copies that are not accounted for.
    pub open_copies: Vec<OpenCopy>,
    /// Whether an approver's confirmation is still missing.
    pub confirmation_missing: bool,
    /// What it is, in the requester's words.
    pub items: Vec<String>,
    /// What it was carried for.
    pub purpose: String,
    /// Why it left.
    pub kind: Kind,
    /// By which road.
    pub via: Via,
    /// How important it is.
    pub importance: Level,
    /// Personal data inside, as the requester stated it.
    pub personal_data: Option<PersonalData>,
    /// The contract.
    pub contract: Option<ContractId>,
    /// Number of files.
    pub file_count: u64,
    /// Sum of their sizes.
    pub total_bytes: u64,
    /// Digest of the manifest that was approved.
    pub manifest_sha256: Digest,
    /// Digest of the package.
    pub package_sha256: Digest,
    /// Its size.
    pub package_size_bytes: u64,
    /// Who asked.
    pub requester: Named,
    /// Who carried.
    pub carrier: Named,
    /// To whom.
    pub recipient: RecipientId,
    /// Their name and organization.
    pub recipient_name: Option<String>,
    /// Who approved, and when.
    pub approvals: Vec<Acted>,
    /// When the package was written.
    pub exported_at: Timestamp,
    /// Day by which it was to be back or accounted for.
    pub due: NaiveDate,
    /// The medium.
    pub medium: Option<MediumSummary>,
    /// Where the package was written, and how well that was read back.
    pub written: Written,
    /// Every copy and what became of it.
    pub copies: Vec<CopySummary>,
    /// Returns.
    pub returns: Vec<ReturnSummary>,
    /// Disposals.
    pub disposals: Vec<DisposalSummary>,
    /// What is known of the passphrase.
    pub keys: Option<Keys>,
    /// When the deliverable became the recipient's, and by whose word.
    pub handed_over: Option<Acted>,
    /// Incidents that concern it.
    pub incidents: Vec<String>,
    /// The approver who confirmed its end.
    pub confirmed: Option<Acted>,
}

/// A person by id and name.
#[derive(Debug, Clone, Serialize)]
pub struct Named {
    /// Their id.
    pub id: PersonId,
    /// Their name.
    pub name: String,
    /// Their department.
    pub department: Option<String>,
}

/// Who did something, and when by their clock.
#[derive(Debug, Clone, Serialize)]
pub struct Acted {
    /// Their id.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// When.
    pub at: Timestamp,
    /// What they noted.
    pub note: Option<String>,
}

/// A copy that is not accounted for.
#[derive(Debug, Clone, Serialize)]
pub struct OpenCopy {
    /// Its number.
    pub copy: u64,
    /// What it is.
    pub kind: CopyKind,
    /// Where it is, as far as the log says.
    pub place: String,
    /// The incident in which it was lost; absent while it is held.
    pub lost_in: Option<String>,
}

/// The medium as it was registered.
#[derive(Debug, Clone, Serialize)]
pub struct MediumSummary {
    /// Its id.
    pub id: MediumId,
    /// What it is.
    pub kind: MediumKind,
    /// Maker.
    pub make: Option<String>,
    /// Model.
    pub model: Option<String>,
    /// Serial number.
    pub serial: Option<String>,
    /// Capacity.
    pub capacity_bytes: Option<u64>,
    /// Where it stands now: what NIST calls its destination.
    pub state: MediumState,
    /// Where it is kept.
    pub place: Option<String>,
}

/// Where the package was written.
#[derive(Debug, Clone, Serialize)]
pub struct Written {
    /// Absolute path of the directory.
    pub path: String,
    /// Filesystem there.
    pub filesystem: String,
    /// Whether the medium's serial number was the registered one.
    pub identified: bool,
    /// What reading back has shown.
    pub level: WriteLevel,
}

/// A copy and what became of it.
#[derive(Debug, Clone, Serialize)]
pub struct CopySummary {
    /// 1 for the package as it was written.
    pub number: u64,
    /// What it is.
    pub kind: CopyKind,
    /// Where it was.
    pub place: String,
    /// The medium it was on.
    pub medium: Option<MediumId>,
    /// `held`, `returned`, `disposed`, `handed-over` or `lost`.
    pub fate: &'static str,
    /// The disposal or the incident that says so.
    pub under: Option<String>,
    /// What is known of its end.
    pub level: Option<Sanitization>,
    /// The level in words.
    pub level_means: Option<&'static str>,
}

/// A return.
#[derive(Debug, Clone, Serialize)]
pub struct ReturnSummary {
    /// Its entry.
    pub entry: u64,
    /// Who brought it, and when.
    #[serde(flatten)]
    pub by: Acted,
    /// The copies.
    pub copies: Vec<u64>,
    /// What the evidence comes to.
    pub level: Sanitization,
    /// The level in words.
    pub level_means: &'static str,
    /// The incidents for whose sake nothing should have been overwritten any more.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub despite: Vec<DespiteView>,
    /// What was seen and done at the medium.
    pub measured: Option<Measured>,
    /// Where the results were saved.
    pub saved_to: Option<String>,
    /// The program and its version.
    pub tool: String,
}

/// A disposal.
#[derive(Debug, Clone, Serialize)]
pub struct DisposalSummary {
    /// `D-0007`.
    pub id: String,
    /// Its entry.
    pub entry: u64,
    /// Digest of its statement.
    pub statement_sha256: Digest,
    /// Who did it, and when.
    #[serde(flatten)]
    pub by: Acted,
    /// How.
    pub method: Method,
    /// The copies.
    pub copies: Vec<u64>,
    /// What the evidence comes to.
    pub level: Sanitization,
    /// The level in words.
    pub level_means: &'static str,
    /// The incidents for whose sake nothing should have been disposed of any more.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub despite: Vec<DespiteView>,
    /// Ids of the other carry-outs whose packages went with the medium.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<String>,
    /// What was seen and done at the medium.
    pub measured: Option<Measured>,
    /// What became of the passphrase's copies.
    pub key: Option<KeyDestroyed>,
    /// Digest and size of a picture, a certificate, a letter; not in here.
    pub evidence: Option<Attachment>,
    /// Where it was done, as the person says.
    pub place: Option<String>,
    /// The program and its version.
    pub tool: String,
    /// Who saw it.
    pub witnesses: Vec<WitnessSummary>,
    /// Who read the medium again.
    pub rechecks: Vec<RecheckSummary>,
}

/// Somebody who saw a disposal.
#[derive(Debug, Clone, Serialize)]
pub struct WitnessSummary {
    /// Whose statement it is.
    #[serde(flatten)]
    pub by: Acted,
    /// Somebody without a key who saw it.
    pub external: Option<String>,
    /// What shows that they were there.
    pub evidence: Option<Attachment>,
}

/// Somebody who read a cleared medium again.
#[derive(Debug, Clone, Serialize)]
pub struct RecheckSummary {
    /// Who, and when.
    #[serde(flatten)]
    pub by: Acted,
    /// Sectors that were not the noise of the record.
    pub changed_sectors: u64,
    /// Offset in bytes of the first of them.
    pub first_changed: Option<u64>,
}

/// What is known of the passphrase.
#[derive(Debug, Clone, Serialize)]
pub struct Keys {
    /// Digest of the custody file.
    pub custody_sha256: Digest,
    /// Who could open it.
    pub holders: Vec<PersonId>,
    /// Whether the carrier held it too.
    pub carrier_held: bool,
    /// Those who were told, as far as releases are on record.
    pub told: Vec<Told>,
}

/// Somebody who was told the passphrase.
#[derive(Debug, Clone, Serialize)]
pub struct Told {
    /// Who was told.
    pub told: String,
    /// By which channel.
    pub via: Channel,
    /// By which custodian, and when.
    #[serde(flatten)]
    pub by: Acted,
}

/// A certificate as its printed form shows it.
#[derive(Debug, Clone)]
pub struct CertificateView {
    /// Number of the document.
    pub number: String,
    /// When it was made, by the maker's clock.
    pub issued_at: Timestamp,
    /// To whom it is addressed.
    pub addressee: Option<String>,
    /// The ledger's name.
    pub origin: String,
    /// The tree size that everything was proven against.
    pub size: u64,
    /// Its root hash.
    pub root: Digest,
    /// The founder of the ledger and the fingerprint of their key.
    pub founder: Option<(PersonId, String)>,
    /// The entries it rests on.
    pub entries: Vec<EntryOfCertificate>,
    /// What they come to.
    pub summary: Summary,
    /// The file that the steps check.
    pub file_name: String,
    /// What the steps show, in English.
    pub english: String,
    /// The same in Japanese.
    pub japanese: String,
    /// The script for a Unix shell.
    pub unix: String,
    /// The script for `cmd.exe`.
    pub cmd: String,
}

/// An entry that a certificate rests on.
#[derive(Debug, Clone)]
pub struct EntryOfCertificate {
    /// Its place in the log.
    pub index: u64,
    /// Its type.
    pub type_name: &'static str,
    /// Who says it.
    pub author: PersonId,
    /// When, by their clock.
    pub time: Timestamp,
    /// Fingerprint of the key that signed.
    pub key: String,
}

const DERIVED: &str =
    "from the statements below, by the rules of docs/spec/disposal.md; sekisho verify does it again";

/// A level in words, as certificates spell it.
#[must_use]
pub const fn level_means(level: Sanitization) -> &'static str {
    match level {
        Sanitization::L0 => "declared",
        Sanitization::L1 => "absent",
        Sanitization::L2 => "no remnant found",
        Sanitization::L3 => "cleared (NIST SP 800-88r2 Clear)",
        Sanitization::L4 => "key destroyed (cryptographic erase)",
        Sanitization::L5 => "destroyed",
    }
}

impl Summary {
    /// What the statements behind `carry_out` come to; `disposal` restricts it to that one. `None` where
    /// nothing was ever exported, or there is no such disposal.
    #[must_use]
    pub fn new(registry: &Registry, carry_out: &CarryOut, disposal: Option<u64>) -> Option<Self> {
        let (attempt, completed, exported_at) = carry_out.completed()?;
        let destination = &attempt.intent.destination;
        let asked = |disposed: &&Disposed| disposal.is_none_or(|number| number == disposed.number);
        let disposals: Vec<DisposalSummary> =
            carry_out.disposals.iter().filter(asked).map(|d| DisposalSummary::new(registry, d)).collect();
        if disposal.is_some() && disposals.is_empty() {
            return None;
        }
        let request = &carry_out.request;
        let open_copies: Vec<OpenCopy> = carry_out.open_copies().map(OpenCopy::new).collect();
        Some(Self {
            derived: DERIVED,
            about: disposals
                .first()
                .filter(|_| disposal.is_some())
                .map_or_else(|| carry_out.id(), |d| d.id.clone()),
            carry_out: carry_out.id(),
            finished: carry_out.closed.is_some() && open_copies.is_empty(),
            confirmation_missing: carry_out.closed.is_none(),
            open_copies,
            items: request.items.clone(),
            purpose: request.purpose.clone(),
            kind: request.kind,
            via: request.via,
            importance: request.level,
            personal_data: request.personal_data,
            contract: request.contract.clone(),
            file_count: request.file_count,
            total_bytes: request.total_bytes,
            manifest_sha256: request.manifest.sha256,
            package_sha256: completed.package_sha256,
            package_size_bytes: completed.package_size_bytes,
            requester: Named::new(registry, &carry_out.requester),
            carrier: Named::new(registry, &carry_out.carrier),
            recipient: request.recipient.clone(),
            recipient_name: carry_out.recipient.as_ref().map(|r| format!("{} ({})", r.name, r.organization)),
            approvals: carry_out
                .approvals
                .iter()
                .filter(|given| attempt.intent.approvals.contains(&given.digest))
                .map(|given| Acted::new(registry, &given.person, given.at, None))
                .collect(),
            exported_at,
            due: carry_out.due(),
            medium: carry_out.medium().and_then(|id| MediumSummary::new(registry, id)),
            written: Written {
                path: destination.path.clone(),
                filesystem: destination.filesystem.clone(),
                identified: destination.identified,
                level: completed.write_level,
            },
            copies: carry_out.copies.iter().map(|copy| CopySummary::new(carry_out, copy)).collect(),
            returns: carry_out.returns.iter().map(|r| ReturnSummary::new(registry, r)).collect(),
            disposals,
            keys: attempt.custody.as_ref().map(|custody| Keys {
                custody_sha256: custody.sha256,
                holders: custody.holders.clone(),
                carrier_held: custody.carrier_holds,
                told: carry_out
                    .releases
                    .iter()
                    .map(|release| Told {
                        told: release.release.told.clone(),
                        via: release.release.via,
                        by: Acted::new(registry, &release.by, release.at, release.release.note.as_ref()),
                    })
                    .collect(),
            }),
            handed_over: carry_out
                .handed_over
                .as_ref()
                .map(|over| Acted::new(registry, &over.by, over.at, None)),
            incidents: carry_out.incidents.iter().map(|number| incident_id(*number)).collect(),
            confirmed: carry_out
                .closed
                .as_ref()
                .map(|closed| Acted::new(registry, &closed.by, closed.at, closed.reason.as_ref())),
        })
    }

    /// Digests of the evidence that the statements refer to, in order.
    pub fn evidence(&self) -> impl Iterator<Item = Attachment> {
        self.disposals.iter().flat_map(|disposal| {
            let seen = disposal.witnesses.iter().filter_map(|witness| witness.evidence);
            disposal.evidence.into_iter().chain(seen)
        })
    }
}

impl Acted {
    fn new(registry: &Registry, by: &PersonId, at: Timestamp, note: Option<&String>) -> Self {
        Self { person: by.clone(), name: registry.name_of(by), at, note: note.cloned() }
    }
}

impl Named {
    fn new(registry: &Registry, id: &PersonId) -> Self {
        let department = registry.person(id).and_then(|person| person.particulars.department.clone());
        Self { id: id.clone(), name: registry.name_of(id), department }
    }
}

impl OpenCopy {
    fn new(copy: &CopyRecord) -> Self {
        let lost_in = match &copy.fate {
            Fate::Lost { incident } => Some(incident_id(*incident)),
            Fate::Held | Fate::Returned { .. } | Fate::Disposed { .. } | Fate::HandedOver => None,
        };
        Self { copy: copy.number, kind: copy.kind, place: copy.place.clone(), lost_in }
    }
}

impl MediumSummary {
    fn new(registry: &Registry, id: &MediumId) -> Option<Self> {
        let medium = registry.media.get(id)?;
        Some(Self {
            id: id.clone(),
            kind: medium.record.kind,
            make: medium.record.maker.clone(),
            model: medium.record.model.clone(),
            serial: medium.record.serial.clone(),
            capacity_bytes: medium.record.capacity_bytes,
            state: medium.state,
            place: medium.place.clone(),
        })
    }
}

impl CopySummary {
    fn new(carry_out: &CarryOut, copy: &CopyRecord) -> Self {
        let (fate, under) = fate(copy);
        let level = carry_out.level_of(copy);
        Self {
            number: copy.number,
            kind: copy.kind,
            place: copy.place.clone(),
            medium: copy.medium.clone(),
            fate,
            under,
            level,
            level_means: level.map(level_means),
        }
    }
}

impl ReturnSummary {
    fn new(registry: &Registry, returned: &Returned) -> Self {
        let body = &returned.body;
        Self {
            entry: returned.index,
            by: Acted::new(registry, &returned.by, returned.at, body.note.as_ref()),
            copies: body.copies.clone(),
            level: returned.level,
            level_means: level_means(returned.level),
            despite: DespiteView::all(&returned.despite),
            measured: body.measured.clone(),
            saved_to: body.saved_to.clone(),
            tool: body.tool.clone(),
        }
    }
}

impl DisposalSummary {
    fn new(registry: &Registry, disposed: &Disposed) -> Self {
        let body = &disposed.body;
        let witness = |witness: &Witnessed| WitnessSummary {
            by: Acted::new(registry, &witness.by, witness.at, None),
            external: witness.external.clone(),
            evidence: witness.evidence,
        };
        let recheck = |recheck: &Rechecked| RecheckSummary {
            by: Acted::new(registry, &recheck.by, recheck.at, None),
            changed_sectors: recheck.changed_sectors,
            first_changed: recheck.first_changed,
        };
        Self {
            id: disposed.id(),
            entry: disposed.index,
            statement_sha256: disposed.digest,
            by: Acted::new(registry, &disposed.by, disposed.at, body.note.as_ref()),
            method: body.method,
            copies: body.copies.clone(),
            level: disposed.level,
            level_means: level_means(disposed.level),
            despite: DespiteView::all(&disposed.despite),
            also: body.also.iter().map(|number| id_of(*number)).collect(),
            measured: body.measured.clone(),
            key: body.key.clone(),
            evidence: body.evidence,
            place: body.place.clone(),
            tool: body.tool.clone(),
            witnesses: disposed.witnesses.iter().map(witness).collect(),
            rechecks: disposed.rechecks.iter().map(recheck).collect(),
        }
    }
}
