//! What a contract demands holds at the door: each refusal is named after its clause, and goes away only
//! when what the clause asks for is on record.

use std::fs;

use crate::office::{NOBODY, Office, Output, day};

mod at_once;
mod duties;
mod explained;
mod letters;
mod mailed;
mod places;
mod second_person;
mod sheet;
mod subcontractors;

/// An office with contract `K` under `packs`, whose client is the recipient `city`'s organization's other
/// office, and everything on record that the packs ask for before something leaves.
fn under(packs: &[&str]) -> Office {
    let office = bare(packs);
    let today = day(0);
    office.taught(&today);
    office.ok("tanaka", &["pledge", "--occasion", "entry"]);
    office.ok("kanri", &["contract", "recipient", "K", "city", "--purpose", "納品"]);
    for (person, post) in [("tanaka", "handler"), ("sato", "responsible"), ("ito", "operations-officer")] {
        office.ok("kanri", &["contract", "notify", "K", person, "--post", post, "--dated", &today]);
    }
    office.ok("kanri", &["contract", "place", "K", "本社サーバ", "--dated", &today]);
    office.ok("tanaka", &ASSET.map(|word| if word == "TODAY" { today.as_str() } else { word }));
    sheet(&office, "yes", "");
    office
}

const ASSET: [&str; 13] = [
    "asset",
    "add",
    "A-1",
    "--contract",
    "K",
    "--level",
    "2",
    "--name",
    "図面",
    "--place",
    "書庫",
    "--received",
    "TODAY",
];

/// The contract alone.
fn bare(packs: &[&str]) -> Office {
    let office = Office::new();
    let rules = packs.iter().flat_map(|pack| ["--rules", pack]);
    let add: Vec<&str> = ["contract", "add", "K", "--client", "発注機関"].into_iter().chain(rules).collect();
    office.ok("kanri", &add);
    fs::write(office.path("letter.pdf"), b"letter").unwrap();
    office
}

fn sheet(office: &Office, answer: &str, measure: &str) {
    let text = office.ok(NOBODY, &["check-sheet", "--contract", "K"]).stdout;
    let text = text
        .replace("answer = \"\"", "answer = \"yes\"")
        .replacen("answer = \"yes\"", &format!("answer = \"{answer}\""), 1)
        .replacen("measure = \"\"", &format!("measure = \"{measure}\""), 1);
    fs::write(office.path("sheet.toml"), text).unwrap();
    office.ok("kanri", &["check-sheet", "--contract", "K", "--answers", &office.name("sheet.toml")]);
}

/// What every request under `K` says here.
const USUAL: [(&str, &str); 5] = [
    ("--contract", "K"),
    ("--asset", "A-1"),
    ("--reason", "窓口での説明に必要"),
    ("--place", "市役所"),
    ("--personal-data", "none"),
];

fn with<'a>(but: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut flags: Vec<(&str, &str)> = USUAL.to_vec();
    flags.retain(|(flag, _)| !but.iter().any(|(other, _)| other == flag));
    flags.extend(but.iter().filter(|(_, value)| *value != "-"));
    flags
}

/// A request under `K` that a rule must stand against, in both languages, citing `clause`.
#[track_caller]
fn refuses(office: &Office, but: &[(&str, &str)], clause: &str) -> Output {
    let words = office.asking(&with(but));
    let english = office.refuses("tanaka", &words);
    let japanese = office.refuses("tanaka", &[words, vec!["--lang".to_owned(), "ja".to_owned()]].concat());
    assert!(english.stderr.contains(clause), "{}", english.stderr);
    assert!(japanese.stderr.contains(clause), "{}", japanese.stderr);
    english
}

#[track_caller]
fn asks(office: &Office, but: &[(&str, &str)]) -> String {
    office.request(&with(but))
}

/// An export of an approved request that a rule must stand against, citing `clause`.
#[track_caller]
fn stays(office: &Office, id: &str, clause: &str) -> Output {
    let output = office.exporting(id, &[]).fails(3);
    assert!(output.stderr.contains(clause), "{}", output.stderr);
    output
}

