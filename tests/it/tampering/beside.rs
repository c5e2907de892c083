//! What somebody laid beside a ledger: write-ahead logs, journals and shared memory that are not its own.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::forger::{WAITING, content, kinds, make_consistent, named, office, open};
use crate::faults::bench::{Bench, Ran, noise, program};

fn beside(bench: &Bench, ending: &str) -> PathBuf {
    bench.path(&format!("home/ledger.db{ending}"))
}

/// Runs the program; one that does not end by itself has not been refused.
#[track_caller]
fn ends(bench: &Bench, person: Option<&str>, args: &[&str]) -> Ran {
    let mut command = bench.command(Path::new("timeout"));
    command.args(["-s", "KILL", "60", program()]);
    command.args(person.into_iter().flat_map(|person| ["--key", person])).args(args);
    let ran: Ran = command.output().unwrap().into();
    assert!(ran.code.is_some_and(|code| code < 70), "{args:?}: {ran:?}");
    ran
}

/// The frames of a write-ahead log in which `with` was done to this ledger, and which was never written back.
fn log_with(bench: &Bench, with: impl FnOnce(&Bench)) -> Vec<u8> {
    let before = fs::read(bench.ledger()).unwrap();
    // An open reader keeps the last writer from writing it back.
    let reader = open(&bench.ledger());
    let _row: u64 = reader.query_row("SELECT count(*) FROM entry", [], |row| row.get(0)).unwrap();
    reader.execute_batch("BEGIN").unwrap();
    let _row: u64 = reader.query_row("SELECT count(*) FROM entry", [], |row| row.get(0)).unwrap();
    with(bench);
    let log = fs::read(beside(bench, "-wal")).unwrap();
    drop(reader);
    bench.restore();
    assert_eq!(fs::read(bench.ledger()).unwrap(), before);
    log
}

/// Changes an entry, without writing the log back.
fn edit(bench: &Bench, consistent: bool) {
    let ledger = open(&bench.ledger());
    let triggers: Vec<(String, String)> = {
        let mut statement = ledger
            .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY rowid")
            .unwrap();
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
        rows.collect::<Result<_, _>>().unwrap()
    };
    ledger
        .execute_batch("PRAGMA foreign_keys = OFF; PRAGMA wal_autocheckpoint = 0; BEGIN IMMEDIATE")
        .unwrap();
    for (name, _) in &triggers {
        ledger.execute_batch(&format!("DROP TRIGGER {name}")).unwrap();
    }
    let change =
        "UPDATE entry SET body = CAST(replace(CAST(body AS TEXT), '\"time\":\"2', '\"time\":\"1') AS BLOB)
                  WHERE entry_index = 5";
    assert_eq!(ledger.execute(change, []).unwrap(), 1);
    if consistent {
        make_consistent(&ledger);
    }
    for (_, sql) in &triggers {
        ledger.execute_batch(sql).unwrap();
    }
    ledger.execute_batch("COMMIT").unwrap();
}

#[test]
fn an_entry_changed_by_a_write_ahead_log_alone_is_named() {
    let Some(bench) = office() else { return };
    bench.audit(&[]).exits(0);
    bench.keep();
    for consistent in [false, true] {
        let log = log_with(&bench, |bench| edit(bench, consistent));
        assert!(log.len() > 4096, "nothing is in it");
        for desk in [false, true] {
            bench.restore();
            let before = fs::read(bench.ledger()).unwrap();
            fs::write(beside(&bench, "-wal"), &log).unwrap();
            if !desk {
                // As evidence that was taken away: the database itself says the truth.
                fs::rename(bench.path("home"), bench.path("evidence")).unwrap();
                let audit = bench.audit(&["--ledger", "evidence/ledger.db"]).exits(4);
                assert!(named(&audit).contains(&5), "{audit:?}");
                assert_eq!(fs::read(bench.path("evidence/ledger.db")).unwrap(), before);
                continue;
            }
            let audit = ends(&bench, None, &["audit", "--json"]).exits(4);
            assert!(named(&audit).contains(&5), "{audit:?}");
            if consistent {
                for args in [&["show", WAITING][..], &["export", WAITING, "--into", "out"]] {
                    ends(&bench, Some("tanaka"), args).exits(4);
                }
            }
        }
    }
}

