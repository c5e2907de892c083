//! One answer under construction: headings, lines, sheets and tables, one below the other.

use super::table::{Sheet, Table};
use super::width::wrap;
use crate::i18n::Catalogue;

/// Blocks stand this far in below their heading.
const INDENT: &str = "  ";

/// From so many columns on, ten columns of a table can be read.
pub(super) const WIDE: usize = 120;

/// What a person will read, in one language and so many columns.
pub(super) struct Page<'a> {
    /// The language.
    pub c: &'a Catalogue,
    columns: Option<usize>,
    text: String,
}

impl<'a> Page<'a> {
    /// An empty page; `columns` is the terminal's width, where there is one.
    pub(super) const fn new(c: &'a Catalogue, columns: Option<usize>) -> Self {
        Self { c, columns, text: String::new() }
    }

    fn room(&self) -> Option<usize> {
        self.columns.map(|columns| columns.saturating_sub(INDENT.len()))
    }

    /// Begins a section. `text` comes from the catalogue.
    pub(super) fn heading(&mut self, text: &str) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.wrapped(text, self.columns, "");
    }

    /// A sentence from the catalogue, inside a section.
    pub(super) fn line(&mut self, text: &str) {
        self.wrapped(text, self.room(), INDENT);
    }

    /// A command to copy, or another line that belongs to the one above it. Safe already.
    pub(super) fn command(&mut self, text: &str) {
        self.line(&format!("{INDENT}{text}"));
    }

    /// A sentence from the catalogue, at the margin.
    pub(super) fn outer(&mut self, text: &str) {
        self.wrapped(text, self.columns, "");
    }

    /// What does not fit on a line goes on below, as far in as it began.
    fn wrapped(&mut self, text: &str, columns: Option<usize>, indent: &str) {
        for paragraph in text.split('\n') {
            let words = paragraph.trim_start_matches(' ');
            let further_in = " ".repeat(paragraph.len().saturating_sub(words.len()));
            let room = columns.map_or(usize::MAX, |columns| columns.saturating_sub(further_in.len()));
            for line in wrap(words, room) {
                let line = format!("{indent}{further_in}{line}");
                self.text.push_str(line.trim_end());
                self.text.push('\n');
            }
        }
    }

    fn block(&mut self, block: &str) {
        for line in block.lines() {
            if !line.is_empty() {
                self.text.push_str(INDENT);
                self.text.push_str(line);
            }
            self.text.push('\n');
        }
    }

    /// Names and values.
    pub(super) fn sheet(&mut self, sheet: &Sheet) {
        self.block(&sheet.render(self.room()));
    }

    /// Rows and columns.
    pub(super) fn table(&mut self, table: &Table) {
        self.block(&table.render(self.room()));
    }

    /// A few of many, and how many more there are.
    pub(super) fn some_of<'b>(&mut self, items: impl ExactSizeIterator<Item = &'b str>, shown: usize) {
        let more = items.len().saturating_sub(shown);
        for item in items.take(shown) {
            let line = format!("{INDENT}{}", crate::base::text::safe(item));
            self.wrapped(&line, self.room(), INDENT);
        }
        if more > 0 {
            let line = say!(self.c, "report-and-more", count = more);
            self.line(&format!("{INDENT}{line}"));
        }
    }

    /// The page.
    pub(super) fn finish(self) -> String {
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;

    #[test]
    fn what_goes_on_below_stands_as_far_in_as_it_began() {
        let c = Catalogue::new(Language::English);
        let mut page = Page::new(&c, Some(20));
        page.line("one two three four five");
        page.command("one two three four five");
        page.command("  one two three four");
        let expected = "  one two three four\n  five\n    one two three\n    four five\n      one two three\n      four\n";
        assert_eq!(page.finish(), expected);
    }
}
