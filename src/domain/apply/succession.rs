//! Successors of administrators who cannot sign.

use std::collections::BTreeMap;

use crate::domain::body::{self, Body, SuccessionConfirm, SuccessionEnd};
use crate::domain::check::{check_agreeing, check_asking};
use crate::domain::names::Role;
use crate::domain::refusal::Refusal;
use crate::domain::registry::Registry;
use crate::domain::succession::{Succession, SuccessionEnded, SuccessionOutcome};
use crate::domain::verify::Act;

pub(super) fn ask(registry: &mut Registry, act: &Act, body: &body::Succession) {
    let statement = &act.statement;
    let since = [Some(statement.time), registry.witnessed_time()].into_iter().flatten().max();
    registry.successions.push(Succession {
        digest: act.digest,
        index: act.index,
        person: body.person.clone(),
        by: statement.author.clone(),
        key: act.key.clone(),
        at: statement.time,
        reason: body.reason.clone(),
        since: since.unwrap_or(statement.time),
        heard: BTreeMap::new(),
        end: None,
    });
}

/// The person is administrator, and whatever else waits is over: somebody can register people again.
pub(super) fn confirm(registry: &mut Registry, act: &Act, body: &SuccessionConfirm) {
    let waiting = registry.successions.iter_mut().filter(|one| one.waits());
    let mut successor = None;
    for one in waiting {
        one.heard.clear();
        let (outcome, reason) = if one.digest == body.succession {
            successor = Some(one.person.clone());
            (SuccessionOutcome::Confirmed, Some(&body.reason))
        } else {
            (SuccessionOutcome::Overtaken, None)
        };
        one.end = Some(SuccessionEnded::of(act, outcome, reason));
    }
    if let Some(person) = successor.and_then(|id| registry.people.get_mut(&id)) {
        person.roles.push(Role::Administrator);
        person.roles.sort_unstable();
    }
}

pub(super) fn stop(registry: &mut Registry, act: &Act, body: &SuccessionEnd) {
    for one in registry.successions.iter_mut().filter(|one| one.digest == body.succession) {
        one.heard.clear();
        one.end = Some(SuccessionEnded::of(act, SuccessionOutcome::Stopped, Some(&body.reason)));
    }
}

/// Takes in what registrations alone can tell of it; whether it is one of these statements.
pub(super) fn of_registrations(registry: &mut Registry, act: &Act) -> Result<bool, Refusal> {
    match &act.statement.body {
        Body::Succession(body) => {
            check_asking(registry, act, body)?;
            ask(registry, act, body);
        }
        Body::SuccessionConfirm(body) => {
            check_agreeing(registry, act, body)?;
            confirm(registry, act, body);
        }
        _ => return Ok(false),
    }
    Ok(true)
}
