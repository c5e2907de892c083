//! Entries, attachments, Merkle tree, checkpoints and proofs. Opaque bytes only: it never learns
//! what a request is.
//!
//! The ledger is an append-only log. An entry is bytes that somebody signed; what they say, who
//! signed them and whether that counts is decided above. Here they are kept in order, hashed into
//! an RFC 6962 tree, and given out again exactly as they came in.
//!
//! | module | what lives there |
//! |---|---|
//! | [`tree`] | leaf and node hashes, roots, inclusion and consistency proofs |
//! | [`checkpoint`] | origin, size and root in the spelling of C2SP tlog-checkpoint |
//! | [`proof`] | one entry, its place and a checkpoint: C2SP tlog-proof |
//! | [`store`] | what every engine promises, and the embedded one (SQLite) |
//!
//! # What it promises
//! An append is one transaction: the entry, its nodes, its attachments and the removals it orders
//! are all there or none is. A lost reply is told apart from a failure
//! ([`store::AppendError::Indeterminate`]), and the entry's key says afterwards which one it was.
//!
//! # What it does not protect against
//! Whoever may write the store's file can write another history into it. The triggers of the
//! engine stop accidents; only the tree, compared with a checkpoint held elsewhere, stops people.

pub mod checkpoint;
pub mod proof;
pub mod store;
pub mod tree;

pub use checkpoint::{Checkpoint, SignedCheckpoint};
pub use store::{AppendError, Attachment, Entry, NewEntry, Snapshot, Store, StoreError};
pub use tree::leaf_hash;

use crate::base::limits::{SIGNATURE_BYTES_MAX, STATEMENT_BYTES_MAX};

/// Largest entry accepted, in bytes: one statement line and one armored signature.
pub const ENTRY_BYTES_MAX: usize = STATEMENT_BYTES_MAX + SIGNATURE_BYTES_MAX;

/// `text` as an unsigned decimal number in its one spelling: digits only, no leading zero.
fn parse_decimal(text: &str) -> Option<u64> {
    let one_spelling = text == "0" || !text.starts_with('0');
    if !one_spelling || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    text.parse().ok()
}

/// The 32 bytes that `text` spells in padded base64 (RFC 4648 §4).
fn parse_base64_digest(text: &str) -> Option<crate::base::digest::Digest> {
    let bytes = crate::base::base64::decode(text)?;
    Some(crate::base::digest::Digest::from_bytes(bytes.try_into().ok()?))
}
