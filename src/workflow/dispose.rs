//! Disposing of copies, by every method, each with the evidence it leaves.
//!
//! - [`erase-file`](Method::EraseFile) measures as a return does, and leaves the medium where it is.
//! - `overwrite` fills the whole medium with noise that anybody can check later.
//! - `key` destroys the custody file of the passphrase.
//! - The others are what a person did and says, with what shows it.

mod key;
mod noise;
mod overwrite;

use std::path::PathBuf;

use crate::domain::body::coming_back::{KeyDestroyed, Measured};
use crate::domain::body::{Body, Disposal};
use crate::domain::carry_out::{CarryOut, CopyRecord, Fate};
use crate::domain::names::{CopyKind, Method};
use crate::domain::refusal::{CopyRefusal, Refusal};
use crate::projection::view::{AtMedium, WhyNotReplugged};
use crate::workflow::at_medium::begun::Begun;
use crate::workflow::at_medium::{Look, measure};
use crate::workflow::custody::AttemptLock;
use crate::workflow::desk::Desk;
use crate::workflow::enclosed::Enclosed;
use crate::workflow::error::Error;
use crate::workflow::give_back::{TOOL, is_at_medium, would_be_measured};
use crate::workflow::keyring::Keyring;
use crate::workflow::world::World;

pub use overwrite::{Target, target};

/// What is disposed of, and how.
#[derive(Debug, Clone)]
pub struct Order {
    /// How.
    pub method: Method,
    /// Where the package is now, for erasing it; where the export wrote it when absent.
    pub at: Option<PathBuf>,
    /// The whole device to overwrite.
    pub device: Option<PathBuf>,
    /// What was typed to confirm which device it is.
    pub typed: Option<String>,
    /// Whether the whole device is to be read in search of remnants.
    pub scan: bool,
    /// What shows it.
    pub evidence: Option<PathBuf>,
    /// Anything worth noting.
    pub note: Option<String>,
    /// Where it was done.
    pub place: Option<String>,
    /// Numbers of the copies; what the method is for when none is named.
    pub copies: Vec<u64>,
    /// Numbers of the other carry-outs whose packages go with a medium that is destroyed.
    pub also: Vec<u64>,
    /// Whether it was done already, whatever incident is open by now.
    pub already_done: bool,
    /// Who was told the passphrase and says that they keep no copy of it.
    pub attested: Vec<String>,
}

/// A disposal that is in the log.
#[derive(Debug)]
pub struct Done {
    /// The carry-out as it now stands.
    pub carry_out: CarryOut,
    /// 7 for `D-0007`.
    pub number: u64,
    /// What was seen and done at the medium; absent where none was looked at.
    pub at_medium: Option<AtMedium>,
    /// Whether the medium was left unplugged in between although somebody could be asked.
    pub not_replugged: Option<WhyNotReplugged>,
}

/// What a method leaves for the statement.
#[derive(Default)]
struct Outcome {
    measured: Option<Measured>,
    key: Option<KeyDestroyed>,
    at_medium: Option<AtMedium>,
    not_replugged: Option<WhyNotReplugged>,
    /// How many entries the ledger had when it was begun, where that was before this command.
    began: Option<u64>,
}

