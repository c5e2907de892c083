//! The bag's tag files (RFC 8493): everything in it except the payload.
//!
//! The payload manifest is that of the approved list, so the bag promises what was approved;
//! packing then reads the content and aborts when it is anything else. A recipient checks the
//! payload against the manifest and the tag files against `tagmanifest-sha256.txt`, with
//! `bagit.py` or, from inside the bag, `sha256sum -c`.

use chrono::NaiveDate;

use crate::base::digest::Digest;
use crate::package::file_list::FileList;
use crate::package::manifest::{self, Manifest};
use crate::package::names::{self, Collision, Collisions, NameProblem};

/// A file of the bag outside `data/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TagFile {
    /// Path inside the bag, components separated by `/`.
    pub path: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// Why a bag cannot be made of this.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BagError {
    /// The base directory's name.
    #[error("base directory {name:?}: {problem}")]
    BaseName {
        /// The name.
        name: String,
        /// What is wrong with it.
        problem: NameProblem,
    },
    /// A tag file's name.
    #[error("tag file {path:?}: {problem}")]
    TagName {
        /// Its path.
        path: String,
        /// What is wrong with it.
        problem: NameProblem,
    },
    /// A tag file where the bag itself has something, or two in one place.
    #[error("tag file {path:?}: {collision}")]
    TagCollision {
        /// Its path.
        path: String,
        /// With what, and why.
        collision: Collision,
    },
    /// A line of `bag-info.txt` that would not be one line `Label: value`.
    #[error("bag-info.txt cannot hold the label {label:?} with its value")]
    Info {
        /// The label.
        label: String,
    },
}

const BAGIT: &str = "bagit.txt";
const BAG_INFO: &str = "bag-info.txt";
const MANIFEST: &str = "manifest-sha256.txt";
const TAG_MANIFEST: &str = "tagmanifest-sha256.txt";
const SUMS: &str = "sha256sums.txt";
const BAGIT_TEXT: &[u8] = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";

/// Every tag file of the bag, in the order in which it is packed: the bag's own first, then
/// `papers` by path, then the tag manifest.
///
/// `info` are further lines of `bag-info.txt`, label and value.
///
/// # Errors
/// Any [`BagError`].
pub fn tag_files(
    base_name: &str,
    list: &FileList,
    papers: &[TagFile],
    info: &[(String, String)],
    bagging_date: NaiveDate,
) -> Result<Vec<TagFile>, BagError> {
    names::check_name(base_name)
        .map_err(|problem| BagError::BaseName { name: base_name.to_owned(), problem })?;
    let mut files = vec![
        tag_file(BAGIT, BAGIT_TEXT.to_vec()),
        tag_file(BAG_INFO, bag_info(list, info, bagging_date)?),
        tag_file(MANIFEST, Manifest::from(list).bytes().to_vec()),
    ];
    files.extend(manifest::sha256sums(list).map(|bytes| tag_file(SUMS, bytes)));
    check_papers(papers)?;
    let mut papers = papers.to_vec();
    papers.sort_by(|a, b| a.path.cmp(&b.path));
    files.extend(papers);
    let digests: Vec<_> = files.iter().map(|file| (file.path.as_str(), Digest::of(&file.bytes))).collect();
    let tag_manifest = Manifest::of(digests.iter().map(|(path, digest)| (*path, digest)));
    files.push(tag_file(TAG_MANIFEST, tag_manifest.bytes().to_vec()));
    Ok(files)
}

fn tag_file(path: &str, bytes: Vec<u8>) -> TagFile {
    TagFile { path: path.to_owned(), bytes }
}

fn check_papers(papers: &[TagFile]) -> Result<(), BagError> {
    let mut taken = Collisions::new();
    // `data` is taken as a file, so that a paper below it collides as well.
    for own in [BAGIT, BAG_INFO, MANIFEST, TAG_MANIFEST, SUMS, "data"] {
        taken
            .insert(own, true)
            .map_err(|collision| BagError::TagCollision { path: own.to_owned(), collision })?;
    }
    for paper in papers {
        let path = || paper.path.clone();
        paper
            .path
            .split('/')
            .try_for_each(names::check_name)
            .map_err(|problem| BagError::TagName { path: path(), problem })?;
        taken
            .insert(&paper.path, true)
            .map_err(|collision| BagError::TagCollision { path: path(), collision })?;
    }
    Ok(())
}

