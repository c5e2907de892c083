//! Backups made while others work, put back where a ledger was lost or damaged, and what is lost recorded by two people.

mod naming;
mod traps;

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::office::{NOBODY, Office, files_below};

/// Makes a backup in `backups` as nobody in particular.
fn back_up(office: &Office, more: &[&str]) -> (PathBuf, Value) {
    backed_up(office, more, 0)
}

/// The same; the command ends with `code`.
fn backed_up(office: &Office, more: &[&str], code: i32) -> (PathBuf, Value) {
    let into = office.path("backups");
    fs::create_dir_all(&into).unwrap();
    let args = [&["backup", into.to_str().unwrap(), "--json"], more].concat();
    let view = office.run(NOBODY, &args).exits(code).json();
    (PathBuf::from(view["path"].as_str().unwrap()), view)
}

/// Says something, so that the ledger has an entry more.
fn another_entry(office: &Office, n: usize) {
    let id = format!("r{n}");
    office.ok("mori", &["recipient", "add", &id, "--name", "山田 花子", "--organization", "市役所"]);
}

fn restore(office: &Office, person: &str, from: &Path, code: i32) -> crate::office::Output {
    office.run(person, &["restore", from.to_str().unwrap(), "--yes", "--json"]).exits(code)
}

fn restored<'a>(more: &[&'a str]) -> Vec<&'a str> {
    [&["restored", "--reason", "ディスクの故障", "--json"], more].concat()
}

/// What `person` verified, as they would give it to somebody else.
fn held(office: &Office, person: &str) -> String {
    let note = office.run(person, &["checkpoint", "--json"]).json();
    format!("{}:{}", note["size"], note["root"].as_str().unwrap())
}

fn lose_the_ledger(office: &Office) {
    for name in ["ledger.db", "ledger.db-wal", "ledger.db-shm"] {
        let _none = fs::remove_file(office.path("home").join(name));
    }
}

fn names(folder: &Path) -> Vec<String> {
    let below = files_below(folder).into_iter();
    below.map(|path| path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned()).collect()
}

#[test]
fn nothing_is_said_or_told_in_a_backup_that_is_named_as_the_home() {
    let office = Office::sealed().office;
    let (backup, _) = back_up(&office, &[]);
    let home = office.path("home");
    fs::rename(&home, office.path("own-home")).unwrap();
    fs::rename(&backup, &home).unwrap();
    let bytes = || fs::read(home.join("ledger.db")).unwrap();
    let before = bytes();
    for (person, words) in [
        ("suzuki", &["passphrase", "C-0001", "--via", "phone"][..]),
        ("mori", &["recipient", "add", "r", "--name", "山田 花子", "--organization", "市役所"]),
    ] {
        let output = office.refuses(person, &[&["--json"], words].concat());
        assert_eq!(output.stdout, "");
        assert!(
            output.stderr.contains("home-is-backup") && output.stderr.contains("sekisho restore"),
            "{output:?}"
        );
    }
    assert!(bytes() == before);
}

#[test]
fn a_backup_made_while_others_append_is_one_moment_of_the_ledger() {
    let office = Office::new();
    let before = office.size();
    let copies: Vec<(PathBuf, Value)> = std::thread::scope(|scope| {
        let writers: Vec<_> = (0..3_usize)
            .map(|writer| {
                let office = &office;
                scope.spawn(move || (0..6).for_each(|n| another_entry(office, writer * 10 + n)))
            })
            .collect();
        let copies = (0..4).map(|_| back_up(&office, &[])).collect();
        writers.into_iter().for_each(|writer| writer.join().unwrap());
        copies
    });
    assert_eq!(office.size(), before + 18);
    for (path, view) in copies {
        assert_eq!(names(&path), ["backup.json", "checkpoint.txt", "ledger.db"]);
        let ledger = path.join("ledger.db");
        let checkpoint = path.join("checkpoint.txt");
        let audit = [
            "audit",
            "--ledger",
            ledger.to_str().unwrap(),
            "--against",
            checkpoint.to_str().unwrap(),
            "--json",
        ];
        let report = office.run("sato", &audit).exits(0).json();
        assert_eq!((&report["size"], &report["root"]), (&view["size"], &view["root"]));
        assert!(view["size"].as_u64().unwrap() >= before);
        // Looking at it has not changed it.
        assert_eq!(names(&path).len(), 3);
    }
    assert!(names(&office.path("backups")).iter().all(|name| !name.starts_with('.')));
}

