//! `training …`, `pledge` and `asset …`

use std::collections::BTreeSet;

use crate::cli::args::{Asset, AssetEnding, Pledge, Training};
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::domain::body::asset::Exchange;
use crate::domain::body::{
    AssetAdd, AssetCheck, AssetConfirm, AssetCopies, AssetEnd, AssetSet, Body, Training as TrainingBody,
};
use crate::domain::names::{AssetId, Level, Method, PersonId};
use crate::projection::view::{AssetView, StaffView};
use crate::report;
use crate::workflow::enclosed::Enclosed;
use crate::workflow::staff;

pub(super) fn training(session: &Session<'_>, args: &Training) -> Result<Exit, Failure> {
    let views = match args {
        Training::List => staff::staff(&session.desk()?),
        Training::Add(args) => {
            let evidence = args.evidence.as_deref().map(Enclosed::read).transpose()?;
            let body = TrainingBody {
                contract: args.contract.clone(),
                evidence: evidence.as_ref().map(Enclosed::attachment),
                on: args.on,
                people: sorted(&args.people),
                topic: args.topic.clone(),
            };
            let (mut desk, keyring) = (session.desk()?, session.keyring()?);
            staff::teach(&session.world(), &mut desk, &keyring, body, evidence.as_ref())?
        }
    };
    answer_staff(session, &views)
}

fn sorted(people: &[PersonId]) -> Vec<PersonId> {
    people.iter().collect::<BTreeSet<_>>().into_iter().cloned().collect()
}

fn answer_staff(session: &Session<'_>, views: &[StaffView]) -> Result<Exit, Failure> {
    session.answer(&views, || report::staff::staff(views, session.catalogue, session.terminal.columns()))?;
    Ok(Exit::Done)
}

pub(super) fn pledge(session: &Session<'_>, args: &Pledge) -> Result<Exit, Failure> {
    let paper = args.paper.as_deref().map(Enclosed::read).transpose()?;
    if paper.is_none() {
        session.note(&report::slip::in_full(staff::PLEDGE, session.terminal.columns()));
    }
    let (mut desk, keyring) = (session.desk()?, session.keyring()?);
    let on_paper = args.person.clone().zip(paper);
    let contract = args.contract.clone();
    let view = staff::pledge(&session.world(), &mut desk, &keyring, args.occasion, contract, on_paper)?;
    answer_staff(session, &[view])
}

