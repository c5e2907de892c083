//! Noise over whole devices: written, compared, interrupted, and the devices that lie about their size.

use std::fs;
use std::os::unix::fs::FileExt as _;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};

use sekisho::base::digest::Digest;
use sekisho::media::noise::{
    AllNoise, Capacity, Differences, NoiseKey, Verdict, resume_point, verify, write,
};
use sekisho::media::{Device, NoiseError, Sectors, Stretch};

use super::attached::Attached;
use super::pretended::{Beyond, Pretended};
use crate::support::require_peer;

const MIB: u64 = 1 << 20;
/// Neither whole blocks nor whole pages.
const SIZE: u64 = 9 * MIB + 3 * 512;
const SEED: [u8; 32] = [7; 32];
static GO_ON: AtomicBool = AtomicBool::new(false);

fn key(size: u64) -> NoiseKey {
    NoiseKey::new(&SEED, "E0D55EA573DCF450", size)
}

fn fill<S: Sectors>(device: &S, key: &NoiseKey) {
    let filled = write(device, key, 0, &mut |_, _| {}, &GO_ON).unwrap();
    assert_eq!((filled.from_bytes(), filled.size_bytes()), (0, device.size_bytes()));
}

fn compare<S: Sectors>(device: &S, key: &NoiseKey) -> Result<AllNoise, Box<Differences>> {
    match verify(device, key, &mut |_, _| {}, &GO_ON).unwrap() {
        Verdict::Equal(all) => Ok(all),
        Verdict::Differs(differences) => Err(Box::new(differences)),
    }
}

/// Written, then compared: the differences.
fn unmasked(device: &Pretended) -> Box<Differences> {
    let key = key(device.size_bytes());
    fill(device, &key);
    compare(device, &key).unwrap_err()
}

#[test]
fn the_noise_is_what_openssl_makes_of_the_documented_key() {
    let Some(openssl) = require_peer("openssl") else { return };
    let bytes =
        [b"sekisho-noise-v1\n", &SEED[..], &16_u64.to_be_bytes(), b"E0D55EA573DCF450", &SIZE.to_be_bytes()];
    let hex = Digest::of(&bytes.concat()).to_string();
    // The first block, and where 32 bits of counter end (256 GiB).
    for (offset, counter) in [(0, "0000000000000000"), ((1 << 38) - 64, "ffffffff00000000")] {
        let mut command = Command::new(&openssl);
        command.args(["enc", "-chacha20", "-K", &hex, "-iv", &format!("{counter}0000000000000000")]);
        let dir = tempfile::tempdir().unwrap();
        let zeros = dir.path().join("zeros");
        fs::write(&zeros, [0; 1000]).unwrap();
        let output = command.arg("-in").arg(&zeros).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let mut noise = [1; 1000];
        key(SIZE).fill(offset, &mut noise);
        assert_eq!(output.stdout, noise, "at {offset}");
    }
}

#[test]
fn the_example_of_the_specification_holds() {
    let seed = std::array::from_fn(|index| u8::try_from(index).unwrap());
    let key = NoiseKey::new(&seed, "E0D55EA573DCF450", 15_502_147_584);
    let specification = include_str!("../../../docs/spec/noise.md");
    for offset in [0, 15_502_147_072] {
        let mut noise = [0; 16];
        key.fill(offset, &mut noise);
        assert!(specification.contains(&data_encoding::HEXLOWER.encode(&noise)), "{offset}");
    }
}

#[test]
fn any_part_of_the_noise_is_made_without_the_rest() {
    let key = key(SIZE);
    let mut whole = vec![0; 10_000];
    key.fill(0, &mut whole);
    for (offset, length) in [(0, 1), (1, 64), (63, 2), (512, 512), (4096, 5000), (9999, 1)] {
        let mut part = vec![9; length];
        key.fill(u64::try_from(offset).unwrap(), &mut part);
        assert_eq!(part, whole[offset..offset + length], "{offset}");
    }
}

#[test]
fn serial_and_capacity_cannot_run_into_one_another() {
    let beginning = |seed: u8, serial: &str, capacity| {
        let mut noise = [0; 64];
        NoiseKey::new(&[seed; 32], serial, capacity).fill(0, &mut noise);
        noise
    };
    let keys = [
        beginning(0, "", 1),
        beginning(1, "", 1),
        beginning(0, "", 2),
        beginning(0, "\0", 1),
        beginning(0, "\0\0\0\0\0\0\0\u{1}", 1),
        beginning(0, "A", 1),
    ];
    for (index, one) in keys.iter().enumerate() {
        assert!(!keys[..index].contains(one), "{index}");
    }
}

