//! Long tasks of the lower floors, shown as progress.

use std::sync::{Mutex, PoisonError};

use crate::cli::progress::Progress;
use crate::cli::terminal::Terminal;
use crate::i18n::Catalogue;
use crate::package::progress as package;
use crate::tr;
use crate::workflow::world::{Stage, Watch};

/// Shows one stage at a time.
pub struct Watcher<'a> {
    terminal: &'a Terminal,
    catalogue: &'a Catalogue,
    now: Mutex<Option<(Stage, Progress<'a>)>>,
}

impl<'a> Watcher<'a> {
    /// Nothing to show yet.
    #[must_use]
    pub fn new(terminal: &'a Terminal, catalogue: &'a Catalogue) -> Self {
        Self { terminal, catalogue, now: Mutex::new(None) }
    }

    fn label(&self, stage: Stage) -> String {
        match stage {
            Stage::Hashing => tr!(self.catalogue, "stage-hashing"),
            Stage::Weighing => tr!(self.catalogue, "stage-weighing"),
            Stage::Packing => tr!(self.catalogue, "stage-packing"),
            Stage::ReadingBack => tr!(self.catalogue, "stage-reading-back"),
            Stage::Opening => tr!(self.catalogue, "stage-opening"),
            Stage::Verifying => tr!(self.catalogue, "stage-verifying"),
            Stage::Identifying => tr!(self.catalogue, "stage-identifying"),
            Stage::Erasing => tr!(self.catalogue, "stage-erasing"),
            Stage::Searching => tr!(self.catalogue, "stage-searching"),
            Stage::Scanning => tr!(self.catalogue, "stage-scanning"),
            Stage::Overwriting => tr!(self.catalogue, "stage-overwriting"),
            Stage::Comparing => tr!(self.catalogue, "stage-comparing"),
            Stage::Copying => tr!(self.catalogue, "stage-copying"),
        }
    }
}

impl Watch for Watcher<'_> {
    fn stage(&self, stage: Stage, total_bytes: u64, total_files: u64) {
        let mut now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        if now.as_ref().is_none_or(|(current, _)| *current != stage) {
            *now = Some((stage, Progress::new(self.label(stage), self.terminal, self.catalogue)));
        }
        if let Some((_, progress)) = now.as_ref() {
            let known = |total: u64| (total > 0).then_some(total);
            progress.total(known(total_bytes), known(total_files));
        }
    }

    fn done(&self, bytes: u64, files: u64) {
        let now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, progress)) = now.as_ref() {
            let moment = package::Progress { bytes_done: bytes, files_done: files, ..Default::default() };
            progress.moment(moment);
        }
    }

    fn finish(&self) {
        *self.now.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}
