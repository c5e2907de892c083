//! `evidence`

use crate::cli::args::Evidence;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::projection::view::dossier::DossierView;
use crate::report;
use crate::workflow::dossier::make;

pub(super) fn run(session: &Session<'_>, args: &Evidence) -> Result<Exit, Failure> {
    let (mut desk, keyring) = (session.desk()?, session.keyring()?);
    let made = make(&session.world(), &mut desk, &keyring, &args.contract, &args.out)?;
    let view = DossierView {
        contract: made.count.contract,
        directory: args.out.display().to_string(),
        index: made.index,
        own: made.count.own.entries,
        beside: made.count.beside.entries,
        withheld: made.count.withheld,
        attachments: made.attachments,
        attachments_withheld: made.attachments_withheld,
        attachments_removed: made.attachments_removed,
        forms: made.forms,
        forms_withheld: made.forms_withheld,
        size: made.head.size,
        root: made.head.root,
    };
    session.answer(&view, || report::dossier::made(&view, session.catalogue, session.terminal.columns()))?;
    Ok(Exit::Done)
}
