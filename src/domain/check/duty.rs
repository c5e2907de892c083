//! What was sent to a client, and what it asked for.

use super::contract::need_contract;
use super::{need_role, need_text};
use crate::domain::body::{DutyAsked, DutySent};
use crate::domain::names::Role;
use crate::domain::refusal::{ContractRefusal, Refusal};
use crate::domain::registry::Registry;
use crate::domain::rules::demand::Duty;
use crate::domain::statement::Statement;

const MAY: [Role; 2] = [Role::Administrator, Role::Approver];

pub(super) fn check_sent(registry: &Registry, statement: &Statement, body: &DutySent) -> Result<(), Refusal> {
    need_role(registry, &statement.author, &MAY)?;
    need_contract(registry, &body.contract)?;
    need_paper(body.duty)?;
    if let Some(about) = &body.about {
        need_text("about", about)?;
    }
    need_past(statement, body.on)
}

pub(super) fn check_asked(
    registry: &Registry,
    statement: &Statement,
    body: &DutyAsked,
) -> Result<(), Refusal> {
    need_role(registry, &statement.author, &MAY)?;
    need_contract(registry, &body.contract)?;
    need_paper(body.duty)?;
    if let Some(by) = body.by.filter(|by| *by < body.on) {
        return Err(Refusal::DatesReversed { from: body.on, until: by });
    }
    need_past(statement, body.on)
}

/// A record is made whole and not sent.
fn need_paper(duty: Duty) -> Result<(), Refusal> {
    match duty {
        Duty::ExchangeRecord
        | Duty::EndConfirmation
        | Duty::Return
        | Duty::SelfCheck
        | Duty::Purge
        | Duty::PurgeConfirmation => Err(Refusal::Contract(ContractRefusal::NoPaper { duty })),
        _ => Ok(()),
    }
}

fn need_past(statement: &Statement, day: chrono::NaiveDate) -> Result<(), Refusal> {
    if day > statement.time.date() { Err(Refusal::DayAhead { day }) } else { Ok(()) }
}
