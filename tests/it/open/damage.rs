//! What happens to a sealed file on its way: changed, cut, lengthened, exchanged, in volumes or
//! whole; and passphrases that are not the right one.

use std::fs;
use std::path::Path;

use sekisho::base::secret::SecretText;
use sekisho::package::open::{OpenError, OpenLimits};
use sekisho::package::passphrase;
use sekisho::package::sealed_file::SealedFileError;
use sekisho::package::unseal::{DamageKind, Unlock, UnsealError};

use crate::support::rounds;

use super::making::{Desk, bag, entries, entries_of, identity, issued, noise, seal_to, seal_with, zip};

const SEALED_CHUNK: usize = 65_536 + 16;

/// Where the payload of an age file begins.
fn payload_start(sealed: &[u8]) -> usize {
    let footer = sealed.windows(5).position(|window| window == b"\n--- ").unwrap() + 1;
    footer + sealed[footer..].iter().position(|byte| *byte == b'\n').unwrap() + 1 + 16
}

/// An archive of exactly `len` bytes.
fn archive_of(len: usize) -> Vec<u8> {
    let least = zip(&entries_of(&bag(&[("noise", b"")]))).len();
    let archive = zip(&entries_of(&bag(&[("noise", &noise(len - least))])));
    assert_eq!(archive.len(), len);
    archive
}

#[test]
fn a_passphrase_that_was_issued_opens_however_it_is_typed() {
    let passphrase = issued(1);
    let desk = Desk::new(&seal_with(&passphrase, &zip(&entries())));
    let text = passphrase.expose();
    let kana = passphrase::kana(text);
    for typed in [text.to_owned(), text.to_uppercase(), text.replace('-', " "), kana.expose().to_owned()] {
        let typed = SecretText::new(typed);
        assert!(desk.open(&Unlock::Passphrase(&typed), &OpenLimits::default()).is_ok());
    }
}

#[test]
fn a_passphrase_of_another_kind_is_used_as_it_was_typed() {
    let own = SecretText::new("Correct Horse  Battery".to_owned());
    let desk = Desk::new(&seal_with(&own, &zip(&entries())));
    assert!(desk.open(&Unlock::Passphrase(&own), &OpenLimits::default()).is_ok());
}

