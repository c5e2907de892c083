//! CSV that a spreadsheet opens as what it says (RFC 4180).
//!
//! UTF-8 with a byte order mark, because Excel guesses otherwise; lines end in CR LF. A cell of
//! text that a spreadsheet would run as a formula gets a leading apostrophe, so that a file called
//! `=cmd|…` stays a name; numbers are written as numbers and stay numbers, negative ones too.
//! Characters that move a cursor or hide are escaped as everywhere; a backslash stays one, because
//! paths are full of them: whoever needs exact bytes reads JSON.

use std::io::{self, Write};

use crate::base::text::is_deceptive;

/// One cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Text, from whomever.
    Text(String),
    /// A number.
    Number(i64),
    /// Nothing.
    Empty,
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Cell {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<u64> for Cell {
    /// A number; beyond what a signed number holds, its digits.
    fn from(number: u64) -> Self {
        i64::try_from(number).map_or_else(|_too_large| Self::Text(number.to_string()), Self::Number)
    }
}

impl<T: Into<Self>> From<Option<T>> for Cell {
    fn from(cell: Option<T>) -> Self {
        cell.map_or(Self::Empty, Into::into)
    }
}

impl Cell {
    fn written(&self) -> String {
        match self {
            Self::Text(text) => neutral(&plain(text)),
            Self::Number(number) => number.to_string(),
            Self::Empty => String::new(),
        }
    }
}

/// Text with what would move a cursor, forge a line or hide shown as an escape.
fn plain(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => shown.push_str("\\n"),
            '\t' => shown.push_str("\\t"),
            '\r' => shown.push_str("\\r"),
            _ if is_deceptive(c) => shown.push_str(&c.escape_unicode().to_string()),
            _ => shown.push(c),
        }
    }
    shown
}

/// An apostrophe before what a spreadsheet would run: `=`, `+`, `-`, `@`, and the full-width forms
/// that some versions fold to them. A plain negative number is no formula.
fn neutral(text: &str) -> String {
    let first = text.trim_start_matches([' ', '\u{3000}']).chars().next();
    let runs = matches!(first, Some('=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠'));
    if runs && !is_number(text) { format!("'{text}") } else { text.to_owned() }
}

/// `-12` or `-12.5`: digits, at most one point, at most a minus sign before them.
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    all_digits(whole) && all_digits(fraction)
}

/// Whether the file begins with a byte order mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bom {
    /// It does: for spreadsheets.
    Yes,
    /// It does not: for scripts.
    No,
}

/// Writes a heading and rows.
///
/// # Errors
/// Whatever `out` says.
pub fn write<R>(
    headings: &[&str],
    rows: impl IntoIterator<Item = R>,
    bom: Bom,
    mut out: impl Write,
) -> io::Result<()>
where
    R: IntoIterator<Item = Cell>,
{
    if bom == Bom::Yes {
        out.write_all("\u{feff}".as_bytes())?;
    }
    let mut writer =
        ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).flexible(true).from_writer(out);
    let io = |error: ::csv::Error| match error.into_kind() {
        ::csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    };
    writer.write_record(headings.iter().map(|heading| neutral(heading))).map_err(io)?;
    for row in rows {
        writer.write_record(row.into_iter().map(|cell| cell.written())).map_err(io)?;
    }
    writer.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(cells: Vec<Cell>) -> String {
        let mut out = Vec::new();
        write(&["id", "名称"], [cells], Bom::No, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_formula_stays_a_name() {
        for text in
            ["=1+1", "+81-3-0000", "-2+3", "@SUM(A1)", "＝1", "－1+1", " =1", "　=1", "-", "--1", "-1-1"]
        {
            let line = written(vec![text.into()]);
            let cell = line.lines().nth(1).unwrap();
            assert_eq!(cell.trim_matches('"'), format!("'{text}"));
        }
        for text in ["\t=1", "\r=1", "\n=1"] {
            assert!(written(vec![text.into()]).lines().nth(1).unwrap().starts_with('\\'));
        }
    }

    #[test]
    fn a_negative_number_stays_a_number() {
        assert_eq!(
            written(vec![Cell::Number(-5), "-5".into(), "-1.25".into()]),
            "id,名称\r\n-5,-5,-1.25\r\n"
        );
        assert_eq!(written(vec![u64::MAX.into(), 7_u64.into()]), "id,名称\r\n18446744073709551615,7\r\n");
    }

    #[test]
    fn quotes_commas_and_line_breaks_stay_in_their_cell() {
        let line = written(vec!["a,b".into(), "say \"no\"\nC-2,x".into(), Cell::Empty]);
        assert_eq!(line, "id,名称\r\n\"a,b\",\"say \"\"no\"\"\\nC-2,x\",\r\n");
        assert!(!written(vec!["a\u{1b}[2J\u{202e}".into()]).contains(['\u{1b}', '\u{202e}']));
        assert_eq!(written(vec![r"C:\work\a".into()]), "id,名称\r\nC:\\work\\a\r\n");
    }

    #[test]
    fn excel_finds_the_mark_and_scripts_do_not() {
        let mut out = Vec::new();
        write(&["a"], [[Cell::from("b")]], Bom::Yes, &mut out).unwrap();
        assert_eq!(out, "\u{feff}a\r\nb\r\n".as_bytes());
    }
}
