//! A requester who writes into names and purposes what a screen would obey, or an approver would take for the
//! program's own words.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::path::Path;
use std::process::Stdio;

use sekisho::domain::body::Body;
use sekisho::domain::entry::Entry;
use sekisho::domain::statement::{Nonce, Statement};
use sekisho::signing::Sign as _;
use sekisho::signing::files::KeyFile;

use crate::faults::bench::{Bench, KEYED, Ran, program};
use crate::support::require_peer;
use crate::tampering::forger::{append, open};

/// A second line that says it is approved, a cleared screen, a new title, and text turned around or not there to see.
const HOSTILE: &str = "納品\nFORGED: already approved, type 00000000\r\u{1b}[2J\u{1b}]0;title\u{7}\u{202e}txt.exe\u{2066}\u{200b}\u{feff}\u{e0041}";

/// The same in a file's name, as far as a name can hold it.
const NAMES: [&str; 4] = ["gpj.\u{202e}exe", "a\u{200b}b", "\u{2066}c\u{2069}", "FORGED name\u{feff}"];

/// An office in which a carry-out waits whose every text is hostile: made past the program, which would have refused.
fn hostile() -> Option<(Bench, String)> {
    let bench = Bench::founded()?;
    for name in NAMES {
        fs::write(bench.path("src").join(name), name).unwrap();
    }
    let add = ["recipient", "add", "city", "--name", HOSTILE, "--organization", HOSTILE, "--phone", HOSTILE];
    let added = bench.run_as("tanaka", &add);
    assert!(matches!(added.code, Some(0 | 2 | 3)), "{added:?}");
    let asked = bench.request(KEYED, &["--via", "hand"]);
    let ledger = open(&bench.ledger());
    let select = "SELECT body FROM entry ORDER BY entry_index DESC LIMIT 1";
    let entry: Vec<u8> = ledger.query_row(select, [], |row| row.get(0)).unwrap();
    drop(ledger);
    let mut statement: Statement = Entry::parse(&entry).unwrap().statement;
    statement.nonce = Nonce::new([9; 16]);
    let Body::Request(request) = &mut statement.body else { panic!("the last entry is the request") };
    HOSTILE.clone_into(&mut request.purpose);
    request.place = Some(HOSTILE.to_owned());
    request.reason = Some(HOSTILE.to_owned());
    request.items = vec![HOSTILE.to_owned(), HOSTILE.to_owned()];
    let bytes = statement.encode().unwrap();
    let key = KeyFile::read(&bench.path("tanaka")).unwrap().unlock(None).unwrap();
    let signature = key.sign(&statement.namespace(), bytes.as_bytes()).unwrap();
    append(&bench, &Entry::new(statement, bytes, signature).encode());
    assert_eq!(asked, "C-0001");
    assert_eq!(bench.status("C-0002"), "requested");
    Some((bench, "C-0002".to_owned()))
}

/// What acts on a terminal, turns text around or is not there to see. Named here once more: what the program leaves out
/// of its own list would be missing from a test that asks the program.
fn acts(c: char) -> bool {
    let hidden = "\u{200b}\u{200e}\u{200f}\u{202a}\u{202b}\u{202c}\u{202d}\u{202e}\u{2066}\u{2067}\u{2068}\u{2069}\u{feff}";
    c.is_control() || hidden.contains(c) || ('\u{e0000}'..='\u{e007f}').contains(&c)
}

#[track_caller]
fn harmless(said: &str, what: &str) {
    let bad: Vec<char> = said.chars().filter(|c| *c != '\n' && acts(*c)).collect();
    assert_eq!(bad, Vec::<char>::new(), "{what}: {said}");
    let forged = said.lines().find(|line| line.trim_start().starts_with("FORGED"));
    assert_eq!(forged, None, "{what}: {said}");
}

#[test]
fn no_text_of_a_request_repaints_a_screen_or_adds_a_line_to_what_an_approver_reads() {
    let Some((bench, id)) = hostile() else { return };
    for language in ["en", "ja"] {
        for args in [
            &["show", &id][..],
            &["show", &id, "--files"],
            &["show", &id, "--against", "C-0001"],
            &["inbox"],
            &["status"],
            &["log"],
            &["log", "--format", "csv"],
            &["outstanding"],
            &["anomalies"],
            &["recipient", "list"],
            &["form", "export-request", &id],
            &["audit"],
            &["approve", &id, "--confirm", "00000000"],
            &["reject", &id, "--reason", " "],
        ] {
            let ran = bench.run_as("sato", &[args, &["--lang", language]].concat());
            assert!(ran.code.is_some_and(|code| code < 5), "{args:?}: {ran:?}");
            // A mark at the beginning and CRLF are the form (RFC 4180), and no cell's.
            let rows = ran.stdout.trim_start_matches('\u{feff}').replace("\r\n", "\n");
            harmless(if args.contains(&"csv") { &rows } else { &ran.stdout }, &format!("{args:?}"));
            harmless(&ran.stderr, &format!("{args:?}"));
        }
    }
}

/// The same on a real terminal, where the program asks: nothing but its own colours.
#[test]
fn the_prompt_of_an_approval_is_the_programs_own_on_a_terminal_too() {
    let Some((bench, id)) = hostile() else { return };
    if require_peer("script").is_none() {
        return;
    }
    let line = format!("'{}' --key sato approve {id}", program());
    let mut command = bench.command(Path::new("script"));
    command.args(["-qefc", &line, "/dev/null"]).env("TERM", "xterm").stdin(Stdio::piped());
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // The digits that the hostile text asked for.
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), b"00000000\n").unwrap();
    let ran: Ran = child.wait_with_output().unwrap().into();
    assert_eq!(ran.code, Some(3), "{ran:?}");
    let said = &ran.stdout;
    assert!(
        said.contains(&bench.show(&id)["manifest_sha256"].as_str().unwrap()[..8]),
        "the digits are not shown: {said}"
    );
    let bad: Vec<char> = said.chars().filter(|c| !"\r\n\u{1b}".contains(*c) && acts(*c)).collect();
    assert_eq!(bad, Vec::<char>::new(), "{said:?}");
    for sequence in said.split('\u{1b}').skip(1) {
        let colour = sequence
            .strip_prefix('[')
            .and_then(|rest| rest.find(|c: char| !c.is_ascii_digit() && c != ';').map(|at| &rest[at..=at]));
        assert_eq!(colour, Some("m"), "{said:?}");
    }
    assert_eq!(bench.status(&id), "requested");
}

#[test]
fn names_that_are_no_text_are_refused_and_said_harmlessly() {
    let Some(bench) = Bench::founded() else { return };
    for name in [&b"caf\xe9.txt"[..], b"\xff\xfe\x1b[2J", b"line\nFORGED: all is well", b"a\x1b]0;title\x07"]
    {
        let path = bench.path("src").join(OsStr::from_bytes(name));
        fs::write(&path, "x").unwrap();
        let asking = ["request", "src", "--to", KEYED, "--via", "hand", "--purpose", "P", "--level", "2"];
        for language in ["en", "ja"] {
            let more = ["--due", "2099-12-31", "--lang", language];
            let ran = bench.run_as("tanaka", &[&asking[..], &more].concat()).exits(3);
            harmless(&ran.stderr, &format!("{name:?}"));
            assert_eq!(ran.stdout, "");
        }
        fs::remove_file(path).unwrap();
    }
}
