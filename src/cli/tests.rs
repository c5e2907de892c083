//! The command line holds together, and everything about it is said in both languages.

use std::ffi::OsString;

use clap::{Command, CommandFactory as _, ValueEnum};

use super::args::*;
use super::help::{self, GROUPS, arg_id, verb_id};
use super::usage::{Parsed, UsageError, language_asked, read};
use crate::domain::names::Level;
use crate::i18n::{Catalogue, Language};

fn words(line: &str) -> Vec<OsString> {
    line.split_whitespace().map(OsString::from).collect()
}

fn understood(line: &str) -> Args {
    match read(&words(line), &Catalogue::new(Language::English)) {
        Ok(Parsed::Run(args)) => *args,
        other => panic!("{line}: {other:?}"),
    }
}

fn refused(line: &str, language: Language) -> String {
    match read(&words(line), &Catalogue::new(language)) {
        Err(error) => UsageError::to_string(&error),
        other => panic!("{line}: {other:?}"),
    }
}

fn walk(command: &Command, path: &mut Vec<String>, visit: &mut impl FnMut(&Command, &[String])) {
    visit(command, path);
    for verb in command.get_subcommands() {
        path.push(verb.get_name().to_owned());
        walk(verb, path, visit);
        path.pop();
    }
}

#[test]
fn the_definitions_do_not_contradict_each_other() {
    for language in Language::ALL {
        help::command(&Catalogue::new(*language)).debug_assert();
    }
}

#[test]
fn a_verb_or_flag_without_help_is_refused_in_either_language() {
    for language in Language::ALL {
        let catalogue = Catalogue::new(*language);
        let mut missing = Vec::new();
        walk(&Args::command(), &mut Vec::new(), &mut |command, path| {
            let leaf = command.get_subcommands().next().is_none();
            let mut needed = vec![verb_id(path)];
            if leaf || path.is_empty() {
                needed.push(format!("{}-example", verb_id(path)));
            }
            needed.extend(command.get_arguments().map(|arg| arg_id(path, arg)));
            missing.extend(needed.into_iter().filter(|id| !catalogue.has(id)));
        });
        assert!(missing.is_empty(), "{language}: {missing:#?}");
    }
}

#[test]
fn help_for_something_that_does_not_exist_is_refused() {
    let mut known = Vec::new();
    walk(&Args::command(), &mut Vec::new(), &mut |command, path| {
        known.push(verb_id(path));
        known.push(format!("{}-example", verb_id(path)));
        known.extend(command.get_arguments().map(|arg| arg_id(path, arg)));
    });
    for line in include_str!("../../i18n/en/help.ftl").lines() {
        let Some((id, _)) = line.split_once(" =") else { continue };
        let structural = ["help-group-", "help-man-"].iter().any(|prefix| id.starts_with(prefix));
        if id.starts_with("help-") && (!structural || id == "help-man-DIR" || id == "help-man-example") {
            assert!(known.iter().any(|known| known == id), "{id} describes nothing");
        }
    }
}

#[test]
fn every_verb_stands_under_exactly_one_heading() {
    let mut grouped: Vec<&str> = GROUPS.iter().flat_map(|(_, verbs)| verbs.iter().copied()).collect();
    grouped.sort_unstable();
    let root = Args::command();
    let mut verbs: Vec<&str> = root.get_subcommands().map(Command::get_name).collect();
    verbs.sort_unstable();
    assert_eq!(grouped, verbs);
    for language in Language::ALL {
        let catalogue = Catalogue::new(*language);
        assert!(GROUPS.iter().all(|(heading, _)| catalogue.has(heading)));
    }
}

#[test]
fn every_reason_to_refuse_a_value_is_said_in_both_languages() {
    for language in Language::ALL {
        let catalogue = Catalogue::new(*language);
        assert!(ValueError::ALL.iter().all(|error| catalogue.has(error.message_id())));
    }
}

#[test]
fn a_word_too_many_is_not_called_a_flag() {
    let catalogue = Catalogue::new(Language::English);
    let said = |words: &str| read(&unquote(words), &catalogue).unwrap_err().to_string();
    assert!(said("sekisho show C-1 C-2").contains("C-2 is one word too many"));
    assert!(said("sekisho show C-1 --nonsense").contains("there is no flag --nonsense"));
}

