//! Whether a dossier holds: every entry that the auditor counted, no other, unchanged, signed by a key that was
//! its author's at that entry, and in one tree.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::Path;

use crate::base::digest::Digest;
use crate::base::file;
use crate::base::limits::FOREIGN_FILE_BYTES_MAX;
use crate::domain::apply::apply_registration;
use crate::domain::body::{Attachment, Body, EntrySet, EvidenceCount};
use crate::domain::entry::Entry;
use crate::domain::names::Role;
use crate::domain::registry::Registry;
use crate::domain::verify::{Signed, verify as verify_entry};
use crate::ledger::proof::EntryProof;
use crate::ledger::{Checkpoint, SignedCheckpoint, leaf_hash};
use crate::projection::audited::{Counted, VerifiedLine};
use crate::projection::view::Signer;
use crate::signing::allowed_signers::{self, AllowedSigner};
use crate::workflow::beside::{LINK, is_link};
use crate::workflow::error::Error;
use crate::workflow::papers::is_listed;

use super::around::{around, keys};
use super::belongs::Belongs;
use super::folder::{self, NotHere, Why};
use super::select::is_registration;

/// Whether a folder is a dossier, or was one: any of its lists or the auditor's entry lies in it.
#[must_use]
pub fn is_dossier(directory: &Path) -> bool {
    [folder::OWN, folder::BESIDE, folder::NOT_HERE, folder::AUDITOR, folder::ENTRIES]
        .iter()
        .any(|name| directory.join(name).exists())
}

/// Verifies the dossier in `directory`.
///
/// # Errors
/// [`Error::File`] when the folder cannot be read. What does not hold is in the lines.
pub fn verify(directory: &Path) -> Result<Vec<VerifiedLine>, Error> {
    let mut checking = Checking { directory, lines: around(directory)? };
    let Some(given) = checking.given() else { return Ok(checking.lines) };
    let mut judged = Judged {
        registry: Registry::default(),
        belongs: Belongs::to(given.count.contract.clone()),
        attachments: BTreeMap::new(),
        asked: BTreeMap::new(),
        purged: BTreeSet::new(),
        withheld: 0,
        times: Vec::new(),
    };
    let mut all: BTreeMap<u64, (Digest, bool)> =
        given.beside.iter().map(|(index, leaf)| (*index, (*leaf, false))).collect();
    for (index, leaf) in &given.own {
        if all.insert(*index, (*leaf, true)).is_some() {
            checking.problem(folder::BESIDE, format!("entry {index} stands in both lists"));
        }
    }
    let names = checking.names(folder::ENTRIES)?;
    for (index, (leaf, own)) in &all {
        checking.entry(&given, &names, *index, leaf, *own, &mut judged);
    }
    checking.added(&names, &all);
    checking.attachments(&given, &judged)?;
    checking.auditor(&given, &judged);
    for problem in keys(&given.signers, &given.signers_text, &judged.registry) {
        checking.problem(folder::SIGNERS, problem);
    }
    let summary = Counted {
        contract: given.count.contract.clone(),
        auditor: given.auditor.statement.author.clone(),
        at: given.auditor.statement.time,
        counted_size: given.auditor.statement.seen.size,
        own: given.count.own.entries,
        beside: given.count.beside.entries,
        withheld: given.count.withheld,
        attachments_withheld: given.not_here.attachments_for(Why::NamesOthers),
        attachments_removed: given.not_here.attachments_for(Why::Removed),
        first: judged.times.iter().min().copied(),
        last: judged.times.iter().max().copied(),
    };
    let mut line = checking.line("", "dossier");
    line.file = directory.file_name().unwrap_or_default().to_string_lossy().into_owned();
    line.origin = Some(given.checkpoint.origin().to_owned());
    (line.size, line.root) = (Some(given.checkpoint.size()), Some(given.checkpoint.root()));
    line.dossier = Some(Box::new(summary));
    checking.lines.push(line);
    Ok(checking.lines)
}

