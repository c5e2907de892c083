//! `approve`

use std::path::Path;

use serde_json::json;

use crate::base::file;
use crate::base::limits::CONFIRM_DIGITS;
use crate::cli::args::{Approve, CarryOutId, Target};
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::domain::carry_out::CarryOut;
use crate::domain::names::PersonId;
use crate::report;
use crate::tr;
use crate::workflow::approve;
use crate::workflow::desk::Desk;
use crate::workflow::elsewhere;
use crate::workflow::error::Error;
use crate::workflow::keyring::Keyring;
use crate::workflow::road;

pub(super) fn run(session: &Session<'_>, args: &Approve) -> Result<Exit, Failure> {
    match (&args.target, &args.as_person, &args.draft) {
        (Target::Id(id), Some(person), Some(draft)) => write_draft(session, *id, person, draft),
        (Target::Id(id), ..) => approve_here(session, args, *id),
        (Target::File(file), ..) => approve_elsewhere(session, args, file),
    }
}

fn approve_here(session: &Session<'_>, args: &Approve, id: CarryOutId) -> Result<Exit, Failure> {
    let (mut desk, keyring) = (session.desk()?, session.keyring()?);
    let world = session.world();
    let carry_out = desk.carry_out(&id.to_string())?;
    if carry_out.waiting_extension().is_some() {
        return approve_extension(session, args, &mut desk, &keyring, &carry_out);
    }
    desk.check_body(&world, &keyring, approve::approval(&carry_out))?;
    let today = world.clock.now().date();
    let sheet = approve::sheet(&desk, &carry_out, today)?;
    let text = report::approval::sheet(&sheet, session.catalogue, session.terminal.columns());
    show(session, args, &text);
    super::ended::warn(session, &desk, &carry_out);
    let typed = confirmation(session, args, &id.to_string())?;
    approve::approve(&world, &mut desk, &keyring, &carry_out, &typed)?;
    let view = desk.view(&desk.carry_out(&id.to_string())?, today);
    let (c, have) = (session.catalogue, view.approvals_counted);
    let need = view.approvals_needed.unwrap_or_default();
    session.answer(&view, || {
        if have > need {
            tr!(c, "approve-done-more", id = view.id, have = have, need = need)
        } else {
            tr!(c, "approve-done", id = view.id, have = have, need = need)
        }
    })?;
    Ok(Exit::Done)
}

/// A later day waits: the same verb answers it, with the same digits.
fn approve_extension(
    session: &Session<'_>,
    args: &Approve,
    desk: &mut Desk,
    keyring: &Keyring,
    carry_out: &CarryOut,
) -> Result<Exit, Failure> {
    let world = session.world();
    desk.check_body(&world, keyring, road::answer_to_extension(carry_out, true, None)?)?;
    let today = world.clock.now().date();
    let sheet = road::extension_sheet(desk, carry_out, today)?;
    show(
        session,
        args,
        &report::road::extension_sheet(&sheet, session.catalogue, session.terminal.columns()),
    );
    let typed = confirmation(session, args, &carry_out.id())?;
    let after = road::approve_extension(&world, desk, keyring, carry_out, &typed)?;
    let view = desk.view(&after, today);
    session.answer(&view, || report::road::extension_answered(&view, session.catalogue))?;
    Ok(Exit::Done)
}

/// Whoever is asked for the digits sees what they are about, whatever flags say.
fn show(session: &Session<'_>, args: &Approve, sheet: &str) {
    if args.confirm.is_none() {
        session.terminal.error(sheet);
    } else if !session.everywhere.json {
        session.note(sheet);
    }
}

fn confirmation(session: &Session<'_>, args: &Approve, id: &str) -> Result<String, Failure> {
    if let Some(given) = &args.confirm {
        return Ok(given.clone());
    }
    if !session.terminal.can_ask() {
        return Err(Error::NobodyToAsk { flag: "--confirm" }.into());
    }
    let prompt = tr!(session.catalogue, "approve-confirm", id = id, digits = CONFIRM_DIGITS);
    session.ask_line(&prompt, "--confirm")
}

fn write_draft(
    session: &Session<'_>,
    id: CarryOutId,
    person: &PersonId,
    draft: &Path,
) -> Result<Exit, Failure> {
    let desk = session.desk()?;
    let carry_out = desk.carry_out(&id.to_string())?;
    let (bytes, namespace) = elsewhere::draft_for(&session.world(), &desk, &carry_out, person)?;
    file::create_new(draft, bytes.as_bytes())
        .map_err(|source| Error::File { path: draft.to_path_buf(), source })?;
    let path = draft.display().to_string();
    let view = json!({
        "id": id.to_string(),
        "person": person.as_str(),
        "path": path,
        "statement_sha256": bytes.digest(),
        "namespace": namespace,
    });
    session.answer(&view, || {
        tr!(session.catalogue, "approve-drafted", path = path, person = person, namespace = namespace)
    })?;
    Ok(Exit::Done)
}

/// Needs no ledger: everything to be judged is in the draft and beside it.
fn approve_elsewhere(session: &Session<'_>, args: &Approve, path: &Path) -> Result<Exit, Failure> {
    let keyring = session.keyring()?;
    let draft = elsewhere::read_draft(path, &keyring)?;
    {
        let (request, contents) = (&draft.request, draft.contents.as_ref());
        let columns = session.terminal.columns();
        let sheet = report::approval::draft(request, &draft.requester, contents, session.catalogue, columns);
        show(session, args, &sheet);
        if let Some(recipient) = &draft.recipient {
            session.note(&tr!(session.catalogue, "approve-draft-recipient", recipient = recipient));
        }
    }
    let typed = confirmation(session, args, &draft.statement.author.to_string())?;
    let entry = elsewhere::sign_draft(&session.world(), &keyring, &draft, &typed)?;
    let out = args.out.clone().unwrap_or_else(|| draft.path.with_extension("signed.txt"));
    file::create_new(&out, &entry).map_err(|source| Error::File { path: out.clone(), source })?;
    let shown = out.display().to_string();
    let view = json!({ "person": draft.statement.author.as_str(), "path": shown });
    session.answer(&view, || tr!(session.catalogue, "approve-signed", path = shown))?;
    Ok(Exit::Done)
}
