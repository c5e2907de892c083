//! One contract, as the log left it.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::base::digest::Digest;
use crate::base::time::Timestamp;
use crate::domain::body::contract::{ConsentScope, SheetNo};
use crate::domain::body::{ContactListing, ContractAdd, Request};
use crate::domain::duty::{Event, Sent};
use crate::domain::names::{PersonId, RecipientId};
use crate::domain::rules::demand::{Occurrence, Post};
use crate::domain::rules::pack::Rule;

/// A contract and everything the client was told or agreed to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contract {
    /// What was registered; packs and last day as they stand now.
    pub record: ContractAdd,
    /// Who registered it.
    pub registered_by: PersonId,
    /// When, by that person's clock.
    pub registered_at: Timestamp,
    /// The entry from which each of its packs is among its rules.
    pub pack_since: BTreeMap<String, u64>,
    /// What the client directed besides.
    pub directives: Vec<Directed>,
    /// The entry of each of these.
    pub directed: Vec<u64>,
    /// Who was notified to the client, and as what.
    pub notified: BTreeMap<PersonId, Notified>,
    /// Who left the contract, and on which day.
    pub left: BTreeMap<PersonId, NaiveDate>,
    /// Storage places notified to the client, and when.
    pub places: BTreeMap<String, NotifiedPlace>,
    /// Recipients on the contract's list, and for what.
    pub recipients: BTreeMap<RecipientId, Option<String>>,
    /// Subcontractors the client agreed to.
    pub subcontractors: BTreeMap<RecipientId, Agreed>,
    /// Subcontractors who signed an agreement on confidentiality.
    pub agreements: BTreeMap<RecipientId, Bound>,
    /// Subcontractors who were checked, and how it was found the last time.
    pub checks: BTreeMap<RecipientId, Checked>,
    /// What the client agreed to, in log order.
    pub consents: Vec<Consented>,
    /// The newest check sheet.
    pub sheet: Option<Sheet>,
    /// Whom to call, first to last.
    pub contacts: Vec<ContactListing>,
    /// What happened that a paper may be owed for, in log order.
    pub events: Vec<Event>,
    /// What was sent to the client, by day.
    pub sent: Vec<Sent>,
    /// Whether somebody said that personal data are handled under it.
    pub handles_personal: bool,
}

/// A directive of the client.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Directed {
    /// The client's number for it.
    pub number: String,
    /// The day it bears.
    pub dated: NaiveDate,
    /// The rules it comes to.
    pub rules: Vec<Rule>,
}

/// Somebody notified to the client.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notified {
    /// As what.
    pub posts: Vec<Post>,
    /// The day of the letter.
    pub dated: NaiveDate,
}

/// A storage place notified to the client.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotifiedPlace {
    /// The day of the letter.
    pub dated: NaiveDate,
    /// Folders of the office's file server that belong to it.
    pub paths: Vec<String>,
}

/// A subcontractor the client agreed to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreed {
    /// At which tier.
    pub tier: u64,
    /// The client's number for it.
    pub number: String,
    /// The day it bears.
    pub dated: NaiveDate,
}

/// An agreement on confidentiality with a subcontractor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bound {
    /// The organization that signed it.
    pub organization: String,
    /// Its first day.
    pub dated: NaiveDate,
    /// Its last day.
    pub until: Option<NaiveDate>,
    /// Digest of the signed agreement.
    pub evidence: Digest,
}

/// How a subcontractor was found when they were checked last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checked {
    /// The organization that was checked.
    pub organization: String,
    /// On which day.
    pub on: NaiveDate,
    /// Who checked it.
    pub by: PersonId,
    /// What they did not meet, and for which nothing was agreed.
    pub unmet: Vec<String>,
    /// Digest of what shows it.
    pub evidence: Digest,
}

