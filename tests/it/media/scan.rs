//! Whole devices searched for what is left of a package.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};

use sekisho::base::limits::FINGERPRINT_OFFSET_BYTES;
use sekisho::media::noise::{self, NoiseKey, Verdict};
use sekisho::media::scan::{NoPatterns, Patterns, Place, Scanned, scan};
use sekisho::media::{Device, ScanError, Sectors, Stretch};
use sekisho::package::fingerprint::Fingerprints;

use super::attached::Attached;
use super::mounted::run;
use super::pretended::Pretended;
use super::writing::noise as ciphertext;
use crate::support::require_peer;

const MIB: u64 = 1 << 20;
const SIZE: u64 = 9 * MIB + 3 * 512;
const NAME: &str = "C-0042.zip.age";
static GO_ON: AtomicBool = AtomicBool::new(false);

/// The fingerprints that are kept of a package with this content.
fn pieces(package: &[u8]) -> Vec<[u8; 16]> {
    let mut fingerprints = Fingerprints::new();
    fingerprints.update(package);
    fingerprints.finish().chunks(16).map(|piece| piece.try_into().unwrap()).collect()
}

fn search<S: Sectors>(device: &S, package: &[u8]) -> Scanned {
    let patterns = Patterns::new(&pieces(package), FINGERPRINT_OFFSET_BYTES).unwrap();
    scan(device, &patterns, &mut |_, _| {}, &GO_ON).unwrap()
}

fn search_at(device: &Path, package: &[u8]) -> Scanned {
    search(&Device::open_to_read(device).unwrap(), package)
}

fn holding(size: u64, parts: &[(u64, &[u8])]) -> Pretended {
    let device = Pretended::honest(size);
    device.change(|memory| {
        for (offset, part) in parts {
            let at = usize::try_from(*offset).unwrap();
            memory[at..at + part.len()].copy_from_slice(part);
        }
    });
    device
}

#[test]
fn a_remnant_is_found_at_any_sector_and_named_by_its_offset() {
    let package = ciphertext(200_000);
    for offset in [0, 512, 4 * MIB - 512, 4 * MIB, 5 * MIB + 7 * 512, SIZE - 512] {
        let device = holding(SIZE, &[(offset, &package[65_536..65_536 + 512])]);
        let scanned = search(&device, &package);
        assert_eq!(scanned.places(), [Place { offset_bytes: offset, pattern: 1 }]);
        assert_eq!((scanned.count(), scanned.patterns_found(), scanned.read_bytes()), (1, 1, SIZE));
        assert_eq!(scanned.no_remnant(), None);
    }
}

#[test]
fn a_clean_device_was_read_to_its_last_sector_and_told_of() {
    let device = Pretended::honest(SIZE);
    let patterns = Patterns::new(&pieces(&ciphertext(200_000)), FINGERPRINT_OFFSET_BYTES).unwrap();
    let mut told = Vec::new();
    let scanned = scan(&device, &patterns, &mut |done, all| told.push((done, all)), &GO_ON).unwrap();
    assert!(told.is_sorted() && told.last() == Some(&(SIZE, SIZE)), "{told:?}");
    let none = scanned.no_remnant().unwrap();
    assert_eq!((none.size_bytes(), none.patterns()), (SIZE, 4));
    assert!(scanned.is_complete() && scanned.places().is_empty());
}

#[test]
fn the_pieces_of_a_large_file_are_told_apart() {
    let package = ciphertext(65_536 * 40);
    let device = holding(SIZE, &[(MIB, &package), (6 * MIB, &package[..65_536])]);
    let scanned = search(&device, &package);
    assert_eq!((scanned.count(), scanned.patterns_found()), (41, 40));
    for (index, place) in scanned.places()[..40].iter().enumerate() {
        let offset_bytes = MIB + 65_536 * u64::try_from(index).unwrap();
        assert_eq!(*place, Place { offset_bytes, pattern: index });
    }
    assert_eq!(scanned.places()[40], Place { offset_bytes: 6 * MIB, pattern: 0 });
}

#[test]
fn more_places_than_anybody_reads_are_counted() {
    let sector = &ciphertext(512)[..];
    let everywhere: Vec<(u64, &[u8])> = (0..2000).map(|index| (index * 512, sector)).collect();
    let scanned = search(&holding(SIZE, &everywhere), sector);
    assert_eq!((scanned.places().len(), scanned.count(), scanned.patterns_found()), (1000, 2000, 1));
}

#[test]
fn a_scan_with_unreadable_sectors_is_not_complete_and_names_them() {
    let package = ciphertext(65_536);
    let mut device = holding(SIZE, &[(5 * MIB + 1024, &package[..512])]);
    device.unreadable = Some(5 * MIB + 512..5 * MIB + 513);
    let scanned = search(&device, &package);
    let lost = Stretch { offset_bytes: 5 * MIB + 512, size_bytes: 512 };
    assert_eq!(scanned.unreadable().listed(), [lost]);
    assert_eq!((scanned.read_bytes(), scanned.count()), (SIZE - 512, 1), "what is beside it is still found");
    device.change(|memory| memory.fill(0));
    let scanned = search(&device, &package);
    assert!(scanned.places().is_empty() && !scanned.is_complete());
    assert_eq!(scanned.no_remnant(), None, "nobody knows what the sector holds");
}

