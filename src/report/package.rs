//! Packages: written, left open by a crash, and opened by a recipient.

use std::path::PathBuf;

use super::carry_out::custody;
use super::mail::draft_command;
use super::page::Page;
use super::table::{Cell, Sheet, Table};
use super::words::{grouped, level, opening, size};
use crate::base::digest::Digest;
use crate::base::limits::ARRIVAL_DIGITS;
use crate::base::text::safe;
use crate::domain::names::{Channel, Via};
use crate::i18n::{Catalogue, Prepared};
use crate::projection::view::{
    AttemptView, Beside, CarryOutView, Closed, Knowledge, OpenedPackage, Papers, Signer,
};

/// Names of other files on the medium that are shown.
const BESIDE_SHOWN: usize = 10;

/// `export`: where the package is, what reading it back has shown, and who can open it.
#[must_use]
pub fn exported(
    view: &CarryOutView,
    paths: &[PathBuf],
    beside: &Beside,
    c: &Catalogue,
    columns: Option<usize>,
) -> String {
    let mut page = Page::new(c, columns);
    page.heading(&say!(c, "report-exported-title", id = view.id));
    let mut lines = Sheet::new();
    for path in paths {
        lines.line(say!(c, "field-package"), Cell::text(&path.to_string_lossy()));
    }
    if let Some(bytes) = view.package_size_bytes {
        lines.line(say!(c, "field-size"), Cell::prepared(size(c, bytes)));
    }
    if let Some(digest) = &view.package_sha256 {
        lines.line(say!(c, "field-package-sha256"), Cell::prepared(digest.to_string()));
        lines.line(say!(c, "report-field-arrival-code"), Cell::prepared(arrival_code(digest)));
    }
    if let Some(shown) = view.write_level {
        lines.line(say!(c, "field-write-level"), Cell::prepared(c.name_of(shown)));
    }
    let attempt = view.attempts.iter().find(|attempt| attempt.outcome == "completed");
    if let Some(attempt) = attempt {
        lines.line(say!(c, "report-field-custody"), Cell::prepared(custody(c, view, attempt)));
    }
    page.sheet(&lines);
    warnings(&mut page, view, attempt, beside);
    page.heading(&say!(c, "report-heading-next"));
    match view.via {
        Via::Email => {
            page.line(&say!(c, "report-next-mail"));
            page.command(&draft_command(&view.id));
        }
        Via::Usb | Via::Hand | Via::Courier => {
            page.line(&say!(c, "report-next-checkout"));
            page.command(&format!("sekisho checkout {}", safe(&view.id)));
        }
        Via::ClientSystem => {}
    }
    if view.opens_with == "age-keys" {
        page.line(&say!(c, "report-next-keys"));
    } else {
        if view.after_arrival {
            page.line(&say!(c, "report-next-arrival"));
            page.command(&format!("sekisho receipt {} --arrived HEX", safe(&view.id)));
        }
        page.line(&say!(c, "report-next-passphrase"));
        page.command(&format!("sekisho passphrase {} --via {}", safe(&view.id), Channel::Phone));
    }
    page.finish()
}

/// The first twelve digits of the package's digest, in groups of four as they are read out.
fn arrival_code(digest: &Digest) -> String {
    let mut code = String::new();
    for (place, digit) in digest.to_string().chars().take(ARRIVAL_DIGITS).enumerate() {
        if place > 0 && place.is_multiple_of(4) {
            code.push(' ');
        }
        code.push(digit);
    }
    code
}

fn warnings(page: &mut Page<'_>, view: &CarryOutView, attempt: Option<&AttemptView>, beside: &Beside) {
    let c = page.c;
    let carrier_holds = attempt.is_some_and(|attempt| attempt.carrier_holds_key);
    let not_identified =
        view.medium.is_some() && attempt.is_some_and(|attempt| attempt.identified_by.is_none());
    let others = !beside.names.is_empty();
    if !carrier_holds && !not_identified && !others && !beside.autorun {
        return;
    }
    page.heading(&say!(c, "report-heading-attention"));
    if carrier_holds {
        page.line(&say!(c, "report-warn-carrier-holds"));
    }
    if not_identified {
        page.line(&say!(c, "report-warn-not-identified"));
    }
    if beside.autorun {
        page.line(&say!(c, "report-warn-autorun"));
    }
    if others {
        page.line(&say!(c, "report-warn-beside", count = beside.names.len()));
        page.some_of(beside.names.iter().map(String::as_str), BESIDE_SHOWN);
    }
}

/// `recover`: what a crash left open and is closed now.
#[must_use]
pub fn recovered(closed: &[Closed], c: &Catalogue, columns: Option<usize>) -> String {
    let mut page = Page::new(c, columns);
    if closed.is_empty() {
        page.outer(&say!(c, "report-recover-none"));
        return page.finish();
    }
    for done in closed {
        page.heading(&say!(c, "report-recovered", id = done.id));
        if done.removed.is_empty() {
            page.line(&say!(c, "report-recovered-no-file"));
        } else {
            page.line(&say!(c, "report-recovered-removed", count = done.removed.len()));
            for path in &done.removed {
                page.command(&safe(&path.to_string_lossy()));
            }
        }
    }
    page.heading(&say!(c, "report-heading-means"));
    if closed.iter().any(|done| !done.removed.is_empty()) {
        page.line(&say!(c, "report-recovered-remnants"));
    }
    page.line(&say!(c, "report-recovered-approval"));
    page.finish()
}

