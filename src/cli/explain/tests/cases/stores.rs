//! Where things are kept: the ledger, this user's index, media.

use std::io::Error as IoError;
use std::path::PathBuf;

use super::{Case, all, digest, io, mapped};
use crate::cli::exit::Exit;
use crate::ledger::store::filesystem::SharedFilesystem;
use crate::ledger::store::{AppendError, Damage, EngineError, EngineFault, SchemaDifference, StoreError};
use crate::ledger::tree::TreeError;
use crate::media::{
    DeviceError, EraseError, MediaError, NoiseError, NotReplugged, ReadBackError, ScanError, SearchError,
    Step,
};
use crate::projection::store::ProjectionError;
use crate::workflow::error::Error;

pub(in super::super) fn ledger(text: &str) -> Vec<Case> {
    let path = || PathBuf::from(text);
    let engine = |fault| EngineError::new(fault, IoError::other(text.to_owned()));
    let different = |make: fn(String, String) -> SchemaDifference| make(text.to_owned(), text.to_owned());
    let differences = vec![
        different(|kind, name| SchemaDifference::Missing { kind, name }),
        different(|kind, name| SchemaDifference::Unexpected { kind, name }),
        different(|kind, name| SchemaDifference::Changed { kind, name }),
    ];
    let tree = |error| StoreError::Tree(Box::new(error));
    let mut cases = mapped(
        vec![
            (StoreError::NotFound { path: path() }, Exit::Environment),
            (StoreError::AlreadyExists { path: path() }, Exit::Refused),
            (StoreError::NotAFile { path: path() }, Exit::Environment),
            (StoreError::Foreign { path: path(), application_id: None }, Exit::Tampered),
            (StoreError::Version { path: path(), found: -1, supported: 1 }, Exit::Environment),
            (StoreError::Schema { path: path(), differences }, Exit::Tampered),
            (StoreError::SchemaChanged, Exit::Tampered),
            (StoreError::StrayJournal { path: path() }, Exit::Tampered),
            (StoreError::ChangedWhileCopying { path: path() }, Exit::Environment),
            (StoreError::Moved { path: path() }, Exit::Environment),
            (StoreError::SnapshotEnded, Exit::Environment),
            (StoreError::ReadOnly, Exit::Environment),
            (StoreError::Busy { waited_ms: 5000 }, Exit::Environment),
            (StoreError::SizeOutside { asked: 9, size: 3 }, Exit::Bug),
            (tree(TreeError::Reader(StoreError::ReadOnly)), Exit::Environment),
            (tree(TreeError::NodeCount { asked: 2, got: 1 }), Exit::Tampered),
            (tree(TreeError::TooLarge { size: u64::MAX }), Exit::Bug),
            (tree(TreeError::IndexOutside { index: 9, size: 3 }), Exit::Bug),
            (tree(TreeError::OldSizeOutside { old: 9, new: 3 }), Exit::Bug),
            (tree(TreeError::Arithmetic), Exit::Bug),
            (StoreError::Sink(io()), Exit::Environment),
            (StoreError::Io { path: path(), source: io() }, Exit::Environment),
            (StoreError::Engine(engine(EngineFault::Malformed)), Exit::Tampered),
            (StoreError::Engine(engine(EngineFault::Full)), Exit::Environment),
            (StoreError::Engine(engine(EngineFault::Environment)), Exit::Environment),
            (StoreError::Engine(engine(EngineFault::Refused)), Exit::Bug),
            (StoreError::Engine(engine(EngineFault::Other)), Exit::Bug),
        ],
        Error::Store,
    );
    let shared = [
        SharedFilesystem::Nfs,
        SharedFilesystem::Smb,
        SharedFilesystem::NineP,
        SharedFilesystem::VirtualMachineFolder,
        SharedFilesystem::Cluster,
        SharedFilesystem::Fuse { program: Some(text.to_owned()) },
    ];
    let shared = shared.map(|kind| StoreError::SharedFilesystem { path: path(), kind });
    cases.extend(all(Exit::Environment, shared));
    let damage = [
        Damage::Missing { from: 3, until: 5 },
        Damage::KeyShape { index: 3 },
        Damage::EntryShape { index: 3 },
        Damage::EntryOutOfOrder { index: 3 },
        Damage::NodeMissing { node: 3 },
        Damage::NodeShape { node: 3 },
        Damage::NodeOutOfOrder { node: 3 },
        Damage::NodeCount { stored: 3, expected: 4 },
        Damage::Place { place: -1 },
        Damage::AttachmentShape { row: 3 },
        Damage::AttachmentDigest { digest: digest(), actual: digest() },
        Damage::RemovalShape { row: 3 },
        Damage::Unreadable { from: 3, until: 5 },
    ];
    cases.extend(all(Exit::Tampered, damage.map(StoreError::Damaged)));
    cases.extend(mapped(
        vec![
            (AppendError::Conflict { ours: 3, theirs: 4 }, Exit::Environment),
            (AppendError::Duplicate { index: 3 }, Exit::Refused),
            (AppendError::Indeterminate { source: None }, Exit::Environment),
            (AppendError::EntrySize { size_bytes: 0 }, Exit::Refused),
            (AppendError::AttachmentSize { digest: digest(), size_bytes: usize::MAX }, Exit::Refused),
            (AppendError::NothingToRemove { digest: digest() }, Exit::Refused),
            (AppendError::KeptAndRemoved { digest: digest() }, Exit::Bug),
            (AppendError::Store(StoreError::ReadOnly), Exit::Environment),
        ],
        Error::Append,
    ));
    let corrupt = rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(11), Some(text.to_owned()));
    let not_json = serde_json::from_str::<u64>("{").unwrap_err();
    cases.extend(mapped(
        vec![
            (ProjectionError::Sqlite(rusqlite::Error::QueryReturnedNoRows), Exit::Environment),
            (ProjectionError::Sqlite(corrupt), Exit::Tampered),
            (ProjectionError::Shape(not_json), Exit::Tampered),
            (ProjectionError::Directory(io()), Exit::Environment),
        ],
        Error::Projection,
    ));
    cases
}

