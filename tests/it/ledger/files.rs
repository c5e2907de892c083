//! Opening, creating and copying: what may be opened, and that looking changes nothing.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use rusqlite::Connection;
use sekisho::ledger::store::SchemaDifference;
use sekisho::ledger::store::sqlite::SqliteStore;
use sekisho::ledger::{AppendError, Store as _, StoreError};

use super::kit::{check, file_in, key_of, plain};
use crate::support;

/// A ledger of three entries, closed.
fn closed(dir: &Path) -> PathBuf {
    let path = file_in(dir);
    let mut store = SqliteStore::create(&path).unwrap();
    for (size, bytes) in (0..).zip([b"a", b"b", b"c"]) {
        store.append(size, &plain(bytes)).unwrap();
    }
    path
}

/// How a file was refused, opened in every way there is.
fn refusals(path: &Path) -> Vec<StoreError> {
    let scratch = tempfile::tempdir().unwrap();
    let errors = vec![
        SqliteStore::open(path).err().unwrap(),
        SqliteStore::open_read_only(path).err().unwrap(),
        SqliteStore::open_copy(path, scratch.path(), &AtomicBool::new(false)).err().unwrap(),
    ];
    assert_eq!(fs::read_dir(scratch.path()).unwrap().count(), 0, "a refused copy is not left behind");
    errors
}

/// What guards the tables and is not as it was made: refused for writing, told to whoever reads.
fn broken_guards(path: &Path) -> Vec<SchemaDifference> {
    let Some(StoreError::Schema { differences, .. }) = SqliteStore::open(path).err() else {
        panic!("opened for writing")
    };
    let scratch = tempfile::tempdir().unwrap();
    assert_eq!(SqliteStore::open_read_only(path).unwrap().broken_guards(), differences);
    let copy = SqliteStore::open_copy(path, scratch.path(), &AtomicBool::new(false)).unwrap();
    assert_eq!(copy.store().broken_guards(), differences);
    differences
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    PathBuf::from(format!("{}{ending}", path.display()))
}

#[test]
fn opening_never_creates() {
    let dir = tempfile::tempdir().unwrap();
    for error in refusals(&file_in(dir.path())) {
        assert!(matches!(error, StoreError::NotFound { .. }), "{error:?}");
    }
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0);
}

#[test]
fn creating_never_overwrites() {
    let dir = tempfile::tempdir().unwrap();
    let path = closed(dir.path());
    let before = fs::read(&path).unwrap();
    let error = SqliteStore::create(&path).err().unwrap();
    assert!(matches!(error, StoreError::AlreadyExists { .. }), "{error:?}");
    assert_eq!(fs::read(&path).unwrap(), before);

    // Nor does it take over what an engine would replay into the new file.
    for ending in ["-wal", "-shm", "-journal"] {
        let dir = tempfile::tempdir().unwrap();
        let stray = beside(&file_in(dir.path()), ending);
        fs::write(&stray, b"somebody else's").unwrap();
        let error = SqliteStore::create(&file_in(dir.path())).err().unwrap();
        assert!(matches!(&error, StoreError::AlreadyExists { path } if *path == stray), "{error:?}");
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
    }
}

#[test]
fn creating_where_there_is_no_directory_leaves_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let error = SqliteStore::create(&dir.path().join("no/ledger.db")).err().unwrap();
    assert!(matches!(error, StoreError::Io { .. }), "{error:?}");
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0);
}

#[cfg(unix)]
#[test]
fn nobody_else_can_read_a_new_ledger_or_its_write_ahead_log() {
    use std::os::unix::fs::PermissionsExt as _;
    let dir = tempfile::tempdir().unwrap();
    let mut store = SqliteStore::create(&file_in(dir.path())).unwrap();
    store.append(0, &plain(b"a")).unwrap();
    let mut names = Vec::new();
    for entry in fs::read_dir(dir.path()).unwrap() {
        let entry = entry.unwrap();
        let mode = entry.metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, 0o600, "{:?}", entry.file_name());
        names.push(entry.file_name().into_string().unwrap());
    }
    names.sort();
    assert_eq!(names, ["ledger.db", "ledger.db-shm", "ledger.db-wal"]);
}

