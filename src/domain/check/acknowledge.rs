//! Who may acknowledge what has no effect.

use super::{need_role, need_text};
use crate::domain::body::Acknowledge;
use crate::domain::names::Role;
use crate::domain::refusal::{AcknowledgeRefusal, Refusal};
use crate::domain::registry::Registry;
use crate::domain::statement::Statement;

pub(super) fn check_acknowledge(
    registry: &Registry,
    statement: &Statement,
    body: &Acknowledge,
) -> Result<(), Refusal> {
    need_role(registry, &statement.author, &[Role::Administrator, Role::Auditor])?;
    need_text("reason", &body.reason)?;
    let index = body.entry;
    let known = registry.without_effect.get(&index);
    let known = known.ok_or(Refusal::Acknowledge(AcknowledgeRefusal::NotWithoutEffect { index }))?;
    if known.leaf != body.leaf {
        return Err(Refusal::Acknowledge(AcknowledgeRefusal::OtherLeaf { index }));
    }
    // People are counted, not keys.
    if known.by.iter().any(|one| one.person == statement.author) || known.is_acknowledged() {
        let person = statement.author.clone();
        return Err(Refusal::Acknowledge(AcknowledgeRefusal::Already { index, person }));
    }
    Ok(())
}
