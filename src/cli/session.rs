//! One command being run: its flags, its terminal, its language, and where things lie.

use std::cell::RefCell;
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::base::secret::SecretText;
use crate::cli::args::{Everywhere, KeyName};
use crate::cli::exit::Exit;
use crate::cli::explain::explain;
use crate::cli::failure::Failure;
use crate::cli::terminal::{Stream, Terminal, TerminalError};
use crate::cli::watcher::Watcher;
use crate::i18n::{Catalogue, Prepared};
use crate::ledger::store::sqlite::SqliteStore;
use crate::ledger::store::{EngineFault, StoreError};
use crate::report::json;
use crate::tr;
use crate::workflow::desk::Desk;
use crate::workflow::error::Error;
use crate::workflow::keyring::{KeySource, Keyring};
use crate::workflow::places::{Places, absolute};
use crate::workflow::world::{Ask, SystemClock, SystemRandom, World};

/// Everything that a verb needs from the front door.
pub struct Session<'a> {
    /// Flags that every verb takes.
    pub everywhere: &'a Everywhere,
    /// The person's terminal.
    pub terminal: &'a Terminal,
    /// The language.
    pub catalogue: &'a Catalogue,
    asker: Asker<'a>,
    watcher: Watcher<'a>,
}

impl<'a> Session<'a> {
    /// A session with these flags.
    #[must_use]
    pub fn new(everywhere: &'a Everywhere, terminal: &'a Terminal, catalogue: &'a Catalogue) -> Self {
        let asker = Asker {
            terminal,
            catalogue,
            key_fd: everywhere.key_passphrase_fd,
            fds: RefCell::default(),
            failed: RefCell::default(),
        };
        Self { everywhere, terminal, catalogue, asker, watcher: Watcher::new(terminal, catalogue) }
    }

