//! The log: as a table for the screen, as CSV for programs and spreadsheets.

use std::io::{self, Write};

use super::carry_out::status_short;
use super::csv::{self, Bom};
use super::page::{Page, WIDE};
use super::table::{Cell, Table};
use super::words::{NOTHING, grouped, level_short};
use crate::base::digest::Digest;
use crate::base::text::safe;
use crate::base::time::Timestamp;
use crate::domain::carry_out::Mark;
use crate::i18n::{Bytes, Catalogue};
use crate::projection::view::{CarryOutView, EndedView};

/// `log`: one line per carry-out.
#[must_use]
pub fn table(views: &[CarryOutView], c: &Catalogue, columns: Option<usize>) -> String {
    if views.is_empty() {
        let mut page = Page::new(c, columns);
        page.outer(&say!(c, "report-log-empty"));
        return page.finish();
    }
    of_many(c, views, columns.is_none_or(|columns| columns >= WIDE)).render(columns)
}

/// Several carry-outs: a line each where there is room, else two lines each in half the columns.
pub(super) fn of_many(c: &Catalogue, views: &[CarryOutView], wide: bool) -> Table {
    // When it ended has a place only where something did.
    let ended = views.iter().any(|view| view.closed_at.is_some());
    let mut days = vec![say!(c, "report-column-requested"), say!(c, "field-due")];
    days.extend(ended.then(|| say!(c, "field-closed-at")));
    let headings = [
        vec![say!(c, "field-id"), say!(c, "field-status")],
        days,
        vec![say!(c, "field-requester"), say!(c, "field-recipient")],
        vec![say!(c, "field-via"), say!(c, "field-level")],
        vec![say!(c, "field-files"), say!(c, "field-total-bytes")],
    ];
    let last = headings.len() - 1;
    let mut table = Table::new();
    for (number, group) in headings.into_iter().enumerate() {
        let headings = if wide { group } else { vec![group.join("\n")] };
        for heading in headings {
            table = if number == last { table.number_column(heading) } else { table.column(heading) };
        }
    }
    for view in views {
        let closed = view.closed_at.map_or_else(|| NOTHING.to_owned(), |at| at.date().to_string());
        let mut days = vec![view.requested_at.date().to_string(), view.due.to_string()];
        days.extend(ended.then_some(closed));
        let groups = [
            vec![safe(&view.id), status_short(c, view)],
            days,
            vec![safe(&view.requester_name), recipient(c, view)],
            vec![c.name_of(view.via), level_short(c, view.level)],
            vec![grouped(view.file_count), Bytes(view.total_bytes).to_string()],
        ];
        if wide {
            table.row(groups.into_iter().flatten().map(Cell::prepared));
        } else {
            table.row(groups.into_iter().map(|group| Cell::prepared(group.join("\n"))));
        }
    }
    table
}

fn recipient(c: &Catalogue, view: &CarryOutView) -> String {
    if view.recipient.is_self() { say!(c, "report-recipient-self-short") } else { safe(&view.recipient_name) }
}

/// Writes the log as CSV. Columns are named, and words spelled, as in `--json`; several approvals,
/// attempts or releases stand in one cell, separated by `; `.
///
/// # Errors
/// Whatever `out` says.
pub fn write_csv(views: &[CarryOutView], bom: Bom, out: impl Write) -> io::Result<()> {
    csv::write(&CSV_COLUMNS, views.iter().map(csv_row), bom, out)
}

/// The columns of [`write_csv`].
const CSV_COLUMNS: [&str; 52] = [
    "id",
    "status",
    "requester",
    "requester_name",
    "requester_department",
    "recipient",
    "recipient_name",
    "via",
    "kind",
    "medium",
    "medium_serial",
    "contract",
    "place",
    "purpose",
    "reason",
    "items",
    "level",
    "personal_data_people",
    "personal_data_special",
    "opens_with",
    "after_arrival",
    "on",
    "expires_on",
    "due",
    "overdue",
    "requested_at",
    "exported_at",
    "arrived_at",
    "opened_at",
    "closed_at",
    "file_count",
    "total_bytes",
    "manifest_sha256",
    "request_sha256",
    "package_sha256",
    "package_size_bytes",
    "package_path",
    "write_level",
    "approvals",
    "approvals_counted",
    "approvals_needed",
    "rejection",
    "attempts",
    "releases",
    "withdrawal",
    "due_requested",
    "carrier",
    "carrier_name",
    "copies",
    "open_copies",
    "incidents",
    "closed_by",
];

