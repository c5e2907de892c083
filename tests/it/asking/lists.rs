//! `log`, `outstanding`, `status`, `inbox`, `trace`, `show`.

use serde_json::{Value, json};

use super::{HOSTILE, busy};
use crate::office::{NOBODY, Office, Output, day};

fn ids(output: &Output) -> Vec<String> {
    let list = output.json();
    let id = |line: &Value| line["id"].as_str().unwrap().to_owned();
    list.as_array().unwrap().iter().map(id).collect()
}

fn log(office: &Office, filters: &[&str]) -> Vec<String> {
    ids(&office.call(NOBODY, &[&["log", "--json"], filters].concat()).days_off(3).run().exits(0))
}

#[test]
fn a_log_lets_through_what_was_asked_for_and_nothing_else() {
    let office = busy();
    let (today, later) = (day(0), day(3));
    let none: [&str; 0] = [];
    let all = ["C-0001", "C-0002", "C-0003", "C-0004"];
    for (filters, expected) in [
        (&[][..], &all[..]),
        (&["--by", "mori"], &all[1..2]),
        (&["--by", "sato"], &none),
        (&["--to", "lab"], &["C-0001", "C-0004"]),
        (&["--to", "self"], &all[2..3]),
        (&["--via", "hand", "--via", "courier"], &["C-0002", "C-0004"]),
        (&["--medium", "USB-01"], &all[2..3]),
        (&["--contract", "K-1"], &all[..1]),
        (&["--level", "1", "--level", "2"], &all[..2]),
        (&["--status", "sealed"], &all[..1]),
        (&["--status", "approved", "--status", "rejected"], &all[2..]),
        (&["--text", "2階"], &all[..1]),
        (&["--text", "研究所"], &["C-0001", "C-0004"]),
        (&["--text", "hyperlink"], &all[1..2]),
        (&["--text", "%"], &none),
        (&["--since", &later], &all[3..]),
        (&["--until", &today], &all[..3]),
        (&["--since", &later, "--until", &today], &none),
        (&["--to", "lab", "--level", "4"], &all[3..]),
        (&["--to", "lab", "--by", "mori"], &none),
    ] {
        assert_eq!(log(&office, filters), expected, "{filters:?}");
    }
    for filters in
        [&["--level", "5"][..], &["--since", "tomorrow"], &["--status", "lost!"], &["--format", "xml"]]
    {
        office.fails(NOBODY, &[&["log"], filters].concat(), 2);
    }
}

#[test]
fn csv_parses_and_no_cell_runs() {
    let office = busy();
    let read = "
import csv, json, sys
text = sys.stdin.buffer.read()
bom = text.startswith(b'\\xef\\xbb\\xbf')
rows = list(csv.reader(text.decode('utf-8-sig').splitlines(keepends=True), strict=True))
print(json.dumps({'bom': bom, 'crlf': text.count(b'\\r\\n') == text.count(b'\\n'), 'rows': rows}))
";
    let parsed = |more: &[&str]| {
        let csv = office.run(NOBODY, &[&["log", "--format", "csv"], more].concat()).exits(0);
        office.tool("python3", &["-c", read]).stdin(csv.stdout).run().exits(0).json()
    };
    for language in ["ja", "en"] {
        let csv = parsed(&["--lang", language]);
        assert_eq!((&csv["bom"], &csv["crlf"]), (&json!(true), &json!(true)));
        let rows: Vec<Vec<String>> = serde_json::from_value(csv["rows"].clone()).unwrap();
        assert_eq!(rows.len(), 5);
        assert!(rows.iter().all(|row| row.len() == rows[0].len()), "{rows:?}");
        assert!(rows[1].contains(&"C-0001".to_owned()));
        for cell in rows.iter().flatten() {
            assert!(!cell.starts_with(['=', '+', '-', '@']), "{cell}");
            assert!(!cell.contains('\u{1b}'), "{cell}");
        }
        let purpose = rows[2].iter().find(|cell| cell.contains("HYPERLINK")).unwrap();
        assert!(purpose.starts_with("'=HYPERLINK(\"http"), "{purpose}");
    }
    assert_eq!(parsed(&["--bom", "no"])["bom"], false);
}

#[test]
fn a_page_renders_and_nothing_in_it_runs() {
    let office = busy();
    for language in ["ja", "en"] {
        let page = office.run(NOBODY, &["log", "--format", "html", "--lang", language]).exits(0).stdout;
        assert!(page.starts_with("<!DOCTYPE html>"), "{}", &page[..99]);
        assert!(page.contains("C-0004") && page.contains(&format!("lang=\"{language}\"")));
        assert!(page.contains("&lt;script&gt;") && !page.contains("<script") && !page.contains('\u{1b}'));
        assert!(!page.contains("src=\"http") && !page.contains("href=\"http"));
        let parse =
            "import sys, html.parser; p = html.parser.HTMLParser(); p.feed(sys.stdin.read()); p.close()";
        office.tool("python3", &["-c", parse]).stdin(page).run().exits(0);
    }
}

