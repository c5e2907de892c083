//! A secret on the alternate screen: shown, then gone, and not in the scrollback.

use std::fs::File;
use std::io::{self, Write as _};
use std::sync::atomic::Ordering;
use std::time::Duration;

use crossterm::event::{Event, KeyCode, KeyEventKind, KeyModifiers, poll, read};
use crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use zeroize::Zeroizing;

use super::alternate::{ENTER, LEAVE, open};
use super::interrupts::Interrupts;
use super::{Terminal, TerminalError};

/// How often an interruption is looked for while a secret is shown.
const LOOK: Duration = Duration::from_millis(100);

impl Terminal {
    /// Whether [`show_secret`](Self::show_secret) can show and clear: ask before anything is
    /// recorded as shown.
    #[must_use]
    pub fn can_show_secret(&self) -> bool {
        self.screen && self.can_ask && self.answer_is_terminal
    }

    /// Shows `lines` on the alternate screen until a key is pressed, then clears and leaves it: also
    /// when the program panics or is interrupted.
    ///
    /// The lines must be terminal-safe already. Keys typed before they appeared do not count.
    ///
    /// # Errors
    /// [`TerminalError::NoScreen`] without such a screen, [`TerminalError::Interrupted`] when it was
    /// ended by Ctrl-C (the lines have been shown), or the system's error.
    pub fn show_secret(&self, lines: &[&str], press_key: &str) -> Result<(), TerminalError> {
        if !self.can_show_secret() {
            return Err(TerminalError::NoScreen);
        }
        let mut screen = Screen::enter(&self.interrupts)?;
        while poll(Duration::ZERO)? {
            let _typed_before = read()?;
        }
        screen.draw(lines, press_key)?;
        loop {
            if self.interrupts.happened() {
                return Err(TerminalError::Interrupted);
            }
            if !poll(LOOK)? {
                continue;
            }
            match read()? {
                Event::Key(key) if key.kind == KeyEventKind::Press => {
                    let control = key.modifiers.contains(KeyModifiers::CONTROL);
                    let interrupt = control && key.code == KeyCode::Char('c');
                    return if interrupt { Err(TerminalError::Interrupted) } else { Ok(()) };
                }
                Event::Resize(..) => screen.draw(lines, press_key)?,
                _ => {}
            }
        }
    }
}

/// The alternate screen, for as long as this lives.
struct Screen<'a> {
    /// Written without a buffer, which would keep a copy.
    terminal: File,
    interrupts: &'a Interrupts,
}

impl<'a> Screen<'a> {
    fn enter(interrupts: &'a Interrupts) -> Result<Self, TerminalError> {
        let terminal = open()?;
        enable_raw_mode()?;
        interrupts.shown.store(true, Ordering::SeqCst);
        // From here on whatever happens, `drop` puts the screen back.
        let mut screen = Self { terminal, interrupts };
        screen.terminal.write_all(ENTER.as_bytes())?;
        Ok(screen)
    }

    fn draw(&mut self, lines: &[&str], press_key: &str) -> io::Result<()> {
        let size = lines.iter().map(|line| line.len() + 2).sum::<usize>() + press_key.len() + 64;
        // Large enough from the start: growing would leave copies behind.
        let mut text = Zeroizing::new(String::with_capacity(size));
        text.push_str("\u{1b}[2J\u{1b}[H");
        for line in lines {
            text.push_str(line);
            text.push_str("\r\n");
        }
        text.push_str("\r\n");
        text.push_str(press_key);
        text.push_str("\r\n");
        self.terminal.write_all(text.as_bytes())
    }
}

impl Drop for Screen<'_> {
    fn drop(&mut self) {
        // A terminal that is gone needs no clearing.
        let _gone = self.terminal.write_all(LEAVE.as_bytes());
        let _gone = disable_raw_mode();
        self.interrupts.shown.store(false, Ordering::SeqCst);
    }
}
