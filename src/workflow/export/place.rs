//! Where a package goes: which medium that is, whether there is room, and how large a file may be.

use crate::domain::body::export;
use crate::domain::carry_out::CarryOut;
use crate::domain::names::Via;
use crate::media::{Destination, MediumFacts};
use crate::package::file_list::FileList;
use crate::package::pack;
use crate::package::volume::{VOLUMES_MAX, raw_bytes_for_mail, volume_bytes};
use crate::projection::view::Beside;
use crate::workflow::desk::Desk;
use crate::workflow::error::Error;
use crate::workflow::identify::{self, Known, Mismatch};

use super::write::package_files;
use super::{README, README_NAME};
use std::path::PathBuf;

/// Which medium the destination is on, and whether it is the approved one.
pub(super) fn identify(
    desk: &Desk,
    carry_out: &CarryOut,
    destination: &Destination,
    facts: &MediumFacts,
) -> Result<export::Destination, Error> {
    let path = destination.path().to_path_buf();
    let medium = carry_out.request.medium.clone();
    let mut known = Known::Nothing;
    if let Some(id) = &medium
        && let Some(registered) = desk.registry.media.get(id)
    {
        known = identify::identify_to_write(&desk.registry, registered, facts).map_err(|why| match why {
            Mismatch::OwnDisk => Error::NotOnMedium { path: path.clone(), medium: id.clone() },
            why => Error::OtherMedium { path: path.clone(), medium: id.clone(), why },
        })?;
    }
    Ok(export::Destination {
        device: facts.device.as_ref().map(|device| device.display().to_string()),
        filesystem: facts.filesystem.clone().unwrap_or_else(|| "unknown".to_owned()),
        filesystem_uuid: facts.filesystem_uuid.clone(),
        identified: known == Known::Serial,
        medium,
        path: path.to_str().map(str::to_owned).ok_or_else(|| Error::Content {
            path: path.clone(),
            why: "the path of the destination is not UTF-8".to_owned(),
        })?,
        serial: facts.serial.clone(),
    })
}

/// The size of a volume: what was asked for (as a mail carries it, where it is mailed), or what the
/// filesystem can hold in one file when the package may be larger.
pub(super) fn volume_limit(
    carry_out: &CarryOut,
    destination: &Destination,
    list: &FileList,
    papers_bytes: u64,
    asked: Option<u64>,
) -> Result<Option<u64>, Error> {
    let at_most = pack::size_bytes_at_most(list, &[]).saturating_add(papers_bytes);
    let asked = asked.map(|bytes| match carry_out.request.via {
        Via::Email => raw_bytes_for_mail(bytes),
        Via::Usb | Via::Hand | Via::Courier | Via::ClientSystem => bytes,
    });
    let largest = destination.largest_file_bytes()?.filter(|largest| at_most > *largest);
    let limit = asked.into_iter().chain(largest).min();
    if let Some(limit) = limit
        && (limit == 0 || at_most / volume_bytes(limit) >= u64::from(VOLUMES_MAX))
    {
        return Err(Error::TooManyVolumes { id: carry_out.id(), max_size_bytes: limit });
    }
    Ok(limit)
}

/// Whether the names are free and what was approved fits as it is: text compresses, pictures do not.
pub(super) fn check_room(
    destination: &Destination,
    list: &FileList,
    papers_bytes: u64,
    name: &str,
    volume: Option<u64>,
) -> Result<(), Error> {
    for file in package_files(name, volume.is_some()) {
        if destination.find(&file)?.is_some() {
            return Err(Error::NameTaken { path: destination.path().join(file) });
        }
    }
    destination.check_small(README_NAME, README)?;
    let needed_bytes = list.total_bytes().saturating_add(papers_bytes);
    match destination.room_bytes()? {
        Some(room_bytes) if room_bytes < needed_bytes => {
            Err(Error::NoRoom { path: destination.path().to_path_buf(), room_bytes, needed_bytes })
        }
        _ => Ok(()),
    }
}

/// What else lies in the destination. A list that cannot be read is no reason to fail now.
pub(super) fn beside(destination: &Destination, paths: &[PathBuf]) -> Beside {
    let Ok(found) = destination.names() else { return Beside::default() };
    let ours = |name: &String| {
        name == README_NAME
            || paths.iter().any(|path| path.file_name().is_some_and(|own| own == name.as_str()))
    };
    Beside { names: found.names.into_iter().filter(|name| !ours(name)).collect(), autorun: found.autorun }
}
