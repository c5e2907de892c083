//! What is not accounted for: by whom, on what, until when, and who has to go on with it.

use serde_json::{Value, json};

use crate::media::mounted::Mounted;
use crate::office::{NOBODY, Office, Output, day};

fn ids(list: &Value) -> Vec<&str> {
    list.as_array().unwrap().iter().map(|line| line["id"].as_str().unwrap()).collect()
}

fn ask(office: &Office, words: &[&str], days: i64) -> Output {
    office.call(NOBODY, &[words, &["--json"]].concat()).days_off(days).run()
}

/// The next step of a carry-out as anybody sees it.
fn next(office: &Office, id: &str) -> (String, Value) {
    let lines = office.run(NOBODY, &["outstanding", "--json"]).json();
    let line = lines.as_array().unwrap().iter().find(|line| line["id"] == id).unwrap().clone();
    (line["next"]["act"].as_str().unwrap().to_owned(), line["next"]["person"].clone())
}

#[test]
fn overdue_stays_until_somebody_says_something_about_it() {
    let office = Office::sealed().office;
    assert_eq!(ids(&ask(&office, &["outstanding"], 30).exits(0).json()), ["C-0001"]);
    assert_eq!(ask(&office, &["outstanding", "--overdue"], 30).exits(0).json(), json!([]));
    let size = office.size();
    for _ in 0..3 {
        assert_eq!(ids(&ask(&office, &["outstanding", "--overdue"], 31).exits(1).json()), ["C-0001"]);
        ask(&office, &["status"], 31).exits(1);
        ask(&office, &["log", "--status", "sealed"], 31).exits(1);
        ask(&office, &["show", "C-0001"], 31).exits(1);
    }
    assert_eq!(office.size(), size, "asking silenced it");
    // Nobody but those who may says so.
    let asking = ["extend", "C-0001", "--due", &day(60), "--reason", "工期延長"];
    office.call("mori", &asking).days_off(31).fails(3);
    office.call("tanaka", &asking).days_off(31).run().exits(0);
    let waits = ask(&office, &["status"], 31).exits(1).json();
    assert_eq!((ids(&waits["overdue"]), ids(&waits["extensions"])), (vec!["C-0001"], vec!["C-0001"]));
    let text = office.call(NOBODY, &["outstanding", "--lang", "en"]).days_off(31).run().exits(1).stdout;
    assert!(text.contains("OVERDUE") && text.contains("a later day is asked for"), "{text}");
    let digits = office.digits("C-0001");
    office.call("sato", &["approve", "C-0001", "--confirm", &digits]).days_off(31).run().exits(0);
    ask(&office, &["status"], 31).exits(0);
    assert_eq!(ids(&ask(&office, &["outstanding", "--overdue"], 61).exits(1).json()), ["C-0001"]);
}

#[test]
fn what_is_due_within_three_days_is_named_before_it_is_late() {
    let office = Office::sealed().office;
    for (days, soon) in [(26, 0), (27, 1), (30, 1), (31, 0)] {
        let page = ask(&office, &["status"], days).json();
        assert_eq!(page["due_soon"].as_array().unwrap().len(), soon, "{days}");
    }
}

#[test]
fn each_line_names_who_has_to_go_on() {
    let office = Office::sealed().office;
    assert_eq!(next(&office, "C-0001"), ("account".to_owned(), json!("tanaka")));
    for language in ["en", "ja"] {
        let text = office.ok(NOBODY, &["outstanding", "--lang", language]).stdout;
        assert!(text.contains("sekisho handed-over C-0001") && text.contains("tanaka"), "{text}");
    }
    office.ok("sato", &["incident", "open", "C-0001", "--kind", "suspected", "--aware", "now"]);
    assert_eq!(next(&office, "C-0001").0, "incident");
    let page = ask(&office, &["status"], 0).exits(1).json();
    assert_eq!(
        (&page["incidents"][0]["id"], &page["incidents"][0]["kind"]),
        (&json!("I-0001"), &json!("suspected"))
    );
    for language in ["en", "ja"] {
        let text = office.run(NOBODY, &["status", "--lang", language]).exits(1).stdout;
        assert!(text.contains("I-0001") && text.contains("C-0001"), "{text}");
        let lines = office.ok(NOBODY, &["outstanding", "--lang", language]).stdout;
        assert!(lines.contains("sekisho incident show I-0001"), "{lines}");
    }
}

