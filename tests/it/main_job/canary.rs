//! The passphrase and the opened code are nowhere but where they belong.

use std::fs;
use std::io::{Read as _, Write as _};
use std::process::Stdio;

use crate::mail::{drafting, sheet};
use crate::office::{NOBODY, Office, SEKISHO, Sealed, files_below};
use crate::support::{RUNS_AND_WRITES, holds, require_peer, traced};

/// Everything that runs, everything that is written, and every environment.
const STRACE: &[&str] = &["strace", "-f", "-v", "-s", "65536", "-e", RUNS_AND_WRITES, "-o", "trace"];

/// What the command before did, byte for byte.
fn trace(office: &Office) -> Vec<u8> {
    let trace = traced(&fs::read_to_string(office.desk().join("trace")).unwrap());
    assert!(holds(&trace, b"execve(") && holds(&trace, b"write("), "nothing was traced");
    trace
}

/// Has the custodian read the passphrase on a terminal, where it stands in both spellings, and press a key.
fn read_on_a_terminal(office: &Office, id: &str) {
    let command = format!(
        "{} '{SEKISHO}' --home ../home --key ../keys/suzuki --key-passphrase-fd 3 --lang ja passphrase {id} --via phone 3<../keys/suzuki.pass",
        STRACE.join(" ")
    );
    let script = office.tool("script", &["-qefc", &command, "/dev/null"]).env("TERM", "xterm");
    let mut child = script.under(&["timeout", "300"]).command().stdin(Stdio::piped()).spawn().unwrap();
    // Keys that are pressed before it is there do not count.
    let (mut said, mut some) = (Vec::new(), [0; 4096]);
    while !holds(&said, "押す".as_bytes()) {
        let bytes = child.stdout.as_mut().unwrap().read(&mut some).unwrap();
        assert_ne!(bytes, 0, "{}", String::from_utf8_lossy(&said));
        said.extend(&some[..bytes]);
    }
    child.stdin.as_mut().unwrap().write_all(b" ").unwrap();
    let ended = child.wait_with_output().unwrap();
    assert!(ended.status.success(), "{ended:?}");
}

