//! What people were taught and pledged.

use super::table::{Cell, Table};
use super::words::NOTHING;
use crate::i18n::{Catalogue, Prepared};
use crate::projection::view::StaffView;

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
