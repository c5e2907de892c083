//! What people were taught and pledged.

use super::contract::need_contract;
use super::{author, need_role, need_text};
use crate::domain::body::{Pledge, Training};
use crate::domain::names::Role;
use crate::domain::refusal::Refusal;
use crate::domain::registry::Registry;
use crate::domain::rules::demand::Occasion;
use crate::domain::statement::Statement;

pub(super) fn check_training(
    registry: &Registry,
    statement: &Statement,
    body: &Training,
) -> Result<(), Refusal> {
    need_role(registry, &statement.author, &[Role::Administrator])?;
    need_text("topic", &body.topic)?;
    if let Some(contract) = &body.contract {
        need_contract(registry, contract)?;
    }
    if body.people.is_empty() {
        return Err(Refusal::Empty { field: "people" });
    }
    if body.on > statement.time.date() {
        return Err(Refusal::DayAhead { day: body.on });
    }
    body.people.iter().try_for_each(|person| author(registry, person).map(|_| ()))
}

/// Everybody pledges for themselves; what was signed on paper is recorded by an administrator.
pub(super) fn check_pledge(registry: &Registry, statement: &Statement, body: &Pledge) -> Result<(), Refusal> {
    author(registry, &body.person)?;
    if let Some(contract) = &body.contract {
        need_contract(registry, contract)?;
    }
    // The pledge at check-out is part of the check-out.
    if body.occasion == Occasion::Checkout {
        return Err(Refusal::NotAnEntry);
    }
    match (&body.paper, statement.author == body.person) {
        (None, true) => Ok(()),
        (None, false) => Err(Refusal::OnlyThemselves { person: body.person.clone() }),
        (Some(_), _) => need_role(registry, &statement.author, &[Role::Administrator]),
    }
}
