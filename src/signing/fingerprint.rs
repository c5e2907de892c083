//! How people name a key to each other: `SHA256:` and the digest in base64, as ssh-keygen prints it.

use std::fmt;
use std::str::FromStr;

use data_encoding::BASE64_NOPAD;
use serde::{Deserialize, Serialize};

use crate::base::digest::Digest;

const PREFIX: &str = "SHA256:";

/// The SHA-256 fingerprint of a public key, `SHA256:` and 43 characters of unpadded base64.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Fingerprint(String);

/// Not `SHA256:` and 43 characters of unpadded base64.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a key fingerprint (SHA256: and 43 base64 characters)")]
pub struct NotAFingerprint;

impl Fingerprint {
    /// The fingerprint of the key with these wire bytes (RFC 4716 section 4, with SHA-256).
    pub(super) fn of(wire: &[u8]) -> Self {
        Self(format!("{PREFIX}{}", BASE64_NOPAD.encode(Digest::of(wire).as_bytes())))
    }

    /// The fingerprint as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Fingerprint {
    type Err = NotAFingerprint;

    fn from_str(text: &str) -> Result<Self, NotAFingerprint> {
        let digest = text.strip_prefix(PREFIX).ok_or(NotAFingerprint)?;
        let bytes = BASE64_NOPAD.decode(digest.as_bytes()).map_err(|_| NotAFingerprint)?;
        if bytes.len() == 32 { Ok(Self(text.to_owned())) } else { Err(NotAFingerprint) }
    }
}

impl Serialize for Fingerprint {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Fingerprint {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_printed_spelling_is_a_fingerprint() {
        let text = Fingerprint::of(b"key").to_string();
        assert_eq!(text.parse(), Ok(Fingerprint::of(b"key")));
        for other in [&text[1..], &text[..text.len() - 1], &format!("{text}="), "MD5:aa:bb", ""] {
            assert_eq!(other.parse::<Fingerprint>(), Err(NotAFingerprint), "{other}");
        }
    }
}
