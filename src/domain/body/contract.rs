//! Contracts: which rules stand, who was notified to the client, what the client agreed to.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::base::digest::Digest;
use crate::domain::body::Attachment;
use crate::domain::names::{ContractId, Kind, Level, PersonId, RecipientId, Via};
use crate::domain::rules::demand::Post;
use crate::domain::rules::pack::{Pack, Rule};

/// A rule pack comes in, or a newer version of one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackSet {
    /// The rules, typed.
    pub pack: Pack,
    /// The TOML they were read from.
    pub source: Attachment,
}

/// A contract begins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContractAdd {
    /// The client's organization.
    pub client: String,
    /// Its first day; the day it was registered where it is absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<NaiveDate>,
    /// Its id.
    pub id: ContractId,
    /// The client's own number for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Ids of the rule packs it names; the office's stand in any case.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub packs: Vec<String>,
    /// What it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Its last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
}

/// A contract's packs or its last day change. What is absent stays; packs are only added.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContractSet {
    /// Packs that it names besides.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub add_packs: Vec<String>,
    /// Its id.
    pub id: ContractId,
    /// Its new last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
}

/// The client directs something more. A directive only adds rules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Directive {
    /// Under which contract.
    pub contract: ContractId,
    /// The day it bears.
    pub dated: NaiveDate,
    /// The letter.
    pub evidence: Attachment,
    /// The client's number for it.
    pub number: String,
    /// The rules it comes to.
    pub rules: Vec<Rule>,
}

/// The client was told that somebody works under a contract, and as what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notification {
    /// Under which contract.
    pub contract: ContractId,
    /// The day of the letter.
    pub dated: NaiveDate,
    /// The letter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Attachment>,
    /// Who.
    pub person: PersonId,
    /// All posts from now on; none takes them off the list.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub posts: Vec<Post>,
}

/// The client was told where data are stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaceNotification {
    /// Under which contract.
    pub contract: ContractId,
    /// The day of the letter.
    pub dated: NaiveDate,
    /// False takes the place off the list.
    pub listed: bool,
    /// Folders of the office's file server that belong to it, from their root.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub paths: Vec<String>,
    /// The place.
    pub place: String,
}

/// A recipient is, or is no longer, one to whom information goes under a contract.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecipientListing {
    /// Under which contract.
    pub contract: ContractId,
    /// Whether they are on the list.
    pub listed: bool,
    /// For what they get it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose: Option<String>,
    /// Who.
    pub recipient: RecipientId,
}

/// The client agreed, on paper. Counts once a second person confirmed it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    /// Who agreed for the client.
    pub by: String,
    /// Under which contract.
    pub contract: ContractId,
    /// How many copies there may be, where it says so: more than a rule would let be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub copies: Option<u64>,
    /// The day it bears.
    pub dated: NaiveDate,
    /// The letter.
    pub evidence: Attachment,
    /// The client's number for it.
    pub number: String,
    /// The one request it is for; absent where it has a scope.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request: Option<Digest>,
    /// What it covers; absent where it is for one request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<ConsentScope>,
}

/// What a consent covers. What is absent does not restrict.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsentScope {
    /// Only for these reasons of leaving.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<Kind>,
    /// Only information of these levels.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<Level>,
    /// Only to these recipients.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub recipients: Vec<RecipientId>,
    /// Only where one of these people asks for it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub requesters: Vec<PersonId>,
    /// In the client's words.
    pub text: String,
    /// Its last day.
    pub until: NaiveDate,
    /// Only by these roads.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub vias: Vec<Via>,
}

/// A second person compared a consent with its letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsentConfirm {
    /// Digest of the consent statement.
    pub consent: Digest,
    /// Under which contract.
    pub contract: ContractId,
    /// Digest of the request statement, where the consent is for one request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request: Option<Digest>,
}

/// The answers to a check sheet, and what is done about each "no".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetAnswers {
    /// The answers, item by item.
    pub answers: Attachment,
    /// Under which contract.
    pub contract: ContractId,
    /// The items answered with no.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub noes: Vec<SheetNo>,
}

/// An item answered with no.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetNo {
    /// Which.
    pub item: String,
    /// The measure agreed with the client; absent while there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measure: Option<String>,
}
