//! 緊急連絡網: whom to call under a contract, by day and at night.

use super::cells::{column, optional, said, text};
use super::{Form, Part, Table, Value};
use crate::i18n::Catalogue;
use crate::projection::view::{FormFacts, FormName};
use crate::report::html::Paper;

/// 緊急連絡網, in the order in which they are called.
pub(super) fn tree(facts: &FormFacts, c: &Catalogue) -> Form {
    let mut table = Table::new(
        "contacts",
        vec![
            column("order", say!(c, "form-contact-order"), 8),
            column("side", say!(c, "form-contact-side"), 14),
            column("name", say!(c, "field-name"), 26),
            column("organization", say!(c, "field-organization"), 34),
            column("role", say!(c, "form-contact-role"), 26),
            column("day", say!(c, "report-slip-phone"), 28),
            column("night", say!(c, "report-slip-night"), 28),
            column("email", say!(c, "field-email"), 34),
        ],
    );
    let listed = facts.contract.iter().flat_map(|contract| &contract.contacts);
    table.rows = listed
        .map(|one| {
            vec![
                Value::Number(one.order),
                said(c.name_of(one.side)),
                text(&one.name),
                text(&one.organization),
                optional(one.role.as_deref()),
                optional(one.day.as_deref()),
                optional(one.night.as_deref()),
                optional(one.email.as_deref()),
            ]
        })
        .collect();
    Form::new(FormName::ContactTree, Paper::Landscape, c)
        .with(Part::Sentence(say!(c, "form-contact-says")))
        .with(Part::Table(table))
}
