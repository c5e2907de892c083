//! What an export draws at random: the passphrase, sealed into custody at once, and the opened code.

use crate::base::limits;
use crate::base::secret::SecretText;
use crate::domain::body::export::Custody;
use crate::domain::body::request::Opening;
use crate::domain::carry_out::CarryOut;
use crate::package::passphrase;
use crate::package::seal::Seal;
use crate::workflow::custody::{self, Keepers};
use crate::workflow::desk::Desk;
use crate::workflow::error::Error;
use crate::workflow::world::World;

/// What must never be written down in the clear.
pub(super) struct Secrets {
    pub(super) seal: Seal,
    /// The custody file's bytes and what the intent says of them.
    pub(super) custody: Option<(Vec<u8>, Custody)>,
    /// The code inside the bag.
    pub(super) opened_code: String,
    /// Its salt.
    pub(super) salt: [u8; 16],
}

impl Secrets {
    pub(super) fn new(world: &World<'_>, desk: &Desk, carry_out: &CarryOut) -> Result<Self, Error> {
        let opened_code = opened_code(world)?;
        let salt = world.random_bytes()?;
        let (seal, custody) = match &carry_out.request.opening {
            Opening::AgeKeys { keys } => (Seal::Keys(keys.clone()), None),
            Opening::AgePassphrase => {
                let keepers = keepers(desk, carry_out)?;
                let (passphrase, custody) =
                    passphrase_in_custody(world, &keepers, passphrase::AGE_SYLLABLES)?;
                (Seal::Passphrase(passphrase), Some(custody))
            }
            Opening::ZipAes => {
                let keepers = keepers(desk, carry_out)?;
                let (passphrase, custody) =
                    passphrase_in_custody(world, &keepers, passphrase::ZIP_SYLLABLES)?;
                (Seal::ZipAes(passphrase), Some(custody))
            }
        };
        Ok(Self { seal, custody, opened_code, salt })
    }
}

fn passphrase_in_custody(
    world: &World<'_>,
    keepers: &Keepers,
    syllables: usize,
) -> Result<(SecretText, (Vec<u8>, Custody)), Error> {
    let mut failed = None;
    let passphrase = passphrase::generate(syllables, &mut |bytes| {
        if let Err(error) = world.random.fill(bytes) {
            failed = Some(error);
            // Lets the generator end; what it made is thrown away below.
            bytes.fill(0);
        }
    });
    if let Some(error) = failed {
        return Err(Error::NoEntropy(error));
    }
    let sealed = custody::seal(keepers, &passphrase)?;
    Ok((passphrase, sealed))
}

/// Thirteen base32 characters: 65 bits.
fn opened_code(world: &World<'_>) -> Result<String, Error> {
    let bytes: [u8; 16] = world.random_bytes()?;
    let mut code = data_encoding::BASE32_NOPAD.encode(&bytes);
    code.truncate(limits::OPENED_CODE_CHARS);
    Ok(code)
}

/// Who keeps the passphrase; where nobody can, the clauses that ask for it are cited.
fn keepers(desk: &Desk, carry_out: &CarryOut) -> Result<Keepers, Error> {
    custody::keepers(&desk.registry, carry_out).map_err(|error| desk.cite(error, &carry_out.request))
}
