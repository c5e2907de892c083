//! Where things lie: the home that the office shares, and what belongs to this user alone.

use std::path::{Path, PathBuf};

use crate::base::digest::Digest;
use crate::workflow::backup::BackupError;

/// The list that lies in a backup, and in no home.
pub const BACKUP_MANIFEST: &str = "backup.json";

/// The directories a command works with.
#[derive(Debug, Clone)]
pub struct Places {
    /// The home: ledger and custody files. Shared by the office.
    pub home: PathBuf,
    /// This user's cache: the projection.
    pub cache: PathBuf,
    /// This user's state: the last verified checkpoint, never under the home.
    pub state: PathBuf,
}

impl Places {
    /// The ledger's file.
    #[must_use]
    pub fn ledger(&self) -> PathBuf {
        self.home.join("ledger.db")
    }

    /// That what is said at this home is said in a ledger, and not in somebody's backup of one.
    ///
    /// # Errors
    /// [`BackupError::AsHome`].
    pub fn need_home(&self) -> Result<(), BackupError> {
        if self.home.join(BACKUP_MANIFEST).exists() {
            return Err(BackupError::AsHome { path: self.home.clone() });
        }
        Ok(())
    }

    /// The directory of custody files.
    #[must_use]
    pub fn custody(&self) -> PathBuf {
        self.home.join("custody")
    }

    /// The projection of the ledger at this home.
    #[must_use]
    pub fn projection(&self) -> PathBuf {
        self.cache.join(format!("projection-{}.db", self.home_key()))
    }

    /// A short name for this home, the same however its path is written.
    #[must_use]
    pub fn home_key(&self) -> String {
        let home = self.home.canonicalize().unwrap_or_else(|_| self.home.clone());
        Digest::of(home.as_os_str().as_encoded_bytes()).prefix(16)
    }

    /// Where the content of a request was found at this desk; a convenience, never evidence.
    #[must_use]
    pub fn sources(&self, request: &Digest) -> PathBuf {
        self.state.join("sources").join(format!("{request}.json"))
    }

    /// The keys this user accepted as those of known signers, per ledger name.
    #[must_use]
    pub fn accepted_signers(&self, origin: &str) -> PathBuf {
        let name = Digest::of(origin.as_bytes()).prefix(16);
        self.state.join("signers").join(format!("{name}.allowed_signers"))
    }
}

/// `path` made absolute, links in it left as they are.
///
/// # Errors
/// When the current directory cannot be read.
pub fn absolute(path: &Path) -> std::io::Result<PathBuf> {
    std::path::absolute(path)
}

/// Whether what `source` leads to lies in none of `folders`, links in both followed. A folder that is not reachable from
/// here holds nothing; whatever is not there at all is for the walk to name, and lies nowhere.
#[must_use]
pub fn is_outside(source: &Path, folders: &[&Path]) -> bool {
    match source.canonicalize() {
        Ok(real) => {
            !folders.iter().any(|folder| folder.canonicalize().is_ok_and(|folder| real.starts_with(folder)))
        }
        Err(error) => error.kind() != std::io::ErrorKind::NotFound,
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::fs;
    use std::os::unix::fs::symlink;

    use super::is_outside;

    #[test]
    fn a_link_lies_where_it_leads_and_a_neighbour_with_a_longer_name_lies_outside() {
        let dir = tempfile::tempdir().unwrap();
        let at = |name: &str| dir.path().join(name);
        for folder in ["server/plans", "server2", "own"] {
            fs::create_dir_all(at(folder)).unwrap();
        }
        symlink(at("own"), at("server/out")).unwrap();
        symlink(at("server/plans"), at("in")).unwrap();
        symlink(at("server"), at("mounted")).unwrap();
        for server in [at("server"), at("mounted")] {
            let folders = [server.as_path()];
            let outside = |name: &str| is_outside(&at(name), &folders);
            let found = ["server", "server/plans", "in", "server/out", "server2", "own", "server/../own"]
                .map(outside);
            assert_eq!(found, [false, false, false, true, true, true, true]);
        }
        assert!(is_outside(&at("own"), &[&at("gone")]) && !is_outside(&at("gone"), &[&at("server")]));
        assert!(!is_outside(&at("own"), &[&at("server"), &at("own")]));
    }
}
