//! Certificates of sanitization: the printed form, and what is said on the screen.

use maud::{Markup, html};

use super::acts;
use super::form::{Signed, page_around};
use super::html::{Paper, text};
use super::page::Page;
use super::table::{Cell, Sheet};
use super::words::{NOTHING, grouped, joined, level, named, personal_data, size};
use crate::base::text::safe;
use crate::domain::names::{Method, Sanitization};
use crate::i18n::{Bytes, Catalogue, Language, Prepared};
use crate::projection::view::FormHead;
use crate::projection::view::certificate::{
    Acted, CertificateView, CopySummary, DisposalSummary, OpenCopy, Summary,
};

/// The printed form (データ消去証明書／廃棄報告書) for A4, under the head that every form has.
#[must_use]
pub fn form(view: &CertificateView, head: &FormHead, c: &Catalogue) -> String {
    let summary = &view.summary;
    let title = match (summary.finished, summary.about == summary.carry_out) {
        (false, _) => say!(c, "certificate-title-open", about = summary.about),
        (true, true) => say!(c, "certificate-title"),
        (true, false) => say!(c, "certificate-title-disposal"),
    };
    let body = html! {
        @if !summary.finished { (still_open(c, summary)) }
        (subject(c, summary, head))
        (medium(c, summary))
        (copies(c, summary))
        (acts::all(c, summary))
        (keys(c, summary))
        (end(c, summary))
        (meanings(c, summary))
        (grounds(c, view))
        (steps(c, view))
    };
    page_around(Paper::Form, &title, &signatures(c, summary), &body, head, c)
}

/// A table of names and values.
pub(super) fn rows(rows: &[(String, Markup)]) -> Markup {
    html! { table.form { @for (name, value) in rows { tr { th scope="row" { (name) } td { (value) } } } } }
}

pub(super) fn said(words: &str) -> Markup {
    html! { (words) }
}

/// What a person or a device says; a dash where it says nothing.
pub(super) fn given(value: Option<&str>) -> Markup {
    match value {
        Some(value) if !value.is_empty() => text(value),
        _ => html! { (NOTHING) },
    }
}

pub(super) fn acted(c: &Catalogue, by: &Acted) -> String {
    format!("{} {}", named(c, &by.name, by.person.as_str()), c.moment(&by.at))
}

/// Who signed electronically what it says.
pub(super) fn signatures(c: &Catalogue, summary: &Summary) -> Vec<Signed> {
    let signed = |what: String| {
        move |by: &Acted| Signed {
            what: what.clone(),
            name: named(c, &by.name, by.person.as_str()),
            at: by.at,
        }
    };
    let approved = summary.approvals.iter().map(signed(say!(c, "form-signed-approval")));
    approved.chain(summary.confirmed.iter().map(signed(say!(c, "form-signed-confirmed")))).collect()
}

fn still_open(c: &Catalogue, summary: &Summary) -> Markup {
    let copy = |open: &OpenCopy| {
        let kind = c.name_of(open.kind);
        let why = match &open.lost_in {
            Some(incident) => say!(c, "certificate-lost", incident = incident),
            None => say!(c, "certificate-held"),
        };
        say!(
            c,
            "certificate-open-copy",
            copy = open.copy,
            kind = kind,
            place = open.place,
            why = Prepared(&why)
        )
    };
    html! {
        section.attention {
            p { strong { (say!(c, "certificate-open")) } }
            ul {
                @for open in &summary.open_copies { li { (copy(open)) } }
                @if summary.confirmation_missing { li { (say!(c, "certificate-not-confirmed")) } }
            }
        }
    }
}

