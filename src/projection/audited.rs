//! What an audit and a verification come to, as reports see it.

use serde::Serialize;

use crate::base::digest::Digest;
use crate::base::time::Timestamp;
use crate::domain::carry_out::Mark;
use crate::domain::finding::Finding;
use crate::domain::names::{ContractId, PersonId};
use crate::domain::statement::Seen;
use crate::projection::view::acknowledge::AcknowledgedView;
use crate::projection::view::certificate::Summary;
use crate::projection::view::restored::RestorationView;
use crate::projection::view::succession::SuccessionView;

/// What an audit found.
#[derive(Debug, Clone, Serialize)]
pub struct AuditReport {
    /// The ledger's name.
    pub origin: String,
    /// Entries.
    pub size: u64,
    /// The first entry that was read: what stands before it was audited by this user earlier. 0 where all was read.
    pub from: u64,
    /// Root hash of all of them, computed from the entries, those before `from` when they were read.
    pub root: Digest,
    /// The founder and the fingerprint of the key they founded it with.
    pub founder: Option<(PersonId, String)>,
    /// The largest matching checkpoint held outside the ledger; 0 for none.
    pub anchored: u64,
    /// The largest checkpoint that this user holds of the ledger.
    pub held: Option<HeldTree>,
    /// Entries after it: they could be cut unseen.
    pub after_anchor: u64,
    /// What is wrong, in log order.
    pub findings: Vec<Finding>,
    /// Entries without effect that two people acknowledged, with what is wrong with them.
    pub acknowledged: Vec<AcknowledgedView>,
    /// Earlier histories that were lost, as people put them on record.
    pub restored: Vec<RestorationView>,
    /// Who was to become administrator without an administrator's signature, and what came of it.
    pub successions: Vec<SuccessionView>,
    /// Checkpoints held elsewhere that are of an earlier history which two people recorded as lost.
    pub of_earlier: Vec<Seen>,
    /// What is worth knowing about approvals, releases, returns and disposals.
    pub marks: Vec<MarkedEntry>,
    /// Attachments looked at.
    pub attachments: u64,
    /// Attachments that are absent because two people had them purged.
    pub purged: u64,
    /// Attachments that a purge orders away, and that are there all the same.
    pub still_present: Vec<Digest>,
}

/// A checkpoint that a user holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct HeldTree {
    /// Size and root.
    #[serde(flatten)]
    pub tree: Seen,
    /// Whether the log that was audited begins with that tree.
    pub in_log: bool,
}

/// An approval, a release, a return or a disposal with marks.
#[derive(Debug, Clone, Serialize)]
pub struct MarkedEntry {
    /// The carry-out.
    pub id: String,
    /// Whose statement.
    pub person: PersonId,
    /// When.
    pub at: Timestamp,
    /// What is worth knowing.
    pub marks: Vec<Mark>,
}

impl AuditReport {
    /// Whether evidence is wrong.
    #[must_use]
    pub fn is_tampered(&self) -> bool {
        self.findings.iter().any(Finding::is_tampering)
    }

    /// Whether the answer needs attention: a clock that disagrees, no checkpoint held elsewhere, or one of an earlier
    /// history.
    #[must_use]
    pub fn needs_attention(&self) -> bool {
        !self.findings.is_empty()
            || self.anchored == 0
            || !self.still_present.is_empty()
            || !self.of_earlier.is_empty()
    }
}

/// One thing that `verify` looked at.
#[derive(Debug, Clone, Serialize)]
pub struct VerifiedLine {
    /// The file.
    pub file: String,
    /// What it is: `entry`, `proof`, `checkpoint`, `manifest`, `draft`, `certificate`, `other`, and of a
    /// dossier `withheld`, `attachment` and `dossier`.
    pub what: &'static str,
    /// The type of the statement, for an entry.
    #[serde(rename = "type")]
    pub type_name: Option<&'static str>,
    /// Who says it, for an entry.
    pub author: Option<PersonId>,
    /// When, by the author's clock.
    pub time: Option<Timestamp>,
    /// The key that signed.
    pub key: Option<String>,
    /// The ledger.
    pub origin: Option<String>,
    /// The entry's place, where a proof shows it.
    pub index: Option<u64>,
    /// The tree size that the proof or checkpoint speaks of.
    pub size: Option<u64>,
    /// Its root hash.
    pub root: Option<Digest>,
    /// Whether the key is listed for this author, where signers were given or lie beside.
    pub listed: Option<bool>,
    /// Whether there was anything to check it against: a checkpoint without signature that no proof
    /// leads to says nothing by itself.
    pub checked: bool,
    /// What is wrong; `None` when it holds.
    pub problem: Option<String>,
    /// What was not checked of it, or is not known.
    pub warnings: Vec<Warning>,
    /// What a certificate that holds says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub certificate: Option<Box<Summary>>,
    /// What the auditor counted, for a dossier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dossier: Option<Box<Counted>>,
}

/// What was not checked of a file that `verify` came upon, or is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Warning {
    /// Nothing that `verify` knows; what it says was not looked at.
    NotLookedAt,
    /// Of a tree of another size than the checkpoint here, or than the other proofs: nothing here relates the two.
    NotRelated,
    /// The number of the carry-out stands in the name of the file, and in no entry here.
    NumberInNameOnly,
    /// A key in `allowed_signers` that signed nothing here.
    SignedNothing,
}

impl Warning {
    /// Whether something was left unchecked that could contradict what holds.
    #[must_use]
    pub const fn needs_attention(self) -> bool {
        match self {
            Self::NotLookedAt | Self::NotRelated | Self::SignedNothing => true,
            Self::NumberInNameOnly => false,
        }
    }
}

/// What the auditor of a dossier counted, and what is not in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Counted {
    /// Under which contract.
    pub contract: ContractId,
    /// Who counted.
    pub auditor: PersonId,
    /// When, by their clock.
    pub at: Timestamp,
    /// Up to which tree size.
    pub counted_size: u64,
    /// The contract's own entries.
    pub own: u64,
    /// What they are judged by.
    pub beside: u64,
    /// Entries of both that are there as their hash alone.
    pub withheld: u64,
    /// Attachments that name others and are not there.
    pub attachments_withheld: u64,
    /// Attachments that were removed from the ledger.
    pub attachments_removed: u64,
    /// The earliest time that an entry here claims.
    pub first: Option<Timestamp>,
    /// The latest.
    pub last: Option<Timestamp>,
}

impl VerifiedLine {
    /// A file of which nothing is known yet.
    #[must_use]
    pub const fn about(file: String) -> Self {
        Self {
            file,
            what: "entry",
            type_name: None,
            author: None,
            time: None,
            key: None,
            origin: None,
            index: None,
            size: None,
            root: None,
            listed: None,
            checked: true,
            problem: None,
            warnings: Vec::new(),
            certificate: None,
            dossier: None,
        }
    }
}
