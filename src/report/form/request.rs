//! Request and approval of one carry-out (持出申請書・承認書), and the list of what is in it (目録).

use super::carry_out::client_consent;
use super::cells::{column, field, lines, optional, said, signatures, text};
use super::one::asked_for;
use super::{Form, Line, Part, Table, Value};
use crate::i18n::Catalogue;
use crate::projection::view::{ApprovalView, FormFacts, FormName};
use crate::report::carry_out::{brought_in, status};
use crate::report::html::Paper;
use crate::report::purge::purged;
use crate::report::words::marks;

/// 持出申請書・承認書.
pub(super) fn request(facts: &FormFacts, c: &Catalogue) -> Form {
    let mut form = Form::new(FormName::CarryOutRequest, Paper::Form, c)
        .with(Part::Sentence(say!(c, "form-request-asks")));
    let mut table = Table::new(
        "approvals",
        vec![
            column("name", say!(c, "field-name"), 3),
            column("what", say!(c, "form-request-what"), 2),
            column("at", say!(c, "form-request-at"), 3),
            column("entry", say!(c, "field-entry"), 1),
            column("marks", say!(c, "report-form-notes"), 3),
        ],
    );
    for view in &facts.carry_outs {
        form.signed = signatures(view, c);
        let mut fields = asked_for(facts, view, c);
        fields.push(field(
            "client_consent",
            say!(c, "report-form-client-consent"),
            client_consent(facts, view, c),
        ));
        fields.push(field("status", say!(c, "field-status"), said(status(c, view))));
        let refused = view.rejection.as_ref().map(|refused| {
            lines(
                [Line::Text(refused.name.clone()), Line::Said(c.day(refused.at.date()))]
                    .into_iter()
                    .chain(refused.reason.clone().map(Line::Text)),
            )
        });
        let refused = refused.unwrap_or_else(|| match view.exported_at {
            Some(_) => said(say!(c, "report-none")),
            None => Value::Blank,
        });
        fields.push(field("rejection", say!(c, "form-request-refused"), refused));
        form = form.with(Part::Fields(fields)).with(Part::Heading(say!(c, "form-request-approvals")));
        table.rows = view
            .approvals
            .iter()
            .map(|given| {
                let what = if given.consent {
                    say!(c, "form-signed-consent")
                } else {
                    say!(c, "form-signed-approval")
                };
                vec![
                    text(&given.name),
                    said(what),
                    said(c.moment(&given.at)),
                    Value::Number(given.index),
                    Value::Lines(noted(given, c)),
                ]
            })
            .collect();
    }
    form.with(Part::Table(table))
}

/// Since when the approver has been in the register, and what is worth knowing.
fn noted(given: &ApprovalView, c: &Catalogue) -> Vec<Line> {
    let mut noted = vec![Line::Said(brought_in(c, given))];
    if !given.marks.is_empty() {
        noted.push(Line::Said(marks(c, &given.marks)));
    }
    noted
}

/// 目録: every file of a carry-out.
pub(super) fn inventory(facts: &FormFacts, c: &Catalogue) -> Form {
    let mut form = Form::new(FormName::Inventory, Paper::Form, c);
    for view in &facts.carry_outs {
        form.signed = signatures(view, c);
        form = form.with(Part::Fields(vec![
            field("id", say!(c, "field-id"), text(&view.id)),
            field("recipient", say!(c, "field-recipient"), lines([super::carry_out::recipient(view, c)])),
            field("content", say!(c, "report-form-content"), super::carry_out::content(view, c)),
            field("medium", say!(c, "report-form-medium"), super::carry_out::medium_or_means(view, c)),
            field("manifest", say!(c, "form-manifest"), said(view.manifest_sha256.to_string())),
            field(
                "package",
                say!(c, "form-package"),
                optional(view.package_sha256.map(|digest| digest.to_string()).as_deref()),
            ),
        ]));
        if !view.purged.is_empty() {
            // The list below is empty because it was purged, not because nothing left.
            let said = lines(view.purged.iter().map(|done| Line::Said(purged(c, done))));
            form = form.with(Part::Fields(vec![field("purged", say!(c, "report-heading-purged"), said)]));
        }
    }
    let mut table = Table::new(
        "files",
        vec![
            column("no", say!(c, "form-no"), 2),
            column("path", say!(c, "form-file"), 16),
            column("size", say!(c, "form-bytes"), 4),
            column("sha256", say!(c, "form-digest"), 12),
        ],
    );
    table.rows = (1_u64..)
        .zip(&facts.files)
        .map(|(number, file)| {
            vec![
                Value::Number(number),
                text(&file.path),
                Value::Number(file.size_bytes),
                said(file.sha256.to_string()),
            ]
        })
        .collect();
    form.with(Part::Table(table))
}
