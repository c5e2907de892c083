//! `return`

use crate::cli::args::Return;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::projection::view::ReturnAnswer;
use crate::report;
use crate::workflow::give_back::{GiveBack, give_back};

pub(super) fn run(session: &Session<'_>, args: &Return) -> Result<Exit, Failure> {
    let (mut desk, keyring) = (session.desk()?, session.keyring()?);
    let world = session.world();
    let carry_out = desk.carry_out(&args.id.to_string())?;
    let order = GiveBack {
        at: args.at.clone(),
        scan: args.scan,
        saved_to: args.saved_to.clone(),
        copies: args.copies.clone(),
        note: args.note.clone(),
    };
    let given = give_back(&world, &mut desk, &keyring, &carry_out, &order)?;
    let answer = ReturnAnswer {
        carry_out: desk.view(&given.carry_out, world.clock.now().date()),
        at_medium: given.at_medium,
        kept_for: given.kept_for,
    };
    session.answer(&answer, || {
        report::coming_back::returned(&answer, session.catalogue, session.terminal.columns())
    })?;
    Ok(Exit::Done)
}
