//! What is not accounted for and who has to go on with it, and what somebody who leaves still holds.

use super::carry_out::status;
use super::page::Page;
use super::remaining::{command, copy_words};
use super::words::{joined, named, when};
use crate::base::text::safe;
use crate::i18n::{Catalogue, Prepared};
use crate::projection::view::{
    CarryOutView, ContractLeftView, CopyView, LeavingView, NextAct, NextView, OutstandingLine,
};

/// `outstanding`: what left, or may have left, and is not accounted for.
#[must_use]
pub fn outstanding(lines: &[OutstandingLine], c: &Catalogue, columns: Option<usize>) -> String {
    let mut page = Page::new(c, columns);
    if lines.is_empty() {
        page.outer(&say!(c, "report-outstanding-empty"));
        return page.finish();
    }
    let overdue = lines.iter().filter(|line| line.carry_out.overdue).count();
    page.heading(&say!(c, "report-heading-outstanding", count = lines.len(), overdue = overdue));
    lines.iter().for_each(|line| outstanding_line(&mut page, line));
    page.finish()
}

fn outstanding_line(page: &mut Page<'_>, line: &OutstandingLine) {
    let (c, view) = (page.c, &line.carry_out);
    what_it_is(page, view);
    let open = open_copies(view);
    for copy in &open {
        page.command(&say!(c, "report-outstanding-open", copy = Prepared(copy_words(c, copy))));
    }
    if view.way_back.extensions.iter().any(|asked| asked.approved.is_none()) {
        page.command(&say!(c, "report-outstanding-extension"));
    }
    page.command(&next(c, view, &line.next));
    for command in commands(view, &line.next, &open) {
        page.command(&format!("  {command}"));
    }
}

/// Its id, where it stands, who carries it to whom on what, and until when.
fn what_it_is(page: &mut Page<'_>, view: &CarryOutView) {
    let c = page.c;
    page.line(&say!(c, "report-about", id = view.id, what = Prepared(status(c, view))));
    let carrier = named(c, &view.way_back.carrier_name, view.way_back.carrier.as_str());
    let recipient = if view.recipient.is_self() {
        say!(c, "report-recipient-self-short")
    } else {
        safe(&view.recipient_name)
    };
    let way = view.medium.as_ref().map_or_else(|| c.name_of(view.via), |medium| safe(medium.as_str()));
    page.command(&say!(
        c,
        "report-outstanding-about",
        carrier = Prepared(&carrier),
        recipient = Prepared(&recipient),
        way = Prepared(&way),
        due = view.due
    ));
}

fn open_copies(view: &CarryOutView) -> Vec<&CopyView> {
    let is_open = |copy: &&CopyView| view.way_back.open_copies.contains(&copy.number);
    view.way_back.copies.iter().filter(is_open).collect()
}

/// Who does what next.
fn next(c: &Catalogue, view: &CarryOutView, next: &NextView) -> String {
    let what = match next.act {
        NextAct::Recover => say!(c, "report-next-recover"),
        NextAct::Incident => {
            let incident = view.way_back.frozen_by.as_deref().unwrap_or_default();
            say!(c, "report-next-incident", incident = incident)
        }
        NextAct::Transfer => say!(c, "report-next-transfer"),
        NextAct::Account => say!(c, "report-next-account"),
        NextAct::Confirm => say!(c, "report-next-confirm"),
    };
    let role = c.name_of(next.role);
    let who = match (&next.name, &next.person) {
        (Some(name), Some(person)) => named(c, name, person.as_str()),
        _ => role,
    };
    say!(c, "report-next-who", who = Prepared(&who), what = Prepared(&what))
}

fn commands(view: &CarryOutView, next: &NextView, open: &[&CopyView]) -> Vec<String> {
    let id = safe(&view.id);
    match next.act {
        NextAct::Recover => vec!["sekisho recover".to_owned()],
        NextAct::Incident => {
            vec![format!(
                "sekisho incident show {}",
                view.way_back.frozen_by.as_deref().map(safe).unwrap_or_default()
            )]
        }
        NextAct::Transfer => vec![format!("sekisho transfer {id} --to PERSON")],
        NextAct::Account => {
            let mut commands: Vec<String> = open.iter().map(|copy| command(view, copy)).collect();
            commands.dedup();
            commands
        }
        NextAct::Confirm => vec![format!("sekisho confirm {id}")],
    }
}

