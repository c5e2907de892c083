//! What is owed to the client on paper: as a list, and as a line of the day's page.

use std::collections::BTreeSet;

use super::page::Page;
use super::table::{Cell, Table};
use super::words::{NOTHING, grouped};
use crate::base::limits::DUTY_DAYS;
use crate::base::text::safe;
use crate::domain::duty::Standing;
use crate::domain::rules::demand::Duty;
use crate::i18n::{Catalogue, Language, Prepared};
use crate::projection::view::{ClauseView, DutyView, FormAbout, FormName};

/// Digits of a digest that are enough to tell papers apart.
const PREFIX: usize = 12;

/// `duty …`
#[must_use]
pub fn list(views: &[DutyView], c: &Catalogue, columns: Option<usize>) -> String {
    let mut page = Page::new(c, columns);
    if views.is_empty() {
        page.outer(&say!(c, "report-duty-none"));
        return page.finish();
    }
    let mut table = Table::new()
        .column(say!(c, "report-asset-contract"))
        .column(say!(c, "report-duty-paper"))
        .column(say!(c, "report-duty-standing"))
        .column(say!(c, "report-duty-for"))
        .column(say!(c, "field-duty-due"))
        .column(say!(c, "report-duty-sent"))
        .column(say!(c, "report-duty-clauses"));
    for view in views {
        // Several rules can come of one clause: it is named once.
        let mut clauses: Vec<String> = view.clauses.iter().map(|one| clause(c, one)).collect();
        let mut said = BTreeSet::new();
        clauses.retain(|clause| said.insert(clause.clone()));
        let clauses = match view.duty {
            Duty::EndConfirmation => say!(c, "report-duty-second-person"),
            Duty::Purge | Duty::PurgeConfirmation if clauses.is_empty() => say!(c, "report-duty-least-years"),
            _ if clauses.is_empty() => say!(c, "report-duty-asked-only"),
            _ => clauses.join("\n"),
        };
        table.row([
            Cell::text(contract(view)),
            Cell::prepared(c.name_of(view.duty)),
            Cell::prepared(c.name_of(view.standing)),
            Cell::prepared(occasion(c, view)),
            Cell::prepared(due(c, view)),
            Cell::prepared(sent(c, view)),
            Cell::prepared(clauses),
        ]);
    }
    let waits = |view: &&DutyView| matches!(view.standing, Standing::Late | Standing::Open);
    page.table(&table);
    let unnamed = |view: &&DutyView| view.due.is_some() && !view.due_named && view.sent.is_none();
    let (ends, papers): (Vec<_>, Vec<_>) =
        views.iter().filter(unnamed).partition(|view| view.duty == Duty::EndConfirmation);
    if !papers.is_empty() {
        page.line(&say!(c, "report-duty-term", days = DUTY_DAYS));
    }
    if !ends.is_empty() {
        // No document asks for it: the term is the program's own.
        page.line(&say!(c, "report-duty-end-term", days = DUTY_DAYS));
    }
    if views.iter().any(|view| view.purge.is_some()) {
        page.line(&say!(c, "report-duty-purge-term"));
    }
    if let Some(view) = views.iter().find(waits) {
        page.heading(&say!(c, "report-heading-next"));
        page.command(&command(view));
    }
    let mut forms: Vec<String> = views.iter().filter(waits).filter_map(form).collect();
    forms.dedup();
    if !forms.is_empty() {
        page.heading(&say!(c, "report-duty-forms"));
        forms.iter().for_each(|form| page.command(form));
    }
    page.finish()
}

/// What prints it, where there is a form for it.
fn form(view: &DutyView) -> Option<String> {
    let form = FormName::for_duty(view.duty)?;
    let about = || safe(view.about.as_deref().unwrap_or("ID"));
    Some(match form.about() {
        FormAbout::Incident => format!("sekisho form {form} {}", about()),
        _ => format!("sekisho form {form} --contract {}", safe(contract(view))),
    })
}

/// What records that it was sent.
fn command(view: &DutyView) -> String {
    let asset = || safe(view.about.as_deref().unwrap_or_default());
    match view.duty {
        Duty::Purge | Duty::PurgeConfirmation => return "sekisho purge --list".to_owned(),
        Duty::Return => return format!("sekisho asset return {} --to NAME", asset()),
        Duty::SelfCheck => {
            return format!("sekisho check-sheet --contract {} --answers FILE", safe(contract(view)));
        }
        Duty::ExchangeRecord => return format!("sekisho asset show {}", asset()),
        Duty::EndConfirmation => return format!("sekisho asset confirm {} --end --evidence FILE", asset()),
        _ => {}
    }
    let about = match &view.about {
        Some(about) => format!(" --about {}", safe(about)),
        None => String::new(),
    };
    let contract = safe(contract(view));
    format!("sekisho duty sent {} --contract {contract} --on DATE --evidence FILE{about}", view.duty)
}

/// One line of the day's page.
pub(super) fn line(c: &Catalogue, view: &DutyView) -> String {
    let paper = c.name_of(view.duty);
    let what = say!(
        c,
        "report-duty-line",
        paper = Prepared(&paper),
        due = Prepared(due(c, view)),
        occasion = Prepared(occasion(c, view))
    );
    say!(c, "report-about", id = contract(view), what = Prepared(&what))
}

fn contract(view: &DutyView) -> &str {
    view.contract.as_ref().map_or(NOTHING, |contract| contract.as_str())
}

fn occasion(c: &Catalogue, view: &DutyView) -> String {
    if let (Some(purge), Some(since)) = (&view.purge, view.since) {
        let (count, years) = (grouped(purge.carry_outs), grouped(purge.years));
        return say!(
            c,
            "report-duty-purge-of",
            count = count,
            years = years,
            first = purge.first,
            since = since
        );
    }
    let Some(occasion) = view.occasion else { return NOTHING.to_owned() };
    let name = c.name_of(occasion);
    match (view.since, &view.about) {
        (None, _) => name,
        (Some(since), None) => say!(c, "report-duty-since", occasion = Prepared(&name), since = since),
        (Some(since), Some(about)) => {
            say!(c, "report-duty-since-about", occasion = Prepared(&name), since = since, about = about)
        }
    }
}

fn due(c: &Catalogue, view: &DutyView) -> String {
    match view.due {
        Some(due) if view.due_named => due.to_string(),
        Some(due) if view.duty == Duty::EndConfirmation => say!(c, "report-duty-end-due", due = due),
        Some(due) => say!(c, "report-duty-due", due = due),
        None => NOTHING.to_owned(),
    }
}

fn sent(c: &Catalogue, view: &DutyView) -> String {
    let Some(sent) = &view.sent else { return NOTHING.to_owned() };
    say!(c, "report-duty-sent-on", on = sent.on, digest = sent.sha256.prefix(PREFIX))
}

/// A clause and its document.
pub(super) fn clause(c: &Catalogue, one: &ClauseView) -> String {
    let document = match (&one.document, c.language()) {
        (Some(title), Language::Japanese) => safe(&title.ja),
        (Some(title), Language::English) => safe(&title.en),
        (None, _) => say!(c, "rule-directive"),
    };
    say!(c, "report-duty-clause", document = Prepared(&document), clause = one.clause)
}
