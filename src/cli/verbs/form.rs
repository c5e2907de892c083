//! `form list`, `form NAME`

use serde_json::json;

use crate::base::digest::Digest;
use crate::base::file;
use crate::cli::args::{CalendarName, Form, FormFormat, FormWanted, YesNo};
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::cli::usage::UsageError;
use crate::i18n::{Calendar, Catalogue, days_of_fiscal_year};
use crate::projection::view::{FormFacts, FormName, Period};
use crate::report;
use crate::report::csv::Bom;
use crate::tr;
use crate::workflow::error::Error;
use crate::workflow::form::{self, Letter, Wanted};

pub(super) fn run(session: &Session<'_>, args: &Form) -> Result<Exit, Failure> {
    match (&args.list, args.wanted.name) {
        (None, Some(name)) => make(session, name, &args.wanted),
        _ => list(session),
    }
}

fn list(session: &Session<'_>) -> Result<Exit, Failure> {
    let c = session.catalogue;
    session.answer(&report::form::listed(c), || report::form::list(c, session.terminal.columns()))?;
    Ok(Exit::Done)
}

fn make(session: &Session<'_>, name: FormName, args: &FormWanted) -> Result<Exit, Failure> {
    let desk = session.desk()?;
    let calendar = match args.calendar {
        CalendarName::Western => Calendar::Western,
        CalendarName::Wareki => Calendar::Wareki,
    };
    let catalogue = Catalogue::new(session.catalogue.language()).with_calendar(calendar);
    let facts = form::facts(&session.world(), &desk, &wanted(name, args))?;
    let bytes = written(session, &facts, &catalogue, args)?;
    let Some(out) = &args.out else {
        session.terminal.answer_bytes(&bytes).map_err(Failure::Output)?;
        return Ok(Exit::Done);
    };
    file::create_new(out, &bytes).map_err(|source| Error::File { path: out.clone(), source })?;
    let path = out.display().to_string();
    let made = &facts.head.made;
    let answer = json!({
        "form": name, "path": path, "sha256": Digest::of(&bytes).to_string(),
        "origin": made.origin, "size": made.size, "root": made.root,
    });
    let title = session.catalogue.name_of(name);
    session.answer(&answer, || tr!(session.catalogue, "form-written", form = title, path = path))?;
    Ok(Exit::Done)
}

fn wanted(name: FormName, args: &FormWanted) -> Wanted {
    let year = args.fiscal_year.and_then(days_of_fiscal_year);
    Wanted {
        name,
        about: args.about.clone(),
        contract: args.contract.clone(),
        person: args.person.clone(),
        period: Period {
            since: year.map(|(first, _)| first).or(args.since),
            until: year.map(|(_, last)| last).or(args.until),
        },
        letter: Letter {
            addressee: args.addressee.clone(),
            number: args.number.clone(),
            dated: args.dated,
            profile: args.profile.clone(),
        },
    }
}

fn written(
    session: &Session<'_>,
    facts: &FormFacts,
    c: &Catalogue,
    args: &FormWanted,
) -> Result<Vec<u8>, Failure> {
    let made = report::form::of(facts, c);
    if session.everywhere.json && args.out.is_none() {
        let json = report::json::pretty(&report::form::json(&made, &facts.head, c));
        let json = json.map_err(|error| Failure::Output(std::io::Error::other(error)))?;
        return Ok(format!("{}\n", json.trim_end()).into_bytes());
    }
    if let Some(path) = &args.template {
        let filled = report::form::fill(&form::template(path)?, &made, &facts.head, c);
        let problem = |problem| Error::Template { path: path.clone(), problem };
        return Ok(filled.map_err(problem)?.into_bytes());
    }
    match args.format {
        FormFormat::Html => Ok(report::form::page(&made, &facts.head, c).into_bytes()),
        FormFormat::Csv => {
            let bom = match args.bom {
                YesNo::Yes => Bom::Yes,
                YesNo::No => Bom::No,
            };
            let mut bytes = Vec::new();
            if report::form::write_csv(&made, bom, &mut bytes).map_err(Failure::Output)? {
                return Ok(bytes);
            }
            let said = tr!(session.catalogue, "form-no-rows", form = facts.name.as_str());
            Err(Failure::Usage(UsageError::new(&said, session.catalogue)))
        }
    }
}