/// What was asked for and will not be written, and the command that ends it.
fn requests(page: &mut Page<'_>, requests: &[CarryOutView], verb: &str, more: &str) {
    if requests.is_empty() {
        return;
    }
    let c = page.c;
    page.heading(&say!(c, "report-leaving-requests", count = requests.len()));
    for view in requests {
        what_it_is(page, view);
        page.command(&format!("sekisho {verb} {}{more}", safe(&view.id)));
    }
}

/// `person leave --contract`: what they still have under it, and the command that goes on with each.
#[must_use]
pub fn left_contract(view: &ContractLeftView, c: &Catalogue, columns: Option<usize>) -> String {
    let mut page = Page::new(c, columns);
    let name = named(c, &view.name, view.person.as_str());
    page.outer(&say!(
        c,
        "report-left-contract",
        name = Prepared(&name),
        contract = view.contract,
        day = view.left_on
    ));
    if !view.carries.is_empty() {
        page.heading(&say!(c, "report-leaving-carries", count = view.carries.len()));
        for line in &view.carries {
            what_it_is(&mut page, &line.carry_out);
            page.command(&format!("sekisho transfer {} --to PERSON", safe(&line.carry_out.id)));
        }
    }
    requests(&mut page, &view.requests, "withdraw", "");
    if !view.pledge_asked_by.is_empty() {
        let clauses: Vec<String> = view.pledge_asked_by.iter().map(|clause| safe(clause)).collect();
        page.heading(&say!(c, "report-left-contract-pledge", clauses = Prepared(joined(c, &clauses))));
        let contract = safe(view.contract.as_str());
        page.command(&format!("sekisho pledge --occasion leaving --contract {contract}"));
    }
    page.finish()
}

/// `person leave`: what they still hold, and the command that goes on with each.
#[must_use]
pub fn leaving(view: &LeavingView, c: &Catalogue, columns: Option<usize>) -> String {
    let mut page = Page::new(c, columns);
    let person = &view.person;
    let name = named(c, &person.name, person.id.as_str());
    let Some(leave) = &person.leaving else { return page.finish() };
    if let Some(left_at) = &leave.left_at {
        page.outer(&say!(c, "report-left", name = Prepared(&name), at = Prepared(when(left_at))));
        return page.finish();
    }
    let at = when(&leave.at);
    page.outer(&say!(c, "report-leaving", name = Prepared(&name), at = Prepared(&at), index = leave.index));
    let held = &view.held;
    let sections = [
        (say!(c, "report-leaving-carries", count = held.carries.len()), &held.carries),
        (say!(c, "report-leaving-open", count = held.open_intents.len()), &held.open_intents),
        (say!(c, "report-leaving-custody", count = held.custody.len()), &held.custody),
    ];
    for (at, (heading, lines)) in sections.into_iter().enumerate() {
        if lines.is_empty() {
            continue;
        }
        page.heading(&heading);
        for line in lines {
            let id = safe(&line.carry_out.id);
            what_it_is(&mut page, &line.carry_out);
            match at {
                0 => page.command(&format!("sekisho transfer {id} --to PERSON")),
                1 => page.command("sekisho recover"),
                _ => page.command(&format!("sekisho dispose {id} --method key")),
            }
        }
    }
    if !held.pledges.is_empty() {
        page.heading(&say!(c, "report-leaving-pledges", count = held.pledges.len()));
    }
    for owed in &held.pledges {
        let (contract, id) = (safe(owed.contract.as_str()), safe(person.id.as_str()));
        let clause = super::duty::clause(c, &owed.clause);
        page.line(&say!(c, "report-about", id = owed.contract, what = Prepared(&clause)));
        page.command(&format!(
            "sekisho pledge --occasion leaving --contract {contract} --person {id} --paper FILE"
        ));
    }
    requests(&mut page, &held.requests, "reject", " --reason TEXT");
    page.heading(&say!(c, "report-heading-next"));
    page.line(&say!(c, "report-leaving-again"));
    page.command(&format!("sekisho person leave {}", safe(person.id.as_str())));
    page.finish()
}
