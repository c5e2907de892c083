//! The report of disposals (廃棄報告書): what was disposed of in the period, how, by whom and before whom.

use super::cells::{by_on, column, lines, optional, said, signatures, text, texts};
use super::{Form, Line, Part, Table, Value, carry_out};
use crate::base::text::safe;
use crate::base::time::Timestamp;
use crate::i18n::Catalogue;
use crate::projection::view::{AssetView, CarryOutView, DisposalView, FormFacts, FormName};
use crate::report::html::Paper;
use crate::report::words::size;

/// 廃棄報告書, for a period or one carry-out.
pub(super) fn report(facts: &FormFacts, c: &Catalogue) -> Form {
    let mut table = disposals_of(c);
    let mut rows: Vec<(Timestamp, Vec<Value>)> = Vec::new();
    for view in &facts.carry_outs {
        let within = view.way_back.disposals.iter().filter(|done| facts.period.holds(done.at.date()));
        rows.extend(within.map(|done| (done.at, row(facts, view, done, c))));
    }
    let ended = facts.assets.iter().filter_map(|asset| Some((asset.ended_at?, asset)));
    let ended = ended.filter(|(at, asset)| asset.method.is_some() && facts.period.holds(at.date()));
    rows.extend(ended.map(|(at, asset)| (at, asset_row(facts, asset, &at, c))));
    rows.sort_by_key(|(at, _)| *at);
    table.rows = rows.into_iter().map(|(_, row)| row).collect();
    let mut form = Form::new(FormName::DisposalReport, Paper::Landscape, c)
        .with(Part::Sentence(say!(c, "form-disposal-says")))
        .with(Part::Table(table));
    if let [one] = facts.carry_outs.as_slice() {
        form.signed = signatures(one, c);
    }
    form
}

/// The table, without rows.
pub(super) fn disposals_of(c: &Catalogue) -> Table {
    Table::new(
        "disposals",
        vec![
            column("id", say!(c, "form-number"), 14),
            column("items", say!(c, "form-asset-name"), 32),
            column("medium", say!(c, "form-disposal-medium"), 34),
            column("copies", say!(c, "form-disposal-copies"), 16),
            column("method", say!(c, "certificate-method"), 22),
            column("level", say!(c, "certificate-level"), 22),
            column("keys", say!(c, "form-disposal-keys"), 20),
            column("tool", say!(c, "certificate-tool"), 20),
            column("at", say!(c, "form-disposal-at"), 22),
            column("by", say!(c, "form-disposal-by"), 20),
            column("witness", say!(c, "form-disposal-witness"), 22),
            column("confirmed", say!(c, "form-disposal-confirmed"), 22),
        ],
    )
}

/// The rows of one carry-out whose ids are wanted.
pub(super) fn rows_of(
    facts: &FormFacts,
    view: &CarryOutView,
    c: &Catalogue,
    wanted: &dyn Fn(&str) -> bool,
) -> Vec<Vec<Value>> {
    let disposals = view.way_back.disposals.iter().filter(|done| wanted(&done.id));
    disposals.map(|done| row(facts, view, done, c)).collect()
}

fn row(facts: &FormFacts, view: &CarryOutView, done: &DisposalView, c: &Catalogue) -> Vec<Value> {
    let back = &view.way_back;
    let copies = back.copies.iter().filter(|copy| done.copies.contains(&copy.number));
    let witnesses = done.witnesses.iter().flat_map(|witness| {
        let name = witness.external.clone().unwrap_or_else(|| witness.name.clone());
        by_on(c, &name, &witness.at)
    });
    let confirmed = back.closed_by_name.as_ref().zip(view.closed_at.as_ref());
    let keys = done.key.as_ref().map(|_| say!(c, "form-disposal-keys-gone"));
    let place = done.place.clone().map(Line::Text);
    vec![
        texts([done.id.as_str(), view.id.as_str()]),
        texts(view.items.iter().map(String::as_str)),
        medium(facts, view, c),
        lines(copies.map(|copy| Line::Said(format!("{} {}", copy.number, c.name_of(copy.kind))))),
        said(c.name_of(done.method)),
        said(c.name_of(done.level)),
        keys.map_or(Value::Blank, said),
        text(&done.tool),
        lines([Line::Said(c.moment(&done.at))].into_iter().chain(place)),
        text(&done.name),
        lines(witnesses),
        lines(confirmed.into_iter().flat_map(|(name, at)| by_on(c, name, at))),
    ]
}

/// Number, maker and model, serial number and capacity of the medium; else how it was sent.
pub(super) fn medium(facts: &FormFacts, view: &CarryOutView, c: &Catalogue) -> Value {
    let registered = view.medium.as_ref().and_then(|id| facts.media.iter().find(|medium| medium.id == *id));
    let Some(medium) = registered else {
        return carry_out::medium_or_means(view, c);
    };
    let made = medium.maker.iter().chain(&medium.model).cloned().collect::<Vec<_>>().join(" ");
    let known =
        [Some(Line::Text(medium.id.to_string())), Some(made).filter(|made| !made.is_empty()).map(Line::Text)];
    let serial = medium.serial.clone().map(Line::Text);
    let capacity = medium.capacity_bytes.map(|bytes| Line::Said(size(c, bytes)));
    lines(known.into_iter().chain([serial, capacity]).flatten())
}

fn asset_row(facts: &FormFacts, asset: &AssetView, at: &Timestamp, c: &Catalogue) -> Vec<Value> {
    let by = asset.ended_by.as_ref().map(|by| facts.name_of(by));
    vec![
        text(asset.id.as_str()),
        text(&asset.name),
        optional(asset.means.as_deref()),
        asset.count.map_or(Value::Blank, Value::Number),
        asset.method.map_or(Value::Blank, |method| said(c.name_of(method))),
        Value::Blank,
        Value::Blank,
        Value::Blank,
        said(safe(&c.moment(at))),
        optional(by.as_deref()),
        Value::Blank,
        lines(asset.end_confirmed.iter().map(|word| super::exchange::side(facts, word, c))),
    ]
}
