//! What another person can check alone: `prove` writes it, `verify` reads it. `verify` needs no
//! ledger.

mod folder;

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::base::file;
use crate::base::limits::FOREIGN_FILE_BYTES_MAX;
use crate::domain::carry_out::CarryOut;
use crate::domain::entry::Entry;
use crate::domain::statement::{Statement, namespace_of};
use crate::ledger::SignedCheckpoint;
use crate::ledger::proof::EntryProof;
use crate::projection::audited::VerifiedLine;
use crate::projection::view::Signer;
use crate::signing::allowed_signers::{self, AllowedSigner};
use crate::signing::{self, ArmoredSignature};
use crate::workflow::certificate;
use crate::workflow::desk::Desk;
use crate::workflow::dossier;
use crate::workflow::error::{Error, EvidenceError};
use crate::workflow::papers::{allowed_signer, is_listed};
use crate::workflow::recheck::proven;

const HOW_TO_VERIFY: &[u8] = include_bytes!("evidence/how-to-verify.txt");

/// Writes statements, signatures, proofs and signers of a carry-out into `directory`, and returns
/// the files in order.
///
/// # Errors
/// [`EvidenceError::NotInLog`] when the log does not hold what the projection says;
/// [`Error::File`] when a file is in the way.
pub fn prove(desk: &Desk, carry_out: &CarryOut, directory: &Path) -> Result<Vec<PathBuf>, Error> {
    file::create_private_dir(directory)
        .map_err(|source| Error::File { path: directory.to_path_buf(), source })?;
    let id = carry_out.id();
    let mut written = Vec::new();
    let mut write = |name: &str, bytes: &[u8]| -> Result<(), Error> {
        let path = directory.join(name);
        file::create_new(&path, bytes).map_err(|source| Error::File { path: path.clone(), source })?;
        written.push(path);
        Ok(())
    };
    let snapshot = desk.store.snapshot()?;
    let mut signers: Vec<AllowedSigner> = Vec::new();
    let mut seen = BTreeSet::new();
    for found in desk.projection.entries_of(carry_out.number)? {
        let missing = || EvidenceError::NotInLog { statement: found.statement };
        let bytes = snapshot.entry(found.index)?.ok_or_else(missing)?.bytes;
        let author = Entry::parse(&bytes).map_err(|_| missing())?.statement.author;
        let entry = proven(desk, snapshot.as_ref(), found.index, &found.statement, &author)?;
        let stem = format!("{id}-{:06}-{}", found.index, found.type_name);
        write(&format!("{stem}.txt"), &entry.bytes)?;
        write(&format!("{stem}.tlog-proof"), entry.proof.encode().as_bytes())?;
        let namespace = namespace_of(&found.type_name);
        if seen.insert((author.clone(), entry.signer.fingerprint(), namespace.clone())) {
            signers.push(allowed_signer(&author, &[namespace], &entry.signer)?);
        }
    }
    drop(snapshot);
    let manifest = &carry_out.request.manifest.sha256;
    // The entries of a purge lie here, and say why there is none.
    if !carry_out.is_purged(manifest) {
        write(&format!("{id}-manifest-sha256.txt"), &desk.attachment(manifest)?)?;
    }
    write("checkpoint.txt", desk.head.checkpoint()?.encode().as_bytes())?;
    write("allowed_signers", allowed_signers::render(&signers).as_bytes())?;
    write("how-to-verify.txt", HOW_TO_VERIFY)?;
    Ok(written)
}

/// Verifies a file, or every file of a folder that `prove` or `evidence` wrote.
///
/// # Errors
/// [`Error::File`] when it cannot be read; [`Error::Content`] for what is nothing that can be
/// verified. What does not hold is in the lines.
pub fn verify(path: &Path) -> Result<Vec<VerifiedLine>, Error> {
    let failed = |source| Error::File { path: path.to_path_buf(), source };
    if !fs::metadata(path).map_err(failed)?.is_dir() {
        let lines = verify_file(path)?;
        return if lines.is_empty() { Err(nothing(path)) } else { Ok(lines) };
    }
    if dossier::is_dossier(path) {
        return dossier::verify(path);
    }
    folder::verify(path)
}

fn nothing(path: &Path) -> Error {
    let why = "neither an entry, a proof, a checkpoint nor a folder of them".to_owned();
    Error::Content { path: path.to_path_buf(), why }
}

/// One file; no line for what is nothing that can be verified, several for a certificate.
fn verify_file(path: &Path) -> Result<Vec<VerifiedLine>, Error> {
    let bytes = file::read_bounded(path, FOREIGN_FILE_BYTES_MAX)
        .map_err(|source| Error::File { path: path.to_path_buf(), source })?;
    let Ok(text) = std::str::from_utf8(&bytes) else { return Ok(Vec::new()) };
    let mut line = unverified(path);
    if text.starts_with(certificate::BEGINNING) {
        return Ok(verify_certificate(path, text));
    }
    if text.starts_with('{') {
        verify_entry(path, &bytes, &mut line);
        return Ok(vec![line]);
    }
    if text.starts_with("c2sp.org/tlog-proof@v1\n") {
        verify_proof(path, text, &mut line);
        return Ok(vec![line]);
    }
    Ok(if verify_checkpoint(text, &mut line) { vec![line] } else { Vec::new() })
}

