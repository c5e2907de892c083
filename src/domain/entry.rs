//! An entry: the statement's line, then its armored signature, and nothing else.
//!
//! `head -n1` yields the signed bytes and `tail -n+2` the signature, so that one entry can be
//! checked by hand with `ssh-keygen -Y verify`.

use crate::base::limits;
use crate::domain::statement::{Statement, StatementBytes, StatementError};
use crate::signing::{ArmoredSignature, KnownKeys, SignatureError};

/// An entry taken apart. Nothing is verified yet.
#[derive(Debug, Clone)]
pub struct Entry {
    /// What is said.
    pub statement: Statement,
    /// The exact bytes it is said in.
    pub bytes: StatementBytes,
    /// The signature over those bytes.
    pub signature: ArmoredSignature,
}

/// Why bytes are not an entry.
#[derive(Debug, Clone, thiserror::Error)]
pub enum EntryError {
    /// The first line is not a statement.
    #[error("the first line is not a statement: {0}")]
    Statement(#[from] StatementError),
    /// What follows is not one armored signature in its one spelling.
    #[error("what follows the first line is not one armored signature: {0}")]
    Signature(#[from] SignatureError),
    /// The signature is spelled in a way that we do not write.
    #[error("the armored signature is not in its one spelling")]
    SecondSpelling,
    /// There is no first line, or no signature, or too many bytes.
    #[error("not a statement's line followed by a signature")]
    Shape,
}

impl Entry {
    /// Puts an entry together.
    #[must_use]
    pub const fn new(statement: Statement, bytes: StatementBytes, signature: ArmoredSignature) -> Self {
        Self { statement, bytes, signature }
    }

    /// Reads an entry in its one spelling.
    ///
    /// # Errors
    /// See [`EntryError`].
    pub fn parse(entry: &[u8]) -> Result<Self, EntryError> {
        Self::parse_with(entry, &mut KnownKeys::default())
    }

    /// As [`Entry::parse`], for whoever reads many entries of few people.
    ///
    /// # Errors
    /// See [`EntryError`].
    pub fn parse_with(entry: &[u8], keys: &mut KnownKeys) -> Result<Self, EntryError> {
        let (line, rest) = Self::split(entry)?;
        let (statement, bytes) = Statement::parse(line)?;
        let text = std::str::from_utf8(rest).map_err(|_| EntryError::Shape)?;
        let signature = ArmoredSignature::parse_with(text, keys)?;
        if signature.armor() != text {
            return Err(EntryError::SecondSpelling);
        }
        Ok(Self { statement, bytes, signature })
    }

    /// The statement's line, final newline included, and the rest.
    ///
    /// # Errors
    /// [`EntryError::Shape`] when there is no line break or too many bytes.
    pub fn split(entry: &[u8]) -> Result<(&[u8], &[u8]), EntryError> {
        let end = entry.iter().position(|byte| *byte == b'\n').ok_or(EntryError::Shape)?;
        let (line, rest) = entry.split_at(end.saturating_add(1));
        if rest.is_empty() || rest.len() > limits::SIGNATURE_BYTES_MAX {
            return Err(EntryError::Shape);
        }
        Ok((line, rest))
    }

    /// The entry's bytes.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        [self.bytes.as_bytes(), self.signature.armor().as_bytes()].concat()
    }
}
