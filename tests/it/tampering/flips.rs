//! Single bits that changed, by malice or by age: none changes what the ledger says without being named.

use std::collections::BTreeSet;
use std::fs;

use rusqlite::Connection;
use serde_json::Value;

use super::forger::{Rows, content, forge, named, office, rows};
use crate::office::NOBODY;
use crate::purging::purged_and_kept;
use crate::support::{counted, rounds};

/// Numbers that are the same in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}

/// Flips one bit of a value in a row.
fn flip(ledger: &Connection, table: &str, column: &str, numbers: &mut Numbers) -> String {
    let count = format!("SELECT count(*) FROM {table} WHERE length({column}) > 0");
    let rows: u64 = ledger.query_row(&count, [], |row| row.get(0)).unwrap();
    let offset = numbers.below(rows);
    let find =
        format!("SELECT rowid, {column} FROM {table} WHERE length({column}) > 0 LIMIT 1 OFFSET {offset}");
    let (row, mut bytes): (i64, Vec<u8>) =
        ledger.query_row(&find, [], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    let bit = usize::try_from(numbers.below(u64::try_from(bytes.len()).unwrap() * 8)).unwrap();
    bytes[bit / 8] ^= 1 << (bit % 8);
    ledger.execute(&format!("UPDATE {table} SET {column} = ?1 WHERE rowid = ?2"), (bytes, row)).unwrap();
    format!("bit {bit} of {column} in row {row} of {table}")
}

#[test]
fn a_flipped_bit_in_a_row_is_named() {
    let Some(bench) = office() else { return };
    let mut numbers = Numbers(20_220_621);
    let columns = [
        ("entry", "body"),
        ("entry", "entry_key"),
        ("node", "hash"),
        ("attachment", "digest"),
        ("attachment", "content"),
    ];
    let before = rows(&bench.ledger()).unwrap();
    for round in 0..rounds(100, 2_000) {
        bench.restore();
        let (table, column) = columns[round % columns.len()];
        let mut what = String::new();
        forge(&bench, |ledger| what = flip(ledger, table, column, &mut numbers));
        let audit = bench.audit(&[]);
        assert_eq!(audit.code, Some(4), "{what}: {audit:?}");
        let differ = all_named(&audit.json(), &before, &rows(&bench.ledger()).unwrap(), &what);
        assert!(differ.iter().all(|changed| *changed == table) && !differ.is_empty(), "{what}: {differ:?}");
    }
}

#[test]
fn a_page_that_cannot_be_read_is_named_and_hides_nothing_behind_it() {
    let Some(bench) = office() else { return };
    bench.restore();
    let mut last = 0_u64;
    let mut pages: Vec<u64> = Vec::new();
    forge(&bench, |ledger| {
        last = ledger.query_row("SELECT max(entry_index) FROM entry", [], |row| row.get(0)).unwrap();
        let sql = "UPDATE entry SET body = CAST(body || x'20' AS BLOB) WHERE entry_index = ?1";
        assert_eq!(ledger.execute(sql, [last]).unwrap(), 1);
        let sql = "SELECT pageno FROM dbstat WHERE name = 'entry' AND pagetype = 'leaf' ORDER BY path";
        let mut statement = ledger.prepare(sql).unwrap();
        pages = statement.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap();
    });
    assert!(pages.len() >= 3, "{pages:?}");
    let ledger = bench.ledger();
    let mut bytes = fs::read(&ledger).unwrap();
    let page_bytes = u64::from(u16::from_be_bytes([bytes[16], bytes[17]]));
    let at = usize::try_from((pages[1] - 1) * page_bytes).unwrap();
    assert_eq!(bytes[at], 0x0d, "a leaf of a table");
    bytes[at] = 0xff;
    fs::write(&ledger, bytes).unwrap();
    let audit = bench.audit(&[]);
    assert_eq!(audit.code, Some(4), "{audit:?}");
    let named = named(&audit);
    assert!(named.contains(&last), "what stands behind the page: {named:?}");
    assert!(named.iter().any(|index| *index < last), "the page: {named:?}");
}

/// What reads from the first row on never comes to a row before it, which keeps a statement with its key out all the same.
#[test]
fn a_row_before_the_first_is_named() {
    let Some(bench) = office() else { return };
    for row in [
        "INSERT INTO entry VALUES (-5, randomblob(32), x'41')",
        "INSERT INTO node VALUES (-7, randomblob(32))",
    ] {
        bench.restore();
        forge(&bench, |ledger| {
            ledger.execute_batch("PRAGMA ignore_check_constraints = ON").unwrap();
            assert_eq!(ledger.execute(row, []).unwrap(), 1);
        });
        for more in [&[][..], &["--ledger", "home/ledger.db"], &["--new"]] {
            let audit = bench.audit(more);
            assert_eq!(audit.code, Some(4), "{row} {more:?}: {audit:?}");
            assert!(audit.stdout.contains("impossible place -"), "{row} {more:?}: {audit:?}");
        }
    }
}

/// The engine finds no row that stands out of order, and ends a search at the first; a walk from the beginning to the end shows
/// it to whoever reads everything.
#[test]
fn a_row_that_stands_out_of_order_is_named() {
    let Some(bench) = office() else { return };
    for table in ["entry", "node"] {
        bench.restore();
        let mut leaf = 0_usize;
        forge(&bench, |ledger| {
            let sql =
                "SELECT pageno FROM dbstat WHERE name = ?1 AND pagetype = 'leaf' AND ncell > 2 ORDER BY path";
            leaf = ledger.query_row(sql, [table], |row| row.get::<_, u64>(0)).unwrap().try_into().unwrap();
        });
        let ledger = bench.ledger();
        let mut bytes = fs::read(&ledger).unwrap();
        let page = (leaf - 1) * usize::from(u16::from_be_bytes([bytes[16], bytes[17]]));
        // The second cell: how long it is, in at most three bytes, and then its row number (SQLite file format, 1.6).
        let cell = page + usize::from(u16::from_be_bytes([bytes[page + 10], bytes[page + 11]]));
        let number = cell + bytes[cell..].iter().position(|byte| byte & 0x80 == 0).unwrap() + 1;
        let (true_row, row) = (bytes[number], bytes[number] + 64);
        bytes[number] = row;
        fs::write(&ledger, bytes).unwrap();
        let audit = bench.audit(&[]);
        assert_eq!(audit.code, Some(4), "{audit:?}");
        for row in [true_row, row] {
            assert!(is_named(&audit.json(), table, &row.to_string(), &[]), "{table} {row}: {audit:?}");
        }
    }
}

#[test]
fn a_flipped_bit_anywhere_in_the_file_changes_nothing_unseen() {
    let Some(bench) = office() else { return };
    let ledger = bench.ledger();
    let whole = fs::read(&ledger).unwrap();
    let (truth, true_rows) = (content(&ledger).unwrap(), rows(&ledger).unwrap());
    let mut numbers = Numbers(1_967);
    // A flip in the schema's own text is no text any more.
    let mut places: Vec<usize> = Vec::new();
    if let Some(schema) = whole.windows(12).position(|window| window == b"CREATE TABLE") {
        places.extend([schema, schema + 40]);
    }
    let mut changed = std::collections::BTreeMap::<&str, usize>::new();
    let mut seen = std::collections::BTreeMap::<(Option<i32>, bool), usize>::new();
    let mut flipped = whole.clone();
    for round in 0..rounds(150, 10_000) {
        let schema = places.pop();
        let at = schema
            .unwrap_or_else(|| usize::try_from(numbers.below(u64::try_from(whole.len()).unwrap())).unwrap());
        let bit = if schema.is_some() { 7 } else { numbers.below(8) };
        for ending in ["-wal", "-shm"] {
            let _none = fs::remove_file(format!("{}{ending}", ledger.display()));
        }
        flipped[at] ^= 1 << bit;
        fs::write(&ledger, &flipped).unwrap();
        let audit = bench.audit(&[]);
        let what = format!("bit {bit} of byte {at}");
        assert!(matches!(audit.code, Some(0 | 4 | 5)), "{what}: {audit:?}");
        let now = content(&ledger);
        let same = now.as_ref() == Some(&truth);
        if audit.code == Some(0) {
            assert!(same, "{what}: changed, and nothing was said");
        }
        if let Some(now) = now.filter(|_| !same).and_then(|_| rows(&ledger)) {
            assert_eq!(audit.code, Some(4), "{what}: {audit:?}");
            // Where the engine's own rules keep the file from being read at all, that is said instead.
            if audit.stdout.is_empty() {
                assert!(audit.stderr.contains("\"exit\":4"), "{what}: {audit:?}");
            } else {
                for table in all_named(&audit.json(), &true_rows, &now, &what) {
                    *changed.entry(table).or_default() += 1;
                }
            }
        }
        if round % 10 == 0 {
            let show = bench.run(&["show", "C-0001", "--json"]);
            assert!(matches!(show.code, Some(0 | 4 | 5)), "{what}: {show:?}");
        }
        flipped[at] ^= 1 << bit;
        *seen.entry((audit.code, same)).or_default() += 1;
    }
    counted(&format!("{seen:?}, rows that read otherwise, all of them named: {changed:?}"));
}

/// The tables of all rows that read otherwise than they did, that are there no more, or that are new: the audit names each.
#[track_caller]
pub fn all_named(report: &Value, before: &Rows, now: &Rows, what: &str) -> Vec<&'static str> {
    let either = before.keys().chain(now.keys()).collect::<BTreeSet<_>>();
    let differ = either.into_iter().filter(|row| before.get(*row) != now.get(*row));
    let named = differ.map(|row| {
        let said: Vec<&String> =
            [before, now].into_iter().filter_map(|rows| rows.get(row)).flatten().collect();
        assert!(
            is_named(report, row.0, &row.1, &said),
            "{what}: {} {} is not named: {report:#}",
            row.0,
            row.1
        );
        row.0
    });
    named.collect()
}

