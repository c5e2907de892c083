//! PCs, phones and paper that are carried: asked for, permitted by somebody else, back, and confirmed.

use std::fs;

use serde_json::Value;

use crate::office::{NOBODY, Office, day};

/// An office with a PC, and a contract under `packs`.
fn desk(packs: &[&str]) -> Office {
    let office = Office::new();
    office.ok("kanri", &["medium", "add", "PC-3", "--kind", "pc", "--serial", "S-PC-3", "--place", "執務室"]);
    let rules = packs.iter().flat_map(|pack| ["--rules", pack]);
    let add: Vec<&str> = ["contract", "add", "K", "--client", "発注機関"].into_iter().chain(rules).collect();
    office.ok("kanri", &add);
    fs::write(office.path("letter.pdf"), b"letter").unwrap();
    office.taught(&day(0));
    for person in ["tanaka", "mori"] {
        office.ok(person, &["pledge", "--occasion", "entry"]);
        office.ok("kanri", &["contract", "notify", "K", person, "--post", "handler", "--dated", &day(0)]);
    }
    let post = ["--post", "responsible", "--post", "operations-officer", "--dated", &day(0)];
    office.ok("kanri", &[&["contract", "notify", "K", "sato"][..], &post].concat());
    office
}

fn taking<'a>(due: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    let take =
        ["article", "take", "--contract", "K", "--place", "現場事務所", "--purpose", "測量", "--due", due];
    [&take[..], more].concat()
}

const PC: [&str; 4] = ["--device", "PC-3", "--direction", "out"];

fn shown(office: &Office, id: &str) -> Value {
    office.run(NOBODY, &["article", "show", id, "--json"]).json()
}

/// What waits for a person: task and article.
fn waiting(office: &Office, person: &str, days: i64) -> Vec<(String, String)> {
    let ran = office.call(person, &["inbox", "--json"]).days_off(days).run();
    let tasks = ran.json();
    let text = |task: &Value, field: &str| task[field].as_str().unwrap().to_owned();
    tasks.as_array().unwrap().iter().map(|task| (text(task, "task"), text(task, "id"))).collect()
}

#[test]
fn a_pc_leaves_attested_and_permitted_and_is_over_when_somebody_else_saw_it_back() {
    let office = desk(&["tokki"]);
    let due = day(3);
    let bare = office.refuses("tanaka", &taking(&due, &PC));
    assert!(bare.stderr.contains("第3の1") && bare.stderr.contains("two-factor login"), "{}", bare.stderr);
    let attested =
        [&PC[..], &["--measure", "two-factor", "--measure", "data-encryption", "--measure", "no-drinking"]]
            .concat();
    let taken = office.ok("tanaka", &taking(&due, &attested));
    assert!(taken.stderr.contains("機器・紙媒体の持込・持出についての申告"), "{}", taken.stderr);
    assert!(taken.stdout.contains("E-0001: waits for permission"), "{}", taken.stdout);
    // Nobody permits their own, and nothing comes back that never went.
    office.refuses("tanaka", &["article", "approve", "E-0001"]);
    office.refuses("tanaka", &["article", "return", "E-0001", "--cleared", "data-deleted"]);
    office.refuses("mori", &taking(&due, &attested));
    let waits = |task: &str| vec![(task.to_owned(), "E-0001".to_owned())];
    assert_eq!(waiting(&office, "sato", 0), waits("permit-article"));
    assert_eq!(waiting(&office, "tanaka", 0), []);
    office.ok("sato", &["article", "approve", "E-0001"]);
    assert_eq!(waiting(&office, "tanaka", 5), waits("overdue-article"));
    // Past its day it is on the day's page.
    let late = office.call(NOBODY, &["status"]).days_off(5).run().exits(1);
    assert!(late.stdout.contains("E-0001 PC PC-3"), "{}", late.stdout);
    let listed = office.call(NOBODY, &["article", "list", "--overdue", "--json"]).days_off(5).run().exits(1);
    assert_eq!(listed.json()[0]["overdue"], true);

    let left = office.refuses("tanaka", &["article", "return", "E-0001"]);
    assert!(left.stderr.contains("第3の6"), "{}", left.stderr);
    let back = ["article", "return", "E-0001", "--cleared", "data-deleted", "--saved-to", "サーバ"];
    office.ok("tanaka", &back);
    assert_eq!(waiting(&office, "sato", 0), waits("confirm-article"));
    let told = office.ok("sato", &["inbox", "--lang", "ja"]).stdout;
    assert!(told.contains("sekisho article approve E-0001"), "{told}");
    office.ok("sato", &["article", "reject", "E-0001", "--reason", "画像が残っている"]);
    assert_eq!(shown(&office, "E-0001")["state"], "out");
    office.ok("tanaka", &back);
    office.ok("sato", &["article", "approve", "E-0001"]);
    let over = shown(&office, "E-0001");
    assert_eq!((&over["state"], &over["confirmed"]["person"]), (&"closed".into(), &"sato".into()));
    assert_eq!(over["serial"], "S-PC-3");
    let log = office.ok(NOBODY, &["form", "equipment-log", "--format", "csv"]).stdout;
    assert!(log.contains("E-0001,PC PC-3; S-PC-3,PC,taken out,"), "{log}");
    let page = office.ok(NOBODY, &["article", "show", "E-0001", "--lang", "ja"]).stdout;
    assert!(page.contains("E-0001：完了") && page.contains("情報を残さず削除"), "{page}");
}

