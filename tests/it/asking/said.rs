//! What the program says about itself: help, completions, manual pages; and pipes that close.

use std::fs;
use std::os::unix::fs::symlink;
use std::process::Stdio;

use super::busy;
use crate::office::{NOBODY, Office, SEKISHO};
use crate::support::require_peer;

/// Verbs without those below them.
const VERBS: &[&str] = &[
    "key",
    "init",
    "join",
    "person",
    "recipient",
    "medium",
    "request",
    "inbox",
    "show",
    "approve",
    "submit",
    "reject",
    "withdraw",
    "export",
    "receipt",
    "passphrase",
    "open",
    "recover",
    "checkout",
    "transfer",
    "undelivered",
    "extend",
    "handed-over",
    "copy",
    "recall",
    "outstanding",
    "log",
    "trace",
    "audit",
    "checkpoint",
    "prove",
    "verify",
    "status",
    "completions",
    "man",
];

#[test]
fn every_verb_has_help_with_an_example_in_both_languages() {
    let office = Office::without_ledger();
    for language in ["en", "ja"] {
        let help = office.ok(NOBODY, &["help", "--lang", language]).stdout;
        for verb in VERBS {
            assert!(help.contains(&format!(" {verb} ")), "{verb}: {help}");
            let by_flag = office.ok(NOBODY, &[*verb, "--help", "--lang", language]);
            let by_verb = office.ok(NOBODY, &["help", *verb, "--lang", language]);
            assert_eq!(by_flag.stdout, by_verb.stdout, "{verb}");
            assert!(by_flag.stdout.contains(&format!("sekisho {verb}")), "{verb}");
            assert!(by_flag.stderr.is_empty());
        }
    }
    let version = office.tool(SEKISHO, &["--version"]).run().exits(0);
    assert_eq!(version.stdout, format!("sekisho {}\n", env!("CARGO_PKG_VERSION")));
    office.fails(NOBODY, &["help", "carry"], 2);
}

#[test]
fn completions_parse_and_know_every_verb() {
    let office = Office::without_ledger();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = office.ok(NOBODY, &["completions", shell]).stdout;
        for verb in VERBS {
            assert!(script.contains(verb), "{shell}: {verb}");
        }
        fs::write(office.desk().join(shell), script).unwrap();
    }
    office.succeed("bash", &["-n", "bash"]);
    let ask = "
. ./bash
COMP_WORDS=(sekisho appr); COMP_CWORD=1
_sekisho sekisho appr sekisho
printf '%s\\n' \"${COMPREPLY[@]}\"
";
    assert_eq!(office.succeed("bash", &["-c", ask]), "approve\n");
}

#[test]
fn manual_pages_are_written_over_nothing_and_through_no_link() {
    let office = Office::without_ledger();
    let desk = office.desk();
    office.ok(NOBODY, &["man", "pages"]);
    // Once more changes nothing.
    office.ok(NOBODY, &["man", "pages"]);
    let pages = desk.join("pages");
    let all = crate::office::files_below(&pages).len();
    let (first, show) = (pages.join("sekisho.1"), pages.join("sekisho-show.1"));
    for take in ["page", "link", "dangling"] {
        fs::remove_file(&first).unwrap();
        let _ = fs::remove_file(&show);
        fs::write(desk.join("victim"), "the only copy").unwrap();
        match take {
            "page" => fs::write(&first, "my own page").unwrap(),
            "link" => symlink("../victim", &first).unwrap(),
            _ => symlink("../planted", &first).unwrap(),
        }
        let said = office.fails(NOBODY, &["man", "pages", "--lang", "en"], 5).stderr;
        assert!(said.contains("sekisho.1") && said.contains("sekisho man"), "{take}: {said}");
        assert!(!show.exists(), "{take}: one page was written");
        assert_eq!(fs::read_to_string(desk.join("victim")).unwrap(), "the only copy", "{take}");
        assert!(!desk.join("planted").exists(), "{take}");
        if take == "page" {
            assert_eq!(fs::read_to_string(&first).unwrap(), "my own page");
        }
    }
    fs::remove_file(&first).unwrap();
    office.ok(NOBODY, &["man", "pages"]);
    assert_eq!(crate::office::files_below(&pages).len(), all);
}

#[test]
fn manual_pages_format_without_complaint() {
    let office = Office::without_ledger();
    for language in ["en", "ja"] {
        office.ok(NOBODY, &["man", language, "--lang", language]);
        let folder = office.desk().join(language);
        for verb in ["", "-request", "-person-add", "-approve", "-open"] {
            assert!(folder.join(format!("sekisho{verb}.1")).is_file(), "{verb}");
        }
        if require_peer("groff").is_none() {
            continue;
        }
        let pages = crate::office::files_below(&folder);
        assert!(pages.len() > VERBS.len());
        for page in pages {
            // Where a long line breaks is the formatter's own matter.
            let words = ["-K", "utf8", "-man", "-Tutf8", "-ww", "-Wbreak", page.to_str().unwrap()];
            let formatted = office.tool("groff", &words).run().exits(0);
            assert_eq!(formatted.stderr, "", "{page:?}");
            assert!(formatted.stdout.contains("sekisho"), "{page:?}");
        }
    }
}

#[test]
fn a_reader_who_leaves_is_no_error() {
    let office = busy();
    for words in [
        &["log"][..],
        &["log", "--json"],
        &["log", "--format", "csv"],
        &["log", "--format", "html"],
        &["show", "C-0001", "--files"],
        &["status"],
        &["help"],
        &["completions", "bash"],
        &["checkpoint"],
    ] {
        let mut child = office.call(NOBODY, words).command().stdin(Stdio::null()).spawn().unwrap();
        // Before it has anything to say.
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!((output.status.code(), said.as_ref()), (Some(0), ""), "{words:?}");
    }
    let piped = "set -o pipefail; \"$@\" log --json | head -c1";
    assert_eq!(office.succeed("bash", &["-c", piped, "bash", SEKISHO, "--home", &office.name("home")]), "[");
}

#[test]
fn a_full_disk_is_an_error() {
    let office = busy();
    for words in [&["log"][..], &["log", "--format", "csv"], &["show", "C-0001"], &["checkpoint"]] {
        let call = office.call(NOBODY, words).under(&["sh", "-c", "exec \"$@\" >/dev/full", "sh"]);
        assert_eq!(call.run().code, 5, "{words:?}");
    }
}
