//! What a desk saw and did where a package was written, with the names that the ledger does not keep.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::carry_out::CarryOutView;
use super::way_back::DisposalView;
use crate::domain::names::words;

/// What was seen and done at a medium or in a folder.
#[derive(Debug, Clone, Serialize)]
pub struct AtMedium {
    /// The folder that was looked into first.
    pub folder: PathBuf,
    /// By what the medium was known: `serial`, `filesystem`, `path` or `nothing`.
    pub known_by: &'static str,
    /// What was found of the package: `whole`, `begun` (erasing it was begun before), `elsewhere` (under another
    /// name), `gone-before` (this desk had erased it already) or `absent`.
    pub package: &'static str,
    /// Whether everything was left as it was: an incident is open.
    pub kept: bool,
    /// Where the filesystem wrote over it: `in-place`, `elsewhere` or `unknown`; null where nothing was overwritten.
    pub rewriting: Option<&'static str>,
    /// How far past the caches the overwriting was read back.
    pub read_back: Option<&'static str>,
    /// What was searched: the whole medium, or the folder alone.
    pub searched: PathBuf,
    /// Other copies and remnants of the package that were found.
    pub copies: Vec<FoundCopy>,
    /// Files named `autorun.inf`.
    pub autorun: Vec<PathBuf>,
    /// Other files: the first of them.
    pub others: Vec<PathBuf>,
    /// How many other files there are.
    pub others_count: u64,
    /// What could not be searched.
    pub unread: Vec<PathBuf>,
    /// Whether the note on opening beside the package was removed too.
    pub readme_removed: bool,
    /// Offsets in bytes of sectors of the whole device that hold a fingerprint: the first of them.
    pub scan_found_at: Vec<u64>,
    /// Why the whole device was not read although that was asked for.
    pub not_scanned: Option<WhyNotScanned>,
}

/// A copy or a remnant of the package under another name.
#[derive(Debug, Clone, Serialize)]
pub struct FoundCopy {
    /// Where, below what was searched.
    pub path: PathBuf,
    /// True for a file with the package's own digest; false for a part or a changed copy.
    pub exact: bool,
    /// Its size in bytes, where that is not the package's own.
    pub size_bytes: Option<u64>,
    /// Whether it was overwritten in place and removed.
    pub erased: bool,
    /// Why it was left, where it was not erased though it could have been.
    pub why: Option<WhyLeft>,
}

words!(
    /// Why a whole device was not read in search of fingerprints.
    WhyNotScanned {
        /// The ledger keeps no fingerprints of the package any more.
        NoFingerprints = "no-fingerprints",
        /// The system tells no device that the folder lies on.
        NoDevice = "no-device",
        /// This user may not read the device.
        Denied = "denied",
        /// The device could not be opened.
        Failed = "failed",
    }
);

words!(
    /// Why a copy was left that could have been erased.
    WhyLeft {
        /// This user may not write there.
        Denied = "denied",
        /// What it lies on is read-only.
        ReadOnly = "read-only",
        /// It became another file after it was read.
        Changed = "changed",
        /// Something else than what was written over it came back.
        NotOverwritten = "not-overwritten",
        /// Its name is there again after it was removed.
        StillThere = "still-there",
        /// The medium failed.
        Failed = "failed",
    }
);

words!(
    /// Why it is not shown that a medium was taken out and put back.
    WhyNotReplugged {
        /// It tells no serial number.
        NoSerial = "no-serial",
        /// This system does not number the attachments of a device.
        CannotTell = "cannot-tell",
        /// It was not taken out.
        NotTakenOut = "not-taken-out",
        /// Another medium is there now.
        OtherMedium = "other-medium",
        /// The system could not say what is there now.
        NotThere = "not-there",
    }
);

/// What `return` answers.
#[derive(Debug, Clone, Serialize)]
pub struct ReturnAnswer {
    /// The carry-out as it stands now.
    #[serde(flatten)]
    pub carry_out: CarryOutView,
    /// What was seen and done at the medium; absent where none was looked at.
    pub at_medium: Option<AtMedium>,
    /// The open incident for whose sake everything was kept.
    pub kept_for: Option<String>,
}

/// What `dispose` and `witness` answer.
#[derive(Debug, Clone, Serialize)]
pub struct DisposalAnswer {
    /// The carry-out as it stands now.
    #[serde(flatten)]
    pub carry_out: CarryOutView,
    /// `D-0007`.
    pub disposal: String,
    /// What was seen and done at the medium; absent where none was looked at.
    pub at_medium: Option<AtMedium>,
    /// Why it is not shown that the medium was taken out, where somebody was asked to.
    pub not_replugged: Option<WhyNotReplugged>,
}

impl DisposalAnswer {
    /// The disposal itself.
    #[must_use]
    pub fn view(&self) -> Option<&DisposalView> {
        self.carry_out.way_back.disposals.iter().find(|disposal| disposal.id == self.disposal)
    }

    /// Who was told the passphrase and has not attested that they keep no copy of it, where the key was destroyed.
    #[must_use]
    pub fn may_know_it(&self) -> Vec<String> {
        let Some(key) = self.view().and_then(|disposal| disposal.key.as_ref()) else { return Vec::new() };
        let told = self.carry_out.releases.iter().map(|release| release.told.clone());
        let mut names: Vec<String> = told.filter(|name| !key.attested.contains(name)).collect();
        names.sort();
        names.dedup();
        names
    }
}
