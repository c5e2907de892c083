//! Text on its way to a terminal, and the small words that statements are made of.

use std::fmt::Display;
use std::str::FromStr;

use sekisho::base::digest::Digest;
use sekisho::base::text::{is_deceptive, safe};
use sekisho::base::time::Timestamp;
use sekisho::domain::names::{PersonId, is_origin};
use sekisho::package::names::{caseless_key, check_path, normalize};
use sekisho::package::passphrase as issued;
use sekisho::signing::Fingerprint;

use super::{Target, text};

pub const SAFE_TEXT: Target = Target {
    name: "safe_text",
    check: safe_text,
    seeds: || {
        ["図面（改訂）　第2版.dwg", "a\u{1b}[2Jb\u{202e}c\\u{1b}\n\t\\", "\u{10ffff}\u{e0001}\u{fe0f}👩‍💻"]
            .map(|text| text.as_bytes().to_vec())
            .to_vec()
    },
    words: &[
        "\u{1b}]0;",
        "\u{9b}2J",
        "\u{2066}",
        "\u{200d}",
        "\u{ad}",
        "\\u{",
        "}",
        "\\n",
        "\\\\",
        "\u{7f}",
        "\u{85}",
        "\u{2028}",
    ],
    executions: 60_000,
    at_least: 1 << 16,
    for_each: 64,
};

pub const SMALL_WORDS: Target = Target {
    name: "small_words",
    check: small_words,
    seeds: || {
        [
            "2026-11-20T20:21:25+09:00",
            "SHA256:IwgqWXCnvR9nKBSbfJd0W1Yx0wZyZcTgBzRzI0L0oGw",
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "tanaka-01_a.b",
            "example.test/desk",
            "data/図面/b.dwg",
        ]
        .map(|text| text.as_bytes().to_vec())
        .to_vec()
    },
    words: &[
        "+00:00", "-00:00", "Z", "t", ":60", ".5", "99999", "SHA256:", "=", "..", "CON", "/", "ﬀ", "İ", "ß",
        "が",
    ],
    executions: 60_000,
    at_least: 1 << 16,
    for_each: 256,
};

pub const PASSPHRASE: Target = Target {
    name: "passphrase",
    check: passphrase,
    seeds: || {
        [
            "horuhebumo-bohosede-miatona-pehatogi",
            "ホルヘブモ ボホセデ ミアトナ ペハトギ",
            "correct horse battery staple",
        ]
        .map(|text| text.as_bytes().to_vec())
        .to_vec()
    },
    words: &["-", " ", "　", "ー", "shi", "tsu", "ｶﾞ", "㌔", "ﷺ", "İ", "ん", "A", "ォ"],
    executions: 10_000,
    at_least: 1 << 16,
    for_each: 256,
};

fn safe_text(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let shown = safe(&text);
    assert!(!shown.contains(is_deceptive), "{shown:?}");
    assert!(!shown.contains(acts), "{shown:?}");
    assert_eq!(unescaped(&shown).as_deref(), Some(&*text), "two texts look alike");
    (shown == text).to_string()
}

/// What acts on a terminal, turns text around, breaks a line or is not there to see, by Unicode's own data: the program's list
/// says nothing of what it leaves out.
fn acts(c: char) -> bool {
    matches!(c,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{a0}' | '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{1680}'
        | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}' | '\u{2000}'..='\u{200f}' | '\u{2028}'..='\u{202f}'
        | '\u{205f}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0e}' | '\u{feff}' | '\u{ffa0}'
        | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// What was escaped: there is one way back.
fn unescaped(shown: &str) -> Option<String> {
    let mut text = String::new();
    let mut rest = shown.chars();
    while let Some(c) = rest.next() {
        text.push(match c {
            '\\' => match rest.next()? {
                '\\' => '\\',
                'n' => '\n',
                't' => '\t',
                'u' => {
                    let digits: String = rest.by_ref().take_while(|c| *c != '}').collect();
                    char::from_u32(u32::from_str_radix(digits.strip_prefix('{')?, 16).ok()?)?
                }
                _ => return None,
            },
            _ => c,
        });
    }
    Some(text)
}

/// What is read is shown as it was written.
fn spelled<T: FromStr + Display>(text: &str) -> bool {
    text.parse::<T>().is_ok_and(|read| {
        assert_eq!(read.to_string(), text, "another spelling was read");
        assert!(!text.contains(is_deceptive), "{text:?}");
        true
    })
}

fn small_words(bytes: &[u8]) -> String {
    let Some(text) = text(bytes) else { return "no text".to_owned() };
    let read = [
        spelled::<Timestamp>(text),
        spelled::<Digest>(text),
        spelled::<PersonId>(text),
        spelled::<Fingerprint>(text),
    ];
    if is_origin(text) {
        assert!(text.chars().all(|c| c.is_ascii_graphic()));
    }
    let composed = normalize(text);
    assert_eq!(normalize(&composed), composed);
    assert_eq!(caseless_key(&composed), caseless_key(text), "{text:?}");
    let path = check_path(text).is_ok();
    if path {
        // What deceives the eye may be in a name, and is shown as an escape; what moves a cursor or leaves the folder may not.
        assert!(
            !text.contains(char::is_control)
                && text.starts_with("data/")
                && !text.split('/').any(|part| part == "..")
        );
    }
    format!("{read:?} {path} {}", is_origin(text))
}

fn passphrase(bytes: &[u8]) -> String {
    let Some(text) = text(bytes) else { return "no text".to_owned() };
    let once = issued::normalize(text);
    let twice = issued::normalize(once.expose());
    let verdict = issued::check(once.expose());
    if verdict.is_ok() {
        assert_eq!(once.expose(), twice.expose(), "what was issued is spelled in one way");
        let kana = issued::kana(once.expose());
        assert_eq!(issued::normalize(kana.expose()).expose(), once.expose(), "read aloud, it is another one");
    }
    super::kind_of(&verdict)
}
