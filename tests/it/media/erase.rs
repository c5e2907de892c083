//! Erasing a file in place: what is overwritten, what is refused, and what is left when it is interrupted.

use std::fs;
use std::io::{Seek as _, SeekFrom, Write as _};
use std::os::unix::fs::{MetadataExt as _, symlink};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use sekisho::base::digest::Digest;
use sekisho::media::{
    Destination, EraseError, Erased, Expected, Found, Identified, Kind, MediaError, Pass, Rewriting, Seen,
    State, System, WriteLevel,
};

mod filesystems;
mod interrupted;

use super::mounted::Mounted;
use super::writing::noise;

const NAME: &str = "C-0042.zip.age";
static GO_ON: AtomicBool = AtomicBool::new(false);

pub fn expected(bytes: &[u8]) -> Expected {
    Expected { sha256: Digest::of(bytes), size_bytes: bytes.len().try_into().unwrap() }
}

fn see(folder: &Path, expected: &Expected) -> Seen {
    let destination = Destination::open_to_read(folder, System::this()).unwrap();
    destination.identify(NAME, expected, &mut |_| {}, &GO_ON).unwrap()
}

#[track_caller]
pub fn identified(folder: &Path, expected: &Expected) -> Identified {
    match see(folder, expected) {
        Seen::Identified(file) => file,
        other => panic!("{other:?}"),
    }
}

pub fn erase(folder: &Path, expected: &Expected) -> Result<Erased, EraseError> {
    identified(folder, expected).erase(&mut |_, _| {}, &GO_ON)
}

fn is_empty(dir: &Path) -> bool {
    fs::read_dir(dir).unwrap().flatten().all(|entry| entry.file_name() == "lost+found")
}

/// What an erasing makes of a file, which a hard link shows.
fn pattern(content: &[u8]) -> Vec<u8> {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join(NAME), content).unwrap();
    fs::hard_link(dir.path().join(NAME), dir.path().join("link")).unwrap();
    erase(dir.path(), &expected(content)).unwrap();
    fs::read(dir.path().join("link")).unwrap()
}

#[test]
fn nothing_of_the_content_is_left_on_the_image() {
    let Some(stick) = Mounted::ext4(16) else { return };
    for size in [1_usize, 511, 512, 4096, 4097, 262_145, 3_000_001] {
        let content = noise(size);
        fs::write(stick.point().join(NAME), &content).unwrap();
        let erased = erase(stick.point(), &expected(&content)).unwrap();
        assert_eq!((erased.before(), erased.other_names()), (State::Whole, 0), "{size}");
        assert_eq!((erased.level(), erased.rewriting()), (WriteLevel::V2, Rewriting::InPlace), "{size}");
        assert!(erased.in_place());
        assert_eq!(erased.overwritten_bytes() % 1024, 0, "to the end of the last block: {size}");
        assert!(is_empty(stick.point()));
        stick.unmount();
        assert_eq!(stick.sectors_of(&content), 0, "{size}");
        stick.mount();
    }
}

#[test]
fn a_naive_removal_leaves_the_content_on_the_image() {
    let Some(stick) = Mounted::ext4(16) else { return };
    let content = noise(1_000_000);
    let path = stick.point().join(NAME);
    fs::write(&path, &content).unwrap();
    rustix::fs::sync();
    fs::write(&path, b"").unwrap();
    fs::remove_file(&path).unwrap();
    stick.unmount();
    assert!(stick.sectors_of(&content) > 1_900, "otherwise the test above shows nothing");
    stick.mount();
}

#[test]
fn another_file_is_told_apart_before_anything_is_overwritten() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join(NAME);
    let content = noise(100_000);
    let expected = expected(&content);
    assert!(matches!(see(dir.path(), &expected), Seen::Absent));
    let mut other = content.clone();
    other[99_999] ^= 1;
    fs::write(&path, &other).unwrap();
    match see(dir.path(), &expected) {
        Seen::Differs { found, sha256 } => {
            assert_eq!(found, Found { kind: Kind::File, size_bytes: 100_000 });
            assert_eq!(sha256, Some(Digest::of(&other)));
        }
        other => panic!("{other:?}"),
    }
    for size in [0, 99_999, 100_001, 102_400, 104_448] {
        fs::write(&path, noise(size)).unwrap();
        assert!(matches!(see(dir.path(), &expected), Seen::Differs { sha256: None, .. }), "{size}");
    }
    fs::remove_file(&path).unwrap();
    fs::write(dir.path().join("real"), &content).unwrap();
    symlink(dir.path().join("real"), &path).unwrap();
    let link = see(dir.path(), &expected);
    assert!(matches!(link, Seen::Differs { found: Found { kind: Kind::Link, .. }, .. }), "{link:?}");
    fs::remove_file(&path).unwrap();
    fs::create_dir(&path).unwrap();
    let folder = see(dir.path(), &expected);
    assert!(matches!(folder, Seen::Differs { found: Found { kind: Kind::Folder, .. }, .. }), "{folder:?}");
    assert!(fs::read(dir.path().join("real")).unwrap() == content);
}

