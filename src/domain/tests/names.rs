//! Every type has one name: in the envelope, in its namespace, in the specification.

use crate::domain::statement::namespace_of;

/// Every type of statement, as `Body::type_name` says it.
const TYPES: [&str; 82] = [
    "founder",
    "registration",
    "person-add",
    "person-set",
    "key-add",
    "key-revoke",
    "delegation",
    "delegation-end",
    "recipient-add",
    "medium-add",
    "medium-set",
    "request",
    "approval",
    "rejection",
    "withdrawal",
    "export-intent",
    "export-completed",
    "export-failed",
    "passphrase-release",
    "receipt",
    "person-leave",
    "person-left",
    "stock-take",
    "checkout",
    "transfer",
    "undelivered",
    "extension",
    "extension-answer",
    "hand-over",
    "copy-made",
    "return",
    "disposal",
    "witness",
    "recheck",
    "confirmation",
    "recall",
    "incident-open",
    "incident-include",
    "incident-update",
    "incident-contact",
    "incident-close",
    "pack-set",
    "contract-add",
    "contract-set",
    "directive",
    "notification",
    "place-notification",
    "recipient-listing",
    "subcontractor-consent",
    "subcontractor-agreement",
    "subcontractor-check",
    "consent",
    "consent-confirm",
    "sheet-answers",
    "contact-listing",
    "duty-sent",
    "duty-asked",
    "training",
    "pledge",
    "asset-add",
    "asset-check",
    "asset-copies",
    "asset-set",
    "asset-confirm",
    "asset-end",
    "article-carry",
    "article-answer",
    "article-return",
    "article-transfer",
    "article-lost",
    "evidence-count",
    "log-review",
    "mail-draft",
    "mail-sent",
    "purge",
    "purge-confirm",
    "acknowledge",
    "restored",
    "custody-reseal",
    "succession",
    "succession-confirm",
    "succession-end",
];

#[test]
fn the_specification_names_every_type_and_its_namespace() {
    let body = include_str!("../body.rs");
    let names =
        body.split("pub const fn type_name").nth(1).unwrap().split("pub const fn request").next().unwrap();
    assert_eq!(names.matches("=> \"").count(), TYPES.len());
    let specification = include_str!("../../../docs/spec/statement.md");
    let elsewhere = concat!(
        include_str!("../../../examples/verify_ledger.py"),
        include_str!("../../../examples/ledger_shapes.py")
    );
    let shapes: Vec<Vec<&str>> =
        elsewhere.split(';').map(|shape| shape.split_whitespace().take(2).collect()).collect();
    for kind in TYPES {
        assert!(names.contains(&format!("=> \"{kind}\"")), "{kind}");
        assert!(specification.contains(&format!("\n| `{kind}` |")), "{kind} has no row");
        assert!(
            shapes.iter().any(|shape| shape.len() == 2 && shape[0] == kind),
            "the verifier in examples/ does not know {kind}"
        );
        let namespace = namespace_of(kind);
        assert!(specification.split_whitespace().any(|word| word == namespace), "{namespace} is not listed");
    }
}
