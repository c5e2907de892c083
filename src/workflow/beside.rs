//! What lies in a folder that is verified, and is none of what it is verified by.
//!
//! It is named, by itself, and never among what holds: whoever hands a folder on can put into it what they like. A link
//! is not followed, as what it leads to is not of the folder.

use std::fs::FileType;
use std::path::Path;

use crate::projection::audited::{VerifiedLine, Warning};

/// Of a link, wherever one lies.
pub(super) const LINK: &str = "a link, and not followed";

/// A file or folder that is nothing that the check knows.
pub(super) fn not_looked_at(file: String) -> VerifiedLine {
    VerifiedLine {
        what: "other",
        checked: false,
        warnings: vec![Warning::NotLookedAt],
        ..VerifiedLine::about(file)
    }
}

/// What lies there and is no file: a folder that is nothing that the check knows, or something in the place of a file
/// that it reads (`is_read`).
pub(super) fn no_file(file: String, kind: FileType, is_read: bool) -> VerifiedLine {
    if kind.is_dir() && !is_read {
        return not_looked_at(file);
    }
    let what = if kind.is_symlink() { LINK } else { "not a file" };
    VerifiedLine { problem: Some(what.to_owned()), warnings: Vec::new(), ..not_looked_at(file) }
}

/// Whether a link lies at this path.
pub(super) fn is_link(path: &Path) -> bool {
    path.symlink_metadata().is_ok_and(|metadata| metadata.is_symlink())
}