#[test]
fn a_file_swapped_after_it_was_identified_is_left_alone() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join(NAME);
    let content = noise(100_000);
    fs::write(&path, &content).unwrap();
    let file = identified(dir.path(), &expected(&content));
    fs::rename(&path, dir.path().join("aside")).unwrap();
    fs::write(&path, b"somebody else's").unwrap();
    let refused = file.erase(&mut |_, _| {}, &GO_ON);
    assert!(matches!(refused, Err(EraseError::Replaced { .. })), "{refused:?}");
    assert_eq!(fs::read(&path).unwrap(), b"somebody else's");
    assert!(fs::read(dir.path().join("aside")).unwrap() == content);
    // The same bytes in another file are another file, too; and a link to it is not followed.
    fs::write(&path, &content).unwrap();
    let file = identified(dir.path(), &expected(&content));
    fs::remove_file(&path).unwrap();
    symlink(dir.path().join("aside"), &path).unwrap();
    let refused = file.erase(&mut |_, _| {}, &GO_ON);
    assert!(matches!(refused, Err(EraseError::Media(MediaError::Link { .. }))), "{refused:?}");
    assert!(fs::read(dir.path().join("aside")).unwrap() == content);
}

#[test]
fn a_file_written_to_after_it_was_identified_is_left_alone() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join(NAME);
    let content = noise(100_000);
    for size in [100_000, 100_001] {
        fs::write(&path, &content).unwrap();
        let file = identified(dir.path(), &expected(&content));
        let mut other = fs::File::options().write(true).open(&path).unwrap();
        other.seek(SeekFrom::Start(size - 10)).unwrap();
        other.write_all(b"their work").unwrap();
        other.set_modified(std::time::SystemTime::UNIX_EPOCH).unwrap();
        drop(other);
        let refused = file.erase(&mut |_, _| {}, &GO_ON);
        assert!(matches!(refused, Err(EraseError::Changed { .. })), "{refused:?}");
        assert!(fs::read(&path).unwrap().ends_with(b"their work"));
    }
}

#[test]
fn a_file_swapped_while_it_is_overwritten_is_not_removed() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join(NAME);
    let content = noise(1_000_000);
    for at in [Pass::Overwrite, Pass::ReadBack] {
        fs::write(&path, &content).unwrap();
        let mut swapped = false;
        let mut swap = |pass, _| {
            if pass == at && !swapped {
                fs::rename(&path, dir.path().join("aside")).unwrap();
                fs::write(&path, b"somebody else's").unwrap();
                swapped = true;
            }
        };
        let refused = identified(dir.path(), &expected(&content)).erase(&mut swap, &GO_ON);
        assert!(matches!(refused, Err(EraseError::Replaced { .. })), "{refused:?}");
        assert_eq!(fs::read(&path).unwrap(), b"somebody else's");
        assert!(fs::read(dir.path().join("aside")).unwrap() == pattern(&content), "ours is overwritten");
    }
}

#[test]
fn other_names_of_the_file_are_counted_and_cleared_with_it() {
    let Some(stick) = Mounted::ext4(16) else { return };
    let content = noise(1_000_000);
    fs::write(stick.point().join(NAME), &content).unwrap();
    fs::create_dir(stick.point().join("kept")).unwrap();
    fs::hard_link(stick.point().join(NAME), stick.point().join("kept/another")).unwrap();
    let file = identified(stick.point(), &expected(&content));
    assert_eq!(file.other_names(), 1);
    let erased = file.erase(&mut |_, _| {}, &GO_ON).unwrap();
    assert_eq!(erased.other_names(), 1);
    let linked = fs::read(stick.point().join("kept/another")).unwrap();
    assert!(linked[..content.len()] == pattern(&content)[..content.len()]);
    stick.unmount();
    assert_eq!(stick.sectors_of(&content), 0);
    stick.mount();
}

