//! `trace`

use crate::cli::args::{Content, Trace};
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::report;
use crate::tr;
use crate::workflow::ask::{digest_of, digest_of_stdin, trace};
use crate::workflow::error::Error;

pub(super) fn run(session: &Session<'_>, args: &Trace) -> Result<Exit, Failure> {
    let desk = session.desk()?;
    let digest = match &args.content {
        Content::Digest(digest) => *digest,
        Content::File(path) if path.as_os_str() == "-" => digest_of_stdin()?,
        Content::File(path) => digest_of(path)?,
    };
    let lines = trace(&session.world(), &desk, &digest)?;
    session.answer(&lines, || {
        report::asking::trace(&digest, &lines, session.catalogue, session.terminal.columns())
    })?;
    let purged = desk.projection.purged_carry_outs().map_err(Error::from)?;
    if purged > 0 {
        session.warn(&tr!(session.catalogue, "trace-purged", count = purged));
    }
    desk.check_file_lists()?;
    Ok(Exit::Done)
}
