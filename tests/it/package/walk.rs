//! What can be listed, and what is refused by name.

use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};

use sekisho::base::digest::Digest;
use sekisho::package::names::NameProblem;
use sekisho::package::source::{Kind, Reason, Refusal, SourceProblem};
use sekisho::package::walk::{Listing, WalkError, list};

pub fn walk(paths: &[PathBuf]) -> Result<Listing, WalkError> {
    list(paths, &mut |_| {}, &AtomicBool::new(false))
}

fn refusals(paths: &[PathBuf]) -> Vec<Refusal> {
    match walk(paths) {
        Err(WalkError::Refused(refusals)) => refusals,
        other => panic!("expected refusals, got {other:?}"),
    }
}

fn reason_of<'a>(refusals: &'a [Refusal], name: &str) -> &'a Reason {
    let found = refusals.iter().find(|refusal| refusal.path.ends_with(&format!("/{name}")));
    &found.unwrap_or_else(|| panic!("{name} is not among {refusals:?}")).reason
}

fn wrong_kind(reason: &Reason) -> Option<Kind> {
    match reason {
        Reason::Source(SourceProblem::WrongKind { found, .. }) => Some(*found),
        _ => None,
    }
}

pub fn folder_in(dir: &Path, name: &str) -> PathBuf {
    let folder = dir.join(name);
    fs::create_dir_all(&folder).unwrap();
    folder
}

#[test]
fn files_and_empty_folders_are_listed_below_the_last_component() {
    let dir = tempfile::tempdir().unwrap();
    let folder = folder_in(dir.path(), "計画 2026");
    folder_in(&folder, "空/中");
    fs::write(folder.join("図面👩‍💻.dwg"), b"drawing").unwrap();
    fs::write(folder.join("empty"), b"").unwrap();
    fs::write(dir.path().join("100%.txt"), b"x").unwrap();
    fs::hard_link(folder.join("empty"), folder.join("hard link")).unwrap();
    let listing = walk(&[folder, dir.path().join("100%.txt")]).unwrap();
    let files: Vec<_> = listing.list.files().iter().map(|file| file.path.as_str()).collect();
    let expected =
        ["data/100%.txt", "data/計画 2026/empty", "data/計画 2026/hard link", "data/計画 2026/図面👩‍💻.dwg"];
    assert_eq!(files, expected);
    assert_eq!(listing.list.folders(), ["data/計画 2026/空/中"]);
    assert_eq!(listing.list.files()[3].sha256, Digest::of(b"drawing"));
    assert_eq!(listing.list.total_bytes(), 8);
    assert_eq!(listing.renamed, []);
}

#[test]
fn a_folder_given_as_a_dot_has_the_name_it_really_has() {
    let dir = tempfile::tempdir().unwrap();
    let folder = folder_in(dir.path(), "real/inner");
    fs::write(dir.path().join("real/a"), b"").unwrap();
    let listing = walk(&[folder.join("..")]).unwrap();
    assert_eq!(listing.list.files()[0].path, "data/real/a");
}

#[test]
fn decomposed_names_travel_composed_and_are_reported() {
    let dir = tempfile::tempdir().unwrap();
    let folder = folder_in(dir.path(), "か\u{3099}");
    fs::write(folder.join("は\u{309a}.txt"), b"x").unwrap();
    let listing = walk(&[folder]).unwrap();
    assert_eq!(listing.list.files()[0].path, "data/が/ぱ.txt");
    let renamed: Vec<_> = listing.renamed.iter().map(|renamed| renamed.path.as_str()).collect();
    assert_eq!(renamed, ["data/が", "data/が/ぱ.txt"]);
    assert_eq!(listing.renamed[1].on_disk, "は\u{309a}.txt");
}

