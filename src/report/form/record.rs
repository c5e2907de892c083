//! What an office checks about itself (ログ点検記録、返却確認書、再委託承諾願).

use chrono::NaiveDate;

use super::cells::{by_hand, by_on, column, day, day_of, field, lines, optional, room, said, text, texts};
use super::{Form, Line, Part, Table, Value, carry_out, exchange};
use crate::base::text::safe;
use crate::base::time::Timestamp;
use crate::domain::names::PersonId;
use crate::i18n::{Catalogue, Prepared};
use crate::projection::view::{ArticleView, AssetView, CarryOutView, FormFacts, FormName, TransferView};
use crate::report::html::Paper;
use crate::report::words::{joined, marks};

/// ログ点検記録: what happened in the period, each by its own day, what asks to be looked at, room for what was found,
/// and the reviews that were signed.
pub(super) fn review(facts: &FormFacts, c: &Catalogue) -> Form {
    let number = |count: usize| Value::Number(u64::try_from(count).unwrap_or(u64::MAX));
    let count = |day: &dyn Fn(&CarryOutView) -> Option<NaiveDate>| {
        let within = |view: &&CarryOutView| day(view).is_some_and(|day| facts.period.holds(day));
        number(facts.carry_outs.iter().filter(within).count())
    };
    let incidents = facts.incidents.iter().filter(|incident| facts.period.holds(incident.recorded_at.date()));
    let mut table = Table::new(
        "noted",
        vec![
            column("id", say!(c, "field-id"), 12),
            column("requested", say!(c, "report-form-requested"), 16),
            column("carrier", say!(c, "report-form-carrier"), 26),
            column("what", say!(c, "form-review-what"), 60),
            by_hand("found", say!(c, "form-review-found"), 40, 10),
        ],
    );
    for view in &facts.carry_outs {
        let what = noted(facts, view, c);
        if !what.is_empty() {
            table.rows.push(vec![
                text(&view.id),
                day(c, view.requested_at.date()),
                carry_out::carrier(view),
                lines(what.into_iter().map(Line::Said)),
                Value::Blank,
            ]);
        }
    }
    Form::new(FormName::LogReview, Paper::Form, c)
        .with(Part::Fields(vec![
            field(
                "requested",
                say!(c, "form-review-requested"),
                count(&|view| Some(view.requested_at.date())),
            ),
            field(
                "left",
                say!(c, "form-review-left"),
                count(&|view| carry_out::left(view).map(|at| at.date())),
            ),
            field("closed", say!(c, "form-review-closed"), count(&|view| ended(view, false))),
            field("lost", say!(c, "form-review-lost"), count(&|view| ended(view, true))),
            field("overdue", say!(c, "form-review-overdue"), count(&late)),
            field("incidents", say!(c, "form-review-incidents"), number(incidents.count())),
            field("findings", say!(c, "form-review-findings"), Value::Number(facts.findings)),
        ]))
        .with(Part::Heading(say!(c, "form-review-noted")))
        .with(Part::Table(table))
        .with(Part::Fields(vec![
            room("opinion", say!(c, "form-review-opinion"), 24),
            room("measures", say!(c, "form-review-measures"), 24),
            room("reviewed_on", say!(c, "form-review-on"), 9),
            room("reviewed_by", say!(c, "form-review-by"), 12),
        ]))
        .with(Part::Heading(say!(c, "form-review-signed")))
        .with(Part::Table(reviews(facts, c)))
}

/// The day on which its end was confirmed, of those with something lost, or of those without.
fn ended(view: &CarryOutView, lost: bool) -> Option<NaiveDate> {
    let is_lost = view.way_back.copies.iter().any(|copy| copy.fate == "lost");
    view.closed_at.filter(|_| is_lost == lost).map(|at| at.date())
}

/// The first day on which it was late, where it was.
fn late(view: &CarryOutView) -> Option<NaiveDate> {
    let ended_late = view.closed_at.is_some_and(|at| at.date() > view.due);
    if view.overdue || ended_late { view.due.succ_opt() } else { None }
}

