//! `review`: who looked through the log, and what they found.

use super::page::Page;
use super::table::{Cell, Sheet, Table};
use super::words::{NOTHING, grouped, named};
use crate::base::text::safe;
use crate::i18n::Catalogue;
use crate::projection::view::review::{ReviewDueView, ReviewShown, ReviewView};

/// `review list`.
#[must_use]
pub fn reviews(views: &[ReviewView], c: &Catalogue, columns: Option<usize>) -> String {
    let mut page = Page::new(c, columns);
    if views.is_empty() {
        page.outer(&say!(c, "report-review-none"));
        return page.finish();
    }
    let mut table = Table::new()
        .number_column(say!(c, "field-entry"))
        .column(say!(c, "report-review-days"))
        .column(say!(c, "field-contract"))
        .column(say!(c, "field-person"))
        .column(say!(c, "field-time"))
        .number_column(say!(c, "report-review-anomalies"))
        .column(say!(c, "report-review-findings"));
    for view in views {
        let contract = view.contract.as_ref().map_or(NOTHING, |contract| contract.as_str());
        table.row([
            Cell::prepared(grouped(view.index)),
            Cell::prepared(days(view)),
            Cell::text(contract),
            Cell::prepared(named(c, &view.name, view.person.as_str())),
            Cell::prepared(c.moment(&view.at)),
            Cell::prepared(grouped(view.anomalies)),
            Cell::prepared(findings(c, view)),
        ]);
    }
    page.table(&table);
    page.finish()
}

fn days(view: &ReviewView) -> String {
    format!("{} – {}", view.from, view.until)
}

fn findings(c: &Catalogue, view: &ReviewView) -> String {
    let found: Vec<String> = view.findings.iter().map(|finding| safe(finding)).collect();
    if found.is_empty() { say!(c, "report-none") } else { found.join("\n") }
}

/// `review show`, `review add`: the review, and the list that lay before the reviewer.
#[must_use]
pub fn review(shown: &ReviewShown, c: &Catalogue, columns: Option<usize>) -> String {
    let view = &shown.review;
    let mut page = Page::new(c, columns);
    page.heading(&say!(c, "report-review-title", entry = grouped(view.index)));
    let mut sheet = Sheet::new();
    sheet.line(say!(c, "report-review-days"), Cell::prepared(days(view)));
    if let Some(contract) = &view.contract {
        sheet.line(say!(c, "field-contract"), Cell::text(contract.as_str()));
    }
    sheet.line(say!(c, "field-person"), Cell::prepared(named(c, &view.name, view.person.as_str())));
    sheet.line(say!(c, "field-time"), Cell::prepared(c.moment(&view.at)));
    sheet.line(say!(c, "report-review-size"), Cell::prepared(grouped(view.size)));
    sheet.line(say!(c, "report-review-list"), Cell::prepared(view.anomalies_sha256.to_string()));
    sheet.line(say!(c, "report-review-findings"), Cell::prepared(findings(c, view)));
    if let Some(note) = &view.note {
        sheet.line(say!(c, "report-review-note"), Cell::text(note));
    }
    page.sheet(&sheet);
    page.line(&say!(c, "report-review-means"));
    format!("{}\n{}", page.finish(), super::anomaly::anomalies(&shown.list, c, columns))
}

/// A review that is overdue, in one line.
pub(super) fn overdue(c: &Catalogue, due: &ReviewDueView) -> String {
    match due.reviewed_until {
        Some(until) => say!(
            c,
            "report-review-overdue",
            contract = due.contract,
            due = due.due,
            days = due.days,
            until = until
        ),
        None => {
            say!(c, "report-review-overdue-never", contract = due.contract, due = due.due, days = due.days)
        }
    }
}
