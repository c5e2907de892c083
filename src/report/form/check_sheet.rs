//! The information security check sheet (情報セキュリティチェックシート): each item with its answer, and beside it
//! what the ledger itself shows.

use chrono::NaiveDate;

use super::cells::{column, field, lines, said, text};
use super::{Form, Line, Part, Table, Value};
use crate::base::text::safe;
use crate::domain::article::Measure;
use crate::domain::names::Via;
use crate::domain::rules::demand::{Duty, Occasion, Post};
use crate::i18n::{Catalogue, Language, Prepared};
use crate::projection::view::contract::{AgreedView, NotifiedView};
use crate::projection::view::{ArticleView, CarryOutView, FormFacts, FormName};
use crate::report::html::Paper;
use crate::report::words::joined;

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
pub(super) fn evidence(facts: &FormFacts, item: &str, c: &Catalogue) -> Value {
    let words = match item {
        "1" => taught(facts, c),
        "2-1" => vec![say!(c, "form-evidence-posts", count = posts(facts))],
        "2-2" => packs(facts, c),
        "2-3" => recipients(facts, c),
        "2-4" | "3-1" => pledged(facts, c),
        "2-5" => assets(facts, c),
        "2-6" => subcontractors(facts, c),
        "2-7" => {
            let mut said = reviewed(facts, c);
            said.extend(stock_taken(facts, c));
            said
        }
        "2-8" => certified(facts, c),
        "3-3" => {
            vec![say!(c, "form-evidence-handlers", count = notified(facts).count())]
        }
        "4-1" => vec![say!(c, "form-evidence-media", count = facts.media.len())],
        "4-2" => {
            let mut said = vec![sealed(facts, Sealed::All, c)];
            said.extend(taken(facts, c));
            said
        }
        "4-3" => kept(facts, c),
        "4-4" => {
            let disposed = |view: &CarryOutView| !view.way_back.disposals.is_empty();
            let disposed = number(facts, Sealed::All, &disposed);
            let mut said = vec![say!(c, "form-evidence-disposed", count = disposed)];
            said.extend(destroyed(facts, c));
            said
        }
        "4-5" => vec![sealed(facts, Sealed::ForOthers, c)],
        "5-4" => {
            let mailed = number(facts, Sealed::All, &|view| view.via == Via::Email);
            vec![say!(c, "form-evidence-mailed", count = mailed)]
        }
        "5-5" => vec![sealed(facts, Sealed::OnMedium, c)],
        "5-6" => {
            let on_medium = number(facts, Sealed::OnMedium, &|_| true);
            let mut said = vec![say!(c, "form-evidence-sealed", count = on_medium)];
            said.extend(encrypted(facts, c));
            said
        }
        "5-9" => mailed(facts, c),
        "5-11" => vec![say!(c, "form-evidence-entries", count = facts.head.made.size)],
        "5-12" => reviewed(facts, c),
        "6-1" => {
            let real = facts.incidents.iter().filter(|incident| !incident.drill).count();
            let mut said = reachable(facts, c);
            said.push(say!(c, "form-evidence-incidents", count = real));
            said
        }
        "6-2" => {
            let mut said = reachable(facts, c);
            said.extend(drilled(facts, c));
            said
        }
        _ => Vec::new(),
    };
    lines(words.into_iter().map(Line::Said))
}

fn last(c: &Catalogue, days: impl Iterator<Item = NaiveDate>) -> Option<String> {
    days.max().map(|on| say!(c, "form-evidence-last", on = Prepared(&c.day(on))))
}

/// The documents whose rules the contract is under, as they are called here.
fn packs(facts: &FormFacts, c: &Catalogue) -> Vec<String> {
    let packs: Vec<String> =
        facts.contract.iter().flat_map(|contract| &contract.packs).map(|pack| safe(pack)).collect();
    if packs.is_empty() {
        return Vec::new();
    }
    let names = joined(c, &packs);
    vec![say!(c, "form-evidence-packs", names = Prepared(&names))]
}

/// Whether somebody permitted it.
fn is_permitted(view: &ArticleView) -> bool {
    view.permitted.as_ref().is_some_and(|answer| answer.approved)
}

