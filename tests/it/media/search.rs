//! Searching a whole medium for copies and remnants.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};

use sekisho::media::{Destination, Kind, SearchError, Searched, Sought, System, Unsearched, Walked};

use super::erase::{erase, expected};
use super::mounted::Mounted;
use super::writing::noise;

static GO_ON: AtomicBool = AtomicBool::new(false);

/// What lies 64 bytes into each block of 64 KiB.
fn patterns(content: &[u8]) -> Vec<[u8; 16]> {
    content
        .chunks(65_536)
        .filter_map(|block| block.get(64..80))
        .map(|piece| piece.try_into().unwrap())
        .collect()
}

fn search_for(root: &Path, content: &[u8], known: &[PathBuf]) -> Searched {
    let patterns = patterns(content);
    let sought = Sought { files: &[expected(content)], patterns: &patterns, patterns_at: 64, known };
    let destination = Destination::open_to_read(root, System::this()).unwrap();
    destination.search(&sought, &mut |_| {}, &GO_ON).unwrap()
}

fn write(path: &Path, bytes: &[u8]) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

fn copies(searched: &Searched) -> Vec<&Path> {
    let mut paths: Vec<_> = searched.copies.items.iter().map(|copy| copy.path.as_path()).collect();
    paths.sort();
    paths
}

fn remnants(searched: &Searched) -> Vec<&Path> {
    let mut paths: Vec<_> = searched.remnants.items.iter().map(|remnant| remnant.path.as_path()).collect();
    paths.sort();
    paths
}

fn others(searched: &Searched) -> Vec<&Path> {
    let mut paths: Vec<_> = searched.others.items.iter().map(|other| other.path.as_path()).collect();
    paths.sort();
    paths
}

#[test]
fn a_copy_is_found_under_any_name_in_any_bin() {
    let dir = tempfile::tempdir().unwrap();
    let content = noise(300_000);
    let places = [
        "C-0042.zip.age",
        ".hidden/deep/er/写真.jpg",
        ".Trash-1000/files/C-0042.zip.age",
        "$RECYCLE.BIN/S-1-5-21/$RABCDEF.age",
        "System Volume Information/x",
    ];
    for place in places {
        write(&dir.path().join(place), &content);
    }
    let odd = OsStr::from_bytes(b"not \xff utf-8\n");
    write(&dir.path().join(odd), &content);
    fs::hard_link(dir.path().join(places[0]), dir.path().join("linked")).unwrap();
    let searched = search_for(dir.path(), &content, &[]);
    let mut all: Vec<&Path> = places.iter().map(Path::new).collect();
    all.extend([Path::new(odd), Path::new("linked")]);
    all.sort();
    assert_eq!(copies(&searched), all);
    assert!(searched.is_whole() && !searched.found_nothing());
    assert!(searched.remnants.is_empty() && searched.others.is_empty());
    assert_eq!((searched.walked.files, searched.walked.folders), (7, 9));
}

#[test]
fn a_truncated_or_changed_copy_is_a_remnant() {
    let dir = tempfile::tempdir().unwrap();
    let content = noise(5_000_000);
    write(&dir.path().join("cut short"), &content[..65_700]);
    write(&dir.path().join("first sector"), &content[..512]);
    write(&dir.path().join("longer"), &[&content[..], b"more"].concat());
    let mut changed = content.clone();
    changed[4_000_000] ^= 1;
    write(&dir.path().join("changed"), &changed);
    changed[..2_500_000].fill(0);
    write(&dir.path().join("beginning gone"), &changed);
    write(&dir.path().join("block taken out"), &content[131_072..262_144]);
    write(&dir.path().join("too short to tell"), &content[..79]);
    write(&dir.path().join("another"), &noise(6_000_000)[1..]);
    write(&dir.path().join("empty"), b"");
    let searched = search_for(dir.path(), &content, &[]);
    let found = ["beginning gone", "block taken out", "changed", "cut short", "first sector", "longer"];
    assert_eq!(remnants(&searched), found.map(Path::new));
    assert_eq!(others(&searched), ["another", "empty", "too short to tell"].map(Path::new));
    assert!(searched.copies.is_empty() && searched.is_whole());
    let of = |name: &str| searched.remnants.items.iter().find(|found| found.path == Path::new(name)).unwrap();
    assert_eq!((of("cut short").matches, of("cut short").places), (2, 2));
    assert_eq!((of("changed").matches, of("changed").places), (32, 32));
    assert_eq!(of("changed").size_bytes, 5_000_000);
}

