//! The sheet that all forms share: whom it is for and from whom, the boxes, the parts, and at which state
//! of the ledger it was made.

use maud::{Markup, html};

use super::{Column, Field, Form, Line, Part, Signed, Table, Value};
use crate::base::text::safe;
use crate::i18n::{Catalogue, Prepared};
use crate::projection::view::{FormHead, MadeAt};
use crate::report::html::{Paper, page_on, text};

/// A form as one page that prints on A4.
#[must_use]
pub fn page(form: &Form, head: &FormHead, c: &Catalogue) -> String {
    if let Some(page) = &form.own_page {
        return page.clone();
    }
    let body = html! { @for part in &form.parts { (part_of(part, c)) } };
    page_around(form.paper, &form.title, &form.signed, &body, head, c)
}

/// Any body under the head that every form has.
#[must_use]
pub fn page_around(
    paper: Paper,
    title: &str,
    signed: &[Signed],
    body: &Markup,
    head: &FormHead,
    c: &Catalogue,
) -> String {
    let body = html! { (letterhead(head, signed, c)) (body) };
    page_on(paper, c.language(), title, &body, &footer(&head.made, c))
}

/// At which state of the ledger something was made.
#[must_use]
pub fn footer(made: &MadeAt, c: &Catalogue) -> String {
    let at = c.moment(&made.at);
    let footer = say!(
        c,
        "report-register-footer",
        origin = made.origin,
        size = made.size,
        root = made.root,
        at = Prepared(&at)
    );
    let earlier = made.restored.iter().map(|view| format!(" — {}", crate::report::restored::both(c, view)));
    let successions = made.successions.iter();
    let successions = successions.map(|view| format!(" — {}", crate::report::succession::line(c, view)));
    std::iter::once(footer).chain(earlier).chain(successions).collect()
}

/// To whom, from whom, about what; the boxes, and beside them who signed electronically.
#[must_use]
pub fn letterhead(head: &FormHead, signed: &[Signed], c: &Catalogue) -> Markup {
    let sender = &head.sender;
    let or_blank = |said: Option<&str>| match said {
        Some(said) => text(said),
        None => html! { span.blank {} },
    };
    html! {
        div.letterhead {
            div.addressee { p {
                (or_blank(head.addressee.as_deref())) " " (say!(c, "certificate-to"))
            } }
            div.sender {
                p { (say!(c, "report-incident-form-number")) " " (or_blank(head.number.as_deref())) }
                p { (say!(c, "report-incident-form-date")) " " (c.day_in_full(head.dated)) }
                (said_of(&say!(c, "form-sender-address"), sender.address.as_deref()))
                (said_of(&say!(c, "form-sender-name"), sender.name.as_deref()))
                (said_of(&say!(c, "form-sender-representative"), sender.representative.as_deref()))
                @if let Some(phone) = &sender.phone { (said_of(&say!(c, "field-phone"), Some(phone))) }
            }
        }
        table.about { tbody {
            tr {
                th scope="row" { (say!(c, "report-incident-form-contract")) }
                td { (text(head.contract.as_deref().unwrap_or_default())) }
                th scope="row" { (say!(c, "form-work")) }
                td { (text(head.work.as_deref().unwrap_or_default())) }
                th scope="row" { (say!(c, "form-section")) }
                td { (text(head.section.as_deref().unwrap_or_default())) }
            }
            tr {
                th scope="row" { (say!(c, "report-incident-form-year")) }
                td { (c.fiscal_year(head.fiscal_year)) }
                th scope="row" { (say!(c, "form-period")) }
                td { (period(head, c)) }
                th scope="row" { (say!(c, "report-incident-form-department")) }
                td { (text(sender.department.as_deref().unwrap_or_default())) " "
                     (text(sender.title.as_deref().unwrap_or_default())) }
            }
        } }
        div.decision {
            div.signed {
                p { (say!(c, "form-signed")) }
                @for line in signed { p { (signed_line(line, c)) } }
                @if signed.is_empty() { p { (say!(c, "form-signed-none")) } }
            }
            (boxes(&head.boxes, c))
        }
    }
}

