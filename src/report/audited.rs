//! What an audit found, what a verification showed, and what `prove` wrote.

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::page::Page;
use super::status::anchored;
use super::table::{Cell, Sheet, Table};
use super::words::{NOTHING, grouped, marks};
use crate::base::text::safe;
use crate::domain::finding::Finding;
use crate::i18n::Catalogue;
use crate::projection::audited::{AuditReport, VerifiedLine, Warning};

/// `audit`.
#[must_use]
pub fn audit(report: &AuditReport, c: &Catalogue, columns: Option<usize>) -> String {
    let mut page = Page::new(c, columns);
    page.heading(&say!(c, "report-audit-title", origin = report.origin));
    let mut lines = Sheet::new();
    lines.line(say!(c, "report-field-entries"), Cell::prepared(grouped(report.size)));
    if report.from > 0 {
        let read = say!(c, "report-read-from", entry = grouped(report.from));
        lines.line(say!(c, "report-field-read"), Cell::prepared(read));
    }
    lines.line(say!(c, "report-field-root"), Cell::prepared(report.root.to_string()));
    let founder = report.founder.as_ref().map_or_else(
        || Cell::prepared(NOTHING),
        |(person, key)| Cell::prepared(say!(c, "report-founder", person = person, key = key)),
    );
    lines.line(say!(c, "report-field-founder"), founder);
    lines.line(say!(c, "report-field-attachments"), Cell::prepared(grouped(report.attachments)));
    if report.purged > 0 {
        lines.line(say!(c, "report-field-purged"), Cell::prepared(grouped(report.purged)));
    }
    let held = anchored(c, report.anchored, report.after_anchor);
    lines.line(say!(c, "report-field-anchored"), Cell::prepared(held));
    page.sheet(&lines);
    findings(&mut page, report);
    if let Some(held) = report.held.filter(|held| !held.in_log) {
        page.line(&say!(c, "report-held-tree", tree = held.tree.to_string()));
    }
    still_present(&mut page, report);
    report.restored.iter().for_each(|view| super::restored::one(&mut page, view));
    report.successions.iter().for_each(|view| super::succession::one(&mut page, view));
    for tree in &report.of_earlier {
        page.line(&say!(c, "report-restored-against", size = grouped(tree.size), root = tree.root));
    }
    if !report.acknowledged.is_empty() {
        page.heading(&say!(c, "report-heading-acknowledged", count = report.acknowledged.len()));
        report.acknowledged.iter().for_each(|view| super::acknowledge::one(&mut page, view));
    }
    marked(&mut page, report);
    page.finish()
}

fn findings(page: &mut Page<'_>, report: &AuditReport) {
    let c = page.c;
    page.heading(&say!(c, "report-heading-findings", count = report.findings.len()));
    if report.findings.is_empty() {
        page.line(&say!(c, "report-no-findings"));
        return;
    }
    let wrong = report.findings.iter().filter(|finding| finding.is_tampering()).count();
    if wrong > 0 {
        page.line(&say!(c, "report-evidence-wrong", count = wrong));
    } else {
        page.line(&say!(c, "report-only-clocks"));
    }
    let mut table = Table::new()
        .number_column(say!(c, "field-entry"))
        .column(say!(c, "report-column-finding"))
        .column(say!(c, "report-column-detail"));
    for finding in &report.findings {
        let entry = finding.index.map_or_else(|| say!(c, "report-whole-log"), grouped);
        table.row([
            Cell::prepared(entry),
            Cell::prepared(c.name_of(finding.kind)),
            Cell::text(&detail(finding)),
        ]);
    }
    page.table(&table);
}

fn still_present(page: &mut Page<'_>, report: &AuditReport) {
    if report.still_present.is_empty() {
        return;
    }
    page.heading(&say!(page.c, "report-heading-still-present", count = report.still_present.len()));
    report.still_present.iter().for_each(|digest| page.line(&digest.to_string()));
    page.line(&say!(page.c, "report-still-present"));
}

fn detail(finding: &Finding) -> String {
    match &finding.digest {
        Some(digest) => format!("{} ({digest})", finding.detail),
        None => finding.detail.clone(),
    }
}

fn marked(page: &mut Page<'_>, report: &AuditReport) {
    let c = page.c;
    page.heading(&say!(c, "report-heading-marks"));
    if report.marks.is_empty() {
        page.line(&say!(c, "report-none"));
        return;
    }
    let mut table = Table::new()
        .column(say!(c, "field-id"))
        .column(say!(c, "field-person"))
        .column(say!(c, "field-time"))
        .column(say!(c, "report-column-marks"));
    for entry in &report.marks {
        table.row([
            Cell::text(&entry.id),
            Cell::text(entry.person.as_str()),
            Cell::prepared(c.moment(&entry.at)),
            Cell::prepared(marks(c, &entry.marks)),
        ]);
    }
    page.table(&table);
}

