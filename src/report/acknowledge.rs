//! `acknowledge`: an entry without effect, and who looked at it.

use super::page::Page;
use super::words::{grouped, named};
use crate::base::time::Timestamp;
use crate::domain::names::PersonId;
use crate::i18n::{Catalogue, Prepared};
use crate::projection::view::acknowledge::AcknowledgedView;

/// `acknowledge`.
#[must_use]
pub fn acknowledged(view: &AcknowledgedView, c: &Catalogue, columns: Option<usize>) -> String {
    let mut page = Page::new(c, columns);
    one(&mut page, view);
    if !view.acknowledged {
        page.line(&say!(c, "report-acknowledge-second"));
    }
    page.finish()
}

/// The entry, what is wrong with it, and who said what it is.
pub(super) fn one(page: &mut Page<'_>, view: &AcknowledgedView) {
    let c = page.c;
    page.heading(&say!(c, "report-acknowledge-entry", index = grouped(view.index), leaf = view.leaf));
    for finding in &view.findings {
        page.line(&say!(
            c,
            "report-acknowledge-finding",
            kind = Prepared(c.name_of(finding.kind)),
            detail = finding.detail
        ));
    }
    for one in &view.by {
        said_by(page, (&one.name, &one.person), &one.at, &one.reason);
    }
}

/// Who said something of the log, when, and why.
pub(super) fn said_by(page: &mut Page<'_>, (name, person): (&str, &PersonId), at: &Timestamp, reason: &str) {
    let c = page.c;
    let name = named(c, name, person.as_str());
    page.line(&say!(
        c,
        "report-acknowledge-by",
        name = Prepared(&name),
        at = Prepared(c.moment(at)),
        reason = reason
    ));
}
