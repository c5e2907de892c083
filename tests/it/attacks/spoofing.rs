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
use crate::tampering::forger::{append, named, open};

/// A second line that says it is approved, a cleared screen, a new title, and text turned around or not there to see.
const HOSTILE: &str = "納品\nFORGED: already approved, type 00000000\r\u{1b}[2J\u{1b}]0;title\u{7}\u{202e}txt.exe\u{2066}\u{200b}\u{feff}\u{e0041}\u{61c}\u{2060}\u{2061}\u{2062}\u{2063}\u{2064}\u{180e}\u{ad}\u{fff9}\u{fffa}\u{fffb}\u{2028}FORGED after a line separator\u{2029}FORGED after a paragraph\u{85}FORGED after a next line\u{b}FORGED\u{c}FORGED\u{9b}2J\u{115f}\u{1160}\u{3164}\u{ffa0}\u{2800}\u{34f}\u{a0}\u{1680}\u{17b4}\u{180b}\u{2003}\u{205f}\u{fe00}\u{e0100}";

/// The same in a file's name, as far as a name can hold it.
const NAMES: [&str; 10] = [
    "gpj.\u{202e}exe",
    "a\u{200b}b",
    "\u{2066}c\u{2069}",
    "FORGED name\u{feff}",
    "d\u{61c}e\u{2060}\u{2064}\u{180e}",
    "f\u{ad}g\u{fff9}h\u{fffa}i\u{fffb}",
    "j\u{2028}FORGED after a line separator",
    "k\u{2029}FORGED after a paragraph",
    "l\u{115f}\u{1160}\u{3164}\u{2800}\u{34f}\u{a0}m",
    "\u{3164}",
];

/// An office in which a carry-out waits whose every text is hostile: made past the program, which would have refused.
fn hostile() -> Option<(Bench, String)> {
    let bench = Bench::founded()?;
    for name in NAMES {
        fs::write(bench.path("src").join(name), name).unwrap();
    }
    let add = ["recipient", "add", "city", "--name", HOSTILE, "--organization", HOSTILE, "--phone", HOSTILE];
    let added = bench.run_as("tanaka", &add);
    assert!(matches!(added.code, Some(0 | 2 | 3)), "{added:?}");
    // Names: of the recipient it goes to, of everybody it concerns, and of a medium.
    let key = fs::read_to_string(bench.path("suzuki.pub")).unwrap();
    let key = key.split(' ').take(2).collect::<Vec<_>>().join(" ");
    let add =
        ["recipient", "add", KEYED, "--name", "N", "--organization", "O", "--phone", "1", "--age-key", &key];
    bench.run_as("tanaka", &add).exits(0);
    say_again(&bench, "tanaka", |body| {
        let Body::RecipientAdd(recipient) = body else { panic!("{body:?}") };
        HOSTILE.clone_into(&mut recipient.name);
        HOSTILE.clone_into(&mut recipient.organization);
        recipient.phone = Some(HOSTILE.to_owned());
    });
    for person in ["tanaka", "sato", "suzuki"] {
        bench.run_as("admin", &["person", "set", person, "--name", "N", "--department", "D"]).exits(0);
        say_again(&bench, "admin", |body| {
            let Body::PersonSet(set) = body else { panic!("{body:?}") };
            set.name = Some(HOSTILE.to_owned());
            let particulars = &mut set.particulars;
            particulars.department = Some(HOSTILE.to_owned());
            particulars.title = Some(HOSTILE.to_owned());
            particulars.organization = Some(HOSTILE.to_owned());
        });
    }
    bench.run_as("admin", &["medium", "add", "USB-1", "--serial", "S1", "--kind", "usb"]).exits(0);
    say_again(&bench, "admin", |body| {
        let Body::MediumAdd(medium) = body else { panic!("{body:?}") };
        medium.id = "USB-2".parse().unwrap();
        for text in [&mut medium.serial, &mut medium.maker, &mut medium.model, &mut medium.place] {
            *text = Some(HOSTILE.to_owned());
        }
    });
    let asked = bench.request(KEYED, &["--via", "usb", "--medium", "USB-2"]);
    say_again(&bench, "tanaka", |body| {
        let Body::Request(request) = body else { panic!("{body:?}") };
        HOSTILE.clone_into(&mut request.purpose);
        request.place = Some(HOSTILE.to_owned());
        request.reason = Some(HOSTILE.to_owned());
        request.items = vec![HOSTILE.to_owned(), HOSTILE.to_owned()];
    });
    assert_eq!(asked, "C-0001");
    assert_eq!(bench.status("C-0002"), "requested");
    Some((bench, "C-0002".to_owned()))
}

