//! Closing what a crash left open, and not closing what is not one's own to close.

use std::fs;
use std::process::Command;

use sekisho::base::digest::Digest;
use serde_json::Value;

use super::bench::{Bench, KEYED, Ran, SEVEN};
use super::examine::{ID, custody, failed_and_gone, gets_out, honest, names, packages, sound, whole};
use super::paused::Paused;
use crate::media::mounted::{HARMS, Mounted, run, unmount};

const EXPORT: [&str; 4] = ["export", ID, "--into", "out"];

#[test]
fn recover_does_not_tidy_up_behind_somebody_still_at_work() {
    let Some(bench) = Bench::approved(KEYED) else { return };
    let package = [bench.path("out/C-0001.zip.age")];
    let Some(paused) = Paused::at(&bench, "tanaka", &EXPORT, "fsync", &package) else { return };
    bench.run_as("tanaka", &["recover"]).exits(5);
    bench.run_as("tanaka", &EXPORT).exits(3);
    assert_eq!(packages(&bench.path("out")).len(), 1);
    paused.goes_on().exits(0);
    assert_eq!(honest(&bench, "still running"), "sealed");
}

#[test]
fn recover_leaves_other_peoples_attempts_alone() {
    let Some(bench) = crashed() else { return };
    let ran = bench.run_as("sato", &["recover", "--json"]).exits(0);
    assert_eq!(ran.json().as_array().unwrap().len(), 0);
    assert_eq!(honest(&bench, "not theirs"), "sealing");
    gets_out(&bench, "sealing", "theirs");
}

#[test]
fn an_attempt_whose_destination_is_not_at_hand_stays_open() {
    let Some(bench) = crashed() else { return };
    fs::rename(bench.path("out"), bench.path("away")).unwrap();
    bench.run_as("tanaka", &["recover"]).exits(5);
    assert_eq!(bench.status(ID), "sealing");
    fs::rename(bench.path("away"), bench.path("out")).unwrap();
    gets_out(&bench, "sealing", "at hand again");
}

/// Killed on one stick. When it is to be closed nothing is plugged in, or another stick of the same make and size.
#[test]
fn an_attempt_is_closed_at_its_own_stick_alone() {
    let (Some(stick), Some(other), Some(bench)) =
        (Mounted::ext4(16), Mounted::ext4(16), Bench::approved(SEVEN))
    else {
        return;
    };
    let point = stick.point().to_path_buf();
    if !crash(&bench, ID, point.to_str().unwrap()) {
        return;
    }
    let stays = |what: &str| {
        let ran = bench.run_as("tanaka", &["recover"]);
        assert_eq!((ran.code, bench.status(ID).as_str()), (Some(5), "sealing"), "{what}: {ran:?}");
        assert!(bench.path("home/custody/C-0001-1.age").exists(), "{what}");
    };
    stick.unmount();
    stays("nothing is plugged in");
    run(Command::new("mount").args(["-o", "loop"]).arg(other.image()).arg(&point));
    stays("another stick");
    unmount(&point);
    stick.mount();
    assert_eq!(packages(&point).len(), 1);
    bench.run_as("tanaka", &["recover"]).exits(0);
    assert_eq!((packages(&point).len(), bench.status(ID).as_str()), (0, "failed"));
}

