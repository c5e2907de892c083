//! 再発防止策報告書: the cause of an incident, what is done against another, and whether it works.

use super::cells::{column, day_of, field, lines, room, said, text};
use super::{Form, Line, Part, Table, Value};
use crate::domain::names::IncidentField;
use crate::i18n::Catalogue;
use crate::projection::view::{FormFacts, FormName, IncidentReport, OwnShape};
use crate::report::html::Paper;

/// What is said of it here, in order.
const SAID: [IncidentField; 4] =
    [IncidentField::Cause, IncidentField::FirstResponse, IncidentField::Prevention, IncidentField::Review];

/// 再発防止策報告書 of an incident; what nobody wrote yet is for the hand.
pub(super) fn report(facts: &FormFacts, c: &Catalogue) -> Form {
    let form = Form::new(FormName::PreventionReport, Paper::Form, c)
        .with(Part::Sentence(say!(c, "form-prevention-says")));
    let OwnShape::Incident(report) = &facts.own else { return form };
    let (view, line) = (&report.incident, &report.incident.line);
    let concerned = line.carry_out_ids.iter().chain(&line.article_ids).cloned().map(Line::Text);
    let mut fields = vec![
        field("id", say!(c, "field-id"), text(&line.id)),
        field("kind", say!(c, "field-kind"), said(c.name_of(line.kind))),
        field("aware", say!(c, "form-incident-aware"), said(c.moment(&line.aware))),
        field("concerned", say!(c, "form-prevention-concerned"), lines(concerned)),
    ];
    for about in SAID {
        let written = view.latest(about).map(|update| text(&update.text));
        fields.push(match written {
            Some(written) => field(about.as_str(), c.name_of(about), written),
            None => room(about.as_str(), c.name_of(about), 24),
        });
    }
    fields.push(room("term", say!(c, "form-prevention-term"), 9));
    fields.push(room("answers", say!(c, "form-prevention-answers"), 9));
    fields.push(field("closed", say!(c, "form-prevention-closed"), day_of(c, view.closed_at.as_ref())));
    form.with(Part::Fields(fields))
        .with(Part::Heading(say!(c, "form-prevention-history")))
        .with(Part::Table(history(report, c)))
}

/// Who said what about it, and when.
fn history(report: &IncidentReport, c: &Catalogue) -> Table {
    let mut table = Table::new(
        "updates",
        vec![
            column("at", say!(c, "field-time"), 24),
            column("about", say!(c, "form-prevention-about"), 24),
            column("text", say!(c, "report-column-note"), 70),
            column("by", say!(c, "form-incident-opened"), 26),
        ],
    );
    let told = report.incident.updates.iter().filter(|update| SAID.contains(&update.field));
    table.rows = told
        .map(|update| {
            let row: Vec<Value> = vec![
                said(c.moment(&update.at)),
                said(c.name_of(update.field)),
                text(&update.text),
                text(&update.name),
            ];
            row
        })
        .collect();
    table
}