/// Devices and paper that were asked for, and how many somebody permitted.
fn taken(facts: &FormFacts, c: &Catalogue) -> Option<String> {
    let permitted = facts.articles.iter().filter(|view| is_permitted(view)).count();
    let all = facts.articles.len();
    (all > 0).then(|| say!(c, "form-evidence-taken", count = all, permitted = permitted))
}

/// Devices that left, and of how many the carrier said that what is on them is encrypted.
fn encrypted(facts: &FormFacts, c: &Catalogue) -> Option<String> {
    let devices: Vec<&ArticleView> =
        facts.articles.iter().filter(|view| view.paper.is_none() && is_permitted(view)).collect();
    let said = devices.iter().filter(|view| view.measures.contains(&Measure::DataEncryption)).count();
    (!devices.is_empty()).then(|| say!(c, "form-evidence-encrypted", count = devices.len(), said = said))
}

/// Important information and paper that were disposed of, each recorded by itself.
fn destroyed(facts: &FormFacts, c: &Catalogue) -> Option<String> {
    let assets = facts.assets.iter().filter(|asset| asset.method.is_some()).count();
    let paper = |view: &&ArticleView| view.returned.as_ref().is_some_and(|back| back.destroyed.is_some());
    let paper = facts.articles.iter().filter(paper).count();
    (assets > 0 || paper > 0).then(|| say!(c, "form-evidence-destroyed", assets = assets, paper = paper))
}

/// To whom it may go, and for what.
fn recipients(facts: &FormFacts, c: &Catalogue) -> Vec<String> {
    let listed = facts.contract.as_ref().map_or(&[][..], |contract| &contract.recipients);
    let meant = listed.iter().filter(|one| one.purpose.is_some()).count();
    vec![say!(c, "form-evidence-recipients", count = listed.len(), meant = meant)]
}

/// Consent, agreement and check: each counted by itself.
fn subcontractors(facts: &FormFacts, c: &Catalogue) -> Vec<String> {
    let known = facts.contract.as_ref().map_or(&[][..], |contract| &contract.subcontractors);
    let count = |has: &dyn Fn(&AgreedView) -> bool| known.iter().filter(|one| has(one)).count();
    vec![
        say!(c, "form-evidence-subcontractors", count = count(&|one| one.number.is_some())),
        say!(c, "form-evidence-agreed", count = count(&|one| one.agreement.is_some())),
        say!(c, "form-evidence-checked", count = count(&|one| one.check.is_some())),
    ]
}

/// The log, looked through and signed.
fn reviewed(facts: &FormFacts, c: &Catalogue) -> Vec<String> {
    let mut said = vec![say!(c, "form-evidence-reviews", count = facts.reviews.len())];
    said.extend(last(c, facts.reviews.iter().map(|review| review.until)));
    let noted: usize = facts.reviews.iter().map(|review| review.findings.len()).sum();
    if noted > 0 {
        said.push(say!(c, "form-evidence-noted", count = noted));
    }
    said
}

/// Information that was found where it is kept.
fn stock_taken(facts: &FormFacts, c: &Catalogue) -> Vec<String> {
    let found = || facts.assets.iter().filter_map(|asset| asset.checked_at).map(|at| at.date());
    let mut said = vec![say!(c, "form-evidence-stock", count = found().count(), all = facts.assets.len())];
    said.extend(last(c, found()));
    said
}

/// Where things are kept, and whether they were found there. Whether a place is locked is not in the ledger.
fn kept(facts: &FormFacts, c: &Catalogue) -> Vec<String> {
    let placed = facts.media.iter().filter(|medium| medium.place.is_some()).count();
    let seen = facts.media.iter().filter_map(|medium| medium.seen.as_ref()).map(|seen| seen.at.date());
    let mut said = stock_taken(facts, c);
    said.push(say!(c, "form-evidence-placed", count = placed));
    said.extend(last(c, seen));
    said
}

/// The papers that show the certification, as they were sent.
fn certified(facts: &FormFacts, c: &Catalogue) -> Vec<String> {
    let certificates = facts.duties.iter().filter(|duty| duty.duty == Duty::IsmsCertificate);
    let sent: Vec<NaiveDate> =
        certificates.filter_map(|duty| duty.sent.as_ref()).map(|sent| sent.on).collect();
    if sent.is_empty() {
        return Vec::new();
    }
    let mut said = vec![say!(c, "form-evidence-certificates", count = sent.len())];
    said.extend(last(c, sent.into_iter()));
    said
}

