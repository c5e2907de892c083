//! The day's page: what waits, what is out, what is wrong, how old the keys are. One page: what does not fit is counted,
//! and the list that has all of it is named.

use super::incident::{kind, minutes, told};
use super::media::standing;
use super::page::Page;
use super::table::{Cell, Sheet};
use super::words::{clauses, grouped, joined, named};
use crate::base::text::safe;
use crate::domain::duty::Standing;
use crate::i18n::{Catalogue, Prepared};
use crate::projection::view::{
    AssetView, CarryOutView, DutyView, IncidentLine, KeyAge, LeavingView, MediumView, StatusPage,
};

/// Lines of one section: half a dozen sections fit a screen.
const LINES: usize = 4;

/// Ids in one line: a line of a terminal holds them.
const IDS: usize = 6;

/// `status`.
#[must_use]
pub fn status(view: &StatusPage, c: &Catalogue, columns: Option<usize>) -> String {
    let mut page = Page::new(c, columns);
    page.heading(&say!(c, "report-heading-status", origin = view.origin));
    let mut lines = Sheet::new();
    lines.line(say!(c, "report-field-entries"), Cell::prepared(grouped(view.size)));
    lines.line(say!(c, "report-field-root"), Cell::prepared(view.root.to_string()));
    let after = view.size.saturating_sub(view.anchored);
    lines.line(say!(c, "report-field-anchored"), Cell::prepared(anchored(c, view.anchored, after)));
    let findings = match view.findings {
        0 => say!(c, "report-status-no-findings"),
        count => say!(c, "report-status-findings", count = count),
    };
    lines.line(say!(c, "report-field-findings"), Cell::prepared(findings));
    page.sheet(&lines);
    attention(&mut page, view);
    days_work(&mut page, view);
    page.finish()
}

/// What somebody has to see to, line by line.
fn attention(page: &mut Page<'_>, view: &StatusPage) {
    let c = page.c;
    let about = |heading: String, lines: Vec<String>, list: &'static str| (heading, lines, list);
    let each = |views: &[CarryOutView]| views.iter().map(|view| one(c, view)).collect::<Vec<_>>();
    let late: Vec<&DutyView> = view.duties.iter().filter(|duty| duty.standing == Standing::Late).collect();
    let sections = [
        about(
            say!(c, "report-heading-successions", count = view.successions.len()),
            view.successions.iter().map(|one| super::succession::line(c, one)).collect(),
            "sekisho succession",
        ),
        about(
            say!(c, "report-heading-incidents", count = view.incidents.len()),
            view.incidents.iter().map(|line| incident(c, line)).collect(),
            "sekisho incident list --open",
        ),
        about(
            say!(c, "report-heading-overdue", count = view.overdue.len()),
            each(&view.overdue),
            "sekisho outstanding --overdue",
        ),
        about(
            say!(c, "report-heading-open-intents", count = view.open_intents.len()),
            each(&view.open_intents),
            "sekisho recover",
        ),
        about(
            say!(c, "report-heading-missing", count = view.media_missing.len()),
            view.media_missing.iter().map(|medium| missing(c, medium)).collect(),
            "sekisho medium list",
        ),
        about(
            say!(c, "report-heading-articles-overdue", count = view.articles_overdue.len()),
            view.articles_overdue.iter().map(|one| super::article::line(c, one)).collect(),
            "sekisho article list --overdue",
        ),
        about(
            say!(c, "report-heading-articles-lost", count = view.articles_lost.len()),
            view.articles_lost.iter().map(|one| super::article::line(c, one)).collect(),
            "sekisho outstanding",
        ),
        about(
            say!(c, "report-heading-articles-waiting", count = view.articles_waiting.len()),
            view.articles_waiting.iter().map(|one| super::article::line(c, one)).collect(),
            "sekisho article list --open",
        ),
        about(
            say!(c, "report-heading-lent", count = view.lent_overdue.len()),
            view.lent_overdue.iter().map(|medium| missing(c, medium)).collect(),
            "sekisho medium list",
        ),
        about(
            say!(c, "report-heading-assets-overdue", count = view.assets_overdue.len()),
            view.assets_overdue.iter().map(|asset| overdue_asset(c, asset)).collect(),
            "sekisho asset list",
        ),
        about(
            say!(c, "report-heading-duties", count = late.len()),
            late.iter().map(|view| super::duty::line(c, view)).collect(),
            "sekisho duty list --overdue",
        ),
        about(
            say!(c, "report-heading-reviews", count = view.reviews.len()),
            view.reviews.iter().map(|due| super::review::overdue(c, due)).collect(),
            "sekisho review list",
        ),
        about(
            say!(c, "report-heading-restored", count = view.restored.len()),
            view.restored.iter().map(|one| super::restored::both(c, one)).collect(),
            "sekisho audit",
        ),
        about(
            say!(c, "report-heading-leaving", count = view.leaving.len()),
            view.leaving.iter().map(|person| leaving(c, person)).collect(),
            "sekisho person leave ID",
        ),
    ];
    for (heading, lines, list) in sections {
        if lines.is_empty() {
            continue;
        }
        page.heading(&heading);
        lines.iter().take(LINES).for_each(|line| page.line(line));
        let more = lines.len().saturating_sub(LINES);
        if more > 0 {
            page.line(&say!(c, "report-and-more-in", count = more, list = list));
        }
    }
}