/// Signs the last statement once more, changed, and appends it past the program; it has its effect.
fn say_again(bench: &Bench, person: &str, change: impl FnOnce(&mut Body)) {
    let ledger = open(&bench.ledger());
    let select = "SELECT entry_index, body FROM entry ORDER BY entry_index DESC LIMIT 1";
    let (index, entry): (u8, Vec<u8>) =
        ledger.query_row(select, [], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    drop(ledger);
    let mut statement: Statement = Entry::parse(&entry).unwrap().statement;
    statement.nonce = Nonce::new([index; 16]);
    change(&mut statement.body);
    let bytes = statement.encode().unwrap();
    let key = KeyFile::read(&bench.path(person)).unwrap().unlock(None).unwrap();
    let signature = key.sign(&statement.namespace(), bytes.as_bytes()).unwrap();
    let appended = append(bench, &Entry::new(statement, bytes, signature).encode());
    let audit = bench.audit(&[]);
    assert!(!named(&audit).contains(&appended), "without effect, so nobody is shown it: {audit:?}");
}

/// What acts on a terminal, turns text around, breaks a line or is not there to see: by Unicode's own data (general categories
/// Cc, Cf, Zl, Zp and Zs but for the spaces of ASCII and of Japanese, what is ignored by default, and the blank of Braille), not
/// by the program's list, which a test that asks the program would only repeat. U+FE0F picks a colour and hides nothing.
pub const ACTING: &[(char, char)] = &[
    ('\0', '\u{1f}'),
    ('\u{7f}', '\u{a0}'),
    ('\u{ad}', '\u{ad}'),
    ('\u{34f}', '\u{34f}'),
    ('\u{61c}', '\u{61c}'),
    ('\u{115f}', '\u{1160}'),
    ('\u{1680}', '\u{1680}'),
    ('\u{17b4}', '\u{17b5}'),
    ('\u{180b}', '\u{180f}'),
    ('\u{2000}', '\u{200f}'),
    ('\u{2028}', '\u{202f}'),
    ('\u{205f}', '\u{206f}'),
    ('\u{2800}', '\u{2800}'),
    ('\u{3164}', '\u{3164}'),
    ('\u{fe00}', '\u{fe0e}'),
    ('\u{feff}', '\u{feff}'),
    ('\u{ffa0}', '\u{ffa0}'),
    ('\u{fff0}', '\u{fffb}'),
    ('\u{1bca0}', '\u{1bca3}'),
    ('\u{1d173}', '\u{1d17a}'),
    ('\u{e0000}', '\u{e0fff}'),
];

fn acts(c: char) -> bool {
    ACTING.iter().any(|(first, last)| (*first..=*last).contains(&c))
}

#[test]
fn nothing_that_hides_or_breaks_a_line_is_shown_as_itself() {
    for (first, last) in ACTING {
        for c in *first..=*last {
            let shown = sekisho::base::text::safe(&format!("a{c}b"));
            assert!(!shown.contains(acts), "U+{:04X}: {shown:?}", u32::from(c));
        }
    }
}

#[track_caller]
fn harmless(said: &str, what: &str) {
    let bad: Vec<char> = said.chars().filter(|c| *c != '\n' && acts(*c)).collect();
    assert_eq!(bad, Vec::<char>::new(), "{what}: {said}");
    let mut lines = said.split(['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}']);
    let forged = lines.find(|line| line.trim_start().starts_with("FORGED"));
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
            &["recipient", "show", KEYED],
            &["person", "list"],
            &["person", "show", "tanaka"],
            &["medium", "list"],
            &["medium", "show", "USB-2"],
            &["show", "C-0001"],
            &["form", "carry-out-request", &id],
            &["form", "inventory", &id],
            &["form", "media-register"],
            &["form", "carry-out-register"],
            &["audit"],
            &["approve", &id, "--confirm", "00000000"],
            &["reject", &id, "--reason", " "],
        ] {
            let ran = bench.run_as("sato", &[args, &["--lang", language]].concat());
            // Said, or refused; not misread.
            assert!(matches!(ran.code, Some(0 | 1 | 3 | 4)), "{args:?}: {ran:?}");
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
