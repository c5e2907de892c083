//! Who reviews the log.

use super::contract::need_contract;
use super::{need_role, need_text};
use crate::domain::body::LogReview;
use crate::domain::names::Role;
use crate::domain::refusal::Refusal;
use crate::domain::registry::Registry;
use crate::domain::statement::Statement;

pub(super) fn check_review(
    registry: &Registry,
    statement: &Statement,
    body: &LogReview,
) -> Result<(), Refusal> {
    need_role(registry, &statement.author, &[Role::Auditor, Role::Approver])?;
    if let Some(contract) = &body.contract {
        need_contract(registry, contract)?;
    }
    if body.until < body.from {
        return Err(Refusal::DatesReversed { from: body.from, until: body.until });
    }
    if body.until > statement.time.date() {
        return Err(Refusal::DayAhead { day: body.until });
    }
    body.findings.iter().try_for_each(|finding| need_text("finding", finding))
}