#[test]
fn on_exfat_a_copy_in_a_bin_is_found() {
    let Some(stick) = Mounted::exfat(16) else { return };
    let content = noise(300_000);
    write(&stick.point().join(".Trash-1000/files/C-0042.zip.age"), &content);
    write(&stick.point().join("$RECYCLE.BIN/S-1-5-21/$RABCDEF.age"), &content[..100_000]);
    let searched = search_for(stick.point(), &content, &[]);
    assert_eq!(copies(&searched), [Path::new(".Trash-1000/files/C-0042.zip.age")]);
    assert_eq!(remnants(&searched), [Path::new("$RECYCLE.BIN/S-1-5-21/$RABCDEF.age")]);
    assert!(searched.is_whole(), "{:?}", searched.notes);
}

#[test]
fn each_volume_is_known_by_its_own_digest() {
    let dir = tempfile::tempdir().unwrap();
    let volumes = [noise(200_000), noise(300_000)];
    write(&dir.path().join("b"), &volumes[1]);
    let files = [expected(&volumes[0]), expected(&volumes[1])];
    let sought = Sought { files: &files, ..Sought::default() };
    let destination = Destination::open(dir.path()).unwrap();
    let searched = destination.search(&sought, &mut |_| {}, &GO_ON).unwrap();
    assert_eq!(searched.copies.items.len(), 1);
    assert_eq!(searched.copies.items[0].file, 1);
}

#[test]
fn what_was_erased_is_not_found_again() {
    let dir = tempfile::tempdir().unwrap();
    let content = noise(300_000);
    let path = dir.path().join("C-0042.zip.age");
    fs::write(&path, &content).unwrap();
    fs::hard_link(&path, dir.path().join("linked")).unwrap();
    assert_eq!(search_for(dir.path(), &content, &[]).copies.count(), 2);
    erase(dir.path(), &expected(&content)).unwrap();
    let searched = search_for(dir.path(), &content, &[]);
    assert!(searched.found_nothing());
    assert_eq!(others(&searched), [Path::new("linked")]);
}

#[test]
fn autorun_and_everything_unexpected_are_listed() {
    let dir = tempfile::tempdir().unwrap();
    let content = noise(1000);
    write(&dir.path().join("AUTORUN.inf"), b"[autorun]");
    write(&dir.path().join("in/autorun.inf"), b"[autorun]");
    write(&dir.path().join("はじめに-README.txt"), b"how to open");
    write(&dir.path().join("photo.jpg"), b"x");
    symlink("/etc/passwd", dir.path().join("link")).unwrap();
    rustix::fs::mknodat(
        rustix::fs::CWD,
        dir.path().join("pipe"),
        rustix::fs::FileType::Fifo,
        rustix::fs::Mode::RUSR,
        0,
    )
    .unwrap();
    let known = [PathBuf::from("はじめに-README.txt")];
    let searched = search_for(dir.path(), &content, &known);
    assert_eq!(
        others(&searched),
        ["AUTORUN.inf", "in/autorun.inf", "link", "photo.jpg", "pipe"].map(Path::new)
    );
    let mut autorun = searched.autorun.items.clone();
    autorun.sort();
    assert_eq!(autorun, ["AUTORUN.inf", "in/autorun.inf"].map(PathBuf::from));
    let kind = |name: &str| {
        searched.others.items.iter().find(|other| other.path == Path::new(name)).unwrap().found.kind
    };
    assert_eq!((kind("link"), kind("pipe"), kind("photo.jpg")), (Kind::Link, Kind::Other, Kind::File));
    assert!(searched.found_nothing() && searched.is_whole());
}

#[test]
fn a_link_is_not_followed_out_of_the_medium() {
    let outside = tempfile::tempdir().unwrap();
    let dir = tempfile::tempdir().unwrap();
    let content = noise(1000);
    fs::write(outside.path().join("copy"), &content).unwrap();
    symlink(outside.path(), dir.path().join("folder")).unwrap();
    symlink(outside.path().join("copy"), dir.path().join("file")).unwrap();
    symlink(".", dir.path().join("circle")).unwrap();
    let searched = search_for(dir.path(), &content, &[]);
    assert!(searched.found_nothing());
    assert_eq!(searched.walked, Walked { folders: 1, files: 3, read_bytes: 0 });
}

#[test]
fn another_filesystem_below_is_not_entered_and_said() {
    let (Some(stick), Some(other)) = (Mounted::ext4(8), Mounted::tmpfs("size=1m")) else { return };
    let content = noise(1000);
    fs::write(other.point().join("copy"), &content).unwrap();
    let below = stick.point().join("below");
    fs::create_dir(&below).unwrap();
    let bound = Command::new("mount").arg("--bind").arg(other.point()).arg(&below).status().unwrap();
    assert!(bound.success());
    let searched = search_for(stick.point(), &content, &[]);
    let unmounted = Command::new("umount").arg("-l").arg(&below).status().unwrap();
    assert!(unmounted.success());
    assert!(searched.found_nothing());
    assert_eq!(searched.notes.items[0].path, Path::new("below"));
    assert!(matches!(searched.notes.items[0].why, Unsearched::OtherFilesystem));
}

