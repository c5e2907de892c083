//! The AES ZIP: what is accepted, and that nothing unauthenticated gets through.

use std::fs;
use std::io::{Cursor, Write as _};
use std::process::Command;

use sekisho::base::secret::SecretText;
use sekisho::package::open::{OpenError, OpenLimits};
use sekisho::package::unseal::{Unlock, UnsealError};
use sekisho::package::zip_index::{Field, ZipError};
use zip::write::SimpleFileOptions;
use zip::{AesMode, CompressionMethod, ZipWriter};

use super::making::{Desk, Entry, entries, identity, issued, zip};
use crate::support::require_peer;

fn sealed(method: CompressionMethod, mode: AesMode, names: &[&str]) -> Vec<u8> {
    holding(&zip(&entries()), method, mode, names)
}

fn holding(archive: &[u8], method: CompressionMethod, mode: AesMode, names: &[&str]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for name in names {
        let options = SimpleFileOptions::default().compression_method(method);
        writer.start_file(*name, options.with_aes_encryption(mode, issued(1).expose())).unwrap();
        writer.write_all(archive).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// An AES ZIP as it is made, with this archive in it and the passphrase `issued(1)`.
pub fn plain_with(archive: &[u8]) -> Vec<u8> {
    holding(archive, CompressionMethod::Stored, AesMode::Aes256, &["package.zip"])
}

fn plain() -> Vec<u8> {
    plain_with(&zip(&entries()))
}

fn refused(sealed: &[u8]) -> OpenError {
    Desk::new(sealed).refused(&Unlock::Passphrase(&issued(1)), &OpenLimits::default())
}

#[test]
fn an_aes_zip_opens_and_leaves_only_the_bag() {
    let desk = Desk::new(&plain());
    let kana = sekisho::package::passphrase::kana(issued(1).expose());
    let opened = desk.open(&Unlock::Passphrase(&kana), &OpenLimits::default()).unwrap();
    assert_eq!(opened.files(), 2);
    opened.publish().unwrap();
    assert_eq!(desk.left(), ["C-0042"]);
}

#[test]
fn a_wrong_passphrase_and_a_key_are_told_apart() {
    let desk = Desk::new(&plain());
    // One in 65,536 passes the verifier and is then found by the authentication code.
    for seed in 2..6 {
        let error = desk.refused(&Unlock::Passphrase(&issued(seed)), &OpenLimits::default());
        let right = OpenError::WrongPassphrase { check_syllables_right: true };
        assert_eq!(std::mem::discriminant(&error), std::mem::discriminant(&right), "{error:?}");
    }
    let (_, identities) = identity();
    let error = desk.refused(&Unlock::Identities(&identities), &OpenLimits::default());
    assert!(matches!(error, OpenError::Unseal(UnsealError::PassphraseNeeded)));
}

#[test]
fn every_changed_byte_is_refused_or_changes_nothing() {
    let sealed = plain();
    let unlock = Unlock::Passphrase(&issued(1));
    let desk = Desk::new(&sealed);
    let intact = desk.open(&unlock, &OpenLimits::default()).unwrap();
    for at in 0..sealed.len() {
        let mut changed = sealed.clone();
        changed[at] ^= 1 << (at % 8);
        let desk = Desk::new(&changed);
        match desk.open(&unlock, &OpenLimits::default()) {
            Err(_) => assert!(desk.left().is_empty()),
            Ok(opened) => {
                assert_eq!((&opened.payload, &opened.tag_files), (&intact.payload, &intact.tag_files));
            }
        }
    }
}

#[test]
fn a_cut_lengthened_or_reauthenticated_file_is_refused() {
    let sealed = plain();
    for cut in [0, 3, 10, 40, 100, sealed.len() - 1] {
        refused(&sealed[..cut]);
    }
    refused(&[&sealed[..], b"\0"].concat());
    refused(&[&sealed[..], &sealed[..]].concat());
    let code = sealed.windows(4).position(|window| window == b"PK\x01\x02").unwrap() - 1;
    let mut changed = sealed.clone();
    changed[code] ^= 1;
    assert!(matches!(refused(&changed), OpenError::OuterDamaged));
}

/// Adds `by` to the number of 32 bits at `at`.
fn moved(archive: &mut [u8], at: usize, by: u32) {
    let number = u32::from_le_bytes(archive[at..at + 4].try_into().unwrap()) + by;
    archive[at..at + 4].copy_from_slice(&number.to_le_bytes());
}

#[test]
fn bytes_beside_the_one_file_and_a_local_header_of_its_own_are_refused() {
    let sealed = plain();
    let directory = sealed.windows(4).position(|window| window == b"PK\x01\x02").unwrap();
    let end = sealed.len() - 22;
    // In front of it; a ZIP is still told by its first four bytes.
    let mut before = [b"PK\x03\x04hidden", &sealed[..]].concat();
    moved(&mut before, 10 + directory + 42, 10);
    moved(&mut before, 10 + end + 16, 10);
    let error = refused(&before);
    assert!(matches!(error, OpenError::Outer(ZipError::Gap { .. })), "{error:?}");
    let mut behind = [&sealed[..directory], b"hidden", &sealed[directory..]].concat();
    moved(&mut behind, 6 + end + 16, 6);
    let error = refused(&behind);
    assert!(matches!(error, OpenError::Outer(ZipError::Gap { .. })), "{error:?}");
    let mut renamed = sealed;
    assert_eq!(&renamed[30..41], b"package.zip");
    renamed[30] = b'q';
    let error = refused(&renamed);
    let OpenError::Outer(ZipError::Disagreement { field: Field::Name, .. }) = error else {
        panic!("{error:?}")
    };
}

#[test]
fn weaker_encryption_and_none_are_refused() {
    let weak = sealed(CompressionMethod::Stored, AesMode::Aes128, &["package.zip"]);
    assert!(matches!(refused(&weak), OpenError::Outer(ZipError::Encryption { .. })));
    let open = zip(&[Entry::file("package.zip", &zip(&entries()))]);
    assert!(matches!(refused(&open), OpenError::Outer(ZipError::Encryption { .. })));
}

#[test]
fn content_compressed_inside_the_encryption_and_several_files_are_refused() {
    let deflated = sealed(CompressionMethod::Deflated, AesMode::Aes256, &["package.zip"]);
    assert!(matches!(refused(&deflated), OpenError::OuterCompressed));
    let two = sealed(CompressionMethod::Stored, AesMode::Aes256, &["a.zip", "b.zip"]);
    assert!(matches!(refused(&two), OpenError::OuterEntries { entries: 2 }));
}

#[test]
fn what_7zip_seals_with_aes_opens_and_with_zipcrypto_does_not() {
    let Some(program) = require_peer("7z") else { return };
    let passphrase = issued(1);
    for (method, accepted) in [("AES256", true), ("ZipCrypto", false)] {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("package.zip"), zip(&entries())).unwrap();
        let made = Command::new(&program)
            .current_dir(dir.path())
            .args(["a", "-tzip", "-mx0", &format!("-mem={method}"), &format!("-p{}", passphrase.expose())])
            .args(["out.zip", "package.zip"])
            .output()
            .unwrap();
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        let desk = Desk::new(&fs::read(dir.path().join("out.zip")).unwrap());
        let typed = SecretText::new(passphrase.expose().to_owned());
        match desk.open(&Unlock::Passphrase(&typed), &OpenLimits::default()) {
            Ok(opened) => assert!(accepted && opened.files() == 2),
            Err(OpenError::Outer(ZipError::Encryption { .. })) => assert!(!accepted),
            Err(other) => panic!("{method}: {other:?}"),
        }
    }
}
