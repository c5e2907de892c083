//! A custodian tells the passphrase: the entry first, then the screen.

use std::path::Path;

use crate::base::file;
use crate::base::limits::FOREIGN_FILE_BYTES_MAX;
use crate::base::secret::SecretText;
use crate::domain::body::export::Custody;
use crate::domain::body::{Body, PassphraseRelease};
use crate::domain::carry_out::{CarryOut, Outcome};
use crate::domain::names::Channel;
use crate::domain::refusal::Refusal;
use crate::package::keys::{self, Identity};
use crate::package::{custody as sealed, passphrase};
use crate::projection::view::ReleaseSheet;
use crate::workflow::custody;
use crate::workflow::desk::Desk;
use crate::workflow::error::Error;
use crate::workflow::keyring::Keyring;
use crate::workflow::world::World;

/// How the passphrase is to be told.
#[derive(Debug, Clone)]
pub struct Telling {
    /// By which channel.
    pub via: Channel,
    /// Who is told; the registered recipient where it is absent.
    pub told: Option<String>,
    /// Anything worth noting.
    pub note: Option<String>,
}

/// A passphrase whose release is in the log.
#[derive(Debug)]
pub struct Released {
    /// The passphrase, as it is read out and typed.
    pub passphrase: SecretText,
    /// The same in kana.
    pub kana: SecretText,
    /// What is said beside it.
    pub sheet: ReleaseSheet,
}

/// Records that the passphrase is told, and hands it out.
///
/// The custody file is opened before the entry is written, so that the log never says that a
/// passphrase was told which nobody could read; nothing is shown before the entry is in the log.
///
/// # Errors
/// [`Error::Refused`] with the rule that stands against it; [`Error::NoCustodyFile`];
/// [`Error::UnsealCustody`] when this key does not open it.
pub fn release(
    world: &World<'_>,
    desk: &mut Desk,
    keyring: &Keyring,
    carry_out: &CarryOut,
    telling: &Telling,
    identity: Option<&Path>,
) -> Result<Released, Error> {
    let recipient = carry_out.recipient.as_ref();
    let told = telling
        .told
        .clone()
        .or_else(|| recipient.map(|recipient| recipient.name.clone()))
        .unwrap_or_else(|| desk.registry.name_of(&carry_out.requester));
    let contact = match (telling.via, recipient) {
        (Channel::Phone | Channel::Sms, Some(recipient)) => recipient.phone.clone(),
        (Channel::Phone | Channel::Sms, None) => {
            desk.registry.person(&carry_out.requester).and_then(|person| person.particulars.phone.clone())
        }
        (Channel::Hand | Channel::Letter | Channel::Other, _) => None,
    };
    let body = PassphraseRelease {
        contact: contact.clone(),
        note: telling.note.clone(),
        request: carry_out.digest,
        told: told.clone(),
        via: telling.via,
    };
    desk.check_body(world, keyring, Body::PassphraseRelease(body.clone()))?;
    let passphrase = unseal(world, desk, keyring, carry_out, identity)?;
    desk.say(world, keyring, Body::PassphraseRelease(body), &[])?;
    let after = desk.carry_out(&carry_out.id())?;
    let marks = after.releases.last().map_or_else(Vec::new, |release| release.marks.clone());
    let sheet = ReleaseSheet { id: carry_out.id(), via: telling.via, told, contact, marks };
    Ok(Released { kana: passphrase::kana(passphrase.expose()), passphrase, sheet })
}

fn unseal(
    world: &World<'_>,
    desk: &Desk,
    keyring: &Keyring,
    carry_out: &CarryOut,
    identity: Option<&Path>,
) -> Result<SecretText, Error> {
    let (attempt, expected) = custody_of(carry_out)?;
    let path = custody::find(&desk.places, carry_out.number, attempt, expected)?;
    let bytes = custody::read(&path, expected)?;
    let identities = identities(world, keyring, identity)?;
    Ok(sealed::unseal(&bytes, &identities)?)
}

/// The attempt that was completed, counted from 1, and the custody file of its passphrase.
pub(super) fn custody_of(carry_out: &CarryOut) -> Result<(usize, &Custody), Error> {
    let mut attempts = carry_out.attempts.iter().zip(1_usize..);
    let completed = attempts.find(|(attempt, _)| matches!(attempt.outcome, Outcome::Completed { .. }));
    let found = completed.and_then(|(attempt, number)| Some((number, attempt.custody.as_ref()?)));
    Ok(found.ok_or_else(|| Refusal::NoPassphrase { id: carry_out.id() })?)
}

/// The identities to try: the given file's, else the signing key itself.
pub(super) fn identities(
    world: &World<'_>,
    keyring: &Keyring,
    identity: Option<&Path>,
) -> Result<Vec<Identity>, Error> {
    if let Some(path) = identity {
        return read_identities(world, path);
    }
    let private = keyring.openssh_private(world.ask)?.ok_or(Error::IdentityNeeded)?;
    Ok(vec![Identity::from_openssh(&private)?])
}

/// The identities in a file, asking for its passphrase where it has one.
///
/// # Errors
/// [`Error::Identity`]; [`Error::NobodyToAsk`].
pub fn read_identities(world: &World<'_>, path: &Path) -> Result<Vec<Identity>, Error> {
    let bytes = file::read_bounded(path, FOREIGN_FILE_BYTES_MAX)
        .map_err(|source| Error::File { path: path.to_path_buf(), source })?;
    let passphrase = if keys::is_encrypted(&bytes) {
        let typed = world.ask.identity_passphrase(path);
        Some(typed.ok_or(Error::NobodyToAsk { flag: "--identity-passphrase-fd" })?)
    } else {
        None
    };
    Ok(keys::parse_identities(&bytes, passphrase.as_ref())?)
}
