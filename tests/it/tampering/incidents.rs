//! An incident is written down in the ledger at hand, whatever was done to it.

use super::forger::{WAITING, forge, office, size};

/// Entries and nodes edited in place, with the tree left as it was.
const EDITS: [&str; 2] = [
    "UPDATE entry SET body = CAST(replace(CAST(body AS TEXT), '\"time\":\"2', '\"time\":\"1') AS BLOB) WHERE entry_index = ?1 - 3",
    "UPDATE node SET hash = randomblob(32) WHERE node_index = (SELECT max(node_index) FROM node) AND ?1 > 0",
];

#[test]
fn an_incident_is_written_into_a_ledger_that_was_tampered_with() {
    let Some(bench) = office() else { return };
    let words = ["incident", "open", "--kind", "leak", "--aware", "now", "--note", "N", "--json"];
    for edit in EDITS {
        bench.restore();
        forge(&bench, |ledger| {
            assert!(ledger.execute(edit, [size(ledger)]).unwrap() > 0, "{edit}");
        });
        // Whoever comes for the first time reads every entry, and finds the tree to be another's.
        bench.forget();
        let opened = bench.run_as("tanaka", &words).exits(0).json();
        assert_eq!(opened["id"], "I-0001", "{edit}");
        assert!(opened["history"].is_string(), "{edit}: {opened}");
        // Everything else goes on refusing it.
        for other in [&["status"][..], &["show", WAITING], &["incident", "list"]] {
            assert_eq!(bench.run(other).code, Some(4), "{edit}: {other:?}");
        }
        assert_eq!(bench.audit(&[]).code, Some(4), "{edit}");
    }
}
