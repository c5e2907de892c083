//! A check sheet that is not filled in, a letter for one request, and clauses that several rules come of.

use std::fs;

use super::{bare, under, with};
use crate::office::{NOBODY, Office, day};

fn answered(office: &Office, answer: &str) -> String {
    let text = office.ok(NOBODY, &["check-sheet", "--contract", "K"]).stdout;
    let path = office.path("answers.toml");
    fs::write(&path, text.replace("answer = \"\"", &format!("answer = \"{answer}\""))).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn a_blank_item_is_named_and_nobody_is_made_an_approver_for_it() {
    let office = bare(&["check-sheet"]);
    let blank = answered(&office, "");
    let words = ["check-sheet", "--contract", "K", "--answers", &blank, "--lang", "ja"];
    let refused = office.refuses("kanri", &words).stderr;
    assert!(refused.contains("回答のない項目が 31 件") && refused.contains("n/a（該当無）"), "{refused}");
    assert!(refused.contains(&format!("sekisho check-sheet --contract K --answers {blank}")), "{refused}");
    assert!(!refused.contains("the answer is"), "{refused}");
    let odd = answered(&office, "はい");
    let refused = office.refuses("kanri", &words).stderr;
    assert!(refused.contains("項目 1 の回答「はい」"), "{refused}");
    // Whoever asks does not answer for the office, and is not told to become somebody who does.
    answered(&office, "yes");
    let refused = office.refuses("tanaka", &["check-sheet", "--contract", "K", "--answers", &odd]).stderr;
    assert!(refused.contains("sekisho person list") && !refused.contains("person set"), "{refused}");
    office.ok("kanri", &words);
}

#[test]
fn an_open_no_is_told_where_the_answers_go() {
    let office = under(&["check-sheet"]);
    super::sheet(&office, "no", "");
    let asked = office.approved(&with(&[]));
    let refused = office.exporting(&asked, &[]).fails(3).stderr;
    for line in ["sekisho check-sheet --contract K\n", "sekisho check-sheet --contract K --answers FILE\n"] {
        assert!(refused.contains(line), "{line}: {refused}");
    }
}

#[test]
fn a_letter_for_one_request_is_shown_with_that_request() {
    let office = under(&["tokki"]);
    let asked = office.request(&with(&[]));
    let (letter, today) = (office.name("letter.pdf"), day(0));
    let add = ["consent", "add", "--contract", "K", "--request", &asked, "--number", "市情第7号"];
    let by = ["--dated", &today, "--by", "課長", "--evidence", &letter];
    office.ok("kanri", &[&add[..], &by].concat());
    let page = office.ok(NOBODY, &["contract", "show", "K"]).stdout;
    let line = page.lines().find(|line| line.contains("市情第7号")).unwrap();
    assert!(line.contains(&asked), "{page}");
    let view = office.ok(NOBODY, &["contract", "show", "K", "--json"]).json();
    assert_eq!(view["consents"][0]["request_id"], asked.as_str());
}

#[test]
fn a_clause_that_two_rules_come_of_is_named_once_in_a_line() {
    let office = bare(&["tokki"]);
    let page = office.ok(NOBODY, &["duty", "list", "--contract", "K", "--lang", "ja"]).stdout;
    assert_eq!(page.matches("特記事項 第3の4").count(), 1, "{page}");
}
