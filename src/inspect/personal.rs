//! What looks like personal data in a text: my-numbers by their check digit, telephone numbers as they are written
//! in Japan, mail addresses.

use std::borrow::Cow;
use std::ops::Range;

use memchr::memchr_iter;

/// How often each stands there.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Personal {
    /// Twelve digits whose last is the check digit of the others. One in eleven such numbers is none.
    pub my_numbers: u64,
    /// Telephone numbers.
    pub phones: u64,
    /// Mail addresses.
    pub addresses: u64,
}

impl Personal {
    /// Counts them.
    #[must_use]
    pub fn count(text: &str) -> Self {
        let plain = plain(text);
        let mut found = Self { addresses: addresses(&plain), ..Self::default() };
        let mut from = 0;
        while let Some(run) = next_run(&plain, from) {
            from = run.end;
            found.count_numbers(&plain, run);
        }
        found
    }

    /// Counts the numbers that begin in a part of the text.
    fn count_numbers(&mut self, plain: &[u8], part: Range<usize>) {
        let mut at = part.start;
        while at < part.end {
            let Some(number) = Number::at(plain, at) else {
                at = at.saturating_add(1);
                continue;
            };
            self.my_numbers = self.my_numbers.saturating_add(u64::from(number.is_my_number()));
            self.phones = self.phones.saturating_add(u64::from(number.is_phone()));
            at = number.end;
        }
    }

    /// All of them.
    #[must_use]
    pub const fn total(&self) -> u64 {
        self.my_numbers.saturating_add(self.phones).saturating_add(self.addresses)
    }

    /// Both together.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self {
            my_numbers: self.my_numbers.saturating_add(other.my_numbers),
            phones: self.phones.saturating_add(other.phones),
            addresses: self.addresses.saturating_add(other.addresses),
        }
    }
}

/// A byte for each character: those of wide forms as the plain ones, any other letter as a zero byte.
fn plain(text: &str) -> Cow<'_, [u8]> {
    let ascii = ascii_bytes(text.as_bytes());
    if ascii == text.len() {
        return Cow::Borrowed(text.as_bytes());
    }
    let mut plain = Vec::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let (ascii, wide) = rest.split_at(ascii_bytes(rest.as_bytes()));
        plain.extend_from_slice(ascii.as_bytes());
        let end = wide.find(|c: char| c.is_ascii()).unwrap_or(wide.len());
        let (wide, after) = wide.split_at(end);
        plain.extend(wide.chars().map(narrow));
        rest = after;
    }
    Cow::Owned(plain)
}

/// How many bytes at the beginning are ASCII.
fn ascii_bytes(bytes: &[u8]) -> usize {
    const TOGETHER: usize = 32;
    let whole = bytes.chunks(TOGETHER).take_while(|chunk| chunk.is_ascii()).map(<[u8]>::len).sum::<usize>();
    let rest = bytes.get(whole..).unwrap_or_default();
    whole.saturating_add(rest.iter().take(TOGETHER).take_while(|byte| byte.is_ascii()).count())
}

/// The plain form of a wide character that can stand in a number or an address.
fn narrow(c: char) -> u8 {
    match c {
        '０'..='９' => u8::try_from(u32::from(c).saturating_sub(u32::from('０')))
            .map_or(0, |digit| digit.saturating_add(b'0')),
        '－' | 'ー' | '‐' | '‑' | '–' | '—' | '―' | '−' => b'-',
        '（' => b'(',
        '）' => b')',
        '＠' => b'@',
        '．' => b'.',
        '＋' => b'+',
        '\u{3000}' => b' ',
        _ => 0,
    }
}

/// Whether a byte can stand inside a number.
const fn is_of_number(byte: u8) -> bool {
    byte.is_ascii_digit() || matches!(byte, b'-' | b'(' | b')' | b' ')
}

/// The shortest that is counted: a mobile telephone without hyphens.
const NUMBER_BYTES_MIN: usize = 11;

