//! Whether a text gives a passphrase away: one that was issued, a part of it, or something that is said to be one.
//!
//! It knows the form of what [`generate`](super::generate) issues, not the passphrase itself, which nobody at the
//! desk of whoever writes the text can read. A passphrase of another form is found only where the text says that it
//! is one; one that is paraphrased is not found.

use unicode_normalization::UnicodeNormalization as _;

mod group;
mod told;

/// What a line gives away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gives {
    /// Something in the form of a part of a passphrase, check syllables included.
    Group,
    /// A word for a passphrase, and what it is.
    Word,
}

/// The first line (from 1) that gives a passphrase or a part of one away, and how.
#[must_use]
pub fn gives_away(text: &str) -> Option<(usize, Gives)> {
    let plain = plain(text);
    let lines: Vec<&str> = plain.lines().collect();
    let told = told::first(&lines).map(|line| (line, Gives::Word));
    let group = group::first(&lines).map(|line| (line, Gives::Group));
    // Of one line, what it says of itself comes first.
    let found = told.into_iter().chain(group).min_by_key(|(line, gives)| (*line, *gives == Gives::Group));
    found.map(|(line, gives)| (line.saturating_add(1), gives))
}

/// Whether a text says that something is a passphrase, for what is full of letters that mean nothing: fields of a
/// mail's head.
#[must_use]
pub fn tells(text: &str) -> bool {
    told::first(&plain(text).lines().collect::<Vec<_>>()).is_some()
}

/// One spelling of every width and composition, without characters that nobody sees.
fn plain(text: &str) -> String {
    let unseen = |c: &char| matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}');
    text.nfkc().filter(|c| !unseen(c)).collect()
}

#[cfg(test)]
mod tests;
