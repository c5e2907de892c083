//! `prove`

use std::path::PathBuf;

use serde_json::json;

use crate::cli::args::Prove;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::report;
use crate::workflow::evidence::prove;

pub(super) fn run(session: &Session<'_>, args: &Prove) -> Result<Exit, Failure> {
    let desk = session.desk()?;
    let carry_out = desk.carry_out(&args.id.to_string())?;
    let directory = args.out.clone().unwrap_or_else(|| PathBuf::from(format!("{}-proof", carry_out.id())));
    let files = prove(&desk, &carry_out, &directory)?;
    let shown = directory.display().to_string();
    let names: Vec<String> = files.iter().map(|path| path.display().to_string()).collect();
    let view = json!({
        "id": carry_out.id(), "directory": shown, "files": names, "size": desk.head.size, "root": desk.head.root,
    });
    session.answer(&view, || {
        report::audited::proven(&carry_out.id(), &files, session.catalogue, session.terminal.columns())
    })?;
    Ok(Exit::Done)
}
