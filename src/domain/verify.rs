//! From an entry's bytes to something that may have an effect.
//!
//! [`verify`] is the only maker of [`Verified`]. It asks whether the author's key, valid at this
//! entry, signed exactly these bytes in this type's namespace, for this ledger, having seen this
//! very history. Whether the author was *allowed* to say it is [`crate::domain::check`]'s question.

use crate::base::digest::Digest;
use crate::domain::body::Body;
use crate::domain::entry::{Entry, EntryError};
use crate::domain::names::PersonId;
use crate::domain::registry::Registry;
use crate::domain::statement::Statement;
use crate::signing::{self, Fingerprint, PublicKey, VerifyError};

/// A statement whose signature, author, origin and view of the log hold at its entry.
#[derive(Debug, Clone)]
pub struct Verified {
    act: Act,
}

/// What the rules look at: a statement, its digest, its entry and the key it is signed with.
#[derive(Debug, Clone)]
pub struct Act {
    /// What is said.
    pub statement: Statement,
    /// Digest of the exact bytes.
    pub digest: Digest,
    /// The entry it has, or would get.
    pub index: u64,
    /// The key that signed, or would sign.
    pub key: Fingerprint,
}

impl Verified {
    /// Taken for verified, so that tests of the rules need no signatures.
    #[cfg(test)]
    pub(super) const fn taken_for(act: Act) -> Self {
        Self { act }
    }

    /// What was verified.
    #[must_use]
    pub const fn act(&self) -> &Act {
        &self.act
    }
}

/// An entry and whose key signed it: what follows from its bytes alone, wherever it stands. Making one costs far more than
/// everything after it, and several threads can make them in any order.
#[derive(Debug, Clone)]
pub struct Signed {
    entry: Entry,
    digest: Digest,
    signer: Result<PublicKey, VerifyError>,
}

impl Signed {
    /// Checks the signature over the statement, in the namespace of its type.
    #[must_use]
    pub fn of(entry: Entry) -> Self {
        let namespace = entry.statement.namespace();
        let signer = signing::verify(entry.bytes.as_bytes(), &entry.signature, &namespace);
        Self { digest: entry.bytes.digest(), entry, signer }
    }

    /// The entry.
    #[must_use]
    pub const fn entry(&self) -> &Entry {
        &self.entry
    }

    /// The statement's digest.
    #[must_use]
    pub const fn digest(&self) -> &Digest {
        &self.digest
    }
}

