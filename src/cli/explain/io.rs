//! What the system said, in the words of the catalogue where its kind is known.

use std::io::{Error, ErrorKind};
use std::path::Path;

use super::{Explain, Told};
use crate::i18n::{Catalogue, Text};

impl Explain for Error {
    fn told<'c>(&self, catalogue: &'c Catalogue) -> Told<'c> {
        let told = |code| Told::new(catalogue, code, &[]);
        match self.kind() {
            ErrorKind::NotFound => told("not-found").hint("hint-spelling", &[]),
            ErrorKind::PermissionDenied => told("permission-denied").hint("hint-permission", &[]),
            ErrorKind::AlreadyExists => told("already-exists").hint("hint-other-name", &[]),
            ErrorKind::NotADirectory => told("not-a-folder").hint("hint-spelling", &[]),
            ErrorKind::IsADirectory => told("a-folder").hint("hint-spelling", &[]),
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
                told("storage-full").hint("hint-free-room", &[])
            }
            ErrorKind::ReadOnlyFilesystem => told("read-only").hint("hint-read-only", &[]),
            ErrorKind::FileTooLarge => told("file-too-large").hint("hint-volumes", &[]),
            ErrorKind::InvalidData => told("not-as-written").hint("hint-other-file", &[]),
            ErrorKind::UnexpectedEof => told("ends-too-early").hint("hint-other-file", &[]),
            ErrorKind::ConnectionRefused | ErrorKind::ConnectionReset | ErrorKind::BrokenPipe => {
                told("nobody-answers").hint("hint-again", &[])
            }
            // The system has more kinds than can be listed: this one is not an error of our own.
            _ => Told::new(catalogue, "system", &[("error", &Text(self))]).hint("hint-system", &[]),
        }
    }
}

/// What the system said about a file.
pub(super) fn about<'c>(path: &Path, source: &Error, catalogue: &'c Catalogue) -> Told<'c> {
    source.told(catalogue).at(path)
}
