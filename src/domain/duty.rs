//! What a contract makes the office submit, since when, and whether it was sent.
//!
//! A rule says which paper is owed and on which occasions; the contract remembers the occasions and what was
//! sent. A paper sent on a day answers everything up to that day that was on record before it, unless it names one thing
//! that it is about.

use chrono::{Datelike as _, Days, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::base::digest::Digest;
use crate::base::limits::DUTY_DAYS;
use crate::domain::asset::Asset;
use crate::domain::contract::Contract;
use crate::domain::names::{Level, PersonId, words};
use crate::domain::registry::Registry;
use crate::domain::rules::demand::{Demand, Duty, ExchangeField, Occurrence, Scope};
use crate::domain::rules::pack::{Pack, Rule};

/// Something that happened under a contract and that a paper may be owed for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// What.
    pub occurrence: Occurrence,
    /// On which day.
    pub day: NaiveDate,
    /// The entry that says so; absent for what the calendar brings.
    pub index: Option<u64>,
    /// The one paper it concerns; any that its rule names where it is absent.
    pub duty: Option<Duty>,
    /// What it is about: the id of a disposal, an incident, a subcontractor.
    pub about: Option<String>,
    /// The level of what it is about, where it has one.
    pub level: Option<Level>,
    /// Whether that holds personal data, or may: what nobody stated counts.
    pub personal: bool,
    /// The day the client named, where it asked.
    pub by: Option<NaiveDate>,
}

/// A paper that was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sent {
    /// Which.
    pub duty: Duty,
    /// On which day.
    pub on: NaiveDate,
    /// What it is about, where it is about one thing.
    pub about: Option<String>,
    /// Digest of what was sent.
    pub sha256: Digest,
    /// Anything worth noting.
    pub note: Option<String>,
    /// Who recorded it.
    pub by: PersonId,
    /// Its entry.
    pub index: u64,
}

words!(
    /// How far a paper has come.
    Standing {
        /// Its day has passed.
        Late = "late",
        /// It is owed.
        Open = "open",
        /// It will be owed, or would be if what it is for happened.
        Ahead = "ahead",
        /// It was sent.
        Sent = "sent",
    }
);

/// A paper, what it is owed for, and where it stands.
#[derive(Debug, Clone)]
pub struct Owing<'a> {
    /// Which.
    pub duty: Duty,
    /// The rules that say so, those of the client's directives without a pack; none where only the client asked, or the
    /// program itself wants it.
    pub rules: Vec<(Option<&'a Pack>, &'a Rule)>,
    /// On which occasion; absent where the rule names none.
    pub occurrence: Option<Occurrence>,
    /// What that is about.
    pub about: Option<String>,
    /// Since when; absent where it has not happened.
    pub since: Option<NaiveDate>,
    /// Its last day.
    pub due: Option<NaiveDate>,
    /// Whether the document or the client names that day; else the program's own term counts.
    pub named: bool,
    /// What was sent for it.
    pub sent: Option<&'a Sent>,
    /// Where it stands.
    pub standing: Standing,
}

impl Event {
    /// Something that happened, about nothing in particular.
    #[must_use]
    pub const fn of(occurrence: Occurrence, day: NaiveDate) -> Self {
        Self { occurrence, day, index: None, duty: None, about: None, level: None, personal: true, by: None }
    }

    /// Whether it was on record before this was: what is said later was in no paper, whatever day it bears.
    fn is_before(&self, sent: &Sent) -> bool {
        self.index.is_none_or(|index| index < sent.index)
    }

    fn is_within(&self, scope: &Scope) -> bool {
        let known = self.level.filter(|level| *level != Level::Unknown);
        let level = known.is_none_or(|level| scope.levels.is_empty() || scope.levels.contains(&level));
        level && (!scope.personal_data || self.personal)
    }
}

