//! The register of important information: as a list, and one piece in full.

use super::page::Page;
use super::register::empty;
use super::table::{Cell, Sheet, Table};
use super::words::{NOTHING, clauses, joined, level, level_short, optional};
use crate::base::text::safe;
use crate::domain::names::PersonId;
use crate::i18n::{Catalogue, Prepared};
use crate::projection::view::{AssetView, ConfirmationView};

/// Digits of a digest that are enough to tell papers apart.
const PREFIX: usize = 12;

/// What was said of a piece of information, in full.
#[must_use]
pub fn shown(views: &[AssetView], c: &Catalogue, columns: Option<usize>) -> String {
    let mut page = Page::new(c, columns);
    for view in views {
        page.outer(&say!(c, "report-asset-title", name = view.name, id = view.id));
        page.sheet(&sheet(view, c));
    }
    page.finish()
}

fn sheet(view: &AssetView, c: &Catalogue) -> Sheet {
    let number = |number: Option<u64>| match number {
        Some(number) => Cell::prepared(number.to_string()),
        None => Cell::prepared(NOTHING.to_owned()),
    };
    let handler = |id: &PersonId| match view.handlers_left.get(id) {
        Some(day) => say!(c, "report-asset-handler-left", person = id, day = day),
        None => safe(id.as_str()),
    };
    let handlers: Vec<String> = view.handlers.iter().map(handler).collect();
    let mut lines = Sheet::new();
    lines.line(say!(c, "field-contract"), Cell::text(view.contract.as_str()));
    lines.line(say!(c, "field-level"), Cell::prepared(level(c, view.level)));
    lines.line(say!(c, "report-asset-count"), number(view.count));
    lines.line(say!(c, "report-asset-people"), number(view.people));
    lines.line(say!(c, "report-asset-came"), Cell::prepared(view.received.to_string()));
    lines.line(say!(c, "report-asset-giver"), optional(view.from.as_deref()));
    lines.line(say!(c, "report-asset-taker"), optional(view.received_by.as_ref().map(|id| id.as_str())));
    lines.line(say!(c, "report-asset-means"), optional(view.means.as_deref()));
    lines.line(say!(c, "field-medium"), optional(view.medium.as_deref()));
    lines.line(say!(c, "field-purpose"), optional(view.purpose.as_deref()));
    if view.from.is_some() {
        lines.line(say!(c, "report-asset-receipt"), Cell::prepared(receipt(view, c)));
    }
    lines.line(say!(c, "report-asset-kept"), optional(Some(&view.place)));
    lines.line(
        say!(c, "report-asset-handlers"),
        Cell::prepared(if handlers.is_empty() { NOTHING.to_owned() } else { joined(c, &handlers) }),
    );
    lines.line(say!(c, "report-asset-there"), Cell::prepared(copies_of(view, c)));
    let until = view.until.map(|until| until.to_string());
    lines.line(say!(c, "report-asset-until"), Cell::prepared(until.unwrap_or_else(|| NOTHING.to_owned())));
    if let Some(due) = view.due.filter(|_| view.ended_at.is_none()) {
        let by = clauses(c, &view.due_by);
        let said = if view.due_with_contract {
            say!(c, "report-asset-due-contract", due = due, clauses = Prepared(&by))
        } else {
            say!(c, "report-asset-due-own", due = due, clauses = Prepared(&by))
        };
        lines.line(say!(c, "report-asset-due"), Cell::prepared(said));
    }
    let checked = view.checked_at.as_ref().zip(view.checked_by.as_ref());
    let checked =
        checked.map(|(at, by)| say!(c, "report-asset-found", at = Prepared(&c.moment(at)), by = by));
    lines
        .line(say!(c, "report-asset-checked"), Cell::prepared(checked.unwrap_or_else(|| NOTHING.to_owned())));
    lines.line(say!(c, "report-asset-end"), Cell::prepared(ended(view, c)));
    lines
}

