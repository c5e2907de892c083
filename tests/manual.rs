//! The manual pages in `tests/cli` are run: what a reader sees there is what the program says.
//!
//! Each page has English and Japanese words around the same commands. What differs from run to run
//! (keys, times, random digits) is elided in the pages.

#![cfg(unix)]

use std::path::{Path, PathBuf};
use std::time::Duration;

use trycmd::TestCases;
use trycmd::schema::Bin;

/// Nobody is there to answer.
fn alone() -> Bin {
    Bin::Path(PathBuf::from(env!("CARGO_BIN_EXE_sekisho")))
}

/// Every question is answered.
fn with_people() -> Bin {
    Bin::Path(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli/with-passphrases"))
}

#[test]
fn help_and_what_is_refused_without_a_ledger() {
    run(&alone(), "en", ["help", "alone"]);
    run(&alone(), "ja", ["help", "alone"]);
}

#[test]
fn the_main_job() {
    run(&with_people(), "en", ["job"]);
}

#[test]
fn the_main_job_in_japanese() {
    run(&with_people(), "ja", ["job"]);
}

#[test]
fn what_is_refused() {
    run(&with_people(), "en", ["refused"]);
}

#[test]
fn what_is_refused_in_japanese() {
    run(&with_people(), "ja", ["refused"]);
}

#[test]
fn an_incident_from_one_line_to_the_first_report() {
    run(&with_people(), "en", ["incident"]);
}

#[test]
fn an_incident_in_japanese() {
    run(&with_people(), "ja", ["incident"]);
}

fn run<const N: usize>(program: &Bin, language: &str, pages: [&str; N]) {
    let folder = if language == "en" { "tests/cli".to_owned() } else { format!("tests/cli/{language}") };
    let cases = TestCases::new();
    // Generous: keys, sealing and opening take a second each by design, longer on a busy machine.
    cases.timeout(Duration::from_secs(120)).register_bin("sekisho", program.clone());
    for (name, value) in [
        ("SEKISHO", env!("CARGO_BIN_EXE_sekisho")),
        ("SEKISHO_LANG", language),
        ("HOME", "/nonexistent"),
        ("NO_COLOR", "1"),
        ("TZ", "UTC"),
        ("COLUMNS", "100"),
    ] {
        cases.env(name, value);
    }
    for page in pages {
        cases.case(format!("{folder}/{page}.md"));
    }
    cases.run();
}
