//! `show`

use crate::cli::args::Show;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::report;
use crate::workflow::ask;

pub(super) fn run(session: &Session<'_>, args: &Show) -> Result<Exit, Failure> {
    let desk = session.desk()?;
    let carry_out = desk.carry_out(&args.id.to_string())?;
    let against = match &args.against {
        Some(id) => Some(desk.carry_out(&id.to_string())?),
        None => None,
    };
    let shown = ask::show(&session.world(), &desk, &carry_out, args.files, against.as_ref())?;
    session
        .answer(&shown, || report::carry_out::show(&shown, session.catalogue, session.terminal.columns()))?;
    Ok(Session::attention_if(shown.carry_out.overdue))
}
