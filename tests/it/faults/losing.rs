//! Backups and restores under faults: what has a backup's name is whole, and wherever a restore was stopped, the evidence is
//! there and the same command finishes.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use serde_json::{Value, json};

use super::bench::{Bench, KEYED, Ran, SEVEN, program};
use super::paused::Paused;
use super::sweep::{Fault, Sweep, every};
use crate::support::{counted, require_peer};

const BACKUP: [&str; 2] = ["backup", "backups"];

/// An office with a package, its custody file, and a folder for backups.
fn office() -> Option<Bench> {
    let bench = Bench::approved(SEVEN)?;
    bench.export("C-0001").exits(0);
    fs::create_dir(bench.path("backups")).unwrap();
    Some(bench)
}

fn names(folder: PathBuf) -> Vec<String> {
    let Ok(found) = fs::read_dir(folder) else { return Vec::new() };
    found.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

/// Asserts that everything with a backup's name is one, and returns how many there are.
fn whole_ones(bench: &Bench, what: &str) -> usize {
    let found: Vec<String> =
        names(bench.path("backups")).into_iter().filter(|name| !name.starts_with('.')).collect();
    for name in &found {
        let folder = format!("backups/{name}");
        let inside = names(bench.path(&folder));
        assert_eq!(inside.len(), 4, "{what}: {inside:?}");
        let custody = fs::read(bench.path(&format!("{folder}/custody/C-0001-1.age"))).unwrap();
        assert_eq!(custody, fs::read(bench.path("home/custody/C-0001-1.age")).unwrap(), "{what}");
        let audit = bench.audit(&["--ledger", &format!("{folder}/ledger.db")]);
        assert_eq!(audit.code, Some(0), "{what}: {audit:?}");
    }
    found.len()
}

/// After whatever happened, the next backup is made, and nothing half is left.
fn the_next_is_made(bench: &Bench, before: usize, what: &str) {
    bench.run(&BACKUP).exits(0);
    assert_eq!(whole_ones(bench, what), before + 1, "{what}");
    let left = names(bench.path("backups"));
    assert_eq!(left.len(), before + 1, "{what}: {left:?}");
}

#[test]
fn a_backup_killed_anywhere_is_whole_or_has_no_name() {
    let Some(bench) = office() else { return };
    let sweep = Sweep { bench: &bench, person: "tanaka", args: &BACKUP, only: Vec::new(), every: every(9) };
    let tried = sweep.each(Fault::Kill, &mut |_, what| {
        let made = whole_ones(&bench, what);
        the_next_is_made(&bench, made, what);
    });
    counted(&format!("backup killed at {} points", tried.unwrap_or(0)));
}

#[test]
fn a_backup_on_a_disk_that_fails_or_is_full_leaves_nothing_half() {
    let Some(bench) = office() else { return };
    let sweep = Sweep { bench: &bench, person: "tanaka", args: &BACKUP, only: Vec::new(), every: every(17) };
    for fault in [Fault::Once("EIO"), Fault::FromThenOn("ENOSPC")] {
        let tried = sweep.each(fault, &mut |ran, what| {
            let made = whole_ones(&bench, what);
            // Whole and with its name, but not known to survive a power cut.
            let named = ran.stderr.contains("backups/sekisho-backup-");
            // Or what was done could not be told, on standard output or anywhere.
            let untold = ran.stderr.is_empty() || ran.stderr.contains("standard output");
            assert!(made == 0 || ran.code == Some(0) || named || untold, "{what}: {ran:?}");
            assert!(made == 1 || ran.code != Some(0), "{what}: {ran:?}");
            the_next_is_made(&bench, made, what);
        });
        counted(&format!("backup with {fault:?} at {} points", tried.unwrap_or(0)));
    }
}

/// What a backup calls missing is what the log, as it is by then, has and nobody finds.
#[test]
fn a_passphrase_that_recover_destroys_meanwhile_is_not_called_missing() {
    let Some(bench) = super::job::crashed() else { return };
    fs::create_dir(bench.path("backups")).unwrap();
    let args = [&BACKUP[..], &["--json"]].concat();
    // The ledger is copied by then; the file is about to be read, and is overwritten and removed.
    let custody = bench.path("home/custody/C-0001-1.age");
    let Some(paused) = Paused::at(&bench, "tanaka", &args, "openat", std::slice::from_ref(&custody)) else {
        return;
    };
    bench.run_as("tanaka", &["recover"]).exits(0);
    assert!(!custody.exists());
    let said = paused.goes_on().exits(0).json();
    assert_eq!((&said["custody_absent"], &said["custody_files"]), (&json!([]), &json!(0)), "{said}");
    // What nobody destroyed and is gone is missing, as ever.
    bench.export("C-0001").exits(0);
    fs::remove_file(bench.path("home/custody/C-0001-2.age")).unwrap();
    let said = bench.run(&args).exits(1).json();
    assert_eq!(said["custody_absent"], json!([{ "name": "C-0001-2.age", "differs": false }]), "{said}");
}

fn size(bench: &Bench) -> u64 {
    bench.audit(&[]).json()["size"].as_u64().unwrap()
}

/// What the log names is in the backup, whichever file that is by the time it is read.
#[test]
fn a_passphrase_that_is_sealed_anew_meanwhile_is_in_the_backup() {
    let args = [&BACKUP[..], &["--json"]].concat();
    let reseal = ["custody", "reseal", "C-0001"];
    // Begun when the log has said it and the file has not its name yet, or not begun before the backup.
    for is_said in [true, false] {
        let Some(bench) = office() else { return };
        let told = bench.run_as("suzuki", &["passphrase", "C-0001", "--via", "phone"]).exits(0).stdout;
        let custody = [bench.path("home/custody/C-0001-1.age")];
        let before = fs::read(&custody[0]).unwrap();
        let before_it = size(&bench);
        let resealing = if is_said {
            // It is opened to see which file it is, what has its name, to be unsealed, and to see that it is the former one by now.
            let Some(paused) = Paused::at_nth(&bench, "suzuki", &reseal, ("openat", 4), &custody) else {
                return;
            };
            assert_eq!(size(&bench), before_it + 1, "not what this test needs");
            Some(paused)
        } else {
            None
        };
        let Some(paused) = Paused::at(&bench, "tanaka", &args, "openat", &custody) else { return };
        assert_eq!(fs::read(&custody[0]).unwrap(), before, "{is_said}: not what this test needs");
        match resealing {
            Some(resealing) => resealing.goes_on(),
            None => bench.run_as("suzuki", &reseal),
        }
        .exits(0);
        assert_ne!(fs::read(&custody[0]).unwrap(), before);
        let said = paused.goes_on().exits(0).json();
        assert_eq!((&said["custody_absent"], &said["custody_files"]), (&json!([]), &json!(1)), "{said}");
        assert_eq!(whole_ones(&bench, "sealed anew"), 1);
        // It is all that is left.
        let folder = format!("backups/{}", names(bench.path("backups"))[0]);
        fs::rename(bench.path("home"), bench.path("lost")).unwrap();
        bench.run_as("tanaka", &["restore", &folder, "--yes"]).exits(0);
        let again = bench.run_as("suzuki", &["passphrase", "C-0001", "--via", "phone"]).exits(0);
        assert_eq!(again.stdout, told, "{is_said}");
    }
}

/// Two people purge after the moment of the backup and before its pages are copied: it holds what its own log still needs.
#[test]
fn attachments_that_are_purged_meanwhile_are_in_the_backup_of_the_moment_before() {
    let (Some(faketime), Some(keygen)) = (require_peer("faketime"), require_peer("ssh-keygen")) else {
        return;
    };
    let Some(bench) = office() else { return };
    let key = bench.path("kimura");
    let made = Command::new(keygen).args(["-q", "-t", "ed25519", "-N", "", "-f"]).arg(key).status();
    assert!(made.unwrap().success());
    let add = ["person", "add", "kimura", "--name", "K", "--role", "auditor", "--public-key", "kimura.pub"];
    bench.run_as("admin", &add).exits(0);
    fs::write(bench.path("src/second"), "second").unwrap();
    let id = bench.request(KEYED, &["--via", "hand"]);
    bench.run_as("tanaka", &["withdraw", &id]).exits(0);
    // Five years and some days.
    let later = |person: &str, args: &[&str]| -> Ran {
        let line = ["-f", "+1832d", program(), "--key", person];
        bench.command(&faketime).args(line).args(args).output().unwrap().into()
    };
    let today = crate::office::day(0);
    later("kimura", &["review", "add", "--from", &today, "--until", &today]).exits(0);
    later("admin", &["purge", &id, "--yes"]).exits(0);
    let args = [&BACKUP[..], &["--json"]].concat();
    let custody = [bench.path("home/custody/C-0001-1.age")];
    let Some(paused) = Paused::at(&bench, "tanaka", &args, "openat", &custody) else { return };
    let purged = later("kimura", &["purge", &id, "--yes", "--json"]).exits(0).json();
    let removed = purged[0]["removed"].as_u64().unwrap();
    assert!(removed > 0, "{purged}");
    let before = paused.goes_on().exits(0).json();
    let after = bench.run(&args).exits(0).json();
    assert_eq!(before["size"].as_u64().unwrap() + 1, after["size"].as_u64().unwrap());
    let held = |backup: &Value| backup["attachments"].as_u64().unwrap();
    assert_eq!(held(&before), held(&after) + removed, "{before} {after}");
    for (backup, purged) in [(before, 0), (after, removed)] {
        assert_eq!((&backup["findings"], &backup["custody_files"]), (&json!(0), &json!(1)), "{backup}");
        let ledger = format!("{}/ledger.db", backup["path"].as_str().unwrap());
        // By somebody who has not seen the later one.
        bench.forget();
        let audit = bench.audit(&["--ledger", &ledger]).json();
        assert_eq!((&audit["purged"], &audit["still_present"]), (&json!(purged), &json!([])), "{audit}");
        assert_eq!(audit["findings"], json!([]), "{audit}");
    }
}

/// Damages the ledger, and returns what it is then.
fn damage(bench: &Bench) -> Vec<u8> {
    let mut bytes = fs::read(bench.ledger()).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..middle + 5000].fill(0xa5);
    fs::write(bench.ledger(), &bytes).unwrap();
    bytes
}

