//! The person's terminal: answers on standard output, everything else on standard error, questions
//! only where somebody can answer.
//!
//! It promises that nothing is asked when standard input is not a terminal, that a closed pipe ends
//! quietly, that colour appears only on a terminal and not against `NO_COLOR`, and that a secret
//! shown is cleared again. It does not protect against whoever records the screen, reads the
//! terminal's memory or stands behind the chair.

mod alternate;
mod interrupts;
mod prompt;
mod screen;
mod secret;

use std::fmt;
use std::io::{self, IsTerminal as _, Write as _};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

pub use interrupts::Interrupts;

use crate::i18n::{Catalogue, Text};
use crate::tr;

/// Why the terminal gave no answer.
#[derive(Debug, thiserror::Error)]
pub enum TerminalError {
    /// Standard input is not a terminal: nobody can be asked.
    #[error("standard input is not a terminal")]
    NobodyToAsk,
    /// The terminal has no screen that can be cleared again.
    #[error("this terminal has no alternate screen")]
    NoScreen,
    /// Standard output leads to nobody.
    #[error("standard output leads nowhere")]
    Nowhere,
    /// The person interrupted.
    #[error("interrupted")]
    Interrupted,
    /// The input ended before an answer was given.
    #[error("the input ended")]
    Ended,
    /// The answer is longer than any answer can be.
    #[error("the answer is longer than {limit_bytes} bytes")]
    TooLong {
        /// The bound.
        limit_bytes: usize,
    },
    /// A new passphrase was not typed alike twice.
    #[error("not typed alike twice")]
    Differ,
    /// A new passphrase was empty, and nothing else was typed.
    #[error("nothing was typed")]
    Empty,
    /// The descriptor cannot be read.
    #[error("descriptor {number}")]
    Descriptor {
        /// Which.
        number: u32,
        /// What the system said.
        source: io::Error,
    },
    /// The descriptor's first line is empty, or there is none.
    #[error("descriptor {number} is empty")]
    DescriptorEmpty {
        /// Which.
        number: u32,
    },
    /// The descriptor's first line is too long.
    #[error("the first line of descriptor {number} is longer than {limit_bytes} bytes")]
    DescriptorTooLong {
        /// Which.
        number: u32,
        /// The bound.
        limit_bytes: usize,
    },
    /// The descriptor's first line is not UTF-8.
    #[error("the first line of descriptor {number} is not UTF-8")]
    DescriptorNotText {
        /// Which.
        number: u32,
    },
    /// The descriptor is a socket, which this system does not hand over.
    #[error("descriptor {number} is a socket")]
    DescriptorSocket {
        /// Which.
        number: u32,
    },
    /// This system has no names for descriptors.
    #[error("descriptor {number} has no name on this system")]
    DescriptorUnsupported {
        /// Which.
        number: u32,
    },
    /// The system refused to read or write.
    #[error("the terminal")]
    Io(#[from] io::Error),
}

impl TerminalError {
    /// The error as a sentence. `flag` is what a script would have given instead of an answer.
    #[must_use]
    pub fn say(&self, flag: &str, catalogue: &Catalogue) -> String {
        match self {
            Self::NobodyToAsk => tr!(catalogue, "terminal-nobody-to-ask", flag = flag),
            Self::NoScreen => tr!(catalogue, "terminal-no-screen"),
            Self::Nowhere => tr!(catalogue, "terminal-nowhere"),
            Self::Interrupted => tr!(catalogue, "terminal-interrupted"),
            Self::Ended => tr!(catalogue, "terminal-ended"),
            Self::TooLong { limit_bytes } => tr!(catalogue, "terminal-too-long", limit = *limit_bytes),
            Self::Differ => tr!(catalogue, "terminal-passphrases-differ"),
            Self::Empty => tr!(catalogue, "terminal-passphrase-empty"),
            Self::Descriptor { number, source } => {
                tr!(catalogue, "terminal-descriptor", number = *number, error = Text(source))
            }
            Self::DescriptorEmpty { number } => {
                tr!(catalogue, "terminal-descriptor-empty", number = *number)
            }
            Self::DescriptorTooLong { number, limit_bytes } => {
                tr!(catalogue, "terminal-descriptor-too-long", number = *number, limit = *limit_bytes)
            }
            Self::DescriptorNotText { number } => {
                tr!(catalogue, "terminal-descriptor-not-text", number = *number)
            }
            Self::DescriptorSocket { number } => {
                tr!(catalogue, "terminal-descriptor-socket", number = *number)
            }
            Self::DescriptorUnsupported { number } => {
                tr!(catalogue, "terminal-descriptor-unsupported", number = *number)
            }
            Self::Io(source) => tr!(catalogue, "terminal-io", error = Text(source)),
        }
    }
}

/// How something is meant, for colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// As it should be.
    Good,
    /// Needs attention.
    Attention,
    /// Refused, damaged or tampered.
    Bad,
    /// A heading, or what to look at.
    Strong,
    /// Beside the point.
    Faint,
}

