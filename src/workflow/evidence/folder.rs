//! Whether what lies in one folder is of one history: each file by itself is judged beside this.
//!
//! Every proof has to lead to the checkpoint that is there. Two roots of one size, or two entries at one place, are
//! two histories. What cannot be related, or was not looked at, is said, and is never among what holds.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::Value;
use walkdir::WalkDir;

use crate::base::digest::Digest;
use crate::base::file;
use crate::base::limits::FOREIGN_FILE_BYTES_MAX;
use crate::domain::body::Body;
use crate::domain::carry_out::number_of;
use crate::domain::entry::Entry;
use crate::projection::audited::{VerifiedLine, Warning};
use crate::signing::allowed_signers::{self, AllowedSigner};
use crate::workflow::beside::{no_file, not_looked_at};
use crate::workflow::error::Error;

use super::{HOW_TO_VERIFY, unverified, verify_file};

const CHECKPOINT: &str = "checkpoint.txt";
const SIGNERS: &str = "allowed_signers";
const HOW: &str = "how-to-verify.txt";
const MANIFEST: &str = "-manifest-sha256.txt";
const PROOF: &str = ".tlog-proof";

/// Every file of a folder, one level deep, links not followed: what `prove` writes is flat.
pub(super) fn verify(folder: &Path) -> Result<Vec<VerifiedLine>, Error> {
    let mut found = Folder::default();
    for entry in WalkDir::new(folder).min_depth(1).max_depth(1).sort_by_file_name() {
        let entry =
            entry.map_err(|error| Error::File { path: folder.to_path_buf(), source: error.into() })?;
        found.take(entry.path(), entry.file_type())?;
    }
    if found.lines.iter().all(|line| line.warnings.contains(&Warning::NotLookedAt)) {
        return Err(super::nothing(folder));
    }
    found.idle_keys();
    found.names();
    found.manifests();
    found.without_proof();
    found.histories();
    found.relations();
    Ok(found.lines)
}

/// An entry that lies in a file of its own.
struct Said {
    line: usize,
    entry: Entry,
    bytes: Digest,
}

#[derive(Default)]
struct Folder {
    lines: Vec<VerifiedLine>,
    entries: Vec<Said>,
    /// The name and digest of each file that is named like a list of files, in order.
    manifests: Vec<(String, Digest)>,
    /// Whose keys are listed, where the list can be read; each entry says it where it cannot.
    signers: Option<Vec<AllowedSigner>>,
}

impl Folder {
    fn take(&mut self, path: &Path, kind: std::fs::FileType) -> Result<(), Error> {
        let mut line = VerifiedLine { what: "other", ..unverified(path) };
        if !kind.is_file() {
            let is_read = !kind.is_dir() || is_expected(&line.file);
            self.lines.push(no_file(line.file, kind, is_read));
            return Ok(());
        }
        let bytes = file::read_plain(path, FOREIGN_FILE_BYTES_MAX)
            .map_err(|source| Error::File { path: path.to_path_buf(), source })?;
        let lines = verify_file(path)?;
        if !lines.is_empty() {
            if let Ok(entry) = Entry::parse(&bytes) {
                self.entries.push(Said { line: self.lines.len(), entry, bytes: Digest::of(&bytes) });
            }
            self.lines.extend(lines);
            return Ok(());
        }
        if line.file.ends_with(MANIFEST) {
            self.manifests.push((line.file, Digest::of(&bytes)));
            return Ok(());
        }
        if line.file == SIGNERS {
            self.signers = String::from_utf8(bytes).ok().and_then(|text| allowed_signers::parse(&text).ok());
        } else if line.file != HOW && is_expected(&line.file) {
            line.checked = false;
            line.problem = Some("not what its name says".to_owned());
            self.lines.push(line);
        } else if line.file != HOW || bytes != HOW_TO_VERIFY {
            self.lines.push(not_looked_at(line.file));
        }
        Ok(())
    }

    /// Names every key that is listed and signed nothing here: `prove` lists those alone that did.
    fn idle_keys(&mut self) {
        for signer in self.signers.take().unwrap_or_default() {
            let fingerprint = signer.key().fingerprint().to_string();
            for person in signer.principals() {
                let signed = |line: &VerifiedLine| {
                    line.key.as_ref() == Some(&fingerprint)
                        && line.author.as_ref().is_none_or(|author| author.as_str() == person)
                };
                if !self.lines.iter().any(signed) {
                    let mut line = not_looked_at(SIGNERS.to_owned());
                    (line.author, line.key) = (person.parse().ok(), Some(fingerprint.clone()));
                    line.warnings = vec![Warning::SignedNothing];
                    self.lines.push(line);
                }
            }
        }
    }

