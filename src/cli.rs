//! The front door: words in, an exit code out. Nothing below knows a terminal.

pub mod args;
pub mod exit;
pub mod explain;
pub mod failure;
pub mod help;
pub mod progress;
pub mod session;
pub mod terminal;
pub mod usage;
pub mod verbs;
pub mod watcher;

#[cfg(test)]
mod tests;

use std::ffi::OsString;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use crate::cli::args::Args;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::cli::terminal::{Interrupts, Talk, Terminal};
use crate::cli::usage::{Parsed, language_asked, read};
use crate::i18n::{Catalogue, Wishes};
use crate::tr;
use crate::workflow::world::{Random as _, SystemRandom};

/// Said in both languages: without entropy no hash map can be made, and so no catalogue be read.
const NO_ENTROPY: &str = "the system gives no random bytes; nothing was done\n\
    システムから乱数を得られないため、何も行いませんでした";

/// Runs the command line `words` (the program's name first) and returns how it ended.
#[must_use]
pub fn run(words: &[OsString]) -> Exit {
    if SystemRandom.fill(&mut [0]).is_err() {
        Terminal::unattended(Talk::Normal).error(NO_ENTROPY);
        return Exit::Environment;
    }
    let wishes = Wishes { flag: language_asked(words), ..Wishes::from_environment() };
    let catalogue = Catalogue::new(wishes.language());
    let interrupts = Interrupts::watch().unwrap_or_else(|_| Arc::default());
    match read(words, &catalogue) {
        Ok(Parsed::Print(text)) => {
            let terminal = Terminal::new(Talk::Normal, interrupts);
            match terminal.answer(text.trim_end_matches('\n')) {
                Ok(()) => Exit::Done,
                Err(_) => Exit::Environment,
            }
        }
        Ok(Parsed::Run(args)) => run_verb(&args, &catalogue, interrupts),
        Err(error) => {
            let terminal = Terminal::new(Talk::Normal, interrupts);
            // The words make no sense together, so that only this one of them is looked for.
            if words.iter().take_while(|word| *word != "--").any(|word| word == "--json") {
                terminal.error(error.json());
            } else {
                terminal.error(error);
            }
            Exit::Usage
        }
    }
}

fn run_verb(args: &Args, catalogue: &Catalogue, interrupts: Arc<Interrupts>) -> Exit {
    let talk = match (args.everywhere.quiet, args.everywhere.verbose) {
        (true, _) => Talk::Quiet,
        (false, true) => Talk::Verbose,
        (false, false) => Talk::Normal,
    };
    let terminal = Terminal::new(talk, interrupts);
    let session = Session::new(&args.everywhere, &terminal, catalogue);
    // Unwinding has dropped, and thereby wiped, every secret on the way here.
    let ended = catch_unwind(AssertUnwindSafe(|| verbs::run(&session, &args.verb)));
    let Ok(ended) = ended else {
        terminal.error(tr!(catalogue, "verb-bug"));
        return Exit::Bug;
    };
    match ended {
        Ok(exit) => exit,
        Err(failure) => {
            let failure = match (failure, session.take_terminal_failure()) {
                (
                    Failure::Workflow(crate::workflow::error::Error::NobodyToAsk { .. }),
                    Some((error, flag)),
                ) => Failure::Terminal { error, flag },
                (failure, _) => session.judged(failure),
            };
            session.fail(&failure);
            failure.exit()
        }
    }
}
