//! The contact tree: whom to call, first to last.

use super::register::empty;
use super::table::{Cell, Table};
use super::words::optional;
use crate::i18n::Catalogue;
use crate::projection::view::CallListView;

/// `contact …`
#[must_use]
pub fn list(views: &[CallListView], c: &Catalogue, columns: Option<usize>) -> String {
    if views.is_empty() {
        return empty(c, columns);
    }
    table(views, c).render(columns)
}

/// The tree as a table.
pub(super) fn table(views: &[CallListView], c: &Catalogue) -> Table {
    let mut table = Table::new()
        .column(say!(c, "report-asset-contract"))
        .column(say!(c, "report-contact-order"))
        .column(say!(c, "report-contact-side"))
        .column(say!(c, "field-name"))
        .column(say!(c, "report-contact-organization"))
        .column(say!(c, "report-contact-role"))
        .column(say!(c, "report-contact-day"))
        .column(say!(c, "report-contact-night"));
    for view in views {
        table.row([
            Cell::text(view.contract.as_str()),
            Cell::prepared(view.order.to_string()),
            Cell::prepared(c.name_of(view.side)),
            Cell::text(&view.name),
            Cell::text(&view.organization),
            optional(view.role.as_deref()),
            optional(view.day.as_deref()),
            optional(view.night.as_deref()),
        ]);
    }
    table
}
