//! `log`

use crate::cli::args::{Format, Log, YesNo};
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::projection::query::Filter;
use crate::projection::view::Period;
use crate::report;
use crate::report::csv::Bom;
use crate::workflow::ask::{LogQuery, log};
use crate::workflow::form;

pub(super) fn run(session: &Session<'_>, args: &Log) -> Result<Exit, Failure> {
    let desk = session.desk()?;
    let words = |all: &[&str]| all.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    let query = LogQuery {
        since: args.since,
        until: args.until,
        status: args.status.clone(),
        filter: Filter {
            by: args.by.as_ref().map(ToString::to_string),
            to: args.to.as_ref().map(ToString::to_string),
            via: words(&args.via.iter().map(|via| via.as_str()).collect::<Vec<_>>()),
            medium: args.medium.as_ref().map(ToString::to_string),
            contract: args.contract.as_ref().map(ToString::to_string),
            level: words(&args.level.iter().map(|level| level.as_str()).collect::<Vec<_>>()),
            text: args.text.clone(),
            ..Filter::default()
        },
    };
    let views = log(&session.world(), &desk, &query)?;
    let columns = session.terminal.columns();
    match args.format.unwrap_or(if session.everywhere.json { Format::Json } else { Format::Table }) {
        Format::Table if views.is_empty() && !session.answers_a_person() => {
            session.note(report::log::table(&views, session.catalogue, columns).trim_end());
        }
        Format::Table => session.print(&report::log::table(&views, session.catalogue, columns))?,
        Format::Json => {
            let json = report::json::pretty(&views)
                .map_err(|error| Failure::Output(std::io::Error::other(error)))?;
            session.print(&json)?;
        }
        Format::Csv => {
            let bom = match args.bom {
                YesNo::Yes => Bom::Yes,
                YesNo::No => Bom::No,
            };
            let mut bytes = Vec::new();
            report::log::write_csv(&views, bom, &mut bytes).map_err(Failure::Output)?;
            session.terminal.answer_bytes(&bytes).map_err(Failure::Output)?;
        }
        Format::Html => {
            let period = Period { since: args.since, until: args.until };
            let facts = form::register_of(&session.world(), &desk, views.clone(), period)?;
            let register = report::form::of(&facts, session.catalogue);
            let page = report::form::page(&register, &facts.head, session.catalogue);
            session.terminal.answer_bytes(page.as_bytes()).map_err(Failure::Output)?;
        }
    }
    Ok(Session::attention_if(views.iter().any(|view| view.overdue)))
}
