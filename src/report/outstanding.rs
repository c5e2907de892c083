//! What is not accounted for and who has to go on with it, and what somebody who leaves still holds.

use std::io::{self, Write};

use super::carry_out::status;
use super::csv::{self, Bom};
use super::page::Page;
use super::remaining::{command, copy_words};
use super::words::{joined, named};
use crate::base::text::safe;
use crate::domain::article::ArticleState;
use crate::i18n::{Catalogue, Prepared};
use crate::projection::view::{
    ArticleView, CarryOutView, ContractLeftView, CopyView, LeavingView, NextAct, NextView, Outstanding,
    OutstandingArticle, OutstandingLine,
};

/// `outstanding`: what left, or may have left, and is not accounted for.
#[must_use]
pub fn outstanding(lines: &[Outstanding], c: &Catalogue, columns: Option<usize>) -> String {
    let mut page = Page::new(c, columns);
    if lines.is_empty() {
        page.outer(&say!(c, "report-outstanding-empty"));
        return page.finish();
    }
    let overdue = lines.iter().filter(|line| line.overdue()).count();
    page.heading(&say!(c, "report-heading-outstanding", count = lines.len(), overdue = overdue));
    for line in lines {
        match line {
            Outstanding::CarryOut(line) => outstanding_line(&mut page, line),
            Outstanding::Article(line) => outstanding_article(&mut page, line),
        }
    }
    page.finish()
}

fn outstanding_article(page: &mut Page<'_>, line: &OutstandingArticle) {
    let (c, view) = (page.c, &line.article);
    which_article(page, view);
    page.command(&who(c, article_next(c, view, line.next.act), &line.next));
    let id = safe(&view.id);
    page.command(&match line.next.act {
        NextAct::Transfer => format!("  sekisho article transfer {id} --to PERSON"),
        NextAct::Confirm => format!("  sekisho article approve {id}"),
        NextAct::Incident | NextAct::Recover => {
            let incident = view.lost.as_ref().map_or("", |lost| &lost.incident);
            format!("  sekisho incident show {}", safe(incident))
        }
        NextAct::Account => format!("  sekisho article return {id}"),
        NextAct::Clear => clearing(view),
    });
}

/// What attests the clearing that an incident put off.
fn clearing(view: &ArticleView) -> String {
    let missing = view.uncleared.iter().flat_map(|uncleared| &uncleared.missing);
    let flags: Vec<String> = missing.map(|one| format!(" --cleared {one}")).collect();
    format!("  sekisho article return {}{}", safe(&view.id), flags.concat())
}

/// Its id, where it stands, what it is, who carries it where, and until when.
fn which_article(page: &mut Page<'_>, view: &ArticleView) {
    let c = page.c;
    let state = match (view.overdue, c.name_of(view.state)) {
        (true, state) => say!(c, "report-outstanding-article-overdue", state = Prepared(&state)),
        (false, state) => state,
    };
    page.line(&say!(c, "report-about", id = view.id, what = Prepared(&state)));
    let carrier = named(c, &view.carrier_name, view.carrier.as_str());
    page.command(&say!(
        c,
        "report-outstanding-article",
        carrier = Prepared(&carrier),
        what = Prepared(super::article::what(c, view)),
        place = view.place,
        due = view.due
    ));
}

fn article_next(c: &Catalogue, view: &ArticleView, act: NextAct) -> String {
    match act {
        NextAct::Transfer => say!(c, "report-next-transfer"),
        NextAct::Confirm if view.lost.is_some() => say!(c, "report-next-confirm-loss"),
        NextAct::Confirm => say!(c, "report-next-confirm-back"),
        NextAct::Incident | NextAct::Recover => {
            let incident = view.lost.as_ref().map_or("", |lost| &lost.incident);
            say!(c, "report-next-incident-lost", incident = incident)
        }
        NextAct::Account => say!(c, "report-next-bring-back"),
        NextAct::Clear => say!(c, "report-next-clear"),
    }
}

/// The columns of [`write_csv`].
const CSV_COLUMNS: [&str; 19] = [
    "id",
    "what",
    "status",
    "carrier",
    "carrier_name",
    "contract",
    "recipient",
    "medium",
    "serial",
    "paper",
    "count",
    "place",
    "purpose",
    "due",
    "overdue",
    "next",
    "next_role",
    "next_person",
    "incident",
];