/// Whether these bytes are still somewhere below the home.
fn is_kept(bench: &Bench, damaged: &[u8]) -> bool {
    crate::office::files_below(&bench.path("home")).iter().any(|path| fs::read(path).unwrap() == damaged)
}

fn restore_under(fault: Fault, k: usize) {
    let Some(bench) = office() else { return };
    bench.run(&BACKUP).exits(0);
    let folder = format!("backups/{}", names(bench.path("backups"))[0]);
    let damaged = damage(&bench);
    fs::remove_file(bench.path("home/custody/C-0001-1.age")).unwrap();
    let args = ["restore", &folder, "--yes"];
    let sweep = Sweep { bench: &bench, person: "tanaka", args: &args, only: Vec::new(), every: every(k) };
    let tried = sweep.each(fault, &mut |ran, what| {
        assert!(is_kept(&bench, &damaged), "{what}: the evidence is gone");
        let ledger = fs::read(bench.ledger()).ok();
        let copy = fs::read(bench.path(&format!("{folder}/ledger.db"))).unwrap();
        let honest = ledger.as_ref().is_none_or(|now| *now == damaged || *now == copy);
        assert!(honest, "{what}: neither the old file nor the new");
        let again = bench.run_as("tanaka", &args);
        // Killed after everything was done, or not at all.
        let finished = ledger == Some(copy) && again.code == Some(3);
        assert!(again.code == Some(0) || finished, "{what}: {ran:?} {again:?}");
        assert!(is_kept(&bench, &damaged), "{what}: the evidence is gone");
        assert_eq!(bench.audit(&[]).code, Some(0), "{what}");
        bench.run_as("suzuki", &["passphrase", "C-0001", "--via", "phone"]).exits(0);
        let left: Vec<String> =
            names(bench.path("home")).into_iter().filter(|name| name.contains("restoring")).collect();
        assert!(left.is_empty(), "{what}: {left:?}");
    });
    counted(&format!("restore with {fault:?} at {} points", tried.unwrap_or(0)));
}

