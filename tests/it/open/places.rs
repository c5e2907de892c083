//! Where opening writes, with which modes, and what it leaves when it is stopped.

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};

use sekisho::package::open::{self, OpenError, OpenLimits};
use sekisho::package::unseal::Unlock;

use super::making::{
    BASE, Desk, Entry, bag, entries, entries_of, identity, names, noise, opened, seal_to, zip,
};

/// A bag with an empty folder and a file whose time is known.
fn archive() -> Vec<u8> {
    let mut entries = entries_of(&bag(&[("a.txt", b"alpha"), ("図面/b.dwg", &noise(300_000))]));
    entries.push(Entry::folder("C-0042/data/空/"));
    let time = [&[0x55, 0x54, 5, 0, 1][..], &1_000_000_000_i32.to_le_bytes()].concat();
    for entry in &mut entries {
        entry.extra.clone_from(&time);
    }
    zip(&entries)
}

#[test]
fn what_is_published_is_the_bag_and_nothing_else() {
    let (desk, opened) = opened(&archive());
    let opened = opened.unwrap();
    assert_eq!(opened.empty_folders, ["data/空"]);
    assert_eq!(opened.payload[0].path, "data/a.txt");
    assert_eq!(opened.tag_files["sekisho/request.json"], b"{}");
    assert!(!desk.left().contains(&BASE.to_owned()), "published before anybody checked the papers");
    let published = opened.publish().unwrap();
    assert_eq!(published.directory, desk.receiving().join(BASE));
    assert_eq!(desk.left(), [BASE]);
    let folder = published.directory;
    let expected = ["bagit.txt", "data", "manifest-sha256.txt", "sekisho", "tagmanifest-sha256.txt"];
    assert_eq!(names(&folder), expected);
    assert_eq!(fs::read(folder.join("data/図面/b.dwg")).unwrap(), noise(300_000));
    assert!(names(&folder.join("data/空")).is_empty());
    let modified = fs::metadata(folder.join("data/a.txt")).unwrap().modified().unwrap();
    let seconds = modified.duration_since(std::time::UNIX_EPOCH).unwrap().as_secs();
    assert_eq!(seconds, 1_000_000_000);
}

#[test]
fn folders_that_the_archive_lists_open_before_and_behind_what_lies_in_them() {
    let folders =
        [Entry::folder("C-0042/"), Entry::folder("C-0042/data/"), Entry::folder("C-0042/data/図面/")];
    let files = entries();
    for entries in [[&folders[..], &files].concat(), [&files, &folders[..]].concat()] {
        let (_desk, opened) = opened(&zip(&entries));
        let opened = opened.unwrap();
        assert!(opened.empty_folders.is_empty(), "{:?}", opened.empty_folders);
        opened.publish().unwrap();
    }
}

#[test]
fn what_is_not_published_is_removed() {
    let (desk, opened) = opened(&archive());
    assert_eq!(desk.left().len(), 1);
    drop(opened);
    assert!(desk.left().is_empty());
}

/// Runs itself again under a umask that hides nothing, because a umask is of the whole process.
#[test]
fn an_open_umask_leaves_private_modes() {
    const MARK: &str = "SEKISHO_TEST_UMASK";
    if std::env::var_os(MARK).is_none() {
        let me = std::env::current_exe().unwrap();
        let mut again = Command::new("sh");
        again.args([
            "-c",
            "umask 000 && exec \"$0\" --exact open::places::an_open_umask_leaves_private_modes",
        ]);
        assert!(again.arg(me).env(MARK, "1").output().unwrap().status.success());
        return;
    }
    let (desk, opened) = opened(&archive());
    let mode = |path: &std::path::Path| fs::symlink_metadata(path).unwrap().permissions().mode() & 0o7777;
    assert_eq!(mode(&desk.receiving().join(&desk.left()[0])), 0o700);
    let folder = opened.unwrap().publish().unwrap().directory;
    for (path, expected) in
        [("", 0o700), ("data/図面", 0o700), ("data/空", 0o700), ("data/a.txt", 0o600), ("bagit.txt", 0o600)]
    {
        assert_eq!(mode(&folder.join(path)), expected, "{path:?}");
    }
}

