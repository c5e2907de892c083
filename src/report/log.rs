//! The log: as a table for the screen, as CSV for programs and spreadsheets, as the printed register.

use std::io::{self, Write};

use maud::{Markup, html};

use super::carry_out::status_short;
use super::csv::{self, Bom};
use super::html::{Paper, page_on, text};
use super::page::{Page, WIDE};
use super::table::{Cell, Table};
use super::words::{NOTHING, grouped, joined, level, level_short, named, opening, personal_data, when};
use crate::base::digest::Digest;
use crate::base::text::safe;
use crate::base::time::Timestamp;
use crate::domain::carry_out::Mark;
use crate::i18n::{Bytes, Catalogue, Prepared};
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

/// At which state of the ledger a form was made.
#[derive(Debug, Clone)]
pub struct MadeAt {
    /// The ledger's name.
    pub origin: String,
    /// Entries.
    pub size: u64,
    /// Root hash.
    pub root: Digest,
    /// When, by the clock of who made it.
    pub at: Timestamp,
}

/// The carry-out register (持出し管理台帳) for A4 landscape. What the ledger does not know yet is left
/// blank for hand.
#[must_use]
pub fn register(views: &[CarryOutView], made: &MadeAt, c: &Catalogue) -> String {
    let title = say!(c, "report-register-title");
    let at = when(&made.at);
    let footer = say!(
        c,
        "report-register-footer",
        origin = made.origin,
        size = made.size,
        root = made.root,
        at = Prepared(&at)
    );
    let body = html! {
        (boxes(c))
        @if views.is_empty() {
            p { (say!(c, "report-register-empty")) }
        } @else {
            table.register {
                thead { @for line in headings(c) { tr { @for heading in line { th scope="col" { (heading) } } } } }
                @for view in views {
                    tbody { @for line in register_row(c, view) { tr { @for cell in line { td { (cell) } } } } }
                }
            }
        }
    };
    page_on(Paper::Landscape, c.language(), &title, &body, &footer)
}

/// The boxes that are stamped by hand.
pub(super) fn boxes(c: &Catalogue) -> Markup {
    html! {
        table.boxes {
            tr { th rowspan="2" { (say!(c, "report-register-boxes")) } @for _ in 0..4 { td {} } }
            tr { @for _ in 0..4 { td.stamp {} } }
        }
    }
}

/// Two lines of headings: a record takes two lines of the sheet.
fn headings(c: &Catalogue) -> [[String; 12]; 2] {
    [
        [
            say!(c, "field-id"),
            say!(c, "report-form-requested"),
            say!(c, "report-form-carrier"),
            say!(c, "report-form-item"),
            say!(c, "report-form-content"),
            say!(c, "field-level"),
            say!(c, "report-form-medium"),
            say!(c, "report-form-personal-data"),
            say!(c, "field-contract"),
            say!(c, "report-form-times"),
            say!(c, "report-form-extended"),
            say!(c, "report-form-bring-back-approver"),
        ],
        [
            say!(c, "report-form-incident"),
            say!(c, "report-form-encryption"),
            say!(c, "field-purpose"),
            say!(c, "report-form-destination"),
            say!(c, "report-form-out"),
            say!(c, "field-due"),
            say!(c, "report-form-approver"),
            say!(c, "report-form-client-consent"),
            say!(c, "report-form-returned"),
            say!(c, "report-form-erased"),
            say!(c, "report-form-checked-by"),
            say!(c, "report-form-notes"),
        ],
    ]
}

fn register_row(c: &Catalogue, view: &CarryOutView) -> [[Markup; 12]; 2] {
    let said = |words: String| html! { (words) };
    let back = &view.way_back;
    let moved = (back.carrier != view.requester).then_some(&back.carrier_name);
    let carrier = view.requester_department.iter().chain([&view.requester_name]).chain(moved);
    let carrier = carrier.map(String::as_str).collect::<Vec<_>>().join("\n");
    let item = view.items.join("\n");
    let count = say!(c, "report-form-count", count = view.file_count, about = Bytes(view.total_bytes));
    let medium = view.medium.as_ref().map(ToString::to_string).into_iter().chain(view.medium_serial.clone());
    let medium = medium.collect::<Vec<_>>().join("\n");
    let place = view.place.as_deref();
    let destination = [
        place.map(|at| if at == "home" { say!(c, "place-home") } else { at.to_owned() }),
        Some(recipient(c, view)),
    ];
    let approver = |consent: bool| {
        let given = view.approvals.iter().filter(move |given| given.consent == consent);
        given.map(|given| format!("{}\n{}", given.name, given.at.date())).collect::<Vec<_>>().join("\n")
    };
    let out = view.exported_at.map(|at| at.date().to_string()).unwrap_or_default();
    let returned = back.returns.last().map(|returned| returned.at);
    let times = view.exported_at.iter().chain(&returned).map(when).collect::<Vec<_>>().join("\n");
    let later = back.extensions.iter().filter(|extension| extension.approved == Some(true));
    let later = later.map(|extension| extension.due.to_string()).collect::<Vec<_>>().join("\n");
    let handed_over = back.handed_over.as_ref().map(|handed_over| handed_over.at);
    let ended = returned.or(handed_over).map(|at| at.date().to_string()).unwrap_or_default();
    let mut levels: Vec<String> =
        back.copies.iter().filter_map(|copy| copy.level).map(|l| c.name_of(l)).collect();
    levels.sort_unstable();
    levels.dedup();
    let confirmed = match (&back.closed_by_name, &view.closed_at) {
        (Some(name), Some(at)) => format!("{name}\n{}", at.date()),
        _ => String::new(),
    };
    // Nothing recorded is nothing said before it ended.
    let incidents = match (back.incidents.is_empty(), view.closed_at) {
        (true, Some(_)) => say!(c, "report-not-recorded"),
        _ => joined(c, &back.incidents),
    };
    let notes = joined(c, &notes(c, view));
    [
        [
            text(&view.id),
            text(&view.requested_at.date().to_string()),
            text(&carrier),
            text(&item),
            said(count),
            said(level(c, view.level)),
            text(&medium),
            said(personal_data(c, view.personal_data)),
            text(view.contract.as_ref().map(|id| id.as_str()).unwrap_or_default()),
            text(&times),
            text(&later),
            text(&confirmed),
        ],
        [
            said(incidents),
            said(opening(c, view.opens_with)),
            text(&view.purpose),
            text(&destination.into_iter().flatten().collect::<Vec<_>>().join("\n")),
            text(&out),
            text(&view.due_requested.to_string()),
            text(&approver(false)),
            text(&approver(true)),
            text(&ended),
            said(joined(c, &levels)),
            text(&confirmed),
            said(notes),
        ],
    ]
}

/// Where it stands, and what is worth knowing about who approved and who was told.
fn notes(c: &Catalogue, view: &CarryOutView) -> Vec<String> {
    let mut notes = vec![super::carry_out::status(c, view)];
    for approval in view.approvals.iter().filter(|approval| !approval.marks.is_empty()) {
        let marks = super::words::marks(c, &approval.marks);
        let name = named(c, &approval.name, approval.person.as_str());
        notes.push(say!(c, "report-form-note", name = Prepared(&name), marks = Prepared(&marks)));
    }
    for release in view.releases.iter().filter(|release| !release.marks.is_empty()) {
        let marks = super::words::marks(c, &release.marks);
        let name = named(c, &release.name, release.person.as_str());
        notes.push(say!(c, "report-form-note", name = Prepared(&name), marks = Prepared(&marks)));
    }
    notes
}
