//! `acknowledge`

use crate::cli::args::Acknowledge;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::report;
use crate::workflow::acknowledge::acknowledge;

pub(super) fn run(session: &Session<'_>, args: &Acknowledge) -> Result<Exit, Failure> {
    let (mut desk, keyring) = (session.desk()?, session.keyring()?);
    let view = acknowledge(&session.world(), &mut desk, &keyring, args.index, args.reason.clone())?;
    session.answer(&view, || {
        report::acknowledge::acknowledged(&view, session.catalogue, session.terminal.columns())
    })?;
    Ok(Exit::Done)
}
