//! The report of an incident (インシデント報告書), to be handed in: as text, and as a page that prints on A4.

use maud::{Markup, html};

use super::form::{self, page_around};
use super::html::{Paper, text as said};
use super::incident_calls::call_rows;
use super::incident_parts::{Line, Part, parts};
use super::page::Page;
use super::table::{Cell, Sheet, Table};
use super::words::NOTHING;
use crate::base::text::safe;
use crate::i18n::{Catalogue, Prepared};
use crate::projection::view::{FormHead, IncidentReport, TimelineEvent};

/// `incident report` as text.
#[must_use]
pub fn text(report: &IncidentReport, c: &Catalogue, columns: Option<usize>) -> String {
    let mut page = Page::new(c, columns);
    page.heading(&title(report, c));
    if report.incident.line.drill {
        page.line(&say!(c, "report-incident-drill"));
    }
    for part in parts(report, c) {
        page.heading(&part.heading);
        let mut sheet = Sheet::new();
        for row in part.rows {
            let lines: Vec<String> = row.lines.iter().map(plain).collect();
            sheet.line(row.name, Cell::prepared(lines.join("\n")));
        }
        page.sheet(&sheet);
    }
    page.heading(&say!(c, "report-incident-part-timeline"));
    let mut table = timeline_headings(c).into_iter().fold(Table::new(), Table::column);
    for event in &report.timeline {
        let (at, what, note) = moment(c, event);
        table.row([at, what, note.as_ref().map_or_else(|| NOTHING.to_owned(), plain)].map(Cell::prepared));
    }
    page.table(&table);
    page.heading(&say!(c, "report-incident-part-call"));
    let mut table = call_headings(c).into_iter().fold(Table::new(), Table::column);
    for row in call_rows(c, &report.incident.call) {
        table.row(row.map(Cell::prepared));
    }
    page.table(&table);
    page.heading(&say!(c, "report-incident-part-limits"));
    page.line(&say!(c, "report-incident-limits"));
    page.line(&form::footer(&report.made, c));
    page.finish()
}

/// `incident report --format html`.
#[must_use]
pub fn page(report: &IncidentReport, head: &FormHead, c: &Catalogue) -> String {
    let drill = report.incident.line.drill;
    let body = html! {
        @if drill {
            // On every sheet, behind what stands there.
            p.watermark { (say!(c, "report-incident-watermark")) }
            p.drill { (say!(c, "report-incident-drill")) }
        }
        @for part in parts(report, c) { (fields(&part)) }
        h2 { (say!(c, "report-incident-part-timeline")) }
        table.moments {
            thead { tr { @for heading in timeline_headings(c) { th scope="col" { (heading) } } } }
            tbody {
                @for event in &report.timeline {
                    @let (at, what, note) = moment(c, event);
                    tr {
                        td { (lines(&at)) }
                        td { (lines(&what)) }
                        td { @if let Some(note) = &note { (line(note)) } }
                    }
                }
            }
        }
        h2 { (say!(c, "report-incident-part-call")) }
        table {
            thead { tr { @for heading in call_headings(c) { th scope="col" { (heading) } } } }
            tbody { @for row in call_rows(c, &report.incident.call) { tr { @for cell in row { td { (cell) } } } } }
        }
        p.note { (say!(c, "report-incident-limits")) }
    };
    page_around(Paper::Form, &title(report, c), &[], &body, head, c)
}

pub(super) fn title(report: &IncidentReport, c: &Catalogue) -> String {
    let title = say!(c, "report-incident-form-title", stage = Prepared(c.name_of(report.stage)));
    if report.incident.line.drill {
        say!(c, "report-incident-drilled", what = Prepared(&title))
    } else {
        title
    }
}

fn fields(part: &Part) -> Markup {
    html! {
        h2 { (part.heading) }
        table.fields { tbody {
            @for row in &part.rows {
                tr {
                    th scope="row" { (row.name) }
                    td { @for (number, shown) in row.lines.iter().enumerate() {
                        @if number > 0 { br; }
                        (line(shown))
                    } }
                }
            }
        } }
    }
}

fn line(line: &Line) -> Markup {
    match line {
        Line::Prepared(prepared) => html! { (prepared) },
        Line::Said { before, text } => html! { (before) (said(text)) },
    }
}

/// Prepared text, its line breaks kept.
fn lines(prepared: &str) -> Markup {
    html! {
        @for (number, line) in prepared.split('\n').enumerate() {
            @if number > 0 { br; }
            (line)
        }
    }
}

fn plain(line: &Line) -> String {
    match line {
        Line::Prepared(prepared) => prepared.clone(),
        Line::Said { before, text } => format!("{before}{}", safe(text)),
    }
}

fn timeline_headings(c: &Catalogue) -> [String; 3] {
    [say!(c, "field-time"), say!(c, "report-incident-column-event"), say!(c, "report-column-note")]
}

fn call_headings(c: &Catalogue) -> [String; 4] {
    [
        say!(c, "field-name"),
        say!(c, "report-incident-column-why"),
        say!(c, "field-phone"),
        say!(c, "field-email"),
    ]
}

/// [`moment`], with the note as somebody wrote it.
pub(super) fn moment_of(c: &Catalogue, event: &TimelineEvent) -> (String, String, Option<String>) {
    let (at, what, _) = moment(c, event);
    (at, what, event.text.clone().filter(|_| event.field.is_none()))
}

/// When, what and by whom, and what was said. A time that was only claimed stands apart from its record.
fn moment(c: &Catalogue, event: &TimelineEvent) -> (String, String, Option<Line>) {
    let mut at = c.moment(&event.at);
    if let Some(recorded) = event.recorded_at.filter(|recorded| *recorded != event.at) {
        at = say!(
            c,
            "report-incident-event-claimed",
            at = Prepared(&at),
            recorded = Prepared(c.moment(&recorded))
        );
    }
    let what = match event.field {
        Some(field) => c.name_of(field),
        None => c.name_of(event.what),
    };
    let what = match (&event.id, &event.name) {
        (Some(id), Some(name)) => {
            say!(c, "report-incident-event-of-by", id = id, what = Prepared(&what), name = name)
        }
        (Some(id), None) => say!(c, "report-incident-event-of", id = id, what = Prepared(&what)),
        (None, Some(name)) => say!(c, "report-incident-event-by", what = Prepared(&what), name = name),
        (None, None) => what,
    };
    // What became known stands in full under its own field.
    let note = event.text.clone().filter(|_| event.field.is_none());
    let note = note.map(|text| Line::Said { before: String::new(), text });
    (at, what, note)
}
