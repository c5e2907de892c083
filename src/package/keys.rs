//! To whom a package or a custody file can be sealed, and with which identities it opens.
//!
//! Recipients are age X25519 keys (`age1…`, C2SP age) and the two kinds of SSH key age knows
//! (`ssh-ed25519`, and `ssh-rsa` of 2048 to 4096 bits). Everything else is refused by name, plugin
//! recipients above all: opening or sealing never runs another program. A key that fits here is
//! well formed; whose key it is, is for the registry to say.

mod identity;

use std::fmt;

use data_encoding::{Encoding, Specification};

use crate::base::base64;

pub use identity::{
    Identity, IdentityError, generate_identity, is_encrypted, parse_identities, read_identities,
};

/// What kind of key a recipient is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RecipientKind {
    /// `age1…`: an age X25519 key.
    X25519,
    /// `ssh-ed25519 …`.
    SshEd25519,
    /// `ssh-rsa …`, 2048 to 4096 bits.
    SshRsa,
}

/// Why nothing can be sealed to this recipient.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RecipientError {
    /// Nothing but white space.
    #[error("the recipient is empty")]
    Empty,
    /// More than one line: one recipient at a time.
    #[error("the recipient is more than one line")]
    SeveralLines,
    /// A recipient of an age plugin, which would be another program to run.
    #[error("the recipient needs the age plugin {name:?}, and plugins are never run")]
    Plugin {
        /// The plugin's name, as the recipient has it.
        name: String,
    },
    /// A secret key where its public half belongs.
    #[error("this is a secret key, not a recipient")]
    SecretKey,
    /// An SSH key of a kind that age cannot seal to (ECDSA, FIDO, certificates, DSA).
    #[error("age cannot seal to a key of type {algorithm:?}")]
    UnsupportedSsh {
        /// The key's type.
        algorithm: String,
    },
    /// An RSA key below 2048 bits.
    #[error("the RSA key has fewer than 2048 bits")]
    RsaTooSmall,
    /// An RSA key above 4096 bits.
    #[error("the RSA key has more than 4096 bits")]
    RsaTooLarge,
    /// A point of small order: whatever is sealed to it, anybody opens.
    #[error("the key is a point of small order")]
    SmallOrder,
    /// Anything else.
    #[error("not an age or SSH recipient")]
    Malformed,
}

/// A recipient that age can seal to.
#[derive(Clone)]
pub struct Recipient {
    inner: Inner,
}

#[derive(Clone)]
enum Inner {
    X25519(age::x25519::Recipient),
    Ssh(age::ssh::Recipient),
}

impl Recipient {
    /// Reads one recipient; what follows an SSH key on its line is a comment and is dropped.
    ///
    /// # Errors
    /// Any [`RecipientError`].
    pub fn parse(text: &str) -> Result<Self, RecipientError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(RecipientError::Empty);
        }
        if text.contains(['\n', '\r']) {
            return Err(RecipientError::SeveralLines);
        }
        let upper = text.to_ascii_uppercase();
        if upper.starts_with("AGE-SECRET-KEY-") || upper.starts_with("AGE-PLUGIN-") {
            return Err(RecipientError::SecretKey);
        }
        match text.split_once([' ', '\t']) {
            Some((algorithm, rest)) => Self::parse_ssh(algorithm, rest.trim_start()),
            None => Self::parse_age(text),
        }
    }

    /// What kind of key it is.
    #[must_use]
    pub const fn kind(&self) -> RecipientKind {
        match &self.inner {
            Inner::X25519(_) => RecipientKind::X25519,
            Inner::Ssh(age::ssh::Recipient::SshEd25519(..)) => RecipientKind::SshEd25519,
            Inner::Ssh(age::ssh::Recipient::SshRsa(..)) => RecipientKind::SshRsa,
        }
    }

    /// The recipient as age takes it.
    #[must_use]
    pub fn as_age(&self) -> &(dyn age::Recipient + Send + Sync + 'static) {
        match &self.inner {
            Inner::X25519(recipient) => recipient,
            Inner::Ssh(recipient) => recipient,
        }
    }

    fn parse_age(text: &str) -> Result<Self, RecipientError> {
        // `age1NAME1…` belongs to the plugin age-plugin-NAME; the data part has no digit 1.
        if let Some((name, _)) = text.strip_prefix("age1").and_then(|rest| rest.rsplit_once('1')) {
            return Err(RecipientError::Plugin { name: name.to_owned() });
        }
        let recipient: age::x25519::Recipient = text.parse().map_err(|_| RecipientError::Malformed)?;
        if recipient.to_string() != text {
            return Err(RecipientError::Malformed);
        }
        let point = bech32_data(text).ok_or(RecipientError::Malformed)?;
        if is_small_order(point) {
            return Err(RecipientError::SmallOrder);
        }
        Ok(Self { inner: Inner::X25519(recipient) })
    }

    fn parse_ssh(algorithm: &str, rest: &str) -> Result<Self, RecipientError> {
        use age::ssh::ParseRecipientKeyError as Why;

        if !matches!(algorithm, "ssh-ed25519" | "ssh-rsa") {
            let is_ssh = ["ssh-", "ecdsa-", "sk-"].iter().any(|start| algorithm.starts_with(start));
            return Err(if is_ssh {
                RecipientError::UnsupportedSsh { algorithm: algorithm.to_owned() }
            } else {
                RecipientError::Malformed
            });
        }
        let key = rest.split([' ', '\t']).next().unwrap_or_default();
        let text = format!("{algorithm} {key}");
        base64::decode(key).ok_or(RecipientError::Malformed)?;
        let recipient: age::ssh::Recipient = text.parse().map_err(|why| match why {
            Why::RsaModulusTooSmall => RecipientError::RsaTooSmall,
            Why::RsaModulusTooLarge => RecipientError::RsaTooLarge,
            Why::Unsupported(algorithm) => RecipientError::UnsupportedSsh { algorithm },
            _ => RecipientError::Malformed,
        })?;
        // What parses to a key that is spelled differently was not that key.
        if recipient.to_string() != text {
            return Err(RecipientError::Malformed);
        }
        Ok(Self { inner: Inner::Ssh(recipient) })
    }
}

