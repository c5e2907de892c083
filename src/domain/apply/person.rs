//! People and their keys: what each statement does.

use std::collections::BTreeSet;

use crate::domain::body::people::Particulars;
use crate::domain::body::{
    Delegation, DelegationEnd, Founder, KeyAdd, KeyRevoke, PersonAdd, PersonLeave, PersonLeft, PersonSet,
};
use crate::domain::names::{PersonId, Role};
use crate::domain::registry::{DelegatedFrom, DelegationEnded, Key, Leaving, Person, Registry};
use crate::domain::rules::office;
use crate::domain::verify::Act;
use crate::signing::PublicKey;

fn new_key(act: &Act, public: &PublicKey, proven: bool) -> Key {
    Key {
        public: public.clone(),
        added_index: act.index,
        revoked_index: None,
        proven,
        added_by: act.statement.author.clone(),
        added_at: act.statement.time,
        added_with: act.key.clone(),
    }
}

/// Somebody of whom nothing is known yet but a name and a key.
fn newcomer(act: &Act, id: &PersonId, name: &str, key: Key) -> Person {
    Person {
        id: id.clone(),
        name: name.to_owned(),
        particulars: Particulars::default(),
        roles: Vec::new(),
        keys: vec![key],
        custody: None,
        custody_set: None,
        registered_by: act.statement.author.clone(),
        registered_at: act.statement.time,
        delegations: Vec::new(),
        carries: BTreeSet::new(),
        leaving: None,
        taught: Vec::new(),
        pledges: Vec::new(),
        latest: None,
    }
}

pub(super) fn found(registry: &mut Registry, act: &Act, founder: &Founder) {
    let id = act.statement.author.clone();
    let key = new_key(act, &founder.key, true);
    registry.origin.clone_from(&act.statement.origin);
    registry.founder = Some((id.clone(), founder.key.fingerprint()));
    if let Some(office) = office::founded_under(founder.office.as_ref()) {
        registry.bring_in(office.clone(), act.index);
    }
    registry.key_owners.insert(founder.key.fingerprint(), id.clone());
    let person = Person { roles: vec![Role::Administrator], ..newcomer(act, &id, &founder.name, key) };
    registry.people.insert(id, person);
}

pub(super) fn add(registry: &mut Registry, act: &Act, body: &PersonAdd) {
    let mut roles = body.roles.clone();
    roles.sort_unstable();
    roles.dedup();
    let person = Person {
        particulars: body.particulars.clone(),
        roles,
        custody: body.custody.clone(),
        custody_set: body.custody.is_some().then(|| (act.key.clone(), act.index)),
        ..newcomer(act, &body.person, &body.name, new_key(act, &body.key, body.proof.is_some()))
    };
    registry.key_owners.insert(body.key.fingerprint(), body.person.clone());
    registry.people.insert(body.person.clone(), person);
}

pub(super) fn set(registry: &mut Registry, act: &Act, body: &PersonSet) {
    fn replace<T: Clone>(old: &mut T, new: Option<&T>) {
        if let Some(new) = new {
            *old = new.clone();
        }
    }
    fn replace_some<T: Clone>(old: &mut Option<T>, new: Option<&T>) {
        if new.is_some() {
            *old = new.cloned();
        }
    }
    let Some(person) = registry.people.get_mut(&body.person) else { return };
    replace(&mut person.name, body.name.as_ref());
    replace(&mut person.roles, body.roles.as_ref());
    person.roles.sort_unstable();
    person.roles.dedup();
    replace_some(&mut person.custody, body.custody.as_ref());
    if body.custody.is_some() {
        person.custody_set = Some((act.key.clone(), act.index));
    }
    let (old, new) = (&mut person.particulars, &body.particulars);
    replace_some(&mut old.department, new.department.as_ref());
    replace_some(&mut old.email, new.email.as_ref());
    replace_some(&mut old.night, new.night.as_ref());
    replace_some(&mut old.organization, new.organization.as_ref());
    replace_some(&mut old.phone, new.phone.as_ref());
    replace_some(&mut old.title, new.title.as_ref());
}

pub(super) fn add_key(registry: &mut Registry, act: &Act, body: &KeyAdd) {
    let key = new_key(act, &body.key, body.proof.is_some());
    registry.key_owners.insert(body.key.fingerprint(), body.person.clone());
    if let Some(person) = registry.people.get_mut(&body.person) {
        person.keys.push(key);
    }
}

pub(super) fn revoke_key(registry: &mut Registry, act: &Act, body: &KeyRevoke) {
    let person = registry.people.get_mut(&body.person);
    let keys = person.into_iter().flat_map(|person| &mut person.keys);
    for key in keys.filter(|key| key.public.fingerprint() == body.key) {
        key.revoked_index = Some(act.index);
    }
}

pub(super) fn delegate(registry: &mut Registry, act: &Act, body: &Delegation) {
    if let Some(to) = registry.people.get_mut(&body.to) {
        to.delegations.push(DelegatedFrom {
            person: body.person.clone(),
            from: body.from,
            until: body.until,
            key: act.key.clone(),
            statement: act.digest,
            ended: None,
        });
    }
}

pub(super) fn end_delegation(registry: &mut Registry, act: &Act, body: &DelegationEnd) {
    let to = registry.people.get_mut(&body.to);
    let mut given = to.into_iter().flat_map(|person| &mut person.delegations);
    if let Some(given) = given.find(|given| given.statement == body.delegation) {
        let (by, at) = (act.statement.author.clone(), act.statement.time);
        given.ended = Some(DelegationEnded { index: act.index, by, at });
    }
}

pub(super) fn leave(registry: &mut Registry, act: &Act, body: &PersonLeave) {
    if let Some(person) = registry.people.get_mut(&body.person) {
        person.leaving = Some(Leaving {
            index: act.index,
            by: act.statement.author.clone(),
            at: act.statement.time,
            reason: body.reason.clone(),
            left_at: None,
        });
    }
}

pub(super) fn left(registry: &mut Registry, act: &Act, body: &PersonLeft) {
    registry.pledged_leaving |= body.pledged;
    let person = registry.people.get_mut(&body.person);
    if let Some(leaving) = person.and_then(|person| person.leaving.as_mut()) {
        leaving.left_at = Some(act.statement.time);
    }
}
