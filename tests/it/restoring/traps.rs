//! What a loss leaves behind at a home is neither destroyed by what comes after it nor brought back from what was before.

use std::fs;
use std::path::{Path, PathBuf};

use super::{back_up, forget, held, lose_the_ledger, restore, restored};
use crate::office::{NOBODY, Office, Sealed, files_below};

/// An office that lost its second carry-out, whose package left, and the bytes of its custody file.
fn lost_after_an_export() -> (Sealed, Vec<u8>) {
    let sealed = Office::sealed();
    let office = &sealed.office;
    let (path, _) = back_up(office, &[]);
    let lost = office.approved(&[]);
    office.export(&lost);
    assert_eq!(lost, "C-0002");
    fs::rename(office.desk().join("out"), office.path("with-the-recipient")).unwrap();
    let key = fs::read(office.path("home/custody/C-0002-1.age")).unwrap();
    let known = held(office, "kanri");
    lose_the_ledger(office);
    restore(office, "kanri", &path, 0);
    office.ok("kanri", &restored(&[]));
    office.ok("kimura", &restored(&["--against", &known]));
    assert_eq!(office.approved(&[]), lost, "the number comes again");
    (sealed, key)
}

#[test]
fn an_export_under_a_number_that_comes_again_leaves_the_custody_file_of_the_lost_one() {
    let (Sealed { office, .. }, key) = lost_after_an_export();
    let of_lost = office.path("home/custody/C-0002-1.age");
    let own = office.path("home/custody/C-0002-2.age");
    office.export("C-0002");
    assert_eq!(fs::read(&of_lost).unwrap(), key);
    assert_eq!(office.shown("C-0002")["attempts"].as_array().unwrap().len(), 1);
    // The new one is found by its digest: told, sealed anew, copied and destroyed.
    let told = office.passphrase("C-0002");
    office.ok("suzuki", &["custody", "reseal", "C-0002"]);
    assert_eq!(office.passphrase("C-0002"), told);
    let (copy, view) = back_up(&office, &[]);
    assert_eq!(view["custody_absent"], serde_json::json!([]));
    assert_eq!(fs::read(copy.join("custody/C-0002-2.age")).unwrap(), fs::read(&own).unwrap());
    assert!(!copy.join("custody/C-0002-1.age").exists());
    let evidence = office.key("kanri").with_extension("pub");
    office.ok("tanaka", &["undelivered", "C-0002", "--evidence", evidence.to_str().unwrap()]);
    office.ok("suzuki", &["dispose", "C-0002", "--method", "key", "--yes"]);
    assert_eq!((fs::read(&of_lost).unwrap(), own.exists()), (key, false));
    office.ok(NOBODY, &["audit"]);
}

#[test]
fn a_passphrase_that_was_sealed_anew_before_it_was_destroyed_does_not_come_back() {
    let Sealed { office, .. } = Office::sealed();
    let id = "C-0001";
    let (path, _) = back_up(&office, &[]);
    for _ in 0..2 {
        office.ok("suzuki", &["custody", "reseal", id]);
    }
    let evidence = office.key("kanri").with_extension("pub");
    office.ok("tanaka", &["undelivered", id, "--evidence", evidence.to_str().unwrap()]);
    office.ok("suzuki", &["dispose", id, "--method", "key", "--yes"]);
    let known = held(&office, "kanri");
    lose_the_ledger(&office);
    let view = restore(&office, "kanri", &path, 0).json();
    assert_eq!((&view["custody_destroyed"][0], &view["custody_files"]), (&"C-0001-1.age".into(), &0.into()));
    assert!(!office.path("home/custody/C-0001-1.age").exists());
    office.ok("kanri", &restored(&[]));
    office.ok("kimura", &restored(&["--against", &known]));
    assert!(office.run("suzuki", &["passphrase", id, "--via", "phone"]).exits(5).stdout.is_empty());
}

/// Every file below a folder with its bytes.
fn contents(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    files_below(folder).into_iter().map(|path| (path.clone(), fs::read(path).unwrap())).collect()
}

#[test]
#[cfg(unix)]
fn restore_goes_into_no_folder_that_it_did_not_make() {
    use std::os::unix::fs::symlink;

    let Sealed { office, .. } = Office::sealed();
    let (path, view) = back_up(&office, &[]);
    let staging = office.path("home/.restoring");
    let other = office.path("another office");
    fs::create_dir_all(other.join("custody")).unwrap();
    fs::write(other.join("ledger.db"), "the ledger of another office").unwrap();
    fs::write(other.join("custody/C-0001-1.age"), "its passphrase").unwrap();
    lose_the_ledger(&office);
    let before = (contents(&path), contents(&other));
    let note = format!("set-aside-1\n{}\n", view["root"].as_str().unwrap());
    let refused = |what: &str| {
        let said = office.run("kanri", &["restore", path.to_str().unwrap(), "--yes"]);
        assert!(said.code == 4 && said.stderr.contains(".restoring"), "{what}: {said:?}");
        assert_eq!((contents(&path), contents(&other)), before, "{what}");
        assert!(!office.path("home/ledger.db").exists(), "{what}");
    };
    for target in [&path, &other] {
        symlink(target, &staging).unwrap();
        refused("a link");
        fs::remove_file(&staging).unwrap();
    }
    // Of what lies in a folder of that name, too.
    for name in ["custody", "ledger.db"] {
        fs::create_dir(&staging).unwrap();
        fs::write(staging.join("aside"), &note).unwrap();
        symlink(other.join(name), staging.join(name)).unwrap();
        refused(name);
        fs::remove_dir_all(&staging).unwrap();
    }
    for (noted, name) in [(false, "ledger.db"), (true, "somebody's.txt")] {
        fs::create_dir(&staging).unwrap();
        if noted {
            fs::write(staging.join("aside"), &note).unwrap();
        }
        fs::write(staging.join(name), "kept").unwrap();
        refused(name);
        assert_eq!(fs::read(staging.join(name)).unwrap(), b"kept");
        fs::remove_dir_all(&staging).unwrap();
    }
    restore(&office, "kanri", &path, 0);
}

#[test]
fn a_changed_version_in_the_header_does_not_keep_a_backup_from_being_put_back() {
    let office = Office::new();
    let (path, _) = back_up(&office, &[]);
    office.run("kanri", &["status"]);
    let ledger = office.path("home/ledger.db");
    let connection = rusqlite::Connection::open(&ledger).unwrap();
    connection.pragma_update(None, "user_version", 99).unwrap();
    drop(connection);
    forget(&office, "ito");
    // Who never saw it cannot tell whether a newer program made it; the file is named, and the way out.
    let said = office.run("ito", &["restore", path.to_str().unwrap(), "--yes"]).exits(5).stderr;
    assert!(said.contains(ledger.to_str().unwrap()) && said.contains("sekisho restore"), "{said}");
    let view = restore(&office, "kanri", &path, 0).json();
    assert!(PathBuf::from(view["set_aside"].as_str().unwrap()).join("ledger.db").exists());
    assert!(office.run("kanri", &["status"]).code < 2);
}