#[test]
fn what_is_no_file_is_refused_by_name_and_never_opened() {
    let dir = tempfile::tempdir().unwrap();
    let folder = folder_in(dir.path(), "x");
    fs::write(folder.join("fine"), b"").unwrap();
    symlink("fine", folder.join("link")).unwrap();
    symlink("nowhere", folder.join("dangling")).unwrap();
    symlink("loop", folder.join("loop")).unwrap();
    symlink("/", folder.join("root link")).unwrap();
    assert!(Command::new("mkfifo").arg(folder.join("fifo")).status().unwrap().success());
    let _socket = std::os::unix::net::UnixListener::bind(folder.join("socket")).unwrap();
    let refusals = refusals(std::slice::from_ref(&folder));
    for name in ["link", "dangling", "loop", "root link"] {
        assert_eq!(wrong_kind(reason_of(&refusals, name)), Some(Kind::Link), "{name}");
    }
    assert_eq!(wrong_kind(reason_of(&refusals, "fifo")), Some(Kind::Fifo));
    assert_eq!(wrong_kind(reason_of(&refusals, "socket")), Some(Kind::Socket));
    assert_eq!(refusals.len(), 6, "{refusals:?}");
}

#[test]
fn a_device_node_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    let folder = folder_in(dir.path(), "x");
    let made = Command::new("mknod").arg(folder.join("null")).args(["c", "1", "3"]).output().unwrap();
    // Only root makes device nodes; anybody else has one to point at.
    let paths = if made.status.success() { vec![folder] } else { vec![PathBuf::from("/dev/null")] };
    assert_eq!(wrong_kind(reason_of(&refusals(&paths), "null")), Some(Kind::Device));
}

#[test]
fn a_path_that_is_itself_a_link_is_refused_even_with_a_slash() {
    let dir = tempfile::tempdir().unwrap();
    folder_in(dir.path(), "real/inner");
    symlink("real", dir.path().join("link")).unwrap();
    for given in ["link", "link/"] {
        let refusals = refusals(&[dir.path().join(given)]);
        assert_eq!(wrong_kind(&refusals[0].reason), Some(Kind::Link), "{given}");
    }
    // A link further up is the user's way of saying where; it is followed.
    let listing = walk(&[dir.path().join("link/inner")]).unwrap();
    assert_eq!(listing.list.folders(), ["data/inner"]);
}

#[test]
fn two_paths_with_one_name_are_refused() {
    let dir = tempfile::tempdir().unwrap();
    for (a, b) in [("one/same", "two/same"), ("one/Case", "two/case"), ("one/か\u{3099}", "two/が")] {
        let paths = [folder_in(dir.path(), a), folder_in(dir.path(), b)];
        assert!(matches!(refusals(&paths)[0].reason, Reason::SameName { .. }), "{a} {b}");
    }
}

#[test]
fn names_that_become_one_elsewhere_are_refused() {
    let dir = tempfile::tempdir().unwrap();
    let folder = folder_in(dir.path(), "x");
    for name in ["Readme", "README", "が", "か\u{3099}", "straße", "STRASSE"] {
        fs::write(folder.join(name), name).unwrap();
    }
    folder_in(&folder, "DIR");
    folder_in(&folder, "dir");
    let refusals = refusals(&[folder]);
    assert_eq!(refusals.len(), 4, "{refusals:?}");
    assert!(refusals.iter().all(|refusal| matches!(refusal.reason, Reason::SameName { .. })));
}

