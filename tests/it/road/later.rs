//! A later day is asked for, and stands only when somebody else agrees.

use crate::office::{Office, day};
use crate::road::{ID, by_hand};

fn extend(office: &Office, due: i64) -> crate::office::Output {
    office.ok("tanaka", &["extend", ID, "--due", &day(due), "--reason", "検査の延期"])
}

#[test]
fn a_later_day_stands_only_when_somebody_else_agrees() {
    let office = by_hand();
    let before = office.shown(ID)["due"].clone();
    let asked = extend(&office, 60);
    assert!(asked.stdout.contains("sekisho approve C-0001"), "{asked:?}");
    assert_eq!(office.shown(ID)["due"], before);
    for (person, code) in [("tanaka", 3), ("mori", 3), ("kimura", 3), ("suzuki", 3)] {
        office.approving(person, ID).fails(code);
    }
    let agreed = office.approve("sato", ID);
    assert!(agreed.stdout.contains(&day(60)), "{agreed:?}");
    let shown = office.shown(ID);
    assert_eq!((&shown["due"], &shown["due_requested"]), (&day(60).into(), &before));
    assert_eq!(shown["extensions"][0]["answered_by"], "sato");
    // It was answered: the same verbs mean the request again, which was approved long ago.
    office.approving("ito", ID).fails(3);
}

#[test]
fn who_answers_sees_the_day_that_stands_the_day_asked_for_and_why() {
    let office = by_hand();
    let stands = office.shown(ID)["due"].as_str().unwrap().to_owned();
    extend(&office, 60);
    for language in ["en", "ja"] {
        let seen =
            office.call("sato", &["approve", ID, "--confirm", "00000000", "--lang", language]).fails(3);
        for needed in [&stands, &day(60), "検査の延期", "田中 一郎", &office.digits(ID)] {
            assert!(seen.stderr.contains(needed), "{needed}: {seen:?}");
        }
    }
    office.fails("sato", &["approve", ID], 2);
}

#[test]
fn who_is_away_answers_with_ssh_keygen_alone() {
    let office = by_hand();
    extend(&office, 60);
    office.fails("sato", &["approve", ID, "--as", "tanaka", "--draft", "own.json"], 3);
    let drafted = office.ok("", &["approve", ID, "--as", "sato", "--draft", "later.json", "--json"]).json();
    assert_eq!(drafted["namespace"], "sekisho-extension-answer-v1");
    crate::elsewhere::sign(&office, "sato", "sekisho-extension-answer-v1", "later.json");
    office.ok("", &["submit", "later.json"]);
    assert_eq!(office.shown(ID)["due"], day(60));
    office.fails("", &["submit", "later.json"], 3);
}

#[test]
fn a_later_day_that_is_refused_leaves_the_first() {
    let office = by_hand();
    extend(&office, 60);
    office.refuses("tanaka", &["reject", ID, "--reason", "自分"]);
    office.refuses("sato", &["reject", ID, "--reason", " "]);
    let refused = office.ok("sato", &["reject", ID, "--reason", "持ち帰ること"]);
    assert!(refused.stdout.contains(&day(30)), "{refused:?}");
    let shown = office.shown(ID);
    assert_eq!((&shown["due"], &shown["status"]), (&day(30).into(), &"sealed".into()));
    assert_eq!(shown["extensions"][0]["answer_reason"], "持ち帰ること");
    // Another may be asked for.
    extend(&office, 40);
    office.approve("ito", ID);
    assert_eq!(office.shown(ID)["due"], day(40));
}

#[test]
fn no_day_is_asked_for_twice_or_earlier_or_by_another() {
    let office = by_hand();
    office.refuses("tanaka", &["extend", ID, "--due", &day(30), "--reason", "同じ日"]);
    office.refuses("tanaka", &["extend", ID, "--due", &day(60), "--reason", ""]);
    office.refuses("mori", &["extend", ID, "--due", &day(60), "--reason", "他人"]);
    extend(&office, 60);
    office.refuses("tanaka", &["extend", ID, "--due", &day(90), "--reason", "重ねて"]);
    office.refuses("sato", &["extend", ID, "--due", &day(90), "--reason", "重ねて"]);
}

#[test]
fn an_overdue_one_is_overdue_until_the_later_day_is_agreed_to() {
    let office = by_hand();
    let late = |person: &str, words: &[&str]| office.call(person, words).days_off(31).run();
    assert_eq!(late("", &["outstanding"]).code, 1);
    let due = day(60);
    late("tanaka", &["extend", ID, "--due", &due, "--reason", "検査の延期"]).exits(0);
    assert_eq!(late("", &["outstanding"]).code, 1);
    late("sato", &["approve", ID, "--confirm", &office.digits(ID)]).exits(0);
    assert_eq!(late("", &["outstanding"]).code, 0);
}
