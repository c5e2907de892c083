//! 承諾願: the letter that asks the client to consent to what is to be carried out, or to a scope of it.

use std::collections::BTreeSet;

use super::cells::{by_hand, column, day, lines, room, said, text, texts};
use super::{Form, Line, Part, Table, Value, carry_out};
use crate::domain::names::ContractId;
use crate::i18n::Catalogue;
use crate::projection::view::{CarryOutView, FormFacts, FormName};
use crate::report::html::Paper;
use crate::report::words::{level, personal_data};

/// 承諾願, for the requests that wait for the client's word, or the one that was named; room for a scope, and for the
/// client's answer.
pub(super) fn request(facts: &FormFacts, c: &Catalogue) -> Form {
    let mut table = Table::new(
        "requests",
        vec![
            column("id", say!(c, "field-id"), 18),
            column("items", say!(c, "report-form-item"), 34),
            column("level", say!(c, "field-level"), 18),
            column("purpose", say!(c, "field-purpose"), 30),
            column("destination", say!(c, "report-form-destination"), 30),
            column("via", say!(c, "field-via"), 20),
            column("out", say!(c, "report-form-out"), 20),
            column("due", say!(c, "field-due"), 20),
            by_hand("answer", say!(c, "form-consent-answer"), 20, 10),
        ],
    );
    table.rows = asked(facts).map(|view| row(view, c)).collect();
    Form::new(FormName::ConsentRequest, Paper::Form, c)
        .with(Part::Sentence(say!(c, "form-consent-asks")))
        .with(Part::Table(table))
        .with(Part::Heading(say!(c, "form-consent-scope")))
        .with(Part::Fields(vec![
            room("scope", say!(c, "form-consent-what"), 14),
            room("to", say!(c, "form-consent-to"), 9),
            room("until", say!(c, "form-consent-until"), 9),
        ]))
        .with(Part::Heading(say!(c, "form-consent-answers")))
        .with(Part::Fields(vec![
            room("conditions", say!(c, "form-consent-conditions"), 14),
            room("consent_number", say!(c, "form-consent-number"), 9),
            room("consented_on", say!(c, "form-query-day"), 9),
            room("consented_by", say!(c, "form-query-by"), 14),
        ]))
}

/// The requests that the letter is about.
fn asked(facts: &FormFacts) -> impl Iterator<Item = &CarryOutView> {
    let waiting = facts.carry_outs.iter().filter(|view| waits(facts, view));
    waiting.filter(|view| facts.period.holds(view.requested_at.date()))
}

/// The contracts whose client has something to consent to.
pub(super) fn contracts(facts: &FormFacts) -> BTreeSet<ContractId> {
    asked(facts).filter_map(|view| view.contract.clone()).collect()
}

/// That it has not left, nobody ended it, and no consent of the client is on record.
fn waits(facts: &FormFacts, view: &CarryOutView) -> bool {
    let consented = view.approvals.iter().any(|given| given.consent);
    let letters = facts.letters.get(&view.id).is_some_and(|letters| !letters.is_empty());
    let ended = view.withdrawal.is_some() || view.rejection.is_some();
    view.contract.is_some() && view.exported_at.is_none() && !ended && !consented && !letters
}

fn row(view: &CarryOutView, c: &Catalogue) -> Vec<Value> {
    let of_people = Line::Said(personal_data(c, view.personal_data));
    vec![
        text(&view.id),
        texts(view.items.iter().map(String::as_str)),
        lines([Line::Said(level(c, view.level)), of_people]),
        text(&view.purpose),
        carry_out::destination(view, c),
        said(c.name_of(view.via)),
        day(c, view.on),
        day(c, view.due),
        Value::Blank,
    ]
}