#[test]
fn a_scan_that_was_stopped_or_lost_its_device_says_nothing() {
    let patterns = Patterns::new(&[[7; 16]], FINGERPRINT_OFFSET_BYTES).unwrap();
    let cancel = AtomicBool::new(false);
    let mut stop = |_, _| cancel.store(true, Ordering::Relaxed);
    let mut device = Pretended::honest(SIZE);
    assert!(matches!(scan(&device, &patterns, &mut stop, &cancel), Err(ScanError::Cancelled)));
    device.pulled_at = Some(4 * MIB);
    let gone = scan(&device, &patterns, &mut |_, _| {}, &GO_ON);
    assert!(matches!(gone, Err(ScanError::Gone { offset_bytes, .. }) if offset_bytes == 4 * MIB), "{gone:?}");
}

#[test]
fn a_search_for_nothing_or_across_sectors_is_none() {
    assert_eq!(Patterns::new(&[], 80).unwrap_err(), NoPatterns::None);
    assert_eq!(Patterns::new(&[[0; 16]], 497).unwrap_err(), NoPatterns::NotInOneSector { at_bytes: 497 });
    assert!(Patterns::new(&[[0; 16]], 496).is_ok());
    let package = ciphertext(4096);
    let patterns = Patterns::new(&[package[1104..1120].try_into().unwrap()], 1104).unwrap();
    let scanned = scan(&holding(SIZE, &[(MIB, &package)]), &patterns, &mut |_, _| {}, &GO_ON).unwrap();
    assert_eq!(scanned.places(), [Place { offset_bytes: MIB + 1024, pattern: 0 }]);
}

/// What a careful-looking deletion leaves, and then what the noise leaves.
fn found_until_noise(stick: &Attached, package: &[u8]) {
    let image = fs::read(stick.image()).unwrap();
    assert!(image.windows(16).any(|window| window == &package[80..96]), "the test shows nothing");
    let scanned = search_at(stick.device(), package);
    assert_eq!(scanned.patterns_found(), pieces(package).len());
    for place in scanned.places() {
        let at = usize::try_from(place.offset_bytes).unwrap();
        assert_eq!(image[at..at + 512], package[place.pattern * 65_536..][..512]);
    }
    let device = stick.open_to_write();
    let key = NoiseKey::new(&[9; 32], "", device.size_bytes());
    noise::write(&device, &key, 0, &mut |_, _| {}, &GO_ON).unwrap();
    let verdict = noise::verify(&device, &key, &mut |_, _| {}, &GO_ON).unwrap();
    assert!(matches!(verdict, Verdict::Equal(_)), "{verdict:?}");
    drop(device);
    assert_eq!(search_at(stick.device(), package).no_remnant().unwrap().size_bytes(), device_size(stick));
}

fn device_size(stick: &Attached) -> u64 {
    fs::metadata(stick.image()).unwrap().len()
}

#[test]
fn a_package_truncated_and_deleted_on_ext4_is_found_until_there_is_noise() {
    let Some(_) = require_peer("mkfs.ext4") else { return };
    let format = |image: &Path| run(Command::new("mkfs.ext4").arg("-q").arg(image));
    let Some(stick) = Attached::with(8 * MIB, &format) else { return };
    let package = ciphertext(700_000);
    stick.mounted(|point| {
        fs::write(point.join(NAME), &package).unwrap();
        fs::File::open(point.join(NAME)).unwrap().sync_all().unwrap();
        let mounted = search_at(stick.device(), &package);
        assert_eq!(mounted.patterns_found(), 11, "also while it is mounted");
        let file = fs::File::create(point.join(NAME)).unwrap();
        file.sync_all().unwrap();
        fs::remove_file(point.join(NAME)).unwrap();
    });
    found_until_noise(&stick, &package);
}

#[test]
fn a_package_truncated_and_deleted_on_fat_is_found_until_there_is_noise() {
    let (Some(_), Some(_)) = (require_peer("mkfs.vfat"), require_peer("mcopy")) else { return };
    let package = ciphertext(300_000);
    let format = |image: &Path| {
        let on_it = |program: &str, arguments: &[&str]| {
            let mut command = Command::new(program);
            run(command.env("MTOOLS_SKIP_CHECK", "1").args(["-i", image.to_str().unwrap()]).args(arguments));
        };
        let (whole, nothing) = (image.with_file_name("whole"), image.with_file_name("nothing"));
        fs::write(&whole, &package).unwrap();
        fs::write(&nothing, b"").unwrap();
        run(Command::new("mkfs.vfat").arg(image));
        on_it("mcopy", &[whole.to_str().unwrap(), &format!("::{NAME}")]);
        on_it("mcopy", &["-o", nothing.to_str().unwrap(), &format!("::{NAME}")]);
        on_it("mdel", &[&format!("::{NAME}")]);
    };
    let Some(stick) = Attached::with(8 * MIB, &format) else { return };
    found_until_noise(&stick, &package);
}