/// Both sides' word that it came as recorded, and whose is missing.
fn receipt(view: &AssetView, c: &Catalogue) -> String {
    let given = match &view.client_confirmed {
        Some(word) => say!(c, "report-asset-client-confirmed", word = Prepared(&said(word, c))),
        None => say!(c, "report-asset-client-open"),
    };
    let taken = match &view.office_confirmed {
        Some(word) => say!(c, "report-asset-office-confirmed", word = Prepared(&said(word, c))),
        None if view.receipt_is_own() => say!(c, "report-asset-office-own"),
        None => say!(c, "report-asset-office-open"),
    };
    format!("{given}\n{taken}")
}

fn said(word: &ConfirmationView, c: &Catalogue) -> String {
    let at = c.moment(&word.at);
    match (&word.name, &word.evidence_sha256) {
        (None, Some(digest)) => {
            let digest = digest.prefix(PREFIX);
            say!(c, "report-asset-signed-paper", at = Prepared(&at), by = word.by, digest = digest)
        }
        (Some(name), Some(digest)) => {
            let digest = digest.prefix(PREFIX);
            say!(c, "report-asset-on-paper", name = name, at = Prepared(&at), digest = digest, by = word.by)
        }
        _ => say!(c, "report-asset-signed", at = Prepared(&at), by = word.by),
    }
}

/// `asset list`.
#[must_use]
pub fn list(views: &[AssetView], c: &Catalogue, columns: Option<usize>) -> String {
    if views.is_empty() {
        return empty(c, columns);
    }
    let mut table = Table::new()
        .column(say!(c, "report-column-id"))
        .column(say!(c, "report-asset-contract"))
        .column(say!(c, "field-name"))
        .column(say!(c, "report-asset-level"))
        .column(say!(c, "report-asset-place"))
        .column(say!(c, "report-asset-received"))
        .column(say!(c, "report-asset-copies"))
        .column(say!(c, "report-asset-ended"));
    for view in views {
        let received = match &view.from {
            Some(from) => say!(c, "report-asset-from", on = view.received, from = from),
            None => view.received.to_string(),
        };
        table.row([
            Cell::text(view.id.as_str()),
            Cell::text(view.contract.as_str()),
            Cell::text(&view.name),
            Cell::prepared(level_short(c, view.level)),
            optional(Some(&view.place)),
            Cell::prepared(received),
            Cell::prepared(copies_of(view, c)),
            Cell::prepared(ended(view, c)),
        ]);
    }
    table.render(columns)
}

/// How it ended, and whether a second person confirmed it.
fn ended(view: &AssetView, c: &Catalogue) -> String {
    let Some(at) = &view.ended_at else { return NOTHING.to_owned() };
    // The day on which it ended, and when that was recorded where it is another.
    let at = match view.ended_on.filter(|on| *on != at.date()) {
        Some(on) => say!(c, "report-asset-ended-on", on = on, at = Prepared(&c.moment(at))),
        None => c.moment(at),
    };
    let how = match view.method {
        Some(method) => {
            let method = c.name_of(method);
            say!(c, "report-asset-disposed", at = Prepared(&at), method = Prepared(&method))
        }
        None => {
            let to = view.to.as_deref().unwrap_or(NOTHING);
            say!(c, "report-asset-returned", at = Prepared(&at), to = to)
        }
    };
    let confirmed = match &view.end_confirmed {
        Some(word) => say!(c, "report-asset-end-confirmed", word = Prepared(&said(word, c))),
        None => say!(c, "report-asset-end-open"),
    };
    format!("{how}\n{confirmed}")
}

/// How many copies there are, of how many.
fn copies_of(view: &AssetView, c: &Catalogue) -> String {
    match view.copies_permitted {
        Some(most) => say!(c, "report-asset-copies-of", copies = view.copies, most = most),
        None => view.copies.to_string(),
    }
}

/// `asset check`: what should be there and was not found.
#[must_use]
pub fn missing(views: &[AssetView], c: &Catalogue, columns: Option<usize>) -> String {
    let mut page = Page::new(c, columns);
    if views.is_empty() {
        page.outer(&say!(c, "report-asset-all-found"));
        return page.finish();
    }
    let ids: Vec<String> = views.iter().map(|view| safe(view.id.as_str())).collect();
    page.outer(&say!(c, "report-asset-missing", ids = Prepared(&joined(c, &ids))));
    page.finish()
}
