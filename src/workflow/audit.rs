//! Is it true? Every entry read again, in order, believing nobody: neither the stored tree, nor this
//! user's projection, nor the office.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::base::digest::Digest;
use crate::base::time::Timestamp;
use crate::domain::carry_out::{CarryOut, Mark, id_of};
use crate::domain::entry::Entry;
use crate::domain::finding::{Finding, FindingKind};
use crate::domain::names::PersonId;
use crate::domain::registry::Registry;
use crate::ledger::store::check::{CheckError, CheckJob, StoreFinding, check_store};
use crate::ledger::store::sqlite::SqliteStore;
use crate::ledger::{Checkpoint, Snapshot, Store};
use crate::projection::audited::{AuditReport, MarkedEntry};
use crate::projection::store::Projection;
use crate::projection::view::acknowledge::AcknowledgedView;
use crate::projection::view::restored::RestorationView;
use crate::projection::view::succession::SuccessionView;
use crate::signing::Fingerprint;
use crate::workflow::desk::Desk;
use crate::workflow::error::Error;
use crate::workflow::held::Held;
use crate::workflow::places::Places;
use crate::workflow::world::{Stage, World};

mod attachments;
mod held;
mod refold;
mod shelf;
mod since;

use attachments::Attachments;
use held::{Compared, Log, check_held, first_leaf, held_by_user};
use refold::refold_log;
use since::audit_new;

pub use held::{HeldElsewhere, read_checkpoint};

/// What an audit compares the log with.
#[derive(Debug, Clone, Default)]
pub struct AuditQuery {
    /// Checkpoints held elsewhere.
    pub against: Vec<HeldElsewhere>,
    /// The key the ledger must have been founded with.
    pub founder: Option<Fingerprint>,
    /// A ledger file that is not the desk's own.
    pub ledger: Option<PathBuf>,
    /// Only what came since this user's last audit of the desk's own ledger that found nothing wrong, where nothing is in
    /// the way.
    pub only_new: bool,
}

/// Audits the desk's ledger, or a copy of another one.
///
/// # Errors
/// [`Error::NoLedger`]; when a file cannot be read. What is wrong with the log is in the report.
pub fn audit(world: &World<'_>, places: &Places, query: &AuditQuery) -> Result<AuditReport, Error> {
    match &query.ledger {
        Some(path) => audit_copy(world, places, query, path),
        None => audit_own(world, places, query),
    }
}

fn audit_own(world: &World<'_>, places: &Places, query: &AuditQuery) -> Result<AuditReport, Error> {
    let path = places.ledger();
    if !path.exists() {
        return Err(Error::NoLedger { home: places.home.clone() });
    }
    let mut findings = Vec::new();
    let store = SqliteStore::open_read_only(&path)?;
    // The log is looked at last: another process of this user may know more of it by the minute.
    let held = held_by_user(places, &store)?;
    if query.only_new {
        let held = held.checkpoint.clone();
        if let Some(report) = audit_new(world, places, query, &store, held)? {
            keep_audited(places, first_leaf(store.snapshot()?.as_ref())?, &report)?;
            return Ok(report);
        }
    }
    findings.extend(broken_guards(&store));
    let snapshot = store.snapshot()?;
    let identity = first_leaf(snapshot.as_ref())?;
    held.compare_identity(identity, &mut findings);
    let held = held.checkpoint;
    let mut audited = examine(world, snapshot.as_ref(), query, held, findings)?;
    drop(snapshot);
    drop(store);
    if !audited.report.is_tampered() {
        compare_projection(places, &audited.refold, &mut audited.report)?;
    }
    keep_audited(places, identity, &audited.report)?;
    Ok(audited.report)
}

/// Keeps how far this user has audited: what comes later is what is new. Nothing where something is wrong.
fn keep_audited(places: &Places, identity: Option<Digest>, report: &AuditReport) -> Result<(), Error> {
    match identity {
        Some(identity) if !report.is_tampered() && report.still_present.is_empty() => {
            let checkpoint = Checkpoint::new(&report.origin, report.size, report.root);
            checkpoint.map_or(Ok(()), |checkpoint| Held::at(places).keep_audited(&identity, &checkpoint))
        }
        _ => Ok(()),
    }
}

