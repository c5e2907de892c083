//! Plain tables for people: aligned by display width, wrapped to the terminal, safe to print.
//!
//! It promises that every cell's whole text is there: a cell that does not fit goes on below
//! itself. What scripts read is JSON or CSV; the layout here may change.

use super::width::{Align, longest_word, pad, width, wrap};
use crate::base::text::safe;

/// What stands between two columns.
const GAP: &str = "  ";

/// The narrowest a column is made to fit a terminal, in display columns.
const NARROWEST: usize = 8;

/// Words up to here (a date, an id) stay whole while other columns can still be made narrower.
const WORD: usize = 16;

/// One cell, safe to print.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell(String);

impl Cell {
    /// Text from a file or a person, made safe.
    #[must_use]
    pub fn text(text: &str) -> Self {
        Self(safe(text))
    }

    /// Text that the catalogue made, or that is plain by construction. Line breaks start a new
    /// line of the cell.
    #[must_use]
    pub fn prepared(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// Nothing to say.
    #[must_use]
    pub const fn empty() -> Self {
        Self(String::new())
    }
}

/// A column: its heading and on which side its cells are aligned.
#[derive(Debug, Clone)]
struct Column {
    heading: String,
    align: Align,
}

/// A table under construction.
#[derive(Debug, Clone, Default)]
pub struct Table {
    columns: Vec<Column>,
    rows: Vec<Vec<Cell>>,
}

impl Table {
    /// A table without columns.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// One more column of text. The heading comes from the catalogue.
    #[must_use]
    pub fn column(mut self, heading: impl Into<String>) -> Self {
        self.columns.push(Column { heading: heading.into(), align: Align::Left });
        self
    }

    /// One more column of numbers.
    #[must_use]
    pub fn number_column(mut self, heading: impl Into<String>) -> Self {
        self.columns.push(Column { heading: heading.into(), align: Align::Right });
        self
    }

    /// One more row. Missing cells are empty; cells beyond the last column are left out.
    pub fn row(&mut self, cells: impl IntoIterator<Item = Cell>) {
        let mut cells: Vec<Cell> = cells.into_iter().take(self.columns.len()).collect();
        cells.resize(self.columns.len(), Cell::empty());
        self.rows.push(cells);
    }

    /// Whether there is no row.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The table as lines, each ended, in at most `columns` where the terminal has so many (and as
    /// far as its columns can be made narrower); as wide as it is without.
    #[must_use]
    pub fn render(&self, columns: Option<usize>) -> String {
        let widths = self.widths(columns);
        let mut text = String::new();
        let headings: Vec<Cell> = self.columns.iter().map(|column| Cell::prepared(&column.heading)).collect();
        self.render_row(&headings, &widths, &mut text);
        let rule: Vec<Cell> = widths.iter().map(|width| Cell::prepared("-".repeat(*width))).collect();
        self.render_row(&rule, &widths, &mut text);
        for row in &self.rows {
            self.render_row(row, &widths, &mut text);
        }
        text
    }

    /// How wide each column is made: the widest are narrowed first.
    fn widths(&self, available: Option<usize>) -> Vec<usize> {
        let mut widths: Vec<usize> = self.columns.iter().map(|column| widest(&column.heading)).collect();
        for row in &self.rows {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = (*width).max(widest(&cell.0));
            }
        }
        let Some(available) = available else { return widths };
        let gaps = GAP.len() * widths.len().saturating_sub(1);
        let available = available.saturating_sub(gaps);
        narrow(&mut widths, &self.words(), available);
        narrow(&mut widths, &vec![NARROWEST; self.columns.len()], available);
        widths
    }

    /// The longest word of each column, of those that are worth keeping whole.
    fn words(&self) -> Vec<usize> {
        let mut words = vec![NARROWEST; self.columns.len()];
        for row in &self.rows {
            for (longest, cell) in words.iter_mut().zip(row) {
                let word = longest_word(&cell.0);
                *longest = (*longest).max(if word <= WORD { word } else { NARROWEST });
            }
        }
        words
    }

    fn render_row(&self, cells: &[Cell], widths: &[usize], text: &mut String) {
        let cells: Vec<Vec<String>> =
            cells.iter().zip(widths).map(|(cell, width)| wrap(&cell.0, *width)).collect();
        let height = cells.iter().map(Vec::len).max().unwrap_or_default();
        for line in 0..height {
            let mut shown = String::new();
            for ((cell, width), column) in cells.iter().zip(widths).zip(&self.columns) {
                let part = cell.get(line).map_or("", String::as_str);
                shown.push_str(&pad(part, *width, column.align));
                shown.push_str(GAP);
            }
            text.push_str(shown.trim_end());
            text.push('\n');
        }
    }
}

