//! `witness`

use crate::cli::args::Witness;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::projection::view::DisposalAnswer;
use crate::report;
use crate::workflow::witness::witness;

pub(super) fn run(session: &Session<'_>, args: &Witness) -> Result<Exit, Failure> {
    let (mut desk, keyring) = (session.desk()?, session.keyring()?);
    let world = session.world();
    let external = args.external.as_deref().zip(args.evidence.as_deref());
    let (carry_out, disposed) = witness(&world, &mut desk, &keyring, args.which.0, external)?;
    let answer = DisposalAnswer {
        carry_out: desk.view(&carry_out, world.clock.now().date()),
        disposal: disposed.id(),
        at_medium: None,
        not_replugged: None,
    };
    session.answer(&answer, || {
        report::coming_back::witnessed(&answer, session.catalogue, session.terminal.columns())
    })?;
    Ok(Exit::Done)
}
