//! Why nobody becomes administrator in the place of those who cannot sign.

use chrono::NaiveDate;

use super::Refusal;
use crate::base::time::Timestamp;
use crate::domain::names::PersonId;
use crate::domain::succession::SuccessionOutcome;

/// Why nobody becomes administrator in the place of those who cannot sign.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SuccessionRefusal {
    /// Whoever signs this is an administrator who can sign.
    #[error("{administrator} is an administrator, and signs")]
    AdministratorSigns {
        /// Who.
        administrator: PersonId,
    },
    /// The person is administrator already.
    #[error("{person} is an administrator already")]
    AdministratorAlready {
        /// Who.
        person: PersonId,
    },
    /// The person has no good key, leaves, or is only somebody of the client's.
    #[error("{person} cannot be administrator: no good key, or a client's role alone")]
    Unfit {
        /// Who.
        person: PersonId,
    },
    /// The person's key came in after an administrator signed last.
    #[error(
        "no key of {person} that is needed here was in the ledger at entry {index}, the last that an administrator signed"
    )]
    TooNew {
        /// Who.
        person: PersonId,
        /// The last entry of an administrator.
        index: u64,
    },
    /// Nobody says it of themselves.
    #[error("{person} has no part in who makes them administrator")]
    OwnSuccession {
        /// Who.
        person: PersonId,
    },
    /// It waits already, or the same person asked for another.
    #[error("{by} asked already that {person} become administrator")]
    Asked {
        /// Who is to be administrator.
        person: PersonId,
        /// Who asked.
        by: PersonId,
    },
    /// Nothing waits.
    #[error("nobody asked for that")]
    NotAsked {
        /// Of whom it was said, where that is known.
        person: Option<PersonId>,
    },
    /// It waits no more.
    #[error("what was asked for {person} ended with entry {index} of {by} ({outcome})")]
    Over {
        /// Who was to be administrator.
        person: PersonId,
        /// Whose statement ended it.
        by: PersonId,
        /// Its entry.
        index: u64,
        /// How.
        outcome: SuccessionOutcome,
    },
    /// Whoever asked has revoked that key, or is not trusted any more.
    #[error("the key with which {by} asked is not good any more")]
    AskerGone {
        /// Who asked.
        by: PersonId,
    },
    /// Nobody but the two has said anything since.
    #[error("nobody else has said anything since {person} was proposed")]
    NotBegun {
        /// Who is to be administrator.
        person: PersonId,
    },
    /// Its days have not passed.
    #[error("{person} may become administrator from {from} on")]
    TooEarly {
        /// Who is to be administrator.
        person: PersonId,
        /// The first day.
        from: NaiveDate,
        /// For how many days it waits.
        days: u64,
    },
    /// Only the author's clock says that its days have passed.
    #[error("nobody else's statement in the log is of {from} or later")]
    OneClockAlone {
        /// Who is to be administrator.
        person: PersonId,
        /// The first day.
        from: NaiveDate,
        /// The latest time that somebody else claimed.
        others: Timestamp,
    },
    /// Neither an administrator, nor whoever asked, nor the person.
    #[error("{author} does not decide that {person} does not become administrator")]
    MayNotStop {
        /// Who would.
        author: PersonId,
        /// Who is to be administrator.
        person: PersonId,
    },
}

impl From<SuccessionRefusal> for Refusal {
    fn from(refusal: SuccessionRefusal) -> Self {
        Self::Succession(refusal)
    }
}