#[test]
#[cfg(unix)]
fn a_backup_is_readable_by_its_maker_alone_and_holds_custody_files_unless_told_otherwise() {
    use std::os::unix::fs::PermissionsExt as _;

    let sealed = Office::sealed();
    let office = &sealed.office;
    let (path, view) = back_up(office, &[]);
    assert_eq!(names(&path), ["backup.json", "checkpoint.txt", "custody/C-0001-1.age", "ledger.db"]);
    assert_eq!(view["custody_files"], 1);
    for entry in walkdir::WalkDir::new(&path) {
        let metadata = entry.unwrap().metadata().unwrap();
        let mode = if metadata.is_dir() { 0o700 } else { 0o600 };
        assert_eq!(metadata.permissions().mode() & 0o777, mode);
    }
    let (without, view) = back_up(office, &["--no-custody"]);
    assert_eq!(names(&without), ["backup.json", "checkpoint.txt", "ledger.db"]);
    assert_eq!(view["custody_left_out"], true);
    // A file that is not the one the log names is no key to keep.
    let custody = office.path("home/custody/C-0001-1.age");
    let other = |office: &Office| {
        let (_, view) = backed_up(office, &[], 1);
        assert_eq!(
            (&view["custody_files"], &view["custody_absent"][0]["differs"]),
            (&Value::from(0), &Value::from(true))
        );
    };
    fs::write(&custody, "something else").unwrap();
    other(office);
    // Nor does what is no file keep anybody from a backup.
    fs::remove_file(&custody).unwrap();
    fs::create_dir(&custody).unwrap();
    other(office);
}

#[test]
fn a_backup_can_carry_a_checkpoint_that_somebody_signed() {
    let office = Office::new();
    let into = office.path("backups");
    fs::create_dir(&into).unwrap();
    let view = office.ok("kimura", &["backup", into.to_str().unwrap(), "--sign", "--json"]).json();
    let note = Path::new(view["path"].as_str().unwrap()).join("checkpoint.txt");
    assert!(fs::read_to_string(&note).unwrap().contains("BEGIN SSH SIGNATURE"));
    office.ok(NOBODY, &["verify", note.to_str().unwrap()]);
    office.ok(NOBODY, &["audit", "--against", note.to_str().unwrap()]);
}

#[test]
fn no_backup_is_made_inside_the_home_or_in_a_folder_that_is_not_there() {
    let office = Office::new();
    let inside = office.path("home/backups");
    fs::create_dir(&inside).unwrap();
    office.fails(NOBODY, &["backup", inside.to_str().unwrap()], 3);
    office.fails(NOBODY, &["backup", &office.name("nowhere")], 5);
    assert!(names(&inside).is_empty());
}

#[test]
fn what_was_changed_in_a_backup_is_not_put_back() {
    let sealed = Office::sealed();
    let office = &sealed.office;
    let (path, _) = back_up(office, &[]);
    lose_the_ledger(office);
    for name in ["ledger.db", "checkpoint.txt", "custody/C-0001-1.age", "backup.json"] {
        let file = path.join(name);
        let good = fs::read(&file).unwrap();
        let (last, before) = good.split_last().unwrap();
        for wrong in [[before, &[last ^ 1]].concat(), good[..good.len() / 2].to_vec(), Vec::new()] {
            fs::write(&file, wrong).unwrap();
            restore(office, "kanri", &path, 4);
            assert!(!office.path("home/ledger.db").exists(), "{name}");
        }
        fs::remove_file(&file).unwrap();
        let said = office.run("kanri", &["restore", path.to_str().unwrap(), "--yes"]);
        assert_eq!(said.code, if name == "backup.json" { 2 } else { 4 }, "{said:?}");
        fs::write(&file, good).unwrap();
    }
    // A write-ahead log beside it would be believed by whoever opens it.
    for extra in ["ledger.db-wal", "ledger.db-journal", "custody/C-0002-1.age", "extra"] {
        fs::write(path.join(extra), "x").unwrap();
        restore(office, "kanri", &path, 4);
        fs::remove_file(path.join(extra)).unwrap();
    }
    // The folder of backups is not a backup; the hint names the one in it.
    let said = office.run("kanri", &["restore", &office.name("backups"), "--yes"]).exits(2);
    assert!(said.stderr.contains(path.to_str().unwrap()), "{said:?}");
    restore(office, "kanri", &path, 0);
    office.ok("kanri", &["status"]);
}

