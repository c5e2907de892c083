//! The certificate as a file: one document in one spelling, of which every line that a stock tool needs
//! stands alone.
//!
//! Each piece of evidence is one or more lines `"= NAME DATA ",`: four words to a shell's `read` and to
//! `for /f`, a text with spaces to a parser of JSON. No line of another kind has a second word that looks
//! like a name of evidence.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::Value;

use crate::base::base64;
use crate::base::digest::Digest;
use crate::base::limits::CERTIFICATE_LINE_CHARS;
use crate::base::text::is_deceptive;
use crate::base::time::Timestamp;
use crate::domain::entry::Entry;
use crate::ledger::tree::InclusionProof;
use crate::ledger::{Checkpoint, tree};
use crate::projection::view::certificate::Summary;

use super::steps;

/// The version of the layout.
pub const VERSION: u64 = 1;

/// What every certificate begins with.
pub const BEGINNING: &str = "{\"sekisho_certificate\": ";

/// What the maker says of the certificate itself; nobody signed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claimed {
    /// What it is about: `C-0042` or `D-0007`.
    pub about: String,
    /// Number of the document.
    pub number: String,
    /// When it was made, by the maker's clock.
    pub issued_at: Timestamp,
    /// To whom it is addressed.
    pub addressee: Option<String>,
}

/// An entry and its way to the root.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certified {
    /// Its place in the log.
    pub index: u64,
    /// 42 for the request of `C-0042`, and so on.
    pub number: Option<u64>,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// The way to the root.
    pub path: InclusionProof,
}

/// Entries, their way to one checkpoint, and the signers' keys. Nothing is verified yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// What the maker says.
    pub claimed: Claimed,
    /// The checkpoint.
    pub checkpoint: Checkpoint,
    /// The signers, as in an `allowed_signers` file.
    pub signers: String,
    /// The entries in log order.
    pub entries: Vec<Certified>,
}

