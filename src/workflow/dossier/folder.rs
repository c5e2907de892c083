//! How a dossier lies in its folder: names of files, and the lists among them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::base::digest::Digest;
use crate::domain::body::EntrySet;
use crate::domain::names::words;
use crate::domain::registry::{Key, Person};

/// The contract's own entries, as the auditor counted them.
pub(super) const OWN: &str = "own.txt";
/// What they are judged by, as the auditor counted it.
pub(super) const BESIDE: &str = "beside.txt";
/// What is withheld or was removed.
pub(super) const NOT_HERE: &str = "not-here.txt";
/// The auditor's entry.
pub(super) const AUDITOR: &str = "auditor.txt";
/// Its proof.
pub(super) const AUDITOR_PROOF: &str = "auditor.tlog-proof";
/// The tree that all proofs lead to.
pub(super) const CHECKPOINT: &str = "checkpoint.txt";
/// Whose keys signed.
pub(super) const SIGNERS: &str = "allowed_signers";
/// The folder of entries and proofs.
pub(super) const ENTRIES: &str = "entries";
/// The folder of attachments, named by their digests.
pub(super) const ATTACHMENTS: &str = "attachments";
/// The folder of forms, which nobody counts: a folder for each language.
pub(super) const FORMS: &str = "forms";
/// How to check it, in English.
pub(super) const README: &str = "README.txt";
/// The same in Japanese.
pub(super) const README_JA: &str = "README.ja.txt";
/// Part of the check, for a Windows that has nothing else.
pub(super) const CHECK_CMD: &str = "check.cmd";

words!(
    /// Why something is not in a dossier.
    Why {
        /// It is about an incident that concerns others too.
        SeveralClients = "several-clients",
        /// It holds the name of another client, or of a recipient the contract has nothing to do with.
        NamesOthers = "names-others",
        /// It was removed from the ledger after its time.
        Removed = "removed",
    }
);

/// Between which entries a key is good, as `allowed_signers` says it: from one, until another or `-`.
pub(super) fn good(person: &Person, key: &Key) -> String {
    let until = key.revoked_index.or(person.leaving.as_ref().map(|leaving| leaving.index));
    let until = until.map_or_else(|| "-".to_owned(), |index| index.to_string());
    format!("{} {until}", key.added_index)
}

/// `000012-request` for entry 12.
pub(super) fn stem(index: u64, type_name: &str) -> String {
    format!("{index:06}-{type_name}")
}

/// Beside an entry's index, what the name of its proof says of an entry that is withheld.
pub(super) const WITHHELD: &str = "withheld";

/// The index that the name of a file under `entries` begins with, in its one spelling.
pub(super) fn index_of(name: &str) -> Option<u64> {
    let (digits, _) = name.split_once('-')?;
    let index = digits.parse().ok()?;
    name.starts_with(&stem(index, "")).then_some(index)
}

/// Indexes and leaf hashes, one a line, in rising order: what the auditor's digest is of.
pub(super) fn render_list(leaves: &BTreeMap<u64, Digest>) -> String {
    leaves.iter().map(|(index, leaf)| format!("{index} {leaf}\n")).collect()
}

/// Reads such a list; only its one spelling.
pub(super) fn parse_list(text: &str) -> Option<BTreeMap<u64, Digest>> {
    let mut leaves = BTreeMap::new();
    for line in text.lines() {
        let (index, leaf) = line.split_once(' ')?;
        leaves.insert(index.parse().ok()?, leaf.parse().ok()?);
    }
    (render_list(&leaves) == text).then_some(leaves)
}

/// What an auditor signs of a list.
pub(super) fn set_of(leaves: &BTreeMap<u64, Digest>) -> EntrySet {
    EntrySet {
        entries: u64::try_from(leaves.len()).unwrap_or(u64::MAX),
        sha256: Digest::of(render_list(leaves).as_bytes()),
    }
}