/// What the client agreed to, on paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consented {
    /// Digest of the consent statement.
    pub digest: Digest,
    /// Its entry.
    pub index: u64,
    /// Who recorded it.
    pub recorded_by: PersonId,
    /// When, by their clock.
    pub at: Timestamp,
    /// The client's number for it.
    pub number: String,
    /// The day it bears.
    pub dated: NaiveDate,
    /// Who agreed for the client.
    pub by: String,
    /// How many copies there may be, where it says so.
    pub copies: Option<u64>,
    /// The one request it is for.
    pub request: Option<Digest>,
    /// What it covers.
    pub scope: Option<ConsentScope>,
    /// The second person who compared it with its letter.
    pub confirmed_by: Option<PersonId>,
}

/// The newest check sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// Its entry.
    pub index: u64,
    /// When, by its author's clock.
    pub at: Timestamp,
    /// The items answered with no.
    pub noes: Vec<SheetNo>,
}

impl Contract {
    /// Its first day.
    #[must_use]
    pub fn begins(&self) -> NaiveDate {
        self.record.from.unwrap_or_else(|| self.registered_at.date())
    }

    /// The folders of all storage places that were notified.
    pub fn folders(&self) -> impl Iterator<Item = &str> {
        self.places.values().flat_map(|place| &place.paths).map(String::as_str)
    }

    /// Whether an incident concerns something under it.
    #[must_use]
    pub fn is_concerned(&self, incident: &str) -> bool {
        self.events
            .iter()
            .any(|event| event.occurrence == Occurrence::Incident && event.about.as_deref() == Some(incident))
    }
}

impl Sheet {
    /// The items answered with no for which nothing is agreed.
    #[must_use]
    pub fn open(&self) -> Vec<String> {
        self.noes.iter().filter(|no| no.measure.is_none()).map(|no| no.item.clone()).collect()
    }
}

impl Consented {
    /// Whether it stands on `day` for whatever is done under the contract: confirmed, for no one request, and for no
    /// reason, road, recipient, level or person alone.
    #[must_use]
    pub fn is_general(&self, day: NaiveDate) -> bool {
        let scope = self.scope.as_ref().filter(|_| self.confirmed_by.is_some());
        scope.is_some_and(|scope| scope.is_unbound() && day <= scope.until)
    }

    /// Whether it stands for this request on `day`: confirmed by a second person, and within its scope. Without a digest
    /// the request is not in the log yet, and nothing can have been for it alone.
    #[must_use]
    pub fn covers(&self, digest: Option<&Digest>, asked: (&Request, &PersonId), day: NaiveDate) -> bool {
        self.confirmed_by.is_some() && self.is_meant_for(digest, asked, day)
    }

    /// Whether it would stand for this request on `day`, once a second person confirmed it.
    #[must_use]
    pub fn is_meant_for(
        &self,
        digest: Option<&Digest>,
        asked: (&Request, &PersonId),
        day: NaiveDate,
    ) -> bool {
        match (&self.request, &self.scope) {
            (Some(one), _) => Some(one) == digest,
            (None, Some(scope)) => scope.covers(asked, day),
            (None, None) => false,
        }
    }
}

impl ConsentScope {
    /// Whether it is for whatever is done under the contract.
    #[must_use]
    pub fn is_unbound(&self) -> bool {
        self.kinds.is_empty()
            && self.vias.is_empty()
            && self.recipients.is_empty()
            && self.levels.is_empty()
            && self.requesters.is_empty()
    }

    /// Whether a request of this person is within it on `day`.
    #[must_use]
    pub fn covers(&self, (request, requester): (&Request, &PersonId), day: NaiveDate) -> bool {
        let any = |empty: bool, within: bool| empty || within;
        day <= self.until
            && any(self.levels.is_empty(), self.levels.contains(&request.level))
            && any(self.requesters.is_empty(), self.requesters.contains(requester))
            && any(self.kinds.is_empty(), self.kinds.contains(&request.kind))
            && any(self.vias.is_empty(), self.vias.contains(&request.via))
            && any(self.recipients.is_empty(), self.recipients.contains(&request.recipient))
    }
}
