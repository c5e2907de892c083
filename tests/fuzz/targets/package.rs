//! What is inside the seal: the directory of a ZIP, a whole package, a bag's manifests, a list of files.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::sync::OnceLock;

use sekisho::base::digest::Digest;
use sekisho::package::file_list::FileList;
use sekisho::package::keys::Identity;
use sekisho::package::manifest::Manifest;
use sekisho::package::names::{caseless_key, check_name, check_path};
use sekisho::package::open::{OpenError, OpenLimits, Opened};
use sekisho::package::unseal::Unlock;
use sekisho::package::zip_index::{ArchiveLimits, Encryption, ZipIndex};

use super::{Target, golden, kind_of, vectors};

#[path = "../../it/open/making.rs"]
#[allow(dead_code, reason = "the other test binary makes more wrong ones")]
pub(super) mod making;

use making::{BASE, Desk, Entry};

const WORDS: &[&str] = &[
    "PK\u{3}\u{4}",
    "PK\u{1}\u{2}",
    "PK\u{5}\u{6}",
    "PK\u{6}\u{6}",
    "PK\u{6}\u{7}",
    "PK\u{7}\u{8}",
    "../",
    "/",
    "\\",
    "C:",
    "C-0042/",
    "data/",
    "AUX",
    "a.txt",
    "A.TXT",
    "\u{1}\0",
    "\u{8}\0",
    "\0\0",
    "~1",
];

pub const ZIP_INDEX: Target = Target {
    name: "zip_index",
    check: zip_index,
    seeds: archives,
    words: WORDS,
    executions: 10_000,
    at_least: 1 << 19,
    // A name takes as much again for each form in which it is compared.
    for_each: 96,
};

/// A whole opening: sealed to a key, unsealed, extracted, compared.
pub const PACKAGE: Target = Target {
    name: "package",
    check: package,
    seeds: archives,
    words: WORDS,
    executions: 600,
    // Blocks on their way from the reader to the writer.
    at_least: 24 << 20,
    for_each: 1_200,
};

/// The four tag files of a bag around the same payload; the archive itself is whole.
pub const BAG: Target = Target {
    name: "bag",
    check: bag,
    seeds: bags,
    words: &[
        "\0",
        "BagIt-Version: 1.0\n",
        "BagIt-Version: 0.97\n",
        "Tag-File-Character-Encoding: UTF-8\n",
        "Payload-Oxum: 5.1\n",
        "  data/",
        "%0A",
        "%25",
        "%0D",
        "*",
        "\t",
        "../",
        "sekisho/request.json",
        "\u{feff}",
    ],
    executions: 600,
    ..PACKAGE
};

pub const MANIFEST: Target = Target {
    name: "manifest",
    check: manifest,
    seeds: || [vec![golden("manifest-sha256.txt")], vectors("bagit", "sha256.txt")].concat(),
    words: &[
        "  data/",
        "%0A",
        "%0D",
        "%25",
        "%",
        "\r\n",
        " *",
        "\\",
        "../",
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  ",
    ],
    executions: 20_000,
    at_least: 1 << 18,
    for_each: 64,
};

pub const FILE_LIST: Target = Target {
    name: "file_list",
    check: file_list,
    seeds: || vec![golden("file-list.json"), br#"{"files":[],"folders":["data/a"]}"#.to_vec()],
    words: &[
        "{\"path\":\"data/",
        "\"sha256\":\"",
        "\"size_bytes\":",
        "\"level\":\"1\"",
        "},{",
        "\"folders\":[\"data/",
        "data/../",
        "CON",
        "\\u0000",
        "null",
        "9007199254740992",
    ],
    executions: 10_000,
    at_least: 1 << 18,
    for_each: 256,
};

fn archives() -> Vec<Vec<u8>> {
    let mut deflated = making::entries();
    deflated.push(Entry::deflated(&format!("{BASE}/data/c"), &b"gamma".repeat(500)));
    let mut with_folder = making::entries();
    with_folder.insert(0, Entry::folder(&format!("{BASE}/data/d/")));
    vec![making::zip(&making::entries()), making::zip(&deflated), making::zip(&with_folder), making::zip(&[])]
}

fn zip_index(bytes: &[u8]) -> String {
    let limits = ArchiveLimits { entries: 1_000, ..OpenLimits::default().archive };
    match ZipIndex::read(&mut Cursor::new(bytes), &limits, Encryption::None) {
        Ok(index) => {
            let length = u64::try_from(bytes.len()).unwrap();
            assert!(index.directory_start <= length && index.entries.len() <= limits.entries);
            let mut end = 0;
            for entry in &index.entries {
                assert!(entry.path.split('/').all(|part| check_name(part).is_ok()), "{:?}", entry.path);
                assert!(entry.header_start >= end, "{:?} overlaps", entry.path);
                end = entry.header_start + 30 + entry.packed_bytes;
                assert!(end <= index.directory_start, "{:?} lies in the directory", entry.path);
            }
            let folded = index.entries.iter().map(|entry| caseless_key(&entry.path));
            assert_eq!(folded.collect::<std::collections::BTreeSet<_>>().len(), index.entries.len());
            format!("{} entries", index.entries.len().min(10))
        }
        Err(error) => kind_of(&error),
    }
}

fn identity() -> &'static (age::x25519::Identity, Vec<Identity>) {
    static IDENTITY: OnceLock<(age::x25519::Identity, Vec<Identity>)> = OnceLock::new();
    IDENTITY.get_or_init(making::identity)
}

