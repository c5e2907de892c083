//! Devices and paper that are carried: as a list, and one in full.

use super::page::Page;
use super::register::empty;
use super::table::{Cell, Sheet, Table};
use super::words::{NOTHING, joined, level, named, optional, place, words};
use crate::base::text::safe;
use crate::domain::article::ArticleState;
use crate::i18n::{Catalogue, Prepared};
use crate::projection::view::ArticleView;
use crate::projection::view::article::{AnswerView, UnclearedView};

/// `article list`.
#[must_use]
pub fn list(views: &[ArticleView], c: &Catalogue, columns: Option<usize>) -> String {
    if views.is_empty() {
        return empty(c, columns);
    }
    let mut table = Table::new()
        .column(say!(c, "report-column-id"))
        .column(say!(c, "report-article-state"))
        .column(say!(c, "report-article-what"))
        .column(say!(c, "report-article-direction"))
        .column(say!(c, "report-article-carrier"))
        .column(say!(c, "field-place"))
        .column(say!(c, "report-article-due"));
    for view in views {
        table.row([
            Cell::text(&view.id),
            Cell::prepared(c.name_of(view.state)),
            Cell::prepared(what(c, view)),
            Cell::prepared(c.name_of(view.direction)),
            Cell::prepared(named(c, &view.carrier_name, view.carrier.as_str())),
            Cell::text(&view.place),
            Cell::prepared(due(c, view)),
        ]);
    }
    table.render(columns)
}

/// What kind of thing it is, and whose where a client lent it.
pub(super) fn kind(c: &Catalogue, view: &ArticleView) -> String {
    let kind = c.name_of(view.kind);
    match &view.lent_under {
        Some(contract) => say!(c, "report-article-lent", kind = Prepared(&kind), contract = contract),
        None => kind,
    }
}

/// What it is, in one line.
pub(super) fn what(c: &Catalogue, view: &ArticleView) -> String {
    match (&view.paper, &view.device) {
        (Some(paper), _) => say!(c, "report-article-paper", title = paper.title, count = paper.count),
        (None, Some(device)) => {
            let kind = kind(c, view);
            say!(c, "report-article-device", kind = Prepared(&kind), device = device)
        }
        (None, None) => NOTHING.to_owned(),
    }
}

fn due(c: &Catalogue, view: &ArticleView) -> String {
    if view.overdue { say!(c, "report-article-overdue", due = view.due) } else { c.day(view.due) }
}

/// One line of the day's page.
pub(super) fn line(c: &Catalogue, view: &ArticleView) -> String {
    let (what, name) = (what(c, view), named(c, &view.carrier_name, view.carrier.as_str()));
    say!(
        c,
        "report-article-line",
        id = view.id,
        what = Prepared(&what),
        name = Prepared(&name),
        due = view.due
    )
}

