//! Attachments whose time has passed: what could go, who asked for it, and the second person's word that removes them.
//!
//! The bytes are removed in the transaction that appends the second person's entry, so that nothing stops between the
//! two: a command that was killed either left everything, or the ledger without the bytes. Run again, it goes on.

mod plan;

use chrono::NaiveDate;

use crate::base::digest::Digest;
use crate::domain::body::{Body, Purge, PurgeConfirm};
use crate::domain::carry_out::{CarryOut, id_of};
use crate::domain::names::{PersonId, Role};
use crate::domain::refusal::Refusal;
use crate::projection::view::purge::{Did, PurgeDone};
use crate::workflow::desk::Desk;
use crate::workflow::error::Error;
use crate::workflow::keyring::Keyring;
use crate::workflow::world::World;

pub use plan::{first_due, owed, plan};

/// Which carry-outs are meant.
#[derive(Debug, Clone)]
pub enum Meant {
    /// These.
    Ids(Vec<String>),
    /// Whatever ended before this day and is not kept any longer.
    EndedBefore(NaiveDate),
}

/// What the owner of the key would say now about what is meant: whether they ask, or agree to what another asked.
///
/// # Errors
/// [`Error::Refused`] with the rule that stands against one of the carry-outs named; [`Error::NotAnId`].
pub fn due(world: &World<'_>, desk: &Desk, keyring: &Keyring, meant: &Meant) -> Result<Vec<CarryOut>, Error> {
    match meant {
        Meant::Ids(ids) => {
            let mut found = Vec::new();
            for id in ids {
                let carry_out = desk.carry_out(id)?;
                let author = desk.person_of(keyring)?.id.clone();
                desk.check_body(world, keyring, body(&carry_out, &author))?;
                if !found.contains(&carry_out) {
                    found.push(carry_out);
                }
            }
            Ok(found)
        }
        Meant::EndedBefore(day) => {
            let mut found = Vec::new();
            let author = desk.person_of(keyring)?;
            let asks = author.has(Role::Administrator);
            let plan = plan(world, desk, Some(*day))?;
            for line in plan.lines.iter().filter(|line| line.from <= plan.today && line.frozen_by.is_none()) {
                let carry_out = desk.carry_out(&line.id)?;
                let asked = carry_out.purge_asked();
                // What one asked for oneself waits for others, and who had a part in it leaves it to others.
                let mine = asked.is_some_and(|asked| asked.by == author.id);
                let involved = carry_out.involved().any(|person| *person == author.id);
                if !involved && !mine && (asks || asked.is_some()) {
                    found.push(carry_out);
                }
            }
            Ok(found)
        }
    }
}

/// Says it, one carry-out after another. What another person asked for is removed with this person's entry.
///
/// # Errors
/// [`Error::Refused`] with the rule that stands against it; what was said before it stays said.
pub fn purge(
    world: &World<'_>,
    desk: &mut Desk,
    keyring: &Keyring,
    meant: &[CarryOut],
) -> Result<Vec<PurgeDone>, Error> {
    let mut done = Vec::new();
    desk.also_remove = left_behind(desk)?;
    for carry_out in meant {
        let author = desk.person_of(keyring)?.id.clone();
        let body = body(carry_out, &author);
        let confirms = matches!(body, Body::PurgeConfirm(_));
        let attachments = carry_out.kept_attachments();
        let said = desk.say(world, keyring, body, &[])?;
        let mut removed = 0_u64;
        if confirms {
            desk.also_remove.clear();
            let snapshot = desk.store.snapshot()?;
            for attachment in &attachments {
                let row = snapshot.attachment_row(&attachment.sha256)?;
                let gone = row.is_none_or(|row| row.removed_under.is_some());
                removed = removed.saturating_add(u64::from(gone));
            }
        }
        let named = u64::try_from(attachments.len()).unwrap_or(u64::MAX);
        done.push(PurgeDone {
            id: id_of(carry_out.number),
            did: if confirms { Did::Purged } else { Did::Asked },
            index: said.index,
            attachments: named,
            removed,
            needed_elsewhere: if confirms { named.saturating_sub(removed) } else { 0 },
        });
    }
    Ok(done)
}

/// Agreement to what another person asked for, or the asking.
fn body(carry_out: &CarryOut, author: &PersonId) -> Body {
    let request = carry_out.digest;
    match carry_out.purge_asked().filter(|asked| asked.by != *author) {
        Some(asked) => Body::PurgeConfirm(PurgeConfirm { purge: asked.digest, request }),
        None => Body::Purge(Purge { attachments: carry_out.kept_attachments(), request }),
    }
}

/// What a purge ordered away earlier and is there all the same: it goes with the next one.
fn left_behind(desk: &Desk) -> Result<Vec<Digest>, Error> {
    let snapshot = desk.store.snapshot()?;
    let mut left = Vec::new();
    for digest in desk.projection.purged_everywhere()? {
        if snapshot.attachment_row(&digest)?.is_some_and(|row| row.removed_under.is_none()) {
            left.push(digest);
        }
    }
    Ok(left)
}

/// The attachments that go with this statement: those that the purge it confirms names, without any that something else
/// still needs.
pub(super) fn removals(desk: &Desk, body: &Body) -> Result<Vec<Digest>, Error> {
    let Body::PurgeConfirm(confirm) = body else { return Ok(Vec::new()) };
    let unknown = || Refusal::UnknownRequest { request: confirm.request };
    let carry_out = desk.projection.carry_out_of(&confirm.request)?.ok_or_else(unknown)?;
    let asked = carry_out.purges.iter().filter(|purged| purged.digest == confirm.purge);
    let named = asked.flat_map(|purged| &purged.attachments).map(|attachment| attachment.sha256);
    let mut candidates: Vec<Digest> = named.chain(desk.also_remove.iter().copied()).collect();
    candidates.sort_unstable();
    candidates.dedup();
    let snapshot = desk.store.snapshot()?;
    let mut removals = Vec::new();
    for digest in candidates {
        let there = snapshot.attachment_row(&digest)?.is_some_and(|row| row.removed_under.is_none());
        if there && !desk.projection.is_needed_beside(&digest, carry_out.number)? {
            removals.push(digest);
        }
    }
    Ok(removals)
}
