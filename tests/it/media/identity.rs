//! Identifying a medium from a system tree made for the test, and from this machine.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use sekisho::base::digest::Digest;
use sekisho::media::{
    Destination, MediaError, MediumFacts, NotReplugged, ReadBackError, System, UsbId, WriteLevel, identify,
    identify_device,
};

use super::mounted::Mounted;

/// A tree like `/`, with a folder `stick` that its mount table knows.
pub struct Tree {
    home: tempfile::TempDir,
}

const USB: &str = "sys/devices/pci0000:00/0000:00:14.0/usb1/1-2";
pub const STICK: &str =
    "sys/devices/pci0000:00/0000:00:14.0/usb1/1-2/1-2:1.0/host6/target6:0:0/6:0:0:0/block/sdb";
const SYSTEM_DISK: &str = "sys/devices/pci0000:00/0000:00:17.0/ata1/host0/target0:0:0/0:0:0:0/block/sda";

impl Tree {
    /// A system disk `sda` (root on `sda2`) and a USB stick `sdb` with one FAT partition.
    pub fn new() -> Self {
        let tree = Self { home: tempfile::tempdir().unwrap() };
        for (path, text) in [
            ("idVendor", "0951\n"),
            ("idProduct", "1666\n"),
            ("manufacturer", "Kingston\n"),
            ("product", "DataTraveler 3.0\n"),
            ("serial", "E0D55EA573DCF450\n"),
        ] {
            tree.write(&format!("{USB}/{path}"), text.as_bytes());
        }
        tree.disk(STICK, "sdb", &["sdb1"], &[("8:16", ""), ("8:17", "sdb1")]);
        tree.write(&format!("{STICK}/removable"), b"1\n");
        tree.write(&format!("{STICK}/size"), b"30277632\n");
        tree.write(&format!("{STICK}/diskseq"), b"11\n");
        tree.disk(SYSTEM_DISK, "sda", &["sda1", "sda2"], &[("8:0", ""), ("8:1", "sda1"), ("8:2", "sda2")]);
        tree.write(&format!("{SYSTEM_DISK}/removable"), b"0\n");
        tree.write(&format!("{SYSTEM_DISK}/../../vendor"), b"ATA     \n");
        tree.write(&format!("{SYSTEM_DISK}/../../model"), b"Samsung SSD 870 \n");
        tree.write(&format!("{SYSTEM_DISK}/../../vpd_pg80"), b"\x00\x80\x00\x14      S5Y1NX0R123456");
        tree.link("../..", &format!("{SYSTEM_DISK}/device"));
        tree.write("dev/disk/by-uuid/keep", b"");
        tree.link("../../sdb1", "dev/disk/by-uuid/1234-ABCD");
        fs::create_dir(tree.stick()).unwrap();
        tree.mounts(&[("8:2", "/", "ext4", "/dev/sda2"), ("8:17", "STICK", "vfat", "/dev/sdb1")]);
        tree
    }

    pub fn disk(&self, dir: &str, name: &str, parts: &[&str], numbers: &[(&str, &str)]) {
        fs::create_dir_all(self.home.path().join(dir)).unwrap();
        self.write(&format!("dev/{name}"), b"");
        self.link(&format!("../../../{dir}"), &format!("sys/class/block/{name}"));
        for part in parts {
            self.write(&format!("{dir}/{part}/partition"), b"1\n");
            self.write(&format!("dev/{part}"), b"");
            self.link(&format!("../../../{dir}/{part}"), &format!("sys/class/block/{part}"));
        }
        for (number, part) in numbers {
            self.link(&format!("../../../{dir}/{part}"), &format!("sys/dev/block/{number}"));
        }
    }

    pub fn mounts(&self, lines: &[(&str, &str, &str, &str)]) {
        let stick = self.stick();
        let line = |(n, (number, point, kind, source)): (usize, &(&str, &str, &str, &str))| {
            let point = if *point == "STICK" { stick.to_str().unwrap() } else { point };
            format!("{n} 1 {number} / {point} rw - {kind} {source} rw\n")
        };
        // Ids that no mount of the real machine has: open folders are then found by their path.
        let table: String =
            lines.iter().enumerate().map(|(n, mount)| line((n + 4_000_000_000, mount))).collect();
        self.write("proc/self/mountinfo", table.as_bytes());
    }

