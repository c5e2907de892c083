//! Writing to a medium and reading it back.

use std::fs;
use std::io::{self, Write as _};
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use sekisho::base::digest::Digest;
use sekisho::media::{
    Confirmed, Destination, Kind, MediaError, ReadBackError, Staged, System, WriteLevel, Written,
};

use super::mounted::Mounted;

const NAME: &str = "C-0042.zip.age";
static GO_ON: AtomicBool = AtomicBool::new(false);

fn written(destination: &Destination, bytes: &[u8]) -> Written {
    let mut staged = destination.create(NAME).unwrap();
    staged.write_all(bytes).unwrap();
    staged.finish().unwrap()
}

fn read_back(written: Written) -> Result<Confirmed, ReadBackError> {
    written.read_back(&mut |_| {}, &GO_ON)
}

/// Bytes that repeat nowhere within a file of these sizes.
pub fn noise(size: usize) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(size + 32);
    let mut block = Digest::of(b"noise");
    while bytes.len() < size {
        bytes.extend_from_slice(block.as_bytes());
        block = Digest::of(block.as_bytes());
    }
    bytes.truncate(size);
    bytes
}

fn fill(staged: &mut Staged) -> io::Error {
    let block = noise(100_000);
    loop {
        if let Err(error) = staged.write_all(&block) {
            return error;
        }
    }
}

fn is_empty(dir: &Path) -> bool {
    fs::read_dir(dir).unwrap().flatten().all(|entry| entry.file_name() == "lost+found")
}

#[test]
fn every_size_comes_back_as_it_was_written() {
    let dir = tempfile::tempdir().unwrap();
    let destination = Destination::open(dir.path()).unwrap();
    for size in [0, 1, 4095, 4096, 4097, 262_143, 262_144, 262_145, (9 << 20) + 1] {
        let bytes = noise(size);
        let mut staged = destination.create(NAME).unwrap();
        for piece in bytes.chunks(77_777) {
            staged.write_all(piece).unwrap();
        }
        let mut told = 0;
        let confirmed = staged.finish().unwrap().read_back(&mut |read| told = read, &GO_ON).unwrap();
        assert_eq!(usize::try_from(confirmed.size_bytes()).unwrap(), size);
        assert_eq!(told, confirmed.size_bytes());
        assert_eq!(confirmed.name(), NAME);
        assert_eq!(confirmed.path(), dir.path().canonicalize().unwrap().join(NAME));
        assert_eq!(fs::read(confirmed.path()).unwrap(), bytes);
        assert_eq!(fs::metadata(confirmed.path()).unwrap().permissions().mode() & 0o777, 0o600);
        assert!(destination.remove(NAME).unwrap());
    }
}

#[test]
fn a_device_is_read_past_the_cache_and_memory_never_claims_it() {
    if let Some(stick) = Mounted::ext4(8) {
        let destination = Destination::open(stick.point()).unwrap();
        assert_eq!(read_back(written(&destination, &noise(300_001))).unwrap().level(), WriteLevel::V2);
        assert_eq!(destination.digest(NAME, &mut |_| {}, &GO_ON).unwrap().level(), WriteLevel::V2);
    }
    if let Some(memory) = Mounted::tmpfs("size=1m") {
        let destination = Destination::open(memory.point()).unwrap();
        assert_eq!(read_back(written(&destination, &noise(300_001))).unwrap().level(), WriteLevel::V1);
    }
}

#[test]
fn a_byte_changed_behind_the_cache_is_noticed() {
    let Some(stick) = Mounted::ext4(8) else { return };
    let destination = Destination::open(stick.point()).unwrap();
    let bytes = noise(1_000_003);
    let written = written(&destination, &bytes);
    stick.damage(&bytes[500_000..500_064]);
    let path = stick.point().join(NAME);
    assert_eq!(fs::read(&path).unwrap(), bytes, "the cache still shows what was meant");
    match read_back(written) {
        Err(ReadBackError::Differs { expected_bytes, found_bytes, .. }) => {
            assert_eq!((expected_bytes, found_bytes), (1_000_003, 1_000_003));
        }
        other => panic!("{other:?}"),
    }
    assert!(!path.exists(), "a write that was not read back equal is a failed one");
}

