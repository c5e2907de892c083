//! Closing what a crash left open. Never completes: what was not read back equal did not leave.

use std::path::{Path, PathBuf};

use crate::domain::body::export::{ExportFailed, Failure};
use crate::domain::body::{Body, ExportIntent};
use crate::domain::carry_out::CarryOut;
use crate::domain::names::{PersonId, Role, Via};
use crate::media::{Destination, MediaError};
use crate::projection::query::{Filter, Only};
use crate::projection::view::Closed;
use crate::workflow::custody::{self, AttemptLock};
use crate::workflow::desk::Desk;
use crate::workflow::error::Error;
use crate::workflow::export::remove_partial;
use crate::workflow::identify::{Known, identify};
use crate::workflow::keyring::Keyring;
use crate::workflow::world::World;

/// Closes every open attempt of the owner of the key; an administrator also closes those of people who
/// leave, and cannot do it themselves any more.
///
/// # Errors
/// [`Error::StaysOpen`] when the destination of an attempt is not at hand; the others are closed.
pub fn recover(world: &World<'_>, desk: &mut Desk, keyring: &Keyring) -> Result<Vec<Closed>, Error> {
    let person = desk.person_of(keyring)?;
    let (person, administers) = (person.id.clone(), person.has(Role::Administrator));
    let leaves = |id: &PersonId| desk.registry.person(id).is_some_and(|person| person.leaving.is_some());
    let is_mine = |by: &PersonId| *by == person || (administers && leaves(by));
    let mine: Vec<CarryOut> = desk
        .projection
        .carry_outs(&Filter { only: Some(Only::Outstanding), ..Filter::default() })?
        .into_iter()
        .filter(|carry_out| carry_out.open_attempt().is_some_and(|attempt| is_mine(&attempt.by)))
        .collect();
    let mut closed = Vec::new();
    let mut open = Vec::new();
    for carry_out in mine {
        world.check_cancelled()?;
        match close(world, desk, keyring, carry_out.number) {
            Ok(Some(done)) => closed.push(done),
            Ok(None) => {}
            Err(Error::StaysOpen { open: still, .. }) => open.extend(still),
            Err(error) => return Err(error),
        }
    }
    if open.is_empty() {
        return Ok(closed);
    }
    Err(Error::StaysOpen { open, closed: closed.into_iter().map(|closed| closed.id).collect() })
}

fn close(
    world: &World<'_>,
    desk: &mut Desk,
    keyring: &Keyring,
    number: u64,
) -> Result<Option<Closed>, Error> {
    let _lock = AttemptLock::take(&desk.places, number)?;
    // Whoever held the lock before may have ended the attempt in the meantime.
    desk.catch_up()?;
    let id = crate::domain::carry_out::id_of(number);
    let carry_out = desk.carry_out(&id)?;
    let Some(attempt) = carry_out.open_attempt() else { return Ok(None) };
    let intent = attempt.intent.clone();
    let intent_digest = attempt.intent_digest;
    let at_hand = at_hand(desk, carry_out.request.via, &intent)?;
    let failed = |found| ExportFailed {
        found,
        intent: intent_digest,
        reason: Failure::Crashed,
        request: carry_out.digest,
    };
    // What may not be said, under this key or this clock, is not done either.
    desk.check_body(world, keyring, Body::ExportFailed(failed(String::new())))?;
    let Some(destination) = at_hand else {
        let path = PathBuf::from(&intent.destination.path);
        return Err(Error::StaysOpen { open: vec![(id, path)], closed: Vec::new() });
    };
    // Nothing else can have these names: the intent is only written where they are free.
    let removed = remove_partial(&destination, &intent.package_name, intent.max_size_bytes.is_some())?;
    let had_custody = custody::destroy_of_attempt(&desk.places, number, intent.custody.as_ref())?;
    let names: Vec<String> = removed.iter().map(|path| path.display().to_string()).collect();
    let found = match names.as_slice() {
        [] => format!("no package file; custody file: {}", if had_custody { "destroyed" } else { "none" }),
        names => format!(
            "removed {}; custody file: {}",
            names.join(", "),
            if had_custody { "destroyed" } else { "none" }
        ),
    };
    desk.say(world, keyring, Body::ExportFailed(failed(found)), &[])?;
    Ok(Some(Closed { id, removed }))
}

/// The destination, if it is the one the attempt wrote to: nothing tells it apart from what the intent wrote down, nor from the
/// registered medium. What shows under an empty mount point, and another stick in its place, are somewhere else.
fn at_hand(desk: &Desk, via: Via, intent: &ExportIntent) -> Result<Option<Destination>, Error> {
    let recorded = &intent.destination;
    let destination = match Destination::open(Path::new(&recorded.path)) {
        Ok(destination) => destination,
        Err(MediaError::NotThere { .. } | MediaError::Gone { .. } | MediaError::NotAFolder { .. }) => {
            return Ok(None);
        }
        Err(error) => return Err(error.into()),
    };
    let facts = destination.facts()?;
    let medium = recorded.medium.as_ref().and_then(|id| desk.registry.media.get(id));
    let known = match medium {
        Some(medium) => match identify(medium, Some(recorded), &facts) {
            Ok(known) => known,
            Err(_is_another) => return Ok(None),
        },
        None if via == Via::Usb && facts.is_system => return Ok(None),
        None => Known::Nothing,
    };
    let same_type = facts.filesystem.as_deref().unwrap_or("unknown") == recorded.filesystem;
    let same_serial = facts.serial == recorded.serial;
    // The registered stick, formatted anew since, is that stick all the same: nothing of the attempt is left on it.
    let same_filesystem = known == Known::Serial || facts.filesystem_uuid == recorded.filesystem_uuid;
    Ok((same_type && same_serial && same_filesystem).then_some(destination))
}
