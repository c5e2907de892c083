//! Packing what was approved, and nothing else: every difference is refused by name.

use std::fs;
use std::io::{self, Write};
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};

use sekisho::base::digest::Digest;
use sekisho::base::limits;
use sekisho::base::secret::SecretText;
use sekisho::package::compress::Compression;
use sekisho::package::file_list::FileList;
use sekisho::package::pack::{PackError, Packed, size_bytes_at_most};
use sekisho::package::progress::Progress;
use sekisho::package::seal::{Seal, SealError};
use sekisho::package::source::{Kind, Roots, SourceProblem};

use super::desk::{Desk, noise};
use crate::support::require_peer;

/// Packs `from/x` after listing it, doing `mischief` once when `when` says so.
fn pack_with(
    desk: &Desk,
    when: fn(Progress) -> bool,
    mischief: impl FnOnce() + Send,
) -> (Result<Packed, PackError>, Vec<u8>) {
    let (list, roots) = (desk.list("x"), desk.roots("x"));
    let (mut sealed, mut mischief) = (Vec::new(), Some(mischief));
    let mut progress = |now: Progress| {
        if when(now)
            && let Some(mischief) = mischief.take()
        {
            mischief();
        }
    };
    let result = desk.pack_into(&list, &roots, &mut sealed, &mut progress, &AtomicBool::new(false));
    (result, sealed)
}

fn before_anything(now: Progress) -> bool {
    now.files_done == 0
}

fn after_the_first_file(now: Progress) -> bool {
    now.files_done == 1
}

fn after_the_first_block(now: Progress) -> bool {
    now.bytes_done > 0
}

fn problem(desk: &Desk, result: (Result<Packed, PackError>, Vec<u8>), path: &str) -> SourceProblem {
    let (result, sealed) = result;
    assert!(!desk.opens(&sealed), "a failed package opens");
    match result {
        Err(PackError::Source { path: named, problem }) => {
            assert_eq!(named, path);
            problem
        }
        other => panic!("expected a refusal of {path}, got {other:?}"),
    }
}

/// `x/a` and `x/b`, both with ten bytes.
fn two_files() -> Desk {
    let desk = Desk::new();
    desk.write("x/a", b"0123456789");
    desk.write("x/b", b"0123456789");
    desk
}

/// `x/large`, several blocks long.
fn one_large_file() -> Desk {
    let desk = Desk::new();
    desk.write("x/large", noise(16 * limits::IO_BLOCK_BYTES + 1));
    desk
}

const LARGE: u64 = 16 * 256 * 1024 + 1;

fn set_len(path: &Path, size_bytes: u64) {
    fs::OpenOptions::new().write(true).open(path).unwrap().set_len(size_bytes).unwrap();
}

#[test]
fn a_file_changed_since_the_list_is_refused() {
    let desk = two_files();
    let b = desk.path("from/x/b");
    let found = problem(
        &desk,
        pack_with(&desk, before_anything, || fs::write(&b, "9876543210").unwrap()),
        "data/x/b",
    );
    assert!(matches!(found, SourceProblem::Content { .. }), "{found:?}");
}

#[test]
fn a_file_that_grew_shrank_or_vanished_before_its_turn_is_refused() {
    let (desk, large) = (two_files(), 11);
    let b = desk.path("from/x/b");
    let found = problem(&desk, pack_with(&desk, after_the_first_file, || set_len(&b, large)), "data/x/b");
    assert!(matches!(found, SourceProblem::Grew { listed: 10, found: 11 }), "{found:?}");

    let desk = two_files();
    let b = desk.path("from/x/b");
    let found = problem(&desk, pack_with(&desk, after_the_first_file, || set_len(&b, 9)), "data/x/b");
    assert!(matches!(found, SourceProblem::Shrank { listed: 10, found: 9 }), "{found:?}");

    let desk = two_files();
    let b = desk.path("from/x/b");
    let found =
        problem(&desk, pack_with(&desk, after_the_first_file, || fs::remove_file(&b).unwrap()), "data/x/b");
    assert!(matches!(found, SourceProblem::Missing), "{found:?}");
}