#[test]
fn a_table_obeys_no_text_in_it() {
    let office = busy();
    for language in ["ja", "en"] {
        let table = office.run(NOBODY, &["log", "--lang", language]).exits(0).stdout;
        for id in ["C-0001", "C-0002", "C-0003", "C-0004"] {
            assert!(table.contains(id), "{table}");
        }
        assert!(!table.contains('\u{1b}'), "{table:?}");
        let shown = office.run(NOBODY, &["show", "C-0002", "--lang", language]).exits(0).stdout;
        assert!(shown.contains("HYPERLINK") && !shown.contains('\u{1b}'), "{shown:?}");
    }
    // Programs get exactly what was said.
    assert_eq!(office.shown("C-0002")["purpose"], HOSTILE);
}

#[test]
fn both_languages_tell_programs_the_same() {
    let office = busy();
    for words in
        [&["log"][..], &["status"], &["show", "C-0001", "--files"], &["outstanding"], &["person", "list"]]
    {
        let json = |language: &str| {
            office.run(NOBODY, &[words, &["--json", "--lang", language]].concat()).exits(0).json()
        };
        assert_eq!(json("ja"), json("en"), "{words:?}");
    }
}

#[test]
fn what_is_out_is_outstanding_and_past_its_day_overdue() {
    let office = busy();
    let ask =
        |words: &[&str], days: i64| office.call(NOBODY, &[words, &["--json"]].concat()).days_off(days).run();
    let outstanding = |more: &[&str], days: i64| ask(&[&["outstanding"], more].concat(), days);
    assert_eq!(ids(&outstanding(&[], 3).exits(0)), ["C-0001"]);
    assert_eq!(ids(&outstanding(&["--overdue"], 30).exits(0)), [""; 0]);
    let late = outstanding(&["--overdue"], 31).exits(1);
    assert_eq!((ids(&late), &late.json()[0]["overdue"]), (vec!["C-0001".to_owned()], &json!(true)));
    for (filter, expected) in
        [(["--person", "tanaka"], 1), (["--person", "mori"], 0), (["--contract", "K-1"], 1)]
    {
        assert_eq!(ids(&outstanding(&filter, 3).exits(0)).len(), expected, "{filter:?}");
    }
    for unknown in [["--contract", "K-9"], ["--medium", "USB-9"]] {
        outstanding(&unknown, 3).exits(3);
    }
    // Whoever asks for anything with it in, learns of it.
    ask(&["log"], 31).exits(1);
    ask(&["log", "--by", "mori"], 31).exits(0);
    ask(&["show", "C-0001"], 31).exits(1);
    let page = ask(&["status"], 31).exits(1).json();
    assert_eq!(page["overdue"][0]["id"], "C-0001");
    let inbox = office.call("tanaka", &["inbox", "--json"]).days_off(31).run().exits(1).json();
    assert!(inbox.as_array().unwrap().iter().any(|task| task["task"] == "overdue" && task["id"] == "C-0001"));
}

#[test]
fn the_days_page_says_what_waits_and_what_is_out() {
    let office = busy();
    let page = office.call(NOBODY, &["status", "--json"]).days_off(3).run().exits(0).json();
    let ids =
        |key: &str| page[key].as_array().unwrap().iter().map(|line| line["id"].clone()).collect::<Vec<_>>();
    assert_eq!(ids("waiting"), ["C-0002"]);
    assert_eq!(ids("ready"), ["C-0003"]);
    assert_eq!(ids("out"), ["C-0001"]);
    assert_eq!((ids("overdue").len(), ids("open_intents").len()), (0, 0));
    assert_eq!((&page["size"], &page["findings"]), (&office.size().into(), &0.into()));
    let keys = page["keys"].as_array().unwrap();
    assert_eq!(keys.len(), 7);
    assert!(keys.iter().all(|key| key["days"] == 3), "{keys:?}");
}

#[test]
fn the_inbox_holds_what_waits_for_this_person() {
    let office = busy();
    let tasks = |office: &Office, person: &str| {
        let inbox = office.ok(person, &["inbox", "--json"]).json();
        let task =
            |task: &Value| format!("{} {}", task["task"].as_str().unwrap(), task["id"].as_str().unwrap());
        inbox.as_array().unwrap().iter().map(task).collect::<Vec<_>>()
    };
    for (person, expected) in [
        ("sato", &["approve C-0002"][..]),
        ("ito", &["approve C-0002"]),
        ("tanaka", &["export C-0003", "send-mail C-0001"]),
        ("mori", &[]),
        ("suzuki", &[]),
        ("kimura", &[]),
    ] {
        assert_eq!(tasks(&office, person), expected, "{person}");
    }
    office.approve("sato", "C-0002");
    assert_eq!(tasks(&office, "sato"), [""; 0]);
    let sealed = Office::sealed().office;
    assert_eq!(tasks(&sealed, "suzuki"), ["tell-passphrase C-0001"]);
    sealed.passphrase("C-0001");
    assert_eq!(tasks(&sealed, "suzuki"), [""; 0]);
}

