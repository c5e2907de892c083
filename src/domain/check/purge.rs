//! Who may have attachments removed, and when: never before their time, never alone, never one's own.

use super::road::need_unfrozen;
use super::{need_role, rules};
use crate::domain::body::{Purge, PurgeConfirm};
use crate::domain::carry_out::CarryOut;
use crate::domain::names::{PersonId, Role};
use crate::domain::refusal::{PurgeRefusal, Refusal};
use crate::domain::registry::Registry;
use crate::domain::retention::Retention;
use crate::domain::rules::judge::Unmet;
use crate::domain::statement::Statement;

pub(super) fn check_purge(
    registry: &Registry,
    carry_out: &CarryOut,
    statement: &Statement,
    body: &Purge,
) -> Result<(), Refusal> {
    need_role(registry, &statement.author, &[Role::Administrator])?;
    need_uninvolved(carry_out, &statement.author)?;
    let kept = carry_out.kept_attachments();
    if kept.is_empty() {
        return Err(PurgeRefusal::AlreadyPurged { id: carry_out.id() }.into());
    }
    need_its_time(registry, carry_out, statement)?;
    if let Some(other) = body.attachments.iter().find(|named| !carry_out.attachments.contains(named)) {
        return Err(PurgeRefusal::NotItsAttachment { id: carry_out.id(), digest: other.sha256 }.into());
    }
    if body.attachments != kept {
        return Err(PurgeRefusal::OtherAttachments { id: carry_out.id() }.into());
    }
    match carry_out.purge_asked() {
        Some(asked) if !is_contradicted(registry, carry_out) => {
            Err(PurgeRefusal::Asked { id: carry_out.id(), by: asked.by.clone() }.into())
        }
        _ => Ok(()),
    }
}

pub(super) fn check_purge_confirm(
    registry: &Registry,
    carry_out: &CarryOut,
    statement: &Statement,
    body: &PurgeConfirm,
) -> Result<(), Refusal> {
    need_role(registry, &statement.author, &[Role::Administrator, Role::Auditor])?;
    need_uninvolved(carry_out, &statement.author)?;
    let asked = carry_out.purge_asked().filter(|asked| asked.digest == body.purge);
    let asked = asked.ok_or_else(|| PurgeRefusal::NotAsked { id: carry_out.id() })?;
    if asked.by == statement.author {
        return Err(PurgeRefusal::SamePerson { id: carry_out.id(), person: asked.by.clone() }.into());
    }
    // Rules may have become longer since, and an incident may have been opened.
    need_its_time(registry, carry_out, statement)?;
    if statement.time < asked.at {
        return Err(Refusal::ClockBehind { now: statement.time, earlier: asked.at });
    }
    if let Some(clock) = registry.purges_asked.get(&carry_out.number)
        && let Some(later) = clock.contradicted
    {
        return Err(
            PurgeRefusal::ClockContradicted { id: carry_out.id(), asked: asked.at, index: later }.into()
        );
    }
    Ok(())
}

fn is_contradicted(registry: &Registry, carry_out: &CarryOut) -> bool {
    registry.purges_asked.get(&carry_out.number).is_some_and(|clock| clock.contradicted.is_some())
}

/// Nobody removes the evidence of what they asked for, carried, brought back or disposed of.
fn need_uninvolved(carry_out: &CarryOut, author: &PersonId) -> Result<(), Refusal> {
    if carry_out.involved().any(|involved| involved == author) {
        return Err(PurgeRefusal::OwnCarryOut { id: carry_out.id(), person: author.clone() }.into());
    }
    Ok(())
}

/// It is over, no open incident concerns it, and its years have passed by more than one person's clock.
fn need_its_time(registry: &Registry, carry_out: &CarryOut, statement: &Statement) -> Result<(), Refusal> {
    let today = statement.time.date();
    if !carry_out.is_over(today) {
        return Err(PurgeRefusal::NotOver { id: carry_out.id() }.into());
    }
    need_unfrozen(registry, carry_out)?;
    let from = registry.purgeable_from(carry_out);
    if today < from {
        let Retention { years, rule } = registry.retention(carry_out.request.contract.as_ref());
        let id = carry_out.id();
        return Err(match rule {
            Some((pack, rule)) => rules::refusal(pack, rule, Unmet::Kept { id, years, from }),
            None => PurgeRefusal::TooEarly { id, years, from }.into(),
        });
    }
    let others = registry.latest_of_others(&statement.author);
    if others.is_none_or(|latest| latest.date() < from) {
        return Err(PurgeRefusal::OneClockAlone { id: carry_out.id(), from, others }.into());
    }
    Ok(())
}
