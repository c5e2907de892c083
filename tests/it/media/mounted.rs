//! Filesystems mounted for one test and always unmounted.

use std::collections::HashSet;
use std::fs;
use std::io::{Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::support::{missing, require_peer};

/// What happens to a filesystem under whoever writes to it.
pub type Harm = fn(&Mounted) -> Option<()>;

/// What happens to a disk or a stick whose system does not know it yet.
pub const HARMS: [(&str, Harm); 2] = [
    ("torn out", Mounted::cut_power),
    ("read-only", |disk| {
        disk.fall_read_only();
        Some(())
    }),
];

/// A mounted filesystem; unmounted when dropped.
pub struct Mounted {
    home: tempfile::TempDir,
    point: PathBuf,
    exfat: bool,
}

impl Mounted {
    /// An ext4 filesystem of `megabytes` on a loop device. `None`, said loudly, without root or tools.
    pub fn ext4(megabytes: u64) -> Option<Self> {
        let _tools = (able_to_mount()?, require_peer("mkfs.ext4")?);
        let mounted = Self::nowhere();
        fs::File::create(mounted.image()).unwrap().set_len(megabytes << 20).unwrap();
        run(Command::new("mkfs.ext4").args(["-q", "-E", "root_owner=0:0"]).arg(mounted.image()));
        first(&mut mounted.mounting())?;
        Some(mounted)
    }

    /// An exFAT filesystem of `megabytes`, through FUSE. `None`, said loudly, without root or programs.
    pub fn exfat(megabytes: u64) -> Option<Self> {
        let _tools = (able_to_mount()?, require_peer("mkfs.exfat")?, require_peer("mount.exfat-fuse")?);
        let mut mounted = Self::nowhere();
        mounted.exfat = true;
        fs::File::create(mounted.image()).unwrap().set_len(megabytes << 20).unwrap();
        run(Command::new("mkfs.exfat").arg(mounted.image()));
        let device = mounted.attach()?;
        let opened = first(&mut mounted.mounting_exfat(&device));
        detach(&device);
        opened.map(|()| mounted)
    }

    /// A filesystem in memory with these mount options.
    pub fn tmpfs(options: &str) -> Option<Self> {
        able_to_mount()?;
        let mounted = Self::nowhere();
        first(Command::new("mount").args(["-t", "tmpfs", "-o", options, "none"]).arg(&mounted.point))?;
        Some(mounted)
    }

    fn nowhere() -> Self {
        let home = tempfile::tempdir().unwrap();
        let point = home.path().canonicalize().unwrap().join("stick");
        fs::create_dir(&point).unwrap();
        Self { home, point, exfat: false }
    }

    /// Where it is mounted.
    pub fn point(&self) -> &Path {
        &self.point
    }

    /// The image behind the loop device.
    pub fn image(&self) -> PathBuf {
        self.home.path().join("image")
    }

    pub fn mount(&self) {
        if self.exfat {
            let device = self.attach().expect("a loop device as before");
            run(&mut self.mounting_exfat(&device));
            detach(&device);
        } else {
            run(&mut self.mounting());
        }
    }

    fn mounting_exfat(&self, device: &Path) -> Command {
        let mut command = Command::new("mount.exfat-fuse");
        command.arg(device).arg(&self.point);
        command
    }

    /// A loop device, because the daemon takes no image.
    fn attach(&self) -> Option<PathBuf> {
        let output = Command::new("losetup").args(["-f", "--show"]).arg(self.image()).output().unwrap();
        if !output.status.success() {
            missing(&format!("a loop device ({})", String::from_utf8_lossy(&output.stderr).trim()));
            return None;
        }
        Some(PathBuf::from(String::from_utf8(output.stdout).unwrap().trim()))
    }

    fn mounting(&self) -> Command {
        let mut command = Command::new("mount");
        command.args(["-o", "loop"]).arg(self.image()).arg(&self.point);
        command
    }

    pub fn unmount(&self) {
        unmount(&self.point);
    }

    /// Mounts it again, without the right to write.
    pub fn mount_read_only(&self) {
        self.unmount();
        let mut command = Command::new("mount");
        run(command.args(["-o", "loop,ro"]).arg(self.image()).arg(&self.point));
    }

    /// How many whole sectors of `content` (or its only, shorter one) are somewhere on the image.
    pub fn sectors_of(&self, content: &[u8]) -> usize {
        sectors_of(&fs::read(self.image()).unwrap(), content)
    }

    /// What the kernel does when it finds the filesystem damaged: no more writing (`errors=remount-ro`).
    pub fn fall_read_only(&self) {
        run(Command::new("mount").args(["-o", "remount,errors=remount-ro"]).arg(&self.point));
        let device = sekisho::media::identify(&self.point).unwrap().device.unwrap();
        let name = device.file_name().unwrap();
        fs::write(Path::new("/sys/fs/ext4").join(name).join("trigger_fs_error"), "a test").unwrap();
    }

    /// What a power cut leaves: nothing is written any more, also not the journal (`EXT4_IOC_SHUTDOWN`, no flush).
    pub fn cut_power(&self) -> Option<()> {
        let python = require_peer("python3")?;
        let script = "import fcntl,os,struct,sys\n\
            fcntl.ioctl(os.open(sys.argv[1], os.O_RDONLY), 0x8004587d, struct.pack('I', 2))";
        run(Command::new(python).args(["-c", script]).arg(&self.point));
        Some(())
    }

    /// Makes every sector of `content` on the image what it was before: nothing.
    pub fn lose(&self, content: &[u8]) {
        use std::os::unix::fs::FileExt as _;

        let lost: HashSet<&[u8]> = content.chunks_exact(512).collect();
        let image = fs::File::options().read(true).write(true).open(self.image()).unwrap();
        for (nth, sector) in (0_u64..).zip(fs::read(self.image()).unwrap().chunks(512)) {
            if lost.contains(sector) {
                image.write_all_at(&[0; 512], nth * 512).unwrap();
            }
        }
        image.sync_all().unwrap();
    }

    /// Changes the first byte of `pattern` in the image, behind the mounted filesystem's back.
    pub fn damage(&self, pattern: &[u8]) {
        let mut image = fs::File::options().read(true).write(true).open(self.image()).unwrap();
        let mut bytes = Vec::new();
        image.read_to_end(&mut bytes).unwrap();
        let at = bytes
            .windows(pattern.len())
            .position(|window| window == pattern)
            .expect("the pattern is on the image");
        image.seek(SeekFrom::Start(at.try_into().unwrap())).unwrap();
        image.write_all(&[pattern[0] ^ 1]).unwrap();
        image.sync_all().unwrap();
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        // Lazily: a test that failed may still hold a file open.
        let _unmounted = Command::new("umount").arg("-l").arg(&self.point).output();
    }
}

/// Another test's process, not yet replaced by the program it is to become, may hold our files for an instant.
pub fn unmount(point: &Path) {
    for _instant in 0..500 {
        let output = Command::new("umount").arg(point).output().unwrap();
        if output.status.success() {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    run(Command::new("umount").arg(point));
}

/// How many whole sectors of `content` (or its only, shorter one) are somewhere on `image`.
pub fn sectors_of(image: &[u8], content: &[u8]) -> usize {
    let on_image: HashSet<&[u8]> = image.chunks(512).collect();
    if content.len() < 512 {
        return image.chunks(512).filter(|sector| content.len() > 16 && sector.starts_with(content)).count();
    }
    content.chunks_exact(512).filter(|sector| on_image.contains(sector)).count()
}

/// Lets a loop device go as soon as nobody has it open.
fn detach(device: &Path) {
    run(Command::new("losetup").arg("-d").arg(device));
}

pub fn able_to_mount() -> Option<()> {
    if !rustix::process::geteuid().is_root() {
        missing("the right to mount (root)");
        return None;
    }
    require_peer("mount").map(|_| ())
}

/// The first mounting of a test: root in a container may lack the right, or the loop devices.
fn first(command: &mut Command) -> Option<()> {
    let output = command.output().unwrap();
    if output.status.success() { Some(()) } else { missing_right(&output) }
}

/// Says that this system did not mount or attach, and why.
pub fn missing_right<T>(output: &Output) -> Option<T> {
    missing(&format!("a system that mounts ({})", String::from_utf8_lossy(&output.stderr).trim()));
    None
}

pub fn run(command: &mut Command) {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
}
