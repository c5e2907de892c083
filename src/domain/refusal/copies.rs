//! Why something may not be said of a copy, or of what became of it.

use crate::base::digest::Digest;
use crate::domain::names::{CopyKind, Method, PersonId};

/// Why something may not be said of a copy, or of what became of it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CopyRefusal {
    /// There is no such copy.
    #[error("{id} has no copy {copy}")]
    NoSuchCopy {
        /// Which.
        id: String,
        /// Number of the copy.
        copy: u64,
    },
    /// The copy is accounted for already.
    #[error("copy {copy} of {id} is accounted for already")]
    CopyAccounted {
        /// Which.
        id: String,
        /// Number of the copy.
        copy: u64,
    },
    /// The copy was lost, and nothing shows that it was found.
    #[error("copy {copy} of {id} is lost, and nothing shows that it was found")]
    LostStill {
        /// Which.
        id: String,
        /// Number of the copy.
        copy: u64,
    },
    /// What somebody has whom it was not meant for does not come back, and is in nobody's reach.
    #[error("copy {copy} of {id} is with somebody it was not meant for: what became of it is declared")]
    StrayCopy {
        /// Which.
        id: String,
        /// Number of the copy.
        copy: u64,
    },
    /// No copy is named.
    #[error("no copy of {id} is named")]
    NoCopies {
        /// Which.
        id: String,
    },
    /// A copy on a medium is accounted for at the medium.
    #[error("copy {copy} of {id} is on a medium, and nothing was measured there")]
    NotMeasured {
        /// Which.
        id: String,
        /// Number of the copy.
        copy: u64,
    },
    /// What this method measures is the package where the export wrote it, and this copy is elsewhere.
    #[error("{method} does not reach copy {copy} of {id}: {kind}")]
    OutOfReach {
        /// Which.
        id: String,
        /// Number of the copy.
        copy: u64,
        /// Its kind.
        kind: CopyKind,
        /// The method.
        method: Method,
    },
    /// The method does not fit what was measured, or lacks what it needs.
    #[error("{method} of {id}: {field} is missing or does not fit")]
    MethodDoesNotFit {
        /// Which.
        id: String,
        /// The method.
        method: Method,
        /// Which field of the statement.
        field: &'static str,
    },
    /// There is no such disposal.
    #[error("{id} has no disposal {disposal}")]
    NoSuchDisposal {
        /// Which.
        id: String,
        /// Digest of the disposal statement named.
        disposal: Digest,
    },
    /// Nobody is their own witness.
    #[error("{person} did {disposal} and cannot witness it")]
    OwnDisposal {
        /// Id of the disposal.
        disposal: String,
        /// Who did it.
        person: PersonId,
    },
    /// A person witnesses a disposal once.
    #[error("{person} is a witness of {disposal} already")]
    AlreadyWitness {
        /// Id of the disposal.
        disposal: String,
        /// Who.
        person: PersonId,
    },
    /// Nobody reads again what they cleared themselves.
    #[error("{person} did {disposal} and cannot read it again")]
    OwnRecheck {
        /// Id of the disposal.
        disposal: String,
        /// Who did it.
        person: PersonId,
    },
    /// What shows the disposal does not show that somebody else was there.
    #[error("the evidence of {disposal} shows no witness")]
    SameEvidence {
        /// Id of the disposal.
        disposal: String,
    },
    /// A copy of this kind comes of the export alone.
    #[error("a copy of kind {kind} of {id} comes of the export")]
    MadeByExport {
        /// Which.
        id: String,
        /// Its kind.
        kind: CopyKind,
    },
    /// Nothing came back, and nothing was disposed of or handed over.
    #[error("nothing of {id} came back")]
    NothingCameBack {
        /// Which.
        id: String,
    },
    /// Copies are not accounted for.
    #[error("copies {copies:?} of {id} are not accounted for")]
    CopiesOpen {
        /// Which.
        id: String,
        /// Numbers of the copies.
        copies: Vec<u64>,
    },
    /// Who brought it back or disposed of it does not confirm it.
    #[error("{person} brought {id} back or disposed of it")]
    OwnReturn {
        /// Which.
        id: String,
        /// Who.
        person: PersonId,
    },
    /// At this level a disposal needs a witness.
    #[error("{disposal} of {id} has no witness")]
    WitnessNeeded {
        /// Which.
        id: String,
        /// Id of the disposal.
        disposal: String,
    },
    /// One order of the client was recorded already.
    #[error("{id} was recalled by order {number} already")]
    RecalledAlready {
        /// Which.
        id: String,
        /// Number of the order.
        number: String,
    },
}
