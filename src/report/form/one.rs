//! What forms about one carry-out say of it, field by field.

use super::carry_out::{carrier, content, contract, destination, medium_or_means, recipient, taken};
use super::cells::{day, field, lines, optional, said, text, texts};
use super::{Field, Line};
use crate::i18n::Catalogue;
use crate::projection::view::{CarryOutView, FormFacts};
use crate::report::words::{level, opening, personal_data};

/// All that was asked for.
pub(super) fn asked_for(facts: &FormFacts, view: &CarryOutView, c: &Catalogue) -> Vec<Field> {
    let title = facts.registered(&view.requester).and_then(|person| person.title.as_deref());
    vec![
        field("id", say!(c, "field-id"), text(&view.id)),
        field("requested", say!(c, "report-form-requested"), day(c, view.requested_at.date())),
        field("carrier", say!(c, "report-form-carrier"), carrier(view)),
        field("carrier_title", say!(c, "field-title"), optional(title)),
        field("about_contract", say!(c, "field-contract"), contract(facts, view)),
        field("items", say!(c, "report-form-item"), texts(view.items.iter().map(String::as_str))),
        field("content", say!(c, "report-form-content"), content(view, c)),
        field("assets", say!(c, "form-assets"), texts(view.assets.iter().map(|id| id.as_str()))),
        field("level", say!(c, "field-level"), said(level(c, view.level))),
        field(
            "personal_data",
            say!(c, "report-form-personal-data"),
            said(personal_data(c, view.personal_data)),
        ),
        field("purpose", say!(c, "field-purpose"), text(&view.purpose)),
        field("reason", say!(c, "form-reason"), optional(view.reason.as_deref())),
        field("destination", say!(c, "report-form-destination"), destination(view, c)),
        field("recipient", say!(c, "field-recipient"), lines([recipient(view, c)])),
        field("via", say!(c, "field-via"), said(c.name_of(view.via))),
        field("medium", say!(c, "report-form-medium"), medium_or_means(view, c)),
        field("encryption", say!(c, "report-form-encryption"), said(opening(c, view.opens_with))),
        field("may_leave", say!(c, "form-may-leave"), said(may_leave(view, c))),
        field("due", say!(c, "field-due"), day(c, view.due)),
        field("out", say!(c, "report-form-out"), lines(taken(view, c, &|at| c.day(at.date())))),
        field("manifest", say!(c, "form-manifest"), said(view.manifest_sha256.to_string())),
    ]
}

/// The days on which it may leave. `expires_on` is the first day on which it may not any more.
fn may_leave(view: &CarryOutView, c: &Catalogue) -> String {
    let last = view.expires_on.pred_opt().unwrap_or(view.expires_on);
    let (first, last) = (c.day(view.on), c.day(last));
    say!(c, "form-period-days", since = crate::i18n::Prepared(&first), until = crate::i18n::Prepared(&last))
}

/// What stands on the slip: neither what is inside nor where it goes.
pub(super) fn carried(view: &CarryOutView, c: &Catalogue) -> Vec<Field> {
    let back = &view.way_back;
    let out = back.checked_out.as_ref();
    let name = Line::Text(back.carrier_name.clone());
    vec![
        field("id", say!(c, "field-id"), text(&view.id)),
        field("carrier", say!(c, "report-field-carrier"), lines([name])),
        field("medium", say!(c, "report-form-medium"), medium_or_means(view, c)),
        field("files", say!(c, "field-files"), super::Value::Number(view.file_count)),
        field("encryption", say!(c, "report-form-encryption"), said(opening(c, view.opens_with))),
        field("due", say!(c, "field-due"), day(c, view.due)),
        field("case", say!(c, "report-field-case"), optional(out.and_then(|out| out.case.as_deref()))),
        field("route", say!(c, "report-field-route"), optional(out.and_then(|out| out.route.as_deref()))),
    ]
}
