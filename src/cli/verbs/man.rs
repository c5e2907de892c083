//! `man`

use std::fs;

use serde_json::json;

use crate::cli::args::Man;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::help;
use crate::cli::session::Session;
use crate::tr;
use crate::workflow::error::Error;

pub(super) fn run(session: &Session<'_>, args: &Man) -> Result<Exit, Failure> {
    let failed = |source| Error::File { path: args.dir.clone(), source };
    fs::create_dir_all(&args.dir).map_err(failed)?;
    let pages = help::man_pages(session.catalogue).map_err(failed)?;
    for (name, bytes) in &pages {
        // Manual pages are made anew whenever they are asked for.
        fs::write(args.dir.join(name), bytes).map_err(failed)?;
    }
    let directory = args.dir.display().to_string();
    let view = json!({ "directory": directory, "pages": pages.len() });
    session
        .answer(&view, || tr!(session.catalogue, "man-done", directory = directory, count = pages.len()))?;
    Ok(Exit::Done)
}
