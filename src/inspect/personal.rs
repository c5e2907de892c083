//! What looks like personal data in a text: my-numbers by their check digit, telephone numbers as they are written
//! in Japan, mail addresses.

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
        let mut at = 0;
        while at < plain.len() {
            let Some(number) = Number::at(&plain, at) else {
                at = at.saturating_add(1);
                continue;
            };
            found.my_numbers = found.my_numbers.saturating_add(u64::from(number.is_my_number()));
            found.phones = found.phones.saturating_add(u64::from(number.is_phone()));
            at = number.end;
        }
        found
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
fn plain(text: &str) -> Vec<u8> {
    let one = |c: char| match c {
        '０'..='９' => u8::try_from(u32::from(c).saturating_sub(u32::from('０')))
            .map_or(0, |digit| digit.saturating_add(b'0')),
        '－' | 'ー' | '‐' | '‑' | '–' | '—' | '―' | '−' => b'-',
        '（' => b'(',
        '）' => b')',
        '＠' => b'@',
        '．' => b'.',
        '＋' => b'+',
        '\u{3000}' => b' ',
        c => u8::try_from(c).ok().filter(u8::is_ascii).unwrap_or(0),
    };
    text.chars().map(one).collect()
}

/// Groups of digits joined by hyphens, brackets or single spaces.
struct Number {
    digits: Vec<u8>,
    groups: Vec<usize>,
    spaced: bool,
    international: bool,
    end: usize,
}

/// Longer rows of digits are neither.
const DIGITS_MAX: usize = 64;

impl Number {
    /// The number that begins at `at`; none in the middle of a word or of another number.
    fn at(plain: &[u8], at: usize) -> Option<Self> {
        let byte = |at: usize| plain.get(at).copied().unwrap_or(0);
        let before = at.checked_sub(1).map_or(0, byte);
        if !byte(at).is_ascii_digit() || before.is_ascii_alphanumeric() || b"_.-".contains(&before) {
            return None;
        }
        let mut number = Self {
            digits: Vec::new(),
            groups: vec![0],
            spaced: false,
            international: before == b'+',
            end: at,
        };
        while number.digits.len() <= DIGITS_MAX {
            let next = byte(number.end);
            if next.is_ascii_digit() {
                number.digits.push(next.saturating_sub(b'0'));
                if let Some(last) = number.groups.last_mut() {
                    *last = last.saturating_add(1);
                }
            } else if b"-() ".contains(&next) && byte(number.end.saturating_add(1)).is_ascii_digit() {
                number.spaced |= next == b' ';
                number.groups.push(0);
            } else {
                break;
            }
            number.end = number.end.saturating_add(1);
        }
        let after = byte(number.end);
        (!after.is_ascii_alphanumeric() && after != b'_').then_some(number)
    }

    fn is_my_number(&self) -> bool {
        let Ok(digits) = <[u8; 12]>::try_from(self.digits.as_slice()) else { return false };
        let grouped = matches!(self.groups.as_slice(), [12] | [4, 4, 4]);
        let all_alike = digits.iter().all(|digit| *digit == digits[0]);
        grouped && !all_alike && check_digit(&digits[..11]) == digits[11]
    }

    fn is_phone(&self) -> bool {
        let (digits, groups) = (self.digits.as_slice(), self.groups.as_slice());
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
    let signs = plain.iter().enumerate().filter(|(_, byte)| **byte == b'@');
    let found = signs.filter(|(at, _)| {
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

    #[test]
    fn a_mail_address_is_counted_once_each() {
        counts("a@example.test, 山田<b.c@mail.example.test>；ｘ@y d@e @f.test g@h.1", [0, 0, 2]);
        counts("yamada＠example．test", [0, 0, 1]);
        counts("03-1234-5678,090-1234-5678\nx@y.test", [0, 2, 1]);
    }
}
