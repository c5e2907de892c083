//! What is asked for, line by line: the same lines for a request in the ledger and for a draft.

use chrono::NaiveDate;

use super::page::Page;
use super::table::{Cell, Sheet};
use super::words::{self, days, level, named, opening, personal_data, size};
use crate::base::digest::Digest;
use crate::base::limits::CONFIRM_DIGITS;
use crate::base::text::safe;
use crate::domain::body::Request;
use crate::domain::body::request::PersonalData;
use crate::domain::names::{Kind, Level, PersonId, RecipientId, Via};
use crate::i18n::{Catalogue, Prepared};
use crate::projection::view::CarryOutView;

/// A request, wherever it was read. Texts named `_shown` are safe already.
pub(super) struct Asked<'a> {
    requester_shown: String,
    recipient_shown: String,
    phone: Option<&'a str>,
    email: Option<&'a str>,
    via: Via,
    medium: Option<String>,
    kind: Kind,
    place: Option<&'a str>,
    purpose: &'a str,
    reason: Option<&'a str>,
    items: &'a [String],
    contract: Option<&'a str>,
    copies: Option<u64>,
    level: Level,
    personal_data: Option<PersonalData>,
    leaves_shown: String,
    due: NaiveDate,
    opens_with: &'static str,
    keys: &'a [String],
    after_arrival: bool,
    sources_outside: Option<u64>,
    file_count: u64,
    total_bytes: u64,
}

fn recipient_shown(c: &Catalogue, name: &str, id: &RecipientId) -> String {
    if id.is_self() { say!(c, "report-recipient-self") } else { named(c, name, id.as_str()) }
}

impl<'a> Asked<'a> {
    /// What a carry-out in the ledger asks for.
    pub(super) fn of_view(c: &Catalogue, view: &'a CarryOutView) -> Self {
        let medium = view.medium.as_ref().map(|id| match &view.medium_serial {
            Some(serial) => say!(c, "report-medium", id = id, serial = serial),
            None => safe(id.as_str()),
        });
        Self {
            requester_shown: named(c, &view.requester_name, view.requester.as_str()),
            recipient_shown: recipient_shown(c, &view.recipient_name, &view.recipient),
            phone: view.recipient_phone.as_deref(),
            email: view.recipient_email.as_deref(),
            via: view.via,
            medium,
            kind: view.kind,
            place: view.place.as_deref(),
            purpose: &view.purpose,
            reason: view.reason.as_deref(),
            items: &view.items,
            contract: view.contract.as_ref().map(|id| id.as_str()),
            copies: view.copies_asked,
            level: view.level,
            personal_data: view.personal_data,
            leaves_shown: days(c, view.on, view.expires_on),
            due: view.due,
            opens_with: view.opens_with,
            keys: &view.opens_keys,
            after_arrival: view.after_arrival,
            sources_outside: view.sources_outside,
            file_count: view.file_count,
            total_bytes: view.total_bytes,
        }
    }

    /// What a request says that was read outside the ledger. Names are not known there.
    pub(super) fn of_request(c: &Catalogue, request: &'a Request, requester: &PersonId) -> Self {
        Self {
            requester_shown: safe(requester.as_str()),
            recipient_shown: recipient_shown(c, request.recipient.as_str(), &request.recipient),
            phone: None,
            email: None,
            via: request.via,
            medium: request.medium.as_ref().map(|id| safe(id.as_str())),
            kind: request.kind,
            place: request.place.as_deref(),
            purpose: &request.purpose,
            reason: request.reason.as_deref(),
            items: &request.items,
            contract: request.contract.as_ref().map(|id| id.as_str()),
            copies: request.copies,
            level: request.level,
            personal_data: request.personal_data,
            leaves_shown: say!(c, "report-days-from", first = request.on),
            due: request.due,
            opens_with: request.opening.as_str(),
            keys: request.opening.keys(),
            after_arrival: request.after_arrival,
            sources_outside: request.sources_outside,
            file_count: request.file_count,
            total_bytes: request.total_bytes,
        }
    }

