//! What cannot travel: names, kinds of files, and content that is not what was listed.

use super::{Explain, Told, Values, no_thread, why};
use crate::base::limits;
use crate::i18n::{Bytes, Catalogue, Prepared, Text};
use crate::package::file_list::FileListError;
use crate::package::names::{Collision, NameProblem};
use crate::package::source::{Kind, Reason, SourceProblem};
use crate::package::walk::WalkError;

/// How many refused paths are shown; the number of all of them is always said.
pub(super) const SHOWN_PATHS_MAX: usize = 20;

impl Explain for WalkError {
    fn told<'c>(&self, catalogue: &'c Catalogue) -> Told<'c> {
        let told = |code, values: Values<'_>| Told::new(catalogue, code, values);
        match self {
            Self::NoPaths => told("no-paths", &[]).hint("hint-name-paths", &[]),
            Self::Refused(refusals) => {
                let mut told = told("paths-refused", &[("count", &refusals.len())]);
                for refusal in refusals.iter().take(SHOWN_PATHS_MAX) {
                    let why = match same_last_name(&refusal.path, &refusal.reason) {
                        Some((name, other)) => {
                            let values: Values<'_> = &[("name", &name), ("other", &other)];
                            Prepared(Told::new(catalogue, "same-last-name", values).message)
                        }
                        None => why(&refusal.reason, catalogue),
                    };
                    told = told.item("error-at", &[("path", &refusal.path), ("what", &why)]);
                }
                let more = refusals.len().saturating_sub(SHOWN_PATHS_MAX);
                if more > 0 {
                    told = told.item("why-more", &[("count", &more)]);
                }
                // One hint for each kind of reason, in the order in which they occur.
                refusals.iter().fold(told, |told, refusal| {
                    let one = same_last_name(&refusal.path, &refusal.reason).is_some();
                    told.hint(if one { "hint-rename-one" } else { advice(&refusal.reason) }, &[])
                })
            }
            Self::List(error) => error.told(catalogue),
            Self::Cancelled => told("interrupted", &[]),
            Self::NoThread(source) => no_thread(source, catalogue),
            Self::Panicked => told("worker-ended", &[]),
        }
    }
}

/// The name and the other path, where two paths in different folders end in exactly one name.
fn same_last_name(path: &str, reason: &Reason) -> Option<(String, String)> {
    let Reason::SameName { other } = reason else { return None };
    let last = |path: &str| path.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
    (last(path) == last(other) && path != other).then(|| (last(path), other.clone()))
}

impl Explain for Reason {
    fn told<'c>(&self, catalogue: &'c Catalogue) -> Told<'c> {
        match self {
            Self::Name(problem) => problem.told(catalogue),
            Self::SameName { other } => Told::new(catalogue, "same-name", &[("other", other)]),
            Self::Source(problem) => problem.told(catalogue),
        }
    }
}

/// What to do about a path that was refused before anything was approved.
const fn advice(reason: &Reason) -> &'static str {
    match reason {
        Reason::Name(_) | Reason::SameName { .. } => "hint-rename",
        Reason::Source(problem) => match problem {
            SourceProblem::Missing => "hint-spelling",
            SourceProblem::WrongKind { found: Kind::Link, .. } => "hint-name-target",
            SourceProblem::WrongKind { .. } => "hint-leave-out",
            SourceProblem::OtherFilesystem => "hint-name-mounted",
            SourceProblem::Ambiguous => "hint-rename",
            SourceProblem::Io(_) => "hint-permission",
            SourceProblem::Changed
            | SourceProblem::Grew { .. }
            | SourceProblem::Shrank { .. }
            | SourceProblem::Content { .. } => "hint-stop-writing",
        },
    }
}

