//! A carry-out, with names beside ids.

use chrono::NaiveDate;
use serde::Serialize;

use super::mail::MailTrail;
use super::purge::PurgedView;
use super::way_back::WayBack;
use crate::base::digest::Digest;
use crate::base::time::Timestamp;
use crate::domain::body::request::PersonalData;
use crate::domain::carry_out::{Attempt, CarryOut, Ended, GivenApproval, Mark, Outcome, Status};
use crate::domain::names::{
    AssetId, Channel, ContractId, Kind, Level, MediumId, PersonId, RecipientId, Via, WriteLevel,
};
use crate::domain::registry::Registry;
use crate::domain::tally::tally;

/// A carry-out as it stands on a day.
#[derive(Debug, Clone, Serialize)]
pub struct CarryOutView {
    /// `C-0042`.
    pub id: String,
    /// Where it stands.
    pub status: Status,
    /// Who asked, and carries.
    pub requester: PersonId,
    /// Their name.
    pub requester_name: String,
    /// Their department.
    pub requester_department: Option<String>,
    /// To whom.
    pub recipient: RecipientId,
    /// The recipient's name and organization.
    pub recipient_name: String,
    /// Telephone number registered for the recipient when it was asked for.
    pub recipient_phone: Option<String>,
    /// Mail address registered for the recipient when it was asked for.
    pub recipient_email: Option<String>,
    /// By which road.
    pub via: Via,
    /// Why it leaves.
    pub kind: Kind,
    /// On which medium.
    pub medium: Option<MediumId>,
    /// Its registered serial number.
    pub medium_serial: Option<String>,
    /// Under which contract.
    pub contract: Option<ContractId>,
    /// Where it is taken.
    pub place: Option<String>,
    /// What it is for.
    pub purpose: String,
    /// Why it cannot be avoided.
    pub reason: Option<String>,
    /// What it is.
    pub items: Vec<String>,
    /// The important information it takes along.
    pub assets: Vec<AssetId>,
    /// How many copies it makes, the package first; absent where that was not stated.
    pub copies_asked: Option<u64>,
    /// The highest level of its files.
    pub level: Level,
    /// Personal data inside.
    pub personal_data: Option<PersonalData>,
    /// How many of the files and folders given lay outside every folder notified under the contract, as the requester's
    /// program saw it; absent where it had nothing to compare with.
    pub sources_outside: Option<u64>,
    /// How it opens: `age-passphrase`, `age-keys` or `zip-aes`.
    pub opens_with: &'static str,
    /// The age and SSH keys it is sealed to; none where it opens with a passphrase.
    pub opens_keys: Vec<String>,
    /// Whether the passphrase waits for the arrival code.
    pub after_arrival: bool,
    /// First day on which it may leave.
    pub on: NaiveDate,
    /// Day from which no approval is good any more.
    pub expires_on: NaiveDate,
    /// Day by which it is back or accounted for.
    pub due: NaiveDate,
    /// The same day as it was first asked for, before any extension.
    pub due_requested: NaiveDate,
    /// Whether that day has passed while it is out.
    pub overdue: bool,
    /// Whether something is not yet accounted for and confirmed.
    pub outstanding: bool,
    /// When it was asked for.
    pub requested_at: Timestamp,
    /// When its package was complete.
    pub exported_at: Option<Timestamp>,
    /// When the arrival code was read back.
    pub arrived_at: Option<Timestamp>,
    /// When the opened code was read back.
    pub opened_at: Option<Timestamp>,
    /// When every copy was accounted for.
    pub closed_at: Option<Timestamp>,
    /// Number of files.
    pub file_count: u64,
    /// Sum of their sizes.
    pub total_bytes: u64,
    /// Digest of the manifest that was approved.
    pub manifest_sha256: Digest,
    /// Digest of the request statement.
    pub request_sha256: Digest,
    /// Digest of the whole package.
    pub package_sha256: Option<Digest>,
    /// Its size.
    pub package_size_bytes: Option<u64>,
    /// Absolute path of the package, or of its first volume.
    pub package_path: Option<String>,
    /// What reading back has shown.
    pub write_level: Option<WriteLevel>,
    /// Who approved.
    pub approvals: Vec<ApprovalView>,
    /// How many people count.
    pub approvals_counted: u64,
    /// How many people must approve; absent while the level is unknown.
    pub approvals_needed: Option<u64>,
    /// Why an approver refused.
    pub rejection: Option<EndedView>,
    /// That the requester took it back.
    pub withdrawal: Option<EndedView>,
    /// Attempts to write the package.
    pub attempts: Vec<AttemptView>,
    /// Releases of the passphrase on record.
    pub releases: Vec<ReleaseView>,
    /// Mails that were drafted and sent.
    #[serde(flatten)]
    pub mail: MailTrail,
    /// How many attachments of its statements are kept.
    pub attachments_kept: u64,
    /// How many were purged.
    pub attachments_purged: u64,
    /// Purges of its attachments that two people signed.
    pub purged: Vec<PurgedView>,
    /// What happened after the package was written.
    #[serde(flatten)]
    pub way_back: WayBack,
}

