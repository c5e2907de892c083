//! Overwriting a whole medium with noise that anybody can check later: identified, confirmed, filled, taken out and
//! put back where somebody can be asked, and every sector read back.

use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use crate::domain::body::coming_back::{Measured, Overwritten};
use crate::domain::body::export::Destination;
use crate::domain::carry_out::CarryOut;
use crate::domain::refusal::{CopyRefusal, Refusal};
use crate::media::noise::{self, Capacity, Differences, NoiseKey, Verdict};
use crate::media::{Device, MediumFacts, NotReplugged, Sectors as _, System};
use crate::projection::view::WhyNotReplugged;
use crate::workflow::at_medium::write_down;
use crate::workflow::desk::Desk;
use crate::workflow::error::Error;
use crate::workflow::give_back::would_be_measured;
use crate::workflow::identify::{Known, Mismatch, identify, whose};
use crate::workflow::world::{Stage, World};

use super::noise::Seed;
use super::{Order, Outcome};

/// A device about to be overwritten, and the word that confirms it.
#[derive(Debug, Clone)]
pub struct Target {
    /// The whole device.
    pub device: PathBuf,
    /// What the system tells of it.
    pub facts: MediumFacts,
    /// What has to be typed: its serial number; the medium's id where it tells none.
    pub word: String,
    known: Known,
}

/// What is asked of the rules before the first sector is overwritten.
pub(super) fn would_be(desk: &Desk, carry_out: &CarryOut) -> Measured {
    let registered = carry_out.medium().and_then(|id| desk.registry.media.get(id));
    let bytes = registered.and_then(|medium| medium.record.capacity_bytes).unwrap_or(1);
    let draft = would_be_measured(carry_out, true);
    let serial = draft.place.serial.clone().unwrap_or_default();
    let whole = Overwritten { bytes, replugged: false, seed: "0".repeat(64), serial };
    Measured { capacity_bytes: Some(bytes), in_place: None, overwritten: Some(whole), ..draft }
}

/// Identifies the device as the medium of this carry-out; nothing is opened for writing.
///
/// # Errors
/// [`Error::Device`] for what is mounted, the system's own, or only a part; [`Error::OtherMedium`];
/// [`Error::NotIdentified`].
pub fn target(desk: &Desk, carry_out: &CarryOut, device: &Path) -> Result<Target, Error> {
    let written = carry_out.completed().map(|(attempt, _, _)| &attempt.intent.destination);
    let recorded = written.ok_or_else(|| Refusal::Copy(CopyRefusal::NoCopies { id: carry_out.id() }))?;
    let does_not_fit = || {
        Refusal::Copy(CopyRefusal::MethodDoesNotFit {
            id: carry_out.id(),
            method: crate::domain::names::Method::Overwrite,
            field: "medium",
        })
    };
    let id = recorded.medium.as_ref().ok_or_else(does_not_fit)?;
    let registered =
        desk.registry.media.get(id).ok_or_else(|| Refusal::UnknownMedium { medium: id.clone() })?;
    let facts = System::this().check_free(device)?;
    let other = |why| Error::OtherMedium { path: device.to_path_buf(), medium: id.clone(), why };
    let known = identify(registered, Some(recorded), &facts).map_err(other)?;
    // A device that is registered as another is never this one, whatever this one tells of itself.
    if let Some(another) = whose(&desk.registry, &facts)
        && another.record.id != *id
    {
        return Err(other(Mismatch::Another { medium: another.record.id.clone() }));
    }
    let told_apart = registered.record.serial.is_some() || recorded.filesystem_uuid.is_some();
    if known == Known::Nothing && told_apart && !holds_our_noise(desk, carry_out, device, &facts)? {
        return Err(Error::NotIdentified { path: device.to_path_buf(), medium: Some(id.clone()) });
    }
    let word = facts.serial.clone().unwrap_or_else(|| id.to_string());
    Ok(Target { device: device.to_path_buf(), facts, word, known })
}