#[test]
fn a_copy_on_a_pc_is_accounted_for_before_the_pc_is_called_empty() {
    let office = desk(&[]);
    office.ok("tanaka", &taking(&day(3), &PC));
    office.ok("sato", &["article", "approve", "E-0001"]);
    let sent = office.approved(&[]);
    office.export(&sent);
    let id = sent.as_str();
    let made = ["copy", id, "--kind", "working", "--place", "ノートPC", "--device", "PC-3"];
    office.ok("tanaka", &made);
    assert_eq!(shown(&office, "E-0001")["copies_of"], serde_json::json!([id]));
    let back = ["article", "return", "E-0001", "--cleared", "data-deleted"];
    let refused = office.refuses("tanaka", &back);
    assert!(refused.stderr.contains(id), "{}", refused.stderr);
    let copies = office.ok(NOBODY, &["show", id, "--json"]).json()["copies"].clone();
    let copy = copies.as_array().unwrap().iter().find(|copy| copy["device"] == "PC-3").unwrap();
    let number = copy["number"].to_string();
    let gone = ["dispose", id, "--copy", &number, "--method", "declared", "--note", "削除した", "--yes"];
    office.ok("tanaka", &gone);
    office.ok("tanaka", &back);
}

#[test]
fn a_copy_on_what_another_client_lent_is_recorded_and_said() {
    let office = desk(&[]);
    office.ok("kanri", &["medium", "add", "PC-9", "--kind", "pc", "--serial", "S-PC-9", "--owner", "K"]);
    let id = office.approved(&[]);
    office.export(&id);
    let made = |device| ["copy", &id, "--kind", "working", "--place", "ノートPC", "--device", device];
    let said = office.ok("tanaka", &made("PC-9")).stderr;
    assert!(said.contains("PC-9 is lent by the client of K"), "{said}");
    let said = office.ok("tanaka", &made("PC-3")).stderr;
    assert!(!said.contains("lent by"), "{said}");
}

#[test]
fn ichinomiya_bring_in_needs_the_citys_letter() {
    let office = desk(&["ichinomiya"]);
    let (due, today, letter) = (day(3), day(0), office.name("letter.pdf"));
    let bring = "--device PC-3 --direction in --measure effect-checked --measure screen-lock";
    let bring: Vec<&str> = bring.split(' ').collect();
    let refused = office.refuses("tanaka", &taking(&due, &bring));
    assert!(refused.stderr.contains("パソコン等の持ち込み及び持ち出し"), "{}", refused.stderr);
    let permitted = [
        "--permission",
        "市情第9号",
        "--permitted-on",
        &today,
        "--permitted-by",
        "課長",
        "--permission-evidence",
        &letter,
    ];
    office.ok("tanaka", &taking(&due, &[&bring[..], &permitted].concat()));
    assert_eq!(shown(&office, "E-0001")["permission"]["number"], "市情第9号");
}

