//! An office and a stick that it registered, with a package on it.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::faults::bench::noise;
use crate::media::mounted::Mounted;
use crate::office::{Office, Output};

/// The stick's id.
pub const STICK: &str = "USB-07";

/// An office, a mounted stick, and the carry-out whose package is on it.
pub struct Out {
    pub office: Office,
    pub stick: Mounted,
    pub id: String,
    /// The package as it was written.
    pub package: Vec<u8>,
}

impl Out {
    /// A package for `city` on a stick of 16 MB. `None`, said loudly, without root or tools.
    pub fn new() -> Option<Self> {
        Self::of(&[], &[])
    }

    /// The same with other answers in the request and more words for the export.
    pub fn of(but: &[(&str, &str)], more: &[&str]) -> Option<Self> {
        let stick = Mounted::ext4(16)?;
        let office = Office::new();
        register(&office, STICK, stick.point());
        // What does not compress, so that much of the package lies on the stick.
        fs::write(office.lay_out().join("scan.tif"), noise(300_000)).unwrap();
        let usual = [("--via", "usb"), ("--medium", STICK)];
        let id = office.approved(&[&usual, but].concat());
        let folder = stick.point().join("out");
        fs::create_dir_all(&folder).unwrap();
        let export = ["export", &id, "--into", folder.to_str().unwrap()];
        office.ok("tanaka", &[&export, more].concat());
        let mut out = Self { office, stick, id, package: Vec::new() };
        out.package = out.files().iter().flat_map(|path| fs::read(path).unwrap()).collect();
        Some(out)
    }

    /// The folder of the package.
    pub fn folder(&self) -> PathBuf {
        self.stick.point().join("out")
    }

    /// The package, or its volumes.
    pub fn files(&self) -> Vec<PathBuf> {
        let mut files: Vec<PathBuf> = fs::read_dir(self.folder())
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.file_name().unwrap().to_str().unwrap().starts_with("C-"))
            .collect();
        files.sort();
        files
    }

    /// Where the only file of the package is.
    pub fn path(&self) -> PathBuf {
        self.folder().join("C-0001.zip.age")
    }

    /// Brings it back as the carrier.
    pub fn returns(&self, more: &[&str]) -> Output {
        self.office.run("tanaka", &[&["return", &self.id, "--json"], more].concat())
    }

    /// The last return, as anybody sees it.
    pub fn last_return(&self) -> Value {
        self.office.shown(&self.id)["returns"].as_array().unwrap().last().unwrap().clone()
    }

    /// The last disposal, as anybody sees it.
    pub fn last_disposal(&self) -> Value {
        self.office.shown(&self.id)["disposals"].as_array().unwrap().last().unwrap().clone()
    }

    /// How much of the package is somewhere on the image once the stick is out.
    pub fn left_on_image(&self) -> usize {
        self.stick.unmount();
        let left = self.stick.sectors_of(&self.package);
        self.stick.mount();
        left
    }

    /// Asserts that the whole ledger holds.
    #[track_caller]
    pub fn audits_clean(&self) {
        let audit = self.office.run(crate::office::NOBODY, &["audit", "--json"]);
        assert!(audit.code < 2, "{audit:?}");
        assert_eq!(audit.json()["findings"], Value::Array(Vec::new()));
    }
}

/// Registers what is mounted there.
pub fn register(office: &Office, id: &str, point: &Path) {
    let point = point.to_str().unwrap();
    office.ok("kanri", &["medium", "add", id, "--device", point, "--kind", "usb"]);
}
