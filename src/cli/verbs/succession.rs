//! `succession`

use crate::cli::args::Succession;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::projection::view::succession::SuccessionView;
use crate::report;
use crate::workflow::succession::{Said, succession};

pub(super) fn run(session: &Session<'_>, args: &Succession) -> Result<Exit, Failure> {
    let mut desk = session.desk()?;
    let (catalogue, columns) = (session.catalogue, session.terminal.columns());
    let (Some(person), Some(reason)) = (&args.person, &args.reason) else {
        let all = SuccessionView::all(&desk.registry);
        session.answer(&all, || report::succession::successions(&all, catalogue, columns))?;
        return Ok(Session::attention_if(all.iter().any(SuccessionView::waits)));
    };
    let keyring = session.keyring()?;
    let said = Said { person: person.clone(), reason: reason.clone(), stop: args.stop };
    let view = succession(&session.world(), &mut desk, &keyring, &said)?;
    session.answer(&view, || report::succession::succession(&view, catalogue, columns))?;
    Ok(Exit::Done)
}
