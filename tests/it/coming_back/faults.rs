//! Killed, short of room, or failing at every call: what is in the ledger is what happened, and the command can be run
//! again.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use sekisho::base::digest::Digest;
use serde_json::Value;

use crate::faults::bench::{Bench, KEYED, Ran, noise};
pub use crate::faults::examine::{ID, sound};
use crate::faults::job::job;
use crate::faults::paused::Paused;
use crate::faults::sweep::{Fault, Sweep, every};
use crate::media::mounted::Mounted;

const RETURN: [&str; 2] = ["return", ID];
const FILE: [&str; 5] = ["dispose", ID, "--method", "erase-file", "--yes"];
const KEY: [&str; 5] = ["dispose", ID, "--method", "key", "--yes"];

/// An office whose package lies in `out`.
pub fn exported(recipient: &str) -> Option<Bench> {
    let bench = Bench::approved(recipient)?;
    bench.export(ID).exits(0);
    Some(bench)
}

fn package(bench: &Bench) -> PathBuf {
    bench.path("out/C-0001.zip.age")
}

/// Whatever happened to a return: it is recorded once, and what is recorded was seen.
pub fn gets_back(bench: &Bench, ran: &Ran, what: &str) {
    let shown = sound(bench, what);
    let recorded = shown["returns"].as_array().unwrap().len();
    if ran.code == Some(0) {
        assert_eq!(recorded, 1, "{what}");
    }
    if recorded == 1 {
        assert!(!package(bench).exists(), "{what}: recorded, and still there");
    }
    let again = bench.run_as("tanaka", &RETURN);
    assert_eq!(again.code, Some(if recorded == 1 { 3 } else { 0 }), "{what}: {again:?}");
    let shown = sound(bench, what);
    let returns = shown["returns"].as_array().unwrap();
    assert_eq!(returns.len(), 1, "{what}");
    assert!(!package(bench).exists(), "{what}");
    assert_eq!(returns[0]["measured"]["identified"], true, "{what}: it had been read before");
    // Where one call failed by which the stick is known, less was seen, and less is said.
    let less = what.contains("Once") && recorded == 1 && returns[0]["level"] == "L0";
    assert!(returns[0]["level"] == "L1" || less, "{what}: {returns:?}");
    let note = format!("s/sekisho/begun/{}.json", shown["request_sha256"].as_str().unwrap());
    assert!(recorded == 1 || !bench.path(&note).exists(), "{what}: the note is forgotten");
}

/// Whatever happened to a custody file's destruction: it is recorded once, and what is recorded is gone.
pub fn key_is_gone(bench: &Bench, ran: &Ran, what: &str) {
    let custody = bench.path("home/custody/C-0001-1.age");
    let expected = bench.show(ID)["attempts"][0]["custody"]["sha256"].clone();
    let readable = |path| fs::read(path).is_ok_and(|bytes| Digest::of(&bytes).to_string() == expected);
    let recorded = sound(bench, what)["disposals"].as_array().unwrap().len();
    assert!(ran.code != Some(0) || recorded == 1, "{what}");
    assert!(recorded == 0 || !readable(&custody), "{what}: recorded, and still there");
    if recorded == 0 {
        let again = bench.run_as("suzuki", &KEY);
        assert_eq!(again.code, Some(0), "{what}: {again:?}");
    }
    let shown = sound(bench, what);
    assert_eq!(shown["disposals"].as_array().unwrap().len(), 1, "{what}");
    assert_eq!(shown["disposals"][0]["level"], "L4", "{what}");
    assert!(!custody.exists(), "{what}");
}

/// Whatever happened to an erasing: it is recorded once, and what is recorded was seen, and is gone.
pub fn file_is_gone(bench: &Bench, ran: &Ran, what: &str) {
    let recorded = sound(bench, what)["disposals"].as_array().unwrap().len();
    assert!(ran.code != Some(0) || recorded == 1, "{what}");
    assert!(recorded == 0 || !package(bench).exists(), "{what}: recorded, and still there");
    if recorded == 0 {
        let again = bench.run_as("tanaka", &FILE);
        assert_eq!(again.code, Some(0), "{what}: {again:?}");
    }
    let shown = sound(bench, what);
    let disposals = shown["disposals"].as_array().unwrap();
    assert_eq!(disposals.len(), 1, "{what}");
    assert_eq!(disposals[0]["measured"]["identified"], true, "{what}: it had been read before");
    assert_eq!(disposals[0]["level"], "L1", "{what}");
    assert!(!package(bench).exists(), "{what}");
}

#[test]
fn a_return_killed_anywhere_is_run_again_and_says_what_was_seen() {
    job("return").under(Fault::Kill, every(7), |_| Vec::new());
}

#[test]
fn a_key_is_not_called_destroyed_while_its_custody_file_can_be_read() {
    job("dispose key").under(Fault::Kill, every(5), |_| Vec::new());
}

#[test]
fn a_package_is_not_called_erased_while_it_can_be_read() {
    job("dispose file").under(Fault::Kill, every(9), |_| Vec::new());
}

#[test]
fn a_return_killed_while_it_overwrites_and_removes_is_run_again() {
    let written = |bench: &Bench| vec![bench.path("out"), package(bench), bench.path("s/sekisho/begun")];
    job("return").under(Fault::Kill, 1, written);
}

