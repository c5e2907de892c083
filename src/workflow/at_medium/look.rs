//! Looking: the package under its own name, copies and remnants anywhere on the medium, and what else lies there.

use std::path::{Path, PathBuf};

use crate::base::limits::{FINGERPRINT_BYTES, FINGERPRINT_OFFSET_BYTES};
use crate::domain::carry_out::CarryOut;
use crate::media::{Destination, Expected, Identified, Remnant, Searched, Seen, Sought, State, Walked};
use crate::projection::view::FoundCopy;
use crate::workflow::error::Error;
use crate::workflow::export::README_NAME;
use crate::workflow::world::{Stage, World};

use super::place::Opened;
use super::{folder_of, package_files};

/// Names of other files that are told.
const OTHERS_TOLD: usize = 100;

/// What was found.
pub(super) struct Looked {
    own: Vec<Own>,
    /// Size of the package, all files together.
    pub package_bytes: u64,
    /// Copies and remnants beside the package itself, in the order they were found.
    pub others: Vec<Other>,
    /// How many more of them there are than are listed.
    more: u64,
    /// Everything else.
    pub searched: Searched,
}

/// A file of the package, under its own name.
struct Own {
    /// Below what is searched.
    path: PathBuf,
    seen: Option<Identified>,
    /// Whether a file with its digest was read, here or under another name.
    whole: bool,
}

/// Another file with the package's bytes.
pub(super) struct Other {
    /// Below what is searched.
    pub path: PathBuf,
    /// What it must hold to be erased; absent for a remnant whose digest nobody has taken yet.
    pub expected: Option<Expected>,
    /// A remnant, and how much of it is the package's.
    pub remnant: Option<Remnant>,
}

/// Reads the package, and searches.
///
/// # Errors
/// [`Error::OtherFile`] when something else has the package's name.
pub(super) fn look(
    world: &World<'_>,
    carry_out: &CarryOut,
    opened: &Opened,
    patterns: &[[u8; FINGERPRINT_BYTES]],
) -> Result<Looked, Error> {
    let files = package_files(carry_out);
    let total = files.iter().map(|(_, expected)| expected.size_bytes).sum();
    world.watch.stage(Stage::Identifying, total, 0);
    let seen = identify_all(world, &opened.folder, &files);
    world.watch.finish();
    let seen = seen?;
    let expected: Vec<Expected> = files.iter().map(|(_, expected)| *expected).collect();
    let below = |name: &str| {
        let folder = opened.folder.path().strip_prefix(opened.searched.path());
        folder.unwrap_or(Path::new("")).join(name)
    };
    let known = [below(README_NAME)];
    let sought = Sought { files: &expected, patterns, patterns_at: FINGERPRINT_OFFSET_BYTES, known: &known };
    world.watch.stage(Stage::Searching, 0, 0);
    let mut progress = |at: &Walked| world.watch.done(at.read_bytes, at.files);
    let searched = opened.searched.search(&sought, &mut progress, world.cancel);
    world.watch.finish();
    let searched = searched?;
    let mut own = Vec::new();
    for (index, ((name, expected), seen)) in files.iter().zip(seen).enumerate() {
        let mut here = Own { path: below(name), seen, whole: false };
        if here.seen.is_none() {
            find_elsewhere(world, opened, &searched, index, name, expected, &mut here)?;
        }
        here.whole = searched.copies.items.iter().any(|copy| copy.file == index)
            || here.seen.as_ref().is_some_and(|seen| seen.state() == State::Whole);
        own.push(here);
    }
    let others = others(&own, &searched, &expected);
    let more = searched.copies.more.saturating_add(searched.remnants.more);
    Ok(Looked { own, package_bytes: total, others, more, searched })
}

fn identify_all(
    world: &World<'_>,
    folder: &Destination,
    files: &[(String, Expected)],
) -> Result<Vec<Option<Identified>>, Error> {
    let mut before = 0_u64;
    let mut all = Vec::new();
    for (name, expected) in files {
        let mut progress = |done: u64| world.watch.done(before.saturating_add(done), 0);
        match folder.identify(name, expected, &mut progress, world.cancel)? {
            Seen::Identified(file) => all.push(Some(file)),
            Seen::Absent => all.push(None),
            Seen::Differs { .. } => return Err(Error::OtherFile { path: folder.path().join(name) }),
        }
        before = before.saturating_add(expected.size_bytes);
    }
    Ok(all)
}

