//! `duty …`

use crate::cli::args::Duties;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::domain::body::{DutyAsked, DutySent};
use crate::domain::duty::Standing;
use crate::projection::view::DutyView;
use crate::report;
use crate::workflow::duty;
use crate::workflow::enclosed::Enclosed;

pub(super) fn run(session: &Session<'_>, args: &Duties) -> Result<Exit, Failure> {
    let world = session.world();
    match args {
        Duties::List(args) => {
            let mut views = duty::list(&world, &session.desk()?, args.contract.as_ref())?;
            views.retain(|view| !args.overdue || view.standing == Standing::Late);
            answer(session, &views)?;
            Ok(Session::attention_if(views.iter().any(|view| view.standing == Standing::Late)))
        }
        Duties::Sent(args) => {
            let paper = Enclosed::read(&args.evidence)?;
            let body = DutySent {
                about: args.about.clone(),
                contract: args.contract.clone(),
                duty: args.duty,
                evidence: paper.attachment(),
                note: args.note.clone(),
                on: args.on,
            };
            let (mut desk, keyring) = (session.desk()?, session.keyring()?);
            answer(session, &duty::sent(&world, &mut desk, &keyring, body, &paper)?)?;
            Ok(Exit::Done)
        }
        Duties::Asked(args) => {
            let letter = args.evidence.as_deref().map(Enclosed::read).transpose()?;
            let body = DutyAsked {
                by: args.by,
                contract: args.contract.clone(),
                duty: args.duty,
                evidence: letter.as_ref().map(Enclosed::attachment),
                on: args.on,
            };
            let (mut desk, keyring) = (session.desk()?, session.keyring()?);
            answer(session, &duty::asked(&world, &mut desk, &keyring, body, letter.as_ref())?)?;
            Ok(Exit::Done)
        }
    }
}

fn answer(session: &Session<'_>, views: &[DutyView]) -> Result<(), Failure> {
    session.answer(&views, || report::duty::list(views, session.catalogue, session.terminal.columns()))
}
