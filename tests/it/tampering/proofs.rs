//! A folder of proofs, handed on by somebody who wants the reader to take two histories, another list of files or another
//! number for what was approved.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::office::{Copied, NOBODY, Office};

const ID: &str = "C-0002";

/// Which files of a folder, by name.
type Wanted<'a> = &'a dyn Fn(&str) -> bool;

/// Two offices of one origin whose ledgers part after the first carry-out, each with the proofs of the second.
struct Forked {
    office: Office,
    other: Office,
}

impl Forked {
    fn new() -> Self {
        let office = Office::new();
        office.approved(&[]);
        let other = Copied::of(&office).office();
        for (fork, purpose) in [(&office, "納品"), (&other, "調査")] {
            assert_eq!(fork.approved(&[("--purpose", purpose)]), ID);
            fork.ok(NOBODY, &["prove", ID, "--out", "proof"]);
        }
        Self { office, other }
    }

    /// A new folder with what lies in these.
    fn mixed(&self, name: &str, from: &[(&Path, Wanted<'_>)]) -> PathBuf {
        let to = self.office.desk().join(name);
        fs::create_dir(&to).unwrap();
        for (index, (folder, wanted)) in from.iter().enumerate() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                let file = path.file_name().unwrap().to_str().unwrap().to_owned();
                let twice = to.join(&file).exists();
                // What takes the name of another keeps its pair of entry and proof.
                let free = if twice { format!("{index}{file}") } else { file.clone() };
                if wanted(&file) {
                    fs::copy(&path, to.join(free)).unwrap();
                }
            }
        }
        to
    }

    fn verified(&self, folder: &str, code: i32) -> (Vec<Value>, String) {
        let lines = self.office.run(NOBODY, &["verify", folder, "--json"]).exits(code).json();
        let said = self.office.run(NOBODY, &["verify", folder, "--lang", "en"]).exits(code).stdout;
        (lines.as_array().unwrap().clone(), said)
    }
}

fn problems(lines: &[Value]) -> Vec<(String, String)> {
    let wrong = lines.iter().filter(|line| !line["problem"].is_null());
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    wrong.map(|line| (text(&line["file"]), text(&line["problem"]))).collect()
}

fn warned<'a>(lines: &'a [Value], warning: &str) -> Vec<&'a str> {
    let has = |line: &&Value| line["warnings"].as_array().unwrap().iter().any(|given| given == warning);
    lines.iter().filter(has).map(|line| line["file"].as_str().unwrap()).collect()
}

fn is_checkpoint(name: &str) -> bool {
    name == "checkpoint.txt"
}

#[test]
fn two_histories_in_one_folder_of_proofs_do_not_hold() {
    let forked = Forked::new();
    let (ours, theirs) = (forked.office.desk().join("proof"), forked.other.desk().join("proof"));
    forked.verified("proof", 0);
    let of_entries = |name: &str| name.starts_with("C-0002-0");
    let beside = |name: &str| !name.starts_with("C-0002-0");

    // The entries of both, with proofs of each.
    forked.mixed("both", &[(&ours, &|_| true), (&theirs, &of_entries)]);
    let (lines, said) = forked.verified("both", 4);
    let found = problems(&lines);
    assert!(found.iter().all(|(_, problem)| problem.contains("two histories")), "{found:?}");
    assert_eq!(found.len(), 9, "both pairs of entries and proofs, twice, and the checkpoint: {found:?}");
    assert!(!said.contains("all hold"), "{said}");

    // The entries of one and the checkpoint that the client knows.
    forked.mixed("theirs", &[(&theirs, &|name| !is_checkpoint(name)), (&ours, &is_checkpoint)]);
    forked.verified("theirs", 4);

    // The same beside one true proof that leads to that checkpoint.
    forked.office.ok(NOBODY, &["prove", "C-0001", "--out", "first"]);
    let first = forked.office.desk().join("first");
    forked.mixed("covered", &[(&first, &|_| true), (&theirs, &|name| name.starts_with("C-"))]);
    let (lines, said) = forked.verified("covered", 4);
    let found: Vec<String> = problems(&lines).into_iter().map(|(file, _)| file).collect();
    for name in fs::read_dir(&theirs).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap())
    {
        assert!(beside(&name) || found.contains(&name), "{name}: {found:?}");
    }
    assert!(!said.contains("all hold"), "{said}");

    // One entry more in the other history, so that the sizes tell nothing: who signed there saw another tree.
    forked.other.request(&[]);
    forked.other.ok(NOBODY, &["prove", ID, "--out", "later"]);
    let later = forked.other.desk().join("later");
    forked.mixed("larger", &[(&ours, &|_| true), (&later, &of_entries)]);
    let found = problems(&forked.verified("larger", 4).0);
    assert!(found.iter().any(|(_, problem)| problem.contains("two histories")), "{found:?}");
}

