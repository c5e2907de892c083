//! The record of what was exchanged (情報授受記録): what went out to others and what came in, by day.

use chrono::NaiveDate;

use super::cells::{column, day, lines, optional, said, text, texts};
use super::{Form, Line, Part, Table, Value, carry_out};
use crate::base::text::safe;
use crate::base::time::Timestamp;
use crate::domain::names::{ContractId, CopyKind, PersonId};
use crate::i18n::{Catalogue, Prepared};
use crate::projection::view::{
    AssetView, CarryOutView, ConfirmationView, CopyView, FormFacts, FormName, MediumView,
};
use crate::report::certificate::fate;
use crate::report::html::Paper;

/// 情報授受記録.
pub(super) fn record(facts: &FormFacts, c: &Catalogue) -> Form {
    let mut table = Table::new(
        "exchanges",
        vec![
            column("day", say!(c, "form-exchange-day"), 18),
            column("id", say!(c, "form-number"), 14),
            column("from", say!(c, "form-exchange-from"), 26),
            column("to", say!(c, "form-exchange-to"), 26),
            column("items", say!(c, "form-exchange-items"), 34),
            column("count", say!(c, "form-count"), 16),
            column("means", say!(c, "form-exchange-means"), 24),
            column("medium", say!(c, "field-medium"), 18),
            column("purpose", say!(c, "field-purpose"), 26),
            column("kept_until", say!(c, "form-kept-until"), 18),
            column("end", say!(c, "form-exchange-end"), 28),
            column("confirmed", say!(c, "form-exchange-confirmed"), 30),
        ],
    );
    let out = facts.carry_outs.iter().filter(|view| !view.recipient.is_self());
    let out = out.filter_map(|view| Some((day_out(view)?, out_row(facts, view, c))));
    let came = facts.assets.iter().map(|asset| (asset.received, in_row(facts, asset, c)));
    let lent =
        facts.media.iter().filter_map(|medium| Some(lent_row(facts, medium, medium.owner.as_ref()?, c)));
    let passed = facts.carry_outs.iter().flat_map(|view| {
        let others = [CopyKind::Subcontractor, CopyKind::Misdelivered];
        let passed = view.way_back.copies.iter().filter(move |copy| others.contains(&copy.kind));
        passed.map(move |copy| (copy.since.date(), passed_row(facts, view, copy, c)))
    });
    let mut rows: Vec<(NaiveDate, Vec<Value>)> =
        out.chain(passed).chain(came).chain(lent).filter(|(day, _)| facts.period.holds(*day)).collect();
    rows.sort_by_key(|(day, _)| *day);
    table.rows = rows.into_iter().map(|(_, row)| row).collect();
    Form::new(FormName::ExchangeRecord, Paper::Landscape, c).with(Part::Table(table))
}

/// When it changed hands, as far as anybody said; else when it was sealed.
fn day_out(view: &CarryOutView) -> Option<NaiveDate> {
    let handed_over = view.way_back.handed_over.as_ref().map(|handed_over| handed_over.at);
    handed_over.or(view.arrived_at).or_else(|| carry_out::left(view)).map(|at| at.date())
}

fn out_row(facts: &FormFacts, view: &CarryOutView, c: &Catalogue) -> Vec<Value> {
    let back = &view.way_back;
    let given =
        back.handed_over.as_ref().map(|given| say!(c, "form-given", at = Prepared(&c.moment(&given.at))));
    let arrived = view.arrived_at.map(|at| say!(c, "form-arrived", at = Prepared(&c.moment(&at))));
    let opened = view.opened_at.map(|at| say!(c, "form-opened", at = Prepared(&c.moment(&at))));
    let receipt = back.handed_over.as_ref().and_then(|given| given.evidence);
    let receipt = receipt.map(|file| say!(c, "form-exchange-receipt", digest = file.sha256.prefix(16)));
    let signed = back.handed_over.as_ref().map(|given| {
        let (name, at) = (safe(&facts.name_of(&given.person)), c.moment(&given.at));
        say!(c, "form-registered-given", name = Prepared(&name), at = Prepared(&at))
    });
    vec![
        day_out(view).map_or(Value::Blank, |out| day(c, out)),
        text(&view.id),
        giver(facts, view),
        lines([carry_out::recipient(view, c)]),
        texts(view.items.iter().map(String::as_str)),
        carry_out::content(view, c),
        said(c.name_of(view.via)),
        carry_out::medium(view),
        text(&view.purpose),
        // Until when the other side keeps it is theirs to say; until when we answer for it is another day.
        Value::Blank,
        ends(view, c),
        lines([given, arrived, opened, receipt, signed].into_iter().flatten().map(Line::Said)),
    ]
}