impl Explain for SourceProblem {
    fn told<'c>(&self, catalogue: &'c Catalogue) -> Told<'c> {
        let told = |code, values: Values<'_>| Told::new(catalogue, code, values);
        match self {
            Self::Missing => told("source-not-there", &[]),
            Self::WrongKind { expected, found } => match (expected, found) {
                (_, Kind::Link) => told("source-link", &[]),
                (_, Kind::Fifo | Kind::Socket | Kind::Device | Kind::Other) => told("source-special", &[]),
                (_, Kind::File) => told("source-file", &[]),
                (_, Kind::Folder) => told("source-folder", &[]),
            },
            Self::OtherFilesystem => told("source-other-filesystem", &[]),
            Self::Ambiguous => told("source-ambiguous", &[]),
            Self::Io(source) => told("source-unreadable", &[("why", &why(source, catalogue))]),
            Self::Changed => told("source-changing", &[]),
            Self::Grew { listed, found } => {
                told("source-grew", &[("listed", &Bytes(*listed)), ("found", &Bytes(*found))])
            }
            Self::Shrank { listed, found } => {
                told("source-shrank", &[("listed", &Bytes(*listed)), ("found", &Bytes(*found))])
            }
            Self::Content { listed, found } => {
                told("source-content", &[("listed", &listed.prefix(8)), ("found", &found.prefix(8))])
            }
        }
    }
}

impl Explain for NameProblem {
    fn told<'c>(&self, catalogue: &'c Catalogue) -> Told<'c> {
        let told = |code, values: Values<'_>| Told::new(catalogue, code, values);
        match self {
            Self::Empty => told("name-empty", &[]),
            Self::Dots => told("name-dots", &[]),
            Self::NotUnicode => told("name-not-unicode", &[]),
            Self::NotNfc => told("name-not-nfc", &[]),
            Self::Reserved { base } => told("name-reserved", &[("name", base)]),
            Self::TrailingDotOrSpace => told("name-trailing", &[]),
            Self::Forbidden { character } => told("name-forbidden", &[("character", &Text(character))]),
            Self::Control { code } => told("name-control", &[("code", &Text(format!("U+{code:04X}")))]),
            Self::NameTooLong { bytes } => {
                told("name-too-long", &[("bytes", bytes), ("max", &limits::NAME_BYTES_MAX)])
            }
            Self::PathTooLong { bytes } => {
                told("path-too-long", &[("bytes", bytes), ("max", &limits::PATH_BYTES_MAX)])
            }
            Self::TooDeep { depth } => {
                told("path-too-deep", &[("depth", depth), ("max", &limits::PATH_DEPTH_MAX)])
            }
            Self::OutsideData => told("path-outside-data", &[]),
        }
    }
}

impl Explain for Collision {
    fn told<'c>(&self, catalogue: &'c Catalogue) -> Told<'c> {
        let told = |code, values: Values<'_>| Told::new(catalogue, code, values);
        match self {
            Self::Same => told("path-twice", &[]),
            Self::Case { other } => told("path-case", &[("other", other)]),
            Self::FileAndFolder => told("path-file-and-folder", &[]),
        }
    }
}

impl Explain for FileListError {
    fn told<'c>(&self, catalogue: &'c Catalogue) -> Told<'c> {
        let told = |code, values: Values<'_>| Told::new(catalogue, code, values);
        match self {
            Self::Canonical(error) => error.told(catalogue).behind("file-list", &[]).hint("hint-audit", &[]),
            Self::NotSorted => told("file-list-order", &[]).hint("hint-audit", &[]),
            Self::Name { path, problem } => {
                problem.told(catalogue).at(path.as_ref()).hint("hint-rename", &[])
            }
            Self::Collision { path, collision } => {
                collision.told(catalogue).at(path.as_ref()).hint("hint-rename", &[])
            }
            Self::NotEmpty { path } => {
                told("folder-not-empty", &[]).at(path.as_ref()).hint("hint-audit", &[])
            }
            Self::Level { path } => told("not-a-level", &[]).at(path.as_ref()).hint("hint-audit", &[]),
            Self::TooManyEntries { entries } => {
                told("too-many-files", &[("count", entries), ("max", &limits::PACKAGE_ENTRIES_MAX)])
                    .hint("hint-fewer-files", &[])
            }
            Self::TooLarge => told("too-large", &[("max", &Bytes(limits::PACKAGE_TOTAL_BYTES_MAX))])
                .hint("hint-fewer-files", &[]),
        }
    }
}
