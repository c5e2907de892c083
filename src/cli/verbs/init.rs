//! `init`

use serde_json::json;

use crate::cli::args::Init;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::tr;
use crate::workflow::people;

pub(super) fn run(session: &Session<'_>, args: &Init) -> Result<Exit, Failure> {
    let places = session.places()?;
    let keyring = session.keyring()?;
    let home = places.home.display().to_string();
    people::check_not_founded(&places)?;
    session.confirm(&tr!(
        session.catalogue,
        "init-confirm",
        origin = args.origin,
        home = home,
        person = args.person,
        name = args.name
    ))?;
    let (desk, _) =
        people::found(&session.world(), &places, &keyring, &args.origin, args.person.clone(), &args.name)?;
    let fingerprint = keyring.public_key().fingerprint().to_string();
    let view = json!({
        "origin": desk.head.origin,
        "home": home,
        "founder": args.person.as_str(),
        "founder_key": fingerprint,
        "size": desk.head.size,
        "root": desk.head.root,
    });
    session.answer(&view, || {
        tr!(
            session.catalogue,
            "init-done",
            origin = args.origin,
            home = home,
            person = args.person,
            key = fingerprint
        )
    })?;
    Ok(Exit::Done)
}
