//! Contracts: as a list, and one in full.

use super::page::Page;
use super::register::empty;
use super::table::{Cell, Sheet, Table};
use super::words::{NOTHING, joined, optional, words};
use crate::base::text::safe;
use crate::i18n::{Catalogue, Prepared};
use crate::projection::view::{AgreedView, AgreementView, ConsentView, ContractView};

/// `contract list`.
#[must_use]
pub fn list(views: &[ContractView], c: &Catalogue, columns: Option<usize>) -> String {
    if views.is_empty() {
        return empty(c, columns);
    }
    let mut table = Table::new()
        .column(say!(c, "report-column-id"))
        .column(say!(c, "report-contract-client"))
        .column(say!(c, "report-contract-title"))
        .column(say!(c, "report-contract-packs"))
        .column(say!(c, "report-contract-until"));
    for view in views {
        table.row([
            Cell::text(view.id.as_str()),
            Cell::text(&view.client),
            optional(view.title.as_deref()),
            Cell::text(&view.packs.join(" ")),
            day(view.until),
        ]);
    }
    table.render(columns)
}

fn day(day: Option<chrono::NaiveDate>) -> Cell {
    Cell::prepared(day.map_or_else(|| NOTHING.to_owned(), |day| day.to_string()))
}

/// `contract show`.
#[must_use]
pub fn show(view: &ContractView, c: &Catalogue, columns: Option<usize>) -> String {
    let mut page = Page::new(c, columns);
    page.heading(&say!(c, "report-contract-heading", id = view.id, client = view.client));
    let mut lines = Sheet::new();
    lines.line(say!(c, "report-contract-number"), optional(view.number.as_deref()));
    lines.line(say!(c, "report-contract-title"), optional(view.title.as_deref()));
    lines.line(say!(c, "report-contract-packs"), Cell::text(&view.packs.join(" ")));
    lines.line(say!(c, "report-contract-from"), Cell::prepared(view.from.to_string()));
    lines.line(say!(c, "report-contract-until"), day(view.until));
    lines.line(say!(c, "report-contract-rules"), Cell::text(&view.rules_sha256.to_string()));
    lines.line(say!(c, "report-field-registered-by"), Cell::text(view.registered_by.as_str()));
    lines.line(say!(c, "report-field-registered-at"), Cell::prepared(c.moment(&view.registered_at)));
    let sheet = match &view.sheet_open {
        None => say!(c, "report-contract-no-sheet"),
        Some(open) if open.is_empty() => say!(c, "report-contract-sheet-done"),
        Some(open) => {
            let items: Vec<String> = open.iter().map(|item| safe(item)).collect();
            say!(c, "report-contract-sheet-open", items = crate::i18n::Prepared(&joined(c, &items)))
        }
    };
    lines.line(say!(c, "report-contract-sheet"), Cell::prepared(sheet));
    page.sheet(&lines);
    notified(&mut page, view);
    lists(&mut page, view);
    consents(&mut page, &view.consents);
    page.heading(&say!(c, "report-contract-contacts"));
    if view.contacts.is_empty() {
        page.line(&say!(c, "report-none"));
    } else {
        page.table(&super::contact::table(&view.contacts, c));
    }
    page.finish()
}

fn notified(page: &mut Page<'_>, view: &ContractView) {
    let c = page.c;
    page.heading(&say!(c, "report-contract-notified"));
    if view.notified.is_empty() {
        page.line(&say!(c, "report-none"));
    }
    let mut table = Table::new()
        .column(say!(c, "report-column-id"))
        .column(say!(c, "field-name"))
        .column(say!(c, "report-contract-posts"))
        .column(say!(c, "report-contract-dated"));
    let mut left = Vec::new();
    for one in &view.notified {
        table.row([
            Cell::text(one.person.as_str()),
            Cell::text(&one.name),
            Cell::prepared(words(c, &one.posts)),
            Cell::prepared(one.dated.to_string()),
        ]);
        if let Some(day) = one.left_on {
            left.push(say!(
                c,
                "report-contract-left-office",
                name = one.name,
                person = one.person,
                day = day
            ));
        }
    }
    if !view.notified.is_empty() {
        page.table(&table);
    }
    left.iter().for_each(|line| page.line(line));
    for one in &view.left {
        page.line(&say!(c, "report-contract-left", name = one.name, person = one.person, day = one.left_on));
    }
}