/// Why a file is not a certificate that can be looked at further.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DocumentError {
    /// Not JSON of the expected shape: cut off, or something else.
    #[error("not a whole certificate: {0}")]
    Shape(String),
    /// A layout this program does not know.
    #[error("certificate version {found} is not known to this program")]
    UnknownVersion {
        /// What the file says.
        found: u64,
    },
    /// The evidence is not what it must be.
    #[error("the evidence is damaged at {at}")]
    Evidence {
        /// The name of the piece.
        at: String,
    },
    /// Fewer or more entries than it says.
    #[error("it holds {found} entries and says {said}")]
    Count {
        /// As found.
        found: usize,
        /// As it says.
        said: usize,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire {
    #[serde(rename = "sekisho_certificate")]
    _version: IgnoredAny,
    about: String,
    number: String,
    issued_at: Timestamp,
    addressee: Option<String>,
    checkpoint: WireCheckpoint,
    summary: Value,
    #[serde(rename = "how_to_check")]
    _how_to_check: IgnoredAny,
    evidence: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WireCheckpoint {
    origin: String,
    size: u64,
    root: Digest,
}

#[derive(Deserialize)]
struct VersionOnly {
    sekisho_certificate: u64,
}

impl Document {
    /// The one spelling. `summary` is what the entries come to.
    #[must_use]
    pub fn encode(&self, summary: &Summary) -> String {
        let claimed = &self.claimed;
        let mut text = format!("{BEGINNING}{VERSION},\n");
        let mut field = |name: &str, value: String| text.push_str(&format!("\"{name}\": {value},\n"));
        field("about", string(&claimed.about));
        field("number", string(&claimed.number));
        field("issued_at", string(&claimed.issued_at.to_string()));
        field("addressee", claimed.addressee.as_deref().map_or_else(|| "null".to_owned(), string));
        let checkpoint = &self.checkpoint;
        let (origin, size, root) = (string(checkpoint.origin()), checkpoint.size(), checkpoint.root());
        field("checkpoint", format!("{{\"origin\": {origin}, \"size\": {size}, \"root\": \"{root}\"}}"));
        field("summary", fields(summary));
        field("how_to_check", steps::field(&claimed.about));
        text.push_str("\"evidence\": [\n");
        self.evidence(&mut |name, index, data| text.push_str(&format!("\"= {name}-{index} {data} \",\n")));
        text.push_str("\"= end-0 0 \"\n]}\n");
        text
    }

    fn evidence(&self, line: &mut dyn FnMut(&str, u64, &str)) {
        line("root", 0, &self.checkpoint.root().to_string());
        line("count", 0, &self.entries.len().to_string());
        chunks(self.signers.as_bytes(), &mut |data| line("signers", 0, data));
        for entry in &self.entries {
            let (said, signature) = Entry::split(&entry.bytes).unwrap_or((&entry.bytes, &[]));
            line("said", entry.index, &said_by(said, entry.number));
            chunks(said, &mut |data| line("line", entry.index, data));
            chunks(signature, &mut |data| line("sig", entry.index, data));
            let sides = sides(entry.index, self.checkpoint.size(), entry.path.hashes().len());
            for (side, hash) in sides.iter().zip(entry.path.hashes()) {
                line("path", entry.index, &format!("{side}:{hash}"));
            }
        }
    }

    /// Takes a certificate apart; beside it the summary as the file has it. That the text is its one spelling shows only when it is encoded again
    /// with what its entries come to.
    ///
    /// # Errors
    /// [`DocumentError`].
    pub fn parse(text: &str) -> Result<(Self, Value), DocumentError> {
        let shape = |error: serde_json::Error| DocumentError::Shape(error.to_string());
        match serde_json::from_str::<VersionOnly>(text) {
            Ok(VersionOnly { sekisho_certificate: VERSION }) => {}
            Ok(VersionOnly { sekisho_certificate: found }) => {
                return Err(DocumentError::UnknownVersion { found });
            }
            Err(error) => return Err(shape(error)),
        }
        let wire: Wire = serde_json::from_str(text).map_err(shape)?;
        let damaged = |at: &str| DocumentError::Evidence { at: at.to_owned() };
        let WireCheckpoint { origin, size, root } = wire.checkpoint;
        let checkpoint = Checkpoint::new(&origin, size, root).map_err(|_| damaged("checkpoint"))?;
        let pieces = Pieces::of(&wire.evidence)?;
        let signers = String::from_utf8(pieces.bytes("signers", 0)?).map_err(|_| damaged("signers-0"))?;
        let mut entries = Vec::new();
        for index in pieces.indices("said") {
            let bytes = [pieces.bytes("line", index)?, pieces.bytes("sig", index)?].concat();
            let path = pieces.all("path", index).iter().map(|step| {
                let hash = step.split_once(':').and_then(|(_, hash)| hash.parse().ok());
                hash.ok_or_else(|| damaged(&format!("path-{index}")))
            });
            let path = InclusionProof::from_hashes(path.collect::<Result<Vec<Digest>, _>>()?);
            let number = pieces.all("said", index).first().and_then(|said| said.split(':').nth(2));
            let number = number.and_then(|number| number.parse().ok());
            entries.push(Certified { index, number, bytes, path });
        }
        let said = pieces.all("count", 0).first().and_then(|count| count.parse().ok()).unwrap_or_default();
        if entries.len() != said {
            return Err(DocumentError::Count { found: entries.len(), said });
        }
        let claimed = Claimed {
            about: wire.about,
            number: wire.number,
            issued_at: wire.issued_at,
            addressee: wire.addressee,
        };
        Ok((Self { claimed, checkpoint, signers, entries }, wire.summary))
    }
}

/// The lines of evidence, by name and number.
struct Pieces<'a>(BTreeMap<(&'a str, u64), Vec<&'a str>>);

impl<'a> Pieces<'a> {
    fn of(lines: &'a [String]) -> Result<Self, DocumentError> {
        let mut pieces: BTreeMap<(&str, u64), Vec<&str>> = BTreeMap::new();
        for line in lines {
            let damaged = || DocumentError::Evidence { at: line.chars().take(40).collect() };
            let inside =
                line.strip_prefix("= ").and_then(|line| line.strip_suffix(' ')).ok_or_else(damaged)?;
            let (name, data) = inside.split_once(' ').ok_or_else(damaged)?;
            let (name, index) = name.rsplit_once('-').ok_or_else(damaged)?;
            let index: u64 = index.parse().map_err(|_| damaged())?;
            pieces.entry((name, index)).or_default().push(data);
        }
        Ok(Self(pieces))
    }

    fn all(&self, name: &'static str, index: u64) -> &[&'a str] {
        self.0.get(&(name, index)).map(Vec::as_slice).unwrap_or_default()
    }

    fn indices(&self, name: &'static str) -> Vec<u64> {
        self.0.keys().filter(|(found, _)| *found == name).map(|(_, index)| *index).collect()
    }

    fn bytes(&self, name: &'static str, index: u64) -> Result<Vec<u8>, DocumentError> {
        let joined = self.all(name, index).concat();
        let bytes = base64::decode(&joined);
        let damaged = DocumentError::Evidence { at: format!("{name}-{index}") };
        bytes.filter(|bytes| !bytes.is_empty()).ok_or(damaged)
    }
}

/// Author, type and number, as the steps need them: read from the statement, never beside it.
fn said_by(line: &[u8], number: Option<u64>) -> String {
    let parsed = crate::domain::statement::Statement::parse(line);
    let Ok((statement, _)) = parsed else { return "-:-".to_owned() };
    let type_name = statement.body.type_name();
    match number {
        Some(number) => format!("{}:{type_name}:{number}", statement.author),
        None => format!("{}:{type_name}", statement.author),
    }
}

/// On which side of the way up each hash of an audit path stands (RFC 9162 §2.1.3.2).
fn sides(index: u64, size: u64, hashes: usize) -> Vec<char> {
    let (mut node, mut last) = (index, size.saturating_sub(1));
    let mut sides = Vec::new();
    for _ in 0..hashes.min(tree::PROOF_HASHES_MAX) {
        if node & 1 == 1 || node == last {
            sides.push('L');
            while node & 1 == 0 && node != 0 {
                node >>= 1;
                last >>= 1;
            }
        } else {
            sides.push('R');
        }
        node >>= 1;
        last >>= 1;
    }
    sides
}

/// Base64 in lines that every tool reads.
fn chunks(bytes: &[u8], line: &mut dyn FnMut(&str)) {
    let text = base64::encode(bytes);
    for chunk in text.as_bytes().chunks(CERTIFICATE_LINE_CHARS) {
        line(std::str::from_utf8(chunk).unwrap_or_default());
    }
}

/// An object with a line for each of its fields.
fn fields(summary: &Summary) -> String {
    let value = serde_json::to_value(summary).unwrap_or_default();
    let lines: Vec<String> = value
        .as_object()
        .into_iter()
        .flatten()
        .map(|(name, value)| format!("\"{name}\": {}", harmless(&value.to_string())))
        .collect();
    format!("{{\n{}\n}}", lines.join(",\n"))
}

pub(super) fn string(text: &str) -> String {
    harmless(&serde_json::Value::from(text).to_string())
}

/// What acts on a terminal stands as an escape, which means the same to every parser.
fn harmless(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    for c in json.chars() {
        if is_deceptive(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                text.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            text.push(c);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::leaf_hash;
    use crate::ledger::tree::{Frontier, prove_inclusion};

    #[test]
    fn the_sides_lead_from_every_leaf_to_the_root() {
        for size in 1_u8..=17 {
            let mut frontier = Frontier::empty();
            let nodes: Vec<Digest> = (0..size).flat_map(|leaf| frontier.push(leaf_hash(&[leaf]))).collect();
            for index in 0..size {
                let path = prove_inclusion(size.into(), index.into(), &nodes).unwrap();
                let sides = sides(index.into(), size.into(), path.hashes().len());
                let mut hash = leaf_hash(&[index]);
                for (side, other) in sides.iter().zip(path.hashes()) {
                    let (left, right) = if *side == 'L' { (*other, hash) } else { (hash, *other) };
                    hash = Digest::of(&[&[1][..], left.as_bytes(), right.as_bytes()].concat());
                }
                assert_eq!(hash, frontier.root(), "{index} of {size}");
            }
        }
    }
}
