//! Histories that are lost.

use crate::domain::body::Restored;
use crate::domain::names::Role;
use crate::domain::registry::Registry;
use crate::domain::restored::{Restoration, Restorer};
use crate::domain::verify::Act;

/// Takes down what somebody says of a lost history.
pub(super) fn record(registry: &mut Registry, act: &Act, body: &Restored) {
    let person = act.statement.author.clone();
    let restorer = Restorer {
        administrator: registry.person(&person).is_some_and(|person| person.has(Role::Administrator)),
        person,
        at: act.statement.time,
        index: act.index,
        key: act.key.clone(),
        reason: body.reason.clone(),
    };
    match registry.restorations.iter_mut().find(|one| one.is_of(body)) {
        Some(one) => one.by.push(restorer),
        None => registry.restorations.push(Restoration {
            held: body.held,
            kept: body.kept,
            lost: body.lost,
            by: vec![restorer],
        }),
    }
}