/// Whether an audit names a row: an entry by its index, a node by its number, an attachment by its digest, a removal by its row or
/// by a digest that it has or had, one by one or with its neighbours.
fn is_named(report: &Value, table: &str, name: &str, said: &[&String]) -> bool {
    let findings = report["findings"].as_array().unwrap();
    let within = |detail: &str, begins: &str| {
        let Some(rest) = detail.strip_prefix(begins) else { return false };
        let mut words = rest.split(' ');
        let numbers: [Option<u64>; 2] = [words.next(), words.nth(1)].map(|word| word?.parse().ok());
        match (numbers, name.parse::<u64>()) {
            ([Some(from), Some(last)], Ok(name)) => (from..=last).contains(&name),
            _ => false,
        }
    };
    findings.iter().any(|finding| {
        let detail = finding["detail"].as_str().unwrap();
        // Where no row can be.
        if matches!(table, "entry" | "node") && detail.ends_with(&format!(" impossible place {name}")) {
            return true;
        }
        match table {
            "entry" => {
                finding["index"].as_u64().is_some_and(|index| index.to_string() == name)
                    || within(detail, "entries ")
            }
            "node" => {
                detail.starts_with(&format!("tree node {name} "))
                    || detail.contains("tree nodes are kept where")
            }
            // One that has no digest any more has its row's number.
            "attachment" if name.len() != 64 => {
                detail.ends_with(" of the attachments has no digest and size")
            }
            "attachment" => finding["digest"] == name || detail.contains(name),
            "removal" => {
                let mut digests = said.iter().filter_map(|said| said.split(' ').next());
                detail.starts_with(&format!("row {name} of the removals "))
                    || digests.any(|digest| {
                        let digest = digest.to_lowercase();
                        finding["digest"] == digest.as_str() || detail.contains(&digest)
                    })
            }
            _ => panic!("rows of {table} have no name"),
        }
    })
}

