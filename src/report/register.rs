//! People and recipients: as lists, and one in full.

use super::page::Page;
use super::table::{Cell, Sheet, Table};
use super::words::{NOTHING, grouped, optional, words, yes_no};
use crate::i18n::{Catalogue, Prepared, Text};
use crate::projection::view::{PersonView, RecipientView};

/// What any register says when nothing is in it.
pub(super) fn empty(c: &Catalogue, columns: Option<usize>) -> String {
    let mut page = Page::new(c, columns);
    page.outer(&say!(c, "report-register-none"));
    page.finish()
}

/// `person list`.
#[must_use]
pub fn people(views: &[PersonView], c: &Catalogue, columns: Option<usize>) -> String {
    if views.is_empty() {
        return empty(c, columns);
    }
    let mut table = Table::new()
        .column(say!(c, "report-column-id"))
        .column(say!(c, "field-name"))
        .column(say!(c, "field-role"))
        .column(say!(c, "field-organization"))
        .column(say!(c, "field-department"))
        .column(say!(c, "report-column-keys"));
    for view in views {
        table.row([
            Cell::text(view.id.as_str()),
            Cell::text(&view.name),
            Cell::prepared(words(c, &view.roles)),
            optional(view.organization.as_deref()),
            optional(view.department.as_deref()),
            Cell::prepared(keys_shortly(c, view)),
        ]);
    }
    table.render(columns)
}

fn keys_shortly(c: &Catalogue, view: &PersonView) -> String {
    if view.leaving.is_some() {
        return leaving(c, view);
    }
    let good: Vec<_> = view.keys.iter().filter(|key| key.revoked_index.is_none()).collect();
    let unproven = good.iter().filter(|key| !key.proven).count();
    if unproven > 0 {
        say!(c, "report-keys-unproven", count = good.len(), unproven = unproven)
    } else {
        grouped(u64::try_from(good.len()).unwrap_or(u64::MAX))
    }
}

/// That somebody leaves or has left, and since when.
fn leaving(c: &Catalogue, view: &PersonView) -> String {
    match view.leaving.as_ref().map(|leave| (leave.at.date(), leave.left_at)) {
        None => NOTHING.to_owned(),
        Some((_, Some(left_at))) => say!(c, "report-person-left", at = left_at.date()),
        Some((at, None)) => say!(c, "report-person-leaving", at = at),
    }
}

/// `person show`.
#[must_use]
pub fn person(view: &PersonView, c: &Catalogue, columns: Option<usize>) -> String {
    let mut page = Page::new(c, columns);
    page.heading(&say!(c, "report-person-title", name = view.name, id = view.id));
    let mut lines = Sheet::new();
    lines.line(say!(c, "field-role"), Cell::prepared(words(c, &view.roles)));
    lines.line(say!(c, "field-organization"), optional(view.organization.as_deref()));
    lines.line(say!(c, "field-department"), optional(view.department.as_deref()));
    lines.line(say!(c, "field-title"), optional(view.title.as_deref()));
    lines.line(say!(c, "field-email"), optional(view.email.as_deref()));
    lines.line(say!(c, "field-phone"), optional(view.phone.as_deref()));
    if let Some(night) = &view.night {
        lines.line(say!(c, "report-slip-night"), Cell::text(night));
    }
    lines.line(say!(c, "field-custody"), optional(view.custody.as_deref()));
    lines.line(say!(c, "report-field-registered-by"), Cell::text(view.registered_by.as_str()));
    lines.line(say!(c, "report-field-registered-at"), Cell::prepared(c.moment(&view.registered_at)));
    if let Some(leave) = &view.leaving {
        lines.line(say!(c, "field-state"), Cell::prepared(leaving(c, view)));
        lines.line(say!(c, "field-reason"), optional(leave.reason.as_deref()));
    }
    if let Some(succession) = &view.succession {
        lines
            .line(say!(c, "report-field-succession"), Cell::prepared(super::succession::line(c, succession)));
    }
    for leave in &view.delegations {
        let words =
            say!(c, "report-delegation", person = leave.person, first = leave.from, last = leave.until);
        let standing = match (&leave.ended_at, &leave.ended_by) {
            (Some(at), Some(by)) => {
                say!(c, "report-delegation-ended", at = Prepared(&c.moment(at)), person = by)
            }
            _ => c.name_of(leave.standing),
        };
        let words = say!(
            c,
            "report-delegation-standing",
            delegation = Prepared(&words),
            standing = Prepared(&standing)
        );
        lines.line(say!(c, "report-field-delegation"), Cell::prepared(words));
    }
    page.sheet(&lines);
    page.heading(&say!(c, "report-heading-person-keys"));
    if view.keys.is_empty() {
        page.line(&say!(c, "report-none"));
    }
    for key in &view.keys {
        let mut lines = Sheet::new();
        lines.line(say!(c, "report-field-fingerprint"), Cell::text(&key.fingerprint));
        lines.line(say!(c, "report-field-public-key"), Cell::text(&key.public_key));
        let proven = if key.proven { yes_no(c, true) } else { say!(c, "report-unproven") };
        lines.line(say!(c, "report-field-proven"), Cell::prepared(proven));
        let good = match key.revoked_index {
            None => say!(c, "report-key-good", from = key.added_index),
            Some(revoked) => say!(c, "report-key-revoked", from = key.added_index, revoked = revoked),
        };
        lines.line(say!(c, "report-field-good"), Cell::prepared(good));
        page.sheet(&lines);
    }
    if !view.brought_in.is_empty() {
        page.heading(&say!(c, "report-heading-brought-in"));
        page.line(&say!(c, "report-brought-in"));
    }
    for one in &view.brought_in {
        if let Some(key) = &one.key {
            page.line(&say!(c, "report-brought-in-key", id = one.person, key = key, index = one.index));
        }
        if let Some(custody) = &one.custody {
            let to = Text(custody);
            page.line(&say!(c, "report-brought-in-custody", id = one.person, to = to, index = one.index));
        }
    }
    page.finish()
}

