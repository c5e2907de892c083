//! How long a statement and its signature may be, and what is said of a later version.

use crate::base::digest::Digest;
use crate::base::limits::{SIGNATURE_BYTES_MAX, STATEMENT_BYTES_MAX};
use crate::domain::body::{Body, Rejection};
use crate::domain::entry::{Entry, EntryError};
use crate::domain::statement::tests::sample;
use crate::domain::statement::{Statement, StatementError};

fn rejecting(letters: usize) -> Statement {
    sample(Body::Rejection(Rejection { reason: "x".repeat(letters), request: Digest::of(b"r") }))
}

/// How many letters fill a statement up to its limit.
fn most() -> usize {
    STATEMENT_BYTES_MAX - rejecting(0).encode().unwrap().as_bytes().len()
}

#[test]
fn a_statement_is_as_long_as_the_limit_and_not_a_byte_longer() {
    let too_long = StatementError::TooLong { max: STATEMENT_BYTES_MAX };
    let longest = rejecting(most()).encode().unwrap();
    assert_eq!(longest.as_bytes().len(), STATEMENT_BYTES_MAX);
    assert_eq!(Statement::parse(longest.as_bytes()).unwrap().1, longest);
    assert_eq!(rejecting(most() + 1).encode(), Err(too_long.clone()));
    let longer = longest.as_text().replacen("\"x", "\"xx", 1);
    assert_eq!(Statement::parse(longer.as_bytes()), Err(too_long.clone()));
    let much_longer = longest.as_text().replacen("\"x", "\"xxx", 1);
    assert_eq!(Statement::parse(much_longer.as_bytes()), Err(too_long));
}

#[test]
fn a_signature_is_as_long_as_the_limit_and_not_a_byte_longer_and_never_nothing() {
    let entry = |signature: usize| [&b"{}\n"[..], &vec![b'-'; signature]].concat();
    for length in [1, SIGNATURE_BYTES_MAX] {
        let entry = entry(length);
        let (line, rest) = Entry::split(&entry).unwrap();
        assert_eq!((line, rest.len()), (&b"{}\n"[..], length));
    }
    for length in [0, SIGNATURE_BYTES_MAX + 1, SIGNATURE_BYTES_MAX + 2] {
        assert!(matches!(Entry::split(&entry(length)), Err(EntryError::Shape)), "{length}");
    }
    assert!(matches!(Entry::split(b"{}"), Err(EntryError::Shape)));
}

#[test]
fn a_later_version_is_called_one_whatever_shape_it_has() {
    let bytes = rejecting(1).encode().unwrap();
    let without_time = |version: &str| {
        let text = bytes.as_text().replace("\"time\":\"2026-11-20T10:00:00+09:00\",", "");
        text.replace("\"version\":1}", &format!("\"version\":{version}}}"))
    };
    let later = Statement::parse(without_time("2").as_bytes());
    assert_eq!(later.unwrap_err(), StatementError::UnknownVersion { found: 2 });
    for other in ["1", "\"2\""] {
        let shape = Statement::parse(without_time(other).as_bytes());
        assert!(matches!(shape, Err(StatementError::Canonical(_))), "{other}: {shape:?}");
    }
}

#[test]
fn a_statement_is_signed_in_the_namespace_of_its_type_and_shows_itself_as_it_is_written() {
    let statement = rejecting(1);
    assert_eq!(statement.namespace(), "sekisho-rejection-v1");
    let bytes = statement.encode().unwrap();
    assert_eq!(format!("{bytes:?}"), bytes.as_text());
}
