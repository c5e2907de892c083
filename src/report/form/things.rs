//! Media, equipment and places (媒体管理簿・棚卸表、機器等持込・持出記録簿、電子データ保存先等届出書).

use chrono::NaiveDate;

use super::cells::{by_hand, by_on, column, day, lines, optional, room, said, text, texts};
use super::{Form, Line, Part, Table, Value, carry_out};
use crate::base::text::safe;
use crate::i18n::{Catalogue, Prepared};
use crate::projection::view::article::AnswerView;
use crate::projection::view::{ArticleView, CarryOutView, FormFacts, FormName, MediumView};
use crate::report::html::Paper;
use crate::report::words::{level, opening, size, words};

/// 媒体管理簿・棚卸表, with room for what the stock-take finds.
pub(super) fn media(facts: &FormFacts, c: &Catalogue) -> Form {
    let mut table = Table::new(
        "media",
        vec![
            column("id", say!(c, "form-medium-id"), 18),
            column("kind", say!(c, "certificate-medium-kind"), 18),
            column("model", say!(c, "form-medium-model"), 26),
            column("serial", say!(c, "certificate-serial"), 26),
            column("capacity", say!(c, "certificate-capacity"), 22),
            column("place", say!(c, "form-medium-place"), 22),
            column("state", say!(c, "field-state"), 20),
            column("out", say!(c, "form-medium-out"), 24),
            column("held", say!(c, "form-medium-held"), 28),
            column("seen", say!(c, "form-medium-seen"), 24),
            by_hand("found", say!(c, "form-medium-found"), 16, 8),
            by_hand("notes", say!(c, "report-form-notes"), 22, 8),
        ],
    );
    let registered = facts.media.iter().filter(|medium| {
        let ended = medium.ended.as_ref().map(|ended| ended.at.date());
        facts.period.touches(medium.registered_at.date(), ended)
    });
    table.rows = registered.map(|medium| medium_row(medium, c)).collect();
    Form::new(FormName::MediaRegister, Paper::Landscape, c).with(Part::Table(table))
}

fn medium_row(medium: &MediumView, c: &Catalogue) -> Vec<Value> {
    let made = medium.maker.iter().chain(&medium.model).map(String::as_str);
    let lent =
        medium.owner.as_ref().map(|owner| say!(c, "form-medium-lent", contract = owner)).map(Line::Said);
    let out = medium.out.as_ref();
    let held = medium.taint.as_ref().map(|taint| {
        let whose = taint.contract.iter().chain(&taint.organization).cloned().map(Line::Text);
        lines([Line::Said(level(c, taint.level))].into_iter().chain(whose))
    });
    let missed = medium
        .missed_since
        .map(|at| Line::Said(say!(c, "report-medium-missing", since = Prepared(&c.day(at.date())))));
    let seen = medium.seen.as_ref().into_iter().flat_map(|seen| by_on(c, &seen.name, &seen.at));
    vec![
        text(medium.id.as_str()),
        lines(std::iter::once(Line::Said(c.name_of(medium.kind))).chain(lent)),
        texts(made),
        optional(medium.serial.as_deref()),
        medium.capacity_bytes.map_or(Value::Blank, |bytes| said(size(c, bytes))),
        optional(medium.place.as_deref()),
        said(c.name_of(medium.state)),
        lines(out.into_iter().flat_map(|out| {
            [
                Line::Text(out.name.clone()),
                Line::Text(out.carry_out.clone()),
                Line::Said(c.day(out.since.date())),
            ]
        })),
        held.unwrap_or(Value::Blank),
        lines(seen.chain(missed)),
        Value::Blank,
        Value::Blank,
    ]
}

