//! Whether what was extracted is a bag, complete and as its manifests say (RFC 8493, section 3).
//!
//! Only bags of the shape that packing makes are accepted: SHA-256 alone, every tag file listed in
//! the tag manifest, nothing to fetch from elsewhere. The manifests say that the parts belong
//! together; who says so is for the papers, which are checked by whoever can parse them.

use std::collections::BTreeMap;

use crate::base::digest::Digest;
use crate::package::manifest::{Manifest, ManifestError};

const BAGIT: &str = "bagit.txt";
const BAG_INFO: &str = "bag-info.txt";
const MANIFEST: &str = "manifest-sha256.txt";
const TAG_MANIFEST: &str = "tagmanifest-sha256.txt";

/// Version 1.0 is what is written; 0.97 is what the reference tool in Python writes.
const DECLARATIONS: [&[u8]; 2] = [
    b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
    b"BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-8\n",
];

/// Why something is not an intact bag. Paths are relative to the base folder.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BagError {
    /// A tag file that every bag has is not there.
    #[error("the bag has no {file}")]
    NoTagFile {
        /// Its name.
        file: &'static str,
    },
    /// `bagit.txt` is not the declaration of a known version in UTF-8.
    #[error("bagit.txt does not declare a known version")]
    Declaration,
    /// A manifest of another algorithm, or `fetch.txt`.
    #[error("{path:?} has no place in a package")]
    Unexpected {
        /// The tag file.
        path: String,
    },
    /// A manifest that is not in its one spelling.
    #[error("{file}: {problem}")]
    Manifest {
        /// Which manifest.
        file: &'static str,
        /// What is wrong with it.
        problem: ManifestError,
    },
    /// Listed, but not there.
    #[error("{path:?} is listed and missing")]
    Missing {
        /// The file.
        path: String,
    },
    /// There, but not listed.
    #[error("{path:?} is not listed")]
    Extra {
        /// The file.
        path: String,
    },
    /// Not the content that was listed.
    #[error("{path:?} is not what was listed")]
    Digest {
        /// The file.
        path: String,
        /// Its SHA-256.
        found: Digest,
        /// The one listed.
        listed: Digest,
    },
    /// `Payload-Oxum` in `bag-info.txt` counts something else.
    #[error("bag-info.txt counts other bytes and files than there are")]
    Oxum,
}

/// Checks that the files are exactly those of an intact bag, and gives the SHA-256 of its payload
/// manifest.
pub(super) fn check(
    files: &BTreeMap<String, (u64, Digest)>,
    tag_files: &BTreeMap<String, Vec<u8>>,
) -> Result<Digest, BagError> {
    if !DECLARATIONS.contains(&tag_file(tag_files, BAGIT)?) {
        return Err(BagError::Declaration);
    }
    for path in tag_files.keys() {
        let is_manifest = (path.starts_with("manifest-") || path.starts_with("tagmanifest-"))
            && path.ends_with(".txt")
            && !path.contains('/');
        if path == "fetch.txt" || (is_manifest && path != MANIFEST && path != TAG_MANIFEST) {
            return Err(BagError::Unexpected { path: path.clone() });
        }
    }
    let (payload, tags): (Vec<_>, Vec<_>) = files.iter().partition(|(path, _)| path.starts_with("data/"));
    let tags: Vec<_> = tags.into_iter().filter(|(path, _)| *path != TAG_MANIFEST).collect();
    let refuse = |file| move |problem| BagError::Manifest { file, problem };
    let listed = parse_tag_manifest(tag_file(tag_files, TAG_MANIFEST)?).map_err(refuse(TAG_MANIFEST))?;
    compare(&tags, listed)?;
    let manifest = tag_file(tag_files, MANIFEST)?;
    compare(&payload, Manifest::parse(manifest).map_err(refuse(MANIFEST))?)?;
    if let Some(info) = tag_files.get(BAG_INFO) {
        check_oxum(info, &payload)?;
    }
    Ok(Digest::of(manifest))
}

fn tag_file<'a>(tag_files: &'a BTreeMap<String, Vec<u8>>, file: &'static str) -> Result<&'a [u8], BagError> {
    tag_files.get(file).map(Vec::as_slice).ok_or(BagError::NoTagFile { file })
}