#[test]
fn examples_in_the_help_are_understood() {
    for language in Language::ALL {
        let catalogue = Catalogue::new(*language);
        walk(&Args::command(), &mut Vec::new(), &mut |_, path| {
            let Some(example) = catalogue.find(&format!("{}-example", verb_id(path))) else { return };
            for line in example.replace("\\\n", "").lines() {
                let line = line.split(" > ").next().unwrap();
                let read = read(&unquote(line), &catalogue);
                assert!(read.is_ok(), "{line}: {read:?}");
            }
        });
    }
}

/// Words as a shell would make them of an example: only double quotes occur there.
fn unquote(line: &str) -> Vec<OsString> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            _ => words.last_mut().unwrap().push(c),
        }
    }
    words.into_iter().filter(|word| !word.is_empty()).map(OsString::from).collect()
}

#[test]
fn what_is_typed_arrives_as_it_was_meant() {
    let args = understood(
        "sekisho --json request a b --to tanaka --via usb --medium USB-07 --purpose work --level 1 \
         --due 2026-12-04 --personal-data 300 --special --home /ledger",
    );
    assert!(args.everywhere.json && !args.everywhere.yes);
    assert_eq!(args.everywhere.home.as_deref(), Some(std::path::Path::new("/ledger")));
    let Verb::Request(request) = args.verb else { panic!() };
    assert_eq!(request.paths.len(), 2);
    assert_eq!(request.level, Some(Level::One));
    assert_eq!(request.personal_data, Some(PersonalData::About(300)));

    let Verb::Request(again) = understood("sekisho request a --like C-0001 --due 2026-12-04").verb else {
        panic!()
    };
    assert_eq!((again.to, again.via), (None, None));
}

#[test]
fn a_request_by_stick_needs_its_medium() {
    let line = "sekisho request a --to t --via usb --purpose p --level 2 --due 2026-12-04";
    assert!(refused(line, Language::English).contains("--medium"));
    let line = "sekisho request a --to t --via email --purpose p --level 2 --due 2026-12-04";
    understood(line);
}

#[test]
fn flags_that_need_or_exclude_each_other_are_held_to_it() {
    for line in [
        "sekisho receipt C-0001",
        "sekisho receipt C-0001 --arrived ab --opened cd",
        "sekisho approve C-0001 --as tanaka",
        "sekisho approve C-0001 --draft f",
        "sekisho passphrase C-0001 --via other",
        "sekisho passphrase C-0001 --via phone --identity-passphrase-fd 3",
        "sekisho person add t --name T --role requester",
        "sekisho person add t --name T --request a --public-key b --role requester",
        "sekisho person add t --name T --request a",
        "sekisho person set t",
        "sekisho medium add M --device /dev/sdb --serial 1",
        "sekisho request a --like C-0001 --due 2026-12-04 --special",
        "sekisho log --format csv --json",
        "sekisho --quiet --verbose status",
        "sekisho export C-0001",
        "sekisho",
        "sekisho person",
    ] {
        refused(line, Language::English);
    }
}

#[test]
fn a_misunderstood_word_is_named_in_the_language_asked_for() {
    let cases = [
        ("sekisho reject C-0001", "missing: --reason", "指定が足りません：--reason"),
        ("sekisho show C-1 --fles", "there is no flag --fles", "--fles というオプション"),
        ("sekisho shwo", "there is no verb shwo", "shwo というコマンド"),
        (
            "sekisho log --via pigeon",
            "--via <WAY> cannot be pigeon",
            "--via <WAY> に pigeon は指定できません",
        ),
        ("sekisho log --since tomorrow", "expected a date such as", "「2026-11-20」の形の日付"),
        ("sekisho show 12", "such as C-0042", "C-0042 のような管理番号"),
        ("sekisho person show a/b", "expected an id", "<ID> に a/b は指定できません"),
        ("sekisho audit --founder SHA256:x", "expected a fingerprint", "フィンガープリント"),
        ("sekisho reject C-1 --reason", "needs a value", "値が必要です"),
        ("sekisho --json --json status", "is given twice", "二重に指定"),
        ("sekisho --key-passphrase-fd x status", "expected a whole number", "整数を指定"),
        ("sekisho help nothing", "there is no verb nothing", "nothing というコマンド"),
    ];
    for (line, english, japanese) in cases {
        let said = refused(line, Language::English);
        assert!(said.contains(english), "{line}: {said}");
        let said = refused(line, Language::Japanese);
        assert!(said.contains(japanese), "{line}: {said}");
    }
}