#[test]
fn what_was_filled_is_equal_and_every_byte_was_told_of() {
    for size in [512, 4096, 4 * MIB + 512, SIZE] {
        let device = Pretended::honest(size);
        let mut told = Vec::new();
        write(&device, &key(size), 0, &mut |done, all| told.push((done, all)), &GO_ON).unwrap();
        assert!(told.is_sorted() && told.last() == Some(&(size, size)), "{told:?}");
        assert_eq!(device.synced.load(Ordering::Relaxed), 1);
        told.clear();
        let verdict = verify(&device, &key(size), &mut |done, all| told.push((done, all)), &GO_ON).unwrap();
        assert!(matches!(verdict, Verdict::Equal(all) if all.size_bytes() == size), "{verdict:?}");
        assert!(told.is_sorted() && told.last() == Some(&(size, size)), "{told:?}");
    }
}

#[test]
fn one_flipped_bit_is_named_by_the_offset_of_its_sector() {
    let device = Pretended::honest(SIZE);
    fill(&device, &key(SIZE));
    for flipped in [0, 4 * MIB - 512, 4 * MIB, SIZE - 512] {
        let at = usize::try_from(flipped).unwrap() + 200;
        device.change(|memory| memory[at] ^= 0x10);
        let differences = compare(&device, &key(SIZE)).unwrap_err();
        assert_eq!(differences.differing().listed(), [Stretch { offset_bytes: flipped, size_bytes: 512 }]);
        assert_eq!((differences.first_offset_bytes(), differences.differing().sectors()), (flipped, 1));
        assert_eq!(differences.equal_bytes(), SIZE - 512);
        assert!(differences.unreadable().is_empty());
        assert_eq!(*differences.capacity(), Capacity::Unsuspected);
        device.change(|memory| memory[at] ^= 0x10);
    }
    assert!(compare(&device, &key(SIZE)).is_ok());
}

#[test]
fn another_serial_or_seed_fails_everywhere() {
    let device = Pretended::honest(SIZE);
    fill(&device, &key(SIZE));
    let serial = NoiseKey::new(&SEED, "E0D55EA573DCF451", SIZE);
    let seed = NoiseKey::new(&[8; 32], "E0D55EA573DCF450", SIZE);
    for other in [serial, seed] {
        let differences = compare(&device, &other).unwrap_err();
        assert_eq!((differences.equal_bytes(), differences.differing().sectors()), (0, SIZE / 512));
        assert_eq!(differences.differing().listed(), [Stretch { offset_bytes: 0, size_bytes: SIZE }]);
        assert_eq!(*differences.capacity(), Capacity::Unsuspected);
    }
}

#[test]
fn a_device_of_another_size_is_not_even_tried() {
    let device = Pretended::honest(SIZE);
    let other = key(SIZE + 512);
    let refused = write(&device, &other, 0, &mut |_, _| {}, &GO_ON).unwrap_err();
    assert!(matches!(refused, NoiseError::OtherSize { expected_bytes, found_bytes }
        if (expected_bytes, found_bytes) == (SIZE + 512, SIZE)));
    assert!(matches!(verify(&device, &other, &mut |_, _| {}, &GO_ON), Err(NoiseError::OtherSize { .. })));
    assert!(matches!(resume_point(&device, &other, &GO_ON), Err(NoiseError::OtherSize { .. })));
    assert_eq!(device.written.load(Ordering::Relaxed), 0);
}

#[test]
fn a_device_that_wraps_around_tells_its_true_size() {
    for (claims, holds) in [(8, 4), (12, 4), (10, 4), (16, 2), (5, 4)] {
        let (claims, holds) = (claims * MIB / 2, holds * MIB / 2);
        let differences = unmasked(&Pretended::lying(claims, holds, Beyond::Wraps));
        match *differences.capacity() {
            Capacity::Wraps { holds_bytes, at_bytes, noise_of_bytes } => {
                assert_eq!(holds_bytes, holds, "claims {claims}");
                assert!(at_bytes < noise_of_bytes && (noise_of_bytes - at_bytes).is_multiple_of(holds));
            }
            other => panic!("{other:?}"),
        }
        assert_eq!(differences.equal_bytes(), holds);
    }
}

