//! An audit of what is new: it reads that, says from where on, and says no less of it than an audit of the whole.

use std::fs;

use super::forger::{WAITING, forge, kinds, office};
use crate::faults::bench::{Bench, KEYED, copy};

/// An office in which a request came after this user looked last, and how many entries they had verified.
fn grown() -> Option<(Bench, u64)> {
    let bench = office()?;
    let verified = bench.audit(&[]).json()["size"].as_u64().unwrap();
    for own in ["c", "s"] {
        copy(&bench.path(own), &bench.path(&format!("{own}-then")));
    }
    fs::write(bench.path("src/another.txt"), b"another").unwrap();
    bench.request(KEYED, &["--via", "hand"]);
    look_away(&bench);
    bench.keep();
    Some((bench, verified))
}

/// What this user verified since is forgotten.
fn look_away(bench: &Bench) {
    bench.forget();
    for own in ["c", "s"] {
        copy(&bench.path(&format!("{own}-then")), &bench.path(own));
    }
}

#[test]
fn an_audit_of_what_is_new_says_from_where_on_it_read() {
    let Some((bench, verified)) = grown() else { return };
    let audit = bench.audit(&["--new"]).exits(0).json();
    assert_eq!((audit["from"].as_u64(), audit["size"].as_u64()), (Some(verified), Some(verified + 1)));
    assert_eq!((audit["anchored"].as_u64(), &audit["findings"]), (Some(verified), &serde_json::json!([])));
    assert_eq!(audit["attachments"], 2, "the request's file list and manifest: {audit}");
    // What came in is verified now, and nothing is new.
    let again = bench.audit(&["--new"]).exits(0).json();
    assert_eq!((again["from"].as_u64(), again["attachments"].as_u64()), (Some(verified + 1), Some(0)));
    let whole = bench.audit(&[]).exits(0).json();
    assert_eq!((&whole["from"], &whole["root"]), (&serde_json::json!(0), &audit["root"]));
    let told = bench.run(&["audit", "--new"]).exits(0).stdout;
    assert!(told.contains(&format!("from entry {} on", verified + 1)), "{told}");
    let told = bench.run(&["audit"]).exits(0).stdout;
    assert!(!told.contains("from entry"), "{told}");
}

#[test]
fn what_is_wrong_with_what_is_new_is_found_and_then_the_whole_is_read() {
    let Some((bench, verified)) = grown() else { return };
    let last = verified;
    for (what, sql) in [
        (
            "its bytes",
            format!("UPDATE entry SET body = CAST(body || x'20' AS BLOB) WHERE entry_index = {last}"),
        ),
        ("its key", format!("UPDATE entry SET entry_key = zeroblob(32) WHERE entry_index = {last}")),
        (
            "its leaf",
            "UPDATE node SET hash = zeroblob(32) WHERE node_index = (SELECT max(node_index) FROM node)"
                .to_owned(),
        ),
        (
            "a list",
            "DELETE FROM attachment WHERE attachment_row = (SELECT max(attachment_row) FROM attachment)"
                .to_owned(),
        ),
        (
            "what a list says",
            "UPDATE attachment SET content = zeroblob(length(content))
             WHERE attachment_row = (SELECT max(attachment_row) FROM attachment)"
                .to_owned(),
        ),
        ("there is no such end", format!("DELETE FROM entry WHERE entry_index >= {}", verified - 1)),
    ] {
        bench.restore();
        forge(&bench, |ledger| assert!(ledger.execute(&sql, []).unwrap() > 0, "{what}"));
        let audit = bench.audit(&["--new"]);
        assert_eq!(audit.code, Some(4), "{what}: {audit:?}");
        assert!(!kinds(&audit).is_empty(), "{what}: {audit:?}");
        look_away(&bench);
        let whole = bench.audit(&[]);
        assert_eq!((whole.code, whole.json()), (audit.code, audit.json()), "{what}");
    }
}

/// Another command verifies signatures and the tree, and reads no attachment.
#[test]
fn what_was_found_once_is_found_again_and_after_any_other_command() {
    let Some((bench, _)) = grown() else { return };
    forge(&bench, |ledger| {
        let sql = "UPDATE attachment SET content = zeroblob(length(content))
                   WHERE attachment_row = (SELECT max(attachment_row) FROM attachment)";
        assert_eq!(ledger.execute(sql, []).unwrap(), 1);
    });
    bench.run(&["status"]).exits(0);
    for _again in 0..3 {
        assert_eq!(bench.audit(&["--new"]).code, Some(4));
    }
}

#[test]
fn an_old_row_that_was_touched_is_for_the_whole_audit_to_find() {
    let Some((bench, verified)) = grown() else { return };
    forge(&bench, |ledger| {
        let sql = "UPDATE entry SET body = CAST(body || x'20' AS BLOB) WHERE entry_index = 3";
        assert_eq!(ledger.execute(sql, []).unwrap(), 1);
    });
    let audit = bench.audit(&["--new"]).exits(0).json();
    assert_eq!(audit["from"].as_u64(), Some(verified), "and it says that this row was not read");
    assert_eq!(bench.audit(&[]).code, Some(4));
}

#[test]
fn whoever_verified_nothing_or_something_else_reads_the_whole() {
    let Some((bench, verified)) = grown() else { return };
    bench.forget();
    let audit = bench.audit(&["--new"]).exits(1).json();
    assert_eq!((audit["from"].as_u64(), audit["size"].as_u64()), (Some(0), Some(verified + 1)));
    // A history that parted from the one that was verified.
    bench.restore();
    let root = bench.audit(&[]).json()["root"].clone();
    forge(&bench, |ledger| {
        let sql = "UPDATE entry SET body = CAST(body || x'20' AS BLOB) WHERE entry_index = 3";
        assert_eq!(ledger.execute(sql, []).unwrap(), 1);
        super::forger::make_consistent(ledger);
    });
    let audit = bench.audit(&["--new"]);
    assert_eq!(audit.code, Some(4), "{audit:?}");
    assert_eq!(audit.json()["from"], 0);
    assert_ne!(audit.json()["root"], root);
    // A copy is nothing that this user verified.
    fs::copy(bench.ledger(), bench.path("copy.db")).unwrap();
    bench.run(&["audit", "--new", "--ledger", "copy.db"]).exits(2);
    bench.run_as("tanaka", &["show", WAITING]).exits(4);
}