/// What waits and what is out, a line each, by id.
fn days_work(page: &mut Page<'_>, view: &StatusPage) {
    let c = page.c;
    page.heading(&say!(c, "report-heading-day"));
    let mut lines = Sheet::new();
    for (name, views) in [
        (say!(c, "report-heading-waiting"), &view.waiting),
        (say!(c, "report-heading-extensions"), &view.extensions),
        (say!(c, "report-heading-ready"), &view.ready),
        (say!(c, "report-heading-mails-waiting"), &view.mails_waiting),
        (say!(c, "report-heading-confirming"), &view.confirming),
        (say!(c, "report-heading-due-soon"), &view.due_soon),
        (say!(c, "report-heading-out"), &view.out),
    ] {
        lines.line(name, Cell::prepared(ids(c, views)));
    }
    let articles: Vec<String> = view.articles_out.iter().map(|one| safe(&one.id)).collect();
    let articles = if articles.is_empty() { say!(c, "report-none") } else { some_of(c, &articles) };
    lines.line(say!(c, "report-heading-articles-out"), Cell::prepared(articles));
    let owed = view.duties.iter().filter(|duty| duty.standing == Standing::Open);
    let owed: Vec<String> = owed.map(|duty| c.name_of(duty.duty)).collect();
    let owed = if owed.is_empty() { say!(c, "report-none") } else { some_of(c, &owed) };
    lines.line(say!(c, "report-heading-duties-open"), Cell::prepared(owed));
    let purgeable: Vec<String> = view.purgeable.iter().map(|line| safe(&line.id)).collect();
    let purgeable = match usize::try_from(view.purgeable_count).unwrap_or(usize::MAX) {
        0 => say!(c, "report-none"),
        count => first_of(c, count, &purgeable),
    };
    lines.line(say!(c, "report-heading-purgeable"), Cell::prepared(purgeable));
    lines.line(say!(c, "report-heading-keys"), Cell::prepared(keys(c, &view.keys)));
    page.sheet(&lines);
}

/// How many, and which.
fn ids(c: &Catalogue, views: &[CarryOutView]) -> String {
    if views.is_empty() {
        return say!(c, "report-none");
    }
    let all: Vec<String> = views.iter().map(|view| safe(&view.id)).collect();
    some_of(c, &all)
}

/// How many, and the first of them.
fn some_of(c: &Catalogue, all: &[String]) -> String {
    first_of(c, all.len(), all)
}

