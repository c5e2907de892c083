//! One carry-out, as the log left it.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::base::digest::Digest;
use crate::base::time::Timestamp;
use crate::domain::body::{
    ExportCompleted, ExportFailed, ExportIntent, PassphraseRelease, RecipientAdd, Request,
};
use crate::domain::names::{PersonId, words};
use crate::domain::registry::Person;
use crate::domain::rules::Rules;
use crate::signing::Fingerprint;

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
    /// The recipient as registered when it was asked for: what approvers saw, and what stays true for
    /// this carry-out even if somebody registers them anew.
    pub recipient: Option<RecipientAdd>,
    /// Who asked, and carries.
    pub requester: PersonId,
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
    /// What is worth knowing about an approval or a release.
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

impl Status {
    /// Whether something that left, or may have left, is not yet accounted for.
    #[must_use]
    pub const fn is_outstanding(self) -> bool {
        matches!(
            self,
            Self::Sealing
                | Self::Sealed
                | Self::Out
                | Self::Arrived
                | Self::Opened
                | Self::Returned
                | Self::Lost
        )
    }
}

impl CarryOut {
    /// `C-0042`.
    #[must_use]
    pub fn id(&self) -> String {
        id_of(self.number)
    }

    /// The day from which no approval is good any more.
    #[must_use]
    pub fn expires_on(&self, rules: &Rules) -> NaiveDate {
        self.request.on.checked_add_days(Days::new(rules.approval_days)).unwrap_or(NaiveDate::MAX)
    }

    /// Whether an approval by this person stands: one signed with a key that was revoked since does
    /// not, so that whoever lost a key can approve again with another.
    #[must_use]
    pub fn is_approved_by(&self, person: &Person) -> bool {
        let is_good = |key| person.key(key).is_some_and(|key| key.revoked_index.is_none());
        self.approvals.iter().any(|given| given.person == person.id && is_good(&given.key))
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
    pub fn status(&self, enough: bool, rules: &Rules, day: NaiveDate) -> Status {
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
            return match (self.opened_at, self.arrived_at) {
                (Some(_), _) => Status::Opened,
                (None, Some(_)) => Status::Arrived,
                (None, None) => Status::Sealed,
            };
        }
        if day >= self.expires_on(rules) {
            return Status::Expired;
        }
        if !self.attempts.is_empty() {
            return Status::Failed;
        }
        if enough { Status::Approved } else { Status::Requested }
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
    let digits = id.strip_prefix("C-").or_else(|| id.strip_prefix("c-"))?;
    let number: u64 = digits.parse().ok().filter(|_| digits.bytes().all(|b| b.is_ascii_digit()))?;
    (number > 0).then_some(number)
}