fn subject(c: &Catalogue, summary: &Summary, head: &FormHead) -> Markup {
    let contract = head.contract.as_deref().or(summary.contract.as_ref().map(|id| id.as_str()));
    let work: Vec<&str> = head.work.iter().chain(&head.section).map(String::as_str).collect();
    let approved: Vec<String> = summary.approvals.iter().map(|by| acted(c, by)).collect();
    let department = summary.carrier.department.as_deref().map(safe).unwrap_or_default();
    let carrier = named(c, &summary.carrier.name, summary.carrier.id.as_str());
    let recipient = summary.recipient_name.clone().unwrap_or_else(|| summary.recipient.to_string());
    let recipient =
        if summary.recipient.is_self() { say!(c, "report-recipient-self") } else { safe(&recipient) };
    let count = say!(c, "report-form-count", count = summary.file_count, about = Bytes(summary.total_bytes));
    let items = summary.items.join("\n");
    html! {
        h2 { (say!(c, "certificate-heading-subject")) }
        (rows(&[
            (say!(c, "field-id"), text(&summary.carry_out)),
            (say!(c, "field-contract"), given(contract)),
            (say!(c, "certificate-work"), text(&work.join("\n"))),
            (say!(c, "certificate-items"), given(Some(&items))),
            (say!(c, "report-form-content"), said(&count)),
            (say!(c, "field-level"), said(&level(c, summary.importance))),
            (say!(c, "report-form-personal-data"), said(&personal_data(c, summary.personal_data))),
            (say!(c, "field-purpose"), given(Some(&summary.purpose))),
            (say!(c, "report-form-carrier"), html! { (department) " " (carrier) }),
            (say!(c, "field-recipient"), said(&recipient)),
            (say!(c, "report-form-approver"), html! { @for by in &approved { (by) br; } }),
            (say!(c, "form-sealed-at"), said(&c.moment(&summary.exported_at))),
            (say!(c, "field-due"), said(&c.day(summary.due))),
            (say!(c, "certificate-package"), html! { code { (summary.package_sha256) } }),
        ]))
    }
}

fn medium(c: &Catalogue, summary: &Summary) -> Markup {
    let written = &summary.written;
    let source = [
        (say!(c, "certificate-written"), given(Some(&written.path))),
        (say!(c, "certificate-filesystem"), given(Some(&written.filesystem))),
        (say!(c, "certificate-write-level"), said(&c.name_of(written.level))),
    ];
    let Some(medium) = &summary.medium else {
        return html! { h2 { (say!(c, "certificate-heading-medium")) } p { (say!(c, "certificate-no-medium")) } (rows(&source)) };
    };
    let capacity = medium.capacity_bytes.map(|bytes| size(c, bytes));
    let destination = match &medium.place {
        Some(place) => format!("{} {}", c.name_of(medium.state), safe(place)),
        None => c.name_of(medium.state),
    };
    let own = [
        (say!(c, "certificate-medium-id"), text(medium.id.as_str())),
        (say!(c, "certificate-medium-kind"), said(&c.name_of(medium.kind))),
        (say!(c, "certificate-make"), given(medium.make.as_deref())),
        (say!(c, "certificate-model"), given(medium.model.as_deref())),
        (say!(c, "certificate-serial"), given(medium.serial.as_deref())),
        (say!(c, "certificate-capacity"), given(capacity.as_deref())),
        (say!(c, "certificate-destination"), said(&destination)),
    ];
    html! { h2 { (say!(c, "certificate-heading-medium")) } (rows(&[&own[..], &source].concat())) }
}

/// What became of a copy, and what says so.
pub(super) fn fate(c: &Catalogue, fate: &str, under: Option<&str>) -> String {
    let fate = match fate {
        "held" => say!(c, "certificate-held"),
        "returned" => say!(c, "certificate-returned"),
        "disposed" => say!(c, "certificate-disposed"),
        "handed-over" => say!(c, "certificate-handed-over"),
        _ => say!(c, "certificate-fate-lost"),
    };
    match under {
        Some(under) => format!("{fate} {}", safe(under)),
        None => fate,
    }
}

/// Whether it was handed over for good: its end is the recipient's.
pub(super) fn is_the_recipients(copy: &CopySummary) -> bool {
    copy.fate == "handed-over"
}

fn copies(c: &Catalogue, summary: &Summary) -> Markup {
    let level = |copy: &CopySummary| copy.level.map_or_else(|| NOTHING.to_owned(), |level| c.name_of(level));
    html! {
        h2 { (say!(c, "certificate-heading-copies")) }
        table {
            thead { tr {
                th scope="col" { (say!(c, "certificate-copy")) }
                th scope="col" { (say!(c, "certificate-copy-kind")) }
                th scope="col" { (say!(c, "certificate-place")) }
                th scope="col" { (say!(c, "certificate-fate")) }
                th scope="col" { (say!(c, "certificate-level")) }
            } }
            tbody { @for copy in &summary.copies { tr {
                td.number { (copy.number) }
                td { (c.name_of(copy.kind)) }
                td { (text(&copy.place)) }
                td { (fate(c, copy.fate, copy.under.as_deref())) }
                td { (level(copy)) }
            } } }
        }
    }
}

