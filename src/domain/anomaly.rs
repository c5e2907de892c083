//! What somebody who reviews the log looks at first: facts that are unusual, and none of which is wrong by itself.
//!
//! Computed from carry-outs one after another; each fact names the entries it rests on. Nothing here judges.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::base::digest::Digest;
use crate::base::holidays::{Holiday, holiday};
use crate::base::limits::{
    CODE_DAYS, MANY_COPIES, NEW_APPROVER_DAYS, NEW_APPROVER_LISTED_DAYS, NIGHT_HOURS, ONE_PAIR_MIN,
    QUICK_APPROVAL_SECONDS,
};
use crate::base::time::Timestamp;
use crate::domain::carry_out::{CarryOut, Fate, GivenApproval};
use crate::domain::incident::incident_id;
use crate::domain::names::{ContractId, PersonId, words};
use crate::domain::registry::{Key, Registry};
use crate::domain::rules::pack::Pack;
use crate::signing::Fingerprint;

words!(
    /// What is unusual.
    AnomalyKind {
        /// An approval within seconds of the request.
        QuickApproval = "quick-approval",
        /// One approver gave every approval that one requester's carry-outs have.
        OnePair = "one-pair",
        /// Asked for, approved, written or told at night.
        Night = "night",
        /// The same on a Saturday, a Sunday or a holiday.
        Holiday = "holiday",
        /// Back, or still not back, after its day.
        LateReturn = "late-return",
        /// The arrival code was never read back.
        NoArrival = "no-arrival",
        /// The opened code was never read back.
        NoOpening = "no-opening",
        /// Exported on an approval with a key that the approver brought in themselves.
        OwnKey = "own-key",
        /// Exported on approvals with a key that somebody else brought in for the approver not long before.
        NewApprover = "new-approver",
        /// Many copies of one carry-out.
        ManyCopies = "many-copies",
        /// The same content left many times.
        RepeatedContent = "repeated-content",
        /// The passphrase was told before the arrival code was read back.
        EarlyRelease = "early-release",
        /// A device came back without the clearing that rules ask for, because an incident kept it.
        UnclearedReturn = "uncleared-return",
        /// Somebody asked that a person become administrator without an administrator's signature.
        SuccessionAsked = "succession-asked",
        /// Somebody became administrator without an administrator's signature.
        Succession = "succession",
        /// Rules were brought in that do not come with the program.
        OwnRules = "own-rules",
        /// A clock disagrees with one that a statement rests on.
        Clock = "clock",
    }
);

/// One unusual fact.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Anomaly {
    /// On which day, by the clock of whoever acted; the day from which it is so for what did not happen.
    pub on: NaiveDate,
    /// What is unusual.
    pub kind: AnomalyKind,
    /// Numbers of the carry-outs it is about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub carry_outs: Vec<u64>,
    /// The entries it rests on.
    pub entries: Vec<u64>,
    /// Who acted: for [`AnomalyKind::OnePair`] requester and approver.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<PersonId>,
    /// When, where it is about one moment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Timestamp>,
    /// Seconds, days or pieces, as the kind has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<u64>,
    /// Why the day is free.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holiday: Option<Holiday>,
    /// What a finding says; what came back and the incident that kept it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
}

/// Number of a carry-out, an entry of it, and the time that it claims.
type Acted = (u64, u64, Timestamp);

/// Carry-outs taken in one after another, and what is unusual about them.
#[derive(Debug)]
pub struct Anomalies<'a> {
    registry: &'a Registry,
    today: NaiveDate,
    since: NaiveDate,
    until: NaiveDate,
    found: Vec<Anomaly>,
    pairs: BTreeMap<PersonId, Pairs>,
    contents: BTreeMap<Digest, Vec<Acted>>,
    /// Approvals by approver and key, where the key is new.
    new: BTreeMap<(PersonId, Fingerprint), Vec<Acted>>,
}

/// The approvals that one requester's carry-outs have in the period.
#[derive(Debug, Default)]
struct Pairs {
    approvers: BTreeMap<PersonId, (Vec<u64>, Vec<u64>)>,
    carry_outs: usize,
    last: Option<Timestamp>,
}

