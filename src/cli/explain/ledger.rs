//! The ledger's store, and this user's index of it.

use super::io::about;
use super::{Explain, Told, Values, path_word, why};
use crate::i18n::{Catalogue, Prepared, Text};
use crate::ledger::ENTRY_BYTES_MAX;
use crate::ledger::store::filesystem::SharedFilesystem;
use crate::ledger::store::{AppendError, Damage, EngineError, EngineFault, SchemaDifference, StoreError};
use crate::ledger::tree::TreeError;
use crate::projection::store::ProjectionError;

impl Explain for StoreError {
    fn told<'c>(&self, catalogue: &'c Catalogue) -> Told<'c> {
        let told = |code, values: Values<'_>| Told::new(catalogue, code, values);
        let tampered = |told: Told<'c>| told.hint("hint-keep-home", &[]).hint("hint-audit-against", &[]);
        match self {
            Self::NotFound { path } => told("no-ledger", &[("home", path)]).hint("hint-name-home", &[]),
            Self::AlreadyExists { path } => told("ledger-exists", &[("home", path)]).hint("hint-join", &[]),
            Self::NotAFile { path } => told("not-a-file", &[]).at(path).hint("hint-name-home", &[]),
            Self::Foreign { path, application_id: _ } => tampered(told("not-a-ledger", &[]).at(path)),
            Self::Version { path, found, supported } => {
                told("ledger-version", &[("found", &Text(found)), ("supported", &Text(supported))])
                    .at(path)
                    .hint("hint-newer-program", &[])
                    .hint("hint-version-changed", &[])
            }
            Self::Schema { path, differences } => {
                tampered(told("ledger-schema", &[("differences", &schema(differences, catalogue))]).at(path))
            }
            Self::SchemaChanged => tampered(told("ledger-schema-changed", &[])),
            Self::StrayJournal { path } => told("stray-journal", &[("path", path)])
                .hint("hint-keep-home", &[])
                .hint("hint-audit-against", &[]),
            Self::SharedFilesystem { path, kind } => {
                told("shared-filesystem", &[("path", path), ("kind", &shared(kind, catalogue))])
                    .hint("hint-local-home", &[])
            }
            Self::ChangedWhileCopying { path } => told("changed-while-copying", &[])
                .at(path)
                .hint("hint-copy-again", &[("file", &path_word(path, "FILE"))]),
            Self::Moved { path } => told("ledger-moved", &[]).at(path).hint("hint-again", &[]),
            Self::SnapshotEnded => told("snapshot-ended", &[]).hint("hint-again", &[]),
            Self::ReadOnly => told("ledger-read-only", &[]).hint("hint-permission", &[]),
            Self::Busy { waited_ms } => {
                told("ledger-busy", &[("seconds", &(waited_ms / 1000))]).hint("hint-again", &[])
            }
            Self::Damaged(damage) => tampered(damage.told(catalogue)),
            Self::SizeOutside { asked, size } => told("size-outside", &[("asked", asked), ("size", size)]),
            Self::Tree(error) => error.told(catalogue),
            Self::Sink(source) => {
                told("attachment-not-written", &[("why", &why(source, catalogue))]).hint("hint-system", &[])
            }
            Self::Io { path, source } => about(path, source, catalogue),
            Self::Engine(error) => error.told(catalogue),
        }
    }
}

fn schema(differences: &[SchemaDifference], catalogue: &Catalogue) -> Prepared<String> {
    let said = differences.iter().map(|difference| {
        let (id, kind, name) = match difference {
            SchemaDifference::Missing { kind, name } => ("why-schema-missing", kind, name),
            SchemaDifference::Unexpected { kind, name } => ("why-schema-unexpected", kind, name),
            SchemaDifference::Changed { kind, name } => ("why-schema-changed", kind, name),
        };
        catalogue.format(id, &[("what", &format!("{kind} {name}"))])
    });
    Prepared(said.collect::<Vec<_>>().join(&catalogue.get("list-separator")))
}

fn shared(kind: &SharedFilesystem, catalogue: &Catalogue) -> Prepared<String> {
    Prepared(match kind {
        SharedFilesystem::Nfs
        | SharedFilesystem::Smb
        | SharedFilesystem::NineP
        | SharedFilesystem::Fuse { .. } => crate::base::text::safe(&kind.to_string()),
        SharedFilesystem::VirtualMachineFolder => catalogue.get("why-virtual-machine-folder"),
        SharedFilesystem::Cluster => catalogue.get("why-cluster"),
    })
}

