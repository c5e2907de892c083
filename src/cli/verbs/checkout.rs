//! `checkout`

use std::path::Path;

use crate::base::file;
use crate::cli::args::{Checkout, SlipFormat};
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::domain::carry_out::CarryOut;
use crate::projection::view::{CheckedOutAnswer, Slip};
use crate::report;
use crate::tr;
use crate::workflow::checkout::{self, OnTheWay, PLEDGE};
use crate::workflow::desk::Desk;
use crate::workflow::error::Error;

pub(super) fn run(session: &Session<'_>, args: &Checkout) -> Result<Exit, Failure> {
    let (mut desk, keyring) = (session.desk()?, session.keyring()?);
    let world = session.world();
    let carry_out = desk.carry_out(&args.id.to_string())?;
    let way = OnTheWay { case: args.case.clone(), route: args.route.clone() };
    let person = desk.person_of(&keyring)?.id.clone();
    let again = checkout::is_signed_by(&carry_out, &person, &way);
    let after = if again {
        session.note(&tr!(session.catalogue, "checkout-again", id = carry_out.id()));
        warn_of_device(session, &desk, &carry_out);
        carry_out
    } else {
        desk.check_body(&world, &keyring, checkout::pledging(&carry_out, way.clone()))?;
        if let Some(out) = &args.out {
            check_new(out)?;
        }
        // Before it is signed: what is out on a device keeps that from coming back.
        warn_of_device(session, &desk, &carry_out);
        show_pledge(session, args);
        checkout::check_out(&world, &mut desk, &keyring, &carry_out, way)?
    };
    let slip = checkout::slip(&world, &desk, &after);
    warn_of_numbers(session, &slip);
    let written = match &args.out {
        Some(out) => {
            let text = format(session, args, &desk, &slip);
            file::create_new(out, text.as_bytes())
                .map_err(|source| Error::File { path: out.clone(), source })?;
            Some(out.display().to_string())
        }
        None => None,
    };
    let answer =
        CheckedOutAnswer { carry_out: slip.carry_out.clone(), pledge: PLEDGE, slip_path: written.clone() };
    session.answer(&answer, || match written {
        Some(path) => tr!(session.catalogue, "checkout-written", path = path),
        None => format(session, args, &desk, &slip),
    })?;
    Ok(Exit::Done)
}

/// Numbers that somebody has to write in by hand; where nobody of the office can be called, also how one is registered.
fn warn_of_numbers(session: &Session<'_>, slip: &Slip) {
    if report::slip::nobody_can_be_called(slip) {
        let person = slip.contacts.iter().find_map(|contact| contact.person.as_ref());
        let person = person.map_or("PERSON", |person| person.as_str());
        session.warn(&tr!(session.catalogue, "checkout-nobody-to-call", person = person));
    } else if report::slip::lacks_number(slip) {
        session.warn(&tr!(session.catalogue, "checkout-no-number"));
    }
}

/// Where no rule asks for the device itself to be permitted, that nobody did is said.
fn warn_of_device(session: &Session<'_>, desk: &Desk, carry_out: &CarryOut) {
    let Some(checkout::Unpermitted { device, contract, held_as }) =
        checkout::unpermitted_device(desk, carry_out)
    else {
        return;
    };
    if let Some(id) = held_as {
        session.warn(&tr!(session.catalogue, "checkout-device-held", device = device, id = id));
    }
    session.warn(&match contract {
        Some(contract) => {
            tr!(session.catalogue, "checkout-device-under", device = device, contract = contract)
        }
        None => tr!(session.catalogue, "checkout-device", device = device),
    });
}

/// Before anything is signed: a slip that cannot be written should not be found out afterwards.
fn check_new(out: &Path) -> Result<(), Error> {
    if out.symlink_metadata().is_err() {
        return Ok(());
    }
    let source = std::io::ErrorKind::AlreadyExists.into();
    Err(Error::File { path: out.to_path_buf(), source })
}

/// Whoever signs sees what they sign: a person at a terminal whatever flags say.
fn show_pledge(session: &Session<'_>, args: &Checkout) {
    let title = tr!(session.catalogue, "checkout-pledge", id = args.id.to_string());
    let shown = format!("{title}\n\n{}", report::slip::in_full(PLEDGE, session.terminal.columns()));
    if session.terminal.can_ask() {
        session.terminal.error(&shown);
    } else if !session.everywhere.json {
        session.note(&shown);
    }
}

fn format(session: &Session<'_>, args: &Checkout, desk: &Desk, slip: &Slip) -> String {
    let default = if args.out.is_some() { SlipFormat::Html } else { SlipFormat::Text };
    match args.format.unwrap_or(default) {
        SlipFormat::Text => {
            let columns = if args.out.is_some() { None } else { session.terminal.columns() };
            report::slip::text(slip, session.catalogue, columns)
        }
        SlipFormat::Html => {
            let made = desk.made_at(session.world().clock.now());
            report::slip::page(slip, &made, session.catalogue)
        }
    }
}