#[test]
fn a_wrong_passphrase_says_whether_it_was_typed_as_issued() {
    let desk = Desk::new(&seal_with(&issued(1), &zip(&entries())));
    let slip = SecretText::new(format!("{}na", issued(1).expose()));
    for (typed, right) in [(&issued(2), true), (&slip, false)] {
        match desk.refused(&Unlock::Passphrase(typed), &OpenLimits::default()) {
            OpenError::WrongPassphrase { check_syllables_right } => assert_eq!(check_syllables_right, right),
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn a_passphrase_for_a_key_and_a_key_for_a_passphrase_are_told_apart() {
    let (key, identities) = identity();
    let unlock = Unlock::Identities(&identities);
    let desk = Desk::new(&seal_with(&issued(1), &zip(&entries())));
    let error = desk.refused(&unlock, &OpenLimits::default());
    assert!(matches!(error, OpenError::Unseal(UnsealError::PassphraseNeeded)));
    let desk = Desk::new(&seal_to(&key.to_public(), &zip(&entries())));
    let error = desk.refused(&Unlock::Passphrase(&issued(1)), &OpenLimits::default());
    assert!(matches!(error, OpenError::Unseal(UnsealError::IdentityNeeded)));
    let (_, others) = identity();
    let error = desk.refused(&Unlock::Identities(&others), &OpenLimits::default());
    assert!(matches!(error, OpenError::Unseal(UnsealError::NoFittingIdentity)));
    let error = desk.refused(&Unlock::Identities(&[]), &OpenLimits::default());
    assert!(matches!(error, OpenError::Unseal(UnsealError::NoFittingIdentity)));
}

#[test]
fn an_excessive_work_factor_is_refused_before_any_memory_is_spent() {
    let sealed = seal_with(&issued(1), &zip(&entries()));
    let end = sealed.iter().skip(30).position(|byte| *byte == b'\n').unwrap() + 30;
    // 2^30 would take a TiB.
    for factor in (21..=63).chain([255]) {
        let factor_text = format!("{factor}");
        let heavy = [&sealed[..end - 1], factor_text.as_bytes(), &sealed[end..]].concat();
        match Desk::new(&heavy).refused(&Unlock::Passphrase(&issued(1)), &OpenLimits::default()) {
            OpenError::Unseal(UnsealError::WorkFactor { required, max: 20 }) => assert_eq!(required, factor),
            other => panic!("{factor}: {other:?}"),
        }
    }
}

/// One more than this program writes, and the highest that is accepted, which takes a GiB for a moment.
#[test]
fn a_work_factor_that_a_machine_can_bear_opens() {
    for factor in [19, 20] {
        let mut scrypt = age::scrypt::Recipient::new(issued(1).to_secret_string());
        scrypt.set_work_factor(factor);
        let desk = Desk::new(&seal_to(&scrypt, &zip(&entries())));
        desk.open(&Unlock::Passphrase(&issued(1)), &OpenLimits::default()).unwrap();
    }
}

#[test]
fn every_changed_byte_of_the_header_is_refused() {
    let (key, identities) = identity();
    let archive = zip(&entries());
    let passphrase = issued(1);
    let by_key = (seal_to(&key.to_public(), &archive), Unlock::Identities(&identities));
    let by_passphrase = (seal_with(&passphrase, &archive), Unlock::Passphrase(&passphrase));
    for (sealed, unlock) in [by_key, by_passphrase] {
        for at in 0..payload_start(&sealed) {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            let error = Desk::new(&changed).refused(&unlock, &OpenLimits::default());
            // Nothing here is taken for a problem of the disk.
            let told = matches!(
                error,
                OpenError::NotAPackage
                    | OpenError::WrongPassphrase { check_syllables_right: true }
                    | OpenError::Damaged { .. }
                    | OpenError::Unseal(
                        UnsealError::DamagedHeader
                            | UnsealError::UnknownVersion
                            | UnsealError::NotAge
                            | UnsealError::NoFittingIdentity
                            | UnsealError::IdentityNeeded
                            | UnsealError::TruncatedHeader
                            | UnsealError::HeaderTooLong
                            | UnsealError::WorkFactor { .. }
                    )
            );
            assert!(told, "byte {at}: {error:?}");
        }
    }
}

#[test]
fn a_header_without_an_end_is_refused() {
    let (_, identities) = identity();
    let unlock = Unlock::Identities(&identities);
    let endless = [&b"age-encryption.org/v1\n"[..], &b"-> X25519 AAAA\nAAAA\n".repeat(20_000)].concat();
    let one_line = [&b"age-encryption.org/v1\n"[..], &vec![b'a'; 400_000]].concat();
    for header in [endless, one_line] {
        let error = Desk::new(&header).refused(&unlock, &OpenLimits::default());
        assert!(matches!(error, OpenError::Unseal(UnsealError::HeaderTooLong)), "{error:?}");
    }
    for (content, version) in [(&b"age-encryption.org/v2\n"[..], true), (b"age-encr", false)] {
        let error = Desk::new(content).refused(&unlock, &OpenLimits::default());
        match error {
            OpenError::Unseal(UnsealError::UnknownVersion) => assert!(version),
            OpenError::Unseal(UnsealError::TruncatedHeader) => assert!(!version),
            other => panic!("{other:?}"),
        }
    }
    for content in [&b""[..], b"hello", b"-----BEGIN AGE ENCRYPTED FILE-----\n", b"PK\x05\x06"] {
        let error = Desk::new(content).refused(&unlock, &OpenLimits::default());
        assert!(matches!(error, OpenError::NotAPackage), "{error:?}");
    }
}

#[test]
fn a_change_in_any_chunk_is_named_by_its_number() {
    let (key, identities) = identity();
    let sealed = seal_to(&key.to_public(), &archive_of(3 * 65_536 + 1000));
    let start = payload_start(&sealed);
    for (chunk, kind) in
        [(0, DamageKind::Changed), (1, DamageKind::Changed), (2, DamageKind::Changed), (3, DamageKind::End)]
    {
        for within in [0, 500, 1015] {
            let mut changed = sealed.clone();
            changed[start + chunk * SEALED_CHUNK + within] ^= 0x10;
            match Desk::new(&changed).refused(&Unlock::Identities(&identities), &OpenLimits::default()) {
                OpenError::Damaged { damage, file } => {
                    assert_eq!((damage.kind, damage.chunk), (kind, u64::try_from(chunk).unwrap()));
                    let begins = u64::try_from(start + chunk * SEALED_CHUNK).unwrap();
                    assert_eq!(damage.sealed_offset, begins);
                    assert!(file.ends_with("package"));
                }
                other => panic!("{other:?}"),
            }
        }
    }
}

/// Anywhere between the header and the end: the payload's nonce, its chunks, their tags.
#[test]
fn a_bit_flipped_anywhere_in_the_body_opens_nothing() {
    let (key, identities) = identity();
    let unlock = Unlock::Identities(&identities);
    let sealed = seal_to(&key.to_public(), &archive_of(3 * 65_536 + 1000));
    let desk = Desk::new(&sealed);
    let body = payload_start(&sealed) - 16;
    let mut random = 20_221_126_u64;
    let mut below = |limit: usize| {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(random >> 33).unwrap() % limit
    };
    for round in 0..rounds(300, 10_000) {
        let (at, bit) = (body + below(sealed.len() - body), below(8));
        let mut changed = sealed.clone();
        changed[at] ^= 1 << bit;
        fs::write(desk.package(), changed).unwrap();
        let error = desk.refused(&unlock, &OpenLimits::default());
        assert!(matches!(error, OpenError::Damaged { .. }), "{round}: bit {bit} of byte {at}: {error:?}");
    }
    fs::write(desk.package(), &sealed).unwrap();
    assert!(desk.open(&unlock, &OpenLimits::default()).is_ok());
}

#[test]
fn a_file_cut_anywhere_is_refused_and_at_a_chunk_border_named_as_cut() {
    let (key, identities) = identity();
    let unlock = Unlock::Identities(&identities);
    for len in [3 * 65_536 + 1000, 2 * 65_536] {
        let sealed = seal_to(&key.to_public(), &archive_of(len));
        assert!(Desk::new(&sealed).open(&unlock, &OpenLimits::default()).is_ok());
        let start = payload_start(&sealed);
        for chunks in 0..=len / 65_536 {
            let border = start + chunks * SEALED_CHUNK;
            for cut in (border - 1..=border + 17).filter(|cut| *cut < sealed.len()) {
                match Desk::new(&sealed[..cut]).refused(&unlock, &OpenLimits::default()) {
                    OpenError::Unseal(UnsealError::TruncatedHeader) => assert!(cut <= start),
                    OpenError::Damaged { damage, .. } if (border..=border + 15).contains(&cut) => {
                        assert_eq!(damage.kind, DamageKind::Missing, "{chunks} chunks, cut at {cut}");
                        assert_eq!(damage.chunk, u64::try_from(chunks).unwrap());
                    }
                    OpenError::Damaged { .. } => {}
                    other => panic!("cut at {cut}: {other:?}"),
                }
            }
        }
        for cut in [1, 10, 30, start - 20, sealed.len() - 1] {
            Desk::new(&sealed[..cut]).refused(&unlock, &OpenLimits::default());
        }
    }
}

#[test]
fn a_lengthened_or_doubled_file_is_refused() {
    let (key, identities) = identity();
    for len in [3 * 65_536 + 1000, 2 * 65_536] {
        let sealed = seal_to(&key.to_public(), &archive_of(len));
        let start = payload_start(&sealed);
        let chunk = &sealed[start..start + SEALED_CHUNK];
        for tail in [&b"\0"[..], &[0; 16], &[0; 17], chunk, &vec![0; SEALED_CHUNK * 2], &sealed] {
            let error = Desk::new(&[&sealed, tail].concat())
                .refused(&Unlock::Identities(&identities), &OpenLimits::default());
            assert!(matches!(error, OpenError::Damaged { .. }), "{} more: {error:?}", tail.len());
        }
        // Chunks in another order.
        let mut swapped = sealed.clone();
        swapped[start..start + 2 * SEALED_CHUNK].rotate_left(SEALED_CHUNK);
        let error = Desk::new(&swapped).refused(&Unlock::Identities(&identities), &OpenLimits::default());
        assert!(matches!(error, OpenError::Damaged { .. }), "{error:?}");
    }
}

/// Writes `sealed` in volumes of `size` bytes and gives the first.
fn volumes(folder: &Path, sealed: &[u8], size: usize) -> Vec<std::path::PathBuf> {
    let volume = |(number, content): (usize, &[u8])| {
        let path = folder.join(format!("C-0042.zip.age.{:03}", number + 1));
        fs::write(&path, content).unwrap();
        path
    };
    sealed.chunks(size).enumerate().map(volume).collect()
}

#[test]
fn volumes_open_as_one_and_a_wrong_one_is_named() {
    let (key, identities) = identity();
    let unlock = Unlock::Identities(&identities);
    let sealed = seal_to(&key.to_public(), &archive_of(5 * 65_536));
    let desk = Desk::new(b"");
    let paths = volumes(desk.path(), &sealed, 70_000);
    assert_eq!(paths.len(), 5);
    let open = || {
        let stop = std::sync::atomic::AtomicBool::new(false);
        let limits = OpenLimits::default();
        sekisho::package::open::open(&paths[0], &unlock, &desk.receiving(), &limits, &mut |_| {}, &stop)
    };
    let damaged_in = |volume: usize| match open() {
        Err(OpenError::Damaged { file, .. }) => assert_eq!(file, paths[volume - 1]),
        other => panic!("{other:?}"),
    };
    assert!(open().is_ok());

    let last = fs::read(&paths[4]).unwrap();
    fs::remove_file(&paths[4]).unwrap();
    damaged_in(4);
    fs::write(&paths[4], &last).unwrap();

    let (second, third) = (fs::read(&paths[1]).unwrap(), fs::read(&paths[2]).unwrap());
    fs::remove_file(&paths[1]).unwrap();
    match open() {
        Err(OpenError::File(SealedFileError::MissingVolume { path })) => assert_eq!(path, paths[1]),
        other => panic!("{other:?}"),
    }
    // Exchanged: the chunk that begins in the first volume and ends in the second is wrong.
    fs::write(&paths[1], &third).unwrap();
    fs::write(&paths[2], &second).unwrap();
    damaged_in(1);
    fs::write(&paths[1], &second).unwrap();
    fs::write(&paths[2], &third).unwrap();

    let mut changed = third.clone();
    changed[60_000] ^= 1;
    fs::write(&paths[2], changed).unwrap();
    damaged_in(3);
    fs::write(&paths[2], &third).unwrap();

    let extra = desk.path().join("C-0042.zip.age.006");
    fs::write(&extra, b"extra").unwrap();
    assert!(matches!(open(), Err(OpenError::File(SealedFileError::VolumeSize { .. }))));
    fs::remove_file(extra).unwrap();
    assert!(open().is_ok());
    assert!(desk.left().is_empty());
}