/// Where temporary files go: into what is searched.
fn temporary(office: &Office) -> std::path::PathBuf {
    let folder = office.path("temporary");
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// Files below the office in which `secret` stands.
fn holding(office: &Office, secret: &[u8]) -> Vec<String> {
    let root = office.path("");
    let files = files_below(&root).into_iter().filter(|file| holds(&fs::read(file).unwrap(), secret));
    files.map(|file| file.strip_prefix(&root).unwrap().to_str().unwrap().to_owned()).collect()
}

/// The spellings in which a passphrase could be lying about.
fn spellings(passphrase: &str) -> Vec<String> {
    let mut all = vec![passphrase.to_owned(), passphrase.replace('-', ""), passphrase.replace('-', " ")];
    let kana = sekisho::package::passphrase::kana(passphrase);
    all.extend([kana.expose().to_owned(), kana.expose().replace('-', "")]);
    all.extend(kana_groups(passphrase));
    all.extend(passphrase.split('-').filter(|group| group.len() >= 8).map(str::to_owned));
    all
}

/// As it is read aloud: on a screen each group stands by itself.
pub fn kana_groups(passphrase: &str) -> Vec<String> {
    let kana = sekisho::package::passphrase::kana(passphrase);
    let groups: Vec<String> = kana.expose().split('-').map(str::to_owned).collect();
    assert!(groups.len() > 3 && groups.iter().all(|group| group.chars().count() > 3), "{groups:?}");
    groups
}

#[test]
fn the_passphrase_is_never_written_nor_passed_on() {
    if require_peer("strace").is_none() {
        return;
    }
    let office = Office::new();
    let id = office.approved(&[]);
    office.exporting(&id, &[]).env("TMPDIR", temporary(&office)).under(STRACE).run().exits(0);
    let exporting = trace(&office);
    let passphrase = office.passphrase(&id);
    let opening = office.opening("out/C-0001.zip.age", &passphrase, &["--accept-signers"]);
    opening.env("TMPDIR", temporary(&office)).under(STRACE).run().exits(0);
    let opening = trace(&office);
    let code = fs::read_to_string(office.desk().join("in/C-0001/sekisho/opened-code.txt")).unwrap();
    let code = code.trim_end().to_owned();
    office.ok("tanaka", &["receipt", &id, "--opened", &code]);

    for (what, trace) in [("export", &exporting), ("open", &opening)] {
        for spelling in spellings(&passphrase) {
            assert!(!holds(trace, spelling.as_bytes()), "{what} writes {spelling}");
        }
    }
    assert!(!holds(&exporting, code.as_bytes()), "export writes the opened code");
    for spelling in spellings(&passphrase) {
        // What the test itself typed is the proof that the search can find something.
        let whole = spelling == passphrase;
        let expected = if whole || passphrase.contains(&spelling) { &["typed"][..] } else { &[] };
        assert_eq!(holding(&office, spelling.as_bytes()), expected, "{spelling}");
    }
    // The receipt tells the log what was read back; before it, only the bag knew.
    let outside: Vec<String> = holding(&office, code.as_bytes())
        .into_iter()
        .filter(|file| !file.starts_with("desk/in/") && file != "desk/trace")
        .collect();
    assert!(
        outside.iter().all(|file| file.starts_with("home/ledger.db") || file.contains("projection")),
        "{outside:?}"
    );
    // Where it is meant to be read, the same search finds it in either spelling.
    if require_peer("script").is_some() {
        read_on_a_terminal(&office, &id);
        let trace = trace(&office);
        for spelling in kana_groups(&passphrase).into_iter().chain([passphrase]) {
            assert!(holds(&trace, spelling.as_bytes()), "{spelling} is not found where it is");
        }
    }
}

/// Whoever seals it anew reads it, and whoever mails the package could put it in.
#[test]
fn the_passphrase_is_not_written_by_who_seals_it_anew_or_mails_the_package() {
    if require_peer("strace").is_none() {
        return;
    }
    let Sealed { office, passphrase } = Office::sealed();
    let traced = |person: &str, words: &[String]| {
        let ran = office.call(person, words).env("TMPDIR", temporary(&office)).under(STRACE).run().exits(0);
        let trace = trace(&office);
        for spelling in spellings(&passphrase) {
            for said in [&trace[..], ran.stdout.as_bytes(), ran.stderr.as_bytes()] {
                assert!(!holds(said, spelling.as_bytes()), "{words:?} says {spelling}");
            }
            assert_eq!(holding(&office, spelling.as_bytes()), Vec::<String>::new(), "{words:?}: {spelling}");
        }
    };
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    traced("suzuki", &words(&["custody", "reseal", "C-0001", "--verbose"]));
    traced(NOBODY, &words(&["mail", "C-0001", "--at", "out"]));
    assert!(sheet(&office, "C-0001", &[])["confirm"].is_object());
    traced("tanaka", &drafting(&office, "C-0001", &["--note", "図面です。"]));
    // It was this one all the while.
    assert_eq!(office.passphrase("C-0001"), passphrase);
}

#[test]
fn the_opened_code_is_in_no_register_before_it_is_read_back() {
    let sealed = Office::sealed();
    let office = &sealed.office;
    let opened = office.opening("out/C-0001.zip.age", &sealed.passphrase, &["--json"]).run().exits(1).json();
    let code = opened["opened_code"].as_str().unwrap();
    office.ok("suzuki", &["passphrase", "C-0001", "--via", "phone"]);
    office.run(NOBODY, &["status"]);
    assert_eq!(holding(office, code.as_bytes()), ["desk/in/C-0001/sekisho/opened-code.txt"]);
}

#[test]
fn a_key_passphrase_is_never_written_nor_passed_on() {
    if require_peer("strace").is_none() {
        return;
    }
    let office = Office::new();
    let id = office.request(&[]);
    office.approving("sato", &id).under(STRACE).run().exits(0);
    assert!(!holds(&trace(&office), b"pass of sato"));
    assert_eq!(holding(&office, b"pass of sato"), ["keys/sato.pass"]);
}