pub(in super::super) fn media(text: &str) -> Vec<Case> {
    let path = || PathBuf::from(text);
    let mut cases = all(
        Exit::Environment,
        [
            MediaError::NotThere { path: path() },
            MediaError::NotAFolder { path: path() },
            MediaError::NotAFile { path: path() },
            MediaError::NotADevice { path: path() },
            MediaError::CannotIdentify { path: path(), source: None },
            MediaError::CannotIdentify { path: path(), source: Some(io()) },
            MediaError::ReadOnly { path: path() },
            MediaError::Denied { path: path(), source: io() },
            MediaError::AlreadyThere { path: path() },
            MediaError::OtherContent { path: path() },
            MediaError::NoRoom { path: path(), source: io() },
            MediaError::FileTooLarge { path: path(), source: io() },
            MediaError::Gone { path: path(), source: io() },
        ],
    );
    let steps = [
        Step::Open,
        Step::Identify,
        Step::Create,
        Step::Write,
        Step::Sync,
        Step::Read,
        Step::Remove,
        Step::List,
    ];
    let failed =
        steps.map(|step| MediaError::Failed { step, path: path(), source: IoError::other(text.to_owned()) });
    cases.extend(all(Exit::Environment, failed));
    cases.extend(all(Exit::Usage, [MediaError::BadName { name: text.to_owned() }]));
    cases.extend(all(Exit::Refused, [MediaError::Link { path: path() }]));
    let differs =
        |digests| ReadBackError::Differs { path: path(), expected_bytes: 10, found_bytes: 9, digests };
    let other = NotReplugged::OtherMedium { expected: text.to_owned(), found: Some(text.to_owned()) };
    let none = NotReplugged::OtherMedium { expected: text.to_owned(), found: None };
    cases.extend(mapped(
        vec![
            (differs(None), Exit::Environment),
            (differs(Some((digest(), digest()))), Exit::Environment),
            (ReadBackError::Replaced { path: path() }, Exit::Tampered),
            (ReadBackError::Media(MediaError::ReadOnly { path: path() }), Exit::Environment),
            (ReadBackError::NotReplugged(NotReplugged::NoSerial), Exit::Environment),
            (ReadBackError::NotReplugged(NotReplugged::CannotTell), Exit::Environment),
            (ReadBackError::NotReplugged(NotReplugged::SameAttachment), Exit::Environment),
            (ReadBackError::NotReplugged(other), Exit::Refused),
            (ReadBackError::NotReplugged(none), Exit::Refused),
            (ReadBackError::Cancelled, Exit::Interrupted),
        ],
        Error::ReadBack,
    ));
    let read_only = || MediaError::ReadOnly { path: path() };
    cases.extend(mapped(
        vec![
            (EraseError::Replaced { path: path() }, Exit::Tampered),
            (EraseError::Changed { path: path() }, Exit::Tampered),
            (EraseError::NotOverwritten { path: path(), offset_bytes: 512 }, Exit::Environment),
            (EraseError::StillThere { path: path() }, Exit::Environment),
            (EraseError::Media(read_only()), Exit::Environment),
            (EraseError::Cancelled { overwritten_bytes: 0 }, Exit::Interrupted),
            (EraseError::Cancelled { overwritten_bytes: 512 }, Exit::Interrupted),
        ],
        Error::Erase,
    ));
    cases.extend(mapped(
        vec![
            (SearchError::Media(read_only()), Exit::Environment),
            (SearchError::Cancelled, Exit::Interrupted),
        ],
        Error::Search,
    ));
    cases.extend(devices(text));
    cases
}

fn devices(text: &str) -> Vec<Case> {
    let path = || PathBuf::from(text);
    let by = || text.to_owned();
    let mut cases = all(
        Exit::Refused,
        [
            DeviceError::NotWhole { path: path(), disk: path() },
            DeviceError::System { path: path() },
            DeviceError::Mounted { path: path(), point: path() },
            DeviceError::Swap { path: path(), part: path() },
            DeviceError::Held { path: path(), by: by() },
            DeviceError::InUse { path: path() },
            DeviceError::Replaced { path: path() },
        ],
    );
    let not_there = MediaError::NotThere { path: path() };
    cases
        .extend(all(Exit::Environment, [DeviceError::Empty { path: path() }, DeviceError::Media(not_there)]));
    let offset_bytes = 512;
    cases.extend(mapped(
        vec![
            (NoiseError::OtherSize { expected_bytes: 1024, found_bytes: 512 }, Exit::Refused),
            (NoiseError::Write { offset_bytes, source: io() }, Exit::Environment),
            (NoiseError::Sync { offset_bytes, source: io() }, Exit::Environment),
            (NoiseError::Gone { offset_bytes, source: io() }, Exit::Environment),
            (NoiseError::NoThread(io()), Exit::Environment),
            (NoiseError::Cancelled, Exit::Interrupted),
        ],
        Error::Noise,
    ));
    cases.extend(mapped(
        vec![
            (ScanError::Gone { offset_bytes, source: io() }, Exit::Environment),
            (ScanError::NoThread(io()), Exit::Environment),
            (ScanError::Cancelled, Exit::Interrupted),
        ],
        Error::Scan,
    ));
    cases
}