#[test]
fn a_device_whose_reads_wrap_around_tells_its_true_size() {
    for (claims, holds) in [(4, 2), (7, 2)] {
        let (claims, holds) = (claims * MIB, holds * MIB);
        let differences = unmasked(&Pretended::lying(claims, holds, Beyond::WrapsForReading));
        let wraps = Capacity::Wraps { holds_bytes: holds, at_bytes: holds, noise_of_bytes: 0 };
        assert_eq!(*differences.capacity(), wraps);
    }
}

#[test]
fn a_wrapping_device_with_a_changed_sector_is_still_unmasked() {
    let device = Pretended::lying(4 * MIB, 2 * MIB, Beyond::Wraps);
    let key = key(4 * MIB);
    fill(&device, &key);
    device.change(|memory| memory[(2 << 20) - 5000] ^= 1);
    let differences = compare(&device, &key).unwrap_err();
    assert!(
        matches!(differences.capacity(), Capacity::Wraps { holds_bytes, .. } if *holds_bytes == 2 * MIB),
        "{differences:?}"
    );
}

#[test]
fn a_device_that_drops_what_it_has_no_room_for_ends_where_it_does() {
    for byte in [0, 0xff, 0x5a] {
        let differences = unmasked(&Pretended::lying(6 * MIB, 5 * MIB, Beyond::Drops(byte)));
        assert_eq!(*differences.capacity(), Capacity::EndsAt { holds_bytes: 5 * MIB });
        let lost = Stretch { offset_bytes: 5 * MIB, size_bytes: MIB };
        assert_eq!(differences.differing().listed(), [lost]);
    }
}

#[test]
fn a_device_that_fails_beyond_its_room_names_the_first_sector() {
    let device = Pretended::lying(7 * MIB, 5 * MIB + 1024, Beyond::Fails);
    let failed = write(&device, &key(7 * MIB), 0, &mut |_, _| {}, &GO_ON).unwrap_err();
    assert!(
        matches!(failed, NoiseError::Write { offset_bytes, .. } if offset_bytes == 5 * MIB + 1024),
        "{failed:?}"
    );
    let differences = compare(&device, &key(7 * MIB)).unwrap_err();
    assert_eq!(*differences.capacity(), Capacity::EndsAt { holds_bytes: 5 * MIB + 1024 });
    assert_eq!(differences.unreadable().size_bytes(), 2 * MIB - 1024);
}