/// What a purge removed is listed, and the list is no place to lie in either.
#[test]
fn a_flipped_bit_in_a_removal_is_named() {
    let office = purged_and_kept();
    let path = office.path("home/ledger.db");
    let audit = || -> Value {
        let ran = office.run(NOBODY, &["audit", "--json"]);
        assert!(matches!(ran.code, 0 | 1 | 4), "{ran:?}");
        serde_json::json!({ "exit": ran.code, "findings": ran.json()["findings"] })
    };
    assert_eq!(audit()["findings"], serde_json::json!([]));
    crate::tampering::forger::open(&path).execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
    let (whole, before) = (fs::read(&path).unwrap(), rows(&path).unwrap());
    let mut numbers = Numbers(1_961);
    for round in 0..rounds(12, 300) {
        for ending in ["-wal", "-shm"] {
            let _none = fs::remove_file(format!("{}{ending}", path.display()));
        }
        fs::write(&path, &whole).unwrap();
        let column = ["digest", "size_bytes", "entry_index"][round % 3];
        let row = 1 + numbers.below(2);
        let update = if column == "digest" {
            let ledger = crate::tampering::forger::open(&path);
            let select = "SELECT digest FROM removal WHERE removal_row = ?1";
            let mut digest: Vec<u8> = ledger.query_row(select, [row], |row| row.get(0)).unwrap();
            let bit = usize::try_from(numbers.below(256)).unwrap();
            digest[bit / 8] ^= 1 << (bit % 8);
            format!("digest = x'{}'", data_encoding::HEXLOWER.encode(&digest))
        } else {
            let bit = 1_u64 << numbers.below(30);
            // SQLite has no exclusive or of its own.
            format!("{column} = ({column} | {bit}) - ({column} & {bit})")
        };
        let update = format!("UPDATE removal SET {update} WHERE removal_row = {row}");
        crate::purging::behind_its_back(&office, &format!("PRAGMA foreign_keys = OFF; {update}"));
        let audit = audit();
        assert_eq!(audit["exit"], 4, "{update}: {audit}");
        assert_eq!(all_named(&audit, &before, &rows(&path).unwrap(), &update), ["removal"], "{update}");
    }
}