fn keys(c: &Catalogue, summary: &Summary) -> Markup {
    let Some(keys) = &summary.keys else {
        return html! { h2 { (say!(c, "certificate-heading-keys")) } p { (say!(c, "certificate-no-passphrase")) } };
    };
    let holders: Vec<&str> = keys.holders.iter().map(|holder| holder.as_str()).collect();
    let told: Vec<String> = keys
        .told
        .iter()
        .map(|told| {
            let by = acted(c, &told.by);
            let via = c.name_of(told.via);
            say!(c, "certificate-told", told = told.told, via = via, by = Prepared(&by))
        })
        .collect();
    let destroyed: Vec<&DisposalSummary> = summary.disposals.iter().filter(|d| d.key.is_some()).collect();
    let attested = |disposal: &DisposalSummary| {
        let attested = disposal.key.iter().flat_map(|key| &key.attested);
        let names: Vec<String> = attested.map(|name| safe(name)).collect();
        if names.is_empty() { NOTHING.to_owned() } else { joined(c, &names) }
    };
    html! {
        h2 { (say!(c, "certificate-heading-keys")) }
        (rows(&[
            (say!(c, "certificate-custody"), html! { code { (keys.custody_sha256) } }),
            (say!(c, "certificate-holders"), said(&holders.join(", "))),
            (say!(c, "certificate-releases"), html! {
                @if told.is_empty() { (say!(c, "certificate-no-release")) }
                @for told in &told { (told) br; }
            }),
            (say!(c, "certificate-keys-end"), html! {
                @if destroyed.is_empty() { (say!(c, "certificate-keys-remain")) }
                @for disposal in destroyed {
                    (text(&disposal.id)) " " (acted(c, &disposal.by)) br;
                    (say!(c, "certificate-attested")) " " (attested(disposal)) br;
                }
            }),
        ]))
        @if keys.carrier_held { p { (say!(c, "report-warn-carrier-holds")) } }
    }
}

fn end(c: &Catalogue, summary: &Summary) -> Markup {
    let confirmed = summary.confirmed.as_ref().map(|by| acted(c, by));
    let note = summary.confirmed.as_ref().and_then(|by| by.note.as_deref());
    let handed_over = summary.handed_over.as_ref().map(|by| acted(c, by));
    let incidents = summary.incidents.join(", ");
    html! {
        h2 { (say!(c, "certificate-heading-end")) }
        (rows(&[
            (say!(c, "certificate-confirmed"), given(confirmed.as_deref())),
            (say!(c, "report-form-notes"), given(note)),
            (say!(c, "certificate-handed-over-at"), given(handed_over.as_deref())),
            (say!(c, "report-form-incident"), html! {
                @if incidents.is_empty() { (say!(c, "report-none")) } @else { (incidents) }
            }),
        ]))
    }
}

/// What the levels that occur mean, and what they do not.
fn meanings(c: &Catalogue, summary: &Summary) -> Markup {
    let disposals = summary.disposals.iter().map(|disposal| disposal.level);
    let occurs: Vec<Sanitization> =
        summary.copies.iter().filter_map(|copy| copy.level).chain(disposals).collect();
    let flash = summary.disposals.iter().any(|d| matches!(d.method, Method::EraseFile | Method::Overwrite));
    let returned = summary.returns.iter().filter(|returned| returned.level == Sanitization::L1);
    let disposed = summary.disposals.iter().filter(|disposal| disposal.level == Sanitization::L1);
    let measured =
        returned.filter_map(|it| it.measured.as_ref()).chain(disposed.filter_map(|it| it.measured.as_ref()));
    let unread: u64 = measured.map(|measured| measured.unread).sum();
    let means = |level: Sanitization| match level {
        Sanitization::L0 => say!(c, "certificate-means-declared"),
        Sanitization::L1 if unread == 0 => say!(c, "certificate-means-absent"),
        Sanitization::L1 => say!(c, "certificate-means-absent-unread", count = unread),
        Sanitization::L2 => say!(c, "certificate-means-no-remnant"),
        Sanitization::L3 => say!(c, "certificate-means-cleared"),
        Sanitization::L4 => say!(c, "certificate-means-key"),
        Sanitization::L5 => say!(c, "certificate-means-destroyed"),
    };
    html! {
        h2 { (say!(c, "certificate-heading-meaning")) }
        ul {
            @for level in Sanitization::ALL.iter().filter(|level| occurs.contains(level)) {
                li { strong { (c.name_of(*level)) } " " (means(*level)) }
            }
            @if flash { li { (say!(c, "certificate-means-flash")) } }
            li { (say!(c, "certificate-means-claim")) }
            li { (say!(c, "certificate-means-number")) }
            li { (say!(c, "certificate-means-left-out")) }
        }
    }
}

