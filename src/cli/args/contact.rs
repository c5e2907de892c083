//! The contact tree of a contract.

use clap::{Args, Subcommand};

use crate::domain::body::contact::Side;
use crate::domain::names::ContractId;

/// `contact …`
#[derive(Debug, Clone, Subcommand)]
pub enum ContactTree {
    /// Puts somebody into the tree.
    Add(ContactAdd),
    /// Lists whom to call, first to last.
    List(ContactList),
    /// Takes somebody out of the tree.
    Remove(ContactRemove),
}

/// `contact add --contract K --name N --organization O [--day PHONE] [--night PHONE] […]`
#[derive(Debug, Clone, Args)]
pub struct ContactAdd {
    /// Under which contract.
    #[arg(long, value_name = "ID")]
    pub contract: ContractId,
    /// Their name.
    #[arg(long, value_name = "NAME")]
    pub name: String,
    /// Their organization.
    #[arg(long, value_name = "TEXT")]
    pub organization: String,
    /// As what they are called.
    #[arg(long, value_name = "TEXT")]
    pub role: Option<String>,
    /// The number that is answered by day.
    #[arg(long, value_name = "PHONE", required_unless_present = "night")]
    pub day: Option<String>,
    /// The number that is answered at night and on holidays.
    #[arg(long, value_name = "PHONE")]
    pub night: Option<String>,
    /// Their mail address.
    #[arg(long, value_name = "ADDRESS")]
    pub email: Option<String>,
    /// Whose turn it is: 1 is called first; behind everybody else where it is absent.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    pub order: Option<u64>,
    /// On whose side; needed where neither the client's name, nor the tree, nor the office's people say it.
    #[arg(long, value_name = "SIDE", value_enum)]
    pub side: Option<Side>,
}

/// `contact list [--contract K]`
#[derive(Debug, Clone, Args)]
pub struct ContactList {
    /// Under which contract; all where it is absent.
    #[arg(long, value_name = "ID")]
    pub contract: Option<ContractId>,
}

/// `contact remove --contract K --name N --organization O`
#[derive(Debug, Clone, Args)]
pub struct ContactRemove {
    /// Under which contract.
    #[arg(long, value_name = "ID")]
    pub contract: ContractId,
    /// Their name.
    #[arg(long, value_name = "NAME")]
    pub name: String,
    /// Their organization.
    #[arg(long, value_name = "TEXT")]
    pub organization: String,
}
