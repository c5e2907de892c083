//! Whom to call about an incident: why, at which number by day and by night.

use super::page::Page;
use super::table::{Cell, Table};
use super::words::{NOTHING, joined, named};
use crate::base::text::safe;
use crate::domain::names::PersonId;
use crate::i18n::Catalogue;
use crate::projection::view::{CallReason, CallView, IncidentView};

/// Whom to call, with the numbers that are registered.
pub(super) fn call_rows(c: &Catalogue, calls: &[CallView]) -> Vec<[String; 4]> {
    let row = |call: &CallView| {
        let reasons: Vec<String> = call.reasons.iter().map(|reason| reason_name(c, *reason)).collect();
        let id = call.person.as_ref().map_or(call.name.as_str(), PersonId::as_str);
        [
            called(c, call, id),
            joined(c, &reasons),
            numbers(c, call),
            call.email.as_deref().map_or_else(|| NOTHING.to_owned(), safe),
        ]
    };
    calls.iter().map(row).collect()
}

fn called(c: &Catalogue, call: &CallView, id: &str) -> String {
    match (&call.organization, &call.role) {
        (None, _) => named(c, &call.name, id),
        (Some(organization), None) => {
            say!(c, "report-contact-of", name = call.name, organization = organization)
        }
        (Some(organization), Some(role)) => {
            say!(c, "report-contact-of-role", name = call.name, organization = organization, role = role)
        }
    }
}

fn numbers(c: &Catalogue, call: &CallView) -> String {
    match (&call.phone, &call.night) {
        (Some(phone), None) => safe(phone),
        (day, Some(night)) => {
            let day = day.as_deref().unwrap_or(NOTHING);
            say!(c, "report-contact-numbers", day = day, night = night)
        }
        (None, None) => say!(c, "report-incident-no-number"),
    }
}

pub(super) fn calls(page: &mut Page<'_>, view: &IncidentView) {
    let (c, calls) = (page.c, &view.call);
    page.heading(&say!(c, "report-incident-heading-call"));
    let mut table = Table::new()
        .column(say!(c, "field-name"))
        .column(say!(c, "report-incident-column-why"))
        .column(say!(c, "field-phone"))
        .column(say!(c, "field-email"));
    for row in call_rows(c, calls) {
        table.row(row.map(Cell::prepared));
    }
    page.table(&table);
    let registered = calls.iter().any(|call| call.reasons.contains(&CallReason::ContactClient));
    if registered || view.without_contact.is_empty() {
        page.line(&say!(c, "report-incident-call-client"));
    }
    for contract in &view.without_contact {
        page.line(&say!(c, "report-incident-call-nobody", contract = contract));
        let contract = safe(contract.as_str());
        page.command(&format!(
            "sekisho contact add --contract {contract} --name NAME --organization NAME --day NUMBER"
        ));
    }
}

fn reason_name(c: &Catalogue, reason: CallReason) -> String {
    match reason {
        CallReason::ContactOffice => say!(c, "report-contact-office"),
        CallReason::ContactClient => say!(c, "report-contact-client"),
        CallReason::Approver => say!(c, "role-approver"),
        CallReason::Administrator => say!(c, "role-administrator"),
        CallReason::Client => say!(c, "role-client"),
        CallReason::Custodian => say!(c, "role-custodian"),
        CallReason::Carrier => say!(c, "report-incident-carrier"),
        CallReason::Recipient => say!(c, "report-incident-recipient"),
    }
}
