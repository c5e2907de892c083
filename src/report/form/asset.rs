//! The register of important information (重要情報管理表).

use super::cells::{by_on, column, day, lines, said, text, texts};
use super::{Form, Line, Part, Table, Value, exchange};
use crate::i18n::{Catalogue, Prepared};
use crate::projection::view::{AssetView, CarryOutView, FormFacts, FormName};
use crate::report::html::Paper;
use crate::report::words::level;

/// 重要情報管理表: what was held in the period, whether or not it is still here.
pub(super) fn register(facts: &FormFacts, c: &Catalogue) -> Form {
    let mut table = Table::new(
        "assets",
        vec![
            column("id", say!(c, "form-number"), 14),
            column("contract", say!(c, "field-contract"), 18),
            column("name", say!(c, "form-asset-name"), 30),
            column("kind", say!(c, "form-asset-kind"), 16),
            column("level", say!(c, "field-level"), 12),
            column("count", say!(c, "form-count"), 12),
            column("received", say!(c, "form-asset-received"), 22),
            column("medium", say!(c, "form-asset-medium"), 20),
            column("place", say!(c, "form-asset-place"), 22),
            column("handlers", say!(c, "form-asset-handlers"), 20),
            column("copies", say!(c, "form-asset-copies"), 28),
            column("subcontractors", say!(c, "form-asset-subcontractors"), 20),
            column("until", say!(c, "form-asset-until"), 18),
            column("ended", say!(c, "form-asset-ended"), 22),
            column("checked_by", say!(c, "form-asset-checked"), 20),
        ],
    );
    let held = facts.assets.iter().filter(|asset| {
        facts.period.touches(asset.received, asset.ended_at.as_ref().map(crate::base::time::Timestamp::date))
    });
    table.rows = held.map(|asset| row(facts, asset, c)).collect();
    Form::new(FormName::AssetRegister, Paper::Landscape, c).with(Part::Table(table))
}

fn row(facts: &FormFacts, asset: &AssetView, c: &Catalogue) -> Vec<Value> {
    let with_it: Vec<&CarryOutView> =
        facts.carry_outs.iter().filter(|view| view.assets.contains(&asset.id)).collect();
    let subcontractor = |view: &&&CarryOutView| {
        let known = facts.recipients.iter().find(|known| known.record.id == view.recipient);
        known.is_some_and(|known| known.record.subcontractor.is_some())
    };
    let handlers = asset.handlers.iter().flat_map(|id| {
        let left = asset.handlers_left.get(id).map(|on| say!(c, "form-left-on", day = Prepared(&c.day(*on))));
        [Some(Line::Text(facts.name_of(id))), left.map(Line::Said)].into_iter().flatten()
    });
    let kind = asset.people.filter(|people| *people > 0);
    let checked = asset.checked_by.as_ref().zip(asset.checked_at.as_ref());
    vec![
        text(asset.id.as_str()),
        text(&facts.cited(&asset.contract)),
        text(&asset.name),
        kind.map_or(Value::Blank, |people| said(say!(c, "form-asset-people", count = people))),
        said(level(c, asset.level)),
        asset.count.map_or(Value::Blank, Value::Number),
        lines([Line::Said(c.day(asset.received))].into_iter().chain(asset.from.clone().map(Line::Text))),
        texts(asset.means.as_deref().into_iter().chain(asset.medium.as_deref())),
        text(&asset.place),
        lines(handlers),
        lines(
            copies(asset, c).into_iter().chain(
                with_it.iter().filter(|view| view.exported_at.is_some()).map(|view| given_out(view, c)),
            ),
        ),
        texts(with_it.iter().filter(subcontractor).map(|view| view.recipient_name.as_str())),
        asset.until.map_or(Value::Blank, |until| day(c, until)),
        exchange::end(facts, asset, c),
        lines(checked.into_iter().flat_map(|(by, at)| by_on(c, &facts.name_of(by), at))),
    ]
}

/// How many there are, of how many the client permits.
fn copies(asset: &AssetView, c: &Catalogue) -> Option<Line> {
    let said = match asset.copies_permitted {
        Some(most) => say!(c, "form-asset-copies-of", copies = asset.copies, most = most),
        None if asset.copies == 0 => return None,
        None => say!(c, "form-asset-copies-there", copies = asset.copies),
    };
    Some(Line::Said(said))
}

/// How many copies a carry-out made of it, and to whom it went.
fn given_out(view: &CarryOutView, c: &Catalogue) -> Line {
    let copies = u64::try_from(view.way_back.copies.len()).unwrap_or(u64::MAX);
    if view.recipient.is_self() {
        Line::Said(say!(c, "form-asset-given-self", id = view.id, copies = copies))
    } else {
        Line::Said(say!(c, "form-asset-given", id = view.id, copies = copies, to = view.recipient_name))
    }
}
