//! One carry-out, as the log left it.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::base::digest::Digest;
use crate::base::time::Timestamp;
use crate::domain::body::export::Custody;
use crate::domain::body::{
    Attachment, ExportCompleted, ExportFailed, ExportIntent, PassphraseRelease, RecipientAdd, Request,
};
use crate::domain::names::{CopyKind, MediumId, PersonId, Sanitization, words};
use crate::domain::registry::Person;
use crate::domain::rules::Terms;
use crate::signing::Fingerprint;

mod copy;
mod mail;
mod purge;
mod road;

pub use copy::{CopyRecord, Disposed, DoneDespite, Fate, Rechecked, Returned, Witnessed, disposal_id};
pub use mail::{Drafted, MailDifference, Reconciled};
pub use purge::{PurgeConfirmed, Purged};
pub use road::{CheckedOut, Extended, HandedOver, NotDelivered, Recalled, Transferred};

/// A carry-out from its request on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CarryOut {
    /// 42 for `C-0042`: the 42nd accepted request.
    pub number: u64,
    /// Digest of the request statement.
    pub digest: Digest,
    /// Entry of the request.
    pub index: u64,
    /// The request itself.
    pub request: Request,
    /// What the rules it was asked for under come to.
    pub terms: Terms,
    /// The recipient as registered when it was asked for: what approvers saw, and what stays true for
    /// this carry-out even if somebody registers them anew.
    pub recipient: Option<RecipientAdd>,
    /// Who asked.
    pub requester: PersonId,
    /// Who carries, and answers for it: the requester until a transfer.
    pub carrier: PersonId,
    /// When, by the requester's clock.
    pub requested_at: Timestamp,
    /// Approvals, in log order.
    pub approvals: Vec<GivenApproval>,
    /// Set when an approver rejected it.
    pub rejected: Option<Ended>,
    /// Set when the requester withdrew it.
    pub withdrawn: Option<Ended>,
    /// Attempts to write the package, in log order.
    pub attempts: Vec<Attempt>,
    /// Releases of the passphrase, in log order.
    pub releases: Vec<Release>,
    /// When the arrival code was read back.
    pub arrived_at: Option<Timestamp>,
    /// When the opened code was read back.
    pub opened_at: Option<Timestamp>,
    /// The carrier who has it along, and the pledge they signed.
    pub checked_out: Option<CheckedOut>,
    /// Every time somebody took it along, in log order, the one that stands included.
    pub check_outs: Vec<CheckedOut>,
    /// Changes of the carrier, in log order.
    pub transfers: Vec<Transferred>,
    /// Mails that were drafted, in log order.
    pub drafted: Vec<Drafted>,
    /// Sent mails that were compared with a draft, in log order.
    pub mailed: Vec<Reconciled>,
    /// Times it did not reach its recipient, in log order.
    pub undelivered: Vec<NotDelivered>,
    /// Later days that were asked for, in log order.
    pub extensions: Vec<Extended>,
    /// Set when the deliverable became the recipient's.
    pub handed_over: Option<HandedOver>,
    /// The copies to account for; the first is the package as it was written.
    pub copies: Vec<CopyRecord>,
    /// Returns, in log order.
    pub returns: Vec<Returned>,
    /// Disposals, in log order.
    pub disposals: Vec<Disposed>,
    /// Orders to collect a subcontractor's copies, in log order.
    pub recalls: Vec<Recalled>,
    /// Numbers of the incidents that concern it, exercises left out.
    pub incidents: Vec<u64>,
    /// Set when an approver confirmed that every copy is accounted for.
    pub closed: Option<Ended>,
    /// Every attachment that its statements refer to, in log order, each once.
    pub attachments: Vec<Attachment>,
    /// The latest time that its statements, up to the one that ended it, or two people before them, had claimed.
    pub kept_from: Timestamp,
    /// Purges that were asked for, in log order; of those that nobody confirmed, the newest.
    pub purges: Vec<Purged>,
}

/// An approval as it stands in the log.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GivenApproval {
    /// Digest of the approval statement.
    pub digest: Digest,
    /// Its entry.
    pub index: u64,
    /// Who gave it.
    pub person: PersonId,
    /// With which key.
    pub key: Fingerprint,
    /// When, by their clock.
    pub at: Timestamp,
    /// True for a client's consent: recorded, never counted among the office's approvers.
    pub consent: bool,
    /// What anybody looking at it should know.
    pub marks: Vec<Mark>,
}

