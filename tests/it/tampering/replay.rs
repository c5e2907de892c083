//! The log read again: in part, in other orders, twice; and what is rebuilt is what was there.

use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use rusqlite::Connection;
use sekisho::base::digest::Digest;
use sekisho::projection::fold::Fold;
use sekisho::projection::prepared::Prepared;
use sekisho::projection::query::Filter;
use sekisho::projection::store::Projection;
use sekisho::signing::KnownKeys;

use super::forger::{office, open};

/// Keys and bodies of every entry.
fn entries(ledger: &Connection) -> Vec<(Digest, Vec<u8>)> {
    ledger
        .prepare("SELECT entry_key, body FROM entry ORDER BY entry_index")
        .unwrap()
        .query_map([], |row| Ok((Digest::from_bytes(row.get(0)?), row.get(1)?)))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap()
}

/// Folds entries, stopping to keep the projection after each of `stops`; returns the carry-outs and how many findings
/// there were.
fn folded(entries: &[&(Digest, Vec<u8>)], stops: &[usize]) -> (Vec<String>, usize) {
    let mut projection = Projection::in_memory().unwrap();
    let mut fold = Fold::empty();
    let mut findings = 0;
    let mut session = projection.session().unwrap();
    for (place, (key, bytes)) in entries.iter().enumerate() {
        let step = fold.take(&mut session, key, Prepared::of(bytes, &mut KnownKeys::default())).unwrap();
        session.keep_step(u64::try_from(place).unwrap(), &step).unwrap();
        findings += step.findings.len();
        if stops.contains(&place) {
            session.commit(Digest::of(b"this one"), &fold).unwrap();
            // What is gone on with is what was kept, read back.
            fold.registry = projection.progress().unwrap().unwrap().registry;
            session = projection.session().unwrap();
        }
    }
    session.commit(Digest::of(b"this one"), &fold).unwrap();
    let all = projection.carry_outs(&Filter::default()).unwrap();
    (all.iter().map(|carry_out| serde_json::to_string(carry_out).unwrap()).collect(), findings)
}

#[test]
fn no_order_of_true_entries_panics_and_only_the_true_one_is_without_findings() {
    let Some(bench) = office() else { return };
    let log = entries(&open(&bench.ledger()));
    let places = log.len();
    let orders = prop::collection::vec(0..places, 0..places * 2);
    TestRunner::new(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })
        .run(&orders, |order| {
            let entries: Vec<_> = order.iter().map(|place| &log[*place]).collect();
            let (_, findings) = folded(&entries, &[]);
            let is_prefix = order.iter().copied().eq(0..order.len());
            prop_assert_eq!(findings == 0, is_prefix, "{:?}", order);
            Ok(())
        })
        .unwrap();
}

#[test]
fn every_prefix_is_a_history_and_keeping_it_in_between_changes_nothing() {
    let Some(bench) = office() else { return };
    let log = entries(&open(&bench.ledger()));
    for length in 0..=log.len() {
        let prefix: Vec<_> = log[..length].iter().collect();
        let (at_once, findings) = folded(&prefix, &[]);
        assert_eq!(findings, 0, "{length}");
        let everywhere: Vec<usize> = (0..length).collect();
        assert_eq!(folded(&prefix, &everywhere).0, at_once, "{length}");
    }
}

/// Bytes that are no entries, and entries of changed bytes, are findings and nothing else.
#[test]
fn changed_entries_never_panic() {
    let Some(bench) = office() else { return };
    let log = entries(&open(&bench.ledger()));
    let places = log.len();
    let change = (0..places, any::<prop::sample::Index>(), any::<u8>());
    TestRunner::new(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })
        .run(&change, |(place, at, byte)| {
            let mut changed = log.clone();
            let at = at.index(changed[place].1.len());
            let same = changed[place].1[at] == byte;
            changed[place].1[at] = byte;
            let (_, findings) = folded(&changed.iter().collect::<Vec<_>>(), &[]);
            prop_assert_eq!(findings == 0, same, "byte {} of entry {} became {}", at, place, byte);
            Ok(())
        })
        .unwrap();
}

#[test]
fn a_projection_built_anew_is_the_one_that_grew() {
    let Some(bench) = office() else { return };
    bench.run_as("suzuki", &["passphrase", "C-0001", "--via", "phone"]).exits(0);
    let rows = |table: &str| -> Vec<String> {
        let projection = open(&bench.projection());
        let mut statement = projection.prepare(&format!("SELECT * FROM {table} ORDER BY 1, 2")).unwrap();
        let columns = statement.column_count();
        let rows = statement.query_map([], |row| {
            let values: Result<Vec<_>, _> =
                (0..columns).map(|at| row.get::<_, rusqlite::types::Value>(at)).collect();
            Ok(format!("{:?}", values?))
        });
        rows.unwrap().collect::<Result<_, _>>().unwrap()
    };
    let tables = ["carry_out", "entry", "file", "root", "progress"];
    let grown: Vec<_> = tables.iter().map(|table| rows(table)).collect();
    for name in crate::faults::examine::names(&bench.path("c/sekisho")) {
        std::fs::remove_file(bench.path("c/sekisho").join(name)).unwrap();
    }
    bench.run(&["status"]).exits(0);
    for (table, before) in tables.iter().zip(grown) {
        assert!(!before.is_empty(), "{table}");
        assert_eq!(rows(table), before, "{table}");
    }
}
