//! How an office whose administrators cannot sign any more gets another one.
//!
//! Somebody in a position of trust asks for it, everybody sees it, and another one agrees after some days. Whoever signs
//! has not lost their key: one statement of an administrator, whatever it says, ends all that waits. The days are nobody's
//! own word: they are counted between what people other than the two say.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::base::digest::Digest;
use crate::base::limits::{CLOCK_BEHIND_SECONDS, SUCCESSION_DAYS, SUCCESSION_DAYS_UNAUDITED};
use crate::base::time::Timestamp;
use crate::domain::body::Body;
use crate::domain::names::{PersonId, Role, words};
use crate::domain::registry::{Person, Registry};
use crate::domain::verify::Act;
use crate::signing::Fingerprint;

/// Roles that let somebody ask for a successor, or agree to one.
pub const TRUSTED: [Role; 3] = [Role::Approver, Role::Custodian, Role::Auditor];

words!(
    /// How something that waited came to its end.
    SuccessionOutcome {
        /// A second person agreed: the person is administrator.
        Confirmed = "confirmed",
        /// Somebody who may said that nothing is to come of it.
        Stopped = "stopped",
        /// An administrator signed something.
        AdministratorSigned = "administrator-signed",
        /// Another person became administrator.
        Overtaken = "overtaken",
    }
);

/// A succession that was asked for, and what came of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Succession {
    /// Digest of the statement that asks for it.
    pub digest: Digest,
    /// Its entry.
    pub index: u64,
    /// Who is to be administrator.
    pub person: PersonId,
    /// Who asks.
    pub by: PersonId,
    /// The key they asked with.
    pub key: Fingerprint,
    /// When, by their clock.
    pub at: Timestamp,
    /// Why, in their words.
    pub reason: String,
    /// Before which its days do not begin: the time it claims, or the one that two people had claimed before it.
    pub since: Timestamp,
    /// What people other than whoever asks have said while it waits.
    pub heard: BTreeMap<PersonId, Heard>,
    /// What came of it.
    pub end: Option<SuccessionEnded>,
}

/// The times that a person claimed while something waited, in log order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heard {
    /// In their first statement.
    pub first: Timestamp,
    /// In their latest.
    pub latest: Timestamp,
}

/// The end of something that waited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SuccessionEnded {
    /// Whose statement it is.
    pub by: PersonId,
    /// When, by their clock.
    pub at: Timestamp,
    /// Its entry.
    pub index: u64,
    /// How.
    pub outcome: SuccessionOutcome,
    /// Why, where they say it.
    pub reason: Option<String>,
    /// The first entry after it that claims a time well before it.
    pub contradicted: Option<u64>,
}

/// The latest statement of an administrator that had an effect.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdministratorSigned {
    /// Who.
    pub person: PersonId,
    /// When, by their clock.
    pub at: Timestamp,
    /// Its entry.
    pub index: u64,
}

impl Succession {
    /// Whether nothing has come of it yet.
    #[must_use]
    pub const fn waits(&self) -> bool {
        self.end.is_none()
    }

    /// Who agreed, where somebody did.
    #[must_use]
    pub fn confirmed(&self) -> Option<&SuccessionEnded> {
        self.end.as_ref().filter(|end| end.outcome == SuccessionOutcome::Confirmed)
    }

    /// What people other than whoever asks and `second` have said while it waits.
    fn others<'a>(&'a self, second: Option<&'a PersonId>) -> impl Iterator<Item = &'a Heard> {
        self.heard.iter().filter(move |(person, _)| Some(*person) != second).map(|(_, heard)| heard)
    }

    /// The latest that one of them claims.
    #[must_use]
    pub fn latest_of_others(&self, second: &PersonId) -> Option<Timestamp> {
        self.others(Some(second)).map(|heard| heard.latest).max()
    }
}

impl SuccessionEnded {
    pub(super) fn of(act: &Act, outcome: SuccessionOutcome, reason: Option<&String>) -> Self {
        Self {
            by: act.statement.author.clone(),
            at: act.statement.time,
            index: act.index,
            outcome,
            reason: reason.cloned(),
            contradicted: None,
        }
    }
}

