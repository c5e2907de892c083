//! What a desk sees and does where a package was written: the one way in which a return and an erasure measure.
//!
//! Identify the medium, read the package and look through the whole filesystem; only then overwrite in place, read
//! back, remove, and look again. What the ledger gets is [`Measured`]: what was seen, and no more.
//!
//! - Another medium, or another file under the package's name, ends it before anything is touched.
//! - Copies with the package's own digest are erased like it, wherever on the medium they are. A truncated or changed
//!   copy is erased too where it is plainly one: not larger than the package, and the package's bytes in at least
//!   half of the places looked at. Other files with some of its bytes are named and left: they may be somebody
//!   else's (an archive, the image of a disk).
//! - While an incident is open nothing is overwritten: everything is looked at and kept.
//! - What was identified is noted in this user's state before the first byte is overwritten ([`begun`]), so that a
//!   command that was interrupted can be run again and still say what was seen.
//!
//! It does not protect against a carrier who copied the package elsewhere; that is why copies are declared, and why a
//! destroyed key says more than an erased file.

use std::path::{Path, PathBuf};

use crate::domain::body::coming_back::Measured;
use crate::domain::carry_out::CarryOut;
use crate::media::Destination;
use crate::projection::view::AtMedium;
use crate::workflow::desk::Desk;
use crate::workflow::error::Error;
use crate::workflow::export::{README, README_NAME};
use crate::workflow::world::World;

pub(super) mod begun;
mod erase;
mod look;
mod place;
mod scan;

use begun::Begun;
use erase::Erasing;

pub(super) use place::write_down;

/// How it is to be looked at.
#[derive(Debug, Clone, Copy)]
pub(super) struct Look<'a> {
    /// The folder, or the device that is mounted there; where the export wrote it when absent.
    pub at: Option<&'a Path>,
    /// Whether the whole device is to be read in search of remnants.
    pub scan: bool,
}

/// What was seen and done.
pub(super) struct AtPlace {
    /// What the ledger gets.
    pub measured: Measured,
    /// What the screen gets.
    pub view: AtMedium,
    /// How many entries the ledger had when the first byte was overwritten, as this desk had verified it.
    pub began: u64,
    /// The open incident for whose sake everything was kept.
    pub kept_for: Option<u64>,
}

