//! The information security check sheet (情報セキュリティチェックシート): each item with its answer, and beside it
//! what the ledger itself shows.

use super::cells::{column, field, lines, said, text};
use super::{Form, Line, Part, Table, Value};
use crate::domain::names::Via;
use crate::domain::rules::demand::{Occasion, Post};
use crate::i18n::{Catalogue, Language, Prepared};
use crate::projection::view::{CarryOutView, FormFacts, FormName};
use crate::report::html::Paper;

/// チェックシート of a contract. Items without an answer are blank for the hand.
pub(super) fn sheet(facts: &FormFacts, c: &Catalogue) -> Form {
    let mut table = Table::new(
        "items",
        vec![
            column("item", say!(c, "form-no"), 11),
            column("question", say!(c, "form-sheet-question"), 62),
            column("answer", say!(c, "form-sheet-answer"), 14),
            column("measure", say!(c, "form-sheet-measure"), 26),
            column("evidence", say!(c, "form-sheet-evidence"), 50),
        ],
    );
    table.rows = facts
        .sheet
        .iter()
        .map(|item| {
            let question = match c.language() {
                Language::English => &item.en,
                Language::Japanese => &item.ja,
            };
            let answer = match item.answer.as_str() {
                "yes" => said(say!(c, "form-sheet-yes")),
                "no" => said(say!(c, "form-sheet-no")),
                "n/a" => said(say!(c, "form-sheet-none")),
                _ => Value::Blank,
            };
            vec![text(&item.id), text(question), answer, text(&item.measure), evidence(facts, &item.id, c)]
        })
        .collect();
    let answered =
        facts.sheet_answered.map(|at| say!(c, "form-sheet-answered", at = Prepared(&c.moment(&at))));
    Form::new(FormName::CheckSheet, Paper::Form, c)
        .with(Part::Fields(vec![field(
            "answered",
            say!(c, "form-sheet-on-record"),
            said(answered.unwrap_or_else(|| say!(c, "form-sheet-not-answered"))),
        )]))
        .with(Part::Sentence(say!(c, "form-sheet-says")))
        .with(Part::Table(table))
}

/// What the ledger shows about an item; blank where it knows nothing of the kind.
fn evidence(facts: &FormFacts, item: &str, c: &Catalogue) -> Value {
    let words = match item {
        "1" => taught(facts, c),
        "2-1" => vec![say!(c, "form-evidence-posts", count = posts(facts))],
        "2-5" => assets(facts, c),
        "2-6" => {
            let agreed = facts.contract.as_ref().map_or(0, |contract| {
                contract.subcontractors.iter().filter(|one| one.number.is_some()).count()
            });
            vec![say!(c, "form-evidence-subcontractors", count = agreed)]
        }
        "3-1" => pledged(facts, c),
        "3-3" => {
            let notified = facts.contract.as_ref().map_or(0, |contract| contract.notified.len());
            vec![say!(c, "form-evidence-handlers", count = notified)]
        }
        "4-1" => vec![say!(c, "form-evidence-media", count = facts.media.len())],
        "4-2" | "5-5" => left(facts, c, &|_| true),
        "4-3" => {
            let places = facts.contract.as_ref().map_or(0, |contract| contract.places.len());
            vec![say!(c, "form-evidence-places", count = places)]
        }
        "4-4" => {
            let disposed = |view: &CarryOutView| !view.way_back.disposals.is_empty();
            vec![say!(c, "form-evidence-disposed", count = number(facts, &disposed))]
        }
        "4-5" => left(facts, c, &|view| !view.recipient.is_self()),
        "5-4" => vec![say!(c, "form-evidence-mailed", count = number(facts, &|view| view.via == Via::Email))],
        "5-6" => {
            vec![say!(c, "form-evidence-sealed", count = number(facts, &|view| view.medium.is_some()))]
        }
        _ => Vec::new(),
    };
    lines(words.into_iter().map(Line::Said))
}

/// How many of the carry-outs that left are so.
fn number(facts: &FormFacts, wanted: &dyn Fn(&CarryOutView) -> bool) -> usize {
    facts.carry_outs.iter().filter(|view| view.exported_at.is_some() && wanted(view)).count()
}

fn left(facts: &FormFacts, c: &Catalogue, wanted: &dyn Fn(&CarryOutView) -> bool) -> Vec<String> {
    let approved = |view: &CarryOutView| wanted(view) && view.approvals.iter().any(|given| !given.consent);
    let (left, approved) = (number(facts, wanted), number(facts, &approved));
    vec![say!(c, "form-evidence-left", count = left, approved = approved)]
}

/// Those notified to the client; nobody where nobody is.
fn people(facts: &FormFacts) -> Vec<&crate::projection::view::StaffView> {
    let notified = facts.contract.as_ref().map(|contract| &contract.notified);
    let staff = facts.staff.iter();
    staff
        .filter(|person| notified.is_some_and(|notified| notified.iter().any(|one| one.person == person.id)))
        .collect()
}

fn posts(facts: &FormFacts) -> usize {
    let responsible = |post: &Post| *post != Post::Handler;
    let notified = facts.contract.iter().flat_map(|contract| &contract.notified);
    notified.filter(|one| one.posts.iter().any(responsible)).count()
}

fn taught(facts: &FormFacts, c: &Catalogue) -> Vec<String> {
    let people = people(facts);
    let taught = people.iter().filter(|person| !person.taught.is_empty()).count();
    let last = people.iter().flat_map(|person| &person.taught).map(|taught| taught.on).max();
    let mut said = vec![say!(c, "form-evidence-taught", count = taught, people = people.len())];
    said.extend(last.map(|on| say!(c, "form-evidence-last", on = Prepared(&c.day(on)))));
    said
}

fn pledged(facts: &FormFacts, c: &Catalogue) -> Vec<String> {
    let people = people(facts);
    let entry = |person: &&&crate::projection::view::StaffView| {
        person.pledges.iter().any(|pledged| pledged.occasion == Occasion::Entry)
    };
    vec![say!(c, "form-evidence-pledged", count = people.iter().filter(entry).count(), people = people.len())]
}

fn assets(facts: &FormFacts, c: &Catalogue) -> Vec<String> {
    let checked = facts.assets.iter().filter_map(|asset| asset.checked_at).map(|at| at.date()).max();
    let mut said = vec![say!(c, "form-evidence-assets", count = facts.assets.len())];
    said.extend(checked.map(|on| say!(c, "form-evidence-last", on = Prepared(&c.day(on)))));
    said
}
