//! `key new`

use serde_json::json;

use crate::cli::args::Key;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::tr;
use crate::workflow::people;

pub(super) fn run(session: &Session<'_>, args: &Key) -> Result<Exit, Failure> {
    let Key::New(new) = args;
    let path = new.file.display().to_string();
    if new.custody {
        let recipient = people::new_custody_identity(&session.world(), &new.file)?;
        let view = json!({ "path": path, "recipient": recipient });
        session.answer(&view, || recipient.clone())?;
        session.note(&tr!(session.catalogue, "key-custody-made", path = path));
        return Ok(Exit::Done);
    }
    let comment = new.file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let public = people::new_key(&session.world(), &new.file, &comment)?;
    let fingerprint = public.fingerprint().to_string();
    let view = json!({ "path": path, "fingerprint": fingerprint, "public_key": public.to_openssh() });
    session.answer(&view, || fingerprint.clone())?;
    session.note(&tr!(session.catalogue, "key-made", path = path));
    Ok(Exit::Done)
}