/// Everything that is owed under a contract on `today`: what is late first, then what is open, what will be, and
/// of what was sent the last for each occasion.
#[must_use]
pub fn owing<'a>(registry: &'a Registry, contract: &'a Contract, today: NaiveDate) -> Vec<Owing<'a>> {
    let rules = registry.rules(Some(&contract.record.id));
    let mut found: Vec<Owing<'a>> = Vec::new();
    for (pack, rule) in rules.each() {
        if let Demand::ExchangeRecord { fields } = &rule.demand {
            for mut one in exchanges(registry, contract, &rule.when, fields, today) {
                one.rules.push((pack, rule));
                merge(&mut found, one);
            }
        }
        for mut one in to_give_back(registry, contract, rule, today) {
            one.rules.push((pack, rule));
            merge(&mut found, one);
        }
        let Demand::Owed { duty, when, days } = &rule.demand else { continue };
        if *duty == Duty::SelfCheck {
            if let Some(mut one) = self_check(contract, today) {
                one.rules.push((pack, rule));
                merge(&mut found, one);
            }
            continue;
        }
        if rule.when.personal_data && !contract.handles_personal {
            continue;
        }
        for mut one in of_rule(contract, &rule.when, *duty, when, *days, today) {
            one.rules.push((pack, rule));
            merge(&mut found, one);
        }
    }
    for one in unconfirmed_ends(registry, contract, today) {
        merge(&mut found, one);
    }
    let asked = contract.events.iter().filter(|event| event.occurrence == Occurrence::Request);
    for (event, duty) in asked.filter_map(|event| Some((event, event.duty?))) {
        merge(&mut found, of_event(contract, duty, event, None, today));
    }
    let newest: Vec<bool> = found.iter().map(|one| is_newest(&found, one)).collect();
    let mut kept = newest.into_iter();
    found.retain(|one| kept.next() == Some(true) || one.standing != Standing::Sent);
    found.sort_by_key(|one| (one.standing, one.due.is_none(), one.due, one.duty));
    found
}

/// Information of which the record how it came is not whole.
fn exchanges<'a>(
    registry: &Registry,
    contract: &'a Contract,
    scope: &Scope,
    fields: &[ExchangeField],
    today: NaiveDate,
) -> Vec<Owing<'a>> {
    let assets = registry.assets.values().filter(|asset| asset.record.contract == contract.record.id);
    let meant = assets.filter(|asset| scope.covers_asset(&asset.record) && !asset.lacks(fields).is_empty());
    let owed = meant.map(|asset| {
        let about = Some(asset.record.id.to_string());
        let event = Event { about, ..Event::of(Occurrence::Received, asset.record.received) };
        // Nothing is sent for it: it stands until it is whole.
        Owing { sent: None, ..of_event(contract, Duty::ExchangeRecord, &event, None, today) }
    });
    owed.collect()
}

/// Whether a rule asks this information back: clauses speak of what the client provided, and the one about personal data
/// of whatever bears them, which is given back, deleted or disposed of also where the office made it.
#[must_use]
pub fn asks_back(rule: &Rule, asset: &Asset) -> bool {
    let meant = match rule.demand {
        Demand::GivenBack => asset.was_received(),
        Demand::Returned => asset.was_received() || rule.when.personal_data,
        _ => false,
    };
    meant && rule.when.covers_asset(&asset.record)
}

/// Information that a rule asks back and that is still here, with the day by which it goes.
fn to_give_back<'a>(
    registry: &Registry,
    contract: &'a Contract,
    rule: &Rule,
    today: NaiveDate,
) -> Vec<Owing<'a>> {
    let assets = registry.assets.values().filter(|asset| asset.record.contract == contract.record.id);
    let here = assets.filter(|asset| asset.ended.is_none() && asks_back(rule, asset));
    let owed = here.filter_map(|asset| {
        let (day, _) = asset.due(registry)?;
        let about = Some(asset.record.id.to_string());
        let event = Event { about, by: Some(day), ..Event::of(Occurrence::End, day) };
        Some(Owing { sent: None, ..of_event(contract, Duty::Return, &event, None, today) })
    });
    owed.collect()
}