fn said_of(name: &str, said: Option<&str>) -> Markup {
    html! { p { (name) " " @match said { Some(said) => (text(said)), None => span.blank {} } } }
}

/// The boxes that are stamped by hand.
fn boxes(names: &[String], c: &Catalogue) -> Markup {
    html! {
        table.boxes {
            tr {
                th rowspan="2" { (say!(c, "report-register-boxes")) }
                @for name in names { td { (text(name)) } }
            }
            tr { @for _ in names { td.stamp {} } }
        }
    }
}

/// The days a form covers.
pub(super) fn period(head: &FormHead, c: &Catalogue) -> String {
    match (head.since.map(|day| c.day(day)), head.until.map(|day| c.day(day))) {
        (None, None) => say!(c, "form-period-all"),
        (Some(since), None) => say!(c, "form-period-since", since = Prepared(&since)),
        (None, Some(until)) => say!(c, "form-period-until", until = Prepared(&until)),
        (Some(since), Some(until)) => {
            say!(c, "form-period-days", since = Prepared(&since), until = Prepared(&until))
        }
    }
}

/// A signature in one line.
pub(super) fn signed(signed: &Signed, c: &Catalogue) -> String {
    format!("{} {} {}", signed.what, safe(&signed.name), c.moment(&signed.at))
}

fn signed_line(line: &Signed, c: &Catalogue) -> Markup {
    html! { (signed(line, c)) }
}

fn part_of(part: &Part, c: &Catalogue) -> Markup {
    match part {
        Part::Heading(heading) => html! { h2 { (heading) } },
        Part::Sentence(sentence) => html! { @for line in sentence.lines() { p { (line) } } },
        Part::Words(words) => html! { div.words { (value(&words.value)) } },
        Part::Fields(fields) => fields_of(fields),
        Part::Table(table) => table_of(table, c),
    }
}

fn fields_of(fields: &[Field]) -> Markup {
    html! {
        table.fields { tbody { @for field in fields { tr {
            th scope="row" { (field.name) }
            td style=[high(field.room_mm)] { (value(&field.value)) }
        } } } }
    }
}

fn high(room_mm: u16) -> Option<String> {
    (room_mm > 0).then(|| format!("height: {room_mm}mm"))
}

fn table_of(table: &Table, c: &Catalogue) -> Markup {
    let across = table.columns.len().div_ceil(table.lines.max(1)).max(1);
    let total: u16 = table.columns.iter().take(across).map(|column| column.share).sum::<u16>().max(1);
    let width = |column: &Column| format!("width: {}%", f64::from(column.share) * 100.0 / f64::from(total));
    let row = |cells: &[Value], columns: &[Column]| {
        html! { tr { @for (cell, column) in cells.iter().zip(columns) {
            td class=[matches!(cell, Value::Number(_)).then_some("number")] style=[high(column.room_mm)] { (value(cell)) }
        } } }
    };
    html! {
        table.register {
            colgroup { @for column in table.columns.iter().take(across) { col style=(width(column)); } }
            thead { @for line in table.columns.chunks(across) {
                tr { @for column in line { th scope="col" { (column.name) } } }
            } }
            @for record in &table.rows {
                tbody { @for (cells, columns) in record.chunks(across).zip(table.columns.chunks(across)) {
                    (row(cells, columns))
                } }
            }
            @if table.rows.is_empty() {
                tbody { tr { td.none colspan=(across) { (say!(c, "report-register-empty")) } } }
            }
        }
    }
}

/// A value as it stands on a page.
pub(super) fn value(value: &Value) -> Markup {
    match value {
        Value::Blank => html! {},
        Value::Number(number) => html! { (number) },
        Value::Lines(lines) => html! {
            @for (number, line) in lines.iter().enumerate() {
                @if number > 0 { br; }
                @match line {
                    Line::Said(said) => (said),
                    Line::Text(written) => (text(written)),
                }
            }
        },
    }
}
