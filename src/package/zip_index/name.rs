//! Names of entries: what is refused by its own name, before anything is compared or written.

use crate::base::limits;
use crate::package::names::{self, NameProblem};

use super::ZipError;

/// The path without the final `/` of a folder, and whether it had one.
pub(super) fn check(raw: &[u8], is_utf8: bool) -> Result<(String, bool), ZipError> {
    let lossy = || String::from_utf8_lossy(raw).into_owned();
    let refuse = |problem| ZipError::Name { path: lossy(), problem };
    let text = std::str::from_utf8(raw).ok().filter(|text| is_utf8 || text.is_ascii());
    let text = text.ok_or_else(|| refuse(NameProblem::NotUnicode))?;
    let path = text.to_owned();
    if text.contains('\\') {
        return Err(ZipError::Backslash { path });
    }
    if text.starts_with('/') {
        return Err(ZipError::Absolute { path });
    }
    if text.as_bytes().first().is_some_and(u8::is_ascii_alphabetic) && text.as_bytes().get(1) == Some(&b':') {
        return Err(ZipError::DriveLetter { path });
    }
    if text.split('/').any(|component| component == "..") {
        return Err(ZipError::Traversal { path });
    }
    if text.len() > limits::PATH_BYTES_MAX.saturating_add(limits::NAME_BYTES_MAX) {
        return Err(refuse(NameProblem::PathTooLong { bytes: text.len() }));
    }
    let inner = text.strip_suffix('/');
    let trimmed = inner.unwrap_or(text);
    // The base folder is one level more than a payload path may have.
    let depth = trimmed.split('/').count();
    if depth > limits::PATH_DEPTH_MAX.saturating_add(1) {
        return Err(refuse(NameProblem::TooDeep { depth }));
    }
    trimmed.split('/').try_for_each(names::check_name).map_err(refuse)?;
    Ok((trimmed.to_owned(), inner.is_some()))
}