#[test]
fn proofs_that_nothing_relates_to_the_checkpoint_are_not_said_to_hold_with_it() {
    let forked = Forked::new();
    let first = forked.office.desk().join("first");
    forked.office.ok(NOBODY, &["prove", "C-0001", "--out", "first"]);
    forked.other.request(&[]);
    forked.other.ok(NOBODY, &["prove", ID, "--out", "later"]);
    let later = forked.other.desk().join("later");
    for (name, checkpoint) in [("with", true), ("without", false)] {
        let wanted = |file: &str| checkpoint || !is_checkpoint(file);
        forked.mixed(name, &[(&first, &wanted), (&later, &|file| file.starts_with("C-"))]);
        let (lines, said) = forked.verified(name, 1);
        let apart = warned(&lines, "not-related");
        assert!(apart.iter().any(|file| file.starts_with(ID)), "{apart:?}");
        // Where nothing says which of them is the one, none of them is.
        assert_eq!(apart.iter().any(|file| file.starts_with("C-0001")), !checkpoint, "{apart:?}");
        assert!(said.contains("NOT RELATED") && !said.contains("all hold"), "{said}");
    }
}

#[test]
fn what_lies_among_proofs_and_was_not_looked_at_is_named_and_what_is_missing_is_found() {
    let forked = Forked::new();
    let proof = forked.office.desk().join("proof");
    let (checkpoint, aside) = (proof.join("checkpoint.txt"), forked.office.desk().join("aside"));
    // The checkpoint of the other history, by a link: it was neither compared nor named.
    fs::rename(&checkpoint, &aside).unwrap();
    let theirs = forked.other.desk().join("proof/checkpoint.txt");
    symlink(&theirs, &checkpoint).unwrap();
    let found = problems(&forked.verified("proof", 4).0);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].0, "checkpoint.txt");
    assert!(found[0].1.contains("link"), "{found:?}");
    fs::remove_file(&checkpoint).unwrap();
    for kind in ["folder", "text"] {
        match kind {
            "folder" => fs::create_dir(&checkpoint).unwrap(),
            _ => fs::write(&checkpoint, "size 99, all well\n").unwrap(),
        }
        let found = problems(&forked.verified("proof", 4).0);
        assert_eq!(found[0].0, "checkpoint.txt", "{kind}: {found:?}");
        let _ = fs::remove_dir(&checkpoint).or_else(|_| fs::remove_file(&checkpoint));
    }
    fs::rename(&aside, &checkpoint).unwrap();
    forked.verified("proof", 0);

    // Another list of files under a name like it.
    let (list, like) = (proof.join("C-0002-manifest-sha256.txt"), proof.join("C-0002-manifest-sha256.text"));
    fs::write(&like, "00  data/harmless.txt\n").unwrap();
    fs::create_dir(proof.join("more")).unwrap();
    let (lines, said) = forked.verified("proof", 1);
    assert_eq!(warned(&lines, "not-looked-at"), ["C-0002-manifest-sha256.text", "more"]);
    assert!(said.contains("NOT LOOKED AT: 2 more"), "{said}");
    fs::rename(&list, &aside).unwrap();
    let found = problems(&forked.verified("proof", 4).0);
    assert_eq!(found[0].0, "C-0002-manifest-sha256.txt", "{found:?}");
    assert!(found[0].1.contains("missing"), "{found:?}");
    fs::rename(&aside, &list).unwrap();
    fs::remove_file(&like).unwrap();
    fs::remove_dir(proof.join("more")).unwrap();

    // Instructions of somebody else's, and an entry without its proof.
    let how = fs::read(proof.join("how-to-verify.txt")).unwrap();
    fs::write(proof.join("how-to-verify.txt"), "just trust it\n").unwrap();
    assert_eq!(warned(&forked.verified("proof", 1).0, "not-looked-at"), ["how-to-verify.txt"]);
    fs::write(proof.join("how-to-verify.txt"), how).unwrap();
    for entry in fs::read_dir(&proof).unwrap().map(Result::unwrap) {
        if entry.file_name().to_str().unwrap().ends_with("approval.tlog-proof") {
            fs::remove_file(entry.path()).unwrap();
        }
    }
    let found = problems(&forked.verified("proof", 4).0);
    assert!(found.len() == 1 && found[0].1.contains("its proof is missing"), "{found:?}");
}

#[test]
fn the_number_of_a_carry_out_is_not_taken_from_the_name_of_a_file() {
    let forked = Forked::new();
    let office = &forked.office;
    let renamed = |folder: &str, from: &str, to: &str| {
        for entry in fs::read_dir(office.desk().join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap();
            fs::rename(&path, path.with_file_name(name.replace(from, to))).unwrap();
        }
    };
    // No entry of what was not exported says its number, so none is taken as said.
    for (from, to) in [("C-0002", "C-0042"), ("C-0042", "C-0002")] {
        renamed("proof", from, to);
        let (lines, said) = forked.verified("proof", 0);
        let entries = lines.iter().filter(|line| line["what"] == "entry").count();
        assert_eq!(warned(&lines, "number-in-name-only").len(), entries);
        assert!(said.contains(&format!("Only the name of the file says the number: {to}.")), "{said}");
    }
    // Its export says it.
    office.export(ID);
    office.ok(NOBODY, &["prove", ID, "--out", "exported"]);
    let (lines, said) = forked.verified("exported", 0);
    assert!(warned(&lines, "number-in-name-only").is_empty() && !said.contains("says the number"), "{said}");
    for (from, to) in [("C-0002", "C-0042"), ("-0000", "-0010"), ("-approval", "-rejection")] {
        renamed("exported", from, to);
        let found = problems(&forked.verified("exported", 4).0);
        assert!(found.iter().all(|(_, problem)| problem.contains("its name says another")), "{found:?}");
        renamed("exported", to, from);
    }
    forked.verified("exported", 0);
}