/// RFC 8493, 2.2.2.
fn bag_info(
    list: &FileList,
    info: &[(String, String)],
    bagging_date: NaiveDate,
) -> Result<Vec<u8>, BagError> {
    let mut text = String::new();
    for (label, value) in info {
        let label_fits = !label.is_empty() && label.trim() == label && !label.contains([':', '\u{feff}']);
        let reserved = ["Bagging-Date", "Payload-Oxum"].iter().any(|own| label.eq_ignore_ascii_case(own));
        let lines = label.chars().chain(value.chars()).any(char::is_control);
        if !label_fits || reserved || lines {
            return Err(BagError::Info { label: label.clone() });
        }
        text.push_str(&format!("{label}: {value}\n"));
    }
    text.push_str(&format!("Bagging-Date: {}\n", bagging_date.format("%Y-%m-%d")));
    text.push_str(&format!("Payload-Oxum: {}.{}\n", list.total_bytes(), list.files().len()));
    Ok(text.into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(papers: &[TagFile], info: &[(String, String)]) -> Result<Vec<TagFile>, BagError> {
        let list = FileList::new(vec![], vec!["data/空".to_owned()]).unwrap();
        tag_files("C-0042", &list, papers, info, NaiveDate::from_ymd_opt(2026, 11, 20).unwrap())
    }

    #[test]
    fn the_tag_manifest_covers_every_other_tag_file() {
        let files = files(&[tag_file("sekisho/request.json", b"{}".to_vec())], &[]).unwrap();
        let paths: Vec<_> = files.iter().map(|file| file.path.as_str()).collect();
        assert_eq!(paths, [BAGIT, BAG_INFO, MANIFEST, "sekisho/request.json", TAG_MANIFEST]);
        let covered = Manifest::parse(&files[4].bytes).unwrap();
        for file in &files[..4] {
            assert!(covered.contains(&(file.path.clone(), Digest::of(&file.bytes))), "{}", file.path);
        }
        assert_eq!(covered.len(), 4);
        assert_eq!(files[1].bytes, b"Bagging-Date: 2026-11-20\nPayload-Oxum: 0.0\n");
    }

    #[test]
    fn papers_cannot_take_the_place_of_the_bag_or_its_payload() {
        for path in ["bagit.txt", "BAGIT.TXT", "data/x", "Data", "manifest-sha256.txt", "bagit.txt/x"] {
            let error = files(&[tag_file(path, vec![])], &[]).unwrap_err();
            assert!(matches!(error, BagError::TagCollision { .. }), "{path}: {error}");
        }
        for path in ["../x", "/x", "", "a//b", "CON"] {
            let error = files(&[tag_file(path, vec![])], &[]).unwrap_err();
            assert!(matches!(error, BagError::TagName { .. }), "{path}: {error}");
        }
        let twice = [tag_file("p/a", vec![]), tag_file("p/A", vec![])];
        assert!(matches!(files(&twice, &[]), Err(BagError::TagCollision { .. })));
    }

    #[test]
    fn bag_info_cannot_be_given_lines_it_did_not_ask_for() {
        for (label, value) in
            [("A", "b\nPayload-Oxum: 1.1"), ("A\nB", "c"), ("A:B", "c"), ("payload-oxum", "9.9"), ("", "x")]
        {
            let error = files(&[], &[(label.to_owned(), value.to_owned())]).unwrap_err();
            assert_eq!(error, BagError::Info { label: label.to_owned() });
        }
        let ok = files(&[], &[("External-Identifier".to_owned(), "C-0042".to_owned())]).unwrap();
        assert!(ok[1].bytes.starts_with(b"External-Identifier: C-0042\n"));
    }
}
