//! Why something may not be said of an incident.

use crate::base::digest::Digest;
use crate::base::time::Timestamp;
use crate::domain::names::{IncidentField, PersonId};

/// Why something may not be said of an incident.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IncidentRefusal {
    /// No incident has this statement.
    #[error("no incident {incident} in this ledger")]
    UnknownIncident {
        /// Digest of the statement named.
        incident: Digest,
    },
    /// The incident is closed.
    #[error("{incident} is closed")]
    IncidentClosed {
        /// Its id.
        incident: String,
    },
    /// The incident concerns the carry-out already.
    #[error("{incident} concerns {id} already")]
    IncludedAlready {
        /// Id of the incident.
        incident: String,
        /// Which carry-out.
        id: String,
    },
    /// The time claimed is later than the statement's own.
    #[error("{claimed} is later than now ({now})")]
    LaterThanNow {
        /// As claimed.
        claimed: Timestamp,
        /// The statement's time.
        now: Timestamp,
    },
    /// Before it can be closed, more has to be on record.
    #[error("{incident} cannot be closed: {missing:?} not on record, told: {told}")]
    IncidentIncomplete {
        /// Id of the incident.
        incident: String,
        /// What is missing.
        missing: Vec<IncidentField>,
        /// Whether it is on record that somebody was told.
        told: bool,
    },
    /// Who opened an incident, or carries what it concerns, does not close it.
    #[error("{person} opened {incident}, or carries what it concerns")]
    OwnIncident {
        /// Id of the incident.
        incident: String,
        /// Who.
        person: PersonId,
    },
}
