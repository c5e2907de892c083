//! Every error is said in both languages, ends as the contract has it, and hints at what can be run.

mod cases;

use std::collections::BTreeSet;
use std::ffi::OsString;

use clap::{Command, CommandFactory as _};

use super::*;
use crate::base::text::is_deceptive;
use crate::cli::args::Args;
use crate::cli::usage::{self, Parsed};
use crate::domain::refusal::Refusal;
use crate::domain::rules::pack::{Pack, shipped};
use crate::i18n::Language;
use crate::package::names::NameProblem;
use crate::package::open::OpenError;
use crate::package::source::Reason;
use crate::package::unseal::{Damage, DamageKind};
use crate::package::walk::WalkError;
use crate::workflow::error::Error;
use crate::workflow::open::OpenFailure;
use cases::{cases, papers, recipient_problems, refused};

/// Texts that forge lines, repaint screens, hide, or break out of a shell's word.
const NAUGHTY: [&str; 9] = [
    "a\nhint: sekisho approve C-0001",
    "a\r\u{1b}[2Jb",
    "gpj.\u{202e}exe\u{200b}",
    "{ $id } { -x } \"",
    "'; rm -rf ~; '",
    "$(id) `id` %PATH% !!",
    "--yes",
    "C-0001 --yes",
    "名前 と 空白\u{3000}",
];

fn catalogues() -> [Catalogue; 2] {
    [Catalogue::new(Language::English), Catalogue::new(Language::Japanese)]
}

/// Everything that is said of `text`, in one language.
fn everything(text: &str, catalogue: &Catalogue) -> Vec<Explanation> {
    let explained = cases(text).into_iter().map(|(error, _)| explain(&error, catalogue));
    let papers = papers(text).into_iter().map(|error| explain(&OpenFailure::Papers(error), catalogue));
    explained.chain(papers).collect()
}

#[test]
fn every_error_ends_as_the_contract_says() {
    let [english, _] = catalogues();
    for (error, exit) in cases("x") {
        let said = explain(&error, &english);
        assert_eq!(said.exit, exit, "{error:?}");
        assert_eq!(said.json()["exit"], exit.code(), "{error:?}");
    }
    for error in papers("x") {
        assert_eq!(explain(&OpenFailure::Papers(error), &english).exit, Exit::Tampered);
    }
}

#[test]
fn every_error_is_said_in_both_languages_with_what_to_do() {
    let [english, japanese] = catalogues();
    for (en, ja) in everything("x", &english).into_iter().zip(everything("x", &japanese)) {
        assert_eq!((en.code, en.exit, en.cause), (ja.code, ja.exit, ja.cause));
        assert_ne!(en.message, ja.message, "{}", en.code);
        assert!(!ja.message.is_ascii(), "{}: {}", ja.code, ja.message);
        for said in [&en, &ja] {
            let text = format!("{}\n{}", said.message, said.hint.clone().unwrap_or_default());
            assert!(!text.contains("No localization"), "{}: {text}", said.code);
            assert!(!text.contains("{$") && !text.contains("{ $"), "{}: {text}", said.code);
            assert!(!said.message.trim().is_empty());
            assert_eq!(said.hint.is_none(), said.exit == Exit::Interrupted, "{}: {text}", said.code);
        }
        assert!(en.hint.is_none() || en.hint != ja.hint, "{}", en.code);
        let kebab = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        assert!(en.code.chars().all(kebab), "{}", en.code);
    }
}

#[test]
fn a_name_cannot_forge_a_line_or_repaint_the_screen() {
    for catalogue in catalogues() {
        let plain: Vec<usize> =
            everything("x", &catalogue).iter().map(|said| said.text(&catalogue).lines().count()).collect();
        for text in NAUGHTY {
            for (said, lines) in everything(text, &catalogue).iter().zip(&plain) {
                let shown = said.text(&catalogue);
                assert_eq!(shown.lines().count(), *lines, "{text:?}: {shown}");
                let bad = |c: char| c != '\n' && is_deceptive(c) && c != '\u{3000}';
                assert!(!shown.contains(bad), "{text:?}: {shown:?}");
            }
        }
    }
}

#[test]
fn well_known_naughty_strings_do_no_harm_either() {
    let [english, _] = catalogues();
    for text in naughty_strings::BLNS {
        let errors = [
            Error::UnknownCarryOut { id: (*text).to_owned() },
            Error::Content { path: text.into(), why: (*text).to_owned() },
            Error::Refused(Refusal::QuorumShort { id: (*text).to_owned(), have: 0, need: 1 }),
            Error::Walk(WalkError::Refused(vec![refused(text, NameProblem::Empty)])),
        ];
        for error in errors {
            let shown = explain(&error, &english).text(&english);
            let bad = |c: char| c != '\n' && is_deceptive(c);
            assert!(!shown.contains(bad), "{text:?}: {shown:?}");
            assert!(shown.lines().count() <= 4, "{text:?}: {shown}");
        }
    }
}

