//! Files that people hand in as evidence: a receipt, a picture, a letter. They are kept in the ledger by
//! digest, beside the statement that refers to them.

use std::path::Path;

use crate::base::file;
use crate::base::limits::EVIDENCE_BYTES_MAX;
use crate::domain::body::Attachment;
use crate::workflow::error::Error;

/// A file that was read and is about to be kept in the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enclosed {
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl Enclosed {
    /// Reads the file at `path`.
    ///
    /// # Errors
    /// [`Error::File`] when it cannot be read or is larger than [`EVIDENCE_BYTES_MAX`];
    /// [`Error::Content`] when it is empty, which shows nothing.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let bytes = file::read_bounded(path, EVIDENCE_BYTES_MAX)
            .map_err(|source| Error::File { path: path.to_path_buf(), source })?;
        if bytes.is_empty() {
            return Err(Error::Content { path: path.to_path_buf(), why: "the file is empty".to_owned() });
        }
        Ok(Self { bytes })
    }

    /// What a statement says of it.
    #[must_use]
    pub fn attachment(&self) -> Attachment {
        Attachment::of(&self.bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_file_shows_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("receipt.pdf");
        std::fs::write(&path, b"").unwrap();
        assert!(matches!(Enclosed::read(&path), Err(Error::Content { .. })));
        std::fs::write(&path, b"signed").unwrap();
        assert_eq!(Enclosed::read(&path).unwrap().attachment(), Attachment::of(b"signed"));
        assert!(matches!(Enclosed::read(folder.path()), Err(Error::File { .. })));
    }
}
