//! What is owed to clients on paper, from when, and again.

use serde_json::Value;

use super::*;

/// What `duty list` says of a paper: where it stands, for what, and what it is about.
fn owed(office: &Office, duty: &str, days: i64) -> Vec<(String, String, Option<String>)> {
    let output = office.call(NOBODY, &["duty", "list", "--contract", "K", "--json"]).days_off(days).run();
    let all = output.json();
    let late = all.as_array().unwrap().iter().any(|one| one["standing"] == "late");
    assert_eq!(output.code, i32::from(late), "{output:?}");
    let text = |value: &serde_json::Value| value.as_str().map(str::to_owned);
    let lines = all.as_array().unwrap().iter().filter(|one| one["duty"] == duty);
    lines
        .map(|one| {
            let occasion = text(&one["occasion"]).unwrap_or_default();
            (text(&one["standing"]).unwrap(), occasion, text(&one["about"]))
        })
        .collect()
}

fn line(standing: &str, occasion: &str, about: Option<&str>) -> (String, String, Option<String>) {
    (standing.to_owned(), occasion.to_owned(), about.map(str::to_owned))
}

fn send(office: &Office, duty: &str, more: &[&str]) {
    let (on, paper) = (day(0), office.name("letter.pdf"));
    let sent = ["duty", "sent", duty, "--contract", "K", "--on", &on, "--evidence", &paper];
    office.ok("kanri", &[&sent[..], more].concat());
}

#[test]
fn nakano_a4_the_roster_is_owed_from_the_beginning_and_again_when_somebody_joins() {
    let office = bare(&["nakano"]);
    assert_eq!(owed(&office, "roster", 0), [line("open", "start", None)]);
    assert_eq!(owed(&office, "roster", 14), [line("open", "start", None)]);
    assert_eq!(owed(&office, "roster", 15), [line("late", "start", None)]);
    let late = office.call(NOBODY, &["status"]).days_off(15).run();
    assert!(late.code == 1 && late.stdout.contains("sekisho") && late.stdout.contains("roster"), "{late:?}");
    let early = ["duty", "sent", "roster", "--contract", "K", "--on", &day(1), "--evidence"];
    office.refuses("kanri", &[&early[..], &[&office.name("letter.pdf")]].concat());
    let sent = ["duty", "sent", "roster", "--contract", "K", "--on", &day(0), "--evidence"];
    office.refuses("tanaka", &[&sent[..], &[&office.name("letter.pdf")]].concat());
    send(&office, "roster", &["--note", "郵送"]);
    assert_eq!(owed(&office, "roster", 15), [line("sent", "start", None)]);
    let all = office.run(NOBODY, &["duty", "list", "--contract", "K", "--json"]).json();
    let roster = all.as_array().unwrap().iter().find(|one| one["duty"] == "roster").unwrap();
    let digest = sekisho::base::digest::Digest::of(b"letter").to_string();
    assert_eq!(
        (roster["sent"]["sha256"].as_str(), roster["sent"]["note"].as_str()),
        (Some(&*digest), Some("郵送"))
    );
    let clauses: Vec<&str> =
        roster["clauses"].as_array().unwrap().iter().map(|one| one["rule"].as_str().unwrap()).collect();
    assert_eq!(clauses, ["nakano-a4-roster", "nakano-b6-roster"]);
    let joins = ["contract", "notify", "K", "mori", "--post", "handler", "--dated", &day(3)];
    office.ok("kanri", &joins);
    assert_eq!(owed(&office, "roster", 3), [line("open", "change", None), line("sent", "start", None)]);
}

#[test]
fn nakano_b3_the_report_of_disposal_is_owed_when_the_contract_ends() {
    let office = bare(&["nakano"]);
    assert_eq!(owed(&office, "disposal-report", 0), [line("ahead", "end", None)]);
    office.ok("kanri", &["contract", "set", "K", "--until", &day(5)]);
    assert_eq!(owed(&office, "disposal-report", 5), [line("open", "end", None)]);
    assert_eq!(owed(&office, "disposal-report", 20), [line("late", "end", None)]);
}

