//! `backup` and `restore`: what is in the copy, what is not, and what is lost.

use super::page::Page;
use super::table::{Cell, Sheet};
use super::words::{grouped, size};
use crate::base::text::safe;
use crate::i18n::{Catalogue, Prepared};
use crate::projection::view::backup::{BackupView, LostEntry, LostView, RestoreView};

/// Lost entries shown one by one: a screen holds them.
const LOST_SHOWN: usize = 20;

/// `backup`.
#[must_use]
pub fn backup(view: &BackupView, c: &Catalogue, columns: Option<usize>) -> String {
    let mut page = Page::new(c, columns);
    page.heading(&say!(c, "report-backup-title", path = safe(&view.path.to_string_lossy())));
    let mut lines = Sheet::new();
    lines.line(say!(c, "report-field-origin"), Cell::text(&view.origin));
    lines.line(say!(c, "report-field-entries"), Cell::prepared(grouped(view.size)));
    lines.line(say!(c, "report-field-root"), Cell::prepared(view.root.to_string()));
    lines.line(say!(c, "report-field-attachments"), Cell::prepared(grouped(view.attachments)));
    lines.line(say!(c, "report-backup-ledger"), Cell::prepared(size(c, view.ledger_bytes)));
    let custody = match view.custody_files {
        _ if view.custody_left_out => say!(c, "report-backup-custody-left-out"),
        count => say!(c, "report-backup-custody-count", count = count),
    };
    lines.line(say!(c, "report-backup-custody"), Cell::prepared(custody));
    let note = if view.signed { say!(c, "report-backup-signed") } else { say!(c, "report-backup-unsigned") };
    lines.line(say!(c, "report-backup-checkpoint"), Cell::prepared(note));
    page.sheet(&lines);
    if view.findings > 0 {
        page.line(&say!(c, "report-backup-findings", count = view.findings));
    }
    for absent in &view.custody_absent {
        page.line(&if absent.differs {
            say!(c, "report-backup-custody-differs", name = absent.name)
        } else {
            say!(c, "report-backup-custody-missing", name = absent.name)
        });
    }
    page.line(&say!(c, "report-backup-checked"));
    if view.custody_files > 0 {
        page.line(&say!(c, "report-backup-keys"));
    }
    page.line(&say!(c, "report-backup-not-in-it"));
    page.finish()
}

/// `restore`.
#[must_use]
pub fn restored(view: &RestoreView, c: &Catalogue, columns: Option<usize>) -> String {
    let mut page = Page::new(c, columns);
    page.heading(&say!(c, "report-restore-title", home = safe(&view.home.to_string_lossy())));
    let mut lines = Sheet::new();
    lines.line(say!(c, "report-restore-from"), Cell::text(&view.from.to_string_lossy()));
    lines.line(say!(c, "report-restore-made"), Cell::prepared(c.moment(&view.made_at)));
    lines.line(say!(c, "report-field-origin"), Cell::text(&view.origin));
    lines.line(say!(c, "report-field-entries"), Cell::prepared(grouped(view.size)));
    lines.line(say!(c, "report-field-root"), Cell::prepared(view.root.to_string()));
    let custody = say!(c, "report-backup-custody-count", count = view.custody_files);
    lines.line(say!(c, "report-backup-custody"), Cell::prepared(custody));
    page.sheet(&lines);
    for name in &view.custody_destroyed {
        page.line(&say!(c, "report-restore-destroyed", name = name));
    }
    if view.findings > 0 {
        page.line(&say!(c, "report-backup-findings", count = view.findings));
    }
    if let Some(aside) = &view.set_aside {
        page.line(&say!(c, "report-restore-aside", path = safe(&aside.to_string_lossy())));
    }
    if let Some(count) = view.in_the_way {
        page.line(&say!(c, "report-restore-other-history", count = count));
    }
    match &view.lost {
        Some(lost) => loss(&mut page, view, lost),
        None if view.verified == 0 => page.line(&say!(c, "report-restore-nothing-known")),
        None => page.line(&say!(c, "report-restore-no-loss-known")),
    }
    page.line(&say!(c, "report-restore-rights"));
    page.finish()
}

fn loss(page: &mut Page<'_>, view: &RestoreView, lost: &LostView) {
    let c = page.c;
    page.heading(&say!(c, "report-lost-title", from = lost.from, last = lost.last));
    let mut lines = Sheet::new();
    let root = |size: u64, root: String| Cell::prepared(format!("{} {root}", grouped(size)));
    lines.line(say!(c, "report-lost-held"), root(lost.held_size, lost.held_root.to_string()));
    lines.line(say!(c, "report-lost-now"), root(view.size, view.root.to_string()));
    page.sheet(&lines);
    entries(page, &lost.known);
    page.line(&say!(c, "report-lost-next"));
    page.command("sekisho restored --reason TEXT");
}

/// Lost entries, one a line.
pub(super) fn entries(page: &mut Page<'_>, known: &[LostEntry]) {
    let c = page.c;
    let shown = known.iter().map(|entry| {
        let what = entry
            .type_name
            .as_deref()
            .map_or_else(|| say!(c, "report-lost-no-effect"), |name| super::carry_out::entry_type(c, name));
        let id = entry.id.as_deref().map(safe).unwrap_or_default();
        say!(c, "report-lost-entry", index = entry.index, what = Prepared(what), id = Prepared(id))
    });
    let lines: Vec<String> = shown.collect();
    page.some_of(lines.iter().map(String::as_str), LOST_SHOWN);
}
