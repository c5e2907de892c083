//! `man`

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;

use serde_json::json;

use crate::base::file;
use crate::base::limits::FOREIGN_FILE_BYTES_MAX;
use crate::cli::args::Man;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::help;
use crate::cli::session::Session;
use crate::tr;
use crate::workflow::error::Error;

pub(super) fn run(session: &Session<'_>, args: &Man) -> Result<Exit, Failure> {
    let failed = |source| Error::File { path: args.dir.clone(), source };
    let pages = help::man_pages(session.catalogue).map_err(failed)?;
    fs::create_dir_all(&args.dir).map_err(failed)?;
    // All the names are looked at before anything is written: none of them, or all.
    let mut missing = Vec::new();
    for (name, bytes) in &pages {
        let path = args.dir.join(name);
        match fs::symlink_metadata(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => missing.push((path, bytes)),
            Err(source) => return Err(Error::File { path, source }.into()),
            // What was written before, and would be written again, is left as it is.
            Ok(_) if is_page(&path, bytes) => {}
            Ok(_) => return Err(Error::PageInTheWay { path }.into()),
        }
    }
    for (path, bytes) in missing {
        // Everybody may read these: the modes of a file are those that the umask leaves.
        let new = OpenOptions::new().write(true).create_new(true).open(&path);
        new.and_then(|mut file| file.write_all(bytes)).map_err(|source| Error::File { path, source })?;
    }
    let directory = args.dir.display().to_string();
    let view = json!({ "directory": directory, "pages": pages.len() });
    session
        .answer(&view, || tr!(session.catalogue, "man-done", directory = directory, count = pages.len()))?;
    Ok(Exit::Done)
}

/// Whether this page lies at `path` itself, whole.
fn is_page(path: &Path, bytes: &[u8]) -> bool {
    file::read_plain(path, FOREIGN_FILE_BYTES_MAX).is_ok_and(|found| found == bytes)
}
