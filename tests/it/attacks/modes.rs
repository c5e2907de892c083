//! A shell that hands everything to everybody (`umask 000`), or takes their own rights from its user (`umask 0777`): what the
//! program makes is its user's alone, and theirs, all the same.

use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use crate::office::{NOBODY, Office, Output};

/// Runs a command under that umask.
#[track_caller]
fn open_to_all(office: &Office, person: &str, words: &[&str]) -> Output {
    office.call(person, words).under(&["sh", "-c", "umask 000 && exec \"$@\"", "sh"]).run().exits(0)
}

/// What others may do below a folder, by path; nothing where all is well.
fn open_below(folder: &Path) -> Vec<String> {
    let found = walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap);
    let mode = |entry: &walkdir::DirEntry| entry.metadata().unwrap().permissions().mode() & 0o7777;
    found
        .filter(|entry| mode(entry) & 0o077 != 0)
        .map(|entry| format!("{:o} {}", mode(&entry), entry.path().display()))
        .collect()
}

#[test]
fn nothing_is_readable_by_others_because_of_an_open_umask() {
    let office = Office::without_ledger();
    let own = |person: &str| office.path("people").join(person);
    let init = ["init", "--origin", "example.test/desk", "--person", "kanri", "--name", "管理", "--yes"];
    open_to_all(&office, "kanri", &init);
    let mut made = vec![office.path("home")];
    for (person, role) in [("tanaka", "requester"), ("sato", "approver"), ("suzuki", "custodian")] {
        let request = format!("{person}.request");
        open_to_all(
            &office,
            person,
            &["join", "--person", person, "--origin", "example.test/desk", "--out", &request],
        );
        open_to_all(
            &office,
            "kanri",
            &["person", "add", person, "--name", person, "--role", role, "--request", &request],
        );
        made.push(office.desk().join(request));
    }
    let city =
        ["recipient", "add", "city", "--name", "Y", "--organization", "O", "--phone", "1", "--opens", "age"];
    let email = ["--email", crate::office::CITY_MAIL];
    open_to_all(&office, "tanaka", &[&city[..], &email].concat());
    let asking = office.asking(&[("--via", "hand"), ("--out", "handed")]);
    let asking: Vec<&str> = asking.iter().map(String::as_str).collect();
    open_to_all(&office, "tanaka", &asking);
    let digits = office.digits("C-0001");
    open_to_all(&office, "sato", &["approve", "C-0001", "--confirm", &digits]);
    std::fs::create_dir(office.desk().join("out")).unwrap();
    open_to_all(&office, "tanaka", &["export", "C-0001", "--into", "out"]);
    let told = open_to_all(&office, "suzuki", &["passphrase", "C-0001", "--via", "phone"]);
    open_to_all(&office, NOBODY, &["prove", "C-0001", "--out", "proof"]);
    open_to_all(&office, NOBODY, &["checkpoint", "--out", "held"]);
    open_to_all(&office, NOBODY, &["status"]);
    let typed = office.path("typed");
    std::fs::write(&typed, &told.stdout).unwrap();
    std::fs::create_dir(office.desk().join("in")).unwrap();
    let open = ["open", "out/C-0001.zip.age", "--into", "in", "--passphrase-fd", "4", "--accept-signers"];
    let opened = office
        .call(NOBODY, &open)
        .with(4, typed)
        .under(&["sh", "-c", "umask 000 && exec \"$@\"", "sh"])
        .run();
    assert_eq!(opened.code, 0, "{opened:?}");
    open_to_all(&office, NOBODY, &["audit"]);
    // What copies, seals anew, and hands out.
    std::fs::create_dir(office.desk().join("backups")).unwrap();
    let private = std::fs::Permissions::from_mode(0o700);
    std::fs::set_permissions(office.desk().join("backups"), private.clone()).unwrap();
    open_to_all(&office, "kanri", &["backup", "backups"]);
    open_to_all(&office, "suzuki", &["custody", "reseal", "C-0001"]);
    // What is still open makes it none yet, and it is written all the same.
    let certificate = ["certificate", "C-0001", "--out", "certificate.json"];
    office.call(NOBODY, &certificate).under(&["sh", "-c", "umask 000 && exec \"$@\"", "sh"]).fails(1);
    let contract =
        ["contract", "add", "K1", "--client", "市", "--from", "2026-01-01", "--until", "2027-12-31"];
    open_to_all(&office, "kanri", &contract);
    open_to_all(
        &office,
        "kanri",
        &["person", "set", "kanri", "--role", "administrator", "--role", "auditor"],
    );
    open_to_all(&office, "kanri", &["evidence", "--contract", "K1", "--out", "evidence"]);
    open_to_all(&office, "tanaka", &["person", "list"]);
    std::fs::create_dir(office.desk().join("mails")).unwrap();
    std::fs::set_permissions(office.desk().join("mails"), private).unwrap();
    let mailed = office.request(&[]);
    office.approve("sato", &mailed);
    open_to_all(&office, "tanaka", &["export", &mailed, "--into", "out"]);
    let drafting = crate::mail::drafting(&office, &mailed, &[]);
    let drafting: Vec<&str> = drafting.iter().map(String::as_str).collect();
    open_to_all(&office, "tanaka", &drafting);
    made.extend(["backups", "mails", "certificate.json", "evidence"].map(|name| office.desk().join(name)));
    made.extend(["tanaka", "sato", "suzuki", "kanri", "nobody"].map(|person| own(person).join("cache")));
    made.extend(["tanaka", "sato", "suzuki", "kanri", "nobody"].map(|person| own(person).join("state")));
    made.extend(
        ["proof", "held", "handed", "in/C-0001", "out/C-0001.zip.age"].map(|name| office.desk().join(name)),
    );
    for path in &made {
        assert!(path.exists(), "{}", path.display());
    }
    let open: Vec<String> = made.iter().flat_map(|path| open_below(path)).collect();
    assert_eq!(open, Vec::<String>::new());
}

