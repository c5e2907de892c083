//! What somebody who reviews the log looks at first.

use chrono::NaiveDate;

use crate::domain::anomaly::{Anomalies, Anomaly};
use crate::domain::entry::Entry;
use crate::domain::finding::FindingKind;
use crate::domain::names::ContractId;
use crate::domain::rules::pack;
use crate::projection::query::Filter;
use crate::projection::view::anomaly::AnomalyView;
use crate::workflow::desk::Desk;
use crate::workflow::error::Error;
use crate::workflow::world::World;

/// Where to look.
#[derive(Debug, Clone, Default)]
pub struct AnomalyQuery {
    /// First day.
    pub since: Option<NaiveDate>,
    /// Last day.
    pub until: Option<NaiveDate>,
    /// Under which contract; none for all.
    pub contract: Option<ContractId>,
}

/// What is unusual, by day. Every carry-out is looked at once: what was asked for long ago may come back late now.
///
/// # Errors
/// [`Error::Projection`], [`Error::Store`].
pub fn anomalies(world: &World<'_>, desk: &Desk, query: &AnomalyQuery) -> Result<Vec<AnomalyView>, Error> {
    let found = find(desk, query, world.clock.now().date())?;
    Ok(found.iter().map(|found| AnomalyView::new(&desk.registry, found)).collect())
}

/// The same without names, as it is on `today`.
pub(super) fn find(desk: &Desk, query: &AnomalyQuery, today: NaiveDate) -> Result<Vec<Anomaly>, Error> {
    let since = query.since.unwrap_or(NaiveDate::MIN);
    let mut anomalies = Anomalies::between(&desk.registry, since, query.until.unwrap_or(today), today);
    let filter = Filter { contract: query.contract.as_ref().map(ToString::to_string), ..Filter::default() };
    desk.projection.each_carry_out::<Error>(&filter, |carry_out| {
        anomalies.take(&carry_out);
        Ok(())
    })?;
    anomalies.take_successions();
    anomalies.take_uncleared(query.contract.as_ref());
    rules(desk, query, &mut anomalies)?;
    clocks(desk, query, &mut anomalies)?;
    Ok(anomalies.finish())
}

/// Under a contract, its own rules and the office's.
fn rules(desk: &Desk, query: &AnomalyQuery, anomalies: &mut Anomalies<'_>) -> Result<(), Error> {
    let snapshot = desk.store.snapshot()?;
    let contract = query.contract.as_ref().and_then(|id| desk.registry.contracts.get(id));
    let is_of = |id: &str| {
        id == "office"
            || contract.is_none_or(|contract| contract.record.packs.iter().any(|named| named == id))
    };
    for (index, pack) in desk.registry.brought_in() {
        if pack::is_shipped(pack) || !is_of(&pack.id) {
            continue;
        }
        let Some(bytes) = snapshot.entry(index)?.map(|entry| entry.bytes) else { continue };
        let Ok(entry) = Entry::parse(&bytes) else { continue };
        anomalies.take_rules(index, entry.statement.time, &entry.statement.author, pack);
    }
    Ok(())
}

fn clocks(desk: &Desk, query: &AnomalyQuery, anomalies: &mut Anomalies<'_>) -> Result<(), Error> {
    let snapshot = desk.store.snapshot()?;
    let findings = desk.projection.findings()?;
    for finding in findings.iter().filter(|finding| finding.kind == FindingKind::Clock) {
        let Some(index) = finding.index else { continue };
        let number = desk.projection.carry_out_at(index)?;
        let carry_out = number.map(|number| desk.projection.carry_out(number)).transpose()?.flatten();
        let under = carry_out.as_ref().and_then(|carry_out| carry_out.request.contract.as_ref());
        if query.contract.is_some() && query.contract.as_ref() != under {
            continue;
        }
        let Some(bytes) = snapshot.entry(index)?.map(|entry| entry.bytes) else { continue };
        let Ok(entry) = Entry::parse(&bytes) else { continue };
        let statement = &entry.statement;
        anomalies.take_clock(index, number, statement.time, &statement.author, &finding.detail);
    }
    Ok(())
}
