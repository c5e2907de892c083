//! What is packed here opens here: every seal, in one file and in volumes, and nothing is lost.

use std::fs::{self, File};
use std::io;
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;

use sekisho::base::digest::Digest;
use sekisho::package::compress::Compression;
use sekisho::package::keys::{self, Identity};
use sekisho::package::manifest::Manifest;
use sekisho::package::open::{self, OpenError, OpenLimits};
use sekisho::package::seal::Seal;
use sekisho::package::sealed_file;
use sekisho::package::unseal::Unlock;
use sekisho::package::volume::{Finished, Volumes, volume_name};

use super::making::{issued, names, noise};
use crate::package::desk::{Desk, tree};

/// A folder with everything that travels: an empty file, an empty folder, names in Japanese and
/// with `%`, content that compresses and content that does not.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.write("工事/図面（改訂）.dwg", noise(400_000));
    desk.write("工事/100%.txt", "percent ".repeat(100_000));
    desk.write("工事/空.txt", "");
    desk.write("工事/深い/場所/a", "a");
    fs::create_dir_all(desk.path("from/工事/空のフォルダ")).unwrap();
    fs::create_dir(desk.path("into")).unwrap();
    desk
}

fn identities(desk: &Desk) -> Vec<Identity> {
    keys::read_identities(&desk.path("key.txt"), None).unwrap()
}

/// Opens `source`, compares everything with what was packed, and takes it away again.
fn check(desk: &Desk, source: &std::path::Path, unlock: &Unlock<'_>) {
    let (into, stop) = (desk.path("into"), AtomicBool::new(false));
    let limits = OpenLimits::default();
    let opened = open::open(source, unlock, &into, &limits, &mut |_| {}, &stop).unwrap();
    let list = desk.list("工事");
    assert_eq!(opened.manifest_sha256, Manifest::from(&list).digest());
    let payload: Vec<_> =
        opened.payload.iter().map(|file| (&file.path, file.size_bytes, file.sha256)).collect();
    let listed: Vec<_> = list.files().iter().map(|file| (&file.path, file.size_bytes, file.sha256)).collect();
    assert_eq!(payload, listed);
    assert_eq!(opened.empty_folders, list.folders());
    assert_eq!((opened.base.as_str(), opened.has_papers()), ("C-0042", true));
    assert!(opened.tag_files.contains_key("sha256sums.txt"));
    let published = opened.publish().unwrap().directory;
    assert_eq!(tree(&published.join("data/工事")), tree(&desk.path("from/工事")));
    for file in ["図面（改訂）.dwg", "100%.txt"] {
        let (original, arrived) = (desk.path("from/工事").join(file), published.join("data/工事").join(file));
        assert_eq!(fs::read(&original).unwrap(), fs::read(&arrived).unwrap());
        let second = |path: &PathBuf| {
            let modified = fs::metadata(path).unwrap().modified().unwrap();
            modified.duration_since(std::time::UNIX_EPOCH).unwrap().as_secs()
        };
        assert!(second(&original).abs_diff(second(&arrived)) <= 1, "{file} keeps its time");
    }
    assert_eq!(names(&into), ["C-0042"]);
    fs::remove_dir_all(published).unwrap();
}

#[test]
fn a_package_sealed_to_a_key_opens_whatever_its_compression() {
    let mut desk = desk();
    for compression in [Compression::Auto, Compression::Level(0), Compression::Level(9)] {
        desk.compression = compression;
        let (packed, sealed) = desk.pack("工事");
        let source = desk.path("C-0042.zip.age");
        fs::write(&source, sealed).unwrap();
        check(&desk, &source, &Unlock::Identities(&identities(&desk)));
        let stop = AtomicBool::new(false);
        let found = sealed_file::digests(&source, &mut |_| {}, &stop).unwrap();
        assert_eq!((found.sha256, found.size_bytes), (packed.sha256, packed.size_bytes));
    }
}

#[test]
fn a_package_sealed_with_a_passphrase_opens_in_both_formats() {
    for zip_aes in [false, true] {
        let mut desk = desk();
        let seal = if zip_aes { Seal::ZipAes } else { Seal::Passphrase };
        desk.seal = seal(issued(3));
        let source = desk.path(&desk.seal.file_name("C-0042"));
        fs::write(&source, desk.pack("工事").1).unwrap();
        check(&desk, &source, &Unlock::Passphrase(&issued(3)));
        let (limits, stop) = (OpenLimits::default(), AtomicBool::new(false));
        let wrong = issued(4);
        let unlock = Unlock::Passphrase(&wrong);
        let error = open::open(&source, &unlock, &desk.path("into"), &limits, &mut |_| {}, &stop);
        assert!(matches!(error, Err(OpenError::WrongPassphrase { check_syllables_right: true })));
        assert!(names(&desk.path("into")).is_empty());
    }
}

#[test]
fn volumes_open_like_the_whole() {
    for zip_aes in [false, true] {
        let mut desk = desk();
        if zip_aes {
            desk.seal = Seal::ZipAes(issued(3));
        }
        let name = desk.seal.file_name("C-0042");
        let mut volumes =
            Volumes::new(70_000, |number, _finished: Option<Finished<File>>| -> io::Result<File> {
                File::create(desk.path(&volume_name(&name, number)))
            });
        let stop = AtomicBool::new(false);
        let packed = desk
            .pack_into(&desk.list("工事"), &desk.roots("工事"), &mut volumes, &mut |_| {}, &stop)
            .unwrap();
        let (count, _) = volumes.finish().unwrap();
        assert!(count >= 3);
        let source = desk.path(&volume_name(&name, 1));
        let found = sealed_file::digests(&source, &mut |_| {}, &stop).unwrap();
        assert_eq!((found.sha256, found.volumes.len()), (packed.sha256, usize::try_from(count).unwrap()));
        assert_eq!(sealed_file::arrival_code(&found.sha256), packed.sha256.to_string()[..12]);
        assert_eq!(found.volumes[0].1, Digest::of(&fs::read(&source).unwrap()));
        let (passphrase, identities) = (issued(3), identities(&desk));
        let unlock = if zip_aes { Unlock::Passphrase(&passphrase) } else { Unlock::Identities(&identities) };
        check(&desk, &source, &unlock);
    }
}
