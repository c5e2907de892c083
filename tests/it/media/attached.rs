//! Images attached as whole devices for one test, and always detached.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use sekisho::media::{Device, DeviceError};

use super::mounted::{able_to_mount, missing_right, run, unmount};

/// An image behind a loop device, not mounted; detached when dropped.
pub struct Attached {
    home: tempfile::TempDir,
    device: PathBuf,
}

impl Attached {
    /// A device of `size_bytes` zeros. `None`, said loudly, without root or loop devices.
    pub fn blank(size_bytes: u64) -> Option<Self> {
        Self::with(size_bytes, &|_| {})
    }

    /// A device of `size_bytes`, made by `format` from an image of zeros.
    pub fn with(size_bytes: u64, format: &dyn Fn(&Path)) -> Option<Self> {
        able_to_mount()?;
        let home = tempfile::tempdir().unwrap();
        let image = home.path().join("image");
        fs::File::create(&image).unwrap().set_len(size_bytes).unwrap();
        format(&image);
        let output = Command::new("losetup").args(["--find", "--show"]).arg(&image).output().unwrap();
        if !output.status.success() {
            return missing_right(&output);
        }
        let device = String::from_utf8(output.stdout).unwrap().trim().into();
        Some(Self { home, device })
    }

    /// An image that lies elsewhere, and stays there.
    pub fn of(image: &Path) -> Option<Self> {
        able_to_mount()?;
        let output = Command::new("losetup").args(["--find", "--show"]).arg(image).output().unwrap();
        if !output.status.success() {
            return missing_right(&output);
        }
        let device = String::from_utf8(output.stdout).unwrap().trim().into();
        Some(Self { home: tempfile::tempdir().unwrap(), device })
    }

    /// The device's node.
    pub fn device(&self) -> &Path {
        &self.device
    }

    /// What the device holds.
    pub fn image(&self) -> PathBuf {
        self.home.path().join("image")
    }

    /// Opened for overwriting. Another test's process, not yet replaced by the program it is to become, may hold what
    /// we opened before for an instant.
    pub fn open_to_write(&self) -> Device {
        for _instant in 0..500 {
            match Device::open_to_write(&self.device) {
                Err(DeviceError::InUse { .. }) => std::thread::sleep(std::time::Duration::from_millis(2)),
                opened => return opened.unwrap(),
            }
        }
        Device::open_to_write(&self.device).unwrap()
    }

    /// Mounts the device for `action`, with its folder.
    pub fn mounted(&self, action: impl FnOnce(&Path)) {
        let point = self.home.path().canonicalize().unwrap().join("stick");
        fs::create_dir_all(&point).unwrap();
        run(Command::new("mount").arg(&self.device).arg(&point));
        action(&point);
        unmount(&point);
    }
}

impl Drop for Attached {
    fn drop(&mut self) {
        // Lazily: a test that failed may have left it mounted.
        let _unmounted = Command::new("umount").arg("-l").arg(self.home.path().join("stick")).output();
        let _detached = Command::new("losetup").arg("-d").arg(&self.device).output();
    }
}
