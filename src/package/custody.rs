//! Custody: a passphrase sealed to the people who may give it out.
//!
//! One age file per carry-out, kept outside the ledger so that it can be destroyed. It holds the
//! passphrase and nothing else: not for which package, nor who sealed it. Whoever can write the
//! folder can put another custody file in its place; what it opens to is then a passphrase that
//! does not open the package, which is seen, not prevented.

use std::io::{self, Cursor, Write as _};

use crate::base::secret::SecretText;
use crate::package::keys::{Identity, Recipient, RecipientError};
use crate::package::unseal::{self, Unlock, UnsealError};

/// Longest passphrase in a custody file, in bytes: far beyond any that is issued.
const PASSPHRASE_BYTES_MAX: usize = 1024;

/// Why a passphrase cannot be put into custody.
#[derive(Debug, thiserror::Error)]
pub enum CustodyError {
    /// Nobody to seal to.
    #[error("no recipient to seal to")]
    NoRecipient,
    /// A recipient that cannot be sealed to.
    #[error("recipient {recipient:?}: {problem}")]
    Recipient {
        /// As given.
        recipient: String,
        /// What is wrong with it.
        problem: RecipientError,
    },
    /// Longer than a passphrase.
    #[error("more than {max} bytes", max = PASSPHRASE_BYTES_MAX)]
    TooLong,
    /// age could not seal.
    #[error("the passphrase cannot be sealed")]
    Seal {
        /// What age said.
        source: io::Error,
    },
}

/// Why a custody file gives no passphrase.
#[derive(Debug, thiserror::Error)]
pub enum UnsealCustodyError {
    /// No identity to try.
    #[error("no identity to open with")]
    NoIdentity,
    /// Not an age file that these identities open. Not fitting and damaged are different variants.
    #[error(transparent)]
    Age(#[from] UnsealError),
    /// It opens, but holds no text: not a custody file.
    #[error("the custody file does not hold a passphrase")]
    NotText,
}

/// `passphrase` sealed to every one of `recipients` (`age1…`, `ssh-ed25519 …`, `ssh-rsa …`): a
/// binary age file, any one recipient opens it.
///
/// # Errors
/// Any [`CustodyError`].
pub fn seal(passphrase: &SecretText, recipients: &[String]) -> Result<Vec<u8>, CustodyError> {
    if passphrase.expose().len() > PASSPHRASE_BYTES_MAX {
        return Err(CustodyError::TooLong);
    }
    let parse = |text: &String| {
        Recipient::parse(text).map_err(|problem| CustodyError::Recipient { recipient: text.clone(), problem })
    };
    let recipients = recipients.iter().map(parse).collect::<Result<Vec<_>, _>>()?;
    if recipients.is_empty() {
        return Err(CustodyError::NoRecipient);
    }
    let to = recipients.iter().map(|recipient| -> &dyn age::Recipient { recipient.as_age() });
    let encryptor = age::Encryptor::with_recipients(to)
        .map_err(|error| CustodyError::Seal { source: io::Error::other(error) })?;
    let write = || {
        let mut writer = encryptor.wrap_output(Vec::new())?;
        writer.write_all(passphrase.expose().as_bytes())?;
        writer.finish()
    };
    write().map_err(|source| CustodyError::Seal { source })
}

/// The passphrase in a custody file.
///
/// # Errors
/// Any [`UnsealCustodyError`]; `Age(NoFittingIdentity)` when the file is meant for others.
pub fn unseal(sealed: &[u8], identities: &[Identity]) -> Result<SecretText, UnsealCustodyError> {
    if identities.is_empty() {
        return Err(UnsealCustodyError::NoIdentity);
    }
    let unlock = Unlock::Identities(identities);
    let content = unseal::unseal_small(Cursor::new(sealed), &unlock, PASSPHRASE_BYTES_MAX)?;
    let text = std::str::from_utf8(&content).map_err(|_| UnsealCustodyError::NotText)?;
    Ok(SecretText::new(text.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn identity() -> Identity {
        let secret = age::x25519::Identity::generate().to_string();
        let text = age::secrecy::ExposeSecret::expose_secret(&secret).as_bytes().to_vec();
        crate::package::keys::parse_identities(&text, None).unwrap().remove(0)
    }

    fn passphrase() -> SecretText {
        SecretText::new("kamote-sunahi".to_owned())
    }

    #[test]
    fn every_custodian_can_unseal_and_nobody_else() {
        let custodians = [identity(), identity()];
        let recipients: Vec<_> = custodians.iter().map(Identity::recipient).collect();
        let sealed = seal(&passphrase(), &recipients).unwrap();
        for custodian in custodians {
            assert_eq!(unseal(&sealed, &[identity(), custodian]).unwrap().expose(), passphrase().expose());
        }
        let error = unseal(&sealed, &[identity()]).unwrap_err();
        assert!(matches!(error, UnsealCustodyError::Age(UnsealError::NoFittingIdentity)));
        assert!(matches!(unseal(&sealed, &[]), Err(UnsealCustodyError::NoIdentity)));
    }

    #[test]
    fn a_changed_custody_file_never_gives_a_passphrase() {
        let custodian = identity();
        let sealed = seal(&passphrase(), &[custodian.recipient()]).unwrap();
        let identities = [custodian];
        for at in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            assert!(unseal(&changed, &identities).is_err(), "byte {at}");
            assert!(unseal(&sealed[..at], &identities).is_err(), "cut at {at}");
        }
        let extended = [&sealed[..], b"\0"].concat();
        assert!(unseal(&extended, &identities).is_err());
        assert!(unseal(&[&sealed[..], &sealed[..]].concat(), &identities).is_err());
    }

    #[test]
    fn nothing_is_sealed_to_nobody_or_to_a_plugin() {
        assert!(matches!(seal(&passphrase(), &[]), Err(CustodyError::NoRecipient)));
        let plugin = "age1yubikey1qwpzc8wxw5g0gp6kkwqjnfgk0z0pprxgqr2z4ml4yq3lc4jk6nzggn7xkx".to_owned();
        let error = seal(&passphrase(), &[identity().recipient(), plugin]).unwrap_err();
        assert!(matches!(error, CustodyError::Recipient { problem: RecipientError::Plugin { .. }, .. }));
    }

    #[test]
    fn a_file_that_holds_no_passphrase_is_refused() {
        let custodian = identity();
        let recipient = Recipient::parse(&custodian.recipient()).unwrap();
        for (content, binary) in [(vec![0xff; 10], true), (vec![b'a'; 2000], false)] {
            let to = std::iter::once::<&dyn age::Recipient>(recipient.as_age());
            let mut writer = age::Encryptor::with_recipients(to).unwrap().wrap_output(Vec::new()).unwrap();
            writer.write_all(&content).unwrap();
            let error = unseal(&writer.finish().unwrap(), std::slice::from_ref(&custodian)).unwrap_err();
            assert_eq!(matches!(error, UnsealCustodyError::NotText), binary, "{error}");
        }
        let scrypt = age::scrypt::Recipient::new("x".to_owned().into());
        let to = std::iter::once::<&dyn age::Recipient>(&scrypt);
        let writer = age::Encryptor::with_recipients(to).unwrap().wrap_output(Vec::new()).unwrap();
        let error = unseal(&writer.finish().unwrap(), &[custodian]).unwrap_err();
        assert!(matches!(error, UnsealCustodyError::Age(UnsealError::PassphraseNeeded)));
    }
}
