//! What must be true of an office whatever happened to it, and how it gets out of it again.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use libdeflater::{CompressionLvl, Compressor};

use sekisho::base::digest::Digest;
use serde_json::Value;

use super::bench::{Bench, Ran, letter, noise};

/// The carry-out that suffers.
pub const ID: &str = "C-0001";

/// Asserts that nothing is wrong with the log, and that no content lies anywhere; returns the carry-out.
#[track_caller]
pub fn sound(bench: &Bench, what: &str) -> Value {
    let audit = bench.audit(&[]);
    assert!(matches!(audit.code, Some(0 | 1)), "{what}: {audit:?}");
    assert_eq!(audit.json()["findings"], Value::Array(Vec::new()), "{what}");
    nowhere(bench, contents(), what);
    bench.show(ID)
}

/// Asserts that none of these is in a file of the office, whoever made it, but in the source.
#[track_caller]
pub fn nowhere(bench: &Bench, secrets: &[Vec<u8>], what: &str) {
    let written = bench.written();
    for finder in secrets.iter().map(memchr::memmem::Finder::new) {
        for (path, bytes) in &written {
            assert!(finder.find(bytes).is_none(), "{what}: in the clear in {}", path.display());
        }
    }
}

/// Stretches of what `src` holds, as it is and as any level of deflate makes it, and the name that a file has in an archive
/// and nowhere else: close enough to each other for a single lost block to have one.
pub fn contents() -> &'static [Vec<u8>] {
    static CONTENTS: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
        let letter = letter().into_bytes();
        let deflated = (1..=9).map(|level| deflated(&letter, level));
        let whole = [noise(150_000), letter.clone()].into_iter().chain(deflated);
        // The first and the last bytes of a stream say how it is cut into blocks.
        let stretch =
            |bytes: Vec<u8>| bytes[64..].chunks_exact(16).step_by(250).map(<[u8]>::to_vec).collect();
        let stretches: BTreeSet<Vec<u8>> = whole.flat_map::<Vec<_>, _>(stretch).collect();
        [b"hello".to_vec(), IN_AN_ARCHIVE.to_vec()].into_iter().chain(stretches).collect()
    });
    &CONTENTS
}

const IN_AN_ARCHIVE: &[u8] = b"C-0001/data/";

/// The content as it lies in an archive that nobody sealed.
fn deflated(content: &[u8], level: i32) -> Vec<u8> {
    let mut compressor = Compressor::new(CompressionLvl::new(level).unwrap());
    let mut deflated = vec![0; compressor.deflate_compress_bound(content.len())];
    let len = compressor.deflate_compress(content, &mut deflated).unwrap();
    deflated.truncate(len);
    deflated
}

/// Asserts that the log is whole and that it, the destination and custody agree; returns the status.
#[track_caller]
pub fn honest(bench: &Bench, what: &str) -> String {
    let shown = sound(bench, what);
    let status = shown["status"].as_str().unwrap().to_owned();
    let packages = packages(&bench.path("out"));
    match status.as_str() {
        "approved" | "failed" => {
            assert!(packages.is_empty(), "{what}: {status} and {packages:?} on the medium");
            assert!(custody(bench).is_empty(), "{what}: {status} and custody {:?}", custody(bench));
        }
        // Perhaps half a package: the ledger says that it may be there.
        "sealing" => {}
        "sealed" => whole(&shown, what),
        other => panic!("{what}: {other}"),
    }
    status
}

/// Asserts that the package on the medium, in one file or in volumes, is the one that the log says was completed.
#[track_caller]
pub fn whole(shown: &Value, what: &str) {
    let path = Path::new(shown["package_path"].as_str().unwrap());
    let directory = path.parent().unwrap();
    let names = packages(directory);
    let volumes = shown["attempts"].as_array().unwrap().last().unwrap()["volumes"].as_array().unwrap().len();
    assert_eq!(names.len(), volumes.max(1), "{what}: completed, and there are {names:?}");
    let bytes: Vec<u8> = names.iter().flat_map(|name| fs::read(directory.join(name)).unwrap()).collect();
    assert_eq!(Digest::of(&bytes).to_string(), shown["package_sha256"].as_str().unwrap(), "{what}");
}

/// Gets out of whatever it is: closes what is open, and carries out what was approved, once.
#[track_caller]
pub fn gets_out(bench: &Bench, status: &str, what: &str) {
    let recovered = bench.run_as("tanaka", &["recover", "--json"]);
    assert_eq!(recovered.code, Some(0), "{what}: {recovered:?}");
    let after = honest(bench, what);
    match status {
        "sealing" => assert_eq!(after, "failed", "{what}"),
        same => assert_eq!(after, same, "{what}: recover changed what was not open"),
    }
    if after == "sealed" {
        assert_eq!(bench.export(ID).code, Some(3), "{what}: a second package");
    } else {
        let again = bench.export(ID);
        assert_eq!(again.code, Some(0), "{what}: {again:?}");
        assert_eq!(honest(bench, what), "sealed", "{what}");
    }
}

/// Asserts that a failed export is on record as failed, and that nothing is left of it.
#[track_caller]
pub fn failed_and_gone(bench: &Bench, ran: &Ran, code: i32, reason: &str) {
    assert_eq!(ran.code, Some(code), "{ran:?}");
    assert_eq!(honest(bench, reason), "failed", "{ran:?}");
    let shown = bench.show(ID);
    let last = shown["attempts"].as_array().unwrap().last().unwrap().clone();
    assert_eq!(last["failure"], reason, "{last}");
}

/// Names in a directory that are packages or parts of one.
pub fn packages(directory: &Path) -> BTreeSet<String> {
    names(directory).into_iter().filter(|name| name.starts_with("C-")).collect()
}

/// Custody files.
pub fn custody(bench: &Bench) -> BTreeSet<String> {
    names(&bench.path("home/custody")).into_iter().filter(|name| name.contains(".age")).collect()
}

/// Names in a directory; none where there is no directory.
pub fn names(directory: &Path) -> BTreeSet<String> {
    let Ok(entries) = fs::read_dir(directory) else { return BTreeSet::new() };
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

#[test]
fn content_in_the_clear_is_found_wherever_it_was_left() {
    let Some(bench) = Bench::approved(super::bench::SEVEN) else { return };
    bench.export(ID).exits(0);
    sound(&bench, "nothing is in the clear");
    let noise = noise(150_000);
    let whole = letter().into_bytes();
    let levels: Vec<Vec<u8>> = (1..=9).map(|level| deflated(&whole, level)).collect();
    assert!(levels.iter().all(|deflated| deflated.len() * 2 < whole.len() && deflated.len() > 2 * 4096));
    // A lost block of the larger file and of the letter, the smaller one in the temporary folder, behind a link, in the home; a
    // block of what was compressed and never sealed; the directory of an archive.
    let blocks = levels.iter().map(|deflated| ("tmp/x", &deflated[4096..8192]));
    for (left, content) in [
        ("tmp/x", &noise[8192..12_288]),
        ("tmp/x", &whole[8192..12_288]),
        ("out/deep/x", b"x hello"),
        ("home/.x", b"hello"),
        ("s/x", IN_AN_ARCHIVE),
    ]
    .into_iter()
    .chain(blocks)
    {
        fs::create_dir_all(bench.path(left).parent().unwrap()).unwrap();
        fs::write(bench.path(left), content).unwrap();
        let found = std::panic::catch_unwind(|| sound(&bench, "planted"));
        assert!(found.is_err(), "{left} was not seen");
        fs::remove_file(bench.path(left)).unwrap();
    }
}