impl<'a> Anomalies<'a> {
    /// What is unusual from `since` to `until`, both included, seen on `today`.
    #[must_use]
    pub const fn between(
        registry: &'a Registry,
        since: NaiveDate,
        until: NaiveDate,
        today: NaiveDate,
    ) -> Self {
        Self {
            registry,
            today,
            since,
            until,
            found: Vec::new(),
            pairs: BTreeMap::new(),
            contents: BTreeMap::new(),
            new: BTreeMap::new(),
        }
    }

    /// Takes a carry-out in.
    pub fn take(&mut self, carry_out: &CarryOut) {
        self.hours(carry_out);
        self.approvals(carry_out);
        self.codes(carry_out);
        self.late(carry_out);
        self.copies(carry_out);
    }

    /// Takes in that a clock disagrees at an entry.
    pub fn take_clock(
        &mut self,
        index: u64,
        carry_out: Option<u64>,
        at: Timestamp,
        by: &PersonId,
        detail: &str,
    ) {
        self.push(Anomaly {
            carry_outs: carry_out.into_iter().collect(),
            entries: vec![index],
            people: vec![by.clone()],
            detail: Some(detail.to_owned()),
            ..anomaly(AnomalyKind::Clock, at)
        });
    }

    /// Takes in that rules which do not come with the program were brought in, or others under the name of those that do.
    pub fn take_rules(&mut self, index: u64, at: Timestamp, by: &PersonId, pack: &Pack) {
        self.push(Anomaly {
            entries: vec![index],
            people: vec![by.clone()],
            detail: Some(format!("{} {}", pack.id, pack.version)),
            ..anomaly(AnomalyKind::OwnRules, at)
        });
    }

    /// Takes in who was to become administrator without an administrator's signature, and who did.
    pub fn take_successions(&mut self) {
        for one in &self.registry.successions {
            let asked = vec![one.by.clone(), one.person.clone()];
            let of = |kind, at| anomaly(kind, at);
            let found = of(AnomalyKind::SuccessionAsked, one.at);
            self.push(Anomaly { entries: vec![one.index], people: asked, ..found });
            if let Some(end) = one.confirmed() {
                let people = vec![one.by.clone(), end.by.clone(), one.person.clone()];
                let found = of(AnomalyKind::Succession, end.at);
                self.push(Anomaly { entries: vec![one.index, end.index], people, ..found });
            }
        }
    }

    /// Takes in devices that came back uncleared for the sake of an incident: whoever acted, and whoever opened it. Anybody
    /// may open one, the carrier too.
    pub fn take_uncleared(&mut self, contract: Option<&ContractId>) {
        let articles = self.registry.articles.values();
        for one in articles.filter(|one| contract.is_none_or(|only| one.body.contract.as_ref() == Some(only)))
        {
            let (Some(uncleared), Some(returned)) = (&one.uncleared, &one.returned) else { continue };
            let people = std::iter::once(&returned.by).chain(&uncleared.opened_by).cloned().collect();
            self.push(Anomaly {
                entries: uncleared.entries.clone(),
                people,
                detail: Some(format!("{} {}", one.id(), incident_id(uncleared.incident))),
                ..anomaly(AnomalyKind::UnclearedReturn, returned.at)
            });
        }
    }

    /// Everything, by day.
    #[must_use]
    pub fn finish(mut self) -> Vec<Anomaly> {
        let pairs = std::mem::take(&mut self.pairs);
        for (requester, pairs) in pairs {
            let mut approvers = pairs.approvers.into_iter();
            let (Some((approver, (carry_outs, entries))), None, Some(last)) =
                (approvers.next(), approvers.next(), pairs.last)
            else {
                continue;
            };
            if pairs.carry_outs >= ONE_PAIR_MIN {
                self.push(Anomaly {
                    carry_outs,
                    entries,
                    people: vec![requester, approver],
                    number: count(pairs.carry_outs),
                    at: None,
                    ..anomaly(AnomalyKind::OnePair, last)
                });
            }
        }
        let contents = std::mem::take(&mut self.contents);
        for (_, exports) in contents.into_iter().filter(|(_, exports)| exports.len() >= MANY_COPIES) {
            let Some(last) = exports.iter().map(|(_, _, at)| *at).max() else { continue };
            self.push(Anomaly {
                carry_outs: exports.iter().map(|(number, _, _)| *number).collect(),
                entries: exports.iter().map(|(_, index, _)| *index).collect(),
                number: count(exports.len()),
                at: None,
                ..anomaly(AnomalyKind::RepeatedContent, last)
            });
        }
        for ((approver, key), approvals) in std::mem::take(&mut self.new) {
            let known = self.registry.person(&approver).and_then(|person| person.key(&key));
            let (Some(known), Some(last)) = (known, approvals.iter().map(|(_, _, at)| *at).max()) else {
                continue;
            };
            let given = approvals.iter().map(|(_, index, _)| *index);
            self.push(Anomaly {
                carry_outs: approvals.iter().map(|(number, _, _)| *number).collect(),
                entries: std::iter::once(known.added_index).chain(given).collect(),
                people: vec![approver, known.added_by.clone()],
                number: days_between(known.added_at.date(), last.date()),
                at: None,
                ..anomaly(AnomalyKind::NewApprover, last)
            });
        }
        self.found.sort();
        self.found
    }

