//! Single rows edited, deleted, swapped and doubled, with the tree left as it was or made to fit again.

use rusqlite::Connection;
use sekisho::base::digest::Digest;

use super::forger::{WAITING, forge, kinds, make_consistent, named, office, size};
use crate::faults::bench::Bench;

type Forgery = fn(&Connection, u64);

/// What can be done to the entry at an index.
const ON_ENTRIES: [(&str, Forgery); 5] = [
    ("edited", |ledger, index| {
        let edit = "UPDATE entry SET body = CAST(replace(CAST(body AS TEXT), '\"time\":\"2', '\"time\":\"1') AS BLOB)
                    WHERE entry_index = ?1";
        assert_eq!(ledger.execute(edit, [index]).unwrap(), 1);
    }),
    ("signed by nobody", |ledger, index| {
        // Another letter than the one that is there.
        let edit = "UPDATE entry SET body = CAST(substr(body, 1, length(body) - 60) ||
                    CASE substr(body, length(body) - 59, 1) WHEN x'41' THEN x'42' ELSE x'41' END ||
                    substr(body, length(body) - 58) AS BLOB) WHERE entry_index = ?1";
        ledger.execute(edit, [index]).unwrap();
    }),
    ("deleted", |ledger, index| {
        ledger.execute("DELETE FROM entry WHERE entry_index = ?1", [index]).unwrap();
    }),
    ("swapped with the next", |ledger, index| {
        let next = (index + 1) % size(ledger);
        ledger.execute("UPDATE entry SET entry_index = 999999 WHERE entry_index = ?1", [index]).unwrap();
        ledger.execute("UPDATE entry SET entry_index = ?1 WHERE entry_index = ?2", [index, next]).unwrap();
        ledger.execute("UPDATE entry SET entry_index = ?1 WHERE entry_index = 999999", [next]).unwrap();
    }),
    ("said again at the end", |ledger, index| {
        let again = "INSERT INTO entry SELECT ?2, randomblob(32), body FROM entry WHERE entry_index = ?1";
        ledger.execute(again, [index, size(ledger)]).unwrap();
    }),
];

/// Asserts that nobody is taken in: the auditor who comes for the first time is told where, the desk that verified
/// before is told too, and no verb goes on with other content.
fn nobody_is_taken_in(bench: &Bench, what: &str, may_be_named: &dyn Fn(&[u64]) -> bool, consistent: bool) {
    let audit = bench.audit(&[]);
    assert_eq!(audit.code, Some(4), "{what}: {audit:?}");
    if consistent {
        for args in [&["show", WAITING][..], &["status"], &["log"], &["checkpoint"], &["person", "list"]] {
            let ran = bench.run(args);
            assert_eq!(ran.code, Some(4), "{what}: {args:?} {ran:?}");
        }
        let export = bench.run_as("tanaka", &["export", WAITING, "--into", "out"]);
        assert_eq!(export.code, Some(4), "{what}: {export:?}");
    }
    bench.forget();
    let audit = bench.audit(&[]);
    assert_eq!(audit.code, Some(4), "{what}, first visit: {audit:?}");
    assert!(may_be_named(&named(&audit)), "{what}: {:?} {:?}", named(&audit), kinds(&audit));
}

#[test]
fn an_entry_that_is_touched_is_named_by_its_index() {
    let Some(bench) = office() else { return };
    let entries = bench.audit(&[]).json()["size"].as_u64().unwrap();
    for index in 0..entries {
        for (how, forgery) in ON_ENTRIES {
            for consistent in [false, true] {
                // The last entry cut off is a shorter history, which is whole: the anchors' matter.
                if how == "deleted" && index + 1 == entries {
                    continue;
                }
                bench.restore();
                forge(&bench, |ledger| {
                    forgery(ledger, index);
                    if consistent {
                        make_consistent(ledger);
                    }
                });
                let what = format!("entry {index} of {entries} {how}, tree made to fit: {consistent}");
                let at = |named: &[u64]| match how {
                    "said again at the end" => named.contains(&entries),
                    // Swapped with the first: the last one is wrong in its place too.
                    "swapped with the next" if index + 1 == entries => named.contains(&0),
                    // Later ones have moved up: the first of them is the one in its place.
                    _ => named.contains(&index),
                };
                let rewritten = consistent && how != "said again at the end";
                nobody_is_taken_in(&bench, &what, &at, rewritten);
            }
        }
    }
}

#[test]
fn a_node_that_is_touched_is_found() {
    let Some(bench) = office() else { return };
    let nodes: u64 = super::forger::open(&bench.ledger())
        .query_row("SELECT count(*) FROM node", [], |row| row.get(0))
        .unwrap();
    for node in 0..nodes {
        for edit in [
            "UPDATE node SET hash = zeroblob(32) WHERE node_index = ?1",
            "DELETE FROM node WHERE node_index = ?1",
            "UPDATE node SET hash = (SELECT hash FROM node WHERE node_index = (?1 + 1) % (SELECT count(*) FROM node))
             WHERE node_index = ?1",
        ] {
            bench.restore();
            forge(&bench, |ledger| assert_eq!(ledger.execute(edit, [node]).unwrap(), 1));
            nobody_is_taken_in(&bench, &format!("node {node}: {edit}"), &|_| true, false);
        }
    }
}