    /// The world as the lower floors see it.
    #[must_use]
    pub fn world(&self) -> World<'_> {
        World {
            clock: &SystemClock,
            random: &SystemRandom,
            ask: &self.asker,
            watch: &self.watcher,
            cancel: self.terminal.cancel(),
        }
    }

    /// What a failure is once nothing is open any more: a ledger that the system does not read is not called malformed.
    pub fn judged(&self, failure: Failure) -> Failure {
        let malformed = |error: &Error| match error.uncited() {
            Error::Store(StoreError::Engine(engine)) => engine.fault == EngineFault::Malformed,
            _ => false,
        };
        let unread = match &failure {
            Failure::Workflow(error) if malformed(error) => {
                self.places().ok().and_then(|places| SqliteStore::unreadable(&places.ledger()))
            }
            _ => None,
        };
        unread.map_or(failure, Failure::from)
    }

    /// Where things lie.
    ///
    /// # Errors
    /// [`Failure::NoHome`] when the system names no directories and none was given.
    pub fn places(&self) -> Result<Places, Failure> {
        let own = directories::ProjectDirs::from("", "", "sekisho");
        let home = match (&self.everywhere.home, &own) {
            (Some(home), _) => home.clone(),
            (None, Some(own)) => own.data_dir().to_path_buf(),
            (None, None) => return Err(Failure::NoHome),
        };
        let own = own.ok_or(Failure::NoHome)?;
        let state = own.state_dir().unwrap_or_else(|| own.data_local_dir()).to_path_buf();
        let home = absolute(&home).map_err(|source| Error::File { path: home.clone(), source })?;
        Ok(Places { home, cache: own.cache_dir().to_path_buf(), state })
    }

    /// The desk: the ledger opened and caught up with.
    ///
    /// # Errors
    /// Whatever opening it fails with.
    pub fn desk(&self) -> Result<Desk, Failure> {
        let desk = Desk::open(&self.places()?)?;
        self.mention_findings(&desk)?;
        Ok(desk)
    }

    /// The desk for opening an incident: even where the history is not the one verified before, which is
    /// then said and handed back.
    ///
    /// # Errors
    /// Whatever opening it fails with otherwise.
    pub fn desk_anyway(&self) -> Result<(Desk, Option<Error>), Failure> {
        let (desk, wrong) = Desk::open_anyway(&self.places()?)?;
        if let Some(wrong) = &wrong {
            self.warn(&explain(wrong, self.catalogue).message);
        }
        self.mention_findings(&desk)?;
        Ok((desk, wrong))
    }

    /// An entry without effect is nobody's command to refuse, but everybody should know of it.
    fn mention_findings(&self, desk: &Desk) -> Result<(), Failure> {
        let findings = desk.open_findings()?;
        let wrong = findings.iter().filter(|finding| finding.is_tampering()).count();
        if wrong > 0 {
            self.warn(&tr!(self.catalogue, "verb-findings", count = wrong));
        }
        Ok(())
    }

    /// The key named by `--key`, not yet unlocked.
    ///
    /// # Errors
    /// [`Error::NoKey`] where none was named; whatever finding it fails with.
    pub fn keyring(&self) -> Result<Keyring, Failure> {
        let name = self.everywhere.key.as_ref().ok_or(Error::NoKey)?;
        let source = match name {
            KeyName::Fingerprint(fingerprint) => KeySource::Fingerprint(fingerprint.clone()),
            KeyName::File(path) => KeySource::File(path.clone()),
        };
        let socket = std::env::var_os("SSH_AUTH_SOCK").filter(|socket| !socket.is_empty()).map(PathBuf::from);
        Ok(Keyring::find(source, socket.as_deref())?)
    }

    /// Gives the answer: as JSON where that was asked for, else as `text` says it.
    ///
    /// # Errors
    /// When standard output cannot be written.
    pub fn answer(&self, view: &impl Serialize, text: impl FnOnce() -> String) -> Result<(), Failure> {
        if self.everywhere.json {
            let json = json::pretty(view).map_err(|error| Failure::Output(std::io::Error::other(error)))?;
            return self.print(&json);
        }
        self.print(&text())
    }

    /// Prints lines of the answer.
    ///
    /// # Errors
    /// When standard output cannot be written.
    pub fn print(&self, text: &str) -> Result<(), Failure> {
        self.terminal.answer(text.trim_end_matches('\n')).map_err(Failure::Output)
    }

    /// Says on standard error why a verb did not end as it should, in a pair: what happened, and what to do. With `--json` as
    /// one object.
    pub fn fail(&self, failure: &Failure) {
        match failure.explanation(self.catalogue) {
            Err(usage) if self.everywhere.json => self.terminal.error(usage.json()),
            Err(usage) => self.terminal.error(usage),
            Ok(explanation) if self.everywhere.json => self.terminal.error(explanation.json()),
            Ok(explanation) => self.terminal.error(explanation.text(self.catalogue)),
        }
    }

    /// Tells the person something that is not the answer.
    pub fn note(&self, text: &str) {
        self.terminal.note(text);
    }

    /// Warns of something that does not stop the command.
    pub fn warn(&self, text: &str) {
        self.terminal.note(tr!(self.catalogue, "say-warning", what = Prepared(text)));
    }

    /// Asks whether to go on; `--yes` answers.
    ///
    /// # Errors
    /// [`Error::NobodyToAsk`] where nobody can be asked; [`Failure::NotConfirmed`].
    pub fn confirm(&self, question: &str) -> Result<(), Failure> {
        if self.everywhere.yes {
            return Ok(());
        }
        if !self.terminal.can_ask() {
            return Err(Error::NobodyToAsk { flag: "--yes" }.into());
        }
        let prompt = tr!(self.catalogue, "verb-yes-no", question = Prepared(question));
        let typed = self.ask_line(&prompt, "--yes")?;
        match typed.trim().to_lowercase().as_str() {
            "y" | "yes" | "はい" => Ok(()),
            _ => Err(Failure::NotConfirmed),
        }
    }

    /// Asks for one line.
    ///
    /// # Errors
    /// [`Failure::Terminal`].
    pub fn ask_line(&self, prompt: &str, flag: &'static str) -> Result<String, Failure> {
        self.terminal.ask_line(prompt).map_err(|error| Failure::Terminal { error, flag })
    }

    /// Whether standard output is read by a person at a terminal.
    #[must_use]
    pub fn answers_a_person(&self) -> bool {
        self.terminal.is_terminal(Stream::Answer)
    }

    /// Lets `--identity-passphrase-fd` and `--passphrase-fd` answer.
    pub fn answer_from(&self, identity: Option<u32>, package: Option<u32>) {
        *self.asker.fds.borrow_mut() = Descriptors { identity, package };
    }

    /// Why the terminal gave no answer, where that is what a failure came from.
    #[must_use]
    pub fn take_terminal_failure(&self) -> Option<(TerminalError, &'static str)> {
        self.asker.failed.borrow_mut().take()
    }

    /// The exit of an answer that may need attention.
    #[must_use]
    pub const fn attention_if(needs: bool) -> Exit {
        if needs { Exit::Attention } else { Exit::Done }
    }
}