#[test]
fn a_restore_killed_anywhere_is_finished_by_the_same_command() {
    restore_under(Fault::Kill, 9);
}

/// Killed once the ledger has its name: what the command had staged is copies of keys.
#[test]
fn a_restore_killed_at_its_end_is_tidied_up_though_others_went_on() {
    let Some(bench) = office() else { return };
    bench.run(&BACKUP).exits(0);
    let folder = format!("backups/{}", names(bench.path("backups"))[0]);
    let damaged = damage(&bench);
    let args = ["restore", &folder, "--yes"];
    let Some(paused) = Paused::at(&bench, "tanaka", &args, "linkat", &[bench.ledger()]) else { return };
    paused.signal("KILL");
    paused.goes_on();
    assert!(bench.path("home/.restoring/custody/C-0001-1.age").exists(), "not what this test needs");
    append(&bench);
    let size = bench.audit(&[]).exits(0).json()["size"].clone();
    bench.run_as("tanaka", &args).exits(0);
    assert!(names(bench.path("home")).iter().all(|name| !name.contains("restoring")));
    assert_eq!(bench.audit(&[]).exits(0).json()["size"], size);
    assert!(is_kept(&bench, &damaged));
    // And then there is nothing more to put back.
    bench.run_as("tanaka", &args).exits(3);
}

