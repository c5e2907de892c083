//! `anomalies`: unusual facts, each with its entries, and what it does not show.

use std::io::{self, Write};

use super::csv::{self, Bom, Cell as CsvCell};
use super::page::Page;
use super::table::{Cell, Table};
use super::words::{NOTHING, joined, named};
use crate::domain::anomaly::AnomalyKind;
use crate::i18n::{Catalogue, Prepared};
use crate::projection::view::anomaly::AnomalyView;

/// Entries named in one line of a table; what is more is counted.
const ENTRIES_SHOWN: usize = 6;

/// The list as text.
#[must_use]
pub fn anomalies(found: &[AnomalyView], c: &Catalogue, columns: Option<usize>) -> String {
    let mut page = Page::new(c, columns);
    page.heading(&say!(c, "report-anomalies-title", count = found.len()));
    if found.is_empty() {
        page.line(&say!(c, "report-anomalies-none"));
        page.line(&say!(c, "report-anomalies-unseen"));
        return page.finish();
    }
    let mut table = Table::new()
        .column(say!(c, "report-column-day"))
        .column(say!(c, "report-column-what"))
        .column(say!(c, "report-column-carry-outs"))
        .column(say!(c, "report-column-entries"))
        .column(say!(c, "field-person"));
    for line in found {
        let people: Vec<String> =
            line.people.iter().map(|person| named(c, &person.name, person.id.as_str())).collect();
        table.row([
            Cell::prepared(line.on.to_string()),
            Cell::prepared(what(c, line)),
            Cell::prepared(some(c, &line.carry_outs)),
            Cell::prepared(some(c, &line.entries.iter().map(ToString::to_string).collect::<Vec<_>>())),
            Cell::prepared(joined(c, &people)),
        ]);
    }
    page.table(&table);
    page.heading(&say!(c, "report-anomalies-not-shown"));
    for kind in AnomalyKind::ALL.iter().filter(|kind| found.iter().any(|line| line.kind == **kind)) {
        let name = c.name_of(*kind);
        page.line(&say!(
            c,
            "report-anomaly-not",
            kind = Prepared(&name),
            what = Prepared(not_shown(c, *kind))
        ));
    }
    page.line(&say!(c, "report-anomalies-unseen"));
    page.finish()
}

fn some(c: &Catalogue, items: &[String]) -> String {
    if items.is_empty() {
        return NOTHING.to_owned();
    }
    let shown: Vec<String> = items.iter().take(ENTRIES_SHOWN).cloned().collect();
    let more = items.len().saturating_sub(ENTRIES_SHOWN);
    if more == 0 {
        return joined(c, &shown);
    }
    say!(c, "report-anomaly-more", items = Prepared(joined(c, &shown)), more = more)
}

/// The fact in one line.
fn what(c: &Catalogue, line: &AnomalyView) -> String {
    let count = line.count.unwrap_or_default();
    let days = line.days.unwrap_or_default();
    let time = line.at.map(|at| at.as_datetime().format("%H:%M").to_string()).unwrap_or_default();
    match line.kind {
        AnomalyKind::QuickApproval => {
            say!(c, "report-anomaly-quick", seconds = line.seconds.unwrap_or_default())
        }
        AnomalyKind::OnePair => say!(c, "report-anomaly-pair", count = count),
        AnomalyKind::Night => say!(c, "report-anomaly-night", time = Prepared(&time)),
        AnomalyKind::Holiday => {
            let why = line.holiday.map(|holiday| c.name_of(holiday)).unwrap_or_default();
            say!(c, "report-anomaly-holiday", why = Prepared(&why), time = Prepared(&time))
        }
        AnomalyKind::LateReturn => say!(c, "report-anomaly-late", days = days),
        AnomalyKind::NoArrival => say!(c, "report-anomaly-arrival", days = days),
        AnomalyKind::NoOpening => say!(c, "report-anomaly-opening", days = days),
        AnomalyKind::ManyCopies => say!(c, "report-anomaly-copies", count = count),
        AnomalyKind::RepeatedContent => say!(c, "report-anomaly-content", count = count),
        AnomalyKind::NewApprover => say!(c, "report-anomaly-new-approver", days = days),
        AnomalyKind::OwnKey
        | AnomalyKind::EarlyRelease
        | AnomalyKind::SuccessionAsked
        | AnomalyKind::Succession => c.name_of(line.kind),
        AnomalyKind::UnclearedReturn => {
            say!(c, "report-anomaly-uncleared", what = line.detail.as_deref().unwrap_or_default())
        }
        AnomalyKind::OwnRules => {
            say!(c, "report-anomaly-own-rules", rules = line.detail.as_deref().unwrap_or_default())
        }
        AnomalyKind::Clock => {
            say!(c, "report-anomaly-clock", detail = line.detail.as_deref().unwrap_or_default())
        }
    }
}

/// What a fact of this kind does not show.
fn not_shown(c: &Catalogue, kind: AnomalyKind) -> String {
    match kind {
        AnomalyKind::QuickApproval => say!(c, "report-not-quick"),
        AnomalyKind::OnePair => say!(c, "report-not-pair"),
        AnomalyKind::Night => say!(c, "report-not-night"),
        AnomalyKind::Holiday => say!(c, "report-not-holiday"),
        AnomalyKind::LateReturn => say!(c, "report-not-late"),
        AnomalyKind::NoArrival => say!(c, "report-not-arrival"),
        AnomalyKind::NoOpening => say!(c, "report-not-opening"),
        AnomalyKind::OwnKey => say!(c, "report-not-own-key"),
        AnomalyKind::NewApprover => say!(c, "report-not-new-approver"),
        AnomalyKind::ManyCopies => say!(c, "report-not-copies"),
        AnomalyKind::RepeatedContent => say!(c, "report-not-content"),
        AnomalyKind::EarlyRelease => say!(c, "report-not-release"),
        AnomalyKind::SuccessionAsked | AnomalyKind::Succession => say!(c, "report-not-succession"),
        AnomalyKind::UnclearedReturn => say!(c, "report-not-uncleared"),
        AnomalyKind::OwnRules => say!(c, "report-not-own-rules"),
        AnomalyKind::Clock => say!(c, "report-not-clock"),
    }
}

/// The list as CSV, with the names of fields as in JSON.
///
/// # Errors
/// Whatever `out` says.
pub fn write_csv(found: &[AnomalyView], bom: Bom, out: impl Write) -> io::Result<()> {
    let headings = [
        "on",
        "kind",
        "at",
        "carry_outs",
        "entries",
        "people",
        "seconds",
        "days",
        "count",
        "holiday",
        "detail",
    ];
    let rows = found.iter().map(|line| {
        let row = |items: Vec<String>| CsvCell::from(items.join(" "));
        [
            CsvCell::from(line.on.to_string()),
            CsvCell::from(line.kind.as_str()),
            CsvCell::from(line.at.map(|at| at.to_string())),
            row(line.carry_outs.clone()),
            row(line.entries.iter().map(ToString::to_string).collect()),
            row(line.people.iter().map(|person| person.id.to_string()).collect()),
            CsvCell::from(line.seconds),
            CsvCell::from(line.days),
            CsvCell::from(line.count),
            CsvCell::from(line.holiday.map(|holiday| holiday.as_str())),
            CsvCell::from(line.detail.clone()),
        ]
    });
    csv::write(&headings, rows, bom, out)
}
