//! What a purge does: first it waits, then attachments may be absent.

use crate::base::time::Timestamp;
use crate::domain::body::{Body, Purge, PurgeConfirm};
use crate::domain::carry_out::{CarryOut, PurgeConfirmed, Purged};
use crate::domain::registry::Registry;
use crate::domain::retention::PurgeClock;
use crate::domain::verify::Act;

pub(super) fn ask(registry: &mut Registry, carry_out: &mut CarryOut, act: &Act, body: &Purge) {
    let statement = &act.statement;
    carry_out.purges.retain(|purged| purged.confirmed.is_some());
    carry_out.purges.push(Purged {
        digest: act.digest,
        index: act.index,
        by: statement.author.clone(),
        at: statement.time,
        attachments: body.attachments.clone(),
        confirmed: None,
    });
    registry.purges_asked.insert(carry_out.number, clock(carry_out, act));
}

pub(super) fn confirm(registry: &mut Registry, carry_out: &mut CarryOut, act: &Act, body: &PurgeConfirm) {
    let statement = &act.statement;
    for purged in carry_out.purges.iter_mut().filter(|purged| purged.digest == body.purge) {
        purged.confirmed =
            Some(PurgeConfirmed { index: act.index, by: statement.author.clone(), at: statement.time });
    }
    registry.purges_asked.remove(&carry_out.number);
    // One that was found out stays until a later one takes its place.
    if registry.last_purge.as_ref().is_none_or(|last| last.at <= statement.time) {
        registry.last_purge = Some(clock(carry_out, act));
    }
}

fn clock(carry_out: &CarryOut, act: &Act) -> PurgeClock {
    PurgeClock { carry_out: carry_out.number, index: act.index, at: act.statement.time, contradicted: None }
}

/// Notes which attachments a carry-out has and until when something was said of it before its end.
pub(super) fn keep_track(carry_out: &mut CarryOut, act: &Act, ended: bool, witnessed: Option<Timestamp>) {
    for attachment in act.statement.body.attachments() {
        if !carry_out.attachments.contains(&attachment) {
            carry_out.attachments.push(attachment);
        }
    }
    if !ended && !matches!(act.statement.body, Body::Purge(_) | Body::PurgeConfirm(_)) {
        carry_out.note_time(act.statement.time, witnessed);
    }
}