#[test]
fn everything_stays_until_an_approver_confirmed_it() {
    let office = Office::new();
    let id = office.approved(&[]);
    office.export(&id);
    std::fs::write(office.desk().join("受領書.pdf"), "signed").unwrap();
    office.ok("tanaka", &["handed-over", "C-0001", "--evidence", "受領書.pdf"]);
    assert_eq!(next(&office, "C-0001").0, "account");
    office.ok("tanaka", &["dispose", "C-0001", "--method", "erase-file", "--yes"]);
    assert_eq!(next(&office, "C-0001"), ("confirm".to_owned(), Value::Null));
    let page = ask(&office, &["status"], 0).exits(0).json();
    assert_eq!((ids(&page["confirming"]), ids(&page["out"])), (vec!["C-0001"], vec!["C-0001"]));
    for language in ["en", "ja"] {
        let text = office.ok(NOBODY, &["outstanding", "--lang", language]).stdout;
        assert!(text.contains("sekisho confirm C-0001"), "{text}");
    }
    // Done with, and still late until somebody else says so; whoever carried it has nothing more to do.
    let inbox = office.call("tanaka", &["inbox", "--json"]).days_off(31).run();
    assert_eq!(inbox.exits(0).json(), json!([]));
    assert_eq!(ids(&ask(&office, &["outstanding", "--overdue"], 31).exits(1).json()), ["C-0001"]);
    office.refuses("tanaka", &["confirm", "C-0001"]);
    office.ok("sato", &["confirm", "C-0001"]);
    assert_eq!(ask(&office, &["outstanding"], 31).exits(0).json(), json!([]));
    assert_eq!(ask(&office, &["status"], 31).exits(0).json()["out"], json!([]));
}

#[test]
fn an_exercise_needs_nobodys_attention() {
    let office = Office::sealed().office;
    office.ok("sato", &["incident", "open", "C-0001", "--kind", "lost", "--aware", "now", "--drill"]);
    let page = ask(&office, &["status"], 0).exits(0).json();
    assert_eq!(page["incidents"], json!([]));
}

#[test]
fn by_medium_contract_and_carrier() {
    let Some(stick) = Mounted::ext4(24) else { return };
    let office = Office::new();
    let point = stick.point().to_str().unwrap();
    office.ok("kanri", &["medium", "add", "USB-07", "--device", point]);
    let usb = office.approved(&[
        ("--via", "usb"),
        ("--medium", "USB-07"),
        ("--contract", "K-1"),
        ("--due", &day(5)),
    ]);
    office.ok("tanaka", &["export", &usb, "--into", point]);
    let mail = office.approved(&[("--contract", "K-2")]);
    office.export(&mail);
    office.approved(&[("--contract", "K-1")]);
    // The earliest day first; what has not left is not there.
    assert_eq!(ids(&ask(&office, &["outstanding"], 0).json()), [usb.as_str(), mail.as_str()]);
    for (filter, expected) in [
        (["--medium", "USB-07"], vec![usb.as_str()]),
        (["--contract", "K-1"], vec![&usb]),
        (["--contract", "K-2"], vec![&mail]),
        (["--person", "tanaka"], vec![&usb, &mail]),
        (["--person", "mori"], vec![]),
    ] {
        let found = ask(&office, &[&["outstanding"][..], &filter].concat(), 0).exits(0).json();
        assert_eq!(ids(&found), expected, "{filter:?}");
    }
    // A slip of the pen is not an answer that nothing is out.
    for unknown in [["--medium", "USB-8"], ["--contract", "K-9"], ["--person", "tanka"]] {
        ask(&office, &[&["outstanding"][..], &unknown].concat(), 0).exits(3);
    }
    let late = ask(&office, &["outstanding", "--overdue"], 6).exits(1).json();
    assert_eq!(ids(&late), [usb.as_str()]);
    assert_eq!(
        ids(&ask(&office, &["log", "--medium", "USB-07", "--status", "sealed"], 0).json()),
        [usb.as_str()]
    );
    office.ok("tanaka", &["checkout", &usb]);
    assert_eq!(ids(&ask(&office, &["log", "--status", "out"], 0).json()), [usb.as_str()]);
    let medium = office.ok(NOBODY, &["medium", "show", "USB-07", "--json"]).json();
    assert_eq!((&medium["out"]["person"], &medium["out"]["carry_out"]), (&json!("tanaka"), &json!(usb)));
    for language in ["en", "ja"] {
        let list = office.ok(NOBODY, &["medium", "list", "--lang", language]).stdout;
        assert!(list.contains("田中 一郎") && list.contains(&usb), "{list}");
    }
    // Whoever takes it over has it, and answers for it.
    office.ok("tanaka", &["transfer", &usb, "--to", "mori"]);
    let medium = office.ok(NOBODY, &["medium", "show", "USB-07", "--json"]).json();
    assert_eq!(medium["out"]["person"], "mori");
    office.refuses("kimura", &["medium", "stock-take", "--seen", "USB-99"]);
    let seen = office.ok("kimura", &["medium", "stock-take", "--json"]).json();
    assert_eq!((ids(&seen["out"]), seen["missing"].clone()), (vec!["USB-07"], json!([])));
    office.ok("mori", &["incident", "open", &usb, "--kind", "lost", "--aware", "now"]);
    let medium = office.ok(NOBODY, &["medium", "show", "USB-07", "--json"]).json();
    assert_eq!((&medium["state"], &medium["ended"]["incident"]), (&json!("lost"), &json!("I-0001")));
    assert_eq!(ids(&ask(&office, &["log", "--status", "lost"], 0).json()), [usb.as_str()]);
    for language in ["en", "ja"] {
        let list = office.ok(NOBODY, &["medium", "list", "--lang", language]).stdout;
        assert!(list.contains("I-0001"), "{list}");
    }
}