/// An approval.
#[derive(Debug, Clone, Serialize)]
pub struct ApprovalView {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// When, by their clock.
    pub at: Timestamp,
    /// With which key.
    pub key: String,
    /// Entry.
    pub index: u64,
    /// True for a client's consent.
    pub consent: bool,
    /// Whether it counts towards the threshold now.
    pub counts: bool,
    /// What anybody looking at it should know.
    pub marks: Vec<Mark>,
    /// Who registered the approver, and when: for ever, also where nothing about it is marked any more.
    pub registered: BroughtIn,
    /// Who brought in the key, and when.
    pub key_added: BroughtIn,
}

/// Who brought somebody or a key into the register, and when.
#[derive(Debug, Clone, Serialize)]
pub struct BroughtIn {
    /// Who.
    pub by: PersonId,
    /// Their name.
    pub name: String,
    /// When, by their clock.
    pub at: Timestamp,
}

impl BroughtIn {
    fn new(registry: &Registry, by: &PersonId, at: Timestamp) -> Self {
        Self { by: by.clone(), name: registry.name_of(by), at }
    }

    /// Who registered the approver. Nobody is ever removed: an approval by nobody is none.
    fn of_person(registry: &Registry, approval: &GivenApproval) -> Self {
        match registry.person(&approval.person) {
            Some(person) => Self::new(registry, &person.registered_by, person.registered_at),
            None => Self::new(registry, &approval.person, approval.at),
        }
    }

    /// Who brought in the key that approved.
    fn of_key(registry: &Registry, approval: &GivenApproval) -> Self {
        let person = registry.person(&approval.person);
        match person.and_then(|person| person.key(&approval.key)) {
            Some(key) => Self::new(registry, &key.added_by, key.added_at),
            None => Self::of_person(registry, approval),
        }
    }
}

/// Who ended a request, and why.
#[derive(Debug, Clone, Serialize)]
pub struct EndedView {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// When.
    pub at: Timestamp,
    /// Why.
    pub reason: Option<String>,
}

/// An attempt to write the package.
#[derive(Debug, Clone, Serialize)]
pub struct AttemptView {
    /// `open`, `completed` or `failed`.
    pub outcome: &'static str,
    /// Who tried.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// When it began.
    pub begun_at: Timestamp,
    /// When it ended.
    pub ended_at: Option<Timestamp>,
    /// Directory it was written to.
    pub path: String,
    /// Filesystem there.
    pub filesystem: String,
    /// Whether the medium's serial number was the registered one.
    pub identified: bool,
    /// By what the medium was known: `serial`, `filesystem`, or not at all.
    pub identified_by: Option<&'static str>,
    /// Who keeps the passphrase.
    pub custody: Vec<PersonId>,
    /// Their names, in the same order.
    pub custody_names: Vec<String>,
    /// True when that is the carrier.
    pub carrier_holds_key: bool,
    /// Why it failed.
    pub failure: Option<String>,
    /// What was found then.
    pub found: Option<String>,
    /// Volumes, where the package was split.
    pub volumes: Vec<String>,
}

/// A release of the passphrase.
#[derive(Debug, Clone, Serialize)]
pub struct ReleaseView {
    /// By which custodian.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// When.
    pub at: Timestamp,
    /// Who was told.
    pub told: String,
    /// By which channel.
    pub via: Channel,
    /// The registered number that was to be used.
    pub contact: Option<String>,
    /// What the custodian noted.
    pub note: Option<String>,
    /// What is worth knowing about it.
    pub marks: Vec<Mark>,
}