fn audit_copy(
    world: &World<'_>,
    places: &Places,
    query: &AuditQuery,
    path: &Path,
) -> Result<AuditReport, Error> {
    let failed = |source| Error::State { path: places.cache.clone(), source };
    crate::base::file::create_private_dir(&places.cache).map_err(failed)?;
    let copy = SqliteStore::open_copy(path, &places.cache, world.cancel);
    world.check_cancelled()?;
    let copy = copy?;
    let mut findings = Vec::new();
    if let Some(journal) = copy.stray_journal() {
        let detail = format!("a rollback journal lies beside it and was not replayed: {}", journal.display());
        findings.push(Finding::of_log(FindingKind::Store, detail));
    }
    findings.extend(broken_guards(copy.store()));
    let snapshot = copy.store().snapshot()?;
    let identity = first_leaf(snapshot.as_ref())?;
    let held = match identity {
        Some(identity) => Held::at(places).checkpoint(&identity)?,
        None => None,
    };
    Ok(examine(world, snapshot.as_ref(), query, held, findings)?.report)
}

/// Audits a ledger file that nobody writes to, where it lies.
///
/// # Errors
/// When it cannot be read. What is wrong with the log is in the report.
pub(super) fn audit_still(world: &World<'_>, path: &Path) -> Result<AuditReport, Error> {
    let store = SqliteStore::open_still(path)?;
    let snapshot = store.snapshot()?;
    let findings = broken_guards(&store).into_iter().collect();
    Ok(examine(world, snapshot.as_ref(), &AuditQuery::default(), None, findings)?.report)
}

/// What guards the tables against accidents and is not as it was made: one finding for all.
fn broken_guards(store: &SqliteStore) -> Option<Finding> {
    const NAMED: usize = 3;
    let guards = store.broken_guards();
    let mut names: Vec<String> = guards.iter().take(NAMED).map(ToString::to_string).collect();
    if guards.len() > NAMED {
        names.push(format!("and {} more", guards.len().saturating_sub(NAMED)));
    }
    let detail = format!("guards of the tables were changed: {}", names.join(", "));
    (!guards.is_empty()).then(|| Finding::of_log(FindingKind::Store, detail))
}

struct Audited {
    report: AuditReport,
    refold: Projection,
}

fn examine(
    world: &World<'_>,
    snapshot: &dyn Snapshot,
    query: &AuditQuery,
    held: Option<Checkpoint>,
    mut findings: Vec<Finding>,
) -> Result<Audited, Error> {
    world.watch.stage(Stage::Verifying, 0, snapshot.size());
    let stored = stored_findings(world, snapshot)?;
    world.watch.finish();
    world.watch.stage(Stage::Verifying, 0, snapshot.size());
    let mut refold = Projection::scratch()?;
    let mut folded = refold_log(world, snapshot, &stored, &mut refold)?;
    world.watch.finish();
    findings.append(&mut folded.findings);
    let attachments = attachments::check(snapshot, &refold)?;
    findings.extend(stored.into_findings(&attachments.entries));
    let log = Log { registry: &folded.fold.registry, root_at: &|size| Ok(folded.roots.at(size)) };
    let marks = marks(&refold, &folded.marked)?;
    let read = Read { from: 0, size: snapshot.size(), root: folded.fold.root(), attachments, marks };
    let report = report_of(query, snapshot, &log, read, held, findings)?;
    Ok(Audited { report, refold })
}

/// What of the log was read, and what stands there.
struct Read {
    from: u64,
    size: u64,
    root: Digest,
    attachments: Attachments,
    marks: Vec<MarkedEntry>,
}

