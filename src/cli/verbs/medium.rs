//! `medium add|list|show|set|retire|lost|stock-take`

use crate::cli::args::{
    Medium, MediumAdd as MediumAddArgs, MediumEnd, MediumSet as MediumSetArgs, MediumStockTake,
};
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::domain::body::{MediumAdd, MediumSet};
use crate::domain::names::MediumState;
use crate::projection::view::MediumView;
use crate::report;
use crate::tr;
use crate::workflow::medium;

pub(super) fn run(session: &Session<'_>, args: &Medium) -> Result<Exit, Failure> {
    match args {
        Medium::Add(args) => add(session, args)?,
        Medium::List => {
            let all = medium::list(&session.desk()?);
            session
                .answer(&all, || report::media::media(&all, session.catalogue, session.terminal.columns()))?;
        }
        Medium::Show(which) => answer(session, &medium::show(&session.desk()?, &which.id)?)?,
        Medium::Set(args) => change(session, args)?,
        Medium::Retire(args) => {
            session.confirm(&tr!(session.catalogue, "medium-retire-confirm", medium = args.id))?;
            end(session, args, MediumState::Retired)?;
        }
        Medium::Lost(args) => {
            session.confirm(&tr!(session.catalogue, "medium-lost-confirm", medium = args.id))?;
            end(session, args, MediumState::Lost)?;
            session.warn(&tr!(session.catalogue, "medium-lost-incident", medium = args.id));
        }
        Medium::StockTake(args) => stock_take(session, args)?,
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
        owner: args.owner.clone(),
        place: args.place.clone(),
        serial: args.serial.clone(),
    };
    let record = match &args.device {
        Some(device) => medium::describe(record, device)?,
        None => record,
    };
    let view = medium::add(&session.world(), &mut desk, &keyring, record)?;
    answer(session, &view)?;
    match view.known_by {
        Some("filesystem") => {
            session.warn(&tr!(session.catalogue, "medium-by-filesystem", medium = args.id));
        }
        None => session.warn(&tr!(session.catalogue, "medium-by-nothing", medium = args.id)),
        Some(_) => {}
    }
    Ok(())
}

fn change(session: &Session<'_>, args: &MediumSetArgs) -> Result<(), Failure> {
    let (mut desk, keyring) = (session.desk()?, session.keyring()?);
    let change = match &args.change.device {
        Some(device) => medium::formatted(&desk, &args.id, device)?,
        None => unchanged(args.id.clone()),
    };
    let change = MediumSet { place: args.change.place.clone(), ..change };
    let view = medium::set(&session.world(), &mut desk, &keyring, change)?;
    answer(session, &view)?;
    if view.state == MediumState::Lost {
        session.warn(&tr!(session.catalogue, "medium-lost-stays", medium = args.id));
    }
    Ok(())
}

fn end(session: &Session<'_>, args: &MediumEnd, state: MediumState) -> Result<(), Failure> {
    let (mut desk, keyring) = (session.desk()?, session.keyring()?);
    let change = MediumSet { reason: args.reason.clone(), state: Some(state), ..unchanged(args.id.clone()) };
    answer(session, &medium::set(&session.world(), &mut desk, &keyring, change)?)
}

const fn unchanged(id: crate::domain::names::MediumId) -> MediumSet {
    MediumSet { filesystem: None, filesystem_uuid: None, id, place: None, reason: None, state: None }
}

fn stock_take(session: &Session<'_>, args: &MediumStockTake) -> Result<(), Failure> {
    let (mut desk, keyring) = (session.desk()?, session.keyring()?);
    let note = args.note.clone();
    let world = session.world();
    let view = medium::stock_take(&world, &mut desk, &keyring, &args.seen, &args.device, note)?;
    session.answer(&view, || report::media::stock_take(&view, session.catalogue, session.terminal.columns()))
}

fn answer(session: &Session<'_>, view: &MediumView) -> Result<(), Failure> {
    session.answer(view, || report::media::medium(view, session.catalogue, session.terminal.columns()))
}
