//! The dossier of a contract: what a client can check alone, without the ledger and without this program.
//!
//! An auditor makes it. It holds the contract's own entries with their attachments, what they are judged by, a
//! proof of each in one tree, and the auditor's signed count of them, which stands in the ledger. Whoever leaves
//! an entry out of a later one contradicts the earlier count.

mod around;
mod belongs;
mod check;
mod folder;
mod forms;
mod others;
mod select;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::base::digest::Digest;
use crate::base::file;
use crate::domain::body::{Body, EvidenceCount};
use crate::domain::entry::Entry;
use crate::domain::names::{ContractId, PersonId};
use crate::ledger::{Attachment, Snapshot, leaf_hash};
use crate::signing::{self, PublicKey, allowed_signers};
use crate::workflow::desk::{Desk, Head, Said};
use crate::workflow::error::{Error, EvidenceError};
use crate::workflow::keyring::Keyring;
use crate::workflow::papers::allowed_signer;
use crate::workflow::recheck::proof_of;
use crate::workflow::world::World;

pub use check::{is_dossier, verify};

use folder::{NotHere, Why};
use others::Others;
use select::{Selection, select};

const README: &str = include_str!("dossier/README.en.txt");
const README_JA: &str = include_str!("dossier/README.ja.txt");
const STEPS: &str = include_str!("dossier/steps.txt");
const CHECK_CMD: &str = include_str!("dossier/check.cmd");

