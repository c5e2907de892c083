//! What is inside a carry-out, and how it differs from an earlier one.

use std::collections::BTreeMap;

use serde::Serialize;

use super::carry_out::CarryOutView;
use crate::base::digest::Digest;
use crate::package::file_list::FileList;

/// Files shown by size, largest first.
const LARGEST_SHOWN: usize = 10;

/// Everything an approver should have seen before signing.
#[derive(Debug, Clone, Serialize)]
pub struct ApprovalSheet {
    /// The request as it stands.
    #[serde(flatten)]
    pub carry_out: CarryOutView,
    /// What is inside, at a glance.
    #[serde(flatten)]
    pub contents: Contents,
    /// What differs from the last carry-out to the same recipient.
    pub since_last: Option<Difference>,
}

/// What a file list holds, at a glance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Contents {
    /// The largest files, largest first.
    pub largest: Vec<FileLine>,
    /// Kinds of files by name ending, most bytes first.
    pub kinds: Vec<KindLine>,
}

impl Contents {
    /// What `list` holds.
    #[must_use]
    pub fn of(list: &FileList) -> Self {
        Self { largest: largest(list), kinds: kinds(list) }
    }
}

/// A file, by path and size.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FileLine {
    /// Path in the bag.
    pub path: String,
    /// Size in bytes.
    pub size_bytes: u64,
    /// Digest of its content.
    pub sha256: Digest,
}

/// Files with the same name ending.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct KindLine {
    /// The ending in lower case, without the dot; empty for none.
    pub ending: String,
    /// How many.
    pub files: u64,
    /// Their sizes together.
    pub bytes: u64,
}

/// What differs between two carry-outs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// The earlier one.
    pub against: String,
    /// Paths that the earlier one had not.
    pub added: Vec<String>,
    /// Paths that only the earlier one had.
    pub removed: Vec<String>,
    /// Paths with other content now.
    pub changed: Vec<String>,
    /// Paths with the same content.
    pub same: u64,
    /// Fields of the request that differ: name, earlier, now.
    pub fields: Vec<(String, String, String)>,
}

fn largest(list: &FileList) -> Vec<FileLine> {
    let mut lines: Vec<FileLine> = file_lines(list);
    lines.sort_by(|a, b| b.size_bytes.cmp(&a.size_bytes).then_with(|| a.path.cmp(&b.path)));
    lines.truncate(LARGEST_SHOWN);
    lines
}

fn kinds(list: &FileList) -> Vec<KindLine> {
    let mut by_ending: BTreeMap<String, KindLine> = BTreeMap::new();
    for file in list.files() {
        let name = file.path.rsplit('/').next().unwrap_or_default();
        let ending = match name.rsplit_once('.') {
            Some((stem, ending)) if !stem.is_empty() => ending.to_lowercase(),
            _ => String::new(),
        };
        let line = by_ending.entry(ending.clone()).or_insert(KindLine { ending, files: 0, bytes: 0 });
        line.files = line.files.saturating_add(1);
        line.bytes = line.bytes.saturating_add(file.size_bytes);
    }
    let mut lines: Vec<KindLine> = by_ending.into_values().collect();
    lines.sort_by(|a, b| b.bytes.cmp(&a.bytes).then_with(|| a.ending.cmp(&b.ending)));
    lines
}

/// Every file of a list, in its order.
#[must_use]
pub fn file_lines(list: &FileList) -> Vec<FileLine> {
    list.files()
        .iter()
        .map(|file| FileLine { path: file.path.clone(), size_bytes: file.size_bytes, sha256: file.sha256 })
        .collect()
}
