//! Filesystems that this machine's kernel may not know, in a Linux of their own: user-mode Linux boots in two seconds,
//! without root, sees this machine's files, and can lose its power at any moment.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::mounted::sectors_of;
use crate::support::{missing, require_peer};

/// An image that only machines of their own mount.
pub struct Stick {
    home: tempfile::TempDir,
    kind: &'static str,
    options: &'static str,
}

impl Stick {
    /// An image of `megabytes` that `command` formats, mounted as `kind` with `options`. `None`, said loudly, without
    /// the programs.
    pub fn formatted(
        megabytes: u64,
        command: &[&str],
        kind: &'static str,
        options: &'static str,
    ) -> Option<Self> {
        let _programs = (require_peer("linux.uml")?, require_peer("insmod")?, require_peer("timeout")?);
        let stick = Self { home: tempfile::tempdir().unwrap(), kind, options };
        fs::File::create(stick.image()).unwrap().set_len(megabytes << 20).unwrap();
        let made =
            Command::new(require_peer(command[0])?).args(&command[1..]).arg(stick.image()).output().unwrap();
        assert!(made.status.success(), "{made:?}");
        Some(stick)
    }

    /// The image.
    pub fn image(&self) -> PathBuf {
        self.home.path().join("image")
    }

    /// A place for files that the machines see, too.
    pub fn beside(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    /// How many whole sectors of `content` are somewhere on the image.
    pub fn sectors_of(&self, content: &[u8]) -> usize {
        sectors_of(&fs::read(self.image()).unwrap(), content)
    }

    /// Boots a machine with the stick mounted at `/mnt/stick`, runs `script` there, and unmounts it. What was printed;
    /// `None`, said loudly, when the machine does not start.
    pub fn boot(&self, script: &str) -> Option<String> {
        let Self { kind, options, .. } = self;
        let init = self.beside("init");
        let text = format!(
            "#!/bin/sh\n\
            export PATH=/usr/sbin:/usr/bin:/sbin:/bin\n\
            mount -t proc proc /proc\n\
            mount -t sysfs sys /sys\n\
            modules=/usr/lib/uml/modules/$(uname -r)/kernel/fs\n\
            for module in nls/nls_cp437 nls/nls_iso8859-1 nls/nls_ascii fat/fat fat/vfat; do\n\
            \x20 insmod $modules/$module.ko\n\
            done\n\
            mount -t tmpfs none /mnt && mkdir /mnt/stick && mount -t {kind} -o rw{options} /dev/ubda /mnt/stick &&\n\
            echo mounted && cd /mnt/stick && {{ {script}; }}\n\
            cd / && umount /mnt/stick && echo unmounted\n\
            echo o >/proc/sysrq-trigger\n\
            sleep 60\n"
        );
        fs::write(&init, text).unwrap();
        executable(&init);
        let mut disk = std::ffi::OsString::from("ubd0=");
        disk.push(self.image());
        let mut start = std::ffi::OsString::from("init=");
        start.push(&init);
        let output = Command::new("timeout")
            .args(["-s", "KILL", "120", "linux.uml", "mem=256M", "quiet"])
            .arg(disk)
            .args(["root=/dev/root", "rootfstype=hostfs", "rootflags=/", "rw"])
            .arg(start)
            .args(["con=null", "con0=null,fd:1"])
            .stdin(std::process::Stdio::null())
            .output()
            .unwrap();
        let told = String::from_utf8_lossy(&output.stdout).into_owned();
        if !told.contains("mounted") {
            missing(&format!("a user-mode Linux that boots ({})", told.trim()));
            return None;
        }
        Some(told)
    }
}

fn executable(path: &Path) {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
}