/// The stick goes, or falls read-only, when the package's name was removed from it and nothing was synced: what its directory
/// says then is not what it will say when it is back.
#[test]
fn a_recovery_whose_stick_goes_or_falls_read_only_is_begun_again_and_keeps_the_passphrase_until_then() {
    for (harm, harmed) in HARMS {
        let (Some(stick), Some(bench)) = (Mounted::ext4(16), Bench::approved(SEVEN)) else { return };
        let point = stick.point().to_path_buf();
        if !crash(&bench, ID, point.to_str().unwrap()) {
            return;
        }
        let sealed = custody(&bench);
        let paths = [point.clone(), point.join("C-0001.zip")];
        let Some(paused) = Paused::at(&bench, "tanaka", &["recover"], "unlinkat", &paths) else { return };
        let Some(()) = harmed(&stick) else { return };
        let stays = |ran: &Ran, what: &str| {
            assert_eq!(
                (ran.code, bench.status(ID).as_str()),
                (Some(5), "sealing"),
                "{harm}, {what}: {ran:?}"
            );
            assert_eq!(custody(&bench), sealed, "{harm}, {what}");
        };
        stays(&paused.goes_on(), "in its middle");
        stays(&bench.run_as("tanaka", &["recover"]), "again");
        stick.unmount();
        stays(&bench.run_as("tanaka", &["recover"]), "not there");
        stick.mount();
        assert_eq!(packages(&point).len(), 1, "{harm}: not removed where it counts");
        bench.run_as("tanaka", &["recover"]).exits(0);
        assert_eq!((packages(&point).len(), bench.status(ID).as_str()), (0, "failed"), "{harm}");
        assert_eq!(custody(&bench).len(), 0, "{harm}");
    }
}

/// Killed, and the custody file of a carry-out that had this number before a loss lies there too: it is the only key to a
/// package that left.
#[test]
fn recover_destroys_no_custody_file_but_that_of_the_attempt() {
    let Some(bench) = Bench::approved(SEVEN) else { return };
    let [first, second] = [1, 2].map(|n| bench.path(&format!("home/custody/C-0001-{n}.age")));
    fs::create_dir_all(first.parent().unwrap()).unwrap();
    fs::write(&first, "of the lost one").unwrap();
    if !crash(&bench, ID, "out") {
        return;
    }
    assert!(second.exists());
    bench.run_as("tanaka", &["recover"]).exits(0);
    assert_eq!((fs::read(&first).unwrap(), second.exists()), (b"of the lost one".to_vec(), false));
    assert_eq!(bench.status(ID), "failed");
    // Killed before the custody file was written, it has none: whatever has its name then is another's.
    fs::create_dir(bench.path("second")).unwrap();
    assert!(crash(&bench, ID, "second"));
    fs::write(&second, "of another lost one").unwrap();
    bench.run_as("tanaka", &["recover"]).exits(0);
    assert_eq!(fs::read(&second).unwrap(), b"of another lost one");
    bench.export(ID).exits(0);
    assert_eq!(fs::read(&first).unwrap(), b"of the lost one");
    bench.run_as("suzuki", &["passphrase", ID, "--via", "phone"]).exits(0);
}

#[test]
fn an_export_that_fails_destroys_no_custody_file_but_its_own() {
    let Some(bench) = Bench::founded() else { return };
    fs::write(bench.path("src/large"), super::bench::noise(8 << 20)).unwrap();
    bench.request(SEVEN, &["--via", "hand"]);
    bench.approve(ID);
    let [first, second] = [1, 2].map(|n| bench.path(&format!("home/custody/C-0001-{n}.age")));
    fs::create_dir_all(first.parent().unwrap()).unwrap();
    fs::write(&first, "of the lost one").unwrap();
    let package = [bench.path("out/C-0001.zip")];
    let Some(paused) = Paused::at(&bench, "tanaka", &EXPORT, "write", &package) else { return };
    assert!(second.exists());
    paused.signal("INT");
    paused.goes_on().exits(130);
    assert_eq!((fs::read(&first).unwrap(), second.exists()), (b"of the lost one".to_vec(), false));
    assert_eq!(bench.status(ID), "failed");
}

#[test]
fn what_can_be_closed_is_closed_beside_what_cannot() {
    let Some(bench) = crashed() else { return };
    fs::rename(bench.path("out"), bench.path("away")).unwrap();
    fs::create_dir(bench.path("second")).unwrap();
    let second = bench.request(KEYED, &["--via", "hand"]);
    bench.approve(&second);
    crash(&bench, &second, "second");
    bench.run_as("tanaka", &["recover"]).exits(5);
    assert_eq!((bench.status(ID).as_str(), bench.status(&second).as_str()), ("sealing", "failed"));
}