impl CarryOutView {
    /// The carry-out as it stands on `today`.
    #[must_use]
    pub fn new(registry: &Registry, carry_out: &CarryOut, today: NaiveDate) -> Self {
        let tally = tally(registry, carry_out);
        let status = carry_out.status(tally.is_enough(), today);
        let request = &carry_out.request;
        let requester = registry.person(&carry_out.requester);
        let medium = request.medium.as_ref().and_then(|id| registry.media.get(id));
        let ended = |ended: &Ended| EndedView {
            person: ended.by.clone(),
            name: registry.name_of(&ended.by),
            at: ended.at,
            reason: ended.reason.clone(),
        };
        let completed = carry_out.completed();
        let kept = carry_out.kept_attachments().len();
        let gone = carry_out.attachments.len().saturating_sub(kept);
        let approvals = carry_out.approvals.iter().map(|approval| ApprovalView {
            registered: BroughtIn::of_person(registry, approval),
            key_added: BroughtIn::of_key(registry, approval),
            person: approval.person.clone(),
            name: registry.name_of(&approval.person),
            at: approval.at,
            key: approval.key.to_string(),
            index: approval.index,
            consent: approval.consent,
            counts: tally.approvals.contains(&approval.digest),
            marks: approval.marks.clone(),
        });
        Self {
            id: carry_out.id(),
            status,
            requester: carry_out.requester.clone(),
            requester_name: registry.name_of(&carry_out.requester),
            requester_department: requester.and_then(|person| person.particulars.department.clone()),
            recipient: request.recipient.clone(),
            recipient_name: carry_out.recipient.as_ref().map_or_else(
                || request.recipient.to_string(),
                |recipient| format!("{} ({})", recipient.name, recipient.organization),
            ),
            recipient_phone: carry_out.recipient.as_ref().and_then(|recipient| recipient.phone.clone()),
            recipient_email: carry_out.recipient.as_ref().and_then(|recipient| recipient.email.clone()),
            via: request.via,
            kind: request.kind,
            medium: request.medium.clone(),
            medium_serial: medium.and_then(|medium| medium.record.serial.clone()),
            contract: request.contract.clone(),
            place: request.place.clone(),
            purpose: request.purpose.clone(),
            reason: request.reason.clone(),
            items: request.items.clone(),
            assets: request.assets.clone(),
            copies_asked: request.copies,
            level: request.level,
            personal_data: request.personal_data,
            sources_outside: request.sources_outside,
            opens_with: request.opening.as_str(),
            opens_keys: request.opening.keys().to_vec(),
            after_arrival: request.after_arrival,
            on: request.on,
            expires_on: carry_out.expires_on(),
            due: carry_out.due(),
            due_requested: request.due,
            overdue: carry_out.is_outstanding() && today > carry_out.due(),
            outstanding: carry_out.is_outstanding(),
            requested_at: carry_out.requested_at,
            exported_at: completed.map(|(_, _, at)| at),
            arrived_at: carry_out.arrived_at,
            opened_at: carry_out.opened_at,
            closed_at: carry_out.closed.as_ref().map(|closed| closed.at),
            file_count: request.file_count,
            total_bytes: request.total_bytes,
            manifest_sha256: request.manifest.sha256,
            request_sha256: carry_out.digest,
            package_sha256: completed.map(|(_, completed, _)| completed.package_sha256),
            package_size_bytes: completed.map(|(_, completed, _)| completed.package_size_bytes),
            package_path: completed.map(|(attempt, completed, _)| {
                let first = completed.volumes.first().map(|volume| volume.name.as_str());
                let name = first.unwrap_or(&attempt.intent.package_name);
                format!("{}/{name}", attempt.intent.destination.path.trim_end_matches('/'))
            }),
            write_level: completed.map(|(_, completed, _)| completed.write_level),
            approvals: approvals.collect(),
            approvals_counted: tally.count(),
            approvals_needed: tally.needed,
            rejection: carry_out.rejected.as_ref().map(ended),
            withdrawal: carry_out.withdrawn.as_ref().map(ended),
            attempts: carry_out.attempts.iter().map(|attempt| AttemptView::new(registry, attempt)).collect(),
            releases: carry_out
                .releases
                .iter()
                .map(|release| ReleaseView {
                    person: release.by.clone(),
                    name: registry.name_of(&release.by),
                    at: release.at,
                    told: release.release.told.clone(),
                    via: release.release.via,
                    contact: release.release.contact.clone(),
                    note: release.release.note.clone(),
                    marks: release.marks.clone(),
                })
                .collect(),
            mail: MailTrail::new(registry, carry_out),
            attachments_kept: u64::try_from(kept).unwrap_or(u64::MAX),
            attachments_purged: u64::try_from(gone).unwrap_or(u64::MAX),
            purged: PurgedView::all(registry, carry_out),
            way_back: WayBack::new(registry, carry_out),
        }
    }
}

impl AttemptView {
    fn new(registry: &Registry, attempt: &Attempt) -> Self {
        let custody = attempt.custody.as_ref();
        let (outcome, ended_at, failure, found, volumes) = match &attempt.outcome {
            Outcome::Open => ("open", None, None, None, Vec::new()),
            Outcome::Completed { completed, at } => {
                let volumes = completed.volumes.iter().map(|volume| volume.name.clone()).collect();
                ("completed", Some(*at), None, None, volumes)
            }
            Outcome::Failed { failed, at } => {
                let reason = failed.reason.as_str().to_owned();
                ("failed", Some(*at), Some(reason), Some(failed.found.clone()), Vec::new())
            }
        };
        Self {
            outcome,
            person: attempt.by.clone(),
            name: registry.name_of(&attempt.by),
            begun_at: attempt.begun_at,
            ended_at,
            path: attempt.intent.destination.path.clone(),
            filesystem: attempt.intent.destination.filesystem.clone(),
            identified: attempt.intent.destination.identified,
            identified_by: identified_by(registry, attempt),
            custody: custody.map_or_else(Vec::new, |custody| custody.holders.clone()),
            custody_names: custody.map_or_else(Vec::new, |custody| {
                custody.holders.iter().map(|holder| registry.name_of(holder)).collect()
            }),
            carrier_holds_key: custody.is_some_and(|custody| custody.carrier_holds),
            failure,
            found,
            volumes,
        }
    }
}

/// By what the medium was known when the attempt was made.
fn identified_by(registry: &Registry, attempt: &Attempt) -> Option<&'static str> {
    let destination = &attempt.intent.destination;
    if destination.identified {
        return Some("serial");
    }
    let medium = destination.medium.as_ref().and_then(|id| registry.media.get(id))?;
    let name = destination.filesystem_uuid.as_ref()?;
    medium.filesystems.contains(name).then_some("filesystem")
}
