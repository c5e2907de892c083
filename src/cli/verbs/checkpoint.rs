//! `checkpoint`

use serde_json::json;

use crate::base::file;
use crate::cli::args::CheckpointNote;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::i18n::Text;
use crate::tr;
use crate::workflow::checkpoint::checkpoint;
use crate::workflow::error::Error;

pub(super) fn run(session: &Session<'_>, args: &CheckpointNote) -> Result<Exit, Failure> {
    let desk = session.desk()?;
    let keyring = if args.sign { Some(session.keyring()?) } else { None };
    let note = checkpoint(&session.world(), &desk, keyring.as_ref())?;
    let head = &desk.head;
    let path = args.out.as_ref().map(|path| path.display().to_string());
    let view = json!({
        "origin": head.origin, "size": head.size, "root": head.root, "note": note, "path": path,
    });
    match &args.out {
        Some(out) => {
            file::create_new(out, note.as_bytes())
                .map_err(|source| Error::File { path: out.clone(), source })?;
            let shown = path.unwrap_or_default();
            session.answer(&view, || {
                tr!(session.catalogue, "checkpoint-written", path = shown, size = head.size)
            })?;
        }
        None => session.answer(&view, || note.clone())?,
    }
    if session.answers_a_person() {
        session.note(&tr!(session.catalogue, "checkpoint-keep", size = Text(head.size), root = head.root));
    }
    Ok(Exit::Done)
}
