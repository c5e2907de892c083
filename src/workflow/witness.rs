//! Somebody saw a disposal: the owner of the key, or somebody without one, by name and evidence.

use std::path::Path;

use crate::domain::body::coming_back::External;
use crate::domain::body::{Body, Witness};
use crate::domain::carry_out::{CarryOut, Disposed};
use crate::workflow::desk::Desk;
use crate::workflow::enclosed::Enclosed;
use crate::workflow::error::Error;
use crate::workflow::keyring::Keyring;
use crate::workflow::world::World;

/// Which disposal is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// 7 for `D-0007`.
    Disposal(u64),
    /// 42 for `C-0042`: its newest.
    NewestOf(u64),
}

/// The carry-out and the disposal that are meant.
///
/// # Errors
/// [`Error::UnknownDisposal`], [`Error::UnknownCarryOut`], [`Error::NothingDisposed`].
pub fn find(desk: &Desk, which: Which) -> Result<(CarryOut, Disposed), Error> {
    match which {
        Which::NewestOf(number) => {
            let id = crate::domain::carry_out::id_of(number);
            let carry_out = desk.carry_out(&id)?;
            let newest = carry_out.disposals.last().cloned();
            Ok((carry_out, newest.ok_or(Error::NothingDisposed { id })?))
        }
        Which::Disposal(number) => {
            let unknown = || Error::UnknownDisposal { id: crate::domain::carry_out::disposal_id(number) };
            let carry_out = desk.projection.carry_out_with_disposal(number)?.ok_or_else(unknown)?;
            let found = carry_out.disposals.iter().find(|disposed| disposed.number == number).cloned();
            Ok((carry_out, found.ok_or_else(unknown)?))
        }
    }
}

/// Says that the owner of the key saw the disposal, or that `external` did, which `evidence` shows.
///
/// # Errors
/// [`Error::Refused`] with the rule that stands against it.
pub fn witness(
    world: &World<'_>,
    desk: &mut Desk,
    keyring: &Keyring,
    which: Which,
    external: Option<(&str, &Path)>,
) -> Result<(CarryOut, Disposed), Error> {
    let (carry_out, disposed) = find(desk, which)?;
    let enclosed = external.map(|(_, path)| Enclosed::read(path)).transpose()?;
    let external = external
        .zip(enclosed.as_ref())
        .map(|((name, _), enclosed)| External { evidence: enclosed.attachment(), name: name.to_owned() });
    let body = Witness { disposal: disposed.digest, external, request: carry_out.digest };
    let attached: Vec<&[u8]> = enclosed.iter().map(|enclosed| enclosed.bytes.as_slice()).collect();
    desk.say(world, keyring, Body::Witness(body), &attached)?;
    find(desk, Which::Disposal(disposed.number))
}