#[test]
fn a_umask_that_takes_the_owners_rights_leaves_nothing_that_its_owner_cannot_use() {
    for umask in ["0777", "0477", "0200"] {
        let office = Office::without_ledger();
        let shell = format!("umask {umask} && exec \"$@\"");
        let under = ["sh", "-c", &shell, "sh"];
        let run = |person: &str, words: &[&str]| office.call(person, words).under(&under).run().exits(0);
        let new = |more: &[&str]| {
            let words = [&["key", "new"], more, &["--key-passphrase-fd", "4"]].concat();
            office.call(NOBODY, &words).with(4, office.key_passphrase("kanri")).under(&under).run().exits(0);
        };
        new(&["mine"]);
        new(&["custody", "--custody"]);
        let init = ["init", "--origin", "example.test/desk", "--person", "kanri", "--name", "管理", "--yes"];
        run("kanri", &init);
        run("tanaka", &["join", "--person", "tanaka", "--origin", "example.test/desk", "--out", "request"]);
        run(NOBODY, &["checkpoint", "--out", "held"]);
        let mut found = Vec::new();
        for made in [office.path("home"), office.path("people"), office.desk()] {
            for entry in walkdir::WalkDir::new(made).min_depth(1).into_iter().map(Result::unwrap) {
                let wanted = if entry.file_type().is_dir() { 0o700 } else { 0o600 };
                let mode = entry.metadata().unwrap().permissions().mode() & 0o7777;
                if mode & wanted != wanted {
                    found.push(format!("{mode:o} {}", entry.path().display()));
                }
            }
        }
        assert_eq!(found, Vec::<String>::new(), "umask {umask}");
        for key in ["mine", "custody", "mine.pub", "request", "held"] {
            assert!(office.desk().join(key).is_file(), "{key}");
        }
    }
}
