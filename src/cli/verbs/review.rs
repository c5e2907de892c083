//! `review`

use crate::cli::args::Review as Asked;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::projection::view::review::ReviewShown;
use crate::report;
use crate::workflow::review::{Review, review, reviews, show};

pub(super) fn run(session: &Session<'_>, asked: &Asked) -> Result<Exit, Failure> {
    let shown = match asked {
        Asked::List(args) => {
            let views = reviews(&session.desk()?, args.contract.as_ref());
            session.answer(&views, || {
                report::review::reviews(&views, session.catalogue, session.terminal.columns())
            })?;
            return Ok(Exit::Done);
        }
        Asked::Show(args) => show(&session.desk()?, args.index)?,
        Asked::Add(args) => {
            let (mut desk, keyring) = (session.desk()?, session.keyring()?);
            let said = Review {
                from: args.from,
                until: args.until,
                contract: args.contract.clone(),
                note: args.note.clone(),
                findings: args.findings.clone(),
            };
            review(&session.world(), &mut desk, &keyring, said)?
        }
    };
    answer(session, &shown)
}

fn answer(session: &Session<'_>, shown: &ReviewShown) -> Result<Exit, Failure> {
    session.answer(shown, || report::review::review(shown, session.catalogue, session.terminal.columns()))?;
    Ok(Exit::Done)
}