#[test]
fn a_confirmed_file_survives_a_power_cut() {
    let Some(stick) = Mounted::ext4(8) else { return };
    let bytes = noise(2_000_001);
    let destination = Destination::open(stick.point()).unwrap();
    let confirmed = read_back(written(&destination, &bytes)).unwrap();
    drop(destination);
    if stick.cut_power().is_none() {
        return;
    }
    stick.unmount();
    stick.mount();
    let destination = Destination::open(stick.point()).unwrap();
    destination.verify(NAME, &Digest::of(&bytes), confirmed.size_bytes(), &mut |_| {}, &GO_ON).unwrap();
}

#[test]
fn a_medium_that_vanishes_while_writing_confirms_nothing() {
    let Some(stick) = Mounted::ext4(8) else { return };
    let destination = Destination::open(stick.point()).unwrap();
    let mut staged = destination.create(NAME).unwrap();
    staged.write_all(&noise(500_000)).unwrap();
    if stick.cut_power().is_none() {
        return;
    }
    let _late = staged.write_all(&noise(500_000));
    assert!(staged.finish().is_err());
}

#[test]
fn a_full_stick_is_no_room_and_nothing_is_left() {
    for stick in [Mounted::ext4(8), Mounted::tmpfs("size=1m")].into_iter().flatten() {
        let destination = Destination::open(stick.point()).unwrap();
        let room = destination.room_bytes().unwrap().unwrap();
        assert!(room > 500_000 && room < 8 << 20, "{room}");
        let mut staged = destination.create(NAME).unwrap();
        assert_eq!(fill(&mut staged).kind(), io::ErrorKind::StorageFull);
        assert!(matches!(staged.failure(), Some(MediaError::NoRoom { path, .. }) if path.ends_with(NAME)));
        assert!(staged.write_all(b"more").is_err(), "the first failure stands");
        assert!(matches!(staged.finish(), Err(MediaError::NoRoom { .. })));
        assert!(is_empty(stick.point()));
    }
}

#[test]
fn a_stick_without_file_nodes_is_no_room() {
    let Some(stick) = Mounted::tmpfs("size=1m,nr_inodes=1") else { return };
    let destination = Destination::open(stick.point()).unwrap();
    assert!(matches!(destination.create(NAME), Err(MediaError::NoRoom { .. })));
}

#[test]
fn a_stick_that_becomes_read_only_confirms_nothing() {
    let Some(stick) = Mounted::ext4(8) else { return };
    let destination = Destination::open(stick.point()).unwrap();
    let mut staged = destination.create(NAME).unwrap();
    staged.write_all(&noise(500_000)).unwrap();
    stick.fall_read_only();
    let _late = staged.write_all(&noise(500_000));
    assert!(matches!(staged.finish(), Err(MediaError::ReadOnly { .. } | MediaError::Failed { .. })));
    assert!(matches!(destination.create("other"), Err(MediaError::ReadOnly { .. })));
}

#[test]
fn a_stick_mounted_read_only_is_not_opened_for_writing_but_can_be_checked() {
    let Some(stick) = Mounted::tmpfs("size=1m,ro") else { return };
    assert!(matches!(Destination::open(stick.point()), Err(MediaError::ReadOnly { .. })));
    let destination = Destination::open_to_read(stick.point(), System::this()).unwrap();
    assert!(destination.facts().unwrap().read_only);
    assert!(destination.names().unwrap().names.is_empty());
}