#[test]
fn a_file_swapped_for_a_link_is_refused_even_if_the_content_is_the_same() {
    let desk = two_files();
    let b = desk.path("from/x/b");
    let swap = || {
        fs::rename(&b, desk.path("elsewhere")).unwrap();
        symlink(desk.path("elsewhere"), &b).unwrap();
    };
    let found = problem(&desk, pack_with(&desk, after_the_first_file, swap), "data/x/b");
    assert!(matches!(found, SourceProblem::WrongKind { found: Kind::Link, .. }), "{found:?}");
}

#[test]
fn a_folder_swapped_for_a_link_is_refused_even_if_the_content_is_the_same() {
    let desk = Desk::new();
    desk.write("x/a", b"a");
    desk.write("x/b/c", b"c");
    let folder = desk.path("from/x/b");
    let swap = || {
        fs::rename(&folder, desk.path("elsewhere")).unwrap();
        symlink(desk.path("elsewhere"), &folder).unwrap();
    };
    let found = problem(&desk, pack_with(&desk, after_the_first_file, swap), "data/x/b/c");
    assert!(matches!(found, SourceProblem::WrongKind { found: Kind::Link, .. }), "{found:?}");
}

#[test]
fn a_file_swapped_for_a_fifo_is_refused_and_does_not_hang() {
    let desk = two_files();
    let b = desk.path("from/x/b");
    let swap = || {
        fs::remove_file(&b).unwrap();
        assert!(Command::new("mkfifo").arg(&b).status().unwrap().success());
    };
    let found = problem(&desk, pack_with(&desk, after_the_first_file, swap), "data/x/b");
    assert!(matches!(found, SourceProblem::WrongKind { found: Kind::Fifo, .. }), "{found:?}");
}

#[test]
fn an_empty_folder_that_is_gone_is_refused() {
    let desk = two_files();
    fs::create_dir(desk.path("from/x/empty")).unwrap();
    let empty = desk.path("from/x/empty");
    let gone = || fs::remove_dir(&empty).unwrap();
    let found = problem(&desk, pack_with(&desk, before_anything, gone), "data/x/empty");
    assert!(matches!(found, SourceProblem::Missing), "{found:?}");
}

#[test]
fn a_file_written_to_while_it_is_packed_is_refused() {
    let desk = one_large_file();
    let large = desk.path("from/x/large");
    let found = problem(
        &desk,
        pack_with(&desk, after_the_first_block, || set_len(&large, LARGE + 1)),
        "data/x/large",
    );
    assert!(matches!(found, SourceProblem::Grew { listed: LARGE, .. }), "{found:?}");

    let desk = one_large_file();
    let large = desk.path("from/x/large");
    let cut = || set_len(&large, LARGE - 5);
    let found = problem(&desk, pack_with(&desk, after_the_first_block, cut), "data/x/large");
    assert!(matches!(found, SourceProblem::Shrank { listed: LARGE, .. }), "{found:?}");

    let desk = one_large_file();
    let large = desk.path("from/x/large");
    let overwrite = || {
        use std::os::unix::fs::FileExt as _;
        let file = fs::OpenOptions::new().write(true).open(&large).unwrap();
        file.write_all_at(b"other", LARGE - 5).unwrap();
    };
    let found = problem(&desk, pack_with(&desk, after_the_first_block, overwrite), "data/x/large");
    assert!(matches!(found, SourceProblem::Content { .. }), "{found:?}");
}

#[test]
fn a_name_swapped_after_its_file_was_opened_changes_nothing() {
    let desk = one_large_file();
    let large = desk.path("from/x/large");
    let swap = || {
        fs::rename(&large, desk.path("elsewhere")).unwrap();
        symlink("/etc/passwd", &large).unwrap();
    };
    let (result, sealed) = pack_with(&desk, after_the_first_block, swap);
    assert_eq!(result.unwrap().sha256, Digest::of(&sealed));
    assert!(desk.opens(&sealed));
}

