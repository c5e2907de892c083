//! Which names a package may hold.
//!
//! A package is unpacked on Windows, on macOS and onto exFAT sticks, so a name is accepted only
//! when all of them can hold it as it is: NFC (UAX #15), no name that Windows reserves, none of
//! `\<>:"|?*`, no control character, no final dot or space, at most
//! [`NAME_BYTES_MAX`](crate::base::limits::NAME_BYTES_MAX) bytes. Two names that differ only in
//! case are one name there, and are refused as a collision.
//!
//! Names that merely *look* like something else (bidirectional and zero-width characters) are
//! accepted: showing them harmlessly is the task of [`base::text`](crate::base::text).

use std::collections::HashMap;

use unicode_normalization::{UnicodeNormalization as _, is_nfc};

use crate::base::limits;

/// What every payload path begins with.
pub const DATA_PREFIX: &str = "data/";

/// Why a name or a path cannot be in a package.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NameProblem {
    /// No characters at all, or an empty component in a path.
    #[error("the name is empty")]
    Empty,
    /// `.` or `..`.
    #[error("the name means a folder itself or the one above")]
    Dots,
    /// Not UTF-8 (or, on Windows, not well-formed UTF-16).
    #[error("the name is not Unicode text")]
    NotUnicode,
    /// Not in normalization form C.
    #[error("the name is not in Unicode normalization form C")]
    NotNfc,
    /// A device name of Windows, with or without an extension.
    #[error("windows reserves the name {base}")]
    Reserved {
        /// The reserved part, in upper case.
        base: String,
    },
    /// The last character is a dot or a space, which Windows drops.
    #[error("the name ends in a dot or a space")]
    TrailingDotOrSpace,
    /// A character that Windows and exFAT refuse.
    #[error("windows and exFAT refuse {character:?} in a name")]
    Forbidden {
        /// The first such character.
        character: char,
    },
    /// A control character, line breaks included.
    #[error("the name holds the control character U+{code:04X}")]
    Control {
        /// Its code point.
        code: u32,
    },
    /// More bytes than ext4 holds in a name.
    #[error("the name is {bytes} bytes of UTF-8 long, {max} are possible", max = limits::NAME_BYTES_MAX)]
    NameTooLong {
        /// Its length in UTF-8 bytes.
        bytes: usize,
    },
    /// More bytes than a path may have.
    #[error("the path is {bytes} bytes of UTF-8 long, {max} are possible", max = limits::PATH_BYTES_MAX)]
    PathTooLong {
        /// Its length in UTF-8 bytes.
        bytes: usize,
    },
    /// More folders inside one another than a package may have.
    #[error("the path is {depth} levels deep, {max} are possible", max = limits::PATH_DEPTH_MAX)]
    TooDeep {
        /// Its number of components, `data` included.
        depth: usize,
    },
    /// The path does not lie below `data/`.
    #[error("the path does not begin with data/")]
    OutsideData,
}

/// Two paths that one of the receiving systems would take for the same.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Collision {
    /// The very same path twice.
    #[error("the path is listed twice")]
    Same,
    /// The same after case folding.
    #[error("differs only in case from {other:?}")]
    Case {
        /// The path seen first.
        other: String,
    },
    /// A file where another path needs a folder.
    #[error("is a file and also a folder")]
    FileAndFolder,
}

/// `name` in normalization form C.
#[must_use]
pub fn normalize(name: &str) -> String {
    name.nfc().collect()
}

/// What two names have in common when a system that ignores case takes them for one: the
/// canonical caseless form (Unicode 3.13, D145), in normalization form C.
#[must_use]
pub fn caseless_key(name: &str) -> String {
    if name.is_ascii() {
        return name.to_ascii_lowercase();
    }
    let folded: String = caseless::default_case_fold_str(&name.nfd().collect::<String>());
    folded.nfc().collect()
}

/// Checks one component of a path.
///
/// # Errors
/// The first [`NameProblem`] found.
pub fn check_name(name: &str) -> Result<(), NameProblem> {
    if name.is_empty() {
        return Err(NameProblem::Empty);
    }
    if name == "." || name == ".." {
        return Err(NameProblem::Dots);
    }
    for character in name.chars() {
        if character.is_control() {
            return Err(NameProblem::Control { code: u32::from(character) });
        }
        if matches!(character, '\\' | '/' | '<' | '>' | ':' | '"' | '|' | '?' | '*') {
            return Err(NameProblem::Forbidden { character });
        }
    }
    if name.ends_with(['.', ' ']) {
        return Err(NameProblem::TrailingDotOrSpace);
    }
    if let Some(base) = reserved_base(name) {
        return Err(NameProblem::Reserved { base });
    }
    if !is_nfc(name) {
        return Err(NameProblem::NotNfc);
    }
    if name.len() > limits::NAME_BYTES_MAX {
        return Err(NameProblem::NameTooLong { bytes: name.len() });
    }
    Ok(())
}

/// Checks a whole payload path, `data/…` with `/` between components and none at the end.
///
/// # Errors
/// The first [`NameProblem`] found.
pub fn check_path(path: &str) -> Result<(), NameProblem> {
    let below = path.strip_prefix(DATA_PREFIX).ok_or(NameProblem::OutsideData)?;
    if path.len() > limits::PATH_BYTES_MAX {
        return Err(NameProblem::PathTooLong { bytes: path.len() });
    }
    let depth = 1 + below.split('/').count();
    if depth > limits::PATH_DEPTH_MAX {
        return Err(NameProblem::TooDeep { depth });
    }
    below.split('/').try_for_each(check_name)
}