/// How many, and the first of those that are given.
fn first_of(c: &Catalogue, count: usize, given: &[String]) -> String {
    let given = given.get(..IDS).unwrap_or(given);
    let shown = joined(c, given);
    match count.saturating_sub(given.len()) {
        0 => say!(c, "report-count-of", count = count, which = Prepared(&shown)),
        more => {
            let more = say!(c, "report-and-more", count = more);
            let shown = joined(c, &[shown, more]);
            say!(c, "report-count-of", count = count, which = Prepared(&shown))
        }
    }
}

fn one(c: &Catalogue, view: &CarryOutView) -> String {
    let carrier = named(c, &view.way_back.carrier_name, view.way_back.carrier.as_str());
    let way = view.medium.as_ref().map_or_else(|| c.name_of(view.via), |medium| safe(medium.as_str()));
    let what =
        say!(c, "report-status-one", due = view.due, carrier = Prepared(&carrier), way = Prepared(&way));
    say!(c, "report-about", id = view.id, what = Prepared(&what))
}

fn incident(c: &Catalogue, line: &IncidentLine) -> String {
    say!(c, "report-about", id = line.id, what = Prepared(incident_words(c, line).trim_end()))
}

/// What happened, since when the office knows, whether somebody was told, and what it is about.
pub(super) fn incident_words(c: &Catalogue, line: &IncidentLine) -> String {
    let about = super::incident::about(line);
    say!(
        c,
        "report-status-incident",
        kind = Prepared(kind(c, line)),
        since = Prepared(minutes(c, line.minutes_since_aware)),
        told = Prepared(told(c, line)),
        about = Prepared(joined(c, &about))
    )
}

fn overdue_asset(c: &Catalogue, asset: &AssetView) -> String {
    let until = asset.due.map(|day| day.to_string()).unwrap_or_default();
    let clauses = clauses(c, &asset.due_by);
    let what = if asset.due_with_contract {
        say!(
            c,
            "report-status-asset-contract",
            name = asset.name,
            until = until,
            clauses = Prepared(&clauses)
        )
    } else {
        say!(c, "report-status-asset", name = asset.name, until = until)
    };
    say!(c, "report-about", id = asset.id, what = Prepared(&what))
}

fn missing(c: &Catalogue, medium: &MediumView) -> String {
    say!(c, "report-about", id = medium.id, what = Prepared(standing(c, medium)))
}

fn leaving(c: &Catalogue, leaving: &LeavingView) -> String {
    let name = named(c, &leaving.person.name, leaving.person.id.as_str());
    let held = leaving.held.carries.iter().chain(&leaving.held.open_intents).chain(&leaving.held.custody);
    let articles = leaving.held.articles.iter().map(|one| safe(&one.id));
    let mut held: Vec<String> = held.map(|line| safe(&line.carry_out.id)).chain(articles).collect();
    held.sort_unstable();
    held.dedup();
    let held = if held.is_empty() { say!(c, "report-none") } else { joined(c, &held) };
    say!(c, "report-status-leaving", name = Prepared(&name), held = Prepared(&held))
}

/// How many keys are good, and whose the oldest is.
fn keys(c: &Catalogue, keys: &[KeyAge]) -> String {
    let Some(oldest) = keys.iter().min_by_key(|key| std::cmp::Reverse(key.days)) else {
        return say!(c, "report-none");
    };
    let days = u64::try_from(oldest.days).unwrap_or_default();
    say!(c, "report-keys-ages", count = keys.len(), days = days, person = oldest.person)
}

/// Up to where somebody outside the ledger would notice, and what lies after it.
pub(super) fn anchored(c: &Catalogue, size: u64, after: u64) -> String {
    match (size, after) {
        (0, _) => say!(c, "report-not-anchored"),
        (size, 0) => say!(c, "report-anchored-all", size = size),
        (size, after) => say!(c, "report-anchored", size = size, after = after),
    }
}
