//! Whom work is passed on to: the client's consent, their agreement on confidentiality, and how they were checked.

use super::{asks, refuses, under};
use crate::office::{NOBODY, Office, day};

/// The subcontractor `sub`, on the contract's list and, where a letter is asked for, agreed to by the client.
fn passing_on(packs: &[&str]) -> Office {
    let office = under(packs);
    add(&office, "下請社");
    office.ok("kanri", &["contract", "recipient", "K", "sub"]);
    let (today, letter) = (day(0), office.name("letter.pdf"));
    let agree = ["contract", "subcontractor", "K", "sub", "--tier", "1", "--number", "12", "--dated", &today];
    office.ok("kanri", &[&agree[..], &["--evidence", &letter]].concat());
    office
}

fn add(office: &Office, organization: &str) {
    let sub = ["recipient", "add", "sub", "--name", "下請", "--organization", organization];
    let more = ["--role", "subcontractor", "--tier", "1", "--email", "sub@sub.example.test"];
    office.ok("tanaka", &[&sub[..], &more].concat());
}

#[track_caller]
fn sign(office: &Office, dated: &str, until: &[&str]) {
    let letter = office.name("letter.pdf");
    let signed = ["contract", "agreement", "K", "sub", "--dated", dated, "--evidence", &letter];
    office.ok("kanri", &[&signed[..], until].concat());
}

#[track_caller]
fn check(office: &Office, on: &str, unmet: &[&str]) {
    let letter = office.name("letter.pdf");
    let checked = ["contract", "check", "K", "sub", "--on", on, "--evidence", &letter];
    office.ok("sato", &[&checked[..], unmet].concat());
}

#[test]
fn meccs_5_1_requirements_are_confirmed_before_anything_goes_there() {
    let office = passing_on(&["meccs"]);
    let said = refuses(&office, &[("--to", "sub")], "5(1)");
    assert!(said.stderr.contains("no check of sub is on record"), "{}", said.stderr);
    assert!(said.stderr.contains("sekisho contract check"), "{}", said.stderr);
    check(&office, &day(0), &["--unmet", "5-8"]);
    let said = refuses(&office, &[("--to", "sub")], "5(1)");
    assert!(said.stderr.contains("5-8"), "{}", said.stderr);
    // What is recorded later about an earlier day does not undo it.
    check(&office, &day(-1), &[]);
    refuses(&office, &[("--to", "sub")], "5(1)");
    check(&office, &day(0), &[]);
    let id = asks(&office, &[("--to", "sub")]);
    let verdict = |words: &[&str]| {
        let rules = office.call(NOBODY, words).days_off(400).run().exits(0).json();
        let rule = rules.as_array().unwrap().iter().find(|rule| rule["id"] == "meccs-5-1-requirements");
        rule.unwrap()["verdict"].clone()
    };
    // A year later no document refuses it, and it is said all the same.
    assert_eq!(verdict(&["rules", "explain", &id, "--json"]), "listed");
    // Another organization under the same id was never checked.
    add(&office, "別の会社");
    refuses(&office, &[("--to", "sub")], "5(1)");
}

#[test]
fn check_sheet_2_6_agreement_is_signed_and_stands() {
    let office = passing_on(&["check-sheet"]);
    check(&office, &day(0), &[]);
    let said = refuses(&office, &[("--to", "sub")], "2-6");
    assert!(said.stderr.contains("no agreement on confidentiality with sub"), "{}", said.stderr);
    sign(&office, &day(-30), &["--until", &day(-1)]);
    let said = refuses(&office, &[("--to", "sub")], "2-6");
    assert!(said.stderr.contains("ended on"), "{}", said.stderr);
    sign(&office, &day(1), &[]);
    refuses(&office, &[("--to", "sub")], "2-6");
    sign(&office, &day(-1), &["--until", &day(365)]);
    asks(&office, &[("--to", "sub")]);
    add(&office, "別の会社");
    refuses(&office, &[("--to", "sub")], "2-6");
}

#[test]
fn ichinomiya_gl_1_below_holds_for_personal_data() {
    let office = passing_on(&["ichinomiya"]);
    let said = refuses(&office, &[("--to", "sub"), ("--personal-data", "none")], "GL (4)");
    assert!(!said.stderr.contains("GL (1)"), "{}", said.stderr);
    refuses(&office, &[("--to", "sub"), ("--personal-data", "10")], "GL (1)");
    sign(&office, &day(0), &[]);
    asks(&office, &[("--to", "sub"), ("--personal-data", "10")]);
}