fn csv_row(view: &CarryOutView) -> [csv::Cell; 52] {
    let text = |text: &dyn ToString| csv::Cell::from(text.to_string());
    let time = |at: Option<&Timestamp>| csv::Cell::from(at.map(ToString::to_string));
    let digest = |digest: Option<&Digest>| csv::Cell::from(digest.map(ToString::to_string));
    let many = |items: Vec<String>| {
        if items.is_empty() { csv::Cell::Empty } else { csv::Cell::from(items.join("; ")) }
    };
    let approvals = view.approvals.iter().map(|approval| {
        let marks = spelled(&approval.marks);
        format!("{} {}{marks}", approval.person, approval.at)
    });
    let attempts = view.attempts.iter().map(|attempt| {
        let failure = attempt.failure.as_deref().map(|why| format!(" ({why})")).unwrap_or_default();
        format!("{} {} {}{failure}", attempt.outcome, attempt.person, attempt.begun_at)
    });
    let releases = view.releases.iter().map(|release| {
        let marks = spelled(&release.marks);
        format!("{} {} {} to {}{marks}", release.person, release.at, release.via, release.told)
    });
    let back = &view.way_back;
    let copies = back.copies.iter().map(|copy| {
        let level = copy.level.map(|level| format!(" {level}")).unwrap_or_default();
        format!("{} {} {}{level}", copy.number, copy.kind, copy.fate)
    });
    let ended = |ended: &EndedView| {
        let reason = ended.reason.as_deref().map(|why| format!(": {why}")).unwrap_or_default();
        format!("{} {}{reason}", ended.person, ended.at)
    };
    [
        text(&view.id),
        text(&view.status),
        text(&view.requester),
        text(&view.requester_name),
        csv::Cell::from(view.requester_department.clone()),
        text(&view.recipient),
        text(&view.recipient_name),
        text(&view.via),
        text(&view.kind),
        csv::Cell::from(view.medium.as_ref().map(ToString::to_string)),
        csv::Cell::from(view.medium_serial.clone()),
        csv::Cell::from(view.contract.as_ref().map(ToString::to_string)),
        csv::Cell::from(view.place.clone()),
        text(&view.purpose),
        csv::Cell::from(view.reason.clone()),
        many(view.items.clone()),
        text(&view.level),
        view.personal_data.map_or_else(|| text(&""), |stated| csv::Cell::from(stated.people)),
        text(&view.personal_data.map_or_else(String::new, |stated| stated.special.to_string())),
        text(&view.opens_with),
        text(&view.after_arrival),
        text(&view.on),
        text(&view.expires_on),
        text(&view.due),
        text(&view.overdue),
        time(Some(&view.requested_at)),
        time(view.exported_at.as_ref()),
        time(view.arrived_at.as_ref()),
        time(view.opened_at.as_ref()),
        time(view.closed_at.as_ref()),
        csv::Cell::from(view.file_count),
        csv::Cell::from(view.total_bytes),
        digest(Some(&view.manifest_sha256)),
        digest(Some(&view.request_sha256)),
        digest(view.package_sha256.as_ref()),
        csv::Cell::from(view.package_size_bytes),
        csv::Cell::from(view.package_path.clone()),
        csv::Cell::from(view.write_level.map(|level| level.to_string())),
        many(approvals.collect()),
        csv::Cell::from(view.approvals_counted),
        csv::Cell::from(view.approvals_needed),
        csv::Cell::from(view.rejection.as_ref().map(ended)),
        many(attempts.collect()),
        many(releases.collect()),
        csv::Cell::from(view.withdrawal.as_ref().map(ended)),
        text(&view.due_requested),
        text(&back.carrier),
        text(&back.carrier_name),
        many(copies.collect()),
        many(back.open_copies.iter().map(ToString::to_string).collect()),
        many(back.incidents.clone()),
        csv::Cell::from(back.closed_by.as_ref().map(ToString::to_string)),
    ]
}

fn spelled(marks: &[Mark]) -> String {
    if marks.is_empty() {
        return String::new();
    }
    let marks: Vec<&str> = marks.iter().map(|mark| mark.as_str()).collect();
    format!(" ({})", marks.join(", "))
}
