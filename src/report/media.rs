//! Media: as a list, one in full, and what a stock-take found.

use super::page::Page;
use super::register::empty;
use super::table::{Cell, Sheet, Table};
use super::words::{NOTHING, joined, level, level_short, named, optional, size};
use crate::base::text::safe;
use crate::domain::names::MediumState;
use crate::i18n::{Catalogue, Prepared};
use crate::projection::view::{MediumView, StockTakeView, StrangerView, TaintView};

/// `medium list`.
#[must_use]
pub fn media(views: &[MediumView], c: &Catalogue, columns: Option<usize>) -> String {
    if views.is_empty() {
        return empty(c, columns);
    }
    let mut table = Table::new()
        .column(say!(c, "report-column-id"))
        .column(say!(c, "field-state"))
        .column(say!(c, "report-column-known-by"))
        .column(say!(c, "report-column-held"))
        .column(say!(c, "report-column-last-seen"));
    for view in views {
        let held = view.taint.as_ref().map_or_else(|| NOTHING.to_owned(), |taint| held(c, taint));
        let seen = view.seen.as_ref().map_or_else(|| NOTHING.to_owned(), |seen| seen.at.date().to_string());
        table.row([
            Cell::prepared(format!("{}\n{}", safe(view.id.as_str()), c.name_of(view.kind))),
            Cell::prepared(standing(c, view)),
            Cell::prepared(known_by(c, view)),
            Cell::prepared(held),
            Cell::prepared(seen),
        ]);
    }
    table.render(columns)
}

/// Where a medium is, as people say it.
pub(super) fn standing(c: &Catalogue, view: &MediumView) -> String {
    if let Some(out) = &view.out {
        let (name, since) = (named(c, &out.name, out.person.as_str()), out.since.date());
        return say!(c, "report-medium-out", name = Prepared(&name), since = since, id = out.carry_out);
    }
    let place = view.place.as_deref();
    if view.state == MediumState::Active {
        return match (view.missed_since, place) {
            (Some(since), Some(place)) => {
                say!(c, "report-medium-missing-from", since = since.date(), place = place)
            }
            (Some(since), None) => say!(c, "report-medium-missing", since = since.date()),
            (None, Some(place)) => say!(c, "report-medium-in-place", place = place),
            (None, None) => say!(c, "report-medium-no-place"),
        };
    }
    let state = c.name_of(view.state);
    let Some(ended) = &view.ended else { return state };
    match ended.incident.as_ref().or(ended.disposal.as_ref()) {
        Some(under) => {
            say!(c, "report-medium-ended-under", state = Prepared(&state), at = ended.at.date(), id = under)
        }
        None => say!(c, "report-medium-ended", state = Prepared(&state), at = ended.at.date()),
    }
}

fn known_by(c: &Catalogue, view: &MediumView) -> String {
    match (&view.serial, &view.filesystem_uuid) {
        (Some(serial), _) => say!(c, "report-known-by-serial", serial = serial),
        (None, Some(name)) => say!(c, "report-known-by-filesystem", name = name),
        (None, None) => say!(c, "report-known-by-nothing"),
    }
}

/// The highest level since it was last cleared, and whose information it was.
fn held(c: &Catalogue, taint: &TaintView) -> String {
    let whose = [taint.contract.as_deref(), taint.organization.as_deref()];
    let whose: Vec<String> = whose.into_iter().flatten().map(safe).collect();
    let level = level_short(c, taint.level);
    if whose.is_empty() {
        return say!(c, "report-held", level = Prepared(&level));
    }
    say!(c, "report-held-of", level = Prepared(&level), whose = Prepared(joined(c, &whose)))
}

fn model(maker: Option<&str>, model: Option<&str>) -> String {
    let known = [maker, model].into_iter().flatten().collect::<Vec<_>>().join(" ");
    if known.is_empty() { NOTHING.to_owned() } else { known }
}

fn capacity(c: &Catalogue, bytes: Option<u64>) -> String {
    bytes.map_or_else(|| NOTHING.to_owned(), |bytes| size(c, bytes))
}