impl Explain for Damage {
    fn told<'c>(&self, catalogue: &'c Catalogue) -> Told<'c> {
        let told = |code, values: Values<'_>| Told::new(catalogue, code, values);
        match self {
            Self::Missing { from, until } => {
                told("entries-missing", &[("from", from), ("last", &until.saturating_sub(1))])
            }
            Self::KeyShape { index } => told("entry-key-shape", &[("index", index)]),
            Self::EntryShape { index } => told("entry-shape", &[("index", index)]),
            Self::EntryOutOfOrder { index } => told("entry-out-of-order", &[("index", index)]),
            Self::NodeMissing { node } => told("node-missing", &[("node", node)]),
            Self::NodeOutOfOrder { node } => told("node-out-of-order", &[("node", node)]),
            Self::NodeShape { node } => told("node-shape", &[("node", node)]),
            Self::NodeCount { stored, expected } => {
                told("node-count", &[("stored", stored), ("expected", expected)])
            }
            Self::Place { place } => told("impossible-place", &[("place", &Text(place))]),
            Self::AttachmentShape { row } => told("attachment-shape", &[("row", &Text(row))]),
            Self::AttachmentDigest { digest, actual } => {
                told("attachment-digest", &[("digest", digest), ("actual", actual)])
            }
            Self::RemovalShape { row } => told("removal-shape", &[("row", &Text(row))]),
            Self::Unreadable { from, until } => {
                told("entries-unreadable", &[("from", from), ("last", &until.saturating_sub(1))])
            }
        }
    }
}

impl<E: Explain> Explain for TreeError<E> {
    fn told<'c>(&self, catalogue: &'c Catalogue) -> Told<'c> {
        let told = |code, values: Values<'_>| Told::new(catalogue, code, values);
        match self {
            Self::Reader(error) => error.told(catalogue),
            Self::NodeCount { asked, got } => told("nodes-read", &[("asked", asked), ("got", got)])
                .hint("hint-keep-home", &[])
                .hint("hint-audit-against", &[]),
            Self::TooLarge { size } => told("tree-too-large", &[("size", size)]),
            Self::IndexOutside { index, size } => told("index-outside", &[("index", index), ("size", size)]),
            Self::OldSizeOutside { old, new } => told("old-size-outside", &[("old", old), ("new", new)]),
            Self::Arithmetic => told("tree-arithmetic", &[]),
        }
    }
}

impl Explain for EngineError {
    fn told<'c>(&self, catalogue: &'c Catalogue) -> Told<'c> {
        let told = |code| Told::new(catalogue, code, &[("error", &Text(self))]);
        match self.fault {
            EngineFault::Malformed => {
                told("engine-malformed").hint("hint-keep-home", &[]).hint("hint-audit-against", &[])
            }
            EngineFault::Full => told("engine-full").hint("hint-free-room", &[]),
            EngineFault::Environment => told("engine-failed").hint("hint-system", &[]),
            EngineFault::Refused => told("engine-refused"),
            EngineFault::Other => told("engine-other"),
        }
    }
}

impl Explain for AppendError {
    fn told<'c>(&self, catalogue: &'c Catalogue) -> Told<'c> {
        let told = |code, values: Values<'_>| Told::new(catalogue, code, values);
        match self {
            Self::Conflict { ours, theirs } => {
                told("append-conflict", &[("ours", ours), ("theirs", theirs)]).hint("hint-again", &[])
            }
            Self::Duplicate { index } => told("append-duplicate", &[("index", index)]).hint("hint-log", &[]),
            Self::Indeterminate { source: _ } => {
                told("append-indeterminate", &[]).hint("hint-look-before-again", &[])
            }
            Self::EntrySize { size_bytes } => {
                told("entry-size", &[("size", size_bytes), ("max", &ENTRY_BYTES_MAX)])
                    .hint("hint-fewer-words", &[])
            }
            Self::AttachmentSize { digest, size_bytes } => {
                told("attachment-size", &[("digest", digest), ("size", size_bytes)])
                    .hint("hint-fewer-files", &[])
            }
            Self::NothingToRemove { digest } => {
                told("nothing-to-remove", &[("digest", digest)]).hint("hint-audit", &[])
            }
            Self::KeptAndRemoved { digest } => told("kept-and-removed", &[("digest", digest)]),
            Self::Store(error) => error.told(catalogue),
        }
    }
}

impl Explain for ProjectionError {
    fn told<'c>(&self, catalogue: &'c Catalogue) -> Told<'c> {
        let told = |code, values: Values<'_>| Told::new(catalogue, code, values);
        match self {
            Self::Sqlite(error) => told("index-unusable", &[("error", &Text(error))]).hint("hint-index", &[]),
            Self::Shape(error) => {
                told("index-not-as-written", &[("error", &Text(error))]).hint("hint-index", &[])
            }
            Self::Directory(source) => source.told(catalogue).behind("index-directory", &[]),
        }
    }
}