#[test]
fn nakano_a1_a3_a11_a15_what_is_handed_in_at_the_beginning() {
    let office = bare(&["nakano"]);
    for duty in ["measures", "organization", "management-report", "security-policy"] {
        assert_eq!(owed(&office, duty, 0), [line("open", "start", None)], "{duty}");
        send(&office, duty, &[]);
        assert_eq!(owed(&office, duty, 99), [line("sent", "start", None)], "{duty}");
    }
}

#[test]
fn nakano_a2_b7_every_teaching_is_reported() {
    let office = bare(&["nakano"]);
    assert_eq!(owed(&office, "training-report", 0), [line("ahead", "training", None)]);
    let teach = |on: &str| {
        let teach = ["training", "add", "--person", "tanaka", "--on", on, "--topic", "取扱い"];
        office.ok("kanri", &[&teach[..], &["--contract", "K"]].concat());
    };
    teach(&day(-3));
    assert_eq!(owed(&office, "training-report", 0), [line("open", "training", None)]);
    send(&office, "training-report", &[]);
    assert_eq!(owed(&office, "training-report", 30), [line("sent", "training", None)]);
    let all = office.run(NOBODY, &["duty", "list", "--json"]).json();
    let report = all.as_array().unwrap().iter().find(|one| one["duty"] == "training-report").unwrap();
    assert_eq!(report["clauses"].as_array().unwrap().len(), 2, "{report}");
}

#[test]
fn nakano_a12_an_incident_is_reported_in_writing() {
    let office = under(&["nakano", "meccs"]);
    let id = asks(&office, &[]);
    office.ok("tanaka", &["incident", "open", &id, "--kind", "violation", "--aware", "now", "--drill"]);
    assert_eq!(owed(&office, "incident-report", 0), [line("ahead", "incident", None)]);
    office.ok("tanaka", &["incident", "open", &id, "--kind", "violation", "--aware", "now", "--another"]);
    assert_eq!(owed(&office, "incident-report", 15), [line("late", "incident", Some("I-0002"))]);
    // meccs 6(3): measures against repetition, once it is closed.
    assert_eq!(owed(&office, "prevention-report", 15), [line("ahead", "incident-closed", None)]);
    send(&office, "incident-report", &["--about", "I-0009"]);
    assert_eq!(owed(&office, "incident-report", 15), [line("late", "incident", Some("I-0002"))]);
    send(&office, "incident-report", &["--about", "I-0002"]);
    assert_eq!(owed(&office, "incident-report", 15), [line("sent", "incident", Some("I-0002"))]);
}

#[test]
fn meccs_6_3_measures_against_repetition_are_reported_once_the_incident_is_closed() {
    let office = under(&["meccs"]);
    let id = asks(&office, &[]);
    office.ok("tanaka", &["incident", "open", &id, "--kind", "violation", "--aware", "now"]);
    office.ok("tanaka", &["incident", "contacted", "I-0001", "--whom", "課長"]);
    for field in ["written-report", "prevention", "review"] {
        let known = ["incident", "update", "I-0001", "--field", field, "--text", "記入", "--evidence"];
        office.ok("tanaka", &[&known[..], &[&office.name("letter.pdf")]].concat());
    }
    office.ok("sato", &["incident", "close", "I-0001"]);
    assert_eq!(owed(&office, "prevention-report", 0), [line("open", "incident-closed", Some("I-0001"))]);
}

#[test]
fn meccs_7_2_the_check_sheet_is_handed_in_when_the_client_asks() {
    let office = bare(&["meccs"]);
    assert_eq!(owed(&office, "check-sheet", 99), [line("ahead", "request", None)]);
    let asked = ["duty", "asked", "check-sheet", "--contract", "K", "--on", &day(0)];
    office.refuses("sato", &[&asked[..], &["--by", &day(-1)]].concat());
    office.ok("sato", &[&asked[..], &["--by", &day(2)]].concat());
    assert_eq!(owed(&office, "check-sheet", 2)[0], line("open", "request", None));
    assert_eq!(owed(&office, "check-sheet", 3)[0], line("late", "request", None));
    send(&office, "check-sheet", &[]);
    assert_eq!(owed(&office, "check-sheet", 3)[0], line("sent", "request", None));
}

