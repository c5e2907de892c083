//! Registered sticks that are torn out, fall read-only or lose their office in the middle of a command.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::faults::{ID, Stick, on_stick, sound};
use crate::faults::bench::Bench;
use crate::faults::job::{ended, job};
use crate::faults::paused::Paused;
use crate::faults::sweep::{Fault, Sweep, every};
use crate::media::mounted::{HARMS, Mounted};
use crate::support::counted;

#[test]
fn a_stick_that_is_torn_out_or_falls_read_only_in_mid_erasing_is_erased_when_it_is_back() {
    for name in ["return", "dispose file"] {
        for (harm, harmed) in HARMS {
            let Some((bench, stick)) = on_stick(true) else { return };
            let what = format!("{name}, {harm}");
            let package = stick.point().join("C-0001.zip.age");
            let content = fs::read(&package).unwrap();
            let job = job(name);
            let args = (job.args)(&bench);
            let args: Vec<&str> = args.iter().map(String::as_str).collect();
            let Some(paused) = Paused::at(&bench, job.person, &args, "write", &[package]) else { return };
            let Some(()) = harmed(&stick) else { return };
            let ran = paused.goes_on();
            assert_eq!(ran.code, Some(5), "{what}: {ran:?}");
            nothing_is_recorded(&bench, &what);
            stick.unmount();
            let without = bench.run_as(job.person, &args);
            assert!(matches!(without.code, Some(3 | 5)), "{what}, and not there: {without:?}");
            nothing_is_recorded(&bench, &what);
            stick.mount();
            (job.settle)(&bench, &ran, &what);
            stick.unmount();
            assert_eq!(stick.sectors_of(&content), 0, "{what}: parts of it are still there");
            stick.mount();
        }
    }
}

#[track_caller]
fn nothing_is_recorded(bench: &Bench, what: &str) {
    let shown = sound(bench, what);
    for said in ["returns", "disposals"] {
        assert_eq!(shown[said], serde_json::json!([]), "{what}: nobody knows that yet");
    }
}

/// Puts the stick back as it was: its files, on the same filesystem.
fn put_back(stick: &Mounted, kept: &Path) {
    for entry in fs::read_dir(stick.point()).unwrap().map(Result::unwrap) {
        if entry.file_type().unwrap().is_file() {
            fs::remove_file(entry.path()).unwrap();
        }
    }
    let copied = Command::new("cp").arg("-a").arg(kept.join(".")).arg(stick.point()).output().unwrap();
    assert!(copied.status.success(), "{copied:?}");
}

/// Kills and fails a command at every k-th call there is, on the stick and anywhere else.
fn swept(name: &str, exported: bool, k: usize) {
    for (fault, k) in [(Fault::Kill, k), (Fault::Once("EIO"), k + 4), (Fault::FromThenOn("ENOSPC"), k + 8)] {
        let Some((bench, stick)) = on_stick(exported) else { return };
        let kept = tempfile::tempdir().unwrap();
        let kept = kept.path().join("stick");
        crate::faults::bench::copy(stick.point(), &kept);
        let job = job(name);
        let args = (job.args)(&bench);
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        let sweep =
            Sweep { bench: &bench, person: job.person, args: &args, only: Vec::new(), every: every(k) };
        let tried = sweep.each_after(fault, &|| put_back(&stick, &kept), &mut |ran, what| {
            ended(ran, what);
            (job.settle)(&bench, ran, what);
        });
        counted(&format!("{name} on a registered stick under {fault:?} at {} points", tried.unwrap_or(0)));
    }
}

#[test]
fn an_export_to_a_registered_stick_fails_anywhere_and_leaves_once() {
    swept("export", false, 37);
}

#[test]
fn a_return_from_a_registered_stick_fails_anywhere_and_is_run_again() {
    swept("return", true, 37);
}

/// An overwriting under `fault`, then the same again: what is recorded is the noise that is there, and a seed that was begun with
/// is kept for as long as nothing is recorded.
fn overwritten_under(fault: Fault, k: usize) {
    let Some(stick) = Stick::new() else { return };
    let words = stick.words();
    let image = fs::read(stick.mounted.image()).unwrap();
    let only = vec![PathBuf::from(&stick.device), stick.bench.path("s/sekisho/begun")];
    let sweep = Sweep { bench: &stick.bench, person: "tanaka", args: &words, only, every: every(k) };
    let put_back = || fs::write(stick.mounted.image(), &image).unwrap();
    let tried = sweep.each_after(fault, &put_back, &mut |ran, what| {
        ended(ran, what);
        let recorded = sound(&stick.bench, what)["disposals"].as_array().unwrap().len();
        assert!(recorded == 1 || ran.code != Some(0), "{what}: {ran:?}");
        if recorded == 0 {
            let begun = stick.seeds();
            let touched = fs::read(stick.mounted.image()).unwrap() != image;
            assert!(!touched || begun.len() == 1, "{what}: begun, and {begun:?} is kept");
            let again = stick.bench.run_as("tanaka", &words);
            assert_eq!(again.code, Some(0), "{what}: {again:?}");
            let used = &stick.bench.show(ID)["disposals"][0]["measured"]["overwritten"]["seed"];
            assert!(!touched || begun == [used.to_string()], "{what}: another noise");
        }
        stick.is_noise();
        assert_eq!(stick.bench.show(ID)["disposals"].as_array().unwrap().len(), 1, "{what}");
    });
    counted(&format!(
        "overwriting under {fault:?} at {} points of the device and its seed",
        tried.unwrap_or(0)
    ));
}

#[test]
fn an_overwriting_of_a_device_that_fails_or_is_pulled_ends_as_the_noise_of_its_record() {
    for (fault, k) in [
        (Fault::Once("EIO"), 7),
        (Fault::Once("ENOSPC"), 11),
        (Fault::FromThenOn("EIO"), 9),
        (Fault::FromThenOn("ENODEV"), 13),
    ] {
        overwritten_under(fault, k);
    }
}

#[test]
fn an_overwriting_killed_anywhere_ends_as_the_noise_of_its_record() {
    let Some(stick) = Stick::new() else { return };
    let words = stick.words();
    let image = fs::read(stick.mounted.image()).unwrap();
    let only = vec![PathBuf::from(&stick.device), stick.bench.path("s/sekisho/begun")];
    let sweep = Sweep { bench: &stick.bench, person: "tanaka", args: &words, only, every: every(9) };
    let put_back = || fs::write(stick.mounted.image(), &image).unwrap();
    let tried = sweep.each_after(Fault::Kill, &put_back, &mut |ran, what| {
        ended(ran, what);
        let recorded = sound(&stick.bench, what)["disposals"].as_array().unwrap().len();
        assert!(recorded == 1 || ran.code != Some(0), "{what}: {ran:?}");
        if recorded == 0 {
            let again = stick.bench.run_as("tanaka", &words);
            assert_eq!(again.code, Some(0), "{what}: {again:?}");
        }
        stick.is_noise();
        assert_eq!(stick.bench.show(ID)["disposals"].as_array().unwrap().len(), 1, "{what}");
    });
    counted(&format!("overwriting killed at {} points of the device and its seed", tried.unwrap_or(0)));
}
