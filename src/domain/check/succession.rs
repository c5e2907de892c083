//! Who may ask for a successor of administrators who cannot sign, who may agree, and when.

use super::{author, need_role, need_text};
use crate::domain::body::{Succession, SuccessionConfirm, SuccessionEnd};
use crate::domain::names::{PersonId, Role};
use crate::domain::refusal::{Refusal, SuccessionRefusal};
use crate::domain::registry::Registry;
use crate::domain::succession::{self, TRUSTED};
use crate::domain::verify::Act;

pub(super) fn check_succession(registry: &Registry, act: &Act, body: &Succession) -> Result<(), Refusal> {
    need_text("reason", &body.reason)?;
    check_asking(registry, act, body)?;
    need_known(registry, act, &body.person)?;
    let by = &act.statement.author;
    match registry.successions_waiting().find(|one| one.person == body.person || one.by == *by) {
        Some(one) => Err(SuccessionRefusal::Asked { person: one.person.clone(), by: one.by.clone() }.into()),
        None => Ok(()),
    }
}

pub(super) fn check_confirm(registry: &Registry, act: &Act, body: &SuccessionConfirm) -> Result<(), Refusal> {
    need_text("reason", &body.reason)?;
    let one = check_agreeing(registry, act, body)?;
    need_known(registry, act, &one.person)?;
    let (statement, person) = (&act.statement, || one.person.clone());
    if statement.time < one.at {
        return Err(Refusal::ClockBehind { now: statement.time, earlier: one.at });
    }
    let Some(from) = registry.succession_from(one, Some(&statement.author)) else {
        return Err(SuccessionRefusal::NotBegun { person: person() }.into());
    };
    if statement.time.date() < from {
        let days = registry.succession_days(one, Some(&statement.author));
        return Err(SuccessionRefusal::TooEarly { person: person(), from, days }.into());
    }
    match one.latest_of_others(&statement.author) {
        Some(others) if others.date() < from => {
            Err(SuccessionRefusal::OneClockAlone { person: person(), from, others }.into())
        }
        _ => Ok(()),
    }
}

/// Who asks, and for whom: what registrations alone can tell.
pub(in crate::domain) fn check_asking(
    registry: &Registry,
    act: &Act,
    body: &Succession,
) -> Result<(), Refusal> {
    need_trusted(registry, &act.statement.author)?;
    need_able(registry, &act.statement.author, &body.person)
}

/// Who agrees, and to what: what registrations alone can tell.
pub(in crate::domain) fn check_agreeing<'a>(
    registry: &'a Registry,
    act: &Act,
    body: &SuccessionConfirm,
) -> Result<&'a succession::Succession, Refusal> {
    let by = &act.statement.author;
    need_trusted(registry, by)?;
    let one = waiting(registry, &body.succession)?;
    if one.by == *by {
        return Err(SuccessionRefusal::Asked { person: one.person.clone(), by: one.by.clone() }.into());
    }
    need_able(registry, by, &one.person)?;
    // A key that was revoked since asks for nothing, and neither does somebody who is not trusted any more.
    let asker = author(registry, &one.by)?;
    if asker.has_good_key(&one.key) && registry.is_trusted(asker) {
        return Ok(one);
    }
    Err(SuccessionRefusal::AskerGone { by: one.by.clone() }.into())
}

pub(super) fn check_end(registry: &Registry, act: &Act, body: &SuccessionEnd) -> Result<(), Refusal> {
    need_text("reason", &body.reason)?;
    let one = waiting(registry, &body.succession)?;
    let who = &act.statement.author;
    let administers = registry.person(who).is_some_and(|person| person.has(Role::Administrator));
    if administers || one.by == *who || one.person == *who {
        return Ok(());
    }
    Err(SuccessionRefusal::MayNotStop { author: who.clone(), person: one.person.clone() }.into())
}

fn waiting<'a>(
    registry: &'a Registry,
    digest: &crate::base::digest::Digest,
) -> Result<&'a succession::Succession, Refusal> {
    let one = registry.successions.iter().find(|one| one.digest == *digest);
    let one = one.ok_or(SuccessionRefusal::NotAsked { person: None })?;
    match &one.end {
        None => Ok(one),
        Some(end) => Err(SuccessionRefusal::Over {
            person: one.person.clone(),
            by: end.by.clone(),
            index: end.index,
            outcome: end.outcome,
        }
        .into()),
    }
}

/// The author is trusted, and no administrator: one who signs is not lost.
fn need_trusted(registry: &Registry, id: &PersonId) -> Result<(), Refusal> {
    if author(registry, id)?.has(Role::Administrator) {
        return Err(SuccessionRefusal::AdministratorSigns { administrator: id.clone() }.into());
    }
    need_role(registry, id, &TRUSTED)
}

/// The person is of this office, is there, can sign, is no administrator yet, and is not the author.
fn need_able(registry: &Registry, by: &PersonId, id: &PersonId) -> Result<(), Refusal> {
    let person = author(registry, id)?;
    if by == id {
        return Err(SuccessionRefusal::OwnSuccession { person: id.clone() }.into());
    }
    if person.has(Role::Administrator) {
        return Err(SuccessionRefusal::AdministratorAlready { person: id.clone() }.into());
    }
    let works = person.roles.iter().any(|role| *role != Role::Client);
    if works && person.good_keys().next().is_some() {
        return Ok(());
    }
    Err(SuccessionRefusal::Unfit { person: id.clone() }.into())
}

/// The key that signs, and one of the person's, were there when an administrator signed last.
fn need_known(registry: &Registry, act: &Act, person: &PersonId) -> Result<(), Refusal> {
    let by = &act.statement.author;
    let too_new = if !registry.was_known(author(registry, by)?, &act.key) {
        by
    } else if !registry.has_known_key(author(registry, person)?) {
        person
    } else {
        return Ok(());
    };
    let index = registry.administrator_signed.as_ref().map_or(0, |signed| signed.index);
    Err(SuccessionRefusal::TooNew { person: too_new.clone(), index }.into())
}
