//! A carry-out in full: what was asked, who approved, what was written, what was told.

use super::approval::files;
use super::asked::{Asked, digest_alone, digest_to_type};
use super::difference::difference;
use super::page::Page;
use super::purge::purged;
use super::table::{Cell, Sheet, Table};
use super::way_back::way_back;
use super::words::{NOTHING, grouped, joined, marks, named, optional, optional_time, size};
use crate::base::text::safe;
use crate::domain::carry_out::{Mark, Status};
use crate::i18n::{Catalogue, Prepared};
use crate::projection::view::{ApprovalView, AttemptView, BroughtIn, CarryOutView, EndedView, Shown};

/// `show`: everything that the ledger says of one carry-out.
#[must_use]
pub fn show(shown: &Shown, c: &Catalogue, columns: Option<usize>) -> String {
    let view = &shown.carry_out;
    let mut page = Page::new(c, columns);
    page.heading(&say!(c, "report-show-title", id = view.id));
    let mut lines = Sheet::new();
    lines.line(say!(c, "field-status"), Cell::prepared(status(c, view)));
    Asked::of_view(c, view).lines(c, &mut lines);
    lines.line(say!(c, "field-requested-at"), Cell::prepared(c.moment(&view.requested_at)));
    lines.line(say!(c, "report-field-request-digest"), Cell::prepared(view.request_sha256.to_string()));
    page.sheet(&lines);
    approvals(&mut page, view);
    let endings = [
        (say!(c, "report-heading-rejected"), &view.rejection),
        (say!(c, "report-heading-withdrawn"), &view.withdrawal),
    ];
    for (heading, ended) in endings {
        if let Some(ended) = ended {
            page.heading(&heading);
            end(&mut page, ended);
        }
    }
    package(&mut page, view);
    attempts(&mut page, view);
    releases(&mut page, view);
    way_back(&mut page, view);
    purges(&mut page, view);
    if let Some(against) = &shown.difference {
        page.heading(&say!(c, "report-heading-against", id = against.against));
        difference(&mut page, against);
    }
    if let Some(list) = &shown.files {
        page.heading(&say!(c, "report-heading-files", count = list.len()));
        files(&mut page, list, true);
    }
    if view.status == Status::Requested {
        digest_to_type(&mut page, &view.manifest_sha256);
    } else {
        digest_alone(&mut page, &view.manifest_sha256);
    }
    entries(&mut page, shown);
    page.finish()
}

fn purges(page: &mut Page<'_>, view: &CarryOutView) {
    if !view.purged.is_empty() {
        page.heading(&say!(page.c, "report-heading-purged"));
    }
    for done in &view.purged {
        let said = purged(page.c, done);
        page.line(&said);
    }
}

/// Where it stands, and whether its day has passed.
pub(super) fn status(c: &Catalogue, view: &CarryOutView) -> String {
    let status = c.name_of(view.status);
    if view.overdue { say!(c, "report-overdue", status = Prepared(&status), due = view.due) } else { status }
}

/// The same where there is little room.
pub(super) fn status_short(c: &Catalogue, view: &CarryOutView) -> String {
    let status = c.name_of(view.status);
    if view.overdue { say!(c, "report-late", status = Prepared(&status)) } else { status }
}

/// Adds the approvals so far: how many of how many, who, and what is worth knowing.
pub(super) fn approvals(page: &mut Page<'_>, view: &CarryOutView) {
    let c = page.c;
    page.heading(&say!(c, "report-heading-approvals"));
    match view.approvals_needed {
        Some(needed) => {
            let counted = view.approvals_counted;
            page.line(&if counted > needed {
                say!(c, "report-approvals-more", counted = counted, needed = needed)
            } else {
                say!(c, "report-approvals-count", counted = counted, needed = needed)
            });
        }
        None => page.line(&say!(c, "report-approvals-unknown")),
    }
    if view.approvals.is_empty() {
        page.line(&say!(c, "report-no-approval"));
        return;
    }
    let mut lines = Sheet::new();
    for approval in &view.approvals {
        let what = if approval.consent { say!(c, "report-consent") } else { say!(c, "report-approval") };
        let counts =
            if approval.counts { say!(c, "report-counts") } else { say!(c, "report-does-not-count") };
        let mut said = vec![
            format!("{}  {}", named(c, &approval.name, approval.person.as_str()), c.moment(&approval.at)),
            say!(c, "report-approval-key", key = approval.key, index = approval.index),
            counts,
            brought_in(c, approval),
        ];
        if !approval.marks.is_empty() {
            said.push(say!(c, "report-marks", marks = Prepared(marks(c, &approval.marks))));
        }
        lines.line(what, Cell::prepared(said.join("\n")));
    }
    page.sheet(&lines);
    page.line(&say!(c, "report-approvals-mean"));
}