#[test]
fn a_sector_that_cannot_be_written_is_named() {
    let mut device = Pretended::honest(SIZE);
    device.unwritable = Some(5 * MIB + 700..5 * MIB + 701);
    let failed = write(&device, &key(SIZE), 0, &mut |_, _| {}, &GO_ON).unwrap_err();
    match failed {
        NoiseError::Write { offset_bytes, source } => {
            assert_eq!((offset_bytes, source.raw_os_error()), (5 * MIB + 512, Some(5)));
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn sectors_that_cannot_be_read_are_named_and_the_rest_is_compared() {
    for (sector, read) in [(512, 5 * MIB + 512..5 * MIB + 1024), (4096, 5 * MIB..5 * MIB + 4096)] {
        let mut device = Pretended::honest(SIZE).with_sectors_of(sector);
        fill(&device, &key(SIZE));
        device.unreadable = Some(5 * MIB + 700..5 * MIB + 701);
        device.change(|memory| memory[(5 << 20) + 5000] ^= 1);
        let differences = compare(&device, &key(SIZE)).unwrap_err();
        let lost = Stretch { offset_bytes: read.start, size_bytes: read.end - read.start };
        assert_eq!(differences.unreadable().listed(), [lost]);
        assert_eq!(differences.differing().first_offset_bytes(), Some(5 * MIB + 4608));
        assert_eq!(differences.first_offset_bytes(), read.start);
        assert_eq!(differences.equal_bytes(), SIZE - lost.size_bytes - 512);
    }
}

#[test]
fn a_device_pulled_out_is_gone_and_not_damaged() {
    let mut device = Pretended::honest(SIZE);
    fill(&device, &key(SIZE));
    device.pulled_at = Some(6 * MIB);
    let gone = verify(&device, &key(SIZE), &mut |_, _| {}, &GO_ON).unwrap_err();
    assert!(matches!(gone, NoiseError::Gone { offset_bytes, .. } if offset_bytes == 4 * MIB), "{gone:?}");
    let gone = write(&device, &key(SIZE), 0, &mut |_, _| {}, &GO_ON).unwrap_err();
    assert!(matches!(gone, NoiseError::Gone { offset_bytes: 0, .. }), "{gone:?}");
    assert!(matches!(resume_point(&device, &key(SIZE), &GO_ON), Err(NoiseError::Gone { .. })));
}

#[test]
fn what_was_interrupted_goes_on_where_it_broke_off() {
    let device = Pretended::honest(SIZE);
    let key = key(SIZE);
    assert_eq!(resume_point(&device, &key, &GO_ON).unwrap(), 0);
    let cancel = AtomicBool::new(false);
    let mut stop_at_half = |done, _| cancel.store(done >= SIZE / 2, Ordering::Relaxed);
    assert!(matches!(write(&device, &key, 0, &mut stop_at_half, &cancel), Err(NoiseError::Cancelled)));
    let from = resume_point(&device, &key, &GO_ON).unwrap();
    assert_eq!(from, 8 * MIB);
    let before = device.written.load(Ordering::Relaxed);
    let filled = write(&device, &key, from, &mut |_, _| {}, &GO_ON).unwrap();
    assert_eq!(filled.from_bytes(), from);
    assert_eq!(device.written.load(Ordering::Relaxed) - before, SIZE - from, "nothing twice");
    assert!(compare(&device, &key).is_ok());
    assert_eq!(resume_point(&device, &key, &GO_ON).unwrap(), SIZE);
}

#[test]
fn a_hole_before_the_end_of_the_noise_is_where_it_goes_on() {
    let device = Pretended::honest(SIZE);
    let key = key(SIZE);
    fill(&device, &key);
    device.change(|memory| {
        memory[8 << 20..].fill(0);
        memory[(3 << 20) + 5000] ^= 1;
    });
    let from = resume_point(&device, &key, &GO_ON).unwrap();
    assert_eq!(from, 3 * MIB + 4096);
    write(&device, &key, from, &mut |_, _| {}, &GO_ON).unwrap();
    assert!(compare(&device, &key).is_ok());
}

#[test]
fn the_noise_of_another_seed_is_nothing_to_go_on_from() {
    let device = Pretended::honest(SIZE);
    fill(&device, &key(SIZE));
    let fresh = NoiseKey::new(&[8; 32], "E0D55EA573DCF450", SIZE);
    assert_eq!(resume_point(&device, &fresh, &GO_ON).unwrap(), 0);
}

#[test]
fn a_comparison_that_was_stopped_says_nothing() {
    let device = Pretended::honest(SIZE);
    fill(&device, &key(SIZE));
    let cancel = AtomicBool::new(false);
    let mut stop = |_, _| cancel.store(true, Ordering::Relaxed);
    assert!(matches!(verify(&device, &key(SIZE), &mut stop, &cancel), Err(NoiseError::Cancelled)));
    assert!(matches!(resume_point(&device, &key(SIZE), &cancel), Err(NoiseError::Cancelled)));
}

#[test]
fn a_real_device_is_filled_compared_and_a_change_behind_its_back_named() {
    let Some(stick) = Attached::blank(SIZE) else { return };
    let device = stick.open_to_write();
    let serial = device.facts().serial.clone().unwrap_or_default();
    let key = NoiseKey::new(&SEED, &serial, device.size_bytes());
    fill(&device, &key);
    assert_eq!(compare(&device, &key).unwrap().size_bytes(), SIZE);
    drop(device);
    let mut noise = vec![0; usize::try_from(SIZE).unwrap()];
    key.fill(0, &mut noise);
    assert!(fs::read(stick.image()).unwrap() == noise, "the image holds the noise and nothing else");
    let image = fs::File::options().write(true).open(stick.image()).unwrap();
    image.write_all_at(b"a remnant", 7 * MIB + 100).unwrap();
    image.sync_all().unwrap();
    let device = Device::open_to_read(stick.device()).unwrap();
    let differences = compare(&device, &key).unwrap_err();
    assert_eq!(differences.differing().listed(), [Stretch { offset_bytes: 7 * MIB, size_bytes: 512 }]);
}

#[test]
fn a_real_device_opened_to_read_takes_no_noise() {
    let Some(stick) = Attached::blank(MIB) else { return };
    let device = Device::open_to_read(stick.device()).unwrap();
    let refused = write(&device, &key(MIB), 0, &mut |_, _| {}, &GO_ON).unwrap_err();
    assert!(matches!(refused, NoiseError::Write { offset_bytes: 0, .. }), "{refused:?}");
    assert!(fs::read(stick.image()).unwrap().iter().all(|byte| *byte == 0));
}
