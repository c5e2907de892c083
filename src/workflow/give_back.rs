//! Bringing copies back: the medium and the package are identified first, and only then deleted.

use std::path::PathBuf;

use crate::domain::body::coming_back::Measured;
use crate::domain::body::export::Destination;
use crate::domain::body::{Body, Return};
use crate::domain::carry_out::{CarryOut, CopyRecord, Fate};
use crate::domain::incident::incident_id;
use crate::domain::names::CopyKind;
use crate::projection::view::AtMedium;
use crate::workflow::at_medium::begun::Begun;
use crate::workflow::at_medium::{Look, measure};
use crate::workflow::custody::AttemptLock;
use crate::workflow::desk::Desk;
use crate::workflow::error::Error;
use crate::workflow::keyring::Keyring;
use crate::workflow::world::World;

/// The program and its version, as records name it.
pub(super) const TOOL: &str = concat!("sekisho ", env!("CARGO_PKG_VERSION"));

/// What is brought back.
#[derive(Debug, Clone, Default)]
pub struct GiveBack {
    /// Where the package is now; where the export wrote it when absent.
    pub at: Option<PathBuf>,
    /// Whether the whole device is to be read in search of remnants.
    pub scan: bool,
    /// Where the results of the work were saved.
    pub saved_to: Option<String>,
    /// Numbers of the copies; the package and what the carrier holds of it when none is named.
    pub copies: Vec<u64>,
    /// Anything worth noting.
    pub note: Option<String>,
}

/// A return that is in the log.
#[derive(Debug)]
pub struct GivenBack {
    /// The carry-out as it now stands.
    pub carry_out: CarryOut,
    /// What was seen and done at the medium; absent where none was looked at.
    pub at_medium: Option<AtMedium>,
    /// The open incident for whose sake everything was kept.
    pub kept_for: Option<String>,
}

/// Brings copies back.
///
/// # Errors
/// [`Error::Refused`] and what measuring refuses, before anything is overwritten.
pub fn give_back(
    world: &World<'_>,
    desk: &mut Desk,
    keyring: &Keyring,
    carry_out: &CarryOut,
    order: &GiveBack,
) -> Result<GivenBack, Error> {
    let lock = AttemptLock::take(&desk.places, carry_out.number)?;
    desk.catch_up()?;
    let carry_out = desk.carry_out(&carry_out.id())?;
    let copies = chosen(&carry_out, &order.copies);
    let kept = desk.registry.kept_for(carry_out.number, carry_out.medium());
    let body = |measured: Option<Measured>, begun: Option<u64>| Return {
        begun,
        copies: copies.clone(),
        measured,
        note: order.note.clone(),
        request: carry_out.digest,
        saved_to: order.saved_to.clone(),
        tool: TOOL.to_owned(),
    };
    let is_measured = copies.iter().any(|number| carry_out.copy(*number).is_some_and(is_at_medium));
    let draft = is_measured.then(|| would_be_measured(&carry_out, kept.is_none()));
    desk.check_body(world, keyring, Body::Return(Box::new(body(draft, None))))?;
    keyring.unlock_first(world.ask)?;
    let look = Look { at: order.at.as_deref(), scan: order.scan };
    let seen = is_measured.then(|| measure(world, desk, &carry_out, look)).transpose()?;
    let began = seen.as_ref().map_or(desk.head.size, |seen| seen.began);
    let measured = seen.as_ref().map(|seen| &seen.measured);
    let said = |begun| Body::Return(Box::new(body(measured.cloned(), begun)));
    desk.say_done(world, keyring, began, said, &[])?;
    Begun::forget(&desk.places, &carry_out);
    drop(lock);
    let carry_out = desk.carry_out(&carry_out.id())?;
    let kept_for = seen.as_ref().map_or(kept, |seen| seen.kept_for).map(incident_id);
    Ok(GivenBack { carry_out, at_medium: seen.map(|seen| seen.view), kept_for })
}

/// The copies that are meant: those named, else the package as it was written and what was unpacked or printed of it.
/// Backups, and what others hold, are brought back by their numbers.
fn chosen(carry_out: &CarryOut, named: &[u64]) -> Vec<u64> {
    let mut copies = named.to_vec();
    if copies.is_empty() {
        let goes_along = |copy: &&CopyRecord| {
            let own = matches!(copy.kind, CopyKind::Working | CopyKind::Paper) && copy.holder.is_none();
            (copy.number == 1 && copy.is_open()) || (own && matches!(copy.fate, Fate::Held))
        };
        copies = carry_out.copies.iter().filter(goes_along).map(|copy| copy.number).collect();
    }
    if copies.is_empty() {
        // The rules say what became of it.
        copies.push(1);
    }
    copies.sort_unstable();
    copies.dedup();
    copies
}

/// Whether the copy is the package where the export wrote it.
pub(super) fn is_at_medium(copy: &CopyRecord) -> bool {
    copy.number == 1 && matches!(copy.kind, CopyKind::Package | CopyKind::Office)
}

/// What is asked of the rules before anything is looked at: may it be erased on the medium it was written to?
pub(super) fn would_be_measured(carry_out: &CarryOut, erase: bool) -> Measured {
    let written = carry_out.completed().map(|(attempt, _, _)| attempt.intent.destination.clone());
    let nowhere = || Destination {
        device: None,
        filesystem: String::new(),
        filesystem_uuid: None,
        identified: false,
        medium: None,
        path: String::new(),
        serial: None,
    };
    Measured {
        capacity_bytes: None,
        copies_erased: 0,
        copies_left: 0,
        gone: true,
        identified: true,
        in_place: erase.then_some(true),
        other_files: 0,
        overwritten: None,
        place: written.unwrap_or_else(nowhere),
        scan: None,
        unread: 0,
    }
}
