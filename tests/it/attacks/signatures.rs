//! Signatures that an approver really made, for something else.

use std::fs;
use std::process::Command;

use crate::elsewhere::sign;
use crate::office::{NOBODY, Office};
use crate::support::require_peer;

#[test]
fn a_signature_made_for_git_is_no_approval() {
    let Some(git) = require_peer("git") else { return };
    let office = Office::new();
    assert_eq!(office.request(&[("--out", "handed")]), "C-0001");
    let draft = "handed/C-0001-approve-sato.json";
    // ssh-keygen, over the very bytes, in git's namespace; it leaves the unlocked key beside.
    sign(&office, "sato", "git", draft);
    let refused = office.fails(NOBODY, &["submit", draft], 3);
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
    office.fails(NOBODY, &["submit", draft, "--signature", "pasted"], 3);
    assert_eq!(office.shown("C-0001")["approvals_counted"], 0);
    // The same key in the right namespace would have been one.
    sign(&office, "sato", "sekisho-approval-v1", draft);
    office.ok(NOBODY, &["submit", draft]);
}
