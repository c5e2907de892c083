//! The story of 2022, as its page in the documentation tells it: every command there is run, ends as the page says,
//! and says the lines that the page shows.

use std::fs;
use std::path::Path;

use chrono::NaiveDate;

use crate::office::{Office, Output, day};

/// The day on which the pages are written.
const WRITTEN: &str = "2026-11-20";

/// One command of a page.
struct Step {
    who: String,
    words: Vec<String>,
    days: i64,
    exit: i32,
    shown: Vec<String>,
}

/// The commands of a page, with what it shows of each.
fn steps(page: &str) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let (mut inside, mut days) = (false, 0);
    for line in page.lines() {
        if line.starts_with("```") {
            inside = line == "```console";
            continue;
        }
        if !inside {
            continue;
        }
        if let Some(when) = line.strip_prefix("# ") {
            days = when.split(' ').next().unwrap().parse().unwrap_or(0);
        } else if let Some((who, command)) = line.split_once("$ ").filter(|(who, _)| is_name(who)) {
            if command == "echo $?" {
                continue;
            }
            let words = split(command);
            steps.push(Step { who: who.to_owned(), words, days, exit: 0, shown: Vec::new() });
        } else if let Ok(exit) = line.parse() {
            steps.last_mut().unwrap().exit = exit;
        } else if line.trim() != "…" && !line.trim().is_empty() {
            steps.last_mut().unwrap().shown.push(line.to_owned());
        }
    }
    steps
}

fn is_name(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase())
}

/// A command in words, as a shell takes it apart.
fn split(command: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for c in command.chars() {
        match c {
            '"' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            c => words.last_mut().unwrap().push(c),
        }
    }
    words
}

/// The people of the page, who have other names in the office of these tests.
const NAMES: &[(&str, &str)] = &[
    ("Suzuki Jun", "鈴木 学"),
    ("鈴木純", "鈴木 学"),
    ("Tanaka Ichiro", "田中 一郎"),
    ("田中一郎", "田中 一郎"),
];

/// A line of a page with the names that it has here.
fn names_of_here(line: &str) -> String {
    NAMES.iter().fold(line.to_owned(), |line, (page, here)| line.replace(page, here))
}

/// A line of a page with its days as they are today, whatever stands around them.
fn days_of_today(line: &str) -> String {
    let written: NaiveDate = WRITTEN.parse().unwrap();
    let mut moved = String::new();
    let mut rest = line;
    while let Some(first) = rest.chars().next() {
        let date = rest.get(.."2026-11-20".len()).filter(|word| word.starts_with("20"));
        let taken = match date.and_then(|word| word.parse::<NaiveDate>().ok()) {
            Some(date) => {
                moved.push_str(&day(date.signed_duration_since(written).num_days()));
                "2026-11-20".len()
            }
            None => {
                moved.push(first);
                first.len_utf8()
            }
        };
        rest = &rest[taken..];
    }
    moved
}

#[test]
fn every_day_on_a_page_moves_with_the_calendar() {
    let (today, tomorrow) = (day(0), day(1));
    assert_eq!(
        days_of_today("期限超過（返却予定日 2026-11-21）, letter 13 of 2026-11-20, R-2026-1"),
        format!("期限超過（返却予定日 {tomorrow}）, letter 13 of {today}, R-2026-1")
    );
}

/// A command as it is said today, with the digits of what was asked for.
fn today(office: &Office, words: &[String]) -> Vec<String> {
    let mut said: Vec<String> = words.iter().map(|word| days_of_today(word)).collect();
    if let Some(at) = said.iter().position(|word| word == "--confirm") {
        said[at + 1] = office.digits(&said[1]);
    }
    said
}

fn run(office: &Office, step: &Step, language: &str) -> Output {
    if step.words[0] != "sekisho" {
        return office.tool("sh", &["-c", &step.words.join(" ")]).run();
    }
    let words = today(office, &step.words[1..]);
    // The registers are kept by the administrator, who has another name in the tutorial.
    let who = if step.who == "mori" { "kanri" } else { &step.who };
    let call = office.call(who, &words).env("SEKISHO_LANG", language).env("COLUMNS", "100");
    if step.days == 0 { call.run() } else { call.days_off(step.days).run() }
}

/// Plays a page in one language; what it shows of a command stands in what the command said, line by line in order.
fn plays(page: &str, language: &str) -> Vec<Vec<String>> {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(page)).unwrap();
    let office = Office::new();
    let mut commands = Vec::new();
    for step in steps(&text) {
        let output = run(&office, &step, language);
        let said = format!("{}\n{}", output.stderr, output.stdout);
        assert_eq!(output.code, step.exit, "{page}: {:?}\n{said}", step.words);
        let mut rest = said.lines();
        for shown in &step.shown {
            let shown = names_of_here(&days_of_today(shown));
            let found = rest.any(|line| line.trim() == shown.trim());
            assert!(found, "{page}: {:?}\nshows no line more that is\n{shown}\n{said}", step.words);
        }
        commands.push(step.words);
    }
    commands
}

#[test]
fn the_night_of_2022_is_refused_warned_of_and_shown_at_every_link() {
    let english = plays("docs/story.md", "en");
    assert!(english.len() > 30, "{}", english.len());
}

#[test]
fn the_night_of_2022_in_japanese_is_the_same_night() {
    let english =
        steps(&fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/story.md")).unwrap());
    let japanese = plays("docs/ja/story.md", "ja");
    let verbs = |words: &[String]| {
        words.iter().filter(|word| word.is_ascii() && !word.contains(' ')).cloned().collect::<Vec<_>>()
    };
    let english: Vec<_> = english.iter().map(|step| verbs(&step.words)).collect();
    let japanese: Vec<_> = japanese.iter().map(|words| verbs(words)).collect();
    assert_eq!(english, japanese);
}