impl Tone {
    /// The SGR parameter (ECMA-48 8.3.117).
    const fn parameter(self) -> u8 {
        match self {
            Self::Good => 32,
            Self::Attention => 33,
            Self::Bad => 31,
            Self::Strong => 1,
            Self::Faint => 2,
        }
    }
}

/// The two streams that a person reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stream {
    /// Standard output: the answer.
    Answer,
    /// Standard error: everything else.
    Notes,
}

/// How much is said beside the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Talk {
    /// Errors only.
    Quiet,
    /// What a person needs.
    #[default]
    Normal,
    /// Step by step.
    Verbose,
}

/// The person's terminal, or what stands in its place.
#[derive(Debug)]
pub struct Terminal {
    talk: Talk,
    can_ask: bool,
    answer_is_terminal: bool,
    notes_are_terminal: bool,
    colour: bool,
    screen: bool,
    interrupts: Arc<Interrupts>,
    /// The reader of standard output went away; nothing more is written there.
    closed: AtomicBool,
}

impl Terminal {
    /// What this process has for a terminal.
    #[must_use]
    pub fn new(talk: Talk, interrupts: Arc<Interrupts>) -> Self {
        let variable = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        Self {
            talk,
            can_ask: io::stdin().is_terminal(),
            answer_is_terminal: io::stdout().is_terminal(),
            notes_are_terminal: io::stderr().is_terminal(),
            colour: !variable("NO_COLOR") && !dumb && ansi(),
            screen: !dumb && ansi(),
            interrupts,
            closed: AtomicBool::new(false),
        }
    }

    /// A terminal without anybody: asks nothing and colours nothing. For tests and examples.
    #[must_use]
    pub fn unattended(talk: Talk) -> Self {
        Self {
            talk,
            can_ask: false,
            answer_is_terminal: false,
            notes_are_terminal: false,
            colour: false,
            screen: false,
            interrupts: Arc::default(),
            closed: AtomicBool::new(false),
        }
    }

    /// Whether somebody can be asked: standard input is a terminal.
    #[must_use]
    pub const fn can_ask(&self) -> bool {
        self.can_ask
    }

    /// Whether `stream` is read by a person at a terminal.
    #[must_use]
    pub const fn is_terminal(&self, stream: Stream) -> bool {
        match stream {
            Stream::Answer => self.answer_is_terminal,
            Stream::Notes => self.notes_are_terminal,
        }
    }

    /// How much is said beside the answer.
    #[must_use]
    pub const fn talk(&self) -> Talk {
        self.talk
    }

    /// The flag that long work watches; set when the person interrupts.
    #[must_use]
    pub fn cancel(&self) -> &AtomicBool {
        self.interrupts.flag()
    }

    /// Columns of the terminal that reads the answer; `None` when it is not a terminal.
    #[must_use]
    pub fn columns(&self) -> Option<usize> {
        if !self.answer_is_terminal {
            return None;
        }
        crossterm::terminal::size()
            .ok()
            .map(|(columns, _)| usize::from(columns))
            .filter(|columns| *columns > 0)
    }

    /// `text` in the colour of `tone`, where `stream` shows colour; unchanged otherwise.
    #[must_use]
    pub fn paint(&self, stream: Stream, tone: Tone, text: &str) -> String {
        if self.colour && self.is_terminal(stream) {
            format!("\u{1b}[{}m{text}\u{1b}[0m", tone.parameter())
        } else {
            text.to_owned()
        }
    }

