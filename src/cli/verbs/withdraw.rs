//! `withdraw`

use crate::cli::args::Withdraw;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::tr;
use crate::workflow::approve;

pub(super) fn run(session: &Session<'_>, args: &Withdraw) -> Result<Exit, Failure> {
    let (mut desk, keyring) = (session.desk()?, session.keyring()?);
    let world = session.world();
    let id = args.id.to_string();
    let carry_out = desk.carry_out(&id)?;
    approve::withdraw(&world, &mut desk, &keyring, &carry_out)?;
    let view = desk.view(&desk.carry_out(&id)?, world.clock.now().date());
    session.answer(&view, || tr!(session.catalogue, "withdraw-done", id = id))?;
    Ok(Exit::Done)
}
