//! What an auditor signs.

use super::contract::need_contract;
use super::need_role;
use crate::domain::body::EvidenceCount;
use crate::domain::names::Role;
use crate::domain::refusal::Refusal;
use crate::domain::registry::Registry;
use crate::domain::statement::Statement;

/// Counting is the auditor's, who neither asks for nor approves what is counted by that role.
pub(super) fn check_count(
    registry: &Registry,
    statement: &Statement,
    body: &EvidenceCount,
) -> Result<(), Refusal> {
    need_role(registry, &statement.author, &[Role::Auditor])?;
    need_contract(registry, &body.contract).map(|_| ())
}
