//! Is it true? Every entry read again, in order, believing nobody: neither the stored tree, nor this
//! user's projection, nor the office.

use std::collections::BTreeMap;
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use crate::base::digest::Digest;
use crate::domain::entry::Entry;
use crate::domain::finding::{Finding, FindingKind};
use crate::domain::statement::namespace_of;
use crate::ledger::store::check::{CheckError, CheckJob, StoreFinding, check_store};
use crate::ledger::store::sqlite::SqliteStore;
use crate::ledger::{Checkpoint, SignedCheckpoint, Snapshot, Store, leaf_hash, tree};
use crate::projection::audited::{AuditReport, MarkedEntry};
use crate::projection::fold::{Fold, Shelf, Step};
use crate::projection::query::Filter;
use crate::projection::store::{Projection, ProjectionError, Session};
use crate::signing::{self, ArmoredSignature, Fingerprint};
use crate::workflow::desk::Desk;
use crate::workflow::error::Error;
use crate::workflow::held::Held;
use crate::workflow::places::Places;
use crate::workflow::world::{Stage, World};

/// What an audit compares the log with.
#[derive(Debug, Clone, Default)]
pub struct AuditQuery {
    /// Checkpoints held elsewhere.
    pub against: Vec<HeldElsewhere>,
    /// The key the ledger must have been founded with.
    pub founder: Option<Fingerprint>,
    /// A ledger file that is not the desk's own.
    pub ledger: Option<PathBuf>,
}

/// A checkpoint held elsewhere.
#[derive(Debug, Clone)]
pub enum HeldElsewhere {
    /// In a file, perhaps signed.
    File(PathBuf),
    /// Typed from paper: size and root.
    Typed {
        /// Tree size.
        size: u64,
        /// Root hash.
        root: Digest,
    },
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
    let snapshot = store.snapshot()?;
    let held = held_by_user(places, snapshot.as_ref(), &mut findings)?;
    let mut audited = examine(world, snapshot.as_ref(), query, held, findings)?;
    drop(snapshot);
    drop(store);
    if !audited.report.is_tampered() {
        compare_projection(places, &audited.refold, &mut audited.report)?;
    }
    Ok(audited.report)
}

fn audit_copy(
    world: &World<'_>,
    places: &Places,
    query: &AuditQuery,
    path: &Path,
) -> Result<AuditReport, Error> {
    let failed = |source| Error::State { path: places.cache.clone(), source };
    crate::base::file::create_private_dir(&places.cache).map_err(failed)?;
    let copy = SqliteStore::open_copy(path, &places.cache)?;
    let mut findings = Vec::new();
    if let Some(journal) = copy.stray_journal() {
        let detail = format!("a rollback journal lies beside it and was not replayed: {}", journal.display());
        findings.push(Finding::of_log(FindingKind::Store, detail));
    }
    let snapshot = copy.store().snapshot()?;
    let identity = first_leaf(snapshot.as_ref())?;
    let held = match identity {
        Some(identity) => Held::at(places).checkpoint(&identity)?,
        None => None,
    };
    Ok(examine(world, snapshot.as_ref(), query, held, findings)?.report)
}

fn first_leaf(snapshot: &dyn Snapshot) -> Result<Option<Digest>, Error> {
    // A damaged first entry has no identity; the examination names it.
    Ok(snapshot.entry(0).ok().flatten().map(|entry| leaf_hash(&entry.bytes)))
}