/// What `findings` come to together with what is held elsewhere.
fn report_of(
    query: &AuditQuery,
    snapshot: &dyn Snapshot,
    log: &Log<'_>,
    read: Read,
    held: Option<Checkpoint>,
    mut findings: Vec<Finding>,
) -> Result<AuditReport, Error> {
    let Read { from, size, root, attachments, marks } = read;
    findings.extend(attachments.findings);
    let registry = log.registry;
    check_founder(query, registry, &mut findings);
    let Compared { anchored, held, of_earlier } = check_held(snapshot, query, held, log, &mut findings)?;
    findings.sort_by_key(|finding| finding.index.unwrap_or(u64::MAX));
    findings.dedup();
    let acknowledged = take_acknowledged(registry, &mut findings);
    Ok(AuditReport {
        origin: registry.origin.clone(),
        size,
        from,
        root,
        founder: registry.founder.as_ref().map(|(person, key)| (person.clone(), key.to_string())),
        anchored,
        held,
        after_anchor: size.saturating_sub(anchored),
        findings,
        acknowledged,
        restored: RestorationView::all(registry),
        successions: SuccessionView::all(registry),
        of_earlier,
        marks,
        attachments: attachments.looked_at,
        purged: attachments.purged,
        still_present: attachments.still_present,
    })
}

/// Takes out what is wrong with entries that two people acknowledged: that they are no entries of this log. What is
/// wrong with the tree, an attachment or a checkpoint stays, wherever it is.
fn take_acknowledged(registry: &Registry, findings: &mut Vec<Finding>) -> Vec<AcknowledgedView> {
    let of_entry = |finding: &Finding| {
        use FindingKind::{Key, NotAllowed, NotAnEntry, NotVerified};
        matches!(finding.kind, NotAnEntry | NotVerified | NotAllowed | Key)
    };
    let indexes = registry.without_effect.keys().filter(|index| registry.is_acknowledged(**index));
    let mut views: Vec<_> = indexes.filter_map(|index| AcknowledgedView::of(registry, *index)).collect();
    for view in &mut views {
        let (taken, left) = std::mem::take(findings)
            .into_iter()
            .partition(|finding| finding.index == Some(view.index) && of_entry(finding));
        (view.findings, *findings) = (taken, left);
    }
    views
}

/// What the ledger floor found: tree, keys, rows and attachments.
struct Stored {
    findings: Vec<StoreFinding>,
}

fn stored_findings(world: &World<'_>, snapshot: &dyn Snapshot) -> Result<Stored, Error> {
    let mut findings = Vec::new();
    let checked = check_store(
        snapshot,
        CheckJob {
            key_of: &mut |_, entry| key_of(entry),
            finding: &mut |finding| findings.push(finding),
            progress: &mut |done| world.watch.done(0, done),
            cancel: world.cancel,
        },
    );
    checked.map_err(stopped)?;
    Ok(Stored { findings })
}

/// The key that an entry is kept under: the digest of its statement.
fn key_of(entry: &[u8]) -> Option<Digest> {
    Entry::split(entry).ok().map(|(line, _)| Digest::of(line))
}

fn stopped(error: CheckError) -> Error {
    match error {
        CheckError::Cancelled => Error::Cancelled,
        CheckError::Store(error) => error.into(),
    }
}

impl Stored {
    /// The first entry whose bytes are not those that the stored tree was made of.
    fn first_changed(&self) -> Option<u64> {
        let changed = self
            .findings
            .iter()
            .filter(|finding| matches!(finding, StoreFinding::Node { .. } | StoreFinding::Damaged(_)));
        changed.filter_map(StoreFinding::index).min()
    }

    fn into_findings(self, attachment_entries: &BTreeMap<Digest, u64>) -> Vec<Finding> {
        let describe = |finding: StoreFinding| {
            let digest = attachment_of(&finding);
            let kind = match &finding {
                StoreFinding::Key { .. } | StoreFinding::NotFound { .. } => FindingKind::Key,
                StoreFinding::Node { .. } => FindingKind::Tree,
                StoreFinding::AttachmentSize { .. } | StoreFinding::AttachmentUnreadable { .. } => {
                    FindingKind::AttachmentWrong
                }
                StoreFinding::Damaged(_) if digest.is_some() => FindingKind::AttachmentWrong,
                StoreFinding::Damaged(_)
                | StoreFinding::ListUnreadable
                | StoreFinding::RemovedUnderNothing { .. } => FindingKind::Store,
            };
            let referring = digest.and_then(|digest| attachment_entries.get(&digest).copied());
            Finding { index: finding.index().or(referring), kind, detail: finding.to_string(), digest }
        };
        self.findings.into_iter().map(describe).collect()
    }
}

