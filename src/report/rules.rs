//! Rules: as they stand, and what each comes to for a carry-out.

use super::page::Page;
use super::words::named;
use crate::base::text::safe;
use crate::domain::rules::judge::Verdict;
use crate::domain::rules::taken::Act;
use crate::i18n::{Catalogue, Language, Prepared};
use crate::projection::view::{ExplainedView, JudgedView, RuleView, TakenView};

/// `rules show`, `rules check`, `rules set`.
#[must_use]
pub fn show(views: &[RuleView], c: &Catalogue, columns: Option<usize>) -> String {
    let mut page = Page::new(c, columns);
    let mut last = None;
    for view in views {
        if last != Some(&view.pack) {
            page.heading(&document(view, c));
            last = Some(&view.pack);
        }
        page.line(&sentence(view, c));
        page.command(&safe(&view.id));
    }
    page.finish()
}

/// `rules explain`: what does not hold first, then what is listed for it only, what held at steps that took place or holds,
/// is looked at later, never came up, or is not meant.
#[must_use]
pub fn explain(explained: &ExplainedView, c: &Catalogue, columns: Option<usize>) -> String {
    let ExplainedView { id, index, changed, judged } = explained;
    let mut page = Page::new(c, columns);
    page.heading(&say!(c, "report-rules-explain", id = id));
    page.line(&say!(c, "report-rules-at", index = *index));
    if *changed {
        page.line(&say!(c, "report-rules-changed"));
    }
    // What was looked at as it left stands under that one step.
    let at_export = |one: &&JudgedView| {
        one.verdict == Verdict::Holds && matches!(one.steps.as_slice(), [only] if only.step == Act::Export)
    };
    let headings = [
        say!(c, "report-rules-unmet"),
        say!(c, "report-rules-listed"),
        say!(c, "report-rules-holds"),
        say!(c, "report-rules-later"),
        say!(c, "report-rules-never-came"),
        say!(c, "report-rules-recorded"),
        say!(c, "report-rules-not-served"),
        say!(c, "report-rules-not-meant"),
    ];
    for (wanted, heading) in (0..).zip(headings) {
        let (left, of_these): (Vec<&JudgedView>, Vec<&JudgedView>) =
            judged.iter().filter(|one| order(&one.verdict) == wanted).partition(at_export);
        if let Some(step) = left.first().and_then(|one| one.steps.first()) {
            page.heading(&say!(c, "report-rules-held-at", step = Prepared(&taken(c, step))));
            left.iter().for_each(|one| line(&mut page, one));
        }
        if of_these.is_empty() {
            continue;
        }
        page.heading(&heading);
        for one in of_these {
            line(&mut page, one);
            one.steps.iter().for_each(|step| page.command(&taken(c, step)));
        }
    }
    page.finish()
}

fn line(page: &mut Page<'_>, one: &JudgedView) {
    let c = page.c;
    let (document, sentence) = (document(&one.rule, c), sentence(&one.rule, c));
    let said = say!(c, "report-rules-line", document = Prepared(&document), sentence = Prepared(&sentence));
    page.line(&said);
}

/// A step, its entry, whose it is and when.
fn taken(c: &Catalogue, step: &TakenView) -> String {
    let (name, what) = (named(c, &step.name, step.person.as_str()), c.name_of(step.step));
    let at = c.moment(&step.at);
    match step.index {
        Some(index) => say!(
            c,
            "report-rules-step",
            step = Prepared(&what),
            index = index,
            person = Prepared(&name),
            at = Prepared(&at)
        ),
        None => say!(
            c,
            "report-rules-step-end",
            step = Prepared(&what),
            person = Prepared(&name),
            at = Prepared(&at)
        ),
    }
}

const fn order(verdict: &Verdict) -> u8 {
    match verdict {
        Verdict::Unmet(_) => 0,
        Verdict::Listed(_) => 1,
        Verdict::Holds => 2,
        Verdict::Later => 3,
        Verdict::NeverCame => 4,
        Verdict::Recorded => 5,
        Verdict::NotServed => 6,
        Verdict::NotMeant => 7,
    }
}

fn document(view: &RuleView, c: &Catalogue) -> String {
    match (&view.document, c.language()) {
        (Some(title), Language::Japanese) => safe(&title.ja),
        (Some(title), Language::English) => safe(&title.en),
        (None, _) => say!(c, "rule-directive"),
    }
}

fn sentence(view: &RuleView, c: &Catalogue) -> String {
    let text = match c.language() {
        Language::Japanese => &view.text.ja,
        Language::English => &view.text.en,
    };
    let note = view.note.as_ref().map(|note| match c.language() {
        Language::Japanese => &note.ja,
        Language::English => &note.en,
    });
    match note {
        Some(note) => say!(c, "report-rules-noted", clause = view.clause, text = text, note = note),
        None => say!(c, "report-rules-sentence", clause = view.clause, text = text),
    }
}