/// The check sheet is gone through again within a year of the last time, or of the contract's first day; not for a
/// contract that ended before.
fn self_check<'a>(contract: &'a Contract, today: NaiveDate) -> Option<Owing<'a>> {
    let last = contract.sheet.as_ref().map_or_else(|| contract.begins(), |sheet| sheet.at.date());
    let due = last.checked_add_days(Days::new(365)).unwrap_or(last);
    let event = Event { by: Some(due), ..Event::of(Occurrence::Yearly, due) };
    let lasts = contract.record.until.is_none_or(|until| due <= until);
    lasts.then(|| Owing { sent: None, ..of_event(contract, Duty::SelfCheck, &event, None, today) })
}

/// Information that ended and nobody but who said so confirmed it: wanted under every contract.
fn unconfirmed_ends<'a>(registry: &Registry, contract: &'a Contract, today: NaiveDate) -> Vec<Owing<'a>> {
    let assets = registry.assets.values().filter(|asset| asset.record.contract == contract.record.id);
    let ends = assets.filter_map(|asset| Some((asset, asset.ended.as_ref()?)));
    let open = ends.filter(|(_, ended)| ended.confirmed.is_none());
    let owed = open.map(|(asset, ended)| {
        let about = Some(asset.record.id.to_string());
        let event = Event { about, ..Event::of(Occurrence::Disposal, ended.at.date()) };
        Owing { sent: None, ..of_event(contract, Duty::EndConfirmation, &event, None, today) }
    });
    owed.collect()
}

/// Whether nothing later was sent on the same occasion for the same paper.
fn is_newest(all: &[Owing<'_>], one: &Owing<'_>) -> bool {
    !all.iter().any(|other| {
        let same = other.duty == one.duty && other.occurrence == one.occurrence;
        same && other.standing == Standing::Sent && other.since > one.since
    })
}

/// Several clauses that ask for the same paper on the same occasion are one line, by the earliest day.
fn merge<'a>(found: &mut Vec<Owing<'a>>, one: Owing<'a>) {
    let same = |other: &&mut Owing<'a>| {
        other.duty == one.duty
            && other.occurrence == one.occurrence
            && other.about == one.about
            && other.since == one.since
    };
    let Some(other) = found.iter_mut().find(same) else {
        found.push(one);
        return;
    };
    other.rules.extend(one.rules);
    if one.due.is_some() && (other.due.is_none() || one.due < other.due) {
        (other.due, other.named, other.standing) = (one.due, one.named, one.standing);
    }
}

fn of_rule<'a>(
    contract: &'a Contract,
    scope: &Scope,
    duty: Duty,
    when: &[Occurrence],
    days: Option<u64>,
    today: NaiveDate,
) -> Vec<Owing<'a>> {
    let mut found = Vec::new();
    for occurrence in when {
        let before = found.len();
        for event in events(contract, *occurrence, duty, today) {
            if event.is_within(scope) && event.duty.is_none_or(|only| only == duty) {
                found.push(of_event(contract, duty, &event, days, today));
            }
        }
        // Nothing of the kind has happened: said all the same, so that nobody has to read the clauses for it.
        // Changes are of something that has a line of its own.
        if found.len() == before && !matches!(occurrence, Occurrence::Change) {
            found.push(not_yet(contract, duty, Some(*occurrence)));
        }
    }
    if when.is_empty() {
        found.push(not_yet(contract, duty, None));
    }
    found
}

/// What happened on this occasion, and what the calendar brings.
fn events(contract: &Contract, occurrence: Occurrence, duty: Duty, today: NaiveDate) -> Vec<Event> {
    let begins = contract.begins();
    match occurrence {
        Occurrence::Start => vec![Event::of(Occurrence::Start, begins)],
        Occurrence::End => {
            contract.record.until.map(|day| Event::of(Occurrence::End, day)).into_iter().collect()
        }
        Occurrence::Yearly => anniversaries(begins, contract.record.until, today)
            .into_iter()
            .map(|day| Event::of(Occurrence::Yearly, day))
            .collect(),
        // Before anything was sent, what is owed from the beginning says it.
        Occurrence::Change => {
            let papers = || contract.sent.iter().filter(|sent| sent.duty == duty);
            let first = papers().min_by_key(|sent| (sent.on, sent.index));
            let later = |event: &&Event| {
                event.duty == Some(duty)
                    && first.is_some_and(|first| event.day > first.on || !event.is_before(first))
            };
            let open = |event: &Event| !papers().any(|sent| answers(contract, sent, event));
            let changes = contract.events.iter().filter(|event| event.occurrence == Occurrence::Change);
            let last = changes.filter(later).max_by_key(|event| (open(event), event.day));
            last.cloned().into_iter().collect()
        }
        Occurrence::Training
        | Occurrence::Disposal
        | Occurrence::Received
        | Occurrence::Incident
        | Occurrence::IncidentClosed
        | Occurrence::Subcontracting
        | Occurrence::Request => {
            contract.events.iter().filter(|event| event.occurrence == occurrence).cloned().collect()
        }
    }
}