#[test]
fn a_list_that_fits_other_bytes_does_not_make_them_the_ledger() {
    let office = Office::new();
    let (path, _) = back_up(&office, &[]);
    let ledger = path.join("ledger.db");
    let connection = rusqlite::Connection::open(&ledger).unwrap();
    let sql = "SELECT sql FROM sqlite_schema WHERE name = 'entry_is_not_updated'";
    let again: String = connection.query_row(sql, [], |row| row.get(0)).unwrap();
    connection.execute_batch("PRAGMA journal_mode = DELETE; DROP TRIGGER entry_is_not_updated").unwrap();
    connection.execute("UPDATE entry SET body = CAST('junk' AS BLOB) WHERE entry_index = 3", []).unwrap();
    connection.execute_batch(&again).unwrap();
    drop(connection);
    let list = path.join("backup.json");
    let mut manifest: Value = serde_json::from_str(&fs::read_to_string(&list).unwrap()).unwrap();
    let bytes = fs::read(&ledger).unwrap();
    let of_ledger =
        manifest["files"].as_array_mut().unwrap().iter_mut().find(|one| one["path"] == "ledger.db").unwrap();
    of_ledger["sha256"] = sekisho::base::digest::Digest::of(&bytes).to_string().into();
    of_ledger["size_bytes"] = bytes.len().into();
    let mut spelled = sekisho::base::canonical::encode(&manifest).unwrap();
    spelled.push(b'\n');
    fs::write(&list, spelled).unwrap();
    lose_the_ledger(&office);
    restore(&office, "kanri", &path, 4);
    assert!(!office.path("home/ledger.db").exists());
}

#[test]
fn a_whole_ledger_is_never_replaced() {
    let office = Office::new();
    let (path, _) = back_up(&office, &[]);
    restore(&office, "kanri", &path, 3);
    another_entry(&office, 1);
    restore(&office, "kanri", &path, 3);
    // Nor without a word.
    let said = office.run("kanri", &["restore", path.to_str().unwrap()]).exits(3);
    assert!(said.stderr.contains("audit"), "{said:?}");
    lose_the_ledger(&office);
    office.run("kanri", &["restore", path.to_str().unwrap()]).exits(2);
    assert!(!office.path("home/ledger.db").exists());
}

#[test]
fn another_ledger_is_not_put_back_in_its_place() {
    let (office, other) = (Office::new(), Office::without_ledger());
    other.found();
    office.run("kanri", &["status"]);
    let (path, _) = back_up(&other, &[]);
    restore(&office, "kanri", &path, 4);
    // Nor where it is gone, for somebody who knew which it was.
    lose_the_ledger(&office);
    restore(&office, "kanri", &path, 4);
}

#[test]
fn a_damaged_ledger_is_set_aside_as_it_is_and_nothing_is_lost_that_was_copied() {
    let sealed = Office::sealed();
    let office = &sealed.office;
    let (path, _) = back_up(office, &[]);
    let ledger = office.path("home/ledger.db");
    let _wal = office.run(NOBODY, &["status"]);
    let mut bytes = fs::read(&ledger).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..middle + 5000].fill(0xa5);
    fs::write(&ledger, &bytes).unwrap();
    fs::remove_file(office.path("home/custody/C-0001-1.age")).unwrap();
    let view = restore(office, "kanri", &path, 0).json();
    let aside = PathBuf::from(view["set_aside"].as_str().unwrap());
    assert_eq!(fs::read(aside.join("ledger.db")).unwrap(), bytes, "the evidence was changed");
    assert_eq!(view["lost"], Value::Null);
    for person in ["kanri", "tanaka", "sato", "kimura", NOBODY] {
        assert!(office.run(person, &["status"]).code < 2, "{person}");
    }
    assert_eq!(office.run(NOBODY, &["audit"]).code, 0);
    let told = office.ok("suzuki", &["passphrase", "C-0001", "--via", "phone"]);
    assert_eq!(told.line(), sealed.passphrase);
    let left = names(&office.path("home"));
    assert!(left.iter().all(|name| !name.contains("restoring")), "{left:?}");
}

