//! Packages: what was written, what a crash left, and what opening shows.

use std::path::PathBuf;

use crate::base::digest::Digest;
use crate::domain::body::Request;
use crate::domain::names::PersonId;
use crate::ledger::Checkpoint;
use crate::signing::PublicKey;

/// What else lies in the destination.
#[derive(Debug, Clone, Default)]
pub struct Beside {
    /// Files that are neither the package nor its note.
    pub names: Vec<String>,
    /// Whether one of them is `autorun.inf`.
    pub autorun: bool,
}

/// An attempt that is now recorded as failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closed {
    /// The carry-out.
    pub id: String,
    /// Files that were found and removed.
    pub removed: Vec<PathBuf>,
}

/// A package that is open.
#[derive(Debug)]
pub struct OpenedPackage {
    /// Where its content lies.
    pub directory: PathBuf,
    /// Number of payload files.
    pub files: u64,
    /// Sum of their sizes.
    pub bytes: u64,
    /// What the papers say; `None` for a package that has none.
    pub papers: Option<Papers>,
    /// What is known about who signed.
    pub knowledge: Knowledge,
    /// Digest of the sealed file.
    pub package_sha256: Digest,
}

/// The honest answers about who signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Knowledge {
    /// Papers agree with each other; the signers are not known to the reader.
    Unknown,
    /// Signed by keys the reader accepted before, or gave.
    Known,
    /// The signers were unknown, and are accepted from now on.
    Accepted,
}

/// What the papers of a package say, once they were found to agree with each other.
#[derive(Debug, Clone)]
pub struct Papers {
    /// The ledger they come from.
    pub origin: String,
    /// The request.
    pub request: Request,
    /// Who asked, with the key they signed with.
    pub requester: Signer,
    /// Who approved.
    pub approvers: Vec<Signer>,
    /// The checkpoint they are proven against.
    pub checkpoint: Checkpoint,
    /// The code to read back.
    pub opened_code: String,
}

/// Somebody who signed a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signer {
    /// Who they say they are.
    pub person: PersonId,
    /// The key that signed.
    pub key: PublicKey,
    /// In which namespace.
    pub namespace: String,
}
