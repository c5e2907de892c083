//! Putting a backup back where the ledger is gone or damaged.
//!
//! Everything is looked at first: the copy against its list and its tree, what this user holds, and what is at the home,
//! this once more when nobody else can put one back meanwhile. Then the copy is written beside, what is in the way is set
//! aside under a name with the time, if it is what was looked at still, and the copy gets its name last. Killed anywhere, the old files are in place, or no ledger is, or the new one is; the same command goes on.
//!
//! # What it does not do
//! It believes nobody that nothing was lost: what this user holds stays held, and whoever held more than the copy has is
//! told so by every command until two people recorded it (`restored`).

mod moving;

use std::path::{Path, PathBuf};

use crate::base::digest::Digest;
use crate::domain::carry_out::{Attempt, CarryOut, Outcome, number_of};
use crate::domain::finding::FindingKind;
use crate::domain::statement;
use crate::ledger::Store;
use crate::ledger::store::check::StoreFinding;
use crate::ledger::store::filesystem::shared_filesystem_of;
use crate::ledger::store::sqlite::{LastWrite, SqliteStore};
use crate::ledger::{Checkpoint, StoreError};
use crate::projection::audited::AuditReport;
use crate::projection::view::backup::{LostView, RestoreView};
use crate::workflow::audit::audit_still;
use crate::workflow::backup::{BackupError, LEDGER, Manifest, check_ledger, first_leaf};
use crate::workflow::error::{Error, HistoryError};
use crate::workflow::known::Known;
use crate::workflow::places::{Places, absolute};
use crate::workflow::world::World;

use moving::{Begun, Moving};

/// A backup that may be put back.
pub struct Restoring {
    /// What will be said of it.
    pub view: RestoreView,
    manifest: Manifest,
    known: Known,
    seen: Seen,
}

/// What lay at the home when it was looked at.
struct Seen {
    /// Before that.
    written: LastWrite,
    found: AtHome,
}

/// Looks at the backup in `folder`, at what this user holds and at the home. Nothing is changed.
///
/// # Errors
/// [`BackupError`]; [`HistoryError::OtherLedger`] and [`HistoryError::Rewritten`] where the copy is not of the history that
/// this user verified; [`StoreError::SharedFilesystem`].
pub fn look(world: &World<'_>, places: &Places, folder: &Path) -> Result<Restoring, Error> {
    let from = absolute(folder).map_err(|source| Error::File { path: folder.to_path_buf(), source })?;
    let manifest = Manifest::read(&from)?;
    manifest.check_files(world, &from)?;
    let ledger = from.join(LEDGER);
    let report = check_copy(world, &ledger, &manifest)?;
    let known = Known::of(places, manifest.first_leaf)?;
    check_known(&known, &ledger)?;
    let begun = Begun::at(places)?;
    let seen = Seen::now(world, places, &manifest, &known)?;
    let found = &seen.found;
    found.check(places, &manifest, &known, begun)?;
    let custody_destroyed = destroyed(&known, &manifest)?;
    let kept = manifest.custody().filter(|(name, _)| !custody_destroyed.iter().any(|gone| gone == name));
    let view = RestoreView {
        home: places.home.clone(),
        from,
        origin: manifest.origin.clone(),
        size: manifest.size,
        root: manifest.root,
        made_at: manifest.made_at,
        set_aside: None,
        in_the_way: found.other_history(&ledger)?,
        custody_files: u64::try_from(kept.count()).unwrap_or(u64::MAX),
        custody_destroyed,
        verified: known.held.as_ref().map_or(0, Checkpoint::size),
        lost: lost(&known, &manifest)?,
        findings: u64::try_from(report.findings.iter().filter(|one| one.is_tampering()).count())
            .unwrap_or(u64::MAX),
    };
    Ok(Restoring { view, manifest, known, seen })
}

/// Puts the backup back.
///
/// # Errors
/// [`BackupError::Running`] while another process does; [`BackupError::NothingToRestore`] where one did since it was looked
/// at; [`BackupError::Written`] where anything was written there since; whatever the system says. The same command goes on
/// from there.
pub fn restore(world: &World<'_>, places: &Places, restoring: Restoring) -> Result<RestoreView, Error> {
    let Restoring { mut view, manifest, known, seen } = restoring;
    let (moving, begun) = Moving::begin(world, places)?;
    // Whoever was asked took their time, and others may have put it back and gone on.
    let found = AtHome::look(world, places, &manifest, &known);
    let in_place = match found.and_then(|found| found.check(places, &manifest, &known, begun)) {
        Ok(in_place) => in_place,
        Err(error) => {
            moving.abandon(begun);
            return Err(error);
        }
    };
    if !in_place {
        moving.stage(world, &manifest, &view)?;
        moving.set_aside(&|| seen.is_there_still(world, places, &manifest, &known))?;
        moving.put_in_place(world, &manifest, &view)?;
    }
    view.set_aside = moving.finish()?;
    Ok(view)
}

