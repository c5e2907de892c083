//! The report of disposals (廃棄報告書): what was disposed of in the period, how, by whom and before whom.

use super::cells::{by_on, column, lines, optional, said, signatures, text, texts};
use super::{Form, Line, Part, Table, Value, carry_out};
use crate::base::digest::Digest;
use crate::base::text::safe;
use crate::base::time::Timestamp;
use crate::domain::names::{CopyKind, Sanitization};
use crate::i18n::{Catalogue, Prepared};
use crate::projection::view::article::BackView;
use crate::projection::view::{
    ArticleView, AssetView, CarryOutView, DisposalView, FormFacts, FormName, RecheckView,
};
use crate::report::html::Paper;
use crate::report::measured::measured;
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
    let within = |asset: &AssetView| asset.ended_on.is_some_and(|on| facts.period.holds(on));
    let ended = ended.filter(|(_, asset)| asset.method.is_some() && within(asset));
    rows.extend(ended.map(|(at, asset)| (at, asset_row(facts, asset, c))));
    let burnt = facts.articles.iter().filter_map(|view| Some((view, view.returned.as_ref()?)));
    let burnt = burnt.filter(|(_, back)| facts.period.holds(back.at.date()));
    rows.extend(burnt.filter_map(|(view, back)| Some((back.at, paper_row(facts, view, back, c)?))));
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
    let mut table = Table::new(
        "disposals",
        vec![
            column("id", say!(c, "form-number"), 14),
            column("about_contract", say!(c, "field-contract"), 18),
            column("items", say!(c, "form-asset-name"), 32),
            column("medium", say!(c, "form-disposal-medium"), 34),
            column("copies", say!(c, "form-disposal-copies"), 16),
            column("method", say!(c, "certificate-method"), 22),
            column("level", say!(c, "certificate-level"), 22),
            column("verified", say!(c, "form-disposal-verified"), 44),
            column("keys", say!(c, "form-disposal-keys"), 20),
            column("tool", say!(c, "certificate-tool"), 20),
            column("at", say!(c, "form-disposal-at"), 22),
            column("by", say!(c, "form-disposal-by"), 20),
            column("witness", say!(c, "form-disposal-witness"), 22),
            column("evidence", say!(c, "certificate-evidence"), 26),
            column("confirmed", say!(c, "form-disposal-confirmed"), 22),
        ],
    );
    table.lines = 2;
    table
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
    let evidence =
        done.evidence.iter().chain(done.witnesses.iter().filter_map(|seen| seen.evidence.as_ref()));
    let evidence = evidence.map(|file| file.sha256);
    let confirmed = back.closed_by_name.as_ref().zip(view.closed_at.as_ref());
    let keys = done.key.as_ref().map(|_| say!(c, "form-disposal-keys-gone"));
    let place = done.place.clone().map(Line::Text);
    vec![
        texts([done.id.as_str(), view.id.as_str()]),
        carry_out::contract(facts, view),
        texts(view.items.iter().map(String::as_str)),
        medium(facts, view, c),
        lines(copies.map(|copy| Line::Said(format!("{} {}", copy.number, c.name_of(copy.kind))))),
        said(c.name_of(done.method)),
        said(c.name_of(done.level)),
        lines(verified(done, c).into_iter().map(Line::Said)),
        keys.map_or(Value::Blank, said),
        text(&done.tool),
        lines([Line::Said(c.moment(&done.at))].into_iter().chain(place)),
        text(&done.name),
        lines(witnesses),
        lines(evidence.map(shown)),
        lines(confirmed.into_iter().flat_map(|(name, at)| by_on(c, name, at))),
    ]
}

/// What was measured when it was done, and what was found when it was read again.
fn verified(done: &DisposalView, c: &Catalogue) -> Vec<String> {
    let seen = match &done.measured {
        Some(seen) => measured(c, seen),
        None => vec![say!(c, "certificate-not-measured")],
    };
    seen.into_iter().chain(done.rechecks.iter().map(|recheck| again(recheck, c))).collect()
}

/// Who read it again, and what they found.
fn again(recheck: &RecheckView, c: &Catalogue) -> String {
    let by = format!("{} {}", safe(&recheck.name), c.day(recheck.at.date()));
    let by = say!(c, "certificate-rechecked", by = Prepared(&by));
    let found = match recheck.first_changed {
        None => say!(c, "certificate-recheck-equal"),
        Some(offset) => {
            say!(c, "certificate-recheck-differs", count = recheck.changed_sectors, offset = offset)
        }
    };
    format!("{by} {found}")
}

/// A digest by which a paper is known again.
fn shown(digest: Digest) -> Line {
    Line::Said(format!("{}…", digest.prefix(16)))
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

fn asset_row(facts: &FormFacts, asset: &AssetView, c: &Catalogue) -> Vec<Value> {
    let by = asset.ended_by.as_ref().map(|by| facts.name_of(by));
    let day = asset.ended_on.map(|on| Line::Said(c.day(on)));
    let place = asset.end_place.clone().map(Line::Text);
    vec![
        text(asset.id.as_str()),
        text(&facts.cited(&asset.contract)),
        text(&asset.name),
        optional(asset.medium.as_deref()),
        asset.count.map_or(Value::Blank, Value::Number),
        asset.method.map_or(Value::Blank, |method| said(c.name_of(method))),
        said(c.name_of(Sanitization::L0)),
        said(say!(c, "certificate-not-measured")),
        Value::Blank,
        Value::Blank,
        lines(day.into_iter().chain(place)),
        optional(by.as_deref()),
        optional(asset.end_witness.as_deref()),
        lines(asset.end_evidence_sha256.map(shown)),
        lines(asset.end_confirmed.iter().map(|word| super::exchange::side(facts, word, c))),
    ]
}

/// Paper that was carried, and destroyed instead of brought back.
fn paper_row(facts: &FormFacts, view: &ArticleView, back: &BackView, c: &Catalogue) -> Option<Vec<Value>> {
    let (paper, method) = (view.paper.as_ref()?, back.destroyed?);
    let contract = view.contract.as_ref().map(|id| facts.cited(id));
    let confirmed = view.confirmed.as_ref().filter(|answer| answer.approved);
    Some(vec![
        text(&view.id),
        optional(contract.as_deref()),
        text(&paper.title),
        said(c.name_of(CopyKind::Paper)),
        Value::Number(paper.count),
        said(c.name_of(method)),
        said(c.name_of(Sanitization::L0)),
        said(say!(c, "certificate-not-measured")),
        Value::Blank,
        Value::Blank,
        said(c.moment(&back.at)),
        text(&facts.name_of(&back.person)),
        optional(back.witness.as_deref()),
        lines(back.evidence_sha256.map(shown)),
        lines(confirmed.into_iter().flat_map(|answer| by_on(c, &answer.name, &answer.at))),
    ])
}
