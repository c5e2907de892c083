//! Media: what each statement does.

use std::collections::{BTreeMap, BTreeSet};

use super::duty;
use crate::domain::body::{MediumAdd, MediumSet, StockTake};
use crate::domain::carry_out::CarryOut;
use crate::domain::check::client_of;
use crate::domain::names::MediumState;
use crate::domain::registry::{Medium, MediumEnd, Registry, Taint};
use crate::domain::verify::Act;

/// The end of a medium by this statement, without more said about it.
pub(super) fn medium_end(act: &Act) -> MediumEnd {
    let (by, at) = (act.statement.author.clone(), act.statement.time);
    MediumEnd { by, at, reason: None, incident: None, disposal: None }
}

/// Puts a medium into `state`, in which it stays unless it is taken into use again.
pub(super) fn end_medium(medium: &mut Medium, state: MediumState, ended: MediumEnd) {
    medium.state = state;
    medium.ended = (state != MediumState::Active).then_some(ended);
    if state != MediumState::Active {
        medium.out.clear();
        medium.missed = None;
    }
}

pub(super) fn add(registry: &mut Registry, act: &Act, body: &MediumAdd) {
    let medium = Medium {
        record: body.clone(),
        place: body.place.clone(),
        state: MediumState::Active,
        registered_by: act.statement.author.clone(),
        registered_at: act.statement.time,
        holds: BTreeSet::new(),
        taint: None,
        out: BTreeMap::new(),
        seen: None,
        filesystems: body.filesystem_uuid.iter().cloned().collect(),
        missed: None,
        ended: None,
    };
    registry.media.insert(body.id.clone(), medium);
}

pub(super) fn set(registry: &mut Registry, act: &Act, body: &MediumSet) {
    if let Some(state) = body.state {
        let is = registry.media.get(&body.id).is_some_and(|medium| medium.state == state);
        if !is {
            duty::medium_ended(registry, act, &body.id, state);
        }
    }
    if let Some(medium) = registry.media.get_mut(&body.id) {
        if body.place.is_some() {
            medium.place.clone_from(&body.place);
            medium.missed = None;
        }
        if body.filesystem_uuid.is_some() {
            medium.record.filesystem.clone_from(&body.filesystem);
            medium.record.filesystem_uuid.clone_from(&body.filesystem_uuid);
            medium.filesystems.extend(body.filesystem_uuid.clone());
        }
        if let Some(state) = body.state {
            let ended = MediumEnd { reason: body.reason.clone(), ..medium_end(act) };
            end_medium(medium, state, ended);
        }
    }
}

/// What a package on a medium leaves of itself there.
pub(super) fn written(registry: &mut Registry, carry_out: &CarryOut) {
    let client = client_of(registry, &carry_out.request);
    let identified =
        carry_out.completed().is_some_and(|(attempt, _, _)| attempt.intent.destination.identified);
    let Some(medium) = carry_out.medium().and_then(|id| registry.media.get_mut(id)) else { return };
    medium.holds.insert(carry_out.number);
    if identified {
        medium.missed = None;
    }
    let level = medium
        .taint
        .as_ref()
        .map_or(carry_out.request.level, |taint| taint.level.min(carry_out.request.level));
    let client = medium.taint.take().map_or(client.clone(), |taint| taint.client.with(client));
    medium.taint = Some(Taint { level, client });
}

pub(super) fn stock_take(registry: &mut Registry, act: &Act, body: &StockTake) {
    let carried: BTreeSet<u64> =
        registry.people.values().flat_map(|person| &person.carries).copied().collect();
    for (id, medium) in &mut registry.media {
        if body.seen.contains(id) {
            // Whoever had it along has nothing to carry with it any more, and here it is.
            medium.out.retain(|number, _| carried.contains(number));
            medium.seen = Some((act.statement.time, act.statement.author.clone()));
            medium.missed = None;
            continue;
        }
        // Looking through the cabinets takes several people, and a day.
        let today = act.statement.time.date();
        let seen_today = medium.seen.as_ref().is_some_and(|(at, _)| at.date() == today);
        if medium.is_in_place() && !seen_today {
            medium.missed.get_or_insert(act.statement.time);
        }
    }
}
