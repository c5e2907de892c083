//! `custody reseal`

use crate::cli::args::{CustodyFiles, Reseal};
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::report;
use crate::workflow::reseal::{kept_by, reseal as seal_anew};

pub(super) fn run(session: &Session<'_>, args: &CustodyFiles) -> Result<Exit, Failure> {
    match args {
        CustodyFiles::Reseal(args) => reseal(session, args),
    }
}

fn reseal(session: &Session<'_>, args: &Reseal) -> Result<Exit, Failure> {
    let (mut desk, keyring) = (session.desk()?, session.keyring()?);
    session.answer_from(args.identity_passphrase_fd, None);
    let carry_outs = if args.which.all {
        kept_by(&desk, &keyring)?
    } else {
        args.which.ids.iter().map(|id| desk.carry_out(&id.to_string())).collect::<Result<_, _>>()?
    };
    let identity = args.identity.as_deref();
    let views = seal_anew(&session.world(), &mut desk, &keyring, &carry_outs, identity)?;
    let columns = session.terminal.columns();
    session.answer(&views, || report::custody::resealed(&views, session.catalogue, columns))?;
    Ok(Exit::Done)
}
