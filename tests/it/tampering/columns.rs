//! Every column of every table edited in turn, to whatever the engine can be made to hold there. The list of tables and
//! columns is the file's own, so that a column that is added later is edited too.

use std::fs;
use std::path::Path;

use rusqlite::Connection;
use rusqlite::types::Value;

use super::flips::all_named;
use super::forger::{content, open, rows as named_rows};
use crate::office::{NOBODY, Office, Output};
use crate::purging::purged_and_kept;
use crate::support::{counted, is_long};

/// Names and SQL of what the file is made of.
fn made_of(ledger: &Connection, kind: &str) -> Vec<(String, String)> {
    let select = "SELECT name, sql FROM sqlite_schema WHERE type = ?1 ORDER BY rowid";
    let mut statement = ledger.prepare(select).unwrap();
    let rows = statement.query_map([kind], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    rows.collect::<Result<_, _>>().unwrap()
}

fn columns(ledger: &Connection, table: &str) -> Vec<String> {
    let mut statement = ledger.prepare("SELECT name FROM pragma_table_info(?1)").unwrap();
    let rows = statement.query_map([table], |row| row.get(0)).unwrap();
    rows.collect::<Result<_, _>>().unwrap()
}

fn rows(ledger: &Connection, table: &str) -> Vec<i64> {
    let mut statement = ledger.prepare(&format!("SELECT rowid FROM {table} ORDER BY 1")).unwrap();
    let rows = statement.query_map([], |row| row.get(0)).unwrap();
    rows.collect::<Result<_, _>>().unwrap()
}

/// Sets one value, in a table that forgets what it may hold until that is done. `false` where the engine cannot hold it.
fn set(path: &Path, table: &str, column: &str, row: i64, value: &Value) -> bool {
    let ledger = open(path);
    let (tables, triggers) = (made_of(&ledger, "table"), made_of(&ledger, "trigger"));
    let redefine = |tables: &[(String, String)]| {
        ledger.execute_batch("PRAGMA writable_schema = ON").unwrap();
        for (name, sql) in tables {
            let edit = "UPDATE sqlite_schema SET sql = ?2 WHERE type = 'table' AND name = ?1";
            assert_eq!(ledger.execute(edit, (name, sql)).unwrap(), 1);
        }
        ledger.execute_batch("PRAGMA writable_schema = RESET").unwrap();
    };
    for (name, _) in &triggers {
        ledger.execute_batch(&format!("DROP TRIGGER {name}")).unwrap();
    }
    let loose = |sql: &str| sql.replace("STRICT", "").replace("NOT NULL", "");
    redefine(&tables.iter().map(|(name, sql)| (name.clone(), loose(sql))).collect::<Vec<_>>());
    ledger.execute_batch("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON").unwrap();
    let update = format!("UPDATE {table} SET {column} = ?1 WHERE rowid = ?2");
    let done = ledger.execute(&update, (value, row)).is_ok();
    redefine(&tables);
    for (_, sql) in &triggers {
        ledger.execute_batch(sql).unwrap();
    }
    ledger.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
    done
}

/// Whatever the engine can hold, and what is there with one bit changed.
fn values(now: &Value) -> Vec<Value> {
    let mut all = vec![
        Value::Null,
        Value::Integer(-1),
        Value::Integer(3),
        Value::Integer(i64::MAX),
        Value::Real(0.5),
        Value::Text("x".to_owned()),
        Value::Blob(Vec::new()),
        Value::Blob(vec![0; 32]),
    ];
    match now {
        Value::Integer(number) => all.push(Value::Integer(number ^ 1)),
        Value::Blob(bytes) => {
            // The same bytes as text say the same to a careless reader.
            all.extend(String::from_utf8(bytes.clone()).ok().map(Value::Text));
            let mut changed = bytes.clone();
            if let Some(last) = changed.last_mut() {
                *last ^= 1;
            }
            all.push(Value::Blob(changed));
        }
        Value::Null | Value::Real(_) | Value::Text(_) => {}
    }
    all.retain(|value| value != now);
    all
}

/// What the ledger says, in whichever order its rows lie.
fn said(path: &Path) -> Option<Vec<Vec<u8>>> {
    let mut all = content(path)?;
    all.sort();
    Some(all)
}

/// Audits as somebody who comes for the first time.
fn first_visit(office: &Office) -> Output {
    let _none = fs::remove_dir_all(office.path("people/nobody"));
    office.run(NOBODY, &["audit", "--json"])
}

#[test]
fn a_value_of_any_column_changed_to_anything_is_found() {
    let office = purged_and_kept();
    let path = office.path("home/ledger.db");
    open(&path).execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
    let (whole, truth) = (fs::read(&path).unwrap(), said(&path).unwrap());
    let true_rows = named_rows(&path).unwrap();
    assert_eq!(first_visit(&office).code, 1);
    let restore = || {
        for ending in ["-wal", "-shm"] {
            let _none = fs::remove_file(format!("{}{ending}", path.display()));
        }
        fs::write(&path, &whole).unwrap();
    };
    let (mut tried, mut same) = (0, 0);
    let tables = made_of(&open(&path), "table");
    for (table, _) in &tables {
        let all = rows(&open(&path), table);
        assert!(!all.is_empty(), "nothing of {table} is here to be edited");
        let some = [all[0], all[all.len() / 2], all[all.len() - 1]];
        let mut chosen = if is_long() { all.clone() } else { some.to_vec() };
        chosen.dedup();
        for column in columns(&open(&path), table) {
            let mut held = 0;
            for row in &chosen {
                let select = format!("SELECT {column} FROM {table} WHERE rowid = ?1");
                let now: Value = open(&path).query_row(&select, [row], |row| row.get(0)).unwrap();
                for value in values(&now) {
                    restore();
                    if !set(&path, table, &column, *row, &value) {
                        continue;
                    }
                    (tried, held) = (tried + 1, held + 1);
                    let what = format!("{table}.{column} of row {row} became {value:?}");
                    let audit = first_visit(&office);
                    // A row's number says nothing, and the same bytes as text are the same bytes.
                    if said(&path).as_ref() == Some(&truth) {
                        assert!(matches!(audit.code, 1 | 4), "{what}: {audit:?}");
                        same += 1;
                        continue;
                    }
                    assert_eq!(audit.code, 4, "{what}: {audit:?}");
                    // A row at a place where none can be ends the check at once.
                    if audit.stdout.is_empty() {
                        assert!(audit.stderr.contains("impossible-place"), "{what}: {audit:?}");
                        continue;
                    }
                    let differ = all_named(&audit.json(), &true_rows, &named_rows(&path).unwrap(), &what);
                    assert!(!differ.is_empty(), "{what}: {audit:?}");
                }
            }
            assert!(held >= 2, "{table}.{column}: nothing else could be written there");
        }
    }
    counted(&format!("{tried} values in {} tables, {same} of which say the same", tables.len()));
    assert!(tried > same * 4, "{tried} {same}");
}