/// Whose word it is that it was handed over; where nobody said so, who carried it when it changed hands.
fn giver(facts: &FormFacts, view: &CarryOutView) -> Value {
    let handed_over = view.way_back.handed_over.as_ref().map(|given| &given.person);
    let carried = || {
        let at = view.arrived_at.or_else(|| carry_out::left(view));
        at.map_or(&view.way_back.carrier, |at| carrier_at(view, at))
    };
    someone(facts, handed_over.unwrap_or_else(carried))
}

/// Who carried it at that time.
fn carrier_at(view: &CarryOutView, at: Timestamp) -> &PersonId {
    let later = view.way_back.transfers.iter().find(|transfer| transfer.at > at);
    later.map_or(&view.way_back.carrier, |transfer| &transfer.from)
}

/// Department and name.
fn someone(facts: &FormFacts, id: &PersonId) -> Value {
    let department = facts.registered(id).and_then(|known| known.department.as_deref());
    texts(department.into_iter().chain([facts.name_of(id).as_str()]))
}

/// What was passed on to a subcontractor out of a carry-out, or reached somebody it was not meant for: by which means, how
/// much of it and until when, nobody said; a mail says the means.
fn passed_row(facts: &FormFacts, view: &CarryOutView, copy: &CopyView, c: &Catalogue) -> Vec<Value> {
    let holder = facts.recipients.iter().find(|known| Some(&known.record.id) == copy.holder.as_ref());
    let holder = holder.into_iter().flat_map(|known| [&known.record.name, &known.record.organization]);
    let strayed = copy.kind == CopyKind::Misdelivered;
    let to = if strayed { text(&copy.place) } else { texts(holder.map(String::as_str)) };
    let means = if strayed { said(c.name_of(view.via)) } else { Value::Blank };
    let place = Some(&copy.place).filter(|_| !strayed);
    let purpose = if strayed { said(c.name_of(copy.kind)) } else { text(meant_for(facts, view, copy)) };
    let medium = copy.medium.as_ref().map(ToString::to_string);
    vec![
        day(c, copy.since.date()),
        text(&format!("{}-{}", view.id, copy.number)),
        // Who recorded it may be who had asked for it; whoever carried it then answers for it.
        someone(facts, carrier_at(view, copy.since)),
        to,
        texts(view.items.iter().map(String::as_str)),
        Value::Blank,
        means,
        optional(medium.as_ref().or(place).map(String::as_str)),
        purpose,
        Value::Blank,
        lines([ended(copy, c)]),
        Value::Blank,
    ]
}

/// For what its holder gets it under the contract; where the list does not say, for what it was carried.
fn meant_for<'a>(facts: &'a FormFacts, view: &'a CarryOutView, copy: &CopyView) -> &'a str {
    let contract = facts.contracts.iter().find(|known| Some(&known.id) == view.contract.as_ref());
    let mut listed = contract.into_iter().flat_map(|contract| &contract.recipients);
    let listed = listed.find(|listed| Some(&listed.recipient) == copy.holder.as_ref());
    listed.and_then(|listed| listed.purpose.as_deref()).unwrap_or(&view.purpose)
}