#[test]
fn a_write_ahead_log_of_another_ledger_or_of_nothing_changes_nothing_unseen() {
    let (Some(bench), Some(other)) = (office(), office()) else { return };
    let truth = content(&bench.ledger()).unwrap();
    let of_another = log_with(&other, |other| edit(other, true));
    let own = log_with(&bench, |bench| edit(bench, false));
    let mut salted = own.clone();
    salted[16] ^= 1;
    let cut = own[..own.len() - 100].to_vec();
    let logs: [(&str, Vec<u8>); 7] = [
        ("another ledger's", of_another),
        ("with another salt", salted),
        ("without its last commit", cut),
        ("noise", noise(40_000)),
        ("empty", Vec::new()),
        ("a header and nothing more", own[..32].to_vec()),
        ("zeros", vec![0; 40_000]),
    ];
    for (what, log) in logs {
        bench.restore();
        fs::write(beside(&bench, "-wal"), &log).unwrap();
        fs::write(beside(&bench, "-shm"), noise(32_768)).unwrap();
        let audit = ends(&bench, None, &["audit", "--json"]);
        let same = content(&bench.ledger()).as_ref() == Some(&truth);
        assert!(if same { audit.code == Some(0) } else { audit.code == Some(4) }, "{what}: {audit:?}");
        let shown = ends(&bench, None, &["show", WAITING, "--json"]);
        assert!(shown.code == Some(if same { 0 } else { 4 }), "{what}: {shown:?}");
    }
}

/// What is laid there, and how.
type Plant = (&'static str, fn(&Bench, &Path));

/// What lies under the name of one of the ledger's own files, and is none.
const PLANTS: [Plant; 5] = [
    ("a link to somebody's file", |bench, at| symlink(bench.path("somebodys"), at).unwrap()),
    ("a link to nothing yet", |bench, at| symlink(bench.path("nothing-yet"), at).unwrap()),
    ("a link to what never ends", |_, at| symlink("/dev/zero", at).unwrap()),
    ("a pipe", |_, at| assert!(Command::new("mkfifo").arg(at).status().unwrap().success())),
    ("a folder", |_, at| fs::create_dir(at).unwrap()),
];

/// Whoever may write the home cannot have a colleague's program write into, or wait at, a place of their choosing.
#[test]
fn what_is_no_file_under_the_ledgers_own_names_is_refused_by_every_verb() {
    let Some(bench) = office() else { return };
    fs::write(bench.path("somebodys"), "somebody's own words").unwrap();
    bench.keep();
    for ending in ["-wal", "-shm", "-journal"] {
        for (what, plant) in PLANTS {
            bench.restore();
            plant(&bench, &beside(&bench, ending));
            let what = format!("{ending}: {what}");
            for (person, args) in [
                (None, &["status"][..]),
                (None, &["audit"]),
                (Some("tanaka"), &["withdraw", WAITING]),
                (Some("tanaka"), &["export", WAITING, "--into", "out"]),
                (Some("tanaka"), &["incident", "open", "--kind", "leak", "--aware", "now", "--note", "N"]),
            ] {
                let ran = ends(&bench, person, args);
                assert!(matches!(ran.code, Some(4 | 5)), "{what}: {args:?} {ran:?}");
                assert!(ran.stderr.contains("ledger.db") || args == ["audit"], "{what}: {args:?} {ran:?}");
            }
            assert_eq!(
                fs::read_to_string(bench.path("somebodys")).unwrap(),
                "somebody's own words",
                "{what}"
            );
            assert!(!bench.path("nothing-yet").exists(), "{what}");
            // Under audit as evidence: the same, and nothing of it is copied or replayed.
            fs::rename(bench.path("home"), bench.path("evidence")).unwrap();
            let ran = ends(&bench, None, &["audit", "--ledger", "evidence/ledger.db"]);
            if ending == "-shm" {
                assert!(matches!(ran.code, Some(0 | 1)), "it is not looked at: {what}: {ran:?}");
            } else {
                assert!(matches!(ran.code, Some(4 | 5)), "{what}: {ran:?}");
            }
        }
    }
    bench.restore();
    bench.audit(&[]).exits(0);
}

#[test]
fn a_hot_journal_is_a_finding_and_is_not_replayed() {
    let Some(bench) = office() else { return };
    let before = fs::read(bench.ledger()).unwrap();
    // One page of zeros in place of the second, as SQLite's rollback would put it there.
    let pages = u32::try_from(before.len() / 4096).unwrap();
    let mut journal = vec![0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7];
    journal.extend([1, 0, pages, 512, 4096].into_iter().flat_map(u32::to_be_bytes));
    journal.resize(512, 0);
    journal.extend(2_u32.to_be_bytes());
    journal.extend([0; 4096]);
    journal.extend(0_u32.to_be_bytes());
    fs::write(beside(&bench, "-journal"), &journal).unwrap();
    for args in [&["status"][..], &["show", WAITING], &["audit"]] {
        let ran = ends(&bench, None, args).exits(4);
        assert!(ran.stderr.contains("ledger.db-journal"), "{ran:?}");
    }
    let audit = bench.audit(&["--ledger", "home/ledger.db"]).exits(4);
    assert_eq!(kinds(&audit), ["store"]);
    assert_eq!(fs::read(bench.ledger()).unwrap(), before);
}