fn package(archive: &[u8]) -> String {
    let (key, identities) = identity();
    let desk = Desk::new(&making::seal_to(&key.to_public(), archive));
    let opened = desk.open(&Unlock::Identities(identities), &OpenLimits::default());
    outcome(&desk, opened)
}

/// Whole and appears under its name, or refused and nothing is left.
fn outcome(desk: &Desk, opened: Result<Opened, OpenError>) -> String {
    match opened {
        Ok(opened) => {
            for file in &opened.payload {
                assert!(file.path.starts_with("data/") && check_path(&file.path).is_ok(), "{:?}", file.path);
            }
            let (base, manifest) = (opened.base.clone(), opened.tag_files["manifest-sha256.txt"].clone());
            assert_eq!(Digest::of(&manifest), opened.manifest_sha256);
            let listed: BTreeMap<String, Digest> = Manifest::parse(&manifest).unwrap().into_iter().collect();
            let held = opened.payload.iter().map(|file| (file.path.clone(), file.sha256)).collect();
            assert_eq!(listed, held, "the manifest lists something else");
            let payload = opened.payload.clone();
            let published = opened.publish().unwrap();
            for file in payload {
                let content = std::fs::read(published.directory.join(&file.path)).unwrap();
                assert_eq!(Digest::of(&content), file.sha256, "{:?} was written otherwise", file.path);
            }
            assert_eq!(desk.left(), [base]);
            format!("{} files", listed.len().min(5))
        }
        Err(error) => {
            assert_eq!(desk.left(), Vec::<String>::new(), "left behind after {error}");
            kind_of(&error)
        }
    }
}

const TAG_FILES: [&str; 4] = ["bagit.txt", "bag-info.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt"];

fn bags() -> Vec<Vec<u8>> {
    let mut files = making::bag(&[("a.txt", b"alpha")]);
    let mut seeds = Vec::new();
    let join = |files: &BTreeMap<String, Vec<u8>>| {
        TAG_FILES.map(|name| files.get(name).cloned().unwrap_or_default()).join(&0)
    };
    seeds.push(join(&files));
    files.insert("bag-info.txt".to_owned(), b"Payload-Oxum: 5.1\nSource: x\n".to_vec());
    making::list(&mut files);
    seeds.push(join(&files));
    seeds
}

fn bag(bytes: &[u8]) -> String {
    let mut files = making::bag(&[("a.txt", b"alpha")]);
    let parts: Vec<&[u8]> = bytes.split(|byte| *byte == 0).collect();
    for (name, content) in TAG_FILES.into_iter().zip(parts.iter().copied().chain(std::iter::repeat(&b""[..])))
    {
        files.remove(name);
        if !content.is_empty() {
            files.insert(name.to_owned(), content.to_vec());
        }
    }
    // Without one, the tag manifest is written that fits the rest: then the rest is what is looked at.
    if parts.len() < TAG_FILES.len() {
        let manifest = files.get("manifest-sha256.txt").cloned();
        making::list(&mut files);
        files.extend(manifest.map(|manifest| ("manifest-sha256.txt".to_owned(), manifest)));
    }
    let said = files.get("manifest-sha256.txt").cloned().unwrap_or_default();
    let (key, identities) = identity();
    let desk = Desk::new(&making::seal_to(&key.to_public(), &making::zip(&making::entries_of(&files))));
    let opened = desk.open(&Unlock::Identities(identities), &OpenLimits::default());
    if opened.is_ok() {
        let only = format!("{}  data/a.txt\n", Digest::of(b"alpha"));
        assert_eq!(said, only.as_bytes(), "another list of the same payload holds");
    }
    outcome(&desk, opened)
}

fn manifest(bytes: &[u8]) -> String {
    match Manifest::parse(bytes) {
        Ok(entries) => {
            let again = Manifest::of(entries.iter().map(|(path, digest)| (path.as_str(), digest)));
            assert_eq!(again.bytes(), bytes, "another spelling was read");
            assert_eq!(again.digest(), Digest::of(bytes));
            format!("{} lines", entries.len().min(5))
        }
        Err(error) => kind_of(&error),
    }
}

fn file_list(bytes: &[u8]) -> String {
    match FileList::parse(bytes) {
        Ok(list) => {
            assert_eq!(list.encode().unwrap(), bytes, "another spelling was read");
            assert!(list.files().iter().all(|file| check_path(&file.path).is_ok()));
            let manifest = Manifest::from(&list);
            let listed = Manifest::parse(manifest.bytes()).expect("the manifest of a list is read");
            assert!(listed.iter().map(|(path, _)| path).eq(list.files().iter().map(|file| &file.path)));
            format!("{} files", list.files().len().min(5))
        }
        Err(error) => kind_of(&error),
    }
}