/// What lies in the folder beside the entries.
struct Given {
    checkpoint: Checkpoint,
    signers: Vec<AllowedSigner>,
    signers_text: String,
    auditor: Entry,
    count: EvidenceCount,
    own: BTreeMap<u64, Digest>,
    beside: BTreeMap<u64, Digest>,
    not_here: NotHere,
}

/// What the entries come to, one after another.
struct Judged {
    registry: Registry,
    belongs: Belongs,
    attachments: BTreeMap<Digest, Attachment>,
    /// What was asked to be purged, by the statement that asks.
    asked: BTreeMap<Digest, Vec<Digest>>,
    /// What two people had purged.
    purged: BTreeSet<Digest>,
    withheld: u64,
    times: Vec<crate::base::time::Timestamp>,
}

struct Checking<'a> {
    directory: &'a Path,
    lines: Vec<VerifiedLine>,
}

impl Checking<'_> {
    fn line(&self, name: &str, what: &'static str) -> VerifiedLine {
        VerifiedLine { what, ..VerifiedLine::about(name.to_owned()) }
    }

    fn problem(&mut self, name: &str, problem: String) {
        let line = VerifiedLine { problem: Some(problem), ..self.line(name, "dossier") };
        self.lines.push(line);
    }

    fn read(&self, name: &str) -> Result<Vec<u8>, String> {
        let path = self.directory.join(name);
        file::read_plain(&path, FOREIGN_FILE_BYTES_MAX).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => "missing".to_owned(),
            _ if is_link(&path) => LINK.to_owned(),
            _ => format!("cannot be read: {error}"),
        })
    }

    fn read_text(&self, name: &str) -> Result<String, String> {
        String::from_utf8(self.read(name)?).map_err(|_| "not UTF-8".to_owned())
    }

    /// What a file says, or a line about what is wrong with it.
    fn take<T>(&mut self, name: &str, read: impl FnOnce(&str) -> Result<T, String>) -> Option<T> {
        match self.read_text(name).and_then(|text| read(&text)) {
            Ok(found) => Some(found),
            Err(problem) => {
                self.problem(name, problem);
                None
            }
        }
    }

    /// Everything but the entries; `None` where nothing can be compared without it.
    fn given(&mut self) -> Option<Given> {
        let checkpoint = self.take(folder::CHECKPOINT, |text| {
            let signed = SignedCheckpoint::parse(text).map_err(|error| error.to_string())?;
            Ok(signed.checkpoint().clone())
        });
        let signers = self.take(folder::SIGNERS, |text| {
            let signers = allowed_signers::parse(text).map_err(|error| error.to_string())?;
            Ok((signers, text.to_owned()))
        });
        let list = |text: &str| folder::parse_list(text).ok_or_else(|| "not a list of entries".to_owned());
        let own = self.take(folder::OWN, list);
        let beside = self.take(folder::BESIDE, list);
        let not_here = self.take(folder::NOT_HERE, |text| {
            NotHere::parse(text).ok_or_else(|| "not a list of what is not here".to_owned())
        });
        let auditor = self.take(folder::AUDITOR, |text| {
            let entry = Entry::parse(text.as_bytes()).map_err(|error| error.to_string())?;
            match entry.statement.body.clone() {
                Body::EvidenceCount(count) => Ok((entry, count)),
                _ => Err("not an auditor's count".to_owned()),
            }
        });
        let (auditor, count) = auditor?;
        let (checkpoint, (signers, signers_text)) = (checkpoint?, signers?);
        let (own, beside, not_here) = (own?, beside?, not_here?);
        let given = Given { checkpoint, signers, signers_text, auditor, count, own, beside, not_here };
        let EvidenceCount { own, beside, .. } = given.count;
        self.compare(folder::OWN, &given.own, own);
        self.compare(folder::BESIDE, &given.beside, beside);
        if given.count.not_here.is_some_and(|signed| signed != given.not_here.digest()) {
            self.problem(folder::NOT_HERE, "not the list that the auditor signed".to_owned());
        }
        Some(given)
    }

    fn compare(&mut self, name: &str, listed: &BTreeMap<u64, Digest>, counted: EntrySet) {
        let found = folder::set_of(listed);
        if found != counted {
            let (found, counted) = (found.entries, counted.entries);
            let problem =
                format!("not the list that the auditor signed: {found} entries here, {counted} counted");
            self.problem(name, problem);
        }
    }

    fn names(&self, below: &str) -> Result<BTreeSet<String>, Error> {
        let path = self.directory.join(below);
        // What a link leads to is not of this folder.
        if is_link(&path) {
            return Ok(BTreeSet::new());
        }
        let failed = |source| Error::File { path: path.clone(), source };
        let listed = match fs::read_dir(&path) {
            Ok(listed) => listed,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(BTreeSet::new()),
            Err(error) => return Err(failed(error)),
        };
        listed.map(|entry| Ok(entry.map_err(failed)?.file_name().to_string_lossy().into_owned())).collect()
    }

    fn entry(
        &mut self,
        given: &Given,
        names: &BTreeSet<String>,
        index: u64,
        leaf: &Digest,
        own: bool,
        judged: &mut Judged,
    ) {
        let withheld = format!("{}.tlog-proof", folder::stem(index, folder::WITHHELD));
        let withheld = names.contains(&withheld).then_some(withheld);
        let mut texts = names
            .range(folder::stem(index, "")..)
            .take_while(|name| folder::index_of(name) == Some(index))
            .filter(|name| name.ends_with(".txt"));
        let Some(name) = texts.next() else {
            let line = self.withheld(given, index, leaf, withheld.as_deref(), own, judged);
            self.lines.push(line);
            return;
        };
        let path = format!("{}/{name}", folder::ENTRIES);
        let mut line = self.line(&path, "entry");
        line.problem = match self.read(&path) {
            _ if texts.next().is_some() => Some(format!("there are several files of entry {index}")),
            _ if withheld.is_some() => Some(format!("entry {index} is here and withheld at once")),
            Ok(bytes) if leaf_hash(&bytes) != *leaf => {
                Some("altered: not the entry that the auditor counted".to_owned())
            }
            Ok(bytes) => self.judge(given, &bytes, index, own, judged, &mut line).err(),
            Err(problem) => Some(problem),
        };
        if line.problem.is_none() {
            let proof = path.strip_suffix(".txt").unwrap_or(&path);
            line.problem = self.prove(given, &format!("{proof}.tlog-proof"), index, leaf, &mut line).err();
        }
        self.lines.push(line);
    }

    /// An entry of which only the hash is there, or nothing.
    fn withheld(
        &self,
        given: &Given,
        index: u64,
        leaf: &Digest,
        proof: Option<&str>,
        own: bool,
        judged: &mut Judged,
    ) -> VerifiedLine {
        let stem = format!("{}/{}", folder::ENTRIES, folder::stem(index, folder::WITHHELD));
        let mut line = self.line(&stem, "withheld");
        line.index = Some(index);
        let Some((statement, _, _)) = given.not_here.entries.get(&index) else {
            line.what = "entry";
            line.problem = Some(format!("missing: the auditor counted entry {index}"));
            return line;
        };
        judged.withheld = judged.withheld.saturating_add(1);
        if own {
            judged.belongs.know(statement);
        }
        line.problem = match proof {
            Some(proof) => {
                let proof = format!("{}/{proof}", folder::ENTRIES);
                self.prove(given, &proof, index, leaf, &mut line).err()
            }
            None => Some(format!("missing: the proof of entry {index}")),
        };
        line
    }

    fn prove(
        &self,
        given: &Given,
        name: &str,
        index: u64,
        leaf: &Digest,
        line: &mut VerifiedLine,
    ) -> Result<(), String> {
        let text = self.read_text(name).map_err(|problem| format!("its proof: {problem}"))?;
        let proof = EntryProof::parse(&text).map_err(|error| error.to_string())?;
        let proven = proof.verify_leaf(*leaf).map_err(|error| error.to_string())?;
        if proof.index() != index || *proven != given.checkpoint {
            return Err("proven at another place or in another tree".to_owned());
        }
        line.index = Some(index);
        (line.size, line.root) = (Some(proven.size()), Some(proven.root()));
        Ok(())
    }

    /// Whose entry it is, by the registrations that came before it.
    fn judge(
        &self,
        given: &Given,
        bytes: &[u8],
        index: u64,
        own: bool,
        judged: &mut Judged,
        line: &mut VerifiedLine,
    ) -> Result<(), String> {
        let entry = Entry::parse(bytes).map_err(|error| error.to_string())?;
        said(&entry, line);
        let stem = folder::stem(index, entry.statement.body.type_name());
        if line.file != format!("{}/{stem}.txt", folder::ENTRIES) {
            return Err("its name says another type than the entry".to_owned());
        }
        if judged.belongs.take(&entry.statement, &entry.bytes.digest()) != own {
            let contract = &given.count.contract;
            return Err(if own {
                format!("not an entry of contract {contract}")
            } else {
                format!("an entry of contract {contract}, and not counted as one")
            });
        }
        judged.times.push(entry.statement.time);
        judged.attachments.extend(entry.statement.body.attachments().iter().map(|it| (it.sha256, *it)));
        signed(given, &judged.registry, &entry, index, line)?;
        let body = &entry.statement.body;
        if registers_keys(body) {
            let verified = verify_entry(
                &judged.registry,
                index,
                Signed::of(entry.clone()),
                Some(entry.statement.seen.root),
            )
            .map_err(|fault| fault.to_string())?;
            // By the rules of the log: whoever had no right to register anybody has registered nobody.
            apply_registration(&mut judged.registry, &verified).map_err(|refusal| refusal.to_string())?;
        }
        match body {
            Body::Purge(purge) => {
                let named = purge.attachments.iter().map(|attachment| attachment.sha256);
                judged.asked.insert(entry.bytes.digest(), named.collect());
            }
            Body::PurgeConfirm(confirm) => {
                judged.purged.extend(judged.asked.get(&confirm.purge).into_iter().flatten());
            }
            _ => {}
        }
        if let Body::EvidenceCount(earlier) = body {
            let size = entry.statement.seen.size;
            let then = given.own.range(..size).map(|(index, leaf)| (*index, *leaf)).collect();
            let now = folder::set_of(&then);
            if now != earlier.own {
                let (counted, now) = (earlier.own.entries, now.entries);
                return Err(format!(
                    "it counted {counted} entries of the contract up to tree size {size}, and {now} are listed here"
                ));
            }
        }
        Ok(())
    }

    fn added(&mut self, names: &BTreeSet<String>, all: &BTreeMap<u64, (Digest, bool)>) {
        for name in names {
            let index = folder::index_of(name).filter(|index| all.contains_key(index));
            // A proof is of the entry beside it, or of one that is withheld.
            let is_read = index.is_some_and(|index| match name.strip_suffix(".tlog-proof") {
                Some(stem) => {
                    let withheld = folder::stem(index, folder::WITHHELD);
                    let of_it = names.range(folder::stem(index, "")..);
                    let mut of_it = of_it.take_while(|name| folder::index_of(name) == Some(index));
                    // Where the entry itself is missing, that is said already.
                    let is_missing = !of_it.any(|name| name.ends_with(".txt") || name.starts_with(&withheld));
                    stem == withheld || names.contains(&format!("{stem}.txt")) || is_missing
                }
                None => name.ends_with(".txt"),
            });
            if !is_read {
                let path = format!("{}/{name}", folder::ENTRIES);
                self.problem(&path, "added: the auditor did not count it".to_owned());
            }
        }
    }

    fn attachments(&mut self, given: &Given, judged: &Judged) -> Result<(), Error> {
        let names = self.names(folder::ATTACHMENTS)?;
        for (digest, attachment) in &judged.attachments {
            let path = format!("{}/{digest}", folder::ATTACHMENTS);
            let mut line = self.line(&path, "attachment");
            let here = names.contains(&digest.to_string());
            let reason = given.not_here.attachments.get(digest).map(|(why, _)| *why);
            line.problem = match (here, reason) {
                (true, _) => match self.read(&path) {
                    Ok(bytes) if Attachment::of(&bytes) == *attachment => None,
                    Ok(_) => Some("altered: not what the entry refers to".to_owned()),
                    Err(problem) => Some(problem),
                },
                (false, Some(Why::Removed)) if !judged.purged.contains(digest) => {
                    Some("said to be removed, and no purge here says so".to_owned())
                }
                (false, Some(_)) => continue,
                (false, None) => Some("missing: an entry refers to it".to_owned()),
            };
            self.lines.push(line);
        }
        for name in &names {
            let referred = name.parse().is_ok_and(|digest: Digest| judged.attachments.contains_key(&digest));
            if !referred {
                let path = format!("{}/{name}", folder::ATTACHMENTS);
                self.problem(&path, "added: no entry here refers to it".to_owned());
            }
        }
        Ok(())
    }

    fn auditor(&mut self, given: &Given, judged: &Judged) {
        let mut line = self.line(folder::AUDITOR, "entry");
        let entry = &given.auditor;
        said(entry, &mut line);
        let bytes = entry.encode();
        line.problem = self.read_text(folder::AUDITOR_PROOF).err();
        if line.problem.is_none() {
            let index =
                self.read_text(folder::AUDITOR_PROOF).ok().and_then(|text| EntryProof::parse(&text).ok());
            let index = index.map_or(0, |proof| proof.index());
            let proven = self.prove(given, folder::AUDITOR_PROOF, index, &leaf_hash(&bytes), &mut line);
            let signed = proven.and_then(|()| signed(given, &judged.registry, entry, index, &mut line));
            line.problem = signed.err();
            if line.problem.is_none() && entry.statement.seen.size > index {
                line.problem = Some("it counted entries that came after it".to_owned());
            }
        }
        let after = given.own.keys().chain(given.beside.keys()).max();
        if line.problem.is_none() && after.is_some_and(|index| *index >= entry.statement.seen.size) {
            line.problem = Some("entries are listed that came after the count".to_owned());
        }
        let author = judged.registry.person(&entry.statement.author);
        if line.problem.is_none() && !author.is_some_and(|person| person.has(Role::Auditor)) {
            line.problem = Some("by the registrations here its author is no auditor".to_owned());
        }
        if line.problem.is_none() && judged.withheld != given.count.withheld {
            let (here, counted) = (judged.withheld, given.count.withheld);
            line.problem = Some(format!("{here} entries are withheld here, {counted} were by its count"));
        }
        self.lines.push(line);
    }
}

