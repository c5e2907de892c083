//! Hints for whoever asks to carry something out: what the work hardly needs, what a document says of its authors,
//! and what looks like personal data.
//!
//! Hints, not findings: a number with the right check digit may be something else, and a name on a scan is not seen
//! at all. Only counts leave this module, never what was found.
//!
//! This module knows nothing of people, requests or packages.

mod document;
mod needless;
mod personal;
mod text;

pub use document::{Authors, is_document};
pub use needless::{Needless, needless};
pub use personal::Personal;

use crate::base::limits::HINT_FILE_BYTES_MAX;

/// What the content of one file hints at.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Inside {
    /// What looks like personal data.
    pub personal: Personal,
    /// What it says of its authors.
    pub authors: Authors,
}

/// How many bytes of a file have to be kept to look inside: all of a document, the beginning of a text, nothing of
/// anything else. `first` is what it begins with.
#[must_use]
pub fn wants(path: &str, size_bytes: u64, first: &[u8]) -> Option<usize> {
    let most = usize::try_from(HINT_FILE_BYTES_MAX).unwrap_or(usize::MAX);
    if is_document(path, first) {
        // The list of its parts is at its end.
        return usize::try_from(size_bytes).ok().filter(|size| *size <= most);
    }
    text::may_be_text(first).then_some(most)
}

/// Looks at what was kept of a file; `None` where nothing in it could be read.
#[must_use]
pub fn look(path: &str, bytes: &[u8]) -> Option<Inside> {
    if is_document(path, bytes) {
        return document::look(bytes);
    }
    let text = text::decode(bytes)?;
    Some(Inside { personal: Personal::count(&text), authors: Authors::default() })
}
