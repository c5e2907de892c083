//! `incident open|show|list|update|contacted|report|close`

use crate::base::file;
use crate::cli::args::{
    ConcernedId, Incident, IncidentContacted, IncidentOpen, IncidentReport, IncidentUpdate, ReportFormat,
};
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::domain::article::ArticleState;
use crate::projection::view::{FirstResponse, IncidentView, Outstanding};
use crate::report::{self, json};
use crate::tr;
use crate::workflow::ask::{self, OutstandingQuery};
use crate::workflow::desk::Desk;
use crate::workflow::error::Error;
use crate::workflow::form::{self, Letter};
use crate::workflow::incident::{self, ClaimedTime, Opening};

pub(super) fn run(session: &Session<'_>, args: &Incident) -> Result<Exit, Failure> {
    match args {
        Incident::Open(args) => open(session, args),
        Incident::Show(args) => {
            let desk = session.desk()?;
            let view = incident::show(&session.world(), &desk, &desk.incident(&args.id.to_string())?)?;
            session.answer(&view, || {
                report::incident::show(&view, session.catalogue, session.terminal.columns())
            })?;
            Ok(Session::attention_if(view.line.hour_overdue))
        }
        Incident::List(args) => {
            let desk = session.desk()?;
            let lines = incident::list(&session.world(), &desk, args.open)?;
            session.answer(&lines, || {
                report::incident::list(&lines, session.catalogue, session.terminal.columns())
            })?;
            Ok(Session::attention_if(lines.iter().any(|line| line.hour_overdue)))
        }
        Incident::Update(args) => update(session, args),
        Incident::Contacted(args) => contacted(session, args),
        Incident::Report(args) => report(session, args),
        Incident::Close(args) => {
            let (mut desk, keyring) = (session.desk()?, session.keyring()?);
            let world = session.world();
            let after =
                incident::close(&world, &mut desk, &keyring, &args.id.to_string(), args.note.clone())?;
            let view = incident::show(&world, &desk, &after)?;
            session.answer(&view, || {
                report::incident::closed(&view, session.catalogue, session.terminal.columns())
            })?;
            Ok(Exit::Done)
        }
    }
}

/// Opened even where the ledger's history is not the one verified before: it is written down there, and
/// what is wrong is said.
fn open(session: &Session<'_>, args: &IncidentOpen) -> Result<Exit, Failure> {
    let (mut desk, wrong) = session.desk_anyway()?;
    let keyring = session.keyring()?;
    let world = session.world();
    let opening = Opening {
        id: match args.id {
            Some(ConcernedId::CarryOut(id)) => Some(id.to_string()),
            Some(ConcernedId::Article(_)) | None => None,
        },
        article: match args.id {
            Some(ConcernedId::Article(id)) => Some(id.number),
            Some(ConcernedId::CarryOut(_)) | None => None,
        },
        kind: args.kind,
        aware: args.aware,
        occurred: args.occurred,
        medium: args.medium.clone(),
        by: args.by.clone(),
        note: args.note.clone(),
        drill: args.drill,
        another: args.another,
    };
    let opened = incident::open(&world, &mut desk, &keyring, &opening)?;
    let first = FirstResponse {
        incident: incident::show(&world, &desk, &opened.incident)?,
        new: opened.new,
        also_open: opened.also_open,
        history: wrong.map(|wrong| wrong.to_string()),
    };
    session
        .answer(&first, || report::incident::opened(&first, session.catalogue, session.terminal.columns()))?;
    say_what_it_may_be(session, &desk, &first.incident);
    Ok(Exit::Done)
}

/// Where neither a carry-out nor a medium was named, nothing is frozen: what whoever opened it has with them is
/// said, with the line that names it.
fn say_what_it_may_be(session: &Session<'_>, desk: &Desk, incident: &IncidentView) {
    let line = &incident.line;
    let named =
        !incident.carry_outs.is_empty() || !incident.media.is_empty() || !incident.articles.is_empty();
    if line.drill || named {
        return;
    }
    let query = OutstandingQuery { person: Some(line.opened_by.clone()), ..OutstandingQuery::default() };
    // The incident is on record; that its opener's list cannot be read is for the next command to say.
    let outstanding = ask::outstanding(&session.world(), desk, &query).unwrap_or_default();
    let with_them = |one: &&Outstanding| match one {
        Outstanding::CarryOut(_) => true,
        Outstanding::Article(line) => line.article.state == ArticleState::Out,
    };
    for carried in outstanding.iter().filter(with_them) {
        session.note(&tr!(
            session.catalogue,
            "incident-may-be",
            id = carried.id(),
            kind = line.kind.as_str(),
            aware = line.aware.to_string()
        ));
    }
}

fn update(session: &Session<'_>, args: &IncidentUpdate) -> Result<Exit, Failure> {
    let (mut desk, keyring) = (session.desk()?, session.keyring()?);
    let world = session.world();
    let (id, text) = (args.id.to_string(), args.text.clone());
    let evidence = args.evidence.as_deref();
    let after = incident::update(&world, &mut desk, &keyring, &id, args.field, text, evidence)?;
    let view = incident::show(&world, &desk, &after)?;
    session.answer(&view, || match view.updates.last() {
        Some(update) => {
            report::incident::updated(&view, update, session.catalogue, session.terminal.columns())
        }
        None => String::new(),
    })?;
    Ok(Exit::Done)
}

fn contacted(session: &Session<'_>, args: &IncidentContacted) -> Result<Exit, Failure> {
    let (mut desk, keyring) = (session.desk()?, session.keyring()?);
    let world = session.world();
    let at = args.at.unwrap_or(ClaimedTime::Now);
    let (id, whom, note) = (args.id.to_string(), args.whom.clone(), args.note.clone());
    let after = incident::contacted(&world, &mut desk, &keyring, &id, whom, at, note)?;
    let view = incident::show(&world, &desk, &after)?;
    session.answer(&view, || match view.contacts.last() {
        Some(contact) => {
            report::incident::contacted(&view.line, contact, session.catalogue, session.terminal.columns())
        }
        None => String::new(),
    })?;
    Ok(Exit::Done)
}

/// The report goes to standard output, or into a file that was not there before.
fn report(session: &Session<'_>, args: &IncidentReport) -> Result<Exit, Failure> {
    let desk = session.desk()?;
    let found = desk.incident(&args.id.to_string())?;
    let report = incident::report(&session.world(), &desk, &found, args.kind)?;
    let usual = if session.everywhere.json { ReportFormat::Json } else { ReportFormat::Text };
    let (c, format) = (session.catalogue, args.format.unwrap_or(usual));
    let columns = session.terminal.columns().filter(|_| args.out.is_none());
    let text = match format {
        ReportFormat::Text => report::incident_form::text(&report, c, columns),
        ReportFormat::Html => {
            let head = form::head_of_incident(&session.world(), &desk, &report, &Letter::default())?;
            report::incident_form::page(&report, &head, c)
        }
        ReportFormat::Json => {
            json::pretty(&report).map_err(|error| Failure::Output(std::io::Error::other(error)))?
        }
    };
    let Some(out) = &args.out else {
        session.print(&text)?;
        return Ok(Exit::Done);
    };
    let text = format!("{}\n", text.trim_end_matches('\n'));
    file::create_new(out, text.as_bytes()).map_err(|source| Error::File { path: out.clone(), source })?;
    let shown = out.display().to_string();
    let view = serde_json::json!({ "id": found.id(), "stage": report.stage, "path": shown });
    session.answer(&view, || tr!(c, "incident-report-written", path = shown, id = found.id()))?;
    Ok(Exit::Done)
}
