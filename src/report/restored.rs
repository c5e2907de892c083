//! Histories that are lost, side by side with the one that is.

use super::page::Page;
use super::table::{Cell, Sheet};
use super::words::grouped;
use crate::i18n::Catalogue;
use crate::projection::view::restored::RestorationView;

/// `restored`.
#[must_use]
pub fn restored(view: &RestorationView, c: &Catalogue, columns: Option<usize>) -> String {
    let mut page = Page::new(c, columns);
    one(&mut page, view);
    super::backup::entries(&mut page, &view.lost);
    page.line(&if view.recorded {
        say!(c, "report-restored-done")
    } else {
        say!(c, "report-restored-second")
    });
    page.finish()
}

/// Both trees, and who said what happened.
pub(super) fn one(page: &mut Page<'_>, view: &RestorationView) {
    let c = page.c;
    let last = view.held_size.saturating_sub(1);
    page.heading(&if view.recorded {
        say!(c, "report-restored-title", from = view.kept_size, last = last)
    } else {
        say!(c, "report-restored-waits", from = view.kept_size, last = last)
    });
    let mut lines = Sheet::new();
    let tree = |size: u64, root: &dyn std::fmt::Display| Cell::prepared(format!("{} {root}", grouped(size)));
    lines.line(say!(c, "report-lost-held"), tree(view.held_size, &view.held_root));
    lines.line(say!(c, "report-restored-kept"), tree(view.kept_size, &view.kept_root));
    page.sheet(&lines);
    for by in &view.by {
        super::acknowledge::said_by(page, (&by.name, &by.person), &by.at, &by.reason);
    }
}

/// The same in one line.
pub(super) fn both(c: &Catalogue, view: &RestorationView) -> String {
    let (held, root, kept) = (view.held_size, view.held_root, view.kept_size);
    if view.recorded {
        say!(c, "report-restored-both", held = held, root = root, kept = kept)
    } else {
        say!(c, "report-restored-both-waits", held = held, root = root, kept = kept)
    }
}