/// The same file under its own name in another folder: the medium is mounted elsewhere now, or the folder was moved.
fn find_elsewhere(
    world: &World<'_>,
    opened: &Opened,
    searched: &Searched,
    index: usize,
    name: &str,
    expected: &Expected,
    here: &mut Own,
) -> Result<(), Error> {
    let same = searched
        .copies
        .items
        .iter()
        .find(|copy| copy.file == index && copy.path.file_name().is_some_and(|found| found == name));
    let Some((copy, (folder, name))) =
        same.and_then(|copy| Some((copy, folder_of(opened.searched.path(), &copy.path)?)))
    else {
        return Ok(());
    };
    let folder = Destination::open_to_read(&folder, crate::media::System::this())?;
    if let Seen::Identified(file) = folder.identify(&name, expected, &mut |_| {}, world.cancel)? {
        here.path.clone_from(&copy.path);
        here.seen = Some(file);
    }
    Ok(())
}

fn others(own: &[Own], searched: &Searched, expected: &[Expected]) -> Vec<Other> {
    let is_own = |path: &Path| own.iter().any(|own| own.seen.is_some() && own.path == path);
    let copies = searched.copies.items.iter().map(|copy| Other {
        path: copy.path.clone(),
        expected: expected.get(copy.file).copied(),
        remnant: None,
    });
    let remnants = searched.remnants.items.iter().map(|remnant| Other {
        path: remnant.path.clone(),
        expected: None,
        remnant: Some(remnant.clone()),
    });
    copies.chain(remnants).filter(|other| !is_own(&other.path)).collect()
}

impl Looked {
    /// Whether the package is in some directory, under any name.
    pub fn is_there(&self) -> bool {
        self.own.iter().any(|own| own.seen.is_some())
            || self.others.iter().any(|other| other.remnant.is_none())
            || self.searched.copies.more > 0
    }

    /// Whether the package is in no directory that could be read. A search that ended early does not say so.
    pub fn is_gone(&self) -> bool {
        !self.is_there() && !self.searched.ended_early
    }

    /// Whether every file of the package was read with its own digest.
    pub fn is_whole_seen(&self) -> bool {
        self.own.iter().all(|own| own.whole)
    }

    /// Whether other copies or remnants were found.
    pub fn has_others(&self) -> bool {
        !self.others.is_empty()
    }

    /// What was found of the package, in a word.
    pub fn what_was_seen(&self) -> &'static str {
        let begun = |own: &&Own| own.seen.as_ref().is_some_and(|seen| seen.state() != State::Whole);
        if self.own.iter().any(|own| begun(&own)) {
            return "begun";
        }
        match self.own.iter().filter(|own| own.seen.is_some()).count() {
            count if count == self.own.len() => "whole",
            0 if self.is_there() => "elsewhere",
            0 => "absent",
            _ => "incomplete",
        }
    }

    /// How many copies and remnants there are beside the package itself, and the package where it is kept.
    pub fn copies_left(&self) -> u64 {
        let own = self.own.iter().filter(|own| own.seen.is_some()).count();
        let listed = u64::try_from(own.saturating_add(self.others.len())).unwrap_or(u64::MAX);
        listed.saturating_add(self.more)
    }

    /// The package's own files, to be erased.
    pub fn take_own(&mut self) -> Vec<Identified> {
        self.own.iter_mut().filter_map(|own| own.seen.take()).collect()
    }

    /// The other copies and remnants as they are told, none of them erased yet.
    pub fn copies(&self) -> Vec<FoundCopy> {
        let told = |other: &Other| FoundCopy {
            path: other.path.clone(),
            exact: other.remnant.is_none(),
            size_bytes: other.remnant.as_ref().map(|remnant| remnant.size_bytes),
            erased: false,
            why: None,
        };
        self.others.iter().map(told).collect()
    }

    /// The first of the other files.
    pub fn others(&self) -> Vec<PathBuf> {
        self.searched.others.items.iter().take(OTHERS_TOLD).map(|other| other.path.clone()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_that_ended_early_does_not_say_that_the_package_is_gone() {
        let looked = |ended_early| Looked {
            own: Vec::new(),
            package_bytes: 7,
            others: Vec::new(),
            more: 0,
            searched: Searched { ended_early, ..Searched::default() },
        };
        assert!(looked(false).is_gone() && !looked(true).is_gone());
    }
}