#[test]
fn a_custody_file_that_was_destroyed_since_does_not_come_back() {
    let sealed = Office::sealed();
    let office = &sealed.office;
    let (path, _) = back_up(office, &[]);
    let id = "C-0001";
    office.ok(
        "tanaka",
        &["undelivered", id, "--evidence", office.key("kanri").with_extension("pub").to_str().unwrap()],
    );
    office.ok("suzuki", &["dispose", id, "--method", "key", "--yes"]);
    office.run("kanri", &["status"]);
    lose_the_ledger(office);
    let view = restore(office, "kanri", &path, 0).json();
    assert_eq!((&view["custody_destroyed"][0], &view["custody_files"]), (&"C-0001-1.age".into(), &0.into()));
    assert!(!office.path("home/custody/C-0001-1.age").exists());
}

/// Takes away what `person` verified, as after the loss of their own disk.
fn forget(office: &Office, person: &str) {
    fs::remove_dir_all(office.path("people").join(person)).unwrap_or(());
}

#[test]
fn whoever_verified_nothing_is_not_told_that_nothing_is_missing() {
    let office = Office::new();
    let (path, _) = back_up(&office, &[]);
    another_entry(&office, 1);
    for (language, known, unknown) in [
        ("en", "Nothing that you verified is missing", "not known here"),
        ("ja", "あなたが確認した記録はすべてあります", "分かりません"),
    ] {
        forget(&office, "ito");
        lose_the_ledger(&office);
        let words = ["restore", path.to_str().unwrap(), "--yes", "--lang", language];
        let said = office.ok("ito", &words).stdout;
        assert!(said.contains(unknown) && !said.contains(known), "{said}");
        office.run("ito", &["status"]);
        lose_the_ledger(&office);
        let said = office.ok("ito", &words).stdout;
        assert!(said.contains(known) && !said.contains(unknown), "{said}");
    }
}

#[test]
fn a_whole_ledger_of_another_history_is_named_before_it_is_set_aside() {
    let office = Office::new();
    let (short, view) = back_up(&office, &[]);
    let size = view["size"].as_u64().unwrap();
    for n in 0..3 {
        another_entry(&office, n);
    }
    let (long, _) = back_up(&office, &[]);
    lose_the_ledger(&office);
    ["mori", "ito"].into_iter().for_each(|person| forget(&office, person));
    restore(&office, "ito", &short, 0);
    // What is only shorter lacks nothing that the longer one has not.
    fs::create_dir(office.path("short")).unwrap();
    fs::copy(office.path("home/ledger.db"), office.path("short/ledger.db")).unwrap();
    another_entry(&office, 9);
    forget(&office, "ito");
    let view = restore(&office, "ito", &long, 0).json();
    assert_eq!((&view["in_the_way"], &view["verified"]), (&(size + 1).into(), &0.into()));
    let aside = PathBuf::from(view["set_aside"].as_str().unwrap());
    assert!(aside.join("ledger.db").exists());
    lose_the_ledger(&office);
    fs::copy(office.path("short/ledger.db"), office.path("home/ledger.db")).unwrap();
    let view = restore(&office, "ito", &long, 0).json();
    assert_eq!(view["in_the_way"], Value::Null);
}

/// An office that lost what was said after its backup: `held` by those who looked, in order of how far they looked.
fn with_a_loss(office: &Office) -> Vec<String> {
    let (path, _) = back_up(office, &[]);
    let mut seen = Vec::new();
    for (n, person) in ["tanaka", "kimura", "kanri", "ito"].into_iter().enumerate() {
        another_entry(office, n);
        office.run(person, &["status"]);
        seen.push(held(office, person));
    }
    lose_the_ledger(office);
    let view = restore(office, "kanri", &path, 0).json();
    let size = view["size"].as_u64().unwrap();
    assert_eq!((&view["lost"]["from"], &view["lost"]["last"]), (&size.into(), &(size + 2).into()));
    assert_eq!(view["lost"]["known"][0]["type"], "recipient-add");
    seen
}

