//! Returns and disposals on a certificate: what a person says, and what a desk measured, side by side.

use maud::{Markup, html};

use super::certificate::{acted, given, rows, said};
use super::html::text;
use super::way_back::despite;
use super::words::{NOTHING, grouped, joined, size, yes_no};
use crate::base::text::safe;
use crate::domain::body::Attachment;
use crate::domain::body::coming_back::Measured;
use crate::domain::names::Method;
use crate::i18n::{Catalogue, Prepared};
use crate::projection::view::certificate::{DisposalSummary, RecheckSummary, ReturnSummary, Summary};

pub(super) fn all(c: &Catalogue, summary: &Summary) -> Markup {
    html! {
        @for returned in &summary.returns { (give_back(c, returned)) }
        @for disposal in &summary.disposals { (dispose(c, disposal)) }
        @if summary.returns.is_empty() && summary.disposals.is_empty() {
            h2 { (say!(c, "certificate-heading-disposals")) }
            p { (say!(c, "certificate-nothing-done")) }
        }
    }
}

fn give_back(c: &Catalogue, returned: &ReturnSummary) -> Markup {
    html! {
        h2 { (say!(c, "certificate-heading-return", entry = returned.entry)) }
        h3 { (say!(c, "certificate-claim")) }
        (rows(&[
            (say!(c, "certificate-by"), said(&acted(c, &returned.by))),
            (say!(c, "certificate-copies"), said(&numbers(c, &returned.copies))),
            (say!(c, "certificate-saved-to"), given(returned.saved_to.as_deref())),
            (say!(c, "report-form-notes"), given(returned.by.note.as_deref())),
        ]))
        (evidence(c, returned.measured.as_ref(), &returned.tool))
        p.level { (say!(c, "certificate-comes-to")) " " strong { (c.name_of(returned.level)) } }
        @for line in despite(c, &returned.despite) { p { strong { (line) } } }
    }
}

fn dispose(c: &Catalogue, disposal: &DisposalSummary) -> Markup {
    let nist = match disposal.method {
        // Of files, not of a medium: NIST knows no such thing.
        Method::EraseFile | Method::Declared => None,
        Method::Overwrite => Some("Clear"),
        Method::Key => Some("Cryptographic Erase"),
        Method::Physical | Method::Dissolve => Some("Destroy"),
    };
    let seen = seen(c, disposal);
    html! {
        h2 { (say!(c, "certificate-heading-disposal", id = disposal.id)) }
        h3 { (say!(c, "certificate-claim")) }
        (rows(&[
            (say!(c, "certificate-method"), html! {
                (c.name_of(disposal.method))
                @if let Some(nist) = nist { " (" (say!(c, "certificate-kind-of-method")) " " (nist) ")" }
            }),
            (say!(c, "certificate-by"), said(&acted(c, &disposal.by))),
            (say!(c, "certificate-place"), given(disposal.place.as_deref())),
            (say!(c, "certificate-copies"), said(&numbers(c, &disposal.copies))),
            (say!(c, "certificate-witnesses"), html! {
                @if disposal.witnesses.is_empty() { (NOTHING) }
                @for witness in &disposal.witnesses {
                    @match &witness.external {
                        Some(name) => (say!(c, "certificate-external", name = name, by = Prepared(&acted(c, &witness.by)))),
                        None => (acted(c, &witness.by)),
                    }
                    (digest(witness.evidence)) br;
                }
            }),
            (say!(c, "certificate-evidence"), html! {
                @if disposal.evidence.is_none() { (NOTHING) } (digest(disposal.evidence))
            }),
            (say!(c, "report-form-notes"), given(disposal.by.note.as_deref())),
        ]))
        (evidence(c, disposal.measured.as_ref(), &disposal.tool))
        p.level { (say!(c, "certificate-comes-to")) " " strong { (c.name_of(disposal.level)) } }
        @for line in despite(c, &disposal.despite) { p { strong { (line) } } }
        @if !disposal.also.is_empty() {
            p { (say!(c, "report-field-also")) " " (joined(c, &disposal.also)) }
        }
        @for line in &seen { p { (line) } }
    }
}

/// What later readings showed.
pub(super) fn seen(c: &Catalogue, disposal: &DisposalSummary) -> Vec<String> {
    let line = |recheck: &RecheckSummary| {
        let by = acted(c, &recheck.by);
        let by = say!(c, "certificate-rechecked", by = Prepared(&by));
        let result = match recheck.first_changed {
            None => say!(c, "certificate-recheck-equal"),
            Some(offset) => {
                say!(c, "certificate-recheck-differs", count = recheck.changed_sectors, offset = offset)
            }
        };
        format!("{by} {result}")
    };
    disposal.rechecks.iter().map(line).collect()
}

fn numbers(c: &Catalogue, copies: &[u64]) -> String {
    if copies.is_empty() {
        return NOTHING.to_owned();
    }
    joined(c, &copies.iter().map(ToString::to_string).collect::<Vec<_>>())
}

fn digest(evidence: Option<Attachment>) -> Markup {
    html! { @if let Some(evidence) = evidence { " " code { "sha256:" (evidence.sha256) } } }
}

fn evidence(c: &Catalogue, measured: Option<&Measured>, tool: &str) -> Markup {
    let Some(measured) = measured else {
        return html! { h3 { (say!(c, "certificate-measured")) } p { (say!(c, "certificate-not-measured")) } };
    };
    let place = &measured.place;
    let medium = place.medium.as_ref().map(ToString::to_string).unwrap_or_default();
    let serial = place.serial.as_deref().map(safe).unwrap_or_default();
    let identified = if place.identified {
        say!(c, "certificate-serial-equal")
    } else {
        say!(c, "certificate-serial-not")
    };
    let mut lines = vec![
        (say!(c, "certificate-tool"), text(tool)),
        (say!(c, "certificate-at"), html! { (text(&place.path)) " " (medium) " " (serial) " " (identified) }),
        (say!(c, "certificate-identified"), said(&yes_no(c, measured.identified))),
        (say!(c, "certificate-gone"), said(&yes_no(c, measured.gone))),
        (
            say!(c, "certificate-found-copies"),
            said(&say!(
                c,
                "certificate-found",
                erased = measured.copies_erased,
                left = measured.copies_left,
                others = measured.other_files,
                unread = measured.unread
            )),
        ),
        (
            say!(c, "certificate-in-place"),
            match measured.in_place {
                Some(yes) => said(&yes_no(c, yes)),
                None => html! { (NOTHING) },
            },
        ),
    ];
    if let Some(bytes) = measured.capacity_bytes {
        lines.push((say!(c, "certificate-capacity"), said(&size(c, bytes))));
    }
    if let Some(scan) = &measured.scan {
        let words = say!(
            c,
            "certificate-scanned",
            bytes = Prepared(&grouped(scan.bytes)),
            found = scan.found,
            unreadable = Prepared(&grouped(scan.unreadable_bytes))
        );
        lines.push((say!(c, "certificate-scan"), said(&words)));
    }
    if let Some(whole) = &measured.overwritten {
        let replugged = if whole.replugged {
            say!(c, "certificate-replugged")
        } else {
            say!(c, "certificate-not-replugged")
        };
        let words = say!(c, "certificate-overwritten-bytes", bytes = Prepared(&grouped(whole.bytes)));
        lines.push((
            say!(c, "certificate-overwritten"),
            html! {
                (words) " " (replugged) br; code { (text(&whole.seed)) } " " (text(&whole.serial))
            },
        ));
    }
    html! { h3 { (say!(c, "certificate-measured")) } (rows(&lines)) }
}