    fn push(&mut self, found: Anomaly) {
        if self.holds(found.on) {
            self.found.push(found);
        }
    }

    fn holds(&self, day: NaiveDate) -> bool {
        self.since <= day && day <= self.until
    }

    fn hours(&mut self, carry_out: &CarryOut) {
        let asked = [(carry_out.index, carry_out.requested_at, &carry_out.requester)];
        let approved = carry_out.approvals.iter().map(|given| (given.index, given.at, &given.person));
        let written = carry_out.attempts.iter().map(|attempt| (attempt.index, attempt.begun_at, &attempt.by));
        let told = carry_out.releases.iter().map(|release| (release.index, release.at, &release.by));
        for (index, at, person) in asked.into_iter().chain(approved).chain(written).chain(told) {
            let of = |kind| Anomaly {
                carry_outs: vec![carry_out.number],
                entries: vec![index],
                people: vec![person.clone()],
                ..anomaly(kind, at)
            };
            let [from, until] = NIGHT_HOURS;
            if at.hour() >= from || at.hour() < until {
                self.push(of(AnomalyKind::Night));
            }
            if let Some(why) = holiday(at.date()) {
                self.push(Anomaly { holiday: Some(why), ..of(AnomalyKind::Holiday) });
            }
        }
    }

    fn approvals(&mut self, carry_out: &CarryOut) {
        let exported = carry_out.completed().is_some();
        let mut counted = false;
        for given in carry_out.approvals.iter().filter(|given| !given.consent) {
            let of = |kind| Anomaly {
                carry_outs: vec![carry_out.number],
                entries: vec![carry_out.index, given.index],
                people: vec![given.person.clone()],
                ..anomaly(kind, given.at)
            };
            let seconds = given.at.unix_seconds().saturating_sub(carry_out.requested_at.unix_seconds());
            if (0..QUICK_APPROVAL_SECONDS).contains(&seconds) {
                let seconds = u64::try_from(seconds).ok();
                self.push(Anomaly { number: seconds, ..of(AnomalyKind::QuickApproval) });
            }
            let key = self.registry.person(&given.person).and_then(|person| person.key(&given.key));
            if exported && key.is_some_and(|key| key.added_by == given.person) {
                self.push(of(AnomalyKind::OwnKey));
            }
            if exported && self.holds(given.at.date()) && key.is_some_and(|key| is_new(key, given)) {
                let new = self.new.entry((given.person.clone(), given.key.clone())).or_default();
                new.push((carry_out.number, given.index, given.at));
            }
            if self.holds(given.at.date()) {
                let pairs = self.pairs.entry(carry_out.requester.clone()).or_default();
                let (numbers, entries) = pairs.approvers.entry(given.person.clone()).or_default();
                numbers.push(carry_out.number);
                entries.push(given.index);
                pairs.carry_outs = pairs.carry_outs.saturating_add(usize::from(!counted));
                pairs.last = pairs.last.max(Some(given.at));
                counted = true;
            }
        }
    }