impl Seen {
    fn now(world: &World<'_>, places: &Places, manifest: &Manifest, known: &Known) -> Result<Self, Error> {
        Ok(Self {
            written: LastWrite::of(&places.ledger())?,
            found: AtHome::look(world, places, manifest, known)?,
        })
    }

    /// That what lies there is what was looked at. To be asked when nobody can write to it.
    fn is_there_still(
        &self,
        world: &World<'_>,
        places: &Places,
        manifest: &Manifest,
        known: &Known,
    ) -> Result<(), Error> {
        if LastWrite::of(&places.ledger())? == self.written {
            return Ok(());
        }
        // Whoever only read may have tidied up. What is damaged cannot be compared.
        let found = AtHome::look(world, places, manifest, known)?;
        if found != AtHome::Damaged && found == self.found {
            return Ok(());
        }
        Err(BackupError::Written { home: places.home.clone() }.into())
    }
}

/// Audits the ledger of the backup where it lies. Entries without effect and attachments that are gone are as they were;
/// rows and nodes that do not fit each other are damage.
fn check_copy(world: &World<'_>, ledger: &Path, manifest: &Manifest) -> Result<AuditReport, Error> {
    let report = audit_still(world, ledger)?;
    let damage =
        report.findings.iter().find(|finding| matches!(finding.kind, FindingKind::Tree | FindingKind::Store));
    if let Some(finding) = damage {
        let why = finding.detail.clone();
        return Err(BackupError::Damaged { path: ledger.to_path_buf(), why }.into());
    }
    if (report.size, report.root, &report.origin) != (manifest.size, manifest.root, &manifest.origin) {
        let why = "its tree is not the one that the list names".to_owned();
        return Err(BackupError::Wrong { path: ledger.to_path_buf(), why }.into());
    }
    Ok(report)
}

/// That the copy is of the history that was verified, as far as both go.
fn check_known(known: &Known, ledger: &Path) -> Result<(), Error> {
    let store = SqliteStore::open_still(ledger)?;
    let snapshot = store.snapshot()?;
    let held = known.held.as_ref().map_or(0, Checkpoint::size);
    for size in [known.verified().min(snapshot.size()), held] {
        let Some(root) = known.root_at(size)?.filter(|_| size <= snapshot.size()) else { continue };
        if snapshot.root(size)? != root {
            return Err(HistoryError::Rewritten { held: statement::Seen { root, size } }.into());
        }
    }
    Ok(())
}

/// What the copy has not.
fn lost(known: &Known, manifest: &Manifest) -> Result<Option<LostView>, Error> {
    let Some(held) = known.held.as_ref().filter(|held| held.size() > manifest.size) else { return Ok(None) };
    Ok(Some(LostView {
        from: manifest.size,
        last: held.size().saturating_sub(1),
        held_size: held.size(),
        held_root: held.root(),
        known: known.entries_from(manifest.size)?,
    }))
}

/// Custody files of the backup that were destroyed since it was made. A disposal is of the passphrase, in whichever file: the
/// one that the backup has may have been sealed anew before. What an attempt that failed since had sealed is no key to anything.
fn destroyed(known: &Known, manifest: &Manifest) -> Result<Vec<String>, Error> {
    let mut destroyed = Vec::new();
    for (name, sha256) in manifest.custody() {
        let number = name.rsplit_once('-').and_then(|(id, _)| number_of(id));
        let carry_out = number.map(|number| known.carry_out(number)).transpose()?.flatten();
        if carry_out.is_some_and(|one| is_destroyed(&one, sha256)) {
            destroyed.push(name.to_owned());
        }
    }
    Ok(destroyed)
}