#[test]
fn the_day_fits_a_page() {
    let office = Office::sealed().office;
    for _ in 0..9 {
        office.request(&[]);
    }
    office.ok("kanri", &["medium", "add", "USB-01", "--serial", "1", "--place", "棚"]);
    office.ok("kimura", &["medium", "stock-take"]);
    office.run("kanri", &["person", "leave", "tanaka", "--yes"]).exits(1);
    for language in ["en", "ja"] {
        let page = office
            .call(NOBODY, &["status", "--lang", language])
            .env("COLUMNS", "80")
            .days_off(31)
            .run()
            .exits(1)
            .stdout;
        assert!(page.lines().count() <= 40, "{page}");
        for word in ["C-0001", "USB-01", "tanaka", "田中 一郎"] {
            assert!(page.contains(word), "{word}: {page}");
        }
        // The nine requests are past their days by now.
        assert!(!page.contains("C-0009"), "{page}");
    }
    let today = office.run(NOBODY, &["status", "--lang", "en"]).stdout;
    assert!(today.contains("9: C-0002") && today.contains("and 3 more"), "{today}");
}

#[test]
fn what_never_arrived_is_neither_to_be_handed_over_nor_its_passphrase_told() {
    let office = Office::new();
    let id = office.approved(&[("--via", "client-system")]);
    office.export(&id);
    let inbox = |person| office.ok(person, &["inbox", "--lang", "en"]).stdout;
    let asks = || office.ok(NOBODY, &["outstanding", "--lang", "en"]).stdout;
    assert!(inbox("suzuki").contains("sekisho passphrase") && asks().contains("sekisho handed-over"));
    std::fs::write(office.desk().join("不達.txt"), "550").unwrap();
    office.ok("tanaka", &["undelivered", &id, "--evidence", "不達.txt"]);
    assert!(!inbox("suzuki").contains("sekisho passphrase"), "{}", inbox("suzuki"));
    let said = asks();
    assert!(said.contains(&format!("sekisho dispose {id} --copy 2 --method declared --note")), "{said}");
    assert!(!said.contains("handed-over"), "{said}");
    office.ok("tanaka", &["dispose", &id, "--copy", "2", "--method", "declared", "--note", "不達", "--yes"]);
    office.ok("tanaka", &["dispose", &id, "--copy", "1", "--method", "erase-file", "--yes"]);
    office.ok("sato", &["confirm", &id]);
}
