//! Subcontractors (再委託承諾願、再委託先管理簿): what the client is asked, and what is on record of each of them.

use super::cells::{by_hand, column, day, lines, optional, said, text, texts};
use super::{Form, Line, Part, Table, Value};
use crate::domain::names::RecipientId;
use crate::i18n::{Catalogue, Prepared};
use crate::projection::view::contract::AgreedView;
use crate::projection::view::{CarryOutView, FormFacts, FormName};
use crate::report::html::Paper;

/// 再委託承諾願: its five fields for each subcontractor on the contract's list that the client has not agreed to.
pub(super) fn request(facts: &FormFacts, c: &Catalogue) -> Form {
    let mut table = Table::new(
        "subcontractors",
        vec![
            column("subcontractor", say!(c, "form-sub-whom"), 34),
            column("work_given", say!(c, "form-sub-work"), 34),
            by_hand("reason", say!(c, "form-sub-reason"), 34, 40),
            by_hand("information", say!(c, "form-sub-information"), 40, 40),
            by_hand("management", say!(c, "form-sub-management"), 40, 40),
        ],
    );
    let contract = facts.contract.as_ref();
    for listed in contract.iter().flat_map(|contract| &contract.recipients) {
        let known = facts.recipients.iter().find(|known| known.record.id == listed.recipient);
        let Some(stands) = known.and_then(|known| known.record.subcontractor.as_ref()) else { continue };
        let mut known = contract.iter().flat_map(|contract| &contract.subcontractors);
        let agreed = known.find(|known| known.recipient == listed.recipient);
        if agreed.is_some_and(|agreed| agreed.number.is_some() && agreed.tier == Some(stands.tier)) {
            continue;
        }
        let tier = Line::Said(say!(c, "report-subcontractor", tier = stands.tier));
        table.rows.push(vec![
            lines([Line::Text(listed.name.clone()), tier]),
            optional(listed.purpose.as_deref()),
            Value::Blank,
            texts(meant_for(facts, &listed.recipient)),
            agreed.map_or(Value::Blank, |agreed| managed(agreed, c)),
        ]);
    }
    Form::new(FormName::SubcontractRequest, Paper::Form, c)
        .with(Part::Sentence(say!(c, "form-sub-says")))
        .with(Part::Table(table))
}

/// What somebody asked to carry to them; nothing where nobody asked yet, for the hand.
fn meant_for<'a>(facts: &'a FormFacts, recipient: &RecipientId) -> Vec<&'a str> {
    let asked = facts.carry_outs.iter().filter(|view| view.recipient == *recipient);
    let asked: Vec<&CarryOutView> = asked.filter(|view| view.withdrawal.is_none()).collect();
    let with_it =
        facts.assets.iter().filter(|asset| asked.iter().any(|view| view.assets.contains(&asset.id)));
    with_it.map(|asset| asset.name.as_str()).collect()
}

/// What is on record of how they are held to it: the agreement and the last check.
fn managed(known: &AgreedView, c: &Catalogue) -> Value {
    let agreement = known.agreement.as_ref().map(|agreement| {
        let dated = c.day(agreement.dated);
        Line::Said(say!(c, "form-sub-agreed", dated = Prepared(&dated)))
    });
    let check = known.check.as_ref().map(|check| {
        let on = c.day(check.on);
        Line::Said(say!(c, "form-sub-checked", on = Prepared(&on), count = check.unmet.len()))
    });
    lines(agreement.into_iter().chain(check))
}

/// 再委託先管理簿: the client's consent to each subcontractor, the agreement on confidentiality, and the last check.
pub(super) fn register(facts: &FormFacts, c: &Catalogue) -> Form {
    let mut table = Table::new(
        "subcontractors",
        vec![
            column("subcontractor", say!(c, "form-sub-whom"), 34),
            column("tier", say!(c, "form-sub-tier"), 14),
            column("work_given", say!(c, "form-sub-work"), 28),
            column("consent", say!(c, "form-sub-consent"), 22),
            column("consent_dated", say!(c, "form-sub-consent-dated"), 22),
            column("agreement", say!(c, "form-sub-agreement"), 28),
            column("agreement_dated", say!(c, "form-sub-agreement-dated"), 22),
            column("agreement_until", say!(c, "form-sub-agreement-until"), 22),
            column("checked_on", say!(c, "form-sub-checked-on"), 22),
            column("checked_by", say!(c, "form-sub-checked-by"), 22),
            column("unmet", say!(c, "form-sub-unmet"), 30),
            by_hand("notes", say!(c, "report-form-notes"), 22, 8),
        ],
    );
    let contract = facts.contract.as_ref();
    table.rows = contract
        .iter()
        .flat_map(|contract| contract.subcontractors.iter().map(move |known| (contract, known)))
        .map(|(contract, known)| {
            let listed = contract.recipients.iter().find(|listed| listed.recipient == known.recipient);
            row(known, listed.and_then(|listed| listed.purpose.as_deref()), c)
        })
        .collect();
    Form::new(FormName::SubcontractorRegister, Paper::Landscape, c).with(Part::Table(table))
}

fn row(known: &AgreedView, work: Option<&str>, c: &Catalogue) -> Vec<Value> {
    let (agreement, check) = (known.agreement.as_ref(), known.check.as_ref());
    let on = |date: Option<chrono::NaiveDate>| date.map_or(Value::Blank, |date| day(c, date));
    vec![
        text(&known.name),
        known.tier.map_or(Value::Blank, Value::Number),
        optional(work),
        optional(known.number.as_deref()),
        on(known.dated),
        optional(agreement.map(|agreement| agreement.organization.as_str())),
        on(agreement.map(|agreement| agreement.dated)),
        on(agreement.and_then(|agreement| agreement.until)),
        on(check.map(|check| check.on)),
        optional(check.map(|check| check.name.as_str())),
        match check {
            Some(check) if check.unmet.is_empty() => said(say!(c, "report-none")),
            Some(check) => texts(check.unmet.iter().map(String::as_str)),
            None => Value::Blank,
        },
        Value::Blank,
    ]
}
