//! Ctrl-C, Ctrl-\ and their like, and what must be put right before the program goes.
//!
//! The first interruption sets a flag that long work watches, so that it ends in order. A second
//! one, or one while a passphrase is being typed, ends the program at once: the terminal's settings
//! and screen are put back first, folders with something confidential in them are removed, and what the
//! ledger needs is durable at every moment anyway.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::alternate;
use crate::base::scratch;

/// What the exit code of an interrupted program is (128 + SIGINT).
const EXIT_INTERRUPTED: i32 = 130;

/// Whether the person interrupted, and what is on the screen meanwhile.
#[derive(Debug, Default)]
pub struct Interrupts {
    flag: AtomicBool,
    /// A secret is on the alternate screen.
    pub(super) shown: AtomicBool,
    /// A secret is being typed, and typing is hidden.
    pub(super) hidden: AtomicBool,
}

impl Interrupts {
    /// Watches for interruptions of this process (Ctrl-C; on Unix also Ctrl-\, SIGTERM and SIGHUP).
    ///
    /// # Errors
    /// When something else watches already, or the system refuses: then each of them ends the program at once.
    pub fn watch() -> io::Result<Arc<Self>> {
        let interrupts = Arc::new(Self::default());
        let watched = Arc::clone(&interrupts);
        let settings = Settings::now();
        on_each(move || {
            let again = watched.flag.swap(true, Ordering::SeqCst);
            if again || watched.hidden.load(Ordering::SeqCst) {
                if watched.shown.load(Ordering::SeqCst) {
                    alternate::clear_and_leave();
                }
                settings.restore();
                scratch::end();
                std::process::exit(EXIT_INTERRUPTED);
            }
        })?;
        Ok(interrupts)
    }

    /// The flag that long work watches.
    #[must_use]
    pub const fn flag(&self) -> &AtomicBool {
        &self.flag
    }

    /// Whether the person interrupted.
    #[must_use]
    pub fn happened(&self) -> bool {
        self.flag.load(Ordering::SeqCst)
    }
}

/// Does `act` at each of them, on a thread of its own.
#[cfg(unix)]
fn on_each(act: impl Fn() + Send + 'static) -> io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM};
    use signal_hook::iterator::Signals;

    let (sender, receiver) = std::sync::mpsc::channel();
    // Where no thread is to be had nothing is caught that nobody would act upon.
    std::thread::Builder::new().name("interrupts".to_owned()).spawn(move || {
        let signals = Signals::new([SIGINT, SIGQUIT, SIGTERM, SIGHUP]);
        let (caught, said) = match signals {
            Ok(signals) => (Some(signals), Ok(())),
            Err(error) => (None, Err(error)),
        };
        let _waited_for = sender.send(said);
        caught.into_iter().for_each(|mut signals| signals.forever().for_each(|_| act()));
    })?;
    receiver.recv().unwrap_or_else(|_| Err(io::ErrorKind::Other.into()))
}

#[cfg(not(unix))]
fn on_each(act: impl Fn() + Send + 'static) -> io::Result<()> {
    ctrlc::set_handler(act).map_err(io::Error::other)
}

/// The terminal's settings as they were when the program began.
#[cfg(unix)]
struct Settings(Option<(std::fs::File, rustix::termios::Termios)>);

#[cfg(unix)]
impl Settings {
    fn now() -> Self {
        let terminal = std::fs::OpenOptions::new().read(true).write(true).open("/dev/tty").ok();
        Self(terminal.and_then(|tty| rustix::termios::tcgetattr(&tty).ok().map(|settings| (tty, settings))))
    }

    fn restore(&self) {
        if let Some((tty, settings)) = &self.0 {
            // Nothing is left to do when the terminal itself is gone.
            let _gone = rustix::termios::tcsetattr(tty, rustix::termios::OptionalActions::Now, settings);
        }
    }
}

/// Windows consoles go back to their settings by themselves.
#[cfg(not(unix))]
struct Settings;

#[cfg(not(unix))]
impl Settings {
    fn now() -> Self {
        Self
    }

    fn restore(&self) {}
}
