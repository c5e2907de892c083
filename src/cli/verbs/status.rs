//! `status`

use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::report;
use crate::workflow::day::status;

pub(super) fn run(session: &Session<'_>) -> Result<Exit, Failure> {
    let desk = session.desk()?;
    let page = status(&session.world(), &desk)?;
    session.answer(&page, || report::status::status(&page, session.catalogue, session.terminal.columns()))?;
    Ok(Session::attention_if(page.needs_attention()))
}
