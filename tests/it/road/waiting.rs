//! What waits for whom: the carrier, the approver, the custodian.

use crate::office::{Call, Office, day};
use crate::road::{ID, by_hand, opened};

fn tasks_of(call: Call<'_>) -> Vec<String> {
    let output = call.run();
    assert!(output.code < 2, "{output:?}");
    let tasks = output.json();
    tasks.as_array().unwrap().iter().map(|task| task["task"].as_str().unwrap().to_owned()).collect()
}

pub fn tasks(office: &Office, person: &str) -> Vec<String> {
    tasks_of(office.call(person, &["inbox", "--json"]))
}

#[test]
fn whoever_carries_is_told_to_pledge_and_whoever_took_over_too() {
    let office = by_hand();
    assert_eq!(tasks(&office, "tanaka"), ["sign-pledge"]);
    office.ok("tanaka", &["checkout", ID]);
    assert!(tasks(&office, "tanaka").is_empty());
    office.ok("tanaka", &["transfer", ID, "--to", "mori"]);
    assert_eq!((tasks(&office, "tanaka"), tasks(&office, "mori")), (vec![], vec!["sign-pledge".to_owned()]));
    office.ok("mori", &["checkout", ID]);
    assert!(tasks(&office, "mori").is_empty());
    // Overdue is the carrier's to see to.
    let later = |person| tasks_of(office.call(person, &["inbox", "--json"]).days_off(31));
    assert_eq!((later("tanaka"), later("mori")), (vec![], vec!["overdue".to_owned()]));
}

#[test]
fn a_later_day_waits_for_everybody_who_may_answer_and_nobody_else() {
    let office = by_hand();
    office.ok("tanaka", &["checkout", ID]);
    office.ok("tanaka", &["extend", ID, "--due", &day(60), "--reason", "延期"]);
    for (person, waits) in
        [("sato", true), ("ito", true), ("tanaka", false), ("mori", false), ("kanri", false)]
    {
        assert_eq!(tasks(&office, person).contains(&"answer-extension".to_owned()), waits, "{person}");
    }
    let said = office.ok("sato", &["inbox", "--lang", "ja"]).stdout;
    assert!(said.contains("期限延長") && said.contains("sekisho approve C-0001"), "{said}");
    office.approve("sato", ID);
    assert!(tasks(&office, "ito").is_empty());
}

#[test]
fn whoever_carries_does_not_agree_to_their_own_later_day() {
    let office = by_hand();
    // An approver who may carry takes it over.
    office.ok("kanri", &["person", "set", "ito", "--role", "approver", "--role", "requester"]);
    office.ok("tanaka", &["extend", ID, "--due", &day(60), "--reason", "延期"]);
    office.ok("tanaka", &["transfer", ID, "--to", "ito"]);
    assert_eq!(tasks(&office, "ito"), ["sign-pledge"]);
    office.approving("ito", ID).fails(3);
    office.refuses("ito", &["reject", ID, "--reason", "x"]);
    office.approve("sato", ID);
    office.ok("ito", &["extend", ID, "--due", &day(90), "--reason", "延期"]);
    office.approving("ito", ID).fails(3);
    // Passed on, what one asked for oneself is still one's own.
    office.ok("ito", &["transfer", ID, "--to", "mori"]);
    office.approving("ito", ID).fails(3);
    office.approve("sato", ID);
    assert_eq!(office.shown(ID)["due"], day(90));
}

#[test]
fn what_was_opened_waits_to_be_recorded_as_handed_over() {
    let office = by_hand();
    office.ok("tanaka", &["checkout", ID]);
    assert_eq!(tasks(&office, "suzuki"), ["tell-passphrase"]);
    opened(&office, ID);
    assert_eq!(tasks(&office, "tanaka"), ["hand-over"]);
    let said = office.ok("tanaka", &["inbox"]).stdout;
    assert!(said.contains("sekisho handed-over C-0001"), "{said}");
    office.ok("tanaka", &["handed-over", ID]);
    assert!(tasks(&office, "tanaka").is_empty() && tasks(&office, "suzuki").is_empty());
}
