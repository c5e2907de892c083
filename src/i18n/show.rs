//! Values on their way into a message: foreign text made safe, numbers left for grammar.

use std::fmt;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use fluent_bundle::FluentValue;

use super::{Calendar, Catalogue};
use crate::base::digest::Digest;
use crate::base::text::{Safe, safe};
use crate::base::time::Timestamp;
use crate::domain::names::{AssetId, ContractId, MediumId, PersonId, RecipientId};
use crate::signing::Fingerprint;

/// A value that may stand inside a message.
///
/// Plain text is taken to come from a file or a person and is made safe; [`Safe`] is already so
/// and is not escaped twice; whole messages that were put together before are wrapped in
/// [`Prepared`]. Numbers stay numbers, so that a message can say "1 file" and "2 files".
pub trait Show {
    /// The value as the message library takes it.
    fn show(&self) -> FluentValue<'static>;

    /// The same in a message of `catalogue`, whose days may be of another calendar.
    fn show_in(&self, _catalogue: &Catalogue) -> FluentValue<'static> {
        self.show()
    }
}

/// `value` as it may stand inside a message; what [`tr!`](crate::tr) calls.
pub fn shown(value: &(impl Show + ?Sized)) -> FluentValue<'static> {
    value.show()
}

/// Anything that prints itself, made safe: for ids, fingerprints and error texts.
#[derive(Debug, Clone, Copy)]
pub struct Text<T>(pub T);

/// Text that is safe already, because this catalogue made it: a message inside a message.
///
/// Only for what [`tr!`](crate::tr) or [`safe`] returned. Line breaks survive.
#[derive(Debug, Clone, Copy)]
pub struct Prepared<T>(pub T);

/// Several values in a row, each made safe, separated by `, ` or `、` as given.
#[derive(Debug, Clone, Copy)]
pub struct List<'a, T> {
    /// The values.
    pub items: &'a [T],
    /// What stands between two of them.
    pub separator: &'a str,
}

/// A size for people to read: decimal units with three digits, `4.70 GB`; bytes below 1000.
///
/// Decimal, because that is what is printed on a stick. Scripts get bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bytes(pub u64);

impl fmt::Display for Bytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const UNITS: [&str; 6] = ["kB", "MB", "GB", "TB", "PB", "EB"];
        if self.0 < 1000 {
            return write!(f, "{} B", self.0);
        }
        let mut unit = 0;
        let mut one: u64 = 1000;
        while unit + 1 < UNITS.len() && self.0 / one >= 1000 {
            one *= 1000;
            unit += 1;
        }
        // Truncated, never rounded up: "1.00 GB" is never less than that.
        let whole = self.0 / one;
        let hundredths = (self.0 % one) / (one / 100);
        let name = UNITS.get(unit).copied().unwrap_or_default();
        match whole {
            0..=9 => write!(f, "{whole}.{hundredths:02} {name}"),
            10..=99 => write!(f, "{whole}.{} {name}", hundredths / 10),
            _ => write!(f, "{whole} {name}"),
        }
    }
}

fn text(text: String) -> FluentValue<'static> {
    FluentValue::from(text)
}

impl<T: Show + ?Sized> Show for &T {
    fn show(&self) -> FluentValue<'static> {
        (**self).show()
    }

    fn show_in(&self, catalogue: &Catalogue) -> FluentValue<'static> {
        (**self).show_in(catalogue)
    }
}

impl Show for NaiveDate {
    fn show(&self) -> FluentValue<'static> {
        text(self.to_string())
    }

    fn show_in(&self, catalogue: &Catalogue) -> FluentValue<'static> {
        text(catalogue.day(*self))
    }
}

impl Show for Timestamp {
    fn show(&self) -> FluentValue<'static> {
        text(self.to_string())
    }

    fn show_in(&self, catalogue: &Catalogue) -> FluentValue<'static> {
        match catalogue.calendar() {
            Calendar::Western => self.show(),
            Calendar::Wareki => text(catalogue.moment(self)),
        }
    }
}

