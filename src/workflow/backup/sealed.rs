//! The custody files of a backup: those that the ledger in it names.
//!
//! They are copied before the ledger's pages are, so that little time passes between the moment that the log is of and the reading. What is
//! sealed anew or destroyed all the same, the log says so by then: the backup is of a later moment in that case, and what was copied and is
//! named no longer is destroyed in it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::manifest::{CUSTODY, Manifest};
use super::{BackupError, list, write};
use crate::base::digest::Digest;
use crate::base::file;
use crate::domain::body::export::Custody;
use crate::domain::carry_out::{CarryOut, Outcome, id_of};
use crate::projection::query::Filter;
use crate::projection::view::backup::AbsentCustody;
use crate::workflow::custody::{self, AttemptLock};
use crate::workflow::desk::Desk;
use crate::workflow::error::{Error, EvidenceError};
use crate::workflow::world::World;

/// What is copied so far.
pub(super) struct Sealed {
    folder: PathBuf,
    /// The digest that the log names, by the name of the file.
    copied: BTreeMap<String, Digest>,
}

/// A custody file that was not there as the log had it.
pub(super) struct Lacking {
    number: u64,
    attempt: usize,
    expected: Custody,
}

impl Sealed {
    /// Makes the folder for them.
    pub(super) fn begin(partial: &Path) -> Result<Self, Error> {
        let folder = partial.join(CUSTODY);
        file::create_private_dir(&folder).map_err(|source| Error::File { path: folder.clone(), source })?;
        Ok(Self { folder, copied: BTreeMap::new() })
    }

    /// Copies the custody file of every passphrase that can still be told by what the desk has verified, and destroys here what it
    /// does not name. Returns what was not there as the log has it.
    pub(super) fn copy(&mut self, world: &World<'_>, desk: &Desk) -> Result<Vec<Lacking>, Error> {
        let (mut lacking, mut named) = (Vec::new(), BTreeSet::new());
        desk.projection.each_carry_out::<Error>(&Filter::default(), |carry_out| {
            world.check_cancelled()?;
            for (attempt, expected, is_completed) in kept(&carry_out) {
                let one = Lacking { number: carry_out.number, attempt, expected: expected.clone() };
                named.insert((name_of(&one.path(desk)?), expected.sha256));
                if self.take(desk, &one)?.is_none() {
                    continue;
                }
                // Of an export that is under way, or that `recover` is closing; what an attempt that was cut short had said
                // would be there is missing like any other.
                if is_completed || !AttemptLock::is_held(&desk.places, carry_out.number)? {
                    lacking.push(one);
                }
            }
            Ok(())
        })?;
        let copied = self.copied.iter().map(|(name, digest)| (name.clone(), *digest));
        let gone: Vec<_> = copied.filter(|one| !named.contains(one)).collect();
        for (name, _) in gone {
            self.destroy(&name)?;
        }
        Ok(lacking)
    }

    /// What is lacking by what the log says now. `None` where it names another file by now, or none, and there is time to
    /// begin again.
    pub(super) fn settle(
        &mut self,
        desk: &mut Desk,
        lacking: Vec<Lacking>,
        again: bool,
    ) -> Result<Option<Vec<AbsentCustody>>, Error> {
        if lacking.is_empty() {
            return Ok(Some(Vec::new()));
        }
        desk.catch_up()?;
        let mut absent = Vec::new();
        for one in lacking {
            let carry_out = desk.carry_out(&id_of(one.number))?;
            let is_named = kept(&carry_out)
                .any(|(attempt, now, _)| (attempt, now.sha256) == (one.attempt, one.expected.sha256));
            if again && !is_named {
                return Ok(None);
            }
            // Looked for once more: it may have come, or have taken its name, between two looks.
            absent.extend(self.take(desk, &one)?);
        }
        Ok(Some(absent))
    }

    /// Adds what was copied to the list.
    pub(super) fn list(
        &self,
        world: &World<'_>,
        manifest: &mut Manifest,
        partial: &Path,
    ) -> Result<(), Error> {
        for (name, named) in &self.copied {
            list(world, manifest, partial, &format!("{CUSTODY}/{name}"))?;
            if manifest.files.last().is_none_or(|listed| listed.sha256 != *named) {
                return Err(BackupError::CopyDiffers { path: self.folder.join(name) }.into());
            }
        }
        Ok(())
    }

    /// Copies one, if it is there as the log has it; else says how it is not.
    fn take(&mut self, desk: &Desk, one: &Lacking) -> Result<Option<AbsentCustody>, Error> {
        let from = one.path(desk)?;
        let name = name_of(&from);
        if self.copied.get(&name) == Some(&one.expected.sha256) {
            return Ok(None);
        }
        match custody::read(&from, &one.expected) {
            Ok(sealed) => {
                if self.copied.contains_key(&name) {
                    self.destroy(&name)?;
                }
                write(&self.folder.join(&name), &sealed)?;
                self.copied.insert(name, one.expected.sha256);
                Ok(None)
            }
            Err(Error::NoCustodyFile { .. }) => Ok(Some(AbsentCustody { name, differs: false })),
            Err(Error::Evidence(EvidenceError::DigestDiffers { .. })) => {
                Ok(Some(AbsentCustody { name, differs: true }))
            }
            Err(error) => Err(error),
        }
    }

    fn destroy(&mut self, name: &str) -> Result<(), Error> {
        custody::destroy(&self.folder.join(name))?;
        self.copied.remove(name);
        Ok(())
    }
}

impl Lacking {
    fn path(&self, desk: &Desk) -> Result<PathBuf, Error> {
        custody::find(&desk.places, self.number, self.attempt, &self.expected)
    }
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// The attempts of a carry-out whose custody file should be there, counted from 1, what the log says of it, and whether
/// the attempt came to its end.
fn kept(carry_out: &CarryOut) -> impl Iterator<Item = (usize, &Custody, bool)> {
    let attempts = carry_out.attempts.iter().zip(1_usize..);
    attempts.filter_map(|(attempt, number)| {
        let custody = attempt.custody.as_ref()?;
        let is_there = !matches!(attempt.outcome, Outcome::Failed { .. });
        let destroyed = carry_out.disposals.iter().filter_map(|disposed| disposed.body.key.as_ref());
        let destroyed = destroyed.map(|key| key.custody).any(|digest| digest == custody.sha256);
        let is_completed = matches!(attempt.outcome, Outcome::Completed { .. });
        (is_there && !destroyed).then_some((number, custody, is_completed))
    })
}
