//! `open`

use std::path::{Path, PathBuf};

use serde_json::json;

use crate::base::limits::ARRIVAL_DIGITS;
use crate::cli::args::Open;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::projection::view::{Knowledge, OpenedPackage, Signer};
use crate::report;
use crate::workflow::error::Error;
use crate::workflow::open::{OpenOptions, Opener, open};
use crate::workflow::release::read_identities;

pub(super) fn run(session: &Session<'_>, args: &Open) -> Result<Exit, Failure> {
    session.answer_from(args.identity_passphrase_fd, args.passphrase_fd);
    let world = session.world();
    // A file that is not there should be said before anything is asked.
    std::fs::metadata(&args.file).map_err(|source| Error::File { path: args.file.clone(), source })?;
    let into = args.into.clone().unwrap_or_else(|| beside(&args.file));
    if let Err(source) = std::fs::read_dir(&into) {
        // It is made where only the last folder is missing.
        let missing = source.kind() == std::io::ErrorKind::NotFound && beside(&into).is_dir();
        if !missing {
            return Err(Error::File { path: into, source }.into());
        }
    }
    let opener = if args.identities.is_empty() {
        let typed = world.ask.package_passphrase();
        Opener::Passphrase(typed.ok_or(Error::NobodyToAsk { flag: "--passphrase-fd" })?)
    } else {
        let mut identities = Vec::new();
        for path in &args.identities {
            identities.extend(read_identities(&world, path)?);
        }
        Opener::Identities(identities)
    };
    let options = OpenOptions { into, signers: args.signers.clone(), accept_signers: args.accept_signers };
    let opened = open(&world, &session.places()?, &args.file, &opener, &options).map_err(Failure::Opening)?;
    session.answer(&json(&opened), || {
        report::package::opened(&opened, session.catalogue, session.terminal.columns())
    })?;
    Ok(Session::attention_if(!opened.is_as_it_should_be()))
}

fn beside(file: &Path) -> PathBuf {
    match file.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_path_buf(),
        _ => PathBuf::from("."),
    }
}

/// What `--json` says of an opened package.
fn json(opened: &OpenedPackage) -> serde_json::Value {
    let signer = |signer: &Signer| json!({ "person": signer.person, "key": signer.key.fingerprint() });
    let papers = opened.papers.as_ref();
    json!({
        "directory": opened.directory,
        "file_count": opened.files,
        "total_bytes": opened.bytes,
        "package_sha256": opened.package_sha256,
        "arrival_code": opened.package_sha256.prefix(ARRIVAL_DIGITS),
        "signers": match opened.knowledge {
            Knowledge::Unknown => "unknown",
            Knowledge::Known => "known",
            Knowledge::Accepted => "accepted",
        },
        "opened_with": opened.opened_with,
        "opens_with": papers.map(|papers| papers.request.opening.as_str()),
        "sealed_as_asked": opened.sealed_as_asked,
        "origin": papers.map(|papers| papers.origin.as_str()),
        "requester": papers.map(|papers| signer(&papers.requester)),
        "approvers": papers.map(|papers| papers.approvers.iter().map(signer).collect::<Vec<_>>()),
        "purpose": papers.map(|papers| papers.request.purpose.as_str()),
        "manifest_sha256": papers.map(|papers| papers.request.manifest.sha256),
        "checkpoint": papers.map(|papers| papers.checkpoint.encode()),
        "opened_code": papers.map(|papers| papers.opened_code.as_str()),
    })
}