#[test]
fn content_is_approved_not_place() {
    let desk = two_files();
    let list = desk.list("x");
    fs::create_dir_all(desk.path("moved/here")).unwrap();
    fs::rename(desk.path("from/x"), desk.path("moved/here/x")).unwrap();
    let roots = Roots::open(&[desk.path("moved/here/x")]).unwrap();
    let mut sealed = Vec::new();
    desk.pack_into(&list, &roots, &mut sealed, &mut |_| {}, &AtomicBool::new(false)).unwrap();
    assert!(desk.opens(&sealed));
    // A place without that content is not the place.
    let roots = Roots::open(&[desk.path("from")]).unwrap();
    let refused = desk.pack_into(&list, &roots, &mut sealed, &mut |_| {}, &AtomicBool::new(false));
    assert!(matches!(refused, Err(PackError::Source { problem: SourceProblem::Missing, .. })), "{refused:?}");
}

#[test]
fn decomposed_names_are_found_where_the_list_says_composed() {
    let desk = Desk::new();
    desk.write("x/か\u{3099}/は\u{309a}.txt", b"x");
    let (packed, sealed) = desk.pack("x");
    assert_eq!(packed.files, 1);
    assert!(desk.opens(&sealed));
}

#[test]
fn two_spellings_of_a_listed_name_leave_open_which_was_approved() {
    let desk = Desk::new();
    desk.write("x/s\u{323}\u{307}", b"approved");
    let list = desk.list("x");
    assert_eq!(list.files()[0].path, "data/x/\u{1e69}");
    desk.write("x/s\u{307}\u{323}", b"approved");
    let mut sealed = Vec::new();
    let result = desk.pack_into(&list, &desk.roots("x"), &mut sealed, &mut |_| {}, &AtomicBool::new(false));
    assert!(matches!(problem(&desk, (result, sealed), "data/x/\u{1e69}"), SourceProblem::Ambiguous));
}

#[test]
fn what_lies_beside_the_approved_files_is_not_packed() {
    let desk = two_files();
    let list = desk.list("x");
    desk.write("x/not approved", b"secret");
    let mut sealed = Vec::new();
    desk.pack_into(&list, &desk.roots("x"), &mut sealed, &mut |_| {}, &AtomicBool::new(false)).unwrap();
    fs::write(desk.path("C-0042.zip.age"), sealed).unwrap();
    desk.succeed("age", &["-d", "-i", "key.txt", "-o", "C-0042.zip", "C-0042.zip.age"]);
    assert!(!desk.succeed("unzip", &["-l", "C-0042.zip"]).contains("not approved"));
}

#[test]
fn cancelling_ends_the_pass_without_a_package() {
    let desk = one_large_file();
    let cancel = AtomicBool::new(false);
    let mut sealed = Vec::new();
    let mut progress = |now: Progress| cancel.store(now.bytes_done > 0, Ordering::Relaxed);
    let result = desk.pack_into(&desk.list("x"), &desk.roots("x"), &mut sealed, &mut progress, &cancel);
    assert!(matches!(result, Err(PackError::Cancelled)), "{result:?}");
    assert!(!desk.opens(&sealed));
}

/// Takes `left` bytes and then does something else.
struct Full<Then> {
    left: usize,
    then: Then,
}

impl<Then: FnMut() -> io::Error> Write for Full<Then> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.left == 0 {
            return Err((self.then)());
        }
        let taken = bytes.len().min(self.left);
        self.left -= taken;
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn seals(desk: &Desk) -> [Seal; 3] {
    let Seal::Keys(keys) = &desk.seal else { panic!("the desk seals to keys") };
    let secret = || SecretText::new("kamote sabura".to_owned());
    [Seal::Keys(keys.clone()), Seal::Passphrase(secret()), Seal::ZipAes(secret())]
}

#[test]
fn a_full_medium_is_the_mediums_error_wherever_it_strikes() {
    let mut desk = one_large_file();
    for seal in seals(&desk) {
        desk.seal = seal;
        for left in [0, 10, 300_000, 3_000_000] {
            let mut sink = Full { left, then: || io::ErrorKind::StorageFull.into() };
            let never = AtomicBool::new(false);
            let result = desk.pack_into(&desk.list("x"), &desk.roots("x"), &mut sink, &mut |_| {}, &never);
            let Err(PackError::Sink(error)) = result else { panic!("{left}: {result:?}") };
            assert_eq!(error.kind(), io::ErrorKind::StorageFull);
        }
    }
}

