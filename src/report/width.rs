//! How much room text takes: columns, not characters.
//!
//! A kanji takes two columns of a terminal and a combining mark none (UAX #11). Ambiguous
//! characters count as one column, which is what terminals do unless told otherwise. Wrapping
//! follows the habits of both scripts: English breaks at spaces, Japanese between characters,
//! but never so that a line begins with 。or ends with 「.

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

/// Characters that do not begin a line (行頭禁則).
const NOT_FIRST: &str =
    "、。，．・：；？！ー」』）］｝】〉》〕”’々ゝゞぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ…‥%％";

/// Characters that do not end a line (行末禁則).
const NOT_LAST: &str = "「『（［｛【〈《〔“‘";

/// Columns that `text` takes on a terminal.
#[must_use]
pub fn width(text: &str) -> usize {
    text.width()
}

/// Which side the room goes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Text begins at the column's left edge.
    Left,
    /// Numbers end at the column's right edge.
    Right,
}

/// `text` filled up with spaces to `columns`; longer text stays as it is.
#[must_use]
pub fn pad(text: &str, columns: usize, align: Align) -> String {
    let room = " ".repeat(columns.saturating_sub(width(text)));
    match align {
        Align::Left => format!("{text}{room}"),
        Align::Right => format!("{room}{text}"),
    }
}

/// `text` in at most `columns`, its end replaced by `…` where it does not fit.
#[must_use]
pub fn truncate(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let mut kept = String::new();
    for c in text.chars() {
        kept.push(c);
        if width(&kept) + 1 > columns {
            kept.pop();
            break;
        }
    }
    if columns > 0 {
        kept.push('…');
    }
    kept
}

/// `text` in lines of at most `columns`; its own line breaks are kept.
///
/// What cannot be broken (a long path) is cut where it must be, so that no line is longer, except
/// where a single character is wider than `columns`.
#[must_use]
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    text.split('\n').flat_map(|line| wrap_line(line, columns.max(1))).collect()
}

/// Columns of the longest piece of `text` that is not broken while there is room for it.
#[must_use]
pub fn longest_word(text: &str) -> usize {
    text.split('\n').flat_map(pieces).map(|piece| width(&piece)).max().unwrap_or_default()
}

fn wrap_line(text: &str, columns: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut spaces = String::new();
    for piece in pieces(text) {
        if piece.starts_with(' ') {
            spaces.push_str(&piece);
            continue;
        }
        if !line.is_empty() && width(&line) + width(&spaces) + width(&piece) > columns {
            lines.push(std::mem::take(&mut line));
            spaces.clear();
        }
        line.push_str(&spaces);
        spaces.clear();
        line.push_str(&piece);
        while width(&line) > columns && line.chars().count() > 1 {
            let head = cut(&line, columns);
            line.drain(..head.len());
            lines.push(head);
        }
    }
    lines.push(line);
    lines
}

/// The longest beginning of `text` that fits, at least one character.
fn cut(text: &str, columns: usize) -> String {
    let mut head = String::new();
    for c in text.chars() {
        head.push(c);
        if width(&head) > columns {
            if head.chars().count() > 1 {
                head.pop();
            }
            break;
        }
    }
    head
}

/// What is not broken: a word, a run of spaces, or one wide character with what clings to it.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut before: Option<char> = None;
    for c in text.chars() {
        let clings = before.is_some_and(|before| !may_break(before, c));
        match pieces.last_mut() {
            Some(piece) if clings => piece.push(c),
            _ => pieces.push(c.to_string()),
        }
        before = Some(c);
    }
    pieces
}

fn may_break(before: char, after: char) -> bool {
    if (before == ' ') != (after == ' ') {
        return true;
    }
    if before == ' ' || NOT_FIRST.contains(after) || NOT_LAST.contains(before) {
        return false;
    }
    let wide = |c: char| c.width() == Some(2);
    // A mark of no width belongs to what stands before it.
    after.width() != Some(0) && (wide(before) || wide(after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kanji_takes_two_columns() {
        assert_eq!(width("図面"), 4);
        assert_eq!(width("e\u{301}"), 1);
        assert_eq!(pad("図面", 6, Align::Left), "図面  ");
        assert_eq!(pad("7", 3, Align::Right), "  7");
    }

    #[test]
    fn what_is_cut_off_is_shown_to_be() {
        assert_eq!(truncate("図面一覧表", 6), "図面…");
        assert_eq!(truncate("図面", 4), "図面");
        assert_eq!(truncate("abc", 0), "");
    }

    #[test]
    fn no_line_begins_with_a_full_stop_or_ends_with_an_opening_bracket() {
        for columns in 2..40 {
            let text = "持出しの記録は「台帳」に残ります。承認者（責任者）が確認してください。USBメモリー";
            for line in wrap(text, columns) {
                let (first, last) = (line.chars().next(), line.chars().last());
                // A narrow line must cut somewhere; from eight columns on it need not cut badly.
                assert!(columns < 8 || !NOT_FIRST.contains(first.unwrap()), "{columns}: {line}");
                assert!(columns < 8 || !NOT_LAST.contains(last.unwrap()), "{columns}: {line}");
            }
            assert_eq!(wrap(text, columns).concat(), text);
        }
    }

    #[test]
    fn no_line_is_too_long_and_no_word_is_lost() {
        let text = "one twofold  threefoldandmore 四つ目の言葉\nnext";
        for columns in 2..30 {
            let lines = wrap(text, columns);
            assert!(lines.iter().all(|line| width(line) <= columns), "{columns}: {lines:?}");
            let letters = |text: &str| text.replace([' ', '\n'], "");
            assert_eq!(letters(&lines.concat()), letters(text));
        }
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("", 7), [""]);
    }
}
