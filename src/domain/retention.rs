//! How long a carry-out's attachments are kept, and by whose time that is judged.
//!
//! A clock is what its owner sets it to. So the time a purge rests on is never one person's word: the end of a
//! carry-out is counted from the latest time that its own statements, or two people before it, had claimed, and its
//! day has come only when the log holds another person's statement of that day or later.

use chrono::{Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::base::limits::{CLOCK_BEHIND_SECONDS, RETENTION_YEARS_MIN};
use crate::base::time::Timestamp;
use crate::domain::carry_out::CarryOut;
use crate::domain::names::{ContractId, PersonId};
use crate::domain::registry::Registry;
use crate::domain::rules::Rules;
use crate::domain::rules::demand::Demand;
use crate::domain::rules::pack::{Pack, Rule};

/// How long, and which rule says so.
#[derive(Debug, Clone, Copy)]
pub struct Retention<'a> {
    /// Whole years after the end.
    pub years: u64,
    /// The rule that asks for the longest, and its pack; `None` where none asks for more than the least there is.
    pub rule: Option<(Option<&'a Pack>, &'a Rule)>,
}

/// A time that a purge claimed, held against what is said after it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PurgeClock {
    /// Number of the carry-out.
    pub carry_out: u64,
    /// Entry of the statement that claims it.
    pub index: u64,
    /// The time.
    pub at: Timestamp,
    /// The first entry after it that claims a time well before it.
    pub contradicted: Option<u64>,
}

impl PurgeClock {
    /// Notes an entry that claims `time`: whether it is the first to contradict this one.
    fn hear(&mut self, index: u64, time: Timestamp) -> bool {
        let behind = self.at.unix_seconds().saturating_sub(time.unix_seconds());
        let first = self.contradicted.is_none() && behind > CLOCK_BEHIND_SECONDS;
        if first {
            self.contradicted = Some(index);
        }
        first
    }
}

impl<'a> Rules<'a> {
    /// How long records are kept after their end: the longest that a rule asks for, and never less than five years.
    #[must_use]
    pub fn retention(&self) -> Retention<'a> {
        let asked = self.each().filter_map(|(pack, rule)| match rule.demand {
            Demand::Retention { years } => Some((years, (pack, rule))),
            _ => None,
        });
        let longest =
            asked.filter(|(years, _)| *years >= RETENTION_YEARS_MIN).max_by_key(|(years, _)| *years);
        match longest {
            Some((years, rule)) => Retention { years, rule: Some(rule) },
            None => Retention { years: RETENTION_YEARS_MIN, rule: None },
        }
    }
}

impl CarryOut {
    /// The day from which the years are counted: its end, or the day from which it could not leave any more.
    #[must_use]
    pub fn kept_since(&self) -> NaiveDate {
        let said = self.kept_from.date();
        if self.has_ended() { said } else { said.max(self.expires_on()) }
    }

    /// Whether nothing more can come of it on `day`: closed, refused, taken back, or its days passed unused.
    #[must_use]
    pub fn is_over(&self, day: NaiveDate) -> bool {
        !self.is_outstanding() && (self.has_ended() || day >= self.expires_on())
    }

    /// Whether a statement ended it.
    pub(super) const fn has_ended(&self) -> bool {
        self.closed.is_some() || self.rejected.is_some() || self.withdrawn.is_some()
    }

    /// Takes note of a time claimed by a statement of its own, up to the one that ends it.
    pub(super) fn note_time(&mut self, own: Timestamp, witnessed: Option<Timestamp>) {
        self.kept_from =
            [Some(self.kept_from), Some(own), witnessed].into_iter().flatten().max().unwrap_or(own);
    }
}

/// The first day on which what ended on `since` is not kept any longer.
#[must_use]
pub fn purgeable_from(since: NaiveDate, years: u64) -> NaiveDate {
    let months = u32::try_from(years.saturating_mul(12)).unwrap_or(u32::MAX);
    let last = since.checked_add_months(Months::new(months)).unwrap_or(NaiveDate::MAX);
    last.checked_add_days(Days::new(1)).unwrap_or(NaiveDate::MAX)
}

impl Registry {
    /// How long the attachments of carry-outs under a contract, or under none, are kept.
    #[must_use]
    pub fn retention(&self, contract: Option<&ContractId>) -> Retention<'_> {
        self.rules(contract).retention()
    }

    /// The first day on which the attachments of this carry-out may be purged.
    #[must_use]
    pub fn purgeable_from(&self, carry_out: &CarryOut) -> NaiveDate {
        let years = self.retention(carry_out.request.contract.as_ref()).years;
        purgeable_from(carry_out.kept_since(), years)
    }

    /// The latest time that at least two people have claimed: one wrong clock moves it neither way.
    #[must_use]
    pub fn witnessed_time(&self) -> Option<Timestamp> {
        let claimed = self.people.values().filter_map(|person| person.latest);
        let (_, second) = claimed.fold((None, None), |(latest, second), time| match Some(time) {
            time if time > latest => (time, latest),
            time => (latest, time.max(second)),
        });
        second
    }

    /// The latest time that somebody other than `author` has claimed.
    #[must_use]
    pub fn latest_of_others(&self, author: &PersonId) -> Option<Timestamp> {
        let others = self.people.values().filter(|person| person.id != *author);
        others.filter_map(|person| person.latest).max()
    }

    /// The purge that the entry at `index` was the first to contradict, where it was.
    #[must_use]
    pub fn purge_contradicted_at(&self, index: u64) -> Option<&PurgeClock> {
        self.last_purge.as_ref().filter(|clock| clock.contradicted == Some(index))
    }

    /// Takes note of the time that an entry with an effect claims.
    pub(super) fn note_time(&mut self, author: &PersonId, index: u64, time: Timestamp) {
        if let Some(person) = self.people.get_mut(author) {
            person.latest = person.latest.max(Some(time));
        }
        for clock in self.purges_asked.values_mut().chain(&mut self.last_purge) {
            clock.hear(index, time);
        }
    }
}
