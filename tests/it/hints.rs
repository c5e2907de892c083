//! Hints at the desk of whoever asks: told, and kept nowhere.

use std::fs;

use crate::office::{NOBODY, Office};

/// An office with content that somebody should look at again.
fn office() -> Office {
    let office = Office::new();
    let folder = office.lay_out();
    let sjis = encoding_rs::SHIFT_JIS.encode("氏名,電話\n鈴木,０３－１２３４－５６７８\n").0.into_owned();
    fs::write(folder.join("名簿.csv"), sjis).unwrap();
    fs::write(folder.join("番号.txt"), "1234-5678-9018 x@y.example.test\n").unwrap();
    fs::write(folder.join("Thumbs.db"), [0, 1, 2]).unwrap();
    fs::write(folder.join("図面.bak"), [0; 10]).unwrap();
    office
}

#[test]
fn what_looks_needless_or_personal_is_told_and_not_recorded() {
    let office = office();
    let words = office.asking(&[("--personal-data", "none")]);
    let asked = office.ok("tanaka", &[&words[..], &["--json".to_owned()]].concat());
    let hints = &asked.json()["hints"];
    let about = |name: &str| {
        let path = format!("data/資料/{name}");
        hints["files"].as_array().unwrap().iter().find(|file| file["path"] == path.as_str()).unwrap().clone()
    };
    assert_eq!(about("名簿.csv")["phones"], 1);
    assert_eq!((&about("番号.txt")["my_numbers"], &about("番号.txt")["addresses"]), (&1.into(), &1.into()));
    assert_eq!(
        (&about("Thumbs.db")["needless"], &about("図面.bak")["needless"]),
        (&"system".into(), &"backup".into())
    );
    // It was said that there are none: whoever asks is told, and may be right.
    assert!(asked.stderr.contains("my-numbers 1, telephone numbers 1, mail addresses 1"), "{}", asked.stderr);
    let told = office.ok("tanaka", &words);
    assert!(told.stderr.contains("recorded nowhere") && told.stderr.contains("Thumbs.db"), "{}", told.stderr);
    let japanese = office.ok("tanaka", &[&words[..], &["--lang".to_owned(), "ja".to_owned()]].concat());
    assert!(japanese.stderr.contains("どこにも記録しません"), "{}", japanese.stderr);
    // What was found is never told, only how often; and nobody else is told anything.
    for text in [&asked.stderr, &told.stderr, &asked.stdout] {
        assert!(!text.contains("9018") && !text.contains("5678") && !text.contains("x@y"), "{text}");
    }
    let shown = office.ok(NOBODY, &["show", "C-0001", "--json"]).json();
    assert!(shown.get("hints").is_none());
    let ledger = fs::read(office.path("home/ledger.db")).unwrap();
    let holds = |needle: &[u8]| ledger.windows(needle.len()).any(|window| window == needle);
    assert!(!holds(b"my_numbers") && !holds(b"needless"));
}

#[test]
fn stated_personal_data_are_no_surprise_and_quiet_is_quiet() {
    let office = office();
    let stated = office.ok("tanaka", &office.asking(&[("--personal-data", "1")]));
    assert!(
        stated.stderr.contains("telephone number") && !stated.stderr.contains("no personal data were stated")
    );
    let quiet = office.asking(&[("--personal-data", "1"), ("--quiet", "")]);
    assert_eq!(office.ok("tanaka", &quiet).stderr, "");
}

#[test]
fn a_large_text_is_looked_at_in_part_and_that_is_said() {
    let office = Office::new();
    let folder = office.lay_out();
    let line = format!("{}\n", "x".repeat(99));
    fs::write(folder.join("large.txt"), format!("03-1234-5678\n{}090-1234-5678\n", line.repeat(90_000)))
        .unwrap();
    let asked = office.ok("tanaka", &[&office.asking(&[])[..], &["--json".to_owned()]].concat()).json();
    let hints = &asked["hints"];
    assert_eq!((&hints["files"][0]["phones"], &hints["cut"]), (&1.into(), &1.into()));
}