/// What about a carry-out asks to be looked at and happened in the period, as far as the log itself says.
fn noted(facts: &FormFacts, view: &CarryOutView, c: &Catalogue) -> Vec<String> {
    let mut noted = Vec::new();
    let within = |at: &Timestamp| facts.period.holds(at.date());
    let approvals = view.approvals.iter().map(|given| (&given.at, &given.name, &given.marks));
    let releases = view.releases.iter().map(|release| (&release.at, &release.name, &release.marks));
    for (_, name, marked) in
        approvals.chain(releases).filter(|(at, _, marked)| !marked.is_empty() && within(at))
    {
        let (name, marks) = (safe(name), marks(c, marked));
        noted.push(say!(c, "report-form-note", name = Prepared(&name), marks = Prepared(&marks)));
    }
    if late(view).is_some_and(|day| facts.period.holds(day)) {
        let due = c.day(view.due);
        noted.push(match (view.closed_at.map(|at| c.day(at.date())), carry_out::lost(view, c)) {
            (Some(at), Some(ids)) => {
                let (due, at) = (Prepared(&due), Prepared(&at));
                say!(c, "form-review-late-lost", due = due, at = at, ids = Prepared(&ids))
            }
            (Some(at), None) => {
                say!(c, "form-review-was-late", due = Prepared(&due), at = Prepared(&at))
            }
            (None, _) => say!(c, "form-review-is-overdue", due = Prepared(&due)),
        });
    }
    if view.attempts.iter().any(|attempt| attempt.outcome != "completed" && within(&attempt.begun_at)) {
        noted.push(say!(c, "form-review-not-completed"));
    }
    let incidents = facts
        .incidents
        .iter()
        .filter(|incident| incident.carry_out_ids.contains(&view.id) && within(&incident.recorded_at));
    let incidents: Vec<String> = incidents.map(|incident| incident.id.clone()).collect();
    if !incidents.is_empty() {
        let ids = joined(c, &incidents);
        noted.push(say!(c, "form-review-incident", ids = Prepared(&ids)));
    }
    noted
}

/// The reviews whose days are among those of the period, as they were signed.
fn reviews(facts: &FormFacts, c: &Catalogue) -> Table {
    let mut table = Table::new(
        "reviews",
        vec![
            column("entry", say!(c, "field-entry"), 12),
            column("days", say!(c, "report-review-days"), 24),
            column("contract", say!(c, "field-contract"), 18),
            column("reviewer", say!(c, "form-review-by"), 20),
            column("signed_at", say!(c, "form-request-at"), 24),
            column("size", say!(c, "form-review-size"), 14),
            column("anomalies", say!(c, "report-review-anomalies"), 14),
            column("findings", say!(c, "report-review-findings"), 36),
            column("note", say!(c, "report-review-note"), 24),
        ],
    );
    let within = facts.reviews.iter().filter(|view| facts.period.touches(view.from, Some(view.until)));
    table.rows = within
        .map(|view| {
            let (since, until) = (c.day(view.from), c.day(view.until));
            let contract = match &view.contract {
                Some(contract) => text(&facts.cited(contract)),
                None => said(say!(c, "form-review-all")),
            };
            vec![
                Value::Number(view.index),
                said(say!(c, "form-period-days", since = Prepared(&since), until = Prepared(&until))),
                contract,
                text(&view.name),
                said(c.moment(&view.at)),
                Value::Number(view.size),
                Value::Number(view.anomalies),
                texts(view.findings.iter().map(String::as_str)),
                optional(view.note.as_deref()),
            ]
        })
        .collect();
    table
}

/// To whom whoever leaves passed it on, and when, before what became of it.
fn with_transfers<'a>(
    transfers: impl Iterator<Item = &'a TransferView>,
    person: Option<&PersonId>,
    end: Value,
    c: &Catalogue,
) -> Value {
    let passed = transfers.filter(|transfer| Some(&transfer.from) == person).map(|transfer| {
        let (name, at) = (safe(&transfer.to_name), c.day(transfer.at.date()));
        Line::Said(say!(c, "form-leaving-passed-on", name = Prepared(&name), at = Prepared(&at)))
    });
    let end = if let Value::Lines(lines) = end { lines } else { Vec::new() };
    lines(passed.chain(end))
}

/// When registered information ended, or who else handles it.
fn who_goes_on(facts: &FormFacts, asset: &AssetView, c: &Catalogue) -> Value {
    if let Some(ended) = asset.ended_on {
        return said(say!(c, "form-leaving-ended", day = Prepared(&c.day(ended))));
    }
    let others = asset.handlers.iter().filter(|id| !asset.handlers_left.contains_key(*id));
    let others: Vec<String> =
        others.filter(|id| Some(*id) != facts.person.as_ref()).map(|id| safe(&facts.name_of(id))).collect();
    if others.is_empty() {
        return said(say!(c, "form-leaving-nobody-else"));
    }
    said(say!(c, "form-leaving-others-handle", names = Prepared(joined(c, &others))))
}

