//! Every kind of statement that may refer to evidence names it, so that the store keeps it and an audit misses it.

use serde_json::{Value, json};

use super::attachment;
use super::desk::names_its_attachments;
use crate::base::digest::Digest;
use crate::domain::body::Body;
use crate::domain::rules::pack::{Pack, shipped};

/// One of each, with its evidence.
fn with_evidence() -> Vec<(&'static str, Value)> {
    let (proof, named, day) = (attachment(), Digest::of(b"named"), "2026-11-20");
    let held = json!({"root": named, "size": 9});
    let external = json!({"evidence": proof, "name": "山田"});
    let pack = Pack::parse(shipped("tokki").unwrap()).unwrap();
    vec![
        ("undelivered", json!({"evidence": proof, "request": named})),
        ("hand-over", json!({"evidence": proof, "request": named})),
        (
            "disposal",
            json!({"copies": [1], "evidence": proof, "method": "physical", "request": named, "tool": "-"}),
        ),
        ("witness", json!({"disposal": named, "external": external, "request": named})),
        ("incident-update", json!({"evidence": proof, "field": "review", "incident": named, "text": "済"})),
        ("pack-set", json!({"pack": pack, "source": proof})),
        ("notification", json!({"contract": "K", "dated": day, "evidence": proof, "person": "tanaka"})),
        ("duty-sent", json!({"contract": "K", "duty": "organization", "evidence": proof, "on": day})),
        ("duty-asked", json!({"contract": "K", "duty": "organization", "evidence": proof, "on": day})),
        ("training", json!({"evidence": proof, "on": day, "people": ["tanaka"], "topic": "取扱い"})),
        ("pledge", json!({"occasion": "entry", "paper": proof, "person": "tanaka", "text": proof})),
        ("asset-confirm", json!({"contract": "K", "evidence": proof, "id": "A-1", "of": "end"})),
        ("asset-copies", json!({"contract": "K", "evidence": proof, "id": "A-1", "made": 1})),
        ("asset-end", json!({"evidence": proof, "id": "A-1"})),
        ("article-return", json!({"article": named, "destroyed": {"evidence": proof, "method": "dissolve"}})),
        ("restored", json!({"held": held, "kept": held, "lost": proof, "reason": "故障"})),
    ]
}

#[test]
fn no_evidence_is_left_behind_whatever_kind_of_statement_refers_to_it() {
    for (kind, line) in with_evidence() {
        let body: Body = serde_json::from_value(json!({"type": kind, "body": line})).unwrap();
        assert!(!body.attachments().is_empty(), "{kind}");
        names_its_attachments(&body, &line);
    }
}
