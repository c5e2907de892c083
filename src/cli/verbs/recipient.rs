//! `recipient add|list|show`

use crate::cli::args::Recipient;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::domain::body::RecipientAdd;
use crate::domain::names::Opens;
use crate::projection::view::RecipientView;
use crate::report;
use crate::workflow::register;

pub(super) fn run(session: &Session<'_>, args: &Recipient) -> Result<Exit, Failure> {
    match args {
        Recipient::Add(args) => {
            let (mut desk, keyring) = (session.desk()?, session.keyring()?);
            let record = RecipientAdd {
                age_keys: args.age_keys.clone(),
                email: args.contact.email.clone(),
                id: args.id.clone(),
                name: args.name.clone(),
                opens: args.opens.unwrap_or(Opens::Age),
                organization: args.organization.clone(),
                phone: args.contact.phone.clone(),
                subcontractor: None,
            };
            answer(session, &register::add_recipient(&session.world(), &mut desk, &keyring, record)?)?;
        }
        Recipient::List => {
            let desk = session.desk()?;
            let all: Vec<RecipientView> = desk.registry.recipients.values().map(RecipientView::new).collect();
            session.answer(&all, || {
                report::register::recipients(&all, session.catalogue, session.terminal.columns())
            })?;
        }
        Recipient::Show(which) => answer(session, &register::show_recipient(&session.desk()?, &which.id)?)?,
    }
    Ok(Exit::Done)
}

fn answer(session: &Session<'_>, view: &RecipientView) -> Result<(), Failure> {
    session.answer(view, || report::register::recipient(view, session.catalogue, session.terminal.columns()))
}