    /// Adds the lines to `sheet`.
    pub(super) fn lines(&self, c: &Catalogue, sheet: &mut Sheet) {
        sheet.line(say!(c, "field-requester"), Cell::prepared(&self.requester_shown));
        sheet.line(say!(c, "field-recipient"), Cell::prepared(&self.recipient_shown));
        if let Some(phone) = self.phone {
            sheet.line(say!(c, "field-phone"), Cell::text(phone));
        }
        if let Some(email) = self.email {
            sheet.line(say!(c, "field-email"), Cell::text(email));
        }
        if let Some(place) = self.place {
            sheet.line(say!(c, "field-place"), Cell::prepared(words::place(c, place)));
        }
        sheet.line(say!(c, "field-via"), Cell::prepared(c.name_of(self.via)));
        if let Some(medium) = &self.medium {
            sheet.line(say!(c, "field-medium"), Cell::prepared(medium));
        }
        sheet.line(say!(c, "field-kind"), Cell::prepared(c.name_of(self.kind)));
        sheet.line(say!(c, "field-purpose"), Cell::text(self.purpose));
        if let Some(reason) = self.reason {
            sheet.line(say!(c, "field-reason"), Cell::text(reason));
        }
        for item in self.items {
            sheet.line(say!(c, "field-item"), Cell::text(item));
        }
        let contract =
            self.contract.map_or_else(|| Cell::prepared(say!(c, "report-no-contract")), Cell::text);
        sheet.line(say!(c, "field-contract"), contract);
        if let Some(copies) = self.copies {
            sheet.line(say!(c, "field-copies"), Cell::prepared(copies.to_string()));
        }
        if let Some(outside) = self.sources_outside.filter(|outside| *outside > 0) {
            sheet.line(
                say!(c, "field-sources"),
                Cell::prepared(say!(c, "report-sources-outside", count = outside)),
            );
        }
        sheet.line(say!(c, "field-level"), Cell::prepared(level(c, self.level)));
        sheet.line(say!(c, "field-personal-data"), Cell::prepared(personal_data(c, self.personal_data)));
        sheet.line(say!(c, "report-field-leaves"), Cell::prepared(&self.leaves_shown));
        sheet.line(say!(c, "field-due"), Cell::prepared(self.due.to_string()));
        sheet.line(say!(c, "field-opens"), Cell::prepared(opening(c, self.opens_with)));
        for key in self.keys {
            sheet.line(say!(c, "field-opens-keys"), Cell::text(&words::sealed_to(key)));
        }
        if self.opens_with != "age-keys" {
            let when = if self.after_arrival {
                say!(c, "report-after-arrival")
            } else {
                say!(c, "report-not-after-arrival")
            };
            sheet.line(say!(c, "report-field-passphrase"), Cell::prepared(when));
        }
        sheet.line(say!(c, "field-files"), Cell::prepared(words::grouped(self.file_count)));
        sheet.line(say!(c, "field-total-bytes"), Cell::prepared(size(c, self.total_bytes)));
    }
}

/// The manifest digest in full.
pub(super) fn digest_alone(page: &mut Page<'_>, manifest: &Digest) {
    page.heading(&say!(page.c, "report-heading-manifest"));
    page.line(&manifest.to_string());
}

/// The manifest digest in full, with the digits that an approver types set apart.
pub(super) fn digest_to_type(page: &mut Page<'_>, manifest: &Digest) {
    let c = page.c;
    let digest = manifest.to_string();
    let (head, rest) = digest.split_at_checked(CONFIRM_DIGITS).unwrap_or((&digest, ""));
    page.heading(&say!(c, "report-heading-manifest"));
    page.line(&format!("{head} {rest}"));
    page.line(&"^".repeat(CONFIRM_DIGITS));
    page.line(&say!(c, "report-type-digits", digits = Prepared(head)));
}
