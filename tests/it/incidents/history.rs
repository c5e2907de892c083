//! A ledger whose history is not the one verified before: an incident is written down all the same.

use std::fs;

use crate::office::{NOBODY, Office};

#[test]
fn an_incident_is_written_into_a_ledger_that_lost_its_end() {
    let office = Office::new();
    let before = fs::read(office.path("home/ledger.db")).unwrap();
    assert!(!office.path("home/ledger.db-wal").exists());
    let id = office.approved(&[]);
    office.run("tanaka", &["show", &id]).exits(0);
    for name in ["ledger.db-wal", "ledger.db-shm"] {
        let _gone = fs::remove_file(office.path("home").join(name));
    }
    fs::write(office.path("home/ledger.db"), &before).unwrap();
    office.fails("tanaka", &["status"], 4);
    let words = ["incident", "open", "--kind", "leak", "--aware", "now", "--note", "台帳が古い"];
    let size = office.size();
    let opened = office.ok("tanaka", &words);
    assert!(opened.stdout.contains("HISTORY IS NOT THE ONE"), "{}", opened.stdout);
    assert!(opened.stderr.contains("this user verified"), "{}", opened.stderr);
    assert_eq!(office.size(), size + 1);
    // It is as wrong as before, and nobody is talked into taking it for right.
    office.fails("tanaka", &["status"], 4);
    office.fails("tanaka", &["incident", "contacted", "I-0001", "--whom", "市役所"], 4);
    // Whoever looks for the first time finds it.
    let found = office.ok("kimura", &["incident", "show", "I-0001", "--json"]).json();
    assert_eq!(found["opened_by"], "tanaka");
    let json = office.ok("tanaka", &[&words[..], &["--json"]].concat()).json();
    assert!(json["history"].as_str().unwrap().contains("verified before"), "{json}");
}

#[test]
fn an_incident_is_written_beside_notes_that_hold_something_else() {
    let office = Office::sealed().office;
    office.run("tanaka", &["show", "C-0001"]).exits(0);
    let state = office.path("people/tanaka/state");
    for file in crate::office::files_below(&state) {
        fs::write(file, "something else\n").unwrap();
    }
    office.fails("tanaka", &["status"], 4);
    let opened =
        office.ok("tanaka", &["incident", "open", "C-0001", "--kind", "lost", "--aware", "now", "--json"]);
    assert_eq!(opened.json()["id"], "I-0001");
    office.fails("tanaka", &["status"], 4);
    assert_eq!(office.status("C-0001"), "lost");
    office.run(NOBODY, &["incident", "list"]).exits(0);
}

#[test]
fn an_incident_is_written_where_nothing_of_ones_own_can_be_kept() {
    let office = Office::sealed().office;
    let folder = office.path("people/tanaka");
    fs::create_dir_all(&folder).unwrap();
    // A file where the folder of caches should be.
    fs::write(folder.join("cache"), "").unwrap();
    assert_ne!(office.run("tanaka", &["status"]).code, 0);
    office.ok("tanaka", &["incident", "open", "C-0001", "--kind", "lost", "--aware", "now"]);
    assert_eq!(office.incident("I-0001")["opened_by"], "tanaka");
}