#[test]
fn meccs_7_3_what_an_internal_audit_came_to_is_reported_when_the_client_asks() {
    let office = bare(&["meccs"]);
    assert_eq!(owed(&office, "audit-report", 99), [line("ahead", "request", None)]);
    office.ok("sato", &["duty", "asked", "audit-report", "--contract", "K", "--on", &day(0)]);
    assert_eq!(owed(&office, "audit-report", 0)[0], line("open", "request", None));
    send(&office, "audit-report", &[]);
    assert_eq!(owed(&office, "audit-report", 99)[0], line("sent", "request", None));
}

#[test]
fn tokki_a3_4_storage_places_are_handed_in_and_changes_reported() {
    let office = bare(&["tokki"]);
    office.ok("kanri", &["contract", "place", "K", "本社サーバ", "--dated", &day(0)]);
    assert_eq!(owed(&office, "storage-places", 15), [line("late", "start", None)]);
    // The footer says whose term it is that the star at the day stands for; without a star there is none.
    let footers = |language: &str| {
        let page = office.run(NOBODY, &["duty", "list", "--lang", language]).stdout;
        let star = if language == "ja" { "※" } else { "*" };
        let footer = page.lines().find(|line| line.trim_start().starts_with(star)).map(str::to_owned);
        assert_eq!(page.lines().any(|line| line.contains(&format!("{} {star}", day(14)))), footer.is_some());
        footer
    };
    assert!(footers("en").unwrap().contains("names no number of days"));
    assert!(footers("ja").unwrap().contains("文書に日数の定めがない"));
    send(&office, "storage-places", &[]);
    assert_eq!(owed(&office, "storage-places", 15), [line("sent", "start", None)]);
    office.ok("kanri", &["contract", "place", "K", "支店サーバ", "--dated", &day(2)]);
    assert_eq!(owed(&office, "storage-places", 2)[0], line("open", "change", None));
}

#[test]
fn ichinomiya_7_gl_5_each_disposal_is_reported_where_the_level_or_personal_data_ask() {
    let office = under(&["ichinomiya"]);
    assert_eq!(owed(&office, "disposal-report", 0), [line("ahead", "disposal", None)]);
    // Level 4 and without personal data: nobody asks.
    let low = ASSET.map(|word| match word {
        "A-1" => "A-4".to_owned(),
        "2" => "4".to_owned(),
        "TODAY" => day(0),
        word => word.to_owned(),
    });
    office.ok("tanaka", &[&low.each_ref().map(String::as_str)[..], &["--people", "0"]].concat());
    office.ok("tanaka", &["asset", "dispose", "A-4", "--method", "dissolve"]);
    assert_eq!(owed(&office, "disposal-report", 0), [line("ahead", "disposal", None)]);
    let dissolved = ["asset", "dispose", "A-1", "--method", "dissolve"];
    assert!(office.refuses("tanaka", &dissolved).stderr.contains("ポリシー (7)"));
    office.ok("tanaka", &[&dissolved[..], &["--evidence", &office.name("letter.pdf")]].concat());
    assert_eq!(owed(&office, "disposal-report", 0), [line("open", "disposal", Some("A-1"))]);
    send(&office, "disposal-report", &[]);
    assert_eq!(owed(&office, "disposal-report", 0), [line("sent", "disposal", Some("A-1"))]);
}

/// Where a document names no days, the program has a term of its own for the office, which the client never set.
#[test]
fn a_term_that_no_document_names_stands_on_no_paper_for_the_client() {
    let office = under(&["nakano"]);
    let listed = office.ok(NOBODY, &["duty", "list", "--json"]).json();
    let own = |duty: &&Value| duty["due"].is_string() && duty["due_named"] == false && duty["sent"].is_null();
    let due =
        listed.as_array().unwrap().iter().find(own).expect("a duty without a named term")["due"].clone();
    let form = |more: &[&str]| {
        office.ok(NOBODY, &[&["form", "submissions", "--contract", "K"][..], more].concat()).stdout
    };
    let rows = form(&["--format", "csv"]);
    assert!(rows.lines().count() > 1 && !rows.contains(due.as_str().unwrap()), "{due}: {rows}");
    assert!(form(&["--lang", "ja"]).contains("文書に日数の定めがない"));
}

