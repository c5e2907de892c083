//! `article …`

use crate::cli::args::{ArticleBack, ArticleTake, Articles};
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::domain::body::article::Paper;
use crate::projection::view::ArticleView;
use crate::report;
use crate::tr;
use crate::workflow::article::{self, ATTESTATION, Back, GivenPermission, NewArticle};
use crate::workflow::enclosed::Enclosed;

pub(super) fn run(session: &Session<'_>, args: &Articles) -> Result<Exit, Failure> {
    let columns = session.terminal.columns();
    match args {
        Articles::List(args) => {
            let world = session.world();
            let views =
                article::list(&world, &session.desk()?, args.contract.as_ref(), args.open, args.overdue);
            session.answer(&views, || report::article::list(&views, session.catalogue, columns))?;
            let late = views.iter().any(|view| view.overdue);
            Ok(if late { Exit::Attention } else { Exit::Done })
        }
        Articles::Show(args) => {
            let view = article::show(&session.world(), &session.desk()?, args.id.number)?;
            answer(session, &view)?;
            Ok(if view.overdue { Exit::Attention } else { Exit::Done })
        }
        Articles::Take(args) => take(session, args),
        Articles::Approve(args) => answered(session, args.id.number, None),
        Articles::Reject(args) => answered(session, args.id.number, Some(args.reason.clone())),
        Articles::Return(args) => give_back(session, args),
        Articles::Transfer(args) => {
            let (mut desk, keyring, world) = (session.desk()?, session.keyring()?, session.world());
            let (number, to) = (args.id.number, args.to.clone());
            let view = article::transfer(&world, &mut desk, &keyring, number, to, args.reason.clone())?;
            answer(session, &view)?;
            Ok(Exit::Done)
        }
        Articles::Lost(args) => {
            let (mut desk, keyring, world) = (session.desk()?, session.keyring()?, session.world());
            let (number, incident) = (args.id.number, args.incident.to_string());
            let view = article::lost(&world, &mut desk, &keyring, number, &incident, args.note.clone())?;
            answer(session, &view)?;
            Ok(Exit::Done)
        }
    }
}

fn answer(session: &Session<'_>, view: &ArticleView) -> Result<(), Failure> {
    session.answer(view, || report::article::show(view, session.catalogue, session.terminal.columns()))
}

fn answered(session: &Session<'_>, number: u64, reason: Option<String>) -> Result<Exit, Failure> {
    let (mut desk, keyring) = (session.desk()?, session.keyring()?);
    let view = article::answer(&session.world(), &mut desk, &keyring, number, reason)?;
    answer(session, &view)?;
    Ok(Exit::Done)
}

fn take(session: &Session<'_>, args: &ArticleTake) -> Result<Exit, Failure> {
    let paper = args.paper.as_ref().zip(args.count).zip(args.level);
    let letter = args.permission_evidence.as_deref().map(Enclosed::read).transpose()?;
    let permission =
        args.permission.as_ref().zip(args.permitted_on).zip(args.permitted_by.as_ref()).zip(letter).map(
            |(((number, dated), by), letter)| GivenPermission {
                by: by.clone(),
                dated,
                number: number.clone(),
                letter,
            },
        );
    let new = NewArticle {
        contract: args.contract.clone(),
        device: args.device.clone(),
        paper: paper.map(|((title, count), level)| Paper {
            count,
            level,
            people: args.people,
            title: title.clone(),
        }),
        direction: args.direction,
        on: args.on,
        due: args.due,
        measures: args.measures.clone(),
        place: args.place.clone(),
        purpose: args.purpose.clone(),
        repair: args.repair,
        permission,
    };
    let (mut desk, keyring) = (session.desk()?, session.keyring()?);
    let world = session.world();
    desk.check_body(&world, &keyring, article::asking(&world, &desk, &new))?;
    show_attestation(session);
    let view = article::carry(&world, &mut desk, &keyring, &new)?;
    answer(session, &view)?;
    Ok(Exit::Done)
}

/// Whoever signs sees what they sign: a person at a terminal whatever flags say.
fn show_attestation(session: &Session<'_>) {
    let shown = format!("{}\n\n{ATTESTATION}", tr!(session.catalogue, "article-attestation"));
    if session.terminal.can_ask() {
        session.terminal.error(&shown);
    } else if !session.everywhere.json {
        session.note(&shown);
    }
}

fn give_back(session: &Session<'_>, args: &ArticleBack) -> Result<Exit, Failure> {
    let back = Back {
        cleared: args.cleared.clone(),
        saved_to: args.saved_to.clone(),
        destroyed: args.destroyed,
        witness: args.witness.clone(),
        evidence: args.evidence.as_deref().map(Enclosed::read).transpose()?,
        note: args.note.clone(),
    };
    let (mut desk, keyring) = (session.desk()?, session.keyring()?);
    let view = article::give_back(&session.world(), &mut desk, &keyring, args.id.number, back)?;
    answer(session, &view)?;
    Ok(Exit::Done)
}
