//! The carrying slip (携行票): two parts, because a bag is lost with everything in it.
//!
//! The tag goes with the medium and is for whoever finds it: that it is encrypted, whom to call, which
//! number to name. The sheet stays with the carrier, apart from the medium: what is carried and whom to
//! call. The tag names neither content, owner nor destination; the sheet has the numbers to call, the client's and
//! the recipient's too, and the route. Neither says what is inside, what it is for or how important it is, and
//! nothing on either opens anything.

use maud::{Markup, html};

use super::form;
use super::html;
use super::page::Page;
use super::table::{Cell, Sheet, Table};
use super::words::{grouped, named, opening};
use crate::base::limits::LOSS_REPORT_MINUTES;
use crate::base::text::safe;
use crate::domain::body::contact::Side;
use crate::i18n::{Catalogue, Prepared};
use crate::projection::view::{CarryOutView, MadeAt, Slip, SlipContact};

/// Numbers on the tag: somebody who finds it needs one that is answered.
const TAG_NUMBERS: usize = 2;

/// Where something is written by hand.
const BY_HAND: &str = "____________";

/// A text that is signed, in full, in lines that a terminal does not cut in the middle of a word.
#[must_use]
pub fn in_full(text: &str, columns: Option<usize>) -> String {
    super::width::wrap(text, columns.unwrap_or(usize::MAX)).join("\n")
}

/// `checkout`: the slip as text.
#[must_use]
pub fn text(slip: &Slip, c: &Catalogue, columns: Option<usize>) -> String {
    let view = &slip.carry_out;
    let mut page = Page::new(c, columns);
    page.heading(&say!(c, "report-slip-tag", id = view.id));
    for line in tag(slip, c) {
        page.line(&line);
    }
    page.heading(&say!(c, "report-slip-cut"));
    page.heading(&say!(c, "report-slip-sheet", id = view.id));
    let mut lines = Sheet::new();
    for (name, value) in carried(view, c) {
        lines.line(name, Cell::prepared(value));
    }
    page.sheet(&lines);
    page.heading(&say!(c, "report-slip-loss", minutes = LOSS_REPORT_MINUTES));
    for line in steps(view, c) {
        page.line(&line);
    }
    let mut table = Table::new()
        .column(say!(c, "report-slip-whom"))
        .column(say!(c, "field-name"))
        .column(say!(c, "report-slip-phone"))
        .column(say!(c, "report-slip-night"));
    for (whom, contact) in called(slip, c) {
        table.row([
            Cell::prepared(whom),
            Cell::text(&contact.name),
            contact.phone.as_deref().map_or_else(|| Cell::prepared(BY_HAND), Cell::text),
            contact.night.as_deref().map_or_else(|| Cell::prepared(BY_HAND), Cell::text),
        ]);
    }
    page.table(&table);
    if nobody_can_be_called(slip) {
        page.line(&say!(c, "report-slip-by-hand"));
    }
    page.line(&say!(c, "report-slip-lost-property", blank = Prepared(BY_HAND)));
    page.finish()
}

/// The same as one page for A4, to be cut in two.
#[must_use]
pub fn page(slip: &Slip, made: &MadeAt, c: &Catalogue) -> String {
    let view = &slip.carry_out;
    let by_hand = || html! { td style="min-width: 32mm; height: 8mm" {} };
    let body = html! {
        section {
            h2 { (say!(c, "report-slip-tag", id = view.id)) }
            @for line in tag(slip, c) { p style="font-size: 12pt; margin: 0.5mm 0" { (line) } }
        }
        p style="border-top: 0.4mm dashed #555; margin: 6mm 0 2mm; font-size: 8.5pt" {
            (say!(c, "report-slip-cut"))
        }
        section {
            h2 { (say!(c, "report-slip-sheet", id = view.id)) }
            table { tbody {
                @for (name, value) in carried(view, c) { tr { th scope="row" { (name) } td { (value) } } }
            } }
            h2 { (say!(c, "report-slip-loss", minutes = LOSS_REPORT_MINUTES)) }
            ol { @for line in steps(view, c) { li { (line) } } }
            (people(slip, c, &by_hand))
            @if nobody_can_be_called(slip) { p { (say!(c, "report-slip-by-hand")) } }
            table { tbody { tr {
                th scope="row" { (say!(c, "report-slip-lost-property-no")) } (by_hand())
                th scope="row" { (say!(c, "report-slip-called-at")) } (by_hand())
            } } }
        }
    };
    let title = say!(c, "report-slip-title", id = view.id);
    html::page_on(html::Paper::Form, c.language(), &title, &body, &form::footer(made, c))
}

