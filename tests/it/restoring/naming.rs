//! Whose tree it is that two people call lost: the one that each of them named, or was on the way to.

use super::{Office, held, restored, with_a_loss};

/// The tree that a statement calls lost, as it is typed.
fn tree(view: &serde_json::Value) -> String {
    format!("{}:{}", view["held_size"], view["held_root"].as_str().unwrap())
}

#[test]
fn nobody_signs_another_tree_than_the_one_they_name() {
    let office = Office::new();
    let seen = with_a_loss(&office);
    let kept = office.size().to_string();
    // The auditor wants an administrator's name under a history that never was.
    let fake = format!("{}:{}", office.size() + 40, "ab".repeat(32));
    office.ok("kimura", &restored(&["--against", &fake, "--kept", &kept]));
    let named = office.ok("kanri", &restored(&["--against", &seen[3]])).json();
    assert_eq!((tree(&named), &named["recorded"]), (seen[3].clone(), &false.into()));
    // Nor without naming one: what they hold is on the way to nothing that the auditor said.
    let own = office.ok("kanri", &restored(&[])).json();
    assert_eq!((tree(&own), &own["recorded"]), (seen[2].clone(), &false.into()));
    let said = office.run("suzuki", &["audit", "--against", &fake, "--json"]).exits(4).json();
    assert_eq!(said["of_earlier"].as_array().unwrap().len(), 0, "{said}");
    // Of one tree, only the word about as many entries as both histories have by `--kept`.
    let less = (office.size() - 4).to_string();
    let again = office.ok("kimura", &restored(&["--against", &seen[3], "--kept", &less])).json();
    assert_eq!((&again["kept_size"].to_string(), &again["recorded"]), (&less, &false.into()));
    let both = office.ok("kimura", &restored(&["--against", &seen[3], "--kept", &kept])).json();
    assert_eq!((tree(&both), &both["recorded"]), (seen[3].clone(), &true.into()));
    assert!(office.run("ito", &["status"]).code < 2);
}

#[test]
fn what_waits_is_seconded_unnamed_only_by_whom_it_is_shown_to_hold() {
    let office = Office::new();
    let seen = with_a_loss(&office);
    let tree_of_kanri = tree(&office.ok("kanri", &restored(&[])).json());
    assert_eq!(tree_of_kanri, seen[2]);
    // Whoever lost nothing has to name what they sign, and is told how it is spelled.
    super::forget(&office, "kimura");
    let said = office.refuses("kimura", &restored(&[])).stderr;
    assert!(said.contains("\"error\":\"of-another\"") && said.contains(&seen[2]), "{said}");
    let second = office.ok("kimura", &restored(&["--against", &seen[2]])).json();
    assert_eq!((tree(&second), &second["recorded"]), (seen[2].clone(), &true.into()));
}

#[test]
fn whoever_held_more_than_was_recorded_is_told_what_to_give_to_an_administrator() {
    let office = Office::new();
    let seen = with_a_loss(&office);
    office.ok("kanri", &restored(&[]));
    office.ok("kimura", &restored(&[]));
    let (size, root) = seen[3].split_once(':').unwrap();
    let report = office.run("ito", &["audit", "--json"]).exits(4).json();
    assert_eq!(
        (report["held"]["size"].to_string().as_str(), &report["held"]["root"], &report["held"]["in_log"]),
        (size, &root.into(), &false.into())
    );
    for language in ["en", "ja"] {
        let text = office.run("ito", &["audit", "--lang", language]).exits(4).stdout;
        assert!(text.contains(&seen[3]), "{text}");
        let said = office.run("ito", &["status", "--lang", language]).exits(4).stderr;
        assert!(said.contains(&format!("restored --reason TEXT --against {}", seen[3])), "{said}");
    }
    // As it stands there, both commands take it.
    office.run("suzuki", &["audit", "--against", &seen[3]]).exits(4);
    office.ok("kanri", &restored(&["--against", &seen[3]]));
    office.ok("kimura", &restored(&["--against", &seen[3]]));
    assert!(office.run("ito", &["status"]).code < 2);
    // What fits the log is there for programs, and is no news to anybody else.
    let report = office.run("ito", &["audit", "--json"]).json();
    assert_eq!(report["held"]["in_log"], true);
    let here = held(&office, "ito");
    assert!(!office.run("ito", &["audit", "--lang", "en"]).stdout.contains(&here));
}
