//! `reject`

use crate::cli::args::Reject;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::report;
use crate::tr;
use crate::workflow::{approve, road};

pub(super) fn run(session: &Session<'_>, args: &Reject) -> Result<Exit, Failure> {
    let (mut desk, keyring) = (session.desk()?, session.keyring()?);
    let world = session.world();
    let id = args.id.to_string();
    let carry_out = desk.carry_out(&id)?;
    if carry_out.waiting_extension().is_some() {
        let after = road::reject_extension(&world, &mut desk, &keyring, &carry_out, &args.reason)?;
        let view = desk.view(&after, world.clock.now().date());
        session.answer(&view, || report::road::extension_answered(&view, session.catalogue))?;
        return Ok(Exit::Done);
    }
    approve::reject(&world, &mut desk, &keyring, &carry_out, &args.reason)?;
    let view = desk.view(&desk.carry_out(&id)?, world.clock.now().date());
    session.answer(&view, || tr!(session.catalogue, "reject-done", id = id))?;
    Ok(Exit::Done)
}
