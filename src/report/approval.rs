//! What an approver sees before signing: everything that the signature will cover.

use super::asked::{Asked, digest_to_type};
use super::carry_out::approvals;
use super::difference::difference;
use super::page::Page;
use super::table::{Cell, Sheet, Table};
use super::words::grouped;
use crate::base::text::safe;
use crate::domain::body::Request;
use crate::domain::names::PersonId;
use crate::i18n::{Bytes, Catalogue};
use crate::projection::view::{ApprovalSheet, Contents, FileLine};

/// Kinds of files shown; how many more there are is said.
const KINDS_SHOWN: usize = 12;

/// The approval sheet of a request in the ledger.
#[must_use]
pub fn sheet(view: &ApprovalSheet, c: &Catalogue, columns: Option<usize>) -> String {
    let carry_out = &view.carry_out;
    let mut page = Page::new(c, columns);
    page.heading(&say!(c, "report-approval-title", id = carry_out.id));
    let mut lines = Sheet::new();
    lines.line(say!(c, "field-status"), Cell::prepared(c.name_of(carry_out.status)));
    Asked::of_view(c, carry_out).lines(c, &mut lines);
    page.sheet(&lines);
    contents(&mut page, &view.contents, carry_out.file_count);
    approvals(&mut page, carry_out);
    match &view.since_last {
        Some(since) => {
            page.heading(&say!(c, "report-heading-since-last", id = since.against));
            difference(&mut page, since);
        }
        None => {
            page.heading(&say!(c, "report-heading-difference"));
            page.line(&say!(c, "report-no-earlier"));
        }
    }
    digest_to_type(&mut page, &carry_out.manifest_sha256);
    page.line(&say!(c, "report-approval-means"));
    page.finish()
}

/// The same for a draft that is read away from the ledger.
///
/// Names, the approvals so far and earlier carry-outs are not known there, and the request's own
/// signature is not judged by showing it; the page says so.
#[must_use]
pub fn draft(
    request: &Request,
    requester: &PersonId,
    inside: Option<&Contents>,
    c: &Catalogue,
    columns: Option<usize>,
) -> String {
    let mut page = Page::new(c, columns);
    page.heading(&say!(c, "report-draft-title"));
    let mut lines = Sheet::new();
    Asked::of_request(c, request, requester).lines(c, &mut lines);
    page.sheet(&lines);
    page.line(&say!(c, "report-draft-unknown"));
    match inside {
        Some(inside) => contents(&mut page, inside, request.file_count),
        None => {
            page.heading(&say!(c, "report-heading-contents"));
            page.line(&say!(c, "report-draft-no-list"));
        }
    }
    digest_to_type(&mut page, &request.manifest.sha256);
    page.line(&say!(c, "report-approval-means"));
    page.finish()
}

fn contents(page: &mut Page<'_>, inside: &Contents, file_count: u64) {
    let c = page.c;
    page.heading(&say!(c, "report-heading-contents"));
    if inside.largest.is_empty() {
        page.line(&say!(c, "report-no-files"));
        return;
    }
    let mut kinds = Table::new()
        .column(say!(c, "report-column-ending"))
        .number_column(say!(c, "field-files"))
        .number_column(say!(c, "field-size"));
    for kind in inside.kinds.iter().take(KINDS_SHOWN) {
        let ending = if kind.ending.is_empty() {
            Cell::prepared(say!(c, "report-no-ending"))
        } else {
            Cell::text(&format!(".{}", kind.ending))
        };
        kinds.row([
            ending,
            Cell::prepared(grouped(kind.files)),
            Cell::prepared(Bytes(kind.bytes).to_string()),
        ]);
    }
    page.table(&kinds);
    let more = inside.kinds.len().saturating_sub(KINDS_SHOWN);
    if more > 0 {
        page.line(&say!(c, "report-and-more", count = more));
    }
    page.heading(&say!(c, "report-heading-largest", shown = inside.largest.len(), count = file_count));
    files(page, &inside.largest, false);
}

/// A table of files; the digest, where it is asked for, under the path.
pub(super) fn files(page: &mut Page<'_>, files: &[FileLine], with_digests: bool) {
    let c = page.c;
    let mut table = Table::new().number_column(say!(c, "field-size")).column(say!(c, "field-path"));
    for file in files {
        let mut path = safe(&file.path);
        if with_digests {
            path.push('\n');
            path.push_str(&file.sha256.to_string());
        }
        table.row([Cell::prepared(Bytes(file.size_bytes).to_string()), Cell::prepared(path)]);
    }
    page.table(&table);
}