#[test]
fn a_panic_in_any_stage_is_an_error_and_nothing_hangs() {
    let desk = one_large_file();
    let never = AtomicBool::new(false);
    let mut sink = Full { left: 300_000, then: || panic!("the sink panics, as this test wants it to") };
    let result = desk.pack_into(&desk.list("x"), &desk.roots("x"), &mut sink, &mut |_| {}, &never);
    assert!(matches!(result, Err(PackError::Panicked)), "{result:?}");

    let mut sealed = Vec::new();
    let mut progress = |now: Progress| assert!(now.bytes_done < 1 << 20, "as this test wants it to");
    let result = desk.pack_into(&desk.list("x"), &desk.roots("x"), &mut sealed, &mut progress, &never);
    assert!(matches!(result, Err(PackError::Panicked)), "{result:?}");
    assert!(!desk.opens(&sealed));
}

#[test]
fn an_unfinished_aes_zip_does_not_open() {
    let mut desk = one_large_file();
    desk.seal = Seal::ZipAes(SecretText::new("kamote".to_owned()));
    let large = desk.path("from/x/large");
    let (result, sealed) = pack_with(&desk, after_the_first_block, || set_len(&large, LARGE - 5));
    assert!(matches!(result, Err(PackError::Source { .. })), "{result:?}");
    fs::write(desk.path("partial.zip"), &sealed).unwrap();
    assert!(!desk.run("7z", &["t", "-pkamote", "partial.zip"]).status.success());
}

#[test]
fn what_cannot_be_sealed_is_refused_before_anything_is_written() {
    let mut desk = two_files();
    let refused = |desk: &Desk| {
        let mut sealed = Vec::new();
        let never = AtomicBool::new(false);
        let result = desk.pack_into(&desk.list("x"), &desk.roots("x"), &mut sealed, &mut |_| {}, &never);
        assert!(sealed.is_empty());
        result.unwrap_err()
    };
    desk.seal = Seal::Keys(vec![]);
    assert!(matches!(refused(&desk), PackError::Seal(SealError::NoRecipients)));
    desk.seal = Seal::Keys(vec!["age1yubikey1abc".to_owned()]);
    assert!(matches!(refused(&desk), PackError::Seal(SealError::Recipient { .. })));
    desk.seal = Seal::Passphrase(SecretText::new(String::new()));
    assert!(matches!(refused(&desk), PackError::Seal(SealError::EmptyPassphrase)));
    desk.compression = Compression::Level(10);
    assert!(matches!(refused(&desk), PackError::Level { level: 10 }));
}

#[test]
fn an_empty_list_is_refused() {
    let desk = two_files();
    let list = FileList::new(vec![], vec![]).unwrap();
    let mut sealed = Vec::new();
    let result = desk.pack_into(&list, &desk.roots("x"), &mut sealed, &mut |_| {}, &AtomicBool::new(false));
    assert!(matches!(result, Err(PackError::NothingListed)), "{result:?}");
    assert!(sealed.is_empty());
}

#[test]
fn every_source_file_is_opened_exactly_once() {
    let Some(strace) = require_peer("strace") else { return };
    let desk = two_files();
    let this = std::env::current_exe().unwrap();
    let run = Command::new(strace)
        .args(["-f", "-qq", "-e", "trace=open,openat,openat2"])
        .arg(this)
        .args(["--exact", "package::pack::helper_packs_the_folder_named_in_the_environment", "--nocapture"])
        .env("SEKISHO_TEST_PACK", desk.path("from/x"))
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&run.stdout).into_owned() + &String::from_utf8_lossy(&run.stderr);
    assert!(run.status.success() && said.contains("PACKED"), "{said}");
    let packing = said.split("\"PACKING\"").nth(1).unwrap();
    for name in ["\"a\"", "\"b\""] {
        let opens: Vec<_> = packing.lines().filter(|line| line.contains(name)).collect();
        assert_eq!(opens.len(), 1, "{opens:#?}");
        assert!(opens[0].contains("O_NOFOLLOW") && opens[0].contains("O_NONBLOCK"), "{opens:#?}");
    }
}

