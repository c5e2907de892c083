//! Whole lives, each step by the command that the step before it named.

use crate::office::{NOBODY, Office, Output};
use crate::road::waiting::tasks;
use crate::road::{ID, by_hand, evidence, opened};

/// The commands that an answer tells the reader to run, with what stands in for a value given one.
fn named(office: &Office, answer: &Output) -> Vec<Vec<String>> {
    let file = evidence(office, "shown.pdf");
    let value = |word: &str| match word {
        "FILE" => file.clone(),
        "TEXT" => "現場で削除".to_owned(),
        word => word.to_owned(),
    };
    let lines = answer.stdout.lines().filter_map(|line| line.trim().strip_prefix("sekisho "));
    lines.map(|line| line.split_whitespace().map(value).collect()).collect()
}

fn run_named(office: &Office, person: &str, answer: &Output) {
    for mut words in named(office, answer) {
        // This office is a copy of one that lay elsewhere when it was written.
        if words.iter().any(|word| word == "erase-file" || word == "return") {
            words.extend(["--at", "out"].map(str::to_owned));
        }
        words.push("--yes".to_owned());
        office.ok(person, &words);
    }
}

#[test]
fn a_delivery_ends_when_every_copy_is_accounted_for_and_somebody_else_confirms() {
    let office = by_hand();
    office.ok("tanaka", &["checkout", ID, "--case", "3"]);
    office.ok("tanaka", &["copy", ID, "--kind", "working", "--place", "現場PC"]);
    office.ok("tanaka", &["copy", ID, "--kind", "paper", "--place", "印刷"]);
    opened(&office, ID);
    office.refuses("sato", &["confirm", ID]);
    let handed_over = office.ok("tanaka", &["handed-over", ID]);
    assert_eq!(named(&office, &handed_over).len(), 3);
    assert!(tasks(&office, "sato").is_empty());
    run_named(&office, "tanaka", &handed_over);
    assert_eq!(office.shown(ID)["open_copies"], serde_json::json!([]));
    // Nobody who had a hand in it confirms; whoever may is told so.
    office.refuses("tanaka", &["confirm", ID]);
    assert_eq!((tasks(&office, "sato"), tasks(&office, "tanaka")), (vec!["confirm".to_owned()], vec![]));
    let said = office.ok("sato", &["inbox"]);
    run_named(&office, "sato", &said);
    assert!(tasks(&office, "ito").is_empty());
    let shown = office.ok(NOBODY, &["show", ID, "--json"]).json();
    assert_eq!((&shown["status"], &shown["closed_by"]), (&"closed".into(), &"sato".into()));
    let closed = &shown["closed_at"].as_str().unwrap()[..10];
    for (words, needed) in [
        (&["log"][..], "Closed"),
        (&["log"], closed),
        (&["show", ID], "L0 declared — 田中 一郎 (tanaka) says so"),
        (&["show", ID], "Confirmed by"),
        (&["log", "--format", "html", "--lang", "ja"], "佐藤 花子<br>"),
    ] {
        let said = office.ok(NOBODY, words).stdout;
        assert!(said.contains(needed), "{words:?}: {needed}: {said}");
    }
    // It is over: nothing of the road is said about it any more, a slip least of all.
    for words in [
        &["checkout", ID][..],
        &["transfer", ID, "--to", "mori"],
        &["extend", ID, "--due", "2099-01-01", "--reason", "x"],
        &["copy", ID, "--kind", "paper", "--place", "x"],
    ] {
        office.refuses("tanaka", words);
    }
    assert!(office.run(NOBODY, &["audit"]).code < 2);
}

#[test]
fn at_the_highest_level_a_witness_is_waited_for_before_an_end_is_confirmed() {
    let office = Office::new();
    let id = office.approved(&[("--via", "hand"), ("--level", "1")]);
    office.export(&id);
    let answer = office.ok("tanaka", &["handed-over", &id, "--evidence", &evidence(&office, "r")]);
    run_named(&office, "tanaka", &answer);
    assert_eq!((tasks(&office, "sato"), tasks(&office, "tanaka")), (vec!["witness".to_owned()], vec![]));
    office.refuses("sato", &["confirm", &id]);
    run_named(&office, "ito", &office.ok("ito", &["inbox"]));
    assert_eq!(tasks(&office, "sato"), ["confirm"]);
    run_named(&office, "sato", &office.ok("sato", &["inbox"]));
    assert_eq!(office.status(&id), "closed");
}

#[test]
fn what_was_closed_is_open_again_when_the_client_orders_it_back() {
    let office = by_hand();
    let add = ["recipient", "add", "city", "--name", "山田 花子", "--organization", "市役所"];
    office.ok("tanaka", &[&add[..], &["--role", "subcontractor"]].concat());
    let answer = office.ok("tanaka", &["handed-over", ID, "--evidence", &evidence(&office, "r")]);
    run_named(&office, "tanaka", &answer);
    office.ok("sato", &["confirm", ID]);
    assert_eq!(office.status(ID), "closed");
    office.ok("kanri", &["recall", "--recipient", "city", "--number", "7"]);
    let shown = office.shown(ID);
    assert_eq!((&shown["outstanding"], &shown["open_copies"]), (&true.into(), &serde_json::json!([3])));
    let copy = ["dispose", ID, "--copy", "3", "--method", "declared", "--evidence", "r", "--yes"];
    office.ok("tanaka", &copy);
    office.ok("sato", &["confirm", ID]);
    assert_eq!(office.status(ID), "closed");
}