#[test]
fn every_refusal_is_reported_not_only_the_first() {
    let dir = tempfile::tempdir().unwrap();
    let folder = folder_in(dir.path(), "x");
    for name in ["CON", "a:b", "line\nbreak", "end.", "nul.txt", "what?"] {
        fs::write(folder.join(name), b"").unwrap();
    }
    let bytes = std::ffi::OsStr::from_bytes(b"\xff\xfe");
    fs::write(folder.join(bytes), b"").unwrap();
    let deep = folder_in(&folder, &["d"; 63].join("/"));
    fs::write(deep.join("f"), b"").unwrap();
    let refusals = refusals(&[folder, dir.path().join("missing")]);
    assert_eq!(refusals.len(), 9, "{refusals:?}");
    assert!(matches!(reason_of(&refusals, "CON"), Reason::Name(NameProblem::Reserved { .. })));
    assert!(matches!(reason_of(&refusals, "a:b"), Reason::Name(NameProblem::Forbidden { character: ':' })));
    assert!(matches!(reason_of(&refusals, "line\nbreak"), Reason::Name(NameProblem::Control { .. })));
    assert!(matches!(reason_of(&refusals, "end."), Reason::Name(NameProblem::TrailingDotOrSpace)));
    assert!(matches!(reason_of(&refusals, "nul.txt"), Reason::Name(NameProblem::Reserved { .. })));
    assert!(matches!(reason_of(&refusals, "\u{fffd}\u{fffd}"), Reason::Name(NameProblem::NotUnicode)));
    assert!(matches!(reason_of(&refusals, "d"), Reason::Name(NameProblem::TooDeep { depth: 65 })));
    assert!(matches!(reason_of(&refusals, "missing"), Reason::Source(SourceProblem::Missing)));
}

#[test]
fn a_name_of_255_bytes_travels() {
    let dir = tempfile::tempdir().unwrap();
    let name = "あ".repeat(85);
    fs::write(dir.path().join(&name), b"x").unwrap();
    let listing = walk(&[dir.path().join(&name)]).unwrap();
    assert_eq!(listing.list.files()[0].path, format!("data/{name}"));
}

#[test]
fn a_mount_point_inside_is_refused_and_a_given_one_is_not() {
    // /proc/self and /sys are filesystems of their own in every Linux machine and container.
    let Err(WalkError::Refused(refusals)) = walk(&[PathBuf::from("/dev")]) else { panic!("/dev was listed") };
    assert!(matches!(reason_of(&refusals, "pts"), Reason::Source(SourceProblem::OtherFilesystem)));
    let shm = PathBuf::from("/dev/shm").join(format!("sekisho-{}", std::process::id()));
    fs::create_dir(&shm).unwrap();
    let listing = walk(std::slice::from_ref(&shm));
    fs::remove_dir(&shm).unwrap();
    assert_eq!(listing.unwrap().list.folders().len(), 1);
}

#[test]
fn a_bind_mount_of_the_same_filesystem_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    let folder = folder_in(dir.path(), "x/inner");
    let elsewhere = folder_in(dir.path(), "elsewhere");
    fs::write(elsewhere.join("secret"), b"").unwrap();
    let script = format!("mount --bind '{}' '{}' && exec \"$@\"", elsewhere.display(), folder.display());
    let this = std::env::current_exe().unwrap();
    let name = "package::walk::helper_lists_the_folder_named_in_the_environment";
    let namespaces: &[&str] = if rustix::process::geteuid().is_root() {
        &["--mount"]
    } else {
        &["--user", "--map-root-user", "--mount"]
    };
    let run = Command::new("unshare")
        .args(namespaces)
        .args(["sh", "-c", &script, "sh"])
        .arg(this)
        .args(["--exact", name, "--nocapture"])
        .env("SEKISHO_TEST_LIST", dir.path().join("x"))
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&run.stdout).into_owned() + &String::from_utf8_lossy(&run.stderr);
    if said.contains("REFUSED") || said.contains("LISTED") {
        assert!(said.contains("inner: OtherFilesystem"), "{said}");
    } else {
        crate::package::peers::cannot("mount in a namespace", &said);
    }
}

#[test]
fn a_kernel_without_openat2_refuses_mount_points_and_links_as_well() {
    let Some(strace) = crate::support::require_peer("strace") else { return };
    let name = "package::walk::helper_lists_the_folder_named_in_the_environment";
    let run = Command::new(strace)
        .args(["-f", "-qq", "-o", "/dev/null", "-e", "inject=openat2:error=ENOSYS"])
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", name, "--nocapture"])
        .env("SEKISHO_TEST_LIST", "/dev")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&run.stdout).into_owned() + &String::from_utf8_lossy(&run.stderr);
    assert!(said.contains("pts: OtherFilesystem"), "{said}");
    assert!(said.contains("stdin: WrongKind { expected: File, found: Link }"), "{said}");
}

