//! What is packed opens again, with the same files, folders, papers and manifest digest.

use std::fs;
use std::path::Path;
use std::sync::atomic::AtomicBool;

use sekisho::base::secret::SecretText;
use sekisho::package::compress::Compression;
use sekisho::package::file_list::FileList;
use sekisho::package::keys::parse_identities;
use sekisho::package::manifest::Manifest;
use sekisho::package::open::{OpenLimits, Opened, open};
use sekisho::package::seal::Seal;
use sekisho::package::unseal::Unlock;
use sekisho::package::volume::{Finished, Volumes, volume_name};

use super::desk::{Desk, noise};

fn desk() -> Desk {
    let desk = Desk::new();
    desk.write("x/図面（改訂）.dwg", noise(700_000));
    desk.write("x/text", "関所".repeat(200_000));
    desk.write("x/100%.txt", b"");
    desk.write("x/は\u{309a}", b"decomposed");
    fs::create_dir_all(desk.path("from/x/空/中")).unwrap();
    desk
}

fn opened(desk: &Desk, sealed: &Path, unlock: &Unlock<'_>) -> Opened {
    let never = AtomicBool::new(false);
    let into = desk.path("into");
    fs::create_dir_all(&into).unwrap();
    open(sealed, unlock, &into, &OpenLimits::default(), &mut |_| {}, &never).unwrap()
}

fn is_what_was_listed(desk: &Desk, opened: Opened, list: &FileList) {
    assert_eq!(opened.base, "C-0042");
    let found: Vec<_> =
        opened.payload.iter().map(|file| (&file.path, file.size_bytes, file.sha256)).collect();
    let listed: Vec<_> = list.files().iter().map(|file| (&file.path, file.size_bytes, file.sha256)).collect();
    assert_eq!(found, listed);
    assert_eq!(opened.empty_folders, list.folders());
    assert_eq!(opened.manifest_sha256, Manifest::from(list).digest());
    assert_eq!(opened.tag_files["sekisho/request.json"], b"{}");
    drop(opened);
    assert_eq!(fs::read_dir(desk.path("into")).unwrap().count(), 0);
}

fn identity(desk: &Desk) -> Vec<sekisho::package::keys::Identity> {
    parse_identities(&fs::read(desk.path("key.txt")).unwrap(), None).unwrap()
}

#[test]
fn a_package_sealed_to_a_key_opens_at_every_level() {
    let mut desk = desk();
    for compression in [Compression::Auto, Compression::Level(0), Compression::Level(9)] {
        desk.compression = compression;
        fs::write(desk.path("C-0042.zip.age"), desk.pack("x").1).unwrap();
        let identities = identity(&desk);
        let package = opened(&desk, &desk.path("C-0042.zip.age"), &Unlock::Identities(&identities));
        is_what_was_listed(&desk, package, &desk.list("x"));
    }
}

#[test]
fn a_package_sealed_with_a_passphrase_opens_in_both_formats() {
    let mut desk = desk();
    let secret = || SecretText::new("kamote sabura".to_owned());
    for seal in [Seal::Passphrase(secret()), Seal::ZipAes(secret())] {
        let sealed = desk.path(&seal.file_name("C-0042"));
        desk.seal = seal;
        fs::write(&sealed, desk.pack("x").1).unwrap();
        let package = opened(&desk, &sealed, &Unlock::Passphrase(&secret()));
        is_what_was_listed(&desk, package, &desk.list("x"));
    }
}

#[test]
fn a_package_in_volumes_opens() {
    let desk = desk();
    let name = |number| desk.path(&volume_name("C-0042.zip.age", number));
    let mut volumes =
        Volumes::new(200_000, |number, _: Option<Finished<fs::File>>| fs::File::create_new(name(number)));
    let never = AtomicBool::new(false);
    desk.pack_into(&desk.list("x"), &desk.roots("x"), &mut volumes, &mut |_| {}, &never).unwrap();
    assert!(volumes.finish().unwrap().0 > 2);
    let identities = identity(&desk);
    let package = opened(&desk, &name(1), &Unlock::Identities(&identities));
    is_what_was_listed(&desk, package, &desk.list("x"));
}