/// What tells whoever receives the folder how to check it, by the names of the files.
fn instructions() -> [(&'static str, String); 3] {
    // A batch file finds its labels only behind the ends of lines that Windows writes.
    let lines = CHECK_CMD.lines().map(|line| format!("{line}\r\n"));
    [
        (folder::README, format!("{README}\n{STEPS}")),
        (folder::README_JA, format!("{README_JA}\n{STEPS}")),
        (folder::CHECK_CMD, lines.collect()),
    ]
}

/// A dossier that was written.
#[derive(Debug, Clone)]
pub struct Made {
    /// What the auditor said.
    pub count: EvidenceCount,
    /// The auditor's entry.
    pub index: u64,
    /// The tree that all proofs lead to.
    pub head: Head,
    /// Attachments that lie in the folder.
    pub attachments: u64,
    /// Attachments that do not: they name others.
    pub attachments_withheld: u64,
    /// Attachments that do not: they were removed from the ledger.
    pub attachments_removed: u64,
    /// Forms that lie in the folder.
    pub forms: u64,
    /// Forms that do not: others are named where it cannot be left out.
    pub forms_withheld: u64,
}

/// Counts the entries of `contract`, signs the count, and writes the dossier into `directory`.
///
/// # Errors
/// [`Error::Refused`] where the author is no auditor or the contract is unknown; [`Error::NameTaken`] where
/// something lies in the directory. Then nothing was signed.
pub fn make(
    world: &World<'_>,
    desk: &mut Desk,
    keyring: &Keyring,
    contract: &ContractId,
    directory: &Path,
) -> Result<Made, Error> {
    let nothing = folder::set_of(&BTreeMap::new());
    let body = EvidenceCount {
        beside: nothing,
        contract: contract.clone(),
        not_here: None,
        own: nothing,
        withheld: 0,
    };
    desk.check_body(world, keyring, Body::EvidenceCount(body))?;
    let failed = |source| Error::File { path: directory.to_path_buf(), source };
    file::create_private_dir(directory).map_err(failed)?;
    if fs::read_dir(directory).map_err(failed)?.next().is_some() {
        return Err(Error::NameTaken { path: directory.to_path_buf() });
    }
    let auditor = desk.person_of(keyring)?.id.clone();
    let snapshot = desk.store.snapshot()?;
    let (selection, others) = select(desk, snapshot.as_ref(), contract, &auditor)?;
    let own = leaves(snapshot.as_ref(), &selection.own)?;
    let beside = leaves(snapshot.as_ref(), &selection.beside)?;
    let shown = Shown::of(snapshot.as_ref(), &selection, &others)?;
    drop(snapshot);
    // Before anything is signed: a letterhead that cannot be read stops it here.
    let forms = forms::of(world, desk, contract, &others)?;
    let count = EvidenceCount {
        beside: folder::set_of(&beside),
        contract: contract.clone(),
        not_here: Some(shown.not_here.digest()),
        own: folder::set_of(&own),
        withheld: u64::try_from(selection.withheld.len()).unwrap_or(u64::MAX),
    };
    let said = desk.say(world, keyring, Body::EvidenceCount(count.clone()), &[])?;
    let snapshot = desk.store.snapshot()?;
    let head = desk.head.just_after(snapshot.as_ref(), said.index)?;
    let mut writing =
        Writing { desk, snapshot: snapshot.as_ref(), head: &head, directory, signers: BTreeMap::new() };
    writing.entries(&selection, &shown)?;
    writing.auditor(&said)?;
    writing.lists(&own, &beside, &shown.not_here)?;
    writing.forms(&forms.files)?;
    let lying = fs::read_dir(directory.join(folder::ATTACHMENTS)).map_err(failed)?.count();
    Ok(Made {
        count,
        index: said.index,
        head: head.clone(),
        attachments: u64::try_from(lying).unwrap_or(u64::MAX),
        attachments_withheld: shown.not_here.attachments_for(Why::NamesOthers),
        attachments_removed: shown.not_here.attachments_for(Why::Removed),
        forms: forms.count,
        forms_withheld: forms.withheld,
    })
}

fn bytes_of(snapshot: &dyn Snapshot, index: u64) -> Result<Vec<u8>, Error> {
    let unknown = EvidenceError::NotInLog { statement: Digest::of(index.to_string().as_bytes()) };
    Ok(snapshot.entry(index)?.ok_or(unknown)?.bytes)
}

fn leaves(snapshot: &dyn Snapshot, indexes: &BTreeSet<u64>) -> Result<BTreeMap<u64, Digest>, Error> {
    indexes.iter().map(|index| Ok((*index, leaf_hash(&bytes_of(snapshot, *index)?)))).collect()
}

/// Which attachments lie in the folder, and what does not: settled before the auditor signs it.
struct Shown {
    attachments: BTreeSet<Digest>,
    not_here: NotHere,
}

impl Shown {
    fn of(snapshot: &dyn Snapshot, selection: &Selection, others: &Others) -> Result<Self, Error> {
        let (mut not_here, mut referred, mut attachments) =
            (NotHere::default(), BTreeSet::new(), BTreeSet::new());
        for index in selection.own.union(&selection.beside) {
            let bytes = bytes_of(snapshot, *index)?;
            let entry = Entry::parse(&bytes).map_err(|_| not_in_log(&bytes))?;
            let body = &entry.statement.body;
            if let Some(why) = selection.withheld.get(index) {
                let what = (entry.bytes.digest(), body.type_name().to_owned(), *why);
                not_here.entries.insert(*index, what);
            } else {
                referred.extend(body.attachments().iter().map(|found| found.sha256));
            }
        }
        for digest in referred {
            match snapshot.attachment(&digest)? {
                Some(Attachment::Present(bytes)) if others.are_in(&bytes) => {
                    not_here.attachments.insert(digest, (Why::NamesOthers, None));
                }
                Some(Attachment::Present(_)) => drop(attachments.insert(digest)),
                Some(Attachment::RemovedUnder(under)) => {
                    not_here.attachments.insert(digest, (Why::Removed, Some(under)));
                }
                None => return Err(EvidenceError::AttachmentMissing { digest }.into()),
            }
        }
        Ok(Self { attachments, not_here })
    }
}

/// Person and fingerprint, and in which namespaces the key signed.
type Signers = BTreeMap<(PersonId, String), (BTreeSet<String>, PublicKey)>;

struct Writing<'a> {
    desk: &'a Desk,
    snapshot: &'a dyn Snapshot,
    head: &'a Head,
    directory: &'a Path,
    signers: Signers,
}

