//! What the other side signs: that they received something (受領書), or had it back (返還書).

use std::collections::BTreeSet;

use super::cells::{by_hand, column, day, day_of, field, lines, optional, room, said, text, texts};
use super::disposal::medium;
use super::{Form, Line, Part, Table, Value, carry_out};
use crate::domain::article::ArticleState;
use crate::domain::body::article::Paper as Printed;
use crate::domain::names::{ContractId, Kind, Level, MediumState};
use crate::i18n::Catalogue;
use crate::projection::view::{ArticleView, AssetView, CarryOutView, FormFacts, FormName};
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
        form = form.with(Part::Sentence(terms(facts, view, c)));
    }
    form.with(Part::Heading(say!(c, "form-receipt-signs"))).with(Part::Fields(vec![
        room("received_on", say!(c, "form-receipt-day"), 8),
        room("received_organization", say!(c, "field-organization"), 8),
        room("received_by", say!(c, "form-receipt-by"), 12),
    ]))
}

/// How it is to be handled, as whoever hands it over may say: by whose it is, and whether it is to come back at all.
fn terms(facts: &FormFacts, view: &CarryOutView, c: &Catalogue) -> String {
    let recipient = facts.recipients.iter().find(|known| known.record.id == view.recipient);
    let contract = facts.contracts.iter().find(|known| Some(&known.id) == view.contract.as_ref());
    let of_client = recipient
        .zip(contract)
        .is_some_and(|(recipient, contract)| recipient.record.organization == contract.client);
    let of_subcontractor = recipient.is_some_and(|known| known.record.subcontractor.is_some());
    match view.kind {
        Kind::ReturnToClient => say!(c, "form-receipt-terms-own"),
        Kind::Deliver if of_client => say!(c, "form-receipt-terms-client"),
        Kind::Deliver if !of_subcontractor => say!(c, "form-receipt-terms-stays"),
        // A subcontractor keeps nothing of it, whatever it was called when it left.
        Kind::Deliver | Kind::Work => say!(c, "form-receipt-terms"),
        Kind::Repair => say!(c, "form-receipt-terms-repair"),
    }
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
    table.rows.extend(assets_asked(facts).map(|asset| {
        vec![
            text(asset.id.as_str()),
            text(&asset.name),
            asset.count.map_or(Value::Blank, Value::Number),
            Value::Blank,
            Value::Blank,
            Value::Blank,
        ]
    }));
    table.rows.extend(carry_outs_asked(facts).map(|view| {
        vec![
            text(&view.id),
            texts(view.items.iter().map(String::as_str)),
            carry_out::content(view, c),
            text(&view.purpose),
            Value::Blank,
            Value::Blank,
        ]
    }));
    table.rows.extend(papers_asked(facts).map(|(view, paper)| {
        vec![
            text(&view.id),
            text(&paper.title),
            Value::Number(paper.count),
            text(&view.purpose),
            Value::Blank,
            Value::Blank,
        ]
    }));
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

/// Information that is here and of which nobody knows the level.
fn assets_asked(facts: &FormFacts) -> impl Iterator<Item = &AssetView> {
    facts.assets.iter().filter(|asset| asset.level == Level::Unknown && asset.ended_at.is_none())
}

/// Requests that wait for their level.
fn carry_outs_asked(facts: &FormFacts) -> impl Iterator<Item = &CarryOutView> {
    let unknown = facts.carry_outs.iter().filter(|view| view.level == Level::Unknown);
    let waiting = unknown.filter(|view| view.withdrawal.is_none() && view.rejection.is_none());
    waiting.filter(|view| facts.period.holds(view.requested_at.date()))
}

/// Paper that is asked for or carried and of which nobody knows the level.
fn papers_asked(facts: &FormFacts) -> impl Iterator<Item = (&ArticleView, &Printed)> {
    let here = |view: &&ArticleView| matches!(view.state, ArticleState::Asked | ArticleState::Out);
    let here = facts.articles.iter().filter(here);
    let papers = here.filter_map(|view| Some((view, view.paper.as_ref()?)));
    papers.filter(|(_, paper)| paper.level == Level::Unknown)
}

/// The contracts whose client has something to answer.
pub(super) fn contracts(facts: &FormFacts) -> BTreeSet<ContractId> {
    let assets = assets_asked(facts).map(|asset| asset.contract.clone());
    let carry_outs = carry_outs_asked(facts).filter_map(|view| view.contract.clone());
    let papers = papers_asked(facts).filter_map(|(view, _)| view.contract.clone());
    assets.chain(carry_outs).chain(papers).collect()
}
