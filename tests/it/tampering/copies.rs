//! Looking at somebody else's ledger file leaves it as it was.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::forger::{kinds, office, open};
use crate::faults::paused::Held;

fn bytes_of(directory: &Path) -> BTreeMap<String, Vec<u8>> {
    let names = crate::faults::examine::names(directory);
    names.into_iter().map(|name| (name.clone(), fs::read(directory.join(&name)).unwrap())).collect()
}

#[test]
fn evidence_is_not_changed_by_being_looked_at() {
    let Some(bench) = office() else { return };
    // An open reader keeps the last writer from tidying the write-ahead log away.
    let reader = open(&bench.ledger());
    let _row: u64 = reader.query_row("SELECT count(*) FROM entry", [], |row| row.get(0)).unwrap();
    bench.run_as("tanaka", &["withdraw", "C-0002"]).exits(0);
    let evidence = bench.path("evidence");
    fs::create_dir(&evidence).unwrap();
    for ending in ["", "-wal"] {
        fs::copy(bench.path(&format!("home/ledger.db{ending}")), evidence.join(format!("ledger.db{ending}")))
            .unwrap();
    }
    drop(reader);
    let before = bytes_of(&evidence);
    assert!(!before["ledger.db-wal"].is_empty());
    let size = bench.audit(&[]).exits(0).json()["size"].clone();
    let audit = bench.audit(&["--ledger", "evidence/ledger.db"]).exits(0);
    assert_eq!(audit.json()["size"], size, "the write-ahead log was not looked at");
    assert_eq!(bytes_of(&evidence), before);
    // Somebody else's machine, where nothing is known.
    bench.forget();
    bench.audit(&["--ledger", "evidence/ledger.db"]).exits(1);
    assert_eq!(bytes_of(&evidence), before);

    fs::write(evidence.join("ledger.db-journal"), "left here").unwrap();
    let before = bytes_of(&evidence);
    let audit = bench.audit(&["--ledger", "evidence/ledger.db"]).exits(4);
    assert_eq!(kinds(&audit), ["store"]);
    assert_eq!(bytes_of(&evidence), before);
}

#[test]
fn what_is_no_ledger_is_no_evidence() {
    let Some(bench) = office() else { return };
    fs::write(bench.path("text"), "not a ledger").unwrap();
    fs::write(bench.path("nothing"), "").unwrap();
    open(&bench.path("other.db")).execute_batch("CREATE TABLE entry (x)").unwrap();
    std::os::unix::fs::symlink(bench.ledger(), bench.path("link")).unwrap();
    for (file, codes) in
        [("text", [4, 4]), ("nothing", [4, 4]), ("other.db", [4, 4]), ("link", [5, 5]), ("missing", [5, 5])]
    {
        let ran = bench.audit(&["--ledger", file]);
        assert!(ran.code.is_some_and(|code| codes.contains(&code)), "{file}: {ran:?}");
    }
}

#[test]
fn a_copy_that_is_interrupted_leaves_nothing_and_a_killed_ones_is_removed_by_the_next() {
    let Some(bench) = office() else { return };
    fs::copy(bench.ledger(), bench.path("evidence.db")).unwrap();
    let audit = ["audit", "--json", "--ledger", "evidence.db"];
    bench.audit(&["--ledger", "evidence.db"]).exits(0);
    let copies = || {
        let names = crate::faults::examine::names(&bench.path("c/sekisho"));
        names.into_iter().filter(|name| name.starts_with(".sekisho-copy-")).collect::<Vec<_>>()
    };
    assert_eq!(copies(), [""; 0]);
    // The copy has the whole ledger in it.
    let size = fs::metadata(bench.path("evidence.db")).unwrap().len();
    let reached = || {
        let copy = |name: &String| bench.path("c/sekisho").join(name).join("1-ledger.db");
        copies().iter().any(|name| fs::metadata(copy(name)).is_ok_and(|copy| copy.len() == size))
    };
    let evidence = [bench.path("evidence.db")];
    let held = || Held::at_nth(&bench, "tanaka", &audit, ("copy_file_range", 1), &evidence, &reached);
    let Some(interrupted) = held() else { return };
    assert_eq!(interrupted.ends_by(&["INT", "TERM"]), "exited with 130");
    assert_eq!(copies(), [""; 0], "interrupted");
    assert_eq!(held().unwrap().ends_by(&["KILL"]), "killed by SIGKILL");
    assert_eq!(copies().len(), 1, "killed");
    bench.audit(&["--ledger", "evidence.db"]).exits(0);
    assert_eq!(copies(), [""; 0], "the next");
}
