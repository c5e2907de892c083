//! Checkpoints held outside the ledger: by this user, in files, on paper.

use std::path::{Path, PathBuf};

use crate::base::digest::Digest;
use crate::base::file;
use crate::domain::finding::{Finding, FindingKind};
use crate::domain::registry::Registry;
use crate::domain::statement::{Seen, namespace_of};
use crate::ledger::{Checkpoint, SignedCheckpoint, Snapshot, Store, leaf_hash};
use crate::projection::audited::HeldTree;
use crate::signing::{self, ArmoredSignature};
use crate::workflow::error::Error;
use crate::workflow::held::Held;
use crate::workflow::history::is_recorded_lost;
use crate::workflow::places::Places;

use super::AuditQuery;

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

pub(super) fn first_leaf(snapshot: &dyn Snapshot) -> Result<Option<Digest>, Error> {
    // A damaged first entry has no identity; the examination names it.
    Ok(snapshot.entry(0).ok().flatten().map(|entry| leaf_hash(&entry.bytes)))
}

/// What this user holds about the ledger at the home.
pub(super) struct HeldByUser {
    /// Which ledger was there.
    identity: Option<Digest>,
    /// The largest checkpoint verified of it.
    pub(super) checkpoint: Option<Checkpoint>,
}

impl HeldByUser {
    /// Compares the ledger that was there with the one that is.
    pub(super) fn compare_identity(&self, found: Option<Digest>, findings: &mut Vec<Finding>) {
        if self.identity.is_some() && self.identity != found {
            let detail = "the first entry is not the one this user verified at this home before";
            findings.push(Finding::at(0, FindingKind::Checkpoint, detail));
        }
    }
}

pub(super) fn held_by_user(places: &Places, store: &dyn Store) -> Result<HeldByUser, Error> {
    let held = Held::at(places);
    let identity = held.identity()?;
    let of_ledger = match identity {
        Some(identity) => Some(identity),
        None => first_leaf(store.snapshot()?.as_ref())?,
    };
    let checkpoint = match of_ledger {
        Some(identity) => held.checkpoint(&identity)?,
        None => None,
    };
    Ok(HeldByUser { identity, checkpoint })
}

/// What a comparison with checkpoints held elsewhere came to.
pub(super) struct Compared {
    /// The size of the largest that matches; 0 for none.
    pub(super) anchored: u64,
    /// What this user holds.
    pub(super) held: Option<HeldTree>,
    /// Those of an earlier history that two people recorded as lost.
    pub(super) of_earlier: Vec<Seen>,
}

/// The log that a checkpoint is compared with.
pub(super) struct Log<'l> {
    /// What its entries led to.
    pub(super) registry: &'l Registry,
    /// The root of its first so many entries, where it is that long.
    pub(super) root_at: &'l dyn Fn(u64) -> Result<Option<Digest>, Error>,
}

/// Compares every checkpoint held elsewhere.
pub(super) fn check_held(
    snapshot: &dyn Snapshot,
    query: &AuditQuery,
    held: Option<Checkpoint>,
    log: &Log<'_>,
    findings: &mut Vec<Finding>,
) -> Result<Compared, Error> {
    let mut all: Vec<(u64, Digest, Option<String>)> = Vec::new();
    let mut own = held
        .as_ref()
        .map(|held| HeldTree { tree: Seen { root: held.root(), size: held.size() }, in_log: false });
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
    let (mut anchored, mut of_earlier) = (0, Vec::new());
    for (size, root, origin) in all {
        let of_this = origin.as_ref().is_none_or(|origin| *origin == log.registry.origin);
        let tree = Seen { root, size };
        let problem = if !of_this {
            Some(format!("a checkpoint held elsewhere is of another ledger: {}", origin.unwrap_or_default()))
        } else if size > snapshot.size() {
            Some(format!(
                "a checkpoint held elsewhere has {size} entries, the ledger has {}",
                snapshot.size()
            ))
        } else if (log.root_at)(size)? != Some(root) {
            Some(format!("the first {size} entries are not those of a checkpoint held elsewhere"))
        } else {
            None
        };
        match problem {
            None => {
                anchored = anchored.max(size);
                own.iter_mut().filter(|own| own.tree == tree).for_each(|own| own.in_log = true);
            }
            // Where the histories parted is not known here: it is shown and needs attention, and is no finding.
            Some(_)
                if of_this && is_recorded_lost(log.registry, snapshot, tree, snapshot.size(), &|_| true)? =>
            {
                of_earlier.push(tree);
            }
            Some(detail) => findings.push(Finding::of_log(FindingKind::Checkpoint, detail)),
        }
    }
    Ok(Compared { anchored, held: own, of_earlier })
}

/// Reads a checkpoint; a signature on it must hold.
///
/// # Errors
/// [`Error::File`]; [`Error::Content`].
pub fn read_checkpoint(path: &Path) -> Result<Checkpoint, Error> {
    let text = file::read_text(path).map_err(|source| Error::File { path: path.to_path_buf(), source })?;
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