fn held_by_user(
    places: &Places,
    snapshot: &dyn Snapshot,
    findings: &mut Vec<Finding>,
) -> Result<Option<Checkpoint>, Error> {
    let held = Held::at(places);
    let identity = first_leaf(snapshot)?;
    let known = held.identity()?;
    if known.is_some() && known != identity {
        let detail = "the first entry is not the one this user verified at this home before";
        findings.push(Finding::at(0, FindingKind::Checkpoint, detail));
    }
    match known.or(identity) {
        Some(identity) => held.checkpoint(&identity),
        None => Ok(None),
    }
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
    let mut refold = Projection::in_memory()?;
    let folded = refold_log(world, snapshot, &stored, &mut refold)?;
    world.watch.finish();
    findings.extend(folded.findings);
    findings.extend(stored.into_findings(&folded.attachment_entries));
    check_founder(query, &folded.fold, &mut findings);
    let anchored = check_held(snapshot, query, held, &refold, &folded.fold, &mut findings)?;
    findings.sort_by_key(|finding| finding.index.unwrap_or(u64::MAX));
    findings.dedup();
    let registry = &folded.fold.registry;
    let founder = registry.founder.as_ref().map(|(person, key)| (person.clone(), key.to_string()));
    let report = AuditReport {
        origin: registry.origin.clone(),
        size: snapshot.size(),
        root: folded.fold.root(),
        founder,
        anchored,
        after_anchor: snapshot.size().saturating_sub(anchored),
        findings,
        marks: marks(&refold)?,
        attachments: folded.attachments,
    };
    Ok(Audited { report, refold })
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
            key_of: &mut |_, entry| Entry::split(entry).ok().map(|(line, _)| Digest::of(line)),
            finding: &mut |finding| findings.push(finding),
            progress: &mut |done| world.watch.done(0, done),
            cancel: world.cancel,
        },
    );
    match checked {
        Ok(_) => Ok(Stored { findings }),
        Err(CheckError::Cancelled) => Err(Error::Cancelled),
        Err(CheckError::Store(error)) => Err(error.into()),
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

struct Folded {
    fold: Fold,
    findings: Vec<Finding>,
    /// Which entry refers to an attachment.
    attachment_entries: BTreeMap<Digest, u64>,
    attachments: u64,
}

/// Folds the whole log into `refold`.
fn refold_log(
    world: &World<'_>,
    snapshot: &dyn Snapshot,
    stored: &Stored,
    refold: &mut Projection,
) -> Result<Folded, Error> {
    let identity = first_leaf(snapshot)?.unwrap_or_else(tree::empty_root);
    let session = refold.session()?;
    let mut shelf = AuditShelf { session, snapshot, first_changed: stored.first_changed() };
    let mut folded = Folded {
        fold: Fold::empty(),
        findings: Vec::new(),
        attachment_entries: BTreeMap::new(),
        attachments: 0,
    };
    let mut failed = None;
    snapshot.visit_entries(0..snapshot.size(), &mut |row| {
        let taken = match row {
            Ok(row) => take(&mut shelf, &mut folded, row.index, &row.key, row.bytes),
            Err(_) => skip(&mut shelf, &mut folded),
        };
        match taken.and_then(|()| world.check_cancelled()) {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                failed = Some(error);
                ControlFlow::Break(())
            }
        }
    })?;
    if let Some(error) = failed {
        return Err(error);
    }
    shelf.session.commit(identity, &folded.fold)?;
    Ok(folded)
}

fn take(
    shelf: &mut AuditShelf<'_>,
    folded: &mut Folded,
    index: u64,
    key: &Digest,
    bytes: &[u8],
) -> Result<(), Error> {
    while folded.fold.size() < index {
        skip(shelf, folded)?;
    }
    let step = folded.fold.take(shelf, key, bytes)?;
    shelf.session.keep_step(index, &step)?;
    check_attachments(shelf.snapshot, folded, index, &step)?;
    // The ledger floor names a wrong key too, and with both digests.
    folded.findings.extend(step.findings.into_iter().filter(|finding| finding.kind != FindingKind::Key));
    Ok(())
}

/// An entry that cannot be read has no effect; the stored leaf stands for it in the tree.
fn skip(shelf: &mut AuditShelf<'_>, folded: &mut Folded) -> Result<(), Error> {
    let index = folded.fold.size();
    let leaf = shelf.snapshot.nodes(&[tree::node_count(index)]).ok().and_then(|nodes| nodes.first().copied());
    folded.fold.skip(shelf, leaf.unwrap_or_else(tree::empty_root))?;
    Ok(())
}

fn check_attachments(
    snapshot: &dyn Snapshot,
    folded: &mut Folded,
    index: u64,
    step: &Step,
) -> Result<(), Error> {
    for attachment in &step.attachments {
        folded.attachments = folded.attachments.saturating_add(1);
        folded.attachment_entries.entry(attachment.sha256).or_insert(index);
        let row = snapshot.attachment_row(&attachment.sha256)?;
        let (kind, detail) = match row {
            None => (FindingKind::AttachmentMissing, "an attachment it refers to is missing".to_owned()),
            Some(row) if row.size_bytes != attachment.size_bytes => {
                let detail =
                    format!("an attachment has {} bytes, not {}", row.size_bytes, attachment.size_bytes);
                (FindingKind::AttachmentWrong, detail)
            }
            Some(_) => continue,
        };
        let finding = Finding { digest: Some(attachment.sha256), ..Finding::at(index, kind, detail) };
        folded.findings.push(finding);
    }
    Ok(())
}

/// The audit's own shelf. Roots come from the entries alone; past an entry whose bytes were changed,
/// from the stored tree, so that the change is named once and not at every later `seen`.
struct AuditShelf<'a> {
    session: Session<'a>,
    snapshot: &'a dyn Snapshot,
    first_changed: Option<u64>,
}

impl Shelf for AuditShelf<'_> {
    type Error = ProjectionError;

    fn carry_out(
        &mut self,
        request: &Digest,
    ) -> Result<Option<crate::domain::carry_out::CarryOut>, ProjectionError> {
        self.session.carry_out(request)
    }

    fn keep(
        &mut self,
        carry_out: &crate::domain::carry_out::CarryOut,
        registry: &crate::domain::registry::Registry,
    ) -> Result<(), ProjectionError> {
        self.session.keep(carry_out, registry)
    }

    fn root_at(&mut self, size: u64) -> Result<Option<Digest>, ProjectionError> {
        match self.first_changed {
            Some(changed) if size > changed => Ok(self.snapshot.root(size).ok()),
            _ => self.session.root_at(size),
        }
    }

    fn keep_root(&mut self, size: u64, root: Digest) -> Result<(), ProjectionError> {
        self.session.keep_root(size, root)
    }
}

