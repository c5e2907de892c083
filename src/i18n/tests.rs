//! Both catalogues say the same things, and neither says what must not be said.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser::parse;

use super::*;
use crate::tr;

const FILES: [(&str, &str, &str); 6] = [
    ("sekisho.ftl", include_str!("../../i18n/en/sekisho.ftl"), include_str!("../../i18n/ja/sekisho.ftl")),
    ("words.ftl", include_str!("../../i18n/en/words.ftl"), include_str!("../../i18n/ja/words.ftl")),
    ("report.ftl", include_str!("../../i18n/en/report.ftl"), include_str!("../../i18n/ja/report.ftl")),
    ("forms.ftl", include_str!("../../i18n/en/forms.ftl"), include_str!("../../i18n/ja/forms.ftl")),
    ("help.ftl", include_str!("../../i18n/en/help.ftl"), include_str!("../../i18n/ja/help.ftl")),
    ("errors.ftl", include_str!("../../i18n/en/errors.ftl"), include_str!("../../i18n/ja/errors.ftl")),
];

/// Words that promise more than anybody can know.
const FORBIDDEN: [&str; 8] = [
    "tamper-proof",
    "tamperproof",
    "改ざん不可能",
    "改竄不可能",
    "completely erased",
    "完全消去",
    "完全に消去",
    "guaranteed",
];

#[derive(Debug, PartialEq, Eq)]
struct Message {
    variables: BTreeSet<String>,
    text: String,
}

fn messages(catalogue: &str) -> BTreeMap<String, Message> {
    let resource = parse(catalogue).unwrap_or_else(|(_, errors)| panic!("{errors:?}"));
    let mut messages = BTreeMap::new();
    for entry in &resource.body {
        let Entry::Message(message) = entry else { continue };
        let mut said = Message { variables: BTreeSet::new(), text: String::new() };
        assert!(message.attributes.is_empty(), "{}: attributes are not used here", message.id.name);
        walk(message.value.as_ref().unwrap(), &mut said);
        let before = messages.insert(message.id.name.to_owned(), said);
        assert!(before.is_none(), "{} is said twice", message.id.name);
    }
    messages
}

fn walk(pattern: &Pattern<&str>, said: &mut Message) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => said.text.push_str(value),
            PatternElement::Placeable { expression } => walk_expression(expression, said),
        }
    }
}

fn walk_expression(expression: &Expression<&str>, said: &mut Message) {
    match expression {
        Expression::Inline(inline) => walk_inline(inline, said),
        Expression::Select { selector, variants } => {
            walk_inline(selector, said);
            variants.iter().for_each(|variant| walk(&variant.value, said));
        }
    }
}

fn walk_inline(inline: &InlineExpression<&str>, said: &mut Message) {
    match inline {
        InlineExpression::VariableReference { id } => {
            said.variables.insert(id.name.to_owned());
        }
        InlineExpression::Placeable { expression } => walk_expression(expression, said),
        InlineExpression::StringLiteral { value } => said.text.push_str(value),
        InlineExpression::FunctionReference { arguments: CallArguments { positional, .. }, .. } => {
            positional.iter().for_each(|argument| walk_inline(argument, said));
        }
        _ => {}
    }
}

#[test]
fn a_message_missing_in_one_language_is_refused() {
    for (file, english, japanese) in FILES {
        let (english, japanese) = (messages(english), messages(japanese));
        let ids = |messages: &BTreeMap<String, Message>| messages.keys().cloned().collect::<BTreeSet<_>>();
        let (en, ja) = (ids(&english), ids(&japanese));
        assert!(en.is_subset(&ja), "{file}: not said in Japanese: {:?}", en.difference(&ja));
        assert!(ja.is_subset(&en), "{file}: not said in English: {:?}", ja.difference(&en));
        for (id, message) in &english {
            assert_eq!(message.variables, japanese[id].variables, "{file}: {id}");
        }
    }
}

#[test]
fn an_id_said_in_two_files_is_refused() {
    let mut seen = BTreeSet::new();
    for (file, english, _) in FILES {
        for id in messages(english).into_keys() {
            assert!(seen.insert(id.clone()), "{file}: {id}");
        }
    }
}

#[test]
fn no_message_promises_what_nobody_can_know() {
    for (file, english, japanese) in FILES {
        for (id, message) in messages(english).into_iter().chain(messages(japanese)) {
            let text = message.text.to_lowercase();
            for word in FORBIDDEN {
                assert!(!text.contains(word), "{file}: {id} says {word}");
            }
        }
    }
}

#[test]
fn every_message_is_safe_to_print() {
    for (file, english, japanese) in FILES {
        for (id, message) in messages(english).into_iter().chain(messages(japanese)) {
            let bad: Vec<char> =
                message.text.chars().filter(|c| *c != '\n' && crate::base::text::is_deceptive(*c)).collect();
            assert!(bad.is_empty(), "{file}: {id} holds {bad:?}");
        }
    }
}

#[test]
fn japanese_messages_are_written_in_japanese_punctuation() {
    for (file, _, japanese) in FILES {
        for (id, message) in messages(japanese) {
            let text = &message.text;
            assert!(!text.contains("，") && !text.contains("．"), "{file}: {id}: {text}");
        }
    }
}

#[test]
fn each_catalogue_speaks_its_own_language_and_adds_no_invisible_marks() {
    let english = Catalogue::new(Language::English);
    let japanese = Catalogue::new(Language::Japanese);
    assert_eq!(tr!(english, "usage-missing", what = "--to"), "missing: --to");
    assert_eq!(tr!(japanese, "usage-missing", what = "--to"), "指定が足りません：--to");
    assert_eq!(tr!(english, "progress-files", count = 1_u64), "1 file");
    assert_eq!(tr!(english, "progress-files", count = 2_u64), "2 files");
    assert_eq!(japanese.name_of(crate::domain::carry_out::Status::Requested), "申請中");
    assert_eq!(english.format("say-hint", &[("what", &"a\u{1b}[2J")]), "hint: a\\u{1b}[2J");
}

#[test]
fn every_word_of_a_vocabulary_has_a_name_in_both_languages() {
    for language in Language::ALL {
        let catalogue = Catalogue::new(*language);
        let missing: Vec<String> = words::every_id().into_iter().filter(|id| !catalogue.has(id)).collect();
        assert!(missing.is_empty(), "{language}: {missing:?}");
    }
}

#[test]
fn every_type_of_statement_has_a_name_in_both_languages() {
    let body = include_str!("../domain/body.rs");
    let (_, names) = body.split_once("pub const fn type_name").unwrap();
    let (names, _) = names.split_once("\n    }\n").unwrap();
    let types: Vec<&str> = names.split('"').skip(1).step_by(2).collect();
    assert!(types.len() > 60, "{types:?}");
    for language in Language::ALL {
        let catalogue = Catalogue::new(*language);
        let missing: Vec<&&str> =
            types.iter().filter(|name| !catalogue.has(&format!("entry-{name}"))).collect();
        assert!(missing.is_empty(), "{language}: {missing:?}");
    }
}

#[test]
fn the_glossary_and_the_catalogues_use_the_same_words() {
    let glossary = include_str!("../../docs/glossary.md");
    for language in Language::ALL {
        let catalogue = Catalogue::new(*language);
        for id in words::every_id() {
            let listed = ["role-", "status-", "via-", "kind-", "channel-"];
            if listed.iter().any(|vocabulary| id.starts_with(vocabulary)) {
                let name = catalogue.get(&id);
                assert!(glossary.contains(&format!("| {name} |")), "{language}: {id}: {name}");
            }
        }
    }
}
