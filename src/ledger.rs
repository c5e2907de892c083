//! Entries, attachments, Merkle tree, checkpoints and proofs. Opaque bytes only: it never learns what a request is.
