//! Groups of an issued passphrase: as they are issued, in syllables apart, or without what stands between them.

use super::super::{AGE_SYLLABLES, SYLLABLES, ZIP_SYLLABLES, check_syllable, group_sizes, syllables_of};

/// Fewest pieces of a group that is written apart: two make half of all names.
const PIECES_MIN: usize = 3;

/// Most syllables of one such piece.
const PIECE_SYLLABLES_MAX: usize = 2;

/// A word of letters and digits, and where it stands.
struct Token<'a> {
    line: usize,
    text: &'a str,
    /// Whether it belongs to a mail address.
    address: bool,
    /// Whether only what separates stands between it and the one before.
    joined: bool,
}

/// The first line (from 0) that holds a part of a passphrase.
pub(super) fn first(lines: &[&str]) -> Option<usize> {
    let tokens = tokens(lines);
    let alone = tokens.iter().find(|token| holds(token)).map(|token| token.line);
    let apart = in_pieces(&tokens);
    let row = (1..tokens.len()).find_map(|at| {
        let pair = tokens.get(at.checked_sub(1)?)?;
        (tokens.get(at)?.joined && in_a_row(pair.text, tokens.get(at)?.text)).then_some(pair.line)
    });
    [alone, apart, row].into_iter().flatten().min()
}

fn tokens<'a>(lines: &[&'a str]) -> Vec<Token<'a>> {
    let inside = |c: char| c.is_alphanumeric() && c != 'ー';
    let between = |gap: &str| gap.chars().all(|c| c.is_whitespace() || "-‐–—−・.,、/_ー|".contains(c));
    let (mut tokens, mut gap_since_last) = (Vec::new(), String::new());
    for (line, text) in lines.iter().enumerate() {
        let mut rest = *text;
        while let Some(from) = rest.find(inside) {
            let (gap, word) = rest.split_at(from);
            let (word, after) = word.split_at(word.find(|c| !inside(c)).unwrap_or(word.len()));
            gap_since_last.push_str(gap);
            let address = after.starts_with('@') || gap.ends_with('@');
            let joined = between(&gap_since_last);
            tokens.push(Token { line, text: word, address, joined });
            gap_since_last.clear();
            rest = after;
        }
        gap_since_last.push_str(rest);
        gap_since_last.push('\n');
    }
    tokens
}

/// Whether a word is a group, or holds two groups that follow each other. In capitals a group is taken for a name,
/// of which one in ten would fit too; so is the part of a mail address.
fn holds(token: &Token<'_>) -> bool {
    let alone = !token.address && !token.text.contains(char::is_uppercase) && is_group(token.text);
    alone || holds_two(token.text)
}

/// Small letters, and hiragana for katakana.
fn spelled(word: &str) -> String {
    let hiragana = |c: char| match c {
        'ァ'..='ヶ' => char::from_u32(u32::from(c).saturating_sub(0x60)).unwrap_or(c),
        c => c,
    };
    word.chars().map(hiragana).flat_map(char::to_lowercase).collect()
}

/// Which groups of an issued passphrase these syllables can be: how many it has, and which of them.
fn places(syllables: &[usize]) -> Vec<(usize, usize)> {
    let Some((last, body)) = syllables.split_last() else { return Vec::new() };
    let mut places = Vec::new();
    for count in [AGE_SYLLABLES, ZIP_SYLLABLES] {
        let sizes = group_sizes(count);
        for (number, size) in (1..).zip(&sizes) {
            if *size == body.len() && *last == check_syllable(body, number, sizes.len()) {
                places.push((sizes.len(), number));
            }
        }
    }
    places
}

fn is_group(word: &str) -> bool {
    syllables_of(&spelled(word)).is_some_and(|syllables| !places(&syllables).is_empty())
}

/// Whether two words are groups that follow each other in one passphrase, in whatever letters.
fn in_a_row(one: &str, other: &str) -> bool {
    let of =
        |word: &str| syllables_of(&spelled(word)).map(|syllables| places(&syllables)).unwrap_or_default();
    follow(&of(one), &of(other))
}

fn follow(one: &[(usize, usize)], other: &[(usize, usize)]) -> bool {
    one.iter().any(|(count, number)| other.contains(&(*count, number.saturating_add(1))))
}

/// Whether a run of letters holds two groups that follow each other, with nothing between.
fn holds_two(word: &str) -> bool {
    let word = spelled(word);
    (0..word.len()).filter(|from| word.is_char_boundary(*from)).any(|from| {
        let syllables = leading(word.get(from..).unwrap_or_default());
        [4_usize, 5].into_iter().any(|first| {
            let Some((one, rest)) = syllables.split_at_checked(first) else { return false };
            let others = [4, 5].into_iter().filter_map(|second| rest.get(..second));
            let one = places(one);
            !one.is_empty() && others.map(places).any(|other| follow(&one, &other))
        })
    })
}

/// The syllables that a text begins with, no more than two groups have.
fn leading(text: &str) -> Vec<usize> {
    let mut syllables = Vec::new();
    let mut rest = text;
    while syllables.len() < 10 {
        let next = SYLLABLES.iter().enumerate().find_map(|(index, (romaji, kana))| {
            let after = rest.strip_prefix(romaji).or_else(|| rest.strip_prefix(*kana))?;
            Some((index, after))
        });
        let Some((index, after)) = next else { break };
        syllables.push(index);
        rest = after;
    }
    syllables
}

/// The line of a group that is written syllable by syllable, or in pairs of them.
fn in_pieces(tokens: &[Token<'_>]) -> Option<usize> {
    let pieces: Vec<Option<Vec<usize>>> = tokens
        .iter()
        .map(|token| {
            let syllables = syllables_of(&spelled(token.text))?;
            (!syllables.is_empty() && syllables.len() <= PIECE_SYLLABLES_MAX).then(|| syllables.to_vec())
        })
        .collect();
    (0..tokens.len()).find_map(|from| {
        let mut all = Vec::new();
        for at in from..tokens.len() {
            let token = tokens.get(at)?;
            let piece = pieces.get(at).and_then(Option::as_ref)?;
            if at > from && !token.joined {
                return None;
            }
            all.extend(piece);
            let many = at.saturating_sub(from).saturating_add(1) >= PIECES_MIN;
            if many && !places(&all).is_empty() {
                return tokens.get(from).map(|token| token.line);
            }
            if all.len() > 5 {
                return None;
            }
        }
        None
    })
}