/// Disposes of copies.
///
/// # Errors
/// [`Error::Refused`] before anything is overwritten or destroyed; whatever the method fails with, and then it can be
/// run again.
pub fn dispose(
    world: &World<'_>,
    desk: &mut Desk,
    keyring: &Keyring,
    carry_out: &CarryOut,
    order: &Order,
) -> Result<Done, Error> {
    let evidence = order.evidence.as_deref().map(Enclosed::read).transpose()?;
    let lock = AttemptLock::take(&desk.places, carry_out.number)?;
    desk.catch_up()?;
    let carry_out = desk.carry_out(&carry_out.id())?;
    let copies = chosen(&carry_out, order);
    need_reach(&carry_out, order.method, &copies)?;
    let also = rising(&order.also);
    let body = |measured: Option<Measured>, key: Option<KeyDestroyed>, begun: Option<u64>| Disposal {
        also: also.clone(),
        begun,
        copies: copies.clone(),
        evidence: evidence.as_ref().map(Enclosed::attachment),
        key,
        measured,
        method: order.method,
        note: order.note.clone(),
        place: order.place.clone(),
        request: carry_out.digest,
        tool: TOOL.to_owned(),
    };
    // What was done is told, however many incidents are open; what is about to be done is not begun.
    let ask = |desk: &Desk, measured, key, done: bool| {
        let kept = desk.registry.kept_for(carry_out.number, carry_out.medium()).is_some();
        let begun = (kept && done).then_some(desk.head.size);
        desk.check_body(world, keyring, Body::Disposal(Box::new(body(measured, key, begun))))?;
        keyring.unlock_first(world.ask)
    };
    let outcome = match order.method {
        Method::EraseFile => {
            let done = Begun::is_overwriting(&desk.places, &carry_out)?;
            ask(desk, Some(would_be_measured(&carry_out, true)), None, done)?;
            let look = Look { at: order.at.as_deref(), scan: order.scan };
            let seen = measure(world, desk, &carry_out, look)?;
            Outcome {
                measured: Some(seen.measured),
                at_medium: Some(seen.view),
                began: Some(seen.began),
                ..Outcome::default()
            }
        }
        Method::Overwrite => {
            let may = |desk: &Desk| {
                let done = noise::Seed::is_open(&desk.places, &carry_out)?;
                ask(desk, Some(overwrite::would_be(desk, &carry_out)), None, done)
            };
            may(desk)?;
            overwrite::overwrite(world, desk, &carry_out, order, &may)?
        }
        Method::Key => {
            ask(desk, None, key::would_be(&carry_out, order), false)?;
            let key = key::destroy(desk, &carry_out, order)?;
            Outcome { key: Some(key), ..Outcome::default() }
        }
        Method::Physical | Method::Dissolve | Method::Declared => {
            ask(desk, None, None, order.already_done)?;
            Outcome::default()
        }
    };
    let began = outcome.began.unwrap_or(desk.head.size);
    let said = |begun| Body::Disposal(Box::new(body(outcome.measured.clone(), outcome.key.clone(), begun)));
    let attached: Vec<&[u8]> = evidence.iter().map(|evidence| evidence.bytes.as_slice()).collect();
    // Only what was done is told whatever is open by now: a word can wait, and so can what was kept for an incident
    // that was opened while the medium was read.
    let truly = outcome.measured.as_ref().is_some_and(Measured::is_changed) || order.already_done;
    let said = if truly {
        desk.say_done(world, keyring, began, said, &attached)?
    } else {
        desk.say(world, keyring, said(None), &attached)?
    };
    match order.method {
        Method::EraseFile => Begun::forget(&desk.places, &carry_out),
        Method::Overwrite => noise::forget(&desk.places, &carry_out),
        Method::Key => key::forget(&desk.places, &carry_out),
        Method::Physical | Method::Dissolve | Method::Declared => {}
    }
    drop(lock);
    let carry_out = desk.carry_out(&carry_out.id())?;
    let number = carry_out.disposal(&said.digest).map_or(0, |disposed| disposed.number);
    Ok(Done { carry_out, number, at_medium: outcome.at_medium, not_replugged: outcome.not_replugged })
}

/// The copies that are meant: those named, else those that the method is for.
fn chosen(carry_out: &CarryOut, order: &Order) -> Vec<u64> {
    let meant = |copy: &&CopyRecord| match order.method {
        Method::EraseFile => is_at_medium(copy),
        // A medium is cleared also when what it held is accounted for.
        Method::Overwrite => copy.medium.is_some() && carry_out.closed.is_none() && can_still_go(copy),
        Method::Key => copy.kind.is_sealed() && copy.is_open(),
        Method::Physical => copy.medium.is_some() || is_at_medium(copy),
        Method::Dissolve => copy.kind == CopyKind::Paper && matches!(copy.fate, Fate::Held),
        Method::Declared => copy.number == 1,
    };
    let mut copies = order.copies.clone();
    if copies.is_empty() {
        copies = carry_out.copies.iter().filter(meant).map(|copy| copy.number).collect();
    }
    rising(&copies)
}

/// Refuses to measure one copy and to say it of another: what is erased is the package where the export wrote it, and
/// what is overwritten the medium that it was written to.
fn need_reach(carry_out: &CarryOut, method: Method, copies: &[u64]) -> Result<(), Refusal> {
    let elsewhere = |copy: &&CopyRecord| match method {
        Method::EraseFile => !is_at_medium(copy),
        // What was unpacked, or kept as a backup, may lie on the same medium; nothing else does.
        Method::Overwrite => {
            let here = matches!(copy.kind, CopyKind::Working | CopyKind::Backup)
                && copy.holder.is_none()
                && copy.device.is_none();
            copy.medium.is_none() && !here
        }
        Method::Key | Method::Physical | Method::Dissolve | Method::Declared => false,
    };
    match copies.iter().filter_map(|number| carry_out.copy(*number)).find(elsewhere) {
        None => Ok(()),
        Some(copy) => Err(Refusal::Copy(CopyRefusal::OutOfReach {
            id: carry_out.id(),
            copy: copy.number,
            kind: copy.kind,
            method,
        })),
    }
}

/// Each number once, rising.
fn rising(numbers: &[u64]) -> Vec<u64> {
    let numbers: std::collections::BTreeSet<u64> = numbers.iter().copied().collect();
    numbers.into_iter().collect()
}

const fn can_still_go(copy: &CopyRecord) -> bool {
    copy.is_open() || matches!(copy.fate, Fate::Returned { .. })
}
