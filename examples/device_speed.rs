//! How fast a whole device is filled with noise, compared with it and searched, beside what `dd` and `openssl` need for
//! the same bytes. Everything on the device is lost.
//!
//!     cargo run --release --example device_speed /dev/loop0
//!
//! All take turns, three times; the ratios within one run are what counts.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::as_conversions,
    reason = "a measurement: it ends where something is wrong"
)]

use std::path::Path;
use std::process::Command;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

use sekisho::media::noise::{NoiseKey, Verdict, verify, write};
use sekisho::media::scan::{Patterns, scan};
use sekisho::media::{Device, Sectors as _};

const ROUNDS: usize = 3;
static GO_ON: AtomicBool = AtomicBool::new(false);

fn main() {
    let path = std::env::args_os().nth(1).expect("a device");
    let path = Path::new(&path);
    let (shown, size) = (path.display(), Device::open_to_write(path).unwrap().size_bytes());
    let zeros = format!(
        "dd if=/dev/zero of={shown} bs=4M oflag=direct conv=fsync status=none count={size} iflag=count_bytes"
    );
    let keystream = format!(
        "openssl enc -chacha20 -K {:064x} -iv {:032x} -in /dev/zero | dd of={shown} bs=4M iflag=fullblock,count_bytes \
         oflag=direct conv=fsync status=none count={size}",
        7, 0
    );
    let reading = format!("dd if={shown} of=/dev/null bs=4M iflag=direct status=none");
    let digest = format!("dd if={shown} bs=4M iflag=direct status=none | sha256sum");
    let tasks: [(&str, &dyn Fn()); 7] = [
        ("zeros, dd", &|| shell(&zeros)),
        ("keystream, openssl | dd", &|| shell(&keystream)),
        ("noise written and synced", &|| noise(path)),
        ("read, dd", &|| shell(&reading)),
        ("read, dd | sha256sum", &|| shell(&digest)),
        ("noise compared", &|| compare(path)),
        ("noise searched for 100,000 patterns", &|| search(path)),
    ];
    let mut seconds = vec![Vec::new(); tasks.len()];
    for _round in 0..ROUNDS {
        for (task, seconds) in tasks.iter().zip(&mut seconds) {
            let start = Instant::now();
            task.1();
            seconds.push(start.elapsed().as_secs_f64());
        }
    }
    for (task, mut seconds) in tasks.iter().zip(seconds) {
        seconds.sort_by(f64::total_cmp);
        let median = seconds[ROUNDS / 2];
        println!("{:36} {median:7.2} s {:8.0} MB/s", task.0, size as f64 / median / 1e6);
    }
}

fn shell(command: &str) {
    assert!(Command::new("sh").args(["-c", command]).status().unwrap().success(), "{command}");
}

fn key(device: &Device) -> NoiseKey {
    NoiseKey::new(&[7; 32], "", device.size_bytes())
}

fn noise(path: &Path) {
    let device = Device::open_to_write(path).unwrap();
    write(&device, &key(&device), 0, &mut |_, _| {}, &GO_ON).unwrap();
}

fn compare(path: &Path) {
    let device = Device::open_to_read(path).unwrap();
    let verdict = verify(&device, &key(&device), &mut |_, _| {}, &GO_ON).unwrap();
    assert!(matches!(verdict, Verdict::Equal(_)));
}

fn search(path: &Path) {
    let device = Device::open_to_read(path).unwrap();
    let mut bytes = vec![0; 16 * 100_000];
    NoiseKey::new(&[8; 32], "", 0).fill(0, &mut bytes);
    let pieces: Vec<[u8; 16]> = bytes.chunks(16).map(|piece| piece.try_into().unwrap()).collect();
    let patterns = Patterns::new(&pieces, 80).unwrap();
    assert!(scan(&device, &patterns, &mut |_, _| {}, &GO_ON).unwrap().no_remnant().is_some());
}
