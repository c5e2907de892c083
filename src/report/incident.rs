//! Incidents on a screen: the page for the first minutes, an incident in full, the list, and what is said
//! after each step. The report to hand in is made in [`incident_form`](super::incident_form).
//!
//! An exercise says that it is one at the top of every page and in every line of a list.

use super::incident_calls::calls;
use super::incident_concerned;
use super::page::Page;
use super::table::{Cell, Sheet, Table};
use super::words::{NOTHING, joined, named, optional, words};
use crate::base::text::safe;
use crate::domain::names::{IncidentField, IncidentKind};
use crate::i18n::{Catalogue, Language, Prepared};
use crate::projection::view::{ContactView, FirstResponse, IncidentLine, IncidentView, UpdateView};

/// What `incident open` answers: what is frozen, whom to call, what to do in the next minutes.
#[must_use]
pub fn opened(first: &FirstResponse, c: &Catalogue, columns: Option<usize>) -> String {
    let view = &first.incident;
    let mut page = Page::new(c, columns);
    title(&mut page, &view.line);
    if !first.new {
        page.line(&say!(c, "report-incident-open-already", id = view.line.id));
    }
    if first.history.is_some() {
        page.line(&say!(c, "report-incident-history"));
    }
    for other in &first.also_open {
        page.line(&say!(c, "report-incident-also-open", id = other));
    }
    page.sheet(&clock(c, view));
    incident_concerned::frozen(&mut page, view);
    incident_concerned::despite(&mut page, view);
    calls(&mut page, view);
    next(&mut page, view);
    page.heading(&say!(c, "report-incident-heading-concerned", count = incident_concerned::count(view)));
    incident_concerned::each(&mut page, view);
    page.finish()
}

/// `incident show`.
#[must_use]
pub fn show(view: &IncidentView, c: &Catalogue, columns: Option<usize>) -> String {
    let mut page = Page::new(c, columns);
    title(&mut page, &view.line);
    page.sheet(&clock(c, view));
    if view.line.open {
        incident_concerned::frozen(&mut page, view);
    }
    incident_concerned::despite(&mut page, view);
    page.heading(&say!(c, "report-incident-heading-concerned", count = incident_concerned::count(view)));
    incident_concerned::each(&mut page, view);
    page.heading(&say!(c, "report-incident-heading-contacts", count = view.contacts.len()));
    contacts(&mut page, view);
    within(&mut page, view);
    page.heading(&say!(c, "report-incident-heading-updates", count = view.updates.len()));
    updates(&mut page, view);
    if view.line.open {
        calls(&mut page, view);
        next(&mut page, view);
        missing(&mut page, view);
    } else {
        page.heading(&say!(c, "report-incident-heading-closed"));
        let mut sheet = Sheet::new();
        let (name, id) = (view.closed_by_name.as_deref(), view.closed_by.as_ref());
        let who = name.zip(id).map(|(name, id)| named(c, name, id.as_str()));
        sheet.line(say!(c, "field-person"), Cell::prepared(who.unwrap_or_default()));
        sheet.line(say!(c, "field-time"), super::words::optional_time(view.closed_at.as_ref()));
        sheet.line(say!(c, "report-column-note"), optional(view.closing_note.as_deref()));
        page.sheet(&sheet);
    }
    page.finish()
}

/// What the contracts say of the time in which a client is told, and whether it was kept.
fn within(page: &mut Page<'_>, view: &IncidentView) {
    let c = page.c;
    for one in &view.report_within {
        let document = match (&one.document, c.language()) {
            (Some(title), Language::Japanese) => safe(&title.ja),
            (Some(title), Language::English) => safe(&title.en),
            (None, _) => say!(c, "rule-directive"),
        };
        let held = match one.held {
            Some(true) => say!(c, "report-incident-within-held"),
            Some(false) => say!(c, "report-incident-within-missed"),
            None => say!(c, "report-incident-within-open"),
        };
        page.line(&say!(
            c,
            "report-incident-within",
            contract = one.contract,
            document = Prepared(&document),
            clause = one.clause,
            minutes = one.minutes,
            held = Prepared(&held)
        ));
    }
}

