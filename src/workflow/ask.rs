//! Asking the log: what left, to whom, what is still out, what waits for me.

use std::path::Path;

use chrono::{NaiveDate, NaiveTime, TimeZone as _};

use crate::base::digest::Digest;
use crate::domain::carry_out::{CarryOut, Status, id_of};
use crate::domain::names::{ContractId, MediumId, PersonId};
use crate::domain::refusal::{ContractRefusal, Refusal};
use crate::projection::query::{Filter, Only};
use crate::projection::view::{
    CarryOutView, EntryLine, Outstanding, OutstandingArticle, OutstandingLine, Shown, TraceLine, file_lines,
};
use crate::workflow::approve::{difference, since_last};
use crate::workflow::desk::Desk;
use crate::workflow::error::Error;
use crate::workflow::world::World;

/// What `log` is asked for.
#[derive(Debug, Clone, Default)]
pub struct LogQuery {
    /// First day of asking.
    pub since: Option<NaiveDate>,
    /// Last day of asking.
    pub until: Option<NaiveDate>,
    /// Where it stands: one of these; none for any.
    pub status: Vec<Status>,
    /// Everything else.
    pub filter: Filter,
}

/// The carry-outs that a query lets through, by number.
///
/// # Errors
/// [`Error::Projection`].
pub fn log(world: &World<'_>, desk: &Desk, query: &LogQuery) -> Result<Vec<CarryOutView>, Error> {
    let now = world.clock.now();
    let midnight = |day: NaiveDate| {
        let local = day.and_time(NaiveTime::MIN);
        now.as_datetime().offset().from_local_datetime(&local).earliest().map(|at| at.timestamp())
    };
    let filter = Filter {
        since: query.since.and_then(midnight),
        before: query.until.and_then(|day| day.succ_opt()).and_then(midnight),
        ..query.filter.clone()
    };
    let mut views = Vec::new();
    desk.projection.each_carry_out::<Error>(&filter, |carry_out| {
        let view = desk.view(&carry_out, now.date());
        if query.status.is_empty() || query.status.contains(&view.status) {
            views.push(view);
        }
        Ok(())
    })?;
    Ok(views)
}

/// Shows a carry-out.
///
/// # Errors
/// When its file list is missing from the ledger.
pub fn show(
    world: &World<'_>,
    desk: &Desk,
    carry_out: &CarryOut,
    with_files: bool,
    against: Option<&CarryOut>,
) -> Result<Shown, Error> {
    let files = if with_files { Some(file_lines(&desk.file_list(carry_out)?)) } else { None };
    let view = desk.view(carry_out, world.clock.now().date());
    // Whoever looks at what waits to leave sees what differs without asking.
    let waits = matches!(view.status, Status::Requested | Status::Approved | Status::Failed);
    let difference = match against {
        Some(earlier) => Some(difference(desk, carry_out, earlier)?),
        None if waits => since_last(desk, carry_out)?,
        None => None,
    };
    let entries = desk.projection.entries_of(carry_out.number)?;
    let line = |entry: crate::projection::query::EntryOf| EntryLine {
        index: entry.index,
        type_name: entry.type_name,
        statement_sha256: entry.statement,
    };
    Ok(Shown { carry_out: view, files, difference, entries: entries.into_iter().map(line).collect() })
}

/// The digest of a file that was found somewhere.
///
/// # Errors
/// [`Error::File`].
pub fn digest_of(path: &Path) -> Result<Digest, Error> {
    let failed = |source| Error::File { path: path.to_path_buf(), source };
    let mut file = std::fs::File::open(path).map_err(failed)?;
    Ok(Digest::of_reader(&mut file).map_err(failed)?.0)
}

/// The digest of what standard input yields.
///
/// # Errors
/// [`Error::File`].
pub fn digest_of_stdin() -> Result<Digest, Error> {
    Digest::of_reader(&mut std::io::stdin().lock())
        .map(|(digest, _)| digest)
        .map_err(|source| Error::File { path: "-".into(), source })
}