/// 返却確認書: what somebody who leaves had, and what became of it.
pub(super) fn leaving(facts: &FormFacts, c: &Catalogue) -> Form {
    let mut table = Table::new(
        "had",
        vec![
            column("id", say!(c, "form-number"), 14),
            column("items", say!(c, "form-asset-name"), 40),
            column("medium", say!(c, "report-form-medium"), 26),
            column("out", say!(c, "report-form-out"), 20),
            column("end", say!(c, "form-exchange-end"), 34),
            column("confirmed", say!(c, "report-form-checked-by"), 26),
            by_hand("checked", say!(c, "form-leaving-checked"), 14, 9),
        ],
    );
    let person = facts.person.as_ref();
    let carried = facts.carry_outs.iter().filter(|view| {
        let carries = |id| Some(id) == person;
        view.exported_at.is_some()
            && (carries(&view.requester)
                || carries(&view.way_back.carrier)
                || view.way_back.transfers.iter().any(|transfer| carries(&transfer.from)))
    });
    for view in carried {
        table.rows.push(vec![
            text(&view.id),
            texts(view.items.iter().map(String::as_str)),
            carry_out::medium_or_means(view, c),
            lines(carry_out::taken(view, c, &|at| c.day(at.date()))),
            with_transfers(view.way_back.transfers.iter(), person, exchange::ends(view, c), c),
            carry_out::confirmed(view, carry_out::lost(view, c).as_deref(), c),
            Value::Blank,
        ]);
    }
    let had = |view: &&ArticleView| {
        let carries = |id| Some(id) == person;
        let permitted = view.permitted.as_ref().is_some_and(|answer| answer.approved);
        permitted && (carries(&view.carrier) || view.transfers.iter().any(|passed| carries(&passed.from)))
    };
    for view in facts.articles.iter().filter(had) {
        let confirmed = view.confirmed.as_ref().filter(|answer| answer.approved);
        table.rows.push(vec![
            text(&view.id),
            said(crate::report::article::what(c, view)),
            optional(view.serial.as_deref()),
            day(c, view.on),
            with_transfers(view.transfers.iter(), person, super::things::came_back(view, c), c),
            lines(confirmed.into_iter().flat_map(|answer| by_on(c, &answer.name, &answer.at))),
            Value::Blank,
        ]);
    }
    let handled = |asset: &&AssetView| person.is_some_and(|person| asset.handlers.contains(person));
    for asset in facts.assets.iter().filter(handled) {
        table.rows.push(vec![
            text(asset.id.as_str()),
            text(&asset.name),
            optional(asset.medium.as_deref()),
            day(c, asset.received),
            who_goes_on(facts, asset, c),
            lines(asset.end_confirmed.iter().flat_map(|by| by_on(c, &facts.name_of(&by.by), &by.at))),
            Value::Blank,
        ]);
    }
    let known = person.and_then(|id| facts.registered(id));
    let leave = known.and_then(|known| known.leaving.as_ref());
    Form::new(FormName::LeavingConfirmation, Paper::Form, c)
        .with(Part::Sentence(say!(c, "form-leaving-says")))
        .with(Part::Fields(vec![
            field("name", say!(c, "field-name"), optional(known.map(|known| known.name.as_str()))),
            field(
                "belongs_to",
                say!(c, "form-department"),
                optional(known.and_then(|known| known.department.as_deref())),
            ),
            field("suspended", say!(c, "form-leaving-suspended"), day_of(c, leave.map(|leave| &leave.at))),
            field(
                "left",
                say!(c, "form-leaving-left"),
                day_of(c, leave.and_then(|leave| leave.left_at.as_ref())),
            ),
        ]))
        .with(Part::Table(table))
        .with(Part::Fields(vec![
            room("others", say!(c, "form-leaving-others"), 16),
            room("returned_on", say!(c, "form-pledge-day"), 9),
            room("signature", say!(c, "form-signature"), 12),
            room("confirmed_by", say!(c, "form-leaving-by"), 12),
        ]))
}
