//! `purge`

use crate::cli::args::Purge;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::report;
use crate::tr;
use crate::workflow::purge::{Meant, due, plan, purge};

pub(super) fn run(session: &Session<'_>, args: &Purge) -> Result<Exit, Failure> {
    let (mut desk, world) = (session.desk()?, session.world());
    let (catalogue, columns) = (session.catalogue, session.terminal.columns());
    if args.list {
        let plan = plan(&world, &desk, args.before)?;
        session.answer(&plan, || report::purge::plan(&plan, catalogue, columns))?;
        return Ok(Exit::Done);
    }
    let keyring = session.keyring()?;
    let meant = match args.before {
        Some(day) => Meant::EndedBefore(day),
        None => Meant::Ids(args.ids.iter().map(ToString::to_string).collect()),
    };
    let carry_outs = due(&world, &desk, &keyring, &meant)?;
    if let (Some(first), Some(last)) = (carry_outs.first(), carry_outs.last()) {
        let count = carry_outs.len();
        let confirms = carry_outs.iter().filter(|carry_out| carry_out.purge_asked().is_some()).count();
        session.confirm(&tr!(
            catalogue,
            "purge-confirm",
            count = count,
            confirms = confirms,
            first = first.id(),
            last = last.id()
        ))?;
    }
    let done = purge(&world, &mut desk, &keyring, &carry_outs)?;
    session.answer(&done, || report::purge::done(&done, catalogue, columns))?;
    Ok(Exit::Done)
}
