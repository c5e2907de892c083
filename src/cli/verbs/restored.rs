//! `restored`

use crate::cli::args::Restored;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::cli::verbs::audit::held_elsewhere;
use crate::report;
use crate::workflow::restored::{Loss, restored};

pub(super) fn run(session: &Session<'_>, args: &Restored) -> Result<Exit, Failure> {
    let (mut desk, wrong) = session.desk_anyway()?;
    let keyring = session.keyring()?;
    let against = args.against.as_ref().map(held_elsewhere);
    let loss = Loss { reason: args.reason.clone(), against, kept_size: args.kept };
    let view = restored(&session.world(), &mut desk, wrong, &keyring, &loss)?;
    session
        .answer(&view, || report::restored::restored(&view, session.catalogue, session.terminal.columns()))?;
    Ok(Exit::Done)
}