/// `open`: where the content is, who signed the papers and whether the reader knew them, and the
/// code to tell the sender.
#[must_use]
pub fn opened(view: &OpenedPackage, c: &Catalogue, columns: Option<usize>) -> String {
    let mut page = Page::new(c, columns);
    page.heading(&say!(c, "report-opened-title"));
    let mut lines = Sheet::new();
    lines.line(say!(c, "report-field-directory"), Cell::text(&view.directory.to_string_lossy()));
    lines.line(say!(c, "field-files"), Cell::prepared(grouped(view.files)));
    lines.line(say!(c, "field-total-bytes"), Cell::prepared(size(c, view.bytes)));
    lines.line(say!(c, "field-package-sha256"), Cell::prepared(view.package_sha256.to_string()));
    page.sheet(&lines);
    page.line(&say!(c, "report-opened-whole"));
    page.heading(&say!(c, "report-heading-signers"));
    match &view.papers {
        None => page.line(&say!(c, "report-no-papers")),
        Some(papers) => {
            page.line(&match view.knowledge {
                Knowledge::Unknown => say!(c, "report-signers-unknown"),
                Knowledge::Known => say!(c, "report-signers-known"),
                Knowledge::Accepted => say!(c, "report-signers-accepted"),
            });
            signers(&mut page, papers);
            if view.knowledge != Knowledge::Known {
                page.line(&say!(c, "report-signers-compare"));
            }
            what_they_say(&mut page, view, papers);
        }
    }
    page.finish()
}

fn signers(page: &mut Page<'_>, papers: &Papers) {
    let c = page.c;
    let mut table = Table::new()
        .column(say!(c, "report-column-what"))
        .column(say!(c, "field-person"))
        .column(say!(c, "field-key"));
    let mut row = |what: String, signer: &Signer| {
        let key = signer.key.fingerprint().to_string();
        table.row([Cell::prepared(what), Cell::text(signer.person.as_str()), Cell::text(&key)]);
    };
    row(say!(c, "report-request"), &papers.requester);
    for approver in &papers.approvers {
        row(say!(c, "report-approval"), approver);
    }
    page.table(&table);
}

fn what_they_say(page: &mut Page<'_>, view: &OpenedPackage, papers: &Papers) {
    let c = page.c;
    let request = &papers.request;
    page.heading(&say!(c, "report-heading-papers"));
    let mut lines = Sheet::new();
    lines.line(say!(c, "report-field-origin"), Cell::text(&papers.origin));
    lines.line(say!(c, "field-recipient"), Cell::text(request.recipient.as_str()));
    lines.line(say!(c, "field-kind"), Cell::prepared(c.name_of(request.kind)));
    lines.line(say!(c, "field-purpose"), Cell::text(&request.purpose));
    for item in &request.items {
        lines.line(say!(c, "field-item"), Cell::text(item));
    }
    lines.line(say!(c, "field-level"), Cell::prepared(level(c, request.level)));
    lines.line(say!(c, "field-due"), Cell::prepared(request.due.to_string()));
    lines.line(say!(c, "field-opens"), Cell::prepared(opening(c, request.opening.as_str())));
    let checkpoint = &papers.checkpoint;
    let proven = say!(c, "report-proven-in", size = checkpoint.size(), root = checkpoint.root());
    lines.line(say!(c, "report-field-proven-in"), Cell::prepared(proven));
    page.sheet(&lines);
    if !view.sealed_as_asked {
        page.line(&say!(c, "report-opened-otherwise", with = Prepared(opening(c, view.opened_with))));
    }
    page.heading(&say!(c, "report-heading-opened-code"));
    page.line(&safe(&papers.opened_code));
    let means = if !view.sealed_as_asked {
        say!(c, "report-opened-code-otherwise")
    } else if request.opening.has_passphrase() {
        say!(c, "report-opened-code-passphrase")
    } else {
        say!(c, "report-opened-code-key")
    };
    page.line(&means);
}

/// `receipt`: what the code that was read back shows.
#[must_use]
pub fn received(view: &CarryOutView, c: &Catalogue, columns: Option<usize>) -> String {
    let mut page = Page::new(c, columns);
    let words = match (&view.opened_at, &view.arrived_at) {
        (Some(at), _) if view.opens_with == "age-keys" => {
            say!(c, "report-opened-with-key", at = Prepared(c.moment(at)))
        }
        (Some(at), _) => say!(c, "report-opened-with-passphrase", at = Prepared(c.moment(at))),
        (None, Some(at)) => say!(c, "report-arrived", at = Prepared(c.moment(at))),
        (None, None) => say!(c, "report-not-recorded"),
    };
    page.outer(&say!(c, "report-about", id = view.id, what = Prepared(&words)));
    page.finish()
}
