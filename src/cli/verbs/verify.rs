//! `verify`

use crate::cli::args::Verify;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::report;
use crate::workflow::evidence::verify;

pub(super) fn run(session: &Session<'_>, args: &Verify) -> Result<Exit, Failure> {
    let lines = verify(&args.file)?;
    session.answer(&lines, || {
        report::audited::verified(&lines, session.catalogue, session.terminal.columns())
    })?;
    let wrong = lines.iter().any(|line| line.problem.is_some());
    Ok(if wrong { Exit::Tampered } else { Exit::Done })
}