/// Whoever is asked whether to go on takes their time; somebody else puts the backup back and the office goes on.
#[test]
fn a_ledger_that_was_put_back_meanwhile_is_not_set_aside() {
    let Some(bench) = office() else { return };
    bench.run(&BACKUP).exits(0);
    let folder = format!("backups/{}", names(bench.path("backups"))[0]);
    damage(&bench);
    let args = ["restore", &folder, "--yes"];
    let Some(paused) = Paused::at(&bench, "tanaka", &args, "mkdir", &[bench.path("home")]) else { return };
    bench.run_as("sato", &args).exits(0);
    append(&bench);
    let before = names(bench.path("home")).len();
    let ran = paused.goes_on();
    assert_eq!(ran.code, Some(3), "{ran:?}");
    assert!(ran.stderr.contains("whole"), "{ran:?}");
    let now = names(bench.path("home"));
    assert!(now.len() == before && now.iter().all(|name| !name.contains("restoring")), "{now:?}");
    assert_eq!(now.iter().filter(|name| name.starts_with("set-aside-")).count(), 1, "{now:?}");
    bench.run_as("tanaka", &["recipient", "show", "later"]).exits(0);
}

/// Somebody says something in the ledger as it is now.
fn append(bench: &Bench) {
    bench.run_as("tanaka", &LATER).exits(0);
}

/// Changes one value of an entry in the file, which who has it open does not notice.
fn damage_an_entry(bench: &Bench) {
    let mut bytes = fs::read(bench.ledger()).unwrap();
    let purpose = br#""purpose":"P""#;
    let at = bytes.windows(purpose.len()).position(|window| window == purpose).unwrap();
    bytes[at + purpose.len() - 2] = b'Q';
    fs::write(bench.ledger(), &bytes).unwrap();
}

const LATER: [&str; 7] = ["recipient", "add", "later", "--name", "L", "--organization", "O"];

/// The folder of a backup that was just made.
fn backed_up(bench: &Bench) -> String {
    bench.run(&BACKUP).exits(0);
    format!("backups/{}", names(bench.path("backups"))[0])
}

/// Somebody is about to sign while a backup is put back: what they say then is in the ledger that everybody reads, or
/// they are not told that it is.
#[test]
fn nothing_is_acknowledged_that_lies_in_what_was_set_aside() {
    let Some(bench) = office() else { return };
    let folder = backed_up(&bench);
    let key = bench.path("tanaka");
    let Some(paused) = Paused::at(&bench, "tanaka", &LATER, "read", &[key]) else { return };
    damage_an_entry(&bench);
    bench.run_as("sato", &["restore", &folder, "--yes"]).exits(0);
    let before = fs::read(bench.ledger()).unwrap();
    let ran = paused.goes_on();
    assert_eq!(ran.code, Some(5), "{ran:?}");
    assert!(ran.stderr.contains("nothing was recorded"), "{ran:?}");
    assert_eq!(fs::read(bench.ledger()).unwrap(), before, "the ledger of the others was written to");
    assert_ne!(bench.run(&["recipient", "show", "later"]).code, Some(0));
    // The same again is said where everybody reads it.
    append(&bench);
    bench.audit(&[]).exits(0);
    bench.run(&["recipient", "show", "later"]).exits(0);
}

/// Whoever is in the middle of a commit is waited for, and what they said is not set aside by who never saw it.
#[test]
fn a_ledger_is_not_taken_away_under_a_commit() {
    let Some(bench) = office() else { return };
    let folder = backed_up(&bench);
    let size = bench.audit(&[]).exits(0).json()["size"].as_u64().unwrap();
    damage_an_entry(&bench);
    let log = bench.path("home/ledger.db-wal");
    let Some(writer) = Paused::at(&bench, "tanaka", &LATER, "pwrite64", &[log]) else { return };
    let args = ["restore", &folder, "--yes"];
    let Some(restore) = Paused::at(&bench, "sato", &args, "flock", &[bench.ledger()]) else { return };
    let aside = || names(bench.path("home")).into_iter().find(|name| name.starts_with("set-aside-"));
    assert_eq!(aside(), None, "taken away under a commit");
    writer.goes_on().exits(0);
    let ran = restore.goes_on();
    assert_eq!(ran.code, Some(5), "{ran:?}");
    assert!(ran.stderr.contains("since it was looked at"), "{ran:?}");
    assert_eq!(aside(), None, "set aside after it was written to");
    assert!(names(bench.path("home")).iter().all(|name| !name.contains("restoring")));
    assert_eq!(bench.audit(&[]).exits(4).json()["size"], size + 1);
    bench.run_as("sato", &args).exits(0);
    let aside = format!("home/{}/ledger.db", aside().unwrap());
    assert_eq!(bench.audit(&["--ledger", &aside]).exits(4).json()["size"], size + 1);
    bench.forget();
    assert_eq!(bench.audit(&[]).exits(1).json()["size"], size);
}

