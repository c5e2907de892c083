//! The alternate screen, where a secret can be shown and leaves nothing behind.

use std::fs::{File, OpenOptions};
use std::io::{self, Write as _};

/// Enter the alternate screen (xterm, DECSET 1049), clear it, cursor home.
pub(super) const ENTER: &str = "\u{1b}[?1049h\u{1b}[2J\u{1b}[H";

/// Clear the alternate screen and its scrollback (ED 2 and 3), leave it, show the cursor.
pub(super) const LEAVE: &str = "\u{1b}[2J\u{1b}[3J\u{1b}[H\u{1b}[?1049l\u{1b}[?25h";

#[cfg(unix)]
const SCREEN: &str = "/dev/tty";
#[cfg(windows)]
const SCREEN: &str = "CONOUT$";

/// The screen itself, wherever standard output goes.
pub(super) fn open() -> io::Result<File> {
    OpenOptions::new().write(true).open(SCREEN)
}

/// For a program that ends at once: the screen is put back from another thread.
pub(super) fn clear_and_leave() {
    if let Ok(mut terminal) = open() {
        let _gone = terminal.write_all(LEAVE.as_bytes());
    }
}