#[test]
fn paper_comes_back_or_is_destroyed_where_somebody_saw_it() {
    let office = desk(&["ichinomiya"]);
    let paper = ["--paper", "図面 A-01", "--count", "12", "--level", "2", "--direction", "out"];
    let bare = office.refuses("tanaka", &taking(&day(3), &paper));
    assert!(bare.stderr.contains("ポリシー (5)") && bare.stderr.contains("GL (2)"), "{}", bare.stderr);
    let low = PAPER.map(|word| if word == "2" { "4" } else { word });
    assert!(!office.refuses("tanaka", &taking(&day(3), &low)).stderr.contains("ポリシー (5)"));
    office.ok("tanaka", &taking(&day(3), &[&low[..], &["--people", "0"]].concat()));
    office.ok("sato", &["article", "reject", "E-0001", "--reason", "-"]);
    let (today, letter) = (day(0), office.name("letter.pdf"));
    let permitted = ["--permission", "9", "--permitted-on", &today, "--permitted-by", "課長"];
    let permitted = [&paper[..], &permitted, &["--permission-evidence", &letter]].concat();
    office.ok("tanaka", &taking(&day(3), &permitted));
    office.ok("sato", &["article", "approve", "E-0002"]);
    office.refuses("tanaka", &["article", "return", "E-0002", "--destroyed", "dissolve"]);
    let burnt = ["article", "return", "E-0002", "--destroyed", "declared", "--witness", "佐藤"];
    let refused = office.refuses("tanaka", &burnt);
    assert!(refused.stderr.contains("ポリシー (7)"), "{}", refused.stderr);
    office
        .ok("tanaka", &["article", "return", "E-0002", "--destroyed", "dissolve", "--witness", "佐藤 花子"]);
    office.ok("sato", &["article", "approve", "E-0002"]);
    let over = shown(&office, "E-0002");
    assert_eq!((&over["returned"]["destroyed"], &over["paper"]["count"]), (&"dissolve".into(), &12.into()));
    office.fails(NOBODY, &["article", "show", "E-0099"], 3);
    office.fails(NOBODY, &["article", "show", "E-1"], 2);
}

const PAPER: [&str; 8] = ["--paper", "図面 A-01", "--count", "12", "--level", "2", "--direction", "out"];

/// An office where `tanaka` has a PC and drawings out.
fn out() -> Office {
    let office = desk(&[]);
    for what in [&PC[..], &PAPER[..]] {
        office.ok("tanaka", &taking(&day(3), what));
    }
    for id in ["E-0001", "E-0002"] {
        office.ok("sato", &["article", "approve", id]);
    }
    office
}

/// Ids and what comes next, of everything that is not accounted for.
fn outstanding(office: &Office, more: &[&str]) -> Vec<(String, String)> {
    let lines = office.run(NOBODY, &[&["outstanding", "--json"], more].concat()).json();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    lines.as_array().unwrap().iter().map(|line| (text(&line["id"]), text(&line["next"]["act"]))).collect()
}

fn lines(all: &[(&str, &str)]) -> Vec<(String, String)> {
    all.iter().map(|(id, act)| ((*id).to_owned(), (*act).to_owned())).collect()
}

