//! Why something may not be said of a device or paper that is carried.

use crate::base::digest::Digest;
use crate::domain::article::{ArticleState, Clearing};
use crate::domain::names::{ContractId, MediumId, MediumKind, Method, PersonId};

/// Why something may not be said of a device or paper that is carried.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ArticleRefusal {
    /// Nothing that is carried has this statement.
    #[error("nothing carried has the statement {article}")]
    UnknownArticle {
        /// Digest of the statement named.
        article: Digest,
    },
    /// The medium is no PC and no phone.
    #[error("{medium} is neither a PC nor a phone")]
    NotADevice {
        /// Which.
        medium: MediumId,
        /// What it is.
        kind: MediumKind,
    },
    /// The device is carried already.
    #[error("{device} is carried with {id}")]
    DeviceOut {
        /// Which.
        device: MediumId,
        /// With what.
        id: String,
    },
    /// A package that is out on the device would part from it.
    #[error("{id} is out on {device}")]
    PackageAlong {
        /// Which device.
        device: MediumId,
        /// Id of the carry-out.
        id: String,
    },
    /// The client lent the device for another contract.
    #[error("{device} is lent under {contract}")]
    LentUnder {
        /// Which.
        device: MediumId,
        /// Under which contract.
        contract: ContractId,
    },
    /// It does not stand where this can be said.
    #[error("{id} is {state}")]
    WrongState {
        /// Which.
        id: String,
        /// Where it stands.
        state: ArticleState,
    },
    /// Nobody answers for what they carry themselves.
    #[error("{person} carries {id}")]
    OwnArticle {
        /// Which.
        id: String,
        /// Who.
        person: PersonId,
    },
    /// The incident that it was lost under is open.
    #[error("{id} is lost under {incident}, which is open")]
    LossOpen {
        /// Which.
        id: String,
        /// The incident.
        incident: String,
    },
    /// Nothing shows that paper was destroyed, and nobody saw it.
    #[error("nobody saw {id} destroyed, and nothing shows it")]
    Unseen {
        /// Which.
        id: String,
        /// How it is said to have been destroyed.
        method: Method,
    },
    /// Only paper is destroyed like this.
    #[error("{id} is not on paper")]
    NotPaper {
        /// Which.
        id: String,
    },
    /// Nothing is stored on paper that could be deleted.
    #[error("{id} is on paper")]
    NoDevice {
        /// Which.
        id: String,
    },
    /// What an incident put off is attested, or nothing is said.
    #[error("nothing is attested of {id}")]
    NothingCleared {
        /// Which.
        id: String,
        /// What was put off.
        missing: Vec<Clearing>,
    },
    /// The incident is no loss, or an exercise.
    #[error("{incident} is no loss")]
    NotALoss {
        /// What was lost.
        id: String,
        /// Which.
        incident: String,
    },
    /// Copies are on the device that nobody has accounted for.
    #[error("{device} holds copies of {carry_outs:?}")]
    CopiesOnDevice {
        /// Which device.
        device: MediumId,
        /// Ids of the carry-outs.
        carry_outs: Vec<String>,
    },
}