/// Nobody signs the digest of the tag manifest, so any spelling RFC 8493 allows will do (section
/// 2.1.3: any order, any white space), except that one file is listed once.
fn parse_tag_manifest(bytes: &[u8]) -> Result<Vec<(String, Digest)>, ManifestError> {
    let text = std::str::from_utf8(bytes).map_err(|_| ManifestError::NotUtf8)?;
    let mut listed = BTreeMap::new();
    for (line, content) in (1..).zip(text.lines()) {
        let (digest, path) = content.split_once([' ', '\t']).ok_or(ManifestError::Line { line })?;
        let digest = digest.parse().map_err(|_| ManifestError::Line { line })?;
        if listed.insert(path.trim_start_matches([' ', '\t']).to_owned(), digest).is_some() {
            return Err(ManifestError::Order { line });
        }
    }
    Ok(listed.into_iter().collect())
}

/// Both sides are sorted by path and free of duplicates.
fn compare(files: &[(&String, &(u64, Digest))], listed: Vec<(String, Digest)>) -> Result<(), BagError> {
    let mut files = files.iter().peekable();
    for (path, listed) in listed {
        if let Some((extra, _)) = files.next_if(|(found, _)| **found < path) {
            return Err(BagError::Extra { path: (*extra).clone() });
        }
        match files.next_if(|(found, _)| **found == path) {
            None => return Err(BagError::Missing { path }),
            Some((_, (_, found))) if *found != listed => {
                return Err(BagError::Digest { path, found: *found, listed });
            }
            Some(_) => {}
        }
    }
    files.next().map_or(Ok(()), |(extra, _)| Err(BagError::Extra { path: (*extra).clone() }))
}

