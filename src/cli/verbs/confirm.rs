//! `confirm`

use crate::cli::args::Confirm;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::report;
use crate::workflow::confirm;

pub(super) fn run(session: &Session<'_>, args: &Confirm) -> Result<Exit, Failure> {
    let (mut desk, keyring) = (session.desk()?, session.keyring()?);
    let world = session.world();
    let carry_out = desk.carry_out(&args.id.to_string())?;
    let note = args.note.as_deref();
    confirm::check(&world, &desk, &keyring, &carry_out, note)?;
    let today = world.clock.now().date();
    let before = desk.view(&carry_out, today);
    let columns = session.terminal.columns();
    session.note(&report::coming_back::to_confirm(&before, session.catalogue, columns));
    let after = confirm::confirm(&world, &mut desk, &keyring, &carry_out, note)?;
    let view = desk.view(&after, today);
    session.answer(&view, || report::coming_back::confirmed(&view, session.catalogue, columns))?;
    Ok(Exit::Done)
}