#[test]
fn an_unreadable_file_or_folder_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    let folder = folder_in(dir.path(), "x");
    let closed = folder_in(&folder, "closed folder");
    fs::write(folder.join("closed"), b"").unwrap();
    fs::write(folder.join("open"), b"").unwrap();
    for path in [&closed, &folder.join("closed")] {
        fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(0o000)).unwrap();
    }
    fs::set_permissions(dir.path(), std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    // Root reads everything, so the listing is done by somebody else.
    let name = "package::walk::helper_lists_the_folder_named_in_the_environment";
    let this = crate::package::peers::runnable_by_anybody(dir.path());
    let mut command = if rustix::process::geteuid().is_root() {
        let mut command = Command::new("setpriv");
        command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]).arg(this);
        command
    } else {
        Command::new(this)
    };
    let run =
        command.args(["--exact", name, "--nocapture"]).env("SEKISHO_TEST_LIST", &folder).output().unwrap();
    let said = String::from_utf8_lossy(&run.stdout).into_owned() + &String::from_utf8_lossy(&run.stderr);
    for path in [&closed, &folder.join("closed")] {
        fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    }
    assert!(said.contains("REFUSED 2"), "{said}");
    assert!(said.contains("closed: Io(PermissionDenied)"), "{said}");
    assert!(said.contains("closed folder: Io(PermissionDenied)"), "{said}");
}

/// Not a test of its own: what the two above run as somebody else.
#[test]
fn helper_lists_the_folder_named_in_the_environment() {
    let Some(folder) = std::env::var_os("SEKISHO_TEST_LIST") else { return };
    let refusals = match walk(&[PathBuf::from(folder)]) {
        Err(WalkError::Refused(refusals)) => refusals,
        other => return println!("LISTED {other:?}"),
    };
    println!("REFUSED {}", refusals.len());
    for refusal in refusals {
        let name = refusal.path.rsplit('/').next().unwrap();
        match refusal.reason {
            Reason::Source(SourceProblem::Io(error)) => println!("{name}: Io({:?})", error.kind()),
            Reason::Source(problem) => println!("{name}: {problem:?}"),
            reason => println!("{name}: {reason:?}"),
        }
    }
}

#[test]
fn a_file_that_changes_while_it_is_hashed_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("growing");
    fs::write(&path, vec![0; 64 << 20]).unwrap();
    let mut grown = false;
    let grow = path.clone();
    let result = list(
        &[path],
        &mut |progress| {
            // After the first block was hashed and long before the last one.
            if progress.bytes_done > 0 && !grown {
                grown = true;
                fs::OpenOptions::new().append(true).open(&grow).unwrap().set_len((64 << 20) + 1).unwrap();
            }
        },
        &AtomicBool::new(false),
    );
    let Err(WalkError::Refused(refusals)) = result else { panic!("{result:?}") };
    assert!(matches!(reason_of(&refusals, "growing"), Reason::Source(SourceProblem::Changed)));
}

#[test]
fn a_cancelled_walk_ends_without_a_list() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("x"), vec![0; 8 << 20]).unwrap();
    let cancel = AtomicBool::new(false);
    let result = list(&[dir.path().join("x")], &mut |_| cancel.store(true, Ordering::Relaxed), &cancel);
    assert!(matches!(result, Err(WalkError::Cancelled)), "{result:?}");
}

#[test]
fn progress_knows_its_totals_and_reaches_them() {
    let dir = tempfile::tempdir().unwrap();
    let folder = folder_in(dir.path(), "x");
    fs::write(folder.join("a"), vec![0; 1 << 20]).unwrap();
    fs::write(folder.join("b"), b"b").unwrap();
    let mut seen = Vec::new();
    list(&[folder], &mut |progress| seen.push(progress), &AtomicBool::new(false)).unwrap();
    let last = seen.last().unwrap();
    assert_eq!((last.files_done, last.bytes_done), (2, (1 << 20) + 1));
    assert_eq!((last.files_total, last.bytes_total), (Some(2), Some((1 << 20) + 1)));
}
