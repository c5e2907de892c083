//! `manifest-sha256.txt` (RFC 8493, 2.1.3) and the same digests in the spelling of coreutils.
//!
//! One line a file, `<64 hex digits><two spaces><path><LF>`, sorted by the bytes of the path;
//! `%`, CR and LF in a path are percent-encoded. The SHA-256 of these bytes is the *manifest
//! digest* that requesters sign and approvers confirm. RFC 8493 allows other spellings of the
//! same manifest (other white space, other order); [`Manifest::parse`] refuses them, because
//! their digest would be another.

use crate::base::digest::Digest;
use crate::package::file_list::FileList;

/// The bytes of a manifest in its one spelling.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manifest {
    bytes: Vec<u8>,
}

/// Why bytes are not a manifest in its one spelling.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ManifestError {
    /// Not UTF-8.
    #[error("the manifest is not UTF-8")]
    NotUtf8,
    /// A line that is not digest, two spaces, encoded path, line feed.
    #[error("line {line} of the manifest is not a digest, two spaces and a path")]
    Line {
        /// Counted from 1.
        line: usize,
    },
    /// A line that does not come after the one before it, or repeats its path.
    #[error("line {line} of the manifest is not in order")]
    Order {
        /// Counted from 1.
        line: usize,
    },
}

impl From<&FileList> for Manifest {
    fn from(list: &FileList) -> Self {
        Self::of(list.files().iter().map(|file| (file.path.as_str(), &file.sha256)))
    }
}

impl Manifest {
    /// The manifest of `entries`, which are sorted by the bytes of their paths here.
    pub fn of<'a>(entries: impl Iterator<Item = (&'a str, &'a Digest)>) -> Self {
        let mut sorted: Vec<_> = entries.collect();
        sorted.sort_unstable();
        let lines = sorted.iter().map(|(path, digest)| format!("{digest}  {}\n", encode_path(path)));
        Self { bytes: lines.collect::<String>().into_bytes() }
    }

    /// Reads the paths (decoded) and digests of a manifest in its one spelling.
    ///
    /// # Errors
    /// Any [`ManifestError`].
    pub fn parse(bytes: &[u8]) -> Result<Vec<(String, Digest)>, ManifestError> {
        let text = std::str::from_utf8(bytes).map_err(|_| ManifestError::NotUtf8)?;
        let mut entries: Vec<(String, Digest)> = Vec::new();
        for (index, line) in text.split_inclusive('\n').enumerate() {
            let number = index.saturating_add(1);
            let entry = parse_line(line).ok_or(ManifestError::Line { line: number })?;
            if entries.last().is_some_and(|(before, _)| *before >= entry.0) {
                return Err(ManifestError::Order { line: number });
            }
            entries.push(entry);
        }
        Ok(entries)
    }

    /// The bytes of the file.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The manifest digest: SHA-256 of [`Manifest::bytes`].
    #[must_use]
    pub fn digest(&self) -> Digest {
        Digest::of(&self.bytes)
    }
}

/// The same digests as `sha256sum -c` reads them, for names that BagIt has to encode: `None` when
/// no path has a `%`, because the manifest itself then serves.
///
/// It also serves readers of BagIt that do not decode `%25` (RFC 8493, 2.1.3, asks them to):
/// bagit-python 1.9 undoes only `%0A` and `%0D`, and calls a bag with such names incomplete.
///
/// A listed path never holds a backslash or a line break, which coreutils would escape.
#[must_use]
pub fn sha256sums(list: &FileList) -> Option<Vec<u8>> {
    list.files().iter().any(|file| file.path.contains('%')).then(|| {
        let lines = list.files().iter().map(|file| format!("{}  {}\n", file.sha256, file.path));
        lines.collect::<String>().into_bytes()
    })
}

/// Percent-encodes `%`, CR and LF, and nothing else.
#[must_use]
pub fn encode_path(path: &str) -> String {
    path.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn parse_line(line: &str) -> Option<(String, Digest)> {
    let line = line.strip_suffix('\n')?;
    let (digest, path) = line.split_once("  ")?;
    let decoded = path.replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%");
    // The one spelling is what encoding gives back; any other escape is refused with it.
    (!decoded.is_empty() && encode_path(&decoded) == path).then_some(())?;
    Some((decoded, digest.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::file_list::FileEntry;

    fn list(paths: &[&str]) -> FileList {
        let entry = |path: &&str| FileEntry {
            path: (*path).to_owned(),
            size_bytes: 0,
            sha256: Digest::of(path.as_bytes()),
            level: None,
        };
        FileList::new(paths.iter().map(entry).collect(), vec![]).unwrap()
    }

    #[test]
    fn a_manifest_is_sorted_and_encodes_percent_only() {
        let list = list(&["data/図面 1.dwg", "data/100%25.txt", "data/100%.txt"]);
        let manifest = Manifest::from(&list);
        let text = std::str::from_utf8(manifest.bytes()).unwrap();
        let expected = [("data/100%.txt", "data/100%25.txt"), ("data/100%25.txt", "data/100%2525.txt")];
        for (line, (path, encoded)) in text.lines().zip(expected) {
            assert_eq!(line, format!("{}  {encoded}", Digest::of(path.as_bytes())));
        }
        let parsed = Manifest::parse(manifest.bytes()).unwrap();
        assert!(parsed.iter().map(|(path, _)| path).eq(list.files().iter().map(|file| &file.path)));
        assert_eq!(manifest.digest(), Digest::of(manifest.bytes()));
    }

    #[test]
    fn other_spellings_of_the_same_manifest_are_refused() {
        let digest = Digest::of(b"");
        for line in [
            format!("{digest} data/a\n"),
            format!("{digest} *data/a\n"),
            format!("{digest}  data/a"),
            format!("{digest}  data/a\r\n"),
            format!("{digest}  data/a%\n"),
            format!("{digest}  data/a%41\n"),
            format!("{digest}  data/a%0d\n"),
            format!("{digest}  \n"),
            format!("{}  data/a\n", digest.to_string().to_uppercase()),
            "\n".to_owned(),
        ] {
            assert_eq!(Manifest::parse(line.as_bytes()), Err(ManifestError::Line { line: 1 }), "{line}");
        }
        let twice = format!("{digest}  data/a\n{digest}  data/a\n");
        assert_eq!(Manifest::parse(twice.as_bytes()), Err(ManifestError::Order { line: 2 }));
        let swapped = format!("{digest}  data/b\n{digest}  data/a\n");
        assert_eq!(Manifest::parse(swapped.as_bytes()), Err(ManifestError::Order { line: 2 }));
    }

    #[test]
    fn escapes_decode_once() {
        let digest = Digest::of(b"");
        let line = format!("{digest}  data/%250A\n");
        assert_eq!(Manifest::parse(line.as_bytes()).unwrap()[0].0, "data/%0A");
    }

    #[test]
    fn coreutils_spelling_is_written_only_when_a_name_needs_it() {
        assert_eq!(sha256sums(&list(&["data/a"])), None);
        let sums = String::from_utf8(sha256sums(&list(&["data/100%"])).unwrap()).unwrap();
        assert!(sums.ends_with("  data/100%\n"));
    }
}