impl Show for str {
    fn show(&self) -> FluentValue<'static> {
        text(safe(self))
    }
}

impl Show for String {
    fn show(&self) -> FluentValue<'static> {
        text(safe(self))
    }
}

impl Show for Safe<'_> {
    fn show(&self) -> FluentValue<'static> {
        text(self.to_string())
    }
}

impl Show for Path {
    fn show(&self) -> FluentValue<'static> {
        text(safe(&self.to_string_lossy()))
    }
}

impl Show for PathBuf {
    fn show(&self) -> FluentValue<'static> {
        self.as_path().show()
    }
}

impl<T: fmt::Display> Show for Text<T> {
    fn show(&self) -> FluentValue<'static> {
        text(safe(&self.0.to_string()))
    }
}

impl<T: fmt::Display> Show for Prepared<T> {
    fn show(&self) -> FluentValue<'static> {
        text(self.0.to_string())
    }
}

impl<T: fmt::Display> Show for List<'_, T> {
    fn show(&self) -> FluentValue<'static> {
        let items: Vec<String> = self.items.iter().map(|item| safe(&item.to_string())).collect();
        text(items.join(self.separator))
    }
}

/// Types whose `Display` is plain ASCII by construction.
macro_rules! plain {
    ($($type:ty),+) => {$(
        impl Show for $type {
            fn show(&self) -> FluentValue<'static> {
                text(self.to_string())
            }
        }
    )+};
}
plain!(Digest, Bytes, bool, Fingerprint, PersonId, RecipientId, MediumId, AssetId, ContractId);

/// Digits in groups of three.
#[must_use]
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Numbers for grammar; from 1000 on, where grammar knows only "many", their digits in groups. What
/// is typed or read by a program is wrapped in [`Text`].
macro_rules! numbers {
    ($($type:ty),+) => {$(
        impl Show for $type {
            fn show(&self) -> FluentValue<'static> {
                match u64::try_from(*self) {
                    Ok(number) if number >= 1000 => text(grouped(number)),
                    _ => FluentValue::from(*self),
                }
            }
        }
    )+};
}
numbers!(u8, u16, u32, u64, usize, i32);

#[cfg(test)]
mod tests {
    use super::*;

    fn plain_text(value: &dyn Show) -> String {
        match value.show() {
            FluentValue::String(text) => text.into_owned(),
            other => panic!("not text: {other:?}"),
        }
    }

    #[test]
    fn a_name_cannot_forge_a_sentence_and_nothing_is_escaped_twice() {
        assert_eq!(plain_text(&"a\nb\u{202e}"), "a\\nb\\u{202e}");
        assert_eq!(plain_text(&Safe("a\nb")), "a\\nb");
        assert_eq!(plain_text(&Path::new("a\u{1b}[2J")), "a\\u{1b}[2J");
        assert_eq!(plain_text(&Text("a\nb")), "a\\nb");
        assert_eq!(plain_text(&Prepared("two\nlines")), "two\nlines");
        assert_eq!(plain_text(&List { items: &["a", "b\n"], separator: ", " }), "a, b\\n");
    }

    #[test]
    fn a_large_number_is_said_in_groups_of_digits() {
        assert_eq!(plain_text(&u64::MAX), "18,446,744,073,709,551,615");
        assert_eq!(plain_text(&50_000_usize), "50,000");
        assert!(matches!(999_u64.show(), FluentValue::Number(_)));
        assert!(matches!(7_u64.show(), FluentValue::Number(_)));
    }

    #[test]
    fn a_size_is_never_rounded_up() {
        let shown = |bytes: u64| Bytes(bytes).to_string();
        assert_eq!(shown(0), "0 B");
        assert_eq!(shown(999), "999 B");
        assert_eq!(shown(1000), "1.00 kB");
        assert_eq!(shown(999_999), "999 kB");
        assert_eq!(shown(4_709_999_999), "4.70 GB");
        assert_eq!(shown(12_345_678), "12.3 MB");
        assert_eq!(shown(u64::MAX), "18.4 EB");
    }
}
