//! Whether a text gives a passphrase away: one that was issued, a group of it, or a word that is said to be one.
//!
//! It knows the form of what [`generate`](super::generate) issues, not the passphrase itself, which nobody at the
//! desk of whoever writes the text can read. A passphrase of another form is found only where a word such as
//! "password" stands before it; one that is paraphrased is not found.

use unicode_normalization::UnicodeNormalization as _;

use super::{AGE_SYLLABLES, ZIP_SYLLABLES, check_syllable, group_sizes, syllables_of};

/// What a line gives away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gives {
    /// Something in the form of a group of a passphrase, check syllable included.
    Group,
    /// A word for a passphrase, and what it is.
    Word,
}

/// Words after which what follows is taken for a passphrase.
const WORDS: [&str; 12] = [
    "パスワード",
    "パスフレーズ",
    "暗証番号",
    "合言葉",
    "合い言葉",
    "解凍キー",
    "password",
    "passphrase",
    "passwd",
    "passcode",
    "pwd",
    "pw",
];

/// Fewest characters that are taken for a passphrase after such a word: shorter ones are words of the language.
const TOLD_CHARS_MIN: usize = 4;

/// The first line (from 1) that gives a passphrase or a part of one away, and how.
#[must_use]
pub fn gives_away(text: &str) -> Option<(usize, Gives)> {
    let plain: String = text.nfkc().collect();
    (1..).zip(plain.lines()).find_map(|(number, line)| {
        let gives =
            if tells_one(line) { Some(Gives::Word) } else { holds_group(line).then_some(Gives::Group) };
        gives.map(|gives| (number, gives))
    })
}

/// Whether a word of the line is a group: syllables only, the last of which fits the others. In capitals it is taken
/// for a name, of which one in ten would fit too.
fn holds_group(line: &str) -> bool {
    let inside = |c: char| c.is_alphanumeric() && c != 'ー';
    line.split(|c: char| !inside(c)).any(|word| !word.contains(char::is_uppercase) && is_group(word))
}

fn is_group(word: &str) -> bool {
    let hiragana = |c: char| match c {
        'ァ'..='ヶ' => char::from_u32(u32::from(c).saturating_sub(0x60)).unwrap_or(c),
        c => c,
    };
    let plain: String = word.chars().map(hiragana).collect();
    let Some(syllables) = syllables_of(&plain) else { return false };
    let Some((last, body)) = syllables.split_last() else { return false };
    [AGE_SYLLABLES, ZIP_SYLLABLES].into_iter().any(|count| {
        let sizes = group_sizes(count);
        let fits = |(number, size): (usize, &usize)| {
            *size == body.len() && *last == check_syllable(body, number, sizes.len())
        };
        (1..).zip(&sizes).any(fits)
    })
}

/// Whether a word for a passphrase is followed by one.
fn tells_one(line: &str) -> bool {
    let lower = line.to_lowercase();
    WORDS.iter().any(|word| {
        lower.match_indices(word).any(|(at, _)| {
            let before = lower.get(..at).and_then(|text| text.chars().next_back());
            let whole = !word.is_ascii() || before.is_none_or(|c| !c.is_ascii_alphanumeric());
            whole && lower.get(at.saturating_add(word.len())..).is_some_and(is_told)
        })
    })
}

/// Whether what follows such a word says what it is.
fn is_told(rest: &str) -> bool {
    let rest = rest.trim_start_matches([' ', '\u{3000}', '」', '"', '\'']);
    let (said, certain) = match rest.strip_prefix([':', '=', '→', 'は', '「']) {
        Some(said) => (said, true),
        None => (rest.strip_prefix("is ").unwrap_or(rest), false),
    };
    let said = said.trim_start_matches([' ', '\u{3000}', '「', '"', '\'', ':']);
    let told: String = said.chars().take_while(char::is_ascii_graphic).collect();
    let is_long = told.chars().count() >= TOLD_CHARS_MIN;
    // "is sent" says nothing; "is Xk3!" does.
    let like_one = told.chars().any(|c| !c.is_ascii_alphabetic() && !".,;:)(".contains(c));
    is_long && (certain || like_one)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::passphrase::{generate, kana};

    fn issued(syllables: usize, seed: u8) -> String {
        let mut state = seed;
        let mut random = |bytes: &mut [u8]| {
            for byte in bytes {
                state = state.wrapping_mul(77).wrapping_add(13);
                *byte = state % 244;
            }
        };
        generate(syllables, &mut random).expose().to_owned()
    }

    #[test]
    fn every_group_of_every_passphrase_is_found_in_romaji_and_kana() {
        for seed in 0..60 {
            for syllables in [AGE_SYLLABLES, ZIP_SYLLABLES] {
                let whole = issued(syllables, seed);
                let spelled = kana(&whole).expose().to_owned();
                for text in [&whole, &spelled].into_iter().flat_map(|all| all.split('-')) {
                    for line in [format!("1行目\n合図：{text}。"), format!("see ({text})"), text.to_owned()]
                    {
                        assert!(gives_away(&line).is_some(), "{line}");
                    }
                }
                assert!(
                    gives_away(&whole.replace('-', " ")).is_some()
                        && gives_away(&whole.replace('-', "・")).is_some()
                );
            }
        }
    }

    #[test]
    fn a_word_for_it_gives_away_what_follows() {
        for text in [
            "パスワード：abcd1234",
            "パスワードは「Sekisho2026」です",
            "パスワードは  ＡＢＣＤ１２３４",
            "Password: hunter2",
            "the password is Xk3!y",
            "PW=abcd",
            "暗証番号 4649-77",
        ] {
            assert_eq!(gives_away(text), Some((1, Gives::Word)), "{text}");
        }
    }

    #[test]
    fn saying_that_it_comes_by_another_road_gives_nothing_away() {
        for text in [
            "パスワードは別途ご連絡します。",
            "パスフレーズは、電話でお伝えします。",
            "The password is sent separately.",
            "The passphrase reaches you by telephone.",
            "pwdx: 12345",
            "Nagasaki, Okayama, Yokohama",
            "よろしくお願いいたします。ご確認ください。",
            "",
        ] {
            assert_eq!(gives_away(text), None, "{text}");
        }
    }
}