#[test]
fn a_file_of_another_kind_is_refused_by_name_and_left_alone() {
    let dir = tempfile::tempdir().unwrap();
    let path = file_in(dir.path());
    for bytes in [b"".as_slice(), b"SQLite format 3\0", b"not a database, but long enough to be one .........................................................................................."] {
        fs::write(&path, bytes).unwrap();
        for error in refusals(&path) {
            assert!(matches!(error, StoreError::Foreign { application_id: None, .. }), "{error:?}");
        }
        assert_eq!(fs::read(&path).unwrap(), bytes);
    }
    fs::remove_file(&path).unwrap();

    let other = Connection::open(&path).unwrap();
    other
        .execute_batch(
            "PRAGMA application_id = 252006674; CREATE TABLE entry (entry_index INTEGER PRIMARY KEY)",
        )
        .unwrap();
    drop(other);
    let before = fs::read(&path).unwrap();
    for error in refusals(&path) {
        assert!(matches!(error, StoreError::Foreign { application_id: Some(252_006_674), .. }), "{error:?}");
    }
    assert_eq!(fs::read(&path).unwrap(), before);
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
}

#[test]
fn a_directory_or_a_link_is_not_a_ledger() {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(file_in(dir.path())).unwrap();
    for error in refusals(&file_in(dir.path())) {
        assert!(matches!(error, StoreError::NotAFile { .. }), "{error:?}");
    }
    #[cfg(unix)]
    {
        let path = closed(tempfile::tempdir().unwrap().keep().as_path());
        let link = dir.path().join("link.db");
        std::os::unix::fs::symlink(&path, &link).unwrap();
        for error in refusals(&link) {
            assert!(matches!(error, StoreError::NotAFile { .. }), "{error:?}");
        }
        fs::remove_dir_all(path.parent().unwrap()).unwrap();
    }
}

