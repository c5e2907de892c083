//! `submit`

use serde_json::json;

use crate::cli::args::Submit;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::tr;
use crate::workflow::elsewhere;

pub(super) fn run(session: &Session<'_>, args: &Submit) -> Result<Exit, Failure> {
    let mut desk = session.desk()?;
    let said = elsewhere::submit(&session.world(), &mut desk, &args.file, args.signature.as_deref())?;
    let kind = said.statement.body.type_name();
    let view = json!({
        "index": said.index,
        "type": kind,
        "author": said.statement.author.as_str(),
        "statement_sha256": said.digest,
    });
    session.answer(&view, || {
        tr!(session.catalogue, "submit-done", author = said.statement.author, kind = kind, index = said.index)
    })?;
    Ok(Exit::Done)
}