/// `medium show`.
#[must_use]
pub fn medium(view: &MediumView, c: &Catalogue, columns: Option<usize>) -> String {
    let mut page = Page::new(c, columns);
    page.heading(&say!(c, "report-medium-title", id = view.id));
    let mut lines = Sheet::new();
    lines.line(say!(c, "field-kind"), Cell::prepared(c.name_of(view.kind)));
    lines.line(say!(c, "field-state"), Cell::prepared(standing(c, view)));
    if let Some(ended) = &view.ended {
        lines.line(say!(c, "field-person"), Cell::prepared(named(c, &ended.name, ended.person.as_str())));
        lines.line(say!(c, "field-reason"), optional(ended.reason.as_deref()));
    }
    if let Some(owner) = &view.owner {
        lines.line(say!(c, "report-medium-lent"), Cell::text(owner.as_str()));
    }
    lines.line(say!(c, "report-column-kept-at"), optional(view.place.as_deref()));
    lines.line(say!(c, "report-column-known-by"), Cell::prepared(known_by(c, view)));
    let model = model(view.maker.as_deref(), view.model.as_deref());
    lines.line(say!(c, "report-column-model"), Cell::text(&model));
    lines.line(say!(c, "report-column-capacity"), Cell::prepared(capacity(c, view.capacity_bytes)));
    lines.line(say!(c, "report-field-filesystem"), optional(view.filesystem.as_deref()));
    let held = match &view.taint {
        None => say!(c, "report-held-nothing"),
        Some(taint) => {
            let whose = [taint.contract.as_deref(), taint.organization.as_deref()];
            let whose: Vec<String> = whose.into_iter().flatten().map(safe).collect();
            [vec![level(c, taint.level)], whose].concat().join("\n")
        }
    };
    lines.line(say!(c, "report-column-held"), Cell::prepared(held));
    let holds = if view.holds.is_empty() { say!(c, "report-none") } else { joined(c, &view.holds) };
    lines.line(say!(c, "report-field-holds"), Cell::prepared(holds));
    let seen = view.seen.as_ref().map_or_else(
        || say!(c, "report-never-seen"),
        |seen| {
            let name = named(c, &seen.name, seen.person.as_str());
            say!(c, "report-seen-by", at = Prepared(c.moment(&seen.at)), name = Prepared(&name))
        },
    );
    lines.line(say!(c, "report-column-last-seen"), Cell::prepared(seen));
    lines.line(say!(c, "report-field-registered-by"), Cell::text(view.registered_by.as_str()));
    lines.line(say!(c, "report-field-registered-at"), Cell::prepared(c.moment(&view.registered_at)));
    page.sheet(&lines);
    page.finish()
}

/// `medium stock-take`.
#[must_use]
pub fn stock_take(view: &StockTakeView, c: &Catalogue, columns: Option<usize>) -> String {
    let mut page = Page::new(c, columns);
    let at = c.moment(&view.at);
    page.heading(&say!(c, "report-stock-take-title", at = Prepared(&at), person = view.person));
    if let Some(note) = &view.note {
        page.line(&safe(note));
    }
    let sections = [
        (say!(c, "report-stock-take-missing", count = view.missing.len()), &view.missing),
        (say!(c, "report-stock-take-unexpected", count = view.unexpected.len()), &view.unexpected),
        (say!(c, "report-stock-take-out", count = view.out.len()), &view.out),
        (say!(c, "report-stock-take-seen", count = view.seen.len()), &view.seen),
    ];
    for (heading, views) in sections {
        page.heading(&heading);
        if views.is_empty() {
            page.line(&say!(c, "report-none"));
            continue;
        }
        let mut lines = Sheet::new();
        for medium in views {
            lines.line(safe(medium.id.as_str()), Cell::prepared(standing(c, medium)));
        }
        page.sheet(&lines);
    }
    strangers(&mut page, &view.strangers);
    if !view.missing.is_empty() {
        page.heading(&say!(c, "report-heading-next"));
        page.line(&say!(c, "report-stock-take-look"));
        for medium in &view.missing {
            page.command(&format!("sekisho medium set {} --place PLACE", safe(medium.id.as_str())));
            page.command(&format!("sekisho medium lost {}", safe(medium.id.as_str())));
        }
    }
    page.finish()
}

fn strangers(page: &mut Page<'_>, strangers: &[StrangerView]) {
    let c = page.c;
    if strangers.is_empty() {
        return;
    }
    page.heading(&say!(c, "report-stock-take-strangers", count = strangers.len()));
    for stranger in strangers {
        let model = model(stranger.maker.as_deref(), stranger.model.as_deref());
        let serial = stranger.serial.as_deref().unwrap_or(NOTHING);
        page.line(&say!(c, "report-stranger", path = stranger.path, model = model, serial = serial));
    }
}