words!(
    /// What is worth knowing about an approval, a release, a return or a disposal.
    Mark {
        /// The requester registered this approver.
        RegisteredByRequester = "registered-by-requester",
        /// The approver was registered in the last seven days.
        NewlyRegistered = "newly-registered",
        /// Nobody proved possession of the key.
        Unproven = "unproven",
        /// Given for somebody who delegated.
        Delegated = "delegated",
        /// An administrator approved with a key they themselves brought in lately.
        OwnNewKey = "own-new-key",
        /// The passphrase was told by a channel that is none of the usual ones.
        UnusualChannel = "unusual-channel",
        /// The carrier held the passphrase too.
        CarrierHoldsKey = "carrier-holds-key",
        /// Overwritten, disposed of or not there any more although an incident was open.
        DespiteIncident = "despite-incident",
    }
);

/// Who ended it, when, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ended {
    /// Who.
    pub by: PersonId,
    /// When, by their clock.
    pub at: Timestamp,
    /// Why, where a reason was given.
    pub reason: Option<String>,
}

/// One attempt to write the package.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Attempt {
    /// Digest of the intent statement.
    pub intent_digest: Digest,
    /// Entry of the intent.
    pub index: u64,
    /// The intent.
    pub intent: ExportIntent,
    /// Who tried.
    pub by: PersonId,
    /// When it began, by their clock.
    pub begun_at: Timestamp,
    /// How it ended.
    pub outcome: Outcome,
    /// The custody file that counts: the intent's, or the one it was sealed into last.
    pub custody: Option<Custody>,
}

/// How an attempt ended.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// Not yet: being written, or a crash left it open.
    Open,
    /// Written and read back equal.
    Completed {
        /// The statement.
        completed: Box<ExportCompleted>,
        /// When, by its author's clock.
        at: Timestamp,
    },
    /// Not written.
    Failed {
        /// The statement.
        failed: ExportFailed,
        /// When, by its author's clock.
        at: Timestamp,
    },
}

/// A release of the passphrase.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Release {
    /// Its entry.
    pub index: u64,
    /// The statement.
    pub release: PassphraseRelease,
    /// By which custodian.
    pub by: PersonId,
    /// When, by their clock.
    pub at: Timestamp,
    /// What is worth knowing about it.
    pub marks: Vec<Mark>,
}

words!(
    /// Where a carry-out stands.
    Status {
        /// Asked, not enough approvals yet.
        Requested = "requested",
        /// Enough people approved; may leave now.
        Approved = "approved",
        /// An approver refused.
        Rejected = "rejected",
        /// The requester took it back.
        Withdrawn = "withdrawn",
        /// The time in which it could leave has passed.
        Expired = "expired",
        /// An intent is open: being written, or a crash left it so.
        Sealing = "sealing",
        /// The package is written and read back.
        Sealed = "sealed",
        /// It left the office.
        Out = "out",
        /// The recipient read the arrival code back.
        Arrived = "arrived",
        /// Somebody with the passphrase opened it.
        Opened = "opened",
        /// The deliverable is the recipient's.
        HandedOver = "handed-over",
        /// It came back.
        Returned = "returned",
        /// It was disposed of.
        Disposed = "disposed",
        /// Every copy we answer for is accounted for.
        Closed = "closed",
        /// The last attempt to write it failed.
        Failed = "failed",
        /// It was lost.
        Lost = "lost",
    }
);

impl CarryOut {
    /// `C-0042`.
    #[must_use]
    pub fn id(&self) -> String {
        id_of(self.number)
    }

    /// The day from which no approval is good any more.
    #[must_use]
    pub fn expires_on(&self) -> NaiveDate {
        self.request.on.checked_add_days(Days::new(self.terms.approval_days)).unwrap_or(NaiveDate::MAX)
    }

    /// Whether an approval by this person stands: one signed with a key that was revoked since does
    /// not, so that whoever lost a key can approve again with another.
    #[must_use]
    pub fn is_approved_by(&self, person: &Person) -> bool {
        self.approvals.iter().any(|given| given.person == person.id && person.has_good_key(&given.key))
    }

    /// The attempt whose package was completed.
    #[must_use]
    pub fn completed(&self) -> Option<(&Attempt, &ExportCompleted, Timestamp)> {
        self.attempts.iter().find_map(|attempt| match &attempt.outcome {
            Outcome::Completed { completed, at } => Some((attempt, completed.as_ref(), *at)),
            Outcome::Open | Outcome::Failed { .. } => None,
        })
    }