fn lists(page: &mut Page<'_>, view: &ContractView) {
    let c = page.c;
    page.heading(&say!(c, "report-contract-recipients"));
    if view.recipients.is_empty() && view.subcontractors.is_empty() {
        page.line(&say!(c, "report-none"));
    }
    for one in &view.recipients {
        let purpose = one.purpose.as_deref().unwrap_or(NOTHING);
        page.line(&say!(c, "report-contract-recipient", name = one.name, purpose = purpose));
    }
    view.subcontractors.iter().for_each(|one| subcontractor(page, one));
    page.heading(&say!(c, "report-contract-places"));
    if view.places.is_empty() {
        page.line(&say!(c, "report-none"));
    }
    for one in &view.places {
        page.line(&say!(c, "report-contract-place", place = one.place, dated = one.dated));
        one.paths.iter().for_each(|path| page.command(&safe(path)));
    }
    if !view.directives.is_empty() {
        page.heading(&say!(c, "report-contract-directives"));
    }
    for one in &view.directives {
        page.line(&say!(
            c,
            "report-contract-directive",
            number = one.number,
            dated = one.dated,
            rules = one.rules
        ));
    }
}

/// Whom the client agreed to, or not; and below, what they signed and how they were found.
fn subcontractor(page: &mut Page<'_>, one: &AgreedView) {
    let c = page.c;
    let tier = one.tier.unwrap_or_default();
    page.line(&match one.number.as_ref().zip(one.dated) {
        Some((number, dated)) => say!(
            c,
            "report-contract-subcontractor",
            name = one.name,
            tier = tier,
            number = number,
            dated = dated
        ),
        None => say!(c, "report-contract-subcontractor-not-agreed", name = one.name, tier = tier),
    });
    page.command(&match &one.agreement {
        None => say!(c, "report-contract-no-agreement"),
        Some(AgreementView { dated, until: None, .. }) => {
            say!(c, "report-contract-agreement", dated = dated)
        }
        Some(AgreementView { dated, until: Some(until), .. }) => {
            say!(c, "report-contract-agreement-until", dated = dated, until = until)
        }
    });
    page.command(&match &one.check {
        None => say!(c, "report-contract-no-check"),
        Some(check) if check.unmet.is_empty() => {
            say!(c, "report-contract-checked", on = check.on, by = check.name)
        }
        Some(check) => {
            let items: Vec<String> = check.unmet.iter().map(|item| safe(item)).collect();
            let items = joined(c, &items);
            say!(c, "report-contract-failed-check", on = check.on, items = crate::i18n::Prepared(&items))
        }
    });
}

fn consents(page: &mut Page<'_>, views: &[ConsentView]) {
    let c = page.c;
    page.heading(&say!(c, "report-contract-consents"));
    if views.is_empty() {
        page.line(&say!(c, "report-none"));
    }
    for one in views {
        let scope = one.scope.as_deref().or(one.request_id.as_deref()).unwrap_or(NOTHING);
        page.line(&say!(
            c,
            "report-contract-consent",
            number = one.number,
            dated = one.dated,
            by = one.by,
            scope = scope
        ));
        if !one.levels.is_empty() {
            page.command(&say!(c, "report-consent-levels", levels = Prepared(words(c, &one.levels))));
        }
        if !one.requesters.is_empty() {
            let people: Vec<String> = one.requesters.iter().map(|person| safe(person.as_str())).collect();
            page.command(&say!(c, "report-consent-requesters", people = Prepared(joined(c, &people))));
        }
        match &one.confirmed_by {
            Some(person) => page.command(&say!(c, "report-consent-confirmed", person = person)),
            None => page.command(&say!(c, "report-consent-unconfirmed")),
        }
    }
}
