//! `medium add|list|show|set|retire|lost`

use crate::cli::args::{Medium, MediumAdd as MediumAddArgs, MediumEnd};
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::domain::body::{MediumAdd, MediumSet};
use crate::domain::names::MediumState;
use crate::projection::view::MediumView;
use crate::report;
use crate::tr;
use crate::workflow::register;

pub(super) fn run(session: &Session<'_>, args: &Medium) -> Result<Exit, Failure> {
    match args {
        Medium::Add(args) => add(session, args)?,
        Medium::List => {
            let desk = session.desk()?;
            let all: Vec<MediumView> = desk.registry.media.values().map(MediumView::new).collect();
            session.answer(&all, || {
                report::register::media(&all, session.catalogue, session.terminal.columns())
            })?;
        }
        Medium::Show(which) => answer(session, &register::show_medium(&session.desk()?, &which.id)?)?,
        Medium::Set(args) => {
            let change =
                MediumSet { id: args.id.clone(), place: Some(args.place.clone()), reason: None, state: None };
            set(session, change)?;
        }
        Medium::Retire(args) => {
            session.confirm(&tr!(session.catalogue, "medium-retire-confirm", medium = args.id))?;
            end(session, args, MediumState::Retired)?;
        }
        Medium::Lost(args) => {
            session.confirm(&tr!(session.catalogue, "medium-lost-confirm", medium = args.id))?;
            end(session, args, MediumState::Lost)?;
        }
    }
    Ok(Exit::Done)
}

fn add(session: &Session<'_>, args: &MediumAddArgs) -> Result<(), Failure> {
    let (mut desk, keyring) = (session.desk()?, session.keyring()?);
    let record = MediumAdd {
        capacity_bytes: None,
        filesystem: None,
        filesystem_uuid: None,
        id: args.id.clone(),
        kind: args.kind,
        maker: None,
        model: None,
        place: args.place.clone(),
        serial: args.serial.clone(),
    };
    let record = match &args.device {
        Some(device) => register::describe_medium(record, device)?,
        None => record,
    };
    answer(session, &register::add_medium(&session.world(), &mut desk, &keyring, record)?)
}

fn end(session: &Session<'_>, args: &MediumEnd, state: MediumState) -> Result<(), Failure> {
    let change =
        MediumSet { id: args.id.clone(), place: None, reason: args.reason.clone(), state: Some(state) };
    set(session, change)
}

fn set(session: &Session<'_>, change: MediumSet) -> Result<(), Failure> {
    let (mut desk, keyring) = (session.desk()?, session.keyring()?);
    answer(session, &register::set_medium(&session.world(), &mut desk, &keyring, change)?)
}

fn answer(session: &Session<'_>, view: &MediumView) -> Result<(), Failure> {
    session.answer(view, || report::register::medium(view, session.catalogue, session.terminal.columns()))
}