/// A registered stick of 32 MB, mounted, to which `out` leads, and a carry-out that is approved for it, or exported there.
pub fn on_stick(exported: bool) -> Option<(Bench, Mounted)> {
    let (bench, mounted) = (Bench::founded()?, Mounted::ext4(32)?);
    let point = mounted.point().to_str().unwrap().to_owned();
    bench.run_as("admin", &["medium", "add", "USB-1", "--device", &point, "--kind", "usb"]).exits(0);
    fs::write(bench.path("src/large"), noise(3 << 20)).unwrap();
    let id = bench.request(KEYED, &["--via", "usb", "--medium", "USB-1"]);
    bench.approve(&id);
    fs::remove_dir(bench.path("out")).unwrap();
    std::os::unix::fs::symlink(&point, bench.path("out")).unwrap();
    if exported {
        bench.run_as("tanaka", &["export", &id, "--into", &point]).exits(0);
    }
    Some((bench, mounted))
}

/// A registered stick of 32 MB with a package, behind a loop device and not mounted.
pub struct Stick {
    pub bench: Bench,
    pub mounted: Mounted,
    pub device: String,
}

impl Stick {
    pub fn new() -> Option<Self> {
        let (bench, mounted) = on_stick(true)?;
        mounted.unmount();
        let output =
            Command::new("losetup").args(["--find", "--show"]).arg(mounted.image()).output().unwrap();
        let device = String::from_utf8(output.stdout).unwrap().trim().to_owned();
        Some(Self { bench, mounted, device })
    }

    pub fn words(&self) -> [&str; 8] {
        ["dispose", ID, "--method", "overwrite", "--device", &self.device, "--confirm", "USB-1"]
    }

    /// Asserts that the record is there, and that the image is the noise of it.
    #[track_caller]
    pub fn is_noise(&self) {
        let shown = sound(&self.bench, "overwritten");
        let disposal = &shown["disposals"].as_array().unwrap()[0];
        assert_eq!(disposal["level"], "L3", "{disposal}");
        let whole = &disposal["measured"]["overwritten"];
        let seed = data_encoding::HEXLOWER.decode(whole["seed"].as_str().unwrap().as_bytes()).unwrap();
        let key = sekisho::media::noise::NoiseKey::new(&seed.try_into().unwrap(), "", 32 << 20);
        let mut noise = vec![0; 32 << 20];
        key.fill(0, &mut noise);
        assert!(fs::read(self.mounted.image()).unwrap() == noise);
    }

    /// Seeds of overwritings that were begun and are not recorded.
    pub fn seeds(&self) -> Vec<String> {
        let folder = self.bench.path("s/sekisho/begun");
        let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
        let notes = entries.map(|entry| fs::read_to_string(entry.unwrap().path()).unwrap());
        notes.map(|note| serde_json::from_str::<Value>(&note).unwrap()["seed"].to_string()).collect()
    }
}

impl Drop for Stick {
    fn drop(&mut self) {
        let _detached = Command::new("losetup").arg("-d").arg(&self.device).output();
    }
}

#[test]
fn an_overwriting_that_was_killed_goes_on_with_the_same_noise() {
    let Some(stick) = Stick::new() else { return };
    if crate::support::require_peer("strace").is_none() {
        return;
    }
    let words = stick.words();
    let only = vec![PathBuf::from(&stick.device)];
    let sweep = Sweep { bench: &stick.bench, person: "tanaka", args: &words, only, every: 1 };
    let killed = sweep.suffer(Fault::Kill, "pwrite64", 5);
    assert!(killed.signal.is_some() || killed.code == Some(137), "{killed:?}");
    assert!(stick.bench.show(ID)["disposals"].as_array().unwrap().is_empty());
    let before = stick.seeds();
    assert_eq!(before.len(), 1);
    // Its filesystem is gone, and no serial number is told: only the noise tells that it is the medium.
    let seen = fs::read(stick.mounted.image()).unwrap();
    assert_eq!(stick.mounted.sectors_of(&seen[..4096]), 8);
    let again = stick.bench.run_as("tanaka", &words);
    assert_eq!(again.code, Some(0), "{again:?}");
    stick.is_noise();
    assert!(
        before[0].contains(
            stick.bench.show(ID)["disposals"][0]["measured"]["overwritten"]["seed"].as_str().unwrap()
        )
    );
    assert!(stick.seeds().is_empty(), "it is in the log");
}

#[test]
fn a_sector_that_did_not_keep_what_was_written_is_named_by_its_offset() {
    let Some(stick) = Stick::new() else { return };
    let words = stick.words();
    let device = [PathBuf::from(&stick.device)];
    let Some(paused) = Paused::at(&stick.bench, "tanaka", &words, "fsync", &device) else { return };
    flip(&stick.mounted.image(), 20_000_000);
    let failed = paused.goes_on();
    assert_eq!(failed.code, Some(5), "{failed:?}");
    // The sector that holds byte 20,000,000.
    assert!(failed.stderr.contains("19,999,744"), "{failed:?}");
    assert!(stick.bench.show(ID)["disposals"].as_array().unwrap().is_empty());
    let before = stick.seeds();
    let again = stick.bench.run_as("tanaka", &words);
    assert_eq!(again.code, Some(0), "{again:?}");
    stick.is_noise();
    let seed = stick.bench.show(ID)["disposals"][0]["measured"]["overwritten"]["seed"].to_string();
    assert_ne!(vec![seed], before, "what failed is not used again");
}

fn flip(image: &Path, at: u64) {
    use std::os::unix::fs::FileExt as _;

    let file = fs::File::options().read(true).write(true).open(image).unwrap();
    let mut byte = [0];
    file.read_exact_at(&mut byte, at).unwrap();
    file.write_all_at(&[byte[0] ^ 1], at).unwrap();
    file.sync_all().unwrap();
}
