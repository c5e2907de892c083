//! Facts as people read them: sizes, times, levels, marks, each said one way everywhere.

use chrono::NaiveDate;

use super::table::Cell;
use crate::base::text::safe;
use crate::base::time::Timestamp;
use crate::domain::body::request::PersonalData;
use crate::domain::carry_out::Mark;
use crate::domain::names::Level;
use crate::domain::rules::place::{HOME, speaks_of_home};
use crate::i18n::{Bytes, Catalogue, Language, Prepared, Word};
use crate::signing::PublicKey;

pub(super) use crate::i18n::grouped;

/// What stands where there is nothing to say.
pub(super) const NOTHING: &str = "-";

/// A size for people, and exactly.
pub(super) fn size(c: &Catalogue, bytes: u64) -> String {
    let exact = grouped(bytes);
    if bytes < 1000 {
        return say!(c, "report-bytes", count = bytes, exact = Prepared(&exact));
    }
    say!(c, "report-size", about = Bytes(bytes), count = bytes, exact = Prepared(&exact))
}

/// A time to the second, with the offset of the clock that claims it.
pub(super) fn when(at: &Timestamp) -> String {
    at.as_datetime().format("%Y-%m-%d %H:%M:%S %:z").to_string()
}

/// A person or a thing by name, and by id where that is something else.
pub(super) fn named(c: &Catalogue, name: &str, id: &str) -> String {
    if name == id { safe(name) } else { say!(c, "report-named", name = name, id = id) }
}

/// Several prepared texts in a row.
pub(super) fn joined(c: &Catalogue, items: &[String]) -> String {
    items.join(match c.language() {
        Language::English => ", ",
        Language::Japanese => "、",
    })
}

/// Clauses in a row, or that there are none.
pub(super) fn clauses(c: &Catalogue, clauses: &[String]) -> String {
    if clauses.is_empty() {
        return NOTHING.to_owned();
    }
    joined(c, &clauses.iter().map(|clause| safe(clause)).collect::<Vec<_>>())
}

/// Words of a vocabulary in a row.
pub(super) fn words<W: Word>(c: &Catalogue, words: &[W]) -> String {
    joined(c, &words.iter().map(|word| c.name_of(*word)).collect::<Vec<_>>())
}

/// What is worth knowing about an approval or a release, or nothing.
pub(super) fn marks(c: &Catalogue, marks: &[Mark]) -> String {
    words(c, marks)
}

/// A level where there is little room; 1 always says that it is the highest.
pub(super) fn level_short(c: &Catalogue, level: Level) -> String {
    match level {
        Level::One => say!(c, "report-level-one"),
        Level::Unknown => say!(c, "answer-unknown"),
        Level::Two | Level::Three | Level::Four => level.as_str().to_owned(),
    }
}

/// A level after the label that says it is one; 1 is always said in full, as the highest.
pub(super) fn level(c: &Catalogue, level: Level) -> String {
    if level == Level::One { c.name_of(level) } else { level_short(c, level) }
}

/// Where it goes: a word of the vocabulary in the reader's language, else as the requester wrote it.
pub(super) fn place(c: &Catalogue, place: &str) -> String {
    match place {
        HOME => say!(c, "place-home"),
        place if speaks_of_home(place) => say!(c, "place-like-home", place = place),
        place => safe(place),
    }
}

/// Personal data, as the requester states it.
pub(super) fn personal_data(c: &Catalogue, stated: Option<PersonalData>) -> String {
    let Some(stated) = stated else { return say!(c, "report-personal-not-stated") };
    match (stated.people, stated.special) {
        (0, false) => say!(c, "presence-no"),
        (0, true) => say!(c, "report-personal-special"),
        (people, false) => say!(c, "report-personal", count = people),
        (people, true) => say!(c, "report-personal-and-special", count = people),
    }
}

/// How the recipient will open it.
pub(super) fn opening(c: &Catalogue, format: &str) -> String {
    match format {
        "age-passphrase" => say!(c, "report-opening-age-passphrase"),
        "age-keys" => say!(c, "report-opening-age-keys"),
        "zip-aes" => say!(c, "report-opening-zip-aes"),
        other => safe(other),
    }
}

/// A key that a package is sealed to, as its owner reads it out: an age recipient whole, an SSH key by its fingerprint.
pub(super) fn sealed_to(key: &str) -> String {
    PublicKey::parse_openssh(key).map_or_else(|_| key.to_owned(), |key| key.fingerprint().to_string())
}

/// Yes or no.
pub(super) fn yes_no(c: &Catalogue, yes: bool) -> String {
    if yes { say!(c, "answer-yes") } else { say!(c, "answer-no") }
}

/// The days on which it may leave. `expires_on` is the first day on which it may not any more.
pub(super) fn days(c: &Catalogue, on: NaiveDate, expires_on: NaiveDate) -> String {
    let last = expires_on.pred_opt().unwrap_or(expires_on);
    say!(c, "report-days", first = on, last = last)
}

/// Text that may be absent.
pub(super) fn optional(text: Option<&str>) -> Cell {
    Cell::text(text.unwrap_or(NOTHING))
}

/// A time that may be absent.
pub(super) fn optional_time(at: Option<&Timestamp>) -> Cell {
    at.map_or_else(|| Cell::prepared(NOTHING), |at| Cell::prepared(when(at)))
}
