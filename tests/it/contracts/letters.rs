//! What a client's later letter says takes the place of what an earlier one said.

use super::bare;
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