impl Writing<'_> {
    fn write(&self, name: &str, bytes: &[u8]) -> Result<(), Error> {
        let path = self.directory.join(name);
        file::create_new(&path, bytes).map_err(|source| Error::File { path, source })
    }

    fn entries(&mut self, selection: &Selection, shown: &Shown) -> Result<(), Error> {
        for below in [folder::ENTRIES, folder::ATTACHMENTS] {
            let path = self.directory.join(below);
            file::create_private_dir(&path).map_err(|source| Error::File { path, source })?;
        }
        for index in selection.own.union(&selection.beside).copied() {
            let proof = proof_of(self.snapshot, self.head, index)?;
            if selection.withheld.contains_key(&index) {
                let name =
                    format!("{}/{}.tlog-proof", folder::ENTRIES, folder::stem(index, folder::WITHHELD));
                self.write(&name, proof.encode().as_bytes())?;
                continue;
            }
            let bytes = bytes_of(self.snapshot, index)?;
            let entry = Entry::parse(&bytes).map_err(|_| not_in_log(&bytes))?;
            let stem = folder::stem(index, entry.statement.body.type_name());
            self.write(&format!("{}/{stem}.txt", folder::ENTRIES), &bytes)?;
            self.write(&format!("{}/{stem}.tlog-proof", folder::ENTRIES), proof.encode().as_bytes())?;
            self.sign(&entry)?;
        }
        for digest in &shown.attachments {
            // Removed since the list of what is not here was signed: then the folder does not come about.
            let Some(Attachment::Present(bytes)) = self.snapshot.attachment(digest)? else {
                return Err(EvidenceError::AttachmentMissing { digest: *digest }.into());
            };
            self.write(&format!("{}/{digest}", folder::ATTACHMENTS), &bytes)?;
        }
        Ok(())
    }

    fn auditor(&mut self, said: &Said) -> Result<(), Error> {
        let bytes = bytes_of(self.snapshot, said.index)?;
        let entry = Entry::parse(&bytes).map_err(|_| not_in_log(&bytes))?;
        let proof = proof_of(self.snapshot, self.head, said.index)?;
        self.write(folder::AUDITOR, &bytes)?;
        self.write(folder::AUDITOR_PROOF, proof.encode().as_bytes())?;
        self.sign(&entry)
    }

    fn forms(&self, files: &[forms::Written]) -> Result<(), Error> {
        let below = forms::LANGUAGES.iter().map(|(_, language)| format!("{}/{language}", folder::FORMS));
        for name in std::iter::once(folder::FORMS.to_owned()).chain(below) {
            let path = self.directory.join(name);
            file::create_private_dir(&path).map_err(|source| Error::File { path, source })?;
        }
        files.iter().try_for_each(|(name, bytes)| self.write(&format!("{}/{name}", folder::FORMS), bytes))
    }

    fn lists(
        &self,
        own: &BTreeMap<u64, Digest>,
        beside: &BTreeMap<u64, Digest>,
        not_here: &NotHere,
    ) -> Result<(), Error> {
        self.write(folder::OWN, folder::render_list(own).as_bytes())?;
        self.write(folder::BESIDE, folder::render_list(beside).as_bytes())?;
        self.write(folder::NOT_HERE, not_here.render().as_bytes())?;
        self.write(folder::CHECKPOINT, self.head.checkpoint()?.encode().as_bytes())?;
        self.write(folder::SIGNERS, self.signers_file()?.as_bytes())?;
        instructions().iter().try_for_each(|(name, text)| self.write(name, text.as_bytes()))
    }

    fn sign(&mut self, entry: &Entry) -> Result<(), Error> {
        let namespace = entry.statement.namespace();
        let signer = signing::verify(entry.bytes.as_bytes(), &entry.signature, &namespace)
            .map_err(|_| EvidenceError::NotInLog { statement: entry.bytes.digest() })?;
        let of = (entry.statement.author.clone(), signer.fingerprint().to_string());
        let (namespaces, _) = self.signers.entry(of).or_insert_with(|| (BTreeSet::new(), signer));
        namespaces.insert(namespace);
        Ok(())
    }

    /// The keys with the entries between which the ledger has them as good, for people: `ssh-keygen` knows of
    /// times only, and a key is good by the order of the log.
    fn signers_file(&self) -> Result<String, Error> {
        let mut text = String::new();
        for ((person, fingerprint), (namespaces, key)) in &self.signers {
            let known = self.desk.registry.person(person);
            let good = known.and_then(|known| Some((known, known.key(&key.fingerprint())?)));
            if let Some((known, good)) = good {
                text.push_str(&format!("# {person} {fingerprint} {}\n", folder::good(known, good)));
            }
            let namespaces: Vec<String> = namespaces.iter().cloned().collect();
            text.push_str(&allowed_signers::render(&[allowed_signer(person, &namespaces, key)?]));
        }
        Ok(text)
    }
}

fn not_in_log(bytes: &[u8]) -> Error {
    EvidenceError::NotInLog { statement: Digest::of(bytes) }.into()
}
