//! What differs from an earlier carry-out.

use super::page::Page;
use super::table::{Cell, Table};
use super::words::{self, NOTHING, opening};
use crate::base::text::safe;
use crate::domain::names::{Kind, Level, Via};
use crate::i18n::Catalogue;
use crate::projection::view::Difference;

/// Paths shown of each sort; how many more there are is said.
const PATHS_SHOWN: usize = 10;

/// Adds what differs.
pub(super) fn difference(page: &mut Page<'_>, difference: &Difference) {
    let c = page.c;
    let (added, removed, changed) =
        (difference.added.len(), difference.removed.len(), difference.changed.len());
    page.line(&say!(
        c,
        "report-difference-counts",
        added = added,
        removed = removed,
        changed = changed,
        same = difference.same
    ));
    let sorts = [
        (say!(c, "report-difference-added"), &difference.added),
        (say!(c, "report-difference-removed"), &difference.removed),
        (say!(c, "report-difference-changed"), &difference.changed),
    ];
    for (heading, paths) in sorts.iter().filter(|(_, paths)| !paths.is_empty()) {
        page.line(heading);
        page.some_of(paths.iter().map(String::as_str), PATHS_SHOWN);
    }
    if difference.fields.is_empty() {
        page.line(&say!(c, "report-difference-no-fields"));
        return;
    }
    page.line(&say!(c, "report-difference-fields"));
    let mut table = Table::new()
        .column(say!(c, "report-column-field"))
        .column(say!(c, "report-column-earlier"))
        .column(say!(c, "report-column-now"));
    for (name, earlier, now) in &difference.fields {
        let cell = |value: &str| Cell::prepared(value_of(c, name, value));
        table.row([Cell::prepared(field_name(c, name)), cell(earlier), cell(now)]);
    }
    page.table(&table);
}

/// A field of a request by the name that differences use.
fn field_name(c: &Catalogue, name: &str) -> String {
    let id = if name == "opens-with" { "field-opens".to_owned() } else { format!("field-{name}") };
    c.find(&id).unwrap_or_else(|| safe(name))
}

/// A field's value in words.
fn value_of(c: &Catalogue, name: &str, value: &str) -> String {
    let word = match name {
        "via" => value.parse::<Via>().map(|via| c.name_of(via)).ok(),
        "kind" => value.parse::<Kind>().map(|kind| c.name_of(kind)).ok(),
        "level" => value.parse::<Level>().map(|level| words::level(c, level)).ok(),
        "place" if !value.is_empty() => Some(words::place(c, value)),
        "opens-with" => Some(opening(c, value)),
        _ => None,
    };
    word.unwrap_or_else(|| if value.is_empty() { NOTHING.to_owned() } else { safe(value) })
}
