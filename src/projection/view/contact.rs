//! The contact tree as reports see it.

use serde::Serialize;

use crate::domain::body::ContactListing;
use crate::domain::body::contact::Side;
use crate::domain::contract::Contract;
use crate::domain::names::ContractId;

/// Somebody in the contact tree of a contract.
#[derive(Debug, Clone, Serialize)]
pub struct CallListView {
    /// Under which contract.
    pub contract: ContractId,
    /// Whose turn it is.
    pub order: u64,
    /// On whose side.
    pub side: Side,
    /// Their name.
    pub name: String,
    /// Their organization.
    pub organization: String,
    /// As what they are called.
    pub role: Option<String>,
    /// The number that is answered by day.
    pub day: Option<String>,
    /// The number that is answered at night and on holidays.
    pub night: Option<String>,
    /// Their mail address.
    pub email: Option<String>,
}

impl CallListView {
    /// The contact tree of a contract, first to last.
    #[must_use]
    pub fn of(contract: &Contract) -> Vec<Self> {
        contract.contacts.iter().map(Self::new).collect()
    }

    fn new(contact: &ContactListing) -> Self {
        Self {
            contract: contact.contract.clone(),
            order: contact.order,
            side: contact.side,
            name: contact.name.clone(),
            organization: contact.organization.clone(),
            role: contact.role.clone(),
            day: contact.day.clone(),
            night: contact.night.clone(),
            email: contact.email.clone(),
        }
    }
}
