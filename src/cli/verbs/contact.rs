//! `contact …`

use crate::cli::args::ContactTree;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::projection::view::CallListView;
use crate::report;
use crate::workflow::contact::{self, NewContact};

pub(super) fn run(session: &Session<'_>, args: &ContactTree) -> Result<Exit, Failure> {
    let views = match args {
        ContactTree::List(args) => contact::list(&session.desk()?, args.contract.as_ref())?,
        ContactTree::Add(args) => {
            let new = NewContact {
                name: args.name.clone(),
                organization: args.organization.clone(),
                role: args.role.clone(),
                day: args.day.clone(),
                night: args.night.clone(),
                email: args.email.clone(),
                order: args.order,
                side: args.side,
            };
            let (mut desk, keyring) = (session.desk()?, session.keyring()?);
            contact::add(&session.world(), &mut desk, &keyring, &args.contract, new)?
        }
        ContactTree::Remove(args) => {
            let (mut desk, keyring) = (session.desk()?, session.keyring()?);
            let (name, organization) = (&args.name, &args.organization);
            contact::remove(&session.world(), &mut desk, &keyring, &args.contract, name, organization)?
        }
    };
    answer(session, &views)?;
    Ok(Exit::Done)
}

fn answer(session: &Session<'_>, views: &[CallListView]) -> Result<(), Failure> {
    session.answer(&views, || report::contact::list(views, session.catalogue, session.terminal.columns()))
}