impl Registry {
    /// What waits, in log order.
    pub fn successions_waiting(&self) -> impl Iterator<Item = &Succession> {
        self.successions.iter().filter(|one| one.waits())
    }

    /// Whether this person could ask for a successor or agree to one, as far as roles go: trusted, and no administrator.
    #[must_use]
    pub fn is_trusted(&self, person: &Person) -> bool {
        TRUSTED.iter().any(|role| person.has(*role)) && !person.has(Role::Administrator)
    }

    /// Whether this key was in the ledger when an administrator signed last. Only administrators register people; whatever
    /// key somebody brought in after that, no administrator had a chance to see.
    #[must_use]
    pub fn was_known(&self, person: &Person, key: &Fingerprint) -> bool {
        let last = self.administrator_signed.as_ref().map(|signed| signed.index);
        person.key(key).is_some_and(|key| Some(key.added_index) <= last)
    }

    /// Whether they have a good key that was.
    #[must_use]
    pub fn has_known_key(&self, person: &Person) -> bool {
        person.good_keys().any(|key| self.was_known(person, &key.public.fingerprint()))
    }

    /// For how many days it waits when `second` agrees: longer where none of the two is an auditor, and an auditor there is
    /// could have been asked.
    #[must_use]
    pub fn succession_days(&self, one: &Succession, second: Option<&PersonId>) -> u64 {
        let audits = |person: &Person| person.has(Role::Auditor) && self.is_trusted(person);
        let of_two = |id: &PersonId| self.person(id).is_some_and(audits);
        let able = |person: &Person| person.id != one.person && audits(person) && self.has_known_key(person);
        if second.is_none_or(of_two) || of_two(&one.by) || !self.people.values().any(able) {
            SUCCESSION_DAYS
        } else {
            SUCCESSION_DAYS_UNAUDITED
        }
    }

    /// The first day on which `second` may agree, or anybody where nobody is named; `None` while its days have not begun:
    /// they begin with the first statement of somebody else.
    #[must_use]
    pub fn succession_from(&self, one: &Succession, second: Option<&PersonId>) -> Option<NaiveDate> {
        let begun = one.others(second).map(|heard| heard.first).min()?.max(one.since);
        begun.date().checked_add_days(Days::new(self.succession_days(one, second)))
    }

    /// The succession that the entry at `index` was the first to contradict, where it was.
    #[must_use]
    pub fn succession_contradicted_at(&self, index: u64) -> Option<(&Succession, &SuccessionEnded)> {
        let confirmed = self.successions.iter().filter_map(|one| Some((one, one.confirmed()?)));
        confirmed.into_iter().find(|(_, end)| end.contradicted == Some(index))
    }

    /// Whether the author of `act` is an administrator, or the founder about to be one.
    pub(super) fn administers(&self, act: &Act) -> bool {
        let known = self.person(&act.statement.author);
        matches!(act.statement.body, Body::Founder(_))
            || known.is_some_and(|person| person.has(Role::Administrator))
    }

    /// Takes note of a statement that had an effect: `administrator` is whether its author was one when saying it.
    pub(super) fn note_said(&mut self, act: &Act, administrator: bool) {
        let (author, at) = (&act.statement.author, act.statement.time);
        if administrator {
            self.administrator_signed =
                Some(AdministratorSigned { person: author.clone(), at, index: act.index });
        }
        for one in &mut self.successions {
            match &mut one.end {
                None if administrator => {
                    one.heard.clear();
                    one.end = Some(SuccessionEnded::of(act, SuccessionOutcome::AdministratorSigned, None));
                }
                None if one.by != *author => {
                    one.heard.entry(author.clone()).or_insert(Heard { first: at, latest: at }).latest = at;
                }
                Some(end) if end.outcome == SuccessionOutcome::Confirmed && end.contradicted.is_none() => {
                    let behind = end.at.unix_seconds().saturating_sub(at.unix_seconds());
                    end.contradicted = (behind > CLOCK_BEHIND_SECONDS).then_some(act.index);
                }
                _ => {}
            }
        }
    }
}
