//! Approvals, and what stands beside one for ever.

use crate::base::limits::NEW_APPROVER_DAYS;
use crate::base::time::Timestamp;
use crate::domain::carry_out::{CarryOut, GivenApproval, Mark};
use crate::domain::names::{PersonId, Role};
use crate::domain::registry::{Key, Person, Registry};
use crate::domain::verify::Act;

pub(super) fn given(registry: &Registry, carry_out: &CarryOut, act: &Act) -> GivenApproval {
    let statement = &act.statement;
    let person = registry.person(&statement.author);
    let counts = person.is_some_and(|person| {
        registry.may_approve(
            person,
            statement.time.date(),
            &carry_out.requester,
            carry_out.request.contract.as_ref(),
        )
    });
    GivenApproval {
        digest: act.digest,
        index: act.index,
        person: statement.author.clone(),
        key: act.key.clone(),
        at: statement.time,
        consent: !counts,
        marks: person.map_or_else(Vec::new, |person| approval_marks(person, &carry_out.requester, act)),
    }
}

/// What the screen and the audit say beside an approval.
fn approval_marks(person: &Person, requester: &PersonId, act: &Act) -> Vec<Mark> {
    let recent = |at: Timestamp| {
        let seconds = act.statement.time.unix_seconds().saturating_sub(at.unix_seconds());
        seconds < NEW_APPROVER_DAYS.saturating_mul(86_400)
    };
    let key = person.key(&act.key);
    let mut marks = Vec::new();
    let brought_by_requester = key.is_some_and(|key| key.added_by == *requester);
    if (person.registered_by == *requester || brought_by_requester) && person.id != *requester {
        marks.push(Mark::RegisteredByRequester);
    }
    if recent(person.registered_at) || key.is_some_and(|key| recent(key.added_at)) {
        marks.push(Mark::NewlyRegistered);
    }
    if key.is_some_and(|key| !key.proven) {
        marks.push(Mark::Unproven);
    }
    if !person.has(Role::Approver) && !person.has(Role::Client) {
        marks.push(Mark::Delegated);
    }
    let own_new = |key: &Key| key.added_by == person.id && recent(key.added_at);
    if person.has(Role::Administrator) && key.is_some_and(own_new) {
        marks.push(Mark::OwnNewKey);
    }
    marks
}
