//! The threat model names a test in every row; each of them is there, and every link of the page leads somewhere.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::office::files_below;

const PAGES: [&str; 2] = ["docs/threat-model.md", "SECURITY.md"];

/// Text and target of every link of a page.
fn links(page: &str) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for (at, _) in page.match_indices("](") {
        let text = page[..at].rsplit('[').next().unwrap();
        let target = page[at + 2..].split(')').next().unwrap();
        all.push((text.trim_matches('`').to_owned(), target.to_owned()));
    }
    all
}

/// Names of the tests in a file.
fn tests(text: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for after in text.split("#[test]").skip(1) {
        let name = after.split("fn ").nth(1).unwrap_or_default().split('(').next().unwrap_or_default();
        names.insert(name.to_owned());
    }
    names
}

/// An anchor of a heading, as repositories on the web make it.
fn anchor(heading: &str) -> String {
    let heading = heading.trim_start_matches('#').trim().to_lowercase();
    heading
        .chars()
        .filter(|c| c.is_alphanumeric() || " -_".contains(*c))
        .collect::<String>()
        .replace(' ', "-")
}

#[test]
fn every_link_of_the_threat_model_resolves_and_every_test_it_names_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut named = 0;
    for page in PAGES {
        let text = fs::read_to_string(root.join(page)).unwrap();
        let headings: BTreeSet<String> =
            text.lines().filter(|line| line.starts_with('#')).map(anchor).collect();
        for (words, target) in links(&text) {
            let (file, section) = target.split_once('#').unwrap_or((&target, ""));
            if file.is_empty() {
                assert!(headings.contains(section), "{page}: no heading {section}");
                continue;
            }
            let path = root.join(page).parent().unwrap().join(file);
            assert!(path.exists(), "{page}: {target} leads nowhere");
            if path.extension().is_some_and(|ending| ending == "rs") {
                let there = tests(&fs::read_to_string(&path).unwrap());
                assert!(there.contains(&words), "{page}: {file} has no test {words}");
                named += 1;
            }
        }
    }
    assert!(named > 100, "{named}");
}

#[test]
fn every_row_about_an_actor_names_its_test_and_every_attack_stands_in_a_row() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = fs::read_to_string(root.join(PAGES[0])).unwrap();
    let actors = page.split("\n## Actor by actor\n").nth(1).unwrap().split("\n## ").next().unwrap();
    let mut rows = 0;
    for row in actors.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| wants")) {
        assert!(row.contains(".rs)"), "without a test: {row}");
        rows += 1;
    }
    assert!(rows > 60, "{rows}");
    let wanted = [
        "careless engineer",
        "malicious engineer",
        "engineer and approver together",
        "administrator who registers invented people",
        "database administrator",
        "finder of the stick",
        "interceptor of mail",
        "malicious package",
        "malware on the stick",
        "auditor who trusts nobody",
        "clock manipulator",
        "thief of an approver's key",
        "departed employee",
    ];
    let headings: Vec<String> =
        actors.lines().filter_map(|line| line.strip_prefix("### ")).map(str::to_lowercase).collect();
    for actor in wanted {
        assert!(headings.iter().any(|heading| heading.contains(actor)), "{actor}: {headings:?}");
    }
    // What somebody adds to these folders is about an attack, and belongs into the page.
    let named: BTreeSet<String> = links(&page).into_iter().map(|(words, _)| words).collect();
    for folder in ["tests/it/attacks", "tests/it/tampering"] {
        for file in files_below(&root.join(folder)) {
            for test in tests(&fs::read_to_string(&file).unwrap()) {
                assert!(named.contains(&test), "{test} of {} is in no row", file.display());
            }
        }
    }
}
