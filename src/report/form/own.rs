//! The three forms that have pages of their own (certificate, incident report, carrying slip): here is what
//! templates and programs get of them.

use super::cells::{column, day, field, lines, optional, said, text};
use super::disposal::disposals_of;
use super::one::{asked_for, carried};
use super::{Field, Form, Line, Part, Table, Value};
use crate::base::text::safe;
use crate::domain::names::{IncidentField, Sanitization};
use crate::i18n::{Catalogue, Prepared};
use crate::projection::view::certificate::{Acted, CertificateView, Summary};
use crate::projection::view::{FormFacts, IncidentReport, OwnShape, Slip};
use crate::report::html::Paper;
use crate::report::incident_calls::call_rows;
use crate::report::incident_parts::{Line as IncidentLine, Part as IncidentPart, Row as IncidentRow, parts};
use crate::report::words::size;
use crate::report::{article, certificate, incident_form, slip};

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
    let summary = &view.summary;
    let certificate = [
        field("sanitization", say!(c, "certificate-level"), lowest(summary, c)),
        field(
            "responsible",
            say!(c, "form-disposal-confirmed"),
            lines(summary.confirmed.iter().map(|by| acted(by, c))),
        ),
        field("custody", say!(c, "certificate-custody"), held(summary, c)),
        field("told", say!(c, "certificate-releases"), told(summary, c)),
    ];
    fields.extend(certificate);
    fields.extend(written(summary, c));
    let mut table = disposals_of(c);
    for carry_out in &facts.carry_outs {
        fields.extend(asked_for(facts, carry_out, c));
        let wanted = view.summary.disposals.iter().map(|disposal| disposal.id.as_str());
        let wanted: Vec<&str> = wanted.collect();
        table.rows.extend(super::disposal::rows_of(facts, carry_out, c, &|id| wanted.contains(&id)));
    }
    form.with(Part::Fields(fields)).with(Part::Table(table)).with(Part::Table(copies(summary, c)))
}

/// The least that is known of any copy that ended here, and that others are the recipient's, whose end is theirs; blank
/// while one is held or lost.
fn lowest(summary: &Summary, c: &Catalogue) -> Value {
    let (theirs, ours): (Vec<_>, Vec<_>) =
        summary.copies.iter().partition(|copy| certificate::is_the_recipients(copy));
    let levels: Option<Vec<Sanitization>> = ours.iter().map(|copy| copy.level).collect();
    let Some(levels) = levels else { return Value::Blank };
    let lowest = levels.into_iter().min().map(|level| Line::Said(c.name_of(level)));
    let given = (!theirs.is_empty())
        .then(|| Line::Said(say!(c, "certificate-level-handed-over", copies = theirs.len())));
    lines(lowest.into_iter().chain(given))
}

/// What NIST SP 800-88 wants of the medium, each by itself, and what was written on it.
fn written(summary: &Summary, c: &Catalogue) -> Vec<Field> {
    let medium = summary.medium.as_ref();
    let of = |part: Option<&String>| optional(part.map(String::as_str));
    let capacity = medium.and_then(|medium| medium.capacity_bytes);
    let destination = medium.map(|medium| {
        lines([Line::Said(c.name_of(medium.state))].into_iter().chain(medium.place.clone().map(Line::Text)))
    });
    vec![
        field(
            "medium_id",
            say!(c, "certificate-medium-id"),
            optional(medium.map(|medium| medium.id.as_str())),
        ),
        field(
            "medium_kind",
            say!(c, "certificate-medium-kind"),
            medium.map_or(Value::Blank, |medium| said(c.name_of(medium.kind))),
        ),
        field("make", say!(c, "certificate-make"), of(medium.and_then(|medium| medium.make.as_ref()))),
        field("model", say!(c, "certificate-model"), of(medium.and_then(|medium| medium.model.as_ref()))),
        field("serial", say!(c, "certificate-serial"), of(medium.and_then(|medium| medium.serial.as_ref()))),
        field(
            "capacity",
            say!(c, "certificate-capacity"),
            capacity.map_or(Value::Blank, |bytes| said(size(c, bytes))),
        ),
        field("medium_now", say!(c, "certificate-destination"), destination.unwrap_or(Value::Blank)),
        field("source", say!(c, "certificate-written"), text(&summary.written.path)),
        field("filesystem", say!(c, "certificate-filesystem"), text(&summary.written.filesystem)),
        field("write_level", say!(c, "certificate-write-level"), said(c.name_of(summary.written.level))),
        field("sealed", say!(c, "form-sealed-at"), said(c.moment(&summary.exported_at))),
        field("package", say!(c, "certificate-package"), said(summary.package_sha256.to_string())),
        field(
            "handed_over",
            say!(c, "certificate-handed-over-at"),
            lines(summary.handed_over.iter().map(|by| acted(by, c))),
        ),
        field(
            "incidents",
            say!(c, "report-form-incident"),
            super::cells::texts(summary.incidents.iter().map(String::as_str)),
        ),
    ]
}

