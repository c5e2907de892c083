//! One entry's place in the ledger, provable away from it: C2SP tlog-proof.
//!
//! ```text
//! c2sp.org/tlog-proof@v1
//! index 7
//! gSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ=
//! B95lDa8R83lS8n0eG+o0buTxRKQTYFi//1U8anccXmA=
//!
//! example.jp/sekisho
//! 9
//! sFodV/vSp5O8n9a8QpW6PRY97tfOSW5bsc2Xl/EQi08=
//! ```
//!
//! The first line names the format; then the entry's index in decimal, the audit path (RFC 6962
//! §2.1.1) in base64, one hash a line from the leaf's sibling to the root's child, an empty line,
//! and the checkpoint. Two deviations from C2SP: the checkpoint is unsigned or carries an armored
//! SSHSIG instead of note signatures (see [`super::checkpoint`]), and there is no `extra` line,
//! because nothing would vouch for it.
//!
//! # What it promises
//! One spelling, and [`EntryProof::verify`] hands out the checkpoint only after the proof led from
//! the entry's bytes to the checkpoint's root.
//!
//! # What it does not protect against
//! Anybody can make up a ledger, its root and a proof in it. What makes a proof worth something is
//! a checkpoint that was held or signed by somebody the reader believes.

use crate::base::base64;
use crate::base::digest::Digest;

use super::checkpoint::{Checkpoint, CheckpointError, SignedCheckpoint};
use super::tree::{self, InclusionProof, PROOF_HASHES_MAX, ProofError};
use super::{parse_base64_digest, parse_decimal};

const FIRST_LINE: &str = "c2sp.org/tlog-proof@v1\n";

/// An index, an audit path and a checkpoint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryProof {
    index: u64,
    inclusion: InclusionProof,
    checkpoint: SignedCheckpoint,
}

/// Why bytes are not a proof.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ProofTextError {
    /// The first line is not `c2sp.org/tlog-proof@v1`.
    #[error("the first line is not c2sp.org/tlog-proof@v1")]
    Format,
    /// The second line is not `index`, a space and a decimal number.
    #[error("the second line is not the index of an entry")]
    Index,
    /// A line of the audit path is not 32 bytes in padded base64.
    #[error("line {line} is not a hash of 32 bytes in base64")]
    Hash {
        /// The line, counted from 1.
        line: usize,
    },
    /// More hashes than any audit path has.
    #[error("the audit path is longer than {PROOF_HASHES_MAX} hashes")]
    TooLong,
    /// No empty line ends the audit path.
    #[error("no empty line follows the audit path")]
    NoCheckpoint,
    /// What follows the empty line is not a checkpoint.
    #[error("the checkpoint of the proof is malformed")]
    Checkpoint(#[source] CheckpointError),
}

impl EntryProof {
    /// That entry `index` is in the tree of `checkpoint`; nothing is checked before
    /// [`EntryProof::verify`].
    #[must_use]
    pub const fn new(index: u64, inclusion: InclusionProof, checkpoint: SignedCheckpoint) -> Self {
        Self { index, inclusion, checkpoint }
    }

    /// The entry's index.
    #[must_use]
    pub const fn index(&self) -> u64 {
        self.index
    }

    /// The checkpoint as it was written, with its signature if any; not verified.
    #[must_use]
    pub const fn checkpoint(&self) -> &SignedCheckpoint {
        &self.checkpoint
    }

    /// That `entry` is the entry this proof is about; then the checkpoint it is in.
    ///
    /// # Errors
    /// [`ProofError`]: other bytes, another place, another tree or a damaged proof.
    pub fn verify(&self, entry: &[u8]) -> Result<&Checkpoint, ProofError> {
        self.verify_leaf(tree::leaf_hash(entry))
    }

    /// The same for an entry of which only the leaf hash is at hand.
    ///
    /// # Errors
    /// As [`EntryProof::verify`].
    pub fn verify_leaf(&self, leaf: Digest) -> Result<&Checkpoint, ProofError> {
        let checkpoint = self.checkpoint.checkpoint();
        tree::verify_inclusion(&self.inclusion, checkpoint.size(), checkpoint.root(), self.index, leaf)?;
        Ok(checkpoint)
    }