/// The next row of at least [`NUMBER_BYTES_MIN`] bytes that can stand inside a number, from `from` on. A row that long has
/// one of its bytes at every so many places, so that most of a text is not looked at.
fn next_run(plain: &[u8], from: usize) -> Option<Range<usize>> {
    let mut start_min = from;
    let mut probe = from.saturating_add(NUMBER_BYTES_MIN - 1);
    while let Some(byte) = plain.get(probe) {
        if !is_of_number(*byte) {
            start_min = probe.saturating_add(1);
            probe = probe.saturating_add(NUMBER_BYTES_MIN);
            continue;
        }
        let before = plain.get(start_min..probe).unwrap_or_default();
        let reaches_back = before.iter().rev().take_while(|byte| is_of_number(**byte)).count();
        let start = probe.saturating_sub(reaches_back);
        let ahead = plain.get(probe..).unwrap_or_default();
        let end = probe.saturating_add(ahead.iter().take_while(|byte| is_of_number(**byte)).count());
        if end.saturating_sub(start) >= NUMBER_BYTES_MIN {
            return Some(start..end);
        }
        start_min = end;
        probe = end.saturating_add(NUMBER_BYTES_MIN);
    }
    None
}

/// As many digits as a my-number has are kept of any number.
const DIGITS: usize = 12;

/// Groups of digits joined by hyphens, brackets or single spaces.
struct Number {
    /// The first digits.
    digits: [u8; DIGITS],
    digit_count: usize,
    /// How many digits each of the first groups has.
    groups: [usize; 4],
    group_count: usize,
    spaced: bool,
    international: bool,
    end: usize,
}

impl Number {
    /// The number that begins at `at`; none in the middle of a word or of another number.
    fn at(plain: &[u8], at: usize) -> Option<Self> {
        let byte = |at: usize| plain.get(at).copied().unwrap_or(0);
        let before = at.checked_sub(1).map_or(0, byte);
        if !byte(at).is_ascii_digit() || before.is_ascii_alphanumeric() || b"_.-".contains(&before) {
            return None;
        }
        let mut number = Self {
            digits: [0; DIGITS],
            digit_count: 0,
            groups: [0; 4],
            group_count: 1,
            spaced: false,
            international: before == b'+',
            end: at,
        };
        loop {
            let next = byte(number.end);
            if next.is_ascii_digit() {
                number.take(next.saturating_sub(b'0'));
            } else if b"-() ".contains(&next) && byte(number.end.saturating_add(1)).is_ascii_digit() {
                number.spaced |= next == b' ';
                number.group_count = number.group_count.saturating_add(1);
            } else {
                break;
            }
            number.end = number.end.saturating_add(1);
        }
        let after = byte(number.end);
        (!after.is_ascii_alphanumeric() && after != b'_').then_some(number)
    }

    fn take(&mut self, digit: u8) {
        if let Some(place) = self.digits.get_mut(self.digit_count) {
            *place = digit;
        }
        self.digit_count = self.digit_count.saturating_add(1);
        if let Some(group) = self.groups.get_mut(self.group_count.saturating_sub(1)) {
            *group = group.saturating_add(1);
        }
    }

    /// Its digits, where they are no more than are kept.
    fn digits(&self) -> &[u8] {
        self.digits.get(..self.digit_count).unwrap_or_default()
    }

    /// How many digits each group has, where they are no more than are kept.
    fn groups(&self) -> &[usize] {
        self.groups.get(..self.group_count).unwrap_or_default()
    }

    fn is_my_number(&self) -> bool {
        let Ok(digits) = <[u8; DIGITS]>::try_from(self.digits()) else { return false };
        let grouped = matches!(self.groups(), [12] | [4, 4, 4]);
        let all_alike = digits.iter().all(|digit| *digit == digits[0]);
        grouped && !all_alike && check_digit(&digits[..11]) == digits[11]
    }

    fn is_phone(&self) -> bool {
        let (digits, groups) = (self.digits(), self.groups());
        if self.spaced {
            return false;
        }
        match (digits, groups) {
            ([8, 1, ..], [2, _, _, 3..=4]) if self.international => (11..=12).contains(&digits.len()),
            ([0, 5 | 7 | 8 | 9, 0, ..], [11]) => true,
            ([0, 1..=9, ..], [2..=5, 1..=4, 3..=4]) => (10..=11).contains(&digits.len()),
            _ => false,
        }
    }
}

/// 行政手続における特定の個人を識別するための番号の利用等に関する法律に規定する個人番号…省令 5条: 11 − Σ Pn·Qn mod 11,
/// and 0 where that remainder is 0 or 1; n counts from the right.
fn check_digit(eleven: &[u8]) -> u8 {
    let weighted = eleven.iter().rev().zip(1_u32..).map(|(digit, n)| {
        let weight = if n <= 6 { n.saturating_add(1) } else { n.saturating_sub(5) };
        u32::from(*digit).saturating_mul(weight)
    });
    match weighted.sum::<u32>() % 11 {
        0 | 1 => 0,
        rest => u8::try_from(11_u32.saturating_sub(rest)).unwrap_or(0),
    }
}