#[test]
fn what_was_lost_stops_whoever_held_it_until_two_people_recorded_it() {
    let office = Office::new();
    // Who looked before the backup has lost nothing.
    office.run("suzuki", &["status"]);
    with_a_loss(&office);
    assert!(office.run("suzuki", &["status"]).code < 2);
    for person in ["tanaka", "kimura", "kanri", "ito", "mori"] {
        let said = office.run(person, &["status"]).exits(4);
        assert!(said.stderr.contains("sekisho restored"), "{said:?}");
    }
    // Nobody without the role, and nobody alone.
    for person in ["tanaka", "ito", "sato"] {
        office.refuses(person, &restored(&[]));
    }
    let first = office.ok("kanri", &restored(&[])).json();
    assert_eq!((&first["recorded"], first["by"].as_array().unwrap().len()), (&Value::from(false), 1));
    office.run("tanaka", &["status"]).exits(4);
    office.refuses("kanri", &restored(&[]));
    office.run("kanri", &["status"]).exits(4);
    let page = office.run("suzuki", &["status", "--json"]).exits(1).json();
    assert_eq!(page["restored"][0]["recorded"], false);
    let second = office.ok("kimura", &restored(&[])).json();
    assert_eq!((&second["recorded"], second["by"].as_array().unwrap().len()), (&Value::from(true), 2));
    assert_eq!(second["lost"].as_array().unwrap().len(), 3);
    // Everybody whose tree is among the lost goes on; who held more than was recorded does not.
    for person in ["tanaka", "kimura", "kanri", "suzuki"] {
        let page = office.run(person, &["status", "--json"]);
        assert!(page.code < 2, "{person}: {page:?}");
        assert_eq!(page.json()["restored"][0]["held_root"], first["held_root"]);
    }
    for person in ["ito", "mori"] {
        office.run(person, &["status"]).exits(4);
    }
    // It stands beside the log from then on, and is no finding.
    let report = office.ok("kimura", &["audit", "--json"]).json();
    assert_eq!(
        (&report["findings"], &report["restored"][0]["recorded"]),
        (&Value::Array(vec![]), &Value::from(true))
    );
    let text = office.ok("kimura", &["audit"]).stdout;
    assert!(text.contains(first["held_root"].as_str().unwrap()) && text.contains("ディスクの故障"), "{text}");
    let form = office.ok(NOBODY, &["form", "carry-out-register"]).stdout;
    assert!(form.contains(first["held_root"].as_str().unwrap()), "{form}");
    // What is cut from the log as it is now is seen as ever.
    let (older, _) = back_up(&office, &[]);
    office.ok("kanri", &["person", "set", "ito", "--title", "係長"]);
    office.run("tanaka", &["status"]);
    lose_the_ledger(&office);
    fs::copy(older.join("ledger.db"), office.path("home/ledger.db")).unwrap();
    office.run("tanaka", &["status"]).exits(4);
}

#[test]
fn a_checkpoint_further_than_the_recorded_loss_needs_two_people_of_its_own() {
    let office = Office::new();
    let seen = with_a_loss(&office);
    office.ok("kanri", &restored(&[]));
    office.ok("kimura", &restored(&[]));
    let further = seen.last().unwrap();
    let against = office.run("suzuki", &["audit", "--against", further, "--json"]).exits(4).json();
    assert_eq!(against["findings"][0]["kind"], "checkpoint");
    let ito = office.run("ito", &["audit", "--json"]).exits(4).json();
    assert_eq!(ito["findings"][0]["kind"], "checkpoint");
    office.ok("kanri", &restored(&["--against", further]));
    office.run("ito", &["status"]).exits(4);
    office.ok("kimura", &restored(&["--against", further]));
    assert!(office.run("ito", &["status"]).code < 2);
    // Papers of the lost history are told from papers of this one.
    for paper in &seen {
        let report = office.run("suzuki", &["audit", "--against", paper, "--json"]).exits(1).json();
        assert_eq!(report["of_earlier"].as_array().unwrap().len(), 1, "{paper}");
    }
    let size = further.split(':').next().unwrap();
    let other = format!("{size}:{}", "0".repeat(64));
    office.run("suzuki", &["audit", "--against", &other]).exits(4);
}

#[test]
fn nothing_is_called_lost_that_the_ledger_has() {
    let office = Office::new();
    for person in ["kanri", "kimura"] {
        office.run(person, &["status"]);
        office.refuses(person, &restored(&[]));
    }
    let here = held(&office, "kanri");
    office.refuses("kanri", &restored(&["--against", &here, "--kept", "3"]));
    let (size, _) = here.split_once(':').unwrap();
    let beyond = format!("{}:{}", size.parse::<u64>().unwrap() + 5, "0".repeat(64));
    office.fails("kanri", &restored(&["--against", &beyond]), 2);
    office.refuses("kanri", &restored(&["--against", &beyond, "--kept", "99999"]));
}

