//! What people were taught and pledged, and important information, as reports see them.

use chrono::NaiveDate;
use serde::Serialize;

use crate::base::digest::Digest;
use crate::base::time::Timestamp;
use crate::domain::asset::Asset;
use crate::domain::names::{AssetId, ContractId, Level, Method, PersonId};
use crate::domain::registry::Person;
use crate::domain::rules::demand::Occasion;

/// What a person was taught and pledged.
#[derive(Debug, Clone, Serialize)]
pub struct StaffView {
    /// Who.
    pub id: PersonId,
    /// Their name.
    pub name: String,
    /// What they were taught, in log order.
    pub taught: Vec<TaughtView>,
    /// What they pledged, in log order.
    pub pledges: Vec<PledgedView>,
}

/// Something a person was taught.
#[derive(Debug, Clone, Serialize)]
pub struct TaughtView {
    /// On which day.
    pub on: NaiveDate,
    /// What about.
    pub topic: String,
    /// Under which contract.
    pub contract: Option<ContractId>,
}

/// Something a person pledged.
#[derive(Debug, Clone, Serialize)]
pub struct PledgedView {
    /// When.
    pub at: Timestamp,
    /// On which occasion.
    pub occasion: Occasion,
    /// Under which contract.
    pub contract: Option<ContractId>,
    /// Whether it was signed on paper.
    pub on_paper: bool,
    /// Digest of the text, word for word.
    pub text_sha256: Digest,
}

impl StaffView {
    /// What a person was taught and pledged.
    #[must_use]
    pub fn new(person: &Person) -> Self {
        Self {
            id: person.id.clone(),
            name: person.name.clone(),
            taught: person
                .taught
                .iter()
                .map(|taught| TaughtView {
                    on: taught.on,
                    topic: taught.topic.clone(),
                    contract: taught.contract.clone(),
                })
                .collect(),
            pledges: person
                .pledges
                .iter()
                .map(|pledged| PledgedView {
                    at: pledged.at,
                    occasion: pledged.occasion,
                    contract: pledged.contract.clone(),
                    on_paper: pledged.on_paper,
                    text_sha256: pledged.text_sha256,
                })
                .collect(),
        }
    }
}

/// Important information and where it stands.
#[derive(Debug, Clone, Serialize)]
pub struct AssetView {
    /// Its id.
    pub id: AssetId,
    /// Under which contract.
    pub contract: ContractId,
    /// What it is called.
    pub name: String,
    /// Its level.
    pub level: Level,
    /// How many pieces or records.
    pub count: Option<u64>,
    /// How many copies of it the client permits.
    pub copies_permitted: Option<u64>,
    /// How many there are, those of carry-outs that are not back and not disposed of among them.
    pub copies: u64,
    /// Personal data of how many people.
    pub people: Option<u64>,
    /// Who handed it over.
    pub from: Option<String>,
    /// On which day it was received.
    pub received: NaiveDate,
    /// By which means or on which medium it came.
    pub means: Option<String>,
    /// Where it is kept.
    pub place: String,
    /// Who handles it.
    pub handlers: Vec<PersonId>,
    /// Until when it may be kept.
    pub until: Option<NaiveDate>,
    /// Who registered it.
    pub registered_by: PersonId,
    /// When.
    pub registered_at: Timestamp,
    /// When it was last found at a stock-take.
    pub checked_at: Option<Timestamp>,
    /// By whom.
    pub checked_by: Option<PersonId>,
    /// When it was given back or disposed of.
    pub ended_at: Option<Timestamp>,
    /// How it was disposed of; absent where it was given back.
    pub method: Option<Method>,
    /// To whom it was given back.
    pub to: Option<String>,
    /// Who recorded its end.
    pub ended_by: Option<PersonId>,
}

impl AssetView {
    /// Important information as it stands.
    #[must_use]
    pub fn new(asset: &Asset) -> Self {
        let record = &asset.record;
        let ended = asset.ended.as_ref();
        Self {
            id: record.id.clone(),
            contract: record.contract.clone(),
            name: record.name.clone(),
            level: record.level,
            count: record.count,
            copies_permitted: record.copies_permitted,
            copies: asset.copies(),
            people: record.people,
            from: record.from.clone(),
            received: record.received,
            means: record.means.clone(),
            place: record.place.clone(),
            handlers: record.handlers.clone(),
            until: record.until,
            registered_by: asset.registered_by.clone(),
            registered_at: asset.registered_at,
            checked_at: asset.checked.as_ref().map(|(at, _)| *at),
            checked_by: asset.checked.as_ref().map(|(_, by)| by.clone()),
            ended_at: ended.map(|ended| ended.at),
            method: ended.and_then(|ended| ended.record.method),
            to: ended.and_then(|ended| ended.record.to.clone()),
            ended_by: ended.map(|ended| ended.by.clone()),
        }
    }
}
