//! `outstanding`

use crate::cli::args::{Outstanding, TableFormat, YesNo};
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::report;
use crate::report::csv::Bom;
use crate::workflow::ask::{OutstandingQuery, outstanding};

pub(super) fn run(session: &Session<'_>, args: &Outstanding) -> Result<Exit, Failure> {
    let desk = session.desk()?;
    let query = OutstandingQuery {
        person: args.person.clone(),
        medium: args.medium.clone(),
        contract: args.contract.clone(),
        overdue: args.overdue,
    };
    let lines = outstanding(&session.world(), &desk, &query)?;
    match args.format {
        None | Some(TableFormat::Table) => session.answer(&lines, || {
            report::outstanding::outstanding(&lines, session.catalogue, session.terminal.columns())
        })?,
        Some(TableFormat::Json) => {
            let json = report::json::pretty(&lines)
                .map_err(|error| Failure::Output(std::io::Error::other(error)))?;
            session.print(&json)?;
        }
        Some(TableFormat::Csv) => {
            let bom = if args.bom == YesNo::Yes { Bom::Yes } else { Bom::No };
            let mut bytes = Vec::new();
            report::outstanding::write_csv(&lines, bom, &mut bytes).map_err(Failure::Output)?;
            session.terminal.answer_bytes(&bytes).map_err(Failure::Output)?;
        }
    }
    Ok(Session::attention_if(lines.iter().any(|line| line.overdue())))
}
