//! `verify`

use std::path::Path;

use serde_json::json;

use crate::cli::args::Verify;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::projection::audited::VerifiedLine;
use crate::report;
use crate::workflow::evidence::verify;
use crate::workflow::reread::{check_recordable, enter, record, reread};

pub(super) fn run(session: &Session<'_>, args: &Verify) -> Result<Exit, Failure> {
    let lines = verify(&args.file)?;
    let wrong = lines.iter().any(|line| line.problem.is_some());
    match &args.device {
        // What a record that does not hold says of a device is nothing to compare it with.
        Some(device) if !wrong => read_again(session, args, device, &lines),
        _ => {
            session.answer(&lines, || {
                let (c, columns) = (session.catalogue, session.terminal.columns());
                report::audited::verified(&lines, session.everywhere.verbose, c, columns)
            })?;
            Ok(if wrong { Exit::Tampered } else { Session::attention_if(needs_attention(&lines)) })
        }
    }
}

/// Whether something lies there that was not looked at, or that nothing relates to the rest.
fn needs_attention(lines: &[VerifiedLine]) -> bool {
    lines.iter().flat_map(|line| &line.warnings).any(|warning| warning.needs_attention())
}

fn read_again(
    session: &Session<'_>,
    args: &Verify,
    device: &Path,
    lines: &[VerifiedLine],
) -> Result<Exit, Failure> {
    let world = session.world();
    let record = record(&args.file)?;
    let recording = if args.record {
        let (desk, keyring) = (session.desk()?, session.keyring()?);
        check_recordable(&world, &desk, &keyring, &record)?;
        Some((desk, keyring))
    } else {
        None
    };
    let mut reread = reread(&world, &record, device)?;
    if let Some((mut desk, keyring)) = recording {
        enter(&world, &mut desk, &keyring, &record, &mut reread)?;
    }
    let answer = json!({ "file": lines, "device": reread });
    session.answer(&answer, || {
        let (c, columns) = (session.catalogue, session.terminal.columns());
        format!(
            "{}\n{}",
            report::audited::verified(lines, session.everywhere.verbose, c, columns),
            report::reread::reread(&reread, c, columns)
        )
    })?;
    Ok(if reread.changed_sectors == 0 { Exit::Done } else { Exit::Tampered })
}