    /// The proof as text.
    #[must_use]
    pub fn encode(&self) -> String {
        let mut text = format!("{FIRST_LINE}index {}\n", self.index);
        for hash in self.inclusion.hashes() {
            text.push_str(&base64::encode(hash.as_bytes()));
            text.push('\n');
        }
        text.push('\n');
        text.push_str(&self.checkpoint.encode());
        text
    }

    /// The proof that `text` spells; nothing is verified.
    ///
    /// # Errors
    /// [`ProofTextError`], for every other spelling too.
    pub fn parse(text: &str) -> Result<Self, ProofTextError> {
        let rest = text.strip_prefix(FIRST_LINE).ok_or(ProofTextError::Format)?;
        let (line, mut rest) = rest.split_once('\n').ok_or(ProofTextError::Index)?;
        let index = line.strip_prefix("index ").and_then(parse_decimal).ok_or(ProofTextError::Index)?;
        let mut hashes: Vec<Digest> = Vec::new();
        loop {
            let (line, after) = rest.split_once('\n').ok_or(ProofTextError::NoCheckpoint)?;
            rest = after;
            if line.is_empty() {
                break;
            }
            if hashes.len() == PROOF_HASHES_MAX {
                return Err(ProofTextError::TooLong);
            }
            hashes.push(parse_base64_digest(line).ok_or(ProofTextError::Hash { line: hashes.len() + 3 })?);
        }
        let checkpoint = SignedCheckpoint::parse(rest).map_err(ProofTextError::Checkpoint)?;
        Ok(Self { index, inclusion: InclusionProof::from_hashes(hashes), checkpoint })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::tree::Frontier;

    fn sample(index: u64) -> EntryProof {
        let mut frontier = Frontier::empty();
        let nodes: Vec<Digest> =
            (0_u8..9).flat_map(|entry| frontier.push(tree::leaf_hash(&[entry]))).collect();
        let checkpoint = Checkpoint::new("example.jp/sekisho", 9, frontier.root()).unwrap();
        let inclusion = tree::prove_inclusion(9, index, &nodes).unwrap();
        EntryProof::new(index, inclusion, SignedCheckpoint::unsigned(checkpoint))
    }

    #[test]
    fn a_proof_read_back_proves_the_same_entry_and_no_other() {
        for index in 0..9 {
            let proof = sample(index);
            let read = EntryProof::parse(&proof.encode()).unwrap();
            assert_eq!(read, proof);
            assert_eq!(read.index(), index);
            for entry in 0_u8..9 {
                assert_eq!(read.verify(&[entry]).is_ok(), u64::from(entry) == index, "{index} {entry}");
            }
        }
    }

    #[test]
    fn a_proof_moved_to_another_index_is_refused() {
        let text = sample(3).encode().replace("index 3\n", "index 2\n");
        assert_eq!(EntryProof::parse(&text).unwrap().verify(&[3]), Err(ProofError::Mismatch));
        let outside = sample(3).encode().replace("index 3\n", "index 9\n");
        let error = EntryProof::parse(&outside).unwrap().verify(&[3]).unwrap_err();
        assert_eq!(error, ProofError::IndexOutside { index: 9, size: 9 });
    }

    #[test]
    fn every_other_spelling_is_refused() {
        let text = sample(3).encode();
        let (proof, checkpoint) = text.split_once("\n\n").unwrap();
        for (text, expected) in [
            (text.replace("@v1", "@v2"), ProofTextError::Format),
            (text.replace('\n', "\r\n"), ProofTextError::Format),
            (text.replace("index 3", "index 03"), ProofTextError::Index),
            (text.replace("index 3", "Index 3"), ProofTextError::Index),
            (text.replace("index 3\n", "extra AAAA\nindex 3\n"), ProofTextError::Index),
            (text.replace("index 3\n", "index 3\nAAAA\n"), ProofTextError::Hash { line: 3 }),
            (proof.to_owned(), ProofTextError::NoCheckpoint),
            (format!("{proof}\n\n\n{checkpoint}"), ProofTextError::Checkpoint(CheckpointError::Lines)),
            (format!("{proof}\n\n"), ProofTextError::Checkpoint(CheckpointError::Lines)),
        ] {
            assert_eq!(EntryProof::parse(&text), Err(expected), "{text:?}");
        }
        let hash = base64::encode(&[0; 32]);
        let long = text.replace("index 3\n", &format!("index 3\n{}", format!("{hash}\n").repeat(60)));
        assert_eq!(EntryProof::parse(&long), Err(ProofTextError::TooLong));
    }
}
