//! A custodian seals passphrases to those who keep them now.
//!
//! The new file is written beside the old one and durable before the entry; only then it takes the old one's name, and the
//! old one is overwritten. Killed in between, the file that the log names is there under either name, and whoever reads it
//! finds it ([`custody::read`]).

use std::path::Path;

use crate::base::digest::Digest;
use crate::base::secret::SecretText;
use crate::domain::body::{Body, CustodyReseal};
use crate::domain::carry_out::CarryOut;
use crate::ledger::AppendError;
use crate::package::custody as sealed;
use crate::package::keys::Identity;
use crate::projection::query::Filter;
use crate::projection::view::custody::ResealedView;
use crate::workflow::custody::{self, AttemptLock};
use crate::workflow::desk::Desk;
use crate::workflow::error::{Error, EvidenceError};
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

/// Opens the custody file of each carry-out, and seals it to those who keep it now. What stands in the way of one of
/// several does not keep the others from it.
///
/// # Errors
/// Of one carry-out: [`Error::FormerCustodyStays`] after the entry; [`Error::Refused`] with the rule that stands against it; [`Error::NoCustodyFile`];
/// [`Error::UnsealCustody`] when this key does not open it. Of several: [`Error::NotResealed`], which says why and which were
/// sealed anew all the same.
pub fn reseal(
    world: &World<'_>,
    desk: &mut Desk,
    keyring: &Keyring,
    carry_outs: &[CarryOut],
    identity: Option<&Path>,
) -> Result<Vec<ResealedView>, Error> {
    let mut opener = Opener { world, keyring, identity, keys: None };
    let mut done: Vec<ResealedView> = Vec::new();
    let mut left = Vec::new();
    let mut rest = carry_outs.iter().map(CarryOut::id);
    while let Some(id) = rest.next() {
        match one(desk, &mut opener, &id) {
            Ok(view) => done.push(view),
            Err(error) if carry_outs.len() == 1 => return Err(error),
            Err(error) if is_of_one(&error) => left.push((vec![id], error)),
            Err(error) => left.push((std::iter::once(id).chain(rest.by_ref()).collect(), error)),
        }
    }
    if left.is_empty() {
        return Ok(done);
    }
    Err(Error::NotResealed { left, done: done.into_iter().map(|view| view.id).collect() })
}

/// Whether it stands in the way of one custody file and says nothing of the next.
fn is_of_one(error: &Error) -> bool {
    matches!(
        error.uncited(),
        Error::Refused(_)
            | Error::NobodyCanOpen { .. }
            | Error::NoCustodyFile { .. }
            | Error::Evidence(EvidenceError::DigestDiffers { .. })
            | Error::UnsealCustody(_)
            | Error::StillRunning { .. }
            | Error::File { .. }
            | Error::FormerCustodyStays { .. }
    )
}

/// Who opens custody files, and with what.
struct Opener<'a> {
    world: &'a World<'a>,
    keyring: &'a Keyring,
    identity: Option<&'a Path>,
    /// Asked for once, however many files there are.
    keys: Option<Vec<Identity>>,
}

impl Opener<'_> {
    fn open(&mut self, sealed: &[u8]) -> Result<SecretText, Error> {
        let keys = match &mut self.keys {
            Some(keys) => keys,
            none => none.insert(identities(self.world, self.keyring, self.identity)?),
        };
        Ok(sealed::unseal(sealed, keys)?)
    }
}

fn one(desk: &mut Desk, opener: &mut Opener<'_>, id: &str) -> Result<ResealedView, Error> {
    let (world, keyring) = (opener.world, opener.keyring);
    world.check_cancelled()?;
    let _lock = AttemptLock::take(&desk.places, desk.carry_out(id)?.number)?;
    // As it stands now that nobody else is at it.
    desk.catch_up()?;
    let carry_out = &desk.carry_out(id)?;
    let (attempt, expected) = custody_of(carry_out)?;
    let keepers = custody::keepers(&desk.registry, carry_out)?;
    let body =
        |before, custody| Body::CustodyReseal(CustodyReseal { before, custody, request: carry_out.digest });
    // Asked before anything is opened: of the digest only that it will be another.
    let would_be = custody::statement(&keepers, Digest::of(&[]));
    desk.check_body(world, keyring, body(expected.sha256, would_be))?;
    let path = custody::find(&desk.places, carry_out.number, attempt, expected)?;
    custody::settle(&path, expected)?;
    let passphrase = opener.open(&custody::read(&path, expected)?)?;
    let (resealed, custody) = custody::seal(&keepers, &passphrase)?;
    custody::stage(&path, &resealed)?;
    let said = match desk.say(world, keyring, body(expected.sha256, custody.clone()), &[]) {
        Ok(said) => said,
        Err(error) => {
            // Where the log cannot be asked, or may yet turn out to have it, both files stay: the next run keeps the one
            // that it names.
            if !matches!(error, Error::Append(AppendError::Indeterminate { .. })) {
                let _settled = settle_by_log(desk, id, &path);
            }
            return Err(error);
        }
    };
    custody::settle(&path, &custody).map_err(|cause| Error::FormerCustodyStays {
        id: carry_out.id(),
        index: said.index,
        cause: Box::new(cause),
    })?;
    let names = custody.holders.iter().map(|holder| desk.registry.name_of(holder)).collect();
    Ok(ResealedView {
        id: carry_out.id(),
        index: said.index,
        before: expected.sha256,
        after: custody.sha256,
        holders: custody.holders,
        names,
    })
}

fn settle_by_log(desk: &mut Desk, id: &str, path: &Path) -> Result<(), Error> {
    desk.catch_up()?;
    let carry_out = desk.carry_out(id)?;
    custody::settle(path, custody_of(&carry_out)?.1)
}
