//! `request`

use crate::base::limits::{CONFIRM_DIGITS, MAIL_BYTES_MAX};
use crate::cli::args::{PersonalData as PersonalDataArg, Request as Args};
use crate::cli::exit::Exit;
use crate::cli::explain::explain;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::cli::usage::UsageError;
use crate::domain::body::request::PersonalData;
use crate::domain::names::{AssetId, ContractId, Kind, Level, Via};
use crate::i18n::Bytes;
use crate::package::volume::raw_bytes_for_mail;
use crate::projection::view::RequestAnswer;
use crate::report;
use crate::tr;
use crate::workflow::desk::Desk;
use crate::workflow::elsewhere;
use crate::workflow::request::{Ask, Asked, like, request};
use crate::workflow::staff;

pub(super) fn run(session: &Session<'_>, args: &Args) -> Result<Exit, Failure> {
    let (mut desk, keyring) = (session.desk()?, session.keyring()?);
    let world = session.world();
    let ask = ask(session, &desk, args)?;
    let asked = request(&world, &mut desk, &keyring, &args.paths, &ask)?;
    note_renamed(session, &asked);
    let carry_out = &asked.carry_out;
    tell_hints(session, &asked, ask.personal_data);
    super::ended::warn(session, &desk, carry_out);
    let view = desk.view(carry_out, world.clock.now().date());
    let answer = RequestAnswer { carry_out: view.clone(), hints: asked.hints.clone() };
    session.answer(&answer, || {
        if session.answers_a_person() {
            tr!(
                session.catalogue,
                "request-done",
                id = view.id,
                files = view.file_count,
                size = Bytes(view.total_bytes),
                digits = view.manifest_sha256.prefix(CONFIRM_DIGITS),
                need = view.approvals_needed.unwrap_or_default()
            )
        } else {
            view.id.clone()
        }
    })?;
    if view.via == Via::Email && view.total_bytes > raw_bytes_for_mail(MAIL_BYTES_MAX) {
        let limit = Bytes(MAIL_BYTES_MAX);
        session.note(&tr!(session.catalogue, "request-large-for-mail", id = view.id, limit = limit));
    }
    let unknown = carry_out.request.contract.as_ref().filter(|_| ask.level == Level::Unknown);
    if let Some(contract) = unknown.filter(|contract| desk.registry.contracts.contains_key(*contract)) {
        let question = staff::question(&desk, contract)?;
        if !question.items.is_empty() {
            session.note(&report::question::text(&question, session.catalogue, session.terminal.columns()));
        }
    }
    if let Some(error) = &asked.not_remembered {
        session.warn(&explain(error, session.catalogue).message);
    }
    if let Some(directory) = &args.out {
        let handed = elsewhere::hand_out(&world, &desk, carry_out, directory)?;
        let count = handed.drafts.len();
        session.note(&tr!(
            session.catalogue,
            "request-handed-out",
            directory = directory.display().to_string(),
            count = count
        ));
    }
    Ok(Exit::Done)
}

/// What is asked, with the answers of an earlier request where none is given.
fn ask(session: &Session<'_>, desk: &Desk, args: &Args) -> Result<Ask, Failure> {
    let earlier = match &args.like {
        Some(id) => Some(like(&desk.carry_out(&id.to_string())?)),
        None => None,
    };
    // The definition of the flags requires each of these unless there is an earlier request.
    let missing = |flag: &str| {
        Failure::Usage(UsageError::new(
            &tr!(session.catalogue, "usage-missing", what = flag),
            session.catalogue,
        ))
    };
    let recipient = args.to.clone().or_else(|| earlier.as_ref().map(|ask| ask.recipient.clone()));
    let recipient = recipient.ok_or_else(|| missing("--to"))?;
    let usual_kind = if recipient.is_self() { Kind::Work } else { Kind::Deliver };
    let personal_data = match args.personal_data {
        Some(PersonalDataArg::None) => Some(PersonalData { people: 0, special: args.special }),
        Some(PersonalDataArg::About(people)) => Some(PersonalData { people, special: args.special }),
        None => earlier.as_ref().and_then(|ask| ask.personal_data),
    };
    let kind = args.kind.or_else(|| earlier.as_ref().map(|ask| ask.kind)).unwrap_or(usual_kind);
    let via = args.via.or_else(|| earlier.as_ref().map(|ask| ask.via)).ok_or_else(|| missing("--via"))?;
    let purpose = args.purpose.clone().or_else(|| earlier.as_ref().map(|ask| ask.purpose.clone()));
    let level = args.level.or_else(|| earlier.as_ref().map(|ask| ask.level));
    let or_earlier = |given: &Option<String>, of: fn(&Ask) -> Option<String>| {
        given.clone().or_else(|| earlier.as_ref().and_then(of))
    };
    let contract = or_earlier_contract(args, earlier.as_ref());
    Ok(Ask {
        assets: assets(args, earlier.as_ref(), contract.as_ref()),
        copies: args.copies.or_else(|| earlier.as_ref().and_then(|ask| ask.copies)),
        via,
        kind,
        purpose: purpose.ok_or_else(|| missing("--purpose"))?,
        level: level.ok_or_else(|| missing("--level"))?,
        due: args.due,
        on: args.on,
        place: or_earlier(&args.place, |ask| ask.place.clone()),
        personal_data,
        medium: args.medium.clone().or_else(|| {
            // A medium belongs to the road it was approved for.
            earlier.as_ref().filter(|ask| ask.via == via).and_then(|ask| ask.medium.clone())
        }),
        contract,
        items: if args.items.is_empty() {
            earlier.as_ref().map_or_else(Vec::new, |ask| ask.items.clone())
        } else {
            args.items.clone()
        },
        reason: or_earlier(&args.reason, |ask| ask.reason.clone()),
        after_arrival: args.after_arrival || earlier.as_ref().is_some_and(|ask| ask.after_arrival),
        like: earlier.as_ref().and_then(|ask| ask.like),
        recipient,
    })
}

fn or_earlier_contract(args: &Args, earlier: Option<&Ask>) -> Option<ContractId> {
    args.contract.clone().or_else(|| earlier.and_then(|ask| ask.contract.clone()))
}

/// The registered information that is named, else that of the earlier request, where it is under the same contract.
fn assets(args: &Args, earlier: Option<&Ask>, contract: Option<&ContractId>) -> Vec<AssetId> {
    if args.assets.is_empty() {
        let same = earlier.filter(|ask| ask.contract.as_ref() == contract);
        same.map_or_else(Vec::new, |ask| ask.assets.clone())
    } else {
        args.assets.clone()
    }
}

/// Told to whoever asks, beside the answer; with `--json` they are in it.
fn tell_hints(session: &Session<'_>, asked: &Asked, stated: Option<PersonalData>) {
    let c = session.catalogue;
    if !session.everywhere.json
        && let Some(text) = report::hints::hints(&asked.hints, c, session.terminal.columns())
    {
        session.note(text.trim_end());
    }
    let none = stated.is_some_and(|stated| stated.people == 0);
    if let Some(text) = report::hints::contradicts(&asked.hints, c).filter(|_| none) {
        session.warn(&text);
    }
}

fn note_renamed(session: &Session<'_>, asked: &Asked) {
    for renamed in &asked.renamed {
        session.note(&tr!(
            session.catalogue,
            "request-renamed",
            path = renamed.path,
            on_disk = renamed.on_disk
        ));
    }
}