/// 機器等持込・持出記録簿: every medium and device that left or was brought in, by the day it did. Paper has a register
/// of its own.
pub(super) fn equipment(facts: &FormFacts, c: &Catalogue) -> Form {
    let mut table = Table::new(
        "taken",
        vec![
            column("no", say!(c, "field-id"), 16),
            column("device", say!(c, "form-device"), 34),
            column("kind", say!(c, "certificate-medium-kind"), 18),
            column("direction", say!(c, "form-direction"), 14),
            column("out", say!(c, "form-out-at"), 24),
            column("due", say!(c, "field-due"), 20),
            column("carrier", say!(c, "report-form-carrier"), 26),
            column("destination", say!(c, "report-form-destination"), 30),
            column("purpose", say!(c, "field-purpose"), 26),
            column("measures", say!(c, "form-storage-measures"), 34),
            column("approvers", say!(c, "report-form-approver"), 26),
            column("client_consent", say!(c, "report-form-client-consent"), 24),
            column("returned", say!(c, "form-back-at"), 26),
            column("cleared", say!(c, "form-cleared"), 34),
            column("checked_by", say!(c, "report-form-checked-by"), 24),
        ],
    );
    table.lines = 2;
    let media = facts.carry_outs.iter().filter(|view| view.medium.is_some());
    let media = media.filter_map(|view| Some((carry_out::left(view)?.date(), equipment_row(facts, view, c))));
    let permitted = |view: &&ArticleView| view.permitted.as_ref().is_some_and(|answer| answer.approved);
    let devices = facts.articles.iter().filter(|view| view.paper.is_none()).filter(permitted);
    let articles = devices.map(|view| (view.on, article_row(view, c)));
    let mut taken: Vec<(NaiveDate, Vec<Value>)> = media.chain(articles).collect();
    taken.retain(|(day, _)| facts.period.holds(*day));
    taken.sort_by_key(|(day, _)| *day);
    table.rows = taken.into_iter().map(|(_, row)| row).collect();
    Form::new(FormName::EquipmentLog, Paper::Landscape, c).with(Part::Table(table))
}

fn equipment_row(facts: &FormFacts, view: &CarryOutView, c: &Catalogue) -> Vec<Value> {
    let back = &view.way_back;
    let kind = facts.media.iter().find(|medium| Some(&medium.id) == view.medium.as_ref());
    let approvers = view.approvals.iter().filter(|given| !given.consent);
    let lost = carry_out::medium_lost(view, c);
    let is_lost = lost.as_ref().map(|ids| say!(c, "form-lost", ids = Prepared(ids)));
    let returned = back.returns.last().map(|returned| c.moment(&returned.at));
    vec![
        text(&view.id),
        super::disposal::medium(facts, view, c),
        kind.map_or(Value::Blank, |medium| said(c.name_of(medium.kind))),
        said(say!(c, "form-direction-out")),
        lines(carry_out::taken(view, c, &|at| c.moment(at))),
        day(c, view.due),
        carry_out::carrier(view),
        carry_out::destination(view, c),
        text(&view.purpose),
        said(opening(c, view.opens_with)),
        lines(approvers.flat_map(|given| by_on(c, &given.name, &given.at))),
        carry_out::client_consent(facts, view, c),
        lines(returned.into_iter().chain(is_lost).map(Line::Said)),
        carry_out::erased(view, c),
        carry_out::confirmed(view, lost.as_deref(), c),
    ]
}

fn article_row(view: &ArticleView, c: &Catalogue) -> Vec<Value> {
    let particulars = [view.model.as_deref(), view.serial.as_deref()];
    let particulars = particulars.into_iter().flatten().map(|text| Line::Text(text.to_owned()));
    let answered = |answer: Option<&AnswerView>| {
        lines(answer.into_iter().flat_map(|answer| by_on(c, &answer.name, &answer.at)))
    };
    let carrier = [Some(view.carrier_name.as_str()), view.carrier_department.as_deref()];
    vec![
        text(&view.id),
        lines(std::iter::once(Line::Said(crate::report::article::what(c, view))).chain(particulars)),
        said(crate::report::article::kind(c, view)),
        said(c.name_of(view.direction)),
        day(c, view.on),
        day(c, view.due),
        texts(carrier.into_iter().flatten()),
        text(&view.place),
        text(&view.purpose),
        said(words(c, &view.measures)),
        answered(view.permitted.as_ref()),
        view.permission.as_ref().map_or(Value::Blank, |permission| text(&permission.number)),
        came_back(view, c),
        cleared(view, c),
        checked(view, c),
    ]
}