#[test]
fn what_is_out_is_outstanding_until_somebody_confirmed_its_end() {
    let office = out();
    let sent = office.approved(&[]);
    office.export(&sent);
    let both = lines(&[("E-0001", "account"), ("E-0002", "account")]);
    assert_eq!(outstanding(&office, &["--contract", "K"]), both);
    assert_eq!(outstanding(&office, &["--medium", "PC-3"]), lines(&[("E-0001", "account")]));
    assert_eq!(outstanding(&office, &["--person", "tanaka"]).len(), 3);
    assert_eq!(outstanding(&office, &["--person", "mori"]), []);
    assert_eq!(outstanding(&office, &["--overdue"]), []);
    let late = office.call(NOBODY, &["outstanding", "--overdue"]).days_off(5).run().exits(1).stdout;
    assert!(
        late.contains("E-0001: out, OVERDUE") && late.contains("sekisho article return E-0001"),
        "{late}"
    );
    let csv = office.ok(NOBODY, &["outstanding", "--format", "csv", "--bom", "no"]).stdout;
    let rows: Vec<&str> = csv.lines().collect();
    assert_eq!(rows.len(), 4, "{csv}");
    assert!(rows[0].starts_with("id,what,status,carrier,"), "{csv}");
    let pc = rows.iter().find(|row| row.starts_with("E-0001,")).unwrap();
    assert!(pc.starts_with("E-0001,pc,out,tanaka,田中 一郎,K,,PC-3,S-PC-3,,,"), "{csv}");
    assert!(csv.contains("E-0002,paper,out,tanaka,") && csv.contains(",図面 A-01,12,"), "{csv}");
    // In somebody else's hands, and then back.
    office.refuses("mori", &["article", "transfer", "E-0001", "--to", "mori"]);
    let passed = ["article", "transfer", "E-0001", "--to", "mori", "--reason", "交代"];
    let page = office.ok("tanaka", &[&passed[..], &["--lang", "ja"]].concat()).stdout;
    assert!(page.contains("引継ぎ") && page.contains("交代"), "{page}");
    assert_eq!(outstanding(&office, &["--person", "mori"]), lines(&[("E-0001", "account")]));
    office.ok("mori", &["article", "return", "E-0001"]);
    assert_eq!(outstanding(&office, &["--medium", "PC-3"]), lines(&[("E-0001", "confirm")]));
    office.ok("sato", &["article", "approve", "E-0001"]);
    assert_eq!(outstanding(&office, &["--medium", "PC-3"]), []);
}

#[test]
fn whoever_leaves_is_asked_for_what_is_out_with_them() {
    let office = out();
    let left = office.call("kanri", &["person", "leave", "tanaka", "--yes"]).run().exits(1).stdout;
    for line in [
        "Devices and paper out with them, or back and not confirmed: 2",
        "sekisho article return E-0001",
        "sekisho article transfer E-0001 --to PERSON",
        "sekisho incident open E-0002 --kind lost --aware now",
    ] {
        assert!(left.contains(line), "{line}: {left}");
    }
    let status = office.run(NOBODY, &["status"]).exits(1).stdout;
    assert!(status.contains("E-0001, E-0002"), "{status}");
    assert_eq!(outstanding(&office, &[]), lines(&[("E-0001", "transfer"), ("E-0002", "transfer")]));
    office.ok("kanri", &["article", "transfer", "E-0001", "--to", "mori"]);
    office.call("kanri", &["person", "leave", "tanaka", "--yes"]).run().exits(1);
    office.ok("kanri", &["article", "return", "E-0002"]);
    let left = office.call("kanri", &["person", "leave", "tanaka", "--yes"]).run().exits(1).stdout;
    assert!(left.contains("sekisho article approve E-0002") && !left.contains("return E-0002"), "{left}");
    office.ok("sato", &["article", "approve", "E-0002"]);
    office.ok("kanri", &["person", "leave", "tanaka", "--yes"]);
    let sheet = office.ok(NOBODY, &["form", "leaving-confirmation", "--person", "tanaka", "--json"]).json();
    let had = sheet["tables"]["had"].as_array().unwrap();
    assert_eq!(had.iter().map(|row| row["id"].clone()).collect::<Vec<_>>(), ["E-0001", "E-0002"], "{sheet}");
    // Of a contract that somebody leaves, what is out under it is named too.
    let contract = ["person", "leave", "mori", "--contract", "K"];
    let left = office.call("kanri", &contract).run().exits(1).stdout;
    assert!(left.contains("E-0001") && !left.contains("E-0002"), "{left}");
}