/// `verify`: what it comes to, and then file by file what it says and whether it holds. Of a certificate, whose entries
/// are its steps, those that hold are left out unless `every` one is asked for.
#[must_use]
pub fn verified(lines: &[VerifiedLine], every: bool, c: &Catalogue, columns: Option<usize>) -> String {
    if lines.iter().any(|line| line.what == "dossier") {
        return super::dossier::verified(lines, c, columns);
    }
    let mut page = Page::new(c, columns);
    let wrong = lines.iter().filter(|line| line.problem.is_some()).count();
    let unchecked = lines.iter().filter(|line| !line.checked).count();
    let has = |warning: Warning| lines.iter().filter(|line| line.warnings.contains(&warning)).count();
    let strange = has(Warning::NotLookedAt).saturating_add(has(Warning::SignedNothing));
    let apart = has(Warning::NotRelated);
    page.heading(&if wrong == 0 && unchecked == lines.len() {
        say!(c, "report-verified-nothing")
    } else if wrong == 0 && apart > 0 {
        say!(c, "report-verified-apart", count = lines.len().saturating_sub(unchecked), apart = apart)
    } else if wrong == 0 && strange > 0 {
        say!(c, "report-verified-beside", count = lines.len().saturating_sub(unchecked), strange = strange)
    } else if wrong == 0 {
        say!(c, "report-verified-all", count = lines.len().saturating_sub(unchecked))
    } else {
        say!(c, "report-verified-wrong", wrong = wrong, count = lines.len())
    });
    if lines.iter().any(|line| line.key.is_some()) {
        page.line(&say!(c, "report-verified-signature-means"));
    }
    if lines.iter().any(|line| line.root.is_some()) {
        page.line(&say!(c, "report-verified-proof-means"));
    }
    let unknown = lines.iter().filter(|line| line.warnings.contains(&Warning::NumberInNameOnly));
    let id = |line: &VerifiedLine| line.file.split('-').take(2).collect::<Vec<_>>().join("-");
    let named: BTreeSet<String> = unknown.map(|line| safe(&id(line))).collect();
    let named: Vec<String> = named.into_iter().collect();
    if !named.is_empty() {
        page.line(&say!(c, "report-verified-number-in-name", names = named.join(", ")));
    }
    let of_a_certificate = lines.iter().any(|line| line.what == "certificate");
    let is_step = |line: &VerifiedLine| {
        !every && of_a_certificate && line.what != "certificate" && line.problem.is_none()
    };
    let steps = lines.iter().filter(|line| is_step(line)).count();
    for line in lines.iter().filter(|line| !is_step(line)) {
        one(&mut page, line);
    }
    if steps > 0 {
        page.line(&say!(c, "report-verified-steps", count = steps));
        page.command("sekisho verify FILE --verbose");
    }
    page.finish()
}

fn one(page: &mut Page<'_>, line: &VerifiedLine) {
    let c = page.c;
    page.heading(&safe(&line.file));
    let mut sheet = Sheet::new();
    let what = match line.what {
        "entry" => say!(c, "report-verified-entry"),
        "proof" => say!(c, "report-verified-proof"),
        "checkpoint" => say!(c, "report-verified-checkpoint"),
        "manifest" => say!(c, "report-verified-manifest"),
        "certificate" => say!(c, "report-verified-certificate"),
        "draft" => say!(c, "report-verified-draft"),
        "other" => say!(c, "report-verified-other"),
        other => safe(other),
    };
    sheet.line(say!(c, "report-column-what"), Cell::prepared(what));
    if let Some(type_name) = line.type_name {
        sheet.line(
            say!(c, "report-column-statement"),
            Cell::prepared(super::carry_out::entry_type(c, type_name)),
        );
    }
    if let Some(author) = &line.author {
        sheet.line(say!(c, "report-field-author"), Cell::text(author.as_str()));
    }
    if let Some(time) = &line.time {
        sheet.line(say!(c, "field-time"), Cell::prepared(c.moment(time)));
    }
    if let Some(key) = &line.key {
        sheet.line(say!(c, "field-key"), Cell::text(key));
    }
    if let Some(listed) = line.listed {
        let words = if listed { say!(c, "report-key-listed") } else { say!(c, "report-key-not-listed") };
        sheet.line(say!(c, "report-field-listed"), Cell::prepared(words));
    }
    if let Some(origin) = &line.origin {
        sheet.line(say!(c, "report-field-origin"), Cell::text(origin));
    }
    if let Some(index) = line.index {
        sheet.line(say!(c, "field-entry"), Cell::prepared(grouped(index)));
    }
    if let (Some(size), Some(root)) = (line.size, line.root) {
        let proven = say!(c, "report-proven-in", size = size, root = root);
        sheet.line(say!(c, "report-field-proven-in"), Cell::prepared(proven));
    }
    let result = match &line.problem {
        None if line.warnings.contains(&Warning::NotLookedAt) => say!(c, "report-not-looked-at"),
        None if line.warnings.contains(&Warning::SignedNothing) => say!(c, "report-signed-nothing"),
        None if line.warnings.contains(&Warning::NotRelated) => say!(c, "report-not-related"),
        None if !line.checked => say!(c, "report-not-checked"),
        None if line.what == "entry" && line.key.is_some() => say!(c, "report-holds-signature"),
        None => say!(c, "report-holds"),
        Some(problem) => say!(c, "report-does-not-hold", problem = problem),
    };
    sheet.line(say!(c, "report-field-result"), Cell::prepared(result));
    page.sheet(&sheet);
    if let Some(summary) = &line.certificate {
        super::certificate::summary(page, summary);
    }
}

/// `prove`: the files that were written, and how to check them.
#[must_use]
pub fn proven(id: &str, paths: &[PathBuf], c: &Catalogue, columns: Option<usize>) -> String {
    let mut page = Page::new(c, columns);
    page.heading(&say!(c, "report-proven-title", id = id, count = paths.len()));
    for path in paths {
        page.line(&safe(&path.to_string_lossy()));
    }
    let directory = paths.first().and_then(|path| path.parent()).unwrap_or(std::path::Path::new("."));
    page.line(&say!(c, "report-proven-check"));
    page.command(&format!("sekisho verify {}", safe(&directory.to_string_lossy())));
    page.finish()
}
