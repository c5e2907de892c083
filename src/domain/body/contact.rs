//! The contact tree of a contract (連絡網).

use serde::{Deserialize, Serialize};

use crate::domain::names::{ContractId, words};

words!(
    /// On whose side somebody is called.
    Side {
        /// At the office, and whoever works for it.
        Office = "office",
        /// At the client.
        Client = "client",
    }
);

/// Somebody is, or is no longer, in the contact tree of a contract. The same name at the same organization
/// stands in it once; what was said last counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactListing {
    /// Under which contract.
    pub contract: ContractId,
    /// The number that is answered by day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<String>,
    /// Their mail address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// False takes them out of the tree.
    pub listed: bool,
    /// Their name.
    pub name: String,
    /// The number that is answered at night and on holidays.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub night: Option<String>,
    /// Whose turn it is: 1 is called first.
    pub order: u64,
    /// Their organization.
    pub organization: String,
    /// As what they are called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// On whose side.
    pub side: Side,
}

impl ContactListing {
    /// Whether both are about the same person.
    #[must_use]
    pub fn is_about(&self, other: &Self) -> bool {
        self.name == other.name && self.organization == other.organization
    }
}
