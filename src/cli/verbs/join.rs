//! `join`

use serde_json::json;

use crate::base::file;
use crate::cli::args::Join;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::tr;
use crate::workflow::error::Error;
use crate::workflow::people;

pub(super) fn run(session: &Session<'_>, args: &Join) -> Result<Exit, Failure> {
    let keyring = session.keyring()?;
    let origin = origin(session, args)?;
    let bytes = people::join(&session.world(), &keyring, args.person.clone(), &origin)?;
    let fingerprint = keyring.public_key().fingerprint().to_string();
    match &args.out {
        Some(path) => {
            file::create_new(path, &bytes).map_err(|source| Error::File { path: path.clone(), source })?;
            let shown = path.display().to_string();
            let view = json!({ "path": shown, "person": args.person.as_str(), "fingerprint": fingerprint });
            session.answer(&view, || fingerprint.clone())?;
            session.note(&tr!(session.catalogue, "join-written", path = shown, person = args.person));
        }
        None => {
            session.terminal.answer_bytes(&bytes).map_err(Failure::Output)?;
            session.note(&tr!(session.catalogue, "join-fingerprint", fingerprint = fingerprint));
        }
    }
    Ok(Exit::Done)
}

/// The ledger that the request is for: the one that was named, else the one that lies here.
fn origin(session: &Session<'_>, args: &Join) -> Result<String, Failure> {
    if let Some(origin) = &args.origin {
        return Ok(origin.clone());
    }
    let nowhere = || Error::NoOrigin { person: args.person.clone() };
    if !session.places()?.ledger().exists() {
        return Err(nowhere().into());
    }
    let origin = session.desk()?.head.origin;
    if origin.is_empty() { Err(nowhere().into()) } else { Ok(origin) }
}