fn addresses(plain: &[u8]) -> u64 {
    let found = memchr_iter(b'@', plain).filter(|at| {
        let local = at.checked_sub(1).and_then(|before| plain.get(before));
        let local = local.is_some_and(|byte| byte.is_ascii_alphanumeric() || b"._+-".contains(byte));
        let domain = plain.get(at.saturating_add(1)..).unwrap_or_default();
        let inside = |byte: &u8| byte.is_ascii_alphanumeric() || b".-".contains(byte);
        let end = domain.iter().position(|byte| !inside(byte)).unwrap_or(domain.len());
        let domain = domain.get(..end).unwrap_or_default();
        let labels: Vec<&[u8]> =
            domain.split(|byte| *byte == b'.').filter(|label| !label.is_empty()).collect();
        let top = labels.last().is_some_and(|top| top.len() >= 2 && top.iter().all(u8::is_ascii_alphabetic));
        local && labels.len() >= 2 && top
    });
    u64::try_from(found.count()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn counts(text: &str, expected: [u64; 3]) {
        let found = Personal::count(text);
        assert_eq!([found.my_numbers, found.phones, found.addresses], expected, "{text}");
    }

    #[test]
    fn twelve_digits_are_a_my_number_only_with_their_check_digit() {
        // The check digit of 12345678901 is 8.
        for text in
            ["123456789018", "1234-5678-9018", "番号１２３４　５６７８　９０１８です", "(1234 5678 9018)"]
        {
            counts(text, [1, 0, 0]);
        }
        for text in [
            "123456789012",
            "1234567890180",
            "0123456789018",
            "000000000000",
            "123-456-789-018",
            "x123456789018",
            "123456789018a",
            "1234 5678 9018 1234",
            "3.123456789018",
        ] {
            counts(text, [0, 0, 0]);
        }
    }

    #[test]
    fn a_telephone_number_is_known_in_the_ways_it_is_written() {
        for text in [
            "03-1234-5678",
            "０３－１２３４－５６７８",
            "090-1234-5678",
            "09012345678",
            "0123(45)6789",
            "+81-90-1234-5678",
            "電話0120-123-456。",
        ] {
            counts(text, [0, 1, 0]);
        }
        for text in [
            "2026-11-20",
            "00-1234-5678",
            "0312345678",
            "1-03-1234-5678",
            "03-12-34",
            "9784000000000",
            "0-1-2",
        ] {
            counts(text, [0, 0, 0]);
        }
    }

    proptest! {
        #[test]
        fn rows_too_short_for_a_number_hold_none(text in "[0-9 ()+.@a_０－-]{0,60}") {
            let plain = plain(&text);
            let mut everywhere = Personal::default();
            everywhere.count_numbers(&plain, 0..plain.len());
            let found = Personal::count(&text);
            prop_assert_eq!((found.my_numbers, found.phones), (everywhere.my_numbers, everywhere.phones));
        }
    }

    #[test]
    fn wide_letters_are_narrowed_wherever_they_stand() {
        let wide = "あ０３－1234ー５６７８い";
        for before in 0..70 {
            let text = format!("{}{wide}{}＠", "x".repeat(before), "y".repeat(before));
            let expected = format!("{}\0{}\0{}@", "x".repeat(before), "03-1234-5678", "y".repeat(before));
            assert_eq!(plain(&text), expected.as_bytes());
        }
        assert_eq!(plain(""), b"".as_slice());
    }

    #[test]
    fn a_number_is_found_wherever_the_text_begins() {
        for before in 0..40 {
            let text = format!("{}03-1234-5678 x 123456789018", "x ".repeat(before));
            counts(&text, [1, 1, 0]);
            counts(&format!("{} 09012345678", "9".repeat(before)), [0, u64::from(before == 0), 0]);
        }
        counts(&"1234-".repeat(100), [0, 0, 0]);
    }

    #[test]
    fn a_mail_address_is_counted_once_each() {
        counts("a@example.test, 山田<b.c@mail.example.test>；ｘ@y d@e @f.test g@h.1", [0, 0, 2]);
        counts("yamada＠example．test", [0, 0, 1]);
        counts("03-1234-5678,090-1234-5678\nx@y.test", [0, 2, 1]);
    }
}
