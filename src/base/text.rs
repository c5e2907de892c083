//! Terminal-safe text: what files and people call themselves, made harmless to print.
//!
//! A file name may hold escape sequences that repaint a screen, line breaks that forge a second
//! line, and bidirectional or zero-width characters that make one name look like another. [`Safe`]
//! shows each of them as a visible escape, and nothing reaches a terminal or a form except
//! through it.

use std::fmt::{self, Write as _};

/// Borrowed text whose `Display` cannot move the cursor, break the line or hide a character.
///
/// Escapes are `\u{…}` with the code point, and `\\` for a backslash, so that the spelling is
/// unambiguous.
#[derive(Clone, Copy)]
pub struct Safe<'a>(pub &'a str);

impl fmt::Display for Safe<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            match c {
                '\\' => f.write_str("\\\\")?,
                '\n' => f.write_str("\\n")?,
                '\t' => f.write_str("\\t")?,
                _ if is_deceptive(c) => write!(f, "\\u{{{:x}}}", u32::from(c))?,
                _ => f.write_char(c)?,
            }
        }
        Ok(())
    }
}

impl fmt::Debug for Safe<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// `text` as [`Safe`] would print it.
#[must_use]
pub fn safe(text: &str) -> String {
    Safe(text).to_string()
}

/// `text` as one word of a command that can be pasted into a shell, or `placeholder` where no spelling is harmless in
/// every shell.
#[must_use]
pub fn command_word(text: &str, placeholder: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "._-/:@+=,".contains(c);
    let harmless = |c: char| !is_deceptive(c) && !"'\"`$!\\%^&|<>".contains(c);
    if text.is_empty() || text.starts_with(['-', '~']) {
        placeholder.to_owned()
    } else if text.chars().all(plain) {
        text.to_owned()
    } else if text.chars().all(harmless) {
        let quote = if cfg!(windows) { '"' } else { '\'' };
        format!("{quote}{text}{quote}")
    } else {
        placeholder.to_owned()
    }
}

/// Whether printing `c` could mislead: control and format characters, bidirectional controls,
/// zero-width and invisible characters, unusual spaces, private use and noncharacters.
#[must_use]
pub fn is_deceptive(c: char) -> bool {
    let code = u32::from(c);
    c.is_control()
        || matches!(code,
            0x00AD                      // soft hyphen
            | 0x034F                    // combining grapheme joiner
            | 0x061C                    // Arabic letter mark
            | 0x115F | 0x1160 | 0x3164 | 0xFFA0 // Hangul fillers
            | 0x17B4 | 0x17B5           // Khmer inherent vowels
            | 0x180B..=0x180F           // Mongolian variation selectors and vowel separator
            | 0x2000..=0x200F           // spaces of odd width, zero-width, directional marks
            | 0x2028..=0x202F           // line and paragraph separators, directional embeddings
            | 0x205F..=0x206F           // invisible operators, directional isolates
            | 0x00A0 | 0x1680           // no-break space, ogham space
            | 0x2800                    // blank braille
            | 0xFE00..=0xFE0E           // variation selectors (FE0F only picks the colour emoji)
            | 0xFEFF                    // byte order mark
            | 0xFFF0..=0xFFFF           // specials
            | 0x1BCA0..=0x1BCA3         // shorthand controls
            | 0x1D173..=0x1D17A         // musical controls
            | 0xE000..=0xF8FF           // private use
            | 0xE0000..=0xE0FFF         // tags, variation selectors supplement
            | 0xF0000..=0x10FFFF        // private use planes
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_name_can_repaint_forge_or_hide() {
        assert_eq!(safe("a\u{1b}[2Jb"), "a\\u{1b}[2Jb");
        assert_eq!(safe("a\nOK"), "a\\nOK");
        assert_eq!(safe("gpj.\u{202e}exe"), "gpj.\\u{202e}exe");
        assert_eq!(safe("a\u{200b}b"), "a\\u{200b}b");
        assert_eq!(safe("a\\u{1b}"), "a\\\\u{1b}");
    }

    #[test]
    fn japanese_and_emoji_are_left_alone() {
        for text in ["図面（改訂）　第2版.dwg", "👩‍💻".trim_matches('\u{200d}'), "が", "①㈱"]
        {
            let shown = safe(text);
            assert!(!shown.contains("\\u{200d}") || text.contains('\u{200d}'), "{shown}");
        }
        assert_eq!(safe("図面（改訂）　第2版.dwg"), "図面（改訂）　第2版.dwg");
    }
}