#[test]
fn a_released_passphrase_needs_a_completed_package() {
    let Some(bench) = crashed() else { return };
    let ran = bench.run_as("suzuki", &["passphrase", ID, "--via", "phone"]).exits(3);
    assert!(ran.stdout.is_empty(), "{ran:?}");
    gets_out(&bench, "sealing", "before the release");
    let ran = bench.run_as("suzuki", &["passphrase", ID, "--via", "phone"]).exits(0);
    assert!(!ran.stdout.is_empty());
}

/// Killed after the last byte of the package, and whoever did it simply tries again: where it was, elsewhere, to the other
/// name that is free, with and without the package that is there already.
#[test]
fn an_export_tried_again_without_recover_gives_no_second_package() {
    let Some(bench) = crashed() else { return };
    fs::create_dir(bench.path("other")).unwrap();
    let everywhere = || {
        let all = ["out", "other", "away"].map(|folder| packages(&bench.path(folder)).len());
        all.iter().sum::<usize>()
    };
    assert_eq!(everywhere(), 1, "the package is whole, and nobody completed it");
    bench.keep();
    let aside: [fn(&Bench); 3] = [
        |_| {},
        |bench| fs::rename(bench.path("out/C-0001.zip"), bench.path("other/C-0001.zip")).unwrap(),
        |bench| fs::rename(bench.path("out"), bench.path("away")).unwrap(),
    ];
    for (round, aside) in aside.iter().enumerate() {
        bench.restore();
        aside(&bench);
        let size = bench.audit(&[]).json()["size"].clone();
        for into in ["out", "other"] {
            fs::create_dir_all(bench.path(into)).unwrap();
            let again = bench.run_as("tanaka", &["export", ID, "--into", into]).exits(3);
            assert!(again.stderr.contains("recover"), "{round} {into}: {again:?}");
            bench.run_as("tanaka", &["export", ID, "--into", into, "--max-size", "65536"]).exits(3);
            assert_eq!((everywhere(), bench.status(ID).as_str()), (1, "sealing"), "{round} {into}");
        }
        assert_eq!(bench.audit(&[]).json()["size"], size, "{round}: something was said in the log");
        // Nobody is told how to open what is there, whole as it is.
        let ran = bench.run_as("suzuki", &["passphrase", ID, "--via", "phone"]).exits(3);
        assert!(ran.stdout.is_empty(), "{round}: {ran:?}");
    }
    // And once it is closed: one package, wherever it is to be.
    for into in ["out", "other"] {
        bench.restore();
        bench.run_as("tanaka", &["recover"]).exits(0);
        assert_eq!((everywhere(), bench.status(ID).as_str()), (0, "failed"));
        bench.run_as("tanaka", &["export", ID, "--into", into]).exits(0);
        for again in ["out", "other"] {
            bench.run_as("tanaka", &["export", ID, "--into", again]).exits(3);
        }
        assert_eq!((everywhere(), bench.status(ID).as_str()), (1, "sealed"));
    }
}

