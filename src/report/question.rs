//! The question to a client how important its information is (分類照会書), ready to be sent.

use super::page::Page;
use super::table::{Cell, Table};
use super::words::{NOTHING, optional};
use crate::base::text::safe;
use crate::i18n::{Catalogue, Language, Prepared};
use crate::projection::view::QuestionView;

/// `asset question`.
#[must_use]
pub fn text(view: &QuestionView, c: &Catalogue, columns: Option<usize>) -> String {
    let mut page = Page::new(c, columns);
    page.heading(&say!(c, "report-question-title"));
    page.line(&say!(c, "report-question-to", client = view.client));
    let (number, title) =
        (view.number.as_deref().unwrap_or(NOTHING), view.title.as_deref().unwrap_or(NOTHING));
    page.line(&say!(c, "report-question-contract", contract = view.contract, number = number, title = title));
    page.line(&say!(c, "report-question-asked"));
    if let (Some(clause), Some(text)) = (&view.clause, &view.text) {
        let said = match c.language() {
            Language::Japanese => safe(&text.ja),
            Language::English => safe(&text.en),
        };
        let clause = super::duty::clause(c, clause);
        page.line(&say!(c, "report-question-clause", clause = Prepared(&clause), text = Prepared(&said)));
    }
    if view.items.is_empty() {
        page.line(&say!(c, "report-question-none"));
        return page.finish();
    }
    let mut table = Table::new()
        .column(say!(c, "report-column-id"))
        .column(say!(c, "field-name"))
        .column(say!(c, "report-asset-received"))
        .column(say!(c, "report-question-count"))
        .column(say!(c, "report-question-answer"));
    for item in &view.items {
        let received = match &item.from {
            Some(from) => say!(c, "report-asset-from", on = item.received, from = from),
            None => item.received.to_string(),
        };
        let count = item.count.map(|count| count.to_string());
        table.row([
            Cell::text(item.id.as_str()),
            Cell::text(&item.name),
            Cell::prepared(received),
            optional(count.as_deref()),
            Cell::prepared("____"),
        ]);
    }
    page.table(&table);
    page.finish()
}