/// Whether an overwriting of this device was begun: the filesystem by which it was known is gone, and what is there
/// instead is noise that nobody else can make.
fn holds_our_noise(
    desk: &Desk,
    carry_out: &CarryOut,
    device: &Path,
    facts: &MediumFacts,
) -> Result<bool, Error> {
    let Some(seed) = Seed::begun(&desk.places, carry_out)? else { return Ok(false) };
    if facts.capacity_bytes != Some(seed.capacity_bytes) {
        return Ok(false);
    }
    let opened = Device::open_to_read(device)?;
    for known in seed.all(carry_out) {
        let key = NoiseKey::new(&known, &seed.serial, seed.capacity_bytes);
        if noise::resume_point(&opened, &key, &AtomicBool::new(false))? > 0 {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Overwrites the device, and reads everything back. Whether it `may` is asked again just before the first sector: who
/// was asked and what was looked for took a while.
///
/// # Errors
/// [`Error::SerialDiffers`] when what was typed is not its name; what `may` answers; [`Error::NotOverwritten`] when
/// something else came back; [`Error::Noise`] when it is cut short, and then it goes on where it stopped;
/// [`Error::StoppedByIncident`] when it was cut short and an incident keeps the rest.
pub(super) fn overwrite(
    world: &World<'_>,
    desk: &mut Desk,
    carry_out: &CarryOut,
    order: &Order,
    may: &dyn Fn(&Desk) -> Result<(), Error>,
) -> Result<Outcome, Error> {
    let device = order.device.as_deref().ok_or(Error::NobodyToAsk { flag: "--device" })?;
    let target = target(desk, carry_out, device)?;
    let typed = order.typed.as_deref().ok_or(Error::NobodyToAsk { flag: "--confirm" })?;
    if typed.trim() != target.word {
        return Err(Error::SerialDiffers { path: device.to_path_buf() });
    }
    desk.catch_up()?;
    may(desk)?;
    let incident = desk.registry.kept_for(carry_out.number, carry_out.medium());
    let opened =
        if incident.is_some() { Device::open_to_read(device)? } else { Device::open_to_write(device)? };
    let serial = opened.facts().serial.clone().unwrap_or_default();
    let size = opened.size_bytes();
    let place = write_down(carry_out.medium().cloned(), target.known, opened.facts(), device)?;
    let before = Seed::begun(&desk.places, carry_out)?.filter(|_| incident.is_some());
    let (seed, begun) = match before {
        Some(before) => (before, true),
        None => Seed::take(world, &desk.places, carry_out, &place, size, desk.head.size)?,
    };
    let place = Destination { device: place.device, path: place.path, ..seed.place.clone() };
    let key = NoiseKey::new(&seed.bytes(&desk.places, carry_out)?, &serial, size);
    match incident {
        None => fill(world, &opened, &key, begun)?,
        Some(incident) => need_whole(world, &opened, &key, incident)?,
    }
    let before = opened.facts().clone();
    drop(opened);
    let (device, not_replugged) = replug(world, device, &before);
    let opened = Device::open_to_read(&device)?;
    let now = opened.facts().serial.clone().unwrap_or_default();
    if now != serial || opened.size_bytes() != size {
        let medium = carry_out.medium().cloned();
        return Err(Error::NotIdentified { path: device, medium });
    }
    world.watch.stage(Stage::Comparing, size, 0);
    let verdict = noise::verify(&opened, &key, &mut |done, _| world.watch.done(done, 0), world.cancel);
    world.watch.finish();
    if let Verdict::Differs(differences) = verdict? {
        // The next run begins anew, with another seed: what came back otherwise may do so again.
        seed.fail(&desk.places, carry_out)?;
        return Err(not_overwritten(device, &differences));
    }
    let replugged = not_replugged.as_ref().is_some_and(Option::is_none);
    let began = Some(seed.entries);
    let overwritten = Overwritten { bytes: size, replugged, seed: seed.seed, serial };
    let measured = Measured {
        capacity_bytes: Some(size),
        copies_erased: 0,
        copies_left: 0,
        gone: true,
        identified: false,
        in_place: None,
        other_files: 0,
        overwritten: Some(overwritten),
        place,
        scan: None,
        unread: 0,
    };
    let not_replugged = not_replugged.flatten();
    Ok(Outcome { measured: Some(measured), not_replugged, began, ..Outcome::default() })
}

fn fill(world: &World<'_>, device: &Device, key: &NoiseKey, begun: bool) -> Result<(), Error> {
    let from = if begun { noise::resume_point(device, key, world.cancel)? } else { 0 };
    world.watch.stage(Stage::Overwriting, device.size_bytes(), 0);
    let written = noise::write(device, key, from, &mut |done, _| world.watch.done(done, 0), world.cancel);
    world.watch.finish();
    written?;
    Ok(())
}

/// Refuses to go on for the sake of an incident: what is not overwritten yet stays, and of what is, the incident is
/// told by hand.
fn need_whole(world: &World<'_>, device: &Device, key: &NoiseKey, incident: u64) -> Result<(), Error> {
    let (overwritten_bytes, size_bytes) =
        (noise::resume_point(device, key, world.cancel)?, device.size_bytes());
    if overwritten_bytes >= size_bytes {
        return Ok(());
    }
    let incident = crate::domain::incident::incident_id(incident);
    Err(Error::StoppedByIncident { incident, overwritten_bytes, size_bytes })
}

/// Has the medium taken out and put back. Answers where it is now, and `Some(None)` when it was shown that it was
/// taken out; `Some(Some(why))` when that was not shown; `None` where nobody could be asked.
fn replug(
    world: &World<'_>,
    device: &Path,
    before: &MediumFacts,
) -> (PathBuf, Option<Option<WhyNotReplugged>>) {
    let Some(now_at) = world.ask.replug(device) else { return (device.to_path_buf(), None) };
    let shown = match System::this().identify_whole(&now_at) {
        // The filesystem was overwritten: only the serial number can tell it.
        Ok(now) => {
            let bare = |facts: &MediumFacts| MediumFacts { filesystem_uuid: None, ..facts.clone() };
            bare(&now).check_replugged_since(&bare(before)).map_err(|error| why(&error))
        }
        Err(_) => Err(WhyNotReplugged::NotThere),
    };
    (now_at, Some(shown.err()))
}

const fn why(not: &NotReplugged) -> WhyNotReplugged {
    match not {
        NotReplugged::NoSerial => WhyNotReplugged::NoSerial,
        NotReplugged::CannotTell => WhyNotReplugged::CannotTell,
        NotReplugged::OtherMedium { .. } => WhyNotReplugged::OtherMedium,
        NotReplugged::SameAttachment => WhyNotReplugged::NotTakenOut,
    }
}

fn not_overwritten(path: PathBuf, differences: &Differences) -> Error {
    let holds_bytes = match differences.capacity() {
        Capacity::Unsuspected => None,
        Capacity::Wraps { holds_bytes, .. } | Capacity::EndsAt { holds_bytes } => Some(*holds_bytes),
    };
    Error::NotOverwritten {
        path,
        sectors: differences.differing().sectors(),
        unreadable_sectors: differences.unreadable().sectors(),
        first_bytes: differences.first_offset_bytes(),
        holds_bytes,
    }
}
