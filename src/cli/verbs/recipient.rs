//! `recipient add|list|show`

use crate::cli::args::{Recipient, RecipientAdd as AddArgs, RecipientRole, Subcontracting};
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::cli::usage::UsageError;
use crate::domain::body::RecipientAdd;
use crate::domain::body::register::Subcontractor;
use crate::domain::names::Opens;
use crate::projection::view::RecipientView;
use crate::report;
use crate::tr;
use crate::workflow::desk::Desk;
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
                subcontractor: subcontractor(session, args, &desk)?,
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

/// Where a subcontractor stands: directly under the office where nobody else is named.
fn subcontractor(
    session: &Session<'_>,
    args: &AddArgs,
    desk: &Desk,
) -> Result<Option<Subcontractor>, Failure> {
    let Subcontracting { role: Some(RecipientRole::Subcontractor), under, tier } = &args.subcontracting
    else {
        return Ok(None);
    };
    let stands = register::tier_under(desk, under.as_ref())?;
    let tier = tier.unwrap_or(stands);
    if tier != stands || under.as_ref() == Some(&args.id) {
        let c = session.catalogue;
        let said = match under {
            Some(under) => tr!(c, "recipient-tier-under", tier = tier, under = under, stands = stands),
            None => tr!(c, "recipient-tier-alone", tier = tier),
        };
        return Err(Failure::Usage(UsageError::new(&said, c)));
    }
    Ok(Some(Subcontractor { tier, under: under.clone() }))
}

fn answer(session: &Session<'_>, view: &RecipientView) -> Result<(), Failure> {
    session.answer(view, || report::register::recipient(view, session.catalogue, session.terminal.columns()))
}
