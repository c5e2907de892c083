//! The ledger's store, and this user's projection of it.

use super::{Ends, Exit};
use crate::ledger::store::{AppendError, EngineError, EngineFault, StoreError};
use crate::ledger::tree::TreeError;
use crate::projection::store::ProjectionError;

impl Ends for StoreError {
    fn exit(&self) -> Exit {
        match self {
            Self::AlreadyExists { .. } => Exit::Refused,
            Self::Foreign { .. }
            | Self::Schema { .. }
            | Self::SchemaChanged
            | Self::StrayJournal { .. }
            | Self::Damaged(_) => Exit::Tampered,
            Self::NotFound { .. }
            | Self::NotAFile { .. }
            | Self::Version { .. }
            | Self::SharedFilesystem { .. }
            | Self::ChangedWhileCopying { .. }
            | Self::Moved { .. }
            | Self::SnapshotEnded
            | Self::ReadOnly
            | Self::Busy { .. }
            | Self::Sink(_)
            | Self::Io { .. } => Exit::Environment,
            Self::SizeOutside { .. } => Exit::Bug,
            Self::Tree(error) => error.exit(),
            Self::Engine(error) => error.exit(),
        }
    }
}

impl<E: Ends> Ends for TreeError<E> {
    fn exit(&self) -> Exit {
        match self {
            Self::Reader(error) => error.exit(),
            Self::NodeCount { .. } => Exit::Tampered,
            Self::TooLarge { .. }
            | Self::IndexOutside { .. }
            | Self::OldSizeOutside { .. }
            | Self::Arithmetic => Exit::Bug,
        }
    }
}

impl Ends for EngineError {
    fn exit(&self) -> Exit {
        match self.fault {
            EngineFault::Malformed => Exit::Tampered,
            EngineFault::Full | EngineFault::Environment => Exit::Environment,
            EngineFault::Refused | EngineFault::Other => Exit::Bug,
        }
    }
}

impl Ends for AppendError {
    fn exit(&self) -> Exit {
        match self {
            Self::Conflict { .. } | Self::Indeterminate { .. } => Exit::Environment,
            Self::Duplicate { .. }
            | Self::EntrySize { .. }
            | Self::AttachmentSize { .. }
            | Self::NothingToRemove { .. } => Exit::Refused,
            Self::KeptAndRemoved { .. } => Exit::Bug,
            Self::Store(error) => error.exit(),
        }
    }
}

impl Ends for ProjectionError {
    fn exit(&self) -> Exit {
        match self {
            Self::Sqlite(error) if is_corrupt(error) => Exit::Tampered,
            Self::Sqlite(_) | Self::Directory(_) => Exit::Environment,
            Self::Shape(_) => Exit::Tampered,
        }
    }
}

fn is_corrupt(error: &rusqlite::Error) -> bool {
    use rusqlite::ErrorCode::{DatabaseCorrupt, NotADatabase};
    matches!(error.sqlite_error_code(), Some(DatabaseCorrupt | NotADatabase))
}