    /// What a name says of its entry has to be what the entry, its proof and the other entries here say.
    fn names(&mut self) {
        let requests = self.requests();
        let mut told: BTreeMap<Digest, BTreeSet<u64>> = BTreeMap::new();
        for said in &self.entries {
            if let Body::ExportIntent(intent) = &said.entry.statement.body {
                let id = intent.package_name.split('.').next().unwrap_or_default();
                told.entry(intent.request).or_default().extend(number_of(id));
            }
        }
        for said in &self.entries {
            let of = requests.get(&said.entry.bytes.digest()).and_then(|request| told.get(request));
            let line = &mut self.lines[said.line];
            let Some(name) = Name::of(&line.file) else { continue };
            if line.type_name.is_some_and(|type_name| type_name != name.type_name) {
                note(line, "its name says another type of statement");
            }
            match of {
                Some(numbers) if !numbers.contains(&name.number) => {
                    note(line, "its name says another carry-out than the export of it here");
                }
                Some(_) => {}
                None => line.warnings.push(Warning::NumberInNameOnly),
            }
        }
        for line in &mut self.lines {
            let Some(name) = Name::of(&line.file) else { continue };
            if line.index.is_some_and(|index| index != name.index) {
                note(line, "its name says another place in the ledger than its proof");
            }
        }
    }

    /// The request that each statement here is about, by the digest of the statement.
    fn requests(&self) -> BTreeMap<Digest, Digest> {
        let mut known: BTreeMap<Digest, Digest> = BTreeMap::new();
        for said in &self.entries {
            let digest = said.entry.bytes.digest();
            if matches!(said.entry.statement.body, Body::Request(_)) {
                known.insert(digest, digest);
            }
        }
        // What names a statement that is known is of the same request; once more for each that became known.
        loop {
            let before = known.len();
            for said in &self.entries {
                let digest = said.entry.bytes.digest();
                if known.contains_key(&digest) {
                    continue;
                }
                let body = serde_json::to_value(&said.entry.statement.body).unwrap_or_default();
                if let Some(request) = named(&body, &known) {
                    known.insert(digest, request);
                }
            }
            if known.len() == before {
                return known;
            }
        }
    }

    /// Compares each list of files with the requests here, and each request with the lists.
    fn manifests(&mut self) {
        let is_proven = self.has_proofs();
        let mut requested = Vec::new();
        for said in &self.entries {
            if let Body::Request(request) = &said.entry.statement.body {
                let number = Name::of(&self.lines[said.line].file).map(|name| name.number);
                requested.push((number, request.manifest.sha256, said.entry.bytes.digest()));
            }
        }
        let number = |name: &str| name.strip_suffix(MANIFEST).and_then(number_of);
        let fits = |name: &str, asked: Option<u64>| {
            number(name).zip(asked).is_none_or(|(named, asked)| named == asked)
        };
        for (name, digest) in &self.manifests {
            let mut line = VerifiedLine { what: "manifest", ..VerifiedLine::about(name.clone()) };
            if requested.is_empty() {
                line.checked = false;
                line.warnings.push(Warning::NotLookedAt);
            } else if !requested.iter().any(|(asked, sha256, _)| sha256 == digest && fits(name, *asked)) {
                line.problem = Some("not the manifest that was asked for and approved".to_owned());
            }
            self.lines.push(line);
        }
        for (asked, sha256, request) in requested.iter().filter(|_| is_proven) {
            let is_here = self.manifests.iter().any(|(name, digest)| digest == sha256 && fits(name, *asked));
            let is_named = self.manifests.iter().any(|(name, _)| fits(name, *asked));
            if is_here || is_named || self.is_purged(request, sha256) {
                continue;
            }
            let id = asked.map_or_else(|| "C".to_owned(), |number| format!("C-{number:04}"));
            let mut line =
                VerifiedLine { what: "manifest", ..VerifiedLine::about(format!("{id}{MANIFEST}")) };
            line.problem = Some("missing: the list of files that was asked for and approved".to_owned());
            self.lines.push(line);
        }
    }

    /// Whether entries here say that two people had the list of files of this request removed.
    fn is_purged(&self, request: &Digest, sha256: &Digest) -> bool {
        let asked = self.entries.iter().filter(|said| match &said.entry.statement.body {
            Body::Purge(purge) => {
                purge.request == *request && purge.attachments.iter().any(|found| found.sha256 == *sha256)
            }
            _ => false,
        });
        let asked: BTreeSet<Digest> = asked.map(|said| said.entry.bytes.digest()).collect();
        self.entries.iter().any(|said| match &said.entry.statement.body {
            Body::PurgeConfirm(confirm) => asked.contains(&confirm.purge),
            _ => false,
        })
    }

    fn has_proofs(&self) -> bool {
        self.lines.iter().any(|line| line.what == "proof" || line.file.ends_with(PROOF))
    }

    /// Beside entries that are proven, each is.
    fn without_proof(&mut self) {
        if !self.has_proofs() {
            return;
        }
        for line in self.lines.iter_mut().filter(|line| line.what == "entry" && line.index.is_none()) {
            note(line, "its proof is missing");
        }
    }

