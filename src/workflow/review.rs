//! Somebody reviews the log, and signs that they did.

use chrono::NaiveDate;

use crate::base::canonical;
use crate::domain::anomaly::Anomaly;
use crate::domain::body::{Attachment, Body, LogReview};
use crate::domain::names::ContractId;
use crate::domain::review::Reviewed;
use crate::projection::view::anomaly::AnomalyView;
use crate::projection::view::review::{ReviewShown, ReviewView};
use crate::workflow::anomalies::{AnomalyQuery, find};
use crate::workflow::desk::Desk;
use crate::workflow::error::{Error, EvidenceError};
use crate::workflow::keyring::Keyring;
use crate::workflow::world::World;

/// What somebody says who has reviewed the log.
#[derive(Debug, Clone)]
pub struct Review {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub until: NaiveDate,
    /// Under which contract; none for everything.
    pub contract: Option<ContractId>,
    /// What was noted.
    pub note: Option<String>,
    /// What was found.
    pub findings: Vec<String>,
}

/// Computes what is unusual in these days, and has the review signed with the list and the tree size.
///
/// # Errors
/// [`Error::Refused`].
pub fn review(
    world: &World<'_>,
    desk: &mut Desk,
    keyring: &Keyring,
    said: Review,
) -> Result<ReviewShown, Error> {
    let query =
        AnomalyQuery { since: Some(said.from), until: Some(said.until), contract: said.contract.clone() };
    let found = find(desk, &query, world.clock.now().date())?;
    let list = canonical::encode(&found).map_err(crate::domain::statement::StatementError::from)?;
    let body = LogReview {
        anomalies: Attachment::of(&list),
        contract: said.contract,
        count: u64::try_from(found.len()).unwrap_or(u64::MAX),
        findings: said.findings,
        from: said.from,
        note: said.note,
        until: said.until,
    };
    let said = desk.say(world, keyring, Body::LogReview(body), &[&list])?;
    show(desk, said.index)
}

/// Every review, in log order.
#[must_use]
pub fn reviews(desk: &Desk, contract: Option<&ContractId>) -> Vec<ReviewView> {
    let of = |review: &&Reviewed| contract.is_none() || review.body.contract.as_ref() == contract;
    desk.registry.reviews.iter().filter(of).map(|found| ReviewView::new(&desk.registry, found)).collect()
}

/// The review at this entry, with the list that lay before the reviewer.
///
/// # Errors
/// [`Error::UnknownReview`]; [`EvidenceError::DigestDiffers`] for what is not a list.
pub fn show(desk: &Desk, index: u64) -> Result<ReviewShown, Error> {
    let reviewed = desk.registry.reviews.iter().find(|review| review.index == index);
    let reviewed = reviewed.ok_or(Error::UnknownReview { index })?;
    let bytes = desk.attachment(&reviewed.body.anomalies.sha256)?;
    let list: Vec<Anomaly> = canonical::parse(&bytes)
        .map_err(|_| EvidenceError::DigestDiffers { what: format!("the list of review {index}") })?;
    let list = list.iter().map(|found| AnomalyView::new(&desk.registry, found)).collect();
    Ok(ReviewShown { review: ReviewView::new(&desk.registry, reviewed), list })
}
