//! What people type into articles, contracts and duties comes back as they typed it, and does nothing on its way.

use std::fs;

use serde_json::Value;

use crate::office::{NOBODY, Office, day};

/// Markup, a formula, control characters, a text that runs backwards, and a name without end.
fn texts() -> [String; 5] {
    [
        "<script>alert(1)</script>\"'&amp;</td>".to_owned(),
        "=HYPERLINK(\"http://example.invalid\")".to_owned(),
        "図面\u{1b}[2J\r\n承認済\u{7}".to_owned(),
        "\u{202e}fdp.exe\u{200b}\u{feff}".to_owned(),
        "長い名前".repeat(250),
    ]
}

fn deceives(text: &str) -> bool {
    let bidi =
        |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200b}' | '\u{feff}');
    text.chars().any(|c| bidi(c) || c.is_control() && c != '\n')
}

/// Everything that is said of an office under a contract, with `text` wherever words are free.
fn lived(text: &str) -> Office {
    let office = Office::new();
    fs::write(office.path("letter.pdf"), b"letter").unwrap();
    let (letter, due, today) = (office.name("letter.pdf"), day(3), day(0));
    let contract = ["contract", "add", "K", "--client", text, "--number", text, "--title", text];
    office.ok("kanri", &contract);
    office.ok("kanri", &["medium", "add", "PC-3", "--kind", "pc", "--serial", "S-3", "--place", text]);
    let permitted = [
        "--permission",
        text,
        "--permitted-on",
        &today,
        "--permitted-by",
        text,
        "--permission-evidence",
        &letter,
    ];
    let take = [
        "article",
        "take",
        "--contract",
        "K",
        "--direction",
        "out",
        "--place",
        text,
        "--purpose",
        text,
        "--due",
        &due,
    ];
    for what in [&["--device", "PC-3"][..], &["--paper", text, "--count", "3", "--level", "2"]] {
        office.ok("tanaka", &[&take[..], what, &permitted].concat());
    }
    office.ok("tanaka", &[&take[..], &["--paper", text, "--count", "1", "--level", "2"]].concat());
    for id in ["E-0001", "E-0002", "E-0003"] {
        office.ok("sato", &["article", "approve", id]);
    }
    office.ok("tanaka", &["article", "transfer", "E-0001", "--to", "mori", "--reason", text]);
    office.ok("mori", &["article", "return", "E-0001", "--saved-to", text, "--note", text]);
    office.ok("sato", &["article", "reject", "E-0001", "--reason", text]);
    let burnt = ["article", "return", "E-0002", "--destroyed", "dissolve", "--witness", text, "--note", text];
    office.ok("tanaka", &burnt);
    office.ok("tanaka", &["incident", "open", "--kind", "lost", "--aware", "now", "--note", text]);
    office.ok("tanaka", &["article", "lost", "E-0003", "--incident", "I-0001", "--note", text]);
    let sub = [
        "recipient",
        "add",
        "sub",
        "--name",
        text,
        "--organization",
        text,
        "--opens",
        "age",
        "--role",
        "subcontractor",
        "--tier",
        "1",
    ];
    office.ok("tanaka", &sub);
    office.ok("kanri", &["contract", "recipient", "K", "sub", "--purpose", text]);
    office.ok("kanri", &["contract", "agreement", "K", "sub", "--dated", &today, "--evidence", &letter]);
    office.ok(
        "sato",
        &["contract", "check", "K", "sub", "--on", &today, "--evidence", &letter, "--unmet", text],
    );
    let tree = [
        "contact",
        "add",
        "--contract",
        "K",
        "--name",
        text,
        "--organization",
        text,
        "--day",
        "0586-00-0000",
        "--side",
        "client",
    ];
    office.ok("kanri", &tree);
    office.ok("sato", &["duty", "asked", "measures", "--contract", "K", "--on", &today]);
    office.ok(
        "sato",
        &[
            "duty",
            "sent",
            "measures",
            "--contract",
            "K",
            "--on",
            &today,
            "--evidence",
            &letter,
            "--note",
            text,
        ],
    );
    office
}

/// How often a JSON answer holds exactly this text.
fn holds(value: &Value, text: &str) -> usize {
    match value {
        Value::String(found) => usize::from(found == text),
        Value::Array(all) => all.iter().map(|one| holds(one, text)).sum(),
        Value::Object(fields) => fields.values().map(|one| holds(one, text)).sum(),
        _ => 0,
    }
}

#[test]
fn free_texts_of_articles_contracts_and_duties_come_back_as_typed_and_do_nothing() {
    for text in texts() {
        let office = lived(&text);
        let asked: [(&[&str], usize); 5] = [
            (&["article", "list"], 16),
            (&["outstanding"], 9),
            (&["contract", "show", "K"], 5),
            (&["duty", "list", "--contract", "K"], 1),
            (&["contact", "list", "--contract", "K"], 2),
        ];
        for (verb, at_least) in asked {
            let json = office.run(NOBODY, &[verb, &["--json"]].concat()).json();
            assert!(holds(&json, &text) >= at_least, "{verb:?}: {} in {json:.2000}", holds(&json, &text));
            for language in ["en", "ja"] {
                let shown = office.run(NOBODY, &[verb, &["--lang", language]].concat()).stdout;
                assert!(!deceives(&shown), "{verb:?}: {shown:?}");
            }
        }
        for id in ["E-0001", "E-0002", "E-0003"] {
            assert!(!deceives(&office.run(NOBODY, &["article", "show", id]).stdout), "{id}");
        }
        let csv = office.run(NOBODY, &["outstanding", "--format", "csv", "--bom", "no"]).stdout;
        harmless(&csv, 4);
        let forms: [(&str, usize); 5] = [
            ("equipment-log", 2),
            ("paper-register", 3),
            ("subcontractor-register", 2),
            ("submissions", 2),
            ("mail-check", 1),
        ];
        for (form, rows) in forms {
            for language in ["en", "ja"] {
                let make = ["form", form, "--contract", "K", "--lang", language];
                let page = office.ok(NOBODY, &make).stdout;
                assert!(
                    !page.contains("<script") && !page.contains("</td>\"") && !deceives(&page),
                    "{form}: {page}"
                );
                let csv =
                    office.ok(NOBODY, &[&make[..], &["--format", "csv", "--bom", "no"]].concat()).stdout;
                harmless(&csv, rows);
            }
        }
        office.ok(NOBODY, &["audit"]);
    }
}

/// As many lines as there are rows, no cell that a spreadsheet would run, and nothing that moves a cursor.
fn harmless(csv: &str, at_least: usize) {
    let mut reader = ::csv::ReaderBuilder::new().has_headers(false).from_reader(csv.as_bytes());
    let rows: Vec<::csv::StringRecord> = reader.records().collect::<Result<_, _>>().unwrap();
    assert!(rows.len() >= at_least, "{csv}");
    assert!(!csv.chars().any(|c| deceives(&c.to_string()) && c != '\r'), "{csv:?}");
    for cell in rows.iter().flatten() {
        assert!(!cell.starts_with(['=', '+', '@', '\t', '＝', '＋', '＠']), "{cell}");
    }
}