fn grounds(c: &Catalogue, view: &CertificateView) -> Markup {
    let founder =
        view.founder.as_ref().map(|(person, key)| say!(c, "report-founder", person = person, key = key));
    html! {
        h2 { (say!(c, "certificate-heading-grounds")) }
        (rows(&[
            (say!(c, "report-field-origin"), text(&view.origin)),
            (say!(c, "report-field-entries"), html! { (grouped(view.size)) }),
            (say!(c, "report-field-root"), html! { code { (view.root) } }),
            (say!(c, "report-field-founder"), given(founder.as_deref())),
        ]))
        table.entries {
            thead { tr {
                th scope="col" { (say!(c, "field-entry")) }
                th scope="col" { (say!(c, "report-column-statement")) }
                th scope="col" { (say!(c, "report-field-author")) }
                th scope="col" { (say!(c, "field-time")) }
                th scope="col" { (say!(c, "field-key")) }
            } }
            tbody { @for entry in &view.entries { tr {
                td.number { (entry.index) }
                td { (super::carry_out::entry_type(c, entry.type_name)) }
                td { (text(entry.author.as_str())) }
                td { (c.moment(&entry.time)) }
                td { code { (text(&entry.key)) } }
            } } }
        }
    }
}

fn steps(c: &Catalogue, view: &CertificateView) -> Markup {
    let explained = match c.language() {
        Language::English => &view.english,
        Language::Japanese => &view.japanese,
    };
    html! {
        h2 { (say!(c, "certificate-heading-steps")) }
        @for line in explained.lines() { p { (text(line)) } }
        h3 { "check.sh" }
        pre id="check-sh" { (view.unix) }
        h3 { "check.cmd" }
        pre id="check-cmd" { (view.cmd) }
    }
}

/// `certificate --out`: what was written, and what is still open.
#[must_use]
pub fn written(
    view: &CertificateView,
    path: &str,
    sha256: &str,
    checkable: bool,
    c: &Catalogue,
    columns: Option<usize>,
) -> String {
    let mut page = Page::new(c, columns);
    page.outer(&say!(c, "certificate-written-to", path = path, number = view.number));
    page.outer(&say!(c, "certificate-written-digest", digest = sha256));
    if checkable {
        page.outer(&say!(c, "certificate-written-check"));
        page.line(&format!("sekisho verify {}", safe(path)));
    }
    page.finish()
}

/// What a certificate that holds says, in short.
pub(super) fn summary(page: &mut Page<'_>, summary: &Summary) {
    let c = page.c;
    let mut sheet = Sheet::new();
    let status =
        if summary.finished { say!(c, "certificate-is-finished") } else { say!(c, "certificate-open") };
    sheet.line(say!(c, "field-status"), Cell::prepared(status));
    for open in &summary.open_copies {
        let kind = c.name_of(open.kind);
        let why = match &open.lost_in {
            Some(incident) => say!(c, "certificate-lost", incident = incident),
            None => say!(c, "certificate-held"),
        };
        let line = say!(
            c,
            "certificate-open-copy",
            copy = open.copy,
            kind = kind,
            place = open.place,
            why = Prepared(&why)
        );
        sheet.line(say!(c, "certificate-copy"), Cell::prepared(line));
    }
    for copy in &summary.copies {
        if let Some(level) = copy.level {
            let words = format!("{} {}", c.name_of(copy.kind), c.name_of(level));
            sheet.line(format!("{} {}", say!(c, "certificate-copy"), copy.number), Cell::prepared(words));
        }
    }
    for disposal in &summary.disposals {
        let words = format!(
            "{}\n{}\n{}",
            c.name_of(disposal.method),
            c.name_of(disposal.level),
            acted(c, &disposal.by)
        );
        sheet.line(safe(&disposal.id), Cell::prepared(words));
        for line in acts::seen(c, disposal) {
            sheet.line(String::new(), Cell::prepared(line));
        }
    }
    if let Some(confirmed) = &summary.confirmed {
        sheet.line(say!(c, "certificate-confirmed"), Cell::prepared(acted(c, confirmed)));
    }
    page.sheet(&sheet);
}