/// What was confirmed before it was sent, and compared afterwards.
fn mailed(facts: &FormFacts, c: &Catalogue) -> Vec<String> {
    let drafted = number(facts, Sealed::All, &|view| !view.mail.mail_drafts.is_empty());
    let compared = number(facts, Sealed::All, &|view| !view.mail.mails_sent.is_empty());
    vec![say!(c, "form-evidence-drafts", count = drafted, compared = compared)]
}

/// Who can be called.
fn reachable(facts: &FormFacts, c: &Catalogue) -> Vec<String> {
    let people = facts.contract.as_ref().map_or(0, |contract| contract.contacts.len());
    vec![say!(c, "form-evidence-contacts", count = people)]
}

/// Exercises.
fn drilled(facts: &FormFacts, c: &Catalogue) -> Vec<String> {
    let drills = || facts.incidents.iter().filter(|incident| incident.drill);
    let mut said = vec![say!(c, "form-evidence-drills", count = drills().count())];
    said.extend(last(c, drills().map(|drill| drill.recorded_at.date())));
    said
}

/// Which carry-outs are counted; each kind has words of its own, so that two numbers on one form are not of one thing.
#[derive(Clone, Copy)]
enum Sealed {
    /// Every one whose package was written.
    All,
    /// For somebody other than whoever carries it.
    ForOthers,
    /// On a registered medium.
    OnMedium,
}

/// How many carry-outs of a kind are so. The package was written: whether it left the office, the ledger knows of some only.
fn number(facts: &FormFacts, which: Sealed, is_so: &dyn Fn(&CarryOutView) -> bool) -> usize {
    let counts = |view: &&CarryOutView| match which {
        Sealed::All => true,
        Sealed::ForOthers => !view.recipient.is_self(),
        Sealed::OnMedium => view.medium.is_some(),
    };
    facts.carry_outs.iter().filter(|view| view.exported_at.is_some() && is_so(view)).filter(counts).count()
}

/// How many carry-outs of a kind there are, and how many of them somebody approved.
fn sealed(facts: &FormFacts, which: Sealed, c: &Catalogue) -> String {
    let is_approved = |view: &CarryOutView| view.approvals.iter().any(|given| !given.consent);
    let (count, approved) = (number(facts, which, &|_| true), number(facts, which, &is_approved));
    match which {
        Sealed::All => say!(c, "form-evidence-left", count = count, approved = approved),
        Sealed::ForOthers => say!(c, "form-evidence-left-others", count = count, approved = approved),
        Sealed::OnMedium => say!(c, "form-evidence-left-medium", count = count, approved = approved),
    }
}

/// Those notified to the client who work here; nobody where nobody is.
fn notified(facts: &FormFacts) -> impl Iterator<Item = &NotifiedView> {
    let notified = facts.contract.iter().flat_map(|contract| &contract.notified);
    notified.filter(|one| one.left_on.is_none())
}

fn people(facts: &FormFacts) -> Vec<&crate::projection::view::StaffView> {
    let staff = facts.staff.iter();
    staff.filter(|person| notified(facts).any(|one| one.person == person.id)).collect()
}

fn posts(facts: &FormFacts) -> usize {
    let responsible = |post: &Post| *post != Post::Handler;
    notified(facts).filter(|one| one.posts.iter().any(responsible)).count()
}

fn taught(facts: &FormFacts, c: &Catalogue) -> Vec<String> {
    let people = people(facts);
    let taught = people.iter().filter(|person| !person.taught.is_empty()).count();
    let mut said = vec![say!(c, "form-evidence-taught", count = taught, people = people.len())];
    said.extend(last(c, people.iter().flat_map(|person| &person.taught).map(|taught| taught.on)));
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
    let mut said = vec![say!(c, "form-evidence-assets", count = facts.assets.len())];
    said.extend(last(c, facts.assets.iter().filter_map(|asset| asset.checked_at).map(|at| at.date())));
    said
}
