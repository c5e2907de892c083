//! Which devices are opened for overwriting, and which are not.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;

use sekisho::media::{Device, DeviceError, MediaError, MediumFacts, Sectors as _, identify};

use super::attached::Attached;
use super::identity::{STICK, Tree};
use super::mounted::{Mounted, run};
use crate::support::require_peer;

const MIB: u64 = 1 << 20;

/// The tree's stick, not mounted.
fn unmounted() -> Tree {
    let tree = Tree::new();
    tree.mounts(&[("8:2", "/", "ext4", "/dev/sda2")]);
    tree
}

fn check(tree: &Tree, path: &str) -> Result<MediumFacts, DeviceError> {
    tree.system().check_free(Path::new(path))
}

#[test]
fn a_stick_that_nothing_uses_is_free_under_any_of_its_names() {
    let tree = unmounted();
    tree.link("../../sdb", "dev/disk/by-id/usb-Kingston_E0D5");
    for path in ["/dev/sdb", "/dev/disk/by-id/usb-Kingston_E0D5"] {
        let facts = check(&tree, path).unwrap();
        assert_eq!(facts.serial.as_deref(), Some("E0D55EA573DCF450"));
        assert_eq!(facts.disk.as_deref(), Some(Path::new("/dev/sdb")));
    }
}

#[test]
fn a_part_of_a_device_is_not_the_device() {
    let tree = unmounted();
    for path in ["/dev/sdb1", "/dev/disk/by-uuid/1234-ABCD"] {
        let refused = check(&tree, path);
        assert!(
            matches!(&refused, Err(DeviceError::NotWhole { disk, .. }) if disk == Path::new("/dev/sdb")),
            "{refused:?}"
        );
    }
}

#[test]
fn a_mounted_partition_keeps_its_whole_device_from_being_overwritten() {
    let tree = Tree::new();
    let refused = check(&tree, "/dev/sdb");
    assert!(
        matches!(&refused, Err(DeviceError::Mounted { point, .. }) if point.ends_with("stick")),
        "{refused:?}"
    );
    assert!(tree.system().identify_whole(Path::new("/dev/sdb")).is_ok(), "but it may be read");
}

#[test]
fn the_disk_the_system_runs_from_is_refused_whatever_else_it_is() {
    let refused = check(&unmounted(), "/dev/sda");
    assert!(matches!(refused, Err(DeviceError::System { .. })), "{refused:?}");
    let Some(disk) = identify(Path::new("/")).ok().and_then(|facts| facts.disk) else { return };
    let refused = Device::open_to_write(&disk).map(|_| ());
    assert!(matches!(refused, Err(DeviceError::System { .. })), "{refused:?}");
}

#[test]
fn what_is_swapped_to_or_held_by_another_layer_is_refused() {
    let tree = unmounted();
    tree.write(
        "proc/swaps",
        b"Filename\tType\tSize\tUsed\tPriority\n/swapfile file 1 0 -2\n/dev/sda1 partition 1 0 -3\n",
    );
    assert!(check(&tree, "/dev/sdb").is_ok(), "somebody else's swap");
    tree.write(
        "proc/swaps",
        b"Filename\tType\tSize\tUsed\tPriority\n/dev/sdb1                partition 1 0 -2\n",
    );
    let refused = check(&tree, "/dev/sdb");
    assert!(
        matches!(&refused, Err(DeviceError::Swap { part, .. }) if part == Path::new("/dev/sdb1")),
        "{refused:?}"
    );
    tree.write("proc/swaps", b"");
    tree.write(&format!("{STICK}/sdb1/holders/dm-3"), b"");
    let refused = check(&tree, "/dev/sdb");
    assert!(matches!(&refused, Err(DeviceError::Held { by, .. }) if by == "dm-3"), "{refused:?}");
}

#[test]
fn a_write_protected_or_empty_one_is_told_apart() {
    let tree = unmounted();
    tree.write(&format!("{STICK}/ro"), b"1\n");
    assert!(matches!(check(&tree, "/dev/sdb"), Err(DeviceError::Media(MediaError::ReadOnly { .. }))));
    tree.write(&format!("{STICK}/size"), b"0\n");
    assert!(matches!(check(&tree, "/dev/sdb"), Err(DeviceError::Empty { .. })));
}

#[test]
fn a_regular_file_is_not_a_device() {
    let dir = tempfile::tempdir().unwrap();
    let image = dir.path().join("image");
    fs::write(&image, [0; 4096]).unwrap();
    for opened in [Device::open_to_write(&image), Device::open_to_read(&image)] {
        assert!(matches!(opened, Err(DeviceError::Media(MediaError::NotADevice { .. }))), "{opened:?}");
    }
    let opened = Device::open_to_write(Path::new("/dev/null"));
    assert!(matches!(opened, Err(DeviceError::Media(MediaError::NotADevice { .. }))), "{opened:?}");
}

#[test]
fn a_device_held_open_for_overwriting_is_neither_opened_again_nor_formatted() {
    let Some(_) = require_peer("mkfs.ext4") else { return };
    let Some(stick) = Attached::blank(4 * MIB + 1536) else { return };
    let device = stick.open_to_write();
    assert_eq!((device.size_bytes(), device.sector_bytes()), (4 * MIB + 1536, 512));
    assert_eq!(device.facts().capacity_bytes, Some(device.size_bytes()));
    assert!(device.is_there());
    let again = Device::open_to_write(stick.device());
    assert!(matches!(again, Err(DeviceError::InUse { .. })), "{again:?}");
    assert!(Device::open_to_read(stick.device()).is_ok());
    let made = Command::new("mkfs.ext4").arg("-q").arg(stick.device()).output().unwrap();
    assert!(
        !made.status.success() && fs::read(stick.image()).unwrap().iter().all(|byte| *byte == 0),
        "neither is it formatted"
    );
    drop(device);
    let link = stick.image().with_file_name("link");
    symlink(stick.device(), &link).unwrap();
    assert_eq!(Device::open_to_read(&link).unwrap().facts().disk.as_deref(), Some(stick.device()));
}

#[test]
fn a_mounted_stick_is_read_and_not_written() {
    let Some(stick) = Mounted::ext4(8) else { return };
    let node = identify(stick.point()).unwrap().disk.unwrap();
    let refused = Device::open_to_write(&node);
    assert!(
        matches!(&refused, Err(DeviceError::Mounted { point, .. }) if point == stick.point()),
        "{refused:?}"
    );
    assert_eq!(Device::open_to_read(&node).unwrap().size_bytes(), 8 * MIB);
}

#[test]
fn a_device_exchanged_for_another_is_noticed_while_it_is_held() {
    let Some(stick) = Attached::blank(MIB) else { return };
    let device = Device::open_to_read(stick.device()).unwrap();
    // What the kernel shows of a smaller medium in the same place.
    fs::File::options().write(true).open(stick.image()).unwrap().set_len(MIB / 2).unwrap();
    run(Command::new("losetup").arg("-c").arg(stick.device()));
    assert!(!device.is_there());
}