/// A whole ledger that somebody puts there while the copy is written beside.
#[test]
fn a_whole_ledger_that_comes_while_the_copy_is_written_is_not_set_aside() {
    let Some(bench) = office() else { return };
    let folder = backed_up(&bench);
    fs::copy(bench.ledger(), bench.path("whole.db")).unwrap();
    damage_an_entry(&bench);
    let args = ["restore", &folder, "--yes"];
    let Some(restore) = Paused::at(&bench, "sato", &args, "flock", &[bench.ledger()]) else { return };
    for name in names(bench.path("home")).iter().filter(|name| name.starts_with("ledger.db")) {
        fs::remove_file(bench.path("home").join(name)).unwrap();
    }
    fs::rename(bench.path("whole.db"), bench.ledger()).unwrap();
    let ran = restore.goes_on();
    assert_eq!(ran.code, Some(5), "{ran:?}");
    let now = names(bench.path("home"));
    assert!(now.iter().all(|name| !name.contains("set-aside") && !name.contains("restoring")), "{now:?}");
    bench.audit(&[]).exits(0);
    assert_eq!(bench.run_as("sato", &args).code, Some(3), "a whole ledger was set aside");
}

#[test]
fn a_restore_on_a_disk_that_fails_or_is_full_is_finished_by_the_same_command() {
    restore_under(Fault::Once("EIO"), 19);
    restore_under(Fault::FromThenOn("ENOSPC"), 19);
}

#[test]
fn a_passphrase_sealed_anew_is_never_lost_wherever_it_is_killed() {
    let Some(bench) = office() else { return };
    let args = ["custody", "reseal", "C-0001"];
    let sweep = Sweep { bench: &bench, person: "suzuki", args: &args, only: Vec::new(), every: every(7) };
    let told = bench.run_as("suzuki", &["passphrase", "C-0001", "--via", "phone"]).exits(0).stdout;
    let custody = || names(bench.path("home/custody")).into_iter().filter(|name| name.starts_with('C'));
    for fault in [Fault::Kill, Fault::Once("EIO")] {
        let tried = sweep.each(fault, &mut |_, what| {
            let again = bench.run_as("suzuki", &["passphrase", "C-0001", "--via", "phone"]);
            assert_eq!((again.code, &again.stdout), (Some(0), &told), "{what}: {again:?}");
            bench.run_as("suzuki", &args).exits(0);
            assert_eq!(custody().collect::<Vec<_>>(), ["C-0001-1.age"], "{what}");
            let again = bench.run_as("suzuki", &["passphrase", "C-0001", "--via", "phone"]);
            assert_eq!((again.code, &again.stdout), (Some(0), &told), "{what}: {again:?}");
            assert_eq!(bench.audit(&[]).code, Some(0), "{what}");
        });
        counted(&format!("custody reseal with {fault:?} at {} points", tried.unwrap_or(0)));
    }
}

#[test]
fn a_passphrase_that_was_sealed_anew_is_not_called_untouched_when_its_former_file_stays() {
    let Some(bench) = office() else { return };
    let args = ["custody", "reseal", "C-0001"];
    let only = vec![bench.path("home/custody"), bench.path("home/custody/C-0001-1.age")];
    let sweep = Sweep { bench: &bench, person: "suzuki", args: &args, only, every: 1 };
    bench.keep();
    let Some(points) = sweep.points() else { return };
    let (mut stays, mut untouched) = (0, 0);
    for (call, most) in points {
        for n in 1..=most {
            bench.restore();
            let what = format!("{call} {n}");
            let ran = sweep.suffer(Fault::Once("EIO"), call, n);
            let shown = bench.run_as("suzuki", &["show", "C-0001", "--json"]).exits(0).stdout;
            let entered = shown.contains("\"custody-reseal\"");
            if ran.code == Some(0) {
                assert!(entered, "{what}: {ran:?}");
                continue;
            }
            assert_eq!(ran.code, Some(5), "{what}: {ran:?}");
            let told = ran.stderr.contains("C-0001 is sealed anew (entry ");
            assert_eq!(told, entered, "{what}: {ran:?}");
            assert_eq!(ran.stderr.contains("sekisho custody reseal C-0001"), entered, "{what}: {ran:?}");
            if entered {
                stays += 1;
                bench.run_as("suzuki", &args).exits(0);
            } else {
                untouched += 1;
            }
        }
    }
    assert!(stays > 0 && untouched > 0, "{stays} {untouched}");
}