/// `incident list`.
#[must_use]
pub fn list(lines: &[IncidentLine], c: &Catalogue, columns: Option<usize>) -> String {
    let mut page = Page::new(c, columns);
    if lines.is_empty() {
        page.outer(&say!(c, "report-incident-list-empty"));
        return page.finish();
    }
    table_of(lines, c).render(columns)
}

/// Incidents with the minutes since awareness and the first contact; also for pages about the day.
pub(super) fn table_of(lines: &[IncidentLine], c: &Catalogue) -> Table {
    let mut table = Table::new()
        .column(say!(c, "field-id"))
        .column(say!(c, "report-incident-column-kind"))
        .column(say!(c, "field-state"))
        .column(say!(c, "report-incident-column-aware"))
        .column(say!(c, "report-incident-column-since"))
        .column(say!(c, "report-incident-column-told"))
        .column(say!(c, "report-incident-column-about"));
    for line in lines {
        let state =
            if line.open { say!(c, "report-incident-open") } else { say!(c, "report-incident-closed") };
        let about = about(line);
        table.row([
            Cell::prepared(&line.id),
            Cell::prepared(kind(c, line)),
            Cell::prepared(state),
            Cell::prepared(c.moment(&line.aware)),
            Cell::prepared(minutes(c, line.minutes_since_aware)),
            Cell::prepared(told(c, line)),
            Cell::prepared(if about.is_empty() { NOTHING.to_owned() } else { joined(c, &about) }),
        ]);
    }
    table
}

/// Ids of everything that it concerns.
pub(super) fn about(line: &IncidentLine) -> Vec<String> {
    let media = line.media_ids.iter().map(|id| safe(id.as_str()));
    line.carry_out_ids.iter().chain(&line.article_ids).map(|id| safe(id)).chain(media).collect()
}

/// When the first contact was, or that the hour has passed without one.
pub(super) fn told(c: &Catalogue, line: &IncidentLine) -> String {
    match line.first_contact_minutes {
        Some(after) => say!(c, "report-incident-told-after", after = Prepared(minutes(c, after))),
        None if line.hour_overdue => say!(c, "report-incident-hour-passed-short"),
        None => say!(c, "report-incident-untold"),
    }
}

/// What is said after a contact was recorded: how long after awareness it was.
#[must_use]
pub fn contacted(
    line: &IncidentLine,
    contact: &ContactView,
    c: &Catalogue,
    columns: Option<usize>,
) -> String {
    let mut page = Page::new(c, columns);
    let after = minutes(c, contact.minutes);
    page.outer(&with_drill(
        c,
        line,
        &say!(c, "report-incident-contacted", id = line.id, whom = contact.whom, after = Prepared(&after)),
    ));
    page.finish()
}

/// What is said after something was added.
#[must_use]
pub fn updated(view: &IncidentView, update: &UpdateView, c: &Catalogue, columns: Option<usize>) -> String {
    let mut page = Page::new(c, columns);
    let (id, field) = (&view.line.id, c.name_of(update.field));
    let said = match &update.evidence {
        Some(file) => say!(
            c,
            "report-incident-updated-with",
            id = id,
            field = Prepared(&field),
            index = update.index,
            digest = file.sha256
        ),
        None => say!(c, "report-incident-updated", id = id, field = Prepared(&field), index = update.index),
    };
    page.outer(&with_drill(c, &view.line, &said));
    missing(&mut page, view);
    page.finish()
}

/// What is said after it was closed.
#[must_use]
pub fn closed(view: &IncidentView, c: &Catalogue, columns: Option<usize>) -> String {
    let mut page = Page::new(c, columns);
    page.outer(&with_drill(c, &view.line, &say!(c, "report-incident-closed-now", id = view.line.id)));
    let packages = view.carry_outs.iter().any(|concerned| concerned.carry_out.outstanding);
    if packages || view.articles.iter().any(|article| article.outstanding) {
        page.outer(&say!(c, "report-incident-still-outstanding"));
    }
    page.finish()
}