/// Killed after the last byte, and somebody moved the package aside before it was closed: theirs is a package that no entry
/// completes, whose passphrase nobody is told.
#[test]
fn a_package_moved_aside_before_recover_is_completed_by_no_entry_and_opens_for_nobody() {
    let Some(bench) = crashed() else { return };
    let place = bench.path("out/C-0001.zip");
    let aside = bench.path("aside.zip");
    fs::rename(&place, &aside).unwrap();
    let moved = Digest::of(&fs::read(&aside).unwrap()).to_string();
    bench.run_as("tanaka", &["recover"]).exits(0);
    assert_eq!((bench.status(ID).as_str(), custody(&bench).len()), ("failed", 0), "its passphrase is gone");
    let released = bench.run_as("suzuki", &["passphrase", ID, "--via", "phone"]).exits(3);
    assert!(released.stdout.is_empty(), "{released:?}");
    bench.export(ID).exits(0);
    let shown = bench.show(ID);
    let attempts = shown["attempts"].as_array().unwrap();
    let outcomes: Vec<_> = attempts.iter().map(|attempt| attempt["outcome"].as_str().unwrap()).collect();
    assert_eq!(outcomes, ["failed", "completed"], "{attempts:?}");
    whole(&shown, "the second one");
    assert_ne!(shown["package_sha256"], moved.as_str());
    // The one passphrase that is told opens the one that left, and not the other.
    let released = bench.run_as("suzuki", &["passphrase", ID, "--via", "phone"]).exits(0).stdout;
    fs::write(bench.path("typed"), released.trim()).unwrap();
    let opens = |file: &str| {
        fs::create_dir_all(bench.path("in")).unwrap();
        let mut open = bench.sekisho(&["open", file, "--into", "in", "--passphrase-fd", "0"]);
        let ran = Ran::from(open.stdin(fs::File::open(bench.path("typed")).unwrap()).output().unwrap());
        let left = names(&bench.path("in")).len();
        // What a recipient has in the clear is not looked for below.
        fs::remove_dir_all(bench.path("in")).unwrap();
        (ran.code, left)
    };
    assert_eq!(opens("aside.zip"), (Some(3), 0));
    assert!(matches!(opens("out/C-0001.zip"), (Some(0 | 1), 1)));
    // Nobody's arrival is recorded for it, and put in the place of the other it is not taken for it.
    let code = &moved[..12];
    bench.run_as("tanaka", &["receipt", ID, "--arrived", code]).exits(3);
    fs::rename(&place, bench.path("second.zip")).unwrap();
    fs::rename(&aside, &place).unwrap();
    let back = bench.run_as("tanaka", &["return", ID]);
    assert_eq!(back.code, Some(4), "{back:?}");
    assert_eq!(Digest::of(&fs::read(&place).unwrap()).to_string(), moved, "it is not ours to erase");
    assert_eq!(sound(&bench, "moved aside")["returns"], Value::Array(Vec::new()));
}

#[test]
fn an_interrupted_export_is_a_failed_one() {
    for (signal, call) in [("INT", "write"), ("TERM", "write"), ("INT", "read")] {
        let Some(bench) = Bench::founded() else { return };
        fs::write(bench.path("src/large"), super::bench::noise(8 << 20)).unwrap();
        bench.request(SEVEN, &["--via", "hand"]);
        bench.approve(ID);
        let package = [bench.path("out/C-0001.zip")];
        let Some(paused) = Paused::at(&bench, "tanaka", &EXPORT, call, &package) else { return };
        paused.signal(signal);
        failed_and_gone(&bench, &paused.goes_on(), 130, "cancelled");
        gets_out(&bench, "failed", signal);
    }
}

/// An approved carry-out whose export was killed in the middle.
fn crashed() -> Option<Bench> {
    let bench = Bench::approved(SEVEN)?;
    crash(&bench, ID, "out").then_some(bench)
}

/// Kills an export after the package was written and before it was read back; false without strace.
fn crash(bench: &Bench, id: &str, into: &str) -> bool {
    let args = ["export", id, "--into", into];
    // The first is the note's beside it.
    let Some(paused) = Paused::at_nth(bench, "tanaka", &args, ("syncfs", 2), &[bench.path(into)]) else {
        return false;
    };
    paused.signal("KILL");
    let ran = paused.goes_on();
    assert_eq!(ran.signal, Some(9), "{ran:?}");
    assert_eq!((bench.status(id).as_str(), packages(&bench.path(into)).len()), ("sealing", 1));
    true
}
