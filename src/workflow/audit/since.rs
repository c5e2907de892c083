//! What came since this user looked last: an audit that costs what is new.
//!
//! What stands before was verified by this user then and is not read again; that it leads to the same root is all that is
//! compared. Whoever doubts their own index, or wants to know whether old rows were touched, audits the whole, and so does
//! this where anything at all is in the way: it never says less than that of what it read.

use std::collections::BTreeSet;

use crate::base::digest::Digest;
use crate::domain::entry::Entry;
use crate::ledger::store::check::{CheckJob, StoreFinding, check_attachments, check_since};
use crate::ledger::store::sqlite::SqliteStore;
use crate::ledger::tree::Frontier;
use crate::ledger::{Checkpoint, Snapshot, Store as _};
use crate::projection::audited::AuditReport;
use crate::projection::store::Projection;
use crate::workflow::desk::Desk;
use crate::workflow::error::Error;
use crate::workflow::places::Places;
use crate::workflow::world::{Stage, World};

use super::attachments::{Attachments, one};
use super::held::{Log, first_leaf};
use super::{AuditQuery, Read, broken_guards, key_of, marks, report_of, stopped};

/// Audits what is new in `store`, of which this user held `held`; `None` where the whole has to be read.
///
/// # Errors
/// When the ledger or this user's index cannot be read.
pub(super) fn audit_new(
    world: &World<'_>,
    places: &Places,
    query: &AuditQuery,
    store: &SqliteStore,
    held: Option<Checkpoint>,
) -> Result<Option<AuditReport>, Error> {
    let Some(before) = verified_before(places, store)? else { return Ok(None) };
    let from = before.size();
    // Why it does not open is a finding of the whole.
    let Ok(desk) = Desk::open(places) else { return Ok(None) };
    let snapshot = store.snapshot()?;
    let Some(referred) = read_since(world, snapshot.as_ref(), before)? else { return Ok(None) };
    let mut attachments = Attachments::default();
    for digest in &referred {
        let references = desk.projection.references_to(digest)?;
        // Of an entry without effect, or of one that came after the desk was opened.
        if references.is_empty() {
            continue;
        }
        let new = references.iter().filter(|reference| reference.index >= from).count();
        attachments.looked_at = attachments.looked_at.saturating_add(u64::try_from(new).unwrap_or(u64::MAX));
        one(snapshot.as_ref(), &references, digest, &mut attachments)?;
    }
    if !attachments.findings.is_empty() {
        return Ok(None);
    }
    let mut findings = desk.projection.findings()?;
    findings.extend(broken_guards(store));
    let log = Log { registry: &desk.registry, root_at: &|size| snapshot.root(size).ok() };
    let marks = marks(&desk.projection, &desk.projection.carry_outs_since(from)?)?;
    let read = Read { from, size: desk.head.size, root: desk.head.root, attachments, marks };
    report_of(query, snapshot.as_ref(), &log, read, held, findings).map(Some)
}

/// The tree as far as this user verified this ledger before; `None` where the log does not begin with it.
fn verified_before(places: &Places, store: &SqliteStore) -> Result<Option<Frontier>, Error> {
    let Some(verified) = Projection::open(&places.projection())?.progress()? else { return Ok(None) };
    let snapshot = store.snapshot()?;
    if first_leaf(snapshot.as_ref())? != Some(verified.identity) || snapshot.size() < verified.size {
        return Ok(None);
    }
    let frontier = Frontier::resume(verified.size, snapshot.as_ref()).ok();
    Ok(frontier.filter(|frontier| frontier.root() == verified.root))
}

/// Reads what the store keeps of the entries after `before`: the attachments that they refer to. `None` where something
/// is wrong.
fn read_since(
    world: &World<'_>,
    snapshot: &dyn Snapshot,
    before: Frontier,
) -> Result<Option<BTreeSet<Digest>>, Error> {
    world.watch.stage(Stage::Verifying, 0, snapshot.size().saturating_sub(before.size()));
    let from = before.size();
    let mut referred = BTreeSet::new();
    let mut wrong = false;
    let mut finding = |_: StoreFinding| wrong = true;
    let job = CheckJob {
        key_of: &mut |_, bytes| {
            if let Ok(entry) = Entry::parse(bytes) {
                let attachments = entry.statement.body.attachments();
                referred.extend(attachments.iter().map(|attachment| attachment.sha256));
            }
            key_of(bytes)
        },
        finding: &mut finding,
        progress: &mut |done| world.watch.done(0, done.saturating_sub(from)),
        cancel: world.cancel,
    };
    check_since(snapshot, before, job).map_err(stopped)?;
    let job = CheckJob {
        key_of: &mut |_, _| None,
        finding: &mut finding,
        progress: &mut |_| {},
        cancel: world.cancel,
    };
    check_attachments(snapshot, &referred, job).map_err(stopped)?;
    world.watch.finish();
    Ok((!wrong).then_some(referred))
}