/// The same day of each later year, up to the next one that comes.
fn anniversaries(begins: NaiveDate, until: Option<NaiveDate>, today: NaiveDate) -> Vec<NaiveDate> {
    let years = (1..).map_while(|year| begins.year().checked_add(year));
    // A contract that begins on 29 February has its day on the 28th.
    let day = |year: i32| begins.with_year(year).or_else(|| begins.pred_opt()?.with_year(year));
    let mut days = Vec::new();
    for day in years.map_while(day) {
        if until.is_some_and(|until| day > until) {
            break;
        }
        days.push(day);
        if day > today {
            break;
        }
    }
    days
}

fn not_yet<'a>(contract: &'a Contract, duty: Duty, occurrence: Option<Occurrence>) -> Owing<'a> {
    // A rule that names no occasion is answered by any paper of the kind.
    let sent = contract.sent.iter().rfind(|sent| occurrence.is_none() && sent.duty == duty);
    let standing = match (occurrence, sent) {
        (_, Some(_)) => Standing::Sent,
        (None, None) => Standing::Open,
        (Some(_), None) => Standing::Ahead,
    };
    Owing {
        duty,
        rules: Vec::new(),
        occurrence,
        about: None,
        since: None,
        due: None,
        named: false,
        sent,
        standing,
    }
}

fn of_event<'a>(
    contract: &'a Contract,
    duty: Duty,
    event: &Event,
    days: Option<u64>,
    today: NaiveDate,
) -> Owing<'a> {
    let sent = contract.sent.iter().find(|sent| sent.duty == duty && answers(contract, sent, event));
    let term = days.unwrap_or(DUTY_DAYS);
    let due = event.by.or_else(|| event.day.checked_add_days(Days::new(term)));
    let standing = if sent.is_some() {
        Standing::Sent
    } else if due.is_some_and(|due| today > due) {
        Standing::Late
    } else if event.day > today {
        Standing::Ahead
    } else {
        Standing::Open
    };
    Owing {
        duty,
        rules: Vec::new(),
        occurrence: Some(event.occurrence),
        about: event.about.clone(),
        since: Some(event.day),
        due,
        named: days.is_some() || event.by.is_some(),
        sent,
        standing,
    }
}

/// Whether what was sent is what was owed for this.
fn answers(contract: &Contract, sent: &Sent, event: &Event) -> bool {
    if let Some(about) = &sent.about {
        return event.about.as_ref() == Some(about);
    }
    match event.occurrence {
        // What is owed from the beginning may be handed in before it.
        Occurrence::Start => true,
        Occurrence::Yearly => {
            of_the_year(contract, sent.duty, event.day).is_some_and(|own| own.index == sent.index)
        }
        // What is handed in with the delivery, before the last day, is handed in at the end once everything is disposed of.
        Occurrence::End => {
            let mut disposals =
                contract.events.iter().filter(|other| other.occurrence == Occurrence::Disposal);
            let last = disposals.clone().map(|disposal| disposal.day).max();
            let all = |disposal: &Event| disposal.day <= sent.on && disposal.is_before(sent);
            sent.on >= event.day || (last.is_some() && disposals.all(all))
        }
        // It names the subcontractor it asks for.
        Occurrence::Subcontracting => false,
        _ => sent.on >= event.day && event.is_before(sent),
    }
}

