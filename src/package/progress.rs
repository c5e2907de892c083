//! How far a long task has come, for whoever shows it.

/// A moment of a long task. Totals are known once everything has been listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress {
    /// Files done.
    pub files_done: u64,
    /// Files in all, when known.
    pub files_total: Option<u64>,
    /// Bytes done.
    pub bytes_done: u64,
    /// Bytes in all, when known.
    pub bytes_total: Option<u64>,
}

/// Takes in moments as they pass; called on whichever thread does the work.
pub type OnProgress<'a> = &'a mut (dyn FnMut(Progress) + Send);
