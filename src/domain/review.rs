//! Reviews of the log, and when the next one is due.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::base::time::Timestamp;
use crate::domain::body::LogReview;
use crate::domain::names::{ContractId, PersonId};
use crate::domain::registry::Registry;

/// A review as it stands in the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reviewed {
    /// Its entry.
    pub index: u64,
    /// Whose statement it is.
    pub by: PersonId,
    /// When, by their clock.
    pub at: Timestamp,
    /// Tree size that lay before them.
    pub size: u64,
    /// What was said.
    pub body: LogReview,
}

/// A review that a contract's rules ask for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewDue {
    /// Under which contract.
    pub contract: ContractId,
    /// At least every so many days.
    pub days: u64,
    /// The last day that a review covers; `None` where there was none.
    pub reviewed_until: Option<NaiveDate>,
    /// The last good day for the next one.
    pub due: NaiveDate,
}

impl Registry {
    /// The reviews that the rules of contracts in force on `day` ask for. A review of everything covers every contract.
    #[must_use]
    pub fn reviews_due(&self, day: NaiveDate) -> Vec<ReviewDue> {
        let asked = self
            .contracts
            .iter()
            .filter(|(_, contract)| contract.record.until.is_none_or(|until| day <= until));
        let due = asked.filter_map(|(id, contract)| {
            let days = self.rules(Some(id)).review_days()?;
            let covering = |review: &&Reviewed| review.body.contract.as_ref().is_none_or(|of| of == id);
            let reviewed_until = self.reviews.iter().filter(covering).map(|review| review.body.until).max();
            let since = reviewed_until.unwrap_or_else(|| contract.registered_at.date());
            let due = since.checked_add_days(Days::new(days)).unwrap_or(NaiveDate::MAX);
            Some(ReviewDue { contract: id.clone(), days, reviewed_until, due })
        });
        due.collect()
    }
}
