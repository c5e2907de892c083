//! Erasing what was looked at: the package, and what is plainly a copy of it.

use crate::media::{
    Destination, EraseError, Erased, Expected, Identified, MediaError, Pass, Remnant, Rewriting, SearchError,
    Seen, WriteLevel,
};
use crate::projection::view::{FoundCopy, WhyLeft};
use crate::workflow::error::Error;
use crate::workflow::world::{Stage, World};

use super::begun::Begun;
use super::folder_of;
use super::look::{Looked, Other};
use super::place::Opened;

/// What was erased so far.
pub(super) struct Erasing {
    /// Whether all of it was overwritten in place.
    pub in_place: Option<bool>,
    /// How many copies under other names were erased.
    pub copies_erased: u64,
    rewriting: Option<Rewriting>,
    read_back: Option<WriteLevel>,
}

impl Erasing {
    /// Goes on from what was noted.
    pub fn new(begun: &Begun) -> Self {
        Self {
            in_place: begun.in_place,
            copies_erased: begun.copies_erased,
            rewriting: None,
            read_back: None,
        }
    }

    /// Erases the package's own files.
    ///
    /// # Errors
    /// [`Error::Erase`]; what was begun can be gone on with.
    pub fn package(&mut self, world: &World<'_>, files: Vec<Identified>) -> Result<(), Error> {
        for file in files {
            self.note(&erase(world, file)?);
        }
        Ok(())
    }

    /// Erases other copies, and remnants that are plainly copies; what cannot be erased is left, with the reason.
    ///
    /// # Errors
    /// [`Error::Erase`] when the person interrupts.
    pub fn others(
        &mut self,
        world: &World<'_>,
        opened: &Opened,
        looked: &Looked,
        told: &mut [FoundCopy],
    ) -> Result<(), Error> {
        for (other, told) in looked.others.iter().zip(told) {
            if other.remnant.as_ref().is_some_and(|remnant| !is_plainly_ours(remnant, looked.package_bytes)) {
                continue;
            }
            match erase_other(world, opened, other) {
                Ok(Some(erased)) => {
                    self.note(&erased);
                    self.copies_erased = self.copies_erased.saturating_add(1);
                    told.erased = true;
                }
                // Gone by itself meanwhile: it was another name of what is erased.
                Ok(None) => {}
                Err(
                    error @ (Error::Cancelled
                    | Error::Erase(EraseError::Cancelled { .. })
                    | Error::Search(SearchError::Cancelled)),
                ) => return Err(error),
                Err(error) => told.why = Some(why_left(&error)),
            }
        }
        Ok(())
    }

    fn note(&mut self, erased: &Erased) {
        self.in_place = Some(self.in_place.unwrap_or(true) && erased.in_place());
        self.rewriting = self.rewriting.max(Some(erased.rewriting()));
        self.read_back = Some(self.read_back.map_or(erased.level(), |level| level.min(erased.level())));
    }

    /// Where the bytes went, at the worst.
    pub const fn rewriting(&self) -> Option<&'static str> {
        match self.rewriting {
            None => None,
            Some(Rewriting::InPlace) => Some("in-place"),
            Some(Rewriting::Elsewhere) => Some("elsewhere"),
            Some(Rewriting::Unknown) => Some("unknown"),
        }
    }

    /// How far the reading back reached, at the least.
    pub const fn read_back(&self) -> Option<&'static str> {
        match self.read_back {
            None => None,
            Some(WriteLevel::V1) => Some("V1"),
            Some(WriteLevel::V2) => Some("V2"),
            Some(WriteLevel::V3) => Some("V3"),
        }
    }
}

/// Not larger than the package, and the package's bytes in at least half of the places looked at.
const fn is_plainly_ours(remnant: &Remnant, package_bytes: u64) -> bool {
    remnant.size_bytes <= package_bytes && remnant.matches.saturating_mul(2) >= remnant.places
}

fn erase(world: &World<'_>, file: Identified) -> Result<Erased, Error> {
    world.watch.stage(Stage::Erasing, 0, 0);
    let mut at = |pass: Pass, done: u64| {
        let before = if pass == Pass::ReadBack { done } else { 0 };
        world.watch.done(done.saturating_add(before), 0);
    };
    let erased = file.erase(&mut at, world.cancel);
    world.watch.finish();
    Ok(erased?)
}

const fn why_left(error: &Error) -> WhyLeft {
    match error {
        Error::Media(MediaError::Denied { .. })
        | Error::Erase(EraseError::Media(MediaError::Denied { .. })) => WhyLeft::Denied,
        Error::Media(MediaError::ReadOnly { .. })
        | Error::Erase(EraseError::Media(MediaError::ReadOnly { .. })) => WhyLeft::ReadOnly,
        Error::Erase(EraseError::Replaced { .. } | EraseError::Changed { .. }) => WhyLeft::Changed,
        Error::Erase(EraseError::NotOverwritten { .. }) => WhyLeft::NotOverwritten,
        Error::Erase(EraseError::StillThere { .. }) => WhyLeft::StillThere,
        _ => WhyLeft::Failed,
    }
}

/// Erases a copy where it was found; `None` when it is not there any more.
fn erase_other(world: &World<'_>, opened: &Opened, other: &Other) -> Result<Option<Erased>, Error> {
    let not_a_name = || Error::OtherFile { path: opened.searched.path().join(&other.path) };
    let (folder, name) = folder_of(opened.searched.path(), &other.path).ok_or_else(not_a_name)?;
    let folder = Destination::open(&folder)?;
    let expected = match other.expected {
        Some(expected) => expected,
        None => {
            let read = folder.digest(&name, &mut |_| {}, world.cancel)?;
            Expected { sha256: *read.sha256(), size_bytes: read.size_bytes() }
        }
    };
    match folder.identify(&name, &expected, &mut |_| {}, world.cancel)? {
        Seen::Identified(file) => Ok(Some(erase(world, file)?)),
        Seen::Absent => Ok(None),
        Seen::Differs { .. } => Err(not_a_name()),
    }
}