/// Whether it says whose a key is, or what its owner may do. A delegation and the end of a leave rest on more than
/// registrations, and change neither.
const fn registers_keys(body: &Body) -> bool {
    is_registration(body)
        && !matches!(body, Body::Delegation(_) | Body::DelegationEnd(_) | Body::PersonLeft(_))
}

fn said(entry: &Entry, line: &mut VerifiedLine) {
    let statement = &entry.statement;
    line.type_name = Some(statement.body.type_name());
    line.author = Some(statement.author.clone());
    line.time = Some(statement.time);
    line.origin = Some(statement.origin.clone());
}

/// That the key was its author's at this entry, and is listed for whoever checks with `ssh-keygen`.
fn signed(
    given: &Given,
    registry: &Registry,
    entry: &Entry,
    index: u64,
    line: &mut VerifiedLine,
) -> Result<(), String> {
    let statement = &entry.statement;
    if statement.origin != given.checkpoint.origin() {
        return Err("said in another ledger than the checkpoint's".to_owned());
    }
    verify_entry(registry, index, Signed::of(entry.clone()), Some(statement.seen.root))
        .map_err(|fault| fault.to_string())?;
    let key = crate::signing::verify(entry.bytes.as_bytes(), &entry.signature, &statement.namespace())
        .map_err(|error| error.to_string())?;
    line.key = Some(key.fingerprint().to_string());
    let signer = Signer { person: statement.author.clone(), key, namespace: statement.namespace() };
    let listed = is_listed(&given.signers, &signer);
    line.listed = Some(listed);
    if listed { Ok(()) } else { Err("the key is not listed for its author in allowed_signers".to_owned()) }
}