#[test]
fn a_cancelled_erasing_is_begun_and_the_next_one_completes_it() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join(NAME);
    let content = noise(1_000_000);
    fs::write(&path, &content).unwrap();
    let cancel = AtomicBool::new(false);
    let mut after_two = |_, done| cancel.store(done >= 524_288, Ordering::Relaxed);
    let cancelled = identified(dir.path(), &expected(&content)).erase(&mut after_two, &cancel);
    assert!(matches!(cancelled, Err(EraseError::Cancelled { overwritten_bytes: 524_288 })), "{cancelled:?}");
    assert!(fs::read(&path).unwrap()[524_288..] == content[524_288..]);
    let file = identified(dir.path(), &expected(&content));
    assert_eq!(file.state(), State::Begun { overwritten_bytes: 524_288 });
    let cancel = AtomicBool::new(false);
    let mut when_reading = |pass, _| cancel.store(pass == Pass::ReadBack, Ordering::Relaxed);
    let cancelled = file.erase(&mut when_reading, &cancel);
    let done = fs::metadata(&path).unwrap().len();
    assert!(
        matches!(cancelled, Err(EraseError::Cancelled { overwritten_bytes }) if overwritten_bytes == done)
    );
    let file = identified(dir.path(), &expected(&content));
    assert_eq!(file.state(), State::Begun { overwritten_bytes: done });
    let erased = file.erase(&mut |_, _| {}, &GO_ON).unwrap();
    assert_eq!(erased.before(), State::Begun { overwritten_bytes: done });
    assert!(matches!(see(dir.path(), &expected(&content)), Seen::Absent));
    let stopped = AtomicBool::new(true);
    fs::write(&path, &content).unwrap();
    let destination = Destination::open(dir.path()).unwrap();
    let cancelled = destination.identify(NAME, &expected(&content), &mut |_| {}, &stopped);
    assert!(matches!(cancelled, Err(EraseError::Cancelled { overwritten_bytes: 0 })));
}

#[test]
fn one_sector_of_the_pattern_is_enough_to_know_a_begun_erasing_and_less_is_not() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join(NAME);
    let content = noise(70_000);
    let pattern = pattern(&content);
    assert_eq!(pattern.len(), 73_728);
    let mut torn = content.clone();
    torn[66_048..66_560].copy_from_slice(&pattern[66_048..66_560]);
    fs::write(&path, &torn).unwrap();
    let begun = identified(dir.path(), &expected(&content));
    assert_eq!(begun.state(), State::Begun { overwritten_bytes: 512 });
    torn[66_559] ^= 1;
    fs::write(&path, &torn).unwrap();
    assert!(matches!(see(dir.path(), &expected(&content)), Seen::Differs { sha256: Some(_), .. }));
    // The end of the last cluster was being overwritten.
    for size in [70_001, 73_728] {
        fs::write(&path, &pattern[..size]).unwrap();
        let begun = identified(dir.path(), &expected(&content));
        assert!(matches!(begun.state(), State::Begun { overwritten_bytes } if overwritten_bytes >= 69_632));
    }
    // The pattern of another file, and ours in a file that is too long.
    fs::write(&path, &pattern[..70_000]).unwrap();
    let another = Expected { sha256: Digest::of(b"another"), size_bytes: 70_000 };
    assert!(matches!(see(dir.path(), &another), Seen::Differs { .. }));
    fs::write(&path, [&pattern[..], b"x"].concat()).unwrap();
    assert!(matches!(see(dir.path(), &expected(&content)), Seen::Differs { sha256: None, .. }));
}

#[test]
fn an_empty_file_is_removed_and_a_bad_name_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join(NAME), b"").unwrap();
    let erased = erase(dir.path(), &expected(b"")).unwrap();
    assert_eq!((erased.overwritten_bytes(), erased.name()), (0, NAME));
    assert!(is_empty(dir.path()));
    let destination = Destination::open(dir.path()).unwrap();
    for name in ["../x", "", "a/b"] {
        let refused = destination.identify(name, &expected(b""), &mut |_| {}, &GO_ON);
        assert!(matches!(refused, Err(EraseError::Media(MediaError::BadName { .. }))), "{name}");
    }
}

#[test]
fn a_read_only_stick_is_read_and_not_erased() {
    let Some(stick) = Mounted::ext4(8) else { return };
    let content = noise(300_000);
    fs::write(stick.point().join(NAME), &content).unwrap();
    stick.mount_read_only();
    let file = identified(stick.point(), &expected(&content));
    let refused = file.erase(&mut |_, _| {}, &GO_ON);
    assert!(matches!(refused, Err(EraseError::Media(MediaError::ReadOnly { .. }))), "{refused:?}");
    assert!(fs::read(stick.point().join(NAME)).unwrap() == content);
}

