//! `custody reseal`: who can open which passphrase now.

use super::page::Page;
use super::words::joined;
use crate::base::text::safe;
use crate::i18n::{Catalogue, Prepared};
use crate::projection::view::custody::ResealedView;

/// `custody reseal`: one line for each carry-out.
#[must_use]
pub fn resealed(views: &[ResealedView], c: &Catalogue, columns: Option<usize>) -> String {
    let mut page = Page::new(c, columns);
    if views.is_empty() {
        page.outer(&say!(c, "report-reseal-nothing"));
        return page.finish();
    }
    for view in views {
        let names: Vec<String> = view.names.iter().map(|name| safe(name)).collect();
        let names = joined(c, &names);
        page.line(&say!(c, "report-resealed", id = view.id, index = view.index, names = Prepared(&names)));
    }
    page.line(&say!(c, "report-reseal-copies"));
    page.finish()
}