fn attachment_of(finding: &StoreFinding) -> Option<Digest> {
    use crate::ledger::store::Damage;

    match finding {
        StoreFinding::AttachmentSize { digest, .. }
        | StoreFinding::AttachmentUnreadable { digest }
        | StoreFinding::RemovedUnderNothing { digest, .. }
        | StoreFinding::Damaged(Damage::AttachmentDigest { digest, .. }) => Some(*digest),
        _ => None,
    }
}

fn check_founder(query: &AuditQuery, registry: &Registry, findings: &mut Vec<Finding>) {
    let Some(expected) = &query.founder else { return };
    let found = registry.founder.as_ref().map(|(_, key)| key.to_string());
    if found.as_deref() != Some(expected.as_str()) {
        let found = found.unwrap_or_else(|| "nobody".to_owned());
        findings.push(Finding::at(0, FindingKind::Founder, format!("founded with {found}, not {expected}")));
    }
}

/// Whether this user's projection says what the log says. Catches it up first, which also keeps the
/// checkpoint of what was just audited.
fn compare_projection(places: &Places, refold: &Projection, report: &mut AuditReport) -> Result<(), Error> {
    let desk = match Desk::open(places) {
        Ok(desk) => desk,
        Err(Error::History(error)) => {
            report.findings.push(Finding::of_log(FindingKind::Projection, error));
            return Ok(());
        }
        Err(error) => return Err(error),
    };
    let Some(progress) = refold.progress()? else { return Ok(()) };
    let mut findings = Vec::new();
    if desk.registry != progress.registry {
        let detail = "this user's projection has another registry than the log";
        findings.push(Finding::of_log(FindingKind::Projection, detail));
    }
    refold.each_difference(&desk.projection, &mut |number, truth| {
        findings.push(match truth {
            Some(truth) => {
                let detail =
                    format!("this user's projection says something else of {} than the log", truth.id());
                Finding::at(truth.index, FindingKind::Projection, detail)
            }
            None => {
                let detail = format!("this user's projection has {}, the log has not", id_of(number));
                Finding::of_log(FindingKind::Projection, detail)
            }
        });
    })?;
    // Entries that came in since the audit began, by this command or another one of this user, are no difference.
    let same = desk.projection.progress()?.is_some_and(|now| now.size == progress.size);
    if desk.head.size == progress.size && same {
        report.findings.append(&mut findings);
    }
    Ok(())
}

/// What is worth knowing about a carry-out: whose statement it is, when it was made, and the marks.
fn marks_of(carry_out: &CarryOut) -> impl Iterator<Item = (&PersonId, Timestamp, Vec<Mark>)> {
    let despite = || vec![Mark::DespiteIncident];
    let approvals = carry_out.approvals.iter().map(|given| (&given.person, given.at, given.marks.clone()));
    let releases = carry_out.releases.iter().map(|release| (&release.by, release.at, release.marks.clone()));
    let returned = carry_out.returns.iter().filter(|returned| !returned.despite.is_empty());
    let disposed = carry_out.disposals.iter().filter(|disposed| !disposed.despite.is_empty());
    let returned = returned.map(move |returned| (&returned.by, returned.at, despite()));
    let disposed = disposed.map(move |disposed| (&disposed.by, disposed.at, despite()));
    let all = approvals.chain(releases).chain(returned).chain(disposed);
    all.filter(|(_, _, marks)| !marks.is_empty())
}

fn marks(refold: &Projection, marked: &BTreeSet<u64>) -> Result<Vec<MarkedEntry>, Error> {
    let mut entries = Vec::new();
    for number in marked {
        let Some(carry_out) = refold.carry_out(*number)? else { continue };
        let id = carry_out.id();
        entries.extend(marks_of(&carry_out).map(|(person, at, marks)| MarkedEntry {
            id: id.clone(),
            person: person.clone(),
            at,
            marks,
        }));
    }
    Ok(entries)
}
