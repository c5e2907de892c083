//! Signatures that an approver really made, for something else.

use std::fs;
use std::process::Command;

use crate::elsewhere::sign;
use crate::office::{NOBODY, Office};
use crate::signing::crafted::{Fields, SoftKey, TOUCHED, strings};
use crate::support::require_peer;

#[test]
fn a_signature_made_for_git_is_no_approval() {
    let Some(git) = require_peer("git") else { return };
    let office = Office::new();
    assert_eq!(office.request(&[("--out", "handed")]), "C-0001");
    let draft = "handed/C-0001-approve-sato.json";
    // ssh-keygen, over the very bytes, in git's namespace; it leaves the unlocked key beside.
    sign(&office, "sato", "git", draft);
    let refused = office.fails_by(NOBODY, &["submit", draft], 3, "wrong-namespace");
    assert!(refused.stderr.contains("git"), "{refused:?}");
    fs::remove_file(office.desk().join(format!("{draft}.sig"))).unwrap();
    // git itself, over a commit whose message is the draft: a colleague is asked for a signed commit.
    let repository = office.path("repository");
    fs::create_dir(&repository).unwrap();
    let run = |args: &[&str]| {
        let key = format!("user.signingkey={}", office.name("keys/sato.plain"));
        let settings = ["user.name=sato", "user.email=sato@example.test", "gpg.format=ssh", &key];
        let mut command = Command::new(&git);
        command.current_dir(&repository).env("HOME", &repository).env("GIT_CONFIG_NOSYSTEM", "1");
        command.args(settings.iter().flat_map(|setting| ["-c", setting])).args(args);
        let output = command.output().unwrap();
        assert!(output.status.success(), "{args:?}: {output:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    run(&["init", "-q"]);
    let message = office.name(&format!("desk/{draft}"));
    run(&["commit", "-q", "-S", "--allow-empty", "--cleanup=verbatim", "-F", &message]);
    let commit = run(&["cat-file", "commit", "HEAD"]);
    let armor: Vec<&str> = commit
        .lines()
        .skip_while(|line| !line.contains("BEGIN SSH SIGNATURE"))
        .map(|line| line.trim_start_matches("gpgsig ").trim_start())
        .take_while(|line| !line.is_empty() && !line.starts_with('{'))
        .collect();
    assert!(armor.last().unwrap().contains("END SSH SIGNATURE"), "{commit}");
    fs::write(office.desk().join("pasted"), format!("{}\n", armor.join("\n"))).unwrap();
    let pasted = office.fails_by(NOBODY, &["submit", draft, "--signature", "pasted"], 3, "wrong-namespace");
    assert!(pasted.stderr.contains("git"), "{pasted:?}");
    assert_eq!(office.shown("C-0001")["approvals_counted"], 0);
    // The same key in the right namespace would have been one.
    sign(&office, "sato", "sekisho-approval-v1", draft);
    office.ok(NOBODY, &["submit", draft]);
}

/// The namespace of an approval.
const NAMESPACE: &str = "sekisho-approval-v1";

/// Hands in what somebody made of a signature, and returns why it is refused.
#[track_caller]
fn refused(office: &Office, draft: &str, signature: &str, what: &str) -> String {
    fs::write(office.desk().join("made"), signature).unwrap();
    let refused = office.run(NOBODY, &["submit", draft, "--signature", "made"]);
    assert_eq!(refused.code, 3, "{what}: {refused:?}");
    assert_eq!(office.shown("C-0001")["approvals_counted"], 0, "{what}");
    refused.stderr
}

#[test]
fn what_is_no_signature_of_this_format_is_refused_where_it_is_handed_in_and_named() {
    let office = Office::new();
    assert_eq!(office.request(&[("--out", "handed")]), "C-0001");
    let draft = "handed/C-0001-approve-sato.json";
    sign(&office, "sato", NAMESPACE, draft);
    let good = fs::read_to_string(office.desk().join(format!("{draft}.sig"))).unwrap();
    fs::remove_file(office.desk().join(format!("{draft}.sig"))).unwrap();
    let fields = Fields::of(&good);
    assert_eq!(fields.armor(), good);
    let mut modulus = vec![0xff; 257];
    modulus[0] = 0;
    let rsa = strings(&[b"ssh-rsa", &[3], &modulus]);
    let sha1 = |raw: &[u8]| Fields { key: rsa.clone(), raw: strings(&[b"ssh-rsa", raw]), ..fields.clone() };
    let hash = |hash: &str| Fields { hash: hash.to_owned(), ..fields.clone() };
    let cases: [(&str, String, &str); 9] = [
        ("RSA with SHA-1", sha1(&[1; 256]).armor(), "SHA-1"),
        ("a hash that is SHA-1", hash("sha1").armor(), "SHA-1"),
        ("an unknown hash", hash("sha384").armor(), "sha384"),
        ("version 0", Fields { version: 0, ..fields.clone() }.armor(), "version 0"),
        ("version 2", Fields { version: 2, ..fields.clone() }.armor(), "version 2"),
        ("a byte after it", Fields { after: vec![0], ..fields.clone() }.armor(), "malformed"),
        (
            "a byte after the number",
            Fields { raw: [&fields.raw[..], &[0]].concat(), ..fields.clone() }.armor(),
            "malformed",
        ),
        ("two of them", format!("{good}{good}"), "END line"),
        ("something reserved", Fields { reserved: vec![1], ..fields.clone() }.armor(), "reserved"),
    ];
    for (what, made, fact) in cases {
        let why = refused(&office, draft, &made, what);
        assert!(why.contains(fact), "{what}: {why}");
    }
    // As it was made it is an approval.
    fs::write(office.desk().join("made"), good).unwrap();
    office.ok(NOBODY, &["submit", draft, "--signature", "made"]);
}

#[test]
fn an_approval_by_a_security_key_that_nobody_touched_is_refused_and_says_so() {
    let office = Office::new();
    let kind = SoftKey::Ed25519;
    fs::write(office.desk().join("touch.pub"), format!("{} sato\n", kind.public())).unwrap();
    office.ok("kanri", &["person", "add-key", "sato", "--public-key", "touch.pub"]);
    assert_eq!(office.request(&[("--out", "handed")]), "C-0001");
    let draft = "handed/C-0001-approve-sato.json";
    let message = fs::read(office.desk().join(draft)).unwrap();
    for flags in [0, 4] {
        let why = refused(&office, draft, &kind.signs(flags, NAMESPACE, &message).armor(), "not touched");
        assert!(why.contains("touch"), "{why}");
    }
    fs::write(office.desk().join("made"), kind.signs(TOUCHED, NAMESPACE, &message).armor()).unwrap();
    office.ok(NOBODY, &["submit", draft, "--signature", "made"]);
    assert_eq!(office.status("C-0001"), "approved");
}