#[test]
fn a_taken_name_is_refused_whatever_takes_it() {
    let dir = tempfile::tempdir().unwrap();
    let destination = Destination::open(dir.path()).unwrap();
    fs::write(dir.path().join("file"), b"theirs").unwrap();
    fs::create_dir(dir.path().join("folder")).unwrap();
    symlink(dir.path().join("elsewhere"), dir.path().join("dangling")).unwrap();
    symlink(dir.path().join("file"), dir.path().join("link")).unwrap();
    for (name, kind) in
        [("file", Kind::File), ("folder", Kind::Folder), ("dangling", Kind::Link), ("link", Kind::Link)]
    {
        assert!(matches!(destination.create(name), Err(MediaError::AlreadyThere { .. })), "{name}");
        assert_eq!(destination.find(name).unwrap().unwrap().kind, kind);
    }
    assert_eq!(fs::read(dir.path().join("file")).unwrap(), b"theirs");
    assert!(!dir.path().join("elsewhere").exists());
    assert!(destination.digest("link", &mut |_| {}, &GO_ON).is_err(), "a link is not read through");
    let folder = destination.digest("folder", &mut |_| {}, &GO_ON);
    assert!(matches!(folder, Err(ReadBackError::Media(MediaError::NotAFile { .. }))));
}

#[test]
fn what_is_not_a_folder_is_not_opened() {
    let dir = tempfile::tempdir().unwrap();
    let real = dir.path().join("real");
    fs::create_dir(&real).unwrap();
    fs::write(dir.path().join("file"), b"").unwrap();
    symlink(&real, dir.path().join("link")).unwrap();
    assert!(matches!(Destination::open(&dir.path().join("none")), Err(MediaError::NotThere { .. })));
    assert!(matches!(Destination::open(&dir.path().join("file")), Err(MediaError::NotAFolder { .. })));
    for spelling in ["link", "link/", "link/.", "link//"] {
        let opened = Destination::open(&dir.path().join(spelling));
        assert!(matches!(opened, Err(MediaError::Link { .. })), "{spelling}");
    }
    assert_eq!(Destination::open(&real).unwrap().path(), real.canonicalize().unwrap());
}

#[test]
fn a_folder_swapped_for_a_link_redirects_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let (stick, aside, trap) = (dir.path().join("stick"), dir.path().join("aside"), dir.path().join("trap"));
    fs::create_dir(&stick).unwrap();
    fs::create_dir(&trap).unwrap();
    let destination = Destination::open(&stick).unwrap();
    fs::rename(&stick, &aside).unwrap();
    symlink(&trap, &stick).unwrap();
    let mut staged = destination.create(NAME).unwrap();
    staged.write_all(b"sealed").unwrap();
    read_back(staged.finish().unwrap()).unwrap();
    destination.write_small("README.txt", b"how to open").unwrap();
    assert!(is_empty(&trap));
    assert_eq!(fs::read(aside.join(NAME)).unwrap(), b"sealed");
}

#[test]
fn a_file_put_in_place_of_ours_is_neither_confirmed_nor_removed() {
    let dir = tempfile::tempdir().unwrap();
    let destination = Destination::open(dir.path()).unwrap();
    let written = written(&destination, b"sealed");
    fs::rename(dir.path().join(NAME), dir.path().join("taken")).unwrap();
    fs::write(dir.path().join(NAME), b"sealed").unwrap();
    assert!(matches!(read_back(written), Err(ReadBackError::Replaced { .. })));
    assert_eq!(fs::read(dir.path().join(NAME)).unwrap(), b"sealed");
}

#[test]
fn what_is_given_up_dropped_or_cancelled_is_removed() {
    let dir = tempfile::tempdir().unwrap();
    let destination = Destination::open(dir.path()).unwrap();
    let begin = || {
        let mut staged = destination.create(NAME).unwrap();
        staged.write_all(&noise(600_000)).unwrap();
        staged
    };
    begin().discard().unwrap();
    assert!(is_empty(dir.path()));
    drop(begin());
    assert!(is_empty(dir.path()));
    begin().finish().unwrap().discard().unwrap();
    assert!(is_empty(dir.path()));
    let cancel = AtomicBool::new(false);
    let mut asked = |_| cancel.store(true, Ordering::Relaxed);
    assert!(matches!(
        begin().finish().unwrap().read_back(&mut asked, &cancel),
        Err(ReadBackError::Cancelled)
    ));
    assert!(is_empty(dir.path()));
}

