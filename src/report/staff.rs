//! What people were taught and pledged, and the register of important information.

use super::page::Page;
use super::register::empty;
use super::table::{Cell, Table};
use super::words::{NOTHING, joined, level_short, optional, when};
use crate::base::text::safe;
use crate::i18n::{Catalogue, Prepared};
use crate::projection::view::{AssetView, StaffView};

/// `training list`, and what a training or a pledge has added.
#[must_use]
pub fn staff(views: &[StaffView], c: &Catalogue, columns: Option<usize>) -> String {
    let mut table = Table::new()
        .column(say!(c, "report-column-id"))
        .column(say!(c, "field-name"))
        .column(say!(c, "report-staff-taught"))
        .column(say!(c, "report-staff-pledged"));
    for view in views {
        let taught: Vec<String> = view
            .taught
            .iter()
            .map(|one| say!(c, "report-staff-lesson", on = one.on, topic = one.topic))
            .collect();
        let pledged: Vec<String> = view
            .pledges
            .iter()
            .map(|one| {
                let occasion = c.name_of(one.occasion);
                let day = one.at.date();
                say!(c, "report-staff-pledge", on = day, occasion = Prepared(&occasion))
            })
            .collect();
        let lines = |lines: Vec<String>| {
            if lines.is_empty() { NOTHING.to_owned() } else { lines.join("\n") }
        };
        table.row([
            Cell::text(view.id.as_str()),
            Cell::text(&view.name),
            Cell::prepared(lines(taught)),
            Cell::prepared(lines(pledged)),
        ]);
    }
    table.render(columns)
}

/// `asset …`: the register.
#[must_use]
pub fn assets(views: &[AssetView], c: &Catalogue, columns: Option<usize>) -> String {
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
        let ended = match (&view.ended_at, view.method) {
            (None, _) => NOTHING.to_owned(),
            (Some(at), Some(method)) => {
                let method = c.name_of(method);
                say!(c, "report-asset-disposed", at = Prepared(&when(at)), method = Prepared(&method))
            }
            (Some(at), None) => {
                let to = view.to.as_deref().unwrap_or(NOTHING);
                say!(c, "report-asset-returned", at = Prepared(&when(at)), to = to)
            }
        };
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
            Cell::prepared(ended),
        ]);
    }
    table.render(columns)
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