#[test]
fn an_end_of_an_earlier_day_that_is_said_later_is_in_no_report_before_it() {
    let office = under(&["ichinomiya"]);
    send(&office, "disposal-report", &[]);
    let (evidence, on, received) = (office.name("letter.pdf"), day(-5), day(-30));
    let add = ["asset", "add", "A-8", "--contract", "K", "--level", "2", "--name", "図面", "--place", "書庫"];
    office.ok("tanaka", &[&add[..], &["--received", &received]].concat());
    let end = ["asset", "dispose", "A-8", "--method", "dissolve", "--evidence", &evidence, "--on", &on];
    office.ok("tanaka", &end);
    assert_eq!(owed(&office, "disposal-report", 0), [line("open", "disposal", Some("A-8"))]);
    for (language, recorded) in [("en", "(recorded "), ("ja", "に記録）")] {
        let page = office.ok(NOBODY, &["asset", "show", "A-8", "--lang", language]).stdout;
        assert!(page.contains(&on) && page.contains(recorded), "{page}");
    }
    send(&office, "disposal-report", &[]);
    assert_eq!(owed(&office, "disposal-report", 0), [line("sent", "disposal", Some("A-8"))]);
}

#[test]
fn tokki_a7_given_back_asks_for_what_the_client_provided_only() {
    let office = under(&["tokki"]);
    office.ok("kanri", &["contract", "set", "K", "--until", &day(30)]);
    let due_by = || {
        let shown = office.ok(NOBODY, &["asset", "show", "A-1", "--json"]).json();
        let all = shown.as_array().and_then(|all| all.first()).unwrap_or(&shown);
        all["due_by"].as_array().unwrap().len()
    };
    assert_eq!((due_by(), owed(&office, "return", 0)), (0, Vec::new()));
    office.ok("tanaka", &["asset", "set", "A-1", "--from", "発注機関 山田"]);
    assert_eq!(owed(&office, "return", 0), [line("ahead", "end", Some("A-1"))]);
    assert!(due_by() > 0);
}

#[test]
fn what_was_given_back_is_unconfirmed_until_a_second_person_shows_a_paper() {
    let office = under(&["meccs"]);
    let receipt = office.name("letter.pdf");
    let confirm = ["asset", "confirm", "A-1", "--end"];
    office.refuses("sato", &confirm);
    office.ok("tanaka", &["asset", "return", "A-1", "--to", "委託元"]);
    let open = || {
        [&["asset", "list"][..], &["asset", "show", "A-1"], &["form", "asset-register", "--contract", "K"]]
            .map(|words| office.ok(NOBODY, &[words, &["--lang", "ja"]].concat()).stdout)
            .map(|page| page.contains("確認が未済") || page.contains("確認未済"))
    };
    assert_eq!(open(), [true; 3]);
    assert_eq!(owed(&office, "end-confirmation", 0), [line("open", "disposal", Some("A-1"))]);
    for (language, whose) in
        [("en", "** No document asks for this confirmation"), ("ja", "** この確認を求める文書はありません")]
    {
        let page = office.run(NOBODY, &["duty", "list", "--lang", language]).stdout;
        assert!(page.lines().any(|line| line.contains(" **")), "{page}");
        assert!(page.contains(whose) && page.contains("14"), "{page}");
    }
    assert_eq!(owed(&office, "end-confirmation", 40), [line("late", "disposal", Some("A-1"))]);
    let own = office.refuses("tanaka", &[&confirm[..], &["--evidence", &receipt]].concat());
    assert!(own.stderr.contains("asset confirm A-1 --end"), "{}", own.stderr);
    office.refuses("sato", &confirm);
    let shown = office.ok("sato", &[&confirm[..], &["--evidence", &receipt, "--json"]].concat()).json();
    assert_eq!(shown[0]["end_confirmed"]["by"], "sato");
    assert_eq!(shown[0]["end_confirmed"]["evidence_sha256"].as_str().map(str::len), Some(64));
    assert_eq!(open(), [false; 3]);
    assert_eq!(owed(&office, "end-confirmation", 40), []);
    office.ok(NOBODY, &["audit"]);
}

