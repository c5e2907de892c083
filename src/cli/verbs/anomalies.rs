//! `anomalies`

use crate::cli::args::{Anomalies, TableFormat, YesNo};
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::report;
use crate::report::csv::Bom;
use crate::workflow::anomalies::{AnomalyQuery, anomalies};

pub(super) fn run(session: &Session<'_>, args: &Anomalies) -> Result<Exit, Failure> {
    let desk = session.desk()?;
    let query = AnomalyQuery { since: args.since, until: args.until, contract: args.contract.clone() };
    let found = anomalies(&session.world(), &desk, &query)?;
    let asked = if session.everywhere.json { TableFormat::Json } else { TableFormat::Table };
    match args.format.unwrap_or(asked) {
        TableFormat::Table => {
            let (c, columns) = (session.catalogue, session.terminal.columns());
            session.print(&report::anomaly::anomalies(&found, c, columns))?;
        }
        TableFormat::Json => {
            let json = report::json::pretty(&found)
                .map_err(|error| Failure::Output(std::io::Error::other(error)))?;
            session.print(&json)?;
        }
        TableFormat::Csv => {
            let bom = if args.bom == YesNo::Yes { Bom::Yes } else { Bom::No };
            let mut bytes = Vec::new();
            report::anomaly::write_csv(&found, bom, &mut bytes).map_err(Failure::Output)?;
            session.terminal.answer_bytes(&bytes).map_err(Failure::Output)?;
        }
    }
    // What is unusual is not wrong: it is for whoever reviews the log to say.
    Ok(Exit::Done)
}