impl fmt::Display for Recipient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.inner {
            Inner::X25519(recipient) => recipient.fmt(f),
            Inner::Ssh(recipient) => recipient.fmt(f),
        }
    }
}

impl fmt::Debug for Recipient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Recipient({self})")
    }
}

/// Whether something can be sealed to `text`, and what kind of key it is.
///
/// # Errors
/// Any [`RecipientError`].
pub fn check_recipient(text: &str) -> Result<RecipientKind, RecipientError> {
    Recipient::parse(text).map(|recipient| recipient.kind())
}

/// The 32 bytes of an `age1…` key whose checksum is known to be right.
fn bech32_data(text: &str) -> Option<[u8; 32]> {
    let data = text.strip_prefix("age1")?;
    let data = data.get(..data.len().checked_sub(6)?)?;
    bech32()?.decode(data.as_bytes()).ok()?.try_into().ok()
}

fn bech32() -> Option<Encoding> {
    let mut alphabet = Specification::new();
    alphabet.symbols.push_str("qpzry9x8gf2tvdw0s3jn54khce6mua7l");
    alphabet.encoding().ok()
}

/// The points of Curve25519 that give the same shared secret to everybody (RFC 7748, 6.1): age
/// panics rather than seal to one. The top bit is ignored by X25519.
fn is_small_order(mut point: [u8; 32]) -> bool {
    const ORDER_8: [[u8; 32]; 2] = [
        [
            0xe0, 0xeb, 0x7a, 0x7c, 0x3b, 0x41, 0xb8, 0xae, 0x16, 0x56, 0xe3, 0xfa, 0xf1, 0x9f, 0xc4, 0x6a,
            0xda, 0x09, 0x8d, 0xeb, 0x9c, 0x32, 0xb1, 0xfd, 0x86, 0x62, 0x05, 0x16, 0x5f, 0x49, 0xb8, 0x00,
        ],
        [
            0x5f, 0x9c, 0x95, 0xbc, 0xa3, 0x50, 0x8c, 0x24, 0xb1, 0xd0, 0xb1, 0x55, 0x9c, 0x83, 0xef, 0x5b,
            0x04, 0x44, 0x5c, 0xc4, 0x58, 0x1c, 0x8e, 0x86, 0xd8, 0x22, 0x4e, 0xdd, 0xd0, 0x9f, 0x11, 0x57,
        ],
    ];
    point[31] &= 0x7f;
    let [first, middle @ .., last] = point;
    let around_zero = first <= 1 && last == 0 && middle == [0; 30];
    let around_p = (0xec..=0xee).contains(&first) && last == 0x7f && middle == [0xff; 30];
    around_zero || around_p || ORDER_8.contains(&point)
}

#[cfg(test)]
mod tests;
