//! What lies in a dossier around its entries and attachments, which are counted and judged one by one.

use std::path::Path;

use walkdir::WalkDir;

use super::{folder, forms, instructions};
use crate::base::file;
use crate::base::limits::FOREIGN_FILE_BYTES_MAX;
use crate::domain::registry::Registry;
use crate::projection::audited::VerifiedLine;
use crate::signing::allowed_signers::AllowedSigner;
use crate::workflow::beside::{no_file, not_looked_at};
use crate::workflow::error::Error;

/// What the check reads, and says of itself what is wrong with it.
const READ: [&str; 7] = [
    folder::OWN,
    folder::BESIDE,
    folder::NOT_HERE,
    folder::AUDITOR,
    folder::AUDITOR_PROOF,
    folder::CHECKPOINT,
    folder::SIGNERS,
];

/// A line for everything that nobody who made a dossier put there, or whose bytes are not those that this program
/// writes; and for every link.
pub(super) fn around(directory: &Path) -> Result<Vec<VerifiedLine>, Error> {
    let mut lines = Vec::new();
    let mut walk = WalkDir::new(directory).min_depth(1).sort_by_file_name().into_iter();
    while let Some(found) = walk.next() {
        let found =
            found.map_err(|error| Error::File { path: directory.to_path_buf(), source: error.into() })?;
        let below = found.path().strip_prefix(directory).unwrap_or_else(|_| found.path());
        let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
        let (name, kind) = (parts.join("/"), found.file_type());
        let is_read = READ.contains(&name.as_str());
        if kind.is_dir() {
            if !forms::is_folder(&name) {
                walk.skip_current_dir();
            }
            let is_known = is_read || forms::is_folder(&name);
            if !is_known && ![folder::ENTRIES, folder::ATTACHMENTS].contains(&name.as_str()) {
                lines.push(no_file(name, kind, false));
            }
        } else if !kind.is_file() {
            if !is_read {
                lines.push(no_file(name, kind, true));
            }
        } else if !is_read && !forms::is_form(&name) && !is_ours(found.path(), &name)? {
            lines.push(not_looked_at(name));
        }
    }
    Ok(lines)
}

/// Whether it is one of the instructions, as this program writes them: whoever checks the folder runs them.
fn is_ours(path: &Path, name: &str) -> Result<bool, Error> {
    let Some((_, text)) = instructions().into_iter().find(|(known, _)| *known == name) else {
        return Ok(false);
    };
    let bytes = file::read_plain(path, FOREIGN_FILE_BYTES_MAX)
        .map_err(|source| Error::File { path: path.to_path_buf(), source })?;
    Ok(bytes == text.as_bytes())
}

/// What is wrong with the keys that are listed: `text` is what `signers` were read from. Whoever checks by hand goes by
/// this list alone, and by the entries between which it calls a key good.
pub(super) fn keys(signers: &[AllowedSigner], text: &str, registry: &Registry) -> Vec<String> {
    let mut wrong = Vec::new();
    for signer in signers {
        let fingerprint = signer.key().fingerprint();
        for person in signer.principals() {
            let known = person.parse().ok().and_then(|person| registry.person(&person));
            if known.and_then(|known| known.key(&fingerprint)).is_none() {
                wrong.push(format!("added: no registration here gives {person} the key {fingerprint}"));
            }
        }
    }
    for line in text.lines().filter_map(|line| line.strip_prefix("# ")) {
        let words: Vec<&str> = line.split(' ').collect();
        let [person, fingerprint, from, until] = words.as_slice() else { continue };
        let known = person.parse().ok().and_then(|person| registry.person(&person));
        let key = known.and_then(|known| {
            known.keys.iter().find(|key| key.public.fingerprint().as_str() == *fingerprint)
        });
        if let Some((known, key)) = known.zip(key)
            && folder::good(known, key) != format!("{from} {until}")
        {
            let good = folder::good(known, key);
            let said = format!("{from} {until}");
            wrong.push(format!("altered: {fingerprint} is good from and until {good}, not {said}"));
        }
    }
    wrong
}