/// `outstanding --format csv`: a line for each carry-out, device and piece of paper.
///
/// # Errors
/// Whatever `out` says.
pub fn write_csv(lines: &[Outstanding], bom: Bom, out: impl Write) -> io::Result<()> {
    csv::write(&CSV_COLUMNS, lines.iter().map(csv_row), bom, out)
}

fn csv_row(line: &Outstanding) -> [csv::Cell; 19] {
    let text = |text: &dyn ToString| csv::Cell::from(text.to_string());
    let next = |next: &NextView| {
        [
            text(&next.act.as_str()),
            text(&next.role),
            csv::Cell::from(next.person.as_ref().map(ToString::to_string)),
        ]
    };
    match line {
        Outstanding::CarryOut(line) => {
            let (view, [act, role, person]) = (&line.carry_out, next(&line.next));
            [
                text(&view.id),
                text(&"carry-out"),
                text(&view.status),
                text(&view.way_back.carrier),
                text(&view.way_back.carrier_name),
                csv::Cell::from(view.contract.as_ref().map(ToString::to_string)),
                text(&view.recipient),
                csv::Cell::from(view.medium.as_ref().map(ToString::to_string)),
                csv::Cell::from(view.medium_serial.clone()),
                csv::Cell::Empty,
                csv::Cell::Empty,
                csv::Cell::from(view.place.clone()),
                text(&view.purpose),
                text(&view.due),
                text(&view.overdue),
                act,
                role,
                person,
                csv::Cell::from(view.way_back.frozen_by.clone()),
            ]
        }
        Outstanding::Article(line) => {
            let (view, [act, role, person]) = (&line.article, next(&line.next));
            let paper = view.paper.as_ref();
            [
                text(&view.id),
                text(&view.kind),
                text(&view.state),
                text(&view.carrier),
                text(&view.carrier_name),
                csv::Cell::from(view.contract.as_ref().map(ToString::to_string)),
                csv::Cell::Empty,
                csv::Cell::from(view.device.as_ref().map(ToString::to_string)),
                csv::Cell::from(view.serial.clone()),
                csv::Cell::from(paper.map(|paper| paper.title.clone())),
                csv::Cell::from(paper.map(|paper| paper.count.to_string())),
                text(&view.place),
                text(&view.purpose),
                text(&view.due),
                text(&view.overdue),
                act,
                role,
                person,
                csv::Cell::from(view.lost.as_ref().map(|lost| lost.incident.clone())),
            ]
        }
    }
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
        NextAct::Clear => say!(c, "report-next-erase"),
        NextAct::Confirm => say!(c, "report-next-confirm"),
    };
    who(c, what, next)
}

/// What is done, and by whom.
fn who(c: &Catalogue, what: String, next: &NextView) -> String {
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
        NextAct::Clear => vec![super::remaining::erasing(view)],
        NextAct::Account => {
            let mut commands: Vec<String> = open.iter().map(|copy| command(view, copy)).collect();
            commands.dedup();
            commands
        }
        NextAct::Confirm => vec![format!("sekisho confirm {id}")],
    }
}

/// Devices and paper that are out with whoever leaves, and what ends that: back, with somebody else, or lost.
fn articles(page: &mut Page<'_>, views: &[ArticleView]) {
    if views.is_empty() {
        return;
    }
    let c = page.c;
    page.heading(&say!(c, "report-leaving-articles", count = views.len()));
    for view in views {
        which_article(page, view);
        let id = safe(&view.id);
        if view.state == ArticleState::Returned {
            page.command(&format!("sekisho article approve {id}"));
            continue;
        }
        page.command(&format!("sekisho article return {id}"));
        page.command(&format!("sekisho article transfer {id} --to PERSON"));
        page.command(&format!("sekisho incident open {id} --kind lost --aware now"));
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
    articles(&mut page, &view.articles);
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
        page.outer(&say!(c, "report-left", name = Prepared(&name), at = Prepared(c.moment(left_at))));
        return page.finish();
    }
    let at = c.moment(&leave.at);
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
    articles(&mut page, &held.articles);
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
    for view in &held.articles_asked {
        which_article(&mut page, view);
        page.command(&format!("sekisho article reject {} --reason TEXT", safe(&view.id)));
    }
    page.heading(&say!(c, "report-heading-next"));
    page.line(&say!(c, "report-leaving-again"));
    page.command(&format!("sekisho person leave {}", safe(person.id.as_str())));
    page.finish()
}
