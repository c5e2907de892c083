//! The three forms that have pages of their own (certificate, incident report, carrying slip): here is what
//! templates and programs get of them.

use super::cells::{column, day, field, lines, optional, said, text};
use super::disposal::disposals_of;
use super::one::{asked_for, carried};
use super::{Form, Line, Part, Table, Value};
use crate::base::text::safe;
use crate::domain::names::IncidentField;
use crate::i18n::Catalogue;
use crate::projection::view::certificate::CertificateView;
use crate::projection::view::{FormFacts, IncidentReport, OwnShape, Slip};
use crate::report::html::Paper;
use crate::report::{certificate, incident_form, slip};

pub(super) fn shaped(facts: &FormFacts, c: &Catalogue) -> Form {
    let form = Form::new(facts.name, Paper::Form, c);
    match &facts.own {
        OwnShape::None => form,
        OwnShape::Certificate(view) => of_certificate(form, view, facts, c),
        OwnShape::Incident(report) => of_incident(form, report, facts, c),
        OwnShape::Slip(slip) => of_slip(form, slip, facts, c),
    }
}

fn of_certificate(mut form: Form, view: &CertificateView, facts: &FormFacts, c: &Catalogue) -> Form {
    form.own_page = Some(certificate::form(view, &facts.head, c));
    form.signed = certificate::signatures(c, &view.summary);
    let finished =
        if view.summary.finished { say!(c, "certificate-is-finished") } else { say!(c, "certificate-open") };
    let mut fields = vec![field("finished", say!(c, "field-status"), said(finished))];
    let mut table = disposals_of(c);
    for carry_out in &facts.carry_outs {
        fields.extend(asked_for(facts, carry_out, c));
        let wanted = view.summary.disposals.iter().map(|disposal| disposal.id.as_str());
        let wanted: Vec<&str> = wanted.collect();
        table.rows.extend(super::disposal::rows_of(facts, carry_out, c, &|id| wanted.contains(&id)));
    }
    form.with(Part::Fields(fields)).with(Part::Table(table))
}

fn of_slip(mut form: Form, slip: &Slip, facts: &FormFacts, c: &Catalogue) -> Form {
    form.own_page = Some(slip::page(slip, &facts.head.made, c));
    let mut table = Table::new(
        "contacts",
        vec![
            column("whom", say!(c, "report-slip-whom"), 1),
            column("name", say!(c, "field-name"), 1),
            column("phone", say!(c, "report-slip-phone"), 1),
            column("night", say!(c, "report-slip-night"), 1),
        ],
    );
    table.rows = slip::called(slip, c)
        .into_iter()
        .map(|(whom, contact)| {
            let (day, night) = (contact.phone.as_deref(), contact.night.as_deref());
            vec![said(whom), text(&contact.name), optional(day), optional(night)]
        })
        .collect();
    form.with(Part::Fields(carried(&slip.carry_out, c))).with(Part::Table(table))
}

fn of_incident(mut form: Form, report: &IncidentReport, facts: &FormFacts, c: &Catalogue) -> Form {
    form.own_page = Some(incident_form::page(report, &facts.head, c));
    form.title = incident_form::title(report, c);
    let view = &report.incident;
    let line = &view.line;
    let minutes = |minutes: Option<i64>| {
        minutes.and_then(|minutes| u64::try_from(minutes).ok()).map_or(Value::Blank, Value::Number)
    };
    let media = view.media.iter().map(|medium| {
        Line::Said(format!("{} {}", medium.id, safe(medium.serial.as_deref().unwrap_or_default())))
    });
    let mut fields = vec![
        field("id", say!(c, "field-id"), text(&line.id)),
        field("stage", say!(c, "report-incident-form-stage"), said(c.name_of(report.stage))),
        field("kind", say!(c, "field-kind"), said(c.name_of(line.kind))),
        field("drill", say!(c, "report-incident-watermark"), said(super::cells::yes_no(c, line.drill))),
        field("aware", say!(c, "form-incident-aware"), said(c.moment(&line.aware))),
        field(
            "occurred",
            say!(c, "form-incident-occurred"),
            view.occurred.map_or(Value::Blank, |at| said(c.moment(&at))),
        ),
        field("noticed_by", say!(c, "form-incident-noticed"), optional(view.noticed_by.as_deref())),
        field("opened_by", say!(c, "form-incident-opened"), text(&line.opened_by_name)),
        field("recorded", say!(c, "form-incident-recorded"), said(c.moment(&line.recorded_at))),
        field(
            "first_contact_minutes",
            say!(c, "report-incident-form-first-contact"),
            minutes(line.first_contact_minutes),
        ),
        field(
            "carry_outs",
            say!(c, "form-incident-carry-outs"),
            lines(line.carry_out_ids.iter().map(|id| Line::Text(id.clone()))),
        ),
        field("media", say!(c, "field-medium"), lines(media)),
        field("note", say!(c, "report-form-notes"), optional(view.note.as_deref())),
        field("law_prompt_from", say!(c, "report-incident-law-prompt"), day(c, report.law.prompt_from)),
        field("law_prompt_until", say!(c, "report-incident-law-prompt"), day(c, report.law.prompt_until)),
        field("law_final_by", say!(c, "report-incident-law-final"), day(c, report.law.final_by)),
    ];
    fields.extend(IncidentField::ALL.iter().map(|about| {
        let latest = view.updates.iter().rev().find(|update| update.field == *about);
        field(about.as_str(), c.name_of(*about), optional(latest.map(|update| update.text.as_str())))
    }));
    form.with(Part::Fields(fields))
        .with(Part::Table(timeline(report, c)))
        .with(Part::Table(contacts(report, c)))
}

fn timeline(report: &IncidentReport, c: &Catalogue) -> Table {
    let mut table = Table::new(
        "timeline",
        vec![
            column("at", say!(c, "field-time"), 1),
            column("what", say!(c, "report-incident-column-event"), 2),
            column("text", say!(c, "report-column-note"), 3),
        ],
    );
    table.rows = report
        .timeline
        .iter()
        .map(|event| {
            let (at, what, note) = incident_form::moment_of(c, event);
            vec![said(at), said(what), optional(note.as_deref())]
        })
        .collect();
    table
}

fn contacts(report: &IncidentReport, c: &Catalogue) -> Table {
    let mut table = Table::new(
        "contacts",
        vec![
            column("whom", say!(c, "report-slip-whom"), 1),
            column("at", say!(c, "field-time"), 1),
            column("minutes", say!(c, "form-incident-minutes"), 1),
            column("note", say!(c, "report-column-note"), 1),
        ],
    );
    table.rows = report
        .incident
        .contacts
        .iter()
        .map(|contact| {
            vec![
                text(&contact.whom),
                said(c.moment(&contact.at)),
                u64::try_from(contact.minutes).map_or(Value::Blank, Value::Number),
                optional(contact.note.as_deref()),
            ]
        })
        .collect();
    table
}
