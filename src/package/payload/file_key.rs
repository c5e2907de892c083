//! The file key of an age file, taken where `age` wraps or unwraps it: the one joint that age has for others' code.

use std::cell::RefCell;
use std::collections::HashSet;

use age::secrecy::ExposeSecret as _;
use age::{DecryptError, EncryptError};
use age_core::format::{FileKey, Stanza};

/// Where a file key is kept as it comes by.
#[derive(Default)]
pub(in crate::package) struct Taken(RefCell<Option<FileKey>>);

/// A recipient or an identity, and where the file key goes that it wraps or unwraps.
struct Watched<'a, T: ?Sized> {
    inner: &'a T,
    taken: &'a Taken,
}

impl Taken {
    /// The recipient, watched.
    pub(in crate::package) fn wrapped_by<'a>(
        &'a self,
        inner: &'a dyn age::Recipient,
    ) -> Box<dyn age::Recipient + 'a> {
        Box::new(Watched { inner, taken: self })
    }

    /// The identity, watched.
    pub(in crate::package) fn unwrapped_by<'a>(
        &'a self,
        inner: &'a dyn age::Identity,
    ) -> Box<dyn age::Identity + 'a> {
        Box::new(Watched { inner, taken: self })
    }

    /// The key that came by last: the one that age went on with.
    pub(in crate::package) fn into_key(self) -> Option<FileKey> {
        self.0.into_inner()
    }

    fn keep(&self, key: &FileKey) {
        *self.0.borrow_mut() = Some(FileKey::new(Box::new(*key.expose_secret())));
    }
}

impl age::Recipient for Watched<'_, dyn age::Recipient + '_> {
    fn wrap_file_key(&self, file_key: &FileKey) -> Result<(Vec<Stanza>, HashSet<String>), EncryptError> {
        self.taken.keep(file_key);
        self.inner.wrap_file_key(file_key)
    }
}

impl Watched<'_, dyn age::Identity + '_> {
    fn watch(
        &self,
        unwrapped: Option<Result<FileKey, DecryptError>>,
    ) -> Option<Result<FileKey, DecryptError>> {
        if let Some(Ok(key)) = &unwrapped {
            self.taken.keep(key);
        }
        unwrapped
    }
}

impl age::Identity for Watched<'_, dyn age::Identity + '_> {
    fn unwrap_stanza(&self, stanza: &Stanza) -> Option<Result<FileKey, DecryptError>> {
        self.watch(self.inner.unwrap_stanza(stanza))
    }

    fn unwrap_stanzas(&self, stanzas: &[Stanza]) -> Option<Result<FileKey, DecryptError>> {
        self.watch(self.inner.unwrap_stanzas(stanzas))
    }
}