#[test]
fn an_attachment_that_is_touched_is_found_and_its_entry_named() {
    let Some(bench) = office() else { return };
    let attachments: u64 = super::forger::open(&bench.ledger())
        .query_row("SELECT count(*) FROM attachment", [], |row| row.get(0))
        .unwrap();
    assert!(attachments > 0);
    for row in 1..=attachments {
        for edit in [
            "UPDATE attachment SET content = zeroblob(size_bytes) WHERE attachment_row = ?1",
            "UPDATE attachment SET content = CAST(content || x'00' AS BLOB), size_bytes = size_bytes + 1 WHERE attachment_row = ?1",
            "DELETE FROM attachment WHERE attachment_row = ?1",
            "UPDATE attachment SET digest = randomblob(32) WHERE attachment_row = ?1",
            "UPDATE attachment SET content = other.content, size_bytes = other.size_bytes
             FROM (SELECT * FROM attachment LIMIT 1 OFFSET (SELECT ?1 % count(*) FROM attachment)) AS other
             WHERE attachment.attachment_row = ?1",
        ] {
            bench.restore();
            forge(&bench, |ledger| assert_eq!(ledger.execute(edit, [row]).unwrap(), 1));
            nobody_is_taken_in(
                &bench,
                &format!("attachment {row}: {edit}"),
                &|named| !named.is_empty(),
                false,
            );
        }
    }
}

/// Bytes of somebody's own among the attachments: nothing refers to them, so they say nothing, and nobody is told. A
/// statement that came to nothing leaves such bytes too. What is not what its digest says is found wherever it lies.
#[test]
fn bytes_that_no_entry_refers_to_say_nothing() {
    let Some(bench) = office() else { return };
    let before = bench.audit(&[]).exits(0).json();
    let bytes = "別人の原稿";
    let add = "INSERT INTO attachment (digest, size_bytes, content) VALUES (?1, ?2, ?3)";
    let digest = data_encoding::HEXLOWER.decode(Digest::of(bytes.as_bytes()).to_string().as_bytes()).unwrap();
    forge(&bench, |ledger| {
        let row = (&digest, bytes.len(), bytes.as_bytes());
        assert_eq!(ledger.execute(add, row).unwrap(), 1);
    });
    let after = bench.audit(&[]).exits(0).json();
    assert_eq!((&after["findings"], &after["root"]), (&before["findings"], &before["root"]));
    assert_eq!(after["attachments"], before["attachments"]);
    bench.run_as("tanaka", &["export", WAITING, "--into", "out"]).exits(0);
    // Under another digest than its own it is found, though nothing refers to it.
    bench.restore();
    forge(&bench, |ledger| {
        assert_eq!(ledger.execute(add, (&digest, 3, &b"abc"[..])).unwrap(), 1);
    });
    let audit = bench.audit(&[]).exits(4);
    assert!(kinds(&audit).contains(&"attachment-wrong".to_owned()), "{audit:?}");
}

/// A removal that no entry ordered hides an attachment; the entry it names says nothing of the kind.
#[test]
fn a_removal_that_nobody_ordered_is_found() {
    let Some(bench) = office() else { return };
    forge(&bench, |ledger| {
        let hide = "INSERT INTO removal (digest, size_bytes, entry_index)
                    SELECT digest, size_bytes, 3 FROM attachment WHERE attachment_row = 1";
        ledger.execute_batch(&format!("{hide}; DELETE FROM attachment WHERE attachment_row = 1")).unwrap();
    });
    nobody_is_taken_in(&bench, "hidden", &|named| !named.is_empty(), false);
}

/// Whoever forgets to put the triggers back, or adds one of their own, has changed what the file is.
#[test]
fn a_changed_schema_is_refused_by_every_verb() {
    let Some(bench) = office() else { return };
    for change in [
        "DROP TRIGGER entry_is_not_updated",
        "CREATE TRIGGER sly AFTER INSERT ON entry BEGIN DELETE FROM attachment; END",
        "CREATE VIEW entries AS SELECT * FROM entry",
        "CREATE TABLE more (x)",
        "CREATE INDEX more ON entry (body)",
        "ALTER TABLE entry RENAME COLUMN body TO content",
    ] {
        bench.restore();
        super::forger::open(&bench.ledger()).execute_batch(change).unwrap();
        for args in [&["audit"][..], &["status"], &["show", WAITING]] {
            let ran = bench.run(args);
            assert_eq!(ran.code, Some(4), "{change}: {args:?} {ran:?}");
        }
    }
}

/// What the desk did not look at again cannot make it say other things than it verified.
#[test]
fn an_edited_entry_does_not_change_what_the_desk_verified() {
    let Some(bench) = office() else { return };
    let before = bench.show(WAITING);
    forge(&bench, |ledger| {
        for (_, forgery) in &ON_ENTRIES[..1] {
            (0..size(ledger)).for_each(|index| forgery(ledger, index));
        }
    });
    let after = bench.run(&["show", WAITING, "--json"]);
    assert!(after.code == Some(4) || after.json() == before, "{after:?}");
    let export = bench.run_as("tanaka", &["export", WAITING, "--into", "out"]);
    assert_eq!(export.code, Some(4), "packed on the word of an edited entry: {export:?}");
}