/// What is not in the folder, and why. None of it can be checked but that the tree has such a leaf.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct NotHere {
    /// Entries by index: the digest of the statement, its type, and the reason.
    pub(super) entries: BTreeMap<u64, (Digest, String, Why)>,
    /// Attachments by digest, the reason, and for what was removed the entry that ordered it.
    pub(super) attachments: BTreeMap<Digest, (Why, Option<u64>)>,
}

impl NotHere {
    /// How many attachments are not here for this reason.
    pub(super) fn attachments_for(&self, why: Why) -> u64 {
        let found = self.attachments.values().filter(|(found, _)| *found == why);
        u64::try_from(found.count()).unwrap_or(u64::MAX)
    }

    /// What the auditor signs of it.
    pub(super) fn digest(&self) -> Digest {
        Digest::of(self.render().as_bytes())
    }

    pub(super) fn render(&self) -> String {
        let entries = self.entries.iter().map(|(index, (statement, type_name, why))| {
            format!("entry {index} {statement} {type_name} {why}\n")
        });
        let attachments = self.attachments.iter().map(|(digest, (why, under))| match under {
            Some(under) => format!("attachment {digest} {why} {under}\n"),
            None => format!("attachment {digest} {why}\n"),
        });
        entries.chain(attachments).collect()
    }

    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut found = Self::default();
        for line in text.lines() {
            match line.split(' ').collect::<Vec<_>>().as_slice() {
                ["entry", index, statement, type_name, why] => {
                    let what = (statement.parse().ok()?, (*type_name).to_owned(), why.parse().ok()?);
                    found.entries.insert(index.parse().ok()?, what);
                }
                ["attachment", digest, why] => {
                    found.attachments.insert(digest.parse().ok()?, (why.parse().ok()?, None));
                }
                ["attachment", digest, why, under] => {
                    let what = (why.parse().ok()?, Some(under.parse().ok()?));
                    found.attachments.insert(digest.parse().ok()?, what);
                }
                _ => return None,
            }
        }
        (found.render() == text).then_some(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_has_one_spelling() {
        let leaf = Digest::of(b"a");
        let leaves = BTreeMap::from([(3, leaf), (12, leaf)]);
        let text = format!("3 {leaf}\n12 {leaf}\n");
        assert_eq!(render_list(&leaves), text);
        assert_eq!(parse_list(&text), Some(leaves.clone()));
        assert_eq!(set_of(&leaves), EntrySet { entries: 2, sha256: Digest::of(text.as_bytes()) });
        let twice = format!("3 {leaf}\n3 {leaf}\n");
        let other_order = format!("12 {leaf}\n3 {leaf}\n");
        for wrong in [text.replace("12", "012"), twice, other_order, text.trim_end().to_owned()] {
            assert_eq!(parse_list(&wrong), None, "{wrong}");
        }
    }

    #[test]
    fn what_is_not_here_is_read_as_it_was_written() {
        let digest = Digest::of(b"a");
        let found = NotHere {
            entries: BTreeMap::from([(7, (digest, "incident-update".to_owned(), Why::SeveralClients))]),
            attachments: BTreeMap::from([
                (digest, (Why::NamesOthers, None)),
                (Digest::of(b"b"), (Why::Removed, Some(90))),
            ]),
        };
        assert_eq!(NotHere::parse(&found.render()), Some(found.clone()));
        assert_eq!(NotHere::parse(&found.render().replace("names-others", "because")), None);
    }

    #[test]
    fn files_are_known_by_their_number() {
        assert_eq!(stem(12, "request"), "000012-request");
        assert_eq!(index_of("000012-request.txt"), Some(12));
        assert_eq!(index_of("1234567-request.txt"), Some(1_234_567));
        for wrong in ["12-request.txt", "0000012-request.txt", "+00012-request.txt", "000012.txt"] {
            assert_eq!(index_of(wrong), None, "{wrong}");
        }
        assert_eq!(index_of("notes.txt"), None);
    }
}