/// What a client lent, since it was registered, and what became of it.
fn lent_row(
    facts: &FormFacts,
    medium: &MediumView,
    owner: &ContractId,
    c: &Catalogue,
) -> (NaiveDate, Vec<Value>) {
    let on = medium.registered_at.date();
    let known = facts.contracts.iter().find(|contract| contract.id == *owner);
    let made = medium.maker.iter().chain(&medium.model).chain(&medium.serial).cloned().map(Line::Text);
    let by = safe(&facts.name_of(&medium.registered_by));
    let at = c.moment(&medium.registered_at);
    let ended = medium.ended.as_ref().map(|ended| {
        let why = ended.reason.clone().map(Line::Text);
        [Line::Said(c.day(ended.at.date())), Line::Said(c.name_of(medium.state))].into_iter().chain(why)
    });
    let row = vec![
        day(c, on),
        text(medium.id.as_str()),
        optional(known.map(|contract| contract.client.as_str())),
        Value::Blank,
        lines(
            [Line::Said(say!(c, "form-exchange-lent", kind = c.name_of(medium.kind)))]
                .into_iter()
                .chain(made),
        ),
        Value::Number(1),
        Value::Blank,
        text(medium.id.as_str()),
        Value::Blank,
        Value::Blank,
        lines(ended.into_iter().flatten()),
        said(say!(c, "form-registered", name = Prepared(&by), at = Prepared(&at))),
    ];
    (on, row)
}

/// What became of its copies.
pub(super) fn ends(view: &CarryOutView, c: &Catalogue) -> Value {
    lines(view.way_back.copies.iter().map(|copy| ended(copy, c)))
}

fn ended(copy: &CopyView, c: &Catalogue) -> Line {
    let fate = fate(c, copy.fate, copy.under.as_deref());
    Line::Said(format!("{} {fate}", c.name_of(copy.kind)))
}

fn in_row(facts: &FormFacts, asset: &AssetView, c: &Catalogue) -> Vec<Value> {
    let by = safe(&facts.name_of(&asset.registered_by));
    let at = c.moment(&asset.registered_at);
    vec![
        day(c, asset.received),
        text(asset.id.as_str()),
        optional(asset.from.as_deref()),
        // Who registered it need not be who took it.
        optional(asset.received_by.as_ref().map(|person| facts.name_of(person)).as_deref()),
        text(&asset.name),
        asset.count.map_or(Value::Blank, Value::Number),
        optional(asset.means.as_deref()),
        optional(asset.medium.as_deref()),
        optional(asset.purpose.as_deref()),
        asset.until.map_or(Value::Blank, |until| day(c, until)),
        end(facts, asset, c),
        lines(
            [Line::Said(say!(c, "form-registered", name = Prepared(&by), at = Prepared(&at)))]
                .into_iter()
                .chain(asset.client_confirmed.iter().map(|word| side(facts, word, c)))
                .chain(asset.office_confirmed.iter().map(|word| side(facts, word, c))),
        ),
    ]
}

/// One side's word: whose, and by what.
pub(super) fn side(facts: &FormFacts, word: &ConfirmationView, c: &Catalogue) -> Line {
    let at = c.moment(&word.at);
    Line::Said(match &word.name {
        Some(name) => say!(c, "form-confirmed-on-paper", name = name, at = Prepared(&at)),
        None => say!(c, "form-confirmed-signed", name = facts.name_of(&word.by), at = Prepared(&at)),
    })
}

/// That it was given back or disposed of, and the second person who confirmed it.
pub(super) fn end(facts: &FormFacts, asset: &AssetView, c: &Catalogue) -> Value {
    let Some(on) = asset.ended_on else { return Value::Blank };
    let how = match asset.method {
        Some(method) => Line::Said(c.name_of(method)),
        None => Line::Said(say!(c, "form-returned-to", to = asset.to.clone().unwrap_or_default())),
    };
    let confirmed = match &asset.end_confirmed {
        Some(word) => side(facts, word, c),
        None => Line::Said(say!(c, "form-end-open")),
    };
    lines([Line::Said(c.day(on)), how, confirmed])
}