    pub fn write(&self, path: &str, bytes: &[u8]) {
        let path = self.home.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    pub fn link(&self, target: &str, path: &str) {
        let path = self.home.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        symlink(target, path).unwrap();
    }

    fn stick(&self) -> PathBuf {
        self.home.path().canonicalize().unwrap().join("stick")
    }

    pub fn system(&self) -> System {
        System::below(self.home.path())
    }

    fn identify(&self) -> MediumFacts {
        self.system().identify(&self.stick()).unwrap()
    }
}

fn text(text: &str) -> Option<String> {
    Some(text.to_owned())
}

#[test]
fn a_usb_stick_is_known_by_what_its_ancestors_say() {
    let tree = Tree::new();
    let facts = tree.identify();
    assert_eq!(facts.mount_point, Some(tree.stick()));
    assert_eq!(facts.device.as_deref(), Some(Path::new("/dev/sdb1")));
    assert_eq!(facts.disk.as_deref(), Some(Path::new("/dev/sdb")));
    assert_eq!(facts.filesystem, text("vfat"));
    assert_eq!(facts.filesystem_uuid, text("1234-ABCD"));
    assert_eq!(facts.usb, Some(UsbId { vendor: 0x0951, product: 0x1666 }));
    assert_eq!((facts.maker, facts.model), (text("Kingston"), text("DataTraveler 3.0")));
    assert_eq!(facts.serial, text("E0D55EA573DCF450"));
    assert_eq!(facts.capacity_bytes, Some(15_502_147_584));
    assert_eq!(facts.attachment, Some(11));
    assert!(facts.removable && !facts.network && !facts.is_system && !facts.read_only);
    let destination = Destination::open_in(&tree.stick(), tree.system()).unwrap();
    assert_eq!(destination.facts().unwrap(), tree.identify());
    assert_eq!(destination.largest_file_bytes().unwrap(), Some(4_294_967_295));
}

#[test]
fn a_device_is_the_same_medium_mounted_or_not() {
    let tree = Tree::new();
    let mounted = tree.identify();
    let whole = tree.system().identify_device(Path::new("/dev/sdb")).unwrap();
    assert_eq!((whole.serial.clone(), whole.mount_point), (mounted.serial.clone(), mounted.mount_point));
    assert_eq!(whole.device.as_deref(), Some(Path::new("/dev/sdb")));
    tree.mounts(&[("8:2", "/", "ext4", "/dev/sda2")]);
    let unmounted = tree.system().identify_device(Path::new("/dev/disk/by-uuid/1234-ABCD")).unwrap();
    assert_eq!(
        (unmounted.serial, unmounted.mount_point, unmounted.disk),
        (mounted.serial, None, mounted.disk)
    );
    assert_eq!(unmounted.device.as_deref(), Some(Path::new("/dev/sdb1")));
}

#[test]
fn what_is_not_a_device_is_not_identified() {
    let tree = Tree::new();
    tree.write("tmp/sdb", b"");
    tree.write("dev/null", b"");
    let identify = |path: &str| tree.system().identify_device(Path::new(path));
    assert!(matches!(identify("/tmp/sdb"), Err(MediaError::NotADevice { .. })));
    assert!(matches!(identify("/dev/null"), Err(MediaError::NotADevice { .. })));
    assert!(matches!(identify("sdb"), Err(MediaError::NotADevice { .. })));
    assert!(matches!(identify("/dev"), Err(MediaError::NotADevice { .. })));
    assert!(matches!(identify("/dev/sdz"), Err(MediaError::NotThere { .. })));
}

#[test]
fn a_serial_cannot_repaint_the_screen_or_flood_it() {
    let tree = Tree::new();
    let serial = format!("{USB}/serial");
    for (said, kept) in [
        (&b"  E0D5\x00\n"[..], text("E0D5")),
        (b"\x1b[2J\nOK", text("\u{fffd}[2J\u{fffd}OK")),
        (b"AB\xe2\x80\xaeCD", text("AB\u{fffd}CD")),
        (b"\xff\xfeX", text("\u{fffd}\u{fffd}X")),
        (b" \n", None),
        (b"", None),
    ] {
        tree.write(&serial, said);
        assert_eq!(tree.identify().serial, kept, "{said:?}");
    }
    tree.write(&serial, &[b'A'; 1_000_000]);
    assert_eq!(tree.identify().serial.unwrap().len(), 128);
    // What the kernel prints for a text that it does not have is the same for every such device.
    tree.write(&serial, b"(null)\n");
    assert_eq!(tree.identify().serial, None);
    tree.write(&format!("{USB}/idVendor"), b"not a number");
    tree.write(&format!("{STICK}/size"), b"99999999999999999999");
    assert_eq!((tree.identify().usb, tree.identify().capacity_bytes), (None, None));
}

#[test]
fn the_system_disk_is_told_from_its_other_partitions_too() {
    let tree = Tree::new();
    for number in ["8:2", "8:1"] {
        tree.mounts(&[("8:2", "/", "ext4", "/dev/sda2"), (number, "STICK", "ext4", "/dev/x")]);
        let facts = tree.identify();
        assert!(facts.is_system && !facts.removable, "{number}");
        assert_eq!(facts.serial, text("S5Y1NX0R123456"));
        assert_eq!((facts.maker, facts.model), (text("ATA"), text("Samsung SSD 870")));
    }
    tree.mounts(&[("8:2", "/", "ext4", "/dev/sda2")]);
    assert!(tree.identify().is_system, "an ordinary folder lies on the system's filesystem");
}

#[test]
fn an_encrypted_stick_is_known_by_the_stick_below() {
    let tree = Tree::new();
    let mapped = "sys/devices/virtual/block/dm-0";
    tree.disk(mapped, "dm-0", &[], &[("253:0", "")]);
    tree.link(&format!("../../../../../../{STICK}/sdb1"), &format!("{mapped}/slaves/sdb1"));
    tree.mounts(&[("8:2", "/", "ext4", "/dev/sda2"), ("253:0", "STICK", "ext4", "/dev/mapper/luks-1")]);
    let facts = tree.identify();
    assert_eq!(facts.serial, text("E0D55EA573DCF450"));
    assert_eq!(facts.device.as_deref(), Some(Path::new("/dev/dm-0")));
    assert_eq!(facts.disk.as_deref(), Some(Path::new("/dev/sdb")));
    tree.link("../dm-0", "dev/mapper/luks-1");
    tree.mounts(&[("8:2", "/", "ext4", "/dev/sda2"), ("0:44", "STICK", "btrfs", "/dev/mapper/luks-1")]);
    assert_eq!(tree.identify().serial, text("E0D55EA573DCF450"), "btrfs has no device number of its own");
}

#[test]
fn a_share_is_a_network_and_has_no_serial() {
    let tree = Tree::new();
    for (kind, source) in [("nfs4", "server:/export"), ("cifs", "//server/share")] {
        tree.mounts(&[("8:2", "/", "ext4", "/dev/sda2"), ("0:50", "STICK", kind, source)]);
        let facts = tree.identify();
        assert!(facts.network && !facts.is_system);
        assert_eq!((facts.serial, facts.disk), (None, None));
    }
}

#[test]
fn a_system_that_tells_nothing_is_an_error_and_not_a_blank() {
    let empty = tempfile::tempdir().unwrap();
    let told = System::below(empty.path()).identify(empty.path());
    assert!(matches!(told, Err(MediaError::CannotIdentify { .. })));
    assert!(matches!(identify(&empty.path().join("none")), Err(MediaError::NotThere { .. })));
}

#[test]
fn only_a_replugged_medium_reaches_v3() {
    let tree = Tree::new();
    let bytes = b"sealed";
    let open = || Destination::open_in(&tree.stick(), tree.system()).unwrap();
    fs::write(tree.stick().join("x"), bytes).unwrap();
    let before = open().facts().unwrap();
    let verify = || {
        open().verify_after_replug("x", &Digest::of(bytes), 6, &before, &mut |_| {}, &AtomicBool::new(false))
    };
    assert!(matches!(verify(), Err(ReadBackError::NotReplugged(NotReplugged::SameAttachment))));
    tree.write(&format!("{STICK}/diskseq"), b"12\n");
    assert_eq!(verify().unwrap().level(), WriteLevel::V3);
    fs::write(tree.stick().join("x"), b"tealed").unwrap();
    assert!(matches!(verify(), Err(ReadBackError::Differs { .. })));
    tree.write(&format!("{USB}/serial"), b"ANOTHER\n");
    assert!(matches!(verify(), Err(ReadBackError::NotReplugged(NotReplugged::OtherMedium { .. }))));
}

#[test]
fn this_machine_tells_what_its_own_mounts_are() {
    let Some(stick) = Mounted::ext4(8) else { return };
    let facts = Destination::open(stick.point()).unwrap().facts().unwrap();
    assert_eq!(facts, identify(stick.point()).unwrap());
    assert_eq!(
        (facts.mount_point.as_deref(), facts.filesystem.as_deref()),
        (Some(stick.point()), Some("ext4"))
    );
    assert_eq!(facts.capacity_bytes, Some(8 << 20));
    assert!(!facts.is_system && !facts.network && facts.usb.is_none());
    let device = facts.device.unwrap();
    assert!(device.to_str().unwrap().starts_with("/dev/loop"));
    assert_eq!(identify_device(&device).unwrap().mount_point.as_deref(), Some(stick.point()));
    assert!(identify(Path::new("/")).unwrap().is_system);
    let folder = stick.point().join("to client");
    fs::create_dir(&folder).unwrap();
    let destination = Destination::open(&folder).unwrap();
    fs::rename(&folder, stick.point().join("renamed")).unwrap();
    symlink("/", &folder).unwrap();
    assert_eq!(
        destination.facts().unwrap().device,
        Some(device),
        "the open folder, not what its path leads to now"
    );
}
