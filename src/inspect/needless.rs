//! Files that the work hardly needs, by their names.

/// Why a file is hardly needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Needless {
    /// A system made it for itself.
    System,
    /// A program left it open, or meant to remove it.
    Temporary,
    /// An older state of something else.
    Backup,
    /// The history of a folder, with everything that was ever in it.
    History,
}

/// Whether a file of this path (with `/`) is hardly needed.
#[must_use]
pub fn needless(path: &str) -> Option<Needless> {
    let lower = path.to_lowercase();
    let mut folders: Vec<&str> = lower.split('/').collect();
    let name = folders.pop().unwrap_or_default();
    let below = |names: &[&str]| folders.iter().any(|folder| names.contains(folder));
    let ends = |endings: &[&str]| endings.iter().any(|ending| name.ends_with(ending));
    if below(&[".git", ".svn", ".hg"]) {
        return Some(Needless::History);
    }
    if ["thumbs.db", "desktop.ini", ".ds_store", "ehthumbs.db"].contains(&name)
        || name.starts_with("._")
        || below(&["__macosx", "$recycle.bin", "system volume information", ".trash"])
    {
        return Some(Needless::System);
    }
    if name.starts_with("~$")
        || name.starts_with(".~lock.")
        || ends(&[".tmp", ".temp", ".swp", ".crdownload"])
    {
        return Some(Needless::Temporary);
    }
    let copy = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let is_copy = copy.ends_with(" - コピー") || copy.ends_with(" - copy") || name.starts_with("コピー ～ ");
    (is_copy || ends(&[".bak", ".old", ".orig", "~", ".dwl", ".dwl2"])).then_some(Needless::Backup)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_work_hardly_needs_is_known_by_its_name() {
        for (path, why) in [
            ("資料/Thumbs.db", Needless::System),
            ("__MACOSX/._a.txt", Needless::System),
            ("図面/~$積算.xlsx", Needless::Temporary),
            ("a.TMP", Needless::Temporary),
            ("図面.bak", Needless::Backup),
            ("図面 - コピー.dwg", Needless::Backup),
            ("src/.git/config", Needless::History),
        ] {
            assert_eq!(needless(path), Some(why), "{path}");
        }
        for path in ["図面.dwg", "git/readme", "bak.txt", "温度.txt", "コピー機.pdf", "a.gitignore"] {
            assert_eq!(needless(path), None, "{path}");
        }
    }
}