    /// Writes a line of the answer to standard output.
    ///
    /// # Errors
    /// Whatever the system says, a full disk for example. A reader that went away is no error: the
    /// rest of the answer goes nowhere, as with any Unix tool.
    pub fn answer(&self, text: impl fmt::Display) -> io::Result<()> {
        self.answer_bytes(format!("{text}\n").as_bytes())
    }

    /// Writes bytes of the answer to standard output, as they are.
    ///
    /// # Errors
    /// As [`answer`](Self::answer).
    pub fn answer_bytes(&self, bytes: &[u8]) -> io::Result<()> {
        if self.closed.load(Ordering::Relaxed) {
            return Ok(());
        }
        let mut out = io::stdout().lock();
        self.unless_closed(out.write_all(bytes).and_then(|()| out.flush()))
    }

    /// Whether the reader of standard output went away.
    #[must_use]
    pub fn answer_is_closed(&self) -> bool {
        self.closed.load(Ordering::Relaxed)
    }

    fn unless_closed(&self, result: io::Result<()>) -> io::Result<()> {
        match result {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                self.closed.store(true, Ordering::Relaxed);
                Ok(())
            }
            other => other,
        }
    }

    /// Tells the person something on standard error, unless they asked for quiet.
    pub fn note(&self, text: impl fmt::Display) {
        if self.talk != Talk::Quiet {
            say(text);
        }
    }

    /// Tells the person a step on standard error, when they asked for every step.
    pub fn step(&self, text: impl fmt::Display) {
        if self.talk == Talk::Verbose {
            say(text);
        }
    }

    /// Tells the person what went wrong, on standard error.
    pub fn error(&self, text: impl fmt::Display) {
        say(text);
    }
}

fn say(text: impl fmt::Display) {
    // With standard error gone there is nowhere left to complain.
    let _unheard = io::stderr().lock().write_all(format!("{text}\n").as_bytes());
}

/// Whether the terminal understands escape sequences; on Windows this also switches them on.
fn ansi() -> bool {
    #[cfg(windows)]
    {
        crossterm::ansi_support::supports_ansi()
    }
    #[cfg(not(windows))]
    {
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;

    #[test]
    fn nothing_is_asked_where_nobody_is() {
        let terminal = Terminal::unattended(Talk::Normal);
        assert!(matches!(terminal.ask_line("?"), Err(TerminalError::NobodyToAsk)));
        assert!(matches!(terminal.ask_secret("?"), Err(TerminalError::NobodyToAsk)));
        assert!(matches!(terminal.ask_new_secret("?", "?", "!", "0"), Err(TerminalError::NobodyToAsk)));
        assert!(matches!(terminal.show_secret(&["x"], "?"), Err(TerminalError::NoScreen)));
        assert_eq!(terminal.paint(Stream::Answer, Tone::Bad, "x"), "x");
        assert_eq!(terminal.columns(), None);
    }

    #[test]
    fn a_reader_that_went_away_is_no_error_but_a_full_disk_is() {
        let terminal = Terminal::unattended(Talk::Normal);
        assert!(terminal.unless_closed(Err(io::ErrorKind::StorageFull.into())).is_err());
        assert!(!terminal.answer_is_closed());
        assert!(terminal.unless_closed(Err(io::ErrorKind::BrokenPipe.into())).is_ok());
        assert!(terminal.answer_is_closed());
        assert!(terminal.answer("goes nowhere").is_ok());
    }

    #[test]
    fn every_error_is_said_and_names_the_flag() {
        for language in Language::ALL {
            let catalogue = Catalogue::new(*language);
            let said = TerminalError::NobodyToAsk.say("--confirm", &catalogue);
            assert!(said.contains("--confirm"), "{said}");
            let source = io::Error::other("gone\u{1b}[2J");
            let said = TerminalError::Descriptor { number: 3, source }.say("", &catalogue);
            assert!(said.contains('3') && !said.contains('\u{1b}'), "{said}");
        }
    }
}