fn people(slip: &Slip, c: &Catalogue, by_hand: &impl Fn() -> Markup) -> Markup {
    html! {
        table {
            thead { tr {
                th scope="col" { (say!(c, "report-slip-whom")) }
                th scope="col" { (say!(c, "field-name")) }
                th scope="col" { (say!(c, "report-slip-phone")) }
                th scope="col" { (say!(c, "report-slip-night")) }
            } }
            tbody {
                @for (whom, contact) in called(slip, c) {
                    tr {
                        td { (whom) }
                        td { (safe(&contact.name)) }
                        @match &contact.phone {
                            Some(phone) => td { (safe(phone)) },
                            None => (by_hand()),
                        }
                        @match &contact.night {
                            Some(night) => td { (safe(night)) },
                            None => (by_hand()),
                        }
                    }
                }
            }
        }
    }
}

/// What whoever finds it reads.
fn tag(slip: &Slip, c: &Catalogue) -> Vec<String> {
    // Whoever finds it at night calls a number that is answered then, where there is one.
    let numbers =
        slip.contacts.iter().flat_map(|contact| [contact.phone.as_deref(), contact.night.as_deref()]);
    let numbers: Vec<&str> = numbers.flatten().collect();
    let mut lines = vec![say!(c, "report-slip-found")];
    match &slip.organization {
        Some(organization) => lines.push(say!(c, "report-slip-call-office", office = organization)),
        None => lines.push(say!(c, "report-slip-call")),
    }
    lines.extend(numbers.iter().take(TAG_NUMBERS).map(|number| safe(number)));
    if numbers.is_empty() {
        lines.push(BY_HAND.to_owned());
    }
    lines.push(say!(c, "report-slip-name-number", id = slip.carry_out.id));
    lines
}

/// What the carrier has along. Safe already.
fn carried(view: &CarryOutView, c: &Catalogue) -> Vec<(String, String)> {
    let medium = match (&view.medium, &view.medium_serial) {
        (Some(id), Some(serial)) => say!(c, "report-medium", id = id, serial = serial),
        (Some(id), None) => safe(id.as_str()),
        (None, _) => c.name_of(view.via),
    };
    let carrier = named(c, &view.way_back.carrier_name, view.way_back.carrier.as_str());
    let mut lines = vec![
        (say!(c, "field-id"), safe(&view.id)),
        (say!(c, "report-field-carrier"), carrier),
        (say!(c, "field-medium"), medium),
        (say!(c, "field-files"), grouped(view.file_count)),
        (say!(c, "report-form-encryption"), opening(c, view.opens_with)),
        (say!(c, "field-due"), c.day(view.due)),
    ];
    if let Some(out) = &view.way_back.checked_out {
        if let Some(case) = &out.case {
            lines.push((say!(c, "report-field-case"), safe(case)));
        }
        if let Some(route) = &out.route {
            lines.push((say!(c, "report-field-route"), safe(route)));
        }
        lines.push((say!(c, "report-field-pledged"), c.moment(&out.at)));
    }
    lines
}

/// What the carrier does when it is gone.
fn steps(view: &CarryOutView, c: &Catalogue) -> Vec<String> {
    vec![
        say!(c, "report-slip-step-call", minutes = LOSS_REPORT_MINUTES),
        say!(c, "report-slip-step-say"),
        say!(c, "report-slip-step-police"),
        say!(
            c,
            "report-slip-step-record",
            command = Prepared(format!("sekisho incident open {} --kind lost --aware TIME", safe(&view.id)))
        ),
    ]
}

/// Whom the carrier calls: the office, the client, the recipient.
pub(super) fn called<'a>(slip: &'a Slip, c: &Catalogue) -> Vec<(String, &'a SlipContact)> {
    let office = slip.contacts.iter().map(|contact| (say!(c, "report-slip-office"), contact));
    let client = slip.client.iter().map(|contact| (c.name_of(Side::Client), contact));
    let recipient = slip.recipient.iter().map(|contact| (c.get("field-recipient"), contact));
    office.chain(client).chain(recipient).collect()
}

/// Whether nobody of the office has a number under which they can be called.
#[must_use]
pub fn nobody_can_be_called(slip: &Slip) -> bool {
    !slip.contacts.iter().any(SlipContact::can_be_called)
}

/// Whether a number to call is missing, which somebody has to write in by hand.
#[must_use]
pub fn lacks_number(slip: &Slip) -> bool {
    nobody_can_be_called(slip) || slip.recipient.as_ref().is_some_and(|contact| contact.phone.is_none())
}