/// Why an entry has no effect.
#[derive(Debug, Clone, thiserror::Error)]
pub enum EntryFault {
    /// Not an entry at all, or in a second spelling.
    #[error(transparent)]
    Entry(#[from] EntryError),
    /// The signature does not hold.
    #[error("the signature does not hold: {0}")]
    Signature(#[from] VerifyError),
    /// The first entry is not a founder's.
    #[error("the first entry is not a founder's")]
    NoFounder,
    /// Another ledger's statement.
    #[error("said in ledger {found}, not in {expected}")]
    OtherOrigin {
        /// In the statement.
        found: String,
        /// This ledger's.
        expected: String,
    },
    /// The author is not registered at this entry.
    #[error("{author} is not registered at this entry")]
    UnknownAuthor {
        /// The author.
        author: PersonId,
    },
    /// The key is not the author's at this entry.
    #[error("key {key} is not {author}'s at this entry")]
    NotTheirKey {
        /// The author.
        author: PersonId,
        /// The key that signed.
        key: Fingerprint,
    },
    /// The key was revoked before this entry.
    #[error("key {key} of {author} was revoked by entry {revoked_index}")]
    RevokedKey {
        /// The author.
        author: PersonId,
        /// The key that signed.
        key: Fingerprint,
        /// The entry that revoked it.
        revoked_index: u64,
    },
    /// The author leaves, and their keys are suspended.
    #[error("the keys of {author} are suspended since entry {index}, because they leave")]
    Suspended {
        /// The author.
        author: PersonId,
        /// The entry that suspended them.
        index: u64,
    },
    /// The author saw another history.
    #[error("the author saw another history at size {size}")]
    OtherHistory {
        /// The size they name.
        size: u64,
    },
}

/// Judges an entry against the registry as it stands just before it.
///
/// `seen_root` is the log's own root at the size the statement names in `seen`, `None` where the
/// log is not that long before this entry.
///
/// # Errors
/// See [`EntryFault`].
pub fn verify(
    registry: &Registry,
    index: u64,
    signed: Signed,
    seen_root: Option<Digest>,
) -> Result<Verified, EntryFault> {
    let Signed { entry, digest, signer } = signed;
    let signer = signer?;
    let statement = &entry.statement;
    if index > 0 && statement.origin != registry.origin {
        // Before anything is said about histories: another ledger has another one.
        return Err(EntryFault::OtherOrigin {
            found: statement.origin.clone(),
            expected: registry.origin.clone(),
        });
    }
    let key = signer.fingerprint();
    if index == 0 {
        verify_founder(statement, &signer)?;
    } else {
        check_key(registry, &statement.author, &key)?;
    }
    // What a stranger claims to have seen is evidence of nothing; whose key is good here would know.
    if statement.seen.size > index || seen_root != Some(statement.seen.root) {
        return Err(EntryFault::OtherHistory { size: statement.seen.size });
    }
    Ok(Verified { act: Act { statement: entry.statement, digest, index, key } })
}

fn verify_founder(statement: &Statement, signer: &PublicKey) -> Result<(), EntryFault> {
    let Body::Founder(founder) = &statement.body else { return Err(EntryFault::NoFounder) };
    if founder.key == *signer {
        return Ok(());
    }
    Err(EntryFault::NotTheirKey { author: statement.author.clone(), key: signer.fingerprint() })
}

/// Whether `key` is a good key of `author` in `registry`.
///
/// # Errors
/// [`EntryFault::UnknownAuthor`], [`EntryFault::NotTheirKey`], [`EntryFault::RevokedKey`] or
/// [`EntryFault::Suspended`].
pub fn check_key(registry: &Registry, author: &PersonId, key: &Fingerprint) -> Result<(), EntryFault> {
    let person =
        registry.person(author).ok_or_else(|| EntryFault::UnknownAuthor { author: author.clone() })?;
    let found = person
        .key(key)
        .ok_or_else(|| EntryFault::NotTheirKey { author: author.clone(), key: key.clone() })?;
    if let Some(leaving) = &person.leaving {
        return Err(EntryFault::Suspended { author: author.clone(), index: leaving.index });
    }
    match found.revoked_index {
        None => Ok(()),
        Some(revoked_index) => {
            Err(EntryFault::RevokedKey { author: author.clone(), key: key.clone(), revoked_index })
        }
    }
}

/// The key that a [`Body::Registration`] entry proves to be `person`'s, for the ledger `origin`.
///
/// A proof made far from the ledger may leave the origin open (`-`) and has seen nothing.
///
/// # Errors
/// A sentence saying what is wrong with the proof.
pub fn verify_proof(proof: &[u8], person: &PersonId, origin: &str) -> Result<PublicKey, String> {
    let entry = Entry::parse(proof).map_err(|error| error.to_string())?;
    let Body::Registration(registration) = &entry.statement.body else {
        return Err("not a registration".to_owned());
    };
    let signer = signing::verify(entry.bytes.as_bytes(), &entry.signature, &entry.statement.namespace())
        .map_err(|error| error.to_string())?;
    if signer != registration.key {
        return Err("signed by another key than the one it claims".to_owned());
    }
    if entry.statement.author != *person {
        return Err(format!("made by {}, not by {person}", entry.statement.author));
    }
    if entry.statement.origin != origin && entry.statement.origin != ANY_ORIGIN {
        return Err(format!("made for ledger {}", entry.statement.origin));
    }
    Ok(signer)
}

/// The origin in a registration made without knowing the ledger's name.
pub const ANY_ORIGIN: &str = "-";
