//! What can be wrong with a store, and why an append did not happen.

use std::error::Error;
use std::fmt;
use std::io;
use std::path::PathBuf;

use crate::base::digest::Digest;
use crate::ledger::tree::TreeError;

use super::filesystem::SharedFilesystem;

/// Something that a whole ledger does not have.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Damage {
    /// Entries are not there although later ones are.
    #[error("entries {from} to {last} are missing", last = until.saturating_sub(1))]
    Missing {
        /// The first that is missing.
        from: u64,
        /// The first after the gap.
        until: u64,
    },
    /// The key of an entry is not a blob of 32 bytes.
    #[error("the key of entry {index} is not 32 bytes")]
    KeyShape {
        /// The entry's index.
        index: u64,
    },
    /// An entry is not a blob of an accepted size.
    #[error("entry {index} is not a blob of an accepted size")]
    EntryShape {
        /// The entry's index.
        index: u64,
    },
    /// A tree node is not there.
    #[error("tree node {node} is missing")]
    NodeMissing {
        /// The node's index.
        node: u64,
    },
    /// A tree node is not a blob of 32 bytes.
    #[error("tree node {node} is not 32 bytes")]
    NodeShape {
        /// The node's index.
        node: u64,
    },
    /// Another number of nodes than the tree of this size has.
    #[error("{stored} tree nodes are kept where {expected} belong")]
    NodeCount {
        /// How many are kept.
        stored: u64,
        /// How many belong to the ledger's size.
        expected: u64,
    },
    /// The place of a row is not one a ledger has: negative, or past the largest tree.
    #[error("a row claims the impossible place {place}")]
    Place {
        /// The place as it is kept.
        place: i64,
    },
    /// A row of the attachments has no digest of 32 bytes, or no size.
    #[error("row {row} of the attachments has no digest and size")]
    AttachmentShape {
        /// The engine's row number.
        row: i64,
    },
    /// Other bytes are kept under an attachment's digest.
    #[error("attachment {digest} holds bytes with the digest {actual}")]
    AttachmentDigest {
        /// The digest it is kept under.
        digest: Digest,
        /// The digest of its bytes.
        actual: Digest,
    },
    /// A row of the removals has no digest of 32 bytes, or no entry.
    #[error("row {row} of the removals has no digest and entry")]
    RemovalShape {
        /// The engine's row number.
        row: i64,
    },
    /// Going through the entries in order comes to one that does not belong there.
    #[error("entry {index} stands where another belongs")]
    EntryOutOfOrder {
        /// The index that the row claims.
        index: u64,
    },
    /// Going through the tree's nodes in order comes to one that does not belong there.
    #[error("tree node {node} stands where another belongs")]
    NodeOutOfOrder {
        /// The index that the row claims.
        node: u64,
    },
    /// The engine cannot read where these entries should be.
    #[error("entries {from} to {last} cannot be read", last = until.saturating_sub(1))]
    Unreadable {
        /// The first that cannot be read.
        from: u64,
        /// The first after them.
        until: u64,
    },
}

