//! An incident that is opened while evidence is being overwritten: what is done is recorded, and the incident is told.

use std::path::PathBuf;

use serde_json::{Value, json};

use super::faults::{ID, Stick, exported, sound};
use crate::faults::bench::{Bench, KEYED};
use crate::faults::paused::Paused;
use crate::faults::sweep::{Fault, Sweep};

const ERASE: [&str; 5] = ["dispose", ID, "--method", "erase-file", "--yes"];

fn opens(bench: &Bench) {
    bench.run_as("sato", &["incident", "open", ID, "--kind", "suspected", "--aware", "now"]).exits(0);
}

/// Both sides say it: the carry-out under `what`, and the incident, on the screen and in its report; and an audit.
#[track_caller]
fn is_told(bench: &Bench, what: &str, method: &Value) {
    let shown = sound(bench, what);
    let despite = &shown[what].as_array().unwrap().last().unwrap()["despite"];
    assert_eq!(*despite, json!([{"begun_before": true, "incident": "I-0001", "missing": false}]), "{shown}");
    let incident = bench.run(&["incident", "show", "I-0001", "--json"]).exits(0).json();
    let told = &incident["despite"][0];
    assert_eq!((&told["id"], &told["method"], &told["begun_before"]), (&json!(ID), method, &json!(true)));
    for words in [["show", ID].as_slice(), &["incident", "show", "I-0001"], &["incident", "report", "I-0001"]]
    {
        let said = bench.run(words).exits(0).stdout;
        assert!(said.contains("begun before"), "{words:?}: {said}");
    }
    let audit = bench.audit(&[]).json();
    let marks = audit["marks"].as_array().unwrap().iter().map(|mark| mark["marks"].to_string());
    assert!(marks.filter(|marks| marks.contains("despite-incident")).count() == 1, "{audit}");
}

#[test]
fn what_was_erased_while_an_incident_was_opened_is_recorded_and_told_to_it() {
    for (words, what, method) in
        [(&["return", ID][..], "returns", json!(null)), (&ERASE, "disposals", json!("erase-file"))]
    {
        let Some(bench) = exported(KEYED) else { return };
        let package = [bench.path("out/C-0001.zip.age"), bench.path("out")];
        let Some(paused) = Paused::at(&bench, "tanaka", words, "unlinkat", &package) else { return };
        opens(&bench);
        let ended = paused.goes_on();
        assert_eq!(ended.code, Some(0), "{ended:?}");
        assert!(!package[0].exists());
        is_told(&bench, what, &method);
    }
}

/// The package is being read when an incident is opened: a return keeps it, a disposal is refused.
#[test]
fn what_is_only_being_read_when_an_incident_is_opened_is_kept() {
    for (words, code) in [(&["return", ID, "--json"][..], 0), (&ERASE, 3)] {
        let Some(bench) = exported(KEYED) else { return };
        let package = bench.path("out/C-0001.zip.age");
        let whole = std::fs::read(&package).unwrap();
        let Some(paused) = Paused::at(&bench, "tanaka", words, "read", std::slice::from_ref(&package)) else {
            return;
        };
        opens(&bench);
        let ended = paused.goes_on();
        assert_eq!(ended.code, Some(code), "{ended:?}");
        assert!(std::fs::read(&package).unwrap() == whole && bench.path("out/はじめに-README.txt").exists());
        let shown = sound(&bench, "kept");
        if code == 0 {
            assert_eq!(ended.json()["kept_for"], "I-0001");
            assert_eq!(shown["returns"][0]["measured"]["gone"], false);
            assert_eq!(shown["returns"][0]["despite"], json!([]));
        } else {
            assert!(ended.stderr.contains("I-0001"), "{ended:?}");
            assert_eq!((&shown["returns"], &shown["disposals"]), (&json!([]), &json!([])));
        }
        let incident = bench.run(&["incident", "show", "I-0001", "--json"]).exits(0).json();
        assert_eq!(incident["despite"], json!([]));
    }
}

#[test]
fn a_package_that_somebody_removed_during_an_incident_is_told_to_it() {
    let Some(bench) = exported(KEYED) else { return };
    opens(&bench);
    std::fs::remove_file(bench.path("out/C-0001.zip.age")).unwrap();
    bench.run_as("tanaka", &["return", ID]).exits(0);
    let returned = &sound(&bench, "missing")["returns"][0];
    assert_eq!(returned["despite"], json!([{"begun_before": false, "incident": "I-0001", "missing": true}]));
    assert_eq!(returned["level"], "L0");
    for words in [["show", ID].as_slice(), &["incident", "show", "I-0001"], &["incident", "report", "I-0001"]]
    {
        let said = bench.run(words).exits(0).stdout.to_lowercase();
        assert!(said.contains("not there when it was looked at"), "{words:?}: {said}");
    }
    let marks = bench.audit(&[]).json()["marks"].to_string();
    assert!(marks.contains("despite-incident"), "{marks}");
}

