//! Facts as they stand in a cell.

use chrono::NaiveDate;

use super::{Column, Field, Line, Signed, Value};
use crate::base::time::Timestamp;
use crate::i18n::{Catalogue, Prepared};
use crate::projection::view::CarryOutView;

/// A column with its share of the width.
pub(super) const fn column(key: &'static str, name: String, share: u16) -> Column {
    Column { key, name, share, room_mm: 0 }
}

/// A column for the hand.
pub(super) const fn by_hand(key: &'static str, name: String, share: u16, room_mm: u16) -> Column {
    Column { key, name, share, room_mm }
}

/// A field for the hand.
pub(super) const fn room(key: &'static str, name: String, room_mm: u16) -> Field {
    Field { key, name, value: Value::Blank, room_mm }
}

/// A field.
pub(super) const fn field(key: &'static str, name: String, value: Value) -> Field {
    Field { key, name, value, room_mm: 0 }
}

/// Words of the catalogue, or what was made safe already.
pub(super) fn said(words: String) -> Value {
    if words.is_empty() { Value::Blank } else { Value::Lines(vec![Line::Said(words)]) }
}

/// What somebody wrote.
pub(super) fn text(text: &str) -> Value {
    if text.is_empty() { Value::Blank } else { Value::Lines(vec![Line::Text(text.to_owned())]) }
}

/// What somebody may have written.
pub(super) fn optional(words: Option<&str>) -> Value {
    words.map_or(Value::Blank, text)
}

/// Several lines; blank without any.
pub(super) fn lines(lines: impl IntoIterator<Item = Line>) -> Value {
    let lines: Vec<Line> = lines.into_iter().collect();
    if lines.is_empty() { Value::Blank } else { Value::Lines(lines) }
}

/// Several things that somebody wrote.
pub(super) fn texts<'a>(all: impl IntoIterator<Item = &'a str>) -> Value {
    lines(all.into_iter().filter(|text| !text.is_empty()).map(|text| Line::Text(text.to_owned())))
}

/// A day.
pub(super) fn day(c: &Catalogue, day: NaiveDate) -> Value {
    said(c.day(day))
}

/// The day of a time that may not have come.
pub(super) fn day_of(c: &Catalogue, at: Option<&Timestamp>) -> Value {
    at.map_or(Value::Blank, |at| day(c, at.date()))
}

/// A person and the day of what they did.
pub(super) fn by_on(c: &Catalogue, name: &str, at: &Timestamp) -> [Line; 2] {
    [Line::Text(name.to_owned()), Line::Said(c.day(at.date()))]
}

/// A name, and the day since which whoever has it works here no more.
pub(super) fn name_left(c: &Catalogue, name: &str, left_on: Option<NaiveDate>) -> Value {
    let left = left_on.map(|on| say!(c, "form-left-on", day = Prepared(&c.day(on))));
    lines([Line::Text(name.to_owned())].into_iter().chain(left.map(Line::Said)))
}

/// Yes or no.
pub(super) fn yes_no(c: &Catalogue, yes: bool) -> String {
    crate::report::words::yes_no(c, yes)
}

/// The signatures on a carry-out.
pub(super) fn signatures(view: &CarryOutView, c: &Catalogue) -> Vec<Signed> {
    let approved = view.approvals.iter().map(|given| Signed {
        what: if given.consent { say!(c, "form-signed-consent") } else { say!(c, "form-signed-approval") },
        name: given.name.clone(),
        at: given.at,
    });
    let confirmed = view.way_back.closed_by_name.clone().zip(view.closed_at);
    let lost = view.way_back.copies.iter().any(|copy| copy.fate == "lost");
    let confirmed = confirmed.map(|(name, at)| Signed {
        what: if lost { say!(c, "form-signed-lost") } else { say!(c, "form-signed-confirmed") },
        name,
        at,
    });
    approved.chain(confirmed).collect()
}
