//! `succession`: who is to be administrator in the place of those who cannot sign.

use super::page::Page;
use super::words::{joined, named};
use crate::domain::succession::SuccessionOutcome;
use crate::i18n::{Catalogue, Prepared};
use crate::projection::view::succession::{SuccessionSaid, SuccessionView};

/// `succession`: all of them.
#[must_use]
pub fn successions(views: &[SuccessionView], c: &Catalogue, columns: Option<usize>) -> String {
    let mut page = Page::new(c, columns);
    if views.is_empty() {
        page.outer(&say!(c, "report-succession-none"));
    }
    views.iter().for_each(|view| one(&mut page, view));
    page.finish()
}

/// `succession PERSON`: what was said of it, and what comes next.
#[must_use]
pub fn succession(view: &SuccessionView, c: &Catalogue, columns: Option<usize>) -> String {
    let mut page = Page::new(c, columns);
    one(&mut page, view);
    match view.outcome {
        None => page.line(&say!(c, "report-succession-second", person = view.person)),
        Some(SuccessionOutcome::Confirmed) => page.line(&say!(c, "report-succession-next")),
        Some(_) => {}
    }
    page.finish()
}

/// One of them, and what was said.
pub(super) fn one(page: &mut Page<'_>, view: &SuccessionView) {
    let c = page.c;
    page.heading(&line(c, view));
    said_by(page, &view.asked);
    if let Some(ended) = &view.ended {
        said_by(page, ended);
    }
    if view.waits() {
        let administrators = view.administrators.iter();
        let administrators: Vec<String> =
            administrators.map(|person| named(c, &person.name, person.id.as_str())).collect();
        page.line(&say!(c, "report-succession-ends", administrators = Prepared(&joined(c, &administrators))));
    }
    if let Some(index) = view.contradicted_at {
        page.line(&say!(c, "report-succession-contradicted", index = index));
    }
}

fn said_by(page: &mut Page<'_>, said: &SuccessionSaid) {
    let name = named(page.c, &said.name, said.person.as_str());
    let line = match &said.reason {
        Some(reason) => say!(
            page.c,
            "report-acknowledge-by",
            name = Prepared(&name),
            at = Prepared(page.c.moment(&said.at)),
            reason = reason
        ),
        None => return,
    };
    page.line(&line);
}

/// The same in one line.
pub(super) fn line(c: &Catalogue, view: &SuccessionView) -> String {
    let person = named(c, &view.name, view.person.as_str());
    let by = named(c, &view.asked.name, view.asked.person.as_str());
    let second = view.ended.as_ref().map(|ended| named(c, &ended.name, ended.person.as_str()));
    let index = view.ended.as_ref().map_or(view.asked.index, |ended| ended.index);
    match (view.outcome, second) {
        (None, _) | (_, None) => {
            let days = view.days.unwrap_or_default();
            let from = match view.from {
                Some(from) => say!(c, "report-succession-from", from = from),
                None => say!(c, "report-succession-not-begun", days = days),
            };
            say!(
                c,
                "report-succession-waits",
                person = Prepared(&person),
                by = Prepared(&by),
                index = index,
                from = Prepared(&from)
            )
        }
        (Some(SuccessionOutcome::Confirmed), Some(second)) => say!(
            c,
            "report-succession-confirmed",
            person = Prepared(&person),
            by = Prepared(&by),
            second = Prepared(&second),
            index = index
        ),
        (Some(outcome), Some(second)) => say!(
            c,
            "report-succession-over",
            person = Prepared(&person),
            by = Prepared(&by),
            second = Prepared(&second),
            index = index,
            outcome = Prepared(c.name_of(outcome))
        ),
    }
}
