//! The papers that travel in the bag, and what checking them shows.
//!
//! Under `sekisho/` lie the request, the approvals, a proof of each against the checkpoint at the
//! intent, the signers' keys, the opened code, and how to check it all with stock tools. Checking
//! them says whether they agree with each other and with the payload; whether the signers are who
//! they say is a question only the reader's own knowledge answers.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::digest::Digest;
use crate::domain::body::Body;
use crate::domain::carry_out::CarryOut;
use crate::domain::entry::Entry;
use crate::domain::names::PersonId;
use crate::ledger::Checkpoint;
use crate::ledger::proof::EntryProof;
use crate::package::bag::TagFile;
use crate::projection::view::{Papers, Signer};
use crate::signing::allowed_signers::{self, AllowedSigner};
use crate::signing::{self, PublicKey};
use crate::workflow::desk::{Desk, Said};
use crate::workflow::error::Error;
use crate::workflow::recheck::{Grounds, ProvenEntry, proof_of};

/// More than the papers beside the statements themselves come to: proofs, signers, instructions.
const OTHER_BYTES_MAX: u64 = 32 * 1024;

/// More than the proof of one statement and the line of its signer come to.
const PROOF_BYTES_MAX: u64 = 8 * 1024;

/// The most bytes that the papers on these grounds can come to, for judging whether there is room.
#[must_use]
pub fn size_bytes_at_most(grounds: &Grounds) -> u64 {
    let entries = [&grounds.request].into_iter().chain(&grounds.approvals);
    entries.fold(OTHER_BYTES_MAX, |sum, entry| {
        let bytes = u64::try_from(entry.bytes.len()).unwrap_or(u64::MAX);
        sum.saturating_add(bytes).saturating_add(PROOF_BYTES_MAX)
    })
}

const REQUEST: &str = "sekisho/request.txt";
const REQUEST_PROOF: &str = "sekisho/request.tlog-proof";
const CHECKPOINT: &str = "sekisho/checkpoint.txt";
const SIGNERS: &str = "sekisho/allowed_signers";
const OPENED_CODE: &str = "sekisho/opened-code.txt";
const HOW_TO_CHECK: &str = "sekisho/how-to-check.txt";

fn approval_path(number: usize) -> String {
    format!("sekisho/approval-{number}.txt")
}

fn approval_proof_path(number: usize) -> String {
    format!("sekisho/approval-{number}.tlog-proof")
}

/// Makes the papers of an export whose intent is `intent`.
///
/// # Errors
/// When the log cannot be read, or a signer's id cannot be written down for `ssh-keygen`.
pub fn make(desk: &Desk, grounds: &Grounds, intent: &Said, opened_code: &str) -> Result<Vec<TagFile>, Error> {
    let snapshot = desk.store.snapshot()?;
    let head = desk.head.just_after(snapshot.as_ref(), intent.index)?;
    let mut papers = Vec::new();
    let mut add = |path: &str, bytes: Vec<u8>| papers.push(TagFile { path: path.to_owned(), bytes });
    add(REQUEST, grounds.request.bytes.clone());
    let proof = |entry: &ProvenEntry| proof_of(snapshot.as_ref(), &head, entry.proof.index());
    add(REQUEST_PROOF, proof(&grounds.request)?.encode().into_bytes());
    for (number, approval) in (1..).zip(&grounds.approvals) {
        add(&approval_path(number), approval.bytes.clone());
        add(&approval_proof_path(number), proof(approval)?.encode().into_bytes());
    }
    add(CHECKPOINT, head.checkpoint()?.encode().into_bytes());
    let signers: Vec<&ProvenEntry> = [&grounds.request].into_iter().chain(&grounds.approvals).collect();
    add(SIGNERS, signers_file(&signers)?.into_bytes());
    add(OPENED_CODE, format!("{opened_code}\n").into_bytes());
    add(HOW_TO_CHECK, include_bytes!("papers/how-to-check.txt").to_vec());
    Ok(papers)
}

fn signers_file(entries: &[&ProvenEntry]) -> Result<String, Error> {
    let lines = entries.iter().map(|entry| {
        let statement = &entry.entry.statement;
        allowed_signer(&statement.author, &[statement.namespace()], &entry.signer)
    });
    Ok(allowed_signers::render(&lines.collect::<Result<Vec<_>, _>>()?))
}

/// A line of an `allowed_signers` file.
///
/// # Errors
/// [`Error::Content`] when the id cannot be written so that it means exactly itself.
pub fn allowed_signer(
    person: &PersonId,
    namespaces: &[String],
    key: &PublicKey,
) -> Result<AllowedSigner, Error> {
    AllowedSigner::new(vec![person.to_string()], namespaces.to_vec(), key.clone())
        .map_err(|error| Error::Content { path: "allowed_signers".into(), why: error.to_string() })
}

/// The lines of `bag-info.txt` that are ours. Names nobody: the papers do.
#[must_use]
pub fn bag_info(carry_out: &CarryOut) -> Vec<(String, String)> {
    vec![
        ("External-Identifier".to_owned(), carry_out.id()),
        ("Internal-Sender-Identifier".to_owned(), carry_out.digest.to_string()),
    ]
}

/// Why the papers are wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PapersError {
    /// A paper is missing.
    #[error("{paper} is missing")]
    Missing {
        /// Which.
        paper: String,
    },
    /// A paper is not what it must be.
    #[error("{paper}: {why}")]
    Wrong {
        /// Which.
        paper: String,
        /// What is wrong with it.
        why: String,
    },
    /// The request is for other content.
    #[error("the request is for other content: {approved}, not {found}")]
    OtherContent {
        /// The manifest digest that was approved.
        approved: Digest,
        /// The manifest digest of the bag.
        found: Digest,
    },
    /// Nobody approved.
    #[error("nobody approved")]
    NoApproval,
}

