//! Packages: what was written, what a crash left, and what opening shows.

use std::path::PathBuf;

use serde::Serialize;

use crate::base::digest::Digest;
use crate::domain::body::Request;
use crate::domain::carry_out::Mark;
use crate::domain::names::{Channel, PersonId};
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
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
    /// How it was opened, by the name that a request has for it.
    pub opened_with: &'static str,
    /// Whether that is how the request says that it opens.
    pub sealed_as_asked: bool,
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

impl OpenedPackage {
    /// Whether it is sealed as the request says, and every signer was known, or is from now on.
    #[must_use]
    pub const fn is_as_it_should_be(&self) -> bool {
        self.sealed_as_asked && self.is_known()
    }

    /// Whether every signer was known, or is from now on.
    #[must_use]
    pub const fn is_known(&self) -> bool {
        match self.knowledge {
            Knowledge::Known | Knowledge::Accepted => true,
            Knowledge::Unknown => false,
        }
    }
}

/// A release of a passphrase that is in the log; the passphrase itself is not in here.
#[derive(Debug, Clone, Serialize)]
pub struct ReleaseSheet {
    /// The carry-out.
    pub id: String,
    /// By which channel it is to be told.
    pub via: Channel,
    /// Who is to be told.
    pub told: String,
    /// The registered number to use; `None` where none is registered or the channel has none.
    pub contact: Option<String>,
    /// What is worth knowing about it.
    pub marks: Vec<Mark>,
}