#[test]
fn nobody_says_that_histories_are_the_same_further_than_they_know() {
    let office = Office::new();
    let seen = with_a_loss(&office);
    let size = office.size();
    office.ok("suzuki", &["person", "set", "suzuki", "--phone", "0123-00-0000"]);
    let further = (size + 1).to_string();
    let said = office.refuses("kimura", &restored(&["--kept", &further])).stderr;
    assert!(said.contains("\"error\":\"parted-earlier\""), "{said}");
    // Somebody who knows nothing says it; whoever knows better does not sign that.
    forget(&office, "kanri");
    office.ok("kanri", &restored(&["--against", &seen[1], "--kept", &further]));
    let own = office.ok("kimura", &restored(&[])).json();
    assert_eq!((&own["recorded"], &own["kept_size"]), (&Value::from(false), &size.into()));
    office.run("tanaka", &["status"]).exits(4);
    office.ok("kanri", &restored(&["--against", &seen[1]]));
    assert!(office.run("tanaka", &["status"]).code < 2);
}

/// The administrator writes a history of their own from an old copy, with an auditor whom they made up.
#[test]
fn a_rewritten_ledger_does_not_pass_for_a_restored_one() {
    let office = Office::new();
    let (copy, view) = back_up(&office, &[]);
    let kept = view["size"].as_u64().unwrap();
    for n in 0..3 {
        another_entry(&office, n);
    }
    office.run("tanaka", &["status"]);
    let held = held(&office, "tanaka");
    // The ledger is replaced behind everybody's back; the administrator has no notes of the true one.
    lose_the_ledger(&office);
    fs::copy(copy.join("ledger.db"), office.path("home/ledger.db")).unwrap();
    forget(&office, "kanri");
    office.make_key("invented", "ed25519");
    office.register("invented", "架空 監査", &["auditor"]);
    let after = office.size().to_string();
    let kept = kept.to_string();
    office.run("tanaka", &["status"]).exits(4);
    // Somebody who was registered after the histories parted has no say about it.
    office.ok("kanri", &restored(&["--against", &held, "--kept", &kept]));
    let said = office.refuses("invented", &restored(&["--against", &held])).stderr;
    assert!(said.contains("restored-too-new"), "{said}");
    // Where they lie about when that was, nobody who knows better believes it.
    office.ok("kanri", &restored(&["--against", &held, "--kept", &after]));
    let said = office.ok("invented", &restored(&["--against", &held, "--kept", &after])).json();
    assert_eq!(said["recorded"], true);
    office.run("tanaka", &["status"]).exits(4);
    office.run("tanaka", &["audit"]).exits(4);
    // A visitor with nothing but a paper is shown both, and is not told that all is well.
    let report = office.run("suzuki", &["audit", "--against", &held, "--json"]).json();
    assert_eq!(
        (report["of_earlier"].as_array().unwrap().len(), report["restored"].as_array().unwrap().len()),
        (1, 2)
    );
}

/// An old copy of the ledger does not know that somebody left, or that a key was revoked as stolen.
#[test]
fn neither_who_left_nor_a_revoked_key_says_that_the_history_which_knows_it_is_lost() {
    let leave = &["person", "leave", "kimura", "--reason", "退職", "--yes"][..];
    let fingerprint = Office::new().fingerprint("kimura");
    let revoke = &["person", "revoke-key", "kimura", &fingerprint, "--reason", "盗難"][..];
    for lost in [leave, revoke] {
        let office = Office::new();
        let (copy, _) = back_up(&office, &[]);
        assert!(office.run("kanri", lost).code < 2);
        office.run("tanaka", &["status"]);
        office.run("mori", &["status"]);
        forget(&office, "kanri");
        forget(&office, "kimura");
        let held = held(&office, "tanaka");
        lose_the_ledger(&office);
        fs::copy(copy.join("ledger.db"), office.path("home/ledger.db")).unwrap();
        let kept = office.size().to_string();
        office.ok("kanri", &restored(&["--against", &held, "--kept", &kept]));
        let said = office.ok("kimura", &restored(&["--against", &held])).json();
        assert_eq!(said["recorded"], true);
        for person in ["tanaka", "mori"] {
            office.run(person, &["status"]).exits(4);
            office.run(person, &["audit"]).exits(4);
        }
        // Said by two whom nothing speaks against, it is believed.
        office.ok("kanri", &["person", "set", "ito", "--role", "auditor", "--role", "approver"]);
        let less = (office.size() - 4).to_string();
        office.ok("kanri", &restored(&["--against", &held, "--kept", &less]));
        office.ok("ito", &restored(&["--against", &held]));
        assert!(office.run("tanaka", &["status"]).code < 2);
    }
}