    /// The attempt that has no outcome yet.
    #[must_use]
    pub fn open_attempt(&self) -> Option<&Attempt> {
        self.attempts.iter().find(|attempt| attempt.outcome == Outcome::Open)
    }

    /// Where it stands on `day`; `enough` is what the tally says.
    #[must_use]
    pub fn status(&self, enough: bool, day: NaiveDate) -> Status {
        if self.withdrawn.is_some() {
            return Status::Withdrawn;
        }
        if self.rejected.is_some() {
            return Status::Rejected;
        }
        if self.open_attempt().is_some() {
            return Status::Sealing;
        }
        if self.completed().is_some() {
            return self.status_outside();
        }
        if day >= self.expires_on() {
            return Status::Expired;
        }
        if !self.attempts.is_empty() {
            return Status::Failed;
        }
        if enough { Status::Approved } else { Status::Requested }
    }
}

impl CarryOut {
    /// Where a completed one stands.
    fn status_outside(&self) -> Status {
        if self.copies.iter().any(|copy| matches!(copy.fate, Fate::Lost { .. })) {
            return Status::Lost;
        }
        if self.closed.is_some() {
            return Status::Closed;
        }
        if self.handed_over.is_some() {
            return Status::HandedOver;
        }
        if !self.copies.iter().any(CopyRecord::is_open) {
            let disposed = self.disposals.iter().filter(|disposed| !disposed.body.copies.is_empty());
            let disposed = disposed.map(|disposed| disposed.index).max();
            let returned = self.returns.iter().map(|returned| returned.index).max();
            return if disposed > returned { Status::Disposed } else { Status::Returned };
        }
        match (self.opened_at, self.arrived_at, &self.checked_out) {
            (Some(_), _, _) => Status::Opened,
            (None, Some(_), _) => Status::Arrived,
            (None, None, Some(_)) => Status::Out,
            (None, None, None) if self.is_mailed() => Status::Out,
            (None, None, None) => Status::Sealed,
        }
    }

    /// Whether something that left, or may have left, is not yet accounted for and confirmed.
    #[must_use]
    pub fn is_outstanding(&self) -> bool {
        self.closed.is_none() && (self.completed().is_some() || self.open_attempt().is_some())
    }

    /// Day by which it is back or accounted for: as requested, or as the last extension that stands says.
    #[must_use]
    pub fn due(&self) -> NaiveDate {
        let stands = |extended: &&Extended| matches!(extended.answer, Some((true, _)));
        self.extensions.iter().rev().find(stands).map_or(self.request.due, |extended| extended.due)
    }

    /// The day that it was late by, if one passed: an extension that was agreed to after the day it moves came too late to
    /// make it another.
    #[must_use]
    pub fn due_in_time(&self) -> NaiveDate {
        let mut stood: Vec<_> = self
            .extensions
            .iter()
            .filter_map(|extended| match &extended.answer {
                Some((true, answered)) => Some((answered.at, extended.due)),
                _ => None,
            })
            .collect();
        stood.sort_unstable_by_key(|(at, _)| *at);
        let in_time = |day: NaiveDate, (at, due): (Timestamp, NaiveDate)| {
            if at.date() <= day { Ok(due) } else { Err(day) }
        };
        stood.into_iter().try_fold(self.request.due, in_time).unwrap_or_else(|late| late)
    }

    /// The extension that waits for an answer.
    #[must_use]
    pub fn waiting_extension(&self) -> Option<&Extended> {
        self.extensions.iter().find(|extended| extended.answer.is_none())
    }

    /// The copy with this number.
    #[must_use]
    pub fn copy(&self, number: u64) -> Option<&CopyRecord> {
        self.copies.iter().find(|copy| copy.number == number)
    }

    /// The copies we still answer for.
    pub fn open_copies(&self) -> impl Iterator<Item = &CopyRecord> {
        self.copies.iter().filter(|copy| copy.is_open())
    }

    /// The medium that the package was written to.
    #[must_use]
    pub fn medium(&self) -> Option<&MediumId> {
        self.completed().and_then(|(attempt, _, _)| attempt.intent.destination.medium.as_ref())
    }

    /// Whether a disposal tells of nothing but what a mail took to strangers: nobody here chose how, or could see it. What
    /// somebody only calls misdelivered, and no mail shows, is held to the rules like any other copy.
    #[must_use]
    pub fn is_of_strays(&self, disposed: &Disposed) -> bool {
        let copies = &disposed.body.copies;
        let strayed = |number: &u64| self.copy(*number).is_some_and(|copy| self.is_mailed_astray(copy));
        !copies.is_empty() && copies.iter().all(strayed)
    }