/// A certificate: a line for it, and one for each entry in it.
fn verify_certificate(path: &Path, text: &str) -> Vec<VerifiedLine> {
    let mut whole = VerifiedLine { what: "certificate", ..unverified(path) };
    let known = match signers_beside(path) {
        Ok(known) => known,
        Err(why) => {
            whole.problem = Some(format!("allowed_signers cannot be used: {why}"));
            None
        }
    };
    let checked = certificate::check(text, known.as_deref());
    if let Some(checkpoint) = &checked.checkpoint {
        whole.origin = Some(checkpoint.origin().to_owned());
        whole.size = Some(checkpoint.size());
        whole.root = Some(checkpoint.root());
    }
    whole.problem = checked.problem.map(|problem| problem.to_string()).or(whole.problem);
    whole.certificate = checked.summary.filter(|_| whole.problem.is_none());
    let entries = checked.entries.into_iter().map(|entry| VerifiedLine {
        type_name: entry.type_name,
        author: entry.author,
        time: entry.time,
        key: entry.key,
        index: Some(entry.index),
        listed: entry.listed,
        problem: entry.problem,
        ..unverified(path)
    });
    entries.chain([whole.clone()]).collect()
}

fn unverified(path: &Path) -> VerifiedLine {
    VerifiedLine::about(path.file_name().unwrap_or_default().to_string_lossy().into_owned())
}

fn verify_entry(path: &Path, bytes: &[u8], line: &mut VerifiedLine) {
    let entry = match Entry::parse(bytes) {
        Ok(entry) => entry,
        Err(error) => {
            if Statement::parse(bytes).is_ok() {
                line.what = "draft";
                line.problem = Some("not signed".to_owned());
            } else {
                line.problem = Some(error.to_string());
            }
            return;
        }
    };
    let statement = &entry.statement;
    line.type_name = Some(statement.body.type_name());
    line.author = Some(statement.author.clone());
    line.time = Some(statement.time);
    line.origin = Some(statement.origin.clone());
    match signing::verify(entry.bytes.as_bytes(), &entry.signature, &statement.namespace()) {
        Ok(key) => {
            line.key = Some(key.fingerprint().to_string());
            let signer = Signer { person: statement.author.clone(), key, namespace: statement.namespace() };
            match signers_beside(path) {
                Ok(signers) => line.listed = signers.map(|signers| is_listed(&signers, &signer)),
                Err(why) => line.problem = Some(format!("allowed_signers cannot be used: {why}")),
            }
            if line.listed == Some(false) {
                line.problem = Some("the key is not listed for its author in allowed_signers".to_owned());
            }
        }
        Err(error) => line.problem = Some(error.to_string()),
    }
    match file::read_text(&path.with_extension("tlog-proof")) {
        Ok(text) => prove_entry(&text, bytes, line),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => line.problem = Some(format!("its proof cannot be read: {error}")),
    }
}

fn verify_proof(path: &Path, text: &str, line: &mut VerifiedLine) {
    line.what = "proof";
    match file::read_bounded(&path.with_extension("txt"), FOREIGN_FILE_BYTES_MAX) {
        Ok(entry) => prove_entry(text, &entry, line),
        Err(error) => line.problem = Some(format!("the entry it proves cannot be read: {error}")),
    }
}

fn prove_entry(text: &str, entry: &[u8], line: &mut VerifiedLine) {
    let proof = match EntryProof::parse(text) {
        Ok(proof) => proof,
        Err(error) => {
            line.problem = Some(error.to_string());
            return;
        }
    };
    match proof.verify(entry) {
        Ok(checkpoint) => {
            line.index = Some(proof.index());
            line.size = Some(checkpoint.size());
            line.root = Some(checkpoint.root());
            let same = line.origin.as_deref().is_none_or(|origin| origin == checkpoint.origin());
            line.origin = Some(checkpoint.origin().to_owned());
            if !same {
                line.problem = Some("proven in another ledger than it was said in".to_owned());
            }
        }
        Err(error) => line.problem = Some(error.to_string()),
    }
}

/// Whether `text` is a checkpoint at all; a wrong signature on it is a problem.
fn verify_checkpoint(text: &str, line: &mut VerifiedLine) -> bool {
    let Ok(signed) = SignedCheckpoint::parse(text) else { return false };
    let checkpoint = signed.checkpoint();
    line.what = "checkpoint";
    line.origin = Some(checkpoint.origin().to_owned());
    line.size = Some(checkpoint.size());
    line.root = Some(checkpoint.root());
    let Some(armor) = signed.signature() else {
        line.checked = false;
        return true;
    };
    let verified = ArmoredSignature::parse(armor).map_err(|error| error.to_string()).and_then(|signature| {
        signing::verify(checkpoint.encode().as_bytes(), &signature, &namespace_of("checkpoint"))
            .map_err(|error| error.to_string())
    });
    match verified {
        Ok(key) => line.key = Some(key.fingerprint().to_string()),
        Err(error) => line.problem = Some(error),
    }
    true
}

/// The signers that lie beside a file; `None` where there are none.
fn signers_beside(path: &Path) -> Result<Option<Vec<AllowedSigner>>, String> {
    match file::read_text(&path.with_file_name("allowed_signers")) {
        Ok(text) => allowed_signers::parse(&text).map(Some).map_err(|error| error.to_string()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error.to_string()),
    }
}