/// Since when the approver and the key have been in the register, and by whose hand.
pub(super) fn brought_in(c: &Catalogue, approval: &ApprovalView) -> String {
    let (person, key) = (&approval.registered, &approval.key_added);
    let said = |by: &BroughtIn| (c.day(by.at.date()), named(c, &by.name, by.by.as_str()));
    let (day, by) = said(person);
    let registered = say!(c, "report-approver-registered", day = day, by = Prepared(&by));
    if (person.at, &person.by) == (key.at, &key.by) {
        return registered;
    }
    let (day, by) = said(key);
    let key = say!(c, "report-approver-key", day = day, by = Prepared(&by));
    joined(c, &[registered, key])
}

fn or_nothing(text: String) -> String {
    if text.is_empty() { NOTHING.to_owned() } else { text }
}

fn end(page: &mut Page<'_>, ended: &EndedView) {
    let c = page.c;
    let mut lines = Sheet::new();
    lines.line(say!(c, "field-person"), Cell::prepared(named(c, &ended.name, ended.person.as_str())));
    lines.line(say!(c, "field-time"), Cell::prepared(c.moment(&ended.at)));
    lines.line(say!(c, "field-reason"), optional(ended.reason.as_deref()));
    page.sheet(&lines);
}

fn package(page: &mut Page<'_>, view: &CarryOutView) {
    let c = page.c;
    let Some(digest) = view.package_sha256 else { return };
    page.heading(&say!(c, "field-package"));
    let mut lines = Sheet::new();
    lines.line(say!(c, "field-path"), optional(view.package_path.as_deref()));
    lines.line(say!(c, "field-package-sha256"), Cell::prepared(digest.to_string()));
    if let Some(bytes) = view.package_size_bytes {
        lines.line(say!(c, "field-size"), Cell::prepared(size(c, bytes)));
    }
    if let Some(level) = view.write_level {
        lines.line(say!(c, "field-write-level"), Cell::prepared(c.name_of(level)));
    }
    lines.line(say!(c, "field-exported-at"), optional_time(view.exported_at.as_ref()));
    let arrived = match &view.arrived_at {
        Some(at) => say!(c, "report-arrived", at = Prepared(c.moment(at))),
        None => say!(c, "report-not-recorded"),
    };
    lines.line(say!(c, "report-field-arrived"), Cell::prepared(arrived));
    let opened = match (&view.opened_at, view.opens_with) {
        (Some(at), "age-keys") => say!(c, "report-opened-with-key", at = Prepared(c.moment(at))),
        (Some(at), _) => say!(c, "report-opened-with-passphrase", at = Prepared(c.moment(at))),
        (None, _) => say!(c, "report-not-recorded"),
    };
    lines.line(say!(c, "report-field-opened"), Cell::prepared(opened));
    page.sheet(&lines);
}

fn attempts(page: &mut Page<'_>, view: &CarryOutView) {
    let c = page.c;
    if view.attempts.is_empty() {
        return;
    }
    page.heading(&say!(c, "field-attempts"));
    for attempt in &view.attempts {
        let outcome = match attempt.outcome {
            "open" => say!(c, "report-attempt-open"),
            "completed" => say!(c, "report-attempt-completed"),
            _ => say!(c, "report-attempt-failed"),
        };
        page.line(&outcome);
        let mut lines = Sheet::new();
        let mut line = |name: String, cell: Cell| lines.line(format!("  {name}"), cell);
        line(say!(c, "field-person"), Cell::prepared(named(c, &attempt.name, attempt.person.as_str())));
        line(say!(c, "report-field-begun"), Cell::prepared(c.moment(&attempt.begun_at)));
        line(say!(c, "report-field-ended"), optional_time(attempt.ended_at.as_ref()));
        line(say!(c, "report-field-directory"), Cell::text(&attempt.path));
        line(say!(c, "report-field-filesystem"), Cell::text(&attempt.filesystem));
        if view.medium.is_some() {
            line(say!(c, "report-field-identified"), Cell::prepared(identified(c, attempt)));
        }
        line(say!(c, "report-field-custody"), Cell::prepared(custody(c, view, attempt)));
        if let Some(failure) = &attempt.failure {
            line(say!(c, "field-reason"), Cell::prepared(failure_word(c, failure)));
        }
        if let Some(found) = &attempt.found {
            line(say!(c, "report-field-found"), Cell::prepared(failure_word(c, found)));
        }
        for volume in &attempt.volumes {
            line(say!(c, "report-field-volume"), Cell::text(volume));
        }
        page.sheet(&lines);
    }
}