#[test]
fn a_name_that_is_taken_is_left_alone() {
    let (key, identities) = identity();
    let unlock = Unlock::Identities(&identities);
    let desk = Desk::new(&seal_to(&key.to_public(), &archive()));
    let target = desk.receiving().join(BASE);
    let refused = || {
        let error = desk.open(&unlock, &OpenLimits::default()).unwrap_err();
        assert!(matches!(error, OpenError::TargetExists { ref path } if *path == target), "{error:?}");
        assert_eq!(desk.left(), [BASE]);
    };
    fs::create_dir(&target).unwrap();
    refused();
    fs::remove_dir(&target).unwrap();
    fs::write(&target, b"mine").unwrap();
    refused();
    assert_eq!(fs::read(&target).unwrap(), b"mine");
    fs::remove_file(&target).unwrap();
    // A link that leads nowhere yet, and one to somebody's folder.
    for to in [desk.path().join("nowhere"), desk.path().to_owned()] {
        symlink(&to, &target).unwrap();
        refused();
        fs::remove_file(&target).unwrap();
    }
    assert!(!desk.path().join("nowhere").exists());
}

#[test]
fn a_name_taken_while_the_papers_are_checked_is_left_alone() {
    for link in [false, true] {
        let (desk, opened) = opened(&archive());
        let opened = opened.unwrap();
        let target = desk.receiving().join(BASE);
        if link {
            symlink(desk.path(), &target).unwrap();
        } else {
            fs::create_dir(&target).unwrap();
        }
        assert!(matches!(opened.publish(), Err(OpenError::TargetExists { .. })));
        assert_eq!(desk.left(), [BASE]);
        assert!(link || names(&target).is_empty());
    }
}

#[test]
fn a_folder_that_is_gone_when_the_papers_are_checked_is_not_called_taken() {
    let (desk, opened) = opened(&archive());
    fs::remove_dir_all(desk.receiving()).unwrap();
    let refused = opened.unwrap().publish().unwrap_err();
    assert!(matches!(refused, OpenError::Staging { .. }), "{refused:?}");
}

#[test]
fn stopping_leaves_nothing_whenever_it_happens() {
    let (key, identities) = identity();
    let unlock = Unlock::Identities(&identities);
    let desk = Desk::new(&seal_to(&key.to_public(), &archive()));
    let mut calls = 0;
    for after in 0.. {
        let stop = AtomicBool::new(after == 0);
        calls = 0;
        let mut progress = |_| {
            calls += 1;
            stop.store(calls >= after, Ordering::Relaxed);
        };
        let limits = OpenLimits::default();
        let result = open::open(&desk.package(), &unlock, &desk.receiving(), &limits, &mut progress, &stop);
        match result {
            Err(OpenError::Cancelled) => assert!(desk.left().is_empty()),
            Ok(_) => break,
            Err(other) => panic!("{other:?}"),
        }
    }
    assert!(calls > 5, "progress is told of");
    assert!(desk.left().is_empty());
}

#[test]
fn progress_counts_up_to_the_whole() {
    let (key, identities) = identity();
    let desk = Desk::new(&seal_to(&key.to_public(), &archive()));
    let mut seen = Vec::new();
    let stop = AtomicBool::new(false);
    let (unlock, limits) = (Unlock::Identities(&identities), OpenLimits::default());
    let opened =
        open::open(&desk.package(), &unlock, &desk.receiving(), &limits, &mut |now| seen.push(now), &stop)
            .unwrap();
    assert!(seen.is_sorted_by_key(|now| (now.bytes_done, now.files_done)));
    let last = seen.last().unwrap();
    assert_eq!(Some(last.bytes_done), last.bytes_total);
    assert_eq!(Some(last.files_done), last.files_total);
    assert!(last.bytes_done > opened.bytes());
}

#[test]
fn a_folder_that_is_not_there_or_cannot_be_written_is_said_so() {
    let (key, identities) = identity();
    let desk = Desk::new(&seal_to(&key.to_public(), &archive()));
    let unlock = Unlock::Identities(&identities);
    fs::remove_dir(desk.receiving()).unwrap();
    let error = desk.open(&unlock, &OpenLimits::default()).unwrap_err();
    assert!(matches!(error, OpenError::Staging { .. }), "{error:?}");
    fs::write(desk.receiving(), b"a file").unwrap();
    let error = desk.open(&unlock, &OpenLimits::default()).unwrap_err();
    assert!(matches!(error, OpenError::Staging { .. }), "{error:?}");
}