#[track_caller]
fn consent(office: &Office, id: &str, number: &str) {
    let evidence = office.name("letter.pdf");
    let add = [
        "consent",
        "add",
        "--contract",
        "K",
        "--request",
        id,
        "--number",
        number,
        "--dated",
        &day(0),
        "--by",
        "課長",
        "--evidence",
        &evidence,
    ];
    office.ok("tanaka", &add);
}

fn consented(office: &Office, id: &str) {
    consent(office, id, "77");
    office.ok("ito", &["consent", "confirm", "77"]);
}

#[test]
fn meccs_4_4_home_has_no_exception() {
    let office = under(&["meccs"]);
    let said = refuses(&office, &[("--place", "home")], "4(4)");
    assert!(said.stderr.contains("no exception exists"), "{}", said.stderr);
    // Not even with the highest approval there is: it is refused before anybody is asked.
    asks(&office, &[]);
}

#[test]
fn that_the_contract_has_ended_is_said_to_whoever_asks_and_approves() {
    let office = under(&["meccs"]);
    let ends = |day: &str| office.ok("kanri", &["contract", "set", "K", "--until", day]);
    let asks = || office.ok("tanaka", &office.asking(&with(&[]))).stderr;
    let said = format!("ended on {}", day(-1));
    ends(&day(0));
    assert!(!asks().contains("ended on"));
    ends(&day(-1));
    assert!(asks().contains(&said));
    let approved = office.approve("sato", "C-0002");
    assert!(approved.stderr.contains(&said), "{approved:?}");
}

#[test]
fn meccs_4_4_reason_why_it_cannot_be_avoided_is_stated() {
    let office = under(&["meccs"]);
    refuses(&office, &[("--reason", "-")], "4(4)");
}

#[test]
fn meccs_4_1_register_has_whatever_leaves() {
    let office = under(&["meccs"]);
    refuses(&office, &[("--asset", "-")], "4(1)");
    refuses(&office, &[("--asset", "A-9")], "4(1)");
    office.ok("tanaka", &["asset", "return", "A-1", "--to", "委託元"]);
    refuses(&office, &[], "4(1)");
}

#[test]
fn meccs_2_1_training_of_a_year_ago_is_not_enough() {
    let office = under(&["meccs"]);
    let words = office.asking(&with(&[("--due", &day(500)), ("--on", &day(400))]));
    let output = office.call("tanaka", &words).days_off(400).fails(3);
    assert!(output.stderr.contains("2(1)"), "{}", output.stderr);
    let words = office.asking(&with(&[]));
    let output = bare(&["meccs"]).call("mori", &words).fails(3);
    assert!(output.stderr.contains("no training of mori"), "{}", output.stderr);
}

#[test]
fn meccs_4_2_purpose_keeps_it_to_the_contracts_list() {
    let office = under(&["meccs"]);
    refuses(&office, &[("--to", "ward")], "4(2)");
    office.ok("kanri", &["contract", "recipient", "K", "city", "--remove"]);
    refuses(&office, &[], "4(2)");
}

#[test]
fn meccs_4_3_consent_comes_before_anything_is_handed_out() {
    let office = under(&["meccs"]);
    let id = asks(&office, &[]);
    office.approve("sato", &id);
    stays(&office, &id, "4(3)");
    consent(&office, &id, "77");
    // Recorded, and not confirmed by a second person: it does not count.
    stays(&office, &id, "4(3)");
    office.refuses("tanaka", &["consent", "confirm", "77"]);
    office.ok("sato", &["consent", "confirm", "77"]);
    office.refuses("ito", &["consent", "confirm", "77"]);
    office.export(&id);
    // It was for that one request.
    let other = asks(&office, &[]);
    office.approve("sato", &other);
    stays(&office, &other, "4(3)");
}

