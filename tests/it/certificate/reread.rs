//! A medium overwritten with noise, read again by somebody who holds it and the record.

use std::fs;
use std::os::unix::fs::FileExt as _;
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;

use sekisho::domain::body::Body;
use sekisho::domain::body::coming_back::Overwritten;
use sekisho::domain::names::Method;
use sekisho::media::Device;
use sekisho::media::noise::{NoiseKey, write};

use super::{certificate, said};
use crate::media::attached::Attached;
use crate::media::mounted::Mounted;
use crate::office::{NOBODY, Office, day};

const SIZE: u64 = 24 << 20;
const SEED: [u8; 32] = [9; 32];

/// An office whose `USB-07`, of `SIZE` bytes, was overwritten by `tanaka` as a record with this serial number
/// says, the certificate of that, and a device full of the noise.
fn overwritten(serial: &str) -> Option<(Office, PathBuf, Attached)> {
    let stick = Mounted::ext4(SIZE >> 20)?;
    let device = Attached::blank(SIZE)?;
    let office = Office::new();
    let point = stick.point().to_str().unwrap().to_owned();
    office.ok("kanri", &["medium", "add", "USB-07", "--device", &point, "--place", "書庫3"]);
    let id = office.approved(&[("--to", "self"), ("--via", "usb"), ("--medium", "USB-07")]);
    office.ok("tanaka", &["export", &id, "--into", &point]);
    let key = NoiseKey::new(&SEED, serial, SIZE);
    let opened = Device::open_to_write(device.device()).unwrap();
    write(&opened, &key, 0, &mut |_, _| {}, &AtomicBool::new(false)).unwrap();
    drop(opened);
    let carry_out = said::carry_out(&office, &id);
    let mut measured = said::erased(&carry_out);
    measured.capacity_bytes = Some(SIZE);
    measured.place.serial = (!serial.is_empty()).then(|| serial.to_owned());
    let seed = "09".repeat(32);
    measured.overwritten =
        Some(Overwritten { bytes: SIZE, replugged: true, seed, serial: serial.to_owned() });
    let mut body = said::disposal(&carry_out, Method::Overwrite, &[1]);
    body.measured = Some(measured);
    said::say(&office, "tanaka", Body::Disposal(Box::new(body)), &[]);
    let path = certificate(&office, "D-0001");
    Some((office, path, device))
}

/// Reads the device again.
fn read_again(
    office: &Office,
    person: &str,
    file: &str,
    device: &Attached,
    more: &[&str],
) -> crate::office::Output {
    let words = ["verify", file, "--device", device.device().to_str().unwrap()];
    office.run(person, &[&words[..], more].concat())
}

fn change(device: &Attached, offset: u64) {
    let node = fs::File::options().read(true).write(true).open(device.device()).unwrap();
    let mut byte = [0];
    node.read_exact_at(&mut byte, offset).unwrap();
    node.write_all_at(&[byte[0] ^ 1], offset).unwrap();
    node.sync_all().unwrap();
}

#[test]
fn one_changed_sector_is_named_by_its_offset_from_either_record() {
    let Some((office, path, device)) = overwritten("") else { return };
    let certificate = path.to_str().unwrap();
    assert_eq!(office.shown("C-0001")["disposals"][0]["level"], "L3");
    office.ok(NOBODY, &["prove", "C-0001", "--out", "proof"]);
    let entry = crate::office::files_below(&office.desk().join("proof"));
    let entry = entry.into_iter().find(|path| path.to_str().unwrap().ends_with("-disposal.txt")).unwrap();
    fs::rename(office.path("home"), office.path("away")).unwrap();
    for record in [certificate, entry.to_str().unwrap()] {
        let equal = read_again(&office, NOBODY, record, &device, &["--json"]).exits(0).json();
        assert_eq!(
            (&equal["device"]["changed_sectors"], &equal["device"]["bytes"]),
            (&0.into(), &SIZE.into())
        );
    }
    let offset = 11 * 1024 * 1024 + 7 * 512;
    change(&device, offset + 100);
    for record in [certificate, entry.to_str().unwrap()] {
        let differs = read_again(&office, NOBODY, record, &device, &["--json"]).exits(4).json();
        let found = &differs["device"];
        assert_eq!((&found["changed_sectors"], &found["first_changed"]), (&1.into(), &offset.into()));
        assert_eq!(found["changed"], serde_json::json!([[offset, 512]]));
    }
    let text = read_again(&office, NOBODY, certificate, &device, &[]).exits(4).stdout;
    assert!(text.contains("the first at byte 11,537,920"), "{text}");
}

#[test]
fn another_device_is_not_the_one_of_the_record() {
    let Some((office, path, device)) = overwritten("ANOTHER-SERIAL") else { return };
    let other = read_again(&office, NOBODY, path.to_str().unwrap(), &device, &[]).exits(3);
    assert!(other.stderr.contains("ANOTHER-SERIAL") && other.stdout.is_empty(), "{other:?}");
    let Some((office, path, _device)) = overwritten("") else { return };
    let Some(smaller) = Attached::blank(SIZE - (1 << 20)) else { return };
    let size = read_again(&office, NOBODY, path.to_str().unwrap(), &smaller, &[]).exits(3);
    assert!(size.stdout.is_empty(), "{size:?}");
    let Some(blank) = Attached::blank(SIZE) else { return };
    let blank = read_again(&office, NOBODY, path.to_str().unwrap(), &blank, &["--json"]).exits(4).json();
    assert_eq!(blank["device"]["changed_sectors"], SIZE / 512);
}

#[test]
fn a_record_that_does_not_hold_is_not_compared() {
    let Some((office, path, device)) = overwritten("") else { return };
    let text = fs::read_to_string(&path).unwrap();
    let edited = office.name("desk/edited.json");
    fs::write(&edited, text.replace("\"seed\":\"09", "\"seed\":\"19")).unwrap();
    let output = read_again(&office, NOBODY, &edited, &device, &[]).exits(4);
    assert!(output.stdout.contains("\"disposals\""), "{output:?}");
    office.ok(NOBODY, &["checkpoint", "--out", "note"]);
    let note = office.name("desk/note");
    read_again(&office, NOBODY, &note, &device, &[]).exits(3);
}

#[test]
fn another_person_re_checks_and_whoever_cleared_it_does_not() {
    let Some((office, path, device)) = overwritten("") else { return };
    let record = path.to_str().unwrap();
    let node = device.device().to_str().unwrap();
    let read = ["verify", record, "--device", node, "--record"];
    // They read it back already; refused before anything is read for hours.
    office.refuses("tanaka", &read);
    office.fails(NOBODY, &read, 2);
    let other = office.ok("mori", &read);
    assert!(other.stdout.contains("re-checked by mori"), "{other:?}");
    change(&device, SIZE - 1);
    office.run("ito", &read).exits(4);
    let rechecks = office.shown("C-0001")["disposals"][0]["rechecks"].clone();
    let told = |at: usize| (rechecks[at]["person"].clone(), rechecks[at]["changed_sectors"].clone());
    assert_eq!((told(0), told(1)), (("mori".into(), 0.into()), ("ito".into(), 1.into())));
    let form =
        office.run(NOBODY, &["certificate", "C-0001", "--format", "html", "--lang", "en"]).exits(1).stdout;
    assert!(form.contains(&format!("Re-checked by 森 二郎 (mori) {}", day(0))), "{form}");
    assert!(form.contains("1 sector differs, the first at byte 25,165,312"), "{form}");
}