    /// The disposal with this statement.
    #[must_use]
    pub fn disposal(&self, statement: &Digest) -> Option<&Disposed> {
        self.disposals.iter().find(|disposed| disposed.digest == *statement)
    }

    /// What is known of the end of a copy, by everything that was done to it; `None` while we answer for it
    /// or where it is the recipient's.
    #[must_use]
    pub fn level_of(&self, copy: &CopyRecord) -> Option<Sanitization> {
        match &copy.fate {
            Fate::Held | Fate::HandedOver | Fate::Lost { .. } => None,
            Fate::Returned { .. } | Fate::Disposed { .. } => {
                let returned =
                    self.returns.iter().filter(|returned| returned.body.copies.contains(&copy.number));
                let disposed =
                    self.disposals.iter().filter(|disposed| disposed.body.copies.contains(&copy.number));
                let returned = returned.map(|returned| returned.level_for(copy));
                returned.chain(disposed.map(|disposed| disposed.level_for(copy))).max()
            }
        }
    }

    /// Everybody who asked for it, carried it, brought something back, disposed of something or handed it
    /// over: none of them judges its end, and nobody does on their behalf.
    pub fn involved(&self) -> impl Iterator<Item = &PersonId> {
        let returned = self.returns.iter().map(|returned| &returned.by);
        let disposed = self.disposals.iter().map(|disposed| &disposed.by);
        let handed_over = self.handed_over.iter().map(|handed_over| &handed_over.by);
        self.carriers().chain(returned).chain(disposed).chain(handed_over)
    }

    /// Who asked for it, and everybody who has carried it since.
    pub fn carriers(&self) -> impl Iterator<Item = &PersonId> {
        [&self.requester, &self.carrier].into_iter().chain(self.transfers.iter().map(|transfer| &transfer.to))
    }

    /// Where the copies stand that the log knows of from the export alone: the package, and what was
    /// sent where there is no medium to come back.
    pub(super) fn copies_of_export(&self, at: Timestamp) -> Vec<CopyRecord> {
        let Some((attempt, _, _)) = self.completed() else { return Vec::new() };
        let destination = &attempt.intent.destination;
        let is_sent = destination.medium.is_none() && !self.request.recipient.is_self();
        let kind = if is_sent { CopyKind::Office } else { CopyKind::Package };
        let copy = |number, kind, place: String, holder| CopyRecord {
            number,
            kind,
            place,
            medium: destination.medium.clone(),
            device: None,
            holder,
            since: at,
            fate: Fate::Held,
        };
        let mut copies = vec![copy(1, kind, destination.path.clone(), None)];
        if is_sent {
            let place = self.request.recipient.to_string();
            copies.push(copy(2, CopyKind::Sent, place, Some(self.request.recipient.clone())));
        }
        copies
    }
}

impl Returned {
    /// What is known of the end of this copy: only what was at the medium is more than declared.
    #[must_use]
    pub const fn level_for(&self, copy: &CopyRecord) -> Sanitization {
        if copy.is_as_written() { self.level } else { Sanitization::L0 }
    }
}

impl Disposed {
    /// What is known of the end of this copy: only what was at the medium is more than declared.
    #[must_use]
    pub fn level_for(&self, copy: &CopyRecord) -> Sanitization {
        use crate::domain::names::Method;
        let covered = match self.body.method {
            Method::Key => copy.kind.is_sealed(),
            Method::EraseFile | Method::Overwrite => copy.is_as_written(),
            Method::Physical | Method::Dissolve | Method::Declared => true,
        };
        if covered { self.level } else { Sanitization::L0 }
    }
}

/// `C-0042` for 42.
#[must_use]
pub fn id_of(number: u64) -> String {
    format!("C-{number:04}")
}

/// 42 for `C-0042`; `None` for anything else.
#[must_use]
pub fn number_of(id: &str) -> Option<u64> {
    number_with(id, "C-", "c-")
}

/// 7 for `D-0007`; `None` for anything else.
#[must_use]
pub fn disposal_number(id: &str) -> Option<u64> {
    number_with(id, "D-", "d-")
}

/// The number after one of two spellings of a prefix.
pub(super) fn number_with(id: &str, prefix: &str, lower: &str) -> Option<u64> {
    let digits = id.strip_prefix(prefix).or_else(|| id.strip_prefix(lower))?;
    let number: u64 = digits.parse().ok().filter(|_| digits.bytes().all(|b| b.is_ascii_digit()))?;
    (number > 0).then_some(number)
}