fn with_drill(c: &Catalogue, line: &IncidentLine, said: &str) -> String {
    if line.drill { say!(c, "report-incident-drilled", what = Prepared(said)) } else { said.to_owned() }
}

/// What happened, marked where it is an exercise.
pub(super) fn kind(c: &Catalogue, line: &IncidentLine) -> String {
    with_drill(c, line, &c.name_of(line.kind))
}

/// Minutes as people count them; from two hours on, in hours too.
pub(super) fn minutes(c: &Catalogue, minutes: i64) -> String {
    let count = minutes.unsigned_abs();
    if minutes < 0 {
        return say!(c, "report-incident-minutes-before", count = count);
    }
    if count < 120 {
        return say!(c, "report-incident-minutes", count = count);
    }
    say!(c, "report-incident-hours", hours = count / 60, minutes = count % 60, count = count)
}

fn title(page: &mut Page<'_>, line: &IncidentLine) {
    let c = page.c;
    page.heading(&say!(c, "report-incident-title", id = line.id, kind = Prepared(kind(c, line))));
    if line.drill {
        page.line(&say!(c, "report-incident-drill"));
    }
}

/// When it was, when it was noticed, when it was recorded, and what is left of the hour.
fn clock(c: &Catalogue, view: &IncidentView) -> Sheet {
    let mut sheet = Sheet::new();
    let line = &view.line;
    let opened_by = named(c, &line.opened_by_name, line.opened_by.as_str());
    sheet.line(
        say!(c, "report-incident-field-aware"),
        Cell::prepared(say!(
            c,
            "report-incident-claimed",
            at = Prepared(c.moment(&line.aware)),
            who = Prepared(&opened_by)
        )),
    );
    sheet.line(
        say!(c, "report-incident-field-recorded"),
        Cell::prepared(say!(
            c,
            "report-incident-recorded",
            at = Prepared(c.moment(&line.recorded_at)),
            after = Prepared(minutes(c, view.minutes_to_record)),
            index = view.index
        )),
    );
    sheet.line(say!(c, "report-incident-field-hour"), Cell::prepared(hour(c, view)));
    let occurred = view.occurred.as_ref().map(|at| c.moment(at));
    sheet.line(say!(c, "report-incident-field-occurred"), Cell::prepared(or_unknown(c, occurred)));
    if let Some(by) = &view.noticed_by {
        sheet.line(say!(c, "report-incident-field-noticed-by"), Cell::text(by));
    }
    sheet.line(say!(c, "report-incident-field-note"), optional(view.note.as_deref()));
    sheet
}

/// What is left of the hour, or when the first contact was.
fn hour(c: &Catalogue, view: &IncidentView) -> String {
    let until = c.moment(&view.hour_ends_at);
    let left = view.hour_ends_at.unix_seconds().saturating_sub(view.line.aware.unix_seconds()).div_euclid(60);
    let left = left.saturating_sub(view.line.minutes_since_aware);
    match view.line.first_contact_minutes {
        Some(after) => say!(c, "report-incident-hour-told", after = Prepared(minutes(c, after))),
        None if !view.line.open => say!(c, "report-incident-untold"),
        None if left > 0 => {
            say!(c, "report-incident-hour-left", left = Prepared(minutes(c, left)), until = Prepared(&until))
        }
        None => say!(
            c,
            "report-incident-hour-passed",
            since = Prepared(minutes(c, left.saturating_neg())),
            until = Prepared(&until)
        ),
    }
}

pub(super) fn or_unknown(c: &Catalogue, text: Option<String>) -> String {
    text.unwrap_or_else(|| say!(c, "report-incident-unknown"))
}

