//! `backup`, `restore`

use crate::cli::args::{Backup, Restore};
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::report;
use crate::tr;
use crate::workflow::backup::{BackupOrder, backup};
use crate::workflow::restore::{look, restore as put_back};

pub(super) fn run(session: &Session<'_>, args: &Backup) -> Result<Exit, Failure> {
    let mut desk = session.desk()?;
    let keyring = args.sign.then(|| session.keyring()).transpose()?;
    let order = BackupOrder { into: args.into.clone(), custody: !args.no_custody };
    let view = backup(&session.world(), &mut desk, keyring.as_ref(), &order)?;
    let columns = session.terminal.columns();
    session.answer(&view, || report::backup::backup(&view, session.catalogue, columns))?;
    Ok(if view.custody_absent.is_empty() { Exit::Done } else { Exit::Attention })
}

pub(super) fn restore(session: &Session<'_>, args: &Restore) -> Result<Exit, Failure> {
    let (places, world) = (session.places()?, session.world());
    let found = look(&world, &places, &args.from)?;
    let lost = found.view.lost.as_ref();
    session.confirm(&tr!(
        session.catalogue,
        "restore-confirm",
        home = found.view.home.display().to_string(),
        size = found.view.size,
        verified = found.view.verified,
        other = found.view.in_the_way.unwrap_or(0),
        lost = lost.map_or(0, |lost| lost.held_size.saturating_sub(lost.from))
    ))?;
    let view = put_back(&world, &places, found)?;
    let columns = session.terminal.columns();
    session.answer(&view, || report::backup::restored(&view, session.catalogue, columns))?;
    Ok(Exit::Done)
}
