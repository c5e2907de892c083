//! Why a mail may not be drafted, or not be compared.

use crate::domain::names::{RecipientId, Via};

/// Why a mail may not be drafted, or not be compared.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MailRefusal {
    /// It goes another way.
    #[error("{id} goes by {via}, not by mail")]
    NotByMail {
        /// Which.
        id: String,
        /// By which road.
        via: Via,
    },
    /// No address is known for the recipient.
    #[error("no mail address is registered for the recipient of {id}")]
    NoMailAddress {
        /// Which.
        id: String,
    },
    /// It would go by mail, and nobody there has an address.
    #[error("no mail address is registered for {recipient}")]
    NobodyToMail {
        /// To whom it would go.
        recipient: RecipientId,
    },
    /// Not an address that a mail can be sent to.
    #[error("{address:?} is not a mail address")]
    NotAMailAddress {
        /// As given.
        address: String,
    },
    /// Nobody approved that it goes there.
    #[error("{id} was not approved for {address}")]
    AddressNotApproved {
        /// Which.
        id: String,
        /// The address.
        address: String,
    },
    /// The address stands there twice.
    #[error("{address} stands there twice")]
    AddressTwice {
        /// The address.
        address: String,
    },
    /// Several outside addresses would see each other.
    #[error("{count} outside addresses would see each other")]
    AddressesShown {
        /// How many.
        count: u64,
    },
    /// What is attached is not the package.
    #[error("{name} is not the package of {id}")]
    NotThePackage {
        /// Which.
        id: String,
        /// What the draft calls it.
        name: String,
    },
    /// Not one draft, or too many.
    #[error("{count} drafts of {id}")]
    DraftCount {
        /// Which.
        id: String,
        /// How many.
        count: u64,
    },
    /// What was typed does not confirm it.
    #[error("{part} of the drafts of {id} is not confirmed")]
    MailNotConfirmed {
        /// Which.
        id: String,
        /// `recipients`, `body` or `attachment`.
        part: &'static str,
    },
    /// Nothing was drafted with which a sent mail could be compared.
    #[error("no draft of {id} to compare with")]
    NoDraft {
        /// Which.
        id: String,
    },
}