/// The device name that Windows would take `name` for: compared without case, without what
/// follows the first dot, and without the spaces before it.
fn reserved_base(name: &str) -> Option<String> {
    let base = name.split('.').next().unwrap_or_default().trim_end_matches(' ').to_uppercase();
    let device = matches!(base.as_str(), "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$");
    let numbered = ["COM", "LPT"].iter().filter_map(|port| base.strip_prefix(port)).any(|number| {
        let mut rest = number.chars();
        matches!((rest.next(), rest.next()), (Some('1'..='9' | '¹' | '²' | '³'), None))
    });
    (device || numbered).then_some(base)
}

/// Finds paths that a receiving system would take for the same, in whatever order they come.
#[derive(Debug, Default)]
pub struct Collisions {
    seen: HashMap<String, Seen>,
}

#[derive(Debug)]
struct Seen {
    spelling: String,
    is_file: bool,
    listed: bool,
}

impl Collisions {
    /// No path seen yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes in one path (components separated by `/`) and every folder above it.
    ///
    /// # Errors
    /// The [`Collision`] with a path taken in before.
    pub fn insert(&mut self, path: &str, is_file: bool) -> Result<(), Collision> {
        let ends = path.match_indices('/').map(|(at, _)| at);
        for end in ends {
            self.insert_one(&path[..end], false, false)?;
        }
        self.insert_one(path, is_file, true)
    }

    fn insert_one(&mut self, path: &str, is_file: bool, listed: bool) -> Result<(), Collision> {
        let key = caseless_key(path);
        let Some(seen) = self.seen.get_mut(&key) else {
            self.seen.insert(key, Seen { spelling: path.to_owned(), is_file, listed });
            return Ok(());
        };
        if seen.spelling != path {
            return Err(Collision::Case { other: seen.spelling.clone() });
        }
        if seen.is_file != is_file {
            return Err(Collision::FileAndFolder);
        }
        if seen.listed && listed {
            return Err(Collision::Same);
        }
        seen.listed |= listed;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_windows_reserves_are_refused_with_any_extension_and_case() {
        for name in ["CON", "nul.txt", "Aux.tar.gz", "COM1", "lpt9.log", "COM¹", "CON .txt", "conin$"] {
            assert!(matches!(check_name(name), Err(NameProblem::Reserved { .. })), "{name}");
        }
        for name in ["CONTRACT", "COM", "COM10", "LPT0.txt", "null", "a.CON", "コン"] {
            assert_eq!(check_name(name), Ok(()), "{name}");
        }
    }

    #[test]
    fn characters_windows_and_exfat_refuse_are_refused() {
        for name in ["a:b", "a\\b", "a<b", "a>b", "a\"b", "a|b", "a?", "*", "a/b"] {
            assert!(matches!(check_name(name), Err(NameProblem::Forbidden { .. })), "{name}");
        }
        for name in ["a\nb", "a\rb", "\u{1b}[2J", "a\u{7f}", "a\u{85}b", "a\0"] {
            assert!(matches!(check_name(name), Err(NameProblem::Control { .. })), "{name:?}");
        }
        for name in ["a.", "a ", "..."] {
            assert_eq!(check_name(name), Err(NameProblem::TrailingDotOrSpace), "{name}");
        }
        assert_eq!(check_name(""), Err(NameProblem::Empty));
        assert_eq!(check_name(".."), Err(NameProblem::Dots));
    }

    #[test]
    fn decomposed_and_overlong_names_are_refused() {
        assert_eq!(check_name("か\u{3099}"), Err(NameProblem::NotNfc));
        assert_eq!(check_name(&normalize("か\u{3099}")), Ok(()));
        assert_eq!(check_name(&"あ".repeat(85)), Ok(()));
        assert_eq!(check_name(&"あ".repeat(86)), Err(NameProblem::NameTooLong { bytes: 258 }));
    }

    #[test]
    fn paths_outside_data_or_too_deep_are_refused() {
        assert_eq!(check_path("data/図面/100%.txt"), Ok(()));
        assert_eq!(check_path("/etc/passwd"), Err(NameProblem::OutsideData));
        assert_eq!(check_path("data/../x"), Err(NameProblem::Dots));
        assert_eq!(check_path("data//x"), Err(NameProblem::Empty));
        assert_eq!(check_path("data/"), Err(NameProblem::Empty));
        let deep = format!("data{}", "/a".repeat(64));
        assert_eq!(check_path(&deep), Err(NameProblem::TooDeep { depth: 65 }));
    }

    #[test]
    fn names_equal_but_for_case_collide_in_folders_too() {
        let mut paths = Collisions::new();
        paths.insert("data/A/x", true).unwrap();
        paths.insert("data/A/y", true).unwrap();
        let other = "data/A".to_owned();
        assert_eq!(paths.insert("data/a/z", true), Err(Collision::Case { other }));
        assert_eq!(paths.insert("data/A/x", true), Err(Collision::Same));
        assert_eq!(paths.insert("data/A/x/y", true), Err(Collision::FileAndFolder));
        assert_eq!(paths.insert("data/A/X", true), Err(Collision::Case { other: "data/A/x".to_owned() }));
    }
}
