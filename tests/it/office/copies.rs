//! An office once made, held in memory, and set up again as often as it is needed.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use super::Office;

/// What lay in an office's folder.
pub struct Copied {
    nodes: Vec<Node>,
}

struct Node {
    path: PathBuf,
    mode: u32,
    /// `None` for a folder.
    bytes: Option<Vec<u8>>,
}

impl Copied {
    /// Everything in an office, except what people's own programs keep: they will look again.
    pub fn of(office: &Office) -> Self {
        let folder = office.dir.path();
        let kept = |path: &Path| !path.starts_with(folder.join("people"));
        let mut nodes = Vec::new();
        for entry in walkdir::WalkDir::new(folder).min_depth(1).into_iter().map(Result::unwrap) {
            if !kept(entry.path()) {
                continue;
            }
            nodes.push(Node {
                path: entry.path().strip_prefix(folder).unwrap().to_path_buf(),
                mode: entry.metadata().unwrap().permissions().mode(),
                bytes: entry.file_type().is_file().then(|| fs::read(entry.path()).unwrap()),
            });
        }
        Self { nodes }
    }

    /// An office of its own with all of it.
    pub fn office(&self) -> Office {
        let dir = tempfile::tempdir().unwrap();
        for node in &self.nodes {
            let path = dir.path().join(&node.path);
            match &node.bytes {
                Some(bytes) => fs::write(&path, bytes).unwrap(),
                None => fs::create_dir(&path).unwrap(),
            }
            fs::set_permissions(&path, fs::Permissions::from_mode(node.mode)).unwrap();
        }
        Office { dir }
    }
}
