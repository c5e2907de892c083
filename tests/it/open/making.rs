//! Bags, archives and sealed files made here byte by byte, so that they can be made wrong.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use age::secrecy::ExposeSecret as _;
use flate2::Crc;
use flate2::write::DeflateEncoder;
use sekisho::base::digest::Digest;
use sekisho::base::secret::SecretText;
use sekisho::package::keys::{Identity, parse_identities};
use sekisho::package::manifest::Manifest;
use sekisho::package::open::{self, OpenError, OpenLimits, Opened};
use sekisho::package::passphrase;
use sekisho::package::unseal::Unlock;

pub const BASE: &str = "C-0042";

/// The files of an intact bag, below its base folder.
pub fn bag(payload: &[(&str, &[u8])]) -> BTreeMap<String, Vec<u8>> {
    let mut files: BTreeMap<String, Vec<u8>> =
        payload.iter().map(|(path, content)| (format!("data/{path}"), content.to_vec())).collect();
    files.insert("bagit.txt".into(), b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n".into());
    files.insert("sekisho/request.json".into(), b"{}".into());
    list(&mut files);
    files
}

/// Writes both manifests anew.
pub fn list(files: &mut BTreeMap<String, Vec<u8>>) {
    files.remove("tagmanifest-sha256.txt");
    for (name, is_payload) in [("manifest-sha256.txt", true), ("tagmanifest-sha256.txt", false)] {
        let digests: Vec<_> = files
            .iter()
            .filter(|(path, _)| path.starts_with("data/") == is_payload)
            .map(|(path, content)| (path.as_str(), Digest::of(content)))
            .collect();
        let manifest = Manifest::of(digests.iter().map(|(path, digest)| (*path, digest)));
        files.insert(name.to_owned(), manifest.bytes().to_vec());
    }
}

/// The plainest bag, as entries of an archive that a test may then change.
pub fn entries() -> Vec<Entry> {
    entries_of(&bag(&[("a.txt", b"alpha"), ("図面/b.dwg", b"beta beta beta beta beta")]))
}

pub fn entries_of(files: &BTreeMap<String, Vec<u8>>) -> Vec<Entry> {
    files.iter().map(|(path, content)| Entry::file(&format!("{BASE}/{path}"), content)).collect()
}

/// One entry, with everything that a header says about it.
#[derive(Clone)]
pub struct Entry {
    pub name: Vec<u8>,
    pub data: Vec<u8>,
    pub method: u16,
    pub flags: u16,
    pub crc32: u32,
    pub size: u32,
    pub packed: u32,
    pub attributes: u32,
    pub made_by: u16,
    pub extra: Vec<u8>,
    /// Changes the local header after it was made from the above.
    pub local: fn(&mut Vec<u8>),
    /// Bytes between this entry and the next.
    pub behind: Vec<u8>,
    /// Where the directory says it begins, when that is a lie.
    pub start: Option<u32>,
}

impl Entry {
    pub fn file(name: &str, content: &[u8]) -> Self {
        let mut crc = Crc::new();
        crc.update(content);
        let size = u32::try_from(content.len()).unwrap();
        Self {
            name: name.as_bytes().to_vec(),
            data: content.to_vec(),
            method: 0,
            flags: 1 << 11,
            crc32: crc.sum(),
            size,
            packed: size,
            attributes: 0o100_644 << 16,
            made_by: 3 << 8 | 20,
            extra: Vec::new(),
            local: |_| {},
            behind: Vec::new(),
            start: None,
        }
    }

    pub fn folder(name: &str) -> Self {
        Self { attributes: 0o040_755 << 16 | 0x10, ..Self::file(name, b"") }
    }

    pub fn deflated(name: &str, content: &[u8]) -> Self {
        let mut encoder = DeflateEncoder::new(Vec::new(), flate2::Compression::best());
        encoder.write_all(content).unwrap();
        let data = encoder.finish().unwrap();
        Self { method: 8, packed: u32::try_from(data.len()).unwrap(), data, ..Self::file(name, content) }
    }

    fn fields(&self) -> Vec<u8> {
        let mut fields = Vec::new();
        for field in [20, self.flags, self.method, 0x6000, 0x5b21] {
            fields.extend(field.to_le_bytes());
        }
        for field in [self.crc32, self.packed, self.size] {
            fields.extend(field.to_le_bytes());
        }
        for len in [self.name.len(), self.extra.len()] {
            fields.extend(u16::try_from(len).unwrap().to_le_bytes());
        }
        fields
    }
}

/// The archive, with `end` to change the end record.
pub fn zip_with(entries: &[Entry], end: fn(&mut Vec<u8>)) -> Vec<u8> {
    let mut archive = Vec::new();
    let mut directory = Vec::new();
    for entry in entries {
        let start = entry.start.unwrap_or(u32::try_from(archive.len()).unwrap());
        let mut local = b"PK\x03\x04".to_vec();
        local.extend(entry.fields());
        local.extend(&entry.name);
        local.extend(&entry.extra);
        (entry.local)(&mut local);
        archive.extend(local);
        archive.extend(&entry.data);
        archive.extend(&entry.behind);
        directory.extend(b"PK\x01\x02");
        directory.extend(entry.made_by.to_le_bytes());
        directory.extend(entry.fields());
        directory.extend([0; 6]);
        directory.extend(entry.attributes.to_le_bytes());
        directory.extend(start.to_le_bytes());
        directory.extend(&entry.name);
        directory.extend(&entry.extra);
    }
    let mut record = b"PK\x05\x06\0\0\0\0".to_vec();
    let count = u16::try_from(entries.len()).unwrap();
    record.extend([count.to_le_bytes(), count.to_le_bytes()].concat());
    record.extend(u32::try_from(directory.len()).unwrap().to_le_bytes());
    record.extend(u32::try_from(archive.len()).unwrap().to_le_bytes());
    record.extend([0, 0]);
    end(&mut record);
    [archive, directory, record].concat()
}

pub fn zip(entries: &[Entry]) -> Vec<u8> {
    zip_with(entries, |_| {})
}

/// A fresh age key, as text of an identity file.
pub fn identity() -> (age::x25519::Identity, Vec<Identity>) {
    let key = age::x25519::Identity::generate();
    let text = key.to_string().expose_secret().to_owned();
    (key, parse_identities(text.as_bytes(), None).unwrap())
}

pub fn seal_to(recipient: &dyn age::Recipient, content: &[u8]) -> Vec<u8> {
    let encryptor = age::Encryptor::with_recipients(std::iter::once(recipient)).unwrap();
    let mut writer = encryptor.wrap_output(Vec::new()).unwrap();
    writer.write_all(content).unwrap();
    writer.finish().unwrap()
}

/// Sealed with a passphrase, cheaply: what is tested is never how slow scrypt is.
pub fn seal_with(passphrase: &SecretText, content: &[u8]) -> Vec<u8> {
    let mut scrypt = age::scrypt::Recipient::new(passphrase.to_secret_string());
    scrypt.set_work_factor(4);
    seal_to(&scrypt, content)
}

/// A passphrase as issued; another seed gives another one.
pub fn issued(seed: u8) -> SecretText {
    let mut state = seed;
    passphrase::generate(passphrase::AGE_SYLLABLES, &mut |bytes| {
        bytes.fill_with(|| {
            state = state.wrapping_mul(37).wrapping_add(11);
            state
        });
    })
}

/// A folder with a sealed file in it and an empty folder to open it into.
pub struct Desk {
    dir: tempfile::TempDir,
}

impl Desk {
    pub fn new(sealed: &[u8]) -> Self {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join("into")).unwrap();
        fs::write(dir.path().join("package"), sealed).unwrap();
        Self { dir }
    }

    pub fn path(&self) -> &Path {
        self.dir.path()
    }

    pub fn package(&self) -> PathBuf {
        self.dir.path().join("package")
    }

    pub fn receiving(&self) -> PathBuf {
        self.dir.path().join("into")
    }

    pub fn open(&self, unlock: &Unlock<'_>, limits: &OpenLimits) -> Result<Opened, OpenError> {
        let stop = AtomicBool::new(false);
        open::open(&self.package(), unlock, &self.receiving(), limits, &mut |_| {}, &stop)
    }

    /// Opening fails, and leaves nothing.
    pub fn refused(&self, unlock: &Unlock<'_>, limits: &OpenLimits) -> OpenError {
        let error = self.open(unlock, limits).expect_err("this must be refused");
        assert_eq!(self.left(), Vec::<String>::new(), "left behind after: {error}");
        error
    }

    /// The names in the folder that packages are opened into.
    pub fn left(&self) -> Vec<String> {
        names(&self.receiving())
    }
}

pub fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// Seals `archive` to a key and opens it.
pub fn opened(archive: &[u8]) -> (Desk, Result<Opened, OpenError>) {
    let (key, identities) = identity();
    let desk = Desk::new(&seal_to(&key.to_public(), archive));
    let result = desk.open(&Unlock::Identities(&identities), &OpenLimits::default());
    (desk, result)
}

/// Seals `archive` to a key; it must be refused and leave nothing.
pub fn refused_with(archive: &[u8], limits: &OpenLimits) -> OpenError {
    let (key, identities) = identity();
    let desk = Desk::new(&seal_to(&key.to_public(), archive));
    desk.refused(&Unlock::Identities(&identities), limits)
}

pub fn refused(archive: &[u8]) -> OpenError {
    refused_with(archive, &OpenLimits::default())
}

/// Bytes that neither repeat nor compress.
pub fn noise(len: usize) -> Vec<u8> {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()[3]
    };
    (0..len).map(|_| next()).collect()
}
