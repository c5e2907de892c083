//! Questions, and answers that are bounded and can be interrupted.

use std::io::{self, BufRead, Write as _};
use std::sync::atomic::Ordering;

use zeroize::Zeroize as _;

use super::{Terminal, TerminalError};
use crate::base::secret::SecretText;

/// Longest line a person types, in bytes: far beyond any name, reason or code.
const LINE_BYTES_MAX: usize = 4096;

/// How often a new passphrase may be mistyped before the verb gives up.
const ATTEMPTS: usize = 3;

impl Terminal {
    /// Asks on standard error and reads one line from standard input, without its line ending.
    ///
    /// # Errors
    /// [`TerminalError::NobodyToAsk`] without a terminal, [`TerminalError::Interrupted`],
    /// [`TerminalError::Ended`], [`TerminalError::TooLong`], or the system's error.
    pub fn ask_line(&self, prompt: &str) -> Result<String, TerminalError> {
        if !self.can_ask {
            return Err(TerminalError::NobodyToAsk);
        }
        let mut notes = io::stderr().lock();
        notes.write_all(format!("{prompt} ").as_bytes())?;
        notes.flush()?;
        drop(notes);
        if let Err(error) = self.wait_for_line() {
            // What is said next begins on a line of its own.
            self.error("");
            return Err(error);
        }
        read_line(io::stdin().lock())
    }

    /// Waits until a line is there or the person interrupts: reading itself cannot be interrupted.
    #[cfg(unix)]
    fn wait_for_line(&self) -> Result<(), TerminalError> {
        use rustix::event::{PollFd, PollFlags, Timespec, poll};
        let stdin = io::stdin();
        let moment = Timespec { tv_sec: 0, tv_nsec: 100_000_000 };
        loop {
            if self.interrupts.happened() {
                return Err(TerminalError::Interrupted);
            }
            match poll(&mut [PollFd::new(&stdin, PollFlags::IN)], Some(&moment)) {
                Ok(0) | Err(rustix::io::Errno::INTR) => {}
                Ok(_) => return Ok(()),
                Err(error) => return Err(TerminalError::Io(error.into())),
            }
        }
    }

    #[cfg(not(unix))]
    fn wait_for_line(&self) -> Result<(), TerminalError> {
        if self.interrupts.happened() { Err(TerminalError::Interrupted) } else { Ok(()) }
    }

    /// Asks at the terminal for a secret that exists, without showing what is typed.
    ///
    /// # Errors
    /// As [`ask_line`](Self::ask_line).
    pub fn ask_secret(&self, prompt: &str) -> Result<SecretText, TerminalError> {
        if !self.can_ask {
            return Err(TerminalError::NobodyToAsk);
        }
        self.interrupts.hidden.store(true, Ordering::SeqCst);
        let config = rpassword::ConfigBuilder::new().password_feedback_hide().build();
        let typed = rpassword::prompt_password_with_config(format!("{prompt} "), config);
        self.interrupts.hidden.store(false, Ordering::SeqCst);
        match typed {
            Ok(mut typed) if typed.len() > LINE_BYTES_MAX => {
                typed.zeroize();
                Err(TerminalError::TooLong { limit_bytes: LINE_BYTES_MAX })
            }
            Ok(typed) => Ok(SecretText::new(typed)),
            Err(error) => Err(match error.kind() {
                io::ErrorKind::Interrupted => TerminalError::Interrupted,
                io::ErrorKind::UnexpectedEof => TerminalError::Ended,
                _ => TerminalError::Io(error),
            }),
        }
    }

    /// Asks at the terminal for a new secret, twice, until both are alike. `differ` is said when they
    /// are not, and `empty` when nothing was typed.
    ///
    /// # Errors
    /// As [`ask_line`](Self::ask_line), and [`TerminalError::Differ`] or [`TerminalError::Empty`]
    /// after three attempts.
    pub fn ask_new_secret(
        &self,
        prompt: &str,
        again: &str,
        differ: &str,
        empty: &str,
    ) -> Result<SecretText, TerminalError> {
        let mut wrong = TerminalError::Differ;
        for _attempt in 0..ATTEMPTS {
            let first = self.ask_secret(prompt)?;
            if first.expose().is_empty() {
                self.error(empty);
                wrong = TerminalError::Empty;
                continue;
            }
            let second = self.ask_secret(again)?;
            if first.expose() == second.expose() {
                return Ok(first);
            }
            self.error(differ);
            wrong = TerminalError::Differ;
        }
        Err(wrong)
    }
}

/// One line, bounded, without its line ending.
fn read_line(input: impl BufRead) -> Result<String, TerminalError> {
    let limit = u64::try_from(LINE_BYTES_MAX).unwrap_or(u64::MAX);
    let mut line = String::new();
    let read = input.take(limit + 1).read_line(&mut line)?;
    match read {
        0 => Err(TerminalError::Ended),
        _ if read > LINE_BYTES_MAX => Err(TerminalError::TooLong { limit_bytes: LINE_BYTES_MAX }),
        _ => {
            let ending = line.len() - line.trim_end_matches(['\n', '\r']).len();
            line.truncate(line.len() - ending);
            Ok(line)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_endless_answer_is_refused() {
        let endless = io::BufReader::new(io::repeat(b'a'));
        assert!(matches!(read_line(endless), Err(TerminalError::TooLong { .. })));
    }

    #[test]
    fn an_answer_ends_where_its_line_ends() {
        assert_eq!(read_line(&b"yes\r\nmore"[..]).unwrap(), "yes");
        assert_eq!(read_line(&b"yes"[..]).unwrap(), "yes");
        assert_eq!(read_line(&b"\n"[..]).unwrap(), "");
        assert!(matches!(read_line(&b""[..]), Err(TerminalError::Ended)));
    }
}