/// Asks the person, or the descriptors that answer for them.
struct Asker<'a> {
    terminal: &'a Terminal,
    catalogue: &'a Catalogue,
    key_fd: Option<u32>,
    fds: RefCell<Descriptors>,
    failed: RefCell<Option<(TerminalError, &'static str)>>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Descriptors {
    identity: Option<u32>,
    package: Option<u32>,
}

impl Asker<'_> {
    fn secret(
        &self,
        fd: Option<u32>,
        flag: &'static str,
        ask: impl FnOnce() -> Result<SecretText, TerminalError>,
    ) -> Option<SecretText> {
        let answer = match fd {
            Some(fd) => self.terminal.read_secret(fd),
            None => ask(),
        };
        match answer {
            Ok(secret) => Some(secret),
            Err(error) => {
                *self.failed.borrow_mut() = Some((error, flag));
                None
            }
        }
    }

    fn prompt(&self, path: &Path) -> String {
        tr!(self.catalogue, "verb-ask-key-passphrase", path = path.display().to_string())
    }
}

impl Ask for Asker<'_> {
    fn key_passphrase(&self, path: &Path) -> Option<SecretText> {
        self.secret(self.key_fd, "--key-passphrase-fd", || self.terminal.ask_secret(&self.prompt(path)))
    }

    fn new_key_passphrase(&self, path: &Path) -> Option<SecretText> {
        let prompt = tr!(self.catalogue, "verb-ask-new-passphrase", path = path.display().to_string());
        let again = tr!(self.catalogue, "terminal-again");
        let differ = tr!(self.catalogue, "terminal-differ");
        let empty = tr!(self.catalogue, "terminal-empty");
        self.secret(self.key_fd, "--key-passphrase-fd", || {
            self.terminal.ask_new_secret(&prompt, &again, &differ, &empty)
        })
    }

    fn identity_passphrase(&self, path: &Path) -> Option<SecretText> {
        let fd = self.fds.borrow().identity;
        self.secret(fd, "--identity-passphrase-fd", || self.terminal.ask_secret(&self.prompt(path)))
    }

    fn package_passphrase(&self) -> Option<SecretText> {
        let fd = self.fds.borrow().package;
        let prompt = tr!(self.catalogue, "verb-ask-package-passphrase");
        self.secret(fd, "--passphrase-fd", || self.terminal.ask_secret(&prompt))
    }

    fn replug(&self, device: &Path) -> Option<PathBuf> {
        if !self.terminal.can_ask() {
            return None;
        }
        let prompt = tr!(self.catalogue, "verb-ask-replug", device = device.display().to_string());
        match self.terminal.ask_line(&prompt) {
            Ok(typed) if typed.trim().is_empty() => Some(device.to_path_buf()),
            Ok(typed) => Some(PathBuf::from(typed.trim())),
            Err(error) => {
                *self.failed.borrow_mut() = Some((error, "--device"));
                None
            }
        }
    }
}
