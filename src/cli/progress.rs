//! How far a long task has come: bytes, files, rate and time left, on standard error.
//!
//! Nothing is drawn without a terminal, when the person asked for quiet, or in the first second:
//! most work is done by then, and a bar that flashes says nothing.

use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::terminal::{Stream, Talk, Terminal};
use crate::i18n::{Bytes, Catalogue};
use crate::package::progress as package;
use crate::report::width::{truncate, width};
use crate::tr;

/// How long nothing is shown.
const SILENT: Duration = Duration::from_secs(1);

const WITH_TOTAL: &str = "{prefix} [{bar:16}] {msg}";
const WITHOUT_TOTAL: &str = "{prefix} {msg}";

/// What the bar takes beside label and message, in columns, and one left free at the edge.
const BAR_COLUMNS: usize = 21;

/// A long task being shown. Dropping it clears the bar.
pub struct Progress<'a> {
    catalogue: &'a Catalogue,
    label: String,
    /// Whether there is anybody to look at it.
    watched: bool,
    begun: Instant,
    bar: OnceLock<ProgressBar>,
    /// Shared, because the lower floors report from whichever thread does the work.
    now: Mutex<package::Progress>,
}

impl<'a> Progress<'a> {
    /// Begins to show a task called `label`, a prepared sentence such as "packing C-0042".
    #[must_use]
    pub fn new(label: String, terminal: &Terminal, catalogue: &'a Catalogue) -> Self {
        let watched = terminal.is_terminal(Stream::Notes) && terminal.talk() != Talk::Quiet;
        Self::begin(label, watched, Instant::now(), catalogue)
    }

    fn begin(label: String, watched: bool, begun: Instant, catalogue: &'a Catalogue) -> Self {
        Self { catalogue, label, watched, begun, bar: OnceLock::new(), now: Mutex::default() }
    }

    /// What there is in all, as far as it is known.
    pub fn total(&self, bytes: Option<u64>, files: Option<u64>) {
        self.change(|now| {
            now.bytes_total = bytes;
            now.files_total = files;
        });
    }

    /// So many bytes are done by now.
    pub fn bytes(&self, done: u64) {
        self.change(|now| now.bytes_done = done);
    }

    /// So many files are done by now.
    pub fn files(&self, done: u64) {
        self.change(|now| now.files_done = done);
    }

    /// A moment as the lower floors report it; a total they do not know stays as it was.
    pub fn moment(&self, moment: package::Progress) {
        self.change(|now| {
            now.bytes_done = moment.bytes_done;
            now.files_done = moment.files_done;
            now.bytes_total = moment.bytes_total.or(now.bytes_total);
            now.files_total = moment.files_total.or(now.files_total);
        });
    }

    fn change(&self, change: impl FnOnce(&mut package::Progress)) {
        let mut now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        change(&mut now);
        if !self.watched || (self.bar.get().is_none() && self.begun.elapsed() < SILENT) {
            return;
        }
        let room = columns().saturating_sub(width(&self.label) + BAR_COLUMNS);
        let message = truncate(&self.message(&now, self.begun.elapsed()), room);
        let bar = self.bar.get_or_init(|| self.bar(&now, message.clone()));
        if now.bytes_total.is_some() && bar.length() != now.bytes_total {
            bar.set_length(now.bytes_total.unwrap_or_default());
            bar.set_style(style(true));
        }
        bar.set_position(now.bytes_done);
        bar.set_message(message);
    }

    /// The bar as it is first drawn.
    fn bar(&self, now: &package::Progress, message: String) -> ProgressBar {
        // Ten times a second at most: drawing must not cost what it measures.
        let target = ProgressDrawTarget::stderr_with_hz(10);
        ProgressBar::with_draw_target(now.bytes_total, target)
            .with_style(style(now.bytes_total.is_some()))
            .with_prefix(self.label.clone())
            .with_message(message)
            .with_position(now.bytes_done)
    }

