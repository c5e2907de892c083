//! Whether a certificate holds: signatures, proofs, one checkpoint, the rules, and the summary done again.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::base::digest::Digest;
use crate::base::time::Timestamp;
use crate::domain::body::Body;
use crate::domain::carry_out::{CarryOut, disposal_number, number_of};
use crate::domain::entry::Entry;
use crate::domain::names::PersonId;
use crate::ledger::proof::EntryProof;
use crate::ledger::{Checkpoint, SignedCheckpoint};
use crate::projection::excerpt::Excerpt;
use crate::projection::view::Signer;
use crate::projection::view::certificate::Summary;
use crate::signing::allowed_signers::{self, AllowedSigner};
use crate::signing::{self, VerifyError};
use crate::workflow::papers::is_listed;

use super::document::{Certified, Document, DocumentError};

/// What checking a certificate showed.
#[derive(Debug, Clone, Default)]
pub struct Checked {
    /// What it is about, as it says.
    pub about: Option<String>,
    /// The checkpoint all of it was proven against.
    pub checkpoint: Option<Checkpoint>,
    /// The founder of the ledger and the fingerprint of their key.
    pub founder: Option<(PersonId, String)>,
    /// Entry by entry.
    pub entries: Vec<CheckedEntry>,
    /// The carry-out as the entries leave it, where every one of them holds.
    pub carry_out: Option<CarryOut>,
    /// What the entries come to, where every one of them holds.
    pub summary: Option<Box<Summary>>,
    /// What is wrong with the certificate as a whole.
    pub problem: Option<CertificateProblem>,
}

/// One entry of a certificate.
#[derive(Debug, Clone, Default)]
pub struct CheckedEntry {
    /// Its place in the log.
    pub index: u64,
    /// Its type.
    pub type_name: Option<&'static str>,
    /// Who says it.
    pub author: Option<PersonId>,
    /// When, by their clock.
    pub time: Option<Timestamp>,
    /// The key that signed.
    pub key: Option<String>,
    /// Whether the reader's own list of signers has the key for its author; `None` without a list.
    pub listed: Option<bool>,
    /// What is wrong with it.
    pub problem: Option<String>,
}

/// What is wrong with a certificate as a whole.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CertificateProblem {
    /// Not a certificate, or cut off.
    #[error(transparent)]
    Document(#[from] DocumentError),
    /// Not every entry holds.
    #[error("{wrong} of its {count} entries do not hold, the first is entry {first}")]
    Entries {
        /// How many do not.
        wrong: usize,
        /// How many there are.
        count: usize,
        /// The first that does not.
        first: u64,
    },
    /// The list of signers is not one.
    #[error("its list of signers cannot be used: {why}")]
    Signers {
        /// Why.
        why: String,
    },
    /// Somebody is listed as a signer whose statement is not here.
    #[error("a statement that {person} signed in {namespace} is missing")]
    Missing {
        /// Who.
        person: String,
        /// In which namespace.
        namespace: String,
    },
    /// The entries are not about what it says it is about.
    #[error("its entries are not about {about}")]
    OtherCarryOut {
        /// What it says.
        about: String,
    },
    /// Nothing was exported, so nothing can have been disposed of.
    #[error("its entries do not show that {about} was ever exported")]
    NeverExported {
        /// What it says.
        about: String,
    },
    /// The summary does not follow from the statements.
    #[error("its summary says {field:?} otherwise than its statements")]
    Summary {
        /// The first field that differs.
        field: String,
    },
    /// Another spelling than the one there is.
    #[error("it was changed at line {line}: {shown}")]
    Spelling {
        /// The first line that differs, from 1.
        line: usize,
        /// The beginning of that line as it must be.
        shown: String,
    },
}

/// Checks a certificate. `known` is what the reader knows of keys.
#[must_use]
pub fn check(text: &str, known: Option<&[AllowedSigner]>) -> Checked {
    let mut checked = Checked::default();
    if let Err(problem) = look(text, known, &mut checked) {
        checked.problem = Some(problem);
        checked.summary = None;
        checked.carry_out = None;
    }
    checked
}

fn look(
    text: &str,
    known: Option<&[AllowedSigner]>,
    checked: &mut Checked,
) -> Result<(), CertificateProblem> {
    let (document, said) = Document::parse(text)?;
    let about = document.claimed.about.clone();
    checked.about = Some(about.clone());
    checked.checkpoint = Some(document.checkpoint.clone());
    let signers = allowed_signers::parse(&document.signers)
        .map_err(|error| CertificateProblem::Signers { why: error.to_string() })?;
    let parsed: Vec<(&Certified, Result<Entry, String>)> = document
        .entries
        .iter()
        .map(|certified| (certified, Entry::parse(&certified.bytes).map_err(|error| error.to_string())))
        .collect();
    let main = main_request(&parsed, &about);
    let mut excerpt = Excerpt::default();
    for (certified, entry) in &parsed {
        let mut line = CheckedEntry { index: certified.index, ..CheckedEntry::default() };
        line.problem = match entry {
            Ok(entry) => {
                let own = judge(&document.checkpoint, certified, entry, &signers, known, &mut line);
                let taken =
                    main.ok_or_else(|| "the request it is about is not here".to_owned()).and_then(|main| {
                        let taken = excerpt.take(certified.index, entry, certified.number, &main);
                        taken.map_err(|fault| fault.to_string())
                    });
                own.and(taken).err()
            }
            Err(error) => Some(error.clone()),
        };
        checked.entries.push(line);
    }
    let founder = &excerpt.registry().founder;
    checked.founder = founder.as_ref().map(|(person, key)| (person.clone(), key.to_string()));
    all_hold(&checked.entries)?;
    unused_signers(&signers, &parsed)?;
    let other = || CertificateProblem::OtherCarryOut { about: about.clone() };
    let carry_out = main.and_then(|main| excerpt.carry_out(&main)).ok_or_else(other)?;
    let disposal = disposal_number(&about);
    let is_about = match disposal {
        Some(number) => carry_out.disposals.iter().any(|disposed| disposed.number == number),
        None => carry_out.id() == about,
    };
    if !is_about {
        return Err(other());
    }
    let summary = Summary::new(excerpt.registry(), carry_out, disposal)
        .ok_or_else(|| CertificateProblem::NeverExported { about: about.clone() })?;
    compare(text, &document, &summary, &said)?;
    checked.carry_out = Some(carry_out.clone());
    checked.summary = Some(Box::new(summary));
    Ok(())
}

