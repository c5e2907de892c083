//! Histories that are whole and not the one that was seen: only somebody who holds a checkpoint can tell, and everybody
//! else is told that nothing is anchored.

use std::fs;
use std::process::Command;

use super::forger::{WAITING, forge, kinds, office};
use crate::faults::bench::{Bench, KEYED, copy};

/// Asserts that the desk, which had verified more or other entries, goes on with nothing.
fn the_desk_is_not_taken_in(bench: &Bench, what: &str) {
    let audit = bench.audit(&[]);
    assert_eq!(audit.code, Some(4), "{what}: {audit:?}");
    assert!(!kinds(&audit).is_empty(), "{what}: {audit:?}");
    for (person, args) in [
        ("tanaka", &["show", WAITING][..]),
        ("tanaka", &["log"]),
        ("tanaka", &["status"]),
        ("tanaka", &["inbox"]),
        ("tanaka", &["outstanding"]),
        ("tanaka", &["checkpoint"]),
        ("tanaka", &["person", "list"]),
        ("tanaka", &["recover"]),
        ("tanaka", &["export", WAITING, "--into", "out"]),
        ("tanaka", &["withdraw", WAITING]),
        ("suzuki", &["passphrase", "C-0001", "--via", "phone"]),
        ("admin", &["person", "set", "sato", "--name", "S"]),
        ("tanaka", &["prove", "C-0001", "--out", "proofs"]),
    ] {
        let ran = bench.run_as(person, args);
        assert_eq!(ran.code, Some(4), "{what}: {args:?} {ran:?}");
    }
    let again = bench.audit(&[]);
    assert_eq!(again.code, Some(4), "{what}: what was held before was forgotten: {again:?}");
}

/// Asserts that a visitor without any checkpoint is told that nothing is anchored, and one with a checkpoint is not
/// taken in.
fn a_checkpoint_tells(bench: &Bench, held: &Held, what: &str) {
    bench.forget();
    let audit = bench.audit(&[]);
    assert_eq!(audit.code, Some(1), "{what}: {audit:?}");
    assert_eq!(audit.json()["anchored"], 0, "{what}");
    bench.forget();
    for against in [&held.typed, "held"] {
        let audit = bench.audit(&["--against", against]);
        assert_eq!(audit.code, Some(4), "{what}: {against} {audit:?}");
        assert!(kinds(&audit).contains(&"checkpoint".to_owned()), "{what}: {audit:?}");
        bench.forget();
    }
}

/// A checkpoint as an auditor took it home: a file, and on paper.
struct Held {
    typed: String,
}

impl Held {
    fn of(bench: &Bench) -> Self {
        fs::write(bench.path("held"), bench.run(&["checkpoint"]).exits(0).stdout).unwrap();
        let audit = bench.audit(&[]).json();
        bench.keep();
        Self { typed: format!("{}:{}", audit["size"], audit["root"].as_str().unwrap()) }
    }
}

/// Cuts entries off the end, and the tree with them.
fn cut(bench: &Bench, entries: u64) {
    forge(bench, |ledger| {
        let cut = "DELETE FROM entry WHERE entry_index >= (SELECT max(entry_index) + 1 FROM entry) - ?1";
        assert_eq!(u64::try_from(ledger.execute(cut, [entries]).unwrap()).unwrap(), entries);
        super::forger::make_consistent(ledger);
    });
}

/// Runs commands as somebody else at the same home: with notes of their own.
fn elsewhere(bench: &Bench, run: impl FnOnce()) {
    for own in ["c", "s"] {
        fs::rename(bench.path(own), bench.path(&format!("{own}-away"))).unwrap();
    }
    run();
    bench.forget();
    for own in ["c", "s"] {
        fs::rename(bench.path(&format!("{own}-away")), bench.path(own)).unwrap();
    }
}

#[test]
fn a_checkpoint_that_fits_anchors() {
    let Some(bench) = office() else { return };
    let held = Held::of(&bench);
    bench.forget();
    for against in [&held.typed, "held"] {
        bench.forget();
        let audit = bench.audit(&["--against", against]).exits(0);
        assert_eq!(audit.json()["anchored"], audit.json()["size"]);
    }
    bench.forget();
    bench.audit(&[]).exits(1);
    // The visit itself leaves a checkpoint with this visitor.
    bench.audit(&[]).exits(0);
}

#[test]
fn a_tail_that_is_cut_off_is_missed() {
    let Some(bench) = office() else { return };
    let held = Held::of(&bench);
    for entries in [1, 2, 5] {
        bench.restore();
        cut(&bench, entries);
        let what = format!("{entries} entries cut off");
        the_desk_is_not_taken_in(&bench, &what);
        a_checkpoint_tells(&bench, &held, &what);
    }
}

