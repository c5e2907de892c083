//! 紙媒体管理簿: what is carried on paper, what was printed from a carry-out, and what became of each.

use chrono::NaiveDate;

use super::cells::{by_hand, by_on, column, day, lines, said, text, texts};
use super::{Form, Line, Part, Table, Value, carry_out};
use crate::domain::names::CopyKind;
use crate::i18n::Catalogue;
use crate::projection::view::article::AnswerView;
use crate::projection::view::{ArticleView, CarryOutView, CopyView, FormFacts, FormName};
use crate::report::html;
use crate::report::words::level;

/// The register, by the day it went or was printed; where it is locked away is for the hand.
pub(super) fn register(facts: &FormFacts, c: &Catalogue) -> Form {
    let mut table = Table::new(
        "papers",
        vec![
            column("no", say!(c, "field-id"), 18),
            column("title", say!(c, "form-paper-title"), 36),
            column("count", say!(c, "form-paper-count"), 12),
            column("level", say!(c, "field-level"), 20),
            column("direction", say!(c, "form-direction"), 14),
            column("carrier", say!(c, "report-form-carrier"), 24),
            column("destination", say!(c, "report-form-destination"), 28),
            column("purpose", say!(c, "field-purpose"), 26),
            column("out", say!(c, "form-out-at"), 20),
            column("due", say!(c, "field-due"), 20),
            column("approvers", say!(c, "report-form-approver"), 24),
            column("client_consent", say!(c, "report-form-client-consent"), 22),
            column("end", say!(c, "form-paper-end"), 30),
            column("checked_by", say!(c, "report-form-checked-by"), 24),
            by_hand("kept_at", say!(c, "form-paper-kept"), 22, 8),
        ],
    );
    let permitted = |view: &&ArticleView| view.permitted.as_ref().is_some_and(|answer| answer.approved);
    let carried = facts.articles.iter().filter(|view| view.paper.is_some()).filter(permitted);
    let carried = carried.map(|view| (view.on, carried_row(view, c)));
    let printed = facts.carry_outs.iter().flat_map(|view| {
        let papers = view.way_back.copies.iter().filter(|copy| copy.kind == CopyKind::Paper);
        papers.map(|copy| (copy.since.date(), printed_row(facts, view, copy, c))).collect::<Vec<_>>()
    });
    let mut all: Vec<(NaiveDate, Vec<Value>)> = carried.chain(printed).collect();
    all.retain(|(day, _)| facts.period.holds(*day));
    all.sort_by_key(|(day, _)| *day);
    table.rows = all.into_iter().map(|(_, row)| row).collect();
    table.lines = 2;
    Form::new(FormName::PaperRegister, html::Paper::Landscape, c).with(Part::Table(table))
}

fn carried_row(view: &ArticleView, c: &Catalogue) -> Vec<Value> {
    let answered = |answer: Option<&AnswerView>| {
        lines(answer.into_iter().flat_map(|answer| by_on(c, &answer.name, &answer.at)))
    };
    let carrier = [Some(view.carrier_name.as_str()), view.carrier_department.as_deref()];
    let paper = view.paper.as_ref();
    vec![
        text(&view.id),
        paper.map_or(Value::Blank, |paper| text(&paper.title)),
        paper.map_or(Value::Blank, |paper| Value::Number(paper.count)),
        paper.map_or(Value::Blank, |paper| said(level(c, paper.level))),
        said(c.name_of(view.direction)),
        texts(carrier.into_iter().flatten()),
        text(&view.place),
        text(&view.purpose),
        day(c, view.on),
        day(c, view.due),
        answered(view.permitted.as_ref()),
        view.permission.as_ref().map_or(Value::Blank, |permission| text(&permission.number)),
        end(view, c),
        super::things::checked(view, c),
        Value::Blank,
    ]
}

/// When and how it ended: back, destroyed with whoever saw it, or lost, which is neither.
fn end(view: &ArticleView, c: &Catalogue) -> Value {
    if view.lost.is_some() {
        return super::things::came_back(view, c);
    }
    let Some(back) = &view.returned else { return Value::Blank };
    let how = match back.destroyed {
        Some(method) => c.name_of(method),
        None => say!(c, "form-paper-returned"),
    };
    let seen = back.witness.as_ref().map(|name| Line::Said(say!(c, "form-paper-seen-by", name = name)));
    lines([Line::Said(how), Line::Said(c.moment(&back.at))].into_iter().chain(seen))
}

/// What was printed from a carry-out, by the number of the copy.
fn printed_row(facts: &FormFacts, view: &CarryOutView, copy: &CopyView, c: &Catalogue) -> Vec<Value> {
    let approvers = view.approvals.iter().filter(|given| !given.consent);
    let lost = copy.under.as_deref().filter(|_| copy.fate == "lost").map(crate::base::text::safe);
    let number = say!(c, "form-paper-copy", id = view.id, number = copy.number);
    let ended = (copy.fate != "held").then(|| Line::Said(crate::report::coming_back::end_of(c, copy)));
    vec![
        said(number),
        texts(view.items.iter().map(String::as_str)),
        Value::Blank,
        said(level(c, view.level)),
        said(say!(c, "form-direction-out")),
        carry_out::carrier(view),
        text(&copy.place),
        text(&view.purpose),
        day(c, copy.since.date()),
        day(c, view.due),
        lines(approvers.flat_map(|given| by_on(c, &given.name, &given.at))),
        carry_out::client_consent(facts, view, c),
        lines(ended),
        carry_out::confirmed(view, lost.as_deref(), c),
        Value::Blank,
    ]
}
