//! Looking through content while it is hashed, for hints to whoever asks.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use crate::base::limits::HINT_TOTAL_BYTES_MAX;
use crate::inspect::{self, Needless, needless};
use crate::package::file_list::FileList;
use crate::package::walk::Look;
use crate::projection::view::{HintedFile, Hints};

/// What was seen so far.
#[derive(Debug, Default)]
pub struct Looking {
    files: Mutex<Vec<HintedFile>>,
    looked_into: AtomicU64,
    cut: AtomicU64,
    passed_over: AtomicU64,
    taken_bytes: AtomicU64,
}

impl Look for Looking {
    fn wants(&self, path: &str, size_bytes: u64, first: &[u8]) -> Option<usize> {
        let most = inspect::wants(path, size_bytes, first);
        let taken = u64::try_from(most.unwrap_or(0)).unwrap_or(u64::MAX).min(size_bytes);
        let before = self.taken_bytes.load(Ordering::Relaxed);
        let is_room = before.saturating_add(taken) <= HINT_TOTAL_BYTES_MAX;
        if most.is_some() && is_room {
            self.taken_bytes.fetch_add(taken, Ordering::Relaxed);
            return most;
        }
        // Pictures and drawings are no matter of size; a text or document is.
        if most.is_some() || inspect::is_document(path, first) {
            self.passed_over.fetch_add(1, Ordering::Relaxed);
        }
        None
    }

    fn saw(&self, path: &str, size_bytes: u64, kept: &[u8]) {
        let Some(inside) = inspect::look(path, kept) else { return };
        self.looked_into.fetch_add(1, Ordering::Relaxed);
        if u64::try_from(kept.len()).is_ok_and(|kept| kept < size_bytes) {
            self.cut.fetch_add(1, Ordering::Relaxed);
        }
        let said = [
            ("author", inside.authors.author),
            ("last-modified-by", inside.authors.last_modified_by),
            ("company", inside.authors.company),
        ];
        let file = HintedFile {
            path: path.to_owned(),
            needless: None,
            authors: said.into_iter().filter_map(|(word, is_said)| is_said.then_some(word)).collect(),
            my_numbers: inside.personal.my_numbers,
            phones: inside.personal.phones,
            addresses: inside.personal.addresses,
        };
        if file.is_personal() || inside.authors.any() {
            self.files.lock().unwrap_or_else(PoisonError::into_inner).push(file);
        }
    }
}

impl Looking {
    /// What was seen, and what the names of files say.
    #[must_use]
    pub fn hints(self, list: &FileList) -> Hints {
        let mut files = self.files.into_inner().unwrap_or_else(PoisonError::into_inner);
        for entry in list.files() {
            let Some(why) = needless(&entry.path).map(word) else { continue };
            match files.iter_mut().find(|file| file.path == entry.path) {
                Some(file) => file.needless = Some(why),
                None => files.push(HintedFile {
                    path: entry.path.clone(),
                    needless: Some(why),
                    ..HintedFile::default()
                }),
            }
        }
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Hints {
            files,
            looked_into: self.looked_into.into_inner(),
            cut: self.cut.into_inner(),
            passed_over: self.passed_over.into_inner(),
        }
    }
}

const fn word(why: Needless) -> &'static str {
    match why {
        Needless::System => "system",
        Needless::Temporary => "temporary",
        Needless::Backup => "backup",
        Needless::History => "history",
    }
}
