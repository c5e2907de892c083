//! Reading a whole device in search of the package's fingerprints, where this user may.

use crate::base::limits::{FINGERPRINT_BYTES, FINGERPRINT_OFFSET_BYTES};
use crate::domain::body::coming_back::Scan;
use crate::domain::carry_out::CarryOut;
use crate::media::scan::{Patterns, scan as scan_device};
use crate::media::{Device, DeviceError, MediaError};
use crate::projection::view::WhyNotScanned;
use crate::workflow::desk::Desk;
use crate::workflow::error::{Error, EvidenceError};
use crate::workflow::world::{Stage, World};

use super::place::Opened;

/// Places of a scan that are told.
const PLACES_TOLD: usize = 20;

/// What a scan came to.
#[derive(Default)]
pub(super) struct Outcome {
    /// What the ledger is told.
    pub scan: Option<Scan>,
    /// The first sectors that hold a fingerprint.
    pub found_at: Vec<u64>,
    /// Why there was none although it was asked for.
    pub why_not: Option<WhyNotScanned>,
}

impl Outcome {
    /// Where sectors hold fingerprints, at least one copy or part is left, in an archive for instance, or where a file was.
    pub(super) fn parts_left(&self) -> u64 {
        u64::from(self.scan.as_ref().is_some_and(|scan| scan.found > 0))
    }
}

/// The fingerprints kept at export; none where they were purged.
///
/// # Errors
/// [`Error::Evidence`] when the ledger has lost them.
pub(super) fn patterns(desk: &Desk, carry_out: &CarryOut) -> Result<Vec<[u8; FINGERPRINT_BYTES]>, Error> {
    let Some((_, completed, _)) = carry_out.completed() else { return Ok(Vec::new()) };
    match desk.attachment(&completed.fingerprints.sha256) {
        Ok(bytes) => Ok(bytes.as_chunks().0.to_vec()),
        Err(Error::Evidence(EvidenceError::AttachmentRemoved { .. })) => Ok(Vec::new()),
        Err(error) => Err(error),
    }
}

/// Reads the device that the place is on, where `asked` and where this user may.
///
/// # Errors
/// [`Error::Scan`] when the device is gone before its end.
pub(super) fn scan(
    world: &World<'_>,
    opened: &Opened,
    patterns: &[[u8; FINGERPRINT_BYTES]],
    asked: bool,
) -> Result<Outcome, Error> {
    if !asked {
        return Ok(Outcome::default());
    }
    let not = |why| Ok(Outcome { why_not: Some(why), ..Outcome::default() });
    let patterns = match Patterns::new(patterns, FINGERPRINT_OFFSET_BYTES) {
        Ok(patterns) => patterns,
        Err(_) => return not(WhyNotScanned::NoFingerprints),
    };
    let Some(disk) = &opened.facts.disk else { return not(WhyNotScanned::NoDevice) };
    let device = match Device::open_to_read(disk) {
        Ok(device) => device,
        Err(DeviceError::Media(MediaError::Denied { .. })) => return not(WhyNotScanned::Denied),
        Err(_) => return not(WhyNotScanned::Failed),
    };
    world.watch.stage(Stage::Scanning, opened.facts.capacity_bytes.unwrap_or_default(), 0);
    let mut progress = |done: u64, _all: u64| world.watch.done(done, 0);
    let scanned = scan_device(&device, &patterns, &mut progress, world.cancel);
    world.watch.finish();
    let scanned = scanned?;
    Ok(Outcome {
        scan: Some(Scan {
            bytes: scanned.read_bytes(),
            found: scanned.count(),
            unreadable_bytes: scanned.unreadable().size_bytes(),
        }),
        found_at: scanned.places().iter().take(PLACES_TOLD).map(|place| place.offset_bytes).collect(),
        why_not: None,
    })
}
