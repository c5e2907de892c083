//! The question to a client how important its information is.

use chrono::NaiveDate;
use serde::Serialize;

use super::duty::ClauseView;
use crate::domain::contract::Contract;
use crate::domain::names::{AssetId, ContractId, Level};
use crate::domain::registry::Registry;
use crate::domain::rules::demand::Demand;
use crate::domain::rules::pack::Text;

/// What the client is asked.
#[derive(Debug, Clone, Serialize)]
pub struct QuestionView {
    /// Under which contract.
    pub contract: ContractId,
    /// The client's organization.
    pub client: String,
    /// The client's number for the contract.
    pub number: Option<String>,
    /// What the contract is about.
    pub title: Option<String>,
    /// The registered information whose level is not known.
    pub items: Vec<QuestionItem>,
    /// The clause on which it is asked: of the client's own document where one says so, else the office's.
    pub clause: Option<ClauseView>,
    /// What that clause says.
    pub text: Option<Text>,
}

/// Information whose level is not known.
#[derive(Debug, Clone, Serialize)]
pub struct QuestionItem {
    /// Its id.
    pub id: AssetId,
    /// What it is called.
    pub name: String,
    /// On which day it was received.
    pub received: NaiveDate,
    /// Who handed it over.
    pub from: Option<String>,
    /// How many pieces or records.
    pub count: Option<u64>,
}

impl QuestionView {
    /// The question about what is registered under a contract at no known level.
    #[must_use]
    pub fn new(registry: &Registry, contract: &Contract) -> Self {
        let record = &contract.record;
        let rules = registry.rules(Some(&record.id));
        // The office's pack comes first; what the client's own document says is worth more to the client.
        let asks = rules.each().filter(|(_, rule)| rule.demand == Demand::LevelKnown).last();
        let assets = registry.assets.values().filter(|asset| {
            asset.record.contract == record.id
                && asset.record.level == Level::Unknown
                && asset.ended.is_none()
        });
        Self {
            contract: record.id.clone(),
            client: record.client.clone(),
            number: record.number.clone(),
            title: record.title.clone(),
            items: assets
                .map(|asset| QuestionItem {
                    id: asset.record.id.clone(),
                    name: asset.record.name.clone(),
                    received: asset.record.received,
                    from: asset.record.from.clone(),
                    count: asset.record.count,
                })
                .collect(),
            clause: asks.map(|(pack, rule)| ClauseView::new(pack, rule)),
            text: asks.map(|(_, rule)| Text { en: rule.en.clone(), ja: rule.ja.clone() }),
        }
    }
}