/// Takes from the widest columns until they fit or are as narrow as they may become.
fn narrow(widths: &mut [usize], floors: &[usize], available: usize) {
    while widths.iter().sum::<usize>() > available {
        let wider = widths.iter_mut().zip(floors).filter(|(width, floor)| **width > **floor);
        let Some((widest, _)) = wider.max_by_key(|(width, _)| **width) else { break };
        *widest -= 1;
    }
}

fn widest(text: &str) -> usize {
    text.split('\n').map(width).max().unwrap_or_default()
}

/// Names and values below each other, the values aligned: one thing described.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    lines: Vec<(String, Cell)>,
}

impl Sheet {
    /// A sheet without lines.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// One more line. The name comes from the catalogue.
    pub fn line(&mut self, name: impl Into<String>, value: Cell) {
        self.lines.push((name.into(), value));
    }

    /// The sheet as lines, each ended; values go on below themselves where a line has at most
    /// `columns`. A digest or path that would be broken there but fits a line of its own gets one.
    #[must_use]
    pub fn render(&self, columns: Option<usize>) -> String {
        let names = self.lines.iter().map(|(name, _)| width(name)).max().unwrap_or_default();
        let room =
            columns.map_or(usize::MAX, |columns| columns.saturating_sub(names + GAP.len()).max(NARROWEST));
        let mut text = String::new();
        for (name, value) in &self.lines {
            let mut name = name.as_str();
            let below = columns.map_or(usize::MAX, |columns| columns.saturating_sub(GAP.len()));
            let word = longest_word(&value.0);
            if word > room && word <= below {
                text.push_str(&format!("{name}\n"));
                wrap(&value.0, below).iter().for_each(|part| text.push_str(&format!("{GAP}{part}\n")));
                continue;
            }
            for part in wrap(&value.0, room) {
                let line = format!("{}{GAP}{part}", pad(name, names, Align::Left));
                text.push_str(line.trim_end());
                text.push('\n');
                name = "";
            }
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        let mut table = Table::new().column("管理番号").column("利用目的").number_column("Files");
        table.row([Cell::text("C-0001"), Cell::text("竣工図の納品"), Cell::prepared("7")]);
        table.row([Cell::text("C-0042"), Cell::text("site survey"), Cell::prepared("1200")]);
        table
    }

    #[test]
    fn kanji_and_letters_stand_in_the_same_columns() {
        let expected = "\
管理番号  利用目的      Files
--------  ------------  -----
C-0001    竣工図の納品      7
C-0042    site survey    1200
";
        assert_eq!(table().render(None), expected);
    }

    #[test]
    fn a_narrow_terminal_loses_no_text() {
        let mut table = Table::new().column("No.").column("Purpose");
        table.row([Cell::text("C-0001"), Cell::text("竣工図の納品と打合せ資料の持参")]);
        let text = table.render(Some(20));
        assert!(text.lines().all(|line| width(line) <= 20), "{text}");
        let joined: String = text.lines().skip(2).map(|line| line.replace("C-0001", "")).collect();
        assert_eq!(joined.replace(' ', ""), "竣工図の納品と打合せ資料の持参");
    }

    #[test]
    fn a_date_stays_whole_while_another_column_can_give_way() {
        let mut table = Table::new().column("Due").column("Purpose");
        table.row([Cell::text("2026-11-20"), Cell::text("竣工図の納品と打合せ")]);
        let text = table.render(Some(21));
        assert!(text.contains("2026-11-20  竣工図の\n"), "{text}");
        assert!(table.render(Some(18)).lines().all(|line| width(line) <= 18));
    }

    #[test]
    fn a_name_cannot_forge_a_row() {
        let mut table = Table::new().column("Path");
        table.row([Cell::text("a\nC-0002  approved\u{1b}[2J")]);
        let text = table.render(None);
        assert_eq!(text.lines().count(), 3, "{text}");
        assert!(!text.contains('\u{1b}'));
    }

    #[test]
    fn rows_too_short_or_too_long_keep_the_shape() {
        let mut table = Table::new().column("a").column("b");
        table.row([]);
        table.row([Cell::text("1"), Cell::text("2"), Cell::text("3")]);
        assert_eq!(table.render(None), "a  b\n-  -\n\n1  2\n");
    }

    #[test]
    fn a_long_value_goes_on_below_itself() {
        let mut sheet = Sheet::new();
        sheet.line("目的", Cell::text("one two three"));
        sheet.line("Medium", Cell::text("USB-07"));
        let mut digest = sheet.clone();
        digest.line("Digest", Cell::text("0123456789abcdef"));
        assert!(digest.render(Some(18)).ends_with("Digest\n  0123456789abcdef\n"));
        assert_eq!(sheet.render(Some(17)), "目的    one two\n        three\nMedium  USB-07\n");
        assert_eq!(sheet.render(None), "目的    one two three\nMedium  USB-07\n");
    }
}