/// `recipient list`.
#[must_use]
pub fn recipients(views: &[RecipientView], c: &Catalogue, columns: Option<usize>) -> String {
    if views.is_empty() {
        return empty(c, columns);
    }
    let mut table = Table::new()
        .column(say!(c, "report-column-id"))
        .column(say!(c, "field-name"))
        .column(say!(c, "field-organization"))
        .column(say!(c, "field-opens"))
        .column(say!(c, "field-phone"))
        .column(say!(c, "field-email"))
        .column(say!(c, "report-column-subcontractor"));
    for view in views {
        let record = &view.record;
        table.row([
            Cell::text(record.id.as_str()),
            Cell::text(&record.name),
            Cell::text(&record.organization),
            Cell::prepared(c.name_of(record.opens)),
            optional(record.phone.as_deref()),
            optional(record.email.as_deref()),
            Cell::prepared(subcontractor(c, view)),
        ]);
    }
    table.render(columns)
}

fn subcontractor(c: &Catalogue, view: &RecipientView) -> String {
    match &view.record.subcontractor {
        None => NOTHING.to_owned(),
        Some(stands) => match &stands.under {
            None => say!(c, "report-subcontractor", tier = stands.tier),
            Some(under) => say!(c, "report-subcontractor-under", tier = stands.tier, under = under),
        },
    }
}

/// `recipient show`.
#[must_use]
pub fn recipient(view: &RecipientView, c: &Catalogue, columns: Option<usize>) -> String {
    let record = &view.record;
    let mut page = Page::new(c, columns);
    page.heading(&say!(c, "report-recipient-title", name = record.name, id = record.id));
    let mut lines = Sheet::new();
    lines.line(say!(c, "field-organization"), Cell::text(&record.organization));
    lines.line(say!(c, "field-email"), optional(record.email.as_deref()));
    lines.line(say!(c, "field-phone"), optional(record.phone.as_deref()));
    lines.line(say!(c, "field-opens"), Cell::prepared(c.name_of(record.opens)));
    if record.age_keys.is_empty() {
        lines.line(say!(c, "field-key"), Cell::prepared(say!(c, "report-recipient-no-keys")));
    }
    for key in &record.age_keys {
        lines.line(say!(c, "field-key"), Cell::text(key));
    }
    lines.line(say!(c, "report-column-subcontractor"), Cell::prepared(subcontractor(c, view)));
    lines.line(say!(c, "report-field-registered-by"), Cell::text(view.registered_by.as_str()));
    lines.line(say!(c, "report-field-registered-at"), Cell::prepared(c.moment(&view.registered_at)));
    page.sheet(&lines);
    page.finish()
}
