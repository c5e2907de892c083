//! Rules: as they stand, and what each comes to for a carry-out.

use super::page::Page;
use crate::base::text::safe;
use crate::domain::rules::judge::Verdict;
use crate::i18n::{Catalogue, Language, Prepared};
use crate::projection::view::{ExplainedView, JudgedView, RuleView};

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

/// `rules explain`: what does not hold first, then what is listed for it only, what holds, is looked at later, or is not meant.
#[must_use]
pub fn explain(explained: &ExplainedView, c: &Catalogue, columns: Option<usize>) -> String {
    let ExplainedView { id, index, changed, judged } = explained;
    let mut page = Page::new(c, columns);
    page.heading(&say!(c, "report-rules-explain", id = id));
    page.line(&say!(c, "report-rules-at", index = *index));
    if *changed {
        page.line(&say!(c, "report-rules-changed"));
    }
    let headings = [
        say!(c, "report-rules-unmet"),
        say!(c, "report-rules-listed"),
        say!(c, "report-rules-holds"),
        say!(c, "report-rules-later"),
        say!(c, "report-rules-recorded"),
        say!(c, "report-rules-not-served"),
        say!(c, "report-rules-not-meant"),
    ];
    for (wanted, heading) in (0..).zip(headings) {
        let of_these: Vec<&JudgedView> = judged.iter().filter(|one| order(&one.verdict) == wanted).collect();
        if of_these.is_empty() {
            continue;
        }
        page.heading(&heading);
        for one in of_these {
            let document = document(&one.rule, c);
            let sentence = sentence(&one.rule, c);
            page.line(&say!(
                c,
                "report-rules-line",
                document = Prepared(&document),
                sentence = Prepared(&sentence)
            ));
        }
    }
    page.finish()
}

const fn order(verdict: &Verdict) -> u8 {
    match verdict {
        Verdict::Unmet(_) => 0,
        Verdict::Listed(_) => 1,
        Verdict::Holds => 2,
        Verdict::Later => 3,
        Verdict::Recorded => 4,
        Verdict::NotServed => 5,
        Verdict::NotMeant => 6,
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
    say!(c, "report-rules-sentence", clause = view.clause, text = text)
}
