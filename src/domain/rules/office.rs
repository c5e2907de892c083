//! The office's rules as they ship: every version, for ever.
//!
//! A ledger stands under the version that its founder named, or under [`UNNAMED`] where older programs founded it, until
//! its people bring in another by a signed statement. Installing a newer program changes no ledger's rules. Each
//! version is known by the digest of its canonical bytes, so that nobody changes one and leaves its number.

use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use super::pack::{Pack, Text};
use crate::base::canonical;
use crate::base::digest::Digest;

/// A version of the office's rules that shipped.
#[derive(Debug, Clone, Copy)]
pub struct Shipped {
    /// Its number.
    pub version: u64,
    /// Digest of the pack's canonical bytes, in lower-case hexadecimal digits.
    pub sha256: &'static str,
    /// Its TOML.
    pub text: &'static str,
}

/// Every version that ever shipped, the oldest first.
pub const SHIPPED: &[Shipped] = &[
    Shipped {
        version: 2,
        sha256: "47b9973be37810cad4124be1e5a18ca36eecedd56da2d132f6fdcdf6025c36b3",
        text: include_str!("packs/office-2.toml"),
    },
    Shipped {
        version: 3,
        sha256: "f9d7ad2c5beee2432d7eac9666eb95594b291ba7ac917ae7a5d56ac1f23f890d",
        text: include_str!("packs/office-3.toml"),
    },
    Shipped {
        version: 4,
        sha256: "d3daa33b354cb1a9078b02f10c0e174f35331eca540689fff66ec0a469e66240",
        text: include_str!("packs/office-4.toml"),
    },
    Shipped {
        version: 5,
        sha256: "f8afbad80269553f5487625dae24fc7c6226bad74bab2e004ab35730b0cd31a9",
        text: include_str!("packs/office.toml"),
    },
];

/// The version under which a ledger stands whose founder named none.
pub const UNNAMED: u64 = 2;

/// Which version of the office's rules a ledger is founded under.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficeRules {
    /// Digest of the pack's canonical bytes.
    pub sha256: Digest,
    /// Its number.
    pub version: u64,
}

impl OfficeRules {
    /// What names a pack.
    #[must_use]
    pub fn of(pack: &Pack) -> Self {
        Self { sha256: Digest::of(&canonical::encode(pack).unwrap_or_default()), version: pack.version }
    }
}

/// The rules that shipped under a number; `None` where this program knows no such version.
#[must_use]
pub fn version(number: u64) -> Option<&'static Pack> {
    static PACKS: OnceLock<Vec<Pack>> = OnceLock::new();
    // A test reads every version that ships, and compares its digest.
    let packs = PACKS.get_or_init(|| SHIPPED.iter().filter_map(|one| Pack::parse(one.text).ok()).collect());
    packs.iter().find(|pack| pack.version == number)
}

/// The rules that a new ledger is founded under.
#[must_use]
pub fn newest() -> &'static Pack {
    SHIPPED.last().and_then(|last| version(last.version)).unwrap_or_else(|| nothing())
}

/// The rules of a ledger whose founder named none.
#[must_use]
pub fn unnamed() -> &'static Pack {
    version(UNNAMED).unwrap_or_else(|| nothing())
}

/// The rules that a founder named; `None` where this program knows none of that number with that digest.
#[must_use]
pub fn founded_under(named: Option<&OfficeRules>) -> Option<&'static Pack> {
    match named {
        None => Some(unnamed()),
        Some(named) => version(named.version).filter(|pack| OfficeRules::of(pack) == *named),
    }
}

/// One that could not be read would hold no rule at all; without a rule that says how many approve, nobody can.
fn nothing() -> &'static Pack {
    static NOTHING: OnceLock<Pack> = OnceLock::new();
    NOTHING.get_or_init(|| Pack {
        client: Text::default(),
        id: "office".to_owned(),
        rules: Vec::new(),
        title: Text::default(),
        version: 0,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::rules::pack::shipped;

    #[test]
    fn a_version_that_shipped_is_never_changed() {
        for one in SHIPPED {
            let pack = Pack::parse(one.text).unwrap();
            assert_eq!((pack.id.as_str(), pack.version), ("office", one.version));
            assert_eq!(OfficeRules::of(&pack).sha256.to_string(), one.sha256, "version {}", one.version);
        }
        assert!(SHIPPED.is_sorted_by_key(|one| one.version) && version(UNNAMED).is_some());
        assert_eq!(shipped("office"), SHIPPED.last().map(|one| one.text));
        assert_eq!(newest().version, SHIPPED.last().unwrap().version);
    }

    #[test]
    fn a_version_with_another_digest_is_not_known() {
        let named = OfficeRules::of(newest());
        assert_eq!(founded_under(Some(&named)), Some(newest()));
        assert_eq!(founded_under(None).map(|pack| pack.version), Some(UNNAMED));
        let other = OfficeRules { sha256: Digest::of(b"another"), ..named };
        let newer = OfficeRules { version: named.version + 1, ..named };
        for unknown in [other, newer] {
            assert_eq!(founded_under(Some(&unknown)), None);
        }
    }
}