#[test]
fn a_consent_for_a_period_covers_what_it_says_and_ends() {
    let office = under(&["meccs"]);
    let add = [
        "consent",
        "add",
        "--contract",
        "K",
        "--scope",
        "月次の納品",
        "--until",
        &day(20),
        "--via",
        "email",
        "--number",
        "5",
        "--dated",
        &day(0),
        "--by",
        "課長",
        "--evidence",
        &office.name("letter.pdf"),
    ];
    office.ok("tanaka", &add);
    office.ok("ito", &["consent", "confirm", "5"]);
    let mailed = asks(&office, &[]);
    let carried = asks(&office, &[("--via", "courier")]);
    for id in [&mailed, &carried] {
        office.approve("sato", id);
    }
    stays(&office, &carried, "4(3)");
    office.export(&mailed);
    let late = asks(&office, &[("--on", &day(21)), ("--due", &day(40))]);
    office.approve("sato", &late);
    let output = office.exporting(&late, &[]).days_off(21).fails(3);
    assert!(output.stderr.contains("4(3)"), "{}", output.stderr);
}

#[test]
fn the_client_itself_is_never_a_third_party() {
    let office = under(&["tokki", "ichinomiya"]);
    let client = ["recipient", "add", "owner", "--name", "係長", "--organization", "発注機関"];
    office.ok("tanaka", &[&client[..], &["--email", "owner@client.example.test"]].concat());
    let id = asks(&office, &[("--to", "owner"), ("--kind", "return-to-client")]);
    office.approve("sato", &id);
    office.export(&id);
}

#[test]
fn a_client_who_signs_needs_no_letter() {
    let office = under(&["tokki"]);
    office.give_key("client");
    office.register("client", "発注 太郎", &["client"]);
    let id = asks(&office, &[]);
    office.approve("sato", &id);
    office.approve("client", &id);
    // Somebody of another organization signed: whose consent is that?
    stays(&office, &id, "第3の3");
    office.ok("kanri", &["person", "set", "client", "--organization", "発注機関"]);
    office.export(&id);
}

#[test]
fn ichinomiya_gl_6_handlers_alone_handle_personal_data() {
    let office = under(&["ichinomiya"]);
    office.ok("kanri", &["contract", "notify", "K", "tanaka", "--dated", &day(0)]);
    refuses(&office, &[("--personal-data", "100")], "GL (6)");
    asks(&office, &[("--personal-data", "none")]);
}

#[test]
fn what_nobody_stated_about_personal_data_counts_as_personal_data() {
    let office = under(&["ichinomiya"]);
    office.ok("kanri", &["contract", "notify", "K", "tanaka", "--dated", &day(0)]);
    refuses(&office, &[("--personal-data", "-")], "GL (6)");
}

#[test]
fn ichinomiya_gl_1_pledge_comes_before_personal_data() {
    let office = bare(&["ichinomiya"]);
    let today = day(0);
    office.ok("kanri", &["contract", "recipient", "K", "city"]);
    office.ok("kanri", &["contract", "notify", "K", "tanaka", "--post", "handler", "--dated", &today]);
    refuses(&office, &[("--asset", "-"), ("--personal-data", "5")], "GL (1)");
    // Nobody pledges for somebody else; paper is recorded by an administrator.
    let paper = office.name("letter.pdf");
    let on_paper = ["pledge", "--occasion", "entry", "--person", "tanaka", "--paper", &paper];
    office.refuses("mori", &on_paper);
    office.ok("kanri", &on_paper);
    asks(&office, &[("--asset", "-"), ("--personal-data", "5")]);
}

#[test]
fn nakano_a9_never_unless_the_operations_officer_permits() {
    let office = under(&["nakano"]);
    // The exception is for what is carried; nobody makes one for a mail.
    let mailed = asks(&office, &[("--personal-data", "460000")]);
    office.approve("ito", &mailed);
    stays(&office, &mailed, "個人情報 9");
    let id = asks(&office, &[("--personal-data", "460000"), ("--via", "hand")]);
    office.approve("sato", &id);
    stays(&office, &id, "個人情報 9");
    office.approve("ito", &id);
    office.export(&id);
}

