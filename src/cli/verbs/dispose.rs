//! `dispose`

use crate::cli::args::Dispose;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::domain::carry_out::{CarryOut, disposal_id};
use crate::domain::names::Method;
use crate::domain::refusal::{CopyRefusal, Refusal};
use crate::i18n::{Bytes, Prepared};
use crate::projection::view::DisposalAnswer;
use crate::report;
use crate::tr;
use crate::workflow::desk::Desk;
use crate::workflow::dispose::{Order, dispose, target};
use crate::workflow::error::Error;

pub(super) fn run(session: &Session<'_>, args: &Dispose) -> Result<Exit, Failure> {
    let (mut desk, keyring) = (session.desk()?, session.keyring()?);
    let world = session.world();
    let carry_out = desk.carry_out(&args.id.to_string())?;
    fits(args, &carry_out)?;
    let typed = if args.method == Method::Overwrite {
        Some(typed_serial(session, &desk, &carry_out, args)?)
    } else {
        let method = session.catalogue.name_of(args.method);
        let (id, method) = (args.id.to_string(), Prepared(method));
        session.confirm(&if is_said(args.method) {
            tr!(session.catalogue, "dispose-confirm-said", id = id, method = method)
        } else {
            tr!(session.catalogue, "dispose-confirm", id = id, method = method)
        })?;
        None
    };
    let order = Order {
        method: args.method,
        at: args.at.clone(),
        device: args.device.clone(),
        typed,
        scan: args.scan,
        evidence: args.evidence.clone(),
        note: args.note.clone(),
        place: args.place.clone(),
        copies: args.copies.clone(),
        also: args.also.iter().map(|also| also.number).collect(),
        already_done: args.already_done,
        attested: args.attested.clone(),
    };
    let done = dispose(&world, &mut desk, &keyring, &carry_out, &order)?;
    let answer = DisposalAnswer {
        carry_out: desk.view(&done.carry_out, world.clock.now().date()),
        disposal: disposal_id(done.number),
        at_medium: done.at_medium,
        not_replugged: done.not_replugged,
    };
    session.answer(&answer, || {
        report::coming_back::disposed(&answer, session.catalogue, session.terminal.columns())
    })?;
    Ok(Exit::Done)
}

/// Whether it was done before, by hand, and is only recorded.
const fn is_said(method: Method) -> bool {
    matches!(method, Method::Physical | Method::Dissolve | Method::Declared)
}

/// Refuses flags that the method has no use for: what was meant is not what would be done.
fn fits(args: &Dispose, carry_out: &CarryOut) -> Result<(), Error> {
    let field = match args.method {
        Method::Overwrite => None,
        _ if args.device.is_some() => Some("device"),
        Method::EraseFile => None,
        _ if args.at.is_some() => Some("at"),
        _ if args.scan => Some("scan"),
        _ => None,
    };
    let field = field.or((args.method != Method::Key && !args.attested.is_empty()).then_some("attested"));
    let field = field.or((args.method != Method::Physical && !args.also.is_empty()).then_some("also"));
    let field = field.or((args.already_done && !is_said(args.method)).then_some("already-done"));
    match field {
        None => Ok(()),
        Some(field) => Err(Refusal::Copy(CopyRefusal::MethodDoesNotFit {
            id: carry_out.id(),
            method: args.method,
            field,
        })
        .into()),
    }
}

/// What confirms which device it is: typed, or given as `--confirm`.
fn typed_serial(
    session: &Session<'_>,
    desk: &Desk,
    carry_out: &CarryOut,
    args: &Dispose,
) -> Result<String, Failure> {
    if let Some(given) = &args.confirm {
        return Ok(given.clone());
    }
    let device = args.device.as_deref().ok_or(Error::NobodyToAsk { flag: "--device" })?;
    if !session.terminal.can_ask() {
        return Err(Error::NobodyToAsk { flag: "--confirm" }.into());
    }
    let target = target(desk, carry_out, device)?;
    let facts = &target.facts;
    let called = [facts.maker.as_deref(), facts.model.as_deref()];
    let called: Vec<&str> = called.into_iter().flatten().collect();
    let (name, size) = (called.join(" "), Bytes(facts.capacity_bytes.unwrap_or_default()));
    let device = device.display().to_string();
    session.note(&if name.is_empty() {
        tr!(session.catalogue, "dispose-device-unnamed", device = device, size = size)
    } else {
        tr!(session.catalogue, "dispose-device", device = device, name = name, size = size)
    });
    let prompt = match &facts.serial {
        Some(_) => tr!(session.catalogue, "dispose-ask-serial"),
        None => tr!(session.catalogue, "dispose-ask-medium"),
    };
    session.ask_line(&prompt, "--confirm")
}
