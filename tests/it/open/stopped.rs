//! An opening that ends in its middle leaves what it had unpacked to nobody.

use std::fs;

use crate::faults::bench::{Bench, age_key};
use crate::faults::paused::Paused;

const OPEN: [&str; 6] = ["open", "out/C-0001.zip.age", "--into", "in", "--identity", "identity"];

fn names(bench: &Bench) -> Vec<String> {
    let entries = fs::read_dir(bench.path("in")).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn what_a_killed_open_left_is_removed_by_the_next_and_what_another_has_at_hand_is_not() {
    let Some(bench) = Bench::founded() else { return };
    let (identity, recipient) = age_key();
    fs::write(bench.path("identity"), identity).unwrap();
    let add = ["recipient", "add", "open", "--name", "O", "--organization", "O", "--age-key", &recipient];
    bench.run_as("tanaka", &add).exits(0);
    let id = bench.request("open", &["--via", "hand"]);
    bench.approve(&id);
    bench.export(&id).exits(0);
    fs::create_dir(bench.path("in")).unwrap();
    // The folder, its content, and then what the package holds.
    let Some(paused) = Paused::at_nth(&bench, "tanaka", &OPEN, ("mkdirat", 4), &[]) else { return };
    let left = names(&bench);
    assert!(left.len() == 1 && left[0].starts_with(".sekisho-open-"), "{left:?}");
    bench.run(&OPEN).exits(1);
    assert_eq!(names(&bench), [&left[0], "C-0001"], "another command is at work there");
    fs::remove_dir_all(bench.path("in/C-0001")).unwrap();
    paused.signal("KILL");
    paused.goes_on();
    assert_eq!(names(&bench), left, "killed");
    bench.run(&OPEN).exits(1);
    assert_eq!(names(&bench), ["C-0001"]);
}