#[test]
fn nakano_a8_copies_of_the_same_content_leave_once() {
    let office = under(&["nakano"]);
    let first = asks(&office, &[("--personal-data", "10"), ("--via", "hand")]);
    let again = asks(&office, &[("--personal-data", "10"), ("--via", "hand")]);
    for id in [&first, &again] {
        office.approve("ito", id);
    }
    office.export(&first);
    stays(&office, &again, "個人情報 8");
    // Whoever asks now is told before anybody approves, until the city agreed to more.
    let more = [("--personal-data", "10"), ("--via", "hand"), ("--copies", "2")];
    let said = refuses(&office, &more, "個人情報 8");
    assert!(said.stderr.contains("--copies 3"), "{}", said.stderr);
    let letter = office.name("letter.pdf");
    let until = day(20);
    let today = day(0);
    let agreed = ["--number", "9", "--dated", &today, "--by", "課長", "--evidence", &letter];
    let scope =
        ["consent", "add", "--contract", "K", "--scope", "3部まで", "--until", &until, "--copies", "3"];
    office.ok("tanaka", &[&scope[..], &agreed[..]].concat());
    refuses(&office, &more, "個人情報 8");
    office.ok("sato", &["consent", "confirm", "9"]);
    let third = asks(&office, &more);
    assert_eq!(office.shown(&third)["copies_asked"], 2);
    office.export(&again);
    office.approve("ito", &third);
    stays(&office, &third, "個人情報 8");
}

#[test]
fn nakano_a8_copies_of_registered_information_are_counted_wherever_they_are() {
    let office = under(&["nakano"]);
    fn copies<'a>(more: &[&'a str]) -> Vec<&'a str> {
        [&["asset", "copies", "A-1", "--json"], more].concat()
    }
    let shown =
        |output: Output| (output.json()[0]["copies"].clone(), output.json()[0]["copies_permitted"].clone());
    assert_eq!(
        shown(office.ok("tanaka", &copies(&["--made", "1", "--place", "書庫"]))),
        (1.into(), ().into())
    );
    let said = office.refuses("tanaka", &copies(&["--made", "1", "--place", "書庫"]));
    assert!(said.stderr.contains("個人情報 8"), "{}", said.stderr);
    office.refuses("tanaka", &copies(&["--gone", "2"]));
    assert_eq!(shown(office.ok("tanaka", &copies(&["--gone", "1"]))).0, 0);
    let id = asks(&office, &[("--personal-data", "none"), ("--via", "hand")]);
    office.approve("ito", &id);
    office.export(&id);
    assert_eq!(shown(office.ok(NOBODY, &["asset", "show", "A-1", "--json"])).0, 1);
}

#[test]
fn check_sheet_foot_keeps_everything_in_while_a_no_is_open() {
    let office = under(&["check-sheet"]);
    sheet(&office, "no", "");
    let id = asks(&office, &[]);
    office.approve("sato", &id);
    stays(&office, &id, "※");
    sheet(&office, "no", "4月中に実施することで協議済み");
    office.export(&id);
}

#[test]
fn tokki_a12_directive_only_adds_and_stops_what_was_approved_before() {
    let office = under(&[]);
    let before = asks(&office, &[]);
    office.approve("sato", &before);
    let rules = "id = \"more\"\nversion = 1\ntitle = { ja = \"指示\", en = \"directive\" }\n\
        client = { ja = \"市\", en = \"city\" }\n[[rule]]\nid = \"no-mail\"\nclause = \"1\"\n\
        demand = { kind = \"forbid-via\", vias = [\"email\"] }\nja = \"メールで送らない\"\nen = \"no mail\"\n";
    fs::write(office.path("more.toml"), rules).unwrap();
    let direct = [
        "contract",
        "directive",
        "K",
        "--number",
        "31",
        "--dated",
        "2026-06-01",
        "--evidence",
        &office.name("letter.pdf"),
        "--rules",
        &office.name("more.toml"),
    ];
    office.refuses("tanaka", &direct);
    office.ok("kanri", &direct);
    stays(&office, &before, "rules");
    let said = refuses(&office, &[], "1");
    assert!(said.stderr.contains("directive of the client"), "{}", said.stderr);
    asks(&office, &[("--via", "courier")]);
}

