//! What a person says, as one line of canonical JSON.
//!
//! ```text
//! {"author":…,"body":{…},"nonce":…,"origin":…,"seen":{"root":…,"size":…},"time":…,"type":…,"version":1}
//! ```
//!
//! The signed bytes are this line with its final newline; the statement's digest is SHA-256 of the
//! same bytes. A statement never holds its own number: `C-0042` is the 42nd accepted request.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::base::canonical::{self, CanonicalError};
use crate::base::digest::Digest;
use crate::base::limits;
use crate::base::time::Timestamp;
use crate::domain::body::Body;
use crate::domain::names::PersonId;

mod envelope;

use envelope::Wire;

/// The only version of statements so far.
pub const VERSION: u64 = 1;

/// A statement: who says what, by which clock, having seen how much of which ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// Who says it.
    pub author: PersonId,
    /// What they say.
    pub body: Body,
    /// 128 random bits, so that no two statements are the same bytes.
    pub nonce: Nonce,
    /// Which ledger it is said in.
    pub origin: String,
    /// What the author had seen of that ledger.
    pub seen: Seen,
    /// When, by the author's clock.
    pub time: Timestamp,
}

/// The tree an author had verified when they wrote. Every signature is thereby a witness.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// Root hash at that size.
    pub root: Digest,
    /// Tree size.
    pub size: u64,
}

impl fmt::Display for Seen {
    /// Size and root, as checkpoints held elsewhere are given: `SIZE:ROOT`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.size, self.root)
    }
}

/// 128 random bits as 32 hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Nonce(String);

impl Nonce {
    /// Spells 16 random bytes.
    #[must_use]
    pub fn new(random: [u8; 16]) -> Self {
        Self(data_encoding::HEXLOWER.encode(&random))
    }
}

/// Not 32 lower-case hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a nonce (32 lower-case hexadecimal digits)")]
pub struct NotANonce;

impl TryFrom<String> for Nonce {
    type Error = NotANonce;
    fn try_from(text: String) -> Result<Self, NotANonce> {
        let valid = data_encoding::HEXLOWER.decode(text.as_bytes()).is_ok_and(|bytes| bytes.len() == 16);
        if valid { Ok(Self(text)) } else { Err(NotANonce) }
    }
}

impl From<Nonce> for String {
    fn from(nonce: Nonce) -> Self {
        nonce.0
    }
}

/// Why bytes are not a statement.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StatementError {
    /// Longer than any statement may be.
    #[error("longer than {max} bytes")]
    TooLong {
        /// The limit in bytes.
        max: usize,
    },
    /// Does not end in exactly one newline.
    #[error("not one line ending in a newline")]
    NotOneLine,
    /// A version this program does not know.
    #[error("statement version {found} is not known to this program")]
    UnknownVersion {
        /// What the envelope says.
        found: u64,
    },
    /// Another spelling, or another shape.
    #[error(transparent)]
    Canonical(#[from] CanonicalError),
}

/// The exact bytes of a statement: its line with the final newline. What is signed, and what the
/// statement's digest is taken of.
#[derive(Clone, PartialEq, Eq)]
pub struct StatementBytes(Vec<u8>);

impl StatementBytes {
    /// The bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The line as text. Statements are JSON and therefore UTF-8.
    #[must_use]
    pub fn as_text(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// The statement's digest, by which later statements name it.
    #[must_use]
    pub fn digest(&self) -> Digest {
        Digest::of(&self.0)
    }
}

impl fmt::Debug for StatementBytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_text())
    }
}

impl Statement {
    /// The statement's one spelling.
    ///
    /// # Errors
    /// [`StatementError::Canonical`] for a number past 2^53; [`StatementError::TooLong`].
    pub fn encode(&self) -> Result<StatementBytes, StatementError> {
        let wire = Wire {
            author: self.author.clone(),
            body: self.body.clone(),
            nonce: self.nonce.clone(),
            origin: self.origin.clone(),
            seen: self.seen,
            time: self.time,
            version: VERSION,
        };
        let mut bytes = canonical::encode(&wire)?;
        bytes.push(b'\n');
        if bytes.len() > limits::STATEMENT_BYTES_MAX {
            return Err(StatementError::TooLong { max: limits::STATEMENT_BYTES_MAX });
        }
        Ok(StatementBytes(bytes))
    }