#[test]
fn ichinomiya_gl_4_what_was_handed_in_before_a_subcontractor_was_agreed_to_is_on_record() {
    let office = under(&["ichinomiya"]);
    let sub =
        ["recipient", "add", "sub", "--name", "下請", "--organization", "下請社", "--role", "subcontractor"];
    office.ok("tanaka", &[&sub[..], &["--tier", "1"]].concat());
    let (today, letter) = (day(0), office.name("letter.pdf"));
    let agree = ["contract", "subcontractor", "K", "sub", "--tier", "1", "--number", "12", "--dated", &today];
    office.ok("kanri", &[&agree[..], &["--evidence", &letter]].concat());
    assert_eq!(owed(&office, "subcontracting-request", 0), [line("open", "subcontracting", Some("sub"))]);
    send(&office, "subcontracting-request", &["--about", "sub"]);
    assert_eq!(owed(&office, "subcontracting-request", 0), [line("sent", "subcontracting", Some("sub"))]);
}

#[test]
fn ichinomiya_gl_7_progress_is_reported_when_the_city_asks() {
    let office = bare(&["ichinomiya"]);
    assert_eq!(owed(&office, "management-report", 99), [line("ahead", "request", None)]);
}

#[test]
fn tokki_a9_1_report_is_handed_in_whenever_the_client_asks() {
    let office = bare(&["tokki"]);
    assert_eq!(owed(&office, "management-report", 99), [line("ahead", "request", None)]);
    office.ok("kanri", &["duty", "asked", "management-report", "--contract", "K", "--on", &day(0)]);
    assert_eq!(owed(&office, "management-report", 0), [line("open", "request", None)]);
    send(&office, "management-report", &[]);
    assert_eq!(owed(&office, "management-report", 0), [line("sent", "request", None)]);
}

#[test]
fn check_sheet_1_2_records_of_teaching_and_the_certificate_are_owed_for_personal_data_only() {
    let office = under(&["check-sheet"]);
    assert!(
        owed(&office, "isms-certificate", 0).is_empty() && owed(&office, "training-report", 0).is_empty()
    );
    asks(&office, &[("--personal-data", "12")]);
    assert_eq!(owed(&office, "isms-certificate", 0), [line("open", "start", None)]);
    assert_eq!(owed(&office, "training-report", 0), [line("ahead", "training", None)]);
}

#[test]
fn a_directive_names_the_day_and_the_year_comes_round() {
    let office = bare(&[]);
    let rules = "id = \"more\"\nversion = 1\ntitle = { ja = \"指示\", en = \"directive\" }\n\
        client = { ja = \"市\", en = \"city\" }\n[[rule]]\nid = \"yearly\"\nclause = \"1\"\n\
        demand = { kind = \"owed\", duty = \"check-sheet\", when = [\"yearly\"], days = 3 }\n\
        ja = \"毎年提出する\"\nen = \"every year\"\n";
    fs::write(office.path("more.toml"), rules).unwrap();
    let (letter, more) = (office.name("letter.pdf"), office.name("more.toml"));
    let direct = ["contract", "directive", "K", "--number", "31", "--dated", "2026-06-01", "--evidence"];
    office.ok("kanri", &[&direct[..], &[&letter, "--rules", &more]].concat());
    assert_eq!(owed(&office, "check-sheet", 0), [line("ahead", "yearly", None)]);
    assert_eq!(owed(&office, "check-sheet", 367)[0], line("open", "yearly", None));
    assert_eq!(owed(&office, "check-sheet", 370)[0], line("late", "yearly", None));
}

#[test]
fn tokki_b2_2_whether_the_client_was_told_within_the_hour_is_shown() {
    let office = under(&["tokki"]);
    let id = asks(&office, &[]);
    let told = |incident: &str| {
        let shown = office.run(NOBODY, &["incident", "show", incident, "--json"]).json();
        let one = &shown["report_within"][0];
        (one["rule"].as_str().unwrap().to_owned(), one["held"].as_bool())
    };
    office.ok("tanaka", &["incident", "open", &id, "--kind", "violation", "--aware", "-90m"]);
    assert_eq!(told("I-0001"), ("tokki-b2-2-hour".to_owned(), Some(false)));
    office.ok("tanaka", &["incident", "open", &id, "--kind", "violation", "--aware", "-10m", "--another"]);
    assert_eq!(told("I-0002").1, None);
    office.ok("tanaka", &["incident", "contacted", "I-0002", "--whom", "市"]);
    assert_eq!(told("I-0002").1, Some(true));
    let shown = office.run(NOBODY, &["incident", "show", "I-0001"]).stdout;
    assert!(shown.contains("遵守事項 第2の2") || shown.contains("第2の2"), "{shown}");
}
