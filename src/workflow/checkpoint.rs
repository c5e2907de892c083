//! A checkpoint to hold elsewhere: it is evidence because somebody holds it.

use crate::domain::statement::namespace_of;
use crate::ledger::{Checkpoint, SignedCheckpoint};
use crate::workflow::desk::Desk;
use crate::workflow::error::Error;
use crate::workflow::keyring::Keyring;
use crate::workflow::world::World;

/// The checkpoint of the verified log, signed by the owner of `keyring` where one is given.
///
/// # Errors
/// Whatever signing fails with; [`Error::UnknownKey`] for a key that is nobody's here.
pub fn checkpoint(world: &World<'_>, desk: &Desk, keyring: Option<&Keyring>) -> Result<String, Error> {
    let checkpoint = desk.head.checkpoint()?;
    let Some(keyring) = keyring else { return Ok(checkpoint.encode()) };
    Ok(sign(world, desk, keyring, checkpoint)?.encode())
}

/// `checkpoint`, signed by the owner of `keyring`.
///
/// # Errors
/// Whatever signing fails with; [`Error::UnknownKey`] for a key that is nobody's here.
pub(super) fn sign(
    world: &World<'_>,
    desk: &Desk,
    keyring: &Keyring,
    checkpoint: Checkpoint,
) -> Result<SignedCheckpoint, Error> {
    desk.person_of(keyring)?;
    let namespace = namespace_of("checkpoint");
    let signature = keyring.sign(world.ask, &namespace, checkpoint.encode().as_bytes())?;
    SignedCheckpoint::signed(checkpoint, signature.armor())
        .map_err(|error| Error::Content { path: "checkpoint".into(), why: error.to_string() })
}
