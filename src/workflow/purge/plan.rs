//! What may be purged: all of it, the first of it, and how much of it waits for whom.
//!
//! Within a contract whatever ended first comes first, and the day on which the years of that contract have passed is
//! the same for all of it. So how much there is, is counted in an index and nothing is read for it.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::domain::carry_out::CarryOut;
use crate::domain::names::ContractId;
use crate::domain::retention::purgeable_from;
use crate::projection::view::DutyView;
use crate::projection::view::purge::{PurgeLine, PurgePlan};
use crate::workflow::desk::Desk;
use crate::workflow::error::Error;
use crate::workflow::world::World;

/// What could be purged now, or of what ended before a day; and what comes next.
///
/// # Errors
/// [`Error::Projection`].
pub fn plan(world: &World<'_>, desk: &Desk, before: Option<NaiveDate>) -> Result<PurgePlan, Error> {
    let today = world.clock.now().date();
    let (mut found, mut next) = (Vec::new(), Vec::new());
    for contract in &contracts(desk)? {
        let contract = contract.as_ref();
        let passed = last_that_passed(desk, contract, today);
        let until = before.map_or(passed, |day| day.pred_opt().unwrap_or(day));
        found.extend(desk.projection.kept_since(name(contract), until, None, None)?);
        next.extend(desk.projection.next_kept_since(name(contract), passed)?);
    }
    found.retain(|carry_out| carry_out.is_over(today));
    found.sort_unstable_by_key(|carry_out| carry_out.number);
    // The next is among the earliest of each contract.
    let next = next.iter().min_by_key(|carry_out| desk.registry.purgeable_from(carry_out));
    Ok(PurgePlan {
        today,
        lines: found.iter().map(|carry_out| PurgeLine::new(&desk.registry, carry_out)).collect(),
        next: next.map(|carry_out| PurgeLine::new(&desk.registry, carry_out)),
        purged: desk.projection.purged_carry_outs()?,
    })
}

/// The first `most` of what may be purged now and no open incident keeps, and how many there are.
///
/// # Errors
/// [`Error::Projection`].
pub fn first_due(world: &World<'_>, desk: &Desk, most: u64) -> Result<(Vec<PurgeLine>, u64), Error> {
    let (mut lines, mut count) = (Vec::new(), 0_u64);
    for due in each_due(world, desk)? {
        count = count.saturating_add(due.waits).saturating_add(due.asked);
        lines.extend(due.first(desk, None, most)?);
    }
    lines.sort_by_key(|line| line.from);
    lines.truncate(usize::try_from(most).unwrap_or(usize::MAX));
    Ok((lines, count))
}

/// What waits for an administrator to ask, and what for a second person to agree: a line each, for every contract and
/// for what stands under none; under `only` alone, where it is given.
///
/// # Errors
/// [`Error::Projection`].
pub fn owed(world: &World<'_>, desk: &Desk, only: Option<&ContractId>) -> Result<Vec<DutyView>, Error> {
    let mut views = Vec::new();
    for due in each_due(world, desk)?.iter().filter(|due| only.is_none() || due.contract.as_ref() == only) {
        for (count, asked) in [(due.waits, false), (due.asked, true)] {
            let first = if count > 0 { due.first(desk, Some(asked), 1)? } else { Vec::new() };
            views.extend(first.first().map(|first| DutyView::of_purge(first, count, asked)));
        }
    }
    Ok(views)
}

/// What may be purged now under one contract, or under none, and no open incident keeps.
struct Due {
    contract: Option<ContractId>,
    /// How many nobody has asked for.
    waits: u64,
    /// How many wait for a second person.
    asked: u64,
    /// How many an open incident keeps besides.
    frozen: u64,
    /// The last day of an end whose years have passed.
    passed: NaiveDate,
}

impl Due {
    /// What ended first, of what was asked for, of what was not, or of both.
    fn first(&self, desk: &Desk, asked: Option<bool>, most: u64) -> Result<Vec<PurgeLine>, Error> {
        let most_kept = Some(most.saturating_add(self.frozen));
        let found =
            desk.projection.kept_since(name(self.contract.as_ref()), self.passed, asked, most_kept)?;
        let free = found.iter().filter(|carry_out| desk.registry.freezing(carry_out.number).is_none());
        let lines = free.map(|carry_out| PurgeLine::new(&desk.registry, carry_out));
        Ok(lines.take(usize::try_from(most).unwrap_or(usize::MAX)).collect())
    }
}

fn each_due(world: &World<'_>, desk: &Desk) -> Result<Vec<Due>, Error> {
    let today = world.clock.now().date();
    let incidents = desk.registry.open_incidents.values();
    let frozen: BTreeSet<u64> = incidents.flat_map(|open| open.concerns.iter().copied()).collect();
    let mut kept = Vec::new();
    for number in frozen {
        kept.extend(desk.projection.carry_out(number)?.filter(|carry_out| {
            let waits = !carry_out.is_outstanding() && !carry_out.kept_attachments().is_empty();
            waits && desk.registry.purgeable_from(carry_out) <= today
        }));
    }
    let mut all = Vec::new();
    for contract in contracts(desk)? {
        let passed = last_that_passed(desk, contract.as_ref(), today);
        let counted = desk.projection.count_kept_since(name(contract.as_ref()), passed)?;
        let here: Vec<&CarryOut> =
            kept.iter().filter(|carry_out| carry_out.request.contract == contract).collect();
        let frozen = count(here.len());
        let asked = count(here.iter().filter(|carry_out| carry_out.purge_asked().is_some()).count());
        let due = counted.carry_outs.saturating_sub(frozen);
        let asked = counted.asked.saturating_sub(asked);
        if due > 0 {
            all.push(Due { contract, waits: due.saturating_sub(asked), asked, frozen, passed });
        }
    }
    Ok(all)
}

fn count(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}

/// Every contract that a request names, registered or not, and what stands under none.
fn contracts(desk: &Desk) -> Result<Vec<Option<ContractId>>, Error> {
    let named = desk.projection.contracts_kept()?;
    Ok(named.iter().filter_map(|name| name.parse().ok()).map(Some).chain([None]).collect())
}

fn name(contract: Option<&ContractId>) -> Option<&str> {
    contract.map(ContractId::as_str)
}

/// The last day of an end under a contract, or under none, whose years have passed by `today`.
fn last_that_passed(desk: &Desk, contract: Option<&ContractId>, today: NaiveDate) -> NaiveDate {
    let years = desk.registry.retention(contract).years;
    let months = u32::try_from(years.saturating_mul(12)).unwrap_or(u32::MAX);
    let mut day = today.checked_sub_months(chrono::Months::new(months)).unwrap_or(NaiveDate::MIN);
    while purgeable_from(day, years) > today {
        let Some(before) = day.pred_opt() else { break };
        day = before;
    }
    day
}