#[test]
fn an_erasing_that_was_cut_short_by_an_incident_is_recorded_as_it_stands() {
    for (words, what, method) in
        [(&["return", ID][..], "returns", json!(null)), (&ERASE, "disposals", json!("erase-file"))]
    {
        let Some(bench) = exported(KEYED) else { return };
        let package = bench.path("out/C-0001.zip.age");
        let only = vec![package.clone()];
        let sweep = Sweep { bench: &bench, person: "tanaka", args: words, only, every: 1 };
        let killed = sweep.suffer(Fault::Kill, "write", 1);
        assert!(killed.signal.is_some() || killed.code == Some(137), "{killed:?}");
        opens(&bench);
        let left = std::fs::read(&package).unwrap();
        let again = bench.run_as("tanaka", words);
        assert_eq!(again.code, Some(0), "{again:?}");
        assert!(std::fs::read(&package).unwrap() == left, "nothing more is overwritten");
        is_told(&bench, what, &method);
        let recorded = &bench.show(ID)[what][0]["measured"];
        assert_eq!((&recorded["gone"], &recorded["in_place"]), (&json!(false), &json!(false)));
    }
}

#[test]
fn a_device_filled_while_an_incident_was_opened_is_recorded_and_told_to_it() {
    let Some(stick) = Stick::new() else { return };
    let (words, device) = (stick.words(), [PathBuf::from(&stick.device)]);
    let Some(paused) = Paused::at(&stick.bench, "tanaka", &words, "fsync", &device) else { return };
    opens(&stick.bench);
    let ended = paused.goes_on();
    assert_eq!(ended.code, Some(0), "{ended:?}");
    stick.is_noise();
    is_told(&stick.bench, "disposals", &json!("overwrite"));
}

#[test]
fn a_device_that_is_only_being_opened_when_an_incident_is_opened_is_kept() {
    let Some(stick) = Stick::new() else { return };
    let before = std::fs::read(stick.mounted.image()).unwrap();
    let (words, device) = (stick.words(), [PathBuf::from(&stick.device)]);
    let Some(paused) = Paused::at(&stick.bench, "tanaka", &words, "openat", &device) else { return };
    opens(&stick.bench);
    let ended = paused.goes_on().exits(3);
    assert!(ended.stderr.contains("I-0001"), "{ended:?}");
    assert!(std::fs::read(stick.mounted.image()).unwrap() == before);
    assert_eq!(stick.bench.show(ID)["disposals"], json!([]));
    let incident = stick.bench.run(&["incident", "show", "I-0001", "--json"]).exits(0).json();
    assert_eq!(incident["despite"], json!([]));
}

#[test]
fn a_device_half_filled_is_left_as_it_is_for_an_incident() {
    let Some(stick) = Stick::new() else { return };
    if crate::support::require_peer("strace").is_none() {
        return;
    }
    let words = stick.words();
    let only = vec![PathBuf::from(&stick.device)];
    let sweep = Sweep { bench: &stick.bench, person: "tanaka", args: &words, only, every: 1 };
    sweep.suffer(Fault::Kill, "pwrite64", 5);
    opens(&stick.bench);
    let before = std::fs::read(stick.mounted.image()).unwrap();
    let again = stick.bench.run_as("tanaka", &words).exits(3);
    assert!(again.stderr.contains("incident update I-0001 --field course"), "{again:?}");
    assert!(std::fs::read(stick.mounted.image()).unwrap() == before);
    assert!(stick.bench.show(ID)["disposals"].as_array().unwrap().is_empty());
}

#[test]
fn what_was_destroyed_before_anybody_knew_is_recorded_only_when_it_is_said_so() {
    let Some(bench) = exported(KEYED) else { return };
    opens(&bench);
    let smashed = ["dispose", ID, "--method", "physical", "--note", "shredded", "--yes"];
    bench.run_as("tanaka", &smashed).exits(3);
    bench.run_as("tanaka", &[&ERASE[..], &["--already-done"]].concat()).exits(3);
    bench.run_as("tanaka", &[&smashed[..], &["--already-done"]].concat()).exits(0);
    let despite = &sound(&bench, "destroyed")["disposals"][0]["despite"];
    assert_eq!(*despite, json!([{"begun_before": false, "incident": "I-0001", "missing": false}]));
    let report = bench.run(&["incident", "report", "I-0001"]).exits(0);
    assert!(report.stdout.contains("while this incident was open"), "{report:?}");
}