    fn codes(&mut self, carry_out: &CarryOut) {
        let Some((attempt, _, at)) = carry_out.completed() else { return };
        if carry_out.request.recipient.is_self() {
            return;
        }
        let of = |kind, entries, day: NaiveDate| Anomaly {
            carry_outs: vec![carry_out.number],
            entries,
            people: vec![carry_out.carrier.clone()],
            on: day,
            at: None,
            ..anomaly(kind, at)
        };
        let from = at.date().checked_add_days(Days::new(CODE_DAYS)).unwrap_or(NaiveDate::MAX);
        if from <= self.today {
            let days = days_between(at.date(), self.today);
            let missing = [
                (AnomalyKind::NoArrival, carry_out.arrived_at.is_none() && carry_out.opened_at.is_none()),
                (AnomalyKind::NoOpening, carry_out.opened_at.is_none()),
            ];
            for (kind, _) in missing.into_iter().filter(|(_, missing)| *missing) {
                self.push(Anomaly { number: days, ..of(kind, vec![attempt.index], from) });
            }
        }
        for release in &carry_out.releases {
            let arrived = carry_out.arrived_at.or(carry_out.opened_at);
            if arrived.is_none_or(|arrived| release.at < arrived) {
                self.push(Anomaly {
                    entries: vec![release.index],
                    people: vec![release.by.clone()],
                    ..Anomaly {
                        at: Some(release.at),
                        ..of(AnomalyKind::EarlyRelease, Vec::new(), release.at.date())
                    }
                });
            }
        }
    }

    fn late(&mut self, carry_out: &CarryOut) {
        let Some((attempt, _, _)) = carry_out.completed() else { return };
        let returned = carry_out.returns.iter().map(|returned| (returned.at, Some(returned.index)));
        let disposed = carry_out.disposals.iter().map(|disposed| (disposed.at, Some(disposed.index)));
        let handed_over = carry_out.handed_over.iter().map(|handed_over| (handed_over.at, None));
        let last = returned.chain(disposed).chain(handed_over).max();
        let closed = carry_out.closed.as_ref().map(|closed| (closed.at, None));
        let held = closed.is_none() && carry_out.copies.iter().any(|copy| copy.fate == Fate::Held);
        let over = if held { None } else { last.or(closed) };
        // Lost, and not ended: an incident says so, and nothing is late any more.
        if over.is_none() && !held {
            return;
        }
        let due = carry_out.due_in_time();
        let (end, entry) = over.map_or((self.today, None), |(at, entry)| (at.date(), entry));
        if end <= due {
            return;
        }
        let Some(on) = over.map(|(at, _)| at.date()).or_else(|| due.succ_opt()) else { return };
        let entries = [Some(attempt.index), entry].into_iter().flatten().collect();
        self.push(Anomaly {
            on,
            kind: AnomalyKind::LateReturn,
            carry_outs: vec![carry_out.number],
            entries,
            people: vec![carry_out.carrier.clone()],
            at: over.map(|(at, _)| at),
            number: days_between(due, end),
            holiday: None,
            detail: None,
        });
    }

    fn copies(&mut self, carry_out: &CarryOut) {
        let Some((attempt, _, at)) = carry_out.completed() else { return };
        if carry_out.copies.len() >= MANY_COPIES {
            let last = carry_out.copies.iter().map(|copy| copy.since).max().unwrap_or(at);
            self.push(Anomaly {
                carry_outs: vec![carry_out.number],
                entries: vec![attempt.index],
                people: vec![carry_out.carrier.clone()],
                number: count(carry_out.copies.len()),
                at: None,
                ..anomaly(AnomalyKind::ManyCopies, last)
            });
        }
        if self.holds(at.date()) {
            let exports = self.contents.entry(carry_out.request.manifest.sha256).or_default();
            exports.push((carry_out.number, attempt.index, at));
        }
    }
}

/// Whether somebody else brought this key in for whoever approved with it, so long before that nothing marks it any more,
/// and not long before.
fn is_new(key: &Key, given: &GivenApproval) -> bool {
    let seconds = given.at.unix_seconds().saturating_sub(key.added_at.unix_seconds());
    let days = seconds.div_euclid(86_400);
    key.added_by != given.person && (NEW_APPROVER_DAYS..NEW_APPROVER_LISTED_DAYS).contains(&days)
}

/// An anomaly at one moment, with nothing else said about it.
fn anomaly(kind: AnomalyKind, at: Timestamp) -> Anomaly {
    Anomaly {
        on: at.date(),
        kind,
        carry_outs: Vec::new(),
        entries: Vec::new(),
        people: Vec::new(),
        at: Some(at),
        number: None,
        holiday: None,
        detail: None,
    }
}

fn count(number: usize) -> Option<u64> {
    u64::try_from(number).ok()
}

fn days_between(from: NaiveDate, until: NaiveDate) -> Option<u64> {
    u64::try_from(until.signed_duration_since(from).num_days()).ok()
}
