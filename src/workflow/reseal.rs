//! A custodian seals passphrases to those who keep them now.
//!
//! The new file is written beside the old one and durable before the entry; only then it takes the old one's name, and the
//! old one is overwritten. Killed in between, the file that the log names is there under either name, and whoever reads it
//! finds it ([`custody::read`]).

use std::path::Path;

use crate::base::digest::Digest;
use crate::domain::body::{Body, CustodyReseal};
use crate::domain::carry_out::CarryOut;
use crate::package::custody as sealed;
use crate::projection::query::Filter;
use crate::projection::view::custody::ResealedView;
use crate::workflow::custody::{self, AttemptLock};
use crate::workflow::desk::Desk;
use crate::workflow::error::Error;
use crate::workflow::keyring::Keyring;
use crate::workflow::release::{custody_of, identities};
use crate::workflow::world::World;

/// The carry-outs whose passphrase this person keeps and nobody destroyed.
///
/// # Errors
/// [`Error::UnknownKey`]; [`Error::Projection`].
pub fn kept_by(desk: &Desk, keyring: &Keyring) -> Result<Vec<CarryOut>, Error> {
    let person = desk.person_of(keyring)?.id.clone();
    let mut kept = Vec::new();
    desk.projection.each_carry_out::<Error>(&Filter::default(), |carry_out| {
        let custody = carry_out.completed().and_then(|(attempt, _, _)| attempt.custody.as_ref());
        let destroyed = carry_out.disposals.iter().any(|disposed| disposed.body.key.is_some());
        if custody.is_some_and(|custody| custody.holders.contains(&person)) && !destroyed {
            kept.push(carry_out);
        }
        Ok(())
    })?;
    Ok(kept)
}

/// Opens the custody file of each carry-out, and seals it to those who keep it now.
///
/// # Errors
/// [`Error::Refused`] with the rule that stands against it; [`Error::NoCustodyFile`]; [`Error::UnsealCustody`] when this key
/// does not open it. Those before it in the list are sealed anew.
pub fn reseal(
    world: &World<'_>,
    desk: &mut Desk,
    keyring: &Keyring,
    carry_outs: &[CarryOut],
    identity: Option<&Path>,
) -> Result<Vec<ResealedView>, Error> {
    let mut done = Vec::new();
    let mut keys = None;
    for carry_out in carry_outs {
        world.check_cancelled()?;
        let _lock = AttemptLock::take(&desk.places, carry_out.number)?;
        // As it stands now that nobody else is at it.
        desk.catch_up()?;
        let carry_out = &desk.carry_out(&carry_out.id())?;
        let (attempt, expected) = custody_of(carry_out)?;
        let keepers = custody::keepers(&desk.registry, carry_out)?;
        let body = |before, custody| {
            Body::CustodyReseal(CustodyReseal { before, custody, request: carry_out.digest })
        };
        // Asked before anything is opened: of the digest only that it will be another.
        let would_be = custody::statement(&keepers, Digest::of(&[]));
        desk.check_body(world, keyring, body(expected.sha256, would_be))?;
        let path = custody::path(&desk.places, carry_out.number, attempt);
        custody::settle(&path, expected)?;
        let bytes = custody::read(&path, expected)?;
        // Asked for once, however many files there are.
        let keys = match &mut keys {
            Some(keys) => keys,
            none => none.insert(identities(world, keyring, identity)?),
        };
        let passphrase = sealed::unseal(&bytes, keys)?;
        let (resealed, custody) = custody::seal(&keepers, &passphrase)?;
        custody::stage(&path, &resealed)?;
        let said = match desk.say(world, keyring, body(expected.sha256, custody.clone()), &[]) {
            Ok(said) => said,
            Err(error @ Error::Refused(_)) => {
                custody::unstage(&path)?;
                return Err(error);
            }
            // It may be in the log all the same: both files stay, and the next run keeps the one that the log names.
            Err(error) => return Err(error),
        };
        custody::settle(&path, &custody)?;
        let names = custody.holders.iter().map(|holder| desk.registry.name_of(holder)).collect();
        done.push(ResealedView {
            id: carry_out.id(),
            index: said.index,
            before: expected.sha256,
            after: custody.sha256,
            holders: custody.holders,
            names,
        });
    }
    Ok(done)
}