/// The request that the certificate is about: the one with its number, or the one that a numbered disposal
/// names.
fn main_request(entries: &[(&Certified, Result<Entry, String>)], about: &str) -> Option<Digest> {
    let mut entries =
        entries.iter().filter_map(|(certified, entry)| Some((certified.number, entry.as_ref().ok()?)));
    match (number_of(about), disposal_number(about)) {
        (Some(number), _) => entries
            .find(|(claimed, entry)| {
                *claimed == Some(number) && matches!(entry.statement.body, Body::Request(_))
            })
            .map(|(_, entry)| entry.bytes.digest()),
        (None, Some(number)) => entries.find_map(|(claimed, entry)| match &entry.statement.body {
            Body::Disposal(body) if claimed == Some(number) => Some(body.request),
            _ => None,
        }),
        (None, None) => None,
    }
}

/// Signature, list of signers and proof of one entry.
fn judge(
    checkpoint: &Checkpoint,
    certified: &Certified,
    entry: &Entry,
    signers: &[AllowedSigner],
    known: Option<&[AllowedSigner]>,
    line: &mut CheckedEntry,
) -> Result<(), String> {
    let statement = &entry.statement;
    line.type_name = Some(statement.body.type_name());
    line.author = Some(statement.author.clone());
    line.time = Some(statement.time);
    let namespace = statement.namespace();
    let key = signing::verify(entry.bytes.as_bytes(), &entry.signature, &namespace)
        .map_err(|error: VerifyError| error.to_string())?;
    line.key = Some(key.fingerprint().to_string());
    let signer = Signer { person: statement.author.clone(), key, namespace };
    line.listed = known.map(|known| is_listed(known, &signer));
    if !is_listed(signers, &signer) {
        return Err("its key is not in the certificate's own list of signers".to_owned());
    }
    let named = |line: &AllowedSigner| line.principals().iter().any(|name| name == signer.person.as_str());
    if line.listed == Some(false) && known.is_some_and(|known| known.iter().any(named)) {
        return Err("the key is not listed for its author in allowed_signers".to_owned());
    }
    let proof = EntryProof::new(
        certified.index,
        certified.path.clone(),
        SignedCheckpoint::unsigned(checkpoint.clone()),
    );
    let proven = proof.verify(&certified.bytes).map_err(|error| error.to_string())?;
    if proven.origin() != statement.origin {
        return Err("proven in another ledger than it was said in".to_owned());
    }
    Ok(())
}

fn all_hold(entries: &[CheckedEntry]) -> Result<(), CertificateProblem> {
    let mut wrong = entries.iter().filter(|entry| entry.problem.is_some());
    match wrong.next() {
        None => Ok(()),
        Some(first) => Err(CertificateProblem::Entries {
            wrong: wrong.count().saturating_add(1),
            count: entries.len(),
            first: first.index,
        }),
    }
}

/// Nobody is listed for a kind of statement of which none is here: one was taken out.
fn unused_signers(
    signers: &[AllowedSigner],
    entries: &[(&Certified, Result<Entry, String>)],
) -> Result<(), CertificateProblem> {
    let said: BTreeSet<(String, String)> = entries
        .iter()
        .filter_map(|(_, entry)| entry.as_ref().ok())
        .map(|entry| (entry.statement.author.to_string(), entry.statement.namespace()))
        .collect();
    for line in signers {
        for person in line.principals() {
            let unsaid = line
                .namespaces()
                .iter()
                .find(|namespace| !said.contains(&(person.clone(), (*namespace).clone())));
            if let Some(namespace) = unsaid {
                let (person, namespace) = (person.clone(), namespace.clone());
                return Err(CertificateProblem::Missing { person, namespace });
            }
        }
    }
    Ok(())
}

/// The file must be what is written for these entries, byte for byte.
fn compare(
    text: &str,
    document: &Document,
    summary: &Summary,
    said: &Value,
) -> Result<(), CertificateProblem> {
    let expected = document.encode(summary);
    if expected == text {
        return Ok(());
    }
    let value = serde_json::to_value(summary).unwrap_or_default();
    let fields = value.as_object().into_iter().flatten().chain(said.as_object().into_iter().flatten());
    for (field, _) in fields {
        if value.get(field) != said.get(field) {
            return Err(CertificateProblem::Summary { field: field.clone() });
        }
    }
    let line = expected.lines().zip(text.lines()).position(|(expected, found)| expected != found);
    let line = line.unwrap_or_else(|| expected.lines().count().min(text.lines().count()));
    let shown = expected.lines().nth(line).unwrap_or_default().chars().take(60).collect();
    Err(CertificateProblem::Spelling { line: line.saturating_add(1), shown })
}