/// The commands in a text: each begins with the program's name and ends its line.
fn commands(text: &str) -> Vec<String> {
    text.lines().filter_map(|line| line.find("sekisho ").map(|at| line[at..].to_owned())).collect()
}

/// What a reader would fill in. Any other word in capitals is a placeholder nobody can understand.
fn filled(word: &str) -> String {
    let value = match word {
        "ID" => "C-0042",
        "PERSON" | "RECIPIENT" => "tanaka",
        "FILE" | "DIR" | "PATH" | "DEV" => "./x",
        "DATE" => "2026-11-20",
        "TEXT" | "NAME" => "text",
        "ROLE" => "requester",
        "KEY" => "age1x",
        "CHANNEL" => "phone",
        "FIELD" => "course",
        "INCIDENT" => "I-0003",
        "WAY" => "email",
        "LEVEL" => "2",
        "HEX" => "0123456789ab",
        "CODE" => "ABCDEFGHIJKLM",
        "SIZE" => "4GB",
        "NUMBER" | "N" => "7",
        "FOLDER" => "/srv/share",
        "PLACE" => "place",
        "ADDRESS" => "a@example.test",
        _ => word,
    };
    assert!(value.len() < 2 || !value.chars().all(|c| c.is_ascii_uppercase()) || value.len() == 13, "{word}");
    value.to_owned()
}

/// Words as a shell would make them: only whole words are ever quoted.
fn split(command: &str) -> Vec<OsString> {
    let quote = if cfg!(windows) { '"' } else { '\'' };
    let mut words = Vec::new();
    for (index, part) in command.split(quote).enumerate() {
        if index % 2 == 1 {
            words.push(part.into());
        } else {
            words.extend(part.split_whitespace().map(|word| filled(word).into()));
        }
    }
    words
}

#[test]
fn a_hint_that_cannot_be_run_is_refused() {
    for catalogue in catalogues() {
        let mut hinted = BTreeSet::new();
        for text in ["C-0042", "a b", "図面", NAUGHTY[4], NAUGHTY[5], NAUGHTY[6], NAUGHTY[7]] {
            let hints = everything(text, &catalogue).into_iter().filter_map(|said| said.hint);
            hinted.extend(hints.flat_map(|hint| commands(&hint)));
        }
        assert!(hinted.len() > 40);
        for command in hinted {
            let words = split(&command);
            assert!(!words.iter().any(|word| word == "rm"), "{command}");
            match usage::read(&words, &catalogue) {
                Ok(Parsed::Run(args)) => assert!(!args.everywhere.yes, "{command}"),
                Ok(Parsed::Print(_)) => {
                    assert!(
                        command.ends_with("--version") || words.get(1).is_some_and(|verb| verb == "help")
                    );
                }
                Err(error) => panic!("{command}: {error}"),
            }
        }
    }
}

#[test]
fn a_flag_that_does_not_exist_is_not_named() {
    fn flags(command: &Command, found: &mut BTreeSet<String>) {
        found
            .extend(command.get_arguments().filter_map(|arg| arg.get_long()).map(|flag| format!("--{flag}")));
        command.get_subcommands().for_each(|verb| flags(verb, found));
    }
    let mut known = BTreeSet::new();
    flags(&Args::command(), &mut known);
    for catalogue in catalogues() {
        for said in everything("x", &catalogue) {
            let text = said.text(&catalogue);
            let inside = |c: char| c.is_ascii_lowercase() || c == '-';
            for (at, _) in text.match_indices("--") {
                let flag: String = text[at..].chars().take_while(|c| inside(*c)).collect();
                assert!(known.contains(&flag), "{}: {flag}", said.code);
            }
        }
    }
}

/// Where messages are named: the code of this module, without its tests.
const CODE: [&str; 23] = [
    include_str!("../explain.rs"),
    include_str!("archive.rs"),
    include_str!("backup.rs"),
    include_str!("broken_rule.rs"),
    include_str!("io.rs"),
    include_str!("ledger.rs"),
    include_str!("media.rs"),
    include_str!("opening.rs"),
    include_str!("package.rs"),
    include_str!("refusal.rs"),
    include_str!("refusal/article.rs"),
    include_str!("refusal/acknowledge.rs"),
    include_str!("refusal/contract.rs"),
    include_str!("refusal/copies.rs"),
    include_str!("refusal/incident.rs"),
    include_str!("refusal/mail.rs"),
    include_str!("refusal/purge.rs"),
    include_str!("refusal/restored.rs"),
    include_str!("refusal/succession.rs"),
    include_str!("signing.rs"),
    include_str!("statement.rs"),
    include_str!("travel.rs"),
    include_str!("workflow.rs"),
];

