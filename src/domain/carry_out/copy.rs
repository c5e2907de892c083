//! The copies that have to be accounted for, and what became of each.

use serde::{Deserialize, Serialize};

use crate::base::digest::Digest;
use crate::base::time::Timestamp;
use crate::domain::body::{Attachment, Disposal, Return};
use crate::domain::carry_out::CarryOut;
use crate::domain::names::{CopyKind, MediumId, MediumState, PersonId, RecipientId, Sanitization};
use crate::domain::registry::Medium;

/// One copy of the information, from the day it came to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CopyRecord {
    /// 1 for the package as it was written; the others in log order.
    pub number: u64,
    /// What it is.
    pub kind: CopyKind,
    /// Where it is, as far as the log says.
    pub place: String,
    /// The medium it is on.
    pub medium: Option<MediumId>,
    /// The registered PC or phone it is on, by the word of whoever declared it.
    pub device: Option<MediumId>,
    /// The recipient who holds it, where that is a subcontractor or whoever it was sent to.
    pub holder: Option<RecipientId>,
    /// When it came to be, by the clock of whoever said so.
    pub since: Timestamp,
    /// What became of it.
    pub fate: Fate,
}

/// What became of a copy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "fate", rename_all = "kebab-case")]
pub enum Fate {
    /// We answer for it.
    Held,
    /// It was brought back.
    Returned {
        /// What is known of its end.
        level: Sanitization,
    },
    /// It was disposed of.
    Disposed {
        /// 7 for `D-0007`.
        disposal: u64,
    },
    /// It is the recipient's.
    HandedOver,
    /// It was lost, and not found since.
    Lost {
        /// 3 for `I-0003`.
        incident: u64,
    },
}

impl CopyRecord {
    /// Whether we still answer for it: held, or lost.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        matches!(self.fate, Fate::Held | Fate::Lost { .. })
    }

    /// Whether it is the package where the export wrote it: the one that is found there again.
    #[must_use]
    pub const fn is_as_written(&self) -> bool {
        self.number == 1
    }
}

/// Copies that were brought back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Returned {
    /// Its entry.
    pub index: u64,
    /// Who brought them.
    pub by: PersonId,
    /// When, by their clock.
    pub at: Timestamp,
    /// What the evidence comes to, for the copy at the medium.
    pub level: Sanitization,
    /// The incidents that should have kept what was overwritten, or was not there any more.
    pub despite: Vec<DoneDespite>,
    /// What was said and measured.
    pub body: Return,
}

/// A disposal, who saw it, and who checked it again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Disposed {
    /// 7 for `D-0007`: the seventh accepted disposal.
    pub number: u64,
    /// Digest of the disposal statement.
    pub digest: Digest,
    /// Its entry.
    pub index: u64,
    /// Who did it.
    pub by: PersonId,
    /// When, by their clock.
    pub at: Timestamp,
    /// What was said and measured.
    pub body: Disposal,
    /// Who saw it.
    pub witnesses: Vec<Witnessed>,
    /// Who read the medium again.
    pub rechecks: Vec<Rechecked>,
    /// What the evidence comes to, with the witnesses so far.
    pub level: Sanitization,
    /// The incidents for whose sake nothing should have been disposed of any more.
    pub despite: Vec<DoneDespite>,
}

/// An incident that was open when something was recorded that it should have kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DoneDespite {
    /// 3 for `I-0003`.
    pub incident: u64,
    /// Whether it was begun before the incident was opened, by the author's word.
    pub begun_before: bool,
    /// Whether the package was only not there when it was looked at: who removed it, and when, is not known.
    pub missing: bool,
}

impl Disposed {
    /// `D-0007`.
    #[must_use]
    pub fn id(&self) -> String {
        disposal_id(self.number)
    }
}

/// `D-0007` for 7.
#[must_use]
pub fn disposal_id(number: u64) -> String {
    format!("D-{number:04}")
}

/// Somebody who saw a disposal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Witnessed {
    /// Its entry.
    pub index: u64,
    /// Whose statement it is.
    pub by: PersonId,
    /// When, by their clock.
    pub at: Timestamp,
    /// Somebody without a key who saw it; absent where the author did.
    pub external: Option<String>,
    /// What shows that somebody without a key was there.
    pub evidence: Option<Attachment>,
}

/// Somebody who read a cleared medium again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rechecked {
    /// Its entry.
    pub index: u64,
    /// Who.
    pub by: PersonId,
    /// When, by their clock.
    pub at: Timestamp,
    /// Sectors that were not the noise of the record.
    pub changed_sectors: u64,
    /// Offset in bytes of the first of them.
    pub first_changed: Option<u64>,
}

impl CarryOut {
    /// Whether the last return found the package on this medium and left it as it was, and nobody went about erasing it
    /// since: what an incident keeps is accounted for, and is there all the same when the incident is over.
    #[must_use]
    pub fn is_left_there(&self, medium: Option<&Medium>) -> bool {
        let measured = self.returns.iter().filter_map(|one| Some((one.index, one.body.measured.as_ref()?)));
        let Some((at, last)) = measured.max_by_key(|(index, _)| *index) else { return false };
        let since =
            |one: &Disposed| one.index > at && (one.body.measured.is_some() || one.level >= Sanitization::L1);
        let is_listed = medium.is_none_or(|medium| {
            medium.holds.contains(&self.number)
                && !matches!(medium.state, MediumState::Lost | MediumState::Destroyed)
        });
        !last.gone && !last.is_changed() && is_listed && !self.disposals.iter().any(since)
    }
}