#[test]
fn a_loss_is_an_incident_and_is_never_shown_as_a_return() {
    let office = out();
    let opened =
        office.ok("tanaka", &["incident", "open", "E-0001", "--kind", "stolen", "--aware", "now"]).stdout;
    assert!(
        opened.contains("E-0001 (PC PC-3) is lost.") && opened.contains("PC-3 (serial no. S-PC-3)"),
        "{opened}"
    );
    // The same line again opens nothing twice; what was lost with it goes to the same incident.
    let again =
        office.ok("tanaka", &["incident", "open", "E-0001", "--kind", "stolen", "--aware", "now", "--json"]);
    assert_eq!((&again.json()["id"], &again.json()["new"]), (&"I-0001".into(), &false.into()));
    office.ok("tanaka", &["article", "lost", "E-0002", "--incident", "I-0001", "--note", "同じ鞄"]);
    for id in ["E-0001", "E-0002"] {
        let view = shown(&office, id);
        assert_eq!((&view["state"], &view["returned"]), (&"lost".into(), &Value::Null), "{view}");
        office.refuses("tanaka", &["article", "return", id]);
    }
    let refused = office.refuses("sato", &["article", "approve", "E-0001"]);
    assert!(refused.stderr.contains("sekisho incident show I-0001"), "{}", refused.stderr);
    assert_eq!(outstanding(&office, &[]), lines(&[("E-0001", "incident"), ("E-0002", "incident")]));
    let status = office.run(NOBODY, &["status", "--lang", "ja"]).exits(1).stdout;
    assert!(status.contains("紛失した機器・紙媒体") && status.contains("E-0002"), "{status}");
    let report = office.ok(NOBODY, &["incident", "report", "I-0001"]).stdout;
    assert!(report.contains("図面 A-01") && report.contains("S-PC-3"), "{report}");
    let log = office.ok(NOBODY, &["form", "equipment-log", "--format", "csv", "--lang", "ja"]).stdout;
    assert_eq!((log.matches("紛失").count(), log.contains("E-0002")), (1, false), "{log}");
    let papers = office.ok(NOBODY, &["form", "paper-register", "--format", "csv", "--lang", "ja"]).stdout;
    let row = papers.lines().find(|line| line.contains("E-0002")).unwrap();
    assert!(row.contains("図面 A-01") && row.contains("紛失") && row.contains("I-0001"), "{papers}");
    // Over: told, written up, closed by somebody else, and the loss confirmed.
    fs::write(office.path("report.pdf"), b"report").unwrap();
    let letter = office.name("report.pdf");
    for field in ["written-report", "prevention", "review"] {
        let update =
            ["incident", "update", "I-0001", "--field", field, "--text", "済", "--evidence", &letter];
        office.ok("tanaka", &update);
    }
    office.ok("tanaka", &["incident", "contacted", "I-0001", "--whom", "市"]);
    office.ok("sato", &["incident", "close", "I-0001"]);
    let confirm = |id: &str| ("confirm-lost-article".to_owned(), id.to_owned());
    assert_eq!(waiting(&office, "sato", 0), [confirm("E-0001"), confirm("E-0002")]);
    for id in ["E-0001", "E-0002"] {
        office.ok("sato", &["article", "approve", id]);
        let view = shown(&office, id);
        assert_eq!((&view["state"], &view["outstanding"]), (&"lost".into(), &false.into()), "{view}");
    }
    assert_eq!(outstanding(&office, &[]), []);
    // Whoever confirmed the loss did not check that anything came back.
    for (form, id) in [("paper-register", "E-0002"), ("equipment-log", "E-0001")] {
        let csv = office.ok(NOBODY, &["form", form, "--format", "csv", "--lang", "ja"]).stdout;
        let row = csv.split("\r\n").find(|row| row.contains(id)).unwrap();
        assert!(row.contains("紛失（I-0001）を確認：") && row.contains("佐藤 花子"), "{csv}");
    }
    office.ok("kanri", &["person", "leave", "tanaka", "--yes"]);
}

