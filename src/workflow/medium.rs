//! The register of media: what is plugged in, where it is kept, what became of it, and who looked.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::domain::body::{Body, MediumAdd, MediumSet, StockTake};
use crate::domain::names::{MediumId, MediumKind, MediumState};
use crate::domain::refusal::Refusal;
use crate::domain::registry::Medium;
use crate::media::{self, MediumFacts};
use crate::projection::view::{MediumView, StockTakeView, StrangerView};
use crate::workflow::desk::Desk;
use crate::workflow::error::Error;
use crate::workflow::identify::{self, Mismatch};
use crate::workflow::keyring::Keyring;
use crate::workflow::world::World;

/// Registers a medium.
///
/// # Errors
/// [`Error::Refused`].
pub fn add(
    world: &World<'_>,
    desk: &mut Desk,
    keyring: &Keyring,
    record: MediumAdd,
) -> Result<MediumView, Error> {
    let id = record.id.clone();
    desk.say(world, keyring, Body::MediumAdd(record), &[])?;
    show(desk, &id)
}

/// Changes where a medium is kept, its state, or what its filesystem is called.
///
/// # Errors
/// [`Error::Refused`].
pub fn set(
    world: &World<'_>,
    desk: &mut Desk,
    keyring: &Keyring,
    change: MediumSet,
) -> Result<MediumView, Error> {
    let id = change.id.clone();
    desk.say(world, keyring, Body::MediumSet(change), &[])?;
    show(desk, &id)
}

/// A medium as it stands.
///
/// # Errors
/// [`Refusal::UnknownMedium`].
pub fn show(desk: &Desk, id: &MediumId) -> Result<MediumView, Error> {
    Ok(MediumView::new(&desk.registry, registered(desk, id)?))
}

/// Every medium as it stands.
#[must_use]
pub fn list(desk: &Desk) -> Vec<MediumView> {
    desk.registry.media.values().map(|medium| MediumView::new(&desk.registry, medium)).collect()
}

fn registered<'a>(desk: &'a Desk, id: &MediumId) -> Result<&'a Medium, Error> {
    let unknown = || Refusal::UnknownMedium { medium: id.clone() };
    Ok(desk.registry.media.get(id).ok_or_else(unknown)?)
}

/// Fills in what the system tells of a device, or of the medium that a directory is on.
///
/// # Errors
/// [`Error::SystemDisk`] for what is no medium of its own, [`Error::TellsNothing`] for what nobody could
/// know again; [`Error::Media`] when the system does not tell.
pub fn describe(record: MediumAdd, device: &Path) -> Result<MediumAdd, Error> {
    let facts = facts_at(device, record.kind)?;
    if facts.serial.is_none() && facts.filesystem_uuid.is_none() {
        return Err(Error::TellsNothing { path: device.to_path_buf() });
    }
    Ok(MediumAdd {
        capacity_bytes: facts.capacity_bytes,
        filesystem: facts.filesystem,
        filesystem_uuid: facts.filesystem_uuid,
        maker: facts.maker,
        model: facts.model,
        serial: facts.serial,
        ..record
    })
}

/// What changes in the register when a medium was formatted anew: how its filesystem is called now.
///
/// # Errors
/// [`Error::OtherMedium`] when it tells another serial number or capacity than is registered; otherwise as for
/// [`describe`].
pub fn formatted(desk: &Desk, id: &MediumId, device: &Path) -> Result<MediumSet, Error> {
    let medium = registered(desk, id)?;
    let facts = facts_at(device, medium.record.kind)?;
    match identify::identify(medium, None, &facts) {
        Ok(_) | Err(Mismatch::Filesystem { .. }) => {}
        Err(why) => {
            return Err(Error::OtherMedium { path: device.to_path_buf(), medium: id.clone(), why });
        }
    }
    if facts.filesystem_uuid.is_none() {
        return Err(Error::TellsNothing { path: device.to_path_buf() });
    }
    Ok(MediumSet {
        filesystem: facts.filesystem,
        filesystem_uuid: facts.filesystem_uuid,
        id: id.clone(),
        place: None,
        reason: None,
        state: None,
    })
}

/// What the system tells of a device, or of what a directory lies on. A directory under which nothing is mounted lies
/// on this machine's own disk.
fn facts_at(device: &Path, kind: MediumKind) -> Result<MediumFacts, Error> {
    let facts = if device.is_dir() { media::identify(device)? } else { media::identify_device(device)? };
    let has_own_system = matches!(kind, MediumKind::Pc | MediumKind::Phone);
    if identify::is_no_medium(&facts) && !has_own_system {
        return Err(Error::SystemDisk { path: device.to_path_buf() });
    }
    Ok(facts)
}

/// Records who saw which media, by eye or plugged in, and says what that leaves open.
///
/// # Errors
/// [`Error::Refused`]; as for [`describe`] for a device.
pub fn stock_take(
    world: &World<'_>,
    desk: &mut Desk,
    keyring: &Keyring,
    seen: &[MediumId],
    devices: &[PathBuf],
    note: Option<String>,
) -> Result<StockTakeView, Error> {
    let mut strangers = Vec::new();
    let mut identified = BTreeSet::new();
    for device in devices {
        let facts = facts_at(device, MediumKind::Usb)?;
        match identify::whose(&desk.registry, &facts) {
            Some(medium) => {
                identified.insert(medium.record.id.clone());
            }
            None => strangers.push(stranger(device, facts)),
        }
    }
    let seen: BTreeSet<MediumId> = seen.iter().chain(&identified).cloned().collect();
    let body = StockTake {
        identified: identified.iter().cloned().collect(),
        note: note.clone(),
        seen: seen.iter().cloned().collect(),
    };
    let said = desk.say(world, keyring, Body::StockTake(body), &[])?;
    let is_seen = |medium: &&Medium| seen.contains(&medium.record.id);
    let views = |wanted: &dyn Fn(&&Medium) -> bool| -> Vec<MediumView> {
        let media = desk.registry.media.values().filter(wanted);
        media.map(|medium| MediumView::new(&desk.registry, medium)).collect()
    };
    Ok(StockTakeView {
        at: said.statement.time,
        person: said.statement.author,
        note,
        seen: views(&is_seen),
        identified: identified.into_iter().collect(),
        missing: views(&|medium| medium.is_in_place() && medium.missed.is_some()),
        out: views(&|medium| !medium.out.is_empty() && !is_seen(medium)),
        unexpected: views(&|medium| {
            let gone = matches!(medium.state, MediumState::Lost | MediumState::Destroyed);
            is_seen(medium) && (gone || !medium.out.is_empty())
        }),
        strangers,
    })
}

fn stranger(device: &Path, facts: MediumFacts) -> StrangerView {
    StrangerView {
        path: device.display().to_string(),
        maker: facts.maker,
        model: facts.model,
        serial: facts.serial,
        capacity_bytes: facts.capacity_bytes,
    }
}