/// Every carry-out that contained this content.
///
/// # Errors
/// [`Error::Projection`].
pub fn trace(world: &World<'_>, desk: &Desk, content: &Digest) -> Result<Vec<TraceLine>, Error> {
    let today = world.clock.now().date();
    let mut lines = Vec::new();
    for traced in desk.projection.trace(content)? {
        let carry_out = desk.carry_out(&id_of(traced.number))?;
        lines.push(TraceLine { path: traced.path, carry_out: desk.view(&carry_out, today) });
    }
    Ok(lines)
}

/// What `outstanding` is asked for.
#[derive(Debug, Clone, Default)]
pub struct OutstandingQuery {
    /// Carried by whom.
    pub person: Option<PersonId>,
    /// On which medium.
    pub medium: Option<MediumId>,
    /// Under which contract.
    pub contract: Option<ContractId>,
    /// Only those past their day.
    pub overdue: bool,
}

/// Whether a carry-out was asked for under a contract, registered or not.
fn is_named(desk: &Desk, contract: &ContractId) -> Result<bool, Error> {
    let mut named = false;
    let filter = Filter { contract: Some(contract.to_string()), ..Filter::default() };
    desk.projection.each_carry_out::<Error>(&filter, |_| {
        named = true;
        Ok(())
    })?;
    Ok(named)
}

/// What left, or may have left, and is not accounted for, and who has to go on with it: carry-outs, devices and
/// paper, the earliest due first.
///
/// # Errors
/// [`Error::Refused`] for a person, medium or contract that is not registered: that nothing of it is out would be said
/// of a slip of the pen; [`Error::Projection`].
pub fn outstanding(
    world: &World<'_>,
    desk: &Desk,
    query: &OutstandingQuery,
) -> Result<Vec<Outstanding>, Error> {
    let registry = &desk.registry;
    if let Some(person) = query.person.as_ref().filter(|id| registry.person(id).is_none()) {
        return Err(Refusal::UnknownPerson { person: person.clone() }.into());
    }
    if let Some(medium) = query.medium.as_ref().filter(|id| !registry.media.contains_key(*id)) {
        return Err(Refusal::UnknownMedium { medium: medium.clone() }.into());
    }
    if let Some(contract) = query.contract.as_ref().filter(|id| !registry.contracts.contains_key(*id))
        && !is_named(desk, contract)?
    {
        return Err(Refusal::Contract(ContractRefusal::UnknownContract { contract: contract.clone() }).into());
    }
    let text = |id: &dyn std::fmt::Display| id.to_string();
    let filter = Filter {
        carrier: query.person.as_ref().map(|id| text(id)),
        medium: query.medium.as_ref().map(|id| text(id)),
        contract: query.contract.as_ref().map(|id| text(id)),
        only: Some(Only::Outstanding),
        ..Filter::default()
    };
    let today = world.clock.now().date();
    let mut lines = Vec::new();
    desk.projection.each_carry_out::<Error>(&filter, |carry_out| {
        let view = desk.view(&carry_out, today);
        if view.overdue || !query.overdue {
            let line = OutstandingLine::new(&desk.registry, &carry_out, view);
            lines.push(Outstanding::CarryOut(Box::new(line)));
        }
        Ok(())
    })?;
    let articles = registry.articles.values().filter(|one| {
        (one.is_outstanding() || one.owes_clearing(registry).is_some())
            && query.person.as_ref().is_none_or(|person| one.carrier == *person)
            && query.medium.as_ref().is_none_or(|medium| one.body.device.as_ref() == Some(medium))
            && query.contract.as_ref().is_none_or(|contract| one.body.contract.as_ref() == Some(contract))
            && (one.is_overdue(today) || one.is_clearing_late(registry, today) || !query.overdue)
    });
    lines.extend(
        articles.map(|one| Outstanding::Article(Box::new(OutstandingArticle::new(registry, one, today)))),
    );
    lines.sort_by(|a, b| a.due().cmp(&b.due()).then_with(|| a.id().cmp(b.id())));
    Ok(lines)
}