/// Whether the passphrase was destroyed that is sealed in this file of the carry-out. Only one attempt is ever completed.
fn is_destroyed(carry_out: &CarryOut, sha256: Digest) -> bool {
    let failed = |attempt: &&Attempt| matches!(attempt.outcome, Outcome::Failed { .. });
    let mut failed = carry_out.attempts.iter().filter(failed).filter_map(|attempt| attempt.custody.as_ref());
    carry_out.disposals.iter().any(|disposed| disposed.body.key.is_some())
        || failed.any(|custody| custody.sha256 == sha256)
}

/// What is at the home now.
#[derive(PartialEq, Eq)]
enum AtHome {
    /// No ledger.
    Nothing,
    /// One that cannot be used.
    Damaged,
    /// One in which everything fits; `has_copy`: it begins with the tree of the copy.
    Whole { size: u64, root: Digest, has_copy: bool },
}

impl AtHome {
    fn look(world: &World<'_>, places: &Places, manifest: &Manifest, known: &Known) -> Result<Self, Error> {
        let home: PathBuf = places.home.clone();
        if home.exists() {
            let shared =
                shared_filesystem_of(&home).map_err(|source| Error::File { path: home.clone(), source })?;
            if let Some(kind) = shared {
                return Err(StoreError::SharedFilesystem { path: home, kind }.into());
            }
        }
        let ledger = places.ledger();
        if std::fs::symlink_metadata(&ledger).is_err() {
            return Ok(Self::Nothing);
        }
        crate::base::file::create_private_dir(&places.cache)
            .map_err(|source| Error::File { path: places.cache.clone(), source })?;
        // Through a copy: even a damaged file is evidence, and opening it in place could change it.
        let copy = SqliteStore::open_copy(&ledger, &places.cache, world.cancel);
        world.check_cancelled()?;
        let copy = match copy {
            Ok(copy) => copy,
            // This program has verified it: the number in its header is another since.
            Err(StoreError::Version { .. }) if known.held.is_some() => return Ok(Self::Damaged),
            Err(
                error @ (StoreError::Io { .. }
                | StoreError::Version { .. }
                | StoreError::ChangedWhileCopying { .. }),
            ) => {
                return Err(error.into());
            }
            Err(_) => return Ok(Self::Damaged),
        };
        let looked = (|| {
            let snapshot = copy.store().snapshot()?;
            let mut damage = 0_u64;
            let checked = check_ledger(world, snapshot.as_ref(), &mut |finding| {
                // A junk entry under a key of its own damages nothing.
                damage = damage.saturating_add(u64::from(!matches!(finding, StoreFinding::Key { .. })));
            })?;
            let Some(root) = checked.root.filter(|_| damage == 0 && copy.store().broken_guards().is_empty())
            else {
                return Ok((Self::Damaged, None));
            };
            let size = checked.size;
            let has_copy = size >= manifest.size && snapshot.root(manifest.size)? == manifest.root;
            Ok((Self::Whole { size, root, has_copy }, Some(first_leaf(snapshot.as_ref())?)))
        })();
        match looked {
            Ok((_, Some(identity))) if identity != manifest.first_leaf => {
                Err(HistoryError::OtherLedger.into())
            }
            Ok((found, _)) => Ok(found),
            Err(Error::Cancelled) => Err(Error::Cancelled),
            Err(_) => Ok(Self::Damaged),
        }
    }

    /// Whether the copy has its name already: a command that was killed came that far.
    ///
    /// # Errors
    /// [`BackupError::NothingToRestore`] where what is there has what the copy has, or is as long and not known to be wrong.
    fn check(
        &self,
        places: &Places,
        manifest: &Manifest,
        known: &Known,
        begun: Begun,
    ) -> Result<bool, Error> {
        let Self::Whole { size, root, has_copy } = self else { return Ok(false) };
        if *has_copy && begun.is_of(manifest, *size) {
            return Ok(true);
        }
        let is_verified = known.root_at(*size)?.is_none_or(|verified| verified == *root);
        if *has_copy || *size >= manifest.size && is_verified {
            return Err(BackupError::NothingToRestore { home: places.home.clone(), size: *size }.into());
        }
        Ok(false)
    }

    /// How many entries of a whole ledger would be set aside that are not of the copy's history.
    fn other_history(&self, copy: &Path) -> Result<Option<u64>, Error> {
        let Self::Whole { size, root, has_copy: false } = self else { return Ok(None) };
        let store = SqliteStore::open_still(copy)?;
        let snapshot = store.snapshot()?;
        let is_beginning = *size <= snapshot.size() && snapshot.root(*size)? == *root;
        Ok((!is_beginning).then_some(*size))
    }
}
