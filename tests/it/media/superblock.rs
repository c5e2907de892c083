//! What filesystems call themselves, where no udev keeps a list: the same as `blkid` says.

use std::fs;
use std::path::Path;
use std::process::Command;

use sekisho::media::{System, identify};

use super::mounted::Mounted;
use crate::support::require_peer;

fn blkid(device: &Path) -> Option<String> {
    let output = Command::new(require_peer("blkid")?)
        .args(["-p", "-o", "value", "-s", "UUID"])
        .arg(device)
        .output()
        .unwrap();
    Some(String::from_utf8(output.stdout).unwrap().trim().to_owned())
}

#[test]
fn every_kind_of_filesystem_is_named_as_blkid_names_it() {
    for (kind, megabytes, command) in [
        ("ext2", 4, &["mkfs.ext2", "-q"][..]),
        ("ext3", 8, &["mkfs.ext3", "-q"]),
        ("ext4", 8, &["mkfs.ext4", "-q"]),
        ("ext4", 8, &["mkfs.ext4", "-q", "-b", "4096"]),
        ("msdos", 2, &["mkfs.vfat", "-F", "12"]),
        ("vfat", 16, &["mkfs.vfat", "-F", "16"]),
        ("vfat", 64, &["mkfs.vfat", "-F", "32"]),
        ("vfat", 64, &["mkfs.vfat", "-F", "32", "-S", "4096"]),
        ("exfat", 16, &["mkfs.exfat"]),
        ("ntfs3", 16, &["mkntfs", "-q", "-Q", "-F"]),
    ] {
        let Some(program) = require_peer(command[0]) else { return };
        let home = tempfile::tempdir().unwrap();
        let image = home.path().join("image");
        fs::File::create(&image).unwrap().set_len(megabytes << 20).unwrap();
        let made = Command::new(program).args(&command[1..]).arg(&image).output().unwrap();
        assert!(made.status.success(), "{made:?}");
        let Some(expected) = blkid(&image) else { return };
        assert!(!expected.is_empty(), "{command:?}");
        let image = fs::read(&image).unwrap();
        for kind in [kind, "fuseblk"] {
            let tree = tree(kind, &image);
            assert_eq!(named(&tree).as_ref(), Some(&expected), "{command:?} as {kind}");
        }
        let tree = tree("none", &image);
        let table = fs::read_to_string(tree.path().join("proc/self/mountinfo")).unwrap();
        fs::write(tree.path().join("proc/self/mountinfo"), table.replace("8:16", "8:0")).unwrap();
        let unmounted = System::below(tree.path()).identify_device(Path::new("/dev/sdb")).unwrap();
        assert_eq!((unmounted.filesystem_uuid, unmounted.mount_point), (Some(expected), None), "{command:?}");
    }
}

#[test]
fn a_stick_on_a_loop_device_is_named_with_or_without_a_list() {
    let Some(stick) = Mounted::ext4(8) else { return };
    let facts = identify(stick.point()).unwrap();
    assert_eq!(facts.filesystem_uuid, blkid(&facts.device.unwrap()));
}

/// A tree like `/` with one device, mounted as `kind`.
fn tree(kind: &str, node: &[u8]) -> tempfile::TempDir {
    let tree = tempfile::tempdir().unwrap();
    let root = tree.path().canonicalize().unwrap();
    let disk = root.join("sys/devices/sdb");
    for folder in [
        &disk,
        &root.join("sys/dev/block"),
        &root.join("sys/class/block"),
        &root.join("dev/disk/by-uuid"),
        &root.join("proc/self"),
    ] {
        fs::create_dir_all(folder).unwrap();
    }
    fs::create_dir(root.join("stick")).unwrap();
    std::os::unix::fs::symlink(&disk, root.join("sys/dev/block/8:16")).unwrap();
    std::os::unix::fs::symlink(&disk, root.join("sys/class/block/sdb")).unwrap();
    fs::write(root.join("dev/sdb"), node).unwrap();
    let table = format!("4000000000 1 8:16 / {} rw - {kind} /dev/sdb rw\n", root.join("stick").display());
    fs::write(root.join("proc/self/mountinfo"), table).unwrap();
    tree
}

fn named(tree: &tempfile::TempDir) -> Option<String> {
    System::below(tree.path()).identify(&tree.path().join("stick")).unwrap().filesystem_uuid
}

#[test]
fn the_systems_own_list_goes_before_what_the_device_says() {
    let mut superblock = vec![0; 4096];
    superblock[1080..1082].copy_from_slice(&[0x53, 0xEF]);
    superblock[1128..1144].copy_from_slice(&[0xA5; 16]);
    let tree = tree("ext4", &superblock);
    assert_eq!(named(&tree).as_deref(), Some("a5a5a5a5-a5a5-a5a5-a5a5-a5a5a5a5a5a5"));
    std::os::unix::fs::symlink("../../sdb", tree.path().join("dev/disk/by-uuid/listed")).unwrap();
    assert_eq!(named(&tree).as_deref(), Some("listed"));
}

#[test]
fn a_node_that_is_empty_missing_a_link_or_a_pipe_names_nothing() {
    let tree = tree("ext4", b"");
    let node = tree.path().join("dev/sdb");
    assert_eq!(named(&tree), None);
    fs::remove_file(&node).unwrap();
    assert_eq!(named(&tree), None);
    let (kind, mode) = (rustix::fs::FileType::Fifo, rustix::fs::Mode::RUSR);
    rustix::fs::mknodat(rustix::fs::CWD, &node, kind, mode, 0).unwrap();
    assert_eq!(named(&tree), None);
    fs::remove_file(&node).unwrap();
    std::os::unix::fs::symlink("/dev/zero", &node).unwrap();
    assert_eq!(named(&tree), None);
}