#[test]
fn an_unknown_contract_pack_or_asset_is_refused_before_anything_is_hashed() {
    let office = Office::new();
    // Before the first contract is registered, the id is a label.
    office.request(&[("--contract", "K")]);
    office.ok("kanri", &["contract", "add", "K-0", "--client", "市"]);
    office.refuses("tanaka", &office.asking(&[("--contract", "K")]));
    office.refuses("kanri", &["contract", "add", "K", "--client", "市", "--rules", "nothing"]);
    office.refuses("tanaka", &["contract", "add", "K", "--client", "市"]);
    office.ok("kanri", &["contract", "add", "K", "--client", "市", "--rules", "meccs"]);
    office.refuses("kanri", &["contract", "add", "K", "--client", "市"]);
    office.refuses("tanaka", &["asset", "check", "--contract", "K", "--found", "A-9"]);
}

#[test]
fn a_pack_is_replaced_by_a_newer_one_only() {
    let office = Office::new();
    let text = office.ok(NOBODY, &["rules", "show", "--pack", "office", "--json"]);
    assert!(text.json().as_array().unwrap().len() > 5);
    office.refuses("kanri", &["rules", "set", "office"]);
    office.ok("kanri", &["rules", "set", "meccs"]);
    office.refuses("kanri", &["rules", "set", "meccs"]);
    fs::write(office.path("bad.toml"), "id = \"a\"\n").unwrap();
    office.refuses(NOBODY, &["rules", "check", &office.name("bad.toml")]);
}

#[test]
fn explain_says_every_rule_that_was_looked_at() {
    let office = under(&["meccs"]);
    let id = asks(&office, &[]);
    let judged = office.ok(NOBODY, &["rules", "explain", &id, "--json"]).json();
    let verdict = |rule: &str| {
        let found = judged.as_array().unwrap().iter().find(|one| one["id"] == rule).unwrap();
        found["verdict"].as_str().unwrap().to_owned()
    };
    assert_eq!(verdict("meccs-4-4-home"), "holds");
    assert_eq!(verdict("meccs-4-3-consent"), "unmet");
    assert_eq!(verdict("meccs-3-1-network"), "not-served");
    assert_eq!(verdict("meccs-3-7-encrypted"), "not-meant");
    for language in ["en", "ja"] {
        let text = office.ok(NOBODY, &["rules", "explain", &id, "--lang", language]).stdout;
        assert!(text.contains("4(4)") && text.contains(&id), "{text}");
    }
}

#[test]
fn ichinomiya_5_case_with_a_lock_holds_what_is_carried() {
    let office = under(&["ichinomiya"]);
    let id = asks(&office, &[("--via", "hand"), ("--kind", "return-to-client"), ("--to", "city")]);
    office.approve("sato", &id);
    consent(&office, &id, "5");
    office.ok("ito", &["consent", "confirm", "5"]);
    office.export(&id);
    let bare = office.refuses("tanaka", &["checkout", &id]);
    assert!(bare.stderr.contains("ポリシー (5)"), "{}", bare.stderr);
    office.ok("tanaka", &["checkout", &id, "--case", "12"]);
}

