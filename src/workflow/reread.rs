//! A cleared medium read again, by anybody who holds it and the record: `verify --device`.
//!
//! The noise is made again from the record; every sector is compared. What comes out says what the device
//! held at that moment, by whose desk it was read; it can be entered into the ledger.

use std::path::Path;

use crate::base::digest::Digest;
use crate::base::file;
use crate::base::limits::FOREIGN_FILE_BYTES_MAX;
use crate::base::time::Timestamp;
use crate::domain::body::coming_back::Overwritten;
use crate::domain::body::{Body, Disposal, Recheck};
use crate::domain::carry_out::disposal_number;
use crate::domain::entry::Entry;
use crate::domain::names::{MediumId, PersonId};
use crate::media::noise::{self, NoiseKey, Verdict};
use crate::media::{Device, NoiseError, Sectors as _};
use crate::projection::view::{Recorded, Reread};
use crate::workflow::certificate;
use crate::workflow::desk::Desk;
use crate::workflow::error::Error;
use crate::workflow::keyring::Keyring;
use crate::workflow::world::{Stage, World};

/// The record of a medium overwritten with noise, as a verified file tells it.
#[derive(Debug, Clone)]
pub struct Record {
    /// Digest of the disposal statement.
    pub disposal: Digest,
    /// Digest of the request statement.
    pub request: Digest,
    /// Who overwrote it.
    pub person: PersonId,
    /// When, by their clock.
    pub at: Timestamp,
    /// The medium.
    pub medium: Option<MediumId>,
    /// How the noise is made again.
    pub overwritten: Overwritten,
    seed: [u8; 32],
}

/// The record in a file that [`verify`](crate::workflow::evidence::verify) found nothing wrong with: the
/// entry of a disposal, or a certificate (of the last overwriting in it, or of the disposal it is about).
///
/// # Errors
/// [`Error::File`]; [`Error::Content`] where nothing was overwritten with noise.
pub fn record(path: &Path) -> Result<Record, Error> {
    let bytes = file::read_bounded(path, FOREIGN_FILE_BYTES_MAX)
        .map_err(|source| Error::File { path: path.to_path_buf(), source })?;
    let nothing = || Error::Content {
        path: path.to_path_buf(),
        why: "no record of a medium overwritten with noise".to_owned(),
    };
    if bytes.starts_with(certificate::BEGINNING.as_bytes()) {
        let checked = certificate::check(std::str::from_utf8(&bytes).unwrap_or_default(), None);
        let only = checked.about.as_deref().and_then(disposal_number);
        let disposals = checked.carry_out.map(|carry_out| carry_out.disposals).unwrap_or_default();
        let asked = disposals.iter().rev().filter(|disposed| only.is_none_or(|only| only == disposed.number));
        let mut found =
            asked.filter_map(|disposed| of(disposed.digest, &disposed.by, disposed.at, &disposed.body));
        return found.next().ok_or_else(nothing);
    }
    let entry = Entry::parse(&bytes).map_err(|_| nothing())?;
    let statement = &entry.statement;
    let Body::Disposal(body) = &statement.body else { return Err(nothing()) };
    of(entry.bytes.digest(), &statement.author, statement.time, body).ok_or_else(nothing)
}

fn of(disposal: Digest, person: &PersonId, at: Timestamp, body: &Disposal) -> Option<Record> {
    let measured = body.measured.as_ref()?;
    let overwritten = measured.overwritten.clone()?;
    let seed = data_encoding::HEXLOWER.decode(overwritten.seed.as_bytes()).ok()?.try_into().ok()?;
    Some(Record {
        disposal,
        request: body.request,
        person: person.clone(),
        at,
        medium: measured.place.medium.clone(),
        overwritten,
        seed,
    })
}

/// Reads every sector of `device` and compares it with the noise of `record`.
///
/// # Errors
/// [`Error::OtherDevice`] when it tells another serial number; [`NoiseError::OtherSize`]; whatever opening and
/// reading it fails with.
pub fn reread(world: &World<'_>, record: &Record, path: &Path) -> Result<Reread, Error> {
    let device = Device::open_to_read(path)?;
    let serial = device.facts().serial.clone().unwrap_or_default();
    if serial != record.overwritten.serial {
        return Err(Error::OtherDevice {
            path: path.to_path_buf(),
            recorded: record.overwritten.serial.clone(),
            found: serial,
        });
    }
    let (expected_bytes, found_bytes) = (record.overwritten.bytes, device.size_bytes());
    if expected_bytes != found_bytes {
        return Err(NoiseError::OtherSize { expected_bytes, found_bytes }.into());
    }
    let key = NoiseKey::new(&record.seed, &serial, found_bytes);
    world.watch.stage(Stage::Comparing, found_bytes, 0);
    let verdict = noise::verify(&device, &key, &mut |done, _| world.watch.done(done, 0), world.cancel);
    world.watch.finish();
    let mut reread = Reread {
        device: path.to_path_buf(),
        serial,
        bytes: found_bytes,
        disposal_sha256: record.disposal,
        person: record.person.clone(),
        at: record.at,
        changed_sectors: 0,
        first_changed: None,
        unreadable_sectors: 0,
        changed: Vec::new(),
        recorded: None,
    };
    if let Verdict::Differs(differences) = verdict? {
        let (differing, unreadable) = (differences.differing(), differences.unreadable());
        reread.changed_sectors = differing.sectors().saturating_add(unreadable.sectors());
        reread.first_changed = Some(differences.first_offset_bytes());
        reread.unreadable_sectors = unreadable.sectors();
        reread.changed =
            differing.listed().iter().map(|stretch| (stretch.offset_bytes, stretch.size_bytes)).collect();
    }
    Ok(reread)
}

/// Whether a re-check of `record` could be entered into the ledger: asked before hours of reading.
///
/// # Errors
/// [`Error::Refused`] with the rule that stands against it.
pub fn check_recordable(
    world: &World<'_>,
    desk: &Desk,
    keyring: &Keyring,
    record: &Record,
) -> Result<(), Error> {
    let body = Recheck {
        bytes: record.overwritten.bytes,
        changed_sectors: 0,
        disposal: record.disposal,
        first_changed: None,
        request: record.request,
        serial: record.overwritten.serial.clone(),
    };
    desk.check_body(world, keyring, Body::Recheck(body))
}

/// Enters what was read into the ledger, whatever it was.
///
/// # Errors
/// [`Error::Refused`] with the rule that stands against it.
pub fn enter(
    world: &World<'_>,
    desk: &mut Desk,
    keyring: &Keyring,
    record: &Record,
    reread: &mut Reread,
) -> Result<(), Error> {
    let body = Recheck {
        bytes: reread.bytes,
        changed_sectors: reread.changed_sectors,
        disposal: record.disposal,
        first_changed: reread.first_changed,
        request: record.request,
        serial: reread.serial.clone(),
    };
    let said = desk.say(world, keyring, Body::Recheck(body), &[])?;
    reread.recorded = Some(Recorded { index: said.index, person: said.statement.author });
    Ok(())
}
