//! Two people say that a part of the history is lost.
//!
//! Whoever held it is told by every command that the log is not the one they verified. They, or somebody they gave their
//! checkpoint to, say what was held and how far both histories are the same; a second person says it too. From then on it
//! is shown beside the log, and is no alarm for whoever held exactly that.

use crate::domain::body::{Attachment, Body, Restored};
use crate::domain::names::PersonId;
use crate::domain::refusal::{Refusal, RestoredRefusal};
use crate::domain::restored::{LostList, Restoration};
use crate::domain::statement::Seen;
use crate::projection::view::restored::RestorationView;
use crate::workflow::audit::{HeldElsewhere, read_checkpoint};
use crate::workflow::backup::first_leaf;
use crate::workflow::desk::Desk;
use crate::workflow::error::{Error, HistoryError, LossError};
use crate::workflow::keyring::Keyring;
use crate::workflow::known::Known;
use crate::workflow::world::World;

/// What is said of it.
#[derive(Debug, Clone)]
pub struct Loss {
    /// What happened.
    pub reason: String,
    /// A checkpoint that somebody else holds.
    pub against: Option<HeldElsewhere>,
    /// How many entries are of both histories, where that is not known otherwise.
    pub kept_size: Option<u64>,
}

/// Says that a history is lost, or says what somebody else said of it. `wrong` is why the log is not the one this user
/// verified.
///
/// # Errors
/// `wrong`, where it is no lost history; [`Error::Refused`] where nothing is lost, or the person said so already;
/// [`LossError::KeptUnknown`] where nobody here knows how far both histories are the same; [`LossError::PartedEarlier`]
/// where the person's own index knows better than what they say of that; [`LossError::OfAnother`] where what waits for a
/// second person is nothing that it leads to, and they did not name it.
pub fn restored(
    world: &World<'_>,
    desk: &mut Desk,
    wrong: Option<Error>,
    keyring: &Keyring,
    loss: &Loss,
) -> Result<RestorationView, Error> {
    match wrong {
        None | Some(Error::History(HistoryError::Shorter { .. } | HistoryError::Rewritten { .. })) => {}
        Some(other) => return Err(other),
    }
    let leaf = first_leaf(desk.store.snapshot()?.as_ref())?;
    let known = Known::of(&desk.places, leaf)?;
    let person = desk.person_of(keyring)?.id.clone();
    let (body, list) = meant(desk, &known, &person, loss)?;
    let bytes = list.as_ref().and_then(LostList::encode);
    let attachments: Vec<&[u8]> = bytes.as_deref().into_iter().collect();
    desk.say(world, keyring, Body::Restored(body.clone()), &attachments)?;
    let not_there = || Refusal::Restored(RestoredRefusal::NotLost { size: body.held.size });
    let one = desk.registry.restoration_of(&body).ok_or_else(not_there)?;
    let view = RestorationView::new(&desk.registry, one);
    Ok(match one.lost.and_then(|attachment| desk.attachment(&attachment.sha256).ok()) {
        Some(bytes) => view.with(LostList::parse(&bytes).unwrap_or_default()),
        None => view,
    })
}

/// What this person is to say: exactly what they name; else their own loss, or what waits for a second person and is shown
/// to hold it.
fn meant(
    desk: &Desk,
    known: &Known,
    person: &PersonId,
    loss: &Loss,
) -> Result<(Restored, Option<LostList>), Error> {
    let again = |one: &Restoration| {
        let body = Restored { held: one.held, kept: one.kept, lost: one.lost, reason: loss.reason.clone() };
        Ok((body, None))
    };
    let unsaid = |one: &&Restoration| !one.is_effective() && one.by.iter().all(|by| by.person != *person);
    let waiting: Vec<&Restoration> = desk.registry.restorations.iter().filter(unsaid).collect();
    let mine = match &loss.against {
        Some(elsewhere) => Some(held_elsewhere(elsewhere)?),
        None => own(desk, known)?,
    };
    let of_another = |one: &Restoration| Err(LossError::OfAnother { held: one.held }.into());
    let Some(mine) = mine else {
        // Nobody puts their name to a tree that they know nothing of, and did not name.
        return match waiting.last() {
            Some(one) => of_another(one),
            None => Err(Refusal::Restored(RestoredRefusal::NotLost { size: desk.head.size }).into()),
        };
    };
    let common = common(desk, known)?;
    // Nobody says of two histories that they are the same further than their own index knows, or than they say.
    let fits = |one: &Restoration| {
        (common == 0 || one.kept.size <= common) && loss.kept_size.is_none_or(|kept| kept == one.kept.size)
    };
    if let Some(one) = waiting.iter().find(|one| one.held == mine && fits(one)) {
        return again(one);
    }
    if loss.against.is_none() {
        for one in waiting.iter().filter(|one| one.held.size > mine.size && fits(one)) {
            if holds(desk, one, mine)? {
                return again(one);
            }
        }
        let said = desk.registry.restorations.iter().any(|one| one.held == mine && fits(one));
        if let (true, Some(one)) = (said, waiting.last()) {
            return of_another(one);
        }
    }
    let parted = own(desk, known)?.map(|_| common).filter(|common| *common > 0);
    let kept = kept(desk, loss, parted)?;
    let list = known.lost(kept.size, mine)?;
    let bytes = list.as_ref().and_then(LostList::encode);
    let lost = bytes.as_deref().map(Attachment::of);
    Ok((Restored { held: mine, kept, lost, reason: loss.reason.clone() }, list))
}

/// Whether what is known of the entries that `one` calls lost shows that `tree` is on the way to it.
fn holds(desk: &Desk, one: &Restoration, tree: Seen) -> Result<bool, Error> {
    let Some(attachment) = one.lost else { return Ok(false) };
    Ok(LostList::parse(&desk.attachment(&attachment.sha256)?).is_some_and(|list| list.has(tree)))
}

/// What this user holds, where the log has it no more.
fn own(desk: &Desk, known: &Known) -> Result<Option<Seen>, Error> {
    let Some(held) = &known.held else { return Ok(None) };
    let is_there = desk.projection.root_at(held.size())? == Some(held.root());
    Ok((!is_there).then(|| Seen { root: held.root(), size: held.size() }))
}

fn held_elsewhere(held: &HeldElsewhere) -> Result<Seen, Error> {
    Ok(match held {
        HeldElsewhere::Typed { size, root } => Seen { root: *root, size: *size },
        HeldElsewhere::File(path) => {
            let checkpoint = read_checkpoint(path)?;
            Seen { root: checkpoint.root(), size: checkpoint.size() }
        }
    })
}

/// How far the log is what this user's index verified; 0 where that is not known.
fn common(desk: &Desk, known: &Known) -> Result<u64, Error> {
    known.common(desk.head.size, |size| desk.projection.root_at(size))
}

/// The largest tree known to be of both histories: as the person says, as their index knows, or as it was recorded of
/// another part of the same loss.
fn kept(desk: &Desk, loss: &Loss, parted: Option<u64>) -> Result<Seen, Error> {
    if let (Some(kept), Some(common)) = (loss.kept_size, parted)
        && kept > common
    {
        return Err(LossError::PartedEarlier { kept, common }.into());
    }
    let recorded = desk.registry.restorations.last().map(|one| one.kept.size);
    let size = loss.kept_size.or(parted).or(recorded).ok_or(LossError::KeptUnknown)?;
    let root = desk.projection.root_at(size)?;
    let root = root.ok_or(Refusal::Restored(RestoredRefusal::OtherRoot { size }))?;
    Ok(Seen { root, size })
}
