//! The day's page: what waits, what is out, what is wrong, how old the keys are.

use super::log::of_many;
use super::page::Page;
use super::table::{Cell, Sheet, Table};
use super::words::grouped;
use crate::i18n::Catalogue;
use crate::projection::view::{CarryOutView, StatusPage};

/// `status`.
#[must_use]
pub fn status(view: &StatusPage, c: &Catalogue, columns: Option<usize>) -> String {
    let mut page = Page::new(c, columns);
    page.heading(&say!(c, "report-heading-status", origin = view.origin));
    let mut lines = Sheet::new();
    lines.line(say!(c, "report-field-entries"), Cell::prepared(grouped(view.size)));
    lines.line(say!(c, "report-field-root"), Cell::prepared(view.root.to_string()));
    let after = view.size.saturating_sub(view.anchored);
    lines.line(say!(c, "report-field-anchored"), Cell::prepared(anchored(c, view.anchored, after)));
    let findings = match view.findings {
        0 => say!(c, "report-status-no-findings"),
        count => say!(c, "report-status-findings", count = count),
    };
    lines.line(say!(c, "report-field-findings"), Cell::prepared(findings));
    page.sheet(&lines);
    let sections = [
        (say!(c, "report-heading-overdue", count = view.overdue.len()), &view.overdue),
        (say!(c, "report-heading-open-intents", count = view.open_intents.len()), &view.open_intents),
        (say!(c, "report-heading-waiting", count = view.waiting.len()), &view.waiting),
        (say!(c, "report-heading-ready", count = view.ready.len()), &view.ready),
        (say!(c, "report-heading-out", count = view.out.len()), &view.out),
    ];
    for (heading, views) in sections {
        section(&mut page, &heading, views);
    }
    keys(&mut page, view);
    page.finish()
}

fn section(page: &mut Page<'_>, heading: &str, views: &[CarryOutView]) {
    page.heading(heading);
    if views.is_empty() {
        page.line(&say!(page.c, "report-none"));
    } else {
        page.table(&of_many(page.c, views, page.is_wide()));
    }
}

fn keys(page: &mut Page<'_>, view: &StatusPage) {
    let c = page.c;
    page.heading(&say!(c, "report-heading-keys"));
    let mut table = Table::new()
        .column(say!(c, "field-person"))
        .number_column(say!(c, "report-column-days"))
        .column(say!(c, "field-key"));
    for key in &view.keys {
        table.row([
            Cell::text(key.person.as_str()),
            Cell::prepared(key.days.to_string()),
            Cell::text(&key.fingerprint),
        ]);
    }
    page.table(&table);
}

/// Up to where somebody outside the ledger would notice, and what lies after it.
pub(super) fn anchored(c: &Catalogue, size: u64, after: u64) -> String {
    match (size, after) {
        (0, _) => say!(c, "report-not-anchored"),
        (size, 0) => say!(c, "report-anchored-all", size = size),
        (size, after) => say!(c, "report-anchored", size = size, after = after),
    }
}