/// `article show`, and what taking, answering and bringing back say.
#[must_use]
pub fn show(view: &ArticleView, c: &Catalogue, columns: Option<usize>) -> String {
    let mut page = Page::new(c, columns);
    let state = c.name_of(view.state);
    page.heading(&say!(c, "report-article-heading", id = view.id, state = Prepared(&state)));
    let mut lines = Sheet::new();
    lines.line(say!(c, "report-article-what"), Cell::prepared(what(c, view)));
    if let Some(paper) = &view.paper {
        lines.line(say!(c, "field-level"), Cell::prepared(level(c, paper.level)));
        let people = paper.people.map_or_else(|| NOTHING.to_owned(), |people| people.to_string());
        lines.line(say!(c, "report-asset-people"), Cell::prepared(people));
    } else {
        lines.line(say!(c, "report-article-serial"), optional(view.serial.as_deref()));
        let attested = words(c, &view.measures);
        lines.line(
            say!(c, "report-article-measures"),
            optional(Some(attested.as_str()).filter(|said| !said.is_empty())),
        );
    }
    lines.line(say!(c, "report-article-direction"), Cell::prepared(c.name_of(view.direction)));
    let carrier = named(c, &view.carrier_name, view.carrier.as_str());
    lines.line(say!(c, "report-article-carrier"), Cell::prepared(carrier));
    lines.line(say!(c, "field-contract"), optional(view.contract.as_ref().map(|id| id.as_str())));
    lines.line(say!(c, "field-place"), Cell::prepared(place(c, &view.place)));
    lines.line(say!(c, "field-purpose"), Cell::text(&view.purpose));
    lines.line(say!(c, "report-article-on"), Cell::prepared(view.on.to_string()));
    lines.line(say!(c, "report-article-due"), Cell::prepared(due(c, view)));
    if let Some(given) = &view.permission {
        let said = say!(
            c,
            "report-article-permission-of",
            number = given.number,
            dated = given.dated,
            by = given.by
        );
        lines.line(say!(c, "report-article-permission"), Cell::prepared(said));
    }
    lines.line(say!(c, "report-article-permitted"), answer(c, view.permitted.as_ref()));
    for passed in &view.transfers {
        let (to, at) = (named(c, &passed.to_name, passed.to.as_str()), c.moment(&passed.at));
        let said = match &passed.reason {
            None => say!(c, "report-article-passed", name = Prepared(&to), at = Prepared(&at)),
            Some(reason) => {
                say!(
                    c,
                    "report-article-passed-for",
                    name = Prepared(&to),
                    at = Prepared(&at),
                    reason = reason
                )
            }
        };
        lines.line(say!(c, "report-article-transfers"), Cell::prepared(said));
    }
    if let Some(lost) = &view.lost {
        let (name, at) = (named(c, &lost.name, lost.person.as_str()), c.moment(&lost.at));
        let said = say!(
            c,
            "report-article-lost-under",
            incident = lost.incident,
            name = Prepared(&name),
            at = Prepared(&at)
        );
        lines.line(say!(c, "report-article-lost"), Cell::prepared(said));
        lines.line(say!(c, "report-column-note"), optional(lost.note.as_deref()));
    }
    if let Some(back) = &view.returned {
        lines.line(say!(c, "report-article-returned"), Cell::prepared(c.moment(&back.at)));
        if let Some(method) = back.destroyed {
            let method = c.name_of(method);
            let witness = back.witness.as_deref().unwrap_or(NOTHING);
            let said = say!(c, "report-article-destroyed-by", method = Prepared(&method), witness = witness);
            lines.line(say!(c, "report-article-destroyed"), Cell::prepared(said));
        }
        if view.device.is_some() {
            lines.line(say!(c, "report-article-cleared"), Cell::prepared(words(c, &back.cleared)));
            lines.line(say!(c, "report-article-saved-to"), optional(back.saved_to.as_deref()));
        }
    }
    if let Some(uncleared) = &view.uncleared {
        lines.line(say!(c, "report-article-uncleared"), Cell::prepared(not_cleared(c, uncleared)));
    }
    lines.line(say!(c, "report-article-confirmed"), answer(c, view.confirmed.as_ref()));
    page.sheet(&lines);
    if !view.copies_of.is_empty() {
        let ids: Vec<String> = view.copies_of.iter().map(|id| safe(id)).collect();
        page.line(&say!(c, "report-article-copies", ids = Prepared(&joined(c, &ids))));
    }
    match view.state {
        ArticleState::Asked | ArticleState::Returned => {
            page.line(&say!(c, "report-article-waits", id = view.id));
        }
        ArticleState::Out => {
            page.line(&say!(c, "report-article-bring-back", id = view.id));
            page.line(&say!(c, "report-article-if-lost", id = view.id));
        }
        ArticleState::Lost => {
            if let Some(lost) = view.lost.as_ref().filter(|_| view.outstanding) {
                page.line(&if lost.incident_open {
                    say!(c, "report-article-lost-open", incident = lost.incident)
                } else {
                    say!(c, "report-article-lost-confirm", id = view.id)
                });
            }
        }
        ArticleState::Refused | ArticleState::Closed => {}
    }
    if view.uncleared.as_ref().is_some_and(|uncleared| uncleared.owed) {
        page.line(&say!(c, "report-article-clear", id = view.id));
    }
    page.finish()
}

/// What an incident put off, and what was attested afterwards.
fn not_cleared(c: &Catalogue, uncleared: &UnclearedView) -> String {
    let (incident, missing) = (&uncleared.incident, words(c, &uncleared.missing));
    match &uncleared.made_up {
        None => {
            say!(c, "report-article-uncleared-for", incident = incident, missing = Prepared(&missing))
        }
        Some(later) => say!(
            c,
            "report-article-cleared-later",
            incident = incident,
            cleared = Prepared(words(c, &later.cleared)),
            at = Prepared(c.moment(&later.at))
        ),
    }
}

fn answer(c: &Catalogue, view: Option<&AnswerView>) -> Cell {
    let Some(view) = view else { return Cell::prepared(NOTHING.to_owned()) };
    let (name, at) = (named(c, &view.name, view.person.as_str()), c.moment(&view.at));
    Cell::prepared(match &view.reason {
        None => say!(c, "report-article-approved", name = Prepared(&name), at = Prepared(&at)),
        Some(reason) => {
            say!(c, "report-article-rejected", name = Prepared(&name), at = Prepared(&at), reason = reason)
        }
    })
}