#[test]
fn meccs_6_2_contacts_say_whom_to_call_by_day_and_at_night() {
    let office = under(&["meccs"]);
    let id = asks(&office, &[("--via", "hand"), ("--kind", "return-to-client")]);
    let verdict = || {
        let judged = office.ok(NOBODY, &["rules", "explain", &id, "--json"]).json();
        let found = judged.as_array().unwrap().iter().find(|one| one["id"] == "meccs-6-2-contacts").unwrap();
        (found["verdict"].as_str().unwrap().to_owned(), found["side"].as_str().map(str::to_owned))
    };
    assert_eq!(verdict(), ("listed".to_owned(), Some("client".to_owned())));
    let client = ["--name", "課長 光", "--organization", "発注機関", "--day", "03-2222-0001"];
    let client =
        [&["contact", "add", "--contract", "K"], &client[..], &["--night", "090-2222-0001"]].concat();
    office.refuses("tanaka", &client);
    office.ok("kanri", &client);
    assert_eq!(verdict(), ("listed".to_owned(), Some("office".to_owned())));
    let night = ["--name", "当番", "--organization", "例示設計", "--night", "090-2222-0002", "--order", "1"];
    let night = [&["contact", "add", "--contract", "K", "--role", "夜間当番"], &night[..]].concat();
    // On whose side a name stands that nobody has seen before is not guessed; once it was said, it is known.
    let unknown = office.refuses("kanri", &night);
    assert!(unknown.stderr.contains("--side"), "{}", unknown.stderr);
    assert_eq!(verdict(), ("listed".to_owned(), Some("office".to_owned())));
    office.ok("kanri", &[&night[..], &["--side", "office"]].concat());
    office.ok("kanri", &night);
    let own = ["--name", "田中 一郎", "--organization", "社内", "--day", "03-2222-0009"];
    let own = [&["contact", "add", "--contract", "K"], &own[..]].concat();
    let listed = office.ok("kanri", &[&own[..], &["--json"]].concat()).json();
    assert_eq!(listed.as_array().unwrap().last().unwrap()["side"], "office");
    office.ok(
        "kanri",
        &["contact", "remove", "--contract", "K", "--name", "田中 一郎", "--organization", "社内"],
    );
    assert_eq!(verdict().0, "holds");
    // Listed again, somebody stands in it once; whoever is not in it is not taken out.
    let later = [&client[..], &["--order", "2"]].concat();
    office.ok("kanri", &later);
    let listed = office.ok(NOBODY, &["contact", "list", "--contract", "K", "--json"]).json();
    let names: Vec<&str> =
        listed.as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["当番", "課長 光"]);
    let nobody = ["contact", "remove", "--contract", "K", "--name", "誰か", "--organization", "発注機関"];
    office.refuses("kanri", &nobody);
    let neither = ["contact", "add", "--contract", "K", "--name", "誰か", "--organization", "発注機関"];
    office.fails("kanri", &neither, 2);
    office.refuses("kanri", &[&neither[..], &["--day", " "]].concat());
    // The slip, the first page of an incident and the contract name them, in this order.
    office.approve("sato", &id);
    consent(&office, &id, "77");
    office.ok("ito", &["consent", "confirm", "77"]);
    office.export(&id);
    let slip = office.ok("tanaka", &["checkout", &id]).stdout;
    let first = office.ok("tanaka", &["incident", "open", &id, "--kind", "lost", "--aware", "now"]).stdout;
    let shown = office.ok(NOBODY, &["contract", "show", "K"]).stdout;
    for text in [&slip, &first, &shown] {
        let at = |needed: &str| text.find(needed).unwrap_or_else(|| panic!("{needed}: {text}"));
        assert!(
            at("090-2222-0002") < at("03-2222-0001") && at("03-2222-0001") < at("090-2222-0001"),
            "{text}"
        );
    }
    let call = office.ok(NOBODY, &["incident", "show", "I-0001", "--json"]).json();
    assert_eq!(call["call"][0]["night"], "090-2222-0002");
    assert_eq!(call["call"][1]["reasons"][0], "contact-client");
    office.ok(
        "kanri",
        &["contact", "remove", "--contract", "K", "--name", "当番", "--organization", "例示設計"],
    );
    assert_eq!(verdict(), ("listed".to_owned(), Some("office".to_owned())));
}