    /// Bytes, files, rate and time left, as far as each is known. Rate and time left are of the
    /// whole task so far: steady, and honest about a slow medium.
    fn message(&self, now: &package::Progress, elapsed: Duration) -> String {
        let catalogue = self.catalogue;
        let mut parts = Vec::new();
        parts.push(match now.bytes_total {
            Some(total) => format!("{}/{}", Bytes(now.bytes_done), Bytes(total)),
            None => Bytes(now.bytes_done).to_string(),
        });
        match now.files_total {
            Some(total) => {
                parts.push(tr!(catalogue, "progress-files-of", done = now.files_done, total = total))
            }
            None if now.files_done > 0 => {
                parts.push(tr!(catalogue, "progress-files", count = now.files_done));
            }
            None => {}
        }
        let rate = rate(now.bytes_done, elapsed);
        parts.push(format!("{}/s", Bytes(rate)));
        if let Some(left) = now.bytes_total.and_then(|total| left(total.saturating_sub(now.bytes_done), rate))
        {
            parts.push(tr!(catalogue, "progress-left", time = left));
        }
        parts.join("  ")
    }
}

/// Bytes a second.
fn rate(bytes: u64, elapsed: Duration) -> u64 {
    let per_second = u128::from(bytes) * 1000 / elapsed.as_millis().max(1);
    u64::try_from(per_second).unwrap_or(u64::MAX)
}

/// `0:07`, `12:30` or `1:02:03`; `None` while nothing moves.
fn left(bytes: u64, rate: u64) -> Option<String> {
    let seconds = bytes.checked_div(rate)?;
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    Some(if hours > 0 {
        format!("{hours}:{minutes:02}:{seconds:02}")
    } else {
        format!("{minutes}:{seconds:02}")
    })
}

/// Columns of the terminal that the bar is drawn on.
fn columns() -> usize {
    crossterm::terminal::size()
        .map_or(80, |(columns, _)| if columns == 0 { 80 } else { usize::from(columns) })
}

impl Drop for Progress<'_> {
    fn drop(&mut self) {
        if let Some(bar) = self.bar.get() {
            bar.finish_and_clear();
        }
    }
}

/// Without a total there is no bar to fill.
fn style(has_total: bool) -> ProgressStyle {
    let template = if has_total { WITH_TOTAL } else { WITHOUT_TOTAL };
    // A template that is not understood is a mistake of ours, and then the library's own serves.
    let style = ProgressStyle::with_template(template);
    style.unwrap_or_else(|_ours| ProgressStyle::default_bar()).progress_chars("=> ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;

    #[test]
    fn nothing_is_drawn_in_the_first_second_or_without_anybody_to_look() {
        let catalogue = Catalogue::new(Language::English);
        let quick = Progress::begin("packing".into(), true, Instant::now(), &catalogue);
        quick.bytes(10);
        assert!(quick.bar.get().is_none());
        let long_ago = Instant::now().checked_sub(SILENT * 2).unwrap();
        let unwatched = Progress::begin("packing".into(), false, long_ago, &catalogue);
        unwatched.bytes(10);
        assert!(unwatched.bar.get().is_none());
        let watched = Progress::begin("packing".into(), true, long_ago, &catalogue);
        watched.total(Some(100), Some(4));
        watched.moment(package::Progress { files_done: 3, bytes_done: 10, ..package::Progress::default() });
        assert!(watched.bar.get().is_some());
        assert_eq!(watched.bar.get().unwrap().position(), 10);
    }

    #[test]
    fn any_thread_may_report() {
        fn shared<T: Send + Sync>() {}
        shared::<Progress<'static>>();
    }

    #[test]
    fn rate_and_time_left_are_said_as_far_as_they_are_known() {
        let catalogue = Catalogue::new(Language::English);
        let task = Progress::begin("packing".into(), false, Instant::now(), &catalogue);
        let mut now = package::Progress {
            files_done: 3,
            files_total: Some(4),
            bytes_done: 10_000_000,
            bytes_total: Some(70_000_000),
        };
        let two_seconds = Duration::from_secs(2);
        let said = task.message(&now, two_seconds);
        assert_eq!(said, "10.0 MB/70.0 MB  3 of 4 files  5.00 MB/s  0:12 left");
        now.bytes_total = None;
        assert_eq!(task.message(&now, two_seconds), "10.0 MB  3 of 4 files  5.00 MB/s");
        now = package::Progress { bytes_total: Some(9), ..package::Progress::default() };
        assert_eq!(task.message(&now, two_seconds), "0 B/9 B  0 B/s");
        assert_eq!(left(3_723, 1).as_deref(), Some("1:02:03"));
    }

    #[test]
    fn every_layout_is_understood() {
        assert!(ProgressStyle::with_template(WITH_TOTAL).is_ok());
        assert!(ProgressStyle::with_template(WITHOUT_TOTAL).is_ok());
    }
}