#[test]
fn a_loss_that_was_over_does_not_swallow_the_loss_of_the_same_device() {
    let office = out();
    office.ok("tanaka", &["article", "return", "E-0001"]);
    office.ok("sato", &["article", "approve", "E-0001"]);
    let open = |about: &[&str]| {
        let words = ["incident", "open", "--kind", "lost", "--aware", "now", "--json"];
        office.ok("tanaka", &[&words[..], about].concat()).json()
    };
    let state = || office.run(NOBODY, &["medium", "show", "PC-3", "--json"]).json()["state"].clone();
    assert_eq!((&open(&["E-0001"])["id"], state()), (&"I-0001".into(), "active".into()));
    let page = office.run(NOBODY, &["incident", "show", "I-0001"]).stdout;
    assert!(page.contains("E-0001") && page.contains("nobody permits it to leave"), "{page}");
    assert!(!page.contains("it may come back"), "{page}");
    // What is missed now was not out then.
    let lost = open(&["--medium", "PC-3"]);
    assert_eq!((&lost["id"], &lost["new"]), (&"I-0002".into(), &true.into()));
    assert_eq!(state(), "lost");
    let again = open(&["--medium", "PC-3"]);
    assert_eq!((&again["id"], &again["new"]), (&"I-0002".into(), &false.into()));
}

/// The contract's dossier has the loss among its own entries, and so do its registers.
#[test]
fn a_loss_stands_in_the_contracts_dossier() {
    let office = out();
    office.ok("tanaka", &["incident", "open", "E-0002", "--kind", "lost", "--aware", "now", "--note", "駅"]);
    let made =
        office.ok("kimura", &["evidence", "--contract", "K", "--out", &office.name("dossier"), "--json"]);
    assert!(made.json()["own"].as_u64().unwrap() >= 6, "{}", made.stdout);
    let entries = fs::read_dir(office.path("dossier/entries")).unwrap();
    let lost = entries.map(|entry| fs::read_to_string(entry.unwrap().path()).unwrap_or_default());
    assert!(lost.into_iter().any(|entry| entry.contains("incident-open") && entry.contains("駅")));
    office.ok(NOBODY, &["verify", &office.name("dossier")]);
}

/// What was printed from a carry-out stands in the register of paper too.
#[test]
fn the_register_of_paper_has_what_is_carried_and_what_was_printed() {
    let office = out();
    let sent = office.approved(&[]);
    office.export(&sent);
    office.ok("tanaka", &["copy", &sent, "--kind", "paper", "--place", "現場事務所の書庫"]);
    let burnt = ["article", "return", "E-0002", "--destroyed", "dissolve", "--witness", "佐藤 花子"];
    office.ok("tanaka", &burnt);
    let made = office.ok(NOBODY, &["form", "paper-register", "--json", "--lang", "ja"]).json();
    let rows = made["tables"]["papers"].as_array().unwrap();
    assert_eq!(rows.len(), 2, "{made}");
    let carried = rows.iter().find(|row| row["no"] == "E-0002").unwrap();
    assert_eq!((&carried["title"], &carried["count"]), (&"図面 A-01".into(), &12.into()), "{made}");
    assert!(carried["end"].as_str().unwrap().contains("佐藤 花子"), "{made}");
    let printed = rows.iter().find(|row| row["destination"] == "現場事務所の書庫").unwrap();
    assert!(printed["no"].as_str().unwrap().starts_with(&sent), "{made}");
    let page = office.ok(NOBODY, &["form", "paper-register", "--contract", "K"]).stdout;
    assert!(page.contains("Register of paper") && page.contains("E-0002"), "{page}");
}
