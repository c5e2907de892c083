//! What the other side signs: that they received something (受領書), or had it back (返還書).

use super::cells::{by_hand, column, day, day_of, field, lines, optional, room, said, text, texts};
use super::disposal::medium;
use super::{Form, Line, Part, Table, Value, carry_out};
use crate::domain::names::{Kind, MediumState};
use crate::i18n::Catalogue;
use crate::projection::view::{FormFacts, FormName};
use crate::report::html::Paper;

/// 受領書, for the recipient of one carry-out to sign.
pub(super) fn receipt(facts: &FormFacts, c: &Catalogue) -> Form {
    let mut form =
        Form::new(FormName::Receipt, Paper::Form, c).with(Part::Sentence(say!(c, "form-receipt-says")));
    for view in &facts.carry_outs {
        let digest = view.package_sha256.map(|digest| digest.to_string());
        form = form.with(Part::Fields(vec![
            field("id", say!(c, "field-id"), text(&view.id)),
            field("recipient", say!(c, "field-recipient"), lines([carry_out::recipient(view, c)])),
            field("items", say!(c, "form-exchange-items"), texts(view.items.iter().map(String::as_str))),
            field("content", say!(c, "report-form-content"), carry_out::content(view, c)),
            field("medium", say!(c, "form-disposal-medium"), medium(facts, view, c)),
            field("package", say!(c, "form-package"), optional(digest.as_deref())),
            field("arrived", say!(c, "form-receipt-arrived"), day_of(c, view.arrived_at.as_ref())),
            field("opened", say!(c, "form-receipt-opened"), day_of(c, view.opened_at.as_ref())),
        ]));
    }
    // What a mail says beside it; here it is signed.
    form = form.with(Part::Sentence(say!(c, "form-receipt-terms")));
    form.with(Part::Heading(say!(c, "form-receipt-signs"))).with(Part::Fields(vec![
        room("received_on", say!(c, "form-receipt-day"), 8),
        room("received_organization", say!(c, "field-organization"), 8),
        room("received_by", say!(c, "form-receipt-by"), 12),
    ]))
}

/// 返還書: what goes back to the client, for the client to sign.
pub(super) fn return_note(facts: &FormFacts, c: &Catalogue) -> Form {
    let mut table = Table::new(
        "returned",
        vec![
            column("id", say!(c, "form-number"), 12),
            column("name", say!(c, "form-asset-name"), 34),
            column("count", say!(c, "form-count"), 14),
            column("medium", say!(c, "form-asset-medium"), 24),
            column("received", say!(c, "form-return-received"), 18),
            column("returned", say!(c, "report-form-returned"), 18),
            column("to", say!(c, "form-return-to"), 24),
            by_hand("notes", say!(c, "report-form-notes"), 16, 8),
        ],
    );
    for asset in facts.assets.iter().filter(|asset| asset.method.is_none()) {
        let Some(on) = asset.ended_on.filter(|on| facts.period.holds(*on)) else { continue };
        table.rows.push(vec![
            text(asset.id.as_str()),
            text(&asset.name),
            asset.count.map_or(Value::Blank, Value::Number),
            optional(asset.medium.as_deref()),
            day(c, asset.received),
            day(c, on),
            optional(asset.to.as_deref()),
            Value::Blank,
        ]);
    }
    for device in facts.media.iter().filter(|device| device.owner.is_some()) {
        // What was lent ends with whoever took it back.
        let back = device.ended.as_ref().filter(|_| device.state == MediumState::Retired);
        let Some(back) = back.filter(|back| facts.period.holds(back.at.date())) else { continue };
        table.rows.push(vec![
            text(device.id.as_str()),
            said(c.name_of(device.kind)),
            Value::Number(1),
            texts(device.maker.iter().chain(&device.model).chain(&device.serial).map(String::as_str)),
            // When it came and who took it back is in nobody's statement.
            Value::Blank,
            day(c, back.at.date()),
            Value::Blank,
            optional(back.reason.as_deref()),
        ]);
    }
    let going_back = facts.carry_outs.iter().filter(|view| view.kind == Kind::ReturnToClient);
    for view in going_back.filter(|view| facts.period.holds(view.requested_at.date())) {
        let given = view.way_back.handed_over.as_ref().map(|given| given.at);
        table.rows.push(vec![
            text(&view.id),
            texts(view.items.iter().map(String::as_str)),
            carry_out::content(view, c),
            lines(match view.medium {
                Some(_) => {
                    vec![Line::Text(view.medium.as_ref().map(ToString::to_string).unwrap_or_default())]
                }
                None => vec![Line::Said(c.name_of(view.via))],
            }),
            Value::Blank,
            day_of(c, given.as_ref()),
            text(&view.recipient_name),
            Value::Blank,
        ]);
    }
    Form::new(FormName::ReturnNote, Paper::Form, c)
        .with(Part::Sentence(say!(c, "form-return-says")))
        .with(Part::Table(table))
        .with(Part::Heading(say!(c, "form-return-signs")))
        .with(Part::Fields(vec![
            room("received_on", say!(c, "form-receipt-day"), 9),
            room("received_organization", say!(c, "field-organization"), 9),
            room("received_by", say!(c, "form-receipt-by"), 14),
        ]))
}

/// 分類照会書: what to call information whose level is unknown; the client answers on it.
pub(super) fn level_query(facts: &FormFacts, c: &Catalogue) -> Form {
    let mut table = Table::new(
        "unknown",
        vec![
            column("id", say!(c, "form-number"), 12),
            column("name", say!(c, "form-asset-name"), 34),
            column("count", say!(c, "form-count"), 14),
            column("purpose", say!(c, "field-purpose"), 28),
            by_hand("opinion", say!(c, "form-query-opinion"), 24, 12),
            by_hand("answer", say!(c, "form-query-answer"), 26, 12),
        ],
    );
    let unknown = crate::domain::names::Level::Unknown;
    for asset in facts.assets.iter().filter(|asset| asset.level == unknown && asset.ended_at.is_none()) {
        table.rows.push(vec![
            text(asset.id.as_str()),
            text(&asset.name),
            asset.count.map_or(Value::Blank, Value::Number),
            Value::Blank,
            Value::Blank,
            Value::Blank,
        ]);
    }
    let asked = facts.carry_outs.iter().filter(|view| view.level == unknown && view.withdrawal.is_none());
    for view in asked.filter(|view| facts.period.holds(view.requested_at.date())) {
        table.rows.push(vec![
            text(&view.id),
            texts(view.items.iter().map(String::as_str)),
            carry_out::content(view, c),
            text(&view.purpose),
            Value::Blank,
            Value::Blank,
        ]);
    }
    for view in facts.articles.iter().filter(|view| view.returned.is_none() && view.lost.is_none()) {
        let Some(paper) = view.paper.as_ref().filter(|paper| paper.level == unknown) else { continue };
        table.rows.push(vec![
            text(&view.id),
            text(&paper.title),
            Value::Number(paper.count),
            text(&view.purpose),
            Value::Blank,
            Value::Blank,
        ]);
    }
    Form::new(FormName::LevelQuery, Paper::Form, c)
        .with(Part::Sentence(say!(c, "form-query-says")))
        .with(Part::Table(table))
        .with(Part::Heading(say!(c, "form-query-signs")))
        .with(Part::Fields(vec![
            room("answered_on", say!(c, "form-query-day"), 9),
            room("answered_by", say!(c, "form-query-by"), 14),
        ]))
        .with(Part::Sentence(say!(c, "form-query-levels")))
}