/// Whether the medium was the registered one, and how that was known.
fn identified(c: &Catalogue, attempt: &AttemptView) -> String {
    match attempt.identified_by {
        Some("serial") => say!(c, "report-identified-serial"),
        Some(_) => say!(c, "report-identified-filesystem"),
        None => say!(c, "report-not-identified"),
    }
}

/// Why it failed, in words where it is one of the vocabulary; an interruption is spelled otherwise
/// in what was found.
fn failure_word(c: &Catalogue, said: &str) -> String {
    let said = if said == "interrupted" { "cancelled" } else { said };
    c.find(&format!("failure-{said}")).unwrap_or_else(|| safe(said))
}

/// What an entry says, and its type as statements spell it.
/// What a type of statement is called, and how it is spelled.
pub(super) fn entry_type(c: &Catalogue, type_name: &str) -> String {
    match c.find(&format!("entry-{type_name}")) {
        Some(name) if name != type_name => {
            say!(c, "report-entry-type", name = Prepared(&name), type = type_name)
        }
        _ => safe(type_name),
    }
}

/// Who can open the custody file of an attempt.
pub(super) fn custody(c: &Catalogue, view: &CarryOutView, attempt: &AttemptView) -> String {
    if view.opens_with == "age-keys" {
        return say!(c, "report-custody-none");
    }
    let ids = attempt.custody.iter().map(crate::domain::names::PersonId::as_str);
    let names = attempt.custody_names.iter().map(String::as_str);
    let holders: Vec<String> = names.zip(ids).map(|(name, id)| named(c, name, id)).collect();
    let holders = or_nothing(joined(c, &holders));
    if attempt.carrier_holds_key {
        say!(
            c,
            "report-custody-carrier",
            holders = Prepared(&holders),
            mark = Prepared(c.name_of(Mark::CarrierHoldsKey))
        )
    } else {
        holders
    }
}

fn releases(page: &mut Page<'_>, view: &CarryOutView) {
    let c = page.c;
    if view.package_sha256.is_none() || view.opens_with == "age-keys" {
        return;
    }
    page.heading(&say!(c, "report-heading-releases"));
    if view.releases.is_empty() {
        page.line(&say!(c, "report-no-release"));
        return;
    }
    let mut table = Table::new()
        .column(say!(c, "field-time"))
        .column(say!(c, "report-column-custodian"))
        .column(say!(c, "report-column-told"))
        .column(say!(c, "field-channel"))
        .column(say!(c, "report-column-contact"))
        .column(say!(c, "report-column-note"))
        .column(say!(c, "report-column-marks"));
    for release in &view.releases {
        table.row([
            Cell::prepared(c.moment(&release.at)),
            Cell::prepared(named(c, &release.name, release.person.as_str())),
            Cell::text(&release.told),
            Cell::prepared(c.name_of(release.via)),
            optional(release.contact.as_deref()),
            optional(release.note.as_deref()),
            Cell::prepared(or_nothing(marks(c, &release.marks))),
        ]);
    }
    page.table(&table);
}

fn entries(page: &mut Page<'_>, shown: &Shown) {
    let c = page.c;
    page.heading(&say!(c, "report-heading-entries"));
    let mut table = Table::new()
        .number_column(say!(c, "field-entry"))
        .column(say!(c, "report-column-statement"))
        .column(say!(c, "report-column-digest"));
    for entry in &shown.entries {
        table.row([
            Cell::prepared(grouped(entry.index)),
            Cell::prepared(entry_type(c, &entry.type_name)),
            Cell::prepared(entry.statement_sha256.to_string()),
        ]);
    }
    page.table(&table);
}