/// Why a store cannot be opened, read or written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no such file; opening never creates one.
    #[error("there is no ledger {}", path.display())]
    NotFound {
        /// The file.
        path: PathBuf,
    },
    /// Something has this name already; creating never overwrites.
    #[error("{} exists already", path.display())]
    AlreadyExists {
        /// The file.
        path: PathBuf,
    },
    /// A directory, link, pipe or device where a file should be.
    #[error("{} is not a regular file", path.display())]
    NotAFile {
        /// What has the name.
        path: PathBuf,
    },
    /// A file of another kind.
    #[error("{} is not a ledger", path.display())]
    Foreign {
        /// The file.
        path: PathBuf,
        /// The application it says it belongs to, if it is a database at all.
        application_id: Option<u32>,
    },
    /// A ledger of another version.
    #[error("{} is a ledger of version {found}, this program knows version {supported}", path.display())]
    Version {
        /// The file.
        path: PathBuf,
        /// The version it says it has.
        found: i64,
        /// The version this program knows.
        supported: i64,
    },
    /// The tables, indexes and triggers are not those of a ledger.
    #[error("{} has another schema than a ledger: {}", path.display(), list(differences))]
    Schema {
        /// The file.
        path: PathBuf,
        /// Every difference.
        differences: Vec<SchemaDifference>,
    },
    /// Somebody changed the schema while the ledger was open.
    #[error("the schema of the ledger changed while it was open")]
    SchemaChanged,
    /// A rollback journal lies beside the ledger, which never has one: replaying it would overwrite
    /// pages. Or what is no file lies under the name of its write-ahead log or its shared memory.
    #[error("a journal that is not the ledger's lies at {}", path.display())]
    StrayJournal {
        /// The journal.
        path: PathBuf,
    },
    /// The file lies where locks do not hold between machines.
    #[error("{} lies on a shared filesystem ({kind})", path.display())]
    SharedFilesystem {
        /// The directory.
        path: PathBuf,
        /// Which kind.
        kind: SharedFilesystem,
    },
    /// The file was written to while it was copied.
    #[error("{} changed while it was copied", path.display())]
    ChangedWhileCopying {
        /// The file.
        path: PathBuf,
    },
    /// The file was moved away, or another one got its name, while it was open.
    #[error("{} is another file than the one that was opened", path.display())]
    Moved {
        /// The file's name.
        path: PathBuf,
    },
    /// The engine gave up the moment that the snapshot was of, after a failure.
    #[error("the engine ended the snapshot")]
    SnapshotEnded,
    /// The ledger was opened for reading only, or its file may only be read.
    #[error("the ledger is open for reading only")]
    ReadOnly,
    /// Another process held the ledger for too long.
    #[error("another process kept the ledger busy for {waited_ms} ms")]
    Busy {
        /// How long was waited, in milliseconds.
        waited_ms: u64,
    },
    /// The ledger is not whole.
    #[error(transparent)]
    Damaged(#[from] Damage),
    /// A size past the end was asked about.
    #[error("size {asked} was asked about in a ledger of {size} entries")]
    SizeOutside {
        /// The size that was asked about.
        asked: u64,
        /// The ledger's size.
        size: u64,
    },
    /// The tree refused.
    #[error(transparent)]
    Tree(Box<TreeError<Self>>),
    /// The place an attachment was copied to failed.
    #[error("writing out an attachment failed")]
    Sink(#[source] io::Error),
    /// The system refused something about a file.
    #[error("{}", path.display())]
    Io {
        /// The file or directory.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The engine failed.
    #[error("the ledger's engine failed")]
    Engine(#[source] EngineError),
}

/// Why an append did not happen, or may not have happened.
#[derive(Debug, thiserror::Error)]
pub enum AppendError {
    /// Another process appended first; nothing was written.
    #[error("the ledger has {theirs} entries by now, not {ours}")]
    Conflict {
        /// The size the append was decided against.
        ours: u64,
        /// The size the ledger has.
        theirs: u64,
    },
    /// The ledger has an entry with this key already; nothing was written.
    #[error("the ledger has this entry already, at {index}")]
    Duplicate {
        /// Where it is.
        index: u64,
    },
    /// The store did not say whether it kept the entry; a new snapshot knows it by its key.
    #[error("the ledger did not say whether it kept the entry")]
    Indeterminate {
        /// What the engine said instead, if anything.
        source: Option<EngineError>,
    },
    /// An entry without bytes, or with more than are accepted.
    #[error("an entry of {size_bytes} bytes is not accepted")]
    EntrySize {
        /// Its size in bytes.
        size_bytes: usize,
    },
    /// An attachment with more bytes than are accepted.
    #[error("attachment {digest} of {size_bytes} bytes is too large")]
    AttachmentSize {
        /// Its digest.
        digest: Digest,
        /// Its size in bytes.
        size_bytes: usize,
    },
    /// An attachment to be removed is not there: never kept, removed already, or named twice.
    #[error("attachment {digest} is not there to be removed")]
    NothingToRemove {
        /// Its digest.
        digest: Digest,
    },
    /// One entry would keep and remove the same attachment.
    #[error("attachment {digest} would be kept and removed by one entry")]
    KeptAndRemoved {
        /// Its digest.
        digest: Digest,
    },
    /// The store refused or failed; nothing was written.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// One difference between the schema that a file has and that of a ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SchemaDifference {
    /// Something a ledger has is not there.
    Missing {
        /// `table`, `index` or `trigger`.
        kind: String,
        /// Its name.
        name: String,
    },
    /// Something is there that a ledger does not have.
    Unexpected {
        /// `table`, `index`, `trigger` or `view`.
        kind: String,
        /// Its name.
        name: String,
    },
    /// Something is there under its name but defined otherwise.
    Changed {
        /// `table`, `index` or `trigger`.
        kind: String,
        /// Its name.
        name: String,
    },
}

impl SchemaDifference {
    /// Whether it concerns a trigger or an index: what is kept means the same without it.
    #[must_use]
    pub fn is_guard(&self) -> bool {
        match self {
            Self::Missing { kind, .. } | Self::Unexpected { kind, .. } | Self::Changed { kind, .. } => {
                kind == "trigger" || kind == "index"
            }
        }
    }
}

impl fmt::Display for SchemaDifference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use crate::base::text::Safe;
        let (what, kind, name) = match self {
            Self::Missing { kind, name } => ("missing", kind, name),
            Self::Unexpected { kind, name } => ("unexpected", kind, name),
            Self::Changed { kind, name } => ("changed", kind, name),
        };
        write!(f, "{what} {} {}", Safe(kind), Safe(name))
    }
}

fn list(differences: &[SchemaDifference]) -> String {
    differences.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// What an engine's failure means to those who must decide what to do about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EngineFault {
    /// The engine found its own file malformed.
    Malformed,
    /// No room is left.
    Full,
    /// Reading or writing failed, or memory ran out.
    Environment,
    /// A rule of the schema refused the write.
    Refused,
    /// Anything else.
    Other,
}

/// An engine's own error, kept as a source.
#[derive(Debug)]
pub struct EngineError {
    /// What it means.
    pub fault: EngineFault,
    source: Box<dyn Error + Send + Sync>,
}

impl EngineError {
    /// An engine's error and what it means.
    #[must_use]
    pub fn new(fault: EngineFault, source: impl Error + Send + Sync + 'static) -> Self {
        Self { fault, source: Box::new(source) }
    }
}

impl fmt::Display for EngineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.source, f)
    }
}

impl Error for EngineError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source.source()
    }
}
