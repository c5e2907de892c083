//! `evidence`, and `verify` of what it wrote.

use super::page::Page;
use super::table::{Cell, Sheet, Table};
use super::words::grouped;
use crate::base::text::safe;
use crate::i18n::Catalogue;
use crate::projection::audited::{Counted, VerifiedLine, Warning};
use crate::projection::view::dossier::DossierView;

/// `evidence`: what was counted, and how the client checks it.
#[must_use]
pub fn made(view: &DossierView, c: &Catalogue, columns: Option<usize>) -> String {
    let mut page = Page::new(c, columns);
    page.heading(&say!(c, "report-dossier-made", contract = view.contract, entry = grouped(view.index)));
    let mut sheet = Sheet::new();
    let entries = [view.own, view.beside, view.withheld];
    let attachments =
        [Some(view.attachments), Some(view.attachments_withheld), Some(view.attachments_removed)];
    counts(&mut sheet, c, entries, attachments);
    sheet.line(say!(c, "report-dossier-forms"), Cell::prepared(grouped(view.forms)));
    if view.forms_withheld > 0 {
        let withheld = grouped(view.forms_withheld);
        sheet.line(say!(c, "report-dossier-forms-withheld"), Cell::prepared(withheld));
    }
    let proven = say!(c, "report-proven-in", size = view.size, root = view.root);
    sheet.line(say!(c, "report-field-proven-in"), Cell::prepared(proven));
    page.sheet(&sheet);
    if view.withheld > 0 || view.attachments_withheld > 0 {
        page.line(&say!(c, "report-dossier-withheld-means"));
    }
    page.line(&say!(c, "report-dossier-forms-are"));
    page.line(&say!(c, "report-dossier-unread"));
    page.line(&say!(c, "report-proven-check"));
    page.command(&format!("sekisho verify {}", safe(&view.directory)));
    page.finish()
}

/// `verify` of a dossier: what the auditor counted, and every file that does not hold.
#[must_use]
pub fn verified(lines: &[VerifiedLine], c: &Catalogue, columns: Option<usize>) -> String {
    let mut page = Page::new(c, columns);
    let wrong: Vec<&VerifiedLine> = lines.iter().filter(|line| line.problem.is_some()).collect();
    let strange: Vec<&VerifiedLine> = lines.iter().filter(|line| is_strange(line)).collect();
    page.heading(&if wrong.is_empty() && !strange.is_empty() {
        say!(c, "report-dossier-holds-beside", strange = strange.len())
    } else if wrong.is_empty() {
        say!(c, "report-dossier-holds")
    } else {
        say!(c, "report-verified-wrong", wrong = wrong.len(), count = lines.len())
    });
    for line in lines {
        if let Some(counted) = &line.dossier {
            summary(&mut page, line, counted);
        }
    }
    if !(wrong.is_empty() && strange.is_empty()) {
        let mut table =
            Table::new().column(say!(c, "report-column-file")).column(say!(c, "report-column-detail"));
        for line in &wrong {
            table.row([Cell::text(&line.file), Cell::text(line.problem.as_deref().unwrap_or_default())]);
        }
        for line in &strange {
            table.row([Cell::text(&line.file), Cell::prepared(say!(c, "report-not-looked-at"))]);
        }
        page.table(&table);
    }
    if !strange.is_empty() {
        page.line(&say!(c, "report-dossier-strange"));
    }
    if wrong.is_empty() {
        page.line(&say!(c, "report-dossier-shows"));
        page.line(&say!(c, "report-dossier-shows-not"));
        page.line(&say!(c, "report-dossier-forms-are"));
    }
    page.line(&say!(c, "report-verified-signature-means"));
    page.line(&say!(c, "report-verified-proof-means"));
    page.finish()
}

/// Whether it was left alone: nothing in the folder is to be taken for checked that was not.
fn is_strange(line: &VerifiedLine) -> bool {
    line.problem.is_none() && line.warnings.contains(&Warning::NotLookedAt)
}

fn summary(page: &mut Page<'_>, line: &VerifiedLine, counted: &Counted) {
    let c = page.c;
    let mut sheet = Sheet::new();
    sheet.line(say!(c, "field-contract"), Cell::text(counted.contract.as_str()));
    let auditor = say!(c, "report-dossier-counted-by", person = counted.auditor, at = c.moment(&counted.at));
    sheet.line(say!(c, "report-dossier-auditor"), Cell::prepared(auditor));
    let size = grouped(counted.counted_size);
    sheet.line(say!(c, "report-dossier-counted-size"), Cell::prepared(size));
    let entries = [counted.own, counted.beside, counted.withheld];
    // How many attachments there are is not counted, only how many are missing.
    let attachments = [None, Some(counted.attachments_withheld), Some(counted.attachments_removed)];
    counts(&mut sheet, c, entries, attachments);
    if let (Some(first), Some(last)) = (counted.first, counted.last) {
        let span = format!("{} – {}", c.moment(&first), c.moment(&last));
        sheet.line(say!(c, "report-dossier-times"), Cell::prepared(span));
    }
    if let (Some(size), Some(root)) = (line.size, line.root) {
        let proven = say!(c, "report-proven-in", size = size, root = root);
        sheet.line(say!(c, "report-field-proven-in"), Cell::prepared(proven));
    }
    page.sheet(&sheet);
}

/// Entries of the contract, beside it, and withheld; attachments given, withheld, and removed before.
fn counts(sheet: &mut Sheet, c: &Catalogue, entries: [u64; 3], attachments: [Option<u64>; 3]) {
    let [own, beside, withheld] = entries.map(Some);
    let [given, attachments_withheld, removed] = attachments;
    for (label, count) in [
        (say!(c, "report-dossier-own"), own),
        (say!(c, "report-dossier-beside"), beside),
        (say!(c, "report-dossier-withheld"), withheld),
        (say!(c, "report-dossier-attachments"), given),
        (say!(c, "report-dossier-attachments-withheld"), attachments_withheld),
        (say!(c, "report-dossier-attachments-removed"), removed),
    ] {
        if let Some(count) = count {
            sheet.line(label, Cell::prepared(grouped(count)));
        }
    }
}