/// `Payload-Oxum: BYTES.FILES` (RFC 8493, 2.2.2), where there is one.
fn check_oxum(info: &[u8], payload: &[(&String, &(u64, Digest))]) -> Result<(), BagError> {
    let bytes = payload.iter().fold(0_u64, |sum, (_, (size, _))| sum.saturating_add(*size));
    let expected = format!("{bytes}.{}", payload.len());
    let text = std::str::from_utf8(info).map_err(|_| BagError::Oxum)?;
    let said = text.lines().filter_map(|line| line.strip_prefix("Payload-Oxum:"));
    if said.into_iter().all(|said| said.trim() == expected) { Ok(()) } else { Err(BagError::Oxum) }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Files = BTreeMap<String, Vec<u8>>;

    fn bag() -> Files {
        let mut files = Files::new();
        for (path, content) in [("data/a", "x"), ("data/図面/b.dwg", ""), ("sekisho/request", "{}")] {
            files.insert(path.to_owned(), content.into());
        }
        files.insert(BAGIT.to_owned(), DECLARATIONS[0].to_vec());
        files.insert(BAG_INFO.to_owned(), b"Payload-Oxum: 1.2\n".to_vec());
        seal(&mut files);
        files
    }

    /// Writes both manifests anew.
    fn seal(files: &mut Files) {
        for (manifest, is_payload) in [(MANIFEST, true), (TAG_MANIFEST, false)] {
            files.remove(TAG_MANIFEST);
            let digests: Vec<_> = files
                .iter()
                .filter(|(path, _)| path.starts_with("data/") == is_payload)
                .map(|(path, content)| (path.clone(), Digest::of(content)))
                .collect();
            let bytes = Manifest::of(digests.iter().map(|(path, digest)| (path.as_str(), digest)));
            files.insert(manifest.to_owned(), bytes.bytes().to_vec());
        }
    }

    fn checked(files: &Files) -> Result<Digest, BagError> {
        let facts = |(path, content): (&String, &Vec<u8>)| {
            (path.clone(), (u64::try_from(content.len()).unwrap(), Digest::of(content)))
        };
        let tags = files.iter().filter(|(path, _)| !path.starts_with("data/"));
        let tags = tags.map(|(path, content)| (path.clone(), content.clone())).collect();
        check(&files.iter().map(facts).collect(), &tags)
    }

    #[test]
    fn an_intact_bag_gives_its_manifest_digest() {
        let files = bag();
        assert_eq!(checked(&files), Ok(Digest::of(&files[MANIFEST])));
    }

    #[test]
    fn a_missing_an_extra_and_a_changed_payload_file_are_named() {
        let mut files = bag();
        files.remove("data/a");
        assert_eq!(checked(&files), Err(BagError::Missing { path: "data/a".to_owned() }));
        for extra in ["data/0", "data/b", "data/zzz"] {
            let mut files = bag();
            files.insert(extra.to_owned(), vec![]);
            assert_eq!(checked(&files), Err(BagError::Extra { path: extra.to_owned() }));
        }
        let mut files = bag();
        files.insert("data/a".to_owned(), b"y".to_vec());
        let (found, listed) = (Digest::of(b"y"), Digest::of(b"x"));
        assert_eq!(checked(&files), Err(BagError::Digest { path: "data/a".to_owned(), found, listed }));
    }

    #[test]
    fn papers_that_the_tag_manifest_does_not_vouch_for_are_refused() {
        let mut files = bag();
        files.insert("sekisho/approval".to_owned(), vec![]);
        assert_eq!(checked(&files), Err(BagError::Extra { path: "sekisho/approval".to_owned() }));
        let mut files = bag();
        files.insert("sekisho/request".to_owned(), b"{ }".to_vec());
        assert!(matches!(checked(&files), Err(BagError::Digest { .. })));
        let mut files = bag();
        files.remove("sekisho/request");
        assert!(matches!(checked(&files), Err(BagError::Missing { .. })));
    }

    #[test]
    fn a_bag_without_a_declaration_or_a_manifest_is_refused() {
        for file in [BAGIT, MANIFEST, TAG_MANIFEST] {
            let mut files = bag();
            files.remove(file);
            assert!(checked(&files).is_err(), "{file}");
        }
        for declaration in ["BagIt-Version: 2.0\nTag-File-Character-Encoding: UTF-8\n", ""] {
            let mut files = bag();
            files.insert(BAGIT.to_owned(), declaration.into());
            seal(&mut files);
            assert_eq!(checked(&files), Err(BagError::Declaration));
        }
    }

    #[test]
    fn a_tag_manifest_may_be_in_any_order_but_lists_a_file_once() {
        let mut files = bag();
        let text = String::from_utf8(files[TAG_MANIFEST].clone()).unwrap();
        let reversed: String = text.lines().rev().map(|line| line.replace("  ", " ") + "\n").collect();
        files.insert(TAG_MANIFEST.to_owned(), reversed.into_bytes());
        assert!(checked(&files).is_ok());
        let line = text.lines().next().unwrap();
        files.insert(TAG_MANIFEST.to_owned(), format!("{text}{line}\n").into_bytes());
        assert!(matches!(
            checked(&files),
            Err(BagError::Manifest { file: TAG_MANIFEST, problem: ManifestError::Order { .. } })
        ));
    }

    #[test]
    fn other_manifests_and_things_to_fetch_are_refused() {
        for path in ["fetch.txt", "manifest-md5.txt", "tagmanifest-sha512.txt"] {
            let mut files = bag();
            files.insert(path.to_owned(), vec![]);
            seal(&mut files);
            assert_eq!(checked(&files), Err(BagError::Unexpected { path: path.to_owned() }));
        }
    }

    #[test]
    fn a_wrong_payload_count_and_a_second_spelling_are_refused() {
        let mut files = bag();
        files.insert(BAG_INFO.to_owned(), b"Payload-Oxum: 2.2\n".to_vec());
        seal(&mut files);
        assert_eq!(checked(&files), Err(BagError::Oxum));
        let mut files = bag();
        let manifest = String::from_utf8(files[MANIFEST].clone()).unwrap().replace("  data", " *data");
        files.insert(MANIFEST.to_owned(), manifest.into_bytes());
        let problem = ManifestError::Line { line: 1 };
        files.remove(TAG_MANIFEST);
        let tags: Vec<_> = files
            .iter()
            .filter(|(path, _)| !path.starts_with("data/"))
            .map(|(path, content)| (path.clone(), Digest::of(content)))
            .collect();
        let tags = Manifest::of(tags.iter().map(|(path, digest)| (path.as_str(), digest)));
        files.insert(TAG_MANIFEST.to_owned(), tags.bytes().to_vec());
        assert_eq!(checked(&files), Err(BagError::Manifest { file: MANIFEST, problem }));
    }
}