/// Every copy, where it was and what became of it.
fn copies(summary: &Summary, c: &Catalogue) -> Table {
    let mut table = Table::new(
        "copies",
        vec![
            column("copy", say!(c, "certificate-copy"), 1),
            column("copy_kind", say!(c, "certificate-copy-kind"), 2),
            column("copy_place", say!(c, "certificate-place"), 3),
            column("fate", say!(c, "certificate-fate"), 2),
            column("copy_level", say!(c, "certificate-level"), 2),
        ],
    );
    table.rows = summary
        .copies
        .iter()
        .map(|copy| {
            vec![
                Value::Number(copy.number),
                said(c.name_of(copy.kind)),
                text(&copy.place),
                said(certificate::fate(c, copy.fate, copy.under.as_deref())),
                copy.level.map_or(Value::Blank, |level| said(c.name_of(level))),
            ]
        })
        .collect();
    table
}

fn acted(by: &Acted, c: &Catalogue) -> Line {
    Line::Said(certificate::acted(c, by))
}

/// The file in which the passphrase was kept, and by whom.
fn held(summary: &Summary, c: &Catalogue) -> Value {
    let Some(keys) = &summary.keys else { return said(say!(c, "certificate-no-passphrase")) };
    let holders = keys.holders.iter().map(|holder| Line::Text(holder.to_string()));
    lines(holders.chain([Line::Said(keys.custody_sha256.to_string())]))
}

/// To whom the passphrase was told.
fn told(summary: &Summary, c: &Catalogue) -> Value {
    let Some(keys) = &summary.keys else { return Value::Blank };
    if keys.told.is_empty() {
        return said(say!(c, "certificate-no-release"));
    }
    lines(keys.told.iter().map(|told| {
        let by = certificate::acted(c, &told.by);
        let via = c.name_of(told.via);
        Line::Said(say!(c, "certificate-told", told = told.told, via = via, by = Prepared(&by)))
    }))
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
    let along = view.articles.iter().map(|one| Line::Said(format!("{} {}", one.id, article::what(c, one))));
    fields.push(field("articles", say!(c, "form-incident-articles"), lines(along)));
    let parts = parts(report, c);
    let (about, whole): (Vec<_>, Vec<_>) = parts.iter().partition(|part| part.about.is_some());
    let facts = whole.iter().flat_map(|part| &part.rows).filter(|row| !row.key.is_empty());
    let known = |row: &IncidentRow| field(row.key, row.name.clone(), lines(row.lines.iter().map(as_line)));
    fields.extend(facts.map(known));
    fields.extend(CONCERNED.iter().map(|key| all_of(&about, key)));
    form.with(Part::Fields(fields))
        .with(Part::Table(timeline(report, c)))
        .with(Part::Table(contacts(report, c)))
        .with(Part::Table(concerned(&about, c)))
        .with(Part::Table(call(report, c)))
}

/// What is known of each carry-out and article, by the names that a row of `concerned` and the whole form have for it.
const CONCERNED: [&str; 18] = [
    "status",
    "carrier",
    "recipient",
    "about_contract",
    "purpose",
    "place",
    "items",
    "importance",
    "personal_data",
    "via",
    "medium",
    "encryption",
    "key_state",
    "approval",
    "consent",
    "last_record",
    "due",
    "facts",
];

fn as_line(line: &IncidentLine) -> Line {
    match line {
        IncidentLine::Prepared(prepared) => Line::Said(prepared.clone()),
        IncidentLine::Said { before, text } if before.is_empty() => Line::Text(text.clone()),
        IncidentLine::Said { before, text } => Line::Said(format!("{before}{}", safe(text))),
    }
}

/// What is said under `key` of everything concerned; with more than one, each under its number.
fn all_of(about: &[&IncidentPart], key: &'static str) -> Field {
    let known = about.iter().filter_map(|part| Some((part, part.rows.iter().find(|row| row.key == key)?)));
    let name = known.clone().next().map(|(_, row)| row.name.clone()).unwrap_or_default();
    let value = known.flat_map(|(part, row)| {
        let number = part.about.clone().filter(|_| about.len() > 1).map(Line::Text);
        number.into_iter().chain(row.lines.iter().map(as_line))
    });
    field(key, name, lines(value))
}

/// Everything concerned, a row each.
fn concerned(about: &[&IncidentPart], c: &Catalogue) -> Table {
    let named = |key: &&'static str| column(key, all_of(about, key).name, 1);
    let columns = std::iter::once(column("id", say!(c, "field-id"), 1)).chain(CONCERNED.iter().map(named));
    let mut table = Table::new("concerned", columns.collect());
    let cell = |part: &IncidentPart, key: &str| {
        let row = part.rows.iter().find(|row| row.key == key);
        row.map_or(Value::Blank, |row| lines(row.lines.iter().map(as_line)))
    };
    table.rows = about
        .iter()
        .map(|part| {
            let id = optional(part.about.as_deref());
            std::iter::once(id).chain(CONCERNED.iter().map(|key| cell(part, key))).collect()
        })
        .collect();
    table
}

/// Whom to call.
fn call(report: &IncidentReport, c: &Catalogue) -> Table {
    let mut table = Table::new(
        "call",
        vec![
            column("name", say!(c, "field-name"), 1),
            column("why", say!(c, "report-incident-column-why"), 1),
            column("phone", say!(c, "field-phone"), 1),
            column("email", say!(c, "field-email"), 1),
        ],
    );
    let rows = call_rows(c, &report.incident.call);
    table.rows = rows.into_iter().map(|row| row.map(said).to_vec()).collect();
    table
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
