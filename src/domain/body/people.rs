//! People and their keys.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::base::digest::Digest;
use crate::domain::names::{ContractId, PersonId, Role};
use crate::domain::rules::office::OfficeRules;
use crate::signing::{Fingerprint, PublicKey};

/// How to reach a person and where they stand. Business particulars only.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Particulars {
    /// Department.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department: Option<String>,
    /// Mail address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// The number that is answered at night and on holidays.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub night: Option<String>,
    /// Organization, where it is not the office itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organization: Option<String>,
    /// Telephone number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
}

/// The first entry: the author founds the ledger and is its administrator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Founder {
    /// The founder's key, which signs this entry.
    pub key: PublicKey,
    /// The founder's name.
    pub name: String,
    /// Under which version of the office's rules it is founded; under version 2 where older programs founded it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub office: Option<OfficeRules>,
}

/// "This key is mine": made by `join`, carried inside [`PersonAdd`] or [`KeyAdd`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Registration {
    /// The key that is claimed, which signs this statement.
    pub key: PublicKey,
}

/// A person enters the registry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonAdd {
    /// age recipient to which custody files are sealed for this person, where it is not `key`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub custody: Option<String>,
    /// Their first key.
    pub key: PublicKey,
    /// Their name.
    pub name: String,
    /// Where they stand and how to reach them.
    pub particulars: Particulars,
    /// Their id.
    pub person: PersonId,
    /// The [`Registration`] entry that proves possession, byte for byte; without it the person is
    /// marked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proof: Option<String>,
    /// What they may do.
    pub roles: Vec<Role>,
}

/// A person's roles or particulars change. What is absent stays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonSet {
    /// New custody recipient.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub custody: Option<String>,
    /// New name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// New particulars, field by field.
    pub particulars: Particulars,
    /// Whom it concerns.
    pub person: PersonId,
    /// All roles from now on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub roles: Option<Vec<Role>>,
}

/// A person gets another key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyAdd {
    /// The key.
    pub key: PublicKey,
    /// Whose it is.
    pub person: PersonId,
    /// The [`Registration`] entry that proves possession, byte for byte.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proof: Option<String>,
}

/// A key is no longer good from this entry on. It stays its owner's for ever.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyRevoke {
    /// Which key.
    pub key: Fingerprint,
    /// Whose it is.
    pub person: PersonId,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// The author, an approver, names somebody who may approve in their absence. The delegate counts
/// as themselves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delegation {
    /// First day.
    pub from: NaiveDate,
    /// Whose approvals may be given by another.
    pub person: PersonId,
    /// The delegate.
    pub to: PersonId,
    /// Last day.
    pub until: NaiveDate,
}

/// A delegation ends before its last day. What the delegate decided until then stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DelegationEnd {
    /// Digest of the delegation's statement.
    pub delegation: Digest,
    /// Whose approvals could be given by another.
    pub person: PersonId,
    /// Why, where a reason was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The delegate.
    pub to: PersonId,
}

/// A person leaves. Their keys are suspended from this entry on; what they carry has to be returned,
/// disposed of or transferred. With a contract they leave that alone: nothing new is theirs to begin or to
/// judge under it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonLeave {
    /// The one contract that they leave; the office where it is absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contract: Option<ContractId>,
    /// Who.
    pub person: PersonId,
    /// Why, where a reason was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// A person who leaves holds nothing any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonLeft {
    /// Who.
    pub person: PersonId,
    /// That the pledges which contracts ask for at leaving are on record. From the first such statement of a ledger on,
    /// nobody has left without them, whether it is said or not.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub pledged: bool,
}