/// What was sent for the year that ends on `day`: every paper answers one year, the first that has none yet and was not over
/// the year before.
fn of_the_year(contract: &Contract, duty: Duty, day: NaiveDate) -> Option<&Sent> {
    let mut before = contract.begins();
    let mut papers: Vec<&Sent> =
        contract.sent.iter().filter(|sent| sent.duty == duty && sent.about.is_none()).collect();
    papers.sort_by_key(|sent| (sent.on, sent.index));
    for year in anniversaries(before, None, day) {
        let place = papers.iter().position(|sent| sent.on > before);
        let answer = place.map(|place| papers.remove(place));
        if year == day {
            return answer;
        }
        before = year;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_contract_has_its_day_every_year_also_when_it_began_on_the_29th_of_february() {
        let begins = day("2024-02-29");
        let days = anniversaries(begins, None, day("2026-03-01"));
        assert_eq!(days, [day("2025-02-28"), day("2026-02-28"), day("2027-02-28")]);
        assert!(anniversaries(begins, Some(day("2025-02-27")), day("2026-03-01")).is_empty());
        assert_eq!(anniversaries(begins, None, begins), [day("2025-02-28")]);
    }

    fn contract(begins: &str, until: Option<&str>, sent: &[(Duty, &str)], disposed: &[&str]) -> Contract {
        let sent: Vec<_> = (0_u64..)
            .zip(sent)
            .map(|(index, (duty, on))| {
                serde_json::json!({"duty": duty, "on": on, "about": null, "sha256": "00".repeat(32), "note": null,
                    "by": "tanaka", "index": index})
            })
            .collect();
        let mut contract: Contract = serde_json::from_value(serde_json::json!({
            "record": {"client": "City", "from": begins, "id": "L-1", "until": until},
            "registered_by": "mori", "registered_at": "2024-01-01T09:00:00+09:00", "directives": [], "directed": [],
            "notified": {}, "pack_since": {},
            "left": {}, "places": {}, "recipients": {}, "subcontractors": {}, "agreements": {}, "checks": {}, "consents": [], "sheet": null,
            "contacts": [], "events": [], "sent": sent, "handles_personal": false,
        }))
        .unwrap();
        contract.events = disposed.iter().map(|on| Event::of(Occurrence::Disposal, day(on))).collect();
        contract
    }

    #[test]
    fn one_paper_answers_one_year_only() {
        let years = |begins: &str, sent: &[&str], today: &str| -> Vec<Standing> {
            let sent: Vec<_> = sent.iter().map(|on| (Duty::Roster, *on)).collect();
            let contract = contract(begins, None, &sent, &[]);
            events(&contract, Occurrence::Yearly, Duty::Roster, day(today))
                .iter()
                .map(|event| of_event(&contract, Duty::Roster, event, None, day(today)).standing)
                .collect()
        };
        use Standing::{Ahead, Late, Sent};
        // Handed in within the term after the day, it does not answer the next year too.
        assert_eq!(years("2024-04-01", &["2025-04-10"], "2026-05-01"), [Sent, Late, Ahead]);
        // Handed in early, and one that was very late.
        assert_eq!(years("2024-04-01", &["2025-03-01", "2026-12-01"], "2026-12-02"), [Sent, Sent, Ahead]);
        assert_eq!(years("2024-02-29", &["2025-02-20"], "2028-03-20"), [Sent, Late, Late, Late, Ahead]);
    }

    #[test]
    fn what_is_handed_in_with_the_delivery_answers_the_end_once_nothing_is_disposed_of_later() {
        let at_end = |disposed: &[&str]| {
            let contract =
                contract("2026-04-01", Some("2027-03-31"), &[(Duty::DisposalReport, "2027-03-29")], disposed);
            let ends = events(&contract, Occurrence::End, Duty::DisposalReport, day("2027-05-01"));
            of_event(&contract, Duty::DisposalReport, &ends[0], None, day("2027-05-01")).standing
        };
        assert_eq!(at_end(&["2027-03-29"]), Standing::Sent);
        assert_eq!(at_end(&["2027-03-28", "2027-03-30"]), Standing::Late);
        assert_eq!(at_end(&[]), Standing::Late);
    }
}
