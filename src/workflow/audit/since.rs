//! What came since this user audited last: an audit that costs what is new.
//!
//! What stands before was audited by this user then, rows and attachments included, and is not read again; that it leads to
//! the same root is all that is compared. Whoever doubts their own index, or wants to know whether old rows were touched,
//! audits the whole, and so does this where anything at all is in the way.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use crate::base::digest::Digest;
use crate::domain::entry::Entry;
use crate::ledger::store::check::{CheckJob, StoreFinding, check_attachments, check_since};
use crate::ledger::store::sqlite::SqliteStore;
use crate::ledger::tree::{Frontier, empty_root};
use crate::ledger::{Checkpoint, Snapshot, Store as _};
use crate::projection::audited::AuditReport;
use crate::workflow::desk::Desk;
use crate::workflow::error::Error;
use crate::workflow::held::Held;
use crate::workflow::places::Places;
use crate::workflow::world::{Stage, World};

use super::attachments::{Attachments, one, removals};
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
    let Some(before) = audited_before(places, store)? else { return Ok(None) };
    let from = before.size();
    // Why it does not open is a finding of the whole.
    let Ok(desk) = Desk::open(places) else { return Ok(None) };
    let snapshot = store.snapshot()?;
    // Somebody appended meanwhile: the whole sees both at one moment.
    if snapshot.size() != desk.head.size {
        return Ok(None);
    }
    let Some(attachments) = read_since(world, &desk, snapshot.as_ref(), before)? else { return Ok(None) };
    let mut findings = desk.projection.findings()?;
    findings.extend(broken_guards(store));
    // What this user verified, and not what the stored tree says of it.
    let root_at = |size| match size {
        0 => Ok(Some(empty_root())),
        size => Ok(desk.projection.root_at(size)?),
    };
    let log = Log { registry: &desk.registry, root_at: &root_at };
    let marks = marks(&desk.projection, &desk.projection.carry_outs_since(from)?)?;
    let read = Read { from, size: desk.head.size, root: desk.head.root, attachments, marks };
    report_of(query, snapshot.as_ref(), &log, read, held, findings).map(Some)
}

/// The tree as far as this user audited this ledger before; `None` where the log does not begin with it.
fn audited_before(places: &Places, store: &SqliteStore) -> Result<Option<Frontier>, Error> {
    let snapshot = store.snapshot()?;
    let Some(identity) = first_leaf(snapshot.as_ref())? else { return Ok(None) };
    let Some(audited) = Held::at(places).audited(&identity)? else { return Ok(None) };
    if snapshot.size() < audited.size() {
        return Ok(None);
    }
    let frontier = Frontier::resume(audited.size(), snapshot.as_ref()).ok();
    Ok(frontier.filter(|frontier| frontier.root() == audited.root()))
}

/// Reads what the store keeps of the entries after `before`, and the attachments that they refer to or have had purged.
/// `None` where something is wrong.
fn read_since(
    world: &World<'_>,
    desk: &Desk,
    snapshot: &dyn Snapshot,
    before: Frontier,
) -> Result<Option<Attachments>, Error> {
    let from = before.size();
    world.watch.stage(Stage::Verifying, 0, snapshot.size().saturating_sub(from));
    let mut concerned = BTreeSet::new();
    let mut wrong = false;
    let mut finding = |_: StoreFinding| wrong = true;
    let job = CheckJob {
        key_of: &mut |_, bytes| {
            if let Ok(entry) = Entry::parse(bytes) {
                let attachments = entry.statement.body.attachments();
                concerned.extend(attachments.iter().map(|attachment| attachment.sha256));
            }
            key_of(bytes)
        },
        finding: &mut finding,
        progress: &mut |done| world.watch.done(0, done.saturating_sub(from)),
        cancel: world.cancel,
    };
    check_since(snapshot, before, job).map_err(stopped)?;
    concerned.extend(desk.projection.purged_since(from)?);
    snapshot.visit_removals(&mut |removal| {
        concerned.extend(removal.ok().filter(|(_, under)| *under >= from).map(|(digest, _)| digest));
        ControlFlow::Continue(())
    })?;
    let job = CheckJob {
        key_of: &mut |_, _| None,
        finding: &mut finding,
        progress: &mut |_| {},
        cancel: world.cancel,
    };
    check_attachments(snapshot, &concerned, job).map_err(stopped)?;
    world.watch.finish();
    let attachments = compared(desk, snapshot, from, &concerned)?;
    Ok((!wrong && attachments.findings.is_empty()).then_some(attachments))
}

/// Compares what is kept of these attachments with what entries say of them.
fn compared(
    desk: &Desk,
    snapshot: &dyn Snapshot,
    from: u64,
    concerned: &BTreeSet<Digest>,
) -> Result<Attachments, Error> {
    let mut attachments = Attachments::default();
    let mut all = Vec::new();
    for digest in concerned {
        let references = desk.projection.references_to(digest)?;
        let new = references.iter().filter(|reference| reference.index >= from).count();
        attachments.looked_at = attachments.looked_at.saturating_add(u64::try_from(new).unwrap_or(u64::MAX));
        // None are to what an entry without effect names.
        if !references.is_empty() {
            one(snapshot, &references, digest, &mut attachments)?;
        }
        all.extend(references);
    }
    removals(snapshot, from, &all, &mut attachments)?;
    Ok(attachments)
}