#[test]
fn what_cannot_be_read_is_a_note_and_never_silence() {
    let dir = tempfile::tempdir().unwrap();
    let content = noise(1000);
    let mut deep = dir.path().to_path_buf();
    for _level in 0..140 {
        deep.push("d");
    }
    write(&deep.join("copy"), &content);
    let searched = search_for(dir.path(), &content, &[]);
    assert!(searched.found_nothing() && !searched.is_whole());
    assert!(matches!(searched.notes.items[0].why, Unsearched::TooDeep));
    assert!(searched.ended_early, "a copy may lie deeper");
    assert_eq!(searched.notes.items[0].path.components().count(), 129);
    assert_eq!(searched.walked.folders, 129);
}

/// The child of the tests below: root reads everything, so somebody else has to search; and one whose calls fail.
#[test]
fn as_a_child_searches_a_folder() {
    let Some(root) = std::env::var_os("SEKISHO_TEST_SEARCH") else { return };
    let destination = Destination::open_to_read(Path::new(&root), System::this()).unwrap();
    let sought = Sought { files: &[expected(&noise(1000))], ..Sought::default() };
    let searched = match destination.search(&sought, &mut |_| {}, &GO_ON) {
        Ok(searched) => searched,
        Err(SearchError::Media(error)) => return println!("outcome: Media({error:?})"),
        Err(SearchError::Cancelled) => return println!("outcome: cancelled"),
    };
    for note in &searched.notes.items {
        println!("note: {} {:?}", note.path.display(), note.why);
    }
    println!("outcome: {} {}", searched.is_whole(), searched.copies.count());
}

#[test]
fn a_folder_or_file_without_permission_is_a_note() {
    if !rustix::process::geteuid().is_root() {
        return crate::support::missing("the right to become somebody else (root)");
    }
    let Some(setpriv) = crate::support::require_peer("setpriv") else { return };
    let dir = tempfile::tempdir().unwrap();
    fs::set_permissions(dir.path(), fs::Permissions::from_mode(0o755)).unwrap();
    write(&dir.path().join("locked/copy"), &noise(1000));
    write(&dir.path().join("secret"), &noise(1000));
    write(&dir.path().join("open"), &noise(1000));
    fs::set_permissions(dir.path().join("locked"), fs::Permissions::from_mode(0o700)).unwrap();
    fs::set_permissions(dir.path().join("secret"), fs::Permissions::from_mode(0o600)).unwrap();
    let program = dir.path().join("program");
    fs::copy(std::env::current_exe().unwrap(), &program).unwrap();
    let output = Command::new(setpriv)
        .args(["--reuid", "65534", "--regid", "65534", "--clear-groups"])
        .arg(&program)
        .args(["--exact", "media::search::as_a_child_searches_a_folder", "--nocapture"])
        .env("SEKISHO_TEST_SEARCH", dir.path())
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&output.stdout);
    assert!(told.contains("outcome: false 1"), "{told}");
    for path in ["locked", "secret"] {
        assert!(told.contains(&format!("note: {path} Unreadable(")), "{told}");
    }
}

#[test]
fn a_search_can_be_stopped() {
    let dir = tempfile::tempdir().unwrap();
    let content = noise(1_000_000);
    write(&dir.path().join("copy"), &content);
    write(&dir.path().join("copy of it"), &content);
    let destination = Destination::open(dir.path()).unwrap();
    let sought = Sought { files: &[expected(&content)], ..Sought::default() };
    let cancel = AtomicBool::new(false);
    let mut once_read = |walked: &Walked| cancel.store(walked.read_bytes > 0, Ordering::Relaxed);
    let stopped = destination.search(&sought, &mut once_read, &cancel);
    assert!(matches!(stopped, Err(SearchError::Cancelled)), "{stopped:?}");
}

#[test]
fn a_folder_that_cannot_be_read_is_not_an_empty_one() {
    let Some(strace) = crate::support::require_peer("strace") else { return };
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path().canonicalize().unwrap();
    write(&root.join("in/copy"), &noise(1000));
    for (broken, said) in [
        (root.clone(), "outcome: Media(Failed { step: List"),
        (root.join("in"), "note: in Unreadable(Os { code: 5"),
        (root.join("in/copy"), "note: in/copy Unreadable(Os { code: 5"),
    ] {
        let call = if broken.is_dir() { "getdents64" } else { "read" };
        let output = Command::new(&strace)
            .args(["-f", "-qq", "-o", "/dev/null", "-e", &format!("inject={call}:error=EIO:when=1"), "-P"])
            .arg(&broken)
            .arg(std::env::current_exe().unwrap())
            .args(["--exact", "media::search::as_a_child_searches_a_folder", "--nocapture"])
            .env("SEKISHO_TEST_SEARCH", &root)
            .output()
            .unwrap();
        let told = String::from_utf8_lossy(&output.stdout);
        assert!(told.contains(said), "{broken:?}: {told}");
    }
}
