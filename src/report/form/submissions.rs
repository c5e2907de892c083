//! What is owed to clients on paper, and what was sent (提出物一覧).

use super::cells::{column, day, lines, said, text};
use super::{Form, Line, Part, Table, Value};
use crate::base::limits::DUTY_DAYS;
use crate::base::text::safe;
use crate::i18n::{Catalogue, Language};
use crate::projection::view::{DutyView, FormFacts, FormName};
use crate::report::html::Paper;

/// 提出物一覧.
pub(super) fn list(facts: &FormFacts, c: &Catalogue) -> Form {
    let mut table = Table::new(
        "submissions",
        vec![
            column("of_contract", say!(c, "field-contract"), 18),
            column("paper", say!(c, "report-duty-paper"), 34),
            column("occasion", say!(c, "report-duty-for"), 26),
            column("since", say!(c, "form-duty-since"), 20),
            column("due", say!(c, "form-duty-due"), 20),
            column("standing", say!(c, "report-duty-standing"), 18),
            column("sent", say!(c, "form-duty-sent"), 20),
            column("digest", say!(c, "form-duty-digest"), 26),
            column("clauses", say!(c, "report-duty-clauses"), 44),
        ],
    );
    let within = facts.duties.iter().filter(|duty| {
        let mut days =
            duty.since.iter().chain(&duty.due).chain(duty.sent.iter().map(|sent| &sent.on)).peekable();
        days.peek().is_none() || days.any(|day| facts.period.holds(*day))
    });
    let within: Vec<&DutyView> = within.collect();
    table.rows = within.iter().map(|duty| row(facts, duty, c)).collect();
    let form = Form::new(FormName::Submissions, Paper::Landscape, c).with(Part::Table(table));
    if within.iter().any(|duty| duty.due.is_some() && !duty.due_named && duty.sent.is_none()) {
        return form.with(Part::Sentence(say!(c, "report-duty-term", days = DUTY_DAYS)));
    }
    form
}

fn row(facts: &FormFacts, duty: &DutyView, c: &Catalogue) -> Vec<Value> {
    let clauses = duty.clauses.iter().map(|one| {
        let document = one.document.as_ref().map(|title| match c.language() {
            Language::English => safe(&title.en),
            Language::Japanese => safe(&title.ja),
        });
        Line::Said(format!("{} {}", document.unwrap_or_default(), safe(&one.clause)).trim().to_owned())
    });
    let occasion = duty.occasion.map(|occasion| Line::Said(c.name_of(occasion)));
    vec![
        text(&duty.contract.as_ref().map(|id| facts.cited(id)).unwrap_or_default()),
        said(c.name_of(duty.duty)),
        lines(occasion.into_iter().chain(duty.about.clone().map(Line::Text))),
        duty.since.map_or(Value::Blank, |on| day(c, on)),
        // A term that no document names is the program's own, and nobody else's.
        duty.due.filter(|_| duty.due_named).map_or(Value::Blank, |on| day(c, on)),
        said(c.name_of(duty.standing)),
        duty.sent.as_ref().map_or(Value::Blank, |sent| day(c, sent.on)),
        duty.sent.as_ref().map_or(Value::Blank, |sent| said(format!("{}…", sent.sha256.prefix(16)))),
        lines(clauses),
    ]
}