/// Checks that the papers agree with each other and with a bag whose manifest has this digest.
///
/// # Errors
/// [`PapersError`] naming the first paper that is wrong.
pub fn check(papers: &BTreeMap<String, Vec<u8>>, manifest: &Digest) -> Result<Papers, PapersError> {
    let checkpoint_text = text(papers, CHECKPOINT)?;
    let checkpoint = Checkpoint::parse(checkpoint_text).map_err(|error| wrong(CHECKPOINT, error))?;
    let signers = allowed_signers::parse(text(papers, SIGNERS)?).map_err(|error| wrong(SIGNERS, error))?;
    let request_entry = entry(papers, REQUEST, REQUEST_PROOF, &checkpoint)?;
    let Body::Request(request) = &request_entry.entry.statement.body else {
        return Err(wrong(REQUEST, "not a request"));
    };
    if request.manifest.sha256 != *manifest {
        return Err(PapersError::OtherContent { approved: request.manifest.sha256, found: *manifest });
    }
    let requester = listed(&signers, &request_entry, REQUEST)?;
    let digest = request_entry.entry.bytes.digest();
    let mut approvers: Vec<Signer> = Vec::new();
    for number in 1.. {
        let path = approval_path(number);
        if !papers.contains_key(&path) {
            break;
        }
        let approval = entry(papers, &path, &approval_proof_path(number), &checkpoint)?;
        let statement = &approval.entry.statement;
        let approves = matches!(&statement.body, Body::Approval(body) if body.request == digest);
        if !approves || statement.origin != request_entry.entry.statement.origin {
            return Err(wrong(&path, "not an approval of this request"));
        }
        approvers.push(listed(&signers, &approval, &path)?);
    }
    check_approvers(&requester, &approvers)?;
    let opened_code = text(papers, OPENED_CODE)?.trim_end().to_owned();
    Ok(Papers {
        origin: request_entry.entry.statement.origin.clone(),
        request: request.as_ref().clone(),
        requester,
        approvers,
        checkpoint,
        opened_code,
    })
}

/// People, not signatures; and never the requester.
fn check_approvers(requester: &Signer, approvers: &[Signer]) -> Result<(), PapersError> {
    let people: BTreeSet<&PersonId> = approvers.iter().map(|signer| &signer.person).collect();
    let keys: BTreeSet<String> = approvers.iter().map(|signer| signer.key.to_openssh()).collect();
    if approvers.is_empty() {
        return Err(PapersError::NoApproval);
    }
    if people.len() != approvers.len() || keys.len() != approvers.len() {
        return Err(wrong(&approval_path(1), "the same person or key more than once"));
    }
    let own = approvers.iter().any(|s| s.person == requester.person || s.key == requester.key);
    if own { Err(wrong(&approval_path(1), "the requester's own")) } else { Ok(()) }
}

struct CheckedEntry {
    entry: Entry,
    signer: PublicKey,
}

fn entry(
    papers: &BTreeMap<String, Vec<u8>>,
    path: &str,
    proof_path: &str,
    checkpoint: &Checkpoint,
) -> Result<CheckedEntry, PapersError> {
    let bytes = bytes(papers, path)?;
    let entry = Entry::parse(bytes).map_err(|error| wrong(path, error))?;
    let signer = signing::verify(entry.bytes.as_bytes(), &entry.signature, &entry.statement.namespace())
        .map_err(|error| wrong(path, error))?;
    let proof = EntryProof::parse(text(papers, proof_path)?).map_err(|error| wrong(proof_path, error))?;
    let proven = proof.verify(bytes).map_err(|error| wrong(proof_path, error))?;
    if proven != checkpoint || entry.statement.origin != checkpoint.origin() {
        return Err(wrong(proof_path, "proven against another checkpoint"));
    }
    Ok(CheckedEntry { entry, signer })
}

/// The signer of an entry, who must be listed in the papers under this name, key and namespace.
fn listed(signers: &[AllowedSigner], entry: &CheckedEntry, path: &str) -> Result<Signer, PapersError> {
    let signer = Signer {
        person: entry.entry.statement.author.clone(),
        key: entry.signer.clone(),
        namespace: entry.entry.statement.namespace(),
    };
    if is_listed(signers, &signer) {
        Ok(signer)
    } else {
        Err(wrong(path, "signed by a key that is not listed"))
    }
}

/// Whether `signers` lists this person with this key for this namespace.
#[must_use]
pub fn is_listed(signers: &[AllowedSigner], signer: &Signer) -> bool {
    signers.iter().any(|line| {
        let namespaces = line.namespaces();
        line.key() == &signer.key
            && line.principals().iter().any(|principal| principal == signer.person.as_str())
            && (namespaces.is_empty() || namespaces.contains(&signer.namespace))
    })
}

fn bytes<'a>(papers: &'a BTreeMap<String, Vec<u8>>, path: &str) -> Result<&'a [u8], PapersError> {
    papers.get(path).map(Vec::as_slice).ok_or_else(|| PapersError::Missing { paper: path.to_owned() })
}

fn text<'a>(papers: &'a BTreeMap<String, Vec<u8>>, path: &str) -> Result<&'a str, PapersError> {
    std::str::from_utf8(bytes(papers, path)?).map_err(|_| wrong(path, "not UTF-8"))
}

fn wrong(paper: &str, why: impl std::fmt::Display) -> PapersError {
    PapersError::Wrong { paper: paper.to_owned(), why: why.to_string() }
}