/// Not a test of its own: what the one above watches.
#[test]
fn helper_packs_the_folder_named_in_the_environment() {
    let Some(folder) = std::env::var_os("SEKISHO_TEST_PACK") else { return };
    let list = super::walk::walk(&[folder.clone().into()]).unwrap().list;
    let roots = Roots::open(&[folder.into()]).unwrap();
    // A mark among the calls themselves, so that ours and strace's lines cannot change places.
    let _marker = fs::File::open("PACKING");
    Desk::new().pack_into(&list, &roots, &mut io::sink(), &mut |_| {}, &AtomicBool::new(false)).unwrap();
    println!("PACKED");
}

#[test]
fn the_digest_size_and_fingerprints_are_those_of_what_was_written() {
    let desk = one_large_file();
    desk.write("x/text", "関所".repeat(100_000));
    let (packed, sealed) = desk.pack("x");
    assert_eq!(packed.sha256, Digest::of(&sealed));
    assert_eq!(packed.size_bytes, u64::try_from(sealed.len()).unwrap());
    assert_eq!((packed.files, packed.bytes_read), (2, LARGE + 600_000));
    let expected: Vec<u8> =
        sealed.chunks(65_536).filter_map(|block| block.get(80..96)).flatten().copied().collect();
    assert_eq!(packed.fingerprints, expected);
}

#[test]
fn two_packages_of_the_same_content_share_no_fingerprint() {
    let mut desk = Desk::new();
    desk.write("small/x", "関所");
    desk.write("large/x", noise(200_000));
    let x25519 = std::mem::replace(&mut desk.seal, Seal::Keys(Vec::new()));
    let [Some(ed25519), Some(rsa)] = ["ed25519", "rsa"].map(|kind| ssh_key(&desk, kind)) else { return };
    let secret = || SecretText::new("kitune-yama".to_owned());
    let both = Seal::Keys(vec![ed25519.clone(), rsa.clone()]);
    for seal in [
        x25519,
        Seal::Keys(vec![ed25519]),
        Seal::Keys(vec![rsa]),
        both,
        Seal::Passphrase(secret()),
        Seal::ZipAes(secret()),
    ] {
        desk.seal = seal;
        for name in ["small", "large"] {
            let [(first, sealed), (second, _)] = [desk.pack(name), desk.pack(name)];
            let pieces = |packed: &Packed| -> Vec<[u8; 16]> {
                packed.fingerprints.chunks(16).map(|piece| piece.try_into().unwrap()).collect()
            };
            let (first, second) = (pieces(&first), pieces(&second));
            assert_eq!(first.len(), sealed.chunks(65_536).filter(|block| block.len() >= 96).count());
            assert!(
                !first.is_empty() && first.iter().all(|piece| !second.contains(piece)),
                "{:?}",
                desk.seal
            );
            // Not by a byte or two: nearly all of them were drawn anew. (A line of the header may end in between.)
            for (one, other) in first.iter().zip(&second) {
                let same = one.iter().zip(other).filter(|(one, other)| one == other).count();
                assert!(same <= 4, "{:?} {name}: {one:02x?} {other:02x?}", desk.seal);
            }
        }
    }
}

/// A fresh SSH key that age can seal to.
fn ssh_key(desk: &Desk, kind: &str) -> Option<String> {
    require_peer("ssh-keygen")?;
    let path = desk.path(kind);
    desk.succeed("ssh-keygen", &["-q", "-t", kind, "-N", "", "-f", path.to_str().unwrap()]);
    Some(fs::read_to_string(path.with_extension("pub")).unwrap().trim().to_owned())
}

#[test]
fn the_size_foreseen_is_never_too_small() {
    let mut desk = Desk::new();
    // Many bytes and few names, then many names and few bytes.
    desk.write("noise/x", noise(8_000_000));
    for index in 0..300 {
        desk.write(&format!("names/あ{index}/{}", "い".repeat(80)), noise(index));
    }
    desk.write("names/100%", b"");
    for level in [Compression::Auto, Compression::Level(0), Compression::Level(1), Compression::Level(9)] {
        desk.compression = level;
        for name in ["noise", "names"] {
            let (packed, _) = desk.pack(name);
            let foreseen = size_bytes_at_most(&desk.list(name), &desk.papers);
            assert!(packed.size_bytes <= foreseen, "{name} {level:?}: {} > {foreseen}", packed.size_bytes);
        }
    }
}
