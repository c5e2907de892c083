//! What a client's later letter says takes the place of what an earlier one said.

use super::{bare, under, with};
use crate::office::{NOBODY, Office, Output, day};

fn directs(office: &Office, number: &str, what: &[&str]) -> Output {
    let (today, letter) = (day(0), office.name("letter.pdf"));
    let said = ["contract", "directive", "K", "--number", number, "--dated", &today, "--evidence", &letter];
    office.ok("kanri", &[&said[..], what].concat())
}

#[test]
fn two_letters_that_designate_two_ways_leave_one() {
    let office = bare(&["tokki"]);
    let add = ["asset", "add", "A-7", "--contract", "K", "--level", "2", "--name", "図面", "--place", "書庫"];
    let came = ["--received", &day(0), "--from", "市 山田"];
    office.ok("tanaka", &[&add[..], &came].concat());
    let overwritten = ["asset", "dispose", "A-7", "--method", "overwrite"];
    let refused = office.refuses("tanaka", &overwritten).stderr;
    assert!(refused.contains("sekisho contract directive K --number"), "{refused}");
    directs(&office, "31", &["--disposal-method", "physical"]);
    directs(&office, "32", &["--disposal-method", "overwrite"]);
    office.refuses("tanaka", &["asset", "dispose", "A-7", "--method", "physical"]);
    office.ok("tanaka", &overwritten);
}

#[test]
fn a_letter_about_a_lent_device_is_among_the_rules_of_its_contract() {
    let office = bare(&["tokki"]);
    office.ok("kanri", &["medium", "add", "PC-9", "--kind", "pc", "--serial", "S-PC-9", "--owner", "K"]);
    directs(&office, "33", &["--lent-device", "destroyed", "--device", "PC-9"]);
    let rules = office.ok(NOBODY, &["rules", "show", "--contract", "K", "--json"]).json();
    let ids: Vec<&str> = rules.as_array().unwrap().iter().map(|rule| rule["id"].as_str().unwrap()).collect();
    assert!(ids.contains(&"directive-lent-device"), "{ids:?}");
}

#[test]
fn tokki_a3_3_consent_is_no_wider_than_the_levels_and_people_it_names() {
    let office = under(&["tokki"]);
    let (today, until, letter) = (day(0), day(90), office.name("letter.pdf"));
    let consents = |number: &str, more: &[&str]| {
        let scope = ["consent", "add", "--contract", "K", "--scope", "月次の納品", "--until", &until];
        let by = ["--number", number, "--dated", &today, "--by", "課長", "--evidence", &letter];
        office.ok("kanri", &[&scope[..], &by, more].concat());
        office.ok("sato", &["consent", "confirm", number, "--contract", "K"]);
    };
    let asked = office.approved(&with(&[]));
    consents("41", &["--level", "3", "--level", "4"]);
    consents("42", &["--requester", "mori"]);
    let refused = office.exporting(&asked, &[]).fails(3).stderr;
    assert!(refused.contains("第3の3"), "{refused}");
    let page = office.ok(NOBODY, &["contract", "show", "K", "--lang", "ja"]).stdout;
    assert!(page.contains("対象の重要性：") && page.contains("対象の申請者：mori"), "{page}");
    // Nobody is named whom nobody knows.
    let nobody =
        ["consent", "add", "--contract", "K", "--scope", "-", "--until", &until, "--requester", "nobody"];
    let by = ["--number", "43", "--dated", &today, "--by", "課長", "--evidence", &letter];
    office.refuses("kanri", &[&nobody[..], &by].concat());
    consents("44", &["--level", "2", "--requester", "tanaka"]);
    office.export(&asked);
    let checked = office.ok(NOBODY, &["contract", "show", "K", "--json"]).json();
    assert_eq!(checked["consents"][2]["requesters"], serde_json::json!(["tanaka"]));
}

/// What is owed because of it would be in no list until then.
#[test]
fn a_letter_bears_no_day_that_has_not_come_and_a_change_none_that_is_years_ahead() {
    let office = bare(&["tokki"]);
    for change in [&["notify", "K", "tanaka", "--post", "handler"][..], &["place", "K", "本社サーバ"]] {
        let said = office.refuses("kanri", &[&["contract"], change, &["--dated", &day(400)]].concat()).stderr;
        assert!(said.contains(&day(400)), "{change:?}: {said}");
    }
    let (ahead, letter) = (day(2), office.name("letter.pdf"));
    let dated = ["--dated", ahead.as_str()];
    let papers: [&[&str]; 2] = [
        &[
            "contract",
            "directive",
            "K",
            "--number",
            "31",
            "--evidence",
            &letter,
            "--disposal-method",
            "physical",
        ],
        &[
            "consent",
            "add",
            "--contract",
            "K",
            "--number",
            "9",
            "--by",
            "課長",
            "--evidence",
            &letter,
            "--scope",
            "すべて",
            "--until",
            &ahead,
        ],
    ];
    for paper in papers {
        let said = office.refuses("kanri", &[paper, &dated].concat()).stderr;
        assert!(said.contains(&ahead), "{paper:?}: {said}");
    }
    let asset =
        ["asset", "add", "A-7", "--contract", "K", "--level", "2", "--name", "図面", "--place", "書庫"];
    let came = ["--from", "市 山田", "--received"];
    let said = office.refuses("tanaka", &[&asset[..], &came, &[&ahead]].concat()).stderr;
    assert!(said.contains(&ahead), "{said}");
    office.ok("tanaka", &[&asset[..], &came, &[&day(0)]].concat());
}
