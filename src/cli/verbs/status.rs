//! `status`

use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::report;
use crate::workflow::ask::status;

pub(super) fn run(session: &Session<'_>) -> Result<Exit, Failure> {
    let desk = session.desk()?;
    let page = status(&session.world(), &desk)?;
    session.answer(&page, || report::status::status(&page, session.catalogue, session.terminal.columns()))?;
    let needs = !page.overdue.is_empty()
        || !page.open_intents.is_empty()
        || page.findings > 0
        || !page.media_missing.is_empty();
    Ok(Session::attention_if(needs))
}