#[test]
fn a_stick_that_becomes_read_only_is_begun_and_completed_when_it_can_be_written() {
    let Some(stick) = Mounted::ext4(16) else { return };
    let content = noise(3_000_000);
    fs::write(stick.point().join(NAME), &content).unwrap();
    let mut fallen = false;
    let mut fall = |_, done| {
        if done > 1_000_000 && !fallen {
            rustix::fs::sync();
            stick.fall_read_only();
            fallen = true;
        }
    };
    let failed = identified(stick.point(), &expected(&content)).erase(&mut fall, &GO_ON);
    assert!(matches!(failed, Err(EraseError::Media(_))), "{failed:?}");
    stick.unmount();
    stick.mount();
    let file = identified(stick.point(), &expected(&content));
    assert!(matches!(file.state(), State::Begun { .. }), "{:?}", file.state());
    file.erase(&mut |_, _| {}, &GO_ON).unwrap();
    stick.unmount();
    assert_eq!(stick.sectors_of(&content), 0);
    stick.mount();
}

#[test]
fn a_power_cut_leaves_a_file_that_is_whole_begun_or_gone() {
    let content = noise(3_000_000);
    for (pass, when) in [(Pass::Overwrite, 262_144), (Pass::Overwrite, 2_000_000), (Pass::ReadBack, 1)] {
        let Some(stick) = Mounted::ext4(16) else { return };
        fs::write(stick.point().join(NAME), &content).unwrap();
        rustix::fs::sync();
        let mut cut = false;
        let mut cutting = |at, done| {
            if at == pass && done >= when && !cut {
                cut = stick.cut_power().is_some();
            }
        };
        let failed = identified(stick.point(), &expected(&content)).erase(&mut cutting, &GO_ON);
        assert!(failed.is_err(), "{failed:?}");
        stick.unmount();
        stick.mount();
        let file = identified(stick.point(), &expected(&content));
        file.erase(&mut |_, _| {}, &GO_ON).unwrap();
        stick.unmount();
        assert_eq!(stick.sectors_of(&content), 0);
        stick.mount();
    }
}

#[test]
fn a_file_that_comes_back_different_is_not_erased() {
    let Some(stick) = Mounted::ext4(16) else { return };
    let content = noise(1_000_000);
    fs::write(stick.point().join(NAME), &content).unwrap();
    let overwritten = pattern(&content);
    let mut damaged = false;
    let mut damage = |pass, _| {
        if pass == Pass::ReadBack && !damaged {
            stick.damage(&overwritten[500_000..500_064]);
            damaged = true;
        }
    };
    match identified(stick.point(), &expected(&content)).erase(&mut damage, &GO_ON) {
        Err(EraseError::NotOverwritten { offset_bytes, .. }) => assert_eq!(offset_bytes, 500_000),
        other => panic!("{other:?}"),
    }
    assert!(stick.point().join(NAME).exists());
}

#[test]
fn memory_and_files_with_holes_are_not_said_to_be_cleared_in_place() {
    if let Some(memory) = Mounted::tmpfs("size=4m") {
        let content = noise(300_000);
        fs::write(memory.point().join(NAME), &content).unwrap();
        let erased = erase(memory.point(), &expected(&content)).unwrap();
        assert_eq!((erased.rewriting(), erased.level()), (Rewriting::Unknown, WriteLevel::V1));
    }
    if let Some(stick) = Mounted::ext4(16) {
        let path = stick.point().join(NAME);
        fs::File::create(&path).unwrap().set_len(1 << 20).unwrap();
        assert_eq!(fs::metadata(&path).unwrap().blocks(), 0);
        let erased = erase(stick.point(), &expected(&vec![0; 1 << 20])).unwrap();
        assert_eq!(erased.rewriting(), Rewriting::Elsewhere);
    }
}

#[test]
fn every_volume_is_identified_before_one_is_overwritten() {
    let dir = tempfile::tempdir().unwrap();
    let destination = Destination::open(dir.path()).unwrap();
    let volumes: Vec<_> = (1..=3).map(|n| (format!("{NAME}.00{n}"), noise(200_000 + n))).collect();
    for (name, content) in &volumes {
        fs::write(dir.path().join(name), content).unwrap();
    }
    let mut files = Vec::new();
    for (name, content) in &volumes {
        match destination.identify(name, &expected(content), &mut |_| {}, &GO_ON).unwrap() {
            Seen::Identified(file) => files.push(file),
            other => panic!("{other:?}"),
        }
    }
    for file in files {
        assert!(file.path().exists());
        file.erase(&mut |_, _| {}, &GO_ON).unwrap();
    }
    assert!(is_empty(dir.path()));
}