pub(super) fn asset(session: &Session<'_>, args: &Asset) -> Result<Exit, Failure> {
    let views = match args {
        Asset::List(args) => {
            let views = staff::assets(&session.desk()?, args.contract.as_ref());
            let (c, columns) = (session.catalogue, session.terminal.columns());
            session.answer(&views, || report::asset::list(&views, c, columns))?;
            return Ok(Exit::Done);
        }
        Asset::Show(which) => vec![staff::show_asset(&session.desk()?, &which.id)?],
        Asset::Set(args) => {
            let (mut desk, keyring) = (session.desk()?, session.keyring()?);
            let body = AssetSet {
                contract: staff::show_asset(&desk, &args.id)?.contract,
                count: args.count,
                from: args.from.clone(),
                handlers: sorted(&args.handlers),
                id: args.id.clone(),
                means: args.means.clone(),
                medium: args.medium.clone(),
                note: args.note.clone(),
                people: args.people,
                place: args.place.clone(),
                purpose: args.purpose.clone(),
                received_by: args.received_by.clone(),
                until: args.until,
            };
            let world = session.world();
            vec![staff::of_asset(&world, &mut desk, &keyring, &args.id, Body::AssetSet(body), None)?]
        }
        Asset::Confirm(args) => {
            let evidence = args.evidence.as_deref().map(Enclosed::read).transpose()?;
            let (mut desk, keyring) = (session.desk()?, session.keyring()?);
            let body = AssetConfirm {
                by: args.by.clone(),
                contract: staff::show_asset(&desk, &args.id)?.contract,
                evidence: evidence.as_ref().map(Enclosed::attachment),
                id: args.id.clone(),
                note: args.note.clone(),
                of: if args.end { Exchange::End } else { Exchange::Receipt },
            };
            let (world, body) = (session.world(), Body::AssetConfirm(body));
            vec![staff::of_asset(&world, &mut desk, &keyring, &args.id, body, evidence.as_ref())?]
        }
        Asset::Add(args) => {
            let (mut desk, keyring) = (session.desk()?, session.keyring()?);
            let record = AssetAdd {
                contract: args.contract.clone(),
                copies_permitted: args.copies_permitted,
                count: args.count,
                from: args.from.clone(),
                handlers: sorted(&args.handlers),
                id: args.id.clone(),
                level: args.level,
                means: args.means.clone(),
                medium: args.medium.clone(),
                name: args.name.clone(),
                people: args.people,
                place: args.place.clone(),
                purpose: args.purpose.clone(),
                received: args.received,
                received_by: match &args.received_by {
                    Some(person) => Some(person.clone()),
                    None if args.from.is_some() => Some(desk.person_of(&keyring)?.id.clone()),
                    None => None,
                },
                until: args.until,
            };
            let added = staff::add_asset(&session.world(), &mut desk, &keyring, record)?;
            if args.level == Level::Unknown {
                let view = staff::question(&desk, &args.contract)?;
                session.note(&report::question::text(&view, session.catalogue, session.terminal.columns()));
            }
            vec![added]
        }
        Asset::Check(args) => {
            let body = AssetCheck {
                contract: args.contract.clone(),
                found: args.found.clone(),
                note: args.note.clone(),
            };
            let (mut desk, keyring) = (session.desk()?, session.keyring()?);
            let missing = staff::check_assets(&session.world(), &mut desk, &keyring, body)?;
            session.answer(&missing, || {
                report::asset::missing(&missing, session.catalogue, session.terminal.columns())
            })?;
            return Ok(Exit::Done);
        }
        Asset::Question(args) => {
            let view = staff::question(&session.desk()?, &args.contract)?;
            session.answer(&view, || {
                report::question::text(&view, session.catalogue, session.terminal.columns())
            })?;
            return Ok(Exit::Done);
        }
        Asset::Copies(args) => {
            let evidence = args.evidence.as_deref().map(Enclosed::read).transpose()?;
            let (mut desk, keyring) = (session.desk()?, session.keyring()?);
            let body = AssetCopies {
                contract: staff::show_asset(&desk, &args.id)?.contract,
                evidence: evidence.as_ref().map(Enclosed::attachment),
                gone: args.gone,
                id: args.id.clone(),
                made: args.made,
                note: args.note.clone(),
                place: args.place.clone(),
            };
            let world = session.world();
            vec![staff::of_asset(
                &world,
                &mut desk,
                &keyring,
                &args.id,
                Body::AssetCopies(body),
                evidence.as_ref(),
            )?]
        }
        Asset::Return(args) => end(session, &args.id, &args.end, None, Some(args.to.clone()))?,
        Asset::Dispose(args) => end(session, &args.id, &args.end, Some(args.method), None)?,
    };
    session.answer(&views, || report::asset::shown(&views, session.catalogue, session.terminal.columns()))?;
    Ok(Exit::Done)
}

fn end(
    session: &Session<'_>,
    id: &AssetId,
    said: &AssetEnding,
    method: Option<Method>,
    to: Option<String>,
) -> Result<Vec<AssetView>, Failure> {
    let evidence = said.evidence.as_deref().map(Enclosed::read).transpose()?;
    let body = AssetEnd {
        evidence: evidence.as_ref().map(Enclosed::attachment),
        id: id.clone(),
        method,
        note: said.note.clone(),
        on: said.on,
        place: said.place.clone(),
        to,
        witness: said.witness.clone(),
    };
    let (mut desk, keyring) = (session.desk()?, session.keyring()?);
    let evidence = evidence.as_ref();
    Ok(vec![staff::of_asset(&session.world(), &mut desk, &keyring, id, Body::AssetEnd(body), evidence)?])
}