#[test]
fn a_leaked_file_leads_to_every_carry_out_that_held_it() {
    let office = busy();
    let file = office.desk().join("資料/追加.txt");
    let traced = |output: Output| {
        let lines = output.exits(0).json();
        let line = |line: &Value| {
            (line["id"].as_str().unwrap().to_owned(), line["path"].as_str().unwrap().to_owned())
        };
        lines.as_array().unwrap().iter().map(line).collect::<Vec<_>>()
    };
    let trace = |what: &str| traced(office.run(NOBODY, &["trace", what, "--json"]));
    let expected: Vec<(String, String)> =
        ["C-0002", "C-0003", "C-0004"].map(|id| (id.to_owned(), "data/資料/追加.txt".to_owned())).to_vec();
    assert_eq!(trace(file.to_str().unwrap()), expected);
    let digest = office.succeed("sha256sum", &[&file])[..64].to_owned();
    assert_eq!(trace(&format!("sha256:{digest}")), expected);
    assert_eq!(trace(&format!("sha256:{}", digest.to_uppercase())), expected);
    let piped = office.call(NOBODY, &["trace", "-", "--json"]).stdin(std::fs::read(&file).unwrap());
    assert_eq!(traced(piped.run()), expected);
    assert_eq!(trace(&office.name("desk/資料/議事録.csv")).len(), 4);
    assert_eq!(trace(&office.name("keys/sato.pub")), []);
    office.fails(NOBODY, &["trace", "nowhere"], 5);
    office.fails(NOBODY, &["trace", "sha256:12"], 2);
}

#[test]
fn show_lists_the_files_and_the_difference() {
    let office = busy();
    let shown =
        office.run(NOBODY, &["show", "C-0002", "--files", "--against", "C-0001", "--json"]).exits(0).json();
    let paths: Vec<&str> =
        shown["files"].as_array().unwrap().iter().map(|file| file["path"].as_str().unwrap()).collect();
    assert_eq!(paths.len(), 4);
    assert!(paths.contains(&"data/資料/図面（改訂）　第2版.dwg"), "{paths:?}");
    let difference = &shown["difference"];
    assert_eq!(difference["against"], "C-0001");
    assert_eq!(difference["added"], json!(["data/資料/追加.txt"]));
    assert_eq!(
        (&difference["removed"], &difference["changed"], &difference["same"]),
        (&json!([]), &json!([]), &json!(3))
    );
    let fields = difference["fields"].to_string();
    for field in ["recipient", "via", "purpose", "level", "requester"] {
        assert!(fields.contains(field), "{field}: {fields}");
    }
    let back = office.run(NOBODY, &["show", "C-0001", "--against", "C-0002", "--json"]).exits(0).json();
    assert_eq!(back["difference"]["removed"], json!(["data/資料/追加.txt"]));
    assert!(back["files"].is_null());
    let kinds: Vec<&Value> = back["entries"].as_array().unwrap().iter().map(|entry| &entry["type"]).collect();
    assert_eq!(kinds, ["request", "approval", "export-intent", "export-completed"]);
    office.fails(NOBODY, &["show", "C-0009"], 3);
    office.fails(NOBODY, &["show", "C-0001", "--against", "C-0009"], 3);
}

#[test]
fn whoever_looks_at_what_waits_sees_what_differs_from_the_last_under_the_same_contract() {
    let office = Office::new();
    let against = |id: &str| office.shown(id)["difference"]["against"].clone();
    for contract in ["K-1", "K-2"] {
        let id = office.approved(&[("--contract", contract)]);
        office.export(&id);
    }
    let same = office.request(&[("--contract", "K-1")]);
    assert_eq!(against(&same), "C-0001");
    let sheet = office.approving("sato", &same).run().exits(0);
    assert!(format!("{}{}", sheet.stderr, sheet.stdout).contains("differs from C-0001"), "{sheet:?}");
    // Under a contract that nothing went under, the last one to them.
    let other = office.request(&[("--contract", "K-3")]);
    assert_eq!(against(&other), "C-0002");
    assert!(office.shown(&other)["difference"]["fields"].to_string().contains("K-2"));
    // What has left is compared when somebody asks.
    assert_eq!(against("C-0002"), json!(null));
    office.fails(NOBODY, &["show", "0001"], 2);
}
