//! What the verbs of the road answer: who carries now, what stands, and what comes next.

use super::asked::digest_to_type;
use super::page::Page;
use super::remaining::{copy_words, remaining};
use super::table::{Cell, Sheet, Table};
use super::words::named;
use crate::base::text::safe;
use crate::domain::names::Via;
use crate::i18n::{Catalogue, Prepared};
use crate::projection::view::{CarryOutView, ExtensionSheet, RecallAnswer};

/// Whether somebody takes it along by this way.
const fn is_carried(via: Via) -> bool {
    matches!(via, Via::Usb | Via::Hand | Via::Courier)
}

/// `transfer`
#[must_use]
pub fn transferred(view: &CarryOutView, c: &Catalogue, columns: Option<usize>) -> String {
    let mut page = Page::new(c, columns);
    let carrier = named(c, &view.way_back.carrier_name, view.way_back.carrier.as_str());
    page.heading(&say!(c, "report-transferred", id = view.id, carrier = Prepared(&carrier)));
    page.line(&say!(c, "report-transferred-means"));
    if is_carried(view.via) {
        page.line(&say!(c, "report-next-pledge"));
        page.command(&format!("sekisho checkout {}", safe(&view.id)));
    }
    page.finish()
}

/// `undelivered`
#[must_use]
pub fn undelivered(view: &CarryOutView, c: &Catalogue, columns: Option<usize>) -> String {
    let mut page = Page::new(c, columns);
    page.heading(&say!(c, "report-undelivered", id = view.id));
    page.line(&say!(c, "report-undelivered-again"));
    if is_carried(view.via) {
        page.command(&format!("sekisho checkout {}", safe(&view.id)));
    }
    page.line(&say!(c, "report-undelivered-otherwise"));
    page.command(&format!("sekisho request PATH --like {} --due DATE", safe(&view.id)));
    page.finish()
}

/// `extend`
#[must_use]
pub fn extended(view: &CarryOutView, c: &Catalogue, columns: Option<usize>) -> String {
    let mut page = Page::new(c, columns);
    let asked = view.way_back.extensions.last().map_or(view.due, |extension| extension.due);
    page.heading(&say!(c, "report-extension-asked", id = view.id, due = asked));
    page.line(&say!(c, "report-extension-stands", due = view.due));
    page.command(&format!("sekisho approve {}", safe(&view.id)));
    page.finish()
}

/// What an approver sees before answering to a later day.
#[must_use]
pub fn extension_sheet(sheet: &ExtensionSheet, c: &Catalogue, columns: Option<usize>) -> String {
    let view = &sheet.carry_out;
    let mut page = Page::new(c, columns);
    page.heading(&say!(c, "report-extension-title", id = view.id));
    let mut lines = Sheet::new();
    lines
        .line(say!(c, "report-field-asked-by"), Cell::prepared(named(c, &sheet.name, sheet.person.as_str())));
    lines.line(say!(c, "field-time"), Cell::prepared(c.moment(&sheet.at)));
    lines.line(say!(c, "field-status"), Cell::prepared(super::carry_out::status(c, view)));
    lines.line(say!(c, "field-purpose"), Cell::text(&view.purpose));
    lines.line(say!(c, "field-level"), Cell::prepared(super::words::level(c, view.level)));
    lines.line(say!(c, "report-field-due-stands"), Cell::prepared(view.due.to_string()));
    lines.line(say!(c, "report-field-due-asked"), Cell::prepared(sheet.due.to_string()));
    lines.line(say!(c, "field-reason"), Cell::text(&sheet.reason));
    page.sheet(&lines);
    digest_to_type(&mut page, &view.manifest_sha256);
    page.line(&say!(c, "report-extension-means"));
    page.finish()
}

/// `approve` and `reject`, where a later day waited.
#[must_use]
pub fn extension_answered(view: &CarryOutView, c: &Catalogue) -> String {
    let approved = view.way_back.extensions.iter().rev().find_map(|extension| extension.approved);
    if approved == Some(true) {
        say!(c, "report-extension-approved", id = view.id, due = view.due)
    } else {
        say!(c, "report-extension-rejected", id = view.id, due = view.due)
    }
}

/// `handed-over`
#[must_use]
pub fn handed_over(view: &CarryOutView, c: &Catalogue, columns: Option<usize>) -> String {
    let mut page = Page::new(c, columns);
    page.heading(&say!(c, "report-handed-over", id = view.id));
    page.line(&match &view.way_back.handed_over {
        Some(handed_over) if handed_over.evidence.is_some() => say!(c, "report-handed-over-receipt"),
        _ => say!(c, "report-handed-over-opened"),
    });
    remaining(&mut page, view);
    page.finish()
}

/// `copy`
#[must_use]
pub fn copy_made(view: &CarryOutView, c: &Catalogue, columns: Option<usize>) -> String {
    let mut page = Page::new(c, columns);
    if let Some(copy) = view.way_back.copies.last() {
        let words = copy_words(c, copy);
        page.outer(&say!(c, "report-copy-made", id = view.id, copy = Prepared(&words)));
    }
    page.finish()
}

/// `recall`
#[must_use]
pub fn recalled(answer: &RecallAnswer, c: &Catalogue, columns: Option<usize>) -> String {
    let mut page = Page::new(c, columns);
    page.heading(&say!(c, "report-recalled", count = answer.recalled.len(), number = answer.number));
    if !answer.recalled_before.is_empty() {
        page.line(&say!(c, "report-recalled-before", count = answer.recalled_before.len()));
    }
    let mut table = Table::new()
        .column(say!(c, "field-id"))
        .column(say!(c, "field-recipient"))
        .column(say!(c, "report-field-carrier"))
        .column(say!(c, "field-status"));
    for view in answer.recalled.iter().chain(&answer.recalled_before) {
        table.row([
            Cell::text(&view.id),
            Cell::prepared(named(c, &view.recipient_name, view.recipient.as_str())),
            Cell::prepared(named(c, &view.way_back.carrier_name, view.way_back.carrier.as_str())),
            Cell::prepared(c.name_of(view.status)),
        ]);
    }
    page.table(&table);
    page.line(&say!(c, "report-recalled-means"));
    page.finish()
}