#[test]
fn what_is_on_record_of_a_subcontractor_is_shown_with_the_contract() {
    let office = passing_on(&[]);
    sign(&office, "2026-04-01", &["--until", "2027-03-31"]);
    check(&office, "2026-04-05", &["--unmet", "5-8"]);
    let shown = office.ok(NOBODY, &["contract", "show", "K", "--json"]).json();
    let sub = &shown["subcontractors"][0];
    assert_eq!((&sub["tier"], &sub["number"]), (&1.into(), &"12".into()));
    assert_eq!(sub["agreement"]["until"], "2027-03-31");
    assert_eq!((&sub["check"]["person"], &sub["check"]["unmet"][0]), (&"sato".into(), &"5-8".into()));
    let page = office.ok(NOBODY, &["contract", "show", "K", "--lang", "ja"]).stdout;
    for words in ["機密保持契約 2026-04-01 から 2027-03-31 まで", "満たしていない項目：5-8"]
    {
        assert!(page.contains(words), "{page}");
    }
    // Whoever is no subcontractor signs none, and a check is of a day that has come.
    let letter = office.name("letter.pdf");
    let none = ["contract", "agreement", "K", "city", "--dated", "2026-04-01", "--evidence", &letter];
    office.refuses("kanri", &none);
    let (ahead, letter) = (day(2), office.name("letter.pdf"));
    office.refuses("sato", &["contract", "check", "K", "sub", "--on", &ahead, "--evidence", &letter]);
}

#[test]
fn nakano_a13_subcontract_never_gets_personal_data() {
    let office = under(&["nakano"]);
    let sub =
        ["recipient", "add", "sub", "--name", "下請", "--organization", "下請社", "--role", "subcontractor"];
    office.ok("tanaka", &[&sub[..], &["--tier", "1", "--email", "sub@sub.example.test"]].concat());
    office.ok("kanri", &["contract", "recipient", "K", "sub"]);
    refuses(&office, &[("--to", "sub"), ("--personal-data", "10")], "個人情報 13");
    asks(&office, &[("--to", "sub"), ("--personal-data", "none")]);
}

#[test]
fn tokki_a5_subcontract_needs_the_clients_letter_for_its_tier() {
    let office = under(&["tokki"]);
    let sub =
        ["recipient", "add", "sub", "--name", "下請", "--organization", "下請社", "--role", "subcontractor"];
    let first = [
        "recipient",
        "add",
        "prime",
        "--name",
        "元請",
        "--organization",
        "元請社",
        "--role",
        "subcontractor",
    ];
    office.ok("tanaka", &[&first[..], &["--tier", "1"]].concat());
    let under = ["--tier", "2", "--under", "prime", "--email", "sub@sub.example.test"];
    office.ok("tanaka", &[&sub[..], &under].concat());
    office.ok("kanri", &["contract", "recipient", "K", "sub"]);
    let said = refuses(&office, &[("--to", "sub")], "第5");
    assert!(said.stderr.contains("no agreement on confidentiality with sub"), "{}", said.stderr);
    sign(&office, &day(0), &[]);
    refuses(&office, &[("--to", "sub")], "第5");
    let letter = office.name("letter.pdf");
    let agree = |tier: &'static str| {
        [
            "contract",
            "subcontractor",
            "K",
            "sub",
            "--tier",
            tier,
            "--number",
            "12",
            "--dated",
            "2026-04-10",
            "--evidence",
        ]
        .map(str::to_owned)
        .into_iter()
        .chain([letter.clone()])
        .collect::<Vec<String>>()
    };
    office.refuses("kanri", &agree("1"));
    office.ok("kanri", &agree("2"));
    // The letter for the second tier says nothing of the first, under whom it works.
    let said = refuses(&office, &[("--to", "sub")], "第5");
    assert!(said.stderr.contains("has not agreed to prime at tier 1"), "{}", said.stderr);
    assert!(said.stderr.contains("sekisho contract subcontractor K prime"), "{}", said.stderr);
    let mut of_prime = agree("1");
    of_prime[3] = "prime".to_owned();
    office.ok("kanri", &of_prime);
    asks(&office, &[("--to", "sub")]);
}