/// What to do now, in order, each with its command.
fn next(page: &mut Page<'_>, view: &IncidentView) {
    let c = page.c;
    let id = &view.line.id;
    page.heading(&say!(c, "report-heading-next"));
    page.line(&say!(c, "report-incident-next-call"));
    page.command(&format!("sekisho incident contacted {id} --whom NAME"));
    match view.line.kind {
        IncidentKind::Lost | IncidentKind::Stolen => {
            page.line(&say!(c, "report-incident-next-police"));
            page.command(&format!("sekisho incident update {id} --field police --text NUMBER"));
        }
        IncidentKind::Misdelivery => {
            page.line(&say!(c, "report-incident-next-deletion-request"));
            page.command(&format!("sekisho incident update {id} --field deletion-request --text TEXT"));
            page.line(&say!(c, "report-incident-next-deletion-answer"));
            page.command(&format!(
                "sekisho incident update {id} --field deletion-answer --text TEXT --evidence FILE"
            ));
        }
        IncidentKind::Leak | IncidentKind::Violation | IncidentKind::Suspected => {
            page.line(&say!(c, "report-incident-next-keep"));
        }
    }
    if !view.line.drill {
        incident_concerned::keys(page, view);
    }
    page.line(&say!(c, "report-incident-next-report"));
    page.command(&format!("sekisho incident report {id} --format html --out {id}-first.html"));
    page.line(&say!(c, "report-incident-next-update"));
    page.command(&format!("sekisho incident update {id} --field course --text TEXT"));
}

fn contacts(page: &mut Page<'_>, view: &IncidentView) {
    let c = page.c;
    if view.contacts.is_empty() {
        page.line(&say!(c, "report-incident-untold"));
        return;
    }
    let mut table = Table::new()
        .column(say!(c, "report-column-told"))
        .column(say!(c, "report-incident-column-at"))
        .column(say!(c, "report-incident-column-after"))
        .column(say!(c, "report-incident-column-recorded"))
        .column(say!(c, "report-column-note"));
    for contact in &view.contacts {
        table.row([
            Cell::text(&contact.whom),
            Cell::prepared(c.moment(&contact.at)),
            Cell::prepared(minutes(c, contact.minutes)),
            Cell::prepared(c.moment(&contact.recorded_at)),
            optional(contact.note.as_deref()),
        ]);
    }
    page.table(&table);
}

fn updates(page: &mut Page<'_>, view: &IncidentView) {
    let c = page.c;
    if view.updates.is_empty() {
        page.line(&say!(c, "report-none"));
        return;
    }
    let mut table = Table::new()
        .column(say!(c, "field-time"))
        .column(say!(c, "report-column-field"))
        .column(say!(c, "report-incident-column-known"))
        .column(say!(c, "field-person"))
        .column(say!(c, "report-incident-column-evidence"));
    for update in &view.updates {
        let evidence = update.evidence.map(|file| file.sha256.to_string());
        table.row([
            Cell::prepared(c.moment(&update.at)),
            Cell::prepared(c.name_of(update.field)),
            Cell::text(&update.text),
            Cell::prepared(named(c, &update.name, update.person.as_str())),
            Cell::prepared(evidence.unwrap_or_else(|| NOTHING.to_owned())),
        ]);
    }
    page.table(&table);
}

/// What has to be on record before somebody else can close it.
fn missing(page: &mut Page<'_>, view: &IncidentView) {
    let c = page.c;
    page.heading(&say!(c, "report-incident-heading-missing"));
    let untold = view.contacts.is_empty() && !view.line.drill;
    if untold {
        page.line(&say!(c, "report-incident-untold"));
    }
    if !view.missing.is_empty() {
        page.line(&say!(c, "report-incident-missing", fields = Prepared(words(c, &view.missing))));
        for field in &view.missing {
            let evidence = if *field == IncidentField::WrittenReport { " --evidence FILE" } else { "" };
            page.command(&format!(
                "sekisho incident update {} --field {field} --text TEXT{evidence}",
                view.line.id
            ));
        }
    }
    if view.missing.is_empty() && !untold {
        page.line(&say!(c, "report-incident-nothing-missing"));
        page.command(&format!("sekisho incident close {}", view.line.id));
    }
}
