//! `outstanding`

use crate::cli::args::Outstanding;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::report;
use crate::workflow::ask::{OutstandingQuery, outstanding};

pub(super) fn run(session: &Session<'_>, args: &Outstanding) -> Result<Exit, Failure> {
    let desk = session.desk()?;
    let query = OutstandingQuery {
        person: args.person.clone(),
        medium: args.medium.clone(),
        contract: args.contract.clone(),
        overdue: args.overdue,
    };
    let lines = outstanding(&session.world(), &desk, &query)?;
    session.answer(&lines, || {
        report::outstanding::outstanding(&lines, session.catalogue, session.terminal.columns())
    })?;
    Ok(Session::attention_if(lines.iter().any(|line| line.carry_out.overdue)))
}
