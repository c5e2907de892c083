//! `recover`

use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::report;
use crate::workflow::recover::recover;

pub(super) fn run(session: &Session<'_>) -> Result<Exit, Failure> {
    let (mut desk, keyring) = (session.desk()?, session.keyring()?);
    let closed = recover(&session.world(), &mut desk, &keyring)?;
    session.answer(&closed, || {
        report::package::recovered(&closed, session.catalogue, session.terminal.columns())
    })?;
    Ok(Exit::Done)
}