    /// Reads a statement's line, final newline included, and refuses every other spelling.
    ///
    /// # Errors
    /// See [`StatementError`].
    pub fn parse(bytes: &[u8]) -> Result<(Self, StatementBytes), StatementError> {
        if bytes.len() > limits::STATEMENT_BYTES_MAX {
            return Err(StatementError::TooLong { max: limits::STATEMENT_BYTES_MAX });
        }
        let line = bytes.strip_suffix(b"\n").ok_or(StatementError::NotOneLine)?;
        if line.contains(&b'\n') {
            return Err(StatementError::NotOneLine);
        }
        let wire = Wire::read(line)?;
        canonical::check_spelling(&wire, line)?;
        let statement = Self {
            author: wire.author,
            body: wire.body,
            nonce: wire.nonce,
            origin: wire.origin,
            seen: wire.seen,
            time: wire.time,
        };
        Ok((statement, StatementBytes(bytes.to_vec())))
    }

    /// The SSHSIG namespace under which this type is signed, such as `sekisho-request-v1`.
    #[must_use]
    pub fn namespace(&self) -> String {
        namespace_of(self.body.type_name())
    }
}

/// The namespace of a type by its name in the envelope.
#[must_use]
pub fn namespace_of(type_name: &str) -> String {
    format!("sekisho-{type_name}-v{VERSION}")
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::domain::body::{Rejection, Withdrawal};

    pub(crate) fn sample(body: Body) -> Statement {
        Statement {
            author: "tanaka".parse().unwrap(),
            body,
            nonce: Nonce::new([1; 16]),
            origin: "example.test/desk".into(),
            seen: Seen { root: Digest::of(b""), size: 0 },
            time: "2026-11-20T10:00:00+09:00".parse().unwrap(),
        }
    }

    #[test]
    fn a_statement_has_one_spelling() {
        let statement = sample(Body::Rejection(Rejection {
            reason: "宛先が違う\n\u{1b}".into(),
            request: Digest::of(b"r"),
        }));
        let bytes = statement.encode().unwrap();
        assert!(bytes.as_text().starts_with(r#"{"author":"tanaka","body":{"reason":"#), "{bytes:?}");
        assert!(bytes.as_text().ends_with("\"type\":\"rejection\",\"version\":1}\n"), "{bytes:?}");
        assert_eq!(Statement::parse(bytes.as_bytes()).unwrap(), (statement, bytes));
    }

    #[test]
    fn another_version_an_unknown_field_and_a_second_line_are_refused() {
        let bytes = sample(Body::Withdrawal(Withdrawal { request: Digest::of(b"r") })).encode().unwrap();
        let text = bytes.as_text();
        let later = text.replace("\"version\":1}", "\"version\":2}");
        assert_eq!(
            Statement::parse(later.as_bytes()).unwrap_err(),
            StatementError::UnknownVersion { found: 2 }
        );
        let extra = text.replace("\"version\":1}", "\"version\":1,\"x\":1}");
        assert!(matches!(Statement::parse(extra.as_bytes()), Err(StatementError::Canonical(_))));
        let inside = text.replace("\"body\":{", "\"body\":{\"also\":1,");
        assert!(matches!(Statement::parse(inside.as_bytes()), Err(StatementError::Canonical(_))));
        let unknown = text.replace("withdrawal", "surrender");
        assert!(matches!(Statement::parse(unknown.as_bytes()), Err(StatementError::Canonical(_))));
        let two = format!("{text}\n");
        assert_eq!(Statement::parse(two.as_bytes()).unwrap_err(), StatementError::NotOneLine);
        assert_eq!(Statement::parse(text.trim_end().as_bytes()).unwrap_err(), StatementError::NotOneLine);
    }
}