#[test]
fn a_tail_that_is_replaced_is_missed() {
    let Some(bench) = office() else { return };
    let held = Held::of(&bench);
    cut(&bench, 2);
    // The same people say other things instead, and more of them than there were.
    elsewhere(&bench, || {
        for _ in 0..3 {
            bench
                .run_as(
                    "tanaka",
                    &[
                        "request",
                        "src",
                        "--to",
                        KEYED,
                        "--via",
                        "hand",
                        "--purpose",
                        "other",
                        "--level",
                        "2",
                        "--due",
                        "2099-12-31",
                    ],
                )
                .exits(0);
        }
    });
    the_desk_is_not_taken_in(&bench, "tail replaced");
    a_checkpoint_tells(&bench, &held, "tail replaced");
}

#[test]
fn an_older_copy_that_is_put_back_is_missed() {
    let Some(bench) = office() else { return };
    copy(&bench.path("home"), &bench.path("home-before"));
    bench.run_as("tanaka", &["withdraw", WAITING]).exits(0);
    let held = Held::of(&bench);
    fs::remove_dir_all(bench.path("home")).unwrap();
    copy(&bench.path("home-before"), &bench.path("home"));
    the_desk_is_not_taken_in(&bench, "older copy");
    a_checkpoint_tells(&bench, &held, "older copy");
}

#[test]
fn another_ledger_of_the_same_name_at_the_same_place_is_missed() {
    let (Some(bench), Some(other)) = (office(), office()) else { return };
    let fingerprint = bench.audit(&[]).json()["founder"][1].as_str().unwrap().to_owned();
    bench.audit(&["--founder", &fingerprint]).exits(0);
    let held = Held::of(&bench);
    fs::remove_dir_all(bench.path("home")).unwrap();
    copy(&other.path("home"), &bench.path("home"));
    the_desk_is_not_taken_in(&bench, "another ledger");
    a_checkpoint_tells(&bench, &held, "another ledger");
    let audit = bench.audit(&["--founder", &fingerprint]).exits(4);
    assert!(kinds(&audit).contains(&"founder".to_owned()), "{audit:?}");
}

#[test]
fn an_emptied_or_missing_ledger_is_missed() {
    let Some(bench) = office() else { return };
    forge(&bench, |ledger| ledger.execute_batch("DELETE FROM entry; DELETE FROM node").unwrap());
    the_desk_is_not_taken_in(&bench, "emptied");
    let init = ["init", "--origin", "example.test/desk", "--person", "admin", "--name", "A", "--yes"];
    bench.restore();
    fs::remove_file(bench.ledger()).unwrap();
    bench.run(&["status"]).exits(5);
    elsewhere(&bench, || {
        bench.run_as("admin", &init).exits(0);
    });
    the_desk_is_not_taken_in(&bench, "founded again behind their back");
}

/// A checkpoint of another ledger, or one that was changed, is none.
#[test]
fn a_checkpoint_that_does_not_fit_is_no_anchor() {
    let Some(bench) = office() else { return };
    let held = Held::of(&bench);
    let note = fs::read_to_string(bench.path("held")).unwrap();
    fs::write(bench.path("other"), note.replacen("example.test", "another.test", 1)).unwrap();
    bench.audit(&["--against", "other"]).exits(4);
    let (size, root) = held.typed.split_once(':').unwrap();
    let changed = root.replace(&root[..1], if root.starts_with('0') { "1" } else { "0" });
    bench.audit(&["--against", &format!("{size}:{changed}")]).exits(4);
    bench.audit(&["--against", &format!("{}:{root}", size.parse::<u64>().unwrap() + 1)]).exits(4);
    let signed = bench.run_as("admin", &["checkpoint", "--out", "signed"]);
    assert_eq!(signed.code, Some(0), "{signed:?}");
    let text = fs::read_to_string(bench.path("signed")).unwrap();
    bench.audit(&["--against", "signed"]).exits(0);
    if text.contains("BEGIN SSH SIGNATURE") {
        // A signature that does not hold is not taken for one that is not there.
        let root = text.lines().nth(2).unwrap().to_owned();
        fs::write(bench.path("signed"), text.replace(&root, &note.lines().nth(2).unwrap().replace('A', "B")))
            .unwrap();
        let ran = bench.audit(&["--against", "signed"]);
        assert!(matches!(ran.code, Some(3 | 4)), "{ran:?}");
    }
}

#[test]
fn a_founder_who_is_not_the_expected_one_is_a_finding() {
    let Some(bench) = office() else { return };
    let keygen = Command::new("ssh-keygen").arg("-lf").arg(bench.path("sato.pub")).output().unwrap();
    let wrong = String::from_utf8(keygen.stdout).unwrap().split(' ').nth(1).unwrap().to_owned();
    let audit = bench.audit(&["--founder", &wrong]).exits(4);
    assert_eq!(kinds(&audit), ["founder"]);
}