#[test]
fn meccs_2_2_leaving_is_not_over_before_the_pledge_is_on_record() {
    let office = under(&["meccs"]);
    let leaves = |code: i32, person: &str| {
        office.run("kanri", &["person", "leave", person, "--yes", "--json"]).exits(code).json()
    };
    // Nobody asks it of somebody who does not work under the contract.
    assert!(leaves(0, "mori")["person"]["leaving"]["left_at"].is_string());
    let still = leaves(1, "tanaka");
    assert!(still["person"]["leaving"]["left_at"].is_null(), "{still:#}");
    assert_eq!(still["pledges"][0]["rule"], "meccs-2-2-leaving");
    let text = office.run("kanri", &["person", "leave", "tanaka", "--yes"]).stdout;
    assert!(
        text.contains("2(2)") && text.contains("--occasion leaving --contract K --person tanaka"),
        "{text}"
    );
    // The key is suspended: it is signed on paper.
    office.refuses("tanaka", &["pledge", "--occasion", "leaving"]);
    let paper = office.name("letter.pdf");
    let pledge =
        ["pledge", "--occasion", "leaving", "--contract", "K", "--person", "tanaka", "--paper", &paper];
    office.ok("kanri", &pledge);
    assert!(leaves(0, "tanaka")["person"]["leaving"]["left_at"].is_string());
}

#[test]
fn ichinomiya_2_unknown_prints_the_question_to_the_city_with_its_clause() {
    let office = under(&["ichinomiya"]);
    let unknown = ASSET.map(|word| match word {
        "A-1" => "A-2".to_owned(),
        "2" => "unknown".to_owned(),
        "TODAY" => day(0),
        word => word.to_owned(),
    });
    let added = office.ok("tanaka", &unknown);
    let asked = office.ok(NOBODY, &["asset", "question", "--contract", "K", "--lang", "ja"]).stdout;
    for needed in ["発注機関", "A-2", "ポリシー (2)", "市に判断を仰ぐ"] {
        assert!(asked.contains(needed), "{needed}: {asked}");
    }
    assert!(added.stderr.contains("A-2") && !asked.contains("A-1"), "{added:?} {asked}");
    let id = asks(&office, &[("--level", "unknown"), ("--asset", "A-2")]);
    let refused = office.approving("sato", &id).fails(3);
    assert!(refused.stderr.contains("level"), "{refused:?}");
    office.refuses(NOBODY, &["asset", "question", "--contract", "K-9"]);
}

#[test]
fn meccs_4_6_what_is_kept_past_its_day_is_on_the_days_page_until_it_ends() {
    let office = under(&["meccs"]);
    let mut add =
        ASSET.map(|word| if word == "TODAY" { day(0) } else { word.replace("A-1", "A-3") }).to_vec();
    add.extend(["--until".to_owned(), day(3)]);
    office.ok("tanaka", &add);
    let late = |days: i64| {
        let page = office.call(NOBODY, &["status", "--json"]).days_off(days).run();
        page.json()["assets_overdue"].as_array().unwrap().len()
    };
    assert_eq!((late(3), late(4)), (0, 1));
    office.ok("tanaka", &["asset", "dispose", "A-3", "--method", "dissolve"]);
    assert_eq!(late(4), 0);
}

/// What a contract's rules rest on goes into the certificate, and it verifies without the ledger.
#[test]
fn a_certificate_under_a_contract_verifies_alone() {
    let office = under(&["tokki"]);
    let client = ["recipient", "add", "owner", "--name", "係長", "--organization", "発注機関"];
    office.ok("tanaka", &[&client[..], &["--email", "owner@client.example.test"]].concat());
    let id = asks(&office, &[("--to", "owner"), ("--kind", "return-to-client")]);
    office.approve("sato", &id);
    office.export(&id);
    let certificate = office.name("certificate.json");
    assert_eq!(office.run(NOBODY, &["certificate", &id, "--out", &certificate]).code, 1);
    let verified = office.run(NOBODY, &["verify", &certificate]);
    assert!(verified.code < 2, "{verified:?}");
}