    /// Two roots of one size, and two entries at one place, cannot be of one history.
    fn histories(&mut self) {
        let mut roots: BTreeMap<(String, u64), BTreeSet<Digest>> = BTreeMap::new();
        let mut places: BTreeMap<(String, u64), BTreeSet<Digest>> = BTreeMap::new();
        for line in &self.lines {
            if let Some(tree) = tree_of(line) {
                roots.entry((tree.origin, tree.size)).or_default().insert(tree.root);
            }
        }
        for said in &self.entries {
            let line = &self.lines[said.line];
            let statement = &said.entry.statement;
            if line.problem.is_none() {
                let of = (statement.origin.clone(), statement.seen.size);
                roots.entry(of).or_default().insert(statement.seen.root);
            }
            if let (Some(origin), Some(index)) = (&line.origin, line.index) {
                places.entry((origin.clone(), index)).or_default().insert(said.bytes);
            }
        }
        let is_split = |of: &BTreeMap<(String, u64), BTreeSet<Digest>>, origin: &str, at: u64| {
            of.get(&(origin.to_owned(), at)).is_some_and(|found| found.len() > 1)
        };
        for line in &mut self.lines {
            if let Some(tree) = tree_of(line)
                && is_split(&roots, &tree.origin, tree.size)
            {
                line.checked = true;
                let two = format!("two histories: the first {} entries have two root hashes here", tree.size);
                note(line, &two);
            }
            if let (Some(origin), Some(index)) = (line.origin.clone(), line.index)
                && is_split(&places, &origin, index)
            {
                note(line, &format!("two histories: here are two entries {index}"));
            }
        }
        for said in &self.entries {
            let seen = said.entry.statement.seen;
            if is_split(&roots, &said.entry.statement.origin, seen.size) {
                let two = format!("two histories: the first {} entries have two root hashes here", seen.size);
                note(&mut self.lines[said.line], &two);
            }
        }
    }

    /// Every proof leads to the checkpoint that is here, or is said to be related to nothing.
    fn relations(&mut self) {
        let proven: BTreeSet<Tree> = self
            .lines
            .iter()
            .filter(|line| line.what != "checkpoint" && line.problem.is_none())
            .filter_map(tree_of)
            .collect();
        let given = self.lines.iter().find(|line| line.what == "checkpoint" && line.file == CHECKPOINT);
        let (is_given, given) = (given.is_some(), given.and_then(tree_of));
        let one = given.or_else(|| proven.first().filter(|_| proven.len() == 1).cloned());
        for line in &mut self.lines {
            let Some(tree) = tree_of(line) else { continue };
            let is_checkpoint = line.what == "checkpoint";
            if is_checkpoint && proven.contains(&tree) {
                line.checked = true;
            }
            if proven.is_empty() || line.problem.is_some() {
                continue;
            }
            if is_checkpoint && is_given && line.file == CHECKPOINT {
                if !proven.contains(&tree) {
                    line.checked = true;
                    note(line, "the proofs beside it lead to another tree");
                }
            } else if one.as_ref() != Some(&tree) {
                line.warnings.push(Warning::NotRelated);
            }
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Tree {
    origin: String,
    size: u64,
    root: Digest,
}

/// The tree that a checkpoint is of, or that a proof or a certificate leads to.
fn tree_of(line: &VerifiedLine) -> Option<Tree> {
    Some(Tree { origin: line.origin.clone()?, size: line.size?, root: line.root? })
}

/// What is wrong, where nothing else is known to be wrong already.
fn note(line: &mut VerifiedLine, problem: &str) {
    line.problem.get_or_insert_with(|| problem.to_owned());
}

/// The request of the first statement that is named anywhere in a body and is known.
fn named(value: &Value, known: &BTreeMap<Digest, Digest>) -> Option<Digest> {
    match value {
        Value::String(text) => text.parse().ok().and_then(|digest: Digest| known.get(&digest).copied()),
        Value::Array(items) => items.iter().find_map(|item| named(item, known)),
        Value::Object(fields) => fields.values().find_map(|field| named(field, known)),
        _ => None,
    }
}

/// What the name of a file says of its entry: `C-0042-000013-request.txt`, or `.tlog-proof`.
struct Name {
    number: u64,
    index: u64,
    type_name: String,
}

impl Name {
    fn of(file: &str) -> Option<Self> {
        let stem = file.strip_suffix(".txt").or_else(|| file.strip_suffix(PROOF))?;
        let mut parts = stem.splitn(4, '-');
        let (letter, number) = (parts.next()?, parts.next()?);
        let number = number_of(&format!("{letter}-{number}"))?;
        let index = parts.next().filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()))?;
        Some(Self { number, index: index.parse().ok()?, type_name: parts.next()?.to_owned() })
    }
}

/// Whether `prove` writes a file of this name, whatever is in it.
fn is_expected(name: &str) -> bool {
    [CHECKPOINT, SIGNERS, HOW].contains(&name)
        || name.ends_with(PROOF)
        || name.ends_with(MANIFEST)
        || Name::of(name).is_some()
}
