//! `purge`: what could go, what was asked for, and what is gone.

use super::page::Page;
use super::table::{Cell, Sheet, Table};
use super::words::{NOTHING, grouped, named, size};
use crate::base::text::safe;
use crate::i18n::{Catalogue, Prepared};
use crate::projection::view::purge::{Did, PurgeDone, PurgeLine, PurgePlan, PurgedView};

/// `purge --list`.
#[must_use]
pub fn plan(plan: &PurgePlan, c: &Catalogue, columns: Option<usize>) -> String {
    let mut page = Page::new(c, columns);
    page.heading(&say!(c, "report-purge-title", count = plan.lines.len()));
    if !plan.lines.is_empty() {
        let mut table = Table::new()
            .column(say!(c, "field-id"))
            .column(say!(c, "field-contract"))
            .column(say!(c, "report-purge-ended"))
            .number_column(say!(c, "report-purge-years"))
            .column(say!(c, "report-purge-from"))
            .number_column(say!(c, "report-purge-attachments"))
            .number_column(say!(c, "field-size"))
            .column(say!(c, "report-purge-standing"));
        for line in &plan.lines {
            table.row([
                Cell::text(&line.id),
                Cell::text(line.contract.as_ref().map_or(NOTHING, |id| id.as_str())),
                Cell::prepared(line.ended_on.to_string()),
                Cell::prepared(grouped(line.years)),
                Cell::prepared(line.from.to_string()),
                Cell::prepared(grouped(line.attachments)),
                Cell::prepared(size(c, line.bytes)),
                Cell::prepared(standing(c, plan, line)),
            ]);
        }
        page.table(&table);
    }
    let mut lines = Sheet::new();
    let next = plan.next.as_ref().map_or_else(
        || say!(c, "report-none"),
        |next| say!(c, "report-purge-next-is", id = next.id, from = next.from),
    );
    lines.line(say!(c, "report-purge-next"), Cell::prepared(next));
    lines.line(say!(c, "report-purge-done"), Cell::prepared(grouped(plan.purged)));
    page.sheet(&lines);
    page.line(&say!(c, "report-purge-means"));
    page.finish()
}

fn standing(c: &Catalogue, plan: &PurgePlan, line: &PurgeLine) -> String {
    if let Some(incident) = &line.frozen_by {
        return say!(c, "report-frozen", incident = incident);
    }
    match &line.asked {
        _ if line.from > plan.today => say!(c, "report-purge-kept"),
        None => say!(c, "report-purge-may"),
        Some(asked) => {
            let name = named(c, &asked.name, asked.by.as_str());
            say!(c, "report-purge-asked", name = Prepared(&name), at = Prepared(c.moment(&asked.at)))
        }
    }
}

/// `purge`: one line for each carry-out.
#[must_use]
pub fn done(done: &[PurgeDone], c: &Catalogue, columns: Option<usize>) -> String {
    let mut page = Page::new(c, columns);
    if done.is_empty() {
        page.outer(&say!(c, "report-purge-nothing"));
        return page.finish();
    }
    for one in done {
        let id = safe(&one.id);
        let said = match one.did {
            Did::Asked => say!(
                c,
                "report-purge-did-ask",
                id = Prepared(&id),
                index = one.index,
                count = one.attachments
            ),
            Did::Purged => say!(
                c,
                "report-purge-did",
                id = Prepared(&id),
                index = one.index,
                count = one.attachments,
                removed = one.removed,
                kept = one.needed_elsewhere
            ),
        };
        page.line(&said);
    }
    if done.iter().any(|one| one.did == Did::Asked) {
        page.line(&say!(c, "report-purge-second"));
    }
    if done.iter().any(|one| one.did == Did::Purged) {
        page.line(&say!(c, "report-purge-copies"));
    }
    page.finish()
}

/// That attachments of a carry-out are not there any more, since when, and by whose word.
pub(super) fn purged(c: &Catalogue, view: &PurgedView) -> String {
    let asked = named(c, &view.asked.name, view.asked.by.as_str());
    let agreed = named(c, &view.name, view.by.as_str());
    say!(
        c,
        "report-purged",
        at = Prepared(c.moment(&view.at)),
        count = view.attachments,
        index = view.index,
        asked = Prepared(&asked),
        agreed = Prepared(&agreed)
    )
}
