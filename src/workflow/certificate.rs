//! Certificates of sanitization (データ消去証明書): `certificate` makes one, `verify` checks it without a
//! ledger.
//!
//! A certificate holds entries of the log with their proofs against one checkpoint, and a summary that
//! follows from them. Nobody signs the certificate itself: what it says beyond the entries (its number, the
//! addressee, the time of issue) is the maker's word.

mod check;
pub(in crate::workflow) mod collect;
mod document;
mod steps;

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::carry_out::{CarryOut, disposal_number};
use crate::domain::entry::Entry;
use crate::domain::names::PersonId;
use crate::ledger::tree::prove_inclusion;
use crate::projection::excerpt::Excerpt;
use crate::projection::view::certificate::{CertificateView, EntryOfCertificate, Summary};
use crate::signing::allowed_signers::{self, AllowedSigner};
use crate::signing::{self, PublicKey};
use crate::workflow::desk::Desk;
use crate::workflow::error::{Error, EvidenceError};
use crate::workflow::papers::allowed_signer;
use crate::workflow::world::World;

pub use check::{CertificateProblem, Checked, CheckedEntry, check};
pub use document::{BEGINNING, Certified, Claimed, Document, DocumentError};
pub use steps::file_name;

/// A certificate that was made and checked.
#[derive(Debug, Clone)]
pub struct Certificate {
    /// The file.
    pub text: String,
    /// The same for the printed form.
    pub view: CertificateView,
}

/// Makes the certificate of `about`, a carry-out or a disposal.
///
/// # Errors
/// [`Error::UnknownCarryOut`] or [`Error::UnknownDisposal`]; [`EvidenceError::WrongStatus`] where nothing was
/// exported; [`EvidenceError::NotInLog`] when the entries do not come to what this user's projection says.
pub fn certificate(
    world: &World<'_>,
    desk: &Desk,
    about: &str,
    number: Option<String>,
    addressee: Option<String>,
) -> Result<Certificate, Error> {
    let (carry_out, disposal) = find(desk, about)?;
    if carry_out.completed().is_none() {
        let today = world.clock.now().date();
        let status = desk.view(&carry_out, today).status;
        return Err(EvidenceError::WrongStatus { id: carry_out.id(), status }.into());
    }
    let about = disposal.map_or_else(|| carry_out.id(), crate::domain::carry_out::disposal_id);
    let claimed = Claimed {
        number: number.unwrap_or_else(|| format!("{about}-{}", desk.head.size)),
        about,
        issued_at: world.clock.now(),
        addressee,
    };
    let document = document_of(desk, &carry_out, claimed)?;
    let not_in_log = || Error::Evidence(EvidenceError::NotInLog { statement: carry_out.digest });
    // What the projection says of it, and what its entries come to, must be the same.
    let mut excerpt = Excerpt::default();
    for certified in &document.entries {
        let entry = Entry::parse(&certified.bytes).map_err(|_| not_in_log())?;
        excerpt
            .take(certified.index, &entry, certified.number, &carry_out.digest)
            .map_err(|_| not_in_log())?;
    }
    let proven = excerpt.carry_out(&carry_out.digest).filter(|proven| **proven == carry_out);
    let proven = proven.ok_or_else(not_in_log)?;
    let summary = Summary::new(excerpt.registry(), proven, disposal).ok_or_else(not_in_log)?;
    let text = document.encode(&summary);
    let checked = check(&text, None);
    if checked.problem.is_some() || checked.entries.iter().any(|entry| entry.problem.is_some()) {
        return Err(not_in_log());
    }
    let view = view_of(&document, summary, &checked);
    Ok(Certificate { text, view })
}

fn find(desk: &Desk, about: &str) -> Result<(CarryOut, Option<u64>), Error> {
    let Some(number) = disposal_number(about) else { return Ok((desk.carry_out(about)?, None)) };
    let carry_out = desk.projection.carry_out_with_disposal(number)?;
    let id = crate::domain::carry_out::disposal_id(number);
    carry_out.map(|carry_out| (carry_out, Some(number))).ok_or(Error::UnknownDisposal { id })
}

fn document_of(desk: &Desk, carry_out: &CarryOut, claimed: Claimed) -> Result<Document, Error> {
    let snapshot = desk.store.snapshot()?;
    let wanted = collect::entries_for(desk, snapshot.as_ref(), carry_out)?;
    let not_in_log = || Error::Evidence(EvidenceError::NotInLog { statement: carry_out.digest });
    let mut entries = Vec::new();
    let mut signers: BTreeMap<(PersonId, String), (BTreeSet<String>, PublicKey)> = BTreeMap::new();
    for (index, number) in wanted {
        let bytes = snapshot.entry(index)?.ok_or_else(not_in_log)?.bytes;
        let entry = Entry::parse(&bytes).map_err(|_| not_in_log())?;
        let signer = signer_of(&entry).ok_or_else(not_in_log)?;
        let statement = &entry.statement;
        let of = signers.entry((statement.author.clone(), signer.fingerprint().to_string()));
        let (namespaces, _) = of.or_insert_with(|| (BTreeSet::new(), signer));
        namespaces.insert(statement.namespace());
        let path = prove_inclusion(desk.head.size, index, snapshot.as_ref())
            .map_err(crate::ledger::store::tree_error)?;
        entries.push(Certified { index, number, bytes, path });
    }
    // A line for each key: ssh-keygen complains of every line of a person's that is not for the namespace.
    let signers = signers.into_iter().map(|((person, _), (namespaces, key))| {
        allowed_signer(&person, &namespaces.into_iter().collect::<Vec<_>>(), &key)
    });
    let signers = allowed_signers::render(&signers.collect::<Result<Vec<AllowedSigner>, _>>()?);
    Ok(Document { claimed, checkpoint: desk.head.checkpoint()?, signers, entries })
}

fn signer_of(entry: &Entry) -> Option<PublicKey> {
    signing::verify(entry.bytes.as_bytes(), &entry.signature, &entry.statement.namespace()).ok()
}

fn view_of(document: &Document, summary: Summary, checked: &Checked) -> CertificateView {
    let about = &document.claimed.about;
    let (english, japanese) = steps::explained(about);
    CertificateView {
        number: document.claimed.number.clone(),
        issued_at: document.claimed.issued_at,
        addressee: document.claimed.addressee.clone(),
        origin: document.checkpoint.origin().to_owned(),
        size: document.checkpoint.size(),
        root: document.checkpoint.root(),
        founder: checked.founder.clone(),
        entries: checked
            .entries
            .iter()
            .filter_map(|entry| {
                Some(EntryOfCertificate {
                    index: entry.index,
                    type_name: entry.type_name?,
                    author: entry.author.clone()?,
                    time: entry.time?,
                    key: entry.key.clone()?,
                })
            })
            .collect(),
        summary,
        file_name: file_name(about),
        english,
        japanese,
        unix: steps::unix(about),
        cmd: steps::cmd(about),
    }
}
