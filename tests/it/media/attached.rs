//! Images attached as whole devices for one test, and always detached.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::mounted::{able_to_mount, missing_right};

/// An image behind a loop device, not mounted; detached when dropped.
pub struct Attached {
    home: tempfile::TempDir,
    device: PathBuf,
}

impl Attached {
    /// A device of `size_bytes` zeros. `None`, said loudly, without root or loop devices.
    pub fn blank(size_bytes: u64) -> Option<Self> {
        able_to_mount()?;
        let home = tempfile::tempdir().unwrap();
        let image = home.path().join("image");
        fs::File::create(&image).unwrap().set_len(size_bytes).unwrap();
        let output = Command::new("losetup").args(["--find", "--show"]).arg(&image).output().unwrap();
        if !output.status.success() {
            return missing_right(&output);
        }
        let device = String::from_utf8(output.stdout).unwrap().trim().into();
        Some(Self { home, device })
    }

    /// The device's node.
    pub fn device(&self) -> &Path {
        &self.device
    }

    /// What the device holds.
    pub fn image(&self) -> PathBuf {
        self.home.path().join("image")
    }
}

impl Drop for Attached {
    fn drop(&mut self) {
        let _detached = Command::new("losetup").arg("-d").arg(&self.device).output();
    }
}
