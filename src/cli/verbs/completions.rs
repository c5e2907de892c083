//! `completions`

use crate::cli::args::Completions;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::help;
use crate::cli::session::Session;

pub(super) fn run(session: &Session<'_>, args: &Completions) -> Result<Exit, Failure> {
    let script = help::completions(args.shell, session.catalogue);
    session.terminal.answer_bytes(&script).map_err(Failure::Output)?;
    Ok(Exit::Done)
}
