//! `reject`

use crate::cli::args::Reject;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::tr;
use crate::workflow::approve;

pub(super) fn run(session: &Session<'_>, args: &Reject) -> Result<Exit, Failure> {
    let (mut desk, keyring) = (session.desk()?, session.keyring()?);
    let world = session.world();
    let id = args.id.to_string();
    let carry_out = desk.carry_out(&id)?;
    approve::reject(&world, &mut desk, &keyring, &carry_out, &args.reason)?;
    let view = desk.view(&desk.carry_out(&id)?, world.clock.now().date());
    session.answer(&view, || tr!(session.catalogue, "reject-done", id = id))?;
    Ok(Exit::Done)
}