fn check_founder(query: &AuditQuery, fold: &Fold, findings: &mut Vec<Finding>) {
    let Some(expected) = &query.founder else { return };
    let found = fold.registry.founder.as_ref().map(|(_, key)| key.to_string());
    if found.as_deref() != Some(expected.as_str()) {
        let found = found.unwrap_or_else(|| "nobody".to_owned());
        findings.push(Finding::at(0, FindingKind::Founder, format!("founded with {found}, not {expected}")));
    }
}

/// Compares every checkpoint held elsewhere, and returns the size of the largest that matches.
fn check_held(
    snapshot: &dyn Snapshot,
    query: &AuditQuery,
    held: Option<Checkpoint>,
    refold: &Projection,
    fold: &Fold,
    findings: &mut Vec<Finding>,
) -> Result<u64, Error> {
    let mut all: Vec<(u64, Digest, Option<String>)> = Vec::new();
    all.extend(held.map(|held| (held.size(), held.root(), Some(held.origin().to_owned()))));
    for against in &query.against {
        match against {
            HeldElsewhere::Typed { size, root } => all.push((*size, *root, None)),
            HeldElsewhere::File(path) => {
                let checkpoint = read_checkpoint(path)?;
                all.push((checkpoint.size(), checkpoint.root(), Some(checkpoint.origin().to_owned())));
            }
        }
    }
    let mut anchored = 0;
    for (size, root, origin) in all {
        let problem = if origin.as_ref().is_some_and(|origin| *origin != fold.registry.origin) {
            Some(format!("a checkpoint held elsewhere is of another ledger: {}", origin.unwrap_or_default()))
        } else if size > snapshot.size() {
            Some(format!(
                "a checkpoint held elsewhere has {size} entries, the ledger has {}",
                snapshot.size()
            ))
        } else if refold.root_at(size)? != Some(root) {
            Some(format!("the first {size} entries are not those of a checkpoint held elsewhere"))
        } else {
            None
        };
        match problem {
            None => anchored = anchored.max(size),
            Some(detail) => findings.push(Finding::of_log(FindingKind::Checkpoint, detail)),
        }
    }
    Ok(anchored)
}

/// Reads a checkpoint; a signature on it must hold.
///
/// # Errors
/// [`Error::File`]; [`Error::Content`].
pub fn read_checkpoint(path: &Path) -> Result<Checkpoint, Error> {
    let text = fs::read_to_string(path).map_err(|source| Error::File { path: path.to_path_buf(), source })?;
    let content = |why: String| Error::Content { path: path.to_path_buf(), why };
    let signed = SignedCheckpoint::parse(&text).map_err(|error| content(error.to_string()))?;
    let checkpoint = signed.checkpoint().clone();
    if let Some(armor) = signed.signature() {
        let signature = ArmoredSignature::parse(armor).map_err(|error| content(error.to_string()))?;
        signing::verify(checkpoint.encode().as_bytes(), &signature, &namespace_of("checkpoint"))
            .map_err(|error| content(error.to_string()))?;
    }
    Ok(checkpoint)
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
    if desk.head.size == progress.size && desk.registry != progress.registry {
        let detail = "this user's projection has another registry than the log";
        report.findings.push(Finding::of_log(FindingKind::Projection, detail));
    }
    let all = Filter::default();
    refold.each_carry_out::<Error>(&all, |truth| {
        let projected = desk.projection.carry_out(truth.number)?;
        if desk.head.size == progress.size && projected.as_ref() != Some(&truth) {
            let detail = format!("this user's projection says something else of {} than the log", truth.id());
            report.findings.push(Finding::at(truth.index, FindingKind::Projection, detail));
        }
        Ok(())
    })?;
    desk.projection.each_carry_out::<Error>(&all, |projected| {
        if desk.head.size == progress.size && refold.carry_out(projected.number)?.is_none() {
            let detail = format!("this user's projection has {}, the log has not", projected.id());
            report.findings.push(Finding::of_log(FindingKind::Projection, detail));
        }
        Ok(())
    })
}

fn marks(refold: &Projection) -> Result<Vec<MarkedEntry>, Error> {
    let mut marked = Vec::new();
    refold.each_carry_out::<Error>(&Filter::default(), |carry_out| {
        let id = carry_out.id();
        let approvals = carry_out.approvals.iter().map(|given| (&given.person, given.at, &given.marks));
        let releases = carry_out.releases.iter().map(|release| (&release.by, release.at, &release.marks));
        for (person, at, marks) in approvals.chain(releases).filter(|(_, _, marks)| !marks.is_empty()) {
            marked.push(MarkedEntry { id: id.clone(), person: person.clone(), at, marks: marks.clone() });
        }
        Ok(())
    })?;
    Ok(marked)
}