#[test]
fn removing_twice_is_removing_once() {
    let dir = tempfile::tempdir().unwrap();
    let destination = Destination::open(dir.path()).unwrap();
    read_back(written(&destination, b"sealed")).unwrap();
    assert!(destination.remove(NAME).unwrap());
    assert!(!destination.remove(NAME).unwrap());
    assert_eq!(destination.find(NAME).unwrap(), None);
}

#[test]
fn another_digest_or_size_is_not_verified() {
    let dir = tempfile::tempdir().unwrap();
    let destination = Destination::open(dir.path()).unwrap();
    let bytes = noise(600_000);
    fs::write(dir.path().join(NAME), &bytes).unwrap();
    let verify = |digest: Digest, size| destination.verify(NAME, &digest, size, &mut |_| {}, &GO_ON);
    assert_eq!(verify(Digest::of(&bytes), 600_000).unwrap().size_bytes(), 600_000);
    for (digest, size) in [
        (Digest::of(b"other"), 600_000),
        (Digest::of(&bytes), 599_999),
        (Digest::of(&bytes[..262_144]), 262_144),
        (Digest::of(b""), 0),
    ] {
        assert!(matches!(verify(digest, size), Err(ReadBackError::Differs { .. })), "{size}");
    }
    let absent = destination.verify("none", &Digest::of(b""), 0, &mut |_| {}, &GO_ON);
    assert!(matches!(absent, Err(ReadBackError::Media(MediaError::NotThere { .. }))));
}

#[test]
fn a_readme_is_written_once_and_never_over_somebody_elses() {
    let dir = tempfile::tempdir().unwrap();
    let destination = Destination::open(dir.path()).unwrap();
    let (name, text) = ("はじめに-README.txt", "開き方\r\n".as_bytes());
    let path = dir.path().join(name);
    destination.check_small(name, text).unwrap();
    destination.write_small(name, text).unwrap();
    destination.check_small(name, text).unwrap();
    destination.write_small(name, text).unwrap();
    assert_eq!(fs::read(&path).unwrap(), text);
    for torn in [&b""[..], &text[..4]] {
        fs::write(&path, torn).unwrap();
        destination.write_small(name, text).unwrap();
        assert_eq!(fs::read(&path).unwrap(), text, "what a power cut left of ours is completed");
    }
    let longer = [text, b"and more"].concat();
    for theirs in [&b"theirs"[..], &longer] {
        fs::write(&path, theirs).unwrap();
        let early = destination.check_small(name, text);
        assert!(matches!(early, Err(ReadBackError::Media(MediaError::OtherContent { .. }))), "{early:?}");
        let refused = destination.write_small(name, text);
        assert!(matches!(refused, Err(ReadBackError::Media(MediaError::OtherContent { .. }))));
        assert_eq!(fs::read(&path).unwrap(), theirs);
    }
    fs::remove_file(&path).unwrap();
    fs::write(dir.path().join("target"), text).unwrap();
    symlink(dir.path().join("target"), &path).unwrap();
    let refused = destination.write_small(name, text);
    assert!(matches!(refused, Err(ReadBackError::Media(MediaError::OtherContent { .. }))), "{refused:?}");
}

#[test]
fn names_on_a_medium_are_bounded_harmless_and_tell_of_autorun() {
    let dir = tempfile::tempdir().unwrap();
    let destination = Destination::open(dir.path()).unwrap();
    assert_eq!(destination.names().unwrap(), sekisho::media::Names::default());
    fs::write(dir.path().join("a\u{1b}[2Jb"), b"").unwrap();
    fs::write(dir.path().join(std::ffi::OsStr::from_bytes(b"\xff\xfe")), b"").unwrap();
    fs::create_dir(dir.path().join("写真")).unwrap();
    let names = destination.names().unwrap();
    assert_eq!(names.names, ["a\u{fffd}[2Jb", "写真", "\u{fffd}\u{fffd}"]);
    assert!(!names.more && !names.autorun);
    for n in 0..300 {
        fs::write(dir.path().join(format!("{n}")), b"").unwrap();
    }
    fs::write(dir.path().join("AutoRun.INF"), b"").unwrap();
    let names = destination.names().unwrap();
    assert!(names.names.len() == 200 && names.more && names.autorun);
}
