//! Subcontractors: what the client agreed to, what they undertook, and how they were checked.

use super::contract::{need_administrator, need_contract};
use super::{need_role, need_text};
use crate::domain::body::{SubcontractorAgreement, SubcontractorCheck, SubcontractorConsent};
use crate::domain::names::{RecipientId, Role};
use crate::domain::refusal::Refusal;
use crate::domain::registry::Registry;
use crate::domain::statement::Statement;

/// The tier a recipient is registered at.
fn need_tier(registry: &Registry, id: &RecipientId) -> Result<u64, Refusal> {
    let recipient =
        registry.recipients.get(id).ok_or_else(|| Refusal::UnknownRecipient { recipient: id.clone() })?;
    let registered = recipient.record.subcontractor.as_ref().map(|subcontractor| subcontractor.tier);
    registered.ok_or_else(|| Refusal::NotASubcontractor { recipient: id.clone() })
}

pub(super) fn check_consent(
    registry: &Registry,
    statement: &Statement,
    body: &SubcontractorConsent,
) -> Result<(), Refusal> {
    need_administrator(registry, statement)?;
    need_contract(registry, &body.contract)?;
    super::contract::need_recipient(registry, &body.recipient)?;
    need_text("number", &body.number)?;
    if need_tier(registry, &body.recipient)? == body.tier {
        return Ok(());
    }
    Err(Refusal::NotASubcontractor { recipient: body.recipient.clone() })
}

pub(super) fn check_agreement(
    registry: &Registry,
    statement: &Statement,
    body: &SubcontractorAgreement,
) -> Result<(), Refusal> {
    need_administrator(registry, statement)?;
    need_contract(registry, &body.contract)?;
    need_tier(registry, &body.recipient)?;
    match body.until {
        Some(until) if until < body.dated => Err(Refusal::DatesReversed { from: body.dated, until }),
        _ => Ok(()),
    }
}

/// As a check sheet: whoever may judge, records it.
pub(super) fn check_check(
    registry: &Registry,
    statement: &Statement,
    body: &SubcontractorCheck,
) -> Result<(), Refusal> {
    need_role(registry, &statement.author, &[Role::Approver, Role::Administrator, Role::Auditor])?;
    need_contract(registry, &body.contract)?;
    need_tier(registry, &body.recipient)?;
    if body.on > statement.time.date() {
        return Err(Refusal::DayAhead { day: body.on });
    }
    body.unmet.iter().try_for_each(|item| need_text("unmet", item))
}
