//! Before anything leaves: the log itself is asked again.
//!
//! The projection is this user's own file, but it is a file. What an export rests on (the request,
//! the approvals that count, and the entries that brought the approvers' keys in) is read from the
//! log once more, verified, and proven to be in the tree this user verified. An approval that was
//! planted in the projection is found here.

use crate::base::digest::Digest;
use crate::domain::body::Body;
use crate::domain::carry_out::CarryOut;
use crate::domain::entry::Entry;
use crate::domain::names::PersonId;
use crate::domain::tally::tally;
use crate::ledger::proof::EntryProof;
use crate::ledger::tree::{prove_inclusion, verify_inclusion};
use crate::ledger::{SignedCheckpoint, Snapshot, leaf_hash};
use crate::signing::{self, Fingerprint, PublicKey};
use crate::workflow::desk::{Desk, Head};
use crate::workflow::error::{Error, EvidenceError};

/// An entry as it stands in the log, with its proof.
#[derive(Debug, Clone)]
pub struct ProvenEntry {
    /// The entry, taken apart.
    pub entry: Entry,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Its place and the way from it to the root.
    pub proof: EntryProof,
    /// The key that signed it.
    pub signer: PublicKey,
}

/// What an export rests on, fresh from the log.
#[derive(Debug, Clone)]
pub struct Grounds {
    /// The request.
    pub request: ProvenEntry,
    /// The approvals that count.
    pub approvals: Vec<ProvenEntry>,
}

/// Reads request and counted approvals of `carry_out` from the log and verifies each again.
///
/// # Errors
/// [`EvidenceError::NotInLog`] naming the statement that the log does not hold as this user's
/// projection says.
pub fn grounds(desk: &Desk, carry_out: &CarryOut) -> Result<Grounds, Error> {
    let snapshot = desk.store.snapshot()?;
    let request = proven(desk, snapshot.as_ref(), carry_out.index, &carry_out.digest, &carry_out.requester)?;
    match &request.entry.statement.body {
        Body::Request(body) if **body == carry_out.request => {}
        _ => return Err(EvidenceError::NotInLog { statement: carry_out.digest }.into()),
    }
    let counted = tally(&desk.registry, carry_out);
    let mut approvals = Vec::new();
    for approval in carry_out.approvals.iter().filter(|given| counted.approvals.contains(&given.digest)) {
        let entry = proven(desk, snapshot.as_ref(), approval.index, &approval.digest, &approval.person)?;
        let approves = entry.entry.statement.body.request() == Some(&carry_out.digest)
            && matches!(entry.entry.statement.body, Body::Approval(_));
        if !approves {
            return Err(EvidenceError::NotInLog { statement: approval.digest }.into());
        }
        if !key_came_in(desk, snapshot.as_ref(), &approval.person, &entry.signer.fingerprint())? {
            return Err(EvidenceError::NotInLog { statement: approval.digest }.into());
        }
        approvals.push(entry);
    }
    Ok(Grounds { request, approvals })
}

/// An entry of the log, its signature verified again and its place proven.
///
/// # Errors
/// [`EvidenceError::NotInLog`].
pub fn proven(
    desk: &Desk,
    snapshot: &dyn Snapshot,
    index: u64,
    statement: &Digest,
    author: &PersonId,
) -> Result<ProvenEntry, Error> {
    let missing = || Error::Evidence(EvidenceError::NotInLog { statement: *statement });
    let bytes = entry_in_tree(snapshot, &desk.head, index)?.ok_or_else(missing)?;
    let entry = Entry::parse(&bytes).map_err(|_| missing())?;
    let signer = signing::verify(entry.bytes.as_bytes(), &entry.signature, &entry.statement.namespace())
        .map_err(|_| missing())?;
    let owner = desk.registry.owner_of(&signer.fingerprint());
    let is_theirs = owner.is_some_and(|person| person.id == *author);
    if entry.bytes.digest() != *statement || entry.statement.author != *author || !is_theirs {
        return Err(missing());
    }
    let proof = proof_of(snapshot, &desk.head, index)?;
    Ok(ProvenEntry { entry, bytes, proof, signer })
}

/// The bytes of an entry, proven to be in the tree of `head`; `None` where they are not.
///
/// # Errors
/// [`Error::Store`] when the ledger cannot be read.
pub fn entry_in_tree(snapshot: &dyn Snapshot, head: &Head, index: u64) -> Result<Option<Vec<u8>>, Error> {
    if index >= head.size {
        return Ok(None);
    }
    let Some(found) = snapshot.entry(index)? else { return Ok(None) };
    let Ok(path) = prove_inclusion(head.size, index, snapshot) else { return Ok(None) };
    let holds = verify_inclusion(&path, head.size, head.root, index, leaf_hash(&found.bytes));
    Ok(holds.is_ok().then_some(found.bytes))
}

/// The proof of an entry against `head`.
///
/// # Errors
/// [`Error::Store`] when nodes cannot be read.
pub fn proof_of(snapshot: &dyn Snapshot, head: &Head, index: u64) -> Result<EntryProof, Error> {
    let path = prove_inclusion(head.size, index, snapshot).map_err(crate::ledger::store::tree_error)?;
    Ok(EntryProof::new(index, path, SignedCheckpoint::unsigned(head.checkpoint()?)))
}

/// Whether the entry that brought an approver's key in is in the log, and says that it is theirs.
fn key_came_in(
    desk: &Desk,
    snapshot: &dyn Snapshot,
    person: &PersonId,
    key: &Fingerprint,
) -> Result<bool, Error> {
    let added = desk.registry.person(person).and_then(|person| person.key(key));
    let came_in = match added {
        Some(added) => entry_in_tree(snapshot, &desk.head, added.added_index)?,
        None => None,
    };
    Ok(came_in.and_then(|bytes| Entry::parse(&bytes).ok()).is_some_and(|entry| {
        let (whose, which) = match &entry.statement.body {
            Body::Founder(body) => (&entry.statement.author, &body.key),
            Body::PersonAdd(body) => (&body.person, &body.key),
            Body::KeyAdd(body) => (&body.person, &body.key),
            _ => return false,
        };
        whose == person && which.fingerprint() == *key
    }))
}