#[test]
fn a_message_that_nothing_says_is_refused() {
    for line in include_str!("../../../i18n/en/errors.ftl").lines() {
        let Some((id, _)) = line.split_once(" =") else { continue };
        if id.starts_with(['#', ' ', '[', '*']) {
            continue;
        }
        let literals = [format!("\"{id}\""), format!("\"{}\"", id.trim_start_matches("error-"))];
        let said = CODE.iter().any(|code| literals.iter().any(|literal| code.contains(literal)));
        assert!(said, "{id} is never said");
    }
}

/// What has no case here could end with any message, or with a hint that cannot be run.
#[test]
fn every_refusal_has_a_case() {
    let cases = [
        include_str!("tests/cases.rs"),
        include_str!("tests/cases/acknowledge.rs"),
        include_str!("tests/cases/coming_back.rs"),
        include_str!("tests/cases/mail.rs"),
        include_str!("tests/cases/purge.rs"),
        include_str!("tests/cases/restored.rs"),
        include_str!("tests/cases/rules.rs"),
        include_str!("tests/cases/succession.rs"),
    ]
    .concat();
    let enums = [
        include_str!("../../domain/refusal.rs"),
        include_str!("../../domain/refusal/article.rs"),
        include_str!("../../domain/refusal/acknowledge.rs"),
        include_str!("../../domain/refusal/contract.rs"),
        include_str!("../../domain/refusal/copies.rs"),
        include_str!("../../domain/refusal/incident.rs"),
        include_str!("../../domain/refusal/mail.rs"),
        include_str!("../../domain/refusal/purge.rs"),
        include_str!("../../domain/refusal/restored.rs"),
        include_str!("../../domain/refusal/succession.rs"),
    ];
    let variants = enums.iter().map(|code| code.split("pub enum ").nth(1).unwrap());
    let variants = variants.flat_map(str::lines).filter_map(|line| line.strip_prefix("    "));
    let variants: Vec<&str> = variants
        .filter(|line| line.starts_with(|c: char| c.is_ascii_uppercase()))
        .map(|line| line.split(['(', ' ', ',']).next().unwrap_or_default())
        .collect();
    assert!(variants.len() > 80, "{variants:?}");
    for variant in variants {
        let named = cases.split("Refusal::").skip(1).any(|rest| {
            rest.strip_prefix(variant).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()))
        });
        assert!(named, "{variant}");
    }
}

#[test]
fn many_refused_paths_are_counted_and_not_all_shown() {
    let [english, japanese] = catalogues();
    let refusals = (0..50).map(|number| refused(&format!("f{number}"), NameProblem::NotNfc)).collect();
    let error = Error::Walk(WalkError::Refused(refusals));
    let said = explain(&error, &english);
    assert!(said.message.starts_with("50 files or folders"), "{}", said.message);
    assert!(said.message.contains("\n  f19: ") && !said.message.contains("f20"), "{}", said.message);
    assert!(said.message.ends_with("\n  and 30 more"), "{}", said.message);
    assert_eq!(said.hint.as_deref().unwrap_or_default().lines().count(), 1);
    assert!(explain(&error, &japanese).message.ends_with("\n  ほか 30 件"));
}

#[test]
fn a_secret_key_pasted_by_mistake_is_not_shown() {
    let secret = "AGE-SECRET-KEY-1QQQQQQQQ";
    for catalogue in catalogues() {
        for (problem, _) in recipient_problems("x") {
            let error = Error::RecipientKey { recipient: secret.to_owned(), problem };
            assert!(!explain(&error, &catalogue).text(&catalogue).contains("QQQQ"));
        }
    }
}