#[test]
fn a_ledger_of_another_version_is_refused_by_name() {
    let dir = tempfile::tempdir().unwrap();
    let path = closed(dir.path());
    Connection::open(&path).unwrap().pragma_update(None, "user_version", 2).unwrap();
    for error in refusals(&path) {
        assert!(matches!(error, StoreError::Version { found: 2, supported: 1, .. }), "{error:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_path_that_looks_like_a_uri_is_a_path() {
    let dir = tempfile::tempdir().unwrap();
    let odd = dir.path().join("file:x?mode=memory");
    fs::create_dir(&odd).unwrap();
    let path = odd.join("led ger%20.db?immutable=1");
    let mut store = SqliteStore::create(&path).unwrap();
    store.append(0, &plain(b"a")).unwrap();
    drop(store);
    assert_eq!(SqliteStore::open(&path).unwrap().size().unwrap(), 1);
    assert!(path.is_file());

    // A relative one is completed, so that it does not begin as a URI does.
    let error = SqliteStore::create(Path::new("file:no-such-directory/ledger.db")).err().unwrap();
    assert!(matches!(&error, StoreError::Io { path, .. } if path.is_absolute()), "{error:?}");
}

/// Changes a closed ledger as somebody with another program could.
fn changed(dir: &Path, sql: &str) -> PathBuf {
    let path = closed(dir);
    let connection = Connection::open(&path).unwrap();
    connection.execute_batch(sql).unwrap();
    path
}

fn differences(path: &Path) -> Vec<SchemaDifference> {
    let mut all = refusals(path).into_iter().map(|error| match error {
        StoreError::Schema { differences, .. } => differences,
        other => panic!("{other:?}"),
    });
    let first = all.next().unwrap();
    assert!(all.all(|other| other == first));
    first
}

fn unexpected(kind: &str, name: &str) -> SchemaDifference {
    SchemaDifference::Unexpected { kind: kind.into(), name: name.into() }
}

fn missing(kind: &str, name: &str) -> SchemaDifference {
    SchemaDifference::Missing { kind: kind.into(), name: name.into() }
}

#[test]
fn a_view_in_place_of_a_table_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    let path = changed(
        dir.path(),
        "DROP TRIGGER attachment_is_not_replaced; DROP TRIGGER attachment_is_not_updated;
         DROP TRIGGER attachment_is_deleted_by_an_entry;
         ALTER TABLE attachment RENAME TO elsewhere;
         CREATE VIEW attachment AS SELECT * FROM elsewhere;",
    );
    let differences = differences(&path);
    assert!(differences.contains(&missing("table", "attachment")), "{differences:?}");
    assert!(differences.contains(&unexpected("view", "attachment")), "{differences:?}");
    assert!(differences.contains(&unexpected("table", "elsewhere")), "{differences:?}");
}

#[test]
fn an_extra_trigger_or_table_or_index_is_refused() {
    for (sql, kind, name) in [
        (
            "CREATE TRIGGER quietly AFTER INSERT ON entry BEGIN INSERT INTO node VALUES (9, zeroblob(32)); END",
            "trigger",
            "quietly",
        ),
        ("CREATE TABLE notes (x)", "table", "notes"),
        ("CREATE INDEX fast ON entry (body)", "index", "fast"),
        ("ANALYZE; DROP TABLE IF EXISTS sqlite_stat4", "table", "sqlite_stat1"),
    ] {
        let dir = tempfile::tempdir().unwrap();
        let path = changed(dir.path(), sql);
        let found = if kind == "table" { differences(&path) } else { broken_guards(&path) };
        assert_eq!(found, [unexpected(kind, name)]);
    }
}

#[test]
fn a_missing_or_weaker_trigger_is_refused_for_writing_and_told_to_readers() {
    let dir = tempfile::tempdir().unwrap();
    let path = changed(dir.path(), "DROP TRIGGER entry_is_not_updated");
    assert_eq!(broken_guards(&path), [missing("trigger", "entry_is_not_updated")]);

    let dir = tempfile::tempdir().unwrap();
    let path = changed(
        dir.path(),
        "DROP TRIGGER entry_is_not_updated;
         CREATE TRIGGER entry_is_not_updated BEFORE UPDATE ON entry WHEN 0 BEGIN SELECT RAISE(ABORT, 'no'); END;",
    );
    let changed = SchemaDifference::Changed { kind: "trigger".into(), name: "entry_is_not_updated".into() };
    assert_eq!(broken_guards(&path), [changed]);
}

#[test]
fn a_schema_changed_while_open_is_noticed() {
    let dir = tempfile::tempdir().unwrap();
    let path = closed(dir.path());
    let mut store = SqliteStore::open(&path).unwrap();
    Connection::open(&path).unwrap().execute_batch("DROP TRIGGER entry_is_not_updated").unwrap();
    assert!(matches!(store.snapshot().err(), Some(StoreError::SchemaChanged)));
    let error = store.append(3, &plain(b"d")).unwrap_err();
    assert!(matches!(error, AppendError::Store(StoreError::SchemaChanged)), "{error:?}");
}

#[test]
fn a_stray_journal_is_not_replayed() {
    let dir = tempfile::tempdir().unwrap();
    let path = closed(dir.path());
    let before = fs::read(&path).unwrap();
    let journal = beside(&path, "-journal");
    fs::write(&journal, hot_journal(&before)).unwrap();
    for opened in [SqliteStore::open(&path), SqliteStore::open_read_only(&path)] {
        let error = opened.err().unwrap();
        assert!(matches!(&error, StoreError::StrayJournal { path } if *path == journal), "{error:?}");
    }
    let scratch = tempfile::tempdir().unwrap();
    let copy = SqliteStore::open_copy(&path, scratch.path(), &AtomicBool::new(false)).unwrap();
    assert_eq!(copy.stray_journal(), Some(journal.as_path()));
    assert_eq!(copy.store().size().unwrap(), 3);
    assert_eq!(fs::read(&path).unwrap(), before);
}

/// A rollback journal that would put an empty page in the place of the second.
fn hot_journal(database: &[u8]) -> Vec<u8> {
    let pages = u32::try_from(database.len() / 4096).unwrap();
    let mut journal = vec![0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7];
    for word in [1, 0, pages, 512, 4096] {
        journal.extend(u32::to_be_bytes(word));
    }
    journal.resize(512, 0);
    journal.extend(2_u32.to_be_bytes());
    journal.extend([0; 4096]);
    journal.extend(0_u32.to_be_bytes());
    journal
}

#[test]
fn reading_only_sees_the_write_ahead_log_and_cannot_append() {
    let dir = tempfile::tempdir().unwrap();
    let path = file_in(dir.path());
    let mut writer = SqliteStore::create(&path).unwrap();
    writer.append(0, &plain(b"a")).unwrap();
    let mut reader = SqliteStore::open_read_only(&path).unwrap();
    writer.append(1, &plain(b"b")).unwrap();
    assert_eq!(reader.size().unwrap(), 2);
    let error = reader.append(2, &plain(b"c")).unwrap_err();
    assert!(matches!(error, AppendError::Store(StoreError::ReadOnly)), "{error:?}");
    assert_eq!(writer.size().unwrap(), 2);
}

#[test]
fn a_copy_holds_what_the_write_ahead_log_holds_and_the_original_stays() {
    let dir = tempfile::tempdir().unwrap();
    let path = closed(dir.path());
    let mut writer = SqliteStore::open(&path).unwrap();
    writer.append(3, &plain(b"only in the log")).unwrap();
    let wal = beside(&path, "-wal");
    let before = (fs::read(&path).unwrap(), fs::read(&wal).unwrap());

    // As it would be found on a disk that was taken away.
    let taken = tempfile::tempdir().unwrap();
    fs::write(file_in(taken.path()), &before.0).unwrap();
    fs::write(beside(&file_in(taken.path()), "-wal"), &before.1).unwrap();
    drop(writer);

    let scratch = tempfile::tempdir().unwrap();
    let copy =
        SqliteStore::open_copy(&file_in(taken.path()), scratch.path(), &AtomicBool::new(false)).unwrap();
    assert!(copy.had_wal());
    assert_eq!(copy.stray_journal(), None);
    let snapshot = copy.store().snapshot().unwrap();
    assert_eq!(snapshot.find(&key_of(b"only in the log")).unwrap(), Some(3));
    assert_eq!(check(snapshot.as_ref()).1, []);
    drop(snapshot);
    assert_eq!(fs::read_dir(scratch.path()).unwrap().count(), 1);
    drop(copy);
    assert_eq!(fs::read_dir(scratch.path()).unwrap().count(), 0);
    let after =
        (fs::read(file_in(taken.path())).unwrap(), fs::read(beside(&file_in(taken.path()), "-wal")).unwrap());
    assert_eq!(after, before);
    assert_eq!(fs::read_dir(taken.path()).unwrap().count(), 2);
}

#[test]
fn the_sqlite3_command_of_a_distribution_reads_a_ledger() {
    let Some(sqlite3) = support::require_peer("sqlite3") else { return };
    let dir = tempfile::tempdir().unwrap();
    let path = closed(dir.path());
    let script = "PRAGMA integrity_check; PRAGMA foreign_key_check;
                  SELECT entry_index, hex(body) FROM entry ORDER BY 1; SELECT count(*) FROM node;
                  SELECT sql FROM sqlite_schema WHERE name = 'entry';";
    let output =
        std::process::Command::new(sqlite3).arg("-readonly").arg(&path).arg(script).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let errors = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{errors}");
    assert!(text.starts_with("ok\n0|61\n1|62\n2|63\n4\n"), "{text}");
    assert!(text.contains("-- TRUTH: what was said"), "{text}");
}

/// Closing any descriptor of a file drops every POSIX lock of the process on it, so that looking at
/// an open ledger could let go of it. `/proc/locks` shows what is held.
#[cfg(target_os = "linux")]
#[test]
fn looking_at_an_open_ledger_does_not_let_go_of_its_locks() {
    use std::os::unix::fs::MetadataExt as _;
    let dir = tempfile::tempdir().unwrap();
    let path = closed(dir.path());
    let store = SqliteStore::open(&path).unwrap();
    assert_eq!(store.size().unwrap(), 3);
    let inode = format!(":{} ", fs::metadata(&path).unwrap().ino());
    let locks =
        || fs::read_to_string("/proc/locks").unwrap().lines().filter(|line| line.contains(&inode)).count();
    let held = locks();
    assert!(held > 0, "the engine holds a lock as long as it has the file open");

    let second = SqliteStore::open_read_only(&path).unwrap();
    assert_eq!(locks(), held);
    let scratch = tempfile::tempdir().unwrap();
    let copy = SqliteStore::open_copy(&path, scratch.path(), &AtomicBool::new(false)).unwrap();
    assert_eq!(copy.store().size().unwrap(), 3);
    drop(copy);
    assert_eq!(locks(), held);
    drop(second);
    assert_eq!(locks(), held);
    drop(store);
    assert_eq!(locks(), 0);
}

/// Somebody set the ledger aside and put another one in its place: who has the old one open neither appends to it nor
/// takes the other's write-ahead log away with their own.
#[test]
fn a_ledger_that_lost_its_name_takes_no_entry_and_leaves_the_one_that_has_it_alone() {
    let dir = tempfile::tempdir().unwrap();
    let path = closed(dir.path());
    let mut old = SqliteStore::open(&path).unwrap();
    assert_eq!(old.snapshot().unwrap().size(), 3);
    let aside = dir.path().join("aside");
    fs::create_dir(&aside).unwrap();
    for ending in ["", "-wal", "-shm"] {
        let name = format!("{}{ending}", path.display());
        fs::rename(&name, aside.join(Path::new(&name).file_name().unwrap())).unwrap();
    }
    let moved = |refused: AppendError| matches!(refused, AppendError::Store(StoreError::Moved { .. }));
    assert!(moved(old.append(3, &plain(b"d")).unwrap_err()), "appended where no file has the name");
    let mut new = SqliteStore::create(&path).unwrap();
    new.append(0, &plain(b"other")).unwrap();
    assert!(moved(old.append(3, &plain(b"d")).unwrap_err()), "appended to the one set aside");
    let log = PathBuf::from(format!("{}-wal", path.display()));
    let before = fs::read(&log).unwrap();
    drop(old);
    assert_eq!(fs::read(&log).unwrap(), before, "the other's write-ahead log went");
    assert_eq!(SqliteStore::open(&path).unwrap().size().unwrap(), 1);
    assert_eq!(SqliteStore::open(&aside.join(path.file_name().unwrap())).unwrap().size().unwrap(), 3);
}