#[test]
fn a_hint_points_at_the_help_of_the_verb_that_was_meant() {
    let said = refused("sekisho person add t --nmae T", Language::English);
    assert!(said.contains("hint: did you mean --name?"), "{said}");
    assert!(said.ends_with("hint: sekisho person add --help"), "{said}");
}

#[test]
fn a_word_that_would_repaint_the_screen_is_shown_escaped() {
    let words = vec!["sekisho".into(), "show".into(), "--\u{1b}[2J".into()];
    let Err(said) = read(&words, &Catalogue::new(Language::English)) else { panic!() };
    assert!(!said.to_string().contains('\u{1b}'), "{said:?}");
}

#[cfg(unix)]
#[test]
fn a_file_with_a_name_from_an_older_system_can_be_named() {
    use std::os::unix::ffi::OsStringExt as _;
    let name = OsString::from_vec(b"\x90\x7d\x96\xca.pdf".to_vec());
    let words = vec!["sekisho".into(), "trace".into(), name.clone()];
    match read(&words, &Catalogue::new(Language::English)) {
        Ok(Parsed::Run(args)) => match args.verb {
            Verb::Trace(trace) => assert_eq!(trace.content, Content::File(name.into())),
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_language_is_known_before_anything_else_is_understood() {
    assert_eq!(language_asked(&words("sekisho --nonsense --lang ja")).as_deref(), Some("ja"));
    assert_eq!(language_asked(&words("sekisho show --lang=en")).as_deref(), Some("en"));
    assert_eq!(language_asked(&words("sekisho show -- --lang ja")), None);
    assert_eq!(language_asked(&words("--lang ja")), None);
}

#[test]
fn help_is_said_entirely_in_the_language_asked_for() {
    let japanese = Catalogue::new(Language::Japanese);
    let mut paths: Vec<Vec<String>> = Vec::new();
    walk(&Args::command(), &mut Vec::new(), &mut |_, path| paths.push(path.to_vec()));
    for path in paths {
        let text = help::help_on(&path, &japanese).unwrap();
        for english in
            ["Usage:", "Options:", "Commands:", "Arguments:", "Print ", "possible values", "default:"]
        {
            assert!(!text.contains(english), "{path:?} says {english}\n{text}");
        }
    }
}

#[test]
fn help_fits_a_plain_terminal() {
    for language in Language::ALL {
        let catalogue = Catalogue::new(*language);
        walk(&Args::command(), &mut Vec::new(), &mut |_, path| {
            let text = help::help_on(path, &catalogue).unwrap();
            for line in text.lines().filter(|line| !line.contains("sekisho ")) {
                assert!(crate::report::width::width(line) <= 80, "{path:?}: {line}");
            }
        });
    }
}

#[test]
fn completions_and_manual_pages_come_from_the_same_definitions() {
    for language in Language::ALL {
        let catalogue = Catalogue::new(*language);
        for shell in <clap_complete::Shell as ValueEnum>::value_variants() {
            let script = String::from_utf8(help::completions(*shell, &catalogue)).unwrap();
            assert!(script.contains("after-arrival"), "{shell}");
        }
        let pages = help::man_pages(&catalogue).unwrap();
        let mut verbs = 0;
        walk(&Args::command(), &mut Vec::new(), &mut |_, _| verbs += 1);
        assert_eq!(pages.len(), verbs);
        let (_, page) = pages.iter().find(|(name, _)| name == "sekisho-person-add.1").unwrap();
        let page = String::from_utf8(page.clone()).unwrap();
        assert!(page.contains(&catalogue.get("help-person-add")), "{page}");
        let heading = if *language == Language::Japanese { ".SH 名前" } else { ".SH NAME" };
        assert!(page.contains(heading) && !page.contains(".SH EXTRA"), "{page}");
        assert!(page.contains("1 \"\" \"Sekisho "), "a page without a date: {page}");
    }
}
