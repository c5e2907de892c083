//! `receipt`

use crate::cli::args::Receipt;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::report;
use crate::workflow::receive::{arrived, opened, receive};

pub(super) fn run(session: &Session<'_>, args: &Receipt) -> Result<Exit, Failure> {
    let (mut desk, keyring) = (session.desk()?, session.keyring()?);
    let world = session.world();
    let id = args.id.to_string();
    let carry_out = desk.carry_out(&id)?;
    let code = match (&args.code.arrived, &args.code.opened) {
        (Some(digits), _) => arrived(digits, &carry_out),
        (None, code) => opened(code.as_deref().unwrap_or_default()),
    };
    let after = receive(&world, &mut desk, &keyring, &carry_out, code)?;
    let view = desk.view(&after, world.clock.now().date());
    session
        .answer(&view, || report::package::received(&view, session.catalogue, session.terminal.columns()))?;
    Ok(Exit::Done)
}