/// Looks, erases unless an incident is open, and tells. Reading takes a while: whether one was opened meanwhile is
/// asked again just before the first byte is overwritten.
///
/// # Errors
/// [`Error::OtherMedium`], [`Error::NotMounted`], [`Error::NotIdentified`], [`Error::OtherFile`] and those of
/// [`Desk::catch_up`] before anything is overwritten; [`Error::Erase`] and others once it was begun, and then it can be
/// run again.
pub(super) fn measure(
    world: &World<'_>,
    desk: &mut Desk,
    carry_out: &CarryOut,
    look: Look<'_>,
) -> Result<AtPlace, Error> {
    let kept_now = |desk: &Desk| desk.registry.kept_for(carry_out.number, carry_out.medium());
    let opened = place::open(desk, carry_out, look.at, kept_now(desk).is_some())?;
    let patterns = scan::patterns(desk, carry_out)?;
    let before = Begun::find(&desk.places, carry_out, &opened.place)?;
    let mut looked = look::look(world, carry_out, &opened, &patterns)?;
    let is_there = looked.is_there();
    if !is_there && before.is_none() && !opened.is_known() {
        return Err(opened.not_identified());
    }
    let whole = looked.is_whole_seen();
    let package = match (&before, looked.what_was_seen()) {
        (Some(_), "absent") => "gone-before",
        (_, seen) => seen,
    };
    desk.catch_up()?;
    let kept_for = kept_now(desk);
    let keep = kept_for.is_some();
    let mut begun = before.unwrap_or_else(|| Begun::new(carry_out, &opened.place, desk.head.size));
    begun.identified |= whole;
    let mut copies = looked.copies();
    let mut erasing = Erasing::new(&begun);
    if !keep && (is_there || looked.has_others()) {
        begun.overwriting = true;
        begun.keep(&desk.places, carry_out)?;
        erasing.package(world, looked.take_own())?;
        erasing.others(world, &opened, &looked, &mut copies)?;
        begun.in_place = erasing.in_place;
        begun.copies_erased = erasing.copies_erased;
        begun.keep(&desk.places, carry_out)?;
    }
    let readme_removed = !keep && remove_readme(world, &opened.folder)?;
    if !keep && (is_there || looked.has_others()) {
        // What is left is what another look finds, not what was meant to be removed.
        looked = look::look(world, carry_out, &opened, &patterns)?;
    }
    let scanned = scan::scan(world, &opened, &patterns, look.scan)?;
    let measured = Measured {
        capacity_bytes: opened.facts.capacity_bytes,
        copies_erased: begun.copies_erased,
        copies_left: looked.copies_left().max(scanned.parts_left()),
        gone: looked.is_gone(),
        identified: begun.identified,
        in_place: begun.in_place(),
        other_files: looked.searched.others.count(),
        overwritten: None,
        place: opened.place.clone(),
        scan: scanned.scan,
        unread: looked.searched.notes.count(),
    };
    let view = AtMedium {
        folder: opened.folder.path().to_path_buf(),
        known_by: opened.known_by,
        package,
        kept: keep,
        rewriting: erasing.rewriting(),
        read_back: erasing.read_back(),
        searched: opened.searched.path().to_path_buf(),
        copies,
        autorun: looked.searched.autorun.items.clone(),
        others: looked.others(),
        others_count: looked.searched.others.count(),
        unread: looked.searched.notes.items.iter().map(|note| note.path.clone()).collect(),
        readme_removed,
        scan_found_at: scanned.found_at,
        not_scanned: scanned.why_not,
    };
    Ok(AtPlace { measured, view, began: begun.entries, kept_for })
}

/// Removes the note on opening that the export put beside the package, when it is ours byte for byte and no package
/// is beside it any more. Whether it was there.
fn remove_readme(world: &World<'_>, folder: &Destination) -> Result<bool, Error> {
    if folder.find(README_NAME)?.is_none() {
        return Ok(false);
    }
    let beside = folder.names()?;
    let is_package = |name: &String| {
        let rest = name.strip_prefix("C-").map(|rest| rest.trim_start_matches(|c: char| c.is_ascii_digit()));
        rest.is_some_and(|rest| rest.starts_with(".zip"))
    };
    if beside.more || beside.names.iter().any(is_package) {
        return Ok(false);
    }
    let expected = crate::base::digest::Digest::of(README);
    match folder.digest(README_NAME, &mut |_| {}, world.cancel) {
        Ok(read) if *read.sha256() == expected => Ok(folder.remove(README_NAME)?),
        // Somebody else's file under that name, or one that cannot be read: it says nothing of the package.
        Ok(_) | Err(_) => Ok(false),
    }
}

/// The volumes of the package, or its only file: name and content.
pub(super) fn package_files(carry_out: &CarryOut) -> Vec<(String, crate::media::Expected)> {
    let Some((attempt, completed, _)) = carry_out.completed() else { return Vec::new() };
    if completed.volumes.is_empty() {
        let expected = crate::media::Expected {
            sha256: completed.package_sha256,
            size_bytes: completed.package_size_bytes,
        };
        return vec![(attempt.intent.package_name.clone(), expected)];
    }
    let volume = |volume: &crate::domain::body::export::Volume| {
        let expected = crate::media::Expected { sha256: volume.sha256, size_bytes: volume.size_bytes };
        (volume.name.clone(), expected)
    };
    completed.volumes.iter().map(volume).collect()
}

/// Where a path leads below `root`, for opening what a search found.
fn folder_of(root: &Path, found: &Path) -> Option<(PathBuf, String)> {
    let name = found.file_name()?.to_str()?.to_owned();
    Some((root.join(found.parent()?), name))
}