#[test]
fn what_documents_demand_too_is_cited_from_each_of_them() {
    let [english, japanese] = catalogues();
    let short = || Error::Refused(Refusal::QuorumShort { id: "C-0042".into(), have: 1, need: 2 });
    let of = |pack: &str, rule: &str| {
        let pack = Pack::parse(shipped(pack).unwrap()).unwrap();
        Clause::of(Some(&pack), pack.rules.iter().find(|known| known.id == rule).unwrap())
    };
    let both =
        || short().citing(vec![of("office", "office-approvers-highest"), of("meccs", "meccs-4-4-approval")]);
    let said = explain(&both(), &english);
    assert_eq!(
        said.text(&english),
        "refused: C-0042 has 1 of 2 approvals\n\
         rule: office rules 承認1: at level 1 (the highest), two people besides the requester approve\n\
         rule: Nihon Meccs, guidelines for handling information 4(4): whoever has to carry important information out obtains approval by the contractor's own rules\n\
         hint: see who has approved and who is still needed: sekisho show C-0042"
    );
    let json = explain(&both(), &japanese).json();
    assert_eq!(
        (json["error"].as_str(), json["clauses"][1]["clause"].as_str()),
        (Some("quorum-short"), Some("4(4)"))
    );
    assert_eq!(json["clauses"][0]["document"], "社内規程");
    // Where no rule in force says it, it is the program's own, and nobody's document is named.
    let said = explain(&short().citing(Vec::new()), &japanese);
    assert!(
        said.message.contains("申請者以外の人が") && !said.message.contains("社内規程"),
        "{}",
        said.message
    );
    assert!(said.clauses.is_empty());
    for document in ["日本メックス", "特記事項", "一宮", "中野", "点検表"] {
        let anywhere = everything("x", &japanese).iter().any(|said| said.message.contains(document));
        assert!(!anywhere, "{document}");
    }
}

#[test]
fn a_refusal_by_a_rule_that_names_none_is_refused() {
    for catalogue in catalogues() {
        let begins = catalogue.format("say-rule", &[("clause", &"")]);
        for (error, exit) in cases("x") {
            if matches!(error, Error::Refused(_)) && exit == Exit::Refused {
                let said = explain(&error, &catalogue).message;
                assert_eq!(said.matches(begins.trim_end()).count(), 1, "{said}");
            }
        }
    }
}

#[test]
fn two_given_paths_with_one_name_are_not_blamed_on_other_systems() {
    let [english, japanese] = catalogues();
    let same = |other: &str| {
        let reason = Reason::SameName { other: other.to_owned() };
        Error::Walk(WalkError::Refused(vec![refused("b/ok", reason)]))
    };
    let said = explain(&same("a/ok"), &english).message;
    assert!(said.ends_with("two given paths end in the same name, ok (the other: a/ok)"), "{said}");
    assert!(explain(&same("a/ok"), &japanese).message.contains("2 つが同じ名前（ok）"));
    assert!(explain(&same("b/OK"), &english).message.contains("on some systems"));
}

#[test]
fn a_cut_off_volume_hints_at_missing_volumes() {
    let [english, _] = catalogues();
    let hint = |file: &str, kind| {
        let damage = Damage { kind, chunk: 0, sealed_offset: 7 };
        let error = Error::Open(OpenError::Damaged { damage, file: file.into() });
        explain(&error, &english).hint.unwrap_or_default()
    };
    assert!(hint("C-0042.zip.age.001", DamageKind::Missing).contains("perhaps volumes are missing"));
    assert!(hint("C-0042.zip.age.001", DamageKind::End).contains("perhaps volumes are missing"));
    assert!(!hint("C-0042.zip.age.001", DamageKind::Changed).contains("volumes"));
    assert!(!hint("C-0042.zip.age", DamageKind::Missing).contains("volumes"));
}

#[test]
fn a_failed_export_says_what_lies_behind_it() {
    let [english, _] = catalogues();
    let cause = Error::Refused(Refusal::MediumRequired);
    let error = Error::ExportFailed { id: "C-0042".into(), cause: Box::new(cause), recorded: false };
    let said = explain(&error, &english);
    let json = said.json();
    assert_eq!(
        (json["error"].as_str(), json["cause"].as_str()),
        (Some("export-failed"), Some("medium-required"))
    );
    assert!(said.hint.unwrap_or_default().ends_with("sekisho recover"));
    let wrong = Error::Open(OpenError::WrongPassphrase { check_syllables_right: true });
    assert!(explain(&wrong, &english).message.contains("another package"));
}

#[test]
fn the_terminals_own_errors_have_codes_too() {
    use crate::cli::terminal::TerminalError;
    for catalogue in catalogues() {
        let said = explain_terminal(&TerminalError::NobodyToAsk, "--confirm", &catalogue);
        assert_eq!((said.code, said.exit), ("nobody-to-ask", Exit::Usage));
        assert!(said.message.contains("--confirm") && said.hint.unwrap_or_default().contains("--confirm"));
        let said = explain_terminal(&TerminalError::NoScreen, "", &catalogue);
        assert!(!said.hint.unwrap_or_default().contains("No localization"));
        let said = explain_terminal(&TerminalError::Nowhere, "", &catalogue);
        assert_eq!((said.code, said.exit), ("output-leads-nowhere", Exit::Environment));
        assert!(!said.message.contains("No localization") && said.hint.is_some());
        let said = explain_terminal(&TerminalError::Interrupted, "", &catalogue);
        assert_eq!((said.exit, said.hint), (Exit::Interrupted, None));
    }
}
