//! `inbox`

use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::report;
use crate::workflow::inbox::inbox;

pub(super) fn run(session: &Session<'_>) -> Result<Exit, Failure> {
    let (desk, keyring) = (session.desk()?, session.keyring()?);
    let tasks = inbox(&session.world(), &desk, desk.person_of(&keyring)?)?;
    session
        .answer(&tasks, || report::asking::inbox(&tasks, session.catalogue, session.terminal.columns()))?;
    let overdue = tasks.iter().any(|task| task.about.overdue());
    Ok(Session::attention_if(overdue))
}