/// Who saw it back, and when; where it is lost, that this is what they confirmed.
pub(super) fn checked(view: &ArticleView, c: &Catalogue) -> Value {
    let confirmed = view.confirmed.as_ref().filter(|answer| answer.approved);
    lines(confirmed.into_iter().flat_map(|answer| {
        let lost = view.lost.as_ref().map(|lost| safe(&lost.incident));
        let lost = lost.map(|id| Line::Said(say!(c, "form-lost-confirmed", ids = Prepared(id))));
        lost.into_iter().chain(by_on(c, &answer.name, &answer.at))
    }))
}

/// What was done with what was on it when it came back, as whoever brought it says.
fn cleared(view: &ArticleView, c: &Catalogue) -> Value {
    let Some(back) = &view.returned else { return Value::Blank };
    let done = Some(words(c, &back.cleared)).filter(|done| !done.is_empty()).map(Line::Said);
    lines(done.into_iter().chain(back.saved_to.clone().map(Line::Text)))
}

/// When it came back; what is lost never did, and says so.
pub(super) fn came_back(view: &ArticleView, c: &Catalogue) -> Value {
    match (&view.lost, &view.returned) {
        (Some(lost), _) => lines([
            Line::Said(c.name_of(view.state)),
            Line::Said(c.moment(&lost.at)),
            Line::Text(lost.incident.clone()),
        ]),
        (None, Some(returned)) => said(c.moment(&returned.at)),
        (None, None) => Value::Blank,
    }
}

/// 電子データ保存先等届出書: the places notified to the client, and room for what only the office knows.
pub(super) fn storage(facts: &FormFacts, c: &Catalogue) -> Form {
    let mut table = Table::new(
        "places",
        vec![
            column("place", say!(c, "form-storage-place"), 40),
            column("paths", say!(c, "form-storage-paths"), 50),
            column("notified", say!(c, "form-roster-notified"), 26),
            by_hand("kind", say!(c, "form-storage-kind"), 30, 10),
            by_hand("provider", say!(c, "form-storage-provider"), 44, 10),
            by_hand("measures", say!(c, "form-storage-measures"), 40, 10),
        ],
    );
    let contract = facts.contract.as_ref();
    table.rows = contract
        .iter()
        .flat_map(|contract| &contract.places)
        .map(|place| {
            let paths = text(&place.paths.join("\n"));
            vec![text(&place.place), paths, day(c, place.dated), Value::Blank, Value::Blank, Value::Blank]
        })
        .collect();
    let mut kept = Table::new(
        "kept",
        vec![
            column("id", say!(c, "form-number"), 16),
            column("name", say!(c, "form-asset-name"), 50),
            column("level", say!(c, "field-level"), 16),
            column("kept_at", say!(c, "form-asset-place"), 40),
            column("received", say!(c, "form-return-received"), 20),
        ],
    );
    kept.rows = facts
        .assets
        .iter()
        .filter(|asset| asset.ended_at.is_none())
        .map(|asset| {
            vec![
                text(asset.id.as_str()),
                text(&asset.name),
                said(level(c, asset.level)),
                text(&asset.place),
                day(c, asset.received),
            ]
        })
        .collect();
    Form::new(FormName::StorageNotice, Paper::Form, c)
        .with(Part::Sentence(say!(c, "form-storage-says")))
        .with(Part::Table(table))
        .with(Part::Heading(say!(c, "form-storage-kept")))
        .with(Part::Table(kept))
        .with(Part::Fields(vec![room("change", say!(c, "form-storage-change"), 12)]))
}
