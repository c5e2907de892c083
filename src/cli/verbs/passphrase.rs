//! `passphrase`

use crate::cli::args::Passphrase;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::cli::terminal::TerminalError;
use crate::report;
use crate::report::release::Telling;
use crate::tr;
use crate::workflow::release::{Released, Telling as ToTell, release};

pub(super) fn run(session: &Session<'_>, args: &Passphrase) -> Result<Exit, Failure> {
    let (mut desk, keyring) = (session.desk()?, session.keyring()?);
    // Before anything is recorded: could it be shown at all?
    if session.answers_a_person() && !session.terminal.can_show_secret() {
        return Err(Failure::Terminal { error: TerminalError::NoScreen, flag: "| cat" });
    }
    if session.terminal.answer_leads_nowhere() {
        return Err(Failure::Terminal { error: TerminalError::Nowhere, flag: "| cat" });
    }
    session.answer_from(args.identity_passphrase_fd, None);
    let carry_out = desk.carry_out(&args.id.to_string())?;
    let telling = ToTell { via: args.via, told: args.told.clone(), note: args.note.clone() };
    let released =
        release(&session.world(), &mut desk, &keyring, &carry_out, &telling, args.identity.as_deref())?;
    let shown = if session.answers_a_person() {
        show(session, &released)
    } else {
        session.terminal.answer_secret(&released.passphrase).map_err(Failure::Output)
    };
    if let Err(failure) = shown {
        let (id, told) = (&released.sheet.id, &released.sheet.told);
        session.note(&tr!(session.catalogue, "passphrase-stays-recorded", id = id, told = told));
        return Err(failure);
    }
    if let Some(contact) = &released.sheet.contact
        && !session.answers_a_person()
    {
        session.note(&tr!(session.catalogue, "passphrase-contact", contact = contact));
    }
    session.note(&tr!(
        session.catalogue,
        "passphrase-recorded",
        id = released.sheet.id,
        told = released.sheet.told
    ));
    Ok(Exit::Done)
}

fn show(session: &Session<'_>, released: &Released) -> Result<(), Failure> {
    let sheet = &released.sheet;
    let telling = Telling {
        id: &sheet.id,
        passphrase: &released.passphrase,
        kana: &released.kana,
        told: &sheet.told,
        via: sheet.via,
        contact: sheet.contact.as_deref(),
        marks: &sheet.marks,
    };
    let screen = report::release::screen(&telling, session.catalogue, session.terminal.columns());
    let lines: Vec<&str> = screen.expose().lines().collect();
    let press_key = tr!(session.catalogue, "terminal-press-key");
    session
        .terminal
        .show_secret(&lines, &press_key)
        .map_err(|error| Failure::Terminal { error, flag: "| cat" })
}
