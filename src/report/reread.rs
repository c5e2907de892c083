//! What reading a cleared medium again showed.

use super::page::Page;
use super::table::{Cell, Sheet};
use super::words::{grouped, optional, size};
use crate::i18n::{Catalogue, Prepared};
use crate::projection::view::Reread;

/// `verify --device`.
#[must_use]
pub fn reread(reread: &Reread, c: &Catalogue, columns: Option<usize>) -> String {
    let mut page = Page::new(c, columns);
    page.heading(&say!(c, "report-reread-title", device = reread.device));
    let serial = Some(reread.serial.as_str()).filter(|serial| !serial.is_empty());
    let mut sheet = Sheet::new();
    sheet.line(say!(c, "certificate-serial"), optional(serial));
    sheet.line(say!(c, "certificate-capacity"), Cell::prepared(size(c, reread.bytes)));
    let by = say!(c, "report-reread-by", person = reread.person, at = Prepared(&c.moment(&reread.at)));
    sheet.line(say!(c, "certificate-overwritten"), Cell::prepared(by));
    sheet.line(say!(c, "report-field-result"), Cell::prepared(result(c, reread)));
    for (offset, bytes) in &reread.changed {
        let place = say!(
            c,
            "report-reread-place",
            offset = Prepared(&grouped(*offset)),
            bytes = Prepared(&grouped(*bytes))
        );
        sheet.line(String::new(), Cell::prepared(place));
    }
    if reread.unreadable_sectors > 0 {
        let words = say!(c, "report-reread-unreadable", count = reread.unreadable_sectors);
        sheet.line(String::new(), Cell::prepared(words));
    }
    page.sheet(&sheet);
    if reread.changed_sectors == 0 {
        page.line(&say!(c, "report-reread-means"));
        page.line(&say!(c, "certificate-means-flash"));
    }
    match &reread.recorded {
        None => page.line(&say!(c, "report-reread-not-recorded")),
        Some(recorded) => {
            page.line(&say!(c, "report-reread-recorded", index = recorded.index, person = recorded.person));
        }
    }
    page.finish()
}

fn result(c: &Catalogue, reread: &Reread) -> String {
    match reread.first_changed {
        None => say!(c, "certificate-recheck-equal"),
        Some(offset) => {
            say!(
                c,
                "report-reread-differs",
                count = reread.changed_sectors,
                offset = Prepared(&grouped(offset))
            )
        }
    }
}
